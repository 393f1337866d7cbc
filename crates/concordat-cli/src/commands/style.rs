//! `concordat style`.

use super::{briefing::raised, standard_of};
use crate::arguments::{PaperOf, Shared, StyleCommand};
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

/// Writes the style sheet of a folder.
pub(crate) fn run(command: &StyleCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = standard_of(&command.of.site)?;
    about(&command.of, "style.docx", &standard, shared, |audit, imprint| style(audit, &standard, imprint))
}

/// Audits a folder, with what people decided, and writes what `make` makes of it.
pub(super) fn about(
    of: &PaperOf,
    otherwise: &str,
    standard: &Standard,
    shared: &Shared,
    make: impl FnOnce(&Audit, &Imprint) -> Paper,
) -> Result<Exit, Failure> {
    let destination = Destination::of(&of.file, otherwise)?;
    let decided = decisions::read(&of.site)?;
    let report = of.site.join("concordat-report");
    let asked = Asked { out: Some(&report), ocr: false, as_at: of.judging.as_at.as_deref() };
    let Opened { folder, order } = site::open(&of.site, asked, standard)?;
    site::threads(of.judging.threads)?;
    let bar = Bar::new(shared);
    let mut audit = audit(&folder, &order, &Pack::default(), &bar).audit;
    bar.done(&audit);
    audit.decisions = decided.hold(&audit);
    if audit.documents.is_empty() {
        return Err(Failure::with(
            Exit::Nothing,
            format!("no document could be read in `{}`", of.site.display()),
            "`concordat audit` says why",
        ));
    }
    let marking = Marking::of(&audit, standard, of.marking.as_deref());
    raised(&marking, of.marking.as_deref());
    let imprint = Imprint {
        author: "Concordat".to_owned(),
        written_at: clock::generated_at(order.as_at, false),
        // The paper quotes the documents, and so bears no lower marking than they do.
        marking: Some(marking.words),
    };
    destination.write(&make(&audit, &imprint), shared)?;
    Ok(Exit::Done)
}
