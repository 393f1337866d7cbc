//! How often a meeting sits, for how long, and which ages it takes, as numbers.

use super::words::Phrases;
use concordat_standard::Standard;
use concordat_text::{fold_str, words};

/// Weeks of a year.
const WEEKS: f64 = 52.0;
/// Minutes that a sitting may be said to last, at most: a whole day.
const LONGEST: u32 = 600;
/// Ages above this are no age that a panel for young people is given.
const OLDEST: u8 = 30;

/// Reads how often meetings sit.
#[derive(Debug)]
pub struct Cadences {
    words: Phrases,
    years: Vec<f64>,
}

impl Cadences {
    /// Made once from a standard.
    #[must_use]
    pub fn new(standard: &Standard) -> Self {
        let rows = &standard.terms.cadences;
        Self { words: Phrases::lists(rows.iter().map(|c| &c.words)), years: rows.iter().map(|c| c.year).collect() }
    }

    /// Sittings a year of what is said: "every three weeks" is 17.3. The first that is said counts.
    #[must_use]
    pub fn a_year(&self, said: &str) -> Option<f64> {
        let folded = fold_str(said);
        let ruled = by_rule(&folded);
        let listed = self.words.find(&folded).next().and_then(|h| Some((h.start, *self.years.get(usize::from(h.owner))?)));
        match (ruled, listed) {
            (Some((at, year)), Some((listed_at, listed))) => Some(if at <= listed_at { year } else { listed }),
            (ruled, listed) => ruled.or(listed).or_else(|| by_weekday(&folded)).map(|(_, year)| year),
        }
    }
}

/// A number in figures or words, up to twelve in words.
fn number(word: &str) -> Option<f64> {
    const NAMES: [&str; 13] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let named = NAMES.iter().position(|n| *n == word).filter(|&n| n > 0).and_then(|n| u8::try_from(n).ok()).map(f64::from);
    named.or_else(|| word.parse().ok().filter(|n: &f64| *n > 0.0 && *n < 400.0))
}

/// "Every second Tuesday", "first and third Monday", "Fridays": sittings a year by days of the week.
fn by_weekday(folded: &str) -> Option<(usize, f64)> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const ORDINALS: [&str; 10] = ["first", "second", "third", "fourth", "last", "1st", "2nd", "3rd", "4th", "final"];
    let all: Vec<_> = words(folded).collect();
    let word = |n: Option<usize>| n.and_then(|n| all.get(n)).map_or("", |w| w.text);
    let at = all.iter().position(|w| DAYS.contains(&w.text.trim_end_matches('s')))?;
    let start = all.get(at)?.span.start();
    let (before, earlier) = (word(at.checked_sub(1)), word(at.checked_sub(2)));
    let ordinal = |w: &str| ORDINALS.contains(&w);
    let year = match (earlier, before) {
        ("every" | "each", "other" | "second" | "2nd" | "alternate") | (_, "alternate") => 26.0,
        ("every" | "each", "third" | "3rd") => WEEKS / 3.0,
        ("every" | "each", "fourth" | "4th") => WEEKS / 4.0,
        ("and" | "&", now) if ordinal(now) && ordinal(word(at.checked_sub(3))) => 24.0,
        (_, now) if ordinal(now) => 12.0,
        (_, "every" | "each") => WEEKS,
        _ if all.get(at)?.text.ends_with("days") => WEEKS,
        _ => return None,
    };
    Some((start, year))
}

/// "Every four weeks", "every 2 months", "six times a year", "three meetings a year".
fn by_rule(folded: &str) -> Option<(usize, f64)> {
    let all: Vec<_> = words(folded).collect();
    let word = |n: usize| all.get(n).map_or("", |w| w.text);
    (0..all.len()).find_map(|n| {
        let at = all.get(n)?.span.start();
        let count = || number(word(n + 1));
        if matches!(word(n), "every" | "each") {
            let per = match word(n + 2) {
                "day" | "days" => WEEKS * 7.0,
                "week" | "weeks" => WEEKS,
                "month" | "months" => 12.0,
                _ => return None,
            };
            return count().map(|c| (at, per / c));
        }
        if let Some(year) = in_one_word(word(n), word(n + 1)) {
            return Some((at, year));
        }
        let times = number(word(n)).filter(|_| matches!(word(n + 1), "times" | "meetings" | "sittings"))?;
        let per = if matches!(word(n + 2), "a" | "per" | "each" | "every" | "in") { word(n + 3) } else { word(n + 2) };
        let per = if per == "a" || per == "the" { word(n + 4) } else { per };
        match per {
            "year" | "annually" | "yearly" => Some((at, times)),
            "month" => Some((at, times * 12.0)),
            "week" => Some((at, times * WEEKS)),
            _ => None,
        }
    })
}

/// "6 weekly", "6-weekly", "three monthly": sittings a year.
fn in_one_word(first: &str, second: &str) -> Option<f64> {
    let (count, unit) = first.split_once('-').unwrap_or((first, second));
    let per = match unit {
        "weekly" => WEEKS,
        "monthly" => 12.0,
        _ => return None,
    };
    number(count).map(|count| per / count)
}

/// Minutes of a sitting: "two hours", "2½ hrs", "1 hour 45 minutes", "10am to 12 noon", "half a day".
#[must_use]
pub fn minutes(said: &str) -> Option<u32> {
    let folded = fold_str(&in_figures(said));
    if let Some(span) = clock_span(&folded) {
        return Some(span);
    }
    let all: Vec<_> = words(&folded).collect();
    let found = (0..all.len()).find_map(|n| {
        let word = |n: usize| all.get(n).map_or("", |w| w.text);
        let rest: Vec<&str> = (n + 1..n + 8).map(word).collect();
        let count = decimal(&folded, all.get(n)?.span.start()).or_else(|| number(word(n)));
        hours_from(count, word(n), &rest).map(|hours| hours * 60.0).or_else(|| minutes_from(count, word(n), &rest))
    })?;
    whole(found).filter(|&m| (10..=LONGEST).contains(&m))
}

/// Hours that begin with `first`, whose number is `count`: "2.5 hours", "one and a half hours", "an hour and a quarter", "half a day".
fn hours_from(count: Option<f64>, first: &str, rest: &[&str]) -> Option<f64> {
    let is_hour = |word: &str| matches!(word, "hour" | "hours" | "hrs" | "hr");
    match (first, rest) {
        ("half", ["a", "day", ..] | ["day", ..]) | ("a", ["morning", ..]) | ("an", ["afternoon", ..]) => return Some(3.0),
        ("all" | "whole" | "full", ["day", ..]) => return Some(6.0),
        ("half", ["an", "hour", ..]) => return Some(0.5),
        ("quarters", ["of", "an", "hour", ..]) | ("three-quarters", ["of", "an", "hour", ..]) => return Some(0.75),
        _ => {}
    }
    let count = count.or(matches!(first, "an" | "one").then_some(1.0))?;
    match rest {
        // "Two hours", "two hours and a half", "1 hour 45 minutes".
        [unit, rest @ ..] if is_hour(unit) => {
            let over = match rest {
                ["and", rest @ ..] => part_of_one(rest).map(|(part, _)| part).or_else(|| minutes_after(rest)),
                rest => minutes_after(rest),
            };
            Some(count + over.unwrap_or(0.0))
        }
        // "Two and three quarter hours".
        ["and", rest @ ..] => part_of_one(rest).filter(|(_, rest)| rest.first().is_some_and(|w| is_hour(w))).map(|(part, _)| count + part),
        _ => None,
    }
}

/// Minutes after hours, as part of an hour.
fn minutes_after(rest: &[&str]) -> Option<f64> {
    match rest {
        [figures, "minutes" | "mins" | "minute" | "min", ..] => figures.parse().ok().or_else(|| tens(figures)).map(|m: f64| m / 60.0),
        _ => None,
    }
}

/// "A half", "a quarter", "three quarters", and what stands after it.
fn part_of_one<'r, 'w>(rest: &'r [&'w str]) -> Option<(f64, &'r [&'w str])> {
    match rest {
        ["a", "half", rest @ ..] => Some((0.5, rest)),
        ["a", "quarter", rest @ ..] => Some((0.25, rest)),
        ["three", "quarter" | "quarters", rest @ ..] | ["three-quarter" | "three-quarters", rest @ ..] => Some((0.75, rest)),
        _ => None,
    }
}

fn minutes_from(count: Option<f64>, first: &str, rest: &[&str]) -> Option<f64> {
    matches!(rest.first(), Some(&("minutes" | "mins" | "minute"))).then(|| count.or_else(|| tens(first))).flatten()
}

/// Tens in words, as minutes are told in.
fn tens(word: &str) -> Option<f64> {
    const TENS: [(&str, f64); 7] =
        [("fifteen", 15.0), ("twenty", 20.0), ("thirty", 30.0), ("forty", 40.0), ("forty-five", 45.0), ("sixty", 60.0), ("ninety", 90.0)];
    TENS.iter().find(|(name, _)| *name == word).map(|(_, minutes)| *minutes)
}

/// Vulgar fractions as decimals, and units parted from their figures: "2½hrs" and "2 1/2hrs" are "2.5 hrs".
fn in_figures(said: &str) -> String {
    const SIGNS: [(&str, &str); 6] =
        [("\u{bd}", ".5"), ("\u{bc}", ".25"), ("\u{be}", ".75"), ("1/2", ".5"), ("1/4", ".25"), ("3/4", ".75")];
    let mut out = said.to_owned();
    for (sign, part) in SIGNS {
        while let Some((before, after)) = out.split_once(sign) {
            let bare = before.trim_end_matches(' ');
            let (bare, nought) = if bare.ends_with(|c: char| c.is_ascii_digit()) { (bare, "") } else { (before, "0") };
            out = format!("{bare}{nought}{part} {}", after.trim_start());
        }
    }
    let mut parted = String::with_capacity(out.len() + 2);
    let mut figure = false;
    for letter in out.chars() {
        // A length is written close to its unit: "90mins", "2hrs". A clock's "am" and "pm" are found either way.
        if figure && matches!(letter, 'h' | 'H' | 'm' | 'M') {
            parted.push(' ');
        }
        figure = letter.is_ascii_digit();
        parted.push(letter);
    }
    parted
}

/// A decimal number that has the digits at byte `at`: "1.5".
fn decimal(folded: &str, at: usize) -> Option<f64> {
    let before = folded.get(..at)?.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rest = folded.get(before.len()..)?;
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok().filter(|n: &f64| *n > 0.0 && *n <= 600.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held within 0 and 100,000 just before")]
fn whole(number: f64) -> Option<u32> {
    (0.0..100_000.0).contains(&number).then(|| number.round() as u32)
}

/// Minutes between two times of the clock: "9.30am to 11.30am", "14:00-16:00", "10am - 12 noon".
fn clock_span(folded: &str) -> Option<u32> {
    let mut times = Vec::new();
    let bytes = folded.as_bytes();
    let mut at = 0;
    while let Some(start) = folded.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|n| n + at) {
        let digits = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
        let hours = digits(start);
        let mut end = start + hours;
        let hour: u32 = folded.get(start..end).and_then(|t| t.parse().ok()).unwrap_or(99);
        let mut minute = 0;
        let mut marked = false;
        if matches!(bytes.get(end), Some(b':' | b'.')) && digits(end + 1) == 2 {
            minute = folded.get(end + 1..end + 3).and_then(|t| t.parse().ok()).unwrap_or(99);
            marked = bytes.get(end) == Some(&b':');
            end += 3;
        }
        let rest = folded.get(end..).unwrap_or_default().trim_start();
        let half = ["am", "pm", "noon", "midday"].into_iter().find(|h| rest.starts_with(h));
        if hours <= 2 && hour < 24 && minute < 60 && !(bytes.get(start.wrapping_sub(1)).is_some_and(u8::is_ascii_alphanumeric)) {
            times.push((start, end, hour, minute, half, marked));
        }
        at = end.max(start + 1);
    }
    times.windows(2).find_map(|pair| {
        let [(_, end, h1, m1, half1, marked1), (start, _, h2, m2, half2, marked2)] = pair else { return None };
        let between = folded.get(*end..*start)?.trim().trim_start_matches(|c: char| c.is_ascii_alphabetic() && c != 't').trim();
        let joined = matches!(between, "to" | "-" | "until" | "till" | "t" | "") || between.ends_with('-') || between.ends_with("to");
        let told = half1.is_some() || half2.is_some() || (*marked1 && *marked2);
        if !joined || !told {
            return None;
        }
        let of = |hour: u32, minute: u32, half: Option<&str>| match half {
            Some("pm") if hour < 12 => (hour + 12) * 60 + minute,
            _ => hour * 60 + minute,
        };
        let mut from = of(*h1, *m1, *half1);
        let to = of(*h2, *m2, *half2);
        if half1.is_none() && *half2 == Some("pm") && *h1 < 12 && from + 12 * 60 < to {
            from += 12 * 60;
        }
        to.checked_sub(from).filter(|m| (10..=LONGEST).contains(m))
    })
}

/// Lowest and highest age that words give, in years: "aged 10 to 17", "under 18", "16 and over".
#[must_use]
pub fn ages(said: &str) -> (Option<u8>, Option<u8>) {
    let folded = fold_str(said);
    let all: Vec<_> = words(&folded).collect();
    let word = |n: usize| all.get(n).map_or("", |w| w.text);
    let age = |n: usize| {
        let text = word(n).trim_end_matches("-year-olds").trim_end_matches("-year-old").trim_end_matches('s');
        text.parse::<u8>().ok().filter(|a| *a <= OLDEST)
    };
    let pair = |n: usize| word(n).split_once('-').and_then(|(a, b)| Some((a.parse::<u8>().ok()?, b.parse::<u8>().ok()?)));
    let speaks = |n: usize| {
        let near = n.saturating_sub(3)..n + 5;
        near.into_iter().any(|m| matches!(word(m), "aged" | "age" | "ages" | "year" | "years" | "olds" | "old" | "birthday"))
    };
    for n in 0..all.len() {
        if let Some((low, high)) = pair(n).filter(|(a, b)| a < b && *b <= OLDEST)
            && (speaks(n) || all.len() <= 3)
        {
            return (Some(low), Some(high));
        }
        let Some(first) = age(n) else { continue };
        if matches!(word(n + 1), "to" | "and" | "until" | "up")
            && let Some(second) = age(n + 2).or_else(|| age(n + 3)).filter(|&second| second > first)
            && (speaks(n) || all.len() <= 4)
        {
            return (Some(first), Some(second));
        }
        match n.checked_sub(1).map(word) {
            Some("under") => return (None, first.checked_sub(1)),
            Some("over") => return (first.checked_add(1), None),
            _ => {}
        }
        if speaks(n) || word(n + 1) == "plus" {
            match (word(n + 1), word(n + 2)) {
                ("and" | "or", "over" | "above" | "older") | ("plus", _) => return (Some(first), None),
                ("and" | "or", "under" | "below" | "younger") => return (None, Some(first)),
                _ => {}
            }
        }
    }
    // Of the two plain forms only the second is of a mark: "16+".
    let plus = folded.find('+').and_then(|at| folded.get(..at)?.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse::<u8>().ok());
    (plus.filter(|a| *a <= OLDEST), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cadences_are_read() {
        let cadences = Cadences::new(&Standard::peer_on_peer_abuse().unwrap());
        for (said, year) in [
            ("Every two weeks (Tuesday)", 26.0),
            ("Weekly, on Thursdays", 52.0),
            ("First Monday of the month", 12.0),
            ("every 3 weeks", 52.0 / 3.0),
            ("Four times a year", 4.0),
            ("the board meets quarterly", 4.0),
            ("every other month", 6.0),
            ("meets each half term", 6.0),
            ("Daily at 9am", 260.0),
            ("every six weeks", 52.0 / 6.0),
            ("6 weekly", 52.0 / 6.0),
            ("6-weekly, Tuesdays", 52.0 / 6.0),
            ("2 monthly", 6.0),
            ("Meets 5 weekly", 52.0 / 5.0),
            ("every month", 12.0),
            ("Fourth Wednesday", 12.0),
            ("Every second Tuesday at 9.30", 26.0),
            ("1st and 3rd Monday", 24.0),
            ("Fridays, 10am", 52.0),
        ] {
            let got = cadences.a_year(said).unwrap_or_default();
            assert!((got - year).abs() < 0.01, "{said}: {got}");
        }
        assert_eq!(cadences.a_year("as needed"), None);
    }

    #[test]
    fn lengths_are_read() {
        for (said, wanted) in [
            ("Sittings last two hours.", Some(120)),
            ("90 minutes", Some(90)),
            ("1.5 hours", Some(90)),
            ("one and a half hours", Some(90)),
            ("an hour and a half", Some(90)),
            ("2\u{bd} hours", Some(150)),
            ("3\u{bd}hrs", Some(210)),
            ("3 \u{bd} hours", Some(210)),
            ("1\u{bc} hours", Some(75)),
            ("1\u{be} hours", Some(105)),
            ("\u{bd} hour", Some(30)),
            ("2 1/2 hours", Some(150)),
            ("two and a half hours", Some(150)),
            ("two hours and a half", Some(150)),
            ("one and three quarter hours", Some(105)),
            ("an hour and a quarter", Some(75)),
            ("three quarters of an hour", Some(45)),
            ("1 hour 45 minutes", Some(105)),
            ("2 hours and 30 mins", Some(150)),
            ("90mins", Some(90)),
            ("Tuesdays at 2pm for two and a half hours", Some(150)),
            ("9.30am to 11.30am", Some(120)),
            ("14:00-16:30 in the town hall", Some(150)),
            ("10am to 12 noon", Some(120)),
            ("half a day", Some(180)),
            ("within two working days", None),
            ("every 2 weeks", None),
        ] {
            assert_eq!(minutes(said), wanted, "{said}");
        }
    }

    #[test]
    fn ages_are_read() {
        for (said, wanted) in [
            ("children aged 10 to 17", (Some(10), Some(17))),
            ("10-17", (Some(10), Some(17))),
            ("young people under 18", (None, Some(17))),
            ("victims aged 16 and over", (Some(16), None)),
            ("16+", (Some(16), None)),
            ("any child, whatever their age", (None, None)),
            ("over 18s", (Some(19), None)),
            ("two children in 28 days", (None, None)),
        ] {
            assert_eq!(ages(said), wanted, "{said}");
        }
    }
}
