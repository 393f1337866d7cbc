//! Word documents from before 2007, which are named and not read.

use concordat_register::{Document, Problem, ProblemKind, Read};

/// Says what to do with a `.doc`.
pub(crate) fn read() -> Read<Document> {
    Read::failed(Problem::new(
        ProblemKind::Unsupported,
        "it is a Word document of the kind used before 2007 (.doc), which is not read",
        "open it in Word or LibreOffice and save it as .docx",
    ))
}
