//! What the joint document of a group is called: by what it is about and what it is, since the title of one area's document would
//! name that area and its years.

use crate::align::Member;
use crate::source::Area;
use concordat_findings::wording;
use concordat_register::{Entry, Kind};
use concordat_text::fold_str;
use std::collections::{BTreeMap, BTreeSet};

/// A title for each group, in order and each once.
pub(crate) fn titles(areas: &[Area<'_>], groups: &[Vec<Member>]) -> Vec<String> {
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    groups
        .iter()
        .map(|members| {
            let title = title(areas, members);
            let times = met.entry(fold_str(&title)).and_modify(|n| *n += 1).or_insert(1);
            if *times == 1 { title } else { format!("{title} ({times})") }
        })
        .collect()
}

fn title(areas: &[Area<'_>], members: &[Member]) -> String {
    let held = || members.iter().filter_map(|m| Some((areas.get(m.area)?, &areas.get(m.area)?.audit.document(m.document)?.entry)));
    let entries: Vec<&Entry> = held().map(|(_, entry)| entry).collect();
    // What all call by the same name keeps it.
    let names: BTreeSet<String> = entries.iter().map(|e| fold_str(&e.title)).collect();
    let own = |title: &str| areas.iter().any(|a| fold_str(title).contains(&fold_str(a.name)));
    if let Some(first) = entries.first().filter(|e| names.len() == 1 && !e.title.is_empty() && !own(&e.title)) {
        return first.title.to_string();
    }
    let of = |theme: &_| entries.iter().filter(|e| e.themes.contains(theme)).count();
    let themes = held().flat_map(|(area, entry)| entry.themes.iter().map(move |theme| (area, theme)));
    // The first of those that most of them have.
    let theme = themes.rev().max_by_key(|(_, theme)| of(theme)).map(|(area, theme)| area.audit.theme_name(theme).to_owned());
    let mut kinds: Vec<&str> = Vec::new();
    for entry in &entries {
        let kind = kind(entry.kind);
        if !kind.is_empty() && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let kinds = crate::wording::listed(&kinds);
    match (theme, kinds.as_str()) {
        // The levels are those of every theme.
        (_, kinds) if kinds == kind(Kind::Thresholds) => wording::capital(kinds),
        (Some(theme), "") => theme,
        (Some(theme), kinds) => format!("{theme}: {kinds}"),
        (None, "") => "Joint document".to_owned(),
        (None, kinds) => wording::capital(kinds),
    }
}

/// A kind as it is said in a title.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Thresholds => "levels of need",
        Kind::TermsOfReference => "terms of reference",
        Kind::Other => "",
        kind => kind.word(),
    }
}
