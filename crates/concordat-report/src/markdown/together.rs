//! What the documents together say.

use super::{put, quoted, text, title};
use crate::{
    together::{self, Stands},
    wording::{self, QUESTIONS, capital, count},
};
use concordat_findings::{Audit, Depth, MessageView, PositionView, Verdict};
use concordat_register::DocumentIndex;
use std::collections::BTreeSet;

pub(super) fn write(out: &mut String, audit: &Audit) {
    messages(out, audit);
    sense_check(out, audit);
    framing(out, audit);
    definitions(out, audit);
    coverage(out, audit);
}

fn messages(out: &mut String, audit: &Audit) {
    let parts = [
        (Verdict::Consistent, "Consistent messages"),
        (Verdict::NeedsClarification, "Messages in need of clarification"),
        (Verdict::Absent, "Messages we found nowhere"),
    ];
    for (verdict, heading) in parts {
        let messages = together::with(audit, verdict);
        if !messages.is_empty() {
            put(out, format_args!("## {heading}\n\n"));
        }
        for message in messages {
            one(out, audit, message);
        }
    }
}

fn one(out: &mut String, audit: &Audit, message: &MessageView) {
    let stands = Stands::of(message);
    put(out, format_args!("### {}\n\n{}\n\n", text(&message.statement), text(&stands.sentence())));
    let mut said = |heading: &str, positions: &[&PositionView]| {
        if positions.is_empty() {
            return;
        }
        put(out, format_args!("{heading}\n\n"));
        for position in positions {
            if let Some(evidence) = position.evidence.first() {
                quoted(out, audit, evidence, "");
            }
        }
        out.push('\n');
    };
    said("Saying so:", &stands.say);
    said("Saying otherwise:", &stands.deny);
    said("Saying part of it:", &stands.partly);
    if !stands.unsure.is_empty() {
        out.push_str("Please check; we are not sure how these words are meant:\n\n");
        for evidence in stands.unsure.iter().filter_map(|p| p.evidence.first()) {
            quoted(out, audit, evidence, "");
        }
        out.push('\n');
    }
    if !stands.silent.is_empty() {
        let titles: Vec<&str> = stands.silent.iter().map(|&d| title(audit, d)).collect();
        put(out, format_args!("We found no sentence that says so in: {}.\n\n", text(&titles.join("; "))));
    }
}

fn sense_check(out: &mut String, audit: &Audit) {
    if audit.sense_check.is_empty() {
        return;
    }
    out.push_str("## Sense-check\n\n");
    for (letter, _, question) in QUESTIONS {
        put(out, format_args!("- **{letter}.** {question}\n"));
    }
    out.push_str("\n| Document | a | b | c | d | e |\n| --- | --- | --- | --- | --- | --- |\n");
    let documents: BTreeSet<DocumentIndex> = audit.sense_check.iter().map(|a| a.document).collect();
    for &document in &documents {
        put(out, format_args!("| {} |", text(title(audit, document))));
        for (letter, ..) in QUESTIONS {
            let answer = audit.sense_check.iter().find(|a| a.document == document && a.question == letter);
            put(out, format_args!(" {} |", answer.map_or("", |a| wording::answer(a.answer))));
        }
        out.push('\n');
    }
    out.push('\n');
}

fn framing(out: &mut String, audit: &Audit) {
    let views: Vec<_> = audit.framing.iter().filter(|view| !view.rows.is_empty()).collect();
    if !views.is_empty() {
        out.push_str("## How documents speak of the same people\n\n");
    }
    for view in views {
        put(out, format_args!("### {}\n\n| Document |", text(&capital(&view.name))));
        for (_, name) in &view.framings {
            put(out, format_args!(" {} |", text(&capital(name))));
        }
        put(out, format_args!("\n| --- |{}\n", " --- |".repeat(view.framings.len())));
        for row in &view.rows {
            put(out, format_args!("| {} |", text(title(audit, row.document))));
            for n in 0..view.framings.len() {
                let found = row.counts.iter().find(|c| c.framing == n).map_or(0, |c| c.count);
                put(out, format_args!(" {found} |"));
            }
            out.push('\n');
        }
        out.push('\n');
    }
}

fn definitions(out: &mut String, audit: &Audit) {
    let defined = together::defined(audit);
    if !defined.is_empty() {
        out.push_str("## Definitions side by side\n\n");
    }
    for concept in defined {
        put(out, format_args!("### {}\n\n", text(&capital(concept.concept))));
        for (n, wording) in concept.wordings.iter().enumerate() {
            if concept.wordings.len() > 1 {
                put(out, format_args!("Wording {}, in {}:\n\n", n + 1, count(wording.len(), "document")));
            }
            for definition in wording {
                quoted(out, audit, &definition.evidence, "");
            }
            out.push('\n');
        }
    }
}

fn coverage(out: &mut String, audit: &Audit) {
    if audit.coverage.is_empty() {
        return;
    }
    out.push_str("## Contexts and sectors\n\n| Document | Acted on | Considered | Only named |\n| --- | --- | --- | --- |\n");
    for row in &audit.coverage {
        let at = |depth| {
            let names: Vec<&str> = row.contexts.iter().chain(&row.sectors).filter(|c| c.depth == depth).map(|c| c.name.as_str()).collect();
            text(&names.join(", "))
        };
        let cells = [at(Depth::ActedOn), at(Depth::Considered), at(Depth::Named)];
        put(out, format_args!("| {} | {} |\n", text(title(audit, row.document)), cells.join(" | ")));
    }
    out.push('\n');
}
