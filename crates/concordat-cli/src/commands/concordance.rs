//! `concordat concordance`.

use super::{gravest_unread, standard_of};
use crate::arguments::{ConcordanceCommand, Lines, Shared};
use crate::exit::Exit;
use crate::folder::Single;
use crate::notice::{self, Failure, colour_on};
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use concordat_audit::{Order, Search, Site, concordance};
use concordat_findings::Concordance;
use concordat_standard::Standard;
use std::io::IsTerminal;

/// Prints every place in which a referent, a concept or a phrase stands, in its context.
pub(crate) fn run(command: &ConcordanceCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = standard_of(&command.folder)?;
    let search = Search::new(&standard, &command.words, command.literal)
        .map_err(|e| Failure::misuse(e, "give a word or a phrase in quotation marks, such as \"young people who harm\""))?;
    site::threads(command.threads)?;
    let (site, order): (Box<dyn Site>, Order<'_>) = if command.folder.is_dir() {
        let Opened { folder, order } = site::open(&command.folder, Asked::default(), &standard)?;
        (Box::new(folder), order)
    } else {
        (Box::new(Single::new(&command.folder, false)), site::alone(String::new(), None, &standard)?)
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
