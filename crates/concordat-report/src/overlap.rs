//! What panels discuss in common, in words, for every product that shows it.

use crate::wording::{count, number};
use concordat_findings::{Audit, OverlapView};
use concordat_register::{
    overlap::{Count, Form, KindOverlap, Overlap, Setting, SubjectKind},
    structure::{Structures, WhatIf},
};

/// What stands for a count that is withheld: never blank, and never nought.
pub(crate) const WITHHELD: &str = "c";

/// The form that products show, and the structures beside it.
pub(crate) fn shown(audit: &Audit) -> Option<(&Overlap, Option<&Structures>)> {
    let OverlapView { shared, shared_structures, .. } = audit.overlap.as_ref()?;
    Some((shared, shared_structures.as_ref()))
}

/// A kind as a heading.
pub(crate) fn kind(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Individual => "Individuals",
        SubjectKind::Family => "Families",
        SubjectKind::School => "Schools and colleges",
        SubjectKind::PeerGroup => "Peer groups",
        SubjectKind::Place => "Places",
    }
}

/// A count in a table.
pub(crate) fn figure(count: Count) -> String {
    count.value().map_or_else(|| WITHHELD.to_owned(), |n| number(n as usize))
}

/// Hours, to the whole one.
pub(crate) fn hours(hours: f64) -> String {
    let whole = hours.abs().round();
    // Never more than there are hours in a century, so nothing is lost.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded, not below 0, and far below 2^53")]
    let whole = whole.min(1e9) as usize;
    number(whole)
}

/// Hours more or fewer.
pub(crate) fn change(change: f64) -> String {
    let size = hours(change);
    match (size.as_str(), change < 0.0) {
        ("0", _) => "0".to_owned(),
        (_, true) => format!("\u{2212}{size}"),
        (_, false) => format!("+{size}"),
    }
}

/// What was read, over which time, as one sentence.
pub(crate) fn read(overlap: &Overlap) -> String {
    let sittings: u32 = overlap.panels.iter().map(|p| p.sittings).sum();
    let over = overlap.period.map(|(first, last)| format!(", {} to {}", crate::wording::day(first), crate::wording::day(last)));
    format!(
        "From the agendas of {} of {}{}.",
        count(sittings as usize, "sitting"),
        count(overlap.panels.len(), "panel"),
        over.unwrap_or_default()
    )
}

/// What the mark for a withheld count means; none where every count is said.
pub(crate) fn withheld(overlap: &Overlap) -> Option<String> {
    let Form::Shared { threshold } = overlap.form else { return None };
    Some(format!(
        "{WITHHELD} stands for a count that is withheld: it is below {threshold}, or would give away one that is. A 0 is a 0. Exact counts stand in audit.json, for the area’s own use, unless it was written for sharing."
    ))
}

/// How many individuals more than one panel discusses, as one sentence; none where that is withheld.
pub(crate) fn shared_by_panels(overlap: &Overlap) -> Option<String> {
    let people = overlap.kinds.first()?;
    let (all, two) = (people.total.value()?, people.at_two_or_more.value()?);
    let verb = if two == 1 { "was" } else { "were" };
    Some(format!("Of {} discussed, {} {verb} discussed at two panels or more.", count(all as usize, "individual"), number(two as usize)))
}

/// What repeats cost, as sentences.
pub(crate) fn cost(overlap: &Overlap) -> Vec<String> {
    let repeats = &overlap.repeats;
    let about = if overlap.form == Form::Exact { "" } else { "about " };
    let days = overlap.window_days;
    let mut said = Vec::new();
    if let (Some(items), Some(again), Some(spent)) = (repeats.items.value(), repeats.repeated.value(), repeats.hours) {
        said.push(format!(
            "Of {}, {} came back to a case discussed in the {days} days before: {about}{} professional hours.",
            count(items as usize, "item"),
            number(again as usize),
            hours(spent)
        ));
    }
    if let (Some(again), Some(spent)) = (repeats.repeated_elsewhere.value(), repeats.hours_elsewhere) {
        said.push(format!(
            "{} of them had a case that another panel had discussed in that time: {about}{} professional hours.",
            number(again as usize),
            hours(spent)
        ));
    }
    said
}

/// Who is listed and at no panel, as sentences, the kinds without a list left out.
pub(crate) fn at_no_panel(overlap: &Overlap) -> Vec<String> {
    let sentence = |k: &KindOverlap| {
        let (listed, nowhere) = (k.listed?, k.at_no_panel?);
        if listed.is_none() {
            return None;
        }
        let name = kind(k.kind);
        let of = listed.value().map_or_else(|| "those".to_owned(), |n| number(n as usize));
        Some(match nowhere {
            Count::Of(0) => format!("{name}: of {of} on lists of referrals or incidents, every one was discussed at a panel."),
            Count::Of(n) => {
                format!("{name}: of {of} on lists of referrals or incidents, {} were discussed at no panel.", number(n as usize))
            }
            Count::Withheld => format!("{name}: of {of} on lists of referrals or incidents, some were discussed at no panel."),
        })
    };
    overlap.kinds.iter().filter_map(sentence).collect()
}

/// The panels of a proposal in a row.
pub(crate) fn panels(what_if: &WhatIf) -> String {
    match what_if.panels.as_slice() {
        [from, to] if what_if.structure == concordat_register::structure::Structure::SharedChair => format!("{from}’s chair at {to}"),
        [front @ .., last] if !front.is_empty() => format!("{} and {last}", front.join(", ")),
        all => all.join(", "),
    }
}

/// A school, group or place by its number.
pub(crate) fn setting(setting: Setting) -> String {
    let name = match setting.kind {
        SubjectKind::School => "School",
        SubjectKind::PeerGroup => "Group",
        _ => "Place",
    };
    format!("{name} {}", setting.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_withheld_count_is_neither_blank_nor_nought() {
        assert_eq!(figure(Count::Withheld), "c");
        assert_eq!(figure(Count::Of(0)), "0");
        assert_eq!(figure(Count::Of(1234)), "1,234");
    }

    #[test]
    fn changes_bear_their_sign() {
        assert_eq!(change(12.4), "+12");
        assert_eq!(change(-1200.0), "\u{2212}1,200");
        assert_eq!(change(-0.2), "0");
    }
}
