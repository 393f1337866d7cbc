//! The referral routes of the area as a figure, and the same in words.

use crate::desk::{Desk, body, heading, plain};
use crate::wording;
use concordat_chart::{Chart, Dress, Item, Layout, drawing, list, svg};
use concordat_findings::Finding;
use concordat_paper::{Block, Figure, Inline, Paper, Role, Table};

/// The room for a chart on an upright page and on a turned one, in points: what is wider than the first has a page of its own.
const UPRIGHT: (u32, u32) = (480, 560);
const TURNED: (u32, u32) = (725, 385);
/// Shrunk to less than this in hundredths, its smaller letters are under five points and cannot be read on paper.
const LEGIBLE: u32 = 60;
/// Steps listed in words.
const STEPS: usize = 120;

pub(crate) fn write(paper: &mut Paper, desk: &Desk<'_>) {
    let Some(held) = desk.audit.charts.iter().find(|c| c.theme.is_none()) else { return };
    let chart = &held.chart;
    heading(paper, 1, wording::ROUTES, "routes");
    paper.paragraph(Role::Body, wording::ROUTES_ABOUT);
    match Layout::of(chart) {
        Ok(layout) => figure(paper, chart, &layout),
        Err(large) => paper.paragraph(Role::Note, large.to_string()),
    }
    marks(paper, desk, chart);
    for note in &chart.notes {
        paper.paragraph(Role::Body, note.clone());
    }
    in_words(paper, chart);
}

fn figure(paper: &mut Paper, chart: &Chart, layout: &Layout) {
    // Three quarters of a point to the pixel.
    let points = |pixels: i32| u32::try_from(pixels.max(1)).unwrap_or(1) * 3 / 4;
    let natural = (points(layout.width), points(layout.height));
    let fits = |room: (u32, u32)| (room.0 * 100 / natural.0.max(1)).min(room.1 * 100 / natural.1.max(1)).min(100);
    let room = if fits(UPRIGHT) >= LEGIBLE { UPRIGHT } else { TURNED };
    let shrunk = fits(room);
    let size = (natural.0 * shrunk / 100, natural.1 * shrunk / 100);
    if shrunk < LEGIBLE {
        paper.paragraph(Role::Body, wording::DRAWN_SMALL);
    }
    paper.blocks.push(Block::Figure(Figure {
        caption: wording::routes_caption(&chart.title),
        alternative: wording::routes_alternative(&chart.description, chart.nodes.len(), chart.marks.len()),
        svg: svg(chart, layout, Dress::Alone),
        drawing: Some(drawing(chart, layout, shrunk)),
        size,
    }));
}

/// What the numbers on the chart stand for, each with its evidence.
fn marks(paper: &mut Paper, desk: &Desk<'_>, chart: &Chart) {
    if chart.marks.is_empty() {
        return;
    }
    body(paper, plain(wording::MARKS));
    let line = |mark: &concordat_chart::Mark| {
        let finding = |f: &&&Finding| mark.link.as_deref() == Some(f.id.as_str());
        let found: Vec<&Finding> = desk.findings.iter().filter(finding).copied().collect();
        let words = if desk.names_people(&mark.text) { wording::FINDING_NAMES_PEOPLE.to_owned() } else { mark.text.clone() };
        let mut text = vec![Inline::Strong(format!("{}.", mark.number)), Inline::Plain(format!(" {words}"))];
        text.extend(desk.see(&found));
        crate::desk::entry(text)
    };
    paper.blocks.push(Block::List { numbered: false, entries: chart.marks.iter().map(line).collect() });
}

/// The chart as a table: what a reader who cannot see the figure follows.
fn in_words(paper: &mut Paper, chart: &Chart) {
    heading(paper, 2, wording::IN_WORDS, "routes-in-words");
    let items = list(chart);
    paper.blocks.push(Block::Table(Table {
        caption: wording::IN_WORDS_CAPTION.to_owned(),
        header: wording::IN_WORDS_HEADER.map(str::to_owned).to_vec(),
        widths: vec![1, 5, 3, 8],
        row_headers: true,
        rows: items.iter().take(STEPS).map(|item| step(chart, item)).collect(),
    }));
    if items.len() > STEPS {
        paper.paragraph(Role::Body, wording::more_steps(items.len() - STEPS));
    }
}

fn step(chart: &Chart, item: &Item) -> Vec<Vec<Inline>> {
    let numbers = |marks: &[u32]| marks.iter().map(|m| format!(" [{m}]")).collect::<String>();
    let (name, marked) = chart.nodes.get(item.node).map_or_else(Default::default, |n| (n.label.clone(), numbers(&n.marks)));
    let mut ways: Vec<Inline> = Vec::new();
    for way in &item.ways {
        let Some(edge) = chart.edges.get(way.edge) else { continue };
        if !ways.is_empty() {
            ways.push(Inline::Break);
        }
        let to = chart.nodes.get(edge.to).map_or("", |n| n.label.as_str());
        let said: Vec<&str> = edge.words().lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let said = if said.is_empty() { String::new() } else { format!(": {}", said.join("; ")) };
        ways.push(Inline::Plain(format!("{}. {to}{said}{}", way.to, numbers(&edge.marks))));
    }
    if ways.is_empty() {
        ways = plain(wording::NOTHING_FURTHER);
    }
    vec![plain(item.number.to_string()), plain(format!("{name}{marked}")), plain(item.lane.clone()), ways]
}
