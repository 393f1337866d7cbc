//! `concordat commission`.

use super::{standard, style::Sheet};
use crate::arguments::{CommissionCommand, Shared};
use crate::exit::Exit;
use crate::notice::Failure;
use concordat_drafting::commission;

/// Writes the specification for one author.
pub(crate) fn run(command: &CommissionCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = standard()?;
    let sheet = Sheet { site: &command.site, file: &command.file, marking: command.marking.as_deref(), judging: &command.judging };
    let folder = command.site.display().to_string();
    sheet.write("specification.docx", &standard, shared, |audit, imprint| commission(audit, &standard, &folder, imprint))
}
