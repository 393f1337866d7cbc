//! `panel/subjects`.

use super::{called, documents_of, list};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{
    Date, Evidence,
    meeting::{Meeting, Source},
    overlap::{Count, KindOverlap, Overlap, SubjectKind},
};

declare_check! {
    /// Two panels keep discussing the same individuals, families, schools, peer groups or places: their agendas have at least
    /// five of a kind in common. Each of the two may hold what the other needs, and the same people may be asked the same
    /// questions twice.
    ///
    /// It tells counts and nothing else. A count below five is never told, nor one that would give such a count away, and nothing
    /// is raised on it. That two panels share subjects may be right, where each does its own part and knows of the other.
    ///
    /// ```text
    /// raised
    /// //- meetings/Missing panel January 2025.csv
    /// Date,First name,Surname,DOB,Reason
    /// 06/01/2025,Amara,Okoye,03/02/2010,Three episodes
    /// 06/01/2025,Benji,Thorne,14/05/2009,Two episodes
    /// 06/01/2025,Cerys,Maddox,21/09/2010,Return interview
    /// 06/01/2025,Dawid,Zielony,02/12/2008,Two episodes
    /// 06/01/2025,Esme,Harcourt,30/07/2011,New referral
    /// 06/01/2025,Farid,Noorzai,11/11/2009,New referral
    /// //- meetings/Exploitation panel January 2025.csv
    /// Date,First name,Surname,DOB,Reason
    /// 13/01/2025,Amara,Okoye,03/02/2010,Review
    /// 13/01/2025,Benji,Thorne,14/05/2009,Review
    /// 13/01/2025,Cerys,Maddox,21/09/2010,New referral
    /// 13/01/2025,Dawid,Zielony,02/12/2008,Review
    /// 13/01/2025,Esme,Harcourt,30/07/2011,New referral
    /// 13/01/2025,Farid,Noorzai,11/11/2009,New referral
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- meetings/Missing panel January 2025.csv
    /// Date,First name,Surname,DOB,Reason
    /// 06/01/2025,Amara,Okoye,03/02/2010,Three episodes
    /// 06/01/2025,Benji,Thorne,14/05/2009,Two episodes
    /// //- meetings/Exploitation panel January 2025.csv
    /// Date,First name,Surname,DOB,Reason
    /// 13/01/2025,Amara,Okoye,03/02/2010,Review
    /// 13/01/2025,Cerys,Maddox,21/09/2010,New referral
    /// ```
    pub(super) static CHECK = {
        id: "panel/subjects",
        severity: Severity::Medium,
        since: "0.4.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

/// The part of the smaller panel's subjects, in hundredths, from which the two are held to share much.
const MUCH: u32 = 25;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let Some(overlap) = area.overlap else { return };
    for a in 0..overlap.panels.len() {
        for b in a + 1..overlap.panels.len() {
            pair(area, overlap, (a, b), sink);
        }
    }
}

fn pair(area: &Area<'_>, overlap: &Overlap, (a, b): (usize, usize), sink: &mut Sink<'_>) {
    let shared: Vec<(SubjectKind, u32)> = overlap
        .kinds
        .iter()
        .filter_map(|k| match k.shared(a, b) {
            Count::Of(n) if n > 0 => Some((k.kind, n)),
            _ => None,
        })
        .collect();
    let Some(names) = overlap.panels.get(a).zip(overlap.panels.get(b)).map(|(a, b)| [a.name.as_str(), b.name.as_str()]) else { return };
    if shared.is_empty() {
        return;
    }
    let counts: Vec<String> = shared.iter().map(|&(kind, n)| format!("{n} {}", plural(kind, n))).collect();
    let meetings = names.map(|name| area.meetings.iter().find(|m| m.is_called(name)));
    let [one, other] = [0, 1].map(|n: usize| {
        let name = names.get(n).copied().unwrap_or_default();
        meetings.get(n).copied().flatten().map_or_else(|| name.to_owned(), called)
    });
    let when = overlap.period.map(|(first, last)| format!(" between {} and {}", month(first), month(last))).unwrap_or_default();
    let evidence: Vec<&Evidence> = meetings.into_iter().flatten().filter_map(named_at).collect();
    let message = format!("The {one} and the {other} both discussed {}{when}.", list(&counts));
    let much = overlap.kinds.iter().any(|k| part(k, a, b) >= MUCH);
    let mut raised = sink.raise(&documents_of(evidence.iter().copied()), message.replace("The The ", "The ").replace("the The ", "the "));
    raised.known_by(names.join(" ")).severity(if much { Severity::Medium } else { Severity::Low });
    super::add(&mut raised, evidence);
    raised.suggest(
        "Say in the terms of both which of them leads on a case that both have, and how each comes to know of it; \
         `concordat structures` shows what other arrangements would spare and lose.",
    );
}

/// The part of the smaller panel's subjects that two share, in hundredths; 0 where that may not be said. Where only one panel's count is
/// said, the part is at least that of this one.
fn part(kind: &KindOverlap, a: usize, b: usize) -> u32 {
    let Some(both) = kind.shared(a, b).value() else { return 0 };
    let smaller = [a, b].into_iter().filter_map(|panel| kind.shared(panel, panel).value()).min();
    smaller.map_or(0, |all| both.saturating_mul(100) / all.max(1))
}

/// A month as people write it.
fn month(date: Date) -> String {
    const NAMES: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    format!("{} {}", NAMES.get(usize::from(date.month).saturating_sub(1)).copied().unwrap_or_default(), date.year)
}

/// Where a meeting is named.
fn named_at(meeting: &Meeting) -> Option<&Evidence> {
    meeting.sources.iter().find_map(|source| match source {
        Source::Words(evidence) => Some(evidence),
        Source::Settings => None,
    })
}

fn plural(kind: SubjectKind, n: u32) -> &'static str {
    match (kind, n) {
        (SubjectKind::Individual, 1) => "individual",
        (SubjectKind::Individual, _) => "individuals",
        (SubjectKind::Family, 1) => "family",
        (SubjectKind::Family, _) => "families",
        (SubjectKind::School, 1) => "school",
        (SubjectKind::School, _) => "schools",
        (SubjectKind::PeerGroup, 1) => "peer group",
        (SubjectKind::PeerGroup, _) => "peer groups",
        (SubjectKind::Place, 1) => "place",
        (SubjectKind::Place, _) => "places",
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{Fixture, examples};

    #[test]
    fn page_examples() {
        examples(&super::CHECK);
    }

    #[test]
    fn no_name_is_in_a_finding() {
        let rows: String = (0..6).map(|n| format!("06/01/2025,Zebedee{n},Quillfeather{n},0{}/02/2010\n", n + 1)).collect();
        let sheet = |panel: &str| format!("//- meetings/{panel} panel January 2025.csv\nDate,First name,Surname,DOB\n{rows}");
        let found = Fixture::new(&(sheet("Missing") + &sheet("Exploitation"))).raised("panel/subjects");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].message.contains("6 individuals"), "{}", found[0].message);
        let said = format!("{found:?}");
        assert!(!said.contains("Zebedee") && !said.contains("Quillfeather"), "{said}");
    }
}
