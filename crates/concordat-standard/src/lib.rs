//! The sector's knowledge, read from TOML.
//!
//! Rows live in `standard/<name>/*.toml` at the root of the repository and are embedded in the program; a site may
//! override or extend them. A row carries its source, date, nation, whether it was checked against that source, and
//! examples raised and not raised, which are its tests and its generated page. Adding a term, theme, law, body or tool
//! touches TOML only.

pub mod additions;
pub mod assessment;
pub mod cases;
pub mod concepts;
pub mod copying;
pub mod coverage;
pub mod definitions;
mod error;
pub mod framing;
pub mod holidays;
pub mod instruments;
pub mod kinds;
pub mod language;
pub mod messages;
pub mod model;
pub mod pages;
pub mod panels;
pub mod pattern;
pub mod priorities;
pub mod references;
pub mod routes;
pub mod sections;
pub mod templates;
pub mod terms;
pub mod themes;

pub use error::StandardError;

use additions::Addition;
use assessment::Assessment;
use cases::Cases;
use concepts::Concepts;
use copying::CopyingRules;
use coverage::Facets;
use definitions::Definitions;
use framing::Framing;
use holidays::Holidays;
use instruments::Instruments;
use kinds::Kinds;
use language::Language;
use messages::Messages;
use model::Model;
use priorities::Priorities;
use references::ReferenceRules;
use routes::Routes;
use sections::Sections;
use templates::Templates;
use terms::Terms;
use themes::Themes;

const FRAMING: &str = include_str!("../../../standard/peer-on-peer-abuse/meaning/framing.toml");

/// A standard: what a set of documents is held against.
#[derive(Debug, Clone)]
pub struct Standard {
    /// Its id and version, as `peer-on-peer-abuse@1`.
    pub id: String,
    /// Themes and their cues.
    pub themes: Themes,
    /// Kinds of document, labels of document control, words of bodies and posts, cues of nations.
    pub kinds: Kinds,
    /// Law, guidance, bodies and tools with their dates.
    pub instruments: Instruments,
    /// Discouraged terms and the guides that discourage them.
    pub language: Language,
    /// Which documents should point to which.
    pub references: ReferenceRules,
    /// What sentences speak of, with the rival wordings for each.
    pub concepts: Concepts,
    /// Whom documents speak of, and in which ways.
    pub framing: Framing,
    /// Propositions that the documents should carry.
    pub messages: Messages,
    /// Words that do not make a copied passage say something else.
    pub copying: CopyingRules,
    /// Where harm happens and is prevented.
    pub contexts: Facets,
    /// Whose agencies have a part in the response.
    pub sectors: Facets,
    /// How much each feature of a passage speaks for each message, as learnt from labelled passages.
    pub model: Model,
    /// What documents define, and how definitions are compared.
    pub definitions: Definitions,
    /// How statements about levels and tools are found.
    pub assessment: Assessment,
    /// What is expected as a section of its own.
    pub sections: Sections,
    /// How documents state their priorities, and what these are about.
    pub priorities: Priorities,
    /// Panels and groups: their terms of reference, names, remits and seats.
    pub terms: Terms,
    /// Referral routes: bodies, acts, time limits.
    pub routes: Routes,
    /// Cases to walk through the routes.
    pub cases: Cases,
    /// Bank holidays and hours of offices.
    pub holidays: Holidays,
    /// Documents to begin from, and which a set should have.
    pub templates: Templates,
    /// What an area added to it, in order.
    pub additions: Vec<Addition>,
}

impl Standard {
    /// The standard that the program ships with.
    ///
    /// # Errors
    ///
    /// A row that does not parse; a test keeps the shipped rows free of these.
    pub fn peer_on_peer_abuse() -> Result<Self, StandardError> {
        let language = Language::parse(
            include_str!("../../../standard/peer-on-peer-abuse/language/guides.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/language/terms.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/language/scope.toml"),
        )?
        .with_wordings(include_str!("../../../standard/peer-on-peer-abuse/language/wordings.toml"))?;
        let concepts = concepts(&language)?;
        let assessment =
            Assessment::parse(include_str!("../../../standard/peer-on-peer-abuse/meaning/assessment.toml"), &language.scope.lexicon)?;
        let sections =
            Sections::parse(include_str!("../../../standard/peer-on-peer-abuse/meaning/sections.toml"), &language.scope.lexicon)?;
        let priorities =
            Priorities::parse(include_str!("../../../standard/peer-on-peer-abuse/meaning/priorities.toml"), &language.scope.lexicon)?;
        let definitions =
            Definitions::parse(include_str!("../../../standard/peer-on-peer-abuse/meaning/definitions.toml"), &language.scope.lexicon)?;
        let messages = Messages::parse(include_str!("../../../standard/peer-on-peer-abuse/meaning/messages.toml"), &concepts)?;
        let facets = |file, text| Facets::parse(file, text, &language.scope.lexicon);
        let contexts = facets("meaning/contexts.toml", include_str!("../../../standard/peer-on-peer-abuse/meaning/contexts.toml"))?;
        let sectors = facets("meaning/sectors.toml", include_str!("../../../standard/peer-on-peer-abuse/meaning/sectors.toml"))?;
        let routes = routes(&language)?;
        let cases = Cases::parse(include_str!("../../../standard/peer-on-peer-abuse/routes/cases.toml"), &assessment)?;
        let themes = Themes::parse(include_str!("../../../standard/peer-on-peer-abuse/themes.toml"))?;
        let templates = Templates::peer_on_peer_abuse(&messages, &sections, &themes)?;
        Ok(Self {
            id: "peer-on-peer-abuse@1".to_owned(),
            themes,
            kinds: Kinds::parse(include_str!("../../../standard/peer-on-peer-abuse/kinds.toml"))?,
            instruments: instruments()?,
            language,
            references: ReferenceRules::parse(include_str!("../../../standard/peer-on-peer-abuse/references.toml"))?,
            framing: Framing::parse(FRAMING, &concepts)?,
            concepts,
            messages,
            copying: CopyingRules::parse(include_str!("../../../standard/peer-on-peer-abuse/meaning/copying.toml"))?,
            contexts,
            sectors,
            model: Model::parse(include_str!("../../../standard/peer-on-peer-abuse/meaning/model.toml"))?,
            definitions,
            assessment,
            sections,
            priorities,
            routes,
            cases,
            holidays: Holidays::parse(include_str!("../../../standard/peer-on-peer-abuse/routes/holidays.toml"))?,
            terms: Terms::peer_on_peer_abuse()?,
            templates,
            additions: Vec::new(),
        })
    }
}

/// What sentences may speak of, as the program ships it.
fn concepts(language: &Language) -> Result<Concepts, StandardError> {
    Concepts::parse(
        &[
            ("meaning/words.toml", include_str!("../../../standard/peer-on-peer-abuse/meaning/words.toml")),
            ("meaning/people.toml", include_str!("../../../standard/peer-on-peer-abuse/meaning/people.toml")),
            ("meaning/responses.toml", include_str!("../../../standard/peer-on-peer-abuse/meaning/responses.toml")),
            ("meaning/places.toml", include_str!("../../../standard/peer-on-peer-abuse/meaning/places.toml")),
            ("meaning/agencies.toml", include_str!("../../../standard/peer-on-peer-abuse/meaning/agencies.toml")),
            ("meaning/routes.toml", include_str!("../../../standard/peer-on-peer-abuse/meaning/routes.toml")),
            ("meaning/harm.toml", include_str!("../../../standard/peer-on-peer-abuse/meaning/harm.toml")),
            ("meaning/practice.toml", include_str!("../../../standard/peer-on-peer-abuse/meaning/practice.toml")),
            ("meaning/framing.toml", FRAMING),
            // Last, so that rows added to it leave every other concept in its place.
            ("meaning/beside.toml", include_str!("../../../standard/peer-on-peer-abuse/meaning/beside.toml")),
            ("meaning/plain.toml", include_str!("../../../standard/peer-on-peer-abuse/meaning/plain.toml")),
        ],
        &language.scope.lexicon,
    )
}

/// How the steps of referral routes are worded, as the program ships it.
fn routes(language: &Language) -> Result<Routes, StandardError> {
    Routes::parse(
        [
            include_str!("../../../standard/peer-on-peer-abuse/routes/bodies.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/routes/actions.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/routes/limits.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/routes/nobody.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/routes/judging.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/routes/circumstances.toml"),
        ],
        &language.scope.lexicon,
    )
}

/// Law, guidance, bodies, tools and markings as the program ships them.
fn instruments() -> Result<Instruments, StandardError> {
    Instruments::parse(
        &[
            ("instruments/legislation.toml", include_str!("../../../standard/peer-on-peer-abuse/instruments/legislation.toml")),
            ("instruments/guidance.toml", include_str!("../../../standard/peer-on-peer-abuse/instruments/guidance.toml")),
            ("instruments/bodies.toml", include_str!("../../../standard/peer-on-peer-abuse/instruments/bodies.toml")),
            ("instruments/tools.toml", include_str!("../../../standard/peer-on-peer-abuse/instruments/tools.toml")),
            ("instruments/definitions.toml", include_str!("../../../standard/peer-on-peer-abuse/instruments/definitions.toml")),
        ],
        ("instruments/markings.toml", include_str!("../../../standard/peer-on-peer-abuse/instruments/markings.toml")),
        ("instruments/publishers.toml", include_str!("../../../standard/peer-on-peer-abuse/instruments/publishers.toml")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_standard_parses() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        assert!(standard.id.contains('@'));
    }
}
