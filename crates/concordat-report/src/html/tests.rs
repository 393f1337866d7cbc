//! Tests of the page as a whole.

use super::*;
use crate::{Explanation, fixture};
use concordat_findings::Severity;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

fn page() -> String {
    let explained = ["language/*", "reference/missing", "route/timescale"].map(|id| Explanation {
        id: id.to_owned(),
        severity: Severity::High,
        standard: "Invented Institute, Guide, 2015".to_owned(),
        body_markdown: "What it raises.\n\n## Why it matters\nBecause *staff* read it.".to_owned(),
    });
    index_html(&fixture::partnership(), &explained, "2016-04-01T09:00:00Z")
}

/// Base64 of SHA-256, as a Content-Security-Policy gives it.
fn digest(text: &str) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let hash = Sha256::digest(text.as_bytes());
    let mut out = String::new();
    for chunk in hash.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, byte| (bits << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for n in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * n)) as usize & 63];
            out.push(if n <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    page.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_page_allows_itself_only_its_own_style_and_script() {
    assert_eq!(page::STYLE_DIGEST, digest(page::STYLE), "the digest of style.css is out of date");
    assert_eq!(page::SCRIPT_DIGEST, digest(page::SCRIPT), "the digest of filter.js is out of date");
}

#[test]
fn the_page_shows_the_counts_that_may_be_shared() {
    let page = page();
    let section = page.split("id=\"overlap\"").nth(1).and_then(|rest| rest.split("</section>").next()).unwrap();
    assert!(section.contains("<td>c<span class=\"say\"> withheld</span></td>"), "{section}");
    assert!(!section.contains("<td class=\"n\">3</td>") && !section.contains(">3<"), "a count that is withheld is shown");
    assert!(section.contains("<td class=\"s2\">11</td>"));
    assert!(page.contains("Fewest duplicate discussions"));
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    let page = page();
    for attribute in ["src", "href", "action", "srcset"] {
        for target in attributes(&page, attribute) {
            assert!(target.starts_with('#'), "{attribute} leads to {target}");
        }
    }
    assert!(!page.contains("@import") && !page::STYLE.contains("url("));
    assert!(attributes(&page, "style").is_empty());
}

#[test]
fn ids_are_unique_and_every_link_within_the_page_leads_somewhere() {
    let page = page();
    let ids = attributes(&page, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len());
    for target in attributes(&page, "href") {
        assert!(unique.contains(target.trim_start_matches('#')), "{target} leads nowhere");
    }
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let page = page();
    let mut last = 0;
    for heading in page.split("<h").skip(1) {
        let Some(level) = heading.chars().next().and_then(|c| c.to_digit(10)) else { continue };
        assert!(level <= last + 1, "h{level} follows h{last}: {:?}", heading.lines().next());
        last = level;
    }
}

#[test]
fn what_matters_most_stands_first() {
    let page = page();
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("`{words}` is not on the page"));
    let order = [
        "If you are worried about a child",
        "What the documents do well",
        "What stands out first",
        "id=\"consistent\"",
        "id=\"clarify\"",
        "id=\"unsaid\"",
        "id=\"sense\"",
        "id=\"framing\"",
        "id=\"definitions\"",
        "id=\"coverage\"",
        "id=\"map\"",
        "id=\"findings\"",
        "id=\"not-raised\"",
    ];
    assert!(order.map(at).is_sorted());
    assert!(page.contains("Handle as OFFICIAL"));
    assert!(page.contains("Workers feel that these girls <mark>have made a lifestyle choice</mark> and will not be told."));
    assert!(page.contains("run again with --ocr"));
}

#[test]
fn both_sides_of_a_finding_stand_in_one_article() {
    let page = page();
    let (_, from) = page.split_once("id=\"route-timescale-0003\"").unwrap();
    let (article, _) = from.split_once("</article>").unwrap();
    assert!(article.contains("sides both"), "{article}");
    assert!(article.contains("<mark>within one working day</mark>") && article.contains("<mark>within five working days</mark>"));
    assert!(article.contains("href=\"#check-route-timescale\""));
}

#[test]
fn where_documents_part_their_words_stand_side_by_side() {
    let page = page();
    let (_, from) = page.split_once("id=\"message-victim-perpetrator-overlap\"").unwrap();
    let (article, _) = from.split_once("</article>").unwrap();
    let at = |words: &str| article.find(words).unwrap_or_else(|| panic!("`{words}` is not in {article}"));
    assert!(article.contains("sides both"));
    assert!(at("doing harm and suffering it") < at("<h4>Says otherwise</h4>"));
    assert!(at("dealt with as an offender") < at("We found no sentence that says so in:"));
    assert!(at("We found no sentence") > at("<h4>Please check</h4>") && article.contains("may say so, section 3.2"));
    assert!(article.contains("Likely") && !article.contains('%'));
}

#[test]
fn every_answer_is_told_in_words_and_leads_to_its_reason() {
    let page = page();
    assert!(page.contains("<td class=\"partly\"><a href=\"#sense-1-b\"><span aria-hidden=\"true\">◐</span> Partly</a></td>"));
    assert!(page.contains("id=\"sense-1-b\"") && page.contains("names no route"));
    let mark =
        "<a class=\"mark done\" href=\"#said-1-0-1-0\"><span aria-hidden=\"true\">R</span><span class=\"say\">risk, acted on</span></a>";
    assert!(page.contains(mark) && page.contains("<li id=\"said-1-0-1-0\"><b>Risk, acted on</b>"));
    // Where nothing is done about the factor, what is done for another reason has its own mark.
    assert!(page.contains("href=\"#said-1-1-1-0\"><span aria-hidden=\"true\">R</span><span class=\"say\">risk, only named</span>"));
    assert!(page.contains("href=\"#said-1-1-1-1\"><span aria-hidden=\"true\">A</span>"));
    assert!(page.contains("<a href=\"#said-1-0-3-0\">attend</a>"));
    assert!(page.contains("<a href=\"#framing-1-1\">4<span class=\"say\"> as a child to be safeguarded</span></a>"));
}

#[test]
fn a_document_cannot_write_markup() {
    let mut audit = fixture::partnership();
    audit.documents[0].entry.title = "<script>alert(1)</script>\"'&".to_owned();
    audit.findings[0].message = "<img src=x>".to_owned();
    let page = index_html(&audit, &[], "2016-04-01T09:00:00Z");
    assert_eq!(page.matches("<script>").count(), 1);
    assert!(!page.contains("<img"));
}

#[test]
fn a_very_large_audit_is_cut_and_says_so() {
    let page = index_html(&fixture::large(400, 4000, 3000), &[], "2016-04-01T09:00:00Z");
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
    assert_eq!(page.matches("<article class=\"finding").count(), FINDINGS);
    assert!(page.contains("The first 60 of 400 documents are shown"));
    assert!(page.contains("There are 3,000 findings. The 500 gravest are shown"));
    assert!(page.contains("The 40 with most references"));
}

#[test]
fn ten_thousand_documents_still_make_a_page() {
    let audit = fixture::large(10_000, 10_000, 600);
    let page = index_html(&audit, &[], "2016-04-01T09:00:00Z");
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
    assert!(page.contains("The first 300 of 10,000 documents are listed"));
    assert_eq!(page, index_html(&audit, &[], "2016-04-01T09:00:00Z"));
}

#[test]
fn an_empty_audit_has_a_page() {
    let page = index_html(&Audit::default(), &[], "");
    assert!(page.contains("No document was read"));
    assert!(page.contains("ring 999"));
}
