//! Tests of putting panels together from all that speaks of them.

use super::*;
use concordat_reading::{Prepared, Reader, Source as From, meetings::MeetingReader};
use concordat_register::meeting::{Level, Standing};

struct Made {
    standard: Standard,
    reader: Reader,
}

impl Made {
    fn new() -> Self {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        Self { reader: Reader::new(&standard), standard }
    }

    fn facts(&self, file: &str, text: &str) -> DocumentFacts {
        let source = From { file: file.to_owned(), ..From::default() };
        let document = concordat_fixture::document(text);
        let _ = Prepared::new(&document);
        self.reader.read(&document, &source)
    }

    fn register(&self, documents: &[DocumentFacts], corrections: &[MeetingCorrection]) -> Vec<Meeting> {
        let reader: &MeetingReader = self.reader.meetings();
        register(documents, &[], corrections, &self.standard, &|| reader)
    }
}

const TERMS: &str = "# Saltmere MARAC: Terms of Reference\n\n## Purpose\n\nThe conference considers victims of domestic abuse aged 16 and over.\n\n## Members\n\n- Police, Detective Inspector (chair)\n- Housing, Officer\n\n## Meetings\n\nIt meets every two weeks for three hours.\n\n## Reporting\n\nIt reports to the Saltmere Domestic Abuse Board.\n";
const BOARD: &str = "# Policy\n\n## Groups\n\nThe Saltmere Domestic Abuse Board meets quarterly. It oversees the strategy and does not discuss individual cases.\n\nThe Multi-Agency Risk Assessment Conference (MARAC) meets fortnightly. It discusses victims at high risk.\n";

#[test]
fn what_several_documents_say_is_one_meeting() {
    let made = Made::new();
    let documents = [made.facts("tor.md", TERMS), made.facts("policy.md", BOARD)];
    let meetings = made.register(&documents, &[]);
    assert_eq!(meetings.iter().map(|m| m.id.as_str()).collect::<Vec<_>>(), ["marac", "saltmere-domestic-abuse-board"], "{meetings:#?}");
    let marac = &meetings[0];
    assert_eq!((marac.level, marac.sittings_a_year, marac.minutes), (Some(Level::Operational), Some(26.0), Some(180)));
    assert_eq!((marac.answers_to.as_slice(), marac.members.len()), (&[1][..], 2));
    assert_eq!(marac.hours_a_year(120), Some(156.0));
    assert_eq!(marac.ages, (Some(16), None));
    let lacking: Vec<Part> = marac.parts.iter().filter(|p| p.standing == Standing::Lacking).map(|p| p.part).collect();
    assert_eq!(lacking, [Part::Quorum, Part::Review]);
}

#[test]
fn what_the_settings_say_wins() {
    let made = Made::new();
    let documents = [made.facts("tor.md", TERMS)];
    let said = |name: &str| MeetingCorrection { name: name.to_owned(), ..MeetingCorrection::default() };
    let quorum = MeetingCorrection { quorum: Some("Three".into()), minutes: Some(90), ..said("Saltmere MARAC") };
    let meetings = made.register(&documents, &[quorum, said("Harbour Panel")]);
    assert_eq!(meetings.len(), 2);
    let marac = meetings.iter().find(|m| m.name == "Saltmere MARAC").unwrap();
    assert_eq!((marac.quorum.as_deref(), marac.minutes), (Some("Three"), Some(90)));
    assert!(!marac.parts.iter().any(|p| p.part == Part::Quorum && p.standing != Standing::Settled));
    let ignored = made.register(&documents, &[MeetingCorrection { ignore: true, ..said("Saltmere MARAC") }]);
    assert!(ignored.is_empty());
}

/// Issue 4: "half a day" in a list of panels outweighed the length that the terms themselves give.
#[test]
fn the_terms_say_how_long_a_sitting_is() {
    let made = Made::new();
    let list = "# Panels\n\n| Panel | Chair | How often | Length |\n|---|---|---|---|\n| Saltmere MARAC | Detective Inspector | Every two weeks | Half a day |\n";
    let terms = TERMS.replace("for three hours", "on Thursdays, for three and a half hours");
    let meetings = made.register(&[made.facts("tor.md", &terms), made.facts("list.md", list)], &[]);
    let marac = meetings.iter().find(|m| m.name == "Saltmere MARAC").unwrap();
    assert_eq!((marac.minutes, marac.sources.len()), (Some(210), 2), "{meetings:#?}");
    // Which is taken is told beside what the list says; both papers say every two weeks.
    let rivals: Vec<_> = marac.rivals.iter().map(|r| (r.part, r.value, r.evidence.document.0)).collect();
    assert_eq!(rivals, [(Part::Length, 180.0, 1)]);
}

/// Issue 4: where the terms list posts and a register the people, nobody was named.
#[test]
fn who_holds_a_post_comes_from_the_list_that_says_so() {
    let made = Made::new();
    let list =
        "# Members\n\n| Panel | Name | Agency | Post |\n|---|---|---|---|\n| Saltmere MARAC | Ade Obi | Police | Detective Inspector |\n";
    let meetings = made.register(&[made.facts("tor.md", TERMS), made.facts("list.md", list)], &[]);
    let marac = meetings.iter().find(|m| m.name == "Saltmere MARAC").unwrap();
    let people: Vec<_> = marac.members.iter().map(|m| m.person.as_ref().map(|p| p.as_str())).collect();
    assert_eq!(people, [Some("Ade Obi"), None], "{meetings:#?}");
}

/// Issue 4: the settings' own name of a panel stood nowhere where its terms still bear an older one.
#[test]
fn the_name_in_the_settings_is_the_name() {
    let made = Made::new();
    let also = vec!["Saltmere MARAC".to_owned()];
    let renamed = MeetingCorrection { name: "Saltmere Harm Conference".to_owned(), also, ..MeetingCorrection::default() };
    let meetings = made.register(&[made.facts("tor.md", TERMS)], &[renamed]);
    let named: Vec<_> = meetings.iter().map(|m| (m.name.as_str(), m.also.as_slice())).collect();
    assert_eq!(named[0].0, "Saltmere Harm Conference");
    assert!(named[0].1.iter().any(|n| n == "Saltmere MARAC"), "{named:?}");
}
