//! Where somebody lives and learns: postcodes, house and road, and the name of a school without its kind.

use crate::fold::fold;

/// A postcode, as far as it is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Postcode {
    /// The part before the space, six bits a letter; zero where not given.
    pub(crate) outward: u32,
    /// The part after it, as a number above zero; zero where not given.
    pub(crate) inward: u16,
    /// The letters it begins with, the postcode area; zero where not given.
    pub(crate) area: u16,
}

impl Postcode {
    /// Reads a whole postcode or its outward part, or a code of figures alone as other countries have them (its first figure is the area and all but its last the
    /// district); anything else is nothing.
    pub(crate) fn read(text: &str) -> Self {
        let (mut letters, mut length) = ([0u8; 9], 0);
        for (to, letter) in letters.iter_mut().zip(text.bytes().filter(u8::is_ascii_alphanumeric)) {
            *to = letter.to_ascii_uppercase();
            length += 1;
        }
        let letters = letters.get(..length).unwrap_or_default();
        let (outward, inward) = match letters {
            [outward @ .., digit, a, b]
                if digit.is_ascii_digit() && a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && outcode(outward) =>
            {
                (outward, 1 + u16::from(digit - b'0') * 676 + u16::from(a - b'A') * 26 + u16::from(b - b'A'))
            }
            [outward @ .., last] if (3..=5).contains(&outward.len()) && letters.iter().all(u8::is_ascii_digit) => {
                (outward, ALONE + u16::from(last - b'0'))
            }
            _ if outcode(letters) => (letters, 0),
            _ => return Self::default(),
        };
        let pack = |part: &[u8]| part.iter().fold(0u32, |packed, letter| packed << 6 | u32::from(letter - 47));
        let area = outward.iter().take_while(|letter| letter.is_ascii_alphabetic()).count().max(1);
        let area = pack(outward.get(..area).unwrap_or_default());
        Self { outward: pack(outward), inward, area: u16::try_from(area).unwrap_or(0) }
    }

    /// Whether two whole postcodes are a slip apart.
    pub(crate) fn slip(self, other: Self) -> bool {
        if self.inward == 0 || other.inward == 0 || (self.outward, self.inward) == (other.outward, other.inward) {
            return false;
        }
        let ((a, from), (b, to)) = (self.letters(), other.letters());
        crate::similarity::one_slip(a.get(from..).unwrap_or_default(), b.get(to..).unwrap_or_default())
    }

    /// The letters of a whole postcode at the end of an array, and where they begin.
    fn letters(self) -> ([u8; 8], usize) {
        let letter = |number: u16| u8::try_from(number).unwrap_or(0);
        let (mut letters, mut left, mut start) = ([0u8; 8], self.outward, 5);
        let [.., digit, a, b] = &mut letters;
        match self.inward.checked_sub(ALONE) {
            Some(last) => *digit = letter(last) + 1,
            None => {
                let inward = self.inward.saturating_sub(1);
                (*digit, *a, *b) = (letter(inward / 676) + 1, letter(inward / 26 % 26) + 18, letter(inward % 26) + 18);
            }
        }
        for (at, to) in (0..5).zip(&mut letters).rev() {
            if left != 0 {
                *to = u8::try_from(left & 63).unwrap_or(0);
                left >>= 6;
                start = at;
            }
        }
        (letters, start)
    }
}

/// Inward parts from this on are the last figure of a code of figures alone.
const ALONE: u16 = 10_000;

/// A house: its number as given, at most eight letters packed, and the code of its road.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct House {
    pub(crate) number: u64,
    pub(crate) road: u32,
}

/// One or two letters, a digit, and perhaps a digit or letter.
fn outcode(letters: &[u8]) -> bool {
    let area = letters.iter().take_while(|letter| letter.is_ascii_alphabetic()).count();
    let rest = letters.get(area..).unwrap_or_default();
    (1..=2).contains(&area) && (1..=2).contains(&rest.len()) && rest.first().is_some_and(u8::is_ascii_digit)
}

/// A number that is a person's own, its letters and figures alone. Nothing for less than five of them, for words, and for one figure over and over.
pub(crate) fn number(text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let number: String = text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect();
    let figures = number.bytes().filter(u8::is_ascii_digit).count();
    let first = number.bytes().next();
    (number.len() >= 5 && figures >= 4 && number.bytes().any(|letter| Some(letter) != first)).then_some(number)
}

/// A telephone number as dialled within the country: figures alone, +44 and 0044 as 0. Nothing for less than six figures.
pub(crate) fn telephone(text: &str) -> Option<String> {
    let figures = number(text)?;
    let figures: String = figures.chars().filter(char::is_ascii_digit).collect();
    let abroad = |rest: &&str| rest.len() == 10 || (rest.len() == 11 && rest.starts_with('0'));
    let inland = figures.strip_prefix("0044").or_else(|| figures.strip_prefix("44").filter(abroad));
    let dialled = inland.map_or(figures.clone(), |rest| format!("0{}", rest.trim_start_matches('0')));
    (dialled.len() >= 6).then_some(dialled)
}

/// Words for a road that follow its name.
const KINDS: [&str; 34] = [
    "road", "rd", "street", "st", "avenue", "ave", "av", "lane", "ln", "close", "cl", "drive", "dr", "grove", "gr", "terrace", "terr",
    "ter", "crescent", "cres", "court", "ct", "gardens", "gdns", "place", "pl", "mount", "mt", "view", "walk", "wlk", "way", "row",
    "square",
];
/// Those that are seen where they were written together with the name.
const JOINED: [&str; 11] = ["road", "street", "avenue", "lane", "close", "drive", "terrace", "crescent", "court", "gardens", "place"];

/// House number, packed, and first words of the road. The number is zero where none stands before the road; then a word for a road has to follow its name.
pub(crate) fn house(address: &str) -> Option<(u64, String)> {
    let folded = fold(address);
    let mut words = folded.split(' ').peekable();
    let mut number = None;
    while let Some(word) = words.next() {
        if matches!(word, "flat" | "apartment" | "apt" | "room" | "unit") {
            words.next();
        } else if word.starts_with(|letter: char| letter.is_ascii_digit()) {
            number = Some(word);
        } else if let Some(number) = number {
            // "St" before a name is a saint and not a street.
            if KINDS.contains(&word) && word != "st" {
                return None;
            }
            let second = words.peek().copied().unwrap_or_default();
            // "The Avenue" is named by its kind, and "St" takes its saint with it.
            let joins = word == "the" || (word == "st" && !KINDS.contains(&second));
            let second = if joins && !second.starts_with(|c: char| c.is_ascii_digit()) { second } else { "" };
            let packed = number.bytes().take(8).fold(0, |packed, letter| packed << 8 | u64::from(letter));
            return Some((packed, if second.is_empty() { bare(word).to_owned() } else { format!("{word} {second}") }));
        } else if !word.is_empty() {
            // Only what stands right before the word for a road is its name.
            let saint = if word == "st" { words.next()? } else { "" };
            let known = bare(word) != word || words.peek().is_some_and(|next| KINDS.contains(next));
            return (known && word != "the").then(|| (0, if saint.is_empty() { bare(word).to_owned() } else { format!("{word} {saint}") }));
        }
    }
    None
}

/// The name of a road without a word for a road written together with it.
fn bare(road: &str) -> &str {
    JOINED.iter().find_map(|kind| road.strip_suffix(kind).filter(|name| name.len() >= 4)).unwrap_or(road)
}

/// A school's name without the words that only say what kind of school it is. Nothing for words that say there is no school.
pub(crate) fn school(text: &str) -> Option<String> {
    const KINDS: [&str; 22] = [
        "primary",
        "pri",
        "high",
        "secondary",
        "junior",
        "infant",
        "infants",
        "grammar",
        "school",
        "sch",
        "academy",
        "acad",
        "college",
        "coll",
        "the",
        "of",
        "and",
        "church",
        "england",
        "rc",
        "c",
        "e",
    ];
    let folded = fold(text.split(',').next().unwrap_or_default());
    if matches!(
        folded.as_str(),
        "neet"
            | "not in education"
            | "ehe"
            | "elective home education"
            | "home educated"
            | "pru"
            | "none"
            | "na"
            | "n a"
            | "not known"
            | "unknown"
            | "not applicable"
            | "nfa"
            | "tbc"
    ) {
        return None;
    }
    let kept: Vec<&str> = folded
        .split(' ')
        .filter(|word| !KINDS.contains(word) && *word != "catholic" && *word != "ce")
        .map(|word| if word == "saint" { "st" } else { word })
        .collect();
    let kept = kept.join(" ");
    (!kept.is_empty()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes() {
        let (a, b) = (Postcode::read("ls12 3ab"), Postcode::read("LS123AB"));
        assert!(a == b && a.inward != 0);
        assert!(Postcode::read("LS12").outward == a.outward && Postcode::read("LS12").inward == 0);
        assert!(a.slip(Postcode::read("LS12 3AD")) && !a.slip(b) && !a.slip(Postcode::read("LS7 1BD")));
        assert!(Postcode::read("not known") == Postcode::default());
        let (c, d) = (Postcode::read("2602"), Postcode::read("2605"));
        assert!(c.slip(d) && c.outward == d.outward && c.area == d.area && c.area != Postcode::read("3602").area);
    }

    #[test]
    fn numbers() {
        assert_eq!(number("943 476 5919").as_deref(), Some("9434765919"));
        assert_eq!(number("LA-20417").as_deref(), Some("LA20417"));
        assert_eq!((number("0000000"), number("n/a"), number("12")), (None, None, None));
        for text in ["07700 900123", "+44 7700 900123", "0044 7700 900123", "+44 (0)7700 900123"] {
            assert_eq!(telephone(text).as_deref(), Some("07700900123"), "{text}");
        }
        assert_eq!(telephone("none"), None);
    }

    #[test]
    fn houses_and_schools() {
        for (address, found) in [
            ("Flat 3, 12 Mill Lane, Selby", Some((0x3132, "mill"))),
            ("12 Mill Ln", Some((0x3132, "mill"))),
            ("7 St Johns Rd", Some((0x37, "st johns"))),
            ("Quarrylane", Some((0, "quarry"))),
            ("Mill Lane", Some((0, "mill"))),
            ("Rose Cottage", None),
            ("The Lodge, Church Lane", None),
            ("Church Farm Mill Lane", None),
            ("40 Church Street", Some((0x3430, "church"))),
            ("St Johns Road", Some((0, "st johns"))),
            ("St Peters Street", Some((0, "st peters"))),
            ("12 The Avenue", Some((0x3132, "the avenue"))),
            ("3 The Grove", Some((0x33, "the grove"))),
            ("no fixed abode", None),
        ] {
            assert_eq!(house(address), found.map(|(number, road)| (number, road.to_owned())), "{address}");
        }
        assert_eq!(school("St. Hilda's Catholic High School").as_deref(), Some("st hildas"));
        assert_eq!(school("St Hildas RC").as_deref(), Some("st hildas"));
        assert_eq!(school("NEET"), None);
    }
}
