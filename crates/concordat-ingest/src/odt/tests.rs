//! Small OpenDocument texts and what is read of them.

use crate::Limits;
use crate::fixture::{assert_sources, outline, package};
use concordat_register::{Document, ProblemKind, Style};
use proptest::prelude::*;

const NS: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="fo" xmlns:xlink="xlink" xmlns:dc="dc" xmlns:meta="meta" xmlns:svg="svg""#;

fn text(automatic: &str, body: &str, more: &[(&str, &str)]) -> Document {
    let content = format!(
        "<office:document-content {NS}><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let more: Vec<(&str, String)> =
        more.iter().map(|(name, inner)| (*name, format!("<office:document {NS}>{inner}</office:document>"))).collect();
    let mut members: Vec<(&str, &[u8])> =
        vec![("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())];
    members.extend(more.iter().map(|(n, c)| (*n, c.as_bytes())));
    let document = super::read(&package(&members), &Limits::default()).value.expect("a document");
    assert_sources(&document, &members);
    document
}

const OUTLINE: &str = r#"<office:styles><text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>
  <style:style style:name="Title" style:family="paragraph"/><style:style style:name="Quotations" style:family="paragraph"/></office:styles>
  <office:master-styles><style:master-page><style:header><text:p>OFFICIAL</text:p></style:header><style:footer><text:p>Version <text:span>2</text:span></text:p></style:footer></style:master-page></office:master-styles>"#;
const LIST: &str = r#"<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/><text:list-level-style-number text:level="2" style:num-format="i" style:num-suffix="."/></text:list-style>
  <style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>"#;

#[test]
fn headings_lists_and_quotations_are_numbered_as_shown() {
    let body = r#"<text:p text:style-name="Title">Safe together</text:p><text:table-of-content><text:p>Scope 1</text:p></text:table-of-content>
      <text:h text:outline-level="1">Scope</text:h><text:h text:outline-level="2">Who</text:h><text:p>Prose  with
      <text:span text:style-name="B">bold</text:span>.</text:p>
      <text:list text:style-name="L1"><text:list-item><text:p>one</text:p><text:p>more</text:p><text:list><text:list-item><text:p>deep</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>
      <text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>three</text:p></text:list-item></text:list>
      <text:list text:style-name="L1"><text:list-item text:start-value="7"><text:p>afresh</text:p></text:list-item></text:list>
      <text:h text:outline-level="1">After</text:h><text:h text:outline-level="2">Then</text:h><text:p text:style-name="Quotations">I was heard.</text:p>"#;
    let document = text(LIST, body, &[("styles.xml", OUTLINE)]);
    assert_eq!(
        outline(&document),
        "h1 Safe together\nh1 [1] Scope\nh2 [1.1] Who\np Prose with bold.\nli1 [a] one\nli1 more\nli2 [i] deep\nli1 [b] two\nli1 [c] three\nli1 [g] afresh\nh1 [2] After\n\
         h2 [2.1] Then\nquote I was heard.\n"
    );
    assert_eq!(document.running_words().collect::<Vec<_>>(), ["OFFICIAL", "Version 2"]);
    let prose = &document.passages[3];
    assert_eq!(prose.styles.iter().map(|s| (s.span.of(document.words_of(prose)), s.style)).collect::<Vec<_>>(), [("bold", Style::Bold)]);
}

#[test]
fn notes_boxes_remarks_changes_and_tables_have_their_places() {
    let body = r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>
      <text:p>Refer<office:annotation><dc:creator>A</dc:creator><text:p>Sure?</text:p></office:annotation> at once<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>In a day.</text:p></text:note-body></text:note>,
      <text:span text:style-name="H">hidden</text:span><draw:frame> <draw:text-box><text:p>Ring 999</text:p></draw:text-box><svg:title>alt</svg:title></draw:frame><text:a xlink:href="https://a.example">see</text:a><text:s text:c="3"/>it&amp;<text:tab/>x<text:line-break/>y</text:p>
      <table:table><table:table-column table:number-columns-repeated="3"/><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Panel</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>Chair</text:p></table:table-cell></table:table-row></table:table-header-rows>
      <table:table-row><table:table-cell><text:p>one</text:p></table:table-cell></table:table-row></table:table><text:soft-page-break/><text:p>end</text:p>"#;
    let document = text(
        LIST,
        body,
        &[(
            "meta.xml",
            r#"<office:meta><dc:title>T</dc:title><meta:creation-date>2014-03-19T10:00:00</meta:creation-date><meta:document-statistic meta:page-count="2"/></office:meta>"#,
        )],
    );
    assert_eq!(
        outline(&document),
        "p Refer at once, see it&\tx|y\nnote [1] In a day.\nbox Ring 999\nth1.1.1 Panel\nth1.1.3 Chair\ntd1.2.1 one\np end\n"
    );
    assert_eq!((document.remarks[0].text.as_str(), document.remarks[0].passage), ("Sure?", Some(0)));
    assert_eq!(document.passages[0].links[0].target, "https://a.example");
    assert_eq!((document.passages[0].page, document.passages.last().unwrap().page, document.pages), (Some(1), Some(2), Some(2)));
    assert_eq!((document.properties.title.as_deref(), document.properties.created.as_deref()), (Some("T"), Some("2014-03-19")));
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let kinds =
        |members: &[(&str, &[u8])]| super::read(&package(members), &Limits::default()).problems.iter().map(|p| p.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&[("META-INF/manifest.xml", b"<m:encryption-data/>"), ("content.xml", b"x")]), [ProblemKind::Locked]);
    assert_eq!(
        kinds(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")]),
        [ProblemKind::Unsupported]
    );
    assert_eq!(kinds(&[("a", b"b")]), [ProblemKind::Damaged]);
    assert_eq!(kinds(&[("content.xml", b"<text:p>kept</text:p><text:p>and this")]), [ProblemKind::Partial]);
    let flat = format!(
        "<?xml version=\"1.0\"?><office:document {NS}><office:body><office:text><text:p>flat</text:p></office:text></office:body></office:document>"
    );
    assert_eq!(outline(&super::read(flat.as_bytes(), &Limits::default()).value.unwrap()), "p flat\n");
}

proptest! {
    #[test]
    fn any_text_leads_back_to_its_bytes(pieces in proptest::collection::vec(("[a-z é’\u{a0}\u{1f600}\n]{0,12}", 0usize..6), 0..12)) {
        let mut body = String::from("<text:p>");
        for (piece, mark) in pieces {
            let extra = ["", "&amp;", "&#x2019;", "<text:tab/>", "<text:line-break/>", "<text:s/>"][mark];
            body.push_str(&format!("<text:span>{piece}</text:span>{extra}"));
        }
        body.push_str("</text:p>");
        text("", &body, &[]);
    }
}

#[test]
fn pictures_are_known_by_their_place_and_words() {
    let frame = |width: &str, words: &str| {
        format!(
            r#"<draw:frame svg:width="{width}" svg:height="{width}"><draw:object/><draw:image/><svg:title>{words}</svg:title></draw:frame>"#
        )
    };
    let body =
        format!("<text:p>One</text:p><text:p>{}</text:p><text:p>Two{}</text:p>", frame("12cm", "A chart"), frame("0.5cm", "A badge"));
    let document = text("", &body, &[]);
    let found: Vec<_> = document.pictures.iter().map(|p| (p.after, p.alt.as_deref().unwrap_or_default())).collect();
    assert_eq!((found.as_slice(), document.passages.len()), (&[(1, "A chart")][..], 2));
}
