//! `currency/…`: what has gone out of date.

mod count;
mod draft;
mod edition_never_existed;
mod editions;
mod out_of_date;
mod out_of_date_marking;
mod out_of_date_team;
pub(crate) mod redated;
mod review;
mod strengths;
mod timing;

pub(crate) use strengths::strengths;

use crate::Check;

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[
    &count::COUNT,
    &draft::DRAFT,
    &edition_never_existed::EDITION_NEVER_EXISTED,
    &out_of_date::OUT_OF_DATE,
    &out_of_date_marking::OUT_OF_DATE_MARKING,
    &out_of_date_team::OUT_OF_DATE_TEAM,
    &review::REVIEW,
];

/// Places shown as evidence of one finding.
const SHOWN: usize = 10;

#[cfg(test)]
mod tests {
    use super::CHECKS;

    #[test]
    fn the_examples_on_every_page_hold() {
        for check in CHECKS {
            crate::testing::examples(check);
        }
    }
}
