//! Finds the instruments of the standard in a passage: law, guidance, bodies, tools and definitions, with their editions.

use super::edition::{Between, Edition};
use crate::{Load, PreparedPassage};
use aho_corasick::{AhoCorasick, MatchKind};
use concordat_register::{PartialDate, PassageKind};
use concordat_standard::instruments::{Instrument, InstrumentKind, Instruments};
use concordat_text::{ByteSpan, fold_str};
use std::collections::BTreeMap;

/// Every name of every instrument, compiled to one automaton: one pass over a passage finds them all.
#[derive(Debug)]
pub(crate) struct InstrumentMatcher {
    automaton: AhoCorasick,
    /// For each pattern of the automaton, the names that fold to it.
    names: Vec<Vec<Name>>,
    pub(super) between: Between,
}

/// An instrument met in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Which of [`Instruments::instruments`].
    pub(crate) instrument: usize,
    /// Its name, in bytes of the passage's text.
    pub(crate) name: ByteSpan,
    /// Its name and edition, in bytes of the passage's text.
    pub(crate) whole: ByteSpan,
    /// The same as `whole`, in bytes of the passage's folded text.
    pub(crate) folded: ByteSpan,
    /// The edition cited: the year or month that stands with the name, or that the name itself means (`WT18`).
    pub(crate) edition: Option<PartialDate>,
    /// Whether the name is an acronym that means other things too, so that it counts only in a document which also names
    /// the instrument in full.
    pub(crate) short: bool,
}

#[derive(Debug)]
struct Name {
    instrument: usize,
    /// The exact capitals asked for.
    cased: Option<String>,
    short: bool,
    edition: Option<PartialDate>,
    /// Whether a year may stand beside it.
    dated: bool,
    /// Whether it is also a phrase of ordinary English, told apart by its capitals alone.
    phrase: bool,
}

impl InstrumentMatcher {
    /// Compiles the names. Made once from a standard.
    #[must_use]
    pub(crate) fn new(instruments: &Instruments, load: Load) -> Self {
        let mut by_name: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for (index, row) in instruments.instruments.iter().enumerate() {
            for (text, name) in names_of(index, row) {
                by_name.entry(text).or_default().push(name);
            }
        }
        let (patterns, names): (Vec<String>, Vec<Vec<Name>>) = by_name.into_iter().unzip();
        let automaton = AhoCorasick::builder().kind(Some(load.automaton())).match_kind(MatchKind::LeftmostLongest).build(&patterns);
        // An automaton this size cannot exceed its limits; an empty one finds nothing.
        let automaton = automaton.unwrap_or_else(|_| never());
        Self { automaton, names, between: Between::new(&instruments.publishers) }
    }

    /// The instruments named in a passage, in order, not overlapping.
    pub(crate) fn find(&self, passage: &PreparedPassage<'_>) -> Vec<Named> {
        let folded = passage.folded.text.as_str();
        let mut found: Vec<Named> = Vec::new();
        for hit in self.automaton.find_iter(folded) {
            let Some(end) = whole_word(folded, hit.start(), hit.end()) else { continue };
            let span = ByteSpan::new(hit.start(), hit.end());
            let Some(names) = self.names.get(hit.pattern().as_usize()) else { continue };
            let source = passage.folded.source(span).of(passage.text);
            let Some(name) = names.iter().find(|n| n.cased.as_deref().is_none_or(|cased| fits(cased, source))) else { continue };
            let around = if name.dated { self.between.edition_around(folded, hit.start(), end) } else { None };
            let heading = matches!(passage.passage.kind, PassageKind::Heading);
            if name.phrase && around.is_none() && heading {
                continue;
            }
            let Edition { date, span: whole } = around.unwrap_or(Edition { date: None, span: ByteSpan::new(hit.start(), end) });
            found.push(Named {
                instrument: name.instrument,
                name: passage.folded.source(ByteSpan::new(hit.start(), end)),
                whole: passage.folded.source(whole),
                folded: whole,
                edition: name.edition.or(date),
                short: name.short,
            });
        }
        found
    }
}

/// Every name of a row with what it means, folded.
fn names_of(index: usize, row: &Instrument) -> Vec<(String, Name)> {
    let dated = row.is_publication() && row.kind != InstrumentKind::Legislation;
    let plain = || Name { instrument: index, cased: None, short: false, edition: None, dated, phrase: false };
    let mut names: Vec<(String, Name)> = row.aliases.iter().map(|alias| (fold_str(alias), plain())).collect();
    if row.is_publication() && !row.cased.contains(&row.title) {
        let title = fold_str(&row.title);
        names.extend(spellings_of_act(&title).into_iter().map(|t| (t, plain())));
        names.push((title, plain()));
    }
    for cased in &row.cased {
        let phrase = cased.contains(' ');
        names.push((fold_str(cased), Name { cased: Some(cased.clone()), phrase, ..plain() }));
    }
    for short in &row.short {
        names.push((fold_str(short), Name { cased: Some(short.clone()), short: true, ..plain() }));
    }
    for edition in &row.editions {
        for name in &edition.names {
            let date = PartialDate::parse(&edition.published);
            names.push((fold_str(name), Name { cased: Some(name.clone()), edition: date, dated: false, ..plain() }));
        }
    }
    names
}

/// `children act 1989` is also written `children act (1989)`, `children act, 1989` and `children act of 1989`.
fn spellings_of_act(title: &str) -> Vec<String> {
    let Some((name, year)) = title.rsplit_once(' ') else { return Vec::new() };
    if !name.ends_with(" act") || year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    vec![format!("{name} ({year})"), format!("{name}, {year}"), format!("{name} of {year}")]
}

/// Where the word that holds `start..end` ends, if both stand on word boundaries; a plural or genitive `s` belongs to it.
fn whole_word(text: &str, start: usize, end: usize) -> Option<usize> {
    let before = text.get(..start)?.chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let rest = text.get(end..)?;
    let plural = rest.strip_prefix("'s").or_else(|| rest.strip_prefix('s')).unwrap_or(rest);
    let open = |t: &str| !t.chars().next().is_some_and(char::is_alphanumeric);
    if open(rest) {
        return Some(end);
    }
    open(plural).then(|| text.len() - plural.len())
}

/// Whether `source` is written with the capitals of `cased`; spaces and marks may differ.
fn fits(cased: &str, source: &str) -> bool {
    let letters = |t: &'_ str| -> Vec<char> { t.chars().filter(|c| c.is_alphanumeric()).collect() };
    letters(cased) == letters(source)
}

pub(super) fn never() -> AhoCorasick {
    #[expect(clippy::unwrap_used, reason = "an automaton without patterns always builds")]
    AhoCorasick::new(std::iter::empty::<&str>()).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Prepared;
    use concordat_standard::Standard;

    fn found(text: &str) -> Vec<(String, String, Option<String>)> {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let matcher = InstrumentMatcher::new(&standard.instruments, Load::Few);
        let document = concordat_fixture::document(text);
        let prepared = Prepared::new(&document);
        let rows = &standard.instruments.instruments;
        prepared
            .passages
            .iter()
            .flat_map(|p| {
                matcher
                    .find(p)
                    .into_iter()
                    .map(|n| (rows[n.instrument].id.clone(), n.whole.of(p.text).to_owned(), n.edition))
                    .collect::<Vec<_>>()
            })
            .map(|(id, words, edition)| (id, words, edition.map(|e| e.to_string())))
            .collect()
    }

    fn one(text: &str) -> (String, String, Option<String>) {
        let all = found(text);
        assert_eq!(all.len(), 1, "{all:?}");
        all.into_iter().next().unwrap()
    }

    #[test]
    fn editions_stand_after_or_before_the_name() {
        let wt = |words: &str, edition: &str| ("working-together".to_owned(), words.to_owned(), Some(edition.to_owned()));
        let name = "Working Together to Safeguard Children";
        assert_eq!(one(&format!("See {name} (HM Government, July 2018).")), wt(&format!("{name} (HM Government, July 2018)"), "2018-07"));
        assert_eq!(one(&format!("See the 2013 edition of {name}, page 9.")), wt(&format!("2013 edition of {name}"), "2013"));
        assert_eq!(one(&format!("See “{name}” 2015.")).2.as_deref(), Some("2015"));
        assert_eq!(one(&format!("See {name}: A guide to inter-agency working (March 2015).")).2.as_deref(), Some("2015-03"));
        assert_eq!(one("See WT18, chapter 1."), wt("WT18", "2018-07"));
        assert_eq!(one("Working Together (2018, updated December 2020) says so.").2.as_deref(), Some("2020-12"));
    }

    #[test]
    fn a_year_that_is_no_edition_is_left() {
        assert_eq!(one("In 2016 Working Together to Safeguard Children was read by all.").2, None);
        assert_eq!(one("Working Together to Safeguard Children. 2016 was a hard year.").2, None);
        assert_eq!(found("The Children Act 2004, Working Together and others.").len(), 2);
        assert_eq!(found("The Children Act 2004, Working Together and others.")[1].2, None);
    }

    #[test]
    fn acts_are_known_however_their_year_is_written() {
        for text in ["The Children Act 1989 applies.", "The Children Act (1989) applies.", "the Children Act, 1989 applies"] {
            assert_eq!(one(text).0, "children-act-1989");
        }
        assert_eq!(one("Under the Crime and Policing Act 2026 it is an offence.").0, "crime-and-policing-act-2026");
    }

    #[test]
    fn ordinary_words_are_no_names() {
        assert!(found("Agencies are working together. Every child matters to us. The asset was lost at the café.").is_empty());
        assert!(found("# Working Together\n\nWe all do.").is_empty());
        assert_eq!(one("The LSCBs agreed.").0, "lscb");
    }
}
