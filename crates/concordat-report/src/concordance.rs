//! A concordance as aligned columns, Markdown, CSV or JSON.

use crate::{
    csv, markdown,
    wording::{self, count, number, one_line},
};
use concordat_findings::{Concordance, ConcordanceLine, Concorded};
use concordat_register::Anchor;
use serde::Serialize;
use std::collections::BTreeMap;

/// Characters of the words themselves on a terminal at most.
const KEY: usize = 36;

/// The concordance for a terminal `width` columns wide (at least 60): by document, the words in the middle, aligned, each
/// line with where it stands.
#[must_use]
pub fn concordance_text(concordance: &Concordance, width: usize, colour: bool) -> String {
    let width = width.max(60);
    let style = |text: &str, code: &str| if colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() };
    let lines = || concordance.documents.iter().flat_map(|d| &d.lines);
    let place = lines().map(|line| short_place(&line.anchor).chars().count()).max().unwrap_or(0).min(20);
    // The words begin in one column; what stands after them follows at once.
    let left = width.saturating_sub(place + 6) * 2 / 5;
    let mut out = format!("{}\n", wording::clip(&summary(concordance), 1000));
    for document in &concordance.documents {
        out.push_str(&format!("\n{}\n", style(&one_line(&document.title), "1")));
        out.push_str(&format!("  {}\n", style(&format!("{}: {}", one_line(&document.file), tally(document)), "2")));
        for line in &document.lines {
            let (before, words, after) = line_of(line);
            let at = cut(&short_place(&line.anchor), place);
            let words = cut(&words, KEY);
            let rest = width.saturating_sub(place + left + words.chars().count() + 6);
            let space = if after.starts_with([',', '.', ';', ':', ')', '?', '!', '’', '”']) { "" } else { " " };
            let text = format!("  {at:<place$}  {:>left$} {}{space}{}", tail(&before, left), style(&words, "1;4"), cut(&after, rest));
            out.push_str(text.trim_end());
            out.push('\n');
        }
    }
    out
}

/// The concordance as Markdown: a table a document.
#[must_use]
pub fn concordance_markdown(concordance: &Concordance) -> String {
    let text = markdown::text;
    let mut out = format!("# {}\n\n{}\n", text(&wording::capital(&concordance.sought)), text(&summary(concordance)));
    for document in &concordance.documents {
        out.push_str(&format!("\n## {}\n\n{}: {}\n\n", text(&document.title), text(&document.file), tally(document)));
        out.push_str("| Where | Before | Words | After | Spoken of as |\n| --- | ---: | --- | --- | --- |\n");
        for line in &document.lines {
            let (before, words, after) = line_of(line);
            let way = line.way.as_deref().unwrap_or_default();
            let cells = [&wording::place(&line.anchor), &before, &format!("**{}**", text(&words)), &after, way];
            let cells: Vec<String> =
                cells.iter().enumerate().map(|(n, cell)| if n == 2 { (*cell).to_owned() } else { text(cell) }).collect();
            out.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }
    out
}

/// The concordance as CSV (RFC 4180, UTF-8 with a byte order mark), a row a place.
#[must_use]
pub fn concordance_csv(concordance: &Concordance) -> String {
    let header = ["document", "file", "section", "page", "paragraph", "headings", "before", "words", "after", "spoken of as"];
    let mut out = String::from("\u{feff}");
    csv::row(&mut out, header.into_iter());
    for document in &concordance.documents {
        for line in &document.lines {
            let anchor = &line.anchor;
            let page = anchor.page.map(|p| p.to_string()).unwrap_or_default();
            let section = anchor.section.as_ref().map(ToString::to_string).unwrap_or_default();
            let quote = &anchor.quote;
            let (paragraph, headings) = (anchor.paragraph.to_string(), line.headings.join(" › "));
            let way = line.way.as_deref().unwrap_or_default();
            let cells: [&str; 10] =
                [&document.title, &document.file, &section, &page, &paragraph, &headings, &quote.prefix, &quote.exact, &quote.suffix, way];
            csv::row(&mut out, cells.into_iter());
        }
    }
    out
}

#[derive(Serialize)]
struct Shape<'a> {
    sought: &'a str,
    every_wording: bool,
    documents_read: usize,
    places: Vec<PlaceShape<'a>>,
}

#[derive(Serialize)]
struct PlaceShape<'a> {
    document: &'a str,
    title: &'a str,
    heading_path: &'a [String],
    section: Option<&'a str>,
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    printed_page: Option<&'a str>,
    paragraph: u32,
    quote: QuoteShape<'a>,
    span: [u32; 2],
    spoken_of_as: Option<&'a str>,
}

#[derive(Serialize)]
struct QuoteShape<'a> {
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

/// The concordance as JSON: what was looked for, and every place with the evidence's keys of `audit.json`.
#[must_use]
pub fn concordance_json(concordance: &Concordance) -> String {
    let places = concordance.documents.iter().flat_map(|document| document.lines.iter().map(move |line| shape_of(document, line)));
    let shape =
        Shape { sought: &concordance.sought, every_wording: concordance.meant, documents_read: concordance.read, places: places.collect() };
    let mut text = serde_json::to_string_pretty(&shape).unwrap_or_default();
    text.push('\n');
    text
}

fn shape_of<'a>(document: &'a Concorded, line: &'a ConcordanceLine) -> PlaceShape<'a> {
    let (anchor, quote) = (&line.anchor, &line.anchor.quote);
    PlaceShape {
        document: &document.file,
        title: &document.title,
        heading_path: &line.headings,
        section: anchor.section.as_deref(),
        page: anchor.page,
        printed_page: anchor.printed_page.as_deref(),
        paragraph: anchor.paragraph,
        quote: QuoteShape { exact: &quote.exact, prefix: &quote.prefix, suffix: &quote.suffix },
        span: [anchor.span.start, anchor.span.end],
        spoken_of_as: line.way.as_deref(),
    }
}

fn summary(concordance: &Concordance) -> String {
    let sought = if concordance.meant {
        format!("every wording of “{}”", concordance.sought)
    } else {
        format!("“{}” in any inflection", concordance.sought)
    };
    format!(
        "{} of {sought} in {} of {} read",
        count(concordance.places(), "place"),
        number(concordance.documents.len()),
        count(concordance.read, "document")
    )
}

/// How often, and as what.
fn tally(document: &Concorded) -> String {
    let mut ways: BTreeMap<&str, usize> = BTreeMap::new();
    for way in document.lines.iter().filter_map(|line| line.way.as_deref()) {
        *ways.entry(way).or_default() += 1;
    }
    let ways: Vec<String> = ways.into_iter().map(|(way, n)| format!("{} as {way}", number(n))).collect();
    let places = count(document.lines.len(), "place");
    if ways.is_empty() { places } else { format!("{places}, {}", ways.join(", ")) }
}

/// A place in few characters: `4.1 p5 ¶37`.
fn short_place(anchor: &Anchor) -> String {
    let section = anchor.section.as_deref().map(|s| format!("{s} ")).unwrap_or_default();
    let page = anchor.page.map(|p| format!("p{p} ")).unwrap_or_default();
    format!("{section}{page}¶{}", anchor.paragraph)
}

fn line_of(line: &ConcordanceLine) -> (String, String, String) {
    let (before, words, after) = wording::in_context(&line.anchor.quote);
    (before.trim().to_owned(), words.trim().to_owned(), after.trim().to_owned())
}

/// The first `most` characters, with an ellipsis where something was cut.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// The last `most` characters, with an ellipsis where something was cut.
fn tail(text: &str, most: usize) -> String {
    let length = text.chars().count();
    if length <= most {
        return text.to_owned();
    }
    ['…'].into_iter().chain(text.chars().skip(length + 1 - most.max(1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn made() -> Concordance {
        let line = |text, page, way: &str| ConcordanceLine {
            anchor: fixture::words(text, page, 7),
            headings: vec!["3 Working together".to_owned()],
            way: Some(way.to_owned()),
        };
        Concordance {
            sought: "young people who harm".to_owned(),
            meant: true,
            documents: vec![Concorded {
                title: "Protocol | one".to_owned(),
                file: "a.md".to_owned(),
                lines: vec![
                    line("After the first visit the |young offender| is warned by an officer.", 4, "an offender"),
                    line("|A child who harms| is seen.", 12, "a child"),
                ],
            }],
            read: 3,
            unread: Vec::new(),
        }
    }

    #[test]
    fn the_words_stand_in_one_column() {
        let text = concordance_text(&made(), 80, false);
        let columns: Vec<usize> = ["young offender", "A child who harms"]
            .iter()
            .map(|words| {
                let line = text.lines().find(|l| l.contains(words)).unwrap();
                line.split(words).next().unwrap().chars().count()
            })
            .collect();
        assert_eq!(columns[0], columns[1], "{text}");
        assert!(text.starts_with("2 places of every wording of “young people who harm” in 1 of 3 documents read\n"), "{text}");
        assert!(text.contains("1 as a child, 1 as an offender"));
        assert!(text.lines().all(|l| l.chars().count() <= 80), "{text}");
    }

    #[test]
    fn every_format_holds_every_place() {
        let made = made();
        assert_eq!(concordance_csv(&made).lines().count(), 3);
        assert!(
            concordance_markdown(&made).contains("| section 3.2, page 4, paragraph 7 | After the first visit the | **young offender** |")
        );
        let value: serde_json::Value = serde_json::from_str(&concordance_json(&made)).unwrap();
        assert_eq!(value["places"][1]["quote"]["exact"], "A child who harms");
        assert_eq!(value["places"][0]["spoken_of_as"], "an offender");
    }
}
