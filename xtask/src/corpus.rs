//! The seeded corpus that speed is measured on: invented documents with the structures that real ones have.

use std::fmt::Write;
use std::fs;
use std::path::Path;

const THEMES: &[&str] = &[
    "Harmful Sexual Behaviour",
    "Child Sexual Exploitation",
    "Domestic Abuse",
    "Serious Youth Violence",
    "Gangs",
    "Missing Children",
    "Criminal Exploitation",
    "Online Safety",
];
const KINDS: &[&str] = &["Strategy", "Protocol", "Procedure", "Practice Guidance", "Policy"];
const BODIES: &[&str] = &[
    "children's social care",
    "the police",
    "youth justice",
    "health",
    "schools and colleges",
    "community safety",
    "probation",
    "housing",
];
const VERBS: &[&str] = &["record", "share", "assess", "review", "agree", "escalate", "support", "identify", "plan", "challenge"];
const THINGS: &[&str] = &[
    "concern",
    "referral",
    "assessment",
    "plan",
    "meeting",
    "decision",
    "strength",
    "threshold",
    "outcome",
    "pattern",
    "context",
    "response",
];
const PLACES: &[&str] = &["home", "school", "peer group", "park", "station", "neighbourhood", "online space", "youth club", "high street"];
/// Sentences that a check may raise, beside ones that it must not.
const LOADED: &[&str] = &[
    "Some young people made a lifestyle choice to stay away from home.",
    "Exploitation is never a lifestyle choice and must not be recorded as one.",
    "The girl was said by a neighbour to be streetwise.",
    "Children who go missing often put themselves at risk.",
    "Young perpetrators will be considered by the panel.",
    "Adult perpetrators are dealt with by the police.",
    "Staff avoid the word \"absconded\" in records.",
    "The boy absconded twice in one week.",
];

/// A small generator with a fixed sequence for each seed. Source: Vigna, SplitMix64, public domain algorithm.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let n = usize::try_from(self.below(from.len() as u64)).unwrap_or(0);
        from.get(n).copied().unwrap_or_default()
    }
}

/// Writes `count` documents of about 5,000 words to `out`.
pub(crate) fn write(out: &Path, count: u64) -> Result<(), String> {
    let failed = |e: std::io::Error| format!("{}: {e}", out.display());
    fs::create_dir_all(out).map_err(failed)?;
    for n in 0..count {
        let (name, text) = document(n);
        #[expect(clippy::disallowed_methods, reason = "a chore writes what it is asked to")]
        fs::write(out.join(name), text).map_err(failed)?;
    }
    Ok(())
}

fn document(n: u64) -> (String, String) {
    let mut dice = Dice(n.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1));
    let (theme, kind, year) = (dice.pick(THEMES), dice.pick(KINDS), 2012 + dice.below(13));
    let mut text = format!("---\ntitle: {theme} {kind} {n:05}\ndate: {year}-{:02}-01\n---\n\n# {theme} {kind}\n\n", 1 + dice.below(12));
    let mut section = 0;
    // White space is a fair count of words here and costs nothing.
    while text.len() < 29_000 {
        section += 1;
        let _ = write!(text, "## {section}. {} and {} in the {}\n\n", capital(dice.pick(THINGS)), dice.pick(THINGS), dice.pick(PLACES));
        for clause in 1..=4 + dice.below(4) {
            let _ = write!(text, "{section}.{clause} ");
            for _ in 0..3 + dice.below(5) {
                sentence(&mut dice, &mut text);
            }
            text.push_str("\n\n");
        }
        if dice.below(5) == 0 {
            text.push_str("| Panel | Chair | Meets |\n|---|---|---|\n");
            for _ in 0..4 {
                let _ = writeln!(text, "| {} panel | {} | monthly |", dice.pick(PLACES), dice.pick(BODIES));
            }
            text.push('\n');
        }
    }
    let _ = write!(text, "## Review\n\nThis {} will be reviewed by March {}.\n", kind.to_lowercase(), year + 2);
    let slug = format!("{theme} {kind}").to_lowercase().replace(' ', "-");
    (format!("{n:05}-{slug}.md"), text)
}

fn sentence(dice: &mut Dice, text: &mut String) {
    match dice.below(20) {
        0 => text.push_str(dice.pick(LOADED)),
        1 => {
            let (theme, kind, year) = (dice.pick(THEMES), dice.pick(KINDS), 2012 + dice.below(13));
            let _ = write!(text, "See section {}.{} of the {theme} {kind} ({year}).", 1 + dice.below(12), 1 + dice.below(9));
        }
        2 => {
            let _ = write!(
                text,
                "{} must refer the {} within {} working days.",
                capital(dice.pick(BODIES)),
                dice.pick(THINGS),
                1 + dice.below(15)
            );
        }
        _ => {
            let body = capital(dice.pick(BODIES));
            let _ = write!(text, "{body} will {} the {} of the {}", dice.pick(VERBS), dice.pick(THINGS), dice.pick(PLACES));
            if dice.below(2) == 0 {
                let _ = write!(
                    text,
                    " so that the {} and the {} can {} the {}",
                    dice.pick(THINGS),
                    dice.pick(THINGS),
                    dice.pick(VERBS),
                    dice.pick(THINGS)
                );
            }
            text.push('.');
        }
    }
    text.push(' ');
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_the_same_every_time_and_about_five_thousand_words() {
        let (name, text) = document(7);
        assert_eq!(document(7), (name, text.clone()));
        let words = text.split_whitespace().count();
        assert!((4_500..5_500).contains(&words), "{words}");
    }
}
