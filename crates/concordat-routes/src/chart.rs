//! Charts of the routes of an area: one of all of it, and one a theme.
//!
//! The chart of the area shows where first concerns go, where routes come together and which bodies then have a case; what several
//! documents say alike is one arrow. Steps that move no case on are left out, counted, and said. The chart of a theme keeps them apart.

mod draft;
mod finish;
mod parts;
mod words;

use crate::{Edge, Network, NodeIndex, guides};
use concordat_chart::{Chart, Mark};
use concordat_register::{Anchor, DocumentFacts, DocumentIndex, Kind, route::Step};
use concordat_standard::routes::Routes;
use concordat_text::CharSpan;
use draft::Draft;
use parts::parts;
use std::collections::{BTreeMap, BTreeSet};

/// Something found in routes, to be marked with a number where its words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// One sentence.
    pub text: String,
    /// Where more is said: the target of a link.
    pub link: Option<String>,
    /// Its words: which document, and their stretch of its text.
    pub places: Vec<(DocumentIndex, CharSpan)>,
    /// Whether it is a change that is proposed, so that what it marks is drawn as new.
    pub fresh: bool,
}

/// The charts of an area.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RouteCharts {
    /// All of it; none where no document gives a step.
    pub area: Option<Chart>,
    /// One a theme: its id, and the chart.
    pub themes: Vec<(String, Chart)>,
}

/// Steps of its own that a theme must have for a chart.
const STEPS: usize = 2;

/// Which steps a chart is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope<'a> {
    Area,
    /// The id of the theme and its name.
    Theme(&'a str, &'a str),
}

/// Draws up the charts of `documents`, whose network is `network`. `themes` are ids and names in the order they are shown; a flag's number is its place in `flags`,
/// from 1, in every chart.
#[must_use]
pub fn charts(documents: &[DocumentFacts], network: &Network, rows: &Routes, themes: &[(&str, &str)], flags: &[Flag]) -> RouteCharts {
    if documents.iter().all(|d| d.routes.steps.is_empty()) {
        return RouteCharts::default();
    }
    let source = Source::of(documents, rows, network, themes, flags);
    let area = Draft::of(&source, Scope::Area).chart();
    // What the thresholds say of every concern is no route of a theme by itself.
    let own = |id: &str| source.steps.iter().filter(|taken| taken.themes.contains(&id)).nth(STEPS - 1).is_some();
    let made =
        themes.iter().filter(|(id, _)| own(id)).map(|&(id, name)| (id.to_owned(), Draft::of(&source, Scope::Theme(id, name)).chart()));
    RouteCharts { area, themes: made.filter_map(|(id, chart)| Some((id, chart?))).collect() }
}

/// Draws up the chart of the whole area alone, as [`charts`] does.
#[must_use]
pub fn area(documents: &[DocumentFacts], network: &Network, rows: &Routes, themes: &[(&str, &str)], flags: &[Flag]) -> Option<Chart> {
    Draft::of(&Source::of(documents, rows, network, themes, flags), Scope::Area).chart()
}

/// A step that tells people what to do now.
struct Taken<'a> {
    edge: &'a Edge,
    facts: &'a DocumentFacts,
    step: &'a Step,
    /// The themes that it is for.
    themes: Vec<&'a str>,
}

/// What charts are drawn up from, made once for all of them.
struct Source<'a> {
    documents: &'a [DocumentFacts],
    rows: &'a Routes,
    network: &'a Network,
    themes: &'a [(&'a str, &'a str)],
    flags: &'a [Flag],
    /// The words of flags, by document: where they stand, and the flag's number.
    flagged: BTreeMap<DocumentIndex, Vec<(CharSpan, u32)>>,
    /// The steps, in the order of documents.
    steps: Vec<Taken<'a>>,
    /// The panel or service that a post or a meeting belongs to.
    part_of: BTreeMap<NodeIndex, NodeIndex>,
}

impl<'a> Source<'a> {
    fn of(
        documents: &'a [DocumentFacts],
        rows: &'a Routes,
        network: &'a Network,
        themes: &'a [(&'a str, &'a str)],
        flags: &'a [Flag],
    ) -> Self {
        let mut flagged: BTreeMap<DocumentIndex, Vec<(CharSpan, u32)>> = BTreeMap::new();
        for (number, flag) in (1u32..).zip(flags) {
            for &(document, span) in &flag.places {
                flagged.entry(document).or_default().push((span, number));
            }
        }
        let mut source = Self { documents, rows, network, themes, flags, flagged, steps: Vec::new(), part_of: parts(network) };
        let steps = network.edges.iter().filter_map(|edge| {
            let facts = documents.get(edge.document.0 as usize).filter(|d| guides(d))?;
            let step = network.step(documents, edge)?;
            Some(Taken { edge, facts, step, themes: source.themes_of(facts, step) })
        });
        source.steps = steps.collect();
        source
    }

    /// The numbers of the flags on some words, from the lowest.
    fn marks(&self, document: DocumentIndex, anchor: &Anchor) -> Vec<u32> {
        // A step that is proposed stands at no place of the text yet, and is met by its span alone. Rows given by hand all stand at 0.
        let meets = |span: &CharSpan| *span == anchor.span && span.end > 0 || span.start < anchor.span.end && anchor.span.start < span.end;
        let here = self.flagged.get(&document).map_or(&[][..], Vec::as_slice);
        let mut marks: Vec<u32> = here.iter().filter(|(span, _)| meets(span)).map(|(_, number)| *number).collect();
        marks.dedup();
        marks
    }

    /// Whether one of some flags is a change that is proposed.
    fn is_fresh(&self, marks: &BTreeSet<u32>) -> bool {
        let flag = |number: &u32| self.flags.get((*number as usize).checked_sub(1)?);
        marks.iter().filter_map(flag).any(|flag| flag.fresh)
    }

    fn mark(&self, number: u32) -> Option<Mark> {
        let flag = self.flags.get((number as usize).checked_sub(1)?)?;
        Some(Mark { number, text: flag.text.clone(), link: flag.link.clone() })
    }

    fn class(&self, node: Option<NodeIndex>) -> &'a str {
        node.and_then(|n| self.network.node(n)).map_or("", |n| n.class.as_str())
    }

    /// The themes that a step is for, of those there are: by its own words, else by its document.
    fn themes_of(&self, facts: &DocumentFacts, step: &Step) -> Vec<&'a str> {
        let concerns = |theme: &str| self.rows.themes.get(theme).map_or(&[][..], Vec::as_slice);
        let means = |theme: &str| {
            let list = concerns(theme);
            let exploitation = matches!(theme, "cse" | "cce");
            step.trigger.concerns.iter().any(|c| list.iter().any(|o| o == c.as_str()) || exploitation && c == "exploitation")
        };
        let own: Vec<&str> =
            facts.entry.themes.iter().filter_map(|t| self.themes.iter().find(|(id, _)| *id == &*t.0)).map(|(id, _)| *id).collect();
        if step.trigger.every || step.trigger.concerns.is_empty() {
            return if step.trigger.every || facts.entry.kind == Kind::Thresholds {
                Vec::new()
            } else {
                own.first().copied().into_iter().collect()
            };
        }
        let named: Vec<&str> = self.themes.iter().map(|(id, _)| *id).filter(|t| means(t)).collect();
        // A concern that several themes share is that of the document's theme.
        match own.iter().find(|t| named.contains(t)) {
            Some(theme) if step.trigger.inherited || named.len() > 1 => vec![theme],
            _ if named.is_empty() => own.first().copied().into_iter().collect(),
            _ => named,
        }
    }
}

#[cfg(test)]
mod tests;
