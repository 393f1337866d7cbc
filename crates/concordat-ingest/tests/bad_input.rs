//! Files that are broken, hostile or not what they say: what is said of each, and that none ends the program.
#![expect(clippy::indexing_slicing, reason = "a test that reaches past its own bytes fails, as it should")]

use concordat_ingest::{Limits, read};
use concordat_register::ProblemKind::{self, Damaged, Locked, Note, Partial, Unsupported};

/// A compound file whose directory names these streams.
fn compound(streams: &[&str]) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(512, 0);
    bytes[30] = 9;
    for name in streams {
        let entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let end = bytes.len() + 128;
        bytes.extend(entry);
        bytes.resize(end, 0);
    }
    bytes
}

fn zip_of(member: &str) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.resize(30, 0);
    bytes.extend(member.as_bytes());
    bytes.extend([0; 64]);
    bytes
}

fn junk() -> Vec<u8> {
    (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

#[test]
fn every_broken_file_says_what_it_is_and_what_to_do() {
    let cases: Vec<(&str, Vec<u8>, ProblemKind, &str, &str)> = vec![
        ("a.md", vec![], Damaged, "the file is empty", "ask for the file again"),
        ("a.txt", b" \r\n\t ".to_vec(), Damaged, "nothing but white space", "ask for the file again"),
        ("a.docx", vec![0; 600], Damaged, "nothing but zeros", "ask for the file again"),
        ("a.txt", junk(), Damaged, "it is not text although it is called .txt", "extension"),
        ("a.md", junk(), Damaged, "it is not text although it is called .md", "extension"),
        ("a.docx", junk(), Damaged, "it is not a Word document although it is called .docx", "cut short"),
        ("a.pdf", junk(), Damaged, "it is not a PDF although it is called .pdf", "cut short"),
        ("a.rtf", junk(), Damaged, "it is not an RTF document", "cut short"),
        ("a.bin", junk(), Unsupported, ".bin is not a kind of document that is read", "save it as .docx"),
        ("a.toml", b"key = 1".to_vec(), Unsupported, ".toml is not a kind of document that is read", "save it as"),
        ("a.doc", compound(&["Root Entry", "WordDocument"]), Unsupported, "Word document of the kind used before 2007", "save it as .docx"),
        ("a.docx", compound(&["Root Entry", "EncryptedPackage"]), Locked, "locked with a password", "save a copy without one"),
        ("a.doc", compound(&["Root Entry", "Workbook"]), Unsupported, "spreadsheet or presentation", ".docx"),
        ("a.docx", zip_of("xl/workbook.xml"), Unsupported, "it is a spreadsheet", "beside the documents"),
        ("a.docx", zip_of("ppt/presentation.xml"), Unsupported, "it is a presentation", "PDF"),
        ("a.zip", zip_of("plan.txt"), Unsupported, "it is a ZIP archive", "unpack it"),
        ("a.odt", zip_of("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), Unsupported, "that is no text", ".odt"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n0000".to_vec(), Unsupported, "it is a picture", "OCR"),
        ("scan.jpg", b"\xFF\xD8\xFF\xE0000".to_vec(), Unsupported, "it is a picture", "OCR"),
        ("a.html", b"<html><body><script>draw()</script></body></html>".to_vec(), Unsupported, "no text of its own", "browser"),
        ("a.rtf", b"{\\rtf1 }".to_vec(), Damaged, "no words were found", "Word"),
        ("a.docx", b"{\\rtf1 Words\\par}".to_vec(), Note, "it is an RTF document although it is called .docx", "extension"),
        ("a.doc", b"<html><p>Words</p></html>".to_vec(), Note, "it is a web page although it is called .doc", "extension"),
        ("a.md", b"<!-- made --><!DOCTYPE html><p>Words</p>".to_vec(), Note, "it is a web page although it is called .md", "extension"),
        ("a.docx", b"Only words".to_vec(), Note, "it is plain text although it is called .docx", "extension"),
        ("a.rtf", b"{\\rtf1 Cut {\\b short".to_vec(), Partial, "ends in the middle", "ask for the file again"),
    ];
    for (name, bytes, kind, message, help) in cases {
        let read = read(name, &bytes, &Limits::default());
        let found = read.problems.iter().find(|p| p.kind == kind).unwrap_or_else(|| panic!("{name}, {message}: {:?}", read.problems));
        assert!(found.message.contains(message), "{name}: {}", found.message);
        assert!(found.help.contains(help), "{name}: {}", found.help);
        assert_eq!(read.value.is_none(), kind.is_fatal(), "{name}, {message}");
        let first = found.message.chars().next().unwrap();
        assert!(!first.is_uppercase() && !found.message.ends_with('.') && !found.help.ends_with('.'), "{}", found.message);
    }
}

#[test]
fn hostile_files_are_read_to_their_end() {
    let (deep, many) = (100_000, 10_000);
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("divs.html", format!("{}<p>in</p>{}", "<div>".repeat(deep), "</div>".repeat(deep)).into_bytes()),
        ("bold.html", (0..many).map(|n| format!("<b id={n}><p>in ")).collect::<String>().into_bytes()),
        ("tables.html", format!("{}in", "<table><tr><td>".repeat(many)).into_bytes()),
        ("lists.html", format!("{}in", "<ul><li>".repeat(many)).into_bytes()),
        ("links.html", format!("<p>in</p>{}", "<a href=x>y".repeat(many)).into_bytes()),
        ("open.html", format!("<p>in</p>{}", "<a b='".repeat(many)).into_bytes()),
        ("comments.html", format!("<p>in</p>{}", "<!-- ".repeat(many)).into_bytes()),
        ("quotes.md", format!("{} in", ">".repeat(deep)).into_bytes()),
        ("brackets.md", format!("in {}", "[".repeat(deep)).into_bytes()),
        ("stars.md", format!("in {}", "*a_ ".repeat(deep)).into_bytes()),
        ("ticks.md", (1..600).map(|n| format!("in {} ", "`".repeat(n))).collect::<String>().into_bytes()),
        ("items.md", format!("{}in", "- ".repeat(deep)).into_bytes()),
        ("tags.md", format!("in\n\n<div {}", "<a b='".repeat(deep)).into_bytes()),
        ("groups.rtf", format!("{{\\rtf1 {}in{}", "{".repeat(deep), "}".repeat(deep)).into_bytes()),
        ("notes.rtf", format!("{{\\rtf1 in{}x", "{\\footnote ".repeat(deep)).into_bytes()),
        ("bin.rtf", b"{\\rtf1 in\\bin2147483647 x}".to_vec()),
        ("line.txt", "in words ".repeat(300_000).into_bytes()),
        ("line.md", "in words ".repeat(300_000).into_bytes()),
        ("line.html", format!("<p>{}", "in words ".repeat(300_000)).into_bytes()),
        ("feeds.txt", format!("in{}", "\u{c}".repeat(deep)).into_bytes()),
        ("zeros.txt", "i\0n words and more words than zeros, so that it is text; ".repeat(3).into_bytes()),
        ("invalid.txt", b"in \xC3\x28 \xFF\xFE words".to_vec()),
        ("invalid.md", b"in \xE2\x28\xA1 words".to_vec()),
        ("invalid.html", b"<p>in \xE2\x28\xA1 words".to_vec()),
    ];
    for (name, bytes) in cases {
        let read = read(name, &bytes, &Limits::default());
        let document = read.value.unwrap_or_else(|| panic!("{name}: {:?}", read.problems));
        assert!(document.text.contains("in"), "{name}: {:?}", document.text.get(..80));
        assert!(document.passages.iter().all(|p| p.bytes.len() <= 64 << 10), "{name}");
    }
}

#[test]
fn long_work_stops_when_told_to() {
    let limits = Limits { stop: std::sync::Arc::new(|| true), ..Limits::default() };
    let long = "<p>words</p>".repeat(100_000);
    for name in ["a.md", "a.txt", "a.html"] {
        let read = read(name, long.as_bytes(), &limits);
        assert!(read.problems.iter().any(|p| p.message.contains("took too long")), "{name}: {:?}", read.problems);
    }
}

#[test]
fn a_flat_opendocument_text_is_one() {
    let flat = |mimetype: &str| {
        format!(
            "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" office:mimetype=\"application/vnd.oasis.opendocument.{mimetype}\"/>"
        )
    };
    assert_eq!(concordat_ingest::sniff("a.fodt", flat("text").as_bytes()).ok(), Some(concordat_register::Format::Odt));
    assert!(concordat_ingest::sniff("a.fods", flat("spreadsheet").as_bytes()).is_err());
}
