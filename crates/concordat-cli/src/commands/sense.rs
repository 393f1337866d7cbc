//! `concordat check --sense`: the five questions for one draft, by itself or beside the documents of a site.

use super::{exit_of, gravest_unread};
use crate::arguments::{CheckCommand, Print, Shared};
use crate::clock;
use crate::exit::Exit;
use crate::folder::{Folder, Single};
use crate::notice::{self, Failure, colour_on};
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use concordat_audit::{Listing, Pack, Site, audit};
use concordat_findings::{Audit, Severity};
use concordat_register::{Document, DocumentIndex, Problem, Read};
use concordat_report::TerminalStyle;
use concordat_standard::Standard;
use std::collections::BTreeMap;
use std::fs;
use std::io::IsTerminal;
use std::path::Path;

/// Things to add that are told for one question.
const ADDED: usize = 3;

/// A draft among the documents of a site.
struct Beside {
    folder: Folder,
    draft: Single,
    /// The draft's path in the listing.
    name: String,
}

impl Site for Beside {
    fn list(&self) -> Listing {
        let mut listing = self.folder.list();
        listing.documents.extend(self.draft.list().documents.into_iter().map(|mut file| {
            file.path.clone_from(&self.name);
            file
        }));
        listing.documents.sort();
        listing
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Problem> {
        if file == self.name { self.draft.read(file) } else { self.folder.read(file) }
    }

    fn recognise(&self, file: &str) -> Option<Read<Document>> {
        if file == self.name { self.draft.recognise(file) } else { self.folder.recognise(file) }
    }
}

/// Answers the five questions for one document. Writes no file.
pub(crate) fn run(command: &CheckCommand, limit: Option<Severity>, standard: &Standard, shared: &Shared) -> Result<Exit, Failure> {
    if !matches!(command.format, Print::Text | Print::Json) {
        return Err(Failure::misuse("`--sense` prints text or JSON", "leave out --format, or use --format json"));
    }
    if command.file.is_dir() {
        return Err(Failure::misuse(
            format!("`{}` is a folder", command.file.display()),
            "name one draft; `concordat audit` asks the questions of every document of a folder",
        ));
    }
    let (outcome, name) = asked(command, standard, shared)?;
    for (file, problem) in outcome.unread.iter().filter(|(file, _)| *file == name) {
        notice::problem(file, problem);
    }
    let Some(draft) = outcome.documents.iter().position(|d| d.entry.file == name) else {
        let exit = gravest_unread(&outcome.unread).unwrap_or(Exit::Nothing);
        return Err(Failure::with(exit, format!("`{}` could not be checked", command.file.display()), "see the line above"));
    };
    // A template that is not filled in says so, before anybody relies on the answers.
    for problem in outcome.documents.get(draft).into_iter().flat_map(|d| &d.problems) {
        notice::problem(&name, problem);
    }
    let draft = DocumentIndex(u32::try_from(draft).unwrap_or(u32::MAX));
    let outcome = only(outcome, draft);
    notice::print(&printed(&outcome, draft, command, standard, shared))?;
    Ok(exit_of(&outcome, limit))
}

/// The audit of the draft, beside a site where one is given, and the draft's path in it.
fn asked(command: &CheckCommand, standard: &Standard, shared: &Shared) -> Result<(Audit, String), Failure> {
    let single = Single::new(&command.file, command.ocr);
    let as_at = command.judging.as_at.as_deref();
    let own = single.list().documents.first().map(|f| f.path.clone()).unwrap_or_default();
    let Some(folder) = &command.site else {
        let order = site::alone(own.clone(), as_at, standard)?;
        let bar = Bar::new(shared);
        let outcome = audit(&single, &order, &Pack::default(), &bar);
        bar.clear();
        return Ok((outcome.audit, own));
    };
    let report = folder.join("concordat-report");
    let asked = Asked { out: Some(&report), ocr: command.ocr, as_at };
    let Opened { folder: held, order } = site::open(folder, asked, standard)?;
    // What the last audit of the site read is not read again; nothing is kept, for a draft is no part of it.
    let pack = Pack::new(Box::new(site::PackFile::reading(report.join(super::audit::PACK))), site::fingerprint(standard));
    let bar = Bar::new(shared);
    let (outcome, name) = match inside(folder, &command.file) {
        Some(path) => (audit(&held.asking(&path), &order, &pack, &bar), path),
        None => {
            let name = format!("draft/{own}");
            (audit(&Beside { folder: held, draft: single, name: name.clone() }, &order, &pack, &bar), name)
        }
    };
    bar.done(&outcome.audit);
    Ok((outcome.audit, name))
}

/// The draft's path relative to the site, where it stands in it already.
fn inside(folder: &Path, file: &Path) -> Option<String> {
    let (folder, file) = (fs::canonicalize(folder).ok()?, fs::canonicalize(file).ok()?);
    let relative = file.strip_prefix(&folder).ok()?;
    let parts: Vec<&str> = relative.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
    Some(parts.join("/"))
}

/// Leaves of the audit what is about the draft; the other documents stay, for its evidence may stand in them.
fn only(mut audit: Audit, draft: DocumentIndex) -> Audit {
    audit.sense_check.retain(|a| a.document == draft);
    audit.findings.retain(|f| f.documents.contains(&draft));
    audit.references.retain(|r| r.from == draft);
    audit.coverage.retain(|row| row.document == draft);
    audit
}

fn printed(audit: &Audit, draft: DocumentIndex, command: &CheckCommand, standard: &Standard, shared: &Shared) -> String {
    if command.format == Print::Json {
        let at = audit.as_at.map(|day| clock::generated_at(day, false)).unwrap_or_default();
        let mut out = Vec::new();
        // Writing to memory cannot fail.
        let _ = concordat_report::audit_json(audit, &at, env!("CARGO_PKG_VERSION"), &mut out);
        return String::from_utf8_lossy(&out).into_owned();
    }
    let colour = colour_on(shared.color, std::io::stdout().is_terminal());
    let style = TerminalStyle { width: site::width(), colour, report: None, every: true, unraised: false };
    concordat_report::sense_check(audit, draft, &to_add(audit, draft, standard), style)
}

/// What the draft could say for each question: what its own findings suggest, else what the standard does.
fn to_add(audit: &Audit, draft: DocumentIndex, standard: &Standard) -> BTreeMap<char, Vec<String>> {
    let families: [(char, &[&str]); 5] = [
        ('a', &[]),
        ('b', &[]),
        ('c', &["reference/missing", "reference/one-way"]),
        ('d', &["assessment/threshold"]),
        ('e', &["context/absent"]),
    ];
    let mut add: BTreeMap<char, Vec<String>> = BTreeMap::new();
    for (letter, checks) in families {
        let mine = audit.findings.iter().filter(|f| checks.contains(&f.check.as_str()) && f.documents.first() == Some(&draft));
        let found = mine.filter_map(|f| Some(f.suggestion.as_ref()?.to_string()));
        let rows = standard.messages.messages.iter().filter(|m| m.question.as_deref() == Some(letter.to_string().as_str()));
        let all = add.entry(letter).or_default();
        for suggestion in found.chain(rows.map(|m| m.suggestion.clone())) {
            if all.len() < ADDED && !all.contains(&suggestion) {
                all.push(suggestion);
            }
        }
    }
    add
}
