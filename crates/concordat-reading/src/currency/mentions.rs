//! Instruments, bodies and tools as a document names them, each with its edition and stance.

use super::clause::Clause;
use super::edition::Between;
use super::instruments::{InstrumentMatcher, Named};
use super::stance::StanceReader;
use crate::{Load, Prepared, PreparedPassage};
use concordat_register::{Document, HeadingIndex, PartialDate, PassageKind, Style, currency::InstrumentMention};
use concordat_standard::instruments::{Instrument, Instruments};
use concordat_text::ByteSpan;
use std::collections::{BTreeMap, BTreeSet};

/// Places kept of one instrument, edition and stance in one document; a finding shows fewer.
const KEPT: usize = 12;

/// Reads instruments in their sentences.
#[derive(Debug)]
pub(super) struct MentionReader {
    matcher: InstrumentMatcher,
    rows: Vec<Row>,
}

/// What the reader needs of an instrument.
#[derive(Debug)]
struct Row {
    id: String,
    /// Whether anything can follow from naming it.
    dated: bool,
    publication: bool,
    only_with: Vec<String>,
    successors: Vec<String>,
    ended: Option<i16>,
}

impl From<&Instrument> for Row {
    fn from(row: &Instrument) -> Self {
        let ended = row.ended.as_deref().and_then(PartialDate::parse);
        Self {
            id: row.id.clone(),
            dated: ended.is_some() || !row.editions.is_empty(),
            publication: row.is_publication(),
            only_with: row.only_with.clone(),
            successors: row.successors.clone(),
            ended: ended.map(|d| d.year),
        }
    }
}

/// A mention before it is known whether its acronym counts.
struct Candidate {
    row: usize,
    short: bool,
    mention: InstrumentMention,
}

impl MentionReader {
    pub(super) fn new(instruments: &Instruments, load: Load) -> Self {
        Self { matcher: InstrumentMatcher::new(instruments, load), rows: instruments.instruments.iter().map(Row::from).collect() }
    }

    /// The mentions of a document, in reading order.
    pub(super) fn read(&self, prepared: &Prepared<'_>, stance: &StanceReader) -> Vec<InstrumentMention> {
        let mut found: Vec<Candidate> = Vec::new();
        let mut spelt_out: BTreeSet<usize> = BTreeSet::new();
        let mut kept: BTreeMap<(usize, Option<PartialDate>, bool, bool), usize> = BTreeMap::new();
        let mut label = RowLabel::default();
        for passage in &prepared.passages {
            let of_past = label.meet(passage);
            let named = self.matcher.find(passage);
            let explained = self.explained(&named, passage, prepared.document, stance);
            for (at, one) in named.iter().enumerate() {
                let Some(row) = self.rows.get(one.instrument).filter(|row| row.dated) else { continue };
                if !one.short {
                    spelt_out.insert(one.instrument);
                }
                let clause = Clause::at(passage, one.name.start());
                if !row.applies(&clause, one, passage) {
                    continue;
                }
                // Editions compared in one sentence stand near each other; a passage may hold a million names.
                let near = named.iter().skip(at.saturating_sub(8)).take(17);
                let later = near.into_iter().any(|other| later_edition(one, other, &clause));
                let historic = later
                    || of_past
                    || explained.contains(&one.instrument)
                    || !row.publication && self.publishes(&named, at, passage)
                    || row.is_historic(&clause, one, passage, prepared.document, (stance, &self.matcher.between));
                let count = kept.entry((one.instrument, one.edition, historic, one.short)).or_default();
                *count += 1;
                if *count <= KEPT {
                    let anchor = prepared.anchor(passage, one.whole);
                    let mention = InstrumentMention { instrument: row.id.clone(), edition: one.edition, anchor, historic };
                    found.push(Candidate { row: one.instrument, short: one.short, mention });
                }
            }
        }
        found.into_iter().filter(|c| !c.short || spelt_out.contains(&c.row)).map(|c| c.mention).collect()
    }

    /// Whether a body stands right before guidance that is named, as whoever published it: "the DfES guidance What to Do (2006)". It keeps
    /// the name that it published under.
    fn publishes(&self, named: &[Named], at: usize, passage: &PreparedPassage<'_>) -> bool {
        let Some(one) = named.get(at) else { return false };
        let of_paper = |other: &&Named| self.rows.get(other.instrument).is_some_and(|row| row.publication);
        let Some(paper) = named.iter().skip(at + 1).take(3).find(of_paper) else { return false };
        let between = passage.text.get(one.whole.end()..paper.whole.start()).unwrap_or_default();
        let mut words = between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        between.len() <= 60
            && !between.contains(['.', ';'])
            && words.all(|w| w.starts_with(char::is_uppercase) || PAPERS.contains(&w.to_lowercase().as_str()) || w == "and" || w == "the")
    }

    /// Bodies and tools that a passage names as past somewhere: what else it says of them is said with that in mind.
    fn explained(&self, named: &[Named], passage: &PreparedPassage<'_>, document: &Document, stance: &StanceReader) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for (at, one) in named.iter().take(200).enumerate() {
            let twice = named.iter().take(200).enumerate().any(|(n, other)| n != at && other.instrument == one.instrument);
            let Some(row) = self.rows.get(one.instrument).filter(|row| twice && row.dated && !row.publication) else { continue };
            if !found.contains(&one.instrument)
                && row.is_historic(&Clause::at(passage, one.name.start()), one, passage, document, (stance, &self.matcher.between))
            {
                found.insert(one.instrument);
            }
        }
        found
    }
}

/// Whether `other` is a later edition of the same instrument in the same sentence, which shows that `one` is known to be old.
fn later_edition(one: &Named, other: &Named, clause: &Clause) -> bool {
    one.instrument == other.instrument && clause.span.contains(other.name) && one.edition.is_some() && other.edition > one.edition
}

impl Row {
    /// Whether the sentence is one in which the name means the instrument, in England.
    fn applies(&self, clause: &Clause, one: &Named, passage: &PreparedPassage<'_>) -> bool {
        let sentence = clause.text();
        if !self.only_with.is_empty() && !self.only_with.iter().any(|word| has_word(sentence, word)) {
            return false;
        }
        let after = passage.text.get(one.whole.end()..).unwrap_or_default();
        let near: String = after.chars().take(14).collect::<String>().to_lowercase();
        !["(scotland", "(wales", "(northern i", "in scotland", "in wales", "(jersey", "(isle of"]
            .iter()
            .any(|nation| near.trim_start().starts_with(nation))
    }

    /// Whether it is named as past, as a title, as an author, or beside what replaced it.
    fn is_historic(
        &self,
        clause: &Clause,
        one: &Named,
        passage: &PreparedPassage<'_>,
        document: &Document,
        (stance, between): (&StanceReader, &Between),
    ) -> bool {
        let sentence = clause.text();
        let start = clause.folded_offset(passage.text, one.whole.start());
        let end = clause.folded_offset(passage.text, one.whole.end());
        if matches!(passage.passage.kind, PassageKind::Heading)
            || stance.is_historic(sentence, start, end)
            || self.names_successor(sentence, start, end)
        {
            return true;
        }
        let (references, history) = under(document, passage.passage.heading);
        if history {
            return true;
        }
        if self.publication {
            return false;
        }
        // A body that signs a publication keeps the name it signed with: (DCSF, 2009).
        let name_end = clause.folded_offset(passage.text, one.name.end());
        let author = between.edition_around(sentence, start, name_end).is_some_and(|e| e.date.is_some());
        let past = self.ended.is_some_and(|year| stance.is_past(sentence, year));
        let owned = self.ended.is_some_and(|year| heads_dated_title(passage.text.get(one.name.end()..).unwrap_or_default(), year));
        references || author || past || owned || signs(sentence, start, name_end) || within_title(passage, one.name)
    }

    fn names_successor(&self, sentence: &str, start: usize, end: usize) -> bool {
        self.successors.iter().any(|name| {
            sentence.match_indices(name.as_str()).any(|(at, found)| {
                let apart = at + found.len() <= start || at >= end;
                apart && is_word(sentence, at, at + found.len())
            })
        })
    }
}

/// Whether `word` stands in `text` as a word.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| is_word(text, at, at + found.len()))
}

fn is_word(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let after = text.get(end..).and_then(|t| t.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// Whether a passage stands under a list of references, or under a history of the document.
fn under(document: &Document, heading: Option<HeadingIndex>) -> (bool, bool) {
    let mut next = heading;
    let (mut references, mut history) = (false, false);
    while let Some(HeadingIndex(n)) = next {
        let Some(heading) = document.headings.get(n as usize) else { break };
        // A panel's terms of reference are no list of what was read.
        let text = heading.text.to_lowercase().replace("terms of reference", "");
        references |= ["reference", "bibliograph", "further reading", "publications", "sources"].iter().any(|w| text.contains(w));
        history |= ["version history", "document history", "revision history", "amendment", "change log", "history of th"]
            .iter()
            .any(|w| text.contains(w));
        next = heading.parent.filter(|up| up.0 < n);
    }
    (references, history)
}

/// Whether the name stands in brackets with a year, as the publisher of what is named before them: (DCSF and Home Office, 2010).
fn signs(sentence: &str, start: usize, end: usize) -> bool {
    let opening = sentence.get(..start).and_then(|before| before.rsplit(')').next()).and_then(|open| open.rsplit_once('('));
    let closing = sentence.get(end..).and_then(|after| after.split_once(')'));
    let Some(((_, before), (after, _))) = opening.zip(closing) else { return false };
    let year = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| super::edition::year_of(word).is_some());
    before.len() + after.len() < 80 && (year(before) || year(after))
}

/// Words for papers that a body publishes.
const PAPERS: [&str; 12] = [
    "guidance",
    "guide",
    "advice",
    "report",
    "circular",
    "strategy",
    "publication",
    "document",
    "paper",
    "protocol",
    "policy",
    "framework",
];

/// Whether `after`, what follows a body's name, goes on as the title of a paper with a year no later than `latest`: "LSCB Levels of Need,
/// 2015". The paper keeps the name it came out under.
fn heads_dated_title(after: &str, latest: i16) -> bool {
    let after = after.strip_prefix("'s").or_else(|| after.strip_prefix("’s")).unwrap_or(after);
    for (words, word) in after.split(' ').filter(|w| !w.is_empty()).take(14).enumerate() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if let Some(year) = super::edition::year_of(bare) {
            return words >= 2 && year <= latest;
        }
        // A mark may part the title from its year, or from its second line, and nothing else.
        let small = matches!(bare, "of" | "and" | "for" | "to" | "in" | "on" | "the" | "a" | "with" | "from" | "about");
        let goes_on = small || bare.is_empty() || bare.starts_with(char::is_uppercase);
        if !goes_on || word.ends_with(['.', ';', '?', '!']) {
            return false;
        }
    }
    false
}

/// What the first cell of a table's row says of the others.
#[derive(Default)]
struct RowLabel {
    /// The table and the row.
    at: Option<(u32, u32)>,
    of_past: bool,
}

impl RowLabel {
    /// Takes note of a passage: whether it is a cell of a row that tells what came before, "Supersedes".
    fn meet(&mut self, passage: &PreparedPassage<'_>) -> bool {
        let PassageKind::Cell { table, row, .. } = passage.passage.kind else { return false };
        if self.at == Some((table, row)) {
            return self.of_past;
        }
        let text = passage.folded.text.trim();
        let begins = ["replaces", "replaced", "supersedes", "superseded", "previous", "former", "earlier version", "last version"];
        *self = Self { at: Some((table, row)), of_past: text.len() <= 40 && begins.iter().any(|word| text.starts_with(word)) };
        false
    }
}

/// Whether the name is part of something longer in italics or quotation marks: the title of a paper.
fn within_title(passage: &PreparedPassage<'_>, name: ByteSpan) -> bool {
    let longer = |span: ByteSpan| span.contains(name) && span.len() > name.len() + 8;
    let italic = passage.passage.styles.iter().any(|s| s.style == Style::Italic && longer(s.span));
    italic || passage.quotations.iter().any(|&span| longer(span))
}
