//! The sentences of next steps.

use super::documents;
use crate::desk::{counted, joined};
use concordat_findings::{
    Severity,
    decision::Stand,
    wording::{day, number, small},
};
use concordat_register::Date;

/// A kind of work that answers findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Work {
    /// Something several documents must agree on, with a word for what.
    Agree(Option<&'static str>),
    /// A message that every document should give.
    Message,
    /// Words to be put otherwise.
    Words,
    /// Documents to be named.
    Links,
    /// References that lead nowhere or to what has been replaced.
    References,
    /// Messages that may not be there.
    Unsaid,
    /// Partners and places that are left out.
    LeftOut,
    /// Law, guidance and names that have moved on.
    UpToDate,
    /// A count and a list that differ.
    Count,
    /// Anything else.
    Other,
}

pub(crate) const NEXT: &str = "Next steps";
pub(crate) const NO_STEPS: &str = "We found nothing that asks for a step. That is no proof that the documents agree.";
pub(crate) const NEXT_ORDER: &str = "The steps are put by who can take them. In each list, what people have accepted comes first, then \
     what is gravest for a child.";
pub(crate) const STEERING: &str = "For the steering group";
pub(crate) const STEERING_ABOUT: &str = "These need one answer for the whole area before any author can write it down.";
pub(crate) const AUTHORS: &str = "For the author of each document";
pub(crate) const AUTHORS_ABOUT: &str = "These can be done in one document without waiting for another. Documents that have been replaced are left \
     out.";
pub(crate) const CHAIRS: &str = "For those who chair panels";
pub(crate) const CHAIRS_ABOUT: &str = "These are for the chairs of the panels named, together.";

/// What a step on a message is about.
pub(crate) const MESSAGES: &str = "Messages";

/// What an answer for the whole area is about, by the check that asks for it.
pub(crate) fn subject(check: &str) -> Option<&'static str> {
    const SUBJECTS: [(&str, &str); 9] = [
        ("route/timescale", "Time limits"),
        ("route/age", "Ages"),
        ("route/", "Routes"),
        ("assessment/threshold", "Thresholds"),
        ("assessment/tool", "Tools"),
        ("definition/", "Definitions"),
        ("duplication/", "Copied words"),
        ("panel/terms", "Terms of reference"),
        ("panel/", "Panels"),
    ];
    SUBJECTS.iter().find(|(prefix, _)| check.starts_with(prefix)).map(|(_, word)| *word)
}

pub(crate) fn agree_message(statement: &str) -> String {
    format!("Agree that every document says this, and change the words that say otherwise: {}", small(statement))
}

pub(crate) fn words(exact: &[String]) -> String {
    let mut seen: Vec<String> = Vec::new();
    for words in exact {
        let quoted = format!("“{words}”");
        if !seen.contains(&quoted) {
            seen.push(quoted);
        }
    }
    let list = joined(&seen);
    match seen.len() {
        0 => "Put in other words what the sector no longer says of children.".to_owned(),
        1 => format!("Put these words in another way: {list}. The evidence says why, and what others write."),
        _ => format!("Put each of these in another way: {list}. The evidence says why, and what others write."),
    }
}

pub(crate) fn name_these(titles: &[String]) -> String {
    if titles.is_empty() {
        return "Name the other documents where their subject comes up, and say which leads.".to_owned();
    }
    format!("Name {} where that subject comes up, and say which document leads.", joined(titles))
}

pub(crate) fn several(work: Work, count: usize) -> String {
    let points = counted(count, "point", "points");
    match work {
        Work::References => format!("Put right {} that refer to what is not here or has been replaced:", points),
        Work::Unsaid => "Look whether the document says each of these, and add what it lacks:".to_owned(),
        Work::LeftOut => "Say what part each of these has, or why it has none:".to_owned(),
        _ => format!("Bring law, guidance and names up to date on {points}:"),
    }
}

pub(crate) fn check_that_it_says(suggestion: &str) -> String {
    format!("Look whether the document does this, and add it if not: {}", small(suggestion))
}

pub(crate) fn in_documents(titles: &str) -> String {
    format!(" This is about {titles}.")
}

pub(crate) fn gravity(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "High",
        Severity::Medium => "Medium",
        Severity::Low => "Low",
        Severity::Note => "Worth knowing",
    }
}

/// What people decided about a step, as a sentence; none where nobody has. Nobody is named.
pub(crate) fn decision(stand: Stand, until: Option<Date>) -> Option<String> {
    Some(match (stand, until) {
        (Stand::Accepted, _) => "This was accepted.".to_owned(),
        (Stand::Assigned, _) => "This was accepted, and somebody has it in hand.".to_owned(),
        (Stand::Conflict, _) => "People decided this in different ways: settle that first.".to_owned(),
        (Stand::Deferred, Some(until)) => format!("This was put off until {}.", day(until)),
        (Stand::Deferred, None) => "This was put off.".to_owned(),
        (Stand::Open | Stand::Dismissed, _) => return None,
    })
}

pub(crate) fn decided(accepted: usize, deferred: usize, dismissed: usize, open: usize) -> String {
    if accepted + deferred + dismissed == 0 {
        return "Nobody has decided on any of these points yet.".to_owned();
    }
    let parts = [(accepted, "accepted"), (deferred, "put off"), (dismissed, "set aside and left out here"), (open, "still open")];
    let told: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{} {word}", number(*n))).collect();
    format!("Of the points found, {}.", joined(&told))
}

pub(crate) fn more_authors(count: usize) -> String {
    format!("The report has the points on {} more.", documents(count))
}
