//! Which definitions of a concept contradict each other, and in what.

use crate::Area;
use concordat_register::{
    DocumentIndex, Kind, Nation, Status,
    meaning::{DefinitionReading, Features},
};
use concordat_standard::definitions::{DefinedConcept, Definitions, Official};
use std::collections::BTreeMap;

/// The concepts that the documents of an area define.
pub(super) struct Concepts<'a> {
    pub(super) concepts: Vec<Defined<'a>>,
}

/// A concept and the documents that define it.
pub(super) struct Defined<'a> {
    pub(super) row: &'a DefinedConcept,
    /// Documents that define it alike, in order of their first.
    pub(super) groups: Vec<Group<'a>>,
}

/// Documents whose definitions say the same.
pub(super) struct Group<'a> {
    /// Each with its definitions.
    pub(super) documents: Vec<(DocumentIndex, Vec<&'a DefinitionReading>)>,
    nation: Nation,
}

/// What two definitions contradict each other in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// In what.
    pub(super) what: String,
    /// What the one says.
    pub(super) one: String,
    /// What the other says.
    pub(super) other: String,
}

impl<'a> Concepts<'a> {
    pub(super) fn new(area: &Area<'a>) -> Self {
        let rows = &area.standard.definitions.concepts;
        let mut by_concept: BTreeMap<usize, BTreeMap<Signature<'a>, Group<'a>>> = BTreeMap::new();
        for (index, document) in area.indexed() {
            let entry = &document.entry;
            let past = entry.status == Status::Superseded || entry.superseded_by.is_some();
            if past || matches!(entry.kind, Kind::Minutes) {
                continue;
            }
            let mut own: BTreeMap<usize, Vec<&DefinitionReading>> = BTreeMap::new();
            for reading in &document.meaning.definitions {
                if let Some(row) = rows.iter().position(|c| c.id == reading.concept) {
                    own.entry(row).or_default().push(reading);
                }
            }
            for (row, readings) in own {
                let said = readings
                    .iter()
                    .map(|r| (&r.features, r.explained, past_edition(&area.standard.definitions, r).map(|o| o.id.as_str())))
                    .collect();
                let group = by_concept.entry(row).or_default().entry((entry.nation.word(), said));
                let group = group.or_insert_with(|| Group { documents: Vec::new(), nation: entry.nation });
                group.documents.push((index, readings));
            }
        }
        let concepts = by_concept.into_iter().filter_map(|(row, groups)| {
            let mut groups: Vec<Group<'a>> = groups.into_values().collect();
            groups.sort_by_key(|g| g.documents.first().map(|(index, _)| *index));
            Some(Defined { row: rows.get(row)?, groups })
        });
        Self { concepts: concepts.collect() }
    }
}

/// What is said, where: its nation, and of each definition what it says, whether it explains itself and the past edition it follows.
type Signature<'a> = (&'static str, Vec<(&'a Features, bool, Option<&'a str>)>);

impl<'a> Defined<'a> {
    /// Every definition, by document and place.
    pub(super) fn readings(&self) -> Vec<(DocumentIndex, &'a DefinitionReading)> {
        let all = self.groups.iter().flat_map(|g| &g.documents).flat_map(|(index, readings)| readings.iter().map(|r| (*index, *r)));
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|(index, reading)| (*index, reading.anchor.span));
        all
    }

    /// Other documents whose definition says something that this one says too and nothing against it.
    pub(super) fn agreeing<'s>(
        &'s self,
        area: &'s Area<'_>,
        of: DocumentIndex,
        reading: &'s DefinitionReading,
    ) -> impl Iterator<Item = DocumentIndex> + use<'s, 'a> {
        let standard = &area.standard.definitions;
        let agree = move |other: &&DefinitionReading| {
            let shared = shares(&reading.features, &other.features) || (reading.follows.is_some() && reading.follows == other.follows);
            shared && differences(standard, &reading.features, &other.features).is_empty()
        };
        let groups = self.groups.iter().filter(move |g| g.documents.first().is_some_and(|(_, readings)| readings.iter().any(agree)));
        groups.flat_map(|g| &g.documents).map(|(index, _)| *index).filter(move |index| *index != of)
    }
}

impl<'a> Group<'a> {
    /// What all definitions of this group say against all of the other, with the two that show it; none where some agree,
    /// where one explains itself, or where they are of different nations.
    pub(super) fn against(&self, other: &Self, standard: &Definitions) -> Option<Vec<Difference>> {
        let apart = self.nation != other.nation;
        let (one, two) = (self.first()?, other.first()?);
        if apart || one.iter().chain(two).any(|r| r.explained) {
            return None;
        }
        let mut shown: Option<Vec<Difference>> = None;
        for (a, b) in one.iter().flat_map(|a| two.iter().map(move |b| (a, b))) {
            let mut found = differences(standard, &a.features, &b.features);
            found.extend(editions(standard, a, b).filter(|_| found.is_empty()));
            if found.is_empty() && shares(&a.features, &b.features) {
                return None;
            }
            if shown.is_none() && !found.is_empty() {
                shown = Some(found);
            }
        }
        shown
    }

    /// The definitions of its first document, which say what those of the others say.
    pub(super) fn first(&self) -> Option<&Vec<&'a DefinitionReading>> {
        self.documents.first().map(|(_, readings)| readings)
    }

    /// Whether it contradicts an official definition.
    pub(super) fn departs(&self, official: &Official) -> bool {
        let apart = |one: Option<u8>, two: Option<u8>| one.zip(two).is_some_and(|(a, b)| a != b);
        let size = |f: &Features| f.counts.iter().find(|(id, _)| id == "size").map(|(_, n)| *n);
        let departs = |f: &Features| {
            apart(f.most, official.most) || apart(f.least, official.least) || size(f).zip(official.size).is_some_and(|(a, b)| a != b)
        };
        self.first().is_some_and(|readings| readings.iter().any(|r| departs(&r.features)))
    }
}

/// The official definition that one follows, where another stands in its place since.
fn past_edition<'s>(standard: &'s Definitions, reading: &DefinitionReading) -> Option<&'s Official> {
    standard.official.iter().find(|o| o.until.is_some() && reading.follows.as_deref() == Some(o.id.as_str()))
}

/// Where one follows an edition and the other that which stands in its place: they say different things, though no feature that is
/// compared shows it.
fn editions(standard: &Definitions, one: &DefinitionReading, other: &DefinitionReading) -> Option<Difference> {
    let follows = |reading: &DefinitionReading| standard.official.iter().find(|o| reading.follows.as_deref() == Some(o.id.as_str()));
    let (a, b) = (follows(one)?, follows(other)?);
    let replaced = a.id != b.id && a.concept == b.concept && (a.until.is_some() || b.until.is_some());
    replaced.then(|| Difference { what: "the edition it follows".to_owned(), one: a.name.clone(), other: b.name.clone() })
}

/// Whether two definitions say anything of the same feature.
fn shares(one: &Features, other: &Features) -> bool {
    let ages = one.least.is_some() && other.least.is_some() || one.most.is_some() && other.most.is_some();
    let values = one.values.iter().any(|(id, _)| other.values.iter().any(|(other, _)| other == id));
    ages || values || one.counts.iter().any(|(id, _)| other.counts.iter().any(|(other, _)| other == id))
}

/// What two definitions contradict each other in.
pub(super) fn differences(standard: &Definitions, one: &Features, other: &Features) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut add = |what: &str, one: String, other: String| found.push(Difference { what: what.to_owned(), one, other });
    if let (Some(a), Some(b)) = (one.least, other.least)
        && a != b
    {
        let told = |age: u8| if age == 0 { "any age".to_owned() } else { format!("{age} or over") };
        add("the age at which it begins", told(a), told(b));
    }
    if let (Some(a), Some(b)) = (one.most, other.most)
        && a != b
    {
        add("the age at which it ends", format!("under {}", a + 1), format!("under {}", b + 1));
    }
    for choice in &standard.choices {
        let of = |features: &Features| -> Vec<String> {
            features.values.iter().filter(|(id, _)| *id == choice.id).map(|(_, value)| value.clone()).collect()
        };
        let (a, b) = (of(one), of(other));
        let narrow = |values: &[String]| values.iter().all(|v| *v == choice.narrow);
        if a.is_empty() || b.is_empty() || narrow(&a) == narrow(&b) {
            continue;
        }
        // The value that shuts the others out on the one side, one that it shuts out on the other.
        let name = |values: &[String]| {
            let told = values.iter().find(|v| **v != choice.narrow).or(values.first());
            let value = choice.values.iter().find(|v| Some(&v.id) == told);
            value.map(|v| v.name.clone()).unwrap_or_default()
        };
        add(&choice.name, name(&a), name(&b));
    }
    for count in &standard.counts {
        let of = |features: &Features| features.counts.iter().find(|(id, _)| *id == count.id).map(|(_, n)| *n);
        if let (Some(a), Some(b)) = (of(one), of(other))
            && a != b
        {
            add(&count.name, a.to_string(), b.to_string());
        }
    }
    found
}
