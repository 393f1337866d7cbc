//! Words that may be another document's title though no last word says so: runs in capitals, italics, quotation marks.
//!
//! Which titles the site holds is not known while one document is read. What might be one is kept, a few hundred at most,
//! and dropped where no held document turns out to be called so.

use crate::PreparedPassage;
use concordat_register::{PassageKind, Style};
use concordat_text::{ByteSpan, words};
use std::collections::{BTreeMap, BTreeSet};

/// Most runs of capitals kept of one document.
const MOST_CAPITALS: usize = 160;
/// Most stretches set apart kept of one document.
const MOST_MARKED: usize = 120;
/// Most places of letters that may stand for a title kept of one document, and most of the same letters.
const MOST_LETTERS: (usize, usize) = (90, 4);
/// Fewest and most words of a title worth keeping.
const WORDS: std::ops::RangeInclusive<usize> = 2..=10;
/// Most words of a title of two lines.
const LONGEST: usize = 14;
/// Longest list item or cell that may be nothing but a title, in bytes.
const ITEM: usize = 80;

/// What was met in one document so far.
#[derive(Debug, Default)]
pub(super) struct Runs<'d> {
    seen: BTreeSet<&'d str>,
    capitals: usize,
    marked: usize,
    letters: usize,
    /// How often letters were met.
    lettered: BTreeMap<&'d str, usize>,
}

impl<'d> Runs<'d> {
    /// The stretches of `passage` that may be a title and were not met before, in bytes of its text.
    pub(super) fn find(&mut self, passage: &PreparedPassage<'d>, listed: bool, found: &mut Vec<ByteSpan>) {
        found.clear();
        let kind = passage.passage.kind;
        if kind == PassageKind::Heading {
            return;
        }
        if self.marked < MOST_MARKED {
            let italics = passage.passage.styles.iter().filter(|s| s.style == Style::Italic).map(|s| s.span);
            let links = passage.passage.links.iter().map(|l| l.span);
            let cell = matches!(kind, PassageKind::Cell { header: false, .. });
            let item = (cell || listed && matches!(kind, PassageKind::ListItem { .. })) && passage.text.len() <= ITEM;
            let whole = item.then(|| ByteSpan::new(0, passage.text.len()));
            for span in passage.quotations.iter().copied().chain(italics).chain(links).chain(whole) {
                if let Some(span) = trimmed(passage.text, span).filter(|span| self.seen.insert(span.of(passage.text))) {
                    self.marked += 1;
                    found.push(span);
                }
            }
        }
        if self.capitals < MOST_CAPITALS {
            self.capitals(passage.text, found);
        }
    }

    /// Adds letters that stand alone, or behind one word in capitals and small ones: "under the JPMC", "Use the JPMC".
    fn letters(&mut self, text: &'d str, start: usize, run: &Run, found: &mut Vec<ByteSpan>) {
        let Some(words) = text.get(start..run.end).filter(|_| run.capitals <= 2) else { return };
        let word = words.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
        let alone = (3..=10).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'&');
        // What stands in brackets explains the name before them, which is the citation.
        let before = text.get(..run.end - word.len()).unwrap_or_default();
        let before = before.trim_end_matches("the ").trim_end_matches(['"', '\'', '\u{201c}', '\u{2018}']);
        let bracketed = before.ends_with('(');
        if !alone || bracketed || self.letters >= MOST_LETTERS.0 {
            return;
        }
        let met = self.lettered.entry(word).or_default();
        *met += 1;
        if *met <= MOST_LETTERS.1 {
            self.letters += 1;
            found.push(ByteSpan::new(run.end - word.len(), run.end));
        }
    }

    /// Adds runs of words in capitals with small joining words between them.
    fn capitals(&mut self, text: &'d str, found: &mut Vec<ByteSpan>) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(start) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_uppercase)).map(|n| n + at) {
            if start.checked_sub(1).and_then(|b| bytes.get(b)).is_some_and(|b| b.is_ascii_alphanumeric()) {
                at = start + 1;
                continue;
            }
            let run = run(text, start);
            at = run.next.max(start + 1);
            // A title of two lines, "Safe Streets: Guidance for Wardens", comes before either of them.
            if let Some(whole) = two_lines(text, start, &run).filter(|_| self.capitals < MOST_CAPITALS)
                && self.seen.insert(whole.of(text))
            {
                self.capitals += 1;
                found.push(whole);
            }
            self.letters(text, start, &run, found);
            let Some(words) = text.get(start..run.end).filter(|_| run.capitals >= 2 && WORDS.contains(&run.words)) else { continue };
            if self.capitals < MOST_CAPITALS && !of_a_body(words) && self.seen.insert(words) {
                self.capitals += 1;
                found.push(ByteSpan::new(start, run.end));
            }
        }
    }
}

/// A run with the one behind a colon right after it.
fn two_lines(text: &str, start: usize, first: &Run) -> Option<ByteSpan> {
    let after = text.get(first.end..)?.strip_prefix(": ").filter(|after| after.starts_with(|c: char| c.is_ascii_uppercase()))?;
    let second = run(text, text.len() - after.len());
    let fits = first.words >= 2 && second.words >= 2 && first.words + second.words <= LONGEST;
    fits.then(|| ByteSpan::new(start, second.end))
}

/// A run of capitals: where it ends, how many words it has, and where to look on.
struct Run {
    end: usize,
    words: usize,
    capitals: usize,
    next: usize,
}

fn run(text: &str, start: usize) -> Run {
    let mut run = Run { end: start, words: 0, capitals: 0, next: start };
    let mut pending = 0;
    for word in words(text.get(start..).unwrap_or_default()) {
        let (from, to) = (start + word.span.start(), start + word.span.end());
        let gap = text.get(run.next..from).unwrap_or_default();
        if run.words > 0 && !matches!(gap, " " | ", " | " & " | "\n" | "\u{a0}") {
            break;
        }
        if word.text.starts_with(|c: char| c.is_ascii_uppercase()) {
            run.words += pending + 1;
            (run.capitals, run.end, pending) = (run.capitals + 1, to, 0);
        } else if joins(word.text) && pending < 3 {
            pending += 1;
        } else {
            break;
        }
        run.next = to;
        if run.words > 24 {
            break;
        }
    }
    run
}

/// Small words within titles.
fn joins(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "and"
            | "at"
            | "by"
            | "for"
            | "from"
            | "in"
            | "into"
            | "is"
            | "it"
            | "not"
            | "of"
            | "on"
            | "our"
            | "or"
            | "the"
            | "to"
            | "with"
            | "your"
    )
}

/// Whether the last word is that of a body, a post or a place, which no title ends in.
fn of_a_body(run: &str) -> bool {
    let last = run.rsplit(' ').next().unwrap_or_default();
    matches!(
        last,
        "Partnership"
            | "Board"
            | "Team"
            | "Service"
            | "Services"
            | "Council"
            | "Police"
            | "Group"
            | "Panel"
            | "Officer"
            | "Manager"
            | "Lead"
            | "Director"
            | "Hub"
            | "Trust"
            | "Road"
            | "Street"
            | "School"
            | "Academy"
            | "Worker"
            | "Workers"
            | "Committee"
            | "Executive"
            | "Act"
            | "Authority"
    )
}

/// A stretch without marks and brackets round it, where it has as many words as a title and begins with a capital.
fn trimmed(text: &str, span: ByteSpan) -> Option<ByteSpan> {
    let inside = span.of(text);
    if inside.len() > 120 {
        return None;
    }
    let mut met = words(inside);
    let first = met.next().filter(|w| w.text.starts_with(char::is_uppercase))?.span;
    let (mut count, mut end) = (1, first.end());
    for word in met {
        (count, end) = (count + 1, word.span.end());
    }
    WORDS.contains(&count).then(|| ByteSpan::new(span.start() + first.start(), span.start() + end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Prepared;

    fn runs(text: &str) -> Vec<String> {
        let document = concordat_fixture::document(text);
        let prepared = Prepared::new(&document);
        let (mut runs, mut found, mut made) = (Runs::default(), Vec::new(), Vec::new());
        for passage in &prepared.passages {
            runs.find(passage, false, &mut found);
            made.extend(found.iter().map(|span| span.of(passage.text).to_owned()));
        }
        made
    }

    #[test]
    fn runs_in_capitals_and_in_quotation_marks() {
        assert_eq!(runs("Work is done under Standing by You, Together at once."), ["Standing by You, Together"]);
        assert_eq!(runs("Read “Somewhere to turn” first."), ["Somewhere to turn"]);
        assert_eq!(runs("Ring the Front Door Team. Ask them."), Vec::<String>::new());
        let lines = ["Safe Streets: Guidance for Wardens", "Safe Streets", "Guidance for Wardens"];
        assert_eq!(runs("Every ward now follows Safe Streets: Guidance for Wardens, which is long."), lines);
        assert_eq!(runs("Growing Up Well is ours. Growing Up Well is new."), ["Growing Up Well"]);
    }

    #[test]
    fn letters_that_may_be_a_title() {
        assert_eq!(runs("Crews go by the SBSP. Use the SBSP."), ["SBSP", "SBSP", "Use the SBSP"]);
        assert_eq!(runs("crews met (SBSP) and SB"), Vec::<String>::new());
        assert!(runs(&"by the SBSP at sea. ".repeat(50)).len() <= MOST_LETTERS.1);
    }

    #[test]
    fn no_more_are_kept_than_the_bound() {
        let text: String = (0..2_000).map(|n| format!("See Alpha{n} Beta{n} now. ")).collect();
        assert!(runs(&text).len() <= MOST_CAPITALS + MOST_MARKED);
    }
}
