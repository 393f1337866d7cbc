//! Redlines the Word files named and says of each whether nothing was lost: `cargo run --example roundtrip -- FILES…`.
//!
//! With `--out FOLDER` the redlined files are kept, for other programs to open.

#[path = "../tests/support/mod.rs"]
#[expect(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "it is shared with the tests"
)]
mod support;

use concordat_redline::redline;
use support::Chance;

#[expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool for people at a terminal")]
fn main() {
    let mut arguments = std::env::args().skip(1).peekable();
    let out = arguments.next_if(|a| a == "--out").and_then(|_| arguments.next());
    let (mut made, mut refused, mut unread, mut wrong) = (0, 0, 0, 0);
    let mut tally = std::collections::BTreeMap::new();
    for (n, path) in arguments.enumerate() {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let Some(document) = support::read(&bytes).filter(|d| !d.passages.is_empty()) else {
            unread += 1;
            continue;
        };
        let edits = support::edits(&document, 25, &mut Chance(n as u64 + 1));
        match redline(&bytes, &document, &edits, &support::author()) {
            Err(problem) => {
                refused += 1;
                println!("refused {path}: {}", problem.message);
            }
            Ok(done) => {
                for outcome in &done.outcomes {
                    *tally.entry(format!("{outcome:?}")).or_insert(0) += 1;
                }
                let faults = support::faults(&bytes, &document, &edits, &done.bytes, &done.outcomes);
                if faults.is_empty() {
                    made += 1;
                } else {
                    wrong += 1;
                    println!("WRONG {path}: {}", faults.join("; "));
                }
                if let Some(folder) = &out {
                    let kept = std::fs::write(format!("{folder}/{n:04}.docx"), &done.bytes);
                    let _ = kept.and_then(|()| std::fs::write(format!("{folder}/{n:04}.before.docx"), &bytes));
                }
            }
        }
    }
    println!("{made} without loss, {wrong} with, {refused} refused, {unread} with nothing to read");
    println!("{tally:?}");
}
