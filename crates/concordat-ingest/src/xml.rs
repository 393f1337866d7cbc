//! XML parts as flat tokens with exact positions, namespaces resolved, without recursion.

mod source;

pub(crate) use source::Source;

use crate::Limits;
use concordat_register::{Problem, ProblemKind};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;

/// Elements open at once, for each level of [`Limits::depth`], before what is deeper is read as plain content of what is not.
/// A table inside a cell costs three elements, a text box about eight.
const ELEMENTS_A_LEVEL: u32 = 16;
/// Tokens between two questions whether to stop.
const STRIDE: u32 = 4096;

/// The namespaces readers tell apart, transitional and strict alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ns {
    /// WordprocessingML.
    Word,
    /// SpreadsheetML.
    Sheet,
    /// Office mathematics.
    Math,
    /// Markup compatibility (`mc:`).
    Compatibility,
    /// Vector markup (`v:`).
    Vml,
    /// OpenDocument `office:`.
    Office,
    /// OpenDocument `text:`.
    Text,
    /// OpenDocument `table:`.
    Table,
    /// OpenDocument `style:`.
    Style,
    /// OpenDocument `draw:`.
    Draw,
    /// Any other.
    Other,
}

/// A start tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'s> {
    /// Its namespace.
    pub(crate) ns: Ns,
    /// Its name without prefix.
    pub(crate) name: &'s str,
    /// Its attributes as written.
    attributes: &'s str,
    /// Its tag's first byte in the source's text, and one past the last.
    pub(crate) span: (usize, usize),
}

/// What comes next in a part. An empty element gives an `Open` and a `Close`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Token<'s> {
    /// A start tag.
    Open(Element<'s>),
    /// An end tag: namespace and name.
    Close(Ns, &'s str),
    /// Characters as written, free of references, and where they begin.
    Text(&'s str, usize),
    /// A character or entity reference, `&` and `;` included, and where it begins.
    Reference(&'s str, usize),
}

/// Why a part was not read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Not well-formed.
    Broken,
    /// The caller said to stop.
    Stopped,
}

struct Frame<'s> {
    ns: Ns,
    tag: &'s str,
    bindings: usize,
}

/// Reads one part token by token.
pub(crate) struct Pull<'s> {
    reader: Reader<&'s [u8]>,
    text: &'s str,
    base: usize,
    open: Vec<Frame<'s>>,
    bindings: Vec<(&'s str, Ns)>,
    known: Vec<(&'s str, Ns)>,
    /// An empty element whose `Close` is still owed.
    owed: bool,
    deepest: usize,
    over: u64,
    tokens: u32,
    stop: std::sync::Arc<dyn Fn() -> bool + Send + Sync>,
    /// Why reading ended before the part did.
    pub(crate) cut: Option<Cut>,
    /// Whether something was nested too deep to be told apart.
    pub(crate) too_deep: bool,
}

impl<'s> Pull<'s> {
    /// Starts at the front of a part.
    pub(crate) fn new(source: &'s Source, limits: &Limits) -> Self {
        let text = source.text();
        let base = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut reader = Reader::from_str(text.get(base..).unwrap_or_default());
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            text,
            base,
            open: Vec::new(),
            bindings: Vec::new(),
            known: Vec::new(),
            owed: false,
            deepest: usize::try_from(limits.depth.saturating_mul(ELEMENTS_A_LEVEL)).unwrap_or(usize::MAX).max(64),
            over: 0,
            tokens: 0,
            stop: limits.stop.clone(),
            cut: None,
            too_deep: false,
        }
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).saturating_add(self.base)
    }

    /// The next token; none at the end. Elements left open by a cut part are closed first.
    pub(crate) fn next(&mut self) -> Option<Token<'s>> {
        if self.owed {
            self.owed = false;
            return self.close();
        }
        while self.cut.is_none() {
            self.tokens += 1;
            if self.tokens >= STRIDE {
                self.tokens = 0;
                if (self.stop)() {
                    self.cut = Some(Cut::Stopped);
                    break;
                }
            }
            let start = self.position();
            let Ok(event) = self.reader.read_event() else {
                self.cut = Some(Cut::Broken);
                break;
            };
            let end = self.position();
            let raw = self.text.get(start..end).unwrap_or_default();
            match event {
                Event::Start(_) => {
                    if let Some(element) = self.push(raw, (start, end)) {
                        return Some(Token::Open(element));
                    }
                }
                Event::Empty(_) => {
                    if self.open.len() < self.deepest
                        && let Some(element) = self.push(raw, (start, end))
                    {
                        self.owed = true;
                        return Some(Token::Open(element));
                    }
                }
                Event::End(_) => {
                    if self.over > 0 {
                        self.over -= 1;
                        continue;
                    }
                    let name = raw.get(2..raw.len().saturating_sub(1)).unwrap_or_default().trim_end();
                    if self.open.last().is_some_and(|f| f.tag == name) {
                        return self.close();
                    }
                    self.cut = Some(Cut::Broken);
                }
                Event::Text(_) => return Some(Token::Text(raw, start)),
                Event::CData(_) => return Some(Token::Text(character_data(raw), start + 9)),
                Event::GeneralRef(_) => return Some(Token::Reference(raw, start)),
                Event::Eof => {
                    if !self.open.is_empty() || self.over > 0 {
                        self.cut = Some(Cut::Broken);
                    }
                    break;
                }
                _ => {}
            }
        }
        self.close()
    }

    /// Reads past the end of the element opened last.
    pub(crate) fn skip(&mut self) {
        let depth = self.depth();
        while self.depth() >= depth && self.next().is_some() {}
    }

    /// The next element directly or indirectly inside the one that was opened at `depth`; none once that is closed.
    pub(crate) fn next_within(&mut self, depth: usize) -> Option<Element<'s>> {
        loop {
            match self.next()? {
                Token::Open(element) => return Some(element),
                Token::Close(..) if self.depth() < depth => return None,
                _ => {}
            }
        }
    }

    /// The character data inside the element opened last, references resolved; reads past its end.
    pub(crate) fn content(&mut self) -> String {
        let depth = self.depth();
        let mut text = String::new();
        while let Some(token) = self.next() {
            match token {
                Token::Text(raw, _) => text.push_str(raw),
                Token::Reference(raw, _) => text.extend(resolve(raw)),
                Token::Close(..) if self.depth() < depth => break,
                _ => {}
            }
        }
        text
    }

    /// A line on what of the part called `what` could not be read.
    pub(crate) fn problem(&self, what: &str) -> Option<Problem> {
        let (message, help) = match self.cut {
            Some(Cut::Broken) => (
                format!("{what} is damaged at byte {}; what stands before was read", self.position()),
                "open the file in the program it came from, repair it and save a copy",
            ),
            Some(Cut::Stopped) => (format!("{what} took too long; what stands before was read"), "split the document, or allow more time"),
            None if self.too_deep => {
                (format!("{what} nests elements too deep; the deepest were not told apart"), "simplify the tables inside tables")
            }
            None => return None,
        };
        Some(Problem::new(ProblemKind::Partial, message, help))
    }

    fn push(&mut self, raw: &'s str, span: (usize, usize)) -> Option<Element<'s>> {
        if self.open.len() >= self.deepest {
            self.over += 1;
            self.too_deep = true;
            return None;
        }
        let inner = raw.get(1..).unwrap_or_default();
        let inner = inner.strip_suffix("/>").or_else(|| inner.strip_suffix('>')).unwrap_or(inner);
        let end = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
        let (tag, attributes) = inner.split_at_checked(end).unwrap_or((inner, ""));
        let mut bindings = 0;
        if attributes.contains("xmlns") {
            for (name, value) in Attributes(attributes) {
                let prefix = if name == "xmlns" { Some("") } else { name.strip_prefix("xmlns:") };
                if let Some(prefix) = prefix {
                    self.bindings.push((prefix, namespace(value)));
                    bindings += 1;
                }
            }
            self.known.clear();
        }
        let (prefix, name) = tag.split_once(':').unwrap_or(("", tag));
        let ns = self.resolve(prefix);
        self.open.push(Frame { ns, tag, bindings });
        Some(Element { ns, name, attributes, span })
    }

    fn close(&mut self) -> Option<Token<'s>> {
        let frame = self.open.pop()?;
        if frame.bindings > 0 {
            self.bindings.truncate(self.bindings.len().saturating_sub(frame.bindings));
            self.known.clear();
        }
        let name = frame.tag.split_once(':').map_or(frame.tag, |(_, name)| name);
        Some(Token::Close(frame.ns, name))
    }

    fn resolve(&mut self, prefix: &'s str) -> Ns {
        if let Some(&(_, ns)) = self.known.iter().find(|(p, _)| *p == prefix) {
            return ns;
        }
        let bound = self.bindings.iter().rev().find(|(p, _)| *p == prefix).map(|&(_, ns)| ns);
        let ns = bound.unwrap_or_else(|| customary(prefix));
        self.known.push((prefix, ns));
        ns
    }
}

impl<'s> Element<'s> {
    /// Whether it is this element.
    pub(crate) fn is(&self, ns: Ns, name: &str) -> bool {
        self.ns == ns && self.name == name
    }

    /// The value of the attribute of this name, whatever its prefix, references resolved.
    pub(crate) fn attribute(&self, name: &str) -> Option<Cow<'s, str>> {
        Attributes(self.attributes)
            .find(|(n, _)| n.split_once(':').map_or(*n, |(_, local)| local) == name)
            .map(|(_, value)| unescape(value))
    }

    /// Every attribute, its name with its prefix, references in its value resolved.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'s str, Cow<'s, str>)> {
        Attributes(self.attributes).map(|(name, value)| (name, unescape(value)))
    }

    /// The attribute as a whole number.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// `w:val`.
    pub(crate) fn val(&self) -> Option<Cow<'s, str>> {
        self.attribute("val")
    }

    /// Whether an on/off element is on: it is, unless its value says otherwise.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Attributes as written: name and value without quotation marks.
struct Attributes<'s>(&'s str);

impl<'s> Iterator for Attributes<'s> {
    type Item = (&'s str, &'s str);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, rest) = self.0.split_once('=')?;
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, rest) = rest.get(1..)?.split_once(quote)?;
        self.0 = rest;
        Some((name.trim(), value))
    }
}

/// The character a reference such as `&amp;` or `&#8217;` stands for; none for entities XML does not define.
pub(crate) fn resolve(reference: &str) -> Option<char> {
    let name = reference.strip_prefix('&')?.trim_end_matches(';');
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|&c| c != '\0')
        }
    }
}

/// Text with its references resolved; what cannot be resolved stays as written.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.find(';').filter(|&end| end <= 12);
        let found = end.and_then(|end| {
            let name = after.get(..end)?;
            resolve(&format!("&{name};")).zip(after.get(end + 1..))
        });
        if let Some((c, left)) = found {
            out.push(c);
            rest = left;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn namespace(uri: &str) -> Ns {
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main" | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Ns::Word,
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main" | "http://purl.oclc.org/ooxml/spreadsheetml/main" => Ns::Sheet,
        "http://schemas.openxmlformats.org/officeDocument/2006/math" | "http://purl.oclc.org/ooxml/officeDocument/math" => Ns::Math,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Compatibility,
        "urn:schemas-microsoft-com:vml" => Ns::Vml,
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0" | "http://openoffice.org/2000/office" => Ns::Office,
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0" | "http://openoffice.org/2000/text" => Ns::Text,
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0" | "http://openoffice.org/2000/table" => Ns::Table,
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0" | "http://openoffice.org/2000/style" => Ns::Style,
        "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" | "http://openoffice.org/2000/drawing" => Ns::Draw,
        _ => Ns::Other,
    }
}

/// What a prefix stands for where nothing declares it, as in damaged files.
fn customary(prefix: &str) -> Ns {
    match prefix {
        "w" => Ns::Word,
        "m" => Ns::Math,
        "mc" => Ns::Compatibility,
        "v" => Ns::Vml,
        "office" => Ns::Office,
        "text" => Ns::Text,
        "table" => Ns::Table,
        "style" => Ns::Style,
        "draw" => Ns::Draw,
        _ => Ns::Other,
    }
}

/// What stands inside a section of character data.
fn character_data(raw: &str) -> &str {
    raw.strip_prefix("<![CDATA[").and_then(|r| r.strip_suffix("]]>")).unwrap_or_default()
}
