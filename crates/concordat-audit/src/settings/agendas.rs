//! `[agendas]` and `[spreadsheets."path"]` of `concordat.toml`: what a site says of its agendas.

use super::{
    SettingsError, nearest,
    written::{WrittenAgendas, WrittenSpreadsheet},
};
use concordat_panels::{AgendaSettings, FileSettings, Role, RowPlace, SheetKind};
use concordat_standard::panels::plain;
use std::collections::BTreeMap;
use toml::Spanned;

/// What was written of agendas.
pub(super) fn resolve(
    agendas: WrittenAgendas,
    spreadsheets: BTreeMap<String, WrittenSpreadsheet>,
    text: &str,
) -> Result<AgendaSettings, SettingsError> {
    let mut settings = AgendaSettings::default();
    for (heading, role) in agendas.columns {
        let said = role.get_ref();
        let read = Role::from_word(said).ok_or_else(|| {
            let known = Role::words();
            SettingsError::at(text, role.span().start, format_args!("`{said}` is nothing a column holds"), nearest::help(said, &known))
        })?;
        settings.columns.insert(plain(&heading), read);
    }
    for (lists, same) in [(agendas.same, true), (agendas.different, false)] {
        for list in lists {
            settings.decided.push((list.iter().map(|place| row_place(place, text)).collect::<Result<_, _>>()?, same));
        }
    }
    for (path, written) in spreadsheets {
        settings.files.insert(path.replace('\\', "/"), file(written, text)?);
    }
    Ok(settings)
}

/// What was typed for a row is not repeated: somebody may have typed a name.
fn row_place(said: &Spanned<String>, text: &str) -> Result<RowPlace, SettingsError> {
    RowPlace::parse(said.get_ref()).ok_or_else(|| {
        let help = "write file and row as `meetings/list.csv#12`, or file, sheet and row as `meetings/list.xlsx#May#12`";
        SettingsError::at(text, said.span().start, format_args!("this is no place of a row"), help)
    })
}

fn file(written: WrittenSpreadsheet, text: &str) -> Result<FileSettings, SettingsError> {
    let kind = match &written.kind {
        None => None,
        Some(kind) => {
            let said = kind.get_ref();
            let known: Vec<&str> = SheetKind::ALL.iter().map(|k| k.word()).collect();
            let read = SheetKind::from_word(said).ok_or_else(|| {
                SettingsError::at(
                    text,
                    kind.span().start,
                    format_args!("unknown kind of spreadsheet `{said}`"),
                    nearest::help(said, &known),
                )
            })?;
            Some(read)
        }
    };
    let year = match &written.year {
        None => None,
        Some(year) => {
            let said = *year.get_ref();
            let read = i16::try_from(said)
                .ok()
                .filter(|y| (1990..=2079).contains(y))
                .ok_or_else(|| SettingsError::at(text, year.span().start, format_args!("`{said}` is no year"), "write it as `2016`"))?;
            Some(read)
        }
    };
    Ok(FileSettings { kind, panel: written.panel.filter(|p| !p.trim().is_empty()), year })
}
