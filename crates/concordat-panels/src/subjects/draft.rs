//! One item of an agenda taken apart: whether it was discussed, whom and what its cells name, and its free text.

mod named;
mod thing;

use super::form::{Kinds, Thing};
use super::person::{IsForename, Person};
use super::prose::{Word, prose};
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
    /// Whether nothing but initials and a day of birth say who it is.
    pub(crate) lettered: bool,
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
    /// What free text calls a group of people, if there is a group of that name: "the Kilnies".
    pub(crate) nicknames: Vec<String>,
    pub(crate) prose: Vec<Passage>,
    /// Surnames that stand for a household.
    pub(crate) households: Vec<String>,
    /// Whether somebody is meant who is not named.
    pub(crate) unnamed: bool,
    /// Whether somebody is told by initials that are nobody's.
    pub(crate) letters: bool,
    /// Whether a cell that should name a subject could not be read.
    pub(crate) puzzling: bool,
}

impl Draft {
    /// Makes it an item of a group that oversees: its papers have titles, which speak of schools and places and name no child.
    pub(crate) fn names_nobody(&mut self, item: &Item, words: &PanelWords) {
        self.mentions.clear();
        self.households.clear();
        (self.unnamed, self.puzzling) = (false, false);
        self.prose.extend(item.of(Role::Name).map(|held| Passage { words: prose(&held.text(), words), role: Role::Kind }));
        self.prose.iter_mut().for_each(|passage| passage.role = Role::Kind);
    }
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
        nicknames: Vec::new(),
        prose: Vec::new(),
        households: Vec::new(),
        unnamed: false,
        letters: false,
        puzzling: false,
    };
    let hint = kind_hint(item, tools.words);
    if hint == Some(Part::Procedural) && draft.fate == Fate::Discussed {
        draft.fate = Fate::Procedural;
    }
    named::subjects(item, hint, tools, &mut draft);
    named::children(item, tools, &mut draft);
    thing::things(item, tools, &mut draft);
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
            let words = prose(text, tools.words);
            draft.nicknames.extend(nicknames(&words));
            draft.prose.push(Passage { words, role: held.role });
        }
    }
    draft
}

/// Endings of what people are called after something: "the Kilnies", "the Laners".
const FOLK: [&str; 4] = ["ies", "ers", "ys", "os"];

/// Words that stand after "the" and are made as names of groups are. "The Rogers and the Walkers" are families.
fn nicknames(words: &[Word]) -> Vec<String> {
    let pairs = words.iter().zip(words.iter().skip(1)).filter(|(the, name)| the.plain == "the" && name.capital && !name.breaks);
    let made = pairs.filter(|(_, name)| FOLK.iter().any(|f| name.plain.ends_with(f)) && !is_family(&name.plain));
    made.map(|(_, name)| name.text.clone()).collect()
}

/// Whether a folded word is a usual surname, or one in the plural.
fn is_family(word: &str) -> bool {
    let usual = |name: &str| concordat_linkage::surname_share(name) > 0.0;
    usual(word) || word.strip_suffix('s').is_some_and(usual) || word.strip_suffix("ies").is_some_and(|stem| usual(&format!("{stem}y")))
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
        ("short_person", Part::Person),
        ("short_family", Part::Person),
        ("short_school", Part::School),
        ("short_group", Part::Group),
        ("short_place", Part::Place),
    ];
    parts.iter().find(|(id, _)| is(id)).or_else(|| parts.iter().take(6).find(|(id, _)| has(id))).map(|(_, p)| *p)
}

/// Somebody of whom only the name is known yet.
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
        lettered: false,
    }
}

/// Whether a cell says that there is nothing to say.
pub(crate) fn is_none(text: &str, words: &PanelWords) -> bool {
    let folded = plain(text);
    folded.is_empty() || words.named.noise.none.contains(&folded) || !folded.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::when::Birth;
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

    /// Issue 4: "bro Thomas" under "Siblings" was a child of that forename, and "2 children" one more.
    #[test]
    fn siblings_are_named_without_their_relation() {
        let names = |cell: &str| {
            let made = drafts(&format!("No | Name | Age | Siblings\n1 | Leah HENDY | 14 | {cell}\n2 | Kim LEE | 15 |"));
            let others = made[0].mentions.iter().skip(1);
            others.map(|m| format!("{} {}", m.person.forename, m.person.surname)).collect::<Vec<_>>()
        };
        for cell in ["bro Thomas", "sib: Thomas", "Older brother Thomas (16)", "twin brother - Thomas", "his brother Thomas"] {
            assert_eq!(names(cell), ["Thomas HENDY"], "{cell}");
        }
        assert_eq!(names("sister Ada, bro Thomas"), ["Ada HENDY", "Thomas HENDY"]);
        assert_eq!(names("Ada and Thomas Fell"), ["Ada Fell", "Thomas Fell"]);
        for cell in ["2 children", "two", "see above", "Baby", "younger sister", "x2 siblings", "3 others at home"] {
            assert!(names(cell).is_empty(), "{cell}: {:?}", names(cell));
        }
    }

    /// Issue 4: a place under a label of two words parted by a stroke was two children.
    #[test]
    fn a_label_may_give_two_words() {
        let made = drafts("No | Name | Age | Notes\n1 | ADDRESS / PLACE: Sandgate shelters | | dark\n2 | Ade Obi | 14 | late");
        assert_eq!(made[0].things, [(Thing::Place, "Sandgate shelters".to_owned())]);
        assert!(made[0].mentions.is_empty() && made[1].mentions.len() == 1);
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

    #[test]
    fn labels_and_numbers_say_what_an_item_is_about() {
        let made = drafts(
            "MACE 3 May 2022\nNo | Person / group / place | Age | Notes\n1 | LOCATION OF THE WEEK: Alder Park | | lights out again after the storm\n2 | the 57s | | growing since the summer fair closed\n3 | Ade Obi | 14 | seen with the 57s by the bus shelter on Friday\n4 | Pump Lane YGs | | three fights in the park since Monday",
        );
        let things = |n: usize| made[n].things.iter().map(|(of, n)| (*of, n.as_str())).collect::<Vec<_>>();
        assert_eq!(things(0), [(Thing::Place, "Alder Park")]);
        assert_eq!(things(1), [(Thing::Group, "the 57s")]);
        assert_eq!(made[2].mentions.len(), 1);
        assert_eq!(things(3), [(Thing::Group, "Pump Lane YGs")]);
    }

    #[test]
    fn a_child_whose_school_stands_in_brackets_stays_a_child() {
        let made = drafts(
            "MACE 3 May 2022\nNo | Person / group / place | Age | Notes\n1 | Ade Obi (PRU) | 15 | late\n2 | Kofi Boateng (college) | 16 | late\n3 | Ade Obi (home) | 15 | late\n4 | liam power (gang) | 14 | late\n5 | OBI, Ade 15 (PRU) | | late\n6 | Zorvan Obi aged 15 (college) | | late\n7 | 22:40 ferry (place) | | dark\n8 | the Sevens (group) | | growing",
        );
        for (n, child) in made.iter().enumerate().take(6) {
            assert!(child.things.is_empty() && child.mentions.len() == 1, "{n}");
        }
        assert_eq!(made[6].things, [(Thing::Place, "22:40 ferry".to_owned())]);
        assert_eq!(made[7].things, [(Thing::Group, "the Sevens".to_owned())]);
    }

    #[test]
    fn families_in_the_plural_are_no_groups() {
        let words = words();
        assert_eq!(nicknames(&prose("Lives with the Rogers and the Walkers, runs with the Laners", &words)), ["Laners"]);
    }

    #[test]
    fn groups_in_small_letters_are_told_from_any_boys() {
        let made = drafts(
            "MACE 3 May 2022\nChild | Peers / associates\nAde Obi | \"harbour girls\"; older boys\nTemi Bello | harbour girls, two lads",
        );
        let named: Vec<&[String]> = made.iter().map(|d| d.perhaps.as_slice()).collect();
        assert_eq!(named, [["harbour girls"], ["harbour girls"]]);
    }

    #[test]
    fn beside_a_place_stand_people_and_letters_name_nobody() {
        let made = drafts(
            "MACE 3 May 2022\nSubject | Kind | What we know | Named young people\nthe boat shed | place | dark after nine and no cameras | Ade Obi, Temi Bello\nPump Lane Crew | group | growing since the summer fair closed | OBI Ade\nChildren A, B and C | group | names withheld by the youth helpline |\nFell College | school | map of corridors and of gates | Kim Lee",
        );
        let count = |n: usize| (made[n].things.len(), made[n].mentions.len());
        assert_eq!([count(0), count(1), count(2), count(3)], [(1, 2), (1, 1), (0, 0), (1, 1)]);
        assert!(made[2].unnamed);
        let made = drafts(
            "Item | Child | Age | Home\n1 | Child B | 14 | withheld\n2 | Ade Obi | 15 | Marine Terrace 12\n3 | T.R. | 14 | 3 Cope St",
        );
        assert!(made[0].unnamed && made[0].mentions.is_empty());
        assert_eq!(made[1].mentions[0].address, "12 marine terrace");
    }
}
