//! Writes `concordat.toml`: every inference as a commented line to correct.

use concordat_register::{Entry, Field, Theme};
use std::collections::BTreeSet;
use std::fmt::Write;

const HEAD: &str = "\
# What this site says of itself and of its documents.
# Lines with # in front were worked out from the documents. Where one is wrong, take the # off and correct it:
# what stands here without # wins. Running `concordat map` again adds new documents and changes nothing else.
";

const TOP: &str = "
# as_at = \"2026-09-01\"        # judge as at this day; left out, today
# guides = []                 # guides to language adopted, by id; left out, every guide
# off = [\"language/\"]         # checks not to run, or whole families
# ignore = [\"archive/\"]       # files to leave out

# [limits]
# memory_mib = 512            # memory that reading one document may take
";

/// The text of a `concordat.toml` with every inference as a commented line; what `existing` says is kept byte for byte,
/// and only documents it does not name are added at its end. Written again over its own output, nothing changes.
#[must_use]
pub fn write_settings(existing: Option<&str>, name: &str, entries: &[Entry]) -> String {
    let known = existing.map(named).unwrap_or_default();
    let mut out = match existing.filter(|text| !text.trim().is_empty()) {
        Some(text) => text.to_owned(),
        None => format!("{HEAD}\n# name = {}\n{TOP}", quoted(name)),
    };
    for entry in entries.iter().filter(|e| !known.contains(&e.file)) {
        if !out.ends_with('\n') {
            out.push('\n');
        }
        out.push('\n');
        out.push_str(&section(entry));
    }
    out
}

/// The paths of documents that a text names in a header, commented or not.
fn named(text: &str) -> BTreeSet<String> {
    text.lines().filter_map(|line| header_path(line.trim_start_matches(['\u{feff}', '#', ' ', '\t']))).collect()
}

/// The path in `[documents."path"]`, read by the TOML reader so that escapes and quotation marks of both kinds count.
fn header_path(line: &str) -> Option<String> {
    let rest = line.strip_prefix('[')?.trim_start();
    if !rest.starts_with("documents") {
        return None;
    }
    let table: toml::Table = toml::from_str(line).ok()?;
    table.get("documents")?.as_table()?.keys().next().map(|path| path.replace('\\', "/"))
}

/// One document: its header, and each field as a commented line.
fn section(entry: &Entry) -> String {
    let mut out = format!("[documents.{}]\n", quoted(&entry.file));
    let mut line = |field: Field, value: Option<String>, example: &str| {
        let guessed = entry.inferred.contains(&field);
        let (value, remark) = match value {
            Some(value) if guessed => (value, "inferred"),
            Some(value) => (value, "as this file says"),
            None => (example.to_owned(), "not found: this is an example"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# {} = {value}  # {remark}", field.word());
    };
    let text = |value: &Option<String>| value.as_deref().map(quoted);
    line(Field::Title, Some(quoted(&entry.title)), "");
    line(Field::Kind, Some(quoted(entry.kind.word())), "");
    line(Field::Themes, Some(list(&entry.themes)), "");
    line(Field::Year, entry.year.map(|y| y.to_string()), "2026");
    if let Some(period) = entry.period {
        line(Field::Period, Some(format!("[{}, {}]", period.from, period.to)), "");
    }
    line(Field::Status, Some(quoted(entry.status.word())), "");
    if entry.superseded_by.is_some() {
        line(Field::SupersededBy, text(&entry.superseded_by), "");
    }
    line(Field::Owner, text(&entry.owner), "\"Head of Community Safety\"");
    line(Field::Approved, entry.approved.map(|d| quoted(&d.to_string())), "\"2026-03-19\"");
    line(Field::ReviewDue, entry.review_due.map(|d| quoted(&d.to_string())), "\"2028-03\"");
    if entry.version.is_some() {
        line(Field::Version, text(&entry.version), "");
    }
    if entry.marking.is_some() {
        line(Field::Marking, text(&entry.marking), "");
    }
    if entry.audience.is_some() {
        line(Field::Audience, text(&entry.audience), "");
    }
    line(Field::Nation, Some(quoted(entry.nation.word())), "");
    out
}

fn list(themes: &[Theme]) -> String {
    format!("[{}]", themes.iter().map(|t| quoted(&t.0)).collect::<Vec<_>>().join(", "))
}

/// A TOML basic string, on one line.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || c == '\u{2028}' || c == '\u{2029}' => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
