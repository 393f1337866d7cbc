//! Acts, Regulations and what goes by letters.

use super::{
    edition::years_at,
    found::{Found, taken},
    grammar,
    lexicon::{Cue, Hit},
    line::Line,
};
use concordat_register::citation::CitationKind;

/// Most words to the left of "Act" that may be its name.
const REACH: usize = 18;

/// Adds the laws named in `line`.
pub(super) fn find(line: &Line<'_, '_>, hits: &[Hit], found: &mut Vec<Found>) {
    for hit in hits {
        let one = match hit.cue {
            Cue::Letters => letters(line, *hit),
            Cue::Law => named(line, *hit, hits),
            _ => None,
        };
        if let Some(one) = one.filter(|one| !taken(found, one.start, one.end)) {
            found.push(one);
        }
    }
}

fn letters(line: &Line<'_, '_>, hit: Hit) -> Option<Found> {
    let before = line.text.get(..hit.start)?;
    // "gdpr" inside "uk gdpr" was found with it.
    if before.ends_with("uk ") && line.text.get(hit.start..hit.end) == Some("gdpr") {
        return None;
    }
    let source = line.source(hit.start, hit.end);
    if !source.chars().any(char::is_uppercase) {
        return None;
    }
    let mut one = Found::new(CitationKind::Legislation, hit.start, hit.end);
    line.text.get(hit.start..hit.end)?.clone_into(&mut one.name);
    one.proper = true;
    Some(one)
}

fn named(line: &Line<'_, '_>, hit: Hit, hits: &[Hit]) -> Option<Found> {
    let at = line.token_at(hit.start);
    if !line.capital(at) {
        return None;
    }
    let word = line.word(at);
    let mut end = hit.end;
    let year = year_after(line, end).map(|(year, length)| {
        end += length;
        year
    });
    let left = name_start(line, at);
    if left == at {
        return back(line, at, end, year);
    }
    // An Order or Rules without a year is seldom a law's name.
    if word != "act" && word != "regulations" && year.is_none() {
        return None;
    }
    if word == "act" && year.is_none() && at - left == 1 && line.opens(left) && !line.word(left).ends_with("ren") {
        return None;
    }
    let start = line.tokens.get(left)?.start;
    let (mut name_end, mut year) = (end, year);
    if word == "act"
        && let Some((longer, later)) = made_under(line, end)
    {
        (name_end, year) = (longer, later.or(year));
    }
    let owned = hits.iter().any(|h| h.cue == Cue::Body && h.end + 4 >= start && h.end <= hit.start);
    let kind = if word != "act" && year.is_none() && owned { CitationKind::NationalGuidance } else { CitationKind::Legislation };
    let mut one = Found::new(kind, start, name_end);
    one.name = name_of(line.text.get(start..hit.end).unwrap_or_default());
    one.year = year;
    one.proper = true;
    with_section(line, &mut one);
    Some(one)
}

/// `that Act`, `the 1989 Act`, and `the Act` where a section of it is named.
fn back(line: &Line<'_, '_>, at: usize, end: usize, year: Option<i16>) -> Option<Found> {
    let before = at.checked_sub(1)?;
    let (mut first, mut year) = (before, year);
    if let Some((found, _, _)) = years_at(line.word(before)) {
        year = Some(found);
        first = before.checked_sub(1)?;
    }
    let determiner = line.word(first);
    if !matches!(determiner, "that" | "the" | "this") || line.word(at) != "act" {
        return None;
    }
    let mut one = Found::new(CitationKind::Legislation, line.tokens.get(first)?.start, end);
    one.year = year;
    with_section(line, &mut one);
    let plain = determiner != "that" && year.is_none() && one.section.is_none();
    (!plain).then_some(one)
}

/// The first word of the name that ends in the word at `at`.
fn name_start(line: &Line<'_, '_>, at: usize) -> usize {
    let (mut left, mut next) = (at, at);
    while let Some(token) = next.checked_sub(1).filter(|t| at - t <= REACH) {
        let gap = line.gap(token);
        let word = line.word(token);
        let bracket = gap.contains([')', '(']);
        let allowed = gap.trim().is_empty() || matches!(gap.trim(), "," | "&" | "-" | "'") || (bracket && gap.trim().len() == 1);
        let owner = word.strip_suffix("'s").is_some_and(grammar::owner);
        if !allowed
            || owner
            || grammar::determiner(word).is_some()
            || matches!(word, "act" | "regulations" | "section" | "sections" | "schedule" | "part" | "under" | "see")
        {
            break;
        }
        if line.capital(token) && !(line.opens(token) && grammar::opener(word)) {
            // A closing bracket must have been opened within the name.
            let before = line.tokens.get(token).and_then(|t| line.text.get(..t.end)).unwrap_or_default();
            let opened = before.rfind('(').is_some_and(|n| before.len() - n < 80);
            if bracket && gap.trim() == ")" && !opened {
                break;
            }
            left = token;
        } else if !matches!(word, "and" | "of" | "etc" | "in" | "for") || gap.contains(',') {
            break;
        }
        next = token;
    }
    left
}

/// The year after an Act's name and the bytes up to its end.
fn year_after(line: &Line<'_, '_>, end: usize) -> Option<(i16, usize)> {
    let rest = line.after(end);
    let lead = rest.len() - rest.trim_start_matches([' ', ',', '(']).len();
    let text = rest.get(lead..)?;
    let (year, _, _) = years_at(text).filter(|_| lead <= 3)?;
    let bracket = rest.get(..lead).is_some_and(|t| t.contains('(')) && text.get(4..5) == Some(")");
    Some((year, lead + 4 + usize::from(bracket)))
}

/// `(Regulated Activities) Regulations 2014` after an Act's name: where it ends, and its year.
fn made_under(line: &Line<'_, '_>, end: usize) -> Option<(usize, Option<i16>)> {
    let rest = line.after(end);
    let body = rest.strip_prefix(" (")?;
    let close = body.bytes().take(90).position(|b| b == b')')?;
    let tail = body.get(close + 1..)?;
    let word = [" regulations", " order", " rules"].into_iter().find(|w| tail.starts_with(w))?;
    let stop = end + 2 + close + 1 + word.len();
    let year = year_after(line, stop);
    Some((stop + year.map_or(0, |(_, length)| length), year.map(|(y, _)| y)))
}

/// Takes in `section 47 of the` before a law and `, section 2` after it.
pub(super) fn with_section(line: &Line<'_, '_>, one: &mut Found) {
    let before = line.text.get(..one.start).unwrap_or_default();
    let floor = before.len().saturating_sub(70);
    let floor = (floor..before.len()).find(|n| before.is_char_boundary(*n)).unwrap_or(0);
    let near = before.get(floor..).unwrap_or_default();
    let linked = near.trim_end_matches(' ').trim_end_matches("the").trim_end_matches(' ');
    if let Some(stem) = linked.strip_suffix(" of").or_else(|| linked.strip_suffix(" to")).or_else(|| linked.strip_suffix(',')) {
        let word = ["sections ", "section ", "schedule ", "part ", "ss.", "s.", "s "]
            .into_iter()
            .filter_map(|w| stem.rfind(w).map(|n| (n, w)))
            .max();
        if let Some((n, word)) = word {
            let label = stem.get(n + word.len()..).unwrap_or_default().trim();
            let clear = n == 0 || stem.get(..n).is_some_and(|t| !t.ends_with(|c: char| c.is_alphanumeric()));
            if clear && is_label_list(label) {
                one.section = Some(label.to_owned());
                one.start = floor + n;
                return;
            }
        }
    }
    let rest = line.after(one.end);
    let lead = [", section ", ", sections ", " section ", " s.", ", s.", " (section "].into_iter().find(|w| rest.starts_with(w));
    if let Some(lead) = lead {
        let tail = rest.get(lead.len()..).unwrap_or_default();
        let length = tail.find(|c: char| !(c.is_ascii_digit() || matches!(c, '(' | ')' | '.'))).unwrap_or(tail.len());
        let mut label = tail.get(..length).unwrap_or_default().trim_end_matches(['.', ')']).to_owned();
        if label.contains('(') {
            label.push(')');
        }
        if label.starts_with(|c: char| c.is_ascii_digit()) {
            one.end += lead.len() + label.len();
            one.section = Some(label);
        }
    }
}

/// `17`, `17 and 47`, `5 to 8`, `31(9)`.
fn is_label_list(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.len() <= 30
        && text.split([' ', ',', '-', '/']).filter(|p| !p.is_empty()).all(|part| {
            matches!(part, "and" | "to" | "or")
                || part.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'(' | b')' | b'.') || b.is_ascii_lowercase()) && part.len() <= 9
        })
}

fn name_of(text: &str) -> String {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-')).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
