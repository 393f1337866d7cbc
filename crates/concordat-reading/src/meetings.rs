//! Panels and groups: what terms of reference, and passages elsewhere, say of them.
//!
//! Terms of reference are read whole, part by part; in other documents a section or a sentence that is about a panel is. Tables,
//! and the sheets of a workbook, are read as a [`Grid`].

mod amounts;
mod block;
mod grid;
mod lexicon;
mod matrix;
mod members;
mod mentions;
mod names;
mod words;

pub use amounts::{Cadences, ages, minutes};
pub use grid::{Grid, GridCell, GridKind, GridRow};
pub use members::bare_name;

use crate::Prepared;
use crate::meaning::{MeaningReader, Named};
use concordat_register::{
    Anchor, Document, Entry, Format, PassageKind,
    meeting::{MeetingFacts, PanelReading, Part, PartReading, Taken},
};
use concordat_standard::Standard;
use concordat_text::{Text, fold_str};
use lexicon::Lexicon;
use std::sync::Arc;

/// Reads what is said of panels and groups.
#[derive(Debug)]
pub struct MeetingReader {
    lexicon: Lexicon,
    finder: mentions::Finder,
    meaning: Arc<MeaningReader>,
    /// Themes in the order of the standard.
    themes: Vec<String>,
    contexts: usize,
    facets: Vec<Text>,
}

impl MeetingReader {
    /// Made once from a standard; `meaning` tells which contexts and sectors words name.
    #[must_use]
    pub fn new(standard: &Standard, meaning: Arc<MeaningReader>) -> Self {
        Self {
            lexicon: Lexicon::new(standard),
            finder: mentions::Finder::new(standard),
            meaning,
            themes: standard.themes.themes.iter().map(|t| t.id.clone()).collect(),
            contexts: standard.contexts.facets.len(),
            facets: standard.contexts.facets.iter().chain(&standard.sectors.facets).map(|f| Text::from(&f.id)).collect(),
        }
    }

    /// Reads one document.
    #[must_use]
    pub fn read(&self, prepared: &Prepared<'_>, entry: &Entry) -> MeetingFacts {
        self.document(prepared, entry)
    }

    /// Works out what a panel's parts come to.
    fn finish(&self, panel: &mut PanelReading) {
        let mut remit = String::new();
        let mut level = None;
        for part in &panel.parts {
            let folded = fold_str(&part.words);
            match part.part {
                Part::Remit if part.settled => {
                    remit.push_str(&part.words);
                    remit.push('\n');
                }
                Part::Level => level = level.or_else(|| self.lexicon.level_word(&folded)),
                Part::Ages => panel.ages = ages(&part.words),
                _ => {}
            }
        }
        let folded = fold_str(&remit);
        // What it does not take is no part of what it takes.
        let taken = self.lexicon.without_refusals(&remit);
        let name = fold_str(&format!("{} {}", panel.name, panel.acronym.as_deref().unwrap_or_default()));
        panel.level = level.or_else(|| self.lexicon.level(&name, &folded));
        panel.remit_themes.extend(self.lexicon.themes(&fold_str(&taken)));
        panel.themes.clone_from(&panel.remit_themes);
        panel.themes.extend(self.lexicon.themes(&name));
        panel.themes.extend(self.lexicon.known_themes(&name).iter().cloned());
        for themes in [&mut panel.remit_themes, &mut panel.themes] {
            let order = |t: &concordat_register::Theme| self.themes.iter().position(|id| t.0 == id.as_str());
            themes.sort_by_key(order);
            themes.dedup();
        }
        panel.takes.extend(self.lexicon.takes(&fold_str(&taken)));
        panel.takes.sort_unstable();
        panel.takes.dedup();
        if panel.ages == (None, None) {
            panel.ages = ages(&remit);
        }
        // A group that oversees, and says whom it does not discuss, discusses nobody, whatever children its work is for.
        if panel.level == Some(concordat_register::meeting::Level::Strategic) && taken.len() < remit.len() {
            panel.takes.retain(|t| !matches!(t, Taken::Children | Taken::Adults));
        }
        // Victims who are children are children.
        if panel.takes.contains(&Taken::Children) && panel.ages.1.is_some_and(|high| high < 18) {
            panel.takes.retain(|t| *t != Taken::Adults);
        }
        if panel.contexts.is_empty() && !taken.is_empty() {
            panel.contexts =
                self.facets_of(&taken).into_iter().filter(|n| *n < self.contexts).filter_map(|n| self.facets.get(n).cloned()).collect();
        }
        self.chair_of_members(panel);
        let has = |part: Part| panel.parts.iter().any(|p| p.part == part);
        let seated = !panel.members.is_empty();
        panel.lacking.retain(|part| !(has(*part) || seated && *part == Part::Membership));
        if panel.members.iter().any(|m| m.chair) {
            panel.lacking.retain(|part| *part != Part::Chair);
        }
        panel.lacking.sort_unstable();
        panel.lacking.dedup();
    }

    /// Where nothing else says who takes the chair, the mark beside a member does.
    fn chair_of_members(&self, panel: &mut PanelReading) {
        let said = panel.parts.iter().any(|p| p.part == Part::Chair);
        let Some(seat) = panel.members.iter().find(|m| m.chair).filter(|_| !said) else { return };
        let told = [&seat.member.person, &seat.member.role, &seat.member.agency].into_iter().flatten().map(Text::as_str);
        let words = told.collect::<Vec<_>>().join(", ");
        let chair =
            PartReading { part: Part::Chair, words: words.as_str().into(), settled: true, kinds: Vec::new(), anchor: seat.anchor.clone() };
        panel.parts.push(chair);
    }

    /// The sectors that words name, by id.
    #[must_use]
    pub fn sectors(&self, words: &str) -> Vec<Text> {
        self.facets_of(words).into_iter().filter(|n| *n >= self.contexts).filter_map(|n| self.facets.get(n).cloned()).collect()
    }

    /// The sectors whom a member comes from: by the agency alone, "Education", and by the agency with the post.
    #[must_use]
    pub fn sectors_of(&self, member: &concordat_register::meeting::Member) -> Vec<Text> {
        let words = [&member.agency, &member.role].into_iter().flatten().map(Text::as_str).collect::<Vec<_>>().join(", ");
        let mut found = self.sectors(&words);
        if let Some(agency) = member.agency.as_deref().filter(|_| member.role.is_some()) {
            found.extend(self.sectors(agency));
            found.sort_unstable();
            found.dedup();
        }
        found
    }

    /// The contexts and sectors that words name, by their place.
    fn facets_of(&self, words: &str) -> Vec<usize> {
        let mut document = Document::new(Format::Text);
        document.push(PassageKind::Paragraph, words);
        let spoken = self.meaning.spoken(&Prepared::new(&document));
        let named = spoken.passages.iter().flatten().flat_map(|s| &s.facets).filter(|h| !matches!(h.what, Named::Matters(_)));
        let mut found: Vec<usize> = named.map(|h| usize::from(h.facet)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The themes that words name.
    #[must_use]
    pub fn themes(&self, words: &str) -> Vec<concordat_register::Theme> {
        self.lexicon.themes(&fold_str(words))
    }

    /// What words say is taken.
    #[must_use]
    pub fn takes(&self, words: &str) -> Vec<Taken> {
        self.lexicon.takes(&fold_str(words))
    }

    /// A member from one line.
    #[must_use]
    pub fn member(&self, line: &str) -> Option<concordat_register::meeting::Member> {
        self.lexicon.member(line).map(|(member, _)| member)
    }
}

/// Whether words say how two panels divide the work, by the rows of `standard`. For a few remits: the phrases are made anew.
#[must_use]
pub fn divides(standard: &Standard, words: &str) -> bool {
    let remit = &standard.terms.remit;
    mentions::divides(&words::Phrases::one(&remit.division), &words::Phrases::one(&remit.not_division), words)
}

/// A panel of which only the name is known yet.
fn reading(name: String, acronym: Option<String>, anchor: Anchor) -> PanelReading {
    PanelReading {
        name: name.into(),
        acronym: acronym.map(Text::from),
        also: Vec::new(),
        terms: false,
        level: None,
        themes: Vec::new(),
        remit_themes: Vec::new(),
        ages: (None, None),
        contexts: Vec::new(),
        takes: Vec::new(),
        parts: Vec::new(),
        members: Vec::new(),
        lacking: Vec::new(),
        anchor,
    }
}

#[cfg(test)]
mod tests;
