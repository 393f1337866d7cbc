//! `concordat commission`.

use super::{standard_of, style::about};
use crate::arguments::{CommissionCommand, Shared};
use crate::exit::Exit;
use crate::notice::Failure;
use concordat_drafting::commission;
use std::path::Path;

/// Writes the specification for one author.
pub(crate) fn run(command: &CommissionCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = standard_of(&command.of.site)?;
    let folder = named(&command.of.site);
    about(&command.of, "specification.docx", &standard, shared, |audit, imprint| commission(audit, &standard, &folder, imprint))
}

/// The folder as the commands of the specification name it. A path from the root tells of somebody's own machine, so that no more
/// than the folder's name is left of it.
fn named(site: &Path) -> String {
    let name = site.file_name().filter(|_| site.is_absolute());
    name.map_or_else(|| site.display().to_string(), |name| name.to_string_lossy().into_owned())
}
