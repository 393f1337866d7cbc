//! Sentences that a document could say, in the standard's words and with the area's own names.

use crate::{Area, reference::pointing::Pointing};
use concordat_routes::door::front_door;
use concordat_standard::messages::Message;
use concordat_standard::templates::{Piece, pieces};

/// The names that stand in proposed sentences.
pub(crate) struct Proposer<'a> {
    area: &'a Area<'a>,
    front_door: Option<String>,
    thresholds: Option<String>,
}

impl<'a> Proposer<'a> {
    pub(crate) fn of(area: &'a Area<'a>) -> Self {
        let newest = Pointing::new(area).thresholds.iter().filter_map(|d| area.document(*d)).max_by_key(|d| d.entry.written());
        let title = newest.map(|d| {
            let year = d.entry.year.map(|y| y.to_string()).filter(|y| !d.entry.title.contains(y.as_str()));
            format!("{}{}", d.entry.title, year.map_or(String::new(), |y| format!(" ({y})")))
        });
        Self { area, front_door: front_door(area.documents, &area.standard.routes), thresholds: title }
    }

    /// The sentence proposed for a message; none where the standard proposes none.
    pub(crate) fn sentence(&self, message: &Message) -> Option<String> {
        let place = |id: &str| {
            let known = match id {
                "front-door" => self.front_door.clone(),
                "thresholds" => self.thresholds.clone(),
                _ => None,
            };
            known.or_else(|| self.area.standard.templates.place(id)?.plain.clone())
        };
        let piece = |piece: Piece<'_>| match piece {
            Piece::Words(words) => Some(words.to_owned()),
            Piece::Place(id) => place(id),
            Piece::Say(_) => None,
        };
        pieces(message.proposed.as_deref()?).into_iter().map(piece).collect()
    }
}
