//! `concordat check`.

use super::{exit_of, explanations, fail_on, gravest_unread, sense, standard, standard_of};
use crate::arguments::{CheckCommand, Print, Shared};
use crate::clock;
use crate::exit::Exit;
use crate::folder::Single;
use crate::notice::{self, Failure, colour_on};
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use concordat_audit::{Order, Pack, Site, audit};
use concordat_findings::Audit;
use concordat_report::TerminalStyle;
use concordat_standard::Standard;
use std::io::IsTerminal;

/// Checks one document, or a folder, and prints what is found. Writes no file.
pub(crate) fn run(command: &CheckCommand, shared: &Shared) -> Result<Exit, Failure> {
    let limit = fail_on(command.fail_on.as_deref())?;
    // A draft is held against the messages of the area it is checked beside.
    let beside = command.site.as_deref().or_else(|| command.file.is_dir().then_some(command.file.as_path()));
    let standard = beside.map_or_else(standard, standard_of)?;
    if command.sense {
        site::threads(command.judging.threads)?;
        return sense::run(command, limit, &standard, shared);
    }
    site::threads(command.judging.threads)?;
    let as_at = command.judging.as_at.as_deref();
    let (site, order): (Box<dyn Site>, Order<'_>) = if command.file.is_dir() {
        let Opened { folder, order } = site::open(&command.file, Asked { out: None, ocr: command.ocr, as_at }, &standard)?;
        (Box::new(folder), order)
    } else {
        let name = if command.file.as_os_str() == "-" {
            "Standard input".to_owned()
        } else {
            command.file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned())
        };
        (Box::new(Single::new(&command.file, command.ocr)), site::alone(name, as_at, &standard)?)
    };
    let bar = Bar::new(shared);
    let outcome = audit(site.as_ref(), &order, &Pack::default(), &bar);
    bar.clear();
    let audit = outcome.audit;
    for (file, problem) in audit.unread.iter().chain(noted(&audit).iter()) {
        notice::problem(file, problem);
    }
    if audit.documents.is_empty() {
        let exit = gravest_unread(&audit.unread).unwrap_or(Exit::Nothing);
        return Err(Failure::with(exit, format!("`{}` could not be checked", command.file.display()), "see the line above"));
    }
    notice::print(&printed(&audit, command, shared, &standard))?;
    Ok(exit_of(&audit, limit))
}

/// What is worth knowing of documents that were read.
fn noted(audit: &Audit) -> Vec<(String, concordat_register::Problem)> {
    audit.documents.iter().flat_map(|d| d.problems.iter().map(|p| (d.entry.file.clone(), p.clone()))).collect()
}

fn printed(audit: &Audit, command: &CheckCommand, shared: &Shared, standard: &Standard) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let as_at = audit.as_at.map(|day| clock::generated_at(day, false)).unwrap_or_default();
    match command.format {
        Print::Json => {
            let mut out = Vec::new();
            // Writing to memory cannot fail.
            let _ = concordat_report::audit_json(audit, &as_at, version, &mut out);
            String::from_utf8_lossy(&out).into_owned()
        }
        Print::Sarif => concordat_report::sarif(audit, &explanations(standard), version),
        Print::Csv => concordat_report::csv(audit),
        Print::Md => concordat_report::markdown(audit, &as_at),
        Print::Text => {
            let colour = colour_on(shared.color, std::io::stdout().is_terminal());
            concordat_report::terminal(
                audit,
                TerminalStyle { width: site::width(), colour, report: None, every: true, unraised: shared.verbose },
            )
        }
    }
}
