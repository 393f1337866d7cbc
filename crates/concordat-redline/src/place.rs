//! From words of the document to the bytes of the file they came from.

use crate::edit::{Change, Edit, Hindrance};
use concordat_register::{Document, Passage};
use concordat_text::{ByteSpan, CharSpan};

/// A stretch of a part that words came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Segment {
    /// Which of [`Document::parts`].
    pub(crate) part: u16,
    /// Its first byte.
    pub(crate) start: usize,
    /// One past its last byte.
    pub(crate) end: usize,
}

/// Where an edit's words stand in the file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Placed {
    /// All of them, in reading order; none where they do not stand in the text.
    pub(crate) segments: Vec<Segment>,
    /// Those that change: what the old and the new words begin and end with alike is left alone.
    pub(crate) changing: Vec<Segment>,
    /// What is put in after the last of `changing`, or, where nothing is deleted, after `after`.
    pub(crate) with: String,
    /// The last stretch before an insertion that deletes nothing.
    pub(crate) after: Option<Segment>,
    /// Why the words cannot be changed, as far as that is seen from the text.
    pub(crate) hindrance: Option<Hindrance>,
}

/// Finds the bytes of an edit's words.
pub(crate) fn place(document: &Document, edit: &Edit) -> Placed {
    let Some(span) = edit.span else { return Placed { hindrance: Some(Hindrance::Elsewhere), ..Placed::default() } };
    let found = bytes_of(document, span).filter(|span| !span.is_empty());
    let Some(bytes) = found else { return Placed { hindrance: Some(Hindrance::Elsewhere), ..Placed::default() } };
    let words = bytes.of(&document.text);
    if !edit.exact.is_empty() && words != edit.exact {
        return Placed { hindrance: Some(Hindrance::Changed), ..Placed::default() };
    }
    let mut placed = Placed { segments: segments(document, bytes), ..Placed::default() };
    let several = passages(document, bytes).count() > 1;
    match &edit.change {
        Change::None => {}
        _ if several => placed.hindrance = Some(Hindrance::Paragraphs),
        Change::InsertAfter(text) => {
            placed.with.clone_from(text);
            placed.after = placed.segments.last().copied();
        }
        Change::Replace(with) => {
            let (front, back) = alike(words, with);
            let changing = ByteSpan::new(bytes.start() + front, bytes.end() - back);
            with.get(front..with.len() - back).unwrap_or_default().clone_into(&mut placed.with);
            placed.changing = segments(document, changing);
            if placed.changing.is_empty() && !placed.with.is_empty() {
                placed.after = segments(document, ByteSpan::new(bytes.start(), bytes.start() + front)).last().copied();
            }
        }
    }
    if placed.segments.is_empty() {
        placed.hindrance = Some(Hindrance::Elsewhere);
    }
    placed
}

/// The bytes of the first words of the body, to hang on what has no place of its own. Several passages, since the first may
/// stand where nothing can be hung.
pub(crate) fn beginning(document: &Document) -> Vec<Segment> {
    let own = document.passages.iter().filter(|p| p.runs.first().is_some_and(|run| run.part == 0));
    own.take(20).flat_map(|p| segments(document, p.bytes)).collect()
}

/// Ranges in order, those that meet as one.
pub(crate) fn merged(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    for (start, end) in ranges {
        match out.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}

/// How many bytes of whole words two texts begin with alike, and end with alike.
fn alike(old: &str, new: &str) -> (usize, usize) {
    let same = old.char_indices().zip(new.chars()).find(|((_, a), b)| a != b).map_or(old.len().min(new.len()), |((at, _), _)| at);
    let boundary = |text: &str, at: usize| at == text.len() || text.get(at..).is_some_and(|rest| rest.starts_with(' '));
    let front = (0..=same)
        .rev()
        .find(|&at| {
            let after_space = at > 0 && old.get(..at).is_some_and(|t| t.ends_with(' '));
            at == 0 || after_space || (boundary(old, at) && boundary(new, at) && old.is_char_boundary(at))
        })
        .unwrap_or(0);
    let (old, new) = (old.get(front..).unwrap_or_default(), new.get(front..).unwrap_or_default());
    let tail = old.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    let back = (0..=tail)
        .rev()
        .find(|&back| {
            let starts = |text: &str| {
                let at = text.len() - back;
                text.get(at..).is_some_and(|rest| back == 0 || rest.starts_with(' ') || at == 0)
            };
            back == 0 || (starts(old) && starts(new))
        })
        .unwrap_or(0);
    (front, back)
}

fn bytes_of(document: &Document, span: CharSpan) -> Option<ByteSpan> {
    let at = |chars: u32| {
        let n = document.passages.partition_point(|p| p.chars.end < chars);
        let passage = document.passages.get(n)?;
        let within = usize::try_from(chars.checked_sub(passage.chars.start)?).ok()?;
        let words = document.words_of(passage);
        let offset = if within == words.len() { Some(within) } else { None };
        let offset = offset.or_else(|| words.char_indices().map(|(i, _)| i).chain([words.len()]).nth(within))?;
        Some(passage.bytes.start() + offset)
    };
    let (start, end) = (at(span.start)?, at(span.end)?);
    (start <= end).then(|| ByteSpan::new(start, end))
}

fn passages(document: &Document, span: ByteSpan) -> impl Iterator<Item = &Passage> {
    let first = document.passages.partition_point(|p| p.bytes.end <= span.start);
    document.passages.iter().skip(first).take_while(move |p| p.bytes.start < span.end)
}

fn segments(document: &Document, span: ByteSpan) -> Vec<Segment> {
    let mut found = Vec::new();
    for passage in passages(document, span) {
        let base = passage.bytes.start;
        let (from, to) = (span.start.max(base) - base, span.end.min(passage.bytes.end) - base);
        let first = passage.runs.partition_point(|run| run.text.end <= from);
        for run in passage.runs.iter().skip(first).take_while(|run| run.text.start < to) {
            // Runs of as many bytes here as in the file are byte for byte; any other is one character.
            let exact = run.text.len() == run.source.len();
            let (start, end) = if exact {
                let (from, to) = (run.text.start.max(from), run.text.end.min(to));
                (run.source.start + (from - run.text.start), run.source.start + (to - run.text.start))
            } else {
                (run.source.start, run.source.end)
            };
            found.push(Segment { part: run.part, start: start as usize, end: end as usize });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn only_whole_words_are_left_alone() {
        let kept = |old: &str, new: &str| {
            let (front, back) = alike(old, new);
            (old.get(..front).unwrap().to_owned(), old.get(old.len() - back..).unwrap().to_owned())
        };
        assert_eq!(kept("made a bad choice", "made a poor choice"), ("made a ".into(), " choice".into()));
        assert_eq!(kept("offender", "offenders"), (String::new(), String::new()));
        assert_eq!(kept("prostitute", "child who is exploited"), (String::new(), String::new()));
        assert_eq!(kept("the panel", "the panel meets"), ("the panel".into(), String::new()));
        assert_eq!(kept("naïve girl", "naïve, girl"), (String::new(), " girl".into()));
        assert_eq!(kept("same", "same"), ("same".into(), String::new()));
    }
}
