//! Schools, peer groups and places: which names are one thing, and where they are named.

use super::form::{Form, Kinds, Thing, key};
use super::prose::Word;
use concordat_standard::panels::PanelWords;
use std::collections::{BTreeMap, BTreeSet};

/// A thing of which an area has one, by all its names.
#[derive(Clone)]
pub(crate) struct Entity {
    /// What it is.
    pub(crate) of: Thing,
    /// Its fullest name.
    pub(crate) name: String,
    forms: Vec<Form>,
}

/// Everything that has a name.
#[derive(Default)]
pub(crate) struct Things {
    /// By number.
    pub(crate) entities: Vec<Entity>,
    keys: BTreeMap<String, BTreeSet<u32>>,
}

/// How surely two names must be one.
const ENOUGH: u32 = 40;

impl Things {
    /// Adds a row of a register with all its names.
    pub(crate) fn register(&mut self, of: Thing, names: &[String], kinds: &Kinds, lists: &PanelWords) {
        let forms: Vec<Form> = names.iter().filter_map(|n| Form::new(n, of, kinds, lists)).collect();
        if let Some(name) = names.first().filter(|_| !forms.is_empty()) {
            self.insert(Entity { of, name: name.clone(), forms });
        }
    }

    fn insert(&mut self, entity: Entity) -> u32 {
        let number = u32::try_from(self.entities.len()).unwrap_or(u32::MAX);
        for form in &entity.forms {
            self.keys.entry(form.key()).or_default().insert(number);
        }
        self.entities.push(entity);
        number
    }

    /// Settles which of the names met are one thing: the fullest first, so that short ones find what they are short for.
    pub(crate) fn settle(&mut self, names: &BTreeSet<(Thing, String)>, kinds: &Kinds, lists: &PanelWords) {
        let mut forms: Vec<(&str, Thing, Form)> =
            names.iter().filter_map(|(of, n)| Some((n.as_str(), *of, Form::new(n, *of, kinds, lists)?))).collect();
        forms.sort_by(|a, b| {
            let rank = |f: &Form| (f.alone, f.core.is_empty(), usize::MAX - f.core.len(), f.kinds.is_empty(), usize::MAX - f.words.len());
            rank(&a.2).cmp(&rank(&b.2)).then_with(|| a.2.key().cmp(&b.2.key())).then_with(|| a.0.cmp(b.0))
        });
        for (name, of, form) in forms {
            match self.best(of, &form) {
                Best::One(number) => {
                    self.keys.entry(form.key()).or_default().insert(number);
                    if let Some(entity) = self.entities.get_mut(usize::try_from(number).unwrap_or(usize::MAX)) {
                        entity.forms.push(form);
                    }
                }
                // Two things fit: it names one of them, but nobody can say which, so it stands for itself.
                Best::None | Best::Several => {
                    if !form.core.is_empty() || form.alone || !form.kinds.is_empty() {
                        self.insert(Entity { of, name: name.to_owned(), forms: vec![form] });
                    }
                }
            }
        }
    }

    /// Takes a word for a name of the one group that it is made from; nothing where there is none.
    pub(crate) fn nickname(&mut self, name: &str, kinds: &Kinds, lists: &PanelWords) {
        let Some(form) = Form::new(name, Thing::Group, kinds, lists).filter(|f| f.core.len() == 1) else { return };
        if let Best::One(number) = self.best(Thing::Group, &form) {
            self.keys.entry(form.key()).or_default().insert(number);
            if let Some(entity) = self.entities.get_mut(usize::try_from(number).unwrap_or(usize::MAX)) {
                entity.forms.push(form);
            }
        }
    }

    /// The thing that a name stands for.
    pub(crate) fn find(&self, of: Thing, name: &str, kinds: &Kinds, lists: &PanelWords) -> Option<u32> {
        let form = Form::new(name, of, kinds, lists)?;
        match self.best(of, &form) {
            Best::One(number) => Some(number),
            Best::None | Best::Several => None,
        }
    }

    fn best(&self, of: Thing, form: &Form) -> Best {
        let own: Vec<u32> = self.keys.get(&form.key()).into_iter().flatten().copied().filter(|n| self.is(*n, of)).collect();
        if let [only] = own.as_slice() {
            return Best::One(*only);
        }
        let mut best: Vec<(u32, bool, u32)> = Vec::new();
        for (entity, number) in self.entities.iter().zip(0_u32..).filter(|(e, _)| e.of == of) {
            if let Some(score) = entity.forms.iter().filter_map(|f| f.same(form)).max().filter(|s| *s >= ENOUGH) {
                best.push((score, entity.is_primary(), number));
            }
        }
        best.sort_by_key(|&(score, primary, number)| (std::cmp::Reverse(score), primary, number));
        match best.as_slice() {
            [] => Best::None,
            [(_, _, only)] => Best::One(*only),
            [(a, _, first), (b, _, _), ..] if a > b => Best::One(*first),
            // Panels of this kind speak of teenagers: of a primary and another school of one name the other is meant.
            [(_, false, first), (_, true, _)] => Best::One(*first),
            [_, _, ..] => Best::Several,
        }
    }

    fn is(&self, number: u32, of: Thing) -> bool {
        usize::try_from(number).ok().and_then(|n| self.entities.get(n)).is_some_and(|e| e.of == of)
    }

    /// The things that free text names, and marks their words as taken. The longest name wins.
    pub(crate) fn scan(&self, prose: &mut [Word], kinds: &Kinds) -> BTreeSet<u32> {
        let tokens: Vec<(&str, usize)> = prose
            .iter()
            .enumerate()
            .flat_map(|(n, w)| w.full.iter().map(move |f| (f.as_str(), n)))
            .filter(|(f, _)| !kinds.is_noise(f))
            .collect();
        let mut found: Vec<(usize, usize, u32)> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let hit = (1..=MOST.min(tokens.len() - at)).rev().find_map(|length| {
                let window = tokens.get(at..at + length)?;
                let (first, last) = (window.first()?.1, window.last()?.1);
                if prose.get(first + 1..=last)?.iter().any(|w| w.breaks) {
                    return None;
                }
                let entities = self.keys.get(&key(&window.iter().map(|(f, _)| (*f).to_owned()).collect::<Vec<_>>()))?;
                let number = self.meant(entities, prose, first, last, kinds)?;
                Some((length, first, last, number))
            });
            match hit {
                Some((length, first, last, number)) => {
                    found.push((first, last, number));
                    at += length;
                }
                None => at += 1,
            }
        }
        for &(first, last, _) in &found {
            prose.iter_mut().take(last + 1).skip(first).for_each(|w| w.taken = true);
        }
        found.into_iter().map(|(_, _, number)| number).collect()
    }

    /// Which of the things of one name is meant; none where one word alone could be anything.
    fn meant(&self, entities: &BTreeSet<u32>, prose: &[Word], first: usize, last: usize, kinds: &Kinds) -> Option<u32> {
        let of = |n: &u32| usize::try_from(*n).ok().and_then(|n| self.entities.get(n));
        let window = prose.get(first..=last)?;
        let single = first == last;
        // A number in the plural is as much a name as a word in capitals: "the 42s".
        let capital = window.iter().any(|w| w.capital || w.plain.starts_with(|c: char| c.is_ascii_digit()) && w.plain.ends_with('s'));
        let full: Vec<String> = window.iter().flat_map(|w| w.full.iter().cloned()).collect();
        let alone = Thing::ALL.into_iter().any(|t| kinds.is_alone(t, &full) && !kinds.is_spare(t, &full));
        if single && !capital && !alone {
            return None;
        }
        // A surname beside it: `Lyndon Green` is nobody's school.
        if single && !alone && prose.get(last + 1).is_some_and(|w| w.capital && !w.breaks && !w.comma && !w.taken && w.plain.len() > 1) {
            let next = prose.get(last + 1).map(|w| w.full.clone()).unwrap_or_default();
            if !Thing::ALL.into_iter().any(|t| kinds.ending_at(t, &next, next.len()).is_some()) {
                return None;
            }
        }
        let named: Vec<(&u32, Thing)> = entities.iter().filter_map(|n| of(n).map(|e| (n, e.of))).collect();
        if let [(only, _)] = named.as_slice() {
            return Some(**only);
        }
        let before = first.checked_sub(1).and_then(|n| prose.get(n)).map(|w| w.plain.as_str()).unwrap_or_default();
        let wanted = match before {
            "with" | "the" | "to" | "against" => Thing::Group,
            "attends" | "school" => Thing::School,
            _ => Thing::Place,
        };
        let fits: Vec<&u32> = named.iter().filter(|(_, t)| *t == wanted).map(|(n, _)| *n).collect();
        if let [only] = fits.as_slice() { Some(**only) } else { None }
    }

    /// Groups and schools named by their letters alone, where only one of them has those letters; their words are set aside.
    pub(crate) fn by_letters(&self, prose: &mut [Word], kinds: &Kinds) -> BTreeSet<u32> {
        let mut found = BTreeSet::new();
        // The letters of an agency or a scheme are never those of a gang.
        for word in prose.iter_mut().filter(|w| !w.taken && !kinds.is_noise(&w.plain)) {
            let letters = word.text.chars().count();
            if !(3..=5).contains(&letters) || !word.text.chars().all(char::is_uppercase) {
                continue;
            }
            let named =
                (0_u32..).zip(&self.entities).filter(|(_, e)| e.of != Thing::Place && e.forms.iter().any(|f| f.has_letters(&word.plain)));
            let named: Vec<u32> = named.map(|(n, _)| n).take(2).collect();
            if let [only] = named.as_slice() {
                word.taken = true;
                found.insert(*only);
            }
        }
        found
    }

    /// Whether a thing is a house in which children are looked after.
    pub(crate) fn is_home(&self, number: u32, kinds: &Kinds) -> bool {
        let entity = usize::try_from(number).ok().and_then(|n| self.entities.get(n));
        entity.is_some_and(|e| e.forms.iter().any(|f| f.head.is_some_and(|h| kinds.is_home(h))))
    }

    /// Whether any thing of a name is registered or was met; for the cell of a subject.
    pub(crate) fn known(&self, text: &str, kinds: &Kinds, lists: &PanelWords) -> Option<u32> {
        Thing::ALL.into_iter().find_map(|of| {
            let form = Form::new(text, of, kinds, lists)?;
            let own: Vec<u32> = self.keys.get(&form.key()).into_iter().flatten().copied().filter(|n| self.is(*n, of)).collect();
            if let [only] = own.as_slice() { Some(*only) } else { None }
        })
    }
}

/// The most words a name in free text has.
const MOST: usize = 6;

impl Entity {
    fn is_primary(&self) -> bool {
        let small = ["primary", "infant", "infants", "junior", "juniors", "nursery", "first"];
        self.of == Thing::School && self.forms.iter().any(|f| f.words.iter().any(|w| small.contains(&w.as_str())))
    }
}

enum Best {
    None,
    One(u32),
    Several,
}

/// Names of things that free text holds and nobody has listed: words with capitals before a kind of thing (`Alder Park`),
/// or after one (`garages on Cope Street`).
pub(crate) fn discover(prose: &[Word], kinds: &Kinds, lists: &PanelWords) -> Vec<(Thing, String)> {
    let mut found: Vec<(usize, usize, Thing)> = Vec::new();
    for end in 1..=prose.len() {
        let best = Thing::ALL
            .into_iter()
            .filter_map(|of| ending_here(prose, end, of, kinds, lists))
            .max_by_key(|(first, ..)| std::cmp::Reverse(*first));
        if let Some((first, last, of)) = best {
            // A longer name that takes in the one before it.
            found.retain(|&(f, l, _)| l < first || f < first);
            if !found.iter().any(|&(f, l, _)| first <= l && f <= first) {
                found.push((first, last, of));
            }
        }
    }
    found
        .into_iter()
        .filter_map(|(first, last, of)| {
            let words: Vec<&str> = prose.get(first..=last)?.iter().map(|w| w.text.as_str()).collect();
            Some((of, words.join(" ")))
        })
        .collect()
}

/// A name that ends with the kind of thing ending before word `end`.
fn ending_here(prose: &[Word], end: usize, of: Thing, kinds: &Kinds, lists: &PanelWords) -> Option<(usize, usize, Thing)> {
    let (tokens, owners) = flat(prose, end);
    let (row, length) = kinds.ending_at(of, &tokens, tokens.len())?;
    if owners.last() != Some(&(end - 1)) || kinds.is_spare(of, tokens.get(tokens.len() - length..)?) {
        return None;
    }
    let kind_from = *owners.get(owners.len() - length)?;
    if prose.get(kind_from + 1..end)?.iter().any(|w| w.breaks || w.comma) {
        return None;
    }
    let mut first = kind_from;
    while first > 0 && !prose.get(first)?.breaks && !prose.get(first)?.comma && kind_from - first < 4 {
        let word = prose.get(first - 1)?;
        let joins = first >= 2
            && ["of", "and"].contains(&word.plain.as_str())
            && prose.get(first - 2).is_some_and(|w| w.capital)
            && of != Thing::Group;
        // In text all in capitals only such a word parts a name from what stands before it.
        if !(is_name_word(word, lists) || joins) || is_before(word, lists) {
            break;
        }
        first -= 1;
    }
    // What begins a sentence has a capital whatever it is.
    while first < kind_from && prose.get(first)?.breaks && opens_a_sentence(prose.get(first)?, lists) {
        first += 1;
    }
    if first < kind_from {
        let led = first
            .checked_sub(1)
            .and_then(|n| prose.get(n))
            .is_some_and(|w| !prose.get(first).is_some_and(|f| f.breaks) && is_before(w, lists));
        let own_capital = prose.get(kind_from).is_some_and(|w| w.capital);
        return (kinds.is_sure(row) || led || (own_capital && kind_from - first >= 2)).then_some((first, end - 1, of));
    }
    after_kind(prose, kind_from, end, row, of, kinds, lists)
}

/// `garages on Cope Street`: a kind of thing, a word of place, and a name.
fn after_kind(
    prose: &[Word],
    from: usize,
    end: usize,
    row: usize,
    of: Thing,
    kinds: &Kinds,
    lists: &PanelWords,
) -> Option<(usize, usize, Thing)> {
    let joins = prose.get(end).filter(|w| !w.breaks && ["on", "by", "at", "in", "off", "behind", "near"].contains(&w.plain.as_str()));
    if of != Thing::Place || !kinds.is_sure(row) || joins.is_none() {
        return None;
    }
    let mut last = end + usize::from(prose.get(end + 1).is_some_and(|w| w.plain == "the"));
    let start = last;
    while prose.get(last + 1).is_some_and(|w| !w.breaks && !w.comma && is_name_word(w, lists)) && last - start < 4 {
        last += 1;
    }
    (last > start).then_some((from, last, of))
}

/// Words in full up to `end`, with the word each is from. The last twelve are enough.
fn flat(prose: &[Word], end: usize) -> (Vec<String>, Vec<usize>) {
    let from = end.saturating_sub(6);
    let all = prose.iter().enumerate().take(end).skip(from);
    all.flat_map(|(n, w)| w.full.iter().map(move |f| (f.clone(), n))).unzip()
}

fn is_name_word(word: &Word, lists: &PanelWords) -> bool {
    let number = word.text.bytes().any(|b| b.is_ascii_digit());
    let month = crate::agenda::when::month_year(&format!("{} 2000", word.plain)).is_some();
    word.capital && !number && !month && !lists.people.unnamed.words.contains(&word.plain) && word.plain != "year" && word.plain != "the"
}

fn opens_a_sentence(word: &Word, lists: &PanelWords) -> bool {
    let lead = |list: &[String]| list.iter().any(|p| p.split(' ').any(|w| w == word.plain));
    lead(&lists.named.noise.before) || lead(&lists.named.noise.words) || lead(&lists.people.relations.associate)
}

fn is_before(word: &Word, lists: &PanelWords) -> bool {
    lists.named.noise.before.contains(&word.plain) || word.plain == "the"
}

#[cfg(test)]
mod tests {
    use super::super::prose::prose;
    use super::*;
    use crate::made::words;

    fn names(list: &[(Thing, &str)]) -> BTreeSet<(Thing, String)> {
        list.iter().map(|(of, n)| (*of, (*n).to_owned())).collect()
    }

    #[test]
    fn names_are_settled_and_found_in_prose() {
        let lists = words();
        let kinds = Kinds::new(&lists);
        let mut things = Things::default();
        things.settle(
            &names(&[
                (Thing::Place, "Cobden Park"),
                (Thing::Place, "Cobden Pk"),
                (Thing::Place, "Orme Interchange"),
                (Thing::Place, "bus station"),
                (Thing::School, "Cobden Academy"),
                (Thing::School, "St Bega's RC High"),
                (Thing::School, "Begas"),
                (Thing::Group, "Cobden Crew"),
                (Thing::Group, "the scooter lads"),
                (Thing::Place, "garages on Cope St"),
                (Thing::Place, "the slip"),
                (Thing::Place, "Orme ferry terminal"),
                (Thing::Place, "Fell Airport"),
                (Thing::Place, "the airport"),
            ]),
            &kinds,
            &lists,
        );
        let hits = |text: &str| -> Vec<String> {
            let mut prose = prose(text, &lists);
            let found = things.scan(&mut prose, &kinds);
            found.into_iter().map(|n| things.entities[n as usize].name.clone()).collect()
        };
        assert_eq!(things.entities.iter().filter(|e| e.of == Thing::Place).count(), 6);
        assert_eq!(hits("seen in Cobden pk with the scooter lads"), ["Cobden Park", "the scooter lads"]);
        assert_eq!(hits("at the bus stn, Cope Street garages after"), ["garages on Cope St", "Orme Interchange"]);
        assert!(hits("linked to Cobden").is_empty());
        // A word that means other things as well is a place only with its capital.
        assert!(hits("let it slip that a terminal illness is the reason, no permission slip").is_empty());
        assert_eq!(hits("met at the airport"), ["Fell Airport"]);
    }

    #[test]
    fn names_nobody_has_listed() {
        let lists = words();
        let kinds = Kinds::new(&lists);
        let found = |text: &str| discover(&prose(text, &lists), &kinds, &lists).into_iter().map(|(_, n)| n).collect::<Vec<_>>();
        assert_eq!(found("BREACH OF NMO OUTSIDE ORME COMM COLL"), ["ORME COMM COLL"]);
        assert_eq!(
            found("Seen near Alder Park with Pump Lane Crew, then at Harrow Lane High School"),
            ["Alder Park", "Pump Lane Crew", "Harrow Lane High School"]
        );
        assert_eq!(found("fight by garages on Cope Street"), ["garages on Cope Street"]);
        assert!(found("with Jordan Hill. Police team told. On a bus.").is_empty());
        assert_eq!(found("attends Fell College"), ["Fell College"]);
    }
}
