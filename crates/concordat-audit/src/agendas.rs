//! The agendas of a site.

use crate::engine::guarded;
use crate::site::Site;
use crate::{Order, Pack, audit};
use concordat_ingest::read_workbook;
use concordat_panels::{AgendaSettings, AgendasRead, read};
use concordat_register::workbook::Workbook;
use concordat_register::{Problem, Read};
use concordat_standard::panels::PanelWords;
use rayon::prelude::*;

/// Reads every spreadsheet of a site as `concordat overlap` needs it.
#[must_use]
pub fn agendas(site: &dyn Site, order: &Order<'_>, settings: &AgendaSettings) -> AgendasRead {
    let _ = (audit, Pack::default());
    let listing = site.list();
    let done: Vec<(String, Read<Workbook>)> = listing
        .spreadsheets
        .par_iter()
        .map(|file| {
            let read = match site.read(&file.path) {
                Ok(bytes) => guarded(|| read_workbook(&file.path, &bytes, &order.limits)),
                Err(problem) => Read::failed(problem),
            };
            (file.path.clone(), read)
        })
        .collect();
    let mut problems: Vec<(String, Problem)> = Vec::new();
    let mut workbooks = Vec::new();
    for (path, read) in done {
        problems.extend(read.problems.into_iter().map(|p| (path.clone(), p)));
        workbooks.extend(read.value.map(|w| (path, w)));
    }
    let Ok(words) = PanelWords::peer_on_peer_abuse() else { return AgendasRead::default() };
    let mut out = read(&workbooks, &[], settings, &words);
    out.problems.extend(problems);
    out
}
