//! The content of a page, written down as passages.

use super::content::Content;
use super::tree::{Kind, Node, Tree, is_heading};
use crate::heading::{is_bold_heading, reads_as_heading};
use crate::markup::is_block;
use crate::numbering::Numbering;
use crate::prose::{Place, Prose};
use concordat_register::{Document, PassageKind, Style};

/// Longest line of a page's footer that is kept as furniture, in bytes.
const FOOTER: usize = 200;

/// Writes the passages of `content` into `document`, `most` of them; gives whether those were all. `offset` is added to places in
/// the tree to find the byte of the file.
pub(super) fn write(tree: &Tree, content: &Content, offset: Option<usize>, most: usize, document: &mut Document) -> bool {
    for &footer in &content.footers {
        furniture(tree, footer, document);
    }
    let mut writer = Writer {
        tree,
        offset,
        document,
        prose: Prose::default(),
        open: Vec::new(),
        lists: Vec::new(),
        tables: Vec::new(),
        table_count: 0,
        item: None,
        marked: 0,
        broke: false,
    };
    let mut at = content.range.start;
    let mut whole = true;
    while at < content.range.end {
        if writer.document.passages.len() >= most {
            whole = false;
            break;
        }
        writer.close(at);
        let Some(node) = tree.nodes.get(at) else { break };
        if content.dropped.get(at) == Some(&true) {
            if is_block(node.name()) {
                writer.flush();
            }
            writer.picture(at);
            at = node.end.max(at + 1);
            continue;
        }
        match &node.kind {
            Kind::Text { span, source } => writer.words(span.of(&tree.text), *source),
            Kind::Element { .. } if writer.is_note_mark(at) => {
                at = node.end.max(at + 1);
                continue;
            }
            Kind::Element { .. } => writer.open(at),
        }
        at += 1;
    }
    writer.close(usize::MAX);
    writer.flush();
    whole
}

/// Keeps the lines of a page's footer that are not links.
fn furniture(tree: &Tree, footer: usize, document: &mut Document) {
    let end = tree.nodes.get(footer).map_or(footer, |n| n.end);
    let mut at = footer + 1;
    while at < end {
        let Some(node) = tree.nodes.get(at) else { break };
        if matches!(node.name(), "ul" | "ol" | "nav" | "form" | "a" | "script" | "style") {
            at = node.end.max(at + 1);
            continue;
        }
        let leaf = matches!(node.name(), "p" | "span" | "small" | "time" | "div")
            && !tree.children(at).any(|c| tree.nodes.get(c).is_some_and(|n| is_block(n.name())));
        if leaf {
            let words = tree.words(at);
            if words.len() <= FOOTER {
                document.add_furniture(&words, None);
            }
            at = node.end.max(at + 1);
            continue;
        }
        at += 1;
    }
}

/// Least width and height, in the points of a screen, of a picture that may tell something.
const PICTURE: f32 = 130.0;

struct Writer<'t, 'd> {
    tree: &'t Tree,
    offset: Option<usize>,
    document: &'d mut Document,
    prose: Prose,
    /// Open elements.
    open: Vec<usize>,
    /// The numbering of each open list; none where it is not numbered.
    lists: Vec<Option<Numbering>>,
    tables: Vec<Table>,
    table_count: u32,
    /// The number of the item that has not had its first passage yet.
    item: Option<String>,
    /// The level of the last heading marked as one.
    marked: u8,
    /// Whether a line break has just been read.
    broke: bool,
}

/// A table in hand.
struct Table {
    /// The element it is.
    from: usize,
    /// Which table of the document; none for one that only lays out the page.
    number: Option<u32>,
    row: u32,
    column: u32,
    header: bool,
    /// Whether a cell is open.
    in_cell: bool,
    /// For each column, how many more rows a cell from above reaches into.
    reach: Vec<u32>,
}

impl Writer<'_, '_> {
    fn node(&self, at: usize) -> Option<&Node> {
        self.tree.nodes.get(at)
    }

    fn words(&mut self, words: &str, source: Option<usize>) {
        if !words.trim().is_empty() {
            self.broke = false;
        }
        let at = source.and_then(|at| Some(at + self.offset?));
        self.prose.flowing(words, at);
    }

    /// Whether an element is only the mark of a footnote.
    fn is_note_mark(&self, at: usize) -> bool {
        let Some(node) = self.node(at) else { return false };
        if node.attr("role") == Some("doc-noteref") {
            return true;
        }
        if node.name() != "sup" || node.end > at + 8 {
            return false;
        }
        let words = self.tree.words(at);
        let figures = words.trim_matches(['[', ']', '(', ')']);
        let mark = !figures.is_empty() && figures.len() <= 3 && figures.bytes().all(|b| b.is_ascii_digit() || b == b'*' || b == b',');
        // 10 to the power of 2 keeps its power.
        let linked =
            self.tree.nodes.get(at..node.end).unwrap_or_default().iter().any(|n| n.attr("href").is_some_and(|h| h.starts_with('#')));
        linked || (mark && !self.prose.text().ends_with(|c: char| c.is_ascii_digit()))
    }

    fn open(&mut self, at: usize) {
        let tree = self.tree;
        let Some(node) = tree.nodes.get(at) else { return };
        let name = node.name();
        if name == "br" {
            // Two breaks make a paragraph.
            if self.broke {
                self.flush();
            } else {
                self.prose.line();
            }
            self.broke = true;
            return;
        }
        if is_block(name) || is_titled(node) {
            self.flush();
        }
        match name {
            "ul" | "ol" | "menu" | "dir" | "dl" => {
                let numbering = (name == "ol").then(|| numbering(tree, at, node));
                self.lists.push(numbering);
                if name == "dl" {
                    self.open_descriptions(at);
                }
            }
            "dt" | "dd" => self.open_description(name == "dt"),
            "li" => {
                let numbering = self.lists.last_mut().and_then(Option::as_mut);
                self.item = numbering.map(|n| n.next(node.attr("value").and_then(|v| v.trim().parse().ok())));
            }
            "table" => self.open_table(at),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.next_row();
                }
            }
            "td" | "th" => {
                let in_head = self.open.iter().rev().map_while(|&n| self.node(n)).find(|n| matches!(n.name(), "thead" | "table"));
                let in_head = in_head.is_some_and(|n| n.name() == "thead");
                if let Some(table) = self.tables.last_mut() {
                    table.next_cell(node);
                    table.header |= in_head;
                }
            }
            "em" | "i" | "cite" | "dfn" | "var" => self.prose.open_style(Style::Italic),
            "strong" | "b" => self.prose.open_style(Style::Bold),
            "a" => {
                if let Some(target) = node.attr("href") {
                    self.prose.open_link(target.trim());
                }
            }
            "q" => self.prose.drawn("\u{201c}"),
            "img" => self.picture(at),
            _ => {}
        }
        self.open.push(at);
    }

    /// Ends the elements that end before node `at`.
    fn close(&mut self, at: usize) {
        while let Some(&last) = self.open.last() {
            let Some(node) = self.tree.nodes.get(last).filter(|n| n.end <= at) else { return };
            let name = node.name();
            if is_heading(name) || is_titled(node) {
                let level = level(node);
                self.marked = level;
                self.finish(&Place::Heading(level), None);
            } else if name == "summary" && reads_as_heading(self.prose.text()) {
                self.finish(&Place::Heading((self.marked + 1).clamp(2, 6)), None);
            } else if is_block(name) {
                self.flush();
            }
            self.open.pop();
            match name {
                "ul" | "ol" | "menu" | "dir" | "dl" => {
                    self.lists.pop();
                    self.tables.pop_if(|table| table.from == last);
                }
                "li" => self.item = None,
                "table" => {
                    self.tables.pop();
                }
                "td" | "th" => {
                    if let Some(table) = self.tables.last_mut() {
                        table.in_cell = false;
                    }
                }
                "dd" => {
                    if let Some(table) = self.descriptions() {
                        table.in_cell = false;
                    }
                }
                "em" | "i" | "cite" | "dfn" | "var" => self.prose.close_style(Style::Italic),
                "strong" | "b" | "dt" => self.prose.close_style(Style::Bold),
                "a" => self.prose.close_link(),
                "q" => self.prose.drawn("\u{201d}"),
                _ => {}
            }
        }
    }

    /// Takes note of a picture, unless it is one that only adorns the page.
    fn picture(&mut self, at: usize) {
        let Some(node) = self.tree.nodes.get(at) else { return };
        if !matches!(node.name(), "img" | "svg" | "object" | "embed" | "canvas") || node.attr("aria-hidden") == Some("true") {
            return;
        }
        let side = |name: &str| node.attr(name).and_then(|v| v.trim().trim_end_matches("px").parse::<f32>().ok());
        let mut drawn = node.attr("viewbox").unwrap_or_default().split_ascii_whitespace().skip(2);
        let mut next = || drawn.next().and_then(|v| v.parse::<f32>().ok());
        let (wide, high) = (next(), next());
        let small = |side: Option<f32>| side.is_some_and(|s| s < PICTURE);
        // An empty alternative says that the picture adorns the page.
        let adorns = node.name() == "img" && node.attr("alt").is_some_and(|alt| alt.trim().is_empty());
        if small(side("width").or(wide)) || small(side("height").or(high)) || adorns {
            return;
        }
        let within = self.tree.nodes.get(at..node.end).unwrap_or_default();
        let titled = within.iter().position(|n| n.name() == "title").map(|n| self.tree.words(at + n));
        let alt = node.attr("alt").or_else(|| node.attr("aria-label")).map(str::to_owned).or(titled);
        self.document.add_picture(alt.as_deref(), None, u32::from(!self.prose.text().trim().is_empty()));
    }

    fn open_table(&mut self, at: usize) {
        let number = (!is_layout(self.tree, at)).then(|| {
            self.table_count += 1;
            self.table_count
        });
        self.tables.push(Table { from: at, number, row: 0, column: 0, header: false, in_cell: false, reach: Vec::new() });
    }

    /// A list of short terms with what is said of each ("Chair", "Quorum") is a table of two columns.
    fn open_descriptions(&mut self, at: usize) {
        if self.tables.is_empty() && is_of_terms(self.tree, at) {
            self.table_count += 1;
            let number = Some(self.table_count);
            self.tables.push(Table { from: at, number, row: 0, column: 0, header: false, in_cell: false, reach: Vec::new() });
        }
    }

    fn open_description(&mut self, is_term: bool) {
        if is_term {
            self.prose.open_style(Style::Bold);
        }
        if let Some(table) = self.descriptions() {
            table.describe(is_term);
        }
    }

    /// The table in hand, where it is a list of terms.
    fn descriptions(&mut self) -> Option<&mut Table> {
        let tree = self.tree;
        self.tables.last_mut().filter(|table| tree.nodes.get(table.from).is_some_and(|n| n.name() == "dl"))
    }

    /// Adds the passage in hand, if it has words.
    fn flush(&mut self) {
        self.broke = false;
        if self.prose.text().trim().is_empty() {
            let place = Place::Body(PassageKind::Paragraph);
            self.prose.finish(self.document, &place, None, |_| {});
            return;
        }
        let place = self.place();
        let numbered = matches!(place, Place::Body(PassageKind::ListItem { .. } | PassageKind::Note | PassageKind::Quotation));
        let label = if numbered { self.item.take() } else { None };
        self.finish(&place, label.as_deref());
    }

    fn finish(&mut self, place: &Place, label: Option<&str>) {
        self.broke = false;
        self.prose.finish(self.document, place, label, |_| {});
    }

    /// What the passage in hand is: the innermost of what it stands in says.
    fn place(&self) -> Place {
        if let Some(table) = self.tables.iter().rev().find(|t| t.number.is_some())
            && table.in_cell
        {
            let (row, column, header) = (table.row, table.column, table.header);
            return Place::Body(PassageKind::Cell { table: table.number.unwrap_or(0), row, column, header });
        }
        let open = || self.open.iter().rev().filter_map(|&at| self.node(at));
        if open().any(is_note) {
            return Place::Body(PassageKind::Note);
        }
        if open().any(|n| n.name() == "blockquote") {
            return Place::Body(PassageKind::Quotation);
        }
        if !self.lists.is_empty() {
            return Place::Body(PassageKind::ListItem { depth: u8::try_from(self.lists.len()).unwrap_or(u8::MAX) });
        }
        let plain = open().take_while(|n| n.name() != "p").all(|n| !matches!(n.name(), "caption" | "figcaption" | "address"));
        if plain && is_bold_heading(&self.prose) {
            let level = if self.document.headings.is_empty() { 1 } else { (self.marked + 1).clamp(2, 6) };
            return Place::Heading(level);
        }
        Place::Body(PassageKind::Paragraph)
    }
}

impl Table {
    fn next_row(&mut self) {
        self.row += 1;
        self.column = 0;
        self.in_cell = false;
        for reach in &mut self.reach {
            *reach = reach.saturating_sub(1);
        }
    }

    fn next_cell(&mut self, node: &Node) {
        self.row = self.row.max(1);
        let span = |name: &str, most: u32| node.attr(name).and_then(|v| v.trim().parse::<u32>().ok()).unwrap_or(1).clamp(1, most);
        let (columns, rows) = (span("colspan", 100), span("rowspan", 1000));
        // The cell before may have taken several columns, and cells above may reach down.
        let mut column = usize::try_from(self.column).unwrap_or(0);
        while self.reach.get(column).is_some_and(|&r| r > 0) {
            column += 1;
        }
        let last = column + usize::try_from(columns).unwrap_or(1);
        if self.reach.len() < last && last < 4096 {
            self.reach.resize(last, 0);
        }
        for reach in self.reach.iter_mut().take(last).skip(column) {
            *reach = rows;
        }
        self.column = u32::try_from(column + 1).unwrap_or(u32::MAX);
        self.header =
            node.name() == "th" || node.attr("scope").is_some() || matches!(node.attr("role"), Some("columnheader" | "rowheader"));
        self.in_cell = true;
    }

    /// Goes to the cell of a term, or of what is said of it. Terms that share a description share a cell.
    fn describe(&mut self, is_term: bool) {
        if is_term && self.column != 1 {
            self.next_row();
        }
        self.column = if is_term { 1 } else { 2 };
        self.header = is_term;
        self.in_cell = true;
    }
}

/// Characters that the terms of a list may have, each, for it to be a table.
const TERM: usize = 60;

/// Whether a list of descriptions is one of at least two short terms.
fn is_of_terms(tree: &Tree, at: usize) -> bool {
    let Some(list) = tree.nodes.get(at) else { return false };
    let within = || (at + 1..list.end).filter_map(|n| Some((n, tree.nodes.get(n)?)));
    let plain = within().all(|(_, n)| !is_heading(n.name()) && !matches!(n.name(), "dl" | "table"));
    let terms = || within().filter(|(_, n)| n.name() == "dt");
    plain
        && terms().nth(1).is_some()
        && within().any(|(_, n)| n.name() == "dd")
        && terms().all(|(n, _)| tree.words(n).chars().count() <= TERM)
}

/// Whether a table only lays out the page.
fn is_layout(tree: &Tree, at: usize) -> bool {
    let Some(table) = tree.nodes.get(at) else { return false };
    if matches!(table.attr("role"), Some("presentation" | "none")) {
        return true;
    }
    // The first rows tell; a table within a table within a table is not walked again for each of them.
    let within = tree.nodes.get(at + 1..table.end.min(at + 2048)).unwrap_or_default();
    let headed = within.iter().any(|n| n.name() == "th");
    let cells = within.iter().filter(|n| matches!(n.name(), "td" | "th")).take(2).count();
    let page = within.iter().any(|n| n.name() == "table" || matches!(n.name(), "h1" | "h2" | "h3"));
    cells < 2 || (page && !headed)
}

/// How a numbered list counts.
fn numbering(tree: &Tree, at: usize, list: &Node) -> Numbering {
    let reversed = list.attr("reversed").is_some();
    let items = || tree.children(at).filter(|&c| tree.nodes.get(c).is_some_and(|n| n.name() == "li")).count();
    let start = list
        .attr("start")
        .and_then(|s| s.trim().parse().ok())
        .unwrap_or_else(|| if reversed { i64::try_from(items()).unwrap_or(1) } else { 1 });
    Numbering::new(start, reversed, list.attr("type").unwrap_or("1"))
}

/// Whether an element has the role of a heading.
fn is_titled(node: &Node) -> bool {
    node.attr("role") == Some("heading")
}

fn level(node: &Node) -> u8 {
    let named = node.name().strip_prefix('h').and_then(|n| n.parse().ok()).filter(|_| is_heading(node.name()));
    let said = node.attr("aria-level").and_then(|l| l.trim().parse().ok());
    said.or(named).unwrap_or(2u8).clamp(1, 9)
}

/// Whether an element holds footnotes.
fn is_note(node: &Node) -> bool {
    let named = |value: &str| {
        value.split_ascii_whitespace().any(|n| matches!(n, "footnotes" | "footnote" | "endnotes" | "endnote" | "footnotes-list"))
    };
    matches!(node.attr("role"), Some("doc-footnote" | "doc-endnote" | "doc-endnotes"))
        || (is_block(node.name())
            && (node.attr("class").is_some_and(named)
                || node.attr("id").is_some_and(|id| {
                    id.starts_with("fn") && id.get(2..).is_some_and(|n| n.trim_start_matches([':', '-', '_']).parse::<u32>().is_ok())
                })))
}
