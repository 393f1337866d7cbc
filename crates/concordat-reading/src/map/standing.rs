//! Whether a document is in force and since when: version, status, approval, review, year and period.

use super::{
    control::{BACK, Control, FRONT, Slot},
    date::{DateFinder, later},
    lexicon::Scan,
    title::stem,
};
use crate::Prepared;
use concordat_register::{PartialDate, Period, Status};
use concordat_text::fold_str;
use regex::Regex;

/// Patterns of standing, compiled once.
#[derive(Debug)]
pub(super) struct Standings {
    dates: DateFinder,
    period: Option<Regex>,
    version: Option<Regex>,
    draft: Option<Regex>,
    years_after: Option<Regex>,
    approval: Option<Regex>,
    review: Option<Regex>,
    replaced: Option<Regex>,
    unagreed: Option<Regex>,
}

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) version: Option<String>,
    pub(super) status: Status,
    pub(super) approved: Option<PartialDate>,
    pub(super) review_due: Option<PartialDate>,
    pub(super) year: Option<i16>,
    pub(super) period: Option<Period>,
    /// Who approved it, as written after "approved by".
    pub(super) approver: Option<String>,
}

/// Sentences at the front and back with words of standing, and the document's own name and title.
struct Statements<'p> {
    sentences: Vec<(usize, &'p str)>,
    furniture: String,
    title: &'p str,
    file: &'p str,
}

impl Standings {
    pub(super) fn new() -> Self {
        let regex = |pattern: &str| Regex::new(pattern).ok();
        Self {
            dates: DateFinder::new(),
            period: regex(r"\b((?:19|20)\d{2})\s?(?:-|\u{2013}|\u{2014}|/|_|to|until)\s?((?:19|20)\d{2}|\d{2})\b"),
            version: regex(
                r"(?i)(?:^|[^a-z])(?:version|ver|v|issue|edition|revision|rev)\.?\s*(?:no\.?\s*|number\s*)?(\d{1,2}(?:\.\d{1,2}){0,2})\b",
            ),
            draft: regex(r"(?:^|[^a-z])(?:draft|consultation version|consultation copy|for consultation|working copy)(?:$|[^a-z])"),
            years_after: regex(
                r"(?:every|each|after|in|within|:|^)?\s*(?:(one|two|three|four|five|[1-5])[\s-]*(year|yearly|years|month|months)|(annual|annually|yearly|biennial|biennially|six months|18 months|12 months|24 months|36 months))",
            ),
            approval: regex(r"(?i)\b(?:approved|agreed|adopted|ratified|endorsed|signed off|in force|effective|published|issued)\b"),
            review: regex(
                r"(?i)\b(?:next review(?:ed)?|review(?:ed)?(?: date)?(?: is)? due|due for review|will(?: next)? be reviewed|to be reviewed|shall be reviewed|must be reviewed|is reviewed(?: again)?|for review|looked at (?:it )?again|look at (?:it|them|this) again|revisited|review by|review date|review(?: is)?:?)\b",
            ),
            unagreed: regex(
                r"\bthis (?:document|strategy|policy|procedure) has not yet been\b|\bhas no effect until it\b|\bnot yet (?:been )?(?:formally )?(?:agreed|approved|adopted|ratified|endorsed|signed off) by\b|^not yet (?:formally )?(?:agreed|approved|adopted|ratified|endorsed|signed off)\b",
            ),
            replaced: regex(
                r"(?i)(?:this|the) (?:document|policy|procedure|protocol|strategy|guidance|page|version|edition)[^.]{0,40}\b(?:has been|was|is|is now) (?:superseded|replaced|withdrawn|archived|obsolete|rescinded|no longer in (?:force|use))|(?i)\bsuperseded (?:by|on|in)\b[^.]{0,80}$|^\W*(?:SUPERSEDED|WITHDRAWN|ARCHIVED|OBSOLETE)\b",
            ),
        }
    }

    /// Everything about the document's standing.
    pub(super) fn read(&self, prepared: &Prepared<'_>, scan: &Scan, control: &Control, title: &str, file: &str) -> Standing {
        let total = prepared.passages.len();
        let sentences = scan
            .statements
            .iter()
            .filter(|&&n| n < FRONT || n + BACK >= total)
            .filter_map(|&n| Some((n, prepared.passages.get(n)?)))
            .flat_map(|(n, p)| p.sentences.iter().flat_map(move |s| s.of(p.text).lines().map(move |line| (n, line))))
            .collect();
        let furniture: Vec<&str> = prepared.document.running_words().collect();
        let statements = Statements { sentences, furniture: furniture.join("\n"), title, file };
        let version = self.version(prepared, control, &statements);
        let mut standing = Standing { period: self.period(control, title, file), ..Standing::default() };
        let (approved, approver) = self.approval(control, &statements);
        let settled = approved.filter(|_| approver.is_some());
        let draft = self.is_draft(prepared, control, &statements, version.as_deref(), settled);
        let issued =
            control.all(Slot::Issued).find_map(|v| self.dates.first(v)).or_else(|| self.version_date(prepared, control, &statements));
        standing.approver = approver;
        standing.approved = if draft { None } else { approved.or(issued) };
        standing.review_due = self.review(control, &statements, standing.approved);
        standing.status = self.status(control, &statements, draft, &standing, version.as_deref());
        standing.year = self.year(prepared, &statements, standing.period, standing.approved.or(issued));
        standing.version = version;
        standing
    }

    fn period(&self, control: &Control, title: &str, file: &str) -> Option<Period> {
        let pattern = self.period.as_ref()?;
        [control.first(Slot::Period).unwrap_or_default(), title, stem(file)].into_iter().find_map(|text| {
            let found = pattern.captures(text)?;
            let from: i16 = found.get(1)?.as_str().parse().ok()?;
            let last: i16 = found.get(2)?.as_str().parse().ok()?;
            let to = if last < 100 { from - from % 100 + last } else { last };
            (to > from && to - from <= 15).then_some(Period { from, to })
        })
    }

    fn version(&self, prepared: &Prepared<'_>, control: &Control, statements: &Statements<'_>) -> Option<String> {
        let pattern = self.version.as_ref()?;
        let stated = control.all(Slot::Version).find_map(|value| {
            let bare = value.trim_start_matches(['v', 'V']);
            let number: String = bare.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
            let number = number.trim_end_matches('.');
            (!number.is_empty() && number.len() <= 6)
                .then(|| number.to_owned())
                .or_else(|| Some(pattern.captures(value)?.get(1)?.as_str().to_owned()))
        });
        let of = |text: &str| pattern.captures(text).and_then(|c| c.get(1)).map(|m| m.as_str().to_owned());
        let front = || prepared.passages.iter().take(12).filter(|p| p.text.len() < 200).find_map(|p| of(p.text));
        stated.or_else(|| of(&statements.furniture)).or_else(front).or_else(|| of(&stem(statements.file).replace(['-', '_'], " ")))
    }

    /// "Version 4, October 2013": the date that goes with a version on one short line.
    fn version_date(&self, prepared: &Prepared<'_>, control: &Control, statements: &Statements<'_>) -> Option<PartialDate> {
        let pattern = self.version.as_ref()?;
        let by_value = control.all(Slot::Version).find_map(|v| self.dates.first(v).filter(|d| d.month.is_some()));
        let furniture =
            || statements.furniture.lines().filter(|l| pattern.is_match(l)).find_map(|l| self.dates.first(l).filter(|d| d.month.is_some()));
        let front = || {
            let short = prepared.passages.iter().take(12).filter(|p| p.text.len() < 160).flat_map(|p| p.text.lines());
            short
                .flat_map(|l| l.split(". "))
                .filter(|l| pattern.is_match(l) && !fold_str(l).contains("review"))
                .find_map(|l| self.dates.first(l).filter(|d| d.month.is_some()))
        };
        by_value.or_else(front).or_else(furniture)
    }

    /// Whether it is a draft; `settled` is the day on which it says that somebody approved it.
    fn is_draft(
        &self,
        prepared: &Prepared<'_>,
        control: &Control,
        statements: &Statements<'_>,
        version: Option<&str>,
        settled: Option<PartialDate>,
    ) -> bool {
        if let Some(status) = control.first(Slot::Status).map(fold_str) {
            if status.contains("draft") || status.contains("consultation") {
                return true;
            }
            if ["final", "approved", "live", "published", "current", "agreed", "in force", "adopted", "ratified"]
                .iter()
                .any(|w| status.contains(w))
            {
                return false;
            }
        }
        let Some(pattern) = &self.draft else { return false };
        let name = stem(statements.file).replace(['-', '_', '+'], " ").to_lowercase();
        let properties = &prepared.document.properties;
        // Files keep the name and properties they had as drafts; a page that tells by whom and when it was approved knows better.
        let beside = pattern.is_match(&name)
            || properties.status.as_deref().is_some_and(|s| fold_str(s).contains("draft"))
            || properties.title.as_deref().is_some_and(|t| pattern.is_match(&fold_str(t)));
        let later = settled.is_some_and(|day| years(&name).any(|year| year > day.year));
        if (beside && (settled.is_none() || later))
            || pattern.is_match(&fold_str(statements.title))
            || statements.furniture.lines().any(|l| l.len() < 160 && pattern.is_match(&fold_str(l)))
        {
            return true;
        }
        if version.is_some_and(|v| v == "0" || v.starts_with("0.")) {
            return true;
        }
        statements.sentences.iter().filter(|(index, _)| *index < 25).any(|(index, sentence)| {
            let folded = fold_str(sentence);
            let notice = *index < 10
                && sentence.len() < 160
                && pattern.is_match(&folded)
                && (sentence.contains("DRAFT")
                    || folded.starts_with("draft")
                    || folded.contains("draft for")
                    || folded.contains("consultation draft"));
            let says = folded.contains("draft")
                && [
                    "this is a ",
                    "this document is a ",
                    "is a consultation draft",
                    "is a draft",
                    "this draft",
                    "in draft",
                    "remains a draft",
                    "is still a draft",
                    "is a working draft",
                ]
                .iter()
                .any(|w| folded.contains(w));
            let unagreed = self.unagreed.as_ref().is_some_and(|pattern| pattern.is_match(&folded));
            notice || (says && sentence.len() < 300) || unagreed
        })
    }

    /// When it was approved, and by whom.
    fn approval(&self, control: &Control, statements: &Statements<'_>) -> (Option<PartialDate>, Option<String>) {
        let stated = control.all(Slot::Approved).chain(control.all(Slot::ApprovedBy)).filter(|v| !negated(&fold_str(v)));
        let by = |value: &str| {
            let folded = fold_str(value);
            let after = folded.find("by ").filter(|_| folded.len() == value.len()).and_then(|at| value.get(at + 3..)).map(str::to_owned);
            let undated = |a: &str| match a.split_once(" in ") {
                Some((by, when)) if when.contains(" 20") || when.contains(" 19") => by.to_owned(),
                _ => a.to_owned(),
            };
            let named = |a: &str| a.split(" on ").next().and_then(|a| a.split(':').next()).unwrap_or_default().to_owned();
            after.map(|a| undated(&named(&a)).trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned())
        };
        let mut approver = control.all(Slot::ApprovedBy).next().map(str::to_owned).or_else(|| control.all(Slot::Approved).find_map(by));
        let mut approved = stated.filter_map(|v| self.dates.first(v)).next();
        let Some(pattern) = &self.approval else { return (approved, approver) };
        for (_, sentence) in &statements.sentences {
            if approved.is_some() && approver.is_some() {
                break;
            }
            let Some(verb) = pattern.find(sentence) else { continue };
            let before = fold_str(sentence.get(..verb.start()).unwrap_or_default());
            let own = before.trim().is_empty()
                || before.starts_with("this ")
                || before.starts_with("it was")
                || before.starts_with("version")
                || before.contains("this document")
                || revised(&before)
                || (before.len() < 60 && before.contains(" was "));
            let after = sentence.get(verb.end()..).unwrap_or_default();
            // "... on 3 May and will be reviewed" is agreed all the same.
            let folded = fold_str(after);
            let agreed =
                folded.split_once(" and will be").filter(|(said, _)| said.contains(" 20")).map_or(folded.as_str(), |(said, _)| said);
            if !own || negated(&before) || negated(agreed) || before.contains("strategy 20") {
                continue;
            }
            let near = self.dates.all(after).into_iter().find(|(span, _)| span.start() < 160).map(|(_, date)| date);
            approved = approved.or(near);
            if near.is_some() || after.trim_start().starts_with("by ") {
                approver = approver.or_else(|| by(after).filter(|b| b.len() < 120));
            }
        }
        (approved, approver)
    }

    fn review(&self, control: &Control, statements: &Statements<'_>, approved: Option<PartialDate>) -> Option<PartialDate> {
        let after_approval =
            |due: &PartialDate| approved.is_none_or(|a| due.last() > a.first() || due.last() == a.last() && due.month.is_none());
        for value in control.all(Slot::Review) {
            if let Some(date) = self.dates.first(value).filter(after_approval) {
                return Some(date);
            }
            if let Some(date) = self.relative(&fold_str(value), approved) {
                return Some(date);
            }
        }
        let pattern = self.review.as_ref()?;
        statements.sentences.iter().find_map(|(_, sentence)| {
            let cue = pattern.find(sentence)?;
            let before = fold_str(sentence.get(..cue.start()).unwrap_or_default());
            let own = before.trim().len() < 60
                && (before.trim().is_empty()
                    || before.contains("this ")
                    || before.contains("it ")
                    || before.contains("document")
                    || before.contains("approved")
                    || sentence.len() < 100);
            let after = sentence.get(cue.end()..)?;
            let date = self.dates.all(after).into_iter().find(|(span, _)| span.start() < 80).map(|(_, date)| date).filter(after_approval);
            let relative = || {
                let folded = fold_str(after);
                let from = [
                    "from approval",
                    "of approval",
                    "after approval",
                    "from the date",
                    "from adoption",
                    "of adoption",
                    "after adoption",
                    "of issue",
                    "from issue",
                    "after issue",
                    "of publication",
                    "after publication",
                    "of its approval",
                ]
                .iter()
                .any(|w| folded.contains(w));
                from.then(|| self.relative(&folded, approved)).flatten()
            };
            if own { date.or_else(relative) } else { None }
        })
    }

    /// "Two years from approval", "annually": the approval date and the term.
    fn relative(&self, folded: &str, approved: Option<PartialDate>) -> Option<PartialDate> {
        let found = self.years_after.as_ref()?.captures(folded)?;
        let approved = approved?;
        if let Some(term) = found.get(3) {
            let (years, months) = match term.as_str() {
                "biennial" | "biennially" | "24 months" => (2, 0),
                "six months" => (0, 6),
                "18 months" => (1, 6),
                "36 months" => (3, 0),
                _ => (1, 0),
            };
            return Some(later(approved, years, months));
        }
        let count: u8 = match found.get(1)?.as_str() {
            "one" | "1" => 1,
            "two" | "2" => 2,
            "three" | "3" => 3,
            "four" | "4" => 4,
            _ => 5,
        };
        let months = found.get(2)?.as_str().starts_with("month");
        Some(if months { later(approved, 0, count) } else { later(approved, i16::from(count), 0) })
    }

    fn status(&self, control: &Control, statements: &Statements<'_>, draft: bool, standing: &Standing, version: Option<&str>) -> Status {
        let stated = control.first(Slot::Status).map(fold_str).unwrap_or_default();
        if ["superseded", "withdrawn", "archived", "replaced", "obsolete"].iter().any(|w| stated.contains(w)) {
            return Status::Superseded;
        }
        let replaced = self.replaced.as_ref().is_some_and(|pattern| {
            let lines = statements.furniture.lines().chain(statements.sentences.iter().filter(|(index, _)| *index < 12).map(|(_, s)| *s));
            lines.chain([statements.title]).any(|line| pattern.is_match(line))
        });
        if replaced {
            return Status::Superseded;
        }
        if draft {
            return Status::Draft;
        }
        let numbered = version.and_then(|v| v.split('.').next()?.parse::<u32>().ok()).is_some_and(|major| major >= 1);
        let agreed = standing.approved.is_some() || standing.approver.is_some() || standing.review_due.is_some() || !stated.is_empty();
        if agreed || numbered { Status::Current } else { Status::Unknown }
    }

    fn year(
        &self,
        prepared: &Prepared<'_>,
        statements: &Statements<'_>,
        period: Option<Period>,
        dated: Option<PartialDate>,
    ) -> Option<i16> {
        if let Some(period) = period {
            // "Revised edition. Adopted in May 2024", of a strategy for 2022 to 2025.
            let revised = statements.sentences.iter().any(|(n, s)| *n < 8 && is_revision(s));
            let dated = dated.map(|d| d.year).filter(|&year| revised && year > period.from && year <= period.to);
            return Some(dated.unwrap_or(period.from));
        }
        let title = self
            .dates
            .all(statements.title)
            .into_iter()
            .find(|(span, _)| !names_law(statements.title.get(..span.start()).unwrap_or_default()))
            .map(|(_, d)| d.year);
        let file = || years(stem(statements.file)).next();
        // A line of the cover that is a date, or a notice of a draft with its date.
        let cover = || {
            prepared.passages.iter().take(10).filter(|p| p.text.len() < 120).flat_map(|p| p.text.lines()).find_map(|line| {
                let folded = fold_str(line);
                let (span, date) = self.dates.all(line).into_iter().next()?;
                let alone =
                    line.len() <= span.len() + 14 || folded.contains("draft") || folded.contains("version") || folded.contains("edition");
                (alone && !folded.contains("review") && !names_law(line.get(..span.start())?)).then_some(date.year)
            })
        };
        let furniture = || {
            statements
                .furniture
                .lines()
                .filter(|l| l.len() < 120)
                .find_map(|l| self.dates.first(l).filter(|_| !fold_str(l).contains("review")))
                .map(|d| d.year)
        };
        let draft_note = || {
            let notes = statements.sentences.iter().filter(|(n, s)| *n < 12 && s.len() < 200 && fold_str(s).contains("draft"));
            notes.filter_map(|(_, s)| self.dates.first(s)).map(|d| d.year).next()
        };
        let note = || self.dated_note(prepared);
        title.or_else(file).or_else(|| dated.map(|d| d.year)).or_else(cover).or_else(furniture).or_else(draft_note).or_else(note)
    }
}

impl Standings {
    /// The year of a note on the cover that says when the document was written: "Dated 3 May 2021", "Last reviewed May 2021", or who
    /// issued it and when.
    fn dated_note(&self, prepared: &Prepared<'_>) -> Option<i16> {
        let short =
            prepared.passages.iter().take(6).flat_map(|p| p.sentences.iter().map(|s| s.of(p.text).trim())).filter(|s| s.len() < 120);
        short.into_iter().find_map(|sentence| {
            let (span, date) = self.dates.all(sentence).into_iter().next().filter(|(_, date)| date.month.is_some())?;
            let before = fold_str(sentence.get(..span.start())?);
            let bare = before.trim_start();
            let told = [
                "dated",
                "last reviewed",
                "last revised",
                "last updated",
                "reviewed",
                "revised",
                "updated",
                "written",
                "first written",
                "printed",
            ];
            let says = told.iter().any(|word| bare.strip_prefix(word).is_some_and(|rest| rest.len() <= 14));
            let ends = sentence.get(span.end()..).is_some_and(|after| after.trim_matches(['.', ')', ' ']).is_empty());
            // "May 2021, review due May 2023": the date that the review goes by.
            let after = sentence.get(span.end()..).map(fold_str).unwrap_or_default();
            let after = after.trim_start_matches([',', ';', '.', ' ', '(', '-']);
            let reviewed =
                bare.is_empty() && ["review", "next review", "due for review", "to be reviewed"].iter().any(|w| after.starts_with(w));
            // "Harbour Safeguarding Partnership, September 2024": nobody does anything in a name.
            let name =
                concordat_text::words(sentence.get(..span.start())?).all(|w| w.text.starts_with(char::is_uppercase) || is_small(w.text));
            let issued = ends && name && before.trim_end().ends_with(',') && !before.contains("review") && !names_law(&before);
            // "Third edition, November 2022", "This is the edition of June 2022".
            let edition =
                ends && bare.split(' ').count() <= 6 && ["edition,", "edition", "edition of", "edition:"].contains(&edition_of(bare));
            // "As recorded at the Panel's meeting of 12 September 2024": the minute that the text was taken from.
            let minuted = ["as recorded", "as agreed", "as amended", "as minuted", "as approved", "text agreed"];
            let recorded = before.contains(" meeting o") && minuted.iter().any(|word| bare.trim_start_matches('*').starts_with(word));
            (says || issued || edition || reviewed || recorded).then_some(date.year)
        })
    }
}

/// Whether a sentence of the cover says nothing but that this is a later edition of what it names.
fn is_revision(sentence: &str) -> bool {
    let folded = fold_str(sentence);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() < 40
        && ["revised", "second", "third", "fourth", "updated", "refreshed"].iter().any(|word| bare.starts_with(word))
        && ["edition", "version", "revision", "strategy"].iter().any(|word| bare.ends_with(word))
}

/// The years that stand in the name of a file.
fn years(name: &str) -> impl Iterator<Item = i16> {
    name.split(|c: char| !c.is_ascii_digit()).filter(|p| p.len() == 4).filter_map(|p| p.parse().ok()).filter(|y| (1990..=2099).contains(y))
}

/// The last words of what stands before a date, from "edition" on.
fn edition_of(before: &str) -> &str {
    let bare = before.trim_end_matches(['(', ' ']);
    bare.rfind("edition").and_then(|at| bare.get(at..)).unwrap_or_default()
}

/// A small word inside a name.
fn is_small(word: &str) -> bool {
    matches!(word, "of" | "and" | "the" | "for" | "in")
}

/// Whether what stands before "agreed" says that the document was written or revised: "Rewritten in May; agreed".
fn revised(before: &str) -> bool {
    let clause = before.trim_end().ends_with([';', ',', ':']) || before.trim_end().ends_with(" and");
    let verbs = ["written", "re-written", "rewritten", "revised", "updated", "amended", "reviewed", "drafted", "first issued", "published"];
    clause && verbs.iter().any(|verb| before.starts_with(verb))
}

/// Whether words in front of a verb of approval, or after it, take it back.
fn negated(folded: &str) -> bool {
    [
        "not yet",
        "until it",
        "until they",
        "once it",
        "when it",
        "to be approved",
        "to be agreed",
        "will be",
        "awaiting",
        "pending",
        "subject to",
        "has not",
        "must be",
        "should be",
        "before it",
        "if it",
        "tbc",
    ]
    .iter()
    .any(|w| folded.contains(w))
}

/// Whether a year stands after the name of an Act or of guidance and so is not the document's own.
fn names_law(before: &str) -> bool {
    let folded = fold_str(before);
    let last = folded.trim_end_matches(['(', ' ', ',']);
    last.ends_with(" act") || last.ends_with("regulations") || last.ends_with("order") || last.ends_with("under the")
}
