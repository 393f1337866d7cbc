//! Who or what was discussed where and when, with no name in it.

use concordat_register::{Date, overlap::SubjectKind};
use std::collections::BTreeSet;

/// Which panel of the meeting register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PanelIndex(pub u32);

/// A subject of one kind. It means nothing outside one run and says nothing of who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubjectId(pub u32);

/// One subject at one sitting of one panel: once, however many rows of the agenda name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Discussion {
    /// What kind of subject.
    pub kind: SubjectKind,
    /// Which subject of that kind.
    pub subject: SubjectId,
    /// Where it was discussed.
    pub panel: PanelIndex,
    /// The day of the sitting.
    pub sitting: Date,
}

/// One item of an agenda that was discussed. Procedural, deferred and withdrawn items are none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Where it was discussed.
    pub panel: PanelIndex,
    /// The day of the sitting.
    pub sitting: Date,
    /// The subjects it names, sorted, each once; none where nobody could be made out, since it took time all the same.
    pub subjects: Vec<(SubjectKind, SubjectId)>,
}

/// Everything the agendas say was discussed, sorted and each once.
#[derive(Debug, Clone, Default)]
pub struct Discussions {
    /// The panels' short names, by [`PanelIndex`].
    pub panels: Vec<String>,
    /// What was discussed, in order.
    pub all: Vec<Discussion>,
    /// The items it was discussed under, in order: what a sitting's time is shared out by, and who is named with whom.
    pub items: Vec<Item>,
    /// Subjects of lists of referrals or incidents, sorted, each once, whether or not a panel discussed them.
    pub listed: Vec<(SubjectKind, SubjectId)>,
}

impl Discussions {
    /// Puts items and lists in order and derives from them what was discussed.
    #[must_use]
    pub fn new(panels: Vec<String>, mut items: Vec<Item>, mut listed: Vec<(SubjectKind, SubjectId)>) -> Self {
        for item in &mut items {
            item.subjects.sort_unstable();
            item.subjects.dedup();
        }
        items.sort();
        listed.sort_unstable();
        listed.dedup();
        let mut all: Vec<Discussion> = items
            .iter()
            .flat_map(|item| {
                item.subjects.iter().map(|&(kind, subject)| Discussion { kind, subject, panel: item.panel, sitting: item.sitting })
            })
            .collect();
        all.sort_unstable();
        all.dedup();
        Self { panels, all, items, listed }
    }

    /// The same with panels left out that sat nowhere.
    #[must_use]
    pub fn of_sitting_panels(self) -> Self {
        let sat: BTreeSet<PanelIndex> = self.items.iter().map(|i| i.panel).collect();
        let place = |old: PanelIndex| PanelIndex(u32::try_from(sat.range(..old).count()).unwrap_or(u32::MAX));
        let items = self.items.into_iter().map(|item| Item { panel: place(item.panel), ..item }).collect();
        let named = (0_u32..).map(PanelIndex).zip(self.panels).filter(|(n, _)| sat.contains(n));
        Self::new(named.map(|(_, name)| name).collect(), items, self.listed)
    }
}
