//! Which posts, meetings and workers are part of a body, and so share its box.

use crate::{Network, NodeIndex, comparable};
use concordat_text::fold_str;
use std::collections::{BTreeMap, BTreeSet};

/// Posts and meetings that are named after a panel or team belong to it; a social worker belongs to social care.
pub(super) fn parts(network: &Network) -> BTreeMap<NodeIndex, NodeIndex> {
    let nodes: Vec<(NodeIndex, &crate::Node)> = (0u32..).map(NodeIndex).zip(&network.nodes).collect();
    let care = nodes.iter().find(|(_, n)| n.class == "social-care").map(|(n, _)| *n);
    let mut made = BTreeMap::new();
    for (index, node) in &nodes {
        if node.class == "worker" {
            made.extend(care.map(|care| (*index, care)));
            continue;
        }
        if !matches!(node.class.as_str(), "post" | "panel" | "meeting" | "team" | "") {
            continue;
        }
        let folded = fold_str(&node.name);
        let name = comparable(&folded);
        let whole =
            nodes.iter().filter(|(other, whole)| other != index && whole.proper && matches!(whole.class.as_str(), "panel" | "team"));
        let holds = |names: &BTreeSet<String>| {
            names.iter().filter(|n| n.len() >= 3 && name.len() > n.len() && has_words(name, n)).map(String::len).max()
        };
        let best = whole.filter_map(|(other, whole)| Some((holds(&whole.names)?, std::cmp::Reverse(*other)))).max();
        made.extend(best.map(|(_, other)| (*index, other.0)));
    }
    // A part of a part belongs to the whole.
    let whole = |mut node: NodeIndex| {
        for _ in 0..4 {
            node = made.get(&node).copied().unwrap_or(node);
        }
        node
    };
    made.keys().map(|&part| (part, whole(part))).collect()
}

/// Whether some words stand among others as whole words.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(text.get(..at).and_then(|t| t.chars().next_back())) && edge(text.get(at + words.len()..).and_then(|t| t.chars().next()))
    })
}
