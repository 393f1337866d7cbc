//! PDF: letters from each page's content stream, and from their places lines, columns, tables and paragraphs.
//!
//! The order of work: [`content`] walks the pages for letters and ruled lines, [`line`] joins letters to pieces of lines,
//! [`furniture`] takes out running headers and footers, [`tags`] or [`column`], [`table`] and [`flow`] make blocks, and
//! [`compose`] makes passages. Of pictures only the place is kept; drawing is never looked at.

mod column;
mod compose;
mod content;
mod continued;
mod decode;
mod flow;
mod font;
mod furniture;
mod letters;
mod line;
mod outline;
mod properties;
mod recognised;
mod table;
mod tagged;
mod tags;
#[cfg(test)]
mod tests;

use crate::Limits;
pub use letters::pdf_letters;
pub use recognised::from_recognised_pages;

use compose::Sources;
use concordat_register::{Document, Format, Problem, ProblemKind, Read};
use content::{Rule, Walker};
use decode::Budget;
use flow::{Block, Body};
use font::Fonts;
use hayro_syntax::object::Dict;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use line::{Line, PageView, UNTAGGED};
use outline::LinkBox;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Reads one document.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Read<Document> {
    // The libraries that open the file promise not to panic; should one do so, it is this file that is damaged.
    catch_unwind(AssertUnwindSafe(|| read_file(bytes, limits))).unwrap_or_else(|_| Read::failed(damaged()))
}

fn damaged() -> Problem {
    Problem::new(ProblemKind::Damaged, "it is not a PDF, or is cut short", "ask for the file again, or for the Word file it was made from")
}

fn too_large() -> Problem {
    Problem::new(ProblemKind::TooLarge, "unpacking it takes more memory than one document may", "ask for the Word file, or raise the limit")
}

fn read_file(bytes: &[u8], limits: &Limits) -> Read<Document> {
    if !decode::opens_safely(bytes, limits) {
        return Read::failed(too_large());
    }
    let pdf = match Pdf::new(Arc::new(bytes.to_vec())) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => {
            return Read::failed(Problem::new(
                ProblemKind::Locked,
                "it opens only with a password",
                "save a copy without a password, or ask for one",
            ));
        }
        Err(LoadPdfError::Decryption(_)) => {
            return Read::failed(Problem::new(
                ProblemKind::Locked,
                "it is encrypted in a way that is not known",
                "save a copy without encryption, or ask for one",
            ));
        }
        Err(LoadPdfError::Invalid) => return Read::failed(damaged()),
    };
    if pdf.pages().is_empty() {
        return Read::failed(damaged());
    }
    let mut budget = Budget::new(limits);
    let collected = Collected::of(&pdf, &mut budget);
    finish(&pdf, collected, &mut budget)
}

/// The text of all pages, before it is put in order.
struct Collected {
    pages: Vec<Vec<Line>>,
    artifacts: Vec<Vec<Line>>,
    rules: Vec<Vec<Rule>>,
    heights: Vec<f32>,
    links: Vec<Vec<LinkBox>>,
    remarks: Vec<String>,
    tags: tags::Tags,
    letters: usize,
    unknown: usize,
    invisible: usize,
    /// Pages, from 1, that hold a picture and no words.
    pictures: Vec<usize>,
    /// The upper edges of the pictures of each page.
    drawn: Vec<Vec<f32>>,
    /// Letters of each page.
    counts: Vec<usize>,
}

impl Collected {
    fn of(pdf: &Pdf, budget: &mut Budget) -> Self {
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        let numbers = tags::page_numbers(pdf.pages());
        let tags = catalog.as_ref().map(|c| tags::read(c, &numbers, budget)).unwrap_or_default();
        let hidden = catalog.as_ref().map(content::hidden_layers).unwrap_or_default();
        let mut fonts = Fonts::new();
        let mut all = Self {
            pages: Vec::new(),
            artifacts: Vec::new(),
            rules: Vec::new(),
            heights: Vec::new(),
            links: Vec::new(),
            remarks: Vec::new(),
            tags,
            letters: 0,
            unknown: 0,
            invisible: 0,
            pictures: Vec::new(),
            drawn: Vec::new(),
            counts: Vec::new(),
        };
        for (number, page) in pdf.pages().iter().enumerate() {
            if budget.spent {
                break;
            }
            let sheet = Walker::page(page, &mut fonts, budget, &hidden);
            let (links, remarks) = outline::annotations(page);
            let artifacts = sheet.glyphs.iter().filter(|g| g.artifact).count();
            let blocks = |mark: i32| all.tags.marks.get(&(number, mark)).copied().unwrap_or(UNTAGGED);
            let view = PageView {
                page: u32::try_from(number).unwrap_or(u32::MAX),
                sheet: &sheet,
                links: &links,
                blocks: &blocks,
                // A file that marks nearly all of a page as an artifact does not mean it.
                artifacts: artifacts * 2 < sheet.glyphs.len(),
            };
            let (pieces, artifacts) = line::pieces(&view);
            let letters = sheet.glyphs.len();
            all.letters += letters;
            all.unknown += sheet.unknown;
            all.invisible += sheet.invisible;
            // A scan may carry a stamp or the line of a fax machine.
            if letters < 40 && sheet.picture > 0.4 {
                all.pictures.push(number + 1);
            }
            all.counts.push(letters);
            all.pages.push(pieces);
            all.artifacts.push(artifacts);
            all.rules.push(sheet.rules);
            all.drawn.push(sheet.pictures);
            all.heights.push(sheet.height);
            all.links.push(links);
            all.remarks.extend(remarks);
        }
        all
    }
}

fn finish(pdf: &Pdf, mut all: Collected, budget: &mut Budget) -> Read<Document> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let mut problems = problems(pdf, &all, budget);
    if problems.iter().any(|p| p.kind.is_fatal()) {
        return Read { value: None, problems };
    }
    let mut document = Document::new(Format::Pdf);
    let count = pdf.pages().len();
    document.pages = u32::try_from(count).ok();
    document.parts = (1..=count.min(usize::from(u16::MAX))).map(|n| format!("page {n}")).collect();
    document.properties = properties::read(pdf, catalog.as_ref(), budget);
    document.remarks = all.remarks.drain(..).map(|text| concordat_register::Remark { text, passage: None }).collect();
    if all.invisible * 10 > all.letters * 8 && all.letters > 0 {
        document.recognised = true;
        problems.push(Problem::new(
            ProblemKind::Note,
            "words were recognised from pictures and are a guess",
            "check quotations against the page",
        ));
    }
    let body = body_of(&all.pages);
    let taken = furniture::take(&mut all.pages, &all.heights);
    let artifacts = furniture::take_artifacts(&mut all.artifacts);
    for (text, page) in taken.texts.iter().chain(&artifacts.texts) {
        document.add_furniture(text, *page);
    }
    let labels = catalog.as_ref().map(|c| outline::page_labels(c, count)).unwrap_or_default();
    let numbers: Vec<Option<String>> = (0..count)
        .map(|n| {
            let label = labels.get(n).filter(|l| !l.is_empty()).cloned();
            let seen = taken.numbers.get(n).cloned().flatten().or_else(|| artifacts.numbers.get(n).cloned().flatten());
            seen.or(label)
        })
        .collect();
    let page_numbers = tags::page_numbers(pdf.pages());
    let bookmarks = catalog.as_ref().map(|c| outline::bookmarks(c, &page_numbers)).unwrap_or_default();
    let blocks = blocks_of(all.pages, &all.rules, &all.tags, body);
    let sources = Sources { body, bookmarks: &bookmarks, links: &all.links, numbers: &numbers, pictures: &all.drawn };
    compose::compose(blocks, &sources, &mut document);
    Read { value: Some(document), problems }
}

fn blocks_of(pages: Vec<Vec<Line>>, rules: &[Vec<Rule>], tags: &tags::Tags, body: Body) -> Vec<Block> {
    let mut tables = 0;
    let pages = match tagged::blocks(pages, tags, body) {
        Ok((blocks, rest)) => return tagged::with_untagged(blocks, rest, rules, body),
        Err(pages) => pages,
    };
    let mut blocks = Vec::new();
    for (pieces, rules) in pages.into_iter().zip(rules) {
        blocks.extend(flow::blocks(pieces, rules, body, &mut tables));
    }
    blocks
}

/// The size of most letters, and whether most are bold.
fn body_of(pages: &[Vec<Line>]) -> Body {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    let (mut bold, mut letters) = (0usize, 0usize);
    for line in pages.iter().flatten() {
        *sizes.entry((line.size * 4.0).round() as u32).or_default() += line.signs.len();
        letters += line.signs.len();
        bold += line.signs.iter().filter(|s| s.bold).count();
    }
    let size = sizes.iter().max_by_key(|(size, count)| (**count, **size)).map_or(10.0, |(size, _)| *size as f32 / 4.0);
    Body { size, bold: bold * 10 > letters * 6 }
}

/// What a person should know of how the reading went.
fn problems(pdf: &Pdf, all: &Collected, budget: &Budget) -> Vec<Problem> {
    let (read, count) = (all.pages.len(), pdf.pages().len());
    let mut problems = Vec::new();
    let few = all.letters == 0 || all.pictures.len() == read;
    if few && budget.spent {
        problems.push(too_large());
    } else if few {
        let help = "run again with --ocr where tesseract and pdftoppm are installed, or ask for the Word file";
        problems.push(Problem::new(ProblemKind::Unsupported, "its pages are pictures with no text", help));
    } else if budget.spent {
        let message = format!("it was too long to read whole: {read} of {count} pages were begun");
        problems.push(Problem::new(ProblemKind::Partial, message, "split the file, or ask for the Word file"));
    } else if !all.pictures.is_empty() {
        let message = format!("{} pictures with no text", page_list(&all.pictures));
        let help = "run again with --ocr where tesseract and pdftoppm are installed, or ask for the Word file";
        problems.push(Problem::new(ProblemKind::Partial, message, help));
    }
    if all.unknown * 5 > all.letters && !few {
        let help = "copy a sentence out of it to see; if that fails too, ask for the Word file";
        problems.push(Problem::new(ProblemKind::Partial, "its fonts do not say which letters they draw", help));
    }
    problems
}

/// "page 3 is", "pages 3, 5 and 9 are".
fn page_list(pages: &[usize]) -> String {
    match pages {
        [one] => format!("page {one} is"),
        [many @ .., last] if many.len() < 12 => {
            format!("pages {} and {last} are", many.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        }
        _ => format!("{} pages are", pages.len()),
    }
}
