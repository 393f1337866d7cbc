//! Terms become findings as the site's chosen guides allow.

use crate::{Area, Options, pages, run};
use concordat_findings::{Finding, Severity};
use concordat_reading::{Reader, Source};
use concordat_register::{Date, Document, Format, PassageKind};
use concordat_standard::Standard;

fn findings(text: &str, options: &Options) -> Vec<Finding> {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let mut document = Document::new(Format::Text);
    document.push_heading(1, None, "Children who go missing");
    document.push(PassageKind::Paragraph, text);
    let source = Source { file: "documents/missing.md".into(), ..Source::default() };
    let facts = [Reader::new(&standard).read(&document, &source)];
    let as_at = Date { year: 2020, month: 1, day: 1 };
    let area = Area {
        documents: &facts,
        references: &[],
        drifts: &[],
        spreadsheets: &[],
        meetings: &[],
        network: &concordat_routes::Network::default(),
        cases: &[],
        overlap: None,
        standard: &standard,
        options,
        as_at,
    };
    run(&area).into_iter().filter(|f| f.check.starts_with("language/")).collect()
}

#[test]
fn a_finding_names_the_words_the_reason_and_the_guide() {
    let found = findings("Some girls make a lifestyle choice to stay with older men.", &Options::default());
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.check.as_str(), one.severity), ("language/lifestyle-choice", Severity::Medium));
    assert!(one.message.contains("“lifestyle choice”"), "{}", one.message);
    assert!(one.standard.contains("Plymouth"), "{}", one.standard);
    assert!(one.suggestion.as_deref().is_some_and(|s| s.contains("author of the harm")));
    assert_eq!(one.replacement, None);
}

#[test]
fn a_term_is_raised_only_where_an_adopted_guide_discourages_it() {
    let text = "Some girls make a lifestyle choice to stay with older men.";
    let only = |id: &str| Options { guides: Some([id.to_owned()].into()), ..Options::default() };
    assert_eq!(findings(text, &only("tact-language")).len(), 0);
    assert_eq!(findings(text, &only("plymouth-language")).len(), 1);
}

#[test]
fn every_term_has_a_page_with_its_own_sentences() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let pages = pages(&standard);
    for term in &standard.language.terms {
        let page = pages.iter().find(|p| p.id == format!("language/{}", term.id)).unwrap();
        assert!(term.raised.iter().chain(&term.quiet).all(|s| page.body.contains(s.as_str())), "{}", term.id);
    }
}
