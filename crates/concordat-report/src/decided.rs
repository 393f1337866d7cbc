//! What people decided, in words. Nobody is named: who decided and why stays in the file of decisions.

use crate::wording::{count, day, number};
use concordat_findings::decision::{Lapse, Lapsed, Stand};
use concordat_findings::{Audit, Finding};
use concordat_register::Date;

/// What people decided about a finding, as one sentence; none where nobody has.
pub(crate) fn sentence(audit: &Audit, finding: &Finding) -> Option<String> {
    let standing = audit.decisions.standing.get(&finding.id)?;
    let last = standing.heads.last()?;
    let on = last.at.get(..10).and_then(Date::parse).map(|d| format!(" on {}", day(d))).unwrap_or_default();
    let stand = standing.on(audit.as_at);
    let said = match (stand, last.until) {
        (Stand::Conflict, _) => "Decided differently by two people: settle it with `concordat review`".to_owned(),
        (Stand::Open, Some(until)) => format!("Put off{on} until {}: it is open again", day(until)),
        (Stand::Open, None) => format!("Opened again{on}"),
        (Stand::Deferred, Some(until)) => format!("Put off{on} until {}", day(until)),
        (Stand::Deferred, None) => format!("Put off{on}"),
        (Stand::Accepted, _) => format!("Accepted{on}"),
        (Stand::Assigned, _) => format!("Accepted and assigned{on}"),
        (Stand::Dismissed, _) => format!("Dismissed{on}"),
    };
    let moved = if standing.moved { "; the words stand elsewhere now than then" } else { "" };
    Some(format!("{said}{moved}."))
}

/// How many findings stand how, as one sentence; none where nobody has decided anything.
pub(crate) fn summary(audit: &Audit) -> Option<String> {
    if audit.decisions.standing.is_empty() {
        return None;
    }
    let stands: Vec<Stand> = audit.findings.iter().map(|f| audit.stand(f)).collect();
    let words = [
        (Stand::Open, "open"),
        (Stand::Conflict, "decided differently by two people"),
        (Stand::Accepted, "accepted"),
        (Stand::Assigned, "assigned"),
        (Stand::Deferred, "put off"),
        (Stand::Dismissed, "dismissed"),
    ];
    let parts = words.iter().map(|(stand, word)| (stands.iter().filter(|s| *s == stand).count(), word));
    let parts: Vec<String> = parts.filter(|(n, _)| *n > 0).map(|(n, word)| format!("{} {word}", number(n))).collect();
    Some(format!("Decided so far: {}.", parts.join(", ")))
}

/// What became of a decision whose finding is no longer raised, as one sentence.
pub(crate) fn lapsed(lapsed: &Lapsed) -> String {
    let seen = &lapsed.decision.seen;
    let place = seen.section.as_ref().map(|s| format!(", section {s}")).unwrap_or_default();
    let what = match &lapsed.why {
        Lapse::Changed(_) => "the clause reads otherwise now: look at it again",
        Lapse::Gone => "it is no longer found",
    };
    format!("{} in {}{place}: {what}.", seen.check, seen.documents.join(" and "))
}

/// How many decisions are about what is no longer raised, as one sentence; none where there are none.
pub(crate) fn lapsed_count(audit: &Audit) -> Option<String> {
    let lapsed = audit.decisions.lapsed.len();
    (lapsed > 0).then(|| format!("{} about findings that are no longer raised as they were.", count(lapsed, "decision")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use concordat_findings::decision::{Decision, Ruling, Seen, Standing};

    #[test]
    fn a_decision_is_told_without_who_and_why() {
        let mut audit = fixture::partnership();
        let id = audit.findings[0].id.clone();
        let decision = Decision {
            key: "00000001".into(),
            finding: id.clone(),
            ruling: Ruling::Dismiss,
            by: "Ash Vale".into(),
            at: "2026-05-04T09:00:00Z".into(),
            reason: Some("Ash asked them".into()),
            to: None,
            until: None,
            replaces: Vec::new(),
            seen: Seen::default(),
        };
        audit.decisions.standing.insert(id, Standing { heads: vec![decision], moved: true });
        let said = sentence(&audit, &audit.findings[0]).unwrap();
        assert_eq!(said, "Dismissed on 4 May 2026; the words stand elsewhere now than then.");
        assert_eq!(summary(&audit).unwrap(), "Decided so far: 7 open, 1 dismissed.");
        let first = audit.findings[0].message.clone();
        let page = crate::index_html(&audit, &[], "2026-05-05T09:00:00Z");
        assert!(!page.contains("Ash") && page.contains("1 finding dismissed"));
        let text = crate::terminal(&audit, crate::TerminalStyle { width: 100, colour: false, report: None, every: false, unraised: false });
        assert!(!text.contains(&first), "a dismissed finding stands out");
    }
}
