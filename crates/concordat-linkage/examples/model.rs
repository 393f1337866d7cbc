//! Prints the model before training as Splink's settings, or reads settings and prints them as read: `model [SETTINGS.json]`.
#![expect(clippy::disallowed_methods, reason = "an example reads files itself")]

use concordat_linkage::Model;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let model = match std::env::args().nth(1) {
        Some(path) => Model::from_splink(&std::fs::read_to_string(path)?)?,
        None => Model::default(),
    };
    print!("{}", model.to_splink());
    Ok(())
}
