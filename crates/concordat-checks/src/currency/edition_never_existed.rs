//! `currency/edition-never-existed`: an edition is cited that never was.

use super::SHOWN;
use super::editions::{Cited, cited, in_force};
use super::timing::{Written, named};
use crate::declare::declare_check;
use crate::{Area, Sink};
use concordat_findings::Severity;
use concordat_register::{Anchor, PartialDate};
use std::collections::BTreeMap;

declare_check! {
    /// Raises a citation of national guidance by a month or year in which no edition of it came out.
    ///
    /// Nobody can look such an edition up, and it cannot be told which one the clause was written against. Only guidance of
    /// which every edition is listed is judged; the month after or before an edition passes, and so do the dates of
    /// amendments and reprints.
    ///
    /// ```text
    /// raised
    /// //- missing.md
    /// # Missing children protocol
    ///
    /// Agencies comply with Working Together to Safeguard Children (July 2023).
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- missing.md
    /// # Missing children protocol
    ///
    /// Agencies comply with Working Together to Safeguard Children (December 2023).
    /// ```
    pub(crate) static EDITION_NEVER_EXISTED = {
        id: "currency/edition-never-existed",
        severity: Severity::Low,
        since: "0.1.0",
        standard: "The source of each row of the standard's instruments",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    for (index, document) in area.indexed() {
        if Written::of(document).is_none() {
            continue;
        }
        let mut found: BTreeMap<(&str, PartialDate), Vec<&Anchor>> = BTreeMap::new();
        for mention in document.currency.instruments.iter().filter(|m| !m.historic) {
            let Some(edition) = mention.edition else { continue };
            found.entry((&mention.instrument, edition)).or_default().push(&mention.anchor);
        }
        for ((id, date), places) in found {
            let Some(row) = area.standard.instruments.get(id) else { continue };
            if !matches!(cited(row, date, area.as_at), Cited::Never) {
                continue;
            }
            let nearest = in_force(row, date.first()).and_then(|e| PartialDate::parse(&e.published));
            let nearest = nearest.map(|d| format!("; the edition then in force was that of {}", named(d))).unwrap_or_default();
            let mut raised = sink.raise(&[index], format!("No edition of {} is dated {}{nearest}.", row.title, named(date)));
            raised.standard(row.source.clone()).suggest("Find which edition the clause was written against, then name the one in force.");
            if !row.verified {
                raised.severity(Severity::Note);
            }
            for anchor in places.iter().take(SHOWN) {
                raised.evidence(index, anchor);
            }
        }
    }
}
