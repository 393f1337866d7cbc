//! Tables that run on over a page.

use super::flow::Block;
use super::line::Line;
use super::tags::Role;
use concordat_register::PassageKind;
use std::collections::BTreeMap;

/// The place of a block's cell: table, row, column.
fn cell(block: &Block) -> Option<(u32, u32, u32)> {
    match block.role {
        Role::Kind(PassageKind::Cell { table, row, column, .. }) => Some((table, row, column)),
        _ => None,
    }
}

/// Joins a table at the top of a page to the one that ended the page before, where both have the same columns. A header
/// row said again is dropped, and a row cut in two is made whole.
pub(super) fn join_tables(blocks: &mut Vec<Block>) {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    let mut tables = 0;
    let mut known: BTreeMap<u32, u32> = BTreeMap::new();
    while let Some(block) = rest.next() {
        let Some((table, ..)) = cell(&block) else {
            out.push(block);
            continue;
        };
        let mut group = vec![block];
        while let Some(next) = rest.next_if(|b| cell(b).is_some_and(|c| c.0 == table)) {
            group.push(next);
        }
        match out.last().and_then(cell) {
            Some((number, ..)) if !known.contains_key(&table) => {
                let from = table_start(&out, number);
                let tail = out.get_mut(from..).unwrap_or_default();
                if continues(tail, &group) {
                    let added = appended(tail, number, group);
                    out.extend(added);
                } else {
                    tables += 1;
                    known.insert(table, tables);
                    out.extend(group.into_iter().map(|b| moved(b, tables, 0)));
                }
            }
            _ => {
                let number = *known.entry(table).or_insert_with(|| {
                    tables += 1;
                    tables
                });
                out.extend(group.into_iter().map(|b| moved(b, number, 0)));
            }
        }
    }
    *blocks = out;
}

/// A cell's block with another table's number and its row further down.
fn moved(mut block: Block, number: u32, down: u32) -> Block {
    if let Role::Kind(PassageKind::Cell { table, row, header, .. }) = &mut block.role {
        *table = number;
        *row += down;
        *header &= down == 0;
    }
    block
}

fn columns<'a>(blocks: impl Iterator<Item = &'a Block>) -> u32 {
    blocks.filter_map(cell).map(|c| c.2).max().unwrap_or(0)
}

/// Cells looked back at; a longer table is continued by what its last cells show.
const CELLS: usize = 4000;

/// Where the table that ends the blocks begins.
fn table_start(out: &[Block], number: u32) -> usize {
    let tail = out.iter().rev().take(CELLS).take_while(|b| cell(b).is_some_and(|c| c.0 == number)).count();
    out.len() - tail
}

fn continues(here: &[Block], group: &[Block]) -> bool {
    let end = here.iter().filter_map(|b| b.lines.last()).map(|l| l.page).max();
    let start = group.iter().filter_map(|b| b.lines.first()).map(|l| l.page).min();
    end.zip(start).is_some_and(|(end, start)| start == end + 1) && columns(here.iter()) == columns(group.iter())
}

/// The words of a table's row, cell by cell.
fn row_words(blocks: &[Block], table: u32, row: u32) -> Vec<String> {
    let of_row = blocks.iter().filter(|b| cell(b).is_some_and(|c| c.0 == table && c.1 == row));
    of_row.map(|b| b.lines.iter().map(Line::text).collect::<Vec<_>>().join(" ")).collect()
}

/// The group's blocks as further rows of the table; what belongs to its last row is added there.
fn appended(here: &mut [Block], number: u32, group: Vec<Block>) -> Vec<Block> {
    let last = here.iter().filter_map(cell).map(|c| c.1).max().unwrap_or(0);
    let table = group.first().and_then(cell).map_or(0, |c| c.0);
    let first = row_words(&group, table, 1);
    let again = first == row_words(here, number, 1);
    // The rest of a row that the page cut has nothing in the first column and goes on in small letters.
    let labelled = group.iter().filter_map(cell).any(|c| c.1 == 1 && c.2 == 1);
    let cut = !again && !labelled && !first.is_empty() && first.iter().all(|t| t.starts_with(char::is_lowercase));
    let down = last - u32::from(again || cut).min(last);
    let mut added = Vec::new();
    for block in group {
        let Some((_, row, column)) = cell(&block) else { continue };
        if row == 1 && again {
            continue;
        }
        let start = if row == 1 && cut { here.iter_mut().rev().find(|b| cell(b) == Some((number, last, column))) } else { None };
        match start {
            Some(start) => start.lines.extend(block.lines),
            None => added.push(moved(block, number, down)),
        }
    }
    added
}
