//! `project.qde`: the project as XML, its elements in the order of the schema.

use super::Source;
use super::codebook::{CodeIndex, Codebook};
use crate::about::About;
use crate::place::{has_place, spoken, themes};
use crate::uuid::uuid;
use crate::{Making, xml::Xml};
use concordat_findings::{Audit, Finding};
use concordat_register::{DocumentFacts, DocumentIndex};

/// What is told of every document: its name and how the schema calls its values.
const VARIABLES: [(&str, &str); 10] = [
    ("File", "Text"),
    ("Kind", "Text"),
    ("Themes", "Text"),
    ("Status", "Text"),
    ("Year", "Integer"),
    ("Approved", "Text"),
    ("Review due", "Text"),
    ("Owner", "Text"),
    ("Words", "Integer"),
    ("Findings", "Integer"),
];

/// The whole project.
pub(super) fn write(audit: &Audit, book: &Codebook<'_>, sources: &[Source], making: Making<'_>) -> String {
    let writer = Writer { user: uuid("user", "concordat"), at: making.at, about: About::new(audit) };
    let days = audit.as_at.map(|day| day.to_string()).unwrap_or_default();
    let held: Vec<&str> = sources.iter().map(|s| s.uuid.as_str()).collect();
    let id = uuid("project", &format!("{}\0{days}\0{}", audit.site, held.join("\0")));
    let mut xml = Xml::new();
    xml.open(
        "Project",
        &[
            ("xmlns", "urn:QDA-XML:project:1.0"),
            ("name", &audit.site),
            ("origin", &format!("Concordat {}", making.version)),
            ("creatingUserGUID", &writer.user),
            ("creationDateTime", making.at),
        ],
    );
    xml.open("Users", &[]);
    xml.empty("User", &[("guid", &writer.user), ("name", "Concordat"), ("id", "CO")]);
    xml.close();
    codes(&mut xml, book);
    variables(&mut xml);
    if !sources.is_empty() {
        xml.open("Sources", &[]);
        for source in sources {
            writer.source(&mut xml, audit, book, source);
        }
        xml.close();
    }
    let about = format!(
        "Findings of Concordat about the documents of {}, judged at {days}. Project {id}. Each segment is the exact words that a \
         finding, a message or a definition rests on; its memo says what was found. A person should read them before they are used.",
        audit.site
    );
    xml.text("Description", &about);
    xml.finish()
}

fn codes(xml: &mut Xml, book: &Codebook<'_>) {
    // The schema allows no empty list.
    if book.below(None).next().is_none() {
        return;
    }
    xml.open("CodeBook", &[]);
    xml.open("Codes", &[]);
    for code in book.below(None) {
        self::code(xml, book, code);
    }
    xml.close();
    xml.close();
}

fn code(xml: &mut Xml, book: &Codebook<'_>, index: CodeIndex) {
    let Some(code) = book.get(index) else { return };
    let mut attributes = vec![("guid", code.uuid.as_str()), ("name", code.name.as_str())];
    match code.colour {
        Some(colour) => attributes.extend([("isCodable", "true"), ("color", colour)]),
        None => attributes.push(("isCodable", "false")),
    }
    xml.open("Code", &attributes);
    xml.text("Description", &code.about);
    for under in book.below(Some(index)) {
        self::code(xml, book, under);
    }
    xml.close();
}

fn variables(xml: &mut Xml) {
    xml.open("Variables", &[]);
    for (name, values) in VARIABLES {
        xml.empty("Variable", &[("guid", &uuid("variable", name)), ("name", name), ("typeOfVariable", values)]);
    }
    xml.close();
}

/// What the parts of a project share.
struct Writer<'a> {
    user: String,
    at: &'a str,
    about: About<'a>,
}

impl Writer<'_> {
    fn source(&self, xml: &mut Xml, audit: &Audit, book: &Codebook<'_>, source: &Source) {
        let Some(facts) = audit.document(source.document) else { return };
        xml.open(
            "TextSource",
            &[
                ("guid", &source.uuid),
                ("name", &source.name),
                ("plainTextPath", &format!("internal://{}.txt", source.uuid)),
                ("creatingUser", &self.user),
                ("creationDateTime", self.at),
            ],
        );
        let about = self.about.document(source.document);
        xml.text("Description", &without_words(about, source.document));
        for segment in &source.segments {
            let Some(code) = book.get(segment.code) else { continue };
            let (start, end) = (segment.span.start.to_string(), segment.span.end.to_string());
            let id = format!("{}\0{}\0{start}\0{end}", source.uuid, code.uuid);
            let made = [("creatingUser", self.user.as_str()), ("creationDateTime", self.at)];
            let own = [("guid", uuid("segment", &id)), ("name", shortened(&segment.exact)), ("startPosition", start), ("endPosition", end)];
            let own: Vec<(&str, &str)> = own.iter().map(|(key, value)| (*key, value.as_str())).chain(made).collect();
            xml.open("PlainTextSelection", &own);
            xml.text("Description", &segment.memo);
            let coding = uuid("coding", &id);
            let own: Vec<(&str, &str)> = std::iter::once(("guid", coding.as_str())).chain(made).collect();
            xml.open("Coding", &own);
            xml.empty("CodeRef", &[("targetGUID", &code.uuid)]);
            xml.close();
            xml.close();
        }
        for ((name, kind), value) in VARIABLES.into_iter().zip(values(audit, facts, about.len())) {
            if let Some(value) = value {
                xml.open("VariableValue", &[]);
                xml.empty("VariableRef", &[("targetGUID", &uuid("variable", name))]);
                xml.text(if kind == "Integer" { "IntegerValue" } else { "TextValue" }, &value);
                xml.close();
            }
        }
        xml.close();
    }
}

/// The values of [`VARIABLES`]; none where it is not known.
fn values(audit: &Audit, facts: &DocumentFacts, findings: usize) -> [Option<String>; 10] {
    let entry = &facts.entry;
    let themes = themes(audit, facts);
    [
        Some(entry.file.clone()),
        Some(spoken(entry.kind.word())),
        (!themes.is_empty()).then_some(themes),
        Some(spoken(entry.status.word())),
        entry.year.map(|year| year.to_string()),
        entry.approved.map(|date| date.to_string()),
        entry.review_due.map(|date| date.to_string()),
        entry.owner.clone().filter(|owner| !owner.is_empty()),
        Some(entry.words.to_string()),
        Some(findings.to_string()),
    ]
}

/// Findings about a document that no words of its text show, for the document's memo.
fn without_words(about: &[&Finding], document: DocumentIndex) -> String {
    let shown = |f: &&Finding| f.evidence.iter().any(|e| e.document == document && has_place(&e.anchor));
    let mut lines: Vec<String> =
        about.iter().filter(|f| !shown(f)).map(|f| format!("{} ({}, {})", f.message, f.check, f.severity.word())).collect();
    if !lines.is_empty() {
        lines.insert(0, "Findings that no words of the text show:".to_owned());
    }
    lines.join("\n")
}

/// The first words, in one line.
fn shortened(exact: &str) -> String {
    const LONGEST: usize = 80;
    let words: Vec<&str> = exact.split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST - 1).chain(['\u{2026}']).collect()
}
