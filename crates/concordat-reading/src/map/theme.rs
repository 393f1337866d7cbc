//! Which themes a document is about, strongest first.

use super::{
    lexicon::{Lexicon, Scan},
    title::stem,
};
use concordat_register::Kind;
use concordat_text::fold_str;

/// The indices of the themes a document is about, strongest first.
///
/// What the title names comes first, then what the file's name and other names say, then what headings and text speak
/// of most. A document that names no theme in its title needs a theme that stands out from the others; thresholds,
/// which touch on all of them, have none unless the title does.
pub(super) fn rank(lexicon: &Lexicon, scan: &Scan, title: &str, also: &[String], file: &str, kind: Kind) -> Vec<usize> {
    let title_folded = fold_str(title);
    let titled = lexicon.themes_of(&title_folded, title);
    let name = stem(file).replace(['-', '_', '+'], " ");
    let filed = lexicon.themes_of(&name.to_lowercase(), &name);
    let mut other = vec![0u32; titled.len()];
    for name in also {
        for (sum, n) in other.iter_mut().zip(lexicon.themes_of(&fold_str(name), name)) {
            *sum += n.min(4);
        }
    }
    let total: u32 = scan.body.iter().sum::<u32>().max(1);
    let words = u32::try_from(scan.words).unwrap_or(u32::MAX).max(1);
    let headings: u32 = scan.headings.iter().sum::<u32>().max(1);
    let mut scored: Vec<(u32, usize)> = (0..titled.len())
        .filter_map(|n| {
            let get = |counts: &[u32]| counts.get(n).copied().unwrap_or(0);
            let (in_title, in_file, in_other, in_body, in_headings) =
                (get(&titled), get(&filed), get(&other), get(&scan.body), get(&scan.headings));
            let share = in_body * 100 / total;
            let density = u64::from(in_body) * 1000 / u64::from(words);
            let named = in_title >= 4;
            // Among themes that the title names, the standard's order holds: the text must not turn "child exploitation",
            // which is sexual and criminal, into one of the two.
            if named {
                return Some((1000, n));
            }
            let mut score = in_title * 40;
            score += if in_file >= 4 { 90 } else { 0 };
            score += (in_other.min(8)) * 8;
            score += share + (in_headings * 40 / headings).min(40);
            let stands_out = share >= 15 && density >= 6 && in_body >= 12;
            let spoken_of = share >= 12 && density >= 4 && in_body >= 8 && in_headings > 0;
            let about =
                in_file >= 4 || in_other >= 4 || (kind != Kind::Thresholds && (stands_out || spoken_of || in_title > 0 && in_body > 4));
            about.then_some((score, n))
        })
        .collect();
    scored.sort_by_key(|&(score, n)| (std::cmp::Reverse(score), n));
    scored.truncate(6);
    scored.into_iter().map(|(_, n)| n).collect()
}
