//! Stretches of a document that are read together: a sentence with its neighbours, a list with its lead-in, a row.

use super::Spoken;
use crate::{Prepared, PreparedPassage};
use concordat_register::PassageKind;

/// Sentences that are read together, as (passage, sentence) in the order of [`Spoken::passages`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The sentences, in reading order; never none.
    pub sentences: Vec<(usize, usize)>,
}

/// Words that a window has at most, unless one sentence alone has more.
const WORDS: u32 = 90;
/// Sentences of a window that is not a whole paragraph.
const SENTENCES: usize = 3;
/// Sentences that a paragraph read as one has at most.
const WHOLE: usize = 6;

/// What a passage is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Prose,
    Item,
    Row(u32, u32),
    Apart,
}

/// The windows of a document, in reading order.
pub(super) fn windows(prepared: &Prepared<'_>, spoken: &Spoken) -> Vec<Window> {
    let mut cutter = Cutter { spoken, made: Vec::new(), open: Vec::new(), words: 0, lead: None };
    let mut last = Role::Apart;
    for (index, passage) in prepared.passages.iter().enumerate() {
        let role = role(prepared, passage);
        if role != last || role == Role::Prose {
            cutter.close();
        }
        match role {
            Role::Apart => cutter.lead = None,
            Role::Prose => {
                cutter.paragraph(index);
                let sentences = spoken.passages.get(index).map_or(0, Vec::len);
                cutter.lead = (passage.text.trim_end().ends_with(':') && sentences > 0).then(|| (index, sentences - 1));
            }
            Role::Item | Role::Row(..) => {
                if role != last && role != Role::Item {
                    cutter.lead = None;
                }
                cutter.item(index);
            }
        }
        last = role;
    }
    cutter.close();
    cutter.made
}

fn role(prepared: &Prepared<'_>, passage: &PreparedPassage<'_>) -> Role {
    match passage.passage.kind {
        PassageKind::Heading | PassageKind::Quotation => Role::Apart,
        PassageKind::Cell { header: true, .. } => Role::Apart,
        _ if in_contents(prepared, passage) => Role::Apart,
        PassageKind::Cell { table, row, .. } => Role::Row(table, row),
        PassageKind::ListItem { .. } => Role::Item,
        PassageKind::Paragraph | PassageKind::Note | PassageKind::TextBox => Role::Prose,
    }
}

/// Whether a passage is a line of a table of contents: it ends in a page number after dots, or stands under that heading.
fn in_contents(prepared: &Prepared<'_>, passage: &PreparedPassage<'_>) -> bool {
    let text = passage.text.trim_end();
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if bare.len() < text.len() && bare.trim_end().ends_with(['.', '\u{2026}', '\t', '_']) && !bare.ends_with(|c: char| c.is_alphanumeric())
    {
        return bare.trim_end().ends_with("..") || bare.ends_with('\t') || bare.trim_end().ends_with('\u{2026}');
    }
    let heading = passage.passage.heading.and_then(|h| prepared.document.headings.get(h.0 as usize));
    heading.is_some_and(|h| matches!(h.text.trim().to_lowercase().as_str(), "contents" | "table of contents" | "index"))
}

struct Cutter<'s> {
    spoken: &'s Spoken,
    made: Vec<Window>,
    /// Items or cells not yet closed.
    open: Vec<(usize, usize)>,
    words: u32,
    /// The sentence that leads in a list.
    lead: Option<(usize, usize)>,
}

impl Cutter<'_> {
    fn words_of(&self, (passage, sentence): (usize, usize)) -> u32 {
        self.spoken.passages.get(passage).and_then(|p| p.get(sentence)).map_or(0, |s| s.words)
    }

    fn paragraph(&mut self, passage: usize) {
        let count = self.spoken.passages.get(passage).map_or(0, Vec::len);
        let words: u32 = (0..count).map(|n| self.words_of((passage, n))).sum();
        if count > 0 && count <= WHOLE && words <= WORDS {
            self.made.push(Window { sentences: (0..count).map(|n| (passage, n)).collect() });
            return;
        }
        let mut last_end = 0;
        for start in 0..count {
            let (mut end, mut words) = (start, 0);
            while end < count && end - start < SENTENCES && (end == start || words + self.words_of((passage, end)) <= WORDS) {
                words += self.words_of((passage, end));
                end += 1;
            }
            // A window within the one before says nothing new.
            if end > last_end {
                self.made.push(Window { sentences: (start..end).map(|n| (passage, n)).collect() });
                last_end = end;
            }
        }
    }

    fn item(&mut self, passage: usize) {
        let count = self.spoken.passages.get(passage).map_or(0, Vec::len);
        for sentence in 0..count {
            let words = self.words_of((passage, sentence));
            if self.words + words > WORDS && !self.open.is_empty() {
                self.close();
            }
            if self.open.is_empty()
                && let Some(lead) = self.lead
            {
                self.open.push(lead);
                self.words = self.words_of(lead);
            }
            self.open.push((passage, sentence));
            self.words += words;
        }
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.made.push(Window { sentences: std::mem::take(&mut self.open) });
        }
        self.words = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meaning::MeaningReader;
    use concordat_standard::Standard;

    fn cut(markdown: &str) -> Vec<Vec<(usize, usize)>> {
        let document = concordat_fixture::document(markdown);
        let prepared = Prepared::new(&document);
        let reader = MeaningReader::new(&Standard::peer_on_peer_abuse().unwrap());
        windows(&prepared, &reader.spoken(&prepared)).into_iter().map(|w| w.sentences).collect()
    }

    #[test]
    fn a_short_paragraph_is_one_window_and_a_heading_none() {
        assert_eq!(cut("# Title\n\nOne thing. Another thing. A third.\n"), [vec![(1, 0), (1, 1), (1, 2)]]);
    }

    #[test]
    fn a_long_paragraph_is_read_three_sentences_at_a_time() {
        let made = cut(&format!("{}\n", "The panel meets on the first day of the month. ".repeat(12)));
        assert!(made.len() > 3 && made.iter().all(|w| w.len() == 3), "{made:?}");
    }

    #[test]
    fn a_lead_in_belongs_to_its_items() {
        assert_eq!(cut("Staff will:\n\n- ring the hub\n- write it down\n"), [vec![(0, 0)], vec![(0, 0), (1, 0), (2, 0)]]);
    }
}
