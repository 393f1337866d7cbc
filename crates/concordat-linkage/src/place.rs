//! Where somebody lives and learns: postcodes, house and road, and the name of a school without its kind.

use crate::fold::fold;

/// A postcode, as far as it is given.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Postcode {
    /// Seven letters at most, six bits each; zero where it is not whole.
    pub(crate) whole: u64,
    /// The part before the space; zero where not given.
    pub(crate) outward: u32,
    /// Its letters: the postcode area; zero where not given.
    pub(crate) area: u16,
}

impl Postcode {
    /// Reads a whole postcode or its outward part; anything else is nothing.
    pub(crate) fn read(text: &str) -> Self {
        let letters: Vec<u8> = text.bytes().filter(u8::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).take(9).collect();
        let pack = |part: &[u8]| part.iter().fold(0u64, |packed, letter| packed << 6 | u64::from(letter - 47));
        let inward = letters.len().checked_sub(3).filter(|cut| *cut >= 2).and_then(|cut| letters.split_at_checked(cut));
        let (outward, whole) = match inward {
            Some((outward, [digit, a, b]))
                if digit.is_ascii_digit() && a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && outcode(outward) =>
            {
                (outward, pack(&letters))
            }
            _ if outcode(&letters) => (letters.as_slice(), 0),
            _ => return Self::default(),
        };
        let area: Vec<u8> = outward.iter().copied().take_while(u8::is_ascii_alphabetic).collect();
        Self { whole, outward: u32::try_from(pack(outward)).unwrap_or(0), area: u16::try_from(pack(&area)).unwrap_or(0) }
    }

    /// Whether two whole postcodes are a slip apart.
    pub(crate) fn slip(self, other: Self) -> bool {
        let (a, b) = (self.whole.to_be_bytes(), other.whole.to_be_bytes());
        self.whole != 0
            && other.whole != 0
            && (six(self.whole) == six(other.whole) || crate::similarity::one_slip(&six(self.whole), &six(other.whole)))
            && a != b
    }
}

fn six(packed: u64) -> Vec<u8> {
    let mut letters = Vec::with_capacity(7);
    let mut left = packed;
    while left != 0 {
        letters.push(u8::try_from(left & 63).unwrap_or(0));
        left >>= 6;
    }
    letters
}

/// One or two letters, a digit, and perhaps a digit or letter.
fn outcode(letters: &[u8]) -> bool {
    let area = letters.iter().take_while(|letter| letter.is_ascii_alphabetic()).count();
    let rest = letters.get(area..).unwrap_or_default();
    (1..=2).contains(&area) && (1..=2).contains(&rest.len()) && rest.first().is_some_and(u8::is_ascii_digit)
}

/// House number and first words of the road, as `12 mill`; nothing where there is no number before a word.
pub(crate) fn house(address: &str) -> Option<String> {
    const KINDS: [&str; 34] = [
        "road", "rd", "street", "st", "avenue", "ave", "av", "lane", "ln", "close", "cl", "drive", "dr", "grove", "gr", "terrace", "terr",
        "ter", "crescent", "cres", "court", "ct", "gardens", "gdns", "place", "pl", "mount", "mt", "view", "walk", "wlk", "way", "row",
        "square",
    ];
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
            let road = if KINDS.contains(&word) && word != "st" { None } else { Some(word) }?;
            let second = words.peek().filter(|next| !KINDS.contains(next)).copied().unwrap_or_default();
            let (road, second) = if second.is_empty() || second.starts_with(|c: char| c.is_ascii_digit()) {
                (road, "")
            } else {
                (road, if word == "st" { second } else { "" })
            };
            return Some(if second.is_empty() { format!("{number} {road}") } else { format!("{number} {road} {second}") });
        }
    }
    None
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
        assert!(a == b && a.whole != 0);
        assert!(Postcode::read("LS12").outward == a.outward && Postcode::read("LS12").whole == 0);
        assert!(a.slip(Postcode::read("LS12 3AD")) && !a.slip(b) && !a.slip(Postcode::read("LS7 1BD")));
        assert!(Postcode::read("not known") == Postcode::default());
    }

    #[test]
    fn houses_and_schools() {
        for (address, found) in [
            ("Flat 3, 12 Mill Lane, Selby", Some("12 mill")),
            ("12 Mill Ln", Some("12 mill")),
            ("7 St Johns Rd", Some("7 st johns")),
            ("Rose Cottage", None),
            ("no fixed abode", None),
        ] {
            assert_eq!(house(address).as_deref(), found, "{address}");
        }
        assert_eq!(school("St. Hilda's Catholic High School").as_deref(), Some("st hildas"));
        assert_eq!(school("St Hildas RC").as_deref(), Some("st hildas"));
        assert_eq!(school("NEET"), None);
    }
}
