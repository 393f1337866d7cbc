//! What was read in one document, small enough to keep when its text is let go.

use crate::{
    Entry, Heading, HeadingIndex, Problem, citation::CitationFacts, currency::CurrencyFacts, language::LanguageFacts,
    meaning::MeaningFacts, meeting::MeetingFacts, route::RouteFacts,
};
use borsh::{BorshDeserialize, BorshSerialize};
use concordat_text::{CharSpan, Quote, Text};
use std::io::{self, Read};

/// Which document of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct DocumentIndex(pub u32);

/// Where some words stand in their document.
///
/// A running header or footer is no part of the extracted text: its words stand in paragraph 0, and their span is empty at the
/// text's front ([`Anchor::running`]).
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Anchor {
    /// The heading they stand under.
    pub heading: Option<HeadingIndex>,
    /// The nearest number: the passage's own, else its heading's.
    pub section: Option<Text>,
    /// The page, counted from 1.
    pub page: Option<u32>,
    /// The page's number as printed, where it is known and differs from the count.
    pub printed_page: Option<Text>,
    /// The paragraph, from 1; 0 for a running header or footer.
    pub paragraph: u32,
    /// The words in their surroundings.
    pub quote: Quote,
    /// Their stretch of the extracted text, in characters; empty for a running header or footer.
    pub span: CharSpan,
}

impl Anchor {
    /// Words of a running header or footer; `page` is the first that it stands on.
    #[must_use]
    pub fn running(quote: Quote, page: Option<u32>) -> Self {
        Self { heading: None, section: None, page, printed_page: None, paragraph: 0, quote, span: CharSpan { start: 0, end: 0 } }
    }

    /// Words of a row of a spreadsheet or of settings: they stand in no document's text, and their paragraph is the row, from 1.
    #[must_use]
    pub fn row(words: &str, file: &str, row: u32) -> Self {
        let quote = Quote { exact: words.into(), ..Quote::default() };
        Self { section: Some(file.into()), paragraph: row.max(1), ..Self::running(quote, None) }
    }

    /// Whether the words stand in a running header or footer and not in the text.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.paragraph == 0
    }
}

/// Words of one document of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Which document.
    pub document: DocumentIndex,
    /// Where in it.
    pub anchor: Anchor,
}

/// Everything reading found in one document.
#[derive(Debug, Clone, Default, BorshSerialize, BorshDeserialize)]
pub struct DocumentFacts {
    /// Its line in the register.
    pub entry: Entry,
    /// Its outline.
    #[borsh(deserialize_with = "crate::facts::listed")]
    pub headings: Vec<Heading>,
    /// What it cites, what it calls things, and what themes it speaks of.
    pub citations: CitationFacts,
    /// Discouraged terms and how they are used.
    pub language: LanguageFacts,
    /// What dates it: law, guidance, bodies, tools, reviews, drafts, counts.
    pub currency: CurrencyFacts,
    /// What its sentences mean: messages, definitions, contexts.
    pub meaning: MeaningFacts,
    /// Panels and groups it describes.
    pub meetings: MeetingFacts,
    /// Steps of referral routes.
    pub routes: RouteFacts,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Reads a list back into room made for it at once: borsh makes room for a few of them and then again and again.
pub(crate) fn listed<T: BorshDeserialize, R: Read>(reader: &mut R) -> io::Result<Vec<T>> {
    /// A spoilt count must not take all memory.
    const ROOM: usize = 4096;
    let count = u32::deserialize_reader(reader)? as usize;
    let mut list = Vec::with_capacity(count.min(ROOM));
    for _ in 0..count {
        list.push(T::deserialize_reader(reader)?);
    }
    Ok(list)
}

impl DocumentFacts {
    /// The headings an anchor stands under, outermost first, each with its number as the reader sees it.
    #[must_use]
    pub fn heading_path(&self, anchor: &Anchor) -> Vec<String> {
        self.headings_over(anchor).into_iter().map(Heading::to_string).collect()
    }

    /// The headings an anchor stands under, outermost first.
    #[must_use]
    pub fn headings_over(&self, anchor: &Anchor) -> Vec<&Heading> {
        let mut path = Vec::new();
        let mut next = anchor.heading;
        while let Some(HeadingIndex(n)) = next {
            let Some(heading) = self.headings.get(n as usize) else { break };
            path.push(heading);
            // A parent always stands earlier, so this ends.
            next = heading.parent.filter(|&HeadingIndex(up)| up < n);
        }
        path.reverse();
        path
    }
}
