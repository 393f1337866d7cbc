//! The small pattern language in which terms and cues are written.
//!
//! A pattern is a row of elements parted by spaces, matched against the words of folded text; hyphens, spaces and line
//! breaks between words are all one. An element is
//!
//! - a word, or words parted by `|`: `lifestyle`, `choice|choices`;
//! - a word with `+` for its plural or `~` for its inflections as a verb: `choice+`, `put~`;
//! - words joined by `_` inside an alternative: `at_risk|in_danger`;
//! - a group of `scope.toml`: `{self}`;
//! - `#minor`, `#grown` or `#`: a number under 18, of 18 or more, or any number;
//! - `..3`: at most three words of any kind, not across a full stop, colon or semicolon;
//! - `@`: the term itself, in patterns that speak of its surroundings;
//! - any of the first four followed by `?`: it may be absent.
//!
//! `<` and `>` as elements of their own mark the words to show, where these are fewer than the pattern matches.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// A pattern ready to be matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Its elements in order.
    pub elements: Vec<Element>,
    /// Which elements to show: first and one past the last.
    pub shown: (usize, usize),
}

/// An element of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// What may stand there.
    pub choice: Choice,
    /// Whether it may be absent.
    pub optional: bool,
}

/// What an element matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// One of these runs of words, which every element written alike shares.
    Words(Arc<[Vec<String>]>),
    /// At most so many words of any kind.
    Gap(u8),
    /// The term itself.
    Here,
    /// A number from 1 to 17.
    Minor,
    /// A number from 18 to 99.
    Grown,
    /// Any number.
    Number,
}

/// Groups of words and irregular verbs that patterns draw on.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Groups by name, each a list of alternatives in the pattern language.
    groups: BTreeMap<String, Vec<String>>,
    /// Irregular verbs: the word and its other forms, parted by spaces.
    verbs: BTreeMap<String, String>,
    known: Known,
}

/// What elements written before came to. A copy begins with none, since it may be given other groups.
#[derive(Debug, Default)]
struct Known(Mutex<HashMap<String, Arc<[Vec<String>]>>>);

impl Clone for Known {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// How deep groups may name groups.
const DEPTH: u8 = 4;

impl Lexicon {
    /// Adds groups by name, each a list of alternatives, and irregular verbs, each the word with its other forms parted by
    /// spaces. Those of a name that is there already take its place.
    pub fn extend(&mut self, groups: BTreeMap<String, Vec<String>>, verbs: BTreeMap<String, String>) {
        self.groups.extend(groups);
        self.verbs.extend(verbs);
        self.known = Known::default();
    }

    /// Irregular verbs: the word and its other forms, parted by spaces.
    #[must_use]
    pub fn verbs(&self) -> &BTreeMap<String, String> {
        &self.verbs
    }

    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// A group that is not defined, a mark left open, an element that cannot be read, or nothing to match; the message
    /// says which.
    pub fn pattern(&self, text: &str) -> Result<Pattern, String> {
        let mut elements = Vec::new();
        let (mut open, mut close) = (None, None);
        for token in text.split_whitespace() {
            match token {
                "<" => open = Some(elements.len()),
                ">" => close = Some(elements.len()),
                _ => elements.push(self.element(token).map_err(|e| format!("`{text}`: {e}"))?),
            }
        }
        let shown = match (open, close) {
            (None, None) => (0, elements.len()),
            (Some(from), Some(to)) if from < to => (from, to),
            _ => return Err(format!("`{text}`: `<` and `>` do not pair")),
        };
        if elements.iter().all(|e| e.optional || matches!(e.choice, Choice::Gap(_))) {
            return Err(format!("`{text}`: nothing in it must be there"));
        }
        Ok(Pattern { elements, shown })
    }

    fn element(&self, token: &str) -> Result<Element, String> {
        if let Some(gap) = token.strip_prefix("..") {
            let most = gap.parse::<u8>().map_err(|_| format!("`{token}` is no gap"))?;
            return Ok(Element { choice: Choice::Gap(most), optional: false });
        }
        let (body, optional) = match token.strip_suffix('?') {
            Some(body) => (body, true),
            None => (token, false),
        };
        let choice = match body {
            "@" => Choice::Here,
            "#minor" => Choice::Minor,
            "#grown" => Choice::Grown,
            "#" => Choice::Number,
            _ => Choice::Words(self.words(body)?),
        };
        Ok(Element { choice, optional })
    }

    fn words(&self, body: &str) -> Result<Arc<[Vec<String>]>, String> {
        // The map is whole whatever a thread that failed was doing.
        let mut known = self.known.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(runs) = known.get(body) {
            return Ok(Arc::clone(runs));
        }
        let mut runs = Vec::new();
        for alternative in body.split('|') {
            self.alternative(alternative, DEPTH, &mut runs)?;
        }
        runs.sort();
        runs.dedup();
        let runs: Arc<[Vec<String>]> = runs.into();
        known.insert(body.to_owned(), Arc::clone(&runs));
        Ok(runs)
    }

    /// Adds the runs of words that one alternative stands for.
    fn alternative(&self, text: &str, depth: u8, runs: &mut Vec<Vec<String>>) -> Result<(), String> {
        if let Some(name) = text.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
            let group = self.groups.get(name).ok_or_else(|| format!("`{{{name}}}` is not defined"))?;
            if depth == 0 {
                return Err(format!("`{{{name}}}` is nested too deep"));
            }
            return group.iter().try_for_each(|one| self.alternative(one, depth - 1, runs));
        }
        let mut words = text.split(['_', ' ', '-']).filter(|w| !w.is_empty());
        let Some(first) = words.next() else { return Err("an alternative is empty".to_owned()) };
        let mut made: Vec<Vec<String>> = self.forms(first)?.into_iter().map(|form| vec![form]).collect();
        for word in words {
            let forms = self.forms(word)?;
            made =
                made.iter().flat_map(|run| forms.iter().map(move |form| [run.as_slice(), std::slice::from_ref(form)].concat())).collect();
        }
        runs.extend(made);
        Ok(())
    }

    fn forms(&self, word: &str) -> Result<Vec<String>, String> {
        let (stem, mark) = match (word.strip_suffix('~'), word.strip_suffix('+')) {
            (Some(stem), _) => (stem, '~'),
            (_, Some(stem)) => (stem, '+'),
            _ => (word, ' '),
        };
        // The possessive is no part of a word, in a pattern as in a text.
        let stem = stem.strip_suffix("'s").unwrap_or(stem);
        if stem.is_empty() || !stem.chars().all(|c| c.is_alphanumeric() || c == '\'') {
            return Err(format!("`{word}` is no word"));
        }
        let mut forms = vec![stem.to_owned()];
        match mark {
            '~' => match self.verbs.get(stem) {
                Some(others) => forms.extend(others.split_whitespace().map(str::to_owned)),
                None => inflect(stem, &mut forms),
            },
            '+' => forms.push(plural(stem)),
            _ => {}
        }
        Ok(forms)
    }
}

/// The regular inflections of a verb; where the last letter may or may not double, both spellings.
fn inflect(stem: &str, forms: &mut Vec<String>) {
    forms.push(plural(stem));
    let ending: Vec<char> = stem.chars().rev().take(3).collect();
    match ending.as_slice() {
        ['e', ..] => {
            forms.push(format!("{stem}d"));
            forms.push(format!("{}ing", stem.trim_end_matches('e')));
        }
        ['y', before, ..] if !is_vowel(*before) => {
            forms.push(format!("{}ied", stem.trim_end_matches('y')));
            forms.push(format!("{stem}ing"));
        }
        _ => {
            forms.push(format!("{stem}ed"));
            forms.push(format!("{stem}ing"));
        }
    }
    if let [last, middle, first] = ending.as_slice()
        && !is_vowel(*last)
        && !matches!(last, 'w' | 'x' | 'y')
        && is_vowel(*middle)
        && !is_vowel(*first)
    {
        forms.push(format!("{stem}{last}ed"));
        forms.push(format!("{stem}{last}ing"));
    }
}

/// The regular plural of a noun, which is also a verb's third person.
fn plural(stem: &str) -> String {
    let ending: Vec<char> = stem.chars().rev().take(2).collect();
    match ending.as_slice() {
        ['y', before] if !is_vowel(*before) => format!("{}ies", stem.trim_end_matches('y')),
        ['s' | 'x' | 'z', ..] | ['h', 'c' | 's'] => format!("{stem}es"),
        _ => format!("{stem}s"),
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let mut lexicon = Lexicon::default();
        let groups = BTreeMap::from([("self".into(), vec!["himself".into(), "her self".into()])]);
        lexicon.extend(groups, BTreeMap::from([("put".into(), "puts putting".into())]));
        lexicon
    }

    fn words(element: &Element) -> Vec<String> {
        match &element.choice {
            Choice::Words(runs) => runs.iter().map(|run| run.join(" ")).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn slots_inflect_and_groups_expand() {
        let made = lexicon().pattern("put~ {self} at_risk|danger really? ..2 < carry~ >").unwrap();
        assert_eq!(words(&made.elements[0]), ["put", "puts", "putting"]);
        assert_eq!(words(&made.elements[1]), ["her self", "himself"]);
        assert_eq!(words(&made.elements[2]), ["at risk", "danger"]);
        assert!(made.elements[3].optional);
        assert_eq!(made.elements[4].choice, Choice::Gap(2));
        assert_eq!(words(&made.elements[5]), ["carried", "carries", "carry", "carrying"]);
        assert_eq!(made.shown, (5, 6));
    }

    #[test]
    fn regular_verbs_take_both_spellings_where_a_letter_may_double() {
        let made = lexicon().pattern("plan~ choose~").unwrap();
        assert_eq!(words(&made.elements[0]), ["plan", "planed", "planing", "planned", "planning", "plans"]);
        assert_eq!(words(&made.elements[1]), ["choose", "choosed", "chooses", "choosing"]);
    }

    #[test]
    fn a_pattern_that_cannot_be_read_is_refused() {
        for wrong in ["{nobody} ran", "..x", "< open", "maybe?", "..3", "a||b", "~"] {
            assert!(lexicon().pattern(wrong).is_err(), "{wrong}");
        }
    }
}
