//! Definitions of one concept, side by side.

use super::quote::{item, side};
use super::text::{escape, put};
use crate::{
    together::{self, Defined},
    wording::{capital, count, number},
};
use concordat_findings::{Audit, DefinitionView};

/// Concepts shown.
const CONCEPTS: usize = 40;
/// Wordings of one concept shown side by side.
const WORDINGS: usize = 6;
/// Definitions listed that agree with one shown.
const ALIKE: usize = 8;

pub(super) fn write(out: &mut String, audit: &Audit) {
    let defined = together::defined(audit);
    if defined.is_empty() {
        return;
    }
    out.push_str("<section aria-labelledby=\"definitions\">\n<h2 id=\"definitions\">Definitions side by side</h2>\n<p>The same word should mean the same in every document, or a document should say why it does not.</p>\n");
    let (shared, single): (Vec<_>, Vec<_>) = defined.iter().partition(|d| d.documents() > 1);
    if shared.len() > CONCEPTS {
        put(
            out,
            format_args!(
                "<p class=\"capped\">{CONCEPTS} of {} are shown; all are in <code>audit.json</code>.</p>\n",
                count(shared.len(), "concept")
            ),
        );
    }
    for concept in shared.iter().take(CONCEPTS) {
        one(out, audit, concept);
    }
    if !single.is_empty() {
        put(
            out,
            format_args!("<details><summary>Defined in one document only ({})</summary>\n<dl class=\"terms\">\n", number(single.len())),
        );
        for concept in single.iter().take(CONCEPTS) {
            put(out, format_args!("<dt>{}</dt><dd><ul>\n", escape(&capital(concept.concept))));
            for definition in concept.wordings.iter().flatten().take(ALIKE) {
                item(out, audit, &definition.evidence);
            }
            out.push_str("</ul></dd>\n");
        }
        out.push_str("</dl>\n</details>\n");
    }
    out.push_str("</section>\n");
}

fn one(out: &mut String, audit: &Audit, concept: &Defined<'_>) {
    let ways = match concept.wordings.len() {
        1 => "in substance alike".to_owned(),
        n => format!("in {n} ways"),
    };
    put(
        out,
        format_args!(
            "<article class=\"concept\">\n<h3>{}</h3>\n<p>{} {} it, {ways}.</p>\n<div class=\"quotes\">\n",
            escape(&capital(concept.concept)),
            count(concept.documents(), "document"),
            if concept.documents() == 1 { "defines" } else { "define" }
        ),
    );
    for wording in concept.wordings.iter().take(WORDINGS) {
        put(out, format_args!("<div>\n"));
        if let Some((first, alike)) = wording.split_first() {
            side(out, audit, &first.evidence, &follows(first));
            same(out, audit, alike);
        }
        out.push_str("</div>\n");
    }
    out.push_str("</div>\n");
    if let Some(more) = concept.wordings.len().checked_sub(WORDINGS).filter(|&n| n > 0) {
        put(out, format_args!("<p>And {}, in <code>audit.json</code>.</p>\n", count(more, "further wording")));
    }
    out.push_str("</article>\n");
}

fn follows(definition: &DefinitionView) -> String {
    definition.follows.as_deref().map_or_else(|| "Follows no official definition that we know".to_owned(), |name| format!("Follows {name}"))
}

fn same(out: &mut String, audit: &Audit, alike: &[&DefinitionView]) {
    if alike.is_empty() {
        return;
    }
    put(out, format_args!("<details class=\"further\"><summary>The same in substance ({})</summary>\n<ul>\n", alike.len()));
    for definition in alike.iter().take(ALIKE) {
        item(out, audit, &definition.evidence);
    }
    if let Some(more) = alike.len().checked_sub(ALIKE).filter(|&n| n > 0) {
        put(out, format_args!("<li>and {} more, in <code>audit.json</code></li>\n", number(more)));
    }
    out.push_str("</ul></details>\n");
}
