//! Two passages set side by side.

use super::align::kept;
use crate::Prepared;
use concordat_register::{Anchor, DocumentIndex, meaning::copying::Drift};
use concordat_standard::{copying::CopyingRules, themes::Themes};
use concordat_text::{fold_str, words};
use std::collections::BTreeSet;

/// Words kept in hundredths of the words of both, for two passages to be copies.
const COPY: usize = 60;
/// Sentences shown of a pair at most.
const SHOWN: usize = 3;
/// Words that differ kept at most.
const WORDS: usize = 12;

/// A passage's sentences, each with its place.
#[derive(Debug, Clone)]
pub struct PassageText {
    sentences: Vec<(Anchor, String)>,
}

/// The words of the passage at `paragraph`; none where the document has no such passage.
#[must_use]
pub fn passage_text(prepared: &Prepared<'_>, paragraph: u32) -> Option<PassageText> {
    let passage = prepared.passages.iter().find(|p| p.passage.paragraph == paragraph)?;
    let label = passage.passage.label.as_deref();
    let sentences = passage.sentences.iter().map(|&s| {
        // A number typed before the words is the document's, not the passage's.
        let words = s.of(passage.text);
        let words = label.filter(|_| s.start() == 0).and_then(|label| words.strip_prefix(label)).unwrap_or(words);
        (prepared.anchor(passage, s), fold_str(words))
    });
    Some(PassageText { sentences: sentences.collect() })
}

/// What changed between two passages of one origin; nothing where they are no copies, or where nothing that changed makes one
/// of them say something else: small words, what a document calls itself, the names of themes, and names with capitals.
#[must_use]
pub fn drift(documents: [DocumentIndex; 2], texts: [&PassageText; 2], rules: &CopyingRules, themes: &Themes) -> Option<Drift> {
    let [one, two] = texts.map(Words::new);
    let (left, right): (Vec<&str>, Vec<&str>) = (one.texts(), two.texts());
    let forth = kept(&left, &right);
    let shared = forth.iter().flatten().count();
    if 200 * shared < COPY * (left.len() + right.len()) {
        return None;
    }
    let mut back = vec![None; right.len()];
    for (i, j) in forth.iter().enumerate().filter_map(|(i, j)| Some((i, (*j)?))) {
        if let Some(slot) = back.get_mut(j) {
            *slot = Some(i);
        }
    }
    let spoken: BTreeSet<&str> = themes.themes.iter().flat_map(|t| &t.names).flat_map(|n| n.split_whitespace()).collect();
    let tells = |word: &str| !rules.small.contains(word) && !rules.own_name.contains(word) && !spoken.contains(word);
    let (gone, new) = (one.changed(&forth, tells), two.changed(&back, tells));
    // Words that only moved are no drift; neither is a passage that was only cut short or added to at its end.
    let (gone, new) = (without(&gone, &new), without(&new, &gone));
    if gone.is_empty() && new.is_empty() {
        return None;
    }
    let differences = side_by_side(&one, &two, &forth, &gone, &new);
    let alike = one.alike(&forth);
    let words = [gone, new].map(|list| list.into_iter().map(|(_, w)| w).take(WORDS).collect());
    (!differences.is_empty()).then_some(Drift { documents, differences, words, alike })
}

/// Words by their number in the passage.
type Numbered = Vec<(usize, String)>;

fn without(list: &Numbered, other: &Numbered) -> Numbered {
    let others: BTreeSet<&str> = other.iter().map(|(_, w)| w.as_str()).collect();
    list.iter().filter(|(_, w)| !others.contains(w.as_str())).cloned().collect()
}

/// The words of a passage with the sentence each stands in.
struct Words<'t> {
    text: &'t PassageText,
    list: Vec<(&'t str, usize)>,
}

impl<'t> Words<'t> {
    fn new(text: &'t PassageText) -> Self {
        let list = text.sentences.iter().enumerate().flat_map(|(n, (_, s))| words(s).map(move |w| (w.text, n))).collect();
        Self { text, list }
    }

    fn texts(&self) -> Vec<&'t str> {
        self.list.iter().map(|w| w.0).collect()
    }

    /// The words not kept that tell something.
    fn changed(&self, kept: &[Option<usize>], tells: impl Fn(&str) -> bool) -> Numbered {
        let lost = self.list.iter().zip(kept).enumerate().filter(|(_, (_, k))| k.is_none());
        lost.filter(|(_, ((w, _), _))| tells(w)).map(|(n, ((w, _), _))| (n, (*w).to_owned())).collect()
    }

    fn sentence_of(&self, word: usize) -> Option<usize> {
        self.list.get(word).map(|w| w.1)
    }

    /// Sentences of which every word is kept.
    fn alike(&self, kept: &[Option<usize>]) -> usize {
        let lost: BTreeSet<usize> = self.list.iter().zip(kept).filter(|(_, k)| k.is_none()).map(|(w, _)| w.1).collect();
        self.text.sentences.len() - lost.len()
    }

    fn anchor(&self, sentence: usize) -> Option<Anchor> {
        self.text.sentences.get(sentence).map(|(anchor, _)| anchor.clone())
    }
}

/// The sentences that hold words that differ, each beside the one that keeps most of its words.
fn side_by_side(one: &Words<'_>, two: &Words<'_>, forth: &[Option<usize>], gone: &Numbered, new: &Numbered) -> Vec<[Option<Anchor>; 2]> {
    let mut partners: Vec<Vec<usize>> = vec![Vec::new(); one.text.sentences.len()];
    for (i, j) in forth.iter().enumerate().filter_map(|(i, j)| Some((i, (*j)?))) {
        if let (Some(a), Some(b)) = (one.sentence_of(i), two.sentence_of(j))
            && let Some(list) = partners.get_mut(a)
        {
            list.push(b);
        }
    }
    // Kept words come in order, so the sentence met most is the longest run.
    let partner = |a: usize| partners.get(a).and_then(|list| list.chunk_by(|x, y| x == y).max_by_key(|run| run.len())?.first().copied());
    let mut pairs: BTreeSet<(Option<usize>, Option<usize>)> = BTreeSet::new();
    for a in gone.iter().filter_map(|(n, _)| one.sentence_of(*n)) {
        pairs.insert((Some(a), partner(a)));
    }
    for b in new.iter().filter_map(|(n, _)| two.sentence_of(*n)) {
        let a = (0..partners.len()).find(|&a| partner(a) == Some(b));
        pairs.insert((a, Some(b)));
    }
    pairs.into_iter().take(SHOWN).map(|(a, b)| [a.and_then(|a| one.anchor(a)), b.and_then(|b| two.anchor(b))]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_standard::Standard;

    fn changed(one: &str, two: &str) -> Option<Drift> {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let text = |t: &str| {
            let document = concordat_fixture::document(t);
            passage_text(&Prepared::new(&document), 1).unwrap()
        };
        drift([DocumentIndex(0), DocumentIndex(1)], [&text(one), &text(two)], &standard.copying, &standard.themes)
    }

    const FIRST: &str = "Staff write down what the child said in the child's own words. The note goes to the named lead within one working day. It is kept for as long as the law asks.";

    #[test]
    fn the_sentence_that_changed_stands_beside_its_counterpart() {
        let found = changed(FIRST, &FIRST.replace("one working day", "five working days")).unwrap();
        assert_eq!(found.words, [vec!["one".to_owned(), "day".to_owned()], vec!["five".to_owned(), "days".to_owned()]]);
        assert_eq!(found.differences.len(), 1);
        let [Some(a), Some(b)] = &found.differences[0] else { panic!("{found:?}") };
        assert!(a.quote.exact.contains("one working day") && b.quote.exact.contains("five working days"));
        assert_eq!(found.alike, 2);
    }

    #[test]
    fn small_words_and_own_names_are_no_drift() {
        assert_eq!(changed(FIRST, FIRST), None);
        assert_eq!(changed(FIRST, &FIRST.replace("the named lead", "a named lead")), None);
        let own = FIRST.replace("It is kept", "Under this protocol it is kept");
        assert_eq!(changed(&own, &own.replace("protocol", "policy")), None);
    }

    #[test]
    fn texts_that_share_little_are_no_copies() {
        assert_eq!(
            changed(
                FIRST,
                "The chair of the panel writes to every school in March and asks which of them will send a governor to the summer meeting."
            ),
            None
        );
    }
}
