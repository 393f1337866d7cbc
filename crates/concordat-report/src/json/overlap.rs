//! The shapes of what panels discuss in common. Counts only: no shape here can hold the name of a subject.

use super::schema;
use concordat_findings::{Audit, OverlapView};
use concordat_register::{
    overlap::{Bridge, Count, Form, KindOverlap, MonthCount, Overlap, PanelTime, Setting},
    structure::{Package, Structures, WhatIf},
};
use schemars::JsonSchema;
use serde::Serialize;

/// What panels discuss in common, as counts.
#[derive(Serialize, JsonSchema)]
pub(super) struct OverlapShape<'a> {
    /// Whom the counts are for: `exact` is for the area's own use and must not be shared; in `for-sharing`, counts below
    /// `threshold` are null, and so are others that would give them away.
    #[schemars(schema_with = "schema::form")]
    form: &'static str,
    handling: &'static str,
    /// The smallest count that is said; null where all are.
    threshold: Option<u32>,
    /// Days within which a second discussion counts as a repeat.
    window_days: u32,
    /// The first and the last sitting.
    period: Option<[String; 2]>,
    /// By kind of subject.
    subjects: ByKind<KindShape>,
    /// By kind of subject: two panels and how many subjects both discussed.
    panels: ByKind<Vec<(&'a str, &'a str, Option<u32>)>>,
    /// Discussions, of whatever kind, of a subject that some panel had discussed within the window before.
    repeat_discussions: Option<u32>,
    /// Hours that those round the tables spent on items whose case had been discussed within the window before.
    professional_hours: Option<f64>,
    /// Of these, hours on items whose case had been at another panel.
    professional_hours_at_another_panel: Option<f64>,
    items: Option<u32>,
    repeat_items: Option<u32>,
    repeat_items_at_another_panel: Option<u32>,
    /// What the hours rest on, by panel.
    tables: Vec<TableShape<'a>>,
    network: NetworkShape<'a>,
    /// Other structures, with the same agendas replayed under them.
    structures: Option<StructuresShape<'a>>,
}

/// Something of each kind of subject.
#[derive(Serialize, JsonSchema)]
struct ByKind<T> {
    individual: T,
    family: T,
    school: T,
    peer_group: T,
    place: T,
}

/// One kind of subject.
#[derive(Serialize, JsonSchema)]
struct KindShape {
    total: Option<u32>,
    at_two_or_more: Option<u32>,
    at_three_or_more: Option<u32>,
    /// A subject at a sitting, once.
    discussions: Option<u32>,
    repeat_discussions: Option<u32>,
    repeat_discussions_at_another_panel: Option<u32>,
    /// Subjects on lists of referrals or incidents; null as well where no such list was given.
    listed: Option<u32>,
    /// Of these, at no panel.
    at_no_panel: Option<u32>,
    /// Subjects each panel discussed, in the order of `tables`.
    discussed_by: Vec<Option<u32>>,
    months: Vec<MonthShape>,
}

/// One month of one kind.
#[derive(Serialize, JsonSchema)]
struct MonthShape {
    /// As `2015-04`.
    month: String,
    discussions: Option<u32>,
    repeat_discussions: Option<u32>,
    repeat_discussions_at_another_panel: Option<u32>,
}

/// A panel's sittings as its agendas show them.
#[derive(Serialize, JsonSchema)]
struct TableShape<'a> {
    panel: &'a str,
    sittings: u32,
    items: Option<u32>,
    members: u32,
    /// Whether nothing names its members, and their number is a guess.
    members_assumed: bool,
    minutes: u32,
    /// Whether nothing says how long it sits, and that is a guess.
    minutes_assumed: bool,
    /// Members times length times sittings.
    hours: f64,
}

/// Schools, groups and places that children are named with. No person is in it.
#[derive(Serialize, JsonSchema)]
struct NetworkShape<'a> {
    communities: Vec<CommunityShape<'a>>,
    bridges: Vec<BridgeShape>,
}

/// Subjects named with each other more than with the rest.
#[derive(Serialize, JsonSchema)]
struct CommunityShape<'a> {
    /// By kind of subject.
    subjects: ByKind<Option<u32>>,
    /// The panels that discuss any of them.
    panels: Vec<&'a str>,
}

/// Two schools, groups or places with children in common, each told by a number that means nothing elsewhere.
#[derive(Serialize, JsonSchema)]
struct BridgeShape {
    between: [String; 2],
    individuals: Option<u32>,
    between_communities: bool,
}

/// Other structures.
#[derive(Serialize, JsonSchema)]
struct StructuresShape<'a> {
    months: u32,
    /// As the panels sit now.
    hours: f64,
    duplicate_discussions: Option<u32>,
    assumptions: &'a [String],
    what_if: Vec<WhatIfShape<'a>>,
    /// Structures that can be had together, each set the best at something.
    proposals: Vec<ProposalShape<'a>>,
}

/// One structure for certain panels.
#[derive(Serialize, JsonSchema)]
struct WhatIfShape<'a> {
    #[schemars(schema_with = "schema::structure")]
    structure: &'static str,
    panels: &'a [String],
    duplicate_discussions: Option<u32>,
    avoided: Option<u32>,
    /// Not avoided, but known to somebody at the table.
    known: Option<u32>,
    /// More, or below 0 fewer, over the months.
    hours: f64,
    /// People round its largest table.
    table: u32,
    table_assumed: bool,
    gains: &'a [String],
    losses: &'a [String],
    /// Limits set by the area that it breaks.
    barred: &'a [String],
}

/// Structures that can be had together.
#[derive(Serialize, JsonSchema)]
struct ProposalShape<'a> {
    aim: &'a str,
    /// Places in `what_if`, from 0.
    of: &'a [usize],
    avoided: Option<u32>,
    hours: f64,
}

impl<'a> OverlapShape<'a> {
    pub(super) fn of(audit: &'a Audit) -> Option<Self> {
        let OverlapView { exact: overlap, exact_structures, .. } = audit.overlap.as_ref()?;
        let repeats = &overlap.repeats;
        let (form, handling, threshold) = match overlap.form {
            Form::Exact => {
                ("exact", "Exact counts, for the area's own use. Do not share them; --for-sharing writes a form that may be.", None)
            }
            Form::Shared { threshold } => {
                ("for-sharing", "Small counts are withheld, and so is what would give them away.", Some(threshold))
            }
        };
        Some(Self {
            form,
            handling,
            threshold,
            window_days: overlap.window_days,
            period: overlap.period.map(|(first, last)| [first.to_string(), last.to_string()]),
            subjects: ByKind::of(overlap, KindShape::of)?,
            panels: ByKind::of(overlap, |k| pairs(overlap, k))?,
            repeat_discussions: overlap.kinds.iter().map(|k| k.repeats.value()).sum(),
            professional_hours: repeats.hours.map(tenths),
            professional_hours_at_another_panel: repeats.hours_elsewhere.map(tenths),
            items: repeats.items.value(),
            repeat_items: repeats.repeated.value(),
            repeat_items_at_another_panel: repeats.repeated_elsewhere.value(),
            tables: overlap.panels.iter().map(TableShape::of).collect(),
            network: network(overlap),
            structures: exact_structures.as_ref().map(StructuresShape::of),
        })
    }
}

/// To a tenth: more would only seem exact.
fn tenths(hours: f64) -> f64 {
    (hours * 10.0).round() / 10.0
}

fn pairs<'a>(overlap: &'a Overlap, kind: &KindOverlap) -> Vec<(&'a str, &'a str, Option<u32>)> {
    let name = |n: usize| overlap.panels.get(n).map(|p| p.name.as_str());
    kind.pairs.iter().filter_map(|p| Some((name(p.panels.0)?, name(p.panels.1)?, p.count.value()))).collect()
}

fn network(overlap: &Overlap) -> NetworkShape<'_> {
    let name = |n: &usize| overlap.panels.get(*n).map(|p| p.name.as_str());
    let told = overlap.network.communities.iter().enumerate();
    let communities = told.filter_map(|(n, community)| {
        let subjects = ByKind::of(overlap, |k| k.in_communities.get(n).and_then(|c| c.value()))?;
        Some(CommunityShape { subjects, panels: community.panels.iter().filter_map(name).collect() })
    });
    NetworkShape { communities: communities.collect(), bridges: overlap.network.bridges.iter().map(BridgeShape::of).collect() }
}

impl<T> ByKind<T> {
    /// None where not every kind was counted, which does not happen.
    fn of(overlap: &Overlap, what: impl Fn(&KindOverlap) -> T) -> Option<Self> {
        let [individual, family, school, peer_group, place] = overlap.kinds.as_slice() else { return None };
        Some(Self {
            individual: what(individual),
            family: what(family),
            school: what(school),
            peer_group: what(peer_group),
            place: what(place),
        })
    }
}

impl<'a> TableShape<'a> {
    fn of(panel: &'a PanelTime) -> Self {
        Self {
            panel: &panel.name,
            sittings: panel.sittings,
            items: panel.items.value(),
            members: panel.members.value,
            members_assumed: panel.members.assumed,
            minutes: panel.minutes.value,
            minutes_assumed: panel.minutes.assumed,
            hours: tenths(panel.hours()),
        }
    }
}

impl KindShape {
    fn of(kind: &KindOverlap) -> Self {
        let month = |m: &MonthCount| MonthShape {
            month: format!("{:04}-{:02}", m.year, m.month),
            discussions: m.discussions.value(),
            repeat_discussions: m.repeats.value(),
            repeat_discussions_at_another_panel: m.repeats_elsewhere.value(),
        };
        Self {
            total: kind.total.value(),
            at_two_or_more: kind.at_two_or_more.value(),
            at_three_or_more: kind.at_three_or_more.value(),
            discussions: kind.discussions.value(),
            repeat_discussions: kind.repeats.value(),
            repeat_discussions_at_another_panel: kind.repeats_elsewhere.value(),
            listed: kind.listed.and_then(Count::value),
            at_no_panel: kind.at_no_panel.and_then(Count::value),
            discussed_by: kind.at.iter().map(|c| c.value()).collect(),
            months: kind.months.iter().map(month).collect(),
        }
    }
}

impl BridgeShape {
    fn of(bridge: &Bridge) -> Self {
        let end = |s: Setting| format!("{}-{}", s.kind.word(), s.number);
        Self {
            between: [end(bridge.ends.0), end(bridge.ends.1)],
            individuals: bridge.individuals.value(),
            between_communities: bridge.between_communities,
        }
    }
}

impl<'a> StructuresShape<'a> {
    fn of(structures: &'a Structures) -> Self {
        let proposal = |p: &'a Package| ProposalShape { aim: &p.aim, of: &p.of, avoided: p.avoided.value(), hours: tenths(p.hours) };
        Self {
            months: structures.months,
            hours: tenths(structures.hours),
            duplicate_discussions: structures.duplicates.value(),
            assumptions: &structures.assumptions,
            what_if: structures.what_ifs.iter().map(WhatIfShape::of).collect(),
            proposals: structures.packages.iter().map(proposal).collect(),
        }
    }
}

impl<'a> WhatIfShape<'a> {
    fn of(what_if: &'a WhatIf) -> Self {
        Self {
            structure: what_if.structure.word(),
            panels: &what_if.panels,
            duplicate_discussions: what_if.duplicates.value(),
            avoided: what_if.avoided.value(),
            known: what_if.known.value(),
            hours: tenths(what_if.hours),
            table: what_if.table,
            table_assumed: what_if.assumed,
            gains: &what_if.gains,
            losses: &what_if.losses,
            barred: &what_if.barred,
        }
    }
}
