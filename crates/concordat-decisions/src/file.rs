//! The file of decisions: TOML that a person can read, and that version control can merge line by line.

use crate::Book;
use concordat_findings::decision::{Around, Decision, Ruling, Seen};
use concordat_register::{Date, without_values};
use serde::Deserialize;
use std::fmt::Write;

/// What the file is called. It stands in the folder that is audited.
pub const NAME: &str = "concordat-decisions.toml";

const HEAD: &str = "\
# What people decided about the findings of this site. Written by `concordat review`.
# A change of mind adds a decision that replaces the earlier one; nothing is ever taken away. Names stay in this file.
# Two people's files are put together with `concordat review SITE --merge FILE`.
";

/// Why a file of decisions cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// What was met: lower case, no full stop. It holds no words of the file but names of keys.
    pub message: String,
    /// What to do.
    pub help: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    decision: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    finding: String,
    decided: String,
    by: String,
    at: String,
    reason: Option<String>,
    to: Option<String>,
    until: Option<String>,
    #[serde(default)]
    key: String,
    #[serde(default)]
    replaces: Vec<String>,
    check: String,
    #[serde(default)]
    documents: Vec<String>,
    section: Option<String>,
    #[serde(default)]
    words: String,
    before: Option<String>,
    after: Option<String>,
}

impl Book {
    /// Reads a file of decisions.
    ///
    /// # Errors
    ///
    /// Text that is no such file, with the line and what to do; marks of an unfinished merge are named as such.
    pub fn parse(text: &str) -> Result<Self, FileError> {
        if text.lines().any(|line| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>")) {
            return Err(FileError {
                message: format!("{NAME} holds the marks of a merge that was not finished"),
                help: "keep both sides and take the lines of marks out: decisions never contradict each other in the file".into(),
            });
        }
        let file: File = toml::from_str(text).map_err(|e| {
            let line = e.span().map_or(1, |span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
            FileError {
                message: format!("{NAME}, line {line}: {}", without_values(e.message())),
                help: "mend the line, or take the decision out and decide again".into(),
            }
        })?;
        let decisions: Result<Vec<Decision>, FileError> = file.decision.into_iter().enumerate().map(|(n, row)| row.read(n)).collect();
        Ok(Self::of(decisions?))
    }

    /// The text of the file. The same decisions give the same bytes.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = HEAD.to_owned();
        for decision in self.decisions() {
            put(&mut out, decision);
        }
        out
    }
}

impl Row {
    fn read(self, number: usize) -> Result<Decision, FileError> {
        let wrong =
            |what: &str, help: &str| FileError { message: format!("{NAME}, decision {}: {what}", number + 1), help: help.to_owned() };
        let ruling = Ruling::from_word(&self.decided)
            .ok_or_else(|| wrong("`decided` is no decision", "write accept, assign, defer, dismiss or reopen"))?;
        let until = match self.until.as_deref().map(Date::parse) {
            None => None,
            Some(Some(day)) => Some(day),
            Some(None) => return Err(wrong("`until` is no date", "write it as year-month-day, such as 2026-09-01")),
        };
        if !is_moment(&self.at) {
            return Err(wrong("`at` is no moment", "write the day and the time in UTC, such as 2026-09-01T09:30:00Z"));
        }
        let around = match (self.before, self.after) {
            (None, None) => None,
            (before, after) => Some(Around { before: before.unwrap_or_default(), after: after.unwrap_or_default() }),
        };
        Ok(Decision {
            key: self.key,
            finding: self.finding,
            ruling,
            by: self.by,
            at: self.at,
            reason: self.reason,
            to: self.to,
            until,
            replaces: self.replaces,
            seen: Seen { check: self.check, documents: self.documents, section: self.section, words: self.words, around },
        })
    }
}

/// Whether a text is a moment as RFC 3339 writes it, in UTC to the second. Decisions are put in order by it, letter by letter.
fn is_moment(text: &str) -> bool {
    let two = |digits: &str, below: u8| digits.len() == 2 && digits.parse::<u8>().is_ok_and(|n| n < below);
    let time = |time: &str| {
        let parts: Vec<&str> = time.split(':').collect();
        // A leap second is the sixty-first.
        matches!(parts.as_slice(), [hour, minute, second] if two(hour, 24) && two(minute, 60) && two(second, 61))
    };
    let day = |day: &str| day.len() == 10 && Date::parse(day).is_some();
    text.strip_suffix('Z').and_then(|text| text.split_once('T')).is_some_and(|(d, t)| day(d) && time(t))
}

fn put(out: &mut String, decision: &Decision) {
    out.push_str("\n[[decision]]\n");
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{key} = {value}");
        }
    };
    let text = |value: &str| toml::Value::from(value).to_string();
    let list = |values: &[String]| format!("[{}]", values.iter().map(|v| text(v)).collect::<Vec<_>>().join(", "));
    let Decision { finding, ruling, by, at, reason, to, until, key, replaces, seen } = decision;
    line("finding", Some(text(finding)));
    line("decided", Some(text(ruling.word())));
    line("by", Some(text(by)));
    line("at", Some(text(at)));
    line("reason", reason.as_deref().map(text));
    line("to", to.as_deref().map(text));
    line("until", until.map(|day| text(&day.to_string())));
    line("key", Some(text(key)));
    line("replaces", (!replaces.is_empty()).then(|| list(replaces)));
    line("check", Some(text(&seen.check)));
    line("documents", Some(list(&seen.documents)));
    line("section", seen.section.as_deref().map(text));
    line("words", Some(text(&seen.words)));
    line("before", seen.around.as_ref().map(|around| text(&around.before)));
    line("after", seen.around.as_ref().map(|around| text(&around.after)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ordered;
    use proptest::prelude::*;

    #[test]
    fn a_value_of_the_wrong_kind_is_told_by_its_line_and_not_quoted() {
        let text = "[[decision]]\nfinding = \"language-choice-1\"\ndocuments = \"Robin Quill.docx\"\n";
        let told = Book::parse(text).unwrap_err().message;
        assert!(told.contains("line 3") && !told.contains("Robin"), "{told}");
    }

    fn book(words: &str, reason: Option<String>) -> Book {
        let mut book = Book::default();
        let seen = Seen {
            check: "language/choice".into(),
            documents: vec!["documents/a \"new\".docx".into()],
            section: Some("4.2".into()),
            words: words.into(),
            around: Some(Around { before: "She ".into(), after: String::new() }),
        };
        let ordered = Ordered {
            ruling: Ruling::Defer,
            by: "Ash".into(),
            at: "2026-05-04T09:00:00Z".into(),
            reason,
            to: None,
            until: Date::new(2026, 9, 1),
        };
        book.decide("language-choice-1", seen, ordered, &[]);
        book
    }

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let book = book("made \"choices\"\nof her own", Some("it is a quotation".into()));
        assert_eq!(Book::parse(&book.write()).as_ref(), Ok(&book));
    }

    #[test]
    fn marks_of_a_merge_and_wrong_words_are_named() {
        let broken = |text: &str| Book::parse(text).unwrap_err().message;
        assert!(broken("<<<<<<< ours\n").contains("merge that was not finished"));
        let decided = "[[decision]]\nfinding = \"f\"\ndecided = \"maybe\"\nby = \"Ash\"\nat = \"2026\"\ncheck = \"c\"\n";
        assert!(broken(decided).contains("decision 1: `decided` is no decision"));
        let at =
            |moment: &str| format!("[[decision]]\nfinding = \"f\"\ndecided = \"accept\"\nby = \"Ash\"\nat = \"{moment}\"\ncheck = \"c\"\n");
        for moment in ["2026", "2026-02-30T09:00:00Z", "2026-05-04T24:00:00Z", "2026-05-04T09:00:00+01:00", "2026-05-04 09:00:00Z"] {
            assert!(broken(&at(moment)).contains("decision 1: `at` is no moment"), "{moment}");
        }
        assert!(Book::parse(&at("2026-05-04T09:00:00Z")).is_ok());
        assert!(broken("[[decision]]\nfinding = 3\n").contains("line 2"));
        let named = broken("[[decision]]\nfinding = \"f\"\nby = \"Robin Quill\n");
        assert!(!named.contains("Quill"), "{named}");
    }

    proptest! {
        #[test]
        fn any_words_come_back(words in any::<String>(), reason in proptest::option::of(any::<String>())) {
            let book = book(&words, reason);
            prop_assert_eq!(Book::parse(&book.write()), Ok(book));
        }
    }
}
