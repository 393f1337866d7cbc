//! Whether words that end like a document's name are one.

use super::super::{
    edition::edition,
    grammar,
    lexicon::{Cue, Head, Hit, Lexicon},
    line::Line,
};
use super::{Draft, Setting, left::themed};
use concordat_register::Kind;

/// Whether a draft names one document of an area.
pub(super) fn accepted(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], head: &Head, draft: &Draft, setting: Setting) -> bool {
    let range = draft.first..draft.at;
    let left = &draft.left;
    let dated = line.tokens.get(draft.at).is_some() && edition(line.after(draft.end)).is_some_and(|e| e.year.is_some());
    let naming: Vec<usize> = range.filter(|t| !grammar::connector(line.word(*t)) && !lexicon.generic.contains(line.word(*t))).collect();
    let about = naming.iter().any(|t| lexicon.subjects.contains(line.word(*t)) || themed(hits, line, *t));
    let capitals = naming.iter().filter(|t| line.capital(**t) && !line.opens(**t)).count();
    let tailed = draft.tailed || line.tokens.get(draft.at).is_some_and(|_| draft.first == draft.at && !head.whole);
    if naming.is_empty() && !head.whole && !tailed || of_a_post(line, draft) {
        return false;
    }
    let definite = left.definite || left.owner.is_some() || left.year.is_some();
    if for_a_child(line, draft, left.indefinite && !dated) {
        return false;
    }
    if draft.capital {
        let body = draft.kind != Kind::Other || about;
        let weak = !head.loose && !head.whole && naming.len() < 2 && !definite && !about;
        let vague = left.indefinite && !dated && naming.len() < 2;
        let bare = draft.kind == Kind::Other && naming.is_empty();
        let refused = weak || vague || bare;
        return body && !refused;
    }
    // From here on the last word stands in small letters. A body and a last word alone name no one document.
    let body = |t: &usize| {
        line.tokens.get(*t).is_some_and(|token| hits.iter().any(|h| h.cue == Cue::Body && h.start <= token.start && token.end <= h.end))
    };
    if draft.kind == Kind::Other {
        // "the Board's Thresholds for Intervention document"
        return capitals >= 2 && definite;
    }
    if !naming.is_empty() && naming.iter().all(body) {
        return false;
    }
    if left.indefinite && !(dated || capitals > 0 && naming.len() > 1) {
        return false;
    }
    let whole_item = (setting.item || setting.listed) && left.opens && item_ends(line, draft.end);
    if !head.loose {
        // "the Millford levels of need" is the document of that name; whether there is one, the register tells.
        if draft.kind == Kind::Thresholds && !compounded(line, draft.end) {
            return capitals > 0 && definite;
        }
        return capitals > 0 && definite && naming.len() > 1;
    }
    let pointed = definite || whole_item || capitals > 0;
    if draft.kind == Kind::Guidance && (!about || !pointed) {
        return false;
    }
    if head.whole {
        return definite || capitals > 0 || whole_item || dated;
    }
    definite || dated || (capitals > 0 && !naming.is_empty()) || ((whole_item || setting.listed) && about)
}

/// Whether the words say who somebody is: "Head of Corporate Policy", "the director for strategy".
fn of_a_post(line: &Line<'_, '_>, draft: &Draft) -> bool {
    let post = |t: usize| {
        matches!(
            line.word(t),
            "head"
                | "heads"
                | "director"
                | "directors"
                | "chair"
                | "manager"
                | "managers"
                | "lead"
                | "leads"
                | "officer"
                | "member"
                | "deputy"
        )
    };
    (draft.first..draft.at).any(|t| post(t) && matches!(line.word(t + 1), "of" | "for"))
}

/// Whether a name in capitals is that of a plan or assessment made for each child: "an Early Support Plan", "the Risk
/// Assessment Framework". Nobody looks for these among an area's documents.
fn for_a_child(line: &Line<'_, '_>, draft: &Draft, indefinite: bool) -> bool {
    let before = draft.at.checked_sub(1).map_or("", |b| line.word(b));
    match line.word(draft.at) {
        "plan" => indefinite,
        "framework" => draft.first < draft.at && matches!(before, "assessment" | "screening"),
        _ => false,
    }
}

/// Whether the word after byte `end` makes levels of need something of a child's: "levels of need of each child".
fn compounded(line: &Line<'_, '_>, end: usize) -> bool {
    line.after(end).starts_with(" of ") || line.after(end).starts_with(" for ")
}

/// Whether nothing but an edition or an aside stands between `end` and the end of its item.
fn item_ends(line: &Line<'_, '_>, end: usize) -> bool {
    let end = end + edition(line.after(end)).map_or(0, |e| e.length);
    let rest = line.after(end).trim_start();
    rest.is_empty() || rest.starts_with([',', ';', '.', '(', '-', ':', '|'])
}
