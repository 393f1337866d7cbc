//! Where checks put what they find.

use crate::{Area, Check};
use concordat_findings::{Finding, Replacement, Severity};
use concordat_register::{Anchor, DocumentIndex, Evidence};
use concordat_text::Text;
use std::collections::{HashMap, HashSet};

/// Collects findings, gives each its id and puts them in order.
#[derive(Debug)]
pub struct Sink<'a> {
    area: &'a Area<'a>,
    check: Option<&'static Check>,
    findings: Vec<(Finding, Known)>,
    /// Words that many findings have in common, each held once.
    shared: HashSet<Text>,
}

/// A finding being filled in; it is already in the sink.
#[derive(Debug)]
pub struct Raised<'s> {
    finding: &'s mut Finding,
    again: &'s mut Known,
    shared: &'s mut HashSet<Text>,
}

/// By what a finding is known again in a later audit.
#[derive(Debug)]
enum Known {
    /// By its documents and the first words it rests on.
    Evidence,
    /// By its documents and some words of the check's own, since those it rests on may change.
    Named(String),
    /// By words of the check's own whatever documents it is about, since they may become fewer.
    Anywhere(String),
}

impl<'a> Sink<'a> {
    pub(crate) fn new(area: &'a Area<'a>) -> Self {
        Self { area, check: None, findings: Vec::new(), shared: HashSet::new() }
    }

    pub(crate) fn begin(&mut self, check: &'static Check) {
        self.check = Some(check);
    }

    /// Raises the check that is running, about `documents` (the one to change first), with one plain sentence.
    pub fn raise(&mut self, documents: &[DocumentIndex], message: impl Into<String>) -> Raised<'_> {
        let check = self.check.map_or("", |c| c.id);
        self.raise_as(check, documents, message)
    }

    /// Raises a row of the standard that has an id of its own, such as `language/lifestyle-choice`.
    pub fn raise_as(&mut self, check: &str, documents: &[DocumentIndex], message: impl Into<String>) -> Raised<'_> {
        let severity = self.check.map_or(Severity::Note, |c| c.severity);
        let standard = self.check.map_or("", |c| c.standard);
        let finding = Finding {
            id: String::new(),
            check: shared(&mut self.shared, check),
            severity,
            documents: documents.to_vec(),
            message: message.into(),
            evidence: Vec::new(),
            suggestion: None,
            replacement: None,
            proposed: None,
            standard: shared(&mut self.shared, standard),
        };
        self.findings.push((finding, Known::Evidence));
        let last = self.findings.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "pushed just above")]
        let (finding, again) = &mut self.findings[last];
        Raised { finding, again, shared: &mut self.shared }
    }

    /// The findings in order, each with its id; those of checks turned off are left out.
    pub(crate) fn finish(self) -> Vec<Finding> {
        let options = self.area.options;
        let quiet = |f: &Finding| {
            let file = f.documents.first().and_then(|&d| self.area.document(d)).map(|d| d.entry.file.as_str());
            options.is_off(&f.check) || file.is_some_and(|file| options.is_off_in(file, &f.check))
        };
        let mut findings: Vec<(Finding, Known)> = self.findings.into_iter().filter(|(f, _)| !quiet(f)).collect();
        findings.sort_by(|(a, _), (b, _)| order(a).cmp(&order(b)));
        let ids = ids(self.area, &findings);
        findings.into_iter().zip(ids).map(|((finding, _), id)| Finding { id, ..finding }).collect()
    }
}

impl Raised<'_> {
    /// Adds words it rests on.
    pub fn evidence(&mut self, document: DocumentIndex, anchor: &Anchor) -> &mut Self {
        self.finding.evidence.push(Evidence { document, anchor: anchor.clone() });
        self
    }

    /// Says by what it is known again, beside its documents, where its words may change, such as counts.
    pub fn known_by(&mut self, words: impl Into<String>) -> &mut Self {
        *self.again = Known::Named(words.into());
        self
    }

    /// Says by what it is known again whatever documents it is about: one of them may be mended.
    pub fn known_anywhere_by(&mut self, words: impl Into<String>) -> &mut Self {
        *self.again = Known::Anywhere(words.into());
        self
    }

    /// Says what to do about it.
    pub fn suggest(&mut self, suggestion: impl Into<String>) -> &mut Self {
        self.finding.suggestion = Some(shared(self.shared, &suggestion.into()));
        self
    }

    /// Offers words to stand in the place of `exact`.
    pub fn replace(&mut self, exact: impl Into<String>, with: impl Into<String>) -> &mut Self {
        self.finding.replacement = Some(Replacement { exact: exact.into(), with: with.into() });
        self
    }

    /// Proposes a sentence that the document could say.
    pub fn propose(&mut self, sentence: Option<String>) -> &mut Self {
        self.finding.proposed = sentence.map(|s| shared(self.shared, &s));
        self
    }

    /// Says where the expectation comes from, where a row knows better than the check.
    pub fn standard(&mut self, standard: impl Into<String>) -> &mut Self {
        self.finding.standard = shared(self.shared, &standard.into());
        self
    }

    /// Says how grave it is, where a row knows better than the check.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.finding.severity = severity;
        self
    }
}

/// `words` as all that say the same share them.
fn shared(known: &mut HashSet<Text>, words: &str) -> Text {
    if let Some(known) = known.get(words) {
        return known.clone();
    }
    let words = Text::from(words);
    known.insert(words.clone());
    words
}

/// Gravest first, then by document, place and check.
fn order(finding: &Finding) -> (Severity, Option<DocumentIndex>, u32, &str, &str) {
    let at = finding.evidence.first().map_or(0, |e| e.anchor.span.start);
    (finding.severity, finding.documents.first().copied(), at, &finding.check, &finding.message)
}

/// The ids of findings, in their order. Most are made of little, so that they stand while the evidence does; those that would then be
/// alike are told apart by more, so that none takes over another's id when that one goes. Only findings that are alike in all of it are numbered.
fn ids(area: &Area<'_>, findings: &[(Finding, Known)]) -> Vec<String> {
    let mut stems: Vec<u64> = findings.iter().map(|(f, known)| stem(area, f, known, Told::Evidence)).collect();
    for told in [Told::Around, Told::Message] {
        let mut counts: HashMap<u64, u32> = HashMap::with_capacity(stems.len());
        stems.iter().for_each(|stem| *counts.entry(*stem).or_default() += 1);
        if counts.len() == stems.len() {
            break;
        }
        for (stem, (finding, known)) in stems.iter_mut().zip(findings).filter(|(stem, _)| counts.get(stem).is_some_and(|n| *n > 1)) {
            *stem = self::stem(area, finding, known, told);
        }
    }
    let mut seen: HashMap<u64, u32> = HashMap::with_capacity(stems.len());
    let named = stems.iter().zip(findings).map(|(stem, (finding, _))| {
        let id = format!("{}-{stem:012x}", finding.check.replace('/', "-").trim_end_matches('*'));
        let count = seen.entry(*stem).or_default();
        *count += 1;
        if *count == 1 { id } else { format!("{id}-{count}") }
    });
    named.collect()
}

/// By how much a finding is told from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    /// Its check, documents and exact words with their clause, not their place.
    Evidence,
    /// The words around them too.
    Around,
    /// What it says too.
    Message,
}

/// 48 bits of what an id is made of.
fn stem(area: &Area<'_>, finding: &Finding, known: &Known, told: Told) -> u64 {
    let mut hash = Fnv::default();
    hash.add(&finding.check);
    if !matches!(known, Known::Anywhere(_)) {
        for index in &finding.documents {
            hash.add(area.document(*index).map_or("", |d| &d.entry.file));
        }
    }
    let first = finding.evidence.first();
    match (known, first) {
        (Known::Named(words) | Known::Anywhere(words), _) => hash.add(words),
        (Known::Evidence, Some(evidence)) => {
            hash.add(&evidence.anchor.quote.exact);
            hash.add(evidence.anchor.section.as_deref().unwrap_or_default());
        }
        (Known::Evidence, None) => hash.add(&finding.message),
    }
    if told >= Told::Around
        && let Some(evidence) = first
    {
        hash.add(&evidence.anchor.quote.prefix);
        hash.add(&evidence.anchor.quote.suffix);
    }
    if told >= Told::Message {
        hash.add(&finding.message);
    }
    hash.0 & 0xffff_ffff_ffff
}

/// FNV-1a, 64 bits: small, stable for ever, and nobody gains by colliding with it.
/// Source: Fowler, Noll and Vo, IETF draft-eastlake-fnv.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::Fixture;

    /// Ids by the words they rest on with those around, of a document whose paragraphs have no numbers.
    fn ids(paragraphs: &[&str]) -> Vec<String> {
        let fixture = Fixture::new(&format!("//- a.md\n# Exploitation procedure\n\n{}\n", paragraphs.join("\n\n")));
        let mut found = crate::run(&fixture.area());
        found.retain(|f| f.check == "language/lifestyle-choice");
        found.sort_by_key(|f| f.evidence[0].anchor.span.start);
        found.into_iter().map(|f| f.id).collect()
    }

    #[test]
    fn equal_findings_of_one_clause_keep_their_ids_when_one_goes() {
        let [first, second, third] = [
            "Staff said that it was her lifestyle choice to go out.",
            "For him too it was a lifestyle choice, they wrote.",
            "Her worker noted a lifestyle choice.",
        ];
        let all = ids(&[first, second, third]);
        assert_eq!(all.len(), 3);
        assert_eq!(ids(&[second, third]), all[1..]);
        // One that stands alone is known by less, and takes over no other's id.
        assert!(ids(&[second]).iter().all(|id| !all.contains(id)));
        let twice = ids(&[first, first]);
        assert_eq!(format!("{}-2", twice[0]), twice[1]);
    }
}
