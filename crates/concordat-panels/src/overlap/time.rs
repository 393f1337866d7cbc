//! Professional hours: who sits how long, and how much of it goes to repeats.
//!
//! A sitting's hours are its members times its length. They are shared out equally over the items discussed at it, and an
//! item's equally over its cases.

use super::{OverlapOptions, repeats::Repeats};
use crate::{Discussion, Discussions, Item, PanelIndex, SubjectId};
use concordat_register::{
    Date,
    meeting::Meeting,
    overlap::{Assumed, Count, PanelTime, RepeatTime, SubjectKind},
};
use std::collections::{BTreeMap, BTreeSet};

/// The panels with their sittings and what one takes.
pub(super) fn panels(discussions: &Discussions, meetings: &[Meeting], options: &OverlapOptions) -> Vec<PanelTime> {
    let panel = |(n, name): (usize, &String)| {
        let here = discussions.items.iter().filter(|i| i.panel.0 as usize == n);
        let sittings: BTreeSet<Date> = here.clone().map(|i| i.sitting).collect();
        let meeting = meetings.iter().find(|m| m.is_called(name));
        let members = meeting.and_then(|m| u32::try_from(m.members.len()).ok()).filter(|&n| n > 0);
        let minutes = meeting.and_then(|m| m.minutes).filter(|&n| n > 0);
        PanelTime {
            name: name.clone(),
            sittings: number(sittings.len()),
            items: Count::Of(number(here.count())),
            members: Assumed { value: members.unwrap_or(options.members), assumed: members.is_none() },
            minutes: Assumed { value: minutes.unwrap_or(options.minutes), assumed: minutes.is_none() },
        }
    };
    discussions.panels.iter().enumerate().map(panel).collect()
}

/// The cases of an item: its individuals, or its other subjects where it names none.
pub(crate) fn cases(item: &Item) -> impl Iterator<Item = (SubjectKind, SubjectId)> + '_ {
    let people = item.subjects.iter().any(|(k, _)| *k == SubjectKind::Individual);
    item.subjects.iter().copied().filter(move |(kind, _)| !people || *kind == SubjectKind::Individual)
}

/// What repeats cost over all panels.
pub(super) fn repeats(discussions: &Discussions, panels: &[PanelTime], repeats: &Repeats) -> RepeatTime {
    let mut at_sitting: BTreeMap<(PanelIndex, Date), u32> = BTreeMap::new();
    for item in &discussions.items {
        *at_sitting.entry((item.panel, item.sitting)).or_default() += 1;
    }
    let (mut repeated, mut elsewhere, mut hours, mut hours_elsewhere) = (0, 0, 0.0, 0.0);
    for item in &discussions.items {
        let items = at_sitting.get(&(item.panel, item.sitting)).copied().unwrap_or(1);
        let sitting = panels.get(item.panel.0 as usize).map_or(0.0, PanelTime::hours_a_sitting);
        let (mut all, mut again, mut again_elsewhere) = (0_u32, 0_u32, 0_u32);
        for (kind, subject) in cases(item) {
            let repeat = repeats.get(&Discussion { kind, subject, panel: item.panel, sitting: item.sitting });
            all += 1;
            again += u32::from(repeat.anywhere);
            again_elsewhere += u32::from(repeat.elsewhere);
        }
        repeated += u32::from(again > 0);
        elsewhere += u32::from(again_elsewhere > 0);
        let each = sitting / f64::from(items.max(1)) / f64::from(all.max(1));
        hours += each * f64::from(again);
        hours_elsewhere += each * f64::from(again_elsewhere);
    }
    RepeatTime {
        items: Count::Of(number(discussions.items.len())),
        repeated: Count::Of(repeated),
        repeated_elsewhere: Count::Of(elsewhere),
        hours: Some(hours),
        hours_elsewhere: Some(hours_elsewhere),
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
