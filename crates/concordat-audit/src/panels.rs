//! Spreadsheets of a site, and the meetings that they and its documents tell of.

use crate::engine::{Order, guarded};
use crate::site::{FoundFile, Site};
use concordat_panels::{AgendasRead, register, sheet_facts};
use concordat_reading::Reader;
use concordat_register::{DocumentFacts, Problem, Read, meeting::Meeting, workbook::Workbook};
use concordat_standard::panels::PanelWords;
use rayon::prelude::*;

/// The spreadsheets of a site as they were read.
#[derive(Debug, Default)]
pub(crate) struct Spreadsheets {
    /// Each workbook that could be read, with its path, in order of path.
    pub(crate) workbooks: Vec<(String, Workbook)>,
    /// Those that tell of panels, as facts: sheets are headings, rows are paragraphs.
    pub(crate) facts: Vec<DocumentFacts>,
    /// What could not be read.
    pub(crate) problems: Vec<(String, Problem)>,
}

impl Spreadsheets {
    /// Reads every spreadsheet of the listing.
    pub(crate) fn read<'r>(site: &dyn Site, order: &Order<'_>, files: &[FoundFile], reader: &(dyn Fn() -> &'r Reader + Sync)) -> Self {
        // The shipped words parse: a test of the standard holds them to it.
        let Some(words) = (!files.is_empty()).then(PanelWords::peer_on_peer_abuse).and_then(Result::ok) else { return Self::default() };
        let read: Vec<_> = files
            .par_iter()
            .map(|file| {
                let limits = order.limits_of.map_or_else(|| order.limits.clone(), |make| make(&order.limits));
                let (workbook, problems) = match site.read(&file.path) {
                    Ok(bytes) => {
                        let read = guarded(|| concordat_ingest::read_workbook(&file.path, &bytes, &limits));
                        (read.value, read.problems)
                    }
                    Err(problem) => (None, vec![problem]),
                };
                let facts = workbook.as_ref().and_then(|w| sheet_facts(&file.path, w, reader().meetings(), &words));
                (file.path.clone(), workbook, facts, problems)
            })
            .collect();
        let mut made = Self::default();
        for (path, workbook, facts, problems) in read {
            made.problems.extend(problems.into_iter().map(|p| (path.clone(), p)));
            made.facts.extend(facts);
            made.workbooks.extend(workbook.map(|w| (path, w)));
        }
        made
    }

    /// Spreadsheets that nothing was read from, with the reason.
    pub(crate) fn left_alone(&self, agendas: &AgendasRead) -> Vec<(String, String)> {
        let used = |path: &str| {
            let read = |t: &&concordat_panels::TableRead| t.kind != concordat_panels::SheetKind::Other && t.file == path;
            self.facts.iter().any(|f| f.entry.file == path) || agendas.tables.iter().any(|t| read(&t))
        };
        self.workbooks
            .iter()
            .filter(|(path, _)| !used(path))
            .map(|(path, _)| (path.clone(), "a spreadsheet that is neither an agenda nor a list of panels, schools or places".to_owned()))
            .collect()
    }

    /// What the agendas say, beside the meetings of the area. Whoever reads them is given no name but in the roll.
    pub(crate) fn agendas(&self, order: &Order<'_>, meetings: &[Meeting]) -> AgendasRead {
        let Some(words) = (!self.workbooks.is_empty()).then(PanelWords::peer_on_peer_abuse).and_then(Result::ok) else {
            return AgendasRead::default();
        };
        // A fault in the reader costs the agendas and not the audit; what it said of itself could hold a name.
        guarded(|| Read::whole(concordat_panels::read(&self.workbooks, meetings, &order.panels.agendas, &words))).value.unwrap_or_default()
    }

    /// The meetings of the area.
    pub(crate) fn meetings<'r>(
        &self,
        order: &Order<'_>,
        documents: &[DocumentFacts],
        reader: &(dyn Fn() -> &'r Reader + Sync),
    ) -> Vec<Meeting> {
        register(documents, &self.facts, &order.options.meetings, order.standard, &|| reader().meetings())
    }
}
