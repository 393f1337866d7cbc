//! Names of documents, found from their last word: "the gangs procedure", "HSB Protocol (2022)".

mod accepted;
mod left;

pub(super) use left::is_owner;

use super::{
    edition::edition,
    found::{Found, taken},
    grammar,
    lexicon::{Cue, Hit, Lexicon},
    line::Line,
};
use accepted::accepted;
use concordat_register::{Kind, citation::CitationKind};
use left::{Left, look_left, quoted_before, strip, titled_before};

/// Where a passage stands, as far as it bears on what may be a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// A list item or cell, which may be nothing but a name.
    pub(super) item: bool,
    /// A list of documents is announced.
    pub(super) listed: bool,
}

/// Adds the documents named in `line`.
pub(super) fn find(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], setting: Setting, found: &mut Vec<Found>) {
    let tools: Vec<&Hit> = hits.iter().filter(|h| h.cue == Cue::Tool).collect();
    for (n, hit) in hits.iter().enumerate() {
        let Cue::Head(row) = hit.cue else { continue };
        // Of "policy" within "policy statement" the longer counts: hits come longest first.
        let inside =
            hits.iter().skip(n.saturating_sub(6)).take(12).any(|h| {
                matches!(h.cue, Cue::Head(_)) && h.start <= hit.start && hit.end <= h.end && (h.start, h.end) != (hit.start, hit.end)
            });
        let tool = tools.iter().any(|h| h.start < hit.start && hit.end <= h.end);
        if inside || tool || taken(found, hit.start, hit.end) {
            continue;
        }
        let Some(mut one) = name_at(lexicon, line, hits, *hit, row, setting) else { continue };
        if let Some(before) = found.iter().filter(|f| f.start <= one.start && one.start < f.end).map(|f| f.end).max() {
            // Two documents of one owner: "Staff Code and Gangs Policy".
            let Some(start) = second(lexicon, line, before, hit.start) else { continue };
            one.name = line.without_asides(start, hit.end);
            one.start = start;
        }
        if !taken(found, one.start, one.end) {
            found.push(one);
        }
    }
}

fn name_at(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], hit: Hit, row: u16, setting: Setting) -> Option<Found> {
    let head = lexicon.heads.get(usize::from(row))?;
    let at = line.token_at(hit.start);
    let last = line.token_at(hit.end).checked_sub(1)?;
    let (last, mut end) = joined(line, hits, last, hit.end);
    let capital = line.capital(last) && !(last == at && line.opens(at));
    let next = line.word(last + 1);
    let plain_gap = line.gap(last).trim().is_empty() && !line.gap(last).is_empty();
    // "Strategy development" is of a strategy; every other such word makes something else of it.
    let compound = grammar::compound(next) && (next != "development" || line.capital(last + 1));
    if plain_gap && compound && !(next == "leads" && capital && leads(line, at, last)) {
        return None;
    }
    if let Some(quoted) = quoted_before(line, at) {
        return finish(
            line,
            hits,
            &Draft {
                first: quoted,
                at,
                end,
                kind: head.kind,
                capital: true,
                tailed: false,
                left: Left { first: quoted, ..Left::default() },
            },
        );
    }
    if let Some(first) = capital.then(|| titled_before(lexicon, line, at)).flatten() {
        let left = Left { first, ..Left::default() };
        return finish(line, hits, &Draft { first, at, end, kind: head.kind, capital, tailed: false, left });
    }
    let left = look_left(lexicon, line, hits, at, capital);
    let first = strip(lexicon, line, left.first, at);
    if capital {
        end = if head.kind == Kind::TermsOfReference { of_panel(line, last, end) } else { tail(lexicon, line, last, end) };
    }
    let tailed = end > line.tokens.get(last)?.end;
    let of_panel = tailed && head.kind == Kind::TermsOfReference;
    let named = first < at || head.whole || of_panel || (tailed && (left.owner.is_some() || !left.indefinite && !line.opens(at)));
    if !named || left.own || (head.plural && !capital) {
        return None;
    }
    let draft = Draft { first, at, end, kind: head.kind, capital, tailed, left };
    if !accepted(lexicon, line, hits, head, &draft, setting) {
        return None;
    }
    let mut one = finish(line, hits, &draft)?;
    // "Multi-Agency Public Protection Arrangements (MAPPA) Guidance" is the "MAPPA Guidance" that is known.
    let letters = line.letters_left_out(one.start, one.end);
    if letters.is_some_and(|letters| lexicon.titles.iter().any(|t| t.name == format!("{letters} {}", line.word(at)))) {
        one.kind = CitationKind::NationalGuidance;
    }
    Some(one)
}

/// Adds "that strategy", "that protocol": what points back to a document named before.
pub(super) fn back(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], found: &mut Vec<Found>) {
    for hit in hits {
        let Cue::Head(row) = hit.cue else { continue };
        let Some(head) = lexicon.heads.get(usize::from(row)).filter(|h| h.loose && !h.whole) else { continue };
        let at = line.token_at(hit.start);
        let Some(before) = at.checked_sub(1) else { continue };
        let alone = line.gap(before) == " " && line.word(before) == "that" && !grammar::compound(line.word(line.token_at(hit.end)));
        // "ensures that guidance is read" has no document in mind.
        let pointing = before == 0
            || matches!(line.word(before - 1), "of" | "in" | "under" | "with" | "to" | "by" | "follow" | "from" | "and" | "see");
        if let Some(token) = line.tokens.get(before).filter(|t| alone && pointing && !taken(found, t.start, hit.end)) {
            let mut one = Found::new(CitationKind::LocalDocument, token.start, hit.end);
            one.document_kind = Some(head.kind);
            found.push(one);
        }
    }
}

/// Where a second name begins that is joined by "and" to one that ends at byte `before`, its last word beginning at `head`.
fn second(lexicon: &Lexicon, line: &Line<'_, '_>, before: usize, head: usize) -> Option<usize> {
    let joint = line.text.get(before..head)?;
    let skipped = [" and ", ", ", " & "].iter().find(|j| joint.starts_with(**j)).map(|j| j.len())?;
    let first = line.token_at(before + skipped);
    let words = first..line.token_at(head);
    let names =
        !words.is_empty() && words.clone().all(|t| line.capital(t)) && words.clone().any(|t| lexicon.subjects.contains(line.word(t)));
    line.tokens.get(first).filter(|_| names).map(|t| t.start)
}

/// A name on its way to being accepted.
struct Draft {
    first: usize,
    at: usize,
    end: usize,
    kind: Kind,
    capital: bool,
    /// Words after the last one belong to it: "Protocol for Children at Sea".
    tailed: bool,
    left: Left,
}

/// Takes in a second last word: "policy and procedures".
fn joined(line: &Line<'_, '_>, hits: &[Hit], last: usize, end: usize) -> (usize, usize) {
    let gap = line.gap(last).trim();
    // "Pathway Guide" and "Strategy Document" end in their second word.
    let twice = gap.is_empty() && line.capital(last) && line.capital(last + 1);
    let step = if line.word(last + 1) == "and" && gap.is_empty() {
        last + 2
    } else if matches!(gap, "&" | "/") || twice {
        last + 1
    } else {
        return (last, end);
    };
    let Some(token) = line.tokens.get(step) else { return (last, end) };
    let head = hits.iter().find(|h| matches!(h.cue, Cue::Head(_)) && h.start == token.start);
    match head {
        Some(hit) if line.capital(step) == line.capital(last) => (line.token_at(hit.end).saturating_sub(1), hit.end),
        _ => (last, end),
    }
}

/// Whether the word after a name in capitals is what the document does and not people: "The Missing Protocol leads where both apply".
fn leads(line: &Line<'_, '_>, at: usize, last: usize) -> bool {
    if line.capital(last + 1) {
        return false;
    }
    if matches!(line.word(last + 2), "where" | "when" | "whenever" | "if" | "unless") {
        return true;
    }
    let runs_on = |t: usize| line.gap(t).trim().is_empty() && !line.gap(t).is_empty();
    let mut first = at;
    while let Some(before) = first.checked_sub(1).filter(|&b| runs_on(b)) {
        if !line.capital(before) && line.word(before) != "the" && !grammar::connector(line.word(before)) {
            break;
        }
        first = before;
    }
    // "We wrote to the Domestic Abuse Policy leads." is of people; a clause that has no other subject is of the document.
    let subject = first.checked_sub(1).is_none_or(|b| !runs_on(b) || line.word(b) == "and");
    let ends = line.word(last + 2).is_empty() || !runs_on(last + 1);
    subject && ends
}

/// Takes in the panel that terms of reference are of: "Terms of Reference of the Gangs Panel".
fn of_panel(line: &Line<'_, '_>, last: usize, end: usize) -> usize {
    if !matches!(line.word(last + 1), "of" | "for") {
        return end;
    }
    let (mut at, mut stop) = (last + 2, end);
    while at - last < 8 && (line.capital(at) || matches!(line.word(at), "the" | "and") || (stop > end && grammar::compound(line.word(at))))
    {
        if line.word(at) != "the" && line.word(at) != "and" {
            stop = line.tokens.get(at).map_or(stop, |t| t.end);
        }
        if !line.gap(at).trim().is_empty() {
            break;
        }
        at += 1;
    }
    stop
}

/// Takes in what follows the last word of a name in capitals: "Protocol for Children at Sea".
fn tail(lexicon: &Lexicon, line: &Line<'_, '_>, last: usize, end: usize) -> usize {
    if !matches!(line.word(last + 1), "for" | "on") || !line.gap(last).trim().is_empty() || !line.capital(last + 2) {
        return end;
    }
    let (mut stop, mut at) = (end, last + 2);
    while at - last <= 14 {
        let Some(token) = line.tokens.get(at) else { break };
        let word = line.word(at);
        if line.capital(at) {
            stop = token.end;
        } else if !(grammar::connector(word) || lexicon.subjects.contains(word) || word == "the") {
            break;
        }
        if !matches!(line.gap(at).trim(), "" | "-" | "&") {
            break;
        }
        at += 1;
    }
    stop
}

fn finish(line: &Line<'_, '_>, hits: &[Hit], draft: &Draft) -> Option<Found> {
    let start = line.tokens.get(draft.first)?.start;
    let after = edition(line.after(draft.end));
    let mut one = Found::new(CitationKind::LocalDocument, start, draft.end + after.as_ref().map_or(0, |e| e.length));
    if let Some(mark) = line.text.get(..start).filter(|t| t.ends_with(['"', '\''])) {
        one.start = mark.len() - 1;
    }
    one.name = line.without_asides(start, draft.end);
    (one.year, one.until) = match &after {
        Some(e) => (e.year, e.until),
        None => draft.left.year.map_or((None, None), |(y, until)| (Some(y), until)),
    };
    one.document_kind = (draft.kind != Kind::Other).then_some(draft.kind);
    if one.name.contains("threshold") {
        one.document_kind = Some(Kind::Thresholds);
    }
    let titled = (draft.first..draft.at).any(|t| line.capital(t) && !line.opens(t));
    one.proper = draft.capital && (titled || draft.first == draft.at) || one.year.is_some() || one.start < start;
    let bracket = after.and_then(|e| e.bracket).map(|(a, b)| (draft.end + a, draft.end + b));
    if national(line, hits, draft, start, bracket) {
        one.kind = CitationKind::NationalGuidance;
    }
    Some(one)
}

/// Whether a national body is said to have issued it.
fn national(line: &Line<'_, '_>, hits: &[Hit], draft: &Draft, start: usize, bracket: Option<(usize, usize)>) -> bool {
    let owner = draft.left.owner.and_then(|t| line.tokens.get(t));
    let near = |h: &Hit| {
        let inside = start <= h.start && h.end <= draft.end;
        let before = h.end <= start
            && line.text.get(h.end..start).is_some_and(|gap| {
                gap.len() <= 24 && gap.chars().all(|c| !c.is_alphanumeric() || matches!(c, 's')) && !gap.contains(['.', ';', ','])
            });
        let owns = owner.is_some_and(|o| h.start <= o.start && o.start < h.end);
        let published = bracket.is_some_and(|(a, b)| a <= h.start && h.end <= b);
        inside || before || owns || published
    };
    if hits.iter().any(|h| h.cue == Cue::Body && near(h)) {
        return true;
    }
    // Only government issues what calls itself so.
    let name = line.text.get(start..draft.end).unwrap_or_default();
    if name.contains("statutory guidance") || name.contains("departmental advice") {
        return true;
    }
    // A bracket with the body's letters may stand between the owner and the name, and "statutory" or "national" before it.
    let before = draft.first.saturating_sub(3)..draft.first;
    before.clone().any(|t| {
        matches!(line.word(t), "statutory" | "departmental" | "national" | "government's" | "non-statutory")
            && line.gap(t).trim().is_empty()
            && !line.word(t + 1).is_empty()
    }) || line.word(draft.first) == "national"
}

#[cfg(test)]
mod tests {
    use super::super::tests::{cited, none};

    #[test]
    fn names_in_capitals() {
        assert_eq!(cited("Read the Missing Children Protocol (2022) first."), ["local-document Missing Children Protocol (2022)"]);
        assert_eq!(cited("The Violence and Gangs Strategy 2019-22 is current."), ["local-document Violence and Gangs Strategy 2019-22"]);
        assert_eq!(
            cited("Use the MAP Protocol and the CSE Pathway Guide."),
            ["local-document MAP Protocol", "local-document CSE Pathway Guide"]
        );
        assert_eq!(cited("The “Talking It Through” Policy applies."), ["local-document “Talking It Through” Policy"]);
    }

    #[test]
    fn letters_in_brackets_within_a_name_are_no_end_of_it() {
        for (words, name) in [
            ("Crews use the Harmful Sexual Behaviour (HSB) Protocol.", "Harmful Sexual Behaviour (HSB) Protocol"),
            (
                "Crews use the Harmful Sexual Behaviour (‘HSB’) Protocol 2021 where a boy is hurt.",
                "Harmful Sexual Behaviour (‘HSB’) Protocol 2021",
            ),
            ("It stands in the Millford Missing and Away (MAA) Policy.", "Millford Missing and Away (MAA) Policy"),
            ("Then the domestic violence and abuse (DVA) policy is followed.", "domestic violence and abuse (DVA) policy"),
        ] {
            assert_eq!(cited(words), [format!("local-document {name}")], "{words}");
        }
        for words in [
            "Ring the Harmful Sexual Behaviour (HSB) Team before a policy is sought.",
            "Staff learn about harmful sexual behaviour (HSB) and follow procedures.",
            "Those in the Child Sexual Exploitation (CSE) Strategy Group met.",
            "A child with a Sailing in Need (SIN) Plan is seen.",
            "Harmful Sexual Behaviour (HSB) Policy officers met.",
        ] {
            none(words);
        }
    }

    #[test]
    fn what_calls_itself_statutory_is_national() {
        assert_eq!(cited("See the Weapons statutory guidance 2019."), ["national-guidance Weapons statutory guidance 2019"]);
        assert_eq!(cited("See the Weapons guidance 2019."), ["local-document Weapons guidance 2019"]);
    }

    #[test]
    fn names_in_passing() {
        assert_eq!(cited("If a weapon is seen, our gangs procedure is followed."), ["local-document gangs procedure"]);
        assert_eq!(cited("Levels are those of the Partnership’s thresholds document."), ["local-document thresholds document"]);
        assert_eq!(
            cited("It follows the Harbourside child protection procedures."),
            ["local-document Harbourside child protection procedures"]
        );
    }

    #[test]
    fn national_bodies_own_theirs() {
        assert_eq!(cited("We adopt the RFU Code of Conduct."), ["national-guidance RFU Code of Conduct"]);
        assert_eq!(cited("It follows The FA’s Safer Travel Policy."), ["national-guidance Safer Travel Policy"]);
    }

    #[test]
    fn names_with_tails_and_names_that_share_an_owner() {
        assert_eq!(
            cited("Staff use the Joint Protocol for Boys Missing from Ships and Ports."),
            ["local-document Joint Protocol for Boys Missing from Ships and Ports"]
        );
        assert_eq!(
            cited("Skippers read the port's Keeping Young Sailors Safe at Sea: A Joint Protocol first."),
            ["local-document Keeping Young Sailors Safe at Sea: A Joint Protocol"]
        );
        assert_eq!(
            cited("It is in the club's Crew Code of Conduct and Anti-Bullying Policy."),
            ["local-document Crew Code of Conduct", "local-document Anti-Bullying Policy"]
        );
    }

    #[test]
    fn levels_of_need_by_the_areas_name() {
        assert_eq!(cited("Compare it with the Millford levels of need."), ["local-document Millford levels of need"]);
        none("Children have different levels of need.");
    }

    #[test]
    fn words_that_name_nothing() {
        for text in [
            "Policy officers met.",
            "A strategy discussion is held and a strategy meeting follows.",
            "All policies and procedures will be followed.",
            "This procedure is for everyone.",
            "The policy will be reviewed.",
            "There is no protocol for this.",
            "A safety plan was made.",
            "Each agency has a policy.",
            "The relevant procedure applies.",
            "The new strategy and its action plan.",
            "A skipper writes an Early Harbour Plan with each family.",
            "Complete the Harbour Risk Assessment Framework with the boy.",
        ] {
            none(text);
        }
    }
}
