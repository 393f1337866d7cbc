//! Papers written where a person asked for them, in the format that the file's name asks for.

use crate::arguments::{PaperFile, Shared};
use crate::exit::Exit;
use crate::notice::{self, Failure};
use crate::output;
use concordat_paper::{Paper, docx, html, markdown};
use std::path::{Path, PathBuf};

/// Endings that a paper can be written with, as help says them.
const ENDINGS: &str = if cfg!(feature = "pdf") {
    "end the file's name with .docx, .html, .pdf or .md, or give `-o -` for Markdown on standard output"
} else {
    "end the file's name with .docx, .html or .md, or give `-o -` for Markdown on standard output"
};

/// Where a paper goes, known to be possible before any work is done.
#[derive(Debug)]
pub(crate) struct Destination {
    path: PathBuf,
    format: PaperFormat,
    overwrite: bool,
}

/// What a paper is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PaperFormat {
    Word,
    Page,
    Markdown,
    #[cfg(feature = "pdf")]
    Pdf,
    /// Markdown on standard output.
    Printed,
}

impl Destination {
    /// Where the command line says, else the file of this name in the folder that the command runs in.
    ///
    /// # Errors
    ///
    /// An ending that is no format, and a file that would be lost.
    pub(crate) fn of(asked: &PaperFile, otherwise: &str) -> Result<Self, Failure> {
        let path = asked.out.clone().unwrap_or_else(|| PathBuf::from(otherwise));
        let format = format_of(&path)?;
        if format != PaperFormat::Printed {
            output::check(&path, asked.overwrite)?;
        }
        Ok(Self { path, format, overwrite: asked.overwrite })
    }

    /// Writes the paper, and says so.
    ///
    /// # Errors
    ///
    /// A file that cannot be written.
    pub(crate) fn write(&self, paper: &Paper, shared: &Shared) -> Result<(), Failure> {
        let paper = &paper.with_one_apostrophe();
        let bytes = match self.format {
            PaperFormat::Printed => return notice::print(&markdown(paper)),
            PaperFormat::Word => docx(paper).map_err(|e| {
                Failure::with(Exit::Unwritten, format!("the document cannot be packed: {e}"), "free some memory and try again")
            })?,
            PaperFormat::Page => html(paper).into_bytes(),
            #[cfg(feature = "pdf")]
            PaperFormat::Pdf => pdf(paper)?,
            PaperFormat::Markdown => markdown(paper).into_bytes(),
        };
        output::write(&self.path, &bytes, self.overwrite)?;
        if shared.quiet { Ok(()) } else { notice::print(&format!("Written: {}\n", self.path.display())) }
    }
}

/// A paper as a tagged PDF.
///
/// # Errors
///
/// A paper that cannot be typeset.
#[cfg(feature = "pdf")]
pub(crate) fn pdf(paper: &Paper) -> Result<Vec<u8>, Failure> {
    let help = "write a .docx and save it as PDF from there";
    concordat_paper_pdf::pdf(paper).map_err(|e| Failure::with(Exit::Unwritten, format!("the paper cannot be typeset: {e}"), help))
}

fn format_of(path: &Path) -> Result<PaperFormat, Failure> {
    if path.as_os_str() == "-" {
        return Ok(PaperFormat::Printed);
    }
    match path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase().as_str() {
        "docx" => Ok(PaperFormat::Word),
        "html" | "htm" => Ok(PaperFormat::Page),
        "md" | "markdown" => Ok(PaperFormat::Markdown),
        #[cfg(feature = "pdf")]
        "pdf" => Ok(PaperFormat::Pdf),
        #[cfg(not(feature = "pdf"))]
        "pdf" => Err(Failure::misuse(
            "this program was built without PDF",
            "write a .docx and save it as PDF from there, which keeps its headings, tables and alternative texts; or build the program with \
             `cargo build --release --package concordat-cli --features pdf`",
        )),
        "" => Err(Failure::misuse(format!("`{}` has no ending to tell the format by", path.display()), ENDINGS)),
        other => Err(Failure::misuse(format!("`.{other}` is no format for a paper"), ENDINGS)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_ending_is_the_format() {
        let format = |name: &str| format_of(Path::new(name)).map_err(|f| f.message);
        assert_eq!(format("a/B.DOCX"), Ok(PaperFormat::Word));
        assert_eq!(format("b.htm"), Ok(PaperFormat::Page));
        assert_eq!(format("-"), Ok(PaperFormat::Printed));
        assert_eq!(format("b.doc"), Err("`.doc` is no format for a paper".to_owned()));
        assert_eq!(format("b"), Err("`b` has no ending to tell the format by".to_owned()));
        assert_eq!(format("b.pdf").is_ok(), cfg!(feature = "pdf"));
    }

    #[test]
    fn what_somebody_changed_is_kept() {
        let folder = std::env::temp_dir().join(format!("concordat-paper-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let shared = Shared { quiet: true, verbose: false, color: crate::arguments::Colour::Never };
        let asked = |overwrite| PaperFile { out: Some(folder.join("a.md")), overwrite };
        let write = |overwrite| Destination::of(&asked(overwrite), "b.md").and_then(|d| d.write(&Paper::default(), &shared));
        assert!(write(false).is_ok() && write(false).is_ok());
        #[expect(clippy::disallowed_methods, reason = "the test plays the person who changes it")]
        fs::write(folder.join("a.md"), "mine").unwrap();
        assert_eq!(write(false).unwrap_err().exit, Exit::Misused);
        assert!(write(true).is_ok());
        fs::remove_dir_all(&folder).unwrap();
    }
}
