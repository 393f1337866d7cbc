//! `definition/…`: what documents mean by the same words.

mod compare;
mod divergence;

use crate::{Area, Check};
use compare::Concepts;
use concordat_findings::DefinitionView;
use concordat_register::Evidence;

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[&divergence::CHECK];

/// Documents named as agreeing with a definition, at most.
const AGREEING: usize = 20;

/// Definitions beside each other, by concept and document.
pub(crate) fn views(area: &Area<'_>) -> Vec<DefinitionView> {
    let mut views = Vec::new();
    for concept in Concepts::new(area).concepts {
        for (index, reading) in concept.readings() {
            let agrees = concept.agreeing(area, index, reading).take(AGREEING).collect();
            let follows = reading.follows.as_ref().and_then(|id| area.standard.definitions.official(id)).map(|o| o.name.clone());
            views.push(DefinitionView {
                concept: concept.row.name.clone(),
                evidence: Evidence { document: index, anchor: reading.anchor.clone() },
                agrees_with: agrees,
                follows,
            });
        }
    }
    views
}
