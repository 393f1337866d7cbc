//! `recognition/…`: messages of the standard that a document denies or leaves out.

mod denied;
mod unsaid;

use crate::{Area, Check, CheckPage, messages::messages};
use concordat_findings::{Finding, Severity, Strength, Verdict, together::Stands};
use concordat_standard::{Standard, messages::Message};
use std::fmt::Write as _;

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[&denied::CHECK, &unsaid::CHECK];

/// Most strengths told.
const TOLD: usize = 6;
/// Documents that must say a message before it is told as a strength.
const SHARED: usize = 2;

/// The messages that every document which owes them says.
pub(crate) fn strengths(area: &Area<'_>, findings: &[Finding]) -> Vec<Strength> {
    let shared = messages(area, findings).into_iter().filter_map(|view| {
        // What is not sure is a question to the reader, and no strength; nor is what one denies beside saying it.
        let stands = Stands::of(&view);
        let said = &stands.say;
        let all = view.verdict == Verdict::Consistent && said.len() >= SHARED && !stands.denied();
        all.then(|| Strength {
            message: format!("{} documents say it and none denies it: {}", said.len(), view.statement),
            evidence: said.iter().filter_map(|p| p.evidence.first().cloned()).take(4).collect(),
        })
    });
    shared.take(TOLD).collect()
}

/// How grave a message's denial is.
fn severity(message: &Message) -> Severity {
    Severity::from_word(&message.severity).unwrap_or(Severity::Low)
}

/// A page for each message of the standard.
pub(crate) fn pages(standard: &Standard) -> Vec<CheckPage> {
    let page = |message: &Message| CheckPage {
        id: format!("recognition/{}", message.id),
        severity: severity(message),
        standard: message.source.clone(),
        body: page(message),
    };
    standard.messages.messages.iter().map(page).collect()
}

fn page(message: &Message) -> String {
    let mut body = format!(
        "Raises a sentence that speaks against this message.\n\n> {}\n\n## Why\n\n{}\n\n## What to write\n\n{}\n",
        message.statement, message.why, message.suggestion
    );
    if let Some(question) = &message.question {
        let _ = write!(body, "\nIt answers question {question} of the sense-check.\n");
    }
    if !message.verified {
        body.push_str("\nThe source has not been checked for these words.\n");
    }
    let _ = write!(body, "\n## Who owes it\n\nDocuments of these kinds: {}.", message.kinds.join(", "));
    if !message.themes.is_empty() {
        let _ = write!(body, " On these themes: {}.", message.themes.join(", "));
    }
    body.push('\n');
    for (heading, position) in
        [("Says it", "asserts"), ("Says part of it", "partly"), ("Speaks against it", "contradicts"), ("Says nothing of it", "silent")]
    {
        let sentences: Vec<&str> = message.examples.iter().filter(|e| e.position == position).map(|e| e.text.as_str()).collect();
        if !sentences.is_empty() {
            let _ = write!(body, "\n## {heading}\n\n");
            for sentence in sentences {
                let _ = writeln!(body, "- {sentence}");
            }
        }
    }
    body
}
