//! Everything that drafts and the overview say in their own voice, in one place so that it can be read whole.

pub(crate) const WHY_TIME: &str =
    "The same passage gives different times, so what is done by when would depend on which document was to hand.";
pub(crate) const SHORTER: &str = "Until one is agreed, whoever keeps to the shorter time keeps to both.";
pub(crate) const WHY_CONTACT: &str = "The same step names different bodies, and somebody following one document would not ring the other.";
pub(crate) const ONE_NAME: &str =
    "If both names are of services that will be one, use the new name in every document and say once what it was called before.";
pub(crate) const WHY_THRESHOLD: &str =
    "The same concern is put at different levels, so that one child would be referred and another in the same need would not.";
pub(crate) const WHY_DEFINITION: &str = "The definitions differ in what they cover.";
pub(crate) const WHY_DEFINITION_WORDS: &str = "The words of the definitions differ; in what could be compared of them they agree.";
pub(crate) const WHY_NUMBER: &str = "The same sentence gives different numbers: an age, a count, a level or a telephone number.";
pub(crate) const WHY_EDITION: &str = "The sources cite different editions of the same law or guidance.";
pub(crate) const ASK_WORDING: &str = "Choose one wording. Nothing that was compared beyond the words differs.";
pub(crate) const ASK_NAME: &str = "Only the areas' own names differ. Put the name of the new area.";
pub(crate) const WHY_MESSAGE: &str =
    "It is one of the messages that documents of this kind should carry, and it would be lost if the other text were taken.";

pub(crate) const HOW_TO_READ: &[&str] = &[
    "Text without a source below it stands in every document in the same words, or differs only in capitals and punctuation.",
    "Where the documents say something differently, every version stands below the others, each with its source. The words that only one version has are in bold, and a comment says what must be decided.",
    "Text that not every document has is followed by a line that says where it stands.",
    "Sections stand in the order of the fuller document and are numbered anew. Numbers inside sentences are those of the documents they come from.",
];
/// Under a heading where sections with headings of their own stand together.
pub(crate) const SET_TOGETHER: &str =
    "These sections have different headings, and stand together for what they say. Please check that they are on the same matter.";
/// Heads of columns that the documents do not name.
pub(crate) const FIRST_HEAD: &str = "Entry";
pub(crate) const NEXT_HEAD: &str = "What it says";
/// After the caption of a table without heads.
pub(crate) const NO_HEADS: &str = " (its columns have no heads there)";
pub(crate) const NOT_CARRIED: &[&str] = &[
    "Pictures, and words that stand only in pictures.",
    "Running headers and footers, comments, and tracked changes that were rejected.",
    "Bold, italics, colours and links within sentences; merged cells of tables; the numbers of sections.",
    "References from one section to another: they still give the old numbers.",
];
pub(crate) const DECIDE_FIRST: &str = "The list begins with what a child's safety hangs on: times, who is told, thresholds and definitions. Wording comes last and is not listed here; the comments in the text mark it.";
pub(crate) const LISTED: &str = "The table lists where the areas differ. Discouraged language, law and guidance out of date, and what only one area says and should not be lost, are listed in each draft.";
pub(crate) const ACROSS: &str = "No draft holds these side by side, since the documents are on different matters or stand alone. Decide them before the drafts are finished, so that the new documents agree.";
pub(crate) const NOTHING_TO_DECIDE: &str =
    "Nothing that was compared beyond the words differs. Comments in the text mark where a wording must be chosen.";
pub(crate) const REPLACED: &str = "Their own area holds these to be replaced by another document. They are not drafted from; name them with --match to draft from them all the same.";
pub(crate) const ALONE: &str = "Nothing in another area is on the same matter, as far as kind, theme, title and headings tell. Decide whether the new area takes each of them over, and check that no document elsewhere in this list says the same under another name.";
pub(crate) const LIMITS: &[&str] = &[
    "Documents are paired by what they are and what they are about. A pair marked “please check” may be two matters; name pairs with --match where the program is wrong.",
    "Documents of one pair are set against each other passage by passage. All others are compared only by the times, bodies, thresholds and definitions that were read in them. Run an audit over the new set of documents to see what is left.",
    "Whether two passages say the same is told by their words. Two sentences of the same meaning in quite different words stand as text that only one document has.",
    "Sections with different headings stand together only where their words leave no doubt. Each draft lists them. Others of one meaning may still stand apart.",
];

/// Before the list of sections that were set together for what they say.
pub(crate) fn set_together(count: usize) -> String {
    match count {
        1 => "Sections with different headings were set together in one place, because of what they say. Check it first:".to_owned(),
        n => format!("Sections with different headings were set together in {n} places, because of what they say. Check these first:"),
    }
}

/// What is to be decided of a time; `about` is the beginning of the passage in quotation marks.
pub(crate) fn ask_time(about: &str) -> String {
    format!("Agree one time for {about}, and say what it starts from.")
}

/// What is to be decided of who is told.
pub(crate) fn ask_contact(about: &str) -> String {
    format!("Agree who is told or takes the lead in {about}.")
}

/// What is to be decided of a level.
pub(crate) fn ask_threshold(about: &str) -> String {
    format!("Agree the threshold in {about}.")
}

/// What is to be decided of a number.
pub(crate) fn ask_number(about: &str) -> String {
    format!("Agree the number in {about}.")
}

/// What is to be decided of editions.
pub(crate) fn ask_edition(about: &str) -> String {
    format!("Rely on one edition in {about}.")
}

/// What is to be decided of a definition.
pub(crate) fn ask_definition(name: &str) -> String {
    format!("Agree one definition of {name}.")
}

/// That an area's definition follows an official one.
pub(crate) fn follows(area: &str, official: &str) -> String {
    format!("The definition of {area} follows the national one: {official}.")
}

/// Why a finding between documents is to be decided.
pub(crate) fn apart(elsewhere: bool) -> &'static str {
    if elsewhere { "The sources say so in different places of the draft." } else { "The sources say so in this place." }
}

/// Words that could stand in the place of others.
pub(crate) fn instead(exact: &str, with: &str) -> String {
    format!("Instead of “{exact}”: “{with}”.")
}

/// Where an expectation comes from.
pub(crate) fn standard(standard: &str) -> String {
    if standard.is_empty() { String::new() } else { format!("Standard: {standard}.") }
}

/// That one area carries a message and others do not.
pub(crate) fn keep_message(area: &str, statement: &str, silent: &str) -> String {
    let statement = statement.trim_end_matches('.');
    let statement = lower_first(statement);
    format!("Keep this in the new document: {area} says that {statement}; no sentence that does was found in the document of {silent}.")
}

/// A list in a sentence.
pub(crate) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A count with its noun.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if letters.clone().next().is_some_and(char::is_lowercase) || first == 'A' => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
