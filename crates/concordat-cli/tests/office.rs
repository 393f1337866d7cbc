//! What is written for Word, in LibreOffice: tracked changes rejected leave the author's own text, and papers open with all their
//! parts. It needs LibreOffice and is run by `cargo xtask test` where that is installed.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests look at the files that the program writes; a test that cannot go on fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// LibreOffice with settings of its own, which hold a macro that settles tracked changes.
struct Office {
    folder: PathBuf,
}

const MACRO: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(what As String, source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  If what &lt;&gt; "" Then
    Dim none()
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" &amp; what, "", 0, none())
  End If
  Dim plain(0) As New com.sun.star.beans.PropertyValue
  plain(0).Name = "FilterName" : plain(0).Value = "Text (encoded)"
  document.storeToURL(target, plain())
  document.close(True)
End Sub
</script:module>
"#;

impl Office {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("office-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let office = Self { folder };
        // The first start writes the settings, and the macro has to stand in the module that they name.
        fs::write(office.folder.join("first.txt"), "Words.\n").unwrap();
        let first = office.folder.join("first.txt");
        office.run(&["--convert-to", "pdf", "--outdir", office.folder.to_str().unwrap(), first.to_str().unwrap()]);
        fs::write(office.folder.join("settings/user/basic/Standard/Module1.xba"), MACRO).unwrap();
        office
    }

    fn run(&self, arguments: &[&str]) {
        let settings = format!("-env:UserInstallation=file://{}", self.folder.join("settings").display());
        let done = Command::new("soffice").args([&settings, "--headless", "--norestore"]).args(arguments).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    /// The text of a document after `what` is done to its tracked changes; as it stands where that is empty.
    fn text(&self, what: &str, document: &Path) -> String {
        let target = self.folder.join("text.txt");
        let _ = fs::remove_file(&target);
        let (from, to) = (document.canonicalize().unwrap(), target.display());
        self.run(&[&format!("macro:///Standard.Module1.Settle(\"{what}\",\"file://{}\",\"file://{to}\")", from.display())]);
        assert!(target.exists(), "{} was not opened", document.display());
        fs::read_to_string(&target).unwrap()
    }
}

fn riverside() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside")
}

fn concordat(arguments: &[&str]) {
    let done = Command::new(env!("CARGO_BIN_EXE_concordat")).args(arguments).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
#[ignore = "needs LibreOffice"]
fn rejecting_all_changes_of_a_redline_leaves_the_authors_text() {
    let office = Office::new("redline");
    let out = office.folder.join("out");
    concordat(&["redline", riverside().to_str().unwrap(), "--as-at", "2026-06-01", "--out", out.to_str().unwrap()]);
    let mut changed = 0;
    for entry in fs::read_dir(out.join("documents")).unwrap() {
        let redline = entry.unwrap().path();
        let before = riverside().join("documents").join(redline.file_name().unwrap());
        if !before.exists() || redline.extension().is_none_or(|e| e != "docx") {
            continue;
        }
        // One of them came with changes of its author's, which go too.
        let old = office.text("RejectAllTrackedChanges", &before);
        assert!(office.text("RejectAllTrackedChanges", &redline) == old, "{} is not as it was", before.display());
        changed += usize::from(office.text("AcceptAllTrackedChanges", &redline) != office.text("AcceptAllTrackedChanges", &before));
    }
    assert!(changed > 0, "no redline changes anything");
}

#[test]
#[ignore = "needs LibreOffice"]
fn the_briefing_opens_with_all_its_parts() {
    let office = Office::new("briefing");
    let briefing = office.folder.join("briefing.docx");
    concordat(&["briefing", riverside().to_str().unwrap(), "--as-at", "2026-06-01", "-o", briefing.to_str().unwrap()]);
    let text = office.text("", &briefing);
    for part in ["Documents reviewed", "Consistent messages", "Messages in need of clarification", "Next steps", "Sense-check"] {
        assert!(text.lines().any(|line| line.contains(part)), "no part is called {part}");
    }
}
