//! Terms of reference cited by the panel that they are of: "the Panel's terms of reference", "its full terms of reference",
//! "the terms of reference of the exploitation panel", "MASE's terms of reference".

use super::{
    found::Found,
    grammar,
    lexicon::Hit,
    line::{Case, Line},
};
use crate::PreparedPassage;
use concordat_register::{Kind, citation::CitationKind};
use concordat_text::{fold_str, words};

/// Words back in which the panel is looked for whose terms of reference are meant.
const BACK: usize = 40;
/// Most words of a panel's name.
const NAME: usize = 8;
/// Passages back in which the full name of "the Panel" is looked for.
const EARLIER: usize = 400;

/// Words that panels' names end in.
pub(crate) fn body(word: &str) -> bool {
    matches!(
        word.trim_end_matches("'s").trim_end_matches('\''),
        "panel"
            | "group"
            | "board"
            | "meeting"
            | "conference"
            | "forum"
            | "hub"
            | "committee"
            | "partnership"
            | "subgroup"
            | "sub-group"
            | "network"
            | "executive"
    )
}

/// The terms of reference named at `hit`, by the panel's name as far as it is told. `earlier` are the passages before.
pub(super) fn find<'p, 'd: 'p>(
    line: &Line<'_, '_>,
    hit: Hit,
    earlier: impl DoubleEndedIterator<Item = &'p PreparedPassage<'d>>,
) -> Option<Found> {
    let at = line.token_at(hit.start);
    let last = line.token_at(hit.end).checked_sub(1)?;
    if let Some((name, end)) = after(line, last) {
        return Some(made(line, at, end, name));
    }
    let before = at.checked_sub(1)?;
    let word = line.word(before);
    if let Some(found) = plural(line, at, last, before) {
        return Some(found);
    }
    if !line.gap(before).trim().is_empty() || !(matches!(word, "its" | "the" | "their" | "own" | "full") || word.ends_with("'s")) {
        return None;
    }
    let end = line.tokens.get(last)?.end;
    if let Some(name) = owned(line, before) {
        let full = || earlier.rev().take(EARLIER).find_map(|p| last_named(p.text, &name));
        let name = if name.contains(' ') { name.clone() } else { full().unwrap_or(name) };
        return Some(made(line, before, end, name));
    }
    named_before(line, before).map(|name| made(line, before, end, name))
}

/// The words for several panels, of which one document may hold all terms: "the panels' terms of reference".
const PANELS: [&str; 5] = ["panels", "groups", "meetings", "boards", "subgroups"];

/// "the panels' terms of reference", "the terms of reference of the two panels".
fn plural(line: &Line<'_, '_>, at: usize, last: usize, before: usize) -> Option<Found> {
    let panels = |token: usize| PANELS.contains(&line.word(token).trim_end_matches('\''));
    if panels(before) && line.gap(before).trim_start_matches('\'').trim().is_empty() {
        return Some(made(line, before, line.tokens.get(last)?.end, PANELS.first().map_or_else(String::new, ToString::to_string)));
    }
    let of = matches!(line.word(last + 1), "of" | "for") && line.gap(last).trim().is_empty();
    let several = (last + 2..last + 5).find(|&token| panels(token)).filter(|_| of)?;
    let plain = (last + 1..several).all(|token| line.gap(token).trim().is_empty());
    let end = line.tokens.get(several)?.end;
    plain.then(|| made(line, at, end, PANELS.first().map_or_else(String::new, ToString::to_string)))
}

fn made(line: &Line<'_, '_>, first: usize, end: usize, name: String) -> Found {
    let mut one = Found::new(CitationKind::LocalDocument, line.tokens.get(first).map_or(0, |t| t.start), end);
    one.name = name;
    one.document_kind = Some(Kind::TermsOfReference);
    one
}

/// The panel named after "terms of reference": "of the exploitation panel", "for MASE".
fn after(line: &Line<'_, '_>, last: usize) -> Option<(String, usize)> {
    if !matches!(line.word(last + 1), "of" | "for") || !line.gap(last).trim().is_empty() {
        return None;
    }
    let definite = matches!(line.word(last + 2), "the" | "our" | "its" | "this");
    let first = last + 2 + usize::from(definite);
    for at in first..first + NAME {
        let token = line.tokens.get(at)?;
        let word = line.word(at);
        if at > first && !matches!(line.gap(at - 1).trim(), "" | "-" | "&" | "/") {
            return None;
        }
        let letters = line.case_at(at) == Some(Case::Upper) && word.len() >= 3 && at == first && !line.capital(at + 1);
        if letters && !body(line.word(at + 1)) || body(word) && (definite || line.capital(at)) {
            let start = line.tokens.get(first)?.start;
            let name = line.text.get(start..token.end)?.trim_end_matches("'s").to_owned();
            return (letters || name.contains(' ')).then_some((name, token.end));
        }
        if grammar::stop(word) || grammar::determiner(word).is_some() {
            return None;
        }
    }
    None
}

/// The panel in the possessive just before: "the Panel's", "the exploitation panel's", "MASE's".
fn owned(line: &Line<'_, '_>, before: usize) -> Option<String> {
    let stem = line.word(before).strip_suffix("'s")?;
    if line.case_at(before) == Some(Case::Upper) && !body(stem) && stem.len() >= 3 {
        return Some(stem.to_owned());
    }
    if !body(stem) {
        return None;
    }
    let mut first = before;
    while let Some(token) = first.checked_sub(1).filter(|t| before - t <= NAME) {
        let word = line.word(token);
        let joined = matches!(line.gap(token).trim(), "" | "-" | "&" | "/");
        let small = matches!(word, "and" | "of" | "for");
        if !joined || grammar::determiner(word).is_some() || grammar::stop(word) && !small {
            break;
        }
        first = token;
    }
    let definite = first.checked_sub(1).is_some_and(|b| grammar::determiner(line.word(b)) == Some(true));
    let name = line.text.get(line.tokens.get(first)?.start..line.tokens.get(before)?.end)?.strip_suffix("'s")?;
    // "The group's terms of reference" may be any group's; "the Group's" is one that was named.
    (definite && (first < before || line.capital(before)) || line.capital(first) && first < before).then(|| name.to_owned())
}

/// The panel named in capitals somewhat earlier in the line.
fn named_before(line: &Line<'_, '_>, before: usize) -> Option<String> {
    let last = (before.saturating_sub(BACK)..=before).rev().find(|t| {
        body(line.word(*t)) && line.capital(*t) && t.checked_sub(1).is_some_and(|b| line.capital(b) && line.gap(b).trim().is_empty())
    })?;
    let mut first = last;
    while let Some(token) = first.checked_sub(1).filter(|t| last - t <= NAME) {
        let small = matches!(line.word(token), "and" | "of" | "for");
        let joined = matches!(line.gap(token).trim(), "" | "-" | "&" | "/");
        if !(joined && (line.capital(token) && grammar::determiner(line.word(token)).is_none() || small)) {
            break;
        }
        first = token;
    }
    while first < last && !line.capital(first) {
        first += 1;
    }
    let (from, to) = (line.tokens.get(first)?, line.tokens.get(last)?);
    Some(line.text.get(from.start..to.end)?.trim_end_matches("'s").to_owned())
}

/// The last name in capitals in `text` that ends in `noun`, folded: "Harbour Exploitation Panel".
fn last_named(text: &str, noun: &str) -> Option<String> {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let spans: Vec<_> = words(text).collect();
    let last = (1..spans.len()).rev().find(|&n| {
        let of = |n: usize| spans.get(n).map_or("", |w| w.text);
        capital(of(n))
            && fold_str(of(n)).trim_end_matches("'s") == noun
            && capital(of(n - 1))
            && grammar::determiner(&fold_str(of(n - 1))).is_none()
    })?;
    let mut first = last;
    while let Some(word) = first.checked_sub(1).filter(|n| last - n <= NAME).and_then(|n| spans.get(n)) {
        let apart = spans.get(first).and_then(|w| text.get(word.span.end()..w.span.start())).unwrap_or(".");
        let folded = fold_str(word.text);
        let joins = matches!(apart.trim(), "" | "-" | "&" | "/") && (capital(word.text) || matches!(folded.as_str(), "and" | "of" | "for"));
        if !joins || grammar::determiner(&folded).is_some() {
            break;
        }
        first -= 1;
    }
    let (from, to) = (spans.get(first)?.span.start(), spans.get(last)?.span.end());
    Some(fold_str(text.get(from..to)?).trim_end_matches("'s").to_owned())
}
