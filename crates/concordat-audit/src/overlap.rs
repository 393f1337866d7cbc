//! What panels discuss in common, from the agendas of a site.

use crate::engine::Order;
use concordat_findings::OverlapView;
use concordat_panels::{AgendasRead, OverlapOptions, Wording, for_sharing, overlap, structures, structures_for_sharing};
use concordat_register::meeting::Meeting;

/// Counts what the agendas show, as it is and as it may be shared; none where nothing was discussed.
pub(crate) fn view(read: &AgendasRead, meetings: &[Meeting], order: &Order<'_>) -> Option<OverlapView> {
    let options = OverlapOptions { minutes: order.options.sitting_minutes(), ..order.panels.overlap };
    let discussions = read.discussions.clone().of_sitting_panels();
    let exact = overlap(&discussions, meetings, &options)?;
    let standard = order.standard;
    let theme = |id: &str| {
        let known = standard.themes.themes.iter().find(|t| t.id == id);
        known.map_or_else(|| id.to_owned(), |t| within(&t.name))
    };
    let facet = |id: &str, facets: &[concordat_standard::coverage::Facet]| {
        facets.iter().find(|f| f.id == id).map_or_else(|| id.to_owned(), |f| within(&f.name))
    };
    let context = |id: &str| facet(id, &standard.contexts.facets);
    let sector = |id: &str| facet(id, &standard.sectors.facets);
    let wording = Wording { theme: &theme, context: &context, sector: &sector };
    let exact_structures = structures(&discussions, &exact, meetings, &order.panels.structures, wording);
    let shared_structures = exact_structures.as_ref().map(|s| structures_for_sharing(s, options.threshold));
    let shared = for_sharing(&exact, options.threshold);
    Some(OverlapView { exact, shared, exact_structures, shared_structures })
}

/// A name as it stands within a sentence: a first word that is no acronym begins small.
fn within(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}
