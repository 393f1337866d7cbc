//! The number a document bears in a series: chapter 4.7 of a manual, procedure 14 of a department.
//!
//! It is read where documents print it: in the file's name, on a short line of the cover, before the first heading, in a
//! trail of links, a running header or the page's title. A document whose own parts are numbered so bears none of them.

use super::title::stem;
use crate::{Prepared, PreparedPassage, citations::opener, series};
use concordat_register::{PassageKind, SeriesNumber};
use concordat_text::fold_str;
use std::collections::BTreeSet;

/// Passages at the front in which a number may stand.
const FRONT: usize = 12;
/// Longest line that may bear one, in bytes.
const LINE: usize = 120;
/// Words before the noun, all in capitals: `Children's Social Care Procedure 14`.
const OWNER: usize = 6;
/// Most numbers kept.
const MOST: usize = 4;

/// The numbers of a document, those best shown first.
pub(super) fn read(prepared: &Prepared<'_>, file: &str) -> Vec<SeriesNumber> {
    let mut found: Vec<SeriesNumber> = Vec::new();
    let mut add = |number: SeriesNumber| {
        if !found.contains(&number) && found.len() < MOST {
            found.push(number);
        }
    };
    for passage in cover(prepared) {
        passage.text.lines().take(4).filter_map(of_line).for_each(&mut add);
    }
    leading(prepared).into_iter().for_each(&mut add);
    let title = prepared.document.properties.title.as_deref();
    let running: BTreeSet<SeriesNumber> = title
        .into_iter()
        .chain(prepared.document.running_words())
        .flat_map(|line| line.split(['|', '\n']))
        .filter_map(of_line)
        .filter(|number| !matches!(number.noun.as_str(), "section" | "part"))
        .collect();
    // A header that changes with the part names parts of the document itself.
    if running.len() == 1 {
        running.into_iter().for_each(&mut add);
    }
    of_file(file).into_iter().for_each(&mut add);
    codes(prepared, file).into_iter().for_each(&mut add);
    let own = own_parts(prepared);
    found.retain(|number| !own.iter().any(|part| part.noun == number.noun && part.mark != number.mark));
    found
}

/// Whether the page's title or a running header says that it is of a procedures manual.
pub(super) fn of_manual(prepared: &Prepared<'_>) -> bool {
    let title = prepared.document.properties.title.as_deref();
    title.into_iter().chain(prepared.document.running_words()).filter(|line| line.len() <= 2 * LINE).any(|line| {
        let folded = fold_str(line);
        ["procedures manual", "procedures online", "online procedures", "procedure manual"].iter().any(|name| folded.contains(name))
    })
}

/// The number on a short line: `PROCEDURE 14`, `Chapter 2.3: Bullying`, `Port Social Care Procedure No. 6`, `Home > Part 2 > 2.3`.
fn of_line(line: &str) -> Option<SeriesNumber> {
    let line = line.trim();
    if line.is_empty() || line.len() > LINE || !line.bytes().any(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
        return None;
    }
    if let Some((_, last)) = line.rsplit_once(['\u{203a}', '\u{bb}', '>', '\u{2192}']) {
        return at_front(last.trim()).or_else(|| bare(last.trim()));
    }
    let mut rest = line;
    for _ in 0..=OWNER {
        if let Some(number) = at_front(rest) {
            return Some(number);
        }
        let (word, after) = rest.split_once(' ')?;
        let small = matches!(word, "and" | "of" | "the" | "for" | "&" | "-" | "\u{2013}");
        if !(small || word.starts_with(char::is_uppercase)) || word.ends_with(['.', ',', ';', ':']) || !small && opener(&fold_str(word)) {
            return None;
        }
        rest = after.trim_start();
    }
    None
}

/// A noun with its number at the front of `text`, the noun with a capital.
fn at_front(text: &str) -> Option<SeriesNumber> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let end = text.find([' ', '.', ':', '\u{a0}'])?;
    let noun = series::noun(&fold_str(text.get(..end)?))?;
    let mut rest = text.get(end..)?.trim_start_matches(['.', ' ', ':', '\u{a0}']);
    for word in ["No.", "No", "no.", "no", "NO.", "NO", "Number", "number", "NUMBER"] {
        if let Some(after) = rest.strip_prefix(word).filter(|after| after.starts_with([' ', ':', '.'])) {
            rest = after.trim_start_matches([' ', ':', '.']);
            break;
        }
    }
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(rest.len());
    let (printed, after) = (rest.get(..end)?, rest.get(end..)?);
    let letter = noun == "part" && printed.len() == 1 && printed.starts_with(|c: char| c.is_ascii_uppercase());
    // "Part 1 of 3" and "Protocol 2 years on" number nothing.
    let goes_on = after.trim_start().starts_with(|c: char| c.is_lowercase()) && after.starts_with(' ');
    ((letter || is_number(printed)) && !goes_on).then(|| SeriesNumber { noun: noun.to_owned(), mark: series::mark(printed) })
}

/// `4.7` alone or before a title.
fn bare(text: &str) -> Option<SeriesNumber> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let printed = text.get(..end)?;
    let dotted = printed.trim_end_matches('.').contains('.') && is_number(printed);
    dotted.then(|| SeriesNumber { noun: String::new(), mark: series::mark(printed) })
}

/// The code that the file's name begins with, and codes on the cover that say that they are the document's.
fn codes(prepared: &Prepared<'_>, file: &str) -> Vec<SeriesNumber> {
    let name = stem(file).replace("%20", " ").replace('_', " ");
    let (front, rest) = name.split_once('-').unwrap_or((name.as_str(), ""));
    let rest = rest.replace('-', " ");
    let spaced = [format!("{front} {rest}"), format!("{front}-{rest}")];
    let mut found: Vec<SeriesNumber> =
        spaced.iter().flat_map(|name| series::codes(name).next()).filter(|(span, _)| span.start() == 0).map(|(_, number)| number).collect();
    let mut labelled = false;
    for passage in cover(prepared).filter(|p| p.text.len() <= LINE) {
        let cell = matches!(passage.passage.kind, PassageKind::Cell { .. });
        for (span, number) in series::codes(passage.text) {
            let before = passage.text.get(..span.start()).unwrap_or_default();
            // A table may list other documents by their codes; one of labels says whose code it is in the cell before.
            let own = if before.is_empty() { !cell || labelled } else { before.len() <= 40 && is_label(before) };
            if own {
                found.push(number);
            }
        }
        labelled = is_label(passage.text);
    }
    found
}

/// The passages of the cover: it ends where prose begins, and its lists name other documents.
fn cover<'p, 'd>(prepared: &'p Prepared<'d>) -> impl Iterator<Item = &'p PreparedPassage<'d>> {
    let prose = |text: &str| text.len() > 4 * LINE || text.len() > LINE / 2 && text.ends_with('.');
    let front = prepared.passages.iter().take(FRONT).take_while(move |p| !prose(p.text.trim_end()));
    front.filter(|p| !matches!(p.passage.kind, PassageKind::ListItem { .. }) && !p.text.trim_end().ends_with('.'))
}

/// Whether words before a code say that it is the document's own.
fn is_label(text: &str) -> bool {
    let folded = fold_str(text);
    let said = |word: &str| folded.split([' ', ':']).any(|w| w == word);
    ["ref", "reference", "number", "no", "no.", "code", "id"].into_iter().any(said)
}

/// Digits with points between them, none of more than three.
fn is_number(printed: &str) -> bool {
    let printed = printed.trim_end_matches('.');
    !printed.is_empty() && printed.split('.').all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// A number with a point before the document's first heading, where no other heading stands beside it.
fn leading(prepared: &Prepared<'_>) -> Option<SeriesNumber> {
    let headings = &prepared.document.headings;
    let label = match headings.first() {
        Some(first) => first.label.as_deref()?,
        None => prepared.passages.first().filter(|p| p.passage.kind != PassageKind::Heading)?.passage.label.as_deref()?,
    };
    let number = bare(label)?;
    let (above, _) = number.mark.rsplit_once('.')?;
    let below = format!("{}.", number.mark);
    let labels = headings
        .iter()
        .skip(1)
        .filter_map(|h| h.label.as_deref())
        .chain(prepared.passages.iter().skip(1).filter_map(|p| p.passage.label.as_deref()).take(400));
    let beside = |label: &str| {
        let label = series::mark(label);
        label == above
            || label.strip_prefix(above).is_some_and(|rest| rest.starts_with('.')) && label != number.mark && !label.starts_with(&below)
    };
    (!labels.into_iter().any(beside)).then_some(number)
}

/// The parts that the document's own headings number with a noun.
fn own_parts(prepared: &Prepared<'_>) -> Vec<SeriesNumber> {
    let headings = prepared.passages.iter().filter(|p| p.passage.kind == PassageKind::Heading);
    headings.filter(|p| p.text.len() <= LINE).filter_map(|p| at_front(p.text.trim())).take(200).collect()
}

/// The number in a file's name: `ch-2-3-bullying.html`, `procedure_14_weapons.docx`, `2.3 Bullying.pdf`.
fn of_file(file: &str) -> Option<SeriesNumber> {
    let name = stem(file).replace("%20", " ");
    let folded = name.to_ascii_lowercase();
    let words: Vec<&str> = folded.split(['-', '_', ' ', '.', '+', '(', ')', ',']).filter(|word| !word.is_empty()).collect();
    let digits = |word: &str| (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    for (n, word) in words.iter().enumerate() {
        // "ch4" is a noun and its number in one.
        let split = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
        let (Some(noun), fused) = (word.get(..split).and_then(series::noun), word.get(split..).unwrap_or_default()) else { continue };
        let mut parts: Vec<&str> = Vec::new();
        if digits(fused) {
            parts.push(fused);
        } else if !fused.is_empty() {
            continue;
        }
        let skip = usize::from(words.get(n + 1).is_some_and(|w| matches!(*w, "no" | "number")));
        let most = if series::is_part(noun) { 3 } else { 1 };
        let following = words.iter().skip(n + 1 + skip).copied();
        parts.extend(following.take_while(|w| digits(w)).take(most - parts.len().min(most)));
        let after = words.get(n + 1 + skip + parts.len() - usize::from(digits(fused)));
        // A number at the end of a name is an edition's as often as not, and one before a year is part of a date.
        let shown = series::is_part(noun) || n == 0 && !parts.is_empty();
        let named = after.is_some_and(|w| w.starts_with(|c: char| c.is_ascii_alphabetic()) && !matches!(*w, "final" | "draft"));
        if !parts.is_empty() && (shown || named) && noun != "volume" {
            return Some(SeriesNumber { noun: noun.to_owned(), mark: series::mark(&parts.join(".")) });
        }
    }
    let end = folded.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(folded.len());
    let named =
        folded.get(end..).is_some_and(|rest| rest.trim_start_matches([' ', '-', '_']).starts_with(|c: char| c.is_ascii_alphabetic()));
    bare(folded.get(..end)?).filter(|_| named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(file: &str, text: &str) -> Vec<String> {
        let document = concordat_fixture::document(text);
        read(&Prepared::new(&document), file).iter().map(|n| format!("{} {}", n.noun, n.mark).trim().to_owned()).collect()
    }

    #[test]
    fn numbers_as_series_print_them() {
        for (file, text, number) in [
            ("a.md", "# Chapter 3.2: Bullying\n\nWords.\n", "chapter 3.2"),
            ("a.md", "# 3.2 Bullying between children\n\n## 1. Aims\n\nWords.\n\n## 2. Steps\n", "3.2"),
            ("a.md", "HARBOURSIDE COUNCIL\n\nPROCEDURE NO. 6\n\n# Boats\n\nWords.\n", "procedure 6"),
            ("a.md", "# Port Social Care Procedure 21 Fostering\n\nWords.\n", "procedure 21"),
            ("a.md", "Home > Part 2 > 2.9 Boats\n\n# Boats\n\nWords.\n", "2.9"),
            ("a.md", "# Protocol 3 - Night crossings\n\nWords.\n", "protocol 3"),
            ("manual/ch-03-2-bullying.md", "# Bullying\n\nWords.\n", "chapter 3.2"),
            ("manual/Chapter_12_Boats.md", "# Boats\n\nWords.\n", "chapter 12"),
            ("procedure-6-boats.md", "# Boats\n\nWords.\n", "procedure 6"),
            ("5.4 Night crossings.md", "# Night crossings\n\nWords.\n", "5.4"),
            ("FR-104 Night crossings.md", "# Night crossings\n\nWords.\n", "fr 104"),
            ("FR104-night-crossings.md", "# Night crossings\n\nWords.\n", "fr 104"),
            ("a.md", "# Night crossings\n\nPolicy reference: FR-104\n\nWords.\n", "fr 104"),
            ("a.md", "# Night crossings\n\n| Reference | FR-104 |\n| --- | --- |\n| Owner | Docks |\n", "fr 104"),
        ] {
            assert_eq!(numbers(file, text), [number], "{file} {text}");
        }
    }

    #[test]
    fn codes_of_other_documents_listed_on_the_cover_are_not_ones_own() {
        for text in [
            "# Night crossings\n\nRelated documents\n\n- FR-105 Boats\n- FR-106 Docks\n\nWords.\n",
            "# Night crossings\n\n| FR-105 | Boats |\n| --- | --- |\n| FR-106 | Docks |\n\nWords.\n",
            "# Night crossings\n\nFR-105 covers boats.\n\nWords.\n",
        ] {
            assert!(numbers("a.md", text).is_empty(), "{text}");
        }
    }

    #[test]
    fn parts_editions_and_dates_are_no_numbers() {
        for (file, text) in [
            ("a.md", "# Boats\n\n## Part 1: Aims\n\nWords.\n\n## Part 2: Steps\n"),
            ("a.md", "# 1.1 Aims\n\nWords.\n\n# 1.2 Steps\n\nWords.\n"),
            ("boats-protocol-2.md", "# Boats\n\nWords.\n"),
            ("boats-policy-v3.md", "# Boats\n\nWords.\n"),
            ("a.md", "# Boats\n\nSee Chapter 3 of the law, and then Procedure 4 of it.\n"),
            ("a.md", "# Boats\n\nSee Procedure 6\n\n- Procedure 9 Weapons\n\nFollow Procedure 4.\n"),
            ("a.md", "# Part 1 of the boats strategy\n\nWords.\n"),
        ] {
            assert_eq!(numbers(file, text), Vec::<String>::new(), "{file} {text}");
        }
    }
}
