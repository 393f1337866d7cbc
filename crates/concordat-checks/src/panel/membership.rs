//! `panel/membership`.

use super::{add, called, documents_of};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::{Severity, SharedMembers};
use concordat_register::{
    Evidence,
    meeting::{Meeting, Member},
};
use concordat_text::fold_str;
use std::collections::BTreeSet;

declare_check! {
    /// Two meetings are attended by much the same people: at least three, and at least half of the smaller one, by name or by a
    /// post that only one person holds. Their hours are spent twice, and the two may be able to sit as one, or one after the
    /// other.
    ///
    /// An agency that sends somebody to both is not the same person, and nor is a post that many hold ("representative", "social
    /// worker"). A group that oversees a panel and shares its people is not raised.
    ///
    /// ```text
    /// raised
    /// //- meetings/members.csv
    /// Panel,Name,Agency,Role
    /// Missing Panel,Ida Marlow,Police,Sergeant
    /// Missing Panel,Tom Reeve,Housing,Officer
    /// Missing Panel,Asha Dean,Health,Named nurse
    /// Missing Panel,Lou Finch,Schools,Adviser
    /// Harm Panel,Ida Marlow,Police,Sergeant
    /// Harm Panel,Tom Reeve,Housing,Officer
    /// Harm Panel,Asha Dean,Health,Named nurse
    /// Harm Panel,Kay Bright,Youth justice,Manager
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- meetings/members.csv
    /// Panel,Name,Agency,Role
    /// Missing Panel,Ida Marlow,Police,Sergeant
    /// Missing Panel,Tom Reeve,Housing,Officer
    /// Missing Panel,Asha Dean,Health,Named nurse
    /// Harm Panel,Sam Vale,Police,Sergeant
    /// Harm Panel,Eve Stone,Housing,Officer
    /// Harm Panel,Asha Dean,Health,Named nurse
    /// ```
    pub(super) static CHECK = {
        id: "panel/membership",
        severity: Severity::Medium,
        since: "0.4.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

/// Members that two meetings share, at least.
const LEAST: usize = 3;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let rules = Rules::new(area);
    for (n, a) in area.meetings.iter().enumerate() {
        for b in area.meetings.iter().skip(n + 1) {
            let levels = a.level.zip(b.level).is_none_or(|(x, y)| x == y);
            let shared = if levels { rules.shared(a, b) } else { Vec::new() };
            let smaller = a.members.len().min(b.members.len());
            if shared.len() >= LEAST && shared.len() * 2 >= smaller {
                raise(sink, a, b, &shared);
            }
        }
    }
}

/// Meetings that share members, however few.
pub(crate) fn shared_members(area: &Area<'_>) -> Vec<SharedMembers> {
    let rules = Rules::new(area);
    let mut found = Vec::new();
    for (n, a) in area.meetings.iter().enumerate() {
        for (m, b) in area.meetings.iter().enumerate().skip(n + 1) {
            let count = u32::try_from(rules.shared(a, b).len()).unwrap_or(u32::MAX);
            if count > 0 {
                found.push(SharedMembers { meetings: [n, m], count });
            }
        }
    }
    found
}

/// When two members are one.
struct Rules<'a> {
    titles: BTreeSet<&'a str>,
    general: BTreeSet<&'a str>,
}

impl<'a> Rules<'a> {
    fn new(area: &Area<'a>) -> Self {
        let bodies = &area.standard.terms.bodies;
        Self {
            titles: bodies.titles.iter().map(String::as_str).collect(),
            general: bodies.general_posts.iter().map(String::as_str).collect(),
        }
    }

    /// Members of both, as their places in each: nobody counts twice.
    fn shared(&self, a: &Meeting, b: &Meeting) -> Vec<(usize, usize)> {
        let mut taken = BTreeSet::new();
        let mut shared = Vec::new();
        for (n, one) in a.members.iter().enumerate() {
            let other = b.members.iter().enumerate().find(|(m, other)| !taken.contains(m) && self.same(one, other)).map(|(m, _)| m);
            if let Some(m) = other {
                taken.insert(m);
                shared.push((n, m));
            }
        }
        shared
    }

    fn same(&self, a: &Member, b: &Member) -> bool {
        let folded = |text: &Option<concordat_text::Text>| text.as_ref().map(|t| fold_str(t)).unwrap_or_default();
        match (&a.person, &b.person) {
            (Some(x), Some(y)) => self.same_name(x, y, folded(&a.agency) == folded(&b.agency)),
            // By post: where it is one that one person holds, and its agency is the same.
            _ => {
                let (post, other) = (folded(&a.role), folded(&b.role));
                let one = same_agency(&folded(&a.agency), &folded(&b.agency));
                !post.is_empty() && post == other && one && !self.general.contains(post.as_str())
            }
        }
    }

    /// Whether two names are one person's: alike without forms of address, or an initial for a first name in one agency.
    fn same_name(&self, a: &str, b: &str, one_agency: bool) -> bool {
        let (a, b) = (self.bare(a), self.bare(b));
        if a == b {
            return !a.is_empty();
        }
        let parts = |name: &str| name.rsplit_once(' ').map(|(first, last)| (first.to_owned(), last.to_owned()));
        let (Some((first, last)), Some((other_first, other_last))) = (parts(&a), parts(&b)) else { return false };
        let initial =
            |short: &str, long: &str| short.trim_end_matches('.').chars().count() == 1 && long.starts_with(short.trim_end_matches('.'));
        one_agency && last == other_last && (initial(&first, &other_first) || initial(&other_first, &first))
    }

    fn bare(&self, name: &str) -> String {
        let folded = fold_str(name).replace(['(', ')', ','], " ");
        let mut words: Vec<&str> = folded.split_whitespace().collect();
        while words.len() > 1 && words.first().is_some_and(|w| self.titles.contains(w.trim_end_matches('.'))) {
            words.remove(0);
        }
        words.join(" ")
    }
}

/// Whether two names are of one agency: alike, one a part of the other ("Marl Council, Education"), or one the short name of the
/// other ("police" of "Marl Police").
fn same_agency(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let within = |rest: Option<&str>| rest.is_some_and(|rest| rest.starts_with([',', ':']) || rest.starts_with(" - "));
    let last = |rest: Option<&str>| rest.is_some_and(|rest| rest.ends_with(' '));
    short == long || !short.is_empty() && (within(long.strip_prefix(short)) || last(long.strip_suffix(short)))
}

fn raise(sink: &mut Sink<'_>, a: &Meeting, b: &Meeting, shared: &[(usize, usize)]) {
    let evidence: Vec<Evidence> =
        shared.iter().flat_map(|(n, m)| [a.members_at.get(*n), b.members_at.get(*m)]).flatten().cloned().collect();
    // Nobody is named: what a finding says goes into papers that leave, and the words that it rests on show who they are.
    let message = format!(
        "{} and {} share {} of their members ({} and {} sit at them).",
        called(a),
        called(b),
        shared.len(),
        a.members.len(),
        b.members.len()
    );
    let mut raised = sink.raise(&documents_of(&evidence), message);
    raised.suggest("Ask whether the two could sit one after the other, share a chair or a pre-meeting, or sit as one; the report has the hours that each takes.");
    add(&mut raised, &evidence);
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{examples, raised};

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn a_part_of_an_agency_is_the_agency() {
        let list = "//- m.csv\nPanel,Agency,Role\nMissing Panel,Marl Council,Licensing Adviser\nMissing Panel,Marl Police,Missing Coordinator\nMissing Panel,Children's Social Care,Head of Harm Outside Home\nHarm Panel,\"Marl Council, Licensing\",Licensing adviser\nHarm Panel,police,Missing coordinator\nHarm Panel,children's social care,Head of harm outside home\n";
        assert_eq!(raised("panel/membership", list).len(), 1);
        // Another council is another employer.
        assert!(raised("panel/membership", &list.replace("Marl Council, Licensing", "Fen Council")).is_empty());
    }

    #[test]
    fn posts_that_many_hold_are_not_one_person() {
        let list = |role: &str| {
            let rows: Vec<String> = ["Missing Panel", "Harm Panel"]
                .iter()
                .flat_map(|panel| ["Police", "Housing", "Health trust"].iter().map(move |agency| format!("{panel},{agency},{role}\n")))
                .collect();
            format!("//- m.csv\nPanel,Agency,Role\n{}", rows.concat())
        };
        assert!(raised("panel/membership", &list("Representative")).is_empty());
        assert_eq!(raised("panel/membership", &list("Director of Safeguarding")).len(), 1);
    }
}
