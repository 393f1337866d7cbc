//! Register entries of documents in many styles.

use super::*;
use crate::citations::CitationReader;
use concordat_register::{Document, DocumentFacts, Format, PartialDate, PassageKind, Status};

/// Builds a document line by line: `# heading`, `| label | value |` for a row of cells, `^ running header`, `= property
/// title`, `> text box`, anything else a paragraph. Blank lines part tables.
fn build(text: &str) -> Document {
    let mut document = Document::new(Format::Docx);
    let (mut table, mut row) = (1, 0);
    for line in text.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("^ ") {
            document.add_furniture(rest, None);
        } else if let Some(rest) = line.strip_prefix("= ") {
            document.properties.title = Some(rest.to_owned());
        } else if let Some(rest) = line.strip_prefix("> ") {
            document.push(PassageKind::TextBox, rest);
        } else if line.starts_with('#') {
            let level = line.chars().take_while(|&c| c == '#').count();
            document.push_heading(u8::try_from(level).unwrap(), None, line.trim_start_matches('#').trim());
        } else if line.starts_with('|') {
            row += 1;
            for (n, cell) in line.trim_matches('|').split('|').enumerate() {
                let column = u32::try_from(n + 1).unwrap();
                document.push(PassageKind::Cell { table, row, column, header: false }, cell.trim());
            }
        } else if line.is_empty() {
            (table, row) = (table + 1, 0);
        } else {
            document.push(PassageKind::Paragraph, line);
        }
    }
    document
}

fn entry(file: &str, text: &str) -> Entry {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let document = build(text);
    MapReader::new(&standard).read(&Prepared::new(&document), &Source { file: file.to_owned(), ..Source::default() })
}

fn themes(entry: &Entry) -> Vec<&str> {
    entry.themes.iter().map(|t| t.0.as_str()).collect()
}

fn shown(date: Option<PartialDate>) -> String {
    date.map(|d| d.to_string()).unwrap_or_default()
}

#[test]
fn a_control_table_under_a_title() {
    let made = entry(
        "documents/missing-children-protocol-2016.docx",
        "= Microsoft Word - Document1
        Larkmouth Safeguarding Children Board
        # Children who go missing from home or care
        Joint protocol
        | Version | 3.1 |
        | Approved | by the Larkmouth Safeguarding Children Board, 6 June 2016 |
        | Owner | Jo Bloggs, Missing Children Coordinator, Larkmouth Council |
        | Review date | June 2018 |
        | Audience | All staff who work with children |
        ^ OFFICIAL | Missing protocol v3.1 | Page 1 of 9
        # 1. Introduction
        This protocol sets out what happens when a child goes missing.",
    );
    assert_eq!(made.title, "Children who go missing from home or care: Joint protocol");
    assert_eq!(made.kind, Kind::Protocol);
    assert_eq!(themes(&made), ["missing"]);
    assert_eq!((made.year, made.status), (Some(2016), Status::Current));
    assert_eq!((shown(made.approved), shown(made.review_due)), ("2016-06-06".into(), "2018-06".into()));
    assert_eq!(made.owner.as_deref(), Some("Missing Children Coordinator, Larkmouth Council"));
    assert_eq!(made.version.as_deref(), Some("3.1"));
    assert_eq!(made.marking.as_deref(), Some("OFFICIAL"));
    assert_eq!(made.audience.as_deref(), Some("All staff who work with children"));
    assert!(made.inferred.contains(&Field::Title) && made.inferred.contains(&Field::ReviewDue));
}

#[test]
fn a_draft_strategy_with_its_title_over_two_headings() {
    let made = entry(
        "documents/cse.md",
        "# Protecting children from sexual exploitation in Larkmouth
        ## Strategy 2019\u{2013}22
        DRAFT v0.3, May 2019, for comment
        ## Foreword
        This strategy will be reviewed every March once it has been approved.
        ## 1. Aims
        Sexual exploitation is abuse.",
    );
    assert_eq!(made.title, "Protecting children from sexual exploitation in Larkmouth: Strategy 2019\u{2013}22");
    assert_eq!(made.kind, Kind::Strategy);
    assert_eq!(themes(&made), ["cse"]);
    assert_eq!((made.year, made.period.map(|p| (p.from, p.to))), (Some(2019), Some((2019, 2022))));
    assert_eq!((made.status, made.approved, made.review_due), (Status::Draft, None, None));
    assert_eq!(made.version.as_deref(), Some("0.3"));
}

#[test]
fn a_web_page_of_thresholds() {
    let made = entry(
        "web/levels-of-need.html",
        "= Levels of need | Larkmouth Council
        # Levels of need
        Agreed by the Larkmouth Safeguarding Children Partnership on 3 March 2021. Next review: March 2023.
        You may have heard this called the \u{201c}continuum of support\u{201d}.
        ## Level 1
        Gangs, domestic abuse, sexual exploitation and going missing are looked at together. This applies to every child.",
    );
    assert_eq!((made.title.as_str(), made.kind), ("Levels of need", Kind::Thresholds));
    assert!(made.themes.is_empty());
    assert_eq!((made.year, made.status), (Some(2021), Status::Current));
    assert_eq!(shown(made.review_due), "2023-03");
    assert_eq!(made.also_called, ["continuum of support"]);
    assert_eq!(made.owner.as_deref(), Some("Larkmouth Safeguarding Children Partnership"));
}

#[test]
fn a_history_of_versions_newest_last_and_a_kind_in_the_file_name() {
    let made = entry(
        "Policies/HSB procedure FINAL.docx",
        "# Children who display harmful sexual behaviour
        | Version | Date | Author | Changes |
        | 0.1 | 02/01/2018 | HSB Lead | First draft |
        | 1.0 | 14/03/2018 | HSB Lead | Agreed by the Board |
        | 2.0 | 20.11.19 | Practice Improvement Manager | Refreshed |

        # 1 About this document
        Throughout this document it goes by the name \u{201c}the HSB procedure\u{201d}.
        It is to be reviewed two years from the date of issue.",
    );
    assert_eq!((made.kind, made.version.as_deref()), (Kind::Procedure, Some("2.0")));
    assert_eq!((made.year, shown(made.approved), shown(made.review_due)), (Some(2019), "2019-11-20".into(), "2021-11-20".into()));
    assert_eq!(made.owner.as_deref(), Some("Practice Improvement Manager"));
    assert_eq!(made.status, Status::Current);
    assert_eq!(made.also_called, ["HSB procedure"]);
}

#[test]
fn a_consultation_draft_says_so() {
    let made = entry(
        "Domestic abuse policy.docx",
        "CONSULTATION DRAFT - JULY 2020
        # Domestic Abuse Policy
        This is a consultation draft. It has no effect until it has been approved by the Community Safety Board.",
    );
    assert_eq!((made.title.as_str(), made.status, made.year), ("Domestic Abuse Policy", Status::Draft, Some(2020)));
    assert_eq!(themes(&made), ["da"]);
    assert_eq!(made.approved, None);
}

#[test]
fn a_page_that_says_who_agreed_it_is_no_draft_for_its_file_name() {
    let status = |file, words: &str| entry(file, &format!("# Boat Safety Policy\n{words}\nEvery boat has a light.")).status;
    let agreed = "Version 1.0, approved by the Harbour Board on 6 July 2026.";
    assert_eq!(status("boat-safety-consultation-draft.docx", agreed), Status::Current);
    assert_eq!(status("boat-safety-consultation-draft.docx", "Every crew is trained."), Status::Draft);
    // The next edition begins as a copy of the last one.
    assert_eq!(status("boat-safety-draft-2028.docx", agreed), Status::Draft);
    assert_eq!(status("boat-safety.docx", &format!("{agreed} This is a draft.")), Status::Draft);
}

#[test]
fn a_value_that_is_itself_a_label_is_a_value() {
    let made = entry(
        "a.docx",
        "# Exploitation Strategy 2020-2023
        | Status | Approved |
        | Approved | 4 March 2020, by the Executive Group |
        | Review | March 2023 |
        | Document owner | Exploitation Lead |",
    );
    assert_eq!((made.status, shown(made.approved), shown(made.review_due)), (Status::Current, "2020-03-04".into(), "2023-03".into()));
    assert_eq!(made.owner.as_deref(), Some("Exploitation Lead"));
}

#[test]
fn an_old_document_says_that_it_was_superseded() {
    let made = entry("old.docx", "# Gangs protocol 2011\n^ SUPERSEDED - do not use\nThis protocol is about gangs and youth violence.");
    assert_eq!((made.status, made.year), (Status::Superseded, Some(2011)));
    assert_eq!(themes(&made), ["syv"]);
}

#[test]
fn no_person_is_an_owner() {
    for (value, owner) in [
        ("Priya Exampleton", None),
        ("Dr P. Exampleton, Designated Doctor", Some("Designated Doctor")),
        ("Exampleton Sampleson Head of Early Help", Some("Head of Early Help")),
        ("Cllr A Sample (Chair of the Board)", Some("Chair of the Board")),
        ("DCI Sampleson, Northmere Police", Some("Northmere Police")),
        ("Head of Community Safety", Some("Head of Community Safety")),
        ("Northmere Council Adolescent Safeguarding Lead", Some("Northmere Council Adolescent Safeguarding Lead")),
    ] {
        let made = entry("a.docx", &format!("# Missing children protocol\n| Document owner | {value} |"));
        assert_eq!(made.owner.as_deref(), owner, "{value}");
    }
}

#[test]
fn ordinary_words_are_no_theme() {
    let made = entry(
        "access.docx",
        "# Building access policy
        Mind the gangway. If a page is missing, or there is missing information, ask reception. The DA of the day is on duty. The policy applies to the gang mower.",
    );
    assert!(made.themes.is_empty(), "{:?}", made.themes);
    assert_eq!(made.kind, Kind::Policy);
}

#[test]
fn nations_are_told_by_their_own_words() {
    let wales = entry(
        "a.docx",
        "# Missing children protocol\nThe Wales Safeguarding Procedures apply. Welsh Government guidance and the All Wales protocol are followed.",
    );
    let scotland = entry("a.docx", "# Procedure\nGIRFEC. The Children's Reporter and the Children's Hearing decide with Police Scotland.");
    let england =
        entry("a.docx", "# Procedure\nChildren who move to Scotland or Wales. Working Together to Safeguard Children and Ofsted.");
    assert_eq!((wales.nation, scotland.nation, england.nation), (Nation::Wales, Nation::Scotland, Nation::England));
}

#[test]
fn kinds_are_read_off_titles() {
    let words = KindWords::new(&Standard::peer_on_peer_abuse().unwrap().kinds);
    for (title, kind) in [
        ("missing children protocol: guidance for staff", Some(Kind::Protocol)),
        ("strategy group terms of reference", Some(Kind::TermsOfReference)),
        ("notes of the meeting of the policy group", Some(Kind::Minutes)),
        ("domestic abuse policy and procedure", Some(Kind::Policy)),
        ("exploitation strategy annual report 2021", Some(Kind::Report)),
        ("continuum of need", Some(Kind::Thresholds)),
        ("when to hold a strategy discussion: practice guidance", Some(Kind::Guidance)),
        ("serious violence partnership plan", Some(Kind::Strategy)),
        ("youth justice and us", None),
    ] {
        assert_eq!(words.of_title(title), kind, "{title}");
    }
}

#[test]
fn what_the_site_says_wins() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let document = build("# Gangs protocol");
    let correction = Correction { kind: Some(Kind::Guidance), year: Some(2020), ..Correction::default() };
    let source = Source { file: "a/B c.docx".into(), correction, ..Source::default() };
    let made = MapReader::new(&standard).read(&Prepared::new(&document), &source);
    assert_eq!((made.kind, made.year, made.id.as_str()), (Kind::Guidance, Some(2020), "a-b-c-docx"));
    assert!(!made.inferred.contains(&Field::Kind) && !made.inferred.contains(&Field::Year) && made.inferred.contains(&Field::Title));
}

fn site(files: &[(&str, &str)]) -> Vec<DocumentFacts> {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let mut facts: Vec<DocumentFacts> = files
        .iter()
        .map(|(file, text)| {
            let document = build(text);
            let prepared = Prepared::new(&document);
            let entry = MapReader::new(&standard).read(&prepared, &Source { file: (*file).to_owned(), ..Source::default() });
            let citations = CitationReader::new(&standard).read(&prepared, &entry);
            DocumentFacts { entry, citations, ..DocumentFacts::default() }
        })
        .collect();
    families(&mut facts, &standard);
    facts
}

#[test]
fn an_older_edition_is_superseded_by_the_newer() {
    let facts = site(&[
        ("gangs-2012.docx", "# Gangs and serious youth violence procedure\nApproved by the Board on 4 May 2012."),
        ("gangs-2017.docx", "# Gangs and Serious Youth Violence: Procedure\nApproved by the Board on 9 May 2017."),
        ("gangs-2019-draft.docx", "# DRAFT Gangs and serious youth violence procedure 2019"),
        ("gangs-toolkit.docx", "# Gangs toolkit 2018"),
        ("cse-11.docx", "# CSE Strategy 2011-14"),
        ("cse-15.docx", "# Tackling child sexual exploitation: strategy 2015-2018"),
    ]);
    let shown: Vec<_> = facts.iter().map(|f| (f.entry.status.word(), f.entry.superseded_by.as_deref())).collect();
    assert_eq!(
        shown,
        [
            ("superseded", Some("gangs-2017.docx")),
            ("current", None),
            ("draft", None),
            ("unknown", None),
            ("superseded", Some("cse-15.docx")),
            ("unknown", None),
        ]
    );
}

#[test]
fn different_documents_on_one_theme_are_no_editions() {
    let facts = site(&[
        ("a.docx", "# Children missing from education procedure 2014"),
        ("b.docx", "# Children missing from care procedure 2019"),
        ("a?.docx", "# Philomena search procedure 2016"),
        ("a-.docx", "# Search procedure for hospitals 2018"),
    ]);
    assert!(facts.iter().all(|f| f.entry.superseded_by.is_none()), "{facts:#?}");
    assert_eq!(facts.iter().map(|f| f.entry.id.as_str()).collect::<Vec<_>>(), ["a-docx", "b-docx", "a-docx-2", "a-docx-3"]);
}

#[test]
fn chapters_of_a_manual_are_procedures_and_no_editions_of_each_other() {
    let facts = site(&[
        (
            "ch-2-3.html",
            "# Night crossings by gangs\n\nThis chapter was agreed by the Policy Group on 3 May 2021 and will be reviewed in 2023.",
        ),
        ("ch-2-4.html", "# Night crossings and gangs\n\nRewritten in June 2024 after a wreck; agreed by the Policy Group on 8 July 2024."),
    ]);
    let shown: Vec<_> = facts.iter().map(|f| (f.entry.kind, f.entry.year, f.entry.superseded_by.as_deref())).collect();
    assert_eq!(shown, [(Kind::Procedure, Some(2021), None), (Kind::Procedure, Some(2024), None)]);
    assert_eq!(facts[0].entry.owner.as_deref(), Some("Policy Group"));
}

#[test]
fn a_name_over_a_title_is_part_of_it() {
    let made =
        entry("a.docx", "# Further Out, Safer Home\n\nThe Harbour Gangs Strategy 2021-2024\n\nWords of a first paragraph follow here.");
    assert_eq!(made.title, "Further Out, Safer Home: The Harbour Gangs Strategy 2021-2024");
    // In a table, what the panel is for stands in another cell.
    let table = entry(
        "t.md",
        "| Harbour Lights Panel: Terms of Reference |\n|---|\n| To bring together all who know a child at risk |\n| Quorum: four |",
    );
    assert_eq!(table.title, "Harbour Lights Panel: Terms of Reference");
    let panel = entry("b.docx", "# Multi-Agency Smuggling Panel\n\nTerms of Reference\n\n## 1. Purpose\n\nWords.");
    assert_eq!(panel.title, "Multi-Agency Smuggling Panel: Terms of Reference");
}

#[test]
fn a_copy_of_national_guidance_is_told_from_a_procedure_that_follows_it() {
    let publication = |text: &str| entry("guidance.pdf", text).publication;
    let copy = "HM Government\n# Working together to\n# safeguard children 2023\nA guide to multi-agency working\n© Crown copyright 2023";
    assert_eq!(publication(copy).as_deref(), Some("Working Together to Safeguard Children"));
    for own in [
        // The area's own, under the same name or about it.
        "Larkmouth Safeguarding Children Partnership\n# Working together to safeguard children\nOur arrangements",
        "# Working together to safeguard children: Larkmouth procedures\n© Crown copyright and database rights 2024 Ordnance Survey",
        "# Serious Violence Strategy 2024-2029\nLarkmouth Community Safety Partnership\nFigures are © Crown copyright 2024.",
        "# Working together to safeguard children in Larkmouth\nSome maps are © Crown copyright and database rights 2024.",
        "# How Larkmouth’s schools use Keeping children safe in education\n© Crown copyright 2025 for the passages quoted.",
    ] {
        assert_eq!(publication(own), None, "{own}");
    }
}

#[test]
fn a_list_of_people_is_no_control_and_a_note_on_the_cover_dates() {
    let made = entry(
        "documents/docks-panel.odt",
        "# Docks Panel: Terms of Reference
        Larkmouth Police and the Harbour Partnership. Dated 14 March 2022. To be reviewed in March 2024.
        | Name | From |
        | Di Mapley | Larkmouth Police |
        | Jo Quill | Harbour Partnership |",
    );
    assert_eq!((made.title.as_str(), made.year), ("Docks Panel: Terms of Reference", Some(2022)));
    let levels = entry(
        "documents/levels.md",
        "# Levels of Need at Larkmouth 2024\n\n| Tier | Name | What it looks like |\n|---|---|---|\n| 1 | Universal | All is well |\n| 2 | Early help | Some help is wanted |\n",
    );
    assert_eq!(levels.title, "Levels of Need at Larkmouth 2024");
    let issued = entry("documents/page.pdf", "# Safer Docks on a Page\nHarbour Safeguarding Partnership, September 2024.\nFor walls.");
    assert_eq!(issued.year, Some(2024));
    let visit = entry("documents/visit.pdf", "# Safer Docks on a Page\nThe docks were last seen by us on Tuesday, 3 May 2016.\nFor walls.");
    assert_eq!(visit.year, None);
    let due = entry("f.docx", "# Quay Missing Children Protocol\n\nMay 2014, review due May 2016. Quay Safeguarding Board.\n\nWords.");
    assert_eq!(due.year, Some(2014));
    let told = entry("g.docx", "# Quay Missing Children Protocol\n\nMay 2014 was wet, and a review of boats began.\n\nWords.");
    assert_eq!(told.year, None);
    let third = entry(
        "documents/ladder.html",
        "# The Docks Ladder\nA guide for crews. Harbour Partnership. Third edition, November 2022. For review in May 2024.",
    );
    assert_eq!((third.year, third.review_due.map(|d| d.to_string())), (Some(2022), Some("2024-05".to_owned())));
    let again = entry(
        "documents/crane-panel.docx",
        "# Crane Panel: Terms of Reference\nAgreed May 2022. These terms will be looked at again in June 2023.",
    );
    assert_eq!(again.review_due.map(|d| d.to_string()), Some("2023-06".to_owned()));
    let framework = entry("documents/fw.docx", "# Fights on the Quay: A Framework for Responding\nWords.");
    assert_eq!(framework.kind, Kind::Guidance);
    let note = entry("documents/note.docx", "# Docks Panel: note of the meeting held on 3 May 2024\nTaken by the clerk.");
    assert_eq!(note.kind, Kind::Minutes);
}

#[test]
fn a_text_taken_from_the_minutes_is_as_old_as_the_meeting_and_a_draft_until_it_is_agreed() {
    let made = entry(
        "terms.docx",
        "# Harbour Violence Panel: Terms of Reference
        As recorded at the Panel's meeting of 12 September 2024, Room 2. Item 4. Not yet ratified by the Harbour Partnership.
        ## Purpose
        The Panel meets each month. Its plans are not yet agreed in every case.",
    );
    assert_eq!((made.year, made.status), (Some(2024), Status::Draft));
    let agreed =
        entry("terms.docx", "# Terms of Reference\nAgreed in May 2021.\nPlans that are not yet agreed in the team go to the Panel.");
    assert_eq!(agreed.status, Status::Current);
}

#[test]
fn a_revised_edition_is_as_old_as_its_adoption() {
    let cover = "# Exploitation Strategy 2022-2025\nHarbour Safeguarding Partnership\n";
    let made = entry("strategy.docx", &format!("{cover}Revised edition. Adopted by the Partners on 20 September 2024."));
    assert_eq!(made.year, Some(2024));
    let made = entry("strategy.docx", &format!("{cover}Adopted by the Partners on 20 September 2024."));
    assert_eq!(made.year, Some(2022));
}

#[test]
fn lines_of_one_paragraph_are_read_apart() {
    let mut document = build("# Policy on Noise");
    document
        .push(PassageKind::Paragraph, "Housing Directorate\nApproved by the Board of Harbour Homes on 14 May 2019\nNext review: May 2022");
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let source = Source { file: "noise.md".to_owned(), ..Source::default() };
    let made = MapReader::new(&standard).read(&Prepared::new(&document), &source);
    assert_eq!((made.year, shown(made.approved), shown(made.review_due)), (Some(2019), "2019-05-14".to_owned(), "2022-05".to_owned()));
}

#[test]
fn an_approval_by_a_body_is_no_part_of_its_name() {
    let made = entry("p.docx", "# Missing Procedure\nHarbour Safeguarding Children Board\nApproved by the Board: 6 November 2012.");
    assert_eq!((made.owner.as_deref(), shown(made.approved).as_str()), (Some("Harbour Safeguarding Children Board"), "2012-11-06"));
}
