//! What a style sheet says of a small area.

#![expect(clippy::unwrap_used, reason = "tests")]

mod support;

use concordat_drafting::{Imprint, style};
use concordat_standard::Standard;
use support::{Memory, audited};

const AREA: &str = "//- one.md\n# Saltmere Child Sexual Exploitation Procedure\n\n| Status | In force |\n| --- | --- |\n| Date approved | 1 March 2020 |\n\nPeer-on-peer abuse is harm. Extra care is taken of peer-on-peer abuse. Its return interview is offered by the youth offending team. See the Working Together to Safeguard Children (2018) guidance.\n\nThe exploitation assessment panel (EAP) meets weekly. Some girls make a lifestyle choice.\n\nA looked after child is seen at home.\n//- two.md\n# Saltmere Missing Children Procedure\n\n| Status | In force |\n| --- | --- |\n| Date approved | 1 March 2024 |\n\nChild-on-child abuse is harm. A return home interview is offered by the youth justice service. A child in care is seen at home.\n\nAn education access plan (EAP) is made.\n//- three.md\n# Saltmere Gangs Procedure\n\n| Status | In force |\n| --- | --- |\n| Date approved | 1 March 2024 |\n\nA return home interview is offered. Looked after children are seen. Cared-for children are told.\n";

fn sheet() -> String {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let audit = audited(&Memory::of(AREA), &standard);
    concordat_paper::markdown(&style(&audit, &standard, &Imprint::default()))
}

#[test]
fn the_winner_is_told_with_its_reason_and_a_tie_is_asked() {
    let sheet = sheet();
    // The official edition, though most write otherwise.
    assert!(sheet.contains("Write “child-on-child abuse”, after Department for Education"), "{sheet}");
    assert!(sheet.contains("“peer-on-peer abuse” twice, first in"), "{sheet}");
    // No official form; two documents are the newest, and two of three write so.
    assert!(sheet.contains("Write “return home interview”, because 2 of the 3 documents"), "{sheet}");
    // No official form; one document of those that use any is the newest.
    assert!(sheet.contains("Write “youth justice service”, because “Saltmere Missing Children Procedure” (2024), the newest"), "{sheet}");
    let decide = sheet.split("## What is to be decided").nth(1).and_then(|s| s.split("\n## ").next()).unwrap();
    assert!(decide.contains("“EAP” stands for") && !decide.contains("return home interview"), "{decide}");
}

#[test]
fn discouraged_words_old_editions_and_names_are_told() {
    let sheet = sheet();
    assert!(sheet.contains("“lifestyle choice”") && sheet.contains("Instead: "), "{sheet}");
    assert!(sheet.contains("Working Together to Safeguard Children (2026)") && sheet.contains("(2018)"), "{sheet}");
    assert!(sheet.contains("Saltmere Gangs Procedure (2024)"), "{sheet}");
}

#[test]
fn whom_a_panel_takes_defines_nobody() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let taken = "//- terms.md\n# Kestrel Group: terms of reference\n\n## Which children\n\nAny child under 18 who has shown harmful behaviour in the last year, and any child harmed by it.\n";
    let listed = "//- words.md\n# Saltmere Missing Procedure\n\n## Words we use\n\n### Child\n\nAnyone who has not yet reached the age of 18.\n\n### Which children\n\nAny child under 16 whom nobody has seen for a day.\n";
    let sheet = |site: &str| concordat_paper::markdown(&style(&audited(&Memory::of(site), &standard), &standard, &Imprint::default()));
    assert!(!sheet(taken).contains("> Any child"), "{}", sheet(taken));
    assert!(sheet(listed).contains("> Anyone who has not yet reached") && !sheet(listed).contains("> Any child"), "{}", sheet(listed));
}

/// Issue 6: an author was told to take an official definition, and not what it says.
#[test]
fn official_definitions_are_given_in_their_words_where_they_may_be() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let area = "//- one.md\n# Saltmere Exploitation Strategy\n\n| Status | In force |\n| --- | --- |\n| Date approved | 1 March 2024 |\n\n## What we mean\n\nChild criminal exploitation is the use of power over a child to make them commit crime.\n\nMissing: a child who is not where they should be and about whom somebody is worried.\n";
    let sheet = concordat_paper::markdown(&style(&audited(&Memory::of(area), &standard), &standard, &Imprint::default()));
    assert!(sheet.contains("> “Child Criminal Exploitation occurs where an individual or group takes advantage"), "{sheet}");
    assert!(
        sheet.contains("Serious Violence Strategy, April 2018; also in the glossary") && sheet.contains("Open Government Licence"),
        "{sheet}"
    );
    assert!(sheet.contains("They stand in: Authorised Professional Practice"), "{sheet}");
}
