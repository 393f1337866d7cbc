//! `concordat audit`.

use super::{exit_of, explanations, fail_on, gravest_unread, standard_of};
use crate::arguments::{AuditCommand, Extra, Shared};
use crate::exit::Exit;
use crate::folder::OUTPUT_MARK;
use crate::notice::{self, Failure, colour_on};
use crate::output::{self, Record};
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use crate::{clock, decisions, restricted};
use concordat_audit::{Pack, audit};
use concordat_findings::Audit;
use concordat_report::{Explanation, TerminalStyle};
use std::fs;
use std::io::{self, IsTerminal, Seek};
use std::path::{Path, PathBuf};

/// The cache, inside the report's folder; hidden, and safe to delete.
pub(crate) const PACK: &str = ".cache";

/// What the files of a report are called.
pub(crate) const REPORT: [&str; 5] = ["index.html", "audit.json", "report.sarif", "findings.csv", "report.md"];

/// Audits a folder, writes the report and says where.
pub(crate) fn run(command: &AuditCommand, shared: &Shared) -> Result<Exit, Failure> {
    let limit = fail_on(command.fail_on.as_deref())?;
    // Asked before anything is read: without somebody to encrypt for, no name is ever gathered.
    let recipients = command.restricted.as_ref().map(|_| restricted::recipients(&command.recipient)).transpose()?;
    let standard = standard_of(&command.site)?;
    // Read before the work begins: a file of decisions that cannot be used is said at once.
    let decided = decisions::read(&command.site)?;
    let out = command.out.clone().unwrap_or_else(|| command.site.join("concordat-report"));
    let asked = Asked { out: Some(&out), ocr: command.ocr, as_at: command.judging.as_at.as_deref() };
    let Opened { folder, order } = site::open(&command.site, asked, &standard)?;
    site::threads(command.judging.threads)?;
    let mut among = prepare(&out, command.overwrite)?;
    command.restricted.as_deref().map_or(Ok(()), |path| output::check(path, command.overwrite))?;
    let pack = match command.no_cache {
        true => Pack::default(),
        false => Pack::new(Box::new(site::PackFile::new(out.join(PACK))), site::fingerprint(&standard)),
    };
    let bar = Bar::new(shared);
    let outcome = audit(&folder, &order, &pack, &bar);
    bar.done(&outcome.audit);
    let mut audit = outcome.audit;
    audit.decisions = decided.hold(&audit);
    if command.for_sharing {
        audit.for_sharing();
    }
    if audit.documents.is_empty() {
        return Err(nothing(&audit, command, shared));
    }
    let generated_at = clock::generated_at(order.as_at, command.reproducible);
    let written = write_report(&audit, &explanations(&standard), &generated_at, &out, &command.format)?;
    for name in written.iter().filter_map(|path| path.file_name()?.to_str()) {
        among.as_mut().map_or(Ok(()), |record| record.add(name))?;
    }
    tell(&audit, shared, outcome.remembered, &written)?;
    if let (Some(path), Some(recipients)) = (&command.restricted, &recipients) {
        restricted::write(path, &outcome.agendas, recipients, command.overwrite)?;
        if !shared.quiet {
            let said = "The restricted list is OFFICIAL-SENSITIVE: only those whose keys were given can open it.";
            notice::print(&format!("{said}\nWritten: {}\n", path.display()))?;
        }
    }
    let exit = gravest_unread(&audit.unread).filter(|_| command.strict).unwrap_or_else(|| exit_of(&audit, limit));
    // The program ends here, and giving a large audit back piece by piece takes longer than ending.
    drop(order);
    std::mem::forget((audit, pack, outcome.reader, standard));
    Ok(exit)
}

fn tell(audit: &Audit, shared: &Shared, remembered: usize, written: &[PathBuf]) -> Result<(), Failure> {
    if shared.quiet {
        for (file, problem) in audit.unread.iter().filter(|(_, p)| p.kind.is_fatal()) {
            notice::problem(file, problem);
        }
        return Ok(());
    }
    let terminal = std::io::stdout().is_terminal();
    let report = written.first().map(|p| p.display().to_string());
    let style = TerminalStyle {
        width: site::width(),
        colour: colour_on(shared.color, terminal),
        report: report.as_deref(),
        every: false,
        unraised: shared.verbose,
    };
    let mut text = concordat_report::terminal(audit, style);
    if shared.verbose && remembered > 0 {
        text.push_str(&format!("\n{remembered} of {} documents had not changed and were not read again.\n", audit.documents.len()));
    }
    // The page is named by the summary itself.
    let beside: Vec<String> = written.iter().skip(1).filter_map(|p| Some(p.file_name()?.to_string_lossy().into_owned())).collect();
    text.push_str(&format!("Written beside it: {}\n", beside.join(", ")));
    notice::print(&text)
}

/// Makes the folder the report goes to. One that holds nothing else is marked, so that it is not audited itself; among other files
/// only the report's own are known for ours, and their record is given.
fn prepare(out: &Path, overwrite: bool) -> Result<Option<Record>, Failure> {
    let unwritten = |e: io::Error| {
        Failure::with(Exit::Unwritten, format!("`{}` cannot be written: {}", out.display(), e.kind()), "name another folder with --out")
    };
    fs::create_dir_all(out).map_err(unwritten)?;
    let mark = out.join(OUTPUT_MARK);
    if mark.exists() || fs::read_dir(out).map_err(unwritten)?.next().is_none() {
        write(&mark, b"Written by concordat. This folder is not audited.\n")?;
        return Ok(None);
    }
    for name in REPORT {
        output::check(&out.join(name), overwrite)?;
    }
    Ok(Some(Record::of(out)))
}

fn write_report(audit: &Audit, pages: &[Explanation], generated_at: &str, out: &Path, extra: &[Extra]) -> Result<Vec<PathBuf>, Failure> {
    let version = env!("CARGO_PKG_VERSION");
    let json = out.join("audit.json");
    let unwritten = |path: &Path, e: &std::io::Error| {
        Failure::with(
            Exit::Unwritten,
            format!("`{}` cannot be written: {}", path.display(), e.kind()),
            "check the disk, or name another folder with --out",
        )
    };
    overwrite(&json, |file| concordat_report::audit_json(audit, generated_at, version, file)).map_err(|e| unwritten(&json, &e))?;
    let html = out.join("index.html");
    write(&html, concordat_report::index_html(audit, pages, generated_at).as_bytes())?;
    let mut written = vec![html, json];
    for (format, name) in [(Extra::Sarif, "report.sarif"), (Extra::Csv, "findings.csv"), (Extra::Md, "report.md")] {
        if extra.contains(&format) {
            let path = out.join(name);
            let text = match format {
                Extra::Sarif => concordat_report::sarif(audit, pages, version),
                Extra::Csv => concordat_report::csv(audit),
                _ => concordat_report::markdown(audit, generated_at),
            };
            write(&path, text.as_bytes())?;
            written.push(path);
        }
    }
    Ok(written)
}

/// Writes a file over what it held before: a large one that is written again needs no room to be found for it.
fn overwrite(path: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
    let written = write(&mut file);
    let length = file.stream_position()?;
    file.set_len(length)?;
    written
}

#[expect(clippy::disallowed_methods, reason = "the command line is what writes")]
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|e| {
        Failure::with(
            Exit::Unwritten,
            format!("`{}` cannot be written: {}", path.display(), e.kind()),
            "check the disk, or name another folder with --out",
        )
    })
}

/// No document could be audited: say why for each file, and what would help.
fn nothing(audit: &Audit, command: &AuditCommand, shared: &Shared) -> Failure {
    for (file, problem) in &audit.unread {
        notice::problem(file, problem);
    }
    let site = command.site.display();
    match gravest_unread(&audit.unread) {
        Some(exit) => Failure::with(exit, format!("no document in `{site}` could be read"), "see the lines above for each file"),
        None => {
            if !shared.quiet {
                for (file, why) in audit.left_alone.iter().take(20) {
                    notice::say(&format!("left alone: {file}: {why}"));
                }
            }
            Failure::with(
                Exit::Nothing,
                format!("there is no document in `{site}`"),
                "name a folder that holds Word, PDF, web, OpenDocument, RTF, Markdown or text files",
            )
        }
    }
}
