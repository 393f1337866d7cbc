//! `sector/…`: whose agencies a document engages.

mod absent;

use crate::Check;

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[&absent::CHECK];
