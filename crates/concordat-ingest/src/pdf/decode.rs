//! Unpacks streams within a budget, so that a small file cannot grow without end.

use crate::Limits;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use std::io::Read as _;
use std::sync::Arc;

/// How much work one document may still cost.
pub(super) struct Budget {
    /// Bytes that may still be unpacked.
    bytes: u64,
    /// Operators and glyphs that may still be read.
    steps: u64,
    /// Glyphs that may still be kept.
    glyphs: u64,
    /// Glyphs of one page that may be kept.
    page: usize,
    stop: Arc<dyn Fn() -> bool + Send + Sync>,
    /// Whether some limit was met.
    pub(super) spent: bool,
}

/// Operators and glyphs of one document; at some ten million a second this is well under ten seconds.
const STEPS: u64 = 30_000_000;

/// A glyph's share of the memory limit: as a letter of a line it is kept to the end, and takes a quarter of this.
const GLYPH: u64 = 64;
/// A glyph's share where all stand on one page, as nowhere but in junk: until the page is done each takes a quarter of this.
const PAGE_GLYPH: u64 = 256;

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            bytes: limits.memory / 2,
            steps: STEPS.min(limits.memory / 24),
            glyphs: limits.memory / GLYPH,
            page: usize::try_from(limits.memory / PAGE_GLYPH).unwrap_or(usize::MAX),
            stop: Arc::clone(&limits.stop),
            spent: false,
        }
    }

    /// Takes one step; false once the work must end.
    pub(super) fn step(&mut self) -> bool {
        if self.spent {
            return false;
        }
        self.steps = self.steps.saturating_sub(1);
        if self.steps == 0 || (self.steps.is_multiple_of(4096) && (self.stop)()) {
            self.spent = true;
        }
        !self.spent
    }

    /// Makes room for one more glyph on a page that has `held`; false once the work must end.
    pub(super) fn glyph(&mut self, held: usize) -> bool {
        self.glyphs = self.glyphs.saturating_sub(1);
        self.spent |= self.glyphs == 0 || held >= self.page;
        self.step()
    }

    /// Takes many steps at once.
    pub(super) fn steps(&mut self, count: u64) {
        self.steps = self.steps.saturating_sub(count).max(1);
    }

    fn take(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_sub(bytes as u64);
    }
}

/// The most that one byte of a filter's input can become.
fn growth(filter: Filter) -> u64 {
    match filter {
        Filter::FlateDecode => 1033,
        Filter::LzwDecode => 2732,
        Filter::RunLengthDecode => 64,
        Filter::Ascii85Decode => 4,
        _ => 1,
    }
}

/// Whether a stream, unpacked by a library that knows no limit, certainly fits the budget; if so it is charged.
pub(super) fn fits(stream: &Stream<'_>, budget: &mut Budget) -> bool {
    let raw = stream.raw_data();
    let filters = stream.filters();
    let worst = filters.iter().fold(raw.len() as u64, |size, f| size.saturating_mul(growth(*f)));
    // Real streams shrink to about a quarter; only where the worst case is out of reach is the size measured.
    if worst <= budget.bytes.min(64 << 20) {
        budget.take(raw.len() * 4);
        return true;
    }
    if filters.as_slice() == [Filter::FlateDecode] {
        let size = unpacked_size(&raw, budget.bytes.min(64 << 20));
        budget.take(usize::try_from(size).unwrap_or(usize::MAX));
        return size < budget.bytes.min(64 << 20);
    }
    false
}

/// How large zlib data unpack to, counted without keeping them, up to `most`.
pub(super) fn unpacked_size(raw: &[u8], most: u64) -> u64 {
    std::io::copy(&mut ZlibDecoder::new(raw).take(most), &mut std::io::sink()).unwrap_or(0)
}

/// The unpacked bytes of a stream; none where they do not fit or cannot be read.
pub(super) fn decoded(stream: &Stream<'_>, budget: &mut Budget) -> Option<Vec<u8>> {
    let filters = stream.filters();
    if filters.as_slice() == [Filter::FlateDecode] && !stream.dict().contains_key("DecodeParms") && !stream.dict().contains_key("F") {
        let raw = stream.raw_data();
        let out = inflate(&raw, budget.bytes);
        if !out.is_empty() {
            budget.take(out.len());
            return Some(out);
        }
    }
    if !fits(stream, budget) {
        budget.spent |= budget.bytes < 1 << 20;
        return None;
    }
    let out = stream.decoded_data().ok()?.into_owned();
    budget.take(out.len());
    Some(out)
}

/// Inflates, keeping what came before any damage.
fn inflate(raw: &[u8], most: u64) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len().saturating_mul(4).min(1 << 22));
    if ZlibDecoder::new(raw).take(most).read_to_end(&mut out).is_err() && out.is_empty() {
        let _ = DeflateDecoder::new(raw).take(most).read_to_end(&mut out);
    }
    out
}

/// Whether the object and cross-reference streams of a file, which are unpacked on opening it, fit in memory.
pub(super) fn opens_safely(bytes: &[u8], limits: &Limits) -> bool {
    let most = limits.memory / 2;
    let mut total = 0u64;
    for mark in [b"/ObjStm".as_slice(), b"/XRef".as_slice()] {
        // The last end found: until a stream begins past it, it is the next stream's end too, and no byte is searched twice.
        let mut end = 0;
        for at in memchr::memmem::find_iter(bytes, mark).take(100_000) {
            let Some(rest) = bytes.get(at..) else { continue };
            // The dictionary is short; the keyword follows it closely.
            let head = rest.get(..rest.len().min(4096)).unwrap_or(rest);
            let Some(begin) = memchr::memmem::find(head, b"stream") else { continue };
            let begin = at + begin + 6;
            if end < begin {
                let rest = bytes.get(begin..).unwrap_or_default();
                end = begin + memchr::memmem::find(rest, b"endstream").unwrap_or(rest.len());
            }
            let data = bytes.get(begin..end).unwrap_or_default();
            let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
            if data.len() as u64 * 1033 > most / 64 {
                total += unpacked_size(data, most - total.min(most) + 1);
            }
            if total > most {
                return false;
            }
        }
    }
    true
}
