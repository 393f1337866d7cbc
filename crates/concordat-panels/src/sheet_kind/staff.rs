//! Lists of those who sit round the table: told by the posts and agencies that stand in their columns, whatever heads them.

use super::TOP;
use concordat_register::workbook::{Sheet, Value};
use concordat_standard::panels::{PanelWords, holds, plain};
use std::collections::BTreeMap;

/// Rows of a list at least.
const LEAST: usize = 3;
/// Words of a cell at most: more is prose.
const SHORT: usize = 12;
/// What only a list of cases has.
const CASES: [&str; 15] = [
    "dob",
    "age",
    "gender",
    "ethnicity",
    "address",
    "postcode",
    "school",
    "family",
    "children",
    "associates",
    "seen",
    "kind",
    "reference",
    "discussed",
    "notes",
];

/// What one column holds, by its cells.
#[derive(Default)]
struct Tally {
    cells: usize,
    posts: usize,
    agencies: usize,
    /// Addresses for letters over the wire, and numbers to ring.
    contacts: usize,
}

/// Whether a sheet lists professionals: a column of posts beside one of agencies or of ways to reach them, and nothing that only a
/// list of cases has.
pub(super) fn is_staff(sheet: &Sheet, words: &PanelWords) -> bool {
    let like = |n: &usize| sheet.rows.get(*n).is_some_and(|r| r.cells.len() >= 3 && super::is_heading_like(r));
    let Some(head) = (0..sheet.rows.len().min(TOP)).find(like) else { return false };
    let heads: BTreeMap<u32, &str> = sheet.rows.get(head).map_or_else(BTreeMap::new, |row| {
        row.cells.iter().filter_map(|c| if let Value::Text(text) = &c.value { Some((c.column, text.trim())) } else { None }).collect()
    });
    let told = |column: &u32| heads.get(column).and_then(|text| words.role_of(text));
    let role = |column: &u32| told(column).map(|(role, _)| role.id.as_str());
    // `What they do` heads posts; `Why` and `Worries` head what is said of a child.
    let of_cases =
        |column: &u32| told(column).is_some_and(|(role, whole)| CASES.contains(&role.id.as_str()) && (whole || role.id != "notes"));
    if heads.keys().any(of_cases) {
        return false;
    }
    let mut tallies: BTreeMap<u32, Tally> = BTreeMap::new();
    let mut rows = 0;
    for row in sheet.rows.iter().skip(head + 1).filter(|r| r.cells.len() >= 2) {
        rows += 1;
        for cell in &row.cells {
            let Value::Text(text) = &cell.value else {
                // A day is that of a sitting or of a birth, and no part of such a list.
                if matches!(cell.value, Value::Date(_)) {
                    return false;
                }
                continue;
            };
            if text.split_whitespace().count() > SHORT {
                return false;
            }
            let tally = tallies.entry(cell.column).or_default();
            let folded = plain(text);
            tally.cells += 1;
            tally.posts += usize::from(words.staff.posts.iter().any(|p| holds(&folded, p)));
            tally.agencies += usize::from(words.staff.organisations.iter().any(|o| holds(&folded, o)));
            tally.contacts += usize::from(text.contains('@') || is_telephone(text));
        }
    }
    let most = |part: usize, tally: &Tally| part * 5 >= tally.cells * 3 && tally.cells * 2 > rows;
    // `Referrer`, `Allocated worker` and the like say who brings a child.
    let posts = |column: &u32, tally: &Tally| most(tally.posts, tally) && role(column) != Some("lead");
    let beside = |tally: &Tally| most(tally.agencies, tally) || most(tally.contacts, tally);
    rows >= LEAST
        && tallies.iter().any(|(column, tally)| posts(column, tally) && tallies.iter().any(|(other, held)| other != column && beside(held)))
}

/// Whether words speak of a post or an organisation.
pub(super) fn is_staff_word(text: &str, words: &PanelWords) -> bool {
    let folded = plain(text);
    words.staff.posts.iter().chain(&words.staff.organisations).any(|w| holds(&folded, w))
}

/// Whether nothing but a number to ring stands there.
fn is_telephone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 9 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '(' | ')' | '-'))
}
