//! The model is what training gives on the passages and rows as they stand. `cargo xtask codegen` trains it anew.
#![expect(clippy::disallowed_methods, reason = "this test compares files, and writes one when asked to")]

use concordat_standard::Standard;
use concordat_train::{Examples, Settings, cross_validate, learn, of_rows, parse, trained_on, written};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn generated_model() {
    let mut files: Vec<PathBuf> = fs::read_dir(root().join("training/passages")).unwrap().flatten().map(|e| e.path()).collect();
    files.sort();
    let mut passages: Vec<_> = files
        .iter()
        .flat_map(|file| parse(file.file_stem().unwrap().to_str().unwrap(), &fs::read_to_string(file).unwrap()).unwrap())
        .collect();
    let (standard, settings) = (Standard::peer_on_peer_abuse().unwrap(), Settings::default());
    passages.extend(of_rows(&standard));
    let examples = Examples::new(&standard, &passages, settings.least as usize);
    let made = trained_on(&examples, &settings);
    if std::env::var_os("CONCORDAT_UPDATE").is_some() && made != standard.model.trained_on {
        let model = learn(&examples, &cross_validate(&examples, &settings), &settings);
        fs::write(root().join("standard/peer-on-peer-abuse/meaning/model.toml"), written(&model).unwrap()).unwrap();
        return;
    }
    assert_eq!(standard.model.trained_on, made, "passages or rows have changed since training: run `cargo xtask codegen`");
}
