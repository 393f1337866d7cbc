//! Free text as words with what parts them, so that names can be found in it and set aside.

use concordat_standard::panels::{PanelWords, plain};
use concordat_text::words;

/// One word of free text.
#[derive(Clone)]
pub(crate) struct Word {
    /// As written.
    pub(crate) text: String,
    /// Folded.
    pub(crate) plain: String,
    /// In full: `Stn` is station. More than one for `multi-storey`.
    pub(crate) full: Vec<String>,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
    /// Whether a sentence or clause ends before it.
    pub(crate) breaks: bool,
    /// Whether a comma stands before it, or a sign for "and".
    pub(crate) comma: bool,
    /// Whether nothing but a semicolon does.
    pub(crate) semicolon: bool,
    /// Whether it is part of something already made out.
    pub(crate) taken: bool,
}

impl std::fmt::Debug for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Word(hidden)")
    }
}

/// Cuts free text into words.
pub(crate) fn prose(text: &str, lists: &PanelWords) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut last = 0;
    for word in words(text) {
        let between = text.get(last..word.span.start()).unwrap_or_default();
        // A full stop after a short form does not end a sentence.
        let short =
            out.last().is_some_and(|w: &Word| lists.named.short.contains_key(&w.plain) || w.plain.len() == 1 || is_title(&w.plain, lists));
        let stops: &[char] = if short {
            &[';', ':', '!', '?', '\n', '(', ')', '\u{2013}', '\u{2014}']
        } else {
            &['.', ';', ':', '!', '?', '\n', '(', ')', '\u{2013}', '\u{2014}']
        };
        let folded = plain(word.text);
        out.push(Word {
            full: in_full(&folded, out.last().is_none_or(|w| !w.capital), lists),
            capital: word.text.chars().next().is_some_and(char::is_uppercase),
            breaks: last == 0 || between.contains(stops) || between.contains(" - ") || between.contains(" / "),
            comma: between.contains([',', '&', '+']),
            semicolon: between.trim() == ";",
            text: word.text.to_owned(),
            plain: folded,
            taken: false,
        });
        last = word.span.end();
    }
    out
}

fn is_title(word: &str, lists: &PanelWords) -> bool {
    lists.people.titles.professional.iter().any(|t| t == word) || lists.people.titles.plain.iter().any(|t| t == word)
}

/// A word in full. `St` is a saint's where no name stands before it.
fn in_full(folded: &str, first: bool, lists: &PanelWords) -> Vec<String> {
    if folded == "st" {
        return vec![if first { "st" } else { "street" }.to_owned()];
    }
    lists.in_full(folded)
}
