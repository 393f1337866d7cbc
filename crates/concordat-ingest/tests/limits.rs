//! What one document may cost.

use concordat_ingest::{Limits, read};
use concordat_register::ProblemKind;

#[test]
fn a_document_of_endless_paragraphs_is_read_as_far_as_memory_allows() {
    let limits = Limits { memory: 512 * 100, ..Limits::default() };
    let files = [
        ("a.txt", "Ring first.\n\n".repeat(5_000)),
        ("a.md", "Ring first.\n\n".repeat(5_000)),
        ("a.html", format!("<!doctype html><main>{}</main>", "<p>Ring first.".repeat(5_000))),
        ("a.rtf", format!("{{\\rtf1 {}}}", "Ring first.\\par ".repeat(5_000))),
    ];
    for (name, text) in files {
        let made = read(name, text.as_bytes(), &limits);
        let passages = made.value.map_or(0, |d| d.passages.len());
        assert!((1..=120).contains(&passages), "{name} {passages}");
        assert!(made.problems.iter().any(|p| p.kind == ProblemKind::Partial), "{name} {:?}", made.problems);
    }
}
