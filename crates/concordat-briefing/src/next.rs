//! Next steps, in order, for each of those who can take them.

use crate::desk::{Desk, body, heading, joined, plain};
use crate::steps::{Step, Who, steps};
use crate::wording;
use concordat_findings::decision::Stand;
use concordat_paper::{Block, Entry, Inline, Paper, Role};
use concordat_register::DocumentIndex;

/// Steps listed for one of those who can take them.
const STEPS: usize = 40;
/// Documents whose authors have a list.
const AUTHORS: usize = 60;

pub(crate) fn write(paper: &mut Paper, desk: &Desk<'_>) {
    heading(paper, 1, wording::NEXT, "next-steps");
    let steps = steps(desk);
    if steps.is_empty() {
        paper.paragraph(Role::Body, wording::NO_STEPS);
        return;
    }
    paper.paragraph(Role::Body, wording::NEXT_ORDER);
    paper.paragraph(Role::Body, decided(desk));
    let of = |who: Who| steps.iter().filter(|s| s.who == who).collect::<Vec<_>>();
    group(paper, desk, 2, (wording::STEERING, "steps-steering"), wording::STEERING_ABOUT, &of(Who::Steering));
    authors(paper, desk, &steps);
    group(paper, desk, 2, (wording::CHAIRS, "steps-chairs"), wording::CHAIRS_ABOUT, &of(Who::Chairs));
}

/// The authors of documents, whoever has the most pressing step first.
fn authors(paper: &mut Paper, desk: &Desk<'_>, steps: &[Step<'_>]) {
    let mut authors: Vec<DocumentIndex> = Vec::new();
    for step in steps {
        if let Who::Author(document) = step.who
            && !authors.contains(&document)
        {
            authors.push(document);
        }
    }
    if authors.is_empty() {
        return;
    }
    heading(paper, 2, wording::AUTHORS, "steps-authors");
    body(paper, plain(wording::AUTHORS_ABOUT));
    for &document in authors.iter().take(AUTHORS) {
        let own: Vec<&Step<'_>> = steps.iter().filter(|s| s.who == Who::Author(document)).collect();
        let anchor = format!("steps-document-{}", document.0 + 1);
        group(paper, desk, 3, (&desk.title(document), &anchor), "", &own);
    }
    if authors.len() > AUTHORS {
        body(paper, plain(wording::more_authors(authors.len() - AUTHORS)));
    }
}

fn group(paper: &mut Paper, desk: &Desk<'_>, level: u8, (name, anchor): (&str, &str), about: &str, steps: &[&Step<'_>]) {
    if steps.is_empty() {
        return;
    }
    heading(paper, level, name, anchor);
    if !about.is_empty() {
        body(paper, plain(about));
    }
    let entries = steps.iter().take(STEPS).flat_map(|step| entries(desk, step)).collect();
    paper.blocks.push(Block::List { numbered: true, entries });
    if steps.len() > STEPS {
        body(paper, plain(wording::more_steps(steps.len() - STEPS)));
    }
}

/// A step and its parts.
pub(crate) fn entries(desk: &Desk<'_>, step: &Step<'_>) -> Vec<Entry> {
    let mut entries = vec![Entry { depth: 0, text: told(desk, step) }];
    for (text, finding) in &step.parts {
        entries.push(Entry { depth: 1, text: [plain(text.clone()), desk.see(&[*finding])].concat() });
    }
    entries
}

/// What a step asks for, whom it is about, how grave it is and what was decided.
fn told(desk: &Desk<'_>, step: &Step<'_>) -> Vec<Inline> {
    let label = step.label.map(|label| vec![Inline::Strong(format!("{label}.")), Inline::Plain(" ".to_owned())]);
    let found = step.found.as_ref().map(|found| plain(format!("{found} "))).unwrap_or_default();
    let mut text = [label.unwrap_or_default(), found, plain(step.text.clone())].concat();
    let titles: Vec<String> = step.documents.iter().map(|&d| desk.named(d)).collect();
    // What was found often names them all.
    let named = |title: &String| step.found.iter().chain([&step.text]).any(|words| words.contains(title.as_str()));
    if !titles.iter().all(named) {
        text.push(Inline::Plain(wording::in_documents(&joined(&titles))));
    }
    text.push(Inline::Plain(" ".to_owned()));
    text.push(Inline::Strong(wording::gravity(step.severity).to_owned()));
    if step.parts.is_empty() {
        text.extend(desk.see(&step.findings));
    }
    text.push(Inline::Plain(".".to_owned()));
    let until = step.findings.iter().filter_map(|f| desk.audit.decisions.standing.get(&f.id)).find_map(|s| s.heads.last()?.until);
    if let Some(decision) = wording::decision(step.stand, until) {
        text.push(Inline::Plain(format!(" {decision}")));
    }
    text
}

/// How far people have decided, as one sentence.
fn decided(desk: &Desk<'_>) -> String {
    let stands: Vec<Stand> = desk.audit.findings.iter().map(|f| desk.audit.stand(f)).collect();
    let count = |wanted: &[Stand]| stands.iter().filter(|s| wanted.contains(s)).count();
    let accepted = count(&[Stand::Accepted, Stand::Assigned]);
    wording::decided(accepted, count(&[Stand::Deferred]), count(&[Stand::Dismissed]), count(&[Stand::Open, Stand::Conflict]))
}
