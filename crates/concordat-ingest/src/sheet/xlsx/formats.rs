//! Which cell formats of a workbook show a number as a day.

use crate::Limits;
use crate::sheet::serial;
use crate::xml::{Ns, Pull, Source, Token};
use std::collections::BTreeMap;

/// For each cell format, by its number, whether it shows a day.
#[derive(Default)]
pub(in crate::sheet) struct Formats(Vec<bool>);

impl Formats {
    /// Reads `styles.xml`.
    pub(super) fn read(source: &Source, limits: &Limits) -> Self {
        let mut pull = Pull::new(source, limits);
        let mut codes: BTreeMap<u32, bool> = BTreeMap::new();
        let mut ids = Vec::new();
        // Formats of the same names stand in other lists too, where they mean something else.
        let (mut in_codes, mut in_cells) = (false, false);
        while let Some(token) = pull.next() {
            match token {
                Token::Open(element) if element.ns == Ns::Sheet => match element.name {
                    "numFmts" => in_codes = true,
                    "cellXfs" => in_cells = true,
                    "numFmt" if in_codes => {
                        if let (Some(id), Some(code)) = (element.number("numFmtId"), element.attribute("formatCode")) {
                            codes.insert(id, serial::shows_day(&code));
                        }
                    }
                    "xf" if in_cells => ids.push(element.number("numFmtId").unwrap_or(0)),
                    _ => {}
                },
                Token::Close(Ns::Sheet, "numFmts") => in_codes = false,
                Token::Close(Ns::Sheet, "cellXfs") => in_cells = false,
                _ => {}
            }
        }
        Self(ids.into_iter().map(|id| codes.get(&id).copied().unwrap_or_else(|| serial::is_day(id))).collect())
    }

    /// Whether the format of this number shows a day.
    pub(super) fn shows_day(&self, number: usize) -> bool {
        self.0.get(number).copied().unwrap_or(false)
    }
}
