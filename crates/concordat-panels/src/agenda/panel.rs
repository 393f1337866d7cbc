//! Which panel an agenda belongs to.

use super::{Item, Role, shape, when};
use concordat_linkage::is_forename;
use concordat_register::meeting::{Level, Meeting};
use concordat_standard::panels::{PanelWords, holds, plain};
use std::collections::{BTreeMap, BTreeSet};

/// Where an agenda is kept and what it is called there.
pub(crate) struct Place<'a> {
    /// The file, relative to the site.
    pub(crate) file: &'a str,
    /// The sheet; empty for separated values.
    pub(crate) sheet: &'a str,
    /// What stands above its headings.
    pub(crate) titles: &'a [String],
    /// Whether its workbook has other sheets.
    pub(crate) several: bool,
    /// Whose names no panel may bear.
    pub(crate) people: &'a Names<'a>,
}

/// Words of the names of those whom agendas name, folded.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    /// Those on any sheet of the file: no such word is part of a panel's name.
    pub(crate) here: &'a BTreeSet<String>,
    /// Those on any list of the area: two such words side by side are somebody's name.
    pub(crate) anywhere: &'a BTreeSet<String>,
}

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
    pub(crate) fn of_sheet(&mut self, place: &Place<'_>, words: &PanelWords) -> u32 {
        let Place { file, sheet, several, people, .. } = *place;
        let titles = place.titles.iter().take(6);
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
        let called = |text: &str| unnamed(&undated(text, words), people, words);
        let from_sheet = called(sheet);
        let from_file = called(stem);
        let from_folder = folder.rsplit('/').map(called).find(|f| !f.is_empty());
        let from_title = titles.map(|t| called(t)).find(|t| !t.is_empty() && t.split(' ').count() <= 8);
        let own =
            [(several && from_file.is_empty()).then_some(from_sheet.clone()), Some(from_file), from_folder, from_title, Some(from_sheet)];
        let name = own.into_iter().flatten().find(|n| !n.is_empty()).unwrap_or_else(|| "panel".to_owned());
        self.own_panel(&name)
    }

    /// A panel as a row of an agenda calls it; `other` where it is called by somebody's name and by nothing else.
    pub(crate) fn of_row(&mut self, name: &str, people: &Names<'_>, other: u32, words: &PanelWords) -> u32 {
        let known = self.named_in(name);
        let called = || Some(unnamed(name, people, words)).filter(|n| !n.is_empty());
        known.or_else(|| called().map(|n| self.own_panel(&n))).unwrap_or(other)
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

/// Words of the names of those whom items are about: by these a panel is never called.
pub(crate) fn people_on(items: &[Item], words: &PanelWords) -> BTreeSet<String> {
    let named = items.iter().flat_map(|i| &i.cells).filter(|c| match c.role {
        Role::Forename | Role::Surname | Role::Alias => true,
        Role::Name | Role::Associates | Role::Children | Role::Family => shape::looks_like_a_name(&c.text(), words),
        _ => false,
    });
    named
        .flat_map(|c| plain(&c.text()).split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|w| w.chars().count() > 1 && !is_of_meetings(w, words))
        .collect()
}

/// Whether a folded word is one by which meetings are called.
fn is_of_meetings(word: &str, words: &PanelWords) -> bool {
    let sheets = &words.sheets;
    let all = sheets.agenda.words.iter().chain(&sheets.filing.words).chain(&words.items.furniture.words);
    all.flat_map(|phrase| phrase.split(' ')).any(|w| w == word)
}

/// What a panel may be called after: `name` without the names of those on its agendas, and without what reads like anybody's name, since a
/// file may be called after a child whom its rows give by letters. Empty where nothing is left that tells one panel from another.
fn unnamed(name: &str, people: &Names<'_>, words: &PanelWords) -> String {
    let all: Vec<&str> = name.split(' ').filter(|w| !w.is_empty()).collect();
    let folded: Vec<String> = all.iter().map(|w| plain(w)).collect();
    let is_thing = |word: &str| words.named.kinds.iter().flat_map(|k| &k.words).any(|w| w == word);
    let mut dropped: Vec<bool> = folded.iter().map(|w| w.split(' ').any(|part| people.here.contains(part))).collect();
    for (n, pair) in folded.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let name = is_forename(first) && !is_of_meetings(first, words) && !is_of_meetings(second, words) && !is_thing(second);
        let somebody = people.anywhere.contains(first) && people.anywhere.contains(second);
        if (name || somebody) && second.chars().all(char::is_alphabetic) {
            dropped.iter_mut().skip(n).take(2).for_each(|d| *d = true);
        }
    }
    if !dropped.contains(&true) {
        return name.to_owned();
    }
    let kept: Vec<&str> = all.iter().zip(&dropped).filter(|(_, dropped)| !**dropped).map(|(w, _)| *w).collect();
    let telling = |w: &&str| !words.items.furniture.words.contains(&plain(w));
    if kept.iter().any(telling) { kept.join(" ") } else { String::new() }
}

/// Whether the name of a file, folder or sheet has somebody's name in it; `known` are words by which panels are called.
pub(crate) fn is_called_after_somebody(name: &str, people: &Names<'_>, known: &[String], words: &PanelWords) -> bool {
    // `AdeObi` is a name as much as `Ade Obi`.
    let mut parted = String::new();
    let mut small = false;
    for c in name.chars() {
        if small && c.is_uppercase() {
            parted.push(' ');
        }
        parted.push(c);
        small = c.is_lowercase();
    }
    let bare = undated(&parted, words);
    let telling: Vec<&str> = bare.split(' ').filter(|w| !plain(w).split(' ').all(|part| known.iter().any(|k| k == part))).collect();
    let bare = telling.join(" ");
    unnamed(&bare, people, words) != bare
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
        let none = BTreeSet::new();
        let people = Names { here: &none, anywhere: &none };
        let mut of = |file: &str, sheet: &str, titles: &[&str], several: bool| {
            let titles: Vec<String> = titles.iter().map(|t| (*t).to_owned()).collect();
            panels.of_sheet(&Place { file, sheet, titles: &titles, several, people: &people }, &words)
        };
        assert_eq!(of("agendas/CSP 2022-04.xlsx", "Sheet1", &[], false), 0);
        assert_eq!(of("agendas/april.xlsx", "Gangs Panel", &[], true), 1);
        assert_eq!(of("agendas/april.xlsx", "List", &["Contextual Safeguarding Panel, April"], false), 0);
        let marac = of("meetings/MARAC April2022.csv", "", &[], false);
        assert_eq!(of("meetings/marac_may_2022.csv", "", &[], false), marac);
        assert_eq!(panels.names(), ["CSP", "GP", "MARAC"]);
    }

    /// Issue 4: a file or a sheet called after a child gave the panel the child's name.
    #[test]
    fn no_panel_is_called_after_a_child() {
        let words = words();
        let set = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<BTreeSet<_>>();
        let (here, anywhere) = (set(&["quillon", "abernathwaite"]), set(&["zorah", "pemblethorn", "harbour"]));
        let people = Names { here: &here, anywhere: &anywhere };
        let called = |file: &str, sheet: &str, titles: &[&str]| {
            let mut panels = Panels::default();
            let titles: Vec<String> = titles.iter().map(|t| (*t).to_owned()).collect();
            panels.of_sheet(&Place { file, sheet, titles: &titles, several: true, people: &people }, &words);
            panels.names().remove(0)
        };
        assert_eq!(called("Missing Panel - Quillon Abernathwaite.xlsx", "Sheet1", &[]), "Missing Panel");
        assert_eq!(called("Quillon Abernathwaite/list.xlsx", "Quillon Abernathwaite", &["Missing Panel 5 March 2026"]), "Missing Panel");
        assert_eq!(called("list.xlsx", "ABERNATHWAITE, Quillon", &[]), "panel");
        // Nobody on the list bears this name: it is one by its look.
        assert_eq!(called("Missing Panel Grace Thornbury.xlsx", "Sheet1", &[]), "Missing Panel");
        // Those of another list are known by both their names.
        assert_eq!(called("Missing Panel Pemblethorn Zorah.xlsx", "Sheet1", &[]), "Missing Panel");
        assert_eq!(called("Harbour Panel.xlsx", "Sheet1", &[]), "Harbour Panel");
        assert_eq!(called("Hope Road Panel.xlsx", "Sheet1", &[]), "Hope Road Panel");
        assert_eq!(called("Grace Harbour Group.csv", "", &[]), "Grace Harbour Group");
        let mut panels = Panels::default();
        assert_eq!(panels.of_row("Abernathwaite", &people, 7, &words), 7);
    }
}
