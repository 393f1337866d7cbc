//! What the command line knows of a site besides its documents.

use crate::clock;
use crate::exit::Exit;
use crate::folder::{Folder, with_deadline};
use crate::notice::Failure;
use concordat_audit::{Order, PanelSettings, Settings, Store, parse_routes};
use concordat_checks::Options;
use concordat_ingest::Limits;
use concordat_register::route::by_hand::HandRows;
use concordat_standard::Standard;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A site as it is to be read: its files, and what to hold them against.
pub(crate) struct Opened<'s> {
    /// Its files, without those that its `concordat.toml` leaves out.
    pub(crate) folder: Folder,
    /// What its `concordat.toml` and the command line say together.
    pub(crate) order: Order<'s>,
}

/// Where a site is and what was asked for on the command line.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked<'a> {
    /// The folder that the report goes to, which is never read.
    pub(crate) out: Option<&'a Path>,
    /// Whether scans are to be recognised.
    pub(crate) ocr: bool,
    /// The day to judge at; it wins over that of `concordat.toml`.
    pub(crate) as_at: Option<&'a str>,
}

/// Opens the site at `path`. Every command comes this way, so that one `concordat.toml` means the same to all of them.
///
/// # Errors
///
/// A `concordat.toml` that cannot be used, a day that is none, or a path that is no folder.
pub(crate) fn open<'s>(path: &Path, asked: Asked<'_>, standard: &'s Standard) -> Result<Opened<'s>, Failure> {
    let settings = settings(path, standard)?;
    let as_at = match (asked.as_at, settings.as_at) {
        (None, Some(day)) => day,
        (given, _) => clock::as_at(given)?,
    };
    let folder = Folder::open(path, asked.out, asked.ocr)?.with(settings.ignore, settings.limits.memory);
    let order = Order {
        name: settings.name.unwrap_or_else(|| name_of(path)),
        as_at,
        standard,
        corrections: settings.corrections,
        options: settings.options,
        panels: settings.panels,
        limits: settings.limits,
        limits_of: Some(with_deadline),
    };
    Ok(Opened { folder, order })
}

/// What to hold one document against that stands by itself.
///
/// # Errors
///
/// A day that is none.
pub(crate) fn alone<'s>(name: String, as_at: Option<&str>, standard: &'s Standard) -> Result<Order<'s>, Failure> {
    Ok(Order {
        name,
        as_at: clock::as_at(as_at)?,
        standard,
        corrections: BTreeMap::new(),
        options: Options { alone: true, ..Options::default() },
        panels: PanelSettings::default(),
        limits: Limits::default(),
        limits_of: Some(with_deadline),
    })
}

/// The settings of the site at `folder`: those of its `concordat.toml`, or all defaults where it has none, with the steps of its
/// `routes.toml`.
///
/// # Errors
///
/// A `concordat.toml` that cannot be read or used, with its line and what to do.
pub(crate) fn settings(folder: &Path, standard: &Standard) -> Result<Settings, Failure> {
    let mut settings = match existing(&folder.join("concordat.toml"))? {
        Some(text) => Settings::parse(&text, standard).map_err(|e| Failure::misuse(e.message, e.help))?,
        None => Settings::default(),
    };
    if let Some(text) = existing(&folder.join("routes.toml"))? {
        let HandRows { rows, problems } = parse_routes(&text, standard);
        settings.options.routes.rows.extend(rows);
        settings.options.routes.problems.extend(problems);
    }
    Ok(settings)
}

/// The text of a file that may not be there.
#[expect(clippy::disallowed_methods, reason = "the command line is where files are read")]
pub(crate) fn existing(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(e) if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => Ok(None),
        Err(e) => Err(Failure::with(
            Exit::Unreadable,
            format!("`{}` cannot be read: {}", path.display(), e.kind()),
            "check that it is a text file you may read",
        )),
    }
}

/// The cache as a file. One that cannot be written costs time at the next run and nothing else.
pub(crate) struct PackFile {
    path: PathBuf,
    /// Whether it is only read.
    reads: bool,
    /// The file while it is added to.
    open: Mutex<Option<fs::File>>,
}

impl PackFile {
    /// The cache at `path`.
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, reads: false, open: Mutex::default() }
    }

    /// The cache at `path`, to which nothing is added.
    pub(crate) fn reading(path: PathBuf) -> Self {
        Self { reads: true, ..Self::new(path) }
    }
}

impl Store for PackFile {
    #[expect(clippy::disallowed_methods, reason = "the command line is where files are read")]
    fn read(&self) -> Option<Box<dyn Read + '_>> {
        Some(Box::new(fs::File::open(&self.path).ok()?))
    }

    fn cut(&self, length: u64) -> io::Result<()> {
        if self.reads {
            return Ok(());
        }
        fs::OpenOptions::new().write(true).create(true).truncate(false).open(&self.path)?.set_len(length)
    }

    fn add(&self, bytes: &[u8]) -> io::Result<()> {
        if self.reads {
            return Ok(());
        }
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match open.take() {
            Some(file) => open.insert(file),
            None => open.insert(fs::OpenOptions::new().append(true).open(&self.path)?),
        };
        // One call for a whole record, so that two runs at once leave each record in one piece.
        file.write_all(bytes)
    }

    fn replace(&self, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        if self.reads {
            return Ok(());
        }
        let new = self.path.with_extension("new");
        let mut out = BufWriter::new(fs::File::create(&new)?);
        let written = write(&mut out).and_then(|()| out.flush()).and_then(|()| fs::rename(&new, &self.path));
        if written.is_err() {
            let _ = fs::remove_file(&new);
        }
        written
    }
}

/// Names of folders that say what is in them and not where it is from.
const GENERIC: &[&str] = &["documents", "docs", "files", "papers", "policies", "procedures", "site", "input"];
/// Folders below which each folder is somebody's own.
const HOMES: &[&str] = &["home", "users"];

/// What a folder is called where nothing else names the site: its name or, where that only says that documents are in it, the name
/// of the folder that it stands in.
pub(crate) fn name_of(path: &Path) -> String {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let is = |path: &Path, names: &[&str]| path.file_name().is_some_and(|n| names.contains(&n.to_string_lossy().to_lowercase().as_str()));
    // A person's name is no area's.
    let own = |above: &Path| above.file_name().is_none() || above.parent().is_none_or(|p| is(p, HOMES));
    let above = real.parent().filter(|above| is(&real, GENERIC) && !own(above) && !is(above, GENERIC));
    let name = above.unwrap_or(&real).file_name().map_or_else(|| "site".to_owned(), |n| n.to_string_lossy().into_owned());
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(letters).collect(),
        _ => name,
    }
}

/// Sets how many documents are read at once. Each thread has a stack that deep nesting in a library cannot exhaust.
///
/// # Errors
///
/// A number that is none.
pub(crate) fn threads(given: Option<usize>) -> Result<(), Failure> {
    if given == Some(0) {
        return Err(Failure::misuse("`--threads 0` would read nothing", "give a number from 1, or leave it out"));
    }
    let builder = rayon::ThreadPoolBuilder::new().stack_size(16 << 20).num_threads(given.unwrap_or(0));
    // It fails only where it was set before, which happens in no run of the program.
    let _ = builder.build_global();
    Ok(())
}

/// How wide the terminal is, in characters; 100 where nobody can say.
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
pub(crate) fn width() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let seen = || console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
    said.or_else(seen).unwrap_or(100).clamp(40, 120)
}

/// What a cache is keyed by: this program, its standard included, and what the area adds to that. A program built again is another program.
pub(crate) fn fingerprint(standard: &Standard) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    if let Some(meta) = std::env::current_exe().ok().and_then(|exe| fs::metadata(exe).ok()) {
        hash.update(meta.len().to_le_bytes());
        if let Some(made) = meta.modified().ok().and_then(|m| m.duration_since(std::time::UNIX_EPOCH).ok()) {
            hash.update(made.as_nanos().to_le_bytes());
        }
    }
    for added in &standard.additions {
        hash.update((added.text.len() as u64).to_le_bytes());
        hash.update(&added.text);
    }
    hash.finalize().into()
}

/// The name the user is logged in with.
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
pub(crate) fn user() -> Option<String> {
    let known = ["USER", "USERNAME", "LOGNAME"].into_iter().filter_map(|key| std::env::var(key).ok());
    known.map(|name| name.trim().to_owned()).find(|name| !name.is_empty())
}
