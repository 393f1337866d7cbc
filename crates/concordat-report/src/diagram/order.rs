//! Which lane stands beside which, and which box above which, so that arrows are short and cross little.

use super::layout::{Edge, Lane};

/// Sweeps over the rows. More change nothing that can be seen.
const SWEEPS: usize = 6;

/// Where each node stands on the grid, and how many columns each lane has, in the lanes' new order.
pub(super) struct Grid {
    /// Column and row of each node, by its index; none for a node of no lane.
    pub(super) cells: Vec<Option<(usize, usize)>>,
    /// Lanes from left to right: which, its first column, how many columns.
    pub(super) lanes: Vec<(usize, usize, usize)>,
    /// Nodes of each column from the top.
    pub(super) columns: Vec<Vec<usize>>,
}

/// Orders lanes so that linked ones stand near each other, then the boxes of each column by the barycentre of what they
/// are linked to (Sugiyama, Tagawa and Toda, 1981). The best of all sweeps is kept, so the result is never worse than the
/// order given.
pub(super) fn order(lanes: &[Lane<'_>], nodes: usize, edges: &[Edge]) -> Grid {
    let rows = tallest(lanes.iter().map(|l| l.nodes.len()).sum());
    let mut grid = place(lanes, &lane_order(lanes, nodes, edges), rows, nodes);
    let mut best = (length(&grid.cells, edges), grid.columns.clone());
    for _ in 0..SWEEPS {
        for column in 0..grid.columns.len() {
            sort_column(&mut grid, column, edges);
        }
        let found = length(&grid.cells, edges);
        if found < best.0 {
            best = (found, grid.columns.clone());
        }
    }
    grid.columns = best.1;
    grid.cells = cells(&grid.columns, nodes);
    grid
}

/// The most boxes one column holds: a page is wider than it is tall.
fn tallest(nodes: usize) -> usize {
    (1..).find(|rows| rows * rows * 2 >= nodes * 3).unwrap_or(1).max(4)
}

/// Swaps lanes for as long as that brings linked lanes nearer.
fn lane_order(lanes: &[Lane<'_>], nodes: usize, edges: &[Edge]) -> Vec<usize> {
    let mut lane_of = vec![usize::MAX; nodes];
    for (lane, held) in lanes.iter().enumerate() {
        for &node in &held.nodes {
            if let Some(slot) = lane_of.get_mut(node) {
                *slot = lane;
            }
        }
    }
    let pairs: Vec<(usize, usize)> =
        edges.iter().filter_map(|e| Some((*lane_of.get(e.from)?, *lane_of.get(e.to)?))).filter(|(a, b)| a != b).collect();
    let mut order: Vec<usize> = (0..lanes.len()).collect();
    let cost = |order: &[usize]| -> usize {
        let place = |lane: usize| order.iter().position(|&l| l == lane).unwrap_or(0);
        pairs.iter().map(|&(a, b)| place(a).abs_diff(place(b))).sum()
    };
    let mut least = cost(&order);
    for _ in 0..lanes.len() {
        let before = least;
        for a in 0..order.len() {
            for b in a + 1..order.len() {
                order.swap(a, b);
                let tried = cost(&order);
                if tried < least {
                    least = tried;
                } else {
                    order.swap(a, b);
                }
            }
        }
        if least == before {
            break;
        }
    }
    order
}

fn place(lanes: &[Lane<'_>], order: &[usize], rows: usize, nodes: usize) -> Grid {
    let mut grid = Grid { cells: Vec::new(), lanes: Vec::new(), columns: Vec::new() };
    for &lane in order {
        let Some(held) = lanes.get(lane) else { continue };
        let wide = held.nodes.len().div_ceil(rows).max(1);
        let each = held.nodes.len().div_ceil(wide).max(1);
        grid.lanes.push((lane, grid.columns.len(), wide));
        let mut chunks = held.nodes.chunks(each);
        grid.columns.extend((0..wide).map(|_| chunks.next().unwrap_or_default().to_vec()));
    }
    grid.cells = cells(&grid.columns, nodes);
    grid
}

fn cells(columns: &[Vec<usize>], nodes: usize) -> Vec<Option<(usize, usize)>> {
    let mut cells = vec![None; nodes];
    for (column, held) in columns.iter().enumerate() {
        for (row, &node) in held.iter().enumerate() {
            if let Some(cell) = cells.get_mut(node) {
                *cell = Some((column, row));
            }
        }
    }
    cells
}

fn sort_column(grid: &mut Grid, column: usize, edges: &[Edge]) {
    let Some(held) = grid.columns.get_mut(column) else { return };
    let row_of = |node: usize| grid.cells.get(node).copied().flatten().map(|(_, row)| row);
    // Twice the mean row of what a node is linked to, in sixteenths; its own row where it is linked to nothing.
    let barycentre = |node: usize| -> usize {
        let linked = edges.iter().filter_map(|e| match (e.from == node, e.to == node) {
            (true, false) => row_of(e.to),
            (false, true) => row_of(e.from),
            _ => None,
        });
        let (sum, count) = linked.fold((0, 0), |(sum, count), row| (sum + row, count + 1));
        (sum * 16).checked_div(count).unwrap_or_else(|| row_of(node).unwrap_or(0) * 16)
    };
    let mut keyed: Vec<(usize, usize, usize)> = held.iter().enumerate().map(|(row, &node)| (barycentre(node), row, node)).collect();
    keyed.sort_unstable();
    *held = keyed.into_iter().map(|(_, _, node)| node).collect();
    for (row, &node) in held.iter().enumerate() {
        if let Some(cell) = grid.cells.get_mut(node) {
            *cell = Some((column, row));
        }
    }
}

/// How far all arrows climb or fall, in rows, and how far they go across.
pub(super) fn length(cells: &[Option<(usize, usize)>], edges: &[Edge]) -> usize {
    let cell = |node: usize| cells.get(node).copied().flatten();
    edges.iter().filter_map(|e| Some((cell(e.from)?, cell(e.to)?))).map(|(a, b)| a.1.abs_diff(b.1) + a.0.abs_diff(b.0)).sum()
}
