//! What the terms of a panel say at present, for whoever writes them anew or sends children to it.

use crate::naming::cited;
use concordat_findings::Audit;
use concordat_register::{
    DocumentFacts,
    meeting::{Meeting, Member, Part, Source, Standing},
};
use std::collections::BTreeMap;

/// The present terms of one panel. Nobody is named in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// The document that they stand in, as it is cited.
    pub source: String,
    /// Sentences that say a part of them, by the part's word.
    pub parts: BTreeMap<String, String>,
    /// Agencies and posts at the table.
    pub seats: Vec<(String, String)>,
}

impl Terms {
    /// Those of a meeting, where a document holds them.
    pub(crate) fn of(audit: &Audit, meeting: &Meeting) -> Option<Self> {
        let document = document(audit, meeting)?;
        let [remit, cadence, quorum, reports, referral] =
            [&meeting.remit, &meeting.cadence, &meeting.quorum, &meeting.reports_to, &meeting.referral.0];
        let told = [
            (Part::Remit, with_ages(remit.as_deref(), meeting)),
            (Part::Cadence, cadence.clone()),
            (Part::Quorum, quorum.clone()),
            (Part::ReportsTo, reports.clone()),
            (Part::ReferralIn, referral.clone()),
        ];
        let sentence = |(part, words): (Part, Option<String>)| {
            let words = words.filter(|w| is_sentence(w) && !is_open(meeting, part))?;
            Some((part.word().to_owned(), audit.people.without(&words).into_owned()))
        };
        let parts = told.into_iter().filter_map(sentence).collect();
        let text =
            |words: &Option<concordat_text::Text>| words.as_deref().map(|w| audit.people.without(w).into_owned()).unwrap_or_default();
        let seat = |m: &Member| (text(&m.agency), text(&m.role));
        let seats = meeting.members.iter().map(seat).filter(|(agency, post)| !agency.is_empty() && !post.is_empty()).collect();
        Some(Self { source: cited(&document.entry), parts, seats })
    }
}

/// The document that the terms of a meeting stand in.
pub(crate) fn document<'a>(audit: &'a Audit, meeting: &Meeting) -> Option<&'a DocumentFacts> {
    meeting.sources.iter().find_map(|source| match source {
        Source::Words(evidence) => audit.documents.get(evidence.document.0 as usize),
        Source::Settings => None,
    })
}

/// The post that takes the chair, with its agency; none where it is vacant or only a name is known.
pub(crate) fn chair(audit: &Audit, meeting: &Meeting) -> Option<String> {
    let chair = meeting.chair.as_ref().filter(|_| !is_open(meeting, Part::Chair))?;
    let post = chair.role.as_deref().filter(|post| post.split(' ').count() <= 8 && !audit.people.are_named(post))?;
    let agency = chair.agency.as_deref().map(|agency| format!(" ({agency})")).unwrap_or_default();
    Some(format!("the {post}{agency}"))
}

/// What a panel is called, with the ages that it takes where they are not those of every child.
pub(crate) fn with_its_ages(name: &str, meeting: &Meeting) -> String {
    ages(meeting).map_or_else(|| name.to_owned(), |ages| format!("{name}, which takes those {ages}"))
}

/// A remit with the ages that it leaves to be said elsewhere.
fn with_ages(remit: Option<&str>, meeting: &Meeting) -> Option<String> {
    let remit = remit?;
    let told = remit.contains(|c: char| c.is_ascii_digit());
    Some(ages(meeting).filter(|_| !told).map_or_else(|| remit.to_owned(), |ages| format!("{remit} It takes those {ages}.")))
}

fn ages(meeting: &Meeting) -> Option<String> {
    match meeting.ages {
        (Some(from), Some(to)) => Some(format!("aged {from} to {to}")),
        (Some(from), None) => Some(format!("aged {from} or over")),
        (None, Some(to)) if to != LAST_OF_CHILDHOOD => Some(format!("aged {to} or under")),
        (None, _) => None,
    }
}

/// The last year in which somebody is a child.
const LAST_OF_CHILDHOOD: u8 = 17;

/// Whether words can stand as they are: a cell that holds only "Fortnightly" is no sentence.
fn is_sentence(words: &str) -> bool {
    words.ends_with('.') && words.starts_with(char::is_uppercase) && words.split(' ').count() > 3
}

/// Whether a part stands as a gap: vacant, or yet to be agreed.
fn is_open(meeting: &Meeting, part: Part) -> bool {
    let mut told = meeting.parts.iter().filter(|p| p.part == part).map(|p| p.standing);
    told.clone().any(|s| s == Standing::Open) && !told.any(|s| s == Standing::Settled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_where_they_are_not_those_of_every_child() {
        let taking = |ages| with_its_ages("Tide Panel", &Meeting { ages, ..Meeting::default() });
        assert_eq!(taking((Some(16), None)), "Tide Panel, which takes those aged 16 or over");
        assert_eq!(taking((Some(10), Some(17))), "Tide Panel, which takes those aged 10 to 17");
        assert_eq!((taking((None, Some(17))), taking((None, None))), ("Tide Panel".to_owned(), "Tide Panel".to_owned()));
    }

    #[test]
    fn only_a_sentence_stands_for_a_part() {
        assert!(
            is_sentence("The panel meets every two weeks.") && !is_sentence("Fortnightly") && !is_sentence("four of the seven members.")
        );
    }
}
