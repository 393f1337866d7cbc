//! The body or post that owns a document. Never a person's name.

use concordat_standard::kinds::{Kinds, OwnerWords};
use concordat_text::fold_str;

/// Tells bodies and posts from people.
#[derive(Debug)]
pub(super) struct Owners {
    words: OwnerWords,
}

impl Owners {
    pub(super) fn new(kinds: &Kinds) -> Self {
        Self { words: kinds.owners.clone() }
    }

    /// The bodies and posts in `value`, without the people: `A Person, Head of Safety, Wherever Council` is
    /// `Head of Safety, Wherever Council`. None where nothing but a person is named.
    pub(super) fn without_people(&self, value: &str) -> Option<String> {
        // The first sentence only; the full stop of an initial or title ends none.
        let end = value
            .match_indices(". ")
            .map(|(at, _)| at)
            .find(|&at| value.get(..at).is_some_and(|v| v.chars().rev().take_while(|c| c.is_alphabetic()).count() > 3));
        let value = end.and_then(|at| value.get(..at)).unwrap_or(value);
        let mut kept: Vec<String> = Vec::new();
        for part in value.split([',', ';', '/', '(', ')', '\n', '|', '\u{2013}', '\u{2014}']).flat_map(|p| p.split(" - ")) {
            let part = self.without_name(part.trim());
            if part.split_whitespace().count() <= 14 && self.is_owner(&part) && !kept.contains(&part) {
                kept.push(part);
            }
            if kept.len() == 3 {
                break;
            }
        }
        (!kept.is_empty()).then(|| kept.join(", "))
    }

    /// Whether the words name a body or post.
    pub(super) fn is_owner(&self, text: &str) -> bool {
        let folded = fold_str(text);
        self.kind_words(&folded).next().is_some()
    }

    /// Whether the words name a body and nothing else: a line on a cover such as "Wherever Safeguarding Children Board".
    pub(super) fn is_body(&self, text: &str) -> bool {
        let folded = fold_str(text);
        let last = folded.split_whitespace().next_back().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
        folded.split_whitespace().count() <= 9 && self.words.bodies.iter().any(|b| b == last)
    }

    fn kind_words<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = &'t str> {
        let words = folded.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'')).filter(|w| !w.is_empty());
        let single = words
            .filter(|w| self.words.bodies.iter().chain(&self.words.posts).any(|known| known == w || known.strip_suffix('s') == Some(w)));
        let phrases =
            self.words.bodies.iter().chain(&self.words.posts).map(String::as_str).filter(|p| p.contains(' ') && folded.contains(p));
        single.chain(phrases)
    }

    /// Takes a name off the front of a part: an honorific with what follows it, or a given name with its surname.
    fn without_name(&self, part: &str) -> String {
        let words: Vec<&str> = part.split_whitespace().collect();
        let is = |list: &[String], word: &str| {
            let folded = fold_str(word);
            let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
            list.iter().any(|known| known == bare)
        };
        let Some(first) = words.first() else { return String::new() };
        let skip = if is(&self.words.honorifics, first) {
            // "Dr A. Person Lead Nurse": the title, initials, given name and surname go, up to the post.
            1 + words.iter().skip(1).take_while(|w| !self.is_owner(w)).count().min(3)
        } else if is(&self.words.given_names, first) && words.get(1).is_some_and(|w| w.starts_with(char::is_uppercase) && !self.is_owner(w))
        {
            2
        } else {
            self.unknown_in_front(&words)
        };
        words
            .into_iter()
            .skip(skip)
            .collect::<Vec<_>>()
            .join(" ")
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '-' | '.'))
            .trim_start_matches("and ")
            .trim_start_matches("the ")
            .trim_start_matches("The ")
            .to_owned()
    }

    /// How many words in front of a post may be a person's name: two or more that neither name nor describe a post or
    /// body, straight before words of a post. A place lost this way is a small price.
    fn unknown_in_front(&self, words: &[&str]) -> usize {
        let known = |list: &[String], word: &str| list.iter().any(|known| known == word);
        let mut unknown = 0;
        for word in words {
            let folded = fold_str(word);
            let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
            if known(&self.words.bodies, bare) {
                return 0;
            }
            let acronym = word.len() >= 2 && word.chars().all(|c| !c.is_lowercase());
            if acronym || known(&self.words.posts, bare) || known(&self.words.describing, bare) {
                break;
            }
            unknown += 1;
        }
        let post = words.iter().any(|w| known(&self.words.posts, fold_str(w).trim_matches(|c: char| !c.is_alphanumeric())));
        if unknown >= 2 && post { unknown } else { 0 }
    }
}
