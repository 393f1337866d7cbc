//! Who sits at a panel and what it is for, so that tables can be put together.

use super::Wording;
use concordat_register::{
    meeting::{Level, Meeting, Member},
    overlap::PanelTime,
};
use std::collections::BTreeSet;

/// A panel's table.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) name: String,
    /// Whether it oversees: such a group is no part of what is replayed.
    pub(super) strategic: bool,
    /// How many sit at it.
    pub(super) size: u32,
    /// Whether that is a guess.
    pub(super) assumed: bool,
    /// Those that can be told apart: by person, else by agency and post.
    pub(super) members: BTreeSet<String>,
    pub(super) themes: BTreeSet<String>,
    pub(super) contexts: BTreeSet<String>,
    pub(super) sectors: BTreeSet<String>,
    /// All its names, in small letters and figures only.
    called: BTreeSet<String>,
}

impl Table {
    /// The table of a panel as the meeting register has it.
    pub(super) fn of(panel: &PanelTime, meetings: &[Meeting], wording: Wording<'_>) -> Self {
        let mut table = Self { name: panel.name.clone(), size: panel.members.value, assumed: panel.members.assumed, ..Self::default() };
        let Some(meeting) = meetings.iter().find(|m| m.is_called(&panel.name)) else { return table };
        table.called = meeting.acronym.iter().chain([&meeting.name, &meeting.id]).chain(&meeting.also).map(|n| plain(n)).collect();
        table.strategic = meeting.level == Some(Level::Strategic);
        table.members = meeting.members.iter().filter_map(key).collect();
        table.themes = meeting.themes.iter().map(|t| (wording.theme)(&t.0)).collect();
        table.contexts = meeting.contexts.iter().map(|c| (wording.context)(c)).collect();
        table.sectors = meeting.sectors.iter().map(|s| (wording.sector)(s)).collect();
        table
    }

    /// Whether it bears a name.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let wanted = plain(name);
        !wanted.is_empty() && (plain(&self.name) == wanted || self.called.contains(&wanted))
    }

    /// How many sit where several tables are put together: who sits at two is counted once.
    pub(super) fn together(tables: &[&Self]) -> u32 {
        let all: u32 = tables.iter().map(|t| t.size).sum();
        let named: usize = tables.iter().map(|t| t.members.len()).sum();
        let distinct = tables.iter().flat_map(|t| &t.members).collect::<BTreeSet<_>>().len();
        all.saturating_sub(u32::try_from(named - distinct).unwrap_or(0))
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What tells a member from others; none where too little is known.
fn key(member: &Member) -> Option<String> {
    if let Some(person) = member.person.as_deref().map(plain).filter(|p| !p.is_empty()) {
        return Some(person);
    }
    let part = |text: Option<&str>| text.map(plain).unwrap_or_default();
    let post = [part(member.agency.as_deref()), part(member.role.as_deref())];
    // Without a post, two people of one agency could not be told apart.
    (!post.iter().any(String::is_empty)).then(|| post.join("/"))
}
