//! Tests of the project: what stands where, and that a reader counts to the same words.

use super::*;
use crate::fixture::{self, Site};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

const MAKING: Making<'_> = Making { at: "2026-01-31T09:00:00Z", version: "1" };

fn notes() -> Vec<CodeNote> {
    vec![CodeNote { check: "language/choice".to_owned(), family: "Language".to_owned(), about: "Words & blame.".to_owned() }]
}

fn packed(site: &Site) -> QdaProject {
    qdpx(&site.audit, &notes(), MAKING, |d| site.texts.get(d.0 as usize).cloned()).unwrap()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = BTreeMap::new();
    for n in 0..zip.len() {
        let mut part = zip.by_index(n).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        all.insert(part.name().unwrap().to_string(), text);
    }
    all
}

/// The value of an attribute of each element of a name, in order.
fn attributes<'a>(xml: &'a str, element: &str, key: &str) -> Vec<&'a str> {
    let key = format!("{key}=\"");
    let opening = format!("<{element} ");
    let tags = xml.split(&opening).skip(1).map(|rest| rest.split('>').next().unwrap());
    tags.filter_map(|tag| Some(tag.split_once(&key)?.1.split('"').next().unwrap())).collect()
}

#[test]
fn every_segment_is_its_words_in_the_text_that_is_packed() {
    let site = fixture::site();
    let project = packed(&site);
    assert_eq!((project.sources, project.segments, project.moved), (2, 5, 0));
    let parts = parts(&project.bytes);
    let xml = &parts["project.qde"];
    let source = xml.split("<TextSource ").nth(1).unwrap();
    let file = source.split("internal://").nth(1).unwrap().split('"').next().unwrap();
    let text = &parts[&format!("sources/{file}")];
    let number = |key| attributes(source, "PlainTextSelection", key)[0].parse::<usize>().unwrap();
    let words: String = text.chars().skip(number("startPosition")).take(number("endPosition") - number("startPosition")).collect();
    assert_eq!(words, "lifestyle choice");
    // A program that counts UTF-16 units comes to the same place.
    let units: Vec<u16> = text.encode_utf16().collect();
    assert_eq!(String::from_utf16(&units[number("startPosition")..number("endPosition")]).unwrap(), "lifestyle choice");
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let parts = parts(&packed(&fixture::site()).bytes);
    let xml = &parts["project.qde"];
    let order = ["<Users>", "<CodeBook>", "<Variables>", "<Sources>", "</Sources>\n<Description>"];
    let places: Vec<usize> = order.iter().map(|tag| xml.find(tag).unwrap_or_else(|| panic!("no {tag}"))).collect();
    assert!(places.is_sorted());
    let source = xml.split("<TextSource ").nth(1).unwrap();
    let order = ["<Description>Findings that no words", "<PlainTextSelection ", "<VariableValue>"];
    let places: Vec<usize> = order.iter().map(|tag| source.find(tag).unwrap_or_else(|| panic!("no {tag}"))).collect();
    assert!(places.is_sorted());
    assert!(source.contains("Told by currency/marking. (currency/marking, low)"));
}

#[test]
fn every_code_has_a_name_of_its_own_and_every_reference_a_code() {
    let parts = parts(&packed(&fixture::site()).bytes);
    let xml = &parts["project.qde"];
    let names: Vec<String> = attributes(xml, "Code", "name").iter().map(|n| n.to_lowercase()).collect();
    let different: BTreeSet<&String> = names.iter().collect();
    assert_eq!(different.len(), names.len(), "{names:?}");
    assert!(names.contains(&"nobody chooses harm: said".to_owned()) && names.contains(&"harm: defined".to_owned()));
    let codes = attributes(xml, "Code", "guid");
    assert!(attributes(xml, "CodeRef", "targetGUID").iter().all(|target| codes.contains(target)));
    assert!(xml.contains("<Description>Words &amp; blame.</Description>"));
}

#[test]
fn what_was_dismissed_and_what_cannot_be_read_is_left_out() {
    let site = fixture::site();
    let project = qdpx(&site.audit, &[], MAKING, |d| (d.0 == 0).then(|| "All was written anew.".to_owned())).unwrap();
    assert_eq!((project.sources, project.segments, project.moved), (1, 0, 2));
    let whole = packed(&site);
    let parts = parts(&whole.bytes);
    assert!(!parts["project.qde"].contains(fixture::DISMISSED));
    assert!(!parts["project.qde"].contains("Somebody"));
    assert_eq!(packed(&site).bytes, whole.bytes, "the same audit gives other bytes");
    let none = qdpx(&Audit::default(), &[], MAKING, |_| None).unwrap();
    assert!(!self::parts(&none.bytes)["project.qde"].contains("<Sources>"));
}

#[test]
fn names_of_sources_can_be_names_of_files() {
    let mut names = Names::default();
    assert_eq!(names.source("Missing: home/care?"), "Missing home care");
    assert_eq!(names.source("missing home care"), "missing home care (2)");
    assert_eq!(names.source(""), "Untitled");
    assert_eq!(names.source(&"long ".repeat(40)).len(), 159);
}

proptest! {
    #[test]
    fn plain_text_has_as_many_characters_as_before(text in "\\PC{0,20}[\\x00-\\x1f\u{feff}\u{1f600}]{0,4}\\PC{0,20}") {
        let made = plain(&text);
        prop_assert_eq!(made.chars().count(), text.chars().count());
        prop_assert_eq!(made.encode_utf16().count(), made.chars().count());
        let odd = made.contains(['\r', '\u{feff}', '\0']);
        prop_assert!(!odd);
    }
}
