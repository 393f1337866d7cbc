//! The best way to pair two sides one to one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};

/// What two may be paired at: the first, the second, and what their pair is worth.
pub(crate) type Edge = (usize, usize, usize);

/// Pairs of `left` and `right` items whose worths come to the most, no item in two pairs.
///
/// The left items come in one after another. Each takes the chain of pairs that gains most: it takes a place, the one displaced
/// takes another or goes without. The best whole of the items so far becomes the best whole of one more (the Hungarian method row
/// by row, on a sparse graph). Time: the left items × the edges that such chains can reach.
pub(crate) fn best(left: usize, right: usize, edges: &[Edge]) -> Vec<(usize, usize)> {
    let mut from: Vec<Vec<(usize, i64)>> = vec![Vec::new(); left];
    for &(l, r, worth) in edges.iter().filter(|(_, r, _)| *r < right) {
        if let Some(list) = from.get_mut(l) {
            list.push((r, i64::try_from(worth).unwrap_or(i64::MAX / 4)));
        }
    }
    let mut board = Board { from, of_left: vec![None; left], of_right: vec![None; right] };
    for l in 0..left {
        board.take_in(l);
    }
    board.of_left.iter().enumerate().filter_map(|(l, r)| Some((l, (*r)?))).collect()
}

/// Pairs while they are made.
struct Board {
    /// By left item, the right items that it may be paired with and what that is worth.
    from: Vec<Vec<(usize, i64)>>,
    of_left: Vec<Option<usize>>,
    /// By right item, the left one and what their pair is worth.
    of_right: Vec<Option<(usize, i64)>>,
}

impl Board {
    fn mate(&self, right: usize) -> Option<(usize, i64)> {
        self.of_right.get(right).copied().flatten()
    }

    fn take_in(&mut self, first: usize) {
        // What is gained where a left item is without a place, and where a right item is taken by the left one named.
        let mut without: BTreeMap<usize, i64> = BTreeMap::from([(first, 0)]);
        let mut reached: BTreeMap<usize, (i64, usize, i64)> = BTreeMap::new();
        let mut queue = VecDeque::from([first]);
        // The pairs so far are the best, so that no round of displacements gains anything and this ends.
        while let Some(l) = queue.pop_front() {
            let Some(so_far) = without.get(&l).copied() else { continue };
            for &(r, worth) in self.from.get(l).into_iter().flatten() {
                let total = so_far + worth;
                let mate = self.mate(r);
                if mate.is_some_and(|(mate, _)| mate == l) || reached.get(&r).is_some_and(|(best, ..)| *best >= total) {
                    continue;
                }
                reached.insert(r, (total, l, worth));
                if let Some((displaced, loses)) = mate {
                    without.insert(displaced, total - loses);
                    queue.push_back(displaced);
                }
            }
        }
        let end = |r: usize, total: i64| total - self.mate(r).map_or(0, |(_, loses)| loses);
        let ends = reached.iter().map(|(&r, &(total, ..))| (end(r, total), Reverse(r)));
        let Some((_, Reverse(last))) = ends.max().filter(|(gain, _)| *gain > 0) else { return };
        if let Some((displaced, _)) = self.mate(last)
            && let Some(slot) = self.of_left.get_mut(displaced)
        {
            *slot = None;
        }
        let mut at = Some(last);
        while let Some(r) = at {
            let Some(&(_, l, worth)) = reached.get(&r) else { return };
            at = self.of_left.get(l).copied().flatten();
            if let (Some(slot), Some(mate)) = (self.of_left.get_mut(l), self.of_right.get_mut(r)) {
                *slot = Some(r);
                *mate = Some((l, worth));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_whole_counts_and_not_the_best_single_pair() {
        let edges = [(0, 0, 90), (0, 1, 85), (1, 0, 88)];
        assert_eq!(best(2, 2, &edges), [(0, 1), (1, 0)]);
        assert_eq!(best(0, 0, &[]), []);
    }

    fn exhaustive(left: usize, from: usize, used: &mut Vec<bool>, edges: &[Edge]) -> usize {
        if from == left {
            return 0;
        }
        let mut most = exhaustive(left, from + 1, used, edges);
        for &(_, r, worth) in edges.iter().filter(|e| e.0 == from) {
            if !used[r] {
                used[r] = true;
                most = most.max(worth + exhaustive(left, from + 1, used, edges));
                used[r] = false;
            }
        }
        most
    }

    proptest! {
        #[test]
        fn nothing_comes_to_more(worths in prop::collection::btree_map((0usize..5, 0usize..5), 1usize..100, 0..20)) {
            let edges: Vec<Edge> = worths.iter().map(|((l, r), w)| (*l, *r, *w)).collect();
            let found = best(5, 5, &edges);
            let total: usize = found.iter().map(|pair| worths[pair]).sum();
            prop_assert_eq!(total, exhaustive(5, 0, &mut vec![false; 5], &edges));
        }
    }
}
