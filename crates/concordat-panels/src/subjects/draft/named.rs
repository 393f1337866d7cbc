//! Who an item is about: the people and things of its cells of names, and what is said of them beside.

use super::thing::{split_things, thing_by_its_kind};
use super::{Draft, Passage, Place, Tools, is_none, mention};
use crate::agenda::when::{self, Birth};
use crate::agenda::{Item, Part, Role, shape};
use crate::subjects::form::Thing;
use crate::subjects::person::{Person, is_household_told, people};
use crate::subjects::prose::prose;
use concordat_standard::panels::{PanelWords, holds, plain};

/// The cells that say who or what the item is about.
pub(super) fn subjects(item: &Item, hint: Option<Part>, tools: &Tools<'_>, draft: &mut Draft) {
    let mut told = false;
    if let Some(person) = in_two_columns(item, tools) {
        told = true;
        match person {
            Ok(person) => draft.mentions.push(mention(person, Place::Subject)),
            Err(text) => cell(&text, hint, item, tools, draft),
        }
    }
    let mut spans: Vec<(u32, usize)> = Vec::new();
    for held in item.of(Role::Name) {
        let text = held.text();
        if text.is_empty() {
            continue;
        }
        told = true;
        let before = draft.mentions.len();
        // Beside the place or group that an item is about stand the people who were seen there.
        let hint = if spans.is_empty() { hint } else { hint.map(|_| Part::Person) };
        cell(&text, hint, item, tools, draft);
        spans.push((held.column, before));
    }
    if told {
        births(item, &spans, draft);
        particulars(item, tools, draft);
    }
}

/// Forename and surname in columns of their own; where they hold no name, their words.
fn in_two_columns(item: &Item, tools: &Tools<'_>) -> Option<Result<Person, String>> {
    let forename = item.first(Role::Forename).unwrap_or_default();
    let surname = item.first(Role::Surname).unwrap_or_default();
    if forename.is_empty() && surname.is_empty() {
        return None;
    }
    let both = format!("{forename} {surname}").trim().to_owned();
    let folded = plain(&both);
    let thing = tools.words.people.unnamed.words.iter().any(|w| holds(&folded, w)) || shape::is_procedural(&both, tools.words);
    let lone = surname.is_empty() && forename.split_whitespace().count() > 1;
    let lone = lone || (forename.is_empty() && surname.split_whitespace().count() > 2);
    let several = [&forename, &surname].iter().any(|t| t.contains([',', '&', '/', '\n', ';']) || t.to_lowercase().contains(" and "));
    if thing || lone || (several && surname.is_empty()) {
        return Some(Err(both));
    }
    let mut read = people(&forename, item.sitting, tools.words, tools.is_forename).people;
    if read.len() > 1 {
        return Some(Err(format!("{forename} {surname}")));
    }
    let mut person = read.pop().unwrap_or_default();
    if !person.surname.is_empty() {
        person.forename = format!("{} {}", person.forename, person.surname);
    }
    let family = people(&surname, item.sitting, tools.words, &|_| false).people.pop().unwrap_or_default();
    person.aka.extend(family.aka);
    person.birth = person.birth.or(family.birth);
    person.adult |= family.adult;
    person.surname = format!("{} {}", family.forename, family.surname).trim().to_owned();
    person.forename = if forename.is_empty() { String::new() } else { person.forename.trim().to_owned() };
    if !forename.is_empty() && person.forename.is_empty() {
        forename.trim().clone_into(&mut person.forename);
    }
    Some(Ok(person))
}

/// One cell that names a subject: people, a thing, a label, or nobody knows.
fn cell(text: &str, hint: Option<Part>, item: &Item, tools: &Tools<'_>, draft: &mut Draft) {
    if is_lettered(text, tools.words) {
        draft.unnamed = true;
        return;
    }
    let (label, rest) = labelled(text, tools);
    let hint = label.or(hint);
    if rest.is_empty() {
        return;
    }
    let hint = if label.is_none() && is_number_of_a_group(&rest) { Some(Part::Group) } else { hint };
    let thing = match hint {
        Some(Part::School) => Some(Thing::School),
        Some(Part::Group) => Some(Thing::Group),
        Some(Part::Place) => Some(Thing::Place),
        _ => None,
    };
    // A part headed `Locations` may still list somebody with a date of birth.
    let born = item.of(Role::Birth).next().is_some();
    if let Some(of) = thing.filter(|_| !born) {
        draft.things.extend(split_things(&rest, of, tools).into_iter().map(|n| (of, n)));
        return;
    }
    let person = label.is_none() && hint == Some(Part::Person) && item.of(Role::Kind).next().is_some();
    if !person
        && !born
        && !is_household_told(&rest, tools.words, tools.is_forename)
        && let Some(of) = thing_by_its_kind(&rest, tools)
    {
        draft.things.push((of, rest));
        return;
    }
    if shape::is_procedural(&rest, tools.words) && !born {
        return;
    }
    let named = people(&rest, item.sitting, tools.words, tools.is_forename);
    let wordy = rest.split_whitespace().count() > 8 && named.people.len() < 2 && !born && !person;
    let read = !named.people.is_empty() || !named.households.is_empty();
    draft.households.extend(named.households);
    draft.unnamed |= named.unnamed;
    if wordy || !read {
        draft.puzzling |= !named.unnamed;
        draft.prose.push(Passage { words: prose(&rest, tools.words), role: Role::Notes });
        return;
    }
    draft.mentions.extend(named.people.into_iter().map(|p| mention(p, Place::Subject)));
}

/// `Child B`, `Children A, B and C`: letters in place of names.
fn is_lettered(text: &str, words: &PanelWords) -> bool {
    let folded = plain(text);
    let Some((head, rest)) = folded.split_once(' ') else { return false };
    let person = words.people.status.get("person").is_some_and(|l| l.iter().any(|w| w == head || format!("{w}s") == head));
    let letter = |word: &str| word.chars().count() == 1 || word == "and";
    (person || words.people.titles.plain.iter().any(|t| t == head)) && rest.split(' ').all(letter)
}

/// `Location: Alder Park`, `School - Fell College`, `LOCATION`: a label and what stands after it.
fn labelled(text: &str, tools: &Tools<'_>) -> (Option<Part>, String) {
    let words = tools.words;
    let folded = plain(text);
    let bare = folded.trim_end_matches(" item").trim_end_matches(" discussion").trim_end_matches(" update");
    if let Some(part) = kind_of_exactly(bare, words) {
        return (Some(part), String::new());
    }
    // `22:40 ferry (place)`; but `Ade Obi (college)` says where somebody goes, and must name no college.
    if let Some((rest, label)) = text.trim().strip_suffix(')').and_then(|t| t.rsplit_once('('))
        && is_no_name(rest, tools)
        && let Some(part) = kind_of_exactly(&plain(label), words).filter(|part| *part != Part::Person)
    {
        return (Some(part), rest.trim().to_owned());
    }
    for mark in [": ", " - ", " \u{2013} ", ":"] {
        if let Some((label, rest)) = text.split_once(mark)
            && let Some(part) = label_of(&plain(label), words).or_else(|| one_of_labels(label, words))
        {
            return (Some(part), rest.trim().to_owned());
        }
    }
    (None, text.trim().to_owned())
}

/// `ADDRESS / PLACE`: the kind that parts of a label say, where they say one.
fn one_of_labels(label: &str, words: &PanelWords) -> Option<Part> {
    let mut parts = label.split('/').filter_map(|part| label_of(&plain(part), words));
    let first = parts.next().filter(|_| label.contains('/'))?;
    parts.all(|part| part == first).then_some(first)
}

/// Whether words cannot be people's names: they begin with "the" or a figure, or hold a word in small letters and no forename.
fn is_no_name(text: &str, tools: &Tools<'_>) -> bool {
    let people = &tools.words.people;
    let said = |word: &String| {
        let lists = [&people.titles.particles, &people.births.markers, &people.aka.before];
        word == "and" || lists.iter().any(|list| list.contains(word))
    };
    let folded: Vec<String> = text.split_whitespace().map(plain).collect();
    let first = folded.first().is_some_and(|w| w == "the" || w.starts_with(|c: char| c.is_ascii_digit()));
    let small = text.split_whitespace().zip(&folded).any(|(w, folded)| w.starts_with(char::is_lowercase) && !said(folded));
    first || (small && !folded.iter().any(|w| (tools.is_forename)(w)))
}

/// Whether words are a number in the plural, as groups call themselves after a bus, a road or a block: "the 42s".
fn is_number_of_a_group(text: &str) -> bool {
    let folded = plain(text);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    bare.strip_suffix('s').is_some_and(|n| (2..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}

/// The kind that a label of a few words says: "Place", "Location of the week", "Hotspot 3".
fn label_of(label: &str, words: &PanelWords) -> Option<Part> {
    let said: Vec<&str> = label.split(' ').filter(|w| !w.bytes().all(|b| b.is_ascii_digit())).collect();
    let first = said.split(|w| *w == "of").next().unwrap_or_default().join(" ");
    let known = kind_of_exactly(label, words).or_else(|| kind_of_exactly(&first, words));
    known.filter(|_| said.len() <= 5)
}

fn kind_of_exactly(said: &str, words: &PanelWords) -> Option<Part> {
    let ids = [("person", Part::Person), ("school", Part::School), ("group", Part::Group), ("place", Part::Place)];
    let is = |id: &str| words.people.status.get(id).is_some_and(|l| l.iter().any(|w| w == said || format!("{w}s") == said));
    ids.iter().find(|(id, _)| is(id)).map(|(_, p)| *p)
}

/// Days of birth belong to the name on their left; where there is none, to the first.
fn births(item: &Item, spans: &[(u32, usize)], draft: &mut Draft) {
    for held in item.of(Role::Birth) {
        let Some(birth) = when::birth_in(&held.value, item.sitting) else { continue };
        let from = spans.iter().rev().find(|(column, _)| *column < held.column).or_else(|| spans.first()).map_or(0, |(_, n)| *n);
        let until = spans.iter().map(|(_, n)| *n).find(|n| *n > from).unwrap_or(draft.mentions.len());
        let several = until.saturating_sub(from) > 1;
        let each = births_of_each(&held.text(), item);
        if several && each.len() == until - from {
            for (mention, birth) in draft.mentions.iter_mut().take(until).skip(from).zip(each) {
                mention.person.birth = Some(birth);
            }
            continue;
        }
        for mention in draft.mentions.iter_mut().take(until).skip(from) {
            let better = !matches!(mention.person.birth, Some(Birth::Born(_))) || matches!(birth, Birth::Born(_));
            // One day of birth beside two names can be that of either, unless they are twins.
            if better && (!several || mention.person.birth.is_none()) {
                mention.person.birth = Some(birth);
            }
        }
    }
}

/// The births of several people that one cell gives: `4/3/2010 & 6/7/2012`; none where a part of it is no birth.
fn births_of_each(text: &str, item: &Item) -> Vec<Birth> {
    let text = text.replace(" / ", ";").replace(" and ", ";");
    let parts = text.split(['&', ';', ',', '+', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| when::birth(part, item.sitting)).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// What is said of the person the item is about besides names and birth.
fn particulars(item: &Item, tools: &Tools<'_>, draft: &mut Draft) {
    let text = |role: Role| item.first(role).unwrap_or_default();
    let (gender, ethnicity, postcode, reference) = (text(Role::Gender), text(Role::Ethnicity), text(Role::Postcode), text(Role::Reference));
    let school = item.first(Role::School).filter(|s| !is_none(s, tools.words)).unwrap_or_default();
    let address = item.first(Role::Address).map(|a| house_and_street(&a, tools)).unwrap_or_default();
    let aliases = text(Role::Alias);
    let first = draft.mentions.first().map(|m| plain(&m.person.surname)).unwrap_or_default();
    for (n, mention) in draft.mentions.iter_mut().enumerate() {
        if n > 0 && plain(&mention.person.surname) != first {
            continue;
        }
        if n == 0 {
            mention.person.aka.extend(
                aliases
                    .split([',', ';', '/'])
                    .map(|a| a.trim().trim_matches(['\'', '"']).to_owned())
                    .filter(|a| !a.is_empty() && !is_none(a, tools.words)),
            );
            mention.gender.clone_from(&gender);
            mention.ethnicity.clone_from(&ethnicity);
            mention.reference = plain(&reference);
            mention.school.clone_from(&school);
        }
        mention.address.clone_from(&address);
        mention.postcode.clone_from(&postcode);
    }
}

/// A house number and a street out of what is said of where somebody lives; nothing where there is none.
fn house_and_street(text: &str, tools: &Tools<'_>) -> String {
    let folded = tools.words.in_full(text);
    let number = folded.iter().position(|w| w.bytes().any(|b| b.is_ascii_digit()) && w.len() <= 4);
    let Some(at) = number else { return String::new() };
    let ends = |w: &str| tools.words.named.kinds.iter().any(|k| k.id == "street" && k.words.iter().any(|s| s == w));
    // `Marine Terrace 12`: the number after the street.
    let before = at.checked_sub(1).and_then(|n| folded.get(n));
    if at >= 2 && (at + 1 == folded.len() || before.is_some_and(|w| ends(w))) {
        let street = folded.iter().take(at).skip(at.saturating_sub(3)).map(String::as_str);
        return folded.get(at).map(String::as_str).into_iter().chain(street).collect::<Vec<_>>().join(" ");
    }
    let street: Vec<&str> = folded.iter().skip(at).take(4).map(String::as_str).collect();
    if street.len() < 2 {
        return String::new();
    }
    // As far as the word for a street.
    let until = street.iter().skip(2).position(|w| ends(w)).map_or(3.min(street.len()), |n| n + 3);
    street.iter().take(until).copied().collect::<Vec<_>>().join(" ")
}

/// Children listed beside the subject; they have the surname of the first named unless they have their own.
pub(super) fn children(item: &Item, tools: &Tools<'_>, draft: &mut Draft) {
    for held in item.of(Role::Children) {
        let text = held.text();
        if is_none(&text, tools.words) {
            continue;
        }
        let text =
            text.replace([',', '\n'], ";").split(';').filter_map(|entry| without_kin(entry, tools.words)).collect::<Vec<_>>().join(";");
        if text.is_empty() {
            continue;
        }
        let named = people(&text, item.sitting, tools.words, tools.is_forename);
        let first = draft.mentions.first().map(|m| (m.person.surname.clone(), m.address.clone(), m.postcode.clone())).unwrap_or_default();
        for mut person in named.people {
            let own = !person.surname.is_empty();
            if !own || !person.forename.chars().any(char::is_alphabetic) {
                if !own && person.forename.is_empty() {
                    continue;
                }
                person.surname.clone_from(&first.0);
            }
            let mut child = mention(person, Place::Child);
            child.inherited = !own;
            (child.address, child.postcode) = (first.1.clone(), first.2.clone());
            draft.mentions.push(child);
        }
    }
}

/// An entry of a list of children without the words of kin before the name: `bro Thomas`, `sib: Thomas`; none where it names nobody.
fn without_kin(entry: &str, words: &PanelWords) -> Option<String> {
    let kin = |word: &str| words.people.relations.sibling.iter().any(|phrase| phrase.split(' ').any(|w| w == word));
    let spare = |word: &str| {
        let folded = plain(word);
        kin(&folded) || ["his", "her", "their", "name", "names"].contains(&folded.as_str()) || !folded.chars().any(char::is_alphanumeric)
    };
    let counted = |word: &str| {
        let folded = plain(word);
        spare(word) || words.people.unnamed.counted.contains(&folded) || folded.bytes().all(|b| b.is_ascii_digit())
    };
    // `sib:Thomas` is written without a space as often as with one.
    let parted = entry.replace(':', ": ");
    let all: Vec<&str> = parted.split_whitespace().collect();
    let rest: Vec<&str> = all.iter().copied().skip_while(|w| spare(w)).collect();
    (!rest.is_empty() && !rest.iter().all(|w| counted(w))).then(|| rest.join(" "))
}
