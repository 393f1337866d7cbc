//! The restricted list: who and what is at several panels, or at none, by name.
//!
//! It is in order of kind and name and never of a count: nobody is ranked.

use crate::{Discussions, Roll, RollEntry, SubjectId};
use concordat_register::overlap::SubjectKind;
use std::collections::BTreeMap;
use std::fmt;

/// The restricted list as comma-separated values. Its `Debug` shows nothing, and its text is to be encrypted at once.
#[derive(Clone, PartialEq, Eq)]
pub struct Restricted(String);

impl Restricted {
    /// The text, to be encrypted.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Restricted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Restricted(hidden)")
    }
}

/// The marking it bears on its first line.
pub const MARKING: &str = "OFFICIAL-SENSITIVE";

/// Lists every subject that two panels or more discussed, and every listed one that none did, by name, with the panels and the
/// day each last discussed it. `number` is that of the report's networks and places.
#[must_use]
pub fn restricted(roll: &Roll, discussions: &Discussions) -> Restricted {
    let mut out = format!(
        "{MARKING}\n\"Names of children. For those named as recipients only. Rows are in order of name; the order means nothing.\"\n\
         kind,number,name,also known as,born,panels,last discussed,on a list of referrals or incidents\n"
    );
    let mut last: BTreeMap<(SubjectKind, SubjectId), BTreeMap<usize, String>> = BTreeMap::new();
    for d in &discussions.all {
        last.entry((d.kind, d.subject)).or_default().insert(d.panel.0 as usize, d.sitting.to_string());
    }
    let mut entries: Vec<&RollEntry> = roll.entries.iter().collect();
    entries.sort_by(|a, b| (a.kind, &a.name, a.subject).cmp(&(b.kind, &b.name, b.subject)));
    for entry in entries {
        let at = last.get(&(entry.kind, entry.subject));
        let listed = discussions.listed.binary_search(&(entry.kind, entry.subject)).is_ok();
        let several = at.is_some_and(|panels| panels.len() > 1);
        let nowhere = listed && at.is_none();
        if !several && !nowhere {
            continue;
        }
        let name = |p: &usize| discussions.panels.get(*p).map(String::as_str).unwrap_or_default();
        let panels: Vec<&str> = at.into_iter().flat_map(|a| a.keys()).map(name).collect();
        let days: Vec<&str> = at.into_iter().flat_map(|a| a.values()).map(String::as_str).collect();
        let cells = [
            entry.kind.word().to_owned(),
            entry.subject.0.saturating_add(1).to_string(),
            entry.name.clone(),
            entry.also.join("; "),
            entry.born.map(|b| b.to_string()).unwrap_or_default(),
            if panels.is_empty() { "none".to_owned() } else { panels.join("; ") },
            days.join("; "),
            if listed { "yes" } else { "no" }.to_owned(),
        ];
        out.push_str(&cells.map(|c| cell(&c)).join(","));
        out.push('\n');
    }
    Restricted(out)
}

/// A cell as RFC 4180 has it. What a spreadsheet would take for a formula is marked as text.
fn cell(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Item, PanelIndex};
    use concordat_register::Date;

    fn entry(subject: u32, name: &str) -> RollEntry {
        let kind = SubjectKind::Individual;
        RollEntry { kind, subject: SubjectId(subject), name: name.to_owned(), also: vec!["=Zed".to_owned()], born: None }
    }

    #[test]
    fn those_at_several_panels_or_at_none_are_listed_by_name() {
        let people = |n: u32| (SubjectKind::Individual, SubjectId(n));
        let item = |panel: u32, day: &str, n: u32| Item {
            panel: PanelIndex(panel),
            sitting: Date::parse(day).unwrap(),
            subjects: vec![people(n)],
        };
        let items = vec![item(0, "2026-01-05", 1), item(1, "2026-02-05", 1), item(0, "2026-02-09", 1), item(0, "2026-01-05", 2)];
        let discussions = Discussions::new(vec!["Ash".into(), "Birch".into()], items, vec![people(3)]);
        let roll = Roll { entries: vec![entry(1, "Wren Oak"), entry(2, "Only Once"), entry(3, "Nowhere, Ann")] };
        let list = restricted(&roll, &discussions);
        let rows: Vec<&str> = list.text().lines().skip(3).collect();
        assert_eq!(
            rows,
            ["individual,4,\"Nowhere, Ann\",'=Zed,,none,,yes", "individual,2,Wren Oak,'=Zed,,Ash; Birch,2026-02-09; 2026-02-05,no",]
        );
        assert!(list.text().starts_with("OFFICIAL-SENSITIVE\n"));
        assert_eq!(format!("{list:?}"), "Restricted(hidden)");
    }
}
