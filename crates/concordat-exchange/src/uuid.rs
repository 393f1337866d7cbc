//! Identifiers made from what they name, so that the same thing bears the same one in every export.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The identifier of the thing called `name` among things of its `kind`: a UUID of version 8 over SHA-256 (RFC 9562, appendix B.2).
pub(crate) fn uuid(kind: &str, name: &str) -> String {
    let mut hash = Sha256::new();
    // A zero byte stands in no name, so no two pairs run together.
    hash.update(b"concordat\0");
    hash.update(kind.as_bytes());
    hash.update(b"\0");
    hash.update(name.as_bytes());
    let mut out = String::with_capacity(36);
    for (n, byte) in hash.finalize().iter().take(16).enumerate() {
        let byte = match n {
            6 => byte & 0x0f | 0x80,
            8 => byte & 0x3f | 0x80,
            _ => *byte,
        };
        if matches!(n, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_has_the_same_identifier_and_no_other_has() {
        let made = uuid("code", "language/choice");
        assert_eq!(made, uuid("code", "language/choice"));
        assert_ne!(made, uuid("source", "language/choice"));
        let parts: Vec<usize> = made.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert!(made.split('-').nth(2).unwrap().starts_with('8') && made.split('-').nth(3).unwrap().starts_with(['8', '9', 'a', 'b']));
    }
}
