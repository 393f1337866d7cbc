//! What panels discuss in common: counts, repeats, the hours they cost, and who is at no panel.

mod kind;
mod network;
mod repeats;
mod time;

pub(crate) use time::cases;

use crate::Discussions;
use concordat_register::{
    meeting::Meeting,
    overlap::{Form, Overlap, SubjectKind},
};
use repeats::Repeats;

/// What a site chose for counting overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverlapOptions {
    /// Days within which a second discussion counts as a repeat.
    pub window_days: u32,
    /// The smallest count that is said in anything shared.
    pub threshold: u32,
    /// Minutes a sitting takes where nothing says.
    pub minutes: u32,
    /// People round a table where nothing says.
    pub members: u32,
}

impl Default for OverlapOptions {
    /// Four weeks, as most panels sit monthly; five, the smallest count that English children's services statistics have
    /// customarily shown; two hours and ten people, which are guesses and shown as such.
    fn default() -> Self {
        Self { window_days: 28, threshold: 5, minutes: 120, members: 10 }
    }
}

/// Counts what the agendas show; none where nothing was discussed. The counts are exact: pass them through
/// [`crate::for_sharing`] before they leave the area.
#[must_use]
pub fn overlap(discussions: &Discussions, meetings: &[Meeting], options: &OverlapOptions) -> Option<Overlap> {
    let first = discussions.items.iter().map(|i| i.sitting).min()?;
    let last = discussions.items.iter().map(|i| i.sitting).max()?;
    let repeats = Repeats::of(discussions, options.window_days);
    let panels = time::panels(discussions, meetings, options);
    let graph = network::Graph::of(discussions);
    let (network, members) = graph.network();
    let kinds = SubjectKind::ALL.iter().map(|&kind| kind::count(kind, discussions, &repeats, (first, last), &members)).collect();
    let repeats = time::repeats(discussions, &panels, &repeats);
    Some(Overlap { form: Form::Exact, window_days: options.window_days, period: Some((first, last)), panels, kinds, repeats, network })
}

#[cfg(test)]
mod tests;
