//! Next steps made from findings: who can take them, in which order, and which findings each answers.

use crate::desk::Desk;
use crate::wording::{self, Work};
use concordat_findings::{
    Finding, Severity,
    decision::Stand,
    wording::{one_line, quoted},
};
use concordat_register::DocumentIndex;
use std::collections::{BTreeMap, BTreeSet};

/// Who can take a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Who {
    /// The group that agrees what documents say together.
    Steering,
    /// The author of a document.
    Author(DocumentIndex),
    /// Those who chair panels.
    Chairs,
}

/// A step.
#[derive(Debug)]
pub(crate) struct Step<'a> {
    pub(crate) who: Who,
    /// How those who decide stand to its findings: all alike.
    pub(crate) stand: Stand,
    /// Of its gravest finding.
    pub(crate) severity: Severity,
    /// What it is about, in a word, where one is needed.
    pub(crate) label: Option<&'static str>,
    /// What was found, where what to do cannot be understood without it.
    pub(crate) found: Option<String>,
    /// What to do, as sentences.
    pub(crate) text: String,
    /// Where it has several parts, each with its finding.
    pub(crate) parts: Vec<(String, &'a Finding)>,
    /// The documents it is about, where they are several.
    pub(crate) documents: Vec<DocumentIndex>,
    /// What it answers, gravest first.
    pub(crate) findings: Vec<&'a Finding>,
}

/// What findings have in common that one step answers.
type Key = (Who, Standing, Work, String);

/// The order in which steps are taken by what was decided: what people accepted first, what they put off last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Accepted,
    Assigned,
    Conflict,
    Open,
    Deferred,
}

impl Standing {
    fn of(stand: Stand) -> Self {
        match stand {
            Stand::Accepted => Self::Accepted,
            Stand::Assigned => Self::Assigned,
            Stand::Conflict => Self::Conflict,
            Stand::Deferred => Self::Deferred,
            Stand::Open | Stand::Dismissed => Self::Open,
        }
    }
}

/// Which of two findings of one severity comes first: that by which a child is not reached, or is met as no child, before that by which
/// a reader is not led on, and that before what is out of date.
pub(crate) fn weight(check: &str) -> u8 {
    match check.split('/').next().unwrap_or_default() {
        "route" | "assessment" | "recognition" => 0,
        "definition" | "panel" | "structure" | "sector" | "context" => 1,
        "reference" => 2,
        _ => 3,
    }
}

/// Every step, in the order in which they are to be taken: by decision, then gravest first; the order of findings parts the rest.
pub(crate) fn steps<'a>(desk: &Desk<'a>) -> Vec<Step<'a>> {
    let mut groups: BTreeMap<Key, Vec<(usize, &'a Finding)>> = BTreeMap::new();
    for (n, &finding) in desk.findings.iter().enumerate() {
        // Nobody mends a document that has been replaced.
        for who in who(finding).into_iter().filter(|who| !matches!(who, Who::Author(document) if desk.is_replaced(*document))) {
            let (work, what) = work(who, finding);
            groups.entry((who, Standing::of(desk.audit.stand(finding)), work, what)).or_default().push((n, finding));
        }
    }
    let mut steps: Vec<((Standing, Severity, u8, usize), Step<'a>)> = groups
        .into_iter()
        .filter_map(|((who, standing, work, _), found)| {
            let &(first, gravest) = found.first()?;
            let findings: Vec<&Finding> = found.into_iter().map(|(_, f)| f).collect();
            let step = step(desk, who, work, gravest, findings);
            Some(((standing, gravest.severity, weight(&gravest.check), first), step))
        })
        .collect();
    steps.sort_by_key(|(order, _)| *order);
    steps.into_iter().map(|(_, step)| step).collect()
}

/// Who can answer a finding. What is asked of several documents alone is asked of the author of each.
fn who(finding: &Finding) -> Vec<Who> {
    let check = finding.check.as_str();
    let agreed = ["route/", "assessment/", "definition/", "duplication/", "recognition/"];
    if check == "recognition/unsaid" {
        return finding.documents.iter().map(|&d| Who::Author(d)).collect();
    }
    if check.starts_with("panel/") {
        return vec![Who::Chairs];
    }
    match finding.documents.first() {
        Some(&document) if !agreed.iter().any(|family| check.starts_with(family)) => vec![Who::Author(document)],
        _ => vec![Who::Steering],
    }
}

/// What kind of work answers a finding, and what tells it from other work of that kind: nothing where all of it is one step.
fn work(who: Who, finding: &Finding) -> (Work, String) {
    let check = finding.check.as_str();
    let suggestion = || finding.suggestion.as_ref().map_or_else(|| finding.message.clone(), |s| s.to_string());
    let (family, _) = check.split_once('/').unwrap_or((check, ""));
    match (who, family) {
        (Who::Steering, "recognition") => (Work::Message, check.to_owned()),
        (Who::Steering | Who::Chairs, _) => (Work::Agree(wording::subject(check)), suggestion()),
        (Who::Author(_), "language") => (Work::Words, String::new()),
        (Who::Author(_), "reference") if check != "reference/superseded" && check != "reference/dangling" => (Work::Links, String::new()),
        (Who::Author(_), "reference") => (Work::References, String::new()),
        (Who::Author(_), "recognition") => (Work::Unsaid, String::new()),
        (Who::Author(_), "sector" | "context") => (Work::LeftOut, String::new()),
        (Who::Author(_), "currency") if check == "currency/count" => (Work::Count, finding.id.clone()),
        (Who::Author(_), "currency") if !matches!(check, "currency/review" | "currency/draft") => (Work::UpToDate, String::new()),
        (Who::Author(_), _) => (Work::Other, suggestion()),
    }
}

fn step<'a>(desk: &Desk<'a>, who: Who, work: Work, gravest: &'a Finding, findings: Vec<&'a Finding>) -> Step<'a> {
    let mut step = Step {
        who,
        stand: desk.audit.stand(gravest),
        severity: gravest.severity,
        label: None,
        found: None,
        text: String::new(),
        parts: Vec::new(),
        documents: Vec::new(),
        findings: Vec::new(),
    };
    let exact = |f: &&Finding| f.evidence.first().map(|e| one_line(&e.anchor.quote.exact)).filter(|w| !desk.names_people(w));
    match work {
        Work::Agree(_) | Work::Other => {
            step.text = desk.asked(gravest);
            // By itself it is not clear what it leans on, unless what was found is told with it.
            match findings.as_slice() {
                _ if !leans(&step.text) => {}
                [one] => step.found = Some(desk.message(one)),
                several => step.parts = several.iter().map(|f| (desk.message(f), *f)).collect(),
            }
        }
        Work::Count => step.text = format!("{} {}", desk.message(gravest), desk.asked(gravest)),
        Work::Message => {
            let id = gravest.check.as_str().trim_start_matches("recognition/");
            let statement = desk.standard.messages.message(id).map_or("", |m| m.statement.as_str());
            step.text = wording::agree_message(statement);
        }
        Work::Words => step.text = wording::words(&findings.iter().filter_map(exact).collect::<Vec<_>>()),
        Work::Links => {
            let mut others: Vec<String> = findings.iter().filter_map(|f| f.documents.get(1)).map(|&d| desk.named(d)).collect();
            // Findings come by weight, so one title may come back later.
            let mut seen = BTreeSet::new();
            others.retain(|title| seen.insert(title.clone()));
            step.text = wording::name_these(&others);
        }
        Work::References | Work::Unsaid | Work::LeftOut | Work::UpToDate if findings.len() == 1 => step.text = alone(desk, work, gravest),
        Work::References | Work::Unsaid | Work::LeftOut | Work::UpToDate => {
            step.text = wording::several(work, findings.len());
            step.parts = findings.iter().map(|f| (part(desk, work, f), *f)).collect();
        }
    }
    if matches!(work, Work::Agree(_) | Work::Message) {
        step.label = match work {
            Work::Agree(subject) => subject,
            _ => Some(wording::MESSAGES),
        };
        let mut documents: Vec<DocumentIndex> = findings.iter().flat_map(|f| f.documents.iter().copied()).collect();
        documents.sort_unstable();
        documents.dedup();
        step.documents = documents;
    }
    step.findings = findings;
    step
}

/// Whether what is asked for points back to something that is told elsewhere.
fn leans(asked: &str) -> bool {
    const BACK: [&str; 12] = ["it", "its", "them", "they", "their", "this", "these", "such", "both", "two", "other", "others"];
    asked.split(|c: char| !c.is_alphanumeric()).any(|word| BACK.contains(&word.to_lowercase().as_str()))
}

/// What one finding asks for by itself.
fn alone(desk: &Desk<'_>, work: Work, finding: &Finding) -> String {
    match work {
        Work::Unsaid => wording::check_that_it_says(&part(desk, work, finding)),
        _ => part(desk, work, finding),
    }
}

/// What one finding asks for among others of its kind.
fn part(desk: &Desk<'_>, work: Work, finding: &Finding) -> String {
    let suggestion = desk.asked(finding);
    if work != Work::UpToDate {
        return suggestion;
    }
    let exact = finding.evidence.first().map(|e| quoted(&e.anchor.quote)).filter(|w| !w.trim().is_empty());
    match exact.filter(|w| !desk.names_people(w)) {
        Some(exact) => format!("\u{201c}{exact}\u{201d}: {suggestion}"),
        None => suggestion,
    }
}

#[cfg(test)]
mod tests {
    use super::leans;

    #[test]
    fn what_points_back_is_not_told_alone() {
        assert!(leans("Say who agreed it.") && leans("Name what took their place."));
        assert!(!leans("Name “Gangs Procedure” where gangs are spoken of."));
    }
}
