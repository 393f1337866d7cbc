//! Words by which the spreadsheets of panels are read: headings, kinds of sheet, items, people, and named things.

mod headings;

use crate::StandardError;
use concordat_text::fold_str;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Everything under `panels/`.
#[derive(Debug, Clone)]
pub struct PanelWords {
    /// What columns hold, by the words of their headings.
    pub roles: Vec<RoleRow>,
    /// What a sheet is.
    pub sheets: SheetWords,
    /// Items about no subject, and items that were not reached.
    pub items: ItemWords,
    /// Words about people.
    pub people: PeopleWords,
    /// What schools, places and groups are called.
    pub named: NamedWords,
    /// Words of posts and of organisations, by which a list of professionals is told.
    pub staff: StaffWords,
    /// Which role each phrase of a heading stands for.
    phrases: BTreeMap<String, usize>,
    /// The most words such a phrase has.
    longest: usize,
    /// Short words of exports' headings with what they stand for.
    short_headings: BTreeMap<String, String>,
}

/// What a column may hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleRow {
    /// The role, as `concordat.toml` spells it.
    pub id: String,
    /// What such a column holds, as a sentence.
    pub meaning: String,
    /// Headings that say it, folded as by [`plain`].
    pub headings: Vec<String>,
    /// Headings that are read so.
    pub examples: Vec<String>,
    /// Headings that are not.
    pub not: Vec<String>,
}

/// What a sheet may be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetWords {
    /// Kinds of sheet that are told by their headings.
    #[serde(rename = "kind")]
    pub kinds: Vec<SheetRow>,
    /// Words that say an agenda.
    pub agenda: Words,
    /// Words that say a sheet of no interest.
    pub aside: Words,
    /// A table of agencies by panels.
    pub matrix: MatrixWords,
    /// Columns of a register of schools or of places.
    pub registers: RegisterWords,
    /// Words of files' names.
    pub filing: FilingWords,
}

/// Columns of a register of schools or of places, by their headings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterWords {
    /// The name, the likeliest heading first.
    pub names: Vec<String>,
    /// Headings that are the name's in a register of schools.
    pub school_names: Vec<String>,
    /// Its other names.
    pub others: Vec<String>,
    /// What kind of place it is.
    pub types: Vec<String>,
    /// Words of such a kind that make the place a school.
    pub schools: Vec<String>,
}

/// Words of files' and folders' names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilingWords {
    /// Words that are no part of a panel's name.
    pub words: Vec<String>,
    /// Words of an agenda's name that are part of the panel's all the same.
    pub kept: Vec<String>,
}

/// One kind of sheet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetRow {
    /// The kind.
    pub id: String,
    /// Headings of its columns.
    pub headings: Vec<String>,
    /// How many of them at least.
    pub least: usize,
    /// Of these at least one, where there are any.
    pub needs: Vec<String>,
    /// Words of a file's or sheet's name.
    pub words: Vec<String>,
    /// Rows of headings, parted by strokes, that are such a sheet's.
    pub examples: Vec<String>,
    /// Rows of headings that are not.
    pub not: Vec<String>,
}

/// Words for people and groups who are not named.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnnamedWords {
    /// Words that say that who is meant is not known.
    pub words: Vec<String>,
    /// Words of a cell of children that name nobody: how many there are, or where else to look.
    pub counted: Vec<String>,
    /// Words before a word for a group that tell it from no other.
    pub vague: Vec<String>,
}

/// A list of words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The words.
    pub words: Vec<String>,
}

/// Marks of a table of agencies by panels.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatrixWords {
    /// What stands where an agency sits at a panel.
    pub marks: Vec<String>,
    /// What the corner of the table may hold.
    pub corner: Vec<String>,
}

/// Items about no subject.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemWords {
    /// Items about the meeting itself.
    pub procedural: ProceduralWords,
    /// Items that were not reached.
    pub not_taken: NotTakenWords,
    /// Headings of parts of an agenda, by what the items under them are about.
    pub parts: BTreeMap<String, Vec<String>>,
    /// Words beside the day in a row that heads a sitting.
    pub furniture: Words,
}

/// Items about the meeting itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProceduralWords {
    /// How such an item begins.
    pub starts: Vec<String>,
    /// The whole of such an item.
    pub whole: Vec<String>,
    /// Items that are.
    pub examples: Vec<String>,
    /// Items that are not.
    pub not: Vec<String>,
}

/// Items that were not reached.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotTakenWords {
    /// Phrases that say so.
    pub phrases: Vec<String>,
    /// Phrases in which those say something else.
    pub unless: Vec<String>,
    /// What says so in a column of its own.
    pub no: Vec<String>,
    /// What says the opposite there.
    pub yes: Vec<String>,
    /// Remarks that say so.
    pub examples: Vec<String>,
    /// Remarks that do not.
    pub not: Vec<String>,
}

/// Words about people.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleWords {
    /// Titles and other words about names.
    pub titles: TitleWords,
    /// Words before another name.
    pub aka: Before,
    /// Words that say that nobody is named.
    pub unnamed: UnnamedWords,
    /// Relations.
    pub relations: RelationWords,
    /// Kinds of subject.
    pub status: BTreeMap<String, Vec<String>>,
    /// Words in brackets after a name that are no other name.
    pub remarks: Words,
    /// Words about births.
    pub births: BirthWords,
    /// Words about where people live.
    pub homes: HomeWords,
}

/// Titles and other words about names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleWords {
    /// Titles of professionals.
    pub professional: Vec<String>,
    /// Titles of anybody.
    pub plain: Vec<String>,
    /// Words after a name.
    pub suffixes: Vec<String>,
    /// Words within a surname.
    pub particles: Vec<String>,
}

/// Words that stand before something.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Before {
    /// The words.
    pub before: Vec<String>,
}

/// Relations between people.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelationWords {
    /// A brother or sister.
    pub sibling: Vec<String>,
    /// Other kin.
    pub kin: Vec<String>,
    /// An adult of the household.
    pub adult: Vec<String>,
    /// Words of kin that are forenames as well.
    pub forenames: Vec<String>,
    /// Words before somebody who goes about with the subject.
    pub associate: Vec<String>,
    /// Words before whoever works with the subject.
    pub working: Vec<String>,
    /// Words before somebody whose car or home is meant.
    pub owned: Vec<String>,
    /// Words that join several people into one family.
    pub together: Vec<String>,
}

/// Words about births.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BirthWords {
    /// Words beside a day of birth or an age, which are no part of a name.
    pub markers: Vec<String>,
}

/// Words about where people live.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeWords {
    /// Words that make a name beside them no children's home.
    pub private: Vec<String>,
}

/// What schools, places and groups are called.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedWords {
    /// Kinds of thing.
    #[serde(rename = "kind")]
    pub kinds: Vec<NamedRow>,
    /// How words are cut short.
    pub short: BTreeMap<String, String>,
    /// Words that are no part of a name.
    pub noise: NoiseWords,
}

/// One kind of thing that has a name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedRow {
    /// `school`, `place` or `group`.
    pub of: String,
    /// Which kind.
    pub id: String,
    /// Words that say it.
    pub words: Vec<String>,
    /// Whether its words are seldom surnames, so that a name before them is the thing's.
    #[serde(default)]
    pub sure: bool,
    /// Words that mean other things as well, and make no name in prose.
    #[serde(default)]
    pub spare: Vec<String>,
    /// Words that are a name by themselves.
    #[serde(default)]
    pub alone: Vec<String>,
    /// Names in which it is met.
    pub examples: Vec<String>,
}

/// Words that are no part of a name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoiseWords {
    /// Words that are no part of a name.
    pub words: Vec<String>,
    /// Words for kinds of school of which an area has one or two.
    pub lone: Vec<String>,
    /// What may stand for no name at all.
    pub none: Vec<String>,
    /// Words before a place or school in free text.
    pub before: Vec<String>,
}

/// What of `panels/bodies.toml` the readers of spreadsheets use.
#[derive(Debug, Clone, Deserialize)]
pub struct StaffWords {
    /// Words of a post.
    pub posts: Vec<String>,
    /// Words of an organisation.
    pub organisations: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleFile {
    role: Vec<RoleRow>,
    /// Short words of exports' headings, folded, with what they stand for; nothing where they say nothing.
    #[serde(default)]
    short: BTreeMap<String, String>,
}

/// `text` for comparing: lower case, plain letters and digits, words parted by one space. Where there is neither letter nor
/// digit (`#`, a tick) it is left as it stands.
#[must_use]
pub fn plain(text: &str) -> String {
    let folded = fold_str(text);
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if let Some(letters) = unaccented(c) {
            out.push_str(letters);
        } else if c.is_alphanumeric() {
            out.push(c);
        } else if !is_mark(c) && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    if out.is_empty() { folded.trim().to_owned() } else { out }
}

/// Accents that stand as characters of their own.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A letter without its accent, where it has one.
fn unaccented(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ț' | 'ť' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// Whether the words of `phrase` stand side by side in `text`; both folded as by [`plain`].
#[must_use]
pub fn holds(text: &str, phrase: &str) -> bool {
    !phrase.is_empty()
        && text.match_indices(phrase).any(|(at, _)| {
            let before = text.get(..at).is_none_or(|t| t.is_empty() || t.ends_with(' '));
            let after = text.get(at + phrase.len()..).is_none_or(|t| t.is_empty() || t.starts_with(' '));
            before && after
        })
}

impl PanelWords {
    /// The words that the program ships with. They are apart from the rest of the standard so that a site without
    /// spreadsheets need not read them.
    ///
    /// # Errors
    ///
    /// A file that does not parse; a test keeps the shipped ones free of these.
    pub fn peer_on_peer_abuse() -> Result<Self, StandardError> {
        Self::parse([
            include_str!("../../../standard/peer-on-peer-abuse/panels/headings.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/panels/sheets.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/panels/items.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/panels/people.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/panels/named.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/panels/bodies.toml"),
        ])
    }

    /// Reads the files of `panels/`: headings, sheets, items, people, named, bodies.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, or a heading that stands for two roles.
    pub fn parse([headings, sheets, items, people, named, bodies]: [&str; 6]) -> Result<Self, StandardError> {
        let RoleFile { role: roles, short } = read::<RoleFile>("panels/headings.toml", headings)?;
        let mut phrases = BTreeMap::new();
        for (n, role) in roles.iter().enumerate() {
            for heading in &role.headings {
                if phrases.insert(plain(heading), n).is_some_and(|before| before != n) {
                    return Err(StandardError::new("panels/headings.toml", format!("`{heading}` stands for two roles")));
                }
            }
        }
        let longest = phrases.keys().map(|p| p.split(' ').count()).max().unwrap_or(1);
        Ok(Self {
            roles,
            sheets: read("panels/sheets.toml", sheets)?,
            items: read("panels/items.toml", items)?,
            people: read("panels/people.toml", people)?,
            named: read("panels/named.toml", named)?,
            staff: read("panels/bodies.toml", bodies)?,
            phrases,
            longest,
            short_headings: short,
        })
    }

    /// The words of a name in full: `Castle Mt Acad.` is castle, mount, academy. `St` is a saint's but at the end, where it
    /// is a street.
    #[must_use]
    pub fn in_full(&self, name: &str) -> Vec<String> {
        let folded = plain(name);
        let mut words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
        // `R.P.` is cut short as `RP` is.
        let letters = words.iter().rev().take_while(|w| w.chars().count() == 1).count();
        let joined = words.get(words.len() - letters..).unwrap_or_default().concat();
        if letters > 1 && self.named.short.contains_key(&joined) {
            words.truncate(words.len() - letters);
            words.push(&joined);
        }
        let mut full = Vec::with_capacity(words.len());
        for (at, &word) in words.iter().enumerate() {
            match word {
                "saint" => full.push("st".to_owned()),
                "st" if at > 0 && at + 1 == words.len() => full.push("street".to_owned()),
                _ => match self.named.short.get(word) {
                    Some(long) => full.extend(long.split(' ').map(str::to_owned)),
                    None => full.push(word.to_owned()),
                },
            }
        }
        full
    }
}

fn read<T: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<T, StandardError> {
    toml::from_str(text).map_err(|e| StandardError::new(file, e.message()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_read_as_their_examples_say() {
        let words = PanelWords::peer_on_peer_abuse().unwrap();
        for role in &words.roles {
            for heading in &role.examples {
                assert_eq!(words.role_of(heading).map(|(r, _)| r.id.as_str()), Some(role.id.as_str()), "{heading}");
            }
            for heading in &role.not {
                assert_ne!(words.role_of(heading).map(|(r, _)| r.id.as_str()), Some(role.id.as_str()), "{heading}");
            }
        }
    }

    #[test]
    fn kinds_are_met_in_their_examples() {
        let words = PanelWords::peer_on_peer_abuse().unwrap();
        for kind in &words.named.kinds {
            for name in &kind.examples {
                assert!(kind.words.iter().any(|word| holds(&words.in_full(name).join(" "), word)), "{name}");
            }
        }
    }

    #[test]
    fn folding_leaves_letters_digits_and_lone_marks() {
        assert_eq!(plain("  D.O.B. / Age "), "d o b age");
        assert_eq!(plain("Łukasz O\u{2019}Néill"), "lukasz o neill");
        assert_eq!(plain("#"), "#");
        assert!(holds("seen at mill park today", "mill park"));
        assert!(!holds("seen at mill parkway", "mill park"));
    }
}
