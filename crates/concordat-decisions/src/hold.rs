//! Decisions held against an audit: which findings they are about now.

use crate::Book;
use crate::book::seen;
use concordat_findings::decision::{Around, Decision, Decisions, Lapse, Lapsed, Ruling, Seen, Standing};
use concordat_findings::{Audit, Finding};
use std::collections::{BTreeMap, BTreeSet};

/// Characters next to some words, on both sides together, that must be as they were for the words to be the same ones where not
/// everything around them is: two or three words.
const ENOUGH: usize = 16;

/// Whether a decision about the first may be one about the second.
type Meets<'a> = dyn Fn(&Seen, &Seen) -> bool + 'a;

/// Decisions about one finding that is no longer raised under its id, or not as it was.
struct Stray {
    heads: Vec<Decision>,
}

impl Stray {
    /// What the latest of them was about.
    fn seen(&self) -> Option<&Seen> {
        self.heads.last().map(|d| &d.seen)
    }

    /// Whether they may go over to a finding about `documents`. A dismissal stays with its own, or some of them.
    fn may_go_to(&self, documents: &[String]) -> bool {
        self.heads.iter().all(|d| d.ruling != Ruling::Dismiss || documents.iter().all(|file| d.seen.documents.contains(file)))
    }
}

/// A finding that no decision is about as yet.
struct Free<'a> {
    id: &'a str,
    now: Seen,
}

impl Book {
    /// Finds the finding of every decision in `audit`. A decision holds under its finding's id while the words are the same ones, by
    /// what stands around them. Where the finding has another id now, the decision is carried over to a finding of the same check on the
    /// same words in the same documents, or fewer of them, if one such decision meets one such finding; to a document that is new where the old one is
    /// gone, unless it is a dismissal, since what is no fault in one document may be one in another. Else it has lapsed, and is listed
    /// with what became of it.
    #[must_use]
    pub fn hold(&self, audit: &Audit) -> Decisions {
        let mut out = Decisions::default();
        if self.decisions().is_empty() {
            return out;
        }
        let raised: BTreeMap<&str, Seen> = audit.findings.iter().map(|f| (f.id.as_str(), Self::seen(audit, f))).collect();
        let mut strays = Vec::new();
        for id in self.findings() {
            let fits = |d: &Decision| raised.get(id).is_some_and(|now| is_still(&d.seen, now) && reaches(d, now));
            let (heads, other): (Vec<Decision>, Vec<Decision>) = self.heads(id).into_iter().cloned().partition(fits);
            if !heads.is_empty() {
                out.standing.insert(id.to_owned(), Standing { heads, moved: false });
            }
            strays.extend((!other.is_empty()).then_some(Stray { heads: other }));
        }
        let mut free: Vec<Free<'_>> = raised.into_iter().map(|(id, now)| Free { id, now }).collect();
        free.retain(|f| !out.standing.contains_key(f.id));
        let here: BTreeSet<&str> = audit.documents.iter().chain(&audit.spreadsheets).map(|d| d.entry.file.as_str()).collect();
        let here: BTreeSet<&str> = here.into_iter().chain(audit.unread.iter().map(|(file, _)| file.as_str())).collect();
        let known: BTreeSet<&str> = self.decisions().iter().flat_map(|d| &d.seen.documents).map(String::as_str).collect();
        let renamed = |then: &Seen, now: &Seen| {
            let became = |(then, now): (&String, &String)| then == now || !here.contains(then.as_str()) && !known.contains(now.as_str());
            let alike = then.documents.len() == now.documents.len() && then.documents.iter().zip(&now.documents).all(became);
            then.documents != now.documents && alike && is_still(then, now)
        };
        let passes: [&Meets<'_>; 4] = [
            &|then, now| then.documents == now.documents && then.around.is_some() && then.around == now.around,
            &|then, now| then.documents == now.documents && is_still(then, now),
            // What it was about is less now, or what stood beside it is no longer counted in.
            &|then, now| now.documents.first() == then.documents.first() && is_within(then, now) && is_still(then, now),
            &renamed,
        ];
        for meets in passes {
            for (id, heads) in carried(&mut strays, &mut free, meets) {
                out.standing.insert(id, Standing { heads, moved: true });
            }
        }
        out.lapsed = lapsed(strays, &free);
        out
    }

    /// What `finding` rests on, as it is written down with a decision.
    #[must_use]
    pub fn seen(audit: &Audit, finding: &Finding) -> Seen {
        seen(finding, finding.documents.iter().filter_map(|&d| audit.document(d)).map(|d| d.entry.file.clone()).collect())
    }
}

/// Takes out the strays that meet one finding which no other stray meets, with that finding's id. They rest on the same check and words.
fn carried(strays: &mut Vec<Stray>, free: &mut Vec<Free<'_>>, meets: &dyn Fn(&Seen, &Seen) -> bool) -> Vec<(String, Vec<Decision>)> {
    let mut by_words: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (place, Free { now, .. }) in free.iter().enumerate() {
        by_words.entry((&now.check, &now.words)).or_default().push(place);
    }
    let met = |stray: &Stray| -> Vec<usize> {
        let Some(then) = stray.seen().filter(|then| !then.words.is_empty()) else { return Vec::new() };
        let places = by_words.get(&(then.check.as_str(), then.words.as_str())).into_iter().flatten();
        places.copied().filter(|&place| free.get(place).is_some_and(|f| meets(then, &f.now))).collect()
    };
    let found: Vec<Vec<usize>> = strays.iter().map(met).collect();
    let mut wanted: BTreeMap<usize, usize> = BTreeMap::new();
    found.iter().flatten().for_each(|place| *wanted.entry(*place).or_default() += 1);
    let mut taken = BTreeSet::new();
    let (mut out, mut left) = (Vec::new(), Vec::new());
    for (stray, places) in std::mem::take(strays).into_iter().zip(found) {
        match (places.as_slice(), places.first().and_then(|place| free.get(*place))) {
            ([place], Some(finding)) if wanted.get(place) == Some(&1) && stray.may_go_to(&finding.now.documents) => {
                taken.insert(*place);
                out.push((finding.id.to_owned(), stray.heads));
            }
            _ => left.push(stray),
        }
    }
    *strays = left;
    let mut place = 0..;
    free.retain(|_| place.next().is_none_or(|place| !taken.contains(&place)));
    out
}

/// What became of decisions that are about no finding of now. One that opened its finding again has nothing to lose.
fn lapsed(strays: Vec<Stray>, free: &[Free<'_>]) -> Vec<Lapsed> {
    let mut by_place: BTreeMap<(&str, &[String]), Vec<&Free<'_>>> = BTreeMap::new();
    for finding in free {
        by_place.entry((&finding.now.check, &finding.now.documents)).or_default().push(finding);
    }
    let last = strays.into_iter().filter_map(|mut stray| stray.heads.pop()).filter(|d| d.ruling != Ruling::Reopen);
    let lapse = |decision: Decision| {
        let then = &decision.seen;
        let changed = |f: &&&Free<'_>| then.section.is_some() && then.section == f.now.section || is_around(then, &f.now) == Some(true);
        let there = by_place.get(&(then.check.as_str(), then.documents.as_slice())).into_iter().flatten();
        let still = free.iter().find(|f| f.id == decision.finding);
        let why = still.or_else(|| there.clone().find(changed).copied()).map_or(Lapse::Gone, |f| Lapse::Changed(f.id.to_owned()));
        Lapsed { decision, why }
    };
    last.map(lapse).collect()
}

/// Whether a decision says something of all that a finding is about now. What somebody dismissed for some documents may be a fault in
/// one that joins them.
fn reaches(decision: &Decision, now: &Seen) -> bool {
    decision.ruling != Ruling::Dismiss || is_within(&decision.seen, now)
}

/// Whether all documents of now were among those of then.
fn is_within(then: &Seen, now: &Seen) -> bool {
    now.documents.iter().all(|file| then.documents.contains(file))
}

/// Whether the words of a decision are those of a finding, and not the same ones at another place. What rests on other words now is
/// known by something else than its words.
fn is_still(then: &Seen, now: &Seen) -> bool {
    then.words != now.words || is_around(then, now) != Some(false)
}

/// Whether what stood around the words still does, or enough of what is next to them; none where nobody knows. A clause that was
/// given another number begins otherwise.
fn is_around(then: &Seen, now: &Seen) -> Option<bool> {
    let (then, now): (&Around, &Around) = (then.around.as_ref()?, now.around.as_ref()?);
    let before = then.before.chars().rev().zip(now.before.chars().rev()).take_while(|(a, b)| a == b).count();
    let after = then.after.chars().zip(now.after.chars()).take_while(|(a, b)| a == b).count();
    Some(then == now || before + after >= ENOUGH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Ordered, quieted};
    use concordat_findings::Severity;
    use concordat_findings::decision::Stand;
    use concordat_register::{Anchor, Date, DocumentFacts, DocumentIndex, Entry, Evidence};
    use concordat_text::{CharSpan, Quote};

    /// Findings by id, file, section and words; in the words, what they rest on stands between bars.
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
                printed_page: None,
                paragraph: 1,
                quote: match words.split('|').collect::<Vec<_>>()[..] {
                    [prefix, exact, suffix] => Quote { exact: exact.into(), prefix: prefix.into(), suffix: suffix.into() },
                    _ => Quote { exact: (*words).into(), ..Quote::default() },
                },
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
            book.decide(
                &finding.id,
                Book::seen(audit, finding),
                Ordered { ruling, by: "Ash".into(), at, reason: None, to: None, until },
                &[],
            );
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
    fn a_dismissal_never_moves_to_another_document() {
        let before = audit(&[("f1", "a.docx", "4.2", "her choice"), ("f2", "b.docx", "4.2", "her choice")]);
        let mut book = Book::default();
        let ordered = |ruling| Ordered { ruling, by: "Ash".into(), at: "2026-05-04T09:00:00Z".into(), reason: None, to: None, until: None };
        book.decide("f1", Book::seen(&before, &before.findings[0]), ordered(Ruling::Dismiss), &[]);
        // The words were deleted, or the check turned off in the one document; then the document itself is gone.
        let mut after = audit(&[("f2", "b.docx", "4.2", "her choice")]);
        after.documents.push(before.documents[0].clone());
        assert_eq!(book.hold(&after).stand("f2", None), Stand::Open);
        assert_eq!(book.hold(&audit(&[("f2", "b.docx", "4.2", "her choice")])).stand("f2", None), Stand::Open);
        // What was accepted follows a file that was given another name, and no other.
        let mut book = Book::default();
        book.decide("f1", Book::seen(&before, &before.findings[0]), ordered(Ruling::Accept), &[]);
        assert_eq!(book.hold(&after).stand("f2", None), Stand::Open);
        assert_eq!(book.hold(&audit(&[("f9", "new.docx", "4.2", "her choice")])).stand("f9", None), Stand::Accepted);
    }

    #[test]
    fn an_id_that_fits_is_not_enough_where_other_words_stand_around() {
        let said = "The child was called |offender| by two of the officers there.";
        let wrote = "In the second file he is an |offender| again.";
        let both = audit(&[("f1", "a.docx", "", said), ("f2", "a.docx", "", wrote)]);
        let mut book = decided(&audit(&[("f1", "a.docx", "", said)]), Ruling::Dismiss, None);
        assert_eq!(book.hold(&both).stand("f1", None), Stand::Dismissed);
        let held = book.hold(&audit(&[("f1", "a.docx", "", wrote)]));
        assert_eq!(held.stand("f1", None), Stand::Open);
        assert_eq!(held.lapsed.len(), 1);
        // Words changed on one side are still the same words.
        let mended = "The child was called |offender| by one officer.";
        assert_eq!(book.hold(&audit(&[("f1", "a.docx", "", mended)])).stand("f1", None), Stand::Dismissed);
        // So they are in a clause that was given a number, and in one whose beginning alone is alike they are not.
        let numbered = "4.7 The child was called |offender| by two of the officers there.";
        assert_eq!(book.hold(&audit(&[("f9", "a.docx", "4.7", numbered)])).stand("f9", None), Stand::Dismissed);
        let alike = "The child was an |offender| before.";
        assert_eq!(book.hold(&audit(&[("f9", "a.docx", "4.7", alike)])).stand("f9", None), Stand::Open);
        // Whoever decides about the other words ends what was said of the first.
        let other = audit(&[("f1", "a.docx", "", wrote)]);
        let accept =
            Ordered { ruling: Ruling::Accept, by: "Bo".into(), at: "2026-05-05T09:00:00Z".into(), reason: None, to: None, until: None };
        book.decide("f1", Book::seen(&other, &other.findings[0]), accept, &[]);
        assert_eq!(book.hold(&other).stand("f1", None), Stand::Accepted);
    }

    /// An audit with one finding, `f1`, about some documents.
    fn about(id: &str, files: &[&str]) -> Audit {
        let rows: Vec<(&str, &str, &str, &str)> = files.iter().map(|file| ("", *file, "3", "words")).collect();
        let mut made = audit(&rows);
        let mut finding = made.findings[0].clone();
        made.findings.clear();
        finding.id = id.into();
        finding.documents = (0..u32::try_from(files.len()).unwrap()).map(DocumentIndex).collect();
        made.findings.push(finding);
        made
    }

    #[test]
    fn a_decision_about_several_documents_stays_while_they_become_fewer() {
        for ruling in [Ruling::Accept, Ruling::Dismiss] {
            let book = decided(&about("f1", &["a.docx", "b.docx", "c.docx"]), ruling, None);
            assert!(!book.hold(&about("f1", &["b.docx", "c.docx"])).standing.is_empty());
            assert!(!book.hold(&about("f9", &["a.docx", "c.docx"])).standing.is_empty());
        }
        // What was dismissed for three is asked anew where a fourth joins them; what was accepted is still to be done.
        let more = about("f1", &["a.docx", "b.docx", "d.docx"]);
        let held = decided(&about("f1", &["a.docx", "b.docx", "c.docx"]), Ruling::Dismiss, None).hold(&more);
        assert!(held.standing.is_empty() && held.lapsed.iter().all(|l| l.why == Lapse::Changed("f1".into())));
        assert!(!decided(&about("f1", &["a.docx", "b.docx", "c.docx"]), Ruling::Accept, None).hold(&more).standing.is_empty());
    }

    #[test]
    fn one_finding_is_not_given_to_one_of_two_decisions() {
        let before = audit(&[("f1", "a.docx", "4.2", "her choice"), ("f2", "a.docx", "5", "her choice")]);
        let mut book = decided(&before, Ruling::Accept, None);
        let dismiss =
            Ordered { ruling: Ruling::Dismiss, by: "Bo".into(), at: "2026-05-05T09:00:00Z".into(), reason: None, to: None, until: None };
        book.decide("f1", Book::seen(&before, &before.findings[0]), dismiss, &[]);
        let held = book.hold(&audit(&[("f9", "a.docx", "7", "her choice")]));
        assert!(held.standing.is_empty() && held.lapsed.len() == 2);
    }

    #[test]
    fn a_decision_about_a_moved_finding_ends_the_one_that_moved() {
        let before = audit(&[("f1", "a.docx", "4.2", "her choice")]);
        let mut book = decided(&before, Ruling::Dismiss, None);
        let after = audit(&[("f9", "a.docx", "7", "her choice")]);
        let carried = book.hold(&after).standing["f9"].heads.clone();
        let accept =
            Ordered { ruling: Ruling::Accept, by: "Bo".into(), at: "2026-05-05T09:00:00Z".into(), reason: None, to: None, until: None };
        book.decide("f9", Book::seen(&after, &after.findings[0]), accept, &carried);
        // A third finding on the same words takes nothing from the first decision.
        let third = audit(&[("f9", "a.docx", "7", "her choice"), ("f5", "a.docx", "9", "her choice")]);
        let held = book.hold(&third);
        assert_eq!((held.stand("f9", None), held.stand("f5", None)), (Stand::Accepted, Stand::Open));
        assert!(held.lapsed.is_empty());
    }

    #[test]
    fn a_decision_about_what_took_an_id_over_does_not_end_the_one_that_moved() {
        let before = audit(&[("f1", "a.docx", "4.2", "They said that it was her |choice| to go there at night.")]);
        let book = decided(&before, Ruling::Dismiss, None);
        let after = audit(&[
            ("f1", "a.docx", "2", "Nobody in the home had any |choice| about the new rota."),
            ("f9", "a.docx", "7", "They said that it was her |choice| to go there at night."),
        ]);
        let mut after = after;
        after.decisions = book.hold(&after);
        assert_eq!((after.decisions.stand("f1", None), after.decisions.stand("f9", None)), (Stand::Open, Stand::Dismissed));
        let accept =
            || Ordered { ruling: Ruling::Accept, by: "Bo".into(), at: "2026-05-05T09:00:00Z".into(), reason: None, to: None, until: None };
        let mut settled = book.clone();
        settled.settle(&after, "f1");
        settled.decide("f1", Book::seen(&after, &after.findings[0]), accept(), &[]);
        let held = settled.hold(&after);
        assert_eq!((held.stand("f1", None), held.stand("f9", None)), (Stand::Accepted, Stand::Dismissed));
        // Written down twice, as by two people, it is one decision.
        let mut twice = settled.clone();
        twice.settle(&after, "f1");
        assert_eq!(twice, settled);
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
        book.decide("f2", Seen::default(), reopened, &[]);
        all.decisions = book.hold(&all);
        assert_eq!(quieted(&all).iter().map(|q| q.document.as_str()).collect::<Vec<_>>(), ["b.docx"]);
    }
}
