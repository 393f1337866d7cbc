//! `concordat link`.

mod files;

use crate::arguments::{LinkCommand, LinkKind, Shared};
use crate::exit::Exit;
use crate::notice::{self, Failure};
use crate::site;
use concordat_linkage::{Decision, Explainer, Linked, Model, Options, Pair, Prepared, Tables, Training};
use files::Column;
use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

/// Finds which rows of one file, or of several, speak of one child.
pub(crate) fn run(command: &LinkCommand, shared: &Shared) -> Result<Exit, Failure> {
    site::threads(command.threads)?;
    places(command)?;
    let mut lists = Lists::default();
    let (mut blank, mut open) = (0, Vec::new());
    for file in &command.files {
        blank += files::rows(file, &mut lists.0, &mut open)?;
    }
    if lists.0.records.is_empty() {
        let met = if blank > 0 { "the files hold nothing but blank rows" } else { "the files hold no rows" };
        return Err(Failure::with(Exit::Nothing, met, "give CSV files whose first line names the columns"));
    }
    if !shared.quiet {
        open.iter().for_each(|note| notice::say(note));
        again(&command.files);
    }
    let prepared = Prepared::new(&lists.0.records);
    let model = model(command, &prepared, lists.0.records.len())?;
    let (options, notes) = lists.options(command)?;
    if !shared.quiet {
        notes.iter().for_each(|note| notice::say(note));
    }
    if let Some(pair) = &command.explain {
        return explain(&lists, &model, pair, shared);
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
        // Known numbers may leave gaps.
        let mut clusters = linked.cluster.clone();
        clusters.sort_unstable();
        clusters.dedup();
        let clusters = clusters.len();
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

/// Refuses what cannot be written as it is asked for, and to write over what is read or written besides.
fn places(command: &LinkCommand) -> Result<(), Failure> {
    if command.kind == LinkKind::Link && command.files.len() < 2 {
        return Err(Failure::misuse("`link` is for rows of different files, and one is given", "give two files or more, or use `dedupe`"));
    }
    let tables = [&command.out, &command.pairs, &command.review];
    for path in tables.into_iter().flatten() {
        files::can_write(path)?;
    }
    // Clusters may be written over those of the run before, and a model over itself: all of it is in what takes its place.
    let read = command.files.iter().chain(&command.decisions);
    let written: Vec<&PathBuf> = tables.into_iter().chain([&command.model_out]).flatten().collect();
    for (at, path) in written.iter().enumerate() {
        if read.clone().chain(written.iter().take(at).copied()).any(|other| files::one_place(other, path)) {
            let met = format!("{} is to be written over what is read from it or written to it besides", path.display());
            return Err(Failure::misuse(met, "name another file"));
        }
    }
    Ok(())
}

/// Says which files hold the same as one before: their rows are read, and each is one child with the row it repeats.
fn again(paths: &[PathBuf]) {
    for (at, path) in paths.iter().enumerate() {
        if let Some(before) = paths.iter().take(at).find(|before| files::same(before, path)) {
            notice::say(&format!("note: {} holds the same as {}: every row is there twice", path.display(), before.display()));
        }
    }
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

fn explain(lists: &Lists, model: &Model, pair: &[String], shared: &Shared) -> Result<Exit, Failure> {
    let rows: Option<Vec<u32>> = pair.iter().map(|id| lists.row(id)).collect();
    if !shared.quiet && pair.iter().any(|id| lists.0.ids().filter(|known| known == id).nth(1).is_some()) {
        notice::say("note: more than one row bears such an id: the first is taken");
    }
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

    /// What the command asks for, with what people decided and which clusters are known; and what of that had to be left out.
    fn options(&self, command: &LinkCommand) -> Result<(Options, Vec<String>), Failure> {
        let mut notes = Vec::new();
        let options = Options {
            keep: if command.pairs.is_some() { command.keep } else { 2.0 },
            tables: if command.kind == LinkKind::Link { self.0.tables().to_vec() } else { Vec::new() },
            decisions: command.decisions.as_deref().map_or(Ok(Vec::new()), |path| self.decisions(path, &mut notes))?,
            known: command.known.as_deref().map_or(Ok(Vec::new()), |path| self.known(path, &mut notes))?,
            ..Options::default()
        };
        Ok((options, notes))
    }

    /// What people decided. Where more than one row bears an id nothing tells which of them was meant, and children must not be joined by chance.
    fn decisions(&self, path: &Path, notes: &mut Vec<String>) -> Result<Vec<Decision>, Failure> {
        let mut rows: BTreeMap<&str, Option<u32>> = BTreeMap::new();
        for (row, id) in (0..).zip(self.0.ids()) {
            rows.entry(id).and_modify(|row| *row = None).or_insert(Some(row));
        }
        let (mut decisions, mut shared, mut nowhere, mut unclear) = (Vec::new(), 0, 0, 0);
        for line in files::table(path, &["id_l", "id_r", "same"])? {
            let [a, b, .., same] = line.as_slice() else { continue };
            match (said(same), rows.get(a.as_str()), rows.get(b.as_str())) {
                (Some(same), Some(Some(a)), Some(Some(b))) => decisions.push(Decision { a: *a, b: *b, same }),
                (Some(_), Some(_), Some(_)) => shared += 1,
                (Some(_), ..) => nowhere += 1,
                (None, ..) => unclear += usize::from(!same.trim().is_empty()),
            }
        }
        for (count, why) in [
            (shared, "more than one row bears an id of theirs; give each row an id of its own"),
            (nowhere, "no row bears an id of theirs"),
            (unclear, "their last column says neither yes nor no"),
        ] {
            if count > 0 {
                notes.push(format!("note: {} of {} left out: {why}", notice::counted(count, "decision"), path.display()));
            }
        }
        Ok(decisions)
    }

    /// The cluster of each row in an earlier run. Lists may number their rows alike: of rows with one id, the first has the cluster that stands first with it, and so on.
    fn known(&self, path: &Path, notes: &mut Vec<String>) -> Result<Vec<Option<u32>>, Failure> {
        let mut known: BTreeMap<String, VecDeque<u32>> = BTreeMap::new();
        let mut unclear = 0;
        for line in files::table(path, &["id", "cluster"])? {
            // New clusters are numbered from the highest on.
            let number = |cell: &String| cell.trim().parse::<u32>().ok().filter(|id| *id <= u32::MAX / 2);
            match line.as_slice() {
                [id, cluster, ..] if number(cluster).is_some() => known.entry(id.clone()).or_default().extend(number(cluster)),
                _ => unclear += 1,
            }
        }
        if unclear > 0 {
            notes.push(format!(
                "note: {} of {} left out: the second column is no number of a cluster",
                notice::counted(unclear, "row"),
                path.display()
            ));
        }
        Ok(self.0.ids().map(|id| known.get_mut(id).and_then(VecDeque::pop_front)).collect())
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
