//! Tests that need other people's programs: a browser, an office.

use crate::run;
use std::process::{Command, Stdio};

/// A program, what it is called and the Debian packages that bring it, and the tests of the command that need it.
const PROGRAMS: &[(&str, &str, &[&str], &str)] =
    &[("chromium", "Chromium", &["chromium"], "browser"), ("soffice", "LibreOffice", &["libreoffice-writer"], "office")];

/// Runs them with the programs that are there. On a machine that checks submissions (`CI` is set) what is missing is fetched first;
/// elsewhere a line says what was not run, since nobody expects tests to install anything.
pub(crate) fn test() -> Result<(), String> {
    #[expect(clippy::disallowed_methods, reason = "whoever runs the chores on a submission says so here")]
    let unattended = std::env::var("CI").is_ok();
    if unattended && PROGRAMS.iter().any(|(program, ..)| !is_there(program)) {
        let packages = PROGRAMS.iter().filter(|(program, ..)| !is_there(program)).flat_map(|(_, _, packages, _)| *packages);
        fetch(&packages.copied().collect::<Vec<_>>());
    }
    for (program, name, packages, tests) in PROGRAMS {
        if is_there(program) {
            // Of the whole workspace, since by itself the command would be built anew with fewer features of its libraries.
            run::cargo(&["test", "--workspace", "--test", tests, "--", "--ignored"])?;
        } else {
            println!("tests/{tests}.rs: not run; {name} is not here (`apt-get install {}`)", packages.join(" "));
        }
    }
    Ok(())
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Installs packages. Where that cannot be done the tests that need them are told as not run.
fn fetch(packages: &[&str]) {
    for arguments in [&["update", "--quiet"][..], &[&["install", "--yes", "--quiet", "--no-install-recommends"][..], packages].concat()] {
        println!("apt-get {}", arguments.join(" "));
        let _ = Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null()).status();
    }
}
