//! Charts of steps: lanes, boxes and arrows, laid out and written as pictures, lists and exchange formats.
//!
//! A [`Chart`] says who does what after what. [`Layout::of`] places it; [`svg`], [`list`] and the others write it. The list is the
//! primary artefact and needs no layout: the picture says the same. Nothing here knows what the boxes mean.

mod bpmn;
mod docx;
mod dot;
mod layout;
mod list;
mod measure;
mod mermaid;
mod svg;

pub use bpmn::bpmn;
pub use docx::{docx, drawing};
pub use dot::dot;
pub use layout::{Arrow, Label, LaneBand, Layout, Placed, Point, Rect, TooLarge};
pub use list::{Item, Way, list, list_text};
pub use measure::{Weight, width, wrap};
pub use mermaid::mermaid;
pub use svg::{Dress, round_path, svg, svg_for_paper};

/// Who does what after what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    /// What it is called.
    pub title: String,
    /// One or two sentences that say what it shows.
    pub description: String,
    /// The names of the lanes, the first at the top. A lane without a node is not drawn.
    pub lanes: Vec<String>,
    /// The boxes.
    pub nodes: Vec<Node>,
    /// The arrows.
    pub edges: Vec<Edge>,
    /// What the numbers on boxes and arrows stand for.
    pub marks: Vec<Mark>,
    /// What a reader should know of it, such as what was left out.
    pub notes: Vec<String>,
}

/// A box.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Node {
    /// Its place in [`Chart::lanes`].
    pub lane: usize,
    /// What it is called.
    pub label: String,
    /// Smaller lines under the label; a line feed begins another.
    pub note: String,
    /// What sort of box it is.
    pub kind: Kind,
    /// Numbers of marks on it.
    pub marks: Vec<u32>,
    /// Whether it is proposed, and so drawn with dashes and called new.
    pub fresh: bool,
}

/// What sort of box a node is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Where a case begins. Starts stand in the first column.
    Start,
    /// Something done.
    #[default]
    Task,
    /// Something decided.
    Decision,
    /// Where a case ends.
    End,
    /// Words that a step goes by.
    Document,
}

impl Kind {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Task => "task",
            Self::Decision => "decision",
            Self::End => "end",
            Self::Document => "document",
        }
    }
}

/// An arrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edge {
    /// The place of the node it leaves, in [`Chart::nodes`].
    pub from: usize,
    /// The place of the node it leads to.
    pub to: usize,
    /// Words beside it; a line feed begins another line.
    pub label: String,
    /// What the list says in place of the label, where there is more to say; a line feed begins another part.
    pub detail: String,
    /// Numbers of marks on it.
    pub marks: Vec<u32>,
    /// Whether it is proposed, and so drawn with dashes and called new.
    pub fresh: bool,
}

impl Edge {
    /// What the list says of it: the detail, else the label.
    #[must_use]
    pub fn words(&self) -> &str {
        if self.detail.is_empty() { &self.label } else { &self.detail }
    }
}

/// What a number stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    /// The number.
    pub number: u32,
    /// What it stands for, in one sentence.
    pub text: String,
    /// Where more is said: the target of a link.
    pub link: Option<String>,
}

impl Chart {
    /// The arrows that can be drawn: both their ends are there and are two, and no two are between the same ends.
    pub(crate) fn drawable(&self) -> Vec<(usize, &Edge)> {
        let mut seen = std::collections::BTreeSet::new();
        let held = self.nodes.len();
        self.edges
            .iter()
            .enumerate()
            .filter(|(_, e)| e.from < held && e.to < held && e.from != e.to && seen.insert((e.from, e.to)))
            .collect()
    }

    /// The lane of a node, within those there are.
    pub(crate) fn lane_of(&self, node: usize) -> usize {
        let most = self.lanes.len().saturating_sub(1);
        self.nodes.get(node).map_or(0, |n| n.lane.min(most))
    }

    /// What a node is called, on one line.
    pub(crate) fn name(&self, node: usize) -> &str {
        self.nodes.get(node).map_or("", |n| n.label.as_str())
    }
}

#[cfg(test)]
mod formats_tests;
