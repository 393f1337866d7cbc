//! Acronyms that a document spells out: `harmful sexual behaviour (HSB)`.

use concordat_register::citation::Acronym;

/// Most acronyms kept of one document.
pub(super) const MOST: usize = 200;

/// Adds the acronyms spelt out in `text` that are not in `known` yet.
pub(super) fn find(text: &str, known: &mut Vec<Acronym>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(open) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| *b == b'(')).map(|n| n + at) {
        at = open + 1;
        let Some(close) = bytes.iter().skip(at).take(26).position(|b| *b == b')').map(|n| n + at) else { continue };
        let inside = unquoted(text.get(at..close).unwrap_or_default());
        let letters = unquoted(inside.strip_prefix("the ").unwrap_or(inside));
        if let Some(meaning) = are_letters(letters).then(|| meaning(text.get(..open).unwrap_or_default(), letters)).flatten() {
            keep(letters, meaning, known);
        }
    }
    told(text, known);
}

/// Adds the letters that stand alone in the cell before `text`, where `text` is what they stand for.
pub(super) fn of_cells(letters: &str, text: &str, known: &mut Vec<Acronym>) {
    let letters = unquoted(letters.trim());
    if are_letters(letters)
        && let Some(meaning) = begins_with(text, letters)
    {
        keep(letters, meaning, known);
    }
}

/// Words between letters and what they are said to stand for.
const SAYS: [&str; 6] = [" means ", " stands for ", " is short for ", " is the short name of ", " refers to ", " = "];
/// Marks that do the same in a list of abbreviations: at the head of an item.
const MARKS: [&str; 4] = [": ", " \u{2013} ", " \u{2014} ", " - "];

/// Adds the letters that an item or a sentence begins with and then explains: "SBS means the Standing by Sailors protocol".
fn told(text: &str, known: &mut Vec<Acronym>) {
    for item in text.split(['\n', ';']).flat_map(|part| part.split(". ")) {
        // A list's own heading may stand before its first item: "Abbreviations: SBS means ...".
        for item in [Some(item), item.split_once(": ").map(|(_, rest)| rest)].into_iter().flatten() {
            let item = item.trim_start();
            let Some(end) = item.bytes().position(|b| matches!(b, b' ' | b':' | b'\'' | b'"' | 0x80..)).filter(|n| *n <= 12) else {
                continue;
            };
            let quoted = usize::from(end == 0);
            let (letters, rest) = if quoted == 1 { split_quoted(item) } else { item.split_at_checked(end).unwrap_or_default() };
            let after = SAYS.iter().chain(&MARKS).find_map(|mark| rest.strip_prefix(mark));
            if let Some(meaning) = after.filter(|_| are_letters(letters)).and_then(|after| begins_with(after, letters)) {
                keep(letters, meaning, known);
            }
        }
    }
}

/// What stands in the quotation marks that `item` begins with, and what follows them.
fn split_quoted(item: &str) -> (&str, &str) {
    let inside = item.trim_start_matches(QUOTES);
    let end = inside.find(QUOTES).filter(|n| *n <= 12 && inside.len() < item.len());
    let Some((letters, rest)) = end.and_then(|end| inside.split_at_checked(end)) else { return ("", "") };
    (letters, rest.trim_start_matches(QUOTES))
}

const QUOTES: [char; 6] = ['\'', '"', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}'];

fn unquoted(text: &str) -> &str {
    text.trim_matches(QUOTES)
}

fn are_letters(letters: &str) -> bool {
    (2..=12).contains(&letters.len())
        && letters.starts_with(|c: char| c.is_ascii_uppercase())
        && letters.bytes().filter(u8::is_ascii_uppercase).count() >= 2
        && letters.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'&')
}

fn keep(letters: &str, meaning: String, known: &mut Vec<Acronym>) {
    if known.len() < MOST && !known.iter().any(|a| a.letters == letters) {
        known.push(Acronym { letters: letters.to_owned(), meaning });
    }
}

/// The words that `text` begins with, up to the end of their clause, where `letters` are initials of them.
fn begins_with(text: &str, letters: &str) -> Option<String> {
    let text = text.trim_start();
    let text = ["the ", "The ", "our ", "Our ", "a ", "A "].iter().find_map(|the| text.strip_prefix(the)).unwrap_or(text);
    let end = text.find(['.', ';', ',', '(', '\n', '|', ':']).unwrap_or(text.len());
    let meaning = text.get(..end)?.trim().trim_matches(QUOTES);
    let words = meaning.split_whitespace().count();
    ((2..=14).contains(&words) && covers(meaning, letters)).then(|| meaning.to_owned())
}

/// Whether `letters` are initials of `words` in their order, all but one of them: from the first word on, or three at least.
pub(crate) fn covers(words: &str, letters: &str) -> bool {
    let parts = words.split([' ', '-', '/', '\u{a0}']).filter_map(|w| w.chars().find(|c| c.is_alphabetic()));
    let initials: Vec<char> = parts.map(|c| c.to_ascii_lowercase()).collect();
    let wanted: Vec<char> = letters.chars().filter(char::is_ascii_uppercase).map(|c| c.to_ascii_lowercase()).collect();
    let mut rest = initials.iter();
    let met = wanted.iter().filter(|letter| rest.clone().any(|c| c == *letter) && rest.any(|c| c == *letter)).count();
    (initials.first() == wanted.first() || met >= 3) && met >= 2 && met + 1 >= wanted.len()
}

/// The words at the end of `before` whose initials are `letters`.
pub(super) fn meaning(before: &str, letters: &str) -> Option<String> {
    let wanted: Vec<char> = letters.chars().filter(|c| c.is_ascii_uppercase()).map(|c| c.to_ascii_lowercase()).collect();
    let words: Vec<&str> = before.split_whitespace().rev().take(wanted.len() + 5).collect();
    let mut left = wanted.len();
    let mut taken = 0;
    for word in &words {
        if left == 0 {
            break;
        }
        let parts: Vec<char> =
            word.split(['-', '/']).filter_map(|p| p.chars().find(|c| c.is_alphabetic())).map(|c| c.to_ascii_lowercase()).collect();
        let mut fits = 0;
        for part in parts.iter().rev() {
            if left > fits && wanted.get(left - fits - 1) == Some(part) {
                fits += 1;
            }
        }
        let small = matches!(
            word.to_lowercase().as_str(),
            "of" | "and" | "the" | "for" | "in" | "on" | "to" | "at" | "from" | "with" | "&" | "who"
        );
        if fits == 0 && !small {
            return None;
        }
        left -= fits;
        taken += 1;
    }
    let words: Vec<&str> = words.into_iter().take(taken).collect();
    (left == 0 && taken >= 2).then(|| words.into_iter().rev().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_must_fit() {
        let mut known = Vec::new();
        find("The Missing and Absent Panel (MAP) and young people (aged 10) met the Multi-Agency Group (MAG), see (NOTE).", &mut known);
        let found: Vec<_> = known.iter().map(|a| (a.letters.as_str(), a.meaning.as_str())).collect();
        assert_eq!(found, [("MAP", "Missing and Absent Panel"), ("MAG", "Multi-Agency Group")]);
    }

    #[test]
    fn letters_are_explained_by_a_list_a_table_or_a_sentence() {
        let meaning = |text: &str| {
            let mut known = Vec::new();
            find(text, &mut known);
            known.into_iter().map(|a| format!("{} {}", a.letters, a.meaning)).collect::<Vec<_>>()
        };
        assert_eq!(
            meaning("SBS means the Standing by Sailors protocol; BAP: Boys Ashore Policy."),
            ["SBS Standing by Sailors protocol", "BAP Boys Ashore Policy"]
        );
        assert_eq!(meaning("Abbreviations: SBS stands for Standing by Sailors."), ["SBS Standing by Sailors"]);
        assert_eq!(meaning("“SBS” – Standing by Sailors (2019)"), ["SBS Standing by Sailors"]);
        assert_eq!(meaning("Crews follow the Boys Ashore Policy (“the BAP”)."), ["BAP Boys Ashore Policy"]);
        for text in ["NB: the tide turns at six.", "HQ means nothing to them.", "UK: ships and boats.", "The SBS is kept. BAP meets."] {
            assert_eq!(meaning(text), Vec::<String>::new(), "{text}");
        }
        let mut known = Vec::new();
        of_cells("BAP", "Boys Ashore Policy", &mut known);
        of_cells("Pier", "The pier at Boys Ashore", &mut known);
        assert_eq!(known.len(), 1);
    }
}
