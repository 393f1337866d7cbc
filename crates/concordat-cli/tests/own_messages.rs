//! An area adds messages in a file of its own, without building anything.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these tests make the files that the program reads; a test that cannot go on fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The example that the page of documentation tells people to begin from.
fn example() -> String {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/messages.md")).unwrap();
    page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap().to_owned()
}

fn site(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("own-messages-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("site")).unwrap();
    fs::write(folder.join("site/concordat.toml"), "name = \"Larkmouth\"\nmessages = [\"our-messages.toml\"]\n").unwrap();
    fs::write(folder.join("site/our-messages.toml"), example()).unwrap();
    let said = "# Harmful Sexual Behaviour Procedure 2024\n\n1.1 Where a pupil has harmed another, their friends are seen too.\n";
    let denied = "# Serious Youth Violence Protocol 2024\n\n1.1 The friends of a harmed child are never seen.\n";
    fs::write(folder.join("site/hsb.md"), said).unwrap();
    fs::write(folder.join("site/gangs.md"), denied).unwrap();
    folder
}

fn concordat(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_concordat")).args(arguments).current_dir(folder).env("COLUMNS", "200").output().unwrap();
    (output.status.success(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

/// The audit, and each document's position on the message: the file, the position, how sure, and what was not read again.
fn audited(folder: &Path) -> (serde_json::Value, Vec<(String, String, i64)>) {
    let (done, said) = concordat(folder, &["audit", "site", "--out", "out"]);
    assert!(done, "{said}");
    let audit: serde_json::Value = serde_json::from_str(&fs::read_to_string(folder.join("out/audit.json")).unwrap()).unwrap();
    let messages = audit["messages"].as_array().unwrap();
    let positions = messages.iter().filter(|m| m["id"] == "friends-seen").flat_map(|m| m["positions"].as_array().unwrap()).map(|p| {
        let word = |key: &str| p[key].as_str().unwrap().to_owned();
        (word("document"), word("position"), p["certainty"].as_i64().unwrap())
    });
    let positions = positions.collect();
    (audit, positions)
}

#[test]
fn a_message_of_the_area_is_read_like_the_others_and_marked_less_sure() {
    let folder = site("read");
    let (audit, positions) = audited(&folder);
    assert_eq!(audit["site"]["standards"][1], "our-messages.toml");
    let found: Vec<(&str, &str)> = positions.iter().map(|(document, position, _)| (document.as_str(), position.as_str())).collect();
    assert!(found.contains(&("hsb.md", "asserts")) && found.contains(&("gangs.md", "contradicts")), "{found:?}");
    assert!(positions.iter().all(|(_, _, certainty)| *certainty <= 60), "{positions:?}");
    assert!(
        fs::read_to_string(folder.join("out/index.html")).unwrap().contains("the friends of a child who harms or is harmed are seen too")
    );
    let (done, page) = concordat(&folder, &["explain", "message/friends-seen", "--site", "site"]);
    assert!(done && page.contains("nothing was learnt of it"), "{page}");
    // A draft beside the site is held against it too.
    fs::write(folder.join("draft.md"), "# Knife Crime Procedure 2025\n\nWhere a pupil has harmed another, their friends are seen.\n")
        .unwrap();
    let (_, checked) = concordat(&folder, &["check", "--sense", "draft.md", "--site", "site", "--format", "json"]);
    assert!(checked.contains("our-messages.toml"), "{checked}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_cache_of_another_file_of_messages_is_not_used() {
    let folder = site("cache");
    let (_, before) = audited(&folder);
    assert!(before.iter().any(|(_, position, _)| position == "asserts"));
    // The frame now asks for what neither document says.
    let narrower = example()
        .replace(
            "friend+|friendship_group|peer_group ..8 {be} not|never? < seen|visited|spoken_to|asked >",
            "friend+ ..8 {be} not|never? < visited >",
        )
        .replace("Their friends are seen within a week.", "Their friends are visited.")
        .replace("their friends are seen too.\", position", "their friends are visited too.\", position")
        .replace("Friends are asked what they know.", "Friends are visited.")
        .replace("are never seen.\", position", "are never visited.\", position");
    fs::write(folder.join("site/our-messages.toml"), narrower).unwrap();
    let (_, after) = audited(&folder);
    assert!(after.iter().all(|(_, position, _)| position == "silent"), "{after:?}");
    // Without the line the message is gone, and its file is no document.
    fs::write(folder.join("site/concordat.toml"), "name = \"Larkmouth\"\n").unwrap();
    let (audit, none) = audited(&folder);
    assert_eq!((none.len(), audit["documents"].as_array().unwrap().len()), (0, 2));
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_fault_is_told_with_its_file_its_line_and_what_to_do() {
    let folder = site("faults");
    let ours = folder.join("site/our-messages.toml");
    for (from, to, told) in [
        ("id = \"friends-seen\"\nname = \"Friends", "id = \"voices-heard\"\nname = \"Friends", "there is a message `voices-heard` already"),
        ("[\"friends-seen\"]", "[\"freinds-seen\"]", "names the concept `freinds-seen`"),
        ("may bring a friend.\", position", "had friends who were seen.\", position", "says `silent` and is read as `asserts`"),
        ("severity = \"low\"\n", "", "missing field `severity`"),
    ] {
        assert!(example().contains(from), "{from}");
        fs::write(&ours, example().replace(from, to)).unwrap();
        for command in [&["audit", "site", "--out", "out"][..], &["explain", "message/", "--site", "site"], &["map", "site", "--dry-run"]] {
            let (done, said) = concordat(&folder, command);
            assert!(!done && said.contains("our-messages.toml:") && said.contains(told) && said.contains("help"), "{command:?}: {said}");
        }
    }
    fs::remove_file(&ours).unwrap();
    let (done, said) = concordat(&folder, &["audit", "site", "--out", "out"]);
    assert!(!done && said.contains("concordat.toml:2: there is no file `our-messages.toml`"), "{said}");
    fs::remove_dir_all(&folder).unwrap();
}
