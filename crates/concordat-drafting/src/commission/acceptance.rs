//! How the work is accepted: commands that end without complaint, and the settings that they need.

use super::{indexed, part, wording};
use crate::naming::is_past;
use concordat_findings::{Audit, Severity};
use concordat_paper::{Inline, Paper, Role};
use std::collections::{BTreeMap, BTreeSet};

/// Commands and settings by which new documents are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Commands that must each end with exit code 0, with what they hold.
    pub commands: Vec<(String, &'static str)>,
    /// Lines for `concordat.toml`.
    pub settings: String,
}

/// The commands and settings for the documents in `folder`.
#[must_use]
pub fn acceptance(audit: &Audit, folder: &str) -> Acceptance {
    let folder = quoted(folder);
    let command = |severity: &str, more: &str| format!("concordat audit {folder} --fail-on {severity}{more}");
    let commands = vec![
        (command("high", " --strict"), "No finding by which a child could be left unprotected, and every file can be read."),
        (command("medium", ""), "No finding by which staff would act differently depending on which document they hold."),
    ];
    let mut settings = String::new();
    if let Some(day) = audit.as_at {
        settings.push_str(&format!("as_at = \"{day}\"\n"));
    }
    let past: Vec<String> = indexed(audit).filter(|(_, d)| is_past(&d.entry)).map(|(_, d)| toml_string(&d.entry.file)).collect();
    if !past.is_empty() {
        settings.push_str(&format!("ignore = [{}]\n", past.join(", ")));
    }
    settings.push_str(&beyond(audit));
    Acceptance { commands, settings }
}

/// Checks of what panels have done, which no wording of a document mends: whom they discussed, and who sits at them.
const OF_PANELS: [&str; 2] = ["panel/subjects", "panel/membership"];

/// Lines that leave out findings which would keep the commands from ever passing, and which an author of the new documents cannot mend.
fn beyond(audit: &Audit) -> String {
    let grave = || audit.findings.iter().filter(|f| f.severity <= Severity::Medium);
    let mut lines = String::new();
    let everywhere: Vec<String> = OF_PANELS.iter().filter(|c| grave().any(|f| f.check.as_str() == **c)).map(|c| toml_string(c)).collect();
    if !everywhere.is_empty() {
        lines.push_str(&format!("off = [{}]\n", everywhere.join(", ")));
    }
    let out = |document| audit.document(document).filter(|d| part(audit, d).is_err());
    let mut own: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for finding in grave().filter(|f| !OF_PANELS.contains(&f.check.as_str())) {
        let Some(first) = finding.documents.first().and_then(|&d| out(d)) else { continue };
        // What stands against a document that is written anew can be mended there.
        if finding.documents.iter().all(|&d| out(d).is_some()) && !is_past(&first.entry) {
            own.entry(&first.entry.file).or_default().insert(toml_string(finding.check.as_str()));
        }
    }
    for (file, checks) in own {
        lines.push_str(&format!("[documents.{}]\noff = [{}]\n", toml_string(file), checks.into_iter().collect::<Vec<_>>().join(", ")));
    }
    lines
}

pub(super) fn tell(paper: &mut Paper, acceptance: &Acceptance) {
    paper.heading(1, wording::ACCEPTANCE);
    paper.paragraph(Role::Body, wording::ACCEPTED);
    let entry = |(command, holds): &(String, &str)| concordat_paper::Entry {
        depth: 0,
        text: vec![Inline::Strong(command.clone()), Inline::Break, Inline::Plain((*holds).to_owned())],
    };
    paper.blocks.push(concordat_paper::Block::List { numbered: true, entries: acceptance.commands.iter().map(entry).collect() });
    if !acceptance.settings.is_empty() {
        paper.paragraph(Role::Body, wording::SETTINGS);
        let mut text = Vec::new();
        for line in acceptance.settings.lines() {
            if !text.is_empty() {
                text.push(Inline::Break);
            }
            text.push(Inline::Plain(line.to_owned()));
        }
        paper.blocks.push(concordat_paper::Block::Paragraph { role: Role::Quote, text });
    }
    if acceptance.settings.contains("off = ") {
        paper.paragraph(Role::Body, wording::LEFT_OUT);
    }
    paper.paragraph(Role::Body, wording::PEOPLE);
}

/// Words as a string of TOML.
fn toml_string(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Control characters must not stand as they are.
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A folder as a shell takes it.
pub(super) fn quoted(folder: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | ':' | '\\');
    if !folder.is_empty() && folder.chars().all(plain) { folder.to_owned() } else { format!("\"{}\"", folder.replace('"', "\\\"")) }
}
