//! `panel/terms`.

use super::{add, called, documents_of, is_past, list};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::{
    Severity,
    wording::{clip, quoted},
};
use concordat_register::{
    Evidence,
    meeting::{Meeting, Part, PartSource, Standing},
};
use concordat_text::fold_str;

declare_check! {
    /// The terms of a panel or group lack a part, or leave it open: a remit, a chair, a membership, a quorum, how often it sits,
    /// whom it answers to, when its terms are reviewed. Nobody can then say whether a decision was the panel's, or who is to be
    /// asked about it.
    ///
    /// Terms of reference are held to every part. A list of panels is held to the columns that it has: a cell that others of the
    /// column fill and this one leaves blank is raised, unless the panel's own terms of reference fill it. What stands there as
    /// "to be agreed" or "vacant" is raised wherever it stands.
    ///
    /// ```text
    /// raised
    /// //- meetings/panels.csv
    /// Panel,Chair,Meets,Quorum
    /// Saltmere Missing Panel,Head of service,Weekly,Four members
    /// Saltmere Exploitation Panel,Vacant,Monthly,
    /// Saltmere Housing Panel,Housing manager,Monthly,Three members
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- meetings/panels.csv
    /// Panel,Chair,Meets,Notes
    /// Saltmere Missing Panel,Head of service,Weekly,
    /// Saltmere Exploitation Panel,Vacant until May; the deputy chairs,Monthly,moved to Tuesdays
    /// Saltmere Housing Panel,Housing manager,Monthly,
    /// ```
    pub(super) static CHECK = {
        id: "panel/terms",
        severity: Severity::Low,
        since: "0.4.0",
        standard: "HM Government, Working Together to Safeguard Children, 2023, chapter 2, on clear accountability; the parts that published terms of reference have",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    for meeting in area.meetings {
        let gaps = gaps(area, meeting);
        if !gaps.is_empty() {
            raise(area, sink, meeting, &gaps);
        }
    }
}

/// Parts that are open or lacking, each once by source and standing.
fn gaps<'m>(area: &Area<'_>, meeting: &'m Meeting) -> Vec<&'m PartSource> {
    let is_sheet = |e: &Evidence| e.document.0 as usize >= area.documents.len();
    let mut found: Vec<&PartSource> = Vec::new();
    for part in meeting.parts.iter().filter(|p| !is_past(area, &p.evidence)) {
        let settled = |other: &PartSource| other.part == part.part && other.standing == Standing::Settled;
        let counts = match part.standing {
            Standing::Settled => false,
            // One paragraph may leave open what the next one settles.
            Standing::Open => {
                !meeting.parts.iter().any(|o| settled(o) && o.evidence.document == part.evidence.document && o.part != Part::Chair)
            }
            Standing::Lacking => !is_sheet(&part.evidence) || !meeting.parts.iter().any(settled),
        };
        let known =
            found.iter().any(|f| f.part == part.part && (f.standing, f.evidence.document) == (part.standing, part.evidence.document));
        if counts && !known && area.standard.terms.part(part.part.word()).is_some_and(|row| row.expected) {
            found.push(part);
        }
    }
    found
}

/// Characters of words that leave a part open.
const BRIEF: usize = 80;
/// Words with which a part's name begins where it is a question and no thing: `when its terms are reviewed`.
const ASKED: [&str; 6] = ["how", "where", "when", "whether", "who", "whom"];

fn raise(area: &Area<'_>, sink: &mut Sink<'_>, meeting: &Meeting, gaps: &[&PartSource]) {
    let name = |part: Part| area.standard.terms.part(part.word()).map_or("", |row| row.name.as_str());
    let mut lacking: Vec<String> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for gap in gaps {
        let (said, into) = match gap.standing {
            Standing::Open => (format!("{} (“{}”)", name(gap.part), clip(&quoted(&gap.evidence.anchor.quote), BRIEF)), &mut open),
            _ => (name(gap.part).to_owned(), &mut lacking),
        };
        // What two papers leave open is told once; both stand among the evidence.
        if !into.iter().any(|told| told.starts_with(name(gap.part))) {
            into.push(said);
        }
    }
    let loose = meeting.cadence.as_deref().filter(|c| area.standard.terms.parts.loose.contains(&fold_str(c.trim().trim_end_matches('.'))));
    let mut says: Vec<String> = Vec::new();
    if !open.is_empty() {
        says.push(format!("leave open {}", list(&open)));
    }
    says.extend(lack(&lacking));
    if let Some(cadence) = loose {
        says.push(format!("fix no cadence (“{cadence}”)"));
    }
    let grave = |gap: &&&PartSource| matches!(gap.part, Part::Chair | Part::Quorum | Part::Remit | Part::Membership);
    let severity = if gaps.iter().filter(grave).count() >= 1 { Severity::Medium } else { Severity::Low };
    let evidence: Vec<&Evidence> = gaps.iter().map(|gap| &gap.evidence).collect();
    let mut distinct: Vec<&Evidence> = Vec::new();
    for one in evidence {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
    }
    let message = format!("The terms of the {} {}.", called(meeting).trim_start_matches("The ").trim_start_matches("the "), list(&says));
    let mut raised = sink.raise(&documents_of(distinct.iter().copied()), message);
    raised.severity(severity).suggest(
        "Settle what is open with the group it answers to, and write it into the terms of reference and the list of panels alike.",
    );
    add(&mut raised, distinct);
}

/// What terms lack, as verbs: parts that are things are not given, and parts that are questions are not answered.
fn lack(parts: &[String]) -> Option<String> {
    let asked = |part: &&String| ASKED.iter().any(|word| part.split(' ').next() == Some(word));
    let (said, given): (Vec<String>, Vec<String>) =
        (parts.iter().filter(asked).cloned().collect(), parts.iter().filter(|p| !asked(p)).cloned().collect());
    match (given.as_slice(), said.as_slice()) {
        ([], []) => None,
        (given, []) => Some(format!("do not give {}", either(given))),
        ([], said) => Some(format!("do not say {}", either(said))),
        (given, said) => Some(format!("do not give {} or say {}", either(given), either(said))),
    }
}

/// "a, b or c".
fn either(words: &[String]) -> String {
    match words {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_terms_lack_is_said_in_whole_sentences() {
        let lack = |parts: &[&str]| super::lack(&parts.iter().map(|&p| p.to_owned()).collect::<Vec<_>>());
        let both = lack(&["a quorum", "a chair", "when its terms are reviewed"]);
        assert_eq!(both.as_deref(), Some("do not give a quorum or a chair or say when its terms are reviewed"));
        assert_eq!(lack(&["how often it sits"]).as_deref(), Some("do not say how often it sits"));
        assert_eq!(lack(&[]), None);
    }

    use super::CHECK;
    use crate::testing::{examples, raised};

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    const TERMS: &str = "# Saltmere Harm Panel: Terms of Reference\n\n## Purpose\n\nThe panel considers children who are exploited.\n\n## Membership\n\n- Police, Detective Inspector (chair)\n- Health, Named nurse\n- Housing, Officer\n\n## Meetings\n\nThe panel meets monthly. Three agencies must be present.\n\n## Accountability\n\nIt reports to the Saltmere Safeguarding Partnership.\n";

    #[test]
    fn terms_of_reference_are_held_to_every_part() {
        let found = raised("panel/terms", &format!("//- tor.md\n{TERMS}"));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].message.ends_with("do not say when its terms are reviewed."), "{}", found[0].message);
        let whole = format!("//- tor.md\n{TERMS}\n## Review\n\nThese terms are reviewed each May.\n");
        assert!(raised("panel/terms", &whole).is_empty());
    }
}
