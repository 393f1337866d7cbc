//! Which documents name which, and which are on what: what every check of this family asks.

use crate::Area;
use concordat_register::{
    Anchor, DocumentFacts, DocumentIndex, Entry, Kind, Status, Theme,
    citation::{Citation, CitationKind, Outcome, Reference, ThemeMention},
};
use std::collections::{BTreeMap, BTreeSet};

/// The theme under which passages about thresholds stand.
pub(crate) const THRESHOLDS: &str = "thresholds";
/// From this strength on a passage deals with a theme.
pub(crate) const DEALS: u16 = 2;

/// Who points to whom.
pub(crate) struct Pointing<'a> {
    pub(crate) area: &'a Area<'a>,
    /// For each document, the documents it names in any edition, with the first place.
    to: Vec<BTreeMap<DocumentIndex, &'a Anchor>>,
    /// For each document, those that it names in the edition held.
    held: Vec<BTreeMap<DocumentIndex, &'a Anchor>>,
    /// For each document, those that name it in the edition held.
    from: Vec<Vec<DocumentIndex>>,
    /// For each document, the themes of the local documents it names, held or not.
    cited_themes: Vec<BTreeSet<&'a str>>,
    /// For each document, whether it names any document on thresholds.
    cites_thresholds: Vec<bool>,
    /// For each document, the themes that it is itself on.
    themes: Vec<Vec<&'a str>>,
    /// Documents in force that are above all on a theme.
    on: BTreeMap<&'a str, Vec<DocumentIndex>>,
    /// Documents in force that set thresholds.
    pub(crate) thresholds: Vec<DocumentIndex>,
}

impl<'a> Pointing<'a> {
    pub(crate) fn new(area: &'a Area<'a>) -> Self {
        let count = area.documents.len();
        let mut made = Self {
            area,
            to: vec![BTreeMap::new(); count],
            held: vec![BTreeMap::new(); count],
            from: vec![Vec::new(); count],
            cited_themes: vec![BTreeSet::new(); count],
            cites_thresholds: vec![false; count],
            themes: own_themes(area),
            on: BTreeMap::new(),
            thresholds: Vec::new(),
        };
        for (index, document) in area.indexed().filter(|(_, d)| guides_practice(&d.entry)) {
            if document.entry.kind == Kind::Thresholds {
                made.thresholds.push(index);
            } else {
                for theme in made.themes.get(index.0 as usize).into_iter().flatten() {
                    made.on.entry(*theme).or_default().push(index);
                }
            }
        }
        for reference in area.references {
            made.add(reference);
        }
        // What is above all on the theme stands first, steps to follow before aims, documents in force before drafts, newer
        // before older.
        for (theme, found) in &mut made.on {
            found.sort_by_key(|index| {
                let entry = area.document(*index).map(|d| &d.entry);
                let step = entry.map_or(9, |e| match e.kind {
                    Kind::Procedure => 0,
                    Kind::Protocol => 1,
                    Kind::Guidance => 2,
                    Kind::Policy => 3,
                    _ => 4,
                });
                let draft = entry.is_some_and(|e| e.status == Status::Draft);
                let aside = entry.is_none_or(|e| e.themes.first().is_none_or(|t| t.0 != *theme));
                (aside, step, draft, std::cmp::Reverse(entry.and_then(|e| e.year)), *index)
            });
        }
        made
    }

    fn add(&mut self, reference: &'a Reference) {
        let Some(citation) = cited(self.area, reference).filter(|c| c.kind != CitationKind::InternalSection) else { return };
        let from = reference.from.0 as usize;
        if let Some(to) = self.to.get_mut(from) {
            for index in reference.to.iter().chain(&reference.candidates).filter(|to| **to != reference.from) {
                to.entry(*index).or_insert(&citation.anchor);
            }
        }
        if let (Some(held), Some(to)) =
            (self.held.get_mut(from), reference.to.filter(|to| *to != reference.from && reference.outcome == Outcome::Resolved))
        {
            held.entry(to).or_insert(&citation.anchor);
            if let Some(from) = self.from.get_mut(to.0 as usize).filter(|from| from.last() != Some(&reference.from)) {
                from.push(reference.from);
            }
        }
        if citation.kind == CitationKind::LocalDocument {
            if let Some(themes) = self.cited_themes.get_mut(from) {
                themes.extend(citation.themes.iter().map(|t| t.0.as_str()));
            }
            if let Some(flag) = self.cites_thresholds.get_mut(from) {
                *flag |= citation.document_kind == Some(Kind::Thresholds);
            }
        }
    }

    /// Where `from` first names `to` in any edition.
    pub(crate) fn names(&self, from: DocumentIndex, to: DocumentIndex) -> Option<&'a Anchor> {
        self.to.get(from.0 as usize)?.get(&to).copied()
    }

    /// The documents that `from` names, with the first place of each.
    pub(crate) fn named_by(&self, from: DocumentIndex) -> impl Iterator<Item = (DocumentIndex, &'a Anchor)> {
        self.to.get(from.0 as usize).into_iter().flatten().map(|(to, anchor)| (*to, *anchor))
    }

    /// The documents that `from` names in the edition held, with the first place of each.
    pub(crate) fn points_to(&self, from: DocumentIndex) -> impl Iterator<Item = (DocumentIndex, &'a Anchor)> {
        self.held.get(from.0 as usize).into_iter().flatten().map(|(to, anchor)| (*to, *anchor))
    }

    /// Whether `from` names any document on `theme`, held or not.
    pub(crate) fn names_any_on(&self, from: DocumentIndex, theme: &str) -> bool {
        let held = self.named_by(from).any(|(to, _)| self.is_on(to, theme));
        held || self.cited_themes.get(from.0 as usize).is_some_and(|themes| themes.contains(theme))
    }

    /// Whether `from` names any document on thresholds, held or not.
    pub(crate) fn names_thresholds(&self, from: DocumentIndex) -> bool {
        self.cites_thresholds.get(from.0 as usize).copied().unwrap_or(false)
            || self.named_by(from).any(|(to, _)| self.area.document(to).is_some_and(|d| d.entry.kind == Kind::Thresholds))
    }

    /// The documents that name `to` in the edition held.
    pub(crate) fn pointing_at(&self, to: DocumentIndex) -> &[DocumentIndex] {
        self.from.get(to.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Documents in force that are above all on `theme`, the one to point at first.
    pub(crate) fn on(&self, theme: &str) -> &[DocumentIndex] {
        self.on.get(theme).map_or(&[], Vec::as_slice)
    }

    /// A theme's name as the sector says it, to stand within a sentence.
    pub(crate) fn theme_name(&self, theme: &str) -> String {
        let row = self.area.standard.themes.themes.iter().find(|row| row.id == theme);
        row.map_or_else(|| theme.to_owned(), |row| small(&row.name))
    }

    /// Whether a document is itself on `theme`, and need not point elsewhere for it.
    pub(crate) fn is_on(&self, document: DocumentIndex, theme: &str) -> bool {
        self.themes.get(document.0 as usize).is_some_and(|own| own.contains(&theme))
    }
}

/// For each document, the themes that it is itself on: its first, and of the next two those that its title names.
fn own_themes<'a>(area: &Area<'a>) -> Vec<Vec<&'a str>> {
    let rows = &area.standard.themes.themes;
    let own = |document: &'a DocumentFacts| {
        let title = concordat_text::fold_str(&document.entry.title);
        let named = |theme: &str| {
            let row = rows.iter().find(|row| row.id == theme);
            row.is_some_and(|row| row.names.iter().any(|name| title.contains(name.as_str())))
        };
        let themes = document.entry.themes.iter().map(|t| t.0.as_str()).take(3);
        themes.enumerate().filter(|(n, theme)| *n == 0 || named(theme)).map(|(_, theme)| theme).collect()
    };
    area.documents.iter().map(own).collect()
}

/// Whether a document tells people what to do, and is not a replaced one.
pub(crate) fn guides_practice(entry: &Entry) -> bool {
    let kind = matches!(entry.kind, Kind::Strategy | Kind::Policy | Kind::Procedure | Kind::Guidance | Kind::Protocol | Kind::Thresholds);
    kind && entry.status != Status::Superseded && entry.superseded_by.is_none()
}

/// Steps from which on a document of no known kind tells people what to do.
const STEPS: usize = 4;

/// Whether a document guides practice by what it is called, or by its steps: a service's page that says who is rung, and when.
pub(crate) fn guides(document: &DocumentFacts) -> bool {
    let entry = &document.entry;
    let told = entry.kind == Kind::Other && !entry.themes.is_empty() && document.routes.steps.len() >= STEPS;
    guides_practice(entry) || told && entry.status != Status::Superseded && entry.superseded_by.is_none()
}

/// The citation of a reference.
pub(crate) fn cited<'a>(area: &Area<'a>, reference: &Reference) -> Option<&'a Citation> {
    area.document(reference.from)?.citations.citations.get(reference.citation)
}

/// The passage of a document that deals most with `theme`.
pub(crate) fn best<'a>(document: &'a DocumentFacts, theme: &str) -> Option<&'a ThemeMention> {
    mentions(document, theme).max_by(|a, b| a.strength.cmp(&b.strength).then(b.anchor.span.start.cmp(&a.anchor.span.start)))
}

/// The passages of a document that speak of `theme`.
pub(crate) fn mentions<'a>(document: &'a DocumentFacts, theme: &str) -> impl Iterator<Item = &'a ThemeMention> {
    document.citations.theme_mentions.iter().filter(move |m| m.theme.0 == theme)
}

/// The document's first theme.
pub(crate) fn main_theme(entry: &Entry) -> Option<&str> {
    entry.themes.first().map(|Theme(id)| id.as_str())
}

/// A document as a message names it: its title, kind and year.
pub(crate) fn titled(entry: &Entry) -> String {
    let kind = match entry.kind {
        Kind::Other => None,
        Kind::Thresholds => Some("thresholds document"),
        Kind::TermsOfReference => Some("terms of reference"),
        kind => Some(kind.word()),
    };
    let year = entry.period.map(|p| format!("{} to {}", p.from, p.to)).or_else(|| entry.year.map(|y| y.to_string()));
    let aside: Vec<String> = kind.map(str::to_owned).into_iter().chain(year).collect();
    if aside.is_empty() { format!("“{}”", entry.title) } else { format!("“{}” ({})", entry.title, aside.join(", ")) }
}

/// Where some words stand, to begin a sentence: `Section 3.1`, `The part “Signs”`, `Paragraph 12`.
pub(crate) fn place(document: &DocumentFacts, anchor: &Anchor) -> String {
    if let Some(section) = &anchor.section {
        let named = section.starts_with(|c: char| c.is_ascii_alphabetic()) && section.contains(' ');
        return if named { section.to_string() } else { format!("Section {section}") };
    }
    match document.headings_over(anchor).last().map(ToString::to_string).filter(|heading| **heading != document.entry.title) {
        Some(heading) => format!("The part “{heading}”"),
        None => format!("Paragraph {}", anchor.paragraph),
    }
}

/// A name with a small first letter unless it is letters only.
fn small(name: &str) -> String {
    let mut chars = name.chars();
    let second = name.chars().nth(1).is_some_and(char::is_uppercase);
    match chars.next() {
        Some(first) if !second => first.to_lowercase().chain(chars).collect(),
        _ => name.to_owned(),
    }
}

/// Whether a reference's outcome is that nothing was found.
pub(crate) fn dangles(reference: &Reference) -> bool {
    reference.outcome == Outcome::Dangling
}
