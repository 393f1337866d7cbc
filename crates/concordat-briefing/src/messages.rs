//! Messages that the documents share, and messages in need of clarification, each with the words they rest on.

use crate::desk::{Desk, body, heading, plain};
use crate::wording;
use concordat_findings::{
    Finding, MessageView, PositionView, Verdict,
    together::{Stands, agreed as agreed_on, parted, with},
};
use concordat_paper::{Block, Inline, Paper, Role, Table};
use concordat_register::{Evidence, meaning::Position};
use std::cmp::Reverse;

/// Documents quoted for a message that all share, and for one that most do.
const QUOTED: usize = 3;
const QUOTED_OF_MOST: usize = 2;
/// Certainty, in hundredths, from which words are held up as an example: one that is beside the point costs the reader's trust in all.
const SURE: u8 = 85;
/// Rows of a message on which documents part.
const ROWS: usize = 4;
/// Other strengths listed.
const STRENGTHS: usize = 12;
/// Titles listed of documents in which no sentence was found.
const TITLES: usize = 12;

/// Messages that more than half of the documents that should say them do, and none denies.
pub(crate) fn of_most<'a>(desk: &Desk<'a>) -> Vec<(&'a MessageView, Stands<'a>)> {
    let most = |stands: &Stands<'_>| stands.say.len() > stands.partly.len() + stands.unsure.len() + stands.silent.len();
    parted(desk.audit).into_iter().filter(|(_, stands)| stands.say.len() > 1 && !stands.denied() && most(stands)).collect()
}

/// Messages that all who should say it say, then those that most say and none denies.
pub(crate) fn consistent(paper: &mut Paper, desk: &Desk<'_>) {
    heading(paper, 1, wording::CONSISTENT, "consistent-messages");
    let all = agreed_on(desk.audit);
    let most = of_most(desk);
    paper.paragraph(Role::Body, wording::consistent(all.len(), most.len()));
    for message in all {
        agreed(paper, desk, message, &Stands::of(message), QUOTED);
    }
    if !most.is_empty() {
        heading(paper, 2, wording::MOST_SAY, "most-say");
        for (message, stands) in &most {
            agreed(paper, desk, message, stands, QUOTED_OF_MOST);
        }
    }
    strengths(paper, desk);
}

fn agreed(paper: &mut Paper, desk: &Desk<'_>, message: &MessageView, stands: &Stands<'_>, quoted: usize) {
    body(paper, vec![Inline::Strong(message.statement.clone()), Inline::Plain(format!(" {}", stands.sentence()))]);
    let best = best(desk, &stands.say);
    if best.is_empty() {
        paper.paragraph(Role::Body, wording::NONE_PLAIN);
    }
    best.into_iter().take(quoted).for_each(|evidence| desk.quote(paper, evidence));
    silent(paper, desk, stands);
}

/// The words by which some documents say a message or part of it, the surest first; none that are doubtful, and none of a document that
/// has been replaced, which is nobody's example.
fn best<'a>(desk: &Desk<'_>, positions: &[&'a PositionView]) -> Vec<&'a Evidence> {
    let plain: Vec<&PositionView> = positions.iter().copied().filter(|p| p.certainty >= SURE && !desk.is_replaced(p.document)).collect();
    foremost(desk, &plain)
}

/// The words of some documents, those in force before those that have been replaced and the surest first.
fn foremost<'a>(desk: &Desk<'_>, positions: &[&'a PositionView]) -> Vec<&'a Evidence> {
    let mut sorted: Vec<&PositionView> = positions.to_vec();
    sorted.sort_by_key(|p| (desk.is_replaced(p.document), Reverse(p.certainty)));
    sorted.into_iter().filter_map(|p| p.evidence.first()).collect()
}

/// What the documents do well besides: the messages among it have been told.
fn strengths(paper: &mut Paper, desk: &Desk<'_>) {
    let told = |message: &str| desk.audit.messages.iter().any(|m| message.contains(&m.statement));
    let others: Vec<String> = desk.audit.strengths.iter().map(|s| s.message.clone()).filter(|m| !told(m)).collect();
    if others.is_empty() {
        return;
    }
    heading(paper, 2, wording::DONE_WELL, "done-well");
    paper.list(false, others.into_iter().take(STRENGTHS));
}

/// Messages that some deny or that not all say who should, side by side; then those found nowhere.
pub(crate) fn unclear(paper: &mut Paper, desk: &Desk<'_>) {
    heading(paper, 1, wording::CLARIFY, "messages-in-need-of-clarification");
    let taken: Vec<&str> = of_most(desk).iter().map(|(message, _)| message.id.as_str()).collect();
    let mut unclear: Vec<(&MessageView, Stands<'_>)> =
        parted(desk.audit).into_iter().filter(|(message, _)| !taken.contains(&message.id.as_str())).collect();
    // What a document denies is graver than what it leaves out.
    unclear.sort_by_key(|(message, stands)| (stands.deny.is_empty(), gravest(desk, message)));
    let absent = with(desk.audit, Verdict::Absent);
    paper.paragraph(Role::Body, wording::clarify(unclear.len(), absent.len()));
    for (message, stands) in &unclear {
        one(paper, desk, message, stands);
    }
    if !absent.is_empty() {
        heading(paper, 2, wording::FOUND_NOWHERE, "found-nowhere");
        paper.list(false, absent.iter().map(|m| m.statement.clone()));
    }
}

/// The number of the gravest finding about a message.
fn gravest(desk: &Desk<'_>, message: &MessageView) -> usize {
    let check = format!("recognition/{}", message.id);
    desk.findings.iter().position(|f| f.check.as_str() == check).unwrap_or(usize::MAX)
}

fn one(paper: &mut Paper, desk: &Desk<'_>, message: &MessageView, stands: &Stands<'_>) {
    let check = format!("recognition/{}", message.id);
    let findings: Vec<&Finding> = desk.findings.iter().filter(|f| f.check.as_str() == check).copied().collect();
    let mut text = vec![Inline::Strong(message.statement.clone()), Inline::Plain(format!(" {}", stands.sentence().trim_end_matches('.')))];
    text.extend(desk.see(&findings));
    text.push(Inline::Plain(".".to_owned()));
    body(paper, text);
    let shown = |found: Vec<&Evidence>| -> Vec<Evidence> { found.into_iter().take(ROWS).cloned().collect() };
    // What a document denies is shown however it is put: somebody has to look at it.
    let (deny, partly) = (shown(foremost(desk, &stands.deny)), shown(best(desk, &stands.partly)));
    let (say, otherwise) = (shown(best(desk, &stands.say)), [deny.as_slice(), &partly].concat());
    if say.is_empty() && !stands.say.is_empty() {
        paper.paragraph(Role::Body, wording::NONE_PLAIN);
    }
    // Half of a message, and that in doubt, is nothing to ask about.
    let asked: Vec<&PositionView> =
        stands.unsure.iter().copied().filter(|p| p.position != Position::Partly && !desk.is_replaced(p.document)).collect();
    let doubtful = shown(foremost(desk, &asked));
    if !otherwise.is_empty() && !say.is_empty() {
        side_by_side(paper, desk, message, stands, &say, &otherwise);
    } else {
        say.iter().for_each(|evidence| desk.quote(paper, evidence));
        // A quotation that speaks against the message must not be taken for one that says it.
        for (lead, words) in [(wording::WORDS_OTHERWISE, deny), (wording::WORDS_PART, partly)] {
            if !words.is_empty() {
                paper.paragraph(Role::Body, lead);
            }
            words.iter().for_each(|evidence| desk.quote(paper, evidence));
        }
    }
    if !doubtful.is_empty() {
        paper.paragraph(Role::Body, wording::PLEASE_CHECK);
        doubtful.iter().take(2).for_each(|evidence| desk.quote(paper, evidence));
    }
    silent(paper, desk, stands);
    if let Some(row) = desk.standard.messages.message(&message.id) {
        paper.paragraph(Role::Body, wording::to_write(&row.suggestion));
    }
}

/// The words of both sides in the same rows: those that say it on the left, those that deny it or say only part on the right.
fn side_by_side(paper: &mut Paper, desk: &Desk<'_>, message: &MessageView, stands: &Stands<'_>, say: &[Evidence], otherwise: &[Evidence]) {
    let rows = otherwise.len().clamp(1, ROWS);
    let row = |n: usize| {
        let left = say.get(n).map_or_else(Vec::new, |e| desk.cell(Some(e)));
        vec![left, otherwise.get(n).map_or_else(Vec::new, |e| desk.cell(Some(e)))]
    };
    paper.blocks.push(Block::Table(Table {
        caption: wording::both_sides(&message.name),
        header: vec![
            wording::SAYS.to_owned(),
            if stands.deny.is_empty() { wording::SAYS_PART } else { wording::SAYS_OTHERWISE }.to_owned(),
        ],
        widths: vec![1, 1],
        row_headers: false,
        rows: (0..rows).map(row).collect(),
    }));
}

fn silent(paper: &mut Paper, desk: &Desk<'_>, stands: &Stands<'_>) {
    if stands.silent.is_empty() {
        return;
    }
    let mut text = plain(wording::NO_SENTENCE);
    for (n, &document) in stands.silent.iter().take(TITLES).enumerate() {
        text.push(Inline::Plain(if n == 0 { " " } else { "; " }.to_owned()));
        text.push(Inline::Emphasis(desk.title(document)));
    }
    let more = stands.silent.len().saturating_sub(TITLES);
    text.push(Inline::Plain(if more > 0 { wording::and_more(more) } else { ".".to_owned() }));
    body(paper, text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_findings::Audit;
    use concordat_register::{Anchor, DocumentFacts, DocumentIndex};

    fn position(document: u32, position: Position, words: &str) -> PositionView {
        let quote = concordat_text::Quote { exact: words.into(), ..concordat_text::Quote::default() };
        let evidence = vec![Evidence { document: DocumentIndex(document), anchor: Anchor::running(quote, None) }];
        PositionView { document: DocumentIndex(document), position, owed: true, certainty: 95, evidence, denied_too: false }
    }

    /// Issue 6: where nobody says a message in full, the words against it stood among the others without a mark.
    #[test]
    fn words_against_a_message_are_told_from_words_for_it() {
        let message = MessageView {
            id: "invented".to_owned(),
            name: "Invented".to_owned(),
            statement: "Tides are told.".to_owned(),
            positions: vec![
                position(0, Position::Contradicts, "Nobody tells the tides here."),
                position(1, Position::Partly, "The morning tide is told."),
            ],
            verdict: Verdict::NeedsClarification,
        };
        let audit = Audit { documents: vec![DocumentFacts::default(), DocumentFacts::default()], ..Audit::default() };
        let standard = concordat_standard::Standard::peer_on_peer_abuse().unwrap();
        let options = crate::Options::default();
        let mut paper = Paper::default();
        one(&mut paper, &Desk::new(&audit, &standard, &options), &message, &Stands::of(&message));
        let told = format!("{:?}", paper.blocks);
        let at = |words: &str| told.find(words).unwrap_or_else(|| panic!("{words}: {told}"));
        let order = [at(wording::WORDS_OTHERWISE), at("Nobody tells"), at(wording::WORDS_PART), at("The morning tide")];
        assert!(order.is_sorted(), "{order:?}");
    }
}
