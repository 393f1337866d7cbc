//! `[overlap]` and `[structures]`: how overlap is counted, and what other structures must keep within.

use super::{SettingsError, written::Placed};
use concordat_panels::{OverlapOptions, StructureOptions};
use serde::Deserialize;
use toml::Spanned;

/// `[overlap]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenOverlap {
    window_days: Placed<i64>,
    threshold: Placed<i64>,
    members: Placed<i64>,
}

/// `[structures]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenStructures {
    #[serde(default)]
    apart: Vec<Vec<String>>,
    largest_table: Placed<i64>,
    hours: Placed<i64>,
    people: Placed<i64>,
    pre_meeting_minutes: Placed<i64>,
    triage_minutes: Placed<i64>,
}

/// The smallest threshold that protects anybody: below it a count of two could be told.
const LEAST_THRESHOLD: u32 = 3;

/// What `[overlap]` comes to.
pub(super) fn overlap(written: &WrittenOverlap, text: &str) -> Result<OverlapOptions, SettingsError> {
    let usual = OverlapOptions::default();
    let threshold = whole(&written.threshold, text)?.unwrap_or(usual.threshold);
    if let Some(at) = written.threshold.as_ref().filter(|_| threshold < LEAST_THRESHOLD) {
        let help = format!("write {LEAST_THRESHOLD} or more; {} is usual", usual.threshold);
        return Err(SettingsError::at(
            text,
            at.span().start,
            format_args!("a threshold of {threshold} would withhold next to nothing"),
            help,
        ));
    }
    Ok(OverlapOptions {
        window_days: whole(&written.window_days, text)?.unwrap_or(usual.window_days),
        threshold,
        members: whole(&written.members, text)?.unwrap_or(usual.members),
        ..usual
    })
}

/// What `[structures]` comes to.
pub(super) fn structures(written: WrittenStructures, text: &str) -> Result<StructureOptions, SettingsError> {
    let usual = StructureOptions::default();
    Ok(StructureOptions {
        largest_table: whole(&written.largest_table, text)?,
        hours: whole(&written.hours, text)?,
        people: whole(&written.people, text)?.unwrap_or(usual.people),
        pre_meeting_minutes: whole(&written.pre_meeting_minutes, text)?.unwrap_or(usual.pre_meeting_minutes),
        triage_minutes: whole(&written.triage_minutes, text)?.unwrap_or(usual.triage_minutes),
        apart: written.apart,
    })
}

/// A whole number above 0, and not beyond all reason.
fn whole(value: &Option<Spanned<i64>>, text: &str) -> Result<Option<u32>, SettingsError> {
    let Some(value) = value else { return Ok(None) };
    let number = u32::try_from(*value.get_ref()).ok().filter(|n| (1..=1_000_000).contains(n));
    number.map(Some).ok_or_else(|| {
        SettingsError::at(
            text,
            value.span().start,
            format_args!("`{}` is no number that can stand here", value.get_ref()),
            "write a whole number above 0",
        )
    })
}
