//! Parts of the document itself.

use super::{
    found::{Found, taken},
    grammar, labels,
    lexicon::{Cue, Hit},
    line::{Case, Line},
};
use concordat_register::citation::CitationKind;
use concordat_standard::references::WordsOfCiting;

/// A pointer and what it says it is part of.
struct Pointer {
    found: Found,
    owner: Owner,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// Nothing is said.
    None,
    /// This document.
    Own,
    /// Something else.
    Other,
}

/// Adds the parts of the document that `line` points to. `numbered` says whether the document has a part of that label.
pub(super) fn find(line: &Line<'_, '_>, hits: &[Hit], words: &WordsOfCiting, numbered: impl Fn(&str) -> bool, found: &mut Vec<Found>) {
    let mut pointers: Vec<Pointer> = Vec::new();
    let mut chained = 0;
    for hit in hits.iter().filter(|hit| hit.cue == Cue::Pointer) {
        if taken(found, hit.start, hit.end) || pointers.last().is_some_and(|p| p.found.end > hit.start) {
            continue;
        }
        if found.iter().any(|f| part_of(line, f, *hit)) {
            continue;
        }
        let Some(pointer) = read(line, *hit, words, &numbered) else { continue };
        if pointer.owner == Owner::None && of_an_act(line, found, *hit, &pointer, &numbered) {
            continue;
        }
        let joined = pointers.last().is_some_and(|p| {
            line.text
                .get(p.found.end..pointer.found.start)
                .is_some_and(|gap| matches!(gap.trim(), "and" | "or" | "," | "and in" | ", and" | "and the"))
        });
        if !joined {
            chained = pointers.len();
        }
        let owner = pointer.owner;
        pointers.push(pointer);
        // What the last of a chain belongs to, all of it belongs to.
        if owner != Owner::None {
            for earlier in pointers.iter_mut().skip(chained).filter(|p| p.owner == Owner::None) {
                earlier.owner = owner;
            }
        }
    }
    found.extend(pointers.into_iter().filter(|p| p.owner != Owner::Other).map(|p| p.found));
}

/// Whether a section that the document has not got is one of an Act named before it: "... Modern Slavery Act 2015; section 45 may ...";
/// or a part in capitals one of national guidance: "... Education (2024), and what it said is in Part 5".
fn of_an_act(line: &Line<'_, '_>, found: &[Found], hit: Hit, pointer: &Pointer, numbered: &impl Fn(&str) -> bool) -> bool {
    let section = line.text.get(hit.start..hit.end).is_some_and(|cue| matches!(cue, "section" | "sections"));
    // "See section 12 below" is of this document, whatever was named before it.
    let own = matches!(line.word(line.token_at(pointer.found.end)), "below" | "above");
    let label = pointer.found.section.as_deref().unwrap_or_default();
    let plain = label.split(['(', '.']).next().unwrap_or_default();
    let before = |kind: CitationKind| found.iter().any(|f| f.kind == kind && f.end <= hit.start);
    let of_guidance = || {
        let part = line.capital(line.token_at(hit.start)) && line.text.get(hit.start..hit.end) == Some("part");
        part && !own && !numbered(label) && !numbered("part 1") && before(CitationKind::NationalGuidance)
    };
    let act = section
        && !own
        && plain.starts_with(|c: char| c.is_ascii_digit())
        && !numbered(label)
        && !numbered(plain)
        && before(CitationKind::Legislation);
    act || of_guidance()
}

/// Whether what is pointed to is a part of `other`, named just before: "... in Education (2024) part five", "... 2013 (chapter 2)".
fn part_of(line: &Line<'_, '_>, other: &Found, hit: Hit) -> bool {
    let between = line.text.get(other.end..hit.start).unwrap_or("-");
    // "... the harbour strategy, and in particular to clause 6".
    let especially = ["in particular", "especially", "notably", "specifically"].iter().any(|word| {
        let words = between.trim_matches([' ', ',']);
        let words = words.strip_prefix("and ").unwrap_or(words);
        words.strip_prefix(word).is_some_and(|rest| matches!(rest.trim(), "" | "to" | "by" | "with" | "under" | "in" | "its"))
    });
    if especially && !matches!(other.kind, CitationKind::InternalSection | CitationKind::Url) {
        return true;
    }
    match other.kind {
        CitationKind::InternalSection | CitationKind::Url => false,
        CitationKind::NationalGuidance | CitationKind::Legislation => matches!(between, " " | " (" | ", "),
        // After a comma a section may be one of this document; a paragraph hardly ever is.
        CitationKind::LocalDocument => {
            matches!(between, " " | " (") || between == ", " && line.text.get(hit.start..hit.end).is_some_and(|cue| cue.starts_with("para"))
        }
    }
}

fn read(line: &Line<'_, '_>, hit: Hit, words: &WordsOfCiting, numbered: &impl Fn(&str) -> bool) -> Option<Pointer> {
    let at = line.token_at(hit.start);
    let cue = line.text.get(hit.start..hit.end)?;
    let cue_words = cue.split(' ').count();
    if matches!(cue, "see" | "refer to") {
        return bare_number(line, at + cue_words);
    }
    if cue.ends_with('.') {
        return bare_number(line, at + 1).filter(|pointer| stands_behind(line, hit.start, &pointer.found, numbered));
    }
    // Somebody may take or play a part.
    let played = cue == "part"
        && at.checked_sub(1).is_some_and(|b| line.word(b).starts_with("tak") || line.word(b).starts_with("play") || line.word(b) == "took");
    let (label, end, next) = label(line, at + 1).filter(|_| !played)?;
    let letters = label.bytes().all(|b| b.is_ascii_alphabetic());
    if letters && !matches!(cue, "annex" | "annexe" | "appendix" | "appendices" | "annexes" | "part" | "section" | "sections" | "schedule")
    {
        return None;
    }
    if heads_itself(line, at, end, next) {
        return None;
    }
    // "Tool 7", in a document whose headings are Tool 1, Tool 2 and Tool 3; of others a number may be anybody's.
    let own_series = || line.capital(at) && ["1", "2", "3"].iter().all(|n| numbered(&format!("{cue} {n}")));
    if labels::SERIES.contains(&cue) && !own_series() {
        return None;
    }
    let mut found = Found::new(CitationKind::InternalSection, hit.start, end);
    let noun = match cue {
        "appendices" | "appendix" => "appendix",
        "annex" | "annexe" | "annexes" => "annex",
        "chapters" | "ch" => "chapter",
        "part" | "chapter" | "schedule" => cue,
        _ if labels::SERIES.contains(&cue) => cue,
        _ => "",
    };
    found.section = Some(if noun.is_empty() { label.clone() } else { format!("{noun} {label}") });
    let (mut owner, mut next) = owner_after(line, next);
    // "Section two of Part four" is one pointer.
    let nested = owner == Owner::Other && matches!(line.word(next + 1), "part" | "section" | "chapter" | "annex" | "appendix");
    if nested && let Some((_, end, after)) = self::label(line, next + 2) {
        found.end = end;
        (owner, next) = owner_after(line, after);
    }
    // "Chapter 4.7 of the manual" is of this document only where it has such a part.
    if owner == Owner::Own && line.word(next + 1) != "this" && line.word(next + 2) == "manual" && !numbered(&label) {
        owner = Owner::Other;
    }
    if owner == Owner::None && matches!(cue, "section" | "sections" | "part" | "schedule") {
        let plain = label.split(['(', '.']).next().unwrap_or_default();
        let follows = line.word(next);
        let law = words.law_section_words.iter().any(|w| w == follows) && !label.contains('.');
        if law || (words.law_sections.iter().any(|s| s == plain) && !numbered(plain)) {
            return None;
        }
    }
    Some(Pointer { found, owner })
}

/// Whether a number behind a small word, "in 3.1", is that of a part: the document has one, and nothing is counted by it.
fn stands_behind(line: &Line<'_, '_>, start: usize, found: &Found, numbered: &impl Fn(&str) -> bool) -> bool {
    let whole = !line.text.get(..start).is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let next = line.word(line.token_at(found.end));
    let ends =
        !line.after(found.end).starts_with(' ') || (grammar::stop(next) && next != "per") || grammar::connector(next) || next == "above";
    whole && ends && !line.after(found.end).starts_with('%') && found.section.as_deref().is_some_and(numbered)
}

/// `see 4.1`: a number with a point in it, or one with a bracket round the whole.
fn bare_number(line: &Line<'_, '_>, at: usize) -> Option<Pointer> {
    let at = if line.word(at) == "also" { at + 1 } else { at };
    let (label, end, next) = label(line, at)?;
    if !label.contains('.') || !label.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut found = Found::new(CitationKind::InternalSection, line.tokens.get(at)?.start, end);
    found.section = Some(label);
    let (owner, _) = owner_after(line, next);
    Some(Pointer { found, owner })
}

/// The label that begins at word `at`, the byte it ends at with any range or list, and the word after it.
fn label(line: &Line<'_, '_>, at: usize) -> Option<(String, usize, usize)> {
    let (first, mut end, mut next) = one_label(line, at)?;
    for _ in 0..6 {
        let gap = line.gap(next - 1);
        let joint = line.word(next);
        let step = if matches!(joint, "to" | "and" | "or") && gap.trim().is_empty() {
            1
        } else if matches!(gap.trim(), "," | "-" | "&" | "/") {
            0
        } else {
            break;
        };
        let numbers = first.starts_with(|c: char| c.is_ascii_digit());
        match one_label(line, next + step) {
            Some((label, stop, after))
                if label.starts_with(|c: char| c.is_ascii_digit()) == numbers && line.case_at(next + step) != Some(Case::Title) =>
            {
                (end, next) = (stop, after)
            }
            // Parts under one letter are listed as numbers are: D.1 to D.4, A1 and A2.
            Some((label, stop, after)) if !numbers && first.len() > 1 && label.len() > 1 && label.get(..1) == first.get(..1) => {
                (end, next) = (stop, after);
            }
            // Single capitals may be listed too: Appendices A and B.
            Some((label, stop, after)) if !numbers && label.len() == 1 => (end, next) = (stop, after),
            _ => break,
        }
    }
    Some((first, end, next))
}

pub(super) fn one_label(line: &Line<'_, '_>, at: usize) -> Option<(String, usize, usize)> {
    if at == 0 || !matches!(line.gap(at - 1).trim(), "" | "," | "-" | "&" | "/" | ".") {
        return None;
    }
    let token = line.tokens.get(at)?;
    let word = line.word(at);
    if token.case == Case::Number {
        if word.len() > 3 && !word.ends_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let rest = line.after(token.start);
        let mut length = word.len();
        let mut next = at + 1;
        // Points with digits after them belong to the label; so does a bracketed sub-section.
        while let Some(tail) = rest.get(length..).filter(|t| t.starts_with(['.', '('])) {
            let inner = tail.get(1..).unwrap_or_default();
            let digits = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
            let bracket = tail.starts_with('(');
            let part = inner.get(..digits).unwrap_or_default();
            let closes = inner.get(digits..).is_some_and(|t| t.starts_with(')'));
            let fits = if bracket {
                closes && (1..=3).contains(&digits)
            } else {
                (1..=3).contains(&digits) && part.starts_with(|c: char| c.is_ascii_digit())
            };
            if !fits {
                break;
            }
            length += 1 + digits + usize::from(bracket);
            next += 1;
        }
        return Some((rest.get(..length)?.to_owned(), token.start + length, next));
    }
    if let Some(number) = grammar::number_word(word) {
        return Some((number.to_owned(), token.end, at + 1));
    }
    if word.len() == 1
        && line.capital(at)
        && let Some((label, end, next)) = lettered(line, at)
    {
        return Some((label, end, next));
    }
    let letter = word.len() == 1 && (line.capital(at) || at > 0 && matches!(line.word(at - 1), "appendix" | "annex"));
    let letter_number = word.len() <= 3 && line.capital(at) && word.bytes().skip(1).all(|b| b.is_ascii_digit());
    let roman = word.len() <= 4 && line.case_at(at) == Some(Case::Upper) && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    // "Part I" and "section A" are labels; "Annex I agreed" is not worth the risk.
    let label = (letter || letter_number) && word != "i" || roman;
    label.then(|| (word.to_owned(), token.end, at + 1))
}

/// A letter with numbers after points: `D.1`, `B.2.3`.
fn lettered(line: &Line<'_, '_>, at: usize) -> Option<(String, usize, usize)> {
    let start = line.tokens.get(at)?.start;
    let (mut end, mut next) = (line.tokens.get(at)?.end, at + 1);
    while line.gap(next - 1) == "." && line.case_at(next) == Some(Case::Number) && line.word(next).len() <= 3 && next - at <= 3 {
        end = line.tokens.get(next)?.end;
        next += 1;
    }
    (next > at + 1).then(|| (line.text.get(start..end).unwrap_or_default().to_owned(), end, next))
}

/// Whether a pointer at the start of a passage is the passage's own number: `Appendix A: Useful numbers`.
fn heads_itself(line: &Line<'_, '_>, at: usize, end: usize, next: usize) -> bool {
    if at != 0 || line.base != 0 {
        return false;
    }
    let rest = line.after(end).trim_start();
    rest.is_empty() || rest.starts_with([':', '-', '|', '.', '\t']) || (line.capital(next) && line.gap(next - 1).trim().is_empty())
}

/// What the words after a label say that it is part of, and the word at which that was seen.
fn owner_after(line: &Line<'_, '_>, next: usize) -> (Owner, usize) {
    let of = matches!(line.word(next), "of" | "in" | "to" | "within") && line.gap(next.saturating_sub(1)).trim().is_empty();
    if !of {
        // "section 4, Missing Children Protocol" is of that; anything else is of this document.
        return (Owner::None, next);
    }
    let (first, second) = (line.word(next + 1), line.word(next + 2));
    let own_noun = |word: &str| {
        matches!(
            word,
            "document"
                | "policy"
                | "procedure"
                | "procedures"
                | "protocol"
                | "strategy"
                | "guidance"
                | "guide"
                | "handbook"
                | "framework"
                | "plan"
                | "page"
                | "report"
                | "agreement"
                | "toolkit"
                | "manual"
        )
    };
    match first {
        "this" | "these" => (Owner::Own, next),
        "the" if own_noun(second) && line.word(next + 3) != "of" => (Owner::Own, next),
        "the" if matches!(second, "present" | "main") && own_noun(line.word(next + 3)) => (Owner::Own, next),
        "our" if own_noun(second) => (Owner::Own, next),
        _ if line.word(next) == "of" => (Owner::Other, next),
        "the" if line.capital(next + 2) => (Owner::Other, next),
        _ => (Owner::None, next),
    }
}
