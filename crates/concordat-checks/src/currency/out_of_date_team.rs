//! `currency/out-of-date-team`: a document still sends people to a team that another document says has ended.

use super::SHOWN;
use super::timing::Written;
use crate::declare::declare_check;
use crate::{Area, Sink};
use concordat_findings::Severity;
use concordat_register::currency::{BodyMention, EndedBody};
use concordat_register::{DocumentFacts, DocumentIndex, Kind, Status};
use concordat_standard::instruments::InstrumentKind;
use std::collections::BTreeMap;

declare_check! {
    /// Raises a team, panel or other local body that one document still names although another says that it has ended.
    ///
    /// Where the first sends concerns to it, a concern about a child may reach nobody. The finding shows both: the clause that
    /// still names the body, and the statement that it was replaced, disbanded or renamed. What only a draft says has ended
    /// is not counted, nor is a name that the document itself speaks of as past.
    ///
    /// ```text
    /// raised
    /// //- missing.md
    /// # Missing children protocol
    ///
    /// The police tell the Intake and Advice Team within a day.
    /// //- thresholds.md
    /// # Thresholds
    ///
    /// Harbour Desk took over from the Intake and Advice Team, which no longer exists.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- missing.md
    /// # Missing children protocol
    ///
    /// The police tell Harbour Desk (formerly the Intake and Advice Team) within a day.
    /// //- thresholds.md
    /// # Thresholds
    ///
    /// Harbour Desk took over from the Intake and Advice Team, which no longer exists.
    /// ```
    pub(crate) static OUT_OF_DATE_TEAM = {
        id: "currency/out-of-date-team",
        severity: Severity::Medium,
        since: "0.1.0",
        standard: "The area's own documents: what another of them says of the team",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let ended = ended(area);
    if ended.is_empty() {
        return;
    }
    for (index, document) in area.indexed() {
        let record = matches!(document.entry.kind, Kind::Minutes | Kind::Report);
        if record || Written::of(document).is_none() {
            continue;
        }
        let mut found: BTreeMap<&str, Vec<&BodyMention>> = BTreeMap::new();
        for mention in &document.currency.bodies {
            let known = ending(&mention.name).find(|name| ended.contains_key(name));
            let own = |name: &str| document.currency.ended.iter().any(|e| e.name == name);
            if let Some(name) = known.filter(|name| !own(name)) {
                found.entry(name).or_default().push(mention);
            }
        }
        for (name, mentions) in found {
            let Some(&(other, statement)) = ended.get(name) else { continue };
            raise(area, sink, (index, &mentions), (other, statement));
        }
    }
}

fn raise(
    area: &Area<'_>,
    sink: &mut Sink<'_>,
    (index, mentions): (DocumentIndex, &[&BodyMention]),
    (other, statement): (DocumentIndex, &EndedBody),
) {
    let route = mentions.iter().any(|m| m.route);
    let title = area.document(other).map_or("another document", |d| d.entry.title.as_str());
    let does = if route { "still sends people to" } else { "still names" };
    let by = statement.successor.as_deref().map(|s| format!(", and that {s} took over")).unwrap_or_default();
    let mut raised =
        sink.raise(&[index, other], format!("The document {does} the {}; “{title}” says that it has ended{by}.", statement.name));
    raised.severity(if route { Severity::High } else { Severity::Medium });
    raised.suggest("Name what took its place, with its telephone number and address, and say since when.");
    // The clauses that send people there are shown before those that only name it.
    let (first, then): (Vec<&&BodyMention>, Vec<&&BodyMention>) = mentions.iter().partition(|m| m.route);
    for mention in first.into_iter().chain(then).take(SHOWN) {
        raised.evidence(index, &mention.anchor);
    }
    raised.evidence(other, &statement.anchor);
}

/// Bodies said to have ended by a document that counts, each with the first that says so. Bodies that end everywhere are the
/// standard's affair.
fn ended<'a>(area: &Area<'a>) -> BTreeMap<&'a str, (DocumentIndex, &'a EndedBody)> {
    let counts = |d: &DocumentFacts| d.entry.status != Status::Draft && Written::of(d).is_some();
    let national = |name: &str| {
        let rows = area.standard.instruments.instruments.iter().filter(|row| row.kind == InstrumentKind::Body && row.ended.is_some());
        rows.flat_map(|row| &row.aliases).any(|alias| name.ends_with(alias.as_str()))
    };
    let mut found = BTreeMap::new();
    for (index, document) in area.indexed().filter(|(_, d)| counts(d)) {
        for body in &document.currency.ended {
            let renamed = body.successor.as_deref().is_some_and(|s| s.eq_ignore_ascii_case(&body.name));
            if body.name.contains(' ') && !renamed && !national(&body.name) {
                found.entry(body.name.as_str()).or_insert((index, body));
            }
        }
    }
    found
}

/// A name and what it ends in, of two words or more: `westmere duty team` is also `duty team`, but `intake and advice team`
/// is no `advice team`.
fn ending(name: &str) -> impl Iterator<Item = &str> {
    let cuts = name.match_indices(' ').filter_map(|(at, _)| Some((name.get(..at)?, name.get(at + 1..)?)));
    let fits = |(before, rest): &(&str, &str)| {
        rest.contains(' ') && !["and", "of", "for", "the", "&"].iter().any(|w| before.ends_with(w) || rest.split(' ').next() == Some(w))
    };
    std::iter::once(name).chain(cuts.filter(fits).map(|(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_a_name_ends_in() {
        assert_eq!(ending("westmere duty team").collect::<Vec<_>>(), ["westmere duty team", "duty team"]);
        assert_eq!(ending("intake and advice team").collect::<Vec<_>>(), ["intake and advice team"]);
    }

    #[test]
    fn both_documents_are_shown() {
        let found = crate::testing::raised(
            "currency/out-of-date-team",
            "//- a.md\n# A\n\nStaff ring the Westmere Youth Crime Unit.\n//- b.md\n# B\n\nThe Youth Crime Unit was disbanded in May 2016.\n",
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].documents, [DocumentIndex(0), DocumentIndex(1)]);
        assert_eq!(found[0].evidence.len(), 2);
        assert_eq!(found[0].severity, Severity::High);
    }
}
