//! The counts of a kind as one table.

use super::system::{Form, System, less, sum};
use concordat_register::overlap::{Count, KindOverlap};

/// More sets of panels than this are not reckoned with; then everything that is not nought is withheld.
const MOST_SETS: usize = 1500;

/// A count of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Total,
    TwoOrMore,
    ThreeOrMore,
    Discussions,
    Repeats,
    Elsewhere,
    Listed,
    AtNoPanel,
    At(usize),
    Pair(usize),
    MonthAll(usize),
    MonthRepeats(usize),
    MonthElsewhere(usize),
    Community(usize),
    NoCommunity,
}

/// Where a count stands.
pub(super) fn count(kind: &mut KindOverlap, cell: Cell) -> Option<&mut Count> {
    match cell {
        Cell::Total => Some(&mut kind.total),
        Cell::TwoOrMore => Some(&mut kind.at_two_or_more),
        Cell::ThreeOrMore => Some(&mut kind.at_three_or_more),
        Cell::Discussions => Some(&mut kind.discussions),
        Cell::Repeats => Some(&mut kind.repeats),
        Cell::Elsewhere => Some(&mut kind.repeats_elsewhere),
        Cell::Listed => kind.listed.as_mut(),
        Cell::AtNoPanel => kind.at_no_panel.as_mut(),
        Cell::At(n) => kind.at.get_mut(n),
        Cell::Pair(n) => kind.pairs.get_mut(n).map(|p| &mut p.count),
        Cell::MonthAll(n) => kind.months.get_mut(n).map(|m| &mut m.discussions),
        Cell::MonthRepeats(n) => kind.months.get_mut(n).map(|m| &mut m.repeats),
        Cell::MonthElsewhere(n) => kind.months.get_mut(n).map(|m| &mut m.repeats_elsewhere),
        Cell::Community(n) => kind.in_communities.get_mut(n),
        Cell::NoCommunity => Some(&mut kind.in_no_community),
    }
}

/// How much is lost where a count of a kind is withheld: of the pairs of panels the one that has most in common is what there is to mend.
fn worth_in(kind: &KindOverlap, cell: Cell) -> f64 {
    let most = || kind.pairs.iter().filter_map(|p| p.count.value()).max();
    match cell {
        Cell::Pair(n) if kind.pairs.get(n).and_then(|p| p.count.value()) == most() => 7.0,
        _ => worth(cell),
    }
}

/// How much is lost where a count is withheld: the totals are what people ask for first.
fn worth(cell: Cell) -> f64 {
    match cell {
        Cell::Total => 12.0,
        Cell::TwoOrMore | Cell::Discussions => 8.0,
        Cell::Repeats | Cell::Elsewhere => 6.0,
        Cell::ThreeOrMore | Cell::Listed | Cell::AtNoPanel => 5.0,
        Cell::At(_) => 4.0,
        Cell::Pair(_) => 2.0,
        Cell::MonthAll(_) | Cell::MonthRepeats(_) | Cell::MonthElsewhere(_) | Cell::Community(_) => 1.5,
        Cell::NoCommunity => 1.0,
    }
}

/// Puts cells and forms into a system side by side.
struct Table<'k> {
    kind: &'k mut KindOverlap,
    system: System,
    cells: Vec<Cell>,
}

impl Table<'_> {
    fn add(&mut self, cell: Cell, form: Form) {
        let value = count(self.kind, cell).and_then(|c| c.value()).unwrap_or(0);
        self.system.cell(form, value, worth_in(self.kind, cell));
        self.cells.push(cell);
    }
}

/// The table of a kind, and which count each of its first cells is; no table where there are too many sets of panels.
pub(super) fn of_kind(kind: &KindOverlap) -> (Option<System>, Vec<Cell>) {
    let mut own = kind.clone();
    let mut table = Table { kind: &mut own, system: System::default(), cells: Vec::new() };
    let sets = panel_sets(kind);
    let everyone = panels(&mut table, kind, sets.as_deref().unwrap_or_default());
    months(&mut table, kind, &everyone);
    lists(&mut table, kind, &everyone);
    communities(&mut table, kind, &everyone);
    let Table { mut system, cells, .. } = table;
    follows(&mut system, kind, &cells);
    (sets.map(|_| system), cells)
}

/// Every set of panels that may have a subject discussed at exactly those: all two of a set have one in common.
fn panel_sets(kind: &KindOverlap) -> Option<Vec<Vec<usize>>> {
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for panel in 0..kind.at.len() {
        if kind.shared(panel, panel).is_none() {
            continue;
        }
        let with: Vec<Vec<usize>> = sets
            .iter()
            .filter(|set| set.iter().all(|&other| !kind.shared(other, panel).is_none()))
            .filter(|set| set.len() < 2 || !kind.at_three_or_more.is_none())
            .map(|set| set.iter().copied().chain([panel]).collect())
            .collect();
        sets.push(vec![panel]);
        sets.extend(with);
        if sets.len() > MOST_SETS {
            return None;
        }
    }
    Some(sets)
}

/// Subjects by the panels that discussed them; gives back all of them as a form.
fn panels(table: &mut Table<'_>, kind: &KindOverlap, sets: &[Vec<usize>]) -> Form {
    let atoms: Vec<(usize, &Vec<usize>)> = sets.iter().map(|set| (table.system.atom(), set)).collect();
    let where_set = |keep: &dyn Fn(&Vec<usize>) -> bool| sum(atoms.iter().filter(|(_, set)| keep(set)).map(|(atom, _)| *atom));
    let everyone = where_set(&|_| true);
    table.add(Cell::Total, everyone.clone());
    table.add(Cell::TwoOrMore, where_set(&|set| set.len() >= 2));
    table.add(Cell::ThreeOrMore, where_set(&|set| set.len() >= 3));
    for panel in 0..kind.at.len() {
        table.add(Cell::At(panel), where_set(&|set| set.contains(&panel)));
    }
    for (n, pair) in kind.pairs.iter().enumerate() {
        let (a, b) = pair.panels;
        table.add(Cell::Pair(n), where_set(&|set| set.contains(&a) && set.contains(&b)));
    }
    everyone
}

/// Discussions month by month: those that repeat at another panel, those that repeat at the same one, and the rest.
fn months(table: &mut Table<'_>, kind: &KindOverlap, everyone: &Form) {
    let (mut all, mut repeats, mut elsewhere, mut fresh) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for month in 0..kind.months.len() {
        let (new, own, other) = (table.system.atom(), table.system.atom(), table.system.atom());
        table.add(Cell::MonthAll(month), sum([new, own, other]));
        table.add(Cell::MonthRepeats(month), sum([own, other]));
        table.add(Cell::MonthElsewhere(month), sum([other]));
        all.extend([new, own, other]);
        repeats.extend([own, other]);
        elsewhere.push(other);
        fresh.push(new);
    }
    let all = sum(all);
    // The first discussion of a subject is no repeat, and a subject was discussed at least once at each of its panels.
    table.system.at_least_nought.push(less(&sum(fresh), everyone));
    let mut at_panels = all.clone();
    for panel in 0..kind.at.len() {
        if let Some(at) = table.cells.iter().position(|c| *c == Cell::At(panel)).and_then(|n| table.system.cells.get(n)) {
            at_panels = less(&at_panels, &at.form);
        }
    }
    table.system.at_least_nought.push(at_panels);
    table.add(Cell::Discussions, all);
    table.add(Cell::Repeats, sum(repeats));
    table.add(Cell::Elsewhere, sum(elsewhere));
}

/// Subjects of lists: those at no panel, and those at one.
fn lists(table: &mut Table<'_>, kind: &KindOverlap, everyone: &Form) {
    if kind.listed.is_none() {
        return;
    }
    let (unheard, heard) = (table.system.atom(), table.system.atom());
    table.add(Cell::Listed, sum([unheard, heard]));
    table.add(Cell::AtNoPanel, sum([unheard]));
    table.system.at_least_nought.push(less(everyone, &sum([heard])));
}

/// Subjects by community: each is in one, or in none.
fn communities(table: &mut Table<'_>, kind: &KindOverlap, everyone: &Form) {
    let mut atoms = Vec::new();
    for community in 0..kind.in_communities.len() {
        let atom = table.system.atom();
        table.add(Cell::Community(community), sum([atom]));
        atoms.push(atom);
    }
    let none = table.system.atom();
    table.add(Cell::NoCommunity, sum([none]));
    atoms.push(none);
    table.system.nought.push(less(everyone, &sum(atoms)));
}

/// Counts that stand nowhere but follow by taking one from another: at one panel only, at two only, at one and not at the
/// other, listed and discussed, new in a month.
fn follows(system: &mut System, kind: &KindOverlap, cells: &[Cell]) {
    let form = |cell: Cell| {
        let n = cells.iter().position(|c| *c == cell)?;
        system.cells.get(n).map(|c| (c.form.clone(), c.value))
    };
    let mut pairs = vec![(Cell::Total, Cell::TwoOrMore), (Cell::TwoOrMore, Cell::ThreeOrMore)];
    if kind.listed.is_some() {
        pairs.push((Cell::Listed, Cell::AtNoPanel));
    }
    for (n, pair) in kind.pairs.iter().enumerate() {
        pairs.extend([pair.panels.0, pair.panels.1].map(|panel| (Cell::At(panel), Cell::Pair(n))));
    }
    for month in 0..kind.months.len() {
        pairs.push((Cell::MonthAll(month), Cell::MonthRepeats(month)));
        pairs.push((Cell::MonthRepeats(month), Cell::MonthElsewhere(month)));
    }
    let implied: Vec<_> = pairs.into_iter().filter_map(|(whole, part)| Some((form(whole)?, form(part)?))).collect();
    for ((whole, all), (part, taken)) in implied {
        // The part's atoms are among the whole's.
        let rest: Form = whole.into_iter().filter(|(atom, _)| part.iter().all(|(other, _)| other != atom)).collect();
        system.implied(rest, all.saturating_sub(taken));
    }
}

/// The table of items: each panel's, all, those that repeat, and those that repeat at another panel.
pub(super) fn of_items(at: &[u32], repeated: u32, elsewhere: u32) -> System {
    let mut system = System::default();
    let atoms: Vec<usize> = at.iter().map(|_| system.atom()).collect();
    for (atom, items) in atoms.iter().zip(at) {
        system.cell(sum([*atom]), *items, worth(Cell::At(0)));
    }
    let all = sum(atoms);
    system.cell(all.clone(), at.iter().sum(), worth(Cell::Total));
    let (own, other) = (system.atom(), system.atom());
    system.cell(sum([own, other]), repeated, worth(Cell::Repeats));
    system.cell(sum([other]), elsewhere, worth(Cell::Elsewhere));
    system.at_least_nought.push(less(&all, &sum([own, other])));
    system
}
