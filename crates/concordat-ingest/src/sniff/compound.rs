//! Compound files (CFB), the container of Office before 2007 and of what Office encrypts.

use super::{called, contains};
use crate::package::locked;
use concordat_register::{Format, Problem, ProblemKind};

/// The first bytes of a compound file.
pub(crate) const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Bytes looked at where the directory is not where the header says.
const LOOKED_AT: usize = 1 << 20;

/// Tells what a compound file holds by the names of its streams.
pub(super) fn format(extension: &str, bytes: &[u8]) -> Result<Format, Problem> {
    let unsupported = |met: &str, help: &str| Err(Problem::new(ProblemKind::Unsupported, met, help));
    if holds(bytes, "EncryptedPackage") || holds(bytes, "EncryptionInfo") {
        return Err(locked());
    }
    if holds(bytes, "WordDocument") {
        return Ok(Format::LegacyDoc);
    }
    if holds(bytes, "Workbook") || holds(bytes, "PowerPoint Document") {
        return unsupported(
            "it is a spreadsheet or presentation of the kind used before 2007, which is not read",
            "save what matters in it as .docx or PDF",
        );
    }
    if holds(bytes, "__properties_version1.0") {
        return unsupported("it is a saved e-mail, which is not read", "save its attachment or its text as a document");
    }
    if matches!(extension, "doc" | "dot") {
        return Ok(Format::LegacyDoc);
    }
    unsupported(
        &format!("it is an old Office file that is not {}", called(Format::LegacyDoc)),
        "open it in the program that made it and save it as .docx or PDF",
    )
}

/// Whether a stream of this name is in the directory; the ends of the file are looked at where the directory is not found.
pub(crate) fn holds(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    directory(bytes).is_some_and(|d| contains(d, &wanted))
        || contains(bytes.get(..LOOKED_AT).unwrap_or(bytes), &wanted)
        || contains(bytes.get(bytes.len().saturating_sub(LOOKED_AT)..).unwrap_or(bytes), &wanted)
}

/// The first sectors of the directory.
fn directory(bytes: &[u8]) -> Option<&[u8]> {
    let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let shift = bytes.get(30).copied().filter(|s| (7..=16).contains(s))?;
    let sector = usize::try_from(number(48)?).ok()?.checked_add(1)?.checked_shl(u32::from(shift))?;
    let rest = bytes.get(sector..)?;
    Some(rest.get(..8 << shift).unwrap_or(rest))
}
