//! `language/…`: discouraged terms in a document's own voice.

use crate::{Area, Check, CheckPage, Options, Sink, declare::declare_check};
use concordat_findings::{Severity, wording::capital};
use concordat_register::language::{TermUse, Voice};
use concordat_standard::{
    Standard,
    language::{Discouraged, Gravity, Language, Term},
};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[&TERMS];

declare_check! {
    /// Raises a term that published guides to language discourage, where a document says it in its own voice.
    ///
    /// A term that is quoted, denied, criticised, attributed to somebody else, listed as language to avoid, part of a
    /// title, an offence or an official definition, or said of an adult, is not raised. A site may choose which guides
    /// it holds to; a term is then raised only where one of these discourages it, and guides that disagree are named.
    ///
    /// Each term has a page of its own.
    pub(crate) static TERMS = {
        id: "language/*",
        severity: Severity::Low,
        since: "0.1.0",
        standard: "published guides to language; each term names its own",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let language = &area.standard.language;
    // What is said of a term is the same wherever it is used.
    let mut said: BTreeMap<&str, Option<Said<'_>>> = BTreeMap::new();
    for (index, document) in area.indexed() {
        for used in document.language.uses.iter().filter(|u| u.voice == Voice::Own) {
            let term = said.entry(used.term.as_str()).or_insert_with(|| Said::of(language, &used.term, area.options));
            let Some(Said { term, check, suggestion, standard }) = term else { continue };
            let mut raised = sink.raise_as(check, &[index], message(&document.entry.title, used));
            raised.evidence(index, &used.anchor).suggest(suggestion.as_str());
            raised.severity(severity(term)).standard(standard.as_str());
            if let Some(with) = &term.replacement {
                raised.replace(used.anchor.quote.exact.as_str(), with.as_str());
            }
        }
    }
}

/// What is said of a term that is raised.
struct Said<'a> {
    term: &'a Term,
    check: String,
    suggestion: String,
    standard: String,
}

impl<'a> Said<'a> {
    /// Nothing for a term that no guide the site holds to discourages.
    fn of(language: &'a Language, id: &str, options: &Options) -> Option<Self> {
        let term = language.term(id)?;
        let guides = Some(adopted(term, options)).filter(|guides| !guides.is_empty())?;
        Some(Self {
            term,
            check: format!("language/{}", term.id),
            suggestion: suggestion(language, term, &guides),
            standard: standard(language, &guides),
        })
    }
}

/// The guides that discourage `term` and that the site holds to.
fn adopted<'t>(term: &'t Term, options: &Options) -> Vec<&'t Discouraged> {
    let chosen = |id: &str| options.guides.as_ref().is_none_or(|guides| guides.contains(id));
    term.guides.iter().filter(|g| chosen(&g.id)).collect()
}

fn severity(term: &Term) -> Severity {
    let row = match term.severity {
        Gravity::High => Severity::High,
        Gravity::Medium => Severity::Medium,
        Gravity::Low => Severity::Low,
        Gravity::Note => Severity::Note,
    };
    // A row not checked against a guide is never graver than low.
    if term.verified { row } else { row.max(Severity::Low) }
}

fn message(title: &str, used: &TermUse) -> String {
    let words = used.anchor.quote.exact.split_whitespace().collect::<Vec<_>>().join(" ");
    match &used.anchor.section {
        Some(section) => format!("{title} says “{words}” in its own voice at {section}."),
        None => format!("{title} says “{words}” in its own voice."),
    }
}

fn suggestion(language: &Language, term: &Term, guides: &[&Discouraged]) -> String {
    let mut text = term.why.clone();
    for guide in guides {
        if let Some(words) = &guide.prefer {
            let _ = write!(text, " {} would write: {words}.", capital(&publishers(language, &guide.id, "a guide")));
        }
    }
    for guide in &term.allow {
        let _ = write!(text, " Guides differ. {}: {}.", capital(&publishers(language, &guide.id, "another guide")), guide.says);
    }
    if !term.verified {
        text.push_str(" This rule has not been checked against a published guide.");
    }
    text
}

/// Who published a guide, as a sentence names them: a list of publishers has strokes and no "and".
fn publishers(language: &Language, guide: &str, unknown: &str) -> String {
    language.guide(guide).map_or_else(|| unknown.to_owned(), |g| g.publisher.replace("; ", " and "))
}

fn standard(language: &Language, guides: &[&Discouraged]) -> String {
    let cited = guides.iter().map(|guide| {
        let mut text = language.guide(&guide.id).map_or_else(|| guide.id.clone(), |g| g.cited());
        if let Some(since) = guide.since {
            let _ = write!(text, ", since {since}");
        }
        if !guide.verified {
            text.push_str(", not checked");
        }
        text
    });
    cited.collect::<Vec<_>>().join("; ")
}

/// A page for each term of the standard.
pub(crate) fn pages(standard: &Standard) -> Vec<CheckPage> {
    let language = &standard.language;
    language
        .terms
        .iter()
        .map(|term| {
            let guides: Vec<&Discouraged> = term.guides.iter().collect();
            CheckPage {
                id: format!("language/{}", term.id),
                severity: severity(term),
                standard: self::standard(language, &guides),
                body: page(language, term),
            }
        })
        .collect()
}

fn page(language: &Language, term: &Term) -> String {
    let mut body = format!("Raises “{}” in a document's own voice.\n\n## Why\n\n{}\n\n## Who discourages it\n\n", term.name, term.why);
    for guide in &term.guides {
        let cited = language.guide(&guide.id).map_or_else(|| guide.id.clone(), |g| g.cited());
        let since = guide.since.map(|year| format!(", since {year}")).unwrap_or_default();
        let checked = if guide.verified { "" } else { " (not checked against the guide)" };
        let prefer = guide.prefer.as_ref().map(|words| format!(": prefers “{words}”")).unwrap_or_default();
        let _ = writeln!(body, "- `{}` {cited}{since}{checked}{prefer}", guide.id);
    }
    if !term.allow.is_empty() {
        body.push_str("\n## Who disagrees\n\n");
        for guide in &term.allow {
            let cited = language.guide(&guide.id).map_or_else(|| guide.id.clone(), |g| g.cited());
            let _ = writeln!(body, "- `{}` {cited}: {}", guide.id, guide.says);
        }
    }
    if let Some(notes) = &term.notes {
        let _ = write!(body, "\n{notes}\n");
    }
    for (heading, sentences) in [("Raised", &term.raised), ("Not raised", &term.quiet)] {
        let _ = write!(body, "\n## {heading}\n\n");
        for sentence in sentences {
            let _ = writeln!(body, "- {sentence}");
        }
    }
    body
}

#[cfg(test)]
mod tests;
