//! What a document says of its own review.

use super::clause::Clause;
use super::cues::{Cue, Met};
use super::date::{Dated, first_date};
use super::lazy::{Lazy, compile, compile_plain};
use crate::{Prepared, PreparedPassage};
use concordat_register::{Date, Entry, Field, PartialDate, PassageKind, currency::ReviewStatement};
use concordat_text::ByteSpan;
use regex::{Regex, bytes};

/// Reads review statements.
#[derive(Debug)]
pub(super) struct ReviewReader {
    label: Lazy<bytes::Regex>,
    label_cell: Lazy<bytes::Regex>,
    prose: Lazy<bytes::Regex>,
    past: Lazy<bytes::Regex>,
    after: Lazy<Regex>,
}

/// How far after the words of review the date may stand, in bytes.
const REACH: usize = 70;

/// A line of a control block is no longer than this, in bytes.
const LONGEST_LINE: usize = 200;

impl ReviewReader {
    pub(super) fn new() -> Self {
        Self {
            label: compile_plain(LABEL),
            label_cell: compile_plain(LABEL_CELL),
            prose: compile_plain(PROSE),
            past: compile_plain(PAST),
            after: compile(AFTER_APPROVAL),
        }
    }

    /// Reads the review that a cue of passage `at` begins, if it is of this document and has a date.
    pub(super) fn read(&self, prepared: &Prepared<'_>, at: usize, met: &Met, entry: &Entry) -> Option<ReviewStatement> {
        if met.cue != Cue::Review {
            return None;
        }
        let passage = prepared.passages.get(at)?;
        if let PassageKind::Cell { .. } = passage.passage.kind
            && self.label_cell.is_match(passage.folded.text.trim().as_bytes())
        {
            return self.cell(prepared, at);
        }
        let clause = Clause::at(passage, passage.folded.source(ByteSpan::new(met.start, met.end)).start());
        self.stated(prepared, passage, &clause, entry).or_else(|| {
            // "Approved on 14 May 2019" and "Next review: May 2022" on two lines of one paragraph are no sentence together.
            let cue = passage.folded.source(ByteSpan::new(met.start, met.end));
            let line = line_of(passage.text, clause.span, cue.start()).filter(|line| *line != clause.span)?;
            self.stated(prepared, passage, &Clause::of(passage.text, line), entry)
        })
    }

    /// The review of which a sentence, or a line of one, gives the date.
    fn stated(&self, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, clause: &Clause, entry: &Entry) -> Option<ReviewStatement> {
        let sentence = clause.text();
        // Most sentences with the word have no date and no term: the patterns are not tried on them.
        let dated = sentence.bytes().any(|b| b.is_ascii_digit());
        let term = entry.approved.is_some() && (sentence.contains("year") || sentence.contains("month"));
        if !(dated || term) || self.past.is_match(sentence.as_bytes()) {
            return None;
        }
        let found = self.label.find(sentence.as_bytes()).or_else(|| self.prose.find(sentence.as_bytes()));
        let due = found.and_then(|m| dated_after(sentence, m.end())).map(|dated| (dated.date, dated.end));
        let (due, end) = due.or_else(|| self.after_approval(sentence, entry))?;
        let start = found.map_or(0, |m| m.start());
        let anchor = prepared.anchor(passage, clause.source(start, end.max(start)));
        Some(ReviewStatement { due, anchor })
    }

    /// A control table: a cell that says "review", and a date in the next cell, or in the one below where it heads a column.
    fn cell(&self, prepared: &Prepared<'_>, at: usize) -> Option<ReviewStatement> {
        let label = prepared.passages.get(at)?;
        let PassageKind::Cell { table, row, column, .. } = label.passage.kind else { return None };
        let near = prepared.passages.iter().skip(at + 1).take(40);
        let same = near.take_while(|p| matches!(p.passage.kind, PassageKind::Cell { table: t, .. } if t == table));
        let place = |p: &PreparedPassage<'_>| match p.passage.kind {
            PassageKind::Cell { row, column, .. } => (row, column),
            _ => (0, 0),
        };
        let mut below = None;
        for other in same {
            let (r, c) = place(other);
            if r == row && c > column {
                // The next cell of the row is its value, unless it is another label, as in a row of headings.
                if let Some(dated) = first_date(&other.folded.text) {
                    return statement(prepared, other, &dated);
                }
                continue;
            }
            if r == row + 1 && c == column {
                below = first_date(&other.folded.text).and_then(|dated| statement(prepared, other, &dated));
                break;
            }
        }
        below
    }

    /// "Two years after approval": a date only where the register knows the approval.
    fn after_approval(&self, sentence: &str, entry: &Entry) -> Option<(PartialDate, usize)> {
        let approved = entry.approved?;
        let found = self.after.captures(sentence)?;
        let count = number(found.name("count").or_else(|| found.name("every")).or_else(|| found.name("again"))?.as_str())?;
        let in_months = found.name("unit").or_else(|| found.name("span")).is_some_and(|unit| unit.as_str().starts_with("month"));
        let months = if in_months { count } else { count * 12 };
        Some((later(approved, months)?, found.get(0)?.end()))
    }
}

/// Where the register read the review date that it inferred: the line or cell that holds the date and begins with a label
/// of review, or stands after a cell that does. Nothing where a statement of that date was read already, or the place is not found.
pub(super) fn where_inferred(prepared: &Prepared<'_>, entry: &Entry, read: &[ReviewStatement]) -> Option<ReviewStatement> {
    let due = entry.review_due.filter(|due| entry.inferred.contains(&Field::ReviewDue) && !read.iter().any(|r| r.due == *due))?;
    let mut before_says = false;
    prepared.passages.iter().find_map(|passage| {
        // A label, not a sentence: "the serious case review of 2015" is another kind of review.
        let text = passage.folded.text.trim_start();
        let says = ["review", "next review", "date of review", "date of next review", "date for review", "due for review"];
        let says = says.iter().any(|label| text.starts_with(label));
        let cell = matches!(passage.passage.kind, PassageKind::Cell { .. });
        let labelled = says || (cell && before_says);
        before_says = says && cell;
        if !labelled || passage.text.len() > LONGEST_LINE {
            return None;
        }
        match first_date(&passage.folded.text) {
            Some(dated) => statement(prepared, passage, &dated).filter(|_| dated.date == due),
            // "Every two years": the register counted from the day of approval.
            None if ["year", "month", "annual"].iter().any(|unit| text.contains(unit)) => {
                Some(ReviewStatement { due, anchor: prepared.anchor(passage, ByteSpan::new(0, passage.text.len())) })
            }
            None => None,
        }
    })
}

/// The line of `within` that holds byte `at` of `text`.
fn line_of(text: &str, within: ByteSpan, at: usize) -> Option<ByteSpan> {
    let before = text.get(within.start()..at)?.rfind('\n').map_or(within.start(), |n| within.start() + n + 1);
    let after = text.get(at..within.end())?.find('\n').map_or(within.end(), |n| at + n);
    Some(ByteSpan::new(before, after))
}

fn statement(prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, dated: &Dated) -> Option<ReviewStatement> {
    let anchor = prepared.anchor(passage, passage.folded.source(ByteSpan::new(dated.start, dated.end)));
    Some(ReviewStatement { due: dated.date, anchor })
}

/// The date that follows byte `at`, if a word of time leads to it: a year after other words is the year of something else.
fn dated_after(sentence: &str, at: usize) -> Option<Dated> {
    let rest = sentence.get(at..super::clause::down(sentence, at + REACH).max(at))?;
    let found = first_date(rest)?;
    let lead = rest.get(..found.start)?.trim_end();
    let word = lead.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let leads = lead.is_empty()
        || lead.ends_with([':', '-', '=', '(', '|', '.'])
        || matches!(
            word,
            "by" | "in"
                | "on"
                | "before"
                | "than"
                | "during"
                | "of"
                | "due"
                | "for"
                | "is"
                | "be"
                | "from"
                | "until"
                | "date"
                | "later"
                | "the"
                | "around"
                | "early"
                | "late"
                | "mid"
        );
    leads.then(|| Dated { date: found.date, start: at + found.start, end: at + found.end })
}

fn number(word: &str) -> Option<u32> {
    const WORDS: &[&str] = &["one", "two", "three", "four", "five", "six"];
    const MORE: &[(&str, u32)] = &[("nine", 9), ("twelve", 12), ("eighteen", 18)];
    let more = MORE.iter().find(|(w, _)| *w == word).map(|(_, n)| *n);
    let named = WORDS.iter().position(|w| *w == word).and_then(|n| u32::try_from(n + 1).ok()).or(more);
    named.or_else(|| word.parse().ok()).filter(|n| (1..=60).contains(n))
}

/// `months` after a date, as exactly as the date is known; a day that the month lacks becomes its last.
fn later(from: PartialDate, months: u32) -> Option<PartialDate> {
    let Some(month) = from.month else {
        return Some(PartialDate::year(from.year + i16::try_from(months.div_ceil(12)).ok()?));
    };
    let total = i32::from(from.year) * 12 + i32::from(month) - 1 + i32::try_from(months).ok()?;
    let (year, month) = (i16::try_from(total / 12).ok()?, u8::try_from(total % 12 + 1).ok()?);
    let whole = PartialDate::month(year, month)?;
    let Some(day) = from.day else { return Some(whole) };
    Date::new(year, month, day).map(PartialDate::from).or(Some(PartialDate::from(whole.last())))
}

#[cfg(test)]
fn is_label(text: &str) -> bool {
    compile_plain(LABEL_CELL).is_match(concordat_text::fold_str(text).as_bytes())
}

const LABEL_CELL: &str = r"(?x)^(?:
    (?:the\s+)?(?:date\s+(?:of|for)\s+)?(?:(?:next|new|planned|scheduled|formal|full|proposed)\s+)*review(?:\s+(?:date|due|due\s+date|due\s+by|by|on|month|year))?
    | (?:to\s+be|due\s+to\s+be)\s+reviewed(?:\s+(?:by|on|in))? | due\s+for\s+review(?:\s+(?:by|on|in))? | (?:date\s+)?due\s+for\s+(?:next\s+)?review | review(?:ed)?\s+by\s+date | for\s+review(?:\s+(?:by|on|in))?
    )\s*[:.?]?$";

const LABEL: &str = r"(?x)(?:(?:^|[|;.]\s*|\u{2022}\s*)for\s+(?:next\s+)?review(?:\s+(?:by|in|on))\b)\s*|(?:^|(?:[|;,(.-]|\u{2022})\s*)(?:
    (?:the\s+)?(?:date\s+(?:of|for)\s+)(?:(?:next|new|planned|scheduled)\s+)?review
    | (?:(?:next|new|planned|scheduled|proposed)\s+)review(?:\s+(?:date|due|due\s+date|by|on))?
    | review\s+(?:date|due|due\s+date|by|on)
    | (?:to\s+be|due\s+to\s+be)\s+reviewed | due\s+for\s+(?:next\s+)?review
    | review\s*[:=]
    )\s*[:=-]?\s*(?:\bis\b\s*)?";

const PROSE: &str = r"(?x)
    \b(?:(?:this|these|our)\s+(?:[\w'-]+\s+){0,4}?(?:plan|agreement|page|statement|chapter|toolkit|document|policy|procedures?|protocol|strategy|guidance|terms\s+of\s+reference|framework|pathway|thresholds|manual)|the\s+(?:[\w'-]+\s+){0,4}?(?:document|policy|procedures?|protocol|strategy|guidance|terms\s+of\s+reference|framework|pathway|thresholds|manual))\b[^.;]{0,160}?
        \b(?:(?:will|shall|must|should|is\s+to|are\s+to|to)\s+(?:(?:next|then|also|therefore|both)\s+)?be\s+(?:\w+\s+)?reviewed | (?:is|are)\s+(?:next\s+)?due\s+(?:for|to\s+be)\s+(?:a\s+)?review(?:ed)? | (?:due|scheduled|set)\s+for\s+review | next\s+review)\b
    | \b(?:will|shall|must|should|is\s+to|are\s+to)\s+(?:(?:next|formally|then|jointly)\s+)*review\s+(?:this|the|these|our)\s+(?:[\w'-]+\s+){0,3}?(?:document|policy|procedures?|protocol|strategy|guidance|plan|agreement|page|terms\s+of\s+reference|framework|pathway|toolkit|thresholds|manual)\b
    | \b(?:the|a|its|our)\s+(?:(?:next|formal|first|full|planned)\s+)+review(?:\s+of\s+(?:this|the|these|our)\s+[^.;]{0,40}?)?\s+(?:is|will\s+be|falls|takes\s+place|will\s+take\s+place|should\s+be|must\s+be|due|(?:was|has\s+been)\s+(?:set|planned|scheduled|due|fixed))\b
    | \breview\s+of\s+th(?:is|ese)\s+[^.;]{0,40}?\s+(?:is|will\s+be|falls|takes\s+place|will\s+take\s+place|should\s+be|must\s+be)\s+(?:next\s+)?(?:due|held|completed|carried\s+out|done)\b
    | ^(?:it|they)\s+(?:will|shall|must|should|is\s+to|are\s+to)\s+(?:(?:next|then)\s+)?be\s+(?:\w+\s+)?reviewed\b
    | ^(?:next\s+)?review\s+(?:is|will\s+be)\s+(?:due|held)\b";

/// A review that has been, or of something else.
const PAST: &str = r"(?x)
    \b(?:last|previous|latest|first)\s+review(?:ed)?\b | \b(?:was|were|has\s+been|have\s+been)\s+(?:last\s+)?reviewed\b
    | ^reviewed\b | \b(?:case|peer|practice|rapid|judicial|literature|mortality)\s+reviews?\b[^.;]{0,40}\d{4}";

const AFTER_APPROVAL: &str = r"(?x)
    \breview(?:ed|s)?\b[^.;]{0,60}?\b(?P<count>one|two|three|four|five|six|\d{1,2})\s+(?P<unit>years?|months?)\s+(?:after|from|of|following)\s+(?:(?:its|the|the\s+date\s+of)\s+)*(?:approval|adoption|publication|agreement|ratification|being\s+approved|being\s+agreed|issue)\b
    | \bthis\s+(?:[\w'-]+\s+){0,4}?[^.;]{0,80}?\breviewed\s+every\s+(?P<every>two|three|four|five|six|[2-6])\s+years\b
    | \b(?:this|these|our|the)\s+(?:[\w'-]+\s+){0,3}?(?:document|policy|procedures?|protocol|strategy|guidance|terms\s+of\s+reference|framework|pathway)\s+(?:will|shall|must|should|is\s+to|are\s+to)\s+(?:then\s+)?be\s+(?:reviewed|looked\s+at\s+again|revisited)\s+(?:after|within|in)\s+(?:the\s+first\s+)?(?P<again>one|two|three|four|five|six|nine|twelve|eighteen|\d{1,2})\s+(?P<span>years?|months?)\b";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::CurrencyReader;
    use concordat_standard::Standard;

    fn due(markdown: &str, approved: Option<&str>) -> Vec<String> {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let document = concordat_fixture::document(markdown);
        let prepared = Prepared::new(&document);
        let entry = Entry { approved: approved.and_then(PartialDate::parse), ..Entry::default() };
        CurrencyReader::new(&standard).read(&prepared, &entry).reviews.into_iter().map(|r| r.due.to_string()).collect()
    }

    #[test]
    fn an_inferred_date_is_found_where_it_stands() {
        let document = concordat_fixture::document("# Gangs Protocol\n\n| Agreed | 2 May 2014 |\n|---|---|\n| Review | 4 May 2016 |\n");
        let prepared = Prepared::new(&document);
        let entry = Entry { review_due: PartialDate::parse("2016-05-04"), inferred: vec![Field::ReviewDue], ..Entry::default() };
        let found = where_inferred(&prepared, &entry, &[]).unwrap();
        assert_eq!((found.due.to_string().as_str(), found.anchor.quote.exact.as_str()), ("2016-05-04", "4 May 2016"));
        // The day of agreement is no review, and a date given by hand is not looked for.
        assert!(where_inferred(&prepared, &Entry { review_due: PartialDate::parse("2014-05-02"), ..entry.clone() }, &[]).is_none());
        assert!(where_inferred(&prepared, &Entry { inferred: Vec::new(), ..entry }, &[]).is_none());
    }

    #[test]
    fn reviews_in_prose() {
        for (text, date) in [
            ("This protocol will be reviewed by June 2017.", "2017-06"),
            ("Housing Directorate\\\nApproved by the Board on 14 May 2019\\\nNext review: May 2022\n", "2022-05"),
            ("The policy subgroup will review this procedure in May 2016.", "2016-05"),
            ("The next review is due in October 2018.", "2018-10"),
            ("Review date: 01/02/2025", "2025-02-01"),
            ("Next review: 3 May 2019", "2019-05-03"),
            ("Version 3. Approved May 2016. Review due May 2018.", "2018-05"),
            ("It will be reviewed no later than 31 March 2016.", "2016-03-31"),
            // Issue 6: a month without a day was not counted among the reviews to come.
            ("Agreed by the Board on 3 May 2021. For review in November 2026.", "2026-11"),
            ("These terms of reference are due for review in 2017.", "2017"),
            ("This agreement was signed in 2014 and will be reviewed in April 2016.", "2016-04"),
        ] {
            assert_eq!(due(text, None), [date], "{text}");
        }
    }

    #[test]
    fn what_is_no_review_of_the_document() {
        for text in [
            "The child's plan will be reviewed in May 2016 by the core group.",
            "This protocol is reviewed annually.",
            "This protocol will be reviewed in the light of Working Together 2015.",
            "This protocol was last reviewed in May 2014.",
            "The serious case review of 2014 said so.",
            "The panel reviews cases from March 2015 onwards.",
            "Reviewed March 2014.",
            "The plan goes to the core group for review in May 2016.",
        ] {
            assert!(due(text, None).is_empty(), "{text} {:?}", due(text, None));
        }
    }

    #[test]
    fn years_after_approval_need_an_approval() {
        let text = "This policy will be reviewed two years after approval.";
        assert!(due(text, None).is_empty());
        assert_eq!(due(text, Some("2014-03-19")), ["2016-03-19"]);
        assert_eq!(due("This policy is reviewed every three years.", Some("2014-03")), ["2017-03"]);
        assert_eq!(due("The protocol will be looked at again after eighteen months.", Some("2014-03")), ["2015-09"]);
        assert!(due("The child's plan will be looked at again after six months.", Some("2014-03")).is_empty());
        assert_eq!(later(PartialDate::parse("2016-02-29").unwrap(), 12).unwrap().to_string(), "2017-02-28");
    }

    #[test]
    fn labels_of_cells() {
        for text in ["Review", "Review date", "Next review:", "Date of next review", "To be reviewed by", "Review due"] {
            assert!(is_label(text), "{text}");
        }
        for text in ["Last review", "Reviewed by", "Peer review", "Review panel"] {
            assert!(!is_label(text), "{text}");
        }
    }
}
