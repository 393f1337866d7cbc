//! The sections of a draft: headings numbered anew, and under each what every source says there.

use super::{comment, level};
use crate::align::folded_words;
use crate::decide::{Address, Decision, Desk, Variant};
use crate::differing::differing;
use crate::layout::{Line, Page, commented, words};
use crate::unit::{Cut, Form, Unit};
use crate::weave::{Part, Place, opening as opening_of};
use crate::wording;
use concordat_paper::{Block, Inline, Role};
use concordat_text::ByteSpan;
use std::collections::{BTreeMap, BTreeSet};

/// Stretches of differing words that a line of source repeats at most.
const REPEATED: usize = 3;
/// Letters that it repeats of them at most.
const REPEATED_LETTERS: usize = 90;

type Comments<'d> = BTreeMap<Address, Vec<(Option<usize>, &'d Decision)>>;

/// The headings of a draft.
pub(super) struct Sections {
    /// By part: how deep from 2, and what is printed.
    headings: Vec<Option<(u8, String)>>,
}

impl Sections {
    /// Numbers the parts anew. `fuller` is the source whose headings are taken where several have one; the part `opening` has its
    /// title.
    pub(super) fn new(desk: &Desk<'_>, parts: &[Part], fuller: usize, opening: usize) -> Self {
        let own = |part: &Part| {
            let place = part.heading.as_ref()?;
            let held = place.held().find(|(s, _)| *s == fuller).or_else(|| place.held().next())?;
            Some((held, desk.unit(held.0, held.1)?))
        };
        // One document heads its sections as another heads its title: each is measured by its own.
        let own_measure: Vec<(u8, usize)> = desk.cuts.iter().map(outermost).collect();
        let mut counters = [0usize; 3];
        let mut last = 0;
        let headings = parts.iter().enumerate().map(|(n, part)| {
            if n == opening {
                return Some((2, "Opening".to_owned()));
            }
            let ((source, at), unit) = own(part)?;
            let (least, first) = own_measure.get(source).copied().unwrap_or((1, 0));
            let text = unit.text.replace('\n', " ");
            // What stands before the first section of its own document, such as a second line of the title, has no number.
            if n < opening || at < first {
                return Some((2, text));
            }
            // No level is left out, though the document that a heading comes from may do so.
            let most = if counters.first() == Some(&0) { 0 } else { (last + 1).min(counters.len() - 1) };
            let depth = usize::from(level(&unit.form).saturating_sub(least)).min(most);
            last = depth;
            for (n, counter) in counters.iter_mut().enumerate().skip(depth) {
                *counter = if n == depth { *counter + 1 } else { 0 };
            }
            let number: Vec<String> = counters.iter().take(depth + 1).map(|c| (*c).max(1).to_string()).collect();
            Some((u8::try_from(depth + 2).unwrap_or(4), format!("{} {text}", number.join("."))))
        });
        Self { headings: headings.collect() }
    }

    /// What a part's heading is linked by.
    pub(super) fn anchor(part: usize) -> String {
        format!("section-{}", part + 1)
    }

    /// What a decision's passage is linked by.
    pub(super) fn decision(number: usize) -> String {
        format!("decision-{number}")
    }

    /// The heading that a part stands under.
    pub(super) fn named(&self, part: usize) -> String {
        let above = self.headings.get(..=part).unwrap_or_default().iter().rev().flatten().next();
        above.map_or_else(|| "The draft".to_owned(), |(_, text)| text.clone())
    }

    /// Sections of different headings that were set together for what they say: as they are printed, and what each source calls them.
    pub(super) fn set_together(&self, desk: &Desk<'_>, parts: &[Part]) -> Vec<Vec<Inline>> {
        let said = parts.iter().enumerate().filter(|(_, part)| !part.said.is_empty());
        said.filter_map(|(n, part)| {
            let named: Vec<String> = part
                .heading
                .as_ref()?
                .held()
                .filter_map(|(s, u)| Some(format!("“{}” ({})", desk.unit(s, u)?.text.replace('\n', " "), desk.area(s))))
                .collect();
            let named: Vec<&str> = named.iter().map(String::as_str).collect();
            let link = Inline::Link { words: self.named(n), to: format!("#{}", Self::anchor(n)) };
            Some(vec![Inline::Plain("In section “".to_owned()), link, Inline::Plain(format!("”: {}.", wording::listed(&named)))])
        })
        .collect()
    }

    /// The draft itself.
    pub(super) fn blocks(&self, desk: &Desk<'_>, parts: &[Part], comments: &Comments<'_>) -> Vec<Block> {
        let mut out = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            let name = self.named(n);
            let mut writer = Writer { desk, page: Page::default(), run: None, tables: BTreeMap::new(), told: Vec::new() };
            writer.page.caption = format!("From section “{name}”");
            if let Some((level, text)) = self.headings.get(n).and_then(Option::as_ref) {
                writer.page.block(Block::Heading { level: *level, text: text.clone(), anchor: Some(Self::anchor(n)) });
                writer.heading(part, text, comments.get(&(n, None)).map(Vec::as_slice).unwrap_or_default());
            }
            for (q, place) in part.places.iter().enumerate() {
                writer.place(place, comments.get(&(n, Some(q))).map(Vec::as_slice).unwrap_or_default());
            }
            writer.close_run();
            out.extend(writer.page.finish());
        }
        out
    }
}

/// The level of a document's outermost headings after its title, and the first of these among its units.
fn outermost(cut: &Cut) -> (u8, usize) {
    let after = || cut.sections.iter().skip(opening_of(cut) + 1).filter_map(|s| Some((s.heading?, cut.units.get(s.heading?)?)));
    let least = after().map(|(_, unit)| level(&unit.form)).min().unwrap_or(1);
    (least, after().find(|(_, unit)| level(&unit.form) == least).map_or(0, |(at, _)| at))
}

/// Passages one after another that the same sources have and others lack.
struct Run {
    sources: Vec<usize>,
    /// By source, the first and last clause.
    clauses: Vec<(String, String)>,
}

struct Writer<'w, 'a> {
    desk: &'w Desk<'a>,
    page: Page,
    run: Option<Run>,
    /// The table that each source was last in.
    tables: BTreeMap<usize, u32>,
    /// The sources that the whole part is said to come from.
    told: Vec<usize>,
}

/// What is said of a passage, and the names that the list of decisions leads to it by.
#[derive(Default)]
struct Comment {
    anchors: Vec<String>,
    paragraphs: Vec<String>,
}

impl Comment {
    fn of(desk: &Desk<'_>, decisions: &[(Option<usize>, &Decision)]) -> Self {
        let anchors = decisions.iter().filter_map(|(n, _)| n.map(Sections::decision)).collect();
        Self { anchors, paragraphs: comment(desk, decisions) }
    }

    /// The words with the comment on them, if there is anything to say.
    fn on(self, words: Vec<Inline>) -> Vec<Inline> {
        let anchors = self.anchors.into_iter().map(Inline::Anchor);
        anchors.chain(commented(words, self.paragraphs)).collect()
    }
}

impl Writer<'_, '_> {
    /// What is to be said of a heading: other names for it, and who has the section at all.
    fn heading(&mut self, part: &Part, printed: &str, decisions: &[(Option<usize>, &Decision)]) {
        let Some(place) = &part.heading else { return };
        let variants = self.desk.variants(place);
        let held: Vec<(usize, usize)> = place.held().collect();
        let sources: Vec<usize> = held.iter().map(|(s, _)| *s).collect();
        let others = part.places.iter().flat_map(Place::held).any(|(s, _)| !sources.contains(&s));
        if sources.len() < self.desk.sources.len() && !others {
            let text = format!("This section stands only in {}.", self.cited(&held));
            self.page.paragraph(Role::Source, vec![Inline::Plain(text)]);
            self.told = sources;
        }
        for variant in &variants {
            let Some(unit) = self.unit(variant) else { continue };
            if !is_same_heading(printed, &unit.text.replace('\n', " ")) {
                let text = format!("{}: “{}”", self.cited(variant), unit.text);
                self.page.paragraph(Role::Source, vec![Inline::Plain(text)]);
            }
        }
        if !part.said.is_empty() {
            self.page.paragraph(Role::Source, vec![Inline::Plain(wording::SET_TOGETHER.to_owned())]);
        }
        if !decisions.is_empty() {
            let words = vec![Inline::Plain("About this heading, see the comment.".to_owned())];
            self.page.paragraph(Role::Source, Comment::of(self.desk, decisions).on(words));
        }
    }

    fn unit(&self, variant: &Variant) -> Option<&Unit> {
        let (source, unit) = *variant.first()?;
        self.desk.unit(source, unit)
    }

    fn place(&mut self, place: &Place, decisions: &[(Option<usize>, &Decision)]) {
        let variants = self.desk.variants(place);
        let comment = Comment::of(self.desk, decisions);
        let all = place.held().count() == self.desk.sources.len();
        let Some(first) = variants.first() else { return };
        if self.unit(first).is_some_and(Unit::is_row) {
            self.close_run();
            return self.row(place, &variants, all, comment);
        }
        match variants.as_slice() {
            [one] if all => {
                self.close_run();
                self.same(one, comment);
            }
            [one] => self.only(one, comment),
            _ => {
                self.close_run();
                self.differing(&variants, comment);
            }
        }
    }

    /// What every source has.
    fn same(&mut self, variant: &Variant, comment: Comment) {
        let Some(unit) = self.unit(variant).cloned() else { return };
        let text = comment.on(words(&unit.text, &[]));
        match unit.form {
            Form::Item { depth } => self.page.item(depth, text),
            Form::Quotation => self.page.paragraph(Role::Quote, text),
            _ => self.page.paragraph(Role::Body, text),
        }
    }

    /// What only some sources have.
    fn only(&mut self, variant: &Variant, comment: Comment) {
        let sources: Vec<usize> = variant.iter().map(|(s, _)| *s).collect();
        if self.run.as_ref().is_some_and(|run| run.sources != sources) {
            self.close_run();
        }
        let clauses: Vec<String> =
            variant.iter().map(|(s, u)| self.desk.unit(*s, *u).map(|u| u.clause.clone()).unwrap_or_default()).collect();
        match &mut self.run {
            Some(run) => run.clauses.iter_mut().zip(clauses).for_each(|(ends, clause)| ends.1 = clause),
            None => self.run = Some(Run { sources, clauses: clauses.into_iter().map(|c| (c.clone(), c)).collect() }),
        }
        self.version(variant, &[], comment);
    }

    fn close_run(&mut self) {
        let Some(run) = self.run.take() else { return };
        if run.sources == self.told {
            return;
        }
        let cited =
            run.sources.iter().zip(&run.clauses).map(|(&source, (first, last))| format!("{}, {}", self.titled(source), range(first, last)));
        let text = format!("Only in {}.", cited.collect::<Vec<_>>().join("; "));
        self.page.paragraph(Role::Source, vec![Inline::Plain(text)]);
    }

    /// What sources say differently.
    fn differing(&mut self, variants: &[Variant], mut comment: Comment) {
        let texts: Vec<String> = variants.iter().filter_map(|v| self.unit(v)).map(|u| u.text.clone()).collect();
        for (n, variant) in variants.iter().enumerate() {
            // Each version is held against the first, and the first against the second.
            let (Some(own), Some(other)) = (texts.get(n), texts.get(usize::from(n == 0))) else { continue };
            let [bold, _] = differing(own, other);
            self.version(variant, &bold, std::mem::take(&mut comment));
            let repeated = repeated(own, &bold);
            let text = format!("{}.{repeated}", self.cited(variant));
            self.page.paragraph(Role::Source, vec![Inline::Plain(text)]);
        }
    }

    fn version(&mut self, variant: &Variant, bold: &[ByteSpan], comment: Comment) {
        let Some(unit) = self.unit(variant) else { return };
        let source = variant.first().map_or(0, |(s, _)| *s);
        let mut text = words(&unit.text, bold);
        if matches!(unit.form, Form::Item { .. }) {
            text.insert(0, Inline::Plain("• ".to_owned()));
        }
        self.page.paragraph(Role::From(u8::try_from(source).unwrap_or(u8::MAX)), comment.on(text));
    }

    fn row(&mut self, place: &Place, variants: &[Variant], all: bool, mut comment: Comment) {
        self.turn_table(place);
        let mut rows: Vec<(String, Vec<String>, bool)> = Vec::new();
        for variant in variants {
            let Some(Form::Row { cells, header, .. }) = self.unit(variant).map(|u| &u.form) else { continue };
            let areas: Vec<&str> = variant.iter().map(|(s, _)| self.desk.area(*s)).collect();
            let from = if all && variants.len() == 1 { String::new() } else { wording::listed(&areas) };
            rows.push((from, cells.clone(), *header));
        }
        let shared: Vec<BTreeSet<String>> = (0..rows.iter().map(|r| r.1.len()).max().unwrap_or(0))
            .map(|n| rows.iter().map(|r| r.1.get(n).map(|c| folded_words(c).join(" ")).unwrap_or_default()).collect())
            .collect();
        for (n, (from, cells, header)) in rows.into_iter().enumerate() {
            if header && n == 0 {
                self.page.header(cells.clone());
                // They stand at the top; each row below says whose it is.
                if comment.paragraphs.is_empty() {
                    continue;
                }
            }
            let from = if header { format!("{from} (heads of columns)") } else { from };
            let mut inline: Vec<Vec<Inline>> = cells
                .iter()
                .zip(&shared)
                .map(|(cell, versions)| {
                    let whole = if versions.len() > 1 { vec![ByteSpan::new(0, cell.len())] } else { Vec::new() };
                    words(cell, &whole)
                })
                .collect();
            if let Some(cell) = inline.iter_mut().find(|c| !c.is_empty()) {
                *cell = std::mem::take(&mut comment).on(std::mem::take(cell));
            }
            self.page.row(Line { from: from.trim().to_owned(), cells: inline });
        }
    }

    /// Ends a table where a source goes on to its next.
    fn turn_table(&mut self, place: &Place) {
        let mut turned = false;
        for (source, unit) in place.held() {
            if let Some(Form::Row { table, .. }) = self.desk.unit(source, unit).map(|u| &u.form) {
                turned |= self.tables.insert(source, *table).is_some_and(|before| before != *table);
            }
        }
        if turned {
            self.page.end_table();
        }
    }

    /// Area, document and clause of every source of a version.
    fn cited(&self, held: &[(usize, usize)]) -> String {
        let each = held.iter().map(|&(source, unit)| {
            let clause = self.desk.unit(source, unit).map(|u| u.clause.clone()).unwrap_or_default();
            format!("{}, {clause}", self.titled(source))
        });
        each.collect::<Vec<_>>().join("; ")
    }

    fn titled(&self, source: usize) -> String {
        let Some(own) = self.desk.sources.get(source) else { return String::new() };
        format!("{}: {}", own.area.name, own.title())
    }
}

/// The first and last clause of several: "section 2.1", "sections 2.1 to 2.4".
fn range(first: &str, last: &str) -> String {
    if first == last {
        return first.to_owned();
    }
    match (first.strip_prefix("section "), last.strip_prefix("section ")) {
        (Some(a), Some(b)) => format!("sections {a} to {b}"),
        _ => format!("{first} to {last}"),
    }
}

/// The words that only one version has, said again, where they are few.
fn repeated(text: &str, bold: &[ByteSpan]) -> String {
    let letters: usize = bold.iter().map(|s| s.len()).sum();
    if bold.is_empty() || bold.len() > REPEATED || letters > REPEATED_LETTERS {
        return String::new();
    }
    let quoted: Vec<String> = bold.iter().map(|s| format!("“{}”", s.of(text).replace('\n', " "))).collect();
    let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
    format!(" Only here: {}.", wording::listed(&quoted))
}

/// Whether a heading as it is printed, with its number or without, is the one of a source.
fn is_same_heading(printed: &str, own: &str) -> bool {
    // A number is one word with a digit: "Police" is no other form of "2 Ring the Police".
    let is_number = |label: &str| label.is_empty() || !label.contains(' ') && label.bytes().any(|b| b.is_ascii_digit());
    printed.strip_suffix(own).is_some_and(|label| is_number(label.trim()))
}
