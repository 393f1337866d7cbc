//! The end of drawing up: what is left out, where starts stand, and the words of arrows and notes.

use super::{
    Scope, Source,
    draft::{Arrow, BOXES, Box, Draft, Key, LANES, Said, lower},
    words::{ages_together, clip, count, short_name},
};
use concordat_chart as chart;
use concordat_register::DocumentIndex;
use std::collections::{BTreeMap, BTreeSet};

/// How a box is led to and from.
#[derive(Default)]
struct Seen {
    degree: usize,
    goes_on: bool,
    marked: bool,
    /// The documents that lead to it.
    documents: BTreeSet<DocumentIndex>,
}

impl Draft<'_> {
    /// Leaves out boxes that stand alone, and in the area's chart those of which few documents speak where there are too many.
    pub(super) fn prune(&mut self) {
        loop {
            let seen = self.seen();
            let lone: BTreeSet<usize> = seen.iter().enumerate().filter(|(_, s)| s.degree == 0 && !s.marked).map(|(n, _)| n).collect();
            let gone = if lone.is_empty() { self.minor(&seen) } else { lone };
            if gone.is_empty() {
                return;
            }
            self.left.alone += gone.iter().filter(|&&n| seen.get(n).is_some_and(|s| s.degree > 0)).count();
            self.remove(&gone);
        }
    }

    /// How each box is led to and from.
    fn seen(&self) -> Vec<Seen> {
        let mut seen: Vec<Seen> = self.boxes.iter().map(|(_, b)| Seen { marked: !b.marks.is_empty(), ..Seen::default() }).collect();
        for ((from, to), arrow) in &self.arrows {
            for end in [from, to] {
                if let Some(of) = seen.get_mut(*end) {
                    of.degree += 1;
                    of.marked |= !arrow.marks.is_empty();
                }
            }
            if let Some(of) = seen.get_mut(*from) {
                of.goes_on = true;
            }
            if let Some(of) = seen.get_mut(*to) {
                of.documents.extend(&arrow.documents);
            }
        }
        seen
    }

    /// The boxes that the area's chart can spare: bodies that lead no further and of which one document speaks; where even without
    /// those there are far too many, those of which fewest speak.
    fn minor(&self, seen: &[Seen]) -> BTreeSet<usize> {
        let count = self.boxes.len();
        if self.scope != Scope::Area || count <= BOXES {
            return BTreeSet::new();
        }
        let spare = |all: bool| {
            let mut found: Vec<(usize, std::cmp::Reverse<usize>, usize)> = self
                .boxes
                .iter()
                .zip(seen)
                .enumerate()
                .filter(|(_, ((key, held), of))| {
                    let body = matches!(key, Key::Body(_) | Key::Matter(..));
                    body && !of.marked && (all || matches!(key, Key::Body(_)) && held.lane != 2 && !of.goes_on && of.documents.len() < 2)
                })
                .map(|(n, ((_, held), of))| (of.documents.len(), std::cmp::Reverse(held.lane), n))
                .collect();
            found.sort_unstable();
            found.into_iter().map(|(.., n)| n)
        };
        let gone: BTreeSet<usize> = spare(false).take(count - BOXES).collect();
        if gone.is_empty() && count > 2 * BOXES { spare(true).take(count - 2 * BOXES).collect() } else { gone }
    }

    fn remove(&mut self, gone: &BTreeSet<usize>) {
        let mut after = vec![None; self.boxes.len()];
        let kept = (0..self.boxes.len()).filter(|n| !gone.contains(n));
        for (now, before) in kept.enumerate() {
            if let Some(slot) = after.get_mut(before) {
                *slot = Some(now);
            }
        }
        let of = |n: usize| after.get(n).copied().flatten();
        let boxes = std::mem::take(&mut self.boxes);
        self.boxes = boxes.into_iter().enumerate().filter(|(n, _)| of(*n).is_some()).map(|(_, held)| held).collect();
        let arrows = std::mem::take(&mut self.arrows);
        self.arrows = arrows.into_iter().filter_map(|((a, b), arrow)| Some(((of(a)?, of(b)?), arrow))).collect();
    }

    /// The chart; none where too little is known to draw.
    pub(super) fn chart(self) -> Option<chart::Chart> {
        let enough = if self.scope == Scope::Area { 1 } else { 2 };
        if self.arrows.values().filter(|a| !a.documents.is_empty()).count() < enough {
            return None;
        }
        let mut numbers: BTreeSet<u32> = self.boxes.iter().flat_map(|(_, b)| b.marks.iter().copied()).collect();
        numbers.extend(self.arrows.values().flat_map(|a| a.marks.iter().copied()));
        let documents: BTreeSet<DocumentIndex> = self.arrows.values().flat_map(|a| a.documents.iter().copied()).collect();
        let (title, description) = self.words(documents.len());
        let edges = self.arrows.iter().map(|((from, to), arrow)| self.edge(*from, *to, arrow, documents.len())).collect();
        let notes = self.notes(numbers.len());
        let source = self.source;
        let node = |(_, held): (Key, Box)| chart::Node {
            lane: held.lane,
            label: held.label,
            note: held.notes.into_iter().chain(times(source, &held.limits, !held.marks.is_empty(), 0)).collect::<Vec<_>>().join("\n"),
            kind: held.kind,
            fresh: source.is_fresh(&held.marks),
            marks: held.marks.into_iter().collect(),
        };
        Some(chart::Chart {
            title,
            description,
            lanes: LANES.iter().map(|&l| l.to_owned()).collect(),
            marks: numbers.iter().filter_map(|&n| self.source.mark(n)).collect(),
            nodes: self.boxes.into_iter().map(node).collect(),
            edges,
            notes,
        })
    }

    fn words(&self, documents: usize) -> (String, String) {
        let of = count(documents, "document");
        match self.scope {
            Scope::Area => (
                "Referral routes of the area".to_owned(),
                format!("Where first concerns go, where routes come together, and which bodies then have the case, by {of}."),
            ),
            Scope::Theme(_, name) => {
                (format!("Referral routes: {}", lower(name)), format!("What happens to a concern about {}, by {of}.", lower(name)))
            }
        }
    }

    fn edge(&self, from: usize, to: usize, arrow: &Arrow, documents: usize) -> chart::Edge {
        let name = |d: &DocumentIndex| self.source.documents.get(d.0 as usize);
        let mut label = Vec::new();
        match arrow.documents.iter().collect::<Vec<_>>().as_slice() {
            [one] if documents > 1 && !self.is_of(from, one) => label.extend(name(one).map(short_name)),
            [_] | [] => {}
            more => label.push(count(more.len(), "document")),
        }
        label.extend(times(self.source, &arrow.limits, !arrow.marks.is_empty(), arrow.documents.len()));
        let whom = ages_together(&arrow.ages);
        if !whom.is_empty() {
            label.push(whom.join(" or "));
        } else if !arrow.ages.is_empty() && !arrow.at_any_hour {
            label.push("out of hours".to_owned());
        }
        let told = |d: &DocumentIndex| {
            let title = &name(d)?.entry.title;
            let said = arrow.said.get(d).filter(|said| !said.is_empty());
            Some(said.map_or_else(|| title.clone(), |said| format!("{title} ({})", said.join("; "))))
        };
        let detail: Vec<String> = arrow.documents.iter().filter_map(told).collect();
        chart::Edge {
            from,
            to,
            label: label.join("\n"),
            detail: detail.join("\n"),
            marks: arrow.marks.iter().copied().collect(),
            fresh: self.source.is_fresh(&arrow.marks),
        }
    }

    /// Whether a box is a concern of the document's own theme, so that it need not be named beside the arrow.
    fn is_of(&self, from: usize, document: &DocumentIndex) -> bool {
        let theme = self.source.documents.get(document.0 as usize).and_then(|d| d.entry.themes.first());
        matches!((self.boxes.get(from), theme), (Some((Key::Concern(of), _)), Some(theme)) if of.as_str() == &*theme.0)
    }

    /// Puts starts into the lane that they lead to most.
    pub(super) fn settle_starts(&mut self) {
        for place in 0..self.boxes.len() {
            if self.boxes.get(place).is_none_or(|(_, b)| b.kind != chart::Kind::Start) {
                continue;
            }
            let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
            for ((_, to), arrow) in self.arrows.iter().filter(|((from, _), _)| *from == place) {
                let lane = self.boxes.get(*to).map_or(0, |(_, b)| b.lane);
                *votes.entry(lane).or_default() += 2 * arrow.documents.len() + usize::from(lane == 2);
            }
            if let Some(lane) = votes.into_iter().max_by_key(|&(lane, votes)| (votes, std::cmp::Reverse(lane))).map(|(lane, _)| lane)
                && let Some((_, held)) = self.boxes.get_mut(place)
            {
                held.lane = lane;
            }
        }
    }

    /// What a reader should know: what was left out.
    fn notes(&self, marked: usize) -> Vec<String> {
        let left = &self.left;
        let parts = [
            (left.told, "step", "tell somebody who does not then have the case"),
            (left.other, "step", "hold or decide something else"),
            (left.apart, "step", "are for cases apart, such as disagreements, adults and places"),
            (left.follow, "step", "say only to follow another document"),
            (left.nobody, "step", "name nobody to turn to"),
            (left.alone, "body", "only one document leads to"),
        ];
        let said: Vec<String> = parts
            .iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, word, what)| {
                let words = count(*n, word).replace("bodys", "bodies");
                if *word == "body" { format!("{words} that {what}") } else { format!("{words} that {}", singular(*n, what)) }
            })
            .collect();
        let mut notes = Vec::new();
        if !said.is_empty() {
            notes.push(format!("Left out, to keep the chart legible: {}. All steps stand in the tables of steps.", said.join("; ")));
        }
        let others = self.source.flags.len() - marked;
        if others > 0 && self.scope == Scope::Area {
            notes.push(format!(
                "{} of routes {} not about what is drawn here.",
                count(others, "further finding"),
                if others == 1 { "is" } else { "are" }
            ));
        }
        notes
    }
}

/// Limits of time as lines. Of two that documents part on, each has its documents beside it, and so has one that not all of the `of`
/// documents of an arrow give.
fn times(source: &Source<'_>, limits: &[Said], marked: bool, of: usize) -> Vec<String> {
    match limits {
        [] => Vec::new(),
        [one] if one.documents.len() < of => vec![by(source, one)],
        [one] => vec![clip(&one.limit.text, 44)],
        [one, two] if one.documents.is_disjoint(&two.documents) => [one, two].map(|said| by(source, said)).into(),
        [one, two] => vec![format!("{} or {}", clip(&one.limit.text, 40), clip(&two.limit.text, 40))],
        more if marked => vec![format!("{} different times", more.len())],
        // Each belongs to an act of its own, and the list says which.
        _ => Vec::new(),
    }
}

/// A limit with the document that gives it, or how many do.
fn by(source: &Source<'_>, said: &Said) -> String {
    let mut names = said.documents.iter().filter_map(|d| source.documents.get(d.0 as usize)).map(short_name);
    let who = match (names.next(), names.next()) {
        (Some(one), None) => one,
        _ => count(said.documents.len(), "document"),
    };
    format!("{} ({who})", clip(&said.limit.text, 40))
}

/// The verb for one thing, where it stands first.
fn singular(n: usize, words: &str) -> String {
    if n != 1 {
        return words.to_owned();
    }
    let (verb, rest) = words.split_once(' ').unwrap_or((words, ""));
    let verb = match verb {
        "are" => "is".to_owned(),
        other => format!("{other}s"),
    };
    format!("{verb} {rest}").replace(" or decide ", " or decides ")
}
