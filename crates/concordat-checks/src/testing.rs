//! A site from one string, read and checked, for the tests of checks.
//!
//! The examples on a check's page are its tests. A fenced block whose first line is `raised` must make the check raise
//! something; one whose first line is `not raised` must not. Inside stand the files, each after a line `//- name.md`.

use crate::{Area, Check, Options};
use concordat_findings::Finding;
use concordat_reading::{
    Prepared, Reader, Source,
    copying::{candidates, drift, passage_text},
    resolve::resolve,
};
use concordat_register::{
    Date, Document, DocumentFacts,
    citation::Reference,
    meaning::copying::{Drift, PassageOf},
    meeting::Meeting,
    overlap::Overlap,
};
use concordat_routes::Network;
use concordat_standard::Standard;

/// A site made from a fixture string.
pub(crate) struct Fixture {
    /// Cases walked through the documents' routes.
    cases: Vec<concordat_findings::CaseView>,
    /// The steps of those routes as a graph.
    network: Network,
    /// Its documents, in the order of the fixture.
    pub(crate) documents: Vec<DocumentFacts>,
    /// Their citations, resolved.
    pub(crate) references: Vec<Reference>,
    /// Passages of one origin that have come apart.
    pub(crate) drifts: Vec<Drift>,
    /// Spreadsheets that tell of panels.
    pub(crate) spreadsheets: Vec<DocumentFacts>,
    /// Panels and groups.
    pub(crate) meetings: Vec<Meeting>,
    /// What panels discuss in common, as it may be shared.
    pub(crate) overlap: Option<Overlap>,
    /// The standard that the program ships with.
    pub(crate) standard: Standard,
    /// What the site chose; nothing unless a test says so.
    pub(crate) options: Options,
    /// The day it is judged at.
    pub(crate) as_at: Date,
}

impl Fixture {
    /// Reads the files of `fixture`; judged at 1 June 2025.
    pub(crate) fn new(fixture: &str) -> Self {
        Self::at(fixture, Date::new(2025, 6, 1).unwrap())
    }

    /// Reads the files of `fixture`, to be judged at `as_at`.
    pub(crate) fn at(fixture: &str, as_at: Date) -> Self {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let reader = Reader::new(&standard);
        let (sheets, files): (Vec<_>, Vec<_>) = concordat_fixture::files(fixture).into_iter().partition(|file| file.path.ends_with(".csv"));
        let files: Vec<(String, Document)> = files.into_iter().map(|file| (file.path, concordat_fixture::document(&file.text))).collect();
        let source = |file: &String| Source { file: file.clone(), ..Source::default() };
        let mut documents: Vec<DocumentFacts> = files.iter().map(|(file, document)| reader.read(document, &source(file))).collect();
        let references = resolve(&mut documents, &standard);
        concordat_routes::settle(&mut documents, &standard.routes);
        let drifts = drifts(&files, &documents, &standard);
        let words = concordat_standard::panels::PanelWords::peer_on_peer_abuse().unwrap();
        let sheet = |file: &concordat_fixture::File| {
            let workbook = concordat_ingest::read_workbook(&file.path, file.text.as_bytes(), &concordat_ingest::Limits::default()).value?;
            concordat_panels::sheet_facts(&file.path, &workbook, reader.meetings(), &words)
        };
        let spreadsheets: Vec<DocumentFacts> = sheets.iter().filter_map(sheet).collect();
        let meetings = concordat_panels::register(&documents, &spreadsheets, &[], &standard, &|| reader.meetings());
        let workbook = |file: &concordat_fixture::File| {
            let limits = concordat_ingest::Limits::default();
            Some((file.path.clone(), concordat_ingest::read_workbook(&file.path, file.text.as_bytes(), &limits).value?))
        };
        let workbooks: Vec<_> = sheets.iter().filter_map(workbook).collect();
        let agendas = concordat_panels::read(&workbooks, &meetings, &concordat_panels::AgendaSettings::default(), &words);
        let exact = concordat_panels::overlap(&agendas.discussions, &meetings, &concordat_panels::OverlapOptions::default());
        let overlap = exact.map(|exact| concordat_panels::for_sharing(&exact, 5));
        let network = Network::of(&documents, &standard.routes);
        let cases = crate::cases(&documents, &network, &standard);
        Self {
            cases,
            network,
            documents,
            references,
            drifts,
            spreadsheets,
            meetings,
            overlap,
            standard,
            options: Options::default(),
            as_at,
        }
    }

    /// What the checks see.
    pub(crate) fn area(&self) -> Area<'_> {
        Area {
            documents: &self.documents,
            references: &self.references,
            drifts: &self.drifts,
            spreadsheets: &self.spreadsheets,
            meetings: &self.meetings,
            overlap: self.overlap.as_ref(),
            network: &self.network,
            cases: &self.cases,
            standard: &self.standard,
            options: &self.options,
            as_at: self.as_at,
        }
    }

    /// What `check` raises: an id such as `reference/dangling`, or the start of one such as `language/`.
    pub(crate) fn raised(&self, check: &str) -> Vec<Finding> {
        crate::run(&self.area()).into_iter().filter(|f| f.check.starts_with(check)).collect()
    }
}

/// Passages of one origin that have come apart, as the engine finds them.
fn drifts(files: &[(String, Document)], documents: &[DocumentFacts], standard: &Standard) -> Vec<Drift> {
    let text = |place: PassageOf| passage_text(&Prepared::new(&files[place.document.0 as usize].1), place.paragraph).unwrap();
    let compare = |[a, b]: [PassageOf; 2]| drift([a.document, b.document], [&text(a), &text(b)], &standard.copying, &standard.themes);
    candidates(documents).into_iter().filter_map(compare).collect()
}

/// What `check` raises in `fixture`.
pub(crate) fn raised(check: &str, fixture: &str) -> Vec<Finding> {
    Fixture::new(fixture).raised(check)
}

/// Runs the examples on a check's page; a page without both sorts fails.
pub(crate) fn examples(check: &Check) {
    let (mut yes, mut no) = (0, 0);
    for (raises, fixture) in blocks(check.page) {
        let found = raised(check.id.trim_end_matches('*'), &fixture);
        assert_eq!(!found.is_empty(), raises, "{}: {fixture}\nraised {found:#?}", check.id);
        if raises { yes += 1 } else { no += 1 }
    }
    assert!(yes > 0 && no > 0, "{} has {yes} examples raised and {no} not raised", check.id);
}

/// The fenced examples of a page: whether each is to be raised, and its files.
pub(crate) fn blocks(page: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for line in page.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if line.trim_start().starts_with("```") {
            if let Some(block) = open.take() {
                if let Some(rest) = block.strip_prefix("raised\n") {
                    found.push((true, rest.to_owned()));
                } else if let Some(rest) = block.strip_prefix("not raised\n") {
                    found.push((false, rest.to_owned()));
                }
            } else {
                open = Some(String::new());
            }
        } else if let Some(block) = &mut open {
            block.push_str(line);
            block.push('\n');
        }
    }
    found
}

#[test]
fn examples_are_found_on_a_page() {
    let page = " Words.\n\n ```text\n raised\n //- a.md\n # A\n ```\n\n ```text\n not raised\n //- b.md\n ```\n";
    assert_eq!(blocks(page), [(true, "//- a.md\n# A\n".to_owned()), (false, "//- b.md\n".to_owned())]);
}
