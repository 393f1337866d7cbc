//! The area's panels and groups, and what they discuss in common: counts that may be shared, and nobody's name.

use crate::desk::{Desk, body, entry, heading, plain};
use crate::wording;
use concordat_findings::{
    Finding, OverlapView,
    wording::{number, one_line, small, theme},
};
use concordat_paper::{Block, Inline, Paper, Role, Table};
use concordat_register::{
    meeting::{Level, Meeting},
    overlap::{Count, Form, KindOverlap, Overlap},
};

/// What stands for a count that is withheld: never blank, and never nought.
const WITHHELD: &str = "c";

pub(crate) fn write(paper: &mut Paper, desk: &Desk<'_>) {
    let found = desk.of(&["panel/"]);
    if desk.audit.meetings.is_empty() && desk.audit.overlap.is_none() && found.is_empty() {
        return;
    }
    heading(paper, 1, wording::PANELS, "panels");
    if !desk.audit.meetings.is_empty() {
        paper.paragraph(Role::Body, wording::PANELS_ABOUT);
        paper.blocks.push(Block::Table(Table {
            caption: wording::PANELS_CAPTION.to_owned(),
            header: wording::PANELS_HEADER.map(str::to_owned).to_vec(),
            widths: vec![6, 3, 5, 3, 5],
            row_headers: true,
            rows: desk.audit.meetings.iter().map(|meeting| row(desk, meeting)).collect(),
        }));
    }
    if !found.is_empty() {
        body(paper, plain(wording::PANELS_FOUND));
        let line = |f: &&Finding| entry([plain(desk.message(f)), desk.see(&[*f])].concat());
        paper.blocks.push(Block::List { numbered: false, entries: found.iter().map(line).collect() });
    }
    if let Some(OverlapView { shared, .. }) = &desk.audit.overlap {
        overlap(paper, shared);
    }
}

fn row(desk: &Desk<'_>, meeting: &Meeting) -> Vec<Vec<Inline>> {
    let name = match meeting.acronym.as_deref().filter(|a| !meeting.name.contains(a)) {
        Some(acronym) => format!("{} ({acronym})", meeting.name),
        None => meeting.name.clone(),
    };
    let level = match meeting.level {
        Some(Level::Operational) => wording::TAKES_CASES,
        Some(Level::Strategic) => wording::OVERSEES,
        None => wording::NOT_SAID,
    };
    let themes: Vec<String> = meeting.themes.iter().map(|t| small(&theme(desk.audit, t))).collect();
    let themes = if themes.is_empty() { wording::NOT_SAID.to_owned() } else { themes.join("; ") };
    let sits = meeting.sittings_a_year.map_or_else(|| wording::NOT_SAID.to_owned(), wording::times_a_year);
    let above: Vec<&str> = meeting.answers_to.iter().filter_map(|&n| desk.audit.meetings.get(n)).map(|m| m.name.as_str()).collect();
    let above = if above.is_empty() { wording::NOT_AMONG_THESE.to_owned() } else { above.join("; ") };
    let safe = |words: String| if desk.names_people(&words) { wording::NAMES_PEOPLE.to_owned() } else { one_line(&words) };
    [name, level.to_owned(), themes, sits, above].map(|words| plain(safe(words))).to_vec()
}

fn overlap(paper: &mut Paper, overlap: &Overlap) {
    heading(paper, 2, wording::OVERLAP, "overlap");
    let sittings: u32 = overlap.panels.iter().map(|p| p.sittings).sum();
    paper.paragraph(Role::Body, wording::agendas(sittings as usize, overlap.panels.len(), overlap.period));
    let header = wording::OVERLAP_HEADER.map(str::to_owned).to_vec();
    let row = |kind: &KindOverlap| {
        let counts = [kind.total, kind.at_two_or_more, kind.at_three_or_more, kind.repeats_elsewhere];
        [plain(wording::subjects(kind.kind))].into_iter().chain(counts.map(|count| plain(figure(count)))).collect()
    };
    paper.blocks.push(Block::Table(Table {
        caption: wording::OVERLAP_CAPTION.to_owned(),
        header,
        widths: vec![4, 3, 3, 3, 4],
        row_headers: true,
        rows: overlap.kinds.iter().map(row).collect(),
    }));
    paper.paragraph(Role::Body, wording::repeats_mean(overlap.window_days));
    if let Form::Shared { threshold } = overlap.form {
        paper.paragraph(Role::Body, wording::withheld(WITHHELD, threshold));
    }
    let repeats = &overlap.repeats;
    if let (Some(items), Some(again), Some(hours)) = (repeats.items.value(), repeats.repeated_elsewhere.value(), repeats.hours_elsewhere) {
        paper.paragraph(Role::Body, wording::cost(items as usize, again as usize, hours));
    }
    paper.paragraph(Role::Body, wording::STRUCTURES);
}

fn figure(count: Count) -> String {
    count.value().map_or_else(|| WITHHELD.to_owned(), |n| number(n as usize))
}
