//! From the spreadsheets of an area to what its panels discussed.

mod beside;
mod called;
mod doubt;
mod filed;
mod passed_over;
mod professionals;
mod unmet;

use crate::agenda::reversed;
use crate::agenda::{self, Column, Held, Panels, Place, Role, shape};
use crate::roll::{Roll, RollEntry};
use crate::sheet_kind::{SheetKind, sheet_kind};
use crate::subjects::draft::{self, Draft, Fate, Tools};
use crate::subjects::form::{Kinds, Thing};
use crate::subjects::individual::{Individuals, individuals};
use crate::subjects::things::{Things, discover};
use crate::subjects::{Line, registers};
use crate::{Discussions, Item, PanelIndex, SubjectId};
use concordat_linkage::is_forename;
use concordat_register::meeting::{Level, Meeting};
use concordat_register::overlap::SubjectKind;
use concordat_register::workbook::{Sheet, Workbook};
use concordat_register::{Problem, ProblemKind};
use concordat_standard::panels::{PanelWords, plain};
pub use filed::Filed;
use professionals::Professionals;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What `concordat.toml` says of agendas.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgendaSettings {
    /// What columns hold, by their headings, folded as by [`plain`].
    pub columns: BTreeMap<String, Role>,
    /// What is said of single files, by path.
    pub files: BTreeMap<String, FileSettings>,
    /// What somebody has decided of rows: in each list, whether all its rows speak of one individual or each of another.
    pub decided: Vec<(Vec<RowPlace>, bool)>,
}

/// Where a row stands. A row is told by its place and never by a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowPlace {
    /// The file, relative to the site.
    pub file: String,
    /// The sheet; empty for separated values, or for the only sheet of a workbook.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
}

impl RowPlace {
    /// Reads `meetings/list.csv#12` or `meetings/list.xlsx#May#12`; nothing where it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (rest, row) = text.rsplit_once('#')?;
        let row = row.trim().parse().ok().filter(|n| *n > 0)?;
        let (file, sheet) = rest.split_once('#').unwrap_or((rest, ""));
        (!file.trim().is_empty()).then(|| Self { file: file.trim().replace('\\', "/"), sheet: sheet.trim().to_owned(), row })
    }
}

/// What `concordat.toml` says of one spreadsheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileSettings {
    /// What its sheets are.
    pub kind: Option<SheetKind>,
    /// The panel it belongs to, by any of its names.
    pub panel: Option<String>,
    /// The year of days that give none.
    pub year: Option<i16>,
}

/// One subject that one row of an agenda names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedRow {
    /// The file, relative to the site.
    pub file: String,
    /// The sheet; empty for separated values.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// What kind of subject.
    pub kind: SubjectKind,
    /// Which.
    pub subject: SubjectId,
}

/// A row from which no subject was read, or not all that it says, and why. It holds no words of the row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnreadRow {
    /// The file, relative to the site.
    pub file: String,
    /// The sheet; empty for separated values.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// Why: lower case, no full stop.
    pub why: &'static str,
}

/// How one table of one sheet was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRead {
    /// The file, relative to the site.
    pub file: String,
    /// The sheet; empty for separated values.
    pub sheet: String,
    /// What the sheet was taken for.
    pub kind: SheetKind,
    /// The panel, by its short name; none for a list or register.
    pub panel: Option<String>,
    /// The row of its headings; 0 where it has none.
    pub headings: u32,
    /// Its columns. Where a column has no heading, none of its words are given.
    pub columns: Vec<Column>,
}

/// What the spreadsheets of an area say.
#[derive(Debug, Default)]
pub struct AgendasRead {
    /// Who or what was discussed where and when, without names.
    pub discussions: Discussions,
    /// The rows and the subjects they name.
    pub rows: Vec<NamedRow>,
    /// How each table was read.
    pub tables: Vec<TableRead>,
    /// Rows from which no subject was read, or not all that they say.
    pub unread: Vec<UnreadRow>,
    /// What somebody should know of a file.
    pub problems: Vec<(String, Problem)>,
    /// Names, for the restricted list alone.
    pub roll: Roll,
    /// What files are called that are called after somebody.
    pub filed: Filed,
}

/// One sheet to be read, and what it was taken for.
struct Page<'a> {
    file: &'a str,
    sheet: Cow<'a, Sheet>,
    kind: SheetKind,
    several: bool,
}

/// Reads the agendas and lists among `workbooks` (path and what it holds, in order of path) beside the panels of the register.
#[must_use]
pub fn read(workbooks: &[(String, Workbook)], meetings: &[Meeting], settings: &AgendaSettings, words: &PanelWords) -> AgendasRead {
    let pages = pages(workbooks, settings, words);
    let kinds = Kinds::new(words);
    let mut things = Things::default();
    for page in &pages {
        match page.kind {
            SheetKind::Schools => registers::schools(&page.sheet, &mut things, &kinds, words),
            SheetKind::Gazetteer => registers::places(&page.sheet, &mut things, &kinds, words),
            _ => {}
        }
    }
    let mut out = AgendasRead::default();
    let mut panels = Panels::new(meetings, words);
    let (mut lines, people) = lines(&pages, &mut panels, meetings, (settings, words, &kinds), &mut out);
    out.filed = Filed::of(workbooks, &pages, &lines, (&panels, &people), words);
    unmet::tell(&pages, &lines, settings, &mut out);
    passed_over::tell(workbooks, settings, words, &mut out);
    settle(&mut things, &lines, &kinds, words);
    let named = name_things(&mut lines, &things, &kinds, words);
    let decided = decided(&pages, &lines, &out.filed, settings);
    let mut people = individuals(&mut lines, &decided);
    let professionals = Professionals::of(&lines, meetings);
    let lost = beside::name(&lines, &mut people, &professionals, words);
    beside::tell(&pages, &lines, &lost, &mut out);
    let families = people.families();
    let mut ids = Ids::default();
    let mut items = Vec::new();
    let mut listed = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let subjects = subjects(n, line, &people, &families, named.get(n), &things, &mut ids);
        record(line, &pages, &subjects, &mut items, &mut listed, &mut out);
    }
    out.roll = roll(&people, &families, &things, &ids);
    out.discussions = Discussions::new(panels.names(), items, listed);
    filed::tell(&mut out);
    out.rows.sort();
    out.rows.dedup();
    out.unread.sort();
    out
}

fn pages<'a>(workbooks: &'a [(String, Workbook)], settings: &AgendaSettings, words: &PanelWords) -> Vec<Page<'a>> {
    let mut pages = Vec::new();
    for (file, workbook) in workbooks {
        let told = settings.files.get(file).and_then(|f| f.kind);
        for sheet in &workbook.sheets {
            let kind = told.unwrap_or_else(|| sheet_kind(file, sheet, words));
            // What is hidden from whoever opens the file is a list to choose from more often than an agenda.
            let hidden = sheet.hidden && told.is_none() && kind == SheetKind::Agenda;
            let kind = if hidden { SheetKind::Other } else { kind };
            let items = matches!(kind, SheetKind::Agenda | SheetKind::Referrals);
            let table = items.then(|| agenda::record::table_of(sheet, words)).flatten();
            let sheet = table.map_or(Cow::Borrowed(sheet), Cow::Owned);
            pages.push(Page { file, sheet, kind, several: workbook.sheets.len() > 1 });
        }
    }
    pages
}

/// Every item of every agenda and list, taken apart.
fn lines(
    pages: &[Page<'_>],
    panels: &mut Panels,
    meetings: &[Meeting],
    (settings, words, kinds): (&AgendaSettings, &PanelWords, &Kinds),
    out: &mut AgendasRead,
) -> (Vec<Line>, called::People) {
    let (mut read, people) = called::tables(pages, panels, settings, words);
    let mut tables = Vec::new();
    for (n, page) in pages.iter().enumerate() {
        let Some(table) = read.remove(&n) else {
            let (file, sheet) = (page.file.to_owned(), page.sheet.name.clone());
            out.tables.push(TableRead { file, sheet, kind: page.kind, panel: None, headings: 0, columns: Vec::new() });
            continue;
        };
        let own = settings.files.get(page.file);
        let listed = page.kind == SheetKind::Referrals;
        let names = people.on(page.file);
        let place = Place { file: page.file, sheet: &page.sheet.name, titles: &table.titles, several: page.several, people: &names };
        let panel = match own.and_then(|f| f.panel.as_deref()) {
            Some(name) => panels.own_panel(name),
            None if listed => LIST,
            None => panels.of_sheet(&place, words),
        };
        told(page, panel, panels, &table, out);
        let same =
            |(_, of, lists, held): &(usize, u32, bool, agenda::Table)| *of == panel && *lists == listed && doubt::is_copy(held, &table);
        if tables.iter().any(same) {
            doubt::copy(page, &table, out);
            continue;
        }
        doubt::cells(page, &table, out);
        tables.push((n, panel, listed, table));
    }
    let known = forenames(&tables, words);
    let is_name = |word: &str| known.contains(word) || is_forename(word);
    let tools = Tools { words, kinds, is_forename: &is_name };
    let overseeing = overseeing(panels, meetings);
    let mut lines = Vec::new();
    for (sheet, panel, listed, mut table) in tables {
        let names = people.on(pages.get(sheet).map_or("", |p| p.file));
        reversed::set_right(&mut table.items, words, &is_name);
        for item in table.items {
            let named = item.panel.as_deref().filter(|p| !p.trim().is_empty());
            let panel = named.map_or(panel, |p| if listed { LIST } else { panels.of_row(p, &names, panel, words) });
            let mut draft = draft::draft(&item, &tools);
            if overseeing.contains(&panel) && item.of(Role::Birth).next().is_none() {
                draft.names_nobody(&item, words);
            }
            lines.push(Line { sheet, panel, listed, item, draft });
        }
    }
    (lines, people)
}

/// The groups that oversee, among the panels of the sheets.
fn overseeing(panels: &Panels, meetings: &[Meeting]) -> BTreeSet<u32> {
    let named = (0..).map_while(|n| Some((n, panels.name(n)?)));
    let is_one = |name: &str| meetings.iter().any(|m| m.level == Some(Level::Strategic) && m.is_called(name));
    named.filter(|(_, name)| is_one(name)).map(|(n, _)| n).collect()
}

/// What stands for a panel where a row is of a list of referrals.
const LIST: u32 = u32::MAX - 1;

fn panel_words(panels: &Panels, page: &Page<'_>) -> Vec<String> {
    let stem = page.file.rsplit('/').next().unwrap_or(page.file);
    let mut all = panels.words();
    all.extend(shape::words_of([stem.rsplit_once('.').map_or(stem, |(s, _)| s), page.sheet.name.as_str()]));
    all
}

/// Writes down how a sheet was read, and which of its rows were not.
fn told(page: &Page<'_>, panel: u32, panels: &Panels, table: &agenda::Table, out: &mut AgendasRead) {
    let row = |row: u32, why: &'static str| UnreadRow { file: page.file.to_owned(), sheet: page.sheet.name.clone(), row, why };
    out.unread.extend(table.unread.iter().map(|&(n, why)| row(n, why)));
    for (headings, columns) in &table.columns {
        out.tables.push(TableRead {
            file: page.file.to_owned(),
            sheet: page.sheet.name.clone(),
            kind: page.kind,
            panel: panels.name(panel),
            headings: *headings,
            columns: columns.clone(),
        });
    }
    if table.by_month && !table.items.is_empty() {
        out.problems.push((
            page.file.to_owned(),
            Problem::new(
                ProblemKind::Note,
                "only the month of its sittings is given, and the first of the month stands for the day",
                "give the day of the sitting in a row above its items, in a column, or in the sheet's name",
            ),
        ));
    }
}

/// Forenames that the agendas give as such: in a column of their own, after a comma, or beside a surname in capitals.
fn forenames(tables: &[(usize, u32, bool, agenda::Table)], words: &PanelWords) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for item in tables.iter().flat_map(|(_, _, _, t)| &t.items) {
        // A forename of two with a hyphen is one.
        let one = |forename: &str| !forename.trim().contains(' ') && forename.len() > 2;
        known.extend(item.of(Role::Forename).map(Held::text).filter(|f| one(f)).map(|f| plain(&f)));
        for held in item.of(Role::Name) {
            let named = crate::subjects::person::people(&held.text(), None, words, &is_forename);
            let sure = named.people.iter().filter(|p| !p.supposed && !p.surname.is_empty());
            known.extend(sure.filter(|p| one(&p.forename)).map(|p| plain(&p.forename)));
        }
    }
    known
}

/// Whether a line stands at a place, by what its file and sheet are called or by what they are told by.
fn is_at(pages: &[Page<'_>], line: &Line, filed: &Filed, place: &RowPlace) -> bool {
    let Some(page) = pages.get(line.sheet).filter(|_| line.item.row == place.row) else { return false };
    let (file, sheet) = (page.file, page.sheet.name.as_str());
    let here = file == place.file || filed.told(file) == place.file;
    here && (sheet == place.sheet || filed.sheet(file, sheet) == place.sheet || place.sheet.is_empty() && !page.several)
}

/// What was decided of pairs of lines, by their numbers. A place at which no line stands is passed over.
fn decided(pages: &[Page<'_>], lines: &[Line], filed: &Filed, settings: &AgendaSettings) -> Vec<(usize, usize, bool)> {
    let mut pairs = Vec::new();
    for (places, same) in &settings.decided {
        let at: Vec<usize> = places.iter().filter_map(|place| lines.iter().position(|line| is_at(pages, line, filed, place))).collect();
        for (n, a) in at.iter().enumerate() {
            pairs.extend(at.iter().skip(n + 1).map(|b| (*a, *b, *same)));
        }
    }
    pairs
}

/// Settles what things there are, from columns of their own and from free text.
fn settle(things: &mut Things, lines: &[Line], kinds: &Kinds, words: &PanelWords) {
    let mut names: BTreeSet<(Thing, String)> = BTreeSet::new();
    for draft in lines.iter().map(|l| &l.draft).filter(|d| d.fate != Fate::Procedural) {
        names.extend(draft.things.iter().cloned());
        for passage in &draft.prose {
            if passage.role != Role::Address {
                names.extend(discover(&passage.words, kinds, words));
            }
        }
    }
    // What reads like no person among associates is a group where more than one row has it.
    let mut met: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for name in lines.iter().flat_map(|l| &l.draft.perhaps) {
        met.entry(plain(name)).or_insert((name, 0)).1 += 1;
    }
    names.extend(met.into_values().filter(|(_, rows)| *rows > 1).map(|(n, _)| (Thing::Group, n.to_owned())));
    things.settle(&names, kinds, words);
    let nicknames: BTreeSet<&String> = lines.iter().flat_map(|l| &l.draft.nicknames).collect();
    nicknames.into_iter().for_each(|name| things.nickname(name, kinds, words));
}

/// The things that each line names. Their words in free text are set aside, so that nobody is called after a park.
fn name_things(lines: &mut [Line], things: &Things, kinds: &Kinds, words: &PanelWords) -> Vec<BTreeSet<u32>> {
    let mut named = Vec::with_capacity(lines.len());
    for line in lines {
        let mut own: BTreeSet<u32> = BTreeSet::new();
        let draft = &mut line.draft;
        own.extend(draft.things.iter().filter_map(|(of, name)| things.find(*of, name, kinds, words)));
        // A subject's cell may hold the name of a thing that only other rows show to be one.
        let listed: Vec<(usize, u32)> = draft
            .mentions
            .iter()
            .enumerate()
            .filter_map(|(m, mention)| Some((m, thing_not_person(mention, things, kinds, words)?)))
            .collect();
        for &(m, thing) in listed.iter().rev() {
            own.insert(thing);
            draft.mentions.remove(m);
        }
        for passage in &mut draft.prose {
            let mut found = things.scan(&mut passage.words, kinds);
            if passage.role.is_prose() {
                found.extend(things.by_letters(&mut passage.words, kinds));
            }
            match passage.role {
                Role::School | Role::Group | Role::Place => {}
                // A street or a block of flats is an address there, and no place; a children's home is one.
                Role::Address if passage.words.iter().any(|w| w.text.bytes().any(|b| b.is_ascii_digit())) => {
                    own.extend(found.into_iter().filter(|n| things.is_home(*n, kinds)));
                }
                _ => own.extend(found),
            }
        }
        named.push(own);
    }
    named
}

/// The thing that what was taken for a person's name stands for: a name without a birth that other rows give to a thing.
fn thing_not_person(mention: &draft::Mention, things: &Things, kinds: &Kinds, words: &PanelWords) -> Option<u32> {
    let person = &mention.person;
    if person.birth.is_some() || !mention.reference.is_empty() {
        return None;
    }
    let name = format!("{} {}", person.forename, person.surname);
    things.known(name.trim(), kinds, words)
}

/// Numbers given to subjects in the order met, for each kind.
#[derive(Default)]
struct Ids {
    given: BTreeMap<(SubjectKind, u32), SubjectId>,
    next: BTreeMap<SubjectKind, u32>,
}

impl Ids {
    fn of(&mut self, kind: SubjectKind, inner: u32) -> SubjectId {
        let next = self.next.entry(kind).or_default();
        *self.given.entry((kind, inner)).or_insert_with(|| {
            let id = SubjectId(*next);
            *next += 1;
            id
        })
    }
}

/// The subjects that a line names: none where it was not discussed.
fn subjects(
    n: usize,
    line: &Line,
    people: &Individuals,
    families: &[Option<u32>],
    things_named: Option<&BTreeSet<u32>>,
    things: &Things,
    ids: &mut Ids,
) -> BTreeSet<(SubjectKind, SubjectId)> {
    let mut subjects = BTreeSet::new();
    if line.draft.fate != Fate::Discussed {
        return subjects;
    }
    for &individual in people.of_line.get(n).into_iter().flatten() {
        subjects.insert((SubjectKind::Individual, ids.of(SubjectKind::Individual, individual)));
        let family = usize::try_from(individual).ok().and_then(|i| families.get(i)).copied().flatten();
        subjects.extend(family.map(|f| (SubjectKind::Family, ids.of(SubjectKind::Family, f))));
    }
    for family in people.households(&line.draft, families) {
        subjects.insert((SubjectKind::Family, ids.of(SubjectKind::Family, family)));
    }
    for &thing in things_named.into_iter().flatten() {
        let Some(entity) = usize::try_from(thing).ok().and_then(|t| things.entities.get(t)) else { continue };
        let kind = kind_of(entity.of);
        subjects.insert((kind, ids.of(kind, thing)));
    }
    subjects
}

fn kind_of(of: Thing) -> SubjectKind {
    match of {
        Thing::School => SubjectKind::School,
        Thing::Group => SubjectKind::PeerGroup,
        Thing::Place => SubjectKind::Place,
    }
}

/// Puts one line's subjects where they belong, and says why where it has none.
fn record(
    line: &Line,
    pages: &[Page<'_>],
    subjects: &BTreeSet<(SubjectKind, SubjectId)>,
    items: &mut Vec<Item>,
    listed: &mut Vec<(SubjectKind, SubjectId)>,
    out: &mut AgendasRead,
) {
    let Some(page) = pages.get(line.sheet) else { return };
    let (file, sheet, row) = (page.file.to_owned(), page.sheet.name.clone(), line.item.row);
    let why = match line.draft.fate {
        Fate::Procedural => Some("an item about the meeting itself"),
        Fate::NotTaken => Some("put off, withdrawn or not reached"),
        Fate::Discussed if subjects.is_empty() => Some(why_not(&line.draft)),
        Fate::Discussed if line.item.sitting.is_none() && !line.listed => Some(doubt::no_sitting(&line.item)),
        Fate::Discussed => None,
    };
    if let Some(why) = why {
        out.unread.push(UnreadRow { file: file.clone(), sheet: sheet.clone(), row, why });
    }
    if line.listed {
        listed.extend(subjects);
        return;
    }
    out.rows.extend(subjects.iter().map(|&(kind, subject)| NamedRow { file: file.clone(), sheet: sheet.clone(), row, kind, subject }));
    if let (Fate::Discussed, Some(sitting)) = (line.draft.fate, line.item.sitting) {
        items.push(Item { panel: PanelIndex(line.panel), sitting, subjects: subjects.iter().copied().collect() });
    }
}

fn why_not(draft: &Draft) -> &'static str {
    if draft.letters {
        "it gives no more than initials, and nothing says whose they are"
    } else if draft.unnamed {
        "whom it is about is not named"
    } else if draft.puzzling {
        "whom or what it is about could not be made out"
    } else {
        "it names no subject"
    }
}

fn roll(people: &Individuals, families: &[Option<u32>], things: &Things, ids: &Ids) -> Roll {
    let surnames = people.family_names(families);
    let mut entries = Vec::new();
    for (&(kind, inner), &subject) in &ids.given {
        let at = usize::try_from(inner).unwrap_or(usize::MAX);
        let (name, also, born) = match kind {
            SubjectKind::Individual => people.all.get(at).map(Individuals::for_roll).unwrap_or_default(),
            SubjectKind::Family => {
                (surnames.get(&inner).map(|s| s.iter().copied().collect::<Vec<_>>().join(" / ")).unwrap_or_default(), Vec::new(), None)
            }
            _ => (things.entities.get(at).map(|e| e.name.clone()).unwrap_or_default(), Vec::new(), None),
        };
        entries.push(RollEntry { kind, subject, name, also, born });
    }
    entries.sort_by_key(|e| (e.kind, e.subject));
    Roll { entries }
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_register::workbook::{Cell, Row, Value};

    /// What is made of an agenda can be printed by anybody who debugs: a name must not stand in it.
    #[test]
    fn nothing_that_is_read_shows_a_name() {
        let rows = [
            ["Harm Panel", "", ""],
            ["Name", "DOB", "Quillfeather notes"],
            ["QUILLFEATHER, Zebedee (aka Biscuitface)", "3/4/2009", "lives with Ottoline Quillfeather"],
            ["Zebedee Quillfeather", "03.04.09", "at Biscuitface Corner with the Marchbanks twins"],
        ];
        let cells = |row: &[&str; 3]| {
            let held = row.iter().zip(0_u32..).filter(|(text, _)| !text.is_empty());
            held.map(|(text, column)| Cell { column, value: Value::Text((*text).to_owned()) }).collect()
        };
        let rows = rows.iter().zip(1_u32..).map(|(row, number)| Row { number, cells: cells(row) }).collect();
        let workbook = Workbook { sheets: vec![Sheet { rows, ..Sheet::default() }] };
        let workbooks = [("agendas/HP May 2024.csv".to_owned(), workbook)];
        let words = PanelWords::peer_on_peer_abuse().unwrap();
        let read = read(&workbooks, &[], &AgendaSettings::default(), &words);
        assert!(!read.rows.is_empty());
        let shown = format!("{workbooks:?} {read:?}").to_lowercase();
        for planted in ["zebedee", "quillfeather", "biscuitface", "ottoline", "marchbanks", "2009"] {
            assert!(!shown.contains(planted), "a planted name is shown");
        }
    }

    #[test]
    fn what_somebody_decides_of_rows_holds() {
        let rows = "Harm Panel 3 May 2022\nName | DOB | School | Notes\nAde Obi | 3/4/2009 | Fell College | seen\nAde Obi | 3/4/2009 | | seen\nKim Lee | 1/1/2008 | | met\nJo Poe | 2/2/2007 | | met";
        let workbooks = [("HP.csv".to_owned(), Workbook { sheets: vec![crate::made::sheet("", rows)] })];
        let words = PanelWords::peer_on_peer_abuse().unwrap();
        let subjects = |decided: &[(&[&str], bool)]| -> Vec<u32> {
            let place = |text: &&str| RowPlace::parse(text).unwrap();
            let decided = decided.iter().map(|(places, same)| (places.iter().map(place).collect(), *same)).collect();
            let settings = AgendaSettings { decided, ..AgendaSettings::default() };
            let read = read(&workbooks, &[], &settings, &words);
            read.rows.iter().filter(|r| r.kind == SubjectKind::Individual).map(|r| r.subject.0).collect()
        };
        assert_eq!(subjects(&[]), [0, 0, 1, 2]);
        let decided: [(&[&str], bool); 2] = [(&["HP.csv#3", "HP.csv#4"], false), (&["HP.csv#5", "HP.csv#6", "HP.csv#99"], true)];
        assert_eq!(subjects(&decided), [0, 1, 2, 2]);
    }
}
