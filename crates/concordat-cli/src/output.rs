//! Files that a person names on the command line to be written.

use crate::exit::Exit;
use crate::notice::Failure;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Writes `bytes` to `path`. A file that is there already is replaced only where `overwrite` says so.
///
/// # Errors
///
/// A file that is there, or one that cannot be written, with what to do.
pub(crate) fn write(path: &Path, bytes: &[u8], overwrite: bool) -> Result<(), Failure> {
    let mut options = fs::OpenOptions::new();
    options.write(true);
    let options = if overwrite { options.create(true).truncate(true) } else { options.create_new(true) };
    options.open(path).and_then(|mut file| file.write_all(bytes)).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Failure::misuse(format!("`{}` is there already", path.display()), "name another file, or give --overwrite to replace it")
        }
        kind => Failure::with(
            Exit::Unwritten,
            format!("`{}` cannot be written: {kind}", path.display()),
            "name a file in a folder that you may write to",
        ),
    })
}
