//! Front matter: what a Markdown file says of itself before it begins.

use concordat_register::Properties;

/// Reads `key: value` (YAML) or `key = value` (TOML) lines into properties. A list becomes its items joined by commas;
/// anything else nested is left alone. The first value of a key counts.
pub(super) fn read(block: &str, properties: &mut Properties) {
    let mut list: Option<String> = None;
    for line in block.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            if let Some(key) = &list {
                append(properties, key, unquote(item));
            }
            continue;
        }
        list = None;
        if line.starts_with([' ', '\t', '#']) {
            continue;
        }
        let Some((key, value)) = line.split_once(':').filter(|(k, _)| !k.contains('=')).or_else(|| line.split_once('=')) else { continue };
        let key = key.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
        let value = unquote(value);
        match value.as_str() {
            "" => list = Some(key),
            "|" | ">" | "null" | "~" => {}
            _ => set(properties, &key, value),
        }
    }
}

/// The field that a key fills.
fn field<'p>(properties: &'p mut Properties, key: &str) -> Option<&'p mut Option<String>> {
    Some(match key {
        "title" => &mut properties.title,
        "subtitle" | "subject" | "description" | "summary" => &mut properties.subject,
        "author" | "authors" | "owner" => &mut properties.author,
        "company" | "organisation" | "organization" | "publisher" | "institute" => &mut properties.company,
        "keywords" | "tags" | "categories" => &mut properties.keywords,
        "status" => &mut properties.status,
        "date" | "created" | "published" => &mut properties.created,
        "modified" | "updated" | "lastmod" | "last_modified" | "last_updated" => &mut properties.modified,
        "lang" | "language" => &mut properties.language,
        "draft" => &mut properties.status,
        _ => return None,
    })
}

fn set(properties: &mut Properties, key: &str, value: String) {
    let value = match (key, value.as_str()) {
        ("draft", "true") => "Draft".to_owned(),
        ("draft", _) => return,
        // A time of day after the date is not kept.
        ("date" | "created" | "published" | "modified" | "updated" | "lastmod", v) => match v.split_once(['T', ' ']) {
            Some((day, _)) if day.len() == 10 && day.starts_with(|c: char| c.is_ascii_digit()) => day.to_owned(),
            _ => value,
        },
        _ => value,
    };
    if let Some(field) = field(properties, key)
        && field.is_none()
    {
        *field = Some(value);
    }
}

fn append(properties: &mut Properties, key: &str, item: String) {
    if let Some(field) = field(properties, key)
        && !item.is_empty()
    {
        match field {
            Some(before) => {
                before.push_str(", ");
                before.push_str(&item);
            }
            None => *field = Some(item),
        }
    }
}

/// The value without its quotation marks, brackets or closing comment.
fn unquote(value: &str) -> String {
    let value = value.trim();
    for mark in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(mark)
            && let Some((inside, _)) = rest.split_once(mark)
        {
            return inside.trim().to_owned();
        }
    }
    let value = value.split_once(" #").map_or(value, |(v, _)| v).trim();
    match value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        Some(items) => {
            items.split(',').map(|i| i.trim().trim_matches(['"', '\''])).filter(|i| !i.is_empty()).collect::<Vec<_>>().join(", ")
        }
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_fill_properties() {
        let mut found = Properties::default();
        read(
            "title: \"Missing: a protocol\"\nauthor:\n  - Pat Okello\n  - A Board\ndate: 2016-05-04T10:00:00\ntags: [one, 'two']\nstatus: Draft # for now\nnested:\n  title: No\n",
            &mut found,
        );
        assert_eq!(found.title.as_deref(), Some("Missing: a protocol"));
        assert_eq!(found.author.as_deref(), Some("Pat Okello, A Board"));
        assert_eq!(found.created.as_deref(), Some("2016-05-04"));
        assert_eq!(found.keywords.as_deref(), Some("one, two"));
        assert_eq!(found.status.as_deref(), Some("Draft"));
    }
}
