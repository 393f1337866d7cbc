//! Editions: which documents of a site are the same document at different times.

use concordat_register::{DocumentFacts, Entry, Field, Kind, PartialDate, SeriesNumber, Status, Theme};
use concordat_standard::Standard;
use concordat_text::{Text, fold_str, words};
use std::collections::{BTreeMap, BTreeSet};

/// What is compared of one document.
#[derive(Debug)]
struct Profile {
    /// Words of the title that are its own: no years, versions, kinds or words every title has.
    words: BTreeSet<String>,
    kind: Kind,
    theme: Option<Theme>,
    /// When it is of, for telling which is newer.
    when: Option<PartialDate>,
    period: Option<(i16, i16)>,
    version: Vec<u32>,
    numbers: Vec<SeriesNumber>,
}

/// How many documents that share a word are compared with each other; a word that more share tells nothing.
const BUCKET: usize = 48;

/// Words that stand in too many titles to tell one from another.
const COMMON: &[&str] = &[
    "a",
    "an",
    "the",
    "of",
    "for",
    "and",
    "or",
    "in",
    "on",
    "to",
    "with",
    "from",
    "at",
    "by",
    "who",
    "our",
    "draft",
    "final",
    "version",
    "edition",
    "revised",
    "updated",
    "new",
    "interim",
    "joint",
    "multi-agency",
    "multiagency",
    "inter-agency",
    "interagency",
    "local",
    "children",
    "child",
    "young",
    "people",
    "person",
    "persons",
    "tackling",
    "preventing",
    "responding",
    "response",
    "addressing",
    "safeguarding",
    "protecting",
    "working",
    "strategy",
    "strategic",
    "policy",
    "policies",
    "procedure",
    "procedures",
    "protocol",
    "protocols",
    "guidance",
    "guide",
    "document",
    "documents",
    "plan",
    "board",
    "partnership",
    "council",
    "lscb",
    "lscp",
    "scb",
    "scp",
    "are",
    "is",
    "be",
    "may",
    "their",
    "practice",
    "area",
    "approach",
    "children's",
    "together",
    "against",
    "consultation",
    "statement",
    "v1",
    "v2",
    "v3",
    "v4",
];

/// Finds editions over every document of a site, sets `superseded_by` and status of the older ones, and makes each
/// `id` unique.
///
/// Two documents are editions of one where kind and main theme agree and the titles' own words do, or where the newer
/// says that it replaces the older. A draft replaces nothing that is in force. What `concordat.toml` says stands.
pub fn families(documents: &mut [DocumentFacts], standard: &Standard) {
    unique_ids(documents);
    let spoken = theme_words(standard);
    let profiles: Vec<Profile> = documents.iter().map(|d| profile(&d.entry, &spoken)).collect();
    let mut newer: BTreeMap<usize, usize> = BTreeMap::new();
    for (a, b) in candidates(&profiles) {
        let (Some(first), Some(second)) = (profiles.get(a), profiles.get(b)) else { continue };
        if !same_family(first, second) {
            continue;
        }
        match order(first, second) {
            std::cmp::Ordering::Less => note(&mut newer, &profiles, documents, a, b),
            std::cmp::Ordering::Greater => note(&mut newer, &profiles, documents, b, a),
            std::cmp::Ordering::Equal => {}
        }
    }
    for (older, by) in said(documents, &profiles, &spoken) {
        newer.insert(older, by);
    }
    for (older, by) in newer {
        let Some(file) = documents.get(by).map(|d| d.entry.file.clone()) else { continue };
        let Some(entry) = documents.get_mut(older).map(|d| &mut d.entry) else { continue };
        if entry.superseded_by.is_none() {
            entry.superseded_by = Some(file);
            entry.inferred.push(Field::SupersededBy);
        }
        if entry.inferred.contains(&Field::Status) && entry.status != Status::Draft {
            entry.status = Status::Superseded;
        }
    }
}

/// Notes that `by` is newer than `older`, keeping the newest of several; drafts replace nothing.
fn note(newer: &mut BTreeMap<usize, usize>, profiles: &[Profile], documents: &[DocumentFacts], older: usize, by: usize) {
    if documents.get(by).is_none_or(|d| d.entry.status == Status::Draft) {
        return;
    }
    match newer.get(&older) {
        Some(&known) if profiles.get(known).zip(profiles.get(by)).is_some_and(|(k, b)| order(k, b).is_ge()) => {}
        _ => {
            newer.insert(older, by);
        }
    }
}

/// Pairs worth comparing: those that share kind, theme and a word, or kind and theme where titles have no word of their own.
fn candidates(profiles: &[Profile]) -> BTreeSet<(usize, usize)> {
    let mut buckets: BTreeMap<(Kind, Option<&Theme>, &str), Vec<usize>> = BTreeMap::new();
    for (n, profile) in profiles.iter().enumerate() {
        let theme = profile.theme.as_ref();
        for word in &profile.words {
            buckets.entry((profile.kind, theme, word)).or_default().push(n);
        }
        if theme.is_some() {
            buckets.entry((profile.kind, theme, "")).or_default().push(n);
        }
    }
    let mut pairs = BTreeSet::new();
    for members in buckets.values().filter(|m| (2..=BUCKET).contains(&m.len())) {
        for (at, &a) in members.iter().enumerate() {
            for &b in members.iter().skip(at + 1) {
                pairs.insert((a, b));
            }
        }
    }
    pairs
}

fn same_family(a: &Profile, b: &Profile) -> bool {
    // Chapter 2.3 is no edition of chapter 2.4.
    let apart = |n: &SeriesNumber| b.numbers.iter().any(|m| crate::series::one_sort(n, m)) && !b.numbers.iter().any(|m| m.mark == n.mark);
    if !a.numbers.is_empty() && a.numbers.iter().all(apart) {
        return false;
    }
    if a.kind != b.kind || a.theme != b.theme || matches!(a.kind, Kind::Minutes | Kind::Other | Kind::Report) {
        return false;
    }
    // Two strategies on one theme for different years are editions whatever they are called.
    if a.kind == Kind::Strategy && a.theme.is_some() && a.period.zip(b.period).is_some_and(|(a, b)| a.1 <= b.0 || b.1 <= a.0) {
        return true;
    }
    let shared = a.words.intersection(&b.words).count();
    let either = a.words.union(&b.words).count();
    if either == 0 {
        return a.theme.is_some();
    }
    shared * 4 >= either * 3
}

/// Older, newer or not to be told.
fn order(a: &Profile, b: &Profile) -> std::cmp::Ordering {
    if let Some((first, second)) = a.period.zip(b.period).filter(|(first, second)| first.0 != second.0) {
        return first.0.cmp(&second.0);
    }
    if let Some((first, second)) = a.when.zip(b.when) {
        if first.last() < second.first() || first.year < second.year {
            return std::cmp::Ordering::Less;
        }
        if second.last() < first.first() || second.year < first.year {
            return std::cmp::Ordering::Greater;
        }
    }
    if a.version.is_empty() || b.version.is_empty() {
        return std::cmp::Ordering::Equal;
    }
    a.version.cmp(&b.version)
}

/// What documents themselves say they replace, where the site holds it.
fn said(documents: &[DocumentFacts], profiles: &[Profile], spoken: &ThemeWords) -> Vec<(usize, usize)> {
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, profile) in profiles.iter().enumerate() {
        for word in &profile.words {
            by_word.entry(word).or_default().push(n);
        }
        if profile.words.is_empty() && profile.theme.is_some() {
            by_word.entry("").or_default().push(n);
        }
    }
    let mut found = Vec::new();
    for (by, document) in documents.iter().enumerate().filter(|(_, d)| d.entry.status != Status::Draft) {
        for replaced in &document.citations.replaces {
            let name = title_words(&replaced.name, "", document.entry.themes.first().and_then(|t| spoken.get(t)));
            let shared = if name.is_empty() { vec![""] } else { name.iter().map(String::as_str).collect() };
            let near = shared.into_iter().filter_map(|w| by_word.get(w)).filter(|m| m.len() <= BUCKET).flatten();
            let older = near.copied().find(|&n| {
                let (Some(profile), Some(year)) = (profiles.get(n), replaced.year) else { return false };
                n != by
                    && profile.words == name
                    && profile.theme.as_ref() == document.entry.themes.first()
                    && (profile.period.is_some_and(|p| p.0 == year) || profile.when.is_some_and(|w| w.year == year))
            });
            found.extend(older.map(|older| (older, by)));
        }
    }
    found
}

/// The words of each theme's name as it is shown, and its names of one word. Longer names are left out, because their
/// words ("from care", "from education") tell documents on one theme apart.
type ThemeWords = BTreeMap<Theme, BTreeSet<String>>;

fn theme_words(standard: &Standard) -> ThemeWords {
    let row_words = |t: &concordat_standard::themes::ThemeRow| {
        let shown = fold_str(&t.name);
        let own = words(&shown).map(|w| w.text.to_owned());
        own.chain(t.names.iter().filter(|n| !n.contains(' ')).cloned()).collect()
    };
    standard.themes.themes.iter().map(|t| (Theme(Text::from(&t.id)), row_words(t))).collect()
}

fn profile(entry: &Entry, spoken: &ThemeWords) -> Profile {
    let theme_words = entry.themes.first().and_then(|t| spoken.get(t));
    Profile {
        words: title_words(&entry.title, entry.owner.as_deref().unwrap_or_default(), theme_words),
        kind: entry.kind,
        theme: entry.themes.first().cloned(),
        when: entry.approved.or_else(|| entry.year.map(PartialDate::year)),
        period: entry.period.map(|p| (p.from, p.to)),
        numbers: entry.numbers.clone(),
        version: entry.version.as_deref().unwrap_or_default().split('.').filter_map(|p| p.parse().ok()).collect(),
    }
}

/// The words of a title that are its own, without those of its owner and theme, years and words every title has.
fn title_words(title: &str, owner: &str, theme: Option<&BTreeSet<String>>) -> BTreeSet<String> {
    let owner = fold_str(owner);
    let owned: BTreeSet<&str> = words(&owner).map(|w| w.text).collect();
    words(&fold_str(title))
        .map(|w| w.text)
        .filter(|w| !COMMON.contains(w) && !w.starts_with(|c: char| c.is_ascii_digit()) && w.len() > 1)
        .filter(|w| !owned.contains(w) && !theme.is_some_and(|t| t.contains(*w)))
        .map(str::to_owned)
        .collect()
}

/// Gives documents whose paths make one slug different ids, in the order of their paths.
fn unique_ids(documents: &mut [DocumentFacts]) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    // Where counting stands for each slug, so that ten thousand of one slug are not counted from the start each time.
    let mut next: BTreeMap<String, u32> = BTreeMap::new();
    for document in documents {
        let stem = document.entry.id.clone();
        while !seen.insert(document.entry.id.clone()) {
            let count = next.entry(stem.clone()).or_insert(2);
            document.entry.id = format!("{stem}-{count}");
            *count += 1;
        }
    }
}
