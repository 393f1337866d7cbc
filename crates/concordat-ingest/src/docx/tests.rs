//! Small Word packages and what is read of them.

use crate::Limits;
use crate::fixture::{assert_sources, outline, package};
use concordat_register::{Document, ProblemKind, Read, Style};
use proptest::prelude::*;

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml""#;

/// A document of this body, with these further parts beside it.
fn word(body: &str, parts: &[(&str, &str)]) -> (Read<Document>, Document) {
    let mut main = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    main.insert_str(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let mut relationships = String::from("<Relationships>");
    let mut members: Vec<(String, Vec<u8>)> = Vec::new();
    for (name, content) in parts {
        if let Some((file, kind)) = name.split_once('=') {
            // `rId5=hyperlink` is a relationship that leads out of the package.
            relationships.push_str(&format!(r#"<Relationship Id="{file}" Type="x/{kind}" Target="{content}" TargetMode="External"/>"#));
            continue;
        }
        let root = name.trim_end_matches(char::is_numeric);
        let tag = match root {
            "footnotes" | "endnotes" | "comments" | "styles" | "numbering" | "settings" => root,
            "header" => "hdr",
            _ => "ftr",
        };
        relationships.push_str(&format!(r#"<Relationship Id="{name}" Type="http://x/{root}" Target="{name}.xml"/>"#));
        members.push((format!("word/{name}.xml"), format!("<w:{tag} {W}>{content}</w:{tag}>").into_bytes()));
    }
    relationships.push_str("</Relationships>");
    members.push((
        "_rels/.rels".into(),
        br#"<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>"#.to_vec(),
    ));
    members.push(("word/_rels/document.xml.rels".into(), relationships.into_bytes()));
    members.push(("word/document.xml".into(), main.into_bytes()));
    let members: Vec<(&str, &[u8])> = members.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    let read = super::read(&package(&members), &Limits::default());
    let document = read.value.clone().expect("a document");
    assert_sources(&document, &members);
    (read, document)
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
}

fn listed(id: u32, level: u32, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
}

fn level(at: u32, format: &str, text: &str, more: &str) -> String {
    format!(r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#)
}

const STYLES: &str = r#"
  <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
  <w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/><w:basedOn w:val="Kop1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="House"><w:name w:val="House style"/><w:basedOn w:val="Kop2"/></w:style>
  <w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>
  <w:style w:type="paragraph" w:styleId="Citaat"><w:name w:val="Quote"/></w:style>
  <w:style w:type="character" w:styleId="Nadruk"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>"#;

fn numbering() -> String {
    let headings = level(0, "decimal", "%1.", r#"<w:pStyle w:val="Kop1"/>"#)
        + &level(1, "decimal", "%1.%2", r#"<w:pStyle w:val="Kop2"/>"#)
        + &level(2, "lowerLetter", "(%3)", "");
    let legal = level(0, "upperRoman", "Part %1", "")
        + &level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + &level(2, "decimal", "%1-%3", r#"<w:lvlRestart w:val="0"/>"#);
    let bullets = level(0, "bullet", "\u{b7}", "");
    format!(
        r#"<w:abstractNum w:abstractNumId="0">{headings}</w:abstractNum><w:abstractNum w:abstractNumId="1">{legal}</w:abstractNum><w:abstractNum w:abstractNumId="2">{bullets}</w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
        <w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>"#
    )
}

#[test]
fn headings_are_numbered_through_their_styles() {
    let body = styled("Titel", "Safe together")
        + &styled("Inhopg1", "Scope 1")
        + &styled("Kop1", "Scope")
        + &styled("Kop2", "Who")
        + &styled("House", "Where")
        + &listed(1, 2, "at school")
        + &listed(1, 2, "at home")
        + &listed(3, 0, "a mark")
        + &styled("Kop1", "Referral")
        + &styled("Kop2", "When")
        + &listed(4, 0, "afresh")
        + &styled("Kop1", "After")
        + &styled("Citaat", "I was heard.");
    let (_, document) = word(&body, &[("styles", STYLES), ("numbering", &numbering())]);
    assert_eq!(
        outline(&document),
        "h1 Safe together\nh1 [1] Scope\nh2 [1.1] Who\nh2 [1.2] Where\nli3 [a] at school\nli3 [b] at home\nli1 a mark\nh1 [2] Referral\nh2 [2.1] When\n\
         li1 [7] afresh\nh1 [8] After\nquote I was heard.\n"
    );
}

#[test]
fn a_level_passed_over_counts_as_begun() {
    let body = listed(1, 1, "one") + &listed(1, 0, "two") + &listed(1, 2, "three");
    let (_, document) = word(&body, &[("numbering", &numbering())]);
    assert_eq!(outline(&document), "li2 [1.1] one\nli1 [2] two\nli3 [a] three\n");
}

#[test]
fn levels_restart_and_legal_numbers_are_digits() {
    let body = listed(2, 0, "one")
        + &listed(2, 1, "two")
        + &listed(2, 2, "three")
        + &listed(2, 0, "four")
        + &listed(2, 1, "five")
        + &listed(2, 2, "six");
    let (_, document) = word(&body, &[("numbering", &numbering())]);
    assert_eq!(
        outline(&document),
        "li1 [Part I] one\nli2 [1.1] two\nli3 [I-1] three\nli1 [Part II] four\nli2 [2.1] five\nli3 [II-2] six\n"
    );
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let body = r#"<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Ring the </w:t></w:r><w:del><w:r><w:delText>council</w:delText></w:r></w:del></w:p>
      <w:p><w:ins><w:r><w:t>front door</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>
      <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>no</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>yes</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    let (_, document) = word(body, &[]);
    assert_eq!(outline(&document), "p Ring the front door.\ntd1.1.1 yes\n");
}

#[test]
fn a_dropped_capital_begins_the_next_paragraph() {
    let body =
        r#"<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr><w:r><w:t>R</w:t></w:r></w:p>"#.to_owned() + &p("ing first.");
    assert_eq!(outline(&word(&body, &[]).1), "p Ring first.\n");
}

#[test]
fn tables_know_their_headers_and_columns() {
    let row = |header: &str, cells: &str| format!("<w:tr><w:trPr>{header}</w:trPr>{cells}</w:tr>");
    let cell = |span: u32, inner: &str| format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{inner}</w:tc>"#);
    let nested = format!("<w:tbl>{}</w:tbl><w:p/>", row("", &cell(1, &p("inside"))));
    let body = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row("<w:tblHeader/>", &(cell(2, &p("Panel")) + &cell(1, &p("Chair")))),
        row("", &(cell(1, &p("one")) + &cell(1, &nested) + &cell(1, &p("three")))),
        row(r#"<w:gridBefore w:val="1"/>"#, &cell(1, &(p("a") + &p("b")))),
    );
    let (_, document) = word(&body, &[]);
    assert_eq!(outline(&document), "th1.1.1 Panel\nth1.1.3 Chair\ntd1.2.1 one\ntd2.1.1 inside\ntd1.2.3 three\ntd1.3.2 a\ntd1.3.2 b\n");
}

#[test]
fn notes_boxes_comments_and_furniture_have_their_places() {
    let bx = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let body = format!(
        r#"<w:p><w:commentRangeStart w:id="9"/><w:r><w:t>Refer at once</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r>
        <w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{}</wps:txbx></mc:Choice><mc:Fallback><v:textbox>{}</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>{}
        <w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>"#,
        bx("In an emergency ring 999"),
        bx("In an emergency ring 999"),
        p("Then write."),
    );
    let notes = format!(
        r#"<w:footnote w:id="0" w:type="separator">{}</w:footnote><w:footnote w:id="2">{}</w:footnote>"#,
        p("-"),
        p("Within one day.")
    );
    let header = p("OFFICIAL") + r#"<w:p><w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r></w:p>"#;
    let comments = format!(r#"<w:comment w:id="9">{}</w:comment>"#, p("Is this right?"));
    let (_, document) = word(&body, &[("footnotes", &notes), ("header1", &header), ("header2", &header), ("comments", &comments)]);
    assert_eq!(outline(&document), "p Refer at once.\nnote [1] Within one day.\nbox In an emergency ring 999\np Then write.\n");
    assert_eq!(document.running_words().collect::<Vec<_>>(), ["OFFICIAL", "DRAFT"]);
    assert_eq!((document.remarks[0].text.as_str(), document.remarks[0].passage), ("Is this right?", Some(0)));
}

#[test]
fn an_endless_paragraph_is_cut_and_leads_back_to_its_bytes() {
    let (_, document) = word(&p(&"word &amp; caf\u{e9} ".repeat(12_000)), &[]);
    assert!(document.passages.len() > 2);
    assert!(document.passages.iter().all(|p| p.bytes.len() <= 64 << 10));
}

#[test]
fn headers_that_are_switched_off_say_nothing() {
    let running = |more: &str, settings: &str| {
        let named: String = ["default", "first", "even"]
            .iter()
            .zip(1..)
            .map(|(t, n)| format!(r#"<w:headerReference w:type="{t}" r:id="header{n}"/>"#))
            .collect();
        let body = format!("{}<w:sectPr>{named}{more}</w:sectPr>", p("Ring first."));
        let headers = [p("Harbour plan"), p("DRAFT"), p("Harbour plan, even")];
        let parts = [
            ("header1", headers[0].as_str()),
            ("header2", &headers[1]),
            ("header3", &headers[2]),
            ("header4", &headers[1]),
            ("settings", settings),
        ];
        word(&body, &parts).1.running_words().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(running("", ""), ["Harbour plan"]);
    assert_eq!(running("<w:titlePg/>", r#"<w:evenAndOddHeaders w:val="0"/>"#), ["Harbour plan", "DRAFT"]);
    assert_eq!(running("", "<w:evenAndOddHeaders/>"), ["Harbour plan", "Harbour plan, even"]);
}

#[test]
fn links_fields_and_settings_are_kept_and_codes_are_not() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:hyperlink r:id="rId5" w:anchor="s4"><w:r><w:rPr><w:rStyle w:val="Nadruk"/></w:rPr><w:t>the plan</w:t></w:r></w:hyperlink>
      <w:r><w:t xml:space="preserve"> and </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.example" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
      <w:r><w:rPr><w:b/></w:rPr><w:t>R&amp;D</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:noBreakHyphen/><w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t></w:r></w:p>"#;
    let (_, document) = word(body, &[("styles", STYLES), ("rId5=hyperlink", "https://a.example")]);
    let passage = &document.passages[0];
    let words = document.words_of(passage);
    assert_eq!(words, "See the plan and R&D\u{2011}\tx\ny");
    let links: Vec<_> = passage.links.iter().map(|l| (l.span.of(words), l.target.as_str())).collect();
    assert_eq!(links, [("the plan", "https://a.example#s4"), ("R&D", "https://b.example")]);
    let styles: Vec<_> = passage.styles.iter().map(|s| (s.span.of(words), s.style)).collect();
    assert_eq!(styles, [("the plan", Style::Italic), ("R&D", Style::Bold)]);
}

#[test]
fn bold_lines_are_headings_and_bold_prose_is_not() {
    let bold = |text: &str| format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let body = bold("1. Purpose")
        + &p("This sets out what we do.")
        + &bold("1.1 Who it is for")
        + &p("All staff.")
        + &bold("Ring the police first.")
        + &p("Then us.")
        + &bold("Approved by: the board");
    let (_, document) = word(&body, &[]);
    assert_eq!(
        outline(&document),
        "h1 [1] 1. Purpose\np This sets out what we do.\nh2 [1.1] 1.1 Who it is for\np All staff.\np Ring the police first.\np Then us.\np Approved by: the board\n"
    );
}

#[test]
fn pages_follow_the_breaks_word_recorded() {
    let body = p("one")
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r></w:p>"
        + r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>three</w:t></w:r></w:p>";
    let (_, document) = word(&body, &[]);
    assert_eq!(document.passages.iter().map(|p| p.page).collect::<Vec<_>>(), [Some(1), Some(2), Some(3)]);
    assert_eq!(document.pages, Some(3));
}

#[test]
fn a_page_count_without_a_word_count_is_no_page_count() {
    let pages = |words: &str| {
        let app = format!("<Properties><Pages>1</Pages>{words}</Properties>");
        let main = format!("<w:document {W}><w:body>{}</w:body></w:document>", p("one"));
        let members = [("word/document.xml", main.as_bytes()), ("docProps/app.xml", app.as_bytes())];
        let document = super::read(&package(&members), &Limits::default()).value.unwrap();
        (document.pages, document.passages.first().and_then(|p| p.page))
    };
    assert_eq!(pages("<Words>1</Words>"), (Some(1), Some(1)));
    assert_eq!(pages("<Words>0</Words><Characters>0</Characters>"), (None, None));
}

#[test]
fn a_contents_field_that_never_ends_hides_nothing() {
    let contents = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Scope 3</w:t></w:r></w:p>"#;
    let end = r#"<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    assert_eq!(outline(&word(&format!("{contents}{end}{}", p("Scope")), &[]).1), "p Scope\n");
    assert_eq!(outline(&word(&format!("{contents}{}", p("Scope")), &[]).1), "p Scope 3\np Scope\n");
}

#[test]
fn utf_16_and_strict_parts_lead_back_to_their_bytes() {
    let main = r#"<?xml version="1.0" encoding="UTF-16"?><x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>Caf&#233; “ok” 😀 é</x:t></x:r></x:p></x:body></x:document>"#;
    let bytes: Vec<u8> = [0xFF, 0xFE].into_iter().chain(main.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let types = br#"<Types><Override PartName="/odd/main.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let members: [(&str, &[u8]); 2] = [("odd/main.xml", &bytes), ("[Content_Types].xml", types)];
    let document = super::read(&package(&members), &Limits::default()).value.unwrap();
    assert_eq!(outline(&document), "p Café “ok” 😀 é\n");
    assert_sources(&document, &members);
}

fn kinds(read: &Read<Document>) -> Vec<ProblemKind> {
    read.problems.iter().map(|p| p.kind).collect()
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let limits = Limits::default();
    let mut locked = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(kinds(&super::read(&locked, &limits)), [ProblemKind::Locked]);
    assert_eq!(kinds(&super::read(b"PK\x03\x04", &limits)), [ProblemKind::Damaged]);
    assert_eq!(kinds(&super::read(&package(&[("xl/workbook.xml", b"<a/>")]), &limits)), [ProblemKind::Unsupported]);
    let bomb = vec![b' '; 64 << 20];
    assert_eq!(kinds(&super::read(&package(&[("word/document.xml", &bomb)]), &limits)), [ProblemKind::TooLarge]);
}

#[test]
fn what_stands_before_damage_is_kept() {
    let body: String = (0..400).map(|n| p(&format!("Paragraph {n} of {}", n * 7919 % 1000))).collect();
    let main = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    let whole = package(&[("word/document.xml", main.as_bytes())]);
    let read = super::read(whole.get(..whole.len() * 3 / 5).unwrap(), &Limits::default());
    assert!(read.value.as_ref().unwrap().passages.len() > 50);
    assert_eq!(kinds(&read), [ProblemKind::Partial, ProblemKind::Partial]);
    let broken = main.replace("<w:r><w:t>Paragraph 300", "<w:r></w:t>Paragraph 300");
    let read = super::read(&package(&[("word/document.xml", broken.as_bytes())]), &Limits::default());
    assert_eq!(read.value.as_ref().unwrap().passages.len(), 300);
    assert_eq!(kinds(&read), [ProblemKind::Partial]);
}

#[test]
fn deep_nesting_is_read_flat() {
    let open = "<w:tbl><w:tr><w:tc>";
    let close = "</w:tc></w:tr></w:tbl>";
    let body = format!("{}{}{}{}", open.repeat(30_000), p("deep"), close.repeat(30_000), p("after"));
    let (read, document) = word(&body, &[]);
    assert_eq!(document.words_of(document.passages.last().unwrap()), "after");
    assert_eq!(kinds(&read), [ProblemKind::Partial]);
}

proptest! {
    #[test]
    fn any_text_leads_back_to_its_bytes(pieces in proptest::collection::vec(("[a-z é’\u{a0}\u{1f600}]{0,12}", 0usize..8, any::<bool>()), 0..12)) {
        let mut body = String::from("<w:p>");
        for (text, mark, preserve) in pieces {
            let space = if preserve { r#" xml:space="preserve""# } else { "" };
            let extra = ["", "&amp;", "&#x2019;", "\n\t", "</w:t><w:tab/><w:t>", "</w:t><w:br/><w:t>", "<![CDATA[x < y ]]>", "</w:t><w:noBreakHyphen/><w:t>"][mark];
            body.push_str(&format!("<w:r><w:t{space}>{text}{extra}</w:t></w:r>"));
        }
        body.push_str("</w:p>");
        word(&body, &[]);
    }
}

#[test]
fn pictures_are_known_by_their_place_and_words_and_small_ones_are_not() {
    let drawing = |cx: u32, words: &str| {
        format!(
            r#"<w:r><w:drawing><wp:inline xmlns:wp="wp"><wp:extent cx="{cx}" cy="{cx}"/><wp:docPr id="1" name="P" descr="{words}"/></wp:inline></w:drawing></w:r>"#
        )
    };
    let old = r#"<w:r><w:pict><v:shape style="width:300pt;height:200pt" alt="An older chart"><v:imagedata/></v:shape></w:pict></w:r>"#;
    let body = format!(
        "<w:p><w:r><w:t>One</w:t></w:r>{}</w:p><w:p>{}</w:p><w:p><w:r><w:t>Two</w:t></w:r></w:p><w:p>{}{old}</w:p>",
        drawing(3_000_000, "Within"),
        drawing(3_000_000, "A &amp; B"),
        drawing(200_000, "A badge")
    );
    let (_, document) = word(&body, &[]);
    let found: Vec<_> = document.pictures.iter().map(|p| (p.after, p.alt.as_deref().unwrap_or_default())).collect();
    assert_eq!(found, [(1, "Within"), (1, "A & B"), (2, "An older chart")]);
    assert_eq!(document.passages.len(), 2);
}
