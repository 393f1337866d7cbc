//! Rows given by hand to steps: their words are read as those of documents are.

use super::{RouteReader, body::Known, lexicon::act, limit, page::Page, trigger};
use crate::Prepared;
use crate::phrase::{Tokens, Vocabulary};
use concordat_register::meeting::{MeetingFacts, Part};
use concordat_register::route::{Act, Body, Force, Limit, Step, Trigger, Unit, by_hand::HandRow};
use concordat_register::{Anchor, Document, Entry, Format, PassageKind};
use concordat_text::Text;

impl RouteReader {
    /// The step that a row is.
    pub(crate) fn step_by_hand(&self, row: &HandRow, entry: &Entry, vocabulary: &Vocabulary) -> Step {
        let said = |words: &Option<String>| words.clone().unwrap_or_default();
        let own = self.words(&said(&row.action), vocabulary, |page, end| (self.act(page, end), self.matter(page, end)));
        let ((act, matter), action) = (own.unwrap_or_default(), said(&row.action));
        let act = row.act.or_else(|| act.of(matter.is_some())).unwrap_or(if row.body.is_some() { Act::Transfer } else { Act::Decide });
        let named = |words: &Option<String>| words.as_deref().and_then(|w| self.words(w, vocabulary, body).flatten());
        let body = named(&row.body).or_else(|| {
            let reached = self.words(&action, vocabulary, |page, end| Known::new(page, 0, end).all(page, 0, end));
            reached.unwrap_or_default().into_iter().rfind(|f| f.receives()).map(|f| f.body)
        });
        let actor = named(&row.actor);
        let body = body.or_else(|| actor.clone().filter(|_| matches!(act, Act::Hold | Act::Lead | Act::Decide)));
        Step {
            trigger: self.trigger_by_hand(row, entry, vocabulary),
            actor,
            action: if action.is_empty() { act.word().into() } else { action.as_str().into() },
            act,
            matter,
            body,
            limit: self.limit_by_hand(row, vocabulary),
            force: row.force.unwrap_or(Force::Does),
            explained: false,
            alone: false,
            held_back: None,
            before: Text::default(),
            next: None,
            by_hand: true,
            anchor: Anchor::row(&row.words(), &row.file, row.row),
        }
    }

    /// Reads of whom the remits of panels are: what stands past "and any child" need not be so of those before it.
    pub(crate) fn remits(&self, meetings: &mut MeetingFacts, vocabulary: &Vocabulary) {
        let remits = meetings.panels.iter_mut().flat_map(|p| &mut p.parts).filter(|p| p.part == Part::Remit && p.settled);
        for part in remits {
            let words = part.anchor.quote.exact.to_string();
            part.kinds = self.words(&words, vocabulary, |page, end| trigger::kinds(page, (0, end), true)).unwrap_or_default();
        }
    }

    fn trigger_by_hand(&self, row: &HandRow, entry: &Entry, vocabulary: &Vocabulary) -> Trigger {
        let text = row.trigger.clone().unwrap_or_default();
        let read = self.words(&text, vocabulary, |page, end| Trigger {
            text: Text::default(),
            concerns: trigger::concerns(page, 0, end),
            joint: trigger::joint(page, 0, end),
            kinds: trigger::kinds(page, (0, end), false),
            inherited: false,
            every: page.says(&self.lexicon.every, 0, end),
            least: trigger::ages(page, 0, end).0,
            most: trigger::ages(page, 0, end).1,
            narrowed: trigger::ids(page, 0, end),
            levels: trigger::levels(page, 0, end),
            circumstances: trigger::circumstances(page, (0, end), end),
        });
        let mut made = Trigger { text: text.as_str().into(), ..read.unwrap_or_default() };
        if !row.concerns.is_empty() {
            made.concerns = row.concerns.iter().map(|c| c.as_str().into()).collect();
        }
        if made.concerns.is_empty() && !made.every {
            let theme = entry.themes.first().and_then(|t| self.lexicon.themes.get(t.0.as_str()));
            made.concerns = theme.into_iter().flatten().map(|c| c.as_str().into()).collect();
            made.inherited = true;
        }
        if row.ages != (None, None) {
            (made.least, made.most) = row.ages;
        }
        made
    }

    /// The limit: of its own words, else of those of the action. Words that tell no time measure nothing.
    fn limit_by_hand(&self, row: &HandRow, vocabulary: &Vocabulary) -> Option<Limit> {
        let found = |words: &str, bare| {
            self.words(words, vocabulary, |page, end| limit::limits(page, 0, end, bare).into_iter().next().map(|l| l.limit)).flatten()
        };
        let made = match row.within.as_deref() {
            Some(words) => {
                let read = found(words, true).or_else(|| found(&format!("within {words}"), true));
                let none = Limit { text: Text::default(), amount: 0, unit: Unit::Open, from: None, by: None };
                Some(Limit { text: words.into(), ..read.unwrap_or(none) })
            }
            None => row.action.as_deref().and_then(|words| found(words, false)),
        };
        made.map(|limit| Limit { from: row.from.as_deref().map(Text::from).or(limit.from), ..limit })
    }

    fn act(&self, page: &Page<'_>, end: usize) -> Acts {
        (0..end).map(|n| page.verb(n).any()).find(|acts| *acts != 0).map(Acts).unwrap_or_default()
    }

    /// Cuts `words` as a passage and hands them on; none where there are none.
    fn words<T>(&self, words: &str, vocabulary: &Vocabulary, look: impl FnOnce(&Page<'_>, usize) -> T) -> Option<T> {
        let mut document = Document::new(Format::Text);
        document.push(PassageKind::Paragraph, words)?;
        let prepared = Prepared::new(&document);
        let passage = prepared.passages.first()?;
        let tokens = Tokens::new(passage, vocabulary);
        let end = tokens.list.len();
        Some(look(&Page { prepared: &prepared, passage, tokens: &tokens, lexicon: &self.lexicon }, end))
    }
}

/// A body as it was typed, with the kind that the standard takes it for.
fn body(page: &Page<'_>, end: usize) -> Option<Body> {
    let known = Known::new(page, 0, end).at(page, 0, end, true).filter(|f| f.to == end);
    let name = page.source(0, end);
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let capitals = bare.split(' ').filter(|w| w.starts_with(char::is_uppercase)).count();
    let made = known.map(|f| f.body).unwrap_or(Body { name: Text::default(), full: None, kind: None, proper: false });
    // "Harbour" is a name, with its article or without; "Carer" is a kind of people, and "Coordinator" any of them.
    let named = capitals > 1 || capitals == 1 && made.kind.is_none();
    (end > 0).then(|| Body { name: bare.into(), proper: made.proper || named, ..made })
}

/// The acts a verb may stand for.
#[derive(Debug, Clone, Copy, Default)]
struct Acts(u8);

impl Acts {
    /// The surest of them; `matter` where something is named that is held, made or decided.
    fn of(self, matter: bool) -> Option<Act> {
        let has = |bit: u8| self.0 & bit != 0;
        match () {
            () if matter && has(act::HOLD) => Some(Act::Hold),
            () if has(act::CONTACT) => Some(Act::Contact),
            () if has(act::TRANSFER) => Some(Act::Transfer),
            () if has(act::LEAD) => Some(Act::Lead),
            () if has(act::DECIDE | act::HOLD) => Some(Act::Decide),
            () if has(act::FOLLOW) => Some(Act::Follow),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reader;
    use concordat_standard::Standard;
    use std::sync::OnceLock;

    fn step(row: &HandRow) -> Step {
        static READER: OnceLock<Reader> = OnceLock::new();
        let reader = READER.get_or_init(|| Reader::new(&Standard::peer_on_peer_abuse().unwrap()));
        reader.step_by_hand(row, &Entry::default())
    }

    fn said(words: &str) -> Option<String> {
        Some(words.to_owned())
    }

    #[test]
    fn words_are_read_as_those_of_documents() {
        let made = step(&HandRow {
            trigger: said("A child of 16 or 17 is sexually exploited"),
            actor: said("the carer"),
            action: said("rings the police"),
            body: said("the Westmere Desk"),
            within: said("24 hours of return"),
            ..HandRow::default()
        });
        assert_eq!((made.act, made.by_hand), (Act::Contact, true));
        assert_eq!(made.body.unwrap().name, "Westmere Desk");
        assert_eq!(made.actor.unwrap().kind.as_deref(), Some("parent"));
        let limit = made.limit.unwrap();
        assert_eq!((limit.amount, limit.unit, limit.from.as_deref()), (24, Unit::Hours, Some("return")));
        assert_eq!((made.trigger.least, made.trigger.most), (Some(16), Some(17)));
        assert_eq!(made.trigger.concerns.first().map(Text::as_str), Some("cse"));
    }

    #[test]
    fn a_name_is_one_with_its_article_and_without() {
        for (words, proper) in [("Harbour", true), ("the Harbour", true), ("Carer", false), ("coordinator", false)] {
            let body = step(&HandRow { action: said("tells"), body: said(words), ..HandRow::default() }).body.unwrap();
            assert_eq!((body.name.as_str(), body.proper), (words.trim_start_matches("the "), proper), "{words}");
        }
    }

    #[test]
    fn a_body_may_stand_in_the_action_and_a_time_may_be_none() {
        let made = step(&HandRow { action: said("sends the form to the MASH"), within: said("whenever it suits"), ..HandRow::default() });
        assert_eq!((made.act, made.body.unwrap().kind.as_deref()), (Act::Transfer, Some("front-door")));
        assert_eq!(made.limit.unwrap().unit, Unit::Open);
        let held = step(&HandRow { actor: said("Social care"), action: said("holds a strategy discussion"), ..HandRow::default() });
        assert_eq!((held.act, held.matter.as_deref()), (Act::Hold, Some("strategy-discussion")));
        assert_eq!(held.body.unwrap().kind.as_deref(), Some("childrens-social-care"));
    }
}
