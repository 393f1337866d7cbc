//! Turns checks off in `concordat.toml` for single documents, and leaves every other byte of it as it is.

use super::SettingsError;
use toml_edit::{Array, DocumentMut, Item, Table, Value};

/// The text of a `concordat.toml` in which each document of `rows` (file and check) has that check turned off.
///
/// # Errors
///
/// An `existing` text that is no TOML, or in which `documents` or `off` is something else than it should be.
pub fn write_off(existing: &str, rows: &[(String, String)]) -> Result<String, SettingsError> {
    let unusable = || SettingsError {
        message: "concordat.toml cannot be added to as it stands".to_owned(),
        help: "`concordat map SITE --dry-run` says which line is wrong".to_owned(),
    };
    let mut text: DocumentMut = existing.parse().map_err(|_| unusable())?;
    for (file, check) in rows {
        let documents = text.entry("documents").or_insert_with(|| {
            let mut table = Table::new();
            // Without a header of its own: only `[documents."path"]` is written.
            table.set_implicit(true);
            Item::Table(table)
        });
        let documents = documents.as_table_like_mut().ok_or_else(unusable)?;
        let document = documents.entry(file).or_insert_with(|| Item::Table(Table::new())).as_table_like_mut().ok_or_else(unusable)?;
        let off = document.entry("off").or_insert_with(|| Item::Value(Value::Array(Array::new()))).as_array_mut().ok_or_else(unusable)?;
        if !off.iter().any(|known| known.as_str() == Some(check)) {
            off.push(check.as_str());
        }
    }
    Ok(text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(file: &str, check: &str) -> (String, String) {
        (file.to_owned(), check.to_owned())
    }

    #[test]
    fn what_stood_there_stays_and_nothing_is_written_twice() {
        let before = "# ours\nname = \"Larkmouth\"  # as we say it\n\n[documents.\"a.docx\"]\nkind = \"policy\"\n# year = 2014\n";
        let rows = [row("a.docx", "language/lifestyle-choice"), row("b \"c\".docx", "currency/review")];
        let once = write_off(before, &rows).unwrap();
        assert!(once.starts_with("# ours\nname = \"Larkmouth\"  # as we say it\n\n[documents.\"a.docx\"]\nkind = \"policy\"\n"), "{once}");
        assert!(once.contains("off = [\"language/lifestyle-choice\"]") && once.contains("# year = 2014"));
        assert_eq!(write_off(&once, &rows).unwrap(), once);
        let standard = concordat_standard::Standard::peer_on_peer_abuse().unwrap();
        let settings = super::super::Settings::parse(&once, &standard).unwrap();
        assert!(settings.options.is_off_in("b \"c\".docx", "currency/review") && !settings.options.is_off("currency/review"));
    }

    #[test]
    fn a_file_that_cannot_be_added_to_is_left_alone() {
        assert!(write_off("documents = 3\n", &[row("a.docx", "currency/review")]).is_err());
    }
}
