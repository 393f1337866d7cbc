//! Tests of what walks of cases rest on: joined concerns, rows that say in what case, steps said without a verb of their own.

use super::{bodies, read, steps};
use concordat_register::route::{Act, Step};

fn joint(text: &str) -> Vec<Vec<String>> {
    let found = steps(text).into_iter().next().unwrap().trigger.joint;
    found.into_iter().map(|group| group.into_iter().map(|c| c.to_string()).collect()).collect()
}

fn circumstances(text: &str) -> Vec<String> {
    steps(text).into_iter().flat_map(|s| s.trigger.circumstances).map(|c| c.to_string()).collect()
}

fn matter(text: &str) -> Option<(Act, Option<String>, Option<String>)> {
    let shown = |step: Step| (step.act, step.matter.map(|m| m.to_string()), step.body.map(|b| b.shown()));
    steps(text).into_iter().map(shown).next()
}

#[test]
fn concerns_that_words_make_one_harm_of_are_joined_and_those_that_are_listed_are_not() {
    let both = [vec!["gang".to_owned()], vec!["hsb".to_owned()]];
    assert_eq!(joint("Where a gang or a band of friends uses sexual violence to frighten, the Anchor is told the same day.\n"), both);
    let partner = joint("A pupil who is hurt sexually by a boyfriend is referred to the Anchor.\n");
    assert_eq!(partner.len(), 2, "{partner:?}");
    let joined = joint("Where exploitation is suspected in a child affected by a gang, the Quay Panel leads.\n");
    assert_eq!(joined.len(), 2, "{joined:?}");
    for listed in [
        "Where a child is sexually exploited or in a gang, ring the Anchor.\n",
        "A concern about gangs, exploitation or going missing goes to the Anchor.\n",
        "Children in gangs and children who go missing are referred to the Anchor.\n",
        "A child who is exploited is referred to the Gangs and Exploitation Panel.\n",
    ] {
        assert_eq!(joint(listed), Vec::<Vec<String>>::new(), "{listed}");
    }
}

#[test]
fn a_body_of_one_bare_name_is_told_and_a_panel_takes_a_case() {
    let told = steps("Where a child may be hurt that is a matter for us, and the Harbour is told the same day.\n");
    assert!(told.iter().any(|s| s.act == Act::Contact && s.body.as_ref().is_some_and(|b| b.name == "Harbour")), "{told:#?}");
    let taken = steps("Where a partner is violent, MARAC takes the case if she is 16 or over.\n");
    let step = taken.first().unwrap();
    assert_eq!((step.act, step.trigger.least), (Act::Decide, Some(16)), "{taken:#?}");
    assert_eq!(steps("The Quay Panel takes the case to the Director.\n").iter().filter(|s| s.act == Act::Decide).count(), 0);
}

#[test]
fn steps_are_read_that_a_noun_says_or_that_somebody_is_asked_for() {
    let meeting = matter("Children who are often away should be the subject of a meeting between the home and the police sergeant.\n");
    assert_eq!(meeting.as_ref().and_then(|m| m.1.as_deref()), Some("planning-meeting"), "{meeting:?}");
    assert_eq!(matter("The meeting is the subject of much talk.\n"), None);
    let asked = matter("Where the harm is sexual, the Harbour asks two trained workers to assess the child.\n");
    assert_eq!(asked, Some((Act::Hold, Some("specialist-assessment".to_owned()), Some("Harbour".to_owned()))));
    let carer = matter("Where exploitation is suspected, the carer completes the Tarn Screening Checklist.\n");
    assert_eq!(carer.and_then(|c| c.1), Some("specialist-assessment".to_owned()));
    let so = "A council that places a child here says who will offer return interviews. If nobody is named, the Tarn Project will do so.\n";
    let found = steps(so);
    let step = found.iter().find(|s| s.body.as_ref().is_some_and(|b| b.name == "Tarn Project")).unwrap();
    assert_eq!(step.matter.as_deref(), Some("return-interview"));
    assert!(step.before.starts_with("A council") && step.trigger.circumstances.iter().any(|c| c == "placed-elsewhere"), "{step:#?}");
}

#[test]
fn a_row_says_in_what_case_it_is_and_what_it_waits_for() {
    let table = "# Missing Protocol\n\n| Step | Who | Time limit |\n| --- | --- | --- |\n| Report to police | Parent or carer | As soon as enquiries fail |\n| Missing meeting | Children's social care | After three episodes in 60 days |\n";
    let found = steps(table);
    let of = |n: usize| found.get(n).unwrap().trigger.clone();
    assert!(of(0).circumstances.iter().any(|c| c == "not-found"), "{found:#?}");
    assert_eq!((of(1).text.as_str(), of(1).circumstances.len()), ("After three episodes in 60 days", 1));
    let duties = "# Missing Protocol\n\n| Agency | Main duties |\n| --- | --- |\n| Health | The nurse for looked after children sees every child in care who has been missing three times. |\n";
    assert_eq!(circumstances(duties), ["in-care", "repeated"]);
}

#[test]
fn a_heading_says_in_what_case_its_section_is_and_findings_that_come_back_are_no_child() {
    let missing =
        read("# Missing Protocol\n\n# When a child is in care\n\nThe carer rings the Anchor.\n\n# Other children\n\nRing the Anchor.\n");
    assert_eq!(missing.headed.len(), 1, "{:#?}", missing.headed);
    let place = "A place named at three meetings is visited by the Quay Panel. The visit looks at lighting, and the findings come back to the Quay Panel.\n";
    let found = steps(place);
    assert!(found.iter().all(|s| s.trigger.circumstances.is_empty()), "{found:#?}");
    assert!(found.last().unwrap().trigger.narrowed.iter().any(|n| n == "place"), "{found:#?}");
}

#[test]
fn a_sentence_that_says_itself_of_whom_it_is_needs_no_other() {
    let before = |text: &str| steps(text).into_iter().next_back().unwrap().before.to_string();
    assert_eq!(before("A form is no help in an emergency. At night ring the emergency duty team.\n"), "");
    assert_eq!(before("Minutes go to the members only. A school that has sent a referral is told by the Anchor.\n"), "");
    assert_ne!(before("Some children are under 13. The worker rings the Anchor.\n"), "");
}

#[test]
fn a_condition_in_a_line_of_its_own_is_that_of_what_stands_below() {
    let found = steps("# HSB Procedure\n\nIf a child is in danger now\n\nRing 999.\n\nA worker rings the Anchor.\n");
    let of = |n: usize| found.get(n).unwrap().trigger.clone();
    assert_eq!((of(0).text.as_str(), of(1).text.as_str()), ("If a child is in danger now", ""), "{found:#?}");
}

#[test]
fn who_settles_a_lead_between_both_is_said_of_the_two_that_were_named() {
    let of = |text: &str| read(text).joins.into_iter().flat_map(|j| j.of).map(|b| b.name.to_string()).collect::<Vec<_>>();
    let both = "The Quay Panel and the Fell Panel share one list. Where both know a child, the chairs agree which panel leads.\n";
    assert_eq!(of(both), ["Quay Panel", "Fell Panel"]);
    assert_eq!(of("Where more than one panel knows a child, the Anchor names the panel that leads.\n"), Vec::<String>::new());
}

#[test]
fn words_set_off_by_commas_part_no_subject_from_its_verb() {
    let by = |text: &str| -> Vec<Option<String>> {
        steps(text).iter().map(|s| s.actor.as_ref().or(s.body.as_ref()).map(|b| b.name.to_string())).collect()
    };
    let project =
        "Tarn Youth, the charity that the council pays for this, offers a return interview within 72 hours of the child's return.\n";
    assert_eq!(by(project), [Some("Tarn Youth".to_owned())]);
    let worker = "The social worker, or the Anchor if there is none, holds a strategy discussion within two working days.\n";
    assert_eq!(by(worker), [Some("social worker".to_owned())]);
    let desk = "The Quay Desk, which is open all week, rings the police at once.\n";
    assert_eq!(by(desk), [Some("Quay Desk".to_owned())]);
    // What a child does is nobody's step.
    assert_eq!(by("A girl, who was away for a night, visits the Anchor.\n"), Vec::<Option<String>>::new());
}

#[test]
fn the_number_of_a_clause_is_no_part_of_the_name_that_follows() {
    let found = steps("5.1 MACE meets on alternate Wednesdays. It hears each case within ten working days of the referral.\n");
    let names: Vec<&str> = found.iter().filter_map(|s| s.body.as_ref()).map(|b| b.name.as_str()).collect();
    assert_eq!(names, ["MACE"], "{found:#?}");
}

#[test]
fn a_score_is_no_age_and_the_other_manager_no_safeguarding_lead() {
    let found = steps("A victim who scores 14 or more on the checklist is referred to the Quay Panel.\n");
    assert_eq!((found[0].trigger.least, found[0].trigger.most), (None, None), "{found:#?}");
    let found = steps("If you disagree, speak to the other manager the same day.\n");
    assert!(found.iter().all(|s| s.body.as_ref().and_then(|b| b.kind.as_deref()) != Some("safeguarding-lead")), "{found:#?}");
}

#[test]
fn whoever_is_told_and_not_social_care_is_told_alone() {
    let found = steps("Victims aged 16 and 17 are referred to the Quay coordinator and not to children's social care.\n");
    assert!(found.len() == 1 && found[0].alone, "{found:#?}");
    assert!(!steps("Victims aged 16 and 17 are referred to the Quay coordinator and to children's social care.\n")[0].alone);
}

#[test]
fn the_sentence_after_says_who_does_it() {
    let of = |text: &str| steps(text).into_iter().map(|s| (s.matter.map(|m| m.to_string()), s.body.map(|b| b.shown()))).collect::<Vec<_>>();
    let told = |body: &str| vec![(Some("return-interview".to_owned()), Some(body.to_owned()))];
    assert_eq!(
        of("A return interview is offered within two days of return. Tidegate Project carries it out, at home.\n"),
        told("Tidegate Project")
    );
    assert_eq!(of("A return interview is offered within two days of return. Second Wind provides it.\n"), told("Second Wind"));
    let nobody = "A return interview is offered within two days of return. Second Wind likes this.\n";
    assert_eq!(of(nobody), [(Some("return-interview".to_owned()), None)]);
}

#[test]
fn a_discussion_is_the_one_called_so_and_a_decision_is_not_held() {
    let matters = |text: &str| steps(text).into_iter().filter_map(|s| s.matter.map(|m| m.to_string())).collect::<Vec<_>>();
    let text = "The social worker calls a strategy discussion within two days of the decision to look into it. The discussion is held the same day where a weapon was used.\n";
    assert_eq!(matters(text), ["strategy-discussion", "strategy-discussion"]);
}

#[test]
fn whoever_is_told_what_the_front_door_decided_is_told_of_no_case() {
    let acts = |text: &str| steps(text).into_iter().map(|s| (s.act, s.body.map(|b| b.shown()))).collect::<Vec<_>>();
    let hub = |act: Act, body: &str| vec![(act, Some(body.to_owned()))];
    assert_eq!(acts("The MASH tells the headteacher its decision within two working days of the referral.\n"), hub(Act::Decide, "MASH"));
    assert_eq!(acts("The MASH tells the headteacher of the child within two working days.\n"), hub(Act::Contact, "headteacher"));
    assert_eq!(acts("Staff tell the headteacher of the decision within two working days.\n"), hub(Act::Contact, "headteacher"));
}

#[test]
fn a_form_is_e_mailed_to_somebody() {
    let sent = steps("The worker completes the screening tool and e-mails it to the harm inbox.\n");
    assert!(sent.iter().any(|s| s.act == Act::Transfer && s.body.as_ref().is_some_and(|b| b.name == "harm inbox")), "{sent:#?}");
}

#[test]
fn a_time_for_some_is_none_for_all() {
    let limit = |text: &str| steps(text).first().and_then(|s| s.limit.clone()).map(|l| l.text.to_string());
    let some = "The Anchor holds a strategy discussion when a child has been away for a day, or at once if harm is suspected.\n";
    assert_eq!(limit(some), None);
    assert_eq!(limit("The Anchor holds a strategy discussion at once if harm is suspected.\n").as_deref(), Some("at once"));
}

/// Issue 6: a finding named a front door called "There".
#[test]
fn what_points_is_no_front_door() {
    let noted = read("There is one front door. All concerns come to the Quay Hub.\n").bodies;
    assert!(noted.iter().all(|n| n.name.as_str() != "There"), "{noted:?}");
}

#[test]
fn whoever_answers_at_night_is_told_then() {
    let night = |text: &str| {
        let found = steps(text).into_iter().filter(|s| s.act == Act::Contact && s.trigger.narrowed.iter().any(|n| n == "out-of-hours"));
        found.filter_map(|s| s.body).map(|b| b.shown()).collect::<Vec<_>>()
    };
    let ring = "Ring the Anchor on the same day.";
    assert_eq!(night(&format!("{ring} At night and at weekends the Emergency Duty Service answers.\n")), ["Emergency Duty Service"]);
    assert_eq!(night(&format!("{ring} Out of hours calls are answered by the Emergency Duty Team.\n")), ["Emergency Duty Team"]);
    assert!(night(&format!("{ring} At night and at weekends the school secretary answers.\n")).is_empty());
    assert!(night(&format!("{ring} The Emergency Duty Service answers.\n")).is_empty());
}

#[test]
fn what_is_signed_or_offered_and_what_a_paper_tells_moves_no_case() {
    for text in [
        "I will keep what I hear at this panel secure and will tell the chair if it is lost.\n",
        "We can come to a team meeting for an hour.\n",
        "The council's advice of December 2020 tells schools what to do.\n",
        "Information is given to the police and to landlords under the Data Protection Act 2018.\n",
    ] {
        assert!(steps(text).is_empty(), "{text}");
    }
    for text in [
        "The worker will tell the chair if it is lost.\n",
        "Cases come to the team meeting.\n",
        "The Harbour Desk tells the school what to do.\n",
    ] {
        assert!(!steps(text).is_empty(), "{text}");
    }
}

#[test]
fn what_is_joined_and_denied_sends_nobody_anywhere() {
    let shown = |text: &str| steps(text).into_iter().filter_map(|s| s.body.map(|b| b.shown())).collect::<Vec<_>>();
    assert_eq!(shown("Victims of 16 go to the Quay Panel and need not be referred to children's social care.\n"), ["Quay Panel"]);
    assert_eq!(shown("The nurse rings the Anchor and does not refer the child to the police.\n"), ["Anchor"]);
    let both = shown("The nurse rings the Anchor and tells the police.\n");
    assert_eq!(both.len(), 2, "{both:?}");
    let spared = |text: &str| read(text).spared.into_iter().map(|s| s.body.shown()).collect::<Vec<_>>();
    assert_eq!(spared("A child in a gang is taken to the Quay Panel. You do not also need to ring the Anchor.\n"), ["Anchor"]);
    assert!(spared("You do not need to ring back.\n").is_empty());
}

#[test]
fn a_panel_lists_for_itself_and_leads_in_its_own_terms() {
    let listed = steps("# Exploitation Strategy 2023\n\nThe Quay Panel shall list a child within five working days of the referral.\n");
    let [step] = listed.as_slice() else { panic!("{listed:#?}") };
    assert_eq!((step.matter.as_deref(), step.body.as_ref().map(|b| b.shown())), (Some("listing"), Some("Quay Panel".to_owned())));
    let terms = "# Quay Panel: Terms of Reference\n\nChildren who go missing are the panel's, and the panel leads on the plan.\n";
    let leads = steps(terms).into_iter().find(|s| s.act == Act::Lead).and_then(|s| s.body);
    assert!(leads.as_ref().is_some_and(|b| b.proper && b.full.as_deref() == Some("Quay Panel")), "{leads:?}");
    let named = steps("A worker who is worried rings the Harm Outside the Home Panel within two days.\n");
    assert_eq!(
        named.first().and_then(|s| s.body.as_ref()).map(|b| b.shown()).as_deref(),
        Some("Harm Outside the Home Panel"),
        "{named:#?}"
    );
}

/// Issue 6: the advice that partners share information in accordance with was drawn as a body that they share it with.
#[test]
fn what_something_is_in_accordance_with_is_sent_nothing() {
    for rule in ["in accordance with Information Sharing", "in line with the Harbour Charter", "in keeping with the Harbour Charter"] {
        assert_eq!(bodies(&format!("Partners shall share information about the child {rule}.")), [""; 0], "{rule}");
    }
    assert_eq!(bodies("Partners shall share information about the child with the Harbour Panel."), ["Harbour Panel"]);
}
