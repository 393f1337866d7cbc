//! People as an agenda names them: one cell may hold several, in any order of names.

use crate::agenda::when::{self, Birth};
use concordat_register::Date;
use concordat_standard::panels::{PanelWords, holds, plain};
use std::fmt;

/// Somebody named.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Person {
    /// Forenames or an initial.
    pub(crate) forename: String,
    /// The surname, or its initial.
    pub(crate) surname: String,
    /// Other names.
    pub(crate) aka: Vec<String>,
    /// When born.
    pub(crate) birth: Option<Birth>,
    /// Whether the cell says that the person is grown up.
    pub(crate) adult: bool,
    /// Whether the order of the names was only supposed.
    pub(crate) supposed: bool,
    /// Whether nobody is named but only somebody's kin: `mother of`.
    pub(crate) kin: bool,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(hidden)")
    }
}

/// What a cell that is meant to name people says.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Named {
    /// The people.
    pub(crate) people: Vec<Person>,
    /// Surnames that stand for a whole household: `the Obi twins`.
    pub(crate) households: Vec<String>,
    /// Whether somebody is meant who is not named.
    pub(crate) unnamed: bool,
}

/// Whether a word may be a forename, by what is known of names and by the rest of the agendas.
pub(crate) type IsForename<'a> = &'a dyn Fn(&str) -> bool;

/// Reads a cell. `at` is the day of the sitting.
pub(crate) fn people(text: &str, at: Option<Date>, words: &PanelWords, is_forename: IsForename<'_>) -> Named {
    let mut named = Named::default();
    let mut parts: Vec<(String, Vec<String>)> = Vec::new();
    let mut shared: Vec<usize> = Vec::new();
    for line in text.split(['\n', ';', '|']) {
        if let Some((surname, members)) = household_told(line, words, is_forename) {
            members_of(&surname, &members, at, words, is_forename, &mut named);
            continue;
        }
        for part in split_people(line, words) {
            parts.push(brackets(&part));
        }
    }
    for (bare, inside) in &parts {
        let Some(person) = one(bare, inside, at, words, is_forename, &mut named) else { continue };
        if person.surname.is_empty() && !person.forename.is_empty() {
            shared.push(named.people.len());
        }
        named.people.push(person);
    }
    if named.people.len() > 1 {
        share_surnames(&mut named.people, &shared);
    }
    named
}

/// People of one cell are parted by `&`, `and`, `/`, `+`, and by commas where both sides are names.
fn split_people(line: &str, words: &PanelWords) -> Vec<String> {
    let mut text = line.replace(" & ", "\u{1}").replace('+', "\u{1}").replace(" / ", "\u{1}").replace(" w/ ", "\u{1}");
    for and in [" and ", " AND ", " And "] {
        text = text.replace(and, "\u{1}");
    }
    // A stroke without spaces parts names, but not the parts of a day or `m/f`.
    let mut out = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().collect();
    for (n, &c) in letters.iter().enumerate() {
        let near = |m: Option<usize>| m.and_then(|m| letters.get(m)).is_some_and(|c| c.is_lowercase());
        let follows = letters.get(n + 1).is_some_and(|c| c.is_uppercase());
        out.push(if c == '/' && near(n.checked_sub(1)) && follows { '\u{1}' } else { c });
    }
    let mut parts = Vec::new();
    for part in out.split('\u{1}').map(str::trim).filter(|p| !p.is_empty()) {
        parts.extend(split_commas(part, words));
    }
    parts
}

/// `Obi, Ade` is one person; `Ade Obi, Temi Obi` and `Ade (12), Temi (9), Bola` are several.
fn split_commas(part: &str, words: &PanelWords) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut depth = 0_i32;
    let mut piece = String::new();
    for c in part.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if c == ',' && depth <= 0 {
            pieces.push(std::mem::take(&mut piece));
        } else {
            piece.push(c);
        }
    }
    pieces.push(piece);
    let count = |p: &str| brackets(p).0.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    let several = match pieces.as_slice() {
        [a, b] => (count(a) >= 2 && count(b) >= 2 && !is_upper(a)) || (a.contains('(') && count(b) > 0 && !is_upper(&brackets(a).0)),
        [] | [_] => false,
        // Of three and more the second may still be a forename: `Obi, Ade, 15`.
        [_, _, rest @ ..] => rest.iter().any(|p| count(p) > 0 && plain(p).split(' ').all(|w| !is_marker(w, words))),
    };
    if several { pieces.into_iter().map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect() } else { vec![part.to_owned()] }
}

fn is_upper(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 1 && !text.chars().any(char::is_lowercase)
}

/// What stands outside and inside brackets and quotation marks.
fn brackets(text: &str) -> (String, Vec<String>) {
    let mut bare = String::with_capacity(text.len());
    let mut inside = Vec::new();
    let mut current: Option<(char, String)> = None;
    let mut last = ' ';
    for c in text.chars() {
        match &mut current {
            Some((close, words)) => {
                if c == *close || (*close == '\u{2019}' && c == '\'') {
                    inside.push(std::mem::take(words));
                    current = None;
                    bare.push(' ');
                } else {
                    words.push(c);
                }
            }
            None => {
                let close = match c {
                    '(' => Some(')'),
                    '[' => Some(']'),
                    '"' => Some('"'),
                    '\u{201c}' => Some('\u{201d}'),
                    '\'' if last == ' ' => Some('\''),
                    '\u{2018}' => Some('\u{2019}'),
                    _ => None,
                };
                match close {
                    Some(close) => current = Some((close, if matches!(c, '(' | '[') { String::new() } else { "aka ".to_owned() })),
                    None => bare.push(c),
                }
            }
        }
        last = c;
    }
    if let Some((close, words)) = current {
        // Left open: an apostrophe at the head of a word, or a bracket nobody closed.
        if matches!(close, ')' | ']') { inside.push(words) } else { bare.push_str(words.strip_prefix("aka ").unwrap_or(&words)) }
    }
    (bare.trim().to_owned(), inside)
}

/// One person from one part of a cell.
fn one(
    bare: &str,
    inside: &[String],
    at: Option<Date>,
    words: &PanelWords,
    is_forename: IsForename<'_>,
    named: &mut Named,
) -> Option<Person> {
    let mut person = Person::default();
    if let Some(real) = real_name(bare, inside, words, is_forename) {
        order(&names_only(real, words), &mut person, words, is_forename);
        person.aka.push(tidy(bare));
        return Some(person);
    }
    for note in inside {
        remark(note, at, words, &mut person);
    }
    let (bare, after) = split_aka(bare, words);
    if let Some(after) = after {
        person.aka.extend(after.split([',', '/']).map(|a| tidy(&names_only(a, words))).filter(|a| !a.is_empty()));
    }
    if person.birth.is_none() {
        person.birth = has_digit(&bare).then(|| when::birth(&bare, at)).flatten();
    }
    let folded = plain(&bare);
    if let Some(rest) = kin_of(&folded, &bare, words) {
        person.kin = true;
        order(&names_only(&rest, words), &mut person, words, is_forename);
        return (!person.surname.is_empty() || !person.forename.is_empty()).then_some(person);
    }
    // `the Obi family: worries at home`.
    let before_remark = bare.split([':', '\u{2013}', '\u{2014}']).next().unwrap_or_default().split(" - ").next().unwrap_or_default();
    if let Some(surname) = household(before_remark, words) {
        named.households.push(surname);
        return None;
    }
    let is_unnamed = words.people.unnamed.words.iter().any(|w| holds(&folded, w));
    let name = without_titles(&bare, words)?;
    let name = names_only(&name, words);
    if is_unnamed || name.is_empty() {
        named.unnamed |= is_unnamed || !person.aka.is_empty();
        return None;
    }
    order(&name, &mut person, words, is_forename);
    // `Figures for the week`: one word out of several is a name only where it is known as one.
    let lone = person.surname.is_empty()
        && !bare.contains(',')
        && bare.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count() > 2;
    if lone && person.aka.is_empty() && person.birth.is_none() && !is_forename(&plain(&person.forename)) {
        return None;
    }
    (!person.forename.is_empty() || !person.surname.is_empty()).then_some(person)
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

/// What stands in brackets after a name: an age, another name, that the person is grown up.
fn remark(note: &str, at: Option<Date>, words: &PanelWords, person: &mut Person) {
    let folded = plain(note);
    if words.people.status.get("adult").is_some_and(|adult| adult.iter().any(|a| holds(&folded, a))) {
        person.adult = true;
        return;
    }
    let (rest, after) = split_aka(note, words);
    if let Some(after) = after {
        person.aka.extend(after.split([',', '/']).map(tidy).filter(|a| !a.is_empty() && a.split(' ').count() <= 3));
        if rest.trim().is_empty() {
            return;
        }
    }
    if has_digit(note) {
        person.birth = person.birth.or_else(|| when::birth(&rest, at));
        return;
    }
    // One word with a capital, such as a short name: not `F`, `new` or `CSE`.
    let mut words_of = rest.split_whitespace();
    if let (Some(word), None) = (words_of.next(), words_of.next())
        && word.chars().count() >= 3
        && word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().skip(1).any(char::is_lowercase)
        && !is_status(&folded, words)
    {
        person.aka.push(word.to_owned());
    }
}

fn is_status(folded: &str, words: &PanelWords) -> bool {
    let lists = words.people.status.values().flatten();
    let titles = words.people.titles.professional.iter().chain(&words.people.titles.plain);
    let relations = &words.people.relations;
    let kin = relations.adult.iter().chain(&relations.sibling).chain(&relations.associate);
    let marks = words.items.not_taken.phrases.iter().chain(&words.items.not_taken.yes);
    let said = words.people.remarks.words.iter().chain(&words.people.unnamed.words);
    lists.chain(titles).chain(kin).chain(marks).chain(said).any(|w| w == folded)
}

/// What stands before and after a word for another name.
fn split_aka(text: &str, words: &PanelWords) -> (String, Option<String>) {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let folded: Vec<String> = parts.iter().map(|w| plain(w)).collect();
    for (n, _) in folded.iter().enumerate() {
        for marker in words.people.aka.before.iter().map(|m| plain(m)) {
            let length = marker.split(' ').count();
            let here = folded.iter().skip(n).take(length).cloned().collect::<Vec<_>>().join(" ");
            // `was` and `now` part two names only where names stand on both sides; at the head of a remark they say nothing.
            let weak = ["was", "now", "uses", "called", "prev"].contains(&marker.as_str()) && n == 0;
            if here == marker && !weak {
                let before = parts.iter().take(n).copied().collect::<Vec<_>>().join(" ");
                let after = parts.iter().skip(n + length).copied().collect::<Vec<_>>().join(" ");
                return (before, Some(after).filter(|a| !a.is_empty()));
            }
        }
    }
    (text.to_owned(), None)
}

/// The person whose mother, brother and so on is meant without a name.
fn kin_of(folded: &str, bare: &str, words: &PanelWords) -> Option<String> {
    let relations = &words.people.relations;
    let (before, _) = folded.split_once(" of ")?;
    let head = before.split(' ').next_back().unwrap_or_default();
    let known = relations.adult.iter().chain(&relations.sibling).chain(&relations.kin).any(|w| w == before || w == head);
    if !known || before.split(' ').count() > 3 {
        return None;
    }
    let at = bare.to_lowercase().find(" of ")?;
    bare.get(at + 4..).map(str::to_owned)
}

/// The surname of `Obi twins`, `the Obi siblings`, `Obi family`.
fn household(bare: &str, words: &PanelWords) -> Option<String> {
    let parts: Vec<&str> = bare.split_whitespace().filter(|w| plain(w) != "the").collect();
    let (last, names) = parts.split_last()?;
    let together = words.people.relations.together.iter().any(|t| *t == plain(last));
    let named = (1..=2).contains(&names.len()) && names.iter().all(|w| w.chars().next().is_some_and(char::is_uppercase));
    (together && named).then(|| names.join(" "))
}

/// Whether a cell names a household and who of it is meant.
pub(crate) fn is_household_told(text: &str, words: &PanelWords, is_forename: IsForename<'_>) -> bool {
    household_told(text, words, is_forename).is_some()
}

/// The surname and the members of `Obi twins: Ade, Temi`, `the Obi brothers (Ade and Temi)`, `Obi sisters Ade & Temi`.
fn household_told(line: &str, words: &PanelWords, is_forename: IsForename<'_>) -> Option<(String, String)> {
    let parts: Vec<&str> = line.split_whitespace().collect();
    let bare = |w: &str| w.trim_end_matches([':', ',', '(', '-']).to_owned();
    let at = parts.iter().position(|w| words.people.relations.together.contains(&plain(w)))?;
    let surname = household(&parts.iter().take(at + 1).map(|w| bare(w)).collect::<Vec<_>>().join(" "), words)?;
    let rest = parts.iter().skip(at + 1).copied().collect::<Vec<_>>().join(" ");
    let told = rest.trim_start_matches(['-', '\u{2013}', '\u{2014}', ':', ' ', '(']);
    let told = if rest.starts_with('(') { told.trim_end_matches(')') } else { told };
    // Somebody is told by a name or an initial, and not by what is the matter.
    let names = |piece: &str| {
        let name = brackets(piece).0;
        let mut of = name.split_whitespace().filter(|w| !w.bytes().all(|b| b.is_ascii_digit()));
        of.next().is_some_and(|w| w.chars().next().is_some_and(char::is_uppercase)) && of.count() <= 1
    };
    // `Obi family: Police, Housing` lists nobody: one of them has to be an initial or known as a name.
    let known = |piece: &str| {
        let first = plain(brackets(piece).0.split_whitespace().next().unwrap_or_default());
        first.chars().count() == 1 || is_forename(&first)
    };
    let pieces = members(told);
    (pieces.len() >= 2 && pieces.iter().all(|p| names(p)) && pieces.iter().any(|p| known(p))).then(|| (surname, told.to_owned()))
}

/// The members that a list of a household names, each with what stands in brackets after it.
fn members(told: &str) -> Vec<String> {
    let parted = told.replace(" and ", ",").replace(['&', '/', '+'], ",");
    let mut pieces: Vec<String> = Vec::new();
    let mut depth = 0_i32;
    for piece in parted.split(',') {
        match pieces.last_mut() {
            Some(last) if depth > 0 => {
                last.push(',');
                last.push_str(piece);
            }
            _ => pieces.push(piece.to_owned()),
        }
        depth += piece.chars().map(|c| i32::from(c == '(') - i32::from(c == ')')).sum::<i32>();
    }
    pieces.iter().map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect()
}

/// Adds the members of a household under its surname, where they bring none of their own.
fn members_of(surname: &str, told: &str, at: Option<Date>, words: &PanelWords, is_forename: IsForename<'_>, named: &mut Named) {
    for piece in members(told) {
        let (bare, inside) = brackets(&piece);
        let Some(mut person) = one(&bare, &inside, at, words, is_forename, named) else { continue };
        if person.forename.is_empty() {
            person.forename = std::mem::take(&mut person.surname);
        }
        if person.surname.is_empty() {
            surname.clone_into(&mut person.surname);
        }
        named.people.push(person);
    }
}

/// The name in full that stands in brackets after the one somebody goes by: `Biscuit (Ade Obi)`.
fn real_name<'a>(bare: &str, inside: &'a [String], words: &PanelWords, is_forename: IsForename<'_>) -> Option<&'a str> {
    let [note] = inside else { return None };
    let capital = |w: &&str| {
        w.chars().next().is_some_and(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '\u{2019}' | '-'))
    };
    let parts: Vec<&str> = note.split_whitespace().collect();
    let lone = bare.split_whitespace().count() == 1 && bare.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let folded = plain(note);
    let last = folded.rsplit(' ').next().unwrap_or_default();
    let thing = words.named.kinds.iter().any(|k| k.words.iter().any(|w| w == last));
    let said = folded.split(' ').any(|w| is_status(w, words)) || words.people.unnamed.words.contains(&folded) || is_status(&folded, words);
    // `AO (High Risk)`, `Ade (White British)`: a remark in capitals is no name.
    let known = parts.iter().any(|w| is_forename(&plain(w)));
    (lone && known && (2..=3).contains(&parts.len()) && parts.iter().all(capital) && !thing && !said).then_some(note.as_str())
}

/// The name without titles; nothing where a title says that a professional is meant.
fn without_titles(name: &str, words: &PanelWords) -> Option<String> {
    let mut parts: Vec<&str> = name.split_whitespace().collect();
    while let Some(first) = parts.first().map(|w| plain(w)) {
        if words.people.titles.professional.contains(&first) && parts.len() > 1 {
            return None;
        }
        if !words.people.titles.plain.contains(&first) || parts.len() == 1 {
            break;
        }
        parts.remove(0);
    }
    while parts.len() > 2 && parts.last().is_some_and(|w| words.people.titles.suffixes.contains(&plain(w))) {
        parts.pop();
    }
    Some(parts.join(" "))
}

fn is_marker(word: &str, words: &PanelWords) -> bool {
    words.people.births.markers.iter().any(|m| m == word) || has_digit(word)
}

/// The words of a name: no numbers, days, ages, nor what introduces them; nothing after a dash that parts a remark.
fn names_only(text: &str, words: &PanelWords) -> String {
    let text = [" - ", " \u{2013} ", " \u{2014} ", ": "].iter().fold(text, |t, dash| t.split(dash).next().unwrap_or(t));
    let comma = text.contains(',');
    let mut kept = Vec::new();
    for word in text.split_whitespace() {
        let folded = plain(word);
        let lone = folded.len() == 1 && word.chars().any(char::is_lowercase);
        let marker = folded.len() > 1 && words.people.births.markers.contains(&folded);
        if has_digit(word) || lone || marker {
            // A day or an age ends a name.
            if kept.is_empty() || (comma && kept.len() == 1) { continue } else { break }
        }
        let particle = words.people.titles.particles.contains(&folded);
        let capital = word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase());
        if !capital
            && !particle
            && !kept.is_empty()
            && !kept.iter().all(|w: &&str| w.chars().any(char::is_lowercase) && !w.chars().any(char::is_uppercase))
        {
            break;
        }
        kept.push(word);
    }
    kept.join(" ").trim_matches([',', '.', '-', ' ', '?', '*', ':']).to_owned()
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches(['.', ',', '\'', '"', '\u{2018}', '\u{2019}', '?']).to_owned()
}

/// Tells forename from surname.
fn order(name: &str, person: &mut Person, words: &PanelWords, is_forename: IsForename<'_>) {
    if let Some((surname, forename)) = name.split_once(',') {
        person.surname = tidy(surname);
        person.forename = tidy(forename.split(',').next().unwrap_or_default());
        return;
    }
    let parts: Vec<&str> = name.split_whitespace().collect();
    let upper = |w: &str| is_upper(w);
    let uppers = parts.iter().filter(|w| upper(w)).count();
    if uppers > 0 && uppers < parts.len() && parts.iter().any(|w| !upper(w) && w.chars().filter(|c| c.is_alphabetic()).count() > 1) {
        let of = |wanted: bool| parts.iter().copied().filter(|w| upper(w) == wanted).collect::<Vec<_>>().join(" ");
        (person.forename, person.surname) = (tidy(&of(false)), tidy(&of(true)));
        return;
    }
    let single = |w: &str| w.chars().filter(|c| c.is_alphabetic()).count() == 1;
    match parts.as_slice() {
        [] => {}
        [only] => {
            if is_forename(&plain(only)) || !upper(only) {
                person.forename = tidy(only)
            } else {
                person.surname = tidy(only)
            }
        }
        // `Obi A`, but `Ade O` where Ade is a forename.
        [first, last] if single(last) && !single(first) && !is_forename(&plain(first)) => {
            (person.forename, person.surname) = (tidy(last), tidy(first));
        }
        [first, rest @ ..] => {
            let at = rest.iter().position(|w| words.people.titles.particles.contains(&plain(w))).unwrap_or(rest.len() - 1);
            let middle = rest.iter().take(at).copied().collect::<Vec<_>>().join(" ");
            let last = rest.iter().skip(at).copied().collect::<Vec<_>>().join(" ");
            let reversed = rest.len() == 1 && !is_forename(&plain(first)) && is_forename(&plain(&last)) && !single(first);
            (person.forename, person.surname) =
                if reversed { (tidy(&last), tidy(first)) } else { (tidy(&format!("{first} {middle}")), tidy(&last)) };
            person.supposed = true;
        }
    }
}

/// Those of a cell without a surname have that of the next who has one, else of the one before.
fn share_surnames(people: &mut [Person], without: &[usize]) {
    for &n in without {
        let next = people.iter().skip(n + 1).find(|p| !p.surname.is_empty()).map(|p| p.surname.clone());
        let before = || people.iter().take(n).rev().find(|p| !p.surname.is_empty()).map(|p| p.surname.clone());
        let surname = next.or_else(before);
        if let (Some(surname), Some(person)) = (surname, people.get_mut(n)) {
            person.surname = surname;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::words;

    fn read(text: &str) -> Vec<(String, String, String)> {
        let known = |w: &str| ["ade", "temi", "bola", "tia"].contains(&w);
        let named = people(text, Date::new(2022, 5, 3), &words(), &known);
        named.people.into_iter().map(|p| (p.forename, p.surname, p.aka.join("/"))).collect()
    }

    #[test]
    fn names_in_every_order() {
        let one = |f: &str, s: &str, a: &str| vec![(f.to_owned(), s.to_owned(), a.to_owned())];
        for text in [
            "Ade Obi",
            "OBI, Ade",
            "OBI Ade",
            "Ade OBI",
            "Obi, Ade",
            "Obi Ade",
            "Ade OBI b. 3.4.07",
            "OBI, Ade (15)",
            "Mr Ade Obi",
            "ADE OBI dob 01/02/07",
            "Ade Obi - review",
            "Ade Obi, 15",
        ] {
            let got = read(text);
            assert_eq!(got.len(), 1, "{text}");
            assert_eq!((got[0].0.to_lowercase(), got[0].1.to_lowercase()), ("ade".to_owned(), "obi".to_owned()), "{text} {got:?}");
        }
        assert_eq!(read("OBI, Ade (aka Biscuit)"), one("Ade", "OBI", "Biscuit"));
        assert_eq!(read("Ade 'Biscuit' Obi"), one("Ade", "Obi", "Biscuit"));
        assert_eq!(read("Ade Obi aka Biscuit"), one("Ade", "Obi", "Biscuit"));
        assert_eq!(read("A. Obi"), one("A", "Obi", ""));
        assert_eq!(read("Femi O'Rourke-Obi"), one("Femi", "O'Rourke-Obi", ""));
        assert_eq!(read("Anna van der Berg"), one("Anna", "van der Berg", ""));
    }

    #[test]
    fn several_in_one_cell() {
        let names = |text: &str| read(text).into_iter().map(|(f, s, _)| format!("{f} {s}")).collect::<Vec<_>>();
        assert_eq!(names("Ade & Temi Obi"), ["Ade Obi", "Temi Obi"]);
        assert_eq!(names("OBI, Ade and Temi"), ["Ade OBI", "Temi OBI"]);
        assert_eq!(names("Ade Obi, Temi Balogun"), ["Ade Obi", "Temi Balogun"]);
        assert_eq!(names("Ade (13), Temi (4)"), ["Ade ", "Temi "]);
        assert_eq!(names("Ade Obi/Temi Balogun"), ["Ade Obi", "Temi Balogun"]);
    }

    #[test]
    fn households_with_their_members_and_names_in_full_in_brackets() {
        let names = |text: &str| read(text).into_iter().map(|(f, s, _)| format!("{f} {s}")).collect::<Vec<_>>();
        for text in ["Obi twins: Ade, Temi", "the Obi brothers (Ade and Temi)", "Obi sisters - Ade & Temi", "The Obi siblings Ade, Temi"] {
            assert_eq!(names(text), ["Ade Obi", "Temi Obi"], "{text}");
        }
        assert_eq!(names("the Obi brothers (A and T)"), ["A Obi", "T Obi"]);
        assert_eq!(names("Obi children: Ade (12), Temi (9), Bola Lee"), ["Ade Obi", "Temi Obi", "Bola Lee"]);
        assert_eq!(read("Biscuit (Ade Obi)"), [("Ade".to_owned(), "Obi".to_owned(), "Biscuit".to_owned())]);
        // A school, a post and an age are nobody's name in full.
        for text in ["Ade (Fell College)", "Ade (Social Worker)", "Ade (14)", "Ade (White British)", "Ade (Early Help)"] {
            assert!(read(text).iter().all(|(f, s, _)| f == "Ade" && s.is_empty()), "{text}: {:?}", read(text));
        }
        assert!(
            read("AO (High Risk)").iter().all(|(f, s, aka)| f.is_empty() && s == "AO" && aka.is_empty()),
            "{:?}",
            read("AO (High Risk)")
        );
        assert!(names("the Obi family: concerns at home").is_empty());
        // What is the matter, and who works with them, are no members.
        for text in ["Obi family: ASB, CCE", "Obi boys: Robbery, Burglary", "Lee family: Police, Housing"] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
        assert_eq!(members(&format!("Ade (12, {}", "x,".repeat(20_000))).len(), 1);
    }

    #[test]
    fn those_who_are_no_subjects() {
        let known = |_: &str| false;
        let named = |text: &str| people(text, None, &words(), &known);
        assert_eq!(named("the Obi twins").households, ["Obi"]);
        assert!(named("Mother of Ade Obi").people.iter().all(|p| p.kin));
        assert!(named("unknown male, possibly \"Biscuit\"").unnamed);
        assert!(named("DC Green").people.is_empty());
        assert!(named("Ade Obi (adult, person of concern)").people[0].adult);
        assert_eq!(format!("{:?}", named("Ade Obi").people), "[Person(hidden)]");
    }
}
