//! Turns what may be a citation into one where the site holds the document that it names, and drops the rest.

mod ending;
mod forms;

use super::{
    Held,
    edition::choose,
    index::{Candidate, Index},
};
use crate::citations::body;
use crate::naming::{Name, Namer};
use concordat_register::{Anchor, DocumentFacts, DocumentIndex, Entry, Kind, Theme, citation::Citation};
use concordat_standard::{Standard, pattern::Choice};
use concordat_text::{ByteSpan, Text, fold, fold_str, words};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a name, with the kind it says it is, was found to mean.
pub(super) type Seeds = BTreeMap<(String, Option<Kind>), Vec<Candidate>>;

/// How well a document must fit what is only described.
const FITS: f32 = 0.9;
/// Most words of a title compared.
const LONGEST: usize = 14;
/// From so many words on a title without the name of its area could mean nothing else.
const WHOLE: usize = 6;
/// Fewest words of a title that says what is done about a theme, and the words that say so.
const ACTING: (usize, [&str; 4]) = (4, ["responding", "response", "working", "tackling"]);

/// The names of held documents that stand by themselves.
struct Titles {
    by_first: BTreeMap<String, Vec<Title>>,
    endings: ending::Endings,
    /// Terms of reference, and documents that set thresholds, with all their names folded.
    panels: Vec<(String, DocumentIndex)>,
    thresholds: Vec<(String, DocumentIndex)>,
}

/// A name that a held document goes by, under its first word.
struct Title {
    words: Vec<String>,
    document: DocumentIndex,
    /// Whether it is a name only behind "the": a title that begins with it, without it.
    definite: bool,
    /// Whether it is a name only in capitals: letters, or words that are said of many things too.
    cased: bool,
}

/// What a description tells: its words, the kind of document and the themes it speaks of.
type Described = (Text, Option<Kind>, Vec<Theme>);

/// What in one document became a citation.
type Promoted = Vec<(Citation, DocumentIndex)>;

/// Moves into the citations of each document what the site bears out; `possible` is empty afterwards.
pub(super) fn promote(
    documents: &mut [DocumentFacts],
    newer: &[Option<DocumentIndex>],
    index: &mut Index,
    namer: &Namer,
    standard: &Standard,
    acronyms: &BTreeMap<String, String>,
) -> Seeds {
    let titles = Titles::new(documents, namer, standard);
    let mut seeds = Seeds::new();
    // The same few things are described again and again.
    let mut known: HashMap<Described, Vec<Candidate>> = HashMap::new();
    for n in 0..documents.len() {
        let from = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
        let possible = documents.get_mut(n).map(|d| std::mem::take(&mut d.citations.possible)).unwrap_or_default();
        let mut made = Promoted::new();
        let held = Held { documents, newer };
        for one in possible {
            match one.document_kind {
                None if one.link.is_some() && one.name.is_empty() => {
                    let to = index.linked(from, one.link.as_deref()).filter(|to| *to != from);
                    made.extend(to.map(|to| (one, to)));
                }
                None if one.name.is_empty() => titles.named(from, &one, &held, &mut made, &mut seeds),
                None => {
                    if let Some((citation, candidates)) = titles.endings.citation(one) {
                        meant(from, citation, candidates, &held, &mut made, &mut seeds);
                    }
                }
                Some(kind) => {
                    let candidates = match kind {
                        Kind::TermsOfReference => of_panel(&titles.panels, &one.name, acronyms),
                        Kind::Thresholds => called(&titles.thresholds, &one.name),
                        _ => {
                            let told = (one.name.clone(), one.document_kind, one.themes.clone());
                            known.entry(told).or_insert_with(|| described(index, namer, &one)).clone()
                        }
                    };
                    meant(from, one, candidates, &held, &mut made, &mut seeds);
                }
            }
        }
        if let Some(document) = documents.get_mut(n) {
            merge(&mut document.citations.citations, made);
        }
    }
    seeds
}

/// Keeps `one` if its candidates leave no doubt.
fn meant(from: DocumentIndex, one: Citation, candidates: Vec<Candidate>, held: &Held<'_>, made: &mut Promoted, seeds: &mut Seeds) {
    if let Some(to) = choose(held, &candidates, from, &one).to.filter(|to| *to != from) {
        seeds.entry((one.name.to_string(), one.document_kind)).or_insert(candidates);
        made.push((one, to));
    }
}

/// Puts the new citations where they stand, save where one was found already.
fn merge(citations: &mut Vec<Citation>, made: Promoted) {
    if made.is_empty() {
        return;
    }
    let mut taken: Vec<(u32, u32)> = citations.iter().map(|c| (c.anchor.span.start, c.anchor.span.end)).collect();
    taken.sort_unstable();
    for (one, _) in made {
        let span = one.anchor.span;
        // Spans in order hardly overlap, so that only the nearest few can meet this one.
        let at = taken.partition_point(|(start, _)| *start < span.end);
        let clear = taken.get(at.saturating_sub(4)..at).unwrap_or_default().iter().all(|(_, end)| *end <= span.start);
        if clear {
            taken.insert(at, (span.start, span.end));
            citations.push(one);
        }
    }
    citations.sort_by_key(|c| c.anchor.span.start);
}

/// Documents one of whose names holds `name` as whole words.
fn called(held: &[(String, DocumentIndex)], name: &str) -> Vec<Candidate> {
    let padded = format!(" {name} ");
    let fits = held.iter().filter(|(title, _)| title.contains(&padded));
    fits.map(|(_, document)| Candidate { document: *document, fit: 1.0, same_kind: true }).collect()
}

/// Terms of reference of the panel that `name` means: by its name or the last words of it, by words of it in their order
/// ("the exploitation panel"), or by its letters.
fn of_panel(held: &[(String, DocumentIndex)], name: &str, acronyms: &BTreeMap<String, String>) -> Vec<Candidate> {
    let found = called(held, name);
    if !found.is_empty() {
        return found;
    }
    if name == "panels" {
        // Only a document that is of several panels by its title: "Missing and Exploited Panel" is one.
        let several = |title: &str| {
            let of = |word: &str| usize::from(body(word)) + 2 * usize::from(word.strip_suffix('s').is_some_and(body));
            title.split(' ').map(of).sum::<usize>() > 1
        };
        let of_several = held.iter().filter(|(title, _)| several(title));
        return of_several.map(|(_, document)| Candidate { document: *document, fit: 1.0, same_kind: true }).collect();
    }
    let spelt = acronyms.get(&name.to_uppercase());
    if let Some(found) = spelt.map(|meaning| called(held, &folded_words(meaning).join(" "))).filter(|found| !found.is_empty()) {
        return found;
    }
    // "The ROTH Panel": its letters, and what it is.
    let stem = name.rsplit_once(' ').filter(|(_, last)| body(last)).map_or(name, |(stem, _)| stem);
    let letters = !stem.contains(' ') && spelt.is_none();
    let fits = |title: &str| {
        let words: Vec<&str> = title.split(' ').filter(|w| !w.is_empty()).take_while(|w| *w != "terms").collect();
        if letters && stem.len() >= 3 && spells(&words, stem) {
            return true;
        }
        if !name.contains(' ') && letters {
            return false;
        }
        let mut rest = words.iter();
        name.split(' ').all(|word| rest.any(|held| *held == word))
    };
    let fits = held.iter().filter(|(title, _)| fits(title));
    fits.map(|(_, document)| Candidate { document: *document, fit: 1.0, same_kind: true }).collect()
}

/// Whether the letters `name` are those of a panel's words, or of all but its last, small words too: "ROTH Panel" for Rivers on the Hill
/// Panel.
fn spells(words: &[&str], name: &str) -> bool {
    let all = |words: &[&str]| words.iter().flat_map(|w| w.split('-')).filter_map(|w| w.chars().next()).collect::<String>();
    let short = words.split_last().filter(|(last, _)| body(last)).map(|(_, rest)| rest).unwrap_or_default();
    initials(words) == name || name.len() >= 4 && (initials(short) == name || all(short) == name)
}

/// The first letters of a panel's words, those of words joined by hyphens each: "multi-agency exploitation panel" is `maep`.
fn initials(words: &[&str]) -> String {
    let parts = words.iter().flat_map(|w| w.split('-')).filter(|w| !matches!(*w, "and" | "of" | "for" | "the" | "on"));
    parts.filter_map(|w| w.chars().next()).collect()
}

/// Documents that fit what "on ..." says a document is about.
fn described(index: &mut Index, namer: &Namer, one: &Citation) -> Vec<Candidate> {
    let mut readings = vec![namer.read(&one.name)];
    // "The strategy to tackle exploitation" names no theme in full; what it hints at is enough for steps and aims of this area.
    if one.document_kind != Some(Kind::Guidance) && !one.themes.is_empty() {
        readings.push(Name { themes: one.themes.iter().map(|t| t.0.clone()).collect(), ..Name::default() });
    }
    let mut found = index.look_up(&readings, one.document_kind);
    found.retain(|c| c.fit >= FITS && c.same_kind);
    found
}

impl Titles {
    fn new(documents: &[DocumentFacts], namer: &Namer, standard: &Standard) -> Self {
        let mut made = Self {
            by_first: BTreeMap::new(),
            endings: ending::Endings::new(&standard.references.words),
            panels: Vec::new(),
            thresholds: Vec::new(),
        };
        let everyday = everyday(standard);
        let areas = areas(documents, standard);
        for (n, document) in documents.iter().enumerate() {
            let index = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
            let entry = &document.entry;
            for name in names(entry) {
                let words = folded_words(name);
                if let Some(short) = without_area(&words, &areas)
                    && (short.len() >= WHOLE || telling(&short, namer, &short.join(" "), standard, entry))
                {
                    made.add(short, index, false);
                }
                if !telling(&words, namer, name, standard, entry) {
                    continue;
                }
                if let Some(definite) = without_article(&words, &everyday, entry) {
                    made.add(definite, index, true);
                }
                made.add(words, index, false);
            }
            for name in std::iter::once(&entry.title).chain(&entry.also_called) {
                made.endings.add(folded_words(name), index);
            }
            let into = match entry.kind {
                Kind::TermsOfReference => &mut made.panels,
                Kind::Thresholds => &mut made.thresholds,
                _ => continue,
            };
            for name in std::iter::once(&entry.title).chain(&entry.also_called) {
                into.push((format!(" {} ", folded_words(name).join(" ")), index));
            }
        }
        made.short_names(documents, namer);
        made.other_forms(documents, namer, standard, &everyday);
        // The longest name that fits is meant.
        for held in made.by_first.values_mut() {
            held.sort_by_key(|title| (std::cmp::Reverse(title.words.len()), title.document));
        }
        made
    }

    fn add(&mut self, words: Vec<String>, document: DocumentIndex, definite: bool) {
        self.add_as(Title { words, document, definite, cased: false });
    }

    fn add_as(&mut self, title: Title) {
        let Some(first) = title.words.first().cloned() else { return };
        let held = self.by_first.entry(first).or_default();
        if !held.iter().any(|other| other.words == title.words && other.document == title.document) {
            held.push(title);
        }
    }

    /// Adds letters that stand for titles, and titles without the name of the area that they begin with: "Pathways to Support".
    fn other_forms(&mut self, documents: &[DocumentFacts], namer: &Namer, standard: &Standard, everyday: &BTreeSet<&str>) {
        let words = &standard.references.words;
        let ordinary = |word: &str| everyday.contains(word) || words.subjects.iter().chain(&words.generic).any(|w| w == word);
        let places = forms::Places::new(documents, ordinary);
        for (letters, document) in
            forms::letters(documents, &places, namer, |words, name, entry| telling(words, namer, name, standard, entry))
        {
            self.add_as(Title { words: vec![letters], document, definite: false, cased: true });
        }
        for (n, document) in documents.iter().enumerate() {
            let (index, entry) = (DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX)), &document.entry);
            let words = folded_words(&entry.title);
            let rest = places.without(&words);
            // An area has one document of thresholds; any other title must say more than the sector says every day.
            let daily = rest.iter().all(|w| everyday.contains(w.as_str()) || joins(w));
            let own = entry.kind == Kind::Thresholds || !daily && telling(rest, namer, &rest.join(" "), standard, entry);
            if rest.len() < words.len() && rest.len() >= 2 && own {
                self.add_as(Title { words: rest.to_vec(), document: index, definite: false, cased: true });
            }
        }
    }

    /// Adds what stands before "on" or "for" in a title, "Joint Protocol", where it is a kind of document and no other title has it.
    fn short_names(&mut self, documents: &[DocumentFacts], namer: &Namer) {
        let mut titles: BTreeMap<String, usize> = BTreeMap::new();
        for document in documents {
            let words = folded_words(&document.entry.title);
            let runs: BTreeSet<String> = (2..=4).flat_map(|long| words.windows(long)).map(|run| run.join(" ")).collect();
            for run in runs {
                *titles.entry(run).or_default() += 1;
            }
        }
        for (n, document) in documents.iter().enumerate() {
            let title = &document.entry.title;
            let head = [" on ", " for ", " about ", " to "].iter().filter_map(|join| title.split_once(join)).map(|(head, _)| head);
            let Some(head) = head.min_by_key(|head| head.len()) else { continue };
            let words = folded_words(head);
            let alone = titles.get(&words.join(" ")) == Some(&1);
            let ends_in_kind = words.last().is_some_and(|last| !namer.read(last).kinds.is_empty());
            if let (2..=4, true, true, Some(first)) = (words.len(), alone, ends_in_kind, words.first().cloned()) {
                let index = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
                let held = self.by_first.entry(first).or_default();
                if !held.iter().any(|other| other.words == words) {
                    held.push(Title { words, document: index, definite: false, cased: false });
                }
            }
        }
    }

    /// Adds the held documents that a run of words names.
    fn named(&self, from: DocumentIndex, one: &Citation, held: &Held<'_>, made: &mut Promoted, seeds: &mut Seeds) {
        if self.by_first.is_empty() {
            return;
        }
        let exact = one.anchor.quote.exact.as_str();
        let spans: Vec<ByteSpan> = words(exact).map(|w| w.span).collect();
        let whole = fold(exact);
        let word = |span: &ByteSpan| match whole.is_in_place() {
            true => Cow::Borrowed(without_possessive(span.of(&whole.text))),
            false => Cow::Owned(plain(span.of(exact))),
        };
        let folded: Vec<Cow<'_, str>> = spans.iter().map(word).collect();
        let mut at = 0;
        while let Some(first) = folded.get(at) {
            let bounded = at <= 1 || gap(exact, &spans, at - 1).is_some_and(|g| !g.trim().is_empty());
            let names = self.by_first.get(first.as_ref()).filter(|_| bounded);
            let fits = names.into_iter().flatten().find(|title| {
                let end = at + title.words.len();
                folded.get(at..end).is_some_and(|part| part == title.words.as_slice())
                    && (!title.cased || in_capitals(exact, spans.get(at..end).unwrap_or_default()))
                    && (!title.definite || behind_the(one, spans.get(at)))
                    && (end == folded.len() || gap(exact, &spans, end - 1).is_some_and(|g| !g.trim().is_empty() && g != "-"))
            });
            let Some(Title { words: name, .. }) = fits else {
                at += 1;
                continue;
            };
            let whose: Vec<Candidate> = names
                .into_iter()
                .flatten()
                .filter(|other| other.words == *name)
                .map(|other| Candidate { document: other.document, fit: 1.0, same_kind: true })
                .collect();
            let last = at + name.len() - 1;
            if let (Some(a), Some(b)) = (spans.get(at), spans.get(last))
                && whose.iter().all(|c| c.document != from)
            {
                let mut citation = one.clone();
                citation.anchor = narrowed(&one.anchor, a.start(), b.end());
                citation.name = name.join(" ").into();
                citation.year = year_after(&citation.anchor.quote.suffix);
                citation.proper = true;
                meant(from, citation, whose, held, made, seeds);
            }
            at = last + 1;
        }
    }
}

/// The first words of the owners of documents: the area's names, which its people leave out of titles.
fn areas(documents: &[DocumentFacts], standard: &Standard) -> BTreeSet<String> {
    let owners = documents.iter().filter_map(|d| d.entry.owner.as_deref());
    let first = owners.filter(|owner| owner.starts_with(char::is_uppercase)).filter_map(|owner| folded_words(owner).into_iter().next());
    let common = |word: &String| {
        let words = &standard.references.words;
        words.subjects.contains(word) || words.generic.contains(word) || body(word) || word.len() < 4
    };
    first.filter(|word| !common(word) && !matches!(word.as_str(), "local" | "safer" | "joint" | "children" | "national")).collect()
}

/// A title without the name of the area before it or, with "in" or "for", behind it: "Guidance for Wardens in Brackwater".
fn without_area(words: &[String], areas: &BTreeSet<String>) -> Option<Vec<String>> {
    let (first, rest) = words.split_first()?;
    let short = if areas.contains(first) {
        rest
    } else {
        let (_, before) = words.split_last().filter(|(last, _)| areas.contains(*last))?;
        let (join, before) = before.split_last()?;
        matches!(join.as_str(), "in" | "for" | "across" | "of").then_some(before)?
    };
    (short.len() >= 3).then(|| short.to_vec())
}

/// The names that a document goes by: its title, either side of a colon or dash, and what it is also called.
fn names(entry: &Entry) -> Vec<&str> {
    let mut found = vec![entry.title.as_str()];
    if entry.kind != Kind::TermsOfReference {
        for mark in [": ", " \u{2013} ", " \u{2014} ", " - ", " | "] {
            if let Some((before, after)) = entry.title.split_once(mark) {
                found.extend([before, after]);
            }
        }
    }
    found.extend(entry.also_called.iter().map(String::as_str));
    found
}

/// Whether a name is a title that could mean nothing else: more than themes, kinds of document and the sector's common words.
fn telling(words: &[String], namer: &Namer, name: &str, standard: &Standard, entry: &Entry) -> bool {
    let body = ["partnership", "board", "panel", "group", "team", "service", "services", "hub", "council", "committee", "trust"];
    let read = namer.read(name);
    let own = read.own.iter().filter(|w| !standard.references.words.subjects.contains(*w)).count();
    // A theme alone is what many documents speak of; what is done about it, said in as many words, is a title.
    let acts = words.len() >= ACTING.0 && !read.themes.is_empty() && words.iter().any(|w| ACTING.1.contains(&w.as_str()));
    let owner = entry.owner.as_deref().is_some_and(|owner| folded_words(owner) == words);
    (2..=LONGEST).contains(&words.len()) && (own > 0 || acts) && !owner && words.last().is_some_and(|last| !body.contains(&last.as_str()))
}

/// A title that begins with "the" without it: "under the Brackwater Ladder". Words that the sector uses every day ("the front
/// door") name more than a document, so one of them must be none of these, save that an area has only one document of thresholds.
fn without_article(words: &[String], everyday: &BTreeSet<&str>, entry: &Entry) -> Option<Vec<String>> {
    let (first, rest) = words.split_first()?;
    let telling = rest.iter().any(|w| !everyday.contains(w.as_str()));
    (first == "the" && rest.len() >= 2 && (telling || entry.kind == Kind::Thresholds)).then(|| rest.to_vec())
}

/// Whether "the" or the like stands before the words at `span` of what `one` quotes.
fn behind_the(one: &Citation, span: Option<&ByteSpan>) -> bool {
    let exact = one.anchor.quote.exact.as_str();
    let before = span.and_then(|span| exact.get(..span.start())).filter(|t| !t.trim().is_empty());
    let before =
        before.unwrap_or(one.anchor.quote.prefix.as_str()).trim_end_matches([' ', '\u{a0}', '\n', '"', '\'', '\u{201c}', '\u{2018}']);
    let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    ["the", "our", "this", "its", "their", "local"].iter().any(|word| last.eq_ignore_ascii_case(word))
}

/// Every word that the standard's concepts are written with.
fn everyday(standard: &Standard) -> BTreeSet<&str> {
    let elements = standard.concepts.concepts.iter().flat_map(|c| &c.patterns).flat_map(|p| &p.elements);
    let runs = elements.filter_map(|e| if let Choice::Words(runs) = &e.choice { Some(runs) } else { None });
    runs.flat_map(|runs| runs.iter().flatten()).map(String::as_str).collect()
}

fn joins(word: &str) -> bool {
    matches!(word, "and" | "of" | "for" | "from" | "on" | "in" | "to" | "with" | "by" | "at" | "the" | "a" | "an")
}

fn folded_words(name: &str) -> Vec<String> {
    words(name).map(|w| plain(w.text)).collect()
}

/// A word folded, without the ending of a possessive.
fn plain(word: &str) -> String {
    without_possessive(&fold_str(word)).to_owned()
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word)
}

/// Whether words stand in capitals as those of a title do, a word alone wholly.
fn in_capitals(text: &str, spans: &[ByteSpan]) -> bool {
    match spans {
        [only] => !only.of(text).contains(char::is_lowercase),
        several => several.iter().all(|s| s.of(text).starts_with(|c: char| !c.is_lowercase()) || joins(s.of(text))),
    }
}

/// What stands between the word at `at` and the next.
fn gap<'t>(text: &'t str, spans: &[ByteSpan], at: usize) -> Option<&'t str> {
    text.get(spans.get(at)?.end()..spans.get(at + 1)?.start())
}

/// The anchor of a stretch of what `anchor` quotes, in bytes of its words.
fn narrowed(anchor: &Anchor, start: usize, end: usize) -> Anchor {
    let mut made = anchor.clone();
    let exact = anchor.quote.exact.as_str();
    let count = |to: usize| exact.get(..to).map_or(0, |t| u32::try_from(t.chars().count()).unwrap_or(u32::MAX));
    let all = concordat_text::quote(exact, ByteSpan::new(start, end));
    made.span.start = anchor.span.start + count(start);
    made.span.end = anchor.span.start + count(end);
    if start > 0 {
        made.quote.prefix = all.prefix;
    }
    if end < exact.len() {
        made.quote.suffix = all.suffix;
    }
    made.quote.exact = all.exact;
    made
}

/// The year that stands right after a name: ` (2022)`, `, 2022`, ` 2022`.
fn year_after(suffix: &str) -> Option<i16> {
    let rest = suffix.trim_start_matches([' ', '(', ',', '\u{201d}', '"']);
    let digits = rest.get(..4).filter(|d| d.starts_with("19") || d.starts_with("20"))?;
    let ends = rest.get(4..).is_none_or(|after| !after.starts_with(|c: char| c.is_ascii_digit()));
    digits.parse().ok().filter(|_| ends)
}
