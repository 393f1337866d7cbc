//! The invented town: who lives there, and a generator of chances that gives the same ones every time.

use concordat_register::Date;
use std::collections::BTreeMap;

/// A generator of chances (SplitMix64): the same seed gives the same ones on every machine.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to one below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// Whether something of so many per cent happens.
    pub(crate) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub(crate) fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }
}

/// A school, group or place.
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) also: Vec<String>,
    /// Kind, street, town or area, postcode, URN, as far as the section has them.
    pub(crate) rest: Vec<String>,
}

impl Named {
    /// One of the ways it is written.
    pub(crate) fn said(&self, chance: &mut Chance) -> String {
        if self.also.is_empty() || chance.percent(45) { self.name.clone() } else { chance.pick(&self.also).clone() }
    }
}

/// A child, or an adult of a domestic abuse conference.
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) also: Vec<String>,
    pub(crate) born: Date,
    pub(crate) girl: bool,
    pub(crate) family: Option<String>,
    pub(crate) school: String,
    pub(crate) groups: Vec<String>,
    pub(crate) places: Vec<String>,
    /// A children's home, by its id.
    pub(crate) home: Option<String>,
    /// Panel by its letter, first and last month from September.
    pub(crate) listed: Vec<(char, usize, usize)>,
}

/// A household that a conference hears.
pub(crate) struct Case {
    pub(crate) victim: String,
    pub(crate) by: String,
    pub(crate) children: Vec<String>,
    pub(crate) relation: String,
    pub(crate) months: Vec<usize>,
    pub(crate) place: Option<String>,
}

pub(crate) struct World {
    pub(crate) schools: Vec<Named>,
    pub(crate) groups: Vec<Named>,
    pub(crate) places: Vec<Named>,
    /// Address and postcode by family.
    pub(crate) families: BTreeMap<String, (String, String)>,
    pub(crate) people: Vec<Person>,
    pub(crate) cases: Vec<Case>,
}

/// Where families that are named once live.
const STREETS: [(&str, &str); 6] = [
    ("Cooper Street, Marlhaven", "RV1 7"),
    ("Ropewalk, Marlhaven", "RV1 9"),
    ("Kiln Road, Tollbridge", "RV3 4"),
    ("Glebe Close, Tollbridge", "RV3 8"),
    ("Sluice Road, Oxley Ferry", "RV4 2"),
    ("Staithe Gardens", "RV2 5"),
];

impl World {
    pub(crate) fn read() -> Self {
        let sections = sections(include_str!("world.txt"));
        let named = |section: &str| sections[section].iter().map(|f| named(f)).collect();
        let mut families: BTreeMap<String, (String, String)> =
            sections["families"].iter().map(|f| (f[0].clone(), (f[1].clone(), f[2].clone()))).collect();
        let mut people: Vec<Person> = Vec::new();
        for fields in sections["people"].iter().chain(&sections["adults"]) {
            let mut person = person(fields);
            if person.id.starts_with('C') && person.family.is_none() && person.home.is_none() {
                let number = people.len();
                let (street, postcode) = STREETS[number % STREETS.len()];
                let letters = [char::from(b'A' + (number % 20) as u8), char::from(b'B' + (number / 4) as u8)];
                let family = format!("F{}", &person.id);
                families.insert(
                    family.clone(),
                    (format!("{} {street}", 3 + number), format!("{postcode}{}", letters.iter().collect::<String>())),
                );
                person.family = Some(family);
            }
            people.push(person);
        }
        Self {
            schools: named("schools"),
            groups: named("groups"),
            places: named("places"),
            families,
            people,
            cases: sections["conferences"].iter().map(|f| case(f)).collect(),
        }
    }

    pub(crate) fn person(&self, id: &str) -> &Person {
        self.people.iter().find(|p| p.id == id).unwrap_or_else(|| panic!("no {id}"))
    }

    pub(crate) fn children(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|p| p.id.starts_with('C'))
    }

    /// The children that a panel has on its list in a month from September.
    pub(crate) fn listed(&self, panel: char, month: usize) -> Vec<&Person> {
        self.children().filter(|p| p.listed.iter().any(|&(at, first, last)| at == panel && (first..=last).contains(&month))).collect()
    }

    /// Children who go about with this one.
    pub(crate) fn friends(&self, child: &Person) -> Vec<&Person> {
        let seen =
            |other: &&Person| other.id != child.id && other.groups.iter().any(|g| child.groups.contains(g)) && !other.listed.is_empty();
        self.children().filter(seen).collect()
    }

    pub(crate) fn siblings(&self, child: &Person) -> Vec<&Person> {
        self.children().filter(|o| o.id != child.id && o.family.is_some() && o.family == child.family).collect()
    }

    /// Whether nobody else bears a forename or other name.
    pub(crate) fn is_unique(&self, name: &str) -> bool {
        self.people.iter().filter(|p| p.first == name || p.also.iter().any(|a| a == name)).count() == 1
    }
}

pub(crate) fn by_id<'w>(list: &'w [Named], id: &str) -> &'w Named {
    list.iter().find(|n| n.id == id).unwrap_or_else(|| panic!("no {id}"))
}

fn sections(text: &str) -> BTreeMap<&str, Vec<Vec<String>>> {
    let mut all: BTreeMap<&str, Vec<Vec<String>>> = BTreeMap::new();
    let mut open = None;
    let mut heading = false;
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            open = Some(name);
            heading = true;
            all.insert(name, Vec::new());
        } else if let Some(name) = open {
            if !heading {
                all.get_mut(name).unwrap().push(line.split('|').map(|f| f.trim().to_owned()).collect());
            }
            heading = false;
        }
    }
    all
}

fn several(field: &str) -> Vec<String> {
    field.split(';').map(str::trim).filter(|f| !f.is_empty()).map(str::to_owned).collect()
}

fn one(field: &str) -> Option<String> {
    (!field.is_empty()).then(|| field.to_owned())
}

fn named(fields: &[String]) -> Named {
    Named { id: fields[0].clone(), name: fields[1].clone(), also: several(&fields[2]), rest: fields[3..].to_vec() }
}

fn person(fields: &[String]) -> Person {
    let at = |n: usize| fields.get(n).map(String::as_str).unwrap_or_default();
    let listed = at(11).split_whitespace().map(|token| {
        let mut letters = token.chars();
        let panel = letters.next().unwrap();
        let (first, last) = letters.as_str().split_once('-').unwrap_or((letters.as_str(), letters.as_str()));
        (panel, first.parse().unwrap(), last.parse().unwrap())
    });
    Person {
        id: fields[0].clone(),
        first: fields[1].clone(),
        last: fields[2].clone(),
        also: several(at(3)),
        born: Date::parse(at(4)).unwrap_or_else(|| panic!("{fields:?}")),
        girl: at(5) == "f",
        family: one(at(6)),
        school: at(7).to_owned(),
        groups: several(at(8)),
        places: several(at(9)),
        home: one(at(10)),
        listed: listed.collect(),
    }
}

fn case(fields: &[String]) -> Case {
    Case {
        victim: fields[0].clone(),
        by: fields[1].clone(),
        children: several(&fields[2]),
        relation: fields[3].clone(),
        months: several(&fields[4]).iter().map(|m| m.parse().unwrap()).collect(),
        place: one(&fields[5]),
    }
}
