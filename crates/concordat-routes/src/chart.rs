//! Charts of the routes of an area: one of all of it, and one a theme.
//!
//! The chart of the area shows where first concerns go, where routes come together and which bodies then have a case; what several
//! documents say alike is one arrow. Steps that move no case on are left out, counted, and said. The chart of a theme keeps them apart.

mod draft;
mod finish;
mod parts;
mod words;

use crate::{Network, NodeIndex};
use concordat_chart::{Chart, Mark};
use concordat_register::{Anchor, DocumentFacts, DocumentIndex, Kind, Status, route::Step};
use concordat_standard::routes::Routes;
use concordat_text::CharSpan;
use draft::Draft;

/// Something found in routes, to be marked with a number where its words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// One sentence.
    pub text: String,
    /// Where more is said: the target of a link.
    pub link: Option<String>,
    /// Its words: which document, and their stretch of its text.
    pub places: Vec<(DocumentIndex, CharSpan)>,
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

/// Draws up the charts of `documents`. `themes` are ids and names in the order they are shown; a flag's number is its place in `flags`,
/// from 1, in every chart.
#[must_use]
pub fn charts(documents: &[DocumentFacts], rows: &Routes, themes: &[(&str, &str)], flags: &[Flag]) -> RouteCharts {
    if documents.iter().all(|d| d.routes.steps.is_empty()) {
        return RouteCharts::default();
    }
    let network = Network::of(documents, rows);
    let source = Source { documents, rows, network: &network, themes, flags };
    let area = Draft::of(&source, Scope::Area).chart();
    // What the thresholds say of every concern is no route of a theme by itself.
    let own = |id: &str| source.steps().filter(|(_, facts, step)| source.themes_of(facts, step).contains(&id)).nth(STEPS - 1).is_some();
    let made =
        themes.iter().filter(|(id, _)| own(id)).map(|&(id, name)| (id.to_owned(), Draft::of(&source, Scope::Theme(id, name)).chart()));
    RouteCharts { area, themes: made.filter_map(|(id, chart)| Some((id, chart?))).collect() }
}

/// What charts are drawn up from.
#[derive(Clone, Copy)]
struct Source<'a> {
    documents: &'a [DocumentFacts],
    rows: &'a Routes,
    network: &'a Network,
    themes: &'a [(&'a str, &'a str)],
    flags: &'a [Flag],
}

impl<'a> Source<'a> {
    /// The steps of documents that tell people what to do now, in order, with their edges of the network.
    fn steps(&self) -> impl Iterator<Item = (&'a crate::Edge, &'a DocumentFacts, &'a Step)> {
        let (documents, network) = (self.documents, self.network);
        network.edges.iter().filter_map(move |edge| {
            let facts = documents.get(edge.document.0 as usize).filter(|d| guides(d))?;
            Some((edge, facts, network.step(documents, edge)?))
        })
    }

    /// The numbers of the flags on some words.
    fn marks(&self, document: DocumentIndex, anchor: &Anchor) -> Vec<u32> {
        let on = |flag: &Flag| {
            let meets = |span: &CharSpan| span.start < anchor.span.end && anchor.span.start < span.end;
            flag.places.iter().any(|(d, span)| *d == document && meets(span))
        };
        (1u32..).zip(self.flags).filter(|(_, f)| on(f)).map(|(n, _)| n).collect()
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

/// Whether a document tells people what to do now.
fn guides(facts: &DocumentFacts) -> bool {
    let entry = &facts.entry;
    entry.status != Status::Superseded && entry.superseded_by.is_none() && !matches!(entry.kind, Kind::Minutes | Kind::Report)
}

#[cfg(test)]
mod tests;
