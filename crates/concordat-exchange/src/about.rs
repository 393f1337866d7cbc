//! Findings by the documents they are about.

use concordat_findings::{Audit, Finding};
use concordat_register::DocumentIndex;
use std::collections::BTreeMap;

/// Findings that nobody has dismissed, gravest first, under each document they are about.
pub(crate) struct About<'a>(BTreeMap<DocumentIndex, Vec<&'a Finding>>);

impl<'a> About<'a> {
    /// Those of an audit.
    pub(crate) fn new(audit: &'a Audit) -> Self {
        let mut all: BTreeMap<DocumentIndex, Vec<&Finding>> = BTreeMap::new();
        for finding in audit.undismissed() {
            for document in &finding.documents {
                all.entry(*document).or_default().push(finding);
            }
        }
        Self(all)
    }

    /// Those about one document.
    pub(crate) fn document(&self, document: DocumentIndex) -> &[&'a Finding] {
        self.0.get(&document).map_or(&[], Vec::as_slice)
    }
}
