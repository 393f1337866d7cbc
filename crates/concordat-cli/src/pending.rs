//! Outputs still being written.

use concordat_findings::{Audit, Severity};

/// A page.
pub(crate) struct Explanation {
    /// Id.
    pub(crate) id: String,
    /// Severity.
    pub(crate) severity: Severity,
    /// Standard.
    pub(crate) standard: String,
    /// Body.
    pub(crate) body_markdown: String,
}

/// Style.
pub(crate) struct TerminalStyle {
    pub(crate) width: usize,
    pub(crate) colour: bool,
    pub(crate) verbose: bool,
}

pub(crate) fn index_html(_: &Audit, pages: &[Explanation], _: &str) -> String {
    pages.iter().map(|p| format!("{}{}{}{:?}", p.id, p.standard, p.body_markdown, p.severity)).collect()
}
pub(crate) fn sarif(_: &Audit, _: &[Explanation], _: &str) -> String {
    String::new()
}
pub(crate) fn csv(_: &Audit) -> String {
    String::new()
}
pub(crate) fn markdown(_: &Audit, _: &str) -> String {
    String::new()
}
pub(crate) fn terminal(audit: &Audit, style: TerminalStyle) -> String {
    format!("{} documents, {} findings {}\n", audit.documents.len(), audit.findings.len(), if style.colour && style.verbose && style.width > 0 { "." } else { "" })
}
pub(crate) fn terminal_all(audit: &Audit, style: TerminalStyle) -> String {
    terminal(audit, style)
}
