//! From a site to a concordance.

use crate::{Order, Progress, Site, engine::guarded};
use concordat_findings::{Concordance, ConcordanceLine, Concorded};
use concordat_reading::{Load, Prepared, Reader, Source, concordance::Search};
use concordat_register::{DocumentFacts, Problem, Read};
use rayon::prelude::*;

/// Every place in the documents of `site` in which what `search` looks for stands. Nothing is kept for the next run.
pub fn concordance(site: &dyn Site, order: &Order<'_>, search: &Search, progress: &dyn Progress) -> Concordance {
    let listing = site.list();
    progress.begin(listing.documents.len());
    let reader = Reader::for_load(order.standard, Load::Few);
    let read: Vec<(String, Result<Concorded, Vec<Problem>>)> = listing
        .documents
        .par_iter()
        .map(|file| {
            let done = one(site, order, search, &reader, &file.path);
            progress.read(&file.path);
            (file.path.clone(), done)
        })
        .collect();
    let mut made = Concordance { sought: search.name.clone(), meant: search.is_meant(), unread: listing.unread, ..Concordance::default() };
    for (file, done) in read {
        match done {
            Ok(found) => {
                made.read += 1;
                if !found.lines.is_empty() {
                    made.documents.push(found);
                }
            }
            Err(problems) => made.unread.extend(problems.into_iter().map(|p| (file.clone(), p))),
        }
    }
    made.unread.sort_by(|a, b| a.0.cmp(&b.0));
    made
}

fn one(site: &dyn Site, order: &Order<'_>, search: &Search, reader: &Reader, file: &str) -> Result<Concorded, Vec<Problem>> {
    let bytes = site.read(file).map_err(|problem| vec![problem])?;
    let limits = order.limits_of.map_or_else(|| order.limits.clone(), |make| make(&order.limits));
    let Read { value, problems } = guarded(|| concordat_ingest::read(file, &bytes, &limits));
    drop(bytes);
    let Some(document) = value else { return Err(problems) };
    let source =
        Source { file: file.to_owned(), sha256: String::new(), correction: order.corrections.get(file).cloned().unwrap_or_default() };
    let found = guarded(|| {
        let prepared = Prepared::new(&document);
        let places = search.places(&prepared);
        let title = if places.is_empty() { String::new() } else { reader.entry(&prepared, &source).title };
        let facts = DocumentFacts { headings: document.headings.clone(), ..DocumentFacts::default() };
        let lines = places.into_iter().map(|place| {
            let headings = facts.heading_path(&place.anchor);
            ConcordanceLine { headings, anchor: place.anchor, way: place.way }
        });
        Read::whole(Concorded { title, file: file.to_owned(), lines: lines.collect() })
    });
    found.value.ok_or(found.problems)
}
