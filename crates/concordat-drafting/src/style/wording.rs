//! What the style sheet says, in one place.

use crate::choice::Why;
use concordat_register::Date;

pub(super) fn title(site: &str) -> String {
    format!("{site}: style and terms")
}

pub(super) fn subtitle(day: Date) -> String {
    format!("As the documents stand on {}", concordat_findings::wording::day(day))
}

pub(super) const LEAD: &str = "Whoever writes for this area can see here how its documents say the same things in different words, which \
    way to write from now on, and why.";

pub(super) const HOW: &str = "How a way is chosen. The official edition in force decides. Where it does not speak of the matter, the \
    newest document in force decides, since it was agreed last; where several are as new, the way that most documents write. Where \
    that is a tie, nothing is chosen here: the question is put to you. Documents that have been replaced are not counted; drafts are \
    shown and do not decide.";

pub(super) const DECIDE: &str = "What is to be decided";
pub(super) const TIES: &str = "The documents do not settle these. Decide them first, and write the outcome into this sheet.";
pub(super) const NOTHING_TO_DECIDE: &str = "The documents and the official editions settle everything below.";
pub(super) const WORDS: &str = "Words for the same thing";
pub(super) const SPELLING: &str = "Spelling and hyphens";
pub(super) const AVOIDED: &str = "Words to put in other words";
pub(super) const DEFINITIONS: &str = "Definitions";
pub(super) const ACRONYMS: &str = "Acronyms";
pub(super) const NAMES: &str = "Names of panels and documents";
pub(super) const LAW: &str = "Law and guidance";
pub(super) const NOTHING: &str = "We found nothing here in which the documents differ.";
pub(super) const UNCHECKED: &str = "The publication was not checked for this; look before you rely on it.";
pub(super) const PANELS: &str = "Write a panel's name as its own terms have it, in full where it first stands.";
pub(super) const TITLES: &str = "Cite a document by its full title and year, as the register has them.";
pub(super) const SPELT_OUT: &str = "Spell an acronym out where it first stands in a document. These are spelt out in more than one way.";
pub(super) const EDITIONS: &str = "Cite law by its short title with the year, and guidance by publisher, title and the edition in force.";

/// What to write and why.
pub(super) fn write(form: &str, because: &str) -> String {
    format!("Write “{form}”, {because}.")
}

/// Why a way wins that no official edition decides; `newest` names the document that `Why::Newest` means.
pub(super) fn because(why: &Why, newest: &str) -> String {
    match why {
        Why::Official(edition) => format!("because it is that of {edition}"),
        Why::Newest(_) => format!("because {newest}, the newest document in force that uses any of these, does so"),
        Why::Majority(these, all) => format!("because {these} of the {all} documents in force that use any of these do so most"),
        Why::Only => "because it is the only one in the documents in force".to_owned(),
    }
}

/// The question where nothing wins.
pub(super) fn ask(name: &str, forms: &str) -> String {
    format!("For {name}, the documents write {forms}. Which is it to be?")
}

/// How often a document writes something, and where first.
pub(super) fn used(form: &str, count: u32, place: &str) -> String {
    let at = if place.starts_with("page ") { "on" } else { "in" };
    format!("“{form}” {}, first {at} {place}", counted(count))
}

pub(super) fn counted(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

/// Where a definition comes from and why it wins.
pub(super) fn definition(source: &str, because: &str) -> String {
    format!("Take the definition of {source}, {because}.")
}

/// What to do where no document has the official definition.
pub(super) fn official_definition(name: &str, source: &str) -> String {
    format!("No document in force gives the official definition now in force. Take {name} ({source}).")
}

/// Before the words of an official definition, and before those of the document that has it.
pub(super) const OFFICIAL_WORDS: &str = "The official words:";
pub(super) const AS_GIVEN: &str = "As it stands in the document:";

/// Where official words come from, which are the Crown's.
pub(super) fn official_words(source: &str, place: &str) -> String {
    format!("{source}; {place}. © Crown copyright, Open Government Licence v3.0.")
}

/// Where an official definition stands of which the words are not ours to print.
pub(super) fn official_place(place: &str) -> String {
    format!("Its words are not printed here, since others own them. They stand in: {place}.")
}

/// What stands over definitions of which none is to be taken as it is.
pub(super) const WRITTEN_NOW: &str = "What the documents say now, which is not to be carried on as it stands:";

pub(super) fn other_definitions(documents: &str) -> String {
    format!("These define it otherwise: {documents}.")
}

pub(super) fn ask_definition(name: &str, documents: &str) -> String {
    format!("For {name}, {documents} give different definitions, and none is the newest or the one that most give. Which is it to be?")
}

pub(super) fn ask_acronym(letters: &str, meanings: &str) -> String {
    format!("“{letters}” stands for {meanings}. Which keeps the letters?")
}

/// Why a definition wins.
pub(super) fn because_defined(why: &Why) -> String {
    match why {
        Why::Official(edition) => format!("because it follows {edition}"),
        Why::Newest(_) => "because no newer document in force defines it".to_owned(),
        Why::Majority(these, all) => format!("because {these} of the {all} documents in force that define it do so in substance alike"),
        Why::Only => "because no document in force defines it otherwise".to_owned(),
    }
}

pub(super) fn avoided(words: &str, places: &str) -> String {
    format!("Met in the documents' own voice: {words}. Places: {places}.")
}

pub(super) fn instead(prefer: &str, guide: &str) -> String {
    format!("Instead: {prefer} ({guide}).")
}
