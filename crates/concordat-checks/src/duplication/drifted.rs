//! `duplication/drifted`.

use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{DocumentFacts, DocumentIndex, meaning::copying::Drift};
use std::collections::BTreeMap;

declare_check! {
    /// A passage stands in two documents in nearly the same words, and no longer says the same in both. Staff who know
    /// one believe that they know the other. The finding shows the sentences that differ, side by side.
    ///
    /// The same words in two documents are normal and not raised. Neither are two passages that differ only in small words,
    /// in what the document calls itself, or in the name of their theme; nor editions of one document.
    ///
    /// ```text
    /// raised
    /// //- gangs.md
    /// # Gangs Procedure
    ///
    /// Staff write down what the child said in the child's own words. The note goes to the named lead within one working
    /// day and is kept for as long as the law asks.
    /// //- missing.md
    /// # Missing Children Protocol
    ///
    /// Staff write down what the child said in the child's own words. The note goes to the named lead within five working
    /// days and is kept for as long as the law asks.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- gangs.md
    /// # Gangs Procedure
    ///
    /// Under this procedure staff write down what the child said in the child's own words. The note goes to the named
    /// lead within one working day and is kept for as long as the law asks.
    /// //- missing.md
    /// # Missing Children Protocol
    ///
    /// Under this protocol, staff write down what the child said in the child's own words. The note goes to the named
    /// lead within one working day and is kept for as long as the law asks.
    /// ```
    pub(super) static DRIFTED = {
        id: "duplication/drifted",
        severity: Severity::Low,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

/// Words that differ are listed where one side has at most so many; more of them are better read in their sentences.
const LISTED: usize = 4;
/// Findings for one pair of documents; what is more is counted in the last.
const A_PAIR: usize = 3;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let mut pairs: BTreeMap<[DocumentIndex; 2], Vec<&Drift>> = BTreeMap::new();
    for drift in area.drifts {
        pairs.entry(drift.documents).or_default().push(drift);
    }
    for ([a, b], drifts) in pairs {
        let (Some(one), Some(two)) = (area.document(a), area.document(b)) else { continue };
        let more = drifts.len().saturating_sub(A_PAIR);
        for (at, drift) in drifts.iter().take(A_PAIR).enumerate() {
            let rest = if at + 1 == A_PAIR && more > 0 { more } else { 0 };
            raise(sink, drift, [one, two], rest);
        }
    }
}

fn raise(sink: &mut Sink<'_>, drift: &Drift, entries: [&DocumentFacts; 2], more: usize) {
    let [one, two] = entries.map(|d| format!("“{}”", d.entry.title));
    let words = |list: &[String]| list.iter().map(|w| format!("“{w}”")).collect::<Vec<_>>().join(", ");
    let [gone, new] = [&drift.words[0], &drift.words[1]].map(|list| words(list));
    let differs = match (gone.is_empty(), new.is_empty()) {
        _ if drift.words.iter().any(|list| list.len() > LISTED) => "it has been reworded".to_owned(),
        (false, false) => format!("the first has {gone} where the second has {new}"),
        (false, true) => format!("only the first has {gone}"),
        _ => format!("only the second has {new}"),
    };
    let others = match more {
        0 => String::new(),
        1 => " One more passage of theirs differs in the same way.".to_owned(),
        _ => format!(" {more} more passages of theirs differ in the same way."),
    };
    let message = format!("{one} and {two} share a passage that no longer says the same: {differs}.{others}");
    let mut raised = sink.raise(&drift.documents, message);
    for [a, b] in &drift.differences {
        for (document, anchor) in drift.documents.iter().zip([a, b]) {
            if let Some(anchor) = anchor {
                raised.evidence(*document, anchor);
            }
        }
    }
    raised.suggest(match newer(entries) {
        Some(title) => format!("Agree one wording, state it in one document and point to it from the other. {title} is the newer."),
        None => "Agree one wording, state it in one document and point to it from the other.".to_owned(),
    });
}

/// The title of the newer of two documents, where their dates tell.
fn newer(entries: [&DocumentFacts; 2]) -> Option<String> {
    let dated = |d: &DocumentFacts| d.entry.approved.map(|a| a.year).or(d.entry.year);
    let [one, two] = entries;
    let newer = match (dated(one)?, dated(two)?) {
        (a, b) if a > b => one,
        (a, b) if a < b => two,
        _ => return None,
    };
    Some(format!("“{}”", newer.entry.title))
}

#[cfg(test)]
mod tests {
    use super::DRIFTED;
    use crate::testing::{examples, raised};

    #[test]
    fn examples_of_the_page() {
        examples(&DRIFTED);
    }

    #[test]
    fn the_newer_document_is_named_and_order_does_not_matter() {
        let one = "# Gangs Procedure 2014\n\nA worker in doubt speaks to the designated lead in their own agency on the same day and writes down the advice that was given.\n";
        let two = "# Missing Children Protocol 2018\n\nA worker who is in doubt speaks to the safeguarding lead in their own agency on the same day and writes down the advice that was given.\n";
        let forth = raised("duplication/", &format!("//- a.md\n{one}//- b.md\n{two}"));
        let back = raised("duplication/", &format!("//- a.md\n{two}//- b.md\n{one}"));
        assert_eq!((forth.len(), back.len()), (1, 1), "{forth:#?}");
        assert!(forth[0].suggestion.as_deref().unwrap().contains("“Missing Children Protocol 2018” is the newer"));
        assert_eq!(forth[0].evidence.len(), 2);
    }
}
