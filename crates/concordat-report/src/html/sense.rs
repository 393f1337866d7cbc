//! The sense-check: five questions asked of every document, each answer with its reason and the words that answer.

use super::quote::item;
use super::text::{escape, put};
use crate::wording::{self, QUESTIONS, count};
use concordat_findings::{Answer, Audit, SenseAnswer};
use concordat_register::DocumentIndex;
use std::collections::BTreeMap;

/// Documents of the table.
const ROWS: usize = 60;
/// Passages shown with an answer.
const PASSAGES: usize = 3;

pub(super) fn write(out: &mut String, audit: &Audit) {
    if audit.sense_check.is_empty() {
        return;
    }
    let mut documents: BTreeMap<DocumentIndex, Vec<&SenseAnswer>> = BTreeMap::new();
    for answer in &audit.sense_check {
        documents.entry(answer.document).or_default().push(answer);
    }
    out.push_str("<section aria-labelledby=\"sense\">\n<h2 id=\"sense\">Sense-check</h2>\n<p>Five questions to ask of any document on harm between young people. Follow an answer to its reason and the words behind it.</p>\n<ol class=\"questions\" type=\"a\">\n");
    for (_, name, question) in QUESTIONS {
        put(out, format_args!("<li><b>{name}.</b> {question}</li>\n"));
    }
    out.push_str("</ol>\n");
    if documents.len() > ROWS {
        put(out, format_args!("<p class=\"capped\">The first {ROWS} of {} are shown.</p>\n", count(documents.len(), "document")));
    }
    table(out, audit, &documents);
    out.push_str("<h3>Reasons</h3>\n");
    for (&document, answers) in documents.iter().take(ROWS) {
        reasons(out, audit, document, answers);
    }
    out.push_str("</section>\n");
}

fn table(out: &mut String, audit: &Audit, documents: &BTreeMap<DocumentIndex, Vec<&SenseAnswer>>) {
    out.push_str("<div class=\"scroll\" role=\"region\" aria-label=\"Answers of the sense-check\" tabindex=\"0\">\n<table class=\"matrix sense\">\n<caption>Answers by document (row) and question (column); where a question mark stands the program is not certain: please check</caption>\n<thead><tr><th scope=\"col\">Document</th>");
    for (letter, name, _) in QUESTIONS {
        put(out, format_args!("<th scope=\"col\">{letter}<br><span class=\"aside\">{name}</span></th>"));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (&document, answers) in documents.iter().take(ROWS) {
        let title = wording::title_of(audit, document).unwrap_or_default();
        put(out, format_args!("<tr><th scope=\"row\">{}</th>", escape(&wording::clip(title, 120))));
        for (letter, ..) in QUESTIONS {
            match answers.iter().find(|a| a.question == letter) {
                Some(answer) => put(
                    out,
                    format_args!(
                        "<td class=\"{}\"><a href=\"#{}\">{} {}{}</a></td>",
                        answer.answer.word(),
                        answer_id(answer),
                        shape(answer.answer),
                        wording::answer(answer.answer),
                        if wording::is_sure(answer.certainty) { "" } else { "?" }
                    ),
                ),
                None => out.push_str("<td><span class=\"aside\">not asked</span></td>"),
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

/// A shape for an answer, so that it is told without colour; the word beside it is what is read out.
fn shape(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "<span aria-hidden=\"true\">●</span>",
        Answer::Partly => "<span aria-hidden=\"true\">◐</span>",
        Answer::No => "<span aria-hidden=\"true\">○</span>",
    }
}

fn answer_id(answer: &SenseAnswer) -> String {
    format!("sense-{}-{}", answer.document.0 + 1, answer.question)
}

fn reasons(out: &mut String, audit: &Audit, document: DocumentIndex, answers: &[&SenseAnswer]) {
    let title = wording::title_of(audit, document).unwrap_or_default();
    let tally = [Answer::Yes, Answer::Partly, Answer::No].map(|kind| {
        let found = answers.iter().filter(|a| a.answer == kind).count();
        (found > 0).then(|| format!("{found} {}", kind.word()))
    });
    let tally: Vec<String> = tally.into_iter().flatten().collect();
    put(
        out,
        format_args!(
            "<details class=\"reasons\"><summary>{} <span class=\"aside\">{}</span></summary>\n<dl>\n",
            escape(&wording::clip(title, 160)),
            tally.join(", ")
        ),
    );
    for answer in answers {
        let name = QUESTIONS.iter().find(|(letter, ..)| *letter == answer.question).map_or("", |(_, name, _)| name);
        put(
            out,
            format_args!(
                "<div id=\"{}\"><dt>{}. {name}: {} {} <span class=\"aside\">({})</span></dt>\n<dd><p>{}</p>\n",
                answer_id(answer),
                escape(&answer.question.to_string()),
                shape(answer.answer),
                wording::answer(answer.answer).to_lowercase(),
                wording::sure(answer.certainty),
                escape(&wording::clip(&answer.reason, 600))
            ),
        );
        if !answer.evidence.is_empty() {
            out.push_str("<ul>\n");
            for evidence in answer.evidence.iter().take(PASSAGES) {
                item(out, audit, evidence);
            }
            out.push_str("</ul>\n");
        }
        out.push_str("</dd></div>\n");
    }
    out.push_str("</dl>\n</details>\n");
}
