//! Pages whose words another program recognised from pictures.

use super::compose::{self, Sources};
use super::flow::{self, Block, Body};
use super::furniture;
use super::line::{GAP, Line, Sign, UNTAGGED};
use super::tags::Role;
use crate::clause::clause_label;
use concordat_register::{Document, Format, PassageKind};

/// A document of recognised pages: one text a page, its lines as recognised, paragraphs parted by empty lines.
///
/// Running headers and footers are taken out and lines joined as for any PDF; there is no way back to the source.
#[must_use]
pub fn from_recognised_pages(pages: &[String]) -> Document {
    let mut lines: Vec<Vec<Line>> = pages.iter().enumerate().map(|(page, text)| lines_of(page, text)).collect();
    let heights: Vec<f32> = lines.iter().map(|l| l.last().map_or(1.0, |l| l.y + STEP)).collect();
    let taken = furniture::take(&mut lines, &heights);
    let body = Body { size: SIZE, bold: false };
    let mut blocks: Vec<Block> = lines.into_iter().flat_map(|l| flow::paragraphs(l, body, None)).collect();
    for block in &mut blocks {
        if is_heading(block) {
            block.role = Role::Heading(0);
        }
    }
    let mut document = Document::new(Format::Pdf);
    document.recognised = true;
    document.pages = u32::try_from(pages.len()).ok();
    for (text, page) in &taken.texts {
        document.add_furniture(text, *page);
    }
    let links = Vec::new();
    compose::compose(blocks, &Sources { body, bookmarks: &[], links: &links, numbers: &taken.numbers, pictures: &[] }, &mut document);
    document
}

/// All recognised letters count as of one size, in lines of one distance.
const SIZE: f32 = 10.0;
const STEP: f32 = 12.0;
/// The width of a letter and of the widest line that is kept whole.
const LETTER: f32 = 5.0;

fn lines_of(page: usize, text: &str) -> Vec<Line> {
    let widest = text.lines().map(|l| l.chars().count()).max().unwrap_or(0) as f32 * LETTER;
    let mut lines = Vec::new();
    for (row, text) in text.lines().enumerate() {
        let text = text.trim();
        // Specks of dirt are read as stray marks.
        if !text.contains(char::is_alphanumeric) {
            continue;
        }
        let sign =
            |c: char| Sign { c: if c.is_whitespace() { ' ' } else { c }, glyph: GAP, link: 0, bold: false, italic: false, raised: false };
        let signs: Vec<Sign> = text.chars().map(sign).collect();
        lines.push(Line {
            page: u32::try_from(page).unwrap_or(u32::MAX),
            x0: 0.0,
            x1: signs.len() as f32 * LETTER,
            y: (row + 1) as f32 * STEP,
            size: SIZE,
            signs,
            block: UNTAGGED,
            angle: 0,
            left: 0.0,
            right: widest,
            table: 0,
        });
    }
    lines
}

/// A short line by itself that is numbered or all in capitals and ends no sentence.
fn is_heading(block: &Block) -> bool {
    let [line] = block.lines.as_slice() else { return false };
    let text = line.text();
    let numbered = clause_label(&text).is_some_and(|l| l.starts_with(|c: char| c.is_ascii_digit()));
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().count() > 3 && letters().all(char::is_uppercase);
    let plain = block.role == Role::Kind(PassageKind::Paragraph);
    plain && text.len() <= 80 && !text.ends_with(['.', ',', ';']) && (numbered || capitals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognised_pages_become_passages() {
        let page = |n: u32, body: &str| format!("Wexmoor Partnership\n\n{body}\n\n\n\nPage {n} of 3\n");
        let pages = [
            page(1, "1. Purpose\n\nThis note is for the multi-\nagency panel and its chair.\n\n~ -"),
            page(2, "Schools ring the front\ndoor the same day."),
            page(3, "The panel meets in May."),
        ];
        let document = from_recognised_pages(&pages);
        let texts: Vec<&str> = document.passages.iter().map(|p| document.words_of(p)).collect();
        assert_eq!(
            texts,
            [
                "1. Purpose",
                "This note is for the multi-agency panel and its chair.",
                "Schools ring the front door the same day.",
                "The panel meets in May."
            ]
        );
        assert_eq!(document.running_words().collect::<Vec<_>>(), ["Wexmoor Partnership", "Page 1 of 3"]);
        assert!(document.recognised);
        assert_eq!(document.passages.last().unwrap().page, Some(3));
    }
}
