//! What panels discuss in common, in few lines, and what if they sat otherwise.

use super::{TerminalStyle, wrap::Writer};
use crate::{
    overlap::{self, change, figure, kind},
    wording::small,
};
use concordat_findings::Audit;
use concordat_register::{
    overlap::{Form, Overlap, SubjectKind},
    structure::{Structure, Structures, WhatIf},
};

pub(super) fn write(out: &mut Writer, audit: &Audit) {
    let Some((counts, structures)) = overlap::shown(audit) else { return };
    out.heading("What panels discuss in common");
    out.faint(2, &overlap::read(counts));
    for sentence in overlap::shared_by_panels(counts).iter().chain(&overlap::cost(counts)).chain(&overlap::at_no_panel(counts)) {
        out.item("+", sentence);
    }
    settings(out, counts);
    if structures.is_some_and(|s| !s.packages.is_empty()) {
        out.text(2, "`concordat structures` shows what other structures would spare, and lose.");
    }
}

/// Schools, groups and places at several panels, in one line.
fn settings(out: &mut Writer, counts: &Overlap) {
    let told: Vec<String> = counts
        .kinds
        .iter()
        .filter(|k| k.kind != SubjectKind::Individual)
        .filter_map(|k| Some(format!("{} {} of {}", small(kind(k.kind)), k.at_two_or_more.value()?, k.total.value()?)))
        .collect();
    if !told.is_empty() {
        out.text(2, &format!("at two panels or more: {}", told.join("; ")));
    }
}

/// The structures for the terminal: the proposals, each with what it spares and loses, then all that were looked at.
#[must_use]
pub fn structures(structures: &Structures, style: TerminalStyle<'_>) -> String {
    let mut out = Writer::new(style.width.clamp(40, 100), style.colour);
    out.heading("What if panels sat otherwise");
    out.text(
        2,
        &format!(
            "{} months replayed; as the panels with cases in common sit now: {} professional hours, {} duplicate discussions",
            structures.months,
            overlap::hours(structures.hours),
            figure(structures.duplicates)
        ),
    );
    out.faint(
        2,
        match structures.form {
            Form::Exact => "exact figures, for the area's own use",
            Form::Shared { .. } => "counts to the nearest five, hours to the nearest ten; c is a few",
        },
    );
    for package in &structures.packages {
        out.heading(&package.aim);
        out.text(2, &format!("spares {} duplicate discussions; hours {}", figure(package.avoided), change(package.hours)));
        for what_if in package.of.iter().filter_map(|&n| structures.what_ifs.get(n)) {
            out.text(2, &format!("{}: {}", what_if.structure.name(), overlap::panels(what_if)));
            for gain in &what_if.gains {
                out.item("+", gain);
            }
            for loss in &what_if.losses {
                out.item("-", loss);
            }
        }
    }
    out.heading("Every structure looked at");
    for structure in Structure::ALL {
        for what_if in structures.what_ifs.iter().filter(|w| w.structure == structure) {
            out.text(2, &line(what_if));
            for barred in &what_if.barred {
                out.faint(4, barred);
            }
        }
    }
    out.heading("What the reckoning rests on");
    for assumption in &structures.assumptions {
        out.text(2, assumption);
    }
    out.finish()
}

fn line(what_if: &WhatIf) -> String {
    let spared = match what_if.structure {
        Structure::SharedChair => format!("makes {} known", figure(what_if.known)),
        _ => format!("spares {}", figure(what_if.avoided)),
    };
    format!(
        "{}, {}: {spared} of {} duplicates; hours {}; table of {}",
        what_if.structure.name(),
        overlap::panels(what_if),
        figure(what_if.duplicates),
        change(what_if.hours),
        what_if.table
    )
}
