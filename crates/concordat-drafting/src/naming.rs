//! How documents, sections and bodies are named in what is written here.

use concordat_findings::Audit;
pub(crate) use concordat_findings::wording::short_place as place;
use concordat_register::{DocumentIndex, Entry, Kind, Status};

/// A document's title in quotation marks, with its year where the title has none, and whether it is a draft.
pub(crate) fn titled(entry: &Entry) -> String {
    format!("\u{201c}{}\u{201d}{}", entry.title, told_after(entry))
}

/// A document's title as another one cites it: `Levels of Need (2022)`.
pub(crate) fn cited(entry: &Entry) -> String {
    format!("{}{}", entry.title, told_after(entry))
}

/// ` (draft, 2022)`: a reader is not to take for agreed what is not.
fn told_after(entry: &Entry) -> String {
    let draft = (entry.status == Status::Draft && !entry.title.to_lowercase().contains("draft")).then(|| "draft".to_owned());
    let year = entry.year.map(|year| year.to_string()).filter(|year| !entry.title.contains(year.as_str()));
    let told: Vec<String> = draft.into_iter().chain(year).collect();
    if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) }
}

/// A document by its title, for an index of the same audit.
pub(crate) fn title_of(audit: &Audit, index: DocumentIndex) -> String {
    audit.document(index).map_or_else(|| "another document".to_owned(), |d| titled(&d.entry))
}

/// Whether a document is in force, as far as it says: neither replaced nor a draft.
pub(crate) fn in_force(entry: &Entry) -> bool {
    !is_past(entry) && entry.status != Status::Draft
}

/// Whether a document has been replaced.
pub(crate) fn is_past(entry: &Entry) -> bool {
    entry.status == Status::Superseded || entry.superseded_by.is_some()
}

/// Whether a document tells practitioners what to do.
pub(crate) fn guides_practice(entry: &Entry) -> bool {
    matches!(entry.kind, Kind::Strategy | Kind::Policy | Kind::Procedure | Kind::Guidance | Kind::Protocol | Kind::Thresholds)
}

/// A kind as people say it.
pub(crate) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Strategy => "strategy",
        Kind::Policy => "policy",
        Kind::Procedure => "procedure",
        Kind::Guidance => "guidance",
        Kind::Protocol => "protocol",
        Kind::Thresholds => "thresholds document",
        Kind::TermsOfReference => "terms of reference",
        Kind::Minutes => "minutes",
        Kind::Report => "report",
        Kind::Other => "document",
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Issue 6: the style sheet and the commission quoted drafts as if they had been agreed.
    #[test]
    fn a_draft_is_called_one() {
        let entry = |title: &str, status| Entry { title: title.to_owned(), status, year: Some(2023), ..Entry::default() };
        assert_eq!(titled(&entry("Quay Policy", Status::Draft)), "\u{201c}Quay Policy\u{201d} (draft, 2023)");
        assert_eq!(cited(&entry("Quay Policy 2023", Status::Draft)), "Quay Policy 2023 (draft)");
        assert_eq!(cited(&entry("Quay Policy: consultation draft", Status::Draft)), "Quay Policy: consultation draft (2023)");
        assert_eq!(cited(&entry("Quay Policy", Status::Current)), "Quay Policy (2023)");
    }
}
