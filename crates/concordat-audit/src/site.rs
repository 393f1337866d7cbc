//! The one way out to files.

use concordat_register::{Document, Problem, Read};

/// Where an audit's files come from. The command line reads a folder; tests read a string.
pub trait Site: Sync {
    /// What there is, in order of path. Hidden folders, lock files and earlier output are already left out.
    fn list(&self) -> Listing;

    /// The bytes of a file of the listing.
    ///
    /// # Errors
    ///
    /// A problem that says why it could not be read and what to do.
    fn read(&self, file: &str) -> Result<Vec<u8>, Problem>;

    /// Reads a document whose pages are pictures, where the site has the means; nothing where it has not.
    fn recognise(&self, _file: &str) -> Option<Read<Document>> {
        None
    }
}

/// What a site holds.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Files that may be documents, in order of path.
    pub documents: Vec<FoundFile>,
    /// Spreadsheets: agendas, lists of panels and members, registers of schools and places; in order of path.
    pub spreadsheets: Vec<FoundFile>,
    /// Files seen and left alone: path and reason, in order of path.
    pub left_alone: Vec<(String, String)>,
    /// Files that could not be looked at: path and problem.
    pub unread: Vec<(String, Problem)>,
}

/// A file that may be a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundFile {
    /// Its path relative to the site, with forward slashes.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// What it bears while nobody changes it; none where the site cannot vouch for that, and its bytes must be looked at.
    pub stamp: Option<Stamp>,
}

/// What a file system says of a file that no change of its bytes leaves as it is. Times are nanoseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// Its size in bytes.
    pub size: u64,
    /// When its bytes were last changed; anybody may set this.
    pub modified: i64,
    /// When anything of it was last changed; nobody can set this.
    pub changed: i64,
    /// Its number in the file system.
    pub inode: u64,
}

impl Stamp {
    /// It as bytes, for keeping. Never all nought, which stands for none.
    pub(crate) fn bytes(self) -> [u8; 32] {
        let mut out = [0; 32];
        let numbers = [self.size, self.modified.cast_unsigned(), self.changed.cast_unsigned(), self.inode ^ u64::MAX];
        for (part, number) in out.as_chunks_mut::<8>().0.iter_mut().zip(numbers) {
            *part = number.to_le_bytes();
        }
        out
    }
}

/// What a file is to an audit, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileClass {
    /// A document to read.
    Document,
    /// A spreadsheet: an agenda, a list of panels or members, a register of schools or places.
    Spreadsheet,
    /// Something else, left alone for this reason.
    LeftAlone(&'static str),
    /// Not even worth a mention: hidden, a lock file, a desktop's own file.
    Skipped,
}

/// What the file called `name` is to an audit. Folders are judged by their names too: a hidden one is skipped.
#[must_use]
pub fn class_of(name: &str) -> FileClass {
    let own = ["thumbs.db", "desktop.ini", "concordat.toml", "concordat-decisions.toml", "routes.toml"];
    if name.starts_with('.') || name.starts_with("~$") || name.starts_with(".~lock") || own.contains(&name.to_ascii_lowercase().as_str()) {
        return FileClass::Skipped;
    }
    if ["readme.md", "readme.txt"].iter().any(|readme| name.eq_ignore_ascii_case(readme)) {
        return FileClass::LeftAlone("a readme is about the folder, not one of its documents");
    }
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "docx" | "docm" | "dotx" | "dotm" | "pdf" | "html" | "htm" | "xhtml" | "xht" | "odt" | "ott" | "fodt" | "rtf" | "md"
        | "markdown" | "mdown" | "mkd" | "txt" | "text" | "doc" | "dot" => FileClass::Document,
        "xlsx" | "xls" | "xlsm" | "xltx" | "xltm" | "xlsb" | "ods" | "ots" | "csv" | "tsv" | "tab" => FileClass::Spreadsheet,
        "pptx" | "ppt" | "odp" | "key" => FileClass::LeftAlone("slides are not read; save as PDF to have them audited"),
        "msg" | "eml" => FileClass::LeftAlone("an e-mail is not read; save what is attached to it"),
        "png" | "jpg" | "jpeg" | "gif" | "tif" | "tiff" | "bmp" | "svg" | "webp" | "vsd" | "vsdx" | "pub" => {
            FileClass::LeftAlone("a picture or drawing is not read")
        }
        "zip" | "7z" | "rar" | "tar" | "gz" => {
            FileClass::LeftAlone("an archive is not opened; unpack it into the folder to have it audited")
        }
        _ => FileClass::LeftAlone("not a kind of document that is read"),
    }
}

/// Takes plain text that is a table of values, such as Excel's "Unicode text", for the spreadsheet it is, unless it is `known` for a document.
/// Read as prose, its cells would be quoted as evidence, and they may be names.
pub(crate) fn tell_tables(site: &dyn Site, listing: &mut Listing, known: impl Fn(&FoundFile) -> bool) {
    let is_table = |file: &FoundFile| {
        let text = [".txt", ".text"].iter().any(|end| file.path.to_ascii_lowercase().ends_with(end));
        text && !known(file) && site.read(&file.path).is_ok_and(|bytes| concordat_ingest::is_separated(&bytes))
    };
    let tables: Vec<FoundFile> = listing.documents.extract_if(.., |file| is_table(file)).collect();
    listing.spreadsheets.extend(tables);
    listing.spreadsheets.sort();
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Texts;

    impl Site for Texts {
        fn list(&self) -> Listing {
            let file = |path: &str| FoundFile { path: path.to_owned(), size: 9, stamp: None };
            Listing { documents: vec![file("a.txt"), file("b.txt"), file("c.md")], ..Listing::default() }
        }

        fn read(&self, file: &str) -> Result<Vec<u8>, Problem> {
            Ok(if file == "a.txt" {
                b"Dear all,\nsee you then, I hope.\nKit".to_vec()
            } else {
                b"Name\tDOB\tSchool\nA\tB\tC\nD\tE\tF\n".to_vec()
            })
        }
    }

    #[test]
    fn plain_text_that_is_a_table_is_no_document() {
        let mut listing = Texts.list();
        tell_tables(&Texts, &mut listing, |_| false);
        let names = |files: &[FoundFile]| files.iter().map(|f| f.path.clone()).collect::<Vec<_>>();
        assert_eq!(
            (names(&listing.documents), names(&listing.spreadsheets)),
            (vec!["a.txt".to_owned(), "c.md".to_owned()], vec!["b.txt".to_owned()])
        );
    }

    #[test]
    fn files_are_classed_by_name() {
        assert_eq!(class_of("Gangs Protocol.DOCX"), FileClass::Document);
        assert_eq!(class_of("~$ngs Protocol.docx"), FileClass::Skipped);
        assert_eq!(class_of(".git"), FileClass::Skipped);
        assert_eq!(class_of("concordat-decisions.toml"), FileClass::Skipped);
        assert_eq!(class_of("Agenda.XLSX"), FileClass::Spreadsheet);
        assert!(matches!(class_of("ReadMe.md"), FileClass::LeftAlone(why) if why.contains("folder")));
        assert_eq!(class_of("Readme for new staff.md"), FileClass::Document);
        assert!(matches!(class_of("noextension"), FileClass::LeftAlone(_)));
    }
}
