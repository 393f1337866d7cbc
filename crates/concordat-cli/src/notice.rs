//! What is said on standard error, and how the program fails.

use crate::arguments::{Colour, Shared};
use crate::exit::Exit;
use concordat_register::Problem;
use std::io::{IsTerminal, Write};

/// Why a command could not be carried out.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What was met: lower case, no full stop.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
    /// How to end.
    pub(crate) exit: Exit,
}

impl Failure {
    /// The command cannot be used as it was typed.
    pub(crate) fn misuse(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), exit: Exit::Misused }
    }

    /// Another end.
    pub(crate) fn with(exit: Exit, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), exit }
    }
}

/// Says why the program fails, and gives its exit.
pub(crate) fn fail(failure: &Failure, shared: &Shared) -> Exit {
    let (red, bold, off) =
        if colour_on(shared.color, std::io::stderr().is_terminal()) { ("\x1b[31;1m", "\x1b[1m", "\x1b[0m") } else { ("", "", "") };
    say(&format!("{red}error{off}: {}", failure.message));
    say(&format!("{bold}help{off}: {}", failure.help));
    failure.exit
}

/// Says what is wrong with a file.
pub(crate) fn problem(file: &str, problem: &Problem) {
    let weight = if problem.kind.is_fatal() { "not read" } else { "note" };
    say(&format!("{weight}: {file}: {}\n  help: {}", problem.message, problem.help));
}

/// Says a line on standard error. A closed standard error is no reason to fail.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Prints on standard output. A reader that goes away, as `head` does, is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::with(
            Exit::Unwritten,
            format!("standard output could not be written: {}", e.kind()),
            "check the disk or the program it is piped to",
        )),
        _ => Ok(()),
    }
}

/// How many there are of a thing: `1 comment`, `2 comments`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Whether to use colour on a stream that is or is not a terminal.
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
pub(crate) fn colour_on(colour: Colour, terminal: bool) -> bool {
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => terminal && std::env::var("NO_COLOR").map_or(true, |v| v.is_empty()),
    }
}

/// A fault while a document is read is reported as a problem of that document. What it said of itself is not shown: it
/// could hold the document's words.
pub(crate) fn quiet_panics() {
    std::panic::set_hook(Box::new(|_| {}));
}
