//! What sets a step off: the condition of its sentence, its concerns, ages and what narrows the case.

use super::lexicon::flag;
use super::page::{Page, squeezed};
use crate::meaning::age_limits;
use crate::phrase::Break;
use concordat_register::{meeting::RemitKind, route::Trigger};
use concordat_text::Text;

/// Bytes of a trigger that are kept.
const LONGEST: usize = 220;

/// What the words around a step say of its case.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    /// The words of the lead-in, the row's first cells or the heading.
    pub(super) text: Option<Text>,
    /// Concerns that those words name.
    pub(super) concerns: Vec<Text>,
    /// Concerns of the heading or the document.
    pub(super) topic: Vec<Text>,
    /// Ages those words name.
    pub(super) ages: (Option<u8>, Option<u8>),
    /// What narrows the case there.
    pub(super) narrowed: Vec<Text>,
    /// Levels of need those words name.
    pub(super) levels: Vec<u8>,
    /// What only some cases have, there.
    pub(super) circumstances: Vec<Text>,
}

/// What narrows a case: its own words, and those around it unless they name the other case.
pub(super) fn narrowed(mut own: Vec<Text>, around: &[Text]) -> Vec<Text> {
    // "Where it is lower", under a heading for high risk, is the other case.
    let opposite = |id: &Text| match id.as_str() {
        "high-risk" => "lower-risk",
        "lower-risk" => "high-risk",
        _ => "",
    };
    let kept: Vec<Text> = around.iter().filter(|id| !own.iter().any(|n| n == opposite(id))).cloned().collect();
    own.extend(kept);
    own.sort();
    own.dedup();
    own
}

/// The trigger of a step in the sentence `from..to`, whose first act begins at `first` and whose own verb stands at `act`.
pub(super) fn trigger(page: &Page<'_>, (from, to): (usize, usize), (first, act): (usize, usize), around: &Around) -> Trigger {
    let condition = condition(page, (from, to), first.min(act), act);
    let own = concerns(page, from, to);
    // "Rings the police, or 999 where somebody is in danger": the first is for every case.
    let other = (act + 1..to).find(|&n| page.word(n) == "or" && (n + 1..to.min(n + 4)).any(|m| page.is(m, flag::IF)));
    // "Ring 123, or 456 at night": so is the first number.
    let or = (act + 1..to).find(|&n| page.word(n) == "or" && page.before(n) == Break::Comma);
    let second = or.filter(|&n| ids(page, n, to).iter().any(|id| id == "out-of-hours"));
    let narrowed = narrowed(ids(page, from, other.or(second).unwrap_or(to)), &around.narrowed);
    let (least, most) = match ages(page, from, to) {
        (None, None) => around.ages,
        found => turned(page, (from, act), found),
    };
    let every = page.says(&page.lexicon.every, from, to);
    let inherited = own.is_empty() && around.concerns.is_empty();
    let concerns = match (own.is_empty(), around.concerns.is_empty()) {
        (false, _) => own,
        (true, false) => around.concerns.clone(),
        (true, true) => around.topic.clone(),
    };
    let text = match condition {
        Some((from, to)) => cut(page.source(from, to)),
        None => around.text.clone().unwrap_or_default(),
    };
    let named = levels(page, from, to);
    let levels = if named.is_empty() { around.levels.clone() } else { named };
    let circumstances = joined(circumstances(page, (from, to), act), &around.circumstances);
    let (joint, kinds) = (joint(page, from, to), kinds(page, (from, to), false));
    Trigger { text, concerns, joint, kinds, inherited, every, least, most, narrowed, levels, circumstances }
}

/// What only some cases have, of those ids and of the others.
pub(super) fn joined(mut own: Vec<Text>, others: &[Text]) -> Vec<Text> {
    own.extend(others.iter().cloned());
    own.sort();
    own.dedup();
    own
}

/// What only some cases have, as the words of a sentence say of the act at `act`: not what stands in a further clause, "and, where the
/// child moves on, ...".
pub(super) fn circumstances(page: &Page<'_>, (from, to): (usize, usize), act: usize) -> Vec<Text> {
    let further =
        |at: usize| (act + 1..=at).any(|n| page.before(n) >= Break::Clause || page.before(n) == Break::Comma && page.is(n, flag::AND));
    let rows = &page.lexicon.rows.circumstances.circumstances;
    let hits = page.found(&page.lexicon.circumstances, from, to);
    // "Every child who has been missing twice and any child who is at risk": who has the one need not have the other.
    let kinds = |n: usize| matches!(page.word(n), "any" | "every" | "each" | "those" | "all");
    let split = (act + 1..to).find(|&n| (page.is(n, flag::AND) || page.word(n) == "or") && kinds(n + 1));
    let either = |m: &&crate::phrase::Match| {
        let there = |at: usize| split.is_some_and(|split| (at < split) != (m.whole.0 < split));
        split.is_none() || m.whole.0 < act || hits.iter().any(|o| o.owner == m.owner && o.whole.0 > act && there(o.whole.0))
    };
    let own = hits.iter().filter(|m| m.whole.0 < act || !further(m.whole.0)).filter(either);
    let mut found: Vec<Text> = own.filter_map(|m| rows.get(m.owner as usize)).map(|row| Text::from(row.id.as_str())).collect();
    found.sort();
    found.dedup();
    found
}

/// The ages of a step past a semicolon that is for those "younger" or "older" than the words before it name.
fn turned(page: &Page<'_>, (from, act): (usize, usize), (least, most): (Option<u8>, Option<u8>)) -> (Option<u8>, Option<u8>) {
    let start = (from + 1..=act).rev().find(|&n| page.before(n) >= Break::Clause).unwrap_or(from);
    match (page.word(start), least, most) {
        ("younger", Some(least), _) if start > from => (None, least.checked_sub(1)),
        ("older", _, Some(most)) if start > from => (most.checked_add(1), None),
        (_, least, most) => (least, most),
    }
}

/// What the words around say of the case of a sentence: one that goes on with "it" is of the ages that the sentence before names.
pub(super) fn carried(page: &Page<'_>, number: usize, around: &Around) -> Around {
    let mut made = around.clone();
    let (from, _) = page.tokens.sentence(number);
    let so = does_so(page, number);
    if number > 0 && goes_on_of(page, number) {
        let (start, end) = page.tokens.sentence(number - 1);
        made.narrowed = narrowed(ids(page, start, end.min(start + super::LONGEST)), &made.narrowed);
    }
    if number > 0 && !so && !matches!(page.word(from), "it" | "they" | "this") {
        // An injunction is asked for; of a child who is under one the next sentence says what is done.
        let end = |(from, to): (usize, usize)| to.min(from + super::LONGEST);
        let (own, last) = (page.tokens.sentence(number), page.tokens.sentence(number - 1));
        let here = circumstances(page, (own.0, end(own)), end(own));
        let shared = circumstances(page, (last.0, end(last)), end(last)).into_iter().filter(|id| here.contains(id)).collect();
        made.circumstances = joined(shared, &made.circumstances);
        made.circumstances = joined(of_passage(page), &made.circumstances);
    } else if number > 0 {
        let (start, end) = page.tokens.sentence(number - 1);
        if made.ages == (None, None) && page.word(from) != "this" {
            made.ages = ages(page, start, end);
        }
        let end = end.min(start + super::LONGEST);
        made.circumstances = joined(circumstances(page, (start, end), end), &made.circumstances);
    }
    made
}

/// Whether a sentence goes on with what the one before is about: "If nobody is named, the project will do so".
fn does_so(page: &Page<'_>, number: usize) -> bool {
    let (start, end) = page.tokens.sentence(number);
    (start + 1..end).any(|n| page.word(n) == "so" && matches!(page.word(n - 1), "do" | "does"))
}

/// Whether a sentence goes on with what the one before has done: "Such a place is visited. The visit looks at lighting."
fn goes_on_of(page: &Page<'_>, number: usize) -> bool {
    let ((from, _), (start, end)) = (page.tokens.sentence(number), page.tokens.sentence(number - 1));
    let word = page.word(from + 1);
    let done = matches!(word, "visit" | "meeting" | "review" | "interview" | "plan" | "assessment");
    let stem = word.get(..5).unwrap_or(word);
    page.word(from) == "the" && done && (start..end).any(|n| page.word(n).starts_with(stem))
}

/// What all of a passage is of, since its first words say so: "Younger teenagers may be hurt too".
fn of_passage(page: &Page<'_>) -> Vec<Text> {
    let (from, to) = page.tokens.sentence(0);
    // Its number is none of its words.
    let from = super::after::unlabelled(page, from, to);
    let rows = &page.lexicon.rows.circumstances.circumstances;
    let hits = page.found(&page.lexicon.circumstances, from, to.min(from + 4));
    let opens = hits.iter().filter(|m| m.whole.0 <= from + 1).filter_map(|m| rows.get(m.owner as usize));
    opens.filter(|row| row.passage).map(|row| Text::from(row.id.as_str())).collect()
}

/// The sentence before one that cannot be understood without it: one that goes on with "otherwise" or "it", or one right after words
/// that say of whom it is.
///
/// `steps` is whether the sentence before holds steps itself: then only words that point back to it ask for it.
pub(super) fn before(page: &Page<'_>, number: usize, steps: bool) -> Text {
    let (from, _) = page.tokens.sentence(number);
    let Some((start, end)) = number.checked_sub(1).map(|n| page.tokens.sentence(n)).filter(|(a, b)| b - a <= super::LONGEST) else {
        return Text::default();
    };
    let turns = ["otherwise", "it", "they", "this", "these", "that", "those", "such", "then", "its", "their"];
    let opens = turns.contains(&page.word(from)) || does_so(page, number);
    let younger = |n: usize| matches!(page.word(n), "younger" | "older" | "only" | "instead" | "otherwise");
    let narrows = || {
        ages(page, start, end) != (None, None) || !ids(page, start, end).is_empty() || page.says(&page.lexicon.circumstances, start, end)
    };
    // A sentence that says itself in what case or of whom it is needs no other.
    let own = || {
        let (from, to) = page.tokens.sentence(number);
        let to = to.min(from + super::LONGEST);
        page.is(from, flag::IF) || (from..to).any(|n| page.is(n, flag::WHO)) || !ids(page, from, to).is_empty()
    };
    // "Level 4. Social care leads."
    let labelled = end - start <= 4 && !levels(page, start, end).is_empty();
    if opens || labelled || !steps && ((start..end).any(younger) || narrows()) && !own() {
        let (all, kept) = (page.text(start, end), cut(page.source(start, end)));
        // It is shown as the sentence it is: where it is too long to be kept, the cut is marked.
        if kept.len() + 1 < all.len() { format!("{kept} …").into() } else { kept }
    } else {
        Text::default()
    }
}

/// The highest level of need that a scale has.
const HIGHEST: u8 = 6;

/// The levels of need that some words name, lowest first: "level 3 or 4", "tier 2 and above".
pub(super) fn levels(page: &Page<'_>, from: usize, to: usize) -> Vec<u8> {
    let number = |at: usize| page.number(at).and_then(|n| u8::try_from(n).ok()).filter(|n| at < to && (1..=HIGHEST).contains(n));
    let rows = &page.lexicon.rows;
    let scale = |at: usize| rows.scale.contains(page.word(at));
    let mut found = Vec::new();
    for at in from..to {
        let Some(first) = number(at + 1).filter(|_| scale(at) && page.before(at + 1) == Break::None) else { continue };
        let (mut own, mut end) = (vec![first], at + 2);
        while matches!(page.word(end), "or" | "and" | "to") && end < to {
            let next = end + 1 + usize::from(scale(end + 1));
            let Some(more) = number(next) else { break };
            own.push(more);
            end = next + 1;
        }
        if matches!(page.word(end), "or" | "and") && matches!(page.word(end + 1), "above" | "higher" | "over") {
            own.extend(first + 1..=HIGHEST);
        }
        if !rows.not_scale.contains(page.word(end)) {
            found.extend(own);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The words of the condition: before the act up to a comma, the clause on who acts, or one after the act.
fn condition(page: &Page<'_>, (from, to): (usize, usize), first: usize, act: usize) -> Option<(usize, usize)> {
    if page.is(from, flag::IF) || matches!(page.word(from), "in" | "for" | "following") {
        let comma = (from + 1..=first).rev().find(|&n| page.before(n) >= Break::Comma);
        if let Some(mut end) = comma.or_else(|| (page.is(from, flag::IF) && first > from + 2).then_some(first)) {
            while end > from + 1 && comma.is_none() && page.is(end - 1, flag::PRONOUN | flag::DET | flag::AUXILIARY) {
                end -= 1;
            }
            return Some((from, end));
        }
    }
    let who = (from..first).find(|&n| matches!(page.word(n), "who" | "whose" | "with") && n > from);
    if let Some(at) = who.filter(|at| first > at + 1 && *at <= from + 8) {
        let end = (at + 1..first).find(|&n| page.before(n) > Break::Comma).unwrap_or(first);
        return Some((from, end));
    }
    let piece = (act + 1..to).find(|&n| page.before(n) >= Break::Comma || page.word(n) == "and").unwrap_or(to);
    let after = (act + 1..piece).find(|&n| {
        page.is(n, flag::IF) && !matches!(page.word(n), "so" | "should" | "before" | "after" | "until" | "once" | "since" | "because")
    });
    after.map(|at| (at, page.clause_end(at, to)))
}

/// Concerns that some words name, those that wider ones of them cover left in.
pub(super) fn concerns(page: &Page<'_>, from: usize, to: usize) -> Vec<Text> {
    let lexicon = page.lexicon;
    let mut owners: Vec<u32> = page.found(&lexicon.concerns, from, to).iter().map(|m| m.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let ids = |n: &u32| lexicon.concern_ids.get(*n as usize).map(|id| Text::from(id.as_str()));
    // "Sexual exploitation" is no exploitation of every kind.
    let covered = |wide: &u32| {
        let covers = lexicon.concern_covers.get(*wide as usize);
        owners.iter().any(|o| lexicon.concern_ids.get(*o as usize).zip(covers).is_some_and(|(id, covers)| covers.contains(id)))
    };
    owners.iter().filter(|o| !covered(o)).filter_map(ids).collect()
}

/// Concerns that some words join to one harm, "a gang that exploits a child", in groups of which a case has one each. What is only
/// listed, by commas, "or" or "and", is in one group: where all are, there is nothing joined.
pub(super) fn joint(page: &Page<'_>, from: usize, to: usize) -> Vec<Vec<Text>> {
    let lexicon = page.lexicon;
    let id = |owner: u32| lexicon.concern_ids.get(owner as usize).map(String::as_str).unwrap_or_default();
    let covers = |wide: u32, one: u32| lexicon.concern_covers.get(wide as usize).is_some_and(|c| c.iter().any(|c| c == id(one)));
    let mut hits = page.found(&lexicon.concerns, from, to);
    let own = concerns(page, from, to);
    hits.retain(|m| own.iter().any(|c| c == id(m.owner)));
    // A panel is called by the harm that it hears of, and names none of the case.
    let named = |at: usize| page.capital(at) || page.word(at) == "and" && page.capital(at + 1);
    hits.retain(|m| !(m.whole.0 > from && page.capital(m.whole.0) && named(m.whole.1) && m.whole.1 < to));
    hits.sort_by_key(|m| (m.whole.0, m.whole.1, m.owner));
    let mut groups: Vec<Vec<u32>> = Vec::new();
    let mut last: Option<crate::phrase::Match> = None;
    for hit in hits {
        let kin = |one: u32| {
            let theme = |list: &Vec<String>| list.iter().any(|c| c == id(one)) && list.iter().any(|c| c == id(hit.owner));
            one == hit.owner || covers(one, hit.owner) || covers(hit.owner, one) || lexicon.themes.values().any(theme)
        };
        // What is named again belongs where it stood first.
        let known = groups.iter().any(|group| group.iter().any(|one| kin(*one)));
        let apart = last.as_ref().is_some_and(|before| before.whole != hit.whole && joins(page, before.whole, hit.whole));
        match groups.last_mut() {
            Some(group) if known || !apart => group.push(hit.owner),
            _ => groups.push(vec![hit.owner]),
        }
        last = Some(hit);
    }
    if groups.len() < 2 {
        return Vec::new();
    }
    groups.into_iter().map(|group| group.into_iter().map(|owner| Text::from(id(owner))).collect()).collect()
}

/// The kinds of child that some words name, each with the concerns and what only some have: "every child who has been missing twice
/// and any child who is exploited" are two. Of a remit those of its clauses too; of a step none where there is but one.
pub(super) fn kinds(page: &Page<'_>, (from, to): (usize, usize), remit: bool) -> Vec<RemitKind> {
    let kind = |n: usize| matches!(page.word(n), "any" | "every" | "each" | "those" | "all" | "children" | "child");
    let joint = |n: usize| page.is(n, flag::AND) && (kind(n + 1) || page.word(n + 1) == "for" && kind(n + 2));
    let mut starts: Vec<usize> = (from + 1..to).filter(|&n| remit && page.before(n) >= Break::Clause || joint(n)).collect();
    starts.insert(0, from);
    starts.push(to);
    let of = |pair: &[usize]| {
        let (from, to) = (*pair.first()?, *pair.get(1)?);
        // "Whether or not the child has been missing" asks nothing.
        let to = (from..to).find(|&n| page.word(n) == "whether" && page.word(n + 1) == "or").unwrap_or(to);
        let concerns = concerns(page, from, to);
        // "Three times in a month, or once overnight": either will do.
        let or = (from..to).any(|n| page.word(n) == "or" && page.before(n) == Break::Comma);
        let circumstances = if or { Vec::new() } else { circumstances(page, (from, to), to) };
        (!concerns.is_empty()).then_some(RemitKind { concerns, circumstances })
    };
    let found: Vec<RemitKind> = starts.windows(2).filter_map(of).collect();
    if remit || found.len() > 1 { found } else { Vec::new() }
}

/// Whether the words between two concerns make one harm of them.
fn joins(page: &Page<'_>, one: (usize, usize), two: (usize, usize)) -> bool {
    // "Hurt sexually by a partner" says both in the same words.
    if two.0 < one.1 {
        return true;
    }
    let whole = (one.1..=two.0).all(|n| page.before(n) < Break::Comma);
    let kinds = |n: usize| matches!(page.word(n), "any" | "every" | "each" | "those" | "all" | "child" | "children" | "young" | "pupils");
    // "A gang or a group that uses sexual violence": what is said of all that stands before.
    let of_all = |n: usize| page.is(n + 1, flag::DET) && (n + 2..two.0).any(|m| page.lexicon.rows.joins_all.contains(page.word(m)));
    // "Children in gangs and children who go missing": who is of the one need not be of the other.
    let listed = |n: usize| {
        page.word(n) == "or" && !of_all(n) || page.is(n, flag::AND) && (kinds(n + 1) || page.is(n + 1, flag::DET) && kinds(n + 2))
    };
    whole && !(one.1..two.0).any(listed) && (one.1..two.0).any(|n| page.lexicon.rows.joins.contains(page.word(n)))
}

/// What narrows the case in some words.
pub(super) fn ids(page: &Page<'_>, from: usize, to: usize) -> Vec<Text> {
    let lexicon = page.lexicon;
    let mut found: Vec<Text> = page
        .found(&lexicon.narrows, from, to)
        .iter()
        .filter_map(|m| lexicon.rows.narrows.get(m.owner as usize))
        .map(|row| Text::from(row.id.as_str()))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The ages that some words limit a case to.
pub(super) fn ages(page: &Page<'_>, from: usize, to: usize) -> (Option<u8>, Option<u8>) {
    let words = page.tokens.span(from, to).of(&page.passage.folded.text);
    if !(from..to).any(|n| page.lexicon.rows.of_age.contains(page.word(n))) {
        return (None, None);
    }
    if let Some(limit) = age_limits(words).into_iter().find(|a| !a.of_adults) {
        return (limit.least, limit.most);
    }
    // "A 16 or 17 year old", "aged 16 and 17".
    let age = |n: usize| page.number(n).and_then(|v| u8::try_from(v).ok()).filter(|v| (8..=19).contains(v));
    let pair = (from..to).find_map(|n| {
        let (one, two) = (age(n)?, age(n + 2)?);
        (matches!(page.word(n + 1), "or" | "and" | "to") && two > one && n + 2 < to).then_some((Some(one), Some(two)))
    });
    pair.unwrap_or((None, None))
}

/// Words cut to what is kept.
pub(super) fn cut(words: &str) -> Text {
    let words = words.trim().trim_end_matches([',', ';', ':']);
    if words.len() <= LONGEST {
        return squeezed(words);
    }
    let end = (0..=LONGEST).rev().find(|&n| words.is_char_boundary(n)).unwrap_or(0);
    let short = words.get(..end).unwrap_or_default();
    squeezed(short.rsplit_once(' ').map_or(short, |(head, _)| head))
}
