//! Where the documents of a case part on its level of need, on the tool that assesses it, and on how a young person who harms is met.

use super::{Walker, Way, points::Answers};
use crate::{
    case::Case,
    partings::{self, LevelSaid, ToolSaid},
};
use concordat_findings::Question;
use concordat_register::{
    Evidence,
    meaning::{LevelReading, ToolReading},
    route::{AS_ADULT, AS_CHILD, Mention},
};

/// Statements of levels or tools of one concern compared with each other, at most.
const COMPARED: usize = 60;

/// Answers the questions of level, tool and standing where documents part.
pub(super) fn answer(walker: &Walker<'_>, case: &Case, ways: &[Way<'_, '_>], answers: &mut Answers<'_>) {
    levels(walker, case, ways, answers);
    tools(walker, case, ways, answers);
    standing(walker, case, ways, answers);
}

/// Whether an age limit lets in one of the young people.
fn of_age(case: &Case, least: Option<u8>, most: Option<u8>) -> bool {
    let fits = |age: u8| least.is_none_or(|l| l <= age) && most.is_none_or(|m| age <= m);
    case.row.people.iter().any(|p| p.age.is_none_or(fits))
}

fn levels(walker: &Walker<'_>, case: &Case, ways: &[Way<'_, '_>], answers: &mut Answers<'_>) {
    let own = |r: &&LevelReading| case.is_of(&r.concern) && of_age(case, r.least, r.most);
    // "Repeated episodes" are not those of a child who was away once, and a low risk is none of a case whose risk is high.
    let rows = &walker.standard.cases;
    let of_grade =
        |g: &String| rows.graded.get(g).is_none_or(|id| case.knows(id)) && !rows.not_graded.get(g).is_some_and(|id| case.knows(id));
    let known = |r: &&LevelReading| r.grades.is_empty() || r.grades.iter().any(of_grade);
    let said: Vec<LevelSaid<'_>> = ways
        .iter()
        .map(|w| (w.paper.index, w.paper.facts))
        .flat_map(|(document, facts)| {
            let here = move |r: &&LevelReading| walker.is_headed_for(facts, r.anchor.heading, case);
            let readings = facts.meaning.assessment.levels.iter().filter(own).filter(known).filter(here);
            readings.map(move |reading| LevelSaid { document, facts, reading })
        })
        .collect();
    let parted = partings::levels(&said, COMPARED, &walker.standard.assessment);
    let sure = |grade: &str| rows.graded.get(grade).is_some_and(|id| case.knows(id));
    let several = of_several(parted.iter().map(|p| p.concern));
    for parting in &parted {
        for side in [parting.one, parting.two] {
            let evidence = Evidence { document: side.document, anchor: side.reading.anchor.clone() };
            let shown = level(side.reading, walker.standard.routes.helped, sure);
            let shown = if several { format!("{shown}, of {}", walker.called(parting.concern)) } else { shown };
            answers.put(Question::Level, &shown, &shown, evidence);
        }
    }
}

/// Whether partings are of more concerns than one, so that each is told with its own.
fn of_several<'a>(mut concerns: impl Iterator<Item = &'a str>) -> bool {
    let first = concerns.next();
    concerns.any(|c| Some(c) != first)
}

/// What a statement comes to.
///
/// `sure` says of which grades the case is known to be; of others it is only said what would hold.
fn level(reading: &LevelReading, helped: u8, sure: impl Fn(&str) -> bool) -> String {
    let listed = reading.levels.iter().map(u8::to_string).collect::<Vec<_>>().join(" or ");
    let scale = if reading.scale.is_empty() { "level" } else { reading.scale.as_str() };
    let social = match reading.referred {
        Some(true) => ", told to children’s social care",
        Some(false) => ", not told to children’s social care",
        None => "",
    };
    // How often it happens is no grade that anybody gives.
    let often = |g: &str| match g {
        "once" => Some("where it happens once"),
        "repeated" => Some("where it is repeated"),
        _ => None,
    };
    let told: Option<Vec<&str>> = reading.grades.iter().map(|g| often(g)).collect();
    let grades = match reading.grades.join(" or ") {
        none if none.is_empty() => none,
        _ if told.is_some() => format!(" {}", told.unwrap_or_default().join(" or ")),
        known if reading.grades.iter().any(|g| sure(g)) => format!(" (graded {known})"),
        open => format!(" if it is graded {open}"),
    };
    match (reading.levels.is_empty(), reading.referred) {
        (false, _) => format!("{scale} {listed}{grades}{social}"),
        (true, Some(true)) => format!("told to children’s social care{grades}"),
        (true, Some(false)) => format!("not told to children’s social care{grades}"),
        (true, None) => format!("below {scale} {helped}"),
    }
}

fn tools(walker: &Walker<'_>, case: &Case, ways: &[Way<'_, '_>], answers: &mut Answers<'_>) {
    let own = |r: &&ToolReading| case.is_of(&r.concern) && of_age(case, r.least, r.most);
    let said: Vec<ToolSaid<'_>> = ways
        .iter()
        .map(|w| (w.paper.index, w.paper.facts))
        .flat_map(|(index, facts)| {
            let here = move |r: &&ToolReading| walker.is_headed_for(facts, r.anchor.heading, case);
            facts.meaning.assessment.tools.iter().filter(own).filter(here).map(move |reading| (index, reading))
        })
        .collect();
    let parted = partings::tools(&said, COMPARED, &walker.standard.assessment);
    let several = of_several(parted.iter().map(|(concern, ..)| *concern));
    for (concern, one, two) in &parted {
        for (document, reading) in [one, two] {
            let evidence = Evidence { document: *document, anchor: reading.anchor.clone() };
            let of = |name: &str| if several { format!("{name}, for {}", walker.called(concern)) } else { name.to_owned() };
            answers.put(Question::Tool, &of(&reading.name), &of(&partings::tool_name(reading)), evidence);
        }
    }
}

/// One document of the case deals with a young person who harms as with an adult or offender, and another meets them as a child.
fn standing(walker: &Walker<'_>, case: &Case, ways: &[Way<'_, '_>], answers: &mut Answers<'_>) {
    if !case.children().any(|p| p.role.harms()) {
        return;
    }
    // What is said of those of 16 or 17 is not said of a boy of 14.
    let ages: Vec<Option<u8>> = case.children().filter(|p| p.role.harms()).map(|p| p.age).collect();
    let of_them = |m: &Mention| ages.iter().any(|age| age.is_none_or(|a| m.least.is_none_or(|l| l <= a) && m.most.is_none_or(|m| a <= m)));
    // Nor is what is said of those who hurt a partner, or were arrested, said of a girl who hits her mother.
    let home = &walker.standard.cases.hurt_at_home;
    let at_home = case.knows(&home.knows) && !case.row.concerns.iter().any(|c| home.unless.contains(c));
    let own = |c: &str| {
        let here = || home.about.iter().any(|a| a == c) && case.row.concerns.iter().any(|o| o == c);
        if at_home { here() } else { case.is_of(c) || walker.stands(c, case) }
    };
    let harm = |m: &Mention| m.concerns.is_empty() || m.concerns.iter().any(|c| own(c));
    let known = |m: &Mention| m.narrowed.iter().all(|n| n != "custody" || case.knows(n));
    let of_them = |m: &Mention| of_them(m) && harm(m) && known(m);
    let of = |id: &str| {
        let papers = ways.iter().filter(|w| w.rank < 2).map(|w| w.paper);
        let found = papers.filter_map(|p| Some((p.index, p.facts.routes.mentions.iter().find(|m| m.id == *id && of_them(m))?)));
        found.map(|(document, m)| Evidence { document, anchor: m.anchor.clone() }).collect::<Vec<_>>()
    };
    for (id, shown) in [(AS_ADULT, "as an adult or an offender"), (AS_CHILD, "as a child")] {
        of(id).into_iter().for_each(|evidence| answers.put(Question::Standing, id, shown, evidence));
    }
}
