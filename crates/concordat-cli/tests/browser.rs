//! The report of the example in a real browser, as somebody uses it: with its filters, on a phone, from a link. It needs Chromium
//! and is run by `cargo xtask test` where that is installed.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests look at the files that the program writes; a test that cannot go on fails"
)]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The folder of the example's report, written once for all tests.
fn report() -> &'static Path {
    static REPORT: OnceLock<PathBuf> = OnceLock::new();
    REPORT.get_or_init(audited)
}

fn audited() -> PathBuf {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    let _ = fs::remove_dir_all(&out);
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside");
    let audited = Command::new(env!("CARGO_BIN_EXE_concordat"))
        .args(["audit", "--quiet", "--as-at", "2026-06-01", "--out", out.to_str().unwrap(), site.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(audited.status.success(), "{}", String::from_utf8_lossy(&audited.stderr));
    out
}

/// Opens the report, under a name of the test's own, in a frame `width` pixels wide, at `place`, and runs `steps` on it: JavaScript that sees the frame's document as
/// `page` and leaves what it found in `out`. The frame keeps the page's own rules on scripts as they are.
fn visit(name: &str, width: u32, place: &str, steps: &str) -> Value {
    let folder = report();
    let frame = format!(
        r#"<!doctype html><meta charset="utf-8"><title>Visit</title>
<body><iframe id="frame" style="width:{width}px;height:900px" src="index.html{place}"></iframe>
<script>
var frame = document.getElementById('frame');
frame.onload = function () {{
  var page = frame.contentDocument, out = {{}};
  var choose = function (id, value) {{
    var field = page.getElementById(id);
    field.value = value;
    field.dispatchEvent(new frame.contentWindow.Event('input', {{ bubbles: true }}));
    field.dispatchEvent(new frame.contentWindow.Event('change', {{ bubbles: true }}));
  }};
  var shown = function (what) {{ return page.querySelectorAll(what + ':not([hidden])').length; }};
  // A page scrolls to where a link leads after it is drawn.
  setTimeout(function () {{
    {steps}
    document.body.textContent = '@@' + JSON.stringify(out) + '@@';
  }}, 1000);
}};
</script>"#
    );
    fs::write(folder.join(format!("{name}.html")), frame).unwrap();
    let profile = folder.join(format!("{name}-profile"));
    let visited = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--allow-file-access-from-files", "--enable-logging=stderr"])
        // A page that is never drawn does not move by itself.
        .arg("--force-prefers-reduced-motion")
        .args(["--virtual-time-budget=30000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("file://{}", folder.join(format!("{name}.html")).display()))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&visited.stderr).into_owned();
    let complaints: Vec<&str> = said.lines().filter(|line| line.contains(":CONSOLE")).collect();
    assert!(complaints.is_empty(), "{complaints:?}");
    let dom = String::from_utf8(visited.stdout).unwrap();
    let found = dom.split("@@").nth(1);
    assert!(found.is_some(), "the page was not opened: {said}");
    serde_json::from_str(found.unwrap()).unwrap()
}

#[test]
#[ignore = "needs Chromium"]
fn filters_of_findings_leave_what_fits_and_count_it() {
    let found = visit(
        "filters",
        1280,
        "",
        "out.all = shown('.finding');
         choose('filter-severity', 'high');
         out.high = shown('.finding');
         out.true_high = page.querySelectorAll('.finding[data-severity=high]').length;
         out.said = page.getElementById('filter-count').textContent;
         choose('filter-words', 'no words of any finding');
         out.none = shown('.finding');
         out.headings = shown('.family');",
    );
    let number = |name: &str| found[name].as_u64().unwrap();
    assert!(number("high") > 0 && number("high") < number("all"));
    assert_eq!(number("high"), number("true_high"));
    assert_eq!(found["said"], format!("Showing {} of {} findings.", number("high"), number("all")));
    assert_eq!((number("none"), number("headings")), (0, 0));
}

#[test]
#[ignore = "needs Chromium"]
fn cases_are_chosen_by_who_they_are_about() {
    let found = visit(
        "cases",
        1280,
        "",
        "out.all = shown('.case');
         choose('case-theme', 'cse');
         out.some = shown('.case');
         out.fit = Array.prototype.every.call(page.querySelectorAll('.case:not([hidden])'), function (box) { return box.dataset.theme.split(' ').indexOf('cse') >= 0; });
         out.said = page.getElementById('case-count').textContent;",
    );
    assert_eq!((found["all"].as_u64(), found["fit"].as_bool()), (Some(14), Some(true)));
    let some = found["some"].as_u64().unwrap();
    assert!(some > 0 && some < 14);
    assert_eq!(found["said"], format!("Showing {some} of 14 cases."));
}

#[test]
#[ignore = "needs Chromium"]
fn a_link_to_a_finding_opens_what_hides_it() {
    let page = fs::read_to_string(report().join("index.html")).unwrap();
    let place = page
        .rsplit("<article class=\"finding")
        .next()
        .and_then(|last| last.split("id=\"").nth(1))
        .and_then(|id| id.split('"').next())
        .unwrap();
    let steps = "var target = page.getElementById(decodeURIComponent(frame.contentWindow.location.hash.slice(1)));
         out.there = target !== null;
         for (var box = target && target.closest('details'), shut = 0; box; box = box.parentElement.closest('details')) if (!box.open) shut += 1;
         out.shut = shut;
         out.top = target ? Math.round(target.getBoundingClientRect().top) : null;";
    let found = visit("link", 1280, &format!("#{place}"), steps);
    assert_eq!((found["there"].as_bool(), found["shut"].as_u64()), (Some(true), Some(0)));
    assert!((0..900).contains(&found["top"].as_i64().unwrap()), "{found}");
}

#[test]
#[ignore = "needs Chromium"]
fn nothing_is_wider_than_a_phone() {
    let found = visit("phone", 390, "", "out.wide = [page.documentElement.scrollWidth, page.documentElement.clientWidth];");
    assert_eq!(found["wide"][0], found["wide"][1]);
    assert!(found["wide"][1].as_u64().unwrap() <= 390);
}
