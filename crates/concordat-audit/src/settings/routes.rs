//! `[[route]]` of `concordat.toml`, and `routes.toml`: steps of routes given by hand.
//!
//! A row that cannot be used is left out and said; the other rows, and the rest of the file, hold.

use super::{keys::names_of, nearest};
use concordat_register::{
    Problem, ProblemKind,
    route::{
        Act, Force,
        by_hand::{HandRow, HandRows},
    },
    without_values,
};
use concordat_standard::Standard;
use serde::Deserialize;

/// Rows of one file that are taken. A file with more was made by a program that went wrong.
const MOST: usize = 10_000;

/// `[[route]]`, as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRoute {
    document: Option<String>,
    trigger: Option<String>,
    concern: Option<OneOrMore>,
    ages: Option<Vec<i64>>,
    actor: Option<String>,
    action: Option<String>,
    act: Option<String>,
    body: Option<String>,
    within: Option<String>,
    from: Option<String>,
    force: Option<String>,
    id: Option<String>,
    next: Option<String>,
    replaces: Option<String>,
    #[serde(default)]
    ignore: bool,
}

/// One word or a list of them.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// What is wrong with a row, and what to do.
type Wrong = (String, String);

/// Reads a `routes.toml`, whose rows are those of `concordat.toml`.
#[must_use]
pub fn parse_routes(text: &str, standard: &Standard) -> HandRows {
    const FILE: &str = "routes.toml";
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table: toml::Table = match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let line = text.get(..at).unwrap_or(text).matches('\n').count() + 1;
            let wrong = (without_values(error.message()), "mend this line: none of the steps in the file could be taken".to_owned());
            return HandRows { rows: Vec::new(), problems: vec![problem(format!("{FILE}:{line}"), wrong)] };
        }
    };
    let mut made = HandRows::default();
    for (key, value) in table {
        match value {
            toml::Value::Array(rows) if key == "route" => {
                let rows = resolve(rows, FILE, standard);
                made.rows.extend(rows.rows);
                made.problems.extend(rows.problems);
            }
            _ => made.problems.push(problem(
                FILE.to_owned(),
                (format!("unknown key `{key}`"), "each step is a table of its own that begins with `[[route]]`".to_owned()),
            )),
        }
    }
    made
}

/// Works out the rows of one file.
pub(super) fn resolve(rows: Vec<toml::Value>, file: &str, standard: &Standard) -> HandRows {
    let mut made = HandRows::default();
    let count = rows.len();
    for (number, value) in (1u32..).zip(rows.into_iter().take(MOST)) {
        match row(value, standard) {
            Ok(row) => made.rows.push(HandRow { file: file.to_owned(), row: number, ..row }),
            Err(wrong) => made.problems.push(problem(format!("{file}, row {number}"), wrong)),
        }
    }
    if count > MOST {
        let wrong = (
            format!("{count} steps by hand, of which the first {MOST} were taken"),
            "give only steps that were not read or were read wrongly".to_owned(),
        );
        made.problems.push(problem(file.to_owned(), wrong));
    }
    made
}

fn problem(place: String, (message, help): Wrong) -> (String, Problem) {
    (place, Problem::new(ProblemKind::Partial, message, help))
}

fn row(value: toml::Value, standard: &Standard) -> Result<HandRow, Wrong> {
    let written: WrittenRoute = value.try_into().map_err(|error: toml::de::Error| unread(error.message()))?;
    let said = |words: Option<String>| super::resolve::stated(words).map(|w| w.trim().to_owned());
    let document = said(written.document).ok_or_else(|| missing("document", "the path of the document, as `concordat map` prints it"))?;
    let concerns = match written.concern {
        None => Vec::new(),
        Some(OneOrMore::One(one)) => vec![one],
        Some(OneOrMore::More(more)) => more,
    };
    let known: Vec<&str> = standard.assessment.concerns.iter().map(|c| c.id.as_str()).collect();
    concerns.iter().try_for_each(|concern| among(concern, "concern", &known))?;
    let from = said(written.from);
    let events: Vec<&str> = standard.routes.events.iter().map(|e| e.id.as_str()).collect();
    from.iter().try_for_each(|event| among(event, "event that a limit starts from", &events))?;
    let acts = Act::ALL.map(Act::word);
    let forces = Force::ALL.map(Force::word);
    written.act.iter().try_for_each(|act| among(act, "act", &acts))?;
    written.force.iter().try_for_each(|force| among(force, "firmness", &forces))?;
    let made = HandRow {
        document: document.replace('\\', "/"),
        trigger: said(written.trigger),
        concerns,
        ages: ages(written.ages.as_deref())?,
        actor: said(written.actor),
        action: said(written.action),
        act: written.act.as_deref().and_then(Act::from_word),
        body: said(written.body),
        within: said(written.within),
        from,
        force: written.force.as_deref().and_then(Force::from_word),
        id: said(written.id),
        next: said(written.next),
        replaces: said(written.replaces),
        ignore: written.ignore,
        ..HandRow::default()
    };
    if made.ignore && made.replaces.is_none() {
        return Err(missing("replaces", "the words or the clause of the step that is none"));
    }
    if !made.ignore && made.action.is_none() && made.body.is_none() {
        return Err(missing("action", "what is done, and `body`, to whom the case goes"));
    }
    Ok(made)
}

fn missing(key: &str, what: &str) -> Wrong {
    (format!("a step without `{key}`"), format!("write `{key} = \"…\"`: {what}"))
}

fn among(word: &str, what: &str, known: &[&str]) -> Result<(), Wrong> {
    if known.contains(&word) { Ok(()) } else { Err((format!("unknown {what} `{word}`"), nearest::help(word, known))) }
}

fn ages(written: Option<&[i64]>) -> Result<(Option<u8>, Option<u8>), Wrong> {
    let age = |age: i64| u8::try_from(age).ok().filter(|a| *a <= 120);
    match written {
        None => Ok((None, None)),
        Some(&[low, high]) if low <= high && age(low).is_some() && age(high).is_some() => Ok((age(low), age(high))),
        Some(_) => Err(("these are no ages".to_owned(), "write the lowest and the highest, as `[16, 17]`".to_owned())),
    }
}

/// A row that is not as rows are: a key that is none, or a value of another sort.
fn unread(said: &str) -> Wrong {
    match said.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next()) {
        Some(key) => (format!("unknown key `{key}`"), nearest::help(key, &names_of("route").collect::<Vec<_>>())),
        None => (without_values(said), "see the settings page for what each key takes".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> HandRows {
        parse_routes(text, &Standard::peer_on_peer_abuse().unwrap())
    }

    #[test]
    fn a_bad_row_is_told_and_the_others_hold() {
        let bad = [
            ("bdoy = \"MASH\"", "unknown key `bdoy`", "did you mean `body`?"),
            ("action = \"ring\"\nconcern = \"csee\"", "unknown concern `csee`", "did you mean `cse`?"),
            ("action = 3", "a value of another kind than a string", "see the settings page for what each key takes"),
            ("action = \"ring\"\nages = [17, 16]", "these are no ages", "write the lowest and the highest, as `[16, 17]`"),
            ("trigger = \"harm\"", "a step without `action`", "write `action = \"…\"`: what is done, and `body`, to whom the case goes"),
            ("ignore = true", "a step without `replaces`", "write `replaces = \"…\"`: the words or the clause of the step that is none"),
        ];
        for (row, message, help) in bad {
            let made = read(&format!(
                "[[route]]\ndocument = \"a.md\"\naction = \"ring\"\n\n[[route]]\ndocument = \"a.md\"\n{row}\n\n[[route]]\ndocument = 'x\\b.md'\nbody = \"MASH\"\n"
            ));
            let [(place, problem)] = made.problems.as_slice() else { panic!("{row}: {:?}", made.problems) };
            assert_eq!((place.as_str(), problem.message.as_str(), problem.help.as_str()), ("routes.toml, row 2", message, help));
            assert_eq!(made.rows.iter().map(|r| (r.row, r.document.as_str())).collect::<Vec<_>>(), [(1, "a.md"), (3, "x/b.md")]);
        }
    }

    #[test]
    fn a_file_that_is_no_toml_costs_its_steps_only() {
        let made = read("[[route]]\ndocument = \"a.md\naction = 1\n");
        assert!(made.rows.is_empty());
        assert_eq!(made.problems.first().map(|p| p.0.as_str()), Some("routes.toml:2"));
        assert_eq!(read("route = 3").problems.first().map(|p| p.1.message.as_str()), Some("unknown key `route`"));
    }
}
