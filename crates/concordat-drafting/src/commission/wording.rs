//! What the specification says, in one place.

use concordat_register::Date;

pub(super) fn title(site: &str) -> String {
    format!("{site}: specification for a single author")
}

pub(super) fn subtitle(day: Date) -> String {
    format!("From the documents as they stand on {}", concordat_findings::wording::day(day))
}

pub(super) const LEAD: &str = "The documents below were written by different people in different years, and staff who follow one do not \
    always do what another asks. One author is to write them anew, in one voice. This specification says what is to be written, what is \
    wrong now, what must be kept, and how the work will be accepted.";

pub(super) const SCOPE: &str = "What is to be written";

pub(super) fn area(site: &str) -> String {
    format!("Area: {site}.")
}

pub(super) fn themes(named: &str) -> String {
    format!("Themes: {named}.")
}

pub(super) const AGES: &str = "Ages: every child and young person under 18, with 16 and 17 year olds dealt with as children and by name \
    where the law on domestic abuse or on care also covers them; and how help goes on after the 18th birthday.";

pub(super) const ONE_AUTHOR: &str = "The author writes every document that is marked so below, and works with its owner. The owners \
    decide what is said; the author sees that it is said once, in the same words everywhere, and that each document points to the others \
    where a reader needs them.";

pub(super) const DOCUMENTS: &str = "Documents in and out";
pub(super) const ANEW: &str = "Write anew";
pub(super) const DRAFT: &str = "Write anew; it is a draft, which has no effect yet";
pub(super) const REPLACED: &str = "Out: it has been replaced";
pub(super) const NO_GUIDE: &str = "Out: it does not tell staff what to do";
pub(super) const LEVELS: &str = "Out, but hold to it: every level, time limit and name is to agree with it";

pub(super) fn replaced_by(title: &str) -> String {
    format!("Out: {title} has replaced it")
}

pub(super) fn record(kind: &str) -> String {
    let (article, verb) = if kind.ends_with('s') { ("they are", "record") } else { ("it is a", "records") };
    format!("Out: {article} {kind}, which {verb} what was")
}

pub(super) fn unread(files: &str) -> String {
    format!("These files could not be read and are not in this specification: {files}.")
}

pub(super) const LACKING: &str = "Documents that the set lacks";
pub(super) const LACKS: &str = "The standard expects these and we found none. Decide for each whether it is to be written, or whether a \
    document that is there is to say it.";
pub(super) const NOTHING_LACKING: &str = "The set has every document that the standard expects.";

pub(super) const DEFECTS: &str = "What is wrong now";
pub(super) const GRAVEST_FIRST: &str = "Findings stand under the document that is to change first, the gravest first. Findings that were \
    dismissed are left out.";
pub(super) const NO_DEFECT: &str = "Nothing was found.";

pub(super) const OF_PEOPLE: &str = "Not quoted here: the words may name who sits at a meeting. The report has them.";
pub(super) const NOTHING_QUOTED: &str = "Nothing to quote: the point is that something is not there.";

pub(super) const KEPT: &str = "What must be kept";
pub(super) const KEEP: &str = "These sentences carry what the documents are to say. Keep them, or put them better in every document alike; \
    do not lose them.";
pub(super) const ALL_SAY: &str = "Every document that is to say this does. The words differ; the meaning may not.";
/// How many documents say a message, and what is to be done about the others.
pub(super) fn some_say(counts: &str) -> String {
    format!("{counts} Carry it into the others.")
}

pub(super) const NOTHING_KEPT: &str = "We found no sentence that surely carries one of the messages.";
pub(super) const STRENGTHS: &str = "What else the set does well";

pub(super) const OUTLINE: &str = "Outlines";
pub(super) const OUTLINES: &str = "The sections of each document, with what it says today. The order may change where the owner has \
    reasons; nothing may be left out. “Take over” stands where none of the messages belongs: keep what the document says of it, and write what \
    it does not settle. concordat new writes each as a template.";
/// Of a section that serves none of the messages: the document may well have it, and its words are then the area's own.
pub(super) const TAKE_OVER: &str = "Take over";
// What is to be done about messages of a section, before their names.
pub(super) const PUT_RIGHT: &str = "Put right, since it says the opposite:";
pub(super) const LOOK_WHETHER_DENIED: &str = "Look whether it says the opposite, and put it right if so:";
pub(super) const LOOK_WHETHER_SAID: &str = "Look whether it says this, and write it if not:";
pub(super) const SAY_IN_FULL: &str = "Say in full what it says in part:";
pub(super) const WRITE: &str = "Write, since we found no sentence that says it:";
pub(super) const KEEP_IT: &str = "Keep:";

pub(super) const ACCEPTANCE: &str = "How the work is accepted";
pub(super) const ACCEPTED: &str = "The new documents are put in the folder in place of the old ones. The work is accepted when each of \
    these commands ends without complaint (exit code 0). Whoever commissions runs them, and may run them at every stage.";
pub(super) const SETTINGS: &str = "Before that, put these lines into concordat.toml in the folder, so that everybody who runs them judges \
    the same documents by the same day:";
/// Why checks are left out of the acceptance.
pub(super) const LEFT_OUT: &str = "The lines with “off” leave out what no author of these documents can mend: whom panels have \
    discussed and who sits at them, and what is found in documents that are out. An audit without these lines still tells of it.";
pub(super) const PEOPLE: &str = "The commands find what is written and what is not. Whether it is right, people who do the work and young \
    people who have been through it are to say: ask both before you accept.";

pub(super) const STYLE: &str = "Annex: style and terms";
pub(super) const STYLE_ANNEX: &str = "How the documents say the same things in different words now, and which way to write. The author \
    keeps this sheet up to date as open points are decided.";
