//! `sector/absent`.

use crate::{Area, Sink, coverage, declare::declare_check};
use concordat_findings::Severity;

declare_check! {
    /// A document of several agencies on harm between young people engages one of seven sectors nowhere: children's social
    /// care, police, education, health, youth justice, housing, voluntary and community. Staff who follow it do not ask that
    /// sector, and that sector does not know that it has a part.
    ///
    /// A sector counts as engaged under any of its agencies' names, wherever it stands; the title of an Act or of national
    /// guidance is not such a name, and whoever any document of the area calls a charity is one wherever it is named. What each sector is engaged for (named only, given a role, given a task) is told beside.
    /// Nothing is raised of minutes and reports, of one organisation's own policy, nor of a document with fewer than four of the
    /// seven. Where nothing in the document shows why the sector matters there, it is a question of low severity.
    ///
    /// Of a document on several themes it is also asked, at low severity, where one of them is dealt with at length (twelve passages
    /// or more that name contexts or sectors) and a sector is found only in the parts on the others.
    ///
    /// A panel is asked too: where its terms of reference or a list of members say who sits at it, and its themes need a sector
    /// of whom nobody does, that is raised. Nothing is raised where several members' sectors cannot be told.
    ///
    /// ```text
    /// raised
    /// //- gangs.md
    /// # Gangs Procedure 2022
    ///
    /// Where gangs harm a child, the police, children's social care, the school, the youth justice service, the landlord and the
    /// youth club meet. Injuries that are explained badly are a sign of it.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- gangs.md
    /// # Gangs Procedure 2022
    ///
    /// Where gangs harm a child, the police, children's social care, the school, the youth justice service, the landlord and the
    /// youth club meet. Injuries that are explained badly are a sign of it, and A&E tells the school nurse.
    /// ```
    pub(super) static CHECK = {
        id: "sector/absent",
        severity: Severity::Medium,
        since: "0.2.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let gaps = coverage::gaps(area, &area.standard.sectors, |d| &d.meaning.coverage.sectors);
    for gap in &gaps {
        coverage::raise(area, sink, gap, "gives a part to");
    }
    crate::panel::seats(area, sink, &|document, id| gaps.iter().any(|gap| gap.key() == (document, id)));
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{Fixture, examples};
    use concordat_findings::Depth;

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn words_that_show_why_it_matters_are_the_evidence_of_an_absence() {
        let site = Fixture::new(
            "//- gangs.md\n# Gangs Procedure 2022\n\nGangs are met by police, social workers, schools, the YOT, landlords and charities.\n\nHealth and safety rules apply. Some come home with injuries.\n",
        );
        let found = site.raised("sector/absent");
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].evidence[0].anchor.quote.exact.ends_with("injuries"));
        let rows = crate::coverage(&site.standard, &mut site.documents.clone(), &[]);
        let health = rows[0].sectors.iter().find(|c| c.id == "health").unwrap();
        assert_eq!((health.depth, health.evidence.len()), (Depth::Absent, 0));
    }

    #[test]
    fn the_front_door_under_its_local_name_gives_childrens_social_care_a_part() {
        let procedure = "//- gangs.md\n# Gangs Procedure 2022\n\nGangs are met by police, schools, the YOT, landlords, charities and GPs. A worker who fears significant harm rings the Lantern the same day.\n";
        let other = "//- levels.md\n# Levels of Need 2022\n\nThe Lantern is the front door of children's social care.\n";
        let alone = Fixture::new(procedure);
        assert!(alone.raised("sector/absent").iter().any(|f| f.message.contains("children's social care")));
        let site = Fixture::new(&format!("{procedure}{other}"));
        assert!(!site.raised("sector/absent").iter().any(|f| f.message.contains("children's social care") && f.documents[0].0 == 0));
        let doors = crate::at_the_door(&site.area());
        let rows = crate::coverage(&site.standard, &mut site.documents.clone(), &doors);
        let cell = rows[0].sectors.iter().find(|c| c.id == "social-care").unwrap();
        assert_eq!((cell.depth, cell.evidence.len()), (Depth::Considered, 1));
    }

    #[test]
    fn whoever_another_document_calls_a_charity_is_one_here_too() {
        let procedure = "//- gangs.md\n# Gangs Procedure 2022\n\nGangs are met by police, social workers, schools, the YOT, landlords and GPs. Tidegate sees each of them at home, and counselling follows.\n";
        let asked = |other: &str| {
            let found = Fixture::new(&format!("{procedure}//- levels.md\n# Levels of Need 2022\n\n{other}\n")).raised("sector/absent");
            found.iter().any(|f| f.message.contains("voluntary") && f.documents[0].0 == 0)
        };
        assert!(asked("Tidegate has an office in the square. Charities are asked to help."));
        assert!(!asked("Help is had from Tidegate, a small charity in the square."));
        let mut site = Fixture::new(&format!("{procedure}//- levels.md\n# Levels of Need 2022\n\nAsk a charity such as Tidegate.\n"));
        let rows = crate::coverage(&site.standard, &mut site.documents, &[]);
        let cell = rows[0].sectors.iter().find(|c| c.id == "voluntary").unwrap();
        assert_eq!((cell.depth, cell.evidence[0].anchor.quote.exact.as_str()), (Depth::Named, "Tidegate"));
    }

    #[test]
    fn the_title_of_an_act_engages_nobody() {
        let site = Fixture::new(
            "//- hsb.md\n# Harmful Sexual Behaviour Protocol 2022\n\nHarmful sexual behaviour is met by social workers, schools, the YOT, landlords, charities and GPs under the Police and Criminal Evidence Act 1984.\n",
        );
        assert_eq!(site.raised("sector/absent").len(), 1);
    }
}
