//! Letters to pieces of lines: what was drawn close together on one base line.

use super::content::{Glyph, Rule, Sheet};
use super::font::Letters;
use super::outline::LinkBox;
use std::collections::{BTreeMap, HashSet};

/// One letter of a line and the glyph it came from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sign {
    pub(super) c: char,
    /// The glyph's number on its page; `u32::MAX` for a space read off a gap.
    pub(super) glyph: u32,
    /// Which of the page's links it belongs to, from 1; 0 is none.
    pub(super) link: u16,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Small and above the line, as the number of a footnote is.
    pub(super) raised: bool,
}

/// No glyph.
pub(super) const GAP: u32 = u32::MAX;
/// No block of the structure tree.
pub(super) const UNTAGGED: u32 = u32::MAX;

/// A piece of a line, and later a whole line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Which page, from 0.
    pub(super) page: u32,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The base line, downwards.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) signs: Vec<Sign>,
    /// Its block of the structure tree.
    pub(super) block: u32,
    pub(super) angle: i16,
    /// The column it stands in, from its left edge to its right.
    pub(super) left: f32,
    pub(super) right: f32,
    /// Which table of the page stands here in place of words, from 1.
    pub(super) table: usize,
}

impl Line {
    /// Its words.
    pub(super) fn text(&self) -> String {
        self.signs.iter().map(|s| s.c).collect()
    }

    /// Whether nearly all its letters are bold.
    pub(super) fn bold(&self) -> bool {
        let letters = self.signs.iter().filter(|s| s.c.is_alphanumeric());
        let (all, bold) = letters.fold((0usize, 0usize), |(all, bold), s| (all + 1, bold + usize::from(s.bold)));
        all > 0 && bold * 10 >= all * 9
    }

    /// Adds what stands to the right on the same line, with a space where there is a gap.
    pub(super) fn extend(&mut self, next: Line) {
        let gap = next.x0 - self.x1;
        let spaced = self.signs.last().is_some_and(|s| s.c == ' ') || next.signs.first().is_some_and(|s| s.c == ' ');
        if !spaced && gap > WORD_GAP * self.size.min(next.size) {
            self.signs.push(Sign { c: ' ', glyph: GAP, link: 0, bold: false, italic: false, raised: false });
        }
        if next.size > self.size * 1.15 {
            self.y = next.y;
            self.size = next.size;
        }
        self.x0 = self.x0.min(next.x0);
        self.x1 = self.x1.max(next.x1);
        self.signs.extend(next.signs);
    }
}

/// A gap of this many ems parts two words.
const WORD_GAP: f32 = 0.16;
/// A gap of this many ems parts two pieces.
const PIECE_GAP: f32 = 0.95;

/// What the pieces of a page are built from.
pub(super) struct PageView<'a> {
    pub(super) page: u32,
    pub(super) sheet: &'a Sheet,
    pub(super) links: &'a [LinkBox],
    /// The block of each marked content of this page.
    pub(super) blocks: &'a dyn Fn(i32) -> u32,
    /// Whether what is marked as an artifact is set apart.
    pub(super) artifacts: bool,
}

/// The pieces of a page's text in the order they were drawn, and its artifacts apart.
pub(super) fn pieces(view: &PageView<'_>) -> (Vec<Line>, Vec<Line>) {
    let upright: Vec<Rule> = view.sheet.rules.iter().filter(|r| r.y1 - r.y0 > 6.0 && r.x1 - r.x0 < 3.0).take(400).copied().collect();
    let mut builder = Builder {
        view,
        upright: &upright,
        found: Vec::new(),
        artifacts: Vec::new(),
        open: None,
        artifact: false,
        spaced: false,
        after: 0.0,
    };
    let mut last_mark = (-1, UNTAGGED);
    for (number, glyph) in view.sheet.glyphs.iter().enumerate() {
        if glyph.mark != last_mark.0 {
            last_mark = (glyph.mark, if glyph.mark < 0 { UNTAGGED } else { (view.blocks)(glyph.mark) });
        }
        builder.add(u32::try_from(number).unwrap_or(GAP), glyph, last_mark.1);
    }
    builder.close();
    let (mut found, artifacts) = (builder.found, builder.artifacts);
    drop_overprints(&mut found);
    (found, artifacts)
}

struct Builder<'a> {
    view: &'a PageView<'a>,
    upright: &'a [Rule],
    found: Vec<Line>,
    artifacts: Vec<Line>,
    open: Option<Line>,
    artifact: bool,
    spaced: bool,
    /// Space put on purpose after the last letter.
    after: f32,
}

impl Builder<'_> {
    fn add(&mut self, number: u32, glyph: &Glyph, block: u32) {
        let artifact = glyph.artifact && self.view.artifacts;
        let near =
            self.open.as_ref().is_some_and(|line| line.block == block && self.artifact == artifact && near(line, glyph, self.spaced));
        if glyph.text == Letters::One(' ') {
            if near && let Some(line) = &mut self.open {
                // A space may be stretched by its own spacing, so the next letter is looked for from its end.
                line.x1 = line.x1.max(glyph.x1);
                self.spaced = true;
            }
            return;
        }
        let crossed = near && self.open.as_ref().is_some_and(|line| glyph.x0 - line.x1 > -1.0 && self.crosses(line, glyph));
        if !near || crossed {
            self.close();
            self.artifact = artifact;
            self.open = Some(Line {
                page: self.view.page,
                x0: glyph.x0,
                x1: glyph.x0,
                y: glyph.y,
                size: glyph.size,
                signs: Vec::new(),
                block,
                angle: glyph.angle,
                left: 0.0,
                right: 0.0,
                table: 0,
            });
            self.spaced = false;
            self.after = 0.0;
        }
        let link = self.link(glyph);
        let Some(line) = &mut self.open else { return };
        if doubled(line, glyph) {
            return;
        }
        let gap = glyph.x0 - line.x1 - self.after;
        let part = self.spaced || (!line.signs.is_empty() && gap > WORD_GAP * glyph.size.min(line.size));
        if part && !line.signs.is_empty() {
            line.signs.push(Sign { c: ' ', glyph: GAP, link: 0, bold: false, italic: false, raised: false });
        }
        let raised = glyph.size < line.size * 0.8 && line.y - glyph.y > line.size * 0.15;
        if glyph.size > line.size * 1.15 {
            // The line began with the raised number of a note.
            for sign in &mut line.signs {
                sign.raised = glyph.y - line.y > glyph.size * 0.15;
            }
            line.size = glyph.size;
            line.y = glyph.y;
        }
        let sign = |c| Sign { c, glyph: number, link, bold: glyph.bold, italic: glyph.italic, raised };
        match &glyph.text {
            Letters::One(c) => line.signs.push(sign(*c)),
            Letters::Many(text) => line.signs.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).map(sign)),
            Letters::Unknown => {}
        }
        line.x1 = line.x1.max(glyph.x1).max(glyph.x0);
        self.after = glyph.after.max(0.0);
        self.spaced = false;
    }

    /// Whether an upright ruled line stands between a line's end and a letter.
    fn crosses(&self, line: &Line, glyph: &Glyph) -> bool {
        if self.upright.is_empty() || (glyph.x0 - line.x1 < 0.1 * glyph.size && !self.spaced) || glyph.angle != 0 {
            return false;
        }
        let ends = line.x1.min(glyph.x0) - 2.0 - if self.spaced { 0.35 * glyph.size } else { 0.0 };
        self.upright.iter().any(|r| r.x0 >= ends && r.x1 <= glyph.x0 + 1.5 && r.y0 < glyph.y && r.y1 > glyph.y - glyph.size * 0.5)
    }

    fn link(&self, glyph: &Glyph) -> u16 {
        if self.view.links.is_empty() || glyph.angle != 0 {
            return 0;
        }
        let (x, y) = ((glyph.x0 + glyph.x1) / 2.0, glyph.y - glyph.size * 0.25);
        let found = self.view.links.iter().take(500).position(|l| l.x0 <= x && x <= l.x1 && l.y0 <= y && y <= l.y1);
        found.and_then(|n| u16::try_from(n + 1).ok()).unwrap_or(0)
    }

    fn close(&mut self) {
        if let Some(mut line) = self.open.take() {
            while line.signs.last().is_some_and(|s| s.c == ' ') {
                line.signs.pop();
            }
            if !line.signs.is_empty() {
                if self.artifact { self.artifacts.push(line) } else { self.found.push(line) }
            }
        }
    }
}

/// Whether a letter continues a line.
fn near(line: &Line, glyph: &Glyph, spaced: bool) -> bool {
    if line.angle != glyph.angle {
        return false;
    }
    let (small, large) = (line.size.min(glyph.size), line.size.max(glyph.size));
    let rise = (glyph.y - line.y).abs();
    let level = if small < large * 0.8 { rise < large * 0.6 } else { rise < large * 0.25 };
    let gap = glyph.x0 - line.x1;
    let most = if spaced { PIECE_GAP * 1.3 } else { PIECE_GAP };
    level && gap < most * large && gap > -0.45 * large
}

/// Whether a letter was just drawn at the same place: bold made by drawing twice.
fn doubled(line: &Line, glyph: &Glyph) -> bool {
    let Some(last) = line.signs.last() else { return false };
    let width = glyph.x1 - glyph.x0;
    glyph.text == Letters::One(last.c) && width > 0.0 && (line.x1 - glyph.x1).abs() < width * 0.3 && glyph.x0 < line.x1 - width * 0.5
}

/// Drops a piece that was drawn again on top of an equal one.
fn drop_overprints(pieces: &mut Vec<Line>) {
    let mut seen: BTreeMap<(i32, i32), Vec<usize>> = BTreeMap::new();
    let mut again: HashSet<usize> = HashSet::new();
    for (n, piece) in pieces.iter().enumerate() {
        let cell = ((piece.y / 4.0) as i32, (piece.x0 / 4.0) as i32);
        let around = (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (cell.0 + dy, cell.1 + dx)));
        let twin = around.filter_map(|c| seen.get(&c)).flatten().take(16).any(|&other| {
            pieces.get(other).is_some_and(|o| {
                let close = (o.x0 - piece.x0).abs() < piece.size * 0.25 && (o.y - piece.y).abs() < piece.size * 0.25;
                close
                    && o.angle == piece.angle
                    && o.signs.len() == piece.signs.len()
                    && o.signs.iter().zip(&piece.signs).all(|(a, b)| a.c == b.c)
            })
        });
        if twin {
            again.insert(n);
        } else {
            seen.entry(cell).or_default().push(n);
        }
    }
    if !again.is_empty() {
        let mut n = 0;
        pieces.retain(|_| {
            n += 1;
            !again.contains(&(n - 1))
        });
    }
}
