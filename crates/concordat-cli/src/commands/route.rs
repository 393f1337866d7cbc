//! `concordat route`.

use super::{chart::Drawing, standard, standard_of};
use crate::arguments::{RoleWord, RouteCommand, RoutePrint, Shared};
use crate::exit::Exit;
use crate::folder::Folder;
use crate::notice::{self, Failure, colour_on};
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use concordat_audit::{Order, Pack, audit};
use concordat_findings::{Audit, CaseView};
use concordat_register::Date;
use concordat_report::TerminalStyle;
use concordat_routes::{case::Case, walk::Walker};
use concordat_standard::{
    Standard,
    cases::{CaseRow, Person, Role},
};
use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::Path;

/// Walks cases through the routes of a folder and prints what comes of it, or draws the routes. Writes no file but the chart asked for.
pub(crate) fn run(command: &RouteCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = command.site.as_deref().map_or_else(standard, standard_of)?;
    let style = TerminalStyle {
        width: site::width(),
        colour: colour_on(shared.color, std::io::stdout().is_terminal()),
        report: None,
        every: false,
        unraised: false,
    };
    let Some(folder) = command.site.as_deref().filter(|_| !command.list) else {
        let row = |c: &'_ CaseRow| [c.id.clone(), c.title.clone(), c.sentence.clone(), c.source.clone()];
        let rows: Vec<[String; 4]> = standard.cases.cases.iter().map(row).collect();
        let rows: Vec<[&str; 4]> = rows.iter().map(|r| r.each_ref().map(String::as_str)).collect();
        notice::print(&concordat_report::case_list(&rows, style))?;
        return Ok(Exit::Done);
    };
    // What is typed wrongly is told before anything is read.
    let drawing = command.chart.as_deref().map(|file| Drawing::of(command, folder, file, &standard)).transpose()?;
    let report = folder.join("concordat-report");
    let asked = Asked { as_at: command.judging.as_at.as_deref(), out: Some(&report), ocr: false };
    let Opened { folder: held, order } = site::open(folder, asked, &standard)?;
    if let Some(drawing) = drawing {
        return drawing.write(&audited(&held, &order, &report, command, shared)?.charts, shared);
    }
    let wanted = wanted(command, &standard, order.as_at)?;
    let outcome = audited(&held, &order, &report, command, shared)?;
    if outcome.documents.iter().all(|d| d.routes.steps.is_empty()) {
        return Err(nothing(folder));
    }
    if command.propose {
        return propose(command, &outcome, &standard, style);
    }
    let walker = Walker::new(&outcome.documents, &standard);
    let short = wanted.is_none() && command.format == RoutePrint::Text;
    let cases: Vec<CaseView> = match wanted {
        Some(cases) => cases.iter().map(|case| walker.walk(case)).collect(),
        None => Case::library(&standard).iter().filter(|case| walker.has_documents_for(case)).map(|case| walker.walk(case)).collect(),
    };
    notice::print(&match command.format {
        RoutePrint::Text if short => concordat_report::case_overview(&cases, style),
        RoutePrint::Text => concordat_report::cases(&outcome, &cases, style),
        RoutePrint::Json => concordat_report::cases_json(&outcome, &cases),
        RoutePrint::Md => concordat_report::cases_markdown(&outcome, &cases),
    })?;
    Ok(Exit::Done)
}

/// Prints the changes that would join the routes.
fn propose(command: &RouteCommand, outcome: &Audit, standard: &Standard, style: TerminalStyle<'_>) -> Result<Exit, Failure> {
    let made = concordat_routes::propose::propose(&outcome.documents, standard);
    notice::print(&match command.format {
        RoutePrint::Json => concordat_report::proposal_json(outcome, &made.view),
        RoutePrint::Md => concordat_report::proposal_markdown(outcome, &made.view),
        RoutePrint::Text => concordat_report::proposal(outcome, &made.view, style),
    })?;
    Ok(Exit::Done)
}

/// What is said where no document has a step.
fn nothing(folder: &Path) -> Failure {
    Failure::with(
        Exit::Nothing,
        format!("no document of `{}` has a step of a referral route that could be read", folder.display()),
        "a route that is only a picture can be written down by hand: see docs/settings.md",
    )
}

/// The audit of the folder. What an earlier audit of it kept is used, and nothing is kept.
fn audited(folder: &Folder, order: &Order<'_>, report: &Path, command: &RouteCommand, shared: &Shared) -> Result<Audit, Failure> {
    site::threads(command.judging.threads)?;
    let pack = Pack::new(Box::new(site::PackFile::reading(report.join(super::audit::PACK))), site::fingerprint(order.standard));
    let bar = Bar::new(shared);
    let outcome = audit(folder, order, &pack, &bar);
    bar.done(&outcome.audit);
    // A route that was written down by hand and not taken is missing from what is printed.
    let by_hand = |place: &str| place.starts_with("routes.toml") || place.starts_with("concordat.toml, row");
    for (file, problem) in outcome.audit.unread.iter().filter(|(place, p)| p.kind.is_fatal() || by_hand(place)) {
        notice::problem(file, problem);
    }
    Ok(outcome.audit)
}

/// The cases asked for; none where all of the library are.
fn wanted(command: &RouteCommand, standard: &Standard, as_at: Date) -> Result<Option<Vec<Case>>, Failure> {
    let made = |row: &CaseRow| Case::of(row, standard).map_err(|why| Failure::misuse(why, "see `concordat route --help`"));
    if !command.theme.is_empty() {
        return Ok(Some(vec![made(&typed(command, standard, as_at)?)?]));
    }
    if command.case.is_empty() {
        return Ok(None);
    }
    let unknown = |id: &String| Failure::misuse(format!("`{id}` is no case of the library"), "`concordat route --list` gives their ids");
    let rows = command.case.iter().map(|id| standard.cases.case(id).ok_or_else(|| unknown(id)));
    Ok(Some(rows.map(|row| made(row?)).collect::<Result<_, _>>()?))
}

/// The case that was typed.
fn typed(command: &RouteCommand, standard: &Standard, as_at: Date) -> Result<CaseRow, Failure> {
    let mut concerns = Vec::new();
    for theme in &command.theme {
        match standard.routes.themes.get(theme) {
            Some(of_theme) => concerns.extend(of_theme.iter().cloned()),
            None => concerns.push(theme.clone()),
        }
    }
    concerns.sort();
    concerns.dedup();
    let rows = &standard.routes.circumstances;
    let is_known =
        |id: &str| standard.routes.narrows.iter().any(|n| n.id == id) || rows.circumstance(id).is_some() || rows.turn(id).is_some();
    if let Some(fact) = command.knows.iter().find(|k| !is_known(k)) {
        let known = standard.routes.narrows.iter().map(|n| n.id.as_str()).chain(rows.circumstances.iter().map(|c| c.id.as_str()));
        let known: BTreeSet<&str> = known.chain(rows.turns.iter().map(|t| t.id.as_str())).collect();
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        return Err(Failure::misuse(format!("`{fact}` is nothing that a step or a case turns on"), format!("use one of {known}")));
    }
    let role = |n: usize| match command.role.get(n) {
        Some(RoleWord::Harming) => Role::Harming,
        Some(RoleWord::Both) => Role::Both,
        Some(RoleWord::Harmed) | None => Role::Harmed,
    };
    let people = command.age.len().max(command.role.len()).max(1);
    Ok(CaseRow {
        id: String::new(),
        title: "The case typed".to_owned(),
        sentence: "A case of your own: nothing of it is kept.".to_owned(),
        concerns,
        people: (0..people).map(|n| Person { role: role(n), age: command.age.get(n).copied() }).collect(),
        setting: command.setting.clone().unwrap_or_else(|| "neighbourhood".to_owned()),
        actor: command.actor.clone().unwrap_or_else(|| "anyone".to_owned()),
        at: command.at.clone().unwrap_or_else(|| format!("{as_at}T09:00")),
        returned: None,
        knows: command.knows.clone(),
        turns: command.knows.iter().filter(|id| rows.turn(id).is_some()).cloned().collect(),
        look_for: Vec::new(),
        source: String::new(),
    })
}
