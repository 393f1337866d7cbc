//! Speed of reading Word and PDF, beside pandoc and pdftotext.

use crate::bench::{markdown, timed};
use crate::run;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Documents of each format.
const DOCUMENTS: usize = 50;

/// Times Word and PDF to passages over documents made of the corpus at `site`, and the peers over the same. Where the programs
/// that make or read them are not installed, says so.
pub(crate) fn formats(site: &Path) -> Result<(), String> {
    run::cargo(&["build", "--release", "--quiet", "--package", "concordat-ingest", "--example", "ingest_speed"])?;
    let sources: Vec<PathBuf> = markdown(site).into_iter().take(DOCUMENTS).collect();
    let (word, pdf) = (site.with_file_name("docx"), site.with_file_name("pdf"));
    let made = make(&word, "docx", &sources, |from, to| command("pandoc", &[from, "-o".as_ref(), to]))
        && make(&pdf, "pdf", &files(&word, "docx"), |from, _| {
            command("soffice", &["--headless".as_ref(), "--convert-to".as_ref(), "pdf".as_ref(), "--outdir".as_ref(), &pdf, from])
        });
    if !made {
        println!("Word and PDF: not run; pandoc and LibreOffice make the documents, and are not both here");
        return Ok(());
    }
    for (folder, extension) in [(&word, "docx"), (&pdf, "pdf")] {
        let program = run::root().join("target/release/examples/ingest_speed");
        let out = Command::new(program).arg(folder).args(["--repeat", "5"]).output().map_err(|e| format!("ingest_speed: {e}"))?;
        print!("{}", String::from_utf8_lossy(&out.stdout));
        peer(folder, extension)?;
    }
    Ok(())
}

fn peer(folder: &Path, extension: &str) -> Result<(), String> {
    let found = files(folder, extension);
    let mut cpu = 0.0;
    for file in &found {
        let mut run = match extension {
            "docx" => command("pandoc", &[file, "-t".as_ref(), "plain".as_ref(), "-o".as_ref(), "/dev/null".as_ref()]),
            _ => command("pdftotext", &[file, "/dev/null".as_ref()]),
        };
        match timed(&mut run) {
            Ok(cost) => cpu += cost.cpu,
            Err(why) => {
                println!("the peer for .{extension}: not run; {why}");
                return Ok(());
            }
        }
    }
    let name = if extension == "docx" { "pandoc" } else { "pdftotext" };
    println!("{name}: {} documents, {:.1} CPU ms a document", found.len(), 1000.0 * cpu / found.len().max(1) as f64);
    Ok(())
}

/// Fills `folder` with documents made of `sources`, if it is not full yet. Whether it is.
fn make(folder: &Path, extension: &str, sources: &[PathBuf], with: impl Fn(&Path, &Path) -> Command) -> bool {
    let _ = fs::create_dir_all(folder);
    for source in sources {
        let Some(name) = source.file_stem() else { continue };
        let to = folder.join(name).with_extension(extension);
        if !to.exists() && !with(source, &to).status().is_ok_and(|s| s.success()) {
            return false;
        }
    }
    files(folder, extension).len() >= sources.len()
}

fn command(program: &str, arguments: &[&Path]) -> Command {
    let mut made = Command::new(program);
    made.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    made
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
    let mut found: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e == extension)).collect();
    found.sort();
    found
}
