//! What a reader must know of a step before taking it: bodies that are no longer, posts that nobody describes, papers that are replaced.

use super::{Taken, Walker};
use crate::names::comparable;
use concordat_register::route::{Act, Note};
use concordat_text::fold_str;

/// That the words shown are not where the step was read.
fn by_hand(taken: &Taken<'_, '_>) -> Option<String> {
    let given = taken.step.anchor.section.as_deref().is_some_and(|s| s.ends_with(".toml"));
    let words = if given { "this step was given by hand" } else { "this step was corrected by hand" };
    taken.step.by_hand.then(|| words.to_owned())
}

impl Walker<'_> {
    /// What is to be known of a step; none where nothing speaks against it.
    pub(super) fn caution(&self, taken: &Taken<'_, '_>) -> Option<String> {
        self.gone(taken).or_else(|| self.unknown(taken)).or_else(|| self.replaced(taken)).or_else(|| by_hand(taken))
    }

    /// That some document says that there is no such team any longer, or that the post is not filled.
    fn gone(&self, taken: &Taken<'_, '_>) -> Option<String> {
        let nodes = [taken.to, taken.from].into_iter().flatten().filter_map(|n| self.network.node(n));
        let mut notes = nodes.flat_map(|node| node.notes.iter().map(move |(document, note, _)| (node, document, note)));
        let (node, document, note) = notes.find(|(_, _, note)| matches!(note, Note::Gone | Note::Vacant))?;
        let title = self.documents.get(document.0 as usize).map_or("a document", |d| d.entry.title.as_str());
        Some(match note {
            Note::Gone => format!("“{title}” says that there is no {} any longer", node.name),
            _ => format!("“{title}” says that nobody holds the post of {}", node.name),
        })
    }

    /// That a post of a name of its own is named here and nowhere else, without a number.
    fn unknown(&self, taken: &Taken<'_, '_>) -> Option<String> {
        let step = taken.step;
        let body = step.body.as_ref().filter(|b| b.proper && matches!(b.kind.as_deref(), Some("post" | "team")))?;
        let node = self.network.node(taken.to?)?;
        let acts = self.network.edges.iter().any(|e| e.from == taken.to);
        let once = self.network.edges.iter().filter(|e| e.to == taken.to).take(2).count() < 2;
        let words: Vec<&str> = body.name.split(' ').collect();
        let capitals = words.len() > 1 && words.iter().all(|w| w.starts_with(char::is_uppercase));
        let reached = |text: &str| text.contains('@') || text.bytes().filter(u8::is_ascii_digit).count() >= 6;
        let known = acts || !once || node.named || reached(&step.anchor.quote.exact) || reached(&step.anchor.quote.suffix);
        (capitals && !known && matches!(step.act, Act::Contact | Act::Transfer))
            .then(|| format!("no document says who the {} is or how to reach them", body.name))
    }

    /// That another document says that it replaces the one to be followed.
    fn replaced(&self, taken: &Taken<'_, '_>) -> Option<String> {
        let step = taken.step;
        if step.act != Act::Follow {
            return None;
        }
        let words = fold_str(&step.action);
        let of_year = |year: i16| words.contains(&year.to_string());
        let mut all = self.documents.iter().flat_map(|d| d.citations.replaces.iter().map(move |r| (d, r)));
        let (by, _) = all.find(|(_, r)| r.year.is_some_and(of_year) && words.contains(comparable(&r.name)))?;
        Some(format!("“{}” says that it replaces this", by.entry.title))
    }
}
