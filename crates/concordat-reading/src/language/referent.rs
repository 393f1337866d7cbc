//! Of whom a term is said: a child, an adult, or somebody at work.

use super::{
    clause::Clauses,
    sentence::{Sentence, Stretch},
};
use crate::phrase::Break;
use concordat_standard::language::CueKind;

/// Of whom a term is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Referent {
    /// A child.
    Child,
    /// An adult.
    Adult,
    /// Somebody at work.
    Professional,
    /// A pronoun, and nobody named that it could stand for.
    Pronoun,
    /// Nobody named.
    Nobody,
}

/// Words between a child and an adult of whom something is said together, such as an age and an article.
const COUPLED: usize = 4;

/// What surrounds a sentence.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Surroundings<'a> {
    /// The sentence before it in the passage.
    pub(super) previous: Option<&'a Sentence>,
    /// The one after it.
    pub(super) next: Option<&'a Sentence>,
    /// Whether the lead-in or heading above speaks of children, or only of adults.
    pub(super) above: Option<Referent>,
}

/// Of whom the term at `term` is said. Somebody at work is passed over unless whoever precedes is the term's `subject`.
pub(super) fn referent(clauses: Clauses<'_>, around: Surroundings<'_>, whole: Stretch, term: Stretch, subject: bool) -> Referent {
    let mut people: Vec<(Referent, Stretch)> = people(clauses.sentence);
    // "the thirty-year-old dealer": the term takes up the words that say how old its adult is.
    if people.iter().any(|&(who, at)| who == Referent::Adult && at.0 < whole.0 && whole.0 < at.1) {
        return Referent::Adult;
    }
    // "young troublemakers": the label itself is a child's.
    if clauses.youthful_before(term.0) {
        return Referent::Child;
    }
    // "Form tutor's comment: naughty", "the carers report that ...": whoever speaks is not spoken of.
    people.retain(|&(who, at)| who != Referent::Professional || !clauses.announces(at, term));
    people.retain(|&(who, at)| who != Referent::Adult || at.1 > term.0 || !clauses.reports(at));
    // The "man" of "in a relationship with a man" is part of the term, not the one it is said of.
    people.retain(|&(who, at)| matches!(who, Referent::Child | Referent::Pronoun) || at.1 <= whole.0 || at.0 >= whole.1);
    if let Some(&(_, child)) = people.iter().find(|&&(who, at)| who == Referent::Child && at.0 < whole.1 && whole.0 < at.1) {
        return if held(clauses, &people, child) { Referent::Adult } else { Referent::Child };
    }
    // "The tearaways we have met": "we" begins what is told of them.
    let beside = people.iter().find(|&&(who, at)| !subject && who != Referent::Pronoun && at.0 == term.1 && !clauses.is_we(at.0));
    if let Some(&(who, _)) = beside
        && clauses.tokens.before(term.1) == Break::None
    {
        return who;
    }
    let above = || around.previous.and_then(first_named).or(around.above);
    if let Some(who) = said_for(clauses, &people, term) {
        return if who == Referent::Pronoun { above().unwrap_or(who) } else { who };
    }
    // "... for older men was the life he had chosen": the pronoun of the term is not one of those before it.
    let inside = people.iter().find(|&&(who, at)| who == Referent::Pronoun && at.0 < whole.1 && whole.0 < at.1).map(|&(_, at)| at);
    let stands_apart = inside.is_some_and(|pronoun| {
        let last = people.iter().rfind(|(_, at)| at.1 <= term.0);
        last.is_some_and(|&(who, at)| who == Referent::Adult && !clauses.agree(pronoun, at))
    });
    match nearest_before(clauses, &people, term, subject) {
        Some(Referent::Adult) if stands_apart => return above().unwrap_or(Referent::Pronoun),
        Some(Referent::Pronoun) => return above().unwrap_or(Referent::Pronoun),
        Some(who) => return who,
        None => {}
    }
    if inside.is_some() {
        return above().unwrap_or(Referent::Pronoun);
    }
    // A child anywhere after counts; an adult only close by, since those who harm often stand at the end.
    let mut after = people.iter().filter(|(_, at)| at.0 >= term.1);
    if let Some(&(who, _)) = after.clone().find(|(who, at)| *who == Referent::Child || *who == Referent::Adult && at.0 - term.1 <= 2) {
        return who;
    }
    // "Poor decisions lie behind his arrest": nobody else stands in the sentence, so the pronoun is the one meant.
    let alone = people.iter().all(|&(who, at)| who == Referent::Pronoun && at.0 >= term.1) && after.next().is_some();
    above().unwrap_or(if alone { Referent::Pronoun } else { Referent::Nobody })
}

/// "Nights out with men are a settled choice for her": the one behind "for", whom the men before do not agree with.
fn said_for(clauses: Clauses<'_>, people: &[(Referent, Stretch)], term: Stretch) -> Option<Referent> {
    let behind = |at: Stretch| clauses.is_said_of(term.1) && (term.1 + 1..=term.1 + 2).contains(&at.0);
    let &(who, at) = people.iter().find(|&&(_, at)| behind(at))?;
    let before = || people.iter().filter(|(_, other)| other.1 <= term.0);
    match who {
        Referent::Pronoun if before().any(|&(who, _)| who == Referent::Child) => Some(Referent::Child),
        Referent::Pronoun if before().any(|&(who, other)| who == Referent::Adult && clauses.agree(at, other)) => None,
        Referent::Child | Referent::Pronoun => Some(who),
        _ => None,
    }
}

/// Whether nobody at all stands in the sentence.
pub(super) fn is_impersonal(sentence: &Sentence) -> bool {
    people(sentence).is_empty()
}

/// The people of a sentence, in order.
fn people(sentence: &Sentence) -> Vec<(Referent, Stretch)> {
    let mut list: Vec<(Referent, Stretch)> = Vec::new();
    for &(kind, place) in &sentence.cues {
        let who = match kind {
            CueKind::Child => Referent::Child,
            CueKind::Adult => Referent::Adult,
            CueKind::Professional => Referent::Professional,
            CueKind::Pronoun => Referent::Pronoun,
            _ => continue,
        };
        // "adult offender" is one person; so is "young man", which is the longer match.
        match list.last_mut() {
            // "the man of twenty".
            Some(last) if place.0 == last.1.1 && who == last.0 && who == Referent::Adult => last.1.1 = place.1,
            Some(last) if place.0 < last.1.1 => {
                if place.1 - place.0 > last.1.1 - last.1.0 {
                    *last = (who, place);
                }
            }
            _ => list.push((who, place)),
        }
    }
    list
}

/// The nearest person before the term. One behind a preposition gives way to a child before it: in "girls seen with older
/// men are ..." it is the girls who are meant.
fn nearest_before(clauses: Clauses<'_>, people: &[(Referent, Stretch)], term: Stretch, subject: bool) -> Option<Referent> {
    let counted = |who: Referent| subject || who != Referent::Professional;
    let mut before = people.iter().filter(|(who, at)| at.1 <= term.0 && counted(*who)).rev();
    let &(who, at) = before.next()?;
    let child = before.clone().any(|&(who, other)| who == Referent::Child && !held(clauses, people, other));
    match who {
        Referent::Child if held(clauses, people, at) => Some(Referent::Adult),
        Referent::Pronoun if child => Some(Referent::Child),
        Referent::Pronoun => {
            // "Mum says that Asha": a name is nobody named before it, unless they stand side by side, as in "her uncle Rob".
            let named = !clauses.is_pronoun(at.0);
            let adult = before
                .any(|&(who, other)| who == Referent::Adult && if named { clauses.apposed(other, at) } else { clauses.agree(at, other) });
            Some(if adult { Referent::Adult } else { Referent::Pronoun })
        }
        Referent::Adult | Referent::Professional if child && clauses.governed(at) => Some(Referent::Child),
        // "the girl, 14, and the man, 22, was ...": it is said of both.
        Referent::Adult if coupled(clauses, people, at) => Some(Referent::Child),
        who => Some(who),
    }
}

/// "Men who exploit children must ...": whether the child at `child` stands in what is told of an adult.
fn held(clauses: Clauses<'_>, people: &[(Referent, Stretch)], child: Stretch) -> bool {
    people.iter().any(|&(who, adult)| who == Referent::Adult && clauses.told_of(adult, child))
}

/// Whether "and" couples the person at `at` to a child before them, with nobody between.
fn coupled(clauses: Clauses<'_>, people: &[(Referent, Stretch)], at: Stretch) -> bool {
    let last = people.iter().rfind(|(_, other)| other.1 <= at.0);
    last.is_some_and(|&(who, child)| who == Referent::Child && at.0 - child.1 <= COUPLED && clauses.couples(child.1, at.0))
}

fn first_named(sentence: &Sentence) -> Option<Referent> {
    people(sentence).into_iter().map(|(who, _)| who).find(|who| matches!(who, Referent::Child | Referent::Adult))
}
