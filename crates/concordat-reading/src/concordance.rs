//! Looks for a referent in all its wordings, for a concept, or for a phrase with its inflections.

use crate::meaning::{
    ConceptIndex, MeaningReader, Stands,
    framing::{FramingReader, Wording, speaking},
};
use crate::phrase::{PatternSet, Tokens, Vocabulary};
use crate::{Prepared, PreparedPassage};
use concordat_register::{Anchor, Document, Format, PassageKind};
use concordat_standard::{Standard, pattern::Lexicon};

/// What those words make of somebody that the document does not say in its own voice. They are found, and counted in no profile.
const NOT_ITS_OWN: &str = "words that it quotes or rejects";

/// What is looked for, made once and used for any number of documents.
#[derive(Debug)]
pub struct Search {
    /// What is looked for, in words.
    pub name: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// Every wording of a referent of the standard.
    Referent { referent: usize, ways: Vec<String>, plain: Vec<ConceptIndex>, reader: MeaningReader, framing: FramingReader },
    /// Every wording of a concept of the standard.
    Concept { concept: ConceptIndex, reader: MeaningReader },
    /// A phrase as it was typed, in any inflection.
    Phrase { patterns: PatternSet, vocabulary: Vocabulary },
}

/// A place found: where, and what the words make of those they speak of.
#[derive(Debug, Clone)]
pub struct Place {
    /// Where, and the words.
    pub anchor: Anchor,
    /// What the words make of those they speak of, where the standard says.
    pub way: Option<String>,
}

impl Search {
    /// What `typed` means: a referent or concept of the standard by its id or name, a referent by one of its wordings, else
    /// the phrase itself, as it always is where `literal`.
    ///
    /// # Errors
    ///
    /// A phrase in which there is no word.
    pub fn new(standard: &Standard, typed: &str, literal: bool) -> Result<Self, String> {
        if !literal {
            if let Some(referent) = meant(standard, typed) {
                return Ok(Self::referent(standard, referent));
            }
            if let Some((at, concept)) =
                standard.concepts.concepts.iter().enumerate().find(|(_, c)| c.id == typed || c.name.eq_ignore_ascii_case(typed))
            {
                let kind =
                    Kind::Concept { concept: ConceptIndex(u16::try_from(at).unwrap_or(u16::MAX)), reader: MeaningReader::new(standard) };
                return Ok(Self { name: concept.name.clone(), kind });
            }
        }
        Self::phrase(standard, typed)
    }

    /// Whether every wording is looked for, rather than a phrase as it was typed.
    #[must_use]
    pub fn is_meant(&self) -> bool {
        !matches!(self.kind, Kind::Phrase { .. })
    }

    fn referent(standard: &Standard, referent: usize) -> Self {
        let row = standard.framing.referents.get(referent);
        let ways = row.map(|r| r.ways.iter().map(|w| w.name.clone()).collect()).unwrap_or_default();
        let index = |id: &String| standard.concepts.index(id).and_then(|at| u16::try_from(at).ok()).map(ConceptIndex);
        let plain = row.map(|r| r.wordings.iter().filter_map(index).collect()).unwrap_or_default();
        let kind = Kind::Referent { referent, ways, plain, reader: MeaningReader::new(standard), framing: FramingReader::new(standard) };
        Self { name: row.map(|r| r.name.clone()).unwrap_or_default(), kind }
    }

    fn phrase(standard: &Standard, typed: &str) -> Result<Self, String> {
        let words: Vec<String> = words(typed).iter().map(|word| inflected(word, &standard.language.scope.lexicon)).collect();
        if words.is_empty() {
            return Err(format!("there is no word in `{typed}`"));
        }
        let pattern = standard.language.scope.lexicon.pattern(&words.join(" "))?;
        let (mut patterns, mut vocabulary) = (PatternSet::default(), Vocabulary::default());
        patterns.add(&pattern, 0, &mut vocabulary, &standard.language.scope.common);
        Ok(Self { name: typed.trim().to_owned(), kind: Kind::Phrase { patterns, vocabulary } })
    }

    /// Every place in `prepared` in which it stands, in reading order.
    #[must_use]
    pub fn places(&self, prepared: &Prepared<'_>) -> Vec<Place> {
        match &self.kind {
            Kind::Phrase { patterns, vocabulary } => {
                prepared.passages.iter().flat_map(|passage| phrase(prepared, passage, patterns, vocabulary)).collect()
            }
            Kind::Concept { concept, reader } => hits(prepared, reader, |hits| {
                let own = hits.iter().filter(|h| h.concept == *concept && !h.carried);
                let mut found: Vec<_> = own.map(|h| (h.words, h.span, None)).collect();
                found.sort_by_key(|(words, ..)| (words.0, std::cmp::Reverse(words.1)));
                found.dedup_by(|later, kept| later.0.0 < kept.0.1);
                found.into_iter().map(|(_, span, way)| (span, way)).collect()
            }),
            Kind::Referent { referent, ways, plain, reader, framing } => hits(prepared, reader, |hits| {
                let mine = framing.wordings(hits).into_iter().filter(|w| w.referent == *referent);
                let way = |w: &Wording| match w.hit.stands {
                    Stands::Plainly => ways.get(w.way).cloned(),
                    Stands::Denied | Stands::Quoted => Some(NOT_ITS_OWN.to_owned()),
                };
                let mut found: Vec<_> = mine.map(|w| (w.hit.words, w.hit.span, way(&w))).collect();
                for hit in hits.iter().filter(|h| !h.carried && plain.contains(&h.concept)) {
                    if found.iter().all(|(words, ..)| words.1 <= hit.words.0 || hit.words.1 <= words.0) {
                        found.push((hit.words, hit.span, None));
                    }
                }
                found.sort_by_key(|(words, ..)| *words);
                found.into_iter().map(|(_, span, way)| (span, way)).collect()
            }),
        }
    }
}

type Found = Vec<(concordat_text::ByteSpan, Option<String>)>;

fn hits(prepared: &Prepared<'_>, reader: &MeaningReader, choose: impl Fn(&[crate::meaning::Hit]) -> Found) -> Vec<Place> {
    let spoken = reader.spoken(prepared);
    let mut places = Vec::new();
    for (passage, sentences) in prepared.passages.iter().zip(&spoken.passages) {
        for sentence in speaking(passage, sentences).filter(|s| !s.hits.is_empty()) {
            let found = choose(&sentence.hits).into_iter();
            places.extend(found.map(|(span, way)| Place { anchor: prepared.anchor(passage, span), way }));
        }
    }
    places
}

fn phrase(prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, patterns: &PatternSet, vocabulary: &Vocabulary) -> Vec<Place> {
    let tokens = Tokens::new(passage, vocabulary);
    let mut found = Vec::new();
    patterns.find(&tokens, 0, tokens.list.len(), &mut found);
    found.sort_by_key(|m| m.shown);
    found.dedup_by(|later, kept| later.shown.0 < kept.shown.1);
    let place = |span| Place { anchor: prepared.anchor(passage, passage.folded.source(span)), way: None };
    found.iter().map(|m| place(tokens.span(m.shown.0, m.shown.1))).collect()
}

/// The referent that `typed` means: by id, by name, or by being one of its wordings from end to end.
fn meant(standard: &Standard, typed: &str) -> Option<usize> {
    let sought = words(typed).join(" ");
    let named = |id: &str, name: &str| words(id).join(" ") == sought || words(name).join(" ") == sought;
    if let Some(found) = standard.framing.referents.iter().position(|r| named(&r.id, &r.name)) {
        return Some(found);
    }
    let mut document = Document::new(Format::Text);
    document.push(PassageKind::Paragraph, typed);
    let prepared = Prepared::new(&document);
    let spoken = MeaningReader::new(standard).spoken(&prepared);
    let framing = FramingReader::new(standard);
    let sentence = spoken.passages.first()?.first()?;
    let whole = |w: &Wording| w.hit.words.0 <= 1 && w.hit.words.1 == sentence.words;
    framing.wordings(&sentence.hits).into_iter().find(whole).map(|w| w.referent)
}

/// The words of a phrase, in small letters.
fn words(text: &str) -> Vec<String> {
    let folded = concordat_text::fold(text).text;
    let cut = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').map(|w| w.trim_matches('\'').trim_end_matches("'s"));
    cut.filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// A word with its plural and its inflections, as an element of a pattern; one that is inflected already, with its stem's.
fn inflected(word: &str, lexicon: &Lexicon) -> String {
    if !word.chars().all(char::is_alphabetic) || word.chars().count() < 3 {
        return word.to_owned();
    }
    let irregular = lexicon.verbs().iter().find(|(stem, forms)| stem.as_str() == word || forms.split(' ').any(|form| form == word));
    if let Some((stem, _)) = irregular {
        return format!("{word}|{stem}~");
    }
    let stem = match word {
        "people" | "person" | "persons" => return "person|persons|people".to_owned(),
        "child" | "children" => return "child|children".to_owned(),
        _ if word.ends_with("ies") => word.strip_suffix("ies").map(|stem| format!("{stem}y")),
        _ if ["sses", "xes", "ches", "shes"].iter().any(|ending| word.ends_with(ending)) => word.strip_suffix("es").map(str::to_owned),
        _ if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") => word.strip_suffix('s').map(str::to_owned),
        _ => None,
    };
    let stem = stem.unwrap_or_else(|| word.to_owned());
    format!("{word}|{stem}|{stem}~")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, literal: bool, text: &str) -> Vec<(String, Option<String>)> {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let search = Search::new(&standard, typed, literal).unwrap();
        let mut document = Document::new(Format::Text);
        document.push(PassageKind::Paragraph, text);
        let places = search.places(&Prepared::new(&document));
        places.into_iter().map(|p| (p.anchor.quote.exact.to_string(), p.way)).collect()
    }

    #[test]
    fn a_referent_is_found_in_every_wording() {
        let text = "A young offender is warned. Pupils who have hurt another are seen. The bins are emptied.";
        for typed in ["young people who harm", "child-who-harms", "young people who abuse"] {
            let exact: Vec<String> = found(typed, false, text).into_iter().map(|(words, _)| words).collect();
            assert_eq!(exact.len(), 2, "{typed}: {exact:?}");
            assert!(exact[0].ends_with("young offender") && exact[1].starts_with("Pupils who have hurt"), "{exact:?}");
        }
        assert_eq!(found("young people who harm", false, text)[0].1.as_deref(), Some("an offender or perpetrator"));
    }

    #[test]
    fn a_phrase_is_found_in_any_inflection_and_broken_anywhere() {
        let text = "Strategy meetings are held. A strategy\nmeeting was held; strategic meetings were not.";
        let exact: Vec<String> = found("strategy meeting", false, text).into_iter().map(|(words, _)| words).collect();
        assert_eq!(exact, ["Strategy meetings", "strategy\nmeeting"]);
        assert_eq!(found("holds", true, text).len(), 2);
        assert_eq!(found("grips", true, text).len(), 0);
        assert_eq!(found("offices", true, "One office.").len(), 1);
    }

    #[test]
    fn words_in_inverted_commas_are_found_and_are_nobodys_way() {
        let found = found("young people who harm", false, "A leaflet spoke of “young offenders”. Young offenders are moved.");
        let ways: Vec<_> = found.iter().map(|(_, way)| way.as_deref()).collect();
        assert_eq!(ways, [Some("words that it quotes or rejects"), Some("an offender or perpetrator")]);
    }

    #[test]
    fn people_who_are_only_named_are_found_too() {
        let found = found("parents", false, "A carer is told. Parents who fail to attend are written to.");
        assert_eq!(found.iter().map(|(_, way)| way.as_deref()).collect::<Vec<_>>(), [None, Some("the cause")], "{found:?}");
    }

    #[test]
    fn a_phrase_without_a_word_is_refused() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        assert!(Search::new(&standard, " ?! ", false).is_err());
    }
}
