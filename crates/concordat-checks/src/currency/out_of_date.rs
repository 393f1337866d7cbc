//! `currency/out-of-date`: law, guidance, a body or a tool is cited that had been replaced.

use super::SHOWN;
use super::editions::{Cited, cited, in_force};
use super::redated::redated;
use super::timing::{Timing, Written, named};
use crate::declare::declare_check;
use crate::{Area, Sink};
use concordat_findings::Severity;
use concordat_register::{Anchor, DocumentFacts, PartialDate};
use concordat_standard::instruments::Instrument;
use std::collections::BTreeMap;

declare_check! {
    /// Raises law, guidance, a body, a tool or a definition that a document relies on although it has been replaced.
    ///
    /// A document is judged twice: by the day it was written and by today. The finding says which: what had *already been
    /// replaced* when the document was written was a mistake then; what *has been replaced since* shows that the document has
    /// aged. Guidance cited without a year is no fault, and old guidance that is still in force is none either. What a
    /// document names as past ("formerly", "replaced by", "until 2015") is not raised, nor is the signature of a publication
    /// ("DCSF, 2009"). Documents that have themselves been superseded are left alone, and minutes and reports are judged by
    /// their own day only. A row of the standard whose dates were not checked against their source is raised as a note.
    ///
    /// Where the words are a title with a year and nothing beside them points into that edition, the same words with the year
    /// of the edition in force are offered in their place.
    ///
    /// ```text
    /// raised
    /// //- missing.md
    /// # Missing children protocol
    ///
    /// Agencies comply with Working Together to Safeguard Children (2013).
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- missing.md
    /// # Missing children protocol
    ///
    /// Agencies comply with Working Together to Safeguard Children. Its edition of 2013 was replaced long ago.
    /// ```
    pub(crate) static OUT_OF_DATE = {
        id: "currency/out-of-date",
        severity: Severity::Low,
        since: "0.1.0",
        standard: "The source of each row of the standard's instruments",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let all = || area.standard.instruments.instruments.iter().enumerate();
    // Rows of one title are several wordings of one thing, which is raised once.
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, row) in all() {
        first.entry(row.title.as_str()).or_insert(n);
    }
    let place = |n: usize, row: &Instrument| first.get(row.title.as_str()).copied().unwrap_or(n);
    let rows: Rows<'_> = all().map(|(n, row)| (row.id.as_str(), (place(n, row), row))).collect();
    for (index, document) in area.indexed() {
        let Some(written) = Written::of(document) else { continue };
        for fault in faults(area, &rows, document, written) {
            let verified = fault.verified;
            let severity = fault.timing.severity(fault.row.weight, verified);
            let mut raised = sink.raise(&[index], fault.message());
            raised.severity(severity).standard(standard(fault.row, verified));
            for anchor in fault.places.iter().take(SHOWN) {
                raised.evidence(index, anchor);
            }
            if let Some(advice) = fault.advice(area) {
                raised.suggest(advice);
            }
            let redated = redated(fault.row, &fault.places, area.as_at).filter(|_| fault.edition.is_some() && fault.verified);
            if let Some((exact, with)) = redated {
                raised.replace(exact, with);
            }
        }
    }
}

/// The instruments of the standard, each with its number.
type Rows<'a> = BTreeMap<&'a str, (usize, &'a Instrument)>;

/// Something a document holds to that has been replaced, with all its places.
struct Fault<'a> {
    row: &'a Instrument,
    /// The edition cited, as the standard dates it; none where the whole instrument is gone.
    edition: Option<PartialDate>,
    replaced: PartialDate,
    timing: Timing,
    verified: bool,
    places: Vec<&'a Anchor>,
}

/// The faults of one document, in the order of the standard.
fn faults<'a>(area: &Area<'a>, rows: &Rows<'a>, document: &'a DocumentFacts, written: Written) -> Vec<Fault<'a>> {
    let mut found: BTreeMap<(usize, Option<PartialDate>), Fault<'a>> = BTreeMap::new();
    for mention in document.currency.instruments.iter().filter(|m| !m.historic) {
        let Some(&(at, row)) = rows.get(mention.instrument.as_str()) else { continue };
        let foreign = !row.nations.is_empty() && !row.nations.iter().any(|n| n == document.entry.nation.word());
        // Guidance that the site keeps a copy of does not cite itself.
        let own = row.is_publication() && document.entry.title.to_lowercase().contains(&row.title.to_lowercase());
        if foreign || own {
            continue;
        }
        // What has yet to end may be cited in an edition that was replaced before.
        let ways = [ended(row), superseded(area, row, mention.edition)];
        let timed = ways.into_iter().flatten().find_map(|way| Some((way, written.timing(way.1, area.as_at)?)));
        let Some(((edition, replaced, verified), timing)) = timed else { continue };
        let fault = found.entry((at, edition)).or_insert_with(|| Fault { row, edition, replaced, timing, verified, places: Vec::new() });
        fault.places.push(&mention.anchor);
    }
    found.into_values().collect()
}

/// The edition that was replaced, when, and whether that was checked.
type Replaced = (Option<PartialDate>, PartialDate, bool);

/// When the whole of what is cited ended.
fn ended(row: &Instrument) -> Option<Replaced> {
    Some((None, PartialDate::parse(row.ended.as_deref()?)?, row.verified))
}

/// When the edition that is cited was replaced.
fn superseded(area: &Area<'_>, row: &Instrument, edition: Option<PartialDate>) -> Option<Replaced> {
    let Cited::Edition(edition) = cited(row, edition?, area.as_at) else { return None };
    let superseded = PartialDate::parse(edition.superseded.as_deref()?)?;
    Some((PartialDate::parse(&edition.published), superseded, row.verified && edition.superseded_verified))
}

impl Fault<'_> {
    fn message(&self) -> String {
        if let Some(edition) = self.edition {
            let when = self.timing.words(self.replaced, None);
            let unsure = if self.verified { "" } else { " (that date has not been checked)" };
            return format!("The {} edition of {} is cited, which {when}{unsure}.", named(edition), self.row.title);
        }
        let words = self.places.first().map_or(self.row.title.as_str(), |a| a.quote.exact.as_str());
        let when = self.timing.words(self.replaced, self.row.replaced_by.as_deref());
        let relied = if self.row.is_publication() { "is relied on" } else { "is named as if it were current" };
        format!("“{}” {relied}, but {when}.", words.trim())
    }

    fn advice(&self, area: &Area<'_>) -> Option<String> {
        let advice = self.row.advice.clone()?;
        let current = in_force(self.row, area.as_at).filter(|_| self.edition.is_some()).and_then(|e| PartialDate::parse(&e.published));
        Some(match current {
            Some(date) => format!("The edition listed for {} is that of {}. {advice}", named(area.as_at.into()), named(date)),
            None => advice,
        })
    }
}

/// Where the expectation comes from, with a word where it was not checked.
fn standard(row: &Instrument, verified: bool) -> String {
    if verified { row.source.clone() } else { format!("{} (not checked against its source)", row.source) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Fixture;
    use concordat_register::{Date, Nation, Status};

    fn fixture(text: &str, as_at: &str, written: Option<&str>) -> Fixture {
        let mut fixture = Fixture::at(&format!("//- a.md\n# A paper\n\n{text}\n"), Date::parse(as_at).unwrap());
        for document in &mut fixture.documents {
            document.entry.approved = written.and_then(PartialDate::parse);
            document.entry.year = document.entry.approved.map(|d| d.year);
            document.entry.status = Status::Current;
            document.entry.kind = concordat_register::Kind::Procedure;
        }
        fixture
    }

    /// As [`fixture`], but with one reader for every example: making one is what costs.
    fn found(
        reader: &concordat_reading::Reader,
        standard: &concordat_standard::Standard,
        text: &str,
        example: &concordat_standard::instruments::Example,
    ) -> Vec<concordat_findings::Finding> {
        let document = concordat_fixture::document(&format!("# A paper\n\n{text}\n"));
        let mut facts = reader.read(&document, &concordat_reading::Source::default());
        facts.entry = concordat_register::Entry {
            approved: example.written.as_deref().and_then(PartialDate::parse),
            status: Status::Current,
            ..Default::default()
        };
        let options = crate::Options::default();
        let as_at = Date::parse(&example.as_at).unwrap();
        let found = crate::run(&Area {
            documents: &[facts],
            references: &[],
            drifts: &[],
            spreadsheets: &[],
            meetings: &[],
            network: &concordat_routes::Network::default(),
            cases: &[],
            overlap: None,
            standard,
            options: &options,
            as_at,
        });
        found.into_iter().filter(|f| f.check.starts_with("currency/")).collect()
    }

    #[test]
    fn the_examples_of_every_row_hold() {
        let standard = concordat_standard::Standard::peer_on_peer_abuse().unwrap();
        let reader = concordat_reading::Reader::new(&standard);
        for row in &standard.instruments.instruments {
            for example in &row.examples {
                for (text, raises) in [(&example.raised, true), (&example.quiet, false)] {
                    let Some(text) = text else { continue };
                    let found = found(&reader, &standard, text, example);
                    let found: Vec<_> = found.iter().map(|f| &f.message).collect();
                    assert_eq!(!found.is_empty(), raises, "{}: {text}\n{found:?}", row.id);
                }
            }
        }
    }

    #[test]
    fn one_finding_with_all_its_places() {
        let text = "WT18 says so. And WT18 says more. See Working Together to Safeguard Children (2018).";
        let found = fixture(text, "2024-06-01", Some("2020-02")).raised("currency/out-of-date");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].evidence.len(), 3);
        assert_eq!(
            found[0].message,
            "The July 2018 edition of Working Together to Safeguard Children is cited, which has been replaced since this document was written, on 15 December 2023."
        );
        assert_eq!(found[0].severity, Severity::Low);
    }

    #[test]
    fn one_thing_in_two_wordings_is_raised_once() {
        let text = "Absent: somebody who is not at a place where they are expected. A child may be classed as absent for six hours.";
        let found = fixture(text, "2024-06-01", Some("2020-02")).raised("currency/out-of-date");
        assert_eq!(found.iter().map(|f| f.evidence.len()).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn what_was_old_when_it_was_written_weighs_more() {
        let found =
            fixture("Records are kept under the Data Protection Act 1998.", "2024-06-01", Some("2020-02")).raised("currency/out-of-date");
        assert_eq!(found.iter().map(|f| f.severity).collect::<Vec<_>>(), [Severity::High]);
        let found =
            fixture("Records are kept under the Data Protection Act 1998.", "2024-06-01", Some("2016-02")).raised("currency/out-of-date");
        assert_eq!(found.iter().map(|f| f.severity).collect::<Vec<_>>(), [Severity::Medium]);
    }

    #[test]
    fn terms_of_reference_are_no_list_of_references() {
        let under = |heading: &str| {
            let text = format!("## {heading}\n\nAda Pell, nurse, Clinical Commissioning Group");
            fixture(&text, "2024-06-01", Some("2020-02")).raised("currency/out-of-date").len()
        };
        assert_eq!((under("Terms of reference of the panel"), under("References")), (1, 0));
    }

    #[test]
    fn another_nation_and_a_superseded_paper_are_left_alone() {
        let text = "The Local Safeguarding Children Board approves this.";
        let mut foreign = fixture(text, "2024-06-01", Some("2016"));
        foreign.documents[0].entry.nation = Nation::Wales;
        assert!(foreign.raised("currency/").is_empty());
        let mut old = fixture(text, "2024-06-01", Some("2016"));
        old.documents[0].entry.status = Status::Superseded;
        assert!(old.raised("currency/").is_empty());
        assert_eq!(fixture(text, "2024-06-01", Some("2016")).raised("currency/").len(), 1);
    }
}
