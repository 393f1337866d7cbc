//! Word documents: Office Open XML, transitional and strict, with or without macros, and templates.
//!
//! Every part is read as a stream of tokens; nothing recurses and no tree is built. The order is: relationships, styles, numbering,
//! notes and comments, then the body, which takes its notes in as it meets their marks, and last the headers and footers.

mod names;
mod numbering;
mod properties;
mod story;
mod styles;
#[cfg(test)]
mod tests;

pub(crate) use names::{Meaning, meaning};
pub(crate) use properties::day;

use crate::Limits;
use crate::assemble::{Paging, assemble};
use crate::draft::{Draft, Origin};
use crate::package::Package;
use crate::relationships::Relationships;
use crate::xml::{Ns, Pull, Source, Token};
use concordat_register::{Document, Format, Problem, ProblemKind, Read};
use numbering::Numbering;
use std::collections::{BTreeMap, BTreeSet};
use story::{Kind, Notes, Running, Story, Told};
use styles::Styles;

/// What the whole document's stories are read by.
#[derive(Default)]
struct Book {
    styles: Styles,
    numbering: Numbering,
}

/// Reads one document.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Read<Document> {
    match Package::open(bytes, limits) {
        Ok(package) => Reader { package, limits, document: Document::new(Format::Docx), problems: Vec::new() }.read(),
        Err(problem) => Read::failed(problem),
    }
}

struct Reader<'b, 'l> {
    package: Package<'b>,
    limits: &'l Limits,
    document: Document,
    problems: Vec<Problem>,
}

impl Reader<'_, '_> {
    fn read(mut self) -> Read<Document> {
        let top = Relationships::of(&mut self.package, "", self.limits);
        let Some(main) = self.main_part(&top) else { return Read::failed(self.no_main_part()) };
        let source = match self.package.read(&main) {
            Ok(Some(part)) if !part.bytes.is_empty() => {
                if part.damaged || self.package.salvaged {
                    self.problems.push(cut_short());
                }
                Source::new(part.bytes)
            }
            Ok(_) => return Read::failed(self.no_main_part()),
            Err(problem) => return Read::failed(problem),
        };
        if source.replaced {
            self.problems.push(Problem::new(
                ProblemKind::Partial,
                "the text holds bytes that are no characters; each is read as a question mark",
                "open the file in Word and save it again",
            ));
        }
        self.document.parts = vec![main.clone()];
        let relationships = Relationships::of(&mut self.package, &main, self.limits);
        let book = self.book(&relationships);
        let mut running = Running::default();
        let mut footnotes = self.notes(&relationships, "footnotes", &book, &mut running);
        let mut endnotes = self.notes(&relationships, "endnotes", &book, &mut running);
        let comments = self.comments(&relationships, &book);
        let origin = Origin { part: 0, source: &source };
        let told = Story::new(Kind::Body, origin, &book, &relationships, &mut running, self.limits)
            .with_notes(&mut footnotes, &mut endnotes)
            .tell(&main);
        self.problems.extend(to_fill(&told));
        let Told { mut drafts, drawn, furniture, first_page, problems, .. } = told;
        self.problems.extend(problems);
        // Notes that no mark refers to still belong to the document.
        drafts.extend(footnotes.by_id.into_values().chain(endnotes.by_id.into_values()).flatten());
        self.furniture(&relationships, &furniture, first_page, &book);
        for words in drawn {
            self.document.add_furniture(&words, None);
        }
        let said = properties::read(&mut self.package, &top, &mut self.document.properties, self.limits);
        self.document.properties.language = self.document.properties.language.take().or(book.styles.language);
        let breaks = running.breaks;
        let paging = Paging { said, recorded: breaks.recorded > 0, explicit: breaks.explicit, breaks: breaks.recorded };
        assemble(&mut self.document, drafts, paging, &comments);
        self.problems.extend(unread(&relationships));
        Read { value: Some(self.document), problems: self.problems }
    }

    /// The main part: where the package says, else where its content types say, else where Word puts it.
    fn main_part(&mut self, top: &Relationships) -> Option<String> {
        if let Some(main) = top
            .first("officeDocument")
            .map(str::to_owned)
            .filter(|m| self.package.has(m) && !m.starts_with("xl/") && !m.starts_with("ppt/"))
        {
            return Some(main);
        }
        if let Some(main) = self.main_by_type().filter(|m| self.package.has(m)) {
            return Some(main);
        }
        self.package.has("word/document.xml").then(|| "word/document.xml".to_owned())
    }

    fn main_by_type(&mut self) -> Option<String> {
        let part = self.package.read("[Content_Types].xml").ok()??;
        let source = Source::new(part.bytes);
        let mut pull = Pull::new(&source, self.limits);
        while let Some(token) = pull.next() {
            if let Token::Open(element) = token
                && element.name == "Override"
                && element
                    .attribute("ContentType")
                    .is_some_and(|t| t.ends_with("main+xml") && (t.contains("wordprocessingml") || t.contains("ms-word")))
            {
                return element.attribute("PartName").map(|name| name.trim_start_matches('/').to_owned());
            }
        }
        None
    }

    fn no_main_part(&self) -> Problem {
        let other = self.package.names().find_map(|name| match name {
            "xl/workbook.xml" => Some("a spreadsheet"),
            "ppt/presentation.xml" => Some("a presentation"),
            "mimetype" => Some("an OpenDocument file"),
            _ => None,
        });
        match other {
            Some(what) => Problem::new(
                ProblemKind::Unsupported,
                format!("the file is {what} under the name of a Word document"),
                "give it its right extension, or save it as a Word document",
            ),
            None => Problem::new(
                ProblemKind::Damaged,
                "the package holds no Word document, or the document's part is lost",
                "ask for the file again, or open it in Word, repair it and save a copy",
            ),
        }
    }

    /// Unpacks a part beside the main one; what cannot be is a problem, and the document is read without it.
    fn part(&mut self, name: &str) -> Option<Source> {
        match self.package.read(name) {
            Ok(Some(part)) => {
                if part.damaged && !part.bytes.is_empty() && !self.package.salvaged {
                    self.problems.push(Problem::new(
                        ProblemKind::Partial,
                        format!("{name} is damaged"),
                        "open the file in Word, repair it and save a copy",
                    ));
                }
                Some(Source::new(part.bytes))
            }
            Ok(None) => None,
            Err(problem) => {
                self.problems.push(Problem {
                    kind: ProblemKind::Partial,
                    message: format!("{name} was not read: {}", problem.message),
                    help: problem.help,
                });
                None
            }
        }
    }

    fn book(&mut self, relationships: &Relationships) -> Book {
        let styles =
            relationships.first("styles").and_then(|name| self.part(name)).map(|s| Styles::read(&s, self.limits)).unwrap_or_default();
        let numbering =
            relationships.first("numbering").and_then(|name| self.part(name)).map(|s| Numbering::read(&s, self.limits)).unwrap_or_default();
        Book { styles, numbering }
    }

    /// Whether the settings switch on headers and footers of even pages.
    fn tells_even_pages_apart(&mut self, relationships: &Relationships) -> bool {
        let Some(source) = relationships.first("settings").and_then(|name| self.part(name)) else { return false };
        let mut pull = Pull::new(&source, self.limits);
        while let Some(element) = pull.next_within(0) {
            if element.is(Ns::Word, "evenAndOddHeaders") {
                return element.is_on();
            }
        }
        false
    }

    /// Reads footnotes or endnotes, each to stand after the passage that refers to it.
    fn notes(&mut self, relationships: &Relationships, kind: &str, book: &Book, running: &mut Running) -> Notes {
        let Some(name) = relationships.first(kind) else { return Notes::default() };
        let Some(source) = self.part(name) else { return Notes::default() };
        let part = u16::try_from(self.document.parts.len()).unwrap_or(u16::MAX);
        self.document.parts.push(name.to_owned());
        let own = Relationships::of(&mut self.package, name, self.limits);
        let breaks = running.breaks;
        let told = Story::new(Kind::Notes, Origin { part, source: &source }, book, &own, running, self.limits).tell(name);
        running.breaks = breaks;
        self.problems.extend(told.problems);
        let mut by_id: BTreeMap<String, Vec<Draft>> = BTreeMap::new();
        let mut drafts = told.drafts.into_iter();
        for (id, range) in told.groups {
            by_id.entry(id).or_default().extend(drafts.by_ref().take(range.len()));
        }
        Notes { by_id, met: 0 }
    }

    /// Comments by id, each with its paragraphs as lines.
    fn comments(&mut self, relationships: &Relationships, book: &Book) -> BTreeMap<String, String> {
        let Some(name) = relationships.first("comments") else { return BTreeMap::new() };
        let Some(source) = self.part(name) else { return BTreeMap::new() };
        let none = Relationships::default();
        let mut running = Running::default();
        let told = Story::new(Kind::Comments, Origin { part: 0, source: &source }, book, &none, &mut running, self.limits).tell(name);
        self.problems.extend(told.problems);
        let text = |range: std::ops::Range<usize>| lines(told.drafts.get(range).unwrap_or_default());
        told.groups.into_iter().map(|(id, range)| (id, text(range))).filter(|(_, text)| !text.is_empty()).collect()
    }

    /// Reads the headers and footers that are shown, in the order sections name them, each text once. Word keeps those of a first
    /// page or of even pages in the file when they are switched off, with whatever they last said. Where no section names any,
    /// as in a file cut short, all are read.
    fn furniture(&mut self, relationships: &Relationships, named: &[(String, String)], first_page: bool, book: &Book) {
        let even_pages = named.iter().any(|(_, pages)| pages == "even") && self.tells_even_pages_apart(relationships);
        let shown = |pages: &str| match pages {
            "first" => first_page,
            "even" => even_pages,
            _ => true,
        };
        let all = || relationships.all("header").chain(relationships.all("footer")).collect();
        let parts: Vec<&str> = match named {
            [] => all(),
            _ => named.iter().filter(|(_, pages)| shown(pages)).filter_map(|(id, _)| relationships.target(id)).collect(),
        };
        let mut read = BTreeSet::new();
        for name in parts.into_iter().filter(|name| read.insert(*name)) {
            let Some(source) = self.part(name) else { continue };
            let none = Relationships::default();
            let mut running = Running::default();
            let told = Story::new(Kind::Furniture, Origin { part: 0, source: &source }, book, &none, &mut running, self.limits).tell(name);
            self.problems.extend(told.problems);
            for text in std::iter::once(lines(&told.drafts)).chain(told.drawn) {
                self.document.add_furniture(&text, None);
            }
        }
    }
}

fn lines(drafts: &[Draft]) -> String {
    drafts.iter().map(|d| d.words.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// A template that is not filled in is read as it stands, and that is said.
fn to_fill(told: &Told) -> Option<Problem> {
    let places = match told.unfilled {
        0 if told.guidance == 0 => return None,
        0 => "guidance to its author is still in it, and was not read".to_owned(),
        1 => "1 place of it is still to be filled in".to_owned(),
        n => format!("{n} places of it are still to be filled in"),
    };
    Some(Problem::new(
        ProblemKind::Note,
        places,
        "fill in the places and delete the guidance, then run again: until then what is found is found in a template",
    ))
}

fn cut_short() -> Problem {
    Problem::new(
        ProblemKind::Partial,
        "the file is cut short or damaged; what could be recovered was read",
        "ask for the file again, or open it in Word, repair it and save a copy",
    )
}

/// Parts that hold text this reader does not read.
fn unread(relationships: &Relationships) -> Option<Problem> {
    relationships.first("aFChunk").map(|_| {
        Problem::new(
            ProblemKind::Partial,
            "the document holds another file in place of some text, which was not read",
            "open it in Word and save it, so that Word takes the text in",
        )
    })
}
