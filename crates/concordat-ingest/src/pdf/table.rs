//! Tables, by their ruled lines or by the alignment of their columns.

use super::content::Rule;
use super::line::Line;
use std::collections::BTreeMap;

/// A table's cells: row and column from 1, and the pieces in each.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) cells: BTreeMap<(u32, u32), Vec<Line>>,
}

/// A ruled line's place: where it lies across, and from where to where it runs.
#[derive(Debug, Clone, Copy)]
struct Stroke {
    at: f32,
    from: f32,
    to: f32,
}

/// Rules nearer than this are one.
const TOUCH: f32 = 3.0;
/// Strokes of one page that are joined into grids; a drawing has more.
const STROKES: usize = 1200;

/// Takes the pieces that stand in ruled tables out of `pieces`; each table leaves one piece that holds its place.
pub(super) fn ruled(pieces: &mut Vec<Line>, rules: &[Rule]) -> Vec<Table> {
    let mut tables = Vec::new();
    if rules.len() < 4 {
        return tables;
    }
    let across = strokes(rules.iter().filter(|r| r.y1 - r.y0 < 3.0).map(|r| Stroke { at: (r.y0 + r.y1) / 2.0, from: r.x0, to: r.x1 }));
    let down = strokes(rules.iter().filter(|r| r.x1 - r.x0 < 3.0).map(|r| Stroke { at: (r.x0 + r.x1) / 2.0, from: r.y0, to: r.y1 }));
    if across.len() + down.len() > STROKES {
        return tables;
    }
    for (rows, columns) in grids(&across, &down) {
        if let Some(table) = fill(pieces, &rows, &columns) {
            let number = tables.len() + 1;
            let (top, bottom) = ends(&rows);
            let (left, right) = ends(&columns);
            if let Some(place) = pieces.iter_mut().find(|p| p.table == usize::MAX) {
                (place.x0, place.x1, place.y, place.size, place.table) = (left, right, top, (bottom - top).max(1.0), number);
            }
            tables.push(table);
        }
    }
    tables
}

fn ends(strokes: &[Stroke]) -> (f32, f32) {
    (strokes.iter().map(|s| s.at).fold(f32::MAX, f32::min), strokes.iter().map(|s| s.at).fold(f32::MIN, f32::max))
}

/// Rules with those joined that lie on one line and touch.
fn strokes(rules: impl Iterator<Item = Stroke>) -> Vec<Stroke> {
    let mut all: Vec<Stroke> = rules.collect();
    all.sort_by(|a, b| ((a.at / TOUCH).round()).total_cmp(&(b.at / TOUCH).round()).then(a.from.total_cmp(&b.from)));
    let mut joined: Vec<Stroke> = Vec::new();
    for stroke in all {
        match joined.last_mut() {
            Some(last) if (last.at - stroke.at).abs() < TOUCH && stroke.from <= last.to + TOUCH => last.to = last.to.max(stroke.to),
            _ => joined.push(stroke),
        }
    }
    joined.retain(|s| s.to - s.from > 8.0);
    joined
}

/// Strokes that touch one another, as tables: rows' strokes and columns' strokes.
fn grids(across: &[Stroke], down: &[Stroke]) -> Vec<(Vec<Stroke>, Vec<Stroke>)> {
    let mut group: Vec<usize> = (0..across.len() + down.len()).collect();
    fn root(group: &mut [usize], mut n: usize) -> usize {
        while let Some(&up) = group.get(n) {
            if up == n {
                break;
            }
            // Every second step of the way is taken out, so that no way stays long.
            let further = group.get(up).copied().unwrap_or(up);
            if let Some(slot) = group.get_mut(n) {
                *slot = further;
            }
            n = further;
        }
        n
    }
    for (a, row) in across.iter().enumerate() {
        for (d, column) in down.iter().enumerate() {
            let meets = row.from - TOUCH <= column.at
                && column.at <= row.to + TOUCH
                && column.from - TOUCH <= row.at
                && row.at <= column.to + TOUCH;
            if meets {
                let (x, y) = (root(&mut group, a), root(&mut group, across.len() + d));
                if let Some(slot) = group.get_mut(x.max(y)) {
                    *slot = x.min(y);
                }
            }
        }
    }
    let mut grids: BTreeMap<usize, (Vec<Stroke>, Vec<Stroke>)> = BTreeMap::new();
    for (a, row) in across.iter().enumerate() {
        grids.entry(root(&mut group, a)).or_default().0.push(*row);
    }
    for (d, column) in down.iter().enumerate() {
        grids.entry(root(&mut group, across.len() + d)).or_default().1.push(*column);
    }
    grids.into_values().filter(|(rows, columns)| rows.len() >= 2 && columns.len() >= 2).collect()
}

/// Distinct places of strokes, in order.
fn places(strokes: &[Stroke]) -> Vec<f32> {
    let mut at: Vec<f32> = strokes.iter().map(|s| s.at).collect();
    at.sort_by(f32::total_cmp);
    at.dedup_by(|a, b| (*a - *b).abs() < TOUCH * 1.5);
    at
}

/// Puts the pieces within a grid into its cells; none where it is no table: a box, or lines around a page.
fn fill(pieces: &mut Vec<Line>, rows: &[Stroke], columns: &[Stroke]) -> Option<Table> {
    let (tops, lefts) = (places(rows), places(columns));
    if tops.len() < 2 || lefts.len() < 3 {
        return None;
    }
    let ((top, bottom), (left, right)) = (ends(rows), ends(columns));
    let mut table = Table::default();
    let mut placed: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
    for (n, piece) in pieces.iter().enumerate() {
        let (x, y) = (piece.x0 + (piece.x1 - piece.x0).min(6.0) / 2.0, piece.y - piece.size * 0.3);
        if piece.angle != 0 || piece.table > 0 || x < left || x > right || y < top || y > bottom {
            continue;
        }
        // The nearest line above that passes over the piece, and the nearest to its left that passes beside it.
        let above = rows.iter().filter(|r| r.at <= y && r.from - TOUCH <= x && x <= r.to + TOUCH).map(|r| r.at).fold(f32::MIN, f32::max);
        let beside =
            columns.iter().filter(|c| c.at <= x && c.from - TOUCH <= y && y <= c.to + TOUCH).map(|c| c.at).fold(f32::MIN, f32::max);
        if above == f32::MIN || beside == f32::MIN {
            continue;
        }
        let index = |places: &[f32], at: f32| u32::try_from(places.iter().filter(|p| **p <= at + TOUCH).count()).unwrap_or(1);
        placed.insert(n, (index(&tops, above), index(&lefts, beside)));
    }
    let columns_used = placed.values().map(|p| p.1).collect::<std::collections::BTreeSet<_>>().len();
    let cells_used = placed.values().collect::<std::collections::BTreeSet<_>>().len();
    if columns_used < 2 || cells_used < 3 {
        return None;
    }
    let mut holder: Option<Line> = None;
    let mut kept = Vec::with_capacity(pieces.len());
    for (n, piece) in pieces.drain(..).enumerate() {
        match placed.get(&n) {
            Some(cell) => {
                if holder.is_none() {
                    holder = Some(Line { table: usize::MAX, signs: Vec::new(), ..piece.clone() });
                }
                table.cells.entry(*cell).or_default().push(piece);
            }
            None => kept.push(piece),
        }
    }
    kept.extend(holder);
    *pieces = kept;
    renumber(&mut table);
    Some(table)
}

/// Rows and columns without words are not counted.
fn renumber(table: &mut Table) {
    let distinct = |pick: fn(&(u32, u32)) -> u32| -> BTreeMap<u32, u32> {
        let set: std::collections::BTreeSet<u32> = table.cells.keys().map(pick).collect();
        set.into_iter().zip(1..).collect()
    };
    let (rows, columns) = (distinct(|c| c.0), distinct(|c| c.1));
    let cells = std::mem::take(&mut table.cells);
    table.cells =
        cells.into_iter().map(|((r, c), v)| ((rows.get(&r).copied().unwrap_or(r), columns.get(&c).copied().unwrap_or(c)), v)).collect();
}

/// The pieces of a stretch as rows: those on one base line together, from left to right.
pub(super) fn rows(pieces: Vec<Line>) -> Vec<Vec<Line>> {
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|f| same_row(f, &piece)) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    rows
}

fn same_row(a: &Line, b: &Line) -> bool {
    let rise = (a.y - b.y).abs();
    let beside = a.x1 <= b.x0 + 1.0 || b.x1 <= a.x0 + 1.0;
    a.table == 0 && b.table == 0 && a.angle == b.angle && beside && rise < 0.3 * a.size.max(b.size)
}

/// Where a table without ruled lines ends that begins at `from`: three rows or more whose columns begin at the same
/// places. None where there is none.
pub(super) fn aligned(rows: &[Vec<Line>], from: usize) -> Option<usize> {
    let first = rows.get(from)?;
    if first.len() < 2 || first.iter().any(|p| p.table > 0) {
        return None;
    }
    let starts: Vec<f32> = first.iter().map(|p| p.x0).collect();
    let (mut end, mut full) = (from + 1, 1);
    let mut last_full = from + 1;
    let mut y = first.first().map_or(0.0, |p| p.y);
    while let Some(row) = rows.get(end) {
        let Some(head) = row.first() else { break };
        let on = |p: &Line| starts.iter().any(|s| (p.x0 - s).abs() < 0.5 * p.size.max(6.0));
        if head.table > 0 || !row.iter().all(on) || head.y - y > head.size * 3.5 {
            break;
        }
        if row.len() >= 2 {
            full += 1;
            last_full = end + 1;
        }
        y = head.y;
        end += 1;
    }
    // Lines of one piece after the last full row belong to it only where they continue a column other than the first.
    while let Some(row) = rows.get(last_full) {
        let continues =
            row.len() == 1 && last_full < end && row.first().is_some_and(|p| starts.iter().skip(1).any(|s| (p.x0 - s).abs() < 3.0));
        if !continues {
            break;
        }
        last_full += 1;
    }
    (full >= 3).then_some(last_full)
}

/// The cells of an aligned table.
pub(super) fn cells_of(rows: Vec<Vec<Line>>) -> Table {
    let starts: Vec<f32> = rows.first().map(|r| r.iter().map(|p| p.x0).collect()).unwrap_or_default();
    let mut table = Table::default();
    let mut number = 0u32;
    let mut last_y = f32::MIN;
    let (tight, loose) = distances(&rows);
    for row in rows {
        let begins = row.first().is_some_and(|p| starts.first().is_some_and(|s| (p.x0 - s).abs() < 0.5 * p.size.max(6.0)));
        let y = row.first().map_or(0.0, |p| p.y);
        // Where rows stand further apart than the lines of one cell, the distance tells; else the first column does.
        if number == 0 || if loose { y - last_y > tight * 1.3 } else { begins } {
            number += 1;
        }
        last_y = y;
        for piece in row {
            let column = starts.iter().filter(|s| **s <= piece.x0 + 0.5 * piece.size.max(6.0)).count().max(1);
            table.cells.entry((number, u32::try_from(column).unwrap_or(1))).or_default().push(piece);
        }
    }
    table
}

/// The least distance between lines, and whether some stand further apart.
fn distances(rows: &[Vec<Line>]) -> (f32, bool) {
    let first = |row: &Vec<Line>| row.first().map(|p| (p.y, p.size));
    let gaps = rows.windows(2).filter_map(|pair| {
        let (a, b) = (first(pair.first()?)?, first(pair.get(1)?)?);
        let gap = b.0 - a.0;
        (gap > 0.8 * a.1).then_some(gap)
    });
    let gaps: Vec<f32> = gaps.collect();
    let tight = gaps.iter().copied().fold(f32::MAX, f32::min);
    (tight, gaps.iter().any(|g| *g > tight * 1.3))
}
