//! How far a document deals with contexts and engages sectors.

mod by_name;
mod by_theme;
mod serving;

use super::{FacetHit, Named, SentenceSpeaks, Spoken};
use crate::{Prepared, PreparedPassage};
use by_theme::{ByTheme, Telling, shown};
use concordat_register::{
    Entry, PassageKind,
    citation::{Citation, CitationFacts, CitationKind},
    meaning::{CoverageFacts, Depth, FacetReading, Side},
};
use concordat_standard::Standard;
use concordat_text::ByteSpan;
use serving::{Serving, ThemeWords};

/// Sums up what the sentences of a document say of contexts and sectors.
#[derive(Debug)]
pub(super) struct CoverageReader {
    /// Ids, contexts before sectors.
    ids: Vec<String>,
    contexts: usize,
    /// Words at the head of a table of duties.
    duties: Vec<String>,
    themes: ThemeWords,
    /// Sectors whose organisations bear names that tell nothing, by their place.
    by_name: Vec<u8>,
}

/// Cells of a row looked at.
const WIDEST: usize = 8;
/// Bytes of a heading besides the agency that it is.
const LITTLE: usize = 12;
/// Bytes of a cell that heads a column or a row, at most.
const LONGEST_HEAD: usize = 60;
/// Pieces of evidence kept for each context and sector: the one that shows most. A thousand documents have twelve thousand of them.
const KEPT: usize = 1;
/// Headings under which agencies and places are only listed. Folded.
const LISTS: &[&str] = &[
    "contents",
    "distribution",
    "contact",
    "useful numbers",
    "glossary",
    "abbreviations",
    "acknowledgement",
    "references",
    "bibliography",
];

/// A hit and where it stands: passage and how much it counts for.
type Place = (Named, usize, ByteSpan);

impl CoverageReader {
    pub(super) fn new(standard: &Standard) -> Self {
        let facets = standard.contexts.facets.iter().chain(&standard.sectors.facets);
        let by_name = (0u8..).zip(facets.clone()).filter(|(_, f)| f.by_name).map(|(n, _)| n).collect();
        let ids = facets.map(|f| f.id.clone()).collect();
        let (contexts, duties) = (standard.contexts.facets.len(), standard.sectors.duties.clone());
        Self { ids, contexts, duties, themes: ThemeWords::new(standard), by_name }
    }

    pub(super) fn read(&self, prepared: &Prepared<'_>, spoken: &Spoken, entry: &Entry, citations: &CitationFacts) -> CoverageFacts {
        let mut places: Vec<Vec<Place>> = vec![Vec::new(); self.ids.len()];
        let mut sides = vec![Vec::new(); self.ids.len()];
        let mut by_theme = ByTheme::new(Serving::new(&self.themes, prepared, entry), self.contexts);
        let laws = laws(citations);
        let mut tables = Tables::default();
        let mut leading = Leading::default();
        for (number, (passage, sentences)) in prepared.passages.iter().zip(&spoken.passages).enumerate() {
            let listed = is_listed(prepared, passage);
            tables.enter(prepared, passage, &self.duties);
            leading.enter(passage, sentences, self.contexts);
            for telling in leading.items(passage, number, sentences, self.contexts) {
                by_theme.add(prepared, &telling, || true);
            }
            for (sentence, hit) in sentences.iter().flat_map(|s| s.facets.iter().map(move |hit| (s, hit))) {
                let sector = usize::from(hit.facet) >= self.contexts;
                let row = || if sector { tables.row(prepared, number, hit.span) } else { None };
                let (what, cells) = match hit.what {
                    what if listed => (what.min(Named::Bare), Vec::new()),
                    Named::Bare | Named::Considered(None) => row().unwrap_or((hit.what, Vec::new())),
                    what => (what, Vec::new()),
                };
                let counts = || !is_address(passage.text, hit.span) && !is_in_law(passage, hit, &laws);
                let purposes = if listed { 0 } else { hit.purposes };
                let words = shown(passage.sentence_at(sentence.span.start()), hit.span);
                let telling = Telling { facet: hit.facet, what, sides: hit.sides, purposes, passage: number, sentence: words };
                if !cells.iter().any(|&cell| by_theme.cell(prepared, spoken, &telling, cell)) {
                    by_theme.add(prepared, &telling, counts);
                }
                let Some(kept) = places.get_mut(usize::from(hit.facet)) else { continue };
                let side = if let Named::Considered(Some(side)) = what { Some(side) } else { None };
                // Nothing that would not be kept is worth a closer look.
                let weakest = kept.last().filter(|_| kept.len() == KEPT).map(|last| last.0);
                if side.is_none() && weakest.is_some_and(|w| rank(what) <= rank(w)) {
                    continue;
                }
                if !counts() {
                    continue;
                }
                if let (Some(side), Some(of)) = (side, sides.get_mut(usize::from(hit.facet)))
                    && !of.contains(&side)
                {
                    of.push(side);
                }
                kept.push((what, number, hit.span));
                kept.sort_by_key(|&(what, number, span)| (std::cmp::Reverse(rank(what)), number, span));
                kept.truncate(KEPT);
            }
        }
        let mut readings = self.ids.iter().zip(places).zip(sides).map(|((id, kept), mut sides)| {
            sides.sort_unstable();
            reading(prepared, id, &kept, sides)
        });
        let (contexts, sectors): (_, Vec<FacetReading>) = (readings.by_ref().take(self.contexts).collect(), readings.collect());
        let (themes, sentences) = by_theme.finish(prepared, entry);
        let told = by_name::told(prepared, spoken, &self.by_name, &self.ids);
        let is_absent = |n: &u8| sectors.get(usize::from(*n).wrapping_sub(self.contexts)).is_some_and(|r| r.depth == Depth::Absent);
        let names = if self.by_name.iter().any(is_absent) { by_name::names(prepared) } else { Vec::new() };
        CoverageFacts { contexts, sectors, themes, sentences, told, names }
    }
}

/// The table that is being read.
#[derive(Debug, Default)]
struct Tables {
    table: Option<u32>,
    /// Whether its rows say what the agency at their front is to do.
    duties: bool,
}

impl Tables {
    fn enter(&mut self, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, duties: &[String]) {
        let PassageKind::Cell { table, row, .. } = passage.passage.kind else { return };
        let says = |text: &str| {
            let folded = concordat_text::fold_str(text);
            duties.iter().any(|word| folded.contains(word.as_str()))
        };
        if self.table != Some(table) {
            let heading = passage.passage.heading.and_then(|h| prepared.document.headings.get(h.0 as usize));
            *self = Self { table: Some(table), duties: heading.is_some_and(|h| says(&h.text)) };
        }
        if row <= 1 && passage.text.len() < LONGEST_HEAD {
            self.duties |= says(passage.text);
        }
    }

    /// What an agency in the cell `number` is told in the cells beside it, if that cell is the front of a row, and which they are.
    fn row(&self, prepared: &Prepared<'_>, number: usize, span: ByteSpan) -> Option<(Named, Vec<usize>)> {
        let passage = prepared.passages.get(number)?;
        let PassageKind::Cell { table, row, column, header: false } = passage.passage.kind else { return None };
        // A cell that says more than who is no front of a row.
        if passage.text.len() > span.len() + LONGEST_HEAD {
            return None;
        }
        let beside = |p: &PreparedPassage<'_>| match p.passage.kind {
            PassageKind::Cell { table: t, row: r, column: c, .. } => {
                t == table && r == row && c > column && p.text.split(' ').nth(3).is_some()
            }
            _ => false,
        };
        let after = prepared.passages.iter().enumerate().skip(number + 1).take(WIDEST);
        let told: Vec<usize> = after.filter(|(_, p)| beside(p)).map(|(n, _)| n).collect();
        (!told.is_empty()).then_some((if self.duties { Named::ActedOn } else { Named::Considered(None) }, told))
    }
}

/// The agencies that a list's lead-in ("The police will:") or a heading ("Police") says the items of a list are for.
#[derive(Debug, Default)]
struct Leading {
    agencies: Vec<(u8, Named)>,
}

impl Leading {
    fn enter(&mut self, passage: &PreparedPassage<'_>, sentences: &[SentenceSpeaks], contexts: usize) {
        if matches!(passage.passage.kind, PassageKind::ListItem { .. }) {
            return;
        }
        self.agencies.clear();
        let Some(last) = sentences.last() else { return };
        let heading = passage.passage.kind == PassageKind::Heading;
        let hits = last.facets.iter().filter(|hit| usize::from(hit.facet) >= contexts && hit.what >= Named::Bare);
        if heading {
            // A heading that is an agency's name and little else.
            let alone = hits.filter(|hit| passage.text.len() < hit.span.len() + LITTLE);
            self.agencies.extend(alone.map(|hit| (hit.facet, Named::ActedOn)));
        } else if passage.text.trim_end().ends_with(':') {
            self.agencies.extend(hits.map(|hit| (hit.facet, hit.what)));
        }
    }

    /// What an item of the list tells of them: an item that names an agency speaks of that one.
    fn items<'a>(
        &'a self,
        passage: &PreparedPassage<'_>,
        number: usize,
        sentences: &'a [SentenceSpeaks],
        contexts: usize,
    ) -> impl Iterator<Item = Telling> + 'a {
        let item = matches!(passage.passage.kind, PassageKind::ListItem { .. });
        let names = move |s: &SentenceSpeaks| s.facets.iter().any(|hit| usize::from(hit.facet) >= contexts && hit.what >= Named::Bare);
        let telling = sentences.iter().filter(move |s| item && s.purposes != 0 && !names(s));
        let whole: Vec<_> = telling.map(|s| (s.purposes, passage.sentence_at(s.span.start()))).collect();
        whole.into_iter().flat_map(move |(purposes, sentence)| {
            self.agencies.iter().map(move |&(facet, what)| Telling { facet, what, sides: 0, purposes, passage: number, sentence })
        })
    }
}

/// How much a hit counts for: the light in which a context is considered is no matter here.
fn rank(what: Named) -> u8 {
    match what {
        Named::Matters(telling) => telling,
        Named::Bare => 100,
        Named::Considered(_) => 101,
        Named::ActedOn => 102,
    }
}

fn reading(prepared: &Prepared<'_>, id: &str, kept: &[Place], sides: Vec<Side>) -> FacetReading {
    let best = kept.first().map_or(Named::Matters(0), |place| place.0);
    let depth = match best {
        Named::Matters(_) => Depth::Absent,
        Named::Bare => Depth::Named,
        Named::Considered(_) => Depth::Considered,
        Named::ActedOn => Depth::ActedOn,
    };
    // Words that are less than the best would only take room; of an absent one the first words that show why it matters do.
    let most = if depth == Depth::Absent { 1 } else { KEPT };
    let shown = kept.iter().filter(|place| rank(place.0) == rank(best)).take(most);
    let evidence = shown.filter_map(|(_, n, span)| prepared.passages.get(*n).map(|passage| prepared.anchor(passage, *span))).collect();
    FacetReading { id: id.into(), depth, sides, evidence }
}

/// Whether a passage only lists or titles: a heading, a line of contents, a list of contacts.
fn is_listed(prepared: &Prepared<'_>, passage: &PreparedPassage<'_>) -> bool {
    if passage.passage.kind == PassageKind::Heading {
        return true;
    }
    let heading = passage.passage.heading.and_then(|h| prepared.document.headings.get(h.0 as usize));
    heading.is_some_and(|h| {
        h.text.len() < 60 && {
            let folded = concordat_text::fold_str(&h.text);
            LISTS.iter().any(|list| folded.contains(list))
        }
    })
}

/// Law and national guidance that the document cites: their titles name agencies and places and give them no part in it.
fn laws(citations: &CitationFacts) -> Vec<&Citation> {
    let national = |c: &&Citation| matches!(c.kind, CitationKind::Legislation | CitationKind::NationalGuidance);
    citations.citations.iter().filter(national).collect()
}

fn is_in_law(passage: &PreparedPassage<'_>, hit: &FacetHit, laws: &[&Citation]) -> bool {
    // Citations stand in reading order.
    let from = laws.partition_point(|c| c.anchor.paragraph < passage.passage.paragraph);
    let here = laws.iter().skip(from).take_while(|c| c.anchor.paragraph == passage.passage.paragraph);
    let mut covering = here.filter(|c| {
        let before = passage.text.get(..hit.span.start()).map_or(0, |t| t.chars().count());
        let at = passage.passage.chars.start + u32::try_from(before).unwrap_or(u32::MAX);
        c.anchor.span.start <= at && at < c.anchor.span.end
    });
    covering.next().is_some()
}

/// Whether the words are part of a web or mail address.
fn is_address(text: &str, span: ByteSpan) -> bool {
    let (before, after) = (text.get(..span.start()).unwrap_or_default(), text.get(span.end()..).unwrap_or_default());
    if before.ends_with(|c: char| c.is_whitespace()) && after.starts_with(|c: char| c.is_whitespace() || c == ',') {
        return false;
    }
    let start = before.rfind(char::is_whitespace).map_or(0, |n| n + 1);
    let end = after.find(char::is_whitespace).map_or(text.len(), |n| span.end() + n);
    let chunk = text.get(start..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ')']);
    let dotted = || {
        let inner = |w: &[u8]| matches!(w, [a, b'.', b] if a.is_ascii_lowercase() && b.is_ascii_lowercase());
        chunk.as_bytes().windows(3).any(inner)
    };
    !chunk.contains(char::is_whitespace) && (chunk.contains("://") || chunk.contains('@') || chunk.starts_with("www.") || dotted())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meaning::MeaningReader;
    use concordat_register::{Document, Entry, Format, Theme, meaning::Said};
    use concordat_standard::coverage::Facets;

    fn read(reader: &MeaningReader, text: &str) -> CoverageFacts {
        let mut document = Document::new(Format::Text);
        document.push(PassageKind::Paragraph, text);
        reader.read(&Prepared::new(&document), &Entry::default(), &CitationFacts::default()).0.coverage
    }

    fn depth(readings: &[FacetReading], id: &str) -> &'static str {
        readings.iter().find(|r| r.id == id).unwrap().depth.word()
    }

    fn wrong(facets: &Facets, of: impl Fn(&str, &str) -> &'static str) -> Vec<String> {
        let mut wrong = Vec::new();
        for facet in &facets.facets {
            assert!(facet.examples.len() > 2 && facet.not_met.len() > 1, "{}", facet.id);
            for example in &facet.examples {
                let got = of(&example.text, &facet.id);
                if got != example.depth {
                    wrong.push(format!("{}: wanted {}, got {got}: {}", facet.id, example.depth, example.text));
                }
            }
            let met = facet.not_met.iter().filter(|text| of(text, &facet.id) != "absent");
            wrong.extend(met.map(|text| format!("{} wrongly in: {text}", facet.id)));
        }
        wrong
    }

    #[test]
    fn every_row_goes_as_far_in_its_own_sentences_as_it_says() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let reader = MeaningReader::new(&standard);
        let mut all = wrong(&standard.contexts, |text, id| depth(&read(&reader, text).contexts, id));
        all.extend(wrong(&standard.sectors, |text, id| depth(&read(&reader, text).sectors, id)));
        assert!(all.is_empty(), "{}", all.join("\n"));
    }

    #[test]
    fn what_is_denied_is_neither_done_nor_a_strength() {
        let reader = MeaningReader::new(&Standard::peer_on_peer_abuse().unwrap());
        let contexts = |text: &str, id: &str| {
            let facts = read(&reader, text).contexts;
            let one = facts.into_iter().find(|r| r.id == id).unwrap();
            (one.depth.word(), one.sides.iter().map(|s| s.word()).collect::<Vec<_>>())
        };
        for text in ["Work is done in parks.", "Parks are visited.", "The plan covers parks."] {
            assert_eq!(contexts(text, "public-places").0, "acted-on", "{text}");
        }
        for text in [
            "No work is done in parks.",
            "No action is taken in parks.",
            "Parks are not visited.",
            "Parks will not be visited.",
            "The plan does not cover parks.",
            "Nobody visits parks.",
        ] {
            assert_eq!(contexts(text, "public-places").0, "named", "{text}");
        }
        assert_eq!(contexts("A friend may be a source of support.", "peer-group").1, ["strength"]);
        assert_eq!(contexts("Friends are never seen as a source of support.", "peer-group").1, Vec::<&str>::new());
        let sector = |text: &str, id: &str| depth(&read(&reader, text).sectors, id);
        assert_eq!(sector("The police will attend.", "police"), "acted-on");
        for text in ["The police will not attend.", "The police do not provide a room.", "No police officer will attend."] {
            assert_ne!(sector(text, "police"), "acted-on", "{text}");
        }
        // What is denied is something else.
        for text in ["No child waits while the police investigate.", "The police do not only attend: the police will lead."] {
            assert_eq!(sector(text, "police"), "acted-on", "{text}");
        }
    }

    #[test]
    fn an_agency_is_engaged_for_nothing_that_it_does_not_do() {
        let lines = told(
            &["cse"],
            "Housing does not attend. The school nurse is told and is not invited.\n\nThe police will not:\n\n- train staff\n",
        );
        let purposes: Vec<&str> = lines.iter().map(|l| l.split(':').next().unwrap()).filter(|l| !l.ends_with("named")).collect();
        assert_eq!(purposes, ["cse health share-information"], "{lines:#?}");
    }

    /// What a document says by theme, one line each: theme, facet, what, the sentence, and what is done where that is told.
    fn told(themes: &[&str], markdown: &str) -> Vec<String> {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let document = concordat_fixture::document(markdown);
        let entry = Entry { themes: themes.iter().map(|t| Theme((*t).into())).collect(), ..Entry::default() };
        let facts = MeaningReader::new(&standard).read(&Prepared::new(&document), &entry, &CitationFacts::default()).0.coverage;
        let facets: Vec<&str> = standard.contexts.facets.iter().chain(&standard.sectors.facets).map(|f| f.id.as_str()).collect();
        let mut lines = Vec::new();
        for (theme, of) in facts.themes.iter().flat_map(|t| t.facets.iter().map(move |f| (t, f))) {
            for point in &of.points {
                let what = match point.what {
                    Said::Factor(side) => side.word(),
                    Said::Done => "done",
                    Said::Named => "named",
                    Said::For(n) => &standard.sectors.purposes[usize::from(n)].id,
                };
                let sentence = |n: u16| facts.sentences[usize::from(n)].exact.as_str();
                let mut line = format!(
                    "{} {} {what}: {}",
                    theme.theme.as_ref().map_or("-", |t| &t.0),
                    facets[usize::from(of.facet)],
                    sentence(point.sentence)
                );
                if let Some(action) = point.action {
                    line += if action == point.sentence { " (done)" } else { " => " };
                    line += if action == point.sentence { "" } else { sentence(action) };
                }
                if point.inferred {
                    line += " ?";
                }
                lines.push(line);
            }
        }
        lines
    }

    #[test]
    fn every_purpose_is_told_of_the_agencies_that_its_sentences_say() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let mut wrong = Vec::new();
        for purpose in &standard.sectors.purposes {
            assert!(!purpose.examples.is_empty(), "{}", purpose.id);
            for example in &purpose.examples {
                let lines = told(&["cse"], &format!("{}\n", example.text));
                let mut got: Vec<&str> =
                    lines.iter().filter(|l| l.contains(&format!(" {}: ", purpose.id))).filter_map(|l| l.split(' ').nth(1)).collect();
                got.sort_unstable();
                let mut wanted: Vec<&str> = example.sectors.iter().map(String::as_str).collect();
                wanted.sort_unstable();
                if got != wanted {
                    wrong.push(format!("{}: wanted {wanted:?}, got {got:?}: {}", purpose.id, example.text));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_factor_is_acted_on_where_its_section_says_what_is_done() {
        let lines = told(
            &["cse"],
            "# Plan\n\n## Streets\n\nRobbery at the bus station is a risk. The list gives its address.\n\nPatrols of the bus station are doubled.\n\n## Screens\n\nThreats are made online.\n",
        );
        let streets = "cse public-places risk: Robbery at the bus station is a risk. => Patrols of the bus station are doubled.";
        assert!(lines.iter().any(|l| l == streets), "{lines:#?}");
        assert!(lines.iter().any(|l| l == "cse online risk: Threats are made online."), "{lines:#?}");
    }

    #[test]
    fn a_passage_serves_the_theme_that_it_or_its_heading_names_else_the_first() {
        let lines = told(
            &["cse", "syv"],
            "# Plan\n\n## Gangs\n\nPolice attend.\n\n## Sexual exploitation\n\nThe GP assesses each child.\n\nWhere a gang is known, housing is told.\n\n## Other\n\nTeachers are trained.\n",
        );
        assert_eq!(
            lines.iter().filter(|l| !l.contains("school")).map(String::as_str).collect::<Vec<_>>(),
            [
                "cse education train: Teachers are trained. ?",
                "cse health assess: The GP assesses each child.",
                "syv police attend: Police attend.",
                "syv housing share-information: Where a gang is known, housing is told.",
            ]
        );
    }

    #[test]
    fn a_list_or_a_row_says_what_the_agency_before_it_is_for() {
        let lines = told(
            &["cse"],
            "# Duties\n\nThe police will:\n\n- attend each meeting\n- share information with schools\n\n| Agency | Duties |\n| --- | --- |\n| Housing | Trains its staff and attends the panel |\n",
        );
        assert!(lines.contains(&"cse police attend: attend each meeting".to_owned()), "{lines:#?}");
        assert!(lines.contains(&"cse housing train: Trains its staff and attends the panel".to_owned()), "{lines:#?}");
        assert!(lines.iter().any(|l| l.starts_with("cse education share-information")), "{lines:#?}");
    }

    #[test]
    fn an_address_names_no_agency_and_a_heading_gives_none_a_task() {
        let reader = MeaningReader::new(&Standard::peer_on_peer_abuse().unwrap());
        let facts = read(&reader, "See www.police.example/report or write to desk@housing.example now.");
        assert!(facts.sectors.iter().all(|r| r.depth == Depth::Absent), "{facts:#?}");
        let document = concordat_fixture::document("# Plan\n\n## The police will visit\n\nNothing more.\n");
        let facts = reader.read(&Prepared::new(&document), &Entry::default(), &CitationFacts::default()).0.coverage;
        assert_eq!(depth(&facts.sectors, "police"), "named");
    }
}
