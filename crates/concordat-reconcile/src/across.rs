//! Where documents that no draft sets side by side say different things.

use crate::align::{Alignment, Member};
use crate::decide::{Decision, Side, matter_of};
use crate::wording;
use concordat_findings::{
    Finding,
    wording::{in_prose, place},
};
use concordat_register::Evidence;
use std::collections::BTreeSet;

/// The documents that drafts are made from or that stand alone, in order: those that a new area would have if nothing were decided.
#[must_use]
pub fn in_force(alignment: &Alignment) -> Vec<Member> {
    let grouped = alignment.groups.iter().flat_map(|g| &g.members);
    let members: BTreeSet<Member> = grouped.chain(&alignment.alone).copied().collect();
    members.into_iter().collect()
}

/// What `findings` say of documents of several areas, but for those that one draft holds together; in the order in which to decide it.
/// The documents of findings, and the sources of sides, are places in `documents`.
///
/// What documents of one area say against each other is told by its own audit.
#[must_use]
pub fn across(findings: &[Finding], documents: &[Member], alignment: &Alignment) -> Vec<Decision> {
    let mut all: Vec<Decision> = findings.iter().filter_map(|finding| decision(finding, documents, alignment)).collect();
    all.sort_by_key(|d| d.matter);
    all
}

fn decision(finding: &Finding, documents: &[Member], alignment: &Alignment) -> Option<Decision> {
    let matter = matter_of(&finding.check)?;
    let sides: Vec<Side> = finding.evidence.iter().map(side).collect();
    let members: BTreeSet<Member> = sides.iter().filter_map(|s| documents.get(s.source)).copied().collect();
    let areas: BTreeSet<usize> = members.iter().map(|m| m.area).collect();
    let together = |members: &BTreeSet<Member>| alignment.groups.iter().any(|g| members.iter().all(|m| g.members.contains(m)));
    if areas.len() < 2 || together(&members) {
        return None;
    }
    Some(Decision {
        matter,
        ask: in_prose(&finding.message),
        why: wording::standard(&finding.standard),
        suggestions: finding.suggestion.iter().map(|s| in_prose(s)).collect(),
        sides,
    })
}

fn side(evidence: &Evidence) -> Side {
    let words = evidence.anchor.quote.exact.split_whitespace().collect::<Vec<_>>().join(" ");
    Side { source: evidence.document.0 as usize, clause: place(&evidence.anchor), words }
}
