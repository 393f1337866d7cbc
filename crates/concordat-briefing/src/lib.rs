//! The briefing of an audit and the note for chairs, as papers.
//!
//! [`briefing`] sets what the documents of an area say side by side, in the order in which a strategic group asks for it: what was
//! reviewed, what is agreed, what is not clear, what to do next. [`chairs_note`] is one page of it. Every sentence that is not
//! quoted stands in `wording`, but for the messages and suggestions of findings, so that the whole can be read for its tone.
//!
//! No person is named: members of panels are left out, quotations that hold their names are not shown, and who decided about a
//! finding stays in the file of decisions. Counts of what panels discuss are those that may be shared.

mod annex;
mod desk;
mod introduction;
mod marking;
mod messages;
mod next;
mod note;
mod panels;
mod parting;
mod priorities;
mod readability;
mod reviewed;
mod routes;
mod sense;
mod steps;
mod wording;

pub use marking::{Marking, Reason};
pub use readability::{ReadingAge, TARGET, reading_age};

use concordat_findings::Audit;
use concordat_paper::Paper;
use concordat_register::Profile;
use concordat_standard::Standard;
use desk::Desk;

/// What a briefing is told besides the audit.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Who the file is by, for its properties.
    pub author: String,
    /// The moment of writing in RFC 3339.
    pub written_at: String,
    /// A marking to bear. One that is lower than that of a document reviewed is not borne: see [`Marking`].
    pub marking: Option<String>,
    /// What is known of the area besides its documents.
    pub profile: Profile,
}

/// The briefing of `audit`. It depends on nothing else, so that the same audit and options give the same paper.
#[must_use]
pub fn briefing(audit: &Audit, standard: &Standard, options: &Options) -> Paper {
    let desk = Desk::new(audit, standard, options);
    let marking = Marking::of(audit, standard, options.marking.as_deref());
    let mut paper = Paper {
        title: wording::title(desk.area),
        subtitle: Some(wording::subtitle(audit)),
        marking: Some(marking.words.clone()),
        author: options.author.clone(),
        written_at: options.written_at.clone(),
        contents: true,
        blocks: Vec::new(),
    };
    introduction::write(&mut paper, &desk);
    reviewed::write(&mut paper, &desk);
    if !audit.documents.is_empty() {
        priorities::write(&mut paper, &desk);
        messages::consistent(&mut paper, &desk);
        messages::unclear(&mut paper, &desk);
        parting::write(&mut paper, &desk);
        routes::write(&mut paper, &desk);
        panels::write(&mut paper, &desk);
        next::write(&mut paper, &desk);
        sense::write(&mut paper, &desk);
        annex::evidence(&mut paper, &desk);
    }
    annex::method(&mut paper, &desk, &marking);
    paper
}

/// One page for those who chair the meetings of the area: what is agreed, what they are asked to decide, and where more stands.
#[must_use]
pub fn chairs_note(audit: &Audit, standard: &Standard, options: &Options) -> Paper {
    let desk = Desk::new(audit, standard, options);
    let marking = Marking::of(audit, standard, options.marking.as_deref());
    let mut paper = Paper {
        title: wording::note_title(desk.area),
        subtitle: Some(wording::subtitle(audit)),
        marking: Some(marking.words),
        author: options.author.clone(),
        written_at: options.written_at.clone(),
        contents: false,
        blocks: Vec::new(),
    };
    note::write(&mut paper, &desk);
    paper
}
