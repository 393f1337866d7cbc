//! Numbers for changes and comments: one space for a whole document.

use std::collections::BTreeSet;

/// Numbers in use, and the next that is not.
pub(crate) struct Ids {
    used: BTreeSet<u32>,
    next: u32,
}

/// Word reads these numbers as signed.
const MOST: u32 = 1 << 30;

impl Ids {
    /// Takes every number that an `id` attribute of these parts has as used; some that count elsewhere are among them.
    pub(crate) fn new<'t>(parts: impl Iterator<Item = &'t str>) -> Self {
        let mut used = BTreeSet::new();
        for text in parts {
            take(text, &mut used);
        }
        let next = used.last().map_or(1, |&last| last.saturating_add(1));
        Self { next: if next < MOST { next } else { 1 }, used }
    }

    /// Takes those of another part too.
    pub(crate) fn also(&mut self, text: &str) {
        take(text, &mut self.used);
        let next = self.used.last().map_or(1, |&last| last.saturating_add(1));
        self.next = if next < MOST { next } else { 1 };
    }

    /// A number not yet in use.
    pub(crate) fn take(&mut self) -> u32 {
        while self.used.contains(&self.next) {
            self.next = self.next.saturating_add(1);
        }
        let id = self.next;
        self.next = self.next.saturating_add(1);
        id
    }
}

fn take(text: &str, used: &mut BTreeSet<u32>) {
    for at in memchr::memmem::find_iter(text.as_bytes(), ":id=") {
        let value = text.get(at + 4..).unwrap_or_default();
        let Some(value) = value.strip_prefix(['"', '\'']) else { continue };
        let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
        used.extend(value.get(..end).and_then(|digits| digits.parse::<u32>().ok()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_use_are_passed_over_even_near_the_end() {
        let mut ids = Ids::new([r#"<w:ins w:id="7"/><w:bookmarkStart w:id='9'/><a r:id="rId3"/>"#].into_iter());
        assert_eq!((ids.take(), ids.take()), (10, 11));
        let mut full = Ids::new([r#"<w:ins w:id="2147483647"/><w:ins w:id="1"/><w:ins w:id="2"/>"#].into_iter());
        assert_eq!((full.take(), full.take()), (3, 4));
    }
}
