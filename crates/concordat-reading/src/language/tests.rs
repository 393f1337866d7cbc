//! Every row of the standard read against its own sentences, and each kind of mention.

use super::LanguageReader;
use crate::Prepared;
use concordat_register::{Document, Entry, Format, PassageKind, language::Voice};
use concordat_standard::Standard;

fn reader() -> LanguageReader {
    LanguageReader::new(&Standard::peer_on_peer_abuse().unwrap())
}

/// The terms of a document about children that holds one paragraph.
fn read(reader: &LanguageReader, text: &str) -> Vec<(String, Voice, String)> {
    let mut document = Document::new(Format::Text);
    document.push_heading(1, None, "Children and young people");
    document.push(PassageKind::Paragraph, text);
    let facts = reader.read(&Prepared::new(&document), &Entry::default());
    facts.uses.into_iter().map(|u| (u.term.to_string(), u.voice, u.anchor.quote.exact.to_string())).collect()
}

fn own(found: &[(String, Voice, String)]) -> Vec<&str> {
    found.iter().filter(|f| f.1 == Voice::Own).map(|f| f.0.as_str()).collect()
}

#[test]
fn every_row_raises_its_own_sentences_and_no_other() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let reader = reader();
    let mut wrong = Vec::new();
    for term in &standard.language.terms {
        for text in &term.raised {
            let found = read(&reader, text);
            if own(&found) != [term.id.as_str()] {
                wrong.push(format!("{} should raise: {text}\n    {found:?}", term.id));
            }
        }
        for text in &term.quiet {
            let found = read(&reader, text);
            if !own(&found).is_empty() {
                wrong.push(format!("{} should be quiet: {text}\n    {found:?}", term.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} sentences:\n{}", wrong.len(), wrong.join("\n"));
}

/// The voices of `term` in a document given as passages.
fn voices(passages: &[(PassageKind, &str)], term: &str) -> Vec<Voice> {
    let mut document = Document::new(Format::Text);
    document.push_heading(1, None, "Children and young people");
    for (kind, text) in passages {
        match kind {
            PassageKind::Heading => document.push_heading(2, None, text),
            kind => document.push(*kind, text),
        };
    }
    let facts = reader().read(&Prepared::new(&document), &Entry::default());
    facts.uses.into_iter().filter(|u| u.term == term).map(|u| u.voice).collect()
}

#[test]
fn lists_tables_and_headings_of_words_to_avoid_are_mentions() {
    let cell = |row, column, header| PassageKind::Cell { table: 1, row, column, header };
    let item = PassageKind::ListItem { depth: 1 };
    let listed = [
        (PassageKind::Heading, "Language to avoid"),
        (PassageKind::Paragraph, "Lifestyle choice, as if anybody chose to be hurt in this way."),
        (PassageKind::Heading, "Practice"),
        (PassageKind::Paragraph, "Staff do not write any of the following:"),
        (item, "she made a lifestyle choice"),
        (cell(1, 1, true), "Instead of"),
        (cell(1, 2, true), "Try"),
        (cell(2, 1, false), "lifestyle choice"),
        (cell(2, 2, false), "is being exploited"),
    ];
    assert_eq!(voices(&listed, "lifestyle-choice"), [Voice::Listed; 3]);
    let plain = [(PassageKind::Paragraph, "Signs to look for are:"), (item, "a lifestyle choice that puzzles teachers")];
    assert_eq!(voices(&plain, "lifestyle-choice"), [Voice::Own]);
}

#[test]
fn each_kind_of_mention_has_its_voice() {
    let reader = reader();
    let cases = [
        ("They called it “a lifestyle choice” for years.", Voice::Quoted),
        ("Exploitation is not, whatever some think, a lifestyle choice.", Voice::Negated),
        ("Labels such as promiscuous tell us about the writer.", Voice::Criticised),
        ("Her uncle told the nurse that she was promiscuous.", Voice::Attributed),
        ("The Gang Member Intelligence Policy was agreed in May.", Voice::Title),
        ("The women at the hostel were promiscuous.", Voice::Adult),
        ("Absconder: in this paper, a child who stays out for a night.", Voice::Definition),
        ("The clinic is hard to reach by bus for young people.", Voice::OtherSense),
        ("If you catch yourself writing that a girl is promiscuous, stop.", Voice::Criticised),
        ("Would you call your own daughter promiscuous?", Voice::Criticised),
        ("No child can be said to have made a lifestyle choice.", Voice::Negated),
        ("The general view in those years was that the girl was promiscuous.", Voice::Attributed),
        ("An entry of 1996 has her only as a promiscuous girl.", Voice::Attributed),
        ("To speak of her promiscuity is to look away from the man.", Voice::Criticised),
        ("Words to avoid: wayward, cold, promiscuous.", Voice::Listed),
        ("The boys had been told by a coach that they were naughty.", Voice::Attributed),
        ("One respondent in five agreed that some girls are promiscuous.", Voice::Attributed),
        ("The Missing Persons (formerly Absconders) Procedure stands.", Voice::Title),
        ("An email from a governor has her as promiscuous.", Voice::Attributed),
        ("The defence's case was that the girl was promiscuous.", Voice::Attributed),
        ("To call a thirteen-year-old a slut ends every talk.", Voice::Criticised),
        ("Ask of each line whether it implies that the girl is promiscuous.", Voice::Attributed),
        ("The thirty-five-year-old drug dealer was found by the school.", Voice::Adult),
    ];
    for (text, voice) in cases {
        let found = read(&reader, text);
        assert!(found.iter().any(|f| f.1 == voice) && own(&found).is_empty(), "{text} {found:?}");
    }
}

#[test]
fn a_child_is_known_by_age_initials_or_the_form_of_a_note() {
    let paragraph = PassageKind::Paragraph;
    let item = PassageKind::ListItem { depth: 1 };
    let use_of = |kind, text, term| voices(&[(PassageKind::Paragraph, "The child and the pupil."), (kind, text)], term);
    let with_adult = "in-a-relationship-with";
    assert_eq!(use_of(paragraph, "Petronella (14) is in a relationship with a man of 30.", with_adult), [Voice::Own]);
    assert_eq!(use_of(paragraph, "Petronella, 14, is in a relationship with a man of 30.", with_adult), [Voice::Own]);
    assert_eq!(use_of(paragraph, "K is in a relationship with a much older man.", with_adult), [Voice::Own]);
    assert_eq!(use_of(paragraph, "PC is in a relationship with a much older man.", with_adult), []);
    assert_eq!(use_of(paragraph, "Appendix B is in a relationship with a much older man.", with_adult), []);
    assert_eq!(use_of(paragraph, "Seen: Police (12). Jetty (12), Slipway (9): in a relationship with an older man.", with_adult), []);
    assert_eq!(use_of(item, "poor choices of friends", "poor-choices"), [Voice::Own]);
    assert_eq!(use_of(paragraph, "Poor choices of friends.", "poor-choices"), [Voice::Own]);
    assert_eq!(use_of(paragraph, "Poor choices of friends are a theme of the film.", "poor-choices"), []);
    assert_eq!(use_of(paragraph, "Rash decisions lie behind her arrest.", "poor-choices"), [Voice::Own]);
    assert_eq!(use_of(paragraph, "The report finds rash decisions in the housing fund of the town.", "poor-choices"), []);
}

#[test]
fn what_those_at_work_with_a_child_report_is_said_by_the_document() {
    let reader = reader();
    for text in [
        "Night staff report that the girl is promiscuous.",
        "The keyworker feels she is promiscuous.",
        "Mum believes that Asha is promiscuous.",
        "The duty worker's view is that the girl is promiscuous.",
    ] {
        assert_eq!(own(&read(&reader, text)), ["promiscuous"], "{text}");
    }
    // What others say, or said, is theirs.
    for text in [
        "A neighbour reports that the girl is promiscuous.",
        "Mum believes that her daughter is promiscuous.",
        "The keyworker felt she was promiscuous.",
        "Night staff do not report that the girl is promiscuous.",
    ] {
        assert_eq!(own(&read(&reader, text)), [""; 0], "{text}");
    }
}

#[test]
fn a_label_is_of_whom_it_is_said() {
    let reader = reader();
    for (text, wanted) in [
        ("The owner wants the young troublemakers to be banned.", &["troublemaker"][..]),
        ("Nights away with men in their thirties are a lifestyle choice for her.", &["lifestyle-choice"]),
        ("Nights away with men in their thirties are a lifestyle choice for them.", &[]),
        ("Mum blames Asha's poor choices.", &["poor-choices"]),
        ("Mum blames Grace's poor choices.", &["poor-choices"]),
        ("Her uncle Rory's poor choices were known.", &[]),
        ("Men who exploit children are promiscuous.", &[]),
        ("Men who exploit children must own up to their promiscuity.", &[]),
        ("The landlord who housed pupils was a drug dealer.", &[]),
        ("Officers keep a list of local tearaways.", &["troublemaker"]),
        ("The officers were the local tearaways of their day.", &[]),
        ("The drug couriers we have met are in Year 9.", &["drug-runner"]),
        ("The girl's boyfriend (29) was in the car.", &["boyfriend"]),
        ("The girl's boyfriend (aged 29) was in the car.", &["boyfriend"]),
        ("The girl's boyfriend (16) was in the car.", &[]),
    ] {
        assert_eq!(own(&read(&reader, text)), wanted, "{text}");
    }
}

#[test]
fn a_loose_wording_counts_only_beside_harm() {
    let reader = reader();
    for (text, wanted) in [
        ("The girl decided to go to the flat.", &[][..]),
        ("The girl decided to go to the flat, where men gave her cocaine.", &["choosing"]),
        ("Men there deal in cocaine. The girl decided to go to the flat.", &["choosing"]),
        ("The girl decided to go to the flat. A week later cocaine was found at the marina.", &[]),
    ] {
        assert_eq!(own(&read(&reader, text)), wanted, "{text}");
    }
}

#[test]
fn what_the_next_sentence_puts_in_its_place_is_talked_of() {
    let reader = reader();
    let said = "The old form had a box for a promiscuous girl.";
    assert_eq!(own(&read(&reader, &format!("{said} We write \u{201c}a girl who is abused\u{201d}."))), [""; 0]);
    assert_eq!(own(&read(&reader, &format!("{said} We write to her school."))), ["promiscuous"]);
    assert_eq!(own(&read(&reader, &format!("{said} At the desk we write \u{201c}seen\u{201d}."))), ["promiscuous"]);
}

#[test]
fn the_title_of_a_document_is_a_name() {
    let heads = |title: &str| {
        let mut document = Document::new(Format::Text);
        document.push_heading(1, None, title);
        document.push_heading(2, None, "Domestic violence at school");
        document.push(PassageKind::Paragraph, "The child and the pupil.");
        let facts = reader().read(&Prepared::new(&document), &Entry::default());
        facts.uses.into_iter().map(|u| u.voice).collect::<Vec<_>>()
    };
    assert_eq!(heads("DOMESTIC VIOLENCE BETWEEN YOUNG PEOPLE"), [Voice::Title, Voice::Own]);
}

#[test]
fn a_name_at_the_end_of_a_term_makes_no_title() {
    let reader = reader();
    assert_eq!(own(&read(&reader, "Child aged 11, sexually active since the start of Year 6, no illness.")), ["sexually-active"]);
    let child = "Child perpetrators are to be removed from class until the governors meet.";
    assert_eq!(own(&read(&reader, child)), ["young-perpetrator"]);
}

#[test]
fn a_denial_reaches_no_further_than_its_clause() {
    let reader = reader();
    let own_voice = [
        "He does not come home on time and is promiscuous.",
        "No adult is at home; the girls are promiscuous.",
        "She is not only promiscuous, and the list goes on.",
        "The panel did not sit, because the girl was promiscuous.",
    ];
    for text in own_voice {
        assert_eq!(own(&read(&reader, text)), ["promiscuous"], "{text}");
    }
}

#[test]
fn hyphens_line_breaks_and_typography_hide_nothing() {
    let reader = reader();
    for text in [
        "a life\u{ad}style choice by the girl",
        "a lifestyle\nchoice by the girl",
        "a lifestyle\u{2010}choice by the girl",
        "a life- style choice by the girl",
    ] {
        assert_eq!(own(&read(&reader, text)), ["lifestyle-choice"], "{text:?}");
    }
}

#[test]
fn the_longest_of_terms_within_terms_is_kept() {
    let found = read(&reader(), "The girl is engaged in a sexual relationship with a dealer.");
    assert_eq!(found.len(), 1, "{found:?}");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]
    #[test]
    fn any_text_is_read_in_order_and_within_itself(text in "[a-z ,.;:'\"\u{2019}\u{ad}\n-]{0,200}( she put herself at risk| not a lifestyle choice| gang members)?[a-z .]{0,60}") {
        let mut document = Document::new(Format::Text);
        document.push(PassageKind::Paragraph, &text);
        thread_local!(static READER: LanguageReader = reader());
        let facts = READER.with(|r| r.read(&Prepared::new(&document), &Entry::default()));
        let mut end = 0;
        for used in facts.uses {
            let span = used.anchor.span;
            proptest::prop_assert!(end <= span.start && span.start < span.end);
            let words: String = document.text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect();
            proptest::prop_assert_eq!(&words, &used.anchor.quote.exact);
            end = span.end;
        }
    }
}

#[test]
fn words_announced_by_those_that_open_their_own_passage_are_listed() {
    let reader = reader();
    for text in [
        "To be avoided: promiscuous, beyond control, putting herself at risk.",
        "Labels we have left out: streetwise, promiscuous.",
        "True or false? The girl has made a lifestyle choice.",
    ] {
        let found = read(&reader, text);
        assert!(!found.is_empty() && own(&found).is_empty(), "{text}: {found:?}");
    }
    // What somebody does not see is so all the same.
    assert_eq!(own(&read(&reader, "The girl does not understand that she is putting herself at risk.")), ["putting-themselves-at-risk"]);
    // What opens a passage and announces something else says nothing of words.
    assert_eq!(own(&read(&reader, "What we know: the girl is promiscuous.")), ["promiscuous"]);
}
