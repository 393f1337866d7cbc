//! Where a passage stands: under which heading, lead-in or header cell, and in a document about whom.

use super::{lexis::Lexis, referent::Referent, sentence::Sentence};
use crate::{Prepared, PreparedPassage, phrase::Tokens};
use concordat_register::{HeadingIndex, PassageKind};
use concordat_standard::language::CueKind;
use std::collections::BTreeMap;

/// Passages looked back over for the lead-in of a list.
const BACK: usize = 40;
/// Bytes of the words that open a passage and announce what follows, at most.
const LEAD: usize = 80;
/// Bytes of a document read to tell whether it is about children.
const SAMPLE: usize = 200_000;

/// What stands above a passage.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Above {
    /// It announces words to avoid.
    pub(super) listing: bool,
    /// The passage's own first words do, up to this byte of it: "To be avoided: ...", "True or false? ...".
    pub(super) lead: Option<usize>,
    /// It announces a definition.
    pub(super) definition: bool,
    /// Whom it speaks of.
    pub(super) people: Option<Referent>,
}

/// Works out settings and keeps them, so that a long list or table costs no more than a short one.
#[derive(Debug)]
pub(super) struct Settings<'a, 'd> {
    lexis: &'a Lexis,
    prepared: &'a Prepared<'d>,
    headings: BTreeMap<HeadingIndex, Above>,
    /// The table last looked at: its number, and whether each column lists words to avoid.
    table: Option<(u32, BTreeMap<u32, bool>)>,
    about_children: Option<bool>,
}

impl<'a, 'd> Settings<'a, 'd> {
    pub(super) fn new(lexis: &'a Lexis, prepared: &'a Prepared<'d>) -> Self {
        Self { lexis, prepared, headings: BTreeMap::new(), table: None, about_children: None }
    }

    /// What stands above passage `at`: headings, the lead-in of its list, or the header of its column.
    pub(super) fn above(&mut self, at: usize) -> Above {
        let Some(passage) = self.prepared.passages.get(at) else { return Above::default() };
        let mut above = self.under_headings(at, passage);
        above.lead = self.own_lead(passage);
        match passage.passage.kind {
            PassageKind::ListItem { .. } => {
                if let Some(lead) = self.lead_in(at) {
                    above = merge(above, self.read(lead));
                }
            }
            PassageKind::Cell { table, column, .. } => above.listing |= self.column_lists(at, table, column),
            PassageKind::Paragraph => {
                // A short line that ends in a colon announces what follows it, list or not.
                let before = at.checked_sub(1).and_then(|n| self.prepared.passages.get(n));
                if let Some(lead) = before.filter(|p| p.text.trim_end().ends_with(':') && p.text.len() < 300) {
                    above = merge(above, self.read(lead));
                }
            }
            _ => {}
        }
        above
    }

    /// Whether the document speaks of children.
    pub(super) fn about_children(&mut self) -> bool {
        if let Some(known) = self.about_children {
            return known;
        }
        let mut seen = 0;
        let mut children = 0;
        for passage in &self.prepared.passages {
            let words = self.tokens(passage);
            let mut sentence = 0;
            while sentence < words.sentences.len() && children < 2 {
                children += Sentence::read(self.lexis, &words, passage, sentence).of(CueKind::Child).count();
                sentence += 1;
            }
            seen += passage.text.len();
            if children >= 2 || seen > SAMPLE {
                break;
            }
        }
        self.about_children = Some(children >= 2);
        children >= 2
    }

    fn tokens(&self, passage: &PreparedPassage<'_>) -> Tokens {
        Tokens::new(passage, &self.lexis.vocabulary)
    }

    fn under_headings(&mut self, at: usize, passage: &PreparedPassage<'_>) -> Above {
        let Some(index) = passage.passage.heading.filter(|_| passage.passage.kind != PassageKind::Heading) else { return Above::default() };
        if let Some(&known) = self.headings.get(&index) {
            return known;
        }
        // A passage stands under the last heading before it.
        let before = self.prepared.passages.get(..at).unwrap_or_default();
        let heading = before.iter().rev().find(|p| p.passage.kind == PassageKind::Heading && p.passage.heading == Some(index));
        // Headings name subjects, not the people a sentence is about.
        let above = heading.map_or_else(Above::default, |heading| Above { people: None, ..self.read(heading) });
        self.headings.insert(index, above);
        above
    }

    /// Where the words end that open a passage and announce words to avoid, if they do.
    fn own_lead(&self, passage: &PreparedPassage<'_>) -> Option<usize> {
        let end = passage.text.find([':', '?']).filter(|&end| end <= LEAD)?;
        let words = self.tokens(passage);
        let within = |last: usize| words.list.get(last).is_some_and(|token| passage.folded.source(token.span).end() <= end);
        (0..words.sentences.len().min(2))
            .flat_map(|n| Sentence::read(self.lexis, &words, passage, n).cues)
            .any(|(kind, stretch)| kind == CueKind::Listing && within(stretch.1.saturating_sub(1)))
            .then_some(end)
    }

    /// The last passage before `at` that is no item of the list.
    fn lead_in(&self, at: usize) -> Option<&'a PreparedPassage<'d>> {
        let before = self.prepared.passages.get(at.saturating_sub(BACK)..at)?;
        let lead = before.iter().rev().find(|p| !matches!(p.passage.kind, PassageKind::ListItem { .. }))?;
        (lead.passage.kind == PassageKind::Paragraph).then_some(lead)
    }

    /// Whether a column's header, or the table's, says that its words are to be avoided.
    fn column_lists(&mut self, at: usize, table: u32, column: u32) -> bool {
        if self.table.as_ref().is_none_or(|known| known.0 != table) {
            let columns = self.read_header(at, table);
            self.table = Some((table, columns));
        }
        self.table.as_ref().and_then(|known| known.1.get(&column).copied()).unwrap_or(false)
    }

    fn read_header(&self, at: usize, table: u32) -> BTreeMap<u32, bool> {
        let before = self.prepared.passages.get(..=at).unwrap_or_default();
        let of_table = |p: &&PreparedPassage<'_>| matches!(p.passage.kind, PassageKind::Cell { table: t, .. } if t == table);
        let mut columns = BTreeMap::new();
        let (mut avoid, mut prefer) = (false, false);
        let first = before.iter().rev().take_while(of_table).count();
        for cell in before
            .iter()
            .skip(before.len() - first)
            .chain(self.prepared.passages.get(at + 1..).unwrap_or_default().iter().take_while(of_table))
        {
            let PassageKind::Cell { row, column, .. } = cell.passage.kind else { continue };
            if row > 1 {
                break;
            }
            let words = self.tokens(cell);
            let kinds: Vec<CueKind> =
                (0..words.sentences.len()).flat_map(|n| Sentence::read(self.lexis, &words, cell, n).cues).map(|(kind, _)| kind).collect();
            let lists = kinds.contains(&CueKind::Listing);
            let prefers = kinds.contains(&CueKind::Preferred);
            avoid |= lists;
            prefer |= prefers;
            columns.insert(column, lists || prefers);
        }
        if avoid || prefer {
            // Both columns of "instead of / say" talk of words, and so does every other column beside them.
            columns.values_mut().for_each(|lists| *lists = true);
        }
        columns
    }

    fn read(&self, passage: &PreparedPassage<'_>) -> Above {
        let words = self.tokens(passage);
        let mut above = Above::default();
        for n in 0..words.sentences.len().min(6) {
            let sentence = Sentence::read(self.lexis, &words, passage, n);
            above.listing |= sentence.of(CueKind::Listing).next().is_some();
            above.definition |= sentence.of(CueKind::Definition).next().is_some();
            let child = sentence.of(CueKind::Child).next().map(|_| Referent::Child);
            let adult = sentence.of(CueKind::Adult).next().map(|_| Referent::Adult);
            above.people = above.people.or(child).or(adult);
        }
        above
    }
}

fn merge(outer: Above, inner: Above) -> Above {
    Above {
        listing: outer.listing || inner.listing,
        lead: outer.lead.or(inner.lead),
        definition: outer.definition || inner.definition,
        people: inner.people.or(outer.people),
    }
}
