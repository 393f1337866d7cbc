//! Drafts of whole documents: what stands in them, and that nothing is lost.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use concordat_audit::{Again, FoundFile, Listing, Order, Pack, PanelSettings, Site, audit};
use concordat_checks::Options;
use concordat_findings::Audit;
use concordat_ingest::Limits;
use concordat_paper::{Block, Inline, Paper};
use concordat_reconcile::{
    Alignment, Area, Certainty, Cut, Drafted, Drawn, Group, Likeness, Matter, Member, Overview, Source, Writing, across, align, draft,
    in_force, overview,
};
use concordat_register::{Date, DocumentFacts, DocumentIndex, Problem};
use concordat_standard::Standard;
use concordat_text::{fold_str, words};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A site made of a fixture.
struct Texts(BTreeMap<String, String>);

impl Texts {
    fn new(fixture: &str) -> Self {
        Self(concordat_fixture::files(fixture).into_iter().map(|f| (f.path, f.text)).collect())
    }
}

impl Site for Texts {
    fn list(&self) -> Listing {
        let file = |path: &String| FoundFile { path: path.clone(), size: 1, stamp: None };
        Listing { documents: self.0.keys().map(file).collect(), ..Listing::default() }
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Problem> {
        Ok(self.0[file].clone().into_bytes())
    }
}

fn order<'s>(name: &str, standard: &'s Standard) -> Order<'s> {
    Order {
        name: name.to_owned(),
        as_at: Date { year: 2026, month: 9, day: 1 },
        standard,
        corrections: BTreeMap::new(),
        options: Options::default(),
        panels: PanelSettings::default(),
        limits: Limits::default(),
        limits_of: None,
    }
}

fn writing() -> Writing {
    Writing {
        author: "Policy team".to_owned(),
        written_at: "2026-09-01T00:00:00Z".to_owned(),
        marking: Some("OFFICIAL-SENSITIVE".to_owned()),
    }
}

/// Aligns and drafts invented areas, each a name and a fixture.
fn reconciled(areas: &[(&str, &str)]) -> (Alignment, Vec<Drafted>, Paper) {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let sites: Vec<Texts> = areas.iter().map(|(_, fixture)| Texts::new(fixture)).collect();
    let orders: Vec<Order<'_>> = areas.iter().map(|(name, _)| order(name, &standard)).collect();
    let audits: Vec<Audit> = sites.iter().zip(&orders).map(|(s, o)| audit(s, o, &Pack::default(), &()).audit).collect();
    let told: Vec<Area<'_>> = areas.iter().zip(&audits).map(|((name, _), audit)| Area { name, audit }).collect();
    let alignment = align(&told, &[]);
    let again = Again::new(&standard);
    let drafts: Vec<Drafted> = alignment
        .groups
        .iter()
        .map(|group| {
            let read: Vec<_> = group
                .members
                .iter()
                .map(|m| again.read(&sites[m.area], &orders[m.area], audits[m.area].document(m.document).unwrap()).value.unwrap())
                .collect();
            let sources: Vec<Source<'_>> = group
                .members
                .iter()
                .zip(&read)
                .map(|(m, (document, facts))| Source { area: told[m.area], index: m.document, facts, document })
                .collect();
            let named: Vec<(&str, &DocumentFacts)> = sources.iter().map(|s| (s.area.name, s.facts)).collect();
            draft(group, &sources, &again.against(orders[0].as_at, &named), &writing())
        })
        .collect();
    let drawn: Vec<Drawn> = drafts
        .iter()
        .enumerate()
        .map(|(group, d)| Drawn {
            group,
            file: Some(format!("drafts/{group}.docx")),
            counts: d.counts.clone(),
            decisions: d.decisions.clone(),
            wordings: d.wordings,
        })
        .collect();
    let documents = in_force(&alignment);
    let named: Vec<(&str, &DocumentFacts)> =
        documents.iter().map(|m| (told[m.area].name, audits[m.area].document(m.document).unwrap())).collect();
    let across = across(&again.against(orders[0].as_at, &named), &documents, &alignment);
    let overviewed = Overview { areas: &told, alignment: &alignment, drawn: &drawn, documents: &documents, across: &across, problems: &[] };
    let paper = overview(&overviewed, &writing());
    (alignment, drafts, paper)
}

/// Issue 6: all sections of one area stood under the last of the other, since one document heads its sections as another its title.
#[test]
fn each_document_is_measured_by_its_own_headings() {
    let why = "This protocol says what is done when a child is missing from home or care.";
    let tarn =
        format!("//- a.md\n# Tarn Missing Children Protocol\n\n# Why we do this\n\n{why}\n\n# Oversight\n\nThe board asks for numbers.\n");
    let fell = "//- b.md\n# Fell Missing Children Protocol\n\n### Draft for comment\n\n## Signs\n\nA child is late for school.\n\n## Phones\n\nThe police hold the list.\n";
    let (_, drafts, _) = reconciled(&[("Tarn", tarn.as_str()), ("Fell", fell)]);
    let heading = |b: &Block| match b {
        Block::Heading { level, text, .. } if *level > 1 => Some((*level, text.clone())),
        _ => None,
    };
    let told: Vec<(u8, String)> = drafts[0].paper.blocks.iter().filter_map(heading).collect();
    assert!(told.iter().all(|(level, _)| *level == 2), "{told:?}");
    assert!(told.iter().any(|(_, text)| text == "Draft for comment") && told.iter().any(|(_, text)| text.ends_with(" Phones")), "{told:?}");
}

/// All words of some blocks, comments apart, folded.
fn told(blocks: &[Block]) -> String {
    fn inline(text: &[Inline], out: &mut String) {
        for part in text {
            match part {
                Inline::Plain(t) | Inline::Strong(t) | Inline::Emphasis(t) | Inline::Fill(t) | Inline::Link { words: t, .. } => {
                    out.push_str(t)
                }
                Inline::Commented { words, .. } => inline(words, out),
                Inline::Break => out.push('\n'),
                Inline::Anchor(_) => {}
            }
        }
    }
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Heading { text, .. } => out.push_str(text),
            Block::Paragraph { text, .. } => inline(text, &mut out),
            Block::List { entries, .. } => entries.iter().for_each(|e| {
                inline(&e.text, &mut out);
                out.push('\n');
            }),
            Block::Table(table) => {
                out.push_str(&table.header.join(" "));
                for row in &table.rows {
                    out.push('\n');
                    row.iter().for_each(|cell| {
                        inline(cell, &mut out);
                        out.push(' ');
                    });
                }
            }
            Block::Figure(_) | Block::PageBreak => {}
        }
        out.push('\n');
    }
    let folded = fold_str(&out);
    words(&folded).map(|w| w.text).collect::<Vec<_>>().join(" ")
}

fn comments(paper: &Paper) -> Vec<String> {
    let inlines = |block: &Block| -> Vec<Inline> {
        match block {
            Block::Paragraph { text, .. } => text.clone(),
            Block::List { entries, .. } => entries.iter().flat_map(|e| e.text.clone()).collect(),
            Block::Table(table) => table.rows.iter().flatten().flatten().cloned().collect(),
            _ => Vec::new(),
        }
    };
    let of = |part: Inline| if let Inline::Commented { comment, .. } = part { Some(comment.join("\n")) } else { None };
    paper.blocks.iter().flat_map(inlines).filter_map(of).collect()
}

const TARN: &str = "\
//- hsb.md
# Tarnside Harmful Sexual Behaviour Procedure 2022

## 1. What it is

1.1 Harmful sexual behaviour is sexual behaviour by a child under 18 that is out of keeping with their age or hurts somebody.

## 2. First contact

2.1 Staff ring the Lantern within one working day of hearing that a child may have been hurt.

2.2 Both children have a worker of their own, and harm between children is a child protection matter.

2.3 A young perpetrator is spoken to by the head of year.

| Step | By when |
| --- | --- |
| First visit | 24 hours |
| Plan agreed | Ten working days |

## 3. Training

3.1 Everybody who works with children is trained each September.
";

const FELL: &str = "\
//- procedures/hsb.md
# Fellgate Harmful Sexual Behaviour Procedure 2024

## 1. What it is

1.1 Harmful sexual behaviour is sexual behaviour by a child aged 10 to 17 that hurts somebody.

## 2. First contact

2.1 Staff ring the Gate within 24 hours of hearing that a child may have been hurt.

2.2 Both children have a worker of their own, and harm between children is a child protection matter.

| Step | By when |
| --- | --- |
| First visit | Five working days |
| Plan agreed | Ten working days |

## 3. After a year

3.1 The partnership asks families what helped and what did not.
";

#[test]
fn what_differs_is_to_be_decided_the_gravest_first() {
    let (alignment, drafts, overview) = reconciled(&[("Tarnside", TARN), ("Fellgate", FELL)]);
    assert_eq!(alignment.groups.len(), 1, "{alignment:?}");
    let draft = &drafts[0];
    let matters: Vec<Matter> = draft.decisions.iter().map(|d| d.matter).collect();
    assert!(matters.is_sorted(), "{matters:?}");
    let time = &draft.decisions[0];
    assert_eq!(time.matter, Matter::Time);
    let sides: Vec<&str> = time.sides.iter().map(|s| s.words.as_str()).collect();
    assert_eq!(sides, ["one working day", "24 hours"]);
    assert_eq!(time.sides[0].clause, "section 2.1");
    assert!(matters.contains(&Matter::Definition) && matters.contains(&Matter::Contact), "{matters:?}");
    let term = draft.decisions.iter().find(|d| d.matter == Matter::Term).unwrap();
    assert!(term.ask.contains("perpetrator") && !term.suggestions.is_empty(), "{term:?}");
    // The one passage that both have is not to be decided, and stands once.
    let text = told(&draft.paper.blocks);
    assert_eq!(text.matches("both children have a worker of their own").count(), 1);
    assert!(
        comments(&draft.paper).iter().any(|c| c.starts_with("Decision 1, time limit.") && c.contains("Fellgate, section 2.1: “24 hours”"))
    );
    let told = told(&overview.blocks);
    assert!(told.contains("one working day") && told.contains("what to decide first"), "{told}");
}

#[test]
fn the_same_area_twice_leaves_nothing_to_choose() {
    let (_, drafts, _) = reconciled(&[("Tarnside", TARN), ("Tarnside (2)", TARN)]);
    let counts = &drafts[0].counts;
    assert_eq!((counts.differing, counts.some, counts.only.clone()), (0, 0, vec![0, 0]));
    // What is wrong in both is still told once.
    assert!(drafts[0].decisions.iter().all(|d| matches!(d.matter, Matter::Term | Matter::Edition | Matter::Message)));
    assert_eq!(drafts[0].wordings, 0);
}

#[test]
fn a_joint_draft_names_no_one_area_and_bears_the_marking_of_the_set() {
    let strategy = "//- cse.md\n# Tackling Child Sexual Exploitation in Fellgate: Strategy 2015 to 2018\n\nChildren are heard.\n";
    let fell = format!("{FELL}{strategy}");
    let tarn = format!(
        "{TARN}{}",
        strategy
            .replace("Tackling Child Sexual Exploitation in Fellgate: Strategy 2015 to 2018", "Child Sexual Exploitation Strategy 2024")
    );
    let (alignment, drafts, overview) = reconciled(&[("Tarnside", &tarn), ("Fellgate", &fell)]);
    let titles: Vec<&str> = alignment.groups.iter().map(|g| g.title.as_str()).collect();
    assert_eq!(titles, ["Child sexual exploitation: strategy", "Harmful sexual behaviour: procedure"]);
    for (title, draft) in titles.iter().zip(&drafts) {
        assert_eq!(draft.paper.title, format!("Working draft: {title}"));
        assert_eq!(draft.paper.marking.as_deref(), Some("OFFICIAL-SENSITIVE"));
        assert!(told(&overview.blocks).contains(&title.to_lowercase().replace(':', "")), "the overview calls the draft otherwise");
    }
    assert_eq!(overview.marking.as_deref(), Some("OFFICIAL-SENSITIVE"));
}

#[test]
fn three_areas_are_woven_into_one_draft() {
    let third = TARN.replace("Tarnside", "Moorend").replace("one working day", "two hours").replace("the Lantern", "the Harbour");
    let (alignment, drafts, _) = reconciled(&[("Tarnside", TARN), ("Fellgate", FELL), ("Moorend", &third)]);
    assert_eq!(alignment.groups.iter().map(|g| g.members.len()).collect::<Vec<_>>(), [3]);
    let time = drafts[0].decisions.iter().find(|d| d.sides.len() == 3).unwrap();
    let sides: Vec<&str> = time.sides.iter().map(|s| s.words.as_str()).collect();
    assert_eq!(sides, ["one working day", "24 hours", "two hours"]);
    assert!(drafts[0].counts.some > 0);
}

#[test]
fn areas_with_nothing_in_common_and_empty_ones_give_an_overview_alone() {
    let other = "//- a.md\n# Online Safety Strategy 2025\n\nPupils teach younger ones about games and apps.\n";
    let (alignment, drafts, paper) = reconciled(&[("Tarnside", TARN), ("Fellgate", other), ("Empty", "")]);
    assert!(alignment.groups.is_empty() && drafts.is_empty());
    assert_eq!(alignment.alone.len(), 2);
    assert!(told(&paper.blocks).contains("tarnside harmful sexual behaviour procedure"));
}

#[test]
fn documents_of_no_one_draft_are_set_against_each_other_too() {
    let protocol = "//- missing.md\n# Tarnside Missing Children Protocol 2022\n\n## 1. Coming home\n\n1.1 An independent return interview is offered within five working days by the Lantern.\n";
    let strategy = "//- b.md\n# Fellgate Child Exploitation Strategy 2024\n\n## 1. What we do\n\n1.1 An independent return interview is offered within 72 hours by the Gate.\n";
    let heading = "where documents of different drafts disagree";
    let (alignment, _, paper) = reconciled(&[("Tarnside", protocol), ("Fellgate", strategy)]);
    assert!(alignment.groups.is_empty());
    let said = told(&paper.blocks);
    assert!(said.contains(heading) && said.contains("fellgate fellgate child exploitation strategy 2024 section"), "{said}");
    // What one draft holds together, and what one area says against itself, is told elsewhere.
    let both = format!("{protocol}{strategy}");
    for areas in [[("Tarnside", TARN), ("Fellgate", FELL)], [("Tarnside", both.as_str()), ("Empty", "")]] {
        assert!(!told(&reconciled(&areas).2.blocks).contains(heading));
    }
}

#[test]
fn the_same_areas_give_the_same_papers() {
    let make = || reconciled(&[("Tarnside", TARN), ("Fellgate", FELL)]);
    let ((_, a, x), (_, b, y)) = (make(), make());
    assert!(a[0].paper == b[0].paper && x == y);
}

/// A draft of documents of which nothing was read but their words.
fn plainly(texts: &[String]) -> (Vec<Cut>, Drafted) {
    let audit = Audit::default();
    let names = ["Tarnside", "Fellgate", "Moorend"];
    let read: Vec<_> = texts.iter().map(|t| (concordat_fixture::document(t), DocumentFacts::default())).collect();
    let sources: Vec<Source<'_>> = read
        .iter()
        .zip(names)
        .map(|((document, facts), name)| Source { area: Area { name, audit: &audit }, index: DocumentIndex(0), facts, document })
        .collect();
    let members = (0..texts.len()).map(|area| Member { area, document: DocumentIndex(0) }).collect();
    let group =
        Group { title: "Levels of need".to_owned(), members, likeness: Likeness { certainty: Certainty::ByHand, reasons: Vec::new() } };
    let drafted = draft(&group, &sources, &[], &writing());
    (read.iter().map(|(document, _)| Cut::new(document)).collect(), drafted)
}

/// The draft itself, without what is said about it.
fn body(paper: &Paper) -> &[Block] {
    let begins = |b: &Block| matches!(b, Block::Heading { level: 1, text, .. } if text == "The draft");
    let ends = |b: &Block| matches!(b, Block::Heading { level: 1, text, .. } if text.starts_with("What this draft"));
    let (from, to) = (paper.blocks.iter().position(begins).unwrap(), paper.blocks.iter().position(ends).unwrap());
    &paper.blocks[from + 1..to]
}

proptest! {
    #[test]
    fn every_passage_of_every_source_stands_in_the_draft(
        texts in prop::collection::vec(prop::collection::vec((0usize..12, 0usize..9), 0..14), 1..4),
    ) {
        const WORDS: [&str; 9] =
            ["School", "ring the police", "within two days", "Panel", "a child under 16", "a form is sent", "no", "lead (deputy)", "x*"];
        let text = |lines: &Vec<(usize, usize)>| -> String {
            let line = |(kind, word): &(usize, usize)| {
                let (one, two) = (WORDS[*word], WORDS[(*word * 5 + *kind) % 9]);
                match kind {
                    0 => format!("# {one}\n\n"),
                    1 => format!("## {one} {two}\n\n"),
                    2 => format!("### 4.{word} {one}\n\n"),
                    3 => format!("- {one} {two}\n  - {two}\n\n"),
                    4 => format!("| {one} | {two} |\n| --- | --- |\n| {two} | {one} |\n\n"),
                    5 => format!("> {one} {two}.\n\n"),
                    _ => format!("{one} {two} {one}.\n\n"),
                }
            };
            lines.iter().map(line).collect()
        };
        let texts: Vec<String> = texts.iter().map(text).collect();
        let (cuts, drafted) = plainly(&texts);
        let told = told(body(&drafted.paper));
        for unit in cuts.iter().flat_map(|c| &c.units) {
            prop_assert!(told.contains(unit.same.as_str()), "{:?} is lost in {}", unit, told);
        }
        let counts = &drafted.counts;
        let held = texts.len() * counts.same + counts.only.iter().sum::<usize>();
        let rest: usize = cuts.iter().flat_map(|c| &c.units).filter(|u| !u.is_heading()).count() - held;
        prop_assert!(rest >= 2 * (counts.some + counts.differing) && rest <= texts.len() * (counts.some + counts.differing));
    }
}
