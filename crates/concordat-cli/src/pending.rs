//! The page, still being written.

use concordat_findings::Audit;
use concordat_report::Explanation;

pub(crate) fn index_html(_: &Audit, _: &[Explanation], _: &str) -> String {
    String::new()
}
