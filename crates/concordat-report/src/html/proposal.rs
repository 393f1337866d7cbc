//! The joined route that is proposed, beside today's: the changes, each with its reason, and the chart as it would be.

use super::charts::chart;
use super::quote::{document_link, side};
use super::text::{escape, put};
use crate::wording;
use concordat_findings::{Audit, ChangeView, JoinedRoute};
use concordat_register::Evidence;
use std::collections::BTreeSet;

pub(super) fn write(out: &mut String, audit: &Audit) {
    let Some(JoinedRoute { view, chart: drawn }) = &audit.proposal else { return };
    let beside = drawn.is_some() && !audit.charts.is_empty();
    out.push_str("<section aria-labelledby=\"joined\">\n<h2 id=\"joined\">The joined route, as proposed</h2>\n");
    put(out, format_args!("<p>{}", escape(&wording::settles(view))));
    if beside {
        out.push_str(" It is <a href=\"#chart-joined\">drawn beside the routes as they are</a>.");
    }
    out.push_str("</p>\n<ol class=\"changes\">\n");
    view.changes.iter().for_each(|change| one(out, audit, change));
    out.push_str("</ol>\n");
    if !view.remaining.is_empty() {
        out.push_str("<h3>What would still be open</h3>\n<ul>\n");
        for (case, message) in &view.remaining {
            put(out, format_args!("<li>{}: {}</li>\n", escape(case), escape(message)));
        }
        out.push_str("</ul>\n");
    }
    if let Some(drawn) = drawn.as_ref().filter(|_| !beside) {
        chart(out, "chart-joined", drawn, &BTreeSet::new());
    }
    out.push_str("</section>\n");
}

fn one(out: &mut String, audit: &Audit, change: &ChangeView) {
    let verb = if change.added { "Add after these words of" } else { "Change in" };
    put(
        out,
        format_args!(
            "<li>\n<p>{verb} {}: <strong>{}</strong></p>\n<p>{}</p>\n",
            document_link(audit, change.document),
            escape(&change.wording),
            escape(&change.reason)
        ),
    );
    if let Some(choice) = wording::choice(change) {
        put(out, format_args!("<p>{}</p>\n", escape(&choice)));
    }
    side(out, audit, &Evidence { document: change.document, anchor: change.near.clone() }, "");
    if !change.cases.is_empty() {
        put(out, format_args!("<p class=\"source\">For: {}</p>\n", escape(&change.cases.join("; "))));
    }
    out.push_str("</li>\n");
}
