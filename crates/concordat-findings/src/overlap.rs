//! What panels discuss in common, in the two forms it is kept in.

use concordat_register::{overlap::Overlap, structure::Structures};

/// What panels discuss in common: as it is, and as it may be shared.
///
/// INVARIANT (products share): every product shows `shared`. Only `audit.json` gives `exact`, and says whom it is for.
#[derive(Debug, Clone, PartialEq)]
pub struct OverlapView {
    /// Exact counts, for the area's own use; the same as `shared` in an audit for sharing.
    pub exact: Overlap,
    /// Counts that may be shared.
    pub shared: Overlap,
    /// Other structures with exact figures; none where there are not two panels with agendas.
    pub exact_structures: Option<Structures>,
    /// Other structures with figures that may be shared.
    pub shared_structures: Option<Structures>,
}
