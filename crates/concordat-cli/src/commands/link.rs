//! `concordat link`.

use crate::arguments::{LinkCommand, LinkKind, Shared};
use crate::exit::Exit;
use crate::notice::{self, Failure};
use crate::site;
use concordat_linkage::{Columns, Decision, Explainer, Linked, Model, Options, Prepared, Tables, Training};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Finds which rows of one file, or of several, speak of one child.
pub(crate) fn run(command: &LinkCommand, shared: &Shared) -> Result<Exit, Failure> {
    site::threads(command.threads)?;
    let mut lists = Lists::default();
    for file in &command.files {
        lists.read(file)?;
    }
    if lists.0.records.is_empty() {
        return Err(Failure::with(Exit::Nothing, "the files hold no rows", "give CSV files whose first line names the columns"));
    }
    let prepared = Prepared::new(&lists.0.records);
    let model = model(command, &prepared, lists.0.records.len())?;
    let options = lists.options(command)?;
    if let Some(pair) = &command.explain {
        return explain(&lists, &model, pair);
    }
    let linked = prepared.link(&model, &options);
    write(command.out.as_deref(), |out| lists.clusters(&linked, out))?;
    if let Some(path) = &command.pairs {
        write(Some(path), |out| lists.pairs(&linked.pairs, out))?;
    }
    if let Some(path) = &command.review {
        write(Some(path), |out| lists.pairs(&linked.doubtful, out))?;
    }
    if let Some(path) = &command.model_out {
        write(Some(path), |out| out.write_all(model.to_splink().as_bytes()))?;
    }
    if !shared.quiet {
        let clusters = linked.cluster.iter().max().map_or(0, |id| id + 1);
        notice::say(&format!(
            "{} rows, {clusters} clusters, {} pairs in doubt, {} compared",
            lists.0.records.len(),
            linked.doubtful.len(),
            linked.compared
        ));
    }
    Ok(Exit::Done)
}

fn model(command: &LinkCommand, prepared: &Prepared<'_>, rows: usize) -> Result<Model, Failure> {
    let mut start = Model::default();
    start.prior = Model::prior_for(rows);
    if let Some(path) = &command.model {
        let text = text(path)?;
        return Model::from_splink(&text).map_err(|problem| {
            Failure::with(
                Exit::Damaged,
                format!("{problem} in {}", path.display()),
                "give a file written with --model-out by this version, or by Splink from one",
            )
        });
    }
    Ok(if command.untrained { start } else { prepared.train(&start, &Training::default()) })
}

fn explain(lists: &Lists, model: &Model, pair: &[String]) -> Result<Exit, Failure> {
    let rows: Option<Vec<u32>> = pair.iter().map(|id| lists.row(id)).collect();
    let found = rows.as_deref().and_then(|rows| match rows {
        [a, b] => Explainer::new(&lists.0.records, model).explain(*a, *b),
        _ => None,
    });
    let explanation =
        found.ok_or_else(|| Failure::misuse("no row has that id", "give two ids as they stand in the first output column"))?;
    notice::print(&format!("{explanation}\n"))?;
    Ok(Exit::Done)
}

/// The rows of all files.
#[derive(Default)]
struct Lists(Tables);

impl Lists {
    fn read(&mut self, path: &Path) -> Result<(), Failure> {
        let unreadable = |e: &csv::Error| {
            let kind = if matches!(e.kind(), csv::ErrorKind::Io(_)) { Exit::Unreadable } else { Exit::Damaged };
            let line = e.position().map_or(String::new(), |place| format!(" at line {}", place.line()));
            Failure::with(
                kind,
                format!("{} could not be read{line}", path.display()),
                "give a CSV file in UTF-8 whose first line names the columns",
            )
        };
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path).map_err(|e| unreadable(&e))?;
        let columns = Columns::read(reader.headers().map_err(|e| unreadable(&e))?).ok_or_else(|| {
            Failure::misuse(format!("{} has no column of names", path.display()), "call a column forename, surname or name")
        })?;
        let mut line = csv::StringRecord::new();
        let mut number = 1u64;
        while reader.read_record(&mut line).map_err(|e| unreadable(&e))? {
            number += 1;
            self.0.push(&columns, number, |at| line.get(at).unwrap_or_default());
        }
        self.0.end();
        Ok(())
    }

    fn row(&self, id: &str) -> Option<u32> {
        self.0.ids().position(|known| known == id).and_then(|row| u32::try_from(row).ok())
    }

    /// What the command asks for, with what people decided and which clusters are known.
    fn options(&self, command: &LinkCommand) -> Result<Options, Failure> {
        let rows: BTreeMap<&str, u32> =
            if command.decisions.is_some() || command.known.is_some() { self.0.ids().zip(0..).collect() } else { BTreeMap::new() };
        let mut options = Options {
            keep: if command.pairs.is_some() { command.keep } else { 2.0 },
            between_lists: command.kind == LinkKind::Link,
            ..Options::default()
        };
        if let Some(path) = &command.decisions {
            for line in table(path)? {
                if let [a, b, .., same] = line.iter().collect::<Vec<_>>().as_slice()
                    && let (Some(a), Some(b), Some(same)) = (rows.get(a), rows.get(b), said(same))
                {
                    options.decisions.push(Decision { a: *a, b: *b, same });
                }
            }
        }
        if let Some(path) = &command.known {
            options.known = vec![None; self.0.records.len()];
            for line in table(path)? {
                let row = line.get(0).and_then(|id| rows.get(id));
                if let (Some(row), Some(Ok(id))) = (row, line.get(1).map(str::parse)) {
                    options.known.get_mut(*row as usize).into_iter().for_each(|to| *to = Some(id));
                }
            }
        }
        Ok(options)
    }

    fn clusters(&self, linked: &Linked, out: &mut dyn Write) -> std::io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(["id", "cluster", "household"])?;
        for ((id, cluster), household) in self.0.ids().zip(&linked.cluster).zip(&linked.household) {
            table.write_record([id, &cluster.to_string(), &household.to_string()])?;
        }
        table.flush()
    }

    fn pairs(&self, pairs: &[concordat_linkage::Pair], out: &mut dyn Write) -> std::io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(["id_l", "id_r", "match_weight", "match_probability", "household_probability", "same"])?;
        let id = |row: u32| self.0.id(row);
        for pair in pairs {
            let numbers = [format!("{:.3}", pair.weight), format!("{:.6}", pair.probability), format!("{:.6}", pair.household)];
            let [weight, probability, household] = &numbers;
            table.write_record([id(pair.a), id(pair.b), weight, probability, household, ""])?;
        }
        table.flush()
    }
}

/// What a person wrote in the last column of a list for review.
fn said(cell: &str) -> Option<bool> {
    match cell.trim().to_ascii_lowercase().as_str() {
        "yes" | "y" | "1" | "true" | "same" => Some(true),
        "no" | "n" | "0" | "false" | "different" => Some(false),
        _ => None,
    }
}

fn table(path: &Path) -> Result<Vec<csv::StringRecord>, Failure> {
    let text = text(path)?;
    let lines: Result<Vec<csv::StringRecord>, _> =
        csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes()).records().collect();
    lines.map_err(|_| Failure::with(Exit::Damaged, format!("{} is no CSV file", path.display()), "give the file as this command wrote it"))
}

#[expect(clippy::disallowed_methods, reason = "the command line reads files")]
fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|e| {
        Failure::with(Exit::Unreadable, format!("{} could not be read: {}", path.display(), e.kind()), "check the name of the file")
    })
}

fn write(path: Option<&Path>, lines: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), Failure> {
    let failed = |e: &std::io::Error| {
        Failure::with(Exit::Unwritten, format!("the output could not be written: {}", e.kind()), "check the folder and the disk")
    };
    match path {
        Some(path) => {
            let mut out = std::io::BufWriter::new(std::fs::File::create(path).map_err(|e| failed(&e))?);
            lines(&mut out).and_then(|()| out.flush()).map_err(|e| failed(&e))
        }
        None => match lines(&mut std::io::stdout().lock()) {
            Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(failed(&e)),
            _ => Ok(()),
        },
    }
}
