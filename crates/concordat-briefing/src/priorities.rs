//! Strategic priorities evident across the documents: what they say that they set out to do, in their own words.

use crate::desk::{Desk, body, counted, entry, heading, plain};
use crate::wording;
use concordat_findings::{PriorityView, wording::capital};
use concordat_paper::{Block, Inline, Paper, Role};
use concordat_register::Evidence;

/// Words quoted for a priority.
const QUOTED: usize = 4;

pub(crate) fn write(paper: &mut Paper, desk: &Desk<'_>) {
    heading(paper, 1, wording::PRIORITIES, "strategic-priorities");
    let mut views: Vec<&PriorityView> = desk.audit.priorities.iter().collect();
    // Those that most documents share come first; the order of the standard parts the rest.
    views.sort_by_key(|v| std::cmp::Reverse(v.documents.len()));
    let (shared, single): (Vec<&PriorityView>, Vec<&PriorityView>) = views.into_iter().partition(|v| v.documents.len() > 1);
    paper.paragraph(Role::Body, wording::priorities(shared.len(), single.len()));
    for view in shared {
        let documents = counted(view.documents.len(), "document", "documents");
        body(paper, vec![Inline::Strong(format!("{}.", capital(&view.name))), Inline::Plain(wording::set_out_by(&documents))]);
        for evidence in view.evidence.iter().take(QUOTED) {
            desk.quote(paper, evidence);
        }
    }
    if single.is_empty() {
        return;
    }
    heading(paper, 2, wording::PRIORITIES_OF_ONE, "priorities-of-one");
    let line = |view: &&PriorityView| {
        let evidence: Option<&Evidence> = view.evidence.first();
        let mut text = vec![Inline::Strong(format!("{}:", capital(&view.name))), Inline::Plain(" ".to_owned())];
        text.extend(evidence.map(|e| desk.words(e)).unwrap_or_default());
        text.push(Inline::Plain(evidence.map(|e| format!(" ({})", desk.cited(e))).unwrap_or_default()));
        entry(text)
    };
    let entries = single.iter().map(line).collect();
    body(paper, plain(wording::ONE_DOCUMENT_SETS_OUT));
    paper.blocks.push(Block::List { numbered: false, entries });
}
