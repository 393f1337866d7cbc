//! The agendas as they were, case by case, and as they would be.

use crate::{Discussions, PanelIndex, SubjectId, overlap::cases};
use concordat_register::{
    Date,
    overlap::{Overlap, SubjectKind},
};
use std::collections::{BTreeMap, BTreeSet};

/// One case at one sitting, with the time it took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unit {
    pub(super) case: (SubjectKind, SubjectId),
    pub(super) panel: usize,
    /// Days since 1 January 1970.
    pub(super) day: i32,
    /// Months since year 0.
    pub(super) month: i32,
    /// Minutes of the sitting.
    pub(super) minutes: f64,
}

/// Everything that was discussed, by case and day.
#[derive(Debug, Clone, Default)]
pub(super) struct Replay {
    pub(super) units: Vec<Unit>,
    /// Each panel's days, in order.
    pub(super) sittings: Vec<Vec<i32>>,
    /// Minutes of a sitting, by panel.
    pub(super) minutes: Vec<f64>,
    window: i32,
}

/// What comes of replaying some panels under a structure.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Outcome {
    /// Duplicate discussions that fall away.
    pub(super) avoided: u32,
    /// Professional hours more or fewer.
    pub(super) hours: f64,
    /// Minutes of a sitting it makes, on average.
    pub(super) sitting: f64,
}

impl Replay {
    pub(super) fn of(discussions: &Discussions, overlap: &Overlap) -> Self {
        let mut items: BTreeMap<(PanelIndex, Date), f64> = BTreeMap::new();
        for item in &discussions.items {
            *items.entry((item.panel, item.sitting)).or_default() += 1.0;
        }
        let minutes: Vec<f64> = overlap.panels.iter().map(|p| f64::from(p.minutes.value)).collect();
        let mut units: BTreeMap<((SubjectKind, SubjectId), Date, usize), f64> = BTreeMap::new();
        for item in &discussions.items {
            let panel = item.panel.0 as usize;
            let at_sitting = items.get(&(item.panel, item.sitting)).copied().unwrap_or(1.0);
            let each = minutes.get(panel).copied().unwrap_or(0.0) / at_sitting;
            let count = cases(item).count().max(1);
            for case in cases(item) {
                *units.entry((case, item.sitting, panel)).or_default() += each / f64::from(u32::try_from(count).unwrap_or(1));
            }
        }
        let unit = |((case, date, panel), minutes): (((SubjectKind, SubjectId), Date, usize), f64)| Unit {
            case,
            panel,
            day: date.day_number(),
            month: i32::from(date.year) * 12 + i32::from(date.month),
            minutes,
        };
        let mut sittings = vec![BTreeSet::new(); overlap.panels.len()];
        for (panel, date) in items.keys() {
            if let Some(days) = sittings.get_mut(panel.0 as usize) {
                days.insert(date.day_number());
            }
        }
        Self {
            units: units.into_iter().map(unit).collect(),
            sittings: sittings.into_iter().map(|days| days.into_iter().collect()).collect(),
            minutes,
            window: i32::try_from(overlap.window_days).unwrap_or(i32::MAX),
        }
    }

    /// Whether a panel sat at all.
    pub(super) fn sits(&self, panel: usize) -> bool {
        self.sittings.get(panel).is_some_and(|days| !days.is_empty())
    }

    /// The units of some panels, by case and then by day.
    fn of_panels<'r>(&'r self, panels: &'r [usize]) -> impl Iterator<Item = &'r Unit> {
        self.units.iter().filter(|u| panels.contains(&u.panel))
    }

    /// Discussions of a case that another of these panels had within the window before.
    pub(super) fn duplicates(&self, panels: &[usize]) -> u32 {
        let units: Vec<&Unit> = self.of_panels(panels).collect();
        units.chunk_by(|a, b| a.case == b.case).map(|case| self.duplicates_of(case)).sum()
    }

    /// The same of the units of one case, by day.
    fn duplicates_of(&self, case: &[&Unit]) -> u32 {
        let before = |n: usize| case.get(..n).unwrap_or_default();
        let repeats = |(n, now): (usize, &&Unit)| before(n).iter().any(|b| b.panel != now.panel && now.day - b.day <= self.window);
        case.iter().enumerate().map(|unit| u32::from(repeats(unit))).sum()
    }

    /// The units of some panels, and whether each is kept where a case that one panel has had is not brought to another
    /// within the window.
    fn once_in_the_window(&self, panels: &[usize]) -> Vec<(&Unit, bool)> {
        let mut units: Vec<(&Unit, bool)> = self.units.iter().filter(|u| panels.contains(&u.panel)).map(|u| (u, true)).collect();
        for case in units.chunk_by_mut(|a, b| a.0.case == b.0.case) {
            let mut kept: Vec<&Unit> = Vec::new();
            for (now, keep) in case {
                *keep = kept.iter().all(|b| b.panel == now.panel || now.day - b.day > self.window);
                if *keep {
                    kept.push(now);
                }
            }
        }
        units
    }

    /// Each case goes to the panel that had it first; another takes it up only once the window has passed.
    pub(super) fn given_one_panel(&self, panels: &[usize], size: &dyn Fn(usize) -> f64) -> Outcome {
        let mut outcome = Outcome::default();
        for (unit, _) in self.once_in_the_window(panels).iter().filter(|(_, kept)| !kept) {
            outcome.avoided += 1;
            outcome.hours -= unit.minutes * size(unit.panel) / 60.0;
        }
        outcome
    }

    /// Once a month, each case goes to the panel that has it most often that month, the first of these where two do. What another panel has within the window of a discussion there is
    /// not brought; of what is not brought, no more counts as avoided than there are duplicates fewer.
    pub(super) fn given_one_panel_monthly(&self, panels: &[usize], size: &dyn Fn(usize) -> f64) -> Outcome {
        let units: Vec<&Unit> = self.of_panels(panels).collect();
        let mut outcome = Outcome::default();
        for case in units.chunk_by(|a, b| a.case == b.case) {
            let (mut kept, mut fallen) = (Vec::new(), 0);
            for month in case.chunk_by(|a, b| a.month == b.month) {
                let times = |panel: usize| month.iter().filter(|u| u.panel == panel).count();
                let home = month.iter().map(|u| u.panel).reduce(|best, p| if times(p) > times(best) { p } else { best });
                let at_home: Vec<i32> = month.iter().filter(|u| Some(u.panel) == home).map(|u| u.day).collect();
                for unit in month {
                    if Some(unit.panel) == home || at_home.iter().all(|day| day.abs_diff(unit.day) > self.window.unsigned_abs()) {
                        kept.push(*unit);
                    } else {
                        fallen += 1;
                        outcome.hours -= unit.minutes * size(unit.panel) / 60.0;
                    }
                }
            }
            outcome.avoided += u32::min(fallen, self.duplicates_of(case).saturating_sub(self.duplicates_of(&kept)));
        }
        outcome
    }

    /// Once a month two panels sit jointly, `together` strong, on the cases that both have that month within the window: the first two discussions of a case that lie so become one.
    pub(super) fn joint(&self, (a, b): (usize, usize), size: &dyn Fn(usize) -> f64, together: f64) -> Outcome {
        let both = [a, b];
        let units: Vec<&Unit> = self.of_panels(&both).collect();
        let mut outcome = Outcome::default();
        for month in units.chunk_by(|x, y| (x.case, x.month) == (y.case, y.month)) {
            let before = |n: usize| month.get(..n).unwrap_or_default().iter();
            let repeated = |(n, now): (usize, &&Unit)| {
                let one = before(n).find(|u| u.panel != now.panel && now.day - u.day <= self.window)?;
                Some((*one, month.get(n).copied()?))
            };
            let Some((one, other)) = month.iter().enumerate().find_map(repeated) else { continue };
            let minutes = one.minutes.max(other.minutes);
            outcome.avoided += 1;
            outcome.hours += (minutes * together - one.minutes * size(one.panel) - other.minutes * size(other.panel)) / 60.0;
        }
        outcome
    }

    /// The panels sit as one, `together` strong, on the days of the one that sits most: what is between two of these days
    /// comes at the later one. A case has one round of review: what another of the panels had within the window is not
    /// brought again, and a case comes once a sitting.
    pub(super) fn merged(&self, panels: &[usize], size: &dyn Fn(usize) -> f64, together: f64) -> Outcome {
        let days_of = |p: usize| self.sittings.get(p).map(Vec::as_slice).unwrap_or_default();
        let busiest = panels.iter().copied().reduce(|best, p| if days_of(p).len() > days_of(best).len() { p } else { best });
        let days = busiest.map(days_of).unwrap_or_default();
        let sitting = |day: i32| days.iter().copied().find(|d| *d >= day).or(days.last().copied()).unwrap_or(day);
        let mut outcome = Outcome::default();
        let mut heard: BTreeMap<(i32, (SubjectKind, SubjectId)), f64> = BTreeMap::new();
        for (unit, kept) in self.once_in_the_window(panels) {
            if kept {
                let minutes = heard.entry((sitting(unit.day), unit.case)).or_default();
                *minutes = minutes.max(unit.minutes);
            } else {
                outcome.avoided += 1;
            }
        }
        // Sittings at which nobody could be made out keep their time.
        let unread: f64 = panels.iter().map(|&p| self.unaccounted(p)).sum();
        let before: f64 = panels.iter().map(|&p| self.sitting_minutes(p) * size(p)).sum();
        let minutes = heard.values().sum::<f64>() + unread;
        outcome.hours = (minutes * together - before) / 60.0;
        outcome.sitting = minutes / f64::from(u32::try_from(days.len()).unwrap_or(1).max(1));
        outcome
    }

    /// Minutes that a panel sat.
    fn sitting_minutes(&self, panel: usize) -> f64 {
        let sittings = self.sittings.get(panel).map_or(0, Vec::len);
        self.minutes.get(panel).copied().unwrap_or(0.0) * f64::from(u32::try_from(sittings).unwrap_or(0))
    }

    /// Minutes that went to items without a case that could be made out.
    fn unaccounted(&self, panel: usize) -> f64 {
        let told: f64 = self.units.iter().filter(|u| u.panel == panel).map(|u| u.minutes).sum();
        (self.sitting_minutes(panel) - told).max(0.0)
    }

    /// Days of the period in which any of these panels sat: from the first to the last, both counted.
    pub(super) fn days(&self, panels: &[usize]) -> i32 {
        let all = || panels.iter().filter_map(|&p| self.sittings.get(p)).flatten().copied();
        all().max().zip(all().min()).map_or(0, |(last, first)| last - first + 1)
    }

    /// Discussions at these panels of a school, group or place with no child named.
    pub(super) fn of_settings(&self, panels: &[usize]) -> u32 {
        let count = self.of_panels(panels).filter(|u| !matches!(u.case.0, SubjectKind::Individual | SubjectKind::Family)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}
