//! Audits made by hand for tests: an invented partnership, and a large one.

#[path = "fixture/meaning.rs"]
mod meaning;
#[path = "fixture/overlap.rs"]
mod overlap;

use concordat_findings::{Audit, Finding, Handling, Replacement, Severity, Strength};
use concordat_register::{
    Anchor, Date, DocumentFacts, DocumentIndex, Entry, Evidence, Field, Heading, HeadingIndex, Kind, PartialDate, Period, Problem,
    ProblemKind, Status, Theme,
    citation::{Citation, CitationKind, Outcome, Reference, Stance},
    language::{TermUse, Voice},
};
use concordat_text::{CharSpan, Quote};

pub(crate) const CSE: u32 = 0;
pub(crate) const GANGS: u32 = 1;
pub(crate) const HSB: u32 = 2;
pub(crate) const MISSING: u32 = 3;
pub(crate) const OLD_HSB: u32 = 4;

/// Words that stand under the second heading; `|` parts what stands before them, the words and what stands after.
pub(crate) fn words(text: &str, page: u32, paragraph: u32) -> Anchor {
    let mut parts = text.split('|').map(concordat_text::Text::from);
    let prefix = parts.next().unwrap();
    let exact = parts.next().unwrap();
    let suffix = parts.next().unwrap();
    let start = paragraph * 200 + u32::try_from(prefix.chars().count()).unwrap();
    let end = start + u32::try_from(exact.chars().count()).unwrap();
    Anchor {
        heading: Some(HeadingIndex(1)),
        section: Some("3.2".into()),
        page: Some(page),
        printed_page: None,
        paragraph,
        quote: Quote { exact, prefix, suffix },
        span: CharSpan { start, end },
    }
}

fn evidence(document: u32, text: &str, page: u32, paragraph: u32) -> Evidence {
    Evidence { document: DocumentIndex(document), anchor: words(text, page, paragraph) }
}

pub(crate) fn document(file: &str, title: &str, kind: Kind, themes: &[&str]) -> DocumentFacts {
    let entry = Entry {
        id: file.replace(['/', '.'], "-"),
        file: file.to_owned(),
        sha256: "0".repeat(64),
        title: title.to_owned(),
        kind,
        themes: themes.iter().map(|t| Theme((*t).into())).collect(),
        year: Some(2014),
        status: Status::Current,
        words: 4321,
        inferred: vec![Field::Title, Field::Themes],
        ..Entry::default()
    };
    let headings = vec![
        Heading { level: 1, label: Some("3".into()), text: "Working together".into(), parent: None },
        Heading { level: 2, label: Some("3.2".into()), text: "What staff notice".into(), parent: Some(HeadingIndex(0)) },
    ];
    DocumentFacts { entry, headings, ..DocumentFacts::default() }
}

/// Makes `from` cite `to`, or something the site does not hold.
pub(crate) fn cite(audit: &mut Audit, from: u32, to: Option<u32>, outcome: Outcome, kind: CitationKind, text: &str) {
    let place = u32::try_from(audit.references.len()).unwrap();
    let citations = &mut audit.documents[from as usize].citations.citations;
    citations.push(Citation {
        kind,
        anchor: words(text, 2, 10 + place),
        name: "".into(),
        year: Some(2011),
        until: None,
        themes: Vec::new(),
        document_kind: None,
        instrument: None,
        link: None,
        section: None,
        stance: Stance::Relies,
        proper: true,
        present: None,
        number: None,
    });
    let citation = citations.len() - 1;
    audit.references.push(Reference { from: DocumentIndex(from), citation, to: to.map(DocumentIndex), candidates: Vec::new(), outcome });
}

struct Raised<'a> {
    check: &'a str,
    severity: Severity,
    documents: &'a [u32],
    message: &'a str,
    evidence: Vec<Evidence>,
    suggestion: &'a str,
}

fn raise(audit: &mut Audit, raised: Raised<'_>) {
    audit.findings.push(Finding {
        id: format!("{}-{:04x}", raised.check.replace('/', "-"), audit.findings.len()),
        check: raised.check.into(),
        severity: raised.severity,
        documents: raised.documents.iter().map(|&d| DocumentIndex(d)).collect(),
        message: raised.message.to_owned(),
        evidence: raised.evidence,
        suggestion: (!raised.suggestion.is_empty()).then(|| raised.suggestion.into()),
        replacement: None,
        proposed: None,
        standard: "Invented Institute, Guide to plain words, 2015".into(),
    });
}

/// The invented partnership of Wrenmouth: five documents that do not all know each other.
pub(crate) fn partnership() -> Audit {
    let mut audit = Audit {
        site: "Wrenmouth & Teal Valley".to_owned(),
        standards: vec!["peer-on-peer-abuse@1".to_owned()],
        as_at: Date::new(2016, 4, 1),
        themes: [
            ("hsb", "Harmful sexual behaviour"),
            ("cse", "Child sexual exploitation"),
            ("syv", "Gangs and serious youth violence"),
            ("missing", "Missing children"),
        ]
        .map(|(id, name)| (Theme(id.into()), name.to_owned()))
        .to_vec(),
        ..Audit::default()
    };
    documents(&mut audit);
    references(&mut audit);
    language(&mut audit);
    between(&mut audit);
    currency(&mut audit);
    meaning::fill(&mut audit);
    overlap::fill(&mut audit);
    audit.strengths = vec![
        Strength {
            message: "Three of the five documents say who is rung first.".to_owned(),
            evidence: vec![evidence(GANGS, "Any worker who is worried |rings the front door on the same day|, whatever the hour.", 4, 21)],
        },
        Strength { message: "Every document names its owner.".to_owned(), evidence: Vec::new() },
    ];
    audit.unread = vec![(
        "documents/scan of minutes.pdf".to_owned(),
        Problem::new(
            ProblemKind::Unsupported,
            "the pages are pictures and hold no text",
            "run again with --ocr, or ask the owner for the file it was printed from",
        ),
    )];
    audit.left_alone = vec![("meetings/agenda.xlsx".to_owned(), "a spreadsheet: agendas are not read in this version".to_owned())];
    audit
}

fn documents(audit: &mut Audit) {
    audit.documents = vec![
        document("documents/cse-strategy.docx", "Child Sexual Exploitation Strategy 2014 to 2017", Kind::Strategy, &["cse", "missing"]),
        document(
            "documents/gangs-protocol.pdf",
            "Protocol for Children Harmed by Gangs and Serious Youth Violence",
            Kind::Protocol,
            &["syv", "cse"],
        ),
        document("documents/hsb-procedure.docx", "Harmful Sexual Behaviour Procedure", Kind::Procedure, &["hsb"]),
        document("web/missing.html", "Children who go missing", Kind::Guidance, &["missing"]),
        document("old/hsb-procedure-2011.docx", "Harmful Sexual Behaviour Procedure (2011)", Kind::Procedure, &["hsb"]),
    ];
    let strategy = &mut audit.documents[0].entry;
    strategy.period = Some(Period { from: 2014, to: 2017 });
    strategy.review_due = PartialDate::month(2015, 3);
    strategy.owner = Some("Exploitation sub-group".to_owned());
    strategy.marking = Some("OFFICIAL".to_owned());
    audit.handling = Some(Handling { words: "OFFICIAL".to_owned(), documents: 1, printed: 1 });
    let old = &mut audit.documents[4].entry;
    old.status = Status::Superseded;
    old.year = Some(2011);
    old.superseded_by = Some("documents/hsb-procedure.docx".to_owned());
    audit.documents[3].entry.status = Status::Draft;
    audit.documents[1].problems = vec![Problem::new(ProblemKind::Partial, "page 9 could not be read", "export the file again")];
}

fn references(audit: &mut Audit) {
    let local = CitationKind::LocalDocument;
    cite(audit, CSE, Some(GANGS), Outcome::Resolved, local, "Read this with |the gangs protocol| as well.");
    cite(audit, CSE, Some(MISSING), Outcome::Resolved, local, "The |missing children guidance| applies.");
    cite(audit, GANGS, Some(OLD_HSB), Outcome::Superseded, local, "Follow the |Harmful Sexual Behaviour Procedure 2011| here.");
    cite(audit, GANGS, None, Outcome::Dangling, local, "The |Teal Valley Weapons Protocol| sets the steps out.");
    cite(audit, HSB, None, Outcome::External, CitationKind::Legislation, "Under |the Children Act 1989| we must act.");
    cite(audit, MISSING, Some(CSE), Outcome::Resolved, local, "See |our CSE strategy| for grooming.");
}

fn language(audit: &mut Audit) {
    raise(
        audit,
        Raised {
            check: "language/lifestyle-choice",
            severity: Severity::High,
            documents: &[CSE],
            message: "The strategy describes exploitation as something the child chose.",
            evidence: vec![evidence(CSE, "Workers feel that these girls |have made a lifestyle choice| and will not be told.", 7, 37)],
            suggestion: "Say what was done to the child, and by whom.",
        },
    );
    audit.findings[0].replacement =
        Some(Replacement { exact: "have made a lifestyle choice".to_owned(), with: "are being exploited".to_owned() });
    let mut met = |document: usize, voice, text: &str| {
        audit.documents[document].language.uses.push(TermUse { term: "promiscuous".into(), anchor: words(text, 3, 14), voice });
    };
    met(0, Voice::Quoted, "A carer wrote “|promiscuous|” in the log.");
    met(1, Voice::Negated, "No child is |promiscuous|; children are abused.");
    met(2, Voice::Quoted, "The record said ‘|promiscuous|’ twice.");
}

fn between(audit: &mut Audit) {
    raise(
        audit,
        Raised {
            check: "reference/missing",
            severity: Severity::High,
            documents: &[CSE, HSB],
            message: "The strategy speaks of children who sexually harm other children and does not point to the Harmful Sexual Behaviour Procedure.",
            evidence: vec![
                evidence(CSE, "Some of those who do harm |are themselves pupils of the same school| and have been harmed before.", 8, 41),
                evidence(HSB, "This procedure is for |every child who has sexually harmed another child|, in or out of school.", 1, 3),
            ],
            suggestion: "After this passage, point to the Harmful Sexual Behaviour Procedure.",
        },
    );
    raise(
        audit,
        Raised {
            check: "reference/one-way",
            severity: Severity::Medium,
            documents: &[GANGS, CSE],
            message: "The strategy points to the gangs protocol, which does not point back.",
            evidence: vec![evidence(CSE, "Read this with |the gangs protocol| as well.", 2, 10)],
            suggestion: "Name the strategy where the protocol lists what to read with it.",
        },
    );
    raise(
        audit,
        Raised {
            check: "route/timescale",
            severity: Severity::Medium,
            documents: &[GANGS, MISSING],
            message: "The same step has two time limits.",
            evidence: vec![
                evidence(GANGS, "The worker refers |within one working day| to the front door.", 4, 22),
                evidence(MISSING, "A referral is made |within five working days| of the child coming home.", 2, 9),
            ],
            suggestion: "Agree one time limit and put it in both.",
        },
    );
    raise(
        audit,
        Raised {
            check: "reference/dangling",
            severity: Severity::Medium,
            documents: &[GANGS],
            message: "The protocol cites the Teal Valley Weapons Protocol, which is not among the files.",
            evidence: vec![evidence(GANGS, "The |Teal Valley Weapons Protocol| sets the steps out.", 6, 30)],
            suggestion: "Add the document, or take the citation out.",
        },
    );
}

fn currency(audit: &mut Audit) {
    raise(
        audit,
        Raised {
            check: "currency/review",
            severity: Severity::Low,
            documents: &[CSE],
            message: "The review date, March 2015, has passed.",
            evidence: vec![evidence(CSE, "This strategy |will be reviewed by March 2015|.", 12, 60)],
            suggestion: "",
        },
    );
    raise(
        audit,
        Raised {
            check: "reference/superseded",
            severity: Severity::Low,
            documents: &[GANGS, HSB],
            message: "The protocol cites the 2011 edition of the procedure; the 2014 edition is held.",
            evidence: vec![evidence(GANGS, "Follow the |Harmful Sexual Behaviour Procedure 2011| here.", 2, 12)],
            suggestion: "Cite the 2014 edition.",
        },
    );
    raise(
        audit,
        Raised {
            check: "currency/draft",
            severity: Severity::Note,
            documents: &[CSE, MISSING],
            message: "A draft is relied on.",
            evidence: vec![evidence(CSE, "The |missing children guidance| applies.", 2, 11)],
            suggestion: "",
        },
    );
}

/// A large audit: each document cites and is found fault with alike.
pub(crate) fn large(documents: u32, references: u32, findings: u32) -> Audit {
    let mut audit = Audit { site: "Large".to_owned(), as_at: Date::new(2016, 4, 1), ..Audit::default() };
    let themes = ["hsb", "cse", "syv", "missing", "da", "cce"];
    for n in 0..documents {
        let theme = themes[n as usize % themes.len()];
        audit.documents.push(document(
            &format!("documents/policy-{n:05}.md"),
            &format!("Policy number {n} for staff and volunteers"),
            Kind::Policy,
            &[theme],
        ));
    }
    for n in 0..references {
        let to = (n % 3 != 0).then_some((n * 7 + 1) % documents);
        let outcome = if to.is_some() { Outcome::Resolved } else { Outcome::External };
        cite(
            &mut audit,
            n % documents,
            to,
            outcome,
            CitationKind::LocalDocument,
            "Staff should read this in conjunction with |the policy for staff and volunteers| and follow what it says about referral.",
        );
    }
    for n in 0..findings {
        let (here, there) = (n % documents, (n * 5 + 2) % documents);
        raise(
            &mut audit,
            Raised {
                check: "reference/missing",
                severity: Severity::ALL[n as usize % 4],
                documents: &[here, there],
                message: "The policy deals with children who are exploited and points to no document on exploitation.",
                evidence: vec![
                    evidence(
                        here,
                        "Staff should think of a child who |is given gifts or money by older people| and ask who else has noticed it.",
                        3,
                        n % 50,
                    ),
                    evidence(there, "This policy is for |every child who is or may be exploited by anybody|, wherever that happens.", 1, 2),
                ],
                suggestion: "After this passage, point to the policy on exploitation, and say who is rung first.",
            },
        );
    }
    meaning::fill_large(&mut audit);
    audit
}
