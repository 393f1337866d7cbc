//! `concordat link`.

use crate::arguments::{LinkCommand, LinkKind, Shared};
use crate::exit::Exit;
use crate::notice::{self, Failure};
use crate::site;
use concordat_linkage::{Birth, Cells, Day, Decision, Explainer, Linked, Model, Options, Records, Training, Written, link, train};
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
    if lists.records.is_empty() {
        return Err(Failure::with(Exit::Nothing, "the files hold no rows", "give CSV files whose first line names the columns"));
    }
    let model = model(command, &lists.records)?;
    let options = lists.options(command)?;
    if let Some(pair) = &command.explain {
        return explain(&lists, &model, pair);
    }
    let linked = link(&lists.records, &model, &options);
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
            lists.records.len(),
            linked.doubtful.len(),
            linked.compared
        ));
    }
    Ok(Exit::Done)
}

fn model(command: &LinkCommand, records: &Records) -> Result<Model, Failure> {
    let mut start = Model::default();
    start.prior = Model::prior_for(records.len());
    if let Some(path) = &command.model {
        let text = text(path)?;
        return Model::from_splink(&text).map_err(|problem| {
            Failure::with(
                Exit::Damaged,
                format!("{problem} in {}", path.display()),
                "give a file written with --model-out, or by Splink from one",
            )
        });
    }
    Ok(if command.untrained { start } else { train(records, &start, &Training::default()) })
}

fn explain(lists: &Lists, model: &Model, pair: &[String]) -> Result<Exit, Failure> {
    let rows: Option<Vec<u32>> = pair.iter().map(|id| lists.row(id)).collect();
    let found = rows.as_deref().and_then(|rows| match rows {
        [a, b] => Explainer::new(&lists.records, model).explain(*a, *b),
        _ => None,
    });
    let explanation =
        found.ok_or_else(|| Failure::misuse("no row has that id", "give two ids as they stand in the first output column"))?;
    notice::print(&format!("{explanation}\n"))?;
    Ok(Exit::Done)
}

/// The rows of all files, with what tells them apart in the output.
#[derive(Default)]
struct Lists {
    records: Records,
    /// Id of each row as its file gives it, or file and line.
    ids: Vec<String>,
    files: u32,
    lists: BTreeMap<String, u32>,
    sittings: BTreeMap<(u32, String), u32>,
}

/// The columns of a file, by what they are called.
struct Columns(BTreeMap<&'static str, usize>);

impl Columns {
    /// Each role with the headings it is known by, folded.
    const ROLES: [(&'static str, &'static [&'static str]); 16] = [
        ("id", &["id", "record id", "row id", "unique id", "rec id", "reference", "ref"]),
        ("forename", &["forename", "forenames", "first name", "given name", "given names", "firstname"]),
        ("surname", &["surname", "last name", "family name", "lastname"]),
        ("name", &["name", "full name", "child", "young person", "child name", "name of child"]),
        ("aka", &["aka", "alias", "also known as", "known as", "other names"]),
        ("dob", &["dob", "date of birth", "born", "birth date", "d o b"]),
        ("age", &["age"]),
        ("gender", &["gender", "sex"]),
        ("ethnicity", &["ethnicity", "ethnic group", "ethnic origin"]),
        ("postcode", &["postcode", "post code"]),
        ("address", &["address", "address line", "address 1", "address line 1", "home address"]),
        ("school", &["school", "education", "school or college", "school name"]),
        ("list", &["panel", "list", "register", "meeting"]),
        ("date", &["meeting date", "date", "date of meeting", "sitting"]),
        ("family", &["family", "household", "family id"]),
        ("number", &["street number", "house number"]),
    ];

    fn read(headings: &csv::StringRecord) -> Self {
        let folded: Vec<String> = headings.iter().map(|heading| concordat_linkage::fold(&heading.replace('_', " "))).collect();
        let place = |names: &[&str]| names.iter().find_map(|name| folded.iter().position(|heading| heading == name));
        Self(Self::ROLES.iter().filter_map(|(role, names)| Some((*role, place(names)?))).collect())
    }

    fn cell<'a>(&self, line: &'a csv::StringRecord, role: &str) -> &'a str {
        self.0.get(role).and_then(|at| line.get(*at)).map_or("", str::trim)
    }
}

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
        let columns = Columns::read(reader.headers().map_err(|e| unreadable(&e))?);
        if !["forename", "surname", "name"].iter().any(|role| columns.0.contains_key(role)) {
            return Err(Failure::misuse(format!("{} has no column of names", path.display()), "call a column forename, surname or name"));
        }
        let mut line = csv::StringRecord::new();
        let mut number = 1u64;
        while reader.read_record(&mut line).map_err(|e| unreadable(&e))? {
            number += 1;
            self.push(&columns, &line, number);
        }
        self.files += 1;
        Ok(())
    }

    fn push(&mut self, columns: &Columns, line: &csv::StringRecord, number: u64) {
        let cell = |role| columns.cell(line, role);
        let (panel, date) = (cell("list"), cell("date"));
        let list = number_of(&mut self.lists, if panel.is_empty() { format!("file {}", self.files) } else { panel.to_owned() });
        let sitting = (!date.is_empty()).then(|| number_of(&mut self.sittings, (list, date.to_owned())));
        let day = Day::read(date);
        let birth = match Birth::read(cell("dob"), day) {
            Birth::Unknown => Birth::read(cell("age"), day),
            known => known,
        };
        let written = if columns.0.contains_key("surname") || columns.0.contains_key("forename") {
            Written::default()
        } else {
            Written::read(cell("name"))
        };
        let or = |role, other| if cell(role).is_empty() { other } else { cell(role) };
        let numbered = if cell("number").is_empty() { String::new() } else { format!("{} {}", cell("number"), cell("address")) };
        self.records.push_cells(&Cells {
            forename: or("forename", &written.forename),
            surname: or("surname", &written.surname),
            aka: or("aka", &written.aka),
            birth,
            gender: cell("gender"),
            ethnicity: cell("ethnicity"),
            postcode: cell("postcode"),
            address: if numbered.is_empty() { cell("address") } else { &numbered },
            school: cell("school"),
            sitting,
            list: Some(list),
            day,
            family: None,
        });
        let id = cell("id");
        self.ids.push(if id.is_empty() { format!("{}:{number}", self.files + 1) } else { id.to_owned() });
    }

    fn row(&self, id: &str) -> Option<u32> {
        self.ids.iter().position(|known| known == id).and_then(|row| u32::try_from(row).ok())
    }

    /// What the command asks for, with what people decided and which clusters are known.
    fn options(&self, command: &LinkCommand) -> Result<Options, Failure> {
        let rows: BTreeMap<&str, u32> = if command.decisions.is_some() || command.known.is_some() {
            self.ids.iter().map(String::as_str).zip(0..).collect()
        } else {
            BTreeMap::new()
        };
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
            options.known = vec![None; self.ids.len()];
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
        for ((id, cluster), household) in self.ids.iter().zip(&linked.cluster).zip(&linked.household) {
            table.write_record([id, &cluster.to_string(), &household.to_string()])?;
        }
        table.flush()
    }

    fn pairs(&self, pairs: &[concordat_linkage::Pair], out: &mut dyn Write) -> std::io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(["id_l", "id_r", "match_weight", "match_probability", "household_probability", "same"])?;
        let id = |row: u32| self.ids.get(row as usize).map_or("", String::as_str);
        for pair in pairs {
            let numbers = [format!("{:.3}", pair.weight), format!("{:.6}", pair.probability), format!("{:.6}", pair.household)];
            let [weight, probability, household] = &numbers;
            table.write_record([id(pair.a), id(pair.b), weight, probability, household, ""])?;
        }
        table.flush()
    }
}

/// The number of a value, counted from zero in order of first sight.
fn number_of<K: Ord>(numbers: &mut BTreeMap<K, u32>, key: K) -> u32 {
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    *numbers.entry(key).or_insert(next)
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
