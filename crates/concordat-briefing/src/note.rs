//! The note for chairs: one page of what is agreed, what they are asked to decide, and where more stands.

use crate::desk::{Desk, entry, heading, plain};
use crate::messages::of_most;
use crate::steps::{Step, Who, steps};
use crate::wording;
use concordat_findings::{Finding, decision::Stand, together, wording::clip};
use concordat_paper::{Block, Inline, Paper, Role};

/// Entries of each list at most.
const AGREED: usize = 3;
const MOST: usize = 2;
const DECIDE: usize = 6;
const PANELS: usize = 2;
/// Lines that all entries may take so that the note fits one page, and characters of a line.
const ROOM: usize = 23;
const LINE: usize = 88;
/// Points that the area is asked to decide of which the note tells in any case.
const LEAST: usize = 2;
/// Characters of what an entry asks, and of what it rests on.
const LONG: usize = 160;
const SHORT: usize = 120;

pub(crate) fn write(paper: &mut Paper, desk: &Desk<'_>) {
    paper.paragraph(Role::Lead, wording::note_lead(desk.area, desk.audit.documents.len()));
    if desk.audit.documents.is_empty() {
        paper.paragraph(Role::Note, wording::NOTHING_READ);
        return;
    }
    let mut room = ROOM.saturating_sub(agreed(paper, desk));
    let steps = steps(desk);
    let points = |who: Who, most: usize| -> (usize, Vec<Vec<Inline>>) {
        let of = of(&steps, who);
        (of.len(), of.iter().take(most).map(|step| point(desk, step)).collect())
    };
    let (panels, decide) = (points(Who::Chairs, PANELS), points(Who::Steering, DECIDE));
    room = room.saturating_sub(panels.1.iter().map(|text| lines(text)).sum());
    let mut fits = |(n, text): &(usize, Vec<Inline>)| {
        let taken = lines(text);
        let fits = *n < LEAST || taken <= room;
        room = room.saturating_sub(taken);
        fits
    };
    let told = decide.1.into_iter().enumerate().take_while(|entry| fits(entry)).map(|(_, text)| text).collect();
    asks(paper, (wording::NOTE_DECIDE, "to-decide"), decide.0, told);
    asks(paper, (wording::NOTE_PANELS, "your-panels"), panels.0, panels.1);
    if steps.is_empty() {
        paper.paragraph(Role::Body, wording::NO_STEPS);
    }
    paper.paragraph(Role::Note, wording::NOTE_MORE);
}

/// What all documents agree on; where there is nothing of the kind, what most say, with how many do. Gives how many lines it takes.
fn agreed(paper: &mut Paper, desk: &Desk<'_>) -> usize {
    let (all, most) = (together::agreed(desk.audit), of_most(desk));
    let (name, told): (_, Vec<String>) = if all.is_empty() {
        (wording::NOTE_MOST, most.iter().take(MOST).map(|(m, stands)| format!("{} {}", m.statement, stands.sentence())).collect())
    } else {
        (wording::NOTE_AGREED, all.iter().take(AGREED).map(|m| m.statement.clone()).collect())
    };
    let taken = told.iter().map(|words| lines(&plain(words.clone()))).sum();
    if !told.is_empty() {
        heading(paper, 1, name, "agreed");
        paper.list(false, told);
    }
    taken
}

/// About how many lines of the page some words take.
fn lines(text: &[Inline]) -> usize {
    let letters = |inline: &Inline| match inline {
        Inline::Plain(words) | Inline::Strong(words) | Inline::Emphasis(words) => words.chars().count(),
        _ => 0,
    };
    text.iter().map(letters).sum::<usize>().div_ceil(LINE)
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
    let end = ends.take_while(|entry| fits(entry)).last().unwrap_or(first);
    let whole = text.get(..end).unwrap_or_default();
    let short = |text: &str| text.chars().count() <= 2 * most;
    match whole.split_once("; ") {
        _ if short(whole) => whole.to_owned(),
        // The first half of a long sentence says what was found; the second what it is held against.
        Some((found, _)) if short(found) && found.matches('\u{201c}').count() == found.matches('\u{201d}').count() => format!("{found}."),
        _ => clip(whole, most).into_owned(),
    }
}

/// What a step asks, and what it rests on.
fn point(desk: &Desk<'_>, step: &Step<'_>) -> Vec<Inline> {
    let label = step.label.map(|label| vec![Inline::Strong(format!("{label}.")), Inline::Plain(" ".to_owned())]);
    let mut text = [label.unwrap_or_default(), plain(front(&step.text, LONG))].concat();
    if let Some(finding) = step.findings.first() {
        text.push(Inline::Plain(" ".to_owned()));
        text.push(Inline::Emphasis(because(desk, finding)));
    }
    text
}

/// The first points of `all` under a heading.
fn asks(paper: &mut Paper, (name, anchor): (&str, &str), all: usize, told: Vec<Vec<Inline>>) {
    if told.is_empty() {
        return;
    }
    heading(paper, 1, name, anchor);
    let left = all.saturating_sub(told.len());
    paper.blocks.push(Block::List { numbered: true, entries: told.into_iter().map(entry).collect() });
    if left > 0 {
        paper.paragraph(Role::Body, wording::more_in_briefing(left));
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
        assert_eq!(front("One paper says three days; the other says two days.", 20), "One paper says three days.");
        assert_eq!(front("Say which leads; “concordat structures” shows what else there is.", 60), "Say which leads.");
    }
}
