//! `context/…`: where harm happens and is prevented, as a document deals with it.

mod absent;

use crate::Check;

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[&absent::CHECK];
