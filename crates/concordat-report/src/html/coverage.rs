//! Contexts and sectors: what every document says of each where it deals with each of its themes.

use super::quote::document_link;
use super::text::{escape, put};
use crate::{
    by_theme::{self, ThemeLine, described},
    wording::{self, count},
};
use concordat_findings::{Audit, Coverage};
use concordat_register::meaning::{Depth, FacetCoverage, Point, Said, Side};

/// Documents of the tables, with the words behind them.
const DOCUMENTS: usize = 40;

/// Which of the two tables.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Table {
    Contexts,
    Sectors,
}

/// Letters of the sides, in their order.
const LETTERS: [(&str, Side); 3] = [("R", Side::Risk), ("S", Side::Strength), ("V", Side::Vulnerability)];

pub(super) fn write(out: &mut String, audit: &Audit) {
    if audit.coverage.is_empty() {
        return;
    }
    out.push_str(
        "<section aria-labelledby=\"coverage\">\n<h2 id=\"coverage\">Contexts and sectors</h2>\n<p>Naming a park is not doing something about it. The tables say, for each document and theme, which factors are named and which are acted on, and what each sector is engaged for. Each mark leads to its sentence.</p>\n",
    );
    if audit.coverage.len() > DOCUMENTS {
        put(
            out,
            format_args!(
                "<p class=\"capped\">The first {DOCUMENTS} of {} are shown. The rest stand in <code>audit.json</code>.</p>\n",
                count(audit.coverage.len(), "document")
            ),
        );
    }
    let lines: Vec<ThemeLine<'_>> = audit.coverage.iter().take(DOCUMENTS).flat_map(|row| by_theme::lines(audit, row)).collect();
    for table in [Table::Contexts, Table::Sectors] {
        if lines.iter().any(|line| !table.columns(line).is_empty()) {
            one(out, audit, table, &lines);
        }
    }
    words(out, audit, &lines);
    out.push_str("</section>\n");
}

impl Table {
    fn columns<'a>(self, line: &ThemeLine<'a>) -> &'a [Coverage] {
        match self {
            Self::Contexts => &line.row.contexts,
            Self::Sectors => &line.row.sectors,
        }
    }

    /// Whether a line has anything to show here.
    fn holds(self, line: &ThemeLine<'_>) -> bool {
        let context = |f: &FacetCoverage| usize::from(f.facet) < line.row.contexts.len();
        line.theme.facets.iter().any(|f| context(f) == (self == Self::Contexts))
    }

    /// The place of the first column among the facets of a line.
    fn first(self, line: &ThemeLine<'_>) -> usize {
        match self {
            Self::Contexts => 0,
            Self::Sectors => line.row.contexts.len(),
        }
    }
}

fn one(out: &mut String, audit: &Audit, table: Table, lines: &[ThemeLine<'_>]) {
    let Some(columns) = lines.first().map(|line| table.columns(line)) else { return };
    let (name, caption) = match table {
        Table::Contexts => ("Contexts", "Factors that each document names, and acts on, in each context"),
        Table::Sectors => ("Sectors", "What each document engages each sector for"),
    };
    put(out, format_args!("<h3>{name}</h3>\n"));
    legend(out, table);
    let class = if table == Table::Contexts { "facets" } else { "facets engaged" };
    put(
        out,
        format_args!(
            "<div class=\"scroll\" role=\"region\" aria-label=\"{name} by document and theme\" tabindex=\"0\">\n<table class=\"{class}\" role=\"table\">\n<caption>{caption}</caption>\n<thead role=\"rowgroup\"><tr role=\"row\"><th scope=\"col\" role=\"columnheader\">Document and theme</th>"
        ),
    );
    for column in columns {
        put(out, format_args!("<th scope=\"col\" role=\"columnheader\">{}</th>", escape(&wording::capital(&column.name))));
    }
    out.push_str("</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for line in lines.iter().filter(|line| line.place == 0 || table.holds(line)) {
        let first = if line.place == 0 { "" } else { " class=\"further-theme\"" };
        let title = wording::title_of(audit, line.document).unwrap_or_default();
        put(
            out,
            format_args!("<tr role=\"row\"{first}><th scope=\"row\" role=\"rowheader\"><b>{}</b>", escape(&wording::clip(title, 120))),
        );
        if let Some(theme) = line.name(audit) {
            put(out, format_args!("<span class=\"theme\">{}</span>", escape(&wording::capital(&theme))));
        }
        out.push_str("</th>");
        for (n, column) in columns.iter().enumerate() {
            cell(out, audit, table, line, table.first(line) + n, column);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn legend(out: &mut String, table: Table) {
    out.push_str("<ul class=\"legend\">\n");
    if table == Table::Contexts {
        for (letter, side) in LETTERS {
            put(
                out,
                format_args!(
                    "<li><span class=\"mark named\" aria-hidden=\"true\">{letter}</span> {} named, <span class=\"mark done\" aria-hidden=\"true\">{letter}</span> and acted on</li>\n",
                    side.word()
                ),
            );
        }
        out.push_str("<li><span class=\"mark done\" aria-hidden=\"true\">A</span> something is done there, for no factor that is named</li>\n<li><span class=\"mark named\" aria-hidden=\"true\">N</span> only named</li>\n");
    } else {
        out.push_str("<li><i>named</i>, <i>a part</i> or <i>a task</i> without saying for what</li>\n");
    }
    out.push_str("<li><span aria-hidden=\"true\">–</span> not found</li>\n</ul>\n");
}

fn cell(out: &mut String, audit: &Audit, table: Table, line: &ThemeLine<'_>, place: usize, column: &Coverage) {
    put(out, format_args!("<td role=\"cell\" data-of=\"{}\">", escape(&wording::capital(&column.name))));
    match line.of(place) {
        None => out.push_str("<span class=\"absent\" aria-hidden=\"true\">–</span><span class=\"say\">not found</span>"),
        Some(facet) if table == Table::Contexts => context(out, line, facet),
        Some(facet) => sector(out, audit, line, facet),
    }
    out.push_str("</td>");
}

/// Three places for the sides, so that they stand one below the other down the column, and one for what else is done.
fn context(out: &mut String, line: &ThemeLine<'_>, facet: &FacetCoverage) {
    let find = |what: Said| facet.points.iter().position(|p| p.what == what);
    let mut mark = |letter: &str, at: usize, done: bool, say: &str| {
        let class = if done { "done" } else { "named" };
        put(
            out,
            format_args!(
                "<a class=\"mark {class}\" href=\"#{}\"><span aria-hidden=\"true\">{letter}</span><span class=\"say\">{say}</span></a>",
                id(line, facet, at)
            ),
        );
    };
    if let Some(at) = find(Said::Named) {
        mark("N", at, false, "only named");
        return;
    }
    for (letter, side) in LETTERS {
        let Some(at) = find(Said::Factor(side)) else { continue };
        let done = facet.points.get(at).is_some_and(|p| p.action.is_some());
        mark(letter, at, done, &format!("{}, {}", side.word(), if done { "acted on" } else { "only named" }));
    }
    if let Some(at) = find(Said::Done) {
        mark("A", at, true, "something is done");
    }
}

fn sector(out: &mut String, audit: &Audit, line: &ThemeLine<'_>, facet: &FacetCoverage) {
    out.push_str("<ul>");
    for (at, point) in facet.points.iter().enumerate() {
        let plain = match facet.depth {
            Depth::ActedOn => "a task",
            Depth::Considered => "a part",
            _ => "named",
        };
        let word = by_theme::word(audit, point).map_or_else(|| format!("<i>{plain}</i>"), |word| escape(word).to_string());
        put(out, format_args!("<li><a href=\"#{}\">{word}</a></li>", id(line, facet, at)));
    }
    out.push_str("</ul>");
}

/// The fragment of the words that a mark rests on.
fn id(line: &ThemeLine<'_>, facet: &FacetCoverage, point: usize) -> String {
    format!("said-{}-{}-{}-{point}", line.document.0 + 1, line.place, facet.facet)
}

/// The words behind the tables, folded away by document.
fn words(out: &mut String, audit: &Audit, lines: &[ThemeLine<'_>]) {
    if lines.iter().all(|line| line.theme.facets.is_empty()) {
        return;
    }
    out.push_str("<h3>The words behind the tables</h3>\n");
    for of_document in lines.chunk_by(|a, b| a.document == b.document) {
        let Some(first) = of_document.first().filter(|_| of_document.iter().any(|l| !l.theme.facets.is_empty())) else { continue };
        let title = wording::title_of(audit, first.document).unwrap_or_default();
        put(out, format_args!("<details class=\"reasons behind\"><summary>{}</summary>\n", escape(&wording::clip(title, 160))));
        put(out, format_args!("<p>Where it stands in the register: {}</p>\n", document_link(audit, first.document)));
        for line in of_document {
            if let Some(theme) = line.name(audit).filter(|_| of_document.len() > 1) {
                put(out, format_args!("<h4>{}</h4>\n", escape(&wording::capital(&theme))));
            }
            out.push_str("<dl>\n");
            let names = line.row.contexts.iter().chain(&line.row.sectors).enumerate();
            for (name, facet) in names.filter_map(|(n, column)| Some((&column.name, line.of(n)?))) {
                put(out, format_args!("<div><dt>{}</dt>\n<dd><ul>\n", escape(&wording::capital(name))));
                for (at, point) in facet.points.iter().enumerate() {
                    said(out, audit, line, facet, (at, point));
                }
                out.push_str("</ul></dd></div>\n");
            }
            out.push_str("</dl>\n");
        }
        out.push_str("</details>\n");
    }
}

fn said(out: &mut String, audit: &Audit, line: &ThemeLine<'_>, facet: &FacetCoverage, (at, point): (usize, &Point)) {
    let Some(anchor) = line.sentence(point.sentence) else { return };
    let sector = usize::from(facet.facet) >= line.row.contexts.len();
    let what = wording::capital(described(audit, facet, point, sector));
    put(
        out,
        format_args!(
            "<li id=\"{}\"><b>{}</b>, {}: “{}”",
            id(line, facet, at),
            escape(&what),
            escape(&wording::place(&anchor)),
            escape(&wording::quoted(&anchor.quote))
        ),
    );
    if let Some(action) = point.action.filter(|a| *a != point.sentence).and_then(|a| line.sentence(a)) {
        put(out, format_args!(" What is done, {}: “{}”", escape(&wording::place(&action)), escape(&wording::quoted(&action.quote))));
    }
    if point.inferred {
        out.push_str(" <span class=\"aside\">(nothing there says for which theme)</span>");
    }
    out.push_str("</li>\n");
}
