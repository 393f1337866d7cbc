//! Wording that can be proposed for a finding: a replacement, the edition in force, or a sentence that points where it should.

use crate::edit::{Change, Edit};
use concordat_findings::{Audit, Finding};
use concordat_register::{DocumentIndex, Entry, Evidence, Status};
use concordat_text::CharSpan;

/// What to do at one place a finding rests on; the comment is left empty. `first` is whether it is the finding's first place in
/// the document: a sentence is put in only once.
pub(crate) fn edit(audit: &Audit, document: DocumentIndex, finding: &Finding, evidence: &Evidence, first: bool) -> Edit {
    let quote = &evidence.anchor.quote;
    let exact = quote.exact.to_string();
    let plain = Edit { span: Some(evidence.anchor.span), exact, change: Change::None, comment: Vec::new() };
    if let Some(replacement) = finding.replacement.as_ref().filter(|r| r.exact == plain.exact) {
        return Edit { change: Change::Replace(as_begun(&replacement.with, &plain.exact)), ..plain };
    }
    let ours = finding.documents.first() == Some(&document);
    let other = finding.documents.get(1).filter(|_| ours && first).and_then(|&other| audit.document(other)).map(|d| &d.entry);
    let sentence = match (&*finding.check, other) {
        // Nobody is sent to what is not agreed yet, or no longer holds: the comment says what there is, and the author decides.
        ("reference/missing" | "reference/one-way", Some(other)) if matches!(other.status, Status::Draft | Status::Superseded) => None,
        ("reference/missing" | "reference/one-way", Some(other)) => Some(pointer(audit, other)),
        _ => finding.proposed.as_ref().filter(|_| first).map(ToString::to_string),
    };
    let Some((sentence, more)) = sentence.zip(sentence_end(&plain.exact, quote.suffix.as_ref())) else { return plain };
    let (end, exact) = (evidence.anchor.span.end + u32::from(more), format!("{}{}", plain.exact, if more { "." } else { "" }));
    let span = CharSpan { start: evidence.anchor.span.start, end };
    Edit { span: Some(span), exact, change: Change::InsertAfter(format!(" {sentence}")), comment: Vec::new() }
}

/// Whether words end a sentence: with the full stop after them (`true`) or by themselves (`false`); none where they do not.
fn sentence_end(exact: &str, suffix: &str) -> Option<bool> {
    if exact.ends_with(['.', '!', '?']) {
        return Some(false);
    }
    suffix.starts_with('.').then_some(true)
}

/// A sentence that points to a document: `See “Domestic Abuse Policy” (2023) on domestic abuse.`
fn pointer(audit: &Audit, other: &Entry) -> String {
    let year = other.year.map(|year| year.to_string()).filter(|year| !other.title.contains(year.as_str()));
    let year = year.map_or(String::new(), |year| format!(" ({year})"));
    // Of several themes any might not be the one in hand; and one that the title says already adds nothing.
    let theme = other.themes.first().filter(|_| other.themes.len() == 1).map(|theme| audit.theme_name(theme));
    let said = |theme: &&str| !other.title.to_lowercase().contains(&theme.to_lowercase());
    let on = theme.filter(said).map_or(String::new(), |theme| format!(" on {}", within_sentence(theme)));
    format!("See \u{201c}{}\u{201d}{year}{on}.", other.title)
}

/// A name without the capital that a heading gave it; initials keep theirs.
fn within_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

/// `with` begun with a capital where `exact` is.
fn as_begun(with: &str, exact: &str) -> String {
    let mut letters = with.chars();
    match letters.next() {
        Some(first) if exact.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => with.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_register::Theme;

    #[test]
    fn a_replacement_begins_as_the_words_did() {
        assert_eq!(as_begun("children who harm", "Young offenders"), "Children who harm");
        assert_eq!(as_begun("children who harm", "young offenders"), "children who harm");
    }

    #[test]
    fn a_sentence_that_is_not_said_is_put_in_once_after_where_it_belongs() {
        let text = "A pupil who hits another is excluded. Staff sign.";
        let words = "A pupil who hits another is excluded";
        let anchor = concordat_register::Anchor {
            heading: None,
            section: None,
            page: None,
            printed_page: None,
            paragraph: 1,
            quote: concordat_text::quote(text, concordat_text::ByteSpan::new(0, words.len())),
            span: CharSpan { start: 0, end: u32::try_from(words.len()).unwrap() },
        };
        let evidence = Evidence { document: DocumentIndex(0), anchor };
        let finding = Finding {
            id: "recognition-unsaid-1".to_owned(),
            check: "recognition/unsaid".into(),
            severity: concordat_findings::Severity::Low,
            documents: vec![DocumentIndex(0), DocumentIndex(1)],
            message: "We found no sentence that says so; do they?".to_owned(),
            evidence: vec![evidence.clone()],
            suggestion: None,
            replacement: None,
            proposed: Some("That pupil may also have been harmed.".into()),
            standard: "Invented Institute, 2015".into(),
        };
        let made = edit(&Audit::default(), DocumentIndex(0), &finding, &evidence, true);
        assert_eq!(made.change, Change::InsertAfter(" That pupil may also have been harmed.".to_owned()));
        assert_eq!((made.exact.as_str(), made.span.unwrap().end), ("A pupil who hits another is excluded.", 37));
        assert_eq!(edit(&Audit::default(), DocumentIndex(0), &finding, &evidence, false).change, Change::None);
    }

    #[test]
    fn a_pointer_names_a_theme_only_where_there_is_one_and_never_a_draft() {
        let entry = |status, themes: &[&str]| Entry {
            title: "Night Crossings Protocol".to_owned(),
            status,
            themes: themes.iter().map(|theme| Theme((*theme).into())).collect(),
            ..Entry::default()
        };
        let mut audit = Audit { themes: vec![(Theme("ferries".into()), "Ferries".into())], ..Audit::default() };
        assert_eq!(pointer(&audit, &entry(Status::Current, &["ferries"])), "See \u{201c}Night Crossings Protocol\u{201d} on ferries.");
        assert_eq!(pointer(&audit, &entry(Status::Current, &["ferries", "tides"])), "See \u{201c}Night Crossings Protocol\u{201d}.");
        let words = "Boats sail at night.";
        let anchor = concordat_register::Anchor {
            heading: None,
            section: None,
            page: None,
            printed_page: None,
            paragraph: 1,
            quote: concordat_text::quote(words, concordat_text::ByteSpan::new(0, words.len())),
            span: CharSpan { start: 0, end: 20 },
        };
        let evidence = Evidence { document: DocumentIndex(0), anchor };
        let finding = Finding {
            id: "reference-missing-1".to_owned(),
            check: "reference/missing".into(),
            severity: concordat_findings::Severity::High,
            documents: vec![DocumentIndex(0), DocumentIndex(1)],
            message: "It points nowhere.".to_owned(),
            evidence: vec![evidence.clone()],
            suggestion: None,
            replacement: None,
            proposed: None,
            standard: "Invented Institute, 2015".into(),
        };
        for (status, pointed) in [(Status::Current, true), (Status::Unknown, true), (Status::Draft, false), (Status::Superseded, false)] {
            let facts = |entry| concordat_register::DocumentFacts { entry, ..concordat_register::DocumentFacts::default() };
            audit.documents = vec![facts(Entry::default()), facts(entry(status, &["ferries"]))];
            let made = edit(&audit, DocumentIndex(0), &finding, &evidence, true);
            assert_eq!(matches!(made.change, Change::InsertAfter(_)), pointed, "{status:?}");
        }
    }

    #[test]
    fn a_sentence_is_put_in_only_after_a_sentence() {
        assert_eq!(sentence_end("It is shared.", " Then"), Some(false));
        assert_eq!(sentence_end("It is shared", ". Then"), Some(true));
        assert_eq!(sentence_end("4. Scope", ""), None);
        assert_eq!(sentence_end("the police;", ""), None);
    }
}
