//! Lists as coordinators keep them, each with headings of its own: what their columns are read as.

use super::{Frame, column::Column, read};
use crate::made::{sheet, words};
use std::collections::BTreeMap;

/// Rows under a row of headings, and the role of every column.
const LISTS: &[(&str, &str)] = &[
    (
        "Young person | Year | Setting | Concerns | Plan | Linked to\nAde Obi | Y9 | Elm High School | fights after school most days | mentor | Kim Lee\nJo Poe | Y10 | Ash College | new phone | close | Ade Obi",
        "name other school notes notes associates",
    ),
    (
        "Re: | DOB | Concern | Actions | Who\nAde Obi | 1/2/2010 | gifts | ring home | Mr Tarn\nKim Lee | 2/3/2009 | late | visit | Mr Tarn\nJo Poe | 3/4/2011 | debt | close | Ms Fell",
        "name dob notes notes lead",
    ),
    (
        "Case | D.O.B | School / EET status | Locations of concern | Friends/associates | Tasks\nAde Obi | 1/2/2010 | Elm High | Alder Park | Kim Lee | ring home\nKim Lee | 2/3/2009 | NEET | bus station | | visit",
        "name dob school place associates notes",
    ),
    (
        "# | Surname, first name | Born | Attends | What is worrying us | Hot spots | Links | Allocated to\n1 | OBI, Ade | 1/2/2010 | Elm High | Debt | the pier | Pump Lane lads | J Tarn\n2 | Lee, Kim | 2/3/2009 | Ash | Deferred to next time | | | J Tarn",
        "item name dob school notes place associates lead",
    ),
    (
        "When | YP / group / place | Name | Born | Attends | Why on the agenda | Put forward by\n3 May 2022 | YP | Ade Obi | 1/2/2007 | Elm High | fights | Police\n3 May 2022 | Group | Pump Lane lads | | | growing | YJS\n3 May 2022 | Place | Alder Park | | | dark | Police\n17 May 2022 | YP | Kim Lee | 2/3/2008 | Ash | late | YJS",
        "sitting kind name dob school notes lead",
    ),
    (
        "Week beginning | Who | Date born | Lives where | Times missing | Found at | What next\n3 May 2022 | Ade Obi | 1/2/2010 | 4 Elm Road | =3 | the pier | RHI offered\n3 May 2022 | Kim Lee | 2/3/2009 | Larch House | =2 | came home | plan meeting",
        "sitting name dob address other seen notes",
    ),
    (
        "Our ref | Child of concern | Place of education | Peers and associates | Spaces of concern | Risk factors | Next steps | Owner\nA1 | Ade Obi | Elm High | Kim Lee | Alder Park | debt | visit | J Tarn\nA2 | Kim Lee | Ash | Ade Obi | the pier | gifts | ring | J Tarn",
        "reference name school associates place notes notes lead",
    ),
    (
        "Person discussed | Date of birth | Agency bringing | Discussion | Outcome\nAde Obi | 1/2/2010 | Police | long talk | close\nKim Lee | 2/3/2009 | Health | short talk | keep",
        "name dob lead notes notes",
    ),
    (
        "Name | Setting | School | Worries\nAde Obi | Alder Park | Elm High School | fights\nKim Lee | Orme Road shops | Ash College | debt\nJo Poe | Fell Wood | Elm High School | late",
        "name place school notes",
    ),
    (
        "Ref | Name / group / place | Type | Age / DOB | School\n1 | Ade Obi | P | 14 | Elm High\n2 | Alder Park | LOC | | \n3 | Pump Lane lads | G | |\n4 | Kim Lee | P | 15 | Ash College",
        "reference name kind dob school",
    ),
    ("Name | Type | Age\nAde Obi | CSE | 14\nKim Lee | CCE | 15", "name kind dob"),
    ("Item | Surname | Age | Issue\n1 | OBI Ade | 14 | fights\n2 | LEE Kim | 15 | debt\n3 | POE Jo | 13 | late", "item name dob notes"),
    ("No | Children | School | Summary\n1 | Ade Obi | Elm High | fights\n2 | Kim Lee | Ash College | debt", "item name school notes"),
    (
        "First name | Surname | Setting | Placement | Linked nominals\nAde | Obi | Elm High School | Larch House | Kim Lee\nKim | Lee | Ash College | with aunt | Jo Poe",
        "forename surname school address associates",
    ),
    (
        "Pupil | Year group | What's happening | What's working well | What are we worried about | What needs to happen | By whom\nAde Obi | 9 | fights | mentor | debt | visit | J Tarn\nKim Lee | 10 | late | form tutor | gifts | ring | J Tarn",
        "name other notes notes notes notes lead",
    ),
    (
        "Location of note | What happened | Young people | Who will act\nAlder Park | lights out | Ade Obi | J Tarn\nthe pier | fight | Kim Lee, Jo Poe | J Tarn",
        "place notes name lead",
    ),
    (
        "Nominal | Gang | Ward | Intel | Linked addresses | OIC\nAde Obi | Pump Lane lads | Fell | seen selling by the pier on Friday | 4 Elm Road | Tarn\nKim Lee | | Orme | with older males at the flats on Sunday | 9 Ash Road | Tarn",
        "name group other notes other lead",
    ),
    (
        "YP initials + surname | School year | Contextual worries | Hang-outs | Goes about with | Agreed actions\nA. Obi | 9 | fights | Alder Park | Kim Lee | visit\nK. Lee | 10 | debt | the pier | A. Obi | ring",
        "name other notes place associates notes",
    ),
    (
        "Mtg date | Forename(s) | Family name | Where at school | Hangs out | Other YPs involved | Update since last time\n3 May 2022 | Ade | Obi | Elm High School | Alder Park | Kim Lee | calmer now that the mentor rings\n3 May 2022 | Kim | Lee | Ash College | the pier | Ade Obi | no change since the last meeting",
        "sitting forename surname school place associates notes",
    ),
];

fn roles(lines: &str) -> String {
    let words = words();
    let frame = Frame { file: "agendas/MACE.xlsx", columns: &BTreeMap::new(), year: None, panel_words: &[], words: &words };
    let table = read(&sheet("Sheet1", lines), &frame);
    let all = table.columns.iter().flat_map(|(_, columns)| columns.iter().map(|c: &Column| c.role.word()));
    all.collect::<Vec<_>>().join(" ")
}

#[test]
fn lists_as_they_are_kept() {
    let wrong: Vec<String> = LISTS
        .iter()
        .filter_map(|(lines, wanted)| {
            let found = roles(lines);
            let heads = lines.lines().next().unwrap_or_default();
            (found != *wanted).then(|| format!("{heads}\n  wanted {wanted}\n  found  {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
