//! Tests of laying out: what a reader must be able to rely on, whatever the chart.

use super::*;
use crate::{Edge, Mark, Node};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Up to 40 boxes in up to 6 lanes with up to 70 arrows, circles and repeated arrows included.
fn charts() -> impl Strategy<Value = Chart> {
    (1usize..=40, 1usize..=6).prop_flat_map(|(count, lanes)| {
        let names = proptest::collection::vec("[A-Za-z]{1,16}( [a-zA-Z]{1,12}){0,6}", count);
        let lane_of = proptest::collection::vec((0..lanes, 0usize..5), count);
        let edges = proptest::collection::vec((0..count, 0..count, "([a-z]{1,12} ?){0,5}", 0u32..8, any::<bool>()), 0..70);
        (names, lane_of, edges).prop_map(move |(names, lane_of, edges)| {
            let kinds = [Kind::Start, Kind::Task, Kind::Decision, Kind::End, Kind::Document];
            let node = |(label, (lane, kind)): (String, (usize, usize))| Node {
                lane,
                note: format!("{} note", label.len()),
                label,
                kind: kinds[kind],
                ..Node::default()
            };
            let edge = |(from, to, label, mark, fresh): (usize, usize, String, u32, bool)| Edge {
                from,
                to,
                label,
                marks: if mark == 1 { vec![1] } else { Vec::new() },
                fresh,
                ..Edge::default()
            };
            Chart {
                title: "Chart".into(),
                lanes: (0..lanes).map(|n| format!("Lane number {n}")).collect(),
                nodes: names.into_iter().zip(lane_of).map(node).collect(),
                edges: edges.into_iter().map(edge).collect(),
                marks: vec![Mark { number: 1, text: "conflict".into(), link: None }],
                ..Chart::default()
            }
        })
    })
}

fn stretches(arrow: &Arrow) -> Vec<Rect> {
    let rect = |w: &[Point]| Rect { x: w[0].x.min(w[1].x), y: w[0].y.min(w[1].y), w: (w[0].x - w[1].x).abs(), h: (w[0].y - w[1].y).abs() };
    arrow.points.windows(2).map(rect).collect()
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x + a.w > b.x && a.x < b.x + b.w && a.y + a.h > b.y && a.y < b.y + b.h
}

fn within(a: Rect, b: Rect) -> bool {
    a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn boxes_stand_apart_in_their_lanes_with_their_words_inside(chart in charts()) {
        let made = Layout::of(&chart).unwrap();
        prop_assert_eq!(made.boxes.len(), chart.nodes.len());
        for (n, a) in made.boxes.iter().enumerate() {
            let lane = made.lanes.iter().find(|l| l.lane == chart.nodes[a.node].lane).unwrap();
            prop_assert!(within(a.rect, lane.rect), "{:?} in {:?}", a.rect, lane.rect);
            for b in &made.boxes[n + 1..] {
                prop_assert!(!overlap(a.rect, b.rect), "{:?} and {:?}", a.rect, b.rect);
            }
            let text = px(a.title.len()) * TITLE_LINE + px(a.notes.len()) * NOTE_LINE;
            prop_assert!(text <= a.rect.h, "{text} in {}", a.rect.h);
            prop_assert!(a.title.iter().all(|l| width(l, TITLE, Weight::Bold) <= a.rect.w - PAD));
            prop_assert!(a.notes.iter().all(|l| width(l, NOTE, Weight::Plain) <= a.rect.w - PAD));
        }
        for pair in made.lanes.windows(2) {
            prop_assert_eq!(pair[0].rect.y + pair[0].rect.h, pair[1].rect.y);
        }
        prop_assert_eq!(&made, &Layout::of(&chart).unwrap());
    }

    #[test]
    fn arrows_are_level_or_upright_and_run_through_no_box(chart in charts()) {
        let made = Layout::of(&chart).unwrap();
        prop_assert_eq!(made.arrows.len(), chart.drawable().len());
        for arrow in &made.arrows {
            let edge = &chart.edges[arrow.edge];
            let (from, to) = (made.boxes[edge.from].rect, made.boxes[edge.to].rect);
            let (first, last) = (arrow.points[0], arrow.points[arrow.points.len() - 1]);
            prop_assert!(first.y > from.y && first.y < from.y + from.h && (first.x - from.x - from.w).abs() <= 16, "{first:?} at {from:?}");
            prop_assert!(last.y > to.y && last.y < to.y + to.h && (last.x - to.x).abs() <= 16, "{last:?} at {to:?}");
            for stretch in stretches(arrow) {
                prop_assert!(stretch.w == 0 || stretch.h == 0, "{:?}", arrow.points);
                prop_assert!(stretch.x >= 0 && stretch.x + stretch.w <= made.width && stretch.y >= 0 && stretch.y + stretch.h <= made.height);
                for held in &made.boxes {
                    // The rounded and slanted sides of its own boxes lie within their rectangles.
                    let shrunk = if held.node == edge.from || held.node == edge.to {
                        Rect { x: held.rect.x + 16, w: held.rect.w - 32, ..held.rect }
                    } else {
                        held.rect
                    };
                    prop_assert!(!overlap(stretch, shrunk), "{:?} through {:?}", arrow.points, held.rect);
                }
            }
        }
    }

    #[test]
    fn arrows_of_different_nets_never_lie_on_each_other(chart in charts()) {
        let made = Layout::of(&chart).unwrap();
        let drawn: Vec<(usize, Vec<Rect>)> = made.arrows.iter().map(|a| (a.net, stretches(a))).collect();
        for (n, (a, ours)) in drawn.iter().enumerate() {
            for (b, theirs) in drawn[n + 1..].iter().filter(|(b, _)| b != a) {
                for (s, t) in ours.iter().flat_map(|s| theirs.iter().map(move |t| (s, t))) {
                    let level = s.h == 0 && t.h == 0 && s.y == t.y && s.x < t.x + t.w && t.x < s.x + s.w;
                    let upright = s.w == 0 && t.w == 0 && s.x == t.x && s.y < t.y + t.h && t.y < s.y + s.h;
                    prop_assert!(!level && !upright, "nets {a} and {b} share {s:?} and {t:?}");
                }
            }
        }
    }

    #[test]
    fn labels_stand_free_of_boxes_arrows_and_each_other(chart in charts()) {
        let made = Layout::of(&chart).unwrap();
        let labels: Vec<(&Arrow, &Label)> = made.arrows.iter().filter_map(|a| Some((a, a.label.as_ref()?))).collect();
        for (n, (arrow, label)) in labels.iter().enumerate() {
            prop_assert!(label.lines.iter().all(|l| width(l, NOTE, Weight::Plain) <= label.rect.w));
            prop_assert!(label.rect.y >= 0 && label.rect.x >= 0 && label.rect.x + label.rect.w <= made.width);
            for held in &made.boxes {
                prop_assert!(!overlap(label.rect, held.rect), "{:?} over box {:?}", label, held.rect);
            }
            for (_, other) in &labels[n + 1..] {
                prop_assert!(!overlap(label.rect, other.rect), "{label:?} over {other:?}");
            }
            for other in made.arrows.iter().filter(|o| o.net != arrow.net) {
                for stretch in stretches(other) {
                    prop_assert!(!overlap(label.rect, stretch), "{label:?} on {:?}", other.points);
                }
            }
        }
    }
}

fn chart(nodes: &[(&str, usize)], edges: &[(usize, usize)]) -> Chart {
    let node = |&(label, lane): &(&str, usize)| Node { label: label.into(), lane, ..Node::default() };
    Chart {
        title: "Chart".into(),
        lanes: vec!["One".into(), "Two".into(), "Three".into()],
        nodes: nodes.iter().map(node).collect(),
        edges: edges.iter().map(|&(from, to)| Edge { from, to, ..Edge::default() }).collect(),
        ..Chart::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn stretches_for_paper_cut_no_box_and_leave_none_out(chart in charts(), most in 400i32..1600) {
        let made = Layout::of(&chart).unwrap();
        let stretches = made.stretches(most);
        prop_assert_eq!(stretches.last().unwrap().1, made.width);
        prop_assert!(stretches.windows(2).all(|w| w[0].1 == w[1].0));
        for held in &made.boxes {
            let r = held.rect;
            prop_assert!(stretches.iter().any(|s| s.0 <= r.x && r.x + r.w <= s.1), "{r:?} in {stretches:?}");
        }
    }
}

#[test]
fn a_line_of_boxes_is_a_straight_line() {
    let made = Layout::of(&chart(&[("a", 0), ("b", 0), ("c", 0)], &[(0, 1), (1, 2)])).unwrap();
    assert!(made.arrows.iter().all(|a| a.points.len() == 2), "{:?}", made.arrows);
}

#[test]
fn a_plane_chart_is_drawn_without_a_crossing() {
    let nodes: Vec<(String, usize)> = (0..9).map(|n| (format!("box {n}"), n % 3)).collect();
    let nodes: Vec<(&str, usize)> = nodes.iter().map(|(n, l)| (n.as_str(), *l)).collect();
    let made = Layout::of(&chart(&nodes, &[(0, 3), (1, 4), (2, 5), (3, 6), (4, 7), (5, 8)])).unwrap();
    assert_eq!(made.crossings, 0);
}

#[test]
fn a_circle_is_drawn_with_one_arrow_back() {
    let made = Layout::of(&chart(&[("a", 0), ("b", 0), ("c", 0)], &[(0, 1), (1, 2), (2, 0)])).unwrap();
    let mut columns: BTreeMap<i32, usize> = BTreeMap::new();
    made.boxes.iter().for_each(|b| *columns.entry(b.rect.x).or_default() += 1);
    assert_eq!(columns.len(), 3);
}

#[test]
fn what_is_too_large_to_read_is_said_at_once() {
    let nodes: Vec<Node> = (0..5000).map(|n| Node { label: format!("step {n}"), ..Node::default() }).collect();
    let edges = (1..5000).map(|n| Edge { from: n / 2, to: n, ..Edge::default() }).collect();
    let made = Chart { lanes: vec!["One".into()], nodes, edges, ..Chart::default() };
    assert!(Layout::of(&made).unwrap_err().to_string().starts_with("5000 boxes and 4999 arrows are too many"));
    assert_eq!(crate::list(&made).len(), 5000);
}
