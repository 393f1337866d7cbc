//! How much one document may cost.

use concordat_register::{Problem, ProblemKind};
use std::fmt;
use std::sync::Arc;

/// What one document may cost before it is given up.
#[derive(Clone)]
pub struct Limits {
    /// Memory in bytes that reading one document may take, its own bytes apart.
    pub memory: u64,
    /// How deep elements, tables or lists may be nested before what is inside is flattened.
    pub depth: u32,
    /// Asked now and then in long work; `true` means give up with what has been read. The clock is the caller's.
    pub stop: Arc<dyn Fn() -> bool + Send + Sync>,
}

impl Default for Limits {
    /// 512 MiB, a depth of 200, and never told to stop.
    fn default() -> Self {
        Self { memory: 512 << 20, depth: 200, stop: Arc::new(|| false) }
    }
}

impl Limits {
    /// Passages that one document may have: each costs some two hundred bytes beside its words, and reading as much again.
    pub(crate) fn passages(&self) -> usize {
        usize::try_from(self.memory / 512).unwrap_or(usize::MAX).max(1)
    }
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits").field("memory", &self.memory).field("depth", &self.depth).finish_non_exhaustive()
    }
}

/// The problem of a document that has more paragraphs than memory allows.
pub(crate) fn too_long() -> Problem {
    Problem::new(
        ProblemKind::Partial,
        "it has more paragraphs than the memory limit allows; what stands before was read",
        "split the document, or raise the memory limit",
    )
}

/// The problem of a document that was given up before its end.
pub(crate) fn stopped() -> Problem {
    Problem::new(ProblemKind::Partial, "reading took too long and stopped before the end", "split the document, or allow it more time")
}
