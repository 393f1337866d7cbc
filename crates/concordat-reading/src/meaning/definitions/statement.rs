//! Sentences that say what a term means.

use super::{Lexis, features::Stretch};
use crate::PreparedPassage;
use crate::phrase::{Break, Match, PatternSet, Tokens};

/// A sentence that gives the meaning of a term.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    /// Which concepts, by their place in the standard.
    pub(super) concepts: Vec<u32>,
    /// The sentence, by its number in the passage.
    pub(super) sentence: usize,
    /// The words that give the meaning.
    pub(super) body: Stretch,
    /// How it is said.
    pub(super) form: Form,
}

/// How a meaning is given, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// "X means", "X is defined as", "by X we mean".
    Said,
    /// A row of a table of terms, or an entry of a glossary.
    Listed,
    /// Under a heading that asks what the term means.
    Headed,
    /// "X is a ...", "X: ...".
    Plain,
    /// "... is X if ...".
    Conditional,
}

/// A passage with its words and the terms that stand in it.
pub(super) struct Page<'p> {
    pub(super) passage: &'p PreparedPassage<'p>,
    pub(super) tokens: &'p Tokens,
    pub(super) terms: Vec<Match>,
    /// Whether it stands under a heading over definitions.
    pub(super) listed: bool,
}

/// Words that may stand before a term at the head of its sentence.
const ARTICLES: [&str; 10] = ["a", "an", "the", "our", "term", "word", "phrase", "of", "any", "expression"];
/// Words that begin a phrase of scope: "for the purposes of this policy".
const SCOPE: [&str; 9] = ["for", "in", "under", "within", "throughout", "here", "as", "by", "nationally"];
/// Words at most in such a phrase.
const SCOPE_LENGTH: usize = 16;

impl Page<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.span.of(&self.passage.folded.text))
    }

    /// What stands between the word at `at` and the one before it.
    pub(super) fn gap(&self, at: usize) -> &str {
        let text = self.passage.folded.text.as_str();
        let from = at.checked_sub(1).and_then(|n| self.tokens.get(n)).map_or(0, |t| t.span.end());
        let to = self.tokens.get(at).map_or(text.len(), |t| t.span.start());
        text.get(from..to).unwrap_or_default()
    }

    /// Every sentence of the passage that gives the meaning of a term, in order.
    pub(super) fn statements(&self, lexis: &Lexis) -> Vec<Statement> {
        let mut found: Vec<Statement> = self.covered(lexis);
        let mut done = 0;
        for (n, term) in self.terms.iter().enumerate() {
            if term.whole.0 < done {
                continue;
            }
            let sentence = self.tokens.sentence_of(term.whole.0);
            if found.last().is_some_and(|s| s.sentence == sentence && s.form != Form::Plain) {
                continue;
            }
            if let Some(statement) = self.statement(lexis, n, sentence) {
                done = statement.body.from;
                found.push(statement);
            }
        }
        found
    }

    /// Sentences that say what the document is about, where that is a concept: "this covers sexual behaviour by anyone ...".
    fn covered(&self, lexis: &Lexis) -> Vec<Statement> {
        let end = self.tokens.list.len();
        let mut hits = Vec::new();
        lexis.covered.find(self.tokens, 0, end, &mut hits);
        let made = hits.iter().take(1).filter_map(|hit| {
            let sentence = self.tokens.sentence_of(hit.whole.0);
            let (from, to) = self.tokens.sentence(sentence);
            let said = (from..(from + 6).min(to)).any(|n| match_at(&lexis.covers, self.tokens, n, to) == Some(hit.whole.0));
            // "A person consents if he or she agrees by choice" is a meaning by what it begins with.
            let form = if self.is_genus(lexis, hit.whole.0, to, &[hit.owner]) { Form::Said } else { Form::Plain };
            said.then(|| Statement { concepts: vec![hit.owner], sentence, body: Stretch { from: hit.whole.0, to }, form })
        });
        made.collect()
    }

    fn statement(&self, lexis: &Lexis, n: usize, sentence: usize) -> Option<Statement> {
        let term = self.terms.get(n)?;
        let (from, to) = self.tokens.sentence(sentence);
        let from = self.past_label(from, to);
        let (concepts, mut at) = self.coordinated(term);
        at = self.past_age(self.past_bracket(at, to), to);
        let made = |body: usize, form| Some(Statement { concepts: concepts.clone(), sentence, body: Stretch { from: body, to }, form });
        let subject = self.heads_sentence(lexis, term.whole.0, from);
        if subject == Subject::No || self.asks(to) {
            return self.inverse(lexis, term, at, (from, to), &concepts, sentence);
        }
        if self.colon(at, to) && term.whole.0 <= from + 1 {
            let form = if self.listed { Form::Listed } else { Form::Plain };
            // "Child sexual exploitation: definition and guide" is a title.
            return if self.listed || at == to || self.begins(lexis, at, to, &concepts) { made(at, form) } else { None };
        }
        // "Missing. Anyone whose ...": a run-in heading in a list of terms.
        if at == to && self.listed && term.whole.0 <= from + 1 && self.tokens.sentences.len() > sentence + 1 {
            let (_, stop) = self.tokens.sentence(sentence + 1);
            return Some(Statement { concepts, sentence: sentence + 1, body: Stretch { from: to, to: stop }, form: Form::Listed });
        }
        // Two columns run together: "Missing   A child whose ...".
        if self.listed && term.whole.0 <= from + 1 && self.capital(at) && self.begins(lexis, at, to, &concepts) {
            return made(at, Form::Listed);
        }
        at = self.past_scope(at, to);
        if let Some(body) = match_at(&lexis.strong, self.tokens, at, to) {
            return made(body, Form::Said);
        }
        if subject == Subject::Cued && matches!(self.word(at), "for" | "as" | "to" | "when") {
            return made(at + 1, Form::Said);
        }
        if let Some((sentence, body, to)) = self.placed(lexis, at, (sentence, to), &concepts) {
            return Some(Statement { concepts, sentence, body: Stretch { from: body, to }, form: Form::Plain });
        }
        match match_at(&lexis.weak, self.tokens, at, to) {
            Some(body) if self.begins(lexis, body, to, &concepts) => made(body, Form::Plain),
            _ => self.inverse(lexis, term, at, (from, to), &concepts, sentence),
        }
    }

    /// Where the sentence after says what the term means, of which this one says where it is defined: "is defined in section 1 of the Act.
    /// It is abuse between …". That sentence, and the first and one past the last word of the meaning.
    fn placed(&self, lexis: &Lexis, at: usize, (sentence, to): (usize, usize), concepts: &[u32]) -> Option<(usize, usize, usize)> {
        match_at(&lexis.placed, self.tokens, at, to)?;
        let (from, to) = self.tokens.sentence(sentence + 1);
        let it = from < to && matches!(self.word(from), "it" | "this" | "that" | "they");
        let said = || match_at(&lexis.strong, self.tokens, from + 1, to);
        let body = if it { said().or_else(|| match_at(&lexis.weak, self.tokens, from + 1, to)) } else { None }?;
        (said().is_some() || self.begins(lexis, body, to, concepts)).then_some((sentence + 1, body, to))
    }

    /// The concepts of a term and of those joined to it, and where they end.
    fn coordinated(&self, term: &Match) -> (Vec<u32>, usize) {
        let (mut concepts, mut end) = (vec![term.owner], term.whole.1);
        // Of several terms that begin together the longest is meant.
        for other in self.terms.iter().filter(|o| o.whole.0 == term.whole.0) {
            if other.whole.1 > end {
                (concepts, end) = (vec![other.owner], other.whole.1);
            }
        }
        let joined = |end: usize| {
            let next = if matches!(self.word(end), "and" | "or") {
                end + 1
            } else if self.gap(end).contains('/') {
                end
            } else {
                return None;
            };
            self.terms.iter().filter(|o| o.whole.0 == next).max_by_key(|o| o.whole.1)
        };
        while let Some(other) = joined(end) {
            concepts.push(other.owner);
            end = other.whole.1;
        }
        (concepts, end)
    }

    /// Past a number that the passage begins with: "2.1", "(a)".
    pub(super) fn past_label(&self, from: usize, to: usize) -> usize {
        if from > 0 {
            return from;
        }
        let label = |n: &usize| self.word(*n).parse::<u32>().is_ok() || (self.word(*n).len() == 1 && self.gap(*n + 1).contains([')', '.']));
        (from..to.min(from + 4)).find(|n| !label(n)).unwrap_or(from)
    }

    /// Past an acronym or a remark in brackets.
    fn past_bracket(&self, at: usize, to: usize) -> usize {
        if !self.gap(at).contains('(') {
            return at;
        }
        (at + 1..=(at + 8).min(to)).find(|&n| self.gap(n).contains(')')).unwrap_or(at)
    }

    /// Past an age that belongs to the term: "children and young people under 18".
    fn past_age(&self, at: usize, to: usize) -> usize {
        let limit = usize::from(self.word(at) == "aged") + at;
        let number = |n: usize| n < to && self.tokens.get(n).is_some_and(|t| t.number.is_some());
        if !matches!(self.word(limit), "under" | "below") || !number(limit + 1) || self.tokens.before(at) > Break::Clause {
            return at;
        }
        (limit + 2..to.min(limit + 5)).find(|&n| !matches!(self.word(n), "years" | "year" | "of" | "age" | "old")).unwrap_or(limit + 2)
    }

    /// Past a phrase of scope between commas: ", for this procedure,".
    fn past_scope(&self, at: usize, to: usize) -> usize {
        let opens = self.tokens.before(at) == Break::Comma && SCOPE.contains(&self.word(at));
        let bare = self.tokens.before(at) == Break::None
            && matches!(self.word(at), "for" | "in")
            && matches!(self.word(at + 1), "this" | "the" | "these" | "our");
        if opens {
            return (at + 1..(at + SCOPE_LENGTH).min(to)).find(|&n| self.tokens.before(n) == Break::Comma).unwrap_or(at);
        }
        if bare {
            let verb = |n: &usize| matches!(self.word(*n), "is" | "are" | "means" | "mean" | "refers" | "refer");
            return (at + 1..(at + 9).min(to)).find(verb).unwrap_or(at);
        }
        at
    }

    fn colon(&self, at: usize, to: usize) -> bool {
        let gap = self.gap(at);
        at <= to
            && at > 0
            && self.tokens.before(at.min(to.saturating_sub(1))) >= Break::Clause
            && (gap.contains(':') || gap.contains(" - ") || gap.contains('='))
            || at == to && gap.trim_end().ends_with(':')
    }

    /// Whether a word begins with a capital letter in the document's own text.
    fn capital(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let source = self.passage.folded.source(token.span);
        self.passage.text.get(source.start()..).and_then(|t| t.chars().next()).is_some_and(char::is_uppercase)
    }

    fn asks(&self, to: usize) -> bool {
        self.gap(to).contains('?')
    }

    /// Whether the term at `at` is what its sentence is about.
    fn heads_sentence(&self, lexis: &Lexis, at: usize, from: usize) -> Subject {
        let mut start = at;
        while start > from && ARTICLES.contains(&self.word(start - 1)) && self.tokens.before(start) <= Break::Comma {
            start -= 1;
        }
        if start == from {
            return Subject::Plain;
        }
        if ends_at(&lexis.before, self.tokens, from, start) || ends_at(&lexis.before, self.tokens, from, at) {
            return Subject::Cued;
        }
        let scoped = start - from <= SCOPE_LENGTH && SCOPE.contains(&self.word(from)) && self.tokens.before(start) == Break::Comma;
        // "We use the national definition: ..." and "1.2 (a) Child means ..." begin anew after a colon or bracket.
        let near = start - from <= 4 && matches!(self.word(from), "in" | "for") && matches!(self.word(from + 1), "this" | "our" | "these");
        let anew = self.tokens.before(start) == Break::Clause && (self.gap(start).contains(':') || start - from <= 3);
        if scoped || near || anew { Subject::Plain } else { Subject::No }
    }

    fn inverse(
        &self,
        lexis: &Lexis,
        term: &Match,
        at: usize,
        (from, to): (usize, usize),
        concepts: &[u32],
        sentence: usize,
    ) -> Option<Statement> {
        let mut start = term.whole.0;
        while start > from && matches!(self.word(start - 1), "a" | "an" | "the" | "as" | "be" | "to") {
            start -= 1;
        }
        let said = ends_at(&lexis.inverse, self.tokens, from, start) || ends_at(&lexis.inverse, self.tokens, from, term.whole.0);
        let conditional = match_at(&lexis.condition, self.tokens, at, to).is_some();
        let denied = (from..start).any(|n| matches!(self.word(n), "not" | "never" | "no"));
        // Who is only thought to be missing is told what is done about it, not what it means.
        let supposed = start > from && SUPPOSED.contains(&self.word(start - 1));
        let state = concepts.iter().any(|&c| lexis.states.contains(&c));
        if !said || denied || supposed || self.asks(to) || !(conditional || (state && at >= to)) {
            return None;
        }
        Some(Statement { concepts: concepts.to_vec(), sentence, body: Stretch { from, to }, form: Form::Conditional })
    }

    /// Whether a meaning begins at `at`.
    pub(super) fn begins(&self, lexis: &Lexis, at: usize, to: usize, concepts: &[u32]) -> bool {
        if match_at(&lexis.not_starts, self.tokens, at, to).is_some() {
            return false;
        }
        self.is_genus(lexis, at, to, concepts) || match_at(&lexis.starts, self.tokens, at, to).is_some()
    }

    /// Whether what a meaning of one of `concepts` alone begins with stands at `at`.
    fn is_genus(&self, lexis: &Lexis, at: usize, to: usize, concepts: &[u32]) -> bool {
        let own = |m: &Match| m.whole.0 == at && concepts.contains(&m.owner);
        let mut found = Vec::new();
        lexis.genus.find(self.tokens, at, (at + 8).min(to), &mut found);
        found.iter().any(own)
    }
}

/// Words before "to be" by which something is only believed of somebody.
const SUPPOSED: [&str; 6] = ["thought", "believed", "feared", "suspected", "reported", "likely"];

/// How a term stands in its sentence.
#[derive(PartialEq, Eq)]
enum Subject {
    Plain,
    /// After "by", "we define" and their like.
    Cued,
    No,
}

/// One past the longest match that begins at `at`, not past `to`.
pub(super) fn match_at(patterns: &PatternSet, tokens: &Tokens, at: usize, to: usize) -> Option<usize> {
    let mut found = Vec::new();
    patterns.find(tokens, at, (at + 14).min(to), &mut found);
    found.iter().filter(|m| m.whole.0 == at && m.whole.1 <= to).map(|m| m.whole.1).max()
}

/// Whether a match ends just before `at`, its beginning not before `from`.
fn ends_at(patterns: &PatternSet, tokens: &Tokens, from: usize, at: usize) -> bool {
    let mut found = Vec::new();
    patterns.find(tokens, from.max(at.saturating_sub(8)), at, &mut found);
    found.iter().any(|m| m.whole.1 == at && m.whole.0 >= from)
}
