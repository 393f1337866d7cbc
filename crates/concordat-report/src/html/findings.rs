//! Every finding with its words in context, beside those of the other document.

use super::{
    FINDINGS,
    quote::{document_link, item, side},
    shown,
    text::{check_id, escape, put},
};
use crate::{
    Explanation, decided,
    explanation::explanation,
    wording::{self, count, number},
};
use concordat_findings::{Audit, Finding, Severity, decision::Stand};
use concordat_register::{DocumentIndex, Evidence};
use std::collections::BTreeMap;

/// Characters of a finding's own words shown at most.
const LONGEST: usize = 600;
/// Places shown under the two sides of a finding.
const FURTHER: usize = 4;
/// Documents one can filter by.
const FILTERED: usize = 300;

pub(super) fn write(out: &mut String, audit: &Audit, pages: &[Explanation]) {
    out.push_str("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>\n");
    if audit.findings.is_empty() {
        out.push_str("<p>No check raised anything. That is not proof that the documents agree.</p>\n</section>\n");
        return;
    }
    out.push_str("<p>Each finding says where the words stand and quotes them. A finding is a question for the people who own the documents; they decide.</p>\n");
    if audit.findings.len() > FINDINGS {
        put(
            out,
            format_args!(
                "<p class=\"capped\">There are {}. The {FINDINGS} gravest are shown here; all are in <code>audit.json</code> and <code>--format csv</code>.</p>\n",
                count(audit.findings.len(), "finding")
            ),
        );
    }
    if let Some(said) = decided::summary(audit) {
        put(out, format_args!("<p>{said}</p>\n"));
    }
    filters(out, audit);
    for &severity in Severity::ALL {
        of_severity(out, audit, pages, severity);
    }
    dismissed(out, audit, pages);
    lapsed(out, audit);
    out.push_str("</section>\n");
}

fn filters(out: &mut String, audit: &Audit) {
    out.push_str("<form class=\"filters\" id=\"filters\" aria-label=\"Filter the findings\" hidden>\n");
    select(out, "filter-severity", "Severity", Severity::ALL.iter().map(|s| (s.word().to_owned(), wording::severity(*s).to_owned())));
    let families = wording::by_family(audit).into_iter().map(|(name, _, _)| (name.to_owned(), name.to_owned()));
    select(out, "filter-family", "Kind of finding", families);
    let mut named: BTreeMap<usize, &str> = BTreeMap::new();
    for index in shown(audit).flat_map(|f| f.documents.iter()) {
        named.extend(wording::title_of(audit, *index).map(|title| (index.0 as usize, title)));
    }
    let documents = named.into_iter().take(FILTERED).map(|(n, title)| (n.to_string(), wording::clip(title, 90).into_owned()));
    select(out, "filter-document", "Document", documents);
    out.push_str("<div><label for=\"filter-words\">Words</label><input id=\"filter-words\" type=\"search\" autocomplete=\"off\"></div>\n");
    out.push_str("<p id=\"filter-count\" role=\"status\"></p>\n</form>\n");
}

fn select(out: &mut String, id: &str, label: &str, options: impl Iterator<Item = (String, String)>) {
    put(out, format_args!("<div><label for=\"{id}\">{label}</label><select id=\"{id}\"><option value=\"\">All</option>"));
    for (value, name) in options {
        put(out, format_args!("<option value=\"{}\">{}</option>", escape(&value), escape(&name)));
    }
    out.push_str("</select></div>\n");
}

fn of_severity(out: &mut String, audit: &Audit, pages: &[Explanation], severity: Severity) {
    let mut families: BTreeMap<(usize, &str, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in shown(audit).filter(|f| f.severity == severity && audit.stand(f) != Stand::Dismissed) {
        families.entry(wording::family(&finding.check)).or_default().push(finding);
    }
    if families.is_empty() {
        return;
    }
    let all = audit.undismissed().filter(|f| f.severity == severity).count();
    let word = severity.word();
    put(
        out,
        format_args!(
            "<section class=\"group\" aria-labelledby=\"severity-{word}\">\n<h3 id=\"severity-{word}\"><span class=\"tag {word}\">{}</span> {}</h3>\n<p>{}</p>\n",
            wording::severity(severity),
            count(all, "finding"),
            wording::severity_meaning(severity)
        ),
    );
    for ((_, heading, about), findings) in families {
        put(out, format_args!("<section class=\"family\">\n<h4>{} <span class=\"aside\">{}</span></h4>\n", escape(heading), escape(about)));
        for finding in findings {
            one(out, audit, pages, finding, heading);
        }
        out.push_str("</section>\n");
    }
    out.push_str("</section>\n");
}

/// Findings that people dismissed: folded away, and still there.
fn dismissed(out: &mut String, audit: &Audit, pages: &[Explanation]) {
    let dismissed: Vec<&Finding> = shown(audit).filter(|f| audit.stand(f) == Stand::Dismissed).collect();
    if dismissed.is_empty() {
        return;
    }
    let said = count(dismissed.len(), "finding");
    put(
        out,
        format_args!(
            "<details class=\"group behind\" id=\"dismissed\">\n<summary>{said} dismissed; the reasons stand in <code>concordat-decisions.toml</code></summary>\n"
        ),
    );
    for finding in dismissed {
        one(out, audit, pages, finding, wording::family(&finding.check).1);
    }
    out.push_str("</details>\n");
}

/// Decisions about what is no longer raised as it was.
fn lapsed(out: &mut String, audit: &Audit) {
    let Some(said) = decided::lapsed_count(audit) else { return };
    put(out, format_args!("<details class=\"further\" id=\"lapsed\">\n<summary>{said}</summary>\n<ul>\n"));
    for lapsed in &audit.decisions.lapsed {
        put(out, format_args!("<li>{}</li>\n", escape(&wording::clip(&decided::lapsed(lapsed), LONGEST))));
    }
    out.push_str("</ul>\n</details>\n");
}

fn one(out: &mut String, audit: &Audit, pages: &[Explanation], finding: &Finding, family: &str) {
    let documents: Vec<String> = finding.documents.iter().map(|d| d.0.to_string()).collect();
    let (id, word) = (escape(&finding.id), finding.severity.word());
    put(
        out,
        format_args!(
            "<article class=\"finding {word}\" id=\"{id}\" data-severity=\"{word}\" data-family=\"{}\" data-documents=\"{}\">\n<h5>{}</h5>\n",
            escape(family),
            documents.join(" "),
            escape(&wording::clip(&finding.message, LONGEST))
        ),
    );
    let (first, other, rest) = wording::sides(finding);
    let unquoted = other.is_none().then(|| unquoted(finding)).flatten();
    let class = if other.is_some() || (first.is_some() && unquoted.is_some()) { "sides both" } else { "sides" };
    put(out, format_args!("<div class=\"{class}\">\n"));
    for evidence in first.into_iter().chain(other) {
        side(out, audit, evidence, "");
    }
    if let Some(document) = unquoted {
        put(
            out,
            format_args!(
                "<div class=\"side silent\"><p class=\"where\"><b>{}</b></p><p>No words to quote.</p></div>\n",
                document_link(audit, document)
            ),
        );
    }
    out.push_str("</div>\n");
    further(out, audit, &rest);
    if let Some(said) = decided::sentence(audit, finding) {
        put(out, format_args!("<p class=\"decided\">{}</p>\n", escape(&said)));
    }
    foot(out, pages, finding);
    out.push_str("</article>\n");
}

/// A document that a finding is about and quotes nothing of.
fn unquoted(finding: &Finding) -> Option<DocumentIndex> {
    finding.documents.iter().copied().find(|d| finding.evidence.iter().all(|e| e.document != *d))
}

fn further(out: &mut String, audit: &Audit, rest: &[&Evidence]) {
    if rest.is_empty() {
        return;
    }
    put(out, format_args!("<details class=\"further\"><summary>{}</summary>\n<ul>\n", count(rest.len(), "further place")));
    for evidence in rest.iter().take(FURTHER) {
        item(out, audit, evidence);
    }
    if let Some(more) = rest.len().checked_sub(FURTHER).filter(|&n| n > 0) {
        put(out, format_args!("<li>and {} more, in <code>audit.json</code></li>\n", number(more)));
    }
    out.push_str("</ul></details>\n");
}

fn foot(out: &mut String, pages: &[Explanation], finding: &Finding) {
    if let Some(suggestion) = &finding.suggestion {
        put(out, format_args!("<p class=\"suggestion\"><b>Suggestion.</b> {}</p>\n", escape(&wording::clip(suggestion, LONGEST))));
    }
    if let Some(replacement) = &finding.replacement {
        put(
            out,
            format_args!(
                "<p class=\"suggestion\"><b>Could read:</b> <del>{}</del> <ins>{}</ins></p>\n",
                escape(&wording::clip(&replacement.exact, LONGEST)),
                escape(&wording::clip(&replacement.with, LONGEST))
            ),
        );
    }
    out.push_str("<p class=\"source\">");
    if !finding.standard.is_empty() {
        put(out, format_args!("<b>Standard:</b> {}. ", escape(finding.standard.trim_end_matches('.'))));
    }
    match explanation(pages, &finding.check) {
        Some(page) => put(out, format_args!("<b>Check:</b> <a href=\"#{}\">{}</a>. ", check_id(&page.id), escape(&finding.check))),
        None => put(out, format_args!("<b>Check:</b> {}. ", escape(&finding.check))),
    }
    put(out, format_args!("<a class=\"link\" href=\"#{}\">Link to this finding</a></p>\n", escape(&finding.id)));
}
