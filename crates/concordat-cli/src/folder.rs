//! A site on disk, or one document of it.

use crate::commands::audit::REPORT;
use crate::notice::Failure;
use crate::output::Record;
use crate::{exit::Exit, ocr};
use concordat_audit::{FileClass, FoundFile, Listing, Site, Stamp, class_of};
use concordat_ingest::Limits;
use concordat_register::{Document, Problem, ProblemKind, Read};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A file in a folder that marks it as earlier output of this program.
pub(crate) const OUTPUT_MARK: &str = ".concordat-output";

/// How long one document may take.
const DEADLINE: Duration = Duration::from_secs(10);

/// How long recognising one scan may take.
const OCR_DEADLINE: Duration = Duration::from_secs(600);

/// How long ago a file must have been changed last for its times to tell it from what it becomes: file systems count time in
/// steps of up to two seconds, and a second change within a step leaves no trace.
const SETTLED: Duration = Duration::from_secs(3);

/// How deep folders may be nested. A folder deeper than this is not a filing system but a mistake.
const DEEPEST: usize = 64;

/// Why a file that a command wrote among the documents is not read: it says what they say, and is none of them. Once somebody works on
/// it, it is somebody's document.
pub(crate) const PRODUCT: &str = "written by this program, and not changed since";

/// A folder of documents.
pub(crate) struct Folder {
    root: PathBuf,
    out: Option<PathBuf>,
    ignore: Vec<String>,
    largest: u64,
    ocr: bool,
    /// A file that is read even where this program wrote it, since it was asked about by name.
    asked: Option<String>,
    /// Files not changed since then have settled; nanoseconds since 1970.
    settled: i64,
}

impl Folder {
    /// The folder at `root`. What is in `out` is never read.
    ///
    /// # Errors
    ///
    /// A path that is not a folder that can be opened.
    pub(crate) fn open(root: &Path, out: Option<&Path>, ocr: bool) -> Result<Self, Failure> {
        let name = root.display();
        let failure = |message: String, help: &str| Err(Failure::with(Exit::Nothing, message, help));
        match fs::metadata(root) {
            Ok(meta) if meta.is_dir() => {}
            Ok(_) => return failure(format!("`{name}` is a file, not a folder"), "to check one document use `concordat check FILE`"),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return failure(format!("there is no folder `{name}`"), "check the spelling, or drag the folder into the window");
            }
            Err(e) => return failure(format!("`{name}` cannot be opened: {}", e.kind()), "check that you may read it"),
        }
        if let Err(e) = fs::read_dir(root) {
            return Err(Failure::with(Exit::Unreadable, format!("`{name}` cannot be opened: {}", e.kind()), "check that you may read it"));
        }
        let out = out.and_then(|o| fs::canonicalize(o).ok());
        Ok(Self { root: root.to_owned(), out, ignore: Vec::new(), largest: Limits::default().memory, ocr, asked: None, settled: settled() })
    }

    /// Leaves out paths that `concordat.toml` says to ignore, and files of more than `largest` bytes.
    pub(crate) fn with(mut self, ignore: Vec<String>, largest: u64) -> Self {
        self.ignore = ignore;
        self.largest = largest;
        self
    }

    /// Reads the file at this path below the folder even where this program wrote it.
    pub(crate) fn asking(mut self, file: &str) -> Self {
        self.asked = Some(file.to_owned());
        self
    }

    fn walk(&self, folder: &Path, prefix: &str, depth: usize, trail: &mut Vec<PathBuf>, listing: &mut Listing) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(e) => return listing.unread.push((named(prefix, ""), unreadable(&e))),
        };
        let written = Record::of(folder);
        for entry in entries.filter_map(Result::ok) {
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                listing.unread.push((
                    named(prefix, &entry.file_name().to_string_lossy()),
                    Problem::new(ProblemKind::Unreadable, "its name is not valid text", "rename it"),
                ));
                continue;
            };
            let path = format!("{prefix}{name}");
            if name.starts_with('.') || self.ignore.iter().any(|pattern| matches(pattern, &path)) {
                continue;
            }
            match fs::metadata(entry.path()) {
                Err(e) => listing.unread.push((path, unreadable(&e))),
                Ok(_) if REPORT.contains(&name.as_str()) && written.has(&name) => {
                    listing.left_alone.push((path, "a report that this program wrote".to_owned()));
                }
                Ok(meta) if meta.is_dir() => self.enter(&entry.path(), &path, depth, trail, listing),
                Ok(meta) if meta.is_file() && self.is_product(&written, &name, &path) => {
                    listing.left_alone.push((path, PRODUCT.to_owned()));
                }
                Ok(meta) if meta.is_file() => file_found(&name, path, &meta, self.settled, listing),
                Ok(_) => listing.left_alone.push((path, "neither a file nor a folder".to_owned())),
            }
        }
    }

    /// Whether a file would be read, were it not that this program wrote it.
    fn is_product(&self, written: &Record, name: &str, path: &str) -> bool {
        matches!(class_of(name), FileClass::Document | FileClass::Spreadsheet)
            && self.asked.as_deref() != Some(path)
            && written.is_ours(name)
    }

    fn enter(&self, folder: &Path, path: &str, depth: usize, trail: &mut Vec<PathBuf>, listing: &mut Listing) {
        let Ok(real) = fs::canonicalize(folder) else { return };
        if self.out.as_ref() == Some(&real) {
            return;
        }
        if folder.join(OUTPUT_MARK).exists() {
            return listing.left_alone.push((path.to_owned(), "a folder that this program wrote".to_owned()));
        }
        if trail.contains(&real) {
            let loops = Problem::new(
                ProblemKind::Note,
                "a link that leads back to a folder above it",
                "nothing need be done: its files are read once",
            );
            return listing.unread.push((path.to_owned(), loops));
        }
        if depth >= DEEPEST {
            let deep =
                Problem::new(ProblemKind::TooLarge, format!("more than {DEEPEST} folders deep"), "move the documents nearer to the top");
            return listing.unread.push((path.to_owned(), deep));
        }
        trail.push(real);
        self.walk(folder, &format!("{path}/"), depth + 1, trail, listing);
        trail.pop();
    }
}

impl Site for Folder {
    fn list(&self) -> Listing {
        let mut listing = Listing::default();
        let mut trail: Vec<PathBuf> = fs::canonicalize(&self.root).into_iter().collect();
        self.walk(&self.root, "", 0, &mut trail, &mut listing);
        listing.documents.sort();
        listing.spreadsheets.sort();
        listing.left_alone.sort();
        listing.unread.sort_by(|a, b| a.0.cmp(&b.0));
        listing
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Problem> {
        read_bounded(&self.root.join(file), self.largest)
    }

    fn recognise(&self, file: &str) -> Option<Read<Document>> {
        self.ocr.then(|| ocr::recognise(&self.root.join(file), OCR_DEADLINE))
    }
}

/// One document by itself, from a file or from standard input.
pub(crate) struct Single {
    path: Option<PathBuf>,
    name: String,
    ocr: bool,
}

impl Single {
    /// The document at `path`; standard input where it is `-`.
    pub(crate) fn new(path: &Path, ocr: bool) -> Self {
        if path.as_os_str() == "-" {
            return Self { path: None, name: "standard-input.md".to_owned(), ocr: false };
        }
        let name = path.file_name().map_or_else(|| "document".to_owned(), |n| n.to_string_lossy().into_owned());
        Self { path: Some(path.to_owned()), name, ocr }
    }
}

impl Site for Single {
    fn list(&self) -> Listing {
        let size = self.path.as_ref().and_then(|p| fs::metadata(p).ok()).map_or(0, |m| m.len());
        Listing { documents: vec![FoundFile { path: self.name.clone(), size, stamp: None }], ..Listing::default() }
    }

    fn read(&self, _file: &str) -> Result<Vec<u8>, Problem> {
        let largest = Limits::default().memory;
        match &self.path {
            Some(path) => read_bounded(path, largest),
            None => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().take(largest + 1).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
                within(bytes, largest)
            }
        }
    }

    fn recognise(&self, _file: &str) -> Option<Read<Document>> {
        let path = self.path.as_ref().filter(|_| self.ocr)?;
        Some(ocr::recognise(path, OCR_DEADLINE))
    }
}

/// The same limits with a deadline that starts now.
#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
pub(crate) fn with_deadline(limits: &Limits) -> Limits {
    let end = Instant::now() + DEADLINE;
    Limits { stop: Arc::new(move || Instant::now() >= end), ..limits.clone() }
}

fn file_found(name: &str, path: String, meta: &fs::Metadata, settled: i64, listing: &mut Listing) {
    let found = |path| {
        let stamp = stamp(meta).filter(|stamp| stamp.modified.max(stamp.changed) < settled);
        FoundFile { path, size: meta.len(), stamp }
    };
    match class_of(name) {
        FileClass::Document => listing.documents.push(found(path)),
        FileClass::Spreadsheet => listing.spreadsheets.push(found(path)),
        FileClass::LeftAlone(why) => listing.left_alone.push((path, why.to_owned())),
        FileClass::Skipped => {}
    }
}

/// The moment before which a change counts as settled.
#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
fn settled() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(now.saturating_sub(SETTLED).as_nanos()).unwrap_or(0)
}

/// What the file system says of a file. Only Unix has a time of change that nobody can set.
#[cfg(unix)]
fn stamp(meta: &fs::Metadata) -> Option<Stamp> {
    use std::os::unix::fs::MetadataExt;
    let nanoseconds = |seconds: i64, rest: i64| seconds.checked_mul(1_000_000_000)?.checked_add(rest);
    Some(Stamp {
        size: meta.len(),
        modified: nanoseconds(meta.mtime(), meta.mtime_nsec())?,
        changed: nanoseconds(meta.ctime(), meta.ctime_nsec())?,
        inode: meta.ino(),
    })
}

#[cfg(not(unix))]
fn stamp(_: &fs::Metadata) -> Option<Stamp> {
    None
}

#[expect(clippy::disallowed_methods, reason = "this is the way in that the rule points to")]
fn read_bounded(path: &Path, largest: u64) -> Result<Vec<u8>, Problem> {
    let file = fs::File::open(path).map_err(|e| unreadable(&e))?;
    // A pipe or a device could block for ever or never end.
    let meta = file.metadata().map_err(|e| unreadable(&e))?;
    if meta.is_dir() {
        return Err(Problem::new(ProblemKind::Unreadable, "it is a folder", "name a document, or use `concordat audit`"));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len().min(largest)).unwrap_or(0));
    file.take(largest + 1).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    within(bytes, largest)
}

fn within(bytes: Vec<u8>, largest: u64) -> Result<Vec<u8>, Problem> {
    if bytes.len() as u64 > largest {
        let message = format!("it is larger than {} MiB", largest >> 20);
        return Err(Problem::new(
            ProblemKind::TooLarge,
            message,
            "take the pictures out of it, or raise `memory` under [limits] in concordat.toml",
        ));
    }
    Ok(bytes)
}

fn unreadable(error: &std::io::Error) -> Problem {
    let (message, help) = match error.kind() {
        std::io::ErrorKind::NotFound => ("it is not there, or a link leads nowhere", "check the spelling, or restore it"),
        std::io::ErrorKind::PermissionDenied => ("you may not read it", "ask its owner for access, or copy it to a folder of yours"),
        _ => ("the disk would not give it", "copy it to another folder and try again"),
    };
    Problem::new(ProblemKind::Unreadable, message, help)
}

fn named(prefix: &str, name: &str) -> String {
    let path = format!("{prefix}{name}");
    if path.is_empty() { ".".to_owned() } else { path.trim_end_matches('/').to_owned() }
}

/// Whether `path` is `pattern`, lies in the folder `pattern/`, or fits its stars, each of which stands for any characters.
fn matches(pattern: &str, path: &str) -> bool {
    let pattern = pattern.trim_start_matches("./");
    if let Some(folder) = pattern.strip_suffix('/') {
        return path == folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    }
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_paths_to_ignore() {
        assert!(matches("README.md", "README.md"));
        assert!(!matches("README.md", "old/README.md"));
        assert!(matches("archive/", "archive/2012/x.docx"));
        assert!(matches("*.txt", "notes/a.txt"));
        assert!(matches("a*c*e.md", "abcde.md"));
        assert!(!matches("archive/", "archived.docx"));
    }
}
