//! `concordat new`.

use super::{standard, standard_of};
use crate::arguments::{NewCommand, Shared};
use crate::clock;
use crate::exit::Exit;
use crate::notice::Failure;
use crate::paper::Destination;
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use concordat_audit::{Pack, audit};
use concordat_drafting::{Imprint, Local, Wanted, template};
use concordat_register::Kind;
use concordat_standard::Standard;

/// Writes a document to fill in.
pub(crate) fn run(command: &NewCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = command.site.as_deref().map_or_else(standard, standard_of)?;
    let wanted = wanted(command, &standard)?;
    let destination = Destination::of(&command.file, &format!("{}-{}.docx", wanted.theme, wanted.kind.word()))?;
    let local = local(command, &standard, shared)?;
    let imprint = Imprint {
        author: "Concordat".to_owned(),
        written_at: clock::generated_at(clock::as_at(command.judging.as_at.as_deref())?, command.judging.as_at.is_some()),
        marking: command.marking.clone(),
    };
    let Some(paper) = template(&standard, &wanted, &local, &imprint) else {
        return Err(Failure::misuse(format!("there is no template of `{}`", command.kind), kinds(&standard)));
    };
    destination.write(&paper, shared)?;
    Ok(Exit::Done)
}

/// What was typed, held against what there is.
fn wanted(command: &NewCommand, standard: &Standard) -> Result<Wanted, Failure> {
    let typed = command.kind.to_lowercase().replace(' ', "-");
    let kind = Kind::from_word(&typed).filter(|_| standard.templates.document(&typed).is_some());
    let Some(kind) = kind else {
        return Err(Failure::misuse(format!("there is no template of `{}`", command.kind), kinds(standard)));
    };
    if !standard.themes.themes.iter().any(|t| t.id == command.theme) {
        let known: Vec<&str> = standard.themes.themes.iter().map(|t| t.id.as_str()).collect();
        return Err(Failure::misuse(format!("`{}` is no theme", command.theme), format!("use one of: {}", known.join(", "))));
    }
    Ok(Wanted { kind, theme: command.theme.clone(), sections: command.section.clone() })
}

fn kinds(standard: &Standard) -> String {
    let known: Vec<&str> = standard.templates.documents.iter().map(|d| d.kind.as_str()).collect();
    format!("use one of: {}", known.join(", "))
}

/// What the documents of the area settle.
fn local(command: &NewCommand, standard: &Standard, shared: &Shared) -> Result<Local, Failure> {
    let Some(folder) = &command.site else { return Ok(Local::default()) };
    let report = folder.join("concordat-report");
    let asked = Asked { out: Some(&report), ocr: false, as_at: command.judging.as_at.as_deref() };
    let Opened { folder, order } = site::open(folder, asked, standard)?;
    site::threads(command.judging.threads)?;
    let bar = Bar::new(shared);
    let outcome = audit(&folder, &order, &Pack::default(), &bar);
    bar.done(&outcome.audit);
    Ok(Local::of(&outcome.audit, standard, &command.theme))
}
