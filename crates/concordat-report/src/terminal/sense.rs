//! The sense-check of one document: each question, its answer, why, the words, and what to add.

use super::{TerminalStyle, side, wrap::Writer};
use crate::wording::{self, QUESTIONS};
use concordat_findings::{Answer, Audit, SenseAnswer};
use concordat_register::DocumentIndex;
use std::collections::BTreeMap;

/// Passages shown with an answer.
const PASSAGES: usize = 2;

/// The five questions answered for `document`. `add` says for a question what the document could say.
#[must_use]
pub fn sense_check(audit: &Audit, document: DocumentIndex, add: &BTreeMap<char, Vec<String>>, style: TerminalStyle<'_>) -> String {
    let mut out = Writer::new(style.width.clamp(40, 100), style.colour);
    let title = wording::title_of(audit, document).unwrap_or_default();
    out.heading(&format!("Sense-check of {title}"));
    match audit.documents.len().saturating_sub(1) {
        0 => out.text(2, "By itself: questions c and d depend on the other documents. Name their folder with --site."),
        n => out.text(2, &format!("Beside {} of {}", wording::count(n, "other document"), audit.site)),
    }
    let mine: Vec<&SenseAnswer> = audit.sense_check.iter().filter(|a| a.document == document).collect();
    for (letter, _, question) in QUESTIONS {
        out.heading(&format!("{letter}. {question}"));
        let Some(answer) = mine.iter().find(|a| a.question == letter) else {
            out.text(2, "Not asked of a document of this kind.");
            continue;
        };
        one(&mut out, audit, answer);
        if answer.answer != Answer::Yes {
            for suggestion in add.get(&letter).into_iter().flatten() {
                out.hanging(4, "→ ", suggestion);
            }
        }
    }
    out.blank();
    out.text(0, "The answers are the reader's, not a verdict: look at the words before you change anything.");
    out.finish()
}

fn one(out: &mut Writer, audit: &Audit, answer: &SenseAnswer) {
    let mark = match answer.answer {
        Answer::Yes => "●",
        Answer::Partly => "◐",
        Answer::No => "○",
    };
    out.item(mark, &format!("{} ({}). {}", wording::answer(answer.answer), wording::sure(answer.certainty), answer.reason));
    for evidence in answer.evidence.iter().take(PASSAGES) {
        side(out, audit, evidence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn every_question_has_an_answer_a_reason_and_what_to_add() {
        let add = BTreeMap::from([('e', vec!["Say who walks the route home.".to_owned()]), ('a', vec!["Not shown.".to_owned()])]);
        let style = TerminalStyle { width: 80, colour: false, report: None, every: true, unraised: false };
        let text = sense_check(&fixture::partnership(), DocumentIndex(fixture::CSE), &add, style);
        assert!(text.contains("● Yes (very likely). It gives a child who harms an assessment."), "{text}");
        assert!(text.contains("A child who harms is assessed as a child in need."));
        assert!(text.contains("→ Say who walks the route home.") && !text.contains("Not shown."));
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}
