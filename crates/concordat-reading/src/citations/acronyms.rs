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
        if !bytes.get(at).is_some_and(u8::is_ascii_uppercase) || known.len() >= MOST {
            continue;
        }
        let Some(close) = bytes.iter().skip(at).take(14).position(|b| *b == b')').map(|n| n + at) else { continue };
        let letters = text.get(at..close).unwrap_or_default().trim_matches(['\'', '"', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}']);
        let capitals = letters.bytes().filter(u8::is_ascii_uppercase).count();
        if capitals < 2 || !letters.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'&') || known.iter().any(|a| a.letters == letters) {
            continue;
        }
        if let Some(meaning) = meaning(text.get(..open).unwrap_or_default(), letters) {
            known.push(Acronym { letters: letters.to_owned(), meaning });
        }
    }
}

/// The words at the end of `before` whose initials are `letters`.
fn meaning(before: &str, letters: &str) -> Option<String> {
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
}
