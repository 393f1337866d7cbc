//! `concordat briefing`.

use super::{gravest_unread, standard_of};
use crate::arguments::{BriefingCommand, PaperFile, Shared};
use crate::exit::Exit;
use crate::notice::{self, Failure};
use crate::paper::Destination;
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use crate::{clock, decisions};
use concordat_audit::{Pack, audit};
use concordat_briefing::{Marking, Options, briefing, chairs_note};
use std::path::Path;

/// What the briefing is called where nobody says otherwise.
const BRIEFING: &str = "briefing.docx";

/// Audits a folder and writes what its documents say together.
pub(crate) fn run(command: &BriefingCommand, shared: &Shared) -> Result<Exit, Failure> {
    // Asked before anything is read: a file that cannot be written is said at once.
    let to = Destination::of(&command.file, BRIEFING)?;
    let absolute = |path: &Path| std::path::absolute(path).ok();
    let out = command.file.out.as_deref().unwrap_or(Path::new(BRIEFING));
    if command.note.as_deref().is_some_and(|note| absolute(note) == absolute(out)) {
        return Err(Failure::misuse("the briefing and the note have one name", "give --note another file"));
    }
    let note = command.note.clone().map(|out| PaperFile { out: Some(out), overwrite: command.file.overwrite });
    let note = note.map(|file| Destination::of(&file, BRIEFING)).transpose()?;
    let standard = standard_of(&command.site)?;
    let decided = decisions::read(&command.site)?;
    let asked = Asked { as_at: command.judging.as_at.as_deref(), ..Asked::default() };
    let Opened { folder, order } = site::open(&command.site, asked, &standard)?;
    site::threads(command.judging.threads)?;
    let bar = Bar::new(shared);
    let mut audit = audit(&folder, &order, &Pack::default(), &bar).audit;
    bar.done(&audit);
    audit.decisions = decided.hold(&audit);
    for (file, problem) in audit.unread.iter().filter(|(_, p)| p.kind.is_fatal()) {
        notice::problem(file, problem);
    }
    if audit.documents.is_empty() {
        let exit = gravest_unread(&audit.unread).unwrap_or(Exit::Nothing);
        let message = format!("there is no document in `{}` that can be read", command.site.display());
        return Err(Failure::with(exit, message, "name a folder that holds the area's documents; `concordat --help` lists the formats"));
    }
    let options = Options {
        author: command.author.clone(),
        written_at: clock::generated_at(order.as_at, command.reproducible),
        marking: command.marking.clone(),
        profile: site::settings(&command.site, &standard)?.profile,
    };
    raised(&Marking::of(&audit, &standard, command.marking.as_deref()), command.marking.as_deref());
    to.write(&briefing(&audit, &standard, &options), shared)?;
    if let Some(note) = note {
        note.write(&chairs_note(&audit, &standard, &options), shared)?;
    }
    Ok(Exit::Done)
}

/// Says so where a document bears a higher marking than the one asked for.
pub(super) fn raised(marking: &Marking, asked: Option<&str>) {
    if let Some(asked) = asked.filter(|asked| !asked.trim().is_empty() && asked.trim() != marking.words) {
        notice::say(&format!("note: marked {} and not {asked}, since a document that may be quoted bears a higher marking", marking.words));
    }
}
