//! What the documents do well in keeping up to date.

use super::editions::{Cited, cited, in_force};
use super::timing::{Written, named};
use crate::Area;
use concordat_findings::Strength;
use concordat_register::{Evidence, PartialDate, Status};
use concordat_standard::instruments::Instrument;

/// Documents that cite national guidance in the edition in force, and documents whose review is still to come.
pub(crate) fn strengths(area: &Area<'_>) -> Vec<Strength> {
    let mut found = current_editions(area);
    found.extend(reviews_to_come(area));
    found
}

fn current_editions(area: &Area<'_>) -> Vec<Strength> {
    let rows = area.standard.instruments.instruments.iter().filter(|row| row.editions.iter().filter(|e| !e.amendment).count() > 1);
    // What was withdrawn has no edition in force, whichever was the last.
    let ended = |row: &Instrument| row.ended.as_deref().and_then(PartialDate::parse).is_some_and(|day| day.first() <= area.as_at);
    rows.filter(|row| !ended(row))
        .filter_map(|row| {
            let current = in_force(row, area.as_at)?;
            let evidence: Vec<Evidence> = area
                .indexed()
                .filter(|(_, d)| Written::of(d).is_some())
                .filter_map(|(document, facts)| {
                    let is_current = |date| matches!(cited(row, date, area.as_at), Cited::Edition(e) if std::ptr::eq(e, current));
                    let mention = facts
                        .currency
                        .instruments
                        .iter()
                        .find(|m| m.instrument == row.id && !m.historic && m.edition.is_some_and(is_current))?;
                    Some(Evidence { document, anchor: mention.anchor.clone() })
                })
                .collect();
            let date = PartialDate::parse(&current.published)?;
            let cite = if evidence.len() == 1 { "document cites" } else { "documents cite" };
            (!evidence.is_empty()).then(|| Strength {
                message: format!("{} {cite} {} in the edition in force, that of {}.", count(evidence.len()), row.title, named(date)),
                evidence,
            })
        })
        .collect()
}

fn reviews_to_come(area: &Area<'_>) -> Option<Strength> {
    let evidence: Vec<Evidence> = area
        .indexed()
        .filter(|(_, d)| Written::of(d).is_some() && d.entry.status != Status::Draft)
        .filter_map(|(document, facts)| {
            let next = facts.currency.reviews.iter().max_by_key(|r| r.due.last())?;
            (next.due.last() >= area.as_at).then(|| Evidence { document, anchor: next.anchor.clone() })
        })
        .collect();
    let have = if evidence.len() == 1 { "document has" } else { "documents have" };
    (!evidence.is_empty())
        .then(|| Strength { message: format!("{} {have} a review date that is still to come.", count(evidence.len())), evidence })
}

/// Small numbers as words, at the start of a sentence.
fn count(n: usize) -> String {
    const WORDS: &[&str] = &["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
    WORDS.get(n).map_or_else(|| n.to_string(), |w| (*w).to_owned())
}

#[cfg(test)]
mod tests {
    use crate::testing::Fixture;
    use concordat_register::Date;

    #[test]
    fn what_was_withdrawn_has_no_edition_in_force() {
        let cites = "Schools follow Sexual violence and sexual harassment between children in schools and colleges (September 2021).";
        let told = |day: &str| {
            let fixture = Fixture::at(&format!("//- a.md\n# Guide 2021\n\n{cites}\n"), Date::parse(day).unwrap());
            super::strengths(&fixture.area()).iter().filter(|s| s.message.contains("edition in force")).count()
        };
        assert_eq!((told("2022-03-01"), told("2024-11-01")), (1, 0));
    }

    #[test]
    fn current_editions_are_told() {
        let fixture = Fixture::at("//- a.md\n# A\n\nSee WT15.\n//- b.md\n# B\n\nSee WT13.\n", Date::parse("2015-10-01").unwrap());
        let told = super::strengths(&fixture.area());
        assert_eq!(told.len(), 1);
        assert_eq!(
            told[0].message,
            "One document cites Working Together to Safeguard Children in the edition in force, that of March 2015."
        );
    }
}
