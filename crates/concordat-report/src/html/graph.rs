//! Schools, groups and places with individuals in common, as a picture: no person is in it.

use crate::{
    diagram::{self, Called, Curve, Seat},
    overlap,
    wording::count,
};
use concordat_register::overlap::{Bridge, Setting};
use std::collections::BTreeSet;

/// Draws the bridges whose counts may be shown; nothing where there are none.
pub(super) fn write(out: &mut String, bridges: &[Bridge]) {
    let shown: Vec<(&Bridge, u32)> = bridges.iter().filter_map(|b| Some((b, b.individuals.value()?))).collect();
    if shown.is_empty() {
        return;
    }
    let order = order(&shown);
    let place = |setting: Setting| order.iter().position(|other| *other == setting);
    let seat = |setting: &Setting| {
        let bridges = shown.iter().filter(|(b, _)| b.ends.0 == *setting || b.ends.1 == *setting).count();
        Seat { title: overlap::setting(*setting), note: count(bridges, "bridge"), depth: 0, above: None, faded: false }
    };
    let seats: Vec<Seat> = order.iter().map(seat).collect();
    let curve = |(bridge, individuals): &(&Bridge, u32)| {
        Some(Curve { ends: (place(bridge.ends.0)?, place(bridge.ends.1)?), count: *individuals, dashed: bridge.between_communities })
    };
    let curves: Vec<Curve> = shown.iter().filter_map(curve).collect();
    let description = format!(
        "{}, with a curve between two that the same individuals are named with, and how many. The list below says the same in words.",
        count(seats.len(), "school, group or place").replace("school, group or places", "schools, groups and places")
    );
    out.push_str("<ul class=\"legend\">\n<li><svg aria-hidden=\"true\" width=\"26\" height=\"20\" viewBox=\"0 0 26 20\"><path class=\"share\" stroke-width=\"2.5\" d=\"M4 2C24 2 24 18 4 18\"/></svg> individuals in common, with how many</li>\n<li><svg aria-hidden=\"true\" width=\"26\" height=\"20\" viewBox=\"0 0 26 20\"><path class=\"share across\" stroke-width=\"2.5\" d=\"M4 2C24 2 24 18 4 18\"/></svg> the same between two communities</li>\n</ul>\n");
    let name = "Schools, groups and places with individuals in common";
    let called = Called { id: "bridges", name, description: &description, shared: "individuals", room: Called::MANY };
    out.push_str(&diagram::seats(&seats, &curves, &called));
}

/// The settings in an order that keeps those with a bridge near each other: each followed by what hangs on it.
fn order(bridges: &[(&Bridge, u32)]) -> Vec<Setting> {
    let (mut order, mut met) = (Vec::new(), BTreeSet::new());
    for (first, _) in bridges {
        let mut next = vec![first.ends.0];
        while let Some(setting) = next.pop() {
            if !met.insert(setting) {
                continue;
            }
            order.push(setting);
            let other = |(b, _): &(&Bridge, u32)| match b.ends {
                (a, b) if a == setting => Some(b),
                (a, b) if b == setting => Some(a),
                _ => None,
            };
            // What was pushed last comes first, and the strongest stands first among the bridges.
            next.extend(bridges.iter().rev().filter_map(other));
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_register::overlap::{Count, SubjectKind};

    #[test]
    fn bridges_are_drawn_without_what_is_withheld() {
        let end = |kind, number| Setting { kind, number };
        let (school, group, place) = (end(SubjectKind::School, 3), end(SubjectKind::PeerGroup, 1), end(SubjectKind::Place, 7));
        let bridge = |a, b, individuals, between_communities| Bridge { ends: (a, b), individuals, between_communities };
        let bridges = [
            bridge(school, place, Count::Of(9), false),
            bridge(group, place, Count::Of(6), true),
            bridge(school, end(SubjectKind::Place, 8), Count::Withheld, false),
        ];
        let mut out = String::new();
        write(&mut out, &bridges);
        for said in ["School 3 and Place 7 share 9 individuals", "Place 7 and Group 1 share 6 individuals", ">2 bridges<", ">1 bridge<"] {
            assert!(out.contains(said), "{said}: {out}");
        }
        assert_eq!((out.matches("class=\"share across\" stroke-width=\"3\"").count(), out.contains("Place 8")), (1, false), "{out}");
        out.clear();
        write(&mut out, &bridges[2..]);
        assert!(out.is_empty());
    }
}
