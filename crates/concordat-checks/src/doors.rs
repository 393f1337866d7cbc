//! Steps by which a document turns to children's social care, under whatever name its area gives the front door.

use crate::Area;
use concordat_register::{
    Anchor, DocumentFacts,
    meaning::Position,
    route::{Body, Note, Step},
};
use concordat_routes::comparable;
use concordat_text::fold_str;
use std::collections::BTreeSet;

/// Ids of what narrows a case to a grade of risk.
const GRADES: &[&str] = &["high-risk", "lower-risk"];

/// The names that an area's documents give to children's social care and its front door.
pub(crate) struct Doors<'a> {
    area: &'a Area<'a>,
    /// Made comparable; those of which some document says what they are.
    names: BTreeSet<String>,
}

impl<'a> Doors<'a> {
    pub(crate) fn of(area: &'a Area<'a>) -> Self {
        let notes = || area.documents.iter().flat_map(|d| &d.routes.bodies);
        let is_door = |note: &Note| match note {
            Note::Is(kind) => leads(area, kind),
            Note::OneDoor => true,
            Note::Named | Note::NoDoor | Note::Vacant | Note::Gone => false,
        };
        let name = |name: &str| comparable(&fold_str(name)).to_owned();
        let mut names: BTreeSet<String> = notes().filter(|n| is_door(&n.note)).map(|n| name(&n.name)).collect();
        for note in notes().filter(|n| n.note == Note::NoDoor) {
            names.remove(&name(&note.name));
        }
        Self { area, names }
    }

    /// The step of `document` that says most of when children's social care is turned to: all of it where the step gives a
    /// level of need or a grade of risk, part of it where it gives none. Nothing where no step leads there.
    pub(crate) fn step<'d>(&self, document: &'d DocumentFacts) -> Option<(Position, &'d Anchor)> {
        let levels = &document.meaning.assessment.levels;
        let at_level = |step: &Step| {
            let graded = step.trigger.narrowed.iter().any(|n| GRADES.contains(&n.as_ref()));
            let meets = |anchor: &Anchor| anchor.span.start < step.anchor.span.end && step.anchor.span.start < anchor.span.end;
            graded || levels.iter().any(|l| !l.levels.is_empty() && meets(&l.anchor))
        };
        let leading = || document.routes.steps.iter().filter(|s| s.body.as_ref().is_some_and(|b| self.is_door(b)));
        let whole = leading().find(|s| at_level(s)).map(|s| (Position::Asserts, &s.anchor));
        whole.or_else(|| leading().next().map(|s| (Position::Partly, &s.anchor)))
    }

    fn is_door(&self, body: &Body) -> bool {
        match body.kind.as_deref() {
            Some(kind) => leads(self.area, kind),
            None => self.names.contains(comparable(&fold_str(&body.name))),
        }
    }
}

/// Whether a kind of body is children's social care or its front door.
fn leads(area: &Area<'_>, kind: &str) -> bool {
    matches!(area.standard.routes.class(kind), "front-door" | "social-care")
}
