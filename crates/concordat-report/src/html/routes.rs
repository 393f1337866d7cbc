//! Steps of referral routes, a table a document.

use super::text::{escape, put};
use crate::{route_rows, wording};
use concordat_findings::Audit;

/// Documents shown, and steps of each.
const DOCUMENTS: usize = 60;
const STEPS: usize = 80;

pub(super) fn write(out: &mut String, audit: &Audit) {
    let with: Vec<_> = audit.documents.iter().filter(|d| !d.routes.steps.is_empty()).collect();
    if with.is_empty() {
        return;
    }
    out.push_str("<section aria-labelledby=\"routes\">\n<h2 id=\"routes\">Referral routes, step by step</h2>\n<p>What each document tells people to do, as we read it. Where a cell says “not said”, the words do not tell.</p>\n");
    for facts in with.iter().take(DOCUMENTS) {
        let count = facts.routes.steps.len();
        put(
            out,
            format_args!(
                "<details><summary>{0} ({1})</summary>\n<div class=\"scroll\" role=\"region\" aria-label=\"Steps in {0}\" tabindex=\"0\">\n<table>\n<caption>Steps in {0}</caption>\n<thead><tr>",
                escape(wording::title(facts)),
                wording::count(count, "step")
            ),
        );
        for head in route_rows::HEADS {
            put(out, format_args!("<th scope=\"col\">{head}</th>"));
        }
        out.push_str("<th scope=\"col\">Where</th></tr></thead>\n<tbody>\n");
        for step in facts.routes.steps.iter().take(STEPS) {
            out.push_str("<tr>");
            for cell in route_rows::cells(step) {
                put(out, format_args!("<td>{}</td>", escape(&cell)));
            }
            let place = step.anchor.section.as_deref().map_or_else(|| format!("paragraph {}", step.anchor.paragraph), ToString::to_string);
            put(out, format_args!("<td>{}</td></tr>\n", escape(&place)));
        }
        out.push_str("</tbody></table></div>\n");
        if count > STEPS {
            put(
                out,
                format_args!(
                    "<p class=\"capped\">{STEPS} of {} are shown; all are in <code>audit.json</code>.</p>\n",
                    wording::number(count)
                ),
            );
        }
        out.push_str("</details>\n");
    }
    if with.len() > DOCUMENTS {
        put(
            out,
            format_args!(
                "<p class=\"capped\">And {}, in <code>audit.json</code>.</p>\n",
                wording::count(with.len() - DOCUMENTS, "further document")
            ),
        );
    }
    out.push_str("</section>\n");
}
