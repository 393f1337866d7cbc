//! What may be shared of Riverside's overlap holds no small count.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "this test reads what the program writes; a test that cannot go on fails"
)]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The parts of `overlap` that count subjects or discussions.
const COUNTS: [&str; 5] = ["subjects", "panels", "items", "repeat_items", "network"];

fn audit(extra: &[&str], name: &str) -> (Value, String) {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    let riverside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/riverside");
    let mut run = Command::new(env!("CARGO_BIN_EXE_concordat"));
    run.args(["audit", riverside, "--no-cache", "--quiet", "--reproducible", "--out"]).arg(&out).args(extra);
    assert!(run.status().unwrap().success());
    let json = serde_json::from_str(&fs::read_to_string(out.join("audit.json")).unwrap()).unwrap();
    let page = fs::read_to_string(out.join("index.html")).unwrap();
    fs::remove_dir_all(&out).unwrap();
    (json, page)
}

/// Every number of a value.
fn numbers(value: &Value) -> Vec<u64> {
    match value {
        Value::Number(n) => n.as_u64().into_iter().collect(),
        Value::Array(all) => all.iter().flat_map(numbers).collect(),
        Value::Object(all) => all.values().flat_map(numbers).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn no_small_count_leaves_the_area() {
    let (exact, page) = audit(&[], "exact");
    let (shared, page_shared) = audit(&["--for-sharing"], "shared");
    let small = |audit: &Value| COUNTS.iter().flat_map(|part| numbers(&audit["overlap"][part])).filter(|n| (1..5).contains(n)).count();
    assert_eq!((&exact["overlap"]["form"], &shared["overlap"]["form"]), (&Value::from("exact"), &Value::from("for-sharing")));
    assert!(small(&exact) > 0, "the example has small counts to withhold");
    assert_eq!(small(&shared), 0);
    assert!(shared["overlap"]["subjects"]["individual"]["total"].as_u64().unwrap() > 40, "what can be said is said");
    assert_eq!(page, page_shared, "the page may be shared in any case");
    assert_eq!(exact["findings"], shared["findings"]);
}

#[test]
fn the_restricted_list_is_refused_without_a_recipient() {
    let riverside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/riverside");
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let list = scratch.join(format!("restricted-{}.age", std::process::id()));
    let out = scratch.join(format!("refused-{}", std::process::id()));
    let mut run = Command::new(env!("CARGO_BIN_EXE_concordat"));
    let done = run.args(["audit", riverside, "--out"]).arg(&out).arg("--restricted").arg(&list).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("--recipient age1"));
    assert!(!list.exists() && !out.exists());
}
