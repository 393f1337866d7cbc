//! Counts in prose that disagree with the list they introduce.

use super::{
    beside::BesideReader,
    lazy::{Lazy, compile},
};
use crate::{Prepared, PreparedPassage};
use concordat_register::{PassageKind, currency::CountClaim};
use concordat_text::{ByteSpan, fold};
use regex::Regex;

/// Reads counts and the lists after them.
#[derive(Debug)]
pub(super) struct CountReader {
    claim: Lazy<Regex>,
    approximate: Lazy<Regex>,
    marker: Lazy<Regex>,
    beside: BesideReader,
}

/// Bytes at the end of a passage in which the claim is looked for.
const TAIL: usize = 240;

impl CountReader {
    pub(super) fn new() -> Self {
        Self { claim: compile(CLAIM), approximate: compile(APPROXIMATE), marker: compile(MARKER), beside: BesideReader::new(APPROXIMATE) }
    }

    /// The claim that passage `at` ends in, or that a list inside it answers, where the two disagree.
    pub(super) fn read(&self, prepared: &Prepared<'_>, at: usize) -> Option<CountClaim> {
        let passage = prepared.passages.get(at)?;
        let prose = matches!(passage.passage.kind, PassageKind::Paragraph | PassageKind::ListItem { .. } | PassageKind::TextBox);
        if !prose {
            return None;
        }
        if !passage.text.contains(':') {
            return self.beside.read(prepared, at);
        }
        let trimmed = passage.text.trim_end();
        if trimmed.ends_with(':') {
            return self.before_list(prepared, at, passage, trimmed.len());
        }
        self.inline(prepared, passage).or_else(|| self.beside.read(prepared, at))
    }

    /// "These four steps:" and list items in the passages that follow at once.
    fn before_list(&self, prepared: &Prepared<'_>, at: usize, passage: &PreparedPassage<'_>, colon_end: usize) -> Option<CountClaim> {
        let (claimed, span) = self.claim_before(passage.text, colon_end - 1)?;
        // Bullets under a numbered clause are a list of their own, however deep Word says that the clause stands.
        let apart = prepared.passages.get(at + 1).is_some_and(|next| marking(next) != marking(passage));
        let own_depth = match passage.passage.kind {
            PassageKind::ListItem { depth } if !apart => depth,
            _ => 0,
        };
        let clause = matches!(passage.passage.kind, PassageKind::ListItem { .. }) && apart;
        let mut depth = None;
        let mut listed = 0;
        let mut last = None;
        let mut items = prepared.passages.iter().skip(at + 1);
        for item in items.by_ref() {
            let PassageKind::ListItem { depth: here } = item.passage.kind else {
                last = Some(item);
                break;
            };
            let first = *depth.get_or_insert(here);
            if here <= own_depth || here < first || (clause && marking(item) == marking(passage)) {
                last = Some(item);
                break;
            }
            listed += u32::from(here == first);
        }
        let first = prepared.passages.get(at + 1).filter(|_| listed >= 2)?;
        // A list broken by a paragraph, a note or the end of a page may go on after it.
        // What has a number of its own, or ends in a colon, begins another.
        let begins = |l: &PreparedPassage<'_>| marking(l) > 1 || l.text.trim_end().ends_with(':');
        let goes_on = last.is_some_and(|l| !matches!(l.passage.kind, PassageKind::Heading | PassageKind::ListItem { .. }) && !begins(l))
            && items.take(2).any(|p| matches!(p.passage.kind, PassageKind::ListItem { depth: d } if Some(d) == depth));
        if claimed == listed || (goes_on && claimed > listed) {
            return None;
        }
        let list = prepared.anchor(first, ByteSpan::new(0, first.text.trim_end().len()));
        Some(CountClaim { claimed, listed, anchor: prepared.anchor(passage, span), list })
    }

    /// "Three stages: (a) …; (b) …" within one sentence. Only marked items are counted: commas part too many things.
    fn inline(&self, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>) -> Option<CountClaim> {
        let colon = passage.text.find(':')?;
        let list = passage.text.get(colon + 1..)?;
        let sentence = passage.sentences.iter().find(|s| s.start() <= colon && colon < s.end())?;
        let list = list.get(..sentence.end().saturating_sub(colon + 1)).unwrap_or(list);
        let marks: Vec<regex::Captures<'_>> = self.marker.captures_iter(list).collect();
        let in_order =
            marks.iter().enumerate().all(|(n, m)| m.name("mark").is_some_and(|m| ordinal(m.as_str()) == u32::try_from(n + 1).ok()));
        let listed = u32::try_from(marks.len()).ok()?;
        if listed < 2 || !in_order {
            return self.in_single_words(prepared, passage, colon, ByteSpan::new(colon + 1, colon + 1 + list.len()));
        }
        let (claimed, span) = self.claim_before(passage.text, colon)?;
        let begin = marks.first()?.get(0)?.start() + colon + 1;
        let whole = ByteSpan::new(begin, sentence.end().max(begin));
        (claimed != listed).then(|| CountClaim {
            claimed,
            listed,
            anchor: prepared.anchor(passage, span),
            list: prepared.anchor(passage, whole),
        })
    }

    /// "Four aims: ask, tell, act." Commas part items only where each is one word; where the last two are joined by "and", both ways of
    /// counting them must disagree.
    fn in_single_words(&self, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, colon: usize, list: ByteSpan) -> Option<CountClaim> {
        let words = list.of(passage.text).trim().strip_suffix('.')?;
        let mut items: Vec<&str> = words.split(',').map(str::trim).collect();
        let joined = items.pop()?;
        let joined = joined.strip_prefix("and ").unwrap_or(joined);
        let last: Vec<&str> = joined.split(" and ").map(str::trim).collect();
        let two = last.len() == 2;
        items.extend(last);
        let single = |item: &&str| !item.is_empty() && item.chars().all(|c| c.is_alphabetic() || c == '-');
        let listed = u32::try_from(items.len()).ok().filter(|n| *n >= 3 && items.iter().all(single))?;
        let (claimed, span) = self.claim_before(passage.text, colon)?;
        if claimed == listed || two && claimed + 1 == listed {
            return None;
        }
        let blank = list.of(passage.text).len() - list.of(passage.text).trim_start().len();
        let list = ByteSpan::new(list.start() + blank, list.end());
        Some(CountClaim { claimed, listed, anchor: prepared.anchor(passage, span), list: prepared.anchor(passage, list) })
    }

    /// The count that the words before a colon claim, and where it stands.
    fn claim_before(&self, text: &str, colon: usize) -> Option<(u32, ByteSpan)> {
        let from = super::clause::up(text, colon.saturating_sub(TAIL));
        let folded = fold(text.get(from..colon)?);
        let all = folded.text.as_str();
        let begin = all.rfind(['.', ';', '?', '!']).map_or(0, |n| n + 1);
        let clause = all.get(begin..)?;
        let found = self.claim.captures(clause)?;
        if self.approximate.is_match(clause) {
            return None;
        }
        let count = found.name("count")?;
        let value = number(count.as_str())?;
        // Two numbers in one clause: which of them the list answers cannot be told.
        let others = NUMBERS
            .iter()
            .map(|w| w.0)
            .any(|w| clause.split(|c: char| !c.is_alphanumeric()).filter(|x| *x == w).count() > usize::from(w == count.as_str()));
        if others {
            return None;
        }
        let start = count.start() + begin;
        // "3.2 Features of concern:" bears a number and counts nothing.
        if count.as_str().starts_with(|c: char| c.is_ascii_digit()) && all.get(..start)?.ends_with('.') {
            return None;
        }
        let noun = found.get(0)?.end() + begin;
        let span = folded.source(ByteSpan::new(start, noun)).shifted(from);
        (2..=20).contains(&value).then_some((value, span))
    }
}

/// How the items of a list are marked: by nothing or a bullet, by clauses, plain numbers or letters.
fn marking(passage: &PreparedPassage<'_>) -> u8 {
    match passage.passage.label.as_deref() {
        None => 0,
        Some(label) if !label.starts_with(|c: char| c.is_ascii_digit()) => 1,
        Some(label) if label.contains('.') => 2,
        Some(_) => 3,
    }
}

const NUMBERS: &[(&str, u32)] = &[
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("2", 2),
    ("3", 3),
    ("4", 4),
    ("5", 5),
    ("6", 6),
    ("7", 7),
    ("8", 8),
    ("9", 9),
    ("10", 10),
    ("11", 11),
    ("12", 12),
];

pub(super) fn number(word: &str) -> Option<u32> {
    NUMBERS.iter().find(|(w, _)| *w == word).map(|(_, n)| *n)
}

/// Which item a mark such as `a`, `2` or `iv` is, from 1.
fn ordinal(mark: &str) -> Option<u32> {
    const ROMAN: &[&str] = &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    let roman = ROMAN.iter().position(|r| *r == mark).and_then(|n| u32::try_from(n + 1).ok());
    let letter = mark.bytes().next().filter(|b| mark.len() == 1 && b.is_ascii_lowercase()).map(|b| u32::from(b - b'a') + 1);
    // `i` alone is the ninth letter only after `h`; as a first mark it is one.
    roman.or(letter).or_else(|| mark.parse().ok())
}

/// The last words before a colon that claim a count: "these five documents", "there are three stages", "the four partners are".
const CLAIM: &str = r"(?x)
    (?:^|\b(?:these|those|the|its|our|their|[a-z]+'s|following|are|is|has|have|in|into|of|through|with|comprises|includes|contains|has\s+the\s+following|by)\s+)
    (?:(?:these|those|the|following|main|key|same)\s+){0,3}
    (?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-2])\s+
    (?:[a-z'-]+\s+){0,3}?[a-z'-]*(?:s|ia|children|people|criteria)
    (?:\s+(?:are|is|as\s+follows|are\s+as\s+follows|below|listed\s+below|set\s+out\s+below|apply|together|namely|of\s+[a-z'-]+(?:\s+[a-z'-]+)?|to\s+[a-z'-]+|in\s+[a-z'-]+|that\s+[a-z'-]+(?:\s+[a-z'-]+){0,3}))?\s*$";

const APPROXIMATE: &str = r"(?x)\b(?:
    about|around|approximately|roughly|some|nearly|almost|over|under|more\s+than|fewer\s+than|less\s+than|at\s+least|at\s+most|up\s+to|no\s+more\s+than|minimum|maximum
    |one\s+of|any\s+of|any|either|each|every|both|per|within|include|includes|including|such\s+as|for\s+example|e\.g|between|or\s+more|first|other|another
    |level|levels|year|years|month|months|week|weeks|day|days|hour|hours|minutes|aged|age|ages|section|sections|paragraph|paragraphs|page|pages|appendix|clause|stage\s+\d|step\s+\d|times|pounds|per\s+cent
)\b";

const MARKER: &str = r"(?:^|[\s;,])\(?(?P<mark>[a-l]|[ivx]{1,4}|\d{1,2})\)\s";

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(markdown: &str) -> Vec<(u32, u32, String)> {
        let document = concordat_fixture::document(markdown);
        let prepared = Prepared::new(&document);
        let reader = CountReader::new();
        (0..prepared.passages.len())
            .filter_map(|at| reader.read(&prepared, at))
            .map(|c| (c.claimed, c.listed, c.anchor.quote.exact.to_string()))
            .collect()
    }

    #[test]
    fn a_list_with_one_too_many() {
        assert_eq!(counts("It rests on these three papers:\n\n- one\n- two\n- three\n- four\n"), [(3, 4, "three papers".to_owned())]);
        assert_eq!(counts("There are four stages: (a) see; (b) tell; (c) act."), [(4, 3, "four stages".to_owned())]);
        assert_eq!(counts("The panel has 3 aims:\n\n1. one\n2. two\n"), [(3, 2, "3 aims".to_owned())]);
        assert_eq!(counts("There are four rules: look, listen and leave."), [(4, 3, "four rules".to_owned())]);
        let next = "1.1 The crew has four duties:\n\n- one\n- two\n- three\n\n1.2 It has these three oars:\n\n- one\n- two\n- three\n";
        assert_eq!(counts(next), [(4, 3, "four duties".to_owned())]);
    }

    #[test]
    fn bullets_under_a_numbered_clause() {
        let clause = PassageKind::ListItem { depth: 2 };
        let mut document = concordat_register::Document::new(concordat_register::Format::Docx);
        for (label, words) in
            [("4.1", "Its three members are:"), ("", "the mayor"), ("", "the vicar"), ("4.2", "They meet."), ("4.3", "They part.")]
        {
            let kind = if label.is_empty() { PassageKind::ListItem { depth: 1 } } else { clause };
            let passage = document.push(kind, words).unwrap();
            passage.label = (!label.is_empty()).then(|| label.to_owned());
        }
        let prepared = Prepared::new(&document);
        let claim = CountReader::new().read(&prepared, 0).unwrap();
        assert_eq!((claim.claimed, claim.listed), (3, 2));
    }

    #[test]
    fn counts_that_fit_or_claim_nothing() {
        for text in [
            "It rests on these three papers:\n\n- one\n- two\n- three\n",
            "It rests on at least three papers:\n\n- one\n- two\n- three\n- four\n",
            "3.2 Features of concern:\n\n- one\n- two\n- three\n",
            "All 12 schools share this list:\n\n- one\n- two\n",
            "One of the following three applies:\n\n- one\n- two\n",
            "Within five days the worker:\n\n- rings\n- writes\n",
            "The three partners meet. They are asked to:\n\n- ring\n- write\n",
            "The two leads of the three boards are:\n\n- one\n- two\n- three\n",
            "There are two crews: deck, search and rescue.",
            "There are four crews: deck, galley, search parties and rescue.",
            "There are three crews: deck, galley and engine.",
            "There are three aims.\n\n- one\n- two\n",
            "The three aims are:\n\nA paragraph.\n\n- one\n- two\n",
        ] {
            assert!(counts(text).is_empty(), "{text} {:?}", counts(text));
        }
        assert!(counts("The three aims are:\n\n- one\n    - inner\n    - inner two\n- two\n- three\n").is_empty());
    }
}
