//! Panels and groups: the register, a picture of who answers to whom and who shares people, and hours round each table.

use super::{
    remits,
    text::{escape, put},
};
use crate::{
    diagram::{self, Called, Curve, Seat},
    meetings::{self, Hours, called, chair, level, parents, whole},
    wording::{self, clip, count},
};
use concordat_findings::{Audit, SharedMembers};
use concordat_register::meeting::{Meeting, Source};
use std::collections::{BTreeMap, BTreeSet};

/// Meetings of the register and of the picture.
const SHOWN: usize = 60;
/// Pairs that share members, drawn.
const PAIRS: usize = 24;
/// Members that two meetings share for it to be drawn.
const LEAST: u32 = 2;

pub(super) fn write(out: &mut String, audit: &Audit) {
    if audit.meetings.is_empty() {
        return;
    }
    put(
        out,
        format_args!(
            "<section aria-labelledby=\"meetings\">\n<h2 id=\"meetings\">Panels and groups</h2>\n<p>{}: {}. They were worked out from terms of reference, lists and passages; <code>[[panel]]</code> in <code>concordat.toml</code> corrects what is wrong.</p>\n",
            count(audit.meetings.len(), "panel or group").replace("panel or groups", "panels and groups"),
            escape(&meetings::sums(audit))
        ),
    );
    if audit.meetings.len() > SHOWN {
        put(out, format_args!("<p class=\"capped\">The first {SHOWN} of {} are shown.</p>\n", audit.meetings.len()));
    }
    register(out, audit);
    remits::write(out, audit);
    out.push_str("<div class=\"pair\">\n");
    picture(out, audit);
    hours(out, audit);
    out.push_str("</div>\n</section>\n");
}

fn register(out: &mut String, audit: &Audit) {
    out.push_str("<div class=\"scroll\" role=\"region\" aria-label=\"Register of panels and groups\" tabindex=\"0\">\n<table class=\"register\">\n<caption>The register</caption>\n<thead><tr><th scope=\"col\">Panel or group</th><th scope=\"col\">Themes</th><th scope=\"col\">Chair</th><th scope=\"col\">Members</th><th scope=\"col\">Sits</th><th scope=\"col\">Quorum</th><th scope=\"col\">Answers to</th><th scope=\"col\">Read in</th></tr></thead>\n<tbody>\n");
    for meeting in audit.meetings.iter().take(SHOWN) {
        let themes: Vec<String> = meeting.themes.iter().map(|t| wording::small(&wording::theme(audit, t))).collect();
        let also = if meeting.also.is_empty() { String::new() } else { format!("; also {}", meeting.also.join(", ")) };
        put(
            out,
            format_args!(
                "<tr><th scope=\"row\">{} <span class=\"aside\">({}{})</span></th>",
                escape(&clip(&called(meeting), 120)),
                level(meeting),
                escape(&clip(&also, 160))
            ),
        );
        let seats = if meeting.members.is_empty() { None } else { Some(meeting.members.len().to_string()) };
        let cells = [
            Some(themes.join(", ")).filter(|t| !t.is_empty()),
            meeting.chair.as_ref().map(chair),
            seats,
            meeting.cadence.clone(),
            meeting.quorum.clone(),
            above(audit, meeting),
            Some(sources(audit, meeting)),
        ];
        for cell in cells {
            match cell {
                Some(cell) => put(out, format_args!("<td>{}</td>", escape(&clip(&cell, 160)))),
                None => out.push_str("<td><span class=\"aside\">not found</span></td>"),
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

/// What a meeting answers to: those of the register by their short names, else as written.
fn above(audit: &Audit, meeting: &Meeting) -> Option<String> {
    let held: Vec<&str> = meeting.answers_to.iter().filter_map(|&n| audit.meetings.get(n)).map(Meeting::short).collect();
    if held.is_empty() { meeting.reports_to.as_deref().map(|said| parents(said).join(", ")) } else { Some(held.join(", ")) }
}

fn sources(audit: &Audit, meeting: &Meeting) -> String {
    let named = meeting.sources.iter().map(|source| match source {
        Source::Words(evidence) => wording::title_of(audit, evidence.document).unwrap_or_default().to_owned(),
        Source::Settings => "concordat.toml".to_owned(),
    });
    let mut seen = BTreeSet::new();
    named.filter(|n| seen.insert(n.clone())).take(3).collect::<Vec<_>>().join("; ")
}

/// The meetings of the picture in order, each with its depth and whom it stands under.
struct Tree {
    seats: Vec<Seat>,
    /// For each meeting of the register its place among the seats.
    places: BTreeMap<usize, usize>,
}

fn tree(audit: &Audit) -> Tree {
    let shown = audit.meetings.len().min(SHOWN);
    let mut children: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut outside: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut roots = Vec::new();
    for (n, meeting) in audit.meetings.iter().enumerate().take(shown) {
        let bodies = meeting.reports_to.as_deref().map(parents).unwrap_or_default();
        match (meeting.answers_to.iter().copied().find(|&up| up < shown && up != n), bodies.first()) {
            (Some(up), _) => children.entry(up).or_default().push(n),
            (None, Some(name)) if !name.is_empty() => {
                outside.entry(name.clone()).or_default().push(n);
                // It stands under the first; the other is drawn too, and the meeting says so.
                bodies.iter().skip(1).for_each(|other| {
                    outside.entry(other.clone()).or_default();
                });
            }
            _ => roots.push(n),
        }
    }
    let mut made = Tree { seats: Vec::new(), places: BTreeMap::new() };
    for (name, under) in &outside {
        made.seats.push(Seat { title: clip(name, 90).into_owned(), note: "no terms held".to_owned(), depth: 0, above: None, faded: true });
        let at = made.seats.len() - 1;
        for &n in under {
            descend(audit, &children, n, (1, Some(at)), &mut made);
        }
    }
    // What is left answers to nobody that is known; a ring of meetings that answer to each other is begun anywhere.
    for n in roots.into_iter().chain(0..shown) {
        descend(audit, &children, n, (0, None), &mut made);
    }
    made
}

fn descend(audit: &Audit, children: &BTreeMap<usize, Vec<usize>>, n: usize, (depth, above): (usize, Option<usize>), made: &mut Tree) {
    let Some(meeting) = audit.meetings.get(n).filter(|_| !made.places.contains_key(&n)) else { return };
    let mut notes = vec![level(meeting).to_owned()];
    if !meeting.members.is_empty() {
        notes.push(count(meeting.members.len(), "member"));
    }
    if let Some(sittings) = meeting.sittings_a_year {
        notes.push(format!("{} a year", whole(sittings)));
    }
    if meeting.answers_to.is_empty()
        && let Some(second) = meeting.reports_to.as_deref().map(parents).unwrap_or_default().get(1)
    {
        notes.push(format!("answers to the {second} too"));
    }
    made.seats.push(Seat {
        title: clip(&called(meeting), 90).into_owned(),
        note: notes.join(" · "),
        depth: depth.min(4),
        above,
        faded: false,
    });
    let at = made.seats.len() - 1;
    made.places.insert(n, at);
    for &child in children.get(&n).map(Vec::as_slice).unwrap_or_default() {
        descend(audit, children, child, (depth + 1, Some(at)), made);
    }
}

fn picture(out: &mut String, audit: &Audit) {
    let tree = tree(audit);
    let mut pairs: Vec<&SharedMembers> = audit.shared_members.iter().filter(|s| s.count >= LEAST).collect();
    pairs.sort_by_key(|s| (std::cmp::Reverse(s.count), s.meetings));
    let arcs: Vec<Curve> = pairs
        .iter()
        .take(PAIRS)
        .filter_map(|s| {
            let [a, b] = s.meetings;
            Some(Curve { ends: (*tree.places.get(&a)?, *tree.places.get(&b)?), count: s.count, dashed: false })
        })
        .collect();
    let description = format!(
        "{}, each under the one it answers to, with {} between those that share two members or more. The table below says the same in words.",
        count(tree.seats.len(), "meeting"),
        count(arcs.len(), "curve")
    );
    out.push_str("<div>\n<h3>Who answers to whom, and who shares people</h3>\n<ul class=\"legend\">\n<li><svg aria-hidden=\"true\" width=\"34\" height=\"20\" viewBox=\"0 0 34 20\"><path class=\"stem\" d=\"M6 2V12H30\"/></svg> answers to the one above</li>\n<li><svg aria-hidden=\"true\" width=\"26\" height=\"20\" viewBox=\"0 0 26 20\"><path class=\"share\" stroke-width=\"2.5\" d=\"M4 2C24 2 24 18 4 18\"/></svg> share members, with how many</li>\n<li><svg aria-hidden=\"true\" width=\"30\" height=\"16\" viewBox=\"0 0 30 16\"><rect class=\"box faded\" x=\"2\" y=\"2\" width=\"26\" height=\"12\" rx=\"2\"/></svg> named, but no terms held</li>\n</ul>\n");
    let name = "Panels and groups: who answers to whom, and who shares members";
    out.push_str(&diagram::seats(
        &tree.seats,
        &arcs,
        &Called { id: "seats", name, description: &description, shared: "members", room: Called::FEW },
    ));
    words(out, audit);
    out.push_str("</div>\n");
}

/// The picture in words.
fn words(out: &mut String, audit: &Audit) {
    out.push_str("<details class=\"words\">\n<summary>The picture in words</summary>\n<div class=\"scroll\" role=\"region\" aria-label=\"The picture in words\" tabindex=\"0\">\n<table>\n<caption>Whom each answers to, and with whom it shares members</caption>\n<thead><tr><th scope=\"col\">Panel or group</th><th scope=\"col\">Answers to</th><th scope=\"col\">Shares members with</th></tr></thead>\n<tbody>\n");
    for (n, meeting) in audit.meetings.iter().enumerate().take(SHOWN) {
        let shared = audit.shared_members.iter().filter(|s| s.count >= LEAST && s.meetings.contains(&n)).filter_map(|s| {
            let other = s.meetings.iter().find(|&&m| m != n)?;
            Some(format!("{} ({})", audit.meetings.get(*other)?.short(), s.count))
        });
        let shared: Vec<String> = shared.collect();
        put(
            out,
            format_args!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                escape(meeting.short()),
                escape(&clip(&above(audit, meeting).unwrap_or_else(|| "not found".to_owned()), 160)),
                escape(&if shared.is_empty() { "nobody, or one".to_owned() } else { shared.join(", ") })
            ),
        );
    }
    out.push_str("</tbody>\n</table>\n</div>\n</details>\n");
}

fn hours(out: &mut String, audit: &Audit) {
    let rows = meetings::hours(audit);
    let (sum, known) = meetings::total(&rows);
    out.push_str("<div>\n<h3>Hours a year round each table</h3>\n");
    put(
        out,
        format_args!(
            "<p>Members, times sittings a year, times how long a sitting lasts. A length marked * is assumed: nothing we read says it, so {} minutes are taken (<code>minutes</code> under <code>[panels]</code> in <code>concordat.toml</code>, or for one panel under its <code>[[panel]]</code>). Every member is taken to attend every sitting, a year has 52 weeks, and preparing and travelling are not counted.</p>\n",
            audit.sitting_minutes
        ),
    );
    out.push_str("<div class=\"scroll\" role=\"region\" aria-label=\"Hours a year round each table\" tabindex=\"0\">\n<table class=\"counts\">\n<caption>Hours a year</caption>\n<thead><tr><th scope=\"col\">Panel or group</th><th scope=\"col\" class=\"n\">Members</th><th scope=\"col\" class=\"n\">Sittings</th><th scope=\"col\" class=\"n\">Minutes</th><th scope=\"col\" class=\"n\">Hours</th></tr></thead>\n<tbody>\n");
    for Hours { meeting, minutes, assumed, hours } in rows.iter().take(SHOWN) {
        let unknown = || "<span class=\"aside\">not told</span>".to_owned();
        let members = if meeting.members.is_empty() { unknown() } else { meeting.members.len().to_string() };
        put(
            out,
            format_args!(
                "<tr><th scope=\"row\">{}</th><td class=\"n\">{members}</td><td class=\"n\">{}</td><td class=\"n\">{minutes}{}</td><td class=\"n\">{}</td></tr>\n",
                escape(meeting.short()),
                meeting.sittings_a_year.map_or_else(unknown, whole),
                if *assumed { "<abbr title=\"assumed\">*</abbr>" } else { "" },
                hours.map_or_else(unknown, whole)
            ),
        );
    }
    if known > 0 {
        put(
            out,
            format_args!("<tr><th scope=\"row\">Together</th><td></td><td></td><td></td><td class=\"n\"><b>{}</b></td></tr>\n", whole(sum)),
        );
    }
    out.push_str("</tbody>\n</table>\n</div>\n</div>\n");
}
