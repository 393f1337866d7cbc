//! `duplication/…`: passages copied between documents.

mod drifted;

use crate::Check;

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[&drifted::DRIFTED];
