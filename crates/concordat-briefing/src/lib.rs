//! The briefing of an audit and the note for chairs, as papers.
