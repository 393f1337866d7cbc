//! Small packages built from strings, and the check that every word leads back to its bytes. For tests only.

use crate::xml::{Source, resolve};
use concordat_register::{Document, PassageKind};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A package of these members.
pub(crate) fn package(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// One line a passage: kind, level or place, label in brackets, words.
pub(crate) fn outline(document: &Document) -> String {
    let mut out = String::new();
    for passage in &document.passages {
        let kind = match passage.kind {
            PassageKind::Heading => format!("h{}", document.headings[passage.heading.unwrap().0 as usize].level),
            PassageKind::Paragraph => "p".to_owned(),
            PassageKind::ListItem { depth } => format!("li{depth}"),
            PassageKind::Cell { table, row, column, header } => format!("{}{table}.{row}.{column}", if header { "th" } else { "td" }),
            PassageKind::Note => "note".to_owned(),
            PassageKind::TextBox => "box".to_owned(),
            PassageKind::Quotation => "quote".to_owned(),
        };
        let label = passage.label.as_ref().map(|l| format!(" [{l}]")).unwrap_or_default();
        out.push_str(&format!("{kind}{label} {}\n", document.words_of(passage).replace('\n', "|")));
    }
    out
}

/// Checks that the source bytes of every passage's runs, decoded, are its words, and that the runs cover it without a gap.
pub(crate) fn assert_sources(document: &Document, parts: &[(&str, &[u8])]) {
    for passage in &document.passages {
        let words = document.words_of(passage);
        let mut at = 0;
        for run in &passage.runs {
            assert_eq!(run.text.start(), at, "a gap in the runs of {words:?}");
            at = run.text.end();
            let name = &document.parts[usize::from(run.part)];
            let bytes = parts.iter().find(|(n, _)| n == name).unwrap_or_else(|| panic!("no part {name}")).1;
            let source = &bytes[run.source.start()..run.source.end()];
            assert_eq!(decode(source, bytes, run.text.len()), run.text.of(words), "in {words:?}");
        }
        assert_eq!(at, words.len(), "the runs of {words:?} end early");
    }
}

/// A stretch as long as its source is the source with control characters as spaces; a shorter one stands for a reference, an element or
/// a run of white space.
fn decode(source: &[u8], whole: &[u8], length: usize) -> String {
    let text = match whole {
        [0xFF, 0xFE, ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(source).0.into_owned(),
        [0xFE, 0xFF, ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(source).0.into_owned(),
        _ => Source::new(source.to_vec()).text().to_owned(),
    };
    let element =
        text.strip_prefix('<').map(|t| t.trim_end_matches(['/', '>', ' ']).split([' ', ':']).nth(1).unwrap_or_default().to_owned());
    match element.as_deref() {
        Some("tab" | "ptab") => return "\t".to_owned(),
        Some("br" | "cr" | "line-break") => return "\n".to_owned(),
        Some("s") => return " ".to_owned(),
        Some("noBreakHyphen") => return "\u{2011}".to_owned(),
        Some("softHyphen") => return "\u{ad}".to_owned(),
        Some(other) => panic!("no text comes of {other}"),
        None => {}
    }
    match resolve(&text) {
        Some(c) => c.to_string(),
        None if length < source.len() && text.bytes().all(|b| b <= b' ') => " ".to_owned(),
        None => text.replace(char::is_control, " "),
    }
}
