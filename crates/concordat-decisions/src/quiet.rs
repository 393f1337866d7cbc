//! Checks that everybody keeps dismissing about one document, which `concordat.toml` can turn off there.

use concordat_findings::Audit;
use concordat_findings::decision::Stand;
use std::collections::BTreeMap;

/// A check that may be turned off about one document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quiet {
    /// The document's file.
    pub document: String,
    /// The check.
    pub check: String,
    /// How many of its findings were dismissed.
    pub dismissed: usize,
}

/// Checks of which every finding about one document stands dismissed, by document and check.
#[must_use]
pub fn quieted(audit: &Audit) -> Vec<Quiet> {
    let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for finding in &audit.findings {
        let Some(facts) = finding.documents.first().and_then(|&d| audit.document(d)) else { continue };
        let (dismissed, all) = counts.entry((&facts.entry.file, &finding.check)).or_default();
        *dismissed += usize::from(audit.stand(finding) == Stand::Dismissed);
        *all += 1;
    }
    let every = counts.into_iter().filter(|(_, (dismissed, all))| dismissed == all);
    every.map(|((document, check), (dismissed, _))| Quiet { document: document.to_owned(), check: check.to_owned(), dismissed }).collect()
}
