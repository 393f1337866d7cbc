//! Which column each box stands in: cycles are broken, then every arrow leads to the right where it can.

use super::{Link, at};
use crate::Kind;

/// Rounds of moving boxes nearer to what they are linked with.
const ROUNDS: usize = 8;

/// The column of every node, from 0 without gaps.
pub(super) fn ranks(kinds: &[Kind], links: &[Link]) -> Vec<usize> {
    let count = kinds.len();
    let place = order(kinds, links);
    // An arrow against the order is turned round, so that none goes in a circle.
    let turned: Vec<(usize, usize)> =
        links.iter().map(|l| if at(&place, l.from) <= at(&place, l.to) { (l.from, l.to) } else { (l.to, l.from) }).collect();
    let mut by_place: Vec<usize> = (0..count).collect();
    by_place.sort_by_key(|&n| at(&place, n));
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    for &(a, b) in &turned {
        into.get_mut(b).into_iter().for_each(|list| list.push(a));
        out.get_mut(a).into_iter().for_each(|list| list.push(b));
    }
    let mut rank = vec![0; count];
    for &node in &by_place {
        let longest = into.get(node).into_iter().flatten().map(|&p| at(&rank, p) + 1).max().unwrap_or(0);
        set(&mut rank, node, longest);
    }
    tighten(kinds, &by_place, &into, &out, &mut rank);
    without_gaps(&mut rank);
    rank
}

/// Moves boxes within what their arrows allow towards the side on which they have more of them. Starts keep the first column.
fn tighten(kinds: &[Kind], by_place: &[usize], into: &[Vec<usize>], out: &[Vec<usize>], rank: &mut [usize]) {
    for _ in 0..ROUNDS {
        let before = rank.to_vec();
        for &node in by_place.iter().rev() {
            let (Some(from), Some(to)) = (into.get(node), out.get(node)) else { continue };
            let low = from.iter().map(|&p| at(rank, p) + 1).max().unwrap_or(0);
            let high = to.iter().map(|&s| at(rank, s).saturating_sub(1)).min();
            let start = kinds.get(node) == Some(&Kind::Start);
            let wanted = match high {
                Some(high) if !start && to.len() > from.len() => high.max(low),
                _ => low,
            };
            set(rank, node, wanted);
        }
        if before == rank {
            return;
        }
    }
}

fn without_gaps(rank: &mut [usize]) {
    let mut used: Vec<usize> = rank.to_vec();
    used.sort_unstable();
    used.dedup();
    for one in rank.iter_mut() {
        *one = used.binary_search(one).unwrap_or(0);
    }
}

/// An order in which few arrows lead back (Eades, Lin and Smyth, 1993): what nothing leads to comes first, what leads nowhere comes
/// last, and between them what has most more arrows out than in.
fn order(kinds: &[Kind], links: &[Link]) -> Vec<usize> {
    let count = kinds.len();
    let mut degree: Vec<(i64, i64)> = vec![(0, 0); count];
    let mut near: Vec<Vec<(usize, bool)>> = vec![Vec::new(); count];
    for link in links {
        degree.get_mut(link.from).into_iter().for_each(|d| d.1 += 1);
        degree.get_mut(link.to).into_iter().for_each(|d| d.0 += 1);
        near.get_mut(link.from).into_iter().for_each(|n| n.push((link.to, true)));
        near.get_mut(link.to).into_iter().for_each(|n| n.push((link.from, false)));
    }
    let mut left: Vec<usize> = (0..count).collect();
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    while !left.is_empty() {
        let of = |n: usize| at(&degree, n);
        let start = |n: usize| kinds.get(n) == Some(&Kind::Start);
        let first = left
            .iter()
            .position(|&n| start(n) || of(n).0 == 0)
            .map(|p| (p, true))
            .or_else(|| left.iter().rposition(|&n| of(n).1 == 0).map(|p| (p, false)))
            .or_else(|| {
                let best = left.iter().enumerate().max_by_key(|&(p, &n)| (of(n).1 - of(n).0, std::cmp::Reverse(p)));
                best.map(|(p, _)| (p, true))
            });
        let Some((place, ahead)) = first else { break };
        let node = left.remove(place);
        for &(other, outward) in near.get(node).into_iter().flatten() {
            if let Some(degree) = degree.get_mut(other) {
                if outward {
                    degree.0 -= 1;
                } else {
                    degree.1 -= 1;
                }
            }
        }
        if ahead { head.push(node) } else { tail.push(node) }
    }
    head.extend(tail.into_iter().rev());
    let mut place = vec![0; count];
    for (n, node) in head.into_iter().enumerate() {
        set(&mut place, node, n);
    }
    place
}

fn set(list: &mut [usize], n: usize, value: usize) {
    if let Some(slot) = list.get_mut(n) {
        *slot = value;
    }
}
