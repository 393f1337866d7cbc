//! A document to fill in, with guidance to whoever writes it and the sense-check at its end.

use crate::Imprint;
use crate::local::Local;
use crate::naming::kind_name;
use concordat_findings::wording::{capital, small};
use concordat_paper::{Block, Entry, Inline, Paper, Role, Table};
use concordat_register::{Kind, meeting::Part};
use concordat_standard::Standard;
use concordat_standard::templates::{Harm, Piece, SectionTemplate, pieces};

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The kind of document.
    pub kind: Kind,
    /// The theme's id; none for the papers of a panel, which is not for one theme alone.
    pub theme: Option<String>,
    /// Sections besides those of the kind, by the words of their headings.
    pub sections: Vec<String>,
}

/// A document of the kind and theme that are wanted. Places that `local` knows are filled; the others stay for the author.
///
/// None where the standard has no template of the kind or no such theme.
#[must_use]
pub fn template(standard: &Standard, wanted: &Wanted, local: &Local, imprint: &Imprint) -> Option<Paper> {
    let row = standard.templates.document(wanted.kind.word())?;
    let own = match &wanted.theme {
        Some(id) => standard.themes.themes.iter().find(|t| t.id == *id).map(|t| (t.id.clone(), t.name.clone()))?,
        None if needs_theme(wanted.kind) => return None,
        None => (String::new(), String::new()),
    };
    let own = Harm { theme: own.0, title: own.1.clone(), words: small(&own.1), concepts: Vec::new(), messages: Vec::new() };
    let harm = standard.templates.harm(&own.theme).unwrap_or(&own);
    let writer = Writer { standard, local, harm, kind: wanted.kind, title: title(&row.title, harm, local) };
    let sections = sections(standard, &row.sections, wanted);
    let mut paper = Paper {
        title: writer.title.clone(),
        subtitle: Some("Template to fill in".to_owned()),
        marking: imprint.marking.clone(),
        author: imprint.author.clone(),
        written_at: imprint.written_at.clone(),
        contents: false,
        blocks: Vec::new(),
    };
    paper.paragraph(Role::Guidance, HOW_TO_USE);
    for (n, (section, heading)) in sections.iter().enumerate() {
        writer.section(&mut paper, n + 1, section, heading);
    }
    writer.sense_check(&mut paper, &sections);
    Some(paper)
}

/// Whether a document of a kind is about a theme. The papers of a panel are about whatever the panel takes.
#[must_use]
pub fn needs_theme(kind: Kind) -> bool {
    !matches!(kind, Kind::TermsOfReference | Kind::Minutes)
}

/// What stands at the beginning.
const HOW_TO_USE: &str = "How to use this template. Fill in each place that is marked, and change the text until it says what is done \
    here. Paragraphs such as this one, and the table at the end, are guidance: delete them when you have done what they say. \
    Before the document goes out for comment, hold it against the others with concordat check --sense and the folder of your \
    documents.";

/// A section and its heading.
type Headed<'s> = (&'s SectionTemplate, String);

/// The sections of the kind that the theme needs, with those asked for before what closes the document.
fn sections<'s>(standard: &'s Standard, ids: &[String], wanted: &Wanted) -> Vec<Headed<'s>> {
    let templates = &standard.templates;
    let of_theme = |s: &&SectionTemplate| s.themes.is_empty() || wanted.theme.as_ref().is_some_and(|theme| s.themes.contains(theme));
    let all = ids.iter().filter_map(|id| templates.section(id)).filter(of_theme);
    let mut chosen: Vec<Headed<'_>> = all.map(|s| (s, s.heading.clone())).collect();
    for asked in &wanted.sections {
        let folded = asked.trim().to_lowercase();
        let named = |s: &&SectionTemplate| s.heading.to_lowercase() == folded || s.asked.iter().any(|a| a.to_lowercase() == folded);
        let (section, heading) = match templates.sections.iter().find(named) {
            Some(section) => (section, section.heading.clone()),
            None => match templates.section("own") {
                Some(own) => (own, capital(asked.trim())),
                None => continue,
            },
        };
        if !chosen.iter().any(|(s, h)| s.id == section.id && *h == heading) {
            let closing = chosen.iter().position(|(s, _)| CLOSING.contains(&s.id.as_str())).unwrap_or(chosen.len());
            chosen.insert(closing, (section, heading));
        }
    }
    chosen
}

/// Sections that close a document; one that is asked for stands before them.
const CLOSING: &[&str] = &["read-with", "governance", "next", "actions"];

/// A title with what is known in its places.
fn title(pattern: &str, harm: &Harm, local: &Local) -> String {
    let known = |place: &str| local.names.get(place).cloned();
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Place("theme-title") => harm.title.clone(),
        Piece::Place("area-name") => known("area").unwrap_or_default(),
        Piece::Place("panel") => known("panel").unwrap_or_else(|| match harm.title.as_str() {
            "" => "Multi-agency Panel".to_owned(),
            title => format!("{title} Panel"),
        }),
        Piece::Place(_) | Piece::Say(_) => String::new(),
    };
    pieces(pattern).into_iter().map(piece).collect::<String>().trim().to_owned()
}

struct Writer<'w> {
    standard: &'w Standard,
    local: &'w Local,
    harm: &'w Harm,
    kind: Kind,
    title: String,
}

impl Writer<'_> {
    fn section(&self, paper: &mut Paper, number: usize, section: &SectionTemplate, heading: &str) {
        paper.blocks.push(Block::Heading { level: 1, text: format!("{number}. {heading}"), anchor: Some(anchor(number)) });
        for guidance in std::iter::once(&section.purpose).chain(&section.guidance) {
            paper.paragraph(Role::Guidance, guidance);
        }
        let present = self.present(section);
        if let (Some(terms), true) = (&self.local.terms, present.is_some() || self.seats(section).is_some()) {
            paper.paragraph(Role::Guidance, format!("This is what {} says at present. Keep what still holds.", terms.source));
        }
        if let Some(words) = present {
            paper.paragraph(Role::Body, words);
        }
        for text in section.text.iter().skip(usize::from(present.is_some())) {
            match text.as_str() {
                "{messages}" => self.messages(paper, section),
                "{definitions}" => self.definitions(paper),
                "{read-with}" => self.read_with(paper),
                text => self.paragraph(paper, text),
            }
        }
        if let Some(table) = &section.table {
            let row = |row: &Vec<String>| row.iter().map(|cell| self.inlines(cell)).collect();
            paper.blocks.push(Block::Table(Table {
                caption: table.caption.clone(),
                header: table.header.clone(),
                widths: table.widths.clone(),
                row_headers: true,
                rows: self.seats(section).unwrap_or_else(|| table.rows.iter().map(row).collect()),
            }));
        }
    }

    /// What the panel's present terms say of the part that a section is.
    fn present(&self, section: &SectionTemplate) -> Option<&str> {
        self.local.terms.as_ref()?.parts.get(section.part.as_deref()?).map(String::as_str)
    }

    /// The panel's present seats as rows, for the section that lists its members.
    fn seats(&self, section: &SectionTemplate) -> Option<Vec<Vec<Vec<Inline>>>> {
        let seats = &self.local.terms.as_ref()?.seats;
        let listed = section.part.as_deref() == Some(Part::Membership.word()) && !seats.is_empty();
        let cell = |words: &String| vec![Inline::Plain(words.clone())];
        listed.then(|| seats.iter().map(|(agency, post)| vec![cell(agency), cell(post)]).collect())
    }

    /// A paragraph or, where it begins so, an entry of the list that stands last.
    fn paragraph(&self, paper: &mut Paper, text: &str) {
        let entry = text.strip_prefix("- ").map(|t| (false, t)).or_else(|| text.strip_prefix("# ").map(|t| (true, t)));
        let Some((numbered, text)) = entry else {
            return paper.blocks.push(Block::Paragraph { role: Role::Body, text: self.inlines(text) });
        };
        let entry = Entry { depth: 0, text: self.inlines(text) };
        match paper.blocks.last_mut() {
            Some(Block::List { numbered: n, entries }) if *n == numbered => entries.push(entry),
            _ => paper.blocks.push(Block::List { numbered, entries: vec![entry] }),
        }
    }

    /// What the theme adds, as the section sets the others.
    fn messages(&self, paper: &mut Paper, section: &SectionTemplate) {
        let listed = section.text.first().is_some_and(|t| t.starts_with("- "));
        for id in &self.harm.messages {
            self.paragraph(paper, &format!("{}{{say:{id}}}", if listed { "- " } else { "" }));
        }
    }

    fn definitions(&self, paper: &mut Paper) {
        for id in &self.harm.concepts {
            let name = self.standard.definitions.concepts.iter().find(|c| c.id == *id).map_or(id.as_str(), |c| c.name.as_str());
            if let Some((words, source)) = self.local.definitions.get(id) {
                paper.paragraph(Role::Guidance, format!("The definition of {name} is that of {source}. Keep its words."));
                paper.paragraph(Role::Body, words);
            } else {
                let current = crate::definition::official(self.standard, id, None);
                if let Some(official) = current {
                    paper.paragraph(Role::Guidance, format!("For {name}, take {} ({}).", official.name, official.source));
                }
                let text = vec![Inline::Plain(format!("{} has ", capital(name))), self.place("definition"), Inline::Plain(".".to_owned())];
                paper.blocks.push(Block::Paragraph { role: Role::Body, text });
            }
        }
        if self.harm.concepts.is_empty() {
            let text =
                vec![self.capital("concept"), Inline::Plain(" has ".to_owned()), self.place("definition"), Inline::Plain(".".to_owned())];
            paper.blocks.push(Block::Paragraph { role: Role::Body, text });
        }
    }

    fn read_with(&self, paper: &mut Paper) {
        let kind = kind_name(self.kind);
        let verb = if self.kind == Kind::TermsOfReference { "These terms of reference are".to_owned() } else { format!("This {kind} is") };
        paper.paragraph(Role::Body, format!("{verb} read with:"));
        let known = self.local.related.iter().map(|r| vec![Inline::Plain(format!("{}, on {}", r.title, r.why))]);
        let mut entries: Vec<Entry> = known.map(|text| Entry { depth: 0, text }).collect();
        if entries.is_empty() {
            entries.push(Entry { depth: 0, text: vec![self.place("thresholds")] });
        }
        if entries.len() == 1 {
            entries.push(Entry { depth: 0, text: vec![self.place("related")] });
        }
        paper.blocks.push(Block::List { numbered: false, entries });
    }

    /// A text with its places filled, or left as places.
    fn inlines(&self, text: &str) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::new();
        self.extend(&mut out, text);
        out
    }

    fn extend(&self, out: &mut Vec<Inline>, text: &str) {
        for piece in pieces(text) {
            match piece {
                Piece::Words(words) => self.words(out, words),
                Piece::Place("kind") => self.words(out, kind_name(self.kind)),
                Piece::Place("harm") if self.harm.words.is_empty() => out.push(self.place("harm")),
                Piece::Place("harm") => self.words(out, &self.harm.words),
                Piece::Place("title") => self.words(out, &self.title),
                Piece::Place(id) => match self.local.names.get(id) {
                    Some(name) if begins(out) => self.words(out, &capital(name)),
                    Some(name) => self.words(out, name),
                    None => out.push(self.place(id)),
                },
                Piece::Say(id) => {
                    let proposed = self.standard.messages.message(id).and_then(|m| m.proposed.as_deref());
                    self.extend(out, proposed.unwrap_or_default());
                }
            }
        }
    }

    /// Words after words are one stretch.
    #[expect(clippy::unused_self, reason = "it reads as the others do")]
    fn words(&self, out: &mut Vec<Inline>, words: &str) {
        match out.last_mut() {
            Some(Inline::Plain(last)) => last.push_str(words),
            _ => out.push(Inline::Plain(words.to_owned())),
        }
    }

    /// A place: filled where the area's name is known, else for the author.
    fn place(&self, id: &str) -> Inline {
        match self.local.names.get(id) {
            Some(name) => Inline::Plain(name.clone()),
            None => Inline::Fill(self.standard.templates.place(id).map_or_else(|| id.to_owned(), |p| p.what.clone())),
        }
    }

    /// A place that begins a sentence.
    fn capital(&self, id: &str) -> Inline {
        match self.place(id) {
            Inline::Plain(name) => Inline::Plain(capital(&name)),
            other => other,
        }
    }

    /// The closing table: each question of the sense-check, with the sections that carry its message.
    fn sense_check(&self, paper: &mut Paper, sections: &[Headed<'_>]) {
        let messages = &self.standard.messages.messages;
        let row = |question: &concordat_standard::templates::Question| {
            let asked = |id: &String| messages.iter().any(|m| m.id == *id && m.question.as_ref() == Some(&question.letter));
            let serving = sections.iter().enumerate().filter(|(_, (s, _))| s.serves.iter().any(asked));
            let mut cell: Vec<Inline> = Vec::new();
            for (n, (_, _)) in serving {
                if !cell.is_empty() {
                    cell.push(Inline::Plain(", ".to_owned()));
                }
                cell.push(Inline::Link { words: format!("section {}", n + 1), to: format!("#{}", anchor(n + 1)) });
            }
            if cell.is_empty() {
                cell.push(Inline::Plain("nowhere yet".to_owned()));
            }
            vec![vec![Inline::Plain(format!("{}. {}", question.letter, question.text))], cell]
        };
        paper.blocks.push(Block::Heading { level: 1, text: "Sense-check (delete before approval)".to_owned(), anchor: None });
        paper.paragraph(Role::Guidance, SENSE_CHECK);
        paper.blocks.push(Block::Table(Table {
            caption: "Questions for the author, and where they are dealt with".to_owned(),
            header: vec!["Question".to_owned(), "Dealt with in".to_owned()],
            widths: vec![3, 1],
            row_headers: true,
            rows: self.standard.templates.questions.iter().map(row).collect(),
        }));
    }
}

/// What stands over the closing table.
const SENSE_CHECK: &str = "Five questions are put to every document on harm between young people (MsUnderstood, 2016). Keep what answers \
    them when you change the text, and ask them again of the finished draft: concordat check --sense.";

/// Whether what follows begins a sentence.
fn begins(out: &[Inline]) -> bool {
    match out.last() {
        None => true,
        Some(Inline::Plain(words)) => words.ends_with(". ") || words.ends_with(": \u{201c}"),
        Some(_) => false,
    }
}

fn anchor(number: usize) -> String {
    format!("section-{number}")
}
