//! OpenDocument text: packages (`.odt`, `.ott`) and single files (`.fodt`).

mod lists;
mod meta;
mod story;
mod styles;
#[cfg(test)]
mod tests;

use crate::Limits;
use crate::assemble::{Paging, assemble};
use crate::draft::Origin;
use crate::package::{Package, locked};
use crate::xml::Source;
use concordat_register::{Document, Format, Problem, ProblemKind, Read};
use story::{Kind, Story, Told};
use styles::Styles;

/// Reads one document.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Read<Document> {
    if bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<') || bytes.starts_with(&[0xEF, 0xBB, 0xBF, b'<']) {
        return read_flat(bytes, limits);
    }
    match Package::open(bytes, limits) {
        Ok(package) => read_package(package, limits),
        Err(problem) => Read::failed(problem),
    }
}

/// A single XML file holds all that a package holds.
fn read_flat(bytes: &[u8], limits: &Limits) -> Read<Document> {
    if bytes.len() as u64 > limits.memory / 4 {
        return Read::failed(Problem::new(
            ProblemKind::TooLarge,
            "the file is larger than the memory limit allows",
            "split it, or raise the memory limit",
        ));
    }
    let source = Source::new(bytes.to_vec());
    let mut styles = Styles::default();
    styles.add(&source, limits);
    let mut document = Document::new(Format::Odt);
    let said = meta::read(&source, &mut document.properties, limits);
    let furniture = Story::new(Kind::Furniture, Origin { part: 0, source: &source }, &styles, limits).tell("the file");
    let told = Story::new(Kind::Body, Origin { part: 0, source: &source }, &styles, limits).tell("the file");
    finish(document, told, furniture.furniture, said, &styles, Vec::new())
}

fn read_package(mut package: Package<'_>, limits: &Limits) -> Read<Document> {
    let is_locked = |package: &mut Package<'_>| {
        let manifest = package.read("META-INF/manifest.xml").ok().flatten().unwrap_or_else(empty);
        manifest.bytes.windows(15).any(|w| w == b"encryption-data")
    };
    if is_locked(&mut package) {
        return Read::failed(locked());
    }
    if let Some(problem) = other_kind(&mut package) {
        return Read::failed(problem);
    }
    let mut problems = Vec::new();
    let content = match package.read("content.xml") {
        Ok(Some(part)) if !part.bytes.is_empty() => {
            if part.damaged || package.salvaged {
                problems.push(Problem::new(
                    ProblemKind::Partial,
                    "the file is cut short or damaged; what could be recovered was read",
                    "ask for the file again, or open it in LibreOffice, repair it and save a copy",
                ));
            }
            Source::new(part.bytes)
        }
        Ok(_) => {
            return Read::failed(Problem::new(
                ProblemKind::Damaged,
                "the package holds no OpenDocument text, or the text's part is lost",
                "ask for the file again, or open it in LibreOffice, repair it and save a copy",
            ));
        }
        Err(problem) => return Read::failed(problem),
    };
    let mut styles = Styles::default();
    let common = package.read("styles.xml").ok().flatten().map(|part| Source::new(part.bytes));
    if let Some(common) = &common {
        styles.add(common, limits);
    }
    let furniture = common
        .as_ref()
        .map(|common| Story::new(Kind::Furniture, Origin { part: 0, source: common }, &styles, limits).tell("styles.xml").furniture);
    // Automatic styles of the content may bear the names of those of headers and footers, and win from here on.
    styles.add(&content, limits);
    let mut document = Document::new(Format::Odt);
    document.parts = vec!["content.xml".to_owned()];
    let said =
        package.read("meta.xml").ok().flatten().and_then(|part| meta::read(&Source::new(part.bytes), &mut document.properties, limits));
    let told = Story::new(Kind::Body, Origin { part: 0, source: &content }, &styles, limits).tell("content.xml");
    finish(document, told, furniture.unwrap_or_default(), said, &styles, problems)
}

fn empty() -> crate::package::Part {
    crate::package::Part { bytes: Vec::new(), damaged: false }
}

/// What to say where the package is another kind of file.
fn other_kind(package: &mut Package<'_>) -> Option<Problem> {
    let what = if package.has("word/document.xml") {
        "a Word document"
    } else {
        let kind = package.read("mimetype").ok().flatten()?;
        let kind = String::from_utf8_lossy(&kind.bytes).into_owned();
        let (_, kind) = kind.split_once("opendocument.")?;
        match kind.trim().split('-').next()? {
            "spreadsheet" => "a spreadsheet",
            "presentation" => "a presentation",
            "graphics" => "a drawing",
            _ => return None,
        }
    };
    Some(Problem::new(
        ProblemKind::Unsupported,
        format!("the file is {what} under the name of an OpenDocument text"),
        "give it its right extension, or save it as a text document",
    ))
}

fn finish(
    mut document: Document,
    told: Told,
    furniture: Vec<String>,
    said: Option<u32>,
    styles: &Styles,
    mut problems: Vec<Problem>,
) -> Read<Document> {
    for text in furniture {
        document.add_furniture(&text, None);
    }
    document.properties.language = document.properties.language.take().or_else(|| styles.language.clone());
    let paging = Paging { said, recorded: told.soft_breaks > 0, explicit: told.breaks.explicit, breaks: told.breaks.recorded };
    assemble(&mut document, told.drafts, paging, &told.remarks);
    problems.extend(told.problems);
    Read { value: Some(document), problems }
}
