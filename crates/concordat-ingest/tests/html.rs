//! Web pages, from bytes to passages.

use concordat_ingest::{Limits, read};
use concordat_register::{Document, Format, PassageKind};
use proptest::prelude::*;

fn html(source: &str) -> Document {
    read("a.html", source.as_bytes(), &Limits::default()).value.unwrap_or_else(|| Document::new(Format::Html))
}

fn outline(document: &Document) -> Vec<String> {
    document.passages.iter().map(|p| format!("{:?}[{}] {}", p.kind, p.label.as_deref().unwrap_or_default(), document.words_of(p))).collect()
}

const PROSE: &str =
    "<p>Every concern about a child is told to the front door on the same day, whoever has it and whatever it is about.</p>";

#[test]
fn the_site_around_the_content_is_left_out() {
    let around = |content: &str| {
        format!(
            "<html><body class='has-sidebar'><div id='cookie-banner'>We use cookies.</div><a href='#c' class=x>Skip to main content</a>\
             <header><a href='/'>Town</a></header><div class='main-nav'><ul><li><a href=1>Bins</a><li><a href=2>Tax</a></ul></div>\
             <p class=breadcrumbs><a href=1>Home</a> &gt; <a href=2>Children</a></p>{content}\
             <div class='share-buttons'>Share this page</div><aside>Was this useful?</aside><footer><p>Last reviewed May 2016</p></footer></body></html>"
        )
    };
    let within = format!("<h1>Our plan</h1>{PROSE}<section class=consent><h2>Consent</h2>{PROSE}</section>");
    for content in [
        format!("<main>{within}</main>"),
        format!("<div id=content>{within}</div>"),
        format!("<article>{within}</article>"),
        format!("<div><div>{within}</div></div>"),
        within.clone(),
    ] {
        let document = html(&around(&content));
        assert_eq!(document.passages.len(), 4, "{content}: {:?}", outline(&document));
        assert_eq!(document.headings.iter().map(|h| h.text.as_str()).collect::<Vec<_>>(), ["Our plan", "Consent"]);
        assert_eq!(document.running_words().collect::<Vec<_>>(), ["Last reviewed May 2016"]);
    }
}

#[test]
fn a_page_with_no_marks_at_all_is_read() {
    let links: String = (0..9).map(|n| format!("<a href='{n}.htm'>Department {n}</a><br>")).collect();
    let document = html(&format!(
        "<table><tr><td width=150>{links}</td><td><font size=5><b>Missing children</b></font><br><br>{PROSE}Ring at once.<br><br>Then write.</td></tr></table>"
    ));
    assert!(!document.text.contains("Department"), "{:?}", outline(&document));
    assert!(document.text.contains("Missing children") && document.text.ends_with("Ring at once.\nThen write."));
}

#[test]
fn lists_tables_and_notes_have_their_kinds() {
    let document = html(
        "<main><h1>Plan</h1><ol start=3><li>Ring<ol type=a><li>by day<li>by night</ol><li value=9>Write</ol>\
         <dl><dt>Child</dt><dd>Under 18</dd></dl><blockquote><p>Keep calm.</p></blockquote>\
         <table><tr><th>Who<th>When</tr><tr><td rowspan=2>Pat<td>Day</tr><tr><td>Night</tr></table>\
         <details><summary>Scope</summary><p>All ages<sup><a href='#fn1'>1</a></sup>, 10<sup>2</sup>.</p></details>\
         <p><del>Old</del><ins>New</ins> <q>words</q>.</p><ol class=footnotes><li id=fn1>Said in 2016. <a href='#r1'>↩</a></li></ol></main>",
    );
    assert_eq!(
        outline(&document),
        [
            "Heading[] Plan",
            "ListItem { depth: 1 }[3] Ring",
            "ListItem { depth: 2 }[a] by day",
            "ListItem { depth: 2 }[b] by night",
            "ListItem { depth: 1 }[9] Write",
            "ListItem { depth: 1 }[] Child",
            "ListItem { depth: 1 }[] Under 18",
            "Quotation[] Keep calm.",
            "Cell { table: 1, row: 1, column: 1, header: true }[] Who",
            "Cell { table: 1, row: 1, column: 2, header: true }[] When",
            "Cell { table: 1, row: 2, column: 1, header: false }[] Pat",
            "Cell { table: 1, row: 2, column: 2, header: false }[] Day",
            "Cell { table: 1, row: 3, column: 2, header: false }[] Night",
            "Heading[] Scope",
            "Paragraph[] All ages, 102.",
            "Paragraph[] New “words”.",
            "Note[1] Said in 2016.",
        ]
    );
}

#[test]
fn what_is_hidden_is_left_out_unless_a_click_opens_it() {
    let document = html(
        "<main><p>Seen</p><p hidden>No</p><div style='display: none'>No</div><span class=sr-only>No</span><div class='accordion-panel' style='display:none'>Opened</div></main>",
    );
    assert_eq!(document.text, "Seen\nOpened");
}

#[test]
fn properties_and_links_are_kept() {
    let document = html(
        "<html lang=en-GB><head><title>Plan | Town</title><meta name=author content='A Board'><meta property='article:modified_time' content='2016-05-04T09:00:00Z'></head>\
         <body><main><h2 id=top>Plan</h2><p>See <a href=' gangs.docx#s4 '><em>the gangs plan</em></a>.</p></main></body></html>",
    );
    assert_eq!(document.properties.title.as_deref(), Some("Plan | Town"));
    assert_eq!(document.properties.modified.as_deref(), Some("2016-05-04"));
    assert_eq!(document.properties.language.as_deref(), Some("en-GB"));
    let passage = &document.passages[1];
    assert_eq!(
        (passage.links[0].target.as_str(), passage.links[0].span.of(document.words_of(passage))),
        ("gangs.docx#s4", "the gangs plan")
    );
}

#[test]
fn encodings_are_declared_or_guessed() {
    let western = b"<meta charset=windows-1252><p>The child\x92s plan \x96 \xA35</p>";
    assert_eq!(read("a.html", western, &Limits::default()).value.unwrap().text, "The child’s plan – £5");
    assert_eq!(read("a.html", &western[27..], &Limits::default()).value.unwrap().text, "The child’s plan – £5");
}

proptest! {
    /// INVARIANT (runs are literal): the bytes a run points at are the bytes of the passage.
    #[test]
    fn runs_point_at_the_same_words(source in "([a-z ;.]|\n|\r\n|&amp;|&nbsp;|&|é|<p>|</p>|<b>|</b>|<a href=x>|</a>|<br>|<li>|<ol>|</ol>|<td>|<table>|</table>|<h2>|</h2>|<!-- x -->){0,60}") {
        let document = html(&source);
        for passage in &document.passages {
            let words = document.words_of(passage);
            let mut reached = 0;
            for run in &passage.runs {
                prop_assert_eq!(run.text.of(words), run.source.of(&source));
                prop_assert!(!run.text.is_empty() && run.text.start >= reached);
                reached = run.text.end;
            }
        }
    }

    /// Plain words are all covered by runs, line ends apart.
    #[test]
    fn plain_words_have_a_way_back(words in proptest::collection::vec("[a-z]{1,8}", 1..30)) {
        let source = format!("<p>{}</p>", words.join(" "));
        let document = html(&source);
        let covered: usize = document.passages[0].runs.iter().map(|r| r.text.len()).sum();
        prop_assert_eq!(covered, source.len() - 7);
        prop_assert!(matches!(document.passages[0].kind, PassageKind::Paragraph));
    }
}

#[test]
fn pictures_are_known_by_their_place_and_words_and_those_that_adorn_are_not() {
    let page = html(&format!(
        "<main><h1>Plan</h1>{PROSE}<p><img src=a.png alt='Flow chart' width=600></p><img src=b.png alt=''><img src=c.png alt=badge width=32 height=32>\
         <svg viewBox='0 0 800 400'><title>The route</title></svg><svg viewBox='0 0 24 24'></svg>{PROSE}</main>"
    ));
    let found: Vec<_> = page.pictures.iter().map(|p| (p.after, p.alt.as_deref().unwrap_or_default())).collect();
    assert_eq!(found, [(2, "Flow chart"), (2, "The route")]);
}
