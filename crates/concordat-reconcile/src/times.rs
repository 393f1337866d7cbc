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
                if folded != "one" && !is_year(folded) {
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

    #[test]
    fn what_all_have_is_not_apart() {
        let (one, two) = (numbers("The same day, then one working day, then one working day"), numbers("One hour, then one working day"));
        let told: Vec<Vec<String>> =
            apart(&[&one.times, &two.times]).into_iter().map(|l| l.into_iter().map(|a| a.words).collect()).collect();
        assert_eq!(told, [vec!["same day", "one working day"], vec!["One hour"]]);
    }
}
