//! Blocks of a tagged PDF, in the order of its structure tree.

use super::content::Rule;
use super::flow::{self, Block, Body};
use super::line::{Line, UNTAGGED};
use super::tags::{Role, Tags};
use concordat_register::PassageKind;
use std::collections::BTreeMap;

/// The pieces of each page.
type Pages = Vec<Vec<Line>>;

/// Blocks by the tags, and the pieces of each page that carry none. Where the tags cannot be relied on, the pages come
/// back as they were.
pub(super) fn blocks(pages: Pages, tags: &Tags, body: Body) -> Result<(Vec<Block>, Pages), Pages> {
    let (mut tagged, mut all) = (0usize, 0usize);
    for line in pages.iter().flatten() {
        all += line.signs.len();
        tagged += if line.block == UNTAGGED { 0 } else { line.signs.len() };
    }
    if tags.blocks.len() < 2 || tagged * 10 < all * 7 || !well_cut(&pages, tags) {
        return Err(pages);
    }
    let mut by_block: BTreeMap<u32, Vec<Line>> = BTreeMap::new();
    let mut rest: Vec<Vec<Line>> = vec![Vec::new(); pages.len()];
    for (page, pieces) in pages.into_iter().enumerate() {
        for piece in pieces {
            if piece.block != UNTAGGED {
                by_block.entry(piece.block).or_default().push(piece);
            } else if let Some(rest) = rest.get_mut(page) {
                rest.push(piece);
            }
        }
    }
    let mut out: Vec<Block> = Vec::new();
    let mut label: Option<Block> = None;
    for (number, pieces) in in_order(by_block) {
        let Some(role) = tags.blocks.get(number as usize) else { continue };
        let mut block = Block { role: *role, lines: lines(pieces) };
        if *role == Role::Label {
            label = Some(block);
            continue;
        }
        if let Some(label) = label.take() {
            let signs: Vec<_> = label.lines.into_iter().flat_map(|l| l.signs).collect();
            flow::with_label(&signs, &mut block);
        }
        if block.role == Role::Kind(PassageKind::Paragraph)
            && let Some(level) = flow::heading_level(&block, body)
        {
            block.role = Role::Heading(level);
        }
        flow::strip_bullet(&mut block);
        if block.lines.iter().all(|l| flow::is_contents_line(&l.text())) {
            block.role = Role::Contents;
        }
        out.push(block);
    }
    header_cells(&mut out);
    Ok((out, rest))
}

/// The blocks in the order of the tree, or of drawing where that runs down the pages and the tree does not.
fn in_order(by_block: BTreeMap<u32, Vec<Line>>) -> Vec<(u32, Vec<Line>)> {
    let mut blocks: Vec<(u32, Vec<Line>)> = by_block.into_iter().collect();
    let by_tree = leaps(&blocks);
    let drawn = |b: &(u32, Vec<Line>)| b.1.first().and_then(|l| Some((l.page, l.signs.first()?.glyph))).unwrap_or_default();
    blocks.sort_by_key(drawn);
    if leaps(&blocks) * 2 >= by_tree {
        blocks.sort_by_key(|b| b.0);
    }
    blocks
}

/// How often a block stands above the one before it.
fn leaps(blocks: &[(u32, Vec<Line>)]) -> usize {
    let place = |b: &(u32, Vec<Line>)| b.1.first().map(|l| (l.page, l.y, l.size));
    let up = |pair: &[(u32, Vec<Line>)]| match (pair.first().and_then(place), pair.get(1).and_then(place)) {
        (Some(a), Some(b)) => b.0 < a.0 || b.0 == a.0 && b.1 < a.1 - a.2,
        _ => false,
    };
    blocks.windows(2).filter(|pair| up(pair)).count()
}

/// Whether the blocks begin and end where paragraphs do: files that tag every line, or one block for all, do not count.
fn well_cut(pages: &[Vec<Line>], tags: &Tags) -> bool {
    let mut first: BTreeMap<u32, (char, usize)> = BTreeMap::new();
    for piece in pages.iter().flatten().filter(|p| p.block != UNTAGGED) {
        let c = piece.signs.iter().map(|s| s.c).find(|c| c.is_alphanumeric()).unwrap_or('A');
        let entry = first.entry(piece.block).or_insert((c, 0));
        entry.1 += piece.signs.len();
    }
    let plain = |block: &u32| matches!(tags.blocks.get(*block as usize), Some(Role::Kind(PassageKind::Paragraph)));
    let paragraphs: Vec<&(char, usize)> = first.iter().filter(|(block, _)| plain(block)).map(|(_, v)| v).collect();
    let small = paragraphs.iter().filter(|(c, _)| c.is_lowercase()).count();
    let longest = first.values().map(|v| v.1).max().unwrap_or(0);
    let total: usize = first.values().map(|v| v.1).sum();
    small * 5 <= paragraphs.len().max(4) && (longest < 6000 || longest * 3 < total)
}

/// The pieces of one block as lines, in the order they were drawn.
fn lines(pieces: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for piece in pieces {
        match out.last_mut() {
            Some(last)
                if last.page == piece.page
                    && (last.y - piece.y).abs() < 0.45 * last.size.max(piece.size)
                    && piece.x0 > last.x1 - 0.5 * piece.size =>
            {
                last.extend(piece);
            }
            _ => out.push(piece),
        }
    }
    out
}

/// Where no cell is tagged as a header, a first row all in bold heads its table.
fn header_cells(blocks: &mut [Block]) {
    let mut heads: BTreeMap<u32, (bool, bool, u32)> = BTreeMap::new();
    for block in blocks.iter() {
        if let Role::Kind(PassageKind::Cell { table, row, header, .. }) = block.role {
            let entry = heads.entry(table).or_insert((false, true, 0));
            entry.0 |= header;
            entry.2 = entry.2.max(row);
            if row == 1 {
                entry.1 &= block.lines.iter().all(Line::bold);
            }
        }
    }
    for block in blocks {
        if let Role::Kind(PassageKind::Cell { table, row: 1, header, .. }) = &mut block.role {
            *header |= heads.get(table).is_some_and(|(marked, bold, rows)| !marked && *bold && *rows > 1);
        }
    }
}

/// Puts what carries no tag after the tagged blocks of its page.
pub(super) fn with_untagged(blocks: Vec<Block>, rest: Vec<Vec<Line>>, rules: &[Vec<Rule>], body: Body) -> Vec<Block> {
    let mut tables = blocks
        .iter()
        .filter_map(|b| match b.role {
            Role::Kind(PassageKind::Cell { table, .. }) => Some(table),
            _ => None,
        })
        .max()
        .unwrap_or(0);
    let mut extra: BTreeMap<u32, Vec<Block>> = BTreeMap::new();
    for (page, (pieces, rules)) in rest.into_iter().zip(rules).enumerate() {
        if !pieces.is_empty() {
            extra.insert(u32::try_from(page).unwrap_or(u32::MAX), flow::blocks(pieces, rules, body, &mut tables));
        }
    }
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let page = block.lines.first().map_or(0, |l| l.page);
        while let Some(entry) = extra.first_entry() {
            if *entry.key() >= page {
                break;
            }
            out.extend(entry.remove());
        }
        out.push(block);
    }
    out.extend(extra.into_values().flatten());
    out
}
