//! The matrix of references: documents by documents, as a table.

use super::{
    MATRIX,
    map::Links,
    text::{document_id, escape, put},
};
use crate::{
    diagram::Line,
    wording::{self, count},
};
use concordat_findings::Audit;

pub(super) fn write(out: &mut String, audit: &Audit, links: &Links) {
    if audit.documents.len() < 2 {
        out.push_str("<section aria-labelledby=\"matrix\">\n<h2 id=\"matrix\">Who points to whom</h2>\n<p>There are not two documents to compare.</p>\n</section>\n");
        return;
    }
    let held: Vec<(usize, &str)> = audit.documents.iter().take(MATRIX).map(wording::title).enumerate().collect();
    out.push_str("<section aria-labelledby=\"matrix\">\n<h2 id=\"matrix\">Who points to whom</h2>\n");
    out.push_str("<p>Read along a row to see what a document points to, and down a column to see who points to it. ");
    out.push_str(
        "<span class=\"key\"><b>●</b> points to; <b>○</b> does not, and should; <b>◐</b> points to an edition out of date.</span></p>\n",
    );
    if held.len() < audit.documents.len() {
        put(
            out,
            format_args!("<p class=\"capped\">The first {} of {} are shown.</p>\n", held.len(), count(audit.documents.len(), "document")),
        );
    }
    out.push_str("<div class=\"scroll\" role=\"region\" aria-label=\"Matrix of references\" tabindex=\"0\">\n<table class=\"matrix\">\n<caption>References from each document (row) to each other (column)</caption>\n<thead><tr><th scope=\"col\">Document</th>");
    for &(n, title) in &held {
        put(out, format_args!("<th scope=\"col\"><abbr title=\"{}\">{}</abbr></th>", escape(&wording::clip(title, 120)), n + 1));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for &(from, title) in &held {
        put(
            out,
            format_args!(
                "<tr><th scope=\"row\"><a href=\"#{}\">{} {}</a></th>",
                document_id(from),
                from + 1,
                escape(&wording::clip(title, 120))
            ),
        );
        for &(to, _) in &held {
            out.push_str(match links.get(&(from, to)) {
                Some(Line::Solid) => "<td class=\"yes\">●<span class=\"say\"> points to</span></td>",
                Some(Line::Dashed) => "<td class=\"no\">○<span class=\"say\"> should point to</span></td>",
                Some(Line::Dotted) => "<td class=\"old\">◐<span class=\"say\"> out of date</span></td>",
                None if from == to => "<td class=\"self\"></td>",
                None => "<td></td>",
            });
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n</section>\n");
}
