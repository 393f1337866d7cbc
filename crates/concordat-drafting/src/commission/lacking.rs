//! Documents that the standard expects of a set and that it has not.

use super::{cell, indexed, wording};
use crate::naming::{is_past, kind_name, listed};
use concordat_findings::{
    Audit,
    wording::{capital, small},
};
use concordat_paper::{Block, Paper, Role, Table};
use concordat_register::Kind;
use concordat_standard::{Standard, templates::Expected};

/// The rows of the standard for which the audit has no document: neither one that is mainly about the theme nor, of kinds that are
/// for more than one theme, one that names it among its first two.
fn lacking<'s>(audit: &Audit, standard: &'s Standard) -> Vec<&'s Expected> {
    let has = |row: &Expected| {
        indexed(audit).any(|(_, d)| {
            let entry = &d.entry;
            let theme = row.theme == "*" || entry.themes.iter().take(2).any(|t| t.0 == row.theme.as_str());
            theme && !is_past(entry) && row.kinds.iter().any(|k| k == entry.kind.word())
        })
    };
    standard.templates.expected.iter().filter(|row| !has(row)).collect()
}

pub(super) fn tell(paper: &mut Paper, audit: &Audit, standard: &Standard, folder: &str) {
    paper.heading(1, wording::LACKING);
    let rows = lacking(audit, standard);
    if rows.is_empty() {
        return paper.paragraph(Role::Body, wording::NOTHING_LACKING);
    }
    paper.paragraph(Role::Body, wording::LACKS);
    let row = |expected: &Expected| {
        let name = standard.themes.themes.iter().find(|t| t.id == expected.theme).map(|t| small(&t.name));
        let kinds: Vec<String> = expected.kinds.iter().filter_map(|k| Kind::from_word(k)).map(|k| kind_name(k).to_owned()).collect();
        let what = format!("{} on {}", or(&kinds), name.unwrap_or_else(|| "all themes".to_owned()));
        let begin = expected.kinds.iter().find(|k| standard.templates.document(k).is_some() && expected.theme != "*");
        let begin = begin.map_or_else(String::new, |kind| {
            format!("concordat new {kind} --theme {} --site {}", expected.theme, super::acceptance::quoted(folder))
        });
        let why = format!("Because {} ({}).", expected.why, expected.source);
        vec![cell(capital(&what)), cell(why), cell(begin)]
    };
    paper.blocks.push(Block::Table(Table {
        caption: "Documents that the standard expects, and none was found".to_owned(),
        header: ["What is lacking", "Why it is expected", "How to begin"].map(str::to_owned).to_vec(),
        widths: vec![2, 4, 3],
        row_headers: true,
        rows: rows.into_iter().map(row).collect(),
    }));
}

/// `a, b or c`.
fn or(items: &[String]) -> String {
    listed(items).replace(" and ", " or ")
}
