//! `concordat link` from outside: what a list may be, what is told where it cannot be read, and that no name is in anything said or written.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests make the files that the program reads; a test that cannot go on fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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
        let output = Command::new(env!("CARGO_BIN_EXE_concordat")).arg("link").args(arguments).current_dir(&self.0).output().unwrap();
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
