//! National publications that an area holds among its own documents.
//!
//! A folder of procedures often holds a copy of the guidance they follow. It is the government's text: the area can neither mend
//! its words nor make it point to a local procedure, so it is told from the area's own documents by its cover and its copyright.

use crate::Prepared;
use concordat_standard::{Standard, instruments::InstrumentKind};
use concordat_text::fold_str;

/// Tells copies of national publications.
#[derive(Debug)]
pub(super) struct Publications {
    /// Folded names and the title each belongs to, the longest first.
    names: Vec<(String, String)>,
    /// National bodies, folded.
    bodies: Vec<String>,
}

/// Passages at the front that hold a cover.
const COVER: usize = 16;

/// Passages at the back that hold the notice of copyright.
const BACK: usize = 24;

/// Longest line of a cover, in bytes.
const LINE: usize = 160;

/// A title is broken over no more lines of a cover than this.
const LINES: usize = 4;

impl Publications {
    pub(super) fn new(standard: &Standard) -> Self {
        use InstrumentKind::{Legislation, NationalGuidance, StatutoryGuidance};
        let published = |kind| matches!(kind, Legislation | StatutoryGuidance | NationalGuidance);
        let rows = standard.instruments.instruments.iter().filter(|row| published(row.kind));
        let mut names: Vec<(String, String)> = rows
            .flat_map(|row| {
                row.aliases.iter().map(String::as_str).chain([row.title.as_str()]).map(|name| (fold_str(name), row.title.clone()))
            })
            // A name of one word or two is too easily a title of the area's own.
            .filter(|(name, _)| name.split(' ').count() > 2)
            .collect();
        names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        names.dedup();
        let bodies = standard.references.bodies.names.iter().map(|name| fold_str(name)).collect();
        Self { names, bodies }
    }

    /// The title of the national publication that this is a copy of. What a body of the area owns is none, whatever it is called.
    pub(super) fn read(&self, prepared: &Prepared<'_>, owner: Option<&str>) -> Option<String> {
        if owner.is_some_and(|owner| !self.bodies.contains(&fold_str(owner))) {
            return None;
        }
        let passages = &prepared.passages;
        // The credit of a map, "Crown copyright and database rights ... Ordnance Survey", says nothing of the words.
        let of_map = |text: &str| text.contains("database right") || text.contains("ordnance survey");
        let is_crown = |text: &str| {
            let text = if text.len() < 4 * LINE { fold_str(text) } else { String::new() };
            text.contains("crown copyright") && !of_map(&text)
        };
        let back = passages.len().saturating_sub(BACK).max(COVER.min(passages.len()));
        let crown = passages.iter().take(COVER).chain(passages.iter().skip(back)).any(|p| is_crown(p.text))
            || prepared.document.running_words().any(is_crown);
        if !crown {
            return None;
        }
        let cover: Vec<String> = passages.iter().take(COVER).filter(|p| p.text.len() < LINE).map(|p| fold_str(p.text.trim())).collect();
        (0..cover.len()).find_map(|from| {
            let lines = cover.get(from..)?.get(..LINES.min(cover.len() - from))?;
            self.names.iter().find(|(name, _)| begin(lines, name)).map(|(_, title)| title.clone())
        })
    }
}

/// Whether `lines` of a cover begin with `name` as the whole of a title, which may go on in the next lines: after it a line
/// ends, or there come a year, a bracket or a stroke.
fn begin(lines: &[String], name: &str) -> bool {
    let mut left = name;
    for line in lines {
        if let Some(rest) = line.strip_prefix(left) {
            let rest = rest.trim_start();
            return rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit() || "(:,-\u{2013}\u{2014}".contains(c));
        }
        match left.strip_prefix(line.as_str()).and_then(|rest| rest.strip_prefix(' ')) {
            Some(rest) => left = rest,
            None => return false,
        }
    }
    false
}
