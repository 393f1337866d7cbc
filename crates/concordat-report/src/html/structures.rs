//! What if the panels sat otherwise: proposals with their trade-offs.

use super::text::{escape, put};
use crate::overlap::{self, WITHHELD, change, figure};
use concordat_findings::Audit;
use concordat_register::{
    overlap::{Count, Form},
    structure::{Structure, Structures, WhatIf},
};

pub(super) fn write(out: &mut String, audit: &Audit) {
    let Some((_, Some(structures))) = overlap::shown(audit) else { return };
    out.push_str("<section aria-labelledby=\"structures\">\n<h2 id=\"structures\">What if panels sat otherwise</h2>\n");
    put(
        out,
        format_args!(
            "<p>The agendas of {} months, replayed under other structures. As they sit now, the panels that have cases in common take {} professional hours and hold {} duplicate discussions. None of these is the answer: each spares something and loses something, and some areas have good reason to keep panels apart.</p>\n",
            structures.months,
            overlap::hours(structures.hours),
            figure(structures.duplicates)
        ),
    );
    if structures.form != Form::Exact {
        put(
            out,
            format_args!(
                "<p class=\"capped\">Counts here are to the nearest five and hours to the nearest ten; {WITHHELD} stands for a few.</p>\n"
            ),
        );
    }
    proposals(out, structures);
    out.push_str("<h3>Every structure looked at</h3>\n");
    for structure in Structure::ALL {
        table(out, structures, structure);
    }
    out.push_str("<details><summary>What the reckoning rests on</summary>\n<ul>\n");
    for assumption in &structures.assumptions {
        put(out, format_args!("<li>{}</li>\n", escape(assumption)));
    }
    out.push_str("</ul></details>\n</section>\n");
}

/// The best few, each with what it is made of.
fn proposals(out: &mut String, structures: &Structures) {
    if structures.packages.is_empty() {
        out.push_str("<p>No structure within the limits set spares anything.</p>\n");
        return;
    }
    out.push_str("<div class=\"proposals\">\n");
    for package in &structures.packages {
        put(out, format_args!("<div class=\"proposal\">\n<h3>{}</h3>\n<ul>\n", escape(&package.aim)));
        let made: Vec<&WhatIf> = package.of.iter().filter_map(|&n| structures.what_ifs.get(n)).collect();
        for what_if in &made {
            put(out, format_args!("<li><b>{}</b>: {}</li>\n", what_if.structure.name(), escape(&overlap::panels(what_if))));
        }
        put(
            out,
            format_args!(
                "</ul>\n<dl class=\"short\"><div><dt>Duplicates spared</dt><dd>{}</dd></div><div><dt>Hours</dt><dd>{}</dd></div></dl>\n",
                cell(package.avoided),
                change(package.hours)
            ),
        );
        let mut losses: Vec<&String> = Vec::new();
        for loss in made.iter().flat_map(|w| &w.losses) {
            if !losses.contains(&loss) {
                losses.push(loss);
            }
        }
        if !losses.is_empty() {
            out.push_str("<p class=\"loss\"><b>What would be lost</b></p>\n<ul>\n");
            for loss in losses {
                put(out, format_args!("<li>{}</li>\n", escape(loss)));
            }
            out.push_str("</ul>\n");
        }
        out.push_str("</div>\n");
    }
    out.push_str("</div>\n");
}

fn cell(count: Count) -> String {
    match count {
        Count::Of(_) => figure(count),
        Count::Withheld => format!("{WITHHELD}<span class=\"say\"> withheld</span>"),
    }
}

fn table(out: &mut String, structures: &Structures, structure: Structure) {
    let rows: Vec<&WhatIf> = structures.what_ifs.iter().filter(|w| w.structure == structure).collect();
    if rows.is_empty() {
        return;
    }
    let spared = if structure == Structure::SharedChair { "Made known" } else { "Spared" };
    put(
        out,
        format_args!(
            "<details><summary>{0} <span class=\"aside\">({2} looked at)</span></summary>\n<p>{1}</p>\n<div class=\"scroll\" role=\"region\" aria-label=\"{0}\" tabindex=\"0\">\n<table class=\"what-if\">\n<caption class=\"say\">{0}</caption>\n<thead><tr><th scope=\"col\">Panels</th><th scope=\"col\" class=\"n\">Duplicates now</th><th scope=\"col\" class=\"n\">{spared}</th><th scope=\"col\" class=\"n\">Hours</th><th scope=\"col\" class=\"n\">Table</th></tr></thead>\n<tbody>\n",
            structure.name(),
            about(structure),
            rows.len()
        ),
    );
    for what_if in rows {
        row(out, what_if);
    }
    out.push_str("</tbody>\n</table>\n</div>\n</details>\n");
}

fn row(out: &mut String, what_if: &WhatIf) {
    let spared = if what_if.structure == Structure::SharedChair { what_if.known } else { what_if.avoided };
    put(out, format_args!("<tr><th scope=\"row\">{}", escape(&overlap::panels(what_if))));
    for barred in &what_if.barred {
        put(out, format_args!("<p class=\"barred\">{}</p>", escape(barred)));
    }
    out.push_str("<details><summary>Gains and losses</summary><ul>");
    for gain in &what_if.gains {
        put(out, format_args!("<li class=\"gain\">{}</li>", escape(gain)));
    }
    for loss in &what_if.losses {
        put(out, format_args!("<li class=\"lost\">{}</li>", escape(loss)));
    }
    out.push_str("</ul></details></th>");
    let guess = if what_if.assumed { " <span class=\"aside\">assumed</span>" } else { "" };
    put(
        out,
        format_args!(
            "<td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}{guess}</td></tr>\n",
            cell(what_if.duplicates),
            cell(spared),
            change(what_if.hours),
            what_if.table
        ),
    );
}

/// What a structure is, as one sentence.
fn about(structure: Structure) -> &'static str {
    match structure {
        Structure::SharedChair => "One chair also sits at the other panel, and so knows of every case that both have.",
        Structure::JointSittings => "Once a month two panels sit jointly on the cases that both have; all else stays apart.",
        Structure::PreMeeting => "Once a month a few people lay the agendas beside each other and give each case one panel.",
        Structure::WeeklyTriage => "Every week a few people look at new cases and give each one panel.",
        Structure::Merger => "The panels become one, which sits as often as the one that sits most.",
    }
}
