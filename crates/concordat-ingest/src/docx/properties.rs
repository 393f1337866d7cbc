//! What the file says of itself: the core and extended properties.

use crate::Limits;
use crate::package::Package;
use crate::relationships::Relationships;
use crate::xml::{Pull, Source, Token};
use concordat_register::Properties;

/// Fills in what the package says; gives the number of pages counted when it was last saved, unless no
/// words were counted with them: a program that lays nothing out copies both from a template.
pub(super) fn read(package: &mut Package<'_>, top: &Relationships, properties: &mut Properties, limits: &Limits) -> Option<u32> {
    if let Some(source) = part(package, top.first("core-properties").or_else(|| top.first("coreProperties")), "docProps/core.xml") {
        each(&source, limits, |name, value| core(properties, name, value));
    }
    let (mut pages, mut counted) = (None, true);
    if let Some(source) = part(package, top.first("extended-properties").or_else(|| top.first("extendedProperties")), "docProps/app.xml") {
        each(&source, limits, |name, value| match name {
            "Company" => properties.company = Some(value),
            "Pages" => pages = value.parse().ok(),
            "Words" | "Characters" if value == "0" => counted = false,
            _ => {}
        });
    }
    pages.filter(|_| counted)
}

fn part(package: &mut Package<'_>, named: Option<&str>, usual: &str) -> Option<Source> {
    let part = package.read(named.unwrap_or(usual)).ok()??;
    Some(Source::new(part.bytes))
}

/// Gives every leaf element's name and trimmed content, where it has any.
fn each(source: &Source, limits: &Limits, mut take: impl FnMut(&str, String)) {
    let mut pull = Pull::new(source, limits);
    while let Some(token) = pull.next() {
        if let Token::Open(element) = token
            && pull.depth() == 2
        {
            let value = pull.content();
            let value = value.trim();
            if !value.is_empty() {
                take(element.name, value.to_owned());
            }
        }
    }
}

fn core(properties: &mut Properties, name: &str, value: String) {
    match name {
        "title" => properties.title = Some(value),
        "subject" => properties.subject = Some(value),
        "creator" => properties.author = Some(value),
        "keywords" => properties.keywords = Some(value),
        "contentStatus" => properties.status = Some(value),
        "language" => properties.language = Some(value),
        "created" => properties.created = day(&value),
        "modified" => properties.modified = day(&value),
        _ => {}
    }
}

/// The day of a W3C date and time.
pub(crate) fn day(value: &str) -> Option<String> {
    let day = value.get(..10)?;
    concordat_register::Date::parse(day).map(|_| day.to_owned())
}
