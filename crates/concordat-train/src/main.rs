//! `concordat-train`: learns from labelled passages and says how well that holds.
//!
//! Run in the repository's root. Without a command it cross-validates, prints the figures and writes the model.
#![expect(clippy::disallowed_methods, reason = "a program reads and writes the files it is given")]

use concordat_standard::Standard;
use concordat_train::{
    Examples, Figure, Outcome, Passage, Settings, across, cross_validate, figures, held_out, learn, of_rows, parse, plain_words, table,
    written,
};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
concordat-train                          cross-validate, print the figures and write the model
concordat-train figures [NAME=VALUE]...  only print the figures, with other settings
concordat-train errors [MESSAGE]...      list what is answered wrongly when held back
concordat-train measure FILE [MESSAGE]...  learn from all passages and answer those of FILE, listing errors of MESSAGE
concordat-train weigh MESSAGE TEXT       what each feature of TEXT adds for MESSAGE in the model as it stands";

const MODEL: &str = "standard/peer-on-peer-abuse/meaning/model.toml";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [] => train(),
        ["figures", settings @ ..] => only_figures(settings),
        ["errors", messages @ ..] => errors(messages),
        ["measure", file, rest @ ..] => measure(file, rest),
        ["weigh", message, text] => weigh(message, text),
        _ => {
            println!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// The files of passages, sorted by name.
fn files() -> Result<Vec<PathBuf>, String> {
    let folder = Path::new("training/passages");
    let listed = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<PathBuf> = listed.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "jsonl")).collect();
    files.sort();
    Ok(files)
}

fn passages(files: &[PathBuf]) -> Result<Vec<Passage>, String> {
    let mut all = Vec::new();
    for file in files {
        let name = file.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        all.extend(parse(&name, &read(file)?)?);
    }
    Ok(all)
}

fn examples(settings: &Settings) -> Result<Examples, String> {
    let standard = Standard::peer_on_peer_abuse().map_err(|e| e.to_string())?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
    let least = settings.least as usize;
    let mut all = passages(&files()?)?;
    all.extend(of_rows(&standard));
    Ok(Examples::new(&standard, &all, least))
}

fn rows(list: Vec<(String, Vec<(usize, Outcome)>)>) -> Vec<(String, Figure)> {
    let only = |outcomes: Vec<(usize, Outcome)>| outcomes.into_iter().map(|(_, o)| o).collect::<Vec<_>>();
    list.into_iter().map(|(message, outcomes)| (message, figures(&only(outcomes)))).collect()
}

fn print_figures(examples: &Examples, settings: &Settings) -> concordat_train::Scores {
    println!("{} passages, {} features", examples.rows.len(), examples.names.len());
    let scores = cross_validate(examples, settings);
    println!("\ncross-validated, grouped by file and theme\n{}", table(&rows(scores.outcomes(examples))));
    for (file, scores) in across(examples, settings) {
        println!("learnt from the other files, measured on {file}\n{}", table(&rows(scores.outcomes(examples))));
    }
    scores
}

fn train() -> Result<(), String> {
    let settings = Settings::default();
    let examples = examples(&settings)?;
    let scores = print_figures(&examples, &settings);
    let model = learn(&examples, &scores, &settings);
    std::fs::write(MODEL, written(&model)?).map_err(|e| format!("{MODEL}: {e}"))
}

fn only_figures(changes: &[&str]) -> Result<(), String> {
    let mut settings = Settings::default();
    changes.iter().try_for_each(|c| settings.set(c))?;
    print_figures(&examples(&settings)?, &settings);
    Ok(())
}

fn errors(messages: &[&str]) -> Result<(), String> {
    let settings = Settings::default();
    let examples = examples(&settings)?;
    let texts = passages(&files()?)?;
    for (file, scores) in across(&examples, &settings) {
        for (message, outcomes) in scores.outcomes(&examples) {
            if !messages.is_empty() && !messages.contains(&message.as_str()) {
                continue;
            }
            for (row, one) in outcomes.iter().filter(|(_, o)| o.wanted != o.got) {
                let text = texts.get(*row).map_or("", |p| p.text.as_str());
                println!("{file} {message}: wanted {:?}, got {:?} ({:.2}): {text}", one.wanted, one.got, one.certainty);
            }
        }
    }
    Ok(())
}

/// Learns from all passages and answers those of `file`, which are not learnt from.
fn measure(file: &str, rest: &[&str]) -> Result<(), String> {
    let (changes, shown): (Vec<&str>, Vec<&str>) = rest.iter().partition(|r| r.contains('='));
    let mut settings = Settings::default();
    changes.iter().try_for_each(|c| settings.set(c))?;
    let standard = Standard::peer_on_peer_abuse().map_err(|e| e.to_string())?;
    let mut all = passages(&files()?)?;
    all.extend(of_rows(&standard));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
    let words = plain_words(&all, settings.least as usize);
    let asked = parse("measured", &read(Path::new(file))?)?;
    all.extend(asked);
    let examples = Examples::with_words(&standard, &all, words);
    let outcomes = held_out(&examples, "measured", &settings).outcomes(&examples);
    for (message, list) in outcomes.iter().filter(|(m, _)| shown.contains(&m.as_str())) {
        for (row, one) in list.iter().filter(|(_, o)| o.wanted != o.got) {
            let text = all.get(*row).map_or("", |p| p.text.as_str());
            println!("{message}: wanted {:?}, got {:?} ({:.2}): {text}", one.wanted, one.got, one.certainty);
        }
    }
    println!("learnt from all, measured on {file}\n{}", table(&rows(outcomes)));
    Ok(())
}

/// Prints what each feature of `text` adds for `message`, heaviest first, for each of its decisions.
fn weigh(message: &str, text: &str) -> Result<(), String> {
    let standard = Standard::peer_on_peer_abuse().map_err(|e| e.to_string())?;
    let learnt = standard.model.messages.get(message).ok_or_else(|| format!("nothing was learnt of `{message}`"))?;
    let passage = Passage { text: text.to_owned(), theme: String::new(), file: String::new(), answers: Default::default(), only: None };
    let examples = Examples::with_words(&standard, &[passage], standard.model.words.clone());
    let decisions = [("carried", Some(&learnt.carried)), ("whole", learnt.whole.as_ref()), ("denied", learnt.denied.as_ref())];
    for (name, decision) in decisions.iter().filter_map(|(name, d)| Some((name, (*d)?))) {
        let weight = |feature: &String| decision.weights.get(feature).copied().unwrap_or(0.0);
        let sum = decision.base + examples.names.iter().map(weight).sum::<f64>();
        println!("{name}: {sum:.2}, bar {:.2}, certainty {:.2}, base {:.2}", decision.bar, decision.certainty(sum), decision.base);
        let mut shown: Vec<&String> = examples.names.iter().filter(|f| weight(f) != 0.0).collect();
        shown.sort_by(|a, b| weight(b).abs().total_cmp(&weight(a).abs()));
        shown.iter().for_each(|feature| println!("  {:5.2} {feature}", weight(feature)));
    }
    Ok(())
}
