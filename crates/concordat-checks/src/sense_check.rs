//! The sense-check: five questions put to every document.
//!
//! `a`, `b` and `e` are read off what the document itself says. `c` (links and where routes meet) and `d` (children's social
//! care in line with the thresholds) are also about the others: what it points to, what points back, and what was found to
//! conflict between them.

use crate::{
    Area,
    doors::Doors,
    messages::{Stand, acted, stand_with_steps},
    reference::pointing::{DEALS, Pointing, guides, mentions},
};
use concordat_findings::{Answer, Finding, SenseAnswer};
use concordat_register::{
    DocumentFacts, DocumentIndex, Evidence, Kind,
    meaning::{Depth, Position},
};
use concordat_standard::messages::Message;
use std::collections::BTreeSet;

/// Findings by which a document's routes are at odds with another's.
const ROUTES_CONFLICT: &[&str] = &["route/"];
/// Findings by which its threshold for children's social care, or what follows it, is; who leads a panel is none of them.
const LEVELS_CONFLICT: &[&str] = &["assessment/", "route/timescale", "route/threshold"];
/// Contexts with steps from which these are part of an answer.
const SEVERAL: usize = 2;
/// Levels from which what a thresholds document has is a scale.
const SCALE: u8 = 3;

/// Answers the questions for every document. `findings` are those of the same area.
pub(crate) fn sense_check(area: &Area<'_>, findings: &[Finding]) -> Vec<SenseAnswer> {
    let pointing = Pointing::new(area);
    let asked: Vec<(char, &Message)> = {
        let letter = |m: &Message| m.question.as_ref().and_then(|q| q.chars().next());
        let mut asked: Vec<(char, &Message)> = area.standard.messages.messages.iter().filter_map(|m| Some((letter(m)?, m))).collect();
        asked.sort_by_key(|(letter, _)| *letter);
        asked
    };
    let guiding = area.documents.iter().filter(|d| guides(d)).count();
    let (routes, levels) = (set_against(findings, ROUTES_CONFLICT), set_against(findings, LEVELS_CONFLICT));
    let site = Site { area, pointing, doors: Doors::of(area), routes, levels, guiding };
    let answers = |(index, document)| asked.iter().map(move |(letter, m)| (index, document, *letter, *m)).collect::<Vec<_>>();
    area.indexed().flat_map(answers).map(|(index, document, letter, message)| site.answer(index, document, letter, message)).collect()
}

/// Documents that a finding of `checks` sets against another.
fn set_against(findings: &[Finding], checks: &[&str]) -> BTreeSet<DocumentIndex> {
    let against = findings.iter().filter(|f| f.documents.len() > 1 && checks.iter().any(|check| f.check.starts_with(check)));
    against.flat_map(|f| f.documents.iter().copied()).collect()
}

struct Site<'a> {
    area: &'a Area<'a>,
    pointing: Pointing<'a>,
    doors: Doors<'a>,
    /// Documents whose routes are at odds with another's.
    routes: BTreeSet<DocumentIndex>,
    /// Documents whose thresholds are.
    levels: BTreeSet<DocumentIndex>,
    /// How many documents guide practice.
    guiding: usize,
}

/// An answer before it is put into words: the answer, what it also rests on, and why.
type Judged = (Answer, Vec<Evidence>, String);

impl Site<'_> {
    /// Whether a document names another, or has a pointer to it.
    fn points(&self, document: DocumentIndex) -> bool {
        self.pointing.points_to(document).next().is_some() || self.pointing.named_by(document).next().is_some()
    }

    fn answer(&self, document: DocumentIndex, facts: &DocumentFacts, question: char, message: &Message) -> SenseAnswer {
        let stand = stand_with_steps(&self.doors, facts, message);
        let (answer, more, reason) = match question {
            _ if says_nothing(facts) && (!matches!(question, 'c' | 'd') || !self.points(document)) => {
                (Answer::No, Vec::new(), NOTHING.to_owned())
            }
            'c' => self.links(document, facts, &stand),
            'd' => self.thresholds(document, facts, &stand),
            _ => beside_contexts(facts, document, message, plain(&stand, message, !acted(facts, message).is_empty())),
        };
        let mut evidence = stand.evidence(document);
        evidence.extend(more);
        evidence.truncate(4);
        SenseAnswer { document, question, answer, certainty: stand.certainty, evidence, reason }
    }

    /// `c`: whether it links with the procedures it meets, and says where routes come together.
    fn links(&self, document: DocumentIndex, facts: &DocumentFacts, stand: &Stand<'_>) -> Judged {
        let linked: Vec<(DocumentIndex, Evidence)> = self
            .pointing
            .named_by(document)
            .filter(|(to, _)| self.area.document(*to).is_some_and(|d| d.entry.kind != Kind::Thresholds && guides(d)))
            .map(|(to, anchor)| (to, Evidence { document, anchor: anchor.clone() }))
            .collect();
        let gap = self.gap(document, facts);
        let meets = stand.position == Position::Asserts;
        if stand.position == Position::Silent && linked.is_empty() && self.meets_at_the_door(document, facts) {
            let reason = "It names the thresholds document and sends children to the same front door; we found no sentence that says where routes meet.";
            return (Answer::Partly, Vec::new(), reason.to_owned());
        }
        if !self.in_register(facts) {
            return plain_words(stand, "how its routes and meetings come together with others");
        }
        let places = || linked.iter().map(|(_, e)| e.clone()).take(2).collect::<Vec<_>>();
        let returned = linked.iter().any(|(to, _)| self.pointing.names(*to, document).is_some());
        match (meets, linked.is_empty()) {
            (_, true) if stand.position == Position::Silent => (
                Answer::No,
                Vec::new(),
                "It names no other procedure on these harms, and we found no sentence that says where routes meet.".to_owned(),
            ),
            (true, false) if gap.is_none() && returned && !self.routes.contains(&document) => {
                (Answer::Yes, places(), "It names the procedures it meets, is named back, and says where routes come together.".to_owned())
            }
            (_, true) => {
                (Answer::Partly, Vec::new(), "It says where meetings join, and names no other procedure that this site holds.".to_owned())
            }
            (true, false) => {
                let why = match gap {
                    Some(theme) => format!("it does not name the document on {theme}, with which it deals"),
                    None if !returned => "no procedure that it names points back".to_owned(),
                    None => "its route differs from another document's".to_owned(),
                };
                (Answer::Partly, places(), format!("It says where routes come together, but {why}."))
            }
            (false, false) => (
                Answer::Partly,
                places(),
                "It names other procedures; we found no sentence that says where their routes come together.".to_owned(),
            ),
        }
    }

    /// `d`: whether it says when children's social care is involved, in line with the thresholds document.
    fn thresholds(&self, document: DocumentIndex, facts: &DocumentFacts, stand: &Stand<'_>) -> Judged {
        let scale = facts.entry.kind == Kind::Thresholds && facts.meaning.assessment.highest >= SCALE;
        if scale && matches!(stand.position, Position::Asserts | Position::Partly) {
            return (Answer::Yes, Vec::new(), "It sets the levels itself, and says when children's social care is involved.".to_owned());
        }
        let held = self.pointing.thresholds.iter().any(|t| *t != document);
        if facts.entry.kind == Kind::Thresholds || !held || !self.in_register(facts) {
            return plain_words(stand, "when children's social care is involved, by which threshold");
        }
        let named = self.pointing.thresholds.iter().find_map(|t| self.pointing.points_to(document).find(|(to, _)| to == t));
        let Some((_, anchor)) = named else {
            let own = facts.meaning.assessment.levels.iter().find(|level| level.referred.is_some() || !level.levels.is_empty());
            let why = match own {
                Some(_) => "it sets its own",
                None if stand.position == Position::Silent => "we found no sentence that says when children's social care is involved",
                None => "what it says of children's social care names no threshold that we could read",
            };
            let own = own.map(|level| Evidence { document, anchor: level.anchor.clone() });
            return (Answer::No, own.into_iter().collect(), format!("It does not name the thresholds document in force, and {why}."));
        };
        let place = vec![Evidence { document, anchor: anchor.clone() }];
        // What stands at a level of the shared scale is told of by the findings.
        let kept = facts.meaning.assessment.levels.iter().find(|level| level.referred == Some(false) && level.levels.is_empty());
        if let Some(kept) = kept {
            let own = vec![Evidence { document, anchor: kept.anchor.clone() }];
            return (
                Answer::No,
                own,
                "It names the thresholds document, and keeps some children from children's social care by a rule of its own.".to_owned(),
            );
        }
        match stand.position {
            Position::Asserts if !self.levels.contains(&document) => {
                (Answer::Yes, place, "It says when children's social care is involved and names the thresholds document.".to_owned())
            }
            Position::Asserts => (
                Answer::Partly,
                place,
                "It names the thresholds document, but its threshold, tool or times differ from another document's.".to_owned(),
            ),
            _ => (
                Answer::Partly,
                place,
                "It names the thresholds document, and does not say by which threshold children's social care is involved.".to_owned(),
            ),
        }
    }

    /// Whether a document names the thresholds document of the site and has a step to children's social care: their routes come together
    /// there, though it does not say so.
    fn meets_at_the_door(&self, document: DocumentIndex, facts: &DocumentFacts) -> bool {
        let thresholds = |to: DocumentIndex| to != document && self.pointing.thresholds.contains(&to);
        let names = !self.area.options.alone && self.pointing.points_to(document).any(|(to, _)| thresholds(to));
        names && self.doors.step(facts).is_some()
    }

    /// Whether a document stands among others, so that links can be asked of it.
    fn in_register(&self, facts: &DocumentFacts) -> bool {
        !self.area.options.alone && guides(facts) && self.guiding > 1
    }

    /// A theme that a document deals with, that another document of the site is on, and that it names none on.
    fn gap(&self, document: DocumentIndex, facts: &DocumentFacts) -> Option<String> {
        let rows = self.area.standard.themes.themes.iter();
        let dealt = rows.filter(|row| mentions(facts, &row.id).any(|m| m.strength >= DEALS) && !self.pointing.is_on(document, &row.id));
        let others = |id: &str| self.pointing.on(id).iter().any(|other| *other != document);
        dealt
            .filter(|row| others(&row.id))
            .find(|row| !self.pointing.names_any_on(document, &row.id))
            .map(|row| self.pointing.theme_name(&row.id))
    }
}

/// What is said of a document in which no sentence could answer any question.
const NOTHING: &str = "We found no sentence in it about young people, harm or what is done about them, so there is nothing to judge.";

/// Whether nothing that any question could be judged by was read in a document: a table of figures, or words without meaning.
fn says_nothing(facts: &DocumentFacts) -> bool {
    let (meaning, coverage) = (&facts.meaning, &facts.meaning.coverage);
    let said = [meaning.messages.is_empty(), meaning.harming.is_empty(), meaning.framing.is_empty(), meaning.definitions.is_empty()];
    let covered = coverage.contexts.iter().chain(&coverage.sectors).any(|f| f.depth != Depth::Absent);
    said.iter().all(|empty| *empty) && !covered && facts.routes.steps.is_empty()
}

/// `acts` says whether anything is done where the message wants something done.
fn plain(stand: &Stand<'_>, message: &Message, acts: bool) -> Judged {
    let statement = message.statement.trim_end_matches('.');
    let acts = acts || message.acts_in.is_empty();
    let (answer, reason) = match stand.position {
        Position::Contradicts | Position::Asserts if stand.also_says() || stand.also_denies() => {
            (Answer::Partly, format!("One sentence says it and another speaks against it: {}.", small(statement)))
        }
        Position::Asserts if !acts => {
            (Answer::Yes, format!("It says so: {}. The table of contexts shows nothing done there.", small(statement)))
        }
        Position::Asserts => (Answer::Yes, format!("It says so: {}.", small(statement))),
        Position::Partly if !acts => {
            let reason = "It names places or groups where harm happens; we found no sentence that says what is done about them.";
            (Answer::Partly, reason.to_owned())
        }
        Position::Partly => (Answer::Partly, format!("It says part of it: {}.", small(statement))),
        Position::Contradicts => (Answer::No, format!("A sentence speaks against it: {}.", small(statement))),
        Position::Silent => (Answer::No, format!("We found no sentence that says it: {}.", small(statement))),
    };
    (answer, Vec::new(), reason)
}

/// An answer beside what the table of contexts shows, so that one report says one thing: where no sentence carries the whole message and the table
/// has steps in the contexts in which it wants them, those are part of an answer if they are several, and are owned up to if it is one.
fn beside_contexts(facts: &DocumentFacts, document: DocumentIndex, message: &Message, judged: Judged) -> Judged {
    let acted = acted(facts, message);
    if message.acts_in.is_empty() || acted.is_empty() || judged.0 != Answer::No {
        return judged;
    }
    let places = acted.iter().flat_map(|c| &c.evidence).map(|anchor| Evidence { document, anchor: anchor.clone() }).take(2).collect();
    if acted.len() >= SEVERAL {
        let reason =
            "It has steps in several of the contexts in the table; we found no sentence that says how what makes them unsafe is changed.";
        return (Answer::Partly, places, reason.to_owned());
    }
    let reason =
        "The table shows steps in one context alone; we found no sentence that says how a place or group where harm happens is changed.";
    (Answer::No, places, reason.to_owned())
}

/// An answer read off the document's own sentences alone.
fn plain_words(stand: &Stand<'_>, what: &str) -> Judged {
    let (answer, reason) = match stand.position {
        Position::Asserts => (Answer::Yes, format!("It says {what}.")),
        Position::Partly => (Answer::Partly, format!("It says part of {what}.")),
        _ => (Answer::No, format!("We found no sentence that says {what}.")),
    };
    (answer, Vec::new(), reason)
}

/// A statement to stand within a sentence.
pub(crate) fn small(statement: &str) -> String {
    let mut chars = statement.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Fixture;

    fn answers(fixture: &str, document: u32) -> String {
        let site = Fixture::new(fixture);
        let found = sense_check(&site.area(), &[]);
        let of = |a: &&SenseAnswer| a.document == DocumentIndex(document);
        found.iter().filter(of).map(|a| format!("{}={} ", a.question, a.answer.word())).collect()
    }

    #[test]
    fn every_document_is_asked_all_five_questions() {
        assert_eq!(answers("//- a.md\n# Cycling Report 2020\n\nCyclists ride.\n", 0), "a=no b=no c=no d=no e=no ");
    }

    #[test]
    fn words_without_meaning_are_nothing_to_judge() {
        let reasons = |text: &str| {
            let site = Fixture::new(&format!("//- hsb.md\n# Harmful Sexual Behaviour Procedure 2014\n\n{text}\n"));
            sense_check(&site.area(), &[]).into_iter().filter(|a| a.reason == NOTHING).count()
        };
        assert_eq!(reasons("Lorem ipsum dolor sit amet, consectetur adipiscing elit.\n\n| 12 | 14 |\n| --- | --- |\n| 3 | 9 |"), 5);
        assert_eq!(reasons("Young people who harm others are seen by a nurse."), 0);
    }

    #[test]
    fn a_link_that_is_not_returned_is_only_part_of_one() {
        let site = "//- hsb.md\n# Harmful Sexual Behaviour Procedure 2014\n\nWhere a gang is involved, this procedure and the Gangs Procedure run together: the chairs of both panels hold one joint meeting and agree one plan and one lead.\n//- gangs.md\n# Gangs Procedure 2014\n\nGangs draw children in.\n";
        assert!(answers(site, 0).contains("c=partly"), "{}", answers(site, 0));
        assert!(answers(site, 1).contains("c=no"), "{}", answers(site, 1));
    }

    #[test]
    fn a_front_door_under_its_local_name_is_childrens_social_care() {
        let levels = "//- levels.md\n# Levels of Need 2022\n\nThe Lantern is the front door of children's social care.\n";
        let site = |step: &str| {
            format!(
                "{levels}//- cse.md\n# Child Sexual Exploitation Procedure 2022\n\nThis procedure follows the Levels of Need (2022).\n\n{step}\n"
            )
        };
        let asked = |step: &str| answers(&site(step), 1);
        assert!(asked("A worker who fears that a child is exploited rings the Lantern where the risk is high.").contains("d=yes"));
        assert!(asked("A worker who fears that a child is exploited rings the Lantern the same day.").contains("d=partly"));
        assert!(!asked("The youth club is called the Lantern.").contains("d=yes"));
    }

    const LEVELS: &str = "//- levels.md\n# Levels of Need 2022\n\n| Level | What you might see | What to do |\n| --- | --- | --- |\n| Level 1 | Good days | School |\n| Level 2 | Low mood | Early help |\n| Level 4 | Injury | Ring children's social care |\n";

    /// The answers for a procedure that names the levels of need and says `more`.
    fn beside_levels(more: &str) -> String {
        let procedure = "# Child Sexual Exploitation Procedure 2022\n\nThis procedure follows the Levels of Need (2022).";
        answers(&format!("{LEVELS}//- cse.md\n{procedure}\n\n{more}\n"), 1)
    }

    #[test]
    fn a_thresholds_document_says_it_by_its_levels() {
        assert!(answers(LEVELS, 0).contains("d=yes"), "{}", answers(LEVELS, 0));
    }

    #[test]
    fn naming_a_place_is_no_acting_on_it() {
        let e = |text: &str| {
            let site = Fixture::new(&format!("//- gangs.md\n# Gangs Protocol 2024\n\n{text}\n"));
            sense_check(&site.area(), &[]).into_iter().find(|a| a.question == 'e').unwrap()
        };
        for named in
            ["Three robberies happened at the skate park in June.", "Parks, schools and the internet are where young people are hurt."]
        {
            let answer = e(named);
            let owned = answer.answer == Answer::No || answer.reason.contains("no sentence that says what is done about them");
            assert!(answer.answer != Answer::Yes && owned, "{named}: {answer:?}");
        }
        let lit = "After the stabbings in Oxley Park the council lit the paths and two youth workers are there each evening, to make the park safer.";
        assert_eq!(e(lit).answer, Answer::Yes);
    }

    #[test]
    fn the_answer_and_the_table_of_contexts_say_one_thing() {
        let e = |text: &str| {
            let site = Fixture::new(&format!("//- gangs.md\n# Gangs Protocol 2024\n\n{text}\n\nThe office is open on weekdays.\n"));
            let acted = acted(&site.area().documents[0], site.area().standard.messages.message("environments").unwrap()).len();
            let answer = sense_check(&site.area(), &[]).into_iter().find(|a| a.question == 'e').unwrap();
            (acted, answer)
        };
        for text in ["Retailers will be visited twice a year.\n\nSchools run lessons on knives.", "Retailers will be visited twice a year."]
        {
            let (acted, answer) = e(text);
            assert!(acted > 0, "{text}");
            let wanted = if acted >= SEVERAL { Answer::Partly } else { Answer::No };
            assert!(answer.answer == wanted && answer.reason.to_lowercase().contains("the table"), "{acted}: {text}: {answer:?}");
        }
    }

    #[test]
    fn a_document_is_said_to_set_its_own_threshold_only_where_it_sets_one() {
        let reason = |more: &str| {
            let procedure = "# Child Sexual Exploitation Procedure 2022\n\nThis procedure is kept in the office.";
            let site = Fixture::new(&format!("{LEVELS}//- cse.md\n{procedure}\n\n{more}\n"));
            let found = sense_check(&site.area(), &[]).into_iter().find(|a| a.document == DocumentIndex(1) && a.question == 'd').unwrap();
            (found.reason.contains("sets its own"), found.evidence.iter().any(|e| more.contains(e.anchor.quote.exact.as_str())))
        };
        let visits = reason("Social workers visit the family of a child who is exploited within ten working days.");
        assert!(!visits.0, "{visits:?}");
        assert_eq!(
            reason("A child who is sexually exploited is at level 3 of the panel's scale and is referred to social care."),
            (true, true)
        );
    }

    #[test]
    fn a_rule_of_its_own_that_keeps_children_from_social_care_is_not_in_line() {
        let kept = beside_levels("Children at low risk of sexual exploitation need no referral to children's social care.");
        assert!(kept.contains("d=no"), "{kept}");
    }

    #[test]
    fn routes_meet_in_part_at_the_front_door_of_a_named_thresholds_document() {
        let rings = beside_levels("A worker who fears that a child is exploited rings children's social care the same day.");
        assert!(rings.contains("c=partly"), "{rings}");
        assert!(beside_levels("Workers keep a diary.").contains("c=no"));
        // Another paper that guides nobody is no place where routes meet.
        let report = "//- report.md\n# Annual Report 2021\n\nFiles are kept for six years.\n";
        let names = "//- cse.md\n# Child Sexual Exploitation Procedure 2022\n\nFigures are in the Annual Report (2021). A worker who fears that a child is exploited rings children's social care the same day.\n";
        let named = answers(&format!("{LEVELS}{report}{names}"), 2);
        assert!(named.contains("c=no"), "{named}");
    }
}
