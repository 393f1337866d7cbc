//! A check and its page.

use crate::{Area, Sink};
use concordat_findings::Severity;

/// A check written in Rust. Its doc comment is its page; its examples are its tests.
#[derive(Debug)]
pub struct Check {
    /// Its id, equal to its path: `reference/dangling` stands in `src/reference/dangling.rs`. For a check whose rows
    /// have ids of their own, the family and a star: `language/*`.
    pub id: &'static str,
    /// How grave its findings are unless a row says otherwise.
    pub severity: Severity,
    /// The version it has been in since.
    pub since: &'static str,
    /// Where the expectation comes from.
    pub standard: &'static str,
    /// Its page, in Markdown: what it raises, why it matters, examples raised and not raised.
    pub page: &'static str,
    /// The file it stands in.
    pub file: &'static str,
    /// Raises its findings.
    pub run: fn(&Area<'_>, &mut Sink<'_>),
}

/// What `concordat explain` prints and `docs/checks/` holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckPage {
    /// The check's id.
    pub id: String,
    /// How grave.
    pub severity: Severity,
    /// Where the expectation comes from.
    pub standard: String,
    /// The page in Markdown, without a title.
    pub body: String,
}

impl CheckPage {
    /// The first sentence of the page: what the check raises.
    #[must_use]
    pub fn summary(&self) -> String {
        let lines: Vec<&str> = self.body.trim().lines().take_while(|l| !l.trim().is_empty()).map(str::trim).collect();
        let paragraph = lines.join(" ");
        concordat_text::sentences(&paragraph).first().map(|s| s.of(&paragraph).to_owned()).unwrap_or_default()
    }
}

impl From<&'static Check> for CheckPage {
    fn from(check: &'static Check) -> Self {
        let body = check.page.lines().map(|l| l.strip_prefix(' ').unwrap_or(l)).collect::<Vec<_>>().join("\n");
        Self { id: check.id.to_owned(), severity: check.severity, standard: check.standard.to_owned(), body }
    }
}

/// Declares a check; the doc lines become its page.
macro_rules! declare_check {
    ($(#[doc = $line:literal])+ $vis:vis static $name:ident = { $($field:ident: $value:expr),+ $(,)? }) => {
        $(#[doc = $line])+
        $vis static $name: $crate::Check =
            $crate::Check { $($field: $value,)+ page: concat!($($line, "\n"),+), file: file!() };
    };
}
pub(crate) use declare_check;
