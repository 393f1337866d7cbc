//! Names of panels and groups as they stand in running text, in headings and in titles.

use super::lexicon::Lexicon;
use concordat_text::{fold_str, words};

/// A panel or group by its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// In full, or its letters where no more stands there.
    pub(super) name: String,
    /// Its letters.
    pub(super) acronym: Option<String>,
    /// Its bytes of the text, brackets with its letters included.
    pub(super) start: usize,
    /// One past the last.
    pub(super) end: usize,
}

/// Most words of a name.
const LONGEST: usize = 10;
/// Words that join the parts of a name.
const JOINING: &[&str] = &["and", "of", "for", "in", "on", "at", "the", "to", "from"];
/// Words in capitals at the front of a sentence that are no part of a name.
const FRONT: &[&str] = &[
    "the", "a", "an", "our", "this", "that", "each", "every", "any", "both", "all", "where", "when", "if", "no", "not", "in", "at", "to",
    "by", "for", "of", "and", "local", "its", "their", "new", "weekly", "monthly", "daily",
];

impl Lexicon {
    /// The name that ends with the noun at the byte `noun` of `text`, with the letters that follow it in brackets.
    pub(super) fn name_at(&self, text: &str, noun: usize) -> Option<Name> {
        let all: Vec<_> = words(text).collect();
        let last = all.iter().position(|w| w.span.start() <= noun && noun < w.span.end())?;
        self.name_ending(text, &all, last)
    }

    /// The names in `text`, in order.
    pub(super) fn names(&self, text: &str) -> Vec<Name> {
        let all: Vec<_> = words(text).collect();
        let mut found: Vec<Name> = Vec::new();
        for (n, word) in all.iter().enumerate() {
            if !word.text.starts_with(char::is_uppercase) || !self.is_noun(word.text) {
                continue;
            }
            if let Some(name) = self.name_ending(text, &all, n) {
                if let Some(before) = found.last().filter(|b| b.start >= name.start && b.end <= name.end).map(|b| b.start) {
                    found.retain(|b| b.start != before);
                }
                found.push(name);
            }
        }
        found
    }

    fn is_noun(&self, word: &str) -> bool {
        let folded = fold_str(word);
        self.nouns.contains(folded.trim_end_matches("'s"))
    }

    fn name_ending(&self, text: &str, all: &[concordat_text::Word<'_>], last: usize) -> Option<Name> {
        let end = all.get(last)?.span.end();
        let mut first = last;
        while let Some(n) = first.checked_sub(1).filter(|n| last - n < LONGEST) {
            let (word, next) = (all.get(n)?, all.get(first)?);
            let gap = text.get(word.span.end()..next.span.start())?;
            let joined = matches!(gap.trim(), "" | "&" | "-" | "/" | ",") && !gap.contains('\n');
            // A comma parts names unless "and" closes the list: "Missing, Exploited and Trafficked Panel".
            let listed = gap.trim() != "," || all.iter().take(last).skip(first).any(|w| w.text == "and");
            let capital = word.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            if !joined || !listed || !(capital || JOINING.contains(&word.text)) {
                break;
            }
            first = n;
        }
        while first < last
            && all.get(first).is_some_and(|w| !w.text.starts_with(char::is_uppercase) || FRONT.contains(&w.text.to_lowercase().as_str()))
        {
            first += 1;
        }
        if first == last {
            return None;
        }
        let start = all.get(first)?.span.start();
        let name = text.get(start..end)?.trim_end_matches("'s").trim_end_matches('\u{2019}');
        let folded = fold_str(name);
        if self.not_panels.find(&folded).any(|h| h.end == folded.len()) {
            return None;
        }
        let (acronym, end) = letters_after(text, end).map_or((None, end), |(letters, end)| (Some(letters), end));
        let ordinary = self.weak.contains(&fold_str(all.get(last)?.text)) && acronym.is_none();
        // "Safeguarding Meeting" may be any; three words in capitals make a name of a weak noun.
        if ordinary && last - first < 2 {
            return None;
        }
        Some(Name { name: name.split_whitespace().collect::<Vec<_>>().join(" "), acronym, start, end })
    }

    /// What a heading or a title names, once words about the document are taken off: "Terms of reference for the Harbour Panel
    /// (HP), 2024". None where it names no panel. `sure` says that a panel must be meant: any name is then taken.
    pub(super) fn titled(&self, title: &str, sure: bool) -> Option<Name> {
        let mut rest = title.trim();
        for mark in ["Terms of Reference", "Terms of reference", "terms of reference", "TERMS OF REFERENCE", "ToR", "TOR"] {
            if let Some((before, after)) = rest.split_once(mark) {
                let strip = |part: &str| -> usize { part.chars().filter(|c| c.is_alphabetic()).count() };
                rest = if strip(before) >= 3 && (strip(after) < 3 || strip(before) >= strip(after)) { before } else { after };
                break;
            }
        }
        let trim = |c: char| !c.is_alphanumeric() && !matches!(c, ')' | '(');
        rest = rest.trim_matches(trim);
        for front in ["for the ", "of the ", "for ", "of ", "The ", "the "] {
            rest = rest.strip_prefix(front).unwrap_or(rest).trim();
        }
        for part in [": ", " \u{2013} ", " \u{2014} ", " - "] {
            let named = |text: &str| !self.names(text).is_empty() || is_letters(text.trim());
            if let Some((before, after)) = rest.split_once(part) {
                rest = if named(before) {
                    before
                } else if named(after) {
                    after
                } else {
                    before
                };
            }
        }
        let found = self.names(rest).into_iter().max_by_key(|n| n.end - n.start);
        if let Some(name) = found {
            return Some(name);
        }
        let bare = undated(rest);
        let folded = fold_str(bare);
        // A heading in small letters: "Harbour exploitation panel".
        let noun = folded.rsplit(' ').next().is_some_and(|w| self.nouns.contains(w)) && folded.contains(' ');
        let bracketed = bare.find('(').and_then(|at| letters_after(bare, at).map(|(letters, _)| (letters, at)));
        if let Some((letters, at)) = bracketed.filter(|_| sure || noun) {
            let name = bare.get(..at).unwrap_or(bare).trim().to_owned();
            return Some(Name { name, acronym: Some(letters), start: 0, end: bare.len() });
        }
        let small = noun && !self.not_panels.find(&folded).any(|h| h.end == folded.len());
        let known = is_letters(bare) && (sure || self.is_known(&folded));
        if known {
            return Some(Name { name: bare.to_owned(), acronym: Some(bare.to_owned()), start: 0, end: bare.len() });
        }
        if bare.is_empty() {
            return None;
        }
        let titled = (small && bare.starts_with(char::is_uppercase) || sure) && !bare.is_empty() && bare.split(' ').count() <= LONGEST;
        titled.then(|| Name { name: bare.to_owned(), acronym: None, start: 0, end: bare.len() })
    }
}

/// A title without a date or an edition at its end: "Harbour consultation, October 2022".
fn undated(title: &str) -> &str {
    const DATES: [&str; 8] = ["version", "v", "draft", "final", "agreed", "updated", "spring", "autumn"];
    let mut bare = title;
    loop {
        let cut =
            bare.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.' | '(' | '-' | '\u{2013}'));
        let word = cut.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let folded = word.to_lowercase();
        let dated = !word.is_empty() && (DATES.contains(&folded.as_str()) || concordat_register::month_named(&folded).is_some());
        let next = if dated { cut.get(..cut.len() - word.len()).unwrap_or(cut) } else { cut };
        if next.len() == bare.len() {
            return bare.trim();
        }
        bare = next;
    }
}

/// Letters in brackets that follow at byte `at`: " (MACE)". Brackets with words in them are none.
fn letters_after(text: &str, at: usize) -> Option<(String, usize)> {
    let rest = text.get(at..)?;
    let open = rest.find('(')?;
    if !rest.get(..open)?.trim().is_empty() {
        return None;
    }
    let close = rest.find(')')?;
    let inner = rest.get(open + 1..close)?.trim().trim_matches(['"', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}', '\'']);
    let inner = inner.strip_prefix("the ").unwrap_or(inner);
    is_letters(inner).then(|| (inner.to_owned(), at + close + 1))
}

/// Whether these are the letters of a name: `MACE`, `CSE-OG`, `YVTG2`, `RiSC`.
pub(super) fn is_letters(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let length = text.chars().count();
    (2..=10).contains(&length)
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '&' | '/'))
        && capitals >= 2
        && capitals * 2 > length
        && text.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_standard::Standard;

    fn lexicon() -> Lexicon {
        Lexicon::new(&Standard::peer_on_peer_abuse().unwrap())
    }

    #[test]
    fn names_stand_in_running_text() {
        let lexicon = lexicon();
        for (text, wanted) in [
            ("Where harm goes on the Marl Adolescent Risk Panel (MARP) considers it.", Some(("Marl Adolescent Risk Panel", Some("MARP")))),
            ("It reports to the Children and Young People's Strategic Board.", Some(("Children and Young People's Strategic Board", None))),
            ("The Panel meets weekly.", None),
            ("A Strategy Meeting is held.", None),
            ("a Review Conference is called", None),
            ("the Missing, Exploited and Trafficked Panel", Some(("Missing, Exploited and Trafficked Panel", None))),
        ] {
            let found = lexicon.names(text).into_iter().next();
            let got = found.as_ref().map(|n| (n.name.as_str(), n.acronym.as_deref()));
            assert_eq!(got, wanted, "{text}");
        }
    }

    #[test]
    fn titles_name_a_panel() {
        let lexicon = lexicon();
        for (title, wanted) in [
            ("Terms of Reference: Estuary Missing Panel (EMP)", ("Estuary Missing Panel", Some("EMP"))),
            ("Estuary Missing Panel \u{2013} Terms of Reference 2024", ("Estuary Missing Panel", None)),
            ("ToR for MACE", ("MACE", Some("MACE"))),
            ("Terms of reference for the harmful behaviour consultation", ("harmful behaviour consultation", None)),
        ] {
            let name = lexicon.titled(title, true).unwrap();
            assert_eq!((name.name.as_str(), name.acronym.as_deref()), wanted, "{title}");
        }
        assert_eq!(lexicon.titled("What happens next", false), None);
    }
}
