//! Registers of schools and places that an area puts beside its agendas.

use super::form::{Kinds, Thing};
use super::things::Things;
use crate::agenda::shape;
use concordat_register::workbook::{Row, Sheet, Value};
use concordat_standard::panels::{PanelWords, RegisterWords, plain};

/// The schools of a register.
pub(crate) fn schools(sheet: &Sheet, things: &mut Things, kinds: &Kinds, words: &PanelWords) {
    let columns = &words.sheets.registers;
    let named: Vec<&String> = columns.names.iter().chain(&columns.school_names).collect();
    rows(sheet, &named, columns, |names, _| things.register(Thing::School, &names, kinds, words));
}

/// The places of a register. Those it calls schools are schools.
pub(crate) fn places(sheet: &Sheet, things: &mut Things, kinds: &Kinds, words: &PanelWords) {
    let columns = &words.sheets.registers;
    rows(sheet, &columns.names.iter().collect::<Vec<_>>(), columns, |names, kind| {
        let folded = plain(kind);
        let of = if columns.schools.iter().any(|w| folded.contains(w.as_str())) { Thing::School } else { Thing::Place };
        things.register(of, &names, kinds, words);
    });
}

fn rows(sheet: &Sheet, wanted: &[&String], columns: &RegisterWords, mut each: impl FnMut(Vec<String>, &str)) {
    let heading = |row: &Row, wanted: &[&String]| -> Vec<u32> {
        let mut found: Vec<(usize, u32)> = row
            .cells
            .iter()
            .filter_map(|c| if let Value::Text(text) = &c.value { Some((plain(text), c.column)) } else { None })
            .filter_map(|(text, column)| wanted.iter().position(|w| **w == text).map(|n| (n, column)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, column)| column).collect()
    };
    let Some(at) = sheet.rows.iter().take(20).position(|r| r.cells.len() >= 2 && !heading(r, wanted).is_empty()) else { return };
    let Some(head) = sheet.rows.get(at) else { return };
    let Some(&name) = heading(head, wanted).first() else { return };
    let of = |list: &[String]| heading(head, &list.iter().collect::<Vec<_>>());
    let (others, types) = (of(&columns.others), of(&columns.types));
    for row in sheet.rows.iter().skip(at + 1) {
        let Some(Value::Text(first)) = row.at(name) else { continue };
        let mut names = vec![shape::without_brackets(first).trim().to_owned()];
        for column in &others {
            if let Some(Value::Text(text)) = row.at(*column) {
                names.extend(text.split([';', '/', '|', ',']).map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()));
            }
        }
        let kind =
            types.iter().find_map(|c| if let Some(Value::Text(t)) = row.at(*c) { Some(t.as_str()) } else { None }).unwrap_or_default();
        each(names, kind);
    }
}
