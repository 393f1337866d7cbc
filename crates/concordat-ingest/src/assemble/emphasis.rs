//! Tells headings and table headers that are marked by nothing but bold or large type.

use crate::draft::{Draft, Role};
use concordat_register::split_label;
use std::collections::{BTreeMap, BTreeSet};

/// Words a heading may have before it is taken for prose.
const HEADING_WORDS: usize = 14;
/// Bold lines in a row before they are taken for a bold block rather than for headings.
const IN_A_ROW: usize = 3;

/// Turns short paragraphs set wholly in bold, or clearly larger than the body, into headings.
pub(crate) fn headings(drafts: &mut [Draft]) {
    let body = body_size(drafts);
    let found: Vec<bool> = drafts.iter().map(|d| looks_like_heading(d, body)).collect();
    let prose = drafts.iter().zip(&found).filter(|(d, f)| !**f && matches!(d.role, Role::Paragraph | Role::ListItem(_))).count();
    // Where nearly all is bold, bold says nothing.
    if found.iter().filter(|f| **f).count() > prose.saturating_mul(2).max(3) {
        return;
    }
    // Larger type first; of one size, the order is that of the levels below the last styled heading.
    let sizes: BTreeSet<u16> = drafts.iter().zip(&found).filter(|(_, f)| **f).map(|(d, _)| d.words.size).collect();
    let rank: BTreeMap<u16, u8> = sizes.iter().rev().zip(1u8..).map(|(&size, n)| (size, n.min(6))).collect();
    let runs = in_a_row(&found);
    let mut above = 0u8;
    for ((draft, found), row) in drafts.iter_mut().zip(found).zip(runs) {
        if let Role::Heading(level) = draft.role {
            above = level;
        } else if found && row < IN_A_ROW {
            let by_size = rank.get(&draft.words.size).copied().unwrap_or(1);
            draft.role = Role::Heading(numbered_level(draft).map_or(above + by_size, |n| n.max(above.min(1) + n - 1)).min(9));
        }
    }
}

/// For each bold line, how many bold lines stand directly before it; where the whole block is long, all but its first are ruled out.
fn in_a_row(found: &[bool]) -> Vec<usize> {
    let mut rows = vec![0; found.len()];
    let mut start = 0;
    for at in 0..=found.len() {
        if found.get(at).copied().unwrap_or(false) {
            continue;
        }
        if at - start > IN_A_ROW {
            for row in rows.iter_mut().take(at).skip(start + 1) {
                *row = IN_A_ROW;
            }
        }
        start = at + 1;
    }
    rows
}

/// The size in which most words are set.
fn body_size(drafts: &[Draft]) -> u16 {
    let mut inked: BTreeMap<u16, u64> = BTreeMap::new();
    for draft in drafts.iter().filter(|d| d.words.size > 0) {
        *inked.entry(draft.words.size).or_default() += u64::from(draft.words.inked);
    }
    inked.into_iter().max_by_key(|&(size, n)| (n, size)).map_or(0, |(size, _)| size)
}

fn looks_like_heading(draft: &Draft, body: u16) -> bool {
    let numbered = draft.label.as_deref().is_some_and(|l| l.starts_with(|c: char| c.is_ascii_digit()));
    let role = match draft.role {
        Role::Paragraph => true,
        Role::ListItem(_) => numbered,
        _ => false,
    };
    let words = &draft.words;
    let large = body > 0 && u32::from(words.size) * 5 >= u32::from(body) * 6;
    if !role || !(words.is_bold() || large) || words.text.len() > 120 || words.text.contains('\n') {
        return false;
    }
    let text = words.text.trim_end_matches(':');
    let closes = text.ends_with(['.', ';', ',', '!']) && !text.ends_with("etc.");
    // "Approved by: the board" is a line of the front sheet, a bare date or version is one too.
    let (_, rest) = split_label(text);
    let field = rest.contains(": ") || rest.contains(":\t");
    let letters = rest.chars().filter(|c| c.is_alphabetic()).count();
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    !closes
        && !field
        && letters >= 3
        && letters > digits
        && rest.split_whitespace().count() <= HEADING_WORDS
        && rest.starts_with(|c: char| !c.is_lowercase())
}

/// The level a number gives: `3` is 1, `3.2` is 2.
fn numbered_level(draft: &Draft) -> Option<u8> {
    let typed = split_label(&draft.words.text).0;
    let label = draft.label.clone().or(typed)?;
    let bare = label.trim_end_matches(['.', ')', ' ']);
    let numeric = bare.starts_with(|c: char| c.is_ascii_digit());
    numeric.then(|| u8::try_from(bare.matches('.').count() + 1).unwrap_or(9))
}

/// Marks a table's first row, or first column, as headers where it alone is bold and the file names none.
pub(crate) fn table_headers(drafts: &mut [Draft]) {
    let mut tables: BTreeMap<u32, Table> = BTreeMap::new();
    for draft in drafts.iter() {
        if let Role::Cell { table, row, column, header } = draft.role {
            tables.entry(table).or_default().see(row, column, header, draft.words.is_bold());
        }
    }
    for draft in drafts.iter_mut() {
        if let Role::Cell { table, row, column, header } = &mut draft.role
            && let Some(seen) = tables.get(table)
        {
            *header = *header || (*row == seen.first_row && seen.row_heads()) || (*column == 1 && seen.column_heads());
        }
    }
}

#[derive(Default)]
struct Table {
    said: bool,
    first_row: u32,
    rows: u32,
    columns: u32,
    /// Cells of the first row, of the first column below it, and the others: how many, and how many bold.
    top: (u32, u32),
    side: (u32, u32),
    rest: (u32, u32),
}

impl Table {
    fn see(&mut self, row: u32, column: u32, header: bool, bold: bool) {
        if self.first_row == 0 {
            self.first_row = row;
        }
        self.said |= header;
        self.rows = self.rows.max(row);
        self.columns = self.columns.max(column);
        let group = if row == self.first_row {
            &mut self.top
        } else if column == 1 {
            &mut self.side
        } else {
            &mut self.rest
        };
        group.0 += 1;
        group.1 += u32::from(bold);
    }

    fn row_heads(&self) -> bool {
        let below = (self.side.0 + self.rest.0, self.side.1 + self.rest.1);
        !self.said && self.columns > 1 && self.rows > self.first_row && self.top.0 > 1 && self.top.0 == self.top.1 && below.1 * 2 < below.0
    }

    fn column_heads(&self) -> bool {
        !self.said && self.columns > 1 && self.side.0 > 1 && self.side.0 == self.side.1 && self.rest.0 > 0 && self.rest.1 * 2 < self.rest.0
    }
}
