//! What every part of a briefing works from: the audit, its findings by number, and how words are quoted and cited.

use crate::{Options, wording};
use concordat_findings::{
    Audit, Finding,
    wording::{clip, in_context, in_prose, one_line, place, quoted},
};
use concordat_paper::{Block, Entry, Inline, Paper, Role};
use concordat_register::{DocumentIndex, Evidence, Status};
use concordat_standard::Standard;
use std::collections::BTreeMap;

/// Findings that the annex sets out; the report has them all.
pub(crate) const MOST: usize = 400;
/// Numbers shown where several pieces of evidence are pointed to.
const POINTED: usize = 8;
/// Characters of a quotation.
const QUOTED: usize = 420;
/// Words from which a quotation is understood by itself.
const WHOLE: usize = 8;

/// What every part of a briefing works from.
pub(crate) struct Desk<'a> {
    pub(crate) audit: &'a Audit,
    pub(crate) standard: &'a Standard,
    pub(crate) options: &'a Options,
    /// What the area is called.
    pub(crate) area: &'a str,
    /// Findings that nobody has dismissed, gravest first: the number of each is its place, from 1.
    pub(crate) findings: Vec<&'a Finding>,
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(audit: &'a Audit, standard: &'a Standard, options: &'a Options) -> Self {
        let findings: Vec<&Finding> = audit.undismissed().collect();
        let numbers = findings.iter().zip(1..).map(|(finding, n)| (finding.id.as_str(), n)).collect();
        let area = options.profile.area.as_deref().unwrap_or(&audit.site);
        Self { audit, standard, options, area, findings, numbers }
    }

    /// Findings of certain families (`route/`) or checks, gravest first.
    pub(crate) fn of(&self, families: &[&str]) -> Vec<&'a Finding> {
        let wanted = |f: &&&Finding| families.iter().any(|family| f.check.as_str().starts_with(family));
        self.findings.iter().filter(wanted).copied().collect()
    }

    /// What a document is called in a sentence or below a quotation: its title with what tells editions apart.
    pub(crate) fn title(&self, document: DocumentIndex) -> String {
        let Some(facts) = self.audit.document(document) else { return String::new() };
        let entry = &facts.entry;
        let title = one_line(concordat_findings::wording::title(facts));
        let year = entry.period.map(|p| p.from).or(entry.year).map(|y| y.to_string()).filter(|y| !title.contains(y.as_str()));
        let standing = match entry.status {
            Status::Draft => Some(wording::DRAFT.to_owned()),
            Status::Superseded => Some(wording::REPLACED.to_owned()),
            Status::Current | Status::Unknown => None,
        };
        let told: Vec<String> = [standing, year].into_iter().flatten().collect();
        if told.is_empty() { title } else { format!("{title} ({})", told.join(", ")) }
    }

    /// Whether a document has been replaced by another.
    pub(crate) fn is_replaced(&self, document: DocumentIndex) -> bool {
        self.audit.document(document).is_some_and(|facts| facts.entry.status == Status::Superseded)
    }

    /// A document's title in quotation marks.
    pub(crate) fn named(&self, document: DocumentIndex) -> String {
        let title = self.audit.document(document).map(concordat_findings::wording::title).unwrap_or_default();
        format!("\u{201c}{}\u{201d}", one_line(title).replace(['\u{201c}', '\u{201d}'], "\u{2019}"))
    }

    /// Document, section or heading, page and paragraph of some words.
    pub(crate) fn cited(&self, evidence: &Evidence) -> String {
        let anchor = &evidence.anchor;
        let unnumbered = anchor.section.as_deref().is_none_or(str::is_empty) && !anchor.is_running();
        let facts = self.audit.document(evidence.document).filter(|_| unnumbered);
        let heading = facts.and_then(|facts| facts.headings_over(anchor).last().map(|h| one_line(&h.text)));
        let under = heading.filter(|h| !self.names_people(h)).map(|h| format!(", under \u{201c}{}\u{201d}", clip(&h, 60)));
        format!("{}{}, {}", self.title(evidence.document), under.unwrap_or_default(), place(anchor))
    }

    /// Words in quotation marks, what they rest on in bold; a remark in their place where they name people.
    pub(crate) fn words(&self, evidence: &Evidence) -> Vec<Inline> {
        let quote = self.audit.people.without_cut_names(&evidence.anchor.quote);
        let (before, exact, after) = in_context(&quote);
        if self.names_people(&format!("{before}{exact}{after}")) {
            return vec![Inline::Emphasis(wording::NAMES_PEOPLE.to_owned())];
        }
        if exact.trim().is_empty() {
            return vec![Inline::Emphasis(wording::NO_WORDS.to_owned())];
        }
        // A whole sentence needs nothing around it.
        if (before.is_empty() && after.is_empty()) || exact.split(' ').count() >= WHOLE {
            return vec![Inline::Plain(format!("\u{201c}{}\u{201d}", clip(&quoted(&quote), QUOTED)))];
        }
        let exact = clip(exact.trim().trim_end_matches([';', ',']), QUOTED);
        let open = Inline::Plain(format!("\u{201c}{before}"));
        vec![open, Inline::Strong(exact.into_owned()), Inline::Plain(format!("{after}\u{201d}"))]
    }

    /// Sets words off, with where they stand below them.
    pub(crate) fn quote(&self, paper: &mut Paper, evidence: &Evidence) {
        paper.blocks.push(Block::Paragraph { role: Role::Quote, text: self.words(evidence) });
        paper.paragraph(Role::Source, self.cited(evidence));
    }

    /// Words and where they stand, for a cell of a table.
    pub(crate) fn cell(&self, evidence: Option<&Evidence>) -> Vec<Inline> {
        let Some(evidence) = evidence else { return vec![Inline::Plain(wording::NOTHING_QUOTED.to_owned())] };
        let mut cell = self.words(evidence);
        cell.push(Inline::Break);
        cell.push(Inline::Emphasis(self.cited(evidence)));
        cell
    }

    /// ` (evidence 4, 7)`, each number a link; nothing where there is no finding.
    pub(crate) fn see(&self, findings: &[&Finding]) -> Vec<Inline> {
        let mut numbers: Vec<usize> = findings.iter().filter_map(|f| self.numbers.get(f.id.as_str()).copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        if numbers.is_empty() {
            return Vec::new();
        }
        let mut see = vec![Inline::Plain(format!(" ({} ", wording::EVIDENCE))];
        for (n, number) in numbers.iter().take(POINTED).enumerate() {
            if n > 0 {
                see.push(Inline::Plain(", ".to_owned()));
            }
            see.push(self.link(*number));
        }
        let more = numbers.len().saturating_sub(POINTED);
        see.push(Inline::Plain(if more > 0 { format!(" and {more} more)") } else { ")".to_owned() }));
        see
    }

    fn link(&self, number: usize) -> Inline {
        let words = number.to_string();
        if number > MOST { Inline::Plain(words) } else { Inline::Link { words, to: format!("#{}", anchor(number)) } }
    }

    /// What a finding says.
    pub(crate) fn message(&self, finding: &Finding) -> String {
        in_prose(&finding.message)
    }

    /// What a finding asks for; what it says where it asks for nothing.
    pub(crate) fn asked(&self, finding: &Finding) -> String {
        finding.suggestion.as_ref().map_or_else(|| self.message(finding), |suggestion| in_prose(suggestion))
    }

    /// Whether some text holds the name of somebody who sits at a meeting.
    pub(crate) fn names_people(&self, text: &str) -> bool {
        self.audit.people.are_named(text)
    }
}

/// The anchor of a piece of evidence in the annex.
pub(crate) fn anchor(number: usize) -> String {
    format!("evidence-{number}")
}

/// Plain words as a cell.
pub(crate) fn plain(words: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Plain(words.into())]
}

/// An entry of a list at its outer level.
pub(crate) fn entry(text: Vec<Inline>) -> Entry {
    Entry { depth: 0, text }
}

/// A heading that links can lead to.
pub(crate) fn heading(paper: &mut Paper, level: u8, text: impl Into<String>, anchor: &str) {
    paper.blocks.push(Block::Heading { level, text: text.into(), anchor: Some(anchor.to_owned()) });
}

/// A paragraph of running text.
pub(crate) fn body(paper: &mut Paper, text: Vec<Inline>) {
    paper.blocks.push(Block::Paragraph { role: Role::Body, text });
}

/// Names as a list in a sentence: "a, b and c".
pub(crate) fn joined(names: &[String]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// A count in words up to ten, then in digits, with its noun.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    const WORDS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let number = WORDS.get(count).map_or_else(|| concordat_findings::wording::number(count), |w| (*w).to_owned());
    format!("{number} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_words_until_they_are_long() {
        assert_eq!(counted(1, "document", "documents"), "one document");
        assert_eq!(counted(13, "document", "documents"), "13 documents");
        assert_eq!(joined(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
