//! `concordat completions`.

use crate::arguments::{Arguments, CompletionsCommand};
use crate::exit::Exit;
use crate::notice::{self, Failure};
use clap::CommandFactory;

/// Prints the script.
pub(crate) fn run(command: &CompletionsCommand) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Arguments::command(), "concordat", &mut script);
    notice::print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
