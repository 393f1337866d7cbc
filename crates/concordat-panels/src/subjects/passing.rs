//! People named in passing: in notes, among associates, as a brother or a sister.

use super::prose::Word;
use crate::agenda::{shape, when::Birth};
use concordat_standard::panels::{NamedRow, PanelWords, holds};

/// How somebody named in passing stands to the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// A brother or sister.
    Sibling,
    /// Somebody who goes about with the subject.
    Associate,
    /// A parent or another adult of the household, or a professional: no subject.
    Adult,
    /// Nothing is said.
    None,
}

/// Somebody named in passing.
#[derive(Clone)]
pub(crate) struct Passing {
    /// The words of the name, as written: one to three.
    pub(crate) names: Vec<String>,
    /// How they stand to the subject.
    pub(crate) relation: Relation,
    /// An age beside the name.
    pub(crate) birth: Option<Birth>,
    /// Where the name stands: its first word, and one past its last.
    pub(crate) at: (usize, usize),
}

impl std::fmt::Debug for Passing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Passing").field("relation", &self.relation).finish_non_exhaustive()
    }
}

/// Everybody whom free text may name. `is_name` says whether a word is known as a name, of anybody here or elsewhere; `listed` that the
/// words stand in a column of associates, where a name may open a cell and be known to nobody.
pub(crate) fn passing(words: &[Word], lists: &PanelWords, is_name: &dyn Fn(&str) -> bool, listed: bool) -> Vec<Passing> {
    let mut found: Vec<Passing> = Vec::new();
    let mut at = 0;
    // Whether the names stand in a list after a label: `assoc: Ade Obi; Temi Obi`.
    let mut labelled = false;
    while at < words.len() {
        let entry = if listed { entry(words, at, lists, is_name) } else { Entry::Prose };
        let end = match entry {
            Entry::Name(end) => end,
            Entry::Office(end) => {
                at = end;
                continue;
            }
            Entry::Prose => run(words, at, lists, is_name),
        };
        if end > at && is_of_a_group(words, at, end, lists, is_name) {
            at = end + 1;
            continue;
        }
        if end == at {
            at += 1;
            continue;
        }
        let mut relation = relation(words, at, end, lists, is_name);
        let goes_on = found.last().is_some_and(|before| before.at.1 == at) && words.get(at).is_some_and(|w| w.semicolon);
        if labelled
            && goes_on
            && relation == Relation::None
            && let Some(before) = found.last()
        {
            relation = before.relation;
        }
        // `brother Ade and Temi`, `with Ade, Temi`: what holds for the one holds for the next.
        if relation == Relation::None
            && let Some(before) = found.last()
            && joined(words, before.at.1, at)
        {
            // `brother Ade, Kai Brown`: a name in full begins something new.
            relation = if before.relation == Relation::Sibling && end - at > 1 { Relation::Associate } else { before.relation };
        }
        let first = words.get(at).is_some_and(|w| w.breaks && !w.semicolon);
        labelled = relation == Relation::Associate && (first || labelled);
        let names: Vec<String> = words.iter().take(end).skip(at).map(|w| w.text.clone()).collect();
        found.push(Passing { names, relation, birth: age(words, end), at: (at, end) });
        at = end;
    }
    found
}

/// How many entries of a list of associates name somebody or something that is neither among those `found` nor taken for a thing.
pub(crate) fn left_over(words: &[Word], found: &[Passing], lists: &PanelWords, is_name: &dyn Fn(&str) -> bool) -> usize {
    let mut from = 0;
    let mut lost = 0;
    while from < words.len() {
        let begins = |n: usize, w: &Word| n > from && (w.breaks || w.comma || w.plain == "and");
        let end = words.iter().enumerate().skip(from).find(|(n, w)| begins(*n, w)).map_or(words.len(), |(n, _)| n);
        let entry = words.get(from..end).unwrap_or_default();
        let met = entry.iter().any(|w| w.taken) || found.iter().any(|one| one.at.0 < end && one.at.1 > from);
        lost += usize::from(!met && may_name(entry, lists, is_name));
        from = end;
    }
    lost
}

/// Whether an entry of a list of associates may name somebody: nothing but words with capitals, of which one could be a name.
fn may_name(entry: &[Word], lists: &PanelWords, is_name: &dyn Fn(&str) -> bool) -> bool {
    let entry = if entry.first().is_some_and(|w| w.plain == "and") { entry.get(1..).unwrap_or_default() } else { entry };
    let figures = |w: &Word| w.plain.bytes().all(|b| b.is_ascii_digit());
    let particle = |w: &Word| lists.people.titles.particles.contains(&w.plain);
    let shaped = (1..=4).contains(&entry.len()) && entry.iter().all(|w| w.capital || figures(w) || particle(w));
    let folded = entry.iter().map(|w| w.plain.as_str()).collect::<Vec<_>>().join(" ");
    let relations = &lists.people.relations;
    let said = [&lists.people.unnamed.words, &lists.named.noise.none, &relations.associate, &lists.staff.posts, &lists.staff.organisations];
    let nobody = said.iter().any(|list| list.iter().any(|w| holds(&folded, w)));
    let title = entry.first().is_some_and(|w| lists.people.titles.professional.contains(&w.plain));
    let vague = entry.iter().any(|w| lists.people.unnamed.vague.contains(&w.plain) && !is_name(&w.plain));
    let name = |w: &Word| w.plain.chars().count() > 1 && w.capital && !figures(w) && is_candidate(w, false, lists, is_name);
    shaped && !nobody && !title && !vague && entry.iter().any(name)
}

/// One past the last word of the name that begins here; the same place where none does.
fn run(words: &[Word], at: usize, lists: &PanelWords, is_name: &dyn Fn(&str) -> bool) -> usize {
    let mut end = at;
    while end < words.len() && end - at < 3 {
        let Some(word) = words.get(end) else { break };
        let apart = end > at && (word.breaks || word.comma);
        let particle =
            end > at && lists.people.titles.particles.contains(&word.plain) && words.get(end + 1).is_some_and(|w| w.capital && !w.taken);
        if apart || word.taken || !(word.capital || particle) || !is_candidate(word, end == at, lists, is_name) {
            break;
        }
        end += 1;
    }
    // What opens a sentence has a capital whatever it is: it begins a name only where it is known as one.
    // An initial is a name's where a word known as one stands after it.
    let initial = words.get(at).is_some_and(|w| w.plain.chars().count() == 1);
    if initial {
        return if end > at + 1 && words.get(at + 1).is_some_and(|w| is_name(&w.plain)) { at + 2 } else { at };
    }
    let opens = words.get(at).is_some_and(|w| w.breaks && !is_name(&w.plain));
    if opens && end > at + 1 {
        // `Kwabena Obi seen`, but neither `Plan A` nor `Friend Ade`.
        let first = words.get(at).map(|w| w.plain.as_str()).unwrap_or_default();
        let said = lists.people.relations.associate.iter().chain(&lists.named.noise.before).any(|a| a == first);
        let second = words.get(at + 1).is_some_and(|w| w.plain.len() > 1 && is_name(&w.plain));
        return if second && !said { end } else { at };
    }
    if opens { at } else { end }
}

/// Whether what looks like a name of which nobody knows a word is that of the group that the next word says: `with Top Deck group`.
fn is_of_a_group(words: &[Word], at: usize, end: usize, lists: &PanelWords, is_name: &dyn Fn(&str) -> bool) -> bool {
    let Some(next) = words.get(end).filter(|w| !w.breaks && !w.comma) else { return false };
    let says = |k: &NamedRow| k.of == "group" && k.words.contains(&next.plain) && (next.plain == "group" || !k.spare.contains(&next.plain));
    lists.named.kinds.iter().any(says) && !words.iter().take(end).skip(at).any(|w| is_name(&w.plain))
}

/// What the entry of a list is that begins at a word; each gives one past its last word.
enum Entry {
    /// Somebody's name.
    Name(usize),
    /// A post, an organisation, a thing or a number of people of no name: nobody.
    Office(usize),
    /// None begins here, or it is more than a name.
    Prose,
}

/// A whole entry that reads as somebody's name is one, whether or not its words are known as names: `Kojo Osei`. What is a group, a place or
/// a school elsewhere has been taken before.
fn entry(words: &[Word], at: usize, lists: &PanelWords, is_name: &dyn Fn(&str) -> bool) -> Entry {
    let parts = |word: &Word| word.breaks || word.comma || word.plain == "and";
    let begins =
        |n: usize| words.get(n).is_some_and(|w| w.breaks || w.comma) || n > 0 && words.get(n - 1).is_some_and(|w| w.plain == "and");
    if !begins(at) {
        return Entry::Prose;
    }
    let after = words.iter().enumerate().skip(at + 1).find(|(_, w)| parts(w) || !w.text.chars().all(is_of_a_name));
    let end = after.map_or(words.len(), |(n, _)| n);
    let entry = words.get(at..end).unwrap_or_default();
    // `Kojo Osei (15)` and `Kojo Osei 15` are entries; `Kojo went missing` is not.
    let closes = words.get(end).is_none_or(|w| parts(w) || w.plain.bytes().all(|b| b.is_ascii_digit()));
    let particle = |w: &Word| lists.people.titles.particles.contains(&w.plain);
    let surname = entry.last().is_some_and(|w| w.capital && w.plain.chars().count() > 2);
    let shaped = (2..=4).contains(&entry.len()) && surname && entry.iter().all(|w| !w.taken && (w.capital || particle(w)));
    let folded = entry.iter().map(|w| w.plain.as_str()).collect::<Vec<_>>().join(" ");
    let first = entry.first().is_some_and(|w| w.plain.chars().count() > 1 && is_candidate_of_a_list(w, lists, is_name));
    let rest = entry.iter().skip(1).all(|w| is_candidate(w, false, lists, is_name));
    let read = entry.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
    let staff = lists.staff.posts.iter().chain(&lists.staff.organisations).any(|w| holds(&folded, w));
    let vague = lists.people.unnamed.vague.iter().any(|v| entry.iter().any(|w| w.plain == *v && !is_name(v)));
    let said = lists.people.relations.associate.iter().chain(&lists.people.unnamed.words).any(|w| holds(&folded, w));
    let looks = shape::looks_like_a_name(&read, lists);
    if closes && shaped && (staff || vague || !looks) && !entry.iter().any(|w| is_name(&w.plain)) {
        return Entry::Office(end);
    }
    let name = closes && shaped && first && rest && !staff && !vague && !said && looks;
    if name { Entry::Name(end) } else { Entry::Prose }
}

fn is_of_a_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\'' | '\u{2019}' | '-' | '.')
}

/// As for any word of a name, but that some words of kin are forenames before a surname: a list of associates holds no grandmothers.
fn is_candidate_of_a_list(word: &Word, lists: &PanelWords, is_name: &dyn Fn(&str) -> bool) -> bool {
    lists.people.relations.forenames.contains(&word.plain) || is_candidate(word, true, lists, is_name)
}

fn is_candidate(word: &Word, first: bool, lists: &PanelWords, is_name: &dyn Fn(&str) -> bool) -> bool {
    let letters = word.text.chars().filter(|c| c.is_alphabetic()).count();
    let upper = letters > 1 && !word.text.chars().any(char::is_lowercase);
    let day = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "weds",
        "thu",
        "thurs",
        "fri",
        "sat",
        "sun",
    ];
    let known = is_name(&word.plain);
    let month = crate::agenda::when::month_year(&format!("{} 2000", word.plain)).is_some() && !known;
    let relations = &lists.people.relations;
    let relation = relations.sibling.iter().chain(&relations.adult).any(|r| *r == word.plain);
    let said = lists.people.unnamed.words.contains(&word.plain);
    // Acronyms: a surname in capitals is longer, or stands after a forename.
    let acronym = upper && letters <= 5 && !known && first;
    !word.text.bytes().any(|b| b.is_ascii_digit()) && !day.contains(&word.plain.as_str()) && !month && !relation && !said && !acronym
}

/// How the name at `at..end` stands to the subject, by the words right before it and after it.
fn relation(words: &[Word], at: usize, end: usize, lists: &PanelWords, is_name: &dyn Fn(&str) -> bool) -> Relation {
    let relations = &lists.people.relations;
    if at > 0 && words.get(at - 1).is_some_and(|w| lists.people.titles.professional.contains(&w.plain)) {
        return Relation::Adult;
    }
    for back in 1..=3_usize {
        let Some(word) = at.checked_sub(back).and_then(|n| words.get(n)) else { break };
        let two = at.checked_sub(back + 1).and_then(|n| words.get(n)).map(|w| format!("{} {}", w.plain, word.plain)).unwrap_or_default();
        let is = |list: &[String]| list.iter().any(|r| *r == word.plain || *r == two);
        if is(&relations.sibling) {
            return Relation::Sibling;
        }
        if is(&relations.adult) {
            return Relation::Adult;
        }
        if is(&relations.working) {
            return Relation::Adult;
        }
        if is(&relations.associate) {
            return Relation::Associate;
        }
        // Past a break only the very next word counts: `Siblings: Ade`, `mum (Ngozi Obi)`.
        let parted = words.get(at - back + 1).is_none_or(|w| w.breaks) || words.get(at - back).is_none_or(|w| w.breaks);
        if parted {
            break;
        }
    }
    let after = words.get(end).map(|w| w.plain.as_str()).unwrap_or_default();
    let next = words.get(end + 1).map(|w| w.plain.as_str()).unwrap_or_default();
    let theirs = ["his", "her", "their", "the"].contains(&after);
    let is = |list: &[String]| list.iter().any(|r| r == after || (theirs && r == next));
    // `Tyrone Brown, brother Kai`: the word is said of whoever is named after it.
    let told = words.get(if theirs { end + 2 } else { end + 1 });
    if told.is_some_and(|w| w.capital && !w.comma && (!w.breaks || is_name(&w.plain))) {
        return Relation::None;
    }
    if words.get(end).is_some_and(|w| w.breaks || w.comma) && is(&relations.sibling) {
        return Relation::Sibling;
    }
    if words.get(end).is_some_and(|w| w.breaks || w.comma) && is(&relations.adult) { Relation::Adult } else { Relation::None }
}

/// Whether only `and` or a comma parts two names.
fn joined(words: &[Word], last: usize, at: usize) -> bool {
    let between: Vec<&Word> = words.iter().take(at).skip(last).collect();
    match between.as_slice() {
        [] => words.get(at).is_some_and(|w| w.comma || !w.breaks),
        [one] => one.plain == "and" || one.text.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    }
}

/// An age of one or two figures right after a name.
fn age(words: &[Word], end: usize) -> Option<Birth> {
    let word = words.get(end)?;
    let next = if word.plain == "aged" { words.get(end + 1)? } else { word };
    let digits = next.plain.trim_end_matches("yrs").trim_end_matches("yr").trim_end_matches('y');
    digits.parse::<u8>().ok().filter(|n| (1..60).contains(n) && digits.len() <= 2).map(Birth::Aged)
}

#[cfg(test)]
mod tests {
    use super::super::prose::prose;
    use super::*;
    use crate::made::words;

    fn read(text: &str) -> Vec<(String, Relation)> {
        let lists = words();
        let known = |w: &str| concordat_linkage::is_forename(w) || ["ade", "temi", "obi"].contains(&w);
        passing(&prose(text, &lists), &lists, &known, false).into_iter().map(|p| (p.names.join(" "), p.relation)).collect()
    }

    #[test]
    fn people_in_notes() {
        let one = |name: &str, relation| vec![(name.to_owned(), relation)];
        assert_eq!(read("Risk is high; seen with Ade Obi in town"), one("Ade Obi", Relation::Associate));
        assert_eq!(read("and younger brother Ade at home"), one("Ade", Relation::Sibling));
        // Issue 4: with, as it is typed in a hurry.
        assert_eq!(read("seen w/ Ade Obi"), one("Ade Obi", Relation::Associate));
        assert_eq!(read("assoc: Temi Obi"), one("Temi Obi", Relation::Associate));
        // Issue 4: a list after its label ended at the first semicolon.
        let both = [("Temi Obi".to_owned(), Relation::Associate), ("Ade Obi".to_owned(), Relation::Associate)];
        assert_eq!(read("assoc: Temi Obi; Ade Obi"), both);
        assert_eq!(read("Known associates - Temi Obi & Ade Obi"), both);
        assert_eq!(read("seen with Temi Obi; Ade Obi to visit")[1].1, Relation::None);
        assert_eq!(read("twin Temi there too"), one("Temi", Relation::Sibling));
        assert_eq!(read("lives with mum (Ngozi Obi)"), one("Ngozi Obi", Relation::Adult));
        assert_eq!(read("Siblings: Ade, Temi"), [("Ade".to_owned(), Relation::Sibling), ("Temi".to_owned(), Relation::Sibling)]);
        // Issue 4: a project that does the interviews was a friend of every child it saw.
        assert_eq!(read("return interview done by Tideway Larks"), one("Tideway Larks", Relation::Adult));
        assert_eq!(read("now engaging with Tideway Larks"), one("Tideway Larks", Relation::Adult));
        assert!(read("was with Top Deck group").is_empty() && read("seen with Top Deck lads again").is_empty());
        assert_eq!(read("was assaulted by Ade Obi"), one("Ade Obi", Relation::Associate));
        assert_eq!(read("DC Green to visit"), one("Green", Relation::Adult));
        assert_eq!(read("A. Obi and T Obi spoke up"), [("A Obi".to_owned(), Relation::None), ("T Obi".to_owned(), Relation::Associate)]);
        assert!(read("Plan A is kept. I will ring").is_empty());
        assert!(read("Gifts and new phone. NFA by CSC. CCTV asked for on Monday").is_empty());
    }

    /// Issue 4: a child among associates fell away where no list of forenames has the name.
    #[test]
    fn a_list_of_associates_holds_names_nobody_knows() {
        let lists = words();
        let none = |_: &str| false;
        let listed = |text: &str| {
            let found = passing(&prose(text, &lists), &lists, &none, true);
            // One word alone makes nobody of its own.
            found.into_iter().map(|p| p.names.join(" ")).filter(|n| n.contains(' ')).collect::<Vec<_>>()
        };
        for name in
            ["Kwabeni Ofoso", "Blessing Okorie", "Tiagu da Selva", "Nana Ofosu", "Faith Bishop", "Kwabeni Ofoso (15)", "Kwabeni Ofoso 15"]
        {
            assert_eq!(listed(name).len(), 1, "{name}");
        }
        assert_eq!(listed("Leonn Cooper, Kwabeni Ofoso and Sunni Pattel"), ["Leonn Cooper", "Kwabeni Ofoso", "Sunni Pattel"]);
        for text in [
            "Older Boys",
            "Social Worker",
            "Youth Justice Service",
            "Pump Lane Crew",
            "Not Known",
            "Friend Unknown",
            "Elm Park",
            "Kwabeni was late",
        ] {
            assert!(listed(text).is_empty(), "{text}: {:?}", listed(text));
        }
    }

    /// Issue 4: a friend became the brother of the subject, by a word that was said of the next.
    #[test]
    fn a_relation_is_said_of_who_follows() {
        let both = [("Temi Obi".to_owned(), Relation::None), ("Ade".to_owned(), Relation::Sibling)];
        assert_eq!(read("Temi Obi, brother Ade"), both);
        assert_eq!(read("Temi Obi, sister: Ade"), both);
        assert_eq!(read("Temi Obi, his brother, said so"), [("Temi Obi".to_owned(), Relation::Sibling)]);
    }
}
