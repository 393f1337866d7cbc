//! What the documents together say, sorted for every product that shows it.

use crate::wording::{count, is_sure, number};
use crate::{Audit, DefinitionView, MessageView, PositionView, Verdict};
use concordat_register::{DocumentIndex, meaning::Position};
use std::collections::{BTreeMap, BTreeSet};

/// A message's documents by how they stand to it, in order.
#[derive(Debug, Default)]
pub struct Stands<'a> {
    /// Those that say it.
    pub say: Vec<&'a PositionView>,
    /// Those that say part of it.
    pub partly: Vec<&'a PositionView>,
    /// Those that say the opposite.
    pub deny: Vec<&'a PositionView>,
    /// Those of the three above of which the reader is not sure, in the order of the document.
    pub unsure: Vec<&'a PositionView>,
    /// Those that owe it and in which no sentence was found.
    pub silent: Vec<DocumentIndex>,
}

impl<'a> Stands<'a> {
    /// Sorts the positions of `message`.
    pub fn of(message: &'a MessageView) -> Self {
        let mut stands = Self::default();
        for position in &message.positions {
            if position.position != Position::Silent && !is_sure(position.certainty) {
                stands.unsure.push(position);
                continue;
            }
            match position.position {
                Position::Asserts => stands.say.push(position),
                Position::Partly => stands.partly.push(position),
                Position::Contradicts => stands.deny.push(position),
                Position::Silent if position.owed => stands.silent.push(position.document),
                Position::Silent => {}
            }
        }
        stands
    }

    /// Whether every document that owes it says it, and surely, and none denies it: only then is it said by all. What others say of it beside
    /// them, in part or perhaps, takes nothing from that.
    pub fn all_say(&self) -> bool {
        let short = || self.partly.iter().chain(&self.unsure).any(|p| p.owed);
        !self.say.is_empty() && self.silent.is_empty() && !short() && !self.denied()
    }

    /// Whether a document denies it, or may, be it beside a sentence of its own that says it.
    pub fn denied(&self) -> bool {
        let said = self.say.iter().chain(&self.partly).chain(&self.unsure);
        !self.deny.is_empty() || said.into_iter().any(|p| p.denied_too || p.position == Position::Contradicts)
    }

    /// How many documents say it, and how many do otherwise, as one sentence.
    pub fn sentence(&self) -> String {
        let (say, partly, deny) = (self.say.len(), self.partly.len(), self.deny.len());
        let (silent, unsure) = (self.silent.len(), self.unsure.len());
        let verb = |n: usize| if n == 1 { "says" } else { "say" };
        let mut parts = Vec::new();
        match say {
            0 if unsure > 0 => parts.push("We are not sure that any document says so".to_owned()),
            0 => parts.push("No document says so in full".to_owned()),
            _ if partly + deny + silent + unsure == 0 && say > 1 => parts.push(format!("All {} say so", count(say, "document"))),
            _ => parts.push(format!("{} {} so", count(say, "document"), verb(say))),
        }
        // Where all that should say it do, those that need not are told apart from them.
        let beside = self.all_say() && partly + unsure > 0;
        let others = |n: usize| format!("{} {}, which need not,", number(n), if n == 1 { "other" } else { "others" });
        if partly > 0 && beside {
            parts.push(format!("{} {} part of it", others(partly), verb(partly)));
        } else if partly > 0 {
            parts.push(format!("{} {} part of it", number(partly), verb(partly)));
        }
        if deny > 0 {
            parts.push(format!("{} {} otherwise", number(deny), verb(deny)));
        }
        if unsure > 0 && beside {
            parts.push(format!("{} may, and should be checked", others(unsure)));
        } else if unsure > 0 {
            parts.push(format!("{} may, and should be checked", number(unsure)));
        }
        if silent > 0 {
            parts.push(format!("in {} we found no sentence that does", number(silent)));
        }
        parts.join("; ") + "."
    }
}

/// Messages that some documents say and none denies, though not all that should: in the order of the standard.
pub fn shared(audit: &Audit) -> Vec<(&MessageView, Stands<'_>)> {
    parted(audit).into_iter().filter(|(_, stands)| stands.say.len() > 1 && !stands.denied()).collect()
}

/// Messages that every document which owes them surely says, in the order of the standard. A verdict holds where it is not sure that one
/// does: that is not yet said by all.
pub fn agreed(audit: &Audit) -> Vec<&MessageView> {
    with(audit, Verdict::Consistent).into_iter().filter(|message| Stands::of(message).all_say()).collect()
}

/// Messages that some documents say and others do not, or not surely or in full, in the order of the standard: neither agreed nor absent.
pub fn parted(audit: &Audit) -> Vec<(&MessageView, Stands<'_>)> {
    let held = audit.messages.iter().map(|message| (message, Stands::of(message)));
    held.filter(|(message, stands)| match message.verdict {
        Verdict::NeedsClarification => true,
        Verdict::Consistent => !stands.all_say(),
        Verdict::Absent => false,
    })
    .collect()
}

/// The messages with one verdict, in the order of the standard.
pub fn with(audit: &Audit, verdict: Verdict) -> Vec<&MessageView> {
    audit.messages.iter().filter(|m| m.verdict == verdict).collect()
}

/// Definitions of one concept, by wording: those that agree in substance stand together.
#[derive(Debug)]
pub struct Defined<'a> {
    /// The concept's name.
    pub concept: &'a str,
    /// Each wording with the definitions that agree with it.
    pub wordings: Vec<Vec<&'a DefinitionView>>,
}

impl Defined<'_> {
    /// How many documents define it.
    pub fn documents(&self) -> usize {
        self.wordings.iter().flatten().map(|d| d.evidence.document).collect::<BTreeSet<_>>().len()
    }
}

/// Definitions by concept in order of name, those defined in several ways first.
pub fn defined(audit: &Audit) -> Vec<Defined<'_>> {
    let mut concepts: BTreeMap<&str, Vec<&DefinitionView>> = BTreeMap::new();
    for definition in &audit.definitions {
        concepts.entry(&definition.concept).or_default().push(definition);
    }
    let mut defined: Vec<Defined<'_>> =
        concepts.into_iter().map(|(concept, held)| Defined { concept, wordings: wordings(&held) }).collect();
    defined.sort_by_key(|d| (d.wordings.len() < 2, d.documents() < 2));
    defined
}

/// Parts definitions into those that agree, directly or through others.
fn wordings<'a>(held: &[&'a DefinitionView]) -> Vec<Vec<&'a DefinitionView>> {
    let mut wordings: Vec<Vec<&DefinitionView>> = Vec::new();
    for &definition in held {
        let near = |other: &&DefinitionView| {
            other.agrees_with.contains(&definition.evidence.document) || definition.agrees_with.contains(&other.evidence.document)
        };
        let (mut same, rest): (Vec<_>, Vec<_>) = wordings.into_iter().partition(|wording| wording.iter().any(near));
        wordings = rest;
        let mut joined: Vec<&DefinitionView> = same.drain(..).flatten().collect();
        joined.push(definition);
        wordings.push(joined);
    }
    wordings.sort_by_key(|wording| wording.first().map(|d| d.evidence.document));
    wordings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(id: &str, verdict: Verdict, positions: &[(Position, u8, bool)]) -> MessageView {
        let view = |&(position, certainty, owed): &(Position, u8, bool)| PositionView {
            document: DocumentIndex(0),
            position,
            owed,
            certainty,
            evidence: Vec::new(),
            denied_too: false,
        };
        MessageView {
            id: id.to_owned(),
            name: String::new(),
            statement: String::new(),
            positions: positions.iter().map(view).collect(),
            verdict,
        }
    }

    #[test]
    fn a_message_is_agreed_where_every_document_surely_says_it() {
        let (says, part) = (Position::Asserts, Position::Partly);
        let audit = Audit {
            messages: vec![
                message("all", Verdict::Consistent, &[(says, 90, true), (says, 80, true), (part, 90, false), (says, 40, false)]),
                message("part", Verdict::Consistent, &[(says, 90, true), (part, 90, true)]),
                message("may", Verdict::Consistent, &[(says, 90, true), (says, 40, true)]),
                message("some", Verdict::NeedsClarification, &[(says, 90, true)]),
                message("none", Verdict::Absent, &[]),
            ],
            ..Audit::default()
        };
        let agreed: Vec<&str> = agreed(&audit).iter().map(|m| m.id.as_str()).collect();
        let parted: Vec<(&str, String)> = parted(&audit).iter().map(|(m, s)| (m.id.as_str(), s.sentence())).collect();
        assert_eq!(agreed, ["all"]);
        assert_eq!(parted.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["part", "may", "some"]);
        assert_eq!(parted[0].1, "1 document says so; 1 says part of it.");
        assert_eq!(parted[1].1, "1 document says so; 1 may, and should be checked.");
    }
}
