//! Blocks to the passages of a document.

use super::flow::{Block, Body};
use super::line::{GAP, Line, Sign};
use super::outline::{Bookmark, LinkBox};
use super::tags::Role;
use crate::clause::clause_label;
use crate::heading::is_clause;
use concordat_register::{Document, Link, Passage, PassageKind, SourceRun, Style, StyledSpan};
use concordat_text::ByteSpan;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What is needed beside the blocks.
pub(super) struct Sources<'a> {
    pub(super) body: Body,
    pub(super) bookmarks: &'a [Bookmark],
    /// Links of each page.
    pub(super) links: &'a [Vec<LinkBox>],
    /// Printed numbers of pages.
    pub(super) numbers: &'a [Option<String>],
    /// The upper edges of the pictures of each page, counted downwards.
    pub(super) pictures: &'a [Vec<f32>],
}

/// Adds the blocks to the document as passages.
pub(super) fn compose(blocks: Vec<Block>, sources: &Sources<'_>, document: &mut Document) {
    let mut blocks: Vec<Block> = blocks.into_iter().flat_map(cut).collect();
    name_headings(&mut blocks, sources.bookmarks);
    drop_contents(&mut blocks);
    join_broken(&mut blocks);
    super::continued::join_tables(&mut blocks);
    level_headings(&mut blocks, sources.body);
    let words = Words::of(&blocks);
    let mut pictures = places(sources.pictures).into_iter().peekable();
    for block in &blocks {
        let at = block.lines.first().map_or((0, 0.0), |line| (line.page, line.y));
        while let Some((page, _)) = pictures.next_if(|&(page, top)| page < at.0 || page == at.0 && top < at.1) {
            document.add_picture(None, Some(page + 1), 0);
        }
        let made = Made::of(block, &words, sources);
        push(made, block, sources, document);
    }
    pictures.for_each(|(page, _)| document.add_picture(None, Some(page + 1), 0));
}

/// Where pictures stand, by page and upper edge.
fn places(pictures: &[Vec<f32>]) -> Vec<(u32, f32)> {
    let mut places: Vec<(u32, f32)> = (0u32..).zip(pictures).flat_map(|(page, tops)| tops.iter().map(move |&top| (page, top))).collect();
    places.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    places
}

/// Letters of one block from which on its further lines are a block of their own: more than this without a break is not prose.
const LONGEST: usize = 32 << 10;

/// A block, or several where it is too long.
fn cut(mut block: Block) -> Vec<Block> {
    if block.lines.len() < 2 {
        return vec![block];
    }
    let mut blocks: Vec<Block> = Vec::new();
    let mut letters = LONGEST;
    for line in block.lines.drain(..) {
        if letters >= LONGEST {
            blocks.push(Block { role: block.role, lines: Vec::new() });
            letters = 0;
        }
        letters += line.signs.len();
        if let Some(last) = blocks.last_mut() {
            last.lines.push(line);
        }
    }
    blocks
}

fn push(made: Made, block: &Block, sources: &Sources<'_>, document: &mut Document) {
    let text = made.text.as_str();
    let passage: Option<&mut Passage> = match block.role {
        Role::Heading(_) if is_clause(text) => document.push(PassageKind::Paragraph, text),
        Role::Heading(level) => document.push_heading(level.max(1), None, text),
        Role::Kind(kind) => document.push(kind, text),
        Role::Contents | Role::Label => None,
    };
    let (Some(passage), Some(first)) = (passage, block.lines.first()) else { return };
    if passage.kind != PassageKind::Heading {
        passage.label = clause_label(text).map(str::to_owned);
    }
    let page = first.page + 1;
    passage.page = Some(page);
    let printed = sources.numbers.get(first.page as usize).cloned().flatten();
    passage.printed_page = printed.filter(|p| *p != page.to_string());
    passage.links = made.links;
    passage.styles = made.styles;
    passage.runs = made.runs;
}

/// A text with only its letters and figures, for comparing headings.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn block_text(block: &Block) -> String {
    block.lines.iter().map(Line::text).collect::<Vec<_>>().join(" ")
}

/// Makes headings of the blocks that bookmarks name.
fn name_headings(blocks: &mut [Block], bookmarks: &[Bookmark]) {
    if bookmarks.is_empty() {
        return;
    }
    let mut named: HashMap<String, Vec<&Bookmark>> = HashMap::new();
    for bookmark in bookmarks {
        let title = bare(&bookmark.title);
        if title.len() >= 3 {
            named.entry(title).or_default().push(bookmark);
        }
    }
    for block in blocks {
        let heading = matches!(block.role, Role::Heading(_));
        let plain = matches!(block.role, Role::Kind(PassageKind::Paragraph | PassageKind::ListItem { .. }));
        let length: usize = block.lines.iter().map(|l| l.signs.len()).sum();
        if !(heading || plain) || length > 250 {
            continue;
        }
        let (text, page) = (block_text(block), block.lines.first().map_or(0, |l| l.page as usize));
        let whole = bare(&text);
        let unnumbered = clause_label(&text).and_then(|label| whole.strip_prefix(&bare(label)).map(str::to_owned));
        let found = named.get(&whole).or_else(|| named.get(unnumbered.as_ref()?));
        let here = found.and_then(|all| all.iter().find(|b| b.page.is_none_or(|p| p == page)));
        if let Some(bookmark) = here {
            block.role = Role::Heading(bookmark.level);
        }
    }
}

/// Drops tables of contents: lines with leaders, and what follows a heading "Contents" and ends in a page number.
fn drop_contents(blocks: &mut Vec<Block>) {
    let mut within: Option<u32> = None;
    let only_number = |b: Option<&Block>| {
        b.is_some_and(|b| b.lines.len() == 1 && b.lines.iter().all(|l| l.signs.len() <= 4 && l.signs.iter().all(|s| s.c.is_ascii_digit())))
    };
    let mut last_page: HashMap<String, u32> = HashMap::new();
    if blocks.iter().any(is_contents_heading) {
        for block in blocks.iter().filter(|b| b.lines.len() <= 2) {
            let page = block.lines.first().map_or(0, |l| l.page);
            last_page.insert(bare(&block_text(block)), page);
        }
    }
    let mut keep = Vec::with_capacity(blocks.len());
    for (n, block) in blocks.iter().enumerate() {
        let page = block.lines.first().map_or(0, |l| l.page);
        let mut kept = block.role != Role::Contents;
        if within.is_some_and(|from| page <= from + 2) && kept {
            let again = last_page.get(&bare(&block_text(block))).is_some_and(|p| *p > page);
            let numbered = again || only_number(Some(block)) || only_number(blocks.get(n + 1)) || ends_in_page(block);
            kept = !numbered;
            if kept {
                within = None;
            }
        }
        if kept && is_contents_heading(block) {
            within = Some(page);
        }
        keep.push(kept);
    }
    let mut keep = keep.into_iter();
    blocks.retain(|_| keep.next().unwrap_or(true));
}

fn is_contents_heading(block: &Block) -> bool {
    let short = block.lines.len() == 1 && block.lines.iter().all(|l| l.signs.len() <= 24);
    short && matches!(bare(&block_text(block)).as_str(), "contents" | "tableofcontents" | "contentspage")
}

fn ends_in_page(block: &Block) -> bool {
    let Some(line) = block.lines.last() else { return false };
    let figures = line.signs.iter().rev().take_while(|s| s.c.is_ascii_digit()).count();
    let length: usize = block.lines.iter().map(|l| l.signs.len()).sum();
    (1..=3).contains(&figures) && length < 160 && line.signs.iter().rev().nth(figures).is_none_or(|s| s.c == ' ' || s.c == '.')
}

/// Joins a paragraph that a page or a column broke.
fn join_broken(blocks: &mut Vec<Block>) {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        // The notes at the foot of the page before stand between.
        match out.iter_mut().rev().take(40).find(|b| b.role != Role::Kind(PassageKind::Note)) {
            Some(last) if continues(last, &block) => last.lines.extend(block.lines),
            _ => out.push(block),
        }
    }
    *blocks = out;
}

fn continues(last: &Block, next: &Block) -> bool {
    let plain = |role: Role| matches!(role, Role::Kind(PassageKind::Paragraph | PassageKind::ListItem { .. }));
    let (Some(end), Some(start)) = (last.lines.last(), next.lines.first()) else { return false };
    let jumped = start.page == end.page + 1 || start.page == end.page && start.y < end.y - end.size;
    if !plain(last.role) || next.role != Role::Kind(PassageKind::Paragraph) || !jumped || (end.size - start.size).abs() > 0.1 * end.size {
        return false;
    }
    let ends = end.signs.last().map_or('.', |s| s.c);
    let begins = start.signs.first().map_or('A', |s| s.c);
    let open = ends.is_alphanumeric() || matches!(ends, ',' | '-' | '\u{ad}' | '\u{2013}' | '\u{2019}' | '(');
    let full = end.x1 > end.right - 0.25 * (end.right - end.left).max(1.0);
    open && full && begins.is_lowercase()
}

/// Gives headings found by their look their levels: larger letters first, deeper numbers deeper.
fn level_headings(blocks: &mut [Block], body: Body) {
    let look = |block: &Block| block.lines.first().map_or((0, false), |l| ((l.size * 2.0).round() as u32, l.bold()));
    let body_size = (body.size * 2.0).round() as u32;
    let mut looks: Vec<(u32, bool)> = blocks.iter().filter(|b| b.role == Role::Heading(0)).map(look).collect();
    looks.sort_unstable_by(|a, b| b.cmp(a));
    looks.dedup();
    // What is hardly larger than another is the same level.
    let mut ranks: BTreeMap<(u32, bool), u8> = BTreeMap::new();
    // Looks that only the first page of several has are the cover's, and all of one level.
    let later: HashSet<(u32, bool)> =
        blocks.iter().filter(|b| b.role == Role::Heading(0) && b.lines.first().is_some_and(|l| l.page > 0)).map(look).collect();
    let on_cover = |l: &(u32, bool)| !later.is_empty() && !later.contains(l);
    ranks.extend(looks.iter().filter(|l| on_cover(l)).map(|l| (*l, 1)));
    looks.retain(|l| !on_cover(l));
    let mut rank = u8::from(!ranks.is_empty());
    let mut before: Option<(u32, bool)> = None;
    for style in looks {
        let same = before.is_some_and(|b| b.0 - style.0 <= 1 && b.1 == style.1 && style.0 != body_size);
        if !same {
            rank = rank.saturating_add(1);
        }
        ranks.insert(style, rank.clamp(1, 6));
        before = Some(style);
    }
    let parts = |block: &Block| {
        clause_label(&block_text(block))
            .filter(|l| l.starts_with(|c: char| c.is_ascii_digit()))
            .map(|l| u8::try_from(l.split('.').count()).unwrap_or(6))
    };
    let base = blocks
        .iter()
        .filter(|b| b.role == Role::Heading(0) && parts(b) == Some(1))
        .filter_map(|b| ranks.get(&look(b)))
        .min()
        .copied()
        .unwrap_or(1);
    for block in blocks.iter_mut().filter(|b| b.role == Role::Heading(0)) {
        let by_look = ranks.get(&look(block)).copied().unwrap_or(1);
        let level = parts(block).map_or(by_look, |n| by_look.max(base + n - 1));
        block.role = Role::Heading(level.clamp(1, 6));
    }
}

/// Whether a line ends within a span of figures: "2024\u{2013}" above "2027".
fn spans(text: &str, next: &str) -> bool {
    let figure = text.strip_suffix('\u{2013}').is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()));
    figure && next.starts_with(|c: char| c.is_ascii_digit())
}

/// The words of the document, to tell a hyphen of the word from one of the line; empty where no line ends in one.
struct Words(HashSet<String>);

/// First parts of words that keep their hyphen.
const PREFIXES: &[&str] = &[
    "all", "anti", "child", "co", "counter", "cross", "early", "ex", "face", "first", "follow", "full", "half", "high", "long", "low",
    "multi", "non", "one", "out", "part", "peer", "police", "post", "pre", "problem", "real", "school", "self", "semi", "short", "single",
    "third", "trauma", "two", "well", "whole", "work", "young",
];

impl Words {
    fn of(blocks: &[Block]) -> Self {
        let broken = |l: &Line| l.signs.last().is_some_and(|s| matches!(s.c, '-' | '\u{2010}'));
        let mut words = HashSet::new();
        if blocks.iter().flat_map(|b| &b.lines).any(broken) {
            for line in blocks.iter().flat_map(|b| &b.lines) {
                // Both hyphens are one: what stands before either at a line's end is half a word.
                let text = line.text().to_lowercase().replace('\u{2010}', "-");
                for word in text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|w| w.len() > 2 && !w.ends_with('-')) {
                    if !words.contains(word) {
                        words.insert(word.to_owned());
                    }
                }
            }
        }
        Self(words)
    }

    /// Whether the hyphen between a line's end and the next line's beginning belongs to the word.
    fn keeps(&self, before: &str, after: &str) -> bool {
        let left: String = before
            .trim_end_matches(['-', '\u{2010}'])
            .rsplit(|c: char| !(c.is_alphanumeric() || c == '-'))
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let right: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '-').flat_map(char::to_lowercase).collect();
        let lower = after.starts_with(char::is_lowercase) && left.chars().all(|c| c.is_alphabetic() || c == '-');
        if !lower || left.is_empty() || right.is_empty() {
            return true;
        }
        if self.0.contains(&format!("{left}{right}")) {
            return false;
        }
        if self.0.contains(&format!("{left}-{right}")) {
            return true;
        }
        let last = left.rsplit('-').next().unwrap_or_default();
        left.contains('-')
            || PREFIXES.contains(&last)
            || self.0.contains(&left) && self.0.contains(&right) && left.len() > 3 && right.len() > 3
    }
}

/// A passage's text with everything that is known of its parts.
#[derive(Default)]
struct Made {
    text: String,
    links: Vec<Link>,
    styles: Vec<StyledSpan>,
    runs: Vec<SourceRun>,
    link: Option<(u32, u16, usize, usize)>,
    bold: Option<(usize, usize)>,
    italic: Option<(usize, usize)>,
    /// Whether the last run must not grow: a glyph of several letters stands in it.
    sealed: bool,
}

impl Made {
    fn of(block: &Block, words: &Words, sources: &Sources<'_>) -> Self {
        let mut made = Self::default();
        let note = block.role == Role::Kind(PassageKind::Note);
        for (n, line) in block.lines.iter().enumerate() {
            if n > 0 {
                made.break_line(&line.text(), words);
            }
            for (at, sign) in line.signs.iter().enumerate() {
                let twin = |other: Option<&Sign>| other.is_some_and(|o| o.glyph == sign.glyph && sign.glyph != GAP);
                let (before, after) = (twin(at.checked_sub(1).and_then(|p| line.signs.get(p))), twin(line.signs.get(at + 1)));
                made.sign(sign, line.page, note, before, before || after, sources);
            }
        }
        made.close(sources);
        while made.text.ends_with(' ') {
            made.text.pop();
        }
        made
    }

    /// What stands between two lines: a space, nothing after a word cut by a hyphen, or the hyphen itself.
    fn break_line(&mut self, next: &str, words: &Words) {
        if self.text.ends_with('\u{ad}') {
            self.drop_last();
        } else if self.text.ends_with(['-', '\u{2010}']) && !self.text.ends_with(" -") && next.starts_with(char::is_alphanumeric) {
            if !words.keeps(&self.text, next) {
                self.drop_last();
            }
        } else if !self.text.is_empty() && !self.text.ends_with(' ') && !spans(&self.text, next) {
            self.text.push(' ');
        }
    }

    /// Takes the last letter off again, with its way back.
    fn drop_last(&mut self) {
        self.text.pop();
        let end = self.text.len();
        if let Some(run) = self.runs.last_mut()
            && run.text.end() > end
        {
            run.text = ByteSpan::new(run.text.start(), end);
            run.source = ByteSpan::new(run.source.start(), run.source.end().saturating_sub(1));
            if run.text.is_empty() {
                self.runs.pop();
            }
        }
    }

    fn sign(&mut self, sign: &Sign, page: u32, note: bool, twin_before: bool, several: bool, sources: &Sources<'_>) {
        let mark = sign.raised && (sign.c.is_ascii_digit() || sign.c == ',') && !note;
        if mark && !self.text.is_empty() && !self.text.ends_with(' ') {
            return;
        }
        if self.text.ends_with('\u{ad}') {
            self.drop_last();
        }
        if sign.c == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        let start = self.text.len();
        self.text.push(sign.c);
        let end = self.text.len();
        if sign.glyph != GAP {
            self.run(sign.glyph, page, start, end, twin_before, several);
        }
        if sign.c != ' ' {
            self.set(sign, page, start, end, sources);
        }
    }

    fn run(&mut self, glyph: u32, page: u32, start: usize, end: usize, twin_before: bool, several: bool) {
        let part = u16::try_from(page).unwrap_or(u16::MAX);
        let glyph = glyph as usize;
        if let Some(last) = self.runs.last_mut()
            && last.part == part
            && last.text.end() == start
        {
            let grows = if twin_before { last.source.end() == glyph + 1 } else { !self.sealed && !several && last.source.end() == glyph };
            if grows {
                last.text = ByteSpan::new(last.text.start(), end);
                last.source = ByteSpan::new(last.source.start(), glyph + 1);
                return;
            }
        }
        self.sealed = several;
        self.runs.push(SourceRun { text: ByteSpan::new(start, end), part, source: ByteSpan::new(glyph, glyph + 1) });
    }

    /// Keeps the stretches that are bold, italic or a link.
    fn set(&mut self, sign: &Sign, page: u32, start: usize, end: usize, sources: &Sources<'_>) {
        for (on, open, style) in [(sign.bold, &mut self.bold, Style::Bold), (sign.italic, &mut self.italic, Style::Italic)] {
            match (on, open.as_mut()) {
                (true, Some(span)) => span.1 = end,
                (true, None) => *open = Some((start, end)),
                (false, _) => {
                    if let Some((from, to)) = open.take() {
                        self.styles.push(StyledSpan { span: ByteSpan::new(from, to), style });
                    }
                }
            }
        }
        match self.link.as_mut() {
            Some(open) if open.0 == page && open.1 == sign.link && sign.link > 0 => open.3 = end,
            _ => {
                self.close_link(sources);
                if sign.link > 0 {
                    self.link = Some((page, sign.link, start, end));
                }
            }
        }
    }

    fn close_link(&mut self, sources: &Sources<'_>) {
        let Some((page, number, from, to)) = self.link.take() else { return };
        let target = sources.links.get(page as usize).and_then(|l| l.get(usize::from(number) - 1));
        if let Some(target) = target {
            // A link that runs over two lines has a box on each.
            match self.links.last_mut() {
                Some(last) if last.target == target.target && last.span.end() + 1 >= from => {
                    last.span = ByteSpan::new(last.span.start(), to)
                }
                _ => self.links.push(Link { span: ByteSpan::new(from, to), target: target.target.clone() }),
            }
        }
    }

    fn close(&mut self, sources: &Sources<'_>) {
        self.close_link(sources);
        for (open, style) in [(self.bold.take(), Style::Bold), (self.italic.take(), Style::Italic)] {
            if let Some((from, to)) = open {
                self.styles.push(StyledSpan { span: ByteSpan::new(from, to), style });
            }
        }
        self.styles.sort_by_key(|s| (s.span.start(), s.span.end()));
    }
}
