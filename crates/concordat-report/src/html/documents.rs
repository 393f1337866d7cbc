//! The register as a table, with what was inferred marked.

use super::{
    DOCUMENTS,
    text::{document_id, escape, put},
};
use crate::wording::{self, count, number};
use concordat_findings::Audit;
use concordat_register::{DocumentFacts, Field, Status};

pub(super) fn write(out: &mut String, audit: &Audit) {
    out.push_str("<section aria-labelledby=\"documents\">\n<h2 id=\"documents\">The documents</h2>\n");
    out.push_str("<p>Values with <span class=\"guess\">a dotted line<sup>?</sup></span> were inferred from the file and may be wrong. Correct them in <code>concordat.toml</code>, which wins over what was inferred.</p>\n");
    if audit.documents.len() > DOCUMENTS {
        put(
            out,
            format_args!(
                "<p class=\"capped\">The first {DOCUMENTS} of {} are listed; all are in <code>audit.json</code>.</p>\n",
                count(audit.documents.len(), "document")
            ),
        );
    }
    out.push_str("<div class=\"scroll\" role=\"region\" aria-label=\"Register of documents\" tabindex=\"0\">\n<table class=\"register\">\n<caption>Register of documents</caption>\n<thead><tr><th scope=\"col\">Document</th><th scope=\"col\">Kind</th><th scope=\"col\">Themes</th><th scope=\"col\">Year</th><th scope=\"col\">Status</th><th scope=\"col\">Review</th><th scope=\"col\">Owner</th><th scope=\"col\" class=\"n\">Words</th></tr></thead>\n<tbody>\n");
    for (n, facts) in audit.documents.iter().take(DOCUMENTS).enumerate() {
        row(out, audit, n, facts);
    }
    out.push_str("</tbody>\n</table>\n</div>\n</section>\n");
}

fn row(out: &mut String, audit: &Audit, index: usize, facts: &DocumentFacts) {
    let entry = &facts.entry;
    put(out, format_args!("<tr id=\"{}\"><th scope=\"row\">{}. ", document_id(index), index + 1));
    value(out, facts, Field::Title, &wording::clip(wording::title(facts), 200));
    put(out, format_args!("<br><span class=\"aside file\">{}</span>", escape(&entry.file)));
    for problem in facts.problems.iter().take(3) {
        put(out, format_args!("<br><span class=\"aside\"><b>Note:</b> {}; {}</span>", escape(&problem.message), escape(&problem.help)));
    }
    out.push_str("</th>");
    let themes: Vec<String> = entry.themes.iter().map(|t| wording::theme(audit, t)).collect();
    let (year, year_field) = match (entry.period, entry.year) {
        (Some(period), _) => (format!("{} to {}", period.from, period.to), Field::Period),
        (None, Some(year)) => (year.to_string(), Field::Year),
        (None, None) => (String::new(), Field::Year),
    };
    let status = if entry.status == Status::Unknown { "not said" } else { entry.status.word() };
    let review = entry.review_due.map(wording::date).unwrap_or_default();
    let cells = [
        (Field::Kind, entry.kind.word().replace('-', " ")),
        (Field::Themes, themes.join(", ")),
        (year_field, year),
        (Field::Status, status.to_owned()),
        (Field::ReviewDue, review),
        (Field::Owner, entry.owner.clone().unwrap_or_default()),
    ];
    for (field, text) in cells {
        out.push_str("<td>");
        value(out, facts, field, &text);
        out.push_str("</td>");
    }
    put(out, format_args!("<td class=\"n\">{}</td></tr>\n", number(entry.words as usize)));
}

/// A value, marked where it was inferred.
fn value(out: &mut String, facts: &DocumentFacts, field: Field, text: &str) {
    if text.is_empty() {
        out.push_str("<span class=\"none\">–</span>");
    } else if facts.entry.inferred.contains(&field) {
        put(out, format_args!("<span class=\"guess\">{}<sup>?</sup></span><span class=\"say\"> (inferred)</span>", escape(text)));
    } else {
        put(out, format_args!("{}", escape(text)));
    }
}
