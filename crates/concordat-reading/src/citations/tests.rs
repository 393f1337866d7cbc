//! Citations read from short texts.

use super::CitationReader;
use crate::Prepared;
use concordat_register::{
    Entry,
    citation::{CitationFacts, CitationKind},
};
use concordat_standard::Standard;
use std::sync::OnceLock;

fn reader() -> &'static CitationReader {
    static READER: OnceLock<CitationReader> = OnceLock::new();
    READER.get_or_init(|| CitationReader::new(&Standard::peer_on_peer_abuse().unwrap()))
}

pub(super) fn facts(text: &str) -> CitationFacts {
    let document = concordat_fixture::document(text);
    reader().read(&Prepared::new(&document), &Entry::default())
}

/// Each citation as its kind and words.
pub(super) fn cited(text: &str) -> Vec<String> {
    facts(text).citations.iter().map(|c| format!("{} {}", c.kind.word(), c.anchor.quote.exact)).collect()
}

/// Fails where anything is cited.
pub(super) fn none(text: &str) {
    assert_eq!(cited(text), Vec::<String>::new(), "{text}");
}

#[test]
fn laws_with_their_sections() {
    assert_eq!(
        cited("It rests on section 9 of the Rivers and Harbours Act 1987 and on that Act alone."),
        ["legislation section 9 of the Rivers and Harbours Act 1987", "legislation that Act"]
    );
    assert_eq!(cited("The Fishing (Small Boats) Regulations 2011 apply."), ["legislation Fishing (Small Boats) Regulations 2011"]);
    assert_eq!(cited("Under the UK GDPR we act fairly."), ["legislation UK GDPR"]);
    none("It was an act of courage, in that order.");
}

#[test]
fn a_document_that_leads() {
    let policy = ["local-document Harbour Lights Policy"];
    assert_eq!(cited("The Harbour Lights Policy leads where a boat is late."), policy);
    assert_eq!(cited("Where both apply, the Harbour Lights Policy leads."), policy);
    assert_eq!(cited("The rota applies as well; the Harbour Lights Policy leads, and the crew is told."), policy);
    none("We wrote to the Harbour Lights Policy leads.");
    none("The Harbour Lights Policy Leads meet each month.");
    none("The Harbour Lights Policy leads meet each month.");
}

#[test]
fn parts_of_the_document() {
    assert_eq!(cited("Go on as in section 8."), ["internal-section section 8"]);
    assert_eq!(
        cited("See paragraphs 3.1 to 3.4 and Appendix B."),
        ["internal-section paragraphs 3.1 to 3.4", "internal-section Appendix B"]
    );
    assert_eq!(cited("It is set out in Part three of this policy."), ["internal-section Part three"]);
    assert_eq!(cited("More is said elsewhere (see 4.2)."), ["internal-section 4.2"]);
    assert_eq!(cited("It follows paragraphs B.2 to B.5 here."), ["internal-section paragraphs B.2 to B.5"]);
    assert_eq!(cited("# Clause 7. Boats\n\nWords, and clauses 7 to 9 apply."), ["internal-section clauses 7 to 9"]);
    let numbered = "# 3. Places\n\n3.1 Words.\n\n3.2 Each of the piers in 3.1 has an owner.";
    assert_eq!(cited(numbered), ["internal-section 3.1"]);
    none("# 3. Places\n\n3.1 Words.\n\n3.2 The tide rose in 3.1 hours.");
    none("Write to the Head of Corporate Policy or the Director for Strategy.");
    assert_eq!(cited("Use the corporate complaints procedure. A letter will do."), ["local-document complaints procedure"]);
    none("A section 47 enquiry began in section 3 of the old library.");
    assert_eq!(
        cited("It gives effect to the Harbour Lights Policy, and in particular to clause 6."),
        ["local-document Harbour Lights Policy"]
    );
    assert_eq!(cited("Working Together 2018 was shorter, and more is now in Part 5."), ["national-guidance Working Together 2018"]);
    assert_eq!(
        cited("# Part 1 Aims\n\n# Part 5 Boats\n\nWorking Together 2018 was shorter, and more is now in Part 5."),
        ["national-guidance Working Together 2018", "internal-section Part 5"]
    );
    none("He took part 2 times, in part because of her.");
}

#[test]
fn addresses() {
    assert_eq!(cited("Forms are at https://www.millford.example/forms."), ["url https://www.millford.example/forms"]);
    none("Write to help@millford.example today.");
}

#[test]
fn national_guidance_by_title() {
    assert_eq!(cited("We follow Working Together 2018."), ["national-guidance Working Together 2018"]);
    assert_eq!(cited("KCSIE (2024) asks for it."), ["national-guidance KCSIE (2024)"]);
    none("Agencies are working together to safeguard them.");
    assert_eq!(cited("It was first written to WT 2013."), ["national-guidance WT 2013"]);
    none("Each tank holds 4 WT.");
    assert_eq!(
        cited("The rules are those of the 2015 information sharing guidance."),
        ["national-guidance 2015 information sharing guidance"]
    );
    assert_eq!(
        cited("Officers read the College of Policing Authorised Professional Practice on domestic abuse before that."),
        ["national-guidance Authorised Professional Practice on domestic abuse"]
    );
    assert_eq!(
        cited("Heads read Behaviour in Schools and the suspension and permanent exclusion guidance."),
        ["national-guidance Behaviour in Schools", "national-guidance suspension and permanent exclusion guidance"]
    );
    assert_eq!(cited("It rests on Working Together 2018 (chapter 2)."), ["national-guidance Working Together 2018"]);
}

#[test]
fn stance_follows_the_words_around() {
    use concordat_register::citation::Stance;
    let stance = |text: &str| facts(text).citations.first().map(|c| c.stance);
    assert_eq!(stance("This strategy replaces the Gangs Strategy 2010-13."), Some(Stance::Historic));
    assert_eq!(stance("The Gangs Protocol was withdrawn last year."), Some(Stance::Historic));
    assert_eq!(stance("The Gangs Protocol is to be written."), Some(Stance::Planned));
    assert_eq!(stance("The Gangs Protocol is kept by the harbour office."), Some(Stance::HeldElsewhere));
    assert_eq!(stance("The Gangs Protocol applies."), Some(Stance::Relies));
    assert_eq!(facts("This strategy replaces the Gangs Strategy 2010-13.").replaces.len(), 1);
}

#[test]
fn a_document_does_not_cite_itself() {
    let document =
        concordat_fixture::document("# Gangs Procedure\n\nThe Gangs Procedure is for all. The gangs procedure (2009) was shorter.\n");
    let entry = Entry { title: "Gangs Procedure".into(), kind: concordat_register::Kind::Procedure, year: Some(2015), ..Entry::default() };
    let found = reader().read(&Prepared::new(&document), &entry).citations;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].year, Some(2009));
}

#[test]
fn passages_deal_with_themes_more_or_less() {
    let facts = facts(
        "# Note\n\nA girl harmed by sexual exploitation may go missing from home, and staff ring at once.\n\nForms of harm: gangs, domestic abuse, sexual exploitation, modern slavery.\n",
    );
    let best = |theme: &str| facts.theme_mentions.iter().find(|m| m.theme.0 == theme).map_or(0, |m| m.strength);
    assert!(best("cse") >= 2 && best("missing") >= 2);
    assert_eq!(best("da"), 1);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "(the |see |section |[A-Z][a-z]{2,7} |policy |protocol |Act |19|20|14|\\(|\\)|\\.|, |'s |\"|“|é|-| ){0,40}") {
        let _ = facts(&text);
    }
}

#[test]
fn what_happens_to_a_child_speaks_of_a_theme_unnamed() {
    let themes = |text: &str| facts(text).theme_mentions.iter().filter(|m| m.strength >= 2).map(|m| m.theme.0.clone()).collect::<Vec<_>>();
    assert_eq!(themes("She had been followed and slapped by her boyfriend, who was fifteen."), ["da"]);
    assert_eq!(themes("Two groups met at the pier and one boy was stabbed."), ["syv"]);
    assert_eq!(themes("Her boyfriend rows for the club."), Vec::<String>::new());
}

#[test]
fn a_section_after_an_act_is_the_acts_where_the_document_has_none() {
    let parts = |text: &str| {
        facts(text)
            .citations
            .iter()
            .filter(|c| c.kind == CitationKind::InternalSection)
            .map(|c| c.anchor.quote.exact.to_string())
            .collect::<Vec<_>>()
    };
    assert!(parts("The Modern Slavery Act 2015 applies; section 45 may be a defence.").is_empty());
    assert_eq!(parts("The duty hub rings the port; see section 12."), ["section 12"]);
}
