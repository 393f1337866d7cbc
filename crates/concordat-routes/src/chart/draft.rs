//! A chart as it is drawn up: steps are taken in one by one, and what is alike is put together.

use super::{
    Scope, Source, Taken,
    words::{Ages, ages, capital, clip},
};
use crate::{Edge, NodeIndex};
use concordat_chart as chart;
use concordat_register::{
    Anchor, DocumentIndex, Kind,
    route::{Act, Limit, Step, Unit},
};
use concordat_text::fold_str;
use std::collections::{BTreeMap, BTreeSet};

/// The lanes, from the top.
pub(super) const LANES: [&str; 5] = [
    "Whoever is worried",
    "Police and emergency services",
    "Front door and children’s social care",
    "Panels and meetings",
    "Other services",
];

/// The place of the last.
const OTHERS: usize = 4;

/// What is held or decided that shows as a box of its own: in every chart, and in those of themes.
const HELD: [&str; 6] = ["decision", "strategy-discussion", "initial-conference", "child-assessment", "section-47", "return-interview"];
const HELD_IN_THEMES: [&str; 5] = ["safe-and-well", "specialist-assessment", "planning-meeting", "early-help-assessment", "safety-plan"];

/// Cases that the chart of the area leaves to the charts of themes.
const APART: [&str; 4] = ["disagreement", "adult", "place", "custody"];

/// Boxes of the area's chart at most, before those that one document alone leads to are left out.
pub(super) const BOXES: usize = 34;

/// What a box stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A concern, by theme; empty for any.
    Concern(String),
    Danger,
    Body(NodeIndex),
    /// What is held, by whom.
    Matter(String, Option<NodeIndex>),
    Thresholds(DocumentIndex),
    Nobody,
}

/// A box with what documents say of it.
#[derive(Debug, Default)]
pub(super) struct Box {
    pub(super) lane: usize,
    pub(super) label: String,
    pub(super) kind: chart::Kind,
    pub(super) notes: Vec<String>,
    pub(super) limits: Vec<Said>,
    pub(super) marks: BTreeSet<u32>,
}

/// An arrow with what documents say of it.
#[derive(Debug, Default)]
pub(super) struct Arrow {
    pub(super) documents: BTreeSet<DocumentIndex>,
    /// Its limits of time, those that give the same one once.
    pub(super) limits: Vec<Said>,
    /// The ages of each step; both ends open for one that is for all.
    pub(super) ages: BTreeSet<Ages>,
    /// Whether some step holds at any hour.
    pub(super) at_any_hour: bool,
    /// By document, the time and for whom of each of its steps: a time beside another document's name would be read as that one's.
    pub(super) said: BTreeMap<DocumentIndex, Vec<String>>,
    pub(super) marks: BTreeSet<u32>,
}

impl Arrow {
    /// Takes in what one step of a document says.
    fn say(&mut self, document: DocumentIndex, limit: Option<&Limit>, whom: Option<&str>) {
        // It stands in brackets after a title.
        let limit = limit.map(|l| lower(&l.text));
        let words: Vec<&str> = limit.as_deref().into_iter().chain(whom).collect();
        let said = self.said.entry(document).or_default();
        let bare = |words: &str| words.to_lowercase().trim_start_matches("the ").to_owned();
        let words = words.join(", ");
        if !words.is_empty() && !said.iter().any(|known| bare(known) == bare(&words)) {
            said.push(words);
        }
    }
}

/// A limit of time and the documents that give it.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) limit: Limit,
    pub(super) documents: BTreeSet<DocumentIndex>,
}

/// What is left out, and how often.
#[derive(Debug, Default)]
pub(super) struct Left {
    pub(super) told: usize,
    pub(super) nobody: usize,
    pub(super) other: usize,
    pub(super) apart: usize,
    pub(super) follow: usize,
    pub(super) alone: usize,
}

pub(super) struct Draft<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) scope: Scope<'a>,
    pub(super) boxes: Vec<(Key, Box)>,
    pub(super) arrows: BTreeMap<(usize, usize), Arrow>,
    pub(super) left: Left,
    /// Numbers of the flags that are about what is drawn.
    pub(super) about: BTreeSet<u32>,
}

impl<'a> Draft<'a> {
    pub(super) fn of(source: &'a Source<'a>, scope: Scope<'a>) -> Self {
        let mut draft = Self { source, scope, boxes: Vec::new(), arrows: BTreeMap::new(), left: Left::default(), about: BTreeSet::new() };
        draft.about = draft.about();
        let steps: Vec<&'a Taken<'a>> = source.steps.iter().filter(|taken| draft.wanted(taken)).collect();
        // Starts stand in the order of the themes.
        let first: BTreeSet<&str> = steps.iter().filter_map(|taken| draft.first_theme(taken)).collect();
        for (id, _) in source.themes.iter().filter(|(id, _)| first.contains(id)) {
            draft.concern(Some(id));
        }
        for taken in &steps {
            draft.take(taken);
        }
        // What names nobody is put to what another step says is held by somebody.
        for named in [true, false] {
            for taken in steps.iter().filter(|t| (t.edge.to.is_some() || t.edge.from.is_some()) == named) {
                draft.take_held(taken.edge, taken.step);
            }
        }
        draft.gaps();
        draft.follow_on(&steps);
        draft.thresholds();
        draft.prune();
        draft.settle_starts();
        draft
    }

    /// Whether a step belongs in the chart.
    fn wanted(&self, Taken { facts, step, themes, .. }: &Taken<'_>) -> bool {
        match self.scope {
            Scope::Area => true,
            Scope::Theme(id, _) => {
                themes.contains(&id) || themes.is_empty() && facts.entry.kind == Kind::Thresholds && step.trigger.narrowed.is_empty()
            }
        }
    }

    fn first_theme(&self, taken: &Taken<'a>) -> Option<&'a str> {
        match self.scope {
            Scope::Area => taken.themes.first().copied(),
            Scope::Theme(id, _) => Some(id),
        }
    }

    /// The flags that some words of the theme's own documents bear: what is found of one theme does not mark another's chart only because
    /// both go by the same thresholds.
    fn about(&self) -> BTreeSet<u32> {
        let steps = self.source.steps.iter().filter(|taken| self.wanted(taken));
        let own = steps.filter(|taken| self.scope == Scope::Area || taken.facts.entry.kind != Kind::Thresholds);
        let mut about: BTreeSet<u32> = own.flat_map(|taken| self.source.marks(taken.edge.document, &taken.step.anchor)).collect();
        for (number, facts) in self.source.documents.iter().enumerate() {
            let document = DocumentIndex(u32::try_from(number).unwrap_or(u32::MAX));
            about.extend(facts.routes.gaps.iter().flat_map(|gap| self.source.marks(document, &gap.anchor)));
        }
        about
    }

    /// The numbers of the flags on some words, of those that are about what is drawn.
    fn marks(&self, document: DocumentIndex, anchor: &Anchor) -> Vec<u32> {
        let mut marks = self.source.marks(document, anchor);
        marks.retain(|n| self.about.contains(n));
        marks
    }

    /// The box of a key; it is made if there is none.
    fn put(&mut self, key: Key, make: impl FnOnce() -> Box) -> usize {
        if let Some(place) = self.boxes.iter().position(|(k, _)| *k == key) {
            return place;
        }
        self.boxes.push((key, make()));
        self.boxes.len() - 1
    }

    fn concern(&mut self, theme: Option<&str>) -> usize {
        let name = theme.and_then(|t| self.source.themes.iter().find(|(id, _)| *id == t)).map(|(_, name)| *name);
        let label = name.map_or_else(|| "Any concern about a child".to_owned(), |name| format!("Concern: {}", lower(name)));
        self.put(Key::Concern(theme.unwrap_or_default().to_owned()), || Box { label, kind: chart::Kind::Start, ..Box::default() })
    }

    fn body(&mut self, node: NodeIndex) -> usize {
        let node = self.source.part_of.get(&node).copied().unwrap_or(node);
        let found = self.source.network.node(node);
        let (name, class) = found.map_or(("", ""), |n| (n.name.as_str(), n.class.as_str()));
        let (label, lane) = (clip(&capital(name), 64), lane_of(name, class));
        self.put(Key::Body(node), || Box { lane, label, ..Box::default() })
    }

    /// The box that a step starts from: the body that has the case, else the concern.
    fn origin(&mut self, taken: &Taken<'a>, class: &str) -> usize {
        let Taken { edge, step, .. } = taken;
        let danger = step.trigger.narrowed.iter().any(|n| n == "danger") || class == "emergency";
        match edge.from {
            Some(actor) if !self.is_anyone(actor) => self.body(actor),
            _ if danger => {
                self.put(Key::Danger, || Box { label: "Somebody is in danger now".into(), kind: chart::Kind::Start, ..Box::default() })
            }
            _ => {
                let theme = self.first_theme(taken);
                self.concern(theme)
            }
        }
    }

    /// Whether an actor is one who first tells of a concern, and not a body that has the case.
    fn is_anyone(&self, actor: NodeIndex) -> bool {
        let class = self.source.class(Some(actor));
        let first = matches!(class, "anyone" | "people" | "inside" | "school" | "health");
        let node = self.source.network.node(actor);
        let loose = node.is_some_and(|n| !n.proper) && !self.source.part_of.contains_key(&actor);
        // What a school does with a concern is a step of its own in the chart of a theme.
        first && !(matches!(self.scope, Scope::Theme(..)) && class == "inside")
            // "A worker", "the referrer": a word for anyone who is no body by name.
            || node.is_some_and(|n| !n.proper && n.kind.is_none())
            || self.scope == Scope::Area && loose && matches!(class, "post" | "panel" | "team" | "")
    }

    /// Takes in a step that sends a case on.
    fn take(&mut self, taken: &Taken<'a>) {
        let Taken { edge, step, .. } = taken;
        match step.act {
            Act::Contact | Act::Transfer => {}
            Act::Follow => {
                self.left.follow += 1;
                return;
            }
            Act::Hold | Act::Decide | Act::Lead => return,
        }
        let marks = self.marks(edge.document, &step.anchor);
        let Some(to) = edge.to else {
            self.left.nobody += 1;
            return;
        };
        let class = self.source.class(Some(to));
        let area = self.scope == Scope::Area;
        let narrowed = |id: &str| step.trigger.narrowed.iter().any(|n| n == id);
        // To tell a school or a parent moves no case on; nor does a post that is part of no body.
        let told = matches!(class, "school" | "health" | "people" | "anyone") || area && class == "inside";
        let loose = self.source.network.node(to).is_some_and(|n| !n.proper) && matches!(class, "post" | "panel" | "team" | "");
        let told = told || crate::is_of_figures(step, self.source.rows);
        if marks.is_empty() && (told || area && loose && !self.source.part_of.contains_key(&to)) {
            self.left.told += 1;
            return;
        }
        // Who disagrees tells of no concern; the other cases apart are steps of their theme.
        let apart = narrowed("disagreement") || area && APART.iter().any(|id| narrowed(id));
        if marks.is_empty() && apart {
            self.left.apart += 1;
            return;
        }
        let from = self.origin(taken, class);
        let to = self.body(to);
        if from == to {
            return;
        }
        let whom = ages(&step.trigger).or_else(|| narrowed("out-of-hours").then(|| "out of hours".to_owned()));
        let arrow = self.arrows.entry((from, to)).or_default();
        arrow.documents.insert(edge.document);
        arrow.say(edge.document, step.limit.as_ref(), whom.as_deref());
        if let Some(limit) = &step.limit {
            add(&mut arrow.limits, limit, edge.document);
        }
        arrow.ages.insert((step.trigger.least, step.trigger.most));
        arrow.at_any_hour |= !narrowed("out-of-hours");
        arrow.marks.extend(marks);
    }

    /// Takes in a step by which something is held, decided or led.
    fn take_held(&mut self, edge: &Edge, step: &Step) {
        if !matches!(step.act, Act::Hold | Act::Decide | Act::Lead) {
            return;
        }
        let marks = self.marks(edge.document, &step.anchor);
        let theme = matches!(self.scope, Scope::Theme(..));
        let by = edge.to.or(edge.from).map(|n| self.source.part_of.get(&n).copied().unwrap_or(n));
        let panel = by.is_some_and(|n| self.source.class(Some(n)) == "panel");
        let limit = step.limit.as_ref();
        match (step.matter.as_deref(), by) {
            (Some(matter), _) if HELD.contains(&matter) || theme && HELD_IN_THEMES.contains(&matter) => {
                let place = self.held(matter, by);
                self.note(place, None, marks);
                if let Some((_, held)) = self.boxes.get_mut(place)
                    && let Some(limit) = limit
                {
                    add(&mut held.limits, limit, edge.document);
                }
            }
            (Some("hearing"), Some(by)) if panel => {
                let place = self.body(by);
                let words = limit.map_or_else(|| "hears the case".to_owned(), |l| format!("hears the case {}", clip(&l.text, 60)));
                self.note(place, Some(words), marks);
            }
            (_, Some(by)) if step.act == Act::Lead && (panel || !marks.is_empty()) => {
                let place = self.body(by);
                self.note(place, Some("leads".to_owned()), marks);
            }
            (_, Some(by)) if !marks.is_empty() => {
                let place = self.body(by);
                self.note(place, None, marks);
            }
            _ => {
                self.left.other += 1;
            }
        }
    }

    /// The box of what is held; words that name nobody mean the one that is named elsewhere.
    fn held(&mut self, matter: &str, by: Option<NodeIndex>) -> usize {
        let known = |(key, _): &(Key, Box)| matches!(key, Key::Matter(id, held) if id == matter && (by.is_none() || *held == by));
        if let Some(place) = self.boxes.iter().position(known) {
            return place;
        }
        let name = self.source.rows.matter(matter).map_or(matter, |m| m.name.as_str());
        let name = capital(name.trim_start_matches("the ").trim_start_matches("an ").trim_start_matches("a "));
        let holder = by.and_then(|n| self.source.network.node(n)).map(|n| clip(&capital(&n.name), 48));
        let lane = by.map_or(2, |n| lane(self.source.class(Some(n))));
        let kind = if matter == "decision" { chart::Kind::Decision } else { chart::Kind::Task };
        self.put(Key::Matter(matter.to_owned(), by), || Box {
            lane,
            label: name,
            kind,
            notes: holder.into_iter().collect(),
            ..Box::default()
        })
    }

    fn note(&mut self, place: usize, words: Option<String>, marks: Vec<u32>) {
        let Some((_, held)) = self.boxes.get_mut(place) else { return };
        if let Some(words) = words.filter(|w| !held.notes.contains(w)) {
            held.notes.push(words);
        }
        held.marks.extend(marks);
    }

    /// Cases that a document leaves to nobody, where that was found.
    fn gaps(&mut self) {
        let documents = self.source.documents;
        for (number, facts) in documents.iter().enumerate().filter(|(_, d)| crate::guides(d)) {
            let document = DocumentIndex(u32::try_from(number).unwrap_or(u32::MAX));
            for gap in &facts.routes.gaps {
                let marks = self.marks(document, &gap.anchor);
                let themes: Vec<&str> = facts
                    .entry
                    .themes
                    .iter()
                    .filter_map(|t| self.source.themes.iter().find(|(id, _)| *id == &*t.0))
                    .map(|(id, _)| *id)
                    .collect();
                let theme = match self.scope {
                    Scope::Area => themes.first().copied(),
                    Scope::Theme(id, _) if themes.first() == Some(&id) => Some(id),
                    Scope::Theme(..) => continue,
                };
                if marks.is_empty() {
                    continue;
                }
                let from = self.concern(theme);
                let to =
                    self.put(Key::Nobody, || Box { lane: 4, label: "Left to nobody".into(), kind: chart::Kind::End, ..Box::default() });
                let arrow = self.arrows.entry((from, to)).or_default();
                arrow.documents.insert(document);
                arrow.say(document, None, ages(&gap.trigger).as_deref());
                arrow.ages.insert((gap.trigger.least, gap.trigger.most));
                arrow.at_any_hour = true;
                arrow.marks.extend(marks);
            }
        }
    }

    /// Joins what is held to what it follows on: the decision to the body that decides, and the others to the event that their time
    /// counts from.
    fn follow_on(&mut self, steps: &[&'a Taken<'a>]) {
        let door = self.door();
        let held: Vec<(usize, String, Option<NodeIndex>)> = self
            .boxes
            .iter()
            .enumerate()
            .filter_map(|(n, (key, _))| if let Key::Matter(id, by) = key { Some((n, id.clone(), *by)) } else { None })
            .collect();
        let first = |id: &str| held.iter().find(|(_, held, _)| held == id).map(|(n, ..)| *n);
        for (place, matter, by) in &held {
            let own = by.and_then(|by| self.boxes.iter().position(|(k, _)| *k == Key::Body(by)));
            let row = self.source.rows.matter(matter).and_then(|m| m.from.as_deref());
            let said = steps.iter().filter(|t| t.step.matter.as_deref() == Some(matter.as_str()));
            let event = said.filter_map(|t| t.step.limit.as_ref()?.from.as_deref()).next().or(row);
            let after = match event {
                _ if matter == "decision" => own.or(door),
                Some("decision" | "referral") => first("decision").or(door),
                Some("strategy-discussion") => first("strategy-discussion"),
                Some("return") => self.boxes.iter().position(|(k, _)| *k == Key::Concern("missing".to_owned())),
                _ => own.or_else(|| first("decision")),
            };
            let after = after.or(own).or(door).filter(|a| a != place);
            for from in [after, own].into_iter().flatten().collect::<BTreeSet<usize>>() {
                self.arrows.entry((from, *place)).or_default();
            }
        }
        self.join_front();
    }

    /// Leads from the front door to children's social care where nothing else leads there, for it is one service.
    fn join_front(&mut self) {
        let find = |class: &str| {
            let of = |key: &Key| matches!(key, Key::Body(n) if self.source.class(Some(*n)) == class);
            self.boxes.iter().position(|(k, _)| of(k))
        };
        let decision = self.boxes.iter().position(|(k, _)| matches!(k, Key::Matter(id, _) if id == "decision"));
        let (Some(from), Some(to)) = (decision.or_else(|| self.door()), find("social-care")) else { return };
        if from != to && !self.arrows.contains_key(&(from, to)) {
            self.arrows.entry((from, to)).or_default();
        }
    }

    /// The front door: the one that a document says is for all, else the one that most arrows lead to.
    fn door(&self) -> Option<usize> {
        let said = self.source.network.door().and_then(|(node, ..)| self.boxes.iter().position(|(k, _)| *k == Key::Body(node)));
        let coming = |place: usize| self.arrows.iter().filter(|((_, to), _)| *to == place).count();
        let of = |key: &Key| matches!(key, Key::Body(n) if self.source.class(Some(*n)) == "front-door");
        let doors = self.boxes.iter().enumerate().filter(|(_, (k, _))| of(k)).map(|(n, _)| n);
        said.or_else(|| doors.max_by_key(|&n| (coming(n), std::cmp::Reverse(n))))
    }

    /// Puts the thresholds documents beside the decision that goes by them.
    fn thresholds(&mut self) {
        let decision = self.boxes.iter().position(|(k, _)| matches!(k, Key::Matter(id, _) if id == "decision"));
        let Some(to) = decision.or_else(|| self.door()) else { return };
        let documents = self.source.documents;
        for (n, facts) in documents.iter().enumerate().filter(|(_, d)| d.entry.kind == Kind::Thresholds && crate::guides(d)) {
            let label = clip(&facts.entry.title, 48);
            let document = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
            let note = vec!["says what each level of need is".to_owned()];
            let from =
                self.put(Key::Thresholds(document), || Box { lane: 2, label, kind: chart::Kind::Document, notes: note, ..Box::default() });
            self.arrows.entry((from, to)).or_default();
        }
    }
}

/// Adds a limit if none gives the same time; of two wordings the shorter is kept.
fn add(limits: &mut Vec<Said>, limit: &Limit, document: DocumentIndex) {
    let same = |known: &Limit| known.same_time(limit) && (known.unit != Unit::Open || known.text == limit.text);
    match limits.iter_mut().find(|said| same(&said.limit)) {
        Some(known) => {
            known.documents.insert(document);
            if limit.text.len() < known.limit.text.len() {
                known.limit = limit.clone();
            }
        }
        None => limits.push(Said { limit: limit.clone(), documents: BTreeSet::from([document]) }),
    }
}

/// The lane of a body. A post of a panel stands with the panels, and a unit of the police with the police, whatever sort of unit it is.
fn lane_of(name: &str, class: &str) -> usize {
    let folded = fold_str(name);
    let named = |wanted: &str| folded.split(' ').any(|word| word == wanted);
    match lane(class) {
        OTHERS => ["panel", "police"].into_iter().find(|word| named(word)).map_or(OTHERS, lane),
        lane => lane,
    }
}

/// A post that is no part of a panel (those stand with theirs) is a service and no meeting.
fn lane(class: &str) -> usize {
    match class {
        "anyone" | "people" | "inside" | "school" | "health" => 0,
        "police" | "emergency" => 1,
        "front-door" | "social-care" | "worker" | "early-help" => 2,
        "panel" | "meeting" | "governance" => 3,
        _ => OTHERS,
    }
}

/// In lower case where it begins a word of the language and not letters of a name.
pub(super) fn lower(name: &str) -> String {
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(a), Some(b)) if a.is_uppercase() && b.is_lowercase() => a.to_lowercase().chain(name.chars().skip(1)).collect(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_and_police_units_stand_in_lanes_of_their_own() {
        assert_eq!(LANES[lane_of("Harbour Respite Navigator", "post")], "Other services");
        assert_eq!(LANES[lane_of("Gangs Unit at Saltmere Police", "team")], "Police and emergency services");
        assert_eq!(LANES[lane_of("Police and Schools Panel", "panel")], "Panels and meetings");
        assert_eq!(LANES[lane_of("Panel secretary at Saltmere police", "post")], "Panels and meetings");
        assert_eq!(LANES[lane_of("Youth Project", "project")], "Other services");
    }
}
