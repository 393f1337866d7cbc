//! Tables of agencies or people by panels, with ticks, and lists of the people of one.

use super::{
    MeetingReader,
    grid::{Grid, GridCell, GridRow, TOP},
    lexicon::Column,
    names::is_letters,
};
use concordat_register::meeting::{Member, PanelReading};
use concordat_text::{Text, fold_str};

impl MeetingReader {
    /// Those who sit at one panel, from a list of them that is called after it: by its tab, the file (`stem`) or a title above. None where
    /// no panel is named, or the list may be of children.
    #[must_use]
    pub fn seats_of(&self, grid: &Grid, stem: &str) -> Option<PanelReading> {
        let titled = |text: &str| self.lexicon.titled(text, false);
        let above = grid.rows.iter().take(3).filter(|row| row.cells.len() == 1).filter_map(GridRow::first);
        let name = above.map(|cell| cell.text.as_str()).chain([grid.name.as_str(), stem]).find_map(titled)?;
        let mut panel = super::reading(name.name, name.acronym, grid.rows.first()?.first()?.anchor.clone());
        if self.is_of_children(grid) || !self.member_table(&mut panel, grid, 0) {
            return None;
        }
        let words = |m: &Member| [&m.agency, &m.role].into_iter().flatten().map(Text::as_str).collect::<Vec<_>>().join(", ");
        let professionals = panel.members.iter().filter(|m| self.is_professional(&words(&m.member))).count();
        if panel.members.len() < 2 || professionals * 3 < panel.members.len() * 2 {
            return None;
        }
        self.finish(&mut panel);
        Some(panel)
    }

    /// The columns after the first that tell who somebody is, by their headings.
    fn fronts(&self, head: &GridRow, corner: u32) -> Vec<u32> {
        let is_front = |cell: &&GridCell| {
            let columns = self.lexicon.column(&fold_str(cell.text.trim()));
            columns.iter().any(|c| matches!(c, Column::Person | Column::Agency | Column::Role))
        };
        head.cells.iter().filter(|c| c.column > corner).take_while(is_front).map(|c| c.column).collect()
    }

    /// Agencies or people by panels, with ticks. Panels may head the columns or the rows.
    pub(super) fn matrix(&self, grid: &Grid) -> Option<Vec<PanelReading>> {
        let (at, head) = grid.rows.iter().enumerate().take(TOP).find(|(_, row)| row.cells.len() >= 3)?;
        let body: Vec<&GridRow> = grid.rows.iter().skip(at + 1).filter(|r| r.first().is_some()).collect();
        let corner = head.first().map(|c| c.column).min(body.iter().filter_map(|r| r.first()).map(|c| c.column).min())?;
        // People may be told by several columns: a name, a post, an agency.
        let fronts = self.fronts(head, corner);
        let heads: Vec<&GridCell> = head.cells.iter().filter(|c| c.column > corner && !fronts.contains(&c.column)).collect();
        let inner = || body.iter().flat_map(|r| r.cells.iter().filter(|c| c.column > corner && heads.iter().any(|h| h.column == c.column)));
        let ticked = inner().filter(|c| self.lexicon.ticks.contains(&fold_str(c.text.trim()))).count();
        if body.len() < 3 || heads.len() < 2 || ticked < 4 || ticked * 10 < inner().count() * 7 {
            return None;
        }
        let panelish = |text: &str| self.lexicon.titled(text, false).is_some() || is_letters(text.trim());
        let share = |of: usize, all: usize| of * 100 / all.max(1);
        let across = share(heads.iter().filter(|c| panelish(&c.text)).count(), heads.len());
        let down = share(body.iter().filter(|r| r.first().is_some_and(|c| panelish(&c.text))).count(), body.len());
        if across.max(down) < 50 {
            return None;
        }
        // Names ticked off against panels may be children's: a matrix counts only where it is of agencies or posts.
        let front = |row: &GridRow| {
            let told = row.cells.iter().filter(|c| c.column == corner || fronts.contains(&c.column));
            told.map(|c| c.text.trim()).collect::<Vec<_>>().join(", ")
        };
        let who: Vec<String> =
            if across >= down { body.iter().map(|r| front(r)).collect() } else { heads.iter().map(|c| c.text.clone()).collect() };
        if who.iter().filter(|w| self.is_professional(w)).count() * 2 < who.len() {
            return None;
        }
        let mut found: Vec<PanelReading> = Vec::new();
        let mut add = |panel: &GridCell, (who, whom): (&GridCell, &str), tick: &GridCell| {
            let folded = fold_str(tick.text.trim());
            if !self.lexicon.ticks.contains(&folded) {
                return;
            }
            let fresh = self.named_by(&panel.text, &panel.anchor);
            let at = found.iter().position(|p| p.name == fresh.name).unwrap_or_else(|| {
                found.push(fresh);
                found.len() - 1
            });
            let (Some(held), Some((member, _))) = (found.get_mut(at), self.lexicon.member(whom)) else { return };
            self.seat(held, member, self.lexicon.chairs.contains(&folded), &who.anchor);
        };
        for row in &body {
            let Some(first) = row.first().filter(|c| c.column == corner) else { continue };
            let named = front(row);
            for cell in row.cells.iter().filter(|c| c.column > corner) {
                let Some(top) = heads.iter().find(|h| h.column == cell.column) else { continue };
                if across >= down { add(top, (first, &named), cell) } else { add(first, (top, &top.text), cell) }
            }
        }
        for panel in &mut found {
            self.finish(panel);
        }
        Some(found)
    }
}
