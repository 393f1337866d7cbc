//! From `concordat.toml` as typed to what it means.

use super::{
    PanelSettings, Settings, SettingsError, nearest,
    written::{Day, Placed, Written, WrittenDocument, WrittenLimits},
};
use concordat_checks::Options;
use concordat_ingest::Limits;
use concordat_register::{Correction, Date, Kind, Nation, PartialDate, Period, Status, Theme};
use concordat_standard::Standard;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// Works out what was written; `text` gives errors their line.
pub(super) fn resolve(written: Written, text: &str, standard: &Standard) -> Result<Settings, SettingsError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut settings = Settings {
        name: stated(written.name),
        ignore: written.ignore.into_iter().flatten().chain(written.messages.into_iter().flatten()).collect(),
        limits: limits(&written.limits, text)?,
        profile: super::profile::resolve(written.profile, text)?,
        panels: PanelSettings {
            overlap: super::overlap::overlap(&written.overlap, text)?,
            structures: super::overlap::structures(written.structures, text)?,
            ..PanelSettings::default()
        },
        ..Settings::default()
    };
    if let Some(day) = &written.as_at {
        let date = Date::parse(&day.get_ref().to_string());
        settings.as_at = Some(date.ok_or_else(|| {
            SettingsError::at(text, day.span().start, format_args!("`{}` is no day", day.get_ref()), "write it as `2026-09-01`")
        })?);
    }
    for wanted in written.standards.iter().flatten() {
        let known = standard.id.split('@').next().unwrap_or(&standard.id);
        if wanted.get_ref() != known && *wanted.get_ref() != standard.id {
            return Err(SettingsError::at(
                text,
                wanted.span().start,
                format_args!("unknown standard `{}`", wanted.get_ref()),
                nearest::help(wanted.get_ref(), &[known]),
            ));
        }
    }
    settings.options = Options {
        guides: guides(written.guides, text, standard)?,
        off: off(written.off.unwrap_or_default(), text, standard)?,
        off_in: BTreeMap::new(),
        alone: false,
        meetings: super::panels::corrections(written.panel, text, standard)?,
        routes: super::routes::resolve(written.route, "concordat.toml", standard),
        sitting_minutes: super::panels::minutes(&written.panels.minutes, text)?,
    };
    settings.panels.agendas = super::agendas::resolve(written.agendas, written.spreadsheets, text)?;
    for (path, mut document) in written.documents {
        let path = path.replace('\\', "/");
        let quiet = off(document.off.take().unwrap_or_default(), text, standard)?;
        if !quiet.is_empty() {
            settings.options.off_in.insert(path.clone(), quiet);
        }
        settings.corrections.insert(path, correction(document, text, standard)?);
    }
    Ok(settings)
}

fn limits(written: &WrittenLimits, text: &str) -> Result<Limits, SettingsError> {
    let mut limits = Limits::default();
    let positive = |value: &Spanned<i64>| {
        u32::try_from(*value.get_ref()).ok().filter(|&n| n > 0).ok_or_else(|| {
            SettingsError::at(text, value.span().start, format_args!("`{}` is no limit", value.get_ref()), "write a whole number above 0")
        })
    };
    if let Some(memory) = &written.memory_mib {
        limits.memory = u64::from(positive(memory)?) << 20;
    }
    if let Some(depth) = &written.depth {
        limits.depth = positive(depth)?;
    }
    Ok(limits)
}

fn guides(written: Option<Vec<Spanned<String>>>, text: &str, standard: &Standard) -> Result<Option<BTreeSet<String>>, SettingsError> {
    let Some(written) = written.filter(|w| !w.is_empty()) else { return Ok(None) };
    let known: Vec<&str> = standard.language.guides.iter().map(|g| g.id.as_str()).collect();
    let mut adopted = BTreeSet::new();
    for guide in written {
        if !known.contains(&guide.get_ref().as_str()) {
            return Err(SettingsError::at(
                text,
                guide.span().start,
                format_args!("unknown guide `{}`", guide.get_ref()),
                nearest::help(guide.get_ref(), &known),
            ));
        }
        adopted.insert(guide.into_inner());
    }
    Ok(Some(adopted))
}

fn off(written: Vec<Spanned<String>>, text: &str, standard: &Standard) -> Result<BTreeSet<String>, SettingsError> {
    let mut off = BTreeSet::new();
    if written.is_empty() {
        return Ok(off);
    }
    let pages = concordat_checks::pages(standard);
    let families: BTreeSet<String> = pages.iter().filter_map(|p| p.id.split_once('/')).map(|(family, _)| format!("{family}/")).collect();
    let known: Vec<&str> = pages.iter().map(|p| p.id.as_str()).chain(families.iter().map(String::as_str)).collect();
    for check in written {
        if !known.contains(&check.get_ref().as_str()) {
            let near = nearest::nearest(check.get_ref(), known.iter().copied());
            let help = near.map_or_else(
                || "`concordat explain` lists every check; a family ends in a stroke, as `language/`".to_owned(),
                |n| format!("did you mean `{n}`?"),
            );
            return Err(SettingsError::at(text, check.span().start, format_args!("unknown check `{}`", check.get_ref()), help));
        }
        off.insert(check.into_inner());
    }
    Ok(off)
}

fn correction(written: WrittenDocument, text: &str, standard: &Standard) -> Result<Correction, SettingsError> {
    let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.word()).collect();
    let statuses: Vec<&str> = Status::ALL.iter().map(|s| s.word()).collect();
    let nations: Vec<&str> = Nation::ALL.iter().map(|n| n.word()).collect();
    let year = match &written.year {
        Some(year) => Some(a_year(*year.get_ref()).ok_or_else(|| {
            SettingsError::at(text, year.span().start, format_args!("`{}` is no year", year.get_ref()), "write it as `2016`")
        })?),
        None => None,
    };
    Ok(Correction {
        title: stated(written.title),
        kind: word(&written.kind, text, "document kind", &kinds, Kind::from_word)?,
        themes: themes(written.themes, text, standard)?,
        year,
        period: period(&written.period, text)?,
        status: word(&written.status, text, "status", &statuses, Status::from_word)?,
        superseded_by: stated(written.superseded_by),
        approved: day(&written.approved, text)?,
        review_due: day(&written.review_due, text)?,
        owner: stated(written.owner),
        version: written.version.map(|v| v.into_inner().to_string()).and_then(|v| stated(Some(v))),
        marking: stated(written.marking),
        audience: stated(written.audience),
        nation: word(&written.nation, text, "nation", &nations, Nation::from_word)?,
    })
}

pub(super) fn word<T>(
    written: &Placed<String>,
    text: &str,
    what: &str,
    known: &[&str],
    read: fn(&str) -> Option<T>,
) -> Result<Option<T>, SettingsError> {
    let Some(written) = written else { return Ok(None) };
    let said = written.get_ref();
    match read(said) {
        Some(value) => Ok(Some(value)),
        None => Err(SettingsError::at(text, written.span().start, format_args!("unknown {what} `{said}`"), nearest::help(said, known))),
    }
}

pub(super) fn themes(written: Option<Vec<Spanned<String>>>, text: &str, standard: &Standard) -> Result<Option<Vec<Theme>>, SettingsError> {
    let Some(written) = written else { return Ok(None) };
    let known: Vec<&str> = standard.themes.themes.iter().map(|t| t.id.as_str()).collect();
    let read = |theme: Spanned<String>| {
        if known.contains(&theme.get_ref().as_str()) {
            return Ok(Theme(theme.into_inner().into()));
        }
        Err(SettingsError::at(
            text,
            theme.span().start,
            format_args!("unknown theme `{}`", theme.get_ref()),
            nearest::help(theme.get_ref(), &known),
        ))
    };
    written.into_iter().map(read).collect::<Result<_, _>>().map(Some)
}

fn period(written: &Placed<Vec<i64>>, text: &str) -> Result<Option<Period>, SettingsError> {
    let Some(written) = written else { return Ok(None) };
    let period = match written.get_ref().as_slice() {
        [from, to] if from <= to => a_year(*from).zip(a_year(*to)).map(|(from, to)| Period { from, to }),
        _ => None,
    };
    period.map(Some).ok_or_else(|| {
        SettingsError::at(text, written.span().start, "this is no period", "write its first and last year, as `[2015, 2018]`")
    })
}

fn day(written: &Placed<Day>, text: &str) -> Result<Option<PartialDate>, SettingsError> {
    let Some(written) = written else { return Ok(None) };
    let said = written.get_ref().to_string();
    let date = PartialDate::parse(&said).filter(|d| a_year(d.year.into()).is_some());
    date.map(Some).ok_or_else(|| {
        SettingsError::at(
            text,
            written.span().start,
            format_args!("`{said}` is no date"),
            "write a day, month or year, as `\"2016-03-19\"`, `\"2016-03\"` or `2016`",
        )
    })
}

fn a_year(year: i64) -> Option<i16> {
    i16::try_from(year).ok().filter(|y| (1900..=2199).contains(y))
}

/// Words that say something; an empty value says nothing.
pub(super) fn stated(words: Option<String>) -> Option<String> {
    words.filter(|w| !w.trim().is_empty())
}
