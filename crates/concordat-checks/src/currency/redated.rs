//! The wording of a citation with the year of the edition in force, where only the year need change.

use super::editions::in_force;
use concordat_register::{Anchor, Date, MONTHS, PartialDate};
use concordat_standard::instruments::{Complete, Instrument};
use concordat_text::fold_str;

/// Words beside a citation after which more than its year depends on the edition: parts of it are pointed to, or its words given.
const PARTS: [&str; 23] = [
    "annexe",
    "annexes",
    "appendices",
    "parts",
    "schedule",
    "table",
    "figure",
    "box",
    "states",
    "chapter",
    "chapters",
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "page",
    "pages",
    "annex",
    "appendix",
    "section",
    "sections",
    "part",
    "says",
];

/// What some words that cite an old edition become when they cite the one in force on `as_at`: the words, and the words in their
/// place. Nothing unless it is certain: the words are the whole title with one year, every edition is known by its year and was
/// checked, and nowhere (`places`) does what stands beside those words point into the edition or quote it.
pub(super) fn redated(row: &Instrument, places: &[&Anchor], as_at: Date) -> Option<(String, String)> {
    if !row.is_publication() || !row.verified || row.complete == Complete::No || row.ended.is_some() {
        return None;
    }
    let stands = |superseded: &str| PartialDate::parse(superseded).is_none_or(|day| day.first() > as_at);
    let current = in_force(row, as_at).filter(|e| e.superseded.as_deref().is_none_or(stands))?;
    let now = PartialDate::parse(&current.published)?.year;
    let exact = places.iter().map(|a| a.quote.exact.as_str()).find(|exact| is_title_and_year(row, exact))?;
    let plain = places.iter().filter(|a| a.quote.exact == exact).all(|a| !points_inside(a));
    let then = only_year(exact)?;
    (plain && then != now).then(|| (exact.to_owned(), exact.replacen(&then.to_string(), &now.to_string(), 1)))
}

/// Whether words are an instrument's title with a year, and nothing but marks besides.
fn is_title_and_year(row: &Instrument, exact: &str) -> bool {
    let Some(year) = only_year(exact) else { return false };
    let words = |text: &str| concordat_text::words(&fold_str(text)).map(|w| w.text.to_owned()).collect::<Vec<_>>();
    let mut found = words(exact);
    found.retain(|w| *w != year.to_string() && w != "the");
    let title: Vec<String> = words(&row.title).into_iter().filter(|w| w != "the").collect();
    found == title
}

/// The one number in some words, where it is a year.
fn only_year(text: &str) -> Option<i16> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
    let year = numbers.next().filter(|n| n.len() == 4 && numbers.next().is_none())?;
    year.parse().ok()
}

/// Whether what stands beside a citation points to a part of it, gives its month or begins a quotation.
pub(crate) fn points_inside(anchor: &Anchor) -> bool {
    [&anchor.quote.prefix, &anchor.quote.suffix].into_iter().any(|beside| points(beside))
}

fn points(beside: &str) -> bool {
    let folded = fold_str(beside);
    // "p. 35", "pp35".
    let paged = |w: &str| w.strip_prefix("pp").or_else(|| w.strip_prefix('p')).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    let named = |w: &str| PARTS.contains(&w) || MONTHS.contains(&w) || paged(w);
    beside.contains(['\u{201c}', '"', '\u{2018}', ':']) || concordat_text::words(&folded).any(|w| named(w.text))
}

#[cfg(test)]
mod tests {
    use crate::testing::Fixture;
    use concordat_findings::Replacement;
    use concordat_register::{Date, Kind, PartialDate, Status};

    fn offered(text: &str) -> Option<Replacement> {
        let mut fixture = Fixture::at(&format!("//- a.md\n# A paper\n\n{text}\n"), Date::parse("2024-06-01").unwrap());
        for document in &mut fixture.documents {
            document.entry.approved = PartialDate::parse("2020-02");
            document.entry.status = Status::Current;
            document.entry.kind = Kind::Procedure;
        }
        let mut found = fixture.raised("currency/out-of-date");
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.remove(0).replacement
    }

    #[test]
    fn only_the_year_of_a_whole_title_is_changed() {
        let with = |text: &str| offered(text).map(|r| (r.exact, r.with));
        assert_eq!(
            with("Staff follow Working Together to Safeguard Children (2018) in this."),
            Some(("Working Together to Safeguard Children (2018)".into(), "Working Together to Safeguard Children (2023)".into()))
        );
        assert_eq!(with("Staff follow WT18 in this."), None);
        assert_eq!(with("Staff follow Working Together 2018 in this."), None);
    }

    #[test]
    fn what_points_into_the_edition_is_left_to_a_person() {
        for text in [
            "Staff follow chapter 2 of Working Together to Safeguard Children (2018).",
            "Staff follow Working Together to Safeguard Children (2018), page 35.",
            "Staff follow Working Together to Safeguard Children (2018), p. 35.",
            "Staff follow Working Together to Safeguard Children (2018), pp35.",
            "As Working Together to Safeguard Children (2018) puts it: \u{201c}act early\u{201d}.",
            "Staff follow Working Together to Safeguard Children (2018). Working Together to Safeguard Children (2018), page 3, is clear.",
        ] {
            assert_eq!(offered(text), None, "{text}");
        }
    }
}
