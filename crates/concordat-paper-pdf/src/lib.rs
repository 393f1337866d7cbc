//! Papers as tagged PDF, typeset by Typst.
//!
//! The paper goes to Typst as values that a template lays out: none of its words is ever read as markup. The file claims to
//! be PDF/UA-1, and Typst refuses to write one that it finds wanting.
//!
//! The crate is empty without its feature `typst`.
#![cfg(feature = "typst")]

mod faces;
mod value;
mod world;

use concordat_paper::Paper;
use std::fmt;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::PaperWorld;

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untypeset {
    /// What Typst says of it.
    pub message: String,
}

impl fmt::Display for Untypeset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Untypeset {}

/// The paper as the bytes of a PDF: A4, tagged, in British English, with its own faces. The same paper gives the same bytes.
///
/// # Errors
///
/// A figure whose picture is no SVG, and whatever keeps the file from being PDF/UA-1.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, Untypeset> {
    let world = PaperWorld::of(paper);
    let compiled = typst::compile::<PagedDocument>(&world).output;
    let bytes = compiled.and_then(|document| typst_pdf::pdf(&document, &options(paper)?)).map_err(|errors| told(&errors));
    // What Typst remembers for a second run of the same process is never asked for again.
    typst::comemo::evict(0);
    bytes
}

fn options(paper: &Paper) -> Result<PdfOptions, typst::ecow::EcoVec<SourceDiagnostic>> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|e| typst::ecow::eco_vec![SourceDiagnostic::error(typst::syntax::Span::detached(), e.message().clone())])?;
    Ok(PdfOptions {
        creator: Smart::Custom(Some("Concordat".to_owned())),
        timestamp: timestamp(&paper.written_at),
        standards,
        ..PdfOptions::default()
    })
}

fn told(errors: &[SourceDiagnostic]) -> Untypeset {
    let said: Vec<&str> = errors.iter().map(|e| e.message.as_str()).collect();
    Untypeset { message: said.join("; ") }
}

/// A moment in RFC 3339; nothing where it is none.
fn timestamp(moment: &str) -> Option<Timestamp> {
    let number = |from: usize, to: usize| moment.get(from..to)?.parse::<u8>().ok();
    let year = moment.get(..4)?.parse().ok()?;
    let date = Datetime::from_ymd_hms(year, number(5, 7)?, number(8, 10)?, number(11, 13)?, number(14, 16)?, number(17, 19)?)?;
    let zone = moment.get(19..)?.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    if zone.eq_ignore_ascii_case("z") {
        return Some(Timestamp::new_utc(date));
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    Timestamp::new_local(date, sign * (hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?))
}

#[cfg(test)]
mod tests;
