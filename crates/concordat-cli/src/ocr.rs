//! Reads scans with the programs `pdftoppm` and `tesseract`, where they are installed.
//!
//! Both are started directly, never through a shell, with the file's full path, in a folder of their own that is removed
//! afterwards. Pages, time, the size of a page's picture and the size of its text are bounded.

use concordat_ingest::from_recognised_pages;
use concordat_register::{Document, Problem, ProblemKind, Read};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// Pages recognised of one document.
const PAGES: usize = 300;
/// The longer side of a page's picture in pixels: A4 at 300 dots an inch, and no more for a page of any size.
const PIXELS: &str = "3508";
/// Bytes of text kept of one page.
const TEXT: u64 = 1 << 20;

/// Recognises the pages of the PDF at `path`; gives up after `deadline` with the pages read so far.
pub(crate) fn recognise(path: &Path, deadline: Duration) -> Read<Document> {
    let Some(programs) = Programs::find() else {
        return Read::failed(unsupported(
            "its pages are pictures with no text",
            "install tesseract and pdftoppm to read it with --ocr, or ask for the Word file",
        ));
    };
    let Ok(path) = path.canonicalize() else {
        return Read::failed(Problem::new(
            ProblemKind::Unreadable,
            "it cannot be opened",
            "check that it is there and that you may read it",
        ));
    };
    let Ok(folder) = Folder::create() else {
        return Read::failed(unsupported(
            "its pages are pictures, and no folder can be made to work in",
            "check the space and rights of the temporary folder",
        ));
    };
    let (pages, ended) = programs.pages(&path, &folder.0, until(deadline));
    if pages.iter().all(|p| p.trim().is_empty()) {
        return Read::failed(unsupported("no words could be recognised in its pictures", "ask for the Word file, or for a clearer scan"));
    }
    let mut problems =
        vec![Problem::new(ProblemKind::Note, "words were recognised from pictures and are a guess", "check quotations against the page")];
    if !ended {
        let message = format!("recognition stopped after page {}", pages.len());
        problems.push(Problem::new(ProblemKind::Partial, message, "split the file, or ask for the Word file"));
    }
    Read { value: Some(from_recognised_pages(&pages)), problems }
}

fn unsupported(message: &str, help: &str) -> Problem {
    Problem::new(ProblemKind::Unsupported, message, help)
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
fn until(deadline: Duration) -> Instant {
    Instant::now() + deadline
}

/// The two programs that recognition takes.
struct Programs {
    pdftoppm: PathBuf,
    tesseract: PathBuf,
}

impl Programs {
    /// Finds them in the folders the environment names.
    fn find() -> Option<Self> {
        let folders = std::env::var_os("PATH")?;
        let find = |name: &str| {
            let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
            std::env::split_paths(&folders).filter(|f| f.is_absolute()).map(|f| f.join(&name)).find(|p| p.is_file())
        };
        Some(Self { pdftoppm: find("pdftoppm")?, tesseract: find("tesseract")? })
    }

    /// The text of each page, and whether the last page was reached.
    fn pages(&self, pdf: &Path, folder: &Path, until: Instant) -> (Vec<String>, bool) {
        let mut pages = Vec::new();
        for number in 1..=PAGES {
            match self.page(pdf, folder, number, until) {
                Step::Text(text) => pages.push(text),
                Step::NoPage => return (pages, true),
                Step::Late => return (pages, false),
            }
        }
        (pages, false)
    }

    fn page(&self, pdf: &Path, folder: &Path, number: usize, until: Instant) -> Step {
        let number = number.to_string();
        let (picture, words) = (folder.join("page.png"), folder.join("page.txt"));
        let _ = fs::remove_file(&picture);
        let _ = fs::remove_file(&words);
        let mut render = Command::new(&self.pdftoppm);
        render.args(["-png", "-gray", "-singlefile", "-scale-to", PIXELS, "-f", &number, "-l", &number]).arg(pdf).arg(folder.join("page"));
        if !run(&mut render, folder, until) {
            return Step::Late;
        }
        if !picture.is_file() {
            return Step::NoPage;
        }
        let mut recognise = Command::new(&self.tesseract);
        // One thread: documents are read side by side.
        recognise.arg(&picture).arg(folder.join("page")).args(["-l", "eng", "--psm", "3", "txt"]).env("OMP_THREAD_LIMIT", "1");
        if !run(&mut recognise, folder, until) {
            return Step::Late;
        }
        Step::Text(text_of(&words))
    }
}

/// What came of one page.
enum Step {
    /// Its words, perhaps none.
    Text(String),
    /// There is no such page: the last was the one before.
    NoPage,
    /// Time ran out.
    Late,
}

/// The start of a file as text; empty where there is none.
#[expect(clippy::disallowed_methods, reason = "the command line is where files are read")]
fn text_of(path: &Path) -> String {
    let mut bytes = Vec::new();
    if let Ok(file) = fs::File::open(path) {
        let _ = file.take(TEXT).read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).replace('\u{c}', "")
}

/// Runs a program to its end, silently; false where time ran out and it was ended.
#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
fn run(command: &mut Command, folder: &Path, until: Instant) -> bool {
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return true };
    loop {
        match child.try_wait() {
            Ok(None) if Instant::now() < until => std::thread::sleep(Duration::from_millis(10)),
            Ok(Some(_)) => return true,
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// A folder only this user may open, removed with all in it when it goes out of use.
struct Folder(PathBuf);

/// Tells folders of one process apart.
static NEXT: AtomicU32 = AtomicU32::new(0);

impl Folder {
    fn create() -> std::io::Result<Self> {
        let mut failed = None;
        for _ in 0..16 {
            let name = format!("concordat-ocr-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let path = std::env::temp_dir().join(name);
            let mut builder = fs::DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            // One that is already there is not ours, and is not used.
            match builder.create(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(error) => failed = Some(error),
            }
        }
        Err(failed.unwrap_or_else(|| std::io::ErrorKind::AlreadyExists.into()))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_working_folder_is_private_and_goes_away() {
        let folder = Folder::create().unwrap();
        let path = folder.0.clone();
        fs::create_dir(path.join("inner")).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
        }
        drop(folder);
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_takes_too_long_is_ended() {
        let folder = Folder::create().unwrap();
        let begun = until(Duration::ZERO);
        assert!(!run(Command::new("/bin/sleep").arg("30"), &folder.0, until(Duration::from_millis(50))));
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
}
