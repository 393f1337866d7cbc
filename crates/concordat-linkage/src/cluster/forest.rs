//! Which rows hang together: a forest in which each row knows one above it.

/// A forest of rows; a root is above itself.
#[derive(Default)]
pub(crate) struct Forest(Vec<u32>);

impl Forest {
    /// Rows that all stand alone.
    pub(crate) fn new(rows: usize) -> Self {
        Self((0..u32::try_from(rows).unwrap_or(u32::MAX)).collect())
    }

    /// Makes it a forest of `rows` rows that all stand alone.
    pub(crate) fn clear(&mut self, rows: u32) {
        self.0.clear();
        self.0.extend(0..rows);
    }

    /// The root of the tree of a row.
    pub(crate) fn root(&mut self, row: u32) -> u32 {
        let mut at = row;
        while let Some(above) = self.0.get(at as usize).copied().filter(|above| *above != at) {
            let next = self.0.get(above as usize).copied().unwrap_or(above);
            self.0.get_mut(at as usize).into_iter().for_each(|to| *to = next);
            at = next;
        }
        at
    }

    /// Joins two trees under the lower root.
    pub(crate) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0.get_mut(a.max(b) as usize).into_iter().for_each(|to| *to = a.min(b));
    }

    /// The root of each row.
    pub(crate) fn roots(&mut self) -> Vec<u32> {
        (0..u32::try_from(self.0.len()).unwrap_or(u32::MAX)).map(|row| self.root(row)).collect()
    }
}
