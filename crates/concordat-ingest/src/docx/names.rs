//! What styles are called in the languages Word and LibreOffice are built in.
//!
//! Word keeps English names inside files whatever its language, but other programs, and style ids, do not.

/// What a style's name says of its paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A heading of this level.
    Heading(u8),
    /// The document's title.
    Title,
    /// A table of contents or list of figures.
    Contents,
    /// A block quotation.
    Quotation,
}

/// Words for "heading", before a number; in lower case and without spaces.
const HEADINGS: &[&str] = &[
    "heading",
    "überschrift",
    "berschrift",
    "ueberschrift",
    "titre",
    "título",
    "titulo",
    "ttulo",
    "titolo",
    "kop",
    "rubrik",
    "overskrift",
    "otsikko",
    "nagłówek",
    "nagwek",
    "naglowek",
    "nadpis",
    "заголовок",
    "címsor",
    "cmsor",
    "başlık",
    "balk",
    "encabezado",
    "cabeçalho",
    "titlu",
    "naslov",
    "antraštė",
    "virsraksts",
    "pealkiri",
    "fyrirsögn",
    "επικεφαλίδα",
    "כותרת",
    "عنوان",
    "標題",
    "标题",
    "見出し",
    "제목",
    "pennawd",
    "ceannteideal",
    "títol",
    "izenburua",
    "tajuk",
    "judul",
    "tiêuđề",
    "หัวเรื่อง",
    "заглавие",
];

const TITLES: &[&str] = &[
    "title",
    "titel",
    "titre",
    "título",
    "titulo",
    "puesto",
    "titolo",
    "titolodocumento",
    "tittel",
    "rubrik",
    "otsikko",
    "tytuł",
    "tytu",
    "název",
    "názov",
    "название",
    "cím",
    "cm",
    "konubaşlığı",
    "titlu",
    "naslov",
    "pavadinimas",
    "nosaukums",
    "pealkiri",
    "titill",
    "τίτλος",
    "titol",
    "títol",
    "teitl",
    "teideal",
    "標題",
    "标题",
    "표제",
    "표제목",
];

const CONTENTS: &[&str] = &[
    "toc",
    "contents",
    "verzeichnis",
    "tm",
    "tdc",
    "sommario",
    "inhopg",
    "innehåll",
    "innehll",
    "indholdsfortegnelse",
    "inndeling",
    "innholdsfortegnelse",
    "sisluet",
    "sisllysluettelo",
    "spistreści",
    "obsah",
    "оглавление",
    "tj",
    "indice",
    "índice",
    "sumrio",
    "sumário",
    "cynnwys",
];

const QUOTATIONS: &[&str] = &[
    "quote",
    "intensequote",
    "blocktext",
    "quotations",
    "blockquote",
    "zitat",
    "intensiveszitat",
    "citation",
    "citationintense",
    "cita",
    "citadestacada",
    "citazione",
    "citazioneintensa",
    "citaat",
    "duidelijkcitaat",
    "citat",
    "starktcitat",
    "citação",
    "cytat",
    "dyfyniad",
];

/// What a style's name or id says; none where it says nothing.
pub(crate) fn meaning(name: &str) -> Option<Meaning> {
    if name.len() > 60 {
        return None;
    }
    let folded: String =
        name.to_lowercase().replace("_20_", "").chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_')).collect();
    let stem = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = folded.get(stem.len()..).unwrap_or_default();
    if let Some(level) = digits.parse::<u8>().ok().filter(|n| (1..=9).contains(n)) {
        if HEADINGS.contains(&stem) {
            return Some(Meaning::Heading(level));
        }
        return CONTENTS.contains(&stem).then_some(Meaning::Contents);
    }
    if !digits.is_empty() {
        return None;
    }
    if matches!(
        stem,
        "tocheading"
            | "contentsheading"
            | "tableoffigures"
            | "tableofauthorities"
            | "inhaltsverzeichnisberschrift"
            | "inhaltsverzeichnisüberschrift"
    ) {
        return Some(Meaning::Contents);
    }
    if TITLES.contains(&stem) {
        return Some(Meaning::Title);
    }
    QUOTATIONS.contains(&stem).then_some(Meaning::Quotation)
}

#[cfg(test)]
mod tests {
    use super::{Meaning, meaning};

    #[test]
    fn names_of_other_builds_are_known() {
        for (name, expected) in [
            ("heading 2", Some(Meaning::Heading(2))),
            ("Überschrift 1", Some(Meaning::Heading(1))),
            ("berschrift3", Some(Meaning::Heading(3))),
            ("Titre 2", Some(Meaning::Heading(2))),
            ("Titre", Some(Meaning::Title)),
            ("Pennawd 1", Some(Meaning::Heading(1))),
            ("Heading_20_4", Some(Meaning::Heading(4))),
            ("toc 3", Some(Meaning::Contents)),
            ("TOC Heading", Some(Meaning::Contents)),
            ("Intense Quote", Some(Meaning::Quotation)),
            ("Body Text 2", None),
            ("heading 12", None),
            ("Normal", None),
        ] {
            assert_eq!(meaning(name), expected, "{name}");
        }
    }
}
