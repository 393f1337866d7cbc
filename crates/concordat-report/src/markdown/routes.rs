//! Steps of referral routes, a table a document.

use super::{put, text};
use crate::{route_rows, wording};
use concordat_findings::Audit;

pub(super) fn write(out: &mut String, audit: &Audit) {
    let mut with = audit.documents.iter().filter(|d| !d.routes.steps.is_empty()).peekable();
    if with.peek().is_none() {
        return;
    }
    out.push_str("## Referral routes, step by step\n\n");
    for facts in with {
        put(
            out,
            format_args!(
                "### {}\n\n| {} |\n|{}\n",
                text(wording::title(facts)),
                route_rows::HEADS.join(" | "),
                " --- |".repeat(route_rows::HEADS.len())
            ),
        );
        for step in &facts.routes.steps {
            put(out, format_args!("| {} |\n", route_rows::cells(step).map(|cell| text(&cell)).join(" | ")));
        }
        out.push('\n');
    }
}
