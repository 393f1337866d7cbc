//! Titles known beforehand, and titles shown by italics, quotation marks, a link, or a year in brackets.

use super::{
    address::is_web,
    edition::edition,
    found::{Found, taken},
    grammar,
    law::with_section,
    lexicon::{Cue, Hit, Lexicon},
    line::{Case, Line},
};
use concordat_register::{Style, citation::CitationKind};
use concordat_text::ByteSpan;

/// Adds national guidance and laws known by their titles.
pub(super) fn known(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], found: &mut Vec<Found>) {
    for hit in hits {
        let Cue::Title(row) = hit.cue else { continue };
        let Some(title) = lexicon.titles.get(usize::from(row)) else { continue };
        // Hits come in order with the longest first, so a shorter alias inside is taken already.
        if taken(found, hit.start, hit.end) || !stands_as_title(line, hits, *hit, title) {
            continue;
        }
        let mut one = Found::new(if title.law { CitationKind::Legislation } else { CitationKind::NationalGuidance }, hit.start, hit.end);
        one.name.clone_from(&title.name);
        one.instrument.clone_from(&title.instrument);
        one.proper = true;
        if let Some((start, year)) = year_before(line, hit.start) {
            (one.start, one.year) = (start, Some(year));
        }
        if title.law {
            one.year = title.name.rsplit(' ').next().and_then(|w| w.parse().ok()).filter(|y| (1800..2100).contains(y));
        } else {
            one.end = subtitle(line, one.end);
        }
        if lexicon.series.contains(&title.name) {
            one.end = topic(lexicon, line, one.end);
            line.text.get(one.start..one.end).unwrap_or_default().clone_into(&mut one.name);
        }
        if let Some(after) = edition(line.after(one.end)).filter(|_| one.year.is_none()) {
            one.end += after.length;
            (one.year, one.until) = (after.year, after.until);
        }
        if title.law {
            with_section(line, &mut one);
        }
        if !taken(found, one.start, one.end) {
            found.push(one);
        }
    }
}

/// Whether the words stand as a title: in capitals, and not inside a longer name of this area's own.
fn stands_as_title(line: &Line<'_, '_>, hits: &[Hit], hit: Hit, title: &super::lexicon::Title) -> bool {
    if title.acronym {
        // Two letters mean many things; with a year they mean the guidance.
        return title.name.len() > 2 || edition(line.after(hit.end)).is_some_and(|e| e.year.is_some());
    }
    let (first, last) = (line.token_at(hit.start), line.token_at(hit.end).saturating_sub(1));
    if !line.capital(first) {
        // A long title that ends in its kind is one in small letters too: "the ... guidance".
        let the = first.checked_sub(1).is_some_and(|b| line.word(b) == "the" && line.gap(b) == " ");
        let long = the && title.words > 4;
        // "The 2015 information sharing guidance": the year says that it is none of this area's.
        return (long || year_before(line, hit.start).is_some()) && title.name.ends_with(" guidance");
    }
    if hits.iter().any(|h| h.cue == Cue::Body && h.end + 1 == hit.start) {
        return true;
    }
    let long = (first..=last).filter(|t| line.word(*t).len() > 3).count();
    let capitals =
        (first..=last).filter(|t| line.word(*t).len() > 3 && (line.capital(*t) || line.case_at(*t) == Some(Case::Number))).count();
    let quoted = line.text.get(..hit.start).is_some_and(|t| t.ends_with(['"', '\'']));
    let ends_in_kind = title.name.rsplit(' ').next().is_some_and(|w| matches!(w, "guidance" | "strategy" | "framework" | "toolkit"));
    if title.words <= 3 && capitals < long && !quoted && !ends_in_kind {
        return false;
    }
    if title.law || title.words > 4 {
        return true;
    }
    let Some(before) = first.checked_sub(1) else { return true };
    let joined = line.gap(before) == " " && !line.opens(before) && line.case_at(before) == Some(Case::Title);
    let word = line.word(before);
    let apart = grammar::stop(word) || grammar::determiner(word).is_some() || word.ends_with("'s") || lawful(word);
    !joined || apart
}

/// A year between "the" and a title that begins at byte `start`, with where it stands.
fn year_before(line: &Line<'_, '_>, start: usize) -> Option<(usize, i16)> {
    let at = line.token_at(start).checked_sub(1)?;
    let the = at.checked_sub(1).is_some_and(|b| line.word(b) == "the" && line.gap(b) == " ");
    let year = line.word(at).parse().ok().filter(|year| (1980..2100).contains(year) && line.gap(at) == " ")?;
    line.tokens.get(at).filter(|_| the).map(|token| (token.start, year))
}

fn lawful(word: &str) -> bool {
    matches!(word, "guidance" | "government" | "advice" | "statutory" | "prevent" | "office")
}

/// Takes in what one of a series is on: "... Practice on missing persons".
fn topic(lexicon: &Lexicon, line: &Line<'_, '_>, end: usize) -> usize {
    let on = line.token_at(end);
    if !matches!(line.word(on), "on" | "for") || !line.text.get(end..).is_some_and(|t| t.starts_with(' ')) {
        return end;
    }
    let mut stop = end;
    for at in on + 1..on + 8 {
        let Some(token) = line.tokens.get(at).filter(|_| line.gap(at - 1).trim().is_empty()) else { break };
        let word = line.word(at);
        if line.capital(at) || lexicon.subjects.contains(word) {
            stop = token.end;
        } else if !(grammar::connector(word) || word == "the") {
            break;
        }
    }
    stop
}

/// Takes in a sub-title after a colon: up to its last word before a verb or mark.
fn subtitle(line: &Line<'_, '_>, end: usize) -> usize {
    if !line.after(end).starts_with(": ") {
        return end;
    }
    let (mut at, mut stop) = (line.token_at(end), end);
    let first = at;
    while at - first < 16 {
        let Some(token) = line.tokens.get(at) else { break };
        let word = line.word(at);
        if grammar::stop(word) && !matches!(word, "who" | "use" | "support") || grammar::determiner(word) == Some(false) {
            break;
        }
        if !grammar::connector(word) && word != "the" {
            stop = token.end;
        }
        if !matches!(line.gap(at).trim(), "" | "-" | "&" | ",") {
            break;
        }
        at += 1;
    }
    stop
}

/// Adds documents that a national body is said to have issued and whose name runs on in small letters to its last word.
pub(super) fn issued(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], found: &mut Vec<Found>) {
    for hit in hits.iter().filter(|h| h.cue == Cue::Body) {
        let first = line.token_at(hit.end + usize::from(line.after(hit.end).starts_with("'s")) * 2);
        let gap = line.tokens.get(first).and_then(|t| line.text.get(hit.end..t.start)).unwrap_or_default();
        let (first, colon) = after_noun(line, first);
        if !matches!(gap.trim(), "" | "'s" | "'" | "'s \"" | "'s '" | "\"" | "," | ":")
            || !line.capital(first)
            || taken(found, hit.end, hit.end + 1)
        {
            continue;
        }
        let marked = colon && !line.gap(first.saturating_sub(1)).trim().is_empty();
        if let Some(mut one) = run_on(lexicon, line, hits, first, marked).filter(|one| !taken(found, one.start, one.end)) {
            // Without a possessive the body is part of the name.
            if gap == " " && !colon {
                one.start = hit.start;
            }
            found.push(one);
        }
    }
    for at in 0..line.tokens.len() {
        let lead = matches!(
            (line.word(at), line.word(at + 1)),
            ("departmental", "advice") | ("statutory" | "government" | "national" | "non-statutory", "guidance" | "advice")
        );
        let (first, gap) = (at + 2, line.gap(at + 1));
        if lead
            && matches!(gap.trim(), "" | "," | ":" | "\"" | "'" | ": \"" | ": '" | ", \"" | ", '")
            && line.capital(first)
            && grammar::determiner(line.word(first)).is_none()
        {
            found.extend(run_on(lexicon, line, hits, first, !gap.trim().is_empty()).filter(|one| !taken(found, one.start, one.end)));
        }
    }
}

/// Skips "guidance:", "advice," and the like before a title; the bool says that something was skipped.
fn after_noun(line: &Line<'_, '_>, at: usize) -> (usize, bool) {
    if matches!(line.word(at), "guidance" | "advice" | "publication" | "report" | "document")
        && !line.capital(at)
        && matches!(line.gap(at).trim(), "" | ":" | "," | "on" | "\"" | "'" | ": '" | ": \"")
    {
        return (at + 1, true);
    }
    (at, false)
}

/// A title from `first` on: to its last word in small letters, or to the end of its run of capitals.
fn run_on(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], first: usize, colon: bool) -> Option<Found> {
    let start = line.tokens.get(first)?.start;
    let (mut at, mut end, mut ended, mut kind) = (first, None, false, None);
    let mut capitals_end = start;
    while at - first < 20 {
        let token = line.tokens.get(at)?;
        let word = line.word(at);
        if grammar::stop(word) && !line.capital(at) && !matches!(word, "who" | "use") {
            break;
        }
        let head = hits.iter().find_map(|h| match h.cue {
            Cue::Head(row) if h.start == token.start => lexicon.heads.get(usize::from(row)).map(|head| (h.end, head.kind)),
            _ => None,
        });
        if let Some((stop, of)) = head {
            (end, ended, kind) = (Some(stop), true, Some(of));
        } else if line.capital(at) {
            capitals_end = token.end;
        }
        if at + 1 >= line.tokens.len() || !matches!(line.gap(at), " " | "-" | "/" | " & " | "' " | ": " | ", ") {
            break;
        }
        // A comma ends a name that has its last word.
        if ended && line.gap(at).contains(',') {
            break;
        }
        at += 1;
    }
    let words = (first..=at).count();
    let stop = match end {
        Some(stop) if words >= 2 => stop,
        _ if colon && line.text.get(start..capitals_end).is_some_and(|t| t.split(' ').count() >= 3) => capitals_end,
        _ => return None,
    };
    let mut one = Found::new(CitationKind::NationalGuidance, start, stop);
    line.text.get(start..stop)?.clone_into(&mut one.name);
    one.document_kind = kind.filter(|k| *k != concordat_register::Kind::Other);
    one.proper = true;
    if let Some(after) = edition(line.after(stop)) {
        one.end = stop + after.length;
        (one.year, one.until) = (after.year, after.until);
    }
    Some(one)
}

/// Adds titles set in italics or quotation marks, and the words of hyperlinks that name a document.
pub(super) fn marked(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], found: &mut Vec<Found>) {
    let italics = line.passage.passage.styles.iter().filter(|s| s.style == Style::Italic).map(|s| s.span);
    let quotes = line.passage.quotations.iter().copied();
    for span in italics.chain(quotes) {
        let Some((start, end)) = within(line, span) else { continue };
        let Some((first, last)) = inner(line, start, end) else { continue };
        if !line.capital(first) || !(2..=20).contains(&(last + 1 - first)) || taken(found, start, end) {
            continue;
        }
        let (Some(a), Some(b)) = (line.tokens.get(first), line.tokens.get(last)) else { continue };
        let after = edition(line.after(end)).or_else(|| edition(line.after(b.end)));
        let head = hits.iter().rev().find_map(|h| match h.cue {
            Cue::Head(row) if a.start <= h.start && h.end <= b.end && line.capital(line.token_at(h.start)) => {
                lexicon.heads.get(usize::from(row))
            }
            _ => None,
        });
        let body = hits.iter().any(|h| {
            h.cue == Cue::Body
                && (h.end <= a.start && a.start - h.end <= 6 || after.as_ref().is_some_and(|e| h.start >= b.end && h.end <= end + e.length))
        });
        let dated = after.as_ref().is_some_and(|e| e.bracket.is_some() && published(line, hits, end, e.bracket));
        let named = head.is_some_and(|h| h.loose || h.whole) && last > first;
        if !(named || body && after.is_some() || dated) || lexicon.heads.is_empty() {
            continue;
        }
        let mut one = Found::new(if body { CitationKind::NationalGuidance } else { CitationKind::LocalDocument }, a.start, b.end);
        line.text.get(a.start..b.end).unwrap_or_default().clone_into(&mut one.name);
        one.document_kind = head.map(|h| h.kind).filter(|k| *k != concordat_register::Kind::Other);
        one.proper = true;
        if let Some(after) = after {
            one.end = end.max(b.end) + after.length;
            (one.year, one.until) = (after.year, after.until);
        }
        found.push(one);
    }
}

/// Whether a bracket holds a year alone, or a body: not the authors of research.
fn published(line: &Line<'_, '_>, hits: &[Hit], end: usize, bracket: Option<(usize, usize)>) -> bool {
    let Some((a, b)) = bracket.map(|(a, b)| (end + a, end + b)) else { return false };
    let inside = line.text.get(a..b).unwrap_or_default();
    let plain = inside
        .split([' ', ',', '-'])
        .filter(|w| !w.is_empty())
        .all(|w| w.bytes().all(|c| c.is_ascii_digit()) || grammar::month(w) || matches!(w, "updated" | "revised" | "version"));
    let letters = line.source(a, b).split([' ', ',']).next().is_some_and(|w| w.len() >= 3 && w.chars().all(char::is_uppercase));
    plain || letters || hits.iter().any(|h| h.cue == Cue::Body && a <= h.start && h.end <= b)
}

/// Adds names with no last word of a document that a year in brackets shows to be one: "Keeping Young People Safe on the Water (2009)".
pub(super) fn dated(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], found: &mut Vec<Found>) {
    for hit in hits.iter().filter(|h| h.cue == Cue::Dated) {
        let Some(open) = line.text.get(..=hit.start).and_then(|t| t.rfind('(')).filter(|open| hit.start - open < 60) else { continue };
        let name_end = line.text.get(..open).map_or(0, |t| t.trim_end_matches([' ', '"', '\'', '*']).len());
        if taken(found, name_end.saturating_sub(1), open + 1) {
            continue;
        }
        let Some(after) = edition(line.after(name_end)).filter(|e| e.bracket.is_some()) else { continue };
        if !published(line, hits, name_end, after.bracket) {
            continue;
        }
        let last = line.token_at(name_end).saturating_sub(1);
        let Some(first) = run_left(lexicon, line, last) else { continue };
        let about = (first..=last).any(|t| lexicon.subjects.contains(line.word(t)));
        if last + 1 - first < 4 || !about || (first..=last).filter(|t| line.capital(*t)).count() < 3 {
            continue;
        }
        let Some(start) = line.tokens.get(first).map(|t| t.start) else { continue };
        let body = hits.iter().any(|h| h.cue == Cue::Body && h.start >= name_end && h.end <= name_end + after.length);
        let mut one =
            Found::new(if body { CitationKind::NationalGuidance } else { CitationKind::LocalDocument }, start, name_end + after.length);
        line.text.get(start..name_end).unwrap_or_default().clone_into(&mut one.name);
        (one.year, one.until, one.proper) = (after.year, after.until, true);
        if !taken(found, one.start, one.end) {
            found.push(one);
        }
    }
}

/// The first word of the run of capitals that ends at the word at `last`.
pub(super) fn run_left(lexicon: &Lexicon, line: &Line<'_, '_>, last: usize) -> Option<usize> {
    let (mut first, mut at) = (None, last + 1);
    while let Some(token) = at.checked_sub(1).filter(|t| last - t < 18) {
        if at <= last && !matches!(line.gap(token).trim(), "" | "-" | "&" | "'" | ":") {
            break;
        }
        let word = line.word(token);
        if line.capital(token) && !(line.opens(token) && grammar::opener(word)) && grammar::determiner(word).is_none() {
            first = Some(token);
        } else if !(grammar::connector(word)
            || lexicon.subjects.contains(word)
            || matches!(word, "may" | "be" | "are" | "who" | "have" | "been"))
            || grammar::determiner(word).is_some()
        {
            break;
        }
        at = token;
    }
    first
}

/// Adds the words of hyperlinks that name a document, and gives links to what is named already.
pub(super) fn linked(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], found: &mut Vec<Found>) {
    for link in &line.passage.passage.links {
        let Some((start, end)) = within(line, link.span) else { continue };
        if let Some(one) = found.iter_mut().find(|f| f.start < end && start < f.end && f.kind != CitationKind::InternalSection) {
            one.link.get_or_insert_with(|| link.target.clone());
            continue;
        }
        let target = link.target.as_str();
        let Some((first, last)) = inner(line, start, end) else { continue };
        if target.starts_with('#') || target.starts_with("mailto:") || target.starts_with("tel:") || target.is_empty() {
            continue;
        }
        let (Some(a), Some(b)) = (line.tokens.get(first), line.tokens.get(last)) else { continue };
        let path = target.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let file = [".docx", ".doc", ".pdf", ".odt", ".rtf", ".md"].iter().any(|ext| path.ends_with(ext));
        let head = hits.iter().rev().find_map(|h| match h.cue {
            Cue::Head(row) if a.start <= h.start && h.end <= b.end => lexicon.heads.get(usize::from(row)),
            _ => None,
        });
        let national = path.contains("gov.uk/government") || path.contains("legislation.gov.uk");
        let kind = if national && is_web(target) && last > first && line.capital(first) {
            CitationKind::NationalGuidance
        } else if (file || head.is_some()) && last > first && !taken(found, a.start, b.end) {
            CitationKind::LocalDocument
        } else if is_web(target) {
            CitationKind::Url
        } else {
            continue;
        };
        let mut one = Found::new(kind, a.start, b.end);
        line.text.get(a.start..b.end).unwrap_or_default().clone_into(&mut one.name);
        one.document_kind = head.map(|h| h.kind).filter(|k| *k != concordat_register::Kind::Other);
        one.link = Some(target.to_owned());
        one.proper = true;
        if let Some(after) = edition(line.after(b.end)).filter(|_| kind != CitationKind::Url) {
            one.end += after.length;
            (one.year, one.until) = (after.year, after.until);
        }
        found.push(one);
    }
}

/// Where a stretch of the passage's source stands in the line, in bytes of the line; none where it lies outside.
fn within(line: &Line<'_, '_>, span: ByteSpan) -> Option<(usize, usize)> {
    let first = line.tokens.partition_point(|t| line.span(t.start, t.end).start < span.start);
    let last = line.tokens.partition_point(|t| line.span(t.start, t.end).end <= span.end).checked_sub(1)?;
    let (a, b) = (line.tokens.get(first)?, line.tokens.get(last)?);
    if first > last {
        return None;
    }
    // Closing marks belong to the stretch.
    let closes = line.after(b.end).starts_with(['"', '\'']) && line.span(b.end, b.end + 1).end <= span.end;
    Some((a.start, b.end + usize::from(closes)))
}

/// The first and last word between two bytes.
fn inner(line: &Line<'_, '_>, start: usize, end: usize) -> Option<(usize, usize)> {
    let first = line.token_at(start);
    let last = line.tokens.partition_point(|t| t.end <= end).checked_sub(1)?;
    (first <= last).then_some((first, last))
}
