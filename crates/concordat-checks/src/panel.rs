//! `panel/…`: panels and groups, as their terms and lists of members have them.

mod membership;
mod remit;
mod seats;
mod subjects;
mod terms;

pub(crate) use membership::shared_members;
pub(crate) use seats::seats;

use crate::{Area, Check, sink::Raised};
use concordat_register::{DocumentIndex, Evidence, Status, meeting::Meeting};

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[&remit::CHECK, &membership::CHECK, &terms::CHECK, &subjects::CHECK];

/// Pieces of evidence of one meeting shown in a finding.
const SHOWN: usize = 4;

/// What a meeting is called in a sentence: its name, with its letters where it has both.
fn called(meeting: &Meeting) -> String {
    match meeting.acronym.as_deref().filter(|a| *a != meeting.name) {
        Some(acronym) => format!("{} ({acronym})", meeting.name),
        None => meeting.name.clone(),
    }
}

/// Words as a list: "a, b and c".
fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The documents that evidence stands in, each once, in order.
fn documents_of<'e>(evidence: impl IntoIterator<Item = &'e Evidence>) -> Vec<DocumentIndex> {
    let mut documents = Vec::new();
    for one in evidence {
        if !documents.contains(&one.document) {
            documents.push(one.document);
        }
    }
    documents
}

fn add<'e>(raised: &mut Raised<'_>, evidence: impl IntoIterator<Item = &'e Evidence>) {
    for one in evidence {
        raised.evidence(one.document, &one.anchor);
    }
}

/// Whether evidence stands in a document that another has replaced.
fn is_past(area: &Area<'_>, evidence: &Evidence) -> bool {
    area.document(evidence.document).is_some_and(|d| d.entry.status == Status::Superseded || d.entry.superseded_by.is_some())
}
