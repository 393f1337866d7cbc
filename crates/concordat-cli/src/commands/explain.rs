//! `concordat explain`.

use crate::arguments::{ExplainCommand, Shared};
use crate::exit::Exit;
use crate::notice::{self, Failure};
use crate::typed::nearest;
use concordat_standard::pages::{KINDS, RowPage};
use std::fmt::Write;

/// A page, of a check or of a row of the standard.
struct Page {
    id: String,
    /// Said beside the id in a list.
    about: String,
    text: String,
}

/// Prints a page, or lists those whose ids begin so, or else hold it.
pub(crate) fn run(command: &ExplainCommand, _shared: &Shared) -> Result<Exit, Failure> {
    if let Some(missing) = command.site.as_deref().filter(|site| !site.is_dir()) {
        return Err(Failure::misuse(format!("there is no folder `{}`", missing.display()), "check the spelling, or leave out --site"));
    }
    let standard = command.site.as_deref().map_or_else(super::standard, super::standard_of)?;
    let checks: Vec<Page> = concordat_checks::pages(&standard).iter().map(of_check).collect();
    let rows: Vec<Page> = concordat_standard::pages::pages(&standard).into_iter().map(of_row).collect();
    let Some(wanted) = &command.id else {
        let mut text = list(&checks.iter().collect::<Vec<_>>());
        text.push_str(
            "\nBesides checks, there are pages of the rows of the standard. `concordat explain message/` lists those of a kind:\n",
        );
        for (kind, about) in KINDS {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {:9} {about}", format!("{kind}/"));
        }
        notice::print(&text)?;
        return Ok(Exit::Done);
    };
    let pages: Vec<&Page> = checks.iter().chain(&rows).collect();
    // A row may be named without its kind; where several kinds have it, all of them are shown.
    let own = |id: &str| id == wanted || id.split_once('/').is_some_and(|(_, row)| row == wanted);
    let exact: Vec<&Page> = match pages.iter().find(|p| &p.id == wanted) {
        Some(page) => vec![page],
        None => pages.iter().filter(|p| own(&p.id)).copied().collect(),
    };
    if !exact.is_empty() {
        let texts: Vec<&str> = exact.iter().map(|p| p.text.as_str()).collect();
        notice::print(&texts.join("\n"))?;
        return Ok(Exit::Done);
    }
    let mut begins: Vec<&Page> = pages.iter().filter(|p| p.id.starts_with(wanted.as_str())).copied().collect();
    if begins.is_empty() && wanted.chars().count() > 3 {
        begins = pages.iter().filter(|p| p.id.contains(wanted.as_str())).copied().collect();
    }
    if begins.is_empty() {
        let help = match nearest(wanted, pages.iter().map(|p| p.id.as_str())) {
            Some(id) => format!("did you mean `{id}`? `concordat explain` lists the checks, and the kinds of other pages"),
            None => "`concordat explain` lists the checks, and the kinds of other pages".to_owned(),
        };
        return Err(Failure::misuse(format!("there is no page `{wanted}`"), help));
    }
    notice::print(&list(&begins))?;
    Ok(Exit::Done)
}

fn of_check(page: &concordat_checks::CheckPage) -> Page {
    let text = format!("{}\n\nSeverity: {}\nStandard: {}\n", page.body.trim(), page.severity.word(), page.standard);
    Page { id: page.id.clone(), about: format!("{:6}  {}", page.severity.word(), page.summary()), text: headed(&page.id, &text) }
}

fn of_row(page: RowPage) -> Page {
    Page { text: headed(&page.id, &page.body), id: page.id, about: page.name }
}

fn headed(id: &str, text: &str) -> String {
    format!("{id}\n{}\n\n{text}", "=".repeat(id.len()))
}

fn list(pages: &[&Page]) -> String {
    let width = pages.iter().map(|p| p.id.len()).max().unwrap_or(0);
    pages.iter().fold(String::new(), |mut out, page| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{:width$}  {}", page.id, page.about);
        out
    })
}
