//! Lists of panels and of members in rows and columns, whether of a spreadsheet or of a table in a document.

use super::{
    MeetingReader,
    lexicon::Column,
    members::without_chair,
    names::{Name, is_letters},
};
use concordat_register::{
    Anchor,
    meeting::{Member, MemberReading, PanelReading, Part, PartReading},
};
use concordat_text::{Text, fold_str};
use std::collections::BTreeMap;

/// Rows and columns of words.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// What it is called: the name on a sheet's tab, or the heading a table stands under.
    pub name: String,
    /// Its rows that hold something, in order.
    pub rows: Vec<GridRow>,
}

/// A row of words.
#[derive(Debug, Clone, Default)]
pub struct GridRow {
    /// Its number, as whoever made the grid counts.
    pub number: u32,
    /// Its cells that hold something, by column.
    pub cells: Vec<GridCell>,
}

/// A cell.
#[derive(Debug, Clone)]
pub struct GridCell {
    /// Its column, in order; as whoever made the grid counts.
    pub column: u32,
    /// Its words.
    pub text: String,
    /// Where they stand.
    pub anchor: Anchor,
}

/// What a grid is, as far as panels go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridKind {
    /// A row a panel.
    Panels,
    /// A row a member, of several panels.
    Members,
    /// One panel: labels with values, and perhaps its members beneath.
    OnePanel,
    /// Agencies or people by panels, with ticks.
    Matrix,
}

/// Whether words are letters, or a short form that holds some: "VR Bronze", "MARAC north".
fn is_short(text: &str) -> bool {
    is_letters(text) || text.split_whitespace().count() <= 2 && text.split_whitespace().any(is_letters)
}

/// Rows looked at for the one that heads the columns.
pub(super) const TOP: usize = 12;
/// A part that at least so many of a hundred rows fill is missed in one that does not.
const FILLED: usize = 60;

/// What the columns of a heading row are about.
struct Heads {
    row: usize,
    columns: BTreeMap<u32, Head>,
}

/// What one column is about.
#[derive(Debug, Clone, Default)]
struct Head {
    columns: Vec<Column>,
    part: Option<Part>,
}

impl GridRow {
    pub(super) fn at(&self, column: u32) -> Option<&GridCell> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    pub(super) fn first(&self) -> Option<&GridCell> {
        self.cells.first()
    }
}

impl MeetingReader {
    /// What a grid is, as far as panels go; none where it is about something else, such as an agenda.
    #[must_use]
    pub fn kind_of(&self, grid: &Grid) -> Option<GridKind> {
        if self.is_of_children(grid) {
            return None;
        }
        if let Some(heads) = self.heads(grid) {
            let has = |column| heads.columns.values().any(|h| h.columns.contains(&column));
            let parts: Vec<Part> = heads.columns.values().filter_map(|h| h.part).collect();
            let telling = parts
                .iter()
                .filter(|p| matches!(p, Part::Chair | Part::Cadence | Part::Quorum | Part::ReportsTo | Part::Remit | Part::Level))
                .count();
            let person = [Column::Person, Column::Agency, Column::Role].into_iter().filter(|c| has(*c)).count();
            if (has(Column::Panel) || has(Column::Name)) && telling >= 2 {
                return Some(GridKind::Panels);
            }
            // A list of members may know its panels by their letters alone.
            if (has(Column::Panel) && person >= 1 || has(Column::Acronym) && person >= 2) && self.is_of_professionals(grid, &heads) {
                return Some(GridKind::Members);
            }
        }
        if self.matrix(grid).is_some() {
            return Some(GridKind::Matrix);
        }
        (self.labels(grid).len() >= 2).then_some(GridKind::OnePanel)
    }

    /// The panels that a grid tells of.
    #[must_use]
    pub fn grid(&self, grid: &Grid) -> Vec<PanelReading> {
        match self.kind_of(grid) {
            Some(GridKind::Panels) => self.panels_of(grid),
            Some(GridKind::Members) => self.members_by_panel(grid),
            Some(GridKind::Matrix) => self.matrix(grid).unwrap_or_default(),
            Some(GridKind::OnePanel) => {
                self.transposed(grid).map_or_else(|| self.one_panel(grid).into_iter().collect(), |turned| self.panels_of(&turned))
            }
            None => Vec::new(),
        }
    }

    /// Whether a grid has what only a register of panels has: a quorum, a cadence, a reporting line, a review. An agenda may have
    /// a chair, and never these.
    #[must_use]
    pub fn is_register(&self, grid: &Grid) -> bool {
        let telling = |part: &Part| matches!(part, Part::Cadence | Part::Quorum | Part::ReportsTo | Part::Review);
        let mut parts: Vec<Part> = self.labels(grid).into_iter().map(|(_, part, _)| part).collect();
        parts.extend(self.heads(grid).into_iter().flat_map(|h| h.columns.into_values().filter_map(|c| c.part)));
        parts.retain(telling);
        parts.sort_unstable();
        parts.dedup();
        let seats = || {
            let heads = self.heads(grid);
            let has = |wanted| heads.iter().any(|h| h.columns.values().any(|c| c.columns.contains(&wanted)));
            // Agencies and posts side by side, by panel: no agenda has all three.
            (has(Column::Panel) || has(Column::Acronym))
                && [Column::Agency, Column::Role].into_iter().all(has)
                && self.kind_of(grid) == Some(GridKind::Members)
        };
        (parts.len() >= 2 || seats()) && !self.is_of_children(grid)
    }

    /// Whether a grid is a paper about children, such as an agenda: then nobody on it is read as a member, whatever else it has.
    pub(super) fn is_of_children(&self, grid: &Grid) -> bool {
        let child = |cell: &GridCell| self.lexicon.child.contains(fold_str(cell.text.trim().trim_end_matches([':', '*'])).as_str());
        // One word such as "item" may head a column of anything; two, or one of a person, do not.
        grid.rows.iter().any(|row| {
            let met = row.cells.iter().filter(|c| child(c)).count();
            met >= 2 || (met == 1 && row.cells.len() >= 3)
        }) || grid.rows.iter().take(4).filter_map(GridRow::first).any(|c| {
            let folded = fold_str(&c.text);
            folded.split(|c: char| !c.is_alphanumeric()).any(|w| matches!(w, "agenda" | "agendas" | "minutes" | "referrals"))
        })
    }

    /// Whether at least half of the rows name an organisation or a post.
    fn is_of_professionals(&self, grid: &Grid, heads: &Heads) -> bool {
        let body = || grid.rows.iter().skip(heads.row + 1);
        let wanted = |c: &&GridCell| {
            heads
                .columns
                .get(&c.column)
                .is_some_and(|h| h.columns.iter().any(|c| matches!(c, Column::Agency | Column::Role | Column::Person)))
        };
        let named = body().filter(|row| row.cells.iter().filter(wanted).any(|c| self.is_professional(&c.text))).count();
        named * 2 >= body().count()
    }

    /// Whether words name an organisation or a post.
    pub(super) fn is_professional(&self, text: &str) -> bool {
        self.lexicon.is_agency(text) || self.lexicon.posts.stand_in(&fold_str(text))
    }

    /// The row that heads the columns: the first of those with most headings known.
    fn heads(&self, grid: &Grid) -> Option<Heads> {
        let mut best: Option<(usize, Heads)> = None;
        for (n, row) in grid.rows.iter().enumerate().take(TOP) {
            let mut columns = BTreeMap::new();
            for cell in &row.cells {
                let folded = fold_str(cell.text.trim().trim_end_matches(['?', ':', '*']));
                if folded.chars().count() > 48 {
                    continue;
                }
                let head = Head { columns: self.lexicon.column(&folded).to_vec(), part: self.lexicon.heads(&folded) };
                if !head.columns.is_empty() || head.part.is_some() {
                    columns.insert(cell.column, head);
                }
            }
            let known = columns.len();
            // A heading row is mostly headings; where half of it is, the rest may be said in words of an area's own.
            let has = |wanted: &[Column]| columns.values().any(|h: &Head| h.columns.iter().any(|c| wanted.contains(c)));
            let sure = known >= 3 || has(&[Column::Panel]) && has(&[Column::Person, Column::Agency, Column::Role]);
            let mostly = known * 2 > row.cells.len() || sure && known * 2 == row.cells.len();
            if known >= 2 && mostly && best.as_ref().is_none_or(|(most, _)| known > *most) {
                best = Some((known, Heads { row: n, columns }));
            }
        }
        best.map(|(_, mut heads)| {
            self.told_by_cells(grid, &mut heads);
            self.agencies_as_members(grid, &mut heads);
            heads
        })
    }

    /// Gives columns whose headings say nothing we know what most of their cells show: posts and agencies beside the people of a list of
    /// members, how often beside what else is said of panels. Nobody is taken for a member by what stands in a cell alone.
    fn told_by_cells(&self, grid: &Grid, heads: &mut Heads) {
        let Some(head) = grid.rows.get(heads.row) else { return };
        let of = |heads: &Heads, wanted: &[Column]| heads.columns.values().filter(|h| h.columns.iter().any(|c| wanted.contains(c))).count();
        let parts = heads.columns.values().filter(|h| h.part.is_some()).count();
        let panel = of(heads, &[Column::Panel, Column::Acronym]) > 0;
        for cell in &head.cells {
            if heads.columns.contains_key(&cell.column) {
                continue;
            }
            let below = grid.rows.iter().skip(heads.row + 1).filter_map(|r| r.at(cell.column));
            let body: Vec<String> = below.map(|c| fold_str(c.text.trim())).filter(|t| !self.lexicon.is_blank(t)).collect();
            let most = |test: &dyn Fn(&str) -> bool| body.len() >= 3 && body.iter().filter(|t| test(t)).count() * 5 >= body.len() * 3;
            let short = body.iter().all(|t| t.split(' ').count() <= 8);
            let seated = panel && short && of(heads, &[Column::Person, Column::Agency, Column::Role]) > 0 && parts == 0;
            let found = if seated && of(heads, &[Column::Role]) == 0 && most(&|t| self.lexicon.posts.stand_in(t)) {
                Head { columns: vec![Column::Role], part: None }
            } else if seated && of(heads, &[Column::Agency]) == 0 && most(&|t| self.lexicon.is_agency(t)) {
                Head { columns: vec![Column::Agency], part: None }
            } else if parts >= 2 && short && most(&|t| self.lexicon.signs(t).contains(&Part::Cadence)) {
                if heads.columns.values().any(|h| h.part == Some(Part::Cadence)) {
                    continue;
                }
                Head { columns: Vec::new(), part: Some(Part::Cadence) }
            } else {
                continue;
            };
            heads.columns.insert(cell.column, found);
        }
    }

    /// "Member | Post", where half of the members or more are bodies: an organisation is nobody's name.
    fn agencies_as_members(&self, grid: &Grid, heads: &mut Heads) {
        let of = |column: Column| heads.columns.values().any(|h| h.columns.contains(&column));
        if !of(Column::Role) || of(Column::Agency) {
            return;
        }
        let below = |column: u32| grid.rows.iter().skip(heads.row + 1).filter_map(move |r| r.at(column)).map(|c| c.text.trim());
        let body = |text: &str| self.lexicon.is_agency(text) && !text.contains([',', '(', ';']);
        let mostly = |column: u32| {
            let filled = || below(column).filter(|t| !self.lexicon.is_blank(&fold_str(t)));
            filled().count() >= 3 && filled().filter(|t| body(t)).count() * 2 >= filled().count()
        };
        let seats: Vec<u32> =
            heads.columns.iter().filter(|(c, h)| h.columns.contains(&Column::Person) && mostly(**c)).map(|(c, _)| *c).collect();
        for seat in seats {
            heads.columns.insert(seat, Head { columns: vec![Column::Agency], part: None });
        }
    }

    /// A row a panel.
    fn panels_of(&self, grid: &Grid) -> Vec<PanelReading> {
        let Some(heads) = self.heads(grid) else { return Vec::new() };
        let column = |wanted: Column| heads.columns.iter().find(|(_, h)| h.columns.contains(&wanted)).map(|(c, _)| *c);
        let Some(name_at) = column(Column::Name).filter(|_| column(Column::Panel).is_none()).or_else(|| column(Column::Panel)) else {
            return Vec::new();
        };
        let acronym_at = column(Column::Acronym);
        let body: Vec<&GridRow> = grid
            .rows
            .iter()
            .skip(heads.row + 1)
            .filter(|r| r.at(name_at).is_some() || acronym_at.is_some_and(|a| r.at(a).is_some()))
            .collect();
        let fills = |c: u32| body.iter().filter(|r| r.at(c).is_some_and(|cell| !self.lexicon.is_blank(&fold_str(&cell.text)))).count();
        let expected: Vec<(u32, Part)> = heads
            .columns
            .iter()
            .filter(|(c, h)| **c != name_at && h.part.is_some() && (h.columns.is_empty() || h.part == Some(Part::Membership)))
            .filter_map(|(c, h)| Some((*c, h.part?)))
            .collect();
        let mut found = Vec::new();
        for row in &body {
            let Some(named) = row.at(name_at).or_else(|| acronym_at.and_then(|a| row.at(a))) else { continue };
            let mut panel = self.named_by(&named.text, &named.anchor);
            // `Known as` heads letters or another name: what stands there tells.
            let either = |c: &u32| heads.columns.get(c).is_some_and(|h| h.columns.contains(&Column::Former));
            let short = acronym_at.and_then(|a| row.at(a)).map(|c| c.text.trim()).filter(|t| !self.lexicon.is_blank(&fold_str(t)));
            let letters = short.filter(|t| !acronym_at.as_ref().is_some_and(either) || is_short(t));
            if let Some(letters) = letters {
                panel.acronym = Some(letters.into());
            }
            panel.terms = true;
            for (c, head) in &heads.columns {
                let Some(cell) = row.at(*c) else { continue };
                if head.columns.contains(&Column::Former) && !(Some(*c) == acronym_at && letters.is_some()) {
                    panel.also.extend(
                        cell.text.split([',', ';', '/']).map(str::trim).filter(|t| !self.lexicon.is_blank(&fold_str(t))).map(Text::from),
                    );
                }
                if head.columns.contains(&Column::Themes) {
                    panel.remit_themes.extend(self.lexicon.themes(&fold_str(&cell.text)));
                }
            }
            for (c, part) in &expected {
                match row.at(*c).filter(|cell| !self.lexicon.is_blank(&fold_str(&cell.text))) {
                    Some(cell) => self.value(&mut panel, *part, cell),
                    None if body.len() >= 3 && fills(*c) * 100 >= FILLED * body.len() && self.lexicon.expected().contains(part) => {
                        panel.lacking.push(*part)
                    }
                    None => {}
                }
            }
            self.finish(&mut panel);
            found.push(panel);
        }
        found
    }

    /// What a cell says of a part.
    fn value(&self, panel: &mut PanelReading, part: Part, cell: &GridCell) {
        let folded = fold_str(&cell.text);
        if part == Part::Membership {
            for line in
                cell.text.split(['\n', ';']).flat_map(|l| if cell.text.contains(['\n', ';']) { vec![l] } else { l.split(',').collect() })
            {
                if let Some((member, chair)) = self.lexicon.member(line) {
                    self.seat(panel, member, chair, &cell.anchor);
                }
            }
        }
        panel.parts.push(PartReading {
            part,
            words: cell.text.trim().into(),
            settled: !self.lexicon.is_open(&folded),
            kinds: Vec::new(),
            anchor: cell.anchor.clone(),
        });
    }

    /// Adds a member.
    pub(super) fn seat(&self, panel: &mut PanelReading, member: Member, chair: bool, anchor: &Anchor) {
        let same = |m: &MemberReading| m.member == member;
        if panel.members.iter().any(same) {
            return;
        }
        panel.members.push(MemberReading { sectors: self.sectors_of(&member), member, chair, anchor: anchor.clone() });
    }

    /// A panel by what a cell calls it.
    pub(super) fn named_by(&self, text: &str, anchor: &Anchor) -> PanelReading {
        let text = text.trim();
        let name = self.lexicon.names(text).into_iter().find(|n| n.start == 0 && n.acronym.is_some());
        let (name, acronym) = match name {
            Some(Name { name, acronym, .. }) => (name, acronym),
            None => (text.to_owned(), is_letters(text).then(|| text.to_owned())),
        };
        super::reading(name, acronym, anchor.clone())
    }

    /// A row a member: who sits at which panel.
    fn members_by_panel(&self, grid: &Grid) -> Vec<PanelReading> {
        let Some(heads) = self.heads(grid) else { return Vec::new() };
        let column = |wanted: Column| heads.columns.iter().find(|(_, h)| h.columns.contains(&wanted)).map(|(c, _)| *c);
        let Some(panel_at) = column(Column::Panel).or_else(|| column(Column::Acronym)) else { return Vec::new() };
        let mut found: Vec<PanelReading> = Vec::new();
        for row in grid.rows.iter().skip(heads.row + 1) {
            if let Some(cell) = row.at(panel_at).filter(|c| !self.lexicon.is_blank(&fold_str(&c.text))) {
                let fresh = self.named_by(&cell.text, &cell.anchor);
                match found.iter().position(|p| p.name == fresh.name) {
                    // Rows of one panel may stand apart: the panel in hand comes last.
                    Some(at) => {
                        let held = found.remove(at);
                        found.push(held);
                    }
                    None => found.push(fresh),
                }
            }
            if let Some(panel) = found.last_mut() {
                self.member_row(panel, row, &heads, Some(panel_at));
            }
        }
        for panel in &mut found {
            self.finish(panel);
        }
        found
    }

    /// A member from a row under known columns.
    fn member_row(&self, panel: &mut PanelReading, row: &GridRow, heads: &Heads, panel_at: Option<u32>) {
        let mut member = Member::default();
        let mut chair = false;
        let mut anchor = None;
        for cell in row.cells.iter().filter(|c| Some(c.column) != panel_at) {
            let Some(head) = heads.columns.get(&cell.column) else { continue };
            let (text, chairs) = without_chair(cell.text.trim());
            let folded = fold_str(&text);
            if self.lexicon.is_blank(&folded) {
                continue;
            }
            let is = |column| head.columns.contains(&column);
            let alone =
                heads.columns.values().filter(|h| h.columns.contains(&Column::Person) || h.columns.contains(&Column::Role)).count() == 1;
            let person = is(Column::Person) || is(Column::Name);
            // "Representative" may head posts: what stands in the cell tells.
            let slot = if is(Column::Agency) || (head.part == Some(Part::Membership) && !person && !is(Column::Role)) {
                &mut member.agency
            } else if is(Column::Role) || (person && alone && !self.lexicon.is_person(&text) && self.lexicon.posts.stand_in(&folded)) {
                &mut member.role
            } else if person {
                &mut member.person
            } else {
                chair |= head.part == Some(Part::Chair) && self.lexicon.ticks.contains(&folded);
                continue;
            };
            chair |= chairs || folded == "chair";
            if slot.is_none() {
                *slot = Some(text.as_str().into());
            }
            anchor.get_or_insert_with(|| cell.anchor.clone());
        }
        if let Some(person) = member.person.clone().filter(|p| self.lexicon.is_open(&fold_str(p))) {
            // "Vacant" is no name.
            if member.agency.is_none() && member.role.is_none() {
                member.role = Some(person);
            }
            member.person = None;
        }
        if let Some(anchor) = anchor {
            self.seat(panel, member, chair, &anchor);
        }
    }

    /// Rows of which the first cell is a label and the next its value.
    fn labels<'g>(&self, grid: &'g Grid) -> Vec<(usize, Part, &'g GridCell)> {
        let rows = grid.rows.iter().enumerate().filter(|(_, r)| r.cells.len() >= 2);
        rows.filter_map(|(n, row)| {
            let label = row.first()?;
            let folded = fold_str(label.text.trim().trim_end_matches([':', '?']));
            let part = self.lexicon.heads(&folded)?;
            let value = row.cells.get(1)?;
            // The heading of a column beside other headings is no label; "the chair and the police" is a value.
            let beside = fold_str(value.text.trim().trim_end_matches([':', '?', '*']));
            let headed = self.lexicon.is_label(&beside) || !self.lexicon.column(&beside).is_empty();
            (!headed).then_some((n, part, value))
        })
        .collect()
    }

    /// One panel: labels with values at the top, and its members beneath.
    fn one_panel(&self, grid: &Grid) -> Option<PanelReading> {
        let labels = self.labels(grid);
        let named = grid.rows.iter().take(TOP).find_map(|row| {
            let label = fold_str(row.first()?.text.trim().trim_end_matches(':'));
            let columns = self.lexicon.column(&label);
            let about = columns.contains(&Column::Panel) || columns.contains(&Column::Name);
            // A heading beside other headings names nothing.
            about.then(|| row.cells.get(1)).flatten().filter(|c| self.lexicon.column(&fold_str(c.text.trim())).is_empty())
        });
        let titled = || grid.rows.iter().take(3).filter_map(GridRow::first).find(|c| self.lexicon.titled(&c.text, false).is_some());
        let mut panel = match named.or_else(titled) {
            Some(cell) => {
                let name = self.lexicon.titled(&cell.text, true)?;
                super::reading(name.name, name.acronym, cell.anchor.clone())
            }
            None => super::reading(
                grid.name.clone(),
                is_letters(&grid.name).then(|| grid.name.clone()),
                grid.rows.first()?.first()?.anchor.clone(),
            ),
        };
        if is_letters(&grid.name) && panel.acronym.is_none() {
            panel.acronym = Some(grid.name.as_str().into());
        }
        panel.terms = true;
        self.label_rows(&mut panel, grid);
        let last = labels.last().map_or(0, |(n, ..)| *n);
        self.member_table(&mut panel, grid, labels.first().map_or(0, |(n, ..)| *n).min(last));
        self.finish(&mut panel);
        Some(panel)
    }

    /// Takes the labels of a grid as parts of `panel`.
    pub(super) fn label_rows(&self, panel: &mut PanelReading, grid: &Grid) -> bool {
        let labels = self.labels(grid);
        for row in grid.rows.iter().filter(|r| r.cells.len() >= 2) {
            let (Some(label), Some(value)) = (row.first(), row.cells.get(1)) else { continue };
            let columns = self.lexicon.column(&fold_str(label.text.trim().trim_end_matches(':'))).to_vec();
            if columns.contains(&Column::Acronym) && is_letters(value.text.trim()) {
                panel.acronym.get_or_insert_with(|| value.text.trim().into());
            }
            if columns.contains(&Column::Former) && !self.lexicon.is_blank(&fold_str(&value.text)) {
                panel.also.push(value.text.trim().into());
            }
        }
        for (_, part, cell) in &labels {
            if !self.lexicon.is_blank(&fold_str(&cell.text)) {
                self.value(panel, *part, cell);
            }
        }
        !labels.is_empty()
    }

    /// Takes the rows under a heading row of people, agencies and posts as members.
    pub(super) fn member_table(&self, panel: &mut PanelReading, grid: &Grid, from: usize) -> bool {
        let below = Grid { name: String::new(), rows: grid.rows.iter().skip(from).cloned().collect() };
        let is_person = |h: &Head| h.columns.iter().any(|c| matches!(c, Column::Person | Column::Agency | Column::Role | Column::Name));
        let start = below.rows.iter().enumerate().find_map(|(n, row)| {
            let one = Grid { name: String::new(), rows: vec![row.clone()] };
            let heads = self.heads(&one)?;
            (heads.columns.values().filter(|h| is_person(h)).count() >= 2).then_some((n, heads))
        });
        let Some((at, mut heads)) = start else { return false };
        heads.row = at;
        self.agencies_as_members(&below, &mut heads);
        let before = panel.members.len();
        for row in below.rows.iter().skip(at + 1) {
            let label = row.first().map(|c| fold_str(c.text.trim().trim_end_matches(':'))).unwrap_or_default();
            // Labels may go on beneath the members.
            if row.cells.len() == 2
                && self.lexicon.heads(&label).is_some_and(|p| !matches!(p, Part::Membership | Part::Chair))
                && row.cells.len() < heads.columns.len()
            {
                break;
            }
            self.member_row(panel, row, &heads, None);
        }
        panel.members.len() > before
    }

    /// A grid of which the first column holds labels and every other column a panel, turned round.
    fn transposed(&self, grid: &Grid) -> Option<Grid> {
        let columns: std::collections::BTreeSet<u32> = grid.rows.iter().flat_map(|r| r.cells.iter().map(|c| c.column)).collect();
        let wide = grid.rows.iter().filter(|r| r.cells.len() >= 3).count();
        if columns.len() < 3 || wide * 2 < grid.rows.len() || self.labels(grid).len() < 3 {
            return None;
        }
        let headed = self.with_panels_headed(grid);
        let rows = columns.iter().map(|column| GridRow {
            number: column + 1,
            cells: (0u32..)
                .zip(&headed)
                .filter_map(|(n, row)| row.at(*column).map(|cell| GridCell { column: n, ..cell.clone() }))
                .collect(),
        });
        let turned = Grid { name: grid.name.clone(), rows: rows.collect() };
        let heads = self.heads(&turned)?;
        heads.columns.values().any(|h| h.columns.contains(&Column::Panel) || h.columns.contains(&Column::Name)).then_some(turned)
    }

    /// The rows of a grid that has its labels down the first column; a row that names a panel in every other column, and has nothing in the
    /// first, is labelled as that of their names.
    fn with_panels_headed(&self, grid: &Grid) -> Vec<GridRow> {
        let mut rows = grid.rows.clone();
        let Some(first) = rows.iter().filter_map(GridRow::first).map(|c| c.column).min() else { return rows };
        let is_name = |cell: &GridCell| self.lexicon.titled(&cell.text, false).is_some() || is_letters(cell.text.trim());
        let bare = |row: &&mut GridRow| row.at(first).is_none() && row.cells.len() >= 2 && row.cells.iter().all(is_name);
        if let Some(row) = rows.iter_mut().take(TOP).find(bare)
            && let Some(anchor) = row.first().map(|c| c.anchor.clone())
        {
            row.cells.insert(0, GridCell { column: first, text: "panel".to_owned(), anchor });
        }
        rows
    }
}
