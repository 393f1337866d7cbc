//! One file a command.

pub(crate) mod audit;
pub(crate) mod briefing;
pub(crate) mod chart;
pub(crate) mod check;
pub(crate) mod commission;
pub(crate) mod completions;
pub(crate) mod concordance;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod link;
pub(crate) mod map;
pub(crate) mod new;
pub(crate) mod overlap;
pub(crate) mod reconcile;
pub(crate) mod redline;
pub(crate) mod review;
pub(crate) mod route;
pub(crate) mod sense;
pub(crate) mod structures;
pub(crate) mod style;

use crate::exit::Exit;
use crate::notice::Failure;
use concordat_audit::{Settings, hold_additions};
use concordat_checks::CheckPage;
use concordat_findings::{Audit, Severity};
use concordat_register::Problem;
use concordat_report::Explanation;
use concordat_standard::Standard;
use std::path::Path;

/// The standard the program ships with.
fn standard() -> Result<Standard, Failure> {
    // A test holds the shipped rows to parse; this is what is said if it was ever skipped.
    Standard::peer_on_peer_abuse()
        .map_err(|e| Failure::misuse(format!("the standard does not load: {e}"), "this program was built wrongly: install it again"))
}

/// The standard that the site at `folder` is held against: what the program ships, and the messages that the area adds to it.
fn standard_of(folder: &Path) -> Result<Standard, Failure> {
    standard_of_all(&[folder])
}

/// The same for several sites together.
fn standard_of_all(folders: &[&Path]) -> Result<Standard, Failure> {
    let mut standard = standard()?;
    folders.iter().try_for_each(|folder| add_messages(&mut standard, folder))?;
    hold_additions(&standard).map_err(|e| Failure::misuse(e.message, e.help))?;
    Ok(standard)
}

/// Adds the messages that the `concordat.toml` in `folder` names to the standard.
fn add_messages(standard: &mut Standard, folder: &Path) -> Result<(), Failure> {
    let settings = crate::site::existing(&folder.join("concordat.toml"))?.unwrap_or_default();
    for (name, line) in Settings::messages_of(&settings) {
        let missing = || {
            let help = "write its path as it is seen from the folder of concordat.toml, as `our-messages.toml`";
            Failure::misuse(format!("concordat.toml:{line}: there is no file `{name}`"), help)
        };
        let text = crate::site::existing(&folder.join(&name))?.ok_or_else(missing)?;
        // Only its name: the folders before it are nobody's business but this machine's.
        let shown = name.rsplit(['/', '\\']).next().unwrap_or(&name);
        // Areas that are read together may keep one and the same file.
        if !standard.additions.iter().any(|held| held.text == text) {
            standard.add(shown, &text).map_err(|e| Failure::misuse(e.message, e.help))?;
        }
    }
    Ok(())
}

/// The checks' pages as the report shows them.
fn explanations(standard: &Standard) -> Vec<Explanation> {
    let page = |p: CheckPage| Explanation { id: p.id, severity: p.severity, standard: p.standard, body_markdown: p.body };
    concordat_checks::pages(standard).into_iter().map(page).collect()
}

/// The severity typed after `--fail-on`.
fn fail_on(typed: Option<&str>) -> Result<Option<Severity>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    let found = Severity::from_word(typed);
    found.map(Some).ok_or_else(|| Failure::misuse(format!("`{typed}` is no severity"), "use --fail-on high, medium, low or note"))
}

/// Exit 1 where something as grave as `limit` was found that nobody has dismissed.
fn exit_of(audit: &Audit, limit: Option<Severity>) -> Exit {
    // Severities are ordered gravest first, so graver is less.
    match limit {
        Some(limit) if audit.undismissed().any(|f| f.severity <= limit) => Exit::Found,
        _ => Exit::Done,
    }
}

/// The exit of the gravest file that could not be read.
fn gravest_unread(unread: &[(String, Problem)]) -> Option<Exit> {
    unread.iter().map(|(_, p)| p.kind).filter(|k| k.is_fatal()).min().map(Exit::of)
}
