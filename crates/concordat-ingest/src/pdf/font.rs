//! Which words a font's codes stand for and how wide they are.
//!
//! Most fonts say both outright (a `ToUnicode` map or a named encoding, and widths), and then the font program, which
//! is what costs time, is never opened. The rest goes to `hayro-font`.

use super::decode::{Budget, decoded, fits};
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use hayro_cmap::{BfString, CMap, CMapName};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontResolverFn};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// What one code shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    /// Its letters; none where the font does not say.
    pub(super) text: Letters,
    /// How far it moves on, in ems.
    pub(super) width: f32,
}

/// The letters of one code; nearly always one.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Letters {
    /// The font does not say.
    Unknown,
    /// One letter.
    One(char),
    /// Several: a ligature.
    Many(Rc<str>),
}

/// A font as far as reading needs it.
pub(super) struct Face<'a> {
    pub(super) bold: bool,
    pub(super) italic: bool,
    kind: Kind<'a>,
    /// One-byte codes met before, and codes of several bytes.
    bytes: RefCell<Vec<Option<Shown>>>,
    wide: RefCell<HashMap<u32, Shown>>,
}

#[expect(clippy::large_enum_variant, reason = "a document has a few fonts")]
enum Kind<'a> {
    /// One byte a code.
    Simple { widths: Vec<f32>, first: usize, missing: f32, to_unicode: Option<CMap>, encoding: Option<&'static Encoding> },
    /// Codes of several bytes; `codes` is none for the usual two-byte identity.
    Composite { codes: Option<CMap>, widths: HashMap<u32, f32>, missing: f32, to_unicode: Option<CMap> },
    /// Everything that needs the font program.
    Program(Font<'a>),
}

/// All fonts of a document, each read once.
pub(super) struct Fonts<'a> {
    faces: HashMap<usize, Option<Rc<Face<'a>>>>,
    cache: FontCache<'a>,
    programs: FontResolverFn,
    cmaps: CMapResolverFn,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Self {
        Self {
            faces: HashMap::new(),
            cache: FontCache::new(),
            programs: Arc::new(|query| match query {
                hayro_font::FontQuery::Standard(s) => Some(s.get_font_data()),
                hayro_font::FontQuery::Fallback(f) => Some(f.pick_standard_font().get_font_data()),
            }),
            cmaps: Arc::new(hayro_cmap::load_embedded),
        }
    }

    /// The font of a font dictionary.
    pub(super) fn face(&mut self, dict: &Dict<'a>, budget: &mut Budget) -> Option<Rc<Face<'a>>> {
        // A dictionary written within another has that one's number, so fonts are known by where they stand.
        let place = dict.data().as_ptr() as usize;
        if let Some(face) = self.faces.get(&place) {
            return face.clone();
        }
        let face = self.read(dict, budget).map(Rc::new);
        self.faces.insert(place, face.clone());
        face
    }

    fn read(&self, dict: &Dict<'a>, budget: &mut Budget) -> Option<Face<'a>> {
        let subtype = dict.get::<Name<'_>>("Subtype")?;
        let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|a| a.iter::<Dict<'_>>().next());
        let described = descendant.as_ref().unwrap_or(dict);
        let descriptor = described.get::<Dict<'_>>("FontDescriptor");
        let kind = if subtype.as_ref() == b"Type0" {
            self.composite(dict, described, budget)
        } else if subtype.as_ref() == b"Type3" {
            None
        } else {
            self.simple(dict, descriptor.as_ref(), budget)
        };
        let kind = match kind {
            Some(kind) => kind,
            None => Kind::Program(self.program(dict, descriptor.as_ref(), budget)?),
        };
        let (bold, italic) = weight(described, descriptor.as_ref());
        Some(Face { bold, italic, kind, bytes: RefCell::new(vec![None; 256]), wide: RefCell::default() })
    }

    /// A one-byte font that says its letters and widths itself.
    fn simple(&self, dict: &Dict<'a>, descriptor: Option<&Dict<'a>>, budget: &mut Budget) -> Option<Kind<'a>> {
        let widths: Vec<f32> = dict.get::<Array<'_>>("Widths")?.iter::<f32>().take(256).collect();
        let first = dict.get::<usize>("FirstChar").filter(|&n| n < 256)?;
        let missing = descriptor.and_then(|d| d.get::<f32>("MissingWidth")).unwrap_or(0.0);
        let encoding = match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Name(name)) => named_encoding(name.as_ref()),
            Some(Object::Dict(d)) if !d.contains_key("Differences") => {
                d.get::<Name<'_>>("BaseEncoding").and_then(|n| named_encoding(n.as_ref()))
            }
            _ => None,
        };
        let symbolic = descriptor.and_then(|d| d.get::<u32>("Flags")).is_some_and(|f| f & 4 != 0 && f & 32 == 0);
        let to_unicode = self.to_unicode(dict, budget);
        // A symbolic font with a named encoding but no map draws its own signs, whatever the name says.
        if to_unicode.is_none() && (encoding.is_none() || symbolic) {
            return None;
        }
        // A map may be partial: then the names in the encoding are needed as well.
        if encoding.is_none() && dict.contains_key("Encoding") {
            let map = to_unicode.as_ref()?;
            let whole = (first..first + widths.len())
                .filter(|&c| widths.get(c - first).is_some_and(|w| *w > 0.0))
                .all(|c| map.lookup_bf_string(c as u32).is_some());
            if !whole {
                return None;
            }
        }
        Some(Kind::Simple { widths, first, missing, to_unicode, encoding })
    }

    fn composite(&self, dict: &Dict<'a>, descendant: &Dict<'a>, budget: &mut Budget) -> Option<Kind<'a>> {
        let codes = match dict.get::<Object<'_>>("Encoding")? {
            Object::Name(name) if matches!(name.as_ref(), b"Identity-H" | b"Identity-V") => None,
            Object::Name(name) => {
                let resolver = Arc::clone(&self.cmaps);
                Some(CMap::parse((self.cmaps)(CMapName::from_bytes(name.as_ref()))?, move |n| resolver(n))?)
            }
            Object::Stream(stream) => {
                let resolver = Arc::clone(&self.cmaps);
                Some(CMap::parse(&decoded(&stream, budget)?, move |n| resolver(n))?)
            }
            _ => return None,
        };
        let widths = descendant.get::<Array<'_>>("W").map(|w| composite_widths(&w, budget)).unwrap_or_default();
        let missing = descendant.get::<f32>("DW").unwrap_or(1000.0);
        let to_unicode = self.to_unicode(dict, budget).or_else(|| self.collection(descendant));
        Some(Kind::Composite { codes, widths, missing, to_unicode })
    }

    /// The map from a named collection of characters to Unicode.
    fn collection(&self, descendant: &Dict<'a>) -> Option<CMap> {
        let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
        let registry = info.get::<hayro_syntax::object::String<'_>>("Registry")?;
        let ordering = info.get::<hayro_syntax::object::String<'_>>("Ordering")?;
        let name = hayro_cmap::CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes()).ucs2_cmap()?;
        let resolver = Arc::clone(&self.cmaps);
        CMap::parse((self.cmaps)(name)?, move |n| resolver(n))
    }

    fn to_unicode(&self, dict: &Dict<'a>, budget: &mut Budget) -> Option<CMap> {
        let stream = dict.get::<Stream<'_>>("ToUnicode")?;
        let data = decoded(&stream, budget)?;
        let resolver = Arc::clone(&self.cmaps);
        CMap::parse(&data, move |name| resolver(name))
    }

    /// A font that only its program can explain.
    fn program(&self, dict: &Dict<'a>, descriptor: Option<&Dict<'a>>, budget: &mut Budget) -> Option<Font<'a>> {
        if dict.get::<usize>("FirstChar").is_some_and(|n| n > 255) || dict.get::<usize>("LastChar").is_some_and(|n| n > 65_535) {
            return None;
        }
        let streams = ["FontFile", "FontFile2", "FontFile3"].iter().filter_map(|key| descriptor?.get::<Stream<'_>>(key));
        for stream in streams.chain(dict.get::<Stream<'_>>("ToUnicode")) {
            if !fits(&stream, budget) {
                return None;
            }
        }
        self.cache.font(dict, &self.programs, &self.cmaps)
    }
}

impl Face<'_> {
    /// Walks the codes of a string: what each shows, and whether it is the one-byte space that word spacing widens.
    pub(super) fn each(&self, bytes: &[u8], mut show: impl FnMut(&Shown, bool) -> bool) {
        match &self.kind {
            Kind::Simple { .. } => {
                for &byte in bytes {
                    if !self.one_byte(u32::from(byte), &mut show) {
                        return;
                    }
                }
            }
            Kind::Composite { codes: None, .. } => {
                for pair in bytes.chunks(2) {
                    let code = pair.iter().fold(0u32, |c, b| (c << 8) | u32::from(*b));
                    if !self.several_bytes(code, false, &mut show) {
                        return;
                    }
                }
            }
            Kind::Composite { codes: Some(codes), .. } => {
                let mut at = 0;
                while at < bytes.len() {
                    let (code, length) = next_code(codes, bytes, at);
                    at += length;
                    if !self.several_bytes(code, code == 32 && length == 1, &mut show) {
                        return;
                    }
                }
            }
            Kind::Program(font) => {
                let mut at = 0;
                while at < bytes.len() {
                    let (code, length) = font.read_code(bytes, at);
                    at += length.max(1);
                    if !self.several_bytes(code, code == 32 && length == 1, &mut show) {
                        return;
                    }
                }
            }
        }
    }

    fn one_byte(&self, code: u32, show: &mut impl FnMut(&Shown, bool) -> bool) -> bool {
        let mut known = self.bytes.borrow_mut();
        let Some(slot) = known.get_mut(code as usize) else { return true };
        let shown = slot.get_or_insert_with(|| self.shown(code));
        show(shown, code == 32)
    }

    fn several_bytes(&self, code: u32, space: bool, show: &mut impl FnMut(&Shown, bool) -> bool) -> bool {
        let mut known = self.wide.borrow_mut();
        let shown = known.entry(code).or_insert_with(|| self.shown(code));
        show(shown, space)
    }

    fn shown(&self, code: u32) -> Shown {
        match &self.kind {
            Kind::Simple { widths, first, missing, to_unicode, encoding } => {
                let width = (code as usize).checked_sub(*first).and_then(|n| widths.get(n)).unwrap_or(missing) / 1000.0;
                let mapped = to_unicode.as_ref().and_then(|map| map.lookup_bf_string(code)).map(letters).filter(|l| *l != Letters::Unknown);
                let byte = u8::try_from(code).unwrap_or(b' ');
                let text = mapped.or_else(|| Some(one_letter(encoding.as_ref()?, byte))).unwrap_or(Letters::Unknown);
                Shown { text, width }
            }
            Kind::Composite { codes, widths, missing, to_unicode } => {
                let cid = codes.as_ref().map_or(Some(code), |map| (1..=4).find_map(|n| map.lookup_cid_code(code, n))).unwrap_or(0);
                let width = widths.get(&cid).unwrap_or(missing) / 1000.0;
                let text = to_unicode
                    .as_ref()
                    .and_then(|map| map.lookup_bf_string(code).or_else(|| map.lookup_bf_string(cid)))
                    .map_or(Letters::Unknown, letters);
                Shown { text, width }
            }
            Kind::Program(font) => {
                let advance = font.code_advance(code);
                let text = match font.glyph(font.map_code(code), code) {
                    FontGlyph::Outline(glyph) => glyph.as_unicode(),
                    FontGlyph::Type3(glyph) => glyph.as_unicode(),
                };
                Shown { text: text.map_or(Letters::Unknown, letters), width: advance.x as f32 / 1000.0 }
            }
        }
    }
}

/// The next code of a string and its length.
fn next_code(codes: &CMap, bytes: &[u8], at: usize) -> (u32, usize) {
    let mut code = 0u32;
    for (n, byte) in bytes.get(at..).unwrap_or_default().iter().take(4).enumerate() {
        code = (code << 8) | u32::from(*byte);
        if codes.lookup_cid_code(code, u8::try_from(n + 1).unwrap_or(4)).is_some() {
            return (code, n + 1);
        }
    }
    (0, 1)
}

/// Widths of a font of several bytes a code: `first [w w w]` or `first last w`.
fn composite_widths(array: &Array<'_>, budget: &mut Budget) -> HashMap<u32, f32> {
    let mut widths = HashMap::new();
    let mut numbers: Vec<f32> = Vec::new();
    for object in array.iter::<Object<'_>>() {
        match object {
            Object::Number(n) => numbers.push(n.as_f32()),
            Object::Array(list) => {
                let first = numbers.pop().unwrap_or(0.0).max(0.0) as u32;
                for (code, width) in (first..=65_535).zip(list.iter::<f32>()) {
                    widths.insert(code, width);
                }
                numbers.clear();
            }
            _ => {}
        }
        if let [first, last, width] = numbers.as_slice() {
            let (first, last) = (first.max(0.0) as u32, last.clamp(0.0, 65_535.0) as u32);
            budget.steps(u64::from(last.saturating_sub(first)));
            for code in first..=last {
                widths.insert(code, *width);
            }
            numbers.clear();
        }
    }
    widths
}

fn named_encoding(name: &[u8]) -> Option<&'static Encoding> {
    match name {
        b"WinAnsiEncoding" => Some(WINDOWS_1252),
        b"MacRomanEncoding" => Some(MACINTOSH),
        _ => None,
    }
}

/// The letter of one byte of a named encoding.
fn one_letter(encoding: &'static Encoding, byte: u8) -> Letters {
    let one = [byte];
    let (text, _) = encoding.decode_without_bom_handling(&one);
    text.chars().next().map_or(Letters::Unknown, letter)
}

fn letters(text: BfString) -> Letters {
    match text {
        BfString::Char(c) => letter(c),
        BfString::String(s) if s.chars().count() > 16 || s.is_empty() => Letters::Unknown,
        BfString::String(s) => Letters::Many(s.chars().filter(|c| !c.is_control()).collect::<String>().into()),
    }
}

/// A letter with ligatures spelt out and private signs, which stand for bullets and ticks, made a bullet.
fn letter(c: char) -> Letters {
    let many = match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\t' | '\n' | '\r' => return Letters::One(' '),
        '\u{0}' => return Letters::Unknown,
        '\u{e000}'..='\u{f8ff}' => return Letters::One('\u{2022}'),
        c if c.is_control() => return Letters::Unknown,
        c => return Letters::One(c),
    };
    Letters::Many(many.into())
}

/// Whether a font is bold and italic, by its name and descriptor.
fn weight(dict: &Dict<'_>, descriptor: Option<&Dict<'_>>) -> (bool, bool) {
    let name = dict.get::<Name<'_>>("BaseFont").map(|n| n.as_str().to_ascii_lowercase()).unwrap_or_default();
    let flags = descriptor.and_then(|d| d.get::<u32>("Flags")).unwrap_or(0);
    let heavy = descriptor.and_then(|d| d.get::<f32>("FontWeight")).is_some_and(|w| w >= 600.0);
    let bold = ["bold", "black", "heavy", "semibold", "demi"].iter().any(|w| name.contains(w)) || heavy || flags & (1 << 18) != 0;
    let italic = ["italic", "oblique"].iter().any(|w| name.contains(w)) || flags & (1 << 6) != 0;
    (bold, italic)
}
