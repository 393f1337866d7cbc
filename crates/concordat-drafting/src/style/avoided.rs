//! Discouraged terms met in the documents' own voice, with what guides would write.

use super::{Chapter, wording};
use crate::naming::{listed, place, title_of};
use concordat_findings::{Audit, Finding, wording::capital};
use concordat_paper::{Block, Entry, Inline, Role};
use concordat_register::DocumentIndex;
use concordat_standard::{Standard, language::Term};
use std::collections::BTreeMap;

/// Places that are listed of one term in one document.
const SHOWN: usize = 4;

pub(super) fn chapter(audit: &Audit, standard: &Standard) -> Chapter {
    let mut chapter = Chapter::default();
    for term in &standard.language.terms {
        let of = |f: &&Finding| f.check.strip_prefix("language/") == Some(term.id.as_str());
        let findings: Vec<&Finding> = audit.undismissed().filter(of).collect();
        if !findings.is_empty() {
            tell(&mut chapter, audit, standard, term, &findings);
        }
    }
    chapter
}

fn tell(chapter: &mut Chapter, audit: &Audit, standard: &Standard, term: &Term, findings: &[&Finding]) {
    let mut places: BTreeMap<DocumentIndex, Vec<String>> = BTreeMap::new();
    for evidence in findings.iter().flat_map(|f| &f.evidence) {
        let found = places.entry(evidence.document).or_default();
        let said = place(&evidence.anchor);
        if !found.contains(&said) {
            found.push(said);
        }
    }
    let line = |(document, found): (DocumentIndex, Vec<String>)| {
        let shown: Vec<String> = found.iter().take(SHOWN).cloned().collect();
        let more = found.len().checked_sub(SHOWN).filter(|&n| n > 0).map_or(String::new(), |n| format!(" and {n} more"));
        format!("{} ({}{more})", title_of(audit, document), shown.join(", "))
    };
    let told: Vec<String> = places.into_iter().map(line).collect();
    chapter.heading(capital(&term.name));
    let mut words: Vec<String> = Vec::new();
    for evidence in findings.iter().flat_map(|f| &f.evidence) {
        let said = format!("“{}”", audit.told(evidence).exact);
        // Capitals make no other words.
        let known = words.iter().any(|known| known.to_lowercase() == said.to_lowercase());
        if words.len() < SHOWN && !known {
            words.push(said);
        }
    }
    chapter.paragraph(Role::Body, wording::avoided(&listed(&words), &listed(&told)));
    chapter.paragraph(Role::Body, &term.why);
    let guide = |id: &str| standard.language.guide(id).map(|g| format!("{}, {}, {}", g.publisher, g.title, g.years));
    let instead = term.guides.iter().filter_map(|g| Some(wording::instead(g.prefer.as_deref()?, &guide(&g.id)?)));
    let entries: Vec<Entry> = instead.map(|text| Entry { depth: 0, text: vec![Inline::Plain(text)] }).collect();
    if !entries.is_empty() {
        chapter.blocks.push(Block::List { numbered: false, entries });
    }
}
