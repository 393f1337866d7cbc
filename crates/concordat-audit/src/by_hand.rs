//! Steps given by hand put among those that were read, which they win over.
//!
//! They are put there after documents were read or remembered, so that they hold however often a document changes. Nothing that can
//! be understood is left out: what looks wrong is kept and said.

use crate::settings::nearest;
use concordat_checks::Options;
use concordat_reading::Reader;
use concordat_register::{
    Anchor, DocumentFacts, Problem, ProblemKind,
    route::{Body, Gap, RouteFacts, Step, Unit, by_hand::HandRow},
};
use concordat_standard::routes::Routes;
use concordat_text::fold_str;
use std::collections::{BTreeMap, BTreeSet};

/// Steps by hand beyond which a person is told that nobody can look through them.
const MANY: usize = 500;

/// Bodies that nothing knows told of by name.
const NAMED: usize = 20;

/// Puts the rows of `options` among the steps of `documents`; gives what is to be said of them, by file and row.
pub(crate) fn apply<'r>(
    documents: &mut [DocumentFacts],
    options: &Options,
    rows_of_bodies: &Routes,
    reader: &dyn Fn() -> &'r Reader,
) -> Vec<(String, Problem)> {
    let mut said = options.routes.problems.clone();
    let rows = &options.routes.rows;
    if rows.is_empty() {
        return said;
    }
    let known = names(documents);
    let mut by_document: BTreeMap<usize, Vec<&HandRow>> = BTreeMap::new();
    let paths: BTreeMap<String, usize> = documents.iter().enumerate().map(|(n, d)| (d.entry.file.clone(), n)).collect();
    for row in rows {
        match paths.get(&row.document) {
            Some(&n) => by_document.entry(n).or_default().push(row),
            None => {
                let help = nearest::nearest(&row.document, paths.keys().map(String::as_str));
                let help = help.map_or_else(
                    || "write its path as `concordat map` prints it; the step was left out".to_owned(),
                    |near| format!("did you mean `{near}`? The step was left out"),
                );
                said.push(told(row, format!("there is no document `{}`", row.document), help));
            }
        }
    }
    for (n, rows) in by_document {
        if let Some(facts) = documents.get_mut(n) {
            let steps: Vec<Step> = rows.iter().map(|row| reader().step_by_hand(row, &facts.entry)).collect();
            untimed(&rows, &steps, rows_of_bodies, &mut said);
            Put { rows: &rows, said: &mut said }.into(&mut facts.routes, steps);
        }
    }
    let sorts = by_kind(documents, rows_of_bodies);
    unknown(rows, &sorts, &known, &mut said);
    if rows.len() > MANY {
        let help = "give only steps that were not read or were read wrongly: all were taken, but a chart of them cannot be read";
        said.push((file_of(rows), Problem::new(ProblemKind::Note, format!("{} steps were given by hand", rows.len()), help)));
    }
    said
}

/// Routes that seem to be only pictures, and that nobody has given by hand.
pub(crate) fn drawn(documents: &[DocumentFacts]) -> impl Iterator<Item = (String, Problem)> {
    let without = documents.iter().filter(|d| !d.routes.steps.iter().any(|s| s.by_hand));
    without.flat_map(|d| {
        d.routes.pictures.iter().map(|anchor| {
            let message = format!("the route at paragraph {} seems to be only a picture: no step stands in its words", anchor.paragraph);
            let help = "write its steps as `[[route]]` in a `routes.toml` beside the documents, or put them into words below the picture";
            (d.entry.file.clone(), Problem::new(ProblemKind::Note, message, help))
        })
    })
}

/// Documents that have more steps of routes than are kept.
pub(crate) fn lost(documents: &[DocumentFacts]) -> impl Iterator<Item = (String, Problem)> {
    documents.iter().filter(|d| d.routes.lost > 0).map(|d| {
        let message = match d.routes.lost {
            1 => "1 further step or gap of routes was not kept".to_owned(),
            n => format!("{n} further steps or gaps of routes were not kept"),
        };
        let help = "cut the file into its documents: no route is so long, and findings and charts are without these steps";
        (d.entry.file.clone(), Problem::new(ProblemKind::Partial, message, help))
    })
}

/// The rows of one document while they are put among its steps.
struct Put<'p> {
    rows: &'p [&'p HandRow],
    said: &'p mut Vec<(String, Problem)>,
}

impl Put<'_> {
    fn into(mut self, facts: &mut RouteFacts, made: Vec<Step>) {
        let read = std::mem::take(&mut facts.steps);
        // Where each row goes: before the first step that it corrects, else at the end.
        let words_of = worded(&read);
        let mut out = vec![false; read.len()];
        let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut gaps: BTreeMap<usize, Anchor> = BTreeMap::new();
        let mut corrected: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, row) in self.rows.iter().enumerate() {
            let fitting: Vec<usize> = row.replaces.as_deref().map(|words| matching(&words_of, words)).unwrap_or_default();
            fitting.iter().for_each(|&n| out.iter_mut().skip(n).take(1).for_each(|gone| *gone = true));
            fitting.iter().for_each(|&n| corrected.entry(n).or_default().push(number));
            let filled = row.replaces.as_deref().and_then(|words| filled(facts, &read, &fitting, words));
            if let (true, Some(anchor)) = (fitting.is_empty(), filled) {
                let place = read.iter().position(|s| s.anchor.span.start > anchor.span.start && !s.by_hand).unwrap_or(read.len());
                gaps.insert(number, anchor);
                places.entry(place).or_default().push(number);
                continue;
            }
            if let Some(words) = row.replaces.as_ref().filter(|_| fitting.is_empty()) {
                let what = if row.ignore { "nothing was left out" } else { "the step was added" };
                let help = format!("copy some words of the sentence, or write its clause as `4.2`; {what}");
                self.said.push(told(row, format!("no step was read in the words or clause `{words}`"), help));
            }
            places.entry(fitting.first().copied().unwrap_or(read.len())).or_default().push(number);
        }
        self.contradictions(&made);
        self.corrected_twice(&made, &corrected);
        let mut made: Vec<Option<Step>> = made.into_iter().map(Some).collect();
        let (mut steps, mut moved, mut of_row) = (Vec::new(), vec![None; read.len()], vec![None; self.rows.len()]);
        let count = read.len();
        let mut read = read.into_iter();
        for n in 0..=count {
            let old = read.next();
            for &number in places.get(&n).into_iter().flatten() {
                let Some(row) = self.rows.get(number).filter(|row| !row.ignore) else { continue };
                let Some(mut step) = made.get_mut(number).and_then(Option::take) else { continue };
                // What is corrected stands where it stood, and the document's own words are the evidence.
                let gap = gaps.remove(&number);
                let own = gap.is_none();
                if let Some(anchor) = gap.or_else(|| old.as_ref().filter(|_| row.replaces.is_some()).map(|old| old.anchor.clone())) {
                    step.anchor = anchor;
                }
                set(&mut of_row, number, steps.len());
                if old.is_some() && own {
                    set(&mut moved, n, steps.len());
                }
                steps.push(step);
            }
            if let Some(old) = old.filter(|_| !out.get(n).copied().unwrap_or(true)) {
                set(&mut moved, n, steps.len());
                steps.push(old);
            }
        }
        // What followed upon a step follows upon what stands in its place.
        for step in steps.iter_mut().filter(|s| !s.by_hand) {
            step.next = step.next.and_then(|n| moved.get(n as usize).copied().flatten()).and_then(|n| u32::try_from(n).ok());
        }
        facts.steps = steps;
        self.follow(facts, &of_row);
    }

    /// Says what follows upon each row. What would go round without end is cut where it closes.
    fn follow(self, facts: &mut RouteFacts, of_row: &[Option<usize>]) {
        let ids: BTreeMap<&str, usize> = self.rows.iter().zip(of_row).filter_map(|(row, at)| Some((row.id.as_deref()?, (*at)?))).collect();
        let words_of = if self.rows.iter().any(|row| row.next.is_some()) { worded(&facts.steps) } else { Vec::new() };
        for (row, at) in self.rows.iter().zip(of_row) {
            let (Some(next), Some(at)) = (row.next.as_deref(), *at) else { continue };
            let Some(then) = ids.get(next).copied().or_else(|| matching(&words_of, next).first().copied()) else {
                let help = "write the `id` of a row of the same document, or the words or clause of one of its steps".to_owned();
                self.said.push(told(row, format!("nothing is known that follows as `{next}`"), help));
                continue;
            };
            if leads_back(&facts.steps, then, at) {
                let help =
                    "take `next` out of one of the rows: the steps were kept, and the last link that closes the circle was not".to_owned();
                self.said.push(told(row, "the steps follow each other in a circle".to_owned(), help));
                continue;
            }
            if let Some(step) = facts.steps.get_mut(at) {
                step.next = u32::try_from(then).ok();
            }
        }
    }

    /// Rows that correct one step and part: one takes out what another corrects, or they give the same act other bodies or times.
    fn corrected_twice(&mut self, made: &[Step], corrected: &BTreeMap<usize, Vec<usize>>) {
        let mut told_of = BTreeSet::new();
        for numbers in corrected.values() {
            let Some((&first, later)) = numbers.split_first() else { continue };
            for &number in later {
                let (Some(&one), Some(&row)) = (self.rows.get(first), self.rows.get(number)) else { continue };
                let (Some(before), Some(step)) = (made.get(first), made.get(number)) else { continue };
                let place = format!("row {} of {}", one.row, one.file);
                let message = if one.ignore != row.ignore {
                    let (out, kept) = if row.ignore { ("leaves out", "corrects") } else { ("corrects", "leaves out") };
                    format!("it {out} a step that {place} {kept}")
                } else if let Some(what) = parts(step, before).filter(|_| !row.ignore && step.act == before.act && !same_step(row, one)) {
                    format!("it corrects the same step as {place} and gives another {what}")
                } else {
                    continue;
                };
                if told_of.insert((first, number)) {
                    let help = "take one of them out, unless the words hold two steps; until then what the rows add is all kept".to_owned();
                    self.said.push(told(row, message, help));
                }
            }
        }
    }

    /// Rows that say different things of one step.
    fn contradictions(&mut self, made: &[Step]) {
        let mut first: BTreeMap<String, (&HandRow, &Step)> = BTreeMap::new();
        for (&row, step) in self.rows.iter().zip(made).filter(|(row, _)| !row.ignore) {
            let t = &step.trigger;
            let folded = |words: &Option<String>| words.as_deref().map(fold_str).unwrap_or_default();
            let key = format!(
                "{}\0{}\0{:?}\0{:?}\0{}\0{}\0{:?}",
                folded(&row.replaces),
                folded(&row.trigger),
                t.concerns,
                (t.least, t.most),
                folded(&row.actor),
                folded(&row.action),
                (step.act, &step.matter)
            );
            match first.get(&key) {
                None => drop(first.insert(key, (row, step))),
                Some((other, before)) => {
                    if let Some(what) = parts(step, before) {
                        let message = format!("it gives another {what} than row {} of {} for the same step", other.row, other.file);
                        self.said.push(told(row, message, "take one of them out; until then both are kept".to_owned()));
                    }
                }
            }
        }
    }
}

/// What two steps by hand differ in, where they do.
fn parts(step: &Step, before: &Step) -> Option<&'static str> {
    let body = |s: &Step| s.body.as_ref().map(|b| fold_str(&b.name));
    let time = |s: &Step| s.limit.as_ref().map(|l| (l.amount, l.unit, l.from.clone()));
    let parts = [("body", body(step) != body(before)), ("time", time(step) != time(before))];
    parts.into_iter().find(|(_, apart)| *apart).map(|(what, _)| what)
}

/// Whether two rows are compared already as rows of one step, by all that they say.
fn same_step(row: &HandRow, other: &HandRow) -> bool {
    let said =
        |row: &HandRow| [&row.replaces, &row.trigger, &row.actor, &row.action].map(|w| w.as_deref().map(fold_str).unwrap_or_default());
    said(row) == said(other)
}

/// Takes out the cases that a document leaves to nobody in the words that a row corrects; gives the place of the first. Where steps stand
/// in those words, only what their own sentences leave is taken out.
fn filled(facts: &mut RouteFacts, read: &[Step], fitting: &[usize], words: &str) -> Option<Anchor> {
    let meant: BTreeSet<usize> = if fitting.is_empty() {
        let gaps: Vec<Worded> = facts.gaps.iter().map(|g: &Gap| worded_of(&g.anchor)).collect();
        matching(&gaps, words).into_iter().collect()
    } else {
        let spans: Vec<_> = fitting.iter().filter_map(|&n| read.get(n)).map(|s| s.anchor.span).collect();
        facts.gaps.iter().enumerate().filter(|(_, g)| spans.contains(&g.anchor.span)).map(|(n, _)| n).collect()
    };
    let first = meant.first().and_then(|&n| facts.gaps.get(n)).map(|g| g.anchor.clone());
    let mut number = 0..;
    facts.gaps.retain(|_| number.next().is_none_or(|n| !meant.contains(&n)));
    first
}

/// Says which rows give a time that is none. Words such as "as soon as may be" are one, though they measure nothing.
fn untimed(rows: &[&HandRow], made: &[Step], known: &Routes, said: &mut Vec<(String, Problem)>) {
    for (row, step) in rows.iter().zip(made) {
        let open = step.limit.as_ref().is_some_and(|l| l.unit == Unit::Open && l.amount == 0);
        let Some(words) = row.within.as_deref().filter(|words| open && !row.ignore && !known.judging.time.stand_in(&fold_str(words)))
        else {
            continue;
        };
        let help = "write it as the document would, such as `24 hours` or `the same day`; the step was taken without a time that counts";
        said.push(told(row, format!("no time was read in `{words}`"), help.to_owned()));
    }
}

fn set(list: &mut [Option<usize>], at: usize, value: usize) {
    if let Some(slot) = list.get_mut(at).filter(|slot| slot.is_none()) {
        *slot = Some(value);
    }
}

/// Whether `to` follows upon `from`, over however many steps.
fn leads_back(steps: &[Step], from: usize, to: usize) -> bool {
    let (mut at, mut seen) = (from, 0);
    // A way longer than there are steps goes round.
    while seen <= steps.len() {
        if at == to {
            return true;
        }
        let Some(next) = steps.get(at).and_then(|s| s.next) else { return false };
        (at, seen) = (next as usize, seen + 1);
    }
    true
}

/// A step's words and clause, folded once for all the rows that may mean it.
struct Worded {
    action: String,
    sentence: String,
    clause: Option<String>,
}

fn worded(steps: &[Step]) -> Vec<Worded> {
    steps.iter().map(|s| Worded { action: fold_str(&s.action), ..worded_of(&s.anchor) }).collect()
}

fn worded_of(anchor: &Anchor) -> Worded {
    let clause = anchor.section.as_deref().map(|n| fold_str(n).trim_end_matches('.').to_owned());
    Worded { action: String::new(), sentence: fold_str(&anchor.quote.exact), clause }
}

/// The steps that some words or a clause mean: those whose act has the words, else those whose sentence has, else those of the clause.
fn matching(steps: &[Worded], words: &str) -> Vec<usize> {
    let wanted = fold_str(words.trim());
    let wanted = wanted.trim_end_matches('.');
    let fitting =
        |fits: &dyn Fn(&Worded) -> bool| -> Vec<usize> { steps.iter().enumerate().filter(|(_, s)| fits(s)).map(|(n, _)| n).collect() };
    if wanted.is_empty() {
        return Vec::new();
    }
    let clause = wanted.bytes().any(|b| b.is_ascii_digit()) && wanted.split(' ').count() <= 2;
    if clause {
        let of_clause = fitting(&|s| s.clause.as_deref() == Some(wanted));
        if !of_clause.is_empty() {
            return of_clause;
        }
    }
    let of_act = fitting(&|s| holds(&s.action, wanted));
    if of_act.is_empty() { fitting(&|s| holds(&s.sentence, wanted)) } else { of_act }
}

/// Whether some words stand in others whole: "ring" is not in "during".
fn holds(text: &str, wanted: &str) -> bool {
    text.match_indices(wanted).any(|(at, found)| {
        let front = text.get(..at).is_none_or(|b| !b.ends_with(char::is_alphanumeric) || !found.starts_with(char::is_alphanumeric));
        let back =
            text.get(at + found.len()..).is_none_or(|a| !a.starts_with(char::is_alphanumeric) || !found.ends_with(char::is_alphanumeric));
        front && back
    })
}

/// The names that documents give bodies, folded.
fn names(documents: &[DocumentFacts]) -> BTreeSet<String> {
    let of_body = |b: &Body| [Some(fold_str(&b.name)), b.full.as_deref().map(fold_str)];
    let steps = documents.iter().flat_map(|d| &d.routes.steps).flat_map(|s| s.actor.iter().chain(&s.body)).flat_map(of_body).flatten();
    let notes = documents.iter().flat_map(|d| &d.routes.bodies).map(|n| fold_str(&n.name));
    let panels = documents.iter().flat_map(|d| &d.meetings.panels).map(|p| fold_str(&p.name));
    let letters = documents.iter().flat_map(|d| &d.citations.acronyms).flat_map(|a| [fold_str(&a.letters), fold_str(&a.meaning)]);
    steps.chain(notes).chain(panels).chain(letters).collect()
}

/// The bodies of steps by hand, folded, of which the standard knows only what sort of name they have.
fn by_kind(documents: &[DocumentFacts], rows: &Routes) -> BTreeSet<String> {
    let by_hand = documents.iter().flat_map(|d| &d.routes.steps).filter(|s| s.by_hand).flat_map(|s| s.actor.iter().chain(&s.body));
    by_hand.filter(|b| b.kind.as_deref().is_none_or(|kind| rows.body(kind).is_none())).map(|b| fold_str(&b.name)).collect()
}

/// Bodies that rows name and nothing else knows; `without` are those that the standard does not know either.
fn unknown(rows: &[HandRow], without: &BTreeSet<String>, known: &BTreeSet<String>, said: &mut Vec<(String, Problem)>) {
    let mut told_of = BTreeSet::new();
    for row in rows {
        for name in row.actor.iter().chain(&row.body) {
            let folded = fold_str(name);
            let plain = concordat_routes::comparable(&folded);
            if !without.contains(plain) || known.contains(plain) || known.contains(&folded) || !told_of.insert(plain.to_owned()) {
                continue;
            }
            if told_of.len() > NAMED {
                continue;
            }
            let near = nearest::nearest(plain, known.iter().map(String::as_str));
            let help = near.map_or_else(
                || "check how the documents write it; it stands alone until one of them names it".to_owned(),
                |near| format!("did you mean `{near}`? It stands alone until a document names it"),
            );
            said.push(told(row, format!("no document names the body `{name}`"), help));
        }
    }
    if let Some(more) = told_of.len().checked_sub(NAMED).filter(|&n| n > 0) {
        let help = "check how the documents write them; each stands alone until a document names it".to_owned();
        said.push((file_of(rows), Problem::new(ProblemKind::Partial, format!("no document names {more} further bodies"), help)));
    }
}

fn told(row: &HandRow, message: String, help: String) -> (String, Problem) {
    (row.place(), Problem::new(ProblemKind::Partial, message, help))
}

fn file_of(rows: &[HandRow]) -> String {
    rows.first().map(|row| row.file.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
