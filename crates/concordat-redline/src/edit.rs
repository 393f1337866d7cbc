//! What is asked for, and what came of it.

use concordat_text::CharSpan;

/// Who makes the changes, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The name Word shows.
    pub name: String,
    /// When, in RFC 3339 and UTC: `2026-01-31T09:00:00Z`.
    pub date: String,
}

impl Author {
    /// The first letters of the name's words, at most four.
    pub(crate) fn initials(&self) -> String {
        self.name.split_whitespace().filter_map(|word| word.chars().next()).take(4).collect()
    }
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The words it is about, in characters of [`concordat_register::Document::text`]; none where it is about the document.
    pub span: Option<CharSpan>,
    /// Those words as they are known. An edit whose words have changed since becomes a comment at the document's beginning.
    pub exact: String,
    /// What is to change.
    pub change: Change,
    /// A comment on the words: its paragraphs. Empty for none.
    pub comment: Vec<String>,
}

/// What is to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nothing: it is only commented on.
    None,
    /// The words become these; an empty text deletes them.
    Replace(String),
    /// This is put in after the words.
    InsertAfter(String),
}

/// Why words could not be changed, or not commented on, where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hindrance {
    /// They are the result of a field.
    Field,
    /// They are filled in by a content control.
    Control,
    /// They stand in a locked content control.
    Locked,
    /// They stand in a text box or shape that the file holds twice.
    TwoBranches,
    /// They are part of a formula.
    Formula,
    /// They carry phonetic marks.
    Phonetic,
    /// They were moved by a tracked change that nobody has decided on.
    Moved,
    /// They stand in nested tracked changes.
    Nested,
    /// Another change is made to the same words.
    Taken,
    /// They are not as they were read.
    Changed,
    /// They go over several paragraphs.
    Paragraphs,
    /// They end a hyperlink.
    Link,
    /// They are written in a way that is not split.
    Unusual,
    /// They do not stand in the text.
    Elsewhere,
    /// The file allows nothing but comments.
    CommentsOnly,
}

impl Hindrance {
    /// The reason as a phrase that goes on from "because".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Field => "the words are filled in by a field",
            Self::Control => "the words are filled in by a content control",
            Self::Locked => "the words stand in a locked content control",
            Self::TwoBranches => "the words stand in a text box that the file holds twice",
            Self::Formula => "the words are part of a formula",
            Self::Phonetic => "the words carry phonetic marks",
            Self::Moved => "the words were moved by a tracked change not yet decided on",
            Self::Nested => "the words stand in nested tracked changes",
            Self::Taken => "another change is made to the same words",
            Self::Changed => "the words are not as they were read",
            Self::Paragraphs => "the words go over several paragraphs",
            Self::Link => "the words end a hyperlink",
            Self::Unusual => "the words are written in a way that is not split",
            Self::Elsewhere => "there are no words in the text to hang it on",
            Self::CommentsOnly => "the file is protected and allows nothing but comments",
        }
    }
}

/// What came of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was made as asked.
    Made,
    /// There was a change to make, and only the comment was.
    CommentedOnly(Hindrance),
    /// The comment stands at the document's beginning, and any change was left.
    AtTheBeginning(Hindrance),
    /// Nothing was written.
    Left(Hindrance),
}

/// A redlined file.
#[derive(Debug, Clone)]
pub struct Redlined {
    /// The package.
    pub bytes: Vec<u8>,
    /// What came of each edit, in their order.
    pub outcomes: Vec<Outcome>,
}
