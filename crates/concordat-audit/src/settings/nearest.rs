//! What may have been meant by a word that is none.

/// The known word nearest to `word`, where one is near enough to have been meant.
pub(crate) fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let most = (word.chars().count() / 2).clamp(1, 3);
    let far = |k: &str| if word.len() > 3 && k.starts_with(&word) { 1 } else { distance(&word, &k.to_lowercase()) };
    known.map(|k| (far(k), k)).filter(|&(d, _)| d <= most).min().map(|(_, k)| k)
}

/// Help for an unknown word: the nearest known one, else all of them.
pub(super) fn help(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}", known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ")),
    }
}

/// Letters to change, add or drop to make one word of the other. Source: Levenshtein (1966), by rows.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(80).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(80).enumerate() {
        let mut last = i + 1;
        let mut next = vec![last];
        for ((y, &above), &left_above) in b.iter().zip(row.iter().skip(1)).zip(row.iter()) {
            last = (above + 1).min(last + 1).min(left_above + usize::from(x != *y));
            next.push(last);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
