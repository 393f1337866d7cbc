//! Tells whether something is named as past: replaced, formerly, then called.

use super::lazy::{Lazy, compile, compile_plain};
use regex::{Regex, bytes};

/// How far before and after a name its stance is read, in bytes.
const BEFORE: usize = 70;
const AFTER: usize = 110;

/// Reads the stance of a name in its sentence.
#[derive(Debug)]
pub(super) struct StanceReader {
    before: Lazy<bytes::Regex>,
    after: Lazy<bytes::Regex>,
    past: Lazy<Regex>,
}

impl StanceReader {
    pub(super) fn new() -> Self {
        Self { before: compile_plain(BEFORE_CUES), after: compile_plain(AFTER_CUES), past: compile(PAST) }
    }

    /// Whether the name at `start..end` of the folded `sentence` is spoken of as past.
    pub(super) fn is_historic(&self, sentence: &str, start: usize, end: usize) -> bool {
        let before = sentence.get(super::clause::up(sentence, start.saturating_sub(BEFORE))..start).unwrap_or_default();
        let after = sentence.get(end..super::clause::down(sentence, end.saturating_add(AFTER))).unwrap_or_default();
        // "Kept no longer than is necessary" ends nothing.
        let before = nearest(before).rsplit("no longer than").next().unwrap_or_default();
        let after = after.split(';').next().unwrap_or_default().split("no longer than").next().unwrap_or_default();
        self.before.is_match(before.as_bytes()) || self.after.is_match(after.as_bytes())
    }

    /// Whether the sentence tells of a year no later than `latest`: what happened then happened under the old name.
    pub(super) fn is_past(&self, sentence: &str, latest: i16) -> bool {
        self.past
            .captures_iter(sentence)
            .any(|found| found.name("year").and_then(|y| y.as_str().parse::<i16>().ok()).is_some_and(|year| year <= latest))
    }
}

/// What stands after the last break of a sentence: a cue on the far side of it is about something else.
fn nearest(before: &str) -> &str {
    let mut rest = before;
    for mark in [";", ", and ", ", but ", ", which ", ". "] {
        if let Some(at) = rest.rfind(mark) {
            rest = rest.get(at + mark.len()..).unwrap_or_default();
        }
    }
    rest
}

const BEFORE_CUES: &str = r"(?x)\b(?:
    replac(?:es|ed|ing)(?:\s+by)? | replacement\s+(?:for|of) | supersed(?:es|ed|ing) | t(?:ook|akes|aken|aking)\s+over\s+from
    | t(?:ook|akes|aken|aking)\s+the\s+place\s+of | in\s+place\s+of | instead\s+of | rather\s+than | success(?:or|ors)\s+to | succe(?:eds|eded)
    | formerly | previously | previous | former | the\s+old | an\s+old | older | earlier | outdated | out[\s-]of[\s-]date | defunct | historic | historical | historically
    | aboli(?:shed|shes|tion\s+of) | repeal(?:ed|s|\s+of) | revok(?:ed|es) | withdr(?:ew|awn|awal\s+of) | predecessor | the\s+end\s+of | closure\s+of | dissolution\s+of
    | transferred\s+from | inherited\s+from | moved\s+(?:on\s+)?from | chang(?:ed|es)\s+from | renamed\s+from | (?:was|were)\s+(?:then\s+)?(?:called|known\s+as) | used\s+to\s+be
    | originally | first\s+published | the\s+then | no\s+longer | legacy | dates\s+(?:back\s+to|from) | dating\s+from | goes\s+back\s+to | updates\s+the | revises\s+the | prior\s+to | before\s+the
    | (?:until|till|up\s+to|before|from)\s+(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:the\s+end\s+of\s+|early\s+|late\s+|mid-?)?(?:[a-z]{3,9}\s+)?(?:19|20)\d\d
)\b";

const AFTER_CUES: &str = r"(?x)^[^.;]{0,80}?\b(?:
    (?:is|are|was|were|be|been|being|now|since|subsequently|later)\s+(?:\w+\s+)?(?:replaced|superseded|withdrawn|abolished|repealed|disbanded|dissolved|renamed|revoked|merged|archived|wound\s+up|switched\s+off|retired|discontinued|phased\s+out|scrapped|closed)
    | (?:replaced|superseded|withdrawn|abolished|repealed|disbanded|dissolved|renamed|revoked|closed)\s+(?:by|in|on|from|with|as)
    | \(?(?:now|since)\s+(?:replaced|superseded|withdrawn|abolished|repealed|disbanded|archived|called|known|named|part|the|obsolete)
    | no\s+longer | ceased | came\s+to\s+an\s+end | gave\s+way | became | amended\s+by
    | (?:is|are)\s+now\s+(?:called|known|named|part|obsolete)
    | at\s+(?:the|that)\s+time | then\s+in\s+force | in\s+force\s+(?:then|at\s+the\s+time) | and\s+its\s+(?:replacement|successor) | has\s+(?:gone|closed|ended) | have\s+(?:gone|closed|ended)
    | until\s+(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:the\s+end\s+of\s+|early\s+|late\s+|mid-?)?(?:[a-z]{3,9}\s+)?(?:19|20)\d\d
    | until\s+(?:it|they)\s+(?:was|were)
)\b|^\s*[(,/]?\s*now\b";

const PAST: &str = r"\b(?:in|during|since|between|from|on|by|of|published|dated|until|autumn|spring|summer|winter|january|february|march|april|may|june|july|august|september|october|november|december)\s+(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:[a-z]{3,9}\s+)?(?P<year>(?:19|20)\d\d)\b";

#[cfg(test)]
mod tests {
    use super::*;

    fn historic(sentence: &str) -> bool {
        let at = sentence.find("xyz").unwrap();
        StanceReader::new().is_historic(sentence, at, at + 3)
    }

    #[test]
    fn named_as_past() {
        for sentence in [
            "the new panel took over from the xyz.",
            "the xyz was replaced in 2014.",
            "safelives (until 2015, xyz) wrote the form.",
            "safelives (formerly xyz)",
            "the xyz, which no longer exists, met weekly.",
            "the xyz (now the new team)",
            "this followed xyz, then in force.",
            "this replaces the xyz.",
            "xyz ceased in may.",
        ] {
            assert!(historic(sentence), "{sentence}");
        }
    }

    #[test]
    fn named_as_present() {
        for sentence in [
            "staff ring the xyz.",
            "this protocol replaces the 2009 one, and follows xyz.",
            "the plan stays open until the xyz agrees to close it.",
            "under xyz every child is seen.",
            "the procedure was replaced; the xyz approves it.",
            "ring the xyz as soon as possible.",
            "the xyz requires that records are kept no longer than is necessary.",
        ] {
            assert!(!historic(sentence), "{sentence}");
        }
    }

    #[test]
    fn the_past_is_told_by_its_year() {
        let reader = StanceReader::new();
        assert!(reader.is_past("in 2012 the board asked for a review.", 2019));
        assert!(!reader.is_past("from 2022 the board asks for a review.", 2019));
        assert!(!reader.is_past("the board asks for a review under the 1989 act.", 2019));
    }
}
