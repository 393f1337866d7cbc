//! The part that holds comments: taken further where there is one, made with its type and relationship where there is none.

use crate::edit::Author;
use crate::guard::attribute;
use crate::ids::Ids;
use crate::package::Package;
use concordat_register::Problem;
use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::Event;
use std::fmt::Write;

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
/// The namespace of the names that paragraphs of comments are known by in the parts beside.
const PARAGRAPHS: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
/// Parts beside the comments that list each by its last paragraph: the kind of relationship, the element, and the name of an
/// attribute that every line bears besides, with what it is for a comment nobody has dealt with.
const BESIDE: [(&str, &str, &str); 2] = [("commentsExtended", "commentEx", "done"), ("commentsIds", "commentId", "durableId")];
const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// Comments being added.
pub(crate) struct Comments {
    main: String,
    /// The part's name, and its text as it was; empty where it is new.
    name: String,
    text: String,
    strict: bool,
    /// What the names of its elements begin with.
    prefix: String,
    added: String,
    /// What the names of paragraphs begin with, where the part has such names.
    named: Option<String>,
    names: Vec<String>,
}

impl Comments {
    /// Finds the part of `main`'s comments and takes their numbers as used.
    ///
    /// # Errors
    ///
    /// A part that cannot be read.
    pub(crate) fn open(package: &mut Package<'_>, main: &str, strict: bool, ids: &mut Ids) -> Result<Self, Problem> {
        let name = relationship(package, main, "comments")?;
        let text = name.as_deref().map_or(Ok(String::new()), |name| package.text(name))?;
        ids.also(&text);
        let name = name.unwrap_or_else(|| free_name(package, main));
        let prefix = if text.is_empty() { "w:".to_owned() } else { prefix(&text) };
        let named = bound(&text, PARAGRAPHS);
        Ok(Self { main: main.to_owned(), name, text, strict, prefix, added: String::new(), named, names: Vec::new() })
    }

    /// Adds a comment.
    pub(crate) fn add(&mut self, id: u32, author: &Author, paragraphs: &[String]) {
        // An attribute needs a prefix even where elements have none.
        let (p, a) = (self.prefix.as_str(), if self.prefix.is_empty() { "w:" } else { self.prefix.as_str() });
        let declared = if self.prefix.is_empty() { format!(" xmlns:w=\"{}\"", self.namespace()) } else { String::new() };
        let (name, date, initials) = (escape(&author.name), escape(&author.date), author.initials());
        let mut out = format!(
            "<{p}comment{declared} {a}id=\"{id}\" {a}author=\"{name}\" {a}date=\"{date}\" {a}initials=\"{}\">",
            escape(initials.as_str())
        );
        for (n, paragraph) in paragraphs.iter().enumerate() {
            let mark = if n == 0 { format!("<{p}r><{p}annotationRef/></{p}r>") } else { String::new() };
            let words = plain(paragraph);
            let paragraph_name = (n + 1 == paragraphs.len()).then_some(self.named.as_ref()).flatten().map_or(String::new(), |prefix| {
                // Names are eight hexadecimal digits below 80000000.
                let free =
                    (id..).map(|n| format!("{:08X}", 0x5C00_0000_u32.saturating_add(n))).find(|name| !self.text.contains(name.as_str()));
                let name = free.unwrap_or_default();
                let attribute = format!(" {prefix}:paraId=\"{name}\"");
                self.names.push(name);
                attribute
            });
            let _ = write!(
                out,
                "<{p}p{paragraph_name}>{mark}<{p}r><{p}t xml:space=\"preserve\">{}</{p}t></{p}r></{p}p>",
                escape(words.as_str())
            );
        }
        let _ = write!(out, "</{p}comment>");
        self.added.push_str(&out);
    }

    fn namespace(&self) -> &'static str {
        if self.strict { STRICT } else { TRANSITIONAL }
    }

    /// Puts the part into the package, with its content type and relationship where they are missing.
    ///
    /// # Errors
    ///
    /// Parts of the package that cannot be read.
    pub(crate) fn close(self, package: &mut Package<'_>) -> Result<(), Problem> {
        if self.added.is_empty() {
            return Ok(());
        }
        let text = if root(&self.text).is_some() {
            append(&self.text, &self.added)
        } else {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{}\">{}</w:comments>",
                self.namespace(),
                self.added
            )
        };
        let part = format!("/{}", self.name);
        package.put(&self.name, text);
        let types = package.text("[Content_Types].xml")?;
        let (listed, part_named) = (types.to_lowercase(), part.to_lowercase());
        if !['"', '\''].into_iter().any(|quote| listed.contains(&format!("{quote}{part_named}{quote}"))) {
            let prefix = prefix(&types);
            let line = format!("<{prefix}Override PartName=\"{}\" ContentType=\"{CONTENT_TYPE}\"/>", escape(part.as_str()));
            package.put("[Content_Types].xml", append(&types, &line));
        }
        if relationship(package, &self.main, "comments")?.is_none() {
            self.relate(package)?;
        }
        self.beside(package)
    }

    /// Lists the comments in the parts beside, where there are any.
    fn beside(&self, package: &mut Package<'_>) -> Result<(), Problem> {
        for (kind, element, attribute) in BESIDE {
            let Some(part) = relationship(package, &self.main, kind)?.filter(|_| !self.names.is_empty()) else { continue };
            let text = package.text(&part)?;
            let p = prefix(&text);
            if p.is_empty() {
                continue;
            }
            let value = |name: &str| if attribute == "done" { "0".to_owned() } else { name.to_owned() };
            let line = |name: &String| format!("<{p}{element} {p}paraId=\"{name}\" {p}{attribute}=\"{}\"/>", value(name));
            package.put(&part, append(&text, &self.names.iter().map(line).collect::<String>()));
        }
        Ok(())
    }

    fn relate(&self, package: &mut Package<'_>) -> Result<(), Problem> {
        let rels = relationships_of(&self.main);
        let mut text = package.text(&rels)?;
        if root(&text).is_none() {
            text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"
                .to_owned();
        }
        let prefix = prefix(&text);
        let id = (1u32..).map(|n| format!("rIdComments{n}")).find(|id| !text.contains(&format!("\"{id}\""))).unwrap_or_default();
        let base = if self.strict {
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        };
        let target = self.name.rsplit_once('/').map_or(self.name.as_str(), |(_, file)| file);
        let line = format!("<{prefix}Relationship Id=\"{id}\" Type=\"{base}/comments\" Target=\"{}\"/>", escape(target));
        package.put(&rels, append(&text, &line));
        Ok(())
    }
}

/// The part that `main` relates to as `kind` (the last word of the relationship's type); none where there is none.
///
/// # Errors
///
/// Relationships that cannot be read.
pub(crate) fn relationship(package: &mut Package<'_>, main: &str, kind: &str) -> Result<Option<String>, Problem> {
    let text = package.text(&relationships_of(main))?;
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "Relationship" => {
                let ours = attribute(&tag, "Type").is_some_and(|t| t.rsplit('/').next() == Some(kind));
                if ours && let Some(target) = attribute(&tag, "Target") {
                    return Ok(Some(resolved(main, &target)));
                }
            }
            Ok(Event::Eof) | Err(_) => return Ok(None),
            Ok(_) => {}
        }
    }
}

/// The part a relationship's target names, seen from `main`.
fn resolved(main: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = main.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect());
    for step in target.split('/') {
        match step {
            "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

fn relationships_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

fn free_name(package: &Package<'_>, main: &str) -> String {
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let first = format!("{folder}comments.xml");
    let others = (2u32..).map(|n| format!("{folder}comments{n}.xml"));
    std::iter::once(first).chain(others).find(|name| !package.has(name)).unwrap_or_default()
}

/// The name of the root element, with its prefix.
fn root(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => return Some(tag.name().as_ref().to_owned()),
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// The prefix that is bound to a namespace in a part.
fn bound(text: &str, namespace: &str) -> Option<String> {
    let (before, _) = text.split_once(&format!("=\"{namespace}\""))?;
    let prefix = before.rsplit("xmlns:").next().filter(|p| !p.contains([' ', '"', '<']))?;
    Some(prefix.to_owned())
}

/// What the root element's name begins with: a prefix and its colon, or nothing.
fn prefix(text: &str) -> String {
    let root = root(text).unwrap_or_default();
    root.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"))
}

/// `text` with `added` as the last children of its root.
fn append(text: &str, added: &str) -> String {
    let name = root(text).unwrap_or_default();
    let close = format!("</{name}");
    if let Some((before, after)) = text.rsplit_once(&close) {
        return format!("{before}{added}{close}{after}");
    }
    // A root without content is opened.
    match text.rsplit_once("/>") {
        Some((before, after)) => format!("{before}>{added}</{name}>{after}"),
        None => text.to_owned(),
    }
}

/// Text without the control characters that XML cannot hold; line ends and tabs become spaces.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_as_the_package_means_them() {
        assert_eq!(resolved("word/document.xml", "comments.xml"), "word/comments.xml");
        assert_eq!(resolved("word/document.xml", "/word/a/c.xml"), "word/a/c.xml");
        assert_eq!(resolved("word/document.xml", "../x/./c.xml"), "x/c.xml");
        assert_eq!(relationships_of("word/document.xml"), "word/_rels/document.xml.rels");
    }

    #[test]
    fn children_are_added_at_the_end() {
        assert_eq!(append("<?xml?><a:b><c/></a:b>\n", "<d/>"), "<?xml?><a:b><c/><d/></a:b>\n");
        assert_eq!(append("<b x=\"1\"/>", "<d/>"), "<b x=\"1\"><d/></b>");
    }
}
