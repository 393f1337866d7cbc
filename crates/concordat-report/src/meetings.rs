//! Panels and groups in words, for every product that shows them.

use crate::wording::number;
use concordat_findings::Audit;
use concordat_register::meeting::{Level, Meeting, Member};

/// A meeting's hours a year and what they rest on.
pub(crate) struct Hours<'a> {
    pub(crate) meeting: &'a Meeting,
    pub(crate) minutes: u32,
    /// Whether nothing says how long its sittings last.
    pub(crate) assumed: bool,
    /// None where members or cadence are not known.
    pub(crate) hours: Option<f64>,
}

/// The hours of every meeting, most first; those that cannot be told come last.
pub(crate) fn hours(audit: &Audit) -> Vec<Hours<'_>> {
    let of = |meeting| {
        let meeting: &Meeting = meeting;
        Hours {
            meeting,
            minutes: meeting.minutes.unwrap_or(audit.sitting_minutes),
            assumed: meeting.minutes.is_none(),
            hours: meeting.hours_a_year(audit.sitting_minutes),
        }
    };
    let mut rows: Vec<Hours<'_>> = audit.meetings.iter().map(of).collect();
    rows.sort_by(|a, b| b.hours.unwrap_or(-1.0).total_cmp(&a.hours.unwrap_or(-1.0)));
    rows
}

/// Hours of all meetings together, and how many meetings they are of.
pub(crate) fn total(rows: &[Hours<'_>]) -> (f64, usize) {
    let known = rows.iter().filter_map(|r| r.hours);
    (known.clone().sum(), known.count())
}

/// A number to the whole one, with thousands parted.
pub(crate) fn whole(value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not below 0 and far below 2^53")]
    let value = value.round().clamp(0.0, 1e12) as usize;
    number(value)
}

/// What a meeting is called, with its letters where it has both.
pub(crate) fn called(meeting: &Meeting) -> String {
    match meeting.acronym.as_deref().filter(|a| *a != meeting.name && !meeting.name.contains(&format!("({a})"))) {
        Some(acronym) => format!("{} ({acronym})", meeting.name),
        None => meeting.name.clone(),
    }
}

/// What its level is called.
pub(crate) fn level(meeting: &Meeting) -> &'static str {
    match meeting.level {
        Some(Level::Operational) => "takes cases",
        Some(Level::Strategic) => "oversees",
        None => "level not told",
    }
}

/// Who takes the chair, in a few words.
pub(crate) fn chair(member: &Member) -> String {
    let parts = [&member.person, &member.role, &member.agency];
    parts.into_iter().flatten().take(2).map(|p| p.to_string()).collect::<Vec<_>>().join(", ")
}

/// The meeting that is answered to, out of a sentence that says so: "It reports to the Saltmere Board each year."
pub(crate) fn parent(said: &str) -> String {
    const VERBS: [&str; 9] = [
        " to the ",
        "reports to ",
        "report to ",
        "accountable to ",
        "answers to ",
        "overseen by ",
        "sub-group of ",
        "subgroup of ",
        "reports into ",
    ];
    let after = VERBS.iter().filter_map(|verb| said.find(verb).map(|at| at + verb.len())).min().unwrap_or(0);
    let rest = said.get(after..).unwrap_or(said).trim();
    let rest = rest.strip_prefix("the ").or_else(|| rest.strip_prefix("The ")).unwrap_or(rest);
    let ends = [".", ";", ":", "\n", " each ", " every ", " through ", " twice ", " once ", " quarterly", " annually", ", which", " via "];
    let end = ends.iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
    let rest = rest.get(..end).unwrap_or(rest);
    name_of_body(rest).trim_end_matches([',', ' ']).to_owned()
}

/// The bodies that are answered to: two where "and" stands between the names of two, each of which ends as those of bodies do.
pub(crate) fn parents(said: &str) -> Vec<String> {
    const NOUNS: [&str; 9] = ["Board", "Partnership", "Executive", "Committee", "Group", "Panel", "Council", "Forum", "Conference"];
    let whole = parent(said);
    let is_body = |name: &str| name.starts_with(char::is_uppercase) && name.rsplit(' ').next().is_some_and(|last| NOUNS.contains(&last));
    let bare = |name: &str| name.trim().strip_prefix("the ").unwrap_or(name.trim()).to_owned();
    match whole.split_once(" and ").map(|(a, b)| (bare(a), bare(b))) {
        Some((first, second)) if is_body(&first) && is_body(&second) && second.contains(' ') => vec![first, second],
        _ => vec![whole],
    }
}

/// The name at the front of a clause: its words in capitals with those between them, up to where the clause goes on in small
/// letters ("and publishes", "on numbers"). A name without capitals is all there is.
fn name_of_body(rest: &str) -> &str {
    const WITHIN: [&str; 9] = ["of", "the", "and", "for", "on", "in", "with", "&", "to"];
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '(');
    if !rest.starts_with(char::is_uppercase) {
        return rest;
    }
    let mut end = 0;
    let mut between = 0;
    let mut at = 0;
    for word in rest.split(' ') {
        if capital(word) {
            end = at + word.len();
            between = 0;
        } else if !(WITHIN.contains(&word) && between < 2) {
            break;
        } else {
            between += 1;
        }
        at += word.len() + 1;
    }
    rest.get(..end).unwrap_or(rest)
}

/// What the meetings come to, in one sentence.
pub(crate) fn sums(audit: &Audit) -> String {
    let count = |wanted| audit.meetings.iter().filter(|m| m.level == wanted).count();
    let (cases, oversee) = (count(Some(Level::Operational)), count(Some(Level::Strategic)));
    let rows = hours(audit);
    let (hours, known) = total(&rows);
    let untold = audit.meetings.len() - cases - oversee;
    let mut says = format!("{cases} that take cases and {oversee} that oversee");
    if untold > 0 {
        says.push_str(&format!(", and {untold} whose level is not told"));
    }
    if known > 0 {
        says.push_str(&format!("; about {} professional hours a year round {known} of their tables", whole(hours)));
    }
    says
}

#[cfg(test)]
mod tests {
    use super::{parent, parents};

    #[test]
    fn a_reporting_line_is_a_body() {
        for (said, body) in [
            ("It reports to the Saltmere Board each year.", "Saltmere Board"),
            ("The panel reports twice a year to the Harbour Partnership on numbers, on quarrels and on the quay.", "Harbour Partnership"),
            ("The group reports to the Executive of the Partnership, and publishes a page.", "Executive of the Partnership"),
            ("It answers to the Board for Children and Young People and sends it figures.", "Board for Children and Young People"),
            ("It reports each quarter to the Harm Group: numbers, without names.", "Harm Group"),
            ("reports to the community safety partnership", "community safety partnership"),
            ("Saltmere Council, Education Committee (SEC)", "Saltmere Council, Education Committee (SEC)"),
        ] {
            assert_eq!(parent(said), body, "{said}");
        }
    }

    /// Issue 4: two bodies were drawn as one of both their names.
    #[test]
    fn two_bodies_are_two() {
        for (said, bodies) in [
            (
                "Saltmere Children Board and Community Safety Partnership",
                ["Saltmere Children Board", "Community Safety Partnership"].as_slice(),
            ),
            ("It reports to the Harm Board and the Harbour Group.", &["Harm Board", "Harbour Group"]),
            ("Health and Wellbeing Board", &["Health and Wellbeing Board"]),
        ] {
            assert_eq!(parents(said), bodies, "{said}");
        }
    }
}
