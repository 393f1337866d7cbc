//! `concordat link`.

mod files;

use crate::arguments::{LinkCommand, LinkKind, Shared};
use crate::exit::Exit;
use crate::notice::{self, Failure};
use crate::site;
use concordat_linkage::{Decision, Explainer, Linked, Model, Options, Pair, Prepared, Tables, Training};
use files::Column;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Finds which rows of one file, or of several, speak of one child.
pub(crate) fn run(command: &LinkCommand, shared: &Shared) -> Result<Exit, Failure> {
    site::threads(command.threads)?;
    for path in [&command.out, &command.pairs, &command.review].into_iter().flatten() {
        files::can_write(path)?;
    }
    let mut lists = Lists::default();
    let mut blank = 0;
    for file in &command.files {
        blank += files::rows(file, &mut lists.0)?;
    }
    if lists.0.records.is_empty() {
        let met = if blank > 0 { "the files hold nothing but blank rows" } else { "the files hold no rows" };
        return Err(Failure::with(Exit::Nothing, met, "give CSV files whose first line names the columns"));
    }
    if !shared.quiet {
        again(&command.files);
    }
    let prepared = Prepared::new(&lists.0.records);
    let model = model(command, &prepared, lists.0.records.len())?;
    let options = lists.options(command)?;
    if let Some(pair) = &command.explain {
        return explain(&lists, &model, pair);
    }
    let linked = prepared.link(&model, &options);
    lists.write_clusters(command.out.as_deref(), &linked)?;
    if let Some(path) = &command.pairs {
        lists.write_pairs(path, &linked.pairs)?;
    }
    if let Some(path) = &command.review {
        lists.write_pairs(path, &linked.doubtful)?;
    }
    if let Some(path) = &command.model_out {
        files::text(Some(path), |out| out.write_all(model.to_splink().as_bytes()))?;
    }
    if !shared.quiet {
        let clusters = linked.cluster.iter().max().map_or(0, |id| id + 1);
        notice::say(&format!(
            "{} rows, {clusters} clusters, {} pairs in doubt, {} compared",
            lists.0.records.len(),
            linked.doubtful.len(),
            linked.compared
        ));
        if blank > 0 {
            notice::say(&format!("{} left out", notice::counted(usize::try_from(blank).unwrap_or(usize::MAX), "blank row")));
        }
    }
    Ok(Exit::Done)
}

/// Says which files hold the same as one before: their rows are read, and each is one child with the row it repeats.
fn again(paths: &[PathBuf]) {
    let size = |path: &PathBuf| std::fs::metadata(path).map(|file| file.len()).ok();
    for (at, path) in paths.iter().enumerate() {
        let same = paths.iter().take(at).find(|before| size(before).is_some() && size(before) == size(path) && one(before, path));
        if let Some(before) = same {
            notice::say(&format!("note: {} holds the same as {}: every row is there twice", path.display(), before.display()));
        }
    }
}

/// Whether two files are byte for byte the same.
#[expect(clippy::disallowed_methods, reason = "the command line reads files")]
fn one(a: &Path, b: &Path) -> bool {
    matches!((std::fs::read(a), std::fs::read(b)), (Ok(a), Ok(b)) if a == b)
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
                "give a file written with --model-out, or by Splink from one; or leave --model out, and the rows are trained on",
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
    fn row(&self, id: &str) -> Option<u32> {
        self.0.ids().position(|known| known == id).and_then(|row| u32::try_from(row).ok())
    }

    /// What the command asks for, with what people decided and which clusters are known.
    fn options(&self, command: &LinkCommand) -> Result<Options, Failure> {
        let rows: BTreeMap<&str, u32> = if command.decisions.is_some() { self.0.ids().zip(0..).collect() } else { BTreeMap::new() };
        let mut options = Options {
            keep: if command.pairs.is_some() { command.keep } else { 2.0 },
            between_lists: command.kind == LinkKind::Link,
            ..Options::default()
        };
        if let Some(path) = &command.decisions {
            for line in files::table(path)? {
                if let [a, b, .., same] = line.as_slice()
                    && let (Some(a), Some(b), Some(same)) = (rows.get(a.as_str()), rows.get(b.as_str()), said(same))
                {
                    options.decisions.push(Decision { a: *a, b: *b, same });
                }
            }
        }
        if let Some(path) = &command.known {
            // More than one row may bear an id, as where a file is given twice.
            let known: BTreeMap<String, u32> = files::table(path)?
                .into_iter()
                .filter_map(|line| match line.as_slice() {
                    [id, cluster, ..] => Some((id.clone(), cluster.parse().ok()?)),
                    _ => None,
                })
                .collect();
            options.known = self.0.ids().map(|id| known.get(id).copied()).collect();
        }
        Ok(options)
    }

    fn write_clusters(&self, path: Option<&Path>, linked: &Linked) -> Result<(), Failure> {
        let columns = [
            ("id", Column::Text(self.0.ids().collect())),
            ("cluster", Column::Whole(linked.cluster.clone())),
            ("household", Column::Whole(linked.household.clone())),
        ];
        files::write(path, linked.cluster.len(), &columns)
    }

    fn write_pairs(&self, path: &Path, pairs: &[Pair]) -> Result<(), Failure> {
        let ids = |row: fn(&Pair) -> u32| Column::Text(pairs.iter().map(|pair| self.0.id(row(pair))).collect());
        let numbers = |number: fn(&Pair) -> f64, places| Column::Number(pairs.iter().map(number).collect(), places);
        let columns = [
            ("id_l", ids(|pair| pair.a)),
            ("id_r", ids(|pair| pair.b)),
            ("match_weight", numbers(|pair| pair.weight, 3)),
            ("match_probability", numbers(|pair| pair.probability, 6)),
            ("household_probability", numbers(|pair| pair.household, 6)),
            ("same", Column::Empty),
        ];
        files::write(Some(path), pairs.len(), &columns)
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

#[expect(clippy::disallowed_methods, reason = "the command line reads files")]
fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|e| {
        Failure::with(Exit::Unreadable, format!("{} could not be read: {}", path.display(), e.kind()), "check the name of the file")
    })
}
