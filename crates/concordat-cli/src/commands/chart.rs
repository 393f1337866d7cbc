//! `concordat route --chart`: the routes of an area as a picture or an exchange format.

use crate::arguments::{RouteCommand, Shared};
use crate::exit::Exit;
use crate::notice::{self, Failure};
use crate::output;
use concordat_chart::{Chart, Dress, Layout};
use concordat_findings::AreaChart;
use concordat_standard::Standard;
use std::path::Path;

/// A chart that was asked for.
pub(crate) struct Drawing<'a> {
    file: &'a Path,
    format: Format,
    theme: Option<&'a str>,
    overwrite: bool,
}

/// What a chart is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Svg,
    Bpmn,
    Mermaid,
    Dot,
    Docx,
    Text,
}

impl Format {
    /// The format that a file's name asks for.
    fn of(file: &Path) -> Result<Self, Failure> {
        match file.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase().as_str() {
            "svg" => Ok(Self::Svg),
            "bpmn" => Ok(Self::Bpmn),
            "mmd" => Ok(Self::Mermaid),
            "dot" => Ok(Self::Dot),
            "docx" => Ok(Self::Docx),
            "txt" => Ok(Self::Text),
            other => Err(Failure::misuse(
                format!("`.{other}` is no format for a chart"),
                "end the file's name with .svg, .docx, .mmd, .dot, .bpmn or .txt",
            )),
        }
    }
}

/// The theme that a concern is one of, where it is of one alone: a case may be typed as of a gang, and its chart is that of its theme.
fn theme_of<'a>(asked: &'a str, standard: &'a Standard) -> &'a str {
    let mut of = standard.routes.themes.iter().filter(|(_, concerns)| concerns.iter().any(|c| c == asked));
    match (of.next(), of.next()) {
        (Some((theme, _)), None) if standard.themes.themes.iter().all(|row| row.id != asked) => theme,
        _ => asked,
    }
}

impl<'a> Drawing<'a> {
    /// What the command asks to be drawn, told before anything is read where it cannot be.
    ///
    /// # Errors
    ///
    /// A file that is not written over or would be audited as a document, an unknown format, and a theme that is none.
    pub(crate) fn of(command: &'a RouteCommand, site: &Path, file: &'a Path, standard: &'a Standard) -> Result<Self, Failure> {
        let theme = match command.theme.as_slice() {
            [] => None,
            [one] => Some(one.as_str()),
            _ => return Err(Failure::misuse("a chart is of one theme", "give --theme once, or leave it out for the whole area")),
        };
        let theme = theme.map(|theme| theme_of(theme, standard));
        if let Some(unknown) = theme.filter(|theme| standard.themes.themes.iter().all(|row| row.id != *theme)) {
            let known: Vec<&str> = standard.themes.themes.iter().map(|row| row.id.as_str()).collect();
            return Err(Failure::misuse(format!("`{unknown}` is no theme"), format!("use one of: {}", known.join(", "))));
        }
        let format = Format::of(file)?;
        output::outside(site, file)?;
        output::check(file, command.overwrite)?;
        Ok(Self { file, format, theme, overwrite: command.overwrite })
    }

    /// Writes the chart of the theme, or of the area.
    ///
    /// # Errors
    ///
    /// Nothing to draw, a chart too large for the format, and a file that cannot be written.
    pub(crate) fn write(&self, charts: &[AreaChart], shared: &Shared) -> Result<Exit, Failure> {
        let Some(found) = charts.iter().find(|c| c.theme.as_deref() == self.theme) else {
            let known: Vec<&str> = charts.iter().filter_map(|c| c.theme.as_deref()).collect();
            return Err(match (self.theme, known.as_slice()) {
                (_, []) if charts.is_empty() => Failure::with(
                    Exit::Nothing,
                    "no document gives a step of a route",
                    "`concordat audit` shows what was read; a route that is only a picture can be given by hand in concordat.toml",
                ),
                (theme, known) => Failure::misuse(
                    format!("there is no chart of `{}`", theme.unwrap_or_default()),
                    format!("leave --theme out for the whole area, or name one of: {}", known.join(", ")),
                ),
            });
        };
        output::write(self.file, &self.rendered(&found.chart)?, self.overwrite)?;
        if !shared.quiet {
            notice::print(&format!("Written: {}\n", self.file.display()))?;
        }
        Ok(Exit::Done)
    }

    fn rendered(&self, chart: &Chart) -> Result<Vec<u8>, Failure> {
        let layout = Layout::of(chart);
        let drawn = || {
            let help = "write a .txt, .mmd or .dot, or draw one theme with --theme";
            layout.as_ref().map_err(|large| Failure::misuse(large.to_string(), help))
        };
        match self.format {
            Format::Svg => Ok(concordat_chart::svg(chart, drawn()?, Dress::Alone).into_bytes()),
            Format::Bpmn => Ok(concordat_chart::bpmn(chart, drawn()?).into_bytes()),
            Format::Mermaid => Ok(concordat_chart::mermaid(chart).into_bytes()),
            Format::Dot => Ok(concordat_chart::dot(chart).into_bytes()),
            Format::Docx => concordat_chart::docx(chart, layout.as_ref())
                .map_err(|e| Failure::with(Exit::Unwritten, format!("the chart cannot be packed: {e}"), "free some memory and try again")),
            Format::Text => Ok(concordat_chart::list_text(chart).into_bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_concern_that_a_case_may_be_typed_by_is_drawn_with_its_theme() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        for (asked, theme) in [("gang", "syv"), ("partner-abuse", "da"), ("hsb", "hsb"), ("exploitation", "exploitation")] {
            assert_eq!(theme_of(asked, &standard), theme, "{asked}");
        }
    }
}
