//! Which panel an agenda belongs to.

use super::when;
use concordat_register::meeting::{Level, Meeting};
use concordat_standard::panels::{PanelWords, holds, plain};
use std::collections::BTreeMap;

/// The panels met with so far: those of the register, then those that only agendas speak of.
#[derive(Default)]
pub(crate) struct Panels {
    names: Vec<String>,
    /// Names in every form, folded, by the panel.
    forms: Vec<(String, u32)>,
    /// Panels that only agendas speak of, by their folded names.
    own: BTreeMap<String, u32>,
}

impl Panels {
    /// The panels of the register.
    pub(crate) fn new(meetings: &[Meeting], words: &PanelWords) -> Self {
        let mut panels = Self::default();
        for (meeting, n) in meetings.iter().zip(0_u32..) {
            panels.names.push(meeting.acronym.clone().unwrap_or_else(|| meeting.name.clone()));
            let initials = initials(&meeting.name, words);
            let all = std::iter::once(&meeting.name).chain(&meeting.acronym).chain(&meeting.also).chain(initials.as_ref());
            let mut forms: Vec<String> = all.map(|f| plain(f)).filter(|f| f.len() >= 2).collect();
            forms.sort();
            forms.dedup();
            // A strategic group keeps no list of cases, so its name in a title is that of the body a panel answers to.
            if meeting.level != Some(Level::Strategic) {
                panels.forms.extend(forms.into_iter().map(|f| (f, n)));
            }
        }
        panels
    }

    /// The panels' short names, in order.
    pub(crate) fn names(self) -> Vec<String> {
        self.names
    }

    /// The short name of one; nothing for a list.
    pub(crate) fn name(&self, panel: u32) -> Option<String> {
        usize::try_from(panel).ok().and_then(|n| self.names.get(n)).cloned()
    }

    /// Words by which panels are called.
    pub(crate) fn words(&self) -> Vec<String> {
        super::shape::words_of(self.forms.iter().map(|(f, _)| f.as_str()))
    }

    /// The panel that a text names: the longest name in it; none where two as long are named.
    pub(crate) fn named_in(&self, text: &str) -> Option<u32> {
        let folded = plain(text);
        let glued = folded.replace(' ', "");
        let mut best: Option<(usize, u32)> = None;
        let mut rival = false;
        for (form, n) in &self.forms {
            if holds(&folded, form) || (glued == form.replace(' ', "") && !form.is_empty()) {
                match best {
                    Some((length, other)) if length == form.len() && other != *n => rival = true,
                    Some((length, _)) if length >= form.len() => {}
                    _ => (best, rival) = (Some((form.len(), *n)), false),
                }
            }
        }
        best.filter(|_| !rival).map(|(_, n)| n)
    }

    /// The panel of a sheet: one that is known by its titles, its own name, its file or its folder; else one of its own,
    /// called after the file without its days.
    pub(crate) fn of_sheet(&mut self, file: &str, sheet: &str, titles: &[String], several: bool, words: &PanelWords) -> u32 {
        let titles = titles.iter().take(6);
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let stem = name.rsplit_once('.').map_or(name, |(s, _)| s);
        let known = titles
            .clone()
            .find_map(|t| self.named_in(t))
            .or_else(|| self.named_in(sheet))
            .or_else(|| self.named_in(stem))
            .or_else(|| folder.rsplit('/').find_map(|f| self.named_in(f)));
        if let Some(known) = known {
            return known;
        }
        let from_sheet = undated(sheet, words);
        let from_file = undated(stem, words);
        let from_folder = folder.rsplit('/').map(|f| undated(f, words)).find(|f| !f.is_empty());
        let from_title = titles.map(|t| undated(t, words)).find(|t| !t.is_empty() && t.split(' ').count() <= 8);
        let own =
            [(several && from_file.is_empty()).then_some(from_sheet.clone()), Some(from_file), from_folder, from_title, Some(from_sheet)];
        let name = own.into_iter().flatten().find(|n| !n.is_empty()).unwrap_or_else(|| "panel".to_owned());
        self.own_panel(&name)
    }

    /// A panel that only agendas speak of.
    pub(crate) fn own_panel(&mut self, name: &str) -> u32 {
        let folded = plain(name);
        if let Some(known) = self.named_in(name).or_else(|| self.own.get(&folded).copied()) {
            return known;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.trim().to_owned());
        self.own.insert(folded, number);
        number
    }
}

/// The initials of a name of three words or more, by which it may be called.
fn initials(name: &str, words: &PanelWords) -> Option<String> {
    let folded = plain(name);
    let all: Vec<&str> = folded.split(' ').filter(|w| !words.named.noise.words.iter().any(|n| n == w)).collect();
    (all.len() >= 3).then(|| all.iter().filter_map(|w| w.chars().next()).collect())
}

/// A name without days, months, years and the words every agenda bears.
fn undated(name: &str, words: &PanelWords) -> String {
    // Where letters meet digits a word ends: YVTG_April2015.
    let mut parted = String::new();
    let mut last: Option<char> = None;
    for c in name.chars() {
        if last.is_some_and(|l| l.is_ascii_digit() != c.is_ascii_digit() && l.is_alphanumeric() && c.is_alphanumeric()) {
            parted.push(' ');
        }
        parted.push(if c == '_' { ' ' } else { c });
        last = Some(c);
    }
    let furniture = |folded: &str| {
        folded.split(' ').all(|w| {
            w.bytes().all(|b| b.is_ascii_digit())
                || when::month_year(&format!("{w} 2000")).is_some()
                || words.sheets.agenda.words.iter().any(|a| a == w && !words.sheets.filing.kept.contains(a))
                || words.sheets.filing.words.iter().any(|f| f == w)
        })
    };
    let kept: Vec<&str> = parted.split([' ', '-', ',', '.', '(', ')']).filter(|w| !w.is_empty() && !furniture(&plain(w))).collect();
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::words;

    fn meeting(name: &str, acronym: &str) -> Meeting {
        crate::made::meeting(name, acronym)
    }

    #[test]
    fn a_known_panel_is_found_and_another_is_called_after_its_file() {
        let words = words();
        let mut panels = Panels::new(&[meeting("Contextual Safeguarding Panel", "CSP"), meeting("Gangs Panel", "GP")], &words);
        let none: Vec<String> = Vec::new();
        assert_eq!(panels.of_sheet("agendas/CSP 2022-04.xlsx", "Sheet1", &none, false, &words), 0);
        assert_eq!(panels.of_sheet("agendas/april.xlsx", "Gangs Panel", &none, true, &words), 1);
        assert_eq!(panels.of_sheet("agendas/april.xlsx", "List", &["Contextual Safeguarding Panel, April".to_owned()], false, &words), 0);
        let marac = panels.of_sheet("meetings/MARAC April2022.csv", "", &none, false, &words);
        assert_eq!(panels.of_sheet("meetings/marac_may_2022.csv", "", &none, false, &words), marac);
        assert_eq!(panels.names(), ["CSP", "GP", "MARAC"]);
    }
}
