//! Which licences our dependencies may have.
//!
//! `deny.toml` says the same for `cargo deny`, which also knows of advisories; this needs no other program.

/// Licences that ask for no more than a notice.
const ALLOWED: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Zlib",
    "Unicode-3.0",
    "Unlicense",
    // Of one crate that Parquet's hashes use on WebAssembly alone, and no build of ours holds.
    "CC0-1.0",
    "0BSD",
];

/// Refuses a dependency none of whose licences is allowed.
pub(crate) fn allowed(metadata: &serde_json::Value, breaches: &mut Vec<String>) {
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_default().replace('/', " OR ");
        if !satisfied(&licence) {
            breaches.push(format!("`{name}` is under `{licence}`, which xtask/src/licences.rs does not allow"));
        }
    }
}

/// Whether an SPDX expression can be met with allowed licences. Brackets are taken in order, which every expression in
/// use agrees with: `(A OR B) AND C`.
fn satisfied(expression: &str) -> bool {
    let plain = expression.replace(['(', ')'], "");
    let all = |part: &str| part.split(" AND ").all(|id| ALLOWED.contains(&id.trim()));
    if expression.contains(") AND ") || expression.contains("AND (") {
        return plain.split(" AND ").all(|part| part.split(" OR ").any(|id| ALLOWED.contains(&id.trim())));
    }
    plain.split(" OR ").any(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_met_by_what_is_allowed() {
        assert!(satisfied("MIT OR Apache-2.0"));
        assert!(satisfied("(MIT OR GPL-3.0) AND Unicode-3.0"));
        assert!(!satisfied("GPL-3.0"));
        assert!(!satisfied("MIT AND GPL-3.0"));
        assert!(!satisfied(""));
    }
}
