//! A small audit with the texts it was made of, for tests.

use concordat_findings::decision::{Decision, Decisions, Ruling, Seen, Standing};
use concordat_findings::{Audit, DefinitionView, Finding, MessageView, PositionView, Replacement, Severity, Verdict};
use concordat_register::meaning::Position;
use concordat_register::{Anchor, Date, DocumentFacts, DocumentIndex, Entry, Evidence, Kind, PartialDate, Period, Status, Theme};
use concordat_text::{ByteSpan, CharSpan, Quote};
use std::collections::BTreeMap;

/// Words of the finding that was dismissed.
pub(crate) const DISMISSED: &str = "Nobody is to read this.";

/// An audit and its documents' texts.
pub(crate) struct Site {
    pub(crate) audit: Audit,
    pub(crate) texts: [String; 2],
}

/// Two documents; the first has characters of one to four bytes before the words found.
pub(crate) fn site() -> Site {
    let texts = [
        "A policy\n\u{1f4ce} \u{201c}Café\u{201d} – some make a lifestyle choice.\n=Ring the police.".to_owned(),
        "Protocol\nA child cannot choose it.\nHarm means hurt.".to_owned(),
    ];
    let at = |document: u32, words: &str| evidence(document, &texts[document as usize], words);
    let finding = |check: &str, severity, documents: &[u32], evidence: Vec<Evidence>| Finding {
        id: format!("{}-0001", check.replace('/', "-")),
        check: check.into(),
        severity,
        documents: documents.iter().map(|&d| DocumentIndex(d)).collect(),
        message: format!("Told by {check}."),
        evidence,
        suggestion: Some("Say it otherwise.".into()),
        replacement: None,
        proposed: None,
        standard: "Invented Institute, Plain words, 2015".into(),
    };
    let mut choice = finding("language/choice", Severity::High, &[0, 1], vec![at(0, "lifestyle choice"), at(1, "cannot choose")]);
    choice.replacement = Some(Replacement { exact: "lifestyle choice".to_owned(), with: "=harm".to_owned() });
    let header = Anchor::running(Quote { exact: "RESTRICTED".into(), ..Quote::default() }, Some(1));
    let header = Evidence { document: DocumentIndex(0), anchor: header };
    let mut dismissed = finding("language/dismissed", Severity::Low, &[0], vec![at(0, "Ring the police")]);
    dismissed.message = DISMISSED.to_owned();
    let findings = vec![
        choice,
        finding("language/other", Severity::Medium, &[0], vec![at(0, "lifestyle choice")]),
        finding("currency/marking", Severity::Low, &[0], vec![header]),
        finding("structure/section", Severity::Note, &[1], Vec::new()),
        dismissed,
    ];
    let message = message(at(1, "A child cannot choose it."));
    let definition = DefinitionView {
        concept: "Harm".to_owned(),
        evidence: at(1, "Harm means hurt."),
        agrees_with: Vec::new(),
        follows: Some("the Invented Act 1999".to_owned()),
    };
    let audit = Audit {
        site: "Meadow".to_owned(),
        as_at: Date::new(2026, 1, 31),
        themes: vec![(Theme("da".into()), "Domestic abuse".to_owned())],
        documents: vec![facts(policy()), facts(protocol())],
        findings,
        messages: vec![message],
        definitions: vec![definition],
        decisions: dismissal("language-dismissed-0001"),
        ..Audit::default()
    };
    Site { audit, texts }
}

fn message(evidence: Evidence) -> MessageView {
    let position = PositionView {
        document: evidence.document,
        position: Position::Asserts,
        owed: true,
        certainty: 90,
        evidence: vec![evidence],
        denied_too: false,
    };
    MessageView {
        id: "no-choice".to_owned(),
        name: "Nobody chooses harm".to_owned(),
        statement: "A child does not choose to be harmed.".to_owned(),
        positions: vec![position],
        verdict: Verdict::Consistent,
    }
}

fn policy() -> Entry {
    Entry {
        id: "a-policy".to_owned(),
        file: "policies/a policy.md".to_owned(),
        title: "A policy".to_owned(),
        kind: Kind::Policy,
        themes: vec![Theme("da".into())],
        period: Some(Period { from: 2019, to: 2021 }),
        status: Status::Superseded,
        superseded_by: Some("protocol.md".to_owned()),
        approved: PartialDate::month(2019, 4),
        review_due: PartialDate::parse("2021-04-30"),
        owner: Some("Meadow Partnership".to_owned()),
        words: 1200,
        ..Entry::default()
    }
}

fn protocol() -> Entry {
    Entry { id: "protocol".to_owned(), file: "protocol.md".to_owned(), title: "Protocol".to_owned(), year: Some(2024), ..Entry::default() }
}

fn facts(entry: Entry) -> DocumentFacts {
    DocumentFacts { entry, ..DocumentFacts::default() }
}

fn evidence(document: u32, text: &str, words: &str) -> Evidence {
    let start = text.find(words).unwrap();
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap();
    let first = count(text.get(..start).unwrap());
    let anchor = Anchor {
        heading: None,
        section: Some("2".into()),
        page: Some(1),
        printed_page: None,
        paragraph: 2,
        quote: concordat_text::quote(text, ByteSpan::new(start, start + words.len())),
        span: CharSpan { start: first, end: first + count(words) },
    };
    Evidence { document: DocumentIndex(document), anchor }
}

fn dismissal(finding: &str) -> Decisions {
    let decision = Decision {
        key: "00000001".to_owned(),
        finding: finding.to_owned(),
        ruling: Ruling::Dismiss,
        by: "Somebody".to_owned(),
        at: "2026-01-02T09:00:00Z".to_owned(),
        reason: Some("no".to_owned()),
        to: None,
        until: None,
        replaces: Vec::new(),
        seen: Seen::default(),
    };
    let standing = Standing { heads: vec![decision], moved: false };
    Decisions { standing: BTreeMap::from([(finding.to_owned(), standing)]), lapsed: Vec::new() }
}
