//! Prints what writing a large audit costs, or the report of the invented partnership.
//!
//! `cargo run --release -p concordat-report --example report_speed` writes an audit of 1,000 documents, 35,000 references and
//! 20,000 findings to nowhere and prints CPU time (Linux); with `page`, `markdown`, `csv`, `sarif` or `terminal` it prints the
//! report of the partnership the tests use, to be looked at.

use concordat_report::{TerminalStyle, audit_json, csv, index_html, markdown, sarif, terminal};
use std::io::{self, Write};

#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test data")]
#[path = "../src/fixture.rs"]
mod fixture;

const AT: &str = "2016-04-01T09:00:00Z";

/// Counts bytes and keeps none.
struct Counted(usize);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn main() -> io::Result<()> {
    let audit = fixture::partnership();
    let style = TerminalStyle { width: 80, colour: false, report: Some("concordat-report/index.html"), every: false, unraised: false };
    match std::env::args().nth(1).as_deref() {
        Some("page") => print!("{}", index_html(&audit, &[], AT)),
        Some("markdown") => print!("{}", markdown(&audit, AT)),
        Some("csv") => print!("{}", csv(&audit)),
        Some("sarif") => print!("{}", sarif(&audit, &[], "0.1.0")),
        Some("terminal") => print!("{}", terminal(&audit, style)),
        _ => return speed(),
    }
    Ok(())
}

fn speed() -> io::Result<()> {
    let audit = fixture::large(1000, 35_000, 20_000);
    for _ in 0..3 {
        let start = cpu_seconds();
        let mut out = Counted(0);
        audit_json(&audit, AT, "0.1.0", &mut out)?;
        let json = cpu_seconds() - start;
        let megabytes = out.0 as f64 / 1e6;
        let start = cpu_seconds();
        let page = index_html(&audit, &[], AT).len();
        let html = cpu_seconds() - start;
        println!(
            "audit.json: {megabytes:.1} MB, {:.0} MB a CPU second; index.html: {:.2} MB in {:.0} CPU ms",
            megabytes / json,
            page as f64 / 1e6,
            html * 1000.0
        );
    }
    Ok(())
}

/// CPU time of this thread so far, in seconds; nothing where the system does not tell.
#[expect(clippy::disallowed_methods, reason = "a measuring program reads what the system says of it")]
fn cpu_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}
