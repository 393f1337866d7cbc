//! Every structure for every fitting set of panels, with what it gains and loses.

use super::{
    StructureOptions,
    replay::{Outcome, Replay},
    table::Table,
};
use concordat_register::{
    overlap::Count,
    structure::{Structure, WhatIf},
};
use std::collections::BTreeSet;

/// A sitting longer than this, in minutes, is said to be long.
const LONG: f64 = 180.0;
/// A table with more people than this is said to be large.
const LARGE: u32 = 20;
/// Mergers of three are looked at for up to so many panels; beyond, there are too many to read.
const TRIPLES: usize = 5;

/// The area, for one proposal after another.
struct Area<'a> {
    replay: &'a Replay,
    tables: &'a [Table],
    options: &'a StructureOptions,
    months: u32,
}

/// All of them, by structure and panels. Pairs that have no case in common are left out, as nothing would come of them.
pub(super) fn all(replay: &Replay, tables: &[Table], sitting: &[usize], options: &StructureOptions, months: u32) -> Vec<WhatIf> {
    let area = Area { replay, tables, options, months };
    let pairs: Vec<(usize, usize)> = sitting
        .iter()
        .enumerate()
        .flat_map(|(n, &a)| sitting.get(n + 1..).unwrap_or_default().iter().map(move |&b| (a, b)))
        .filter(|&(a, b)| replay.duplicates(&[a, b]) > 0)
        .collect();
    let mut made: Vec<WhatIf> = Vec::new();
    for &(a, b) in &pairs {
        // The chair who sits least often goes to the other.
        let times = |p: usize| replay.sittings.get(p).map_or(0, Vec::len);
        let (lends, other) = if times(a) > times(b) { (a, b) } else { (b, a) };
        made.push(area.shared_chair(lends, other));
    }
    made.extend(pairs.iter().map(|&(a, b)| area.joint(a, b)));
    let groups = || pairs.iter().map(|&(a, b)| vec![a, b]).chain((sitting.len() > 2).then(|| sitting.to_vec()));
    made.extend(groups().filter_map(|g| area.pre_meeting(&g)));
    made.extend(groups().filter_map(|g| area.triage(&g)));
    made.extend(mergers(&pairs, sitting).iter().map(|g| area.merger(g)));
    made
}

/// Pairs with a case in common, threes all of whose pairs have, and all panels.
fn mergers(pairs: &[(usize, usize)], sitting: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = pairs.iter().map(|&(a, b)| vec![a, b]).collect();
    if (4..=TRIPLES).contains(&sitting.len()) {
        for &(a, b) in pairs {
            let third = |c: &&usize| **c > b && pairs.contains(&(a, **c)) && pairs.contains(&(b, **c));
            groups.extend(sitting.iter().filter(third).map(|&c| vec![a, b, c]));
        }
    }
    if sitting.len() > 2 {
        groups.push(sitting.to_vec());
    }
    groups
}

impl Area<'_> {
    fn size(&self, panel: usize) -> f64 {
        self.tables.get(panel).map_or(0.0, |t| f64::from(t.size))
    }

    fn named(&self, panels: &[usize]) -> Vec<&Table> {
        panels.iter().filter_map(|&p| self.tables.get(p)).collect()
    }

    fn sittings(&self, panel: usize) -> u32 {
        self.replay.sittings.get(panel).map_or(0, |days| u32::try_from(days.len()).unwrap_or(u32::MAX))
    }

    /// A proposal with its figures, and nothing said of it yet.
    fn what_if(&self, structure: Structure, panels: &[usize], outcome: Outcome, known: u32) -> WhatIf {
        let tables = self.named(panels);
        WhatIf {
            structure,
            panels: tables.iter().map(|t| t.name.clone()).collect(),
            avoided: Count::Of(outcome.avoided),
            known: Count::Of(known),
            duplicates: Count::Of(self.replay.duplicates(panels)),
            hours: outcome.hours,
            table: tables.iter().map(|t| t.size).max().unwrap_or(0),
            assumed: tables.iter().any(|t| t.assumed),
            gains: Vec::new(),
            losses: Vec::new(),
            barred: Vec::new(),
        }
    }

    /// Says where a table is larger than the area allows, or than is easy to chair.
    fn weigh_table(&self, what_if: &mut WhatIf) {
        match self.options.largest_table {
            Some(most) if what_if.table > most => {
                what_if.barred.push(format!("It needs a table of {}; the area allows {most}.", what_if.table));
            }
            _ if what_if.table > LARGE => {
                what_if.losses.push(format!("A table of {}: hard to chair, and people come for a few of its cases only.", what_if.table));
            }
            _ => {}
        }
    }

    fn shared_chair(&self, lends: usize, other: usize) -> WhatIf {
        let minutes = self.replay.minutes.get(other).copied().unwrap_or(0.0);
        let hours = f64::from(self.sittings(other)) * minutes / 60.0;
        let known = self.replay.duplicates(&[lends, other]);
        let mut made = self.what_if(Structure::SharedChair, &[lends, other], Outcome { hours, ..Outcome::default() }, known);
        made.table = self.tables.get(other).map_or(0, |t| t.size + 1);
        if let [from, to] = self.named(&[lends, other]).as_slice() {
            made.gains.push(format!("The chair of {} hears every case of {} that both have.", from.name, to.name));
            made.losses.push(format!(
                "No discussion falls away by itself, and one person sits {} times more in {} months.",
                self.sittings(other),
                self.months
            ));
        }
        self.weigh_table(&mut made);
        made
    }

    fn joint(&self, a: usize, b: usize) -> WhatIf {
        let tables = self.named(&[a, b]);
        let together = Table::together(&tables);
        let outcome = self.replay.joint((a, b), &|p| self.size(p), f64::from(together));
        let mut made = self.what_if(Structure::JointSittings, &[a, b], outcome, 0);
        made.table = together;
        made.gains.push("Each panel keeps its remit, its chair and its own cases.".to_owned());
        self.sector_gains(&tables, "the shared cases", &mut made);
        made.losses.push("Two agendas must be matched before every joint sitting, so who is on them must be told in good time.".to_owned());
        self.weigh_table(&mut made);
        made
    }

    fn pre_meeting(&self, panels: &[usize]) -> Option<WhatIf> {
        let mut outcome = self.replay.given_one_panel_monthly(panels, &|p| self.size(p));
        let each = f64::from(self.options.people) * f64::from(self.options.pre_meeting_minutes) / 60.0;
        outcome.hours += f64::from(self.months) * each;
        if outcome.avoided == 0 {
            return None;
        }
        let mut made = self.what_if(Structure::PreMeeting, panels, outcome, 0);
        made.gains.push("Each panel keeps its remit and table; every case has one panel for the month.".to_owned());
        made.losses.push(format!("One more meeting a month, for {} people, who see the agendas of all.", self.options.people));
        self.split_views(panels, &mut made);
        Some(made)
    }

    fn triage(&self, panels: &[usize]) -> Option<WhatIf> {
        let mut outcome = self.replay.given_one_panel(panels, &|p| self.size(p));
        let weeks = f64::from((self.replay.days(panels) + 6) / 7);
        outcome.hours += weeks * f64::from(self.options.people) * f64::from(self.options.triage_minutes) / 60.0;
        if outcome.avoided == 0 {
            return None;
        }
        let mut made = self.what_if(Structure::WeeklyTriage, panels, outcome, 0);
        made.gains.push("New cases are looked at within a week, and have one panel from then on.".to_owned());
        made.losses.push(format!("A standing weekly group of {} people.", self.options.people));
        if self.replay.of_settings(panels) > 0 {
            made.losses.push("Triage goes by the child: schools, groups and places discussed without one need another way in.".to_owned());
        }
        self.split_views(panels, &mut made);
        Some(made)
    }

    fn merger(&self, panels: &[usize]) -> WhatIf {
        let tables = self.named(panels);
        let together = Table::together(&tables);
        let outcome = self.replay.merged(panels, &|p| self.size(p), f64::from(together));
        // What is not spared is heard by the table that heard it before.
        let known = self.replay.duplicates(panels).saturating_sub(outcome.avoided);
        let mut made = self.what_if(Structure::Merger, panels, outcome, known);
        made.table = together;
        made.gains.push("One table hears all that is known of a case, and sees links between cases.".to_owned());
        self.sector_gains(&tables, "all cases", &mut made);
        if outcome.sitting > LONG {
            made.losses.push(format!("A sitting would take {} on average.", time(outcome.sitting)));
        }
        self.own_themes(panels, &mut made);
        self.weigh_table(&mut made);
        self.weigh_apart(&tables, &mut made);
        made
    }

    /// Sectors that would be at the table for cases that lack them now.
    fn sector_gains(&self, tables: &[&Table], cases: &str, made: &mut WhatIf) {
        let all: BTreeSet<&String> = tables.iter().flat_map(|t| &t.sectors).collect();
        for table in tables.iter().filter(|t| !t.sectors.is_empty()) {
            let new: Vec<&str> = all.iter().filter(|s| !table.sectors.contains(**s)).map(|s| s.as_str()).collect();
            if !new.is_empty() {
                made.gains.push(format!("At {}, {} would be at the table for {cases}.", table.name, listed(&new)));
            }
        }
    }

    /// Sectors and contexts that a case would miss where only one of the panels hears it.
    fn split_views(&self, panels: &[usize], made: &mut WhatIf) {
        for table in self.named(panels) {
            let others = || self.named(panels).into_iter().filter(|t| t.name != table.name);
            if others().any(|t| t.sectors.is_empty()) {
                continue;
            }
            let alone: Vec<&str> = table.sectors.iter().filter(|s| others().all(|t| !t.sectors.contains(*s))).map(String::as_str).collect();
            if !alone.is_empty() {
                made.losses.push(format!(
                    "Only {} has {} at its table: a case given elsewhere is heard without.",
                    table.name,
                    listed(&alone)
                ));
            }
        }
    }

    /// Themes that would no longer have a panel of their own.
    fn own_themes(&self, panels: &[usize], made: &mut WhatIf) {
        let tables = self.named(panels);
        let themes: BTreeSet<&String> = tables.iter().flat_map(|t| &t.themes).collect();
        if themes.len() < 2 {
            return;
        }
        let lost: Vec<&str> = themes
            .iter()
            .filter(|theme| tables.iter().any(|t| t.themes.len() == 1 && t.themes.contains(**theme)))
            .filter(|theme| {
                let elsewhere = |(n, t): (usize, &Table)| !panels.contains(&n) && t.themes.contains(**theme);
                !self.tables.iter().enumerate().any(elsewhere)
            })
            .map(|t| t.as_str())
            .collect();
        if !lost.is_empty() {
            made.losses.push(format!(
                "No panel would be for {} alone: {} would be one of {} themes at one table.",
                listed(&lost),
                if lost.len() == 1 { "it" } else { "each" },
                themes.len()
            ));
        }
        let settings = |t: &&&Table| !t.contexts.is_empty();
        if let [only] = tables.iter().filter(settings).collect::<Vec<_>>().as_slice()
            && tables.len() > 1
        {
            made.losses.push(format!("Only the terms of {} speak of contexts; the others' cases could crowd them out.", only.name));
        }
    }

    /// Says where the area has ruled that two of these panels stay apart.
    fn weigh_apart(&self, tables: &[&Table], made: &mut WhatIf) {
        for apart in &self.options.apart {
            let met: Vec<&str> = tables.iter().filter(|t| apart.iter().any(|name| t.is_called(name))).map(|t| t.name.as_str()).collect();
            if met.len() > 1 {
                made.barred.push(format!("The area has ruled that {} do not merge.", listed(&met)));
            }
        }
    }
}

/// Minutes as people say them.
fn time(minutes: f64) -> String {
    let whole = minutes.round();
    let (hours, rest) = ((whole / 60.0).floor(), whole % 60.0);
    if rest < 1.0 { format!("{hours:.0} hours") } else { format!("{hours:.0} hours and {rest:.0} minutes") }
}

/// Names in a row, the last after "and".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [front @ .., last] => format!("{} and {last}", front.join(", ")),
    }
}
