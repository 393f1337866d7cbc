//! The end of a PDF, and what is appended to it.

use super::unusual;
use concordat_register::{Problem, ProblemKind};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object, ObjectIdentifier};
use memchr::memmem;
use std::collections::BTreeMap;
use std::io::Write as _;

/// The most objects that a file has. Source: ISO 32000-1, annex C.
const MOST_OBJECTS: u32 = 8_388_607;

/// What is to be appended.
pub(super) struct Update<'a> {
    bytes: &'a [u8],
    pdf: &'a Pdf,
    /// Where the last section of the index stands.
    index: usize,
    /// Whether that is a stream; what is added must then be one too.
    is_stream: bool,
    /// Entries of the trailer that go on: name and value.
    trailer: Vec<(&'static str, &'a [u8])>,
    next: u32,
    /// New objects, by number.
    objects: BTreeMap<u32, Vec<u8>>,
    /// Changed objects that hold lists of annotations, by number. Pages may share one.
    lists: BTreeMap<u32, List>,
}

/// An object that holds a list of annotations: what stands up to the end of the list, what is added, and what stands after it.
struct List {
    generation: i32,
    front: Vec<u8>,
    added: String,
    back: Vec<u8>,
}

impl<'a> Update<'a> {
    /// An empty update of a file.
    pub(super) fn of(bytes: &'a [u8], pdf: &'a Pdf) -> Result<Self, Problem> {
        let holds = |words: &str| memmem::find(bytes, words.as_bytes()).is_some();
        if holds("/ByteRange") {
            return Err(Problem::new(
                ProblemKind::Locked,
                "it is signed, and a change would break the signature",
                "ask for an unsigned copy",
            ));
        }
        if holds("/Encrypt") {
            return Err(Problem::new(ProblemKind::Locked, "it is encrypted", "save a copy without encryption"));
        }
        if !bytes.starts_with(b"%PDF-") {
            return Err(unusual());
        }
        let index = last_index(bytes).ok_or_else(unusual)?;
        let section = bytes.get(index..).unwrap_or_default();
        let is_stream = !section.starts_with(b"xref");
        let (from, to) =
            if is_stream { (b"<<".as_slice(), b"stream".as_slice()) } else { (b"trailer".as_slice(), b"startxref".as_slice()) };
        let dictionary = between(section, from, to).ok_or_else(unusual)?;
        let root = entry(dictionary, b"/Root").ok_or_else(unusual)?;
        let id = pdf.xref().root_id();
        // A file whose index was made anew in reading has another end than it seems.
        if reference(root) != Some(id) {
            return Err(unusual());
        }
        let size: u32 = number(entry(dictionary, b"/Size").ok_or_else(unusual)?).ok_or_else(unusual)?;
        if size > MOST_OBJECTS {
            return Err(unusual());
        }
        let mut trailer = vec![("Root", root)];
        trailer.extend(entry(dictionary, b"/Info").filter(|v| reference(v).is_some()).map(|v| ("Info", v)));
        trailer.extend(entry(dictionary, b"/ID").filter(|v| v.starts_with(b"[") && !v.contains(&b'(')).map(|v| ("ID", v)));
        let next = unused(pdf, size);
        Ok(Self { bytes, pdf, index, is_stream, trailer, next, objects: BTreeMap::new(), lists: BTreeMap::new() })
    }

    /// The number that the next object gets.
    pub(super) fn next(&self) -> u32 {
        self.next
    }

    /// Adds an object, and gives its number.
    pub(super) fn add(&mut self, body: String) -> u32 {
        let number = self.next;
        self.objects.insert(number, body.into_bytes());
        self.next = unused(self.pdf, number + 1);
        number
    }

    /// A reference to a page.
    pub(super) fn page(&self, pdf: &Pdf, page: u16) -> Result<String, Problem> {
        let id = identity(pdf, page).ok_or_else(unusual)?;
        Ok(format!("{} {} R", id.obj_number, id.gen_number))
    }

    /// Puts annotations on a page: into its list, wherever that stands.
    pub(super) fn annotate(&mut self, pdf: &Pdf, page: u16, annotations: &[u32]) -> Result<(), Problem> {
        let (id, list) = list_of(pdf, page).ok_or_else(unusual)?;
        let list = self.lists.entry(id.obj_number).or_insert(list);
        list.added.extend(annotations.iter().map(|n| format!(" {n} 0 R")));
        Ok(())
    }

    /// The file with the update.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut out = self.bytes.to_vec();
        if !out.ends_with(b"\n") {
            out.push(b'\n');
        }
        let mut places: BTreeMap<u32, (i32, usize)> = BTreeMap::new();
        let lists = self.lists.iter().map(|(n, list)| (*n, (list.generation, [&list.front, list.added.as_bytes(), &list.back].concat())));
        let mut objects: BTreeMap<u32, (i32, Vec<u8>)> = lists.collect();
        objects.extend(self.objects.into_iter().map(|(n, body)| (n, (0, body))));
        for (number, (generation, body)) in &objects {
            places.insert(*number, (*generation, out.len()));
            // Writing to memory cannot fail.
            let _ = writeln!(out, "{number} {generation} obj");
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        }
        let start = out.len();
        let mut trailer = Vec::new();
        for (name, value) in &self.trailer {
            let _ = write!(trailer, "/{name} ");
            trailer.extend_from_slice(value);
        }
        let _ = write!(trailer, "/Prev {}", self.index);
        if self.is_stream {
            places.insert(self.next, (0, start));
            let rows: Vec<u8> = places.values().flat_map(|(generation, place)| row(*generation, *place)).collect();
            let runs: Vec<String> = places.keys().map(|n| format!("{n} 1")).collect();
            let (number, size) = (self.next, self.next + 1);
            let _ = write!(out, "{number} 0 obj\n<</Type/XRef/Size {size}/W[1 4 2]/Index[{}]/Length {}", runs.join(" "), rows.len());
            out.extend_from_slice(&trailer);
            out.extend_from_slice(b">>\nstream\n");
            out.extend_from_slice(&rows);
            out.extend_from_slice(b"\nendstream\nendobj\n");
        } else {
            // The first row of any table is the head of the list of free numbers, and some programs look for it.
            out.extend_from_slice(b"xref\n0 1\n0000000000 65535 f \n");
            for (number, (generation, place)) in &places {
                let _ = write!(out, "{number} 1\n{place:010} {generation:05} n \n");
            }
            let _ = write!(out, "trailer\n<</Size {}", self.next);
            out.extend_from_slice(&trailer);
            out.extend_from_slice(b">>\n");
        }
        let _ = write!(out, "startxref\n{start}\n%%EOF\n");
        out
    }
}

/// The object that holds a page's list of annotations: the list itself, or the page.
fn list_of(pdf: &Pdf, page: u16) -> Option<(ObjectIdentifier, List)> {
    let id = identity(pdf, page)?;
    let page = pdf.pages().get(usize::from(page))?.raw();
    let held = page.get::<Array<'_>>("Annots");
    let list = |id: ObjectIdentifier, front: Vec<u8>, back: &[u8]| {
        (id, List { generation: id.gen_number, front, added: String::new(), back: back.to_vec() })
    };
    if let (Some(of), Some(held)) = (page.get_ref("Annots"), &held) {
        return Some(list(ObjectIdentifier::new(of.obj_number, of.gen_number), [b"[", held.data()].concat(), b"]"));
    }
    let whole = page.data();
    let at = match &held {
        // The list is a part of the page's own bytes, and ends where the new ones go.
        Some(held) => (held.data().as_ptr() as usize).checked_sub(whole.as_ptr() as usize)? + held.data().len(),
        None => memmem::rfind(whole, b">>")?,
    };
    let (front, back) = whole.split_at_checked(at)?;
    let is_held = held.is_some();
    let front = [front, if is_held { b"".as_slice() } else { b"/Annots[" }].concat();
    Some(list(id, front, &[if is_held { b"".as_slice() } else { b"]" }, back].concat()))
}

/// The first number from `number` on that no object bears: what a file says of its size may be too little.
fn unused(pdf: &Pdf, number: u32) -> u32 {
    let is_used = |n: &u32| pdf.xref().get::<Object<'_>>(ObjectIdentifier::new(*n, 0)).is_some();
    (number..=MOST_OBJECTS).find(|n| !is_used(n)).unwrap_or(number)
}

fn identity(pdf: &Pdf, page: u16) -> Option<ObjectIdentifier> {
    let page: &Dict<'_> = pdf.pages().get(usize::from(page))?.raw();
    page.obj_id()
}

/// A row of an index that is a stream: kind, place in four bytes, generation in two.
fn row(generation: i32, place: usize) -> Vec<u8> {
    let place = u32::try_from(place).unwrap_or(u32::MAX).to_be_bytes();
    let generation = u16::try_from(generation).unwrap_or_default().to_be_bytes();
    [&[1], place.as_slice(), generation.as_slice()].concat()
}

/// Where the last section of the index stands, as the file's end says.
fn last_index(bytes: &[u8]) -> Option<usize> {
    let at = memmem::rfind(bytes, b"startxref")?;
    let place: usize = number(bytes.get(at + b"startxref".len()..)?)?;
    let section = bytes.get(place..)?;
    (section.starts_with(b"xref") || section.first().is_some_and(u8::is_ascii_digit)).then_some(place)
}

/// What stands between two words.
fn between<'a>(bytes: &'a [u8], from: &[u8], to: &[u8]) -> Option<&'a [u8]> {
    let start = memmem::find(bytes, from)?;
    let rest = bytes.get(start..)?;
    rest.get(..memmem::find(rest, to)?)
}

/// The value of an entry of a trailer, as it stands there: a number, a reference or a list of strings in hexadecimal.
fn entry<'a>(dictionary: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let mut places = memmem::find_iter(dictionary, key).map(|at| at + key.len());
    let start = places.find(|&at| dictionary.get(at).is_some_and(|b| !b.is_ascii_alphanumeric()))?;
    let rest = dictionary.get(start..)?.trim_ascii_start();
    let end = match rest.first()? {
        b'[' => rest.iter().position(|&b| b == b']')? + 1,
        _ => rest.iter().position(|b| matches!(b, b'/' | b'>')).unwrap_or(rest.len()),
    };
    rest.get(..end).map(<[u8]>::trim_ascii_end)
}

fn reference(value: &[u8]) -> Option<ObjectIdentifier> {
    let text = std::str::from_utf8(value).ok()?;
    let mut parts = text.split_ascii_whitespace();
    let id = ObjectIdentifier::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    (parts.next() == Some("R")).then_some(id)
}

/// The number that bytes begin with.
fn number<T: std::str::FromStr>(bytes: &[u8]) -> Option<T> {
    let bytes = bytes.trim_ascii_start();
    let end = bytes.iter().position(|b| !b.is_ascii_digit()).unwrap_or(bytes.len());
    std::str::from_utf8(bytes.get(..end)?).ok()?.parse().ok()
}
