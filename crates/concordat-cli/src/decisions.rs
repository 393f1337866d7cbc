//! The file of decisions, read and written.

use crate::exit::Exit;
use crate::notice::Failure;
use crate::site;
use concordat_decisions::{Book, Decision, FileError, NAME};
use std::fs;
use std::path::Path;

/// The decisions of the site at `folder`; none where nobody has decided anything.
///
/// # Errors
///
/// A file that cannot be read or used, with what to do.
pub(crate) fn read(folder: &Path) -> Result<Book, Failure> {
    from(&folder.join(NAME))
}

/// The decisions of one file; none where there is no such file.
///
/// # Errors
///
/// As for [`read`].
pub(crate) fn from(path: &Path) -> Result<Book, Failure> {
    let Some(text) = site::existing(path)? else { return Ok(Book::default()) };
    Book::parse(&text).map_err(|FileError { message, help }| Failure::misuse(message, help))
}

/// Writes the decisions of the site at `folder`: beside the file and then in its place, so that it is whole at every moment.
///
/// # Errors
///
/// A folder that cannot be written to.
#[expect(clippy::disallowed_methods, reason = "the command line is what writes")]
fn write(folder: &Path, book: &Book) -> Result<(), Failure> {
    let path = folder.join(NAME);
    let new = folder.join(format!(".{NAME}.new"));
    fs::write(&new, book.write()).and_then(|()| fs::rename(&new, &path)).map_err(|e| {
        Failure::with(
            Exit::Unwritten,
            format!("`{}` cannot be written: {}", path.display(), e.kind()),
            "check that you may write to the folder: the decision was not kept",
        )
    })
}

/// Puts `book` beside what stands in the file by now, so that two people at work at once do not undo each other, and writes
/// both. The decision `taken_back` is left out.
///
/// # Errors
///
/// As for [`read`] and [`write`].
pub(crate) fn keep(folder: &Path, book: &mut Book, taken_back: Option<&Decision>) -> Result<(), Failure> {
    let mut stands = read(folder)?;
    if let Some(decision) = taken_back {
        stands.take_back(decision);
    }
    book.merge(&stands);
    write(folder, book)
}
