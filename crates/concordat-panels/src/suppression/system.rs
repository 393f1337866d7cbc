//! A published table as linear forms over quantities that are counted once each.

/// A linear form over atoms: which, and how often each counts.
pub(super) type Form = Vec<(usize, f64)>;

/// A published table. An atom is a number of subjects, or of discussions, that belongs together in everything published:
/// those at exactly these panels, say. Atoms are 0 or more and never published; every published count is a sum of them.
#[derive(Debug, Clone, Default)]
pub(super) struct System {
    /// How many atoms there are.
    pub(super) atoms: usize,
    /// Every count that is published or withheld, as atoms.
    pub(super) cells: Vec<CellForm>,
    /// Forms that are 0 or more whatever the counts.
    pub(super) at_least_nought: Vec<Form>,
    /// Forms that are 0 whatever the counts.
    pub(super) nought: Vec<Form>,
}

/// One count of a table.
#[derive(Debug, Clone)]
pub(super) struct CellForm {
    /// The atoms that add up to it.
    pub(super) form: Form,
    /// What it is.
    pub(super) value: u32,
    /// How much is lost where it is withheld.
    pub(super) worth: f64,
    /// Whether it stands nowhere and only follows from others: never published, and to be guarded all the same.
    pub(super) implied: bool,
}

impl System {
    /// A new atom.
    pub(super) fn atom(&mut self) -> usize {
        self.atoms += 1;
        self.atoms - 1
    }

    /// A new count.
    pub(super) fn cell(&mut self, form: Form, value: u32, worth: f64) {
        self.cells.push(CellForm { form, value, worth, implied: false });
    }

    /// A count that follows from others.
    pub(super) fn implied(&mut self, form: Form, value: u32) {
        self.cells.push(CellForm { form, value, worth: 0.0, implied: true });
    }

    /// Whether a count is one to withhold by itself.
    pub(super) fn is_small(&self, cell: usize, threshold: u32) -> bool {
        self.cells.get(cell).is_some_and(|c| (1..threshold).contains(&c.value))
    }
}

/// A form with every atom counted once.
pub(super) fn sum(atoms: impl IntoIterator<Item = usize>) -> Form {
    atoms.into_iter().map(|a| (a, 1.0)).collect()
}

/// One form less another.
pub(super) fn less(form: &Form, taken: &Form) -> Form {
    form.iter().copied().chain(taken.iter().map(|&(a, n)| (a, -n))).collect()
}
