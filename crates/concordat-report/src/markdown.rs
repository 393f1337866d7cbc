//! The report as Markdown, to be read, kept and pasted.

mod cases;
mod meetings;
mod overlap;
mod proposal;
mod routes;
mod together;

use crate::{
    decided,
    wording::{self, count, one_line},
};
use concordat_findings::{Audit, Finding, Severity};
use concordat_register::{DocumentIndex, Evidence};
use std::fmt::Write;

pub use cases::cases_markdown;
pub use proposal::proposal_markdown;

/// The report as Markdown (CommonMark with tables). `generated_at` is RFC 3339.
#[must_use]
pub fn markdown(audit: &Audit, generated_at: &str) -> String {
    let mut out = String::new();
    head(&mut out, audit, generated_at);
    strengths(&mut out, audit);
    together::write(&mut out, audit);
    routes::write(&mut out, audit);
    proposal::write(&mut out, audit);
    cases::write(&mut out, audit);
    meetings::write(&mut out, audit);
    overlap::write(&mut out, audit);
    register(&mut out, audit);
    findings(&mut out, audit);
    not_read(&mut out, audit);
    out
}

fn head(out: &mut String, audit: &Audit, generated_at: &str) {
    let words: usize = audit.documents.iter().map(|d| d.entry.words as usize).sum();
    let judged = audit.as_at.map(|d| format!(" Judged as at {}.", wording::day(d))).unwrap_or_default();
    put(out, format_args!("# How the documents of {} agree\n\n", text(&audit.site)));
    put(out, format_args!("> **If you are worried about a child.** {}\n\n", wording::CONCERN.join(" ")));
    let documents = count(audit.documents.len(), "document");
    put(out, format_args!("{documents}, {}.{judged} Written {} by Concordat", count(words, "word"), text(generated_at)));
    if !audit.standards.is_empty() {
        put(out, format_args!(" against {}", text(&audit.standards.join(", "))));
    }
    out.push_str(".\n\n");
}

fn strengths(out: &mut String, audit: &Audit) {
    if audit.strengths.is_empty() {
        return;
    }
    out.push_str("## What the documents do well\n\n");
    for strength in &audit.strengths {
        put(out, format_args!("- {}\n", text(&strength.message)));
        for evidence in &strength.evidence {
            quoted(out, audit, evidence, "  ");
        }
    }
    out.push('\n');
}

fn register(out: &mut String, audit: &Audit) {
    out.push_str("## The documents\n\n| Document | File | Kind | Themes | Year | Status |\n| --- | --- | --- | --- | --- | --- |\n");
    for facts in &audit.documents {
        let entry = &facts.entry;
        let themes: Vec<String> = entry.themes.iter().map(|t| wording::theme(audit, t)).collect();
        let year = entry.year.map(|y| y.to_string()).unwrap_or_default();
        let cells = [wording::title(facts), &entry.file, entry.kind.word(), &themes.join(", "), &year, entry.status.word()];
        put(out, format_args!("| {} |\n", cells.map(text).join(" | ")));
    }
    out.push('\n');
}

fn findings(out: &mut String, audit: &Audit) {
    out.push_str("## Findings\n\n");
    if audit.findings.is_empty() {
        out.push_str("Nothing was found.\n\n");
    }
    for &severity in Severity::ALL {
        let mut of_severity = audit.findings.iter().filter(|f| f.severity == severity).peekable();
        if of_severity.peek().is_some() {
            put(out, format_args!("### {}\n\n{}\n\n", wording::severity(severity), wording::severity_meaning(severity)));
        }
        for finding in of_severity {
            one(out, audit, finding);
        }
    }
}

fn one(out: &mut String, audit: &Audit, finding: &Finding) {
    put(out, format_args!("#### {}\n\n", text(&finding.message)));
    let named: Vec<&str> = finding.documents.iter().filter_map(|&d| wording::title_of(audit, d)).collect();
    if finding.evidence.is_empty() {
        put(out, format_args!("In {}.\n\n", text(&named.join(", "))));
    }
    for evidence in &finding.evidence {
        quoted(out, audit, evidence, "");
    }
    out.push('\n');
    if let Some(suggestion) = &finding.suggestion {
        put(out, format_args!("**Suggestion:** {}\n\n", text(suggestion)));
    }
    if let Some(replacement) = &finding.replacement {
        put(out, format_args!("**In place of** “{}”: “{}”\n\n", text(&replacement.exact), text(&replacement.with)));
    }
    if let Some(said) = decided::sentence(audit, finding) {
        put(out, format_args!("**{}**\n\n", text(&said)));
    }
    put(out, format_args!("{} · `{}` · `{}`\n\n", text(&finding.standard), finding.check, finding.id));
}

fn quoted(out: &mut String, audit: &Audit, evidence: &Evidence, indent: &str) {
    let quote = &evidence.anchor.quote;
    let title = title(audit, evidence.document);
    put(out, format_args!("{indent}- {}, {}: ", text(title), wording::place(&evidence.anchor)));
    let exact = one_line(&quote.exact);
    put(out, format_args!("{}**{}**{}\n", text(&quote.prefix), text(exact.trim()), text(&quote.suffix)));
}

fn not_read(out: &mut String, audit: &Audit) {
    let not_raised = audit.not_raised();
    if !not_raised.is_empty() {
        out.push_str("## Terms met and not raised\n\n");
        for (reason, uses) in not_raised {
            put(out, format_args!("- {reason}: {}\n", wording::number(uses.len())));
        }
        out.push('\n');
    }
    if !audit.unread.is_empty() {
        out.push_str("## Files that could not be read\n\n");
        for (file, problem) in &audit.unread {
            put(out, format_args!("- {}: {}. To mend it: {}.\n", text(file), text(&problem.message), text(&problem.help)));
        }
        out.push('\n');
    }
    if !audit.left_alone.is_empty() {
        out.push_str("## Files left alone\n\n");
        for (reason, files) in wording::left_alone(audit) {
            put(out, format_args!("- {} ({}): {}\n", text(reason), wording::number(files.len()), text(&files.join(", "))));
        }
    }
}

fn title(audit: &Audit, document: DocumentIndex) -> &str {
    wording::title_of(audit, document).unwrap_or_default()
}

fn put(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(arguments);
}

/// Words of a document on one line, with every mark that Markdown or HTML would read escaped.
pub(crate) fn text(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in one_line(words).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn strengths_stand_before_findings() {
        let report = markdown(&fixture::partnership(), "2016-04-01T09:00:00Z");
        let at = |words: &str| report.find(words).unwrap_or_else(|| panic!("`{words}` is not in the report"));
        assert!(at("worried about a child") < at("## What the documents do well"));
        assert!(at("## What the documents do well") < at("## Findings"));
        assert!(at("### High") < at("### Medium"));
        assert!(report.contains(
            "- Child Sexual Exploitation Strategy 2014 to 2017, section 3.2, page 7, paragraph 37: Workers feel that these girls **have made a lifestyle choice** and will not be told."
        ));
        assert!(report.contains("To mend it: run again with --ocr"));
    }

    #[test]
    fn words_of_a_document_are_not_read_as_markdown() {
        assert_eq!(text("a <b>|*x*\n# y"), "a \\<b\\>\\|\\*x\\* \\# y");
    }
}
