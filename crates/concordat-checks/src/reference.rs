//! `reference/…`: documents that do not know each other.

mod dangling;
mod missing;
mod one_way;
pub(crate) mod pointing;
mod superseded;

use crate::{Area, Check};
use concordat_findings::Strength;
use concordat_register::{Evidence, citation::CitationKind};
use pointing::{Pointing, cited, dangles, guides};
pub(crate) use pointing::{place, titled};

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[&missing::CHECK, &one_way::CHECK, &dangling::CHECK, &superseded::CHECK];

/// Pointers to its own parts from which on a document's all being right is worth saying.
const POINTERS: usize = 3;
/// Most strengths told.
const TOLD: usize = 8;

/// What the documents do well: pairs that name each other, and documents whose pointers to their own parts all lead somewhere.
pub(crate) fn strengths(area: &Area<'_>) -> Vec<Strength> {
    let pointing = Pointing::new(area);
    let mut told = Vec::new();
    for (a, document) in area.indexed().filter(|(_, d)| guides(d)) {
        for (b, anchor) in pointing.named_by(a).filter(|(b, _)| *b > a && one_way::both_ways(&pointing, a, *b)) {
            let Some(other) = area.document(b).filter(|d| guides(d)) else { continue };
            let mut evidence = vec![Evidence { document: a, anchor: anchor.clone() }];
            evidence.extend(pointing.names(b, a).map(|back| Evidence { document: b, anchor: back.clone() }));
            told.push(Strength { message: format!("{} and {} name each other.", titled(&document.entry), titled(&other.entry)), evidence });
        }
    }
    told.truncate(TOLD);
    let mut own: Vec<(usize, usize, Option<Evidence>)> = vec![(0, 0, None); area.documents.len()];
    for reference in area.references {
        let Some(citation) = cited(area, reference).filter(|c| c.kind == CitationKind::InternalSection) else { continue };
        if let Some((all, lost, first)) = own.get_mut(reference.from.0 as usize) {
            *all += usize::from(citation.present == Some(true));
            *lost += usize::from(dangles(reference));
            first.get_or_insert_with(|| Evidence { document: reference.from, anchor: citation.anchor.clone() });
        }
    }
    for ((_, document), (all, lost, first)) in area.indexed().zip(own).filter(|(_, (all, lost, _))| *all >= POINTERS && *lost == 0) {
        let _ = lost;
        let message = format!("All {all} pointers of {} to its own sections lead to a section that is there.", titled(&document.entry));
        told.push(Strength { message, evidence: first.into_iter().collect() });
    }
    told.truncate(2 * TOLD);
    told
}

#[cfg(test)]
mod tests {
    use crate::testing::Fixture;

    #[test]
    fn documents_that_name_each_other_are_told_first() {
        let site = Fixture::new(
            "//- hsb.md\n# Harmful Sexual Behaviour Procedure 2014\n\nHarmful sexual behaviour in a group is met under the gangs procedure as well.\n//- gangs.md\n# Gangs Procedure 2014\n\nGangs harm children. Harmful sexual behaviour is met under the HSB procedure.\n",
        );
        let told = super::strengths(&site.area());
        assert_eq!(told.len(), 1, "{told:#?}");
        assert_eq!(told[0].evidence.len(), 2);
    }
}
