//! Reads what documents say they set out to do: priorities, aims and commitments, under headings or in sentences for them.

use super::cues::{any, found_in, set};
use crate::phrase::{PatternSet, Tokens, Vocabulary};
use crate::{Prepared, PreparedPassage};
use concordat_register::{Entry, PassageKind, meaning::PriorityReading};
use concordat_standard::{Standard, pattern::Pattern};

/// Statements kept of one document.
const KEPT: usize = 40;
/// Words at most in a heading that is looked at.
const HEADING: usize = 16;
/// Words from which a statement says something.
const FEWEST: usize = 3;

/// Reads priorities.
#[derive(Debug)]
pub(super) struct PriorityReader {
    kinds: Vec<String>,
    deeds_kinds: Vec<String>,
    heading: PatternSet,
    not_heading: PatternSet,
    deeds: PatternSet,
    opens: PatternSet,
    states: PatternSet,
    says: PatternSet,
    denied: PatternSet,
    subjects: PatternSet,
    ids: Vec<String>,
}

/// What is known while a document is read.
#[derive(Debug)]
pub(super) struct Scan {
    found: Vec<PriorityReading>,
    /// Whether its kind is read at all, and whether what will be done counts in it.
    read: (bool, bool),
    /// The level of the heading of priorities that the text stands under.
    under: Option<u8>,
    /// Whether a list of them was opened just before.
    opened: bool,
}

impl PriorityReader {
    pub(super) fn new(standard: &Standard, vocabulary: &mut Vocabulary) -> Self {
        let (rows, common) = (&standard.priorities, &standard.language.scope.common);
        let mut plain = |patterns: &[Pattern]| set(patterns.iter().map(|p| (0, p)), vocabulary, common);
        Self {
            kinds: rows.kinds.clone(),
            deeds_kinds: rows.deeds_kinds.clone(),
            heading: plain(&rows.heading),
            not_heading: plain(&rows.not_heading),
            deeds: plain(&rows.deeds),
            opens: plain(&rows.opens),
            states: plain(&rows.states),
            says: plain(&rows.says),
            denied: plain(&rows.denied),
            subjects: set((0u32..).zip(&rows.subjects).flat_map(|(n, s)| s.matter.iter().map(move |p| (n, p))), vocabulary, common),
            ids: rows.subjects.iter().map(|s| s.id.clone()).collect(),
        }
    }

    /// Begins a document.
    pub(super) fn begin(&self, entry: &Entry) -> Scan {
        let kind = |kinds: &[String]| kinds.iter().any(|k| k == entry.kind.word());
        Scan { found: Vec::new(), read: (kind(&self.kinds), kind(&self.deeds_kinds)), under: None, opened: false }
    }

    /// Reads the next passage of a document.
    pub(super) fn read(&self, scan: &mut Scan, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, tokens: &Tokens) {
        if !scan.read.0 || scan.found.len() >= KEPT {
            return;
        }
        match passage.passage.kind {
            PassageKind::Heading => self.enter(scan, prepared, passage, tokens),
            PassageKind::ListItem { .. } if scan.opened || scan.under.is_some() => {
                self.state(scan, prepared, passage, tokens, (0, tokens.list.len()));
            }
            PassageKind::Paragraph | PassageKind::TextBox | PassageKind::ListItem { .. } => self.prose(scan, prepared, passage, tokens),
            // What others say and what tables hold sets out nothing.
            _ => scan.opened = false,
        }
    }

    /// What was read.
    pub(super) fn finish(scan: Scan) -> Vec<PriorityReading> {
        scan.found
    }

    fn enter(&self, scan: &mut Scan, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, tokens: &Tokens) {
        scan.opened = false;
        let heading = passage.passage.heading.and_then(|h| prepared.document.headings.get(h.0 as usize));
        let level = heading.map_or(1, |h| h.level);
        if scan.under.is_some_and(|above| level <= above) {
            scan.under = None;
        }
        let end = tokens.list.len();
        let names = |patterns: &PatternSet| any(patterns, tokens, 0, end);
        // A title names the whole document, and "Our Vision for Children" sets out nothing by itself.
        let titled = passage.passage.paragraph == 1 || end > HEADING;
        if scan.under.is_none() && !titled && (names(&self.heading) || scan.read.1 && names(&self.deeds)) && !names(&self.not_heading) {
            scan.under = Some(level);
        }
    }

    fn prose(&self, scan: &mut Scan, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, tokens: &Tokens) {
        let sentences = tokens.sentences.len();
        for number in 0..sentences {
            let (from, to) = tokens.sentence(number);
            let has = |patterns: &PatternSet| any(patterns, tokens, from, to);
            let opens = number + 1 == sentences && passage.text.trim_end().ends_with(':') && has(&self.opens);
            scan.opened = opens;
            if !opens && (has(&self.states) || scan.under.is_some() && has(&self.says)) {
                self.state(scan, prepared, passage, tokens, (from, to));
                scan.opened = false;
            }
        }
    }

    fn state(&self, scan: &mut Scan, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, tokens: &Tokens, (from, to): (usize, usize)) {
        if to.saturating_sub(from) < FEWEST || any(&self.denied, tokens, from, to) {
            return;
        }
        let mut owners: Vec<u32> = found_in(&self.subjects, tokens, from, to).iter().map(|m| m.owner).collect();
        owners.sort_unstable();
        owners.dedup();
        let subjects = owners.iter().filter_map(|&n| self.ids.get(n as usize)).map(|id| id.as_str().into()).collect();
        let span = passage.folded.source(tokens.span(from, to));
        scan.found.push(PriorityReading { subjects, anchor: prepared.anchor(passage, span) });
    }
}

#[cfg(test)]
mod tests {
    use crate::{Load, Reader, Source};
    use concordat_fixture::document;
    use concordat_register::{Correction, Kind, meaning::PriorityReading};
    use concordat_standard::Standard;
    use std::sync::OnceLock;

    /// Read with one reader, which takes long to make.
    fn priorities(kind: Kind, markdown: &str) -> Vec<PriorityReading> {
        static READER: OnceLock<Reader> = OnceLock::new();
        let reader = READER.get_or_init(|| Reader::for_load(&Standard::peer_on_peer_abuse().unwrap(), Load::Few));
        let correction = Correction { kind: Some(kind), ..Correction::default() };
        let source = Source { file: "a.md".into(), sha256: String::new(), correction };
        reader.read(&document(markdown), &source).meaning.priorities
    }

    fn words(found: &[PriorityReading]) -> Vec<&str> {
        found.iter().map(|p| p.anchor.quote.exact.as_str()).collect()
    }

    #[test]
    fn subjects_stand_in_their_own_sentences_and_in_no_other() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let mut wrong = Vec::new();
        for subject in &standard.priorities.subjects {
            let of = |sentence: &String| {
                let found = priorities(Kind::Strategy, &format!("# Plan\n\n## Our priorities\n\n- {sentence}\n"));
                found.iter().any(|p| p.subjects.iter().any(|s| s.as_str() == subject.id))
            };
            wrong.extend(subject.met.iter().filter(|s| !of(s)).map(|s| format!("{} misses: {s}", subject.id)));
            wrong.extend(subject.not_met.iter().filter(|s| of(s)).map(|s| format!("{} wrongly in: {s}", subject.id)));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn they_stand_under_headings_in_lists_and_in_sentences_for_them() {
        let text = "# Harbour Plan\n\nWork began in May.\n\nOur aim is to keep every child safe. The office is open daily.\n\n## Background\n\n\
                    We will meet on Monday.\n\nThe partnership has three aims:\n\n- see it early\n- stop it early\n\nThen it was night.\n\n\
                    ## What we will do\n\nWe will train every steward. The pier is long.\n\n## Figures\n\nWe will count.\n";
        let found = priorities(Kind::Strategy, text);
        assert_eq!(words(&found), ["Our aim is to keep every child safe", "see it early", "stop it early", "We will train every steward"]);
        assert_eq!(found[0].subjects, ["support"]);
        let procedure = priorities(Kind::Procedure, text);
        assert!(!words(&procedure).contains(&"We will train every steward"), "a step of a procedure is no priority");
    }

    #[test]
    fn each_may_have_a_heading_of_its_own() {
        let text = "# Harbour Plan\n\n## Priority 1: See it\n\nWe will train every steward. The pier is long.\n\n## Priority two\n\nPartners will ask children.\n";
        assert_eq!(words(&priorities(Kind::Strategy, text)), ["We will train every steward", "Partners will ask children"]);
    }

    #[test]
    fn what_ranks_cases_or_is_quoted_or_is_only_a_meetings_sets_out_nothing() {
        let text = "# Plan\n\n## Priority cases\n\n- ring within the hour\n\n## Aims of the interview\n\n- hear the child out\n\n## Notes\n\n\
                    Noise is not a local priority.\n\n> Our aim is to win.\n";
        assert_eq!(words(&priorities(Kind::Strategy, text)), Vec::<&str>::new());
        assert!(priorities(Kind::Minutes, "# Minutes\n\n## Our priorities\n\n- keep children safe\n").is_empty());
    }
}
