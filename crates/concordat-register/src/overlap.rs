//! What panels discuss in common, as counts: no type here can hold a name.

/// A kind of subject that panels discuss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// A child or young person, or another person the panel takes as a case.
    Individual,
    /// People of one household, brothers and sisters.
    Family,
    /// A school, college or other place of education.
    School,
    /// A group of young people who go about together, by whatever name.
    PeerGroup,
    /// A public space, building, street or children's home.
    Place,
}

impl SubjectKind {
    /// Every kind, in the order of `audit.json`.
    pub const ALL: [Self; 5] = [Self::Individual, Self::Family, Self::School, Self::PeerGroup, Self::Place];

    /// The word for it in `audit.json` and in `concordat overlap --rows`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Individual => "individual",
            Self::Family => "family",
            Self::School => "school",
            Self::PeerGroup => "peer_group",
            Self::Place => "place",
        }
    }
}
