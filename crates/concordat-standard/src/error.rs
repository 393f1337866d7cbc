//! A row that cannot be used.

use std::fmt;

/// What is wrong with a file of the standard, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardError {
    /// Which file, relative to the standard's folder.
    pub file: &'static str,
    /// What is wrong, with its line where known.
    pub message: String,
}

impl StandardError {
    /// An error in `file`.
    #[must_use]
    pub fn new(file: &'static str, message: impl Into<String>) -> Self {
        Self { file, message: message.into() }
    }
}

impl fmt::Display for StandardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.message)
    }
}

impl std::error::Error for StandardError {}
