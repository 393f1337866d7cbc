//! `route/…`: routes that part, lead nowhere, go round, stop at an age, cross thresholds, or give different times for one step.

mod age;
mod conflict;
mod conveners;
mod dead_end;
mod described;
mod r#loop;
mod stuck;
mod threshold;
mod timescale;
mod undetermined;
mod unowned;
mod unreachable;

use crate::{Area, Check};
use concordat_register::{
    DocumentFacts, DocumentIndex,
    route::{Act, Body, Step},
};
use concordat_routes::{Network, guides, is_of_figures};
use concordat_text::{Quote, fold_str};
use std::collections::{BTreeMap, BTreeSet};

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[
    &conflict::CHECK,
    &dead_end::CHECK,
    &timescale::CHECK,
    &threshold::CHECK,
    &r#loop::CHECK,
    &unreachable::CHECK,
    &unowned::CHECK,
    &age::CHECK,
    &undetermined::CHECK,
];

/// Steps among which the first of a route is looked for.
const BEGINNING: usize = 12;

/// Steps compared with each other, at most.
const COMPARED: usize = 200;

/// Nouns of what is held or made that documents call by a name of two words.
const CALLED: [&str; 5] = ["meeting", "meetings", "plan", "visit", "review"];

/// Steps that hold or make something of one name within a time of one event that the words give, where the standard does not compare
/// all of its kind: each "planning meeting" of the incident, by name and event.
fn called<'t, 'a>(area: &Area<'_>, all: &'t [Taken<'a>]) -> BTreeMap<String, Vec<Taken<'a>>> {
    let mut found: BTreeMap<(String, &'t str), Vec<Taken<'a>>> = BTreeMap::new();
    for one in all.iter().filter(|t| matches!(t.2.act, Act::Hold | Act::Decide) && !t.2.explained) {
        let compared = one.2.matter.as_deref().and_then(|m| area.standard.routes.matter(m)).is_none_or(|row| row.compared);
        let Some(event) = one.2.limit.as_ref().and_then(|l| l.from.as_deref()).filter(|_| !compared) else { continue };
        let action = fold_str(&one.2.action);
        let words: Vec<&str> = action.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|w| !w.is_empty()).collect();
        let named = words.windows(2).find_map(|w| match w {
            [before, noun] if CALLED.contains(noun) && conveners::names(before) => Some(format!("{before} {}", noun.trim_end_matches('s'))),
            _ => None,
        });
        if let Some(name) = named {
            found.entry((name, event)).or_default().push(*one);
        }
    }
    found
        .into_iter()
        .filter(|(_, steps)| steps.len() > 1)
        .map(|((name, event), steps)| (format!("{name} after the {event}"), steps))
        .collect()
}

/// Leaves no more steps than are compared with each other. Where there are more, the first of each sort by `key` stays before others of
/// its sort, so that what every document says alike leaves room for what one says otherwise. How many were left out.
fn bounded<'t, 'a: 't, K: Ord>(steps: &mut Vec<&'t Taken<'a>>, key: impl Fn(&Taken<'a>) -> K) -> usize {
    let left = steps.len().saturating_sub(COMPARED);
    if left > 0 {
        let mut known = BTreeSet::new();
        let (mut first, more): (Vec<&Taken<'a>>, Vec<&Taken<'a>>) = steps.drain(..).partition(|t| known.insert(key(t)));
        first.extend(more);
        first.truncate(COMPARED);
        first.sort_by_key(|t| (t.0, t.2.anchor.span));
        *steps = first;
    }
    left
}

/// What a message says of the steps that were left out of a comparison; nothing where none was.
fn uncompared(left: usize) -> String {
    match left {
        0 => String::new(),
        1 => " One more step on this was not compared.".to_owned(),
        n => format!(" {n} more steps on this were not compared."),
    }
}

/// A step of a document that tells people what to do now.
type Taken<'a> = (DocumentIndex, &'a DocumentFacts, &'a Step);

/// The steps of documents that guide, in order.
fn taken<'a>(area: &Area<'a>) -> Vec<Taken<'a>> {
    let documents = area.indexed().filter(|(_, d)| guides(d));
    documents.flat_map(|(index, d)| d.routes.steps.iter().map(move |s| (index, d, s))).collect()
}

/// An area as the checks of routes ask it.
#[derive(Clone, Copy)]
struct View<'v, 'a> {
    area: &'v Area<'a>,
    network: &'a Network,
}

impl<'v, 'a> View<'v, 'a> {
    fn of(area: &'v Area<'a>) -> Self {
        Self { area, network: area.network }
    }

    /// What sort of body it is, by what any document says of it; empty where none tells.
    fn class<'s>(&'s self, document: DocumentIndex, body: Option<&'s Body>) -> &'s str {
        let rows = &self.area.standard.routes;
        let own = body.and_then(|b| b.kind.as_deref()).map_or("", |kind| rows.class(kind));
        if !own.is_empty() {
            return own;
        }
        let node = body.and_then(|b| self.network.find(document, b, rows)).and_then(|n| self.network.node(n));
        node.map_or("", |n| n.class.as_str())
    }

    /// Whether a step leads to children's social care or its front door.
    fn leads_to_door(&self, taken: &Taken<'_>) -> bool {
        matches!(self.class(taken.0, taken.2.body.as_ref()), "front-door" | "social-care")
    }

    /// Whether a worker, a carer or the reader takes the step, and no body that the case has reached already.
    fn by_anyone(&self, taken: &Taken<'_>) -> bool {
        let class = self.class(taken.0, taken.2.actor.as_ref());
        taken.2.actor.is_none() || matches!(class, "anyone" | "people" | "inside" | "school" | "health")
    }

    /// Whether a step is one by which somebody tells of a concern for the first time.
    fn is_entry(&self, taken: &Taken<'_>) -> bool {
        let step = taken.2;
        let narrowed = |id: &str| step.trigger.narrowed.iter().any(|n| n == id);
        let sent = matches!(step.act, Act::Contact | Act::Transfer);
        // What is due after a decision, a meeting or an interview is told of a case that is known.
        let event = step.limit.as_ref().and_then(|l| l.from.as_deref());
        let known = matches!(event, Some("decision" | "strategy-discussion" | "meeting" | "allocation"))
            || event == Some("assessment") && fold_str(&step.anchor.quote.exact).contains("interview");
        let other_case = known || ["danger", "adult", "disagreement", "out-of-hours", "place"].iter().any(|id| narrowed(id));
        let case = !is_of_figures(step, &self.area.standard.routes);
        sent && case && self.by_anyone(taken) && !other_case && tells_of_concern(self.area, taken.1, step)
    }
}

/// Whether two cases may be one by their ages.
fn ages_meet(one: &Step, other: &Step) -> bool {
    ages_meet_of(one, (other.trigger.least, other.trigger.most))
}

/// Whether a step is for some of the ages from the first to the second.
fn ages_meet_of(one: &Step, other: (Option<u8>, Option<u8>)) -> bool {
    let least = one.trigger.least.max(other.0).unwrap_or(0);
    let most = one.trigger.most.unwrap_or(u8::MAX).min(other.1.unwrap_or(u8::MAX));
    least <= most
}

/// Whether one concern of each is the same, or one includes the other.
fn concerns_meet(area: &Area<'_>, one: &Step, other: &Step) -> bool {
    let meet = |a: &str| other.trigger.concerns.iter().any(|b| area.standard.assessment.meet(a, b));
    one.trigger.concerns.iter().any(|a| meet(a))
}

/// Whether one concern of each is the same, or one names none and so is for every one.
fn one_concern(area: &Area<'_>, one: &Step, other: &Step) -> bool {
    one.trigger.concerns.is_empty() || other.trigger.concerns.is_empty() || concerns_meet(area, one, other)
}

/// The names of the concerns of a step, for a sentence; none where it names none.
fn concern_words(area: &Area<'_>, step: &Step) -> Option<String> {
    let names: Vec<&str> =
        step.trigger.concerns.iter().filter_map(|c| area.standard.assessment.concern(c)).map(|c| c.name.as_str()).take(2).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

/// Whether the words speak of a concern that is told, and not of papers, dates or answers.
fn tells_of_concern(area: &Area<'_>, document: &DocumentFacts, step: &Step) -> bool {
    let words = fold_str(&step.anchor.quote.exact);
    let told = area.standard.routes.judging.told.stand_in(&words);
    // A form with which the first route of a document begins tells of what the document is about.
    let sent = |s: &&Step| matches!(s.act, Act::Contact | Act::Transfer) && s.trigger.narrowed.is_empty();
    let first = || document.routes.steps.iter().take(BEGINNING).find(sent).is_some_and(|s| s.anchor.span == step.anchor.span);
    let begins = step.act == Act::Transfer && words.split(' ').any(|w| w == "form") && first();
    step.trigger.every || told || begins || (step.actor.is_none() && step.act == Act::Contact && words.split(' ').count() <= 24)
}

/// What a body is called within a sentence: with the article that the words have before it from which it was read, where they have one.
fn with_article(name: &str, quote: &Quote) -> String {
    let bare = ["the ", "The "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    let words = fold_str(&format!(" {}{}{}", quote.prefix, quote.exact, quote.suffix));
    let folded = fold_str(bare);
    let has = |article: &str| words.contains(&format!(" {article} {folded}"));
    if bare != name || ["the", "a", "an", "its", "their", "our"].into_iter().any(has) { format!("the {bare}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::with_article;
    use concordat_text::{ByteSpan, quote};

    #[test]
    fn a_body_has_the_article_that_its_document_gives_it() {
        let read = |words: &str, name: &str| with_article(name, &quote(words, ByteSpan::new(0, words.len())));
        assert_eq!(read("The child is referred to the early help hub within a day", "early help hub"), "the early help hub");
        assert_eq!(read("One front door: the Lantern", "Lantern"), "the Lantern");
        assert_eq!(read("Ring Children’s Social Care the same day", "children’s social care"), "children’s social care");
        assert_eq!(read("Write to a duty desk", "The duty desk"), "the duty desk");
    }
}
