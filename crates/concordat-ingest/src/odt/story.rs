//! Reads the text of an OpenDocument part from flat tokens into drafts of paragraphs.

mod picture;

use super::lists::Counts;
use super::styles::{Resolved, Styles};
use crate::Limits;
use crate::docx::Meaning;
use crate::draft::{Breaks, Draft, Origin, Pictures, Role, Setting, Words};
use crate::table::{Table, Tables};
use crate::xml::{Element, Ns, Pull, Token};
use concordat_register::{Problem, ProblemKind};
use std::collections::BTreeMap;

/// Which text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The document's own.
    Body,
    /// Headers and footers of its master pages.
    Furniture,
}

/// What a part gave.
#[derive(Default)]
pub(super) struct Told {
    /// Its paragraphs in reading order.
    pub(super) drafts: Vec<Draft>,
    /// Annotations, by ids that drafts bear.
    pub(super) remarks: BTreeMap<String, String>,
    /// Headers and footers, each with its paragraphs as lines.
    pub(super) furniture: Vec<String>,
    /// Page breaks met in all.
    pub(super) breaks: Breaks,
    /// Page breaks that the last layout put in.
    pub(super) soft_breaks: u32,
    /// What could not be read.
    pub(super) problems: Vec<Problem>,
}

/// What paragraphs stand in, apart from tables and lists.
enum Frame {
    /// A footnote or endnote, with its mark.
    Note(Option<String>),
    /// A text box or shape.
    Box,
    /// An annotation, with its lines.
    Remark(Vec<String>),
    /// A header or footer, with its lines.
    Furniture(Vec<String>),
}

struct Paragraph {
    words: Words,
    heading: Option<u8>,
    style: Resolved,
    label: Option<String>,
    item: Option<u8>,
    breaks: Breaks,
    comments: Vec<String>,
    /// Pictures in it, each with the words given for it.
    pictures: Vec<Option<String>>,
    after: Vec<Draft>,
    /// How text is set, and whether it is shown; the innermost span last.
    settings: Vec<(Setting, bool)>,
    links: Vec<(String, usize)>,
    /// How many drawings stand open in it: white space between their parts is no text.
    drawn: u32,
}

#[derive(Default)]
struct List {
    /// The list style, its own or that of the list around it.
    style: Option<String>,
    /// Which counting goes on in it.
    counts: usize,
    /// Whether the item at hand was counted, and what it begins with.
    counted: bool,
    start: Option<u32>,
}

/// Reads one part to its end.
pub(super) struct Story<'s, 'b> {
    pull: Pull<'s>,
    origin: Origin<'s>,
    kind: Kind,
    styles: &'b Styles,
    depth: usize,
    budget: u64,
    cost: u64,
    told: Told,
    frames: Vec<Frame>,
    paragraphs: Vec<Paragraph>,
    lists: Vec<List>,
    /// Lists around a frame do not go on inside it.
    floors: Vec<usize>,
    counts: Vec<Counts>,
    by_id: BTreeMap<String, usize>,
    by_style: BTreeMap<String, usize>,
    outline: Counts,
    tables: Tables,
    /// The frame of a drawing that is open.
    frame: picture::Opened,
}

impl<'s, 'b> Story<'s, 'b> {
    /// A part at its front.
    pub(super) fn new(kind: Kind, origin: Origin<'s>, styles: &'b Styles, limits: &Limits) -> Self {
        Self {
            pull: Pull::new(origin.source, limits),
            origin,
            kind,
            styles,
            depth: usize::try_from(limits.depth).unwrap_or(usize::MAX),
            budget: limits.memory / 3,
            cost: 0,
            told: Told::default(),
            frames: Vec::new(),
            paragraphs: Vec::new(),
            lists: Vec::new(),
            floors: Vec::new(),
            counts: Vec::new(),
            by_id: BTreeMap::new(),
            by_style: BTreeMap::new(),
            outline: Counts::default(),
            tables: Tables::new(limits.depth, 0),
            frame: picture::Opened::default(),
        }
    }

    /// Reads it; `name` is the part's, for problems.
    pub(super) fn tell(mut self, name: &str) -> Told {
        while let Some(token) = self.pull.next() {
            match token {
                Token::Open(element) => self.open(element),
                Token::Close(ns, local) => self.close(ns, local),
                Token::Text(raw, at) => self.characters(raw, at),
                Token::Reference(raw, at) => {
                    if let Some(c) = crate::xml::resolve(raw) {
                        self.write(if c < ' ' { ' ' } else { c }, (at, at + raw.len()));
                    }
                }
            }
            if self.cost > self.budget {
                self.told.problems.push(Problem::new(
                    ProblemKind::Partial,
                    format!("{name} is longer than the memory limit allows; what stands before was read"),
                    "split the document, or raise the memory limit",
                ));
                break;
            }
        }
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        self.told.problems.extend(self.pull.problem(name));
        self.told
    }

    fn open(&mut self, element: Element<'s>) {
        match (element.ns, element.name) {
            (Ns::Text, "p") => self.begin_paragraph(&element, None),
            (Ns::Text, "h") => {
                let level = element.number("outline-level").or_else(|| element.number("level")).unwrap_or(1).clamp(1, 9);
                self.begin_paragraph(&element, u8::try_from(level).ok());
            }
            (Ns::Text, "span") => self.begin_span(&element),
            (Ns::Text, "a") => self.begin_link(&element),
            (Ns::Text, "s") => self.write(' ', element.span),
            (Ns::Text, "tab" | "tab-stop") => self.write('\t', element.span),
            (Ns::Text, "line-break") => self.write('\n', element.span),
            (Ns::Text, "soft-page-break") => {
                self.told.soft_breaks += 1;
                self.told.breaks.recorded = self.told.breaks.recorded.saturating_add(1);
            }
            (Ns::Text, "list" | "ordered-list" | "unordered-list") => self.begin_list(&element),
            (Ns::Text, "list-item") => self.begin_item(&element, false),
            (Ns::Text, "list-header") => self.begin_item(&element, true),
            (Ns::Text, "note" | "footnote" | "endnote") => self.enter(Frame::Note(None)),
            (Ns::Text, "note-citation" | "footnote-citation" | "endnote-citation") => {
                let mark = self.pull.content();
                if let Some(Frame::Note(label)) = self.frames.last_mut() {
                    *label = Some(mark.trim().chars().take(12).collect());
                }
            }
            (Ns::Office, "annotation") => self.begin_remark(),
            (Ns::Draw, "text-box") => self.enter(Frame::Box),
            (Ns::Draw, _) => {
                if is_shape(element.name) {
                    self.enter(Frame::Box);
                } else {
                    self.drawn(&element);
                }
            }
            (Ns::Table, "table") if element.attribute("is-sub-table").is_some_and(|v| v == "true") => self.tables.begin_within_cell(),
            (Ns::Table, "table") => self.tables.begin(),
            (Ns::Table, _) => {
                if let Some(table) = self.tables.current() {
                    open_in_table(table, &element);
                }
            }
            (Ns::Style, "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first")
                if self.kind == Kind::Furniture && element.attribute("display").is_none_or(|d| d != "false") =>
            {
                self.enter(Frame::Furniture(Vec::new()));
            }
            (Ns::Text, "section") if element.attribute("display").is_some_and(|d| d == "none") => self.pull.skip(),
            (Ns::Other, "title" | "desc") if self.paragraphs.last().is_some_and(|p| p.drawn > 0) => {
                self.describe();
            }
            _ if self.is_no_text(&element) => self.pull.skip(),
            _ => {}
        }
    }

    /// Elements whose characters are not the document's text.
    fn is_no_text(&self, element: &Element<'_>) -> bool {
        match element.ns {
            Ns::Text => matches!(
                element.name,
                "tracked-changes"
                    | "table-of-content"
                    | "illustration-index"
                    | "table-index"
                    | "object-index"
                    | "user-index"
                    | "number"
                    | "hidden-text"
                    | "ruby-text"
                    | "list-style"
                    | "outline-style"
            ),
            Ns::Office => match element.name {
                "binary-data" | "forms" | "scripts" | "font-face-decls" | "styles" | "meta" | "settings" => true,
                "master-styles" => self.kind == Kind::Body,
                "body" => self.kind == Kind::Furniture,
                _ => false,
            },
            Ns::Other => matches!(
                element.name,
                "title" | "desc" | "creator" | "date" | "date-string" | "creator-initials" | "sender-initials" | "event-listeners"
            ),
            _ => false,
        }
    }

    fn close(&mut self, ns: Ns, local: &str) {
        match (ns, local) {
            (Ns::Text, "p" | "h") => self.end_paragraph(),
            (Ns::Text, "span") => {
                if let Some(paragraph) = self.paragraphs.last_mut()
                    && paragraph.settings.len() > 1
                {
                    paragraph.settings.pop();
                }
            }
            (Ns::Text, "a") => {
                if let Some(paragraph) = self.paragraphs.last_mut()
                    && let Some((target, start)) = paragraph.links.pop()
                {
                    paragraph.words.link(start, &target);
                }
            }
            (Ns::Text, "list" | "ordered-list" | "unordered-list") => self.end_list(),
            (Ns::Text, "note" | "footnote" | "endnote") | (Ns::Office, "annotation") | (Ns::Draw, "text-box") => self.leave(),
            (Ns::Draw, name) => {
                if is_shape(name) {
                    self.leave();
                } else if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.drawn = paragraph.drawn.saturating_sub(1);
                }
            }
            (Ns::Style, "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first")
                if self.kind == Kind::Furniture =>
            {
                if matches!(self.frames.last(), Some(Frame::Furniture(_))) {
                    self.leave();
                }
            }
            (Ns::Table, "table") => self.tables.end(),
            (Ns::Table, _) => {
                if let Some(table) = self.tables.current() {
                    close_in_table(table, local);
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, frame: Frame) {
        self.frames.push(frame);
        self.floors.push(self.lists.len());
        self.tables.enter();
    }

    fn leave(&mut self) {
        self.lists.truncate(self.floors.pop().unwrap_or(0));
        self.tables.leave();
        match self.frames.pop() {
            Some(Frame::Remark(lines)) => {
                let id = format!("{:08}", self.told.remarks.len());
                let text = lines.join("\n");
                if !text.is_empty() {
                    if let Some(paragraph) = self.paragraphs.last_mut() {
                        paragraph.comments.push(id.clone());
                    }
                    self.told.remarks.insert(id, text);
                }
            }
            Some(Frame::Furniture(lines)) => {
                let text = lines.join("\n");
                if !text.is_empty() {
                    self.told.furniture.push(text);
                }
            }
            _ => {}
        }
    }

    fn floor(&self) -> usize {
        self.floors.last().copied().unwrap_or(0)
    }

    fn begin_remark(&mut self) {
        self.enter(Frame::Remark(Vec::new()));
    }

    fn begin_paragraph(&mut self, element: &Element<'_>, heading: Option<u8>) {
        let style = self.styles.paragraph(element.attribute("style-name").as_deref());
        if style.breaks && self.frames.is_empty() && !self.told.drafts.is_empty() && self.paragraphs.is_empty() {
            self.told.breaks.explicit = self.told.breaks.explicit.saturating_add(1);
            self.told.breaks.recorded = self.told.breaks.recorded.saturating_add(1);
        }
        let restart = element.number("start-value");
        let (item, mut label) = self.number(&style, restart);
        let is_list_header = element.attribute("is-list-header").is_some_and(|v| v == "true");
        if let (Some(level), true, false) = (heading, item.is_none() && style.list.as_deref() != Some(""), is_list_header) {
            label = self.outline.count(level, restart, &self.styles.outline);
        }
        let setting = style.over((Setting::default(), true));
        self.paragraphs.push(Paragraph {
            words: Words::default(),
            heading,
            style,
            label,
            item,
            breaks: self.told.breaks,
            comments: Vec::new(),
            pictures: Vec::new(),
            after: Vec::new(),
            settings: vec![setting],
            links: Vec::new(),
            drawn: 0,
        });
    }

    /// Where the paragraph stands in a list: its depth, and its number where it begins an item.
    fn number(&mut self, style: &Resolved, restart: Option<u32>) -> (Option<u8>, Option<String>) {
        let floor = self.floor();
        let level = self.lists.len() - floor.min(self.lists.len());
        let Some(list) = self.lists.get_mut(floor..).and_then(<[List]>::last_mut) else { return (None, None) };
        let depth = u8::try_from(level.min(10)).unwrap_or(10);
        if list.counted {
            return (Some(depth), None);
        }
        list.counted = true;
        let start = restart.or(list.start.take());
        let name = list.style.as_deref().or(style.list.as_deref());
        let label =
            name.and_then(|name| self.styles.lists.get(name)).and_then(|s| self.counts.get_mut(list.counts)?.count(depth, start, s));
        (Some(depth), label)
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        paragraph.words.finish();
        let text = &paragraph.words.text;
        match self.frames.last_mut() {
            Some(Frame::Remark(lines) | Frame::Furniture(lines)) => {
                if !text.is_empty() {
                    lines.push(text.clone());
                }
                return;
            }
            None if self.kind == Kind::Furniture => return,
            _ => {}
        }
        let role = self.role(&paragraph);
        let Paragraph { words, mut label, breaks, comments, pictures, after, style, .. } = paragraph;
        let pictures = Pictures { within: pictures, ..Pictures::default() };
        if let (Role::Note, Some(Frame::Note(mark))) = (role, self.frames.last_mut()) {
            label = mark.take();
        }
        if !words.text.is_empty() && style.meaning != Some(Meaning::Contents) {
            self.cost += words.cost() + 512;
            self.keep(Draft { role, words, label, breaks, comments, pictures, contents: false });
        } else if !pictures.within.is_empty() {
            self.cost += 512;
            let (role, words) = (Role::Paragraph, Words::default());
            self.keep(Draft { role, words, label: None, breaks, comments: Vec::new(), pictures, contents: false });
        }
        for draft in after {
            self.keep(draft);
        }
    }

    fn keep(&mut self, draft: Draft) {
        match self.paragraphs.last_mut() {
            Some(around) => around.after.push(draft),
            None => self.told.drafts.push(draft),
        }
    }

    fn role(&self, paragraph: &Paragraph) -> Role {
        let named = match paragraph.style.meaning {
            Some(Meaning::Heading(level)) => Some(level),
            Some(Meaning::Title) => Some(1),
            _ => None,
        };
        let heading = paragraph.heading.or(paragraph.style.outline).or(named);
        if let Some(cell) = self.tables.cell() {
            return match heading {
                Some(level) if self.tables.is_frame() => Role::Heading(level),
                _ => cell,
            };
        }
        match self.frames.last() {
            Some(Frame::Note(_)) => return Role::Note,
            Some(_) => return Role::TextBox,
            None => {}
        }
        match (heading, paragraph.item) {
            (Some(level), _) => Role::Heading(level),
            _ if paragraph.style.meaning == Some(Meaning::Quotation) => Role::Quotation,
            (None, Some(depth)) => Role::ListItem(depth),
            _ => Role::Paragraph,
        }
    }

    fn begin_list(&mut self, element: &Element<'_>) {
        let floor = self.floor();
        let around = self.lists.get(floor..).and_then(<[List]>::last);
        let named = element.attribute("style-name").map(std::borrow::Cow::into_owned);
        if self.lists.len() >= self.depth.saturating_mul(8) {
            // Deeper lists are flattened into this one; their ends are told apart by the elements' own depth limit.
            self.lists.push(List { counted: true, ..List::default() });
            return;
        }
        let style = named.or_else(|| around.and_then(|l| l.style.clone()));
        let counts = match around {
            Some(list) => list.counts,
            None => self.counting(element, style.as_deref()),
        };
        if let Some(id) = element.attribute("id") {
            self.by_id.insert(id.into_owned(), counts);
        }
        if let (Some(style), true) = (&style, self.lists.len() == floor) {
            self.by_style.insert(style.clone(), counts);
        }
        self.lists.push(List { style, counts, counted: true, start: None });
    }

    fn end_list(&mut self) {
        if self.lists.len() > self.floor() {
            self.lists.pop();
        }
    }

    /// The counting an outermost list goes on with, or a fresh one.
    fn counting(&mut self, element: &Element<'_>, style: Option<&str>) -> usize {
        if let Some(&earlier) = element.attribute("continue-list").and_then(|id| self.by_id.get(id.as_ref())) {
            return earlier;
        }
        let goes_on = element.attribute("continue-numbering").is_some_and(|v| v == "true");
        if let (true, Some(&earlier)) = (goes_on, style.and_then(|s| self.by_style.get(s))) {
            return earlier;
        }
        self.counts.push(Counts::default());
        self.counts.len() - 1
    }

    fn begin_item(&mut self, element: &Element<'_>, header: bool) {
        let floor = self.floor();
        if let Some(list) = self.lists.get_mut(floor..).and_then(<[List]>::last_mut) {
            list.counted = header;
            list.start = element.number("start-value");
        }
    }

    fn begin_span(&mut self, element: &Element<'_>) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let around = paragraph.settings.last().copied().unwrap_or((Setting::default(), true));
            paragraph.settings.push(self.styles.span(element.attribute("style-name").as_deref(), around));
        }
    }

    fn begin_link(&mut self, element: &Element<'_>) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let target = element.attribute("href").unwrap_or_default().into_owned();
            paragraph.links.push((target, paragraph.words.text.len()));
        }
    }

    fn characters(&mut self, raw: &'s str, at: usize) {
        let origin = self.origin;
        if let Some((paragraph, setting)) = self.writing() {
            paragraph.words.push_raw(raw, at, origin, setting, true);
        }
    }

    fn write(&mut self, c: char, span: (usize, usize)) {
        let origin = self.origin;
        if let Some((paragraph, setting)) = self.writing() {
            paragraph.words.push_char(c, span, origin, setting);
        }
    }

    /// The paragraph words go to, and how they are set; none where they are hidden.
    fn writing(&mut self) -> Option<(&mut Paragraph, Setting)> {
        let breaks = self.told.breaks;
        // Between a note's mark and its body, or the parts of an annotation, there are no words.
        let paragraph = self.paragraphs.last_mut().filter(|p| p.drawn == 0)?;
        let (setting, shown) = paragraph.settings.last().copied().unwrap_or_default();
        if !shown {
            return None;
        }
        if paragraph.words.text.is_empty() {
            paragraph.breaks = breaks;
        }
        Some((paragraph, setting))
    }
}

fn is_shape(name: &str) -> bool {
    matches!(
        name,
        "custom-shape"
            | "rect"
            | "ellipse"
            | "circle"
            | "line"
            | "polyline"
            | "polygon"
            | "path"
            | "connector"
            | "caption"
            | "measure"
            | "regular-polygon"
    )
}

/// Counts what begins in a table. Cells covered by a merged one count as columns too, and so do the repeats of an empty one.
fn open_in_table(table: &mut Table, element: &Element<'_>) {
    let repeated = element.number("number-columns-repeated").unwrap_or(1).clamp(1, 1000);
    match element.name {
        "table-column" => table.columns = table.columns.saturating_add(repeated),
        "table-header-rows" => table.header_row = true,
        "table-row" => table.begin_row(),
        "table-cell" | "covered-table-cell" => {
            table.begin_cell();
            table.span = repeated;
        }
        _ => {}
    }
}

fn close_in_table(table: &mut Table, name: &str) {
    match name {
        "table-header-rows" => table.header_row = false,
        "table-cell" | "covered-table-cell" => table.end_cell(),
        _ => {}
    }
}
