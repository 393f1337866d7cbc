//! What a document says of its own standing as a draft, or of another document's being in force.

use super::clause::Clause;
use super::cues::{Cue, Met};
use super::lazy::{Lazy, compile_plain};
use crate::{Prepared, PreparedPassage};
use concordat_register::{
    Anchor, Entry, PassageKind, Status,
    currency::{Standing, StandingKind},
};
use concordat_text::{ByteSpan, fold_str};
use regex::bytes::Regex;

/// Statements about other documents kept of one document.
const KEPT: usize = 400;
/// Longest cell that says that something is in force, and longest row, in bytes.
const CELL: usize = 80;
const ROW: usize = 300;
/// Most cells of a row before the one that says so.
const CELLS: usize = 8;

/// Reads statements of standing.
#[derive(Debug)]
pub(super) struct StandingReader {
    draft: Lazy<Regex>,
    no_effect: Lazy<Regex>,
    in_use: Lazy<Regex>,
    in_force: Lazy<Regex>,
    hedged: Lazy<Regex>,
    document: Lazy<Regex>,
    part: Lazy<Regex>,
    cell: Lazy<Regex>,
    brand: Lazy<Regex>,
}

impl StandingReader {
    pub(super) fn new() -> Self {
        Self {
            draft: compile_plain(DRAFT),
            no_effect: compile_plain(NO_EFFECT),
            in_use: compile_plain(IN_USE),
            in_force: compile_plain(IN_FORCE),
            hedged: compile_plain(HEDGED),
            document: compile_plain(DOCUMENT),
            part: compile_plain(PART),
            cell: compile_plain(IN_FORCE_CELL),
            brand: compile_plain(BRAND),
        }
    }

    /// Adds what the sentence of a cue says to `found`; a sentence is read once.
    pub(super) fn read(&self, prepared: &Prepared<'_>, at: usize, met: &Met, found: &mut Vec<Standing>) {
        let Some(passage) = prepared.passages.get(at).filter(|_| met.cue == Cue::Standing && found.len() < KEPT) else { return };
        let clause = Clause::at(passage, passage.folded.source(ByteSpan::new(met.start, met.end)).start());
        // Semicolons part statements about different things.
        let mut from = 0;
        for part in clause.text().split(';') {
            let (begin, end) = (from, from + part.len());
            from = end + 1;
            let kinds = self.kinds(part.trim());
            if kinds.iter().all(|kind| *kind == StandingKind::SelfInUse) {
                let other = self.of_row(prepared, at, part.trim()).or_else(|| self.of_brand(prepared, passage, &clause, begin, part));
                found.extend(other.map(|anchor| Standing { kind: StandingKind::OtherInForce, anchor }));
            }
            if kinds.is_empty() {
                continue;
            }
            let anchor =
                prepared.anchor(passage, clause.source(begin + part.len() - part.trim_start().len(), begin + part.trim_end().len()));
            if found.last().is_none_or(|last| last.anchor.span != anchor.span) {
                found.extend(kinds.into_iter().map(|kind| Standing { kind, anchor: anchor.clone() }));
            }
        }
    }

    /// A row of a table that says in one cell that what its first cell names is in force: from the first cell to that one.
    fn of_row(&self, prepared: &Prepared<'_>, at: usize, statement: &str) -> Option<Anchor> {
        let place = |n: usize| match prepared.passages.get(n)?.passage.kind {
            PassageKind::Cell { table, row, column, header: false } => Some((table, row, column)),
            _ => None,
        };
        let (table, row, _) = place(at)?;
        let short = statement.len() <= CELL && prepared.passages.get(at)?.text.len() <= CELL;
        if !short || !(self.cell.is_match(statement.as_bytes()) || self.in_force.is_match(statement.as_bytes())) {
            return None;
        }
        let back = (1..=CELLS).map_while(|back| at.checked_sub(back).filter(|&n| place(n).is_some_and(|p| (p.0, p.1) == (table, row))));
        let first = back.last().filter(|&n| place(n).is_some_and(|p| p.2 == 1))?;
        let (name, last) = (prepared.passages.get(first)?, prepared.passages.get(at)?);
        let whole = ByteSpan::new(name.passage.bytes.start(), last.passage.bytes.end());
        let words = whole.of(&prepared.document.text);
        let folded = fold_str(words);
        if words.len() > ROW || self.hedged.is_match(folded.as_bytes()) || self.part.is_match(folded.as_bytes()) {
            return None;
        }
        // The cells of a row stand one after the other in the text, so the words from the first to the last are one stretch of it.
        let mut anchor = prepared.anchor(name, ByteSpan::new(0, name.text.len()));
        anchor.span.end = last.passage.chars.end;
        anchor.quote.exact = words.into();
        Some(anchor)
    }

    /// A title in capitals that no word calls a document, with the words beside it that people are to follow it or that it is
    /// in force. Whether it is a document's title, only the register can tell.
    fn of_brand(
        &self,
        prepared: &Prepared<'_>,
        passage: &PreparedPassage<'_>,
        clause: &Clause,
        begin: usize,
        part: &str,
    ) -> Option<Anchor> {
        let heading = matches!(passage.passage.kind, PassageKind::Heading);
        if heading || !self.in_force.is_match(part.as_bytes()) || self.hedged.is_match(part.as_bytes()) {
            return None;
        }
        let span = clause.source(begin, begin + part.len());
        let found = self.brand.find(span.of(passage.text).as_bytes())?;
        let within = ByteSpan::new(found.start(), found.end()).shifted(span.start());
        passage.text.get(within.start()..within.end())?;
        Some(prepared.anchor(passage, within))
    }

    /// Each pattern is tried only where a word stands without which it cannot match.
    fn kinds(&self, text: &str) -> Vec<StandingKind> {
        let sentence = text.as_bytes();
        let holds = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let mut kinds = Vec::new();
        if holds(&["draft", "not yet"]) && self.draft.is_match(sentence) {
            kinds.push(StandingKind::SelfDraft);
        }
        let no_effect = holds(&["not ", "no effect", "no force", "only"]) && self.no_effect.is_match(sentence);
        if no_effect {
            kinds.push(StandingKind::SelfNoEffect);
        } else if holds(IN_USE_WORDS) && self.in_use.is_match(sentence) {
            kinds.push(StandingKind::SelfInUse);
        }
        let other = self.document.is_match(sentence)
            && self.in_force.is_match(sentence)
            && !self.hedged.is_match(sentence)
            && !self.part.is_match(sentence);
        if other && !no_effect {
            kinds.push(StandingKind::OtherInForce);
        }
        kinds
    }
}

/// Leaves out what only makes sense of a draft where the document is none.
pub(super) fn settle(found: Vec<Standing>, entry: &Entry) -> Vec<Standing> {
    let draft =
        entry.status == Status::Draft || found.iter().any(|s| matches!(s.kind, StandingKind::SelfDraft | StandingKind::SelfNoEffect));
    found.into_iter().filter(|s| draft || s.kind != StandingKind::SelfInUse).collect()
}

const DRAFT: &str = r"(?x)
    \b(?:this|the\s+present)\s+(?:[\w'-]+\s+){0,3}?(?:is|remains|was\s+still)\s+(?:still\s+)?(?:only\s+)?(?:a|an|in)\s+(?:[\w'-]+\s+){0,3}?draft\b
    | ^[\W\d]*(?:(?:final|first|second|third|working|consultation|discussion)\s+)?draft\b(?:\s*(?:$|[-:.,(v\d]|for\s+(?:comment|consultation|discussion)|version|policy|strategy|procedure|protocol))
    | \bconsultation\s+draft\b
    | \b(?:this|it)\b[^.;]{0,60}\bnot\s+yet\s+(?:been\s+)?(?:agreed|approved|adopted|ratified|signed\s+off)
    | \bthese\s+(?:terms|procedures|arrangements|guidelines|standards|rules|thresholds|notes|pages)\b[^.;]{0,60}\bnot\s+yet\s+(?:been\s+)?(?:agreed|approved|adopted|ratified|signed\s+off)
    | ^\W*not\s+yet\s+(?:been\s+)?(?:agreed|approved|adopted|ratified|signed\s+off)\b
    | \b(?:has|have)\s+not\s+yet\s+(?:been\s+)?(?:agreed|approved|adopted|ratified|signed\s+off)\s+(?:this|it)\b";

const NO_EFFECT: &str = r"(?x)
    \b(?:no\s+effect|no\s+force)\s+(?:until|before|unless|yet)
    | \b(?:must|should|may|can|is|are)\s+not\s+(?:to\s+)?(?:yet\s+)?(?:be\s+)?(?:relied\s+(?:up)?on|used|followed|implemented|adopted|applied|acted\s+on)\b[^.;]{0,40}?\b(?:until|before|yet|pending)
    | \b(?:must|should)\s+not\s+be\s+relied\s+(?:up)?on
    | \b(?:this|it)\s+[^.;]{0,40}?\bnot\s+(?:yet\s+)?(?:in\s+force|in\s+effect|in\s+operation)
    | \b(?:comes?|takes?)\s+(?:in)?to\s+(?:force|effect)\s+only\s+(?:when|once|after)";

/// One of these stands in everything that [`IN_USE`] matches.
const IN_USE_WORDS: &[&str] =
    &["work", "meantime", "interim", "until", "pending", "now", "from", "ahead", "while", "advance", "straight", "at once", "already"];

const IN_USE: &str = r"(?x)
    \bwork(?:s|ed|ing)?\s+(?:to|from|with)\s+(?:it|this|the\s+draft)\b
    | \b(?:asked|expected|required|invited|agreed|told|must|should|will|shall|begin|began|started|already|now)\s+(?:\w+\s+)?(?:to\s+)?work(?:s|ed|ing)?\s+(?:to|from)\s+(?:them|these(?:\s+\w+){0,4})\b
    | \b(?:use|follow|apply|adopt|operate|implement|pilot)(?:s|ed|ing)?\s+(?:it|them|this(?:\s+\w+){0,2}|these(?:\s+\w+){0,3}|the\s+draft)\b[^.;]{0,60}?\b(?:meantime|interim|until|pending|now|from|ahead|while|in\s+advance|straight\s+away|at\s+once)\b
    | \b(?:meantime|interim)\b[^.;]{0,80}?\b(?:should|must|may|are\s+asked\s+to|are\s+expected\s+to|is\s+to|will)\s+(?:\w+\s+)?(?:use|follow|apply|work|be\s+used|be\s+followed|be\s+applied)
    | \b(?:should|must|may|is\s+to|is\s+being|can|will)\s+(?:be\s+)?(?:used|followed|applied|operated|worked\s+to|piloted|implemented|treated\s+as\s+(?:final|agreed|in\s+force))\b[^.;]{0,40}?\b(?:meantime|interim|now|ahead\s+of|pending|until|while\s+(?:it|approval|comments))
    | \b(?:already|now)\s+(?:in\s+use|being\s+used|being\s+followed|in\s+operation|in\s+force)";

const IN_FORCE: &str = r"(?x)
    \b(?:is|are|now|already|been)\s+(?:\w+\s+)?in\s+(?:force|operation|use)\b
    | \b(?:must|shall|should|will|to)\s+(?:\w+\s+)?(?:follow|comply\s+with)\b | \b(?:must|shall|should|is|are|will)\s+(?:\w+\s+)?(?:be\s+)?followed\b
    | \b(?:which|that)\s+(?:[\w'-]+\s+){0,5}?(?:follow|follows|must\s+follow|work\s+to|works\s+to)\b | \b(?:staff|agencies|partners|schools|practitioners|professionals|everyone|workers|managers|we)\s+(?:\w+\s+)?(?:follow|work\s+to)\b
    | \bin\s+accordance\s+with\b | \bcame\s+into\s+(?:force|effect|use)\b | \b(?:has|have)\s+been\s+(?:\w+\s+)?(?:adopted|agreed|approved)\b | \bnow\s+applies\b
    | \b(?:must|shall|should)\s+(?:all\s+|now\s+|always\s+)?(?:apply|use|work\s+(?:to|under|by|from))\b | \b(?:must|shall|should|is\s+to|are\s+to)\s+(?:all\s+|now\s+)?be\s+(?:used|applied)\b
    | \b(?:applies|apply|applied|in\s+effect|takes?\s+effect|took\s+effect|has\s+(?:had\s+)?effect|have\s+effect)\s+(?:\w+\s+){0,4}?(?:from|since)\b
    | \b(?:works?|working|worked)\s+(?:to|from)\s+(?:the|our|its|that)\s+[^.;,]{0,80}?\b(?:polic(?:y|ies)|procedures?|protocols?|strategy|guidance|plan|thresholds|framework|pathway|toolkit)\b
    | (?:,|\b(?:polic(?:y|ies)|procedures?|protocols?|strategy|guidance|plan|framework|pathway|toolkit))\s+(?:which|that)\s+(?:[\w'-]+\s+){1,4}?(?:has|have)\s+been\s+(?:using|following|working\s+(?:to|from))\b
    | \b(?:to|under|by)\s+which\s+(?:[\w'-]+\s+){1,5}?(?:works?|operates?|(?:is|are)\s+(?:bound|guided|measured))\b
    | \b(?:delivers|implements|carries\s+out|gives?\s+effect\s+to|(?:is|are)\s+measured\s+against|measures\s+itself\s+against)\s+(?:the|our|its)\s+(?:[\w'-]+\s+){0,4}?(?:polic(?:y|ies)|procedures?|protocols?|strategy|guidance|plan|framework|pathway)\b
    | \b(?:is|are)\s+(?:now\s+)?binding\b | \bbinds\b | \b(?:has|have)\s+(?:taken\s+effect|applied\s+since)\b";

const HEDGED: &str = r"\b(?:draft|consultation|proposed|once (?:it|agreed|approved|adopted)|when (?:it is |they are )?(?:agreed|approved|adopted|in force)|if (?:agreed|approved)|not yet|will replace|is being (?:written|drafted|prepared)|under development|forthcoming|until)\b";

/// All that a cell says of what its row is about.
const IN_FORCE_CELL: &str = r"^(?:yes[,.:]?\s+)?(?:now\s+|already\s+|currently\s+)?in\s+(?:force|operation|use)\b(?:\s+(?:from|since|in|on)\b.*)?[.]?$|^(?:must|to)\s+be\s+followed\b";

/// Two words in capitals or more, right after a word of following or right before one of being in force. Read in the words as
/// they stand.
const BRAND: &str = r"(?x)
    \b(?:must|shall|should|will|staff|agencies|partners|schools|everyone|workers)\s+(?:all\s+|now\s+|also\s+)?(?:follow|comply\s+with|work\s+to)\s+
        [A-Z][\w'-]+(?:,?\s+(?:(?:of|and|for|in|by|to|the|with|you|our|from)\s+){0,2}[A-Z][\w'-]+)+
    | [A-Z][\w'-]+(?:,?\s+(?:(?:of|and|for|in|by|to|the|with|you|our|from)\s+){0,2}[A-Z][\w'-]+)+\s+
        (?:(?:is|are)\s+(?:now\s+|already\s+)?(?:in\s+(?:force|operation|use)|binding)\b|(?:must|should|shall)\s+(?:now\s+|always\s+)?be\s+followed\b)";

/// What is followed is a part of the document itself, or steps, and no other document.
const PART: &str = r"\b(?:follow\w*|comply with|in accordance with)\s+(?:the\s+)?(?:section|part|paragraph|chapter|appendix|step|steps|route|flowchart|this|these)\b";

const DOCUMENT: &str =
    r"\b(?:document|policy|policies|procedures?|protocols?|strategy|guidance|plan|agreement|thresholds|framework|pathway|toolkit)\b";

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(sentence: &str) -> Vec<StandingKind> {
        StandingReader::new().kinds(sentence)
    }

    #[test]
    fn a_draft_in_use() {
        for text in [
            "although it is only a draft, agencies are asked to work to it from may.",
            "in the meantime staff should follow the draft.",
            "teams should all the same use this version from 1 may.",
            "this protocol should be followed until it is approved.",
            "the draft is already in use.",
            "members are expected to work to them from june.",
            "all crews will now work to these standing arrangements.",
            "partners apply these rules from june, pending the board's agreement.",
        ] {
            assert!(kinds(text).contains(&StandingKind::SelfInUse), "{text}");
        }
    }

    #[test]
    fn a_draft_not_to_be_used() {
        for text in
            ["it has no effect until the board agrees it.", "this draft must not be used until it is agreed.", "it must not be relied on."]
        {
            assert!(kinds(text).contains(&StandingKind::SelfNoEffect), "{text}");
            assert!(!kinds(text).contains(&StandingKind::SelfInUse), "{text}");
        }
        assert_eq!(kinds("draft v0.3, may 2016"), [StandingKind::SelfDraft]);
        assert_eq!(kinds("this is a consultation draft."), [StandingKind::SelfDraft]);
        assert!(kinds("the chair will draft the minutes.").is_empty());
        assert_eq!(kinds("these arrangements have not yet been agreed by the harbour board."), [StandingKind::SelfDraft]);
        assert!(kinds("families say what it is like when several workers work with them.").is_empty());
        assert!(kinds("the social worker drafts a plan which has not yet been agreed by the parents.").is_empty());
    }

    #[test]
    fn another_document_in_force() {
        assert_eq!(kinds("the housing policy, which every team must follow, says more."), [StandingKind::OtherInForce]);
        assert_eq!(kinds("schools must follow the missing protocol."), [StandingKind::OtherInForce]);
        assert_eq!(kinds("the board works to the harbour safety strategy 2020-23."), [StandingKind::OtherInForce]);
        assert_eq!(kinds("the aims of the harbour strategy are those to which this crew works."), [StandingKind::OtherInForce]);
        assert_eq!(kinds("for drift nets the crew works from the nets toolkit."), [StandingKind::OtherInForce]);
        assert_eq!(kinds("the harbour plan, which wardens have been using since may, says more."), [StandingKind::OtherInForce]);
        assert!(kinds("the harbour plan says which boats have been using the pier.").is_empty());
        assert!(kinds("the crew works to a rota, and has read the harbour strategy.").is_empty());
        assert!(kinds("the board will work to the harbour strategy once it is agreed.").is_empty());
        assert!(kinds("the housing policy will be followed once it is approved.").is_empty());
        assert!(kinds("the worker follows the child's lead.").is_empty());
        assert!(kinds("the housing policy says why, and staff should follow section 3 of this procedure.").is_empty());
    }
}
