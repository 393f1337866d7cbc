//! A page for every row of the standard that a person may ask about: messages, people, concepts, contexts, sectors and tools.

use crate::{
    Standard,
    assessment::Tool,
    concepts::Concept,
    coverage::Facet,
    definitions::{AgeSense, DefinedConcept, Definitions},
    framing::Referent,
    instruments::{Instrument, InstrumentKind},
    messages::Message,
    sections::Section,
    templates::{Piece, pieces},
};
use std::fmt::Write;

/// What a person may ask about a row of the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowPage {
    /// Its kind and id, as `message/victim-perpetrator-overlap`.
    pub id: String,
    /// A few words for it.
    pub name: String,
    /// The page in Markdown, without a title.
    pub body: String,
}

impl RowPage {
    /// The kind of row: the part of its id before the slash.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.id.split_once('/').map_or("", |(kind, _)| kind)
    }

    /// The row's own id: the part after the slash.
    #[must_use]
    pub fn row(&self) -> &str {
        self.id.split_once('/').map_or(&self.id, |(_, row)| row)
    }
}

/// Kinds of page, in order, each with what its index says of it.
pub const KINDS: [(&str, &str); 9] = [
    ("message", "Messages that a set of documents should carry."),
    ("people", "People whom documents speak of in more than one way."),
    ("concept", "What a sentence may speak of: the thesaurus that messages are read with."),
    ("definition", "Concepts that documents define, with the official definitions and their dates."),
    ("context", "Contexts that documents should deal with."),
    ("sector", "Sectors that documents should engage."),
    ("section", "Sections that some documents should have of their own."),
    ("assessment", "Published assessment tools: what each is for."),
    ("tool", "Assessment tools, forms and systems that were renamed or withdrawn."),
];

/// The pages of `standard`, by kind in the order of [`KINDS`] and then in the order of the rows.
#[must_use]
pub fn pages(standard: &Standard) -> Vec<RowPage> {
    let mut pages: Vec<RowPage> = standard.messages.messages.iter().map(|m| message(standard, m)).collect();
    pages.extend(standard.framing.referents.iter().map(|r| people(standard, r)));
    pages.extend(standard.concepts.concepts.iter().map(|c| concept(standard, c)));
    pages.extend(standard.definitions.concepts.iter().map(|c| definition(&standard.definitions, c)));
    pages.extend(standard.contexts.facets.iter().map(|f| facet("context", f)));
    pages.extend(standard.sectors.facets.iter().map(|f| facet("sector", f)));
    pages.extend(standard.sections.sections.iter().map(section));
    pages.extend(standard.assessment.tools.iter().map(|t| assessment(standard, t)));
    pages.extend(standard.instruments.instruments.iter().filter(|i| i.kind == InstrumentKind::Tool).map(tool));
    pages
}

/// Adds formatted text.
macro_rules! put {
    // Writing to a string cannot fail.
    ($out:expr, $($argument:tt)*) => { let _ = write!($out, $($argument)*); };
}

fn message(standard: &Standard, row: &Message) -> RowPage {
    let mut body = format!("{}\n\n## Why it matters\n\n{}\n", row.statement, row.why);
    put!(body, "\n## Who should say it\n\nDocuments of these kinds: {}.", joined(&row.kinds));
    if row.themes.is_empty() {
        body.push_str(" Every theme of harm between young people.\n");
    } else {
        put!(body, " Themes: {}.\n", joined(&row.themes));
    }
    if let Some(question) = &row.question {
        put!(body, "\nIt answers question {question} of the sense-check.\n");
    }
    put!(body, "\n## What to write\n\n{}\n", row.suggestion);
    if let Some(proposed) = &row.proposed {
        put!(body, "\nFor example: “{}”\n", proposed_plainly(standard, proposed));
    }
    if !standard.model.messages.contains_key(&row.id) {
        body.push_str(
            "\n## How it is read\n\nBy its frames alone: no passages have been labelled for it, so nothing was learnt of it. Every reading of it is \
             said to be not certain, and is to be checked.\n",
        );
    }
    let groups = [
        ("asserts", "Sentences that say it"),
        ("partly", "Sentences that say part of it"),
        ("contradicts", "Sentences that deny it"),
        ("silent", "Sentences that look like it and do not"),
    ];
    for (position, heading) in groups {
        let examples = row.examples.iter().filter(|e| e.position == position).map(|e| e.text.as_str());
        list(&mut body, heading, examples);
    }
    put!(body, "\nGravity where it is missing or denied: {}.\n", row.severity);
    source(&mut body, &row.source, Some(row.verified));
    RowPage { id: format!("message/{}", row.id), name: row.name.clone(), body }
}

fn people(standard: &Standard, row: &Referent) -> RowPage {
    let mut body = format!("How documents speak of {}. These are counts of words, never of children.\n", row.name);
    for way in &row.ways {
        put!(body, "\n## As {}\n\n", way.name);
        if way.rest {
            body.push_str("Every wording that no other way claims.\n");
        }
        for id in &way.concepts {
            let Some(concept) = standard.concepts.index(id).and_then(|at| standard.concepts.concepts.get(at)) else { continue };
            for example in &concept.met {
                put!(body, "- {example}\n");
            }
        }
    }
    put!(body, "\n`concordat concordance FOLDER \"{}\"` lists every place.\n", row.name);
    source(&mut body, &row.source, None);
    RowPage { id: format!("people/{}", row.id), name: row.name.clone(), body }
}

fn concept(standard: &Standard, row: &Concept) -> RowPage {
    let mut body = format!("{}.\n", capital(&row.name));
    list(&mut body, "Met in", row.met.iter().map(String::as_str));
    list(&mut body, "Not met in", row.not_met.iter().map(String::as_str));
    let names = |m: &&Message| {
        let frames = m.asserts.iter().chain(&m.partly).chain(&m.contradicts);
        frames.flat_map(|f| &f.parts).flat_map(|p| &p.any).any(|id| *id == row.id)
    };
    list(&mut body, "Messages read with it", standard.messages.messages.iter().filter(names).map(|m| m.statement.as_str()));
    RowPage { id: format!("concept/{}", row.id), name: row.name.clone(), body }
}

fn definition(definitions: &Definitions, row: &DefinedConcept) -> RowPage {
    let mut body = format!("What documents mean by “{}”.\n", row.name);
    let mut official = definitions.official.iter().filter(|o| o.concept == row.id).peekable();
    if official.peek().is_some() {
        body.push_str("\n## Official definitions\n\n");
    }
    for one in official {
        let until = one.until.map(|day| format!(" until {day}")).unwrap_or_default();
        let note = if one.verified { "" } else { " (not checked against the source)" };
        put!(body, "- {}, from {}{until}. Source: {}{note}.\n", one.name, one.from, one.source);
    }
    let names = |id: &String| {
        let choice = definitions.choice(id).map(|c| c.name.as_str());
        choice.or_else(|| definitions.count(id).map(|c| c.name.as_str()))
    };
    let (begins, ends) = ("the age at which it begins", "the age at which it ends");
    let ages: &[&str] = match row.age {
        AgeSense::Most => &[ends],
        AgeSense::Least => &[begins],
        AgeSense::Both => &[begins, ends],
        AgeSense::None => &[],
    };
    let compared = ages.iter().copied().chain(row.choices.iter().chain(&row.counts).filter_map(names));
    list(&mut body, "What is compared", compared);
    list(&mut body, "Sentences that define it", row.examples.iter().map(String::as_str));
    if !definitions.official.iter().any(|o| o.concept == row.id) {
        body.push_str("\nNo official definition of it is listed: documents that use it should say in one place which meaning they take.\n");
    }
    if let Some(given) = &row.source {
        source(&mut body, given, Some(false));
    }
    RowPage { id: format!("definition/{}", row.id), name: row.name.clone(), body }
}

/// A proposed sentence with plain words in its places.
fn proposed_plainly(standard: &Standard, proposed: &str) -> String {
    let place = |id: &str| standard.templates.place(id).and_then(|p| p.plain.clone()).unwrap_or_default();
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Place(id) => place(id),
        Piece::Say(_) => String::new(),
    };
    pieces(proposed).into_iter().map(piece).collect()
}

fn facet(kind: &str, row: &Facet) -> RowPage {
    let mut body = format!("{}.\n\n## Why it matters\n\n{}\n\n## What to write\n\n{}\n", row.name, sentence(&row.why), row.suggestion);
    let depths = [
        ("acted-on", "Sentences that do something about it"),
        ("considered", "Sentences that consider it"),
        ("named", "Sentences that only name it"),
    ];
    for (depth, heading) in depths {
        list(&mut body, heading, row.examples.iter().filter(|e| e.depth == depth).map(|e| e.text.as_str()));
    }
    list(&mut body, "Sentences that look like it and do not", row.not_met.iter().map(String::as_str));
    source(&mut body, &row.source, Some(row.verified));
    RowPage { id: format!("{kind}/{}", row.id), name: row.name.clone(), body }
}

fn section(row: &Section) -> RowPage {
    let mut body =
        format!("A section on {}.\n\n## Why it matters\n\n{}\n\n## What to do\n\n{}\n", row.name, sentence(&row.why), row.suggestion);
    put!(body, "\nExpected of documents of these kinds: {}.", joined(&row.kinds));
    put!(body, " Themes: {}.\n", joined(&row.themes));
    RowPage { id: format!("section/{}", row.id), name: row.name.clone(), body }
}

fn assessment(standard: &Standard, row: &Tool) -> RowPage {
    let mut body = format!("{}, an assessment tool.\n", capital(&row.name));
    let concern = row.concern.as_ref().and_then(|id| standard.assessment.concerns.iter().find(|c| c.id == *id));
    if let Some(concern) = concern {
        put!(body, "\nFor {}.\n", concern.name);
    }
    match (row.least, row.most) {
        (Some(least), Some(most)) => {
            put!(body, "\nFor those aged {least} to {most}.\n");
        }
        (Some(least), None) => {
            put!(body, "\nFor those aged {least} or over.\n");
        }
        (None, Some(most)) => {
            put!(body, "\nFor those aged up to {most}.\n");
        }
        (None, None) => {}
    }
    if row.screens {
        body.push_str("\nIt screens; it is no full assessment.\n");
    }
    source(&mut body, &row.source, None);
    RowPage { id: format!("assessment/{}", row.id), name: row.name.clone(), body }
}

fn tool(row: &Instrument) -> RowPage {
    let mut body = format!("{}, an assessment tool, form or system.\n", row.title);
    if let Some(ended) = &row.ended {
        put!(body, "\nEnded: {ended}.");
        match &row.replaced_by {
            Some(next) => {
                put!(body, " Replaced by {next}.\n");
            }
            None => body.push('\n'),
        }
    }
    if !row.nations.is_empty() {
        put!(body, "\nUsed in {}.\n", joined(&row.nations));
    }
    RowPage { id: format!("tool/{}", row.id), name: row.title.clone(), body }
}

fn list<'a>(body: &mut String, heading: &str, items: impl Iterator<Item = &'a str>) {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return;
    }
    put!(body, "\n## {heading}\n\n");
    for item in items {
        put!(body, "- {item}\n");
    }
}

fn source(body: &mut String, source: &str, verified: Option<bool>) {
    let note = if verified == Some(false) { " (not checked against the source)" } else { "" };
    put!(body, "\nSource: {source}{note}.\n");
}

fn joined(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|n| n.replace('-', " ")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

fn sentence(text: &str) -> String {
    let text = capital(text.trim());
    if text.ends_with('.') { text } else { format!("{text}.") }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_has_a_page_of_its_own_and_every_page_says_something() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let pages = pages(&standard);
        let ids: BTreeSet<&str> = pages.iter().map(|p| p.id.as_str()).collect();
        assert_eq!(ids.len(), pages.len());
        for page in &pages {
            assert!(KINDS.iter().any(|(kind, _)| *kind == page.kind()), "{} is of no kind", page.id);
            assert!(page.body.lines().next().is_some_and(|l| l.ends_with('.')), "{} does not begin with a sentence", page.id);
        }
        for (kind, _) in KINDS {
            assert!(pages.iter().any(|p| p.kind() == kind), "there is no page of a {kind}");
        }
    }

    #[test]
    fn a_message_of_which_nothing_was_learnt_says_so() {
        let mut standard = Standard::peer_on_peer_abuse().unwrap();
        let first = standard.messages.messages.first().unwrap().id.clone();
        let untaught = |standard: &Standard| pages(standard).first().unwrap().body.contains("nothing was learnt of it");
        assert!(!untaught(&standard));
        standard.model.messages.remove(&first);
        assert!(untaught(&standard));
    }
}
