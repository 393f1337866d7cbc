//! Tests of reading routes.

use super::body::Known;
use super::lexicon::Lexicon;
use super::page::Page;
use super::{STEPS, after};
use crate::phrase::{PatternSet, Tokens, Vocabulary};
use crate::{Prepared, Reader, Source};
use concordat_register::route::{Act, Awaited, By, Force, Left, Note, RouteFacts, Step, Unit};
use concordat_standard::Standard;
use proptest::prelude::*;
use std::sync::OnceLock;

mod walked;

fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::new(&Standard::peer_on_peer_abuse().unwrap()))
}

fn read(markdown: &str) -> RouteFacts {
    reader().read(&concordat_fixture::document(markdown), &Source::default()).routes
}

fn steps(markdown: &str) -> Vec<Step> {
    read(markdown).steps
}

fn bodies(markdown: &str) -> Vec<String> {
    steps(markdown).iter().map(|s| s.body.as_ref().map_or("nobody".to_owned(), |b| b.shown())).collect()
}

/// Cuts `text` into words and hands them to `look`.
fn page<T>(text: &str, look: impl FnOnce(&Page<'_>, usize) -> T) -> T {
    static LEXICON: OnceLock<(Lexicon, Vocabulary)> = OnceLock::new();
    let (lexicon, vocabulary) = LEXICON.get_or_init(|| {
        let mut vocabulary = Vocabulary::default();
        (Lexicon::new(&Standard::peer_on_peer_abuse().unwrap(), &mut vocabulary), vocabulary)
    });
    let document = concordat_fixture::document(text);
    let prepared = Prepared::new(&document);
    let passage = &prepared.passages[0];
    let tokens = Tokens::new(passage, vocabulary);
    look(&Page { prepared: &prepared, passage, tokens: &tokens, lexicon }, tokens.list.len())
}

fn holds(text: &str, set: impl Fn(&Lexicon) -> &PatternSet, owner: u32) -> bool {
    page(text, |page, end| page.found(set(page.lexicon), 0, end).iter().any(|m| m.owner == owner))
}

#[test]
fn rows_hold_of_their_examples() {
    let rows = Standard::peer_on_peer_abuse().unwrap().routes;
    for row in &rows.bodies {
        let named = |text: &String| {
            page(text, |page, end| {
                Known::new(page, 0, end).all(page, 0, end).iter().any(|f| f.body.kind.as_deref() == Some(row.id.as_str()))
            })
        };
        row.examples.iter().for_each(|e| assert!(named(e), "{}: {e}", row.id));
        row.not.iter().for_each(|e| assert!(!named(e), "{}: not {e}", row.id));
    }
    for (n, row) in (0u32..).zip(&rows.matters) {
        row.examples.iter().for_each(|e| assert!(holds(e, |l| &l.matters, n), "{}: {e}", row.id));
        row.not.iter().for_each(|e| assert!(!holds(e, |l| &l.matters, n), "{}: not {e}", row.id));
    }
    let ends = [&rows.alone, &rows.door_later, &rows.closed, &rows.waits, &rows.gone, &rows.spared];
    for (n, cue) in (0u32..).zip([&rows.outside, &rows.nobody, &rows.no_door, &rows.vacant].into_iter().chain(ends)) {
        cue.examples.iter().for_each(|e| assert!(holds(e, |l| &l.cues, n), "{e}"));
        cue.not.iter().for_each(|e| assert!(!holds(e, |l| &l.cues, n), "not {e}"));
    }
    rows.drawn.examples.iter().for_each(|e| assert!(holds(e, |l| &l.drawn, 0), "{e}"));
    rows.drawn.not.iter().for_each(|e| assert!(!holds(e, |l| &l.drawn, 0), "not {e}"));
    for (cue, set) in [(&rows.takes, 0), (&rows.taken, 1), (&rows.begins, 2), (&rows.finished, 3)] {
        let said = |e: &String| holds(e, |l| [&l.takes, &l.taken, &l.begins, &l.finished][set], 0);
        cue.examples.iter().for_each(|e| assert!(said(e), "{e}"));
        cue.not.iter().for_each(|e| assert!(!said(e), "not {e}"));
    }
    let some = &rows.circumstances;
    for (n, row) in (0u32..).zip(&some.circumstances) {
        row.examples.iter().for_each(|e| assert!(holds(e, |l| &l.circumstances, n), "{}: {e}", row.id));
        row.not.iter().for_each(|e| assert!(!holds(e, |l| &l.circumstances, n), "{}: not {e}", row.id));
    }
    let turns = some.turns.iter().map(|t| (&t.examples, &t.not));
    let standing = [&some.as_adult, &some.as_child].map(|c| (&c.examples, &c.not));
    for (n, (examples, not)) in (0u32..).zip(turns.chain(standing)) {
        examples.iter().for_each(|e| assert!(holds(e, |l| &l.mentions, n), "{e}"));
        not.iter().for_each(|e| assert!(!holds(e, |l| &l.mentions, n), "not {e}"));
    }
    some.of_harm.examples.iter().for_each(|e| assert!(holds(e, |l| &l.of_harm, 0), "{e}"));
    some.of_harm.not.iter().for_each(|e| assert!(!holds(e, |l| &l.of_harm, 0), "not {e}"));
    rows.covered.examples.iter().for_each(|e| assert!(holds(e, |l| &l.covered, 0), "{e}"));
    rows.covered.not.iter().for_each(|e| assert!(!holds(e, |l| &l.covered, 0), "not {e}"));
    rows.every.examples.iter().for_each(|e| assert!(holds(e, |l| &l.every, 0), "{e}"));
    rows.every.not.iter().for_each(|e| assert!(!holds(e, |l| &l.every, 0), "not {e}"));
}

#[test]
fn a_sentence_gives_who_what_whom_and_when() {
    let made = steps(
        "A coach who fears that a child is drawn into a gang must ring the Quay Desk within 24 hours and sends form K2 to the Calder Street Panel (CSP).\n",
    );
    let [ring, send] = made.as_slice() else { panic!("{made:#?}") };
    assert_eq!((ring.act, ring.force), (Act::Contact, Force::Must));
    assert_eq!(ring.body.as_ref().unwrap().name, "Quay Desk");
    assert_eq!(ring.limit.as_ref().unwrap().iso8601().unwrap(), "PT24H");
    assert!(ring.trigger.concerns.iter().any(|c| c == "gang"));
    assert_eq!(send.act, Act::Transfer);
    assert_eq!(send.body.as_ref().unwrap().name, "Calder Street Panel");
    assert_eq!(send.body.as_ref().unwrap().kind.as_deref(), Some("panel"));
}

#[test]
fn what_is_only_a_condition_is_no_step() {
    assert_eq!(bodies("If the police notify the school, staff keep a note.\n"), Vec::<String>::new());
    assert_eq!(bodies("The police were told in March.\n"), Vec::<String>::new());
    assert_eq!(bodies("The school need not be told.\n"), Vec::<String>::new());
    assert_eq!(bodies("A carer who rings the police is thanked.\n"), Vec::<String>::new());
}

#[test]
fn passives_lead_to_whoever_is_told_or_sent_to() {
    assert_eq!(bodies("Where a knife is seen, the youth justice service is told the same day.\n"), ["youth justice service"]);
    assert_eq!(bodies("The case is passed to the Tidewell Project within two weeks.\n"), ["Tidewell Project"]);
}

#[test]
fn items_take_the_actor_of_their_lead_in() {
    let made = steps("The designated safeguarding lead should:\n\n1. ring the MASH at once\n2. tell the police\n");
    let who: Vec<_> = made.iter().map(|s| s.actor.as_ref().map(|a| a.name.to_string())).collect();
    assert_eq!(who, [Some("designated safeguarding lead".to_owned()), Some("designated safeguarding lead".to_owned())]);
    assert!(made.iter().all(|s| s.force == Force::Should));
    assert_eq!(made[0].limit.as_ref().unwrap().unit, Unit::AtOnce);
}

#[test]
fn rows_of_a_table_are_steps() {
    let made = steps(
        "# Missing\n\n| Step | Who | When |\n| --- | --- | --- |\n| Return interview | Tidewell Project | 72 hours of return |\n| Ring the police | Carer | At once |\n",
    );
    assert_eq!(made.len(), 2, "{made:#?}");
    assert_eq!(made[0].matter.as_deref(), Some("return-interview"));
    assert_eq!(made[0].limit.as_ref().unwrap().from.as_deref(), Some("return"));
    assert_eq!(made[1].body.as_ref().unwrap().name, "police");
    assert_eq!(made[1].actor.as_ref().unwrap().name, "Carer");
}

#[test]
fn names_are_resolved_by_what_the_document_says() {
    let facts = read(
        "# A\n\nThe Anchor is the single front door. The Calder Exploitation Group (CEG) meets weekly.\n\nStaff ring the Anchor. Cases go to the CEG.\n",
    );
    assert!(facts.bodies.iter().any(|n| n.name == "Anchor" && n.note == Note::OneDoor), "{:#?}", facts.bodies);
    let kinds: Vec<_> = facts.steps.iter().map(|s| s.body.as_ref().and_then(|b| b.kind.as_deref())).collect();
    assert_eq!(kinds, [Some("front-door"), Some("panel")]);
    assert_eq!(facts.steps[1].body.as_ref().unwrap().shown(), "Calder Exploitation Group (CEG)");
}

#[test]
fn nobody_is_said_to_be_nobody() {
    let left = |text: &str| read(text).gaps.iter().map(|g| g.left).collect::<Vec<_>>();
    assert_eq!(left("Young people of 17 fall outside this protocol.\n"), [Left::Outside]);
    assert_eq!(left("Young people of 17 fall outside this protocol and are referred to the Anchor.\n"), []);
    assert_eq!(left("Other worries are passed on as appropriate.\n"), [Left::ToNobody]);
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "(([a-zA-Z]{1,9}|the|refers|to|tells|MASH|police|within|24|hours|if|who|is|sent|,|\\(|\\)|:|\\||-)[ \\n]){0,40}") {
        let facts = read(&text);
        prop_assert!(facts.steps.len() <= super::STEPS);
    }
}

#[test]
fn what_follows_is_the_next_of_a_list_or_of_whoever_was_reached() {
    let next = |markdown: &str| steps(markdown).iter().map(|s| s.next).collect::<Vec<_>>();
    assert_eq!(
        next("1. Ring the MASH.\n2. Send form A1 to the Tarn Desk within one day.\n\nStaff tell the police.\n"),
        [Some(1), None, None]
    );
    assert_eq!(next("Staff ring the Tarn Desk.\n\nThe Tarn Desk tells the police within an hour.\n"), [Some(1), None]);
    // Another case is another way.
    assert_eq!(next("Staff ring the MASH. If the child is under 13, staff ring the police.\n"), [None, None]);
    let rows = "| Concern | Go to |\n| --- | --- |\n| Gangs | Gangs Panel |\n| Going missing | Missing Panel |\n";
    assert_eq!(next(rows), [None, None]);
}

#[test]
fn a_heading_that_is_a_body_takes_the_steps_under_it() {
    let made = steps(
        "# A protocol\n\n## What the police do\n\n1. Tell the Tarn Desk within four hours.\n2. Grade the risk.\n\n## Places\n\nTell the Tarn Desk.\n",
    );
    let who: Vec<_> = made.iter().map(|s| s.actor.as_ref().map(|a| a.name.to_string())).collect();
    assert_eq!(who, [Some("police".to_owned()), Some("police".to_owned()), None], "{made:#?}");
}

#[test]
fn a_narrower_case_beside_says_nothing_of_the_general_one() {
    let made = steps(
        "The Tarn Project holds the return interview within 72 hours of return, or within 24 hours for a child in care, because the authority asks for it.\n",
    );
    let [step] = made.as_slice() else { panic!("{made:#?}") };
    assert!(!step.explained && step.trigger.narrowed.is_empty(), "{step:#?}");
    assert!(step.anchor.quote.exact.ends_with("of return"), "{}", step.anchor.quote.exact);
}

#[test]
fn a_table_of_steps_gives_each_row_to_whoever_it_names() {
    let made = steps(
        "| Step | Who | What | By when |\n| --- | --- | --- | --- |\n| 1 | Front door | Weigh what was told with the family | One working day |\n| 2 | Tarn Team | Hold a strategy meeting with the police | Three working days |\n",
    );
    assert_eq!(made.iter().map(|s| s.body.as_ref().unwrap().name.as_str()).collect::<Vec<_>>(), ["Front door", "Tarn Team"]);
    assert!(made[0].anchor.quote.exact.starts_with("Weigh"), "{made:#?}");
}

#[test]
fn what_was_named_before_is_what_is_held() {
    let made = steps(
        "Social care decides within a day that a strategy discussion is needed. The discussion is held not later than the working day after that.\n",
    );
    let held = made.iter().find(|s| s.act == Act::Hold).unwrap();
    assert_eq!((held.matter.as_deref(), held.limit.as_ref().unwrap().unit), (Some("strategy-discussion"), Unit::WorkingDays));
}

#[test]
fn referrals_named_with_their_body_lead_to_it() {
    assert_eq!(bodies("The front door makes the National Referral Mechanism referral within two days.\n"), ["National Referral Mechanism"]);
    let made = steps("Referrals to the National Referral Mechanism are made by Westmere Police.\n");
    assert_eq!(made[0].actor.as_ref().unwrap().name, "Westmere Police");
    assert_eq!(bodies("The social worker asks Tarn Youth for a return interview within a day.\n"), ["Tarn Youth"]);
}

#[test]
fn a_case_passed_to_nobody_is_a_step_to_nobody() {
    assert_eq!(bodies("Other worries about a child are passed on as appropriate.\n"), ["nobody"]);
}

#[test]
fn a_vacant_post_with_cover_is_no_vacancy() {
    let vacant = |text: &str| read(text).bodies.iter().any(|b| b.note == Note::Vacant);
    assert!(vacant("The post of Tarn Coordinator is vacant.\n"));
    assert!(!vacant("The post of Tarn Coordinator is vacant; the deputy carries the work meanwhile.\n"));
}

#[test]
fn a_flow_chart_without_words_is_marked() {
    let drawn = |text: &str| read(text).pictures.len();
    assert_eq!(drawn("# Protocol\n\n## Referral flowchart\n\nFigure 1.\n\n## Review\n\nEvery year.\n"), 1);
    assert_eq!(drawn("# Protocol\n\n## Referral flowchart\n\n![chart](a.png)\n"), 1);
    assert_eq!(drawn("# Protocol\n\n## The referral pathway\n\nSee the picture.\n\n![a picture](a.png)\n\n## Review\n\nEvery year.\n"), 1);
    assert_eq!(drawn("# Protocol\n\n## The referral pathway\n\nSee the picture.\n"), 0, "there is no picture");
    assert_eq!(drawn("# Protocol\n\n## Annex\n\nOverleaf.\n\n![Flow chart of referrals](a.png)\n"), 1);
    assert_eq!(drawn("# Protocol\n\n## Annex\n\nOverleaf.\n\n![The town hall](a.png)\n"), 0);
    assert_eq!(drawn("# Protocol\n\n## Referral flowchart\n\n1. Ring the MASH.\n2. Ring the police.\n"), 0);
}

#[test]
fn minutes_are_a_limit_and_an_hour_of_them_is_one() {
    let made = read("# Protocol\n\nThe carer rings the police within 30 minutes.\n").steps;
    let limit = made[0].limit.as_ref().unwrap();
    assert_eq!((limit.amount, limit.unit, limit.iso8601().as_deref()), (30, Unit::Minutes, Some("PT30M")));
}

#[test]
fn how_long_something_has_gone_on_is_no_limit() {
    let limit = |text: &str| read(&format!("# Protocol\n\n{text}\n")).steps[0].limit.as_ref().map(|l| l.amount);
    assert_eq!(limit("Where a child is missing for more than 24 hours, the carer rings the police."), None);
    assert_eq!(limit("The carer rings the police no later than 24 hours after the child is missed."), Some(24));
    assert_eq!(limit("The carer rings the police no longer than 24 hours after the child is missed."), Some(24));
    assert_eq!(limit("Where a child is away for no longer than 24 hours, the carer rings the police."), None);
}

#[test]
fn who_settles_which_of_several_panels_leads_is_read() {
    let made = read(
        "# Protocol\n\nWhere more than one panel knows a child, the Quay Desk names the panel that leads. The panel leads on gangs.\n",
    );
    let by: Vec<_> = made.joins.iter().map(|j| j.by.as_ref().map(|b| b.name.as_str())).collect();
    assert_eq!(by, [Some("Quay Desk")]);
    for nobody in ["Each child has one lead worker.", "No document says which panel leads where both know a child."] {
        assert!(read(&format!("# Protocol\n\n{nobody}\n")).joins.is_empty(), "{nobody}");
    }
}

#[test]
fn rows_of_levels_and_of_members_are_no_steps() {
    let made = read(
        "# Levels of Need\n\n| Level | What you might see | Who helps |\n| --- | --- | --- |\n| 2 | Missing lessons; worry at home | Early help |\n| 4 | Injury; a weapon; sexual abuse | Children's social care |\n\n| Agency | Post |\n| --- | --- |\n| Estuary Police | Detective Inspector for public protection |\n",
    );
    assert!(made.steps.is_empty(), "{:#?}", made.steps);
    let served: Vec<_> = made.served.iter().map(|s| (s.level, s.body.name.as_str())).collect();
    assert_eq!(served, [(2, "Early help"), (4, "Children's social care")]);
}

#[test]
fn rows_of_roles_and_levels_that_say_by_when_or_where_to_go_are_steps() {
    let made = read(
        "# Missing Protocol\n\n| Agency | Role | Timescale |\n| --- | --- | --- |\n| Children's social care | Strategy discussion | Within 2 working days |\n\n\
         | Level | What you might see | Refer to |\n| --- | --- | --- |\n| 2 | Worry at home | Early Help Hub |\n",
    );
    let led: Vec<_> = made.steps.iter().map(|s| (s.body.as_ref().map(|b| b.name.as_str()), s.limit.as_ref().map(|l| l.amount))).collect();
    assert_eq!(led, [(Some("Children's social care"), Some(2)), (Some("Early Help Hub"), None)]);
}

#[test]
fn a_form_that_is_sent_on_is_not_of_the_ages_told_before_it() {
    let made = read("# Gangs Procedure\n\nChildren aged 16 and over go to the Tarn Panel. This form is sent to the MASH the same day.\n");
    assert_eq!(made.steps.iter().map(|s| s.trigger.least).collect::<Vec<_>>(), [Some(16), None]);
}

#[test]
fn ages_and_dangers_narrow_the_part_of_a_sentence_that_they_are_said_of() {
    let made = read("# Gangs Procedure\n\nChildren aged 16 or over go to the Tarn Panel; younger children go to the Quay Desk.\n").steps;
    let ages: Vec<_> = made.iter().map(|s| (s.trigger.least, s.trigger.most)).collect();
    assert_eq!(ages, [(Some(16), None), (None, Some(15))]);
    let made = read("# Missing Protocol\n\nThe carer rings the police on 101, or 999 where there is immediate danger.\n").steps;
    assert!(made.first().is_some_and(|s| s.trigger.narrowed.is_empty()), "{made:#?}");
}

#[test]
fn nothing_of_a_long_document_is_lost_without_a_count() {
    let long: String = (0..STEPS + 7).map(|n| format!("Staff ring the Quay Desk about form {n}.\n\n")).collect();
    let facts = read(&long);
    assert_eq!((facts.steps.len(), facts.lost), (STEPS, 7));
    let gaps: String = (0..40).map(|_| "The case is referred to the relevant agency.\n\n").collect();
    let facts = read(&gaps);
    assert_eq!((facts.gaps.len(), facts.lost), (40, 0));
}

#[test]
fn a_sentence_without_end_is_read_in_bounded_steps() {
    let chain = format!("The front door of{}.\n", " the Quay Panel of".repeat(4000));
    assert!(read(&chain).bodies.len() < 400);
}

#[test]
fn telling_has_many_words() {
    assert_eq!(bodies("The school should let the Quay Navigator know.\n"), ["Quay Navigator"]);
    assert_eq!(bodies("Staff let children play.\n"), Vec::<String>::new());
    assert_eq!(bodies("E-mail the Quay Consultation mailbox within two days.\n"), ["Quay Consultation mailbox"]);
    assert_eq!(bodies("For a child of 12 or over the first port of call is always the Quay Desk.\n"), ["Quay Desk"]);
    assert_eq!(bodies("First Contact is the front door.\n"), Vec::<String>::new());
    let made = steps("The first point of contact is the Quay Panel. The front door is not rung until the panel has met.\n");
    let back = made.first().and_then(|s| s.held_back.as_ref());
    assert!(back.is_some_and(|b| b.name == "front door"), "{made:#?}");
    let made =
        steps("The school sends the case to the Weir Service, and the Weir Service decides whether the Quayside needs to be rung.\n");
    let back = made.first().and_then(|s| s.held_back.as_ref());
    assert!(back.is_some_and(|b| b.name == "Quayside"), "{made:#?}");
}

#[test]
fn an_event_before_the_subject_is_no_condition() {
    let times = |text: &str| steps(text).iter().filter(|s| s.limit.is_some()).count();
    assert_eq!(times("After each absence the child will be offered a return interview within five days.\n"), 1);
    assert_eq!(times("Before the worker and the school offer a return interview within five days, staff write a note.\n"), 0);
}

#[test]
fn a_name_of_one_word_may_open_a_sentence() {
    let who = |text: &str| steps(text).first().and_then(|s| s.actor.as_ref().map(|b| b.name.to_string()));
    assert_eq!(who("Quayside offers each child a return interview within 72 hours.\n").as_deref(), Some("Quayside"));
    assert_eq!(who("Supervision offers each child a return interview within 72 hours.\n"), None);
}

#[test]
fn terms_of_reference_name_their_panel_however_the_title_is_written() {
    for title in ["Quay Risk Panel – Terms of Reference", "Terms of Reference — Quay Risk Panel", "Quay Risk Panel: terms of reference"]
    {
        assert_eq!(after::panel_of(title).as_deref(), Some("Quay Risk Panel"), "{title}");
    }
    let listed =
        steps("# Quay Risk Panel – Terms of Reference\n\nThe coordinator lists the child within ten working days of the referral.\n");
    let [listed] = listed.as_slice() else { panic!("{listed:#?}") };
    assert_eq!(listed.matter.as_deref(), Some("listing"));
    assert_eq!(listed.body.as_ref().map(|b| b.name.as_str()), Some("Quay Risk Panel"));
}

#[test]
fn a_case_that_is_closed_and_goes_to_nobody_is_a_gap() {
    let gaps = |text: &str| read(text).gaps.len();
    assert_eq!(gaps("Keep a note of the talk. The case is then closed to the pathway.\n"), 1);
    assert_eq!(gaps("The case is closed to the panel and goes back to the social worker.\n"), 0);
    assert_eq!(gaps("The case is closed to the panel. The social worker is told and rings the school.\n"), 0);
}

#[test]
fn whoever_holds_a_meeting_or_takes_a_decision_does_not_lead_by_it() {
    let made = read("# Protocol\n\nThe exploitation meeting is held by the Quay Desk. The work is led by the Tarn Panel.\n").steps;
    let leads: Vec<_> = made.iter().filter(|s| s.act == Act::Lead).filter_map(|s| s.body.as_ref()).map(|b| b.name.as_str()).collect();
    assert_eq!(leads, ["Tarn Panel"], "{made:#?}");
}

#[test]
fn parents_who_wait_are_not_social_care_held_back() {
    let waits = |text: &str| read(&format!("# Protocol\n\nThe school sends the case to the Tarn Panel. {text}\n"));
    let parents = waits("Parents are not informed until children's social care has agreed.");
    assert!(parents.steps.iter().all(|s| s.held_back.is_none()), "{:#?}", parents.steps);
    let care = waits("Children's social care is not informed until the panel has met.");
    assert!(care.steps.iter().any(|s| s.held_back.is_some()), "{:#?}", care.steps);
}

#[test]
fn adults_and_old_matters_are_no_children_left_out() {
    let gaps = |text: &str| read(&format!("# Protocol\n\n{text}\n")).gaps.len();
    assert_eq!(gaps("Adults over the age of 18 fall outside this procedure."), 0);
    assert_eq!(gaps("Incidents older than 12 months are not covered by this policy."), 0);
    assert_eq!(gaps("Victims under the age of 16 fall outside this policy."), 1);
}

#[test]
fn the_time_of_a_condition_is_none_of_the_act() {
    let limit = |text: &str| steps(text).iter().find_map(|s| s.limit.as_ref()?.iso8601());
    assert_eq!(limit("Where a child has been away three times in 60 days, the Quay Desk holds a planning meeting."), None);
    assert_eq!(limit("Within five days, the Quay Desk holds a planning meeting.").as_deref(), Some("P5D"));
}

#[test]
fn a_heading_narrows_what_stands_below_it() {
    let narrowed = |text: &str| steps(text).into_iter().map(|s| s.trigger.narrowed.join(" ")).collect::<Vec<_>>();
    assert_eq!(
        narrowed("# Protocol\n\n## If the risk is high\n\nRing the Quay Desk.\n\n## Next\n\nRing the Weir Desk.\n"),
        ["high-risk", ""]
    );
    assert_eq!(narrowed("# Protocol\n\n## If the risk is high\n\nWhere the risk is low, ring the Quay Desk.\n"), ["lower-risk"]);
}

#[test]
fn what_a_paper_says_or_is_being_done_is_no_step() {
    assert_eq!(bodies("This policy tells the Quay Panel what to do.\n"), Vec::<String>::new());
    let made = bodies("The form reaches the Quay Panel within two days of the checklist being completed.\n");
    assert_eq!(made, ["Quay Panel"]);
    assert_eq!(bodies("The hub sends the case to the Quay Project to lead.\n"), ["Quay Project"]);
}

#[test]
fn a_cell_may_begin_with_what_its_row_does() {
    let made = steps("| Step | Who | Does what |\n| --- | --- | --- |\n| 1 | The teacher | Tells the named nurse and rings the MASH |\n");
    let told: Vec<_> = made.iter().map(|s| (s.actor.as_ref().unwrap().name.as_str(), s.body.as_ref().unwrap().name.as_str())).collect();
    assert_eq!(told, [("teacher", "named nurse"), ("teacher", "MASH")]);
    assert!(made.iter().all(|s| s.trigger.text.is_empty()), "the number of a row is no case");
}

#[test]
fn what_waits_and_what_it_waits_for_are_read() {
    let waits = |text: &str| read(&format!("# Protocol\n\nEach case goes to the Quay Case Panel.\n\n{text}\n")).waits;
    let end = |end: &Awaited| match end {
        Awaited::Matter(id) => id.to_string(),
        Awaited::Body(body) => body.shown(),
    };
    let told = |text: &str| waits(text).iter().map(|w| format!("{} after {}", end(&w.what), end(&w.needs))).collect::<Vec<_>>();
    let panel = "Quay Case Panel (Panel)";
    assert_eq!(
        told("An early help assessment is started only once the Panel has agreed."),
        ["early-help-assessment after Quay Case Panel"]
    );
    assert_eq!(
        told("The Panel takes only children whose early help assessment is complete."),
        ["Quay Case Panel after early-help-assessment"]
    );
    assert_eq!(told("No early help assessment is begun until the Panel has met."), ["early-help-assessment after Quay Case Panel"]);
    assert_eq!(told("The Panel does not consider a case until a safety plan has been signed."), ["Quay Case Panel after safety-plan"]);
    assert!(told("The Panel meets only when there is a child to discuss.").is_empty(), "{panel}");
    assert!(told("Ring the police only if the child is in danger.").is_empty());
}

#[test]
fn notes_without_verbs_or_auxiliaries_are_read() {
    let note = |text: &str| bodies(&format!("# Missing checklist\n\n- {text}\n"));
    assert_eq!(note("MASH rung the same day, police told."), ["MASH", "police"]);
    assert_eq!(note("Return home interview: offered by the Quay Project within four days of return."), ["Quay Project"]);
    assert_eq!(note("Return home interview: Quay Project, within 48 hours."), ["Quay Project"]);
    assert_eq!(note("Slot booked at the Quay Case Panel within five working days of the strategy discussion."), ["Quay Case Panel"]);
    assert_eq!(note("Case heard by the Quay Case Panel every month."), ["Quay Case Panel"]);
    assert_eq!(note("Number of children referred to the Quay Case Panel."), Vec::<String>::new());
    assert_eq!(note("Police told the school in May."), Vec::<String>::new());
    assert_eq!(note("Email form RX2 to the Quay Case Panel."), ["Quay Case Panel"]);
}

#[test]
fn posts_and_people_named_by_what_they_do_are_read() {
    assert_eq!(bodies("The office passes each sighting to the Quays Liaison Worker, who decides.\n"), ["Quays Liaison Worker"]);
    assert_eq!(bodies("Crew who see a missing child ring the harbour office.\n"), ["harbour office"]);
    let made = steps("Confirm the call to the MASH in writing within 36 hours.\n");
    assert_eq!(made.first().and_then(|s| s.matter.as_deref()), Some("written-referral"), "{made:#?}");
    let made = steps("The written referral reaches the MASH within two days.\n");
    assert_eq!(made.first().and_then(|s| s.matter.as_deref()), Some("written-referral"), "{made:#?}");
    let led = steps("Low score: the Quay Panel holds the case.\n");
    assert!(led.iter().any(|s| s.act == Act::Lead), "{led:#?}");
}

#[test]
fn a_step_keeps_the_circumstance_it_stands_under_and_no_step_beside_it_does() {
    let of = |text: &str| {
        steps(text).iter().map(|s| s.trigger.circumstances.iter().map(ToString::to_string).collect()).collect::<Vec<Vec<String>>>()
    };
    assert_eq!(of("When a pupil moves to another school, the lead sends the file to the new school within six days.\n"), [["moving-on"]]);
    assert_eq!(of("# A\n\n## If you do not agree with us\n\nSpeak to the duty manager the same day.\n"), [["disagreement"]]);
    assert_eq!(of("Somebody at home was hurt: the Weir Panel passes the case to the Hearth Panel.\n"), [["parent-hurt"]]);
    let beside = of("The worker rings the Anchor, and where the child moves to another school tells the head teacher.\n");
    assert_eq!(beside.first().map(Vec::len), Some(0), "{beside:?}");
}

#[test]
fn hours_and_times_before_a_meeting_are_kept() {
    let limit = |text: &str| steps(text).into_iter().find_map(|s| s.limit).unwrap();
    let morning = limit("The police send each report to the Anchor by ten the next morning.\n");
    assert_eq!((morning.by, morning.text.as_str()), (Some(By::Minute(600)), "by ten the next morning"));
    assert_eq!(limit("The lead rings the Anchor by 4pm the next working day.\n").by, Some(By::Minute(16 * 60)));
    assert_eq!(limit("The lead tells the Anchor before registration the next morning.\n").by, Some(By::Opening));
    let ahead = limit("Each agency sends its report to the panel coordinator four working days before the meeting.\n");
    assert_eq!((ahead.unit, ahead.from.as_deref()), (Unit::Open, Some("meeting")));
    assert!(ahead.text.starts_with("four working days before"), "{}", ahead.text);
}

#[test]
fn a_number_is_not_cut_and_what_is_no_step_is_none() {
    let made = steps("The Anchor is the one front door for every worry. Ring 01555 123 456 at any time.\n");
    assert!(made.iter().any(|s| s.action.ends_with("456")), "{made:#?}");
    assert_eq!(bodies("It goes with the Youth to Parent Violence pathway.\n"), Vec::<String>::new());
    assert_eq!(bodies("Ask every school for its own view of the town.\n"), Vec::<String>::new());
}

#[test]
fn what_cases_turn_on_and_what_is_gone_is_taken_note_of() {
    let facts = read(
        "# A\n\nThe Anchor took over from the Tarn Desk, which no longer exists.\n\nA child with a learning disability has an assessment that suits them. A boy of 17 who hits his partner is dealt with as an offender.\n",
    );
    assert!(facts.bodies.iter().any(|n| n.name == "Tarn Desk" && n.note == Note::Gone), "{:#?}", facts.bodies);
    assert!(!facts.bodies.iter().any(|n| n.name == "Anchor" && n.note == Note::Gone), "{:#?}", facts.bodies);
    let ids: Vec<&str> = facts.mentions.iter().map(|m| m.id.as_str()).collect();
    assert_eq!(ids, ["learning-disability", "as-adult"]);
    let met = read("# A\n\nYoung people of 17 are not to be treated as adults.\n");
    assert_eq!(met.mentions.iter().map(|m| m.id.as_str()).collect::<Vec<_>>(), ["as-child"]);
}

#[test]
fn what_takes_over_for_the_night_or_replaces_a_paper_puts_an_end_to_nobody() {
    let gone = |text: &str| read(text).bodies.into_iter().filter(|n| n.note == Note::Gone).map(|n| n.name.to_string()).collect::<Vec<_>>();
    assert_eq!(gone("# A\n\nThe Anchor took over from the Tarn Desk in May.\n"), ["Tarn Desk"]);
    for text in [
        "# A\n\nThe Night Team takes over from the Tarn Desk at five.\n",
        "# A\n\nThis paper replaced the Tarn Desk procedure.\n",
        "# A\n\nIt says who rings once the Night Team has taken over from the Tarn Desk at five.\n",
    ] {
        assert_eq!(gone(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_limit_that_waits_for_something_says_for_what_and_midnight_is_no_noon() {
    let limit = |text: &str| steps(text).into_iter().find_map(|s| s.limit).unwrap();
    let waits = limit("The carer rings the police as soon as enquiries have failed, and tells the school.\n");
    assert_eq!((waits.text.as_str(), waits.unit), ("as soon as enquiries have failed", Unit::Open));
    assert_eq!(limit("The lead rings the Anchor by 12am the next day.\n").by, Some(By::Minute(0)));
    assert_eq!(limit("The lead rings the Anchor by 12pm the next day.\n").by, Some(By::Minute(720)));
}

#[test]
fn how_young_people_are_met_keeps_its_ages_and_a_sentence_that_is_cut_is_marked() {
    let facts = read("# A\n\nA young person of 16 or 17 who hits a partner is dealt with as an offender.\n");
    let ages: Vec<_> = facts.mentions.iter().map(|m| (m.id.as_str(), m.least, m.most)).collect();
    assert_eq!(ages, [("as-adult", Some(16), Some(17))]);
    let long = "Younger children than those of whom the rest of this paper speaks may be hurt as well, and the same is so of those who are hurt by somebody at home, by a relative who has come to stay, or by a neighbour whom everybody in the street has known for many years";
    let made = steps(&format!("{long}. They come to the Anchor.\n"));
    assert!(made.iter().any(|s| s.before.ends_with(" …") && s.before.len() < long.len()), "{made:#?}");
    let short = steps("Younger children may be hurt as well. They come to the Anchor.\n");
    assert!(short.iter().any(|s| s.before == "Younger children may be hurt as well"), "{short:#?}");
}

#[test]
fn words_of_victims_say_nothing_of_those_who_harm_and_whoever_asks_settles_nothing() {
    let ids = |text: &str| read(text).mentions.iter().map(|m| m.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids("# A\n\nA girl of 16 is covered by this paper in the same way as an adult.\n"), Vec::<String>::new());
    assert_eq!(ids("# A\n\nJuvenile sex offenders are dealt with in the same way as adults.\n"), ["as-adult"]);
    let joins = |text: &str| read(text).joins.len();
    assert_eq!(joins("Where a child is known to another panel, the coordinator asks its chair which of the two leads.\n"), 0);
    assert_eq!(joins("Where two panels know a child, the coordinator decides which of the two leads.\n"), 1);
}

#[test]
fn the_longest_words_of_a_limit_are_its_and_a_day_before_something_is_kept() {
    let limit = |text: &str| steps(text).into_iter().find_map(|s| s.limit).unwrap();
    assert_eq!(limit("The lead tells the Anchor before registration the next morning.\n").text, "before registration the next morning");
    let ahead = limit("By noon on the day before, each member tells the panel secretary what it knows.\n");
    assert_eq!((ahead.unit, ahead.text.as_str()), (Unit::Open, "By noon on the day before"));
}

#[test]
fn who_has_the_one_of_two_things_need_not_have_the_other_and_a_number_hides_no_word() {
    let of = |text: &str| steps(text).into_iter().flat_map(|s| s.trigger.circumstances).map(|c| c.to_string()).collect::<Vec<_>>();
    let either =
        "The Quay Panel considers every child who has been missing twice or more and any child who is at risk of sexual exploitation.\n";
    assert_eq!(of(either), Vec::<String>::new());
    let one = "The Quay Panel considers every child who has been missing twice or more.\n";
    assert_eq!(of(one), ["repeated"]);
    assert_eq!(of("6.7 Younger teenagers may be hurt too. Many do not say so. Staff ring the Anchor the same day.\n"), ["younger"]);
}
