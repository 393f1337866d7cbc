//! What is read of spreadsheets, good and bad.

use super::read;
use crate::Limits;
use crate::fixture::package;
use concordat_register::workbook::{Merged, Sheet, Value, Workbook};
use concordat_register::{ProblemKind, Read};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/spreadsheetml/main";

/// A workbook of one sheet with the data given, and whatever other parts.
fn xlsx(namespace: &str, data: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let sheet = format!(r#"<worksheet xmlns="{namespace}"><sheetData>{data}</sheetData></worksheet>"#);
    let book = format!(
        r#"<workbook xmlns="{namespace}" xmlns:r="http://x/relationships"><sheets><sheet name="Cases" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let relationships =
        r#"<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let mut members: Vec<(&str, &[u8])> = vec![
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relationships.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    for (name, text) in others {
        members.retain(|(n, _)| n != name);
        members.push((name, text.as_bytes()));
    }
    package(&members)
}

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

fn open(name: &str, bytes: &[u8]) -> Workbook {
    let read = read(name, bytes, &Limits::default());
    assert_eq!(read.problems, []);
    read.value.unwrap()
}

/// One line a row: its number, then column and value of each cell.
fn outline(sheet: &Sheet) -> String {
    let mut out = String::new();
    for row in &sheet.rows {
        out.push_str(&row.number.to_string());
        for cell in &row.cells {
            let shown = match &cell.value {
                Value::Text(words) => words.replace('\n', "/"),
                Value::Number(number) => number.to_string(),
                Value::Date(date) => format!("[{date}]"),
                Value::Truth(truth) => truth.to_string(),
                Value::Fault(fault) => format!("!{fault}"),
            };
            out.push_str(&format!(" {}:{shown}", cell.column));
        }
        out.push('\n');
    }
    out
}

fn only(name: &str, bytes: &[u8]) -> String {
    let book = open(name, bytes);
    assert_eq!(book.sheets.len(), 1);
    outline(&book.sheets[0])
}

fn csv(text: &str) -> String {
    only("a.csv", text.as_bytes())
}

#[test]
fn cells_of_every_kind_are_read() {
    let styles = format!(
        r#"<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/></cellXfs><dxfs><dxf><numFmt numFmtId="164" formatCode="0"/></dxf></dxfs></styleSheet>"#
    );
    let strings = format!(
        r#"<sst xmlns="{MAIN}"><si><t>Kit &amp; Ada</t></si><si><r><t xml:space="preserve">one </t></r><r><t>two</t></r><rPh sb="0" eb="1"><t>ONE</t></rPh></si></sst>"#
    );
    let data = r#"<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c t="inlineStr"><is><t>a_x000D_
b</t></is></c></row>
      <row r="5"><c r="A5" s="1"><v>40179</v></c><c r="B5" s="2"><v>40179.5</v></c><c r="C5" s="3"><v>0.5</v></c><c r="D5"><v>170</v></c><c r="E5" s="1"><v>60</v></c></row>
      <row r="6"><c r="A6" t="b"><v>1</v></c><c r="B6" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C6" t="str"><f>A1</f><v>said</v></c><c r="D6" t="d"><v>2026-04-14T00:00:00</v></c><c r="E6" t="d"><v>2026-02-30</v></c><c r="F6" s="1"/></row>
      <row r="9" spans="1:2"/><row><c><v>1E2</v></c></row>"#;
    let expected = "3 1:Kit & Ada 2:one two 3:a/b\n5 0:[2010-01-01] 1:[2010-01-01] 2:0.5 3:170 4:1900-02-29\n6 0:true 1:!#DIV/0! 2:said 3:[2026-04-14] 4:2026-02-30\n10 0:100\n";
    let others = [("xl/styles.xml", styles.as_str()), ("xl/sharedStrings.xml", strings.as_str())];
    assert_eq!(only("a.xlsx", &xlsx(MAIN, data, &others)), expected);
    let strict: Vec<(&str, String)> = others.iter().map(|(n, t)| (*n, t.replace(MAIN, STRICT))).collect();
    let strict: Vec<(&str, &str)> = strict.iter().map(|(n, t)| (*n, t.as_str())).collect();
    assert_eq!(only("a.xlsx", &xlsx(STRICT, data, &strict)), expected);
}

#[test]
fn sheets_stand_in_the_order_of_their_tabs() {
    let book = format!(
        r#"<x:workbook xmlns:x="{MAIN}" xmlns:r="http://x/relationships"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="May" r:id="b"/><x:sheet name="Graph" r:id="c"/><x:sheet name="April" state="veryHidden" r:id="a"/></x:sheets></x:workbook>"#
    );
    let sheet = |words: &str| {
        format!(
            r#"<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>{words}</x:t></x:is></x:c><x:c r="B1" s="1"><x:v>0</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:C2"/><x:mergeCell ref="C2:A1"/></x:mergeCells></x:worksheet>"#
        )
    };
    let (april, may) = (sheet("first"), sheet("second"));
    let styles = format!(r#"<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#);
    let relationships = r#"<Relationships><Relationship Id="a" Type="http://x/worksheet" Target="/xl/worksheets/one.xml"/><Relationship Id="b" Type="http://x/worksheet" Target="worksheets/two.xml"/><Relationship Id="c" Type="http://x/chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Id="d" Type="http://x/styles" Target="looks.xml"/></Relationships>"#;
    let bytes = package(&[
        ("_rels/.rels", br#"<Relationships><Relationship Id="q" Type="http://x/officeDocument" Target="xl/book.xml"/></Relationships>"#),
        ("xl/book.xml", book.as_bytes()),
        ("xl/_rels/book.xml.rels", relationships.as_bytes()),
        ("xl/worksheets/one.xml", april.as_bytes()),
        ("xl/worksheets/two.xml", may.as_bytes()),
        ("xl/looks.xml", styles.as_bytes()),
    ]);
    let book = open("a.xlsx", &bytes);
    let names: Vec<(&str, bool)> = book.sheets.iter().map(|s| (s.name.as_str(), s.hidden)).collect();
    assert_eq!(names, [("May", false), ("April", true)]);
    assert_eq!(outline(&book.sheets[1]), "1 0:first 1:[1904-01-01]\n");
    assert_eq!(book.sheets[0].merged, [Merged { first_row: 1, first_column: 0, last_row: 2, last_column: 2 }]);
}

#[test]
fn cells_out_of_order_are_put_where_they_belong() {
    let data = r#"<row r="4"><c r="C4"><v>3</v></c><c r="A4"><v>1</v></c><c r="A4"><v>2</v></c></row><row r="2"><c r="A2"><v>9</v></c></row><row r="4"><c r="B4"><v>5</v></c></row><row r="0"><c r="ZZZZ9"><v>7</v></c></row>"#;
    assert_eq!(only("a.xlsx", &xlsx(MAIN, data, &[])), "2 0:9\n4 0:2 1:5 2:3\n5 0:7\n");
}

#[test]
fn open_document_cells_of_every_kind_are_read() {
    let table = r#"<table:tracked-changes><table:deletion><table:cell-content-deletion><table:table-cell office:value-type="string"><text:p>gone</text:p></table:table-cell></table:cell-content-deletion></table:deletion></table:tracked-changes>
      <table:table table:name="Cases"><table:shapes><draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame></table:shapes>
      <table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>Title<text:s text:c="2"/>row</text:p></table:table-cell><table:covered-table-cell><text:p>beneath</text:p></table:covered-table-cell></table:table-row></table:table-header-rows>
      <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
      <table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell office:value-type="string" table:number-columns-repeated="2"><office:annotation><text:p>remark</text:p></office:annotation><text:p>a <text:span>b</text:span>&amp;</text:p>
         <text:p>c</text:p></table:table-cell></table:table-row>
      <table:table-row><table:table-cell office:value-type="date" office:date-value="2026-04-14"><text:p>14/04/26</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-02-30"><text:p>30/02/26</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="170"><text:p>170</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT09H30M00S"><text:p>09:30</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell><table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="1048568"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
      <table:table table:name="Copy"><table:table-source/><table:table-row><table:table-cell><text:p>elsewhere</text:p></table:table-cell></table:table-row></table:table>
      <table:table table:name="Old" table:style-name="ta2"/>"#;
    let book = open("a.ods", &ods(table));
    let names: Vec<(&str, bool)> = book.sheets.iter().map(|s| (s.name.as_str(), s.hidden)).collect();
    assert_eq!(names, [("Cases", false), ("Old", true)]);
    let expected = "1 0:Title  row\n5 1:a b&/c 2:a b&/c\n6 1:a b&/c 2:a b&/c\n7 0:[2026-04-14] 1:30/02/26 2:170 3:0.3958333333333333 4:true 5:!#REF!\n";
    assert_eq!(outline(&book.sheets[0]), expected);
    assert_eq!(book.sheets[0].merged, [Merged { first_row: 1, first_column: 0, last_row: 1, last_column: 1 }]);
}

#[test]
fn a_million_blank_rows_cost_nothing() {
    let blank = r#"<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let table = format!(
        r#"<table:table table:name="Cases">{blank}<table:table-row><table:table-cell><text:p>last</text:p></table:table-cell></table:table-row></table:table>"#
    );
    assert_eq!(only("a.ods", &ods(&table)), "1048571 0:last\n");
    let mut data: String = (1..=200_000).map(|n| format!(r#"<row r="{n}"/>"#)).collect();
    data.push_str(r#"<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#);
    assert_eq!(only("a.xlsx", &xlsx(MAIN, &data, &[])), "1048576 0:1\n");
}

#[test]
fn a_sheet_longer_than_memory_is_read_in_pieces() {
    let limits = Limits { memory: 8 << 20, ..Limits::default() };
    let data = |prefix: &str| {
        let blank: String = (1..=40_000)
            .map(|n| {
                format!(r#"<{prefix}row r="{n}" spans="1:3" s="1"><{prefix}c r="A{n}" s="1"/><{prefix}c r="B{n}" s="1"/></{prefix}row>"#)
            })
            .collect();
        let filled = |n: u32| format!(r#"<{prefix}row r="{n}"><{prefix}c r="B{n}"><{prefix}v>{n}</{prefix}v></{prefix}c></{prefix}row>"#);
        blank + &filled(40_001) + &filled(40_002)
    };
    let plain = xlsx(MAIN, &data(""), &[]);
    let prefixed = format!(
        r#"<?xml version="1.0"?><x:worksheet xmlns:x="{MAIN}"><x:sheetData>{}</x:sheetData><x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>"#,
        data("x:")
    );
    let prefixed = xlsx(MAIN, "", &[("xl/worksheets/sheet1.xml", &prefixed)]);
    for (bytes, merged) in [(plain, 0), (prefixed, 1)] {
        let read = read("a.xlsx", &bytes, &limits);
        assert_eq!(read.problems, []);
        let book = read.value.unwrap();
        assert_eq!(outline(&book.sheets[0]), "40001 1:40001\n40002 1:40002\n");
        assert_eq!(book.sheets[0].merged.len(), merged);
    }
    let broken = xlsx(MAIN, &data("").replacen(r#"<c r="B200" s="1"/>"#, "</x>", 1), &[]);
    let read = read("a.xlsx", &broken, &limits);
    assert_eq!(read.problems.len(), 1);
    assert_eq!(read.value.unwrap().sheets[0].rows.len(), 2);
}

#[test]
fn separated_values_are_read_as_a_spreadsheet_counts_them() {
    for (text, expected) in [
        (
            "Name,DOB\r\n\"O'Dea, Kit\",12/03/2010\r\n\r\nLee,\"a\r\nb\"\r\nAfter,007\r\n",
            "1 0:Name 1:DOB\n2 0:O'Dea, Kit 1:12/03/2010\n4 0:Lee 1:a/b\n5 0:After 1:007\n",
        ),
        ("\u{feff}A;B;C\nLee, Jo;x, y;1,5\nOkoro, Ife;z;2\n", "1 0:A 1:B 2:C\n2 0:Lee, Jo 1:x, y 2:1,5\n3 0:Okoro, Ife 1:z 2:2\n"),
        (
            "Panel, Tuesday, 5 May, late\nA\tB\tC\nLee, Jo\tx\ty\nLee, Al\tx\t\n",
            "1 0:Panel, Tuesday, 5 May, late\n2 0:A 1:B 2:C\n3 0:Lee, Jo 1:x 2:y\n4 0:Lee, Al 1:x\n",
        ),
        ("sep=|\r\na,b|c\r\n", "1 0:a,b 1:c\n"),
        ("a|b\n\nc|d|e\n", "1 0:a 1:b\n3 0:c 1:d 2:e\n"),
        ("say \"no\",\"he said \"\"no\"\"\", \"spaced\" ,=\"007\"\r", "1 0:say \"no\" 1:he said \"no\" 2:spaced 3:007\n"),
        ("only one column\nof words\n", "1 0:only one column\n2 0:of words\n"),
        ("שרה,לוי\nمريم,الحداد\n", "1 0:שרה 1:לוי\n2 0:مريم 1:الحداد\n"),
        ("a,b,,\n,,\n,,c\n", "1 0:a 1:b\n3 2:c\n"),
    ] {
        assert_eq!(csv(text), expected, "{text:?}");
    }
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain("Zoë\tb\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(only("a.csv", &utf16), "1 0:Zoë 1:b\n");
    assert_eq!(only("a.txt", b"Zo\xEB;b\n"), "1 0:Zoë 1:b\n");
}

#[test]
fn a_quotation_that_is_never_closed_swallows_nothing() {
    let read = read("a.csv", b"a,b\n\"c,d\ne,f\n", &Limits::default());
    assert_eq!(outline(&read.value.unwrap().sheets[0]), "1 0:a 1:b\n2 0:\"c 1:d\n3 0:e 1:f\n");
    assert!(read.problems[0].message.contains("row 2"));
}

#[test]
fn a_text_is_told_from_a_table() {
    assert!(super::is_separated(b"Name\tDOB\tSchool\nA\tB\tC\nD\tE\tF\n"));
    assert!(!super::is_separated(b"Dear all,\nplease find, as agreed, the minutes, attached.\nRegards,\nKit\n"));
    assert!(!super::is_separated(b"# A heading\n\nSome words of a document.\n\nMore words, and more.\n"));
}

/// The first problem of what cannot be read.
fn refused(name: &str, bytes: &[u8]) -> (ProblemKind, String) {
    let Read { value, problems } = read(name, bytes, &Limits::default());
    assert!(value.is_none());
    assert!(!problems[0].help.is_empty());
    (problems[0].kind, problems[0].message.clone())
}

#[test]
fn what_cannot_be_read_is_said_and_what_to_do() {
    let compound = |stream: &str| {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.resize(512, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let locked_ods = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<m><manifest:encryption-data/></m>"),
        ("content.xml", b"noise"),
    ]);
    let bomb = format!(r#"<row r="1"><c t="inlineStr"><is><t>{}</t></is></c></row>"#, " ".repeat(40 << 20));
    for (name, bytes, kind, says) in [
        ("a.xlsx", Vec::new(), ProblemKind::Damaged, "empty"),
        ("a.csv", b" \n\n".to_vec(), ProblemKind::Damaged, "white space"),
        ("a.xlsx", compound("EncryptedPackage"), ProblemKind::Locked, "password"),
        ("a.ods", locked_ods, ProblemKind::Locked, "password"),
        ("a.xls", compound("Workbook"), ProblemKind::Unsupported, ".xls"),
        ("a.xls", b"<html><table><tr><td>Kit</td></tr></table></html>".to_vec(), ProblemKind::Unsupported, "web page"),
        (
            "a.xls",
            b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>".to_vec(),
            ProblemKind::Unsupported,
            "XML",
        ),
        ("a.xlsx", b"%PDF-1.7 and so on".to_vec(), ProblemKind::Unsupported, "PDF"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n".to_vec(), ProblemKind::Unsupported, "picture"),
        ("a.csv", (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect(), ProblemKind::Damaged, "neither"),
        ("a.xlsx", package(&[("word/document.xml", b"<a/>")]), ProblemKind::Unsupported, "document or presentation"),
        ("a.xlsx", package(&[("notes.txt", b"Kit")]), ProblemKind::Unsupported, "archive"),
        ("a.xlsb", package(&[("xl/workbook.bin", b"..")]), ProblemKind::Unsupported, ".xlsb"),
        ("a.xlsx", package(&[("xl/workbook.xml", b"<a/>")]), ProblemKind::Damaged, "no sheets"),
        ("a.ods", package(&[("content.xml", b"<a/>")]), ProblemKind::Damaged, "no OpenDocument"),
        ("a.xlsx", xlsx(MAIN, &bomb, &[]), ProblemKind::TooLarge, "unpacks"),
        ("a.xlsx", b"PK\x03\x04".to_vec(), ProblemKind::Damaged, "cut short"),
    ] {
        let (met, message) = refused(name, &bytes);
        assert_eq!(met, kind, "{name} {message}");
        assert!(message.contains(says), "{message} should say {says}");
    }
}

#[test]
fn a_workbook_cut_short_gives_what_stands_before() {
    let rows: String =
        (1..2000).map(|n| format!(r#"<row r="{n}"><c t="inlineStr"><is><t>Kit {}</t></is></c></row>"#, n * 7919 % 1000)).collect();
    let whole = xlsx(MAIN, &rows, &[]);
    let mut whole_seen = false;
    for cut in (30..whole.len()).step_by(97) {
        let read = read("a.xlsx", &whole[..cut], &Limits::default());
        assert!(!read.problems.is_empty());
        assert!(read.problems.iter().all(|p| !p.message.contains("Kit") && !p.help.contains("Kit")));
        whole_seen |= read.value.is_some_and(|b| b.sheets[0].rows.len() > 100);
    }
    assert!(whole_seen);
}

#[test]
fn what_is_missing_is_counted_and_not_named() {
    let data = r#"<row><c t="s"><v>4</v></c><c><f>A1+1</f></c><c><v>Kit</v></c><c><f>A2</f><v></v></c><c t="str"><f>A2</f><v></v></c></row><row><c><v>1</v></c></row>"#;
    let read = read("a.xls", &xlsx(MAIN, data, &[]), &Limits::default());
    assert_eq!(outline(&read.value.unwrap().sheets[0]), "1 2:Kit\n2 0:1\n");
    let said: Vec<&str> = read.problems.iter().map(|p| p.message.as_str()).collect();
    let expected = [
        "the words of 1 cells are not in the file",
        "2 formulas were saved without their values and were read as empty",
        "it is an Excel workbook although it is called .xls",
    ];
    assert_eq!(said, expected);
}

#[test]
fn repeats_are_kept_within_the_memory_limit() {
    let limits = Limits { memory: 4 << 20, ..Limits::default() };
    let long = "x".repeat(5000);
    let table = format!(
        r#"<table:table><table:table-row table:number-rows-repeated="4000000000"><table:table-cell table:number-columns-repeated="4000000000" office:value-type="string"><text:p>{long}</text:p></table:table-cell></table:table-row></table:table>"#
    );
    let read_one = read("a.ods", &ods(&table), &limits);
    let kept: usize = read_one.value.unwrap().sheets[0].rows.iter().map(|r| r.cells.len()).sum();
    assert!((1..=256).contains(&kept), "{kept}");
    assert!(read_one.problems[0].message.contains("memory"));
    let strings = format!(r#"<sst xmlns="{MAIN}"><si><t>{long}</t></si></sst>"#);
    let data = format!("<row>{}</row>", r#"<c t="s"><v>0</v></c>"#.repeat(10_000));
    let read_two = read("a.xlsx", &xlsx(MAIN, &data, &[("xl/sharedStrings.xml", &strings)]), &limits);
    assert!(read_two.value.unwrap().sheets[0].rows[0].cells.len() <= 256);
}
