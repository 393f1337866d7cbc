//! Words by which steps of different documents are weighed against each other.

use crate::StandardError;
use serde::Deserialize;

/// Words by which steps are weighed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judging {
    /// A concern is told.
    pub told: Words,
    /// Told besides another.
    pub besides: Words,
    /// Before every other.
    pub first: Words,
    /// One for all.
    pub sole: Words,
    /// Whatever the harm is joined with.
    pub wide: Words,
    /// What a meeting came to.
    pub outcome: Words,
    /// After a meeting.
    pub afterwards: Words,
    /// Parts of a service.
    pub part: Words,
    /// Meetings about adults.
    pub adults: Words,
    /// A case is sent back.
    pub returned: Words,
    /// Something is wanting.
    pub wanting: Words,
    /// Somebody calls, chairs or arranges a meeting.
    pub calling: Words,
    /// Somebody reads what is sent.
    pub manned: Words,
    /// Advice is asked, or an outcome told.
    pub advice: Words,
    /// Somebody is worried.
    pub worry: Words,
    /// A body hears of it from others.
    pub informed: Words,
    /// Time is spoken of.
    pub time: Words,
    /// A meeting of several agencies.
    pub table: Words,
    /// Children's social care is named.
    pub care: Words,
    /// A picture is of a route.
    pub chart: Words,
    /// Every case, however slight.
    pub slight: Words,
    /// Figures and papers, and no case.
    pub figures: Words,
    /// Posts and teams that every area has.
    pub ordinary: Words,
    /// Each of a list for itself.
    pub each: Words,
    /// Nouns of posts and teams that an area makes for itself.
    pub own: Words,
    /// Last words of names of bodies that several agencies make up, and that are no panel.
    pub joint: Words,
    /// Somebody is asked or consulted.
    pub asks: Words,
    /// Whoever looks after children in care.
    pub homes: Words,
    /// Parents.
    pub parents: Words,
    /// The child who is harmed and the one who harms.
    pub both: Words,
    /// Somebody else takes such children.
    pub elsewhere: Words,
    /// Two children.
    pub pair: Words,
    /// What came of something held before.
    pub came_of: Words,
    /// Whoever is harmed by domestic abuse.
    pub victim: Words,
    /// Somebody acts as one who works with children.
    pub works: Words,
    /// Who may refer is said.
    pub refers: Words,
    /// A step is of each report that is made.
    pub reported: Words,
    /// Several discuss a child together.
    pub discussed: Words,
    /// A body is called the front door.
    pub entrance: Words,
}

/// Plain words with examples.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    words: Vec<String>,
    /// Sentences in which one stands.
    pub examples: Vec<String>,
    /// Sentences in which none does.
    pub not: Vec<String>,
}

impl Judging {
    /// Reads `routes/judging.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, or an unknown or missing key.
    pub(super) fn parse(text: &str) -> Result<Self, StandardError> {
        toml::from_str(text).map_err(|e| StandardError::new("routes/judging.toml", e.to_string()))
    }

    /// Every list, with its name.
    #[must_use]
    pub fn all(&self) -> [(&'static str, &Words); 39] {
        [
            ("told", &self.told),
            ("returned", &self.returned),
            ("wanting", &self.wanting),
            ("besides", &self.besides),
            ("first", &self.first),
            ("sole", &self.sole),
            ("wide", &self.wide),
            ("outcome", &self.outcome),
            ("afterwards", &self.afterwards),
            ("part", &self.part),
            ("adults", &self.adults),
            ("calling", &self.calling),
            ("manned", &self.manned),
            ("advice", &self.advice),
            ("worry", &self.worry),
            ("informed", &self.informed),
            ("time", &self.time),
            ("table", &self.table),
            ("care", &self.care),
            ("chart", &self.chart),
            ("slight", &self.slight),
            ("figures", &self.figures),
            ("ordinary", &self.ordinary),
            ("each", &self.each),
            ("own", &self.own),
            ("joint", &self.joint),
            ("asks", &self.asks),
            ("homes", &self.homes),
            ("parents", &self.parents),
            ("both", &self.both),
            ("elsewhere", &self.elsewhere),
            ("pair", &self.pair),
            ("works", &self.works),
            ("refers", &self.refers),
            ("reported", &self.reported),
            ("discussed", &self.discussed),
            ("came_of", &self.came_of),
            ("victim", &self.victim),
            ("entrance", &self.entrance),
        ]
    }
}

impl Words {
    /// Whether one of the words stands in `folded`, from the front of a word on. A space at the end of one stands for the end of a word.
    #[must_use]
    pub fn stand_in(&self, folded: &str) -> bool {
        // Most words of a text begin as none of these does, which a bit of their first bytes tells.
        let begins = self.words.iter().filter_map(|w| w.as_bytes().first()).fold(0u64, |all, byte| all | 1 << (byte & 63));
        let mut inside = false;
        folded.bytes().enumerate().any(|(at, byte)| {
            // Beyond ASCII a letter is looked at whole, at its first byte; its other bytes are no front of anything.
            let letter = match byte {
                0..0x80 => byte.is_ascii_alphanumeric(),
                0x80..0xc0 => inside,
                _ => folded.get(at..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)),
            };
            let front = !std::mem::replace(&mut inside, letter) && byte & 0xc0 != 0x80;
            let first = begins >> (byte & 63) & 1 == 1;
            front && first && folded.get(at..).is_some_and(|rest| self.words.iter().any(|word| begins_with(rest, word)))
        })
    }
}

/// Whether `text` begins with `word`, and with no longer word where a space at its end asks for that.
fn begins_with(text: &str, word: &str) -> bool {
    let bare = word.trim_end();
    let ends = |rest: &str| bare.len() == word.len() || !rest.starts_with(char::is_alphanumeric);
    text.strip_prefix(bare).is_some_and(ends)
}

#[cfg(test)]
mod tests {
    use crate::Standard;
    use concordat_text::fold_str;

    #[test]
    fn words_stand_in_their_examples_and_in_no_others() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        for (name, words) in standard.routes.judging.all() {
            assert!(!words.examples.is_empty() && !words.not.is_empty(), "{name}");
            words.examples.iter().for_each(|e| assert!(words.stand_in(&fold_str(e)), "{name}: {e}"));
            words.not.iter().for_each(|e| assert!(!words.stand_in(&fold_str(e)), "{name}: not {e}"));
        }
    }
}
