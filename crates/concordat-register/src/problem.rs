//! What could not be read, and what to do about it.

use borsh::{BorshDeserialize, BorshSerialize};

/// What a reader gives: what could be read, and where it could not. Broken input is data, not an error.
#[derive(Debug, Clone)]
pub struct Read<T> {
    /// What could be read; none where nothing could.
    pub value: Option<T>,
    /// What went wrong, in the order met.
    pub problems: Vec<Problem>,
}

/// Something about a file a person should know.
///
/// Messages are lower case without a full stop, hold no words of the document and no personal data.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Problem {
    /// Which kind.
    pub kind: ProblemKind,
    /// What was met, and where in the file if that is known.
    pub message: String,
    /// What the reader of the message can do.
    pub help: String,
}

/// Kinds of problem, from the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum ProblemKind {
    /// The file could not be opened or read from disk.
    Unreadable,
    /// Encrypted with a password.
    Locked,
    /// Not what its extension says, or cut short, so that nothing was read.
    Damaged,
    /// A limit (memory, time, depth, expansion) was reached and nothing was read.
    TooLarge,
    /// A kind of file that is not read, such as `.doc`, or one with no text, such as a scan.
    Unsupported,
    /// Part of it could not be read; the rest was.
    Partial,
    /// Read, with something worth knowing.
    Note,
}

impl Problem {
    /// A problem with its message and help.
    #[must_use]
    pub fn new(kind: ProblemKind, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { kind, message: message.into(), help: help.into() }
    }
}

/// What a reader of TOML says is wrong, in our form: one line, lower case, no full stop. The values that it quotes are left out, since a name
/// may stand in them; keys stay.
#[must_use]
pub fn without_values(said: &str) -> String {
    const KINDS: [(&str, &str); 6] = [
        ("a sequence", "a list"),
        ("a map", "a table"),
        ("struct ", "a table"),
        ("a boolean", "true or false"),
        ("i", "a whole number"),
        ("u", "a whole number"),
    ];
    let line = said.lines().next().unwrap_or_default().trim().trim_end_matches('.');
    let quotes = ["invalid type: ", "invalid value: ", "unknown variant `"].into_iter().any(|opening| line.starts_with(opening));
    if quotes {
        // What was expected comes last, and a value may hold the same words.
        let Some((_, expected)) = line.rsplit_once(", expected ") else { return "a value of another kind than is read here".to_owned() };
        let is_kind = |opening: &str| match opening {
            "i" | "u" => expected.strip_prefix(opening).is_some_and(|bits| !bits.is_empty() && bits.bytes().all(|b| b.is_ascii_digit())),
            _ => expected.starts_with(opening),
        };
        let expected = KINDS.into_iter().find(|(opening, _)| is_kind(opening)).map_or(expected, |(_, ours)| ours);
        return format!("a value of another kind than {expected}");
    }
    let mut letters = line.chars();
    letters.next().map_or_else(|| "this is no TOML".to_owned(), |first| first.to_lowercase().chain(letters).collect())
}

impl ProblemKind {
    /// Whether the document could not be audited at all.
    #[must_use]
    pub fn is_fatal(self) -> bool {
        !matches!(self, Self::Partial | Self::Note)
    }
}

impl<T> Read<T> {
    /// Nothing could be read, for this reason.
    #[must_use]
    pub fn failed(problem: Problem) -> Self {
        Self { value: None, problems: vec![problem] }
    }

    /// All was read.
    #[must_use]
    pub fn whole(value: T) -> Self {
        Self { value: Some(value), problems: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_never_quoted_and_what_was_expected_is_said() {
        let told = [
            ("invalid type: string \"Robin, expected Quill\", expected a sequence\n", "a value of another kind than a list"),
            ("invalid type: integer `3`, expected a string", "a value of another kind than a string"),
            ("invalid value: integer `-3`, expected u32", "a value of another kind than a whole number"),
            ("unknown variant `robin`, expected one of `a`, `b`", "a value of another kind than one of `a`, `b`"),
            ("invalid type: string \"Robin\"", "a value of another kind than is read here"),
            ("Missing field `finding`.", "missing field `finding`"),
            ("invalid basic string, expected `\"`", "invalid basic string, expected `\"`"),
            ("", "this is no TOML"),
        ];
        for (said, ours) in told {
            assert_eq!(without_values(said), ours);
        }
    }
}
