//! `concordat structures`.

use super::standard_of;
use crate::arguments::{Shared, StructuresCommand};
use crate::exit::Exit;
use crate::notice::{self, Failure, colour_on};
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use concordat_audit::{Pack, audit};
use concordat_report::TerminalStyle;
use std::io::IsTerminal;

/// What is said of it is told here as well: by a slip in `apart` what the area has ruled out would be proposed.
const SETTINGS: &str = "concordat.toml";

/// Replays the agendas under other structures and prints what each would spare, cost and lose.
pub(crate) fn run(command: &StructuresCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = standard_of(&command.site)?;
    site::threads(command.judging.threads)?;
    let asked = Asked { as_at: command.judging.as_at.as_deref(), ..Asked::default() };
    let Opened { folder, order } = site::open(&command.site, asked, &standard)?;
    let bar = Bar::new(shared);
    let outcome = audit(&folder, &order, &Pack::default(), &bar);
    bar.done(&outcome.audit);
    for (file, problem) in outcome.audit.unread.iter().filter(|(file, p)| p.kind.is_fatal() || file == SETTINGS) {
        notice::problem(file, problem);
    }
    let overlap = outcome.audit.overlap.as_ref();
    let structures = overlap.and_then(|o| if command.exact { o.exact_structures.as_ref() } else { o.shared_structures.as_ref() });
    let Some(structures) = structures else {
        return Err(Failure::with(
            Exit::Nothing,
            format!("there are not two panels with agendas in `{}`", command.site.display()),
            "put the panels' agendas into the folder as .xlsx, .ods or .csv; `concordat overlap` shows how they are read",
        ));
    };
    let style = TerminalStyle {
        width: site::width(),
        colour: colour_on(shared.color, std::io::stdout().is_terminal()),
        report: None,
        every: false,
        unraised: false,
    };
    notice::print(&concordat_report::structures(structures, style))?;
    Ok(Exit::Done)
}
