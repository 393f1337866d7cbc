//! Joining the rows of one group: strongest pair first, and only where all rows of both clusters agree.

use super::forest::Forest;
use crate::compare::Comparer;
use crate::frequency::Frequencies;
use crate::link::{Decision, Edge, Options};
use crate::name::{Likeness, Name};
use crate::pattern::{Comparison, Pattern, forename, sitting};
use crate::records::{Code, Entry, Records};
use crate::score::{Rows, Scorer, Weighed, Weigher};
use std::collections::{BTreeMap, BTreeSet};

/// Bits a single pair may count for or against joining.
const MOST: f64 = 10.0;
/// Bits by which two clusters must agree beyond even odds, for each row beyond the first that the smaller has: where two children are each met again and
/// again, the same doubt is met in every pair of their rows, and its mean is no surer than one pair.
const CAUTION: f64 = 0.5;
/// The most rows that counts for.
const CAUTION_ROWS: f64 = 7.0;
/// Rows of a cluster that speak for it.
const SPEAKERS: usize = 12;
/// Bits by which each move between two areas speaks against one child, after there and back.
const MOVE: f64 = 2.0;
/// Letters from which the beginning of a forename may be its short form, if two more at least follow it in full: "Leo" and "Leon" are two names.
const SHORT_FORM: usize = 3;
/// The most rows of a group for which what is found of each pair is kept.
const KEPT: usize = 256;

/// What people have said of the rows.
pub(super) struct Rules<'a> {
    /// Pairs decided to be one child.
    pub(super) same: Vec<Decision>,
    /// For each row, those decided to be another child.
    apart: BTreeMap<u32, Vec<u32>>,
    known: &'a [Option<u32>],
}

impl<'a> Rules<'a> {
    pub(super) fn new(options: &'a Options) -> Self {
        let mut apart: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for decision in options.decisions.iter().filter(|decision| !decision.same) {
            apart.entry(decision.a).or_default().push(decision.b);
            apart.entry(decision.b).or_default().push(decision.a);
        }
        Self { same: options.decisions.iter().copied().filter(|decision| decision.same).collect(), apart, known: &options.known }
    }

    fn id(&self, row: u32) -> Option<u32> {
        self.known.get(row as usize).copied().flatten()
    }
}

/// What a pair says where clusters are joined.
#[derive(Clone, Copy)]
struct Met {
    /// Bits for one child, as far as one pair counts; not a number where the pair has not been looked at.
    weight: f32,
    /// What being named on one agenda says against it.
    together: f32,
    /// How much more a sibling than one child explains the forenames.
    names: f32,
}

const UNMET: Met = Met { weight: f32::NAN, together: 0.0, names: 0.0 };

/// Joins the rows of one group after another. Within a group rows go by their place in it.
pub(super) struct Joiner<'a> {
    frequencies: &'a Frequencies,
    records: &'a Records,
    rules: &'a Rules<'a>,
    weigher: Weigher<'a>,
    comparer: Comparer<'a>,
    /// The rows of the group, ascending, and their entries.
    rows: Vec<u32>,
    entries: Vec<Entry>,
    edges: Vec<(f32, u32, u32)>,
    /// What was found of each pair, where the group is not too large.
    met: Vec<Met>,
    forest: Forest,
    /// The next row of the cluster of each row; itself where there is none.
    next: Vec<u32>,
    /// The last row of the cluster of each root.
    last: Vec<u32>,
    /// How many rows the cluster of each root has.
    sizes: Vec<u32>,
    /// Pairs of clusters that were not joined, as they stood then.
    refused: BTreeSet<u64>,
}

impl<'a> Joiner<'a> {
    pub(super) fn new(records: &'a Records, frequencies: &'a Frequencies, scorer: &'a Scorer<'a>, rules: &'a Rules<'a>) -> Self {
        Self {
            frequencies,
            records,
            rules,
            weigher: Weigher::new(scorer),
            comparer: Comparer::new(records, frequencies),
            rows: Vec::new(),
            entries: Vec::new(),
            edges: Vec::new(),
            met: Vec::new(),
            forest: Forest::default(),
            next: Vec::new(),
            last: Vec::new(),
            sizes: Vec::new(),
            refused: BTreeSet::new(),
        }
    }

    /// Clusters a group: `labels` gets for each of its rows one row of the row's cluster.
    pub(super) fn labels<'e>(&mut self, rows: &[u32], edges: impl Iterator<Item = &'e Edge> + Clone, labels: &mut Vec<u32>) {
        if rows.len() < 2 {
            labels.extend(rows);
            return;
        }
        self.begin(rows, edges);
        self.follow_rules();
        for (_, a, b) in std::mem::take(&mut self.edges) {
            self.consider(a, b);
        }
        let first = labels.len();
        labels.extend((0..self.rows.len()).map(|_| 0));
        let mut members = Vec::new();
        for root in 0..self.count() {
            if self.forest.root(root) != root {
                continue;
            }
            members.clear();
            members.extend(self.members(root));
            let parts = if members.len() > 3 { self.parted(&members) } else { None };
            let mut label = |rows: &[u32]| {
                let row = rows.iter().min().and_then(|row| self.rows.get(*row as usize)).copied().unwrap_or(0);
                for at in rows {
                    labels.get_mut(first + *at as usize).into_iter().for_each(|to| *to = row);
                }
            };
            match parts {
                Some((one, other)) => [one, other].iter().for_each(|part| label(part)),
                None => label(&members),
            }
        }
    }

    fn count(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// Takes up a group, in which no two rows are joined yet.
    fn begin<'e>(&mut self, rows: &[u32], edges: impl Iterator<Item = &'e Edge> + Clone) {
        self.rows.clear();
        self.rows.extend(rows);
        let count = self.count();
        self.forest.clear(count);
        for list in [&mut self.next, &mut self.last] {
            list.clear();
            list.extend(0..count);
        }
        self.sizes.clear();
        self.sizes.resize(rows.len(), 1);
        self.refused.clear();
        let place = |row: u32| rows.binary_search(&row).map_or(0, |at| u32::try_from(at).unwrap_or(0));
        self.edges.clear();
        self.edges.extend(edges.clone().filter(|edge| edge.same > 0.0).map(|edge| (edge.same, place(edge.a), place(edge.b))));
        self.edges.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        self.entries.clear();
        self.met.clear();
        // Two rows are joined by their one pair or not at all.
        if rows.len() == 2 {
            return;
        }
        self.entries.extend(rows.iter().filter_map(|row| self.records.entries.get(*row as usize)));
        if rows.len() <= KEPT {
            self.met.resize(rows.len() * rows.len(), UNMET);
            for edge in edges {
                let weighed = self.weigher.pattern(edge.pattern);
                let met = Met::new(edge.same.into(), edge.pattern, &weighed);
                self.keep(place(edge.a), place(edge.b), met);
            }
        }
    }

    fn keep(&mut self, a: u32, b: u32, met: Met) {
        let at = a.min(b) as usize * self.rows.len() + a.max(b) as usize;
        self.met.get_mut(at).into_iter().for_each(|to| *to = met);
    }

    /// Joins what was joined before and what people have decided.
    fn follow_rules(&mut self) {
        if self.rules.known.is_empty() && self.rules.same.is_empty() {
            return;
        }
        let mut first: BTreeMap<u32, u32> = BTreeMap::new();
        for at in 0..self.count() {
            if let Some(id) = self.row(at).and_then(|row| self.rules.id(row)) {
                let one = *first.entry(id).or_insert(at);
                self.join(one, at);
            }
        }
        for decision in &self.rules.same {
            if let [Ok(a), Ok(b)] = [decision.a, decision.b].map(|row| self.rows.binary_search(&row)) {
                self.join(u32::try_from(a).unwrap_or(0), u32::try_from(b).unwrap_or(0));
            }
        }
    }

    fn row(&self, at: u32) -> Option<u32> {
        self.rows.get(at as usize).copied()
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.forest.root(a), self.forest.root(b));
        if a == b {
            return;
        }
        let (low, high) = (a.min(b), a.max(b));
        let end = self.last.get(high as usize).copied().unwrap_or(high);
        if let Some(last) = self.last.get_mut(low as usize) {
            self.next.get_mut(*last as usize).into_iter().for_each(|next| *next = high);
            *last = end;
        }
        let size = self.size(low) + self.size(high);
        self.sizes.get_mut(low as usize).into_iter().for_each(|to| *to = size);
        self.forest.join(low, high);
    }

    fn size(&self, root: u32) -> u32 {
        self.sizes.get(root as usize).copied().unwrap_or(1)
    }

    /// Joins the clusters of two rows if all their rows together say so.
    fn consider(&mut self, a: u32, b: u32) {
        let (a, b) = (self.forest.root(a), self.forest.root(b));
        if a == b || self.forbidden(a, b) {
            return;
        }
        // Two single rows have been scored already.
        if self.size(a) == 1 && self.size(b) == 1 {
            self.join(a, b);
            return;
        }
        // Rows beyond those that speak for a cluster change nothing.
        let [x, y] = [a, b].map(|root| u64::from(root) << 4 | u64::from(self.size(root)).min(SPEAKERS as u64));
        let key = x.min(y) << 32 | x.max(y);
        if self.refused.contains(&key) {
            return;
        }
        if self.between(&self.speakers(a), &self.speakers(b)) > 0.0 {
            self.join(a, b);
        } else {
            self.refused.insert(key);
        }
    }

    /// The rows of a cluster.
    fn members(&self, root: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(root), |row| self.next.get(*row as usize).copied().filter(|next| next != row))
    }

    /// The rows that speak for a cluster.
    fn speakers(&self, root: u32) -> Vec<u32> {
        self.members(root).take(SPEAKERS).collect()
    }

    /// Whether people have decided that the clusters are apart, or both were given ids before.
    fn forbidden(&self, a: u32, b: u32) -> bool {
        let id = |root: u32| self.members(root).filter_map(|at| self.row(at)).find_map(|row| self.rules.id(row));
        if !self.rules.known.is_empty()
            && let (Some(x), Some(y)) = (id(a), id(b))
            && x != y
        {
            return true;
        }
        let rows = |root: u32| self.members(root).filter_map(|at| self.row(at));
        !self.rules.apart.is_empty()
            && rows(a)
                .any(|row| self.rules.apart.get(&row).is_some_and(|others| others.iter().any(|other| rows(b).any(|row| row == *other))))
    }

    /// The two parts of a cluster that holds twins, the second with those nearer to its second forename, where one agenda names two of its rows and the two forenames, each with its
    /// rows, would not be joined; or where lists use both forenames again and again, for a clerk has one spelling for one child.
    fn parted(&mut self, members: &[u32]) -> Option<(Vec<u32>, Vec<u32>)> {
        let records = self.records;
        let entry = |row: &u32| self.entries.get(*row as usize);
        if !self.rules.known.is_empty() && members.iter().filter_map(|at| self.row(*at)).any(|row| self.rules.id(row).is_some()) {
            return None;
        }
        let name = |row: &u32| entry(row).map_or(0, |entry| records.main_of(entry.forename));
        let first = members.iter().map(name).find(|name| *name != 0);
        if members.iter().all(|row| [Some(0), first].contains(&Some(name(row)))) {
            return None;
        }
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        members.iter().map(name).filter(|name| *name != 0).for_each(|name| *counts.entry(name).or_default() += 1);
        let mut usual: Vec<(u32, u32)> = counts.into_iter().map(|(name, count)| (count, name)).collect();
        usual.sort_unstable_by_key(|(count, name)| (std::cmp::Reverse(*count), *name));
        let [(_, first), (second_rows, second), ..] = usual.as_slice() else { return None };
        let mut sittings: Vec<u32> = members.iter().filter_map(entry).map(|entry| entry.sitting).filter(|sitting| *sitting != 0).collect();
        sittings.sort_unstable();
        let twice = !sittings.is_sorted_by(|a, b| a < b);
        let mut lists: BTreeMap<u32, [u32; 2]> = BTreeMap::new();
        for row in members {
            let [one, other] = lists.entry(entry(row).map_or(0, |entry| entry.list)).or_default();
            *one += u32::from(name(row) == *first);
            *other += u32::from(name(row) == *second);
        }
        let mixed = lists.iter().filter(|(list, uses)| **list != 0 && uses.iter().all(|uses| *uses > 0)).count();
        let by_turns = *second_rows >= 5
            && (mixed >= 3 || lists.iter().any(|(list, uses)| *list != 0 && uses.iter().all(|uses| *uses > 1)))
            && !self.one_name(members, *first, *second);
        if *second_rows < 2 || !(twice || by_turns) {
            return None;
        }
        let names: Vec<u32> = self.entries.iter().map(|entry| records.main_of(entry.forename)).collect();
        let named = |row: &u32, name: u32| names.get(*row as usize) == Some(&name);
        let (one, other) = self.shared_out(members, |row| named(row, *first), |row| named(row, *second));
        (by_turns || self.between(&one, &other) < 0.0).then_some((one, other))
    }

    /// The forename, by its main word, that most of some rows have.
    fn usual_name(&self, rows: &[u32]) -> Option<Code> {
        let entries = rows.iter().filter_map(|at| self.entries.get(*at as usize));
        let mut names: Vec<Code> = entries.map(|entry| self.records.main_of(entry.forename)).filter(|name| *name != 0).collect();
        names.sort_unstable();
        names.chunk_by(|a, b| a == b).rev().max_by_key(|same| same.len()).and_then(|same| same.first()).copied()
    }

    /// Whether two forenames that are met again and again are known for one: a short form or part of the other, the beginning of it, or another name that one of the rows gives beside
    /// it. A child is called by both, while twins have names that are alike, two spellings of one among them.
    fn one_name(&self, rows: &[u32], first: Code, second: Code) -> bool {
        let records = self.records;
        let entries = || rows.iter().filter_map(|at| self.entries.get(*at as usize));
        let name_of =
            |main: Code| entries().find(|entry| records.main_of(entry.forename) == main).and_then(|e| records.name_of(e.forename));
        let (Some(a), Some(b)) = (name_of(first), name_of(second)) else { return false };
        if matches!(a.as_forename(b), Likeness::Nickname | Likeness::Part) {
            return true;
        }
        let word = |name: &Name| name.main().map(|word| word.text.clone()).unwrap_or_default();
        let (a, b) = (word(a), word(b));
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        if short.len() >= SHORT_FORM && short.len() + 1 < long.len() && long.starts_with(&*short) {
            return true;
        }
        let gives = |entry: &Entry, name: Code| records.more_of(entry).names.iter().any(|aka| *aka != 0 && records.main_of(*aka) == name);
        entries().any(|entry| match records.main_of(entry.forename) {
            main if main == first => gives(entry, second),
            main if main == second => gives(entry, first),
            _ => false,
        })
    }

    /// Members in two: those of either kind, and the others with whichever they are nearer to.
    fn shared_out(&mut self, members: &[u32], first: impl Fn(&u32) -> bool, second: impl Fn(&u32) -> bool) -> (Vec<u32>, Vec<u32>) {
        let mut one: Vec<u32> = members.iter().copied().filter(|row| first(row)).collect();
        let mut other: Vec<u32> = members.iter().copied().filter(|row| second(row)).collect();
        for row in members.iter().filter(|row| !first(row) && !second(row)) {
            let nearer = if self.between(&[*row], &other) > self.between(&[*row], &one) { &mut other } else { &mut one };
            nearer.push(*row);
        }
        (one, other)
    }

    /// What all rows of two clusters together say for one child, in bits: chiefly the mean weight of the pairs between them, and a little the best pair, so that
    /// a second surname met before counts. A mean hides what should add up, so two things are added up: one agenda naming both, and two forenames each
    /// used again and again, which is how twins differ from a slip of the pen, unless the names are known for one.
    fn between(&mut self, left: &[u32], right: &[u32]) -> f64 {
        let (left, right) = (left.get(..SPEAKERS).unwrap_or(left), right.get(..SPEAKERS).unwrap_or(right));
        let (mut sum, mut pairs, mut best, mut together, mut names) = (0.0, 0.0, -MOST, 0.0, 0.0);
        for a in left {
            for b in right {
                let met = self.met(*a, *b);
                sum += f64::from(met.weight);
                pairs += 1.0;
                best = f64::max(best, met.weight.into());
                together += f64::from(met.together);
                names += f64::from(met.names);
            }
        }
        let pairs = f64::max(pairs, 1.0);
        #[expect(clippy::cast_precision_loss, reason = "at most twelve")]
        let fewer = left.len().min(right.len()) as f64 - 1.0;
        let mut again = names / pairs * fewer.min(3.0);
        if again < -0.5
            && let (Some(first), Some(second)) = (self.usual_name(left), self.usual_name(right))
            && (first == second || self.one_name(&[left, right].concat(), first, second))
        {
            again = 0.0;
        }
        let more = together * (1.0 - 1.0 / pairs) + again;
        let all = 0.8 * sum / pairs + 0.2 * best - CAUTION * fewer.min(CAUTION_ROWS) + more.max(-2.0 * MOST);
        if all > 0.0 { all - self.to_and_fro(left, right) } else { all }
    }

    /// What is said against one child by two clusters that are met in different areas by turns: who moves is met there and then here, while namesakes born
    /// on one day are met now here, now there. It is nothing for who moved and came back, or where the two together move no more than each does.
    fn to_and_fro(&self, left: &[u32], right: &[u32]) -> f64 {
        let met = |rows: &[u32]| -> Vec<(i32, u16)> {
            let entries =
                rows.iter().filter_map(|at| Some((self.entries.get(*at as usize)?, self.row(*at)?))).filter(|(entry, _)| entry.own_area);
            let met = entries.filter_map(|(entry, row)| Some((*self.records.days.get(row as usize)?, entry.area)));
            met.filter(|(day, _)| *day != i32::MIN).collect()
        };
        let (one, other) = (met(left), met(right));
        let both = [&one[..], &other[..]].concat();
        if both.iter().all(|(_, area)| both.first().is_some_and(|(_, first)| area == first)) {
            return 0.0;
        }
        let moves = moves(both);
        if moves <= self::moves(one) + self::moves(other) {
            return 0.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "at most 24")]
        let moves = moves as f64;
        (MOVE * (moves - 2.0)).clamp(0.0, 2.0 * MOST)
    }

    /// What a pair says.
    fn met(&mut self, a: u32, b: u32) -> Met {
        let (a, b) = (a.min(b), a.max(b));
        match self.met.get(a as usize * self.rows.len() + b as usize) {
            Some(met) if !met.weight.is_nan() => *met,
            _ => {
                let met = self.meet(a, b);
                self.keep(a, b, met);
                met
            }
        }
    }

    fn meet(&mut self, a: u32, b: u32) -> Met {
        let (Some(first), Some(second)) = (self.entries.get(a as usize), self.entries.get(b as usize)) else { return UNMET };
        let pattern = self.comparer.compare(first, second);
        let weighed = self.weigher.pattern(pattern);
        let usual = self.frequencies.usual(self.records, first, None);
        let score = self.weigher.score(&Rows { first, second, usual: &usual }, pattern, &weighed);
        Met::new(score.same, pattern, &weighed)
    }
}

/// How often the area is another than the time before, of days with areas.
fn moves(mut met: Vec<(i32, u16)>) -> usize {
    met.sort_unstable();
    met.iter().zip(met.iter().skip(1)).filter(|(a, b)| a.1 != b.1).count()
}

impl Met {
    #[expect(clippy::cast_possible_truncation, reason = "weights in bits, of which a thousandth is enough")]
    fn new(same: f64, pattern: Pattern, weighed: &Weighed) -> Self {
        let together = if pattern.level(Comparison::Sitting) == sitting::SAME {
            // An agenda may name a child twice by mistake, but not by two names.
            let two = pattern.level(Comparison::Forename) > forename::SAME && pattern.level(Comparison::Forename) != forename::INITIAL;
            if two { -2.0 * MOST } else { weighed.sitting }
        } else {
            0.0
        };
        Self { weight: same.clamp(-MOST, MOST) as f32, together: together as f32, names: weighed.forename as f32 }
    }
}
