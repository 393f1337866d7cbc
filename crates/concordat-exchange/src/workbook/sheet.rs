//! One sheet of the workbook: a heading that stays in sight, filters, wrapped text.

use concordat_findings::Severity;
use concordat_register::PartialDate;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// Rows a sheet can hold under its heading.
const MOST: u32 = 1_048_575;

/// Characters a cell can hold, counted as UTF-16 units.
const LONGEST: usize = 32_767;

/// The number of the paper's size: with landscape, wide enough for the columns that matter to be read.
const A3: u8 = 8;

/// The height of a line of text, and the greatest a row may have, in points.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;

/// What stands in a cell.
pub(super) enum Cell {
    /// Text; empty for an empty cell.
    Text(String),
    /// A count.
    Number(usize),
    /// A year, which is not grouped in thousands.
    Year(i16),
    /// A day, which sorts as one.
    Day(ExcelDateTime),
    /// How grave a finding is.
    Severity(Severity),
}

/// A sheet as it is filled.
pub(super) struct Sheet<'b> {
    sheet: &'b mut Worksheet,
    widths: Vec<f64>,
    printed: u16,
    next: u32,
    formats: Formats,
}

struct Formats {
    text: Format,
    number: Format,
    year: Format,
    day: Format,
    severities: [Format; 4],
}

impl Cell {
    /// Text from anywhere.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// About how many lines it takes in a column so many characters wide.
    fn lines(&self, width: f64) -> usize {
        let Self::Text(text) = self else { return 1 };
        // Words that do not fit go to the next line, and so no line is full.
        let full = width * 0.95;
        text.split('\n').map(|line| (line.chars().count() as f64 / full).ceil().max(1.0) as usize).sum()
    }

    /// A day as a day; a month or a year as text; nothing where none is known.
    pub(super) fn date(date: Option<PartialDate>) -> Self {
        let Some(date) = date else { return Self::text("") };
        let day = date.day.and_then(|_| {
            let day = date.first();
            ExcelDateTime::from_ymd(u16::try_from(day.year).ok()?, day.month, day.day).ok()
        });
        day.map_or_else(|| Self::text(date.to_string()), Self::Day)
    }
}

impl<'b> Sheet<'b> {
    /// A sheet with its heading. `columns` are headings and widths in characters; on paper only the first `printed` of them stand, under
    /// and over the `marking`.
    pub(super) fn new(book: &'b mut Workbook, name: &str, columns: &[(&str, f64)], printed: u16, marking: &str) -> Result<Self, XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        let heading = Format::new()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(Color::RGB(0x1D_3557))
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        for (n, (title, width)) in (0_u16..).zip(columns) {
            sheet.set_column_width(n, *width)?;
            sheet.write_string_with_format(0, n, *title, &heading)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_landscape().set_paper_size(A3).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        // An ampersand of the words themselves is doubled, since one alone begins a code.
        let marking = marking.replace('&', "&&");
        sheet.set_header(format!("&C&B{marking}"));
        sheet.set_footer(format!("&L&A&C&B{marking}&RPage &P of &N"));
        let widths = columns.iter().map(|(_, width)| *width).collect();
        Ok(Self { sheet, widths, printed, next: 1, formats: Formats::new() })
    }

    /// Adds a row. Rows that a sheet has no room for are left out: findings come gravest first.
    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        if self.next > MOST {
            return Ok(());
        }
        for (n, cell) in (0_u16..).zip(cells) {
            let formats = &self.formats;
            match cell {
                Cell::Text(text) if text.is_empty() => self.sheet.write_blank(self.next, n, &formats.text)?,
                Cell::Text(text) => self.sheet.write_string_with_format(self.next, n, fitting(text), &formats.text)?,
                Cell::Number(number) => self.sheet.write_number_with_format(self.next, n, *number as f64, &formats.number)?,
                Cell::Year(year) => self.sheet.write_number_with_format(self.next, n, f64::from(*year), &formats.year)?,
                Cell::Day(day) => self.sheet.write_datetime_with_format(self.next, n, day, &formats.day)?,
                Cell::Severity(severity) => {
                    let [high, medium, low, note] = &formats.severities;
                    let (format, word) = match severity {
                        Severity::High => (high, "High"),
                        Severity::Medium => (medium, "Medium"),
                        Severity::Low => (low, "Low"),
                        Severity::Note => (note, "Note"),
                    };
                    self.sheet.write_string_with_format(self.next, n, word, format)?
                }
            };
        }
        // Not every spreadsheet finds the height that wrapped text needs by itself.
        let lines = cells.iter().zip(&self.widths).map(|(cell, width)| cell.lines(*width)).max().unwrap_or(1);
        self.sheet.set_row_height(self.next, (LINE * lines as f64).min(HIGHEST))?;
        self.next += 1;
        Ok(())
    }

    /// Puts the filters over all rows, and says what is printed.
    pub(super) fn finish(&mut self) -> Result<(), XlsxError> {
        let last = self.next.saturating_sub(1);
        let columns = u16::try_from(self.widths.len()).unwrap_or(u16::MAX);
        self.sheet.autofilter(0, 0, last, columns.saturating_sub(1))?;
        self.sheet.set_print_area(0, 0, last, self.printed.saturating_sub(1))?;
        Ok(())
    }
}

impl Formats {
    fn new() -> Self {
        let line = Color::RGB(0xB1_B4B6);
        let plain = Format::new().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Hair).set_border_bottom_color(line);
        let severity = |ground: u32| plain.clone().set_bold().set_background_color(Color::RGB(ground));
        Self {
            text: plain.clone().set_text_wrap().set_quote_prefix(),
            number: plain.clone().set_num_format("#,##0"),
            // To the left, as the days beside it: the figures of the two would run into one.
            year: plain.clone().set_num_format("0").set_align(FormatAlign::Left),
            day: plain.clone().set_num_format("d mmm yyyy").set_align(FormatAlign::Left),
            severities: [severity(0xF6_D7D2), severity(0xFC_E5CC), severity(0xFF_F4CC), severity(0xEE_EFEF)],
        }
    }
}

/// As much of `text` as a cell holds, without control characters, which some spreadsheets refuse.
fn fitting(text: &str) -> String {
    let mut units = 0;
    let kept = text.chars().filter(|&c| !c.is_control() || matches!(c, '\n' | '\t'));
    let within = kept.take_while(|c| {
        units += c.len_utf16();
        units <= LONGEST
    });
    within.collect()
}
