//! Panels and what they discuss: agendas, the subjects they share, overlap, and structures that would avoid it.

mod agenda;
mod discussion;
#[cfg(test)]
mod made;
mod overlap;
mod read;
mod register;
mod restricted;
mod roll;
mod sheet_kind;
mod structures;
mod subjects;
mod suppression;
mod tabled;

pub use agenda::{Column, Role, Told};
pub use discussion::{Discussion, Discussions, Item, PanelIndex, SubjectId};
pub use overlap::{OverlapOptions, overlap};
pub use read::{AgendaSettings, AgendasRead, FileSettings, Filed, NamedRow, RowPlace, TableRead, UnreadRow, read};
pub use register::{register, sheet_facts};
pub use restricted::{MARKING, Restricted, restricted};
pub use roll::{Roll, RollEntry};
pub use sheet_kind::{SheetKind, sheet_kind};
pub use structures::{StructureOptions, Wording, structures, structures_for_sharing};
pub use suppression::for_sharing;
pub use tabled::agenda_in;
