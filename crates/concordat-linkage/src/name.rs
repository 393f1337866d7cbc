//! Names: their words, and how two names stand to each other.

use crate::fold::fold;
use crate::lexicon;
use crate::shape::Letters;
use crate::similarity::{jaro_winkler, jaro_winkler_plain, one_slip, sound};

/// How two forenames, or two surnames, stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// One name.
    Same,
    /// Two spellings of one name that clerks choose between.
    Spelling,
    /// One is a short or pet form of the other, or both are of a third.
    Nickname,
    /// One stands among the words of the other.
    Part,
    /// One is only an initial, and the other begins with it.
    Initial,
    /// A slip apart, or nearly.
    Near,
    /// Somewhat alike, or of one sound.
    Like,
    /// Neither.
    Other,
}

/// One word of a name.
#[derive(Clone)]
pub(crate) struct Word {
    pub(crate) text: Box<str>,
    pub(crate) sound: u32,
    letters: Letters,
    spellings: Vec<u16>,
    nicknames: Vec<(u16, bool)>,
}

impl Word {
    fn new(text: &str) -> Self {
        let known = lexicon::known(text).cloned().unwrap_or_default();
        Self {
            text: text.into(),
            sound: sound(text),
            letters: Letters::of(text.as_bytes()),
            spellings: known.spellings,
            nicknames: known.nicknames,
        }
    }

    /// The groups of spellings and of short forms the word is in.
    pub(crate) fn groups(&self) -> impl Iterator<Item = u32> {
        let nicknames = self.nicknames.iter().map(|(group, _)| u32::from(*group) * 7 + 3);
        self.spellings.iter().map(|group| u32::from(*group) * 5).chain(nicknames)
    }

    fn initial(&self) -> bool {
        self.text.chars().nth(1).is_none()
    }

    /// A key all spellings of the word share where they are known, else its sound.
    pub(crate) fn root(&self) -> u32 {
        match self.spellings.first() {
            Some(group) => 1 << 31 | u32::from(*group),
            None => self.sound,
        }
    }

    fn likeness(&self, other: &Self) -> Likeness {
        if self.text == other.text {
            return Likeness::Same;
        }
        if self.initial() || other.initial() {
            let same = self.text.chars().next() == other.text.chars().next();
            return if same { Likeness::Initial } else { Likeness::Other };
        }
        if self.spellings.iter().any(|group| other.spellings.contains(group)) {
            return Likeness::Spelling;
        }
        let shares =
            |(group, full): &(u16, bool)| other.nicknames.iter().any(|(theirs, other_full)| theirs == group && (*full || *other_full));
        if self.nicknames.iter().any(shares) {
            return Likeness::Nickname;
        }
        self.spelt(other)
    }

    fn spelt(&self, other: &Self) -> Likeness {
        spelt((&self.text, &self.letters), (&other.text, &other.letters), self.sound == other.sound)
    }
}

/// How alike two spellings are.
fn spelt((a, letters): (&str, &Letters), (b, others): (&str, &Letters), one_sound: bool) -> Likeness {
    if !one_sound && letters.far(others) {
        return Likeness::Other;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let alike = if letters.both_short(others) { jaro_winkler_plain(a, b) } else { jaro_winkler(a, b) };
    level(a, b, alike, one_sound)
}

/// The same of two different words of at most 16 plain letters.
pub(crate) fn spelt_plain(a: &[u8], b: &[u8], one_sound: bool) -> Likeness {
    level(a, b, jaro_winkler_plain(a, b), one_sound)
}

fn level(a: &[u8], b: &[u8], alike: f64, one_sound: bool) -> Likeness {
    let shorter = a.len().min(b.len());
    if shorter >= 4 && (one_slip(a, b) || alike >= 0.92) {
        Likeness::Near
    } else if alike >= 0.84 || (shorter >= 3 && (one_sound || one_slip(a, b))) {
        Likeness::Like
    } else {
        Likeness::Other
    }
}

/// A name as one column holds it: folded, in words.
#[derive(Clone)]
pub(crate) struct Name {
    pub(crate) words: Vec<Word>,
    joined: Box<str>,
    sound: u32,
    letters: Letters,
    /// Which word tells people apart: the first, but for names of devotion with another after them.
    main: usize,
}

/// First words that say little where another follows.
const DEVOTIONAL: [&str; 18] = [
    "muhammad", "mohammed", "mohammad", "mohamed", "muhammed", "mohamad", "md", "mohd", "mohmmed", "abdul", "abdal", "syed", "sayed",
    "syeda", "mst", "master", "miss", "mr",
];

impl Name {
    /// The name in `text`, if it has any letters.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let folded = fold(text);
        let words: Vec<Word> = folded.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).map(Word::new).collect();
        let first = words.first()?;
        let main = usize::from(words.len() > 1 && DEVOTIONAL.contains(&&*first.text));
        let joined: String = words.iter().map(|word| &*word.text).collect();
        Some(Self { main, sound: sound(&joined), letters: Letters::of(joined.as_bytes()), joined: joined.into(), words })
    }

    /// The folded text, without spaces.
    pub(crate) fn joined(&self) -> &str {
        &self.joined
    }

    /// The letters of the whole name.
    pub(crate) fn letters(&self) -> &Letters {
        &self.letters
    }

    fn spelt(&self, other: &Self) -> Likeness {
        spelt((&self.joined, &self.letters), (&other.joined, &other.letters), self.sound == other.sound)
    }

    /// The word that tells people apart.
    pub(crate) fn main(&self) -> Option<&Word> {
        self.words.get(self.main).or_else(|| self.words.first())
    }

    /// Two forenames: main word against main word, then each main word among the words of the other.
    pub(crate) fn as_forename(&self, other: &Self) -> Likeness {
        if self.joined == other.joined {
            return Likeness::Same;
        }
        let (Some(a), Some(b)) = (self.main(), other.main()) else { return Likeness::Other };
        let best = a.likeness(b);
        if best <= Likeness::Nickname {
            return best;
        }
        let among = |word: &Word, name: &Self| {
            name.words.len() > 1 && !word.initial() && name.words.iter().any(|theirs| word.likeness(theirs) <= Likeness::Spelling)
        };
        if among(a, other) || among(b, self) {
            return Likeness::Part;
        }
        if best == Likeness::Other && self.words.len().max(other.words.len()) > 1 {
            return best.min(self.spelt(other));
        }
        best
    }

    /// Two surnames: whole against whole, then any word shared.
    pub(crate) fn as_surname(&self, other: &Self) -> Likeness {
        if self.joined == other.joined {
            return Likeness::Same;
        }
        let single = self.words.len() == 1 && other.words.len() == 1;
        if let (true, Some(a), Some(b)) = (single, self.words.first(), other.words.first()) {
            let likeness = a.likeness(b);
            // Surnames have no pet forms.
            return if likeness == Likeness::Nickname { a.spelt(b) } else { likeness };
        }
        let whole = self.spelt(other);
        if whole == Likeness::Near {
            return whole;
        }
        let shared = |word: &Word| {
            word.text.len() > 2
                && other.words.iter().any(|theirs| {
                    theirs.text.len() > 2 && matches!(word.likeness(theirs), Likeness::Same | Likeness::Spelling | Likeness::Near)
                })
        };
        if self.words.iter().any(shared) {
            return Likeness::Part;
        }
        whole
    }
}

/// Whether two forenames can be one person's: the same, a spelling, a short form or a slip apart. An initial is not enough.
#[must_use]
pub fn forenames_agree(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (Name::read(a), Name::read(b)) else { return false };
    matches!(a.as_forename(&b), Likeness::Same | Likeness::Spelling | Likeness::Nickname | Likeness::Part | Likeness::Near)
}

/// Whether two surnames can be one person's: the same, a spelling, one part of two or a slip apart.
#[must_use]
pub fn surnames_agree(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (Name::read(a), Name::read(b)) else { return false };
    matches!(a.as_surname(&b), Likeness::Same | Likeness::Spelling | Likeness::Part | Likeness::Near)
}

/// Whether a word is known as a forename or as a short form of one.
#[must_use]
pub fn is_forename(word: &str) -> bool {
    lexicon::known(&fold(word)).is_some_and(|known| known.share[0] > 0.0 || !known.nicknames.is_empty())
}

/// The share of the population that bears a surname, where it is usual; zero where it is not.
#[must_use]
pub fn surname_share(surname: &str) -> f64 {
    lexicon::known(&fold(surname)).map_or(0.0, |known| known.share[1])
}

/// A name written in one cell, in its parts: forename, surname, and other names the person goes by.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Forename or forenames.
    pub forename: String,
    /// Surname.
    pub surname: String,
    /// Other names: what stands in brackets, in quotes, or after aka, known as, formerly, née.
    pub aka: String,
}

impl std::fmt::Debug for Written {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Written(hidden)")
    }
}

impl Written {
    /// Reads 'SURNAME, First (aka)', 'First SURNAME', 'First Surname' and the like. Where nothing tells the order, the last word is the surname.
    #[must_use]
    pub fn read(cell: &str) -> Self {
        let (name, aka) = apart(cell);
        let name = name.trim().trim_end_matches([',', ';']);
        if let Some((surname, forename)) = name.split_once(',') {
            return Self { forename: tidy(forename), surname: tidy(surname), aka };
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        let capital =
            |word: &&str| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase);
        let capitals = words.iter().filter(|word| capital(word)).count();
        if capitals > 0 && capitals < words.len() {
            let (upper, lower): (Vec<&str>, Vec<&str>) = words.iter().copied().partition(|word| capital(word));
            return Self { forename: lower.join(" "), surname: upper.join(" "), aka };
        }
        match words.as_slice() {
            [] => Self { aka, ..Self::default() },
            [only] => Self { forename: (*only).to_owned(), surname: String::new(), aka },
            [forenames @ .., surname] => Self { forename: forenames.join(" "), surname: (*surname).to_owned(), aka },
        }
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in brackets or quotes, or after a word for 'also known as', and the rest.
fn apart(cell: &str) -> (String, String) {
    let (mut name, mut aka, mut inside) = (String::new(), String::new(), false);
    for letter in cell.chars() {
        match letter {
            '(' | '[' | '"' | '“' if !inside => {
                inside = true;
                aka.push(' ');
            }
            ')' | ']' | '"' | '”' => {
                inside = false;
                name.push(' ');
            }
            _ if inside => aka.push(letter),
            _ => name.push(letter),
        }
    }
    let lower = name.to_ascii_lowercase();
    for mark in [" aka ", " a.k.a. ", " a/k/a ", " known as ", " formerly ", " née ", " nee ", " alias "] {
        if let Some((before, after)) = lower.find(mark).and_then(|at| Some((name.get(..at)?, name.get(at + mark.len()..)?))) {
            aka = format!("{aka} {after}");
            name = before.to_owned();
            break;
        }
    }
    let aka = aka.split_whitespace().filter(|word| {
        !matches!(
            word.to_ascii_lowercase().trim_matches(['.', ',', ':']),
            "aka" | "a.k.a" | "alias" | "known" | "as" | "formerly" | "née" | "nee" | "or" | "also"
        )
    });
    (name, aka.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forenames(a: &str, b: &str) -> Likeness {
        Name::read(a).unwrap().as_forename(&Name::read(b).unwrap())
    }

    #[test]
    fn forenames_stand_to_each_other() {
        for (a, b, likeness) in [
            ("William", "WILLIAM", Likeness::Same),
            ("Billy", "William", Likeness::Nickname),
            ("Will", "Billy", Likeness::Other),
            ("Youssef", "Yusuf", Likeness::Spelling),
            ("Mohammed Tariq", "Tariq", Likeness::Same),
            ("Anna Maria", "Annamaria", Likeness::Same),
            ("Grace", "Ella Grace", Likeness::Part),
            ("J", "Jordan", Likeness::Initial),
            ("K.", "Jordan", Likeness::Other),
            ("Jessica", "Jesscia", Likeness::Near),
            ("Oliver", "Priya", Likeness::Other),
        ] {
            assert_eq!(forenames(a, b), likeness, "{a} {b}");
            assert_eq!(forenames(b, a), likeness, "{b} {a}");
        }
    }

    #[test]
    fn surnames_stand_to_each_other() {
        for (a, b, likeness) in [
            ("O'Hara", "OHARA", Likeness::Same),
            ("Marsh-Dale", "Dale", Likeness::Part),
            ("Chowdhury", "Choudhry", Likeness::Spelling),
            ("Will", "William", Likeness::Like),
            ("Penrose", "Fothergill", Likeness::Other),
        ] {
            assert_eq!(Name::read(a).unwrap().as_surname(&Name::read(b).unwrap()), likeness, "{a} {b}");
        }
    }

    #[test]
    fn cells_are_taken_apart() {
        for (cell, forename, surname, aka) in [
            ("PENROSE, Tamsin (aka Taz)", "Tamsin", "PENROSE", "Taz"),
            ("Tamsin PENROSE", "Tamsin", "PENROSE", ""),
            ("Tamsin Penrose", "Tamsin", "Penrose", ""),
            ("Tamsin 'T' Penrose known as Taz", "Tamsin 'T'", "Penrose", "Taz"),
            ("Tamsin", "Tamsin", "", ""),
            ("", "", "", ""),
        ] {
            let written = Written::read(cell);
            assert_eq!((written.forename.as_str(), written.surname.as_str(), written.aka.as_str()), (forename, surname, aka), "{cell}");
        }
    }
}
