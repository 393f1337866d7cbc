//! Limits of age in a sentence: "under 18", "16 or over", "aged 10 to 19", "until their eighteenth birthday".

/// A limit of age and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AgeLimit {
    /// Lowest age, in years.
    pub(crate) least: Option<u8>,
    /// Highest age, in years: 17 for "under 18".
    pub(crate) most: Option<u8>,
    /// Where its number stands, in bytes of the text read.
    pub(crate) at: usize,
    /// Whether it is said of adults or of those who do harm.
    pub(crate) of_adults: bool,
}

/// A word, where it begins, and the mark just after it where that is no space.
struct Piece<'t> {
    text: &'t str,
    at: usize,
    after: char,
}

/// Ages that limits are set at.
const AGES: std::ops::RangeInclusive<u16> = 8..=26;
/// Words that may stand between a limit and its number.
const FILLER: [&str; 16] =
    ["the", "age", "ages", "of", "their", "his", "her", "a", "aged", "years", "year", "old", "olds", "yet", "he", "they"];
/// Words near a number that give it another sense: an age of consent or of responsibility, or no age at all.
const OTHER_SENSE: [&str; 9] =
    ["consent", "consensual", "responsibility", "legally", "lawful", "lawfully", "criminal", "imprisonment", "sentence"];
/// Units and things that are counted.
const UNITS: [&str; 22] = [
    "hours", "hour", "days", "day", "weeks", "week", "months", "month", "minutes", "per", "percent", "times", "people", "working",
    "members", "children", "cent", "points", "school", "places", "pages", "agencies",
];
/// Words before a number that make it one on a form.
const COUNTED: [&str; 11] = ["score", "scores", "scored", "scoring", "total", "totals", "totalling", "ticks", "ticked", "points", "marks"];
/// Words before a number that make it a part of a document or a year at school.
const LABELS: [&str; 12] =
    ["section", "paragraph", "chapter", "level", "step", "year", "article", "page", "part", "appendix", "stage", "clause"];

/// Every limit of age in `text`, which is folded.
pub(crate) fn age_limits(text: &str) -> Vec<AgeLimit> {
    if !text.bytes().any(|b| b.is_ascii_digit())
        && !text.contains("teen")
        && !text.contains("eigh")
        && !text.contains("twelve")
        && !text.contains("twenty")
        && !text.contains("ten")
    {
        return Vec::new();
    }
    let pieces = pieces(text);
    let mut found: Vec<AgeLimit> = Vec::new();
    let mut passed = 0;
    for n in 0..pieces.len() {
        if n < passed {
            continue;
        }
        let Some((limit, next)) = limit_at(&pieces, n) else { continue };
        passed = next;
        found.push(limit);
    }
    found
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut made = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            made.push(Piece { text: text.get(from..at).unwrap_or_default(), at: from, after: c });
        }
    }
    made
}

/// The number a word stands for, with ordinals and plurals: `18`, `18th`, `18s`, `eighteenth`.
fn number(word: &str) -> Option<u16> {
    let digits = word.trim_end_matches("th").trim_end_matches("st").trim_end_matches("rd").trim_end_matches('s');
    if let Ok(value) = digits.parse() {
        return Some(value);
    }
    Some(match word {
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" | "thirteenth" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" | "sixteenth" => 16,
        "seventeen" => 17,
        "eighteen" | "eighteenth" | "eighteens" => 18,
        "nineteen" | "nineteenth" => 19,
        "twenty" | "twentieth" => 20,
        _ => return None,
    })
}

fn age(piece: Option<&Piece<'_>>) -> Option<u8> {
    number(piece?.text).filter(|n| AGES.contains(n)).and_then(|n| u8::try_from(n).ok())
}

fn limit_at(pieces: &[Piece<'_>], n: usize) -> Option<(AgeLimit, usize)> {
    let here = pieces.get(n)?;
    let value = age(Some(here))?;
    let word = |at: usize| pieces.get(at).map_or("", |p| p.text);
    let earlier = |back: usize| n.checked_sub(back).map_or("", word);
    // "A victim who scores 14 or more" is of any age.
    let counted = (1..=4).map(earlier).take_while(|w| number(w).is_none() && !matches!(*w, "aged" | "age" | "ages" | "old" | "and"));
    if { counted }.any(|w| COUNTED.contains(&w)) {
        return None;
    }
    let around = || (n.saturating_sub(6)..n + 7).map(word);
    if LABELS.contains(&earlier(1)) || around().any(|w| OTHER_SENSE.contains(&w)) {
        return None;
    }
    if (1..=3).any(|back| matches!(earlier(back), "including" | "especially" | "particularly" | "even")) {
        return None;
    }
    let of_adults =
        (1..=4).any(|back| matches!(earlier(back), "adult" | "adults" | "perpetrator" | "perpetrators" | "responsible" | "offender"));
    let made = |least, most, next| Some((AgeLimit { least, most, at: here.at, of_adults }, next));
    // A range: "10 to 19", "10-19", "16 or 17".
    let (join, second) = if here.after == '-' { ("-", n + 1) } else { (word(n + 1), n + 2) };
    if let Some(upper) = age(pieces.get(second)).filter(|u| *u > value)
        && (join == "-" || matches!(join, "to" | "and" | "or"))
        // A range that stands alone, as at the head of a column, is one of ages.
        && (aged(pieces, n, second) || join == "-" || pieces.len() == 3)
    {
        return made(Some(value), Some(upper), second + 1);
    }
    if here.after == '+' || word(n + 1) == "plus" {
        return made(Some(value), None, n + 1);
    }
    let next = (n + 1..n + 5).find(|&at| !FILLER.contains(&word(at))).unwrap_or(n + 1);
    if matches!(word(next), "or" | "and") {
        match word(next + 1) {
            "over" | "above" | "older" | "upwards" | "more" if word(next + 2) != "hours" => return made(Some(value), None, next + 2),
            "under" | "below" | "younger" => return made(None, Some(value), next + 2),
            _ => {}
        }
    }
    if UNITS.contains(&word(next)) {
        return None;
    }
    before(pieces, n, value).and_then(|(least, most)| made(least, most, n + 1))
}

/// Whoever has an age.
const PEOPLE: [&str; 28] = [
    "person", "people", "persons", "victim", "victims", "child", "children", "patient", "patients", "pupil", "pupils", "student",
    "students", "tenant", "tenants", "he", "she", "they", "who", "both", "partner", "partners", "girl", "girls", "boy", "boys", "suspect",
    "suspects",
];

/// Words after ages that stand alone: what is counted would stand there else, "they are 16 or 17 miles away". Nothing at the end of a text.
const AFTER: [&str; 22] = [
    "", "years", "year", "and", "or", "who", "when", "at", "if", "but", "as", "go", "goes", "are", "is", "will", "must", "may", "should",
    "can", "with", "in",
];

/// Whether something around a range says that it is of ages.
fn aged(pieces: &[Piece<'_>], n: usize, second: usize) -> bool {
    // "The person is 16 or 17", "victims of 16 and 17 are told".
    let word = |at: Option<usize>| at.and_then(|at| pieces.get(at)).map_or("", |p| p.text);
    let joined = matches!(word(n.checked_sub(1)), "is" | "are" | "of") && PEOPLE.contains(&word(n.checked_sub(2)));
    let ends = pieces.get(second).is_some_and(|p| p.after != ' ') || AFTER.contains(&word(Some(second + 1)));
    if joined && ends {
        return true;
    }
    let says = |w: &str| matches!(w, "aged" | "age" | "ages" | "between" | "years" | "year" | "olds" | "old" | "anyone");
    (n.saturating_sub(4)..n).chain(second + 1..second + 3).filter_map(|at| pieces.get(at)).any(|p| says(p.text))
}

/// The limit that the words before a number set: lowest and highest age.
fn before(pieces: &[Piece<'_>], n: usize, value: u8) -> Option<(Option<u8>, Option<u8>)> {
    let mut at = n;
    let word = |at: usize| pieces.get(at).map_or("", |p| p.text);
    for _ in 0..5 {
        at = at.checked_sub(1)?;
        match word(at) {
            "under" | "below" | "beneath" | "until" | "till" | "before" => return Some((None, Some(value.saturating_sub(1)))),
            "than" => {
                return match at.checked_sub(1).map_or("", word) {
                    "younger" | "less" => Some((None, Some(value.saturating_sub(1)))),
                    "older" => Some((Some(value), None)),
                    _ => None,
                };
            }
            "over" | "above" => return Some((Some(value), None)),
            "least" => return Some((Some(value), None)),
            // "Up to 18" is said of those who are not yet 18; "up to 25" of those who are 25 as well.
            "to" if at.checked_sub(1).map_or("", word) == "up" => {
                return Some((None, Some(if value == 18 { 17 } else { value })));
            }
            "not" => return Some((None, Some(value.saturating_sub(1)))),
            "reached" | "had" | "turned" | "attained" | "turn" | "reach" | "are" | "is" => {}
            filler if FILLER.contains(&filler) => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Option<u8>, Option<u8>)> {
        age_limits(text).iter().map(|l| (l.least, l.most)).collect()
    }

    #[test]
    fn limits_as_they_are_written() {
        for (text, least, most) in [
            ("a child is anyone under 18", None, Some(17)),
            ("anyone below the age of eighteen", None, Some(17)),
            ("a person who has not yet reached their 18th birthday", None, Some(17)),
            ("anyone not yet 18", None, Some(17)),
            ("services for under-18s", None, Some(17)),
            ("between people aged 16 or over", Some(16), None),
            ("both are aged 16 years or older", Some(16), None),
            ("young people 16+", Some(16), None),
            ("children aged 10 to 17", Some(10), Some(17)),
            ("children aged 10-17", Some(10), Some(17)),
            ("between the ages of 13 and 19", Some(13), Some(19)),
            ("young people up to the age of 25", None, Some(25)),
            ("a child who is younger than 16", None, Some(15)),
            ("those aged 17 and under", None, Some(17)),
            ("a young person scoring high, aged 16 or over", Some(16), None),
            ("any case in which the person is 16 or 17", Some(16), Some(17)),
            ("victims of 16 and 17", Some(16), Some(17)),
        ] {
            assert_eq!(read(text), [(least, most)], "{text}");
        }
    }

    #[test]
    fn what_is_no_limit_of_a_concept() {
        for text in [
            "the age of consent is 16, and under 16 is unlawful",
            "see section 16 or above",
            "within 24 hours or more",
            "no more than 10 working days",
            "children in year 10 and above",
            "at least 12 people",
            "a young person who scores 14 or more on the checklist",
            "where the score is 10 or above",
            "anyone scoring below 14",
            "below the age of criminal responsibility, which is 10",
            "including 16 and 17 year olds",
            "they are 16 or 17 miles away",
            "a panel of 12 or 13",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[a-z0-9 ,.+-]{0,80}") {
            for limit in age_limits(&text) {
                proptest::prop_assert!(limit.at < text.len());
                proptest::prop_assert!(limit.least.is_some() || limit.most.is_some());
            }
        }
    }
}
