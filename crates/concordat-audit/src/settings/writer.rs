//! Writes `concordat.toml`: every inference as a commented line to correct.

use concordat_register::{
    Entry, Field, Theme,
    meeting::{Meeting, Member},
};
use std::collections::BTreeSet;
use std::fmt::Write;

const HEAD: &str = "\
# What this site says of itself and of its documents.
# Lines with # in front were worked out from the documents. Where one is wrong, take the # off and correct it:
# what stands here without # wins. Running `concordat map` again adds new documents and changes nothing else.
";

const TOP: &str = "
# as_at = \"2026-09-01\"        # judge as at this day; left out, today
# guides = []                 # guides to language adopted, by id; left out, every guide
# off = [\"language/\"]         # checks not to run, or whole families
# ignore = [\"archive/\"]       # files to leave out

# [limits]
# memory_mib = 512            # memory that reading one document may take
";

/// The text of a `concordat.toml` with every inference as a commented line; what `existing` says is kept byte for byte,
/// and only documents it does not name are added at its end. Written again over its own output, nothing changes.
#[must_use]
pub fn write_settings(existing: Option<&str>, name: &str, entries: &[Entry]) -> String {
    let known = existing.map(named).unwrap_or_default();
    let mut out = match existing.filter(|text| !text.trim().is_empty()) {
        Some(text) => text.to_owned(),
        None => format!("{HEAD}\n# name = {}\n{TOP}", quoted(name)),
    };
    for entry in entries.iter().filter(|e| !known.contains(&e.file)) {
        if !out.ends_with('\n') {
            out.push('\n');
        }
        out.push('\n');
        out.push_str(&section(entry));
    }
    out
}

/// The text of a `concordat.toml` with every meeting that it does not name added as commented lines.
#[must_use]
pub fn write_meetings(existing: &str, meetings: &[Meeting]) -> String {
    let mut out = existing.to_owned();
    let named: BTreeSet<String> = existing.lines().filter_map(panel_name).collect();
    for meeting in meetings {
        let names = [Some(&meeting.name), meeting.acronym.as_ref()];
        if names.into_iter().flatten().chain(&meeting.also).any(|name| named.contains(name)) {
            continue;
        }
        if !out.ends_with('\n') {
            out.push('\n');
        }
        out.push('\n');
        out.push_str(&panel(meeting));
    }
    out
}

/// The name in a line that names a panel, commented or not.
fn panel_name(line: &str) -> Option<String> {
    let line = line.trim_start_matches(['#', ' ', '\t']);
    let key = line.split('=').next()?.trim();
    if key != "name" && key != "acronym" {
        return None;
    }
    let table: toml::Table = toml::from_str(line).ok()?;
    table.get(key)?.as_str().map(str::to_owned)
}

/// One meeting, all of it commented: taking the `#` off its header, its name and a line corrects that line.
fn panel(meeting: &Meeting) -> String {
    let mut out = format!("# [[panel]]\n# name = {}\n", quoted(&meeting.name));
    let mut line = |key: &str, value: Option<String>, example: &str| {
        let remark = match (&value, meeting.corrected.contains(&key)) {
            (None, _) => "not found: this is an example",
            (Some(_), true) => "as this file says",
            (Some(_), false) => "inferred",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# {key} = {}  # {remark}", value.unwrap_or_else(|| example.to_owned()));
    };
    let text = |value: &Option<String>| value.as_deref().map(|v| quoted(&v.split_whitespace().collect::<Vec<_>>().join(" ")));
    let words = |words: &[String]| format!("[{}]", words.iter().map(|w| quoted(w)).collect::<Vec<_>>().join(", "));
    line("acronym", text(&meeting.acronym), "\"EMP\"");
    if !meeting.also.is_empty() {
        line("also", Some(words(&meeting.also)), "");
    }
    line("level", meeting.level.map(|l| quoted(l.word())), "\"operational\"");
    line("themes", Some(list(&meeting.themes)), "");
    line("remit", text(&meeting.remit), "\"Children who go missing twice in a month\"");
    if let (Some(low), Some(high)) = meeting.ages {
        line("ages", Some(format!("[{low}, {high}]")), "");
    }
    let member = |m: &Member| [&m.agency, &m.role, &m.person].map(|p| p.as_deref().unwrap_or_default().replace(',', " ")).join(", ");
    line("chair", meeting.chair.as_ref().map(|m| quoted(member(m).trim_end_matches([',', ' ']))), "\"Police, Detective Inspector\"");
    let members: Vec<String> = meeting.members.iter().map(|m| member(m).trim_end_matches([',', ' ']).to_owned()).collect();
    line("members", (!members.is_empty()).then(|| words(&members)), "[\"Police, Detective Inspector\"]");
    line("cadence", text(&meeting.cadence), "\"every two weeks\"");
    line("minutes", meeting.minutes.map(|m| m.to_string()), "120");
    line("quorum", text(&meeting.quorum), "\"Three agencies\"");
    line("reports_to", text(&meeting.reports_to), "\"Safeguarding Children Partnership\"");
    line("review", text(&meeting.review), "\"March 2027\"");
    out
}

/// The paths of documents that a text names in a header, commented or not.
fn named(text: &str) -> BTreeSet<String> {
    text.lines().filter_map(|line| header_path(line.trim_start_matches(['\u{feff}', '#', ' ', '\t']))).collect()
}

/// The path in `[documents."path"]`, read by the TOML reader so that escapes and quotation marks of both kinds count.
fn header_path(line: &str) -> Option<String> {
    let rest = line.strip_prefix('[')?.trim_start();
    if !rest.starts_with("documents") {
        return None;
    }
    let table: toml::Table = toml::from_str(line).ok()?;
    table.get("documents")?.as_table()?.keys().next().map(|path| path.replace('\\', "/"))
}

/// One document: its header, and each field as a commented line.
fn section(entry: &Entry) -> String {
    let mut out = format!("[documents.{}]\n", quoted(&entry.file));
    let mut line = |field: Field, value: Option<String>, example: &str| {
        let guessed = entry.inferred.contains(&field);
        let (value, remark) = match value {
            Some(value) if guessed => (value, "inferred"),
            Some(value) => (value, "as this file says"),
            None => (example.to_owned(), "not found: this is an example"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# {} = {value}  # {remark}", field.word());
    };
    let text = |value: &Option<String>| value.as_deref().map(quoted);
    line(Field::Title, Some(quoted(&entry.title)), "");
    line(Field::Kind, Some(quoted(entry.kind.word())), "");
    line(Field::Themes, Some(list(&entry.themes)), "");
    line(Field::Year, entry.year.map(|y| y.to_string()), "2026");
    if let Some(period) = entry.period {
        line(Field::Period, Some(format!("[{}, {}]", period.from, period.to)), "");
    }
    line(Field::Status, Some(quoted(entry.status.word())), "");
    if entry.superseded_by.is_some() {
        line(Field::SupersededBy, text(&entry.superseded_by), "");
    }
    line(Field::Owner, text(&entry.owner), "\"Head of Community Safety\"");
    line(Field::Approved, entry.approved.map(|d| quoted(&d.to_string())), "\"2026-03-19\"");
    line(Field::ReviewDue, entry.review_due.map(|d| quoted(&d.to_string())), "\"2028-03\"");
    if entry.version.is_some() {
        line(Field::Version, text(&entry.version), "");
    }
    if entry.marking.is_some() {
        line(Field::Marking, text(&entry.marking), "");
    }
    if entry.audience.is_some() {
        line(Field::Audience, text(&entry.audience), "");
    }
    line(Field::Nation, Some(quoted(entry.nation.word())), "");
    out
}

fn list(themes: &[Theme]) -> String {
    format!("[{}]", themes.iter().map(|t| quoted(&t.0)).collect::<Vec<_>>().join(", "))
}

/// A TOML basic string, on one line.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || c == '\u{2028}' || c == '\u{2029}' => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
