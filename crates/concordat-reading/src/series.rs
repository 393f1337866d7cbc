//! Numbers by which the documents of a series are known: chapter 4.7 of a manual, procedure 14 of a department.

use concordat_register::SeriesNumber;

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
}
