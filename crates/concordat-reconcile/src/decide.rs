//! What must be decided where sources differ, from what was read in them and not from wording alone.

use crate::differing::differing;
use crate::source::Source;
use crate::times::{Amount, Numbers, apart, numbers};
use crate::unit::{Cut, Form, Unit};
use crate::weave::{DEFINITION, Keys, Part, Place};
use crate::wording;
use concordat_findings::{
    Finding,
    wording::{in_prose, is_sure},
};
use concordat_register::{
    Anchor,
    currency::InstrumentMention,
    meaning::{DefinitionReading, LevelReading, Position},
    route::{Act, Step},
};
use concordat_text::fold_str;
use std::collections::{BTreeMap, BTreeSet};

/// What a decision is about, in the order in which decisions are to be taken: first what a child's safety hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// By when something is done.
    Time,
    /// Who is told, or where a case goes.
    Contact,
    /// From which level on something is done.
    Threshold,
    /// What a word means.
    Definition,
    /// A message of the standard that one denies.
    Message,
    /// Another number.
    Number,
    /// Which law or guidance is relied on.
    Edition,
    /// A discouraged word.
    Term,
    /// Something that only one source says and that must not be lost.
    Keep,
    /// Nothing but wording.
    Wording,
}

/// What one source says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Which source, from 0.
    pub source: usize,
    /// Where it says so, as a reader of the document would say.
    pub clause: String,
    /// The words that matter.
    pub words: String,
}

/// Something to be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What it is about.
    pub matter: Matter,
    /// What must be decided, in one sentence.
    pub ask: String,
    /// Why.
    pub why: String,
    /// What may help, where the standard or plain sense gives it.
    pub suggestions: Vec<String>,
    /// What each source says.
    pub sides: Vec<Side>,
}

/// Words of a passage by which people know which one is meant.
const ABOUT: usize = 9;

/// A place of the woven text: the part, and the place within it; none for the part's heading.
pub(crate) type Address = (usize, Option<usize>);

/// What was read in one unit.
#[derive(Default)]
struct Known<'a> {
    steps: Vec<&'a Step>,
    levels: Vec<&'a LevelReading>,
    definitions: Vec<&'a DefinitionReading>,
    instruments: Vec<&'a InstrumentMention>,
}

/// The sources of a group, cut up, with what was read in every unit.
pub(crate) struct Desk<'a> {
    pub(crate) sources: &'a [Source<'a>],
    pub(crate) cuts: &'a [Cut],
    unit_of: Vec<BTreeMap<u32, usize>>,
    known: Vec<BTreeMap<usize, Known<'a>>>,
    names: BTreeSet<String>,
}

/// A source with its unit.
type Held = (usize, usize);
/// What each version gives that not all give.
type Apart = Vec<(Held, Vec<Amount>)>;
/// An instrument as each version names it.
type Mentions<'a> = Vec<(Held, &'a InstrumentMention)>;

/// Sources that say the same, each with its unit.
pub(crate) type Variant = Vec<(usize, usize)>;

impl<'a> Desk<'a> {
    pub(crate) fn new(sources: &'a [Source<'a>], cuts: &'a [Cut]) -> Self {
        let unit_of: Vec<BTreeMap<u32, usize>> = cuts
            .iter()
            .map(|cut| cut.units.iter().enumerate().flat_map(|(n, u)| u.paragraphs.iter().map(move |&p| (p, n))).collect())
            .collect();
        let known = sources.iter().zip(&unit_of).map(|(source, units)| read(source, units)).collect();
        let names = sources.iter().flat_map(|s| crate::align::folded_words(s.area.name)).collect();
        Self { sources, cuts, unit_of, known, names }
    }

    /// What units are known by beside their words: what they define, what they put at a level, what is held or decided there, and
    /// the first cell of a row.
    pub(crate) fn keys(&self) -> Vec<Keys> {
        self.known
            .iter()
            .zip(self.cuts)
            .map(|(known, cut)| {
                let mut keys = Keys::new();
                for (&unit, known) in known {
                    let defined = known.definitions.iter().map(|d| format!("{DEFINITION}{}", d.concept));
                    let levels = known.levels.iter().map(|l| format!("level {} {}", l.concern, l.grades.join(" ")));
                    let held = known.steps.iter().filter_map(|s| Some(format!("{} {}", s.act.word(), s.matter.as_ref()?)));
                    keys.entry(unit).or_default().extend(defined.chain(levels).chain(held));
                }
                for (n, unit) in cut.units.iter().enumerate() {
                    if let Form::Row { cells, .. } = &unit.form
                        && let Some(first) = cells.first().filter(|c| !c.is_empty())
                    {
                        keys.entry(n).or_default().push(format!("row {}", fold_str(first)));
                    }
                }
                keys
            })
            .collect()
    }

    pub(crate) fn unit(&self, source: usize, unit: usize) -> Option<&'a Unit> {
        self.cuts.get(source)?.units.get(unit)
    }

    fn known(&self, source: usize, unit: usize) -> Option<&Known<'a>> {
        self.known.get(source)?.get(&unit)
    }

    pub(crate) fn area(&self, source: usize) -> &'a str {
        self.sources.get(source).map_or("another area", |s| s.area.name)
    }

    /// What the sources have at a place, those that say the same together.
    pub(crate) fn variants(&self, place: &Place) -> Vec<Variant> {
        let mut variants: Vec<(&str, Variant)> = Vec::new();
        for (source, unit) in place.held() {
            let Some(words) = self.unit(source, unit).map(|u| u.same.as_str()) else { continue };
            match variants.iter_mut().find(|(same, _)| *same == words) {
                Some((_, list)) => list.push((source, unit)),
                None => variants.push((words, vec![(source, unit)])),
            }
        }
        variants.into_iter().map(|(_, list)| list).collect()
    }

    fn side(&self, (source, unit): (usize, usize), words: impl Into<String>) -> Side {
        let clause = self.unit(source, unit).map(|u| u.clause.clone()).unwrap_or_default();
        Side { source, clause, words: words.into() }
    }

    /// Everything to be decided, by place, the gravest first.
    ///
    /// The numbers of the `opening` part, in which versions and dates stand, are nobody's to agree.
    pub(crate) fn decisions(&self, parts: &[Part], opening: Option<usize>, findings: &[Finding]) -> BTreeMap<Address, Vec<Decision>> {
        let mut all: BTreeMap<Address, Vec<Decision>> = BTreeMap::new();
        let mut address: BTreeMap<(usize, usize), Address> = BTreeMap::new();
        for (p, part) in parts.iter().enumerate() {
            let heading = part.heading.iter().map(|place| ((p, None), place));
            for (at, place) in heading.chain(part.places.iter().enumerate().map(|(q, place)| ((p, Some(q)), place))) {
                address.extend(place.held().map(|held| (held, at)));
                let mut found = if at.1.is_some() { self.at(place) } else { Vec::new() };
                if opening == Some(p) && !found.is_empty() {
                    found.retain(|d| d.matter != Matter::Number && d.matter != Matter::Time);
                    if found.is_empty() {
                        found.push(self.wording(&self.variants(place)));
                    }
                }
                if !found.is_empty() {
                    all.insert(at, found);
                }
            }
        }
        for finding in findings {
            self.between(finding, &address, &mut all);
        }
        for source in 0..self.sources.len() {
            self.of_one(source, &address, &mut all);
        }
        self.messages(parts, &address, &mut all);
        all.values_mut().for_each(|list| list.sort_by_key(|d| d.matter));
        all
    }

    /// What the versions of one passage leave to be decided.
    fn at(&self, place: &Place) -> Vec<Decision> {
        let variants = self.variants(place);
        if variants.len() < 2 {
            return Vec::new();
        }
        let definition = self.definitions(&variants);
        // The ages of a definition are part of it.
        let numbers = if definition.is_none() { self.numbers(&variants) } else { None };
        let mut found: Vec<Decision> = [self.times(&variants), self.contacts(&variants), definition, numbers, self.editions(&variants)]
            .into_iter()
            .flatten()
            .collect();
        if found.is_empty() {
            found.push(self.wording(&variants));
        }
        found
    }

    fn first(&self, variant: &Variant) -> Option<(Held, &'a Unit)> {
        let held = *variant.first()?;
        Some((held, self.unit(held.0, held.1)?))
    }

    /// What each version has of times or numbers that not all have; nothing where all have the same.
    fn apart(&self, variants: &[Variant], of: fn(&Numbers) -> &[Amount]) -> Option<Apart> {
        let read: Vec<(Held, Numbers)> =
            variants.iter().filter_map(|v| self.first(v)).map(|(held, unit)| (held, numbers(&unit.text))).collect();
        let lists: Vec<&[Amount]> = read.iter().map(|(_, n)| of(n)).collect();
        let found = apart(&lists);
        let any = found.iter().any(|list| !list.is_empty());
        any.then(|| read.iter().map(|(held, _)| *held).zip(found).collect())
    }

    fn amounts(&self, read: &[(Held, Vec<Amount>)]) -> Vec<Side> {
        let told = |list: &[Amount]| list.iter().map(|t| t.words.as_str()).collect::<Vec<_>>().join("; ");
        read.iter().map(|(held, list)| self.side(*held, told(list))).collect()
    }

    /// The first words of a passage, by which people know which one is meant.
    fn about(&self, variants: &[Variant]) -> String {
        let text = variants.first().and_then(|v| self.first(v)).map_or("", |(_, unit)| unit.text.as_str());
        // Cells of a row stand apart.
        let text = text.replace(" |", ";");
        let parts: Vec<&str> = text.split_whitespace().filter(|w| *w != ";").collect();
        let shown = parts.get(..ABOUT).unwrap_or(&parts).join(" ");
        let more = if parts.len() > ABOUT { "…" } else { "" };
        format!("“{}{more}”", shown.trim_end_matches(['.', ',', ';', ':']))
    }

    fn times(&self, variants: &[Variant]) -> Option<Decision> {
        let read = self.apart(variants, |n| &n.times)?;
        let units: BTreeSet<&str> = read.iter().flat_map(|(_, list)| list).map(|t| t.unit.as_str()).collect();
        // The shorter of two limits keeps both; of two times for which something lasts or is kept, neither does.
        let is_limit = |held: &Held| self.known(held.0, held.1).is_some_and(|k| k.steps.iter().any(|s| s.limit.is_some()));
        let comparable = units.len() == 1 && read.iter().all(|(held, list)| list.len() == 1 && is_limit(held));
        Some(Decision {
            matter: Matter::Time,
            ask: wording::ask_time(&self.about(variants)),
            why: wording::WHY_TIME.to_owned(),
            suggestions: comparable.then(|| wording::SHORTER.to_owned()).into_iter().collect(),
            sides: self.amounts(&read),
        })
    }

    fn contacts(&self, variants: &[Variant]) -> Option<Decision> {
        let bodies = |held: &(usize, usize)| -> BTreeMap<String, String> {
            let steps = self.known(held.0, held.1).map(|k| k.steps.as_slice()).unwrap_or_default();
            let leading = steps.iter().filter(|s| matches!(s.act, Act::Contact | Act::Transfer | Act::Lead));
            leading.filter_map(|s| s.body.as_ref()).map(|b| (fold_str(&b.name), b.shown())).collect()
        };
        let read: Vec<(Held, BTreeMap<String, String>)> =
            variants.iter().filter_map(|v| v.first()).map(|held| (*held, bodies(held))).filter(|(_, b)| !b.is_empty()).collect();
        let (_, first) = read.first()?;
        if read.iter().all(|(_, b)| b.keys().eq(first.keys())) {
            return None;
        }
        // Whom every version names is not in question.
        let all = |name: &str| read.iter().all(|(_, b)| b.contains_key(name));
        let told = |b: &BTreeMap<String, String>| {
            b.iter().filter(|(name, _)| !all(name)).map(|(_, shown)| shown.clone()).collect::<Vec<_>>().join("; ")
        };
        Some(Decision {
            matter: Matter::Contact,
            ask: wording::ask_contact(&self.about(variants)),
            why: wording::WHY_CONTACT.to_owned(),
            suggestions: vec![wording::ONE_NAME.to_owned()],
            sides: read.iter().map(|(held, b)| self.side(*held, told(b))).collect(),
        })
    }

    /// Of concepts that several versions define, the first that they define differently.
    fn definitions(&self, variants: &[Variant]) -> Option<Decision> {
        let mut by_concept: BTreeMap<&str, Vec<(Held, &DefinitionReading)>> = BTreeMap::new();
        for held in variants.iter().filter_map(|v| v.first()) {
            for reading in self.known(held.0, held.1).map(|k| k.definitions.as_slice()).unwrap_or_default() {
                by_concept.entry(&reading.concept).or_default().push((*held, reading));
            }
        }
        let words = |d: &DefinitionReading| crate::align::folded_words(&d.anchor.quote.exact);
        let (concept, read) = by_concept.into_iter().find(|(_, read)| {
            let first = read.first().map(|(_, d)| words(d));
            read.iter().any(|(_, d)| Some(words(d)) != first)
        })?;
        let features = read.first().map(|(_, d)| &d.features);
        let apart = read.iter().any(|(_, d)| Some(&d.features) != features);
        let view = |held: &Held, reading: &DefinitionReading| {
            let source = self.sources.get(held.0)?;
            let mut views = source.area.audit.definitions.iter();
            views.find(|v| v.evidence.document == source.index && v.evidence.anchor.span == reading.anchor.span)
        };
        let name = read.iter().find_map(|(held, d)| view(held, d)).map_or_else(|| concept.replace('-', " "), |v| v.concept.clone());
        let follows = read.iter().filter_map(|(held, d)| {
            let official = view(held, d)?.follows.clone()?;
            Some(wording::follows(self.area(held.0), &official))
        });
        Some(Decision {
            matter: Matter::Definition,
            ask: wording::ask_definition(&name),
            why: if apart { wording::WHY_DEFINITION } else { wording::WHY_DEFINITION_WORDS }.to_owned(),
            suggestions: follows.collect(),
            sides: read.iter().map(|(held, d)| self.side(*held, d.anchor.quote.exact.to_string())).collect(),
        })
    }

    /// Numbers that are no times: levels where levels were read, else any number that several versions give differently.
    fn numbers(&self, variants: &[Variant]) -> Option<Decision> {
        let mut read = self.apart(variants, |n| &n.others)?;
        let graded = |list: &[Amount]| list.iter().any(Amount::is_level);
        let levels = read.iter().any(|((s, u), list)| graded(list) && self.known(*s, *u).is_some_and(|k| !k.levels.is_empty()));
        // An age beside a level is no level.
        if levels {
            read.iter_mut().for_each(|(_, list)| list.retain(Amount::is_level));
        }
        // One that gives no number at all says less, and that is a matter of wording.
        if !levels && read.iter().filter(|(_, list)| !list.is_empty()).count() < 2 {
            return None;
        }
        let about = self.about(variants);
        let (matter, ask, why) = if levels {
            (Matter::Threshold, wording::ask_threshold(&about), wording::WHY_THRESHOLD)
        } else {
            (Matter::Number, wording::ask_number(&about), wording::WHY_NUMBER)
        };
        Some(Decision { matter, ask, why: why.to_owned(), suggestions: Vec::new(), sides: self.amounts(&read) })
    }

    fn editions(&self, variants: &[Variant]) -> Option<Decision> {
        let mut by_instrument: BTreeMap<&str, Mentions<'_>> = BTreeMap::new();
        for held in variants.iter().filter_map(|v| v.first()) {
            for mention in self.known(held.0, held.1).map(|k| k.instruments.as_slice()).unwrap_or_default() {
                by_instrument.entry(&mention.instrument).or_default().push((*held, mention));
            }
        }
        let differ = |list: &Mentions<'_>| {
            let first = list.first().map(|(_, m)| m.edition);
            list.iter().any(|(_, m)| Some(m.edition) != first)
        };
        let (_, list) = by_instrument.into_iter().find(|(_, list)| differ(list))?;
        Some(Decision {
            matter: Matter::Edition,
            ask: wording::ask_edition(&self.about(variants)),
            why: wording::WHY_EDITION.to_owned(),
            suggestions: Vec::new(),
            sides: list.iter().map(|(held, m)| self.side(*held, m.anchor.quote.exact.to_string())).collect(),
        })
    }

    fn wording(&self, variants: &[Variant]) -> Decision {
        let texts: Vec<&str> = variants.iter().filter_map(|v| self.first(v)).map(|(_, u)| u.text.as_str()).collect();
        let only_names = texts.iter().skip(1).all(|other| {
            let first = texts.first().copied().unwrap_or_default();
            let [a, b] = differing(first, other);
            let named = |text: &str, spans: Vec<concordat_text::ByteSpan>| {
                spans.into_iter().flat_map(|s| crate::align::folded_words(s.of(text))).all(|w| self.names.contains(&w))
            };
            named(first, a) && named(other, b)
        });
        let ask = if only_names { wording::ASK_NAME } else { wording::ASK_WORDING };
        Decision { matter: Matter::Wording, ask: ask.to_owned(), why: String::new(), suggestions: Vec::new(), sides: Vec::new() }
    }

    /// A finding that sets sources against each other.
    fn between(&self, finding: &Finding, address: &BTreeMap<(usize, usize), Address>, all: &mut BTreeMap<Address, Vec<Decision>>) {
        let Some(matter) = matter_of(&finding.check) else { return };
        let places: Vec<(Side, Address)> =
            finding.evidence.iter().filter_map(|e| self.place(e.document.0 as usize, &e.anchor, address)).collect();
        let sources: BTreeSet<usize> = places.iter().map(|(side, _)| side.source).collect();
        let Some((_, at)) = places.first().filter(|_| sources.len() > 1) else { return };
        let known = all.get(at).is_some_and(|list| list.iter().any(|d| d.matter == matter));
        if known && places.iter().all(|(_, other)| other == at) {
            return;
        }
        let decision = Decision {
            matter,
            ask: in_prose(&finding.message),
            why: wording::apart(places.iter().any(|(_, other)| other != at)).to_owned(),
            suggestions: finding.suggestion.iter().map(|s| in_prose(s)).collect(),
            sides: places.iter().map(|(side, _)| side.clone()).collect(),
        };
        let list = all.entry(*at).or_default();
        list.retain(|d| d.matter != Matter::Wording);
        list.push(decision);
    }

    /// Where words stand in the woven text.
    fn place(&self, source: usize, anchor: &Anchor, address: &BTreeMap<(usize, usize), Address>) -> Option<(Side, Address)> {
        let unit = *self.unit_of.get(source)?.get(&anchor.paragraph)?;
        let at = *address.get(&(source, unit))?;
        Some((self.side((source, unit), anchor.quote.exact.to_string()), at))
    }

    /// What a source's own audit found there that any new document would take over: words, editions, messages denied.
    fn of_one(&self, source: usize, address: &BTreeMap<(usize, usize), Address>, all: &mut BTreeMap<Address, Vec<Decision>>) {
        let Some(own) = self.sources.get(source) else { return };
        // What it is to change; what it says rightly and another document does not is that document's matter.
        for finding in own.findings() {
            let matter = match finding.check.split_once('/') {
                Some(("language", _)) => Matter::Term,
                // When a document was to be reviewed is no matter of the new one.
                Some(("currency", "count")) => Matter::Number,
                Some(("currency", rule)) if rule != "review" => Matter::Edition,
                Some(("recognition", rule)) if rule != "unsaid" => Matter::Message,
                _ => continue,
            };
            // One finding is one decision, however many places it has: it stands at the first of them.
            let mut told = BTreeSet::new();
            let mut sides: Vec<(Side, Address)> = Vec::new();
            for evidence in finding.evidence.iter().filter(|e| e.document == own.index) {
                let Some((side, at)) = self.place(source, &evidence.anchor, address).filter(|(_, at)| told.insert(*at)) else { continue };
                // The same words in the same passage of another source are one matter.
                let same = |d: &Decision| d.matter == matter && d.sides.iter().any(|s| fold_str(&s.words) == fold_str(&side.words));
                if !all.get(&at).is_some_and(|list| list.iter().any(same)) {
                    sides.push((side, at));
                }
            }
            let Some(&(_, at)) = sides.first() else { continue };
            let replacement = finding.replacement.as_ref().map(|r| wording::instead(&r.exact, &r.with));
            all.entry(at).or_default().push(Decision {
                matter,
                ask: in_prose(&finding.message),
                why: wording::standard(&finding.standard),
                suggestions: replacement.into_iter().chain(finding.suggestion.iter().map(|s| in_prose(s))).collect(),
                sides: sides.into_iter().map(|(side, _)| side).collect(),
            });
        }
    }

    /// Messages that one source carries and another owes and does not say.
    fn messages(&self, parts: &[Part], address: &BTreeMap<(usize, usize), Address>, all: &mut BTreeMap<Address, Vec<Decision>>) {
        let Some(first) = self.sources.first() else { return };
        for (n, message) in first.area.audit.messages.iter().enumerate() {
            let position = |s: &Source<'a>| {
                let view = s.area.audit.messages.get(n).filter(|v| v.id == message.id)?;
                let at = view.positions.binary_search_by_key(&s.index, |p| p.document).ok()?;
                view.positions.get(at)
            };
            let positions: Vec<_> = self.sources.iter().map(position).collect();
            let silent: Vec<usize> = positions
                .iter()
                .enumerate()
                .filter(|(_, p)| p.is_some_and(|p| p.owed && p.position == Position::Silent))
                .map(|(s, _)| s)
                .collect();
            let carried = positions.iter().enumerate().find_map(|(s, p)| {
                let position = (*p).filter(|p| p.position == Position::Asserts && is_sure(p.certainty))?;
                Some((s, position.evidence.first()?))
            });
            let Some((source, evidence)) = carried.filter(|_| !silent.is_empty()) else { continue };
            let Some((side, at)) = self.place(source, &evidence.anchor, address) else { continue };
            // Where the silent ones have the passage too, only the reading differs.
            let held = |s: usize| {
                let part = parts.get(at.0);
                let place = part.and_then(|p| at.1.map_or(p.heading.as_ref(), |q| p.places.get(q)));
                place.is_some_and(|p| p.held().any(|(held, _)| held == s))
            };
            if silent.iter().all(|&s| held(s)) {
                continue;
            }
            let names: Vec<&str> = silent.iter().map(|&s| self.area(s)).collect();
            all.entry(at).or_default().push(Decision {
                matter: Matter::Keep,
                ask: wording::keep_message(self.area(source), &message.statement, &wording::listed(&names)),
                why: wording::WHY_MESSAGE.to_owned(),
                suggestions: Vec::new(),
                sides: vec![side],
            });
        }
    }
}

/// What a check that compares documents is about.
pub(crate) fn matter_of(check: &str) -> Option<Matter> {
    Some(match check {
        "route/timescale" => Matter::Time,
        "route/conflict" => Matter::Contact,
        "assessment/threshold" | "assessment/tool" => Matter::Threshold,
        "definition/divergence" => Matter::Definition,
        _ => return None,
    })
}

/// What was read in a source, by unit.
fn read<'a>(source: &Source<'a>, units: &BTreeMap<u32, usize>) -> BTreeMap<usize, Known<'a>> {
    let mut known: BTreeMap<usize, Known<'a>> = BTreeMap::new();
    let facts = source.facts;
    let unit = |anchor: &Anchor| units.get(&anchor.paragraph).copied();
    for step in &facts.routes.steps {
        if let Some(unit) = unit(&step.anchor) {
            known.entry(unit).or_default().steps.push(step);
        }
    }
    for level in &facts.meaning.assessment.levels {
        if let Some(unit) = unit(&level.anchor) {
            known.entry(unit).or_default().levels.push(level);
        }
    }
    for definition in &facts.meaning.definitions {
        if let Some(unit) = unit(&definition.anchor) {
            known.entry(unit).or_default().definitions.push(definition);
        }
    }
    for mention in &facts.currency.instruments {
        if let Some(unit) = unit(&mention.anchor) {
            known.entry(unit).or_default().instruments.push(mention);
        }
    }
    known
}

impl Matter {
    /// Every matter, in order.
    pub const ALL: &'static [Self] = &[
        Self::Time,
        Self::Contact,
        Self::Threshold,
        Self::Definition,
        Self::Message,
        Self::Number,
        Self::Edition,
        Self::Term,
        Self::Keep,
        Self::Wording,
    ];

    /// It in a few words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Time => "Time limit",
            Self::Contact => "Who is told",
            Self::Threshold => "Threshold",
            Self::Definition => "Definition",
            Self::Message => "Message",
            Self::Number => "Number",
            Self::Edition => "Law and guidance",
            Self::Term => "Language",
            Self::Keep => "To keep",
            Self::Wording => "Wording",
        }
    }
}
