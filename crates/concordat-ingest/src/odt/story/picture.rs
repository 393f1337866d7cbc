//! Pictures in OpenDocument text: how large they are, and the words given for those who cannot see them.

use super::Story;
use crate::xml::Element;

/// The frame of a drawing that is open.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// Whether it is too small to tell anything.
    small: bool,
    /// Whether a picture of it was met.
    pictured: bool,
}

/// Least width and height, in points, of a picture that may tell something: about three and a half centimetres.
const PICTURE: f32 = 100.0;
/// Pictures kept of one paragraph.
const PICTURES: usize = 40;

impl Story<'_, '_> {
    /// Part of a drawing that holds no text of its own.
    pub(super) fn drawn(&mut self, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        paragraph.drawn += 1;
        match element.name {
            "frame" => {
                let side = |name: &str| element.attribute(name).and_then(|v| points(&v));
                self.frame.small = side("width").zip(side("height")).is_some_and(|(w, h)| w < PICTURE || h < PICTURE);
            }
            "image" | "object" if !self.frame.small && paragraph.pictures.len() < PICTURES => {
                // A drawing kept beside its picture is one.
                let again = paragraph.drawn > 1 && self.frame.pictured;
                if !again {
                    paragraph.pictures.push(None);
                }
                self.frame.pictured = true;
                return;
            }
            _ => {}
        }
        self.frame.pictured = false;
    }

    /// The words given for a picture.
    pub(super) fn describe(&mut self) {
        let words = self.pull.content();
        if let Some(alt) = self.paragraphs.last_mut().and_then(|p| p.pictures.last_mut()).filter(|alt| alt.is_none()) {
            *alt = Some(words.trim().to_owned()).filter(|w| !w.is_empty());
        }
    }
}

/// A length such as `12.5cm` in points.
fn points(length: &str) -> Option<f32> {
    let length = length.trim();
    let (number, scale) = [("cm", 28.35), ("mm", 2.835), ("in", 72.0), ("pt", 1.0), ("px", 0.75)]
        .iter()
        .find_map(|(unit, scale)| Some((length.strip_suffix(unit)?, *scale)))?;
    number.trim().parse::<f32>().ok().map(|n| n * scale)
}
