//! Tests of reading panels from terms of reference and passages.

use super::*;
use concordat_register::meeting::Level;

fn reader() -> (Standard, MeetingReader) {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let reader = MeetingReader::new(&standard, Arc::new(MeaningReader::new(&standard)));
    (standard, reader)
}

fn read(text: &str, kind: concordat_register::Kind, title: &str) -> MeetingFacts {
    let document = concordat_fixture::document(text);
    let entry = Entry { kind, title: title.to_owned(), ..Entry::default() };
    reader().1.read(&Prepared::new(&document), &entry)
}

const TERMS: &str = "\
# Saltmere Exploitation and Missing Panel (SEMP): terms of reference

The panel was formerly known as the Saltmere Missing Group.

## Purpose

The panel considers children aged 10 to 17 who go missing or are exploited, and the places where it happens.

## Chair

To be agreed.

## Membership

- Detective Inspector, Estuary Police
- Team Manager, children's social care
- Named nurse, Estuary NHS Trust
- Ida Marlow, Youth Justice Service

## Frequency

The panel meets every three weeks for two hours.

## Accountability

It reports to the Saltmere Safeguarding Children Partnership.
";

#[test]
fn terms_of_reference_are_read_part_by_part() {
    let facts =
        read(TERMS, concordat_register::Kind::TermsOfReference, "Saltmere Exploitation and Missing Panel (SEMP): terms of reference");
    assert_eq!(facts.panels.len(), 1, "{facts:#?}");
    let panel = &facts.panels[0];
    assert_eq!((panel.name.as_str(), panel.acronym.as_deref()), ("Saltmere Exploitation and Missing Panel", Some("SEMP")));
    assert_eq!(panel.also, ["Saltmere Missing Group"]);
    assert_eq!(panel.level, Some(Level::Operational));
    assert_eq!(panel.ages, (Some(10), Some(17)));
    assert_eq!(panel.remit_themes.iter().map(|t| t.0.as_str()).collect::<Vec<_>>(), ["cse", "cce", "missing"]);
    assert_eq!(panel.takes, [Taken::Children, Taken::Places]);
    assert_eq!(panel.members.len(), 4, "{:#?}", panel.members);
    assert_eq!(panel.members[0].sectors, ["police"]);
    assert_eq!(panel.members[3].member.person.as_deref(), Some("Ida Marlow"));
    let chair = panel.parts.iter().find(|p| p.part == Part::Chair).unwrap();
    assert!(!chair.settled);
    assert_eq!(panel.lacking, [Part::Quorum, Part::Review]);
}

#[test]
fn tables_of_terms_are_read() {
    let text = "# Terms of Reference\n\n| | |\n|---|---|\n| Name of meeting | Tidewater Harm Reduction Conference |\n| Chair | Head of service, housing |\n| Quorum | Four agencies |\n| Frequency | Monthly |\n\n## Members\n\n| Agency | Post | Name |\n|---|---|---|\n| Police | Sergeant | A Pell |\n| Health | Named nurse | |\n";
    let facts = read(text, concordat_register::Kind::TermsOfReference, "Tidewater Harm Reduction Conference terms of reference");
    let panel = &facts.panels[0];
    assert_eq!(panel.name.as_str(), "Tidewater Harm Reduction Conference");
    assert_eq!(panel.members.len(), 2, "{panel:#?}");
    assert_eq!(panel.lacking, [Part::Remit, Part::ReportsTo, Part::Review]);
}

#[test]
fn passages_elsewhere_describe_panels_and_say_how_they_divide() {
    let text = "# Procedure\n\n## Who meets\n\nThe Saltmere Violence Panel (SVP) meets fortnightly. It considers young people who carry weapons.\n\nChildren who are exploited go to the Saltmere Harm Panel (SHP) rather than the SVP.\n\nA strategy meeting is chaired by a team manager. The Act is the law.\n";
    let facts = read(text, concordat_register::Kind::Procedure, "Procedure");
    assert_eq!(facts.panels.len(), 1, "{facts:#?}");
    assert_eq!(facts.panels[0].acronym.as_deref(), Some("SVP"));
    assert!(!facts.panels[0].terms && facts.panels[0].lacking.is_empty());
    assert_eq!(facts.panels[0].parts.len(), 2);
    assert_eq!(facts.divisions.len(), 1, "{facts:#?}");
    assert_eq!(facts.divisions[0].meetings, ["SHP", "SVP"]);
}

fn grid(name: &str, rows: &[&[&str]]) -> Grid {
    let anchor = |text: &str| Anchor::running(concordat_text::quote(text, concordat_text::ByteSpan::new(0, text.len())), None);
    let cells = |row: &[&str]| {
        let filled = (0u32..).zip(row).filter(|(_, t)| !t.is_empty());
        filled.map(|(column, t)| GridCell { column, text: (*t).to_owned(), anchor: anchor(t) }).collect()
    };
    Grid { name: name.to_owned(), rows: (1u32..).zip(rows).map(|(number, row)| GridRow { number, cells: cells(row) }).collect() }
}

#[test]
fn lists_of_panels_say_what_is_lacking() {
    let (_, reader) = reader();
    let list = grid(
        "Panels",
        &[
            &["Our panels in 2026"],
            &["Panel", "Short name", "Chaired by", "How often", "Quorum", "What it is for"],
            &["Saltmere Violence Panel", "SVP", "DI Pell", "Weekly", "Four", "Young people at risk of knife crime"],
            &["Saltmere Harm Panel", "SHP", "Vacant", "Monthly", "", "Children who are exploited"],
            &["Saltmere Abuse Conference", "SAC", "Ida Marlow", "Monthly", "Five", "Victims of domestic abuse"],
        ],
    );
    assert_eq!(reader.kind_of(&list), Some(GridKind::Panels));
    let panels = reader.grid(&list);
    assert_eq!(panels.len(), 3);
    assert_eq!(panels[1].acronym.as_deref(), Some("SHP"));
    assert_eq!(panels[1].lacking, [Part::Quorum]);
    assert!(panels[1].parts.iter().any(|p| p.part == Part::Chair && !p.settled));
    assert!(panels[0].lacking.is_empty());
}

/// Issue 4: a register in words of an area's own made a panel called "Known as", and lost what its meetings are for and who runs them.
#[test]
fn a_register_may_have_headings_of_its_own() {
    let (_, reader) = reader();
    let list = grid(
        "Register",
        &[
            &["Tidewater: list of multi-agency meetings"],
            &["Meeting", "Known as", "What it covers", "Tier", "Run by", "Rota", "Needed to go ahead", "Answers to", "Room"],
            &[
                "Tidewater Harm Panel",
                "THP",
                "Children at risk of exploitation",
                "Operational",
                "Jo Poe",
                "Weekly, Monday",
                "Police",
                "Executive",
                "4",
            ],
            &[
                "Violence Steering Group",
                "VR Gold",
                "Young people who carry knives",
                "Operational",
                "Vacant (Dr Tarn left in May)",
                "Monthly",
                "tbc",
                "Executive",
                "2",
            ],
            &[
                "Tidewater Meeting About Missing Children",
                "the Monday call",
                "Children who go missing",
                "Operational",
                "Lou Fell",
                "Daily",
                "Health",
                "Executive",
                "1",
            ],
        ],
    );
    let panels = reader.grid(&list);
    let named: Vec<_> = panels.iter().map(|p| (p.name.as_str(), p.acronym.as_deref())).collect();
    assert_eq!(
        named,
        [
            ("Tidewater Harm Panel", Some("THP")),
            ("Violence Steering Group", Some("VR Gold")),
            ("Tidewater Meeting About Missing Children", None)
        ]
    );
    assert_eq!(panels[2].also, ["the Monday call"]);
    for part in [Part::Remit, Part::Chair, Part::Cadence, Part::Quorum, Part::ReportsTo] {
        assert!(panels.iter().all(|p| p.parts.iter().any(|held| held.part == part)), "{part:?}");
    }
    let open: Vec<Part> = panels[1].parts.iter().filter(|p| !p.settled).map(|p| p.part).collect();
    assert_eq!(open, [Part::Chair, Part::Quorum]);
}

/// Issue 4: posts and agencies are told by what stands in the column, whatever heads it; nobody is a member by that alone.
#[test]
fn members_may_stand_under_headings_of_their_own() {
    let (_, reader) = reader();
    let rows = |head: &[&'static str]| {
        let body: [&[&str]; 3] = [
            &["SVP", "Ade Obi", "Ward Inspector", "Tidewater Police"],
            &["SVP", "Kim Lee", "Named Nurse", "Tidewater NHS Trust"],
            &["SHP", "Jo Poe", "Team Manager", "Housing"],
        ];
        let all: Vec<&[&str]> = std::iter::once(head).chain(body).collect();
        reader.grid(&grid("People", &all))
    };
    for head in [["Meeting", "Who", "Job", "From"], ["Panel", "Who", "Hat worn", "Body they speak for"]] {
        let panels = rows(&head);
        assert_eq!(panels.iter().map(|p| p.members.len()).collect::<Vec<_>>(), [2, 1], "{head:?}");
        let first = &panels[0].members[0].member;
        let told = [&first.person, &first.role, &first.agency].map(|t| t.as_ref().map(|t| t.as_str()));
        assert_eq!(told, [Some("Ade Obi"), Some("Ward Inspector"), Some("Tidewater Police")]);
    }
    assert!(rows(&["Panel", "Young person", "Hat worn", "Body they speak for"]).is_empty());
}

#[test]
fn a_documents_table_of_members_and_posts_may_list_bodies() {
    let table = "# Youth Violence Panel: Terms of Reference\n\n## 4.5 Membership\n\n| Member | Post |\n|---|---|\n| Tidewater Police | Detective inspector (exploitation); sergeant |\n| Children's social care | Service manager |\n| Youth Justice Service | Service manager |\n| NHS | Designated nurse; ward manager |\n| Marl CCG | Commissioning manager, children |\n| Education | Virtual school head |\n| Marl Homes | Neighbourhood safety manager |\n| Voluntary sector | Lantern Project manager |\n| Probation Service | Senior probation officer |\n";
    let panels = read(table, concordat_register::Kind::TermsOfReference, "Youth Violence Panel: Terms of Reference").panels;
    let members: Vec<_> = panels.iter().flat_map(|p| &p.members).map(|m| (m.member.person.clone(), m.member.agency.clone())).collect();
    assert!(members.len() >= 9 && members.iter().all(|(person, agency)| person.is_none() && agency.is_some()), "{members:?}");
}

#[test]
fn bodies_under_member_are_agencies_and_nobody() {
    let (_, reader) = reader();
    let rows = |who: [&'static str; 3]| {
        let body = [["SVP", who[0], "Detective inspector"], ["SVP", who[1], "Designated nurse"], ["SVP", who[2], "Service manager"]];
        let head = ["Panel", "Member", "Post"];
        let all: Vec<&[&str]> = std::iter::once(&head).chain(&body).map(<[_; 3]>::as_slice).collect();
        let panels = reader.grid(&grid("People", &all));
        panels[0].members.iter().map(|m| (m.member.person.is_some(), m.member.agency.is_some())).collect::<Vec<_>>()
    };
    assert_eq!(rows(["Tidewater Police", "NHS", "Youth Justice Service"]), [(false, true); 3]);
    assert_eq!(rows(["Tidewater Police", "Children's social care", "Marl Homes"]), [(false, true); 3]);
    assert_eq!(rows(["Ade Obi", "Kim Lee", "Jo Poe"]), [(true, false); 3]);
}

/// Issue 4: a list of the people of one panel said nothing of it.
#[test]
fn a_list_of_one_panel_is_called_after_it() {
    let (_, reader) = reader();
    let rows: &[&[&str]] = &[
        &["Who we are", "What they do", "Works for", "Telephone"],
        &["Ade Obi", "Ward Inspector", "Tidewater Police", "01632 960001"],
        &["Kim Lee", "Named Nurse", "Tidewater NHS Trust", "01632 960002"],
        &["Jo Poe", "Team Manager", "Housing", "01632 960003"],
    ];
    let seats = |name: &str, stem: &str| reader.seats_of(&grid(name, rows), stem).map(|p| (p.name.to_string(), p.members.len()));
    assert_eq!(seats("Sheet1", "Tidewater Harm Panel members"), Some(("Tidewater Harm Panel".to_owned(), 3)));
    assert_eq!(seats("Tidewater Harm Panel", "people"), Some(("Tidewater Harm Panel".to_owned(), 3)));
    assert_eq!(seats("Sheet1", "people"), None);
    let children: &[&[&str]] = &[&["Young person", "Post", "Agency"], &["Ade Obi", "Nurse", "NHS"], &["Kim Lee", "Nurse", "NHS"]];
    assert_eq!(reader.seats_of(&grid("Tidewater Harm Panel", children), ""), None);
}

/// Issue 4: a family that hears of the outcome was what the clinic is for.
#[test]
fn what_a_clinic_is_says_what_it_is_for() {
    let text = "# Sexual Harm Clinic: terms of reference\n\n## What the clinic is\n\nThe clinic is a meeting each month at which workers bring a child who has harmed, and leave with advice. It holds no cases.\n\n## Outcome\n\nThe parents hear by letter. The carer hears of it from the worker.\n\n## Quorum\n\nFour agencies.\n";
    let facts = read(text, concordat_register::Kind::TermsOfReference, "Sexual Harm Clinic: terms of reference");
    let remit = facts.panels[0].parts.iter().find(|p| p.part == Part::Remit).unwrap();
    assert!(remit.words.starts_with("The clinic is a meeting"), "{}", remit.words.as_str());
    // Where nothing says what it is for, nothing is its remit.
    let text =
        text.replace("## What the clinic is", "## Background").replace("is a meeting each month at which workers bring", "began with");
    let facts = read(&text, concordat_register::Kind::TermsOfReference, "Sexual Harm Clinic: terms of reference");
    assert!(!facts.panels[0].parts.iter().any(|p| p.part == Part::Remit), "{:#?}", facts.panels[0].parts);
}

/// Issue 4: of a conference with its place before its letters the first sentence of the purpose was taken for another's.
#[test]
fn a_panel_known_by_place_and_letters_is_itself_in_full() {
    let text = "# Orme MARAC: terms of reference\n\n## Purpose\n\nThe Multi-Agency Risk Assessment Conference (MARAC) shares what is known of people at high risk from a partner. The adviser speaks for them.\n\n## Quorum\n\nFour agencies.\n";
    let facts = read(text, concordat_register::Kind::TermsOfReference, "Orme MARAC: terms of reference");
    let panel = &facts.panels[0];
    let remit = panel.parts.iter().find(|p| p.part == Part::Remit).unwrap();
    assert!(remit.words.starts_with("The Multi-Agency"), "{panel:#?}");
    let board = "# Harm Steering Board: terms of reference\n\n## Role\n\nThe Harm Steering Board leads the work on harm to children. It is strategic.\n\nIt does not discuss individual children.\n";
    let facts = read(board, concordat_register::Kind::TermsOfReference, "Harm Steering Board: terms of reference");
    assert!(facts.panels[0].takes.is_empty(), "{facts:#?}");
}

#[test]
fn members_stand_by_panel_in_a_matrix_or_beneath_labels() {
    let (_, reader) = reader();
    let list = grid(
        "Members",
        &[
            &["Panel", "Name", "Organisation", "Post"],
            &["SVP", "A Pell", "Police", "Sergeant"],
            &["", "Ida Marlow", "Housing", "Officer (chair)"],
        ],
    );
    let panels = reader.grid(&list);
    assert_eq!((panels.len(), panels[0].members.len()), (1, 2), "{panels:#?}");
    assert!(panels[0].members[1].chair);
    let matrix = grid(
        "Who sits where",
        &[
            &["Agency", "SVP", "SHP"],
            &["Police", "x", "Chair"],
            &["Housing", "x", ""],
            &["NHS trust", "", "x"],
            &["Youth justice service", "x", "x"],
        ],
    );
    assert_eq!(reader.kind_of(&matrix), Some(GridKind::Matrix));
    let panels = reader.grid(&matrix);
    assert_eq!(panels.iter().map(|p| p.members.len()).collect::<Vec<_>>(), [3, 3]);
    let one = grid(
        "SVP",
        &[
            &["Saltmere Violence Panel"],
            &["Chair:", "DI Pell"],
            &["Frequency:", "Fortnightly"],
            &["Quorum:", "tbc"],
            &["Name", "Agency", "Role"],
            &["A Pell", "Police", "Sergeant"],
            &["B Orr", "Housing", "Officer"],
        ],
    );
    let panels = reader.grid(&one);
    assert_eq!((panels.len(), panels[0].name.as_str(), panels[0].members.len()), (1, "Saltmere Violence Panel", 2));
    assert_eq!(panels[0].acronym.as_deref(), Some("SVP"));
}

#[test]
fn an_agenda_is_no_list_of_members() {
    let (_, reader) = reader();
    for agenda in [
        grid(
            "SVP",
            &[
                &["Saltmere Violence Panel agenda"],
                &["Chair:", "DI Pell"],
                &["Quorum:", "yes"],
                &["Name", "Agency", "Role"],
                &["Kit Orr", "School", "Lead"],
            ],
        ),
        grid("May", &[&["Panel", "Name", "DOB", "Agency"], &["SVP", "Kit Orr", "1.2.2010", "School"]]),
        grid("Who", &[&["Child", "SVP", "SHP"], &["Kit Orr", "x", "x"], &["Lee Orr", "x", "x"], &["Jo Bell", "x", "x"]]),
        grid("Who", &[&["", "SVP", "SHP"], &["Kit Orr", "x", "x"], &["Lee Orr", "x", "x"], &["Jo Bell", "x", "x"]]),
    ] {
        assert_eq!(reader.grid(&agenda), [], "{}", agenda.name);
    }
}

#[test]
fn the_rows_hold_in_their_own_sentences() {
    let (standard, reader) = reader();
    for row in &standard.terms.parts.parts {
        let part = Part::from_word(&row.id).unwrap();
        for example in &row.examples {
            let folded = fold_str(example);
            let label = folded.split_once(':').map(|(label, _)| label.to_owned()).unwrap_or_default();
            assert!(
                reader.lexicon.said(&folded).contains(&part) || reader.lexicon.labelled(&label).contains(&part),
                "{}: {example}",
                row.id
            );
        }
        assert!(row.labels.iter().chain(&row.says).chain(&row.signs).all(|w| *w == fold_str(w)), "{} is not folded", row.id);
    }
    let remit = &standard.terms.remit;
    assert!(remit.examples_division.iter().all(|e| divides(&standard, e)));
    assert!(!remit.examples_no_division.iter().any(|e| divides(&standard, e)));
    let settled =
        |said: &String| read(&format!("# Procedure\n\n{said}\n"), concordat_register::Kind::Procedure, "Procedure").divisions.len();
    assert!(remit.examples_settled.iter().all(|e| settled(e) == 1) && remit.examples_not_settled.iter().all(|e| settled(e) == 0));
    for seat in &standard.terms.seats {
        let known = |id: &String| standard.sectors.facets.iter().any(|f| f.id == *id);
        assert!(seat.core.iter().chain(&seat.more).all(known) && !seat.source.is_empty());
    }
}

#[test]
fn a_list_that_ends_a_sentence_is_what_the_sentence_is_about() {
    let text = "# Violence Panel: terms of reference\n\n## Remit\n\n3.1 The panel considers\n\n- children aged 10 to 17 who carry weapons;\n- groups of young people in a feud;\n- parks and stairwells.\n\n## Business\n\n5.1 The panel meets monthly. Half of its members are a quorum, and among them must be the police, the Council and health.\n\n5.2 The members are\n\n- the Ward Inspector, Marl Police (chair);\n- the Duty Nurse, Marl Trust; and\n- a youth worker, the Kite Project.\n";
    let facts = read(text, concordat_register::Kind::TermsOfReference, "Violence Panel: terms of reference");
    let panel = &facts.panels[0];
    assert_eq!((panel.ages, panel.takes.as_slice()), ((Some(10), Some(17)), &[Taken::Children, Taken::Groups, Taken::Places][..]));
    let remit = panel.parts.iter().find(|p| p.part == Part::Remit).unwrap();
    assert!(remit.words.starts_with("The panel considers children aged 10"), "{}", remit.words.as_str());
    assert_eq!(remit.anchor.quote.exact.as_str(), "children aged 10 to 17 who carry weapons;");
    let cadence = panel.parts.iter().find(|p| p.part == Part::Cadence).unwrap();
    assert_eq!(cadence.words.as_str(), "The panel meets monthly.");
    let roles: Vec<Option<&str>> = panel.members.iter().map(|m| m.member.role.as_deref()).collect();
    assert_eq!(roles, [Some("Ward Inspector"), Some("Duty Nurse"), Some("youth worker")], "{:#?}", panel.members);
}

#[test]
fn terms_of_two_panels_in_one_document_are_of_two_panels() {
    let part = |title: &str, day: &str| {
        format!(
            "## {title}\n\n### What it is for\n\nThe panel considers children who go missing.\n\n### Who comes\n\n- Jo Larch, Team Manager, Marl Housing (chair)\n- Police: Detective Inspector\n\n### How it runs\n\nThe panel meets {day}. It cannot take decisions unless two agencies are there. It reports to the Board.\n\n"
        )
    };
    let text = format!(
        "# Our two panels: terms of reference\n\n{}{}",
        part("Part A: Saltmere Missing Panel (SMP)", "weekly"),
        part("Part B: the Harbour Panel", "monthly")
    );
    let facts = read(&text, concordat_register::Kind::TermsOfReference, "Our two panels: terms of reference");
    let names: Vec<&str> = facts.panels.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Saltmere Missing Panel", "Harbour Panel"]);
    assert!(facts.panels.iter().all(|p| p.terms && p.members.len() == 2 && p.lacking == [Part::Review]), "{facts:#?}");
}

#[test]
fn a_matrix_may_tell_people_by_name_and_post() {
    let (_, reader) = reader();
    let matrix = grid(
        "Who sits where",
        &[
            &["Name", "Post", "MACE", "SHP"],
            &["Jo Larch", "Team Manager, Marl Housing", "Chair", "Member"],
            &["Ida Marlow", "Sergeant, Marl Police", "Member", ""],
            &["Asha Dean", "Named nurse", "Member", "Deputy"],
        ],
    );
    let panels = reader.grid(&matrix);
    let seats: Vec<(&str, usize)> = panels.iter().map(|p| (p.name.as_str(), p.members.len())).collect();
    assert_eq!(seats, [("MACE", 3), ("SHP", 2)]);
    let first = &panels[0].members[0];
    assert!(first.chair && first.member.person.as_deref() == Some("Jo Larch") && first.member.role.as_deref() == Some("Team Manager"));
}

#[test]
fn members_may_be_listed_by_their_panels_letters() {
    let sheet = grid(
        "Who sits",
        &[
            &["Short", "Person", "From", "Post"],
            &["TMP", "Ida Marlow", "Estuary Police", "Detective Inspector (chair)"],
            &["TMP", "Jon Peake", "Youth Justice Service", "Operations manager"],
            &["HGG", "Jon Peake", "Youth Justice Service", "Operations manager"],
        ],
    );
    let (_, reader) = reader();
    let panels = reader.grid(&sheet);
    let seats: Vec<(&str, usize)> = panels.iter().map(|p| (p.name.as_str(), p.members.len())).collect();
    assert_eq!(seats, [("TMP", 2), ("HGG", 1)]);
    assert!(reader.is_register(&sheet));
}

/// Issue 4: of terms side by side under no heading of their own only the first panel's were read.
#[test]
fn panels_side_by_side_need_no_corner() {
    let sheet = grid(
        "Terms",
        &[
            &["", "Knife Crime Panel", "Marl Exploitation Strategic Board"],
            &["Short name", "KCP", "MESB"],
            &["Level", "Operational", "Strategic"],
            &["Purpose", "Children aged 10 to 17 who carry knives", "Oversees work on exploitation"],
            &["Chair", "Chief Inspector", "Director of Children's Services"],
            &["Meets", "6 weekly", "Quarterly"],
            &["Reports to", "Community Safety Partnership", "Marl Safeguarding Partnership"],
        ],
    );
    let panels = reader().1.grid(&sheet);
    let named: Vec<_> = panels.iter().map(|p| (p.name.as_str(), p.acronym.as_deref(), p.level)).collect();
    assert_eq!(
        named,
        [
            ("Knife Crime Panel", Some("KCP"), Some(Level::Operational)),
            ("Marl Exploitation Strategic Board", Some("MESB"), Some(Level::Strategic))
        ]
    );
}

/// Issue 4: what a group does not discuss was read as what it takes; the mark of the chair, the way out and the review were passed over.
#[test]
fn terms_say_what_is_not_taken_and_who_has_the_chair() {
    let text = "# Marl Harm Strategic Group: terms of reference\n\nApproved by the Executive on 3 July 2025. Review date: July 2027.\n\n## Role\n\nThe group oversees work on exploitation in parks. It does not discuss individual children or families.\n\nPeer groups are items of their own.\n\n## Members\n\n| Agency | Post |\n|---|---|\n| Marl Council | Director of Housing (chair) |\n| Marl Police | Superintendent |\n\n## Meetings\n\nThe group meets each quarter, for three and a half hours. A child leaves the list when the plan has worked.\n";
    let facts = read(text, concordat_register::Kind::TermsOfReference, "Marl Harm Strategic Group: terms of reference");
    let panel = &facts.panels[0];
    let words = |part: Part| panel.parts.iter().find(|p| p.part == part).map(|p| p.words.to_string()).unwrap_or_default();
    assert_eq!(panel.takes, [Taken::Groups, Taken::Places], "{panel:#?}");
    assert_eq!(panel.level, Some(Level::Strategic));
    assert!(!panel.contexts.iter().any(|c| c.as_str() == "family"));
    let outside = text.replace("exploitation in parks.", "harm to children from outside their families, in parks.");
    let facts = read(&outside, concordat_register::Kind::TermsOfReference, "Marl Harm Strategic Group: terms of reference");
    assert!(!facts.panels[0].contexts.iter().any(|c| c.as_str() == "family") && !facts.panels[0].contexts.is_empty());
    assert_eq!(words(Part::Chair), "Director of Housing, Marl Council");
    assert_eq!(words(Part::Review), "Review date: July 2027.");
    assert_eq!(minutes(&words(Part::Length)), Some(210));
    assert!(words(Part::ReferralOut).starts_with("A child leaves the list"));
    assert!(!panel.lacking.contains(&Part::Chair) && !panel.lacking.contains(&Part::Review));
}

/// Issue 4: "Referral out" at the front of a row was read as where cases come from.
#[test]
fn where_cases_go_is_a_label_of_its_own() {
    let lexicon = &reader().1.lexicon;
    for label in ["referral out", "onward referrals", "step down"] {
        assert_eq!((lexicon.heads(label), lexicon.labelled(label)), (Some(Part::ReferralOut), vec![Part::ReferralOut]), "{label}");
    }
    assert_eq!(lexicon.heads("referral in"), Some(Part::ReferralIn));
}

/// Issue 4: a list used up the readings kept of a remit, and what was taken after it was passed over.
#[test]
fn what_is_taken_after_a_list_is_read() {
    let text = "# Marl Harm Panel: terms of reference\n\n## Purpose\n\nThe panel plans for children who are exploited.\n\n## Whom it takes\n\nThe panel takes children under 18 where\n\n- exploitation is known;\n- a child sells drugs for somebody;\n- a child goes missing often.\n\nPeer groups, and places such as parks, are items of their own.\n";
    let facts = read(text, concordat_register::Kind::TermsOfReference, "Marl Harm Panel: terms of reference");
    assert_eq!(facts.panels[0].takes, [Taken::Children, Taken::Groups, Taken::Places], "{facts:#?}");
}

/// A clause that says what is not taken, and not the one that goes on to what is.
#[test]
fn what_is_refused_is_no_remit() {
    let lexicon = &reader().1.lexicon;
    let taken = lexicon.without_refusals("It plans for places. It does not take children in care, but takes gangs; adults are not taken.");
    assert_eq!((lexicon.takes(&fold_str(&taken)).as_slice(), taken.contains("care")), (&[Taken::Groups, Taken::Places][..], false));
}

/// Issue 6: a weekly meeting was told to sit twice a year, which its section says of a neighbour.
#[test]
fn what_is_said_of_a_neighbour_is_not_said_of_a_panel() {
    let cadences = |text: &str| -> Vec<String> {
        let facts = read(text, concordat_register::Kind::Protocol, "Missing children protocol");
        let panel = facts.panels.iter().find(|p| p.name.as_str() == "Missing Children Meeting").unwrap();
        panel.parts.iter().filter(|p| p.part == Part::Cadence).map(|p| p.words.to_string()).collect()
    };
    let section = |title: &str, said: &str| {
        format!(
            "# Missing children protocol\n\n## Purpose\n\nChildren go missing.\n\n## {title}\n\n6.1 The {title} considers every child who has been missing twice.\n\n6.2 {said}\n\n## Prevention\n\nSchools help.\n"
        )
    };
    let neighbour = "The Harbour Homes Forum takes no cases. It meets twice a year to hear from managers.";
    assert_eq!(cadences(&section("Missing Children Meeting", neighbour)), [""; 0]);
    assert_eq!(cadences(&section("Weekly Missing Children Meeting", neighbour)), ["Weekly Missing Children Meeting"]);
    assert_eq!(cadences(&section("Missing Children Meeting", "It meets on Mondays, every two weeks.")).len(), 1);
}
