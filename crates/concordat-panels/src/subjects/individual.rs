//! Individuals: which mentions speak of one person.

use super::Line;
use super::draft::{Fate, Mention, Place};
use super::initials;
use super::known_as::{self, KnownAs};
use super::siblings;
use super::union::Union;
use crate::agenda::when::{Birth, births_of};
use concordat_linkage::{Day, Decision, Model, Options, Records, Row, forenames_agree, link, surname_share, surnames_agree};
use concordat_register::Date;
use concordat_standard::panels::plain;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody, by all that is said of them. `Debug` shows no name.
#[derive(Clone, Default)]
pub(crate) struct Individual {
    /// Forename and surname, in each way they are written.
    pub(crate) names: BTreeSet<(String, String)>,
    /// Other names, folded.
    pub(crate) aka: BTreeSet<String>,
    /// House and street, folded.
    pub(crate) addresses: BTreeSet<String>,
    /// Panels that list them.
    pub(crate) panels: BTreeSet<u32>,
    /// Days of birth, as given.
    pub(crate) births: BTreeSet<concordat_register::PartialDate>,
    /// Whether they are grown up, by what is said or by the year of birth.
    pub(crate) adult: bool,
    /// Whether a household is spoken of beside them: children, an address.
    pub(crate) household: bool,
    /// The name as first written.
    pub(crate) shown: String,
}

impl std::fmt::Debug for Individual {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Individual").field("names", &self.names.len()).field("panels", &self.panels).finish_non_exhaustive()
    }
}

/// Everybody, and who is named where.
#[derive(Default)]
pub(crate) struct Individuals {
    /// By number.
    pub(crate) all: Vec<Individual>,
    /// The individuals that each line names, by line.
    pub(crate) of_line: Vec<BTreeSet<u32>>,
    /// Pairs of one family, by what rows say.
    pub(crate) kin: BTreeSet<(u32, u32)>,
    /// Who may bear a word as forename or other name, or as surname, and how many individuals were asked: notes name the
    /// same few people over and over.
    pub(super) bearers: BTreeMap<(bool, String), (usize, Vec<u32>)>,
}

impl std::fmt::Debug for Individuals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Individuals({}, hidden)", self.all.len())
    }
}

/// Links the mentions of all lines. Whoever is only told by initials is somebody of whom more is said elsewhere, or nobody.
/// `decided` has pairs of lines of which somebody says whether they speak of one individual.
pub(crate) fn individuals(lines: &mut [Line], decided: &[(usize, usize, bool)]) -> Individuals {
    initials::fill_in(lines);
    known_as::set_right(lines);
    let lines = &*lines;
    let known = KnownAs::of(lines);
    let mut records = Records::new();
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut sittings: BTreeMap<(u32, Option<Date>), u32> = BTreeMap::new();
    for (n, line) in lines.iter().enumerate() {
        let next = u32::try_from(sittings.len()).unwrap_or(u32::MAX);
        let sitting = *sittings.entry((line.panel, line.item.sitting)).or_insert(next);
        for (m, mention) in line.draft.mentions.iter().enumerate() {
            if line.draft.fate != Fate::Procedural && !mention.person.kin {
                records.push(&row(line, mention, &known, sitting));
                places.push((n, m));
            }
        }
    }
    let mut decisions = by_reference(lines, &places);
    decisions.extend(by_repetition(lines, &places));
    decisions.extend(by_two_rows(lines, &places));
    let own: Vec<Decision> = decided.iter().filter_map(|pair| of_rows(lines, &places, *pair)).collect();
    // What a person says outweighs what the agencies' numbers do.
    decisions.retain(|d| !own.iter().any(|o| (o.a.min(o.b), o.a.max(o.b)) == (d.a.min(d.b), d.a.max(d.b))));
    decisions.extend(own);
    decisions.extend(initials::decisions(lines, &places));
    let mut linked = link(&records, &Model::default(), &Options { decisions, ..Options::default() });
    siblings::join(lines, &places, &mut linked.cluster);
    let mut made = Individuals { of_line: vec![BTreeSet::new(); lines.len()], ..Individuals::default() };
    let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
    for (&(n, m), cluster) in places.iter().zip(&linked.cluster) {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        let number = *numbers.entry(*cluster).or_insert(next);
        made.all.resize_with(numbers.len(), Individual::default);
        let Some((line, mention)) = lines.get(n).and_then(|l| Some((l, l.draft.mentions.get(m)?))) else { continue };
        if let Some(individual) = usize::try_from(number).ok().and_then(|i| made.all.get_mut(i)) {
            individual.add(line, mention);
        }
        if let Some(named) = made.of_line.get_mut(n) {
            named.insert(number);
        }
    }
    made.kin = kin(lines, &places, &linked.cluster, &numbers);
    made
}

fn row(line: &Line, mention: &Mention, known: &KnownAs, sitting: u32) -> Row {
    // Initials are too little to forgive a slip in the day of birth: who is told by them is joined by what is decided, or not at all.
    if mention.lettered {
        return Row::default();
    }
    let person = &mention.person;
    let day = line.item.sitting.map(day_of);
    let birth = match person.birth {
        Some(Birth::Born(date)) => {
            let (first, last) = (day_of(date.first()), day_of(date.last()));
            if first == last { concordat_linkage::Birth::On(first) } else { concordat_linkage::Birth::Between(first, last) }
        }
        Some(Birth::Aged(age)) => day.map_or(concordat_linkage::Birth::Unknown, |d| concordat_linkage::Birth::aged(u32::from(age), d)),
        Some(Birth::YearGroup(group)) => line
            .item
            .sitting
            .and_then(|at| births_of(group, at))
            .map_or(concordat_linkage::Birth::Unknown, |(first, last)| concordat_linkage::Birth::Between(day_of(first), day_of(last))),
        None => concordat_linkage::Birth::Unknown,
    };
    Row {
        forename: person.forename.clone(),
        surname: person.surname.clone(),
        aka: known.names(mention).join(";"),
        birth,
        gender: mention.gender.clone(),
        ethnicity: mention.ethnicity.clone(),
        postcode: mention.postcode.clone(),
        address: mention.address.clone(),
        school: mention.school.clone(),
        sitting: line.item.sitting.map(|_| sitting),
        list: Some(line.panel),
        day,
        ..Row::default()
    }
}

fn day_of(date: Date) -> Day {
    Day(date.day_number())
}

/// A decision about two rows as one about the people they name: those whose surnames agree, else the first of each.
fn of_rows(lines: &[Line], places: &[(usize, usize)], (a, b, same): (usize, usize, bool)) -> Option<Decision> {
    let of = |line: usize| {
        let named = places.iter().zip(0_u32..).filter(move |((n, _), _)| *n == line);
        named.filter_map(|((n, m), at)| Some((at, &lines.get(*n)?.draft.mentions.get(*m)?.person))).collect::<Vec<_>>()
    };
    let (first, second) = (of(a), of(b));
    let alike = first.iter().find_map(|(x, p)| {
        let (y, _) = second.iter().find(|(_, q)| surnames_agree(&p.surname, &q.surname) && forenames_agree(&p.forename, &q.forename))?;
        Some((*x, *y))
    });
    let (a, b) = alike.or_else(|| Some((first.first()?.0, second.first()?.0)))?;
    Some(Decision { a, b, same })
}

/// Mentions with one agency's number and names that agree are one person.
fn by_reference(lines: &[Line], places: &[(usize, usize)]) -> Vec<Decision> {
    let mut first: BTreeMap<&str, Vec<(u32, &Mention)>> = BTreeMap::new();
    let mut decisions = Vec::new();
    for (&(n, m), at) in places.iter().zip(0_u32..) {
        let Some(mention) = lines.get(n).and_then(|l| l.draft.mentions.get(m)) else { continue };
        let reference = mention.reference.as_str();
        if reference.len() < 4 || reference.bytes().filter(u8::is_ascii_digit).count() < 3 {
            continue;
        }
        let others = first.entry(reference).or_default();
        let agree = |other: &Mention| {
            let (a, b) = (&mention.person, &other.person);
            let surname = a.surname.is_empty() || b.surname.is_empty() || surnames_agree(&a.surname, &b.surname);
            let forename = a.forename.is_empty() || b.forename.is_empty() || forenames_agree(&a.forename, &b.forename);
            surname || forename
        };
        match others.iter().find(|(_, other)| agree(other)) {
            Some((b, _)) => decisions.push(Decision { a: *b, b: at, same: true }),
            None => others.push((at, mention)),
        }
    }
    decisions
}

/// Mentions at one sitting with one name, written alike, and one day of birth are one person: two rows of an agenda are seldom one child,
/// but a row that is there twice is.
fn by_repetition(lines: &[Line], places: &[(usize, usize)]) -> Vec<Decision> {
    type Key = (u32, Option<Date>, String, String, concordat_register::PartialDate);
    let mut first: BTreeMap<Key, (u32, &str)> = BTreeMap::new();
    let mut decisions = Vec::new();
    for (&(n, m), at) in places.iter().zip(0_u32..) {
        let Some(line) = lines.get(n) else { continue };
        let Some(mention) = line.draft.mentions.get(m) else { continue };
        let person = &mention.person;
        let Some(Birth::Born(born)) = person.birth.filter(|b| matches!(b, Birth::Born(d) if d.first() == d.last())) else { continue };
        let (forename, surname) = (plain(&person.forename), plain(&person.surname));
        if forename.chars().count() < 2 || surname.chars().count() < 2 {
            continue;
        }
        let (a, reference) =
            *first.entry((line.panel, line.item.sitting, forename, surname, born)).or_insert((at, mention.reference.as_str()));
        let apart = !reference.is_empty() && !mention.reference.is_empty() && reference != mention.reference;
        decisions.extend((a != at && !apart).then_some(Decision { a, b: at, same: true }));
    }
    decisions
}

/// Mentions at one sitting with one forename, surnames that are not alike and two days of birth are two people: beside a few hundred rows
/// that chance alone gives one forename and days that are a figure apart would weigh more.
fn by_two_rows(lines: &[Line], places: &[(usize, usize)]) -> Vec<Decision> {
    type Bearers<'a> = Vec<(u32, &'a Mention)>;
    let mut met: BTreeMap<(u32, Date, String), Bearers<'_>> = BTreeMap::new();
    let mut decisions = Vec::new();
    for (&(n, m), at) in places.iter().zip(0_u32..) {
        let Some((line, mention)) = lines.get(n).and_then(|line| Some((line, line.draft.mentions.get(m)?))) else { continue };
        let born = |mention: &Mention| match mention.person.birth {
            Some(Birth::Born(born)) if born.first() == born.last() => Some(born),
            _ => None,
        };
        let (Some(sitting), Some(own)) = (line.item.sitting, born(mention)) else { continue };
        let (forename, surname) = (plain(&mention.person.forename), plain(&mention.person.surname));
        if mention.lettered || !mention.person.aka.is_empty() || forename.is_empty() || surname.chars().count() < 2 {
            continue;
        }
        let others = met.entry((line.panel, sitting, forename)).or_default();
        let apart = |other: &Mention| born(other) != Some(own) && !surnames_agree(&other.person.surname, &mention.person.surname);
        decisions.extend(others.iter().filter(|(_, other)| apart(other)).map(|(a, _)| Decision { a: *a, b: at, same: false }));
        others.push((at, mention));
    }
    decisions
}

impl Individual {
    fn add(&mut self, line: &Line, mention: &Mention) {
        let person = &mention.person;
        let name = format!("{} {}", person.forename, person.surname).trim().to_owned();
        if name.len() > self.shown.len() {
            self.shown = name;
        }
        self.names.insert((plain(&person.forename), plain(&person.surname)));
        self.aka.extend(person.aka.iter().map(|a| plain(a)));
        if !mention.address.is_empty() {
            self.addresses.insert(plain(&mention.address));
        }
        self.panels.insert(line.panel);
        let listed = line.item.of(crate::agenda::Role::Children).next().is_some();
        self.household |= mention.place == Place::Child
            || !mention.address.is_empty()
            || (listed && line.draft.mentions.first().is_some_and(|f| std::ptr::eq(f, mention)));
        let year = line.item.sitting.map(|d| d.year);
        self.adult |= person.adult
            || match person.birth {
                Some(Birth::Born(date)) => {
                    self.births.insert(date);
                    year.is_some_and(|y| y - date.year > 19)
                }
                Some(Birth::Aged(age)) => age > 19,
                Some(Birth::YearGroup(_)) | None => false,
            };
    }

    /// The surnames it goes by.
    pub(crate) fn surnames(&self) -> BTreeSet<&str> {
        self.names.iter().map(|(_, s)| s.as_str()).filter(|s| s.chars().count() > 1).collect()
    }

    pub(super) fn has_forename(&self, word: &str) -> bool {
        self.names.iter().any(|(f, _)| forenames_agree(f, word)) || self.aka.contains(&plain(word))
    }

    pub(super) fn has_surname(&self, word: &str) -> bool {
        self.names.iter().any(|(_, s)| surnames_agree(s, word))
    }
}

/// The number of a house and the first letters of its street, which stay however the rest is written.
fn house(address: &str) -> (String, String) {
    let number = |word: &&str| word.bytes().any(|b| b.is_ascii_digit());
    let street = address.split(' ').find(|w| !number(w)).unwrap_or_default();
    (address.split(' ').filter(number).collect(), street.chars().take(3).collect())
}

/// The most surnames in one household: a couple, their children of before, and a grandparent.
const MOST_SURNAMES: usize = 3;

/// Pairs of one family: children of a row with its subject, people of a row with one surname.
fn kin(lines: &[Line], places: &[(usize, usize)], cluster: &[u32], numbers: &BTreeMap<u32, u32>) -> BTreeSet<(u32, u32)> {
    let mut by_line: BTreeMap<usize, Vec<(usize, u32)>> = BTreeMap::new();
    for (&(n, m), c) in places.iter().zip(cluster) {
        if let Some(number) = numbers.get(c) {
            by_line.entry(n).or_default().push((m, *number));
        }
    }
    let mut pairs = BTreeSet::new();
    for (n, mentions) in by_line {
        let Some(line) = lines.get(n) else { continue };
        let of = |m: usize| line.draft.mentions.get(m);
        let Some(&(first, head)) = mentions.first() else { continue };
        for &(m, number) in mentions.iter().skip(1) {
            let (Some(a), Some(b)) = (of(first), of(m)) else { continue };
            let one_name = !a.person.surname.is_empty() && surnames_agree(&a.person.surname, &b.person.surname);
            if (b.place == Place::Child && b.inherited) || one_name {
                pairs.insert((head.min(number), head.max(number)));
            }
        }
    }
    pairs
}

impl Individuals {
    /// The families that a line names as such: `the Obi twins`, `mother of Ade Obi`.
    pub(crate) fn households(&self, draft: &super::draft::Draft, families: &[Option<u32>]) -> BTreeSet<u32> {
        let mut found = BTreeSet::new();
        let of = |fits: &dyn Fn(&Individual) -> bool| -> BTreeSet<u32> {
            self.all.iter().zip(families).filter(|(i, _)| fits(i)).filter_map(|(_, f)| *f).collect()
        };
        for surname in &draft.households {
            let fits = of(&|i| i.has_surname(surname));
            if fits.len() == 1 {
                found.extend(fits);
            }
        }
        for kin in draft.mentions.iter().map(|m| &m.person).filter(|p| p.kin) {
            let fits = of(&|i| i.names.iter().any(|(f, s)| forenames_agree(f, &kin.forename) && surnames_agree(s, &kin.surname)));
            if fits.len() == 1 {
                found.extend(fits);
            }
        }
        found
    }

    /// Families by the surnames of their members.
    pub(crate) fn family_names(&self, families: &[Option<u32>]) -> BTreeMap<u32, BTreeSet<&str>> {
        let mut names: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
        for (individual, family) in self.all.iter().zip(families) {
            if let (Some(family), Some(surname)) = (family, individual.shown.rsplit(' ').next()) {
                names.entry(*family).or_default().insert(surname);
            }
        }
        names
    }

    /// Name, other names and birth for the restricted list.
    pub(crate) fn for_roll(individual: &Individual) -> (String, Vec<String>, Option<concordat_register::PartialDate>) {
        let other = individual.names.iter().map(|(f, s)| format!("{f} {s}").trim().to_owned()).filter(|n| *n != plain(&individual.shown));
        (individual.shown.clone(), other.chain(individual.aka.iter().cloned()).collect(), individual.births.first().copied())
    }

    /// The family of each individual: none for an adult of whom no household is known.
    pub(crate) fn families(&self) -> Vec<Option<u32>> {
        let mut union = Union::new(self.all.len());
        let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        for &(a, b) in &self.kin {
            union.join(at(a), at(b));
        }
        let mut homes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (n, individual) in self.all.iter().enumerate() {
            for address in &individual.addresses {
                homes.entry(address).or_default().push(n);
            }
        }
        for (address, all) in &homes {
            self.under_one_roof(address, all, &mut union);
        }
        self.by_surname(&mut union);
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        for n in 0..self.all.len() {
            *sizes.entry(union.root(n)).or_default() += 1;
        }
        let mut numbers: BTreeMap<usize, u32> = BTreeMap::new();
        self.all
            .iter()
            .enumerate()
            .map(|(n, individual)| {
                let root = union.root(n);
                let known = !individual.adult || individual.household || sizes.get(&root).is_some_and(|s| *s > 1);
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                known.then(|| *numbers.entry(root).or_insert(next))
            })
            .collect()
    }

    /// People at one address are of one family: those of one surname in any case, others only where nothing speaks against it.
    fn under_one_roof(&self, address: &str, all: &[usize], union: &mut Union) {
        let surname = |n: usize| self.all.get(n).and_then(|i| i.surnames().first().map(|s| of_either_gender(s)));
        let mut by_surname: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &n in all {
            by_surname.entry(surname(n).unwrap_or_default()).or_default().push(n);
        }
        by_surname.values().for_each(|own| own.iter().zip(own.iter().skip(1)).for_each(|(a, b)| union.join(*a, *b)));
        // A house with people of many surnames is a hostel, lodgings or a placement, and so may one be that has a name and no
        // number: it makes nobody kin.
        if by_surname.len() > MOST_SURNAMES || !address.bytes().any(|b| b.is_ascii_digit()) {
            return;
        }
        // Whoever moved would chain the household they left to the one they came to.
        let settled =
            |n: &&usize| self.all.get(**n).is_some_and(|i| i.addresses.iter().map(|a| house(a)).collect::<BTreeSet<_>>().len() == 1);
        let stay: Vec<usize> = all.iter().filter(settled).copied().collect();
        stay.iter().zip(stay.iter().skip(1)).for_each(|(a, b)| union.join(*a, *b));
    }

    /// People of one unusual surname are of one family, unless they are known to live apart.
    fn by_surname(&self, union: &mut Union) {
        let mut bearers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (n, individual) in self.all.iter().enumerate() {
            let own: BTreeSet<String> =
                individual.surnames().into_iter().filter(|s| surname_share(s) <= 0.0).map(of_either_gender).collect();
            own.into_iter().for_each(|surname| bearers.entry(surname).or_default().push(n));
        }
        let addresses = |union: &Union, root: usize| -> BTreeSet<&String> {
            self.all.iter().enumerate().filter(|(n, _)| union.root(*n) == root).flat_map(|(_, i)| &i.addresses).collect()
        };
        for all in bearers.values().filter(|a| a.len() > 1 && a.len() <= 8) {
            let roots: BTreeSet<usize> = all.iter().map(|n| union.root(*n)).collect();
            let homes: Vec<BTreeSet<&String>> = roots.iter().map(|r| addresses(union, *r)).filter(|h| !h.is_empty()).collect();
            // Two homes or more: nobody can say to which the others belong.
            if homes.len() <= 1 {
                for (a, b) in all.iter().zip(all.iter().skip(1)) {
                    union.join(*a, *b);
                }
            }
        }
    }
}

/// A folded surname in the form that men of the family bear: a brother of Wolska is Wolski, and one of Petrova is Petrov.
fn of_either_gender(surname: &str) -> String {
    let stem = surname.strip_suffix('a').filter(|stem| stem.chars().count() >= 4).unwrap_or_default();
    if ["sk", "ck", "zk"].iter().any(|end| stem.ends_with(end)) {
        return format!("{stem}i");
    }
    if ["ov", "ev"].iter().any(|end| stem.ends_with(end)) { stem.to_owned() } else { surname.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::of_either_gender;
    use crate::made::{sheet, words};
    use concordat_register::overlap::SubjectKind;
    use concordat_register::workbook::Workbook;

    /// Issue 4: a child whose two columns were changed round by a clerk who wrote the forename short was two.
    #[test]
    fn columns_changed_round_are_seen_past_a_short_form() {
        let people = |second: &str| {
            let book = |rows: &str| Workbook { sheets: vec![sheet("", rows)] };
            let first =
                "Forename | Surname | DOB | School\nMohammed | Hassan | 4/3/2010 | Fell College\nKim | Lee | 4/3/2011 | Fell College";
            let books = [
                ("Harm Panel 3 Feb 2026.csv".to_owned(), book(first)),
                (
                    "Missing Panel 9 Feb 2026.csv".to_owned(),
                    book(&format!("Forename | Surname | DOB | School\n{second}\nJo | Poe | 1/1/2011 |")),
                ),
            ];
            let read = crate::read(&books, &[], &crate::AgendaSettings::default(), &words());
            read.rows.iter().filter(|r| r.kind == SubjectKind::Individual).map(|r| r.subject.0).collect::<Vec<_>>()
        };
        assert_eq!(people("Hassan | Mo | 4/3/2010 | Fell College"), [0, 1, 0, 2]);
        assert_eq!(people("Hassan | Mo | 9/7/2012 | Orme School"), [0, 1, 2, 3]);
    }

    /// Issue 4: two children of one forename on one list were one where their days of birth were a figure apart.
    #[test]
    fn two_rows_of_one_list_are_two_children() {
        let people = |rows: &str| {
            let books = [("Harm Panel.csv".to_owned(), Workbook { sheets: vec![sheet("", &format!("Date | Name | DOB\n{rows}"))] })];
            let read = crate::read(&books, &[], &crate::AgendaSettings::default(), &words());
            read.rows.iter().filter(|r| r.kind == SubjectKind::Individual).map(|r| r.subject.0).collect::<Vec<_>>()
        };
        assert_eq!(people("17/2/2026 | Zeb Frost | 9/8/2011\n17/2/2026 | Zeb Okafor | 9/3/2011"), [0, 1]);
        assert_eq!(people("17/2/2026 | Zeb Frost | 9/8/2011\n17/2/2026 | Zeb Frost | 9/8/2011"), [0, 0]);
    }

    #[test]
    fn a_sister_has_her_brothers_surname() {
        for (hers, his) in [("wolska", "wolski"), ("zawadzka", "zawadzki"), ("petrova", "petrov"), ("costa", "costa"), ("nova", "nova")] {
            assert_eq!(of_either_gender(hers), his);
        }
    }
}
