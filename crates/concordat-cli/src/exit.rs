//! What each exit code means.

use concordat_register::ProblemKind;
use std::process::ExitCode;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: done, whatever was found.
    Done,
    /// 1: a finding at or above `--fail-on` was raised.
    Found,
    /// 2: the command or `concordat.toml` cannot be used as it stands.
    Misused,
    /// 3: there is nothing to audit: no such folder, or no document in it.
    Nothing,
    /// 4: a file could not be opened.
    Unreadable,
    /// 5: a file is locked with a password.
    Locked,
    /// 6: a file is damaged or is not what its name says.
    Damaged,
    /// 7: a file would cost more than the limits allow.
    TooLarge,
    /// 8: a file is of a kind that is not read, or is a scan.
    Unsupported,
    /// 9: the report could not be written.
    Unwritten,
}

impl Exit {
    /// The exit for a file that could not be read at all.
    pub(crate) fn of(kind: ProblemKind) -> Self {
        match kind {
            ProblemKind::Unreadable => Self::Unreadable,
            ProblemKind::Locked => Self::Locked,
            ProblemKind::Damaged => Self::Damaged,
            ProblemKind::TooLarge => Self::TooLarge,
            ProblemKind::Unsupported => Self::Unsupported,
            ProblemKind::Partial | ProblemKind::Note => Self::Done,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// The part of `--help` that says what the codes mean.
pub(crate) const HELP: &str = "\
Exit codes:
  0  done, whatever was found
  1  a finding at or above --fail-on was raised
  2  the command or concordat.toml cannot be used as it stands
  3  nothing to audit: no such folder, or no document in it
  4  a file could not be opened          6  a file is damaged
  5  a file is locked with a password    7  a file is too large for the limits
  8  a file is of a kind that is not read, or is a scan
  9  the report could not be written
Codes 4 to 8 are given by `check`, by `audit --strict`, and by `audit` when no document at all could be read.";
