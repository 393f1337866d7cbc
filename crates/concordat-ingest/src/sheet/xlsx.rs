//! Excel workbooks: the parts of a package, its sheets in the order of their tabs.

mod formats;
mod strings;
mod worksheet;

use super::budget::Budget;
use super::serial::Epoch;
use crate::Limits;
use crate::package::Package;
use crate::relationships::Relationships;
use crate::xml::{Ns, Pull, Source, Token};
use concordat_register::workbook::{Sheet, Workbook};
use concordat_register::{Problem, ProblemKind, Read};
use formats::Formats;
use strings::Strings;

/// What every sheet of a workbook shares.
pub(super) struct Book {
    /// Words that cells name by number.
    pub(super) strings: Strings,
    /// Which formats show a number as a day.
    pub(super) formats: Formats,
    /// Which day it counts from.
    pub(super) epoch: Epoch,
}

/// What could not be had of cells, over the whole workbook.
#[derive(Default)]
pub(super) struct Missing {
    /// Cells whose words are not in the package.
    pub(super) words: u64,
    /// Formulas without the value last worked out.
    pub(super) values: u64,
}

/// A sheet as the workbook names it.
struct Tab {
    name: String,
    hidden: bool,
    id: String,
}

/// Reads an opened workbook.
pub(super) fn read(mut package: Package<'_>, budget: &mut Budget, limits: &Limits) -> Read<Workbook> {
    match workbook(&mut package, budget, limits) {
        Ok(read) => read,
        Err(problem) => Read::failed(problem),
    }
}

fn workbook(package: &mut Package<'_>, budget: &mut Budget, limits: &Limits) -> Result<Read<Workbook>, Problem> {
    let mut problems = Vec::new();
    let top = Relationships::of(package, "", limits);
    let main = top.first("officeDocument").filter(|part| package.has(part)).unwrap_or("xl/workbook.xml").to_owned();
    let relationships = Relationships::of(package, &main, limits);
    let mut damaged = package.salvaged;
    let (tabs, epoch) = match part(package, &main, &mut damaged)? {
        Some(source) => tabs(&source, limits, &mut problems),
        None => (Vec::new(), Epoch::default()),
    };
    let named = |kind: &str, customary: &str| relationships.first(kind).unwrap_or(customary).to_owned();
    let strings = match part(package, &named("sharedStrings", "xl/sharedStrings.xml"), &mut damaged)? {
        Some(source) => Strings::read(&source, limits, &mut problems),
        None => Strings::default(),
    };
    let formats = match part(package, &named("styles", "xl/styles.xml"), &mut damaged)? {
        Some(source) => Formats::read(&source, limits),
        None => Formats::default(),
    };
    let book = Book { strings, formats, epoch };
    let mut missing = Missing::default();
    let mut value = Workbook::default();
    for (number, (tab, target)) in placed(tabs, &relationships, package).into_iter().enumerate() {
        let mut sheet = Sheet { name: tab.name, hidden: tab.hidden, ..Sheet::default() };
        let mut reader = worksheet::Reader::new(&book, &mut sheet, &mut missing, budget, limits);
        let found = package.pieces(&target, &worksheet::between_rows, &mut |piece, last| reader.read(piece, last))?;
        let what = format!("sheet {}", number + 1);
        match found {
            Some(cut) => {
                damaged |= cut;
                problems.extend(reader.finish(&what));
            }
            None => problems.push(Problem::new(
                ProblemKind::Partial,
                format!("{what} is missing from the file"),
                "ask for the file again, or open it in Excel, repair it and save a copy",
            )),
        }
        value.sheets.push(sheet);
    }
    problems.extend(missing.problems());
    if damaged {
        problems.insert(0, cut_short());
    }
    if value.sheets.is_empty() {
        return Err(Problem::new(
            ProblemKind::Damaged,
            "the workbook has no sheets, or they are lost",
            "ask for the file again, or open it in Excel, repair it and save a copy",
        ));
    }
    Ok(Read { value: Some(value), problems })
}

/// One part of the package as text.
fn part(package: &mut Package<'_>, name: &str, damaged: &mut bool) -> Result<Option<Source>, Problem> {
    let Some(part) = package.read(name)? else { return Ok(None) };
    *damaged |= part.damaged;
    Ok(Some(Source::new(part.bytes)))
}

/// The sheets as the workbook lists them, and which day it counts from.
fn tabs(source: &Source, limits: &Limits, problems: &mut Vec<Problem>) -> (Vec<Tab>, Epoch) {
    let mut pull = Pull::new(source, limits);
    let (mut tabs, mut epoch) = (Vec::new(), Epoch::default());
    while let Some(token) = pull.next() {
        let Token::Open(element) = token else { continue };
        if element.is(Ns::Sheet, "workbookPr") {
            if element.attribute("date1904").is_some_and(|v| matches!(v.trim(), "1" | "true" | "on")) {
                epoch = Epoch::Of1904;
            }
        } else if element.is(Ns::Sheet, "sheet") {
            let text = |name: &str| element.attribute(name).map(std::borrow::Cow::into_owned);
            tabs.push(Tab {
                name: text("name").unwrap_or_default(),
                hidden: text("state").is_some_and(|state| state != "visible"),
                id: text("id").unwrap_or_default(),
            });
        }
    }
    problems.extend(pull.problem("the list of sheets"));
    (tabs, epoch)
}

/// Each sheet of cells with its part; charts and dialogues are passed over. Where the list is lost, every part of a sheet by its number.
fn placed(tabs: Vec<Tab>, relationships: &Relationships, package: &Package<'_>) -> Vec<(Tab, String)> {
    if !tabs.is_empty() && !relationships.is_empty() {
        let target = |tab: &Tab| relationships.target_of("worksheet", &tab.id).map(str::to_owned);
        return tabs.into_iter().filter_map(|tab| target(&tab).map(|part| (tab, part))).collect();
    }
    let mut parts: Vec<(u32, String)> = package
        .names()
        .filter_map(|name| {
            let number = name.strip_prefix("xl/worksheets/sheet")?.strip_suffix(".xml")?.parse().ok()?;
            Some((number, name.to_owned()))
        })
        .collect();
    parts.sort_unstable();
    let nameless = || Tab { name: String::new(), hidden: false, id: String::new() };
    let tabs = tabs.into_iter().map(Some).chain(std::iter::repeat_with(|| None));
    parts.into_iter().zip(tabs).map(|((_, part), tab)| (tab.unwrap_or_else(nameless), part)).collect()
}

/// The problem of a package that ends early or fails its checksums.
pub(super) fn cut_short() -> Problem {
    Problem::new(
        ProblemKind::Partial,
        "the file is cut short or damaged; what could be recovered was read",
        "ask for the file again, or open it in the program it came from, repair it and save a copy",
    )
}

impl Missing {
    fn problems(&self) -> impl Iterator<Item = Problem> {
        let words = (self.words > 0).then(|| {
            Problem::new(
                ProblemKind::Partial,
                format!("the words of {} cells are not in the file", self.words),
                "ask for the file again, or open it in Excel, repair it and save a copy",
            )
        });
        let values = (self.values > 0).then(|| {
            Problem::new(
                ProblemKind::Partial,
                format!("{} formulas were saved without their values and were read as empty", self.values),
                "open the file in Excel or LibreOffice, which works them out, and save it again",
            )
        });
        words.into_iter().chain(values)
    }
}
