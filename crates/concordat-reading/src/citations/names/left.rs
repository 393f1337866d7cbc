//! What stands to the left of a name's last word: its other words, who owns it, its year.

use super::super::{
    edition::years_at,
    grammar,
    lexicon::{Cue, Hit, Lexicon},
    line::{Case, Line},
    titles::run_left,
};

/// Most words to the left of the last word that may be part of a name.
const REACH: usize = 16;
/// Most words in small letters.
const SMALL: usize = 6;

/// What stands to the left of a name's last word.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// First word of the name; the last word's own place where there is none.
    pub(super) first: usize,
    /// A determiner that lets a name in small letters follow.
    pub(super) definite: bool,
    /// A determiner that speaks of no one document.
    pub(super) indefinite: bool,
    /// `this`.
    pub(super) own: bool,
    /// A possessive owner, and the word it stands at.
    pub(super) owner: Option<usize>,
    /// A year before the name.
    pub(super) year: Option<(i16, Option<i16>)>,
    /// Nothing stands before the name in its sentence, cell or item.
    pub(super) opens: bool,
}

/// Whether a theme is named where the word at `token` stands.
pub(super) fn themed(hits: &[Hit], line: &Line<'_, '_>, token: usize) -> bool {
    let Some(place) = line.tokens.get(token) else { return false };
    hits.iter().any(|h| matches!(h.cue, Cue::Theme(_, true) | Cue::Threshold(true)) && h.start <= place.start && place.end <= h.end)
}

/// The first word of a title whose tail after a colon says what it is: "Keeping Children Safe at Sea: A Local Protocol".
pub(super) fn titled_before(lexicon: &Lexicon, line: &Line<'_, '_>, at: usize) -> Option<usize> {
    let mut next = at;
    while next > 0 && line.gap(next - 1) == " " && line.capital(next - 1) && at - next < 4 {
        let word = line.word(next - 1);
        if !(grammar::determiner(word).is_some() || lexicon.generic.contains(word)) {
            return None;
        }
        next -= 1;
    }
    let colon = next.checked_sub(1).filter(|t| next < at && line.gap(*t) == ": ")?;
    let first = run_left(lexicon, line, colon)?;
    let run = first..=colon;
    let capitals = run.clone().filter(|t| line.capital(*t)).count();
    let about = run.clone().any(|t| lexicon.subjects.contains(line.word(t)));
    let barred = run.clone().any(|t| lexicon.head_words.contains(line.word(t)));
    (capitals >= 3 && about && !barred).then_some(first)
}

/// The first word of a quotation that closes just before the word at `at`.
pub(super) fn quoted_before(line: &Line<'_, '_>, at: usize) -> Option<usize> {
    let token = line.tokens.get(at)?;
    let before = line.text.get(..token.start)?.strip_suffix(' ')?;
    let mark = before.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
    let inside = before.get(..before.len() - 1)?;
    let open = inside.rfind(mark)?;
    let words = line.token_at(open);
    let opens = open == 0 || inside.get(..open).is_some_and(|t| t.ends_with([' ', '(']));
    (opens && words < at && at - words <= 12 && line.capital(words)).then_some(words)
}

/// Reads the words before the one at `at`, the last of a name, as far as they may belong to it.
pub(super) fn look_left(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], at: usize, capital: bool) -> Left {
    let mut left = Left { first: at, opens: true, ..Left::default() };
    let (mut next, mut small, mut joints) = (at, 0, 0);
    let mut and = false;
    while let Some(token) = next.checked_sub(1).filter(|t| at - t <= REACH) {
        let (gap, word) = (line.gap(token), line.word(token));
        let cap = line.capital(token);
        if !gap_allows(gap, capital, and, next == at) {
            left.opens = line.opens(next);
            return left;
        }
        left.opens = false;
        if let Some(definite) = grammar::determiner(word) {
            left.definite = definite;
            left.indefinite = !definite;
            left.own = word == "this";
            return left;
        }
        if is_owner(line, hits, token) {
            left.owner = Some(token);
            return left;
        }
        if line.case_at(token) == Some(Case::Number) {
            left.year = line
                .tokens
                .get(token)
                .and_then(|t| years_at(line.after(t.start)))
                .map(|(y, until, _)| (y, until))
                .or_else(|| year_range(line, token));
            return left;
        }
        let barred = lexicon.head_words.contains(word) && !gap.contains('-') && next != at;
        if barred || (lexicon.head_words.contains(word) && joints > 0) || (cap && matches!(word, "act" | "regulations")) {
            return left;
        }
        if cap && !(line.opens(token) && grammar::opener(word)) {
            (left.first, joints) = (token, 0);
        } else if grammar::connector(word) && joints < 2 && !cap {
            joints += 1;
            and |= word == "and";
        } else if grammar::stop(word) || cap {
            return left;
        } else {
            let known = lexicon.subjects.contains(word) || lexicon.generic.contains(word) || themed(hits, line, token);
            small += 1;
            let may = if capital || joints > 0 { known } else { small <= SMALL };
            if !may {
                return left;
            }
            (left.first, joints) = (token, 0);
        }
        next = token;
    }
    left.opens = next == 0 || line.opens(next);
    left
}

/// `2011-14` before a name, seen from its second half.
fn year_range(line: &Line<'_, '_>, token: usize) -> Option<(i16, Option<i16>)> {
    let first = line.tokens.get(token.checked_sub(1)?)?;
    years_at(line.after(first.start)).filter(|(_, until, _)| until.is_some()).map(|(y, until, _)| (y, until))
}

/// Whether what stands between two words may stand inside a name.
fn gap_allows(gap: &str, capital: bool, and: bool, last: bool) -> bool {
    match gap.trim() {
        "" => !gap.is_empty(),
        // A dash with spaces parts list items and asides, save before the last word: "Keeping Safe - Policy".
        "-" | "--" => gap.len() == 1 || (capital && last),
        "/" => capital || gap.len() == 1,
        "&" => true,
        "'" => capital && gap.ends_with(' '),
        "," => capital && and,
        _ => false,
    }
}

/// Whether the word at `token` is a possessive that owns documents: the Board's, NSPCC's, the Home Office's.
pub(in crate::citations) fn is_owner(line: &Line<'_, '_>, hits: &[Hit], token: usize) -> bool {
    let word = line.word(token);
    let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).or_else(|| {
        let after = line.tokens.get(token).map_or("", |t| line.after(t.end));
        after.starts_with("' ").then_some(word)
    });
    let Some(stem) = stem else { return false };
    if matches!(
        stem,
        "children"
            | "child"
            | "people"
            | "person"
            | "women"
            | "men"
            | "parent"
            | "parents"
            | "victim"
            | "victims"
            | "young"
            | "adults"
            | "carers"
            | "teachers"
            | "girls"
            | "boys"
    ) {
        return false;
    }
    let Some(place) = line.tokens.get(token) else { return false };
    let body = hits.iter().any(|h| h.cue == Cue::Body && h.start <= place.start && place.start < h.end);
    let plural = stem.strip_suffix('s').is_some_and(grammar::owner);
    body || plural || grammar::owner(stem) || matches!(place.case, Case::Upper | Case::Title)
}

/// Drops words from the front of a name that are no part of it.
pub(super) fn strip(lexicon: &Lexicon, line: &Line<'_, '_>, first: usize, at: usize) -> usize {
    let mut first = first;
    while first < at {
        let word = line.word(first);
        let small = !line.capital(first) || line.opens(first);
        let loose = small && (grammar::connector(word) || lexicon.generic.contains(word) || grammar::led(word));
        let drop = loose || (line.opens(first) && grammar::opener(word));
        if !drop {
            break;
        }
        first += 1;
    }
    first
}
