//! Whom the panels of an area take, as their own terms say.

use super::Walker;
use crate::case::Case;
use concordat_findings::{CaseStep, Stage};
use concordat_register::{
    Anchor, DocumentFacts,
    meeting::{Level, PanelReading, Part, PartReading, RemitKind, Taken},
};
use concordat_standard::Standard;
use concordat_text::fold_str;

/// The panels of a document that discuss young people, of which it gives the terms.
pub(super) fn of(facts: &DocumentFacts) -> impl Iterator<Item = &PanelReading> {
    let takes = |p: &&PanelReading| p.terms && p.level == Some(Level::Operational) && p.takes.contains(&Taken::Children);
    facts.meetings.panels.iter().filter(takes).filter(|p| !p.remit_themes.is_empty())
}

impl Walker<'_> {
    /// Whether a panel's own terms have it take one of the young people of a case.
    pub(super) fn is_taken_by(&self, panel: &PanelReading, case: &Case) -> bool {
        let themes = case.row.concerns.iter().filter_map(|c| self.standard.assessment.concern(c)).map(|c| c.theme.as_str());
        // "Every child who has been missing twice": of a theme all of whose kinds of child are others it takes nobody.
        let of_theme = |kind: &&RemitKind, theme: &str| {
            let mut concerns = kind.concerns.iter().filter_map(|c| self.standard.assessment.concern(c));
            concerns.any(|c| c.theme == theme)
        };
        let takes = |theme: &str| {
            let mut kinds = kinds(panel).filter(|k| of_theme(k, theme)).peekable();
            kinds.peek().is_none() || kinds.any(|k| self.is_kind(k, case))
        };
        let theme = { themes }.any(|theme| panel.remit_themes.iter().any(|t| t.0 == theme) && takes(theme));
        let (least, most) = panel.ages;
        theme && case.children().any(|p| p.age.is_none_or(|age| least.is_none_or(|l| l <= age) && most.is_none_or(|m| age <= m)))
    }
}

/// The kinds of child that a panel's remit names.
fn kinds(panel: &PanelReading) -> impl Iterator<Item = &RemitKind> {
    panel.parts.iter().filter(|p| p.part == Part::Remit && p.settled).flat_map(|p| &p.kinds)
}

/// The words that say whom a panel takes: those of a kind of child of the case by its own concern, else those that name most of what
/// its concerns are called by, else the first.
pub(super) fn words<'a>(panel: &'a PanelReading, case: &Case, walker: &Walker<'_>) -> &'a Anchor {
    let standard: &Standard = walker.standard;
    let called: Vec<String> = { case.row.concerns.iter() }
        .filter_map(|c| standard.assessment.concern(c))
        .flat_map(|c| fold_str(&c.name).split(' ').filter(|w| w.len() > 3).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let named = |anchor: &Anchor| {
        let words = fold_str(&anchor.quote.exact);
        called.iter().filter(|w| words.contains(w.as_str())).count()
    };
    let remits = panel.parts.iter().filter(|p| p.part == Part::Remit && p.settled).map(|p| &p.anchor);
    let own = |kind: &RemitKind| kind.concerns.iter().any(|c| case.row.concerns.iter().any(|own| *c == own.as_str()));
    let fits = |p: &&PartReading| p.part == Part::Remit && p.settled && p.kinds.iter().any(|k| own(k) && walker.is_kind(k, case));
    // What names one concern says more of it than what names all that the panel is for.
    let narrow = |p: &&PartReading| p.kinds.iter().map(|k| k.concerns.len()).sum::<usize>();
    let exact = panel.parts.iter().filter(fits).min_by_key(narrow).map(|p| &p.anchor);
    exact.or_else(|| { remits }.rev().max_by_key(|a| named(a))).unwrap_or(&panel.anchor)
}

/// That a panel takes the case, as a step of it; none where no words say so.
pub(super) fn remit_step(panel: &PanelReading, case: &Case, walker: &Walker<'_>) -> Option<CaseStep> {
    let said = words(panel, case, walker).quote.exact.trim().to_owned();
    (!said.is_empty()).then(|| CaseStep {
        step: None,
        stage: Stage::Discussion,
        entry: false,
        when: None,
        whom: None,
        who: None,
        what: said.clone(),
        words: said,
        to: Some(panel.name.to_string()),
        rule: None,
        due: None,
        caution: None,
    })
}
