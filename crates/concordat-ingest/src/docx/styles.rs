//! Styles: which paragraphs are headings, titles, contents and quotations, and how runs are set.

use super::names;
use crate::Limits;
use crate::draft::Setting;
use crate::xml::{Element, Ns, Pull, Source};
use std::collections::{BTreeMap, BTreeSet};

/// Styles on one chain of `basedOn` before it is taken for a loop.
const CHAIN: usize = 64;

/// What a run or a style says of type; none where it says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct RunProperties {
    pub(super) style: Option<String>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) size: Option<u16>,
    pub(super) language: Option<String>,
    /// Whether the paragraph mark these properties belong to was deleted or moved away.
    pub(super) mark_deleted: bool,
}

/// What a paragraph says of its number; a number id of 0 takes it away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct NumberProperties {
    pub(super) id: Option<u32>,
    pub(super) level: Option<u8>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    number: NumberProperties,
    run: RunProperties,
    heads_row: bool,
    heads_column: bool,
}

/// A style with what it inherits.
#[derive(Debug, Clone, Default)]
pub(super) struct Resolved {
    /// The level from 1 where its paragraphs are headings.
    pub(super) heading: Option<u8>,
    /// Whether its paragraphs are a table of contents or a list of figures.
    pub(super) contents: bool,
    /// Whether its paragraphs are block quotations.
    pub(super) quotation: bool,
    /// Its number.
    pub(super) number: NumberProperties,
    /// The style and those it is based on, nearest first: numbering levels may name any.
    pub(super) chain: Vec<String>,
    /// How its text is set.
    pub(super) run: RunProperties,
    /// Whether, as a table's style, it sets off the first row, and the first column.
    pub(super) heads: (bool, bool),
}

/// All styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Resolved>,
    plain: Resolved,
    /// The document's language.
    pub(super) language: Option<String>,
}

impl Styles {
    /// Reads the styles part.
    pub(super) fn read(source: &Source, limits: &Limits) -> Self {
        let mut pull = Pull::new(source, limits);
        let mut styles: BTreeMap<String, Style> = BTreeMap::new();
        let mut defaults = RunProperties::default();
        let mut plain = None;
        while let Some(element) = pull.next_within(0) {
            if element.is(Ns::Word, "docDefaults") {
                defaults = default_run(&mut pull);
            } else if element.is(Ns::Word, "style") {
                let Some(id) = element.attribute("styleId") else { continue };
                let is_default = element.attribute("default").is_some_and(|d| d == "1" || d == "true" || d == "on");
                if is_default && element.attribute("type").is_none_or(|t| t == "paragraph") {
                    plain = Some(id.clone().into_owned());
                }
                let style = read_style(&mut pull);
                styles.insert(id.into_owned(), style);
            }
        }
        let by_id: BTreeMap<String, Resolved> = styles.keys().map(|id| (id.clone(), resolve(id, &styles, &defaults))).collect();
        let plain =
            plain.and_then(|id| by_id.get(&id).cloned()).unwrap_or_else(|| Resolved { run: defaults.clone(), ..Resolved::default() });
        Self { by_id, plain, language: defaults.language }
    }

    /// A paragraph style; the default one where none is named. A style that is not defined is judged by its id alone.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Resolved {
        match id {
            None => self.plain.clone(),
            Some(id) => self.by_id.get(id).cloned().unwrap_or_else(|| {
                let mut style = Resolved { run: self.plain.run.clone(), chain: vec![id.to_owned()], ..Resolved::default() };
                name_tells(id, &mut style);
                style
            }),
        }
    }

    /// A table or numbering style.
    pub(super) fn get(&self, id: &str) -> Option<&Resolved> {
        self.by_id.get(id)
    }

    /// How a run is set, and whether it is hidden: its own word first, then its character style's, then its paragraph's.
    pub(super) fn setting(&self, run: &RunProperties, paragraph: &RunProperties) -> (Setting, bool) {
        let style = run.style.as_deref().and_then(|id| self.by_id.get(id)).map(|s| &s.run);
        let flag = |pick: fn(&RunProperties) -> Option<bool>| {
            pick(run).or_else(|| style.and_then(pick)).or_else(|| pick(paragraph)).unwrap_or(false)
        };
        let setting = Setting {
            bold: flag(|r| r.bold),
            italic: flag(|r| r.italic),
            struck: flag(|r| r.struck),
            size: run.size.or_else(|| style.and_then(|s| s.size)).or(paragraph.size).unwrap_or(0),
        };
        (setting, flag(|r| r.hidden))
    }
}

/// Reads `w:rPr` to its end.
pub(super) fn run_properties(pull: &mut Pull<'_>) -> RunProperties {
    let depth = pull.depth();
    let mut run = RunProperties::default();
    while let Some(element) = pull.next_within(depth) {
        if element.ns != Ns::Word || pull.depth() > depth + 1 {
            continue;
        }
        match element.name {
            "rStyle" => run.style = element.val().map(std::borrow::Cow::into_owned),
            "b" => run.bold = Some(element.is_on()),
            "i" => run.italic = Some(element.is_on()),
            "strike" | "dstrike" => run.struck = Some(element.is_on() || run.struck == Some(true)),
            "vanish" => run.hidden = Some(element.is_on()),
            "sz" => run.size = element.val().and_then(|v| v.parse::<f32>().ok()).map(half_points),
            "lang" => run.language = element.val().map(std::borrow::Cow::into_owned),
            "del" | "moveFrom" => run.mark_deleted = true,
            // What the run was before a tracked change of its looks.
            "rPrChange" => pull.skip(),
            _ => {}
        }
    }
    run
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range first; a size is never that large")]
fn half_points(size: f32) -> u16 {
    size.clamp(0.0, 3276.0) as u16
}

/// Reads `w:numPr` to its end.
pub(super) fn number_properties(pull: &mut Pull<'_>) -> NumberProperties {
    let depth = pull.depth();
    let mut number = NumberProperties::default();
    while let Some(element) = pull.next_within(depth) {
        match element.name {
            "numId" => number.id = element.number("val"),
            "ilvl" => number.level = element.number("val").map(|n| u8::try_from(n.min(8)).unwrap_or(8)),
            _ => {}
        }
    }
    number
}

/// `w:outlineLvl`: 0 to 8 are headings, 9 is body text.
pub(super) fn outline(element: &Element<'_>) -> Option<u8> {
    element.number("val").map(|n| u8::try_from(n.min(9)).unwrap_or(9))
}

fn default_run(pull: &mut Pull<'_>) -> RunProperties {
    let depth = pull.depth();
    let mut run = RunProperties::default();
    while let Some(element) = pull.next_within(depth) {
        if element.is(Ns::Word, "rPr") {
            run = run_properties(pull);
        }
    }
    run
}

fn read_style(pull: &mut Pull<'_>) -> Style {
    let depth = pull.depth();
    let mut style = Style::default();
    while let Some(element) = pull.next_within(depth) {
        if element.ns != Ns::Word {
            continue;
        }
        match element.name {
            "name" => style.name = element.val().unwrap_or_default().into_owned(),
            "basedOn" => style.based_on = element.val().map(std::borrow::Cow::into_owned),
            "outlineLvl" => style.outline = outline(&element),
            "numPr" => style.number = number_properties(pull),
            "rPr" => style.run = run_properties(pull),
            "pPrChange" | "rPrChange" => pull.skip(),
            "tblStylePr" => {
                match element.attribute("type").as_deref() {
                    Some("firstRow") => style.heads_row = true,
                    Some("firstCol") => style.heads_column = true,
                    _ => {}
                }
                pull.skip();
            }
            _ => {}
        }
    }
    style
}

/// Follows `basedOn`: what a style does not say, the one it is based on says.
fn resolve(id: &str, styles: &BTreeMap<String, Style>, defaults: &RunProperties) -> Resolved {
    let mut found = Resolved::default();
    let mut outline_said = false;
    let mut next = Some(id);
    let mut seen = BTreeSet::new();
    while let Some(id) = next {
        let Some(style) = styles.get(id) else { break };
        if found.chain.len() >= CHAIN || !seen.insert(id) {
            break;
        }
        found.chain.push(id.to_owned());
        if !outline_said && found.heading.is_none() {
            if let Some(level) = style.outline {
                outline_said = true;
                found.heading = (level < 9).then_some(level + 1);
            }
            let mut named = Resolved::default();
            name_tells(if style.name.is_empty() { id } else { &style.name }, &mut named);
            if !outline_said {
                found.heading = named.heading;
            }
            found.contents |= named.contents;
            found.quotation |= named.quotation;
        }
        found.number.id = found.number.id.or(style.number.id);
        found.number.level = found.number.level.or(style.number.level);
        inherit(&mut found.run, &style.run);
        found.heads.0 |= style.heads_row;
        found.heads.1 |= style.heads_column;
        next = style.based_on.as_deref();
    }
    inherit(&mut found.run, defaults);
    found
}

fn inherit(run: &mut RunProperties, from: &RunProperties) {
    run.bold = run.bold.or(from.bold);
    run.italic = run.italic.or(from.italic);
    run.struck = run.struck.or(from.struck);
    run.hidden = run.hidden.or(from.hidden);
    run.size = run.size.or(from.size);
}

fn name_tells(name: &str, style: &mut Resolved) {
    match names::meaning(name) {
        Some(names::Meaning::Heading(level)) => style.heading = Some(level),
        Some(names::Meaning::Title) => style.heading = Some(1),
        Some(names::Meaning::Contents) => style.contents = true,
        Some(names::Meaning::Quotation) => style.quotation = true,
        None => {}
    }
}
