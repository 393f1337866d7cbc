//! What the documents together say.

use super::{put, quoted, text, title};
use crate::{
    by_theme::{self, ThemeLine},
    together::{self, Stands},
    wording::{self, QUESTIONS, capital, count},
};
use concordat_findings::{Audit, MessageView, PositionView, Verdict};
use concordat_register::{DocumentIndex, meaning::Point};
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
        (together::agreed(audit), "Consistent messages"),
        (together::parted(audit).into_iter().map(|(message, _)| message).collect(), "Messages in need of clarification"),
        (together::with(audit, Verdict::Absent), "Messages we found nowhere"),
    ];
    for (messages, heading) in parts {
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
    let Some(first) = audit.coverage.first() else { return };
    let tables = [
        (
            "Contexts",
            "Factors that each document names in each context, with their place; what is not marked is only named.",
            0,
            &first.contexts,
        ),
        ("Sectors", "What each document engages each sector for, with the place.", first.contexts.len(), &first.sectors),
    ];
    out.push_str("## Contexts and sectors\n\n");
    for (name, caption, from, columns) in tables {
        put(out, format_args!("### {name}\n\n{caption}\n\n| Document | Theme |"));
        for column in columns {
            put(out, format_args!(" {} |", text(&capital(&column.name))));
        }
        put(out, format_args!("\n| --- | --- |{}\n", " --- |".repeat(columns.len())));
        for line in audit.coverage.iter().flat_map(|row| by_theme::lines(audit, row)) {
            let theme = line.name(audit).unwrap_or_default();
            put(out, format_args!("| {} | {} |", text(title(audit, line.document)), text(&capital(&theme))));
            for place in from..from + columns.len() {
                put(out, format_args!(" {} |", text(&cell(audit, &line, place))));
            }
            out.push('\n');
        }
        out.push('\n');
    }
}

/// What a document says of one context or sector: `risk (4.2, acted on at 4.3), strength (5.1)`.
fn cell(audit: &Audit, line: &ThemeLine<'_>, place: usize) -> String {
    let Some(facet) = line.of(place) else { return "–".to_owned() };
    let at = |sentence: u16| {
        let anchor = line.sentence(sentence)?;
        Some(anchor.section.as_deref().map_or_else(|| format!("paragraph {}", anchor.paragraph), str::to_owned))
    };
    let said = |point: &Point| {
        let word = by_theme::word(audit, point).unwrap_or("named");
        let done = match point.action {
            Some(action) if action == point.sentence => ", acted on".to_owned(),
            Some(action) => format!(", acted on at {}", at(action)?),
            None => String::new(),
        };
        Some(format!("{word} ({}{done})", at(point.sentence)?))
    };
    let all: Vec<String> = facet.points.iter().filter_map(said).collect();
    all.join(", ")
}
