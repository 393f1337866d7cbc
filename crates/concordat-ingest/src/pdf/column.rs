//! Reading order: columns of prose are read one after the other.

use super::line::Line;

/// Lines that each side of a gutter must have.
const LEAST: usize = 4;
/// How deep columns within columns are looked for.
const DEPTH: u32 = 4;

/// Cuts the pieces of a page into stretches that are each read from top to bottom.
pub(super) fn stretches(pieces: Vec<Line>, depth: u32) -> Vec<Vec<Line>> {
    let mut pieces = pieces;
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let gutter = if depth < DEPTH { gutter(&pieces) } else { None };
    let Some((from, to)) = gutter else { return vec![bounded(pieces)] };
    let mut out: Vec<Vec<Line>> = Vec::new();
    let (mut whole, mut left, mut right): (Vec<Line>, Vec<Line>, Vec<Line>) = (Vec::new(), Vec::new(), Vec::new());
    let mut flush = |whole: &mut Vec<Line>, left: &mut Vec<Line>, right: &mut Vec<Line>| {
        if left.is_empty() && right.is_empty() {
            return;
        }
        if is_prose(left) && is_prose(right) && overlap(left, right) {
            if !whole.is_empty() {
                out.extend(stretches(std::mem::take(whole), depth + 1));
            }
            out.extend(stretches(std::mem::take(left), depth + 1));
            out.extend(stretches(std::mem::take(right), depth + 1));
        } else {
            whole.append(left);
            whole.append(right);
        }
    };
    for piece in pieces {
        if piece.x0 < from - 1.0 && piece.x1 > to + 1.0 || piece.table > 0 && piece.x0 < to && piece.x1 > from {
            flush(&mut whole, &mut left, &mut right);
            whole.push(piece);
        } else if (piece.x0 + piece.x1) / 2.0 < (from + to) / 2.0 {
            left.push(piece);
        } else {
            right.push(piece);
        }
    }
    flush(&mut whole, &mut left, &mut right);
    if out.is_empty() {
        whole.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
        return vec![bounded(whole)];
    }
    if !whole.is_empty() {
        out.extend(stretches(whole, depth + 1));
    }
    out
}

/// Tells each line how far its column reaches.
fn bounded(mut pieces: Vec<Line>) -> Vec<Line> {
    let left = pieces.iter().map(|p| p.x0).fold(f32::MAX, f32::min);
    let mut ends: Vec<f32> = pieces.iter().filter(|p| p.table == 0).map(|p| p.x1).collect();
    ends.sort_by(f32::total_cmp);
    // One line that sticks out says nothing of the column.
    let right = ends.get(ends.len().saturating_sub(1 + ends.len() / 20)).copied().unwrap_or(0.0);
    for piece in &mut pieces {
        piece.left = left;
        piece.right = right;
    }
    pieces
}

/// The emptiest upright strip near the middle with text on either side, as its edges.
fn gutter(pieces: &[Line]) -> Option<(f32, f32)> {
    if pieces.len() < 2 * LEAST {
        return None;
    }
    const STEP: f32 = 2.0;
    let left = pieces.iter().map(|p| p.x0).fold(f32::MAX, f32::min);
    let right = pieces.iter().map(|p| p.x1).fold(f32::MIN, f32::max);
    let count = ((right - left) / STEP) as usize;
    if !(20..5000).contains(&count) {
        return None;
    }
    // How many pieces stand over each step, by their beginnings and ends.
    let mut change = vec![0i32; count + 2];
    for piece in pieces {
        let from = ((piece.x0 - left) / STEP) as usize;
        let to = ((piece.x1 - left) / STEP).ceil() as usize;
        if let Some(slot) = change.get_mut(from.min(count)) {
            *slot += 1;
        }
        if let Some(slot) = change.get_mut(to.min(count + 1)) {
            *slot -= 1;
        }
    }
    let mut over = 0;
    let covered: Vec<i32> = change
        .iter()
        .map(|c| {
            over += c;
            over
        })
        .collect();
    let (low, high) = (count / 6, count - count / 6);
    let least = covered.get(low..high)?.iter().min().copied()?;
    if usize::try_from(least).unwrap_or(0) * 3 > pieces.len() * 2 {
        return None;
    }
    // The widest run of steps that few pieces stand over.
    let (mut best, mut run) = ((0, 0), 0);
    for (at, over) in covered.iter().enumerate().take(high).skip(low) {
        run = if *over <= least { run + 1 } else { 0 };
        if run > best.1 - best.0 {
            best = (at + 1 - run, at + 1);
        }
    }
    let (from, to) = (left + best.0 as f32 * STEP, left + best.1 as f32 * STEP);
    let size = pieces.get(pieces.len() / 2).map_or(10.0, |p| p.size);
    (to - from >= (0.7 * size).max(6.0)).then_some((from, to))
}

/// Whether the pieces of one side are lines of prose that fill their column.
fn is_prose(side: &[Line]) -> bool {
    let mut lines = 0usize;
    let mut last = f32::MIN;
    let (mut letters, mut width) = (0usize, 0f32);
    let left = side.iter().map(|p| p.x0).fold(f32::MAX, f32::min);
    let right = side.iter().map(|p| p.x1).fold(f32::MIN, f32::max);
    for piece in side {
        if piece.y - last > piece.size * 0.4 {
            lines += 1;
            last = piece.y;
        }
        letters += piece.signs.len();
        width += piece.x1 - piece.x0;
    }
    lines >= LEAST && letters >= lines * 18 && width >= (right - left) * lines as f32 * 0.5
}

/// Whether two sides stand beside each other rather than one below the other.
fn overlap(left: &[Line], right: &[Line]) -> bool {
    let span = |side: &[Line]| (side.iter().map(|p| p.y).fold(f32::MAX, f32::min), side.iter().map(|p| p.y).fold(f32::MIN, f32::max));
    let ((a0, a1), (b0, b1)) = (span(left), span(right));
    let shared = a1.min(b1) - a0.max(b0);
    shared > 0.3 * (a1 - a0).min(b1 - b0)
}
