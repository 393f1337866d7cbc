//! How hard a paper's own words are to read, by the Flesch–Kincaid grade.

use concordat_paper::{Block, Inline, Paper, Role};
use concordat_text::{sentences, words};

/// The reading age, in years, that the words of this crate are written for: above that for pages for everybody, since staff are
/// written to, and low enough to be read once.
pub const TARGET: f64 = 14.0;

/// How hard some prose is to read.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ReadingAge {
    /// How many words were counted.
    pub words: usize,
    /// How many sentences.
    pub sentences: usize,
    /// How many syllables.
    pub syllables: usize,
}

impl ReadingAge {
    /// The Flesch–Kincaid grade, a year of an American school: 0.39 times the words of a sentence, plus 11.8 times the syllables of a
    /// word, less 15.59; 0 where there is no word.
    ///
    /// Source: J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, Derivation of New Readability Formulas for Navy
    /// Enlisted Personnel, Research Branch Report 8-75, Naval Technical Training, 1975.
    #[must_use]
    pub fn grade(self) -> f64 {
        if self.words == 0 || self.sentences == 0 {
            return 0.0;
        }
        0.39 * ratio(self.words, self.sentences) + 11.8 * ratio(self.syllables, self.words) - 15.59
    }

    /// The age in years at which such words are read with ease: children of an American school's first grade are six.
    #[must_use]
    pub fn years(self) -> f64 {
        self.grade() + 5.0
    }
}

fn ratio(over: usize, under: usize) -> f64 {
    let small = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    small(over) / small(under)
}

/// Fewer words than this are a label and no sentence: counted, they would make a paper seem easier than it is.
const SENTENCE: usize = 4;

/// How hard a paper's own words are to read: those of its paragraphs, lists and tables, as far as they are sentences.
///
/// Headings and captions are left out, as are quotations and where they stand. What is quoted or named within a sentence counts as
/// one word of one syllable, since it is not ours; what stands in brackets, labels, references to evidence and numbers are not counted.
#[must_use]
pub fn reading_age(paper: &Paper) -> ReadingAge {
    let mut total = ReadingAge::default();
    for block in &paper.blocks {
        match block {
            Block::Paragraph { role: Role::Body | Role::Lead | Role::Note | Role::Guidance, text } => add(&mut total, text),
            Block::List { entries, .. } => entries.iter().for_each(|entry| add(&mut total, &entry.text)),
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| add(&mut total, cell)),
            _ => {}
        }
    }
    total
}

fn add(total: &mut ReadingAge, text: &[Inline]) {
    let prose = without_quotations(&own(text));
    for sentence in sentences(&prose) {
        let said: Vec<&str> = words(sentence.of(&prose)).map(|w| w.text).filter(|w| w.contains(char::is_alphabetic)).collect();
        if said.len() >= SENTENCE {
            total.words += said.len();
            total.sentences += 1;
            total.syllables += said.iter().map(|word| syllables(word)).sum::<usize>();
        }
    }
}

/// The words of a block without the links, which lead to evidence.
fn own(text: &[Inline]) -> String {
    let mut prose = String::new();
    for inline in text {
        match inline {
            Inline::Plain(words) | Inline::Strong(words) => prose.push_str(words),
            // Titles of publications.
            Inline::Emphasis(_) => prose.push_str("it"),
            Inline::Break => prose.push('\n'),
            Inline::Commented { words, .. } => prose.push_str(&own(words)),
            Inline::Fill(_) | Inline::Link { .. } | Inline::Anchor(_) => {}
        }
    }
    prose
}

/// `prose` with every stretch in double quotation marks made one short word, and what stands in brackets taken out.
fn without_quotations(prose: &str) -> String {
    let (mut out, mut quoted, mut bracketed) = (String::with_capacity(prose.len()), 0_u32, 0_u32);
    for c in prose.chars() {
        match c {
            '\u{201c}' => quoted += 1,
            '\u{201d}' => {
                quoted = quoted.saturating_sub(1);
                if quoted == 0 && bracketed == 0 {
                    out.push_str("it");
                }
            }
            '(' if quoted == 0 => bracketed += 1,
            ')' if quoted == 0 => bracketed = bracketed.saturating_sub(1),
            _ if quoted == 0 && bracketed == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// Words whose syllables their letters do not tell, and how many they have.
const IRREGULAR: [(&str, usize); 18] = [
    ("area", 3),
    ("areas", 3),
    ("behaviour", 3),
    ("behaviours", 3),
    ("being", 2),
    ("create", 2),
    ("every", 2),
    ("everyone", 3),
    ("idea", 3),
    ("ideas", 3),
    ("safeguard", 2),
    ("safeguarding", 3),
    ("sometimes", 2),
    ("therefore", 2),
    ("whereabouts", 3),
    ("something", 2),
    ("someone", 2),
    ("somebody", 3),
];

/// How many syllables a word has: its groups of vowels, without an `e` that is not said, and with vowels that are said apart. The
/// parts of a word with a hyphen are counted one by one, and letters that are spelt out one each.
fn syllables(word: &str) -> usize {
    word.split(['-', '\u{2011}']).map(of_part).sum::<usize>().max(1)
}

fn of_part(part: &str) -> usize {
    if part.len() > 1 && part.chars().all(|c| c.is_uppercase()) {
        return part.chars().count();
    }
    let lower: Vec<char> = part.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphabetic()).collect();
    let word: String = lower.iter().collect();
    let plain = word.strip_suffix('s').filter(|w| part.contains('\'') || part.contains('\u{2019}') || w.len() > 12).unwrap_or(&word);
    if let Some((_, count)) = IRREGULAR.iter().find(|(known, _)| *known == plain || *known == word) {
        return *count;
    }
    let groups = groups(&lower);
    groups.saturating_sub(usize::from(ends_silent(&word))).max(usize::from(!word.is_empty()))
}

/// Groups of vowels, those parted that are said apart.
fn groups(word: &[char]) -> usize {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'é');
    let at = |n: usize| word.get(n).copied().unwrap_or(' ');
    let mut count = 0;
    for (n, &c) in word.iter().enumerate().filter(|(_, c)| vowel(**c)) {
        let before = n.checked_sub(1).map_or(' ', at);
        let further = n.checked_sub(2).map_or(' ', at);
        // "Vi-o-lence" and "me-di-a", but "na-tion" and "so-cial".
        let parted = before == 'i' && matches!(c, 'a' | 'o' | 'u') && !matches!(further, 't' | 's' | 'c' | 'x' | 'g')
            || before == 'e' && c == 'a' && further == 'r' && at(n + 1) == 'c' && at(n + 2) == 't'
            || before == 'y' && c == 'i';
        // The "u" of "qu" is no vowel, nor is a "y" that begins a word.
        let mute = c == 'u' && before == 'q' || c == 'y' && n == 0;
        if !mute && (!vowel(before) || before == 'y' && n == 1 || before == 'u' && further == 'q' || parted) {
            count += 1;
        }
    }
    count
}

/// Whether a word ends in an `e` that is not said, with or without the endings of a plural or a verb.
fn ends_silent(word: &str) -> bool {
    let consonant = |c: char| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let tail = |ending: &str| word.strip_suffix(ending).and_then(|rest| rest.chars().last());
    if let Some(before) = tail("e") {
        let table = word.ends_with("le") && word.strip_suffix("le").and_then(|r| r.chars().last()).is_some_and(consonant);
        return consonant(before) && !table;
    }
    if let Some(before) = tail("ed") {
        return consonant(before) && !matches!(before, 't' | 'd');
    }
    if let Some(before) = tail("es") {
        let table = word.ends_with("les") && word.strip_suffix("les").and_then(|r| r.chars().last()).is_some_and(consonant);
        return consonant(before) && !matches!(before, 's' | 'x' | 'z' | 'c' | 'g' | 'h') && !table;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_those_that_are_said() {
        let wrong: Vec<String> = [
            (1, "child the whom harmed where named one asked use makes each rings once please while route young"),
            (2, "children people other little order between clauses places agreed started abuse after panel"),
            (2, "reading table being author message before decide unless"),
            (3, "documents document safeguarding violence protection agency media behaviour policies area"),
            (4, "exploitation authority development information"),
        ]
        .into_iter()
        .flat_map(|(count, list)| list.split(' ').map(move |word| (count, word)))
        .filter(|(count, word)| syllables(word) != *count)
        .map(|(count, word)| format!("{word}: {} and not {count}", syllables(word)))
        .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        for (count, word) in [
            (2, "exploit"),
            (3, "procedure"),
            (3, "policies"),
            (3, "agencies"),
            (4, "definition"),
            (3, "evidence"),
            (3, "multi-stage"),
            (3, "MSU"),
            (2, "social"),
            (3, "threatening"),
            (1, "queue"),
            (2, "yellow"),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn the_grade_is_that_of_the_formula() {
        let mut paper = Paper::default();
        paper.paragraph(Role::Body, "High. The cat sat on the mat. It was fat then.");
        paper.paragraph(Role::Quote, "Notwithstanding multitudinous considerations.");
        let age = reading_age(&paper);
        assert_eq!((age.words, age.sentences, age.syllables), (10, 2, 10));
        assert!((age.grade() - (0.39 * 5.0 + 11.8 - 15.59)).abs() < 1e-9);
        assert!(ReadingAge::default().grade().abs() < 1e-9);
    }

    #[test]
    fn what_is_quoted_or_bracketed_is_not_ours() {
        let prose = without_quotations("Say it in \u{201c}Multi-agency Arrangements (2019)\u{201d} (evidence 4, 5) too.");
        assert_eq!(prose, "Say it in it  too.");
    }
}
