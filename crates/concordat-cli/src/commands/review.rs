//! `concordat review`.

mod desk;

use super::{fail_on, standard_of};
use crate::arguments::{ReviewCommand, Shared};
use crate::commands::audit::PACK;
use crate::exit::Exit;
use crate::notice::{self, Failure, colour_on, counted};
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use crate::{clock, decisions, typed};
use concordat_audit::{Pack, audit, write_off};
use concordat_decisions::{Book, Decision, Ordered, Ruling, Stand, quieted};
use concordat_findings::{Audit, Finding, is_of};
use concordat_register::Date;
use concordat_standard::Standard;
use desk::{Desk, Said};
use std::fs;
use std::io::IsTerminal;
use std::path::Path;

/// Goes through findings with whoever decides, or does with decisions what the flags say.
pub(crate) fn run(command: &ReviewCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = standard_of(&command.site)?;
    typed::checks(&standard, command.check.as_deref())?;
    let mut book = decisions::read(&command.site)?;
    if let Some(other) = &command.merge {
        return merge(command, &mut book, other, shared);
    }
    let mut audit = audited(command, &standard, shared)?;
    audit.decisions = book.hold(&audit);
    if command.to_rules {
        return to_rules(command, &audit, shared);
    }
    if let Some(id) = &command.finding {
        return decide_one(command, &audit, &mut book, id, shared);
    }
    let chosen = chosen(command, &audit)?;
    if command.list {
        return list(&audit, &chosen);
    }
    let colour = colour_on(shared.color, std::io::stdout().is_terminal());
    let mut desk = Desk {
        audit: &audit,
        findings: chosen,
        by: by(command),
        at: clock::moment,
        width: site::width(),
        colour,
        input: std::io::stdin().lock(),
        out: std::io::stdout().lock(),
    };
    let said = desk.sit(&mut book, &mut |book, taken_back| decisions::keep(&command.site, book, taken_back))?;
    drop(desk);
    closing(&said, &command.site)
}

/// The audit of the site, from the cache of the last one where there is one. Nothing is written.
fn audited(command: &ReviewCommand, standard: &Standard, shared: &Shared) -> Result<Audit, Failure> {
    let out = command.site.join("concordat-report");
    let asked = Asked { out: Some(&out), ocr: false, as_at: command.judging.as_at.as_deref() };
    let Opened { folder, order } = site::open(&command.site, asked, standard)?;
    site::threads(command.judging.threads)?;
    let pack = Pack::new(Box::new(site::PackFile::reading(out.join(PACK))), site::fingerprint(standard));
    let bar = Bar::new(shared);
    let audit = audit(&folder, &order, &pack, &bar).audit;
    bar.done(&audit);
    if audit.documents.is_empty() {
        let message = format!("there is no document to review in `{}`", command.site.display());
        return Err(Failure::with(Exit::Nothing, message, "name a folder that holds documents"));
    }
    Ok(audit)
}

/// The findings that the flags choose, gravest first.
fn chosen<'a>(command: &ReviewCommand, audit: &'a Audit) -> Result<Vec<&'a Finding>, Failure> {
    let limit = fail_on(command.severity.as_deref())?;
    let words = command.document.as_deref().map(str::to_lowercase);
    let about = |finding: &Finding| {
        let Some(words) = &words else { return true };
        let mut documents = finding.documents.iter().filter_map(|&d| audit.document(d));
        documents.any(|d| d.entry.file.to_lowercase().contains(words) || d.entry.title.to_lowercase().contains(words))
    };
    let of = |finding: &Finding| command.check.as_deref().is_none_or(|check| is_of(&finding.check, check));
    // Severities are ordered gravest first, so graver is less.
    let chosen = audit.findings.iter().filter(|f| limit.is_none_or(|limit| f.severity <= limit) && of(f) && about(f));
    Ok(chosen.filter(|f| command.all || matches!(audit.stand(f), Stand::Open | Stand::Conflict)).collect())
}

fn by(command: &ReviewCommand) -> String {
    let given = command.by.clone().filter(|name| !name.trim().is_empty());
    given.or_else(site::user).unwrap_or_else(|| "somebody".to_owned())
}

fn list(audit: &Audit, chosen: &[&Finding]) -> Result<Exit, Failure> {
    let mut out = String::new();
    for finding in chosen {
        let (id, stand, severity) = (&finding.id, audit.stand(finding).word(), finding.severity.word());
        out.push_str(&format!("{id}  {stand}  {severity}\n    {}\n", finding.message));
    }
    if chosen.is_empty() {
        out.push_str("No finding is left to decide about. With --all those decided about are listed too.\n");
    }
    for lapsed in &audit.decisions.lapsed {
        let decision = &lapsed.decision;
        out.push_str(&format!("no longer raised as it was: {} ({}, {})\n", decision.finding, decision.ruling.word(), decision.seen.check));
    }
    notice::print(&out)?;
    Ok(Exit::Done)
}

fn decide_one(command: &ReviewCommand, audit: &Audit, book: &mut Book, id: &str, shared: &Shared) -> Result<Exit, Failure> {
    let Some(finding) = audit.findings.iter().find(|f| f.id == id) else {
        return Err(Failure::misuse(format!("no finding has the id `{id}`"), "`concordat review SITE --list --all` lists them"));
    };
    let until = match command.defer.as_deref() {
        None => None,
        Some(day) => Some(
            Date::parse(day)
                .ok_or_else(|| Failure::misuse(format!("`{day}` is no date"), "write it as year-month-day, such as --defer 2026-09-01"))?,
        ),
    };
    if let Some(day) = until.filter(|day| audit.as_at.is_some_and(|now| *day <= now)) {
        return Err(Failure::misuse(format!("{day} has come already"), "put it off until a day after the one judged at"));
    }
    let ruling = if command.accept {
        Ruling::Accept
    } else if command.dismiss.is_some() {
        Ruling::Dismiss
    } else if until.is_some() {
        Ruling::Defer
    } else if command.assign.is_some() {
        Ruling::Assign
    } else {
        Ruling::Reopen
    };
    if command.dismiss.as_deref().is_some_and(|reason| reason.trim().is_empty()) {
        return Err(Failure::misuse("a finding is dismissed for a reason", "say why, as --dismiss \"it is a quotation\""));
    }
    if command.assign.as_deref().is_some_and(|name| name.trim().is_empty()) {
        return Err(Failure::misuse("a finding is given to somebody", "say to whom, as --assign \"policy officer\""));
    }
    let ordered =
        Ordered { ruling, by: by(command), at: clock::moment(), reason: command.dismiss.clone(), to: command.assign.clone(), until };
    book.settle(audit, &finding.id);
    // A moved finding is decided about under the id it has now, which ends what was decided under the old one.
    book.decide(&finding.id, Book::seen(audit, finding), ordered, carried(audit, finding));
    decisions::keep(&command.site, book, None)?;
    if !shared.quiet {
        notice::print(&format!("Kept: {} {id}\n", ruling.word()))?;
    }
    Ok(Exit::Done)
}

/// Decisions about a finding that were taken when it had another id.
fn carried<'a>(audit: &'a Audit, finding: &Finding) -> &'a [Decision] {
    audit.decisions.standing.get(&finding.id).filter(|standing| standing.moved).map_or(&[], |standing| &standing.heads)
}

fn merge(command: &ReviewCommand, book: &mut Book, other: &Path, shared: &Shared) -> Result<Exit, Failure> {
    if !other.exists() {
        return Err(Failure::with(Exit::Nothing, format!("there is no file `{}`", other.display()), "check the spelling"));
    }
    let merged = book.merge(&decisions::from(other)?);
    decisions::keep(&command.site, book, None)?;
    if !shared.quiet {
        let mut out = format!("{} added; nothing was lost.\n", counted(merged.added, "decision"));
        for id in &merged.conflicts {
            out.push_str(&format!("decided differently: {id}\n"));
            for head in book.heads(id) {
                let reason = head.reason.as_ref().or(head.to.as_ref()).map(|r| format!(": {r}")).unwrap_or_default();
                out.push_str(&format!("    {} by {} on {}{reason}\n", head.ruling.word(), head.by, head.at.get(..10).unwrap_or_default()));
            }
        }
        if !merged.conflicts.is_empty() {
            out.push_str("Decide about these again with `concordat review`: the next decision replaces both.\n");
        }
        notice::print(&out)?;
    }
    Ok(Exit::Done)
}

fn to_rules(command: &ReviewCommand, audit: &Audit, shared: &Shared) -> Result<Exit, Failure> {
    let quiet = quieted(audit);
    if quiet.is_empty() {
        notice::print("No check has had all its findings about a document dismissed. Nothing was written.\n")?;
        return Ok(Exit::Done);
    }
    let path = command.site.join("concordat.toml");
    let existing = site::existing(&path)?.unwrap_or_default();
    let rows: Vec<(String, String)> = quiet.iter().map(|q| (q.document.clone(), q.check.clone())).collect();
    let written = write_off(&existing, &rows).map_err(|e| Failure::misuse(e.message, e.help))?;
    #[expect(clippy::disallowed_methods, reason = "the command line is what writes")]
    fs::write(&path, written).map_err(|e| {
        Failure::with(Exit::Unwritten, format!("`{}` cannot be written: {}", path.display(), e.kind()), "check that you may write to it")
    })?;
    if !shared.quiet {
        let mut out = String::new();
        for q in &quiet {
            out.push_str(&format!(
                "{} raises nothing in {} from now on ({} dismissed)\n",
                q.check,
                q.document,
                counted(q.dismissed, "finding")
            ));
        }
        out.push_str(&format!("Written: {}\nTo take it back, take the check out of that document's `off` line.\n", path.display()));
        notice::print(&out)?;
    }
    Ok(Exit::Done)
}

fn closing(said: &Said, folder: &Path) -> Result<Exit, Failure> {
    let kept = folder.join(concordat_decisions::NAME);
    let out = match (said.decided, said.left) {
        (0, 0) => "No finding is left to decide about. With --all those decided about are shown too.\n".to_owned(),
        (0, left) => format!("Nothing was decided; {} left.\n", counted(left, "finding")),
        (decided, left) => {
            let decided = counted(decided, "decision");
            format!("{decided} kept in {}; {} left. The next audit shows them.\n", kept.display(), counted(left, "finding"))
        }
    };
    notice::print(&out)?;
    Ok(Exit::Done)
}
