//! Rejecting changes, choosing edits, and looking into packages, for tests.

use concordat_ingest::Limits;
use concordat_redline::{Author, Change, Edit, Outcome};
use concordat_register::Document;
use concordat_text::CharSpan;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

/// The author of the tests' changes.
pub fn author() -> Author {
    Author { name: "A Redliner & Co".to_owned(), date: "2026-01-31T09:00:00Z".to_owned() }
}

/// A package's members in order: name and packed bytes.
pub fn members(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut out = Vec::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).ok()?;
        let mut content = Vec::new();
        member.read_to_end(&mut content).ok()?;
        out.push((member.name().ok()?.into_owned(), content));
    }
    Some(out)
}

/// Packs members.
pub fn package(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// What ingest reads.
pub fn read(bytes: &[u8]) -> Option<Document> {
    concordat_ingest::read("x.docx", bytes, &Limits::default()).value
}

/// The package with every change of the tests' author rejected.
pub fn rejected(bytes: &[u8]) -> Vec<u8> {
    let members = members(bytes).unwrap();
    let texts: Vec<(String, Vec<u8>)> = members
        .into_iter()
        .map(|(name, content)| match String::from_utf8(content) {
            Ok(text) if name.ends_with(".xml") => (name, reject(&text).into_bytes()),
            Ok(text) => (name, text.into_bytes()),
            Err(error) => (name, error.into_bytes()),
        })
        .collect();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in texts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A part with every change of the tests' author rejected.
fn reject(text: &str) -> String {
    let ours = format!("author=\"{}\"", quick_xml::escape::escape(author().name.as_str()));
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(&ours) {
        let open = rest[..at].rfind('<').unwrap();
        let name = rest[open + 1..at].split_whitespace().next().unwrap().to_owned();
        let end = open + rest[open..].find('>').unwrap() + 1;
        let close = format!("</{name}>");
        let closes = end + rest[end..].find(&close).unwrap_or(0);
        out.push_str(&rest[..open]);
        if name.ends_with("del") {
            out.push_str(&rest[end..closes].replace("delText", "t"));
        } else if !name.ends_with("ins") {
            out.push_str(&rest[open..closes + close.len()]);
        }
        rest = &rest[closes + close.len()..];
    }
    out + rest
}

/// A row of numbers that look like chance, and are the same for the same seed.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

/// At most `count` edits of all kinds, none in the same passage as another.
pub fn edits(document: &Document, count: usize, chance: &mut Chance) -> Vec<Edit> {
    let mut out = Vec::new();
    let step = (document.passages.len() / count.max(1)).max(1);
    for passage in document.passages.iter().step_by(step) {
        let words = document.words_of(passage);
        let chars: Vec<char> = words.chars().collect();
        let start = chance.below(chars.len());
        let end = (start + 1 + chance.below(chars.len() - start)).min(start + 40).min(chars.len());
        let exact: String = chars[start..end].iter().collect();
        let comment = vec!["What was found: a < b & c.".to_owned(), "Why.".to_owned()];
        let (change, comment) = match chance.below(5) {
            0 => (Change::Replace("new & <better> words".to_owned()), comment),
            1 => (Change::Replace(String::new()), Vec::new()),
            2 => (Change::InsertAfter(" See also the other one.".to_owned()), comment),
            3 => (Change::Replace("XYZ".to_owned()), Vec::new()),
            _ => (Change::None, comment),
        };
        let from = |n: usize| passage.chars.start + u32::try_from(n).unwrap();
        out.push(Edit { span: Some(CharSpan { start: from(start), end: from(end) }), exact, change, comment });
    }
    out.truncate(count);
    out
}

/// The text as it should be once every change that was made is accepted.
pub fn expected(document: &Document, edits: &[Edit], outcomes: &[Outcome]) -> String {
    let mut chars: Vec<String> = document.text.chars().map(String::from).collect();
    for (edit, _) in edits.iter().zip(outcomes).filter(|(_, o)| **o == Outcome::Made) {
        let span = edit.span.unwrap();
        let (start, end) = (span.start as usize, span.end as usize);
        match &edit.change {
            Change::None => {}
            Change::InsertAfter(with) => chars[end - 1].push_str(with),
            Change::Replace(with) => {
                chars[start..end].iter_mut().for_each(String::clear);
                chars[start] = with.clone();
            }
        }
    }
    chars.concat()
}

/// What is wrong with a redlined file; nothing where all is well. `before` is the file, `document` what was read of it.
pub fn faults(before: &[u8], document: &Document, edits: &[Edit], after: &[u8], outcomes: &[Outcome]) -> Vec<String> {
    let mut out = Vec::new();
    let (Some(old), Some(new)) = (members(before), members(after)) else { return vec!["the package does not open".to_owned()] };
    let touched = |name: &str| {
        let name = name.to_lowercase();
        document.parts.iter().any(|p| p.trim_start_matches('/').to_lowercase() == name)
            || name.contains("comments")
            || name == "[content_types].xml"
            || name.ends_with("document.xml.rels")
            || name.ends_with("document2.xml.rels")
    };
    for (n, (name, content)) in old.iter().enumerate() {
        match new.get(n) {
            Some((same, now)) if same == name && (now == content || touched(name)) => {}
            _ => out.push(format!("{name} is not as it was")),
        }
    }
    for (name, content) in new.iter().filter(|(name, _)| touched(name)) {
        out.extend(ill_formed(content).map(|e| format!("{name}: {e}")));
    }
    out.extend(doubled(&new));
    let Some(accepted) = read(after) else { return vec!["ingest does not read it".to_owned()] };
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted = expected(document, edits, outcomes);
    if squeeze(&accepted.text) != squeeze(&wanted) {
        out.push(format!("accepting gives other text: {}", difference(&squeeze(&accepted.text), &squeeze(&wanted))));
    }
    match read(&rejected(after)) {
        Some(back) if back.text == document.text => {}
        Some(back) => out.push(format!("rejecting gives other text: {}", difference(&back.text, &document.text))),
        None => out.push("ingest does not read it once rejected".to_owned()),
    }
    out
}

fn difference(is: &str, should: &str) -> String {
    let at = is.chars().zip(should.chars()).take_while(|(a, b)| a == b).count();
    let near = |text: &str| text.chars().skip(at.saturating_sub(20)).take(60).collect::<String>();
    format!("{:?} for {:?}", near(is), near(should))
}

fn ill_formed(content: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(content).ok()?.trim_start_matches('\u{feff}');
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return None,
            Err(error) => return Some(error.to_string()),
            Ok(_) => {}
        }
    }
}

/// Numbers of our changes and comments that are used twice.
fn doubled(members: &[(String, Vec<u8>)]) -> Vec<String> {
    let ours = format!("author=\"{}\"", quick_xml::escape::escape(author().name.as_str()));
    let mut seen: BTreeMap<(String, bool), u32> = BTreeMap::new();
    for (name, content) in members.iter().filter(|(name, _)| name.ends_with(".xml")) {
        let text = String::from_utf8_lossy(content);
        for tag in text.split('<').filter(|tag| tag.contains(&ours)) {
            let id = tag.split(":id=\"").nth(1).and_then(|t| t.split('"').next()).unwrap_or_default();
            *seen.entry((id.to_owned(), name.contains("comments"))).or_default() += 1;
        }
    }
    seen.into_iter().filter(|(_, count)| *count > 1).map(|((id, _), _)| format!("number {id} is used twice")).collect()
}
