//! Panels and groups, in few lines.

use super::wrap::Writer;
use crate::meetings::{self, whole};
use crate::wording::count;
use concordat_findings::Audit;

/// Meetings whose hours are told.
const SHOWN: usize = 5;

pub(super) fn write(out: &mut Writer, audit: &Audit) {
    if audit.meetings.is_empty() {
        return;
    }
    out.heading("Panels and groups");
    out.text(2, &meetings::sums(audit));
    let rows = meetings::hours(audit);
    let told: Vec<String> = rows
        .iter()
        .filter_map(|row| Some(format!("{} {}{}", row.meeting.short(), whole(row.hours?), if row.assumed { "*" } else { "" })))
        .take(SHOWN)
        .collect();
    if !told.is_empty() {
        let assumed = if rows.iter().any(|r| r.assumed && r.hours.is_some()) {
            format!(" (* takes a sitting to last {} minutes)", audit.sitting_minutes)
        } else {
            String::new()
        };
        out.faint(2, &format!("hours a year: {}{assumed}", told.join(", ")));
    }
}

/// The register of panels and groups for the terminal, within `width` columns; empty where there are none.
#[must_use]
pub fn register_of_meetings(audit: &Audit, width: usize) -> String {
    if audit.meetings.is_empty() {
        return String::new();
    }
    let mut out = Writer::new(width.clamp(40, 100), false);
    out.heading("Panels and groups");
    for meeting in &audit.meetings {
        let unknown = || "not found".to_owned();
        let chair = meeting.chair.as_ref().map_or_else(unknown, meetings::chair);
        let above = meeting.reports_to.as_deref().map_or_else(unknown, meetings::parent);
        let cadence = meeting.cadence.clone().unwrap_or_else(unknown);
        let seats = count(meeting.members.len(), "member");
        out.item(
            "-",
            &format!(
                "{}: {}, {seats}; chair {chair}; sits {cadence}; answers to {above}",
                meetings::called(meeting),
                meetings::level(meeting)
            ),
        );
    }
    out.finish()
}
