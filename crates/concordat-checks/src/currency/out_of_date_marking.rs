//! `currency/out-of-date-marking`: a paper bears a protective marking that had been abolished.

use super::timing::{Written, named};
use crate::declare::declare_check;
use crate::{Area, Sink};
use concordat_findings::Severity;
use concordat_register::PartialDate;

declare_check! {
    /// Raises a protective marking of the old scheme (PROTECT, RESTRICTED, NOT PROTECTIVELY MARKED) on a paper written after
    /// the scheme ended on 2 April 2014.
    ///
    /// A reader cannot tell how a paper so marked may be shared. Papers from before that day need not be marked again while
    /// they stay on file and are left alone, as are papers without a date. Only a line that is nothing but the marking counts,
    /// or the marking in the register. Words of a running header or footer are quoted with their first page; they are no part
    /// of the extracted text, so their span is empty.
    ///
    /// ```text
    /// raised
    /// //- terms.md
    /// # Terms of reference
    ///
    /// RESTRICTED
    ///
    /// Approved by the Safeguarding Partnership on 4 July 2019.
    ///
    /// The panel meets monthly.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- terms.md
    /// # Terms of reference
    ///
    /// OFFICIAL
    ///
    /// Approved by the Safeguarding Partnership on 4 July 2019.
    ///
    /// Access to the records is restricted.
    /// ```
    pub(crate) static OUT_OF_DATE_MARKING = {
        id: "currency/out-of-date-marking",
        severity: Severity::Low,
        since: "0.1.0",
        standard: "Cabinet Office, Government Security Classifications, in force 2 April 2014",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let markings = &area.standard.instruments.markings;
    let Some(ended) = PartialDate::parse(&markings.policy.ended) else { return };
    for (index, document) in area.indexed() {
        let Some(date) = Written::of(document).and_then(Written::date).filter(|d| d.first() > ended.last()) else { continue };
        let register = document.entry.marking.as_deref().map(str::to_lowercase);
        let seen = document.currency.markings.first();
        let Some(words) = seen.map(|m| m.words.clone()).or(register) else { continue };
        let Some(row) = markings.markings.iter().find(|m| m.words.contains(&words)) else { continue };
        let place = if seen.is_some_and(|s| s.anchor.is_running()) { " in its running header or footer" } else { "" };
        let marking = words.to_uppercase();
        let message = format!("The paper is marked {marking}{place}, a marking abolished on {}, and is of {}.", named(ended), named(date));
        let mut raised = sink.raise(&[index], message);
        raised.suggest(format!("Consider {}. {}", row.now, markings.policy.advice));
        if let Some(seen) = seen {
            raised.evidence(index, &seen.anchor);
        }
    }
}
