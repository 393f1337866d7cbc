//! Counts of documents in a paragraph beside a list of them: "this paper joins these five documents".

use super::{
    counts::number,
    lazy::{Lazy, compile},
};
use crate::{Prepared, PreparedPassage};
use concordat_register::{PassageKind, currency::CountClaim};
use concordat_text::{ByteSpan, fold};
use regex::Regex;

/// Reads counts that point to the list just before or just after without a colon.
#[derive(Debug)]
pub(super) struct BesideReader {
    claim: Lazy<Regex>,
    approximate: Lazy<Regex>,
    document: Lazy<Regex>,
}

/// Furthest that count and list may be apart: beyond it something else is counted.
const APART: u32 = 2;
/// Longest list looked at.
const LONGEST: usize = 24;
/// Bytes after a claim in which words that weaken it are looked for.
const AFTER: usize = 24;

impl BesideReader {
    /// `approximate` finds the words that make of a count no claim.
    pub(super) fn new(approximate: &'static str) -> Self {
        Self { claim: compile(CLAIM), approximate: compile(approximate), document: compile(DOCUMENT) }
    }

    /// The claim of the paragraph at `at` about the list beside it, where the two disagree.
    pub(super) fn read(&self, prepared: &Prepared<'_>, at: usize) -> Option<CountClaim> {
        let passage = prepared.passages.get(at).filter(|p| p.passage.kind == PassageKind::Paragraph)?;
        let before = at.checked_sub(1).and_then(|n| prepared.passages.get(n)).is_some_and(listed);
        let after = prepared.passages.get(at + 1).is_some_and(listed);
        // Between two lists either may be meant.
        if before == after {
            return None;
        }
        let sentence = if before { passage.sentences.first() } else { passage.sentences.last() }?;
        let (claimed, span) = self.claimed(passage, *sentence)?;
        let items = if before { before_it(prepared, at) } else { after_it(prepared, at) };
        let count = u32::try_from(items.len()).ok()?;
        let documents = items.iter().filter(|p| self.document.is_match(&p.folded.text)).count();
        let same = items.iter().all(|p| p.passage.heading == passage.passage.heading);
        if count == claimed || count.abs_diff(claimed) > APART || documents + 1 < items.len() || !same {
            return None;
        }
        let first = items.first()?;
        let list = prepared.anchor(first, ByteSpan::new(0, first.text.trim_end().len()));
        Some(CountClaim { claimed, listed: count, anchor: prepared.anchor(passage, span), list })
    }

    /// What a sentence claims to be the number of these documents, and where.
    fn claimed(&self, passage: &PreparedPassage<'_>, sentence: ByteSpan) -> Option<(u32, ByteSpan)> {
        let folded = fold(sentence.of(passage.text));
        let found = self.claim.captures(&folded.text)?;
        let (whole, count) = (found.get(0)?, found.name("count")?);
        let end = super::clause::down(&folded.text, whole.end().saturating_add(AFTER).min(folded.text.len()));
        if self.approximate.is_match(folded.text.get(..end)?) || self.claim.find_iter(&folded.text).count() > 1 {
            return None;
        }
        let value = number(count.as_str()).filter(|n| *n >= 3)?;
        Some((value, folded.source(ByteSpan::new(count.start(), whole.end())).shifted(sentence.start())))
    }
}

fn listed(passage: &PreparedPassage<'_>) -> bool {
    matches!(passage.passage.kind, PassageKind::ListItem { depth: 1 })
}

/// The items of the list that ends just before the passage at `at`, in order; none of a list that cannot be told whole.
fn before_it<'p, 'd>(prepared: &'p Prepared<'d>, at: usize) -> Vec<&'p PreparedPassage<'d>> {
    let back = || (0..at).rev().filter_map(|n| prepared.passages.get(n));
    let mut items: Vec<_> = back().take(LONGEST).take_while(|p| listed(p)).collect();
    // Only a list that a lead-in announces begins where it seems to.
    let announced = back().nth(items.len()).is_some_and(|p| p.text.trim_end().ends_with(':'));
    items.reverse();
    if announced { items } else { Vec::new() }
}

/// The items of the list that begins just after the passage at `at`; none of a list that may go on after a break.
fn after_it<'p, 'd>(prepared: &'p Prepared<'d>, at: usize) -> Vec<&'p PreparedPassage<'d>> {
    let ahead = || prepared.passages.iter().skip(at + 1);
    let items: Vec<_> = ahead().take(LONGEST).take_while(|p| listed(p)).collect();
    let goes_on = ahead().skip(items.len()).take(3).any(|p| matches!(p.passage.kind, PassageKind::ListItem { .. }));
    if goes_on { Vec::new() } else { items }
}

const CLAIM: &str = r"(?x)\b(?:these|the\s+following)\s+
    (?P<count>three|four|five|six|seven|eight|nine|ten|eleven|twelve|[3-9]|1[0-2])\s+
    (?:(?:key|main|local|separate|strategic|national|multi-agency|inter-agency|safeguarding)\s+){0,2}
    (?:documents|protocols|policies|procedures|strategies|plans|papers|guides|agreements)\b";

/// A word by which an item of a list is a document.
const DOCUMENT: &str = r"\b(?:document|protocol|polic(?:y|ies)|procedures?|strategy|guidance|guide|plan|agreement|framework|handbook|toolkit|act|paper|pathway|charter|code|terms\s+of\s+reference|thresholds?)\b";

#[cfg(test)]
mod tests {
    use super::super::counts::CountReader;
    use crate::Prepared;

    fn counts(markdown: &str) -> Vec<(u32, u32)> {
        let document = concordat_fixture::document(markdown);
        let prepared = Prepared::new(&document);
        let reader = CountReader::new();
        (0..prepared.passages.len()).filter_map(|at| reader.read(&prepared, at)).map(|c| (c.claimed, c.listed)).collect()
    }

    const LIST: &str = "- the harbour protocol\n- the ferry policy\n- the pilots' handbook\n- the lock keepers' guide\n";

    #[test]
    fn a_list_just_before_or_after() {
        assert_eq!(
            counts(&format!("Our papers are many, among them:\n\n{LIST}\nThis note brings these three papers together.\n")),
            [(3, 4)]
        );
        assert_eq!(counts(&format!("This note brings these five documents together.\n\n{LIST}\nThe end.\n")), [(5, 4)]);
    }

    #[test]
    fn what_may_mean_something_else() {
        for text in [
            format!("They are:\n\n{LIST}\nThis note brings these four papers together.\n"),
            format!("They are:\n\n{LIST}\nAt least these three papers matter.\n"),
            format!("They are:\n\n{LIST}\nThree boards meet. These three papers matter.\n"),
            format!("They are:\n\n{LIST}\nThese three papers matter.\n\n{LIST}"),
            format!("They are:\n\n{LIST}\n## Later\n\nThese three papers matter.\n"),
            "They are:\n\n- ring\n- write\n- wait\n- go\n\nThese three papers matter.\n".to_owned(),
        ] {
            assert!(counts(&text).is_empty(), "{text}");
        }
    }
}
