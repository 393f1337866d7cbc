//! Draws an order's way through a bakery: `cargo run -p concordat-chart --example bakery > bakery.svg`.

use concordat_chart::{Chart, Dress, Edge, Kind, Layout, Mark, Node, svg};

fn main() {
    let chart = chart();
    if let Ok(layout) = Layout::of(&chart) {
        eprintln!("{} crossings", layout.crossings);
        print!("{}", svg(&chart, &layout, Dress::Alone));
    }
}

fn chart() -> Chart {
    let node =
        |lane: usize, kind: Kind, label: &str, note: &str| Node { lane, kind, label: label.into(), note: note.into(), ..Node::default() };
    let edge = |from: usize, to: usize, label: &str| Edge { from, to, label: label.into(), ..Edge::default() };
    let mut edges = vec![
        edge(0, 4, "Recipe book"),
        edge(1, 4, "Recipe book\nHouse rules"),
        edge(2, 4, "3 documents"),
        edge(3, 4, "by noon"),
        edge(1, 9, "House rules"),
        edge(2, 9, "Cellar book"),
        edge(3, 10, ""),
        edge(4, 5, "within one hour"),
        edge(5, 6, "within one day"),
        edge(5, 7, ""),
        edge(5, 11, "the same day"),
        edge(6, 8, ""),
        edge(7, 8, "within ten days"),
        edge(9, 11, ""),
        edge(11, 6, ""),
        edge(12, 5, ""),
        edge(9, 4, "the same day"),
    ];
    if let Some(edge) = edges.get_mut(4) {
        edge.marks = vec![1];
    }
    if let Some(edge) = edges.get_mut(16) {
        edge.fresh = true;
    }
    Chart {
        title: "How an order goes through the bakery".into(),
        description: "Four sorts of order and where each goes.".into(),
        lanes: vec!["Whoever takes the order".into(), "Front counter and kitchen".into(), "Oven hands and delivery".into()],
        nodes: vec![
            node(0, Kind::Start, "An order for bread", ""),
            node(0, Kind::Start, "An order for a cake", ""),
            node(0, Kind::Start, "An order for both, or for a feast", ""),
            node(0, Kind::Start, "An order in a hurry", ""),
            node(1, Kind::Task, "Front counter", "takes every order"),
            node(1, Kind::Decision, "Front counter decides", "within one hour"),
            node(1, Kind::Task, "Kitchen meeting", "led by the head baker"),
            node(1, Kind::Task, "Tasting", "within 45 days"),
            node(1, Kind::End, "Order is sent", ""),
            node(2, Kind::Task, "Cake desk at the cellar", ""),
            node(2, Kind::Task, "Night shift", ""),
            node(2, Kind::Task, "Oven panel", "meets weekly"),
            node(1, Kind::Document, "Book of measures", "says what is large"),
        ],
        edges,
        marks: vec![Mark {
            number: 1,
            text: "The House rules send an order for a cake to the cake desk; the recipe book has one counter for every order.".into(),
            link: None,
        }],
        notes: vec!["Two arrows that lead nowhere were left out.".into()],
    }
}
