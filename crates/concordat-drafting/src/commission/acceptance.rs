//! How the work is accepted: commands that end without complaint, and the settings that they need.

use super::{indexed, wording};
use crate::naming::is_past;
use concordat_findings::Audit;
use concordat_paper::{Inline, Paper, Role};

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
    Acceptance { commands, settings }
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
