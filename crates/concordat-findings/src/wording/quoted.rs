//! Words quoted by themselves: never cut inside a word or a bracket, and with an ellipsis where their sentence begins before them or
//! goes on after them.

use super::one_line;
use concordat_text::Quote;

/// Words from which a quotation is read as a sentence.
const SENTENCE: usize = 8;
const OPENING: [char; 2] = ['(', '['];
const CLOSING: [char; 2] = [')', ']'];

/// A quotation as it stands without what is around it. The words around complete a word or a bracket that it cuts; where they do not
/// reach, what is left of the bracket is left out.
pub fn quoted(quote: &Quote) -> String {
    let (prefix, suffix) = (one_line(&quote.prefix), one_line(&quote.suffix));
    let held = one_line(&quote.exact);
    let end = cut_after(&held, &suffix);
    let mut rest = suffix.strip_prefix(end).unwrap_or_default();
    let mut exact = format!("{}{held}{end}", cut_before(&prefix, &held)).trim().to_owned();
    let (mut begun, mut left) = (false, false);
    if let Some(at) = unclosed(&exact) {
        match rest.find(CLOSING).filter(|end| !rest.get(..*end).unwrap_or_default().contains(OPENING)) {
            Some(end) => {
                let (closing, after) = rest.split_at_checked(end + 1).unwrap_or((rest, ""));
                exact.push_str(closing);
                rest = after;
            }
            None => left = leave(&mut exact, at..usize::MAX),
        }
    }
    if let Some(at) = unopened(&exact) {
        match prefix.rfind(OPENING).filter(|from| !prefix.get(*from..).unwrap_or_default().contains(CLOSING)) {
            Some(from) => exact.insert_str(0, prefix.get(from..).unwrap_or_default()),
            None => begun = leave(&mut exact, 0..at + 1),
        }
    }
    let exact = exact.trim().trim_end_matches([';', ',']);
    // A few words that are quoted for themselves are no sentence, and are not taken for one.
    if exact.split(' ').count() >= SENTENCE || hangs(exact) {
        begun |= begins_within(last_line(&quote.prefix), exact);
        left |= goes_on(exact, rest) && !is_last_of_line(&quote.suffix);
    }
    format!("{}{exact}{}", if begun { "… " } else { "" }, if left { " …" } else { "" })
}

/// Whether words end where no phrase does.
fn hangs(exact: &str) -> bool {
    const JOINING: [&str; 14] = ["a", "an", "the", "of", "to", "and", "or", "in", "on", "at", "for", "by", "with", "that"];
    exact.rsplit(' ').next().is_some_and(|word| JOINING.contains(&word.to_lowercase().as_str()))
}

/// What stands before a quotation in its own paragraph or entry of a list.
fn last_line(prefix: &str) -> &str {
    prefix.rsplit('\n').next().unwrap_or_default()
}

/// Whether nothing but the mark or the word that joins entries of a list stands between a quotation and the end of its line.
fn is_last_of_line(suffix: &str) -> bool {
    let joins = |word: &str| matches!(word.trim_matches([';', ',']), "" | "and" | "or");
    suffix.split('\n').next().is_some_and(|line| line.split_whitespace().all(joins))
}

/// The beginning of a word of which the quotation has only the end.
fn cut_before<'a>(prefix: &'a str, exact: &str) -> &'a str {
    if !exact.starts_with(char::is_alphanumeric) {
        return "";
    }
    let from = prefix.trim_end_matches(char::is_alphanumeric).len();
    prefix.get(from..).unwrap_or_default()
}

/// The end of a word of which the quotation has only the beginning.
fn cut_after<'a>(exact: &str, suffix: &'a str) -> &'a str {
    if !exact.ends_with(char::is_alphanumeric) {
        return "";
    }
    let rest = suffix.trim_start_matches(char::is_alphanumeric).len();
    suffix.get(..suffix.len() - rest).unwrap_or_default()
}

/// The place of the last bracket that is opened and not closed again.
pub(super) fn unclosed(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        if OPENING.contains(&c) {
            open.push(at);
        } else if CLOSING.contains(&c) {
            open.pop();
        }
    }
    open.pop()
}

/// The place of the last bracket that is closed and was not opened. `a)` and `1)` before an entry of a list close nothing.
pub(super) fn unopened(text: &str) -> Option<usize> {
    let (mut depth, mut found) = (0_usize, None);
    for (at, c) in text.char_indices() {
        if OPENING.contains(&c) {
            depth += 1;
        } else if CLOSING.contains(&c) {
            let label = is_label(text.get(..at).unwrap_or_default());
            found = if depth == 0 && !label { Some(at) } else { found };
            depth = depth.saturating_sub(1);
        }
    }
    found
}

/// Whether words before a bracket number an entry of a list: a letter, a number, or a small Roman numeral.
fn is_label(before: &str) -> bool {
    let all = |kind: fn(char) -> bool| !before.is_empty() && before.chars().all(kind);
    let letter = before.chars().count() == 1 && all(char::is_alphabetic);
    before.len() <= 4 && (letter || all(|c| c.is_ascii_digit()) || all(|c| matches!(c, 'i' | 'v' | 'x')))
}

/// Leaves a stretch out where words are left without it; else its bracket alone. Says whether words went.
fn leave(exact: &mut String, stretch: std::ops::Range<usize>) -> bool {
    let end = stretch.end.min(exact.len());
    let kept = format!("{}{}", exact.get(..stretch.start).unwrap_or_default(), exact.get(end..).unwrap_or_default());
    let words = kept.contains(char::is_alphanumeric);
    *exact = if words { kept.trim().to_owned() } else { exact.trim_start_matches(OPENING).trim_end_matches(CLOSING).to_owned() };
    words
}

/// Whether a quotation begins within a sentence: with a small letter, after words and not after the number of its clause alone.
fn begins_within(prefix: &str, exact: &str) -> bool {
    let words = prefix.split(' ').any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1);
    words && exact.trim().starts_with(char::is_lowercase)
}

/// Whether a sentence goes on after a quotation of it.
fn goes_on(exact: &str, rest: &str) -> bool {
    let closing = |c: char| CLOSING.contains(&c) || matches!(c, '”' | '’' | '"' | '\'' | '»');
    let ended = exact.trim().trim_end_matches(closing).ends_with(['.', '!', '?', ':', '…']);
    let next = rest.trim_start().trim_start_matches(closing).chars().next();
    !ended && next.is_some_and(|c| !matches!(c, '.' | '!' | '?'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(prefix: &str, exact: &str, suffix: &str) -> String {
        quoted(&Quote { exact: exact.into(), prefix: prefix.into(), suffix: suffix.into() })
    }

    #[test]
    fn no_bracket_is_cut() {
        assert_eq!(
            of("2.1 Anybody may refer. ", "It goes on form B2 with the checklist (C4", "). The list closes"),
            "It goes on form B2 with the checklist (C4)"
        );
        assert_eq!(of("", "Staff use the checklist (form C4", " or, for a child under ten,"), "Staff use the checklist …");
        assert_eq!(of("Use the checklist (form ", "C4) for each child", "."), "(form C4) for each child");
        for label in ["a", "12", "iv"] {
            assert_eq!(of("", &format!("{label}) Staff use the checklist"), "."), format!("{label}) Staff use the checklist"));
        }
        assert_eq!(of("", "C4) for each child", "."), "… for each child");
        assert_eq!(of("", "(C4", " or, for a child,"), "C4");
    }

    #[test]
    fn no_word_is_cut() {
        assert_eq!(of("Staff hold a strat", "egy meet", "ing. They"), "strategy meeting");
    }

    #[test]
    fn what_is_shortened_bears_an_ellipsis() {
        assert_eq!(of("harm by someone aged 12 that ", "causes injury or involves a", " weapon."), "… causes injury or involves a …");
        let told = "A child is told by whoever knows them best";
        assert_eq!(of("3.2 ", told, "; staff then"), format!("{told} …"));
        assert_eq!(of("3.2 ", told, ". Staff then"), told);
        // An entry of a list ends with its line, and words quoted for themselves are no sentence.
        for suffix in [";", "; and", ";\n4. Staff then", "\nStaff then"] {
            assert_eq!(of("Each time:\n3. ", &told.to_lowercase(), suffix), told.to_lowercase());
        }
        assert_eq!(of("they were ", "hard to reach", " by then"), "hard to reach");
        assert_eq!(of("3.2 ", "children are told.", " Staff then"), "children are told.");
        assert_eq!(of("", "Education", ""), "Education");
    }
}
