//! In whose voice a term is used.

use super::{
    clause::Clauses,
    lexis::{Lexis, Owner},
    referent::{Referent, Surroundings, is_impersonal, referent},
    sentence::Stretch,
    setting::Above,
    title::is_title,
};
use crate::PreparedPassage;
use crate::phrase::Break;
use concordat_register::{PassageKind, language::Voice};
use concordat_standard::language::{AppliesTo, CueKind, Exemption, ReferentNeed, Term};
use concordat_text::ByteSpan;

/// Words of a note at most.
const NOTE: usize = 14;
/// Bytes of a paragraph of notes at most.
const LINE: usize = 200;

/// A term where it stands, with everything it is judged by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a, 'd> {
    pub(super) term: &'a Term,
    /// The term's place in the standard.
    pub(super) number: u32,
    pub(super) clauses: Clauses<'a>,
    pub(super) around: Surroundings<'a>,
    pub(super) above: Above,
    pub(super) passage: &'a PreparedPassage<'d>,
    /// Words matched and words shown.
    pub(super) whole: Stretch,
    pub(super) shown: Stretch,
    /// The words shown, in bytes of the passage's text.
    pub(super) source: ByteSpan,
    /// Whether the document is about children.
    pub(super) about_children: bool,
    /// Whether the passage is the heading that the document opens with.
    pub(super) opens_document: bool,
}

impl Place<'_, '_> {
    /// In whose voice; none where what the term needs around it is not there, so that it is not the term at all.
    pub(super) fn voice(&self, lexis: &Lexis) -> Option<Voice> {
        if !self.needs_are_met() {
            return None;
        }
        if let Some(voice) = self.set_apart(lexis) {
            return Some(voice);
        }
        if self.other_sense(lexis) {
            return Some(Voice::OtherSense);
        }
        if self.clauses.denied(self.shown) {
            return Some(Voice::Negated);
        }
        if self.clauses.criticised(self.shown) || self.is_exempt(Exemption::Appearance) && self.clauses.only_looks(self.shown) {
            return Some(Voice::Criticised);
        }
        let next = self.clauses.tokens.sentence_of(self.shown.0) + 1;
        if self.clauses.replaced_by(self.around.next, next) {
            return Some(Voice::Criticised);
        }
        if self.clauses.said_by_another(self.shown) {
            return Some(Voice::Attributed);
        }
        self.said_of()
    }

    fn needs_are_met(&self) -> bool {
        (1u32..).zip(&self.term.needs).all(|(list, _)| {
            let owner = Owner::Context { term: self.number, list };
            let here = self.clauses.sentence.has(self.number, list) || self.around.previous.is_some_and(|s| s.has(self.number, list));
            here || self.clauses.lexis.around.holds_at(self.clauses.tokens, self.shown, owner.number())
        })
    }

    /// Quoted, listed, a title, an offence or a definition.
    fn set_apart(&self, lexis: &Lexis) -> Option<Voice> {
        if self.passage.passage.kind == PassageKind::Quotation || self.in_quotation_marks() {
            return Some(Voice::Quoted);
        }
        if self.above.listing || self.above.lead.is_some_and(|end| self.source.start() > end) {
            return Some(Voice::Listed);
        }
        if is_title(lexis, self.passage.passage, self.passage.text, self.source) || self.is_exempt(Exemption::Title) && self.opens_document
        {
            return Some(Voice::Title);
        }
        let says = |kind: CueKind| self.clauses.sentence.of(kind).next().is_some();
        if self.is_exempt(Exemption::Offence) && says(CueKind::Offence) {
            return Some(Voice::Title);
        }
        if self.is_exempt(Exemption::Definition) && (self.above.definition || says(CueKind::Definition)) || self.is_defined() {
            return Some(Voice::Definition);
        }
        None
    }

    fn in_quotation_marks(&self) -> bool {
        let quotations = &self.passage.quotations;
        let from = quotations.partition_point(|q| q.end() <= self.source.start());
        quotations.get(from).is_some_and(|q| q.overlaps(self.source))
    }

    /// "Absconder: a child who ...": the term opens its sentence and is explained.
    fn is_defined(&self) -> bool {
        let rest =
            self.passage.text.get(self.source.end()..).unwrap_or_default().trim_start_matches(['s', '\'', '\u{2019}', '"', '*', ')']);
        let rest = rest.trim_start();
        let (first, _) = self.clauses.tokens.sentence(self.clauses.tokens.sentence_of(self.shown.0));
        // "His chaotic lifestyle means that he ..." tells of a boy and explains no word.
        let opens = self.shown.0 - first <= 1 && !self.clauses.is_pronoun(first);
        let explained = [
            ":",
            "\u{2013}",
            "\u{2014}",
            "- ",
            "= ",
            "(slang",
            "means ",
            "meaning ",
            "refers to ",
            "describes ",
            "is defined",
            "is slang",
            "is a slang",
            "is street",
            "is used here",
            "is used to",
            "is used by",
            "is a term",
            "is the term",
            "is a word",
            "is another word",
        ];
        let sentence = rest.split(['.', '\n']).next().unwrap_or_default();
        opens && explained.iter().any(|e| rest.starts_with(e)) && sentence.len() > 20
    }

    fn is_exempt(&self, exemption: Exemption) -> bool {
        self.term.exempt.contains(&exemption)
    }

    fn other_sense(&self, lexis: &Lexis) -> bool {
        let owner = Owner::Context { term: self.number, list: 0 };
        let at_term = |words| lexis.around.holds_at(self.clauses.tokens, words, owner.number());
        self.clauses.sentence.has(self.number, 0) || at_term(self.shown) || at_term(self.whole)
    }

    fn said_of(&self) -> Option<Voice> {
        // "naughty girls": what the pattern asks for after the words shown is whom they are said of.
        let subject = self.term.subject && self.whole.1 == self.shown.1 && !self.clauses.names_others(self.shown);
        // A parent inside the pattern is the one an adult's term is said of; "a man of 30" inside a child's term is not.
        let whole = if self.term.applies == AppliesTo::Adult { self.shown } else { self.whole };
        let who = referent(self.clauses, self.around, whole, self.shown, subject);
        let of_adult = matches!(who, Referent::Adult | Referent::Professional);
        match self.term.applies {
            AppliesTo::Any => Some(Voice::Own),
            AppliesTo::Adult if who == Referent::Child => None,
            AppliesTo::Adult => Some(Voice::Own),
            AppliesTo::Child if who == Referent::Child => Some(Voice::Own),
            AppliesTo::Child if of_adult => Some(Voice::Adult),
            AppliesTo::Child => {
                let enough = match self.term.referent {
                    ReferentNeed::Assumed => true,
                    ReferentNeed::Default => self.about_children,
                    ReferentNeed::Near => self.about_children && (who == Referent::Pronoun || self.opens_note(who)),
                };
                enough.then_some(Voice::Own)
            }
        }
    }

    /// "- poor choices of friends", "| refuses to engage |": the few words of an item, a cell or a note that names nobody. In a document
    /// about children they are of the child. A paragraph is a note where no verb of it carries a tense.
    fn opens_note(&self, who: Referent) -> bool {
        let tokens = self.clauses.tokens;
        let (first, last) = tokens.sentence(tokens.sentence_of(self.shown.0));
        let apart = matches!(self.passage.passage.kind, PassageKind::ListItem { .. } | PassageKind::Cell { .. });
        let note = self.passage.text.len() <= LINE && !(first..last).any(|at| self.clauses.lexis.is_finite(tokens, at));
        let opens = self.shown.0 == first && (apart || note)
            || apart && (self.shown.0 == first + 1 || tokens.before(self.shown.0) == Break::Clause);
        who == Referent::Nobody && opens && last - first <= NOTE && is_impersonal(self.clauses.sentence)
    }
}
