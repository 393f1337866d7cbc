//! Tests of walking a case.

use super::*;
use concordat_findings::{Cause, Question};
use concordat_reading::{Reader, Source};
use std::sync::OnceLock;

mod more;

fn standard() -> &'static (Standard, Reader) {
    static MADE: OnceLock<(Standard, Reader)> = OnceLock::new();
    MADE.get_or_init(|| {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let reader = Reader::new(&standard);
        (standard, reader)
    })
}

fn read(files: &[&str]) -> Vec<DocumentFacts> {
    files.iter().map(|f| standard().1.read(&concordat_fixture::document(f), &Source::default())).collect()
}

fn case(id: &str) -> Case {
    Case::of(standard().0.cases.case(id).unwrap(), &standard().0).unwrap()
}

fn walk(files: &[&str], id: &str) -> CaseView {
    Walker::new(&read(files), &standard().0).walk(&case(id))
}

/// The steps of a view in short, for a failing test.
fn short(view: &CaseView) -> Vec<String> {
    let of = |r: &CaseRoute| {
        r.steps.iter().map(|s| format!("{:?} {} → {:?} ({:?}) {}", r.document, s.what, s.to, s.when, s.entry)).collect::<Vec<_>>()
    };
    view.routes.iter().flat_map(of).collect()
}

fn causes(view: &CaseView) -> Vec<Cause> {
    view.undetermined.iter().map(|u| u.cause).collect()
}

const LEVELS: &str = "# Levels of Need 2022\n\nThe Anchor is the single front door. Every concern about a child comes to the Anchor on the same day. The Anchor decides what happens next within one working day.\n\nChildren's social care holds a strategy discussion within one working day of that decision.\n";
const HSB: &str = "# Harmful Sexual Behaviour Procedure 2021\n\nA worker with a concern about harmful sexual behaviour rings the Anchor on the same day. Children's social care holds a strategy discussion within one working day of the decision.\n\nAll of this holds for siblings too.\n";

#[test]
fn a_case_that_every_document_leads_alike_is_determined_and_has_its_deadlines() {
    let view = walk(&[HSB, LEVELS], "siblings");
    assert_eq!(causes(&view), [], "{:#?}", short(&view));
    let route = view.routes.first().unwrap();
    assert_eq!((route.document, route.why.as_str()), (DocumentIndex(0), "it is about harmful sexual behaviour"));
    let entry = route.steps.iter().find(|s| s.entry).unwrap();
    assert_eq!(entry.due.as_ref().unwrap().text, "end of Tuesday 24 November 2026");
    // Told on Tuesday, decided by Wednesday, met by Thursday.
    let met = route.steps.iter().find(|s| s.stage == Stage::Discussion).unwrap();
    assert_eq!(met.due.as_ref().unwrap().iso.as_deref(), Some("2026-11-26T14:30"));
    assert!(view.points.iter().any(|p| p.question == Question::Convener && p.agrees()), "{:#?}", view.points);
}

#[test]
fn the_call_is_the_first_contact_and_what_is_put_in_writing_afterwards_is_not() {
    let hsb = "# Harmful Sexual Behaviour Procedure 2021\n\nThe written referral reaches the Anchor within 36 hours.\n\nA worker with a concern about harmful sexual behaviour rings the Anchor on the same day.\n";
    let view = walk(&[hsb, LEVELS], "siblings");
    let entries: Vec<&str> = view.routes.iter().flat_map(|r| &r.steps).filter(|s| s.entry).map(|s| s.what.as_str()).collect();
    assert!(!entries.is_empty() && entries.iter().all(|e| !e.contains("reaches")), "{:#?}", short(&view));
    assert!(!causes(&view).contains(&Cause::TimeParts), "{:#?}", short(&view));
}

#[test]
fn two_bodies_in_the_lead_leave_the_case_of_the_seed_undetermined_with_both_quoted() {
    let gangs = "# Gangs Procedure 2021\n\nWhere a child in a gang is sexually exploited, the Gangs Panel leads. A worker rings the Anchor on the same day.\n";
    let cse = "# Child Sexual Exploitation Strategy 2022\n\nWhere sexual exploitation is linked with a gang, the Exploitation Panel leads. A worker rings the Anchor on the same day.\n";
    let view = walk(&[gangs, cse, LEVELS], "gang-associated-exploitation");
    assert_eq!(causes(&view), [Cause::LeadParts], "{:#?}", short(&view));
    assert_eq!(view.undetermined.first().unwrap().evidence.len(), 2);
}

#[test]
fn a_first_concern_that_goes_to_a_panel_parts_from_one_that_goes_to_the_front_door() {
    let cse = "# Child Sexual Exploitation Strategy 2021\n\nAnyone with a concern about sexual exploitation sends form X4 to the Exploitation Panel.\n";
    let view = walk(&[cse, LEVELS], "gang-associated-exploitation");
    assert!(causes(&view).contains(&Cause::FirstContactParts), "{:#?}", short(&view));
}

#[test]
fn several_panels_leave_a_case_open_unless_a_document_says_who_settles_which_leads() {
    let gangs = "# Gangs Procedure 2021\n\nA worker rings the Anchor on the same day. The Gangs Panel discusses every child who is harmed by a gang.\n";
    let cse = "# Child Sexual Exploitation Strategy 2022\n\nA worker rings the Anchor on the same day. The Exploitation Panel discusses every child who is sexually exploited.\n";
    assert_eq!(causes(&walk(&[gangs, cse, LEVELS], "gang-associated-exploitation")), [Cause::SeveralDiscussions]);
    let settled = format!("{LEVELS}\nWhere more than one panel knows a child, the Anchor names the panel that leads.\n");
    let view = walk(&[gangs, cse, &settled], "gang-associated-exploitation");
    assert_eq!(causes(&view), [], "{:#?}", view.undetermined);
    assert!(view.points.iter().any(|p| p.question == Question::Joining));
}

#[test]
fn the_duty_team_is_told_at_night_and_not_by_day_and_what_follows_an_interview_counts_from_it() {
    let missing = "# Missing Children Protocol 2021\n\nThe carer rings the Anchor at once. Out of hours, ring the emergency duty team.\n\nThe Tarn Project offers a return interview within 72 hours of return. What the child says is passed to the social worker within one working day.\n";
    let view = walk(&[missing, LEVELS], "missing-and-carrying");
    assert!(view.routes.iter().flat_map(|r| &r.steps).any(|s| s.to.as_deref() == Some("emergency duty team")), "it is a Sunday");
    let passed = view.routes.iter().flat_map(|r| &r.steps).find(|s| s.what.contains("passed")).unwrap();
    assert_eq!(passed.due.as_ref().unwrap().from, "the return interview");
    let day = walk(
        &[
            "# Harmful Sexual Behaviour Procedure 2021\n\nOut of hours, ring the emergency duty team.\n\nA worker rings the Anchor on the same day.\n",
            LEVELS,
        ],
        "siblings",
    );
    assert!(day.routes.iter().flat_map(|r| &r.steps).all(|s| s.to.as_deref() != Some("emergency duty team")), "{:#?}", short(&day));
}

#[test]
fn a_document_that_leaves_a_young_person_out_is_said_for_that_age_only() {
    let da = "# Domestic Abuse Policy 2021\n\nA worker rings the Anchor on the same day.\n\nYoung people aged 16 and 17 at medium risk fall outside this policy.\n";
    let view = walk(&[da, LEVELS], "violent-relationship");
    assert_eq!(view.left_out.len(), 1);
    assert!(causes(&view).contains(&Cause::Nobody));
    assert!(walk(&[da, LEVELS], "siblings").left_out.is_empty());
}

#[test]
fn a_route_is_begun_by_the_one_who_tells_and_by_night_at_the_duty_team() {
    let missing =
        "# Missing Children Protocol 2021\n\nThe carer rings the Anchor at once.\n\nOut of hours, ring the emergency duty team.\n";
    let view = walk(&[missing, LEVELS], "missing-from-care");
    let entry = view.routes.iter().find(|r| r.document == DocumentIndex(0)).and_then(|r| r.steps.iter().find(|s| s.entry)).unwrap();
    assert_eq!(entry.to.as_deref(), Some("emergency duty team"), "{:#?}", short(&view));
    assert_eq!(view.closed.as_deref(), Some("it is a weekend"), "26 December 2026 is a Saturday and its substitute a Monday");
}

#[test]
fn nothing_is_said_of_nothing_and_a_grown_woman_is_met_by_no_step_for_children() {
    assert_eq!(causes(&walk(&[], "siblings")), [Cause::NoDocument]);
    let cse = "# Child Sexual Exploitation Strategy 2021\n\nA worker rings the Anchor on the same day.\n";
    let view = walk(&[cse], "care-leaver");
    assert_eq!(causes(&view), [Cause::NoDocument], "{:#?}", short(&view));
}

#[test]
fn loops_and_thousands_of_steps_end_and_are_the_same_each_time() {
    let mut documents = read(&[
        "# Harmful Sexual Behaviour Procedure 2021\n\nThe Tarn Panel tells the Fell Panel within two hours. The Fell Panel tells the Tarn Panel within a week.\n",
        LEVELS,
    ]);
    let steps = &mut documents.first_mut().unwrap().routes.steps;
    assert!(steps.len() >= 2, "{steps:#?}");
    // Steps of other places, or the walk would take them for one sentence.
    let other = |(n, mut step): (u32, Step)| {
        step.anchor.span.start += n;
        step
    };
    *steps = (0..5000).zip(steps.clone().into_iter().cycle()).map(other).collect();
    let walker = Walker::new(&documents, &standard().0);
    let views: Vec<CaseView> = Case::library(&standard().0).iter().map(|c| walker.walk(c)).collect();
    let again: Vec<CaseView> = Case::library(&standard().0).iter().map(|c| Walker::new(&documents, &standard().0).walk(c)).collect();
    assert_eq!(views, again);
    let long = views.iter().flat_map(|v| &v.routes).find(|r| r.document == DocumentIndex(0)).unwrap();
    assert!(long.steps.len() <= STEPS && long.more > 1000);
}

#[test]
fn a_case_that_is_passed_on_to_social_care_after_grading_begins_where_the_form_goes() {
    let cse = "# Child Sexual Exploitation Strategy 2021\n\nAnyone who is worried about sexual exploitation fills in form C1 and sends it to the shared mailbox of the Weir Exploitation Unit. Only children graded red are passed to children's social care.\n";
    let view = walk(&[cse, LEVELS], "gang-associated-exploitation");
    let first = view.routes.iter().find(|r| r.document == DocumentIndex(0)).and_then(|r| r.steps.iter().find(|s| s.entry)).unwrap();
    assert!(first.to.as_deref().is_some_and(|to| to.contains("mailbox")), "{:#?}", short(&view));
    assert!(causes(&view).contains(&Cause::FirstContactParts), "{:#?}", short(&view));
}

/// The words of the steps of a view.
fn told(view: &CaseView) -> Vec<&str> {
    view.routes.iter().flat_map(|r| &r.steps).map(|s| s.words.as_str()).collect()
}

fn says(view: &CaseView, part: &str) -> bool {
    told(view).iter().any(|words| words.contains(part))
}

#[test]
fn a_case_of_which_no_document_speaks_is_not_determined_whatever_else_they_settle() {
    assert_eq!(causes(&walk(&[HSB, LEVELS], "learning-disabled")), [Cause::NotSpokenOf]);
    let suits = format!("{HSB}\nThe assessment of a child with a learning disability is made by a worker who knows of it.\n");
    assert_eq!(causes(&walk(&[&suits, LEVELS], "learning-disabled")), []);
}

#[test]
fn a_step_for_what_the_case_does_not_have_is_none_of_its_steps() {
    let more = "When a pupil moves to another school, the worker sends the file to the new school within six days. If you disagree with the Anchor, ring the duty manager. Where the perpetrator is a parent, the worker rings the Kite Helpline. The placing authority is told the same day.\n";
    let view = walk(&[&format!("{HSB}\n{more}"), LEVELS], "siblings");
    for part in ["new school", "duty manager", "Kite", "placing"] {
        assert!(!says(&view, part), "{part}: {:#?}", told(&view));
    }
    let missing = "# Missing Children Protocol 2021\n\nThe placing authority is told the same day. A carer rings the Anchor at once.\n";
    assert!(says(&walk(&[missing, LEVELS], "missing-from-care"), "placing authority"));
    assert!(!says(&walk(&[missing, LEVELS], "missing-and-carrying"), "placing authority"));
}

#[test]
fn guidance_for_schools_says_nothing_to_a_nurse_and_a_pathway_for_parents_nothing_of_a_boyfriend() {
    let school = "# Child-on-child abuse: guidance for schools 2024\n\nStaff ring the Anchor the same day.\n";
    let of = |id: &str| walk(&[school, HSB, LEVELS], id).routes.iter().any(|r| r.document == DocumentIndex(0));
    assert!(of("images-at-school") && !of("under-thirteen"));
    let parents = "# Child to Parent Violence Pathway 2022\n\nA worker rings the Hearth Team on the same day about violence to a parent.\n";
    let of = |id: &str| walk(&[parents, LEVELS], id).routes.iter().any(|r| r.document == DocumentIndex(0));
    assert!(of("violent-at-home") && !of("violent-relationship"));
}

#[test]
fn a_child_who_is_missing_is_looked_for_first_and_danger_comes_before_that() {
    let missing = "# Missing Children Protocol 2021\n\nIf the child is not found, the carer rings the police on 101. If the child is in danger the carer rings 999.\n\nThe Tarn Project offers a return interview within 72 hours of return. What the child says is passed to the Anchor within one working day.\n";
    let view = walk(&[missing, LEVELS], "missing-from-care");
    let route = view.routes.iter().find(|r| r.document == DocumentIndex(0)).unwrap();
    assert!(route.steps.iter().any(|s| s.stage == Stage::Danger), "{:#?}", short(&view));
    let entry = route.steps.iter().find(|s| s.entry).unwrap();
    assert!(entry.words.contains("101"), "{:#?}", short(&view));
    let place = |part: &str| route.steps.iter().position(|s| s.words.contains(part)).unwrap();
    assert!(place("999") < place("return interview") && place("101") < place("return interview"));
    // The boy has come back: what is done while a child is missing is no step of his.
    let back = walk(&[missing, LEVELS], "missing-and-carrying");
    assert!(
        back.routes.iter().flat_map(|r| &r.steps).all(|s| !s.to.as_deref().is_some_and(|to| to.contains("police") && !to.contains("999"))),
        "{:#?}",
        short(&back)
    );
}

#[test]
fn nothing_that_is_told_after_a_conference_is_the_beginning() {
    let da = "# Domestic Abuse Policy 2021\n\nHigh-risk cases go to the MARAC. Children's social care is told of the outcome after the conference.\n\nA worker who is worried rings the Anchor on the same day.\n";
    let view = walk(&[da, LEVELS], "violent-relationship");
    let route = view.routes.iter().find(|r| r.document == DocumentIndex(0)).unwrap();
    assert!(route.steps.iter().any(|s| s.entry && s.to.as_deref() == Some("Anchor")), "{:#?}", short(&view));
    assert!(route.steps.iter().all(|s| !s.entry || !s.words.contains("outcome")), "{:#?}", short(&view));
}

#[test]
fn a_limit_whose_start_is_not_said_gives_no_day_and_the_hour_is_kept() {
    let more = "An AIM3 assessment is completed within 40 working days. A worker with a concern about harmful sexual behaviour tells the safeguarding lead before registration the next morning.\n";
    let view = walk(&[&format!("{HSB}\n{more}"), LEVELS], "siblings");
    let due = |part: &str| view.routes.iter().flat_map(|r| &r.steps).find(|s| s.words.contains(part)).and_then(|s| s.due.clone()).unwrap();
    assert_eq!((due("AIM3").iso, due("AIM3").text.as_str()), (None, "cannot be worked out"));
    assert_eq!(due("registration").text, "before the start of Wednesday 25 November 2026");
}

#[test]
fn documents_that_part_on_level_tool_and_how_the_one_who_harms_is_met_leave_a_case_open() {
    let levels = "# Levels of Need 2022\n\nThe Anchor is the single front door. Every concern about a child comes to the Anchor on the same day.\n\n| Level | What you might see |\n| --- | --- |\n| Level 2 | Low mood |\n| Level 4 | Violence from a boyfriend |\n\nA young person who hurts a partner is a child and is never treated as an adult.\n";
    let da = "# Domestic Abuse Policy 2021\n\nA worker rings the Anchor on the same day.\n\nA girl who is hit by her partner is at level 2 of the levels of need. A boy of 17 who hits his girlfriend is dealt with in the same way as adult perpetrators.\n";
    let open = causes(&walk(&[da, levels], "violent-relationship"));
    assert!(open.contains(&Cause::LevelParts) && open.contains(&Cause::StandingParts), "{open:?}");
    let cse = "# Child Sexual Exploitation Strategy 2020\n\nA worker rings the Anchor on the same day.\n\nWorkers must complete the Thornmoor Exploitation Profile for every child who may be sexually exploited.\n";
    let missing = "# Missing Children Protocol 2019\n\nA worker rings the Anchor on the same day.\n\nWhere sexual exploitation is suspected the worker completes the Red Flag Matrix. The matrix is the only tool to be used.\n";
    let open = causes(&walk(&[cse, missing, LEVELS], "missing-from-care"));
    assert!(open.contains(&Cause::ToolParts), "{open:?}");
}

#[test]
fn a_team_that_is_gone_and_a_post_that_nobody_describes_are_told_as_such() {
    let cse = "# Child Sexual Exploitation Strategy 2021\n\nA worker rings the Anchor on the same day. The police notify the Tarn Duty Team within 24 hours. Where another child causes the harm, the concern is passed to the Peer Harm Navigator.\n";
    let levels = format!("{LEVELS}\nThe Anchor took over from the Tarn Duty Team, which no longer exists.\n");
    let view = walk(&[cse, &levels], "gang-associated-exploitation");
    let caution = |part: &str| view.routes.iter().flat_map(|r| &r.steps).find(|s| s.words.contains(part)).and_then(|s| s.caution.clone());
    assert!(caution("Tarn Duty Team").is_some_and(|c| c.contains("no Tarn Duty Team any longer")), "{:#?}", short(&view));
    assert!(caution("Navigator").is_some_and(|c| c.contains("no document says who")), "{:#?}", short(&view));
    assert_eq!(caution("rings the Anchor"), None);
}

#[test]
fn what_is_decided_for_both_children_is_for_both_and_what_is_told_of_one_leaves_the_other_open() {
    let both = format!(
        "{HSB}\nThe Anchor decides within one working day what happens for the child who has been harmed and the child who has harmed.\n"
    );
    let view = walk(&[&both, LEVELS], "siblings");
    let step = view.routes.iter().flat_map(|r| &r.steps).find(|s| s.words.contains("what happens for")).unwrap();
    assert_eq!(step.whom, None);
    let one = format!("{HSB}\nChildren's social care is told about the victim only.\n");
    let view = walk(&[&one, LEVELS], "siblings");
    assert!(view.undetermined.iter().any(|u| u.message.contains("not of the one who harms")), "{:#?}", view.undetermined);
}

#[test]
fn advice_that_is_asked_and_a_panel_that_sends_a_child_away_begin_nothing() {
    let advice = "# Tarn Advice Group: Terms of Reference\n\nThe Group advises on harmful sexual behaviour. Ring the Tarn Project or ask the Anchor, and send the checklist a week before.\n";
    let view = walk(&[HSB, advice, LEVELS], "siblings");
    let begun = view.routes.iter().filter(|r| r.steps.iter().any(|s| s.entry)).map(|r| r.document).collect::<Vec<_>>();
    assert!(!begun.contains(&DocumentIndex(1)), "{:#?}", short(&view));
    let away = "# Tarn Advice Group: Terms of Reference\n\nWhere the harm is part of exploitation, the child is heard by the Quay Panel and not by this Group.\n";
    let view = walk(&[away, LEVELS], "recruited-to-recruit");
    assert!(view.routes.iter().all(|r| r.document != DocumentIndex(0)), "{:#?}", short(&view));
}

#[test]
fn a_procedure_on_gangs_is_walked_for_a_boy_with_a_knife_and_its_panel_with_it() {
    let gangs = "# Gangs Procedure 2021\n\nA worker who believes that a child is affected by a gang rings the Anchor the same day. The Gangs Panel discusses every child who is harmed by a gang.\n";
    let view = walk(&[gangs, LEVELS], "missing-and-carrying");
    assert!(says(&view, "affected by a gang") && says(&view, "Gangs Panel"), "{:#?}", short(&view));
    assert!(!causes(&view).contains(&Cause::NoDiscussion));
}

#[test]
fn younger_children_of_a_passage_are_no_older_ones() {
    let da = "# Domestic Abuse Policy 2021\n\nYounger teenagers may also be hurt by a boyfriend. Many do not say so. Staff ring the Anchor the same day.\n";
    assert!(!says(&walk(&[da, LEVELS], "violent-relationship"), "Staff ring"));
}

#[test]
fn where_to_begin_and_danger_are_given_of_a_document_with_more_steps_than_are_shown() {
    let many: String = (0..60).map(|n| format!("Social care reviews part {n} of the plan within {} days.\n\n", n + 2)).collect();
    let hsb = format!(
        "# Harmful Sexual Behaviour Procedure 2021\n\n{many}A worker with a concern rings the Anchor on the same day.\n\nIf a child is in danger, ring 999.\n"
    );
    let view = walk(&[&hsb, LEVELS], "siblings");
    let route = view.routes.iter().find(|r| r.document == DocumentIndex(0)).unwrap();
    assert!(route.steps.len() == STEPS && route.more > 10, "{}", route.more);
    assert!(route.steps.iter().any(|s| s.entry) && route.steps.iter().any(|s| s.stage == Stage::Danger), "{:#?}", short(&view));
}

#[test]
fn a_document_that_has_social_care_told_of_each_child_leaves_out_neither() {
    let each = format!(
        "{HSB}\nChildren's social care is told about the victim only. Children's social care is told of the child who has harmed by the police.\n"
    );
    let view = walk(&[&each, LEVELS], "siblings");
    assert!(!view.undetermined.iter().any(|u| u.message.contains("not of the one who harms")), "{:#?}", view.undetermined);
}

#[test]
fn what_is_said_of_those_of_seventeen_is_not_said_of_a_boy_of_thirteen() {
    let hsb = format!("{HSB}\nA young person of 16 or 17 who harms another is dealt with as an offender. They are children first.\n");
    assert!(!causes(&walk(&[&hsb, LEVELS], "siblings")).contains(&Cause::StandingParts));
    let all = format!("{HSB}\nA young person who harms another is dealt with as an offender.\n\nBoth of them are children.\n");
    assert!(causes(&walk(&[&all, LEVELS], "siblings")).contains(&Cause::StandingParts));
}

#[test]
fn told_to_social_care_and_not_told_to_it_are_two_answers() {
    let levels = "# Levels of Need 2022\n\nThe Anchor is the single front door. Every concern about a child comes to the Anchor on the same day.\n\nAny sign of child sexual exploitation, whatever the score, is referred to children's social care.\n";
    let cse = "# Child Sexual Exploitation Strategy 2020\n\nA worker rings the Anchor on the same day.\n\nChildren at low or medium risk of sexual exploitation need no referral to children's social care.\n";
    let view = walk(&[cse, levels], "online-peer-group");
    let point = view.points.iter().find(|p| p.question == Question::Level);
    assert_eq!(point.map(|p| p.answers.len()), Some(2), "{:#?}", view.points);
}

#[test]
fn a_case_typed_as_one_of_care_is_known_to_be_of_a_child_in_care() {
    let mut row = standard().0.cases.case("missing-from-care").unwrap().clone();
    row.knows.clear();
    let missing = "# Missing Children Protocol 2021\n\nThe children's home tells the social worker of a child in care the same day.\n";
    let told = |row: &concordat_standard::cases::CaseRow| {
        let view = Walker::new(&read(&[missing, LEVELS]), &standard().0).walk(&Case::of(row, &standard().0).unwrap());
        says(&view, "social worker")
    };
    assert!(told(&row));
    row.setting = "home".to_owned();
    assert!(!told(&row));
}

#[test]
fn a_sentence_whose_rest_is_for_others_is_shown_as_cut() {
    let hsb = "# Harmful Sexual Behaviour Procedure 2021\n\nA worker with a concern rings the Anchor within two working days, or within one hour for a child in care.\n";
    let view = walk(&[hsb, LEVELS], "siblings");
    assert!(told(&view).iter().any(|w| w.ends_with("within two working days …")), "{:#?}", told(&view));
    assert!(told(&view).iter().any(|w| w.contains("next within one working day") && !w.ends_with('…')), "{:#?}", told(&view));
}

#[test]
fn of_two_bodies_in_one_sentence_neither_is_lost_in_the_name_of_the_other() {
    let step = |to: &str| CaseStep {
        step: Some(0),
        stage: Stage::Onward,
        entry: false,
        when: None,
        whom: None,
        who: None,
        what: String::new(),
        words: String::new(),
        to: Some(to.to_owned()),
        rule: None,
        due: None,
        caution: None,
    };
    let mut first = step("Anchor Panel");
    join(&mut first, &step("Anchor"));
    join(&mut first, &step("Anchor"));
    assert_eq!(first.to.as_deref(), Some("Anchor Panel, Anchor"));
}

const TERMS: &str = "# Quay Exploitation Panel: Terms of Reference 2022\n\n## Remit\n\nThe Quay Exploitation Panel discusses children aged 10 to 17 who are sexually exploited or at risk of it, and agrees a plan for each child.\n\n## Chair\n\nThe chair is the Head of Service.\n\n## Membership\n\nThe members are the police, health and children's social care.\n\n## Meetings\n\nThe panel meets every month.\n";

#[test]
fn a_panel_takes_those_whom_its_own_terms_say_and_nobody_else() {
    let view = walk(&[TERMS, LEVELS], "online-peer-group");
    let panel = view.points.iter().find(|p| p.question == Question::Panel);
    assert_eq!(panel.and_then(|p| p.answers.first()).map(|a| a.answer.as_str()), Some("Quay Exploitation Panel"), "{:#?}", view.points);
    let step = view.routes.iter().flat_map(|r| &r.steps).find(|s| s.words.contains("aged 10 to 17")).unwrap();
    assert!(step.stage == Stage::Discussion && step.words.contains("sexually exploited"), "{step:#?}");
    // Harmful sexual behaviour is none of its work, and a woman of 18 is too old for it.
    for id in ["siblings", "care-leaver"] {
        let view = walk(&[TERMS, LEVELS], id);
        assert!(view.points.iter().all(|p| p.question != Question::Panel), "{id}: {:#?}", view.points);
    }
    let young = TERMS.replace("10 to 17", "16 to 17");
    assert!(walk(&[&young, LEVELS], "online-peer-group").points.iter().all(|p| p.question != Question::Panel));
}

#[test]
fn a_document_that_only_points_to_another_does_not_apply() {
    let gangs = "# Gangs Procedure 2021\n\nA worker with a concern about a gang rings the Anchor on the same day. Where the behaviour is harmful sexual behaviour, follow the Harmful Sexual Behaviour Procedure.\n";
    let of = |id: &str| walk(&[gangs, HSB, LEVELS], id).routes.iter().any(|r| r.document == DocumentIndex(0));
    assert!(of("gang-associated-exploitation") && !of("siblings"));
}

#[test]
fn the_condition_of_a_heading_is_told_and_that_of_a_sentence_not_twice() {
    let hsb = "# Harmful Sexual Behaviour Procedure 2021\n\n## If a child is in danger now\n\nRing 999.\n\n## What to do\n\nA worker with a concern rings the Anchor on the same day. Ring 999 where a child is in danger.\n";
    let view = walk(&[hsb, LEVELS], "siblings");
    let whens: Vec<Option<&str>> =
        view.routes.iter().flat_map(|r| &r.steps).filter(|s| s.stage == Stage::Danger).map(|s| s.when.as_deref()).collect();
    assert!(whens.contains(&Some("if somebody is in danger now")), "{whens:?}");
    assert!(whens.iter().flatten().filter(|w| w.contains("now")).count() == 1, "{whens:?}");
    let night =
        "# Levels of Need 2022\n\nThe Anchor is the single front door. Out of hours, ring the emergency duty team on 01555 100 200.\n";
    let view = walk(&[HSB, night], "school-gate");
    let duty = view.routes.iter().flat_map(|r| &r.steps).find(|s| s.words.contains("emergency duty team")).unwrap();
    assert_eq!(duty.when, None);
}

#[test]
fn what_is_said_of_repeated_absences_is_not_said_of_one() {
    let levels = "# Levels of Need 2022\n\nThe Anchor is the single front door. Every concern about a child comes to the Anchor on the same day.\n\n| Level | What you might see |\n| --- | --- |\n| Level 2 | Low mood |\n| Level 4 | Injury; repeated missing episodes |\n";
    let missing = "# Missing Children Protocol 2021\n\nA carer rings the Anchor at once.\n\nRepeated missing episodes are at level 2 of the levels of need.\n";
    let parts = |id: &str| causes(&walk(&[missing, levels], id)).contains(&Cause::LevelParts);
    assert!(parts("missing-from-care") && !parts("missing-and-carrying"));
}

#[test]
fn a_document_whose_title_names_two_harms_is_for_both() {
    let both = "# Child Exploitation Strategy 2022\n\nIt covers child sexual exploitation and child criminal exploitation.\n\nThe Anchor replies to a referral within one working day. A child who is sexually exploited is seen by the Tarn Project.\n";
    let view = walk(&[both, LEVELS], "recruited-to-recruit");
    assert!(says(&view, "replies to a referral") && !says(&view, "Tarn Project"), "{:#?}", short(&view));
}

#[test]
fn younger_children_beside_an_age_are_those_under_it_whoever_else_the_case_has() {
    let gangs = "# Gangs Procedure 2021\n\nA worker rings the Anchor on the same day. Young offenders aged 16 or over go to the Quay Panel; younger children go to the Tarn Project.\n";
    let view = walk(&[gangs, LEVELS], "school-gate");
    assert!(view.routes.iter().flat_map(|r| &r.steps).any(|s| s.to.as_deref() == Some("Tarn Project")), "{:#?}", short(&view));
}

#[test]
fn a_scene_that_the_case_does_not_have_and_the_housekeeping_of_a_panel_are_no_steps_of_it() {
    let more = "Where both children live in one home, social care finds somewhere safe for one of them. Where the police have been called to a home with children in it, they tell the school. A child leaves the list when the chair is satisfied that the plan has worked; the school is told in writing. A head teacher may be asked to come for one item.\n";
    let hsb = format!("{HSB}\n{more}");
    let siblings = walk(&[&hsb, LEVELS], "siblings");
    let others = walk(&[&hsb, LEVELS], "under-thirteen");
    assert!(says(&siblings, "one home") && !says(&others, "one home"), "{:#?}", told(&siblings));
    for part in ["police have been called", "leaves the list", "one item"] {
        assert!(!says(&siblings, part) && !says(&others, part), "{part}: {:#?}", told(&siblings));
    }
}

#[test]
fn a_child_who_is_back_is_not_reported_by_the_call_that_says_so() {
    let missing =
        "# Missing Children Protocol 2021\n\nThe police tell the Anchor within 24 hours of every report that a child is missing.\n";
    let due = |id: &str| {
        let view = walk(&[missing, LEVELS], id);
        view.routes.iter().flat_map(|r| &r.steps).find(|s| s.words.contains("24 hours")).and_then(|s| s.due.clone()).and_then(|d| d.iso)
    };
    assert!(due("missing-from-care").is_some() && due("missing-and-carrying").is_none());
}
