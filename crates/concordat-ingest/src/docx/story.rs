//! Reads one story (the body, the notes, a header) from flat tokens into drafts of paragraphs.

mod field;
mod paragraph;
mod picture;
mod symbol;
mod table;

use super::Book;
use super::numbering::Counters;
use super::styles::{self, RunProperties};
use crate::Limits;
use crate::draft::{Breaks, Draft, Origin, Role, Setting};
use crate::relationships::Relationships;
use crate::table::Tables;
use crate::xml::{Element, Ns, Pull, Token};
use concordat_register::Problem;
use field::Fields;
use paragraph::{Carried, OpenLink, Paragraph};
use std::collections::BTreeMap;

/// Which story is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The document's own text.
    Body,
    /// Footnotes or endnotes, each by its id.
    Notes,
    /// Comments, each by its id.
    Comments,
    /// A header or footer.
    Furniture,
}

/// What stories share: counters go on from one to the next.
#[derive(Default)]
pub(super) struct Running {
    /// List counters.
    pub(super) counters: Counters,
    /// Tables met.
    pub(super) tables: u32,
    /// Page breaks met.
    pub(super) breaks: Breaks,
    /// What the drafts cost so far, about, in bytes.
    pub(super) cost: u64,
}

/// Notes read before the body, taken out where they are referred to.
#[derive(Default)]
pub(super) struct Notes {
    /// Their paragraphs, by id.
    pub(super) by_id: BTreeMap<String, Vec<Draft>>,
    /// How many were referred to so far.
    pub(super) met: u32,
}

/// What a story gave.
#[derive(Default)]
pub(super) struct Told {
    /// Its paragraphs in reading order.
    pub(super) drafts: Vec<Draft>,
    /// For notes and comments, which drafts belong to which id.
    pub(super) groups: Vec<(String, std::ops::Range<usize>)>,
    /// Words of watermarks and other drawn text that is no paragraph.
    pub(super) drawn: Vec<String>,
    /// Header and footer relationships in the order sections name them, each with the pages it is for: `default`, `first` or `even`.
    pub(super) furniture: Vec<(String, String)>,
    /// Whether a section has a first page of its own, so that its first header and footer are shown.
    pub(super) first_page: bool,
    /// Places of a template that nobody has filled in.
    pub(super) unfilled: usize,
    /// Stretches of guidance to a template's author, which are no text of the document.
    pub(super) guidance: usize,
    /// What could not be read.
    pub(super) problems: Vec<Problem>,
}

/// Reads a story to its end.
pub(super) struct Story<'s, 'b> {
    pull: Pull<'s>,
    origin: Origin<'s>,
    kind: Kind,
    book: &'b Book,
    relationships: &'b Relationships,
    running: &'b mut Running,
    notes: Option<(&'b mut Notes, &'b mut Notes)>,
    budget: u64,
    told: Told,
    paragraphs: Vec<Paragraph>,
    carried: Vec<Carried>,
    boxes: u32,
    tables: Tables,
    fields: Fields,
    links: Vec<OpenLink>,
    /// For each open `mc:AlternateContent`, whether a choice was read.
    alternatives: Vec<bool>,
    /// How the current run is set, and whether it is shown.
    setting: Setting,
    shown: bool,
    in_text: bool,
    keeps_space: bool,
    group: Option<(String, usize)>,
    /// Whether the content control that was opened last holds guidance.
    guides: bool,
    /// The drawing that is open.
    drawing: picture::Drawing,
}

impl<'s, 'b> Story<'s, 'b> {
    /// A story at its front.
    pub(super) fn new(
        kind: Kind,
        origin: Origin<'s>,
        book: &'b Book,
        relationships: &'b Relationships,
        running: &'b mut Running,
        limits: &Limits,
    ) -> Self {
        let tables = running.tables;
        Self {
            pull: Pull::new(origin.source, limits),
            origin,
            kind,
            book,
            relationships,
            running,
            notes: None,
            budget: limits.memory / 3,
            told: Told::default(),
            paragraphs: Vec::new(),
            carried: Vec::new(),
            boxes: 0,
            tables: Tables::new(limits.depth, tables),
            fields: Fields::default(),
            links: Vec::new(),
            alternatives: Vec::new(),
            setting: Setting::default(),
            shown: true,
            in_text: false,
            keeps_space: true,
            group: None,
            guides: false,
            drawing: picture::Drawing::default(),
        }
    }

    /// Footnotes and endnotes to place after the passages that refer to them.
    pub(super) fn with_notes(mut self, footnotes: &'b mut Notes, endnotes: &'b mut Notes) -> Self {
        self.notes = Some((footnotes, endnotes));
        self
    }

    /// Reads it; `name` is the part's, for problems.
    pub(super) fn tell(mut self, name: &str) -> Told {
        while let Some(token) = self.pull.next() {
            match token {
                Token::Open(element) => self.open(element),
                Token::Close(ns, local) => self.close(ns, local),
                Token::Text(raw, at) => self.characters(raw, at),
                Token::Reference(raw, at) => self.reference(raw, at),
            }
            if self.running.cost > self.budget {
                self.told.problems.push(Problem::new(
                    concordat_register::ProblemKind::Partial,
                    format!("{name} is longer than the memory limit allows; what stands before was read"),
                    "split the document, or raise the memory limit",
                ));
                break;
            }
        }
        self.flush_all();
        if self.fields.open_contents() == 0 {
            // Contents were entered and left: their paragraphs are dropped. A field never ended would drop the whole document.
            self.told.drafts.retain(|d| !d.contents);
        }
        self.told.problems.extend(self.pull.problem(name));
        self.running.tables = self.tables.count();
        self.told
    }

    fn open(&mut self, element: Element<'s>) {
        match element.ns {
            Ns::Word => self.open_word(element),
            Ns::Math if element.name == "t" => self.begin_text(true),
            Ns::Compatibility => self.open_alternative(&element),
            Ns::Vml if matches!(element.name, "shape" | "rect" | "imagedata") => self.vml(&element),
            Ns::Other => self.drawn(&element),
            Ns::Vml if element.name == "textpath" => {
                if let Some(words) = element.attribute("string").filter(|w| !w.trim().is_empty()) {
                    self.told.drawn.push(words.trim().to_owned());
                }
            }
            _ => {}
        }
    }

    /// Of alternatives, the first choice is read and nothing else; where there is no choice, the fallback.
    fn open_alternative(&mut self, element: &Element<'_>) {
        match element.name {
            "AlternateContent" => self.alternatives.push(false),
            "Choice" | "Fallback" => {
                if let Some(read) = self.alternatives.last_mut() {
                    if *read {
                        self.pull.skip();
                    } else {
                        *read = true;
                    }
                }
            }
            _ => {}
        }
    }

    fn open_word(&mut self, element: Element<'s>) {
        match element.name {
            "p" => self.begin_paragraph(),
            "pPr" => self.paragraph_properties(),
            "r" => self.plain_setting(),
            "rPr" => {
                let run = styles::run_properties(&mut self.pull);
                self.set_run(&run);
            }
            "t" => {
                let keeps = element.attribute("space").is_some_and(|s| s == "preserve");
                self.begin_text(keeps);
            }
            "instrText" => self.fields.begin_code(),
            "tab" | "ptab" => self.mark('\t', &element),
            "br" => self.line_break(&element),
            "cr" => self.mark('\n', &element),
            "noBreakHyphen" => self.mark('\u{2011}', &element),
            "softHyphen" => self.mark('\u{ad}', &element),
            "sym" => {
                if let Some(c) = symbol::character(&element) {
                    self.mark(c, &element);
                }
            }
            "lastRenderedPageBreak" => self.running.breaks.recorded = self.running.breaks.recorded.saturating_add(1),
            "fldChar" => self.field_character(&element),
            "fldSimple" => self.begin_simple_field(&element),
            "hyperlink" => self.begin_hyperlink(&element),
            "footnoteReference" => self.note(&element, false),
            "endnoteReference" => self.note(&element, true),
            "commentRangeStart" | "commentReference" => self.comment(&element),
            "footnote" | "endnote" | "comment" => self.begin_group(&element),
            "txbxContent" => self.begin_box(),
            "drawing" => self.drawing = picture::Drawing::default(),
            "tbl" => self.tables.begin(),
            "tblPr" => self.table_properties(),
            "gridCol" => self.grid_column(),
            "tr" => self.begin_row(),
            "trPr" => self.row_properties(),
            "tc" => self.begin_cell(),
            "tcPr" => self.cell_properties(),
            "sectPr" => self.section(),
            "sdtPr" => self.control_properties(),
            "sdtContent" if std::mem::take(&mut self.guides) => {
                self.told.guidance += 1;
                self.pull.skip();
            }
            // Deleted or moved away; the phonetic line over a word; field codes of deleted fields.
            "del" | "moveFrom" | "rt" | "delText" | "delInstrText" | "sdtEndPr" | "ffData" | "tblPrEx" | "numberingChange" => {
                self.pull.skip()
            }
            _ => {}
        }
    }

    fn close(&mut self, ns: Ns, local: &str) {
        match (ns, local) {
            (Ns::Word | Ns::Math, "t") => self.in_text = false,
            (Ns::Word, "instrText") => self.fields.end_code(),
            (Ns::Word, "p") => self.end_paragraph(),
            (Ns::Word, "r") => self.plain_setting(),
            (Ns::Word, "hyperlink") => self.end_link(),
            (Ns::Word, "fldSimple") => self.end_simple_field(),
            (Ns::Word, "tbl") => {
                self.flush();
                self.tables.end();
            }
            (Ns::Word, "tc") => {
                self.flush();
                self.end_cell();
            }
            (Ns::Word, "txbxContent") => {
                self.flush();
                self.boxes = self.boxes.saturating_sub(1);
                self.tables.leave();
            }
            (Ns::Word, "footnote" | "endnote" | "comment") => self.end_group(),
            (Ns::Compatibility, "AlternateContent") => {
                self.alternatives.pop();
            }
            _ => {}
        }
    }

    /// Reads `w:sdtPr` to its end. Templates of this program tag their places `fill` and their guidance `guidance`.
    fn control_properties(&mut self) {
        let depth = self.pull.depth();
        let (mut tag, mut placeholder) = (None, false);
        while let Some(element) = self.pull.next_within(depth) {
            match element.name {
                "tag" => tag = element.val(),
                "showingPlcHdr" => placeholder = element.is_on(),
                _ => {}
            }
        }
        self.guides = tag.as_deref() == Some("guidance");
        self.told.unfilled += usize::from(placeholder && tag.as_deref() == Some("fill"));
    }

    /// Runs without properties of their own are set as their paragraph's style says.
    fn plain_setting(&mut self) {
        if let Some(paragraph) = self.paragraphs.last() {
            (self.setting, self.shown) = (paragraph.setting, paragraph.shown);
        }
    }

    fn set_run(&mut self, run: &RunProperties) {
        if let Some(paragraph) = self.paragraphs.last() {
            let (setting, hidden) = self.book.styles.setting(run, &paragraph.style.run);
            self.setting = setting;
            self.shown = !hidden;
        }
    }

    fn begin_text(&mut self, keeps_space: bool) {
        self.in_text = true;
        self.keeps_space = keeps_space;
    }

    fn characters(&mut self, raw: &'s str, at: usize) {
        if self.fields.in_code() {
            self.fields.code(raw);
        } else if self.in_text && self.visible() {
            let (origin, setting, collapse) = (self.origin, self.setting, !self.keeps_space && raw.contains(['\n', '\r', '\t']));
            if let Some(paragraph) = self.writing() {
                paragraph.words.push_raw(raw, at, origin, setting, collapse);
            }
        }
    }

    fn reference(&mut self, raw: &'s str, at: usize) {
        let Some(c) = crate::xml::resolve(raw) else { return };
        if self.fields.in_code() {
            let mut buffer = [0; 4];
            self.fields.code(c.encode_utf8(&mut buffer));
        } else if self.in_text && self.visible() {
            self.write(if c < ' ' { ' ' } else { c }, (at, at + raw.len()));
        }
    }

    fn mark(&mut self, c: char, element: &Element<'_>) {
        if self.visible() {
            self.write(c, element.span);
        }
    }

    fn write(&mut self, c: char, span: (usize, usize)) {
        let (origin, setting) = (self.origin, self.setting);
        if let Some(paragraph) = self.writing() {
            paragraph.words.push_char(c, span, origin, setting);
        }
    }

    fn visible(&self) -> bool {
        self.shown && !self.fields.is_code()
    }

    /// The paragraph words go to; it begins on the page its first word stands on.
    fn writing(&mut self) -> Option<&mut Paragraph> {
        let breaks = self.running.breaks;
        let in_contents = self.fields.open_contents() > 0;
        let paragraph = self.paragraphs.last_mut()?;
        if paragraph.words.text.is_empty() {
            paragraph.breaks = breaks;
        }
        paragraph.contents |= in_contents;
        Some(paragraph)
    }

    fn line_break(&mut self, element: &Element<'_>) {
        match element.attribute("type").as_deref() {
            Some("page") => self.running.breaks.explicit = self.running.breaks.explicit.saturating_add(1),
            Some("column") => {}
            _ => self.mark('\n', element),
        }
    }

    fn comment(&mut self, element: &Element<'_>) {
        if let (Some(id), Some(paragraph)) = (element.attribute("id"), self.paragraphs.last_mut())
            && paragraph.comments.last().is_none_or(|last| *last != id)
        {
            paragraph.comments.push(id.into_owned());
        }
    }

    /// Section properties: a section begins a page unless it says otherwise, and names its headers and footers.
    fn section(&mut self) {
        let depth = self.pull.depth();
        let mut flows = false;
        while let Some(element) = self.pull.next_within(depth) {
            match element.name {
                "type" => flows = element.val().is_some_and(|v| v == "continuous" || v == "nextColumn"),
                "headerReference" | "footerReference" => {
                    let pages = element.attribute("type").unwrap_or_default().into_owned();
                    self.told.furniture.extend(element.attribute("id").map(|id| (id.into_owned(), pages)));
                }
                "titlePg" => self.told.first_page |= element.is_on(),
                "sectPrChange" => self.pull.skip(),
                _ => {}
            }
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            // The properties stand in the section's last paragraph; the break comes after it.
            paragraph.ends_page = !flows;
        }
    }

    fn begin_group(&mut self, element: &Element<'_>) {
        if matches!(element.attribute("type").as_deref(), Some("separator" | "continuationSeparator" | "continuationNotice")) {
            self.pull.skip();
            return;
        }
        if matches!(self.kind, Kind::Notes | Kind::Comments) {
            self.group = element.attribute("id").map(|id| (id.into_owned(), self.told.drafts.len()));
        }
    }

    fn end_group(&mut self) {
        self.flush();
        if let Some((id, start)) = self.group.take() {
            let range = start..self.told.drafts.len();
            self.told.groups.push((id, range));
        }
    }

    fn note(&mut self, element: &Element<'_>, end: bool) {
        let Some(id) = element.attribute("id") else { return };
        let Some((footnotes, endnotes)) = &mut self.notes else { return };
        let notes = if end { endnotes } else { footnotes };
        let Some(mut drafts) = notes.by_id.remove(id.as_ref()) else { return };
        notes.met += 1;
        for draft in &mut drafts {
            draft.breaks = self.running.breaks;
            if draft.role == Role::Note && draft.label.is_none() {
                draft.label = Some(notes.met.to_string());
            }
        }
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.after.append(&mut drafts),
            None => self.told.drafts.append(&mut drafts),
        }
    }

    fn begin_box(&mut self) {
        self.boxes += 1;
        self.tables.enter();
    }
}
