//! Files that commands write: never over one that somebody else wrote, or has worked on since.
//!
//! A folder that is written to gets a hidden [`RECORD`] of what was written there, each with the SHA-256 of its bytes. A file
//! that is there already is replaced only where the record has it and its bytes are still those that were written: a
//! document of somebody's, and a copy that somebody edited, are not. Running a command again over its own output needs no
//! flag; anything else needs `--overwrite`.
//!
//! A command that writes one file calls [`check`] first of all, so that nobody waits for an audit to be told of a name, and
//! [`write`] at the end. An audit leaves out what is as it was written, but reads what somebody has worked on since: where that is not
//! what is wanted, as for a chart, the command calls [`outside`] too. A command that writes a folder calls [`folder`] and keeps a
//! [`Record`] of its own there. The folder of a report holds nothing else, and is written anew by every audit.

use crate::exit::Exit;
use crate::folder::OUTPUT_MARK;
use crate::notice::{Failure, counted};
use concordat_audit::{FileClass, class_of};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What the record of a folder is called. Hidden files are never audited.
pub(crate) const RECORD: &str = ".concordat-written";

const HEAD: &str = "# What concordat wrote here, each with its SHA-256: a file that was changed since is not written over.\n";

/// Says whether `path` may be written: it is not there, it is as this program wrote it, or `overwrite` was asked for.
///
/// # Errors
///
/// A file that somebody else wrote or changed, a folder of that name, or a folder to write to that is not there.
pub(crate) fn check(path: &Path, overwrite: bool) -> Result<(), Failure> {
    let (folder, name) = parts(path);
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => {
            Err(Failure::misuse(format!("`{}` is a folder", path.display()), "name a file, in that folder or another"))
        }
        Ok(found) if found.is_file() => may_replace(&Record::of(&folder), &name, path, overwrite),
        // A terminal or a pipe holds nothing that could be lost.
        Ok(_) => Ok(()),
        Err(_) if !folder.is_dir() => Err(Failure::with(
            Exit::Unwritten,
            format!("there is no folder `{}` to write to", folder.display()),
            "make it first, or name a file in another folder",
        )),
        Err(_) => Ok(()),
    }
}

/// Writes `bytes` to `path` where [`check`] allows it.
///
/// # Errors
///
/// As for [`check`], and a file that cannot be written.
pub(crate) fn write(path: &Path, bytes: &[u8], overwrite: bool) -> Result<(), Failure> {
    check(path, overwrite)?;
    let (folder, name) = parts(path);
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return put(path, bytes);
    }
    Record::of(&folder).write(&name, bytes, overwrite)
}

/// Refuses a file that an audit of `site` would read as one of its documents or agendas once somebody has changed it.
///
/// # Errors
///
/// Such a file, with what to do.
pub(crate) fn outside(site: &Path, path: &Path) -> Result<(), Failure> {
    let (folder, name) = parts(path);
    let (Ok(site), Ok(folder)) = (fs::canonicalize(site), fs::canonicalize(folder)) else { return Ok(()) };
    let Ok(below) = folder.strip_prefix(&site) else { return Ok(()) };
    let mut at = site.clone();
    let unread = below.iter().any(|step| {
        at.push(step);
        step.to_string_lossy().starts_with('.') || at.join(OUTPUT_MARK).exists()
    });
    if unread || !matches!(class_of(&name), FileClass::Document | FileClass::Spreadsheet) {
        return Ok(());
    }
    Err(Failure::misuse(
        format!("`{}` would stand among the documents, and an audit would read it as one of them once it is changed", path.display()),
        "name a file outside the folder that is audited",
    ))
}

/// Makes the folder that `command` writes to, and gives the record of what its earlier runs wrote there. The folder must be new, empty, or one
/// that this command wrote, and nobody may have worked on what stands there since, unless `overwrite`.
pub(crate) fn folder(command: &str, sites: &[&Path], out: &Path, overwrite: bool) -> Result<Record, Failure> {
    let unwritten = |e: std::io::Error| {
        Failure::with(Exit::Unwritten, format!("`{}` cannot be written: {}", out.display(), e.kind()), "name another folder with --out")
    };
    fs::create_dir_all(out).map_err(unwritten)?;
    let real = |path: &Path| fs::canonicalize(path).ok();
    let mut record = Record::by(out, command);
    let ours = out.join(OUTPUT_MARK).exists() && record.exists();
    let empty = fs::read_dir(out).map_err(unwritten)?.next().is_none();
    if sites.iter().any(|site| real(site) == real(out)) || !(ours || empty) {
        return Err(Failure::misuse(
            format!("`{}` holds files that this command did not write", out.display()),
            "name a new or empty folder with --out",
        ));
    }
    if let [first, others @ ..] = record.changed().as_slice()
        && !overwrite
    {
        let more = if others.is_empty() { String::new() } else { format!(" and {}", counted(others.len(), "other file")) };
        return Err(Failure::misuse(
            format!("somebody changed `{}`{more} since it was written", out.join(first).display()),
            "name another folder with --out, or give --overwrite: what was done in these files is then lost",
        ));
    }
    record.write(OUTPUT_MARK, b"Written by concordat. This folder is not audited.\n", true)?;
    Ok(record)
}

/// What this program wrote in a folder.
#[derive(Debug)]
pub(crate) struct Record {
    folder: PathBuf,
    /// What it is called.
    name: String,
    /// The SHA-256 of each file, by its path within the folder with forward slashes.
    files: BTreeMap<String, String>,
    /// Files written by this run.
    fresh: BTreeSet<String>,
}

impl Record {
    /// The record of single files written in `folder`; empty where there is none.
    pub(crate) fn of(folder: &Path) -> Self {
        Self::read(folder, RECORD.to_owned())
    }

    /// The record of what `command` wrote as a whole in `folder`. It is apart from any other, since what a later run does not write again is
    /// taken away.
    pub(crate) fn by(folder: &Path, command: &str) -> Self {
        Self::read(folder, format!("{RECORD}-{command}"))
    }

    /// Lines that somebody spoilt are passed over: what they were about counts as somebody else's.
    #[expect(clippy::disallowed_methods, reason = "the command line is where files are read")]
    fn read(folder: &Path, name: String) -> Self {
        let text = fs::read_to_string(folder.join(&name)).unwrap_or_default();
        // A file written again has another line further down.
        let files = text.lines().filter_map(|line| line.split_once("  ")).filter(|(hash, _)| !hash.starts_with('#'));
        let files = files.map(|(hash, file)| (file.to_owned(), hash.to_owned())).collect();
        Self { folder: folder.to_owned(), name, files, fresh: BTreeSet::new() }
    }

    /// Whether the folder has this record.
    fn exists(&self) -> bool {
        self.folder.join(&self.name).exists()
    }

    /// Lets a file of an earlier run stand that this one could not make again.
    pub(crate) fn keep(&mut self, file: &str) {
        if self.files.contains_key(file) {
            self.fresh.insert(file.to_owned());
        }
    }

    /// Files that are there and are not as they were written, in order.
    pub(crate) fn changed(&self) -> Vec<&str> {
        let changed = |file: &&String| self.folder.join(file).exists() && !self.is_ours(file);
        self.files.keys().filter(changed).map(String::as_str).collect()
    }

    /// Whether the file is there as it was written. Only a file that the record has is read.
    pub(crate) fn is_ours(&self, file: &str) -> bool {
        self.files.get(file).is_some_and(|hash| hash_of(&self.folder.join(file)).is_ok_and(|now| now == *hash))
    }

    /// Writes a file, with the folders above it, and puts it in the record.
    ///
    /// # Errors
    ///
    /// A file that is there and not as it was written, unless `overwrite`; a file already written by this run; and one that
    /// cannot be written.
    pub(crate) fn write(&mut self, file: &str, bytes: &[u8], overwrite: bool) -> Result<(), Failure> {
        let path = self.folder.join(file);
        if !self.fresh.insert(file.to_owned()) {
            let message = format!("`{}` would be written twice", path.display());
            return Err(Failure::with(Exit::Unwritten, message, "give one of the two documents another name"));
        }
        may_replace(self, file, &path, overwrite)?;
        path.parent().map_or(Ok(()), fs::create_dir_all).map_err(|e| unwritten(&path, &e))?;
        put(&path, bytes)?;
        // A name that would not come back as it is stays out, and so counts as somebody else's next time.
        if !file.contains(['\n', '\r', char::REPLACEMENT_CHARACTER]) {
            let hash = hex(Sha256::digest(bytes).as_slice());
            // Without the record the next run asks before it replaces the file, which is the worst that comes of it.
            let _ = self.note(file, &hash);
            self.files.insert(file.to_owned(), hash);
        }
        Ok(())
    }

    /// Puts a file that was written in another way in the record.
    ///
    /// # Errors
    ///
    /// A file that cannot be read again.
    pub(crate) fn add(&mut self, file: &str) -> Result<(), Failure> {
        let path = self.folder.join(file);
        let hash = hash_of(&path).map_err(|e| unwritten(&path, &e))?;
        let _ = self.note(file, &hash);
        self.files.insert(file.to_owned(), hash);
        Ok(())
    }

    /// Whether a file of this name was written, whatever became of it.
    pub(crate) fn has(&self, file: &str) -> bool {
        self.files.contains_key(file)
    }

    /// Takes files of earlier runs away that this one did not write, and gives their names in order; those that
    /// somebody changed stay.
    ///
    /// # Errors
    ///
    /// A file that cannot be removed.
    pub(crate) fn clear(&mut self) -> Result<Vec<String>, Failure> {
        let old: Vec<String> = self.files.keys().filter(|file| !self.fresh.contains(*file)).cloned().collect();
        let mut removed = Vec::new();
        for file in old {
            let path = self.folder.join(&file);
            if self.is_ours(&file) {
                fs::remove_file(&path).map_err(|e| unwritten(&path, &e))?;
                removed.push(file.clone());
            }
            if !path.exists() {
                self.files.remove(&file);
            }
        }
        let lines = self.files.iter().map(|(file, hash)| format!("{hash}  {file}\n"));
        let text = std::iter::once(HEAD.to_owned()).chain(lines).collect::<String>();
        put(&self.folder.join(&self.name), text.as_bytes())?;
        Ok(removed)
    }

    /// Adds a line, so that a run that is broken off leaves a record of what it wrote.
    fn note(&self, file: &str, hash: &str) -> io::Result<()> {
        let path = self.folder.join(&self.name);
        let head = if path.exists() { "" } else { HEAD };
        let mut record = fs::OpenOptions::new().create(true).append(true).open(path)?;
        record.write_all(format!("{head}{hash}  {file}\n").as_bytes())
    }
}

/// Refuses to replace what was not written, or not left as it was.
fn may_replace(record: &Record, file: &str, path: &Path, overwrite: bool) -> Result<(), Failure> {
    if overwrite || !path.exists() || record.is_ours(file) {
        return Ok(());
    }
    let (message, help) = if record.files.contains_key(file) {
        ("was changed since it was written", "keep it under another name, name another file, or give --overwrite to replace it")
    } else {
        ("is there already, and this program did not write it", "name another file, or give --overwrite to replace it")
    };
    Err(Failure::misuse(format!("`{}` {message}", path.display()), help))
}

/// The folder and the name of a file.
fn parts(path: &Path) -> (PathBuf, String) {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_owned);
    (folder, path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default())
}

#[expect(clippy::disallowed_methods, reason = "the command line is what writes")]
fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|e| unwritten(path, &e))
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    Failure::with(
        Exit::Unwritten,
        format!("`{}` cannot be written: {}", path.display(), error.kind()),
        "check the disk, or name a file in a folder that you may write to",
    )
}

/// The SHA-256 of a file, read piece by piece.
#[expect(clippy::disallowed_methods, reason = "the command line is where files are read")]
fn hash_of(path: &Path) -> io::Result<String> {
    let mut file = fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hex(hash.finalize().as_slice())),
            read => hash.update(piece.get(..read).unwrap_or_default()),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "these tests make and look at files")]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("concordat-output-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        path
    }

    #[test]
    fn what_we_wrote_is_replaced_and_what_others_wrote_or_changed_is_not() {
        let folder = scratch("replaced");
        let (ours, theirs) = (folder.join("chart.svg"), folder.join("policy.docx"));
        fs::write(&theirs, "theirs").unwrap();
        assert!(check(&theirs, false).unwrap_err().message.contains("did not write it"));
        assert!(write(&theirs, b"new", false).is_err() && fs::read(&theirs).unwrap() == b"theirs");
        write(&ours, b"one", false).unwrap();
        write(&ours, b"two", false).unwrap();
        fs::write(&ours, "two, and a note of Ash's").unwrap();
        assert!(check(&ours, false).unwrap_err().message.contains("changed since"));
        assert!(write(&ours, b"three", false).is_err());
        write(&ours, b"three", true).unwrap();
        write(&ours, b"four", false).unwrap();
        assert_eq!(fs::read(&ours).unwrap(), b"four");
        let _ = fs::remove_dir_all(&folder);
    }

    #[test]
    fn what_is_no_longer_written_goes_unless_somebody_changed_it() {
        let folder = scratch("cleared");
        let mut first = Record::by(&folder, "redline");
        for name in ["a.docx", "in/b.docx", "c.docx"] {
            first.write(name, name.as_bytes(), false).unwrap();
        }
        fs::write(folder.join("c.docx"), "worked on").unwrap();
        let mut second = Record::by(&folder, "redline");
        assert_eq!(second.changed(), ["c.docx"]);
        second.write("a.docx", b"again", false).unwrap();
        assert!(second.write("a.docx", b"twice", false).is_err());
        // A single file of another command in the same folder is none of its business.
        write(&folder.join("briefing.docx"), b"briefing", false).unwrap();
        assert_eq!(second.clear().unwrap(), ["in/b.docx"]);
        assert!(folder.join("briefing.docx").exists());
        assert!(folder.join("c.docx").exists() && !folder.join("in/b.docx").exists());
        assert_eq!(Record::by(&folder, "redline").changed(), ["c.docx"]);
        let _ = fs::remove_dir_all(&folder);
    }

    #[test]
    fn a_folder_that_another_command_wrote_is_refused() {
        let out = scratch("by-another");
        folder("reconcile", &[], &out, false).unwrap().write("drafts/a.docx", b"a", false).unwrap();
        assert!(folder("redline", &[], &out, true).is_err());
        let mut again = folder("reconcile", &[], &out, false).unwrap();
        again.keep("drafts/a.docx");
        assert_eq!(again.clear().unwrap(), [""; 0]);
        let _ = fs::remove_dir_all(&out);
    }

    #[test]
    fn what_the_next_audit_would_read_stays_outside() {
        let site = scratch("outside");
        fs::create_dir_all(site.join("concordat-report")).unwrap();
        fs::write(site.join("concordat-report").join(OUTPUT_MARK), "").unwrap();
        assert!(outside(&site, &site.join("routes.docx")).is_err() && outside(&site, &site.join("routes.txt")).is_err());
        assert!(outside(&site, &site.join("routes.svg")).is_ok());
        assert!(outside(&site, &site.join("concordat-report/routes.docx")).is_ok());
        assert!(outside(&site, &site.with_extension("docx")).is_ok());
        let _ = fs::remove_dir_all(&site);
    }
}
