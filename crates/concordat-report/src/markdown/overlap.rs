//! What panels discuss in common, and what if they sat otherwise.

use super::{put, text};
use crate::overlap::{self, change, figure, kind};
use concordat_findings::Audit;
use concordat_register::{
    overlap::{KindOverlap, Overlap},
    structure::{Structure, Structures},
};

pub(super) fn write(out: &mut String, audit: &Audit) {
    let Some((counts, structures)) = overlap::shown(audit) else { return };
    put(
        out,
        format_args!(
            "## What panels discuss in common\n\n{} Counts only: nobody is named, and nobody is scored.\n\n",
            overlap::read(counts)
        ),
    );
    if let Some(meaning) = overlap::withheld(counts) {
        put(out, format_args!("{}\n\n", text(&meaning)));
    }
    kinds(out, counts);
    for k in counts.kinds.iter().filter(|k| k.at.iter().any(|c| !c.is_none())) {
        matrix(out, counts, k);
    }
    for sentence in overlap::cost(counts).iter().chain(&overlap::at_no_panel(counts)) {
        put(out, format_args!("- {}\n", text(sentence)));
    }
    out.push('\n');
    if let Some(structures) = structures {
        what_if(out, structures);
    }
}

fn kinds(out: &mut String, counts: &Overlap) {
    out.push_str("| Kind | Discussed | At two panels or more | At three or more | Discussions | Repeats | Repeats at another panel |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for k in &counts.kinds {
        let cells = [k.total, k.at_two_or_more, k.at_three_or_more, k.discussions, k.repeats, k.repeats_elsewhere].map(figure);
        put(out, format_args!("| {} | {} |\n", kind(k.kind), cells.join(" | ")));
    }
    out.push('\n');
}

fn matrix(out: &mut String, counts: &Overlap, k: &KindOverlap) {
    let held: Vec<usize> = (0..counts.panels.len()).filter(|&p| !k.shared(p, p).is_none()).collect();
    put(out, format_args!("### {} that panels share\n\n| Panel |", kind(k.kind)));
    for &p in &held {
        put(out, format_args!(" {} |", text(counts.panels.get(p).map(|p| p.name.as_str()).unwrap_or_default())));
    }
    put(out, format_args!("\n| --- |{}\n", " ---: |".repeat(held.len())));
    for &row in &held {
        put(out, format_args!("| {} |", text(counts.panels.get(row).map(|p| p.name.as_str()).unwrap_or_default())));
        for &column in &held {
            put(out, format_args!(" {} |", figure(k.shared(row, column))));
        }
        out.push('\n');
    }
    out.push('\n');
}

fn what_if(out: &mut String, structures: &Structures) {
    put(
        out,
        format_args!(
            "## What if panels sat otherwise\n\nThe agendas of {} months, replayed under other structures. As they sit now, the panels that have cases in common take {} professional hours and hold {} duplicate discussions. None of these is the answer: each spares something and loses something.\n\n",
            structures.months,
            overlap::hours(structures.hours),
            figure(structures.duplicates)
        ),
    );
    for package in &structures.packages {
        put(out, format_args!("### {}\n\n", text(&package.aim)));
        put(out, format_args!("Duplicates spared: {}. Hours: {}.\n\n", figure(package.avoided), change(package.hours)));
        for what_if in package.of.iter().filter_map(|&n| structures.what_ifs.get(n)) {
            put(out, format_args!("- **{}**: {}\n", what_if.structure.name(), text(&overlap::panels(what_if))));
            for loss in &what_if.losses {
                put(out, format_args!("  - What would be lost: {}\n", text(loss)));
            }
        }
        out.push('\n');
    }
    out.push_str(
        "| Structure | Panels | Duplicates now | Spared | Made known | Hours | Table |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for structure in Structure::ALL {
        for w in structures.what_ifs.iter().filter(|w| w.structure == structure) {
            let cells = [figure(w.duplicates), figure(w.avoided), figure(w.known), change(w.hours), w.table.to_string()];
            put(out, format_args!("| {} | {} | {} |\n", structure.name(), text(&overlap::panels(w)), cells.join(" | ")));
        }
    }
    out.push('\n');
    for assumption in &structures.assumptions {
        put(out, format_args!("- {}\n", text(assumption)));
    }
    out.push('\n');
}
