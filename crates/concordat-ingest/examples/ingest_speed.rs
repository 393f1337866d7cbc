//! Reads every document under a folder and prints what reading cost, by format.
//!
//! `cargo run --release -p concordat-ingest --example ingest_speed -- FOLDER [--each] [--show] [--repeat N]` prints, for each file extension,
//! documents, words, problems and CPU milliseconds a document; with `--each`, one line a file as well; with `--show`,
//! every passage, its kind, label and page.

use concordat_ingest::{Limits, read};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Default)]
struct Tally {
    documents: u32,
    words: u64,
    problems: u32,
    nothing: u32,
    nanos: u64,
    slowest: (u64, PathBuf),
}

#[expect(clippy::disallowed_methods, reason = "a measuring program reads its own arguments and files")]
fn main() {
    let mut folder = None;
    let mut each = false;
    let mut show = false;
    let mut repeat = 1u32;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--each" => each = true,
            "--show" => show = true,
            "--repeat" => repeat = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(1),
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let Some(folder) = folder else {
        eprintln!("give a folder of documents");
        std::process::exit(2);
    };
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let paths = if folder.is_dir() { files_below(&folder) } else { vec![folder] };
    for path in paths {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        if show {
            print_passages(&path, &bytes);
        }
        measure(&path, &bytes, repeat, each, tallies.entry(extension).or_default());
    }
    for (extension, tally) in &tallies {
        let per = |n: u64| n as f64 / 1e6 / f64::from(tally.documents.max(1) * repeat);
        println!(
            ".{extension}: {} documents, {} words, {} problems, {} with nothing read, {:.2} CPU ms a document, slowest {:.0} ms {}",
            tally.documents,
            tally.words,
            tally.problems,
            tally.nothing,
            per(tally.nanos),
            tally.slowest.0 as f64 / 1e6,
            tally.slowest.1.display()
        );
    }
}

/// Reads one file `repeat` times and adds it to the tally.
fn measure(path: &Path, bytes: &[u8], repeat: u32, each: bool, tally: &mut Tally) {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    if each {
        // Named before it is read, so that a crash shows which file it was.
        eprintln!("{}", path.display());
    }
    let before = cpu_nanos();
    let mut last = None;
    for _ in 0..repeat {
        last = Some(read(&name, bytes, &Limits::default()));
    }
    let nanos = cpu_nanos().saturating_sub(before);
    let Some(result) = last else { return };
    let words = result.value.as_ref().map_or(0, |d| concordat_text::count_words(&d.text));
    tally.documents += 1;
    tally.words += u64::try_from(words).unwrap_or_default();
    tally.problems += u32::try_from(result.problems.len()).unwrap_or_default();
    tally.nothing += u32::from(result.value.is_none());
    tally.nanos += nanos;
    if nanos > tally.slowest.0 {
        tally.slowest = (nanos, path.to_owned());
    }
    if each {
        let said: Vec<_> = result.problems.iter().map(|p| format!("{:?}: {}", p.kind, p.message)).collect();
        println!("{:.2} ms\t{words} words\t{}\t{}", nanos as f64 / 1e6, path.display(), said.join("; "));
    }
}

/// Every file below a folder, in order.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|e| e.path()) {
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// CPU time of this thread in nanoseconds, as Linux counts it; elsewhere zero.
#[expect(clippy::disallowed_methods, reason = "the kernel gives the figure as a file")]
fn cpu_nanos() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split_whitespace().next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// What was read, a passage a line.
fn print_passages(path: &Path, bytes: &[u8]) {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(document) = read(&name, bytes, &Limits::default()).value else { return };
    println!("{} {:?} {:?} pages {:?}", path.display(), document.parts, document.properties, document.pages);
    for passage in &document.passages {
        let level = passage.heading.and_then(|h| document.headings.get(h.0 as usize)).map_or(0, |h| h.level);
        println!(
            "{:?} level {level} label {:?} page {:?} links {:?}\n    {}",
            passage.kind,
            passage.label,
            passage.page,
            passage.links,
            document.words_of(passage)
        );
    }
    println!("furniture {:?}\nremarks {:?}", document.furniture, document.remarks);
}
