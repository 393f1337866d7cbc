//! `concordat reconcile`.

use super::standard_of_all;
use crate::arguments::{ReconcileCommand, Shared};
use crate::exit::Exit;
use crate::folder::Folder;
use crate::notice::{self, Failure};
use crate::output::{self, Record};
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use crate::{clock, decisions};
use concordat_audit::{Again, Order, Pack, Progress as _, audit};
use concordat_findings::Audit;
use concordat_paper::{Paper, docx, html};
use concordat_reconcile::{
    Alignment, Area, Counts, Drawn, Group, Member, Overview, Source, Writing, across, align, draft, in_force, marking, overview, slugs,
};
use concordat_register::{Date, Document, DocumentFacts, DocumentIndex, Problem};
use concordat_standard::Standard;
use std::fs;
use std::path::{Path, PathBuf};

/// An area that was read.
struct Inherited<'s> {
    name: String,
    root: PathBuf,
    folder: Folder,
    order: Order<'s>,
    audit: Audit,
}

/// What could not be read: which area, which file, and why.
type Problems = Vec<(usize, String, Problem)>;

/// Audits several folders and drafts one document from each pair of theirs.
pub(crate) fn run(command: &ReconcileCommand, shared: &Shared) -> Result<Exit, Failure> {
    site::threads(command.judging.threads)?;
    let mut inherited = Vec::new();
    // Nothing is made where a folder is misspelt.
    for root in &command.sites {
        Folder::open(root, None, false)?;
    }
    let sites: Vec<&Path> = command.sites.iter().map(PathBuf::as_path).collect();
    let standard = standard_of_all(&sites)?;
    let mut record = output::folder("reconcile", &sites, &command.out, command.overwrite)?;
    for root in &command.sites {
        inherited.push(read(command, root, &standard, shared)?);
    }
    name_apart(&mut inherited);
    if inherited.iter().all(|i| i.audit.documents.is_empty()) {
        return Err(Failure::with(
            Exit::Nothing,
            "there is no document to read in these folders",
            "name the folders that hold the documents of each area",
        ));
    }
    let areas: Vec<Area<'_>> = inherited.iter().map(|i| Area { name: &i.name, audit: &i.audit }).collect();
    let matched = matched(command, &inherited)?;
    let alignment = align(&areas, &matched);
    let Some(as_at) = inherited.iter().map(|i| i.order.as_at).max() else { return Ok(Exit::Nothing) };
    let marking = marking(areas.iter().flat_map(|a| &a.audit.documents), &standard.instruments.markings);
    let writing = Writing { author: command.author.clone(), written_at: clock::generated_at(as_at, false), marking };
    let mut problems = problems(&inherited);
    let drafts = Drafts { command, inherited: &inherited, areas: &areas, again: Again::new(&standard), writing: &writing, as_at };
    let mut drawn = Vec::new();
    let bar = Bar::drafting(shared, alignment.groups.len());
    for ((n, group), name) in alignment.groups.iter().enumerate().zip(names(&areas, &alignment)) {
        drawn.push(drafts.one(n, group, &name, &mut problems, &mut record)?);
        bar.drafted(&name);
    }
    bar.comparing();
    let documents = in_force(&alignment);
    let named = documents.iter().filter_map(|m| areas.get(m.area).and_then(|area| Some((area.name, area.audit.document(m.document)?))));
    let across = across(&drafts.again.against(as_at, &named.collect::<Vec<_>>()), &documents, &alignment);
    bar.clear();
    let told =
        Overview { areas: &areas, alignment: &alignment, drawn: &drawn, documents: &documents, across: &across, problems: &problems };
    let paper = overview(&told, &writing);
    record.write("overview.docx", &packed(&paper)?, command.overwrite)?;
    record.write("overview.html", html(&paper).as_bytes(), command.overwrite)?;
    #[cfg(feature = "pdf")]
    record.write("overview.pdf", &crate::paper::pdf(&paper)?, command.overwrite)?;
    // Drafts of an earlier run that had other pairs are no part of this one; where a file could not be read, nobody knows which.
    let unread = problems.iter().any(|(_, _, problem)| problem.kind.is_fatal());
    let removed = if unread { Vec::new() } else { record.clear()? };
    for (area, file, problem) in problems.iter().filter(|(_, _, p)| p.kind.is_fatal() || shared.verbose) {
        notice::problem(&format!("{}: {file}", areas.get(*area).map_or("", |a| a.name)), problem);
    }
    if !shared.quiet {
        notice::print(&summary(command, &alignment, &drawn))?;
        let gone = |file: &String| format!("Taken away, as it is no part of this set: {}\n", command.out.join(file).display());
        notice::print(&removed.iter().map(gone).collect::<String>())?;
    }
    Ok(Exit::Done)
}

fn read<'s>(command: &ReconcileCommand, root: &Path, standard: &'s Standard, shared: &Shared) -> Result<Inherited<'s>, Failure> {
    let decided = decisions::read(root)?;
    let asked = Asked { out: Some(&command.out), ocr: false, as_at: command.judging.as_at.as_deref() };
    let Opened { folder, order } = site::open(root, asked, standard)?;
    let bar = Bar::new(shared);
    let mut audit = audit(&folder, &order, &Pack::default(), &bar).audit;
    bar.done(&audit);
    audit.decisions = decided.hold(&audit);
    Ok(Inherited { name: order.name.clone(), root: root.to_owned(), folder, order, audit })
}

/// Gives areas of one name a number each, since a draft tells them apart by name alone.
fn name_apart(inherited: &mut [Inherited<'_>]) {
    let names: Vec<String> = inherited.iter().map(|i| i.name.clone()).collect();
    for (n, area) in inherited.iter_mut().enumerate() {
        let before = names.iter().take(n).filter(|name| **name == area.name).count();
        if before > 0 {
            area.name = format!("{} ({})", area.name, before + 1);
        }
    }
}

/// What could not be read of every area, in order.
fn problems(inherited: &[Inherited<'_>]) -> Problems {
    let mut all = Problems::new();
    for (n, area) in inherited.iter().enumerate() {
        all.extend(area.audit.unread.iter().map(|(file, problem)| (n, file.clone(), problem.clone())));
        let partial = area.audit.documents.iter().flat_map(|d| d.problems.iter().map(|p| (n, d.entry.file.clone(), p.clone())));
        all.extend(partial);
    }
    all
}

/// What each draft's file is called, without its ending: after its title.
fn names(areas: &[Area<'_>], alignment: &Alignment) -> Vec<String> {
    let titles: Vec<_> = alignment
        .groups
        .iter()
        .map(|group| {
            let entries = group.members.iter().filter_map(|m| Some(&areas.get(m.area)?.audit.document(m.document)?.entry));
            let fullest = entries.max_by_key(|e| e.words);
            (group.title.as_str(), fullest.map_or(concordat_register::Kind::Other, |e| e.kind))
        })
        .collect();
    slugs(&titles)
}

/// What drafts are made with.
struct Drafts<'a> {
    command: &'a ReconcileCommand,
    inherited: &'a [Inherited<'a>],
    areas: &'a [Area<'a>],
    again: Again<'a>,
    writing: &'a Writing,
    /// The latest of the days that the areas are judged at.
    as_at: Date,
}

impl Drafts<'_> {
    /// Writes the draft of one group. A document that cannot be read again costs its draft and nothing else.
    fn one(&self, n: usize, group: &Group, name: &str, problems: &mut Problems, record: &mut Record) -> Result<Drawn, Failure> {
        let none = Drawn { group: n, file: None, counts: Counts::default(), decisions: Vec::new(), wordings: 0 };
        let mut texts: Vec<(Member, Document, DocumentFacts)> = Vec::new();
        for member in &group.members {
            let Some(area) = self.inherited.get(member.area) else { return Ok(none) };
            let Some(audited) = area.audit.document(member.document) else { return Ok(none) };
            let read = self.again.read(&area.folder, &area.order, audited);
            let Some((document, facts)) = read.value else {
                record.keep(&format!("drafts/{name}.docx"));
                problems.extend(read.problems.into_iter().map(|p| (member.area, audited.entry.file.clone(), p)));
                return Ok(none);
            };
            texts.push((*member, document, facts));
        }
        let sources: Vec<Source<'_>> = texts
            .iter()
            .filter_map(|(m, document, facts)| Some(Source { area: *self.areas.get(m.area)?, index: m.document, facts, document }))
            .collect();
        let named: Vec<(&str, &DocumentFacts)> = sources.iter().map(|s| (s.area.name, s.facts)).collect();
        let findings = self.again.against(self.as_at, &named);
        let done = draft(group, &sources, &findings, self.writing);
        let file = format!("drafts/{name}.docx");
        record.write(&file, &packed(&done.paper)?, self.command.overwrite)?;
        Ok(Drawn { group: n, file: Some(file), counts: done.counts, decisions: done.decisions, wordings: done.wordings })
    }
}

/// What is printed at the end.
fn summary(command: &ReconcileCommand, alignment: &Alignment, drawn: &[Drawn]) -> String {
    let counted = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let mut told = String::new();
    for draft in drawn {
        let Some(file) = &draft.file else { continue };
        let certainty = alignment.groups.get(draft.group).map_or("", |g| g.likeness.certainty.words());
        told.push_str(&format!(
            "{file} ({certainty}): {} the same, {} differ, {} in one document; {} to decide\n",
            counted(draft.counts.same, "passage"),
            draft.counts.differing,
            draft.counts.only.iter().sum::<usize>(),
            counted(draft.decisions.len(), "matter"),
        ));
    }
    told.push_str(&format!(
        "{} with a like in another area, {} in one area alone, {} replaced\nWritten to {}\n",
        counted(alignment.groups.len(), "group"),
        counted(alignment.alone.len(), "document"),
        alignment.replaced.len(),
        command.out.display()
    ));
    told
}

/// The documents that `--match` names together.
fn matched(command: &ReconcileCommand, inherited: &[Inherited<'_>]) -> Result<Vec<Vec<Member>>, Failure> {
    command.matched.iter().map(|typed| one_match(typed, inherited)).collect()
}

fn one_match(typed: &str, inherited: &[Inherited<'_>]) -> Result<Vec<Member>, Failure> {
    let files: Vec<&str> = typed.split('=').collect();
    if files.len() < 2 {
        return Err(Failure::misuse(
            format!("`--match {typed}` names one document"),
            "name one of each area with an equals sign between them: --match riverside/a.docx=fellside/b.docx",
        ));
    }
    let mut members: Vec<Member> = Vec::new();
    for (n, file) in files.iter().enumerate() {
        // The first file is looked for in the first folder first, and so on; no folder gives two.
        let order = std::iter::once(n).chain((0..inherited.len()).filter(|m| *m != n));
        let mut free = order.filter(|a| members.iter().all(|m| m.area != *a));
        let member = free.find_map(|area| found(file, area, inherited.get(area)?));
        members.push(member.ok_or_else(|| {
            Failure::misuse(
                format!("`{file}` of `--match` is no document that was read in one of the folders"),
                "give its path from here, or as `concordat map` lists it; each folder can give one document to a match",
            )
        })?);
    }
    Ok(members)
}

/// The document of an area that somebody means by a path.
fn found(file: &str, area: usize, inherited: &Inherited<'_>) -> Option<Member> {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let from_here =
        real(Path::new(file)).zip(real(&inherited.root)).and_then(|(file, root)| Some(file.strip_prefix(root).ok()?.to_owned()));
    let below = from_here.map(|path| path.to_string_lossy().replace('\\', "/"));
    let own = file.trim_start_matches("./");
    let place = inherited.audit.documents.iter().position(|d| below.as_deref() == Some(d.entry.file.as_str()) || d.entry.file == own)?;
    Some(Member { area, document: DocumentIndex(u32::try_from(place).ok()?) })
}

fn packed(paper: &Paper) -> Result<Vec<u8>, Failure> {
    docx(paper).map_err(|e| Failure::with(Exit::Unwritten, format!("a draft cannot be packed: {e}"), "free some memory and try again"))
}
