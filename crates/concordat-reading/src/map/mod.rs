//! Infers a document's line in the register: what it is, what it is about, whether it is in force.
//!
//! Facts come, in this order, from what `concordat.toml` says, the document control (tables, labelled lines, running
//! headers), the title and cover, the file's name and properties, and last from the words of the text. The text is
//! passed over once; everything else looks at the front and the back only.

mod control;
pub mod date;
mod families;
mod kind;
mod lexicon;
mod number;
mod owner;
mod publication;
mod standing;
mod theme;
mod title;

#[cfg(test)]
mod tests;

pub use families::families;

use crate::{Load, Prepared, Source};
use concordat_register::{Correction, Entry, Field, Kind, Nation, Theme};
use concordat_standard::Standard;
use concordat_text::{Text, fold_str};
use control::{Control, Labels, Slot};
use kind::KindWords;
use lexicon::{Lexicon, Scan};
use owner::Owners;
use publication::Publications;
use standing::{Standing, Standings};
use title::{Help, Named, Titles};

/// Infers register entries.
#[derive(Debug)]
pub struct MapReader {
    lexicon: Lexicon,
    labels: Labels,
    kinds: KindWords,
    owners: Owners,
    publications: Publications,
    titles: Titles,
    standings: Standings,
    themes: Vec<Theme>,
    /// Markings as they are printed, in capitals; one that begins with another stands before it.
    markings: Vec<String>,
}

impl MapReader {
    /// Made once from a standard.
    #[must_use]
    pub fn new(standard: &Standard) -> Self {
        Self::for_load(standard, Load::default())
    }

    /// Made once from a standard for reading a few documents or many.
    #[must_use]
    pub fn for_load(standard: &Standard, load: Load) -> Self {
        Self {
            lexicon: Lexicon::new(standard, load),
            labels: Labels::new(&standard.kinds),
            kinds: KindWords::new(&standard.kinds),
            owners: Owners::new(&standard.kinds),
            publications: Publications::new(standard),
            titles: Titles::new(&standard.kinds),
            standings: Standings::new(),
            themes: standard.themes.themes.iter().map(|t| Theme(Text::from(&t.id))).collect(),
            markings: standard.instruments.markings.printed.words.iter().map(|w| w.to_uppercase()).collect(),
        }
    }

    /// The document's entry. What `source.correction` says wins over what is inferred. Its `id` is unique and its
    /// editions are known only after [`families`] has seen every entry of the site.
    #[must_use]
    pub fn read(&self, prepared: &Prepared<'_>, source: &Source) -> Entry {
        let scan = self.lexicon.scan(prepared);
        let control = Control::read(prepared, &self.labels);
        let help = Help {
            lexicon: &self.lexicon,
            kinds: &self.kinds,
            owners: &self.owners,
            markings: &self.markings,
            control: &control,
            scan: &scan,
        };
        let Named { title, also_called } = self.titles.read(prepared, &source.file, help);
        let standing = self.standings.read(prepared, &scan, &control, &title, &source.file);
        let numbers = number::read(prepared, &source.file);
        let chapter = numbers.iter().any(|n| crate::series::is_part(&n.noun)) || number::of_manual(prepared);
        let kind = self.kind(&title, &also_called, &source.file, &control, &scan, chapter);
        let themes = theme::rank(&self.lexicon, &scan, &title, &also_called, &source.file, kind);
        let entry = Entry {
            id: slug(&source.file),
            file: source.file.clone(),
            sha256: source.sha256.clone(),
            nation: self.nation(&title, &scan),
            owner: self.owner(prepared, &control, &standing),
            marking: marking(prepared, &control, &self.markings),
            audience: audience(prepared, &control, &scan),
            title,
            also_called,
            kind,
            numbers,
            themes: themes.into_iter().filter_map(|n| self.themes.get(n).cloned()).collect(),
            year: standing.year,
            period: standing.period,
            status: standing.status,
            superseded_by: None,
            publication: None,
            approved: standing.approved,
            review_due: standing.review_due,
            version: standing.version,
            words: u32::try_from(scan.words).unwrap_or(u32::MAX),
            inferred: Vec::new(),
        };
        let publication = self.publications.read(prepared, entry.owner.as_deref());
        corrected(Entry { publication, ..entry }, &source.correction)
    }

    fn kind(&self, title: &str, also: &[String], file: &str, control: &Control, scan: &Scan, chapter: bool) -> Kind {
        let of = |text: &str| self.kinds.of_title(&fold_str(text));
        let name = title::stem(file).replace(['-', '_', '+'], " ");
        let this = KindWords::of_self(&scan.self_kinds);
        // A word in the title decides, unless it is a weak one and the document calls itself something else throughout.
        let titled = of(title);
        let calls_itself = |kind: Kind| scan.self_kinds.get(&kind).copied().unwrap_or(0) >= 3;
        if titled == Some(Kind::Guidance)
            && let Some(kind) =
                this.filter(|&k| k != Kind::Guidance && k != Kind::Report && calls_itself(k) && !calls_itself(Kind::Guidance))
        {
            return kind;
        }
        let stated = || control.all(Slot::Kind).find_map(of);
        let others = || also.iter().find_map(|name| of(name));
        // What a procedures manual holds are procedures, whatever they are called.
        let in_manual = || chapter.then_some(Kind::Procedure);
        titled.or_else(stated).or_else(|| of(&name)).or_else(in_manual).or_else(others).or(this).unwrap_or_default()
    }

    fn nation(&self, title: &str, scan: &Scan) -> Nation {
        let titled = self.lexicon.nations_of(&fold_str(title));
        if let Some((nation, _)) = titled.iter().filter(|(n, _)| **n != Nation::England).max_by_key(|(_, weight)| **weight) {
            return *nation;
        }
        let england = scan.nations.get(&Nation::England).copied().unwrap_or(0);
        let other = scan.nations.iter().filter(|(n, _)| **n != Nation::England).max_by_key(|(_, weight)| **weight);
        other.filter(|&(_, &weight)| weight >= 4 && weight > england).map_or(Nation::England, |(n, _)| *n)
    }

    fn owner(&self, prepared: &Prepared<'_>, control: &Control, standing: &Standing) -> Option<String> {
        let stated = control.all(Slot::Owner).chain(control.all(Slot::Author)).find_map(|v| self.owners.without_people(v));
        let approver = || standing.approver.as_deref().and_then(|a| self.owners.without_people(a));
        let cover = || {
            prepared
                .passages
                .iter()
                .take(8)
                .map(|p| p.text.trim())
                .find(|t| t.len() < 90 && self.owners.is_body(t))
                .and_then(|t| self.owners.without_people(t))
        };
        let furniture = || {
            prepared
                .document
                .running_words()
                .flat_map(|l| l.split(['|', '\n']))
                .map(str::trim)
                .find(|t| t.len() < 90 && self.owners.is_body(t))
                .and_then(|t| self.owners.without_people(t))
        };
        let properties = &prepared.document.properties;
        let property = || {
            properties
                .company
                .as_deref()
                .or(properties.author.as_deref())
                .filter(|t| self.owners.is_body(t))
                .and_then(|t| self.owners.without_people(t))
        };
        // "Approved by the Board" means the one that the cover or the running header names.
        let whole = |short: &str| [cover(), furniture()].into_iter().flatten().find(|body| body.ends_with(&format!(" {short}")));
        let named = stated.or_else(approver);
        let named = named.map(|owner| if owner.contains(' ') { owner } else { whole(&owner).unwrap_or(owner) });
        named.or_else(cover).or_else(furniture).or_else(property)
    }
}

/// A protective marking, as printed: from the document control, the running headers or a line of the first page.
fn marking(prepared: &Prepared<'_>, control: &Control, markings: &[String]) -> Option<String> {
    let within = |line: &str| markings.iter().find(|m| word_in(line, m)).cloned();
    let stated = control.all(Slot::Marking).find_map(|v| within(&v.to_uppercase()));
    let furniture = || prepared.document.running_words().find_map(within);
    let cover = || {
        prepared
            .passages
            .iter()
            .take(8)
            .flat_map(|p| p.text.lines())
            .filter(|l| l.len() < 70 && !l.contains(char::is_lowercase) || l.to_lowercase().contains("marking"))
            .find_map(within)
    };
    stated.or_else(furniture).or_else(cover)
}

fn word_in(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|t| t.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Who it is for: from the document control, or from "this procedure is for …".
fn audience(prepared: &Prepared<'_>, control: &Control, scan: &Scan) -> Option<String> {
    if let Some(stated) = control.all(Slot::Audience).find(|v| (4..=200).contains(&v.len())) {
        return Some(stated.trim_end_matches('.').to_owned());
    }
    let early = scan.statements.iter().filter(|&&n| n < 40).filter_map(|&n| prepared.passages.get(n));
    early.flat_map(|p| p.sentences.iter().map(|s| s.of(p.text))).find_map(|sentence| {
        let folded = fold_str(sentence);
        if folded.len() != sentence.len() || !(folded.starts_with("this ") || folded.starts_with("it ")) {
            return None;
        }
        let (at, cue) =
            [" is for ", " applies to ", " is written for ", " is intended for "].iter().find_map(|cue| Some((folded.find(cue)?, *cue)))?;
        let rest = sentence.get(at + cue.len()..).filter(|_| at < 40)?;
        let end = rest.find(['.', ';', ':']).unwrap_or(rest.len());
        let who = rest.get(..end)?.trim();
        (5..=160).contains(&who.len()).then(|| who.to_owned())
    })
}

/// Puts what the site says in the place of what was inferred, and notes which fields were inferred.
fn corrected(mut entry: Entry, correction: &Correction) -> Entry {
    let mut inferred = Vec::new();
    macro_rules! apply {
        ($($field:ident: $name:ident, $known:expr;)+) => {
            $(match &correction.$field {
                Some(said) => entry.$field = said.clone().into(),
                None if $known => inferred.push(Field::$name),
                None => {}
            })+
        };
    }
    apply! {
        title: Title, true;
        kind: Kind, true;
        themes: Themes, true;
        year: Year, entry.year.is_some();
        period: Period, entry.period.is_some();
        status: Status, true;
        superseded_by: SupersededBy, false;
        owner: Owner, entry.owner.is_some();
        approved: Approved, entry.approved.is_some();
        review_due: ReviewDue, entry.review_due.is_some();
        marking: Marking, entry.marking.is_some();
        audience: Audience, entry.audience.is_some();
        nation: Nation, true;
        version: Version, entry.version.is_some();
    }
    entry.inferred = inferred;
    entry
}

/// A path as a slug: letters and digits of any script in lower case, everything else one hyphen.
#[must_use]
pub fn slug(file: &str) -> String {
    let mut made = String::with_capacity(file.len());
    for c in file.chars() {
        if c.is_alphanumeric() {
            made.extend(c.to_lowercase());
        } else if !made.ends_with('-') && !made.is_empty() {
            made.push('-');
        }
    }
    let trimmed = made.trim_end_matches('-');
    if trimmed.is_empty() { "document".to_owned() } else { trimmed.to_owned() }
}
