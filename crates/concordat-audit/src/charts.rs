//! Charts of the routes, with what was found in them marked, and the joined route that is proposed beside them.

use concordat_findings::{AreaChart, CaseView, Finding, JoinedRoute};
use concordat_register::DocumentFacts;
use concordat_routes::{
    Network,
    chart::{Flag, RouteCharts},
    propose::{Change, propose},
};
use concordat_standard::Standard;

/// The charts of an area: the whole first, then one a theme. Marks are numbered as the findings of routes stand among `findings`.
pub(crate) fn charts(standard: &Standard, documents: &[DocumentFacts], network: &Network, findings: &[Finding]) -> Vec<AreaChart> {
    let flag = |finding: &Finding| Flag {
        text: finding.message.clone(),
        link: Some(finding.id.clone()),
        places: finding.evidence.iter().map(|e| (e.document, e.anchor.span)).collect(),
        fresh: false,
    };
    let flags: Vec<Flag> = findings.iter().filter(|f| f.check.starts_with("route/")).map(flag).collect();
    let themes: Vec<(&str, &str)> = standard.themes.themes.iter().map(|t| (t.id.as_str(), t.name.as_str())).collect();
    let RouteCharts { area, themes } = concordat_routes::chart::charts(documents, network, &standard.routes, &themes, &flags);
    let whole = area.map(|chart| AreaChart { theme: None, chart });
    whole.into_iter().chain(themes.into_iter().map(|(id, chart)| AreaChart { theme: Some(id), chart })).collect()
}

/// Steps beyond which an audit looks for no joined route, and `concordat route --propose` alone does: every change that could be made is
/// judged by walking every case, which at 700 steps would cost more than all the rest.
const STEPS: usize = 250;

/// How many steps there are, where they are too many to look for a joined route that would settle what `cases` leave open.
pub(crate) fn unproposed(documents: &[DocumentFacts], cases: &[CaseView]) -> Option<usize> {
    let steps: usize = documents.iter().map(|d| d.routes.steps.len()).sum();
    (steps > STEPS && !cases.iter().all(CaseView::is_determined)).then_some(steps)
}

/// The joined route that would settle what `cases` leave open; none where nothing is open, or nothing of ours would settle it.
pub(crate) fn proposal(standard: &Standard, documents: &[DocumentFacts], cases: &[CaseView]) -> Option<JoinedRoute> {
    if unproposed(documents, cases).is_some() || cases.iter().all(CaseView::is_determined) {
        return None;
    }
    let made = propose(documents, standard);
    if made.changes.is_empty() {
        return None;
    }
    let flag = |change: &Change| Flag {
        text: format!("{} {}", change.wording, change.reason),
        link: None,
        places: vec![(change.document, change.step.anchor.span)],
        fresh: true,
    };
    let flags: Vec<Flag> = made.changes.iter().map(flag).collect();
    let themes: Vec<(&str, &str)> = standard.themes.themes.iter().map(|t| (t.id.as_str(), t.name.as_str())).collect();
    let network = Network::of(&made.documents, &standard.routes);
    let chart = concordat_routes::chart::area(&made.documents, &network, &standard.routes, &themes, &flags).map(|mut chart| {
        chart.title = "The joined route, as proposed".to_owned();
        chart.description =
            "The routes of the area after the changes that are proposed. What would be new is drawn with dashes.".to_owned();
        chart
    });
    Some(JoinedRoute { view: made.view, chart })
}
