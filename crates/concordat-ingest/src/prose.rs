//! One passage while it is being written: its words, links, styles and the way back to the source.

use crate::clause::clause_label;
use crate::heading::is_clause;
use concordat_register::{Document, Link, Passage, PassageKind, SourceRun, Style, StyledSpan};
use concordat_text::ByteSpan;

/// The longest a passage may be, in bytes; more than this without a break is not prose, and is cut at a space.
pub(crate) const LONGEST: usize = 64 << 10;

/// What a finished passage is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// A heading of this level.
    Heading(u8),
    /// Anything else.
    Body(PassageKind),
}

/// A passage in the making. Feed it words, then [`Prose::finish`] it; it can then be used for the next.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    text: String,
    links: Vec<Link>,
    styles: Vec<StyledSpan>,
    runs: Vec<SourceRun>,
    open_styles: Vec<(Style, usize)>,
    open_link: Option<(usize, String)>,
    /// Whether the next space is left out.
    glued: bool,
}

impl Prose {
    /// The words so far.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether there are no words yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The stretches in one style so far, those still open included.
    pub(crate) fn spans(&self, style: Style) -> Vec<ByteSpan> {
        let closed = self.styles.iter().filter(|s| s.style == style).map(|s| s.span);
        let open = self.open_styles.iter().filter(|(s, _)| *s == style).map(|&(_, start)| ByteSpan::new(start, self.text.len()));
        let mut spans: Vec<_> = closed.chain(open).filter(|s| !s.is_empty()).collect();
        spans.sort_unstable();
        spans
    }

    /// Adds words that stand in the source at byte `at`, exactly as here. White space at the passage's front is left out.
    pub(crate) fn literal(&mut self, words: &str, at: usize) {
        let (words, at) = if self.text.is_empty() {
            let kept = words.trim_start();
            (kept, at + (words.len() - kept.len()))
        } else {
            (words, at)
        };
        if words.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(words);
        let text = ByteSpan::new(start, self.text.len());
        let source = ByteSpan::new(at, at + words.len());
        match self.runs.last_mut() {
            Some(run) if run.text.end == text.start && run.source.end == source.start => {
                run.text.end = text.end;
                run.source.end = source.end;
            }
            _ => self.runs.push(SourceRun { text, part: 0, source }),
        }
    }

    /// Adds words that do not stand so in the source, such as a decoded entity.
    pub(crate) fn drawn(&mut self, words: &str) {
        if self.text.is_empty() {
            self.text.push_str(words.trim_start());
        } else {
            self.text.push_str(words);
        }
    }

    /// Adds words whose white space counts as single spaces; `at` is where they stand in the source, if they do.
    pub(crate) fn flowing(&mut self, words: &str, at: Option<usize>) {
        let mut from = 0;
        while let Some(rest) = words.get(from..).filter(|r| !r.is_empty()) {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            // A single plain space after a word stays in the run of that word.
            let after = rest.get(end..).unwrap_or_default();
            let space = after.starts_with(' ') && !after.get(1..).is_some_and(|a| a.starts_with(char::is_whitespace));
            let end = if end > 0 && space { end + 1 } else { end };
            let chunk = rest.get(..end).unwrap_or_default();
            if chunk.is_empty() {
                self.space();
                let gap = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
                from += gap.max(1);
                continue;
            }
            match at {
                Some(at) => self.literal(chunk, at + from),
                None => self.drawn(chunk),
            }
            from += end;
        }
    }

    /// Adds one space, unless there is one already or nothing stands before it.
    pub(crate) fn space(&mut self) {
        if !std::mem::take(&mut self.glued) && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    /// Joins what comes next to the last word: the next [`Prose::space`] adds none.
    pub(crate) fn glue(&mut self) {
        self.glued = true;
    }

    /// Breaks the line within the passage.
    pub(crate) fn line(&mut self) {
        self.trim_end();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Begins a styled stretch.
    pub(crate) fn open_style(&mut self, style: Style) {
        self.open_styles.push((style, self.text.len()));
    }

    /// Ends the innermost stretch of this style.
    pub(crate) fn close_style(&mut self, style: Style) {
        if let Some(at) = self.open_styles.iter().rposition(|&(open, _)| open == style) {
            let (_, start) = self.open_styles.remove(at);
            if start < self.text.len() {
                self.styles.push(StyledSpan { span: ByteSpan::new(start, self.text.len()), style });
            }
        }
    }

    /// Begins a link; one within another takes its place.
    pub(crate) fn open_link(&mut self, target: &str) {
        self.close_link();
        self.open_link = Some((self.text.len(), target.to_owned()));
    }

    /// Ends the link.
    pub(crate) fn close_link(&mut self) {
        if let Some((start, target)) = self.open_link.take()
            && start < self.text.len()
            && !target.is_empty()
        {
            self.links.push(Link { span: ByteSpan::new(start, self.text.len()), target });
        }
    }

    /// Throws the words away.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.links.clear();
        self.styles.clear();
        self.runs.clear();
        self.open_styles.clear();
        self.open_link = None;
        self.glued = false;
    }

    /// Adds the passage to `document` and begins the next: open styles and links go on in it. `label` is a number that
    /// was computed; a typed one is read off the text. `done` is told of the passage, to fill in what else is known.
    pub(crate) fn finish(&mut self, document: &mut Document, place: &Place, label: Option<&str>, done: impl Fn(&mut Passage)) -> bool {
        self.trim_end();
        let styles: Vec<Style> = self.open_styles.iter().map(|&(style, _)| style).collect();
        for &style in styles.iter().rev() {
            self.close_style(style);
        }
        let link = self.open_link.as_ref().map(|(_, target)| target.clone());
        self.close_link();
        let mut added = false;
        if self.text.len() <= LONGEST {
            added = self.place(document, place, label, &done);
        } else {
            let mut label = label;
            for piece in pieces(&self.text) {
                added |= self.piece(piece).place(document, place, label.take(), &done);
            }
        }
        self.clear();
        self.open_styles.extend(styles.into_iter().map(|style| (style, 0)));
        self.open_link = link.map(|target| (0, target));
        added
    }

    /// Adds the passage as it stands.
    fn place(&mut self, document: &mut Document, place: &Place, label: Option<&str>, done: &impl Fn(&mut Passage)) -> bool {
        let place = if matches!(place, Place::Heading(_)) && is_clause(&self.text) { &Place::Body(PassageKind::Paragraph) } else { place };
        let passage = match place {
            Place::Heading(level) => document.push_heading(*level, label, &self.text),
            Place::Body(kind) => {
                let label = label.or_else(|| clause_label(&self.text)).map(str::to_owned);
                let mut passage = document.push(*kind, &self.text);
                if let Some(passage) = &mut passage {
                    passage.label = label;
                }
                passage
            }
        };
        let Some(passage) = passage else { return false };
        self.styles.sort_by_key(|s| (s.span.start, s.span.end));
        passage.links = std::mem::take(&mut self.links);
        passage.styles = std::mem::take(&mut self.styles);
        passage.runs = std::mem::take(&mut self.runs);
        done(passage);
        true
    }

    /// A stretch of this passage as one of its own.
    fn piece(&self, piece: ByteSpan) -> Self {
        Self {
            text: piece.of(&self.text).to_owned(),
            links: links_within(&self.links, piece),
            styles: styles_within(&self.styles, piece),
            runs: runs_within(&self.runs, piece),
            ..Self::default()
        }
    }

    /// Takes white space off the end, and off all that reached into it.
    fn trim_end(&mut self) {
        let kept = self.text.trim_end().len();
        if kept == self.text.len() {
            return;
        }
        self.text.truncate(kept);
        let end = ByteSpan::new(kept, kept).end;
        while let Some(run) = self.runs.last_mut() {
            if run.text.start < end {
                let over = run.text.end.saturating_sub(end);
                run.text.end -= over;
                run.source.end -= over;
                break;
            }
            self.runs.pop();
        }
        for span in self.styles.iter_mut().map(|s| &mut s.span).chain(self.links.iter_mut().map(|l| &mut l.span)) {
            span.end = span.end.min(end);
            span.start = span.start.min(span.end);
        }
        self.styles.retain(|s| !s.span.is_empty());
        self.links.retain(|l| !l.span.is_empty());
        for (_, start) in &mut self.open_styles {
            *start = (*start).min(kept);
        }
        if let Some((start, _)) = &mut self.open_link {
            *start = (*start).min(kept);
        }
    }
}

/// The part of `span` that lies in `piece`, counted from its front.
fn within(span: ByteSpan, piece: ByteSpan) -> Option<ByteSpan> {
    let (start, end) = (span.start.max(piece.start), span.end.min(piece.end));
    (start < end).then(|| ByteSpan { start: start - piece.start, end: end - piece.start })
}

/// The links that reach into `piece`, as they stand in it.
pub(crate) fn links_within(links: &[Link], piece: ByteSpan) -> Vec<Link> {
    links.iter().filter_map(|l| Some(Link { span: within(l.span, piece)?, target: l.target.clone() })).collect()
}

/// The styled stretches that reach into `piece`, as they stand in it.
pub(crate) fn styles_within(styles: &[StyledSpan], piece: ByteSpan) -> Vec<StyledSpan> {
    styles.iter().filter_map(|s| Some(StyledSpan { span: within(s.span, piece)?, style: s.style })).collect()
}

/// The runs that reach into `piece`, as they stand in it. Runs are in order; one that is not byte for byte is never cut.
pub(crate) fn runs_within(runs: &[SourceRun], piece: ByteSpan) -> Vec<SourceRun> {
    let first = runs.partition_point(|r| r.text.end <= piece.start);
    let reaching = runs.iter().skip(first).take_while(|r| r.text.start < piece.end);
    reaching
        .filter_map(|run| {
            let text = within(run.text, piece)?;
            let source = if text.len() == run.text.len() {
                run.source
            } else {
                run.source.shifted((text.start + piece.start - run.text.start) as usize)
            };
            let end = if text.len() == run.text.len() { source.end } else { source.start + (text.end - text.start) };
            Some(SourceRun { text, part: run.part, source: ByteSpan { start: source.start, end } })
        })
        .collect()
}

/// Cuts a text that is too long at spaces.
pub(crate) fn pieces(text: &str) -> Vec<ByteSpan> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let mut end = (start + LONGEST).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        if end < text.len()
            && let Some(space) = text.get(start..end).and_then(|t| t.rfind([' ', '\n']))
            && space > 0
        {
            end = start + space;
        }
        found.push(ByteSpan::new(start, end));
        let gap = text.get(end..).map_or(0, |t| t.len() - t.trim_start().len());
        start = end + gap;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_register::Format;

    /// Adds what was written to a new document.
    fn document(prose: &mut Prose) -> Document {
        let mut document = Document::new(Format::Text);
        prose.finish(&mut document, &Place::Body(PassageKind::Paragraph), None, |_| {});
        document
    }

    #[test]
    fn white_space_is_single_and_the_way_back_is_exact() {
        let source = "  Ring \n the  front door. ";
        let mut prose = Prose::default();
        prose.flowing(source, Some(0));
        let read = document(&mut prose);
        assert_eq!(read.text, "Ring the front door.");
        for run in &read.passages[0].runs {
            assert_eq!(run.text.of(&read.text), run.source.of(source));
        }
        assert_eq!(read.passages[0].runs.len(), 3);
    }

    #[test]
    fn spans_never_reach_into_dropped_space() {
        let mut prose = Prose::default();
        prose.open_style(Style::Bold);
        prose.literal("  Scope ", 2);
        prose.close_style(Style::Bold);
        let read = document(&mut prose);
        let passage = &read.passages[0];
        assert_eq!(passage.styles, [StyledSpan { span: ByteSpan::new(0, 5), style: Style::Bold }]);
        assert_eq!(passage.runs, [SourceRun { text: ByteSpan::new(0, 5), part: 0, source: ByteSpan::new(4, 9) }]);
    }

    #[test]
    fn an_endless_passage_is_cut_at_spaces() {
        let source = "word ".repeat(40_000);
        let mut prose = Prose::default();
        prose.open_link("#here");
        prose.literal(&source, 0);
        prose.close_link();
        let read = document(&mut prose);
        assert!(read.passages.len() > 2 && read.passages.iter().all(|p| p.bytes.len() <= LONGEST));
        for passage in &read.passages {
            let words = read.words_of(passage);
            assert!(words.starts_with("word") && words.ends_with("word"));
            assert_eq!(passage.links[0].span.len(), words.len());
            assert!(passage.runs.iter().all(|run| run.text.of(words) == run.source.of(&source)));
        }
    }
}
