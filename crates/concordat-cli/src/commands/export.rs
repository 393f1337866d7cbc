//! `concordat export`.

use super::{explanations, standard_of};
use crate::arguments::{ExportCommand, ExportFormat, Shared};
use crate::exit::Exit;
use crate::folder::{Folder, with_deadline};
use crate::notice::{self, Failure, counted};
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use crate::{clock, decisions, output};
use concordat_audit::{Pack, Site, audit};
use concordat_briefing::Marking;
use concordat_exchange::{CodeNote, Making, annotations, csl, qdpx, workbook};
use concordat_findings::Audit;
use concordat_ingest::Limits;
use concordat_register::{DocumentIndex, Problem};
use concordat_standard::Standard;

/// Audits a folder and writes what was found in the format of another tool.
pub(crate) fn run(command: &ExportCommand, shared: &Shared) -> Result<Exit, Failure> {
    let format = format(command)?;
    // A table of findings in the folder would be read as an agenda by the next audit.
    output::outside(&command.site, &command.out)?;
    output::check(&command.out, command.overwrite)?;
    let standard = standard_of(&command.site)?;
    let decided = decisions::read(&command.site)?;
    let report = command.site.join("concordat-report");
    let asked = Asked { out: Some(&report), ocr: false, as_at: command.judging.as_at.as_deref() };
    let Opened { folder, order } = site::open(&command.site, asked, &standard)?;
    site::threads(command.judging.threads)?;
    // What the last audit read is not read again; nothing is kept.
    let pack = Pack::new(Box::new(site::PackFile::reading(report.join(super::audit::PACK))), site::fingerprint(&standard));
    let bar = Bar::new(shared);
    let mut audit = audit(&folder, &order, &pack, &bar).audit;
    bar.done(&audit);
    audit.decisions = decided.hold(&audit);
    for (file, problem) in audit.unread.iter().filter(|(_, p)| p.kind.is_fatal()) {
        notice::problem(file, problem);
    }
    if audit.documents.is_empty() {
        let exit = super::gravest_unread(&audit.unread).unwrap_or(Exit::Nothing);
        return Err(Failure::with(exit, "there is no document to export", "name a folder of documents"));
    }
    let at = clock::generated_at(order.as_at, command.reproducible);
    let making = Making { at: &at, version: env!("CARGO_PKG_VERSION") };
    let pages = || explanations(&standard);
    let packed = |problem: Problem| Failure::with(Exit::of(problem.kind), problem.message, problem.help);
    let (bytes, told) = match format {
        ExportFormat::Qdpx => project(&audit, &standard, making, &folder, &order.limits)?,
        ExportFormat::Xlsx => {
            let marking = Marking::of(&audit, &standard, None);
            (workbook(&audit, making, &marking.words).map_err(packed)?, findings(&audit))
        }
        ExportFormat::Csl => (csl(&audit).into_bytes(), counted(audit.documents.len(), "document")),
        ExportFormat::Annotations => (annotations(&audit, making).into_bytes(), findings(&audit)),
        ExportFormat::Sarif => (concordat_report::sarif(&audit, &pages(), making.version).into_bytes(), findings(&audit)),
        ExportFormat::Csv => (concordat_report::csv(&audit).into_bytes(), findings(&audit)),
    };
    output::write(&command.out, &bytes, command.overwrite)?;
    if !shared.quiet {
        notice::print(&format!("Written: {}, {told}\n", command.out.display()))?;
    }
    Ok(Exit::Done)
}

/// The format asked for, else the one that the file's name ends in.
fn format(command: &ExportCommand) -> Result<ExportFormat, Failure> {
    if let Some(format) = command.to {
        return Ok(format);
    }
    let name = command.out.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    let ends = |ending: &str| name.strip_suffix(ending).is_some_and(|stem| !stem.is_empty());
    let known = [
        (".qdpx", ExportFormat::Qdpx),
        (".xlsx", ExportFormat::Xlsx),
        (".csl.json", ExportFormat::Csl),
        (".jsonld", ExportFormat::Annotations),
        (".sarif", ExportFormat::Sarif),
        (".csv", ExportFormat::Csv),
    ];
    known.into_iter().find(|(ending, _)| ends(ending)).map(|(_, format)| format).ok_or_else(|| {
        Failure::misuse(
            format!("the name `{}` does not say which format is wanted", command.out.display()),
            "give --to, or end the name with .qdpx, .xlsx, .csl.json, .jsonld, .sarif or .csv",
        )
    })
}

/// The project for qualitative analysis. An audit keeps no text, so the documents are read once more, one at a time.
fn project(audit: &Audit, standard: &Standard, making: Making<'_>, folder: &Folder, limits: &Limits) -> Result<(Vec<u8>, String), Failure> {
    let notes: Vec<CodeNote> = concordat_checks::pages(standard)
        .into_iter()
        .map(|page| CodeNote { family: concordat_report::family_name(&page.id).to_owned(), about: page.summary(), check: page.id })
        .collect();
    let text_of = |document: DocumentIndex| {
        let file = &audit.document(document)?.entry.file;
        match read(folder, file, limits) {
            Ok(text) => Some(text),
            Err(problem) => {
                notice::problem(file, &problem);
                None
            }
        }
    };
    let made = qdpx(audit, &notes, making, text_of).map_err(|p| Failure::with(Exit::of(p.kind), p.message, p.help))?;
    let mut told = format!("{}, {}", counted(made.sources, "document"), counted(made.segments, "coded segment"));
    if made.moved > 0 {
        told.push_str(&format!("; {} left out, because a document changed while it was read", counted(made.moved, "segment")));
    }
    Ok((made.bytes, told))
}

fn read(folder: &Folder, file: &str, limits: &Limits) -> Result<String, Problem> {
    let bytes = folder.read(file)?;
    let read = concordat_ingest::read(file, &bytes, &with_deadline(limits));
    read.value.map(|document| document.text).ok_or_else(|| read.problems.into_iter().next().unwrap_or_else(super::redline::unread))
}

fn findings(audit: &Audit) -> String {
    counted(audit.undismissed().count(), "finding")
}
