//! Names of schools, peer groups and places taken apart, so that two ways of writing one name are seen to be one.

use concordat_linkage::one_slip;
use concordat_standard::panels::{PanelWords, plain};
use std::collections::{BTreeMap, BTreeSet};

/// What kind of thing has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Thing {
    /// A place of education.
    School,
    /// A peer group.
    Group,
    /// A place.
    Place,
}

impl Thing {
    pub(crate) const ALL: [Self; 3] = [Self::School, Self::Group, Self::Place];

    fn word(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Group => "group",
            Self::Place => "place",
        }
    }
}

/// The words for kinds of thing, ready to be looked up.
#[derive(Debug)]
pub(crate) struct Kinds {
    /// Phrases in full, by the thing they are a kind of: which row.
    phrases: BTreeMap<(Thing, String), usize>,
    /// Rows whose words are seldom surnames.
    sure: BTreeSet<usize>,
    /// Phrases that are a name by themselves.
    alone: BTreeSet<(Thing, String)>,
    /// Kinds of school of which an area has one or two.
    lone: BTreeSet<String>,
    /// Phrases that make no name in prose.
    spare: BTreeSet<(Thing, String)>,
    noise: BTreeSet<String>,
    longest: usize,
    home: Option<usize>,
}

/// A name taken apart. It can be a child's nickname for a park, but it is never a person's name.
#[derive(Clone, PartialEq)]
pub(crate) struct Form {
    /// Its words in full, without those that are no part of a name.
    pub(crate) words: Vec<String>,
    /// Those that tell it from others of its kind.
    pub(crate) core: Vec<String>,
    /// Its kinds, by row.
    pub(crate) kinds: BTreeSet<usize>,
    /// The kind that the whole name is of.
    pub(crate) head: Option<usize>,
    /// Its words as written, folded, with those that are no part of a name: an acronym may take letters of any.
    written: Vec<String>,
    /// Whether it was written as an acronym.
    acronym: bool,
    /// Whether it is a kind of thing of which an area has one.
    pub(crate) alone: bool,
    /// Whether it is a kind of school of which an area has one or two: a referral unit.
    only: bool,
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Form").field("words", &self.words.len()).finish_non_exhaustive()
    }
}

impl Kinds {
    pub(crate) fn new(words: &PanelWords) -> Self {
        let mut kinds = Self {
            phrases: BTreeMap::new(),
            sure: BTreeSet::new(),
            alone: BTreeSet::new(),
            spare: BTreeSet::new(),
            lone: words.named.noise.lone.iter().cloned().collect(),
            noise: BTreeSet::new(),
            longest: 1,
            home: words.named.kinds.iter().position(|k| k.of == "place" && k.id == "home"),
        };
        for (n, row) in words.named.kinds.iter().enumerate() {
            let Some(of) = Thing::ALL.into_iter().find(|t| t.word() == row.of) else { continue };
            for word in &row.words {
                kinds.longest = kinds.longest.max(word.split(' ').count());
                kinds.phrases.entry((of, word.clone())).or_insert(n);
            }
            kinds.alone.extend(row.alone.iter().map(|w| (of, w.clone())));
            kinds.spare.extend(row.spare.iter().map(|w| (of, w.clone())));
            if row.sure {
                kinds.sure.insert(n);
            }
        }
        kinds.noise = words.named.noise.words.iter().cloned().collect();
        kinds
    }

    /// Whether a kind is that of children's homes.
    pub(crate) fn is_home(&self, kind: usize) -> bool {
        self.home == Some(kind)
    }

    /// Whether a word is no part of a name.
    pub(crate) fn is_noise(&self, word: &str) -> bool {
        self.noise.contains(word)
    }

    /// Whether a kind's words are seldom surnames.
    pub(crate) fn is_sure(&self, kind: usize) -> bool {
        self.sure.contains(&kind)
    }

    /// Whether a word says a kind of school of which an area has one or two.
    fn is_lone(&self, word: &str) -> bool {
        self.lone.contains(word)
    }

    /// Whether a phrase means other things as well.
    pub(crate) fn is_spare(&self, of: Thing, words: &[String]) -> bool {
        self.spare.contains(&(of, words.join(" ")))
    }

    /// Whether the words are a name by themselves.
    pub(crate) fn is_alone(&self, of: Thing, words: &[String]) -> bool {
        self.alone.contains(&(of, words.join(" ")))
    }

    /// The longest kind of thing that ends at word `end` (one past its last): its row and how many words it has.
    pub(crate) fn ending_at(&self, of: Thing, words: &[String], end: usize) -> Option<(usize, usize)> {
        (1..=self.longest.min(end)).rev().find_map(|length| {
            let phrase = words.get(end - length..end)?.join(" ");
            self.phrases.get(&(of, phrase)).map(|&n| (n, length))
        })
    }
}

/// Whether an acronym stands for words: its letters stand in them in order, the first letter of every word of weight among
/// them, and at most one letter that is no word's first.
fn stands_for(acronym: &str, words: &[String]) -> bool {
    let mut letters = acronym.chars().peekable();
    let mut inner = 0;
    for word in words {
        let mut own = word.chars();
        let Some(first) = own.next() else { continue };
        if letters.peek() == Some(&first) {
            letters.next();
        } else if words.len() < 3 || word.len() > 3 {
            return false;
        } else {
            continue;
        }
        // A letter within the word, such as the z of boyz, if no later word begins with it.
        if let Some(next) = letters.peek().copied()
            && !words.iter().skip_while(|w| *w != word).skip(1).any(|w| w.starts_with(next))
            && own.any(|c| c == next)
        {
            letters.next();
            inner += 1;
        }
    }
    words.len() >= 2 && letters.peek().is_none() && inner <= 1
}

/// A word without its plural.
fn stem(word: &str) -> &str {
    word.strip_suffix('s').filter(|w| w.chars().count() > 3 && !w.ends_with('s')).unwrap_or(word)
}

impl Form {
    /// Takes a name apart; nothing where no word of it is left.
    pub(crate) fn new(text: &str, of: Thing, kinds: &Kinds, lists: &PanelWords) -> Option<Self> {
        let full = lists.in_full(text);
        let words: Vec<String> = full.into_iter().filter(|w| !kinds.is_noise(w)).collect();
        if words.is_empty() || words.iter().all(|w| w.chars().all(|c| !c.is_alphanumeric())) {
            return None;
        }
        let mut of_kind = vec![false; words.len()];
        let mut rows = BTreeSet::new();
        let mut head = None;
        let mut head_from = 0;
        let mut end = words.len();
        while end > 0 {
            if let Some((row, length)) = kinds.ending_at(of, &words, end) {
                rows.insert(row);
                if head.is_none() {
                    head = Some(row);
                    head_from = end - length;
                }
                of_kind.iter_mut().take(end).skip(end - length).for_each(|k| *k = true);
                end -= length;
            } else {
                end -= 1;
            }
        }
        let mut core: Vec<String> = words.iter().zip(&of_kind).filter(|(_, k)| !**k).map(|(w, _)| stem(w).to_owned()).collect();
        if core.is_empty() && head_from > 0 {
            core = words.iter().take(head_from).map(|w| stem(w).to_owned()).collect();
        }
        let alone = core.is_empty() && kinds.is_alone(of, &words);
        let only = of == Thing::School && core.is_empty() && words.iter().any(|w| kinds.is_lone(w));
        let written: Vec<String> = plain(text).split(' ').filter(|w| *w != "the").map(str::to_owned).collect();
        let letters: Vec<char> = text.trim().chars().filter(|c| c.is_alphanumeric()).collect();
        let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
        let small = letters.iter().filter(|c| c.is_lowercase()).count();
        let acronym = written.len() == 1 && (2..=5).contains(&letters.len()) && capitals >= 2 && small <= 1;
        Some(Self { words, core, kinds: rows, head, written, acronym, alone, only })
    }

    /// The words in order of the alphabet: two names with the same words in another order have one key.
    pub(crate) fn key(&self) -> String {
        key(&self.words)
    }

    /// How surely two names are one, from 1 to 100; nothing where they are not.
    pub(crate) fn same(&self, other: &Self) -> Option<u32> {
        if self.key() == other.key() {
            return Some(100);
        }
        if self.words.concat() == other.words.concat() {
            // `Gull Bay` and `Gullbay`.
            return Some(99);
        }
        if self.acronym && !other.acronym && stands_for(&self.written.concat(), &other.written) {
            return Some(70);
        }
        if other.acronym && !self.acronym {
            return other.same(self).filter(|s| *s == 70);
        }
        if self.acronym || other.acronym {
            return None;
        }
        let (small, large) = if self.core.len() <= other.core.len() { (self, other) } else { (other, self) };
        let shared = small.kinds.intersection(&large.kinds).count();
        if small.core.is_empty() {
            let kind = small.head?;
            if small.alone {
                return (large.head == Some(kind)).then_some(if large.core.is_empty() { 60 } else { 40 });
            }
            // `the High School` is the one whose name ends so.
            let ends = large.words.ends_with(&small.words) && large.words.len() > small.words.len();
            return (ends && small.words.len() > 1).then_some(45).or_else(|| (small.only && large.head == Some(kind)).then_some(42));
        }
        if (!small.kinds.is_empty() && !large.kinds.is_empty() && shared == 0) || self.opposite(other) {
            return None;
        }
        if shared > 0 && (clipped(&self.core, &other.core) || clipped(&other.core, &self.core)) {
            return Some(75);
        }
        if shared > 0 && (self.letters_of(other) || other.letters_of(self)) {
            return Some(65);
        }
        let heads = u32::from(small.head == large.head && small.head.is_some());
        if let [short, ..] = small.core.as_slice()
            && small.core.len() == 1
            && shared > 0
            && large.core.len() == short.chars().count()
            && (2..=4).contains(&large.core.len())
            && large.core.iter().filter_map(|w| w.chars().next()).eq(short.chars())
        {
            return Some(60);
        }
        if small.core.concat() == large.core.concat() {
            // `Gas Works` and `Gasworks`.
            return Some(85 + 10 * heads);
        }
        let slips = contained(&small.core, &large.core)?;
        let more = u32::try_from(large.core.len() - small.core.len()).unwrap_or(9);
        Some((80 + 10 * heads + u32::from(shared > 0) * 5).saturating_sub(10 * more + 6 * slips))
    }

    /// Whether a word in capitals can be the letters of this name.
    pub(crate) fn has_letters(&self, acronym: &str) -> bool {
        !self.acronym && stands_for(acronym, &self.written)
    }

    /// Whether its one word is the first letters of another's, with a figure for a number: `B6F College`, `Belford Sixth Form`.
    fn letters_of(&self, other: &Self) -> bool {
        let [short] = self.core.as_slice() else { return false };
        let figure = short.bytes().filter(u8::is_ascii_digit).count() == 1 && short.contains('6');
        let letters: String = short.chars().map(|c| if c == '6' { 's' } else { c }).collect();
        let first: String = other.words.iter().filter_map(|w| w.chars().next()).take(letters.chars().count()).collect();
        figure && (2..=4).contains(&letters.len()) && first == letters
    }

    /// Boys are not girls, nor olders youngers.
    fn opposite(&self, other: &Self) -> bool {
        let has = |f: &Self, w: &str| f.words.iter().any(|x| x == w);
        [
            ("boys", "girls"),
            ("lads", "girls"),
            ("olders", "youngers"),
            ("olders", "tinies"),
            ("north", "south"),
            ("east", "west"),
            ("upper", "lower"),
        ]
        .iter()
        .any(|(a, b)| (has(self, a) && has(other, b)) || (has(self, b) && has(other, a)))
            && self.core.len() == other.core.len()
            && self.words.len() == other.words.len()
            && self.key() != other.key()
            && !self.loose(other)
    }

    /// Names of a time or habit rather than a place or a gang: the Friday girls are the Friday group.
    fn loose(&self, other: &Self) -> bool {
        self.words.len() != other.words.len()
    }
}

/// Words in order of the alphabet, joined.
pub(crate) fn key(words: &[String]) -> String {
    let mut sorted: Vec<&str> = words.iter().map(|w| stem(w)).collect();
    sorted.sort_unstable();
    sorted.join(" ")
}

/// Whether a name is another with the middle of its first word left out: `B'ford` for Belford.
fn clipped(short: &[String], long: &[String]) -> bool {
    let ([first, last, rest @ ..], [whole, others @ ..]) = (short, long) else { return false };
    first.len() <= 2
        && last.len() >= 3
        && whole.len() > first.len() + last.len()
        && whole.starts_with(first.as_str())
        && whole.ends_with(last.as_str())
        && rest == others
}

/// Whether two words of some length are one with a slip of the pen.
fn is_slip(one: &str, other: &str) -> bool {
    other.chars().count() >= 5 && one.chars().count() >= 4 && one_slip(other.as_bytes(), one.as_bytes())
}

/// Whether a word is another without its vowels, as `Hd` is Head. What leaves out more is short for many words, as `Bk` for Bank, Beck
/// and Brook.
fn is_squeezed(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    (2..=4).contains(&short.len())
        && long.len() > short.len()
        && short.chars().next() == letters.next()
        && short.chars().skip(1).eq(letters.filter(|c| !"aeiou".contains(*c)))
}

/// With how many slips of the pen or words cut short the words of one name all stand in another; nothing where they do not.
fn contained(small: &[String], large: &[String]) -> Option<u32> {
    let mut slips = 0;
    let mut exact = 0_usize;
    for word in small {
        if large.contains(word) {
            exact += 1;
        } else if large.iter().any(|w| is_slip(word, w) || is_squeezed(word, w) || is_squeezed(w, word)) {
            slips += 1;
        } else if word.len() >= 2 && large.iter().any(|w| w.starts_with(word.as_str()) || (w.len() >= 2 && word.starts_with(w.as_str()))) {
            slips += 2;
        } else {
            return None;
        }
    }
    let alone = small.len() == 1;
    // One word of several must be the first or the last of them: `Lyndon` for the Lyndon Cross Centre, not `Cross`.
    if alone && large.len() > 1 && exact == 1 && !small.first().is_some_and(|w| large.first() == Some(w) || large.last() == Some(w)) {
        return None;
    }
    let halved = small
        .first()
        .zip(large.first())
        .is_some_and(|(a, b)| a.len().min(b.len()) >= 4 && a.len().min(b.len()) * 2 >= a.len().max(b.len()));
    (exact > 0 || (alone && large.len() == 1 && (slips == 1 || (slips == 2 && halved)))).then_some(slips)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::words;

    fn same(of: Thing, a: &str, b: &str) -> bool {
        let words = words();
        let kinds = Kinds::new(&words);
        let form = |t| Form::new(t, of, &kinds, &words).unwrap();
        let (x, y) = (form(a).same(&form(b)), form(b).same(&form(a)));
        assert_eq!(x, y, "{a} {b}");
        x.is_some()
    }

    #[test]
    fn towns_cut_short_and_run_together() {
        for (of, a, b) in [
            (Thing::School, "B'ford Academy", "Belford Academy"),
            (Thing::School, "B6F College", "Belford Sixth Form College"),
            (Thing::Place, "Gullbay", "Gull Bay"),
        ] {
            assert!(same(of, a, b), "{a} {b}");
        }
        assert!(!same(Thing::School, "B'ford Academy", "Belton Academy"));
        assert!(same(Thing::School, "Orme Hd Academy", "Orme Head Academy"));
        assert!(!same(Thing::School, "Orme Hd Academy", "Orme Hayward Academy"));
        assert!(!same(Thing::Place, "Mill Bk Park", "Mill Brook Park"));
    }

    #[test]
    fn one_thing_by_several_names() {
        for (of, a, b) in [
            (Thing::School, "St Bega's RC High School", "St Begas"),
            (Thing::School, "Harrow Lane Academy", "HL Academy"),
            (Thing::School, "Orme Valley Sixth Form College", "Orme Valley 6th Form"),
            (Thing::School, "The Quern Centre", "Quern PRU"),
            (Thing::Place, "Cobden Pk", "Cobden Park"),
            (Thing::Place, "retail park, Cross Rd", "Cross Road retail park"),
            (Thing::Place, "Bus Stn", "Orme Interchange"),
            (Thing::Place, "Rope Walk MSCP", "Rope Walk car park"),
            (Thing::Place, "the Corn Ex", "Corn Exchange shopping centre"),
            (Thing::Place, "Luigis", "Luigi's takeaway"),
            (Thing::Group, "Tan Yard Boys", "Tanyard lads"),
            (Thing::Group, "Pump Lane Krew", "PLK"),
            (Thing::Group, "Kiln Boyz", "KBZ"),
            (Thing::Group, "Tuesday footballers", "Tues Footballers"),
            (Thing::Group, "Orme Bus Group", "Orme Bus Grp"),
            (Thing::Place, "Brook Retail Park", "Brook R.P."),
            (Thing::School, "Orme Head Academy", "Orme Hd Acad"),
            (Thing::Group, "Lords of Orme", "LoO"),
            (Thing::School, "Orme Valley High School", "the High School"),
            (Thing::School, "Quern Pupil Referral Unit", "the PRU"),
            (Thing::Group, "the scooter lads", "lads on the red scooters"),
            (Thing::Group, "Kiln Boyz", "the Kiln lads"),
        ] {
            assert!(same(of, a, b), "{a} / {b}");
        }
    }

    #[test]
    fn two_things_with_like_names() {
        for (of, a, b) in [
            (Thing::School, "Orme Primary", "Orme Academy"),
            (Thing::Place, "Cobden Park", "Cobden estate"),
            (Thing::Place, "Station Hotel", "Bus Station"),
            (Thing::Place, "Cobden Park", "Tenter Park"),
            (Thing::Group, "Kiln Boys", "Kiln Girls"),
            (Thing::Group, "North Side", "South Side"),
            (Thing::Group, "Kiln Boyz", "KXB"),
        ] {
            assert!(!same(of, a, b), "{a} / {b}");
        }
    }
}
