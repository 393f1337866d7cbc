//! Limits of time among words: "within one working day of the decision", "the same day", "72 hours of return".

use super::lexicon::flag;
use super::page::Page;
use crate::phrase::Break;
use concordat_register::route::{By, Limit, Unit};

/// A limit and its words, first and one past the last.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) limit: Limit,
}

/// Words after a limit in which the event it starts from is looked for.
const EVENT: usize = 7;

/// Whether a limit is that of a narrower case beside: ", or at once if harm is suspected".
pub(super) fn is_for_some(page: &Page<'_>, found: &Found) -> bool {
    found.from.checked_sub(1).is_some_and(|n| page.word(n) == "or") && page.is(found.to, flag::IF)
}

/// Every limit in `from..to`, in order of place.
pub(super) fn limits(page: &Page<'_>, from: usize, to: usize, bare: bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = from;
    while at < to {
        if let Some(one) = counted(page, at, from, to, bare) {
            at = one.to;
            found.push(one);
        } else {
            at += 1;
        }
    }
    for hit in page.found(&page.lexicon.phrases, from, to) {
        let inside = found.iter().any(|f: &Found| f.from < hit.whole.1 && hit.whole.0 < f.to);
        let Some(unit) = page.lexicon.units.get(hit.owner as usize).copied().filter(|_| !inside) else { continue };
        // "Not later than the working day after" is a limit, "not immediately" is none.
        if hit.whole.0 > from && page.is(hit.whole.0 - 1, flag::NOT) && page.word(hit.whole.0) != "later" {
            continue;
        }
        let amount = u16::from(matches!(unit, Unit::NextDay | Unit::WorkingDays));
        // "By noon on the day before" has a time too, though nobody can tell of which day.
        let ahead = unit == Unit::Open && page.word(hit.whole.1 - 1) == "before";
        let day = ahead || matches!(unit, Unit::NextDay | Unit::SameDay | Unit::WorkingDays);
        let (by, (start, stop)) = if day { time_of_day(page, hit.whole, from, to) } else { (None, hit.whole) };
        // "As soon as enquiries have failed": what it waits for is a part of it.
        let on = page.lexicon.rows.phrases.get(hit.owner as usize).is_some_and(|(unit, _)| unit == "open-clause");
        let stop = if on { (stop..to).find(|&n| page.before(n) > Break::None).unwrap_or(to) } else { stop };
        let limit = Limit { text: page.text(start, stop), amount, unit, from: None, by };
        // "Before registration the next morning" is one limit, and "before registration" a part of it.
        found.retain(|f| f.from < start || stop < f.to);
        found.push(Found { from: start, to: stop, limit });
    }
    found.sort_by_key(|f| f.from);
    found
}

/// A number with a unit that is said as a limit: after "within", "in", "no later than", or before "of" and "after". `bare` where a
/// number and a unit alone are one, as in a column of limits.
fn counted(page: &Page<'_>, at: usize, from: usize, to: usize, bare: bool) -> Option<Found> {
    let amount = page.number(at).filter(|&n| n > 0 && n <= 400)?;
    let (unit, end) = unit(page, at + 1, to)?;
    if let Some(ahead) = ahead(page, at, end, to) {
        return Some(ahead);
    }
    let led = lead(page, at, from);
    let after = matches!(page.word(end), "of" | "after" | "from" | "following") && end < to && page.before(end) == Break::None;
    let alone = bare && at.checked_sub(1).filter(|&b| b >= from).is_none_or(|b| page.word(b) != "in");
    if led.is_none() && !after && !alone {
        return None;
    }
    let start = led.unwrap_or(at);
    let event = event(page, end, to);
    let stop = event.as_ref().map_or(end, |(_, stop)| *stop);
    let limit = Limit { text: page.text(start, stop), amount, unit, from: event.map(|(id, _)| id.into()), by: None };
    Some(Found { from: start, to: stop, limit })
}

/// A time that is counted back from what comes later: "two working days before the conference". No day can be worked out from it, and
/// the words stand.
fn ahead(page: &Page<'_>, at: usize, end: usize, to: usize) -> Option<Found> {
    if page.word(end) != "before" || end >= to || page.before(end) != Break::None {
        return None;
    }
    let stop = (end + 1..to).find(|&n| page.before(n) > Break::None).unwrap_or(to).min(end + EVENT);
    let hit = page.found(&page.lexicon.events, end + 1, stop).into_iter().min_by_key(|m| (m.whole.0, std::cmp::Reverse(m.whole.1)))?;
    let id = page.lexicon.rows.events.get(hit.owner as usize)?.id.as_str().into();
    let limit = Limit { text: page.text(at, hit.whole.1), amount: 0, unit: Unit::Open, from: Some(id), by: None };
    Some(Found { from: at, to: hit.whole.1, limit })
}

/// The time of the day that stands with words for a day, "by nine the next morning", "before registration the next day", and the words
/// with it.
fn time_of_day(page: &Page<'_>, hit: (usize, usize), from: usize, to: usize) -> (Option<By>, (usize, usize)) {
    let first = (hit.0.saturating_sub(BESIDE).max(from)..=hit.0).rev();
    let led = { first }.find(|&n| matches!(page.word(n), "by" | "before") && (n + 1..=hit.0).all(|m| page.before(m) <= Break::None));
    let Some(led) = led else {
        // "The next working day by noon".
        let after = (hit.1..to.min(hit.1 + 2)).find(|&n| matches!(page.word(n), "by" | "before") && page.before(n) == Break::None);
        let told = after.and_then(|n| Some((n, clock(page, n + 1, to.min(n + 4))?)));
        return told.map_or((None, hit), |(_, (by, stop))| (Some(By::Minute(by)), (hit.0, stop)));
    };
    if (led..hit.1).any(|n| page.lexicon.rows.opening.contains(page.word(n))) {
        return (Some(By::Opening), (led.min(hit.0), hit.1));
    }
    match clock(page, led + 1, hit.1) {
        Some((by, stop)) => (Some(By::Minute(by)), (led.min(hit.0), hit.1.max(stop))),
        // "By the panel on the same day".
        None => (None, hit),
    }
}

/// Words before a day in which its time is looked for.
const BESIDE: usize = 5;

/// A time by the clock among some words, in minutes since midnight, and one past it: "noon", "9am", "17:00", "nine" of a morning.
fn clock(page: &Page<'_>, from: usize, to: usize) -> Option<(u16, usize)> {
    (from..to).find_map(|at| {
        let word = page.word(at);
        if matches!(word, "noon" | "midday") {
            return Some((12 * 60, at + 1));
        }
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = word.get(digits.len()..).unwrap_or_default();
        let (hour, half) = match (suffix, digits.parse::<u16>().ok()) {
            ("am" | "pm", Some(hour)) => (hour, suffix),
            _ => (page.number(at)?, page.word(at + 1)),
        };
        let part = page.number(at + 1).filter(|&m| m < 60 && page.source(at, at + 2).contains([':', '.']));
        let half = if part.is_some() { page.word(at + 2) } else { half };
        let morning = (at..to + 4).any(|n| page.word(n) == "morning");
        let hour = match half {
            "pm" if hour < 12 => hour + 12,
            "am" if hour == 12 => 0,
            "am" | "pm" | "o'clock" => hour,
            _ if part.is_some() || morning => hour,
            _ => return None,
        };
        let stop = at + 1 + usize::from(part.is_some()) + usize::from(matches!(half, "am" | "pm" | "o'clock") && suffix.is_empty());
        (hour < 24).then_some((hour * 60 + part.unwrap_or(0), stop))
    })
}

/// The unit that stands at `at`, and one past it.
fn unit(page: &Page<'_>, at: usize, to: usize) -> Option<(Unit, usize)> {
    let (kind, at) = match page.word(at) {
        "working" | "school" | "business" => (Some(Unit::WorkingDays), at + 1),
        "calendar" | "full" | "clear" => (None, at + 1),
        _ => (None, at),
    };
    if at >= to || page.before(at) > Break::None {
        return None;
    }
    let unit = match page.word(at) {
        "minute" | "minutes" | "mins" => Unit::Minutes,
        "hour" | "hours" | "hrs" => Unit::Hours,
        "day" | "days" => kind.unwrap_or(Unit::Days),
        "week" | "weeks" => Unit::Weeks,
        "month" | "months" => Unit::Months,
        _ => return None,
    };
    Some((unit, at + 1))
}

/// Where the words begin that make what follows a limit.
fn lead(page: &Page<'_>, at: usize, from: usize) -> Option<usize> {
    let back = |n: usize| at.checked_sub(n).filter(|&p| p >= from).map_or("", |p| page.word(p));
    match (back(3), back(2), back(1)) {
        (_, _, "within" | "inside") => Some(at - 1),
        ("later" | "more" | "longer" | "not", "than", _) | ("no" | "not", "later" | "more", "than") => Some(at.saturating_sub(3).max(from)),
        // "For no longer than a day" is how long something may last.
        ("no" | "not", "longer", "than") if back(4) != "for" => Some(at.saturating_sub(3).max(from)),
        (_, "within", "the" | "a" | "about" | "those" | "first") => Some(at - 2),
        (_, "within" | "in", "maximum") => Some(at - 2),
        (_, "more" | "times" | "twice" | "once" | "episodes" | "less", "in") => None,
        (_, _, "in" | "by" | "maximum" | "max") => Some(at - 1),
        (_, "at", "most") | (_, "up", "to") => Some(at - 2),
        _ => None,
    }
}

/// The event after a limit, by its id, and one past its words.
fn event(page: &Page<'_>, at: usize, to: usize) -> Option<(String, usize)> {
    if at >= to || !matches!(page.word(at), "of" | "after" | "from" | "following" | "to") || page.before(at) != Break::None {
        return None;
    }
    let stop = (at + 1..to).find(|&n| page.before(n) > Break::None).unwrap_or(to).min(at + EVENT);
    let hit = page.found(&page.lexicon.events, at + 1, stop).into_iter().min_by_key(|m| (m.whole.0, std::cmp::Reverse(m.whole.1)))?;
    let id = page.lexicon.rows.events.get(hit.owner as usize)?.id.clone();
    Some((id, hit.whole.1))
}
