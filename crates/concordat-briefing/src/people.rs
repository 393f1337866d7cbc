//! Who must not be named: the people that the register of meetings holds.

use concordat_findings::Audit;
use concordat_register::meeting::Member;
use concordat_standard::Standard;
use concordat_text::{AROUND, Quote, fold_str};

/// The names of people that meetings are said to have.
pub(crate) struct People<'a> {
    standard: &'a Standard,
    /// Each name without forms of address, and its last word.
    names: Vec<(String, Option<String>)>,
}

impl<'a> People<'a> {
    /// The people of an audit's meetings.
    pub(crate) fn of(audit: &Audit, standard: &'a Standard) -> Self {
        Self { standard, names: names(audit, standard) }
    }

    /// Whether some text holds the name of one of them.
    pub(crate) fn are_named(&self, text: &str) -> bool {
        // "Dr Young", "Prof. Young".
        let titled = |surname: &String| {
            found(text, surname).any(|at| {
                let before = text.get(..at).unwrap_or_default().split_whitespace().next_back();
                before.is_some_and(|word| is_title(self.standard, word))
            })
        };
        self.names.iter().any(|(name, surname)| found(text, name).next().is_some() || surname.as_ref().is_some_and(titled))
    }

    /// Words with what stands around them, without the part of a name where a cut went through one: the surname whose first name is no
    /// longer shown, or the first name whose surname is not.
    pub(crate) fn without_cut_names(&self, quote: &Quote) -> Quote {
        let mut quote = quote.clone();
        for (name, _) in &self.names {
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
}

/// Whether a word ends where this begins.
fn is_end(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

/// Every name that the register of meetings holds, without forms of address, and its last word.
fn names(audit: &Audit, standard: &Standard) -> Vec<(String, Option<String>)> {
    let own = |person: &str| {
        let all: Vec<&str> = person.split_whitespace().collect();
        let bare: Vec<&str> = all.iter().copied().skip_while(|word| is_title(standard, word)).collect();
        // One word left is a surname, which may be a word of the language: it counts after a form of address only.
        let name = if bare.len() > 1 { bare } else { all.clone() };
        (name.join(" "), all.last().filter(|_| all.len() > 1).map(|last| (*last).to_owned()))
    };
    let people = audit.meetings.iter().flat_map(|m| m.chair.iter().chain(&m.members));
    let mut names: Vec<(String, Option<String>)> = people
        .filter_map(|Member { person, .. }| person.as_ref())
        .map(|person| own(person))
        .filter(|(name, _)| name.chars().count() > 2)
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Where a text holds some words, not as part of longer ones.
fn found(text: &str, words: &str) -> impl Iterator<Item = usize> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let places = text.match_indices(words).filter(move |(at, found)| {
        let before = text.get(..*at).and_then(|t| t.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|t| t.chars().next());
        !letter(before) && !letter(after)
    });
    places.map(|(at, _)| at)
}

/// Whether a word is a rank or a form of address, with a full stop or without.
fn is_title(standard: &Standard, word: &str) -> bool {
    let word = fold_str(word.trim_matches(|c: char| !c.is_alphanumeric()));
    standard.terms.bodies.titles.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_register::meeting::Meeting;
    use concordat_text::ByteSpan;

    fn standard() -> Standard {
        Standard::peer_on_peer_abuse().unwrap()
    }

    fn audit() -> Audit {
        let person = |name: &str| Member { person: Some(name.into()), ..Member::default() };
        let members = vec![person("Dr Sarah Young"), person("Insp. Hope ")];
        Audit { meetings: vec![Meeting { members, ..Meeting::default() }], ..Audit::default() }
    }

    #[test]
    fn people_are_known_by_their_names_and_not_by_a_word_that_is_one() {
        let standard = standard();
        let people = People::of(&audit(), &standard);
        assert!(people.are_named("Chair: Sarah Young, police") && people.are_named("Inspector Young will write"));
        assert!(people.are_named("(Dr. Young)") && people.are_named("Professor Young chairs") && people.are_named("ask Mrs Hope"));
        assert!(!people.are_named("Hope is given"));
        assert!(!people.are_named("Young people are heard") && !people.are_named("Sarah Younger"));
    }

    #[test]
    fn a_name_that_a_cut_went_through_is_left_out() {
        let standard = standard();
        let people = People::of(&audit(), &standard);
        let around = |passage: &str| {
            let at = passage.find("the plan").unwrap();
            let quote = people.without_cut_names(&concordat_text::quote(passage, ByteSpan::new(at, at + "the plan".len())));
            (quote.prefix.to_string(), quote.suffix.to_string())
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
