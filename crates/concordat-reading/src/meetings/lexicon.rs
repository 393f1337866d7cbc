//! The standard's rows on panels, made ready for finding.

use super::words::Phrases;
use concordat_register::Theme;
use concordat_register::meeting::{Level, Part, Taken};
use concordat_standard::{Standard, terms::RemitRows};
use concordat_text::fold_str;
use std::collections::{BTreeMap, BTreeSet};

/// Words of a label at most: more is a sentence.
const LABEL: usize = 9;
/// Words of a value that an open word makes an open value.
const SHORT: usize = 14;

/// How panels divide their work.
#[derive(Debug)]
pub(super) struct Dividing {
    /// Words that name two and divide.
    pub(super) words: Phrases,
    pub(super) not: Phrases,
    /// Words that say of all panels who settles which leads, and those of a sentence that says nobody does.
    pub(super) settled: Phrases,
    pub(super) not_settled: Phrases,
}

impl Dividing {
    fn of(remit: &RemitRows) -> Self {
        Self {
            words: Phrases::one(&remit.division),
            not: Phrases::one(&remit.not_division),
            settled: Phrases::one(&remit.settled),
            not_settled: Phrases::one(&remit.not_settled),
        }
    }
}

/// What is known of panels, ready for finding.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// For each row of parts, its part.
    parts: Vec<Part>,
    expected: Vec<Part>,
    labels: Phrases,
    not_labels: Phrases,
    says: Phrases,
    signs: Phrases,
    open: Phrases,
    covered: Phrases,
    blank: BTreeSet<String>,
    pub(super) nouns: BTreeSet<String>,
    pub(super) weak: BTreeSet<String>,
    pub(super) not_panels: Phrases,
    strategic_names: Phrases,
    operational_names: Phrases,
    strategic_says: Phrases,
    operational_says: Phrases,
    known: Phrases,
    known_rows: Vec<(Vec<Theme>, Option<Level>)>,
    themes: Phrases,
    theme_ids: Vec<Theme>,
    takes: Phrases,
    takes_ids: Vec<Option<Taken>>,
    refuses: Phrases,
    /// Words that say how panels divide their work, and those that say they do not.
    pub(super) dividing: Dividing,
    pub(super) posts: Phrases,
    pub(super) organisations: Phrases,
    pub(super) titles: BTreeSet<String>,
    columns: BTreeMap<String, Vec<Column>>,
    pub(super) child: BTreeSet<String>,
    pub(super) ticks: BTreeSet<String>,
    pub(super) chairs: BTreeSet<String>,
}

/// Columns that are about a panel or a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Panel,
    Name,
    Acronym,
    Former,
    Person,
    Agency,
    Role,
    Themes,
    Contexts,
}

const COLUMNS: [Column; 9] = [
    Column::Panel,
    Column::Name,
    Column::Acronym,
    Column::Former,
    Column::Person,
    Column::Agency,
    Column::Role,
    Column::Themes,
    Column::Contexts,
];

impl Lexicon {
    pub(super) fn new(standard: &Standard) -> Self {
        let terms = &standard.terms;
        let (rows, bodies, remit) = (&terms.parts, &terms.bodies, &terms.remit);
        let parts: Vec<Part> = rows.parts.iter().filter_map(|row| Part::from_word(&row.id)).collect();
        let set = |words: &[String]| words.iter().cloned().collect::<BTreeSet<_>>();
        let theme_ids: Vec<Theme> = standard.themes.themes.iter().map(|t| Theme(t.id.as_str().into())).collect();
        let theme_words = (0u16..).zip(&standard.themes.themes).flat_map(|(n, row)| {
            let own = remit.themes.iter().filter(move |w| w.id == row.id).flat_map(|w| &w.words);
            row.names.iter().chain(own).map(move |word| (word.as_str(), n))
        });
        let columns = &rows.columns;
        let lists = [
            &columns.panel,
            &columns.name,
            &columns.acronym,
            &columns.former,
            &columns.person,
            &columns.agency,
            &columns.role,
            &columns.themes,
            &columns.contexts,
        ];
        let mut named: BTreeMap<String, Vec<Column>> = BTreeMap::new();
        for (column, word) in COLUMNS.into_iter().zip(lists).flat_map(|(column, list)| list.iter().map(move |word| (column, word))) {
            named.entry(word.clone()).or_default().push(column);
        }
        let theme = |id: &String| theme_ids.iter().find(|t| t.0 == id.as_str()).cloned();
        Self {
            expected: rows.parts.iter().filter(|r| r.expected).filter_map(|r| Part::from_word(&r.id)).collect(),
            labels: Phrases::lists(rows.parts.iter().map(|r| &r.labels)),
            not_labels: Phrases::lists(rows.parts.iter().map(|r| &r.not)),
            says: Phrases::lists(rows.parts.iter().map(|r| &r.says)),
            signs: Phrases::lists(rows.parts.iter().map(|r| &r.signs)),
            open: Phrases::one(&rows.open),
            covered: Phrases::one(&rows.covered),
            blank: set(&rows.blank),
            nouns: set(&bodies.nouns),
            weak: set(&bodies.weak),
            not_panels: Phrases::one(&bodies.not_panels),
            strategic_names: Phrases::one(&bodies.strategic_names),
            operational_names: Phrases::one(&bodies.operational_names),
            strategic_says: Phrases::one(&bodies.strategic_says),
            operational_says: Phrases::one(&bodies.operational_says),
            known: Phrases::lists(bodies.known.iter().map(|k| &k.names)),
            known_rows: bodies.known.iter().map(|k| (k.themes.iter().filter_map(theme).collect(), Level::from_word(&k.level))).collect(),
            themes: Phrases::new(theme_words),
            takes: Phrases::lists(remit.takes.iter().map(|t| &t.words)),
            takes_ids: remit.takes.iter().map(|t| Taken::ALL.iter().copied().find(|k| k.word() == t.id)).collect(),
            refuses: Phrases::one(&remit.refuses),
            dividing: Dividing::of(remit),
            posts: Phrases::one(&bodies.posts),
            organisations: Phrases::one(&bodies.organisations),
            titles: set(&bodies.titles),
            columns: named,
            child: set(&columns.child),
            ticks: set(&columns.ticks),
            chairs: set(&columns.chairs),
            theme_ids,
            parts,
        }
    }

    /// The parts that a label is about: a heading, the front of a row, the words before a colon. Folded.
    pub(super) fn labelled(&self, folded: &str) -> Vec<Part> {
        if folded.is_empty() || folded.split(' ').count() > LABEL {
            return Vec::new();
        }
        let refused: Vec<(u16, usize, usize)> = self.not_labels.find(folded).map(|h| (h.owner, h.start, h.end)).collect();
        let covered = |hit: &super::words::Hit| refused.iter().any(|(o, s, e)| *o == hit.owner && *s <= hit.start && hit.end <= *e);
        let mut parts: Vec<Part> = self.labels.find(folded).filter(|hit| !covered(hit)).filter_map(|hit| self.part(hit.owner)).collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// The part that the column or row headed `folded` holds: that of the label that fills most of it.
    pub(super) fn heads(&self, folded: &str) -> Option<Part> {
        let parts = self.labelled(folded);
        let longest = self.labels.find(folded).filter_map(|h| Some((h.end - h.start, self.part(h.owner)?)));
        longest
            .filter(|(_, part)| parts.contains(part))
            .max_by_key(|(length, part)| (*length, std::cmp::Reverse(*part)))
            .map(|(_, part)| part)
    }

    /// Whether words are a label and nothing else.
    pub(super) fn is_label(&self, folded: &str) -> bool {
        self.labels.is(folded)
    }

    /// What a column is about besides parts, by the whole of its heading.
    pub(super) fn column(&self, folded: &str) -> &[Column] {
        self.columns.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The parts that a sentence says something of.
    pub(super) fn said(&self, folded: &str) -> Vec<Part> {
        self.says.owners(folded).into_iter().filter_map(|n| self.part(n)).collect()
    }

    /// The parts that a passage shows to be dealt with.
    pub(super) fn signs(&self, folded: &str) -> Vec<Part> {
        self.signs.owners(folded).into_iter().filter_map(|n| self.part(n)).collect()
    }

    fn part(&self, row: u16) -> Option<Part> {
        self.parts.get(usize::from(row)).copied()
    }

    /// The parts that terms of reference are to have.
    pub(super) fn expected(&self) -> &[Part] {
        &self.expected
    }

    /// Whether a value says nothing at all.
    pub(super) fn is_blank(&self, folded: &str) -> bool {
        let bare = folded.trim();
        bare.is_empty() || self.blank.contains(bare)
    }

    /// Whether a value leaves its part open: "to be agreed", "vacant".
    pub(super) fn is_open(&self, folded: &str) -> bool {
        let bare = folded.trim().trim_end_matches('.');
        let short = bare.split(' ').count() <= SHORT;
        short && (self.open.stand_in(bare) && !self.covered.stand_in(bare) || bare == "?" || bare.ends_with(" ?"))
    }

    /// The level that a name and what is said show; none where they show none, or both alike.
    pub(super) fn level(&self, name: &str, said: &str) -> Option<Level> {
        let count = |phrases: &Phrases, text: &str| phrases.find(text).count();
        let known = self.known(name).and_then(|(_, level)| *level);
        let strategic = 3 * count(&self.strategic_names, name) + 2 * count(&self.strategic_says, said);
        let operational = 2 * count(&self.operational_names, name) + 2 * count(&self.operational_says, said);
        match strategic.cmp(&operational) {
            _ if known.is_some() => known,
            std::cmp::Ordering::Greater => Some(Level::Strategic),
            std::cmp::Ordering::Less => Some(Level::Operational),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// What a cell says of the level: "Strategic", "operational panel".
    pub(super) fn level_word(&self, folded: &str) -> Option<Level> {
        let strategic = self.strategic_names.stand_in(folded) || folded.contains("oversight");
        let operational =
            folded.contains("operational") || folded.contains("case") || folded.contains("tactical") || folded.contains("panel");
        match (strategic, operational) {
            (true, false) => Some(Level::Strategic),
            (false, true) => Some(Level::Operational),
            _ => None,
        }
    }

    /// The row of a panel known by its name or letters.
    fn known(&self, name: &str) -> Option<&(Vec<Theme>, Option<Level>)> {
        self.known.find(name).next().and_then(|h| self.known_rows.get(usize::from(h.owner)))
    }

    /// The themes that words name, in the order of the standard.
    pub(super) fn themes(&self, folded: &str) -> Vec<Theme> {
        self.themes.owners(folded).into_iter().filter_map(|n| self.theme_ids.get(usize::from(n)).cloned()).collect()
    }

    /// The themes that a name stands for the country over.
    pub(super) fn known_themes(&self, name: &str) -> &[Theme] {
        self.known(name).map_or(&[], |(themes, _)| themes.as_slice())
    }

    /// What words say is taken.
    pub(super) fn takes(&self, folded: &str) -> Vec<Taken> {
        self.takes.owners(folded).into_iter().filter_map(|n| self.takes_ids.get(usize::from(n)).copied().flatten()).collect()
    }

    /// Whether a sentence says that nobody is discussed by name.
    pub(super) fn refuses_people(&self, folded: &str) -> bool {
        folded.contains("individual") && self.refuses.stand_in(folded)
    }

    /// A remit without its clauses that say what is not taken: "It does not discuss individual children."
    pub(super) fn without_refusals(&self, remit: &str) -> String {
        // A clause ends with its sentence, or where what is taken after all begins.
        let clauses = remit.split_inclusive(['.', ';', '\n']).flat_map(|s| s.split_inclusive(" but "));
        clauses.filter(|clause| !self.refuses.stand_in(&fold_str(clause))).collect()
    }

    /// Whether words name a panel known the country over, and nothing else.
    pub(super) fn is_known(&self, folded: &str) -> bool {
        self.known.is(folded)
    }
}
