//! Every row of the standard read against its own sentences, and each kind of mention.

use super::LanguageReader;
use crate::Prepared;
use concordat_register::{Document, Entry, Format, PassageKind, language::Voice};
use concordat_standard::Standard;

fn reader() -> LanguageReader {
    LanguageReader::new(&Standard::peer_on_peer_abuse().unwrap())
}

/// The terms of a document about children that holds one paragraph.
fn read(reader: &LanguageReader, text: &str) -> Vec<(String, Voice, String)> {
    let mut document = Document::new(Format::Text);
    document.push_heading(1, None, "Children and young people");
    document.push(PassageKind::Paragraph, text);
    let facts = reader.read(&Prepared::new(&document), &Entry::default());
    facts.uses.into_iter().map(|u| (u.term, u.voice, u.anchor.quote.exact)).collect()
}

fn own(found: &[(String, Voice, String)]) -> Vec<&str> {
    found.iter().filter(|f| f.1 == Voice::Own).map(|f| f.0.as_str()).collect()
}

#[test]
fn every_row_raises_its_own_sentences_and_no_other() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let reader = reader();
    let mut wrong = Vec::new();
    for term in &standard.language.terms {
        for text in &term.raised {
            let found = read(&reader, text);
            if own(&found) != [term.id.as_str()] {
                wrong.push(format!("{} should raise: {text}\n    {found:?}", term.id));
            }
        }
        for text in &term.quiet {
            let found = read(&reader, text);
            if !own(&found).is_empty() {
                wrong.push(format!("{} should be quiet: {text}\n    {found:?}", term.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} sentences:\n{}", wrong.len(), wrong.join("\n"));
}
