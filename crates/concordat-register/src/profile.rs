//! What is known of an area besides its documents: a short profile that somebody wrote, every piece with its source.

/// A local profile, as the settings give it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// What the area is called; none where the site's name will do.
    pub area: Option<String>,
    /// Paragraphs, in order.
    pub paragraphs: Vec<ProfileParagraph>,
    /// Figures, in order.
    pub figures: Vec<ProfileFigure>,
}

/// A paragraph of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileParagraph {
    /// Its words.
    pub text: String,
    /// Where they come from.
    pub source: String,
}

/// A figure of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileFigure {
    /// What is counted.
    pub name: String,
    /// How much, in words or digits, as it is to be shown.
    pub value: String,
    /// Where it comes from.
    pub source: String,
}
