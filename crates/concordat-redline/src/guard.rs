//! Whether a file may be changed at all.

use crate::comments::relationship;
use crate::package::Package;
use concordat_register::{Problem, ProblemKind};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Refuses a file that must not be changed. Gives whether it may only be commented on.
///
/// # Errors
///
/// A signed or protected file, with what to do.
pub(crate) fn check(package: &mut Package<'_>, main: &str) -> Result<bool, Problem> {
    if package.names().any(|name| name.starts_with("_xmlsignatures/") || name.ends_with(".sigs")) {
        return Err(Problem::new(
            ProblemKind::Unsupported,
            "the file is digitally signed, and any change would break the signature",
            "ask for the unsigned file, or have the signature taken off in Word",
        ));
    }
    let settings = relationship(package, main, "settings")?.unwrap_or_else(|| "word/settings.xml".to_owned());
    let text = package.text(&settings)?;
    let protection = protection(&text);
    match protection.as_deref() {
        None | Some("none" | "trackedChanges") => Ok(false),
        Some("comments") => Ok(true),
        Some(_) => Err(Problem::new(
            ProblemKind::Locked,
            "the file is protected against changes",
            "stop the protection in Word (Review, Restrict Editing) and run again",
        )),
    }
}

/// What the document's protection still allows; none where it is not enforced.
fn protection(settings: &str) -> Option<String> {
    let mut reader = Reader::from_str(settings);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "documentProtection" => {
                let enforced = attribute(&tag, "enforcement").is_some_and(|v| matches!(v.as_str(), "1" | "true" | "on"));
                return enforced.then(|| attribute(&tag, "edit").unwrap_or_else(|| "readOnly".to_owned()));
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// The value of the attribute of this local name.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    let value: &str = found.value.as_ref();
    Some(quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |v| v.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::protection;

    #[test]
    fn only_enforced_protection_counts() {
        assert_eq!(protection(r#"<w:settings><w:documentProtection w:edit="readOnly"/></w:settings>"#), None);
        let enforced = r#"<w:settings><w:documentProtection w:edit="comments" w:enforcement="1"/></w:settings>"#;
        assert_eq!(protection(enforced).as_deref(), Some("comments"));
        assert_eq!(protection(r#"<w:settings><w:documentProtection w:enforcement="on"/></w:settings>"#).as_deref(), Some("readOnly"));
    }
}
