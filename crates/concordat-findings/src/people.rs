//! Who must not be named in what leaves: the people that the register of meetings holds.
//!
//! Every product asks [`Audit::told`] for the words that it quotes, and what findings say holds no name from the beginning
//! ([`People::leave_out_of`]), so that the rule stands here and in no product.

use crate::{Audit, Finding, Strength};
use concordat_chart::Chart;
use concordat_register::{
    Evidence,
    meeting::{Meeting, Member},
};
use concordat_text::{AROUND, Quote, Text, fold_str};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What stands where a name stood.
pub const NAME: &str = "[name]";

/// The names of people that meetings are said to have. Its `Debug` hides them.
#[derive(Clone, Default)]
pub struct People {
    /// Ranks and forms of address, folded.
    titles: BTreeSet<String>,
    /// Each name without forms of address.
    names: Vec<String>,
    /// Places in `names` by the letters that each begins with, up to what is no letter.
    begun: BTreeMap<String, Vec<usize>>,
    /// Last words of names, by the same.
    surnames: BTreeMap<String, Vec<String>>,
}

impl std::fmt::Debug for People {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "People({})", self.names.len())
    }
}

impl People {
    /// The people of some meetings. `titles` are ranks and forms of address, folded.
    #[must_use]
    pub fn of(meetings: &[Meeting], titles: &[String]) -> Self {
        let mut people = Self { titles: titles.iter().cloned().collect(), ..Self::default() };
        let all = meetings.iter().flat_map(|m| m.chair.iter().chain(&m.members));
        for person in all.filter_map(|Member { person, .. }| person.as_ref()) {
            people.add(person);
        }
        people.names.sort();
        people.names.dedup();
        for (n, name) in people.names.iter().enumerate() {
            people.begun.entry(first_letters(name).to_owned()).or_default().push(n);
        }
        people
    }

    fn add(&mut self, person: &str) {
        let all: Vec<&str> = person.split_whitespace().collect();
        let bare: Vec<&str> = all.iter().copied().skip_while(|word| self.is_title(word)).collect();
        // One word left is a surname, which may be a word of the language: it counts after a form of address only.
        let name = if bare.len() > 1 { bare } else { all.clone() }.join(" ");
        if name.chars().count() <= 2 {
            return;
        }
        self.names.push(name);
        if let Some(last) = all.last().filter(|_| all.len() > 1) {
            let known = self.surnames.entry(first_letters(last).to_owned()).or_default();
            if !known.iter().any(|k| k == last) {
                known.push((*last).to_owned());
            }
        }
    }

    /// Whether some text holds the name of one of them.
    #[must_use]
    pub fn are_named(&self, text: &str) -> bool {
        !self.found(text).is_empty()
    }

    /// `text` with [`NAME`] where one of them is named.
    #[must_use]
    pub fn without<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let found = self.found(text);
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        let (mut out, mut from) = (String::with_capacity(text.len()), 0);
        for name in found {
            out.push_str(text.get(from..name.start).unwrap_or_default());
            out.push_str(NAME);
            from = name.end;
        }
        out.push_str(text.get(from..).unwrap_or_default());
        Cow::Owned(out)
    }

    /// A quotation without their names, nor the part of one where a cut went through it.
    #[must_use]
    pub fn quote<'q>(&self, quote: &'q Quote) -> Cow<'q, Quote> {
        let whole = self.without_cut_names(quote);
        let text = format!("{}{}{}", whole.prefix, whole.exact, whole.suffix);
        let found = self.found(&text);
        if found.is_empty() {
            return if whole == *quote { Cow::Borrowed(quote) } else { Cow::Owned(whole) };
        }
        let (exact, suffix) = (whole.prefix.len(), whole.prefix.len() + whole.exact.len());
        let part = |part: Range<usize>| Text::from(without(&text, part, &found).as_str());
        Cow::Owned(Quote { prefix: part(0..exact), exact: part(exact..suffix), suffix: part(suffix..text.len()) })
    }

    /// Takes their names out of what a finding says and asks for. Words that it would put into a document stay as they are.
    pub fn leave_out_of(&self, finding: &mut Finding) {
        if let Cow::Owned(message) = self.without(&finding.message) {
            finding.message = message;
        }
        if let Some(Cow::Owned(suggestion)) = finding.suggestion.as_deref().map(|s| self.without(s)) {
            finding.suggestion = Some(suggestion.as_str().into());
        }
    }

    /// Takes their names out of every word of a chart.
    pub fn leave_out_of_chart(&self, chart: &mut Chart) {
        let nodes = chart.nodes.iter_mut().flat_map(|node| [&mut node.label, &mut node.note]);
        let edges = chart.edges.iter_mut().flat_map(|edge| [&mut edge.label, &mut edge.detail]);
        let marks = chart.marks.iter_mut().map(|mark| &mut mark.text);
        let own = [&mut chart.title, &mut chart.description].into_iter().chain(&mut chart.lanes).chain(&mut chart.notes);
        for words in own.chain(nodes).chain(edges).chain(marks) {
            if let Cow::Owned(told) = self.without(words) {
                *words = told;
            }
        }
    }

    /// Takes their names out of what is said to be done well.
    pub fn leave_out_of_strength(&self, strength: &mut Strength) {
        if let Cow::Owned(message) = self.without(&strength.message) {
            strength.message = message;
        }
    }

    /// Words with what stands around them, without the part of a name where a cut went through one: the surname whose first name is no
    /// longer shown, or the first name whose surname is not.
    #[must_use]
    pub fn without_cut_names(&self, quote: &Quote) -> Quote {
        let mut quote = quote.clone();
        for name in &self.names {
            for (space, _) in name.match_indices(' ') {
                let (first, last) = (name.get(..space).unwrap_or_default(), name.get(space + 1..).unwrap_or_default());
                // Had there been room for the rest of the name, it would stand there.
                let is_cut = |around: &str, rest: &str| around.len() + 1 + rest.len() >= AROUND;
                if let Some(rest) = quote.prefix.strip_prefix(last).filter(|rest| is_end(rest) && is_cut(&quote.prefix, first)) {
                    quote.prefix = rest.into();
                }
                let rest = quote.suffix.strip_suffix(first).filter(|rest| !rest.ends_with(char::is_alphanumeric));
                if let Some(rest) = rest.filter(|_| is_cut(&quote.suffix, last)) {
                    quote.suffix = rest.into();
                }
            }
        }
        quote
    }

    /// Where a text names them, in order and apart: by a whole name, or by a surname after a form of address ("Dr Young").
    fn found(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        if self.names.is_empty() {
            return found;
        }
        let mut before: Option<&str> = None;
        let mut at = 0;
        while let Some(begin) = text.get(at..).and_then(|rest| rest.find(char::is_alphanumeric)).map(|n| at + n) {
            let rest = text.get(begin..).unwrap_or_default();
            let word = first_letters(rest);
            let named = self.begun.get(word).into_iter().flatten().filter_map(|&n| self.names.get(n));
            let titled = || self.surnames.get(word).into_iter().flatten().filter(|_| before.is_some_and(|b| self.is_title(b)));
            let length = named.chain(titled()).filter(|name| begins(rest, name)).map(String::len).max();
            at = begin + length.unwrap_or(word.len());
            if let Some(length) = length {
                found.push(begin..begin + length);
            }
            // A form of address stands before a surname with a space, or a full stop and a space.
            let gap = text.get(at..).unwrap_or_default();
            let parted = gap.starts_with(char::is_whitespace) || gap.starts_with('.');
            before = parted.then_some(word);
        }
        found
    }

    /// Whether a word is a rank or a form of address, with a full stop or without.
    fn is_title(&self, word: &str) -> bool {
        self.titles.contains(&fold_str(word.trim_matches(|c: char| !c.is_alphanumeric())))
    }
}

impl Audit {
    /// Some words of the documents as a product that leaves may quote them: without the names of those who sit at meetings.
    #[must_use]
    pub fn told<'e>(&self, evidence: &'e Evidence) -> Cow<'e, Quote> {
        self.people.quote(&evidence.anchor.quote)
    }
}

/// A stretch of a text with [`NAME`] for each name that begins in it; of one that began before it, nothing.
fn without(text: &str, part: Range<usize>, names: &[Range<usize>]) -> String {
    let (mut out, mut from) = (String::new(), part.start);
    for name in names.iter().filter(|name| name.start < part.end && name.end > part.start) {
        out.push_str(text.get(from..name.start).unwrap_or_default());
        if name.start >= part.start {
            out.push_str(NAME);
        }
        from = name.end;
    }
    out.push_str(text.get(from..part.end).unwrap_or_default());
    out
}

/// The letters and digits that a text begins with.
fn first_letters(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Whether a text begins with some words, not as part of longer ones.
fn begins(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(is_end)
}

/// Whether a word ends where this begins.
fn is_end(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_text::ByteSpan;

    fn people() -> People {
        let person = |name: &str| Member { person: Some(name.into()), ..Member::default() };
        let members = vec![person("Dr Sarah Young"), person("Insp. Hope "), person("Ann O'Dell-Marsh")];
        let titles = ["dr", "insp", "inspector", "mrs", "professor"].map(str::to_owned);
        People::of(&[Meeting { members, ..Meeting::default() }], &titles)
    }

    #[test]
    fn people_are_known_by_their_names_and_not_by_a_word_that_is_one() {
        let people = people();
        for named in ["Chair: Sarah Young, police", "Inspector Young will write", "(Dr. Young)", "Professor Young chairs", "ask Mrs Hope"] {
            assert!(people.are_named(named), "{named}");
        }
        for other in ["Hope is given", "Young people are heard", "Sarah Younger", "see the inspector; Young people"] {
            assert!(!people.are_named(other), "{other}");
        }
        assert!(!format!("{people:?}").contains("Young"));
    }

    #[test]
    fn a_mark_stands_where_a_name_stood() {
        let people = people();
        for (text, told) in [
            ("Sarah Young and Dr. Young ask Ann O'Dell-Marsh.", "[name] and Dr. [name] ask [name]."),
            ("Young people ask Sarah.", "Young people ask Sarah."),
        ] {
            assert_eq!(people.without(text), told);
        }
        // The words that a finding rests on may be a part of the name.
        let passage = "It is led by Sarah Young each day.";
        let at = passage.find("Young").unwrap();
        let quote = concordat_text::quote(passage, ByteSpan::new(at, at + 5));
        let told = people.quote(&quote);
        assert_eq!((&*told.prefix, &*told.exact, &*told.suffix), ("It is led by [name]", "", " each day."));
    }

    #[test]
    fn a_name_that_a_cut_went_through_is_left_out() {
        let people = people();
        let around = |passage: &str| {
            let at = passage.find("the plan").unwrap();
            let quote = concordat_text::quote(passage, ByteSpan::new(at, at + "the plan".len()));
            let told = people.quote(&quote);
            (told.prefix.to_string(), told.suffix.to_string())
        };
        // Forty-eight characters before and after hold half of the name.
        let (before, after) = around(
            "It was Sarah Young who put together with the two schools the plan that is read at the end of every term by Sarah Young.",
        );
        assert_eq!(before, " who put together with the two schools ");
        assert_eq!(after, " that is read at the end of every term by ");
        let (before, after) = around("Young people wrote the plan with Sarah.");
        assert_eq!((before.as_str(), after.as_str()), ("Young people wrote ", " with Sarah."), "nothing was cut");
    }
}
