//! Annotates every PDF below a folder and reads it again: `cargo run --release --example annotate FOLDER OUT`.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool for people at a terminal")]

use concordat_ingest::{Limits, pdf_letters};
use concordat_redline::{Author, Change, Edit, annotate, pages_of};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (Some(folder), Some(out)) = (arguments.next(), arguments.next()) else {
        return println!("usage: annotate FOLDER OUT");
    };
    let mut files = Vec::new();
    list(&folder, &mut files);
    files.sort();
    let mut came: BTreeMap<String, usize> = BTreeMap::new();
    for (n, file) in files.iter().enumerate() {
        let outcome = one(file, &out.join(format!("{n:04}.pdf")));
        if outcome.starts_with("FAULT") {
            println!("{}: {outcome}", file.display());
        }
        *came.entry(outcome).or_default() += 1;
    }
    for (outcome, count) in came {
        println!("{count:6} {outcome}");
    }
}

/// Highlights every tenth passage; gives what came of it.
fn one(file: &Path, out: &Path) -> String {
    let Ok(bytes) = fs::read(file) else { return "unread".to_owned() };
    let Some(document) = concordat_ingest::read("a.pdf", &bytes, &Limits::default()).value else { return "unread".to_owned() };
    let edits: Vec<Edit> = document
        .passages
        .iter()
        .step_by(10)
        .take(50)
        .map(|p| Edit {
            span: Some(p.chars),
            exact: document.words_of(p).to_owned(),
            change: Change::None,
            comment: vec![document.words_of(p).to_owned()],
        })
        .collect();
    let author = Author { name: "Somebody".to_owned(), date: "2026-01-31T09:00:00Z".to_owned() };
    let letters = pdf_letters(&bytes, &pages_of(&document, &edits), &Limits::default());
    let done = match annotate(&bytes, &document, &edits, &author, &letters) {
        Ok(done) => done,
        Err(problem) => return format!("refused: {}", problem.message),
    };
    let again = concordat_ingest::read("a.pdf", &done.bytes, &Limits::default()).value;
    let same = again.as_ref().is_some_and(|again| again.text == document.text);
    let remarks = again.as_ref().map_or(0, |again| again.remarks.len());
    if !done.bytes.starts_with(&bytes) || !same || remarks < document.remarks.len() + edits.len() {
        return format!("FAULT: same text {same}, {remarks} remarks for {} and {} edits", document.remarks.len(), edits.len());
    }
    let _ = fs::write(out, &done.bytes);
    let _ = fs::write(out.with_extension("before.pdf"), &bytes);
    if done.notes > 0 { "annotated, some words without a place".to_owned() } else { "annotated".to_owned() }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            list(&path, files);
        } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("pdf")) {
            files.push(path);
        }
    }
}
