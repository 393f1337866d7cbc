//! `concordat map`.

use super::standard_of;
use crate::arguments::{MapCommand, Shared};
use crate::exit::Exit;
use crate::notice::{self, Failure};
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use concordat_audit::{Pack, audit};
use std::fs;

/// Prints the register, and writes `concordat.toml` with every inference as a commented line.
pub(crate) fn run(command: &MapCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = standard_of(&command.site)?;
    site::threads(command.judging.threads)?;
    let asked = Asked { as_at: command.judging.as_at.as_deref(), ..Asked::default() };
    let Opened { folder, order } = site::open(&command.site, asked, &standard)?;
    let bar = Bar::new(shared);
    let audit = audit(&folder, &order, &Pack::default(), &bar).audit;
    bar.done(&audit);
    for (file, problem) in &audit.unread {
        notice::problem(file, problem);
    }
    if audit.documents.is_empty() {
        return Err(Failure::with(
            Exit::Nothing,
            format!("there is no document to map in `{}`", command.site.display()),
            "name a folder that holds documents",
        ));
    }
    let entries: Vec<_> = audit.documents.iter().map(|d| d.entry.clone()).collect();
    if !shared.quiet {
        notice::print(&concordat_audit::register_table(&entries, site::width()))?;
        notice::print(&concordat_report::register_of_meetings(&audit, site::width()))?;
    }
    if command.dry_run {
        return Ok(Exit::Done);
    }
    let path = command.site.join("concordat.toml");
    let existing = site::existing(&path)?;
    let written = concordat_audit::write_settings(existing.as_deref(), &order.name, &entries);
    let written = concordat_audit::write_meetings(&written, &audit.meetings);
    if existing.as_deref() != Some(written.as_str()) {
        #[expect(clippy::disallowed_methods, reason = "the command line is what writes")]
        fs::write(&path, written).map_err(|e| {
            Failure::with(
                Exit::Unwritten,
                format!("`{}` cannot be written: {}", path.display(), e.kind()),
                "use --dry-run to print the register alone",
            )
        })?;
    }
    if !shared.quiet {
        notice::print(&format!(
            "\nWritten: {}\nTake the # off a line and correct it; what stands uncommented wins at the next audit.\n",
            path.display()
        ))?;
    }
    Ok(Exit::Done)
}
