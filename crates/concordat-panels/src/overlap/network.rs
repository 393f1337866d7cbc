//! Who and what is named together, as a graph, and the communities in it.
//!
//! Nobody is scored: individuals and families tie schools, groups and places together and are then only counted.

use crate::{Discussions, SubjectId};
use concordat_register::overlap::{Bridge, Community, Count, Network, Setting, SubjectKind};
use std::collections::{BTreeMap, BTreeSet};

/// A subject as a node.
type Node = (SubjectKind, SubjectId);

/// An item that names more than this is a list and not a case; it ties nobody together.
const MOST_NAMED: usize = 40;
/// A community of fewer subjects is not told of.
const SMALLEST: usize = 5;
/// Rounds of moving and of gathering before the search is held to have settled.
const ROUNDS: usize = 30;

/// Which subject is in which of the communities told of.
#[derive(Debug, Default)]
pub(super) struct Membership {
    /// How many communities there are.
    pub(super) communities: usize,
    /// The place of each subject's community; none for a subject in none.
    pub(super) of: BTreeMap<Node, usize>,
}

/// Subjects, and how often each two are named in one item.
#[derive(Debug, Default)]
pub(super) struct Graph {
    nodes: Vec<Node>,
    panels: Vec<BTreeSet<usize>>,
    ties: Vec<BTreeMap<usize, i64>>,
}

impl Graph {
    pub(super) fn of(discussions: &Discussions) -> Self {
        let nodes: Vec<Node> = discussions.all.iter().map(|d| (d.kind, d.subject)).collect::<BTreeSet<_>>().into_iter().collect();
        let place: BTreeMap<Node, usize> = nodes.iter().enumerate().map(|(n, node)| (*node, n)).collect();
        let mut graph = Self { panels: vec![BTreeSet::new(); nodes.len()], ties: vec![BTreeMap::new(); nodes.len()], nodes };
        for item in &discussions.items {
            let named: Vec<usize> = item.subjects.iter().filter_map(|s| place.get(s).copied()).collect();
            for &n in &named {
                if let Some(panels) = graph.panels.get_mut(n) {
                    panels.insert(item.panel.0 as usize);
                }
            }
            if named.len() > MOST_NAMED {
                continue;
            }
            for (a, b) in named.iter().flat_map(|&a| named.iter().map(move |&b| (a, b))).filter(|(a, b)| a != b) {
                if let Some(ties) = graph.ties.get_mut(a) {
                    *ties.entry(b).or_default() += 1;
                }
            }
        }
        graph
    }

    /// The communities and bridges to be told of, and who is in which community.
    pub(super) fn network(&self) -> (Network, Membership) {
        let label = communities(&self.ties);
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, label) in label.iter().enumerate() {
            members.entry(*label).or_default().push(node);
        }
        let is_setting = |n: &usize| self.nodes.get(*n).is_some_and(|(kind, _)| settings(*kind));
        let mut told: Vec<Vec<usize>> = members.into_values().filter(|m| m.len() >= SMALLEST && m.iter().any(is_setting)).collect();
        told.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        let panels_of =
            |members: &Vec<usize>| -> BTreeSet<usize> { members.iter().filter_map(|n| self.panels.get(*n)).flatten().copied().collect() };
        let communities = told.iter().map(|m| Community { panels: panels_of(m).into_iter().collect() }).collect();
        let of =
            told.iter().enumerate().flat_map(|(c, members)| members.iter().filter_map(move |n| Some((*self.nodes.get(*n)?, c)))).collect();
        (Network { communities, bridges: self.bridges(&label) }, Membership { communities: told.len(), of })
    }

    /// Schools, groups and places with children in common: named with them in one item, not necessarily the same one.
    fn bridges(&self, label: &[usize]) -> Vec<Bridge> {
        let mut shared: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        for (node, ties) in self.nodes.iter().zip(&self.ties) {
            if node.0 != SubjectKind::Individual {
                continue;
            }
            let ends: Vec<usize> = ties.keys().copied().filter(|n| self.nodes.get(*n).is_some_and(|(kind, _)| settings(*kind))).collect();
            for (n, &a) in ends.iter().enumerate() {
                for &b in ends.get(n + 1..).unwrap_or_default() {
                    *shared.entry((a, b)).or_default() += 1;
                }
            }
        }
        let setting = |n: usize| {
            let (kind, subject) = self.nodes.get(n)?;
            Some(Setting { kind: *kind, number: subject.0.saturating_add(1) })
        };
        let mut bridges: Vec<Bridge> = shared
            .into_iter()
            .filter(|(_, individuals)| *individuals > 1)
            .filter_map(|((a, b), individuals)| {
                let between_communities = label.get(a) != label.get(b);
                Some(Bridge { ends: (setting(a)?, setting(b)?), individuals: Count::Of(individuals), between_communities })
            })
            .collect();
        bridges.sort_by(|a, b| b.individuals.value().cmp(&a.individuals.value()).then_with(|| a.ends.cmp(&b.ends)));
        bridges
    }
}

/// Whether a kind is a setting: what may be shown in a graph.
fn settings(kind: SubjectKind) -> bool {
    matches!(kind, SubjectKind::School | SubjectKind::PeerGroup | SubjectKind::Place)
}

/// A label for each node: those of one community have the same. Modularity is raised by moving nodes and then whole
/// communities, in order and in whole numbers, so that it comes out the same everywhere.
///
/// Source: Blondel, Guillaume, Lambiotte and Lefebvre, Fast unfolding of communities in large networks, 2008.
fn communities(ties: &[BTreeMap<usize, i64>]) -> Vec<usize> {
    let mut label: Vec<usize> = (0..ties.len()).collect();
    let mut level: Vec<BTreeMap<usize, i64>> = ties.to_vec();
    for _ in 0..ROUNDS {
        let moved = settle(&level);
        let mut order: BTreeMap<usize, usize> = BTreeMap::new();
        for l in &moved {
            let next = order.len();
            order.entry(*l).or_insert(next);
        }
        let of = |node: usize| moved.get(node).and_then(|l| order.get(l)).copied().unwrap_or(node);
        for l in &mut label {
            *l = of(*l);
        }
        if order.len() == level.len() {
            break;
        }
        let mut gathered = vec![BTreeMap::new(); order.len()];
        for (a, ties) in level.iter().enumerate() {
            for (&b, &weight) in ties {
                if let Some(ties) = gathered.get_mut(of(a)) {
                    *ties.entry(of(b)).or_insert(0) += weight;
                }
            }
        }
        level = gathered;
    }
    label
}

/// Moves nodes, one by one and in order, to the community of a neighbour where that raises modularity most.
fn settle(ties: &[BTreeMap<usize, i64>]) -> Vec<usize> {
    let degree: Vec<i64> = ties.iter().map(|t| t.values().sum()).collect();
    let all: i64 = degree.iter().sum();
    let mut label: Vec<usize> = (0..ties.len()).collect();
    let mut weight_of = degree.clone();
    for _ in 0..ROUNDS {
        let mut still = true;
        for (node, ties) in ties.iter().enumerate() {
            let (Some(&here), Some(&own)) = (label.get(node), degree.get(node)) else { continue };
            let mut towards: BTreeMap<usize, i64> = BTreeMap::from([(here, 0)]);
            for (other, weight) in ties.iter().filter(|(other, _)| **other != node) {
                if let Some(l) = label.get(*other) {
                    *towards.entry(*l).or_default() += weight;
                }
            }
            let gain = |l: usize, inward: i64| {
                let rest = weight_of.get(l).copied().unwrap_or(0) - if l == here { own } else { 0 };
                inward * all - own * rest
            };
            let stay = towards.get(&here).map_or(0, |&inward| gain(here, inward));
            let best = towards.iter().map(|(&l, &inward)| (gain(l, inward), std::cmp::Reverse(l))).max();
            let Some((value, std::cmp::Reverse(there))) = best else { continue };
            if value > stay {
                for (l, sign) in [(here, -1), (there, 1)] {
                    if let Some(weight) = weight_of.get_mut(l) {
                        *weight += sign * own;
                    }
                }
                if let Some(l) = label.get_mut(node) {
                    *l = there;
                }
                still = false;
            }
        }
        if still {
            break;
        }
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ties(edges: &[(usize, usize)], nodes: usize) -> Vec<BTreeMap<usize, i64>> {
        let mut ties = vec![BTreeMap::new(); nodes];
        for &(a, b) in edges {
            ties[a].insert(b, 1);
            ties[b].insert(a, 1);
        }
        ties
    }

    #[test]
    fn two_cliques_with_one_tie_are_two_communities() {
        let edges = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (2, 3)];
        let label = communities(&ties(&edges, 6));
        assert_eq!(label[0], label[1]);
        assert_eq!(label[0], label[2]);
        assert_eq!(label[3], label[5]);
        assert_ne!(label[2], label[3]);
    }

    #[test]
    fn nodes_without_ties_stay_alone() {
        assert_eq!(communities(&ties(&[], 3)), [0, 1, 2]);
    }
}
