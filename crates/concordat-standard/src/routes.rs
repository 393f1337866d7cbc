//! Routes: bodies, acts, time limits, and where a route leads to nobody.

mod circumstances;
mod judging;

pub use circumstances::{Circumstance, Circumstances, Turn};
pub use judging::{Judging, Words as JudgingWords};

use crate::{
    StandardError,
    pattern::{Lexicon, Pattern},
};
use serde::{Deserialize, de::DeserializeOwned};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of referral routes.
#[derive(Debug, Clone)]
pub struct Routes {
    /// Kinds of body, in the order of their file.
    pub bodies: Vec<BodyRow>,
    /// Nouns in which the name of a local body ends, each with its class.
    pub heads: BTreeMap<String, String>,
    /// Classes of body that a first concern may be sent to in the place of the front door.
    pub side_doors: Vec<String>,
    /// Further classes that are one where the front door need not be told.
    pub told_alone: Vec<String>,
    /// Words in capitals that make a name that of no body.
    pub not_bodies: Vec<String>,
    /// Verbs: base, third person, past participle and gerund, by the sort of act.
    pub verbs: BTreeMap<String, Vec<[String; 4]>>,
    /// What is held, made or decided.
    pub matters: Vec<Matter>,
    /// Who is said to be the first contact.
    pub first_contact: Cue,
    /// Nouns of what is sent.
    pub sent: Vec<Pattern>,
    /// The level of need from which children's social care may help, in scales of four.
    pub helped: u8,
    /// What a scale of need calls its steps.
    pub scale: BTreeSet<String>,
    /// Words after a level which say that it is another scale's.
    pub not_scale: BTreeSet<String>,
    /// Words beside which a number may be an age.
    pub of_age: BTreeSet<String>,
    /// Words between two concerns that make one harm of them.
    pub joins: BTreeSet<String>,
    /// Those of them that join what follows to all that stands before.
    pub joins_all: BTreeSet<String>,
    /// What begins a day.
    pub opening: BTreeSet<String>,
    /// Limits without a number, by unit.
    pub phrases: Vec<(String, Pattern)>,
    /// Events that limits start from.
    pub events: Vec<Named>,
    /// Words that say why something is done otherwise.
    pub explained: Vec<Pattern>,
    /// What narrows a case.
    pub narrows: Vec<Named>,
    /// For each theme, by id, the concerns that its documents are about where they name none.
    pub themes: BTreeMap<String, Vec<String>>,
    /// Every concern.
    pub every: Cue,
    /// A case left out.
    pub outside: Cue,
    /// That children are meant.
    pub young: Cue,
    /// That somebody takes the case.
    pub goes_on: Cue,
    /// Passed on to nobody in particular.
    pub nobody: Cue,
    /// No way in.
    pub no_door: Cue,
    /// Told and nobody else.
    pub alone: Cue,
    /// The front door is told only later.
    pub door_later: Cue,
    /// A case is closed.
    pub closed: Cue,
    /// A body need not be told.
    pub spared: Cue,
    /// Further words for concerns, by the concern's id.
    pub also: Vec<(String, Cue)>,
    /// Something is begun or taken only once something else is done.
    pub waits: Cue,
    /// A body takes or considers a case.
    pub takes: Cue,
    /// It has done so.
    pub taken: Cue,
    /// What is held or made begins.
    pub begins: Cue,
    /// It is done.
    pub finished: Cue,
    /// A post that is not filled.
    pub vacant: Cue,
    /// That somebody does the work of such a post.
    pub covered: Cue,
    /// A route that is drawn.
    pub drawn: Cue,
    /// A heading of a route.
    pub pathway: Cue,
    /// Who settles which of several panels leads.
    pub joined: Cue,
    /// A team or post that there is no longer.
    pub gone: Cue,
    /// Words by which steps are weighed against each other.
    pub judging: Judging,
    /// What only some cases have, and what some turn on.
    pub circumstances: Circumstances,
}

/// A kind of body.
#[derive(Debug, Clone)]
pub struct BodyRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What sort of body it is.
    pub class: String,
    /// Who answers its telephone number, where one is its name.
    pub reached: Option<String>,
    /// How it is written.
    pub terms: Vec<Pattern>,
    /// Words that only seem to name it.
    pub not_terms: Vec<Pattern>,
    /// Words that name it.
    pub examples: Vec<String>,
    /// Words that do not.
    pub not: Vec<String>,
}

/// What is held, made or decided.
#[derive(Debug, Clone)]
pub struct Matter {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// How it is written.
    pub terms: Vec<Pattern>,
    /// The class of body whose business it is everywhere.
    pub by: Option<String>,
    /// The event that a limit counts from where the text names none.
    pub from: Option<String>,
    /// Whether limits for it are compared.
    pub compared: bool,
    /// Whether sending a case to a body is it, and one body's limits alone are compared: listing a child for a panel.
    pub sent: bool,
    /// Sentences that speak of it.
    pub examples: Vec<String>,
    /// Sentences that do not.
    pub not: Vec<String>,
}

/// Something with an id and its words.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// As it stands before what is to be done: "if somebody is in danger now".
    pub name: Option<String>,
    /// How it is written.
    pub terms: Vec<Pattern>,
}

/// Wordings with examples.
#[derive(Debug, Clone)]
pub struct Cue {
    /// How it is written.
    pub terms: Vec<Pattern>,
    /// Sentences in which it stands.
    pub examples: Vec<String>,
    /// Sentences in which it does not.
    pub not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodiesFile {
    body: Vec<BodyIn>,
    heads: BTreeMap<String, Vec<String>>,
    side_doors: Words,
    told_alone: Words,
    not_bodies: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyIn {
    id: String,
    name: String,
    class: String,
    reached: Option<String>,
    terms: Vec<String>,
    #[serde(default)]
    not_terms: Vec<String>,
    examples: Vec<String>,
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActionsFile {
    verbs: BTreeMap<String, Vec<String>>,
    matter: Vec<MatterIn>,
    first_contact: CueIn,
    sent: CueIn,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MatterIn {
    id: String,
    name: String,
    terms: Vec<String>,
    by: Option<String>,
    from: Option<String>,
    #[serde(default)]
    compared: bool,
    #[serde(default)]
    sent: bool,
    examples: Vec<String>,
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueIn {
    terms: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitsFile {
    helped: HelpedIn,
    scale: ScaleIn,
    age: Words,
    joins: JoinsIn,
    opening: Words,
    phrase: Vec<Phrase>,
    event: Vec<NamedIn>,
    explained: CueIn,
    narrow: Vec<NamedIn>,
    every: CueIn,
    themes: BTreeMap<String, Vec<String>>,
    also: Vec<AlsoIn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct JoinsIn {
    words: Vec<String>,
    all: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleIn {
    words: Vec<String>,
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HelpedIn {
    level: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AlsoIn {
    concern: String,
    terms: Vec<String>,
    examples: Vec<String>,
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    unit: String,
    terms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedIn {
    id: String,
    name: Option<String>,
    terms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NobodyFile {
    outside: CueIn,
    young: CueIn,
    goes_on: CueIn,
    nobody: CueIn,
    no_door: CueIn,
    alone: CueIn,
    door_later: CueIn,
    closed: CueIn,
    spared: CueIn,
    waits: CueIn,
    takes: CueIn,
    taken: CueIn,
    begins: CueIn,
    finished: CueIn,
    vacant: CueIn,
    covered: CueIn,
    drawn: CueIn,
    pathway: CueIn,
    joined: CueIn,
    gone: CueIn,
}

/// Reads one of the files of `routes/`.
struct File<'l> {
    name: &'static str,
    lexicon: &'l Lexicon,
}

impl File<'_> {
    fn read<T: DeserializeOwned>(&self, text: &str) -> Result<T, StandardError> {
        toml::from_str(text).map_err(|e| self.wrong(e.to_string()))
    }

    fn wrong(&self, message: String) -> StandardError {
        StandardError::new(self.name, message)
    }

    fn patterns(&self, written: &[String]) -> Result<Vec<Pattern>, StandardError> {
        written.iter().map(|p| self.lexicon.pattern(p).map_err(|e| self.wrong(format!("`{p}`: {e}")))).collect()
    }

    fn cue(&self, row: CueIn) -> Result<Cue, StandardError> {
        Ok(Cue { terms: self.patterns(&row.terms)?, examples: row.examples, not: row.not })
    }

    fn named(&self, rows: Vec<NamedIn>) -> Result<Vec<Named>, StandardError> {
        rows.into_iter().map(|row| Ok(Named { terms: self.patterns(&row.terms)?, id: row.id, name: row.name })).collect()
    }
}

impl Routes {
    /// Reads the files of `routes/`, in the order bodies, actions, limits, nobody, judging, circumstances; `lexicon` gives groups and irregular verbs.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, a pattern that does not parse, an id used twice, or a verb without its four forms.
    pub fn parse([bodies, actions, limits, nobody, judging, circumstances]: [&str; 6], lexicon: &Lexicon) -> Result<Self, StandardError> {
        let of = |name| File { name, lexicon };
        let (in_bodies, in_actions) = (of("routes/bodies.toml"), of("routes/actions.toml"));
        let (in_limits, in_nobody) = (of("routes/limits.toml"), of("routes/nobody.toml"));
        let (bodies, actions): (BodiesFile, ActionsFile) = (in_bodies.read(bodies)?, in_actions.read(actions)?);
        let (limits, nobody): (LimitsFile, NobodyFile) = (in_limits.read(limits)?, in_nobody.read(nobody)?);
        let mut phrases = Vec::new();
        for row in limits.phrase {
            phrases.extend(in_limits.patterns(&row.terms)?.into_iter().map(|p| (row.unit.clone(), p)));
        }
        let cue = |row: AlsoIn| Ok((row.concern, in_limits.cue(CueIn { terms: row.terms, examples: row.examples, not: row.not })?));
        let also = limits.also.into_iter().map(cue).collect::<Result<_, StandardError>>()?;
        let heads = bodies.heads.into_iter().flat_map(|(class, words)| words.into_iter().map(move |w| (w, class.clone()))).collect();
        Ok(Self {
            bodies: body_rows(&in_bodies, bodies.body)?,
            heads,
            side_doors: bodies.side_doors.words,
            told_alone: bodies.told_alone.words,
            not_bodies: bodies.not_bodies.words,
            verbs: verbs(&in_actions, actions.verbs)?,
            matters: matters(&in_actions, actions.matter)?,
            first_contact: in_actions.cue(actions.first_contact)?,
            sent: in_actions.patterns(&actions.sent.terms)?,
            helped: limits.helped.level,
            scale: limits.scale.words.into_iter().collect(),
            not_scale: limits.scale.not.into_iter().collect(),
            of_age: limits.age.words.into_iter().collect(),
            joins: limits.joins.words.into_iter().collect(),
            joins_all: limits.joins.all.into_iter().collect(),
            opening: limits.opening.words.into_iter().collect(),
            phrases,
            events: in_limits.named(limits.event)?,
            explained: in_limits.patterns(&limits.explained.terms)?,
            narrows: in_limits.named(limits.narrow)?,
            themes: limits.themes,
            every: in_limits.cue(limits.every)?,
            outside: in_nobody.cue(nobody.outside)?,
            young: in_nobody.cue(nobody.young)?,
            goes_on: in_nobody.cue(nobody.goes_on)?,
            nobody: in_nobody.cue(nobody.nobody)?,
            no_door: in_nobody.cue(nobody.no_door)?,
            alone: in_nobody.cue(nobody.alone)?,
            door_later: in_nobody.cue(nobody.door_later)?,
            closed: in_nobody.cue(nobody.closed)?,
            spared: in_nobody.cue(nobody.spared)?,
            also,
            waits: in_nobody.cue(nobody.waits)?,
            takes: in_nobody.cue(nobody.takes)?,
            taken: in_nobody.cue(nobody.taken)?,
            begins: in_nobody.cue(nobody.begins)?,
            finished: in_nobody.cue(nobody.finished)?,
            vacant: in_nobody.cue(nobody.vacant)?,
            covered: in_nobody.cue(nobody.covered)?,
            drawn: in_nobody.cue(nobody.drawn)?,
            pathway: in_nobody.cue(nobody.pathway)?,
            joined: in_nobody.cue(nobody.joined)?,
            gone: in_nobody.cue(nobody.gone)?,
            judging: Judging::parse(judging)?,
            circumstances: Circumstances::parse(circumstances, &of("routes/circumstances.toml"))?,
        })
    }

    /// Whether a first concern may be sent to a body of this class in the place of the front door.
    #[must_use]
    pub fn is_side_door(&self, class: &str) -> bool {
        self.side_doors.iter().any(|c| c == class)
    }

    /// A kind of body by its id.
    #[must_use]
    pub fn body(&self, id: &str) -> Option<&BodyRow> {
        self.bodies.iter().find(|b| b.id == id)
    }

    /// What sort of body a kind is, by its id; for a class that is no row's id, the class itself.
    #[must_use]
    pub fn class<'a>(&'a self, kind: &'a str) -> &'a str {
        self.body(kind).map_or(kind, |b| b.class.as_str())
    }

    /// What is held, made or decided, by its id.
    #[must_use]
    pub fn matter(&self, id: &str) -> Option<&Matter> {
        self.matters.iter().find(|m| m.id == id)
    }
}

fn body_rows(file: &File<'_>, rows: Vec<BodyIn>) -> Result<Vec<BodyRow>, StandardError> {
    let mut seen = BTreeSet::new();
    let made = rows.into_iter().map(|row| {
        if !seen.insert(row.id.clone()) {
            return Err(file.wrong(format!("`{}` stands twice", row.id)));
        }
        let (terms, not_terms) = (file.patterns(&row.terms)?, file.patterns(&row.not_terms)?);
        Ok(BodyRow {
            id: row.id,
            name: row.name,
            class: row.class,
            reached: row.reached,
            terms,
            not_terms,
            examples: row.examples,
            not: row.not,
        })
    });
    made.collect()
}

fn verbs(file: &File<'_>, rows: BTreeMap<String, Vec<String>>) -> Result<BTreeMap<String, Vec<[String; 4]>>, StandardError> {
    let mut made = BTreeMap::new();
    for (act, verbs) in rows {
        let mut list = Vec::new();
        for verb in verbs {
            let forms: Vec<String> = verb.split(' ').map(str::to_owned).collect();
            let forms: [String; 4] = forms.try_into().map_err(|_| file.wrong(format!("`{verb}` needs four forms")))?;
            list.push(forms);
        }
        made.insert(act, list);
    }
    Ok(made)
}

fn matters(file: &File<'_>, rows: Vec<MatterIn>) -> Result<Vec<Matter>, StandardError> {
    let made = rows.into_iter().map(|row| {
        let terms = file.patterns(&row.terms)?;
        let MatterIn { id, name, by, from, compared, sent, examples, not, .. } = row;
        Ok(Matter { id, name, terms, by, from, compared, sent, examples, not })
    });
    made.collect()
}
