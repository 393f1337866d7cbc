//! How every document stands to the messages of the standard, and what they come to together.

use crate::{Area, doors::Doors, reference::pointing::guides_practice};
use concordat_findings::{Finding, MessageView, PositionView, Verdict, together::Stands};
use concordat_register::{
    Anchor, DocumentFacts, DocumentIndex, Evidence, Kind,
    meaning::{Depth, FacetReading, MessageReading, Position},
};
use concordat_standard::messages::Message;

/// Certainty, in hundredths, from which a sentence that denies a message outweighs one that says it.
const DENIES: u8 = 50;
/// Readings shown as evidence.
const SHOWN: usize = 3;
/// Certainty, in hundredths, below which a reading is not shown beside a surer one.
const BESIDE: u8 = 65;
/// How much less certain than the best, in hundredths, a reading shown beside it may be: what is said best is said in few places.
const BEHIND: u8 = 15;
/// Certainty, in hundredths, of what a step says: its body was told by what the documents say of it, and not by its words alone.
const BY_STEP: u8 = 75;

/// How one document stands to one message.
pub(crate) struct Stand<'a> {
    pub(crate) position: Position,
    /// In hundredths; 0 where it is silent.
    pub(crate) certainty: u8,
    /// Best first; what says so before what speaks against it, unless the document denies it.
    pub(crate) readings: Vec<&'a MessageReading>,
    /// A step that says it, where the sentences say less.
    step: Option<&'a Anchor>,
    /// Whether any sentence denies it though the document does not.
    pub(crate) denied_too: bool,
}

impl Stand<'_> {
    /// The words, as evidence of `document`.
    pub(crate) fn evidence(&self, document: DocumentIndex) -> Vec<Evidence> {
        let anchors = self.step.into_iter().chain(self.readings.iter().map(|r| &r.anchor));
        anchors.map(|anchor| Evidence { document, anchor: anchor.clone() }).collect()
    }

    /// Whether the document says the whole message besides denying it.
    pub(crate) fn also_says(&self) -> bool {
        self.position == Position::Contradicts && self.readings.iter().any(|r| r.position == Position::Asserts)
    }

    /// Whether the document denies the message besides saying it, and says it none too surely.
    pub(crate) fn also_denies(&self) -> bool {
        self.position == Position::Asserts && self.certainty < BESIDE && self.readings.iter().any(|r| r.position == Position::Contradicts)
    }
}

/// How a document stands to the message `id`.
pub(crate) fn stand<'a>(document: &'a DocumentFacts, id: &str) -> Stand<'a> {
    let at = |position: Position| document.meaning.messages.iter().filter(move |r| r.message == id && r.position == position);
    let best = |position: Position| at(position).map(|r| r.certainty).max();
    let (said, partly, denied) = (best(Position::Asserts), best(Position::Partly), best(Position::Contradicts));
    let outweighs = |denied: u8| denied >= DENIES || said.max(partly).is_none_or(|said| denied >= said);
    let (position, order) = match (said, partly, denied) {
        (_, _, Some(denied)) if outweighs(denied) => (Position::Contradicts, [Position::Contradicts, Position::Asserts, Position::Partly]),
        (Some(_), _, _) => (Position::Asserts, [Position::Asserts, Position::Contradicts, Position::Partly]),
        (None, Some(_), _) => (Position::Partly, [Position::Partly, Position::Contradicts, Position::Asserts]),
        (None, None, _) => return Stand { position: Position::Silent, certainty: 0, readings: Vec::new(), step: None, denied_too: false },
    };
    let mut readings: Vec<&MessageReading> = Vec::new();
    for shown in order {
        // Of what speaks the other way one place is enough, and what says a part adds nothing to what says the whole.
        let room = match shown {
            Position::Partly if position != Position::Partly => 0,
            _ if readings.is_empty() => SHOWN - 1,
            _ => 1,
        };
        let before = readings.len();
        for reading in at(shown) {
            let same = readings.iter().any(|r| r.anchor.quote.exact == reading.anchor.quote.exact);
            if !same && readings.len() < before + room {
                readings.push(reading);
            }
        }
    }
    readings.truncate(SHOWN);
    let certainty = best(position).unwrap_or(0);
    let least = certainty.saturating_sub(BEHIND).max(BESIDE);
    readings.retain(|r| certainty < BESIDE || r.certainty >= least || r.position != position);
    let denied_too = denied.is_some() && position != Position::Contradicts;
    Stand { position, certainty, readings, step: None, denied_too }
}

/// How a document stands to `message` by its sentences and, where the message is also told by steps, by these.
pub(crate) fn stand_with_steps<'a>(doors: &Doors<'_>, document: &'a DocumentFacts, message: &Message) -> Stand<'a> {
    let mut stand = stand(document, &message.id);
    if message.told_by_steps && matches!(stand.position, Position::Silent | Position::Partly) {
        let says_more = |p: Position| p == Position::Asserts || stand.position == Position::Silent;
        if let Some((position, anchor)) = doors.step(document).filter(|(p, _)| says_more(*p)) {
            (stand.position, stand.certainty, stand.step) = (position, BY_STEP, Some(anchor));
            stand.readings.truncate(SHOWN - 1);
        }
    }
    stand
}

/// The contexts in which a message wants something done and something is: naming a park is no intervention.
pub(crate) fn acted<'a>(document: &'a DocumentFacts, message: &Message) -> Vec<&'a FacetReading> {
    let wanted = |c: &&FacetReading| c.depth == Depth::ActedOn && message.acts_in.iter().any(|id| *id == *c.id);
    document.meaning.coverage.contexts.iter().filter(wanted).collect()
}

/// Whether a document of this kind and theme owes `message`.
pub(crate) fn owes(document: &DocumentFacts, message: &Message) -> bool {
    let entry = &document.entry;
    let kind = guides_practice(entry) && message.kinds.iter().any(|k| k == entry.kind.word());
    let theme = message.themes.is_empty() || entry.themes.iter().take(2).any(|t| message.themes.iter().any(|id| id == t.0.as_str()));
    let harm = !entry.themes.is_empty() || entry.kind == Kind::Thresholds;
    kind && theme && harm
}

/// The messages of the standard and how every document stands to each; `findings` are those of the same area.
pub(crate) fn messages(area: &Area<'_>, findings: &[Finding]) -> Vec<MessageView> {
    let doors = Doors::of(area);
    area.standard.messages.messages.iter().map(|m| view(area, &doors, findings, m)).collect()
}

/// What a finding that sets a document against the yardstick of its area, one of `odds`, rests on there.
fn at_odds(odds: &[&Finding], (index, document): (DocumentIndex, &DocumentFacts)) -> Option<Vec<Evidence>> {
    let mut odds = odds.iter().filter(|_| document.entry.kind != Kind::Thresholds);
    let found = odds.find(|f| f.documents.contains(&index))?;
    Some(found.evidence.iter().filter(|e| e.document == index).cloned().collect())
}

fn view(area: &Area<'_>, doors: &Doors<'_>, findings: &[Finding], message: &Message) -> MessageView {
    // Sought once: an area of thousands of documents has tens of thousands of findings.
    let of = |f: &&Finding| f.documents.len() > 1 && message.at_odds.iter().any(|check| f.check.as_str() == check.as_str());
    let odds: Vec<&Finding> = findings.iter().filter(of).collect();
    let position = |(index, document): (DocumentIndex, &DocumentFacts)| {
        let stand = stand_with_steps(doors, document, message);
        let mut view = PositionView {
            document: index,
            position: stand.position,
            owed: owes(document, message),
            certainty: stand.certainty,
            evidence: stand.evidence(index),
            denied_too: stand.denied_too,
        };
        // What another document's words make impossible to follow agrees with no one, however plainly it is said.
        if view.position == Position::Asserts
            && let Some(evidence) = at_odds(&odds, (index, document))
        {
            (view.position, view.denied_too) = (Position::Partly, true);
            // The same words may stand with their number there and without it here.
            let meets = |a: &Anchor, b: &Anchor| a.span.start < b.span.end && b.span.start < a.span.end;
            view.evidence.retain(|e| evidence.iter().all(|o| !meets(&o.anchor, &e.anchor)));
            view.evidence.splice(0..0, evidence);
            view.evidence.truncate(SHOWN);
        }
        view
    };
    let positions: Vec<PositionView> = area.indexed().map(position).collect();
    let verdict = verdict(&positions);
    let mut view =
        MessageView { id: message.id.clone(), name: message.name.clone(), statement: message.statement.clone(), positions, verdict };
    // The same that every product asks of a message before it calls it agreed: all who owe it say it, and surely.
    if view.verdict == Verdict::Consistent && !Stands::of(&view).all_say() {
        view.verdict = Verdict::NeedsClarification;
    }
    view
}

/// What the documents come to: those that owe the message decide, and any that denies it.
fn verdict(positions: &[PositionView]) -> Verdict {
    let owing: Vec<Position> = positions.iter().filter(|p| p.owed).map(|p| p.position).collect();
    let denied = positions.iter().any(|p| p.position == Position::Contradicts || p.denied_too);
    let said = positions.iter().any(|p| matches!(p.position, Position::Asserts | Position::Partly));
    if denied || (said && owing.iter().any(|p| *p != Position::Asserts)) {
        Verdict::NeedsClarification
    } else if said {
        Verdict::Consistent
    } else {
        Verdict::Absent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_register::DocumentIndex;

    fn at(position: Position, owed: bool) -> PositionView {
        PositionView { document: DocumentIndex(0), position, owed, certainty: 90, evidence: Vec::new(), denied_too: false }
    }

    /// How the document `of` of a site stands to the message `id`, and whether it is told that something speaks against it.
    fn stands(fixture: &str, id: &str, of: u32) -> (Position, bool) {
        let site = crate::testing::Fixture::new(fixture);
        let area = site.area();
        let views = messages(&area, &crate::run(&area));
        let view = views.iter().find(|m| m.id == id).unwrap();
        assert_eq!(view.positions.len(), area.documents.len(), "every document has a position");
        view.positions.iter().find(|p| p.document == DocumentIndex(of)).map(|p| (p.position, p.denied_too)).unwrap()
    }

    #[test]
    fn a_threshold_that_another_document_contradicts_agrees_with_none() {
        let levels = "//- levels.md\n# Levels of Need 2020\n\n| Level | What you might see |\n| --- | --- |\n| Level 2 | Missing lessons |\n| Level 4 | Sexual behaviour that is problematic or harmful: children's social care is told |\n";
        let site = |level: u8| {
            format!(
                "{levels}//- hsb.md\n# Harmful Sexual Behaviour Procedure 2020\n\nThis procedure follows the Levels of Need (2020). Problematic sexual behaviour by a child is at level {level} of the levels of need, and from that level staff refer to children's social care.\n"
            )
        };
        assert_eq!(stands(&site(4), "social-care-threshold", 1), (Position::Asserts, false));
        assert_eq!(stands(&site(2), "social-care-threshold", 1), (Position::Partly, true));
    }

    #[test]
    fn those_that_owe_a_message_decide_and_any_that_denies_it() {
        assert_eq!(verdict(&[at(Position::Asserts, true), at(Position::Partly, false)]), Verdict::Consistent);
        assert_eq!(verdict(&[at(Position::Asserts, true), at(Position::Silent, true)]), Verdict::NeedsClarification);
        assert_eq!(verdict(&[at(Position::Asserts, true), at(Position::Contradicts, false)]), Verdict::NeedsClarification);
        assert_eq!(verdict(&[at(Position::Silent, true)]), Verdict::Absent);
        assert_eq!(verdict(&[]), Verdict::Absent);
    }
}
