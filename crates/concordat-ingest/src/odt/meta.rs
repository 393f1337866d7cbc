//! What the file says of itself.

use crate::Limits;
use crate::docx::day;
use crate::xml::{Pull, Source, Token};
use concordat_register::Properties;

/// Fills in what `meta.xml` says; gives the number of pages counted when the file was last saved.
pub(super) fn read(source: &Source, properties: &mut Properties, limits: &Limits) -> Option<u32> {
    let mut pull = Pull::new(source, limits);
    let mut pages = None;
    let mut inside = 0;
    while let Some(token) = pull.next() {
        let element = match token {
            Token::Open(element) => element,
            Token::Close(..) if pull.depth() < inside => break,
            _ => continue,
        };
        if element.name == "meta" && inside == 0 {
            inside = pull.depth();
        } else if element.name == "document-statistic" {
            pages = element.number("page-count");
        } else if inside > 0 {
            let defined = (element.name == "user-defined").then(|| element.attribute("name")).flatten();
            let value = pull.content();
            let value = value.trim();
            if !value.is_empty() {
                take(properties, defined.as_deref().unwrap_or(element.name), value);
            }
        } else if element.name == "body" || element.name == "styles" {
            pull.skip();
        }
    }
    pages
}

fn take(properties: &mut Properties, name: &str, value: &str) {
    let text = || Some(value.to_owned());
    match name {
        "title" => properties.title = text(),
        "subject" => properties.subject = text(),
        "initial-creator" => properties.author = text(),
        "creator" => properties.author = properties.author.take().or_else(text),
        "keyword" => {
            let keywords = properties.keywords.take();
            properties.keywords = Some(keywords.map_or_else(|| value.to_owned(), |k| format!("{k}, {value}")));
        }
        "language" => properties.language = text(),
        "creation-date" => properties.created = day(value),
        "date" => properties.modified = day(value),
        "Company" | "Organisation" => properties.company = text(),
        "Status" => properties.status = text(),
        _ => {}
    }
}
