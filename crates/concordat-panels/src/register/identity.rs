//! Which readings are of one meeting: by name, letters, former names, spellings, and letters made of a name.

use super::Said;
use concordat_register::meeting::MeetingCorrection;
use concordat_text::{fold_str, words};
use std::collections::{BTreeMap, HashMap};

/// A name made comparable.
pub(super) type Key = String;

/// Words that say nothing of which meeting is meant.
const SLIGHT: &[&str] = &["the", "and", "of", "for", "on", "in", "a", "an", "at", "to"];
/// Letters from which on two names may differ by a slip.
const LONG: usize = 14;

/// Readings that are of one meeting.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) readings: Vec<usize>,
    pub(super) correction: Option<usize>,
    pub(super) keys: Vec<Key>,
}

/// A name made comparable: folded, without brackets, marks and slight words at its front.
pub(super) fn normal(name: &str) -> Key {
    let mut folded = fold_str(name);
    for (from, to) in [("&", " and "), ("multi agency", "multiagency"), ("multi-agency", "multiagency"), ("'s", "s")] {
        if folded.contains(from) {
            folded = folded.replace(from, to);
        }
    }
    let bare = folded.split('(').next().filter(|b| !b.trim().is_empty()).unwrap_or(&folded);
    let all: Vec<&str> = bare.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let start = all.iter().take_while(|w| matches!(**w, "the" | "a" | "our")).count();
    all.iter().skip(start).copied().collect::<Vec<_>>().join(" ")
}

/// The letters that a name makes: "CSE Operational Group" makes "cseog".
fn letters(name: &str) -> Key {
    let bare = name.split('(').next().unwrap_or(name).replace('-', " ");
    let parts = words(&bare).filter(|w| !SLIGHT.contains(&w.text));
    parts
        .flat_map(|w| {
            let capitals = w.text.chars().filter(|c| c.is_uppercase()).count();
            let whole = capitals >= 2 && capitals * 2 > w.text.len();
            w.text.chars().take(if whole { w.text.len() } else { 1 }).collect::<Vec<_>>()
        })
        .collect::<String>()
        .to_lowercase()
}

/// Groups readings and corrections by meeting, in order of first reading.
pub(super) fn groups(all: &[Said<'_>], corrections: &[MeetingCorrection]) -> Vec<Group> {
    let mut names: Vec<(Vec<Key>, Option<String>)> = Vec::with_capacity(all.len() + corrections.len());
    // Documents of an area name the same few meetings again and again.
    let mut known: HashMap<&str, Key> = HashMap::new();
    let mut normal = |name| known.entry(name).or_insert_with_key(|name| normal(name)).clone();
    for said in all {
        let reading = said.reading;
        let own = [reading.name.as_str()].into_iter().chain(reading.acronym.as_deref()).chain(reading.also.iter().map(|a| a.as_str()));
        names.push((own.map(&mut normal).collect(), Some(reading.name.to_string())));
    }
    for correction in corrections {
        let own =
            [correction.name.as_str()].into_iter().chain(correction.acronym.as_deref()).chain(correction.also.iter().map(String::as_str));
        names.push((own.map(&mut normal).collect(), Some(correction.name.clone())));
    }
    let mut union = Union { parent: (0..names.len()).collect() };
    let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, (keys, _)) in names.iter().enumerate() {
        for key in keys.iter().filter(|k| !k.is_empty()) {
            let first = *by_key.entry(key).or_insert(n);
            union.join(first, n);
        }
    }
    by_letters(&names, &by_key, &mut union);
    by_spelling(&by_key, &mut union);
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for (n, (keys, _)) in names.iter().enumerate() {
        let group = groups.entry(union.root(n)).or_default();
        if n < all.len() {
            group.readings.push(n)
        } else {
            group.correction = group.correction.or(Some(n - all.len()))
        }
        group.keys.extend(keys.iter().filter(|k| !k.is_empty()).cloned());
    }
    groups
        .into_values()
        .map(|mut group| {
            group.keys.sort();
            group.keys.dedup();
            group
        })
        .collect()
}

/// Joins full names with the letters that they make, and letters with those that stand beside an area's name or a noun.
fn by_letters(names: &[(Vec<Key>, Option<String>)], by_key: &BTreeMap<&str, usize>, union: &mut Union) {
    // Letters that a full name makes.
    for (n, (keys, name)) in names.iter().enumerate() {
        // The first key is that of the name.
        let made = name.as_deref().filter(|_| keys.first().is_some_and(|key| key.contains(' '))).map(letters).unwrap_or_default();
        if made.len() >= 3
            && let Some(&other) = by_key.get(made.as_str())
        {
            union.join(other, n);
        }
    }
    // Letters with the area's name before them or a noun behind: "Saltmere MARAC", "MACE Panel".
    for (n, (_, name)) in names.iter().enumerate() {
        let parts: Vec<&str> = name.as_deref().unwrap_or_default().split_whitespace().collect();
        let lettered = |w: &&&str| w.len() >= 4 && w.chars().all(|c| c.is_uppercase() || c == '-');
        let mut held = parts.iter().filter(lettered);
        if let (Some(letters), None) = (held.next(), held.next())
            && (2..=3).contains(&parts.len())
            && let Some(&other) = by_key.get(normal(letters).as_str())
        {
            union.join(other, n);
        }
    }
}

/// Joins names that are the same but for the area's name in front, or for a slip of spelling.
fn by_spelling(by_key: &BTreeMap<&str, usize>, union: &mut Union) {
    let full: Vec<&str> = by_key.keys().copied().filter(|k| k.contains(' ')).collect();
    // The same name with the area's name in front, or with a slip of spelling.
    for (at, a) in full.iter().enumerate() {
        let ends: Vec<&&str> = full
            .iter()
            .filter(|b| b.len() > a.len() && b.ends_with(a) && b.get(..b.len() - a.len()).is_some_and(|f| f.ends_with(' ')))
            .collect();
        let fronts = ends.iter().filter_map(|b| b.get(..b.len() - a.len())).map(|f| f.split_whitespace().count()).max().unwrap_or(0);
        if let ([one], Some(&n)) = (ends.as_slice(), by_key.get(a))
            && fronts == 1
            && let Some(&m) = by_key.get(**one)
        {
            union.join(n, m);
        }
        for b in full.iter().skip(at + 1) {
            if a.len() >= LONG
                && a.len().abs_diff(b.len()) <= 2
                && slip(a, b)
                && let (Some(&n), Some(&m)) = (by_key.get(a), by_key.get(b))
            {
                union.join(n, m);
            }
        }
    }
}

/// Whether two names differ by at most two letters, and by none of their numbers.
fn slip(a: &str, b: &str) -> bool {
    let digits = |t: &str| t.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(a) == digits(b) && distance(a, b) <= 2
}

/// Letters to change, add or take away to make one name of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        for (j, (cb, pair)) in b.iter().zip(row.windows(2)).enumerate() {
            let [across, above] = pair else { continue };
            let left = next.get(j).copied().unwrap_or(usize::MAX - 1);
            next.push((above + 1).min(left + 1).min(across + usize::from(ca != *cb)));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

/// Sets of readings that are joined.
struct Union {
    parent: Vec<usize>,
}

impl Union {
    fn root(&mut self, n: usize) -> usize {
        let mut at = n;
        while let Some(&up) = self.parent.get(at).filter(|&&up| up != at) {
            at = up;
        }
        at
    }

    /// The earlier of two stands for both.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(parent) = self.parent.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }
}

/// Finds meetings of a register by what they are called.
#[derive(Debug, Default)]
pub(super) struct Identity {
    keys: BTreeMap<Key, usize>,
}

impl Identity {
    pub(super) fn new<'k>(keys: impl Iterator<Item = &'k [Key]>) -> Self {
        let keys = keys.enumerate().flat_map(|(n, keys)| keys.iter().map(move |key| (key.clone(), n))).collect();
        Self { keys }
    }

    /// The meeting that goes by a name.
    pub(super) fn of(&self, name: &str) -> Option<usize> {
        self.keys.get(&normal(name)).copied()
    }

    /// The meetings that words name, each once, in order of place.
    pub(super) fn named_in(&self, said: &str) -> Vec<usize> {
        let text = format!(" {} ", plain(said));
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        for (key, &meeting) in &self.keys {
            // Short letters could be any word, so they must stand in capitals.
            let capitals =
                key.contains(' ') || words(said).any(|w| w.text.chars().all(|c| !c.is_lowercase()) && w.text.to_lowercase() == *key);
            if capitals && let Some(at) = text.find(&format!(" {key} ")) {
                found.push((at, at + key.len(), meeting));
            }
        }
        found.sort_by_key(|&(at, end, _)| (at, std::cmp::Reverse(end)));
        let mut last = 0;
        let mut meetings = Vec::new();
        for (at, end, meeting) in found {
            if at >= last && !meetings.contains(&meeting) {
                meetings.push(meeting);
            }
            last = last.max(end);
        }
        meetings
    }
}

/// As [`normal`], of a whole text.
fn plain(text: &str) -> String {
    let folded = fold_str(text)
        .replace('&', " and ")
        .replace("multi agency", "multiagency")
        .replace("multi-agency", "multiagency")
        .replace("'s", "s");
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_made_of_a_name() {
        assert_eq!(letters("CSE Operational Group"), "cseog");
        assert_eq!(letters("Missing and At Risk Group"), "marg");
        assert_eq!(letters("Multi-Agency Risk Assessment Conference"), "marac");
        assert_eq!(normal("The Children & Young People's Board (CYPB)"), "children and young peoples board");
        assert!(slip("estuary exploitation panel", "estuary explotation panel"));
        assert!(!slip("locality panel area 1", "locality panel area 2"));
    }
}
