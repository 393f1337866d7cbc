//! Sets that are joined two by two.

/// Which of so many things are one.
#[derive(Debug, Clone)]
pub(crate) struct Union {
    parents: Vec<usize>,
}

impl Union {
    pub(crate) fn new(size: usize) -> Self {
        Self { parents: (0..size).collect() }
    }

    /// The least member of a thing's set.
    pub(crate) fn root(&self, mut at: usize) -> usize {
        while let Some(&parent) = self.parents.get(at).filter(|&&p| p != at) {
            at = parent;
        }
        at
    }

    /// Joins two sets.
    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(parent) = self.parents.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }
}
