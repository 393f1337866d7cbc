//! Every sentence of the briefing and the note that is not quoted, in the order of the page: read it here for its tone.
//!
//! Plain English for people who run services. A sentence is about documents and their clauses; where something is amiss its subject is
//! a document, a clause or words, and never a service, a team or a person.

mod steps;

pub(crate) use steps::*;

use crate::desk::counted;
use crate::{Marking, Reason};
use concordat_findings::{
    Audit,
    wording::{day, number, small},
};
use concordat_register::{Date, DocumentIndex, Kind, Status, overlap::SubjectKind};

fn documents(count: usize) -> String {
    counted(count, "document", "documents")
}

fn capital(text: &str) -> String {
    concordat_findings::wording::capital(text)
}

// The title page and the introduction.

pub(crate) const DRAFT: &str = "draft";
pub(crate) const REPLACED: &str = "replaced";
pub(crate) const EVIDENCE: &str = "evidence";
pub(crate) const INTRODUCTION: &str = "Introduction";
pub(crate) const ABOUT_CLAUSES: &str = "It is about documents and their clauses. It finds no fault with any service, team or person. Papers drift \
     apart as the law moves on and as different people write them. The point is to bring them back together.";
pub(crate) const HOW_READ: &str = "A program called Concordat read the documents and set their words side by side. It can misread. So each \
     point below shows the words it rests on and where they stand, and you can check it. A number after a point leads to the \
     evidence at the end. People decide what is done.";
pub(crate) const IN_SHORT: &str = "In short";
pub(crate) const LOCAL_PICTURE: &str = "The local picture";
pub(crate) const FIGURES_GIVEN: &str = "These figures were given for this briefing. They were not drawn from the documents.";
pub(crate) const FIGURES_CAPTION: &str = "Local figures";
pub(crate) const FIGURES_HEADER: [&str; 3] = ["What", "How much", "Source"];

pub(crate) fn title(area: &str) -> String {
    format!("Harm between young people: what the documents of {area} say")
}

pub(crate) fn subtitle(audit: &Audit) -> String {
    let count = documents(audit.documents.len());
    match audit.as_at {
        Some(date) if audit.documents.len() == 1 => format!("On {count}, as it stood on {}", day(date)),
        Some(date) => format!("On {count}, as they stood on {}", day(date)),
        None => format!("On {count}"),
    }
}

pub(crate) fn lead(area: &str, count: usize) -> String {
    if count == 1 {
        return format!(
            "This briefing reads one document of {area}. It shows what the document says about harm between young people, what it lacks, and \
             what to do next."
        );
    }
    format!(
        "This briefing sets {} of {area} side by side. It shows what they agree on about harm between young people, where they part, \
         and what to do next.",
        documents(count)
    )
}

pub(crate) fn agreed(all: usize, most: usize) -> String {
    let messages = counted(all, "message is shared by all the documents", "messages are shared by all the documents");
    if all == 0 && most > 0 {
        let shared = counted(most, "message is shared by most of the documents", "messages are shared by most of the documents");
        return format!("{} that should give {}, and none by all of them.", capital(&shared), it(most));
    }
    let others = if most == 0 { String::new() } else { format!(", and {most} more by most of them") };
    format!("{} that should give {}{others}.", capital(&messages), if all == 1 { "it" } else { "them" })
}

pub(crate) fn unclear(parted: usize, absent: usize) -> String {
    let nowhere = match absent {
        0 => String::new(),
        n => format!(" {} found in none of them.", capital(&counted(n, "message was", "messages were"))),
    };
    if parted == 0 {
        return nowhere.trim_start().to_owned();
    }
    format!("{} not said in full by all that should say {}.{nowhere}", capital(&counted(parted, "message is", "messages are")), it(parted))
}

fn it(count: usize) -> &'static str {
    if count == 1 { "it" } else { "them" }
}

/// Routes, thresholds, tools and definitions on which documents part; none where there are none.
pub(crate) fn parted([routes, thresholds, tools, definitions]: [usize; 4]) -> Option<String> {
    let parts = [
        (routes, "point on routes or time limits", "points on routes or time limits"),
        (thresholds, "threshold", "thresholds"),
        (tools, "point on tools", "points on tools"),
        (definitions, "definition", "definitions"),
    ];
    let told: Vec<String> = parts.iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| counted(*n, one, many)).collect();
    (!told.is_empty()).then(|| format!("Staff would act in different ways by which document they hold: {}", crate::desk::joined(&told)))
}

pub(crate) fn links_missing(count: usize) -> String {
    format!("In {} a document deals with a subject and does not point to the document on it", counted(count, "place", "places"))
}

pub(crate) fn panels_overlap(count: usize) -> String {
    format!("Panels overlap on {}: whom they take, who sits at them, or what they discuss", counted(count, "point", "points"))
}

/// What is graded gravest, before anything that is counted.
pub(crate) fn gravest(message: &str) -> String {
    format!("The gravest point: {}", small(message.trim_end_matches('.')))
}

pub(crate) fn first_step(text: &str) -> String {
    format!("The first step: {}", small(text.trim_end_matches(['.', ':'])))
}

pub(crate) fn source(words: &str) -> String {
    format!("Source: {words}")
}

// Documents reviewed.

pub(crate) const REVIEWED: &str = "Documents reviewed";
pub(crate) const REVIEWED_CAPTION: &str = "The documents reviewed";
pub(crate) const REVIEWED_HEADER: [&str; 6] = ["Document", "Kind", "Themes", "Year", "Status", "Review date"];
pub(crate) const NOTHING_READ: &str =
    "No document could be read, so nothing can be said of what the documents say. The list below gives each file and what to do about it.";
pub(crate) const NOT_SAID: &str = "not said";
pub(crate) const EVERY_THEME: &str = "every theme, or none told";
pub(crate) const NOT_READ: &str = "What could not be read";

pub(crate) fn reviewed(count: usize, past: usize, drafts: usize, replaced: usize) -> String {
    let verb = if count == 1 { "was" } else { "were" };
    let mut text = format!("{} {verb} read.", capital(&documents(count)));
    let mut add = |n: usize, one: &str, many: &str| {
        if n > 0 {
            text.push_str(&format!(" {} {}.", capital(&counted(n, "of them", "of them")), if n == 1 { one } else { many }));
        }
    };
    add(past, "has a review date that has gone by", "have a review date that has gone by");
    add(drafts, "is a draft", "are drafts");
    add(replaced, "has been replaced by another", "have been replaced by others");
    text
}

pub(crate) fn passed(date: &str) -> String {
    format!("{date} (gone by)")
}

pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::TermsOfReference => "terms of reference",
        Kind::Thresholds => "thresholds document",
        other => other.word(),
    }
}

pub(crate) fn status(status: Status, by: Option<&str>) -> String {
    match (status, by) {
        (Status::Superseded, Some(by)) => format!("replaced by {by}"),
        (Status::Superseded, None) => "replaced".to_owned(),
        (Status::Unknown, _) => NOT_SAID.to_owned(),
        (other, _) => other.word().to_owned(),
    }
}

pub(crate) fn and_more(count: usize) -> String {
    format!("; and {} more.", documents(count))
}

pub(crate) fn more_documents(count: usize) -> String {
    format!("{} more; the report lists them all.", capital(&documents(count)))
}

pub(crate) fn not_read(files: &str, count: usize) -> String {
    format!("{} could not be read, and nothing below rests on {}.", capital(files), it(count))
}

pub(crate) fn more_files(count: usize) -> String {
    format!("{} more.", capital(&counted(count, "file", "files")))
}

// Strategic priorities.

pub(crate) const PRIORITIES: &str = "Strategic priorities";
pub(crate) const PRIORITIES_OF_ONE: &str = "Set out in one document";
pub(crate) const ONE_DOCUMENT_SETS_OUT: &str = "Each of these stands in one document. Ask whether it is the aim of the whole area.";
pub(crate) const PRIORITIES_READ: &str = "A priority is read only where a document says so: under a heading of priorities or aims, or in a \
     sentence such as “our aim is”. Documents that have been replaced are left out.";

pub(crate) fn priorities(shared: usize, single: usize) -> String {
    match (shared, single) {
        (0, 0) => "We found no document that sets out its priorities or aims in so many words.".to_owned(),
        (0, _) => "The documents set out priorities, but no two of them the same.".to_owned(),
        (n, _) => format!(
            "The documents say in their own words what they set out to do. {} shared by two or more of them.",
            capital(&counted(n, "aim is", "aims are"))
        ),
    }
}

pub(crate) fn set_out_by(count: &str) -> String {
    format!(" Set out by {count}.")
}

// Messages.

pub(crate) const CONSISTENT: &str = "Consistent messages";
pub(crate) const MOST_SAY: &str = "Said by most";
pub(crate) const DONE_WELL: &str = "What the documents do well besides";
pub(crate) const CLARIFY: &str = "Messages in need of clarification";
pub(crate) const FOUND_NOWHERE: &str = "Messages found in no document";
pub(crate) const PLEASE_CHECK: &str = "Please check these words. We are not sure how they are meant.";
pub(crate) const NONE_PLAIN: &str = "No sentence says it so plainly that it is quoted here. The report shows what we read.";
pub(crate) const NO_SENTENCE: &str = "We found no sentence that says so in:";
pub(crate) const SAYS: &str = "Says so";
pub(crate) const SAYS_PART: &str = "Says part of it";
pub(crate) const SAYS_OTHERWISE: &str = "Says otherwise, or part of it";
pub(crate) const WORDS_OTHERWISE: &str = "These words say otherwise:";
pub(crate) const WORDS_PART: &str = "These words say part of it:";
pub(crate) const NAMES_PEOPLE: &str = "words not shown, since they name people";
pub(crate) const NO_WORDS: &str = "no words to quote";
pub(crate) const NOTHING_QUOTED: &str = "Nothing to quote: the point is that something is not there.";

pub(crate) fn consistent(all: usize, most: usize) -> String {
    match (all, most) {
        (0, 0) => "We found no message that is shared by all the documents that should give it.".to_owned(),
        (0, _) => "No message is given by all the documents that should give it, but most give those below and none speaks against them."
            .to_owned(),
        (n, _) => format!(
            "{} given by all the documents that should give {}, and none speaks against {}.",
            capital(&counted(n, "message is", "messages are")),
            it(n),
            it(n)
        ),
    }
}

pub(crate) fn clarify(parted: usize, absent: usize) -> String {
    if parted + absent == 0 {
        return "We found no message on which the documents part.".to_owned();
    }
    "The words of each side stand next to each other. Where we found no sentence, it may be there in words that we did not know: please \
     look before it is added."
        .to_owned()
}

pub(crate) fn both_sides(name: &str) -> String {
    format!("Both sides: {name}")
}

pub(crate) fn to_write(suggestion: &str) -> String {
    format!("What to write: {}", small(suggestion))
}

// Where the documents part.

/// A group of points on which documents part.
pub(crate) struct Parting {
    pub(crate) checks: &'static [&'static str],
    pub(crate) heading: &'static str,
    pub(crate) anchor: &'static str,
    pub(crate) about: &'static str,
}

pub(crate) const PART: &str = "Where the documents part";
pub(crate) const PART_SIDE_BY_SIDE: &str = "On these points staff would act in different ways by which document they hold. The words of \
     both stand side by side.";
pub(crate) const NOTHING_PARTS: &str = "We found no point on which the documents have staff act in different ways.";
pub(crate) const PART_HEADER: [&str; 3] = ["The point", "One place", "Another"];
pub(crate) const ONE_PLACE: &str = "This rests on one place.";
pub(crate) const NOTHING_BESIDE: &str = "There is nothing to set beside it.";
pub(crate) const PARTINGS: [Parting; 5] = [
    Parting {
        checks: &["route/"],
        heading: "Routes and time limits",
        anchor: "part-routes",
        about: "who is told, in what order and by when",
    },
    Parting {
        checks: &["assessment/threshold"],
        heading: "Thresholds",
        anchor: "part-thresholds",
        about: "at which level a worry is placed, and so who acts on it",
    },
    Parting { checks: &["assessment/tool"], heading: "Tools", anchor: "part-tools", about: "which form or checklist is to be used" },
    Parting {
        checks: &["definition/"],
        heading: "Definitions",
        anchor: "part-definitions",
        about: "what a word is taken to mean, and so which children it takes in",
    },
    Parting {
        checks: &["duplication/"],
        heading: "Copied words that have changed",
        anchor: "part-copies",
        about: "passages that were once the same",
    },
];
pub(crate) const LINKS: &str = "Links between documents";
pub(crate) const LINKS_ABOUT: &str = "A child may be hurt in more than one way at once. A reader should be led from each document to the \
     next one that matters.";
pub(crate) const LINKS_CAPTION: &str = "Links that are missing, or that lead to what has been replaced";
pub(crate) const LINKS_HEADER: [&str; 2] = ["The point", "The words"];

pub(crate) fn parting_caption(parting: &Parting) -> String {
    format!("{}: {}", parting.heading, parting.about)
}

pub(crate) fn more_points(count: usize) -> String {
    format!("{} more", capital(&counted(count, "point", "points")))
}

// Routes.

pub(crate) const ROUTES: &str = "The routes, drawn";
pub(crate) const ROUTES_ABOUT: &str = "This shows where the documents send a worry about a child, as we read them. A number marks a \
     place where they part. The table at the end of this part tells the routes of the area in words.";
pub(crate) const IN_TABLE: &str = "The table after it says the same in words.";
pub(crate) const IN_REPORT: &str = "The report of the audit says the same in words.";
pub(crate) const MARKS: &str = "The numbers stand for these points.";
/// Points whose numbers stand in the table and in no figure.
pub(crate) fn in_table_only(numbers: &[u32]) -> String {
    let told: Vec<String> = numbers.iter().map(u32::to_string).collect();
    let (noun, verb) = if numbers.len() == 1 { ("Number", "stands") } else { ("Numbers", "stand") };
    format!(" {noun} {} {verb} in no figure, only in the table below, in square brackets.", crate::desk::joined(&told))
}

pub(crate) const IN_WORDS: &str = "The routes in words";
pub(crate) const IN_WORDS_CAPTION: &str = "The routes of the whole area, step by step";
pub(crate) const OF_THE_AREA: &str = "The table tells the chart of the whole area: where worries go first, and where routes meet. The \
     figures above are of one theme each. They go on further, so a step may stand in a figure and not in the table.";
pub(crate) const BEGINS: &str = "Where it begins";
pub(crate) const ENDS: &str = "Where it ends";
pub(crate) const GONE_BY: &str = "A paper to go by";
pub(crate) const IN_WORDS_HEADER: [&str; 4] = ["No.", "Step", "Who or where", "Leads to"];
pub(crate) const NOTHING_FURTHER: &str = "Nothing further is said.";

pub(crate) fn routes_caption(title: &str) -> String {
    format!("{title}, as the documents give them")
}

/// Why the routes of the whole area are not drawn, where they are, and of which themes the same holds.
pub(crate) fn not_drawn(drawn: usize, left: &[String]) -> String {
    let here = match drawn {
        0 => "",
        1 => " The routes of one theme fit a page and are drawn here.",
        _ => " The routes of each theme that fit a page are drawn here.",
    };
    let others = match left {
        [] => String::new(),
        left => format!(" Those of {} do not fit a page either and stand in the report.", crate::desk::joined(left)),
    };
    format!(
        "The routes of the whole area make a chart too large to be read on paper. The report of “concordat audit” draws it, under \
         “Referral routes, drawn”, and there it can be made larger. “concordat route” with --chart writes it as a file.{here}{others}"
    )
}

pub(crate) fn routes_alternative(description: &str, boxes: usize, marks: usize, same: &str) -> String {
    format!(
        "{} The figure has {} and marks {} where documents part. {same}",
        description.trim(),
        counted(boxes, "box", "boxes"),
        counted(marks, "place", "places")
    )
}

pub(crate) fn more_steps(count: usize) -> String {
    format!("{} more; the report gives them all.", capital(&counted(count, "step", "steps")))
}

// Panels.

pub(crate) const PANELS: &str = "Panels and what they share";
pub(crate) const PANELS_ABOUT: &str = "The table gives the panels and groups that we found, without the people who sit at them.";
pub(crate) const PANELS_CAPTION: &str = "Panels and groups";
pub(crate) const PANELS_HEADER: [&str; 5] = ["Panel or group", "What it does", "Themes", "How often", "Answers to"];
pub(crate) const TAKES_CASES: &str = "takes cases";
pub(crate) const OVERSEES: &str = "oversees";
pub(crate) const NOT_AMONG_THESE: &str = "none of these";
pub(crate) const PANELS_FOUND: &str = "What we found:";
pub(crate) const OVERLAP: &str = "What panels discuss in common";
pub(crate) const OVERLAP_CAPTION: &str = "Who and what is discussed at more than one panel";
pub(crate) const OVERLAP_HEADER: [&str; 5] = ["Who or what", "Discussed", "At two or more", "At three or more", "Again elsewhere"];
pub(crate) const STRUCTURES: &str =
    "“concordat structures” shows what a shared chair, a joint sitting or a merger would spare, cost and lose.";

pub(crate) fn times_a_year(times: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of sittings is small and not below 0")]
    let times = times.round().clamp(0.0, 1000.0) as usize;
    match times {
        1 => "once a year".to_owned(),
        2 => "twice a year".to_owned(),
        n => format!("{n} times a year"),
    }
}

pub(crate) fn subjects(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Individual => "Children and other individuals",
        SubjectKind::Family => "Families",
        SubjectKind::School => "Schools and colleges",
        SubjectKind::PeerGroup => "Groups of friends",
        SubjectKind::Place => "Places",
    }
}

pub(crate) fn agendas(sittings: usize, panels: usize, period: Option<(Date, Date)>) -> String {
    let over = period.map(|(from, to)| format!(" from {} to {}", day(from), day(to))).unwrap_or_default();
    format!(
        "These counts come from the agendas of {} of {}{over}. No name was kept.",
        counted(sittings, "sitting", "sittings"),
        counted(panels, "panel", "panels")
    )
}

pub(crate) fn repeats_mean(days: u32) -> String {
    format!("The last column counts discussions of what another panel had discussed within the {days} days before.")
}

pub(crate) fn withheld(mark: &str, threshold: u32) -> String {
    format!("The letter {mark} stands for a count that is held back. It is below {threshold}, or it would give away one that is.")
}

pub(crate) fn cost(items: usize, again: usize, hours: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "hours of a year are far below what fits")]
    let hours = hours.round().clamp(0.0, 1e9) as usize;
    format!(
        "Of {} items, about {} had a case that another panel had just had. They took about {} hours of staff time.",
        number(items),
        number(again),
        number(hours)
    )
}

// The sense-check.

pub(crate) const SENSE: &str = "Sense-check";
pub(crate) const SENSE_ABOUT: &str = "Five questions to ask of any document on harm between young people, new or old. The table gives what we \
     found. “No” means that we found no sentence that does it.";
pub(crate) const SENSE_CAPTION: &str = "The sense-check, document by document";
pub(crate) const DOCUMENT: &str = "Document";
pub(crate) const NOT_ASKED: &str = "Not asked";

pub(crate) fn please_check(answer: &str) -> String {
    format!("{answer}, please check")
}

// The annexes.

pub(crate) const ANNEX_EVIDENCE: &str = "Annex A: the evidence";
pub(crate) const NO_FINDINGS: &str = "Nothing was found. That is no proof that the documents agree.";
pub(crate) const EVIDENCE_HEADER: [&str; 3] = ["No.", "What was found", "The exact words, and where they stand"];
pub(crate) const ANNEX_METHOD: &str = "Annex B: how this was made";
pub(crate) const PEOPLE: &str = "No member of a panel is named, and who decided what is not told. Other names may \
    stand in quotations: look before you share it.";
pub(crate) const LIMITS: &str = "Words were read by rules and by what was learnt from marked passages. Some points will be wrong and some \
     will be missed. Where we say that we found nothing, please look.";

pub(crate) fn annex_about(count: usize, dismissed: usize) -> String {
    let set_aside = match dismissed {
        0 => String::new(),
        n => format!(" {} that people set aside {} left out.", capital(&counted(n, "point", "points")), if n == 1 { "is" } else { "are" }),
    };
    format!("{}, the gravest first, each with the words it rests on.{set_aside}", capital(&counted(count, "point", "points")))
}

pub(crate) fn evidence_heading(severity: &str) -> String {
    format!("Evidence: {}", small(severity))
}

pub(crate) fn evidence_caption(severity: &str) -> String {
    format!("Points graded {severity}")
}

pub(crate) fn to_do(check: &str, suggestion: &str) -> String {
    // Of words the standard says why they are discouraged, and what others write.
    let lead = if check.starts_with("language/") { "Why, and what others write" } else { "To do" };
    format!("{lead}: {}", small(suggestion))
}

pub(crate) fn rule(check: &str, standard: &str) -> String {
    format!("Rule {check}. Source: {standard}.")
}

pub(crate) fn more_places(count: usize) -> String {
    format!("And {} in the report.", counted(count, "more place", "more places"))
}

pub(crate) fn nothing_to_quote(titles: &str) -> String {
    format!("There is nothing to quote, since the point is that something is not there. Document: {titles}.")
}

pub(crate) fn more_findings(count: usize) -> String {
    format!("{} more; the report has them all.", capital(&counted(count, "point", "points")))
}

pub(crate) fn judged_at(day: Option<&str>, standards: &str) -> String {
    let when = day.map(|day| format!(" as they stood on {day}")).unwrap_or_default();
    format!("The documents were read{when}. They were held against the standard {standards}.")
}

pub(crate) fn marked(marking: &Marking, title: impl Fn(DocumentIndex) -> String) -> String {
    let words = &marking.words;
    match marking.reason {
        Reason::Least => format!("The marking is {words}: no document that we read bears a higher one."),
        Reason::Asked => format!("The marking {words} was asked for. No document that we read bears a higher one."),
        Reason::Document(document) => format!("The marking is {words}, since {} bears it and may be quoted here.", title(document)),
        Reason::Instead(document) => format!(
            "The marking is {words}. {} bears an old or unknown marking, and this is what we take it for. It may be quoted here.",
            title(document)
        ),
    }
}

pub(crate) fn reading_age(years: f64, grade: f64, words: usize, target: f64) -> String {
    format!(
        "The words above, without quotations, ask for a reading age of about {years:.0} years. This is the Flesch–Kincaid measure \
         (grade {grade:.1}, over {} words; Kincaid and others, 1975). The target is {target:.0} years.",
        number(words)
    )
}

// The note for chairs.

pub(crate) const NOTE_AGREED: &str = "What the documents agree on";
pub(crate) const NOTE_MOST: &str = "What most of the documents say";
pub(crate) const NOTE_DECIDE: &str = "What the area is asked to decide";
pub(crate) const NOTE_PANELS: &str = "What the chairs are asked to settle";
pub(crate) const NOTE_MORE: &str = "The full briefing gives the words, the documents and the clauses behind each point. No member of a \
     panel is named in either. If you are worried about a child now, use your usual route today; in danger, ring 999.";

pub(crate) fn note_title(area: &str) -> String {
    format!("A note for chairs in {area}")
}

pub(crate) fn note_lead(area: &str, count: usize) -> String {
    format!(
        "We set {} of {area} side by side to see whether they tell staff the same about harm between young people. This page gives what \
         chairs need to know and to settle.",
        documents(count)
    )
}

pub(crate) fn see_place(place: &str) -> String {
    format!("See {place}.")
}

pub(crate) fn more_in_briefing(count: usize) -> String {
    format!("{} more in the briefing.", capital(&counted(count, "point", "points")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_verbs() {
        assert_eq!(agreed(1, 0), "One message is shared by all the documents that should give it.");
        assert_eq!(agreed(2, 3), "Two messages are shared by all the documents that should give them, and 3 more by most of them.");
        assert_eq!(agreed(0, 3), "Three messages are shared by most of the documents that should give them, and none by all of them.");
        assert_eq!(unclear(1, 0), "One message is not said in full by all that should say it.");
        assert_eq!(reviewed(1, 0, 1, 0), "One document was read. One of them is a draft.");
        assert_eq!(unclear(0, 0), "", "one document may leave nothing to say");
        assert_eq!(unclear(0, 2), "Two messages were found in none of them.");
        assert_eq!(parted([0, 0, 0, 0]), None);
        assert_eq!(
            parted([1, 0, 2, 0]).unwrap(),
            "Staff would act in different ways by which document they hold: one point on routes or time limits and two points on tools"
        );
    }
}
