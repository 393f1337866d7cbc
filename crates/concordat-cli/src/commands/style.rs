//! `concordat style`.

use super::standard;
use crate::arguments::{Judging, PaperFile, Shared, StyleCommand};
use crate::exit::Exit;
use crate::notice::Failure;
use crate::paper::Destination;
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use crate::{clock, decisions};
use concordat_audit::{Pack, audit};
use concordat_briefing::Marking;
use concordat_drafting::{Imprint, style};
use concordat_findings::Audit;
use concordat_paper::Paper;
use concordat_standard::Standard;
use std::path::Path;

/// Writes the style sheet of a folder.
pub(crate) fn run(command: &StyleCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = standard()?;
    let asked = Sheet { site: &command.site, file: &command.file, marking: command.marking.as_deref(), judging: &command.judging };
    asked.write("style.docx", &standard, shared, |audit, imprint| style(audit, &standard, imprint))
}

/// A paper about one folder.
pub(super) struct Sheet<'a> {
    pub(super) site: &'a Path,
    pub(super) file: &'a PaperFile,
    pub(super) marking: Option<&'a str>,
    pub(super) judging: &'a Judging,
}

impl Sheet<'_> {
    /// Audits the folder, with what people decided, and writes what `make` makes of it.
    pub(super) fn write(
        &self,
        otherwise: &str,
        standard: &Standard,
        shared: &Shared,
        make: impl FnOnce(&Audit, &Imprint) -> Paper,
    ) -> Result<Exit, Failure> {
        let destination = Destination::of(self.file, otherwise)?;
        let decided = decisions::read(self.site)?;
        let report = self.site.join("concordat-report");
        let asked = Asked { out: Some(&report), ocr: false, as_at: self.judging.as_at.as_deref() };
        let Opened { folder, order } = site::open(self.site, asked, standard)?;
        site::threads(self.judging.threads)?;
        let bar = Bar::new(shared);
        let mut audit = audit(&folder, &order, &Pack::default(), &bar).audit;
        bar.clear();
        audit.decisions = decided.hold(&audit);
        if audit.documents.is_empty() {
            return Err(Failure::with(
                Exit::Nothing,
                format!("no document could be read in `{}`", self.site.display()),
                "`concordat audit` says why",
            ));
        }
        let imprint = Imprint {
            author: "Concordat".to_owned(),
            written_at: clock::generated_at(order.as_at, false),
            // The paper quotes the documents, and so bears no lower marking than they do.
            marking: Some(Marking::of(&audit, standard, self.marking).words),
        };
        destination.write(&make(&audit, &imprint), shared)?;
        Ok(Exit::Done)
    }
}
