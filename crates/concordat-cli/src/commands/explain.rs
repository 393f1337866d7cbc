//! `concordat explain`.

use crate::arguments::{ExplainCommand, Shared};
use crate::exit::Exit;
use crate::notice::{self, Failure};
use concordat_checks::{CheckPage, pages};
use std::fmt::Write;

/// Prints a check's page, or lists them all.
pub(crate) fn run(command: &ExplainCommand, _shared: &Shared) -> Result<Exit, Failure> {
    let standard = super::standard()?;
    let pages = pages(&standard);
    let Some(wanted) = &command.check else {
        notice::print(&list(&pages))?;
        return Ok(Exit::Done);
    };
    if let Some(page) = pages.iter().find(|p| &p.id == wanted) {
        notice::print(&one(page))?;
        return Ok(Exit::Done);
    }
    let begins: Vec<CheckPage> = pages.iter().filter(|p| p.id.starts_with(wanted.as_str())).cloned().collect();
    if begins.is_empty() {
        let help = match nearest(wanted, &pages) {
            Some(id) => format!("did you mean `{id}`? `concordat explain` lists them all"),
            None => "`concordat explain` lists them all".to_owned(),
        };
        return Err(Failure::misuse(format!("there is no check `{wanted}`"), help));
    }
    notice::print(&list(&begins))?;
    Ok(Exit::Done)
}

fn one(page: &CheckPage) -> String {
    format!(
        "{}\n{}\n\n{}\n\nSeverity: {}\nStandard: {}\n",
        page.id,
        "=".repeat(page.id.len()),
        page.body.trim(),
        page.severity.word(),
        page.standard
    )
}

fn list(pages: &[CheckPage]) -> String {
    let width = pages.iter().map(|p| p.id.len()).max().unwrap_or(0);
    pages.iter().fold(String::new(), |mut out, page| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{:width$}  {:6}  {}", page.id, page.severity.word(), page.summary());
        out
    })
}

/// The id that shares most of its letters in order with what was typed, if it shares most of them.
fn nearest<'p>(wanted: &str, pages: &'p [CheckPage]) -> Option<&'p str> {
    let best = pages.iter().max_by_key(|p| (common(wanted, &p.id), std::cmp::Reverse(p.id.len())))?;
    (common(wanted, &best.id) * 10 >= wanted.chars().count() * 7).then_some(best.id.as_str())
}

/// Length of the longest common subsequence.
fn common(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row = vec![0; b.len() + 1];
    for x in a.chars() {
        let mut diagonal = 0;
        for (n, y) in b.iter().enumerate() {
            let left = row.get(n).copied().unwrap_or(0);
            let Some(cell) = row.get_mut(n + 1) else { continue };
            let up = *cell;
            *cell = if x == *y { diagonal + 1 } else { up.max(left) };
            diagonal = up;
        }
    }
    row.last().copied().unwrap_or(0)
}
