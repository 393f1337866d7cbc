//! Names of files made from titles.

use concordat_register::Kind;
use concordat_text::fold_str;
use std::collections::BTreeSet;

/// Letters that a name has at most.
const LONGEST: usize = 60;

/// A name for each title, in order and each once: small letters, digits and hyphens. Numbers other than years are left out, since
/// they may be somebody's; minutes and reports are called so, since their titles may name people.
#[must_use]
pub fn slugs(titles: &[(&str, Kind)]) -> Vec<String> {
    let mut used: BTreeSet<String> = BTreeSet::new();
    titles
        .iter()
        .map(|(title, kind)| {
            let name = match kind {
                Kind::Minutes => "minutes".to_owned(),
                Kind::Report => "report".to_owned(),
                _ => slug(title),
            };
            let mut numbered = name.clone();
            let mut n = 2;
            while !used.insert(numbered.clone()) {
                numbered = format!("{name}-{n}");
                n += 1;
            }
            numbered
        })
        .collect()
}

fn slug(title: &str) -> String {
    let folded = fold_str(title);
    let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let kept = parts.filter(|part| part.is_ascii() && (part.len() == 4 || !part.bytes().any(|b| b.is_ascii_digit())));
    let mut name = String::new();
    for part in kept {
        if !name.is_empty() && name.len() + 1 + part.len() > LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(part.chars().take(LONGEST));
    }
    if name.is_empty() { "document".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_each_once() {
        let titles = [
            ("Harmful Sexual Behaviour: Procedure (2022)", Kind::Procedure),
            ("Harmful sexual behaviour procedure 2022", Kind::Procedure),
            ("Minutes: the family of A. Bell, 07700900123", Kind::Minutes),
            ("Case 07700900123", Kind::Other),
            ("../../…", Kind::Other),
        ];
        let wanted =
            ["harmful-sexual-behaviour-procedure-2022", "harmful-sexual-behaviour-procedure-2022-2", "minutes", "case", "document"];
        assert_eq!(slugs(&titles), wanted);
    }
}
