//! The restricted list on its way to disk: encrypted to named recipients, or not written at all.

use crate::exit::Exit;
use crate::notice::Failure;
use crate::output;
use age::x25519::Recipient;
use concordat_panels::{AgendasRead, restricted};
use std::io::Write;
use std::path::Path;

/// The recipients that were typed.
///
/// # Errors
///
/// None at all, or one that is no public age key.
pub(crate) fn recipients(typed: &[String]) -> Result<Vec<Recipient>, Failure> {
    if typed.is_empty() {
        return Err(Failure::misuse(
            "`--restricted` holds names, and is written only encrypted",
            "give `--recipient age1…` once for each person who may read it; each makes a key with `age-keygen` and sends you its public half",
        ));
    }
    let key = |typed: &String| {
        typed.trim().parse::<Recipient>().map_err(|_| {
            // Somebody may have typed a secret key, which is not repeated.
            Failure::misuse(
                "a `--recipient` is no public age key",
                "a public key begins with `age1`; a secret key is never given to anybody",
            )
        })
    };
    typed.iter().map(key).collect()
}

/// Writes the restricted list, encrypted to `recipients`. Nothing of it is on disk in any other form.
///
/// # Errors
///
/// A file that cannot be written or is not written over, or a list that cannot be encrypted.
pub(crate) fn write(path: &Path, agendas: &AgendasRead, recipients: &[Recipient], overwrite: bool) -> Result<(), Failure> {
    let list = restricted(&agendas.roll, &agendas.discussions);
    let sealed = seal(list.text().as_bytes(), recipients).ok_or_else(|| {
        Failure::with(Exit::Unwritten, "the restricted list cannot be encrypted", "check the keys given with --recipient")
    })?;
    output::write(path, &sealed, overwrite)
}

/// What only the recipients can open. Source: the age file format, https://age-encryption.org/v1.
fn seal(plain: &[u8], recipients: &[Recipient]) -> Option<Vec<u8>> {
    let encryptor = age::Encryptor::with_recipients(recipients.iter().map(|r| r as &dyn age::Recipient)).ok()?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed).ok()?;
    writer.write_all(plain).ok()?;
    writer.finish().ok()?;
    Some(sealed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_for_nobody() {
        let refused = recipients(&[]).unwrap_err();
        assert!(refused.help.contains("--recipient age1"));
        let refused = recipients(&["AGE-SECRET-KEY-1QQQ".to_owned()]).unwrap_err();
        assert!(!refused.message.contains("SECRET-KEY") && !refused.help.contains("1QQQ"));
    }

    #[test]
    fn only_a_recipient_opens_what_was_sealed() {
        let (mine, other) = (age::x25519::Identity::generate(), age::x25519::Identity::generate());
        let sealed = seal(b"OFFICIAL-SENSITIVE\nAmara Okoye\n", &[mine.to_public()]).unwrap();
        assert!(sealed.starts_with(b"age-encryption.org/v1"));
        assert!(!sealed.windows(5).any(|w| w == b"Amara"));
        assert_eq!(age::decrypt(&mine, &sealed).unwrap(), b"OFFICIAL-SENSITIVE\nAmara Okoye\n");
        assert!(age::decrypt(&other, &sealed).is_err());
    }
}
