//! The referral routes of the area as figures that can be read on paper, and the same in words.

use crate::desk::{Desk, body, heading, plain};
use crate::wording;
use concordat_chart::{Chart, Dress, Item, Kind, Layout, Mark, Node, drawing, list, svg};
use concordat_findings::Finding;
use concordat_paper::{Block, Figure, Inline, Paper, Role, Table};
use std::collections::{BTreeMap, BTreeSet};

/// The room for a chart on an upright page and on a turned one, in points: what is wider than the first has a page of its own.
const UPRIGHT: (u32, u32) = (480, 560);
const TURNED: (u32, u32) = (725, 385);
/// Shrunk to less than this in hundredths, its smaller letters (eleven pixels) are under six points and cannot be read on paper.
const LEGIBLE: u32 = 73;
/// Steps listed in words.
const STEPS: usize = 120;

/// A chart that can be read on a page, with its layout and by how much it is shrunk, in hundredths.
struct Fit {
    chart: Chart,
    layout: Layout,
    shrunk: u32,
}

pub(crate) fn write(paper: &mut Paper, desk: &Desk<'_>) {
    let Some(held) = desk.audit.charts.iter().find(|c| c.theme.is_none()) else { return };
    let whole = fit(&held.chart);
    // Where the whole cannot be read, the themes that can are drawn.
    let themes =
        desk.audit.charts.iter().filter(|c| c.theme.is_some() && whole.is_none()).map(|c| (fit(&c.chart), subject(&c.chart.title)));
    let (drawn, left): (Vec<_>, Vec<_>) = themes.partition(|(fit, _)| fit.is_some());
    let left: Vec<String> = left.into_iter().map(|(_, subject)| subject).collect();
    let mut drawn: Vec<Fit> = drawn.into_iter().filter_map(|(fit, _)| fit).collect();
    let numbers = numbers(std::iter::once(&held.chart).chain(drawn.iter().map(|fit| &fit.chart)));
    let area = renumbered(&held.chart, &numbers);
    heading(paper, 1, wording::ROUTES, "routes");
    paper.paragraph(Role::Body, wording::ROUTES_ABOUT);
    let whole_drawn = whole.is_some();
    match whole {
        Some(whole) => {
            let same = wording::IN_TABLE;
            paper.blocks.push(figure(&Fit { chart: area.clone(), ..whole }, same));
        }
        None => paper.paragraph(Role::Body, wording::not_drawn(drawn.len(), &left)),
    }
    for fit in &mut drawn {
        fit.chart = renumbered(&fit.chart, &numbers);
        paper.blocks.push(figure(fit, wording::IN_REPORT));
    }
    let figured: BTreeSet<u32> = drawn.iter().flat_map(|fit| &fit.chart.marks).map(|mark| mark.number).collect();
    marks(paper, desk, std::iter::once(&area).chain(drawn.iter().map(|fit| &fit.chart)), (!whole_drawn).then_some(&figured));
    in_words(paper, &area, !drawn.is_empty());
    // What the chart of the area leaves out, its table leaves out too.
    for note in &area.notes {
        paper.paragraph(Role::Body, note.clone());
    }
}

/// What the chart of a theme is about, by its title.
fn subject(title: &str) -> String {
    title.split_once(": ").map_or(title, |(_, subject)| subject).to_owned()
}

/// A chart with its layout; none where its letters would be too small on paper.
fn fit(chart: &Chart) -> Option<Fit> {
    let layout = Layout::of(chart).ok()?;
    let natural = natural(&layout);
    let fits = |room: (u32, u32)| (room.0 * 100 / natural.0.max(1)).min(room.1 * 100 / natural.1.max(1)).min(100);
    let shrunk = [UPRIGHT, TURNED].map(fits).into_iter().find(|shrunk| *shrunk >= LEGIBLE)?;
    Some(Fit { chart: chart.clone(), layout, shrunk })
}

/// Its size in points, of which a pixel has three quarters.
fn natural(layout: &Layout) -> (u32, u32) {
    let points = |pixels: i32| u32::try_from(pixels.max(1)).unwrap_or(1) * 3 / 4;
    (points(layout.width), points(layout.height))
}

/// A chart as a figure; `same` says where the same stands in words.
fn figure(fit: &Fit, same: &str) -> Block {
    let Fit { chart, layout, shrunk } = fit;
    let natural = natural(layout);
    Block::Figure(Figure {
        caption: wording::routes_caption(&chart.title),
        alternative: wording::routes_alternative(&chart.description, chart.nodes.len(), chart.marks.len(), same),
        svg: svg(chart, layout, Dress::Alone),
        drawing: Some(drawing(chart, layout, *shrunk)),
        size: (natural.0 * shrunk / 100, natural.1 * shrunk / 100),
    })
}

/// The number of each mark in this paper, by its number among the findings of the audit.
type Numbers = BTreeMap<u32, u32>;

/// Numbers from 1 on without a gap for the marks of the first chart, then for those that only others have: a reader who misses a number
/// looks for it.
fn numbers<'c>(charts: impl Iterator<Item = &'c Chart>) -> Numbers {
    let mut numbers = Numbers::new();
    for mark in charts.flat_map(|chart| &chart.marks) {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX).saturating_add(1);
        numbers.entry(mark.number).or_insert(next);
    }
    numbers
}

/// The chart with the numbers of this paper.
fn renumbered(chart: &Chart, numbers: &Numbers) -> Chart {
    let mut chart = chart.clone();
    let now = |number: &mut u32| *number = numbers.get(number).copied().unwrap_or(*number);
    chart.marks.iter_mut().for_each(|mark| now(&mut mark.number));
    chart.nodes.iter_mut().flat_map(|node| &mut node.marks).for_each(now);
    chart.edges.iter_mut().flat_map(|edge| &mut edge.marks).for_each(now);
    chart
}

/// What the numbers on the charts stand for, in order, each with its evidence.
///
/// `figured` are those that a figure bears, where not all do.
fn marks<'c>(paper: &mut Paper, desk: &Desk<'_>, charts: impl Iterator<Item = &'c Chart>, figured: Option<&BTreeSet<u32>>) {
    let marks: BTreeMap<u32, &Mark> = charts.flat_map(|chart| &chart.marks).map(|mark| (mark.number, mark)).collect();
    if marks.is_empty() {
        return;
    }
    let apart: Vec<u32> = figured.map(|figured| marks.keys().copied().filter(|n| !figured.contains(n)).collect()).unwrap_or_default();
    let more = if apart.is_empty() { String::new() } else { wording::in_table_only(&apart) };
    body(paper, plain(format!("{}{more}", wording::MARKS)));
    let line = |mark: &Mark| {
        let finding = |f: &&&Finding| mark.link.as_deref() == Some(f.id.as_str());
        let found: Vec<&Finding> = desk.findings.iter().filter(finding).copied().collect();
        let words = mark.text.clone();
        let mut text = vec![Inline::Strong(format!("{}.", mark.number)), Inline::Plain(format!(" {words}"))];
        text.extend(desk.see(&found));
        crate::desk::entry(text)
    };
    paper.blocks.push(Block::List { numbered: false, entries: marks.into_values().map(line).collect() });
}

/// The chart as a table: what a reader who cannot see the figure follows.
fn in_words(paper: &mut Paper, chart: &Chart, beside_themes: bool) {
    heading(paper, 2, wording::IN_WORDS, "routes-in-words");
    if beside_themes {
        paper.paragraph(Role::Body, wording::OF_THE_AREA);
    }
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

/// What a box is called, with the first line below its name where another box has the same: who decides, of several decisions.
fn told_apart(chart: &Chart, node: &Node) -> String {
    let alike = chart.nodes.iter().filter(|other| other.label == node.label).count();
    match node.note.lines().next().filter(|note| alike > 1 && !note.is_empty()) {
        Some(note) => format!("{} ({note})", node.label),
        None => node.label.clone(),
    }
}

fn step(chart: &Chart, item: &Item) -> Vec<Vec<Inline>> {
    let numbers = |marks: &[u32]| marks.iter().map(|m| format!(" [{m}]")).collect::<String>();
    let (name, marked) = chart.nodes.get(item.node).map_or_else(Default::default, |n| (told_apart(chart, n), numbers(&n.marks)));
    let mut ways: Vec<Inline> = Vec::new();
    for way in &item.ways {
        let Some(edge) = chart.edges.get(way.edge) else { continue };
        if !ways.is_empty() {
            ways.push(Inline::Break);
        }
        let to = chart.nodes.get(edge.to).map(|n| told_apart(chart, n)).unwrap_or_default();
        let said: Vec<&str> = edge.words().lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let said = if said.is_empty() { String::new() } else { format!(": {}", said.join("; ")) };
        ways.push(Inline::Plain(format!("{}. {to}{said}{}", way.to, numbers(&edge.marks))));
    }
    if ways.is_empty() {
        ways = plain(wording::NOTHING_FURTHER);
    }
    // A worry stands in the lane that it leads to: it is nobody's yet. Nor is a paper that people go by a place, or nobody a service.
    let place = match chart.nodes.get(item.node).map(|n| n.kind) {
        Some(Kind::Start) => wording::BEGINS.to_owned(),
        Some(Kind::Document) => wording::GONE_BY.to_owned(),
        Some(Kind::End) => wording::ENDS.to_owned(),
        _ => item.lane.clone(),
    };
    vec![plain(item.number.to_string()), plain(format!("{name}{marked}")), plain(place), ways]
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_chart::{Edge, Node};

    fn chart(boxes: usize, marked: &[u32]) -> Chart {
        let mark = |number: &u32| Mark { number: *number, text: format!("They part at {number}."), link: None };
        Chart {
            title: "Referral routes: harm in town".into(),
            lanes: vec!["Lane".into()],
            nodes: (0..boxes).map(|n| Node { label: format!("Step {n}"), ..Node::default() }).collect(),
            edges: (1..boxes).map(|to| Edge { from: to - 1, to, marks: marked.to_vec(), ..Edge::default() }).collect(),
            marks: marked.iter().map(mark).collect(),
            ..Chart::default()
        }
    }

    #[test]
    fn what_cannot_be_read_on_paper_is_not_drawn() {
        let small = fit(&chart(3, &[])).unwrap();
        assert!(small.shrunk >= LEGIBLE);
        assert!(matches!(figure(&small, ""), Block::Figure(f) if f.size.0 <= TURNED.0 && f.size.1 <= UPRIGHT.1));
        assert!(fit(&chart(40, &[])).is_none());
    }

    #[test]
    fn numbers_on_charts_leave_none_out() {
        let (area, theme) = (chart(2, &[2, 7]), chart(2, &[5, 7]));
        let numbers = numbers([&area, &theme].into_iter());
        let of = |c: &Chart| renumbered(c, &numbers).marks.iter().map(|m| m.number).collect::<Vec<_>>();
        assert_eq!((of(&area), of(&theme)), (vec![1, 2], vec![3, 2]));
        assert_eq!(renumbered(&theme, &numbers).edges[0].marks, [3, 2]);
    }

    /// Issue 6: a thresholds document and a case left to nobody stood among the services, and five decisions went by one name.
    #[test]
    fn the_table_says_what_is_no_place_and_tells_boxes_of_one_name_apart() {
        let node = |label: &str, note: &str, kind| Node { label: label.into(), note: note.into(), kind, ..Node::default() };
        let nodes = vec![
            node("Levels of Need", "", Kind::Document),
            node("Left to nobody", "", Kind::End),
            node("Decision", "Quayside\nwithin one day", Kind::Decision),
            node("Decision", "Harbour", Kind::Decision),
        ];
        let chart = Chart { lanes: vec!["Services".into()], nodes, ..Chart::default() };
        let rows: Vec<Vec<Vec<Inline>>> = list(&chart).iter().map(|item| step(&chart, item)).collect();
        let words = |row: usize, cell: usize| match rows[row][cell].as_slice() {
            [Inline::Plain(words)] => words.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!((words(0, 2), words(1, 2), words(2, 2)), (wording::GONE_BY.into(), wording::ENDS.into(), "Services".into()));
        assert_eq!(
            (words(0, 1), words(2, 1), words(3, 1)),
            ("Levels of Need".into(), "Decision (Quayside)".into(), "Decision (Harbour)".into())
        );
    }
}
