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
                "hsb.md" => (Kind::Guidance, "hsb", 2020, None),
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
        ("The Partnership's procedure of 2014 on children in gangs applies.", "gangs.md"),
    ] {
        assert_eq!(outcomes(words), [(Outcome::Resolved, Some(file.to_owned()))], "{words}");
    }
}

#[test]
fn what_many_things_are_called_is_a_document_where_one_is_held_on_its_theme() {
    let cited = |words: &str| {
        let fixture = format!(
            "//- cse.md\n# Child Sexual Exploitation Strategy 2015-2018\n\n{words}\n//- hsb.md\n# Harmful Sexual Behaviour: Checklist\n\nWords.\n"
        );
        let found = site(&fixture).1;
        found.iter().filter(|r| r.from.0 == 0).map(|r| r.outcome).collect::<Vec<_>>()
    };
    assert_eq!(cited("Work through the nurses' harmful sexual behaviour checklist first."), [Outcome::Resolved]);
    assert_eq!(cited("Work through the checklist on harmful sexual behaviour first."), [Outcome::Resolved]);
    for words in [
        "Work through the fire checklist first.",
        "Work through a harmful sexual behaviour checklist first.",
        "The gangs checklist is in a drawer.",
    ] {
        assert_eq!(cited(words), [], "{words}");
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

/// What the first document of a site cites, each with the file that it is found to mean.
fn found(fixture: &str) -> Vec<(String, String)> {
    let (documents, references) = site(fixture);
    let to = |r: &Reference| r.to.map(|to| documents[to.0 as usize].entry.file.clone()).unwrap_or_default();
    let words = |r: &Reference| documents[0].citations.citations[r.citation].anchor.quote.exact.to_string();
    references.iter().filter(|r| r.from.0 == 0).map(|r| (words(r), to(r))).collect()
}

#[test]
fn letters_that_a_document_spells_out_as_a_held_title_are_citations() {
    let cited = |words: &str| {
        found(&format!(
            "//- cse.md\n# Child Sexual Exploitation Strategy 2015-2018\n\n{words}\n//- missing.md\n# Wharf Concordat on Boys Missing from Ships (WCBMS)\n\nWords.\n//- gangs.md\n# Brackwater Sailors and Weapons Protocol\n\nWords.\n//- need.md\n# Brackwater Ladder of Need\n\nWords.\n"
        ))
    };
    let one = |letters: &str, file: &str| vec![(letters.to_owned(), file.to_owned())];
    assert_eq!(cited("A boy who is away is found under the WCBMS."), one("WCBMS", "missing.md"));
    assert_eq!(cited("Use the WCBMS at once."), one("WCBMS", "missing.md"));
    let met = cited("SWP means the Sailors and Weapons Protocol.\n\nA boy with a knife is met under the SWP.");
    assert!(met.contains(&("SWP".to_owned(), "gangs.md".to_owned())), "{met:?}");
    let met = cited("| Short | In full |\n| --- | --- |\n| BLN | Brackwater Ladder of Need |\n\nEach is held against the BLN.");
    assert_eq!(met.last(), one("BLN", "need.md").last());
    for words in [
        "The SWP is kept in a drawer.",
        "The Sailing and Weather Panel (SWP) meets. Tell the SWP.",
        "The HSB lead and the CSE lead meet.",
        "Swp is no word.",
    ] {
        assert_eq!(cited(words), [], "{words}");
    }
}

#[test]
fn a_hyperlink_to_a_held_file_is_a_citation_whatever_its_words() {
    let cited = |words: &str| {
        found(&format!(
            "//- cse.md\n# Child Sexual Exploitation Strategy 2015-2018\n\n{words}\n//- gangs.md\n# Gangs: a Procedure\n\nWords.\n"
        ))
    };
    assert_eq!(cited("Read [this](gangs.md) first."), [("this".to_owned(), "gangs.md".to_owned())]);
    assert_eq!(cited("Read the [protocol](./gangs.md) first."), [("protocol".to_owned(), "gangs.md".to_owned())]);
    assert_eq!(cited("Read [this](tides.md) first, and [that](#below), and [her](mailto:a@quay.example)."), []);
}

#[test]
fn a_title_without_the_name_of_its_area_is_the_title() {
    let cited = |words: &str| {
        found(&format!(
            "//- cse.md\n# Millford Child Sexual Exploitation Strategy 2015-2018\n\n{words}\n//- gangs.md\n# Millford Gangs Procedure\n\nWords.\n//- need.md\n# Millford Steps to Support\n\nWords.\n"
        ))
    };
    assert_eq!(cited("It is held at tier 2 of Steps to Support."), [("Steps to Support".to_owned(), "need.md".to_owned())]);
    assert_eq!(cited("Crews take steps to support them. Millford is a port."), []);
}

#[test]
fn what_is_yet_to_be_written_is_no_held_document_of_another_kind() {
    assert_eq!(outcomes("The Gangs Guidance comes next. It is being written."), [(Outcome::External, None)]);
    assert_eq!(outcomes("The Gangs Guidance comes next. It is read by all."), [(Outcome::Resolved, Some("gangs.md".to_owned()))]);
}

#[test]
fn a_document_is_described_by_who_leads_it_and_what_it_is_on() {
    let cited = |words: &str| {
        let fixture = format!(
            "//- gangs.md\n# Gangs: a Procedure 2014\n\n{words}\n//- hsb.md\n# Sexual Behaviour at Sea: A Framework for Responding\n\nWords.\n//- missing.md\n# Operating Protocol: Children Missing from Ships\n\nWords.\n"
        );
        let (documents, references) = site(&fixture);
        let found = references.iter().filter(|r| r.from.0 == 0);
        found.map(|r| r.to.map(|to| documents[to.0 as usize].entry.file.clone()).unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(cited("The nurse-led framework on sexual behaviour gives the background."), ["hsb.md"]);
    assert_eq!(cited("The police-led operating protocol on missing children is read first."), ["missing.md"]);
    let table = |cell: &str| format!("| Worry | Read |\n| --- | --- |\n| Behaviour | {cell} |\n");
    assert_eq!(cited(&table("Framework for sexual behaviour (Quay Trust, 2020)")), ["hsb.md"]);
    assert!(cited(&table("Framework for knots and ropes")).is_empty());
    // Every school has a behaviour policy, and it is not this.
    assert!(cited("It is dealt with under the behaviour policy.").iter().all(String::is_empty));
}

#[test]
fn what_a_document_without_a_date_replaced_is_past() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let reader = Reader::new(&standard);
    let read = |file: &str, text: &str| reader.read(&concordat_fixture::document(text), &Source { file: file.into(), ..Source::default() });
    let mut documents = vec![
        read("da.md", "# Domestic Abuse Policy 2019\n\nThe level is judged against the Threshold Document 2017.\n"),
        read("need.md", "# The Tide Table: Levels of Need\n\nThis page replaces the Threshold Document 2017.\n"),
    ];
    (documents[1].entry.kind, documents[1].entry.year) = (Kind::Thresholds, None);
    let found = resolve(&mut documents, &standard);
    let of_policy: Vec<_> = found.iter().filter(|r| r.from.0 == 0).map(|r| r.outcome).collect();
    assert_eq!(of_policy, [Outcome::Superseded]);
}

#[test]
fn a_local_name_of_the_thresholds_document_is_followed() {
    let cited = |title: &str, words: &str| {
        let fixture = format!("//- cse.md\n# Child Sexual Exploitation Strategy 2015-2018\n\n{words}\n//- need.md\n# {title}\n\nWords.\n");
        let found = site(&fixture).1;
        found.iter().filter(|r| r.from.0 == 0).map(|r| r.outcome).collect::<Vec<_>>()
    };
    for title in ["The Brackwater Ladder", "The Brackwater Ladder: Threshold Document", "Brackwater Ladder"] {
        assert_eq!(cited(title, "A child who is exploited is at Tier 4 of the Brackwater Ladder."), [Outcome::Resolved], "{title}");
        assert_eq!(cited(title, "Tier 4 is for harm. The Brackwater Ladder says more."), [Outcome::Resolved], "{title}");
        assert_eq!(cited(title, "A child climbs a ladder in Brackwater."), [], "{title}");
    }
    // Many things are the front door, and none of them is the leaflet of that name.
    let fixture = "//- cse.md\n# Child Sexual Exploitation Strategy 2015-2018\n\nReport it to the Front Door at once.\n//- hsb.md\n# The Front Door: Guidance on Who to Ring\n\nWords.\n";
    assert!(site(fixture).1.iter().all(|r| r.from.0 != 0));
}

#[test]
fn what_is_done_about_a_theme_is_a_title_before_its_colon() {
    let cited = |words: &str| {
        let fixture = format!(
            "//- cse.md\n# Child Sexual Exploitation Strategy 2015-2018\n\n{words}\n//- hsb.md\n# Responding to Harmful Sexual Behaviour by Children: Guidance\n\nWords.\n"
        );
        let found = site(&fixture).1;
        found.iter().filter(|r| r.from.0 == 0).map(|r| r.outcome).collect::<Vec<_>>()
    };
    assert_eq!(cited("Read this with Responding to Harmful Sexual Behaviour by Children."), [Outcome::Resolved]);
    assert_eq!(cited("The strategy is about Harmful Sexual Behaviour by Children."), []);
    assert_eq!(cited("We are responding to harmful sexual behaviour by children."), []);
}

#[test]
fn who_holds_a_document_may_be_said_in_the_next_sentence() {
    assert_eq!(outcomes("The HSP Lighthouse Protocol applies. It is kept by the port."), [(Outcome::External, None)]);
    assert_eq!(outcomes("Visits should meet the HSP Visiting Standard. The boat leaves at nine."), [(Outcome::Dangling, None)]);
}

/// The documents of a small area whose manual has numbered chapters, and what `from.md` cites, with what it resolved to.
fn numbered(words: &str) -> Vec<(String, Outcome, Option<String>)> {
    let fixture = format!(
        "//- from.md\n# Harbour Strategy 2022-2025\n\n## 1. Aims\n\n{words}\n\n### 2.9 Money\n\nWords.\n//- manual/ch-2-3-nights.md\n# Night crossings\n\nSee chapter 2.6 and chapter 8.1.\n//- manual/weapons.md\n# Chapter 2.6: Gangs and weapons\n\nWords.\n//- p6.md\nPORT COUNCIL\n\nPROCEDURE NO. 6\n\n# Strategy discussions\n\nWords.\n//- panel.md\n# Multi-Agency Smuggling (MASP) Panel\n\nTerms of reference\n\nWords.\n//- group.md\n# Night Tasking Group: terms of reference\n\nWords.\n//- hill.md\n# Rivers on the Hill Panel: terms of reference\n\nWords.\n"
    );
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let reader = Reader::new(&standard);
    let mut documents: Vec<DocumentFacts> = concordat_fixture::files(&fixture)
        .into_iter()
        .map(|file| reader.read(&concordat_fixture::document(&file.text), &Source { file: file.path.clone(), ..Source::default() }))
        .collect();
    let references = resolve(&mut documents, &standard);
    let from = references.iter().filter(|r| r.from.0 == 0);
    from.map(|r| {
        let words = documents[0].citations.citations[r.citation].anchor.quote.exact.to_string();
        (words, r.outcome, r.to.map(|to| documents[to.0 as usize].entry.file.clone()))
    })
    .collect()
}

#[test]
fn documents_are_found_by_their_number() {
    for (words, file) in [
        ("Follow chapter 2.3 (night crossings).", "manual/ch-2-3-nights.md"),
        ("Follow Ch. 2.6 at once.", "manual/weapons.md"),
        ("Follow section 2.6 of the online procedures.", "manual/weapons.md"),
        ("It is in the Procedures Manual, chapter 2.6.", "manual/weapons.md"),
        ("The chapter on gangs is followed.", "manual/weapons.md"),
        ("Children's Services Procedure 6 says how.", "p6.md"),
        ("As Procedure No. 6 lays down, ring first.", "p6.md"),
        ("MASP's terms of reference say who sits.", "panel.md"),
        ("The terms of reference of the smuggling panel say who sits.", "panel.md"),
        ("The Night Tasking Group meets. The Group's terms of reference say who sits.", "group.md"),
        ("The ROTH Panel is explained in its terms of reference.", "hill.md"),
    ] {
        let found: Vec<Option<String>> = numbered(words).into_iter().map(|(_, _, to)| to).filter(Option::is_some).collect();
        assert_eq!(found, [Some(file.to_owned())], "{words}");
    }
    let both = numbered("See chapters 2.3 and 2.6 of the manual.");
    assert_eq!(both.len(), 2, "{both:?}");
}

#[test]
fn numbers_that_are_of_something_else() {
    for words in [
        "See section 2.6.",
        "See chapter 2 of Working Together 2023.",
        "See chapter 2.6 of the Farshore Child Protection Procedures.",
        "Procedure 6 weeks later is no name.",
        "The group's terms of reference may change.",
    ] {
        let held = numbered(words).into_iter().filter(|(_, _, to)| to.as_deref().is_some_and(|to| to != "from.md")).count();
        assert_eq!(held, 0, "{words}: {:?}", numbered(words));
    }
    assert_eq!(numbered("See chapter 2.9.")[0].2.as_deref(), Some("from.md"), "a part of the document itself");
}

#[test]
fn a_number_of_the_series_that_nobody_bears() {
    let outcome = |words: &str| numbered(words).into_iter().map(|(_, outcome, _)| outcome).collect::<Vec<_>>();
    assert_eq!(outcome("Follow chapter 7.4 of the manual."), [Outcome::Dangling]);
    assert_eq!(outcome("Follow chapter 7.4 of the manual, which is kept by the port on its website."), [Outcome::External]);
    // One procedure of many says nothing of the others.
    assert_eq!(outcome("Follow Procedure 11 (moorings)."), [Outcome::External]);
}

#[test]
fn a_name_that_ends_like_many_things_is_settled_by_the_titles_held() {
    let named = |title: &str, words: &str| {
        let (documents, references) =
            site(&format!("//- cse.md\n# Child Sexual Exploitation Strategy 2015-2018\n\n{words}\n//- ways.md\n# {title}\n\nWords.\n"));
        let found = references.iter().filter(|r| r.from.0 == 0 && r.outcome == Outcome::Resolved).filter_map(|r| r.to);
        found.map(|to| documents[to.0 as usize].entry.file.clone()).collect::<Vec<_>>()
    };
    let title = "Parks, Friends and Streets: the Harbourside friendship and places framework";
    assert_eq!(named(title, "Who knows whom is asked as the friendship and places framework says."), ["ways.md"]);
    assert_eq!(named("Knives and serious violence: the Harbourside pathway", "Use the knives and serious violence pathway."), ["ways.md"]);
    // What the title goes on about is left out, so that another document is meant.
    assert!(named("Child exploitation and protection pathway", "Use the child protection pathway.").is_empty());
    assert!(named(title, "Use the national friendship and places framework.").is_empty());
    assert!(named(title, "Each friend has a places framework.").is_empty());
}

/// The files that the first document of a fixture cites and how that came out, the registers as they are inferred.
fn inferred(fixture: &str) -> Vec<(Outcome, Option<String>)> {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let reader = Reader::new(&standard);
    let read = |file: &concordat_fixture::File| {
        reader.read(&concordat_fixture::document(&file.text), &Source { file: file.path.clone(), ..Source::default() })
    };
    let mut documents: Vec<DocumentFacts> = concordat_fixture::files(fixture).iter().map(read).collect();
    let references = resolve(&mut documents, &standard);
    let found = references.iter().filter(|r| r.from.0 == 0);
    found.map(|r| (r.outcome, r.to.map(|to| documents[to.0 as usize].entry.file.clone()))).collect()
}

#[test]
fn codes_titles_of_ones_own_and_their_first_words_find_documents() {
    let to = |file: &str| (Outcome::Resolved, Some(file.to_owned()));
    for (words, others, wanted) in [
        (
            "Then follow the ward flow, WQ-207.",
            "//- WQ-207 Ward flow.md\n# Children hurt by others: what wards do\n\nWords.\n",
            vec![to("WQ-207 Ward flow.md")],
        ),
        (
            "See Weapons on Wards (WQ-114).",
            "//- WQ-207 Flow.md\n# Children hurt\n\nWords.\n//- WQ-088 Notes.md\n# Notes of wards\n\nWords.\n",
            vec![(Outcome::Dangling, None)],
        ),
        ("Call WQ-114 was the old form.", "//- b.md\n# Boats\n\nWords.\n", vec![]),
        ("Tell the platform of WQ-114.", "//- WQ-207 Flow.md\n# Children hurt\n\nWords.\n", vec![(Outcome::External, None)]),
        ("Fill in form WQ-114.", "//- WQ-207 Flow.md\n# Children hurt\n\nWords.\n", vec![]),
        ("This plan replaces WQ-114.", "//- WQ-207 Flow.md\n# Children hurt\n\nWords.\n", vec![]),
        ("WQ-114 was withdrawn last year.", "//- WQ-207 Flow.md\n# Children hurt\n\nWords.\n", vec![]),
        (
            "Members are listed in the panels' terms of reference.",
            "//- tor.md\n# Terms of Reference: Missing and Drowned Panel\n\nWords.\n",
            vec![],
        ),
        (
            "It works to the Serious Violence Strategy 2031-2034.",
            "//- violence.md\n# Serious Violence Strategy 2031-2034\n\nWords.\n",
            vec![to("violence.md")],
        ),
        // A title without its area.
        (
            "Every ward follows Steady Water: Guidance for Crews and Wardens.",
            "//- b.md\n# Steady Water: Guidance for Crews and Wardens in Brackwater\n\nOwner: Brackwater Safeguarding Partnership\n\nWords.\n",
            vec![to("b.md")],
        ),
        (
            "It is held at Tier 2 of Ladders to Support and seen again.",
            "//- b.md\n# Brackwater Ladders to Support\n\nOwner: Brackwater Safeguarding Partnership\n\nWords.\n",
            vec![to("b.md")],
        ),
        // All that an owner has is no one document of theirs.
        (
            "The Harbour Safeguarding Board procedures apply.",
            "//- b.md\n# Boats\n\nHarbour Safeguarding Board\n\nOwner: Harbour Safeguarding Board\n\nWords.\n",
            vec![(Outcome::External, None)],
        ),
        (
            "The Harbour Safeguarding Board boats procedures apply.",
            "//- b.md\n# Boats procedures\n\nOwner: Harbour Safeguarding Board\n\nWords.\n",
            vec![to("b.md")],
        ),
        (
            "It works under the Joint Concordat and meets monthly.",
            "//- joint.md\n# Joint Concordat on Children Hurt in Boats\n\nWords.\n//- b.md\n# Boats\n\nWords.\n",
            vec![to("joint.md")],
        ),
        (
            "Members are listed in the panels' terms of reference.",
            "//- tor.md\n# Terms of Reference: the Boats Panel and the Docks Panel\n\nWords.\n",
            vec![to("tor.md")],
        ),
    ] {
        assert_eq!(inferred(&format!("//- a.md\n# Night crossings plan\n\n{words}\n{others}")), wanted, "{words}");
    }
}
