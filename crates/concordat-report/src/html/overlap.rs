//! What panels discuss in common: who and what is at several panels, how often, and what it costs.

use super::{
    graph,
    text::{escape, put},
};
use crate::{
    overlap::{self, WITHHELD, figure, kind},
    wording::{capital, number},
};
use concordat_findings::Audit;
use concordat_register::overlap::{Count, Form, KindOverlap, MonthCount, Overlap, SubjectKind};

/// How wide the bar of a month is at most, in pixels.
const BAR: u32 = 110;
/// Communities and bridges listed.
const LISTED: usize = 12;

pub(super) fn write(out: &mut String, audit: &Audit) {
    let Some((counts, _)) = overlap::shown(audit) else { return };
    out.push_str("<section aria-labelledby=\"overlap\">\n<h2 id=\"overlap\">What panels discuss in common</h2>\n");
    put(
        out,
        format_args!(
            "<p>{} Counts only: nobody is named, and nobody is scored. They are read from rows that may be misspelt or unclear, and linked by likelihood.</p>\n",
            escape(&overlap::read(counts))
        ),
    );
    if let Some(meaning) = overlap::withheld(counts) {
        put(out, format_args!("<p class=\"capped\">{}</p>\n", escape(&meaning)));
    }
    figures(out, counts);
    kinds(out, counts);
    matrices(out, counts);
    trend(out, counts);
    hours(out, counts);
    nowhere(out, counts);
    network(out, counts);
    out.push_str("</section>\n");
}

/// A count in a cell: what is withheld is said to be.
fn cell(count: Count) -> String {
    match count {
        Count::Of(n) => number(n as usize),
        Count::Withheld => format!("{WITHHELD}<span class=\"say\"> withheld</span>"),
    }
}

fn figures(out: &mut String, counts: &Overlap) {
    let Some(people) = counts.kinds.iter().find(|k| k.kind == SubjectKind::Individual) else { return };
    out.push_str("<dl class=\"figures\">\n");
    let mut one = |name: &str, value: String, about: String| {
        put(out, format_args!("<div><dt>{name}</dt><dd><b>{value}</b> <span>{}</span></dd></div>\n", escape(&about)));
    };
    one("Individuals discussed", cell(people.total), format!("in {} discussions", figure(people.discussions)));
    one("At two panels or more", cell(people.at_two_or_more), format!("{} of them at three or more", figure(people.at_three_or_more)));
    one(
        "Repeats at another panel",
        cell(people.repeats_elsewhere),
        format!("discussions of somebody whom another panel had discussed in the {} days before", counts.window_days),
    );
    let spent = counts.repeats.hours_elsewhere.map_or_else(|| cell(Count::Withheld), overlap::hours);
    one("Professional hours on these", spent, "the share of sittings that went to them".to_owned());
    out.push_str("</dl>\n");
}

/// Every kind in one table.
fn kinds(out: &mut String, counts: &Overlap) {
    let listed = counts.kinds.iter().any(|k| k.listed.is_some());
    out.push_str("<div class=\"scroll\" role=\"region\" aria-label=\"Counts by kind of subject\" tabindex=\"0\">\n<table class=\"counts\">\n<caption>By kind of subject</caption>\n<thead><tr><th scope=\"col\">Kind</th>");
    let heads = ["Discussed", "At two panels or more", "At three or more", "Discussions", "Repeats", "Repeats at another panel"];
    for head in heads.iter().chain(if listed { ["On lists", "Of these, at no panel"].iter() } else { [].iter() }) {
        put(out, format_args!("<th scope=\"col\" class=\"n\">{head}</th>"));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for k in &counts.kinds {
        put(out, format_args!("<tr><th scope=\"row\">{}</th>", kind(k.kind)));
        for count in [k.total, k.at_two_or_more, k.at_three_or_more, k.discussions, k.repeats, k.repeats_elsewhere] {
            put(out, format_args!("<td class=\"n\">{}</td>", cell(count)));
        }
        if listed {
            for count in [k.listed, k.at_no_panel] {
                put(out, format_args!("<td class=\"n\">{}</td>", count.map_or_else(|| "–".to_owned(), cell)));
            }
        }
        out.push_str("</tr>\n");
    }
    put(
        out,
        format_args!(
            "</tbody>\n</table>\n</div>\n<p class=\"source\">A discussion is a subject at a sitting, once. A repeat comes {} days or less after the last discussion of the same subject at any panel.</p>\n",
            counts.window_days
        ),
    );
}

fn matrices(out: &mut String, counts: &Overlap) {
    out.push_str("<h3>Panel by panel</h3>\n<p>Each cell counts the subjects that the panel of its row and the panel of its column both discussed; on the slant, those that the panel discussed at all. The darker a cell, the larger the part of the smaller panel’s subjects that the two share.</p>\n<div class=\"grids\">\n");
    for k in counts.kinds.iter().filter(|k| k.at.iter().any(|c| !c.is_none())) {
        matrix(out, counts, k);
    }
    out.push_str("</div>\n");
}

fn matrix(out: &mut String, counts: &Overlap, k: &KindOverlap) {
    let held: Vec<usize> = (0..counts.panels.len()).filter(|&p| !k.shared(p, p).is_none()).collect();
    let name = |p: usize| counts.panels.get(p).map(|p| p.name.as_str()).unwrap_or_default();
    put(
        out,
        format_args!(
            "<div class=\"scroll\" role=\"region\" aria-label=\"{0} by panel\" tabindex=\"0\">\n<table class=\"matrix shared-by\">\n<caption>{0}</caption>\n<thead><tr><th scope=\"col\">Panel</th>",
            kind(k.kind)
        ),
    );
    for &p in &held {
        put(out, format_args!("<th scope=\"col\">{}</th>", escape(name(p))));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for &row in &held {
        put(out, format_args!("<tr><th scope=\"row\">{}</th>", escape(name(row))));
        for &column in &held {
            let class = if row == column { " class=\"most\"" } else { shade(k, row, column) };
            put(out, format_args!("<td{class}>{}</td>", cell(k.shared(row, column))));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

/// How dark a cell is: by the part of the smaller panel's subjects. What is withheld bears no shade, which would tell of it.
fn shade(k: &KindOverlap, row: usize, column: usize) -> &'static str {
    let (Some(both), Some(one), Some(other)) =
        (k.shared(row, column).value(), k.shared(row, row).value(), k.shared(column, column).value())
    else {
        return "";
    };
    let smaller = one.min(other).max(1);
    match (u64::from(both) * 100) / u64::from(smaller) {
        50.. => " class=\"s3\"",
        25.. => " class=\"s2\"",
        1.. => " class=\"s1\"",
        0 => "",
    }
}

fn trend(out: &mut String, counts: &Overlap) {
    let Some(people) = counts.kinds.iter().find(|k| k.kind == SubjectKind::Individual && k.months.len() > 1) else { return };
    out.push_str("<h3>Month by month</h3>\n<ul class=\"legend\"><li><span class=\"swatch all\"></span> first discussions</li><li><span class=\"swatch again\"></span> repeats at the same panel</li><li><span class=\"swatch elsewhere\"></span> repeats at another panel</li>");
    if people.months.iter().any(|m| m.repeats.value().is_none() || m.repeats_elsewhere.value().is_none()) {
        out.push_str("<li><span class=\"swatch unsaid\"></span> not told apart, since a small number is withheld</li>");
    }
    out.push_str("</ul>\n");
    months(out, people, true);
    for k in counts.kinds.iter().filter(|k| k.kind != SubjectKind::Individual && !k.discussions.is_none()) {
        put(out, format_args!("<details><summary>{} month by month</summary>\n", kind(k.kind)));
        months(out, k, false);
        out.push_str("</details>\n");
    }
}

fn months(out: &mut String, k: &KindOverlap, bars: bool) {
    put(
        out,
        format_args!(
            "<div class=\"scroll\" role=\"region\" aria-label=\"{0} by month\" tabindex=\"0\">\n<table class=\"months\">\n<caption>Discussions of {1}, by month</caption>\n<thead><tr><th scope=\"col\">Month</th>",
            kind(k.kind),
            kind(k.kind).to_lowercase()
        ),
    );
    out.push_str(
        "<th scope=\"col\" class=\"n\">All</th><th scope=\"col\" class=\"n\">Repeats</th><th scope=\"col\" class=\"n\">Elsewhere</th>",
    );
    if bars {
        out.push_str("<td class=\"bar\" aria-hidden=\"true\"></td>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let most = k.months.iter().filter_map(|m| m.discussions.value()).max().unwrap_or(1).max(1);
    for month in &k.months {
        put(
            out,
            format_args!(
                "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>",
                month_name(month),
                cell(month.discussions),
                cell(month.repeats),
                cell(month.repeats_elsewhere)
            ),
        );
        if bars {
            bar(out, month, most);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

/// A bar with its parts from the left: repeats elsewhere, repeats, the rest. What cannot be told apart, since a number is withheld, has a
/// look of its own: it would otherwise be drawn as the part beside it.
fn bar(out: &mut String, month: &MonthCount, most: u32) {
    let wide = |count: Count| count.value().map_or(0, |n| BAR * n / most);
    let (all, again, elsewhere) = (wide(month.discussions), wide(month.repeats), wide(month.repeats_elsewhere));
    put(out, format_args!("<td class=\"bar\" aria-hidden=\"true\"><svg width=\"{BAR}\" height=\"16\" viewBox=\"0 0 {BAR} 16\">"));
    let (whole, repeated) = match (month.repeats.value(), month.repeats_elsewhere.value()) {
        (None, _) => ("unsaid", "unsaid"),
        (Some(_), None) => ("all", "unsaid"),
        _ => ("all", "again"),
    };
    for (class, width) in [(whole, all), (repeated, again), ("elsewhere", elsewhere)] {
        if width > 0 {
            put(out, format_args!("<rect class=\"{class}\" width=\"{width}\" height=\"16\"/>"));
        }
    }
    out.push_str("</svg></td>");
}

fn month_name(month: &MonthCount) -> String {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let name = NAMES.get(usize::from(month.month).saturating_sub(1)).copied().unwrap_or_default();
    format!("{name} {}", month.year)
}

fn hours(out: &mut String, counts: &Overlap) {
    out.push_str("<h3>Hours round the table</h3>\n");
    for sentence in overlap::cost(counts) {
        put(out, format_args!("<p>{}</p>\n", escape(&sentence)));
    }
    out.push_str("<div class=\"scroll\" role=\"region\" aria-label=\"Hours by panel\" tabindex=\"0\">\n<table class=\"counts\">\n<caption>What the hours rest on</caption>\n<thead><tr><th scope=\"col\">Panel</th><th scope=\"col\" class=\"n\">Sittings</th><th scope=\"col\" class=\"n\">Items</th><th scope=\"col\" class=\"n\">People</th><th scope=\"col\" class=\"n\">Minutes a sitting</th><th scope=\"col\" class=\"n\">Professional hours</th></tr></thead>\n<tbody>\n");
    for panel in &counts.panels {
        let guess = |assumed: concordat_register::overlap::Assumed| {
            if assumed.assumed {
                format!("<span class=\"guess\">{}</span> <span class=\"aside\">assumed</span>", assumed.value)
            } else {
                assumed.value.to_string()
            }
        };
        put(
            out,
            format_args!(
                "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
                escape(&panel.name),
                panel.sittings,
                cell(panel.items),
                guess(panel.members),
                guess(panel.minutes),
                overlap::hours(panel.hours())
            ),
        );
    }
    out.push_str("</tbody>\n</table>\n</div>\n<p class=\"source\">Hours are people times length times sittings. A sitting’s are shared out equally over its items, and an item’s over its cases. What is assumed can be set in <code>concordat.toml</code>.");
    if counts.form != Form::Exact {
        out.push_str(" Hours on repeats are to the nearest five.");
    }
    out.push_str("</p>\n");
}

fn nowhere(out: &mut String, counts: &Overlap) {
    let sentences = overlap::at_no_panel(counts);
    if sentences.is_empty() {
        return;
    }
    out.push_str("<h3>Listed, and at no panel</h3>\n<ul>\n");
    for sentence in sentences {
        put(out, format_args!("<li>{}</li>\n", escape(&sentence)));
    }
    out.push_str("</ul>\n");
}

fn network(out: &mut String, counts: &Overlap) {
    let network = &counts.network;
    if network.communities.is_empty() && network.bridges.is_empty() {
        return;
    }
    out.push_str("<h3>Networks and places</h3>\n<p>Subjects that are named together more than with the rest make a community. No person is shown in it. Schools, groups and places bear numbers that mean nothing elsewhere.</p>\n");
    if !network.communities.is_empty() {
        communities(out, counts);
    }
    if !network.bridges.is_empty() {
        out.push_str("<h4>Bridges</h4>\n");
        graph::write(out, network.bridges.get(..LISTED).unwrap_or(&network.bridges));
        out.push_str("<p>Schools, groups and places that the same individuals are named with:</p>\n<ul>\n");
        for bridge in network.bridges.iter().take(LISTED) {
            let (a, b) = bridge.ends;
            let across = if bridge.between_communities { ", in two communities" } else { "" };
            put(
                out,
                format_args!(
                    "<li>{} and {}: {} individuals{across}</li>\n",
                    overlap::setting(a),
                    overlap::setting(b),
                    cell(bridge.individuals)
                ),
            );
        }
        if let Some(more) = network.bridges.len().checked_sub(LISTED).filter(|&n| n > 0) {
            put(out, format_args!("<li>and {} more, in <code>audit.json</code></li>\n", number(more)));
        }
        out.push_str("</ul>\n");
    }
}

fn communities(out: &mut String, counts: &Overlap) {
    out.push_str("<div class=\"scroll\" role=\"region\" aria-label=\"Communities\" tabindex=\"0\">\n<table class=\"counts\">\n<caption>Communities</caption>\n<thead><tr><th scope=\"col\">Community</th>");
    for k in &counts.kinds {
        put(out, format_args!("<th scope=\"col\" class=\"n\">{}</th>", capital(kind(k.kind))));
    }
    out.push_str("<th scope=\"col\">Discussed by</th></tr></thead>\n<tbody>\n");
    for (n, community) in counts.network.communities.iter().enumerate().take(LISTED) {
        put(out, format_args!("<tr><th scope=\"row\">{}</th>", n + 1));
        for k in &counts.kinds {
            put(out, format_args!("<td class=\"n\">{}</td>", cell(k.in_communities.get(n).copied().unwrap_or_default())));
        }
        let panels: Vec<&str> = community.panels.iter().filter_map(|&p| counts.panels.get(p)).map(|p| p.name.as_str()).collect();
        put(out, format_args!("<td class=\"words\">{}</td></tr>\n", escape(&panels.join(", "))));
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}
