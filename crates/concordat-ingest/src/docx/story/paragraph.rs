//! Paragraphs of a story: begun, numbered, joined over deleted marks, and ended.

use super::{Kind, Story, field};
use crate::docx::numbering::Numbered;
use crate::docx::styles::{self, NumberProperties, Resolved, RunProperties};
use crate::draft::{Breaks, Draft, Pictures, Role, Setting, Words};
use crate::xml::{Element, Ns};

/// A paragraph being read.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) words: Words,
    pub(super) style: Resolved,
    /// How text without properties of its own is set, and whether it is shown.
    pub(super) setting: Setting,
    pub(super) shown: bool,
    pub(super) breaks: Breaks,
    pub(super) comments: Vec<String>,
    /// Pictures in it, each with the words given for it.
    pub(super) pictures: Vec<Option<String>>,
    /// Text boxes and notes that hang on it, to follow it.
    pub(super) after: Vec<Draft>,
    /// Whether words of it stand in a table of contents.
    pub(super) contents: bool,
    /// Whether the section ends with it, on a page of its own.
    pub(super) ends_page: bool,
    numbered: Option<Numbered>,
    counted: bool,
    outline: Option<u8>,
    /// Whether it goes on in the next paragraph: its mark was deleted, or it is a dropped capital.
    goes_on: bool,
}

/// Words of a paragraph whose mark was deleted: they belong to the next.
pub(super) struct Carried {
    words: Words,
    breaks: Breaks,
    comments: Vec<String>,
    pictures: Vec<Option<String>>,
    after: Vec<Draft>,
    /// How many paragraphs stood open around it.
    nesting: usize,
}

/// A hyperlink not yet ended.
pub(super) struct OpenLink {
    target: String,
    start: usize,
    /// Which of the open paragraphs it stands in.
    nesting: usize,
    /// Whether a field makes it, rather than an element.
    field: bool,
}

impl<'s> Story<'s, '_> {
    pub(super) fn begin_paragraph(&mut self) {
        let nesting = self.paragraphs.len();
        let mut paragraph =
            Paragraph { style: self.book.styles.paragraph(None), breaks: self.running.breaks, shown: true, ..Paragraph::default() };
        if self.carried.last().is_some_and(|c| c.nesting == nesting)
            && let Some(carried) = self.carried.pop()
        {
            paragraph.words = carried.words;
            paragraph.breaks = carried.breaks;
            paragraph.comments = carried.comments;
            paragraph.pictures = carried.pictures;
            paragraph.after = carried.after;
        }
        self.paragraphs.push(paragraph);
        self.restyle();
        self.plain_setting();
    }

    /// Sets the paragraph's plain setting from its style.
    fn restyle(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let (setting, hidden) = self.book.styles.setting(&RunProperties::default(), &paragraph.style.run);
            paragraph.setting = setting;
            paragraph.shown = !hidden;
        }
    }

    /// Reads `w:pPr` to its end.
    pub(super) fn paragraph_properties(&mut self) {
        let depth = self.pull.depth();
        let mut number = NumberProperties::default();
        let mut style = None;
        let mut outline = None;
        let mut goes_on = false;
        while let Some(element) = self.pull.next_within(depth) {
            if element.ns != Ns::Word {
                continue;
            }
            match element.name {
                "pStyle" => style = element.val(),
                "numPr" => number = styles::number_properties(&mut self.pull),
                // A dropped capital is a paragraph of its own in the file and the next one's first letter on the page.
                "framePr" => goes_on |= element.attribute("dropCap").is_some_and(|d| d != "none"),
                "outlineLvl" => outline = styles::outline(&element),
                "pageBreakBefore" if element.is_on() => self.running.breaks.explicit = self.running.breaks.explicit.saturating_add(1),
                "rPr" => goes_on |= styles::run_properties(&mut self.pull).mark_deleted,
                "sectPr" => self.section(),
                "pPrChange" => self.pull.skip(),
                _ => {}
            }
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if let Some(style) = style {
            paragraph.style = self.book.styles.paragraph(Some(&style));
        }
        paragraph.outline = outline;
        paragraph.goes_on = goes_on;
        if !goes_on {
            paragraph.counted = true;
            paragraph.numbered = self.book.numbering.count(number, &paragraph.style, &self.book.styles, &mut self.running.counters);
        }
        self.restyle();
        self.plain_setting();
    }

    pub(super) fn end_paragraph(&mut self) {
        let nesting = self.paragraphs.len();
        self.fields.end_paragraph();
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        for link in self.links.iter_mut().filter(|l| l.nesting == nesting) {
            paragraph.words.link(link.start, &link.target);
            link.start = 0;
        }
        if paragraph.goes_on {
            let Paragraph { words, breaks, comments, pictures, after, .. } = paragraph;
            for link in self.links.iter_mut().filter(|l| l.nesting == nesting) {
                link.start = words.text.len();
            }
            self.carried.push(Carried { words, breaks, comments, pictures, after, nesting: nesting - 1 });
            return;
        }
        if !paragraph.counted {
            paragraph.numbered =
                self.book.numbering.count(NumberProperties::default(), &paragraph.style, &self.book.styles, &mut self.running.counters);
        }
        let ends_page = paragraph.ends_page;
        self.finish(paragraph);
        if ends_page {
            self.running.breaks.explicit = self.running.breaks.explicit.saturating_add(1);
        }
        self.plain_setting();
    }

    /// A finished paragraph goes to the story, or waits until the one around it is finished too.
    fn finish(&mut self, mut paragraph: Paragraph) {
        paragraph.words.finish();
        let role = self.role(&paragraph);
        let after = std::mem::take(&mut paragraph.after);
        let label = paragraph.numbered.and_then(|n| n.label);
        let contents = paragraph.contents || paragraph.style.contents;
        if !paragraph.words.text.is_empty() && !paragraph.style.contents {
            self.running.cost += paragraph.words.cost() + 512;
            let (breaks, comments) = (paragraph.breaks, paragraph.comments);
            let pictures = Pictures { within: paragraph.pictures, ..Pictures::default() };
            self.keep(Draft { role, words: paragraph.words, label, breaks, comments, pictures, contents });
        } else if !paragraph.pictures.is_empty() && self.kind == Kind::Body {
            self.running.cost += 512;
            let pictures = Pictures { within: paragraph.pictures, ..Pictures::default() };
            let (words, breaks) = (Words::default(), paragraph.breaks);
            self.keep(Draft { role: Role::Paragraph, words, label: None, breaks, comments: Vec::new(), pictures, contents });
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
        let heading = match paragraph.outline {
            Some(level) if level < 9 => Some(level + 1),
            Some(_) => None,
            None => paragraph.style.heading,
        };
        if let Some(cell) = self.tables.cell() {
            // A table of one column is a frame around text, and may frame headings.
            return match heading {
                Some(level) if self.tables.is_frame() && self.kind == Kind::Body => Role::Heading(level),
                _ => cell,
            };
        }
        if self.kind == Kind::Notes {
            return Role::Note;
        }
        if self.boxes > 0 {
            return Role::TextBox;
        }
        match (heading, &paragraph.numbered) {
            (Some(level), _) => Role::Heading(level),
            _ if paragraph.style.quotation => Role::Quotation,
            (None, Some(numbered)) => Role::ListItem(numbered.depth),
            _ => Role::Paragraph,
        }
    }

    /// What was carried over a deleted mark but met no further paragraph at its place stands alone.
    pub(super) fn flush(&mut self) {
        while let Some(carried) = self.carried.pop_if(|c| c.nesting >= self.paragraphs.len()) {
            let Carried { words, breaks, comments, pictures, after, .. } = carried;
            self.finish(Paragraph {
                words,
                breaks,
                comments,
                pictures,
                after,
                style: self.book.styles.paragraph(None),
                ..Paragraph::default()
            });
        }
    }

    /// Ends whatever is still open.
    pub(super) fn flush_all(&mut self) {
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        self.flush();
    }

    fn length(&self) -> usize {
        self.paragraphs.last().map_or(0, |p| p.words.text.len())
    }

    pub(super) fn begin_hyperlink(&mut self, element: &Element<'_>) {
        let mut target = element.attribute("id").and_then(|id| self.relationships.target(&id)).unwrap_or_default().to_owned();
        if let Some(anchor) = element.attribute("anchor").filter(|a| !a.is_empty()) {
            target.push('#');
            target.push_str(&anchor);
        }
        self.begin_link(target, false);
    }

    fn begin_link(&mut self, target: String, field: bool) {
        let (start, nesting) = (self.length(), self.paragraphs.len());
        self.links.push(OpenLink { target, start, nesting, field });
    }

    pub(super) fn end_link(&mut self) {
        self.close_link(false);
    }

    fn close_link(&mut self, field: bool) {
        let Some(at) = self.links.iter().rposition(|l| l.field == field) else { return };
        let link = self.links.remove(at);
        if link.nesting == self.paragraphs.len()
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.words.link(link.start, &link.target);
        }
    }

    pub(super) fn field_character(&mut self, element: &Element<'_>) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => {
                if let Some(target) = self.fields.separate() {
                    self.begin_link(target, true);
                }
            }
            Some("end") if self.fields.end() => self.close_link(true),
            _ => {}
        }
        // `w:ffData` inside holds no text.
        self.pull.skip();
    }

    pub(super) fn begin_simple_field(&mut self, element: &Element<'_>) {
        let code = element.attribute("instr").unwrap_or_default();
        self.begin_link(field::hyperlink(&code).unwrap_or_default(), false);
    }

    pub(super) fn end_simple_field(&mut self) {
        self.close_link(false);
    }
}
