//! What a document cites, what it calls things, and which themes it speaks of.

use crate::{Anchor, DocumentIndex, SeriesNumber, Theme};
use borsh::{BorshDeserialize, BorshSerialize};
use concordat_text::Text;

/// Citations and what is needed to resolve them.
#[derive(Debug, Clone, Default, BorshSerialize, BorshDeserialize)]
pub struct CitationFacts {
    /// Every citation, in reading order.
    #[borsh(deserialize_with = "crate::facts::listed")]
    pub citations: Vec<Citation>,
    /// What is a citation only if the site holds the document that it would name, and is dropped otherwise: titles without a
    /// word for their kind (no name is given, the words are the anchor's), names whose last word ends those of other things too
    /// (no kind is given), and documents described rather than named.
    #[borsh(deserialize_with = "crate::facts::listed")]
    pub possible: Vec<Citation>,
    /// Acronyms the document spells out.
    pub acronyms: Vec<Acronym>,
    /// Passages that deal with a theme, strongest first within a theme.
    #[borsh(deserialize_with = "crate::facts::listed")]
    pub theme_mentions: Vec<ThemeMention>,
    /// Older documents this one says that it replaces.
    pub replaces: Vec<Replacement>,
}

/// Which sort of thing is cited. The spelling is that of `audit.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum CitationKind {
    /// A strategy, policy, procedure or protocol of this area or organisation.
    LocalDocument,
    /// National guidance, strategies and the policies of national bodies.
    NationalGuidance,
    /// An Act, Regulations, UK GDPR.
    Legislation,
    /// A part of the document itself.
    InternalSection,
    /// A web address.
    Url,
}

/// How the document stands to what it cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub enum Stance {
    /// It points to it or relies on it.
    Relies,
    /// It names it as past, replaced or withdrawn.
    Historic,
    /// It says that it is yet to be written.
    Planned,
    /// It says who holds it, where it is kept, or that it is another body's.
    HeldElsewhere,
}

/// One citation as it stands in a document.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Citation {
    /// Which sort.
    pub kind: CitationKind,
    /// Where, and the words that name it.
    pub anchor: Anchor,
    /// The name made comparable: folded, without article, owner, year and edition.
    pub name: Text,
    /// Year cited, the first of a range.
    pub year: Option<i16>,
    /// Last year of a range cited.
    pub until: Option<i16>,
    /// Themes that the name itself speaks of.
    pub themes: Vec<Theme>,
    /// The kind of document that the name ends in.
    pub document_kind: Option<crate::Kind>,
    /// The instrument of the standard that it names.
    pub instrument: Option<String>,
    /// The target of a hyperlink on these words.
    pub link: Option<String>,
    /// For a part of the document itself or of the cited one: its label, such as `4.1` or `Appendix C`.
    pub section: Option<String>,
    /// How the document stands to it.
    pub stance: Stance,
    /// Whether it is named as a title (capitals, quotation marks, a link, a year) rather than in passing.
    pub proper: bool,
    /// For a part of the document itself: whether the document has it; none where its numbering does not tell.
    pub present: Option<bool>,
    /// The number by which a document of a series is cited: `chapter 4.7` of a manual.
    pub number: Option<CitedNumber>,
}

/// A document cited by its number in a series.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CitedNumber {
    /// The number.
    pub number: SeriesNumber,
    /// Whether the words say that it is of a manual or of procedures kept as one, and so no part of the document itself.
    pub of_manual: bool,
}

impl Citation {
    /// A citation of which nothing is known but its sort and place.
    #[must_use]
    pub fn new(kind: CitationKind, anchor: Anchor) -> Self {
        Self {
            kind,
            anchor,
            name: Text::default(),
            year: None,
            until: None,
            themes: Vec::new(),
            document_kind: None,
            instrument: None,
            link: None,
            section: None,
            stance: Stance::Relies,
            proper: false,
            present: None,
            number: None,
        }
    }
}

/// An acronym spelt out.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Acronym {
    /// The letters.
    pub letters: String,
    /// What they stand for.
    pub meaning: String,
}

/// A passage that deals with a theme.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ThemeMention {
    /// Which theme.
    pub theme: Theme,
    /// Where, and the words.
    pub anchor: Anchor,
    /// How much the passage deals with it, in cues of the standard met: a bare word of a list counts least.
    pub strength: u16,
}

/// A statement that this document replaces an older one.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Replacement {
    /// The older document's name, made comparable as [`Citation::name`].
    pub name: String,
    /// Its year, the first of a range.
    pub year: Option<i16>,
    /// Where this is said.
    pub anchor: Anchor,
}

/// What a citation turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It is the document or section named in [`Reference::to`]; with none there, more than one may be meant.
    Resolved,
    /// The site holds no such document, or the document no such section.
    Dangling,
    /// An older edition than the one held is cited.
    Superseded,
    /// Outside the site: law, national guidance, another body's document, a web address.
    External,
}

/// A citation resolved against the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The citing document.
    pub from: DocumentIndex,
    /// Which of its citations.
    pub citation: usize,
    /// The document cited, where the site holds it.
    pub to: Option<DocumentIndex>,
    /// Where more than one document may be meant, those.
    pub candidates: Vec<DocumentIndex>,
    /// What it turned out to be.
    pub outcome: Outcome,
}

impl Stance {
    /// Why a citation of this stance is not raised where the site does not hold what it names, as a phrase; for
    /// [`Stance::Relies`], none.
    #[must_use]
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Relies => None,
            Self::Historic => Some("named as past, replaced or withdrawn"),
            Self::Planned => Some("said to be yet to be written"),
            Self::HeldElsewhere => Some("said to be held elsewhere, or another body's"),
        }
    }
}

impl CitationKind {
    /// Every kind, in order.
    pub const ALL: &'static [Self] = &[Self::LocalDocument, Self::NationalGuidance, Self::Legislation, Self::InternalSection, Self::Url];

    /// The word for it in `audit.json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::LocalDocument => "local-document",
            Self::NationalGuidance => "national-guidance",
            Self::Legislation => "legislation",
            Self::InternalSection => "internal-section",
            Self::Url => "url",
        }
    }
}

impl Outcome {
    /// Every outcome, in order.
    pub const ALL: &'static [Self] = &[Self::Resolved, Self::Dangling, Self::Superseded, Self::External];

    /// The word for it in `audit.json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::Dangling => "dangling",
            Self::Superseded => "superseded",
            Self::External => "external",
        }
    }
}
