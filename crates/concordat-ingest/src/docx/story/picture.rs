//! Pictures and drawings of a story: how large they are, and the words given for those who cannot see them.

use super::{Kind, Story};
use crate::xml::Element;

/// A drawing that is open.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// Width and height in points, where the file says.
    size: Option<(f32, f32)>,
    /// The words given for it.
    alt: Option<String>,
}

/// Least width and height, in points, of a picture that may tell something: about three and a half centimetres.
const LEAST: f32 = 100.0;
/// Points in an English Metric Unit.
const EMU: f32 = 1.0 / 12_700.0;
/// Pictures kept of one paragraph.
const MOST: usize = 40;

impl Story<'_, '_> {
    /// An element of a drawing: its size comes before its name.
    pub(super) fn drawn(&mut self, element: &Element<'_>) {
        match element.name {
            "extent" => {
                let side = |name: &str| element.attribute(name).and_then(|v| v.parse::<f32>().ok()).map(|v| v * EMU);
                self.drawing.size = side("cx").zip(side("cy"));
            }
            "docPr" => {
                let words = |name: &str| element.attribute(name).map(|w| w.trim().to_owned()).filter(|w| !w.is_empty());
                self.drawing.alt = words("descr").or_else(|| words("title"));
                self.picture();
            }
            _ => {}
        }
    }

    /// An element of a drawing in the older language: the shape, and then the picture in it.
    pub(super) fn vml(&mut self, element: &Element<'_>) {
        if element.name == "imagedata" {
            let title = element.attribute("title").map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
            self.drawing.alt = self.drawing.alt.take().or(title);
            self.picture();
        } else {
            let alt = element.attribute("alt").map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
            self.drawing = Drawing { size: element.attribute("style").and_then(|style| size(&style)), alt };
        }
    }

    fn picture(&mut self) {
        let Drawing { size, alt } = std::mem::take(&mut self.drawing);
        let large = size.is_none_or(|(width, height)| width >= LEAST && height >= LEAST);
        if large
            && self.kind == Kind::Body
            && let Some(paragraph) = self.paragraphs.last_mut().filter(|p| p.pictures.len() < MOST)
        {
            paragraph.pictures.push(alt);
        }
    }
}

/// The width and height in points of a style such as `width:300pt;height:200pt`.
fn size(style: &str) -> Option<(f32, f32)> {
    let side = |name: &str| {
        let value = style.split(';').filter_map(|part| part.split_once(':')).find(|(key, _)| key.trim() == name)?.1.trim();
        let (number, scale) = match value.strip_suffix("pt") {
            Some(points) => (points, 1.0),
            None => (value.strip_suffix("in")?, 72.0),
        };
        number.trim().parse::<f32>().ok().map(|n| n * scale)
    };
    side("width").zip(side("height"))
}
