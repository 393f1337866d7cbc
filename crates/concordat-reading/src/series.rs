//! Numbers by which the documents of a series are known: chapter 4.7 of a manual, procedure 14 of a department.

use concordat_register::SeriesNumber;
use concordat_text::ByteSpan;

/// What a series counts, by the words for it in titles, citations and file names.
pub(crate) fn noun(word: &str) -> Option<&'static str> {
    Some(match word {
        "chapter" | "chapters" | "ch" | "chap" | "chs" => "chapter",
        "section" | "sections" | "sec" => "section",
        "part" | "parts" => "part",
        "volume" | "vol" => "volume",
        "procedure" | "procedures" | "proc" => "procedure",
        "protocol" | "protocols" => "protocol",
        "policy" | "policies" => "policy",
        _ => return None,
    })
}

/// Whether a noun is that of a part of a book, which a document also uses of its own parts.
pub(crate) fn is_part(noun: &str) -> bool {
    matches!(noun, "" | "chapter" | "section" | "part" | "volume")
}

/// A number as printed made comparable: small letters, no noughts in front, no point at the end.
pub(crate) fn mark(printed: &str) -> String {
    let printed = printed.trim_end_matches(['.', ')', ':']).to_ascii_lowercase();
    let parts = printed.split('.').map(|part| match part.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    });
    parts.collect::<Vec<_>>().join(".")
}

/// Whether what a citation calls a document can be what the document calls itself. `of_manual` says that the citation
/// names the manual; sections of it may then be its chapters.
pub(crate) fn same(cited: &SeriesNumber, of_manual: bool, held: &SeriesNumber) -> bool {
    let nouns = cited.noun == held.noun
        || (held.noun.is_empty() && is_part(&cited.noun))
        || (of_manual && is_part(&cited.noun) && is_part(&held.noun));
    nouns && cited.mark == held.mark
}

/// Whether two numbers are of one sort of series.
pub(crate) fn one_sort(a: &SeriesNumber, b: &SeriesNumber) -> bool {
    a.noun == b.noun || is_part(&a.noun) && is_part(&b.noun)
}

/// The codes in `text` by which an organisation numbers its documents, `CL-207` or `SOP14`: two to six capitals and two to
/// four digits, with a hyphen between them or nothing. The capitals stand for what the series counts.
pub(crate) fn codes(text: &str) -> impl Iterator<Item = (ByteSpan, SeriesNumber)> {
    let bytes = text.as_bytes();
    let at = |n: usize| bytes.get(n).copied().unwrap_or(b' ');
    let digit = move |n: usize| at(n).is_ascii_digit();
    let starts = (2..bytes.len()).filter(move |&n| digit(n) && !digit(n - 1));
    starts.filter_map(move |first| {
        let letters_end = if at(first - 1) == b'-' { first - 1 } else { first };
        let letters = (0..letters_end).rev().take(7).take_while(|&n| at(n).is_ascii_uppercase()).count();
        let digits = (first..bytes.len()).take(5).take_while(|&n| digit(n)).count();
        let (start, end) = (letters_end - letters, first + digits);
        let apart = !(start > 0 && (at(start - 1).is_ascii_alphanumeric() || matches!(at(start - 1), b'-' | b'/')));
        let goes_on = matches!(at(end), b'-' | b'.' | b'/') && at(end + 1).is_ascii_alphanumeric();
        let ends = !(goes_on || at(end).is_ascii_alphanumeric());
        if !((2..=6).contains(&letters) && (2..=4).contains(&digits) && apart && ends) {
            return None;
        }
        let noun = text.get(start..letters_end)?.to_ascii_lowercase();
        Some((ByteSpan::new(start, end), SeriesNumber { noun, mark: mark(text.get(first..end)?) }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(noun: &str, mark: &str) -> SeriesNumber {
        SeriesNumber { noun: noun.into(), mark: mark.into() }
    }

    #[test]
    fn numbers_are_compared_as_they_are_meant() {
        assert_eq!(mark("04.07."), "4.7");
        assert_eq!(mark("B"), "b");
        assert!(same(&number("chapter", "2.3"), false, &number("", "2.3")));
        assert!(same(&number("section", "2.3"), true, &number("chapter", "2.3")));
        assert!(!same(&number("section", "2.3"), false, &number("chapter", "2.3")));
        assert!(!same(&number("protocol", "3"), false, &number("procedure", "3")));
    }

    #[test]
    fn codes_are_capitals_and_digits() {
        let of = |text: &str| codes(text).map(|(span, n)| (span.of(text).to_owned(), n.noun, n.mark)).collect::<Vec<_>>();
        let one = |code: &str, noun: &str, mark: &str| vec![(code.to_owned(), noun.to_owned(), mark.to_owned())];
        assert_eq!(of("see the flow, CL-207."), one("CL-207", "cl", "207"));
        assert_eq!(of("(SOP014)"), one("SOP014", "sop", "14"));
        for text in ["in 2024-25", "PE7 4QQ", "B12", "LS12 3AB is fine", "V2.10", "ISO-9001-2", "covid-19"] {
            assert!(of(text).iter().all(|c| c.0 == "LS12"), "{text}");
        }
    }
}
