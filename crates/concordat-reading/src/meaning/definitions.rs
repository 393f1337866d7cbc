//! Reads what documents mean by the concepts of their themes.
//!
//! A definition is found in a sentence ("X is", "by X we mean"), in an entry of a glossary, in a row of a table of terms or
//! under a heading that asks for it. What it says is read into features (limits of age, who may do it, between whom, how
//! many), which can be compared where wordings cannot.

mod ages;
mod features;
mod statement;

pub(crate) use ages::{AgeLimit, age_limits};

use crate::phrase::{Match, PatternSet, Tokens, Vocabulary};
use crate::{Prepared, PreparedPassage};
use concordat_register::{PassageKind, meaning::DefinitionReading};
use concordat_standard::{Standard, definitions::DefinedConcept, pattern::Pattern};
use concordat_text::ByteSpan;
use features::{FeatureReader, Stretch};
use statement::{Form, Page, Statement, match_at};

/// Definitions kept of a concept in one document.
const KEPT: usize = 2;
/// Words of a title at most.
const TITLE: usize = 14;
/// Sentences after a definition that still belong to it.
const FOLLOWING: usize = 3;

/// Reads definitions.
#[derive(Debug)]
pub(super) struct DefinitionReader {
    concepts: Vec<DefinedConcept>,
    terms: PatternSet,
    lexis: Lexis,
    features: FeatureReader,
    explained: PatternSet,
    marks: PatternSet,
    named: PatternSet,
    /// For each official definition its id and concept.
    official: Vec<(String, String)>,
}

/// How definitions are worded.
#[derive(Debug, Default)]
struct Lexis {
    strong: PatternSet,
    weak: PatternSet,
    placed: PatternSet,
    before: PatternSet,
    inverse: PatternSet,
    covers: PatternSet,
    whoever: PatternSet,
    covered: PatternSet,
    condition: PatternSet,
    starts: PatternSet,
    not_starts: PatternSet,
    genus: PatternSet,
    heading: PatternSet,
    headings: PatternSet,
    not_headings: PatternSet,
    heading_it: PatternSet,
    /// Concepts that are states.
    states: Vec<u32>,
}

/// What is known while a document is read.
#[derive(Debug, Default)]
pub(super) struct Scan {
    found: Vec<(u32, Form, DefinitionReading)>,
    /// The level of the heading over several definitions that the text stands under.
    listed: Option<u8>,
    /// Concepts whose meaning the next passages may give, and how many of these.
    pending: Option<(Vec<u32>, Form, u8)>,
    table: Option<Table>,
    /// Concepts that the document's first words name, where these are a title.
    title: Option<Vec<u32>>,
    /// Concepts that the headings over the text name, by depth.
    over: Vec<(u8, Vec<u32>)>,
}

#[derive(Debug)]
struct Table {
    number: u32,
    /// Whether its heads say that it gives meanings.
    listed: bool,
    row: u32,
    concepts: Vec<u32>,
}

impl DefinitionReader {
    pub(super) fn new(standard: &Standard, vocabulary: &mut Vocabulary) -> Self {
        let (rows, scope) = (&standard.definitions, &standard.language.scope);
        let features = FeatureReader::new(rows, vocabulary, scope);
        let mut set = |patterns: &mut dyn Iterator<Item = (u32, &Pattern)>| {
            let mut made = PatternSet::default();
            patterns.for_each(|(owner, pattern)| {
                made.add(pattern, owner, vocabulary, &scope.common);
            });
            made
        };
        let mut plain = |patterns: &[Pattern]| set(&mut patterns.iter().map(|p| (0, p)));
        let cues = &rows.cues;
        let mut lexis = Lexis {
            strong: plain(&cues.strong),
            weak: plain(&cues.weak),
            placed: plain(&cues.placed),
            before: plain(&cues.before),
            inverse: plain(&cues.inverse),
            covers: plain(&cues.covers),
            whoever: plain(&cues.whoever),
            condition: plain(&cues.condition),
            starts: plain(&cues.starts),
            not_starts: plain(&cues.not_starts),
            heading: plain(&cues.heading),
            headings: plain(&cues.headings),
            not_headings: plain(&cues.not_headings),
            heading_it: plain(&cues.heading_it),
            ..Lexis::default()
        };
        let explained = plain(&cues.explained);
        let concepts = || (0u32..).zip(&rows.concepts);
        let official = || (0u32..).zip(&rows.official);
        lexis.genus = set(&mut concepts().flat_map(|(n, c)| c.genus.iter().map(move |p| (n, p))));
        lexis.covered = set(&mut concepts().flat_map(|(n, c)| c.covered.iter().map(move |p| (n, p))));
        lexis.states = concepts().filter(|(_, c)| c.state).map(|(n, _)| n).collect();
        Self {
            terms: set(&mut concepts().flat_map(|(n, c)| c.terms.iter().map(move |p| (n, p)))),
            marks: set(&mut official().flat_map(|(n, o)| o.marks.iter().map(move |p| (n, p)))),
            named: set(&mut official().flat_map(|(n, o)| o.named.iter().map(move |p| (n, p)))),
            official: rows.official.iter().map(|o| (o.id.clone(), o.concept.clone())).collect(),
            concepts: rows.concepts.clone(),
            lexis,
            features,
            explained,
        }
    }

    /// Reads the next passage of a document.
    pub(super) fn read(&self, scan: &mut Scan, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, tokens: &Tokens) {
        let mut terms = Vec::new();
        self.terms.find(tokens, 0, tokens.list.len(), &mut terms);
        terms.sort_by_key(|m| (m.whole.0, std::cmp::Reverse(m.whole.1)));
        // Of terms that overlap the longest stands: in "child sexual exploitation" nobody defines "child".
        terms.dedup_by(|next, kept| next.whole.0 < kept.whole.1 && !(next.whole == kept.whole && next.owner != kept.owner));
        let page = Page { passage, tokens, terms, listed: scan.listed.is_some() };
        if scan.title.is_none() {
            let short = tokens.list.len() <= TITLE;
            let mut named: Vec<u32> = page.terms.iter().filter(|_| short).map(|m| m.owner).collect();
            named.dedup();
            scan.title = Some(named);
        }
        match passage.passage.kind {
            PassageKind::Heading => self.heading(scan, prepared, &page),
            PassageKind::Cell { table, row, header, .. } => self.cell(scan, prepared, &page, (table, row, header)),
            _ => self.prose(scan, prepared, &page),
        }
    }

    /// What was read, in reading order.
    pub(super) fn finish(&self, scan: Scan) -> Vec<DefinitionReading> {
        let mut found = scan.found;
        found.sort_by_key(|(concept, form, reading)| (*concept, reading.features.is_empty(), *form, reading.anchor.span));
        let mut kept: Vec<(u32, Form, DefinitionReading)> = Vec::new();
        for one in found {
            if kept.iter().filter(|(concept, ..)| *concept == one.0).count() < KEPT {
                kept.push(one);
            }
        }
        kept.sort_by_key(|(concept, _, reading)| (reading.anchor.span, *concept));
        kept.into_iter().map(|(.., reading)| reading).collect()
    }

    fn heading(&self, scan: &mut Scan, prepared: &Prepared<'_>, page: &Page<'_>) {
        let level = page.passage.passage.heading.and_then(|h| prepared.document.headings.get(h.0 as usize)).map_or(1, |h| h.level);
        (scan.pending, scan.table) = (None, None);
        if scan.listed.is_some_and(|over| level <= over) {
            scan.listed = None;
        }
        let end = page.tokens.list.len();
        let asks = finds(&self.lexis.heading, page.tokens);
        let other = finds(&self.lexis.not_headings, page.tokens);
        let mut concepts: Vec<u32> = page.terms.iter().map(|m| m.owner).collect();
        concepts.dedup();
        let whole = page.terms.iter().any(|m| m.whole.0 <= 1 && m.whole.1 >= end.saturating_sub(1));
        let over = self.named_over(scan, level, &concepts);
        if !concepts.is_empty() && concepts.len() <= 2 && (asks || (scan.listed.is_some() && whole && !other)) && end <= 14 {
            scan.pending = Some((concepts, Form::Headed, 2));
        } else {
            if end <= 8 && !other && finds(&self.lexis.headings, page.tokens) {
                scan.listed = scan.listed.or(Some(level));
            }
            if concepts.is_empty() && !over.is_empty() && self.asks_for_it(page) {
                scan.pending = Some((over, Form::Headed, 2));
            }
        }
    }

    /// Whether a heading asks for the meaning of what stands over it, and of nothing else: "Definition of an urgent case" and "What this
    /// means for schools" do not.
    fn asks_for_it(&self, page: &Page<'_>) -> bool {
        let end = page.tokens.list.len();
        let past = match_at(&self.lexis.heading_it, page.tokens, page.past_label(0, end), end);
        past.is_some_and(|past| past == end || (end <= 7 && matches!(page.word(past), "and" | "or")))
    }

    /// The concept that the nearest heading over one of `level` names, or the title where none does; and takes note of this one's
    /// own. Nothing where that names several.
    fn named_over(&self, scan: &mut Scan, level: u8, own: &[u32]) -> Vec<u32> {
        scan.over.retain(|(depth, _)| *depth < level);
        let over = scan.over.last().map(|(_, concepts)| concepts).or(scan.title.as_ref());
        let over = over.filter(|concepts| concepts.len() == 1).cloned().unwrap_or_default();
        if !own.is_empty() {
            scan.over.push((level, own.to_vec()));
        }
        over
    }

    fn cell(&self, scan: &mut Scan, prepared: &Prepared<'_>, page: &Page<'_>, (number, row, header): (u32, u32, bool)) {
        let known = scan.table.as_ref().is_some_and(|t| t.number == number);
        if !known {
            scan.table = Some(Table { number, listed: scan.listed.is_some(), row, concepts: Vec::new() });
        }
        let Some(table) = scan.table.as_mut() else { return };
        let end = page.tokens.list.len();
        if (header || row == 1) && end <= 6 && (finds(&self.lexis.headings, page.tokens) || finds(&self.lexis.heading, page.tokens)) {
            table.listed = true;
        }
        if table.row != row {
            (table.row, table.concepts) = (row, Vec::new());
        }
        if !table.listed {
            return;
        }
        if table.concepts.is_empty() {
            // The term and at most an acronym beside it.
            let whole = page.terms.iter().filter(|m| m.whole.0 == 0 && end <= m.whole.1 + 1);
            table.concepts = whole.map(|m| m.owner).collect();
            return;
        }
        let concepts = std::mem::take(&mut table.concepts);
        let (_, to) = page.tokens.sentence(0);
        let statement = Statement { concepts, sentence: 0, body: Stretch { from: 0, to }, form: Form::Listed };
        self.keep(scan, prepared, page, &statement);
    }

    fn prose(&self, scan: &mut Scan, prepared: &Prepared<'_>, page: &Page<'_>) {
        scan.table = None;
        if page.terms.is_empty() && scan.pending.is_none() {
            return;
        }
        let statements = page.statements(&self.lexis);
        let mut answered = false;
        for statement in &statements {
            if statement.body.from >= statement.body.to {
                scan.pending = Some((statement.concepts.clone(), statement.form.min(Form::Headed), 2));
                return;
            }
            let headed = scan.pending.as_ref().is_some_and(|(concepts, ..)| concepts.iter().any(|c| statement.concepts.contains(c)));
            let form = if headed || page.listed { statement.form.min(Form::Headed) } else { statement.form };
            answered |= self.keep(scan, prepared, page, &Statement { form, ..statement.clone() });
        }
        let Some((concepts, form, left)) = scan.pending.take() else { return };
        if answered || !statements.is_empty() {
            return;
        }
        let begun = (0..page.tokens.sentences.len().min(4)).find_map(|n| Some((n, self.begins(page, n, &concepts)?)));
        if let Some((sentence, from)) = begun {
            let (_, to) = page.tokens.sentence(sentence);
            let statement = Statement { concepts: concepts.clone(), sentence, body: Stretch { from, to }, form };
            if self.keep(scan, prepared, page, &statement) {
                return;
            }
        }
        if left > 1 {
            scan.pending = Some((concepts, form, left - 1));
        }
    }

    /// Where a meaning begins in a sentence that does not name the term again: at its head, after "it is", or after a colon.
    fn begins(&self, page: &Page<'_>, sentence: usize, concepts: &[u32]) -> Option<usize> {
        let (from, to) = page.tokens.sentence(sentence);
        let from = page.past_label(from, to);
        let mut heads = vec![from];
        if matches!(page.word(from), "it" | "this" | "that" | "they") {
            heads.extend(match_at(&self.lexis.strong, page.tokens, from + 1, to));
            heads.extend(match_at(&self.lexis.weak, page.tokens, from + 1, to));
        }
        heads.extend((from + 1..to.min(from + 24)).find(|&n| page.tokens.before(n) == crate::phrase::Break::Clause));
        heads.into_iter().find(|&at| page.begins(&self.lexis, at, to, concepts))
    }

    /// Keeps a definition if it says something; whether it did.
    fn keep(&self, scan: &mut Scan, prepared: &Prepared<'_>, page: &Page<'_>, statement: &Statement) -> bool {
        let mut kept = false;
        for &concept in &statement.concepts {
            let Some(reading) = self.reading(prepared, page, statement, concept) else { continue };
            scan.found.push((concept, statement.form, reading));
            kept = true;
        }
        kept
    }

    fn reading(&self, prepared: &Prepared<'_>, page: &Page<'_>, statement: &Statement, index: u32) -> Option<DefinitionReading> {
        let concept = self.concepts.get(index as usize)?;
        let text = page.passage.folded.text.as_str();
        let (core, whole) = page.tokens.sentence(statement.sentence);
        let core = page.past_label(core, whole);
        let mut features = self.features.read(concept, text, page.tokens, statement.body);
        let mut end = statement.body.to;
        for next in statement.sentence + 1..=statement.sentence + FOLLOWING {
            let (from, to) = page.tokens.sentence(next);
            if from >= to || self.defines_another(page, from, concept) {
                break;
            }
            let more = self.features.read(concept, text, page.tokens, Stretch { from, to });
            if self.features.add(&mut features, more, next == statement.sentence + 1) {
                end = to;
            }
        }
        let follows = self.follows(page, statement, end, &concept.id);
        if features.is_empty() && follows.is_none() && !self.says_enough(page, statement, index) {
            return None;
        }
        // A sentence that begins with words in quotation marks, or with another term, is about these. A mark with a space after it
        // ends the words before it.
        let (next, stop) = page.tokens.sentence(page.tokens.sentence_of(end.saturating_sub(1)) + 1);
        let of_others = page.gap(next).ends_with(['"', '\'']) || self.defines_another(page, next, concept);
        let after = if of_others { end } else { stop };
        let mut spare = Vec::new();
        self.explained.find(page.tokens, core, after.max(end), &mut spare);
        // A sentence that explains the difference is shown with what it explains.
        let told = spare.iter().map(|m| m.whole.1).filter(|told| *told > end).max();
        let end = told.map_or(end, |told| page.tokens.sentence(page.tokens.sentence_of(told - 1)).1);
        let span = page.passage.folded.source(page.tokens.span(core, end));
        Some(DefinitionReading {
            concept: concept.id.clone(),
            anchor: prepared.anchor(page.passage, with_stop(page.passage.text, span)),
            features,
            follows,
            explained: !spare.is_empty(),
        })
    }

    /// Whether a sentence begins with another term and its meaning.
    fn defines_another(&self, page: &Page<'_>, from: usize, concept: &DefinedConcept) -> bool {
        let other = |m: &&Match| {
            m.whole.0 <= from + 1 && m.whole.0 >= from && self.concepts.get(m.owner as usize).is_some_and(|c| c.id != concept.id)
        };
        page.terms.iter().any(|m| other(&m))
    }

    /// Whether a definition without features is one all the same.
    fn says_enough(&self, page: &Page<'_>, statement: &Statement, concept: u32) -> bool {
        let length = statement.body.to.saturating_sub(statement.body.from);
        let whoever = || match_at(&self.lexis.whoever, page.tokens, statement.body.from, statement.body.to).is_some();
        let least = match statement.form {
            Form::Said | Form::Listed => 5,
            Form::Headed | Form::Plain if whoever() => 5,
            Form::Headed => 8,
            Form::Plain | Form::Conditional => return false,
        };
        length >= least && page.begins(&self.lexis, statement.body.from, statement.body.to, &[concept])
    }

    fn follows(&self, page: &Page<'_>, statement: &Statement, end: usize, concept: &str) -> Option<String> {
        let mut found = Vec::new();
        self.marks.find(page.tokens, statement.body.from, end, &mut found);
        if found.is_empty() {
            // "We use the national definition in ... . Put shortly: ..." names it in the sentence before.
            let (from, _) = page.tokens.sentence(statement.sentence.saturating_sub(1));
            self.named.find(page.tokens, from, end, &mut found);
        }
        found.iter().filter_map(|m| self.official.get(m.owner as usize)).find(|(_, of)| of == concept).map(|(id, _)| id.clone())
    }
}

fn finds(patterns: &PatternSet, tokens: &Tokens) -> bool {
    let mut found = Vec::new();
    patterns.find(tokens, 0, tokens.list.len(), &mut found);
    !found.is_empty()
}

/// A span with the full stop after it and the quotation mark before it.
fn with_stop(text: &str, span: ByteSpan) -> ByteSpan {
    let stop = text.get(span.end()..).and_then(|rest| rest.chars().next()).filter(|c| matches!(c, '.' | '!'));
    let mark = text.get(..span.start()).and_then(|rest| rest.chars().next_back()).filter(|c| matches!(c, '"' | '“' | '‘'));
    ByteSpan::new(span.start() - mark.map_or(0, char::len_utf8), span.end() + stop.map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use crate::{Reader, Source};
    use concordat_register::{Document, Format, PassageKind};
    use concordat_standard::Standard;

    #[test]
    fn every_concept_is_read_in_the_sentences_that_define_it() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let reader = Reader::new(&standard);
        let mut missed = Vec::new();
        for concept in &standard.definitions.concepts {
            assert!(!concept.examples.is_empty(), "{} has no example", concept.id);
            for example in &concept.examples {
                let mut document = Document::new(Format::Text);
                document.push(PassageKind::Paragraph, example);
                let found = reader.read(&document, &Source::default()).meaning.definitions;
                if !found.iter().any(|d| d.concept == concept.id) {
                    missed.push(format!("{}: {example}", concept.id));
                }
            }
        }
        assert!(missed.is_empty(), "{}", missed.join("\n"));
    }

    #[test]
    fn the_wording_of_2009_is_a_definition_and_follows_its_edition() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let reader = Reader::new(&standard);
        for subject in [
            "Sexual exploitation of children and young people under 18",
            "Sexual exploitation of children and young people (under 18)",
            "The sexual exploitation of children and young people (CSE) under 18",
        ] {
            let text = format!(
                "{subject} involves exploitative situations, contexts and relationships where young people are given something for sex."
            );
            let mut document = Document::new(Format::Text);
            document.push(PassageKind::Paragraph, &text);
            let found = reader.read(&document, &Source::default()).meaning.definitions;
            let follows: Vec<_> = found.iter().map(|d| (d.concept.as_str(), d.follows.as_deref())).collect();
            assert_eq!(follows, [("child-sexual-exploitation", Some("cse-2009"))], "{subject}");
        }
    }

    #[test]
    fn gangs_and_consent_are_defined_in_the_words_that_were_published() {
        let reader = Reader::new(&Standard::peer_on_peer_abuse().unwrap());
        let found = |text: &str| -> Vec<String> {
            let mut document = Document::new(Format::Text);
            document.push(PassageKind::Paragraph, text);
            reader.read(&document, &Source::default()).meaning.definitions.into_iter().map(|d| d.concept.to_string()).collect()
        };
        let gang = "A gang is a relatively durable, predominantly street-based set of young people, a group that others know by its name.";
        assert_eq!(found(gang), ["gang"]);
        let consent = "In this policy consent means that somebody agrees freely and is able to choose.";
        assert_eq!(found(consent), ["consent"]);
        for text in [
            "A gang is a relatively new worry here.",
            "Consent means a great deal to them.",
            "Consent is sought where carers agree.",
            "It says what crews do once a boy is feared to be missing until he is found.",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
