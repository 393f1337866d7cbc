//! One item of an agenda taken apart: whether it was discussed, whom and what its cells name, and its free text.

use super::form::{Form, Kinds, Thing};
use super::person::{IsForename, Person, people};
use super::prose::{Word, prose};
use crate::agenda::when::{self, Birth};
use crate::agenda::{Held, Item, Part, Role, shape};
use concordat_register::workbook::Value;
use concordat_standard::panels::{PanelWords, holds, plain};

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It was discussed.
    Discussed,
    /// It was put off, withdrawn or not reached.
    NotTaken,
    /// It is about the meeting itself.
    Procedural,
}

/// Where in an item somebody is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// As who it is about.
    Subject,
    /// Among the children of the household.
    Child,
}

/// Somebody named in a column of their own.
#[derive(Clone)]
pub(crate) struct Mention {
    pub(crate) person: Person,
    pub(crate) place: Place,
    pub(crate) gender: String,
    pub(crate) ethnicity: String,
    pub(crate) address: String,
    pub(crate) postcode: String,
    pub(crate) school: String,
    pub(crate) reference: String,
    /// Whether the surname is the subject's, since none of their own is given.
    pub(crate) inherited: bool,
}

impl std::fmt::Debug for Mention {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mention").field("place", &self.place).finish_non_exhaustive()
    }
}

/// A stretch of free text and the column it is from.
#[derive(Debug, Clone)]
pub(crate) struct Passage {
    pub(crate) words: Vec<Word>,
    pub(crate) role: Role,
}

/// An item taken apart.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) fate: Fate,
    pub(crate) mentions: Vec<Mention>,
    /// Names of things in columns of their own.
    pub(crate) things: Vec<(Thing, String)>,
    /// What stands among associates and reads like no person: a group, where other rows have it too.
    pub(crate) perhaps: Vec<String>,
    pub(crate) prose: Vec<Passage>,
    /// Surnames that stand for a household.
    pub(crate) households: Vec<String>,
    /// Whether somebody is meant who is not named.
    pub(crate) unnamed: bool,
    /// Whether a cell that should name a subject could not be read.
    pub(crate) puzzling: bool,
}

/// What taking apart needs.
pub(crate) struct Tools<'a> {
    pub(crate) words: &'a PanelWords,
    pub(crate) kinds: &'a Kinds,
    pub(crate) is_forename: IsForename<'a>,
}

/// Takes an item apart.
pub(crate) fn draft(item: &Item, tools: &Tools<'_>) -> Draft {
    let mut draft = Draft {
        fate: fate(item, tools.words),
        mentions: Vec::new(),
        things: Vec::new(),
        perhaps: Vec::new(),
        prose: Vec::new(),
        households: Vec::new(),
        unnamed: false,
        puzzling: false,
    };
    let hint = kind_hint(item, tools.words);
    if hint == Some(Part::Procedural) && draft.fate == Fate::Discussed {
        draft.fate = Fate::Procedural;
    }
    subjects(item, hint, tools, &mut draft);
    children(item, tools, &mut draft);
    things(item, tools, &mut draft);
    for held in &item.cells {
        let reads = match held.role {
            Role::Notes
            | Role::Associates
            | Role::Seen
            | Role::Family
            | Role::Address
            | Role::Place
            | Role::Group
            | Role::School
            | Role::Kind => true,
            Role::Other => matches!(&held.value, Value::Text(text) if text.split_whitespace().count() >= 2),
            _ => false,
        };
        if let (true, Value::Text(text)) = (reads, &held.value) {
            draft.prose.push(Passage { words: prose(text, tools.words), role: held.role });
        }
    }
    draft
}

fn fate(item: &Item, words: &PanelWords) -> Fate {
    let not = &words.items.not_taken;
    for held in item.of(Role::Discussed) {
        let said = plain(&held.text());
        let first = said.split(' ').next().unwrap_or_default();
        if not.no.contains(&said) || ["no", "deferred", "withdrawn"].contains(&first) || shape::says_not_taken(&said, words) {
            return Fate::NotTaken;
        }
        if words.people.status.get("procedural").is_some_and(|l| l.contains(&said)) {
            return Fate::Procedural;
        }
    }
    let told =
        item.cells.iter().filter(|c| matches!(c.role, Role::Notes | Role::Other | Role::Name | Role::Seen | Role::Place | Role::Lead));
    if told.filter_map(|c| if let Value::Text(t) = &c.value { Some(t) } else { None }).any(|t| shape::says_not_taken(t, words)) {
        return Fate::NotTaken;
    }
    let whole = item.part == Some(Part::Procedural);
    let names: Vec<String> =
        item.cells.iter().filter(|c| matches!(c.role, Role::Name | Role::Forename | Role::Surname)).map(Held::text).collect();
    let born = item.of(Role::Birth).next().is_some();
    // Where nobody is named, the item is told by its first words, in whatever column.
    let said = if names.iter().all(String::is_empty) {
        item.of(Role::Notes).chain(item.of(Role::Other)).map(Held::text).take(1).collect()
    } else {
        names
    };
    if whole || (!born && !said.is_empty() && said.iter().all(|n| n.is_empty() || shape::is_procedural(n, words))) {
        return Fate::Procedural;
    }
    Fate::Discussed
}

/// What the item is about, by its column of kinds or the part it stands in.
fn kind_hint(item: &Item, words: &PanelWords) -> Option<Part> {
    let said = item.of(Role::Kind).map(|c| plain(&c.text())).find(|t| !t.is_empty());
    said.and_then(|s| kind_of(&s, words)).or(item.part)
}

fn kind_of(said: &str, words: &PanelWords) -> Option<Part> {
    let status = &words.people.status;
    let is = |id: &str| status.get(id).is_some_and(|l| l.iter().any(|w| w == said));
    let has = |id: &str| status.get(id).is_some_and(|l| l.iter().any(|w| w.len() > 2 && holds(said, w)));
    let parts = [
        ("person", Part::Person),
        ("adult", Part::Person),
        ("family", Part::Person),
        ("school", Part::School),
        ("group", Part::Group),
        ("place", Part::Place),
        ("procedural", Part::Procedural),
    ];
    parts.iter().find(|(id, _)| is(id)).or_else(|| parts.iter().take(6).find(|(id, _)| has(id))).map(|(_, p)| *p)
}

/// The cells that say who or what the item is about.
fn subjects(item: &Item, hint: Option<Part>, tools: &Tools<'_>, draft: &mut Draft) {
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
    let (label, rest) = labelled(text, tools.words);
    let hint = label.or(hint);
    if rest.is_empty() {
        return;
    }
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

/// `Location: Alder Park`, `School - Fell College`, `LOCATION`: a label and what stands after it.
fn labelled(text: &str, words: &PanelWords) -> (Option<Part>, String) {
    let folded = plain(text);
    let bare = folded.trim_end_matches(" item").trim_end_matches(" discussion").trim_end_matches(" update");
    if let Some(part) = kind_of_exactly(bare, words) {
        return (Some(part), String::new());
    }
    for mark in [": ", " - ", " \u{2013} ", ":"] {
        if let Some((label, rest)) = text.split_once(mark)
            && let Some(part) = kind_of_exactly(&plain(label), words)
        {
            return (Some(part), rest.trim().to_owned());
        }
    }
    (None, text.trim().to_owned())
}

fn kind_of_exactly(said: &str, words: &PanelWords) -> Option<Part> {
    let ids = [("person", Part::Person), ("school", Part::School), ("group", Part::Group), ("place", Part::Place)];
    let is = |id: &str| words.people.status.get(id).is_some_and(|l| l.iter().any(|w| w == said || format!("{w}s") == said));
    ids.iter().find(|(id, _)| is(id)).map(|(_, p)| *p)
}

/// The thing that a text names by a word for its kind at the end, where it cannot be a person.
fn thing_by_its_kind(text: &str, tools: &Tools<'_>) -> Option<Thing> {
    let bare = shape::without_brackets(text);
    if bare.split_whitespace().count() > 7 {
        return None;
    }
    let comma = bare.contains(',') && shape::looks_like_a_name(&bare, tools.words);
    let best = Thing::ALL.into_iter().filter_map(|of| {
        let form = Form::new(&bare, of, tools.kinds, tools.words)?;
        let head = form.head?;
        let known = tools.kinds.is_sure(head) || form.alone || form.kinds.len() > 1;
        let full: Vec<String> = tools.words.in_full(&bare).into_iter().filter(|w| !tools.kinds.is_noise(w)).collect();
        let length = tools.kinds.ending_at(of, &full, full.len()).map_or(0, |(_, l)| l);
        // The kind stands last, or first with a word of place after it.
        let placed = length > 0 || tools.words.in_full(&bare).iter().any(|w| ["on", "behind", "by", "at", "near"].contains(&w.as_str()));
        (known && placed && !comma).then_some((length, of))
    });
    best.max_by_key(|(length, of)| (*length, std::cmp::Reverse(*of))).map(|(_, of)| of)
}

fn mention(person: Person, place: Place) -> Mention {
    Mention {
        person,
        place,
        gender: String::new(),
        ethnicity: String::new(),
        address: String::new(),
        postcode: String::new(),
        school: String::new(),
        reference: String::new(),
        inherited: false,
    }
}

/// Days of birth belong to the name on their left; where there is none, to the first.
fn births(item: &Item, spans: &[(u32, usize)], draft: &mut Draft) {
    for held in item.of(Role::Birth) {
        let Some(birth) = when::birth_in(&held.value, item.sitting) else { continue };
        let from = spans.iter().rev().find(|(column, _)| *column < held.column).or_else(|| spans.first()).map_or(0, |(_, n)| *n);
        let until = spans.iter().map(|(_, n)| *n).find(|n| *n > from).unwrap_or(draft.mentions.len());
        let several = until.saturating_sub(from) > 1;
        for mention in draft.mentions.iter_mut().take(until).skip(from) {
            let better = !matches!(mention.person.birth, Some(Birth::Born(_))) || matches!(birth, Birth::Born(_));
            // One day of birth beside two names can be that of either, unless they are twins.
            if better && (!several || mention.person.birth.is_none()) {
                mention.person.birth = Some(birth);
            }
        }
    }
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
    let street: Vec<&str> = folded.iter().skip(at).take(4).map(String::as_str).collect();
    if street.len() < 2 {
        return String::new();
    }
    // As far as the word for a street.
    let ends = |w: &str| tools.words.named.kinds.iter().any(|k| k.id == "street" && k.words.iter().any(|s| s == w));
    let until = street.iter().skip(2).position(|w| ends(w)).map_or(3.min(street.len()), |n| n + 3);
    street.iter().take(until).copied().collect::<Vec<_>>().join(" ")
}

/// Children listed beside the subject; they have the surname of the first named unless they have their own.
fn children(item: &Item, tools: &Tools<'_>, draft: &mut Draft) {
    for held in item.of(Role::Children) {
        let text = held.text();
        if is_none(&text, tools.words) {
            continue;
        }
        let named = people(&text.replace(',', ";"), item.sitting, tools.words, tools.is_forename);
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

/// Whether a cell says that there is nothing to say.
pub(crate) fn is_none(text: &str, words: &PanelWords) -> bool {
    let folded = plain(text);
    folded.is_empty() || words.named.noise.none.contains(&folded) || !folded.chars().any(char::is_alphanumeric)
}

/// Names in columns of schools, groups and places.
fn things(item: &Item, tools: &Tools<'_>, draft: &mut Draft) {
    for held in &item.cells {
        let of = match held.role {
            Role::School => Thing::School,
            Role::Group => Thing::Group,
            Role::Place => Thing::Place,
            Role::Associates => {
                draft.things.extend(groups_among(&held.text(), tools).into_iter().map(|n| (Thing::Group, n)));
                draft.perhaps.extend(groups_perhaps(&held.text(), tools));
                continue;
            }
            Role::Address => {
                draft.things.extend(home(&held.text(), tools).map(|n| (Thing::Place, n)));
                continue;
            }
            _ => continue,
        };
        draft.things.extend(split_things(&held.text(), of, tools).into_iter().map(|n| (of, n)));
    }
}

/// Pieces of a cell of associates that end with a word for a group, whatever else that word means elsewhere.
fn groups_among(text: &str, tools: &Tools<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for piece in text.split([',', ';', '\n', '/', '&', '+']).flat_map(|p| p.split(" and ")) {
        let bare = shape::without_brackets(piece.rsplit(':').next().unwrap_or(piece)).trim().to_owned();
        let Some(form) = Form::new(&bare, Thing::Group, tools.kinds, tools.words) else { continue };
        let named = bare.split_whitespace().next().is_some_and(|w| w.chars().next().is_some_and(char::is_uppercase) || plain(w) == "the");
        let full: Vec<String> = tools.words.in_full(&bare);
        let ends = tools.kinds.ending_at(Thing::Group, &full, full.len()).is_some();
        if ends && named && !form.core.is_empty() && full.len() <= 5 && bare.chars().any(char::is_uppercase) {
            found.push(bare);
        }
    }
    found
}

/// Pieces of a cell of associates that are no person's name: `the Sevens`, `PLK`, `Orme Sevens`.
fn groups_perhaps(text: &str, tools: &Tools<'_>) -> Vec<String> {
    let relations = &tools.words.people.relations;
    let mut found = Vec::new();
    for piece in text.split([',', ';', '\n', '/', '&', '+']).flat_map(|p| p.split(" and ")) {
        let bare = shape::without_brackets(piece).trim().to_owned();
        let mut words: Vec<&str> = bare.split_whitespace().collect();
        while words.len() > 1 && words.first().is_some_and(|w| relations.associate.contains(&plain(w)) && plain(w) != "the") {
            words.remove(0);
        }
        let folded: Vec<String> = words.iter().map(|w| plain(w)).collect();
        let letters: Vec<char> = words.concat().chars().filter(|c| c.is_alphabetic()).collect();
        let acronym = words.len() == 1 && (2..=4).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase());
        let led = folded.first().is_some_and(|w| w == "the") && words.len() > 1;
        let kin = folded
            .iter()
            .any(|w| relations.sibling.contains(w) || relations.adult.contains(w) || tools.words.people.unnamed.words.contains(w));
        let capital = |w: &&str| w.chars().next().is_some_and(char::is_uppercase);
        let person = folded.iter().any(|w| (tools.is_forename)(w))
            || letters.len() < 3
            || words.iter().any(|w| w.chars().filter(|c| c.is_alphabetic()).count() == 1);
        let named = (2..=4).contains(&words.len()) && words.iter().all(capital) && !person;
        if !kin && (acronym || (led && !person) || named) {
            found.push(words.join(" "));
        }
    }
    found
}

/// A children's home given as where somebody lives: a name that ends as such homes do, with no number before it.
fn home(text: &str, tools: &Tools<'_>) -> Option<String> {
    let first = text.split([',', ';', '(', '\n']).next().unwrap_or_default().trim();
    let folded = tools.words.in_full(first);
    let plainly = |w: &String| {
        tools.words.people.relations.adult.contains(w)
            || ["foster", "with", "own", "family", "flat", "at", "friend", "friends"].contains(&w.as_str())
    };
    let row = tools.words.named.kinds.iter().position(|k| k.of == "place" && k.id == "home")?;
    let form = Form::new(first, Thing::Place, tools.kinds, tools.words)?;
    let named = form.kinds.contains(&row) && !form.core.is_empty() && form.head == Some(row);
    let digits = first.bytes().any(|b| b.is_ascii_digit());
    (named && !digits && !folded.iter().any(plainly) && first.chars().next().is_some_and(char::is_uppercase) && folded.len() <= 5)
        .then(|| first.to_owned())
}

/// Several names in one cell: parted by semicolons, strokes, line feeds and `&`; by commas where both sides are whole names.
fn split_things(text: &str, of: Thing, tools: &Tools<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for piece in text.split([';', '\n', '/', '&', '+']).flat_map(|p| p.split(" and ")) {
        let bare = shape::without_brackets(piece);
        let bare = [" - ", " \u{2013} ", " \u{2014} "].iter().fold(bare.as_str(), |t, d| t.split(d).next().unwrap_or(t)).to_owned();
        let mut parts: Vec<String> = Vec::new();
        for part in bare.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let form = Form::new(part, of, tools.kinds, tools.words);
            // `retail park, Cross Rd` is one name: its first part says only what it is.
            let joins = parts.last().is_some_and(|last| Form::new(last, of, tools.kinds, tools.words).is_some_and(|f| f.core.is_empty()));
            match (joins, parts.last_mut()) {
                (true, Some(last)) if form.is_some() => last.push_str(&format!(", {part}")),
                _ => parts.push(part.to_owned()),
            }
        }
        for part in parts {
            let kept: Vec<&str> = part.split_whitespace().filter(|w| !is_year_group(w)).collect();
            let name = kept.join(" ");
            let wordy = name.split_whitespace().count() > 7;
            if !wordy && !is_none(&name, tools.words) && name.chars().any(char::is_alphabetic) {
                out.push(name);
            }
        }
    }
    out
}

/// `Y10`, `Yr9`, `Year`: a year group beside a school.
fn is_year_group(word: &str) -> bool {
    let folded = plain(word);
    let rest = folded.trim_start_matches("year").trim_start_matches("yr").trim_start_matches('y');
    (rest.len() < folded.len() && rest.bytes().all(|b| b.is_ascii_digit()))
        || (folded.len() <= 2 && folded.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::{Frame, read};
    use crate::made::{sheet, words};
    use std::collections::BTreeMap;

    fn drafts(lines: &str) -> Vec<Draft> {
        let words = words();
        let kinds = Kinds::new(&words);
        let frame = Frame {
            file: "agendas/MACE 2022.xlsx",
            columns: &BTreeMap::new(),
            year: None,
            panel_words: &["mace".to_owned()],
            words: &words,
        };
        let table = read(&sheet("Sheet1", lines), &frame);
        let tools = Tools { words: &words, kinds: &kinds, is_forename: &concordat_linkage::is_forename };
        table.items.iter().map(|i| draft(i, &tools)).collect()
    }

    #[test]
    fn items_are_told_apart() {
        let made = drafts(
            "MACE 3 May 2022\nNo | Name | DOB | School | Where | Notes\n1 | Apologies | | | |\n2 | OBI, Ade | 3.4.07 | Fell College | Alder Pk |\n3 | Location | | | Alder Park | lights out\n4 | Alder Park | | | | lights\n5 | Temi Obi | | | | Deferred, worker away\n6 | unknown male | | | | \n7 | Pump Lane Crew | | | | seen with knives",
        );
        let fates: Vec<Fate> = made.iter().map(|d| d.fate).collect();
        assert_eq!(
            fates,
            [Fate::Procedural, Fate::Discussed, Fate::Discussed, Fate::Discussed, Fate::NotTaken, Fate::Discussed, Fate::Discussed]
        );
        assert_eq!(made[1].mentions.len(), 1);
        assert!(matches!(made[1].mentions[0].person.birth, Some(Birth::Born(_))));
        let things = |n: usize| made[n].things.iter().map(|(of, n)| (*of, n.as_str())).collect::<Vec<_>>();
        assert_eq!(things(1), [(Thing::School, "Fell College"), (Thing::Place, "Alder Pk")]);
        assert_eq!(things(2), [(Thing::Place, "Alder Park")]);
        assert_eq!(things(3), [(Thing::Place, "Alder Park")]);
        assert!(made[5].unnamed && made[5].mentions.is_empty());
        assert_eq!(things(6), [(Thing::Group, "Pump Lane Crew")]);
    }

    #[test]
    fn households_and_homes() {
        let made = drafts(
            "Case | Victim | Victim DOB | Alleged perp | Perp DOB | Children | Address\n1 | Ngozi OBI | 2/12/80 | Femi OBI | 15/2/77 | Ade (13), Temi (4) | 9 Cope St\n2 | Kim LEE | | Jo POE | | none | Tamarisk House",
        );
        let names: Vec<String> = made[0].mentions.iter().map(|m| format!("{} {}", m.person.forename, m.person.surname)).collect();
        assert_eq!(names, ["Ngozi OBI", "Femi OBI", "Ade OBI", "Temi OBI"]);
        assert_eq!(made[0].mentions[2].address, "9 cope street");
        assert!(matches!(made[0].mentions[1].person.birth, Some(Birth::Born(d)) if d.year == 1977));
        assert_eq!(made[1].things, [(Thing::Place, "Tamarisk House".to_owned())]);
    }
}
