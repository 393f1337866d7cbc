//! Lines to paragraphs, items, headings, cells and notes.

use super::content::Rule;
use super::line::{GAP, Line, Sign};
use super::tags::Role;
use super::{column, table};
use crate::clause::clause_label;
use concordat_register::PassageKind;

/// What will be one passage.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) role: Role,
    pub(super) lines: Vec<Line>,
}

/// What the document's letters are mostly like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    /// The size most letters have.
    pub(super) size: f32,
    /// Whether most letters are bold, so that bold marks nothing.
    pub(super) bold: bool,
}

/// Builds the blocks of a page's pieces. `tables` counts the tables of the document.
pub(super) fn blocks(pieces: Vec<Line>, rules: &[Rule], body: Body, tables: &mut u32) -> Vec<Block> {
    let (mut level, turned): (Vec<Line>, Vec<Line>) = pieces.into_iter().partition(|p| p.angle == 0);
    let ruled = table::ruled(&mut level, rules);
    let mut out = Vec::new();
    let mut ruled: Vec<Option<table::Table>> = ruled.into_iter().map(Some).collect();
    for stretch in column::stretches(level, 0) {
        stretch_blocks(stretch, &mut ruled, body, tables, &mut out);
    }
    let mut by_angle: std::collections::BTreeMap<i16, Vec<Line>> = std::collections::BTreeMap::new();
    for piece in turned {
        by_angle.entry(piece.angle).or_default().push(piece);
    }
    for (_, mut pieces) in by_angle {
        pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
        let lines: Vec<Line> = table::rows(pieces).into_iter().flat_map(|row| joined(row, true)).collect();
        out.extend(paragraphs(lines, body, Some(PassageKind::TextBox)));
    }
    out
}

/// One stretch read from top to bottom.
fn stretch_blocks(stretch: Vec<Line>, ruled: &mut [Option<table::Table>], body: Body, tables: &mut u32, out: &mut Vec<Block>) {
    let mut rows: Vec<Vec<Line>> = table::rows(stretch).into_iter().map(labels_joined).collect();
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let found = rows.get(at).and_then(|row| row.first()).map_or(0, |p| p.table);
        let end = if found == 0 { table::aligned(&rows, at) } else { None };
        let cells = if found > 0 {
            ruled.get_mut(found - 1).and_then(Option::take)
        } else {
            end.map(|end| table::cells_of(rows.get_mut(at..end).map(|r| r.iter_mut().map(std::mem::take).collect()).unwrap_or_default()))
        };
        if found > 0 || end.is_some() {
            out.extend(paragraphs(std::mem::take(&mut lines), body, None));
            if let Some(cells) = cells {
                *tables += 1;
                out.extend(cell_blocks(cells, body, *tables));
            }
            at = end.unwrap_or(at + 1);
            continue;
        }
        let row = rows.get_mut(at).map(std::mem::take).unwrap_or_default();
        lines.extend(joined(row, false));
        at += 1;
    }
    out.extend(paragraphs(lines, body, None));
}

/// A number, bullet or leader joined to the words beside it.
fn labels_joined(row: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for piece in row {
        match out.last_mut() {
            Some(last) if is_label(last) || is_leader(last) || is_leader(&piece) || piece.x0 - last.x1 < 0.6 * piece.size => {
                last.extend(piece)
            }
            _ => out.push(piece),
        }
    }
    out
}

/// Whether a piece is only a bullet or the number of a clause.
fn is_label(piece: &Line) -> bool {
    piece.signs.len() <= 9 && {
        let text = piece.text();
        is_bullet(&text) || clause_label(&format!("{text} X")).is_some()
    }
}

fn is_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    matches!(
        (chars.next(), chars.next()),
        (
            Some(
                '\u{2022}'
                    | '\u{25cf}'
                    | '\u{25cb}'
                    | '\u{25aa}'
                    | '\u{25a0}'
                    | '\u{25a1}'
                    | '\u{25ba}'
                    | '\u{27a2}'
                    | '\u{2713}'
                    | '\u{2714}'
                    | '\u{b7}'
                    | '\u{2023}'
                    | '\u{25e6}'
                    | '\u{2043}'
                    | '\u{2219}'
                    | '\u{fffd}'
                    | '*'
                    | '-'
                    | '\u{2013}'
                    | 'o'
                    | '\u{2756}'
                    | '\u{f0b7}'
            ),
            None | Some(' ')
        )
    )
}

fn is_leader(piece: &Line) -> bool {
    piece.signs.len() >= 4 && piece.signs.iter().all(|s| matches!(s.c, '.' | ' ' | '\u{2026}' | '_' | '\u{b7}'))
}

/// A row as one line, or as several where wide gaps show that its pieces are not one sentence.
fn joined(row: Vec<Line>, turned: bool) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for piece in row {
        match out.last_mut() {
            Some(last) if turned || piece.x0 - last.x1 < 2.8 * piece.size => last.extend(piece),
            _ => out.push(piece),
        }
    }
    out
}

/// The cells of a table, each one block or one for each paragraph in it.
fn cell_blocks(table: table::Table, body: Body, number: u32) -> Vec<Block> {
    let mut out = Vec::new();
    let bold_rows: std::collections::BTreeSet<u32> = {
        let mut rows: std::collections::BTreeMap<u32, bool> = std::collections::BTreeMap::new();
        for ((row, _), lines) in &table.cells {
            let bold = lines.iter().all(Line::bold);
            rows.entry(*row).and_modify(|all| *all &= bold).or_insert(bold);
        }
        rows.into_iter().filter(|(_, bold)| *bold).map(|(row, _)| row).collect()
    };
    let all_bold = table.cells.keys().all(|(row, _)| bold_rows.contains(row));
    for ((row, column), mut pieces) in table.cells {
        let header = row == 1 && bold_rows.contains(&1) && !all_bold;
        pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
        let left = pieces.iter().map(|p| p.x0).fold(f32::MAX, f32::min);
        let right = pieces.iter().map(|p| p.x1).fold(f32::MIN, f32::max);
        let mut lines: Vec<Line> = table::rows(pieces).into_iter().flat_map(|row| joined(row, true)).collect();
        for line in &mut lines {
            (line.left, line.right) = (left, right);
        }
        let kind = PassageKind::Cell { table: number, row, column, header };
        out.extend(paragraphs(lines, body, Some(kind)));
    }
    out
}

/// Lines in reading order to paragraphs; all of `kind` where it is given.
pub(super) fn paragraphs(lines: Vec<Line>, body: Body, kind: Option<PassageKind>) -> Vec<Block> {
    let leading = usual_leading(&lines);
    let mut out: Vec<Block> = Vec::new();
    for line in lines {
        let begins = match out.last() {
            Some(block) => begins(block, &line, leading, body, kind.is_some()),
            None => true,
        };
        if begins {
            let role = kind.map_or_else(|| role_of(&line, body), Role::Kind);
            out.push(Block { role, lines: vec![line] });
        } else if let Some(block) = out.last_mut() {
            block.lines.push(line);
        }
    }
    for block in &mut out {
        settle(block, body, kind.is_some());
    }
    out
}

/// The commonest distance between lines, in ems.
fn usual_leading(lines: &[Line]) -> f32 {
    let mut counts: std::collections::BTreeMap<u32, u32> = std::collections::BTreeMap::new();
    for pair in lines.windows(2) {
        if let [a, b] = pair {
            let gap = (b.y - a.y) / a.size.max(1.0);
            if (0.8..2.5).contains(&gap) && a.page == b.page {
                *counts.entry((gap * 20.0) as u32).or_default() += 1;
            }
        }
    }
    let most = counts.iter().max_by_key(|(gap, count)| (**count, u32::MAX - **gap)).map(|(gap, _)| *gap);
    most.map_or(1.25, |gap| gap as f32 / 20.0 + 0.05)
}

/// Whether `line` begins a paragraph after `block`.
fn begins(block: &Block, line: &Line, leading: f32, body: Body, cell: bool) -> bool {
    let (Some(first), Some(last)) = (block.lines.first(), block.lines.last()) else { return true };
    if last.page != line.page {
        return true;
    }
    let gap = (line.y - last.y) / last.size.max(1.0);
    let smaller = (line.size - last.size).abs() > 0.12 * last.size.max(line.size);
    let heavier = !cell && !body.bold && last.bold() != line.bold() && (block.lines.iter().all(Line::bold) || line.bold());
    if gap > leading * 1.28 + 0.05 || gap < -0.5 || smaller {
        return true;
    }
    let text = line.text();
    let (ended, short) = (ends_sentence(last), last.x1 < last.right - 0.12 * (last.right - last.left).max(1.0));
    if heavier && (short || ended || starts_anew(&text) && !line.bold()) {
        return true;
    }
    if is_bullet_line(&text) {
        return true;
    }
    if let Some(label) = clause_label(&text)
        && (short || ended || hangs(first, line, &block_label(block), label))
    {
        return true;
    }
    // A line set in from the left of those before it begins a paragraph; one set out from an item's words does too.
    let indent = line.x0 - last.x0;
    let hanging = block_label(block).is_some() || is_bullet_line(&first.text());
    if hanging && block.lines.len() >= 2 && indent < -0.8 * line.size && (line.x0 - first.x0).abs() < 0.8 * line.size {
        return ended || short;
    }
    if !hanging && indent > 0.8 * line.size && block.lines.len() >= 2 {
        return ended;
    }
    short && ended && starts_anew(&text)
}

fn block_label(block: &Block) -> Option<String> {
    clause_label(&block.lines.first()?.text()).map(str::to_owned)
}

/// Whether a numbered line follows a numbered block as the next number at the same edge.
fn hangs(first: &Line, line: &Line, before: &Option<String>, label: &str) -> bool {
    (first.x0 - line.x0).abs() < 2.0 && before.as_deref().is_some_and(|before| next_label(before, label))
}

/// Whether one label follows another: 4.1 then 4.2, 4.1 then 4.1.1, a then b.
fn next_label(before: &str, label: &str) -> bool {
    if label.starts_with(before) {
        return true;
    }
    let parts = |t: &str| t.split('.').map(|p| p.parse::<u32>().unwrap_or(0)).collect::<Vec<_>>();
    let (a, b) = (parts(before), parts(label));
    let alike = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    b.len() <= a.len() && alike + 1 == b.len() && b.last().copied() == a.get(alike).map(|n| n + 1)
}

fn is_bullet_line(text: &str) -> bool {
    text.chars().nth(1) == Some(' ') && is_bullet(text) && text.chars().count() > 2
}

fn ends_sentence(line: &Line) -> bool {
    let last = line.signs.iter().rev().map(|s| s.c).find(|c| !matches!(c, ')' | '"' | '\'' | '\u{201d}' | '\u{2019}'));
    matches!(last, Some('.' | '?' | '!' | ':' | ';'))
}

fn starts_anew(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase())
}

/// What a first line promises.
fn role_of(line: &Line, body: Body) -> Role {
    let text = line.text();
    if is_bullet_line(&text) {
        return Role::Kind(PassageKind::ListItem { depth: 1 });
    }
    if is_contents_line(&text) {
        return Role::Contents;
    }
    if line.size < body.size * 0.92
        && line.signs.first().is_some_and(|s| s.raised && s.c.is_ascii_digit() || matches!(s.c, '*' | '\u{2020}'))
    {
        return Role::Kind(PassageKind::Note);
    }
    Role::Kind(PassageKind::Paragraph)
}

/// Decides what a whole block is.
fn settle(block: &mut Block, body: Body, fixed: bool) {
    let Some(first) = block.lines.first() else { return };
    let text = first.text();
    if is_bullet_line(&text) {
        if !fixed {
            let depth = ((first.x0 - first.left) / (2.5 * first.size.max(1.0))).clamp(0.0, 7.0) as u8 + 1;
            block.role = Role::Kind(PassageKind::ListItem { depth });
        }
        strip_bullet(block);
        return;
    }
    if fixed || block.role != Role::Kind(PassageKind::Paragraph) {
        return;
    }
    if block.lines.iter().all(|l| is_contents_line(&l.text())) {
        block.role = Role::Contents;
        return;
    }
    if let Some(level) = heading_level(block, body) {
        block.role = Role::Heading(level);
        return;
    }
    if clause_label(&text).is_some_and(|label| label.chars().all(|c| c.is_ascii_lowercase())) {
        block.role = Role::Kind(PassageKind::ListItem { depth: 1 });
    }
}

/// Takes the bullet off the front of an item: it is not the author's word.
pub(super) fn strip_bullet(block: &mut Block) {
    let Some(first) = block.lines.first_mut() else { return };
    let text = first.text();
    if is_bullet_line(&text) {
        first.signs.drain(..2.min(first.signs.len()));
    }
}

/// "Scope ........ 4": a line of a table of contents.
pub(super) fn is_contents_line(text: &str) -> bool {
    let trimmed = text.trim_end();
    let words = trimmed.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x'));
    if words.len() == trimmed.len() {
        return trimmed.ends_with(".....");
    }
    let dots = words.chars().rev().take_while(|c| matches!(c, '.' | ' ' | '\u{2026}' | '_' | '\u{b7}')).filter(|c| *c != ' ').count();
    dots >= 4 || (dots >= 2 && words.trim_end().ends_with('\u{2026}'))
}

/// Whether a block looks like a heading: larger than the body, or all bold, short, and no sentence. Sizes are told
/// apart by tens, so that the levels can be settled when the whole document is known.
pub(super) fn heading_level(block: &Block, body: Body) -> Option<u8> {
    let letters: usize = block.lines.iter().map(|l| l.signs.iter().filter(|s| s.c.is_alphabetic()).count()).sum();
    let all: usize = block.lines.iter().map(|l| l.signs.len()).sum();
    let last = block.lines.last()?;
    let first = block.lines.first()?;
    if letters < 3 || all > 160 || block.lines.len() > 4 {
        return None;
    }
    let end = last.signs.last().map(|s| s.c);
    let sentence = matches!(end, Some('.' | ';' | ','));
    let larger = first.size > body.size * 1.12;
    let bold = !body.bold && block.lines.iter().all(Line::bold);
    if larger && !(sentence && all > 60) {
        return Some(0);
    }
    let addressed = first.signs.iter().any(|s| s.c == '@') || end == Some(':') && all > 60;
    (bold && !sentence && !addressed && all <= 110 && starts_anew(&first.text()) && first.size >= body.size * 0.95).then_some(0)
}

/// Joins a label that stands by itself to what it labels.
pub(super) fn with_label(label: &[Sign], block: &mut Block) {
    if let Some(first) = block.lines.first_mut() {
        let mut signs = label.to_vec();
        signs.push(Sign { c: ' ', glyph: GAP, link: 0, bold: false, italic: false, raised: false });
        signs.append(&mut first.signs);
        first.signs = signs;
    }
}
