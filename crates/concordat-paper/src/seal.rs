//! Whether a file is as this program wrote it, so that nobody's changes are written over.

use std::io::{Cursor, Read};
use zip::ZipArchive;

const OPENING: &str = "<!-- Written by Concordat ";
const CLOSING: &str = " -->\n";
/// What the properties of a Word file name: whatever saves it again names itself.
const PROGRAM: &str = "<Application>Concordat</Application>";
/// A part of properties longer than this is none of ours.
const LONGEST: u64 = 64 * 1024;

/// A page or Markdown with a last line, a comment, that tells whether it has been changed since.
#[must_use]
pub fn sealed(mut text: String) -> String {
    let digest = digest(text.as_bytes());
    text.push_str(&format!("{OPENING}{digest:016x}{CLOSING}"));
    text
}

/// Whether a file was written by this program and has not been changed since: a page or Markdown that was sealed, or a Word file
/// that no other program has saved.
#[must_use]
pub fn is_as_written(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"PK") {
        return properties(bytes).is_some_and(|p| p.contains(PROGRAM));
    }
    let Some((text, seal)) = std::str::from_utf8(bytes).ok().and_then(|text| text.rsplit_once(OPENING)) else { return false };
    seal.strip_suffix(CLOSING) == Some(format!("{:016x}", digest(text.as_bytes())).as_str())
}

fn properties(bytes: &[u8]) -> Option<String> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    package.by_name("docProps/app.xml").ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// FNV-1a of 64 bits (Fowler, Noll and Vo): enough to tell that somebody has changed something, not that nobody meant to hide it.
fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Paper, docx, html, markdown};

    #[test]
    fn a_change_is_seen() {
        assert_eq!(digest(b"foobar"), 0x8594_4171_f739_67e8);
        let mut paper = Paper::default();
        paper.heading(1, "Aims");
        for text in [html(&paper), markdown(&paper)] {
            let sealed = sealed(text);
            assert!(is_as_written(sealed.as_bytes()));
            assert!(!is_as_written(sealed.replace("Aims", "Ends").as_bytes()));
            assert!(!is_as_written(format!("{sealed}More.\n").as_bytes()));
        }
        assert!(is_as_written(&docx(&paper).unwrap()));
        assert!(!is_as_written(b"PK not a package") && !is_as_written(b"") && !is_as_written(b"# Aims\n"));
    }
}
