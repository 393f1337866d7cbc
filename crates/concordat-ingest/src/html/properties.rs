//! What a page says of itself in its head.

use super::tree::Tree;
use concordat_register::Properties;

/// Reads the title, the language and the `meta` elements. The first value of each counts.
pub(super) fn read(tree: &Tree, properties: &mut Properties) {
    let mut in_svg = 0;
    for (at, node) in tree.nodes.iter().enumerate() {
        match node.name() {
            "svg" => in_svg = node.end,
            "html" => set(&mut properties.language, node.attr("lang").unwrap_or_default()),
            "title" if at >= in_svg => set(&mut properties.title, &tree.words(at)),
            "meta" => {
                let key = node.attr("name").or_else(|| node.attr("property")).unwrap_or_default().to_ascii_lowercase();
                meta(properties, &key, node.attr("content").unwrap_or_default());
            }
            _ => {}
        }
    }
}

fn meta(properties: &mut Properties, key: &str, value: &str) {
    let bare = key
        .strip_prefix("dcterms.")
        .or_else(|| key.strip_prefix("dc."))
        .or_else(|| key.strip_prefix("og:"))
        .or_else(|| key.strip_prefix("article:"))
        .unwrap_or(key);
    match bare {
        "title" => set(&mut properties.title, value),
        "author" | "creator" => set(&mut properties.author, value),
        "description" | "subject" | "abstract" => set(&mut properties.subject, value),
        "keywords" | "tag" => set(&mut properties.keywords, value),
        "publisher" | "site_name" | "organisation" | "govuk:primary-publishing-organisation" => set(&mut properties.company, value),
        "status" => set(&mut properties.status, value),
        "language" => set(&mut properties.language, value),
        "date" | "created" | "issued" | "published_time" | "govuk:first-published-at" | "date.created" => {
            set(&mut properties.created, day(value))
        }
        "modified" | "modified_time" | "updated_time" | "last-modified" | "revised" | "govuk:updated-at" | "date.modified" => {
            set(&mut properties.modified, day(value))
        }
        _ => {}
    }
}

fn set(field: &mut Option<String>, value: &str) {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if field.is_none() && !value.is_empty() {
        *field = Some(value);
    }
}

/// A date without its time of day.
fn day(value: &str) -> &str {
    let value = value.trim();
    match value.split_once('T') {
        Some((day, _)) if day.len() == 10 => day,
        _ => value,
    }
}
