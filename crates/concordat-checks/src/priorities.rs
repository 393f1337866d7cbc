//! What the documents set out to do: their own statements of it, put together by what these are about.

use crate::Area;
use concordat_findings::PriorityView;
use concordat_register::{DocumentIndex, Evidence, meaning::PriorityReading};

/// Documents whose words are kept.
const SHOWN: usize = 8;

/// What is set out by any document, in the order of the standard. What a document set out that has been replaced no longer holds.
pub(crate) fn views(area: &Area<'_>) -> Vec<PriorityView> {
    let view = |(id, name): (&str, &str)| {
        let mut view = PriorityView { id: id.to_owned(), name: name.to_owned(), documents: Vec::new(), evidence: Vec::new() };
        for (document, facts) in area.indexed().filter(|(_, facts)| concordat_routes::guides(facts)) {
            if let Some(reading) = plainest(&facts.meaning.priorities, id) {
                keep(&mut view, document, reading);
            }
        }
        (!view.documents.is_empty()).then_some(view)
    };
    area.standard.priorities.subjects.iter().map(|s| (s.id.as_str(), s.name.as_str())).filter_map(view).collect()
}

/// Of the statements that are about a subject the one that is about the fewest others; the first of these.
fn plainest<'a>(readings: &'a [PriorityReading], id: &str) -> Option<&'a PriorityReading> {
    readings.iter().filter(|r| r.subjects.iter().any(|s| s.as_str() == id)).min_by_key(|r| r.subjects.len())
}

fn keep(view: &mut PriorityView, document: DocumentIndex, reading: &PriorityReading) {
    view.documents.push(document);
    if view.evidence.len() < SHOWN {
        view.evidence.push(Evidence { document, anchor: reading.anchor.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Fixture;

    #[test]
    fn statements_of_one_thing_stand_together_and_those_of_a_replaced_document_are_left_out() {
        let mut site = Fixture::new(
            "//- strategy.md\n# Harbour Exploitation Strategy 2025\n\n## Our priorities\n\n- listen to children every month\n- disrupt adults who exploit\n\
             //- policy.md\n# Harbour Domestic Abuse Policy 2025\n\nOur aim is to listen to children and to teach respect.\n",
        );
        let said = |site: &Fixture| views(&site.area()).into_iter().map(|v| (v.id, v.documents.len())).collect::<Vec<_>>();
        assert_eq!(said(&site), [("prevent".to_owned(), 1), ("disrupt".to_owned(), 1), ("voices".to_owned(), 2)]);
        let voices = views(&site.area()).pop().unwrap();
        assert_eq!(voices.evidence[0].anchor.quote.exact, "listen to children every month");
        site.documents[0].entry.superseded_by = Some("policy.md".into());
        assert_eq!(said(&site), [("prevent".to_owned(), 1), ("voices".to_owned(), 1)]);
    }
}
