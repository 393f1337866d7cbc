//! Tests of which documents, panels and times a case takes, where words join, narrow or settle.

use super::{HSB, LEVELS, causes, says, short, walk};
use concordat_findings::{Cause, Question};
use concordat_register::DocumentIndex;

#[test]
fn a_harm_made_of_two_is_walked_for_a_case_that_has_both() {
    let hsb = format!("{HSB}\nWhere a gang uses sexual violence to frighten, the Quay Panel is told the same day.\n");
    assert!(says(&walk(&[&hsb, LEVELS], "gang-associated-exploitation"), "uses sexual violence"), "she is hurt sexually by a gang");
    for id in ["siblings", "school-gate"] {
        assert!(!says(&walk(&[&hsb, LEVELS], id), "uses sexual violence"), "{id}");
    }
    let gangs = "# Gangs Procedure 2021\n\nA worker who believes that a child is affected by a gang rings the Anchor the same day.\n\nWhere sexual exploitation is suspected in a child affected by a gang, the Quay Panel leads.\n";
    assert!(!says(&walk(&[gangs, LEVELS], "missing-and-carrying"), "Quay Panel leads"));
    assert!(says(&walk(&[gangs, LEVELS], "gang-associated-exploitation"), "Quay Panel leads"));
}

#[test]
fn rows_that_name_the_case_are_its_steps_and_who_leads_at_a_level_too() {
    let missing = "# Missing Children Protocol 2021\n\nThe carer rings the Anchor at once.\n\n| Agency | Main duties |\n| --- | --- |\n| Health | The nurse sees every child in care who has been missing three times. |\n| Education | Attendance, exclusions and friends. |\n| Tarn Project | Charity that carries out return interviews. |\n";
    let view = walk(&[missing, LEVELS], "missing-from-care");
    assert!(says(&view, "The nurse sees") && !says(&view, "Attendance") && !says(&view, "Charity"), "{:#?}", short(&view));
    assert!(!says(&walk(&[missing, LEVELS], "missing-and-carrying"), "The nurse sees"));
    let gangs = "# Gangs Procedure 2021\n\nA worker rings the Anchor the same day.\n\nLevel 4. Children's social care leads.\n";
    assert!(says(&walk(&[gangs, LEVELS], "gang-associated-exploitation"), "leads"));
}

#[test]
fn a_route_for_workers_is_not_begun_by_a_parent() {
    let terms = "# Child Exploitation Strategy 2021\n\nAnybody who works with children may refer. The referral goes to the Anchor on form Q1.\n\nThe Quay Panel discusses every child who is exploited.\n";
    let begun =
        |id: &str| walk(&[terms, LEVELS], id).routes.iter().any(|r| r.document == DocumentIndex(0) && r.steps.iter().any(|s| s.entry));
    assert!(begun("gang-associated-exploitation") && !begun("online-peer-group"));
}

#[test]
fn the_call_that_says_by_when_is_the_beginning_before_a_row_of_one_level() {
    let hsb = "# Harmful Sexual Behaviour Procedure 2021\n\n| Range | First response |\n| --- | --- |\n| Red | Level 4. Ring the Anchor |\n\nA worker who suspects harmful behaviour tells the safeguarding lead and rings the Anchor the same day.\n";
    let view = walk(&[hsb, LEVELS], "siblings");
    let entry = view.routes.iter().flat_map(|r| &r.steps).find(|s| s.entry).unwrap();
    assert!(entry.rule.is_some() && entry.words.contains("suspects"), "{:#?}", short(&view));
}

#[test]
fn every_parting_of_tools_is_told_with_its_harm_and_what_a_heading_keeps_to_some_is_not_said_of_others() {
    let cse = "# Child Sexual Exploitation Strategy 2020\n\nA worker rings the Anchor on the same day.\n\nWorkers must complete the Thornmoor Exploitation Profile for every child who may be sexually exploited.\n";
    let missing = "# Missing Children Protocol 2019\n\n## When a child is in care\n\nWhere sexual exploitation is suspected the worker completes the Red Flag Matrix. The matrix is the only tool to be used.\n\n## All children\n\nA worker rings the Anchor on the same day.\n";
    let parts = |id: &str| walk(&[cse, missing, LEVELS], id).points.iter().any(|p| p.question == Question::Tool && p.parts());
    assert!(parts("missing-from-care") && !parts("violent-at-home"), "she is not in care");
}

#[test]
fn what_is_done_with_each_report_waits_for_one_where_nobody_is_missing() {
    let missing = "# Missing Children Protocol 2021\n\nThe police send each report to the Anchor by nine the next morning.\n";
    let view = walk(&[missing, LEVELS], "violent-at-home");
    let sent = view.routes.iter().flat_map(|r| &r.steps).find(|s| s.what.contains("send")).unwrap();
    assert!(!sent.entry && sent.due.as_ref().unwrap().iso.is_none(), "{:#?}", short(&view));
    let view = walk(&[missing, LEVELS], "missing-from-care");
    let sent = view.routes.iter().flat_map(|r| &r.steps).find(|s| s.what.contains("send")).unwrap();
    assert_eq!(sent.due.as_ref().unwrap().iso.as_deref(), Some("2026-12-27T09:00"), "the carer's call on the 26th is the report");
}

#[test]
fn a_lead_on_all_cases_including_some_is_one_for_each() {
    let cse = "# Child Sexual Exploitation Strategy 2021\n\nA worker rings the Anchor on the same day. All exploitation cases go by this route, including those linked with a gang, and the Quay Panel leads on them.\n";
    let view = walk(&[cse, LEVELS], "position-of-trust");
    assert!(view.points.iter().any(|p| p.question == Question::Lead), "{:#?}", short(&view));
}

const EMP: &str = "# Exploitation Panel: Terms of Reference\n\n## Remit\n\nThe Exploitation Panel (EP) considers children who are sexually exploited.\n\n## Membership\n\n- Police (chair)\n- Children's social care\n";
const HSBG: &str = "# Tarn Advice Group: Terms of Reference\n\n## Which children\n\nThe Tarn Advice Group considers any child under 18 who has shown harmful sexual behaviour.\n\n## Membership\n\n- Police (chair)\n- Children's social care\n";

#[test]
fn a_panel_that_sends_a_child_to_another_is_no_rival_of_it() {
    let away = format!(
        "{HSBG}\n## Exploitation\n\nWhere the harm is part of exploitation, the child is heard by the Exploitation Panel and not by this Group.\n"
    );
    let panels = |files: &[&str]| {
        let view = walk(files, "position-of-trust");
        let point = view.points.into_iter().find(|p| p.question == Question::Panel);
        point.map(|p| p.answers.into_iter().map(|a| a.answer).collect::<Vec<_>>()).unwrap_or_default()
    };
    assert_eq!(panels(&[EMP, HSBG, LEVELS]), ["Exploitation Panel", "Tarn Advice Group"]);
    assert_eq!(panels(&[EMP, &away, LEVELS]), ["Exploitation Panel"]);
}

#[test]
fn a_panel_takes_those_of_one_of_its_kinds_and_is_told_in_the_words_for_them() {
    let marg = "# Away Group: Terms of Reference\n\n## Remit\n\nThe Away Group considers every child who has been missing twice or more in a month and any child who is sexually exploited.\n\n## Membership\n\n- Police (chair)\n- Children's social care\n";
    let told = |id: &str| says(&walk(&[marg, LEVELS], id), "missing twice");
    assert!(told("missing-from-care") && told("online-peer-group") && !told("missing-and-carrying"), "he was away once");
    let quay = "# Quay Panel: Terms of Reference\n\n## Purpose\n\nThe Quay Panel brings agencies together for children who are harmed by serious youth violence or exploitation.\n\n## Remit\n\nThe panel considers\n\n- children whom others use to sell drugs;\n- children hurt in serious youth violence.\n\n## Membership\n\n- Police (chair)\n- Children's social care\n";
    let view = walk(&[quay, LEVELS], "recruited-to-recruit");
    assert!(says(&view, "use to sell drugs"), "{:#?}", short(&view));
}

#[test]
fn what_two_panels_settle_between_them_settles_nothing_of_a_third() {
    let strategy = "# Child Sexual Exploitation Strategy 2021\n\nA worker rings the Anchor on the same day. The Exploitation Panel and the Violence Panel share one list. Where both know a child, the chairs agree which panel leads.\n";
    let joined = |files: &[&str], id: &str| walk(files, id).points.iter().any(|p| p.question == Question::Joining);
    let violence = "# Violence Panel: Terms of Reference\n\n## Remit\n\nThe Violence Panel considers children who are hurt in serious youth violence and by gangs.\n\n## Membership\n\n- Police (chair)\n- Children's social care\n";
    assert!(joined(&[strategy, EMP, violence, LEVELS], "gang-associated-exploitation"));
    assert!(!joined(&[strategy, EMP, HSBG, LEVELS], "position-of-trust"));
}

#[test]
fn social_care_that_hears_only_what_a_meeting_for_adults_came_to_is_not_told_first() {
    let da = "# Domestic Abuse Policy 2021\n\nHigh-risk cases are sent to the MARAC coordinator on form Q1. This includes cases in which the victim is 16 or 17; children's social care is told of the outcome after the conference.\n";
    let levels = "# Levels of Need 2022\n\nThe Anchor is the single front door. Where a young person is hurt by a partner, ring the Anchor the same day.\n";
    assert!(causes(&walk(&[da, levels], "violent-relationship")).contains(&Cause::FirstContactParts));
}

#[test]
fn a_way_in_for_those_below_a_score_is_none_for_those_above_it() {
    let da = "# Domestic Abuse Policy 2021\n\nHigh-risk cases are sent to the MARAC coordinator on form Q1. This includes cases in which the victim is 16 or 17; children's social care is told of the outcome after the conference.\n\nVictims of 16 or 17 who score below 14 come to the Anchor on the same day.\n";
    let levels = "# Levels of Need 2022\n\nThe Anchor is the single front door. Where a young person is hurt by a partner, ring the Anchor the same day.\n";
    let view = walk(&[da, levels], "violent-relationship");
    assert!(causes(&view).contains(&Cause::FirstContactParts), "{:#?}", short(&view));
    let all = da.replace("Victims of 16 or 17 who score below 14 come to the Anchor", "Anyone who is worried rings the Anchor");
    assert!(!causes(&walk(&[&all, levels], "violent-relationship")).contains(&Cause::FirstContactParts));
}

#[test]
fn a_level_is_told_with_what_the_next_sentence_keeps_from_social_care() {
    let levels = "# Levels of Need 2022\n\nThe Anchor is the single front door. Every concern about a child comes to the Anchor on the same day.\n\n| Level | What you might see |\n| --- | --- |\n| Level 2 | Low mood |\n| Level 3 | Repeated missing episodes |\n";
    let missing = "# Missing Children Protocol 2021\n\nThe carer rings the Anchor on the same day.\n\nRepeated missing episodes are at level 2 of the levels of need. Family support is offered, and a referral to the Anchor is not needed unless the police grade the report high.\n";
    let told = |text: &str| -> Vec<String> {
        let view = walk(&[text, levels], "missing-from-care");
        let level = view.points.iter().find(|p| p.question == Question::Level);
        level.into_iter().flat_map(|p| &p.answers).map(|a| format!("{}: {}", a.answer, a.evidence[0].anchor.quote.exact)).collect()
    };
    assert!(told(missing).iter().any(|a| a.contains("not told to children") && a.contains("grade the report high")), "{:?}", told(missing));
    let plain = missing.replace("a referral to the Anchor is not needed unless the police grade the report high", "the school is told");
    assert!(!told(&plain).is_empty() && told(&plain).iter().all(|a| !a.contains("not told")), "{:?}", told(&plain));
}

#[test]
fn how_those_who_hurt_a_partner_are_met_is_not_how_a_girl_is_who_hits_her_mother() {
    let da = "# Domestic Abuse Policy 2021\n\nA worker rings the Anchor on the same day.\n\nA person of 16 or 17 who abuses a partner is dealt with in the same way as any other perpetrator: arrest and charge.\n\nBoth of them are children.\n";
    assert!(causes(&walk(&[da, LEVELS], "violent-relationship")).contains(&Cause::StandingParts));
    assert!(!causes(&walk(&[da, LEVELS], "violent-at-home")).contains(&Cause::StandingParts));
}

#[test]
fn a_row_that_sums_up_a_step_tells_it_no_second_time() {
    let missing = "# Missing Children Protocol 2021\n\nThe Tarn Project offers a return interview within 72 hours of return.\n\n| Step | Who | Time limit |\n| --- | --- | --- |\n| Return interview | Tarn Project | 72 hours of return |\n";
    let view = walk(&[missing, LEVELS], "missing-and-carrying");
    let held = view.routes.iter().flat_map(|r| &r.steps).filter(|s| s.what.to_lowercase().contains("return interview")).count();
    assert_eq!(held, 1, "{:#?}", short(&view));
}

#[test]
fn what_is_done_where_the_harm_is_sexual_is_no_step_of_a_stabbing() {
    let guide = "# Child-on-child abuse: guidance for all 2021\n\nThe lead rings the Anchor the same day. Where the behaviour is sexual, the Anchor asks two trained workers to assess the child.\n";
    assert!(says(&walk(&[guide, LEVELS], "images-at-school"), "two trained workers"));
    assert!(!says(&walk(&[guide, LEVELS], "school-gate"), "two trained workers"));
}

#[test]
fn what_is_kept_from_social_care_for_a_low_grade_is_said_with_it() {
    let levels = "# Levels of Need 2022\n\nThe Anchor is the single front door. Every concern about a child comes to the Anchor on the same day.\n\n| Level | What you might see |\n| --- | --- |\n| Level 2 | Low mood |\n| Level 4 | Any sign that a child is sexually exploited, whatever the risk |\n";
    let cse = "# Child Sexual Exploitation Strategy 2020\n\nA worker rings the Anchor on the same day.\n\nSexually exploited children whose risk is low or medium need no referral to children's social care.\n";
    let view = walk(&[cse, levels], "online-peer-group");
    let point = view.points.iter().find(|p| p.question == Question::Level).unwrap();
    let shown: Vec<&str> = point.answers.iter().map(|a| a.answer.as_str()).collect();
    assert!(shown.contains(&"level 4") && shown.iter().any(|a| a.ends_with("if it is graded low or medium")), "{shown:?}");
}

/// In a document about one form of exploitation "exploited" is that form: its panel is none for a boy who is made to carry drugs.
#[test]
fn exploitation_is_the_form_that_its_document_is_about() {
    let cse = |title: &str| {
        let text = format!("# {title}\n\nThe Harbour Panel discusses children who are being exploited.\n");
        let levels = "# Levels of Need 2022\n\nA worker rings the Anchor on the same day about a child who is made to carry drugs.\n";
        let view = walk(&[&text, levels], "recruited-to-recruit");
        short(&view).iter().any(|step| step.contains("Harbour Panel"))
    };
    assert!(!cse("Child Sexual Exploitation Strategy 2022"));
    assert!(cse("Child Exploitation Strategy 2022"));
}

/// A body that leads by a step that the case takes is told: nothing is then said to be open of who leads.
#[test]
fn a_lead_under_a_heading_is_a_lead() {
    let gangs = |more: &str| {
        format!(
            "# Gangs Procedure 2021\n\nA worker rings the Anchor on the same day. The Gangs Panel discusses every child who is harmed by a gang.\n\n{more}"
        )
    };
    let cse = "# Child Sexual Exploitation Strategy 2022\n\nA worker rings the Anchor on the same day. The Exploitation Panel discusses every child who is sexually exploited.\n";
    let open = |more: &str| causes(&walk(&[&gangs(more), cse], "gang-associated-exploitation")).contains(&Cause::SeveralDiscussions);
    assert!(open(""));
    assert!(!open("## Level 4\n\nChildren's social care leads.\n"));
}

/// Terms that are called after their area, and speak of the conference by its whole name, are those of one panel.
#[test]
fn a_panel_called_by_two_names_in_its_own_terms_is_one() {
    let terms = "# Tarnside MARAC: Operating Protocol and Terms of Reference\n\n## 1. Purpose\n\n1.1 The Multi-Agency Risk Assessment Conference (MARAC) discusses people at high risk of harm from domestic abuse, young people of 16 and 17 among them, and agrees a safety plan for each of them and for their children.\n\n## 2. Membership\n\nPolice; health; children's social care; housing.\n\n## 3. Meetings\n\nIt meets every two weeks. The police chair it. Four agencies make a quorum.\n";
    let view = walk(&[terms, LEVELS], "violent-relationship");
    let panels: Vec<&str> =
        { view.points.iter() }.filter(|p| p.question == Question::Panel).flat_map(|p| &p.answers).map(|a| a.answer.as_str()).collect();
    assert_eq!(panels.len(), 1, "{panels:?}");
}

#[test]
fn a_body_that_decides_whether_social_care_hears_is_told_first() {
    let da = |then: &str| {
        format!(
            "# Domestic Abuse Policy 2021\n\nWhere the person harmed is 16 or 17, the worker sends the risk checklist to the MARAC coordinator{then}.\n"
        )
    };
    let parts = |then: &str, id: &str| {
        let mut documents = super::read(&[&da(then), LEVELS]);
        crate::settle(&mut documents, &super::standard().0.routes);
        let view = super::Walker::new(&documents, &super::standard().0).walk(&super::case(id));
        causes(&view).contains(&Cause::FirstContactParts)
    };
    let decides = ", and it is for MARAC to decide whether children's social care needs to know";
    assert!(parts(decides, "violent-relationship"));
    assert!(!parts(" and rings the Anchor on the same day", "violent-relationship"));
    assert!(!parts(decides, "siblings"), "nobody is hurt by a partner");
}

#[test]
fn a_time_for_a_child_in_police_protection_is_none_of_a_child_who_is_not() {
    let levels = "# Levels of Need 2022\n\nThe Anchor is the single front door. Every concern about a child comes to the Anchor on the same day.\n\nThe Anchor manager holds a strategy discussion within one working day of the decision.\n\nThe Emergency Duty Team holds its own strategy discussion within four hours if a child is in police protection.\n";
    let view = walk(&[HSB, levels], "siblings");
    assert!(says(&view, "within one working day") && !says(&view, "four hours"), "{:#?}", short(&view));
}

#[test]
fn what_is_said_for_all_purposes_is_how_they_are_met() {
    let da = "# Domestic Abuse Policy 2021\n\nA worker rings the Anchor on the same day.\n\nA young person of 16 or over who abuses a partner is treated for all purposes as an adult perpetrator.\n\nBoth of them are children.\n";
    assert!(causes(&walk(&[da, LEVELS], "violent-relationship")).contains(&Cause::StandingParts));
}

#[test]
fn a_box_of_one_theme_or_an_adviser_who_decides_stands_beside_the_front_door() {
    let parts = |words: &str, id: &str| {
        let mut documents = super::read(&[words, LEVELS]);
        crate::settle(&mut documents, &super::standard().0.routes);
        let view = super::Walker::new(&documents, &super::standard().0).walk(&super::case(id));
        causes(&view).contains(&Cause::FirstContactParts)
    };
    let cse = |inbox: &str| {
        format!(
            "# Child Exploitation Strategy 2021\n\nAny worker who is worried completes the screening tool and e-mails it to the {inbox}.\n"
        )
    };
    assert!(parts(&cse("exploitation inbox"), "gang-associated-exploitation"));
    assert!(!parts(&cse("secure inbox"), "gang-associated-exploitation"), "it may be that of the front door");
    let hsb = |then: &str| {
        format!(
            "# Harmful Sexual Behaviour Policy 2021\n\nThe head teacher reports any sexual behaviour of concern to the Education Safeguarding Adviser{then}.\n"
        )
    };
    assert!(parts(&hsb(", who decides whether children's social care needs to know"), "images-at-school"));
    assert!(!parts(&hsb(" and rings the Anchor on the same day"), "images-at-school"));
}
