//! Steps of referral routes as rows: for whom, who, what, to whom, by when.

use concordat_register::route::{Force, Step};

/// The heads of the columns of [`cells`].
pub(crate) const HEADS: [&str; 5] = ["For whom or when", "Who", "Does what", "To or by whom", "By when"];

/// Words of a cell at most, in characters.
const LONGEST: usize = 160;

/// The cells of a step.
pub(crate) fn cells(step: &Step) -> [String; 5] {
    let trigger = if step.trigger.text.is_empty() { "not said".to_owned() } else { cut(&step.trigger.text) };
    let who = step.actor.as_ref().map_or_else(|| "not said".to_owned(), |b| b.shown());
    let firm = match step.force {
        Force::Must => " (must)",
        Force::Should => " (should)",
        Force::May => " (may)",
        Force::Does => "",
    };
    let body = step.body.as_ref().map_or_else(|| "not said".to_owned(), |b| b.shown());
    let limit = step.limit.as_ref().map_or_else(|| "not said".to_owned(), |l| cut(&l.text));
    [trigger, who, format!("{}{firm}", cut(&step.action)), body, limit]
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
