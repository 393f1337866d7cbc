//! Progress on a terminal.

use crate::arguments::Shared;
use crate::folder::PRODUCT;
use crate::notice;
use concordat_audit::{NOT_OWN, Progress};
use concordat_findings::Audit;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// A bar on a terminal; lines with `-v`; nothing otherwise.
pub(crate) struct Bar {
    bar: ProgressBar,
    verbose: bool,
    quiet: bool,
}

impl Bar {
    /// A bar for what was typed.
    pub(crate) fn new(shared: &Shared) -> Self {
        let visible = std::io::stderr().is_terminal() && !shared.quiet && !shared.verbose;
        let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len}") {
            bar.set_style(style.progress_chars("━╸ "));
        }
        Self { bar, verbose: shared.verbose, quiet: shared.quiet }
    }

    /// A bar over drafts to be written.
    pub(crate) fn drafting(shared: &Shared, drafts: usize) -> Self {
        let bar = Self::new(shared);
        bar.bar.set_length(drafts as u64);
        bar.bar.set_message("Drafting");
        bar
    }

    /// A draft is written.
    pub(crate) fn drafted(&self, name: &str) {
        if self.verbose {
            notice::say(&format!("drafted {name}"));
        }
        self.bar.inc(1);
    }

    /// Takes the bar off the screen once a folder was audited, and says what of it was left out for having been written by this program, or by no one
    /// of the area.
    pub(crate) fn done(&self, audit: &Audit) {
        self.clear();
        let ours = audit.left_alone.iter().filter(|(_, why)| why == PRODUCT).count();
        if ours > 0 && !self.quiet {
            notice::say(&format!("left out: {} that this program wrote", notice::counted(ours, "file")));
        }
        for (file, why) in audit.left_alone.iter().filter(|(_, why)| why.contains(NOT_OWN) && !self.quiet) {
            notice::say(&format!("left out: {file}: {why}"));
        }
    }

    /// Takes the bar off the screen.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, documents: usize) {
        self.bar.set_length(documents as u64);
        self.bar.set_message("Reading");
    }

    fn read(&self, file: &str) {
        if self.verbose {
            notice::say(&format!("read {file}"));
        }
        self.bar.inc(1);
    }

    fn comparing(&self) {
        self.bar.set_message("Comparing");
    }
}
