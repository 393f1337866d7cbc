//! What if the panels sat otherwise: the year's agendas replayed under other structures.
//!
//! Each proposal is reckoned from the same discussions: which would fall together, what they would cost, whom the tables
//! would seat, and what would be lost. The best few together are found by an integer programme under the limits that the
//! area sets. They are proposals with their trade-offs and never one answer.

mod package;
mod propose;
mod replay;
mod sharing;
mod table;

pub use sharing::structures_for_sharing;

use crate::Discussions;
use concordat_register::{
    meeting::Meeting,
    overlap::{Count, Form, Overlap, PanelTime},
    structure::Structures,
};
use replay::Replay;
use std::fmt;
use table::Table;

/// What an area allows, and what a new meeting takes there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StructureOptions {
    /// Sets of panels, by name, no two of which may merge.
    pub apart: Vec<Vec<String>>,
    /// The most people round one table.
    pub largest_table: Option<u32>,
    /// The most professional hours a year that all panels may take together.
    pub hours: Option<u32>,
    /// People at a pre-meeting or weekly triage.
    pub people: u32,
    /// Minutes that a pre-meeting takes.
    pub pre_meeting_minutes: u32,
    /// Minutes that a weekly triage takes.
    pub triage_minutes: u32,
}

impl Default for StructureOptions {
    /// Five people: social care, police, health, education and a coordinator. An hour for each; guesses, and shown as such.
    fn default() -> Self {
        Self { apart: Vec::new(), largest_table: None, hours: None, people: 5, pre_meeting_minutes: 60, triage_minutes: 60 }
    }
}

/// How themes, contexts and sectors are named within a sentence, by their ids in the standard.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// The name of a theme.
    pub theme: &'a dyn Fn(&str) -> String,
    /// The name of a context.
    pub context: &'a dyn Fn(&str) -> String,
    /// The name of a sector.
    pub sector: &'a dyn Fn(&str) -> String,
}

impl fmt::Debug for Wording<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wording")
    }
}

/// Replays the agendas under every structure; none where no two panels have a case in common. `overlap` is the exact count of
/// the same discussions. What comes back is exact: pass it through [`structures_for_sharing`] before they leave the area.
#[must_use]
pub fn structures(
    discussions: &Discussions,
    overlap: &Overlap,
    meetings: &[Meeting],
    options: &StructureOptions,
    wording: Wording<'_>,
) -> Option<Structures> {
    let tables: Vec<Table> = overlap.panels.iter().map(|p| Table::of(p, meetings, wording)).collect();
    let replay = Replay::of(discussions, overlap);
    // A group that oversees is left as it is, and so is a panel that has no case in common with another.
    let open = |p: usize| replay.sits(p) && tables.get(p).is_some_and(|t| !t.strategic);
    let shares = |p: usize| (0..tables.len()).any(|other| other != p && open(other) && replay.duplicates(&[p, other]) > 0);
    let sitting: Vec<usize> = (0..tables.len()).filter(|&p| open(p) && shares(p)).collect();
    let (first, last) = overlap.period?;
    if sitting.len() < 2 {
        return None;
    }
    let months = 12 * (i32::from(last.year) - i32::from(first.year)) + i32::from(last.month) - i32::from(first.month) + 1;
    let months = u32::try_from(months).unwrap_or(1).max(1);
    let what_ifs = propose::all(&replay, &tables, &sitting, options, months);
    let hours = sitting.iter().filter_map(|&p| overlap.panels.get(p)).map(PanelTime::hours).sum();
    let packages = package::best(&what_ifs, hours, months, options);
    Some(Structures {
        form: Form::Exact,
        months,
        hours,
        duplicates: Count::Of(replay.duplicates(&sitting)),
        what_ifs,
        packages,
        assumptions: assumptions(overlap, options),
    })
}

/// What the figures rest on.
fn assumptions(overlap: &Overlap, options: &StructureOptions) -> Vec<String> {
    let days = overlap.window_days;
    vec![
        format!("A discussion is a duplicate where another of the panels had the same case in the {days} days before."),
        "A sitting's time is shared out equally over the items on its agenda, and an item's over its cases.".to_owned(),
        "Joint sittings and pre-meetings are monthly; a merged panel sits as often as the one that sits most.".to_owned(),
        "Under all but a shared chair, what another of the panels had within that time is not brought again; what lies further apart stays."
            .to_owned(),
        format!(
            "A pre-meeting takes {} people {} minutes, a weekly triage {} people {} minutes. Preparing, travelling and writing up are not counted.",
            options.people, options.pre_meeting_minutes, options.people, options.triage_minutes
        ),
        "Nothing else changes: the same cases come, and nobody stays away from a larger table.".to_owned(),
    ]
}

#[cfg(test)]
mod tests;
