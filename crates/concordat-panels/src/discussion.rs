//! Who or what was discussed where and when, with no name in it.

use concordat_register::{Date, overlap::SubjectKind};

/// Which panel of the meeting register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PanelIndex(pub u32);

/// A subject of one kind. It means nothing outside one run and says nothing of who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubjectId(pub u32);

/// One subject at one sitting of one panel: once, however many rows of the agenda name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Discussion {
    /// What kind of subject.
    pub kind: SubjectKind,
    /// Which subject of that kind.
    pub subject: SubjectId,
    /// Where it was discussed.
    pub panel: PanelIndex,
    /// The day of the sitting.
    pub sitting: Date,
}

/// Everything the agendas say was discussed, sorted and each once.
#[derive(Debug, Clone, Default)]
pub struct Discussions {
    /// The panels' short names, by [`PanelIndex`].
    pub panels: Vec<String>,
    /// What was discussed, in order.
    pub all: Vec<Discussion>,
}
