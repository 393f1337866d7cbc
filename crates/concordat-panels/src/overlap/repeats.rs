//! Which discussions repeat an earlier one.

use crate::{Discussion, Discussions};
use std::collections::BTreeMap;

/// Whether a discussion repeats an earlier one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Repeat {
    /// The same subject was discussed at some panel within the window before.
    pub(crate) anywhere: bool,
    /// The same subject was discussed at another panel within the window before.
    pub(crate) elsewhere: bool,
}

/// Every discussion with whether it repeats.
#[derive(Debug, Clone, Default)]
pub(crate) struct Repeats(BTreeMap<Discussion, Repeat>);

impl Repeats {
    /// Looks back from every discussion. Of two on one day, the panel whose name comes first by the alphabet goes first.
    pub(crate) fn of(discussions: &Discussions, window_days: u32) -> Self {
        let name = |d: &Discussion| discussions.panels.get(d.panel.0 as usize).map(String::as_str).unwrap_or_default();
        let mut order: Vec<&Discussion> = discussions.all.iter().collect();
        order.sort_by(|a, b| (a.kind, a.subject, a.sitting, name(a), a.panel).cmp(&(b.kind, b.subject, b.sitting, name(b), b.panel)));
        let window = i64::from(window_days);
        let mut found = BTreeMap::new();
        for subject in order.chunk_by(|a, b| (a.kind, a.subject) == (b.kind, b.subject)) {
            for (n, now) in subject.iter().enumerate() {
                let mut repeat = Repeat::default();
                let before = subject.get(..n).unwrap_or_default().iter().rev();
                let near = |earlier: &&&Discussion| i64::from(now.sitting.day_number() - earlier.sitting.day_number()) <= window;
                for earlier in before.take_while(near) {
                    repeat.anywhere = true;
                    if earlier.panel != now.panel {
                        repeat.elsewhere = true;
                        break;
                    }
                }
                found.insert(**now, repeat);
            }
        }
        Self(found)
    }

    /// How one discussion stands.
    pub(crate) fn get(&self, discussion: &Discussion) -> Repeat {
        self.0.get(discussion).copied().unwrap_or_default()
    }

    /// Every discussion of which something is known, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Discussion, Repeat)> {
        self.0.iter().map(|(d, r)| (d, *r))
    }
}
