//! `currency/count`: a count in prose disagrees with the list it introduces.

use super::timing::Written;
use crate::declare::declare_check;
use crate::{Area, Sink};
use concordat_findings::Severity;

declare_check! {
    /// Raises a count in prose that disagrees with the list it introduces.
    ///
    /// It usually means that a document, stage or partner was added or struck out and the sentence was not read again, so
    /// that the reader cannot tell which of the two was agreed. Only a list that follows at once, or whose items are marked
    /// (a), (b), (c), is counted, and a list of documents just before or after "these five documents";
    /// "about", "at least" and their like claim nothing.
    ///
    /// ```text
    /// raised
    /// //- briefing.md
    /// # Briefing
    ///
    /// It rests on these three papers:
    ///
    /// - the gangs protocol
    /// - the missing protocol
    /// - the housing policy
    /// - the schools guide
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- briefing.md
    /// # Briefing
    ///
    /// It rests on these three papers:
    ///
    /// - the gangs protocol
    /// - the missing protocol
    /// - the housing policy
    /// ```
    pub(crate) static COUNT = {
        id: "currency/count",
        severity: Severity::Note,
        since: "0.1.0",
        standard: "The document's own count",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    for (index, document) in area.indexed().filter(|(_, d)| Written::of(d).is_some()) {
        for count in &document.currency.counts {
            let list = if count.list.span.end <= count.anchor.span.start { "list before it" } else { "list that follows" };
            let message = format!("The text says “{}”, but the {list} has {}.", count.anchor.quote.exact.trim(), count.listed);
            let mut raised = sink.raise(&[index], message);
            raised.suggest("Find out which was agreed, the count or the list, and mend the other.");
            raised.evidence(index, &count.anchor).evidence(index, &count.list);
        }
    }
}
