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
use concordat_drafting::{Imprint, Local, Wanted, needs_theme, template};
use concordat_register::Kind;
use concordat_standard::Standard;

/// Writes a document to fill in.
pub(crate) fn run(command: &NewCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = command.site.as_deref().map_or_else(standard, standard_of)?;
    let wanted = wanted(command, &standard)?;
    let destination = Destination::of(&command.file, &named(&wanted))?;
    let local = local(command, wanted.kind, &standard, shared)?;
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
    let known = || standard.themes.themes.iter().map(|t| t.id.as_str()).collect::<Vec<_>>().join(", ");
    match &command.theme {
        Some(theme) if !standard.themes.themes.iter().any(|t| t.id == *theme) => {
            return Err(Failure::misuse(format!("`{theme}` is no theme"), format!("use one of: {}", known())));
        }
        None if needs_theme(kind) => {
            return Err(Failure::misuse(format!("which theme is the {typed} about?"), format!("give --theme, one of: {}", known())));
        }
        _ => {}
    }
    Ok(Wanted { kind, theme: command.theme.clone(), sections: command.section.clone() })
}

/// The name of the file where none is given: `da-procedure.docx`.
fn named(wanted: &Wanted) -> String {
    let theme = wanted.theme.as_ref().map(|theme| format!("{theme}-")).unwrap_or_default();
    format!("{theme}{}.docx", wanted.kind.word())
}

fn kinds(standard: &Standard) -> String {
    let known: Vec<&str> = standard.templates.documents.iter().map(|d| d.kind.as_str()).collect();
    format!("use one of: {}", known.join(", "))
}

/// What the documents of the area settle.
fn local(command: &NewCommand, kind: Kind, standard: &Standard, shared: &Shared) -> Result<Local, Failure> {
    let Some(folder) = &command.site else { return Ok(Local::default()) };
    let report = folder.join("concordat-report");
    let asked = Asked { out: Some(&report), ocr: false, as_at: command.judging.as_at.as_deref() };
    let Opened { folder, order } = site::open(folder, asked, standard)?;
    site::threads(command.judging.threads)?;
    let bar = Bar::new(shared);
    let outcome = audit(&folder, &order, &Pack::default(), &bar);
    bar.done(&outcome.audit);
    Ok(Local::of(&outcome.audit, standard, kind, command.theme.as_deref()))
}
