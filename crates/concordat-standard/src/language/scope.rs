//! The words that tell a use from a mention: `scope.toml`.

use crate::{
    StandardError,
    pattern::{Lexicon, Pattern},
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The words that tell a use from a mention, and one kind of person from another.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Groups and irregular verbs.
    pub lexicon: Lexicon,
    /// Cues, in the order of their file.
    pub cues: Vec<Cue>,
    /// Words after which a denial no longer holds.
    pub breakers: Vec<String>,
    /// Words after which what somebody said no longer holds.
    pub speech_breakers: Vec<String>,
    /// Auxiliary verbs that carry a tense.
    pub finite: Vec<String>,
    /// Words for one woman or girl: `she`, `mother`.
    pub feminine: Vec<String>,
    /// Words for one man or boy: `he`, `father`.
    pub masculine: Vec<String>,
    /// Words for several people: `parents`, `men`.
    pub several: Vec<String>,
    /// Words that a name of a document or body may contain: `act`, `policy`, `team`.
    pub title_heads: Vec<String>,
    /// Small words that may stand in a title without a capital.
    pub title_links: Vec<String>,
    /// Initials in capitals that name no person.
    pub no_initials: Vec<String>,
    /// Things that a letter after them numbers: `appendix`, `tier`.
    pub lettered: Vec<String>,
    /// Words that make a child of whatever label stands behind them: `young`, `teenage`.
    pub youthful: Vec<String>,
    /// Words behind which a noun stands: `the`, `local`.
    pub before_nouns: Vec<String>,
    /// Words that say what somebody is: `is`, `become`.
    pub being: Vec<String>,
    /// Titles before a person's name: `mr`, `dr`.
    pub honorifics: Vec<String>,
    /// Words that are given names too, and are read so before 's.
    pub also_names: Vec<String>,
    /// Words so common that a pattern should not be looked for by them.
    pub common: Vec<String>,
}

/// A pattern and what it shows.
#[derive(Debug, Clone)]
pub struct Cue {
    /// What it shows.
    pub kind: CueKind,
    /// How it is written.
    pub pattern: Pattern,
}

/// What a cue shows of the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CueKind {
    /// Denies what follows.
    Negation,
    /// Looks like a denial and is none: "not only".
    NoNegation,
    /// Holds up what follows as wrong, or talks of it as words.
    CriticismBefore,
    /// Holds up what went before as wrong, or talks of it as words.
    CriticismAfter,
    /// Says that what follows only looks so.
    Appearance,
    /// Somebody else says or believes what follows.
    Speech,
    /// Somebody else said what went before.
    SpeechAfter,
    /// A heading, lead-in or header cell under which words to avoid are listed.
    Listing,
    /// A header cell over the wording to use.
    Preferred,
    /// An offence, an Act or a court.
    Offence,
    /// A definition.
    Definition,
    /// Speaks of a child.
    Child,
    /// Speaks of an adult.
    Adult,
    /// Speaks of somebody at work.
    Professional,
    /// A pronoun for one of these.
    Pronoun,
    /// The document or its own panel says so: "the group agreed".
    OwnVoice,
    /// Speaks of harm done to children or by them.
    Harm,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScopeFile {
    #[serde(default)]
    verbs: BTreeMap<String, String>,
    #[serde(default)]
    groups: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    cues: Vec<CueRow>,
    #[serde(default)]
    breakers: Vec<String>,
    #[serde(default)]
    speech_breakers: Vec<String>,
    #[serde(default)]
    finite: Vec<String>,
    #[serde(default)]
    feminine: Vec<String>,
    #[serde(default)]
    masculine: Vec<String>,
    #[serde(default)]
    several: Vec<String>,
    #[serde(default)]
    title_heads: Vec<String>,
    #[serde(default)]
    title_links: Vec<String>,
    #[serde(default)]
    no_initials: Vec<String>,
    #[serde(default)]
    lettered: Vec<String>,
    #[serde(default)]
    youthful: Vec<String>,
    #[serde(default)]
    before_nouns: Vec<String>,
    #[serde(default)]
    being: Vec<String>,
    #[serde(default)]
    honorifics: Vec<String>,
    #[serde(default)]
    also_names: Vec<String>,
    #[serde(default)]
    common: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueRow {
    kind: CueKind,
    patterns: Vec<String>,
}

pub(super) fn parse(text: &str) -> Result<Scope, StandardError> {
    let wrong = |message: String| StandardError::new("language/scope.toml", message);
    let file: ScopeFile = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
    let mut lexicon = Lexicon::default();
    lexicon.extend(file.groups, file.verbs);
    let mut cues = Vec::new();
    for row in &file.cues {
        for pattern in &row.patterns {
            cues.push(Cue { kind: row.kind, pattern: lexicon.pattern(pattern).map_err(wrong)? });
        }
    }
    Ok(Scope {
        lexicon,
        cues,
        breakers: file.breakers,
        speech_breakers: file.speech_breakers,
        finite: file.finite,
        feminine: file.feminine,
        masculine: file.masculine,
        several: file.several,
        title_heads: file.title_heads,
        title_links: file.title_links,
        no_initials: file.no_initials,
        lettered: file.lettered,
        youthful: file.youthful,
        before_nouns: file.before_nouns,
        being: file.being,
        honorifics: file.honorifics,
        also_names: file.also_names,
        common: file.common,
    })
}
