//! The joined route that is proposed.

use super::{put, quoted, text};
use crate::wording;
use concordat_findings::{Audit, ChangeView, ProposalView};
use concordat_register::Evidence;

/// A proposal as Markdown: what it settles, each change with its place, wording and reason, and what would still be open.
#[must_use]
pub fn proposal_markdown(audit: &Audit, proposal: &ProposalView) -> String {
    let mut out = String::from("# A joined route\n\n");
    body(&mut out, audit, proposal, "##");
    out
}

/// In the report it stands before the cases that it settles.
pub(super) fn write(out: &mut String, audit: &Audit) {
    if let Some(proposal) = &audit.proposal {
        out.push_str("## The joined route, as proposed\n\n");
        body(out, audit, &proposal.view, "###");
    }
}

fn body(out: &mut String, audit: &Audit, proposal: &ProposalView, level: &str) {
    put(out, format_args!("{}\n\n", wording::settles(proposal)));
    for (n, change) in (1..).zip(&proposal.changes) {
        one(out, audit, n, change);
    }
    if !proposal.changes.is_empty() {
        out.push('\n');
    }
    if proposal.remaining.is_empty() {
        return;
    }
    put(out, format_args!("{level} What would still be open\n\n"));
    for (case, message) in &proposal.remaining {
        put(out, format_args!("- {}: {}\n", text(case), text(message)));
    }
    out.push('\n');
}

fn one(out: &mut String, audit: &Audit, n: usize, change: &ChangeView) {
    let title = wording::title_of(audit, change.document).unwrap_or_default();
    let verb = if change.added { "after" } else { "in the place of" };
    put(out, format_args!("{n}. **{}** {}\n", text(&change.wording), text(&change.reason)));
    if let Some(choice) = wording::choice(change) {
        put(out, format_args!("   - {}\n", text(&choice)));
    }
    put(out, format_args!("   - In “{}”, {verb} these words:\n", text(title)));
    quoted(out, audit, &Evidence { document: change.document, anchor: change.near.clone() }, "     ");
    if !change.cases.is_empty() {
        put(out, format_args!("   - For: {}\n", text(&change.cases.join("; "))));
    }
}
