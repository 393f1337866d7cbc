//! `concordat route --chart`: the routes of an area as a picture or an exchange format.

use crate::arguments::Shared;
use crate::exit::Exit;
use crate::notice::{self, Failure};
use concordat_chart::{Chart, Dress, Layout};
use concordat_findings::AreaChart;
use std::fs;
use std::path::Path;

/// Writes the chart of a theme, or of the area, in the format that the file's name asks for.
pub(crate) fn write(charts: &[AreaChart], theme: Option<&str>, file: &Path, shared: &Shared) -> Result<Exit, Failure> {
    let Some(found) = charts.iter().find(|c| c.theme.as_deref() == theme) else {
        let known: Vec<&str> = charts.iter().filter_map(|c| c.theme.as_deref()).collect();
        return Err(match (theme, known.as_slice()) {
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
    let bytes = rendered(&found.chart, file)?;
    #[expect(clippy::disallowed_methods, reason = "the command line is what writes")]
    fs::write(file, bytes).map_err(|e| {
        Failure::with(
            Exit::Unwritten,
            format!("`{}` cannot be written: {}", file.display(), e.kind()),
            "name a file in a folder that you may write to",
        )
    })?;
    if !shared.quiet {
        notice::print(&format!("Written: {}\n", file.display()))?;
    }
    Ok(Exit::Done)
}

fn rendered(chart: &Chart, file: &Path) -> Result<Vec<u8>, Failure> {
    let layout = Layout::of(chart);
    let drawn = || {
        layout.as_ref().map_err(|large| Failure::misuse(large.to_string(), "write a .txt, .mmd or .dot, or draw one theme with --theme"))
    };
    match file.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase().as_str() {
        "svg" => Ok(concordat_chart::svg(chart, drawn()?, Dress::Alone).into_bytes()),
        "bpmn" => Ok(concordat_chart::bpmn(chart, drawn()?).into_bytes()),
        "mmd" => Ok(concordat_chart::mermaid(chart).into_bytes()),
        "dot" => Ok(concordat_chart::dot(chart).into_bytes()),
        "docx" => concordat_chart::docx(chart, layout.as_ref())
            .map_err(|e| Failure::with(Exit::Unwritten, format!("the chart cannot be packed: {e}"), "free some memory and try again")),
        "txt" => Ok(concordat_chart::list_text(chart).into_bytes()),
        other => Err(Failure::misuse(
            format!("`.{other}` is no format for a chart"),
            "end the file's name with .svg, .docx, .mmd, .dot, .bpmn or .txt",
        )),
    }
}
