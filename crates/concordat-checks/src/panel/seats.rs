//! Sectors that a panel's themes need and of whom nobody sits at its table: raised as `sector/absent`.

use super::{add, called, documents_of, list};
use crate::{Area, Sink};
use concordat_findings::Severity;
use concordat_register::{
    DocumentIndex, Evidence,
    meeting::{Level, Meeting},
};
use concordat_standard::terms::Seat;

/// Members from which on a list is taken for the whole of a table.
const WHOLE: usize = 5;
/// Sectors that must be told for the others to be missed.
const TOLD: usize = 3;
/// Sectors whose agencies often have names that tell nothing, such as a charity's.
const UNTELLING: [&str; 2] = ["voluntary", "housing"];

/// Raises what panels lack at their tables. `raised` says whether a document was already asked about a sector.
pub(crate) fn seats(area: &Area<'_>, sink: &mut Sink<'_>, raised: &dyn Fn(DocumentIndex, &str) -> bool) {
    for meeting in area.meetings {
        let told = meeting.members.len() >= WHOLE && meeting.sectors.len() >= TOLD && meeting.unplaced * 3 <= meeting.members.len();
        if meeting.level != Some(Level::Operational) || !told {
            continue;
        }
        let themes = if meeting.remit_themes.is_empty() { &meeting.themes } else { &meeting.remit_themes };
        let needed = area.standard.terms.seats.iter().find(|seat| themes.iter().any(|t| seat.themes.iter().any(|id| t.0 == id.as_str())));
        if let Some(seat) = needed {
            lacking(area, sink, (meeting, seat), raised);
        }
    }
}

fn lacking(area: &Area<'_>, sink: &mut Sink<'_>, (meeting, seat): (&Meeting, &Seat), raised: &dyn Fn(DocumentIndex, &str) -> bool) {
    let asked = |id: &str| meeting.members_at.first().is_some_and(|e| raised(e.document, id));
    let untold = |id: &str| meeting.unplaced > 0 && UNTELLING.contains(&id);
    let absent = |id: &&String| !(meeting.sectors.contains(id) || untold(id) || asked(id));
    let named = |id: &String| area.standard.sectors.facets.iter().find(|f| f.id == *id).map(|f| f.called.clone());
    let core: Vec<String> = seat.core.iter().filter(absent).filter_map(named).collect();
    if core.is_empty() {
        return;
    }
    let evidence: Vec<Evidence> = meeting.members_at.iter().take(1).cloned().collect();
    let message = format!(
        "Of {} members of the {}, we found nobody from {}.",
        meeting.members.len(),
        called(meeting).trim_start_matches("The ").trim_start_matches("the "),
        list(&core)
    );
    let mut raised = sink.raise(&documents_of(&evidence), message);
    raised.severity(if seat.verified { Severity::Medium } else { Severity::Note }).standard(seat.source.clone()).suggest(format!(
        "Ask {} to send somebody who can speak for the sector, or say in the terms of reference how it is reached.",
        list(&core)
    ));
    add(&mut raised, &evidence);
}

#[cfg(test)]
mod tests {
    use crate::testing::raised;

    fn list(last: &str) -> String {
        format!(
            "//- panels.csv\nPanel,Chair,Meets,Remit\nSaltmere Harm Panel,A Pell,Weekly,Children who are sexually exploited\nSaltmere Home Panel,B Orr,Weekly,Care leavers\n//- members.csv\nPanel,Name,Agency,Role\nSaltmere Harm Panel,A Pell,Police,Sergeant\nSaltmere Harm Panel,B Orr,Children's social care,Team manager\nSaltmere Harm Panel,C Ode,Youth justice service,Manager\nSaltmere Harm Panel,D Fay,Saltmere High School,Head teacher\nSaltmere Harm Panel,E Gow,{last}\n"
        )
    }

    #[test]
    fn a_sector_that_the_theme_needs_is_missed_at_the_table() {
        let found = raised("sector/absent", &list("Housing association,Manager"));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].message.contains("nobody from health"), "{}", found[0].message);
        assert!(raised("sector/absent", &list("Estuary NHS trust,Named nurse")).is_empty());
        // An agency that is no more than the name of its sector.
        let bare = list("Health,Designated Lead");
        assert!(raised("sector/absent", &bare).is_empty());
        let bare = bare.replace("Saltmere High School,Head teacher", "Education,Head of Inclusion");
        assert!(raised("sector/absent", &bare).is_empty());
    }
}
