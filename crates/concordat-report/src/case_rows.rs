//! A case's steps, people and answers in words that every product shares.

use crate::wording::clip;
use concordat_findings::{CaseStep, CaseView, DueView, PersonView};
use std::collections::BTreeSet;

/// What a step asks for: "if a weapon has been seen: the lead rings the Harbour".
pub(crate) fn act(step: &CaseStep) -> String {
    let mut words = String::new();
    if let Some(whom) = &step.whom {
        words.push_str(&format!("({whom}) "));
    }
    if let Some(when) = &step.when {
        words.push_str(&format!("{}: ", when.trim().trim_end_matches([',', ':'])));
    }
    match &step.who {
        Some(who) if !holds(&step.what, who) => words.push_str(&format!("{who} – ")),
        _ => {}
    }
    words.push_str(step.what.trim());
    let told = |to: &&String| to.split(", ").all(|one| holds(&step.what, one)) || step.who.as_ref() == Some(*to);
    if let Some(to) = step.to.as_ref().filter(|to| !told(to)) {
        words.push_str(&format!(" → {to}"));
    }
    words
}

/// Longest sentence shown beside a step, in characters. Few are near it: conditions often stand at the end.
const SENTENCE: usize = 1200;

/// The sentence that a step stands in, where it says more than the step is told with: a condition that was not seen as one must
/// not be lost to the reader.
fn sentence(step: &CaseStep) -> Option<String> {
    let plain = |text: &str| text.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let told: BTreeSet<String> = plain(&act(step)).into_iter().chain(step.rule.iter().flat_map(|rule| plain(rule))).collect();
    let more = plain(&step.words).iter().any(|word| !word.is_empty() && !told.contains(word));
    more.then(|| format!("“{}”", clip(step.words.trim(), SENTENCE)))
}

/// The steps of a route, each with the sentence it stands in; of several steps of one sentence the last has it.
pub(crate) fn with_sentences(steps: &[CaseStep]) -> impl Iterator<Item = (&CaseStep, Option<String>)> {
    let next = steps.iter().skip(1).map(Some).chain([None]);
    steps.iter().zip(next).map(|(step, next)| {
        let last = next.is_none_or(|next| next.words != step.words);
        (step, sentence(step).filter(|_| last))
    })
}

/// The rule of a step and what it comes to: "within one working day → Monday 23 November 2026, 17:30 (from the first call)".
pub(crate) fn due(step: &CaseStep) -> Option<String> {
    let rule = step.rule.as_ref()?;
    let Some(due) = &step.due else { return Some(rule.clone()) };
    let doubt = due.doubt.as_ref().map(|d| format!("; {d}")).unwrap_or_default();
    Some(format!("{rule} → {} ({}{doubt})", due.text, counted(due)))
}

/// What a deadline is counted from.
pub(crate) fn counted(due: &DueView) -> String {
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
    use concordat_findings::Stage;

    #[test]
    fn a_step_is_told_with_its_condition_and_its_deadline() {
        let due_view = DueView {
            text: "Monday 23 November 2026, 17:30".to_owned(),
            iso: None,
            from: "the first call".to_owned(),
            doubt: Some("no bank holidays are known for 1999".to_owned()),
        };
        let step = CaseStep {
            step: 0,
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
        };
        assert_eq!(act(&step), "(aged 16 or over) If a weapon has been seen: The lead – rings → Harbour");
        assert!(sentence(&step).is_some_and(|words| words.contains("nobody is hurt")));
        let twice = [step.clone(), step.clone()];
        assert_eq!(with_sentences(&twice).map(|(_, words)| words.is_some()).collect::<Vec<_>>(), [false, true]);
        let plain =
            CaseStep { words: "The lead rings, if a weapon has been seen, the Harbour within one working day.".to_owned(), ..step.clone() };
        assert_eq!(sentence(&plain), None);
        let told =
            "within one working day → Monday 23 November 2026, 17:30 (counted from the first call; no bank holidays are known for 1999)";
        assert_eq!(due(&step).as_deref(), Some(told));
        assert_eq!(act(&CaseStep { what: "rings the harbour".to_owned(), when: None, whom: None, who: None, ..step }), "rings the harbour");
    }
}
