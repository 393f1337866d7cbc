//! The register, laid out so that a name finds its few candidates at once.

use crate::naming::{Name, Namer, near};
use concordat_register::{DocumentFacts, DocumentIndex, Kind, citation::Citation};
use concordat_text::{Text, fold_str};
use std::collections::{BTreeMap, BTreeSet};

/// A document that a name may mean, and how well it fits, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(super) document: DocumentIndex,
    pub(super) fit: f32,
    /// Whether the kind of document is the very one named.
    pub(super) same_kind: bool,
}

/// Least fit of a candidate.
const LEAST: f32 = 0.7;
/// Most candidates kept for a name.
const KEPT: usize = 24;
/// Documents that share a word beyond which the word finds nobody.
const COMMON: usize = 400;

/// What names of one document are compared with.
#[derive(Debug)]
struct Profile {
    themes: BTreeSet<Text>,
    /// Themes of the title, or the first where the title has none.
    main: BTreeSet<Text>,
    /// Whether the title says so.
    titled: bool,
    words: BTreeSet<String>,
    kinds: BTreeSet<Kind>,
    kind: Kind,
}

/// The register's names.
#[derive(Debug)]
pub(super) struct Index {
    profiles: Vec<Profile>,
    by_word: BTreeMap<String, Vec<u32>>,
    by_theme: BTreeMap<Text, Vec<u32>>,
    thresholds: Vec<u32>,
    /// By file name, and by path.
    by_file: BTreeMap<String, Vec<u32>>,
    /// By the words of the title, without years and a leading article.
    by_title: BTreeMap<String, Vec<u32>>,
    /// What documents say that they replace: main theme or first word, year, by whom.
    replaced: BTreeMap<Option<i16>, Vec<(Name, u32)>>,
    /// Words and letters of documents' owners.
    owners: BTreeSet<String>,
    known: BTreeMap<Told, Vec<Candidate>>,
}

/// What distinguishes one look-up from another.
type Told = (Vec<(Name, usize)>, Option<Kind>);

impl Index {
    pub(super) fn new(documents: &[DocumentFacts], namer: &Namer) -> Self {
        let mut index = Self {
            profiles: Vec::new(),
            by_word: BTreeMap::new(),
            by_theme: BTreeMap::new(),
            thresholds: Vec::new(),
            by_file: BTreeMap::new(),
            by_title: BTreeMap::new(),
            replaced: BTreeMap::new(),
            owners: BTreeSet::new(),
            known: BTreeMap::new(),
        };
        for (n, document) in documents.iter().enumerate() {
            let n = u32::try_from(n).unwrap_or(u32::MAX);
            index.add(n, document, namer);
        }
        index
    }

    fn add(&mut self, n: u32, document: &DocumentFacts, namer: &Namer) {
        let entry = &document.entry;
        let title = namer.read(&entry.title);
        let mut profile = Profile {
            themes: title.themes.clone(),
            titled: !title.themes.is_empty(),
            main: title.themes,
            words: title.all,
            kinds: title.kinds,
            kind: entry.kind,
        };
        let stem = file_name(&entry.file).rsplit_once('.').map_or(String::new(), |(stem, _)| stem.replace(['-', '_', '.'], " "));
        for name in entry.also_called.iter().map(String::as_str).chain([stem.as_str()]) {
            let name = namer.read(name);
            profile.themes.extend(name.themes);
            profile.words.extend(name.all);
            profile.kinds.extend(name.kinds);
        }
        if let Some(owner) = &entry.owner {
            let mut words = namer.read(owner).all;
            words.insert(owner.split(' ').filter_map(|w| w.chars().next().filter(|c| c.is_uppercase())).collect::<String>().to_lowercase());
            self.owners.extend(words.iter().cloned());
            profile.words.extend(words);
        }
        if profile.main.is_empty() {
            profile.main.extend(entry.themes.first().map(|t| t.0.clone()));
        }
        profile.themes.extend(entry.themes.iter().take(2).map(|t| t.0.clone()));
        profile.kinds.insert(entry.kind);
        for word in &profile.words {
            self.by_word.entry(word.clone()).or_default().push(n);
        }
        for theme in &profile.themes {
            self.by_theme.entry(theme.clone()).or_default().push(n);
        }
        if entry.kind == Kind::Thresholds {
            self.thresholds.push(n);
        }
        self.by_file.entry(file_name(&entry.file).to_lowercase()).or_default().push(n);
        self.by_title.entry(bare_title(&entry.title)).or_default().push(n);
        for said in &document.citations.replaces {
            self.replaced.entry(said.year).or_default().push((namer.read(&said.name), n));
        }
        self.profiles.push(profile);
    }

    /// How many of the words and themes of `name` a document's titles, owner and file have.
    pub(super) fn shares(&self, name: &Name, n: DocumentIndex) -> usize {
        let Some(profile) = self.profiles.get(n.0 as usize) else { return 0 };
        let words = name.all.iter().filter(|w| profile.words.contains(*w)).count();
        words + name.themes.iter().filter(|t| profile.themes.contains(*t)).count()
    }

    /// Whether a name has words besides `common` ones and no document of the site has any of them.
    pub(super) fn unknown(&self, name: &Name, common: &[&str]) -> bool {
        let mut own = name.all.iter().filter(|w| !common.contains(&w.as_str())).peekable();
        own.peek().is_some() && name.themes.is_empty() && own.all(|w| !self.by_word.contains_key(w))
    }

    /// Whether a name says no more than whose documents are meant, all of them: "the Board's procedures".
    pub(super) fn is_shelf(&self, namer: &Namer, words: &str) -> bool {
        // Few names end so, and only these are worth reading.
        if !["procedures", "policies", "protocols", "strategies"].iter().any(|last| words.ends_with(last)) {
            return false;
        }
        let name = namer.read(words);
        name.themes.is_empty() && !name.own.is_empty() && name.own.iter().all(|word| self.owners.contains(word))
    }

    /// The one document whose title the words `exact` are, years apart. What is named as national guidance may be the area's own.
    pub(super) fn titled(&self, exact: &str) -> Option<DocumentIndex> {
        let title = bare_title(exact);
        match self.by_title.get(&title).map(Vec::as_slice) {
            Some([only]) if title.contains(' ') => Some(DocumentIndex(*only)),
            _ => None,
        }
    }

    /// The document that a hyperlink leads to, by its file's name; none where two files go by it.
    pub(super) fn linked(&self, from: DocumentIndex, link: Option<&str>) -> Option<DocumentIndex> {
        let target = link?.split(['?', '#']).next().unwrap_or_default();
        let name = file_name(target).replace("%20", " ").to_lowercase();
        if !name.contains('.') {
            return None;
        }
        match self.by_file.get(&name).map(Vec::as_slice) {
            Some([only]) if *only != from.0 => Some(DocumentIndex(*only)),
            _ => None,
        }
    }

    /// The documents that a name may mean, best first. `readings` are the name as it stands and with its acronyms spelt out.
    /// Names that tell the same (themes, kinds, words that some title has) are looked up once.
    pub(super) fn look_up(&mut self, readings: &[Name], kind: Option<Kind>) -> Vec<Candidate> {
        let key: Told = (readings.iter().map(|name| self.told(name)).collect(), kind);
        if let Some(held) = self.known.get(&key) {
            return held.clone();
        }
        let made = self.search(readings, kind);
        self.known.insert(key, made.clone());
        made
    }

    /// What a name tells: the words that no title has count only by their number.
    fn told(&self, name: &Name) -> (Name, usize) {
        let mut name = name.clone();
        let unknown = name.own.iter().filter(|w| !self.by_word.contains_key(*w)).count();
        name.own.retain(|w| self.by_word.contains_key(w));
        name.all.retain(|w| self.by_word.contains_key(w));
        (name, unknown)
    }

    fn search(&self, readings: &[Name], kind: Option<Kind>) -> Vec<Candidate> {
        let mut best: BTreeMap<u32, Candidate> = BTreeMap::new();
        for name in readings {
            let mut seen = BTreeSet::new();
            for n in self.possible(name, kind) {
                if !seen.insert(n) {
                    continue;
                }
                let Some(candidate) = self.fit(name, kind, n) else { continue };
                let held = best.entry(n).or_insert(candidate);
                if candidate.fit > held.fit {
                    *held = candidate;
                }
            }
        }
        let mut made: Vec<Candidate> = best.into_values().collect();
        made.sort_by(|a, b| b.fit.total_cmp(&a.fit).then(b.same_kind.cmp(&a.same_kind)).then(a.document.cmp(&b.document)));
        made.truncate(KEPT);
        made
    }

    /// Documents that share a theme or an uncommon word with a name.
    fn possible(&self, name: &Name, kind: Option<Kind>) -> impl Iterator<Item = u32> {
        let themed = name.themes.iter().filter_map(|t| self.by_theme.get(t));
        let worded = name.all.iter().filter_map(|w| self.by_word.get(w)).filter(|held| held.len() <= COMMON.max(self.profiles.len() / 20));
        let thresholds = (kind == Some(Kind::Thresholds) || name.kinds.contains(&Kind::Thresholds)).then_some(&self.thresholds);
        themed.chain(worded).chain(thresholds).flatten().copied()
    }

    fn fit(&self, name: &Name, kind: Option<Kind>, n: u32) -> Option<Candidate> {
        let profile = self.profiles.get(n as usize)?;
        let (mut total, mut met) = (0.0f32, 0.0f32);
        for theme in &name.themes {
            total += 3.0;
            met += if profile.main.contains(theme) {
                3.0
            } else if profile.themes.contains(theme) {
                2.2
            } else {
                0.0
            };
        }
        for word in &name.own {
            let weight = self.weight(word);
            total += weight;
            met += if profile.words.contains(word) { weight } else { 0.0 };
        }
        let thresholds = kind == Some(Kind::Thresholds) || name.kinds.contains(&Kind::Thresholds);
        if thresholds && profile.kind == Kind::Thresholds {
            (total, met) = (total + 3.0, met + 3.0);
        } else if thresholds {
            total += 3.0;
        }
        if total == 0.0 {
            return None;
        }
        let mut fit = met / total;
        // What a title has that the name has not counts a little, so that the plainer of two titles is meant.
        let extra = profile.main.iter().filter(|t| !name.themes.contains(*t)).count();
        fit -= 0.03 * f32::from(u8::try_from(extra.min(4)).unwrap_or(4));
        // Of two that are on a theme, the one whose title says so is meant.
        fit -= if profile.titled || name.themes.is_empty() { 0.0 } else { 0.03 };
        let kind = kind.or_else(|| name.kinds.first().copied());
        let same_kind = kind.is_none_or(|k| profile.kind == k || profile.kinds.contains(&k));
        if let Some(kind) = kind.filter(|_| !same_kind) {
            fit *= if near(kind, profile.kind) && !thresholds { 0.88 } else { 0.55 };
        }
        (fit >= LEAST).then_some(Candidate { document: DocumentIndex(n), fit, same_kind })
    }

    /// How much a word tells: less where many titles have it.
    fn weight(&self, word: &str) -> f32 {
        let held = self.by_word.get(word).map_or(0, Vec::len);
        match held {
            0 => 1.2,
            n if n * 3 >= self.profiles.len() && self.profiles.len() > 4 => 0.4,
            n if n * 10 >= self.profiles.len() && self.profiles.len() > 30 => 0.7,
            _ => 1.0,
        }
    }

    /// The held document that says it replaces what is cited.
    pub(super) fn replaced(&self, namer: &Namer, from: DocumentIndex, cited: &Citation) -> Option<DocumentIndex> {
        let held = self.replaced.get(&cited.year)?;
        let name = namer.read(&cited.name);
        let (_, by) = held.iter().find(|(other, _)| {
            let themes = if name.themes.is_empty() { other.themes.is_empty() } else { other.themes == name.themes };
            let words = name.own.is_subset(&other.all) || other.own.is_subset(&name.all);
            themes && words && (cited.year.is_some() || *other == name)
        })?;
        let by = DocumentIndex(*by);
        (by != from).then_some(by)
    }
}

/// The words of a title, folded, without years and a leading article.
fn bare_title(title: &str) -> String {
    let folded = fold_str(title);
    let words = folded.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|w| !w.is_empty());
    let kept: Vec<&str> = words.filter(|w| !w.bytes().all(|b| b.is_ascii_digit())).collect();
    kept.strip_prefix(&["the"]).unwrap_or(&kept).join(" ")
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
