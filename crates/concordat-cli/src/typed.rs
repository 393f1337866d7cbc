//! Ids of checks and pages as people type them.

use crate::notice::Failure;
use concordat_standard::Standard;
use std::collections::BTreeSet;

/// Refuses names that are neither a check nor a family of checks, before any work is done: nothing would be found under them, and
/// that would read as if all were well.
///
/// # Errors
///
/// The first such name, with the nearest there is.
pub(crate) fn checks<'n>(standard: &Standard, names: impl IntoIterator<Item = &'n str>) -> Result<(), Failure> {
    let pages = concordat_checks::pages(standard);
    let families: BTreeSet<&str> = pages.iter().filter_map(|page| page.id.split_once('/')).map(|(family, _)| family).collect();
    let known = || pages.iter().map(|page| page.id.as_str()).chain(families.iter().copied());
    let wrong = names.into_iter().find(|name| !known().any(|id| concordat_findings::is_of(id, name)));
    wrong.map_or(Ok(()), |name| {
        let help = match nearest(name, known()) {
            Some(near) => format!("did you mean `{near}`? `concordat explain` lists the checks"),
            None => "`concordat explain` lists the checks; the part before the stroke is a family".to_owned(),
        };
        Err(Failure::misuse(format!("there is no check or family `{name}`"), help))
    })
}

/// The id that shares most of its letters in order with what was typed, with its kind or without, if it shares most of them.
pub(crate) fn nearest<'i>(wanted: &str, ids: impl Iterator<Item = &'i str>) -> Option<&'i str> {
    let length = wanted.chars().count();
    let likeness = |id: &str| {
        let shared = common(wanted, id);
        // Letters that were not shared count against it, so that a short id is not drowned by a long one.
        (shared * 2 * 1000) / (length + id.chars().count()).max(1)
    };
    let of = |id: &str| {
        let row = id.split_once('/').map_or(id, |(_, row)| row);
        likeness(id).max(likeness(row))
    };
    let best = ids.max_by_key(|id| (of(id), std::cmp::Reverse(id.len())))?;
    (of(best) >= 700).then_some(best)
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
