//! Web addresses and the targets of hyperlinks.

use super::{
    found::{Found, taken},
    lexicon::{Cue, Hit},
    line::Line,
};
use concordat_register::citation::CitationKind;

/// Adds the web addresses written out in `line`.
pub(super) fn find(line: &Line<'_, '_>, hits: &[Hit], found: &mut Vec<Found>) {
    // What was looked at once is not looked at again for each dot in it.
    let mut read = 0;
    for hit in hits.iter().filter(|hit| hit.cue == Cue::Address) {
        if hit.start < read || taken(found, hit.start, hit.end) {
            continue;
        }
        let before = line.text.get(..hit.start).unwrap_or_default();
        let start = before
            .rfind(|c: char| !in_address(c))
            .map_or(0, |n| n + before.get(n..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8));
        let after = line.after(hit.start);
        let stop = after.find(|c: char| !in_address(c)).unwrap_or(after.len());
        let mut end = hit.start + stop;
        read = end;
        if let Some(text) = line.text.get(start..end) {
            end = start + text.trim_end_matches(['.', ',', ':', ';', '-', '?', '!', '\'', '*', '_', '/']).len();
            let slash = line.text.get(end..end + 1) == Some("/");
            end += usize::from(slash);
        }
        let lead = line.text.get(start..end).map_or(0, |t| t.len() - t.trim_start_matches(['.', '/', '-', '\'', '_', '*', ':']).len());
        let start = start + lead;
        let Some(text) = line.text.get(start..end) else { continue };
        if is_address(text) && !text.contains('@') {
            let mut one = Found::new(CitationKind::Url, start, end);
            one.name = text.to_owned();
            one.link = Some(line.source(start, end).to_owned());
            found.push(one);
        }
    }
}

fn in_address(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '.' | '/' | ':' | '-' | '_' | '?' | '=' | '&' | '%' | '#' | '~' | '+' | '@' | '\'' | '!' | ';' | ',')
}

/// Whether `text` has a host with a dot in it.
fn is_address(text: &str) -> bool {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let mut parts = host.split('.');
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && host.len() >= 5
        && parts.all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        && last.bytes().all(|b| b.is_ascii_alphabetic())
        && last.len() >= 2
}

/// Whether a hyperlink's target lies on the web.
pub(super) fn is_web(target: &str) -> bool {
    target.starts_with("http://") || target.starts_with("https://") || target.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_what_is_none() {
        assert!(is_address("https://www.millford.example/forms?x=1"));
        assert!(is_address("proceduresonline.com"));
        assert!(!is_address("4.1.uk."));
        assert!(!is_address("..uk"));
    }
}
