//! Redlining and taking it back: nothing is lost, whatever stands around the words.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test that panics fails, and says where")]

#[expect(unreachable_pub, reason = "it is shared with an example")]
mod support;

use concordat_redline::{Author, Change, Edit, Hindrance, Outcome, redline};
use concordat_text::CharSpan;
use proptest::prelude::*;
use support::{Chance, author, edits, faults, members, package, read, rejected};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const TOP: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A Word file with this body and these other parts.
fn word(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w=\"{W}\" xmlns:r=\"urn:r\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let mut parts = vec![("[Content_Types].xml", TYPES), ("_rels/.rels", TOP), ("word/document.xml", document.as_str())];
    parts.extend(others);
    package(&parts)
}

/// Edits the first place of `words`.
fn edit(document: &concordat_register::Document, words: &str, change: Change, comment: &[&str]) -> Edit {
    let at = document.text.find(words).unwrap();
    let start = u32::try_from(document.text[..at].chars().count()).unwrap();
    let end = start + u32::try_from(words.chars().count()).unwrap();
    let comment = comment.iter().map(|&c| c.to_owned()).collect();
    Edit { span: Some(CharSpan { start, end }), exact: words.to_owned(), change, comment }
}

/// Replaces `words` by `with` in a file of this body; gives its main part and what came of it.
fn replaced(body: &str, words: &str, with: &str) -> (String, Outcome) {
    let file = word(body, &[]);
    let document = read(&file).unwrap();
    let edits = [edit(&document, words, Change::Replace(with.to_owned()), &["Why."])];
    let done = redline(&file, &document, &edits, &author()).unwrap();
    let faults = faults(&file, &document, &edits, &done.bytes, &done.outcomes);
    assert!(faults.is_empty(), "{faults:?}");
    (part(&done.bytes, "word/document.xml"), done.outcomes[0])
}

fn part(bytes: &[u8], name: &str) -> String {
    let found = members(bytes).unwrap().into_iter().find(|(n, _)| n == name).unwrap();
    String::from_utf8(found.1).unwrap()
}

#[test]
fn only_the_words_are_split_off_and_their_setting_is_kept() {
    let body = "<w:p><w:pPr><w:keepNext/></w:pPr><w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t>Ring the old panel first.</w:t></w:r></w:p>";
    let (text, outcome) = replaced(body, "old", "new");
    assert_eq!(outcome, Outcome::Made);
    let (open, by) = ("<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr>", "w:author=\"A Redliner &amp; Co\" w:date=\"2026-01-31T09:00:00Z\"");
    let wanted = format!(
        "<w:p><w:pPr><w:keepNext/></w:pPr>{open}<w:t xml:space=\"preserve\">Ring the </w:t></w:r><w:commentRangeStart w:id=\"1\"/>\
         <w:del w:id=\"2\" {by}>{open}<w:delText xml:space=\"preserve\">old</w:delText></w:r></w:del>\
         <w:ins w:id=\"3\" {by}><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">new</w:t></w:r></w:ins>\
         <w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>\
         {open}<w:t xml:space=\"preserve\"> panel first.</w:t></w:r></w:p>"
    );
    assert!(text.contains(&wanted), "{text}");
}

#[test]
fn words_go_over_runs_references_tabs_and_other_peoples_changes() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">Ring R&amp;D</w:t><w:tab/><w:t>at </w:t></w:r>\
                <w:hyperlink r:id=\"x\"><w:r><w:t>the desk</w:t></w:r></w:hyperlink>\
                <w:del w:id=\"7\" w:author=\"B\"><w:r><w:delText> old</w:delText></w:r></w:del>\
                <w:ins w:id=\"8\" w:author=\"B\"><w:r><w:t> now</w:t></w:r></w:ins><w:r><w:t>, please.</w:t></w:r></w:p>";
    let (text, outcome) = replaced(body, "R&D\tat the desk now, pl", "ourselves, pl");
    assert_eq!(outcome, Outcome::Made);
    assert!(text.contains("<w:delText> old</w:delText>"), "what others deleted stays as it was: {text}");
    let (nested, _) = replaced(body, "now", "soon");
    let inserted = nested.find("<w:ins w:id=\"8\" w:author=\"B\">").unwrap();
    let deleted = nested.find("<w:delText xml:space=\"preserve\">now").unwrap();
    assert!(
        inserted < deleted && nested[inserted..deleted].matches("</w:ins>").count() == 0,
        "a deletion nests in the insertion: {nested}"
    );
    assert_eq!(nested.matches("w:author=\"B\"").count(), 3, "the insertion is taken up again after ours: {nested}");
}

#[test]
fn what_cannot_be_changed_is_commented_on() {
    let field = |code: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar \
             w:fldCharType=\"separate\"/></w:r><w:r><w:t>the words here</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
        )
    };
    let control = |properties: &str| {
        format!(
            "<w:p><w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent><w:r><w:t>the words here</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        )
    };
    let boxed = "<w:p><w:r><w:t>Out. </w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>the words here</w:t></w:r></w:p>\
                 </w:txbxContent></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r></w:p>";
    let cases = [
        (field("REF x"), Some(Hindrance::Field)),
        (field("HYPERLINK \"https://example.org\""), None),
        ("<w:p><w:fldSimple w:instr=\"REF x\"><w:r><w:t>the words here</w:t></w:r></w:fldSimple></w:p>".to_owned(), Some(Hindrance::Field)),
        (control("<w:lock w:val=\"sdtContentLocked\"/>"), Some(Hindrance::Locked)),
        (control("<w:lock w:val=\"sdtLocked\"/>"), None),
        (control("<w:dataBinding w:xpath=\"x\"/>"), Some(Hindrance::Control)),
        (control("<w:alias w:val=\"x\"/>"), None),
        (boxed.to_owned(), Some(Hindrance::TwoBranches)),
        (
            "<w:p><w:moveTo w:id=\"1\" w:author=\"B\"><w:r><w:t>the words here</w:t></w:r></w:moveTo></w:p>".to_owned(),
            Some(Hindrance::Moved),
        ),
        ("<w:p><m:oMath><m:r><m:t>the words here</m:t></m:r></m:oMath></w:p>".to_owned(), Some(Hindrance::Formula)),
        ("<w:p><w:r><w:t><![CDATA[the words here]]></w:t></w:r></w:p>".to_owned(), Some(Hindrance::Unusual)),
    ];
    for (body, hindrance) in cases {
        let (text, outcome) = replaced(&body, "words", "others");
        assert_eq!(outcome, hindrance.map_or(Outcome::Made, Outcome::CommentedOnly), "{body}");
        assert_eq!(text.matches("<w:commentRangeStart").count(), 1);
        // Outside what Word fills in or keeps twice.
        for around in ["<w:sdtContent><w:commentRange", "<w:txbxContent><w:p><w:comment", "<m:oMath><w:"] {
            assert!(hindrance.is_none() || !text.contains(around), "{text}");
        }
    }
}

#[test]
fn comments_on_what_a_field_fills_in_stand_around_the_field() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = |code: &str| format!("{}<w:r><w:instrText>{code}</w:instrText></w:r>{}", mark("begin"), mark("separate"));
    let words = "<w:r><w:t>the words here</w:t></w:r>";
    let (start, close) = ("<w:commentRangeStart", "<w:commentRangeEnd");
    // In one paragraph, and with a field in the result.
    for inner in ["".to_owned(), format!("{}<w:r><w:t>4</w:t></w:r>{}", code("PAGE"), mark("end"))] {
        let body = format!("<w:p><w:r><w:t>See </w:t></w:r>{}{words}{inner}{}<w:r><w:t>.</w:t></w:r></w:p>", code("REF x"), mark("end"));
        let (text, _) = replaced(&body, "words", "others");
        let at = |what: &str| text.find(what).unwrap();
        assert!(at("See ") < at(start) && at(start) < at("<w:fldChar") && text.rfind("<w:fldChar").unwrap() < at(close), "{text}");
        assert!(text.contains(words), "{text}");
    }
    // What goes over paragraphs, ends elsewhere or never ends has none around it.
    let end = mark("end");
    for (open, rest) in
        [("", format!("</w:p><w:p>{end}")), ("<w:hyperlink r:id=\"x\">", format!("</w:hyperlink>{end}")), ("", String::new())]
    {
        let (text, outcome) = replaced(&format!("<w:p>{open}{}{words}{rest}</w:p>", code("REF x")), "words", "others");
        assert_eq!(outcome, Outcome::CommentedOnly(Hindrance::Field));
        assert!(text.find("\"separate\"").unwrap() < text.find(start).unwrap(), "{text}");
    }
}

#[test]
fn words_of_notes_change_in_the_note_and_are_commented_on_at_its_mark() {
    let notes = format!(
        "<w:footnotes xmlns:w=\"{W}\"><w:footnote w:id=\"2\"><w:p><w:r><w:t>Ring the old panel.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r2\" \
                Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
    let body = "<w:p><w:r><w:t>Text.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let file = word(body, &[("word/footnotes.xml", &notes), ("word/_rels/document.xml.rels", rels)]);
    let document = read(&file).unwrap();
    let edits = [edit(&document, "old", Change::Replace("new".into()), &["Why."])];
    let done = redline(&file, &document, &edits, &author()).unwrap();
    assert_eq!(done.outcomes, [Outcome::Made]);
    assert_eq!(faults(&file, &document, &edits, &done.bytes, &done.outcomes), Vec::<String>::new());
    assert!(!part(&done.bytes, "word/footnotes.xml").contains("comment"));
    let main = part(&done.bytes, "word/document.xml");
    assert!(main.contains("<w:commentRangeStart w:id=\"3\"/><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:commentRangeEnd"), "{main}");
}

#[test]
fn a_comment_on_a_note_whose_mark_a_field_fills_in_stands_around_the_field() {
    let notes = format!(
        "<w:footnotes xmlns:w=\"{W}\"><w:footnote w:id=\"2\"><w:p><w:r><w:t>Ring the old panel.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r2\" \
                Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = format!(
        "<w:p><w:r><w:t>See </w:t></w:r>{}<w:r><w:instrText>REF x</w:instrText></w:r>{}<w:r><w:t>the plan</w:t></w:r>\
         <w:r><w:footnoteReference w:id=\"2\"/></w:r>{}<w:r><w:t>.</w:t></w:r></w:p>",
        mark("begin"),
        mark("separate"),
        mark("end")
    );
    let file = word(&body, &[("word/footnotes.xml", &notes), ("word/_rels/document.xml.rels", rels)]);
    let document = read(&file).unwrap();
    let edits = [edit(&document, "old", Change::Replace("new".into()), &["Why."])];
    let done = redline(&file, &document, &edits, &author()).unwrap();
    assert_eq!(done.outcomes, [Outcome::Made]);
    assert_eq!(faults(&file, &document, &edits, &done.bytes, &done.outcomes), Vec::<String>::new());
    let main = part(&done.bytes, "word/document.xml");
    let at = |what: &str| main.find(what).unwrap();
    assert!(at("See ") < at("<w:commentRangeStart") && at("<w:commentRangeStart") < at("\"begin\""), "{main}");
    assert!(at("\"end\"") < at("<w:commentRangeEnd") && at("<w:commentRangeEnd") < at("<w:t>.</w:t>"), "{main}");
}

#[test]
fn a_field_that_ends_beside_a_text_box_is_taken_to_the_end_of_its_own_run() {
    let boxed = "<w:pict><w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent></w:pict>";
    let body = format!(
        "<w:p><w:r><w:t>See </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>the words here</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/>{boxed}</w:r><w:r><w:t>.</w:t></w:r></w:p>"
    );
    let (text, outcome) = replaced(&body, "words", "others");
    assert_eq!(outcome, Outcome::CommentedOnly(Hindrance::Field));
    let wanted = "</w:txbxContent></w:pict></w:r><w:commentRangeEnd";
    assert!(text.contains(wanted), "the comment ends after the run, not within the box: {text}");
    assert!(text.find("<w:commentRangeStart").unwrap() < text.find("\"begin\"").unwrap(), "{text}");
}

#[test]
fn comments_are_added_to_those_there_are_and_elsewhere_made_whole() {
    let comments = format!("<x:comments xmlns:x=\"{W}\"><x:comment x:id=\"41\" x:author=\"B\"/></x:comments>");
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r2\" \
                Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"/word/remarks.xml\"/></Relationships>";
    let body = "<w:p><w:r><w:t>Ring first.</w:t></w:r></w:p>";
    let others: [(&str, &str); 2] = [("word/remarks.xml", &comments), ("word/_rels/document.xml.rels", rels)];
    for (others, name, prefix, id) in [(&others[..], "word/remarks.xml", "x", 42), (&[], "word/comments.xml", "w", 1)] {
        let file = word(body, others);
        let document = read(&file).unwrap();
        let edits = [Edit { span: None, exact: String::new(), change: Change::None, comment: vec!["a < b".into(), "c".into()] }];
        let done = redline(&file, &document, &edits, &author()).unwrap();
        assert_eq!(done.outcomes, [Outcome::Made]);
        let text = part(&done.bytes, name);
        assert!(text.contains(&format!("<{prefix}:comment {prefix}:id=\"{id}\" {prefix}:author=\"A Redliner &amp; Co\"")), "{text}");
        assert!(text.contains("a &lt; b") && text.matches(&format!("<{prefix}:p>")).count() == 2);
        assert!(part(&done.bytes, "[Content_Types].xml").contains("comments+xml"));
        assert!(part(&done.bytes, "word/_rels/document.xml.rels").contains("/relationships/comments"));
        assert_eq!(read(&done.bytes).unwrap().remarks.last().map(|r| r.text.clone()), Some("a < b\nc".to_owned()));
    }
}

#[test]
fn an_author_and_a_list_of_parts_of_any_making_leave_the_file_whole() {
    // Parts are listed in single quotes, and a control character came with the author's name.
    let comments = format!("<w:comments xmlns:w=\"{W}\"/>");
    let body = format!("<w:document xmlns:w=\"{W}\"><w:body><w:p><w:r><w:t>Ring first.</w:t></w:r></w:p></w:body></w:document>");
    let listed = TYPES.replace("</Types>", "<Override PartName=\"/word/comments.xml\" ContentType=\"x/y\"/></Types>").replace('"', "'");
    let file = package(&[
        ("[Content_Types].xml", &listed),
        ("_rels/.rels", TOP),
        ("word/document.xml", &body),
        ("word/comments.xml", &comments),
        ("word/_rels/document.xml.rels", &TOP.replace("officeDocument\"", "comments\"").replace("word/document.xml", "comments.xml")),
    ]);
    let document = read(&file).unwrap();
    let edits = [edit(&document, "first", Change::Replace("now".to_owned()), &["Why."])];
    let author = Author { name: "A\u{1}sh".to_owned(), date: "2026-01-31T09:00:00Z".to_owned() };
    let done = redline(&file, &document, &edits, &author).unwrap();
    assert_eq!(part(&done.bytes, "[Content_Types].xml").matches("/word/comments.xml").count(), 1);
    for name in ["word/document.xml", "word/comments.xml"] {
        assert!(part(&done.bytes, name).contains("w:author=\"Ash\""), "{}", part(&done.bytes, name));
    }
}

#[test]
fn comments_are_listed_in_the_parts_beside_them_where_there_are_such() {
    let comments = format!("<w:comments xmlns:w=\"{W}\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"></w:comments>");
    let extended = "<w15:commentsEx xmlns:w15=\"urn:15\"><w15:commentEx w15:paraId=\"11111111\" w15:done=\"1\"/></w15:commentsEx>";
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r2\" \
                Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"comments.xml\"/><Relationship Id=\"r3\" \
                Type=\"http://schemas.microsoft.com/office/2011/relationships/commentsExtended\" Target=\"commentsExtended.xml\"/></Relationships>";
    let others =
        [("word/comments.xml", comments.as_str()), ("word/commentsExtended.xml", extended), ("word/_rels/document.xml.rels", rels)];
    let file = word("<w:p><w:r><w:t>Ring first.</w:t></w:r></w:p>", &others);
    let document = read(&file).unwrap();
    let edits = [edit(&document, "Ring", Change::None, &["Why.", "Standard."])];
    let done = redline(&file, &document, &edits, &author()).unwrap();
    assert!(part(&done.bytes, "word/comments.xml").contains("<w:p w14:paraId=\"5C000001\"><w:r><w:t xml:space=\"preserve\">Standard."));
    let listed = part(&done.bytes, "word/commentsExtended.xml");
    assert!(listed.ends_with("<w15:commentEx w15:paraId=\"5C000001\" w15:done=\"0\"/></w15:commentsEx>"), "{listed}");
}

#[test]
fn names_without_a_prefix_and_the_strict_form_are_kept() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let document = format!("<document xmlns=\"{strict}\"><body><p><r><t>Ring the old panel.</t></r></p></body></document>");
    let top = TOP.replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument");
    let file = package(&[("[Content_Types].xml", TYPES), ("_rels/.rels", &top), ("word/document.xml", &document)]);
    let document = read(&file).unwrap();
    let edits = [edit(&document, "old", Change::Replace("new".into()), &["Why."])];
    let done = redline(&file, &document, &edits, &author()).unwrap();
    assert_eq!(faults(&file, &document, &edits, &done.bytes, &done.outcomes), Vec::<String>::new());
    assert!(part(&done.bytes, "word/comments.xml").contains(strict));
}

#[test]
fn files_that_must_not_be_changed_are_refused() {
    let body = "<w:p><w:r><w:t>Ring first.</w:t></w:r></w:p>";
    let settings =
        |edit: &str| format!("<w:settings xmlns:w=\"{W}\"><w:documentProtection w:edit=\"{edit}\" w:enforcement=\"1\"/></w:settings>");
    let outcome = |others: &[(&str, &str)]| {
        let file = word(body, others);
        let document = read(&file).unwrap();
        let edits = [edit(&document, "first", Change::Replace("now".into()), &["Why."])];
        redline(&file, &document, &edits, &author()).map(|done| done.outcomes[0]).map_err(|problem| problem.message)
    };
    assert!(outcome(&[("_xmlsignatures/sig1.xml", "<s/>")]).unwrap_err().contains("signed"));
    assert!(outcome(&[("word/settings.xml", &settings("readOnly"))]).unwrap_err().contains("protected"));
    assert_eq!(outcome(&[("word/settings.xml", &settings("comments"))]), Ok(Outcome::CommentedOnly(Hindrance::CommentsOnly)));
    assert_eq!(outcome(&[("word/settings.xml", &settings("trackedChanges"))]), Ok(Outcome::Made));
}

#[test]
fn words_that_have_changed_since_are_not_touched_and_overlaps_are_made_once() {
    let file = word("<w:p><w:r><w:t>Ring the old panel first.</w:t></w:r></w:p>", &[]);
    let document = read(&file).unwrap();
    let mut stale = edit(&document, "panel", Change::Replace("group".into()), &["Why."]);
    stale.exact = "board".into();
    let edits = [
        edit(&document, "the old panel", Change::Replace("us".into()), &[]),
        edit(&document, "old", Change::Replace("new".into()), &["Why."]),
        stale,
    ];
    let done = redline(&file, &document, &edits, &author()).unwrap();
    let wanted = [Outcome::Made, Outcome::CommentedOnly(Hindrance::Taken), Outcome::AtTheBeginning(Hindrance::Changed)];
    assert_eq!(done.outcomes, wanted);
    assert_eq!(read(&done.bytes).unwrap().text, "Ring us first.");
    assert_eq!(read(&rejected(&done.bytes)).unwrap().text, document.text);
}

/// A run, or what wraps one: its kind and its words.
fn inline((kind, words): &(usize, String)) -> String {
    let text = quick_xml::escape::escape(words.as_str());
    let run = format!(
        "<w:r><w:rPr><w:i/><w:rPrChange w:id=\"90\" w:author=\"B\"><w:rPr/></w:rPrChange></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
    );
    match kind {
        0 => format!("<w:hyperlink r:id=\"x\">{run}</w:hyperlink>"),
        1 => format!("<w:ins w:id=\"91\" w:author=\"B\">{run}</w:ins>"),
        2 => format!("<w:del w:id=\"92\" w:author=\"B\"><w:r><w:delText>{text}</w:delText></w:r></w:del>"),
        3 => {
            format!("<w:r><w:t>{text}</w:t><w:tab/><w:t/><w:t xml:space=\"preserve\">{text} </w:t><w:footnoteReference w:id=\"4\"/></w:r>")
        }
        4 => format!("<w:smartTag>{run}<w:bookmarkStart w:id=\"93\" w:name=\"b\"/></w:smartTag>"),
        5 => format!("\n  <w:sdt><w:sdtPr/><w:sdtContent>{run}</w:sdtContent></w:sdt>\n"),
        _ => run,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn rejecting_gives_back_every_generated_document(
        paragraphs in proptest::collection::vec(proptest::collection::vec((0usize..8, "[a-c é&<’😀]{1,12}"), 1..6), 1..8),
        seed in 0u64..1000,
    ) {
        let cell = |inner: &str, n: usize| if n % 3 == 1 { format!("<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>") } else { inner.to_owned() };
        let body: String = paragraphs.iter().enumerate().map(|(n, inlines)| cell(&format!("<w:p>{}</w:p>", inlines.iter().map(inline).collect::<String>()), n)).collect();
        let file = word(&body, &[]);
        let document = read(&file).unwrap();
        let edits = edits(&document, 12, &mut Chance(seed));
        let done = redline(&file, &document, &edits, &author()).unwrap();
        prop_assert_eq!(faults(&file, &document, &edits, &done.bytes, &done.outcomes), Vec::<String>::new());
    }
}
