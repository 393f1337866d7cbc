//! Schools, groups and places that an item names in columns of their own.

use super::{Draft, Passage, Tools, is_none};
use crate::agenda::{Item, Role, shape};
use crate::subjects::form::{Form, Thing};
use crate::subjects::prose::prose;
use concordat_standard::panels::plain;

/// Names in columns of schools, groups and places.
pub(super) fn things(item: &Item, tools: &Tools<'_>, draft: &mut Draft) {
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
        for name in split_things(&held.text(), of, tools) {
            if is_owned(&name, tools) {
                draft.prose.push(Passage { words: prose(&name, tools.words), role: Role::Associates });
            } else {
                draft.things.push((of, name));
            }
        }
    }
}

/// `car of Ade Obi`: it names somebody, and no place of the area.
fn is_owned(name: &str, tools: &Tools<'_>) -> bool {
    let folded = plain(name);
    tools.words.people.relations.owned.iter().any(|o| folded.strip_prefix(o.as_str()).is_some_and(|rest| rest.starts_with(' ')))
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
        // `ferry girls` and `moped lads`, in whatever letters; `older boys` are nobody's name.
        let full = tools.words.in_full(&bare);
        let collective = (2..=4).contains(&words.len())
            && tools.kinds.ending_at(Thing::Group, &full, full.len()).is_some_and(|(row, _)| tools.kinds.is_sure(row))
            && !tools.kinds.is_spare(Thing::Group, full.get(full.len().saturating_sub(1)..).unwrap_or_default())
            && !folded.iter().any(|w| tools.words.people.unnamed.vague.contains(w) || w.bytes().any(|b| b.is_ascii_digit()));
        if !kin && (acronym || (led && !person) || named || collective) {
            found.push(words.join(" ").trim_matches(['"', '\u{201c}', '\u{201d}', '\'']).to_owned());
        }
    }
    found
}

/// A children's home given as where somebody lives: a name that ends as such homes do, with no number before it.
fn home(text: &str, tools: &Tools<'_>) -> Option<String> {
    let first = text.split([',', ';', '(', '\n']).next().unwrap_or_default().trim();
    let folded = tools.words.in_full(first);
    let plainly = |w: &String| tools.words.people.relations.adult.contains(w) || tools.words.people.homes.private.contains(w);
    let row = tools.words.named.kinds.iter().position(|k| k.of == "place" && k.id == "home")?;
    let form = Form::new(first, Thing::Place, tools.kinds, tools.words)?;
    let named = form.kinds.contains(&row) && !form.core.is_empty() && form.head == Some(row);
    let digits = first.bytes().any(|b| b.is_ascii_digit());
    (named && !digits && !folded.iter().any(plainly) && first.chars().next().is_some_and(char::is_uppercase) && folded.len() <= 5)
        .then(|| first.to_owned())
}

/// Several names in one cell: parted by semicolons, strokes, line feeds and `&`; by commas where both sides are whole names.
pub(super) fn split_things(text: &str, of: Thing, tools: &Tools<'_>) -> Vec<String> {
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

/// The thing that a text names by a word for its kind at the end, where it cannot be a person.
pub(super) fn thing_by_its_kind(text: &str, tools: &Tools<'_>) -> Option<Thing> {
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
