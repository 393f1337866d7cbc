//! `currency/review`: the review date has passed.

use super::timing::{Written, spelt};
use crate::declare::declare_check;
use crate::{Area, Sink};
use concordat_findings::Severity;
use concordat_register::{Anchor, Date, DocumentFacts, Field, Kind, PartialDate, Status};

declare_check! {
    /// Raises a document whose own review date has passed.
    ///
    /// Only the latest date it gives counts, and only once all of it has gone by: "by March 2020" is overdue in April. A
    /// yearly review without a date says nothing. Drafts, minutes, reports and superseded documents are left alone.
    ///
    /// ```text
    /// raised
    /// //- gangs.md
    /// # Gangs procedure
    ///
    /// This procedure will be reviewed by March 2020.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- gangs.md
    /// # Gangs procedure
    ///
    /// This procedure is reviewed every year. The next review is due in March 2035.
    /// ```
    pub(crate) static REVIEW = {
        id: "currency/review",
        severity: Severity::Low,
        since: "0.1.0",
        standard: "The document's own review date",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    for (index, document) in area.indexed() {
        let standing = document.entry.status == Status::Draft || matches!(document.entry.kind, Kind::Minutes | Kind::Report);
        if standing || Written::of(document).is_none() {
            continue;
        }
        let Some((due, anchor)) = latest(document).filter(|(due, _)| due.last() < area.as_at) else { continue };
        // A date that was only inferred, and of which no words can be shown, puts a finding off but does not raise one.
        if document.entry.review_due.is_some_and(|inferred| inferred.last() >= area.as_at) {
            continue;
        }
        let months = months_between(due.last(), area.as_at);
        let late = match months {
            0 => "less than a month".to_owned(),
            1 => "a month".to_owned(),
            2..=23 => format!("{months} months"),
            _ => format!("{} years", months / 12),
        };
        let mut raised = sink.raise(&[index], format!("This document was to be reviewed {}, {late} ago.", spelt(due)));
        raised.severity(if months >= 24 { Severity::Medium } else { Severity::Low });
        raised.suggest("Review this document, or say who has agreed that it stays in force unreviewed and until when.");
        if let Some(anchor) = anchor {
            raised.evidence(index, anchor);
        }
    }
}

/// The latest review date and where it stands; what the site's own register says wins.
fn latest(document: &DocumentFacts) -> Option<(PartialDate, Option<&Anchor>)> {
    let entry = &document.entry;
    let stated = document.currency.reviews.iter().max_by_key(|r| (r.due.last(), std::cmp::Reverse(r.anchor.span.start)));
    let corrected = entry.review_due.filter(|_| !entry.inferred.contains(&Field::ReviewDue));
    if let Some(due) = corrected {
        return Some((due, stated.filter(|s| s.due == due).map(|s| &s.anchor)));
    }
    stated.map(|stated| (stated.due, Some(&stated.anchor)))
}

/// Whole months from one day to a later one.
fn months_between(from: Date, to: Date) -> i32 {
    let months = |d: Date| i32::from(d.year) * 12 + i32::from(d.month);
    months(to) - months(from) - i32::from(to.day < from.day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Fixture;

    fn raised(text: &str, as_at: &str) -> Vec<String> {
        let fixture = Fixture::at(&format!("//- a.md\n# Gangs procedure\n\n{text}\n"), Date::parse(as_at).unwrap());
        fixture.raised("currency/review").into_iter().map(|f| f.message).collect()
    }

    #[test]
    fn a_month_is_overdue_when_it_is_over() {
        let text = "This procedure will be reviewed by March 2016.";
        assert!(raised(text, "2016-03-31").is_empty());
        assert_eq!(raised(text, "2016-10-01"), ["This document was to be reviewed in March 2016, 6 months ago."]);
        assert_eq!(raised(text, "2019-10-01"), ["This document was to be reviewed in March 2016, 3 years ago."]);
    }

    #[test]
    fn the_latest_statement_counts() {
        assert!(raised("The next review is due in March 2014.\n\nThis procedure will be reviewed by March 2019.", "2016-10-01").is_empty());
    }
}
