//! The register as a table for a terminal.

use concordat_register::{Entry, Field, Status};

/// Below this width a table is no help, and each document is a few lines of its own.
const NARROW: usize = 112;

/// The register as a table for a terminal of `width` characters: file, title, kind, themes, year, status and review.
///
/// What was inferred has `~` in front, which the last line explains. Text too long for its column is cut with `…`.
#[must_use]
pub fn register_table(entries: &[Entry], width: usize) -> String {
    let rows: Vec<[String; 7]> = entries.iter().map(row).collect();
    let mut out = if width < NARROW { stacked(&rows, width) } else { wide(&rows, width) };
    let guessed = entries.iter().any(|e| !e.inferred.is_empty());
    let count = entries.len();
    out.push_str(&format!("\n{count} {}.", if count == 1 { "document" } else { "documents" }));
    if guessed {
        out.push_str(" ~ was worked out from the document; correct it in concordat.toml.");
    }
    out.push('\n');
    out
}

const HEADS: [&str; 7] = ["File", "Title", "Kind", "Themes", "Year", "Status", "Review due"];

fn row(entry: &Entry) -> [String; 7] {
    let mark = |field: Field, value: String| {
        if value.is_empty() {
            "-".to_owned()
        } else if entry.inferred.contains(&field) {
            format!("~{value}")
        } else {
            value
        }
    };
    let themes: Vec<&str> = entry.themes.iter().map(|t| t.0.as_str()).collect();
    let year = match (entry.period, entry.year) {
        (Some(period), _) => format!("{}-{:02}", period.from, period.to % 100),
        (None, year) => year.map(|y| y.to_string()).unwrap_or_default(),
    };
    let status = if entry.status == Status::Unknown { String::new() } else { entry.status.word().to_owned() };
    [
        plain(&entry.file),
        mark(Field::Title, plain(&entry.title)),
        mark(Field::Kind, entry.kind.word().to_owned()),
        mark(Field::Themes, themes.join(" ")),
        mark(if entry.period.is_some() { Field::Period } else { Field::Year }, year),
        mark(Field::Status, status),
        mark(Field::ReviewDue, entry.review_due.map(|d| d.to_string()).unwrap_or_default()),
    ]
}

/// A name without what would upset a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn wide(rows: &[[String; 7]], width: usize) -> String {
    let longest = |column: usize| {
        rows.iter()
            .filter_map(|r| r.get(column))
            .chain([&HEADS.get(column).copied().unwrap_or_default().to_owned()])
            .map(|c| c.chars().count())
            .max()
            .unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..7).map(longest).collect();
    // Themes give way first, then title and file share what is left, the title having the larger part.
    let gaps = 6 * 2;
    if let Some(themes) = widths.get_mut(3) {
        *themes = (*themes).min(16);
    }
    let fixed: usize = widths.iter().skip(2).sum::<usize>() + gaps;
    let room = width.saturating_sub(fixed).max(20);
    if let [file, title, ..] = widths.as_mut_slice()
        && *file + *title > room
    {
        let file_share = (*file).min(room * 2 / 5).max(room.saturating_sub(*title));
        *file = file_share;
        *title = (*title).min(room - file_share);
    }
    let mut out = String::new();
    line(&mut out, HEADS.iter().copied(), &widths);
    line(&mut out, widths.iter().map(|w| "-".repeat(*w)).collect::<Vec<_>>().iter().map(String::as_str), &widths);
    for row in rows {
        line(&mut out, row.iter().map(String::as_str), &widths);
    }
    out
}

fn line<'c>(out: &mut String, cells: impl Iterator<Item = &'c str>, widths: &[usize]) {
    let mut made = String::new();
    for (n, (cell, &width)) in cells.zip(widths).enumerate() {
        if n > 0 {
            made.push_str("  ");
        }
        // Of a path the end tells more than the beginning.
        let cut = if n == 0 { cut_front(cell, width) } else { cut_end(cell, width) };
        made.push_str(&cut);
        made.extend(std::iter::repeat_n(' ', width.saturating_sub(cut.chars().count())));
    }
    out.push_str(made.trim_end());
    out.push('\n');
}

fn stacked(rows: &[[String; 7]], width: usize) -> String {
    let mut out = String::new();
    for row in rows {
        let [file, title, kind, themes, year, status, review] = row;
        let facts = [kind, themes, year, status].into_iter().filter(|f| *f != "-").map(String::as_str).collect::<Vec<_>>().join(", ");
        let review = if review == "-" { String::new() } else { format!("review due {review}") };
        out.push_str(&cut_front(file, width));
        out.push('\n');
        for part in [title, &facts, &review].into_iter().filter(|part| !part.is_empty()) {
            out.push_str(&format!("  {}\n", cut_end(part, width.saturating_sub(2))));
        }
    }
    out
}

fn cut_end(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['\u{2026}']).collect()
}

fn cut_front(text: &str, width: usize) -> String {
    let count = text.chars().count();
    if count <= width {
        return text.to_owned();
    }
    ['\u{2026}'].into_iter().chain(text.chars().skip(count + 1 - width.max(1))).collect()
}
