//! `structure/section`.

use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{DocumentFacts, DocumentIndex, Status, meaning::SectionReading};
use concordat_standard::sections::Section;

declare_check! {
    /// A section that the standard expects of a document of this theme and kind is not there: its matter is scattered, is
    /// read into provisions that were written for others, or was not found at all.
    ///
    /// A section counts whatever it is called ("Young people's relationships", "Teenagers", "Under 18s"), and so does a
    /// pointer to a document of its own. Where nothing was found the finding is a question to the reader.
    ///
    /// ```text
    /// raised
    /// //- da.md
    /// # Domestic Abuse Policy 2020
    ///
    /// ## Victims
    ///
    /// Domestic abuse is met with belief and help. Those aged 16 or 17 are dealt with as if they were adults.
    ///
    /// ## Risk
    ///
    /// Domestic abuse is risk assessed. A victim who is 16 or 17 may be heard at the conference.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- da.md
    /// # Domestic Abuse Policy 2020
    ///
    /// ## Victims
    ///
    /// Domestic abuse is met with belief and help.
    ///
    /// ## Teenagers
    ///
    /// Those aged 16 or 17 are children, and both safeguarding and domestic abuse services act.
    /// ```
    pub(super) static CHECK = {
        id: "structure/section",
        severity: Severity::Low,
        since: "0.1.0",
        standard: "The standard's list of expected sections; each names its source",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    for section in &area.standard.sections.sections {
        for (index, document) in area.indexed().filter(|(_, d)| owes(d, section)) {
            let reading = document.meaning.sections.iter().find(|r| r.section == section.id);
            let missed = if section.only_read_into {
                reading.is_some_and(|r| r.read_into.is_some())
            } else {
                reading.map_or(document.entry.words >= LONG, |r| !r.own && !r.elsewhere)
            };
            if missed {
                raise(sink, section, (index, document), reading);
            }
        }
    }
}

/// Words from which on a document is long enough to be missed a section that it says nothing of.
const LONG: u32 = 400;

/// Whether a document of its theme and kind owes the section.
fn owes(document: &DocumentFacts, section: &Section) -> bool {
    let entry = &document.entry;
    let theme = entry.themes.first().is_some_and(|t| section.themes.iter().any(|own| t.0 == own.as_str()));
    let past = entry.status == Status::Superseded || entry.superseded_by.is_some();
    theme && !past && section.kinds.iter().any(|k| k == entry.kind.word())
}

fn raise(sink: &mut Sink<'_>, section: &Section, (index, document): (DocumentIndex, &DocumentFacts), reading: Option<&SectionReading>) {
    let title = document.entry.title.as_str();
    let read_into = reading.and_then(|r| r.read_into.as_ref());
    let scattered = reading.map(|r| r.scattered.as_slice()).unwrap_or_default();
    let name = &section.name;
    let (message, severity) = if read_into.is_some() {
        let lacks = if section.only_read_into { "deals with" } else { "has no section of its own on" };
        let by = if section.only_read_into { "" } else { " and deals with them" };
        (format!("“{title}” {lacks} {name}{by} by provisions for others."), Severity::Medium)
    } else if !scattered.is_empty() {
        (format!("“{title}” has no section on {name}; what it says of them stands under other headings."), Severity::Low)
    } else {
        (format!("We found no section on {name} in “{title}”, and no sentence about them."), Severity::Low)
    };
    let severity = if section.verified { severity } else { Severity::Note };
    let mut raised = sink.raise(&[index], message);
    raised.severity(severity).standard(section.source.clone()).suggest(format!("{} {}", section.suggestion, section.why));
    for anchor in read_into.into_iter().chain(scattered) {
        raised.evidence(index, anchor);
    }
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
    fn a_conference_that_hears_the_young_as_it_hears_everyone() {
        let site = |words: &str| {
            format!(
                "//- tor.md\n# Domestic Abuse Conference: Terms of Reference\n\n## Who is heard\n\nVictims of domestic abuse at high risk. {words}\n"
            )
        };
        assert_eq!(raised("structure/section", &site("Those of 16 and over are heard in the same manner.")).len(), 1);
        assert_eq!(raised("structure/section", &site("No separate arrangement exists for victims of 16 and 17.")).len(), 1);
        assert!(
            raised("structure/section", &site("For those of 16 and 17 a youth worker attends, and social care is rung first.")).is_empty()
        );
        assert!(raised("structure/section", &site("")).is_empty());
    }

    #[test]
    fn children_who_live_with_it_are_another_matter() {
        let text = "//- da.md\n# Domestic Abuse Policy 2020\n\n## Children and young people living with domestic abuse\n\nDomestic abuse harms children in the household.\n\n## Help\n\nA victim aged 16 or 17 is asked what she wants.\n";
        assert_eq!(raised("structure/section", text).len(), 1);
    }
}
