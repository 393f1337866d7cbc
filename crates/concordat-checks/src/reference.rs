//! `reference/…`: documents that do not know each other.

use crate::Check;

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[];
