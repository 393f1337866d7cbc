//! `structure/…`: what a document lacks as a whole.

mod section;

use crate::Check;

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[&section::CHECK];
