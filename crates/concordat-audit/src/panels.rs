//! Spreadsheets of a site, and the meetings that they and its documents tell of.

use crate::engine::{Order, guarded};
use crate::site::{FoundFile, Site};
use concordat_panels::{AgendasRead, register, sheet_facts};
use concordat_reading::Reader;
use concordat_register::{DocumentFacts, Problem, ProblemKind, Read, meeting::Meeting, workbook::Workbook};
use concordat_standard::panels::PanelWords;
use rayon::prelude::*;

/// The spreadsheets of a site as they were read.
#[derive(Debug, Default)]
pub(crate) struct Spreadsheets {
    /// Each workbook with its path, in order of path; empty where it could not be read.
    pub(crate) workbooks: Vec<(String, Workbook)>,
    /// Those that tell of panels, as facts: sheets are headings, rows are paragraphs.
    pub(crate) facts: Vec<DocumentFacts>,
    /// What could not be read.
    pub(crate) problems: Vec<(String, Problem)>,
}

impl Spreadsheets {
    /// Reads every spreadsheet of the listing.
    pub(crate) fn read<'r>(site: &dyn Site, order: &Order<'_>, files: &[FoundFile], reader: &(dyn Fn() -> &'r Reader + Sync)) -> Self {
        // The shipped words parse: a test of the standard holds them to it.
        let Some(words) = (!files.is_empty()).then(PanelWords::peer_on_peer_abuse).and_then(Result::ok) else { return Self::default() };
        let read: Vec<_> = files
            .par_iter()
            .map(|file| {
                let limits = order.limits_of.map_or_else(|| order.limits.clone(), |make| make(&order.limits));
                let (workbook, mut problems) = match site.read(&file.path) {
                    Ok(bytes) => {
                        let read = guarded(|| concordat_ingest::read_workbook(&file.path, &bytes, &limits));
                        (read.value, read.problems)
                    }
                    Err(problem) => (None, vec![problem]),
                };
                let facts =
                    guarded(|| Read::whole(workbook.as_ref().and_then(|w| sheet_facts(&file.path, w, reader().meetings(), &words))));
                problems.extend(facts.problems);
                // What could not be read is known by its name all the same, which may be somebody's.
                (file.path.clone(), workbook.unwrap_or_default(), facts.value.flatten(), problems)
            })
            .collect();
        let mut made = Self::default();
        for (path, workbook, facts, problems) in read {
            made.problems.extend(problems.into_iter().map(|p| (path.clone(), p)));
            made.facts.extend(facts);
            made.workbooks.push((path, workbook));
        }
        made
    }

    /// Adds the agendas that stand in tables of documents.
    pub(crate) fn add(&mut self, agendas: Vec<(String, Workbook)>) {
        self.workbooks.extend(agendas);
        self.workbooks.sort_by(|a, b| a.0.cmp(&b.0));
    }

    /// Spreadsheets that nothing was read from, with the reason.
    pub(crate) fn left_alone(&self, agendas: &AgendasRead) -> Vec<(String, String)> {
        let used = |path: &str| {
            let told = agendas.filed.told(path);
            let read = |t: &&concordat_panels::TableRead| t.kind != concordat_panels::SheetKind::Other && t.file == told;
            self.facts.iter().any(|f| f.entry.file == path) || agendas.tables.iter().any(|t| read(&t))
        };
        self.workbooks
            .iter()
            .filter(|(path, _)| !used(path) && !self.problems.iter().any(|(file, p)| file == path && p.kind.is_fatal()))
            .filter(|(path, _)| {
                !agendas.problems.iter().any(|(file, p)| file == agendas.filed.told(path) && p.kind == ProblemKind::Damaged)
            })
            .map(|(path, _)| (path.clone(), "a spreadsheet that is neither an agenda nor a list of panels, schools or places".to_owned()))
            .collect()
    }

    /// What the agendas say, beside the meetings of the area. Whoever reads them is given no name but in the roll.
    pub(crate) fn agendas(&self, order: &Order<'_>, meetings: &[Meeting]) -> AgendasRead {
        let Some(words) = (!self.workbooks.is_empty()).then(PanelWords::peer_on_peer_abuse).and_then(Result::ok) else {
            return AgendasRead::default();
        };
        let mut agendas =
            agendas_of(&self.workbooks, |workbooks| concordat_panels::read(workbooks, meetings, &order.panels.agendas, &words));
        let unmet = unmet(&order.panels.structures.apart, &agendas, meetings);
        agendas.problems.extend(unmet.map(|problem| ("concordat.toml".to_owned(), problem)));
        agendas
    }

    /// Puts what files are told by that are called after somebody in place of their names.
    pub(crate) fn tell_by(&mut self, agendas: &AgendasRead) {
        for facts in &mut self.facts {
            for heading in &mut facts.headings {
                heading.text = agendas.filed.sheet(&facts.entry.file, &heading.text).into();
            }
            let told = agendas.filed.told(&facts.entry.file).to_owned();
            if told != facts.entry.file {
                facts.entry.id = told.replace(['/', ' ', '.'], "-").to_lowercase();
                facts.entry.title.clone_from(&told);
                facts.entry.file = told;
            }
        }
    }

    /// The meetings of the area.
    pub(crate) fn meetings<'r>(
        &self,
        order: &Order<'_>,
        documents: &[DocumentFacts],
        reader: &(dyn Fn() -> &'r Reader + Sync),
    ) -> Vec<Meeting> {
        register(documents, &self.facts, &order.options.meetings, order.standard, &|| reader().meetings())
    }
}

/// Says which names under `apart` no panel bears: by a slip of the pen panels that the area keeps apart would be proposed as one.
fn unmet(apart: &[Vec<String>], agendas: &AgendasRead, meetings: &[Meeting]) -> Option<Problem> {
    let plain = concordat_standard::panels::plain;
    let met = |name: &str| agendas.discussions.panels.iter().any(|p| plain(p) == plain(name)) || meetings.iter().any(|m| m.is_called(name));
    let lost: Vec<String> = apart.iter().flatten().filter(|name| !met(name)).map(|name| format!("\u{201c}{name}\u{201d}")).collect();
    let message = format!("no panel is called {}, which `apart` under `[structures]` keeps from merging", lost.join(" or "));
    let help = "write the panel's name or letters as the register shows them, or take the entry out";
    (!lost.is_empty() && !agendas.discussions.panels.is_empty()).then(|| Problem::new(ProblemKind::Note, message, help))
}

/// What `read` makes of the workbooks. A fault in it costs the workbook that it comes of, and not the audit; what it said of itself
/// could hold a name, so only that it failed is told.
fn agendas_of(workbooks: &[(String, Workbook)], read: impl Fn(&[(String, Workbook)]) -> AgendasRead) -> AgendasRead {
    let whole = guarded(|| Read::whole(read(workbooks)));
    if let Some(agendas) = whole.value {
        return agendas;
    }
    let fails = |one: &(String, Workbook)| guarded(|| Read::whole(read(std::slice::from_ref(one)))).value.is_none();
    let (failing, sound): (Vec<_>, Vec<_>) = workbooks.iter().cloned().partition(fails);
    let rest = if failing.is_empty() { None } else { guarded(|| Read::whole(read(&sound))).value };
    // Where it is no workbook by itself, nothing was read of any.
    let lost = if rest.is_some() { failing } else { workbooks.to_vec() };
    let mut agendas = rest.unwrap_or_default();
    // Nothing is known of what stands in them, so whether they are called after somebody cannot be told.
    for (path, _) in lost {
        let number = workbooks.iter().position(|(other, _)| *other == path).map_or(0, |at| at + 1);
        let told = agendas.filed.number(&path, number);
        agendas.problems.extend(whole.problems.iter().map(|p| (told.clone(), p.clone())));
    }
    agendas
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told where workbooks `bad` make the reader fail, and where `several` do together.
    fn told(bad: &[&str], several: usize) -> (Vec<String>, usize) {
        let books: Vec<(String, Workbook)> = ["a.xlsx", "b.xlsx", "c.xlsx"].map(|path| (path.to_owned(), Workbook::default())).to_vec();
        let agendas = agendas_of(&books, |books| {
            assert!(books.len() < several && !books.iter().any(|(path, _)| bad.contains(&path.as_str())));
            let table = |(file, _): &(String, Workbook)| (file.clone(), Problem::new(ProblemKind::Note, "read", ""));
            AgendasRead { problems: books.iter().map(table).collect(), ..AgendasRead::default() }
        });
        let of = |kind| agendas.problems.iter().filter(move |(_, p)| p.kind == kind);
        assert!(of(ProblemKind::Damaged).all(|(_, p)| !p.help.is_empty()));
        (of(ProblemKind::Damaged).map(|(file, _)| file.clone()).collect(), of(ProblemKind::Note).count())
    }

    /// Issue 4: a slip in `apart` was passed over, and what the area had ruled out came back as a proposal.
    #[test]
    fn panels_kept_apart_are_to_be_met() {
        let mut agendas = AgendasRead::default();
        agendas.discussions.panels = vec!["MACE".to_owned(), "Missing".to_owned()];
        let meetings = [Meeting { name: "Gangs Panel".to_owned(), acronym: Some("GP".to_owned()), ..Meeting::default() }];
        let told = |names: &[&str]| {
            let apart = [names.iter().map(|n| (*n).to_owned()).collect()];
            unmet(&apart, &agendas, &meetings).map(|p| p.message)
        };
        assert_eq!(told(&["mace", "Gangs panel", "GP", "missing"]), None);
        assert!(told(&["MACE", "MASE"]).is_some_and(|m| m.contains("MASE") && !m.contains("MACE")));
    }

    #[test]
    fn a_workbook_that_makes_the_reader_fail_is_told_and_the_rest_is_read() {
        assert_eq!(told(&[], 9), (vec![], 3));
        assert_eq!(told(&["b.xlsx"], 9), (vec!["[file 2].xlsx".to_owned()], 2));
    }

    #[test]
    fn a_fault_of_all_together_is_told_of_each() {
        assert_eq!(told(&[], 3), (["[file 1].xlsx", "[file 2].xlsx", "[file 3].xlsx"].map(str::to_owned).to_vec(), 0));
    }
}
