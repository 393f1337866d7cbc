//! Panels and what they discuss: agendas, the subjects they share, overlap, and structures that would avoid it.

mod discussion;
mod overlap;

pub use discussion::{Discussion, Discussions, Item, PanelIndex, SubjectId};
pub use overlap::{OverlapOptions, overlap};
