//! What each panel takes, how cases come to it and leave it, and where two papers say otherwise of how often or how long it sits.

use super::text::{escape, put};
use crate::{
    meetings::whole,
    wording::{self, clip},
};
use concordat_findings::Audit;
use concordat_register::{
    Evidence,
    meeting::{Meeting, Part, Taken},
};
use std::collections::BTreeSet;

/// Meetings told of, and letters of one part.
const SHOWN: usize = 60;
const LETTERS: usize = 400;

/// One list of parts for each meeting of which more is known than a name.
pub(super) fn write(out: &mut String, audit: &Audit) {
    let told: Vec<(&Meeting, Vec<(&str, String)>)> =
        audit.meetings.iter().take(SHOWN).map(|m| (m, parts(audit, m))).filter(|(_, parts)| !parts.is_empty()).collect();
    if told.is_empty() {
        return;
    }
    out.push_str("<h3>What each takes, and how cases come and go</h3>\n<p>In the papers’ own words. What is not there was not found.</p>\n<div class=\"remits\">\n");
    for (meeting, parts) in told {
        put(out, format_args!("<div>\n<h4>{}</h4>\n<dl>\n", escape(meeting.short())));
        for (name, words) in parts {
            put(out, format_args!("<dt>{name}</dt><dd>{}</dd>\n", escape(&clip(&words, LETTERS))));
        }
        out.push_str("</dl>\n</div>\n");
    }
    out.push_str("</div>\n");
}

fn parts(audit: &Audit, meeting: &Meeting) -> Vec<(&'static str, String)> {
    let listed = |all: Vec<String>| Some(all.join(", ")).filter(|t| !t.is_empty());
    let contexts = meeting.contexts.iter().map(|id| context(audit, id)).collect();
    let takes = meeting.takes.iter().map(|t| taken(*t).to_owned()).collect();
    let mut parts: Vec<(&str, Option<String>)> = vec![
        ("Remit", meeting.remit.clone()),
        ("Takes", listed(takes)),
        ("Ages", ages(meeting)),
        ("Contexts", listed(contexts)),
        ("Cases come", meeting.referral.0.clone()),
        ("Cases go", meeting.referral.1.clone()),
        ("Divides work", divisions(audit, meeting)),
    ];
    for (part, name) in [(Part::Cadence, "Sits, said twice"), (Part::Length, "Length, said twice")] {
        parts.push((name, rivals(audit, meeting, part)));
    }
    parts.into_iter().filter_map(|(name, words)| Some((name, words?))).collect()
}

fn taken(taken: Taken) -> &'static str {
    match taken {
        Taken::Children => "children",
        Taken::Adults => "adults",
        Taken::Groups => "groups of young people",
        Taken::Schools => "schools",
        Taken::Places => "places",
    }
}

fn ages(meeting: &Meeting) -> Option<String> {
    match meeting.ages {
        (Some(from), Some(to)) => Some(format!("{from} to {to}")),
        (Some(from), None) => Some(format!("{from} and over")),
        (None, Some(to)) => Some(format!("up to {to}")),
        (None, None) => None,
    }
}

/// The name of a context, as a document's coverage has it.
fn context(audit: &Audit, id: &str) -> String {
    let named = audit.coverage.iter().flat_map(|row| &row.contexts).find(|c| c.id == id);
    named.map_or_else(|| id.replace('-', " "), |c| wording::small(&c.name))
}

/// With which other meetings it divides the work, by what words.
fn divisions(audit: &Audit, meeting: &Meeting) -> Option<String> {
    let mut seen = BTreeSet::new();
    let said = meeting.divisions.iter().filter(|(_, e)| seen.insert((e.document, e.anchor.paragraph, e.anchor.quote.exact.clone())));
    let said: Vec<String> = said.take(2).map(|(_, e)| quoted(audit, e)).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// What is taken of how often or how long it sits, and what another paper says.
fn rivals(audit: &Audit, meeting: &Meeting, part: Part) -> Option<String> {
    let unit = if part == Part::Cadence { "sittings a year" } else { "minutes" };
    let taken = if part == Part::Cadence { meeting.sittings_a_year } else { meeting.minutes.map(f64::from) }?;
    let others: Vec<String> = meeting
        .rivals
        .iter()
        .filter(|rival| rival.part == part)
        .map(|rival| format!("{} makes it {} {unit}", quoted(audit, &rival.evidence), whole(rival.value)))
        .collect();
    (!others.is_empty()).then(|| format!("{} {unit} are taken; {}", whole(taken), others.join("; ")))
}

/// Words with the title of what they stand in.
fn quoted(audit: &Audit, evidence: &Evidence) -> String {
    let title = wording::title_of(audit, evidence.document).unwrap_or("a list");
    format!("“{}” ({title})", clip(&evidence.anchor.quote.exact, 160))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use concordat_register::{Anchor, DocumentIndex, meeting::Rival};

    #[test]
    fn a_panel_is_told_with_its_remit_ages_ways_in_and_out_and_what_papers_say_otherwise() {
        let mut audit = fixture::partnership();
        let words = "Half a day";
        let anchor = Anchor::running(concordat_text::quote(words, concordat_text::ByteSpan::new(0, words.len())), None);
        audit.meetings = vec![Meeting {
            name: "Marl Harm Panel".to_owned(),
            acronym: Some("MHP".to_owned()),
            remit: Some("It considers children <16".to_owned()),
            ages: (Some(10), None),
            contexts: vec!["public-places".to_owned()],
            referral: (Some("Ring the front door".to_owned()), Some("Back to the social worker".to_owned())),
            minutes: Some(210),
            rivals: vec![Rival { part: Part::Length, value: 180.0, evidence: Evidence { document: DocumentIndex(0), anchor } }],
            ..Meeting::default()
        }];
        let mut out = String::new();
        write(&mut out, &audit);
        for said in [
            "<dd>It considers children &lt;16</dd>",
            "<dd>10 and over</dd>",
            "<dd>public places</dd>",
            "<dd>Ring the front door</dd>",
            "<dd>Back to the social worker</dd>",
            "210 minutes are taken; “Half a day” (",
            ") makes it 180 minutes",
        ] {
            assert!(out.contains(said), "{said}: {out}");
        }
        audit.meetings = vec![Meeting { name: "Marl Harm Panel".to_owned(), ..Meeting::default() }];
        out.clear();
        write(&mut out, &audit);
        assert!(out.is_empty());
    }
}
