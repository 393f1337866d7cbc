//! Teams, panels and other bodies by name, and statements that one of them has ended.

use super::clause::Clause;
use super::cues::{BODIES, Cue, Met};
use super::lazy::{Lazy, compile_plain};
use super::stance::StanceReader;
use crate::{Prepared, PreparedPassage};
use concordat_register::{
    PassageKind,
    currency::{BodyMention, EndedBody},
};
use concordat_text::{ByteSpan, Word, fold_str, words};
use regex::bytes::Regex;
use std::collections::BTreeMap;

/// Places kept of one name, and names kept of one document.
const KEPT: usize = 4;
const NAMES: usize = 400;

/// Words a name may hold besides its capitalised ones.
const JOINERS: &[&str] = &["and", "of", "for", "the", "in", "with", "to"];

/// Words that stand before a name and are no part of it.
const LEADS: &[&str] = &[
    "the", "our", "its", "this", "that", "these", "a", "an", "each", "any", "every", "all", "when", "where", "if", "in", "at", "to", "for",
    "and", "of", "with", "from", "by", "former", "old", "both", "new",
];

/// Reads names of bodies and how they ended.
#[derive(Debug)]
pub(super) struct BodyReader {
    route: Lazy<Regex>,
    unsure: Lazy<Regex>,
}

/// What has been read of one document so far.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    /// Names met.
    pub(super) mentions: Vec<BodyMention>,
    /// Bodies said to have ended.
    pub(super) ended: Vec<EndedBody>,
    kept: BTreeMap<String, usize>,
}

impl BodyReader {
    pub(super) fn new() -> Self {
        Self { route: compile_plain(ROUTE), unsure: compile_plain(UNSURE) }
    }

    /// Reads the name that a cue ends, if it is one.
    pub(super) fn mention(&self, prepared: &Prepared<'_>, at: usize, met: &Met, stance: &StanceReader, found: &mut Bodies) {
        let Some(passage) = prepared.passages.get(at).filter(|p| !matches!(p.passage.kind, PassageKind::Heading)) else { return };
        let noun = passage.folded.source(ByteSpan::new(met.start, met.end));
        let Some(span) = name_ending(passage.text, noun) else { return };
        let name = comparable(span.of(passage.text));
        if found.kept.len() >= NAMES && !found.kept.contains_key(&name) {
            return;
        }
        let count = found.kept.entry(name.clone()).or_default();
        *count += 1;
        if *count > KEPT {
            return;
        }
        let clause = Clause::at(passage, span.start());
        let (start, end) = (clause.folded_offset(passage.text, span.start()), clause.folded_offset(passage.text, span.end()));
        if stance.is_historic(clause.text(), start, end) {
            return;
        }
        let route = self.route.is_match(clause.text().as_bytes());
        // The whole sentence is quoted: what is asked of the body is the point.
        found.mentions.push(BodyMention { name, anchor: prepared.anchor(passage, clause.span), route });
    }

    /// Reads the statement that a cue makes, if it says that a body has ended.
    pub(super) fn ended(&self, prepared: &Prepared<'_>, at: usize, met: &Met, found: &mut Bodies) {
        let Some(passage) = prepared.passages.get(at).filter(|_| met.cue == Cue::Ended) else { return };
        let cue = passage.folded.source(ByteSpan::new(met.start, met.end));
        let clause = Clause::at(passage, cue.start());
        let before = clause.text().get(..clause.folded_offset(passage.text, cue.start())).unwrap_or_default();
        if self.unsure.is_match(before.as_bytes()) {
            return;
        }
        let Some((gone, successor)) = parties(passage, &clause, cue) else { return };
        let name = comparable(gone.of(passage.text));
        if found.ended.iter().any(|e| e.name == name) {
            return;
        }
        let successor = successor.map(|s| s.of(passage.text).to_owned());
        found.ended.push(EndedBody { name, successor, anchor: prepared.anchor(passage, clause.span) });
    }
}

/// Which body a cue says has ended, and which took over.
fn parties(passage: &PreparedPassage<'_>, clause: &Clause, cue: ByteSpan) -> Option<(ByteSpan, Option<ByteSpan>)> {
    let word = fold_str(cue.of(passage.text));
    let before = ByteSpan::new(clause.span.start(), cue.start());
    let after = ByteSpan::new(cue.end(), clause.span.end());
    let folded_before = fold_str(before.of(passage.text));
    let passive = ["was", "were", "been", "being", "is", "are"].iter().any(|w| folded_before.trim_end().ends_with(&format!(" {w}")));
    let takes = ["took", "takes", "taken", "taking"].iter().any(|w| word.starts_with(w));
    let active = takes || (word.starts_with("replac") && !passive);
    if active || word == "formerly" || word == "previously" || word.starts_with("in ") {
        return Some((name_after(passage.text, after)?, name_before(passage.text, before)));
    }
    Some((name_before(passage.text, before)?, name_after(passage.text, after)))
}

/// A name made comparable: folded, without article.
fn comparable(name: &str) -> String {
    let folded = fold_str(name);
    folded.trim_start_matches("the ").trim_end_matches("'s").replace(" & ", " and ")
}

/// The name whose last word is `noun`: the capitalised words that lead up to it.
fn name_ending(text: &str, noun: ByteSpan) -> Option<ByteSpan> {
    let from = super::clause::up(text, noun.start().saturating_sub(90));
    let lead = text.get(from..noun.start())?;
    // Most nouns stand after a word in small letters, which ends the search before it begins.
    let last = lead.trim_end_matches(|c: char| !c.is_alphanumeric()).rsplit(char::is_whitespace).next()?;
    if !words(last).last()?.text.starts_with(char::is_uppercase) {
        return None;
    }
    let before: Vec<Word<'_>> = words(lead).collect();
    let mut start = None;
    let mut next = noun.start();
    let mut pending = None;
    for word in before.iter().rev().take(8) {
        let (begin, end) = (from + word.span.start(), from + word.span.end());
        // Only a space, a hyphen or "&" may stand between the words of a name.
        if !text.get(end..next)?.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '-' | '&' | '/')) {
            break;
        }
        if word.text.starts_with(char::is_uppercase) {
            if LEADS.contains(&word.text.to_lowercase().as_str()) {
                break;
            }
            start = Some(begin);
            pending = None;
        } else if JOINERS.contains(&word.text) && start.is_some() && pending.is_none() {
            pending = Some(begin);
        } else {
            break;
        }
        next = begin;
    }
    let start = start?;
    let capital = noun.of(text).starts_with(char::is_uppercase);
    let opens = text.get(..start)?.trim_end().chars().next_back().is_none_or(|c| matches!(c, '.' | '?' | '!' | ':'));
    // "Every team": a capital that only opens the sentence makes no name.
    let single = !text.get(start..noun.start())?.trim_end().contains(' ');
    (capital || !(opens && single)).then(|| ByteSpan::new(start, noun.end()))
}

/// The name at the end of a stretch, past words such as ", which has".
fn name_before(text: &str, stretch: ByteSpan) -> Option<ByteSpan> {
    let mut rest = stretch.of(text).trim_end();
    loop {
        let cut = rest.trim_end_matches([' ', ',', '(', '\u{a0}']);
        let cut = match cut.strip_suffix(')') {
            Some(inner) => inner.rfind('(').and_then(|at| inner.get(..at)).unwrap_or(cut),
            None => cut,
        };
        let word = cut.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let shorter = match word.as_str() {
            "which" | "that" | "has" | "have" | "had" | "was" | "were" | "been" | "now" | "is" | "are" | "also" | "then" | "since"
            | "it" | "being" | "who" => cut.get(..cut.len().saturating_sub(word.len())).unwrap_or_default(),
            _ => cut,
        };
        if shorter.len() == rest.len() {
            break;
        }
        rest = shorter;
    }
    let end = stretch.start() + rest.len();
    let noun = words(rest).last().filter(|w| stretch.start() + w.span.end() == end)?;
    let folded = noun.text.to_lowercase();
    let is_body = BODIES.contains(&folded.as_str()) || folded.strip_suffix('s').is_some_and(|w| BODIES.contains(&w));
    is_body.then(|| name_ending(text, noun.span.shifted(stretch.start())))?
}

/// The name at the start of a stretch, past words such as "known as the".
fn name_after(text: &str, stretch: ByteSpan) -> Option<ByteSpan> {
    let skipped = ["known", "as", "called", "by", "the", "our", "its", "old", "former", "a", "then", "with"];
    let all = stretch.of(text);
    let mut before = 0;
    for (n, word) in words(all).take(12).enumerate() {
        let gap = all.get(before..word.span.start())?;
        if gap.contains(['.', ';', ',', ')']) || (n > 0 && gap.contains('(')) {
            return None;
        }
        before = word.span.end();
        let folded = word.text.to_lowercase();
        let capital = word.text.starts_with(char::is_uppercase);
        if !capital && skipped.contains(&folded.as_str()) {
            continue;
        }
        let body = BODIES.contains(&folded.as_str());
        if body && n > 0 {
            return name_ending(text, word.span.shifted(stretch.start())).filter(|name| name.start() >= stretch.start());
        }
        if !capital && !JOINERS.contains(&folded.as_str()) {
            return None;
        }
    }
    None
}

const ROUTE: &str = r"\b(?:ring|rings|call|calls|contact|contacts|contacted|refer|refers|referred|referral|referrals|notify|notifies|notified|tell|tells|told|send|sends|sent|report|reports|reported|inform|informs|informed|pass|passes|passed|email|telephone|phone|write|writes|submit|submitted|alert|alerts|consult)\b";

/// Words before a cue that make it a wish, a plan or a denial. "May" of a date is a month.
const UNSURE: &str = r"\b(?:will|would|may\s+(?:be|have|not|also|yet|soon|later|then|well)|might|could|should|if|whether|plans?|proposed|proposal|consulting|not|never|to be|until)\b[^.;]{0,40}$";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::CurrencyReader;
    use concordat_register::{Entry, currency::CurrencyFacts};
    use concordat_standard::Standard;

    fn read(text: &str) -> CurrencyFacts {
        let document = concordat_fixture::document(text);
        CurrencyReader::new(&Standard::peer_on_peer_abuse().unwrap()).read(&Prepared::new(&document), &Entry::default())
    }

    #[test]
    fn bodies_said_to_have_ended() {
        for (text, name) in [
            ("Harbour Desk took over from the Intake and Advice Team, which no longer exists.", "intake and advice team"),
            ("The Harbour Desk replaced the Youth Crime Unit on 3 May 2016.", "youth crime unit"),
            ("The Harbour Desk, which opened on 4 May 2016 in place of the former Intake Team, answers.", "intake team"),
            ("On 4 May the Harbour Hub replaced the Intake Team.", "intake team"),
            ("The Youth Crime Unit was disbanded in 2016.", "youth crime unit"),
            ("The Youth Crime Unit (YCU) has been replaced by the Harbour Desk.", "youth crime unit"),
            ("The Harbour Desk (formerly the Intake Team) answers.", "intake team"),
            ("The Youth Crime Unit closed on 3 May 2016 and nobody answers its telephone.", "youth crime unit"),
            ("The Youth Crime Unit is now called the Harbour Desk.", "youth crime unit"),
        ] {
            let ended: Vec<_> = read(text).ended.into_iter().map(|e| e.name).collect();
            assert_eq!(ended, [name], "{text}");
        }
    }

    #[test]
    fn bodies_that_have_not_ended() {
        for text in [
            "The Youth Crime Unit will be replaced by the Harbour Desk.",
            "The Youth Crime Unit may be replaced by the Harbour Desk.",
            "This strategy replaces the Violence Strategy 2012.",
            "The worker replaced the phone of the child.",
            "It became clear to the Youth Crime Unit.",
        ] {
            assert!(read(text).ended.is_empty(), "{text} {:?}", read(text).ended);
        }
    }

    #[test]
    fn names_of_bodies() {
        let names = |text: &str| read(text).bodies.into_iter().map(|b| (b.name, b.route)).collect::<Vec<_>>();
        assert_eq!(names("Staff ring the Intake and Advice Team at once."), [("intake and advice team".to_owned(), true)]);
        assert_eq!(names("The Gangs unit keeps a list."), [("gangs unit".to_owned(), false)]);
        assert!(names("Every team keeps a list. The group meets.").is_empty());
        assert!(names("The Youth Crime Unit was disbanded in 2016.").is_empty());
    }
}
