//! Reads the edition of a publication from the words beside its name.

use concordat_register::{Date, PartialDate};
use concordat_standard::instruments::Publisher;
use concordat_text::ByteSpan;
use std::collections::BTreeSet;

/// A date beside a name, and the stretch of folded text that holds both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edition {
    /// The date, where there is one.
    pub(super) date: Option<PartialDate>,
    /// Name and date.
    pub(super) span: ByteSpan,
}

/// How far from a name its edition may stand, in bytes.
const REACH: usize = 200;

/// Words that may stand between a name and its year, besides those of publishers' names.
const BETWEEN: &[&str] = &[
    "for",
    "of",
    "and",
    "edition",
    "version",
    "ed",
    "edn",
    "guidance",
    "statutory",
    "published",
    "publication",
    "revised",
    "updated",
    "update",
    "amended",
    "issued",
    "dated",
    "as",
    "the",
    "new",
    "latest",
    "last",
];

/// Words that may stand between a name and its year: those of English, and those of publishers' names.
#[derive(Debug)]
pub(super) struct Between(BTreeSet<String>);

impl Between {
    pub(super) fn new(publishers: &[Publisher]) -> Self {
        let of_publishers = publishers.iter().flat_map(|p| &p.words);
        let words = of_publishers.flat_map(|name| name.split(|c: char| !(c.is_alphanumeric() || c == '\'')));
        Self(words.chain(BETWEEN.iter().copied()).filter(|w| !w.is_empty()).map(str::to_owned).collect())
    }

    /// The edition that stands after, or else before, the name at `start..end` of the folded text.
    pub(super) fn edition_around(&self, folded: &str, start: usize, end: usize) -> Option<Edition> {
        if let Some((date, length)) = after(clip(folded.get(end..)?), self) {
            return Some(Edition { date: Some(date), span: ByteSpan::new(start, end + length) });
        }
        let from = floor(folded, start.saturating_sub(REACH));
        let (date, length) = before(folded.get(from..start)?, self)?;
        Some(Edition { date: Some(date), span: ByteSpan::new(start - length, end) })
    }
}

/// Words after which "in" still leads to the edition: "published in 2013".
const MADE: &[&str] = &["published", "revised", "updated", "amended", "issued", "reissued"];

/// Which month a word is, from 1: in full, or cut to three letters or more.
pub(super) fn month_of(word: &str) -> Option<u8> {
    concordat_register::month_named(word.trim_end_matches('.'))
}

/// A year of four digits that a document may cite.
pub(super) fn year_of(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    (word.len() == 4 && (1900..=2099).contains(&year)).then_some(year)
}

/// A day of a month, `9`, `19th`.
fn day_of(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = word.get(digits.len()..)?;
    let day: u8 = digits.parse().ok()?;
    (digits.len() <= 2 && (1..=31).contains(&day) && matches!(suffix, "" | "st" | "nd" | "rd" | "th")).then_some(day)
}

fn clip(text: &str) -> &str {
    text.get(..floor(text, REACH.min(text.len()))).unwrap_or_default()
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A word or a mark of the text, with its place.
#[derive(Debug, Clone, Copy)]
struct Token<'t> {
    text: &'t str,
    start: usize,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphanumeric())
    }
}

fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let skipped = rest.len() - rest.trim_start().len();
        let start = at + skipped;
        let rest = text.get(start..)?;
        let first = rest.chars().next()?;
        let length = if first.is_alphanumeric() {
            rest.find(|c: char| !(c.is_alphanumeric() || c == '\'')).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        at = start + length;
        Some(Token { text: rest.get(..length)?, start })
    })
}

/// The date that follows a name, and how many bytes of `text` it and the words before it take.
fn after(text: &str, between: &Between) -> Option<(PartialDate, usize)> {
    let subtitle = text.trim_start_matches(['"', '\'', '*', '_']).trim_start().starts_with([':', '-']);
    let mut walk = Walk { free: if subtitle { 20 } else { 0 }, ..Walk::default() };
    let mut all = tokens(text).peekable();
    while let Some(token) = all.next() {
        let next = all.peek().copied();
        let more = if token.is_word() { walk.word(token, next, text, between) } else { walk.mark(token, next, text) };
        if !more {
            break;
        }
    }
    let date = walk.found?;
    let mut end = walk.end;
    // The bracket that a date closes with belongs to the citation.
    if walk.open && text.get(end..).is_some_and(|t| t.starts_with(')')) {
        end += 1;
    }
    Some((date, end))
}

#[derive(Debug, Default)]
struct Walk {
    open: bool,
    free: u32,
    day: Option<u8>,
    month: Option<u8>,
    made: bool,
    department: bool,
    found: Option<PartialDate>,
    end: usize,
}

impl Walk {
    /// Takes a word; whether to go on.
    fn word(&mut self, token: Token<'_>, next: Option<Token<'_>>, text: &str, between: &Between) -> bool {
        let word = token.text;
        if let Some(year) = year_of(word) {
            let range = next.is_some_and(|n| {
                matches!(n.text, "-" | "/") && text.get(n.end()..).is_some_and(|t| t.trim_start().starts_with(|c: char| c.is_ascii_digit()))
            });
            let another = next.is_some_and(|n| {
                matches!(n.text, "act" | "regulations" | "strategy" | "plan" | "protocol" | "procedure" | "procedures" | "policy")
            });
            if range || another {
                self.found = None;
                return false;
            }
            let date = dated(self.day, self.month, year);
            self.found = self.found.max(Some(date));
            self.end = token.end();
            (self.day, self.month, self.free) = (None, None, 0);
            return true;
        }
        if let Some(month) = month_of(word) {
            self.month = Some(month);
            return true;
        }
        if let Some(day) = day_of(word) {
            self.day = Some(day);
            return true;
        }
        let made = MADE.contains(&word);
        // Outside brackets, "and" and "the" begin something else, unless they are within a department's name.
        let joins = matches!(word, "and" | "the" | "for") && !self.open && !self.department;
        let fits = (between.0.contains(word) && !joins) || made || (word == "in" && self.made);
        self.department |= word == "department";
        self.made = made;
        if self.found.is_some() && matches!(word, "edition" | "version") {
            self.end = token.end();
        }
        if fits {
            // "and" after a date begins something else.
            return self.found.is_none() || !matches!(word, "and" | "the" | "for");
        }
        self.free = self.free.saturating_sub(1);
        self.free > 0 && self.found.is_none()
    }

    /// Takes a mark; whether to go on.
    fn mark(&mut self, token: Token<'_>, next: Option<Token<'_>>, text: &str) -> bool {
        match token.text {
            "(" | "[" if self.found.is_none() || self.dates_follow(next, text) => {
                self.open = true;
                self.free = 0;
                true
            }
            ")" | "]" => {
                if self.found.is_some() {
                    self.end = if self.open { token.end() } else { self.end };
                    self.open = false;
                    return self.dates_follow(next, text);
                }
                self.open = false;
                true
            }
            "," => self.found.is_none() || self.open,
            ":" | "-" | "\u{2013}" | "\"" | "'" | "*" | "_" => self.found.is_none(),
            // "s.47" and "HM Govt." are rare beside a name; a sentence that ends is not.
            _ => false,
        }
    }

    fn dates_follow(&self, next: Option<Token<'_>>, text: &str) -> bool {
        let Some(next) = next else { return false };
        let rest = text.get(next.start..).unwrap_or_default().trim_start_matches(['(', ' ', ',']);
        MADE.iter().any(|made| rest.starts_with(made)) || rest.starts_with("as amended")
    }
}

fn dated(day: Option<u8>, month: Option<u8>, year: i16) -> PartialDate {
    let whole = month.zip(day).and_then(|(month, day)| Date::new(year, month, day)).map(PartialDate::from);
    whole.or_else(|| month.and_then(|month| PartialDate::month(year, month))).unwrap_or(PartialDate::year(year))
}

/// The date that leads to a name ("the March 2015 edition of", "HM Government (2018)"), and how many bytes before the name
/// it begins.
fn before(text: &str, between: &Between) -> Option<(PartialDate, usize)> {
    let all: Vec<Token<'_>> = tokens(text).collect();
    let mut back = all.iter().rev().copied().peekable();
    let mut bracket = false;
    while let Some(token) = back.next() {
        match token.text {
            ")" => bracket = true,
            "(" | "\"" | "'" | "*" | "_" => {}
            "edition" | "version" | "revision" | "of" | "the" | "guidance" | "statutory" | "revised" | "updated" | "national" => {}
            word if token.is_word() => {
                let year = year_of(word)?;
                let month = back.peek().and_then(|t| month_of(t.text));
                let start = match month {
                    Some(_) => back.next()?.start,
                    None => token.start,
                };
                let leads = back.next().map(|t| t.text);
                let lead = if bracket && leads == Some("(") { back.next().map(|t| t.text) } else { leads };
                let other = matches!(
                    lead,
                    Some(
                        "in" | "since"
                            | "by"
                            | "from"
                            | "until"
                            | "during"
                            | "before"
                            | "after"
                            | "act"
                            | "regulations"
                            | "order"
                            | ","
                            | "-"
                            | "/"
                            | "and"
                    )
                );
                let publisher = lead.is_some_and(|l| between.0.contains(l) && !matches!(l, "of" | "for"));
                return (!other && (!bracket || publisher)).then(|| (dated(None, month, year), text.len() - start));
            }
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_standard::Standard;
    use proptest::prelude::*;

    fn between() -> Between {
        Between::new(&Standard::peer_on_peer_abuse().unwrap().instruments.publishers)
    }

    #[test]
    fn every_publisher_signs_its_own_example() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        for one in &standard.instruments.publishers {
            let folded = concordat_text::fold_str(&one.example);
            let at = folded.find("the guidance").unwrap() + "the ".len();
            let found = Between::new(std::slice::from_ref(one)).edition_around(&folded, at, at + "guidance".len());
            assert_eq!(found.and_then(|e| e.date).map(|d| d.to_string()).as_deref(), Some(one.date.as_str()), "{}", one.name);
        }
    }

    fn read(text: &str) -> Option<String> {
        let at = text.find("title").unwrap();
        between().edition_around(text, at, at + 5).and_then(|e| e.date).map(|d| d.to_string())
    }

    #[test]
    fn dates_in_the_ways_documents_write_them() {
        for (text, date) in [
            ("title (2013)", "2013"),
            ("title 2013", "2013"),
            ("title, march 2015", "2015-03"),
            ("title (dcsf, 2009)", "2009"),
            ("title (department for education, 15 december 2023)", "2023-12-15"),
            ("title (2018 edition)", "2018"),
            ("title published in 2018", "2018"),
            ("title (2015, updated february 2017)", "2017-02"),
            ("title (2015) (as amended february 2017)", "2017-02"),
            ("hm government (2018) title", "2018"),
            ("the sept 2019 version of title", "2019-09"),
        ] {
            assert_eq!(read(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn dates_of_other_things() {
        for text in [
            "title 2013-15",
            "title (2013/14)",
            "title. 2013 was",
            "title was read in 2013",
            "by 2013 title",
            "children act 2004, title",
            "title and the 2013 act",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_around_a_name_is_survived(before in ".{0,60}", after in ".{0,260}") {
            let text = format!("{before}title{after}");
            let start = before.len();
            if let Some(edition) = Between::new(&[]).edition_around(&text, start, start + 5) {
                prop_assert!(text.get(edition.span.start()..edition.span.end()).is_some());
                prop_assert!(edition.span.contains(ByteSpan::new(start, start + 5)));
            }
        }
    }
}
