//! `assessment/…`: thresholds and tools that cannot both be followed.

mod threshold;
mod tool;

use crate::Check;
use concordat_routes::guides;

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[&threshold::CHECK, &tool::CHECK];
