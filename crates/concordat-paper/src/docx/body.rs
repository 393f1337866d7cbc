//! The body of the document, block by block.

use super::package::{MAIN, Written, XML};
use super::{drawing, field, footer, header, lists, pending_field, run};
use crate::outline::one_line;
use crate::outline::{Line, Name, Outline, depths};
use crate::{Block, Entry, Figure, Inline, Paper, Role};
use concordat_text::markup::put;
use std::collections::{BTreeMap, BTreeSet};

/// Width between the margins of an upright page, in twentieths of a point; the margins are two centimetres.
pub(super) const WIDTH: u32 = 11_906 - 2 * MARGIN;
const MARGIN: u32 = 1134;
/// A figure wider than this, in points, has a page of its own, turned.
const UPRIGHT: u32 = WIDTH / 20;
/// How many headings before a wide figure go with it onto its page.
const TAKEN_ALONG: usize = 4;

/// What a paragraph is, besides its words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting {
    pub(super) style: &'static str,
    /// Whether it stays on the page of what follows, where its style does not say so.
    pub(super) keep: bool,
    /// Depth and definition of the list it is an entry of.
    pub(super) list: Option<(u8, u32)>,
    /// Whether it is the last on pages that are upright (`false`) or turned (`true`).
    pub(super) ends: Option<bool>,
}

/// The document as it is written.
pub(super) struct Body<'p> {
    pub(super) paper: &'p Paper,
    pub(super) outline: &'p Outline,
    pub(super) out: String,
    /// Whether the next paragraph begins a page.
    new_page: bool,
    /// Whether the next paragraph follows a table or the contents, and needs air above it.
    pub(super) after_block: bool,
    /// Whether nothing stands on the pages since they were last turned.
    fresh: bool,
    marked: bool,
    pub(super) links: BTreeMap<String, usize>,
    /// Anchors that have been set.
    placed: BTreeSet<usize>,
    pub(super) comments: String,
    numbered: u32,
    /// The last number given to a bookmark or comment, of a content control, and of a shape.
    pub(super) ids: u32,
    pub(super) controls: u32,
    shapes: u32,
}

/// Writes everything but what hardly changes.
pub(super) fn written(paper: &Paper) -> Written {
    let outline = Outline::of(paper);
    let header = header(paper);
    let mut body = Body {
        paper,
        outline: &outline,
        out: format!(
            "{XML}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
             xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
             xmlns:wpg=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
             xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>\n"
        ),
        new_page: false,
        after_block: false,
        fresh: true,
        marked: header.is_some(),
        links: BTreeMap::new(),
        placed: BTreeSet::new(),
        comments: String::new(),
        numbered: 0,
        ids: 0,
        controls: 0,
        shapes: 0,
    };
    body.beginning();
    body.blocks();
    body.end();
    let mut links: Vec<(String, usize)> = body.links.into_iter().collect();
    links.sort_by_key(|(_, n)| *n);
    Written {
        document: body.out,
        links: links.into_iter().map(|(link, _)| link).collect(),
        comments: body.comments,
        numbered: body.numbered,
        header,
        footer: footer(paper),
    }
}

impl Body<'_> {
    /// Opens a paragraph.
    pub(super) fn open(&mut self, setting: Setting) {
        put(&mut self.out, format_args!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", setting.style));
        if setting.keep {
            self.out.push_str("<w:keepNext/>");
        }
        if std::mem::take(&mut self.new_page) {
            self.out.push_str("<w:pageBreakBefore/>");
        }
        if let Some((depth, definition)) = setting.list {
            put(&mut self.out, format_args!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{definition}\"/></w:numPr>"));
        }
        if std::mem::take(&mut self.after_block) && !setting.style.starts_with("Heading") {
            self.out.push_str("<w:spacing w:before=\"240\"/>");
        }
        if let Some(turned) = setting.ends {
            self.section(turned);
        }
        self.out.push_str("</w:pPr>");
        self.fresh = false;
    }

    /// Closes a paragraph.
    pub(super) fn close(&mut self) {
        self.out.push_str("</w:p>\n");
    }

    fn line(&mut self, style: &'static str, words: &str) {
        self.open(Setting { style, ..Setting::default() });
        self.out.push_str(&run(words));
        self.close();
    }

    fn beginning(&mut self) {
        let title = one_line(&self.paper.title);
        if !title.is_empty() {
            self.line("Title", &title);
        }
        if let Some(subtitle) = &self.paper.subtitle {
            self.line("Subtitle", &one_line(subtitle));
        }
        let lines = self.outline.contents(self.paper);
        if !lines.is_empty() {
            self.contents(&lines);
        }
    }

    /// The table of contents: a line for each heading, with a field that gives its page. Only a program that lays pages out knows them:
    /// LibreOffice works them out as it opens the file, and Word as it asks to, once (`updateFields` of the settings). Around the lines
    /// stands no field of its own, since LibreOffice works out only the first field within another.
    fn contents(&mut self, lines: &[Line<'_>]) {
        let id = self.control();
        put(
            &mut self.out,
            format_args!(
                "<w:sdt><w:sdtPr><w:id w:val=\"{id}\"/><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
            ),
        );
        self.line("TOCHeading", "Contents");
        for line in lines {
            self.open(Setting { style: if line.level == 1 { "TOC1" } else { "TOC2" }, ..Setting::default() });
            let mark = bookmark(self.outline.place(line.anchor).unwrap_or_default());
            let page = pending_field(&format!("PAGEREF {mark} \\h"));
            put(
                &mut self.out,
                format_args!("<w:hyperlink w:anchor=\"{mark}\" w:history=\"1\">{}<w:r><w:tab/></w:r>{page}</w:hyperlink>", run(&line.text)),
            );
            self.close();
        }
        self.out.push_str("</w:sdtContent></w:sdt>\n");
        self.after_block = true;
    }

    fn blocks(&mut self) {
        let outline = self.outline;
        let blocks = &self.paper.blocks;
        let mut turned = false;
        let mut guidance = false;
        for (n, (block, name)) in outline.blocks(self.paper).enumerate() {
            let is_guidance = matches!(block, Block::Paragraph { role: Role::Guidance, .. });
            if guidance && !is_guidance {
                self.out.push_str("</w:sdtContent></w:sdt>\n");
            } else if is_guidance && !guidance {
                self.begin_guidance();
            }
            let before_guidance = std::mem::replace(&mut guidance, is_guidance);
            if !turned && leads_to_wide_figure(blocks.get(n..).unwrap_or_default()) {
                turned = true;
                self.turn();
            }
            match (block, name) {
                (Block::Heading { text, .. }, Name::Heading { anchor, level }) => self.heading(*level, text, anchor),
                (Block::Paragraph { role, text }, _) => {
                    let keep = keeps(*role, blocks.get(n + 1));
                    self.paragraph(*role, text, keep, is_guidance && !before_guidance);
                }
                (Block::List { numbered, entries }, _) => self.list(*numbered, entries),
                (Block::Table(table), Name::Numbered(number)) => self.table(table, *number),
                (Block::Figure(figure), Name::Numbered(number)) => {
                    self.figure(figure, *number, turned);
                    turned = false;
                }
                (Block::PageBreak, _) => self.new_page = !self.fresh,
                _ => {}
            }
        }
        if guidance {
            self.out.push_str("</w:sdtContent></w:sdt>\n");
        }
    }

    /// Guidance stands in a control of its own, so that it is deleted by choosing it.
    fn begin_guidance(&mut self) {
        let id = self.control();
        put(
            &mut self.out,
            format_args!(
                "<w:sdt><w:sdtPr><w:alias w:val=\"Guidance: delete when done\"/><w:tag w:val=\"guidance\"/><w:id w:val=\"{id}\"/></w:sdtPr><w:sdtContent>"
            ),
        );
    }

    /// Ends the upright pages, that what follows may stand on a turned one.
    fn turn(&mut self) {
        self.new_page = false;
        if !self.fresh {
            self.open(Setting { style: "SectionEnd", ends: Some(false), ..Setting::default() });
            self.close();
        }
    }

    fn heading(&mut self, level: u8, text: &str, anchor: &str) {
        let style = match level {
            1 => "Heading1",
            2 => "Heading2",
            3 => "Heading3",
            _ => "Heading4",
        };
        self.open(Setting { style, ..Setting::default() });
        self.anchor(anchor, &run(&one_line(text)));
        self.close();
    }

    /// A place that links lead to, about some content.
    pub(super) fn anchor(&mut self, anchor: &str, content: &str) {
        let Some(place) = self.outline.place(anchor).filter(|place| self.placed.insert(*place)) else {
            self.out.push_str(content);
            return;
        };
        self.ids += 1;
        put(
            &mut self.out,
            format_args!("<w:bookmarkStart w:id=\"{0}\" w:name=\"{1}\"/>{content}<w:bookmarkEnd w:id=\"{0}\"/>", self.ids, bookmark(place)),
        );
    }

    fn paragraph(&mut self, role: Role, text: &[Inline], keep: bool, first_guidance: bool) {
        let style = match role {
            Role::Body => "BodyText",
            Role::Lead => "Lead",
            Role::Quote => "Quote",
            Role::Source => "Source",
            Role::Note => "Note",
            Role::Guidance => "Guidance",
            Role::From(n) => match n % 4 {
                0 => "From1",
                1 => "From2",
                2 => "From3",
                _ => "From4",
            },
        };
        self.open(Setting { style, keep, ..Setting::default() });
        if first_guidance {
            self.words(&[Inline::Strong(crate::GUIDANCE.to_owned())]);
        }
        self.words(text);
        self.close();
    }

    fn list(&mut self, numbered: bool, entries: &[Entry]) {
        let definition = if numbered { lists::numbers(self.numbered) } else { lists::BULLETS };
        self.numbered += u32::from(numbered);
        let style = if numbered { "ListNumber" } else { "ListBullet" };
        for (entry, depth) in entries.iter().zip(depths(entries)) {
            self.open(Setting { style, list: Some((depth, definition)), ..Setting::default() });
            self.words(&entry.text);
            self.close();
        }
    }

    /// `Table 3: what it shows`, the number as a field.
    pub(super) fn caption(&mut self, kind: &str, number: usize, caption: &str, setting: Setting) {
        self.open(Setting { style: "Caption", ..setting });
        self.out.push_str(&run(&format!("{kind} ")));
        self.out.push_str(&field(&format!("SEQ {kind} \\* ARABIC"), &number.to_string()));
        let caption = one_line(caption);
        if !caption.is_empty() {
            self.out.push_str(&run(&format!(": {caption}")));
        }
        self.close();
    }

    fn figure(&mut self, figure: &Figure, number: usize, turned: bool) {
        let ends = turned.then_some(true);
        match &figure.drawing {
            Some(drawing) => {
                self.open(Setting { style: "Figure", ..Setting::default() });
                self.out.push_str("<w:r>");
                self.out.push_str(&drawing::placed(drawing, figure, number, &mut self.shapes));
                self.out.push_str("</w:r>");
            }
            None => {
                self.open(Setting { style: "Note", keep: true, ..Setting::default() });
                self.words(&[Inline::Plain(figure.alternative.clone())]);
            }
        }
        self.close();
        self.caption("Figure", number, &figure.caption, Setting { ends, ..Setting::default() });
        self.fresh = turned;
    }

    /// The number of a new content control.
    pub(super) fn control(&mut self) -> u32 {
        self.controls += 1;
        self.controls
    }

    fn section(&mut self, turned: bool) {
        let (width, height, turn) = if turned { (16_838, 11_906, " w:orient=\"landscape\"") } else { (11_906, 16_838, "") };
        let header = if self.marked { "<w:headerReference w:type=\"default\" r:id=\"rId_header\"/>" } else { "" };
        put(
            &mut self.out,
            format_args!(
                "<w:sectPr>{header}<w:footerReference w:type=\"default\" r:id=\"rId_footer\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turn}/>\
                 <w:pgMar w:top=\"1304\" w:right=\"{MARGIN}\" w:bottom=\"1304\" w:left=\"{MARGIN}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
            ),
        );
    }

    fn end(&mut self) {
        if self.after_block || self.fresh {
            // Word wants a paragraph after a table, and one on every page.
            self.open(Setting { style: "SectionEnd", ..Setting::default() });
            self.close();
        }
        self.section(false);
        self.out.push_str("</w:body></w:document>");
    }
}

/// Whether a paragraph stays on the page of what follows: words with where they stand, and whatever leads to words, a table or a list.
fn keeps(role: Role, next: Option<&Block>) -> bool {
    match role {
        Role::Quote | Role::From(_) => matches!(next, Some(Block::Paragraph { role: Role::Source, .. })),
        Role::Body => matches!(next, Some(Block::Paragraph { role: Role::Quote, .. } | Block::Table(_) | Block::List { .. })),
        _ => false,
    }
}

/// Whether these blocks begin with a figure too wide for an upright page, or with headings that stand right before one.
fn leads_to_wide_figure(blocks: &[Block]) -> bool {
    let next = blocks.iter().take(TAKEN_ALONG + 1).find(|b| !matches!(b, Block::Heading { .. }));
    matches!(next, Some(Block::Figure(figure)) if figure.size.0 > UPRIGHT && figure.drawing.is_some())
}

/// The name of the n-th anchor. Word lists names that begin with a line neither to authors nor in its dialogues.
pub(super) fn bookmark(place: usize) -> String {
    format!("_Toc{}", 100_000_000 + place)
}
