//! `concordat link` from outside: what a list may be, what is told where it cannot be read, and that no name is in anything said or written.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests make the files that the program reads; a test that cannot go on fails"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder of its own for each test, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("link-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        fs::write(self.0.join(name), bytes).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// The exit code of `concordat link` with some arguments, and what it said and printed.
    fn link(&self, arguments: &[&str]) -> (i32, String) {
        self.piped(arguments, "")
    }

    /// The same with something on standard input.
    fn piped(&self, arguments: &[&str], input: &str) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_concordat"));
        command.arg("link").args(arguments).current_dir(&self.0);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Who is misused does not wait for its input.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let both = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8_lossy(&both).into_owned())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The cluster of each row that `--out` wrote.
fn clusters(text: &str) -> Vec<&str> {
    text.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect()
}

const ROWS: &str = "forename,surname,dob,school,panel,meeting date,aka\n\
    Zebedee,Quillfeather,3/4/2009,Orme High,Harm Panel,7/5/2024,Biscuitface\n\
    ZEBEDEE,QUILLFEATHER,2009-04-03,Orme High School,Missing Panel,9/5/2024,\n\
    Ottoline,Marchbanks,30/02/2010,,Harm Panel,7/5/2024,\n\
    Ottoline,,aged 170,,Missing Panel,1900-01-00,\n\
    X,,,,Missing Panel,9/5/2024,\n\
    محمد,علي,1/2/2011,,Harm Panel,7/5/2024,\n\
    محمد,علي,1/2/2011,,Missing Panel,9/5/2024,\n";
const PLANTED: [&str; 7] = ["zebedee", "quillfeather", "ottoline", "marchbanks", "biscuitface", "محمد", "علي"];

#[test]
fn every_row_comes_out_and_no_name_does() {
    let scratch = Scratch::new("names");
    scratch.file("rows.csv", ROWS);
    let written = ["out.csv", "pairs.csv", "doubt.csv", "model.json"];
    let [out, pairs, doubt, model] = written;
    let all = ["dedupe", "rows.csv", "--out", out, "--pairs", pairs, "--keep", "0", "--review", doubt, "--model-out", model];
    let (code, mut said) = scratch.link(&all);
    assert_eq!(code, 0, "{said}");
    let table = scratch.read(out);
    let [a, b, .., e, f, g] = clusters(&table)[..] else { panic!("{table}") };
    assert!(clusters(&table).len() == 7 && a == b && f == g && e != a && e != f, "{table}");
    said += &scratch.link(&["dedupe", "rows.csv", "--explain", "1:2", "1:3"]).1;
    // What cannot be read is told by its place alone.
    let latin: Vec<u8> = ROWS.bytes().map(|byte| if byte == b'Z' { 0xe9 } else { byte }).collect();
    scratch.file("latin.csv", latin).file("headless.csv", "Zebedee,Quillfeather\nOttoline,Marchbanks\n").file("Zed.json", "{Zebedee}");
    for (arguments, expected, met) in [
        (vec!["dedupe", "latin.csv"], 6, "latin.csv could not be read at line 2"),
        (vec!["dedupe", "headless.csv"], 2, "headless.csv has no column of names"),
        (vec!["dedupe", "rows.csv", "--model", "Zed.json"], 6, "the text is no JSON"),
        (vec!["dedupe", "rows.csv", "--explain", "1:2", "Zebedee"], 2, "no row has that id"),
    ] {
        let (code, text) = scratch.link(&arguments);
        assert!(code == expected && text.contains(met) && text.contains("help: "), "{arguments:?} {code} {text}");
        said += &text;
    }
    let all = written.iter().fold(said, |all, name| all + &scratch.read(name)).to_lowercase();
    assert!(!PLANTED.iter().any(|name| all.contains(name)), "{all}");
}

#[test]
fn a_list_given_twice_is_told_and_each_row_is_with_the_one_it_repeats() {
    let scratch = Scratch::new("twice");
    scratch.file("may.csv", ROWS).file("june.csv", ROWS);
    let (code, said) = scratch.link(&["dedupe", "may.csv", "june.csv", "--out", "out.csv"]);
    assert!(code == 0 && said.contains("note: june.csv holds the same as may.csv: every row is there twice"), "{said}");
    let table = scratch.read("out.csv");
    let (first, again): (Vec<&str>, Vec<&str>) = (clusters(&table)[..7].to_vec(), clusters(&table)[7..].to_vec());
    // A forename alone, or an initial, is no evidence even of the same row.
    assert_eq!((&first[..3], &first[5..]), (&again[..3], &again[5..]), "{table}");
    assert!(table.contains("\n1:2,") && table.contains("\n2:2,"));
}

#[test]
fn a_million_blank_rows_are_counted_and_left_out() {
    let scratch = Scratch::new("blank");
    let [headings, rest] = ROWS.split_once('\n').map(<[&str; 2]>::from).unwrap();
    scratch.file("rows.csv", format!("{headings}\n{}{rest}", " , ,,,,,\n".repeat(1_000_000)));
    let (code, said) = scratch.link(&["dedupe", "rows.csv", "--out", "out.csv"]);
    assert!(code == 0 && said.contains("7 rows, ") && said.contains("1000000 blank rows left out"), "{said}");
    assert!(scratch.read("out.csv").contains("\n1:1000002,"));
    scratch.file("blank.csv", format!("{headings}\n,,,,,,\n"));
    assert_eq!(scratch.link(&["dedupe", "blank.csv"]).0, 3);
}

#[test]
fn what_is_no_list_is_told_with_what_to_do() {
    let scratch = Scratch::new("kinds");
    scratch.file("locked.xlsx", [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], b"Zebedee"].concat());
    scratch.file("open.xlsx", "PK\u{3}\u{4}Zebedee Quillfeather").file("rows.parquet", "PAR1Zebedee");
    let (parquet, met) = if cfg!(feature = "parquet") { (6, "cut off or damaged") } else { (8, "built without") };
    for (file, expected, met) in [
        ("locked.xlsx", 5, "a workbook with a password"),
        ("open.xlsx", 8, "this command reads CSV"),
        ("rows.parquet", parquet, met),
        ("none.csv", 4, "could not be read"),
    ] {
        let (code, said) = scratch.link(&["dedupe", file]);
        assert!(code == expected && said.contains(met) && said.contains("help: ") && !said.contains("Zebedee"), "{file} {code} {said}");
    }
}

#[test]
fn what_a_person_decides_is_followed_and_not_asked_again() {
    let scratch = Scratch::new("decided");
    scratch.file("rows.csv", ROWS);
    let review = |decisions: &[&str]| {
        let (code, said) = scratch.link(&[&["dedupe", "rows.csv", "--out", "out.csv", "--review", "doubt.csv"], decisions].concat());
        assert_eq!(code, 0, "{said}");
        (scratch.read("out.csv"), scratch.read("doubt.csv"))
    };
    let (before, doubt) = review(&[]);
    let asked = doubt.lines().find(|line| line.starts_with("1:4,1:5,")).unwrap();
    assert_ne!(clusters(&before)[2], clusters(&before)[3]);
    scratch.file("decided.csv", doubt.replace(asked, &format!("{asked}yes")));
    let (after, doubt) = review(&["--decisions", "decided.csv"]);
    assert_eq!(clusters(&after)[2], clusters(&after)[3], "{after}");
    assert!(!doubt.contains("1:4,1:5,"));
    // The clusters of that run hold in the next, to which a list was added, without the decision.
    scratch.file("known.csv", &after).file("june.csv", ROWS.replace("2024", "2025"));
    let (code, said) = scratch.link(&["dedupe", "rows.csv", "june.csv", "--known", "known.csv", "--out", "later.csv"]);
    let later = scratch.read("later.csv");
    assert!(code == 0 && clusters(&later)[..7] == clusters(&after)[..], "{said} {later}");
    assert_eq!(clusters(&later)[7], clusters(&later)[0]);
}

/// Two lists that number their rows alike: who is 1 in the one is another child than who is 1 in the other.
const MAY: &str = "id,forename,surname,dob,postcode,panel\n\
    1,Jory,Tangye,8/3/2010,TQ9 4XX,Dawn Panel\n\
    2,Merryn,Polwhele,1/2/2010,TQ9 4XA,Dawn Panel\n\
    3,Jory,Tangye,8/3/2010,TQ9 4XX,Moor Panel\n";
const JUNE: &str = "id,forename,surname,dob,postcode,panel\n\
    1,Ruan,Carlyon,9/9/2011,PL1 2AB,Dawn Panel\n\
    2,Merryn,Polwhele,1/2/2010,TQ9 4XA,Dawn Panel\n";

#[test]
fn rows_of_two_lists_that_are_numbered_alike_are_not_taken_for_each_other() {
    let scratch = Scratch::new("alike");
    scratch.file("may.csv", MAY).file("june.csv", JUNE);
    assert_eq!(scratch.link(&["dedupe", "may.csv", "--out", "known.csv"]).0, 0);
    let both = ["dedupe", "may.csv", "june.csv", "--out", "out.csv"];
    let (code, said) = scratch.link(&[&both[..], &["--known", "known.csv"]].concat());
    assert!(code == 0 && clusters(&scratch.read("out.csv")) == ["0", "1", "0", "2", "1"], "{said}");
    // Nobody can tell which 1 was meant, and 9 is nobody.
    scratch.file("decided.csv", "id_l,id_r,same\n1,2,yes\n3,9,yes\n1,2,perhaps\n1,3,\n");
    let (code, said) = scratch.link(&[&both[..], &["--decisions", "decided.csv"]].concat());
    assert!(code == 0 && clusters(&scratch.read("out.csv")) == ["0", "1", "0", "2", "1"], "{said}");
    for note in ["more than one row bears an id of theirs", "no row bears an id of theirs", "their last column says neither yes nor no"] {
        assert!(said.contains(&format!("note: 1 decision of decided.csv left out: {note}")), "{note} {said}");
    }
    assert!(scratch.link(&[&both[..], &["--explain", "1", "3"]].concat()).1.contains("note: more than one row bears such an id"));
}

#[test]
fn known_numbers_may_leave_gaps_and_have_to_leave_room() {
    let scratch = Scratch::new("gaps");
    scratch.file("may.csv", MAY).file("known.csv", "id,cluster\n1,50\n2,4294967295\n3,fifty\n");
    let (code, said) = scratch.link(&["dedupe", "may.csv", "--known", "known.csv"]);
    assert!(code == 0 && clusters(&said)[..3] == ["50", "51", "50"], "{said}");
    assert!(said.contains("3 rows, 2 clusters, ") && said.contains("note: 2 rows of known.csv left out"), "{said}");
}

/// Issue 4: any CSV was taken for decisions or clusters, and an open quotation mark swallowed the rest of a list, without a word.
#[test]
fn a_table_of_something_else_is_refused_and_an_open_quote_is_told() {
    let scratch = Scratch::new("else");
    scratch.file("may.csv", MAY).file("other.csv", "a,b,c\n1,3,no\n");
    for option in ["--decisions", "--known"] {
        let (code, said) = scratch.link(&["dedupe", "may.csv", option, "other.csv"]);
        assert!(code == 2 && said.contains("other.csv has no columns called id"), "{option} {said}");
    }
    scratch.file("open.csv", format!("{MAY}4,\"Ruan,Carlyon,9/9/2011,PL1 2AB,Dawn Panel\n5,Ives,Trewin,1/1/2012,PL1 2AC,Dawn Panel\n"));
    let (code, said) = scratch.link(&["dedupe", "open.csv"]);
    assert!(code == 0 && said.contains("a quotation mark in open.csv is not closed, and row 5 was read as"), "{said}");
    let (code, said) = scratch.link(&["dedupe", "may.csv"]);
    assert!(code == 0 && !said.contains("quotation mark"), "{said}");
}

#[test]
fn between_files_only_rows_of_different_files_are_pairs() {
    let scratch = Scratch::new("between");
    scratch.file("may.csv", MAY).file("june.csv", JUNE);
    let (code, said) = scratch.link(&["link", "may.csv", "june.csv", "--pairs", "pairs.csv", "--keep", "0"]);
    let pairs = scratch.read("pairs.csv");
    // Both files are of one panel, and one file is of two.
    assert!(code == 0 && said.contains("6 compared") && pairs.contains("\n2,2,") && !pairs.contains("\n1,3,"), "{said} {pairs}");
    let (code, said) = scratch.link(&["link", "may.csv"]);
    assert!(code == 2 && said.contains("give two files or more"), "{said}");
}

#[test]
fn nothing_is_written_over_what_is_read_or_written_besides() {
    let scratch = Scratch::new("over");
    scratch.file("may.csv", MAY).file("doubt.csv", "id_l,id_r,same\n1,3,no\n");
    let over = [
        ["--out", "may.csv", "--threads", "1"],
        ["--decisions", "doubt.csv", "--review", "./doubt.csv"],
        ["--out", "new.csv", "--pairs", "new.csv"],
    ];
    for arguments in over {
        let (code, said) = scratch.link(&[&["dedupe", "may.csv"][..], &arguments].concat());
        assert!(code == 2 && said.contains("is to be written over"), "{arguments:?} {said}");
    }
    assert!(scratch.read("may.csv") == MAY && scratch.read("doubt.csv").ends_with("1,3,no\n") && !scratch.0.join("new.csv").exists());
    // The clusters of a run may take the place of those of the run before.
    assert_eq!(scratch.link(&["dedupe", "may.csv", "--out", "known.csv"]).0, 0);
    assert_eq!(scratch.link(&["dedupe", "may.csv", "--known", "known.csv", "--out", "known.csv"]).0, 0);
}

#[cfg(unix)]
#[test]
fn what_comes_through_a_pipe_is_read_whole() {
    let scratch = Scratch::new("pipe");
    let (code, said) = scratch.piped(&["dedupe", "/dev/stdin", "--out", "out.csv"], MAY);
    assert!(code == 0 && scratch.read("out.csv").starts_with("id,cluster,household\n1,0,0\n2,1,1\n3,0,0\n"), "{said}");
}

/// A table that another program wrote (parquet-cpp-arrow): pages of version 2, names as differences, days, times, numbers with gaps, lists of lists, blank rows.
#[cfg(feature = "parquet")]
#[test]
fn parquet_is_read_and_written_as_csv_is() {
    let scratch = Scratch::new("parquet");
    scratch.file("agenda.parquet", include_bytes!("files/agenda.parquet")).file("brotli.parquet", include_bytes!("files/brotli.parquet"));
    let (code, said) = scratch.link(&["dedupe", "agenda.parquet", "--out", "out.csv", "--pairs", "pairs.parquet"]);
    assert!(code == 0 && said.contains("7 rows, ") && said.contains("2 blank rows left out"), "{said}");
    let table = scratch.read("out.csv");
    let ids: Vec<&str> = table.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(ids, ["1:2", "1:3", "1:4", "1:5", "1:7", "1:9", "1:10"]);
    // As the same rows in CSV.
    let [a, b, .., e, f, g] = clusters(&table)[..] else { panic!("{table}") };
    assert!(a == b && f == g && e != a && e != f, "{table}");
    // What was written is read again: clusters as known ones, and pairs as a list for review.
    let again = ["dedupe", "agenda.parquet", "--known", "out.parquet", "--decisions", "pairs.parquet", "--out", "again.csv"];
    assert_eq!(scratch.link(&["dedupe", "agenda.parquet", "--out", "out.parquet"]).0, 0);
    let (code, said) = scratch.link(&again);
    assert!(code == 0 && !said.contains("left out: ") && scratch.read("again.csv") == table, "{said}");
    let (code, said) = scratch.link(&["dedupe", "brotli.parquet"]);
    assert!(code == 8 && said.contains("column 1 is packed in another way") && said.contains("help: "), "{code} {said}");
    assert!(!PLANTED.iter().any(|name| said.to_lowercase().contains(name)));
}
