//! What a Word file holds.

use super::*;
use crate::{Block, Figure, Inline, Role, Table, fixture::everything};
use std::io::{Cursor, Read};

/// A part of a package.
fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    package.by_name(name).ok()?.read_to_string(&mut text).unwrap();
    Some(text)
}

#[test]
fn contents_captions_and_pages_are_filled_in() {
    let bytes = docx(&everything()).unwrap();
    let document = part(&bytes, "word/document.xml").unwrap();
    assert_eq!(
        document.matches(" PAGEREF _Toc").count(),
        document.matches("w:val=\"TOC1\"").count() + document.matches("w:val=\"TOC2\"").count()
    );
    assert!(!document.contains("TOC \\o"), "within another field LibreOffice works out only the first");
    assert!(document.contains("SEQ Table \\* ARABIC \"><w:r><w:t xml:space=\"preserve\">1</w:t>"));
    for heading in ["Introduction", "What the documents say", "Evidence"] {
        assert_eq!(document.matches(&format!(">{heading}</w:t>")).count(), 2, "{heading} stands in the contents and as a heading");
    }
    for (name, times) in [("word/header1.xml", 1), ("word/footer1.xml", 1)] {
        assert_eq!(part(&bytes, name).unwrap().matches("OFFICIAL").count(), times);
    }
    assert!(part(&bytes, "word/footer1.xml").unwrap().contains("NUMPAGES"));
    // Word asks before it works fields out, so only a paper whose contents need it has it asked.
    let settings = |paper: &Paper| part(&docx(paper).unwrap(), "word/settings.xml").unwrap();
    assert!(settings(&everything()).contains("<w:updateFields w:val=\"true\"/><w:compat>"));
    assert!(!settings(&Paper { contents: false, ..everything() }).contains("updateFields"));
}

#[test]
fn every_link_leads_to_a_bookmark_or_a_relationship() {
    let bytes = docx(&everything()).unwrap();
    let document = part(&bytes, "word/document.xml").unwrap();
    let after = |opening: &str| -> Vec<String> {
        document.split(opening).skip(1).filter_map(|s| s.split_once('"').map(|(name, _)| name.to_owned())).collect()
    };
    let bookmarks = after("w:name=\"");
    for anchor in after("w:anchor=\"") {
        assert!(bookmarks.contains(&anchor));
    }
    let mut once = bookmarks.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), bookmarks.len());
    let related = part(&bytes, "word/_rels/document.xml.rels").unwrap();
    for name in after("r:id=\"") {
        assert!(related.contains(&format!("Id=\"{name}\"")), "{name}");
    }
    assert!(related.contains("https://example.org/a%20b?c=1&amp;d=2\" TargetMode=\"External\""));
}

#[test]
fn a_comment_stands_about_its_words_with_its_author_and_moment() {
    let bytes = docx(&everything()).unwrap();
    let comments = part(&bytes, "word/comments.xml").unwrap();
    assert!(comments.contains("w:author=\"Area Safeguarding Board\" w:date=\"2026-11-22T21:35:00Z\" w:initials=\"ASB\""));
    assert!(comments.contains("One says three.") && comments.contains("Which holds?"));
    let none = docx(&Paper::default()).unwrap();
    assert_eq!(part(&none, "word/comments.xml"), None);
    assert_eq!(part(&none, "word/header1.xml"), None);
}

#[test]
fn each_numbered_list_begins_at_one() {
    let bytes = docx(&everything()).unwrap();
    let numbering = part(&bytes, "word/numbering.xml").unwrap();
    assert_eq!(numbering.matches("w:startOverride").count(), 2);
    let document = part(&bytes, "word/document.xml").unwrap();
    assert!(document.contains("<w:numId w:val=\"3\"/>") && document.contains("<w:numId w:val=\"4\"/>"));
}

#[test]
fn a_wide_figure_has_a_turned_page_with_its_heading() {
    let mut paper = everything();
    paper.heading(1, "Chart");
    let drawing = "<w:drawing><wp:inline><wp:docPr id=\"1\" name=\"x\" descr=\"y\"/></wp:inline></w:drawing>";
    let figure =
        Figure { caption: "Wide".into(), alternative: "Long".into(), drawing: Some(drawing.into()), size: (700, 300), ..Figure::default() };
    paper.blocks.push(Block::Figure(figure));
    let document = part(&docx(&paper).unwrap(), "word/document.xml").unwrap();
    let heading = document.rfind(">Chart<").unwrap();
    assert_eq!(document.matches("w:orient=\"landscape\"").count(), 1);
    assert_eq!(document.matches("<w:sectPr>").count(), 3);
    assert!(document.find("<w:sectPr>").unwrap() < heading && heading < document.find("w:orient").unwrap());
    assert!(document.contains("title=\"Wide\" descr=\"Long\""));
}

#[test]
fn what_leads_to_a_table_or_to_words_stays_with_them() {
    let mut paper = Paper::default();
    paper.paragraph(Role::Body, "Alone.");
    paper.paragraph(Role::Body, "Leads to words.");
    paper.paragraph(Role::Quote, "Words");
    paper.paragraph(Role::Source, "Where");
    // Issue 6: whose the words of a draft are stood on the next page.
    paper.paragraph(Role::From(1), "Words of one area");
    paper.paragraph(Role::Source, "Its place");
    paper.paragraph(Role::Body, "Leads to a list.");
    paper.list(false, ["One".to_owned()]);
    let document = part(&docx(&paper).unwrap(), "word/document.xml").unwrap();
    let kept = |words: &str| document.split("<w:p>").any(|p| p.contains(words) && p.contains("<w:keepNext/>"));
    let all = ["Alone.", "Leads to words.", "Words<", "Where", "Words of one area", "Its place", "Leads to a list."];
    assert_eq!(all.map(kept), [false, true, true, false, true, false, true]);
}

#[test]
fn a_small_table_stays_on_one_page() {
    let kept = |rows: usize| {
        let row = |n: usize| vec![vec![Inline::Plain(format!("Cell {n}"))]];
        let table = Table { header: vec!["Head".into()], rows: (0..rows).map(row).collect(), ..Table::default() };
        let document = part(&docx(&Paper { blocks: vec![Block::Table(table)], ..Paper::default() }).unwrap(), "word/document.xml").unwrap();
        document.split("<w:p>").filter(|p| p.contains(">Cell ") && p.contains("<w:keepNext/>")).count()
    };
    assert_eq!([1, 3, 9].map(kept), [0, 2, 0]);
}

#[test]
fn ten_thousand_paragraphs_have_ten_thousand_paragraphs() {
    let mut paper = Paper { contents: true, ..Paper::default() };
    for n in 0..10_000 {
        if n % 10 == 0 {
            paper.heading(2, format!("Heading {n}"));
        }
        paper.paragraph(Role::Body, "Words that are said.");
    }
    let document = part(&docx(&paper).unwrap(), "word/document.xml").unwrap();
    assert_eq!(document.matches("w:val=\"BodyText\"").count(), 10_000);
}

#[test]
fn rows_of_any_length_make_whole_rows() {
    let mut paper = Paper::default();
    let rows = vec![vec![vec![Inline::Plain("a".into())]; 3], Vec::new()];
    paper.blocks.push(Block::Table(Table { rows, ..Table::default() }));
    let document = part(&docx(&paper).unwrap(), "word/document.xml").unwrap();
    assert_eq!(document.matches("<w:tc>").count(), 9);
    assert!(document.ends_with("</w:sectPr></w:body></w:document>"));
}
