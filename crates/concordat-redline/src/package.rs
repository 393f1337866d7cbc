//! The package of a Word file: parts are read and put back, and all others copied as they are packed.

use concordat_register::{Problem, ProblemKind};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The most a part may unpack to. Ingest has already held the file to stricter limits.
const LARGEST: u64 = 512 << 20;

/// A package, and what is to be put in the place of its parts.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Where each member stands, by its name as packages compare them.
    members: BTreeMap<String, usize>,
    replaced: BTreeMap<usize, Vec<u8>>,
    added: Vec<(String, Vec<u8>)>,
}

impl<'b> Package<'b> {
    /// Opens a package.
    ///
    /// # Errors
    ///
    /// One that is damaged or locked.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, Problem> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        let mut members = BTreeMap::new();
        for index in 0..archive.len() {
            let member = archive.by_index_raw(index).map_err(|_| damaged())?;
            if member.encrypted() {
                return Err(Problem::new(
                    ProblemKind::Locked,
                    "the file is locked with a password",
                    "open it with its password and save a copy without one",
                ));
            }
            let name = member.name().map_err(|_| damaged())?;
            members.insert(normal(&name), index);
        }
        Ok(Self { archive, members, replaced: BTreeMap::new(), added: Vec::new() })
    }

    /// The members' names, in lower case and in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(String::as_str)
    }

    /// Whether there is such a part.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.members.contains_key(&normal(name)) || self.added.iter().any(|(added, _)| normal(added) == normal(name))
    }

    /// A part as text, as it is after what was put; an empty text where there is none.
    ///
    /// # Errors
    ///
    /// A part that is damaged, or not UTF-8.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, Problem> {
        let Some(&index) = self.members.get(&normal(name)) else { return Ok(String::new()) };
        let bytes = match self.replaced.get(&index) {
            Some(bytes) => bytes.clone(),
            None => {
                let member = self.archive.by_index(index).map_err(|_| damaged())?;
                let mut bytes = Vec::with_capacity(usize::try_from(member.size().min(LARGEST)).unwrap_or(0));
                member.take(LARGEST).read_to_end(&mut bytes).map_err(|_| damaged())?;
                bytes
            }
        };
        String::from_utf8(bytes).map_err(|_| {
            Problem::new(
                ProblemKind::Unsupported,
                "the file's text is not in UTF-8, and is not changed in any other encoding",
                "open it in Word and save a copy",
            )
        })
    }

    /// Puts `text` in the place of a part, or adds it.
    pub(crate) fn put(&mut self, name: &str, text: String) {
        match self.members.get(&normal(name)) {
            Some(&index) => {
                self.replaced.insert(index, text.into_bytes());
            }
            None => self.added.push((name.to_owned(), text.into_bytes())),
        }
    }

    /// The package with what was put: members in their order, those untouched as they were packed, those added last.
    ///
    /// # Errors
    ///
    /// Members that cannot be copied, such as two of one name.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, Problem> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let member = self.archive.by_index_raw(index).map_err(|_| damaged())?;
            match self.replaced.get(&index) {
                None => writer.raw_copy_file(member).map_err(|_| damaged())?,
                Some(bytes) => {
                    let mut options = SimpleFileOptions::default().compression_method(member.compression());
                    if let Some(time) = member.last_modified() {
                        options = options.last_modified_time(time);
                    }
                    let name = member.name().map_err(|_| damaged())?.into_owned();
                    writer.start_file(name, options).map_err(|_| damaged())?;
                    writer.write_all(bytes).map_err(|_| damaged())?;
                }
            }
        }
        for (name, bytes) in &self.added {
            let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
            writer.start_file(name.as_str(), options).map_err(|_| damaged())?;
            writer.write_all(bytes).map_err(|_| damaged())?;
        }
        Ok(writer.finish().map_err(|_| damaged())?.into_inner())
    }
}

fn damaged() -> Problem {
    Problem::new(
        ProblemKind::Damaged,
        "the file's package is damaged and cannot be written again",
        "open it in Word, repair it and save a copy",
    )
}

/// A member's name as packages compare them: forward slashes, no leading slash, lower case.
pub(crate) fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}
