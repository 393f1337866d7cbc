//! Settings: errors one can act on, and a file that survives being written again.

use super::*;
use concordat_register::{Entry, Field, Kind, Nation, PartialDate, Period, Status, Theme};
use proptest::prelude::*;
use std::sync::OnceLock;

/// Read once: a property test asks for it hundreds of times.
fn standard() -> &'static Standard {
    static STANDARD: OnceLock<Standard> = OnceLock::new();
    STANDARD.get_or_init(|| Standard::peer_on_peer_abuse().unwrap())
}

#[test]
fn errors_name_the_line_and_what_was_meant() {
    let standard = standard();
    for (text, message, help) in [
        (
            "name = \"A\"\n\n[documents.\"a.docx\"]\nkind = \"protocl\"\n",
            "concordat.toml:4: unknown document kind `protocl`",
            "did you mean `protocol`?",
        ),
        (
            "titel = 1",
            "concordat.toml:1: unknown key `titel`",
            "use one of `name`, `as_at`, `standards`, `guides`, `off`, `ignore`, `messages`, `limits`, `documents`, `panels`, `panel`, `agendas`, `spreadsheets`, `overlap`, `structures`, `route`, `profile`",
        ),
        ("[profile]\nfigures = 1", "concordat.toml:2: unknown key `figures`", "did you mean `figure`?"),
        (
            "[[profile.figure]]\nname = \"Children seen\"\nvalue = \"12\"",
            "concordat.toml:1: a figure of the profile without its source",
            "write `source = \"…\"`: who said or counted it, and when",
        ),
        ("nmae = \"A\"", "concordat.toml:1: unknown key `nmae`", "did you mean `name`?"),
        ("[limits]\nmemory = 3", "concordat.toml:2: unknown key `memory`", "did you mean `memory_mib`?"),
        ("[documents.x]\nreviewdue = \"2016\"", "concordat.toml:2: unknown key `reviewdue`", "did you mean `review_due`?"),
        ("[documents.x]\nthemes = [\"hsb\",\n \"csee\"]", "concordat.toml:3: unknown theme `csee`", "did you mean `cse`?"),
        ("guides = [\"nspcc-langauge\"]", "concordat.toml:1: unknown guide `nspcc-langauge`", "did you mean `nspcc-language`?"),
        ("off = [\"languag/\"]", "concordat.toml:1: unknown check `languag/`", "did you mean `language/`?"),
        ("as_at = \"2026-02-30\"", "concordat.toml:1: `2026-02-30` is no day", "write it as `2026-09-01`"),
        (
            "[documents.x]\nreview_due = \"soon\"",
            "concordat.toml:2: `soon` is no date",
            "write a day, month or year, as `\"2016-03-19\"`, `\"2016-03\"` or `2016`",
        ),
        ("[documents.x]\nperiod = [2018, 2015]", "concordat.toml:2: this is no period", "write its first and last year, as `[2015, 2018]`"),
        ("[limits]\nmemory_mib = -1", "concordat.toml:2: `-1` is no limit", "write a whole number above 0"),
    ] {
        let error = Settings::parse(text, standard).unwrap_err();
        assert_eq!((error.message.as_str(), error.help.as_str()), (message, help), "{text}");
    }
    assert!(Settings::parse("name = \"A", standard).unwrap_err().message.starts_with("concordat.toml:1: "));
}

#[test]
fn every_documented_key_is_read() {
    let standard = standard();
    let mut text = String::new();
    for table in
        ["", "limits", "documents", "agendas", "spreadsheets", "panels", "panel", "route", "profile", "profile.paragraph", "profile.figure"]
    {
        match table {
            "" => {}
            "documents" => text.push_str("[documents.\"a b.docx\"]\n"),
            "spreadsheets" => text.push_str("[spreadsheets.\"m/list.xlsx\"]\n"),
            "panel" => text.push_str("[[panel]]\n"),
            "route" | "profile.paragraph" | "profile.figure" => text.push_str(&format!("[[{table}]]\n")),
            table => text.push_str(&format!("[{table}]\n")),
        }
        for key in KEYS.iter().filter(|k| k.table == table) {
            assert!(key.meaning.ends_with('.') && !key.default.is_empty(), "{}", key.name);
            text.push_str(&format!("{}\n", key.example));
        }
    }
    let settings = Settings::parse(&text, standard).unwrap();
    assert_eq!(settings.name.as_deref(), Some("Larkmouth"));
    assert_eq!(settings.limits.memory, 256 << 20);
    let said = &settings.corrections["a b.docx"];
    assert_eq!((said.kind, said.year, said.nation), (Some(Kind::Protocol), Some(2016), Some(Nation::England)));
    assert_eq!(said.review_due, PartialDate::parse("2016-03"));
    assert_eq!(said.version.as_deref(), Some("2.0"));
    assert_eq!(settings.options.sitting_minutes, Some(90));
    assert_eq!(settings.panels.agendas.columns["who we talked about"], concordat_panels::Role::Name);
    assert_eq!(settings.panels.agendas.files["m/list.xlsx"].year, Some(2026));
    let decided = &settings.panels.agendas.decided;
    assert_eq!((decided[0].0[1].sheet.as_str(), decided[0].0[1].row, decided[0].1, decided[1].1), ("Summer", 7, true, false));
    let profile = &settings.profile;
    assert_eq!((profile.area.as_deref(), profile.paragraphs.len()), (Some("Larkmouth and the Sands"), 1));
    assert_eq!(profile.figures[0].value, "34 in the year to March 2026");
    let routes = &settings.options.routes;
    assert!(routes.problems.is_empty() && routes.rows[0].ages == (Some(16), Some(17)) && routes.rows[0].ignore, "{routes:?}");
    let panel = &settings.options.meetings[0];
    assert_eq!((panel.ages, panel.sittings_a_year, panel.minutes), (Some((Some(10), Some(17))), Some(22.0), Some(150)));
    assert_eq!(panel.members.as_ref().unwrap()[1].role.as_deref(), Some("Named nurse"));
}

#[test]
fn a_name_typed_for_a_row_is_not_repeated() {
    let error = Settings::parse("[agendas]\nsame = [[\"Zebedee Quillfeather\"]]", standard()).unwrap_err();
    assert!(error.message.contains("no place of a row") && !format!("{error:?}").contains("Zebedee"), "{error:?}");
}

#[test]
fn dates_and_versions_may_be_typed_bare() {
    let settings =
        Settings::parse("as_at = 2026-09-01\n[documents.x]\napproved = 2014\nreview_due = 2016-03-19\nversion = 2.0", standard()).unwrap();
    let said = &settings.corrections["x"];
    assert_eq!(settings.as_at.unwrap().to_string(), "2026-09-01");
    assert_eq!(said.approved.unwrap().to_string(), "2014");
    assert_eq!(said.review_due.unwrap().to_string(), "2016-03-19");
    assert_eq!(said.version.as_deref(), Some("2.0"));
}

fn sample() -> Entry {
    Entry {
        file: "documents/missing protocol.docx".into(),
        title: "Missing \"children\" protocol".into(),
        kind: Kind::Protocol,
        themes: vec![Theme("missing".into())],
        year: Some(2016),
        status: Status::Current,
        review_due: PartialDate::parse("2018-06"),
        inferred: vec![Field::Title, Field::Kind, Field::Themes, Field::Year, Field::Status, Field::ReviewDue, Field::Nation],
        ..Entry::default()
    }
}

#[test]
fn what_the_user_wrote_is_kept_and_new_documents_are_added() {
    let mine = "# mine\r\nname = 'Here'   # odd  spacing\n[documents.'documents/missing protocol.docx']\nkind = \"policy\"";
    let other = Entry { file: "new.pdf".into(), ..sample() };
    let written = write_settings(Some(mine), "Here", &[sample(), other.clone()]);
    assert!(written.starts_with(mine));
    assert_eq!(written.matches("[documents.").count(), 2);
    assert!(written.contains("[documents.\"new.pdf\"]\n# title = \"Missing \\\"children\\\" protocol\"  # inferred\n"));
    assert_eq!(write_settings(Some(&written), "Here", &[sample(), other]), written);
    let settings = Settings::parse(&written, standard()).unwrap();
    assert_eq!(settings.corrections["documents/missing protocol.docx"].kind, Some(Kind::Policy));
    assert_eq!(settings.corrections["new.pdf"], concordat_register::Correction::default());
}

#[test]
fn the_register_fits_the_terminal() {
    for width in [40, 60, 92, 100, 120] {
        let table = register_table(&[sample()], width);
        assert!(table.lines().all(|l| l.chars().count() <= width || l.contains("worked out")), "{width}\n{table}");
        assert!(table.contains("~protocol") && table.contains("2018-06") && table.contains("correct it in concordat.toml"));
    }
    let corrected = register_table(&[Entry { inferred: Vec::new(), ..sample() }], 120);
    assert!(!corrected.contains('~'));
}

/// The written file with the `#` taken off every field.
fn uncommented(text: &str) -> String {
    let fields: Vec<String> = Field::ALL.iter().map(|f| format!("# {} = ", f.word())).collect();
    let (_, documents) = text.split_at(text.find("\n[documents").unwrap());
    let line = |l: &str| {
        if fields.iter().any(|f| l.starts_with(f.as_str())) && !l.ends_with("# not found: this is an example") {
            l.trim_start_matches("# ").to_owned()
        } else {
            l.to_owned()
        }
    };
    documents.lines().map(line).collect::<Vec<_>>().join("\n")
}

proptest! {
    #[test]
    fn a_written_register_reads_back(
        file in "[a-zA-Z0-9/ ._\u{e9}'\"-]{1,30}", title in "\\PC{1,40}", owner in proptest::option::of("\\PC{1,20}"),
        kind in 0..Kind::ALL.len(), year in proptest::option::of(1950i16..2100), from in 1990i16..2050, span in 0i16..9, month in 1u8..=12,
    ) {
        prop_assume!(!title.trim().is_empty() && owner.as_ref().is_none_or(|o| !o.trim().is_empty()));
        let entry = Entry {
            file: file.clone(), title: title.clone(), owner: owner.clone(), kind: Kind::ALL[kind], year,
            period: Some(Period { from, to: from + span }), approved: PartialDate::month(from, month), ..sample()
        };
        let written = write_settings(None, "Any", std::slice::from_ref(&entry));
        prop_assert_eq!(&write_settings(Some(&written), "Any", std::slice::from_ref(&entry)), &written);
        let settings = Settings::parse(&uncommented(&written), standard()).unwrap();
        let said = &settings.corrections[&file];
        prop_assert_eq!(said.title.as_ref(), Some(&title));
        prop_assert_eq!(&said.owner, &owner);
        prop_assert_eq!(said.kind, Some(entry.kind));
        prop_assert_eq!(said.year, year);
        prop_assert_eq!(said.period, entry.period);
        prop_assert_eq!(said.approved, entry.approved);
        prop_assert_eq!(said.themes.as_ref(), Some(&entry.themes));
    }
}
