//! What the parts of a paper are known by: anchors of headings, numbers of tables and figures.

use crate::{Block, Inline, Paper};
use std::collections::{BTreeMap, BTreeSet};

/// How deep a table of contents goes.
const CONTENTS: u8 = 2;
/// The deepest level of headings.
const DEEPEST: u8 = 4;

/// Names and numbers, found before anything is written, so that a link may lead forwards.
#[derive(Debug, Default)]
pub struct Outline {
    /// What each block is known by, in step with the paper's.
    names: Vec<Name>,
    /// Every anchor and its place among them.
    anchors: BTreeMap<String, usize>,
    /// Anchors that something leads to.
    led_to: BTreeSet<String>,
}

/// What a block is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// A heading.
    Heading {
        /// Its anchor, its own or one made for it.
        anchor: String,
        /// Its level, from 1 to 4, and never more than one deeper than the heading before.
        level: u8,
    },
    /// The number of a table among tables or of a figure among figures, from 1.
    Numbered(usize),
    /// Nothing.
    None,
}

/// A line of a table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'p> {
    /// The heading's level.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Where it stands.
    pub anchor: &'p str,
}

impl Outline {
    /// Finds them.
    #[must_use]
    pub fn of(paper: &Paper) -> Self {
        let mut outline = Self::default();
        // Anchors that were given come first, so that none made here takes one of their names.
        let mut given = vec![None; paper.blocks.len()];
        for (block, given) in paper.blocks.iter().zip(&mut given) {
            if let Block::Heading { anchor: Some(anchor), .. } = block
                && outline.add(anchor)
            {
                *given = Some(anchor.clone());
            }
            each_inline(block, &mut |inline| match inline {
                Inline::Anchor(anchor) => {
                    outline.add(anchor);
                }
                Inline::Link { to, .. } => {
                    outline.led_to.extend(to.trim().strip_prefix('#').map(ToOwned::to_owned));
                }
                _ => {}
            });
        }
        let (mut headings, mut tables, mut figures) = (0, 0, 0);
        let mut deepest = 1;
        for (block, given) in paper.blocks.iter().zip(given) {
            let name = match block {
                Block::Heading { level, .. } => {
                    let level = (*level).clamp(1, deepest);
                    deepest = (level + 1).min(DEEPEST);
                    Name::Heading { anchor: given.unwrap_or_else(|| outline.made(&mut headings)), level }
                }
                Block::Table(_) => Name::Numbered(next(&mut tables)),
                Block::Figure(_) => Name::Numbered(next(&mut figures)),
                _ => Name::None,
            };
            outline.names.push(name);
        }
        outline
    }

    /// Adds an anchor. Says whether it can be one and is new.
    fn add(&mut self, anchor: &str) -> bool {
        let fit = !anchor.is_empty() && anchor.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        let place = self.anchors.len();
        if !fit || self.anchors.contains_key(anchor) {
            return false;
        }
        self.anchors.insert(anchor.to_owned(), place);
        true
    }

    fn made(&mut self, headings: &mut usize) -> String {
        loop {
            let name = format!("section-{}", next(headings));
            if self.add(&name) {
                return name;
            }
        }
    }

    /// The blocks with what they are known by.
    pub fn blocks<'a>(&'a self, paper: &'a Paper) -> impl Iterator<Item = (&'a Block, &'a Name)> {
        paper.blocks.iter().zip(&self.names)
    }

    /// The table of contents: none where the paper wants none.
    #[must_use]
    pub fn contents<'a>(&'a self, paper: &'a Paper) -> Vec<Line<'a>> {
        let line = |(block, name): (&'a Block, &'a Name)| match (block, name) {
            (Block::Heading { text, .. }, Name::Heading { anchor, level }) => {
                let text = one_line(text);
                (*level <= CONTENTS && !text.is_empty()).then_some(Line { level: *level, text, anchor })
            }
            _ => None,
        };
        if paper.contents { self.blocks(paper).filter_map(line).collect() } else { Vec::new() }
    }

    /// Whether there is an anchor.
    #[must_use]
    pub fn has(&self, anchor: &str) -> bool {
        self.anchors.contains_key(anchor)
    }

    /// The place of an anchor among all, by which Word knows it: names in Word are short and begin with a letter.
    #[must_use]
    pub fn place(&self, anchor: &str) -> Option<usize> {
        self.anchors.get(anchor).copied()
    }

    /// Whether a link leads to an anchor.
    #[must_use]
    pub fn is_led_to(&self, anchor: &str) -> bool {
        self.led_to.contains(anchor)
    }
}

fn next(count: &mut usize) -> usize {
    *count += 1;
    *count
}

/// Calls `f` with everything inline in a block, comments' words included.
fn each_inline<'b>(block: &'b Block, f: &mut impl FnMut(&'b Inline)) {
    fn each<'b>(inlines: &'b [Inline], f: &mut impl FnMut(&'b Inline)) {
        for inline in inlines {
            f(inline);
            if let Inline::Commented { words, .. } = inline {
                each(words, f);
            }
        }
    }
    match block {
        Block::Paragraph { text, .. } => each(text, f),
        Block::List { entries, .. } => entries.iter().for_each(|e| each(&e.text, f)),
        Block::Table(table) => table.rows.iter().flatten().for_each(|cell| each(cell, f)),
        Block::Heading { .. } | Block::Figure(_) | Block::PageBreak => {}
    }
}

/// The depths of a list's entries such that the first is 0 and none is more than one deeper than the one before; at most 8.
#[must_use]
pub fn depths(entries: &[crate::Entry]) -> Vec<u8> {
    let mut most = 0;
    entries
        .iter()
        .map(|entry| {
            let depth = entry.depth.min(most);
            most = (depth + 1).min(8);
            depth
        })
        .collect()
}

/// How wide each of some columns is, of `whole`: as `parts` has it where it has as many, else evenly.
#[must_use]
pub fn shares(parts: &[u16], columns: usize, whole: u32) -> Vec<u32> {
    let sum: u32 = parts.iter().map(|p| u32::from(*p)).sum();
    if parts.len() != columns || sum == 0 {
        let count = u32::try_from(columns).unwrap_or(u32::MAX).max(1);
        return vec![whole / count; columns];
    }
    parts.iter().map(|p| whole * u32::from(*p) / sum).collect()
}

/// `text` on one line, as captions, headings and properties are written.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Entry;

    #[test]
    fn anchors_made_take_no_name_that_was_given() {
        let mut paper = Paper { contents: true, ..Paper::default() };
        paper.heading(1, "One");
        paper.blocks.push(Block::Heading { level: 2, text: "Two".into(), anchor: Some("section-1".into()) });
        paper.blocks.push(Block::Heading { level: 3, text: "Three".into(), anchor: Some("section-1".into()) });
        paper.heading(0, "Four");
        paper.heading(4, "Five");
        let outline = Outline::of(&paper);
        let names: Vec<(&str, u8)> = outline
            .blocks(&paper)
            .filter_map(|(_, n)| if let Name::Heading { anchor, level } = n { Some((anchor.as_str(), *level)) } else { None })
            .collect();
        assert_eq!(names, [("section-2", 1), ("section-1", 2), ("section-3", 3), ("section-4", 1), ("section-5", 2)]);
        assert_eq!(outline.contents(&paper).iter().map(|l| l.text.as_str()).collect::<Vec<_>>(), ["One", "Two", "Four", "Five"]);
    }

    #[test]
    fn lists_go_down_one_step_at_a_time() {
        let entries = [3, 9, 1, 200].map(|depth| Entry { depth, text: Vec::new() });
        assert_eq!(depths(&entries), [0, 1, 1, 2]);
    }
}
