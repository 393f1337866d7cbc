//! The `concordat` command.
//!
//! Only this crate touches the disk, the clock and the environment. A command is one file under `commands/`; what each
//! exit code means stands in `exit.rs`.

mod arguments;
mod clock;
mod commands;
mod decisions;
mod exit;
mod folder;
mod notice;
mod ocr;
mod output;
mod paper;
mod progress;
mod restricted;
mod site;
mod typed;

use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

/// An audit makes many small strings and lists on several threads, which this allocator does in four fifths of the time.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    notice::quiet_panics();
    let arguments = Arguments::parse();
    let shared = &arguments.shared;
    let exit = match &arguments.command {
        Command::Audit(command) => commands::audit::run(command, shared),
        Command::Check(command) => commands::check::run(command, shared),
        Command::Concordance(command) => commands::concordance::run(command, shared),
        Command::Map(command) => commands::map::run(command, shared),
        Command::Overlap(command) => commands::overlap::run(command, shared),
        Command::Structures(command) => commands::structures::run(command, shared),
        Command::Review(command) => commands::review::run(command, shared),
        Command::Route(command) => commands::route::run(command, shared),
        Command::Link(command) => commands::link::run(command, shared),
        Command::Briefing(command) => commands::briefing::run(command, shared),
        Command::Reconcile(command) => commands::reconcile::run(command, shared),
        Command::Redline(command) => commands::redline::run(command, shared),
        Command::Export(command) => commands::export::run(command, shared),
        Command::Style(command) => commands::style::run(command, shared),
        Command::Commission(command) => commands::commission::run(command, shared),
        Command::New(command) => commands::new::run(command, shared),
        Command::Explain(command) => commands::explain::run(command, shared),
        Command::Completions(command) => commands::completions::run(command),
    };
    exit.unwrap_or_else(|failure| notice::fail(&failure, shared)).into()
}
