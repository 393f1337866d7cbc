//! Organisations whose names tell nothing of what they are: which of them a document says are charities, and which names it uses.

use crate::meaning::{Named, Spoken};
use crate::{Prepared, PreparedPassage};
use concordat_register::{Anchor, meaning::ToldName};
use concordat_text::{ByteSpan, Text, fold_str};
use std::collections::BTreeSet;

/// Names kept of one document, of either sort.
const MOST: usize = 150;
/// Words of a name at most.
const LONGEST: usize = 4;
/// Words between a name and what it is said to be, at most: "Haven, our specialist domestic abuse charity".
const BETWEEN: usize = 6;

/// Whoever a document says is of one of the sectors `by_name`; `ids` are those of all contexts and sectors.
pub(super) fn told(prepared: &Prepared<'_>, spoken: &Spoken, by_name: &[u8], ids: &[String]) -> Vec<ToldName> {
    let mut found: BTreeSet<(u8, String)> = BTreeSet::new();
    for (passage, sentences) in prepared.passages.iter().zip(&spoken.passages) {
        for sentence in sentences {
            for hit in sentence.facets.iter().filter(|hit| by_name.contains(&hit.facet) && !matches!(hit.what, Named::Matters(_))) {
                let others = sentence.facets.iter().filter(|other| other.facet != hit.facet && !matches!(other.what, Named::Matters(_)));
                let others: Vec<ByteSpan> = others.map(|other| other.span).collect();
                let whole = passage.sentence_at(hit.span.start());
                let names = beside(passage.text, whole, hit.span).into_iter().filter(|span| !others.iter().any(|o| o.overlaps(*span)));
                found.extend(names.map(|span| (hit.facet, fold_str(span.of(passage.text)))));
            }
        }
    }
    let sector = |facet: u8| ids.get(usize::from(facet)).map_or("", String::as_str).into();
    found.into_iter().take(MOST).map(|(facet, name)| ToldName { sector: sector(facet), name: name.as_str().into() }).collect()
}

/// The names in `sentence` that the words `said` are about.
fn beside(text: &str, sentence: ByteSpan, said: ByteSpan) -> Vec<ByteSpan> {
    let before = text.get(sentence.start()..said.start()).unwrap_or_default();
    let after = text.get(said.end()..sentence.end()).unwrap_or_default();
    let mut found: Vec<ByteSpan> =
        opposed(before, after).map(|(a, b)| ByteSpan::new(sentence.start() + a, sentence.start() + b)).into_iter().collect();
    found.extend(following(after).into_iter().map(|(a, b)| ByteSpan::new(said.end() + a, said.end() + b)));
    found
}

/// The name that an apposition is said of: "Haven, our domestic abuse charity", "Streetline (a local charity)", "Haven is a charity".
fn opposed(before: &str, after: &str) -> Option<(usize, usize)> {
    let marks = [(", ", false), (" (", true), (" is ", false), (" are ", false)];
    let (at, mark, bracket) =
        marks.iter().filter_map(|(mark, bracket)| before.rfind(mark).map(|at| (at, *mark, *bracket))).max_by_key(|m| m.0)?;
    let said: Vec<&str> = before.get(at + mark.len()..)?.split_whitespace().collect();
    let opens = said.first().is_some_and(|w| matches!(*w, "a" | "an" | "our" | "another")) || bracket;
    let name = before.get(..at)?;
    let run = runs(name).into_iter().next_back().filter(|(_, end)| *end == name.len())?;
    // "The police, a charity and the school" is a list; "Haven, a charity, rings" begins with whoever it speaks of.
    let whole = !after.starts_with(" and ") && (!after.starts_with(", ") || after.starts_with(", wh") || run.0 == 0) || bracket;
    (opens && whole && said.len() <= BETWEEN).then_some(run)
}

/// The names that follow: "a charity such as Haven", "the voluntary sector is represented by Haven", "voluntary partners: Haven, Streetline".
fn following(after: &str) -> Vec<(usize, usize)> {
    let leads = [
        " such as ",
        " like ",
        " called ",
        " including ",
        ": ",
        " (for example ",
        " represented by ",
        " is represented by ",
        " for example ",
    ];
    let lead = leads.iter().filter(|lead| after.starts_with(**lead)).max_by_key(|lead| lead.len());
    // "Our main voluntary partner, Harbour Lights, trains carers": both commas are there.
    let named = || {
        let rest = after.strip_prefix(", ")?;
        let end = rest.find(',')?;
        runs(rest).first().filter(|run| **run == (0, end)).map(|(a, b)| vec![(a + 2, b + 2)])
    };
    let Some(lead) = lead else { return named().unwrap_or_default() };
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (start, end) in runs(after.get(lead.len()..).unwrap_or_default()) {
        let (start, end) = (start + lead.len(), end + lead.len());
        let from = found.last().map_or(lead.len(), |(_, end)| *end);
        let between = after.get(from..start).unwrap_or_default();
        // "Haven for relationships, Streetline for work": what each is for stands between them.
        let listed = between.contains(',') || between.ends_with(" and ") || between.ends_with(" or ");
        let near = between.split_whitespace().count() <= 4 && !between.contains([';', '(', ':']);
        let first = found.is_empty() && matches!(between, "" | "the " | "a " | "our ");
        if !(first || !found.is_empty() && listed && near) {
            break;
        }
        found.push((start, end));
    }
    found
}

/// The names in capitals that a document uses, each at its first place.
pub(super) fn names(prepared: &Prepared<'_>) -> Vec<Anchor> {
    let mut known = BTreeSet::new();
    let mut found = Vec::new();
    for passage in &prepared.passages {
        for (start, end) in runs(passage.text) {
            let words = passage.text.get(start..end).unwrap_or_default();
            if words.len() > 3 && found.len() < MOST && known.insert(fold_str(words)) {
                found.push(short(prepared, passage, ByteSpan::new(start, end)));
            }
        }
    }
    found
}

/// The place of a name, without the words around it, of which there is no need.
fn short(prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, span: ByteSpan) -> Anchor {
    let mut anchor = prepared.anchor(passage, span);
    (anchor.quote.prefix, anchor.quote.suffix) = (Text::default(), Text::default());
    anchor
}

/// Runs of words that begin with a capital, a space apart.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'))) {
        let word = piece.trim_end_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')));
        let (start, end) = (at, at + word.trim_end_matches("'s").trim_end_matches("’s").len());
        at += piece.len();
        let small = matches!(word, "The" | "A" | "An" | "In" | "If" | "Where" | "When" | "For" | "It" | "This" | "We" | "Each" | "All");
        if !word.starts_with(char::is_uppercase) || small {
            continue;
        }
        match found.last_mut().filter(|(_, last, words)| *words < LONGEST && text.get(*last..start) == Some(" ")) {
            Some(run) => (run.1, run.2) = (end, run.2 + 1),
            None => found.push((start, end, 1)),
        }
    }
    found.into_iter().map(|(start, end, _)| (start, end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str, said: &str) -> Vec<String> {
        let at = text.find(said).unwrap();
        let found = beside(text, ByteSpan::new(0, text.len()), ByteSpan::new(at, at + said.len()));
        found.into_iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn whoever_is_said_to_be_a_charity_is_told() {
        assert_eq!(named("Tidegate, a local charity for girls, rings back.", "charity"), ["Tidegate"]);
        assert_eq!(named("Tidegate, a local charity, rings back.", "charity"), ["Tidegate"]);
        assert_eq!(named("The police and Second Wind (a small charity) send people.", "charity"), ["Second Wind"]);
        assert_eq!(named("Ask a voluntary organisation such as Second Wind.", "voluntary organisation"), ["Second Wind"]);
        assert_eq!(named("Our main voluntary partner, Second Wind, trains carers.", "voluntary partner"), ["Second Wind"]);
        assert_eq!(named("The voluntary sector is represented by Second Wind.", "voluntary sector"), ["Second Wind"]);
        assert_eq!(named("Charities: Second Wind for boys, Tidegate for girls.", "Charities"), ["Second Wind", "Tidegate"]);
    }

    #[test]
    fn whoever_only_stands_beside_a_charity_is_not() {
        for text in [
            "Westmere Police, a charity and the school meet.",
            "The school, Westmere Police, the charity and the clinic meet.",
            "Westmere Police tells the charity.",
            "The charity tells Westmere Police.",
            "The school, a charity, Westmere Police and the clinic meet.",
        ] {
            assert_eq!(named(text, "charity"), Vec::<String>::new(), "{text}");
        }
    }
}
