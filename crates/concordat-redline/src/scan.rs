//! Finds the runs of a part that edits touch, and what stands around them.

use crate::edit::Hindrance;
use crate::guard::attribute;
use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use std::collections::BTreeSet;
use std::ops::Range;

/// A note: whether it is an endnote, and its number.
pub(crate) type Note = (bool, String);

/// A run that words were read from, or an element that is only taken whole.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unit {
    /// Its bytes, tags included.
    pub(crate) span: Range<usize>,
    /// Its start tag.
    pub(crate) open: Range<usize>,
    /// Its properties.
    pub(crate) properties: Option<Range<usize>>,
    /// What it holds, properties apart, in order. Empty for an element that is taken whole.
    pub(crate) pieces: Vec<Piece>,
    /// What the names of WordprocessingML begin with here: `w:`, or nothing.
    pub(crate) prefix: String,
    /// The namespace they are of.
    pub(crate) namespace: String,
    /// Why its words cannot be changed.
    pub(crate) hindrance: Option<Hindrance>,
    /// Where the element begins that comments are hung on instead.
    pub(crate) anchor: Option<usize>,
    /// Whether comments cannot be hung on it at all.
    pub(crate) closed: bool,
    /// The start tag of the insertion it is a child of.
    pub(crate) insertion: Option<Range<usize>>,
    /// Whether it stands in a hyperlink.
    pub(crate) linked: bool,
    /// The note it stands in, or, in the body, the note it refers to.
    pub(crate) note: Option<Note>,
}

/// A child of a run.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// Its bytes, tags included.
    pub(crate) span: Range<usize>,
    /// What stands between its tags, where it is text.
    pub(crate) inner: Option<Range<usize>>,
    /// Whether it may be deleted whole: a tab, a break, a symbol.
    pub(crate) mark: bool,
}

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const MATH: [&str; 2] = ["http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math"];
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// Elements open at once before a part is not changed.
const DEEPEST: usize = 4096;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ns {
    Word,
    Math,
    Compatibility,
    Other,
}

/// What an open element gives to those inside it.
#[derive(Clone, Default)]
struct Inherited {
    hindrance: Option<Hindrance>,
    anchor: Option<usize>,
    closed: bool,
    linked: bool,
    /// Whether a paragraph is open around it, in its own story.
    in_paragraph: bool,
    in_insertion: bool,
    /// Where the nearest run of its paragraph begins.
    run: Option<usize>,
    note: Option<Note>,
}

struct Frame {
    start: usize,
    open: Range<usize>,
    kind: Kind,
    inherited: Inherited,
}

/// What is done when an element ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Run,
    Text,
    Properties,
    /// Taken whole where words stand in it.
    Whole,
    Insertion,
    Control,
    Plain,
}

/// A field that is open.
struct Field {
    /// What it does, as far as it was read.
    code: String,
    /// Whether its result has begun.
    result: bool,
    /// Where the run with its beginning begins, and the element that this run is a child of; none where comments cannot be hung
    /// around the field.
    begin: Option<(usize, usize)>,
    /// How many units there were when it began.
    units: usize,
}

impl Field {
    /// Whether its result may not be split.
    fn is_closed(&self) -> bool {
        !self.result || !is_link(&self.code)
    }
}

struct Scan<'t, 'w> {
    text: &'t str,
    wanted: &'w [(usize, usize)],
    notes: &'w BTreeSet<Note>,
    frames: Vec<Frame>,
    /// Open runs, innermost last: how deep each stands, and what is known of it.
    runs: Vec<(usize, Unit, bool)>,
    /// Open fields, the innermost last.
    fields: Vec<Field>,
    /// Fields that end in a run that is still open: where each begins, and how deep that run stands. Runs of a text box may come between.
    ended: Vec<(usize, usize)>,
    in_code: bool,
    prefix: (String, String),
    units: Vec<Unit>,
}

/// The units of `text` that touch the ranges `wanted` (in order, apart), and those that refer to `notes`; in order of their beginnings.
///
/// # Errors
///
/// A part that is not well-formed, or nests too deep.
pub(crate) fn scan(text: &str, wanted: &[(usize, usize)], notes: &BTreeSet<Note>) -> Result<Vec<Unit>, ()> {
    let base = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut reader = NsReader::from_str(text.get(base..).unwrap_or_default());
    let mut scan = Scan {
        text,
        wanted,
        notes,
        frames: Vec::new(),
        runs: Vec::new(),
        fields: Vec::new(),
        ended: Vec::new(),
        in_code: false,
        prefix: ("w:".to_owned(), TRANSITIONAL.to_owned()),
        units: Vec::new(),
    };
    let mut start = base;
    loop {
        let Ok((resolved, event)) = reader.read_resolved_event() else { return Err(()) };
        let (ns, uri) = namespace(&resolved);
        let end = position(&reader, base);
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                scan.name_prefix(uri, &tag);
                scan.open(ns, &tag, start..end);
                if text.get(..end).is_some_and(|t| t.ends_with("/>")) {
                    scan.close(end);
                }
            }
            Event::End(_) => scan.close(end),
            Event::Text(words) if scan.in_code => scan.code(words.as_ref()),
            Event::Eof => break,
            _ => {}
        }
        if scan.frames.len() > DEEPEST {
            return Err(());
        }
        start = end;
    }
    if !scan.frames.is_empty() {
        return Err(());
    }
    for field in std::mem::take(&mut scan.fields) {
        scan.unhook(&field);
    }
    scan.units.sort_by_key(|u| (u.span.start, std::cmp::Reverse(u.span.end)));
    Ok(scan.units)
}

/// Whether a part is of the strict form of the standard.
pub(crate) fn is_strict(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes().get(..text.len().min(16 << 10)).unwrap_or_default(), STRICT.as_bytes()).is_some()
}

fn position(reader: &NsReader<&[u8]>, base: usize) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).saturating_add(base)
}

fn namespace(resolved: &ResolveResult<'_>) -> (Ns, Option<&'static str>) {
    let ResolveResult::Bound(uri) = resolved else { return (Ns::Other, None) };
    match uri.0 {
        TRANSITIONAL => (Ns::Word, Some(TRANSITIONAL)),
        STRICT => (Ns::Word, Some(STRICT)),
        COMPATIBILITY => (Ns::Compatibility, None),
        uri if MATH.contains(&uri) => (Ns::Math, None),
        _ => (Ns::Other, None),
    }
}

impl Scan<'_, '_> {
    /// Keeps what names of WordprocessingML begin with at this place.
    fn name_prefix(&mut self, uri: Option<&'static str>, tag: &BytesStart<'_>) {
        let Some(uri) = uri else { return };
        let name = tag.name();
        let name: &str = name.as_ref();
        let length = name.find(':').map_or(0, |colon| colon + 1);
        let prefix = name.get(..length).unwrap_or_default();
        if self.prefix.0 != prefix || self.prefix.1 != uri {
            self.prefix = (prefix.to_owned(), uri.to_owned());
        }
    }

    fn open(&mut self, ns: Ns, tag: &BytesStart<'_>, span: Range<usize>) {
        let local = tag.local_name();
        let local: &str = local.as_ref();
        let mut inherited = self.frames.last().map(|f| f.inherited.clone()).unwrap_or_default();
        let start = span.start;
        let kind = match ns {
            Ns::Word => self.open_word(local, tag, &span, &mut inherited),
            Ns::Math if matches!(local, "oMath" | "oMathPara") => {
                inherited.hindrance = inherited.hindrance.or(Some(Hindrance::Formula));
                inherited.anchor = inherited.anchor.or(inherited.in_paragraph.then_some(start));
                inherited.closed |= !inherited.in_paragraph;
                Kind::Whole
            }
            Ns::Compatibility if local == "AlternateContent" => {
                inherited.hindrance = inherited.hindrance.or(Some(Hindrance::TwoBranches));
                inherited.anchor = inherited.anchor.or(inherited.run).or(inherited.in_paragraph.then_some(start));
                inherited.closed |= inherited.anchor.is_none();
                Kind::Whole
            }
            _ => Kind::Plain,
        };
        self.begin_piece(ns, local, &span, kind);
        self.frames.push(Frame { start, open: span, kind, inherited });
    }

    /// What an element of WordprocessingML means for those inside it.
    fn open_word(&mut self, local: &str, tag: &BytesStart<'_>, span: &Range<usize>, inherited: &mut Inherited) -> Kind {
        let start = span.start;
        let hinder = |inherited: &mut Inherited, why| inherited.hindrance = inherited.hindrance.or(Some(why));
        match local {
            "p" => {
                *inherited = Inherited { in_paragraph: true, in_insertion: false, run: None, linked: false, ..inherited.clone() };
            }
            "r" => return self.begin_run(span, inherited),
            "t" => return Kind::Text,
            "rPr" => return Kind::Properties,
            "hyperlink" => inherited.linked = true,
            "ins" => {
                if inherited.in_insertion {
                    hinder(inherited, Hindrance::Nested);
                }
                inherited.in_insertion = true;
                return Kind::Insertion;
            }
            "moveTo" => hinder(inherited, Hindrance::Moved),
            "fldSimple" => {
                hinder(inherited, Hindrance::Field);
                inherited.anchor = inherited.anchor.or(inherited.in_paragraph.then_some(start));
                return Kind::Whole;
            }
            "sdt" => return Kind::Control,
            "ruby" => {
                hinder(inherited, Hindrance::Phonetic);
                inherited.anchor = inherited.anchor.or(inherited.run);
            }
            "txbxContent" => {
                inherited.anchor = inherited.anchor.or(inherited.run);
                inherited.closed |= inherited.anchor.is_none();
                inherited.in_paragraph = false;
            }
            "lock" | "dataBinding" | "dropDownList" | "comboBox" | "date" | "showingPlcHdr" | "picture" => self.control(local, tag),
            "footnote" | "endnote" => inherited.note = attribute(tag, "id").map(|id| (local == "endnote", id)),
            "footnoteReference" | "endnoteReference" => self.refer(local == "endnoteReference", tag),
            "fldChar" => self.field_character(tag),
            "instrText" | "delInstrText" => {
                self.in_code = true;
                if let Some((_, unit, _)) = self.runs.last_mut() {
                    unit.hindrance = unit.hindrance.or(Some(Hindrance::Field));
                }
            }
            _ => {}
        }
        Kind::Plain
    }

    fn begin_run(&mut self, span: &Range<usize>, inherited: &mut Inherited) -> Kind {
        let around = self.frames.last();
        let insertion = around.filter(|f| f.kind == Kind::Insertion).map(|f| f.open.clone());
        let nested = inherited.in_insertion && insertion.is_none();
        let hindrance = inherited.hindrance.or(nested.then_some(Hindrance::Nested));
        let in_link = self.fields.iter().any(|f| f.result && is_link(&f.code));
        // A result is written anew when its field is updated, and comments inside it would go with it.
        let field = self.fields.iter().find(|f| f.is_closed()).and_then(|f| f.begin);
        let unit = Unit {
            open: span.clone(),
            prefix: self.prefix.0.clone(),
            namespace: self.prefix.1.clone(),
            hindrance,
            anchor: inherited.anchor.or(field.map(|(start, _)| start)),
            closed: inherited.closed,
            insertion,
            linked: inherited.linked || in_link,
            note: inherited.note.clone(),
            ..Unit::default()
        };
        self.runs.push((self.frames.len(), unit, false));
        inherited.run = Some(span.start);
        Kind::Run
    }

    /// A child of the innermost run begins a piece of it.
    fn begin_piece(&mut self, ns: Ns, local: &str, span: &Range<usize>, kind: Kind) {
        let depth = self.frames.len();
        let in_field = self.fields.iter().any(Field::is_closed);
        let Some(unit) = self.parent_run(depth) else { return };
        if kind == Kind::Properties {
            unit.properties = Some(span.clone());
            return;
        }
        let mark = ns == Ns::Word && matches!(local, "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" | "softHyphen" | "sym");
        let text = ns == Ns::Word && kind == Kind::Text;
        if (mark || text) && in_field {
            unit.hindrance = unit.hindrance.or(Some(Hindrance::Field));
        }
        unit.pieces.push(Piece { span: span.clone(), inner: text.then_some(span.end..span.end), mark });
    }

    /// The run whose child stands at `depth`; broken files have runs as children of runs.
    fn parent_run(&mut self, depth: usize) -> Option<&mut Unit> {
        self.runs.iter_mut().rev().take(2).find(|(at, ..)| at + 1 == depth).map(|(_, unit, _)| unit)
    }

    fn control(&mut self, local: &str, tag: &BytesStart<'_>) {
        let locked = local == "lock" && attribute(tag, "val").is_some_and(|v| matches!(v.as_str(), "contentLocked" | "sdtContentLocked"));
        if local == "lock" && !locked {
            return;
        }
        // Only the properties of a control speak of it.
        let Some(at) = self.frames.len().checked_sub(2) else { return };
        let Some(frame) = self.frames.get_mut(at).filter(|f| f.kind == Kind::Control) else { return };
        let inherited = &mut frame.inherited;
        let why = if locked { Hindrance::Locked } else { Hindrance::Control };
        inherited.hindrance = inherited.hindrance.or(Some(why));
        inherited.anchor = inherited.anchor.or(inherited.in_paragraph.then_some(frame.start));
        inherited.closed |= locked && inherited.anchor.is_none();
    }

    /// A mark that refers to a note; its run is kept where the note is wanted.
    fn refer(&mut self, endnote: bool, tag: &BytesStart<'_>) {
        if self.notes.is_empty() {
            return;
        }
        let Some(id) = attribute(tag, "id") else { return };
        let note = (endnote, id);
        if self.notes.contains(&note)
            && let Some((_, unit, keep)) = self.runs.last_mut()
        {
            unit.note = Some(note);
            *keep = true;
        }
    }

    fn field_character(&mut self, tag: &BytesStart<'_>) {
        let run = self.runs.last().map(|(depth, unit, _)| (unit.open.start, *depth));
        let parent = run.and_then(|(_, depth)| self.frames.get(depth.checked_sub(1)?)).map(|f| f.start);
        match attribute(tag, "fldCharType").as_deref() {
            Some("begin") => {
                let begin = run.zip(parent).map(|((start, _), parent)| (start, parent));
                self.fields.push(Field { code: String::new(), result: false, begin, units: self.units.len() });
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                    // The run of the beginning holds words of its own.
                    field.begin = field.begin.filter(|(start, _)| run.is_none_or(|(run, _)| run != *start));
                }
            }
            _ => self.end_field(run.map(|(_, depth)| depth).zip(parent)),
        }
        // A run that holds both text and the ends of fields is not split.
        if let Some((_, unit, _)) = self.runs.last_mut() {
            unit.hindrance = unit.hindrance.or(Some(Hindrance::Field));
        }
    }

    /// The innermost field ends in a run of this depth, a child of the element that begins at this byte. Comments can be hung around
    /// it where it began in another child of that.
    fn end_field(&mut self, run: Option<(usize, usize)>) {
        let Some(field) = self.fields.pop() else { return };
        match (field.begin, run) {
            (Some((start, of)), Some((depth, parent))) if parent == of => self.ended.push((start, depth)),
            _ => self.unhook(&field),
        }
    }

    /// Words in a field that nothing can be hung around keep their comments.
    fn unhook(&mut self, field: &Field) {
        let open = self.runs.iter_mut().map(|(_, unit, _)| unit);
        for unit in self.units.iter_mut().skip(field.units).chain(open) {
            unit.anchor = unit.anchor.filter(|at| field.begin.is_none_or(|(start, _)| *at != start));
        }
    }

    /// The run of this depth that just closed ends fields: each is taken whole.
    fn whole_fields(&mut self, depth: usize, end: usize) {
        let first = self.ended.partition_point(|(_, of)| *of < depth);
        for (start, _) in self.ended.split_off(first) {
            // So is one that holds the mark of a wanted note, which the comment on that note hangs on.
            let mut inner = self.units.iter().rev().take_while(|u| u.span.start >= start);
            let holds_mark = !self.notes.is_empty() && inner.any(|u| u.note.is_some());
            if holds_mark || self.is_wanted(&(start..end)) {
                // What stands in the run of its beginning is none of its words, and is copied with it.
                let open = start..start + 1;
                let (prefix, namespace) = self.prefix.clone();
                self.units.push(Unit { span: start..end, open, prefix, namespace, hindrance: Some(Hindrance::Field), ..Unit::default() });
            }
        }
    }

    fn code(&mut self, words: &str) {
        if let Some(field) = self.fields.last_mut().filter(|f| !f.result && f.code.len() < 64) {
            field.code.push_str(words);
        }
    }

    fn close(&mut self, end: usize) {
        self.in_code = false;
        let Some(frame) = self.frames.pop() else { return };
        let span = frame.start..end;
        let depth = self.frames.len();
        match frame.kind {
            Kind::Run => {
                if let Some((_, mut unit, keep)) = self.runs.pop() {
                    unit.span = span;
                    if keep || self.is_wanted(&unit.span) {
                        self.units.push(unit);
                    }
                }
                self.whole_fields(depth, end);
                return self.end_piece(depth, end);
            }
            Kind::Whole | Kind::Control if self.is_wanted(&span) => self.whole(&frame, span),
            Kind::Properties => {
                if let Some(properties) = self.parent_run(depth).and_then(|unit| unit.properties.as_mut()) {
                    properties.end = end;
                }
                return;
            }
            _ => {}
        }
        self.end_piece(depth, end);
    }

    /// The piece that began with the element just closed ends.
    fn end_piece(&mut self, depth: usize, end: usize) {
        let text = self.text;
        let Some(unit) = self.parent_run(depth) else { return };
        let Some(piece) = unit.pieces.last_mut() else { return };
        piece.span.end = end;
        if let Some(inner) = &mut piece.inner {
            let words = text.get(inner.start..end).unwrap_or_default();
            inner.end = inner.start + words.rfind("</").unwrap_or(0);
            // Marked sections and comments in the text are not split.
            if text.get(inner.clone()).is_some_and(|t| t.contains('<')) {
                unit.hindrance = unit.hindrance.or(Some(Hindrance::Unusual));
                piece.inner = None;
            }
        }
    }

    fn whole(&mut self, frame: &Frame, span: Range<usize>) {
        let inherited = &frame.inherited;
        self.units.push(Unit {
            open: frame.open.clone(),
            prefix: self.prefix.0.clone(),
            namespace: self.prefix.1.clone(),
            hindrance: Some(inherited.hindrance.unwrap_or(Hindrance::Control)),
            anchor: inherited.anchor.filter(|&anchor| anchor != span.start),
            closed: inherited.closed || !inherited.in_paragraph,
            note: inherited.note.clone(),
            span,
            ..Unit::default()
        });
    }

    fn is_wanted(&self, span: &Range<usize>) -> bool {
        let first = self.wanted.partition_point(|&(_, end)| end <= span.start);
        self.wanted.get(first).is_some_and(|&(start, _)| start < span.end)
    }
}

fn is_link(code: &str) -> bool {
    code.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("HYPERLINK"))
}
