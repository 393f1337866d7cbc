//! `currency/…`: what has gone out of date.

use crate::Check;

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[];
