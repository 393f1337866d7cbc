//! What is handed in: areas with their audits, and the documents of one group with their words.

use concordat_findings::{Audit, Finding, decision::Stand};
use concordat_register::{Document, DocumentFacts, DocumentIndex};

/// An area that is to become part of another.
#[derive(Debug, Clone, Copy)]
pub struct Area<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its audit.
    pub audit: &'a Audit,
}

/// A document of a group, with its words.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The area it comes from.
    pub area: Area<'a>,
    /// Which document of that area's audit.
    pub index: DocumentIndex,
    /// What was read in it, nothing of it let go.
    pub facts: &'a DocumentFacts,
    /// Its passages.
    pub document: &'a Document,
}

impl<'a> Source<'a> {
    /// Its title as it is told in a draft.
    pub(crate) fn title(&self) -> &'a str {
        match self.facts.entry.title.as_str() {
            "" => self.facts.entry.file.as_str(),
            title => title,
        }
    }

    /// What its own area's audit found that it is to change, and nobody has dismissed.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &'a Finding> {
        let index = self.index;
        let audit = self.area.audit;
        let own = audit.findings.iter().filter(move |f| f.documents.first() == Some(&index));
        own.filter(|f| audit.stand(f) != Stand::Dismissed)
    }
}
