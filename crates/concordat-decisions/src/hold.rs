//! Decisions held against an audit: which findings they are about now.

use crate::Book;
use crate::book::seen;
use concordat_findings::decision::{Decision, Decisions, Lapse, Lapsed, Ruling, Seen, Standing};
use concordat_findings::{Audit, Finding};
use std::collections::{BTreeMap, BTreeSet};

impl Book {
    /// Finds the finding of every decision in `audit`. A decision whose finding has another id now is carried over where
    /// exactly one finding of the same check that nobody decided about rests on the same words; else it has lapsed, and
    /// is listed with what became of it.
    #[must_use]
    pub fn hold(&self, audit: &Audit) -> Decisions {
        let raised: BTreeMap<&str, &Finding> = audit.findings.iter().map(|f| (f.id.as_str(), f)).collect();
        let mut out = Decisions::default();
        let mut strays = Vec::new();
        for id in self.findings() {
            let heads: Vec<Decision> = self.heads(id).into_iter().cloned().collect();
            if raised.contains_key(id) {
                out.standing.insert(id.to_owned(), Standing { heads, moved: false });
            } else {
                strays.push(heads);
            }
        }
        if strays.is_empty() {
            return out;
        }
        let free: Vec<(&Finding, Seen)> =
            audit.findings.iter().filter(|f| !out.standing.contains_key(&f.id)).map(|f| (f, Self::seen(audit, f))).collect();
        let mut taken: BTreeSet<&str> = BTreeSet::new();
        for heads in strays {
            let Some(last) = heads.last().cloned() else { continue };
            if last.ruling == Ruling::Reopen {
                continue;
            }
            let alike: Vec<&str> = free
                .iter()
                .filter(|(f, now)| !taken.contains(f.id.as_str()) && same_words(&last.seen, now))
                .map(|(f, _)| f.id.as_str())
                .collect();
            if let [one] = alike.as_slice() {
                taken.insert(*one);
                out.standing.insert((*one).to_owned(), Standing { heads, moved: true });
                continue;
            }
            let changed = free.iter().find(|(_, now)| same_place(&last.seen, now));
            let why = changed.map_or(Lapse::Gone, |(f, _)| Lapse::Changed(f.id.clone()));
            out.lapsed.push(Lapsed { decision: last, why });
        }
        out
    }

    /// What `finding` rests on, as it is written down with a decision.
    #[must_use]
    pub fn seen(audit: &Audit, finding: &Finding) -> Seen {
        seen(finding, finding.documents.iter().filter_map(|&d| audit.document(d)).map(|d| d.entry.file.clone()).collect())
    }
}

/// The same check on the same words, in the same document or one whose name has changed.
fn same_words(then: &Seen, now: &Seen) -> bool {
    then.check == now.check && !then.words.is_empty() && then.words == now.words && then.documents.len() == now.documents.len()
}

/// The same check about the same clause of the same documents.
fn same_place(then: &Seen, now: &Seen) -> bool {
    (&then.check, &then.documents, &then.section) == (&now.check, &now.documents, &now.section)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Ordered, quieted};
    use concordat_findings::Severity;
    use concordat_findings::decision::Stand;
    use concordat_register::{Anchor, Date, DocumentFacts, DocumentIndex, Entry, Evidence};
    use concordat_text::{CharSpan, Quote};

    fn audit(findings: &[(&str, &str, &str, &str)]) -> Audit {
        let mut audit = Audit::default();
        for (id, file, section, words) in findings {
            let place = audit.documents.iter().position(|d| d.entry.file == *file).unwrap_or_else(|| {
                audit
                    .documents
                    .push(DocumentFacts { entry: Entry { file: (*file).into(), ..Entry::default() }, ..DocumentFacts::default() });
                audit.documents.len() - 1
            });
            let document = DocumentIndex(u32::try_from(place).unwrap());
            let anchor = Anchor {
                heading: None,
                section: Some((*section).into()),
                page: None,
                paragraph: 1,
                quote: Quote { exact: (*words).into(), prefix: "".into(), suffix: "".into() },
                span: CharSpan { start: 0, end: 1 },
            };
            audit.findings.push(Finding {
                id: (*id).into(),
                check: "language/choice".into(),
                severity: Severity::Medium,
                documents: vec![document],
                message: "one sentence".into(),
                evidence: vec![Evidence { document, anchor }],
                suggestion: None,
                replacement: None,
                proposed: None,
                standard: "".into(),
            });
        }
        audit
    }

    fn decided(audit: &Audit, ruling: Ruling, until: Option<Date>) -> Book {
        let mut book = Book::default();
        for (n, finding) in audit.findings.iter().enumerate() {
            let at = format!("2026-05-04T09:{n:02}:00Z");
            book.decide(&finding.id, Book::seen(audit, finding), Ordered { ruling, by: "Ash".into(), at, reason: None, to: None, until });
        }
        book
    }

    #[test]
    fn a_decision_stays_while_its_evidence_stands_and_goes_with_it() {
        let before =
            audit(&[("f1", "a.docx", "4.2", "her choice"), ("f2", "a.docx", "5", "his choice"), ("f3", "a.docx", "6", "chose this")]);
        let book = decided(&before, Ruling::Dismiss, None);
        // The first stands; the second's clause has another number; the third's words were changed.
        let after =
            audit(&[("f1", "a.docx", "4.2", "her choice"), ("f9", "a.docx", "7", "his choice"), ("f8", "a.docx", "6", "choosing it")]);
        let held = book.hold(&after);
        assert_eq!(held.stand("f1", None), Stand::Dismissed);
        assert!(held.standing.get("f9").is_some_and(|s| s.moved));
        assert_eq!(held.lapsed.iter().map(|l| &l.why).collect::<Vec<_>>(), [&Lapse::Changed("f8".into())]);
        let gone = book.hold(&audit(&[]));
        assert!(gone.standing.is_empty() && gone.lapsed.iter().all(|l| l.why == Lapse::Gone) && gone.lapsed.len() == 3);
    }

    #[test]
    fn words_that_stand_twice_are_not_guessed_between() {
        let before = audit(&[("f1", "a.docx", "4.2", "her choice")]);
        let book = decided(&before, Ruling::Accept, None);
        let held = book.hold(&audit(&[("f5", "a.docx", "5", "her choice"), ("f6", "a.docx", "6", "her choice")]));
        assert!(held.standing.is_empty() && held.lapsed.len() == 1);
    }

    #[test]
    fn what_was_put_off_comes_back_on_its_day() {
        let before = audit(&[("f1", "a.docx", "4.2", "her choice")]);
        let held = decided(&before, Ruling::Defer, Date::new(2026, 9, 1)).hold(&before);
        assert_eq!(held.stand("f1", Date::new(2026, 8, 31)), Stand::Deferred);
        assert_eq!(held.stand("f1", Date::new(2026, 9, 1)), Stand::Open);
    }

    #[test]
    fn a_check_is_quiet_where_all_of_its_findings_are_dismissed() {
        let mut all = audit(&[("f1", "a.docx", "1", "x"), ("f2", "a.docx", "2", "y"), ("f3", "b.docx", "1", "z")]);
        let mut book = decided(&all, Ruling::Dismiss, None);
        let reopened =
            Ordered { ruling: Ruling::Reopen, by: "Bo".into(), at: "2026-05-05T09:00:00Z".into(), reason: None, to: None, until: None };
        book.decide("f2", Seen::default(), reopened);
        all.decisions = book.hold(&all);
        assert_eq!(quieted(&all).iter().map(|q| q.document.as_str()).collect::<Vec<_>>(), ["b.docx"]);
    }
}
