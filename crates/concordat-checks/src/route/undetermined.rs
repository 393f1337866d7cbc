//! `route/undetermined`.

use crate::{Area, Sink, declare::declare_check};
use concordat_findings::{CaseView, Cause, Question, Severity, Undetermined};
use concordat_register::{DocumentIndex, Evidence, Kind};
use concordat_routes::guides;
use std::collections::BTreeMap;

declare_check! {
    /// A case cannot be followed to an end: two panels would each discuss it and nothing says which leads, nobody is to be told
    /// first, nothing brings agencies together, a strategy discussion is to be held and nobody is said to call it, no document gives a
    /// time for the first call, two documents name different bodies to settle which panel leads, or no document that applies speaks of
    /// what the case turns on, such as a placement by another authority.
    ///
    /// The cases of the standard whose concerns the area has documents for are walked through every document that applies; one finding
    /// stands for all cases that fail for the same cause. Documents that send a first concern to different places, put different
    /// bodies in the lead or give different times, do not reach children's social care, or have a step that nobody owns are raised by
    /// the other checks of routes and not again here. There must be words that come near and fall short; only what a case turns on and
    /// no document speaks of is asked without any, at low weight, of an area of at least five documents with steps. `concordat route` walks a case in full.
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// A worker rings the Anchor on the same day. The Gangs Panel discusses every child who is harmed by a gang.
    /// //- b.md
    /// # Child Sexual Exploitation Strategy 2022
    ///
    /// A worker rings the Anchor on the same day. The Exploitation Panel discusses every child who is sexually exploited.
    /// //- c.md
    /// # Levels of Need 2022
    ///
    /// The Anchor is the single front door. Every concern about a child comes to the Anchor on the same day.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// A worker rings the Anchor on the same day. The Gangs Panel discusses every child who is harmed by a gang. Where a child in a
    /// gang is sexually exploited, the Exploitation Panel leads.
    /// //- b.md
    /// # Child Sexual Exploitation Strategy 2022
    ///
    /// A worker rings the Anchor on the same day. The Exploitation Panel discusses every child who is sexually exploited.
    /// //- c.md
    /// # Levels of Need 2022
    ///
    /// The Anchor is the single front door. Every concern about a child comes to the Anchor on the same day.
    /// ```
    pub(super) static CHECK = {
        id: "route/undetermined",
        severity: Severity::Medium,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

/// Pieces of evidence and titles of cases of one finding.
const SHOWN: usize = 4;
const TITLES: usize = 3;

/// Documents with steps that an area must have for their silence to say something.
const WHOLE: usize = 5;

/// What is missing, by cause.
type Causes<'a> = BTreeMap<Cause, Vec<(&'a CaseView, &'a Undetermined)>>;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    if area.options.alone {
        return;
    }
    // What a few documents leave unsaid stands in others that were not given.
    let whole = area.indexed().filter(|(_, d)| guides(d) && !d.routes.steps.is_empty()).count() >= WHOLE;
    let mut causes: Causes<'_> = BTreeMap::new();
    for case in area.cases {
        let told = |u: &&Undetermined| suggestion(u.cause).is_some() && (!u.evidence.is_empty() || whole && is_of_absence(u.cause));
        for missing in case.undetermined.iter().filter(told) {
            causes.entry(missing.cause).or_default().push((case, missing));
        }
    }
    for (cause, cases) in &causes {
        let message = message(*cause, cases);
        let mut evidence: Vec<&Evidence> = Vec::new();
        for one in cases.iter().flat_map(|(_, u)| &u.evidence) {
            if evidence.len() < SHOWN && evidence.iter().all(|e| e.document != one.document || e.anchor.span != one.anchor.span) {
                evidence.push(one);
            }
        }
        let mut documents: Vec<DocumentIndex> = evidence.iter().map(|e| e.document).collect();
        if is_of_absence(*cause) {
            documents.extend(cases.iter().flat_map(|(_, u)| &u.documents));
            // What holds for every case would stand where the levels of need are told.
            let host = area.indexed().filter(|(_, d)| guides(d) && d.entry.kind == Kind::Thresholds).map(|(index, _)| index);
            documents.extend(host.filter(|_| *cause == Cause::NoDocument));
        }
        documents.sort();
        documents.dedup();
        if documents.is_empty() {
            continue;
        }
        let titles: Vec<String> = cases.iter().take(TITLES).map(|(c, _)| format!("“{}”", c.title)).collect();
        let more = match cases.len().saturating_sub(TITLES) {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let of = if cases.len() == 1 { "a case" } else { "cases" };
        let mut raised = sink.raise(&documents, format!("{message} So for {of}: {}{more}.", titles.join(", ")));
        for one in evidence {
            raised.evidence(one.document, &one.anchor);
        }
        // A discussion is social care's to call by statute, and a reader who knows that is not misled. What no document speaks of is a
        // question to the reader: words that say it may not have been understood.
        if *cause == Cause::NoConvener || is_of_absence(*cause) {
            raised.severity(Severity::Low);
        }
        if is_of_absence(*cause) {
            raised.known_anywhere_by(cause.id());
        } else {
            raised.known_by(cause.id());
        }
        if let Some(words) = suggestion(*cause) {
            raised.suggest(words);
        }
    }
}

/// Whether a cause is that no document speaks of something, so that there are no words to show.
fn is_of_absence(cause: Cause) -> bool {
    matches!(cause, Cause::NotSpokenOf | Cause::NoDocument)
}

/// What is missing in one sentence for all cases.
fn message(cause: Cause, cases: &[(&CaseView, &Undetermined)]) -> String {
    if cause == Cause::NoConvener {
        // Only the steps that these cases take were looked at: another clause of the documents may well say it.
        return "A strategy discussion is to be held, and in these cases no step says who calls it.".to_owned();
    }
    if cause == Cause::NotSpokenOf {
        return unspoken(cases);
    }
    if cause != Cause::SeveralDiscussions {
        return cases.first().map(|(_, u)| u.message.clone()).unwrap_or_default();
    }
    let mut panels: Vec<&str> = Vec::new();
    for point in cases.iter().flat_map(|(c, _)| &c.points).filter(|p| p.question == Question::Panel && p.parts()) {
        for answer in &point.answers {
            if !panels.contains(&answer.answer.as_str()) {
                panels.push(&answer.answer);
            }
        }
    }
    let names: Vec<String> = panels.iter().take(SHOWN).map(|p| format!("“{p}”")).collect();
    format!("Several panels would each discuss the same case, and no document says which leads or how they join: {}.", names.join(", "))
}

/// What no document speaks of, each thing once.
fn unspoken(cases: &[(&CaseView, &Undetermined)]) -> String {
    let of = |message: &str| {
        let what = message.strip_prefix("No document that applies speaks of ")?;
        what.strip_suffix(", on which this case turns.").map(ToOwned::to_owned)
    };
    let mut what: Vec<String> = cases.iter().filter_map(|(_, u)| of(&u.message)).collect();
    what.sort();
    what.dedup();
    format!("No document that applies to these cases speaks of what they turn on: {}.", what.join("; "))
}

/// What to do about a cause; none for what other checks raise.
fn suggestion(cause: Cause) -> Option<&'static str> {
    Some(match cause {
        Cause::NoFirstContact => "Say whom the one who learns of it tells first, and how.",
        Cause::NoDiscussion => "Say which meeting brings the agencies together over one young person, and who calls it.",
        Cause::SeveralDiscussions => {
            "Agree which body leads where these harms meet and how the others join it, and say so in each document."
        }
        Cause::NoConvener => "Say who calls the strategy discussion, and where that is not the front door how it is asked for.",
        Cause::JoiningParts => "Agree who settles which panel leads, and say the same in each document.",
        Cause::NotSpokenOf => {
            "Check whether some document says it in other words. If none does, say in one what then happens, and point to it from the others."
        }
        Cause::NoDocument => "Check whether some document says it in other words. If none does, say what happens and who goes on.",
        Cause::NoTime => "Give the first call a time, such as the same working day.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{examples, raised};

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn what_no_document_speaks_of_is_asked_once_and_what_one_speaks_of_is_not() {
        let others = ["Gangs Procedure", "Knife Crime Protocol", "Harmful Sexual Behaviour Procedure"]
            .map(|title| format!("//- {title}.md\n# {title} 2021\n\nA worker rings the Anchor on the same day.\n"));
        let site = |more: &str| {
            let words = others.concat()
                + &format!(
                    "//- a.md\n# Missing from Home and Care Protocol 2021\n\nA worker rings the Anchor on the same day when a child goes missing. {more}\n//- b.md\n# Levels of Need 2022\n\nThe Anchor is the single front door. Every concern about a child comes to the Anchor on the same day.\n"
                );
            raised("route/undetermined", &words).into_iter().filter(|f| f.message.contains("another authority placed")).count()
        };
        assert_eq!(site("The child is seen within a day."), 1);
        let few = "//- a.md\n# Missing from Home and Care Protocol 2021\n\nA worker rings the Anchor on the same day when a child goes missing.\n";
        assert!(raised("route/undetermined", few).iter().all(|f| !f.message.contains("another authority placed")));
        assert_eq!(site("Where the child was placed here by another council, that council is told within a day."), 0);
        assert_eq!(site("When the child belongs to another authority, that authority is asked to arrange the interview."), 0);
    }

    #[test]
    fn one_finding_stands_for_all_cases_of_a_cause() {
        let found = raised(
            "route/undetermined",
            "//- a.md\n# Harmful Sexual Behaviour Procedure 2021\n\nA worker rings the Anchor.\n\nA strategy discussion is held.\n//- b.md\n# Levels of Need 2022\n\nThe Anchor is the single front door. Every concern about a child comes to the Anchor.\n",
        );
        let times: Vec<&str> = found.iter().map(|f| f.message.as_str()).filter(|m| m.contains("by when the first call")).collect();
        let [time] = times.as_slice() else { panic!("{found:#?}") };
        assert!(time.contains("So for cases: "), "it stands for several: {time}");
        assert!(found.iter().all(|f| !f.evidence.is_empty()));
    }
}
