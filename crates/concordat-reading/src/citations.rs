//! Finds what a document cites, and which themes its passages deal with.
//!
//! One automaton over the folded text finds the words that citing turns on ([`lexicon`]); only lines that hold one are
//! cut into words ([`line`]). Known titles come first, then laws, then names read leftwards from their last word
//! ([`names`]), then parts of the document itself ([`pointer`]). What was found first keeps its words.

mod acronyms;
mod address;
mod edition;
mod found;
mod grammar;
mod labels;
mod law;
mod lexicon;
mod line;
mod mentions;
mod names;
mod numbered;
mod panel;
mod pointer;
mod possible;
mod runs;
mod stance;
#[cfg(test)]
mod tests;
mod titles;

pub(crate) use acronyms::covers;
pub(crate) use grammar::{led, opener};
pub use mentions::THRESHOLDS;
pub(crate) use panel::body;

use crate::{
    Load, Prepared, PreparedPassage,
    naming::{Namer, near},
};
use concordat_register::{
    Entry, Kind, PassageKind, Theme,
    citation::{Citation, CitationFacts, CitationKind, Replacement, Stance},
};
use concordat_standard::{Standard, references::WordsOfCiting};
use concordat_text::ByteSpan;
use found::Found;
use labels::Labels;
use lexicon::{Cue, Hit, Lexicon};
use line::{Line, stretches};
use mentions::Mentions;
use names::Setting;
use runs::Runs;
use stance::StanceReader;

/// Most citations kept of one document.
const MOST: usize = 20_000;

/// Finds what a document cites.
#[derive(Debug)]
pub struct CitationReader {
    lexicon: Lexicon,
    namer: Namer,
    words: WordsOfCiting,
    stances: StanceReader,
}

/// What is known so far while a document is read.
struct State<'r, 'd> {
    labels: Labels,
    /// The document's own names.
    selves: Vec<crate::naming::Name>,
    entry: &'r Entry,
    facts: CitationFacts,
    mentions: Mentions,
    /// Whether a heading or lead-in announced a list of documents.
    listed: bool,
    heading_lists: bool,
    runs: Runs<'d>,
}

impl CitationReader {
    /// Made once from a standard.
    #[must_use]
    pub fn new(standard: &Standard) -> Self {
        Self::for_load(standard, Load::default())
    }

    /// Made once from a standard for reading a few documents or many.
    #[must_use]
    pub fn for_load(standard: &Standard, load: Load) -> Self {
        let words = standard.references.words.clone();
        Self { lexicon: Lexicon::new(standard, load), namer: Namer::new(standard), stances: StanceReader::new(&words), words }
    }

    /// Reads one document. `entry` is its line in the register: a document's mention of itself is no citation.
    #[must_use]
    pub fn read(&self, prepared: &Prepared<'_>, entry: &Entry) -> CitationFacts {
        let selves = std::iter::once(&entry.title).chain(&entry.also_called).map(|name| self.namer.read(name)).collect();
        let mut state = State {
            labels: Labels::new(prepared),
            selves,
            entry,
            facts: CitationFacts::default(),
            mentions: Mentions::default(),
            listed: false,
            heading_lists: false,
            runs: Runs::default(),
        };
        let (mut hits, mut spans) = (Vec::new(), Vec::new());
        for (number, passage) in prepared.passages.iter().enumerate() {
            self.passage(prepared, number, passage, &mut hits, &mut state);
            titled(prepared, passage, &mut spans, &mut state);
            coded(&self.words, prepared, passage, &mut state);
            acronyms::find(passage.text, &mut state.facts.acronyms);
            if let Some(letters) = cell_before(prepared, number) {
                acronyms::of_cells(letters, passage.text, &mut state.facts.acronyms);
            }
        }
        let mut facts = state.facts;
        facts.theme_mentions = state.mentions.finish(prepared, &self.lexicon);
        facts
    }

    fn passage<'d>(
        &self,
        prepared: &Prepared<'d>,
        number: usize,
        passage: &PreparedPassage<'d>,
        hits: &mut Vec<Hit>,
        state: &mut State<'_, 'd>,
    ) {
        let kind = passage.passage.kind;
        self.listing(passage, state);
        for (base, text) in stretches(&passage.folded.text) {
            let source = |start, end| passage.folded.source(concordat_text::ByteSpan::new(base + start, base + end)).of(passage.text);
            self.lexicon.hits(text, source, hits);
            if kind == PassageKind::Heading && base == 0 {
                state.mentions.heading(text, hits);
            }
            let cites = hits.iter().any(|h| h.cue.cites()) || !passage.passage.links.is_empty();
            let themed = hits.iter().any(|h| h.cue.themed());
            if !(cites || themed) {
                continue;
            }
            let line = if cites { Line::new(passage, base, text) } else { Line::bare(passage, base, text) };
            let mut found = if cites { self.line(&line, hits, kind, state) } else { Vec::new() };
            found.sort_by_key(|f| (f.start, f.end));
            absorb(&line, &mut found);
            if cites && kind != PassageKind::Heading && state.facts.possible.len() < MOST {
                self.possible(prepared, &line, hits, &found, state);
            }
            let mut named: Vec<(usize, usize)> = found.iter().map(|f| (f.start, f.end)).collect();
            for one in found {
                self.keep(prepared, &line, hits, one, &named, state);
            }
            named.extend(hits.iter().filter(|h| h.cue == Cue::Ordinary).map(|h| (h.start, h.end)));
            if themed {
                state.mentions.line(&self.lexicon, &line, number, hits, &named);
            }
        }
    }

    /// Notes whether what follows is a list of documents.
    fn listing(&self, passage: &PreparedPassage<'_>, state: &mut State<'_, '_>) {
        let announces = || passage.text.len() < 240 && self.words.list_cues.iter().any(|cue| passage.folded.text.contains(cue.as_str()));
        match passage.passage.kind {
            PassageKind::Heading => {
                state.heading_lists = announces();
                state.listed = state.heading_lists;
            }
            PassageKind::ListItem { .. } | PassageKind::Cell { .. } => {}
            _ => state.listed = state.heading_lists || (passage.text.trim_end().ends_with(':') && announces()),
        }
    }

    /// Everything cited in one line.
    fn line(&self, line: &Line<'_, '_>, hits: &[Hit], kind: PassageKind, state: &State<'_, '_>) -> Vec<Found> {
        let mut found = Vec::new();
        let heading = kind == PassageKind::Heading;
        let item = matches!(kind, PassageKind::ListItem { .. } | PassageKind::Cell { .. });
        address::find(line, hits, &mut found);
        titles::known(&self.lexicon, line, hits, &mut found);
        law::find(line, hits, &mut found);
        if !heading {
            titles::issued(&self.lexicon, line, hits, &mut found);
            titles::marked(&self.lexicon, line, hits, &mut found);
            names::find(&self.lexicon, line, hits, Setting { item, listed: state.listed }, &mut found);
            titles::dated(&self.lexicon, line, hits, &mut found);
        }
        titles::linked(&self.lexicon, line, hits, &mut found);
        if !heading {
            names::back(&self.lexicon, line, hits, &mut found);
            numbered::extend(&self.lexicon, line, hits, &mut found);
        }
        pointer::find(line, hits, &self.words, |number| state.labels.has_number(number), &mut found);
        found
    }

    /// Keeps what is a citation only if the site holds what it would mean.
    fn possible(&self, prepared: &Prepared<'_>, line: &Line<'_, '_>, hits: &[Hit], found: &[Found], state: &mut State<'_, '_>) {
        let mut made = Vec::new();
        let own = numbered::Own { labels: &state.labels, numbers: &state.entry.numbers };
        numbered::find(&self.lexicon, line, hits, own, found, &mut made);
        possible::find(&self.lexicon, prepared, line, hits, found, &mut made);
        let named: Vec<(usize, usize)> = found.iter().chain(&made).map(|f| (f.start, f.end)).collect();
        for one in made {
            let (stance, _) = self.stances.read(line, &one, &named);
            let anchor = prepared.anchor(line.passage, line.span(one.start, one.end));
            let mut citation = Citation::new(CitationKind::LocalDocument, anchor);
            // "The procedure of 2012 on ..." says its year; a number says all there is to say.
            citation.year = one.year.filter(|_| one.number.is_none());
            (citation.name, citation.document_kind, citation.stance) = (one.name.into(), one.document_kind, stance);
            (citation.number, citation.link, citation.proper) = (one.number, one.link, one.proper);
            for hit in hits.iter().filter(|h| one.start <= h.start && h.end <= one.end) {
                let Cue::Theme(n, _) = hit.cue else { continue };
                let theme = self.lexicon.themes.get(usize::from(n)).map(|id| Theme(id.clone()));
                citation.themes.extend(theme.filter(|theme| !citation.themes.contains(theme)));
            }
            state.facts.possible.push(citation);
        }
    }

    /// Gives a citation its place and keeps it, unless the document means itself.
    fn keep(
        &self,
        prepared: &Prepared<'_>,
        line: &Line<'_, '_>,
        hits: &[Hit],
        mut one: Found,
        named: &[(usize, usize)],
        state: &mut State<'_, '_>,
    ) {
        if state.facts.citations.len() >= MOST || !points_back(&mut one, &state.facts.citations) || self.is_self(&one, state) {
            return;
        }
        let (stance, replaces) = match one.kind {
            CitationKind::LocalDocument | CitationKind::NationalGuidance | CitationKind::InternalSection => {
                self.stances.read(line, &one, named)
            }
            _ => (Stance::Relies, false),
        };
        let anchor = prepared.anchor(line.passage, line.span(one.start, one.end));
        let mut themes = Vec::new();
        for hit in hits.iter().filter(|h| one.start <= h.start && h.end <= one.end) {
            let Cue::Theme(n, true) = hit.cue else { continue };
            let theme = self.lexicon.themes.get(usize::from(n)).map(|id| Theme(id.clone()));
            themes.extend(theme.filter(|theme| !themes.contains(theme)));
        }
        if replaces && one.kind == CitationKind::LocalDocument {
            state.facts.replaces.push(Replacement { name: one.name.clone(), year: one.year, anchor: anchor.clone() });
        }
        let present = match (one.kind, &one.section) {
            (CitationKind::InternalSection, Some(section)) => state.labels.present(section),
            _ => None,
        };
        state.facts.citations.push(Citation {
            kind: one.kind,
            anchor,
            name: one.name.into(),
            year: one.year,
            until: one.until,
            themes,
            document_kind: one.document_kind,
            instrument: one.instrument,
            link: one.link,
            section: one.section,
            stance,
            proper: one.proper,
            present,
            number: one.number,
        });
    }

    /// Whether a name is the document's own, in an edition that is not another.
    fn is_self(&self, one: &Found, state: &State<'_, '_>) -> bool {
        if one.kind != CitationKind::LocalDocument {
            return false;
        }
        let entry = state.entry;
        if let Some(cited) = &one.number {
            return entry.numbers.iter().any(|own| crate::series::same(&cited.number, cited.of_manual, own));
        }
        let within = |year: i16| entry.year == Some(year) || entry.period.is_some_and(|p| p.from <= year && year <= p.to);
        if one.year.is_some_and(|year| !within(year)) {
            return false;
        }
        let kinds =
            one.document_kind.is_none_or(|kind| near(kind, entry.kind) && (kind == entry.kind || entry.kind == Kind::Other || one.proper));
        let name = self.namer.read(&one.name);
        let empty = name.all.is_empty() && name.themes.is_empty() && !name.kinds.contains(&Kind::Thresholds);
        kinds
            && !empty
            && state.selves.iter().any(|own| {
                name.themes.is_subset(&own.themes)
                    && name.own.is_subset(&own.all)
                    && (one.document_kind == Some(entry.kind) || own.kinds.is_superset(&name.kinds))
            })
    }
}

/// The words of the cell to the left of the passage at `number` where that is a cell too.
fn cell_before<'d>(prepared: &Prepared<'d>, number: usize) -> Option<&'d str> {
    let before = prepared.passages.get(number.checked_sub(1)?)?;
    match (before.passage.kind, prepared.passages.get(number)?.passage.kind) {
        (PassageKind::Cell { table, row, .. }, PassageKind::Cell { table: of, row: in_row, .. }) if (table, row) == (of, in_row) => {
            Some(before.text)
        }
        _ => None,
    }
}

/// Keeps what may be another document's title.
fn titled<'d>(prepared: &Prepared<'d>, passage: &PreparedPassage<'d>, spans: &mut Vec<ByteSpan>, state: &mut State<'_, 'd>) {
    let listed = state.listed;
    state.runs.find(passage, listed, spans);
    for span in spans.drain(..) {
        state.facts.possible.push(Citation::new(CitationKind::LocalDocument, prepared.anchor(passage, span)));
    }
    // A hyperlink to a file that is held points to it whatever its words: "here", "protocol". One to the web is read with its line.
    for link in passage.passage.links.iter().filter(|link| !link.target.starts_with('#') && !link.target.contains(':')) {
        if state.facts.possible.len() < MOST && passage.text.get(link.span.start()..link.span.end()).is_some_and(|t| !t.trim().is_empty()) {
            let mut citation = Citation::new(CitationKind::LocalDocument, prepared.anchor(passage, link.span));
            (citation.link, citation.proper) = (Some(link.target.clone()), true);
            state.facts.possible.push(citation);
        }
    }
}

/// Bytes around a code in which words say what it stands for.
const AROUND: usize = 40;

/// Keeps codes that may be those of other documents: "the ward procedure, CL-207". One that is past, or numbers a form, is none.
fn coded(words: &WordsOfCiting, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, state: &mut State<'_, '_>) {
    for (span, number) in crate::series::codes(passage.text) {
        if state.entry.numbers.contains(&number) || state.facts.possible.len() >= MOST {
            continue;
        }
        let sentence = passage.sentences.iter().find(|s| s.contains(span)).copied().unwrap_or(span);
        let before = passage.text.get(sentence.start()..span.start()).unwrap_or_default();
        let after = passage.text.get(span.end()..sentence.end()).unwrap_or_default();
        let near = before.char_indices().rev().map(|(at, _)| at).take_while(|at| before.len() - at <= AROUND).last();
        let before = near.and_then(|at| before.get(at..)).unwrap_or(before);
        let after = after.char_indices().nth(AROUND).and_then(|(at, _)| after.get(..at)).unwrap_or(after);
        if says(before, &words.past_before) || ends_in(before, &words.uncoded_before) || says(after, &words.past_after) {
            continue;
        }
        let mut citation = Citation::new(CitationKind::LocalDocument, prepared.anchor(passage, span));
        citation.number = Some(concordat_register::citation::CitedNumber { number, of_manual: false });
        citation.proper = true;
        state.facts.possible.push(citation);
    }
}

/// Whether one of `phrases` stands in `text` as whole words.
fn says(text: &str, phrases: &[String]) -> bool {
    let padded = padded(text);
    phrases.iter().any(|phrase| padded.contains(&format!(" {phrase} ")))
}

/// Whether `text` ends in one of `phrases`.
fn ends_in(text: &str, phrases: &[String]) -> bool {
    let padded = padded(text);
    phrases.iter().any(|phrase| padded.ends_with(&format!(" {phrase} ")))
}

/// The words of `text` folded, a space around each.
fn padded(text: &str) -> String {
    let words: Vec<String> = concordat_text::words(text).map(|w| concordat_text::fold_str(w.text)).collect();
    format!(" {} ", words.join(" "))
}

/// Takes letters in brackets after a name into it: `General Data Protection Regulation (GDPR)`.
fn absorb(line: &Line<'_, '_>, found: &mut Vec<Found>) {
    let mut at = 1;
    while at < found.len() {
        let (Some(before), Some(one)) = (found.get(at - 1), found.get(at)) else { break };
        let between = line.text.get(before.end..one.start).unwrap_or_default();
        let letters = line.text.get(one.start..one.end).is_some_and(|t| !t.contains(' ')) && line.after(one.end).starts_with(')');
        if between == " (" && letters && one.kind != CitationKind::Url {
            let end = one.end + 1;
            if let Some(before) = found.get_mut(at - 1) {
                before.end = end;
            }
            found.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Fills in what "that strategy" or "that Act" points back to; false where there is nothing that it can.
fn points_back(one: &mut Found, before: &[Citation]) -> bool {
    if !one.name.is_empty() || !matches!(one.kind, CitationKind::Legislation | CitationKind::LocalDocument) {
        return true;
    }
    let mut near = before.iter().rev().take(12);
    let found = match one.kind {
        CitationKind::Legislation => {
            near.find(|c| c.kind == CitationKind::Legislation && (one.year.is_none() || c.year == one.year) && !c.name.is_empty())
        }
        _ => near.find(|c| {
            matches!(c.kind, CitationKind::LocalDocument | CitationKind::NationalGuidance) && c.document_kind == one.document_kind
        }),
    };
    let Some(found) = found else { return one.kind == CitationKind::Legislation };
    one.name = found.name.to_string();
    one.instrument.clone_from(&found.instrument);
    one.kind = found.kind;
    (one.year, one.until) = (found.year, found.until);
    true
}
