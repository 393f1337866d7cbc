//! What the documents together say, in few lines.

use super::wrap::Writer;
use crate::{
    together,
    wording::{self, QUESTIONS, count, number},
};
use concordat_findings::{Answer, Audit, Verdict};

/// Messages named of each verdict.
const NAMED: usize = 6;

/// Messages by verdict and the sense-check. For one document alone (`one`) there is no set to agree: the sense-check says it all.
pub(super) fn write(out: &mut Writer, audit: &Audit, one: bool) {
    if !one && !audit.messages.is_empty() {
        messages(out, audit);
    }
    sense_check(out, audit);
}

fn messages(out: &mut Writer, audit: &Audit) {
    let agreed = together::agreed(audit);
    out.heading(&format!("Consistent messages: {} of {}", number(agreed.len()), number(audit.messages.len())));
    for message in agreed.iter().take(NAMED) {
        out.item("+", &message.statement);
    }
    more(out, agreed.len());
    let shared = together::shared(audit).len();
    if shared > 0 {
        out.text(2, &format!("and {} said by several documents and denied by none", count(shared, "message")));
    }
    let parted = together::parted(audit);
    if !parted.is_empty() {
        out.heading(&format!("Messages in need of clarification: {}", number(parted.len())));
    }
    for (message, stands) in parted.iter().take(NAMED) {
        out.item("?", &message.statement);
        out.faint(4, &stands.sentence());
    }
    more(out, parted.len());
    let absent = together::with(audit, Verdict::Absent);
    if !absent.is_empty() {
        let names: Vec<String> = absent.iter().map(|m| wording::small(&m.name)).collect();
        out.heading(&format!("Found nowhere: {}", number(absent.len())));
        out.text(2, &names.join("; "));
    }
}

fn more(out: &mut Writer, held: usize) {
    if let Some(more) = held.checked_sub(NAMED).filter(|&n| n > 0) {
        out.faint(2, &format!("and {} more in the report", number(more)));
    }
}

fn sense_check(out: &mut Writer, audit: &Audit) {
    if audit.sense_check.is_empty() {
        return;
    }
    out.heading("Sense-check");
    for (letter, name, _) in QUESTIONS {
        let of = |answer| audit.sense_check.iter().filter(|a| a.question == letter && a.answer == answer).count();
        let tally = [Answer::Yes, Answer::Partly, Answer::No].map(|a| (of(a) > 0).then(|| format!("{} {}", number(of(a)), a.word())));
        let tally: Vec<String> = tally.into_iter().flatten().collect();
        if !tally.is_empty() {
            out.hanging(2, &format!("{letter}  "), &format!("{name}: {}", tally.join(", ")));
        }
    }
    let asked: std::collections::BTreeSet<_> = audit.sense_check.iter().map(|a| a.document).collect();
    out.faint(2, &format!("asked of {}; reasons and passages are in the report", count(asked.len(), "document")));
}
