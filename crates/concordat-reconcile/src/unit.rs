//! A document cut into what is set beside each other: headings, paragraphs, items of lists and rows of tables.

use crate::clause::{clause, own};
use concordat_register::{Document, Passage, PassageKind};
use concordat_text::{fold_str, words};
use std::collections::BTreeMap;

/// A document in pieces. Every passage of the document is in exactly one unit.
#[derive(Debug, Clone, Default)]
pub struct Cut {
    /// The units, in reading order.
    pub units: Vec<Unit>,
    /// The sections, in reading order; every unit is in exactly one.
    pub sections: Vec<Section>,
}

/// A heading with what stands directly under it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Its heading among the units; none for what stands before the first.
    pub heading: Option<usize>,
    /// What stands under it, by its place among the units, in order.
    pub units: Vec<usize>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What it is.
    pub form: Form,
    /// Its words without its number; the cells of a row are parted by ` | `.
    pub text: String,
    /// Its words folded, without marks: units of the same words are the same.
    pub same: String,
    /// The paragraphs of the document that it holds, in order.
    pub paragraphs: Vec<u32>,
    /// Where it stands, as a reader of the document would say.
    pub clause: String,
}

/// What a unit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A heading, `level` from 1.
    Heading {
        /// How deep.
        level: u8,
    },
    /// Running prose, a note or a text box.
    Paragraph,
    /// An item of a list, `depth` from 1.
    Item {
        /// How deep.
        depth: u8,
    },
    /// A block quotation.
    Quotation,
    /// A row of a table.
    Row {
        /// Which table of the document, from 1.
        table: u32,
        /// Whether it heads the columns.
        header: bool,
        /// Its cells; those that are missing between others are empty.
        cells: Vec<String>,
    },
}

/// Columns beyond which gaps in a row are closed: no table on a page has as many.
const COLUMNS: u32 = 40;

impl Cut {
    /// Cuts up a document.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let mut cut = Self::default();
        let mut rest = document.passages.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let unit = if let PassageKind::Cell { table, row, .. } = first.kind {
                let same = |p: &&Passage| matches!(p.kind, PassageKind::Cell { table: t, row: r, .. } if (t, r) == (table, row));
                let length = rest.iter().take_while(same).count();
                let (cells, left) = rest.split_at_checked(length).unwrap_or((rest, &[]));
                rest = left;
                of_row(document, first, table, cells)
            } else {
                rest = after;
                of_passage(document, first)
            };
            cut.push(unit);
        }
        cut
    }

    fn push(&mut self, unit: Unit) {
        let n = self.units.len();
        if matches!(unit.form, Form::Heading { .. }) {
            self.sections.push(Section { heading: Some(n), units: Vec::new() });
        } else {
            if self.sections.is_empty() {
                self.sections.push(Section::default());
            }
            if let Some(section) = self.sections.last_mut() {
                section.units.push(n);
            }
        }
        self.units.push(unit);
    }

    /// How many words its units have.
    #[must_use]
    pub fn words(&self) -> usize {
        self.units.iter().map(Unit::words).sum()
    }
}

impl Unit {
    /// How many words it has; at least one.
    #[must_use]
    pub fn words(&self) -> usize {
        self.same.split(' ').count()
    }

    /// Whether it is a heading.
    #[must_use]
    pub fn is_heading(&self) -> bool {
        matches!(self.form, Form::Heading { .. })
    }

    /// Whether it is a row of a table.
    #[must_use]
    pub fn is_row(&self) -> bool {
        matches!(self.form, Form::Row { .. })
    }
}

fn of_passage(document: &Document, passage: &Passage) -> Unit {
    let words = document.words_of(passage);
    let outline = passage.heading.and_then(|h| document.headings.get(h.0 as usize));
    let (form, text) = match (passage.kind, outline) {
        (PassageKind::Heading, Some(heading)) => (Form::Heading { level: heading.level }, heading.text.as_str()),
        (PassageKind::Heading, None) => (Form::Heading { level: 1 }, words),
        // Word numbers clauses as it numbers lists; a clause is prose.
        (PassageKind::ListItem { .. }, _) if own(passage).is_some() => (Form::Paragraph, without_label(passage, words)),
        (PassageKind::ListItem { depth }, _) => (Form::Item { depth }, without_label(passage, words)),
        (PassageKind::Quotation, _) => (Form::Quotation, words),
        _ => (Form::Paragraph, without_label(passage, words)),
    };
    let text = if text.trim().is_empty() { words.trim() } else { text.trim() };
    unit(form, text.to_owned(), vec![passage.paragraph], clause(document, passage))
}

fn of_row(document: &Document, first: &Passage, table: u32, cells: &[Passage]) -> Unit {
    let mut columns: BTreeMap<u32, String> = BTreeMap::new();
    let mut header = true;
    for cell in cells {
        let PassageKind::Cell { column, header: heads, .. } = cell.kind else { continue };
        header &= heads;
        let place = columns.entry(column).or_default();
        if !place.is_empty() {
            place.push('\n');
        }
        place.push_str(document.words_of(cell).trim());
    }
    let last = columns.keys().next_back().copied().unwrap_or(1);
    let filled: Vec<String> = if last <= COLUMNS {
        (1..=last).map(|n| columns.get(&n).cloned().unwrap_or_default()).collect()
    } else {
        columns.into_values().collect()
    };
    let text = filled.join(" | ");
    unit(Form::Row { table, header, cells: filled }, text, cells.iter().map(|c| c.paragraph).collect(), clause(document, first))
}

fn unit(form: Form, text: String, paragraphs: Vec<u32>, clause: String) -> Unit {
    let folded = fold_str(&text);
    let mut same = words(&folded).map(|w| w.text).collect::<Vec<_>>().join(" ");
    if same.is_empty() {
        same = folded;
    }
    Unit { form, text, same, paragraphs, clause }
}

/// The words of a passage without a number typed before them: the draft is numbered anew.
fn without_label<'t>(passage: &Passage, words: &'t str) -> &'t str {
    let words = words.trim_start();
    let Some(label) = passage.label.as_deref().filter(|l| !l.is_empty()) else { return words };
    let bare = words.trim_start_matches('(');
    let Some(rest) = bare.strip_prefix(label) else { return words };
    let after = rest.trim_start_matches(['.', ')', ':', ' ', '\t', '\u{a0}', '\u{2013}', '\u{2014}']);
    // A label that runs into the words was none: "a" of "all staff".
    if after.len() == rest.len() { words } else { after }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_passage_is_in_one_unit_and_rows_hold_their_cells() {
        let document = concordat_fixture::document(
            "First.\n\n# 1. Scope\n\n1.1 Ring them.\n\n- one\n- two\n\n| Who | When |\n| --- | --- |\n| School | One day |\n| Police | |\n",
        );
        let cut = Cut::new(&document);
        let held: Vec<u32> = cut.units.iter().flat_map(|u| u.paragraphs.clone()).collect();
        assert_eq!(held, document.passages.iter().map(|p| p.paragraph).collect::<Vec<_>>());
        let texts: Vec<&str> = cut.units.iter().map(|u| u.text.as_str()).collect();
        assert_eq!(texts, ["First.", "Scope", "Ring them.", "one", "two", "Who | When", "School | One day", "Police"]);
        assert_eq!(cut.units[2].clause, "section 1.1");
        assert_eq!(cut.sections.len(), 2);
        assert!(matches!(&cut.units[5].form, Form::Row { header: true, .. }));
    }

    #[test]
    fn marks_and_case_make_no_difference() {
        let of = |t: &str| Cut::new(&concordat_fixture::document(t)).units[0].same.clone();
        assert_eq!(of("Ring the Police, at once."), of("ring the police at once"));
        assert_ne!(of("Ring the police at once."), of("Ring the police."));
    }
}
