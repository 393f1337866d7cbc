//! Cases walked through the routes: what nobody settles, where documents part, and their steps side by side with deadlines.

use super::quote::{document_link, side};
use super::text::{escape, put};
use crate::{
    case_rows::{self, Row},
    wording,
};
use concordat_findings::{Audit, CaseRoute, CaseView, PointView};

/// Documents of a case that are shown, and steps of each.
const ROUTES: usize = 8;
const STEPS: usize = 16;

pub(super) fn write(out: &mut String, audit: &Audit) {
    if audit.cases.is_empty() {
        return;
    }
    let determined = audit.cases.iter().filter(|c| c.is_determined()).count();
    put(
        out,
        format_args!(
            "<section aria-labelledby=\"cases\">\n<h2 id=\"cases\">Cases walked through the routes</h2>\n<p>{} of {} can be followed to an end. \
             These are kinds of case; none is a real person. Deadlines are counted from the words of the documents, as we read them.</p>\n",
            wording::number(determined),
            wording::count(audit.cases.len(), "case")
        ),
    );
    filters(out, audit);
    for case in &audit.cases {
        one(out, audit, case);
    }
    out.push_str("<p>Walk a case of your own with <code>concordat route</code>.</p>\n</section>\n");
}

/// Fields to choose cases by, which scripts show.
fn filters(out: &mut String, audit: &Audit) {
    let mut themes: Vec<(&str, &str)> = Vec::new();
    let mut actors: Vec<(&str, &str)> = Vec::new();
    for case in &audit.cases {
        let name = |id: &'_ str| audit.themes.iter().find(|(known, _)| known.0 == *id).map(|(_, name)| name.as_str());
        themes.extend(case.themes.iter().map(|t| (t.as_str(), name(t).unwrap_or(t.as_str()))));
        actors.push((&case.actor.0, &case.actor.1));
    }
    out.push_str("<form id=\"case-filters\" class=\"filters\" hidden aria-label=\"Choose cases\">\n");
    let ages = vec![("0-12", "under 13"), ("13-15", "13 to 15"), ("16-17", "16 or 17"), ("18-25", "18 or over")];
    let roles = vec![("harmed", "is harmed"), ("harming", "harms others"), ("both", "both")];
    let ends = vec![("no", "cannot be followed to an end"), ("yes", "can be followed to an end")];
    for (id, label, mut options) in [
        ("theme", "Theme", themes),
        ("age", "Age", ages),
        ("role", "The young person", roles),
        ("actor", "Told by", actors),
        ("end", "The case", ends),
    ] {
        if matches!(id, "theme" | "actor") {
            options.sort_by_key(|(_, name)| name.to_lowercase());
            options.dedup();
        }
        put(out, format_args!("<div><label for=\"case-{id}\">{label}</label><select id=\"case-{id}\"><option value=\"\">Any</option>"));
        for (value, name) in options {
            put(out, format_args!("<option value=\"{}\">{}</option>", escape(value), escape(name)));
        }
        out.push_str("</select></div>\n");
    }
    out.push_str("<p id=\"case-count\" role=\"status\"></p>\n</form>\n");
}

fn one(out: &mut String, audit: &Audit, case: &CaseView) {
    let ages: Vec<String> = case.people.iter().filter_map(|p| p.age).map(|age| age.to_string()).collect();
    let roles: Vec<&str> = case.people.iter().map(|p| p.role).collect();
    let end = if case.is_determined() { "yes" } else { "no" };
    let state = match case.undetermined.len() {
        0 => "followed to an end".to_owned(),
        n => format!("{} open", wording::count(n, "question")),
    };
    put(
        out,
        format_args!(
            "<details class=\"case\" id=\"case-of-{}\" data-theme=\"{}\" data-age=\"{}\" data-role=\"{}\" data-actor=\"{}\" data-end=\"{end}\">\n\
             <summary>{} <span class=\"state {end}\">{state}</span></summary>\n<p>{}</p>\n<p class=\"source\">Young people: {}. {}. After: {}.</p>\n",
            escape(&case.id),
            escape(&case.themes.join(" ")),
            ages.join(" "),
            roles.join(" "),
            escape(&case.actor.0),
            escape(&case.title),
            escape(&case.sentence),
            escape(&case_rows::people(&case.people)),
            escape(&case_rows::told(case)),
            escape(&case.source)
        ),
    );
    put(out, format_args!("<p>Look for: {}.</p>\n", escape(&case.look_for.join("; "))));
    open_questions(out, audit, case);
    points(out, audit, case);
    routes(out, audit, case);
    out.push_str("</details>\n");
}

fn open_questions(out: &mut String, audit: &Audit, case: &CaseView) {
    if case.is_determined() {
        return;
    }
    out.push_str("<h3>What no document settles</h3>\n");
    for missing in &case.undetermined {
        put(out, format_args!("<p><strong>{}</strong></p>\n", escape(&missing.message)));
        if missing.evidence.is_empty() {
            continue;
        }
        out.push_str("<div class=\"sides both\">\n");
        missing.evidence.iter().for_each(|evidence| side(out, audit, evidence, ""));
        out.push_str("</div>\n");
    }
}

/// Questions that two documents or more answer, in a table.
fn points(out: &mut String, audit: &Audit, case: &CaseView) {
    let told: Vec<&PointView> = case.points.iter().filter(|p| p.parts() || p.agrees()).collect();
    if told.is_empty() {
        return;
    }
    let title = escape(&case.title);
    put(
        out,
        format_args!(
            "<h3>Where documents part and where they agree</h3>\n<div class=\"scroll\" role=\"region\" aria-label=\"Questions and answers: {title}\" \
             tabindex=\"0\">\n<table>\n<caption>What the documents answer</caption>\n<thead><tr><th scope=\"col\">Question</th><th scope=\"col\">Answers</th></tr></thead>\n<tbody>\n"
        ),
    );
    for point in told {
        let state = if point.parts() { "they part" } else { "they agree" };
        put(out, format_args!("<tr><th scope=\"row\">{}<br><span class=\"sure\">{state}</span></th><td><ul>\n", point.question.words()));
        for answer in &point.answers {
            let titles: Vec<String> = answer.evidence.iter().map(|e| document_link(audit, e.document)).collect();
            put(out, format_args!("<li>{} – {}</li>\n", escape(&answer.answer), titles.join("; ")));
        }
        out.push_str("</ul></td></tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}

fn routes(out: &mut String, audit: &Audit, case: &CaseView) {
    if case.routes.is_empty() {
        return;
    }
    put(
        out,
        format_args!(
            "<details class=\"further routes\"><summary>The routes side by side: {}</summary>\n<div class=\"ways\">\n",
            wording::count(case.routes.len() + case.more, "document")
        ),
    );
    for route in case.routes.iter().take(ROUTES) {
        way(out, audit, route);
    }
    out.push_str("</div>\n");
    let more = case.more + case.routes.len().saturating_sub(ROUTES);
    if more > 0 {
        put(
            out,
            format_args!("<p class=\"capped\">And {}: see <code>concordat route</code>.</p>\n", wording::count(more, "further document")),
        );
    }
    for left in &case.left_out {
        put(out, format_args!("<p>{}: {}.</p>\n", document_link(audit, left.document), left.why));
    }
    out.push_str("</details>\n");
}

fn way(out: &mut String, audit: &Audit, route: &CaseRoute) {
    put(
        out,
        format_args!(
            "<div class=\"way\">\n<p class=\"doc\">{}</p>\n<p class=\"source\">Applies because {}.</p>\n<ol>\n",
            document_link(audit, route.document),
            escape(&route.why)
        ),
    );
    case_rows::rows(route.steps.get(..STEPS).unwrap_or(&route.steps)).iter().for_each(|row| item(out, row));
    out.push_str("</ol>\n");
    let more = route.more + route.steps.len().saturating_sub(STEPS);
    if more > 0 {
        put(out, format_args!("<p class=\"source\">And {}.</p>\n", wording::count(more, "further step")));
    }
    out.push_str("</div>\n");
}

fn item(out: &mut String, row: &Row) {
    let (class, stage) = if row.begin { (" class=\"begin\"", "Begin here") } else { ("", row.stage) };
    put(out, format_args!("<li{class}><span class=\"stage\">{}</span> {}", escape(&wording::capital(stage)), escape(&row.act)));
    for due in &row.dues {
        put(out, format_args!("<span class=\"due\">{}</span>", escape(due)));
    }
    if let Some(caution) = &row.caution {
        put(out, format_args!("<span class=\"due\"><strong>But {}.</strong></span>", escape(caution)));
    }
    out.push_str("</li>\n");
}
