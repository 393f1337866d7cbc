//! Panels and groups.

use super::{put, text};
use crate::{
    meetings::{self, called, chair, level, parent, whole},
    wording,
};
use concordat_findings::Audit;
use concordat_register::meeting::Meeting;

pub(super) fn write(out: &mut String, audit: &Audit) {
    if audit.meetings.is_empty() {
        return;
    }
    put(out, format_args!("## Panels and groups\n\n{}.\n\n", text(&wording::capital(&meetings::sums(audit)))));
    out.push_str("| Panel or group | Level | Themes | Chair | Members | Sits | Quorum | Answers to | Hours a year |\n| --- | --- | --- | --- | ---: | --- | --- | --- | ---: |\n");
    for meeting in &audit.meetings {
        let themes: Vec<String> = meeting.themes.iter().map(|t| wording::theme(audit, t)).collect();
        let held: Vec<&str> = meeting.answers_to.iter().filter_map(|&n| audit.meetings.get(n)).map(Meeting::short).collect();
        let above = if held.is_empty() { meeting.reports_to.as_deref().map(parent).unwrap_or_default() } else { held.join(", ") };
        let mark = if meeting.minutes.is_none() { "\\*" } else { "" };
        let hours = meeting.hours_a_year(audit.sitting_minutes).map(|h| format!("{}{mark}", whole(h))).unwrap_or_default();
        let members = if meeting.members.is_empty() { String::new() } else { meeting.members.len().to_string() };
        let cells = [
            called(meeting),
            level(meeting).to_owned(),
            themes.join(", "),
            meeting.chair.as_ref().map(chair).unwrap_or_default(),
            members,
            meeting.cadence.clone().unwrap_or_default(),
            meeting.quorum.clone().unwrap_or_default(),
            above,
        ];
        let cells: Vec<String> = cells.iter().map(|cell| text(&wording::one_line(cell))).collect();
        put(out, format_args!("| {} | {hours} |\n", cells.join(" | ")));
    }
    put(
        out,
        format_args!(
            "\nHours: members, times sittings a year, times length. \\* A sitting is taken to last {} minutes, since nothing says how long.\n\n",
            audit.sitting_minutes
        ),
    );
    let shared: Vec<String> = audit
        .shared_members
        .iter()
        .filter(|s| s.count >= 2)
        .filter_map(|s| {
            let [a, b] = s.meetings;
            Some(format!("{} and {} ({})", audit.meetings.get(a)?.short(), audit.meetings.get(b)?.short(), s.count))
        })
        .collect();
    if !shared.is_empty() {
        put(out, format_args!("Sharing two members or more: {}.\n\n", text(&shared.join("; "))));
    }
}
