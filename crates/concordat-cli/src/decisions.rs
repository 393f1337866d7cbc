//! The file of decisions, read and written.

use crate::exit::Exit;
use crate::notice::Failure;
use crate::site;
use concordat_decisions::{Book, Decision, FileError, NAME};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

/// How long to wait for somebody else who is writing, and how long between two looks. Writing takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);

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

/// Puts `book` beside what stands in the file by now, so that two people at work at once do not undo each other, and writes
/// both. The decision `taken_back` is left out.
///
/// # Errors
///
/// As for [`read`]; a folder that cannot be written to; a file at which somebody else is writing all the time.
pub(crate) fn keep(folder: &Path, book: &mut Book, taken_back: Option<&Decision>) -> Result<(), Failure> {
    // Held until the file is written: whoever else reads it to add to it waits.
    let _lock = lock(folder)?;
    let mut stands = read(folder)?;
    if let Some(decision) = taken_back {
        stands.take_back(decision);
    }
    book.merge(&stands);
    write(folder, book).map_err(|e| unwritten(&folder.join(NAME), &e))
}

/// Writes the decisions beside the file and then in its place, so that it is whole at every moment.
fn write(folder: &Path, book: &Book) -> io::Result<()> {
    // Its own name in each run, for folders in which nothing can be locked.
    let new = folder.join(format!(".{NAME}.{}.new", std::process::id()));
    let written = File::create(&new).and_then(|mut file| {
        file.write_all(book.write().as_bytes())?;
        file.sync_all()
    });
    let placed = written.and_then(|()| fs::rename(&new, folder.join(NAME)));
    if placed.is_err() {
        // What could not be put in its place is not left lying about; that it could not be is what is told.
        let _ = fs::remove_file(&new);
    }
    placed
}

/// The right to write the decisions of `folder`, for as long as the value lives; none in folders that know no locks, such as some on
/// a network. The file that is locked stays: taking it away would let two in at once.
fn lock(folder: &Path) -> Result<Option<File>, Failure> {
    let path = folder.join(format!(".{NAME}.lock"));
    let file = File::options().create(true).append(true).open(&path).map_err(|e| unwritten(&path, &e))?;
    for _ in 0..PATIENCE.as_millis() / PAUSE.as_millis() {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(Failure::with(
        Exit::Unwritten,
        format!("somebody else has been writing decisions in `{}` for {} seconds", folder.display(), PATIENCE.as_secs()),
        "end the other program and decide again: the decision was not kept",
    ))
}

fn unwritten(path: &Path, e: &io::Error) -> Failure {
    Failure::with(
        Exit::Unwritten,
        format!("`{}` cannot be written: {}", path.display(), e.kind()),
        "check that you may write to the folder: the decision was not kept",
    )
}
