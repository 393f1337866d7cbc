//! What a template becomes when its places are filled with plain words.

#![expect(clippy::unwrap_used, reason = "tests")]

mod support;

use concordat_drafting::{Imprint, Local, Wanted, template};
use concordat_findings::{Answer, Audit, MessageView};
use concordat_paper::{Block, Inline, Paper};
use concordat_register::{DocumentIndex, Kind, meaning::Position};
use concordat_standard::Standard;
use std::collections::BTreeMap;
use support::{Memory, audited, markdown};

/// An area that a new document joins.
const AREA: &str = "//- levels.md\n# Saltmere Levels of Need\n\n| Status | In force |\n| --- | --- |\n| Date approved | 1 March 2026 |\n| Review date | 1 March 2027 |\n\n## Levels\n\nLevel 4 is for significant harm: children's social care leads there.\n\nThe Saltmere Quayside is the front door of children's social care.\n\nThis document is read with the Saltmere Missing Children Procedure (2026).\n//- missing.md\n# Saltmere Missing Children Procedure\n\n| Status | In force |\n| --- | --- |\n| Date approved | 1 March 2026 |\n| Review date | 1 March 2027 |\n\n## What to do\n\nA child who goes missing is reported to the police. The levels are those of the Saltmere Levels of Need (2026). The carer tells the Saltmere Quayside the same day.\n";

fn new(standard: &Standard, kind: Kind, theme: &str, local: &Local) -> Paper {
    let wanted = Wanted { kind, theme: Some(theme.to_owned()), sections: Vec::new() };
    template(standard, &wanted, local, &Imprint::default()).unwrap()
}

fn with(draft: &str) -> Memory {
    let mut site = Memory::of(AREA);
    site.0.insert("new.md".to_owned(), draft.as_bytes().to_vec());
    site
}

fn draft(audit: &Audit, file: &str) -> DocumentIndex {
    let at = audit.documents.iter().position(|d| d.entry.file == file).unwrap();
    DocumentIndex(u32::try_from(at).unwrap())
}

#[test]
fn a_filled_template_answers_the_sense_check_and_raises_nothing_of_its_own() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let mut site = Memory::of(AREA);
    let mut drafts = Vec::new();
    for row in &standard.templates.documents {
        for theme in ["da", "hsb", "cse", "cce", "syv", "missing", "peer-abuse", "efh", "vawg"] {
            let kind = Kind::from_word(&row.kind).unwrap();
            let mut local = Local::examples(&standard);
            local.names.insert("panel".to_owned(), format!("Saltmere {} Panel", theme.to_uppercase()));
            let text = markdown(&new(&standard, kind, theme, &local));
            assert!(!text.contains('['), "{} {theme}: a place is left: {text}", row.kind);
            let file = format!("{theme}-{}.md", row.kind);
            site.0.insert(file.clone(), text.into_bytes());
            drafts.push((file, kind));
        }
    }
    let audit = audited(&site, &standard);
    let mut failures = Vec::new();
    for (file, kind) in drafts {
        let index = draft(&audit, &file);
        let entry = &audit.document(index).unwrap().entry;
        if entry.kind != kind {
            failures.push(format!("{file}: read as {}", entry.kind.word()));
        }
        for answer in audit.sense_check.iter().filter(|a| a.document == index && a.answer == Answer::No) {
            failures.push(format!("{file}: {} no: {}", answer.question, answer.reason));
        }
        let own = ["language/", "panel/terms", "structure/section", "recognition/"];
        for finding in audit.findings.iter().filter(|f| f.documents.contains(&index) && own.iter().any(|o| f.check.starts_with(o))) {
            let words: Vec<&str> = finding.evidence.iter().map(|e| &*e.anchor.quote.exact).collect();
            failures.push(format!("{file}: {} {} {words:?}", finding.check, finding.message));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_closing_table_answers_nothing_by_itself() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let mut paper = new(&standard, Kind::Policy, "da", &Local::default());
    let table = paper.blocks.pop().unwrap();
    assert!(matches!(table, Block::Table(_)));
    paper.blocks = vec![Block::Heading { level: 1, text: "Sense-check (delete before approval)".to_owned(), anchor: None }, table];
    let audit = audited(&with(&markdown(&paper)), &standard);
    let index = draft(&audit, "new.md");
    let answers: Vec<_> = audit.sense_check.iter().filter(|a| a.document == index).map(|a| (a.question, a.answer)).collect();
    assert_eq!(answers, "abcde".chars().map(|q| (q, Answer::No)).collect::<Vec<_>>());
}

#[test]
fn every_proposed_sentence_says_its_message() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let plain = || standard.templates.places.iter().filter_map(|p| Some((p, p.plain.as_ref()?)));
    let mut site = Memory(BTreeMap::new());
    for message in &standard.messages.messages {
        let Some(proposed) = &message.proposed else { panic!("{} proposes nothing", message.id) };
        let text = plain().fold(proposed.clone(), |text, (place, plain)| text.replace(&format!("{{{}}}", place.id), plain));
        assert!(!text.contains('{'), "{text}");
        site.0.insert(format!("{}.md", message.id), format!("# Child Sexual Exploitation Procedure 2026\n\n{text}\n").into_bytes());
    }
    let audit = audited(&site, &standard);
    let mut failures = Vec::new();
    for message in &standard.messages.messages {
        let index = draft(&audit, &format!("{}.md", message.id));
        let of = |m: &MessageView| m.positions.iter().find(|p| p.document == index).map(|p| (m.id.clone(), p.position));
        let said: BTreeMap<String, Position> = audit.messages.iter().filter_map(of).collect();
        if said.get(&message.id) != Some(&Position::Asserts) || said.values().any(|p| *p == Position::Contradicts) {
            failures.push(format!("{}: {said:?}", message.id));
        }
        for finding in audit.findings.iter().filter(|f| f.documents.contains(&index) && f.check.starts_with("language/")) {
            failures.push(format!("{}: {}", message.id, finding.message));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_site_fills_its_own_names() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let audit = audited(&Memory::of(AREA), &standard);
    let local = Local::of(&audit, &standard, Kind::Procedure, Some("cse"));
    assert_eq!(local.names.get("front-door").map(String::as_str), Some("the Saltmere Quayside"));
    assert_eq!(local.names.get("thresholds").map(String::as_str), Some("Saltmere Levels of Need (2026)"));
    let text = markdown(&new(&standard, Kind::Procedure, "cse", &local));
    assert!(
        text.contains("rings the Saltmere Quayside") && text.contains("- Saltmere Missing Children Procedure (2026), on missing children"),
        "{text}"
    );
    let without = markdown(&new(&standard, Kind::Procedure, "cse", &Local::default()));
    assert!(without.contains("rings [name of the front door") && without.starts_with("# Child Sexual Exploitation Procedure"), "{without}");
}

/// Issue 6: new terms of reference said of a panel's remit, ages and table what its present terms deny, and asked for what they say.
#[test]
fn new_terms_begin_with_what_those_of_the_panel_say() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let terms = "//- tide.md\n# Saltmere Tide Panel: Terms of Reference 2025\n\nThe Saltmere Tide Panel makes safety plans for people at high risk from domestic abuse.\n\nIt takes people aged 16 or over.\n\n## Chair\n\nThe panel is chaired by the Detective Inspector.\n\n## Members\n\n| Agency | Post | Name |\n|---|---|---|\n| Saltmere Police | Detective Inspector | Ida Marlow |\n| Tideway Refuge | Adviser | Asha Dean |\n| Saltmere Housing | Tenancy Manager | Tom Reeve |\n\n## Frequency\n\nThe panel meets every two weeks for three hours.\n\n## Quorum\n\nThe quorum is the police and two others.\n";
    let audit = audited(&Memory::of(&format!("{AREA}{terms}")), &standard);
    let local = Local::of(&audit, &standard, Kind::TermsOfReference, Some("da"));
    let text = markdown(&new(&standard, Kind::TermsOfReference, "da", &local));
    for said in [
        "Saltmere Tide Panel makes safety plans for people at high risk",
        "It takes those aged 16 or over.",
        "The panel meets every two weeks for three hours.",
        "The quorum is the police and two others.",
        "| Tideway Refuge | Adviser |",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("under 18 for whom") && !text.contains("Marlow"), "{text}");
    let procedure = Local::of(&audit, &standard, Kind::Procedure, Some("da"));
    let text = markdown(&new(&standard, Kind::Procedure, "da", &procedure));
    assert!(text.contains("the panel is the Saltmere Tide Panel, which takes those aged 16 or over."), "{text}");
    assert!(text.contains("- Saltmere Tide Panel: Terms of Reference 2025, on the Saltmere Tide Panel"), "{text}");
}

/// Issue 6: what a document was read with was chosen by its first theme alone.
#[test]
fn a_document_on_several_themes_is_read_with_for_each() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let both = "//- both.md\n# Saltmere Child Criminal Exploitation and Domestic Abuse Procedure\n\n| Status | In force |\n| --- | --- |\n| Date approved | 1 March 2026 |\n\nChildren are exploited by criminals, and criminal exploitation is told to the police. County lines are criminal exploitation. Domestic abuse is told to the police too.\n";
    let audit = audited(&Memory::of(&format!("{AREA}{both}")), &standard);
    let second = &audit.documents.iter().find(|d| d.entry.file == "both.md").unwrap().entry.themes[1].0;
    let local = Local::of(&audit, &standard, Kind::Procedure, Some(second.as_str()));
    assert!(local.related.iter().any(|r| r.title.contains("Criminal Exploitation and Domestic Abuse")), "{second}: {:?}", local.related);
}

/// Issue 6: the papers of a panel could not be begun without a theme.
#[test]
fn the_papers_of_a_panel_need_no_theme() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    for kind in [Kind::TermsOfReference, Kind::Minutes, Kind::Procedure] {
        let wanted = Wanted { kind, theme: None, sections: Vec::new() };
        let made = template(&standard, &wanted, &Local::default(), &Imprint::default());
        assert_eq!(made.is_some(), kind != Kind::Procedure);
        if let Some(paper) = made.filter(|_| kind == Kind::TermsOfReference) {
            let text = markdown(&paper);
            assert!(
                text.starts_with("# Multi-agency Panel: Terms of Reference") && text.contains("[harm that this panel is for]"),
                "{text}"
            );
        }
    }
}

#[test]
fn a_section_that_is_asked_for_stands_before_what_closes_the_document() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let asked = |words: &str| {
        let wanted = Wanted { kind: Kind::Procedure, theme: Some("hsb".to_owned()), sections: vec![words.to_owned()] };
        let paper = template(&standard, &wanted, &Local::default(), &Imprint::default()).unwrap();
        let heading = |b: &Block| match b {
            Block::Heading { text, .. } => Some(text.split_once(". ").map_or(text.clone(), |(_, t)| t.to_owned())),
            _ => None,
        };
        paper.blocks.iter().filter_map(heading).collect::<Vec<_>>()
    };
    let known = asked("16 and 17 year olds");
    let (at, read_with) =
        (known.iter().position(|h| h == "16 and 17 year olds").unwrap(), known.iter().position(|h| h == "Read with").unwrap());
    assert!(at < read_with);
    assert!(asked("children abroad").contains(&"Children abroad".to_owned()));
    let unknown = Wanted { kind: Kind::Report, theme: Some("hsb".to_owned()), sections: Vec::new() };
    assert!(template(&standard, &unknown, &Local::default(), &Imprint::default()).is_none());
}

#[test]
fn a_template_in_word_is_read_without_its_guidance_and_says_what_is_to_be_filled() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let paper = new(&standard, Kind::Procedure, "da", &Local::default());
    let bytes = concordat_paper::docx(&paper).unwrap();
    let read = concordat_ingest::read("new.docx", &bytes, &concordat_ingest::Limits::default());
    let text = read.value.unwrap().text;
    assert!(text.contains("A young person of 16 or 17 is a child in law"), "{text}");
    assert!(!text.contains("How to use this template") && !text.contains("Five questions"), "{text}");
    let said: Vec<&str> = read.problems.iter().map(|p| p.message.as_str()).collect();
    assert!(matches!(said.as_slice(), [one] if one.ends_with("places of it are still to be filled in")), "{said:?}");
    let filled = concordat_paper::docx(&new(&standard, Kind::Procedure, "da", &Local::examples(&standard))).unwrap();
    let read = concordat_ingest::read("new.docx", &filled, &concordat_ingest::Limits::default());
    assert!(read.problems.iter().any(|p| p.message.contains("guidance to its author")), "{:?}", read.problems);
}

#[test]
fn guidance_is_apart_from_the_text() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let paper = new(&standard, Kind::Procedure, "da", &Local::default());
    let fills = paper.blocks.iter().filter(|b| matches!(b, Block::Paragraph { role: concordat_paper::Role::Guidance, text } if text.iter().any(|i| matches!(i, Inline::Fill(_)))));
    assert_eq!(fills.count(), 0, "guidance is deleted whole and holds no place");
}
