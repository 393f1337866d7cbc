//! What a document is called: its title, and the other names it gives itself.

use super::{
    control::{Control, Slot},
    kind::KindWords,
    lexicon::{Lexicon, Scan},
    owner::Owners,
};
use crate::{Prepared, PreparedPassage};
use concordat_register::{PassageKind, split_label};
use concordat_standard::kinds::{Kinds, TitleWords};
use concordat_text::{fold_str, words};

/// Finds titles.
#[derive(Debug)]
pub(super) struct Titles {
    words: TitleWords,
}

/// A title and what else the document is called.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub(super) title: String,
    pub(super) also_called: Vec<String>,
}

/// What a title is judged with.
#[derive(Clone, Copy)]
pub(super) struct Help<'h> {
    pub(super) lexicon: &'h Lexicon,
    pub(super) kinds: &'h KindWords,
    pub(super) owners: &'h Owners,
    pub(super) markings: &'h [String],
    pub(super) control: &'h Control,
    pub(super) scan: &'h Scan,
}

/// How many lines at the front can hold the title.
const COVER: usize = 16;

/// A line of the cover.
#[derive(Debug)]
struct Line {
    text: String,
    folded: String,
    level: Option<u8>,
    /// The cell of a table that it is of, by its place among the passages.
    cell: Option<usize>,
    score: i32,
}

impl Titles {
    pub(super) fn new(kinds: &Kinds) -> Self {
        Self { words: kinds.titles.clone() }
    }

    /// The title, from the control table, the cover, the first headings, the file's properties or its name.
    pub(super) fn read(&self, prepared: &Prepared<'_>, file: &str, help: Help<'_>) -> Named {
        let mut lines = self.cover(prepared, help);
        let property = prepared.document.properties.title.as_deref().map(|t| self.without_site(t)).filter(|t| self.says_something(t));
        let name_words = file_words(file);
        for (index, line) in lines.iter_mut().enumerate() {
            line.score += score(line, index, &name_words, property.as_deref(), help);
        }
        let best = lines
            .iter()
            .enumerate()
            .max_by_key(|(index, line)| (line.score, std::cmp::Reverse(*index)))
            .filter(|(_, line)| line.score > 0)
            .map(|(index, _)| index);
        let stated = help.control.first(Slot::Title).map(clean).filter(|t| t.len() > 3 && t.len() < 200);
        let mut named = Named::default();
        if let Some(best) = best {
            (named.title, named.also_called) = self.joined(&lines, best, help);
        }
        if let Some(stated) = stated {
            let first = std::mem::replace(&mut named.title, stated);
            named.keep(first);
        }
        if let Some(property) = property {
            if named.title.is_empty() {
                named.title = property;
            } else if help.kinds.of_title(&fold_str(&property)).is_some()
                || help.lexicon.themes_of(&fold_str(&property), &property).iter().any(|&n| n >= 4)
            {
                named.keep(property);
            }
        }
        if named.title.is_empty() {
            named.title = humanised(file);
        }
        help.control.all(Slot::ShortTitle).for_each(|name| named.keep(clean(name)));
        self.running_titles(prepared, help, &mut named);
        given_names(prepared, help, &mut named);
        named.also_called.truncate(8);
        named
    }

    /// The lines of the cover: short lines at the front up to the first prose or numbered section.
    fn cover(&self, prepared: &Prepared<'_>, help: Help<'_>) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut headings = 0;
        for (at, passage) in prepared.passages.iter().enumerate().take(40) {
            if lines.len() >= COVER {
                break;
            }
            let heading = matches!(passage.passage.kind, PassageKind::Heading);
            let level = heading.then(|| level_of(prepared, passage)).flatten();
            if heading {
                headings += 1;
                let generic = self.is_generic(passage.text);
                // After the title, a generic or numbered heading begins the text proper.
                if headings > 1 && (generic || passage.passage.label.is_some()) && lines.iter().any(|l| l.level.is_some() && l.score > 0) {
                    break;
                }
            }
            if matches!(passage.passage.kind, PassageKind::Cell { .. }) && !lines.is_empty() && lines.iter().any(|l| l.score > 5) {
                continue;
            }
            let prose = passage.text.len() > 220 || (passage.text.len() > 110 && passage.text.trim_end().ends_with('.'));
            if prose && headings > 0 {
                break;
            }
            for line in passage.text.lines().take(6) {
                let text = clean(line);
                if text.is_empty() {
                    continue;
                }
                let folded = fold_str(&text);
                let cell = matches!(passage.passage.kind, PassageKind::Cell { .. });
                let penalty = self.fault(&text, &folded, help)
                    + i32::from(cell) * 4
                    + i32::from(matches!(passage.passage.kind, PassageKind::ListItem { .. })) * 8;
                let score = level.map_or(0, |l| if l == 1 { 9 } else { 3 }) - penalty;
                lines.push(Line { score, text, folded, level, cell: cell.then_some(at) });
            }
        }
        lines
    }

    /// What speaks against a line's being a title.
    fn fault(&self, text: &str, folded: &str, help: Help<'_>) -> i32 {
        let mut fault = 0;
        if self.is_generic(text) || folded.chars().filter(|c| c.is_alphabetic()).count() < 4 {
            fault += 40;
        }
        if text.len() > 160 || (text.ends_with('.') && text.len() > 40) {
            fault += 12;
        }
        if text.split_once(':').is_some_and(|(label, value)| label.len() < 30 && !value.trim().is_empty() && is_control_label(label)) {
            fault += 40;
        }
        if folded.starts_with("version ")
            || folded.starts_with("v0")
            || folded.starts_with("draft")
            || folded.starts_with("this ")
            || folded.starts_with("status")
            || folded.starts_with("approved")
        {
            fault += 25;
        }
        if folded.starts_with("page ")
            || folded.contains("cookies")
            || folded.starts_with("skip to")
            || folded.contains("http")
            || folded.contains('@')
        {
            fault += 40;
        }
        if only_date(folded) || is_marking(text, help) {
            fault += 40;
        }
        if text.ends_with('.') {
            fault += 6;
        }
        if help.owners.is_body(text) && !text.contains(" - ") {
            fault += 14;
        }
        fault
    }

    /// The best line with the lines it goes on into, and the other lines of the title page as further names.
    fn joined(&self, lines: &[Line], best: usize, help: Help<'_>) -> (String, Vec<String>) {
        let Some(line) = lines.get(best) else { return Default::default() };
        let mut title = line.text.clone();
        let mut used = vec![best];
        // Terms of reference are of the panel named beside them.
        let of_panel = line.folded.contains("terms of reference");
        // A title that is only a kind ("Joint protocol") belongs to the line before or after it.
        if help.kinds.only_kind(&line.folded)
            && let Some(other) = [best.checked_sub(1), Some(best + 1)].into_iter().flatten().find(|&n| {
                lines
                    .get(n)
                    .is_some_and(|l| l.score > -6 && named_theme(&l.text, help) || of_panel && l.score > -15 && self.is_panel(&l.folded))
            })
            && let Some(theme) = lines.get(other)
        {
            title = format!("{}: {}", theme.text.trim_end_matches(':'), line.text);
            used.push(other);
        }
        let described = title.clone();
        let brand = best.checked_sub(1).and_then(|n| lines.get(n)).filter(|l| used.len() == 1 && is_brand(l, line, help));
        if let Some(brand) = brand {
            title = format!("{}: {title}", brand.text.trim_end_matches(':'));
        }
        let mut at = best + 1;
        while let Some(next) = lines.get(at).filter(|_| used.len() < 4) {
            // A sentence, and what stands in another cell of a table, are no more of the title.
            let apart = next.text.ends_with('.') || next.cell.is_some() && next.cell != line.cell;
            let goes_on = !apart && (self.is_open(&title) || self.opens(&next.folded));
            let kind_line = help.kinds.only_kind(&next.folded) && help.kinds.of_title(&fold_str(&title)).is_none();
            if used.contains(&at) {
            } else if goes_on && next.score > -10 {
                title = format!("{} {}", title.trim_end(), next.text);
            } else if kind_line && next.score > -15 {
                title = format!("{}: {}", title.trim_end_matches(':'), next.text);
            } else {
                break;
            }
            used.push(at);
            at += 1;
        }
        let mut also = Vec::new();
        if brand.is_some() && described != line.text {
            also.push(described);
        }
        if title != line.text {
            also.push(line.text.clone());
        }
        let near = lines.get(at).filter(|l| l.score > -5 && l.text.len() < 120 && !l.text.ends_with('.'));
        if let Some(next) = near.filter(|l| named_theme(&l.text, help) || help.kinds.of_title(&l.folded).is_some()) {
            also.push(next.text.clone());
        }
        (title, also)
    }

    /// Whether a line ends in the name of a panel or group, brackets apart.
    fn is_panel(&self, folded: &str) -> bool {
        let bare = folded.split(" (").next().unwrap_or(folded);
        self.words.panels.iter().any(|word| bare.ends_with(word.as_str()) || folded.ends_with(word.as_str()))
    }

    fn is_open(&self, title: &str) -> bool {
        let folded = fold_str(title);
        let last = folded.split_whitespace().next_back().unwrap_or_default();
        folded.ends_with([':', '-', ',', '&']) || self.words.open_ends.iter().any(|w| w == last)
    }

    fn opens(&self, folded: &str) -> bool {
        self.words.open_starts.iter().any(|w| folded.strip_prefix(w.as_str()).is_some_and(|rest| rest.starts_with(' ')))
            && folded.len() < 100
    }

    fn is_generic(&self, text: &str) -> bool {
        let folded = fold_str(split_label(text).1);
        let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
        self.words.generic.iter().any(|g| g == bare)
    }

    /// A web page's title without the name of the site: `Missing children | Wherever Council`.
    fn without_site(&self, title: &str) -> String {
        let title = title.trim();
        let title = ["Microsoft Word - ", "Microsoft PowerPoint - ", "(Microsoft Word - "]
            .iter()
            .find_map(|front| title.strip_prefix(front))
            .unwrap_or(title);
        let parts: Vec<&str> = title
            .split('|')
            .flat_map(|p| p.split(" - "))
            .flat_map(|p| p.split(" \u{2013} "))
            .flat_map(|p| p.split(" \u{00bb} "))
            .flat_map(|p| p.split(" :: "))
            .collect();
        let first = if parts.len() > 1
            && (title.contains('|') || title.contains(" - ") || title.contains('\u{00bb}') || title.contains(" \u{2013} "))
        {
            let telling = parts.iter().find(|p| p.trim().len() > 3 && !is_site(p));
            telling.copied().unwrap_or(title)
        } else {
            title
        };
        clean(first)
    }

    fn says_something(&self, title: &str) -> bool {
        let folded = fold_str(title);
        let file_like = folded.ends_with(".doc")
            || folded.ends_with(".docx")
            || folded.ends_with(".dotx")
            || folded.ends_with(".pdf")
            || folded.contains('_')
            || !folded.contains(' ');
        !file_like
            && folded.len() > 4
            && !self.words.empty_properties.contains(&folded)
            && !self.is_generic(title)
            && !folded.contains("template")
    }

    /// Running headers that carry a title of their own.
    fn running_titles(&self, prepared: &Prepared<'_>, help: Help<'_>, named: &mut Named) {
        for line in prepared
            .document
            .running_words()
            .flat_map(|f| f.split(['|', '\t', '\n', '/']))
            .flat_map(|p| p.split("  "))
            .flat_map(|p| p.split(": "))
        {
            let text = clean(line);
            let folded = fold_str(&text);
            if (5..=90).contains(&text.len())
                && !help.owners.is_body(&text)
                && !is_marking(&text, help)
                && (named_theme(&text, help) || help.kinds.of_title(&folded).is_some())
                && !folded.contains("page ")
                && !folded.contains(['?', '\u{a9}'])
                && !folded.contains(". ")
            {
                named.keep(text);
            }
        }
    }
}

impl Named {
    /// Keeps another name, unless it is the title or is kept already.
    fn keep(&mut self, name: String) {
        let folded = fold_str(&name);
        if name.len() < 3 || name.len() > 120 || folded == fold_str(&self.title) || self.also_called.iter().any(|n| fold_str(n) == folded) {
            return;
        }
        self.also_called.push(name);
    }
}

/// Whether a line is the name that a strategy goes by, with what it is on the line beneath: "Further Out, Safer Home".
fn is_brand(line: &Line, beneath: &Line, help: Help<'_>) -> bool {
    let titled = line.level == Some(1) && line.score > 0 && beneath.level != Some(1);
    let plain = !help.owners.is_body(&line.text) && !named_theme(&line.text, help) && help.kinds.of_title(&line.folded).is_none();
    let own = help.kinds.of_title(&beneath.folded).is_some() && !help.kinds.only_kind(&beneath.folded);
    titled && plain && own && (2..=7).contains(&words(&line.text).count()) && !line.text.contains(|c: char| c.is_ascii_digit())
}

/// How much a line looks like the title.
fn score(line: &Line, index: usize, file: &[String], property: Option<&str>, help: Help<'_>) -> i32 {
    let place = i32::try_from(index).unwrap_or(99);
    let mut score = 4 - place / 2;
    if named_theme(&line.text, help) {
        score += 6;
    }
    if help.kinds.of_title(&line.folded).is_some() {
        score += 4;
    }
    if help.kinds.only_kind(&line.folded) {
        score -= 5;
    }
    let own: Vec<String> = words(&line.folded).map(|w| w.text.to_owned()).filter(|w| w.len() > 2).collect();
    let shared = file.iter().filter(|w| own.iter().any(|o| o == *w || o.trim_end_matches('s') == w.trim_end_matches('s'))).count();
    score += i32::try_from(shared.min(4) * 2).unwrap_or(0);
    if let Some(property) = property {
        let folded = fold_str(property);
        if folded.contains(&line.folded) || line.folded.contains(&folded) {
            score += 6;
        }
    }
    score
}

fn named_theme(text: &str, help: Help<'_>) -> bool {
    help.lexicon.themes_of(&fold_str(text), text).iter().any(|&n| n >= 4)
}

fn level_of(prepared: &Prepared<'_>, passage: &PreparedPassage<'_>) -> Option<u8> {
    let index = passage.passage.heading?;
    prepared.document.headings.get(index.0 as usize).map(|h| h.level)
}

/// A title without what does not belong to it: a number in front, "DRAFT", a version, an extension, quotation marks.
pub(super) fn clean(line: &str) -> String {
    let mut text = line.split_whitespace().collect::<Vec<_>>().join(" ");
    text = text.trim_matches(['*', '_', '#', '|', '"', '\u{201c}', '\u{201d}']).trim().to_owned();
    for mark in ["DRAFT", "Draft", "draft", "FINAL", "Final"] {
        if let Some(rest) =
            text.strip_prefix(mark).filter(|r| r.starts_with([':', ' ', '-']) && r.len() > 12 && !r.contains("for ") && !r.contains("FOR "))
        {
            let rest = rest.trim_start_matches([':', ' ', '-', '\u{2013}']);
            if rest.starts_with(char::is_uppercase) {
                text = rest.to_owned();
            }
        }
    }
    // A version or standing in brackets, or after a dash, at the end.
    loop {
        let trimmed = text.trim_end();
        let folded = fold_str(trimmed);
        let cut =
            ["(draft", "[draft", "- draft", "(final", "(v", "(version", ", version", " version ", " v0.", " v1.", " v2.", " v3.", " v4."]
                .iter()
                .filter_map(|mark| folded.rfind(mark).map(|at| (at, *mark)))
                .find(|&(at, mark)| {
                    at > 8
                        && folded.len() == trimmed.to_lowercase().len()
                        && tail_is_version(folded.get(at + mark.len()..).unwrap_or_default())
                });
        match cut {
            Some((at, _)) if trimmed.is_char_boundary(at) && folded.len() == trimmed.len() => {
                text = trimmed.get(..at).unwrap_or_default().trim_end_matches([' ', '-', ',', '\u{2013}', '(']).to_owned()
            }
            _ => break,
        }
    }
    let (label, rest) = split_label(&text);
    if label.as_deref().is_some_and(|l| l.starts_with(|c: char| c.is_ascii_digit())) && rest.len() > 3 {
        text = rest.to_owned();
    }
    text.trim().to_owned()
}

fn tail_is_version(tail: &str) -> bool {
    tail.len() <= 24
        && tail.chars().all(|c| {
            c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ')' | ']' | 'v' | '-') || c.is_alphabetic() && tail.len() <= 16
        })
}

fn only_date(folded: &str) -> bool {
    const DATE: &[&str] = &["spring", "summer", "autumn", "winter", "date", "of"];
    let dated = |word: &str| DATE.contains(&word) || concordat_register::month_named(word).is_some();
    words(folded).all(|w| w.text.chars().all(|c| c.is_ascii_digit() || c == '-') || dated(w.text))
}

/// Whether a line is nothing but a protective marking.
fn is_marking(text: &str, help: Help<'_>) -> bool {
    // A dash between the words of a marking is folded and written in several ways.
    let bare = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    let words = bare(&fold_str(text).to_uppercase());
    help.markings.iter().any(|m| bare(m) == words)
}

fn is_control_label(label: &str) -> bool {
    let folded = fold_str(label);
    [
        "version",
        "date",
        "owner",
        "author",
        "approved",
        "review",
        "status",
        "issue",
        "audience",
        "classification",
        "agreed",
        "ratified",
        "published",
        "contact",
        "tel",
        "email",
        "telephone",
        "produced by",
        "written by",
        "prepared by",
        "next review",
        "marking",
        "title",
    ]
    .iter()
    .any(|l| folded.contains(l))
}

fn is_site(part: &str) -> bool {
    let folded = fold_str(part);
    ["council", "partnership", "board", "website", "procedures online", "gov.uk", "trust", "police", "constabulary", "home"]
        .iter()
        .any(|w| folded.trim().ends_with(w))
        && !folded.contains("protocol")
}

fn file_words(file: &str) -> Vec<String> {
    let stem = stem(file);
    stem.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 2 && w.chars().any(char::is_alphabetic))
        .map(str::to_lowercase)
        .filter(|w| w != "draft" && w != "final")
        .collect()
}

/// A file's name without folder and extension.
pub(super) fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A file's name made readable, for want of anything better.
fn humanised(file: &str) -> String {
    let spaced = stem(file).replace(['-', '_', '+'], " ").replace("%20", " ");
    let mut chars = spaced.trim().chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let made = format!("{first}{}", chars.as_str());
    if made.is_empty() { file.to_owned() } else { made }
}

/// Names the document gives itself in its text: "known as the windscreen", ("the HSB procedure").
fn given_names(prepared: &Prepared<'_>, help: Help<'_>, named: &mut Named) {
    for passage in help.scan.namings.iter().filter(|&&n| n < 60).filter_map(|&n| prepared.passages.get(n)) {
        for sentence in &passage.sentences {
            let text = sentence.of(passage.text);
            let folded = fold_str(text);
            let about_itself = [
                "this document",
                "this procedure",
                "this protocol",
                "this policy",
                "this strategy",
                "this guidance",
                "this page",
                "throughout",
                "hereafter",
                "this is called",
                "goes by",
                "also known as",
                "heard this",
                "it is known as",
                "it is also called",
                "(the \"",
                "(the '",
                "for short",
            ]
            .iter()
            .any(|cue| folded.contains(cue));
            if !about_itself {
                continue;
            }
            for quoted in passage.quotations.iter().filter(|q| sentence.contains(**q)) {
                let name = quoted.of(passage.text).trim_matches(|c: char| !c.is_alphanumeric());
                let name_folded = fold_str(name);
                let telling = help.kinds.of_title(&name_folded).is_some()
                    || named_theme(name, help)
                    || folded.contains("known as")
                    || folded.contains("heard this")
                    || folded.contains("goes by");
                if telling && name.split_whitespace().count() <= 7 {
                    named.keep(without_article(name));
                }
            }
            for cue in ["also known as ", "known as ", "goes by the name ", "heard this called ", "also called "] {
                if let Some(at) = folded.find(cue).filter(|_| folded.len() == text.len()) {
                    let rest = text.get(at + cue.len()..).unwrap_or_default();
                    for name in rest.split([',', '.', ';', '(', ')']).flat_map(|p| p.split(" or ")).take(3) {
                        let name = without_article(name.trim_matches(|c: char| !c.is_alphanumeric() && c != ' ').trim());
                        if name.split_whitespace().count() <= 6
                            && (help.kinds.of_title(&fold_str(&name)).is_some() || named_theme(&name, help))
                        {
                            named.keep(name);
                        }
                    }
                    break;
                }
            }
        }
    }
}

fn without_article(name: &str) -> String {
    let name = name.trim();
    ["the ", "The ", "a ", "our ", "this "].iter().find_map(|a| name.strip_prefix(a)).unwrap_or(name).to_owned()
}
