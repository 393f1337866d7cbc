//! Statements of levels of need, and of tools, that cannot both be followed: the one rule of it, for the checks and for walks of cases.

use concordat_register::{
    DocumentFacts, DocumentIndex, Kind,
    meaning::{LevelReading, ToolForce, ToolReading},
    route::{Act, Body, Spared, Step, Trigger},
};
use concordat_standard::{Standard, assessment::Assessment};
use concordat_text::fold_str;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What a document says of a level.
#[derive(Debug, Clone, Copy)]
pub struct LevelSaid<'a> {
    /// The document.
    pub document: DocumentIndex,
    /// What was read in it.
    pub facts: &'a DocumentFacts,
    /// The statement.
    pub reading: &'a LevelReading,
}

/// How two statements of a level part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelsPart {
    /// Different levels of one scale for the same grade.
    Level,
    /// One sends on what the other keeps from children's social care.
    Outcome,
}

/// Two statements of a level that cannot both be followed; a thresholds document's comes first.
#[derive(Debug, Clone, Copy)]
pub struct LevelParting<'a> {
    /// The narrower of their concerns.
    pub concern: &'a str,
    /// One of them.
    pub one: LevelSaid<'a>,
    /// The other.
    pub two: LevelSaid<'a>,
    /// How they part.
    pub how: LevelsPart,
}

/// What a document says of a tool.
pub type ToolSaid<'a> = (DocumentIndex, &'a ToolReading);

/// Words by which social care need not be told of a case, with a step by which it is told of every such case, however slight.
#[derive(Debug, Clone, Copy)]
pub struct Sparing<'a> {
    /// The document that spares it.
    pub document: DocumentIndex,
    /// Its words.
    pub spared: &'a Spared,
    /// The document of the step.
    pub other: DocumentIndex,
    /// The step.
    pub step: &'a Step,
}

/// Where one document keeps from the front door or social care what another sends there however slight it is. What stands at a level of
/// need below that of social care is compared with the levels of others.
#[must_use]
pub fn sparings<'a>(documents: &'a [DocumentFacts], standard: &Standard) -> Vec<Sparing<'a>> {
    let rows = &standard.routes;
    let care = |body: &Body| body.kind.as_deref().is_some_and(|kind| matches!(rows.class(kind), "front-door" | "social-care"));
    let guiding = || crate::indexed(documents).filter(|(_, d)| crate::guides(d));
    let every = |step: &Step| {
        let sent = matches!(step.act, Act::Contact | Act::Transfer) && step.body.as_ref().is_some_and(care) && !step.explained;
        sent && rows.judging.slight.stand_in(&fold_str(&step.anchor.quote.exact))
    };
    let steps: Vec<_> = guiding().flat_map(|(n, d)| d.routes.steps.iter().filter(|s| every(s)).map(move |s| (n, s))).collect();
    let mut found = Vec::new();
    for (document, facts) in guiding() {
        for spared in facts.routes.spared.iter().filter(|s| care(&s.body)) {
            let own = &spared.trigger;
            let low = !own.levels.is_empty() && own.levels.iter().all(|l| *l < rows.helped);
            let meets = |other: &Trigger| {
                let one = |a: &str| other.concerns.iter().any(|b| standard.assessment.meet(a, b));
                own.concerns.iter().any(|a| one(a)) && ages_meet((own.least, own.most), (other.least, other.most))
            };
            let against = steps.iter().find(|(other, step)| !low && *other != document && meets(&step.trigger));
            found.extend(against.map(|&(other, step)| Sparing { document, spared, other, step }));
        }
    }
    found
}

/// The statements of one concern or of one that includes it, for each concern that is spoken of.
fn of_concerns<'a, T: Copy>(said: impl Iterator<Item = (&'a str, T)>, assessment: &Assessment) -> Vec<Vec<T>> {
    let mut by_concern: BTreeMap<&str, Vec<T>> = BTreeMap::new();
    said.for_each(|(concern, one)| by_concern.entry(concern).or_default().push(one));
    let meeting = |concern: &&str| {
        let meets = by_concern.iter().filter(|(other, _)| assessment.meet(concern, other));
        meets.flat_map(|(_, said)| said.iter().copied()).collect()
    };
    by_concern.keys().map(meeting).collect()
}

/// The narrower of two concerns that meet, so that a pair is told once.
fn narrower<'a>(assessment: &Assessment, one: &'a str, other: &'a str) -> &'a str {
    let covers = assessment.concern(one).is_some_and(|c| c.covers.iter().any(|id| id == other));
    if covers { other } else { one }
}

/// Whether two ranges of age have an age in common.
fn ages_meet(one: (Option<u8>, Option<u8>), other: (Option<u8>, Option<u8>)) -> bool {
    let least = one.0.max(other.0).unwrap_or(0);
    let most = one.1.unwrap_or(u8::MAX).min(other.1.unwrap_or(u8::MAX));
    least <= most
}

/// The statements of levels that cannot both be followed, each pair of documents once a concern; of one concern the first `compared`
/// statements are held against each other.
#[must_use]
pub fn levels<'a>(said: &[LevelSaid<'a>], compared: usize, assessment: &Assessment) -> Vec<LevelParting<'a>> {
    let (mut told, mut words, mut found) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for mut all in of_concerns(said.iter().map(|s| (s.reading.concern.as_str(), *s)), assessment) {
        // Thresholds documents are what the others are held against.
        all.sort_by_key(|s| (s.facts.entry.kind != Kind::Thresholds, s.document, s.reading.anchor.span));
        all.truncate(compared);
        for (n, one) in all.iter().enumerate() {
            for two in all.iter().skip(n + 1).filter(|two| two.document != one.document) {
                let concern = narrower(assessment, &one.reading.concern, &two.reading.concern);
                let pair = (one.document.min(two.document), one.document.max(two.document));
                let known = told.contains(&(concern, pair));
                let Some(how) = (!known).then(|| levels_part(&all, one, two)).flatten() else { continue };
                told.insert((concern, pair));
                // One sentence may name two concerns, and is still one cause.
                if words.insert((pair, one.reading.anchor.span, two.reading.anchor.span)) {
                    found.push(LevelParting { concern, one: *one, two: *two, how });
                }
            }
        }
    }
    found
}

/// How two statements contradict each other.
fn levels_part(all: &[LevelSaid<'_>], one: &LevelSaid<'_>, two: &LevelSaid<'_>) -> Option<LevelsPart> {
    let (a, b) = (one.reading, two.reading);
    if !ages_meet((a.least, a.most), (b.least, b.most)) || a.least.is_some() != b.least.is_some() {
        return None;
    }
    let outcome = by_outcome(one, two) || by_outcome(two, one);
    if by_level(all, one, two) { Some(LevelsPart::Level) } else { outcome.then_some(LevelsPart::Outcome) }
}

/// Different levels of the same scale for the same grade.
fn by_level(all: &[LevelSaid<'_>], one: &LevelSaid<'_>, two: &LevelSaid<'_>) -> bool {
    let (a, b) = (one.reading, two.reading);
    let scale = a.scale == b.scale && !a.scale.is_empty();
    let thresholds = |said: &LevelSaid<'_>| said.facts.entry.kind == Kind::Thresholds;
    let shared = |said: &LevelSaid<'_>| thresholds(said) || !said.facts.meaning.assessment.own_scale;
    // Where a thresholds document makes no grades of a concern, what it says holds for the first time too.
    let ungraded = |said: &LevelSaid<'_>| {
        let mut own = all.iter().filter(|s| s.document == said.document && s.reading.concern == said.reading.concern);
        thresholds(said) && own.all(|s| s.reading.grades.is_empty() && !s.reading.at_risk)
    };
    let first = |said: &LevelReading| said.grades.iter().all(|g| g == "once") && !said.grades.is_empty() && !said.at_risk;
    let whole = ungraded(one) && first(b) || ungraded(two) && first(a);
    if !scale || !shared(one) || !shared(two) || !(thresholds(one) || thresholds(two)) || !(whole || same_grade(a, b)) {
        return false;
    }
    let common: Vec<&String> = a.grades.iter().filter(|g| b.grades.contains(g)).collect();
    let of_grade = |s: &LevelReading, other: &LevelReading| {
        let shares = s.grades.iter().any(|g| common.contains(&g)) && s.at_risk == other.at_risk && alike_repeated(s, other);
        if common.is_empty() { whole || same_grade(s, other) } else { shares }
    };
    // Everything each document says of this grade: a concern that it puts at several levels may be at any of them.
    let levels = |said: &LevelSaid<'_>, other: &LevelReading| -> BTreeSet<u8> {
        let own = all.iter().filter(|s| s.document == said.document && s.reading.scale == said.reading.scale && of_grade(s.reading, other));
        own.flat_map(|s| s.reading.levels.iter().copied()).collect()
    };
    let (here, there) = (levels(one, b), levels(two, a));
    !here.is_empty() && !there.is_empty() && here.is_disjoint(&there)
}

/// Every case sent on by `one`, all but the gravest kept by `two`.
fn by_outcome(one: &LevelSaid<'_>, two: &LevelSaid<'_>) -> bool {
    let (a, b) = (one.reading, two.reading);
    let highest = one.facts.meaning.assessment.highest;
    let top = highest >= 3 && a.levels.iter().min().is_some_and(|l| *l >= highest.saturating_sub(1).max(3));
    let sends = a.referred == Some(true) || (a.referred.is_none() && top) || (top && a.every);
    let graded = b.grades.iter().any(|g| matches!(g.as_str(), "low" | "medium" | "high" | "parents"));
    let same_grade = a.grades.iter().any(|g| b.grades.contains(g));
    let keeps = b.referred == Some(false);
    sends && keeps && ((a.every && graded) || (same_grade && top))
}

/// Whether both statements are of what goes on or comes again, or neither: "problematic behaviour", "repeated problematic behaviour".
fn alike_repeated(one: &LevelReading, other: &LevelReading) -> bool {
    let repeated = |said: &LevelReading| said.grades.iter().any(|g| g == "repeated");
    repeated(one) == repeated(other)
}

/// Whether two statements are of the same grade: of one in common, or both of the concern as a whole.
fn same_grade(one: &LevelReading, other: &LevelReading) -> bool {
    let grades = if one.grades.is_empty() || other.grades.is_empty() {
        one.grades.is_empty() && other.grades.is_empty()
    } else {
        one.grades.iter().any(|g| other.grades.contains(g)) && alike_repeated(one, other)
    };
    let once = |said: &LevelReading| said.grades.iter().any(|g| matches!(g.as_str(), "once" | "low" | "medium" | "high"));
    // What is said of every case, whatever its kind, is said of the slightest too, and of every grade.
    let every = |said: &LevelReading| said.every && said.grades.is_empty();
    (grades || every(one) && once(other) || every(other) && once(one)) && one.at_risk == other.at_risk
}

/// The tools of which each is to be the one for the same children, each pair of documents once a concern, with the narrower of their
/// concerns; of one concern the firmest `compared` statements are held against each other.
#[must_use]
pub fn tools<'a>(said: &[ToolSaid<'a>], compared: usize, assessment: &Assessment) -> Vec<(&'a str, ToolSaid<'a>, ToolSaid<'a>)> {
    let (mut told, mut found) = (BTreeSet::new(), Vec::new());
    for mut all in of_concerns(said.iter().map(|s| (s.1.concern.as_str(), *s)), assessment) {
        all.sort_by_key(|(document, reading)| (Reverse(reading.force), *document, reading.anchor.span));
        all.truncate(compared);
        for (n, &one) in all.iter().enumerate() {
            for &two in all.iter().skip(n + 1).filter(|two| two.0 != one.0) {
                let concern = narrower(assessment, &one.1.concern, &two.1.concern);
                let pair = (one.0.min(two.0), one.0.max(two.0));
                if !told.contains(&(concern, pair)) && tools_part(assessment, &all, one, two) {
                    told.insert((concern, pair));
                    found.push((concern, one, two));
                }
            }
        }
    }
    found
}

fn tools_part(assessment: &Assessment, all: &[ToolSaid<'_>], one: ToolSaid<'_>, two: ToolSaid<'_>) -> bool {
    let (a, b) = (one.1, two.1);
    let force = (a.force.max(b.force), a.force.min(b.force));
    let exclusive = force.0 >= ToolForce::TheOne || force.1 >= ToolForce::Required;
    // A tool that screens comes before one that assesses, unless the text lets no other stand.
    let staged = a.screens != b.screens && force.0 < ToolForce::Only;
    // A document that uses the other's tool as well knows of both.
    let knows = |of: DocumentIndex, tool: &ToolReading| all.iter().any(|(index, other)| *index == of && same_tool(other, tool));
    // Tools of one family are chosen between, unless the text lets no other stand.
    let chosen = family(assessment, a, b) && force.0 < ToolForce::Only;
    // Of a family, the tool for adults is used with the young, for whom the other document has the one of the family that is theirs.
    let misused = |of: DocumentIndex, adult: &ToolReading, young: &ToolReading| {
        family(assessment, a, b) && for_young(assessment, adult, young) && !knows(of, young)
    };
    if misused(one.0, a, b) || misused(two.0, b, a) {
        return true;
    }
    let told_apart = a.told_apart || b.told_apart;
    exclusive
        && !told_apart
        && !staged
        && !chosen
        && ages_meet((a.least, a.most), (b.least, b.most))
        && !same_tool(a, b)
        && !knows(one.0, b)
        && !knows(two.0, a)
}

/// Whether two tools are of one family.
fn family(assessment: &Assessment, one: &ToolReading, other: &ToolReading) -> bool {
    let of = |tool: &ToolReading| tool.tool.as_deref().and_then(|id| assessment.tool(id)).and_then(|t| t.family.as_deref());
    of(one).is_some_and(|f| of(other) == Some(f))
}

/// Whether `adult`, a tool that is for no age in particular, is told to be used with those whom `young` is made for.
fn for_young(assessment: &Assessment, adult: &ToolReading, young: &ToolReading) -> bool {
    let made_for = |tool: &ToolReading| tool.tool.as_deref().and_then(|id| assessment.tool(id)).and_then(|t| t.most);
    adult.young && made_for(adult).is_none() && made_for(young).is_some_and(|most| most < 18)
}

/// Whether two readings are of one tool.
fn same_tool(one: &ToolReading, other: &ToolReading) -> bool {
    if let (Some(a), Some(b)) = (&one.tool, &other.tool) {
        return a == b;
    }
    let words = |name: &str| -> BTreeSet<String> {
        name.split(' ').filter(|w| !matches!(*w, "the" | "tool" | "child" | "children" | "of" | "and" | "for")).map(str::to_owned).collect()
    };
    let (a, b) = (words(&one.name), words(&other.name));
    a.is_subset(&b) || b.is_subset(&a)
}

/// What a tool is called, in the letters of the document where they stand near: readings have names folded, to be compared.
#[must_use]
pub fn tool_name(tool: &ToolReading) -> String {
    let quote = &tool.anchor.quote;
    let words = format!("{}{}{}", quote.prefix, quote.exact, quote.suffix);
    let lower = words.to_lowercase();
    let whole = |at: usize, end: usize| {
        let before = words.get(..at).is_some_and(|w| !w.ends_with(char::is_alphanumeric));
        before && words.get(end..).is_some_and(|w| !w.starts_with(char::is_alphanumeric))
    };
    let places = lower.match_indices(tool.name.as_str()).map(|(at, name)| (at, at + name.len()));
    // A letter that takes more room as a small one moves the places of all after it.
    let found = places.filter(|_| lower.len() == words.len()).find(|(at, end)| whole(*at, *end)).and_then(|(at, end)| words.get(at..end));
    found.map_or_else(|| tool.name.to_string(), str::to_owned)
}
