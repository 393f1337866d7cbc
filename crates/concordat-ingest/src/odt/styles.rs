//! Styles and list styles of an OpenDocument text.

use super::lists::{Level, ListStyle};
use crate::Limits;
use crate::docx::{Meaning, meaning};
use crate::draft::Setting;
use crate::numeral::Numeral;
use crate::xml::{Element, Ns, Pull, Source};
use std::collections::{BTreeMap, BTreeSet};

/// Styles on one chain of parents before it is taken for a loop.
const CHAIN: usize = 64;

#[derive(Default)]
struct Style {
    name: String,
    parent: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    struck: Option<bool>,
    hidden: Option<bool>,
    /// Half points.
    size: Option<u16>,
    outline: Option<u8>,
    list: Option<String>,
    breaks: Option<bool>,
}

/// A style with what it inherits.
#[derive(Debug, Clone, Default)]
pub(super) struct Resolved {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) size: Option<u16>,
    /// The level of headings, from 1.
    pub(super) outline: Option<u8>,
    /// What the name of the style, or of one it is based on, says.
    pub(super) meaning: Option<Meaning>,
    /// The list style its paragraphs are numbered by.
    pub(super) list: Option<String>,
    /// Whether a page begins before its paragraphs.
    pub(super) breaks: bool,
}

/// All styles of a document: paragraph and text styles by name, and list styles.
#[derive(Default)]
pub(super) struct Styles {
    paragraph: BTreeMap<String, Style>,
    text: BTreeMap<String, Style>,
    resolved: BTreeMap<(bool, String), Resolved>,
    /// List styles by name.
    pub(super) lists: BTreeMap<String, ListStyle>,
    /// How headings are numbered.
    pub(super) outline: ListStyle,
    /// The document's language.
    pub(super) language: Option<String>,
    plain: Resolved,
}

impl Styles {
    /// Adds the styles of a part.
    pub(super) fn add(&mut self, source: &Source, limits: &Limits) {
        let mut pull = Pull::new(source, limits);
        while let Some(element) = pull.next_within(0) {
            match (element.ns, element.name) {
                (Ns::Style, "style" | "default-style") => self.style(&element, &mut pull),
                (Ns::Text, "list-style") => {
                    let name = element.attribute("name").unwrap_or_default().into_owned();
                    let style = list_style(&mut pull);
                    self.lists.insert(name, style);
                }
                (Ns::Text, "outline-style") => self.outline = list_style(&mut pull),
                (Ns::Office, "body" | "master-styles" | "font-face-decls" | "meta" | "scripts") => pull.skip(),
                _ => {}
            }
        }
        self.resolve_all();
    }

    fn style(&mut self, element: &Element<'_>, pull: &mut Pull<'_>) {
        let family = element.attribute("family").unwrap_or_default();
        let is_default = element.name == "default-style";
        let name = element.attribute("name").unwrap_or_default().into_owned();
        let level = element.number("default-outline-level").filter(|n| (1..=10).contains(n)).and_then(|n| u8::try_from(n.min(9)).ok());
        let master = element.attribute("master-page-name").is_some_and(|m| !m.is_empty());
        let mut style = Style {
            name: element.attribute("display-name").map_or_else(|| name.clone(), std::borrow::Cow::into_owned),
            parent: element.attribute("parent-style-name").map(std::borrow::Cow::into_owned),
            outline: level,
            list: element.attribute("list-style-name").map(std::borrow::Cow::into_owned),
            breaks: master.then_some(true),
            ..Style::default()
        };
        let family = family.into_owned();
        let depth = pull.depth();
        while let Some(inner) = pull.next_within(depth) {
            match inner.name {
                "text-properties" | "properties" => {
                    text_properties(&inner, &mut style);
                    if is_default && family == "paragraph" {
                        self.language = language(&inner).or(self.language.take());
                    }
                }
                "paragraph-properties" => {
                    if let Some(before) = inner.attribute("break-before") {
                        style.breaks = Some(before == "page" || style.breaks == Some(true));
                    }
                }
                _ => {}
            }
        }
        match (family.as_str(), is_default) {
            ("paragraph", true) => self.plain = Resolved { size: style.size, bold: style.bold, ..Resolved::default() },
            ("paragraph", false) => {
                self.paragraph.insert(name, style);
            }
            ("text", false) => {
                self.text.insert(name, style);
            }
            _ => {}
        }
    }

    fn resolve_all(&mut self) {
        self.resolved.clear();
        for (is_paragraph, styles) in [(true, &self.paragraph), (false, &self.text)] {
            for name in styles.keys() {
                let mut found = resolve(name, styles);
                if is_paragraph {
                    found.size = found.size.or(self.plain.size);
                }
                self.resolved.insert((is_paragraph, name.clone()), found);
            }
        }
    }

    /// A paragraph style.
    pub(super) fn paragraph(&self, name: Option<&str>) -> Resolved {
        name.and_then(|name| self.resolved.get(&(true, name.to_owned())).cloned()).unwrap_or_else(|| self.plain.clone())
    }

    /// How a span of this style is set inside text set as `around`, and whether it is shown.
    pub(super) fn span(&self, name: Option<&str>, around: (Setting, bool)) -> (Setting, bool) {
        match name.and_then(|name| self.resolved.get(&(false, name.to_owned()))) {
            Some(style) => style.over(around),
            None => around,
        }
    }
}

impl Resolved {
    /// This style's word where it says something, else what stands around.
    pub(super) fn over(&self, (around, shown): (Setting, bool)) -> (Setting, bool) {
        let setting = Setting {
            bold: self.bold.unwrap_or(around.bold),
            italic: self.italic.unwrap_or(around.italic),
            struck: self.struck.unwrap_or(around.struck),
            size: self.size.unwrap_or(around.size),
        };
        (setting, self.hidden.map_or(shown, |hidden| !hidden))
    }
}

fn resolve(name: &str, styles: &BTreeMap<String, Style>) -> Resolved {
    let mut found = Resolved::default();
    let mut next = Some(name);
    let mut seen = BTreeSet::new();
    let mut own = true;
    while let Some(name) = next {
        let Some(style) = styles.get(name) else {
            found.meaning = found.meaning.or_else(|| meaning(name));
            break;
        };
        if seen.len() >= CHAIN || !seen.insert(name) {
            break;
        }
        found.bold = found.bold.or(style.bold);
        found.italic = found.italic.or(style.italic);
        found.struck = found.struck.or(style.struck);
        found.hidden = found.hidden.or(style.hidden);
        found.size = found.size.or(style.size);
        found.outline = found.outline.or(style.outline);
        found.list = found.list.take().or_else(|| style.list.clone());
        found.meaning = found.meaning.or_else(|| meaning(&style.name));
        // A page break is inherited as other properties are; a master page is the style's own.
        found.breaks |= style.breaks == Some(true) && own;
        own = false;
        next = style.parent.as_deref();
    }
    found
}

fn text_properties(element: &Element<'_>, style: &mut Style) {
    let weight = element.attribute("font-weight");
    style.bold = weight.map(|w| w == "bold" || w.parse::<u32>().is_ok_and(|n| n >= 600)).or(style.bold);
    style.italic = element.attribute("font-style").map(|s| s == "italic" || s == "oblique").or(style.italic);
    style.struck = element.attribute("text-line-through-style").map(|s| s != "none").or(style.struck);
    style.hidden = element.attribute("display").map(|d| d == "none").or(style.hidden);
    let points = element.attribute("font-size").and_then(|s| s.strip_suffix("pt").and_then(|n| n.parse::<f32>().ok()));
    style.size = points.map(half_points).or(style.size);
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range first; a size is never that large")]
fn half_points(points: f32) -> u16 {
    (points * 2.0).clamp(0.0, 3276.0) as u16
}

fn language(element: &Element<'_>) -> Option<String> {
    let language = element.attribute("language").filter(|l| l != "none")?;
    match element.attribute("country").filter(|c| c != "none") {
        Some(country) => Some(format!("{language}-{country}")),
        None => Some(language.into_owned()),
    }
}

/// Reads a list style or the outline style to its end.
fn list_style(pull: &mut Pull<'_>) -> ListStyle {
    let depth = pull.depth();
    let mut style = ListStyle::default();
    while let Some(element) = pull.next_within(depth) {
        let counted = matches!(element.name, "list-level-style-number" | "outline-level-style");
        if element.ns != Ns::Text || !(counted || matches!(element.name, "list-level-style-bullet" | "list-level-style-image")) {
            continue;
        }
        let Some(at) = element.number("level").filter(|n| (1..=10).contains(n)) else { continue };
        let text = |name: &str| element.attribute(name).map(|v| v.chars().take(32).collect::<String>()).unwrap_or_default();
        let numeral = if counted { Numeral::of_open_document(&text("num-format")) } else { Numeral::Bullet };
        let level = Level {
            numeral,
            prefix: text("num-prefix"),
            suffix: text("num-suffix"),
            shown: element.number("display-levels").unwrap_or(1),
            start: element.number("start-value").unwrap_or(1),
            pattern: element.attribute("num-list-format").map(|p| p.chars().take(64).collect()),
        };
        style.levels.insert(u8::try_from(at).unwrap_or(10), level);
    }
    style
}
