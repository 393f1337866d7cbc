//! Where a document is about a panel: the whole of terms of reference, a section, or a sentence; and how panels divide the work.

use super::{
    MeetingReader,
    block::{anchor_of, grid_of, how_often},
    names::{Name, is_letters},
    reading,
    words::Phrases,
};
use crate::{Prepared, PreparedPassage};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use concordat_register::{
    Entry, Kind, PassageKind,
    meeting::{Division, MeetingFacts, PanelReading, Part},
};
use concordat_standard::Standard;
use concordat_text::{ByteSpan, Text, fold_str};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Panels kept of one document.
const PANELS: usize = 60;
/// Divisions kept of one document.
const DIVISIONS: usize = 40;
/// Labels that make a section terms of reference though it is not called so.
const TELLING: usize = 3;

/// Finds where panels are named at all, in one pass over a document's text.
#[derive(Debug)]
pub(super) struct Finder {
    nouns: Option<AhoCorasick>,
    /// Letters of panels known the country over.
    known: BTreeSet<String>,
}

impl Finder {
    pub(super) fn new(standard: &Standard) -> Self {
        let bodies = &standard.terms.bodies;
        // Names are written in capitals, so few other words are met.
        let words = bodies.nouns.iter().filter(|n| !n.contains(' ')).filter_map(|n| {
            let mut letters = n.chars();
            Some(format!("{}{}", letters.next()?.to_uppercase(), letters.as_str()))
        });
        let words: Vec<String> = words.collect();
        let nouns =
            AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).match_kind(MatchKind::LeftmostLongest).build(&words).ok();
        let known = bodies.known.iter().flat_map(|k| &k.names).filter(|n| !n.contains(' ') && n.len() <= 8);
        Self { nouns, known: known.map(|n| n.to_uppercase()).collect() }
    }
}

/// Passages of panels' own sections, with the name and letters of the panel.
type Inside = BTreeMap<usize, (Text, Option<Text>)>;

/// A stretch of passages that is about one panel.
struct Block {
    range: Range<usize>,
    name: Name,
    /// Whether it is its terms of reference.
    terms: bool,
}

impl MeetingReader {
    /// Reads one document.
    pub(super) fn document(&self, prepared: &Prepared<'_>, entry: &Entry) -> MeetingFacts {
        let mut facts = MeetingFacts::default();
        let blocks = self.blocks(prepared, entry);
        let mut inside = Inside::new();
        for block in blocks.into_iter().take(PANELS) {
            let Some(first) = prepared.passages.get(block.range.start) else { continue };
            let mut panel = reading(block.name.name, block.name.acronym, anchor_of(prepared, first));
            panel.terms = block.terms;
            self.block(prepared, block.range.clone(), &mut panel);
            self.other_names(prepared, block.range.clone(), &mut panel);
            if !panel.parts.iter().any(|p| p.part == Part::Cadence)
                && let Some(span) = how_often(first.text, &panel.name)
            {
                self.take(prepared, first, span, Part::Cadence, &mut panel);
            }
            if panel.terms && entry.review_due.is_some() {
                panel.lacking.retain(|p| *p != Part::Review);
            }
            self.finish(&mut panel);
            inside.extend(block.range.map(|n| (n, (panel.name.clone(), panel.acronym.clone()))));
            facts.panels.push(panel);
        }
        let named = self.named_passages(prepared);
        self.tables(prepared, &inside, &mut facts);
        self.passing(prepared, &named, &inside, &mut facts);
        self.divisions(prepared, &named, &mut facts);
        self.settled(prepared, &mut facts);
        facts
    }

    /// The sections whose headings name a panel.
    fn sections(&self, prepared: &Prepared<'_>) -> Vec<Block> {
        let all = prepared.passages.len();
        let mut sections = Vec::new();
        for (n, passage) in prepared.passages.iter().enumerate() {
            let Some(heading) = Self::heading(prepared, passage) else { continue };
            let folded = fold_str(&heading.text);
            let says = folded.contains("terms of reference");
            if folded.len() > 120 || (!says && !heading.text.contains(char::is_uppercase)) {
                continue;
            }
            let Some(name) = self.lexicon.titled(&heading.text, false) else { continue };
            let level = heading.level;
            let end = prepared
                .passages
                .iter()
                .enumerate()
                .skip(n + 1)
                .find(|(_, p)| Self::heading(prepared, p).is_some_and(|h| h.level <= level));
            sections.push(Block { range: n..end.map_or(all, |(m, _)| m), name, terms: says });
        }
        sections
    }

    /// The stretches that are about one panel each.
    fn blocks(&self, prepared: &Prepared<'_>, entry: &Entry) -> Vec<Block> {
        let all = prepared.passages.len();
        let own = entry.kind == Kind::TermsOfReference;
        let mut sections = self.sections(prepared);
        // A title that spans the document is no section; the sections within another are its parts.
        let spans_all = |b: &Block| b.range.start <= 2 && b.range.end == all;
        let title = sections.iter().position(spans_all).map(|at| sections.remove(at));
        let telling = |block: &Block| {
            let inner = prepared.passages.iter().take(block.range.end).skip(block.range.start + 1);
            let mut parts: Vec<Part> = inner.filter_map(|p| label_of(prepared, p)).flat_map(|l| self.lexicon.labelled(&l)).collect();
            parts.sort_unstable();
            parts.dedup();
            parts.len()
        };
        let telling_sections: Vec<usize> = sections.iter().map(telling).collect();
        let many = telling_sections.iter().filter(|&&t| t >= TELLING).count();
        let several = if own && many < 2 { self.side_by_side(prepared, &sections) } else { Vec::new() };
        if several.len() >= 2 {
            let mut wanted = several.into_iter().peekable();
            let is_of = |n: usize, wanted: &mut std::iter::Peekable<std::vec::IntoIter<usize>>| wanted.next_if_eq(&n).is_some();
            let sections = sections.into_iter().enumerate().filter_map(|(n, block)| is_of(n, &mut wanted).then_some(block));
            return sections.map(|block| Block { terms: true, ..block }).collect();
        }
        if own && many < 2 {
            // A title may be no more than a word of its first table, so it counts where it names a panel; else what the text
            // names first does, and any title only after that.
            let sound = self.lexicon.titled(&entry.title, entry.title.to_lowercase().contains("terms of reference"));
            let name =
                title.map(|b| b.name).filter(|n| n.acronym.is_some() || sound.as_ref().is_none_or(|m| m.acronym.is_none())).or(sound);
            let name = name.or_else(|| self.first_name(prepared)).or_else(|| self.lexicon.titled(&entry.title, true));
            let name = name.filter(|n| self.lexicon.column(&fold_str(&n.name)).is_empty());
            return name
                .map(|mut name| {
                    name.acronym = name.acronym.or_else(|| self.letters_of(prepared, &name.name));
                    Block { range: 0..all, name, terms: true }
                })
                .into_iter()
                .collect();
        }
        let mut kept: Vec<Block> = Vec::new();
        for (mut block, telling) in sections.into_iter().zip(telling_sections) {
            if kept.last().is_some_and(|k: &Block| k.range.end >= block.range.end && k.terms) {
                continue;
            }
            block.terms |= telling >= TELLING;
            kept.push(block);
        }
        kept
    }

    /// Sections side by side of which each names another panel and says what terms of reference say: "Part One: MACE".
    fn side_by_side(&self, prepared: &Prepared<'_>, sections: &[Block]) -> Vec<usize> {
        let said = |block: &Block| {
            let inner = || prepared.passages.iter().take(block.range.end).skip(block.range.start + 1);
            let labels = inner().filter_map(|p| label_of(prepared, p)).flat_map(|l| self.lexicon.labelled(&l));
            let mut parts: Vec<Part> = labels.chain(inner().flat_map(|p| self.lexicon.said(&p.folded.text))).collect();
            parts.sort_unstable();
            parts.dedup();
            parts.len()
        };
        let mut kept: Vec<usize> = Vec::new();
        let mut names = BTreeSet::new();
        for (n, block) in sections.iter().enumerate() {
            let within = kept.last().and_then(|k| sections.get(*k)).is_some_and(|k| k.range.end >= block.range.end);
            if !within && said(block) > TELLING && names.insert(fold_str(&block.name.name)) {
                kept.push(n);
            }
        }
        kept
    }

    fn heading<'p>(prepared: &'p Prepared<'_>, passage: &PreparedPassage<'_>) -> Option<&'p concordat_register::Heading> {
        if passage.passage.kind != PassageKind::Heading {
            return None;
        }
        prepared.document.headings.get(passage.passage.heading?.0 as usize)
    }

    /// The first panel that the text names in a line that says what it is, else the first with its letters, else the first at all:
    /// what terms of reference without a telling title are of.
    fn first_name(&self, prepared: &Prepared<'_>) -> Option<Name> {
        let top = || prepared.passages.iter().take(20);
        let early = || top().flat_map(|p| self.lexicon.names(p.text));
        let says = |p: &&PreparedPassage<'_>| p.text.len() < 160 && p.folded.text.contains("terms of reference");
        let said = top().filter(says).find_map(|p| self.lexicon.titled(p.text, p.folded.text.len() > 24));
        said.or_else(|| early().find(|n| n.acronym.is_some())).or_else(|| early().next())
    }

    /// The letters that the text gives for a name.
    fn letters_of(&self, prepared: &Prepared<'_>, name: &str) -> Option<String> {
        let wanted = fold_str(name);
        let ends = |n: &Name| wanted.ends_with(&fold_str(&n.name)) || fold_str(&n.name).ends_with(&wanted);
        prepared
            .passages
            .iter()
            .take(30)
            .flat_map(|p| self.lexicon.names(p.text))
            .find(|n| n.acronym.is_some() && ends(n))
            .and_then(|n| n.acronym)
    }

    /// Names that a panel had before: "formerly the Harbour Group", "which replaced MASE".
    fn other_names(&self, prepared: &Prepared<'_>, range: Range<usize>, panel: &mut PanelReading) {
        const CUES: [&str; 9] = [
            "formerly known as ",
            "formerly ",
            "previously known as ",
            "previously called ",
            "previously ",
            "also known as ",
            "which replaced ",
            "it replaced ",
            "replaces ",
        ];
        for passage in prepared.passages.iter().take(range.end.min(range.start + 30)).skip(range.start) {
            if passage.text.len() > 2000 {
                continue;
            }
            let lower = passage.text.to_ascii_lowercase();
            for (at, cue) in CUES.iter().filter_map(|cue| lower.find(cue).map(|at| (at, cue))) {
                let rest = passage.text.get(at + cue.len()..).unwrap_or_default();
                let rest = rest.strip_prefix("the ").or_else(|| rest.strip_prefix("The ")).unwrap_or(rest);
                let named = self.lexicon.names(rest).into_iter().find(|n| n.start == 0);
                let letters =
                    || rest.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().filter(|w| is_letters(w)).map(str::to_owned);
                let Some(name) = named.map(|n| n.name).or_else(letters) else { continue };
                if name != panel.name.as_str() && !panel.also.iter().any(|a| *a == name) {
                    panel.also.push(name.into());
                }
            }
        }
    }

    /// Tables outside any block that list panels, members by panel, or agencies by panels.
    fn tables(&self, prepared: &Prepared<'_>, inside: &Inside, facts: &mut MeetingFacts) {
        let mut at = 0;
        while at < prepared.passages.len() && facts.panels.len() < PANELS {
            let Some(PassageKind::Cell { table, .. }) = prepared.passages.get(at).map(|p| p.passage.kind) else {
                at += 1;
                continue;
            };
            let cells = prepared
                .passages
                .iter()
                .skip(at)
                .take_while(|p| matches!(p.passage.kind, PassageKind::Cell { table: t, .. } if t == table))
                .count();
            if !inside.contains_key(&at) && self.may_list(prepared, at..at + cells) {
                let grid = grid_of(prepared, at..at + cells);
                if matches!(self.kind_of(&grid), Some(super::GridKind::Panels | super::GridKind::Members | super::GridKind::Matrix)) {
                    facts.panels.extend(self.grid(&grid));
                }
            }
            at += cells.max(1);
        }
    }

    /// Whether a table's first row could head a list of panels: cheap, since most tables are of other things.
    fn may_list(&self, prepared: &Prepared<'_>, range: Range<usize>) -> bool {
        let first = prepared.passages.iter().take(range.end).skip(range.start).take(16);
        let mut heads = first.take_while(|p| matches!(p.passage.kind, PassageKind::Cell { row, .. } if row <= 1));
        heads.any(|p| {
            p.text.len() < 60
                && (!self.lexicon.column(&p.folded.text).is_empty() || is_letters(p.text.trim()) || !self.lexicon.names(p.text).is_empty())
        })
    }

    /// Passages that name a panel, with the names there in order.
    fn named_passages(&self, prepared: &Prepared<'_>) -> BTreeMap<usize, Vec<Name>> {
        let mut named: BTreeMap<usize, Vec<Name>> = BTreeMap::new();
        let text = prepared.document.text.as_str();
        let bytes = text.as_bytes();
        for found in self.finder.nouns.iter().flat_map(|a| a.find_iter(text)) {
            let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
            if letter(found.start().checked_sub(1)) || letter(Some(found.end())) {
                continue;
            }
            let at = prepared.passages.partition_point(|p| p.passage.bytes.end() <= found.start());
            let Some(passage) = prepared.passages.get(at) else { continue };
            let Some(noun) = found.start().checked_sub(passage.passage.bytes.start()) else { continue };
            if let Some(name) = self.lexicon.name_at(passage.text, noun) {
                named.entry(at).or_default().push(name);
            }
        }
        let mut letters: BTreeSet<String> = named.values().flatten().filter_map(|n| n.acronym.clone()).collect();
        letters.extend(self.finder.known.iter().cloned());
        self.lettered(prepared, &letters, &mut named);
        for names in named.values_mut() {
            names.sort_by_key(|n| (n.start, std::cmp::Reverse(n.end)));
            names.dedup_by(|b, a| b.start < a.end);
        }
        named
    }

    /// Passages that name a panel by its letters alone, and sentences that begin with letters of any kind.
    fn lettered(&self, prepared: &Prepared<'_>, letters: &BTreeSet<String>, named: &mut BTreeMap<usize, Vec<Name>>) {
        let name_of =
            |word: &str, start: usize| Name { name: word.to_owned(), acronym: Some(word.to_owned()), start, end: start + word.len() };
        if let Ok(finder) =
            AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).match_kind(MatchKind::LeftmostLongest).build(letters)
        {
            let (text, words): (&str, Vec<&String>) = (&prepared.document.text, letters.iter().collect());
            let bytes = text.as_bytes();
            for found in finder.find_iter(text) {
                let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
                let at = prepared.passages.partition_point(|p| p.passage.bytes.end() <= found.start());
                let (Some(passage), Some(word)) = (prepared.passages.get(at), words.get(found.pattern().as_usize())) else { continue };
                let Some(start) = found.start().checked_sub(passage.passage.bytes.start()) else { continue };
                if !letter(found.start().checked_sub(1)) && !letter(Some(found.end())) {
                    named.entry(at).or_default().push(name_of(word, start));
                }
            }
        }
        for (at, passage) in prepared.passages.iter().enumerate() {
            for sentence in &passage.sentences {
                let text = sentence.of(passage.text);
                let number = lead(text);
                let lead = if text.get(number..).is_some_and(|t| t.starts_with("The ")) { number + 4 } else { number };
                let Some(rest) = text.get(lead..).filter(|r| r.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase)) else { continue };
                let word = rest.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '&'))).next().unwrap_or_default();
                if word.len() >= 3 && is_letters(word) && !letters.contains(word) {
                    named.entry(at).or_default().push(name_of(word, sentence.start() + lead));
                }
            }
        }
    }

    /// Sentences outside any block that say something of a panel they begin with, and those after them that go on about it.
    fn passing(&self, prepared: &Prepared<'_>, named: &BTreeMap<usize, Vec<Name>>, inside: &Inside, facts: &mut MeetingFacts) {
        let mut found: BTreeMap<String, PanelReading> = BTreeMap::new();
        let mut order: Vec<String> = Vec::new();
        for (&at, names) in named {
            // Within a panel's own section only sentences about another are of interest.
            let own = inside.get(&at);
            let Some(passage) = prepared.passages.get(at).filter(|p| p.passage.kind != PassageKind::Heading) else { continue };
            let mut subject: Option<String> = None;
            let mut remits: Vec<Text> = Vec::new();
            for sentence in &passage.sentences {
                let text = sentence.of(passage.text);
                let begins = beginning(names, passage, *sentence);
                let name = begins.or_else(|| relative(names, passage, *sentence));
                let name = name.filter(|n| own.is_none_or(|own| !is_of(n, own)));
                let key = match name {
                    Some(name) => name.acronym.clone().unwrap_or_else(|| fold_str(&name.name)),
                    None => match subject
                        .clone()
                        .filter(|_| own.is_none() && GOES_ON.iter().any(|g| text.get(lead(text)..).is_some_and(|t| t.starts_with(g))))
                    {
                        Some(key) => key,
                        None => {
                            subject = None;
                            continue;
                        }
                    },
                };
                subject = Some(key.clone());
                let from = if begins.is_some() || name.is_none() { sentence.start() } else { name.map_or(sentence.start(), |n| n.start) };
                let said = self.lexicon.said(&fold_str(passage.text.get(from..sentence.end()).unwrap_or(text)));
                if said.is_empty() {
                    continue;
                }
                if !found.contains_key(&key) {
                    let Some(name) = name else { continue };
                    order.push(key.clone());
                    found.insert(key.clone(), reading(name.name.clone(), name.acronym.clone(), prepared.anchor(passage, *sentence)));
                }
                let Some(panel) = found.get_mut(&key) else { continue };
                if let Some(name) = name.filter(|n| n.name.len() > panel.name.len()) {
                    panel.name = name.name.as_str().into();
                }
                let short = panel.acronym.clone().unwrap_or_else(|| panel.name.clone());
                if said.contains(&Part::Remit) && !remits.contains(&short) {
                    remits.push(short);
                }
                let quorate = said.contains(&Part::Quorum);
                for part in said.into_iter().filter(|part| !(quorate && *part == Part::Membership)) {
                    self.take(prepared, passage, *sentence, part, panel);
                }
            }
            // A passage that says what each of several does says how they divide the work.
            if remits.len() >= 2 && facts.divisions.len() < DIVISIONS {
                remits.sort();
                facts.divisions.push(Division { meetings: remits, anchor: anchor_of(prepared, passage) });
            }
        }
        for mut panel in order.into_iter().filter_map(|key| found.remove(&key)).take(PANELS) {
            self.finish(&mut panel);
            facts.panels.push(panel);
        }
    }

    /// Sentences that say how two panels divide the work.
    fn divisions(&self, prepared: &Prepared<'_>, named: &BTreeMap<usize, Vec<Name>>, facts: &mut MeetingFacts) {
        // Terms of reference are of one panel, and it is the other side of what they say of any.
        let alone = facts.panels.iter().filter(|p| p.terms).count() == 1;
        for (&at, names) in named {
            let Some(passage) = prepared.passages.get(at) else { continue };
            let cues: Vec<ByteSpan> = self.cues(passage);
            if cues.is_empty() {
                continue;
            }
            for cue in cues {
                let sentence = passage.sentence_at(cue.start());
                let short = |n: &Name| Text::from(n.acronym.as_deref().unwrap_or(&n.name));
                let mut meetings: Vec<Text> =
                    names.iter().filter(|n| n.start >= sentence.start() && n.end <= sentence.end()).map(short).collect();
                if meetings.is_empty() {
                    continue;
                }
                // The panel whose section it is, or that the passage began with, is the other.
                let about = self.subject(prepared, passage).or_else(|| names.first().filter(|n| n.end <= sentence.start()).map(short));
                meetings.extend(about);
                meetings
                    .extend(facts.panels.iter().filter(|p| p.terms && alone).map(|p| p.acronym.clone().unwrap_or_else(|| p.name.clone())));
                meetings.sort();
                meetings.dedup();
                let anchor = prepared.anchor(passage, sentence);
                if meetings.len() >= 2 && facts.divisions.len() < DIVISIONS && facts.divisions.last().is_none_or(|d| d.anchor != anchor) {
                    facts.divisions.push(Division { meetings, anchor });
                }
            }
        }
    }

    /// Sentences that say of all panels who settles which of them leads: divisions that name no meeting.
    fn settled(&self, prepared: &Prepared<'_>, facts: &mut MeetingFacts) {
        for passage in prepared.passages.iter().filter(|p| p.folded.text.contains("panel")) {
            let found = self.lexicon.dividing.settled.find(&passage.folded.text).next().map(|h| ByteSpan::new(h.start, h.end));
            let Some(sentence) = found.map(|hit| passage.sentence_at(passage.folded.source(hit).start())) else { continue };
            let denied = self.lexicon.dividing.not_settled.find(&fold_str(sentence.of(passage.text))).next().is_some();
            if !denied && facts.divisions.len() < DIVISIONS {
                facts.divisions.push(Division { meetings: Vec::new(), anchor: prepared.anchor(passage, sentence) });
            }
        }
    }

    /// Where a passage has words that divide.
    fn cues(&self, passage: &PreparedPassage<'_>) -> Vec<ByteSpan> {
        let folded = passage.folded.text.as_str();
        let refused: Vec<_> = self.lexicon.dividing.not.find(folded).map(|h| (h.start, h.end)).collect();
        let hits = self.lexicon.dividing.words.find(folded).filter(|h| !refused.iter().any(|(s, e)| *s < h.end && h.start < *e));
        hits.map(|h| passage.folded.source(ByteSpan::new(h.start, h.end))).collect()
    }

    /// The panel whose section a passage stands in.
    fn subject(&self, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>) -> Option<Text> {
        let heading = prepared.document.headings.get(passage.passage.heading?.0 as usize)?;
        let name = self.lexicon.titled(&heading.text, false)?;
        Some(name.acronym.unwrap_or(name.name).into())
    }
}

/// Whether words hold one of `division` that none of `not_division` covers.
pub(super) fn divides(division: &Phrases, not_division: &Phrases, words: &str) -> bool {
    let folded = fold_str(words);
    let refused: Vec<_> = not_division.find(&folded).map(|h| (h.start, h.end)).collect();
    division.find(&folded).any(|h| !refused.iter().any(|(s, e)| *s < h.end && h.start < *e))
}

/// How a sentence begins that goes on about the panel of the one before.
const GOES_ON: [&str; 10] =
    ["It ", "Its ", "The panel ", "The group ", "The meeting ", "The board ", "The Panel ", "The Group ", "The Board ", "Members "];

/// The name that a sentence begins with.
fn beginning<'n>(names: &'n [Name], passage: &PreparedPassage<'_>, sentence: ByteSpan) -> Option<&'n Name> {
    let text = sentence.of(passage.text);
    names.iter().find(|n| n.start >= sentence.start() && begins_with(text, n.start - sentence.start()) && n.end <= sentence.end())
}

/// The name of which a sentence goes on to speak: "…, which considers", "…, chaired by".
fn relative<'n>(names: &'n [Name], passage: &PreparedPassage<'_>, sentence: ByteSpan) -> Option<&'n Name> {
    let tail = |n: &&Name| {
        passage.text.get(n.end..sentence.end()).is_some_and(|t| {
            let t = t.trim_start_matches(',').trim_start();
            ["which ", "chaired by", "who "].iter().any(|front| t.starts_with(front))
        })
    };
    names.iter().filter(|n| n.start >= sentence.start() && n.end <= sentence.end()).find(tail)
}

/// Whether a name is that of a panel.
pub(super) fn is_of(name: &Name, (full, letters): &(Text, Option<Text>)) -> bool {
    let (said, full) = (fold_str(&name.name), fold_str(full));
    let lettered = letters.as_deref().is_some_and(|l| name.acronym.as_deref() == Some(l) || name.name == l);
    // "Orme MARAC" is the conference whose letters these are; a "MACE Board" is not the panel of its own.
    let placed = name.acronym.as_deref().is_some_and(|l| full.strip_suffix(&fold_str(l)).is_some_and(|place| place.ends_with(' ')));
    lettered || placed || said == full || full.ends_with(&said) || said.ends_with(&full)
}

/// Bytes of a typed number at the front of a sentence: "5.1 The panel …".
pub(super) fn lead(sentence: &str) -> usize {
    let rest = sentence.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '(' | ' '));
    sentence.len() - rest.len()
}

/// Whether only words of no weight stand before byte `at` of a sentence.
fn begins_with(sentence: &str, at: usize) -> bool {
    if at < lead(sentence) {
        return false;
    }
    let before = sentence.get(lead(sentence)..at).unwrap_or_default().trim();
    before.is_empty() || matches!(before.to_ascii_lowercase().as_str(), "the" | "our" | "a" | "an" | "this")
}

/// The words of a passage that could be a label.
fn label_of(prepared: &Prepared<'_>, passage: &PreparedPassage<'_>) -> Option<String> {
    match passage.passage.kind {
        PassageKind::Heading => MeetingReader::heading(prepared, passage).map(|h| fold_str(&h.text)),
        PassageKind::Cell { column, .. } if column <= 1 => Some(passage.folded.text.trim_end_matches(':').to_owned()),
        _ => passage.folded.text.split_once(':').map(|(label, _)| label.to_owned()).filter(|l| l.len() < 60),
    }
}
