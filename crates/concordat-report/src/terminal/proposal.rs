//! The joined route that is proposed, for the terminal.

use super::{TerminalStyle, wrap::Writer};
use crate::wording;
use concordat_findings::{Audit, ProposalView};

/// Changes after which more cases are determined, each with its place, wording, reason and the cases that depend on it.
#[must_use]
pub fn proposal(audit: &Audit, proposal: &ProposalView, style: TerminalStyle<'_>) -> String {
    let mut out = Writer::new(style.width.clamp(40, 100), style.colour);
    out.heading("A joined route");
    out.text(2, &wording::settles(proposal));
    for (n, change) in proposal.changes.iter().enumerate() {
        out.blank();
        let title = wording::title_of(audit, change.document).unwrap_or_default();
        let verb = if change.added { "add after" } else { "change" };
        out.hanging(2, &format!("{}. ", n + 1), &format!("In “{title}”, {verb} {}:", wording::place(&change.near)));
        out.quotation(6, &change.near.quote);
        out.hanging(5, "→ ", &change.wording);
        out.text(5, &change.reason);
        if let Some(choice) = wording::choice(change) {
            out.text(5, &choice);
        }
        if !change.cases.is_empty() {
            out.faint(5, &format!("for: {}", change.cases.join("; ")));
        }
    }
    if !proposal.remaining.is_empty() {
        out.heading("What would still be open");
        for (case, message) in &proposal.remaining {
            out.item("!", &format!("{case}: {message}"));
        }
    }
    out.finish()
}
