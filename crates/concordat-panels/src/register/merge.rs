//! What several sources say of one meeting, as one [`Meeting`].

use super::Said;
use concordat_reading::meetings::{Cadences, MeetingReader, ages, minutes};
use concordat_register::meeting::{Meeting, MeetingCorrection, Member, Part, PartReading, PartSource, Rival, Source, Standing};
use concordat_text::{Text, fold_str};
use std::collections::BTreeSet;

/// Puts together what is said of one meeting; what the correction says wins.
pub(super) fn meeting<'r>(
    said: &[Said<'_>],
    correction: Option<&MeetingCorrection>,
    cadences: &Cadences,
    reader: &dyn Fn() -> &'r MeetingReader,
) -> Meeting {
    // Terms of reference and lists of panels know best, then lists of members, then passages elsewhere.
    let mut said: Vec<Said<'_>> = said.to_vec();
    said.sort_by_key(|s| (!s.reading.terms, s.document));
    let mut made = Meeting::default();
    named(&mut made, &said, correction);
    levelled(&mut made, &said);
    for one in &said {
        sources(&mut made, *one);
    }
    seats(&mut made, &said);
    let best = |part: Part| part_of(&said, part).map(|p| p.words.to_string());
    made.remit = best(Part::Remit);
    // What can be read as so often a year is the surer reading: "the panel will meet" is said of many things.
    let often = every(&said, Part::Cadence).find(|p| cadences.a_year(&p.words).is_some());
    made.cadence = often.map(|p| p.words.to_string()).or_else(|| best(Part::Cadence));
    made.sittings_a_year = every(&said, Part::Cadence).find_map(|p| cadences.a_year(&p.words));
    // The terms' own sentence, though it speaks of how often too, is surer than "half a day" in a list of panels.
    made.minutes = said.iter().find_map(|one| {
        let one = std::slice::from_ref(one);
        every(one, Part::Length).chain(every(one, Part::Cadence)).find_map(|p| minutes(&p.words))
    });
    made.rivals = rivals(&made, &said, cadences);
    made.quorum = best(Part::Quorum);
    made.reports_to = best(Part::ReportsTo);
    made.referral = (best(Part::ReferralIn), best(Part::ReferralOut));
    made.review = best(Part::Review);
    if made.chair.is_none() {
        made.chair = part_of(&said, Part::Chair).and_then(|p| chair_in(&p.words, &made.members));
    }
    if let Some(correction) = correction {
        corrected(&mut made, correction, cadences, reader);
    }
    made
}

/// By how much of what is taken another source must say otherwise: every four weeks is monthly, and half an hour of four hours is something else.
const APART: f64 = 0.1;

/// What other terms and lists say of how often a meeting sits and how long, where it is something else.
fn rivals(made: &Meeting, said: &[Said<'_>], cadences: &Cadences) -> Vec<Rival> {
    let taken = [(Part::Cadence, made.sittings_a_year), (Part::Length, made.minutes.map(f64::from))];
    let mut found = Vec::new();
    for one in said.iter().filter(|s| s.reading.terms) {
        for (part, taken) in taken.iter().filter_map(|(part, taken)| Some((*part, (*taken)?))) {
            let value = |p: &PartReading| match part {
                Part::Cadence => cadences.a_year(&p.words),
                _ => minutes(&p.words).map(f64::from),
            };
            let own = std::slice::from_ref(one);
            // A source that says it the same way somewhere does not contradict it.
            let values: Vec<(f64, &PartReading)> = every(own, part).filter_map(|p| Some((value(p)?, p))).collect();
            let apart = |value: f64| (value - taken).abs() > APART * taken;
            if values.iter().all(|(value, _)| apart(*value))
                && let Some((value, reading)) = values.first()
            {
                found.push(Rival { part, value: *value, evidence: one.at(&reading.anchor) });
            }
        }
    }
    found
}

/// What is said of a part, settled, in order of source.
fn every<'a>(said: &'a [Said<'a>], part: Part) -> impl Iterator<Item = &'a PartReading> {
    said.iter().flat_map(|s| &s.reading.parts).filter(move |p| p.part == part && p.settled)
}

fn part_of<'a>(said: &'a [Said<'a>], part: Part) -> Option<&'a PartReading> {
    every(said, part).next()
}

fn named(made: &mut Meeting, said: &[Said<'_>], correction: Option<&MeetingCorrection>) {
    let mut names: Vec<String> = Vec::new();
    for one in said {
        names.push(one.reading.name.to_string());
        made.acronym = made.acronym.take().or_else(|| one.reading.acronym.as_ref().map(Text::to_string));
    }
    let full = names.iter().find(|n| n.contains(' ')).or_else(|| names.first()).cloned();
    made.name = full.or_else(|| correction.map(|c| c.name.clone())).unwrap_or_default();
    if let Some(correction) = correction {
        names.extend([correction.name.clone()].into_iter().chain(correction.also.iter().cloned()));
        // Where the settings give what a document calls it as another of its names, theirs is the name.
        if correction.name.contains(' ') && correction.also.iter().any(|other| fold_str(other) == fold_str(&made.name)) {
            names.push(std::mem::replace(&mut made.name, correction.name.clone()));
        }
    }
    names.extend(said.iter().flat_map(|s| s.reading.also.iter().map(Text::to_string)));
    let own = |made: &Meeting, name: &String| fold_str(name) == fold_str(&made.name) || made.acronym.as_deref() == Some(name);
    // Hundreds of passages may speak of one panel under one name, which need not be looked at each time.
    let mut met = BTreeSet::new();
    names.retain(|name| met.insert(name.clone()));
    let mut seen = BTreeSet::new();
    names.retain(|name| !own(made, name) && seen.insert(fold_str(name)));
    made.also = names;
    if made.acronym.as_deref() == Some(made.name.as_str()) {
        // A name that is all letters is no name and letters besides.
        made.acronym = Some(made.name.clone());
    }
}

/// Level, themes, ages, contexts and what is taken: from the terms where there are any, else from what is said elsewhere.
fn levelled(made: &mut Meeting, said: &[Said<'_>]) {
    let tells = |s: &&Said<'_>| s.reading.parts.iter().any(|p| p.part == Part::Remit && p.settled);
    let told: Vec<&Said<'_>> = said.iter().filter(|s| s.reading.terms).filter(tells).collect();
    let told = if told.is_empty() { said.iter().collect() } else { told };
    let explicit = said.iter().filter(|s| s.reading.parts.iter().any(|p| p.part == Part::Level)).find_map(|s| s.reading.level);
    made.level = explicit.or_else(|| told.iter().chain(&said.iter().collect::<Vec<_>>()).find_map(|s| s.reading.level));
    for one in told {
        let reading = one.reading;
        extend(&mut made.themes, &reading.themes);
        extend(&mut made.remit_themes, &reading.remit_themes);
        extend(&mut made.takes, &reading.takes);
        let contexts: Vec<String> = reading.contexts.iter().map(Text::to_string).collect();
        extend(&mut made.contexts, &contexts);
        made.ages = (made.ages.0.or(reading.ages.0), made.ages.1.or(reading.ages.1));
    }
    if made.themes.is_empty() {
        said.iter().for_each(|s| extend(&mut made.themes, &s.reading.themes));
    }
}

fn extend<T: Clone + PartialEq>(held: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !held.contains(one) {
            held.push(one.clone());
        }
    }
}

/// What one source says of the parts, and what it lacks.
fn sources(made: &mut Meeting, one: Said<'_>) {
    let reading = one.reading;
    made.sources.push(Source::Words(one.at(&reading.anchor)));
    for part in &reading.parts {
        let standing = if part.settled { Standing::Settled } else { Standing::Open };
        made.parts.push(PartSource { part: part.part, standing, evidence: one.at(&part.anchor) });
    }
    for part in &reading.lacking {
        made.parts.push(PartSource { part: *part, standing: Standing::Lacking, evidence: one.at(&reading.anchor) });
    }
}

/// Who sits at it: from the source that lists most, since two lists of one panel are seldom of different people.
fn seats(made: &mut Meeting, said: &[Said<'_>]) {
    let Some(best) = said.iter().enumerate().max_by_key(|(n, s)| (s.reading.members.len(), std::cmp::Reverse(*n))).map(|(_, s)| s) else {
        return;
    };
    let mut sectors = BTreeSet::new();
    for seat in &best.reading.members {
        let mut member = seat.member.clone();
        if member.person.is_none() {
            member.person = person_of(&member, best, said);
        }
        made.members.push(member);
        made.members_at.push(best.at(&seat.anchor));
        made.unplaced += usize::from(seat.sectors.is_empty());
        sectors.extend(seat.sectors.iter().map(Text::to_string));
        if seat.chair && made.chair.is_none() {
            made.chair = Some(seat.member.clone());
        }
    }
    made.sectors = sectors.into_iter().collect();
}

/// Who holds a post of which one list gives the holder and the fuller list does not; none where two are given.
fn person_of(member: &Member, best: &Said<'_>, said: &[Said<'_>]) -> Option<Text> {
    let folded = |text: &Option<Text>| text.as_ref().map(|t| fold_str(t)).filter(|t| !t.is_empty());
    let post = folded(&member.role)?;
    let agency = folded(&member.agency);
    let times = |members: &mut dyn Iterator<Item = &Member>| {
        members.filter(|m| folded(&m.role).as_ref() == Some(&post) && folded(&m.agency) == agency).count()
    };
    // Two seats of one post are two people, and nobody says who sits in which.
    if times(&mut best.reading.members.iter().map(|m| &m.member)) > 1 {
        return None;
    }
    let others = said.iter().filter(|s| s.document != best.document).flat_map(|s| &s.reading.members).map(|m| &m.member);
    let held = others.filter(|m| folded(&m.role).as_ref() == Some(&post) && folded(&m.agency) == agency);
    let mut people: Vec<&Text> = held.filter_map(|m| m.person.as_ref()).collect();
    people.sort();
    people.dedup();
    if let [one] = people.as_slice() { Some((*one).clone()) } else { None }
}

/// Who takes the chair, from what is said of it; where they are one of the members, as the member.
fn chair_in(words: &str, members: &[Member]) -> Option<Member> {
    let folded = words.to_ascii_lowercase();
    let verbs = ["chaired by ", "the chair is ", "the chair will be ", "chair: "];
    let after = verbs.iter().filter_map(|v| folded.find(v).map(|at| at + v.len())).min();
    let bare = words.get(after.unwrap_or(0)..).unwrap_or(words);
    let bare = bare
        .split(['.', ';', '\n'])
        .next()
        .filter(|b| b.len() > 3)
        .unwrap_or(bare)
        .trim()
        .trim_start_matches("the ")
        .trim_start_matches("a ");
    let same = |m: &&Member| m.person.as_deref().is_some_and(|p| bare.ends_with(p) || bare.contains(p) || p.ends_with(bare));
    if let Some(member) = members.iter().find(same) {
        return Some(member.clone());
    }
    // A chair may be a name or a post; nothing is lost by keeping it as it stands.
    (!bare.is_empty() && bare.len() < 200).then(|| Member { role: Some(bare.into()), ..Member::default() })
}

/// What `concordat.toml` says wins.
fn corrected<'r>(made: &mut Meeting, said: &MeetingCorrection, cadences: &Cadences, reader: &dyn Fn() -> &'r MeetingReader) {
    made.sources.push(Source::Settings);
    let mut keys = Vec::new();
    macro_rules! take {
        ($($field:ident),+) => {$(if let Some(value) = &said.$field {
            made.$field = Some(value.clone());
            keys.push(stringify!($field));
        })+};
    }
    take!(acronym, level, chair, quorum, reports_to, review, minutes);
    if let Some(remit) = &said.remit {
        made.remit = Some(remit.clone());
        made.remit_themes = reader().themes(remit);
        made.themes.clone_from(&made.remit_themes);
        made.takes = reader().takes(remit);
        made.ages = ages(remit);
        keys.push("remit");
    }
    if let Some(themes) = &said.themes {
        made.themes.clone_from(themes);
        made.remit_themes.clone_from(themes);
        keys.push("themes");
    }
    if let Some(ages) = said.ages {
        made.ages = ages;
        keys.push("ages");
    }
    if let Some(contexts) = &said.contexts {
        made.contexts.clone_from(contexts);
        keys.push("contexts");
    }
    if let Some(members) = &said.members {
        made.members.clone_from(members);
        made.members_at.clear();
        let placed: Vec<Vec<Text>> = members.iter().map(|m| reader().sectors_of(m)).collect();
        made.unplaced = placed.iter().filter(|sectors| sectors.is_empty()).count();
        made.sectors = placed.iter().flatten().map(Text::to_string).collect::<BTreeSet<String>>().into_iter().collect();
        keys.push("members");
    }
    if let Some(cadence) = &said.cadence {
        made.cadence = Some(cadence.clone());
        made.sittings_a_year = cadences.a_year(cadence);
        keys.push("cadence");
    }
    if let Some(sittings) = said.sittings_a_year {
        made.sittings_a_year = Some(sittings);
        keys.push("sittings_a_year");
    }
    settle(made, &keys);
    let given = |part: Part| match part {
        Part::Cadence => keys.iter().any(|key| matches!(*key, "cadence" | "sittings_a_year")),
        _ => keys.contains(&"minutes"),
    };
    made.rivals.retain(|rival| !given(rival.part));
    made.corrected = keys;
}

/// What `concordat.toml` gives is settled, whatever another source leaves open.
fn settle(made: &mut Meeting, keys: &[&'static str]) {
    let given: Vec<Part> = keys
        .iter()
        .filter_map(|key| match *key {
            "remit" => Some(Part::Remit),
            "chair" => Some(Part::Chair),
            "members" => Some(Part::Membership),
            "cadence" | "sittings_a_year" => Some(Part::Cadence),
            "quorum" => Some(Part::Quorum),
            "reports_to" => Some(Part::ReportsTo),
            "review" => Some(Part::Review),
            _ => None,
        })
        .collect();
    made.parts.retain(|p| p.standing == Standing::Settled || !given.contains(&p.part));
}
