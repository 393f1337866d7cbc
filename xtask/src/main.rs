//! Chores of the repository: test, tidy, codegen, bench.
//!
//! `cargo xtask test` is everything that runs on a submission. Each chore is one file.

mod bench;
mod corpus;
mod formats;
mod licences;
mod linkage;
mod programs;
mod run;
mod tidy;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask test              everything that runs on a submission: fmt, clippy, tests, tidy
cargo xtask tidy              the house rules: arrows between crates, names, sizes, licences
cargo xtask codegen           write the generated pages: docs/checks, docs/cli.md, docs/audit.schema.json
cargo xtask corpus OUT [N]    write the seeded corpus of N Markdown documents (1,000 unless told)
cargo xtask bench [PEER]      time the release binary on that corpus; PEER is a folder with textlint in node_modules
cargo xtask bench-linkage RECORDS.csv TRUTH.csv [PEER…]
                              measure and time linkage; PEER is the command of another program, timed by turns";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["test"] => test(),
        ["tidy"] => tidy::tidy(),
        ["codegen"] => codegen(),
        ["corpus", out] => corpus::write(out.as_ref(), 1_000),
        ["corpus", out, count] => count.parse().map_err(|_| format!("`{count}` is no number")).and_then(|n| corpus::write(out.as_ref(), n)),
        ["bench"] => bench::bench(None),
        ["bench", peer] => bench::bench(Some(peer.as_ref())),
        ["bench-linkage", records, truth, peer @ ..] => linkage::bench(records, truth, peer),
        _ => {
            println!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Everything that runs on a submission. One profile and one feature set for all that is shared, so that little is built twice; papers as
/// PDF and tables as Parquet have a step of their own, since nothing else needs their libraries; clippy does not look at them.
fn test() -> Result<(), String> {
    tidy::tidy()?;
    run::cargo(&["fmt", "--all", "--check"])?;
    run::cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"])?;
    run::cargo(&["test", "--workspace"])?;
    // Together, since each by itself would have what they share built with other features.
    run::cargo(&[
        "test",
        "--package",
        "concordat-cli",
        "--package",
        "concordat-linkage",
        "--package",
        "concordat-paper-pdf",
        "--features",
        "concordat-cli/pdf,concordat-cli/parquet",
        "--lib",
        "--test",
        "pdf",
        "--test",
        "parquet",
        "--test",
        "link",
    ])?;
    programs::test()
}

/// The generated pages are written by the tests that check them, so that the two cannot differ.
fn codegen() -> Result<(), String> {
    run::cargo_with(&["test", "--quiet", "--workspace", "--", "generated", "schema"], &[("CONCORDAT_UPDATE", "1")])
}
