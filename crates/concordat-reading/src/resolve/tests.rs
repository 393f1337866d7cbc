//! Citations resolved among a few documents.

use crate::{Reader, Source, resolve::resolve};
use concordat_register::{
    DocumentFacts, Kind, Period, Theme,
    citation::{Outcome, Reference},
};
use concordat_standard::Standard;

fn site(fixture: &str) -> (Vec<DocumentFacts>, Vec<Reference>) {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let reader = Reader::new(&standard);
    let mut documents: Vec<DocumentFacts> = concordat_fixture::files(fixture)
        .into_iter()
        .map(|file| {
            let mut facts = reader.read(&concordat_fixture::document(&file.text), &Source { file: file.path.clone(), ..Source::default() });
            // The register is what is tested against, so it is given and not inferred.
            let (kind, theme, year, to) = match file.path.as_str() {
                "gangs.md" => (Kind::Procedure, "syv", 2014, None),
                "cse.md" => (Kind::Strategy, "cse", 2015, Some(2018)),
                "missing.md" => (Kind::Protocol, "missing", 2013, None),
                _ => (Kind::Thresholds, "", 2015, None),
            };
            (facts.entry.kind, facts.entry.year, facts.entry.period) = (kind, Some(year), to.map(|to| Period { from: year, to }));
            facts.entry.themes = Some(theme).filter(|t| !t.is_empty()).map(|t| Theme(t.into())).into_iter().collect();
            facts.entry.owner = Some("Harbourside Safeguarding Partnership".into());
            facts
        })
        .collect();
    let references = resolve(&mut documents, &standard);
    (documents, references)
}

fn outcomes(words: &str) -> Vec<(Outcome, Option<String>)> {
    let fixture = format!(
        "//- cse.md\n# Child Sexual Exploitation Strategy 2015-2018\n\n{words}\n//- gangs.md\n# Children Affected by Gangs: Procedure\n\nWords.\n//- missing.md\n# Children Missing from Home and Care\n\nJoint protocol.\n//- need.md\n# Levels of need in Harbourside\n\nThis page replaces the Thresholds Guidance 2010.\n"
    );
    let (documents, references) = site(&fixture);
    let found = references.iter().filter(|r| r.from.0 == 0);
    found.map(|r| (r.outcome, r.to.map(|to| documents[to.0 as usize].entry.file.clone()))).collect()
}

#[test]
fn short_forms_find_their_documents() {
    for (words, file) in [
        ("Then the gangs procedure is followed.", "gangs.md"),
        ("The rest stands in the joint missing protocol.", "missing.md"),
        ("The level is taken from the Partnership's thresholds document.", "need.md"),
        ("See the HSP Gangs Procedure (2014).", "gangs.md"),
    ] {
        assert_eq!(outcomes(words), [(Outcome::Resolved, Some(file.to_owned()))], "{words}");
    }
}

#[test]
fn an_older_edition_is_not_the_one_held() {
    assert_eq!(outcomes("Use the Gangs Procedure 2009."), [(Outcome::Superseded, None)]);
    assert_eq!(outcomes("Use the Thresholds Guidance 2010."), [(Outcome::Superseded, None)]);
}

#[test]
fn what_nobody_holds_dangles() {
    assert_eq!(outcomes("The HSP Lighthouse Protocol applies."), [(Outcome::Dangling, None)]);
    assert_eq!(outcomes("The Gangs Strategy 2019-22 applies."), [(Outcome::Dangling, None)]);
    assert_eq!(outcomes("The HSP Lighthouse Protocol, which the port keeps, is held by the port."), [(Outcome::External, None)]);
}

#[test]
fn law_is_outside_the_site() {
    assert_eq!(outcomes("It rests on the Rivers and Harbours Act 1987."), [(Outcome::External, None)]);
}

#[test]
fn a_title_without_a_word_for_its_kind_is_a_citation_only_where_it_is_held() {
    let fixture = "//- cse.md\n# Child Sexual Exploitation Strategy 2015-2018\n\nThis is read with Standing by You, Together at night. See also Standing by Them. The steps are those of the joint protocol on missing children.\n\nRead “Rowing out” as well.\n//- gangs.md\n# Standing by You, Together: Procedure on Gangs\n\nWords.\n//- missing.md\n# Children Missing from Home and Care\n\nJoint protocol.\n";
    let (documents, references) = site(fixture);
    let found: Vec<(&str, Option<u32>)> = references
        .iter()
        .filter(|r| r.from.0 == 0)
        .map(|r| (documents[0].citations.citations[r.citation].anchor.quote.exact.as_str(), r.to.map(|to| to.0)))
        .collect();
    assert_eq!(found, [("Standing by You, Together", Some(1)), ("joint protocol on missing children", Some(2))]);
    assert!(documents.iter().all(|d| d.citations.possible.is_empty()));
}

#[test]
fn who_holds_a_document_may_be_said_in_the_next_sentence() {
    assert_eq!(outcomes("The HSP Lighthouse Protocol applies. It is kept by the port."), [(Outcome::External, None)]);
    assert_eq!(outcomes("Visits should meet the HSP Visiting Standard. The boat leaves at nine."), [(Outcome::Dangling, None)]);
}
