//! `assessment/…`: thresholds and tools that cannot both be followed.

mod threshold;
mod tool;

use crate::Check;
use concordat_routes::guides;

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[&threshold::CHECK, &tool::CHECK];

/// Whether two ranges of age have an age in common.
fn ages_meet(one: (Option<u8>, Option<u8>), other: (Option<u8>, Option<u8>)) -> bool {
    let least = one.0.max(other.0).unwrap_or(0);
    let most = one.1.unwrap_or(u8::MAX).min(other.1.unwrap_or(u8::MAX));
    least <= most
}
