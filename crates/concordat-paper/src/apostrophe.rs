//! One sort of apostrophe in what a paper says itself.

use crate::{Block, Inline, Paper, Role};

impl Paper {
    /// The paper with curly apostrophes within the words that are its own. Words of documents, which stand between quotation marks or as
    /// quotations, and where they stand are left as they are.
    #[must_use]
    pub fn with_one_apostrophe(&self) -> Self {
        let mut paper = self.clone();
        for block in &mut paper.blocks {
            match block {
                Block::Heading { text, .. } => *text = set(text, &mut false),
                Block::Paragraph { role: Role::Quote | Role::Source | Role::From(_), .. } | Block::PageBreak | Block::Figure(_) => {}
                Block::Paragraph { text, .. } => all(text),
                Block::List { entries, .. } => entries.iter_mut().for_each(|entry| all(&mut entry.text)),
                Block::Table(table) => {
                    table.header.iter_mut().for_each(|head| *head = set(head, &mut false));
                    table.rows.iter_mut().flatten().for_each(|cell| all(cell));
                }
            }
        }
        paper
    }
}

fn all(text: &mut [Inline]) {
    let mut quoted = false;
    for inline in text {
        match inline {
            Inline::Plain(words) | Inline::Strong(words) => *words = set(words, &mut quoted),
            // Titles, places to fill in and what leads elsewhere are names.
            Inline::Emphasis(_) | Inline::Fill(_) | Inline::Link { .. } | Inline::Commented { .. } | Inline::Anchor(_) | Inline::Break => {}
        }
    }
}

/// `words` with each straight apostrophe between two letters curled, unless it is within quotation marks.
fn set(words: &str, quoted: &mut bool) -> String {
    let mut out = String::with_capacity(words.len());
    let mut letters = words.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        match letter {
            '\u{201c}' => *quoted = true,
            '\u{201d}' => *quoted = false,
            _ => {}
        }
        let within = before.is_alphabetic() && letters.peek().is_some_and(|after| after.is_alphabetic());
        out.push(if letter == '\'' && within && !*quoted { '\u{2019}' } else { letter });
        before = letter;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Issue 6: "children's" and "children’s" stood in one sentence.
    #[test]
    fn our_own_words_have_one_apostrophe_and_quoted_ones_keep_theirs() {
        let mut paper = Paper::default();
        let cell = vec![
            Inline::Plain("It's said: \u{201c}a child's".into()),
            Inline::Strong("friend's".into()),
            Inline::Plain(" home\u{201d}, isn't it".into()),
        ];
        paper.blocks.push(Block::Paragraph { role: Role::Body, text: cell });
        paper.paragraph(Role::Quote, "A child's");
        let made = paper.with_one_apostrophe();
        let Some(Block::Paragraph { text, .. }) = made.blocks.first() else { panic!("{made:?}") };
        let words: String = text.iter().map(|i| if let Inline::Plain(w) | Inline::Strong(w) = i { w.as_str() } else { "" }).collect();
        assert_eq!(words, "It\u{2019}s said: \u{201c}a child'sfriend's home\u{201d}, isn\u{2019}t it");
        assert_eq!(made.blocks.last(), paper.blocks.last());
    }
}
