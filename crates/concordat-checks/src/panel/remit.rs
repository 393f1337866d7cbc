//! `panel/remit`.

use super::{SHOWN, add, called, documents_of, is_past, list};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{
    Evidence,
    meeting::{Level, Meeting, Part, Standing, Taken},
};

declare_check! {
    /// Two panels that take cases have remits that overlap: both take the same children, groups or places for the same harm, and
    /// nothing says how they divide the work. The same child is then discussed twice, by much the same people, or each panel
    /// leaves the child to the other.
    ///
    /// Nothing is raised of a group that oversees a panel, where the ages do not meet, where one panel answers to the other, nor
    /// where a remit or a sentence elsewhere says which of the two takes what.
    ///
    /// ```text
    /// raised
    /// //- meetings/panels.csv
    /// Panel,Chair,Meets,Remit
    /// Saltmere Missing Panel,Head of service,Weekly,Children who go missing and children who are sexually exploited
    /// Saltmere Exploitation Panel,Detective Inspector,Monthly,Any child who is sexually exploited
    /// Saltmere Housing Panel,Housing manager,Monthly,Care leavers who need a home
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- meetings/panels.csv
    /// Panel,Chair,Meets,Remit
    /// Saltmere Missing Panel,Head of service,Weekly,Children who go missing; those who are sexually exploited go to the Saltmere Exploitation Panel
    /// Saltmere Exploitation Panel,Detective Inspector,Monthly,Any child who is missing or sexually exploited
    /// Saltmere Strategic Board,Director,Quarterly,Policy on sexual exploitation. It does not discuss individual children
    /// ```
    pub(super) static CHECK = {
        id: "panel/remit",
        severity: Severity::Medium,
        since: "0.4.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    for (n, a) in area.meetings.iter().enumerate() {
        for (m, b) in area.meetings.iter().enumerate().skip(n + 1) {
            let apart = a.divisions.iter().any(|(other, _)| *other == m) || a.answers_to.contains(&m) || b.answers_to.contains(&n);
            if apart || !takes_cases(a) || !takes_cases(b) || !ages_meet(a, b) {
                continue;
            }
            let themes: Vec<String> = a
                .remit_themes
                .iter()
                .filter(|t| b.remit_themes.contains(t))
                .filter_map(|t| area.standard.themes.themes.iter().find(|row| t.0 == row.id.as_str()))
                .map(|row| small(&row.name))
                .collect();
            let taken: Vec<Taken> = a.takes.iter().copied().filter(|t| b.takes.contains(t)).collect();
            if !themes.is_empty() && !taken.is_empty() {
                raise(area, sink, [a, b], &themes, &taken);
            }
        }
    }
}

/// Whether a meeting is a panel with a remit that can be compared.
fn takes_cases(meeting: &Meeting) -> bool {
    meeting.level == Some(Level::Operational) && !meeting.remit_themes.is_empty() && !meeting.takes.is_empty()
}

/// Whether there is an age that both take, as far as it is said.
fn ages_meet(a: &Meeting, b: &Meeting) -> bool {
    let below = |x: &Meeting, y: &Meeting| x.ages.1.zip(y.ages.0).is_some_and(|(most, least)| most < least);
    !below(a, b) && !below(b, a)
}

fn raise(area: &Area<'_>, sink: &mut Sink<'_>, pair: [&Meeting; 2], themes: &[String], taken: &[Taken]) {
    let [a, b] = pair;
    let whom: Vec<String> = taken
        .iter()
        .map(|t| match t {
            Taken::Children => "children",
            Taken::Adults => "adults",
            Taken::Groups => "groups of young people",
            Taken::Schools => "schools",
            Taken::Places => "places",
        })
        .map(str::to_owned)
        .collect();
    let remits = |meeting: &Meeting| -> Vec<Evidence> {
        let remit = |p: &&concordat_register::meeting::PartSource| p.part == Part::Remit && p.standing == Standing::Settled;
        meeting
            .parts
            .iter()
            .filter(remit)
            .map(|p| &p.evidence)
            .filter(|e| !is_past(area, e) && !divides(meeting, e))
            .take(SHOWN)
            .cloned()
            .collect()
    };
    let evidence: Vec<Evidence> = remits(a).into_iter().chain(remits(b)).collect();
    let message = format!(
        "{} and {} both take {} for the same harm ({}), and we found nothing that says how they divide the work.",
        called(a),
        called(b),
        list(&whom),
        list(themes)
    );
    let mut raised = sink.raise(&documents_of(&evidence), message);
    raised.suggest("Say in both remits which of the two takes whom, and how a child passes from one to the other; or share a sitting, a chair or a pre-meeting.");
    add(&mut raised, &evidence);
}

/// Whether words stand where it is said how the meeting and another divide the work.
fn divides(meeting: &Meeting, evidence: &Evidence) -> bool {
    meeting.divisions.iter().any(|(_, e)| (e.document, e.anchor.paragraph) == (evidence.document, evidence.anchor.paragraph))
}

/// The first letter small, unless the word is letters: "Missing children" stands within a sentence.
fn small(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{Fixture, examples, raised};

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn a_row_of_a_spreadsheet_is_evidence() {
        let site = Fixture::new(
            "//- a.md\n# Missing protocol\n\nThe Saltmere Missing Panel (SMP) takes any child who goes missing.\n//- panels.csv\nOur panels\nPanel,Acronym,Chair,Meets,Remit\nSaltmere Missing Panel,SMP,A Pell,Weekly,Children who go missing\nSaltmere Harm Panel,SHP,B Orr,Weekly,Children who are exploited or go missing\nSaltmere Home Panel,SHO,C Ode,Weekly,Care leavers\n",
        );
        let found = site.raised("panel/remit");
        assert_eq!(found.len(), 1, "{:#?}", site.meetings);
        let row = found[0].evidence.iter().find(|e| e.anchor.paragraph == 4).unwrap();
        let area = site.area();
        let sheet = area.document(row.document).unwrap();
        assert_eq!(
            (sheet.entry.file.as_str(), row.anchor.quote.exact.as_str()),
            ("panels.csv", "Children who are exploited or go missing")
        );
        assert_eq!(sheet.heading_path(&row.anchor), ["Sheet"]);
        // What the protocol says of the panel is evidence too.
        assert!(found[0].evidence.iter().any(|e| e.document.0 == 0));
    }

    /// Issue 4: two panels with one list, or of which somebody names the one that leads, were said to divide nothing.
    #[test]
    fn one_list_and_a_lead_panel_divide_the_work() {
        let said = |words: &str| {
            let list = "//- panels.csv\nPanel,Acronym,Chair,Meets,Remit\nTide Missing Panel,TMP,A,Weekly,Children who go missing or are exploited\nQuay Harm Panel,QHP,B,Weekly,Children who are exploited\n";
            raised("panel/remit", &format!("//- a.md\n# Exploitation strategy\n\nThe Tide Missing Panel (TMP) meets on Mondays and the Quay Harm Panel (QHP) on Fridays.\n\n{words}\n{list}")).len()
        };
        assert_eq!(said("Both panels sit at the civic centre."), 1);
        assert_eq!(said("The TMP and the QHP share one list, so that nobody is discussed twice."), 0);
        assert_eq!(said("Where more than one panel knows a child, the front door names the panel that leads."), 0);
        assert_eq!(said("Nobody decides which panel leads where both know a child."), 1);
    }

    #[test]
    fn ages_that_do_not_meet_are_no_overlap() {
        let list = "//- panels.csv\nPanel,Chair,Meets,Remit\nElder Panel,A,Weekly,Young people aged 18 to 25 affected by gangs\nYounger Panel,B,Weekly,Children aged 10 to 17 affected by gangs\n";
        assert!(raised("panel/remit", list).is_empty());
    }
}
