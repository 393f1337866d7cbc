//! All decisions of a site.

use concordat_findings::decision::{Around, Decision, Ruling, Seen};
use concordat_findings::{Audit, Finding};
use concordat_register::Date;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// All decisions of a site, by finding, time and key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    decisions: Vec<Decision>,
    /// Decisions that one about another finding replaces: finding and key.
    elsewhere: BTreeSet<(String, String)>,
}

/// What stands between a finding's id and a key where a decision about another finding is replaced. Keys have none.
const OF: char = '#';

/// What stands between a key that several decisions came with and what tells one of them from the others.
const APART: char = '-';

/// A decision that somebody orders to be written down.
#[derive(Debug, Clone)]
pub struct Ordered {
    /// What they decide.
    pub ruling: Ruling,
    /// Who decides.
    pub by: String,
    /// When, as RFC 3339 in UTC to the second.
    pub at: String,
    /// Why.
    pub reason: Option<String>,
    /// To whom it is given.
    pub to: Option<String>,
    /// The day on which it comes back.
    pub until: Option<Date>,
}

/// What a merge came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Decisions that only the other book had.
    pub added: usize,
    /// Findings about which people decided differently, by id.
    pub conflicts: Vec<String>,
}

impl Book {
    /// A book of `decisions`, in any order. Of two decisions with one key and different words, as when somebody changed the
    /// file by hand, both are kept, and what replaces the one replaces the other.
    #[must_use]
    pub fn of(decisions: impl IntoIterator<Item = Decision>) -> Self {
        let mut families: BTreeMap<(String, String), BTreeMap<String, Decision>> = BTreeMap::new();
        for mut decision in decisions {
            if decision.key.is_empty() {
                decision.key = key(&decision);
            }
            let alike = families.entry((decision.finding.clone(), family(&decision.key).to_owned())).or_default();
            put(alike, content(&decision), decision);
        }
        let mut decisions: Vec<Decision> = Vec::new();
        let mut keys: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for (name, alike) in families {
            // The order of files must not matter, so the one that keeps the key is the least by its words. The others keep it as
            // the front of theirs: whoever replaced one before they were put together may be read after it.
            for (n, (words, mut decision)) in alike.into_iter().enumerate() {
                decision.key = if n == 0 { name.1.clone() } else { format!("{}{APART}{}", name.1, hashed(&words)) };
                keys.entry(name.clone()).or_default().push(decision.key.clone());
                decisions.push(decision);
            }
        }
        for decision in &mut decisions {
            let replaced = |name: &String| -> Vec<String> {
                let (finding, key) = name.rsplit_once(OF).unwrap_or((&decision.finding, name));
                let prefix = name.strip_suffix(key).unwrap_or_default();
                let alike = keys.get(&(finding.to_owned(), family(key).to_owned())).into_iter().flatten();
                alike.map(|key| format!("{prefix}{key}")).filter(|key| *key != decision.key).collect()
            };
            let more: Vec<String> = decision.replaces.iter().flat_map(replaced).collect();
            decision.replaces.extend(more);
            decision.replaces.sort();
            decision.replaces.dedup();
        }
        decisions.sort_by(|a, b| (&a.finding, &a.at, &a.key).cmp(&(&b.finding, &b.at, &b.key)));
        let elsewhere = decisions.iter().flat_map(|d| &d.replaces).filter_map(|name| name.rsplit_once(OF));
        let elsewhere = elsewhere.map(|(finding, key)| (finding.to_owned(), key.to_owned())).collect();
        Self { decisions, elsewhere }
    }

    /// The decisions, by finding, time and key.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// Findings that anybody has decided about, by id.
    #[must_use]
    pub fn findings(&self) -> BTreeSet<&str> {
        self.decisions.iter().map(|d| d.finding.as_str()).collect()
    }

    /// The decisions about a finding that no other replaces, by time; none where all were carried over to another finding and replaced
    /// there. Where each replaces another in a circle, which only a hand can write, the latest stands.
    #[must_use]
    pub fn heads(&self, finding: &str) -> Vec<&Decision> {
        let from = self.decisions.partition_point(|d| d.finding.as_str() < finding);
        let about: Vec<&Decision> = self.decisions.get(from..).unwrap_or_default().iter().take_while(|d| d.finding == finding).collect();
        let replaced: BTreeSet<&str> = about.iter().flat_map(|d| &d.replaces).map(String::as_str).collect();
        let carried = |d: &Decision| self.elsewhere.contains(&(d.finding.clone(), d.key.clone()));
        let heads: Vec<&Decision> = about.iter().filter(|d| !replaced.contains(d.key.as_str()) && !carried(d)).copied().collect();
        if heads.is_empty() && !about.iter().any(|d| carried(d)) { about.last().copied().into_iter().collect() } else { heads }
    }

    /// Writes down a decision about what `seen` tells of the finding `id`. It replaces all that stood, so that it also ends a conflict;
    /// so it does those decisions about a finding of another id that were `carried` over to this one.
    pub fn decide(&mut self, id: &str, seen: Seen, ordered: Ordered, carried: &[Decision]) -> Decision {
        let other = |d: &Decision| if d.finding == id { d.key.clone() } else { format!("{}{OF}{}", d.finding, d.key) };
        let mut decision = Decision {
            key: String::new(),
            finding: id.to_owned(),
            ruling: ordered.ruling,
            by: ordered.by,
            at: ordered.at,
            reason: ordered.reason,
            to: ordered.to,
            until: ordered.until,
            replaces: self.heads(id).into_iter().map(other).chain(carried.iter().map(other)).collect(),
            seen,
        };
        decision.replaces.sort();
        decision.replaces.dedup();
        decision.key = key(&decision);
        *self = Self::of(std::mem::take(&mut self.decisions).into_iter().chain([decision.clone()]));
        decision
    }

    /// Writes decisions that were taken under `id`, and now stand for a finding of another id, down under that one. Otherwise a decision about
    /// what bears `id` today would end them.
    pub fn settle(&mut self, audit: &Audit, id: &str) {
        let moved = audit.decisions.standing.iter().filter(|(new, standing)| standing.moved && *new != id);
        let mut settled = Vec::new();
        for (new, standing) in moved {
            let Some(finding) = audit.findings.iter().find(|f| f.id == *new) else { continue };
            settled.extend(standing.heads.iter().filter(|d| d.finding == id).map(|d| Decision {
                key: String::new(),
                finding: new.clone(),
                seen: Self::seen(audit, finding),
                replaces: vec![format!("{}{OF}{}", d.finding, d.key)],
                ..d.clone()
            }));
        }
        if !settled.is_empty() {
            *self = Self::of(std::mem::take(&mut self.decisions).into_iter().chain(settled));
        }
    }

    /// Takes a decision out again, as if it had not been made. For what was written down by mistake a moment ago; a change of
    /// mind is a decision of its own.
    pub fn take_back(&mut self, taken: &Decision) {
        let decisions = std::mem::take(&mut self.decisions);
        *self = Self::of(decisions.into_iter().filter(|d| (&d.finding, &d.key) != (&taken.finding, &taken.key)));
    }

    /// Puts another person's decisions beside these.
    pub fn merge(&mut self, other: &Self) -> Merged {
        let before = self.decisions.len();
        *self = Self::of(std::mem::take(&mut self.decisions).into_iter().chain(other.decisions.iter().cloned()));
        Merged { added: self.decisions.len() - before, conflicts: self.conflicts() }
    }

    /// Findings about which people decided differently, by id.
    #[must_use]
    pub fn conflicts(&self) -> Vec<String> {
        let differ = |finding: &&str| {
            let heads = self.heads(finding);
            heads.iter().any(|head| heads.first().is_some_and(|first| !head.agrees_with(first)))
        };
        self.findings().into_iter().filter(differ).map(str::to_owned).collect()
    }
}

/// What a finding rests on, as it is written down with a decision.
#[must_use]
pub(crate) fn seen(finding: &Finding, files: Vec<String>) -> Seen {
    let first = finding.evidence.first();
    Seen {
        check: finding.check.to_string(),
        documents: files,
        section: first.and_then(|e| e.anchor.section.as_deref()).map(str::to_owned),
        words: first.map_or_else(|| finding.message.clone(), |e| e.anchor.quote.exact.to_string()),
        around: first.map(|e| Around { before: e.anchor.quote.prefix.to_string(), after: e.anchor.quote.suffix.to_string() }),
    }
}

/// The key a decision came with, which those have in common that somebody changed by hand.
fn family(key: &str) -> &str {
    key.split_once(APART).map_or(key, |(family, _)| family)
}

/// Puts a decision among others of its key. Two of the same words are one, which replaces what either does.
fn put(alike: &mut BTreeMap<String, Decision>, words: String, decision: Decision) {
    match alike.entry(words) {
        Entry::Vacant(place) => {
            place.insert(decision);
        }
        Entry::Occupied(mut same) => same.get_mut().replaces.extend(decision.replaces),
    }
}

/// Everything a decision says but its key and what it replaces.
fn content(decision: &Decision) -> String {
    let Decision { finding, ruling, by, at, reason, to, until, replaces: _, seen, key: _ } = decision;
    let Seen { check, documents, section, words, around } = seen;
    let until = until.map(|d| d.to_string());
    let optional = [reason, to, &until, section].map(|part| part.as_deref().unwrap_or_default());
    let around = around.as_ref().map(|around| [around.before.as_str(), &around.after]).unwrap_or_default();
    let parts = [finding, ruling.word(), by, at].into_iter().chain(optional).chain([check.as_str(), words]).chain(around);
    parts.chain(documents.iter().map(String::as_str)).collect::<Vec<_>>().join("\u{1f}")
}

/// The key of a decision. It tells what it replaces too: somebody may decide the same twice in a second.
fn key(decision: &Decision) -> String {
    hashed(&format!("{}\u{1f}{}", content(decision), decision.replaces.join(",")))
}

/// The upper half of FNV-1a with 64 bits. It need only tell the few decisions about one finding apart.
/// Source: Fowler, Noll and Vo, IETF draft-eastlake-fnv.
fn hashed(words: &str) -> String {
    let hash = words.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{:08x}", hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ordered(ruling: Ruling, by: &str, minute: u32) -> Ordered {
        Ordered { ruling, by: by.into(), at: format!("2026-05-04T09:{minute:02}:00Z"), reason: None, to: None, until: None }
    }

    fn rulings(book: &Book, finding: &str) -> Vec<Ruling> {
        book.heads(finding).iter().map(|d| d.ruling).collect()
    }

    #[test]
    fn a_later_decision_replaces_and_keeps_the_earlier() {
        let mut book = Book::default();
        book.decide("f", Seen::default(), ordered(Ruling::Accept, "Ash", 1), &[]);
        book.decide("f", Seen::default(), ordered(Ruling::Dismiss, "Ash", 2), &[]);
        assert_eq!(rulings(&book, "f"), [Ruling::Dismiss]);
        assert_eq!(book.decisions().len(), 2);
    }

    #[test]
    fn two_who_did_not_know_of_each_other_are_in_conflict_until_one_decides_again() {
        let mut ours = Book::default();
        ours.decide("f", Seen::default(), ordered(Ruling::Accept, "Ash", 1), &[]);
        let mut theirs = Book::default();
        theirs.decide("f", Seen::default(), ordered(Ruling::Dismiss, "Bo", 2), &[]);
        theirs.decide("g", Seen::default(), ordered(Ruling::Dismiss, "Bo", 3), &[]);
        assert_eq!(ours.merge(&theirs), Merged { added: 2, conflicts: vec!["f".into()] });
        ours.decide("f", Seen::default(), ordered(Ruling::Accept, "Ash", 4), &[]);
        assert_eq!(ours.conflicts(), Vec::<String>::new());
        assert_eq!(ours.decisions().len(), 4);
    }

    #[test]
    fn two_who_decided_alike_are_not() {
        let mut ours = Book::default();
        ours.decide("f", Seen::default(), ordered(Ruling::Accept, "Ash", 1), &[]);
        let mut theirs = Book::default();
        theirs.decide("f", Seen::default(), ordered(Ruling::Accept, "Bo", 2), &[]);
        assert_eq!(ours.merge(&theirs), Merged { added: 1, conflicts: vec![] });
    }

    #[test]
    fn a_circle_written_by_hand_leaves_the_latest() {
        let mut one = Book::default();
        one.decide("f", Seen::default(), ordered(Ruling::Accept, "Ash", 1), &[]);
        one.decide("f", Seen::default(), ordered(Ruling::Dismiss, "Ash", 2), &[]);
        let mut decisions = one.decisions().to_vec();
        let last = decisions[1].key.clone();
        decisions[0].replaces = vec![last];
        assert_eq!(rulings(&Book::of(decisions), "f"), [Ruling::Dismiss]);
    }

    /// The book with the reason of its first decision mended by hand.
    fn mended(book: &Book, reason: &str) -> Book {
        let mut decisions = book.decisions().to_vec();
        decisions[0].reason = Some(reason.to_owned());
        Book::of(decisions)
    }

    #[test]
    fn a_mended_reason_of_what_was_replaced_long_ago_brings_no_conflict_back() {
        let mut ours = Book::default();
        ours.decide("f", Seen::default(), ordered(Ruling::Accept, "Ash", 1), &[]);
        ours.decide("f", Seen::default(), ordered(Ruling::Dismiss, "Ash", 2), &[]);
        let theirs = mended(&ours, "as agreed");
        let mut both = ours.clone();
        assert_eq!(both.merge(&theirs), Merged { added: 1, conflicts: vec![] });
        assert_eq!(rulings(&both, "f"), [Ruling::Dismiss]);
        let once = both.clone();
        both.merge(&ours);
        both.merge(&theirs);
        assert_eq!(both, once);
    }

    #[test]
    fn what_replaced_one_of_several_of_a_key_replaces_all_whenever_it_is_read() {
        let mut theirs = Book::default();
        let old = theirs.decide("f", Seen::default(), ordered(Ruling::Reopen, "Bo", 57), &[]);
        let mut ours = theirs.clone();
        ours.decide("f", Seen::default(), ordered(Ruling::Accept, "Ash", 1), &[]);
        let (again, once) = (mended(&theirs, "again"), mended(&theirs, "as agreed"));
        let orders = [[&ours, &theirs, &once, &again], [&again, &once, &theirs, &ours], [&once, &ours, &again, &theirs]];
        for order in orders {
            let mut all = Book::default();
            for book in order {
                all.merge(book);
            }
            assert_eq!(rulings(&all, "f"), [Ruling::Accept]);
            assert_eq!(all.decisions().iter().filter(|d| d.key.starts_with(&old.key)).count(), 3);
        }
    }

    #[test]
    fn where_only_what_was_seen_differs_the_order_of_files_does_not_matter() {
        let mut ours = Book::default();
        ours.decide("f", Seen { section: Some("2".into()), ..Seen::default() }, ordered(Ruling::Accept, "Ash", 1), &[]);
        let mut decisions = ours.decisions().to_vec();
        decisions[0].seen.section = Some("1".into());
        let theirs = Book::of(decisions);
        let (mut one, mut other) = (ours.clone(), theirs.clone());
        one.merge(&theirs);
        other.merge(&ours);
        assert_eq!(one, other);
        assert_eq!(one.decisions().len(), 2);
    }

    #[test]
    fn what_was_carried_over_is_replaced_under_its_old_id() {
        let mut book = Book::default();
        let old = book.decide("f", Seen::default(), ordered(Ruling::Accept, "Ash", 1), &[]);
        let new = book.decide("g", Seen::default(), ordered(Ruling::Dismiss, "Bo", 2), &[old]);
        assert_eq!((rulings(&book, "f"), rulings(&book, "g")), (vec![], vec![Ruling::Dismiss]));
        book.take_back(&new);
        assert_eq!((rulings(&book, "f"), rulings(&book, "g")), (vec![Ruling::Accept], vec![]));
    }

    fn a_book() -> impl Strategy<Value = Book> {
        let one = (0..4u8, 0..5usize, 0..3u8, 0..60u32);
        proptest::collection::vec(one, 0..12).prop_map(|rows| {
            let mut book = Book::default();
            for (finding, ruling, by, minute) in rows {
                book.decide(&format!("f{finding}"), Seen::default(), ordered(Ruling::ALL[ruling], &format!("p{by}"), minute), &[]);
            }
            book
        })
    }

    proptest! {
        #[test]
        fn merging_loses_nothing_and_does_not_ask_who_comes_first(a in a_book(), b in a_book(), c in a_book()) {
            let merged = |books: &[&Book]| {
                let mut out = Book::default();
                for book in books {
                    out.merge(book);
                }
                out
            };
            let all = merged(&[&a, &b, &c]);
            prop_assert_eq!(&all, &merged(&[&c, &a, &b]));
            prop_assert_eq!(&all, &merged(&[&all, &b]));
            // Nor where somebody changed a file by hand.
            if !b.decisions().is_empty() {
                let by_hand = mended(&b, "mended");
                let all = merged(&[&all, &by_hand, &mended(&b, "again")]);
                prop_assert_eq!(&all, &merged(&[&mended(&b, "again"), &c, &by_hand, &b, &a]));
                prop_assert_eq!(&all, &merged(&[&all, &by_hand]));
                prop_assert_eq!(all.conflicts(), merged(&[&a, &b, &c]).conflicts());
            }
            for decision in a.decisions().iter().chain(b.decisions()).chain(c.decisions()) {
                prop_assert!(all.decisions().contains(decision), "{:?} is lost", decision);
            }
        }
    }
}
