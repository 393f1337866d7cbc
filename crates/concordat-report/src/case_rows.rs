//! A case's steps, people and answers in words that every product shares.

use crate::wording::clip;
use concordat_findings::{CaseStep, CaseView, DueView, PersonView, Stage};

/// What one sentence of a document asks for: it is told in the sentence's own words, so that no condition of it is lost.
#[derive(Debug)]
pub(crate) struct Row {
    /// Whether the one who tells of the case begins here.
    pub(crate) begin: bool,
    /// What part of the route it is.
    pub(crate) stage: &'static str,
    /// The sentence, with what a reader needs besides: "(aged 16 or over) at level 2: the lead: “Ring the hub.” → Harbour".
    pub(crate) act: String,
    /// Its time limits and what they come to.
    pub(crate) dues: Vec<String>,
    /// What a reader must know before taking it.
    pub(crate) caution: Option<String>,
}

/// Longest sentence shown, in characters. Few are near it: conditions often stand at the end.
const SENTENCE: usize = 1200;

/// The steps of a route, those of one sentence as one.
pub(crate) fn rows(steps: &[CaseStep]) -> Vec<Row> {
    steps.chunk_by(|one, next| one.words == next.words).filter_map(row).collect()
}

fn row(steps: &[CaseStep]) -> Option<Row> {
    let first = steps.first()?;
    let begin = steps.iter().any(|s| s.entry);
    let dues = dues(steps);
    // "Tells the lead and rings the hub": the call to the front door is what the sentence is for.
    let call = || steps.iter().find(|s| s.stage == Stage::First).filter(|_| first.stage == Stage::Onward);
    let stage = steps.iter().find(|s| s.entry).or_else(call).unwrap_or(first).stage.word();
    Some(Row { begin, stage, act: act(steps), dues, caution: steps.iter().find_map(|s| s.caution.clone()) })
}

/// The time limits of one sentence: whose each is, where they are not those of all that it asks for. A form that is due tomorrow
/// leaves no day for the call.
fn dues(steps: &[CaseStep]) -> Vec<String> {
    let mut told: Vec<(&str, Option<String>)> = Vec::new();
    for step in steps {
        let one = (step.what.trim(), due(step));
        if !told.contains(&one) {
            told.push(one);
        }
    }
    // Of what is said without a time the call is told, since it is what cannot wait.
    let calls = |what: &str| steps.iter().any(|s| s.what.trim() == what && (s.entry || s.stage == Stage::First));
    let mut times: Vec<&String> = told.iter().filter_map(|(_, due)| due.as_ref()).collect();
    times.dedup();
    if times.len() < 2 && !told.iter().any(|(what, due)| due.is_none() && calls(what)) {
        return times.into_iter().cloned().collect();
    }
    let one = |(what, due): &(&str, Option<String>)| {
        let due = due.clone().or_else(|| (!times.is_empty() && calls(what)).then(|| "not said".to_owned()))?;
        let step = steps.iter().find(|s| s.what.trim() == *what)?;
        Some(format!("“{}”: {due}", done(step)))
    };
    told.iter().filter_map(one).collect()
}

/// What a step has done: where that is a verb alone, with the words up to its time.
fn done(step: &CaseStep) -> String {
    let what = step.what.trim();
    let rule = step.rule.as_deref().unwrap_or_default();
    let after = step.words.split_once(what).map_or("", |(_, after)| after);
    let object = after.split(rule).next().unwrap_or_default().trim_end();
    let short = !what.contains(' ') && !rule.is_empty() && !object.is_empty() && object.chars().count() < 60;
    if short { format!("{what}{object}") } else { what.to_owned() }
}

/// What the steps of one sentence ask for.
fn act(steps: &[CaseStep]) -> String {
    let Some(first) = steps.first() else { return String::new() };
    let sentence = clip(first.words.trim(), SENTENCE);
    let mut words = String::new();
    if let Some(whom) = first.whom.as_ref().filter(|whom| steps.iter().all(|s| s.whom.as_ref() == Some(*whom))) {
        words.push_str(&format!("({whom}) "));
    }
    if let Some(when) = first.when.as_ref().map(|w| w.trim().trim_end_matches([',', ':'])).filter(|w| !holds(&sentence, w)) {
        words.push_str(&format!("{when}: "));
    }
    if let Some(who) = first.who.as_ref().filter(|who| !named(&sentence, who) && !named(&words, who)) {
        words.push_str(&format!("{who}: "));
    }
    words.push_str(&format!("“{sentence}”"));
    let mut to: Vec<&str> = Vec::new();
    for one in steps.iter().filter_map(|s| s.to.as_ref()).flat_map(|to| to.split(", ")) {
        if !named(&words, one) && !to.contains(&one) {
            to.push(one);
        }
    }
    if !to.is_empty() {
        words.push_str(&format!(" → {}", to.join(", ")));
    }
    words
}

/// Whether a text names a body, in full or by the letters in brackets after it.
fn named(text: &str, body: &str) -> bool {
    let parts = body.split(" (").map(|part| part.trim_end_matches(')'));
    holds(text, body) || parts.into_iter().any(|part| holds(text, part))
}

/// The rule of a step and what it comes to: "within one working day → Monday 23 November 2026, 17:30 (from the first call)".
fn due(step: &CaseStep) -> Option<String> {
    let rule = step.rule.as_ref()?;
    let Some(due) = &step.due else { return Some(rule.clone()) };
    let doubt = due.doubt.as_ref().map(|d| format!("; {d}")).unwrap_or_default();
    Some(format!("{rule} → {} ({}{doubt})", due.text, counted(due)))
}

/// What a deadline is counted from.
fn counted(due: &DueView) -> String {
    format!("counted from {}", due.from)
}

/// The young people: "harmed, 14; harming, 15".
pub(crate) fn people(people: &[PersonView]) -> String {
    let one = |p: &PersonView| {
        let role = if p.role == "both" { "harmed and harming" } else { p.role };
        p.age.map_or_else(|| role.to_owned(), |age| format!("{role}, aged {age}"))
    };
    people.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Where, by whom and when it is told: "At school, told by a parent, Friday 20 November 2026, 17:30; it is a weekend".
pub(crate) fn told(case: &CaseView) -> String {
    let closed = case.closed.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
    format!("Seen {}, told by {}, {}{closed}", case.setting.1, case.actor.1, case.at)
}

/// Whether a text holds a name, whatever its capitals.
fn holds(text: &str, name: &str) -> bool {
    text.to_lowercase().contains(&name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_told_with_its_condition_and_its_deadline() {
        let due_view = DueView {
            text: "Monday 23 November 2026, 17:30".to_owned(),
            iso: None,
            from: "the first call".to_owned(),
            doubt: Some("no bank holidays are known for 1999".to_owned()),
        };
        let step = CaseStep {
            step: Some(0),
            stage: Stage::First,
            entry: true,
            when: Some("If a weapon has been seen,".to_owned()),
            whom: Some("aged 16 or over".to_owned()),
            who: Some("The lead".to_owned()),
            what: "rings".to_owned(),
            words: "If a weapon has been seen and nobody is hurt, the lead rings the Harbour within one working day.".to_owned(),
            to: Some("Harbour".to_owned()),
            rule: Some("within one working day".to_owned()),
            due: Some(due_view),
            caution: None,
        };
        let said = "(aged 16 or over) “If a weapon has been seen and nobody is hurt, the lead rings the Harbour within one working day.”";
        let conditional = CaseStep { when: Some("at night".to_owned()), ..step.clone() };
        assert_eq!(act(std::slice::from_ref(&CaseStep { when: None, ..step.clone() })), said);
        assert!(act(&[conditional]).starts_with("(aged 16 or over) at night: “If"), "a condition of the heading is not lost");
        let other = CaseStep { to: Some("Tarn Panel (TP)".to_owned()), entry: false, ..step.clone() };
        let [row] = rows(&[step.clone(), other]).try_into().unwrap();
        assert!(row.begin && row.act.ends_with("→ Tarn Panel (TP)") && row.dues.len() == 1, "{row:?}");
        let lead = CaseStep { stage: Stage::Onward, entry: false, ..step.clone() };
        let [row] = rows(&[lead, CaseStep { entry: false, ..step.clone() }]).try_into().unwrap();
        assert_eq!(row.stage, Stage::First.word(), "who is told in one breath with the front door takes nothing from it");
        let form = CaseStep { what: "sends form Q1".to_owned(), entry: false, ..step.clone() };
        let call = CaseStep { rule: None, due: None, ..step.clone() };
        let [row] = rows(&[call, form]).try_into().unwrap();
        assert_eq!(row.dues.first().map(String::as_str), Some("“rings”: not said"), "the time of the form is not that of the call");
        assert!(row.dues.iter().any(|d| d.starts_with("“sends form Q1”: within one working day →")), "{row:?}");
        let told =
            "within one working day → Monday 23 November 2026, 17:30 (counted from the first call; no bank holidays are known for 1999)";
        assert_eq!(due(&step).as_deref(), Some(told));
    }
}
