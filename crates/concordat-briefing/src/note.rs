//! The note for chairs: one page of what is agreed, what they are asked to decide, and where more stands.

use crate::desk::{Desk, entry, heading, plain};
use crate::messages::of_most;
use crate::steps::{Step, Who, steps};
use crate::wording;
use concordat_findings::{Finding, decision::Stand, together, wording::clip};
use concordat_paper::{Block, Inline, Paper, Role};

/// Entries of each list: with these, the note fits one page.
const AGREED: usize = 3;
const MOST: usize = 2;
const DECIDE: usize = 4;
const PANELS: usize = 2;
/// Characters of what an entry asks, and of what it rests on.
const LONG: usize = 160;
const SHORT: usize = 120;

pub(crate) fn write(paper: &mut Paper, desk: &Desk<'_>) {
    paper.paragraph(Role::Lead, wording::note_lead(desk.area, desk.audit.documents.len()));
    if desk.audit.documents.is_empty() {
        paper.paragraph(Role::Note, wording::NOTHING_READ);
        return;
    }
    agreed(paper, desk);
    let steps = steps(desk);
    asks(paper, desk, (wording::NOTE_DECIDE, "to-decide"), &of(&steps, Who::Steering), DECIDE);
    asks(paper, desk, (wording::NOTE_PANELS, "your-panels"), &of(&steps, Who::Chairs), PANELS);
    if steps.is_empty() {
        paper.paragraph(Role::Body, wording::NO_STEPS);
    }
    paper.paragraph(Role::Note, wording::NOTE_MORE);
}

/// What all documents agree on; where there is nothing of the kind, what most say, with how many do.
fn agreed(paper: &mut Paper, desk: &Desk<'_>) {
    let (all, most) = (together::agreed(desk.audit), of_most(desk));
    if !all.is_empty() {
        heading(paper, 1, wording::NOTE_AGREED, "agreed");
        paper.list(false, all.iter().take(AGREED).map(|m| m.statement.clone()));
    } else if !most.is_empty() {
        heading(paper, 1, wording::NOTE_MOST, "agreed");
        paper.list(false, most.iter().take(MOST).map(|(m, stands)| format!("{} {}", m.statement, stands.sentence())));
    }
}

/// The steps of somebody that are not put off.
fn of<'s, 'a>(steps: &'s [Step<'a>], who: Who) -> Vec<&'s Step<'a>> {
    steps.iter().filter(|s| s.who == who && s.stand != Stand::Deferred).collect()
}

/// What a step rests on: where the words stand that speak against a message, else what was found.
fn because(desk: &Desk<'_>, finding: &Finding) -> String {
    let message = finding.check.as_str().starts_with("recognition/");
    match finding.evidence.first().filter(|_| message) {
        Some(evidence) => wording::see_place(&desk.cited(evidence)),
        None => front(&desk.message(finding), SHORT),
    }
}

/// The first sentences of a text that together have at most `most` characters, and the first of them in any case. What a command of the
/// program would show is no request to those who read the note.
fn front(text: &str, most: usize) -> String {
    let text = match text.split_once("; \u{201c}concordat ") {
        Some((asked, _)) => format!("{asked}."),
        None => text.to_owned(),
    };
    let ends = text.match_indices(". ").map(|(at, _)| at + 1).chain([text.len()]);
    let fits = |end: &usize| text.get(..*end).is_some_and(|t| t.chars().count() <= most);
    let first = ends.clone().next().unwrap_or(text.len());
    let end = ends.take_while(fits).last().unwrap_or(first);
    let whole = text.get(..end).unwrap_or_default();
    if whole.chars().count() <= 2 * most { whole.to_owned() } else { clip(whole, most).into_owned() }
}

fn asks(paper: &mut Paper, desk: &Desk<'_>, (name, anchor): (&str, &str), steps: &[&Step<'_>], most: usize) {
    if steps.is_empty() {
        return;
    }
    heading(paper, 1, name, anchor);
    let ask = |step: &&Step<'_>| {
        let label = step.label.map(|label| vec![Inline::Strong(format!("{label}.")), Inline::Plain(" ".to_owned())]);
        let mut text = [label.unwrap_or_default(), plain(front(&step.text, LONG))].concat();
        if let Some(finding) = step.findings.first() {
            text.push(Inline::Plain(" ".to_owned()));
            text.push(Inline::Emphasis(because(desk, finding)));
        }
        entry(text)
    };
    paper.blocks.push(Block::List { numbered: true, entries: steps.iter().take(most).map(ask).collect() });
    if steps.len() > most {
        paper.paragraph(Role::Body, wording::more_in_briefing(steps.len() - most));
    }
}

#[cfg(test)]
mod tests {
    use super::front;

    /// Issue 6: four of seven points of the note ended in mid-sentence.
    #[test]
    fn sentences_are_left_out_whole() {
        assert_eq!(front("Agree one time. Say what it starts from.", 20), "Agree one time.");
        assert_eq!(front("Agree one time. Say what it starts from.", 60), "Agree one time. Say what it starts from.");
        assert_eq!(front("Say in both terms which of the two leads.", 30), "Say in both terms which of the two leads.");
        assert_eq!(front("Say which leads; “concordat structures” shows what else there is.", 60), "Say which leads.");
    }
}
