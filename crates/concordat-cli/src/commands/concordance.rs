//! `concordat concordance`.

use super::{gravest_unread, standard};
use crate::arguments::{ConcordanceCommand, Lines, Shared};
use crate::exit::Exit;
use crate::folder::{Folder, Single, with_deadline};
use crate::notice::{self, Failure, colour_on};
use crate::progress::Bar;
use crate::{clock, site};
use concordat_audit::{Order, PanelSettings, Search, Site, concordance};
use concordat_checks::Options;
use concordat_findings::Concordance;
use concordat_ingest::Limits;
use concordat_standard::Standard;
use std::collections::BTreeMap;
use std::io::IsTerminal;

/// Prints every place in which a referent, a concept or a phrase stands, in its context.
pub(crate) fn run(command: &ConcordanceCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = standard()?;
    let search = Search::new(&standard, &command.words, command.literal)
        .map_err(|e| Failure::misuse(e, "give a word or a phrase in quotation marks, such as \"young people who harm\""))?;
    site::threads(command.threads)?;
    let (site, corrections, limits): (Box<dyn Site>, _, Limits) = if command.folder.is_dir() {
        let settings = site::settings(&command.folder, &standard)?;
        let folder = Folder::open(&command.folder, None, false)?.with(settings.ignore, settings.limits.memory);
        (Box::new(folder), settings.corrections, settings.limits)
    } else {
        (Box::new(Single::new(&command.folder, false)), BTreeMap::new(), Limits::default())
    };
    let order = Order {
        name: String::new(),
        as_at: clock::as_at(None)?,
        standard: &standard,
        corrections,
        options: Options::default(),
        panels: PanelSettings::default(),
        limits,
        limits_of: Some(with_deadline),
    };
    let bar = Bar::new(shared);
    let found = concordance(site.as_ref(), &order, &search, &bar);
    bar.clear();
    for (file, problem) in &found.unread {
        notice::problem(file, problem);
    }
    if found.documents.is_empty() {
        return Err(nothing(&found, command, &standard));
    }
    notice::print(&match command.format {
        Lines::Text => concordat_report::concordance_text(&found, site::width(), colour_on(shared.color, std::io::stdout().is_terminal())),
        Lines::Csv => concordat_report::concordance_csv(&found),
        Lines::Md => concordat_report::concordance_markdown(&found),
        Lines::Json => concordat_report::concordance_json(&found),
    })?;
    Ok(Exit::Done)
}

/// Nothing was found: say what was looked for, and how to look wider.
fn nothing(found: &Concordance, command: &ConcordanceCommand, standard: &Standard) -> Failure {
    let folder = command.folder.display();
    if found.read == 0 {
        let exit = gravest_unread(&found.unread).unwrap_or(Exit::Nothing);
        return Failure::with(exit, format!("no document in `{folder}` could be read"), "name a folder that holds documents");
    }
    let referents: Vec<String> = standard.framing.referents.iter().map(|r| format!("\"{}\"", r.name)).collect();
    let (sought, help) = if found.meant {
        (format!("no wording of \"{}\" stands", found.sought), "try one word of it with --literal".to_owned())
    } else {
        let wide = format!("try fewer words, or one of those whose every wording is known: {}", referents.join(", "));
        (format!("\"{}\" stands in no inflection", found.sought), wide)
    };
    Failure::with(Exit::Nothing, format!("{sought} in the {} documents read in `{folder}`", found.read), help)
}
