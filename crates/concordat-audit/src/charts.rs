//! Charts of the routes, with what was found in them marked.

use concordat_findings::{AreaChart, Finding};
use concordat_register::DocumentFacts;
use concordat_routes::chart::{Flag, RouteCharts};
use concordat_standard::Standard;

/// The charts of an area: the whole first, then one a theme. Marks are numbered as the findings of routes stand among `findings`.
pub(crate) fn charts(standard: &Standard, documents: &[DocumentFacts], findings: &[Finding]) -> Vec<AreaChart> {
    let flag = |finding: &Finding| Flag {
        text: finding.message.clone(),
        link: Some(finding.id.clone()),
        places: finding.evidence.iter().map(|e| (e.document, e.anchor.span)).collect(),
    };
    let flags: Vec<Flag> = findings.iter().filter(|f| f.check.starts_with("route/")).map(flag).collect();
    let themes: Vec<(&str, &str)> = standard.themes.themes.iter().map(|t| (t.id.as_str(), t.name.as_str())).collect();
    let RouteCharts { area, themes } = concordat_routes::chart::charts(documents, &standard.routes, &themes, &flags);
    let whole = area.map(|chart| AreaChart { theme: None, chart });
    whole.into_iter().chain(themes.into_iter().map(|(id, chart)| AreaChart { theme: Some(id), chart })).collect()
}
