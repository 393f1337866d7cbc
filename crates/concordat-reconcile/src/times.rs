//! Times and other numbers in a passage, made comparable.

use concordat_text::{ByteSpan, Word, fold_str, words};
use std::collections::BTreeMap;

/// A number or time as written, and made comparable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount {
    /// As written.
    pub(crate) words: String,
    /// Digits for words, single forms for plurals: `24 hour`, `1 working day`.
    pub(crate) same: String,
    /// What a time counts; empty for other numbers.
    pub(crate) unit: String,
}

/// The numbers of a passage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// Times: how long, or by when.
    pub(crate) times: Vec<Amount>,
    /// All others.
    pub(crate) others: Vec<Amount>,
}

/// Words before a number that points to a place: "see section 3", "section 31 of the Act". Nobody agrees such a number.
const POINTERS: &[&str] = &[
    "section",
    "sections",
    "clause",
    "clauses",
    "paragraph",
    "paragraphs",
    "part",
    "chapter",
    "annex",
    "appendix",
    "page",
    "pages",
    "table",
    "figure",
    "schedule",
    "article",
    "s",
    "para",
    "paras",
];
/// Words before a number that names a level.
const LEVELS: &[&str] = &["level", "levels", "tier", "tiers", "stage", "step", "band", "grade", "category", "threshold"];

impl Amount {
    /// Whether it is the number of a level, as written.
    pub(crate) fn is_level(&self) -> bool {
        let first = fold_str(self.words.split_whitespace().next().unwrap_or_default());
        LEVELS.contains(&first.as_str())
    }
}

const NUMBERS: &[&str] = &["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const UNITS: &[(&str, &str)] = &[
    ("minute", "minute"),
    ("minutes", "minute"),
    ("hour", "hour"),
    ("hours", "hour"),
    ("day", "day"),
    ("days", "day"),
    ("week", "week"),
    ("weeks", "week"),
    ("month", "month"),
    ("months", "month"),
];
/// Times without a number, with what they come to.
const PHRASES: &[(&str, &str)] = &[
    ("immediately", "at once"),
    ("at once", "at once"),
    ("straight away", "at once"),
    ("without delay", "at once"),
    ("same day", "same day"),
    ("same working day", "same working day"),
    ("next day", "next day"),
    ("next working day", "next working day"),
    ("end of the day", "same day"),
];
/// Words that may stand between a number and what it counts: "five clear working days".
const BETWEEN: usize = 2;

/// Those of each list that not every list has, as often as it has them more often.
pub(crate) fn apart(lists: &[&[Amount]]) -> Vec<Vec<Amount>> {
    let count = |list: &[Amount], same: &str| list.iter().filter(|a| a.same == same).count();
    lists
        .iter()
        .map(|list| {
            let mut seen: BTreeMap<String, usize> = BTreeMap::new();
            let more = |a: &&Amount| {
                let nth = seen.entry(a.same.clone()).or_default();
                *nth += 1;
                *nth > lists.iter().map(|other| count(other, &a.same)).min().unwrap_or(0)
            };
            list.iter().filter(more).cloned().collect()
        })
        .collect()
}

/// The times and numbers of a text, in order.
pub(crate) fn numbers(text: &str) -> Numbers {
    let list: Vec<(Word<'_>, String)> = words(text).map(|w| (w, fold_str(w.text))).collect();
    let mut found = Numbers::default();
    let mut n = 0;
    while let Some((_, folded)) = list.get(n) {
        if let Some((length, same)) = phrase(&list, n) {
            found.times.push(Amount { words: span(text, &list, n, length), same: same.to_owned(), unit: same.to_owned() });
            n += length;
            continue;
        }
        let Some(number) = number(folded) else {
            n += 1;
            continue;
        };
        let unit = (1..=BETWEEN + 1).find_map(|k| Some((k, unit(&list.get(n + k)?.1)?)));
        match unit.filter(|(k, _)| (1..*k).all(|j| list.get(n + j).is_some_and(|(_, w)| counts_with(w)))) {
            Some((k, unit)) => {
                let between: Vec<&str> = (1..k).filter_map(|j| list.get(n + j)).map(|(_, w)| w.as_str()).collect();
                let unit = [between.as_slice(), &[unit]].concat().join(" ");
                found.times.push(Amount { words: span(text, &list, n, k + 1), same: format!("{number} {unit}"), unit });
                n += k + 1;
            }
            None => {
                // "One of them" counts nothing, and a year is the edition of something.
                let points = n.checked_sub(1).and_then(|before| list.get(before)).is_some_and(|(_, w)| POINTERS.contains(&w.as_str()));
                if folded != "one" && !is_year(folded) && !points {
                    // The word before tells what a number is: "under 18", "level 3".
                    let before = usize::from(n > 0);
                    found.others.push(Amount { words: span(text, &list, n - before, 1 + before), same: number, unit: String::new() });
                }
                n += 1;
            }
        }
    }
    found
}

/// Words that say which days or hours are counted.
fn counts_with(word: &str) -> bool {
    matches!(word, "working" | "school" | "clear" | "calendar" | "full" | "further" | "more")
}

fn number(folded: &str) -> Option<String> {
    // "RF1" is a form and "AIM3" a tool.
    if folded.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(folded.to_owned());
    }
    NUMBERS.iter().position(|n| *n == folded).map(|n| n.to_string())
}

fn is_year(folded: &str) -> bool {
    folded.len() == 4 && (folded.starts_with("19") || folded.starts_with("20")) && folded.bytes().all(|b| b.is_ascii_digit())
}

fn unit(folded: &str) -> Option<&'static str> {
    UNITS.iter().find(|(word, _)| *word == folded).map(|(_, unit)| *unit)
}

/// A time without a number that begins at word `n`: how many words, and what it comes to.
fn phrase(list: &[(Word<'_>, String)], n: usize) -> Option<(usize, &'static str)> {
    PHRASES.iter().find_map(|(phrase, same)| {
        let parts = phrase.split(' ');
        let length = parts.clone().count();
        let all = parts.enumerate().all(|(k, part)| list.get(n + k).is_some_and(|(_, w)| w == part));
        all.then_some((length, *same))
    })
}

fn span(text: &str, list: &[(Word<'_>, String)], from: usize, length: usize) -> String {
    let ends = list.get(from).zip(list.get(from + length - 1));
    ends.map(|((a, _), (b, _))| ByteSpan::new(a.span.start(), b.span.end()).of(text).to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Vec<String>, Vec<String>) {
        let found = numbers(text);
        let same = |list: Vec<Amount>| list.into_iter().map(|a| a.same).collect();
        (same(found.times), same(found.others))
    }

    #[test]
    fn times_are_told_from_other_numbers() {
        let (times, others) = told("Ring within One working day, or 24 hours at level 4, and tell parents the same day.");
        assert_eq!(times, ["1 working day", "24 hour", "same day"]);
        assert_eq!(others, ["4"]);
        assert_eq!(told("five days").0, told("5 days").0);
        assert_eq!(told("One of the two panels sits."), (vec![], vec!["2".to_owned()]));
        assert_eq!(numbers("within 24 hours of it").times[0].words, "24 hours");
        assert_eq!(numbers("A child under 18 on form RF1").others.iter().map(|a| a.words.as_str()).collect::<Vec<_>>(), ["under 18"]);
    }

    /// Issue 6: "see section 3" and the ages beside a level were told as the level of one area.
    #[test]
    fn a_pointer_is_no_number_and_an_age_no_level() {
        let found = numbers("At level 4 (see section 3), or for a 16 year old under section 31 of the Act.").others;
        assert_eq!(found.iter().map(|a| a.same.as_str()).collect::<Vec<_>>(), ["4", "16"]);
        assert_eq!(found.iter().map(Amount::is_level).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn what_all_have_is_not_apart() {
        let (one, two) = (numbers("The same day, then one working day, then one working day"), numbers("One hour, then one working day"));
        let told: Vec<Vec<String>> =
            apart(&[&one.times, &two.times]).into_iter().map(|l| l.into_iter().map(|a| a.words).collect()).collect();
        assert_eq!(told, [vec!["same day", "one working day"], vec!["One hour"]]);
    }
}
