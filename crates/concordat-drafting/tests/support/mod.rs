//! A site in memory, audited, and papers as Markdown an author might have left.

#![allow(dead_code, reason = "each test uses a part of it")]

use concordat_audit::{FoundFile, Listing, Order, Pack, PanelSettings, Site, audit};
use concordat_checks::Options;
use concordat_findings::Audit;
use concordat_ingest::Limits;
use concordat_paper::{Block, Inline, Paper, Role};
use concordat_register::{Date, Problem, ProblemKind};
use concordat_standard::Standard;
use std::collections::BTreeMap;

/// Files by path.
pub(crate) struct Memory(pub(crate) BTreeMap<String, Vec<u8>>);

impl Memory {
    /// The files of a fixture.
    pub(crate) fn of(fixture: &str) -> Self {
        Self(concordat_fixture::files(fixture).into_iter().map(|f| (f.path, f.text.into_bytes())).collect())
    }
}

impl Site for Memory {
    fn list(&self) -> Listing {
        let found = |(path, bytes): (&String, &Vec<u8>)| FoundFile { path: path.clone(), size: bytes.len() as u64, stamp: None };
        Listing { documents: self.0.iter().map(found).collect(), ..Listing::default() }
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Problem> {
        self.0.get(file).cloned().ok_or_else(|| Problem::new(ProblemKind::Unreadable, "it is not there", "restore it"))
    }
}

/// An audit of files in memory, as at 1 September 2026.
pub(crate) fn audited(site: &Memory, standard: &Standard) -> Audit {
    let order = Order {
        name: "Saltmere".to_owned(),
        as_at: Date::new(2026, 9, 1).unwrap(),
        standard,
        corrections: BTreeMap::new(),
        options: Options { alone: site.0.len() == 1, ..Options::default() },
        panels: PanelSettings::default(),
        limits: Limits::default(),
        limits_of: None,
    };
    audit(site, &order, &Pack::default(), &()).audit
}

/// A paper as Markdown, with guidance left out and places in brackets.
pub(crate) fn markdown(paper: &Paper) -> String {
    let mut out = format!("# {}\n\n", paper.title);
    for block in &paper.blocks {
        match block {
            Block::Heading { level, text, .. } => out.push_str(&format!("{} {text}\n\n", "#".repeat(usize::from(*level) + 1))),
            Block::Paragraph { role: Role::Guidance, .. } | Block::Figure(_) | Block::PageBreak => {}
            Block::Paragraph { text, .. } => out.push_str(&format!("{}\n\n", words(text))),
            Block::List { numbered, entries } => {
                for entry in entries {
                    out.push_str(&format!("{} {}\n", if *numbered { "1." } else { "-" }, words(&entry.text)));
                }
                out.push('\n');
            }
            Block::Table(table) => {
                out.push_str(&format!("| {} |\n|{}\n", table.header.join(" | "), " --- |".repeat(table.header.len())));
                for row in &table.rows {
                    out.push_str(&format!("| {} |\n", row.iter().map(|cell| words(cell)).collect::<Vec<_>>().join(" | ")));
                }
                out.push('\n');
            }
        }
    }
    out
}

/// Inline words, plain.
pub(crate) fn words(text: &[Inline]) -> String {
    text.iter()
        .map(|inline| match inline {
            Inline::Plain(words) | Inline::Strong(words) | Inline::Emphasis(words) | Inline::Link { words, .. } => words.clone(),
            Inline::Fill(what) => format!("[{what}]"),
            Inline::Commented { words: inner, .. } => words(inner),
            Inline::Break => " ".to_owned(),
            Inline::Anchor(_) => String::new(),
        })
        .collect()
}
