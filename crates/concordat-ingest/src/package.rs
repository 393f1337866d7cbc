//! ZIP packages (Word and OpenDocument), opened with limits on how far they may unpack.

use crate::Limits;
use concordat_register::{Problem, ProblemKind};
use flate2::read::DeflateDecoder;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// How many members a package may hold before the rest is not looked at; a real document has under a hundred.
const MEMBERS: usize = 20_000;
/// Unpacked bytes below which no ratio is suspicious.
const SMALL: u64 = 8 << 20;
/// How many times its packed size a large part may take; XML of real documents packs 5 to 60 times.
const RATIO: u64 = 300;

/// An open package: its members by name, and how much more may be unpacked.
pub(crate) struct Package<'b> {
    bytes: &'b [u8],
    archive: Option<ZipArchive<Cursor<&'b [u8]>>>,
    members: BTreeMap<String, Member>,
    left: u64,
    /// Whether the list of members was missing and they were found by searching.
    pub(crate) salvaged: bool,
}

/// Where a member stands.
#[derive(Clone, Copy)]
enum Member {
    /// In the package's own list.
    Listed(usize),
    /// Found by its local header: where its data starts, and whether it is deflated.
    Found { start: usize, end: Option<usize>, deflated: bool },
}

/// One member, unpacked.
pub(crate) struct Part {
    /// Its bytes, as far as they could be unpacked.
    pub(crate) bytes: Vec<u8>,
    /// Whether they end early or fail their checksum.
    pub(crate) damaged: bool,
}

impl<'b> Package<'b> {
    /// Opens a package without unpacking anything.
    ///
    /// # Errors
    ///
    /// An Office file locked with a password, an older Office file, and bytes that are no package at all.
    pub(crate) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, Problem> {
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(compound_file(bytes));
        }
        let left = limits.memory / 4;
        if let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) {
            let mut members = BTreeMap::new();
            for index in 0..archive.len().min(MEMBERS) {
                let Ok(member) = archive.by_index_raw(index) else { continue };
                let name = normal(&String::from_utf8_lossy(member.name_raw()));
                // Of two members with one name the last counts, as for Word.
                members.insert(name, Member::Listed(index));
            }
            if !members.is_empty() {
                return Ok(Self { bytes, archive: Some(archive), members, left, salvaged: false });
            }
        }
        let members = search(bytes);
        if members.is_empty() {
            return Err(Problem::new(
                ProblemKind::Damaged,
                "the file is not a package, or it is cut short before its first part",
                "ask for the file again, or open it in the program it came from and save a copy",
            ));
        }
        Ok(Self { bytes, archive: None, members, left, salvaged: true })
    }

    /// Whether there is such a member.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.members.contains_key(&normal(name))
    }

    /// The members' names, in lower case and in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(String::as_str)
    }

    /// Unpacks a member; none where there is no such member.
    ///
    /// # Errors
    ///
    /// A member that is locked, packed in a way that is not read, or larger than the limits allow.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Part>, Problem> {
        let Some(&member) = self.members.get(&normal(name)) else { return Ok(None) };
        let part = match member {
            Member::Listed(index) => self.listed(index)?,
            Member::Found { start, end, deflated } => {
                let end = end.unwrap_or(self.bytes.len());
                let data = self.bytes.get(start..end).unwrap_or_default();
                let packed = data.len() as u64;
                let mut part =
                    if deflated { unpack(DeflateDecoder::new(data), packed, self.left)? } else { unpack(data, packed, self.left)? };
                part.damaged |= end == self.bytes.len();
                part
            }
        };
        self.left = self.left.saturating_sub(part.bytes.len() as u64);
        Ok(Some(part))
    }

    /// Unpacks a member piece by piece and hands each to `each`, with whether it is the last, which says whether to go on. A piece ends before the last place in it
    /// at which `cut` stands, or is as long as it must be to hold one. Gives whether the member is damaged; none where there is no such member.
    ///
    /// # Errors
    ///
    /// As for [`Package::read`], but that only what lies between two such places must fit the limits.
    pub(crate) fn pieces(
        &mut self,
        name: &str,
        cut: &Cut<'_>,
        each: &mut dyn FnMut(Vec<u8>, bool) -> bool,
    ) -> Result<Option<bool>, Problem> {
        let Some(&member) = self.members.get(&normal(name)) else { return Ok(None) };
        let left = self.left;
        match member {
            Member::Listed(index) => {
                let Some(Ok(file)) = self.archive.as_mut().map(|archive| archive.by_index(index)) else {
                    // Whatever is wrong with it is told as for any member.
                    let part = self.listed(index)?;
                    each(part.bytes, true);
                    return Ok(Some(part.damaged));
                };
                let packed = file.compressed_size();
                unpack_pieces(file, packed, left, cut, each).map(Some)
            }
            Member::Found { .. } => {
                let Some(part) = self.read(name)? else { return Ok(None) };
                each(part.bytes, true);
                Ok(Some(part.damaged))
            }
        }
    }

    fn listed(&mut self, index: usize) -> Result<Part, Problem> {
        let Some(archive) = &mut self.archive else { return Ok(Part { bytes: Vec::new(), damaged: true }) };
        match archive.by_index(index) {
            Ok(file) => {
                let packed = file.compressed_size();
                unpack(file, packed, self.left)
            }
            Err(zip::result::ZipError::UnsupportedArchive(what)) if what.contains("assword") => Err(locked()),
            Err(zip::result::ZipError::UnsupportedArchive(_) | zip::result::ZipError::CompressionMethodNotSupported(_)) => {
                Err(Problem::new(
                    ProblemKind::Unsupported,
                    "the file is packed in a way that is not read",
                    "open it in the program it came from and save a copy",
                ))
            }
            Err(_) => Ok(Part { bytes: Vec::new(), damaged: true }),
        }
    }
}

/// Unpacks in bounded steps. What came before a fault is kept.
fn unpack(mut from: impl Read, packed: u64, left: u64) -> Result<Part, Problem> {
    let mut bytes = Vec::new();
    let mut step = vec![0u8; 64 << 10];
    loop {
        match from.read(&mut step) {
            Ok(0) => return Ok(Part { bytes, damaged: false }),
            Ok(n) => {
                bytes.extend_from_slice(step.get(..n).unwrap_or_default());
                let size = bytes.len() as u64;
                if size > left || (size > SMALL && size / RATIO > packed) {
                    return Err(too_large(size));
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return Ok(Part { bytes, damaged: true }),
        }
    }
}

/// Finds where a piece may end: the last such place in the bytes, if any.
pub(crate) type Cut<'c> = dyn Fn(&[u8]) -> Option<usize> + 'c;

/// Bytes of a piece before it is looked at for a place to end.
const PIECE: usize = 1 << 20;

fn unpack_pieces(
    mut from: impl Read,
    packed: u64,
    left: u64,
    cut: &Cut<'_>,
    each: &mut dyn FnMut(Vec<u8>, bool) -> bool,
) -> Result<bool, Problem> {
    let (mut held, mut total) = (Vec::new(), 0u64);
    let mut step = vec![0u8; 64 << 10];
    let mut look_at = PIECE;
    loop {
        match from.read(&mut step) {
            Ok(0) => {
                each(held, true);
                return Ok(false);
            }
            Ok(n) => {
                held.extend_from_slice(step.get(..n).unwrap_or_default());
                total += n as u64;
                if held.len() as u64 > left || (total > SMALL && total / RATIO > packed) {
                    return Err(too_large(total));
                }
                if held.len() >= look_at {
                    let Some(end) = cut(&held) else {
                        // Looked at again when it is twice as long, so that looking costs no more than reading.
                        look_at = held.len() * 2;
                        continue;
                    };
                    let rest = held.split_off(end);
                    if !each(std::mem::replace(&mut held, rest), false) {
                        return Ok(false);
                    }
                    look_at = PIECE.max(held.len() * 2);
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => {
                each(held, true);
                return Ok(true);
            }
        }
    }
}

fn too_large(size: u64) -> Problem {
    Problem::new(
        ProblemKind::TooLarge,
        format!("the file unpacks to more than {} MB", size >> 20),
        "it may be made to exhaust programs; if it is a real document, remove its pictures or split it, or raise the memory limit",
    )
}

/// A problem for a file that needs a password.
pub(crate) fn locked() -> Problem {
    Problem::new(ProblemKind::Locked, "the file is locked with a password", "open it with its password and save a copy without one")
}

/// What to say of an OLE compound file: an encrypted package, or a document from before 2007.
pub(crate) fn compound_file(bytes: &[u8]) -> Problem {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|w| w == name) {
        return locked();
    }
    Problem::new(
        ProblemKind::Unsupported,
        "the file is a Word document from before 2007 under a newer name",
        "open it in Word or LibreOffice and save it as .docx",
    )
}

/// Finds members by their local headers, for a package cut short before its list.
fn search(bytes: &[u8]) -> BTreeMap<String, Member> {
    let mut members = BTreeMap::new();
    let mut at = 0;
    while let Some(header) = next_header(bytes, at) {
        at = header + 4;
        let (Some(flags), Some(method), Some(packed)) =
            (number(bytes, header + 6, 2), number(bytes, header + 8, 2), number(bytes, header + 18, 4))
        else {
            break;
        };
        let (Some(name_length), Some(extra)) = (number(bytes, header + 26, 2), number(bytes, header + 28, 2)) else { break };
        let start = header + 30 + name_length + extra;
        let Some(name) = bytes.get(header + 30..header + 30 + name_length) else { break };
        if !matches!(method, 0 | 8) || start > bytes.len() {
            continue;
        }
        let known = flags & 8 == 0 && packed > 0;
        let end = known.then(|| start.saturating_add(packed).min(bytes.len()));
        // A stored member of unknown length ends where the next header begins.
        let end = end.or_else(|| (method == 0).then(|| next_header(bytes, start).unwrap_or(bytes.len())));
        members.insert(normal(&String::from_utf8_lossy(name)), Member::Found { start, end, deflated: method == 8 });
        if members.len() >= MEMBERS {
            break;
        }
        at = end.unwrap_or(start).max(at);
    }
    members
}

fn next_header(bytes: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.windows(4).position(|w| w == b"PK\x03\x04").map(|at| from + at)
}

/// A little-endian number of `size` bytes.
fn number(bytes: &[u8], at: usize, size: usize) -> Option<usize> {
    let digits = bytes.get(at..at + size)?;
    Some(digits.iter().rev().fold(0usize, |sum, &b| (sum << 8) | usize::from(b)))
}

/// A member's name as packages compare them: forward slashes, no leading slash, lower case.
fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}
