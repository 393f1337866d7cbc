//! Headings that nothing marks as such, and clauses that are marked as headings.

use crate::prose::Prose;
use concordat_register::Style;

/// Longest text, in bytes, that passes for a heading.
const LONGEST: usize = 120;

/// Whether a paragraph is a heading by being short, bold throughout and no sentence.
pub(crate) fn is_bold_heading(prose: &Prose) -> bool {
    let text = prose.text().trim_end();
    if text.len() > LONGEST || !reads_as_heading(text) {
        return false;
    }
    // Stretches that meet (a link within bold words, say) count as one.
    let mut reached = 0;
    for span in prose.spans(Style::Bold) {
        if text.get(reached..span.start()).is_some_and(|gap| gap.trim().is_empty()) || span.start() <= reached {
            reached = reached.max(span.end());
        }
    }
    text.get(reached..).is_none_or(|rest| matches!(rest.trim(), "" | ":"))
}

/// More words than this are no heading, whatever their style.
const MOST_WORDS: usize = 40;

/// Fewer words than this may be a heading though a full stop ends them.
const FEW_WORDS: usize = 10;

/// Whether words that the file marks as a heading are a clause of the text: Word numbers the clauses of a policy by its
/// heading styles, and many an author takes the number for the sake of which the whole clause becomes a "heading".
pub(crate) fn is_clause(text: &str) -> bool {
    let text = text.trim_end();
    let words = text.split_whitespace().count();
    words > MOST_WORDS || words > FEW_WORDS && text.ends_with(['.', ';'])
}

/// Whether words have the look of a heading: letters in one line, no sentence's end within or after.
pub(crate) fn reads_as_heading(text: &str) -> bool {
    let ends = text.ends_with(['.', ';', ',', '!', '\u{201d}', '"', '-', '\u{2013}']);
    let sentence = text.contains(". ") && !text.starts_with(|c: char| c.is_ascii_digit());
    let words = text.split_whitespace().count();
    !ends && !sentence && words <= 14 && !text.contains('\n') && text.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::is_clause;

    #[test]
    fn a_sentence_in_a_heading_style_is_a_clause() {
        for clause in [
            "The panel manager writes to the school and to the family within five working days of the meeting.",
            "Members bring what their service knows of the child, the family, the place and the peer group;",
        ] {
            assert!(is_clause(clause), "{clause}");
        }
        assert!(is_clause(&"word ".repeat(60)));
        for heading in [
            "What to do if a child tells you that another child has harmed them",
            "Children who have been harmed, and children who harm.",
            "Appendix C: Information that the children’s services front door asks for when a referral is made by telephone",
            "",
        ] {
            assert!(!is_clause(heading), "{heading}");
        }
    }
}
