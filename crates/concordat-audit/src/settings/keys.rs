//! Every key of `concordat.toml`, with its meaning, default and an example.

/// A key of `concordat.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The table it stands in; empty at the top. `documents` stands for `[documents."path"]`.
    pub table: &'static str,
    /// The key.
    pub name: &'static str,
    /// What it does, as a sentence.
    pub meaning: &'static str,
    /// What holds where it is not given.
    pub default: &'static str,
    /// A line that sets it.
    pub example: &'static str,
}

const fn key(table: &'static str, name: &'static str, meaning: &'static str, default: &'static str, example: &'static str) -> Key {
    Key { table, name, meaning, default, example }
}

/// Every key, in the order they are documented.
pub const KEYS: &[Key] = &[
    key("", "name", "The site's name, as the report gives it.", "the folder's name", "name = \"Larkmouth\""),
    key("", "as_at", "The day everything is judged at. `--as-at` wins over it.", "today", "as_at = \"2026-09-01\""),
    key("", "standards", "The standards to audit against.", "peer-on-peer-abuse", "standards = [\"peer-on-peer-abuse\"]"),
    key("", "guides", "The guides to language that the site has adopted, by id.", "every guide", "guides = [\"nspcc-language\"]"),
    key("", "off", "Checks that are not run: an id, or a family ending in a stroke.", "none", "off = [\"currency/\"]"),
    key(
        "",
        "ignore",
        "Files that are left out: a path, a folder ending in a stroke, or a pattern with stars.",
        "none",
        "ignore = [\"archive/\", \"*-old.docx\"]",
    ),
    key("limits", "memory_mib", "Memory in MiB that reading one document may take.", "512", "memory_mib = 256"),
    key("limits", "depth", "How deep tables and lists may be nested before they are flattened.", "200", "depth = 100"),
    key("documents", "title", "The title.", "inferred", "title = \"Missing children protocol\""),
    key(
        "documents",
        "kind",
        "What kind of document it is: strategy, policy, procedure, guidance, protocol, thresholds, terms-of-reference, minutes, report or other.",
        "inferred",
        "kind = \"protocol\"",
    ),
    key("documents", "themes", "What it is about, strongest first.", "inferred", "themes = [\"missing\", \"cse\"]"),
    key("documents", "year", "The year it is of.", "inferred", "year = 2016"),
    key("documents", "period", "The first and last year it is for.", "inferred", "period = [2015, 2018]"),
    key("documents", "status", "Whether it is in force: draft, current, superseded or unknown.", "inferred", "status = \"current\""),
    key(
        "documents",
        "superseded_by",
        "The file that replaces it.",
        "inferred from newer editions",
        "superseded_by = \"documents/new.docx\"",
    ),
    key(
        "documents",
        "off",
        "Checks that raise nothing in this document: an id, or a family ending in a stroke. `concordat review --to-rules` writes it.",
        "none",
        "off = [\"language/lifestyle-choice\"]",
    ),
    key("documents", "owner", "The body or post that owns it, never a person's name.", "inferred", "owner = \"Head of Community Safety\""),
    key("documents", "approved", "When it was approved: a year, month or day.", "inferred", "approved = \"2014-03-19\""),
    key("documents", "review_due", "When it is to be reviewed: a year, month or day.", "inferred", "review_due = \"2016-03\""),
    key("documents", "marking", "Its protective marking.", "inferred", "marking = \"OFFICIAL\""),
    key("documents", "audience", "Who it is for.", "inferred", "audience = \"Everyone who works with children\""),
    key(
        "documents",
        "nation",
        "Whose law it stands under: england, wales, scotland or northern-ireland.",
        "inferred, else england",
        "nation = \"england\"",
    ),
    key("documents", "version", "Its version, as printed.", "inferred", "version = \"2.0\""),
    key(
        "agendas",
        "columns",
        "What columns of agendas hold, by their headings: item, sitting, panel, name, forename, surname, alias, dob, age, gender, ethnicity, address, postcode, school, group, place, seen, family, children, associates, kind, notes, lead, reference, discussed or other. It holds for every file with that heading.",
        "told by the heading's words and by what the column holds; `concordat overlap` prints it",
        "columns = { \"Who we talked about\" = \"name\", \"Status\" = \"discussed\" }",
    ),
    key(
        "agendas",
        "same",
        "Lists of rows that somebody has looked at and that speak of one individual, each told by file and row, or by file, sheet and row; never by a name. `concordat overlap --rows` writes which row names whom.",
        "none",
        "same = [[\"meetings/EMP May.csv#12\", \"meetings/YVP.ods#Summer#7\"]]",
    ),
    key(
        "agendas",
        "different",
        "Lists of rows that speak each of another individual, told as for `same`.",
        "none",
        "different = [[\"meetings/EMP May.csv#12\", \"meetings/EMP May.csv#13\"]]",
    ),
    key(
        "spreadsheets",
        "kind",
        "What a spreadsheet is: agenda, panels, members, matrix, referrals, schools, places or other. The table is named by the file, as `[spreadsheets.\"meetings/list.xlsx\"]`.",
        "told sheet by sheet",
        "kind = \"agenda\"",
    ),
    key(
        "spreadsheets",
        "panel",
        "The panel whose agenda it is, by any of its names.",
        "told by titles, sheet, file and folder",
        "panel = \"EMP\"",
    ),
    key("spreadsheets", "year", "The year of sittings whose days are given without one.", "told by titles, sheet and file", "year = 2026"),
    key("panels", "minutes", "How long a sitting is taken to last, in minutes, where nothing says so.", "120", "minutes = 90"),
    key(
        "panel",
        "name",
        "The panel or group meant: its name, its letters or another name it goes by. One that was met nowhere is added.",
        "needed",
        "name = \"Estuary Missing Panel\"",
    ),
    key("panel", "acronym", "Its letters.", "inferred", "acronym = \"EMP\""),
    key(
        "panel",
        "also",
        "Former names and other spellings: what goes by one of them is this panel.",
        "inferred",
        "also = [\"Missing Operational Group\"]",
    ),
    key("panel", "ignore", "Whether this is no panel or group at all, and is left out.", "false", "ignore = false"),
    key("panel", "level", "Whether it takes cases or oversees: operational or strategic.", "inferred", "level = \"operational\""),
    key("panel", "themes", "The themes of its remit.", "inferred", "themes = [\"missing\", \"cse\"]"),
    key("panel", "remit", "Whom and what it takes, in words.", "inferred", "remit = \"Children who go missing twice in a month\""),
    key("panel", "ages", "The lowest and the highest age it takes.", "inferred", "ages = [10, 17]"),
    key(
        "panel",
        "contexts",
        "Contexts it discusses: family, school, peer-group, public-places or online.",
        "inferred",
        "contexts = [\"public-places\"]",
    ),
    key(
        "panel",
        "chair",
        "Who takes the chair, as agency, post, name; what is left out is not known.",
        "inferred",
        "chair = \"Police, Detective Inspector\"",
    ),
    key(
        "panel",
        "members",
        "Who sits at it, each as agency, post, name.",
        "inferred",
        "members = [\"Police, Detective Inspector\", \"Health, Named nurse\"]",
    ),
    key("panel", "cadence", "How often it sits.", "inferred", "cadence = \"every two weeks\""),
    key(
        "panel",
        "sittings_a_year",
        "How many times a year it sits, where that is better known.",
        "worked out from the cadence",
        "sittings_a_year = 22",
    ),
    key("panel", "minutes", "How long a sitting lasts, in minutes.", "inferred, else that of `[panels]`", "minutes = 150"),
    key("panel", "quorum", "How many must be there.", "inferred", "quorum = \"Three agencies, the police among them\""),
    key("panel", "reports_to", "The meeting it answers to.", "inferred", "reports_to = \"Safeguarding Children Partnership\""),
    key("panel", "review", "When its terms are looked at again.", "inferred", "review = \"March 2027\""),
    key(
        "route",
        "document",
        "The document whose step it is, by its path. Rows may also stand in `routes.toml` beside the documents. A row that cannot be used is said and left out; the others hold.",
        "needed",
        "document = \"protocols/missing.docx\"",
    ),
    key("route", "trigger", "What sets the step off, in words.", "not said", "trigger = \"A child has been found\""),
    key(
        "route",
        "concern",
        "The concerns it is for, by id: one or a list.",
        "told by the trigger, else the document's theme",
        "concern = [\"cse\"]",
    ),
    key("route", "ages", "The lowest and the highest age it is for.", "told by the trigger", "ages = [16, 17]"),
    key("route", "actor", "Who takes it.", "not said", "actor = \"The carer\""),
    key("route", "action", "What is done, in words.", "needed, unless `body` is given", "action = \"rings the police\""),
    key("route", "act", "What sort of act it is: tell, send, hold, lead, decide or follow.", "told by the action", "act = \"tell\""),
    key(
        "route",
        "body",
        "To whom it leads; of what is held, led or decided, who does it.",
        "told by the action",
        "body = \"Westmere Police\"",
    ),
    key("route", "within", "By when, in words.", "told by the action", "within = \"one working day\""),
    key(
        "route",
        "from",
        "The event the limit starts from: referral, decision, return, strategy-discussion, report, incident, meeting, allocation or assessment.",
        "told by the limit",
        "from = \"referral\"",
    ),
    key("route", "force", "How firmly it is asked: must, should, does or may.", "does", "force = \"must\""),
    key("route", "id", "A name by which other rows speak of this one.", "none", "id = \"first-call\""),
    key(
        "route",
        "next",
        "What follows: the `id` of a row of the same document, or the words or clause of one of its steps.",
        "not said",
        "next = \"4.2\"",
    ),
    key(
        "route",
        "replaces",
        "The step that it corrects, by its words or its clause. It wins over what was read, also after the document was read again.",
        "none: the step is added",
        "replaces = \"rings the duty desk\"",
    ),
    key("route", "ignore", "Whether the step that it names under `replaces` is no step, and is left out.", "false", "ignore = true"),
    key(
        "overlap",
        "window_days",
        "Days within which a second discussion of the same subject counts as a repeat.",
        "28",
        "window_days = 42",
    ),
    key(
        "overlap",
        "threshold",
        "The smallest count that is told in anything shared; what is smaller is withheld, and so is what would give it away.",
        "5",
        "threshold = 10",
    ),
    key("overlap", "members", "How many people are taken to sit at a panel where nothing says so.", "10", "members = 12"),
    key("structures", "apart", "Sets of panels, no two of which may merge.", "none", "apart = [[\"MARAC\", \"MACE\"]]"),
    key("structures", "largest_table", "The most people round one table.", "no limit", "largest_table = 24"),
    key("structures", "hours", "The most professional hours a year that all panels may take together.", "no limit", "hours = 2500"),
    key("structures", "people", "How many people a pre-meeting or weekly triage takes.", "5", "people = 6"),
    key("structures", "pre_meeting_minutes", "How long a pre-meeting lasts, in minutes.", "60", "pre_meeting_minutes = 45"),
    key("structures", "triage_minutes", "How long a weekly triage lasts, in minutes.", "60", "triage_minutes = 30"),
];

/// The keys of one table.
pub(super) fn names_of(table: &str) -> impl Iterator<Item = &'static str> {
    let table = table.to_owned();
    KEYS.iter().filter(move |k| k.table == table).map(|k| k.name)
}
