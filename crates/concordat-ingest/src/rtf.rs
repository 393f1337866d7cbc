//! Rich Text Format.

mod codepage;
mod paragraph;
mod tables;
mod token;

use crate::Limits;
use concordat_register::{Document, Format, Problem, ProblemKind, Read, Remark, Style};
use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};
use paragraph::{Layout, Writer};
use tables::{Info, Tables};
use token::{Token, Tokens};

/// Groups that may be open at once; what is nested deeper keeps the state of the deepest.
const DEEPEST: usize = 4096;

/// Reads one document.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Read<Document> {
    let paged = bytes.windows(6).any(|w| w.starts_with(b"\\page") && !w.ends_with(b"b")) || bytes.windows(9).any(|w| w == b"\\softpage");
    let mut reader = Reader {
        writer: Writer::new(Document::new(Format::Rtf), paged),
        tables: Tables::default(),
        encoding: WINDOWS_1252,
        stack: Vec::new(),
        over: 0,
        state: State { target: Target::Body, font: None, uc: 1, layout: Layout::default(), hidden: false, starred: false },
        skip: 0,
        pending: Vec::new(),
        high: None,
        words: String::new(),
        link: None,
        day: (0, 0, 0),
    };
    let mut tokens = Tokens::new(bytes);
    let mut problems = Vec::new();
    let mut count = 0usize;
    while let Some((token, at)) = tokens.next() {
        count += 1;
        if count.is_multiple_of(65_536) && (limits.stop)() {
            problems.push(crate::limits::stopped());
            break;
        }
        if reader.writer.document.passages.len() >= limits.passages() {
            problems.push(crate::limits::too_long());
            break;
        }
        reader.token(token, at);
    }
    reader.flush_bytes();
    let cut = !reader.stack.is_empty() || reader.over > 0;
    let document = reader.writer.finish();
    if document.passages.is_empty() {
        return Read::failed(Problem::new(
            ProblemKind::Damaged,
            "no words were found in it",
            "open it in Word or LibreOffice; if it shows words there, save it as .docx",
        ));
    }
    if cut {
        problems.push(Problem::new(
            ProblemKind::Partial,
            "it ends in the middle, so words may be missing at its end",
            "ask for the file again",
        ));
    }
    Read { value: Some(document), problems }
}

/// Where the words of a group go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    /// The document.
    Body,
    /// Nowhere.
    Skip,
    /// Nowhere, save for the words of a text box within.
    Drawing,
    Fonts,
    Styles,
    InfoGroup,
    Info(Info),
    /// The number or bullet of a paragraph.
    Label,
    /// What a field is.
    Field,
    Note,
    TextBox,
    /// A running header or footer.
    Furniture,
    Remark,
}

impl Target {
    /// Whether the words are the document's.
    fn is_read(self) -> bool {
        matches!(self, Self::Body | Self::Note | Self::TextBox)
    }
}

/// What a group's end takes back.
#[derive(Debug, Clone, Copy)]
struct State {
    target: Target,
    font: Option<i32>,
    /// Characters that stand for each `\u` in programs that know no Unicode.
    uc: u8,
    layout: Layout,
    /// Whether the words are hidden or deleted.
    hidden: bool,
    /// Whether the group began with `\*`: a destination that is not known is passed over.
    starred: bool,
}

struct Reader {
    writer: Writer,
    tables: Tables,
    encoding: &'static Encoding,
    stack: Vec<State>,
    over: usize,
    state: State,
    /// Characters still to be passed over after a `\u`.
    skip: usize,
    /// Bytes of words that are not decoded yet.
    pending: Vec<u8>,
    /// The first half of a character beyond the basic plane.
    high: Option<u16>,
    /// Words of a group that does not go to the document.
    words: String,
    /// Where the field in hand leads.
    link: Option<String>,
    /// Year, month and day of the date in hand.
    day: (i32, i32, i32),
}

impl Reader {
    fn token(&mut self, token: Token<'_>, at: usize) {
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Word(word, number) => {
                self.flush_bytes();
                self.word(word, number);
            }
            Token::Symbol(symbol) => {
                self.flush_bytes();
                self.symbol(symbol);
            }
            Token::Hex(byte) => {
                if self.skip > 0 {
                    self.skip -= 1;
                } else {
                    self.pending.push(byte);
                }
            }
            Token::Text(bytes) => self.text(bytes, at),
        }
    }

    fn open(&mut self) {
        self.flush_bytes();
        self.skip = 0;
        if self.stack.len() < DEEPEST {
            self.stack.push(self.state);
        } else {
            self.over += 1;
        }
        self.state.starred = false;
    }

    fn close(&mut self) {
        self.flush_bytes();
        self.skip = 0;
        if self.over > 0 {
            self.over -= 1;
            return;
        }
        let Some(outer) = self.stack.pop() else { return };
        let ended = self.state.target;
        if ended != outer.target {
            self.end_target(ended);
        } else if ended == Target::Styles {
            self.tables.end_style();
        }
        let layout = self.state.layout;
        self.state = outer;
        self.writer.close_links(self.stack.len());
        if ended == outer.target && outer.target.is_read() {
            self.writer.restyle(layout, outer.layout);
            // What a paragraph is holds until the next says otherwise, whatever group said so.
            self.state.layout.keep_paragraph(layout);
        } else if ended.is_read() && outer.target.is_read() {
            self.writer.restyle(Layout::default(), outer.layout);
        }
    }

    /// Does what the end of a destination asks for.
    fn end_target(&mut self, ended: Target) {
        let words = std::mem::take(&mut self.words);
        match ended {
            Target::Info(info) => info.set(&mut self.writer.document.properties, &words, self.day),
            Target::Label => self.writer.label(&words),
            Target::Field => self.link = target_of(&words),
            Target::Note | Target::TextBox => self.writer.leave(),
            Target::Furniture => {
                let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
                self.writer.document.add_furniture(&line, None);
            }
            Target::Remark => {
                let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
                if !text.is_empty() {
                    let passage = u32::try_from(self.writer.document.passages.len()).ok();
                    self.writer.document.remarks.push(Remark { text, passage });
                }
            }
            _ => {}
        }
    }

    /// Adds plain characters.
    fn text(&mut self, bytes: &[u8], at: usize) {
        let passed = self.skip.min(bytes.len());
        self.skip -= passed;
        let bytes = bytes.get(passed..).unwrap_or_default();
        if bytes.is_empty() {
            return;
        }
        match std::str::from_utf8(bytes) {
            Ok(words) if words.is_ascii() && self.pending.is_empty() => self.words(words, Some(at + passed)),
            _ => self.pending.extend_from_slice(bytes),
        }
    }

    /// Decodes the bytes in hand.
    fn flush_bytes(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let font = self.state.font;
        if font.is_some_and(|f| self.tables.is_symbol(f)) && self.state.target != Target::Label {
            // Characters of a picture font are marks, not words.
            self.words(" ", None);
            return;
        }
        let encoding = font.and_then(|f| self.tables.encoding(f)).unwrap_or(self.encoding);
        let (words, _) = encoding.decode_without_bom_handling(&bytes);
        self.words(&words, None);
    }

    /// Adds words to where the group's words go.
    fn words(&mut self, words: &str, at: Option<usize>) {
        match self.state.target {
            target if target.is_read() && !self.state.hidden => self.writer.words(words, at),
            Target::Styles => self.tables.style.2.push_str(words),
            Target::Info(_) | Target::Label | Target::Field | Target::Furniture | Target::Remark if self.words.len() < 1 << 16 => {
                self.words.push_str(words)
            }
            _ => {}
        }
    }

    fn symbol(&mut self, symbol: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        match symbol {
            b'*' => self.state.starred = true,
            b'~' => self.words(" ", None),
            b'_' => self.words("-", None),
            b'\\' => self.words("\\", None),
            b'{' => self.words("{", None),
            b'}' => self.words("}", None),
            b'\r' | b'\n' => self.word("par", None),
            b'\t' => self.words(" ", None),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if word == "u" {
            return self.unicode(number.unwrap_or(0));
        }
        if self.skip > 0 && word != "bin" {
            self.skip -= 1;
            return;
        }
        let starred = std::mem::take(&mut self.state.starred);
        if self.destination(word, starred) || matches!(self.state.target, Target::Skip | Target::Drawing) {
            return;
        }
        if let Some(mark) = mark(word) {
            return self.words(mark, None);
        }
        let n = number.unwrap_or(1);
        match word {
            "ansicpg" => self.encoding = codepage::of_page(n),
            "mac" => self.encoding = codepage::of_page(10000),
            "uc" => self.state.uc = u8::try_from(n).unwrap_or(1),
            "f" if self.state.target == Target::Fonts => self.tables.font = n,
            "f" => self.state.font = Some(n),
            "deff" => self.state.font = Some(n),
            "fcharset" => self.tables.charset(n),
            "plain" => {
                self.state.hidden = false;
                let before = self.state.layout;
                self.state.layout.plain();
                if self.state.target.is_read() {
                    self.writer.restyle(before, self.state.layout);
                }
            }
            "v" | "deleted" => self.state.hidden = number != Some(0),
            "b" | "i" | "strike" | "striked" => {
                let before = self.state.layout;
                let style = match word {
                    "b" => Style::Bold,
                    "i" => Style::Italic,
                    _ => Style::Struck,
                };
                self.state.layout.set(style, number != Some(0));
                if self.state.target.is_read() {
                    self.writer.restyle(before, self.state.layout);
                }
            }
            "yr" => self.day.0 = n,
            "mo" => self.day.1 = n,
            "dy" => self.day.2 = n,
            "s" if self.state.target == Target::Styles => self.tables.style.0 = n,
            "outlinelevel" if self.state.target == Target::Styles => {
                self.tables.style.1 = u8::try_from(n.saturating_add(1)).ok().filter(|l| *l <= 9)
            }
            _ => self.paragraph_word(word, n),
        }
    }

    /// Words that lay out paragraphs and tables, which count in the document and its notes.
    fn paragraph_word(&mut self, word: &str, n: i32) {
        if !self.state.target.is_read() {
            if matches!(word, "par" | "line" | "tab" | "cell" | "sect") {
                self.words(" ", None);
            }
            return;
        }
        let layout = &mut self.state.layout;
        match word {
            "pard" => layout.reset_paragraph(),
            "s" => layout.heading = self.tables.heading(n),
            "outlinelevel" => layout.heading = u8::try_from(n.saturating_add(1)).ok().filter(|l| *l <= 9).or(layout.heading),
            "ls" => layout.listed = n > 0,
            "ilvl" => layout.depth = u8::try_from(n).unwrap_or(0).min(8),
            "intbl" => layout.in_table = true,
            "trowd" => self.writer.row_begins(),
            "trhdr" => self.writer.row_is_header(),
            "cell" => self.writer.cell(self.state.layout),
            "row" => self.writer.row_ends(),
            "par" | "sect" | "nestcell" | "nestrow" => self.writer.paragraph(self.state.layout),
            "page" | "softpage" => self.writer.page(word == "page", self.state.layout),
            "line" | "lbr" => self.writer.line(),
            "tab" => self.words(" ", None),
            _ => {}
        }
    }

    /// Opens a destination; gives whether the word is one, or is to be passed over.
    fn destination(&mut self, word: &str, starred: bool) -> bool {
        let now = self.state.target;
        let target = match word {
            "fonttbl" => Target::Fonts,
            "stylesheet" => Target::Styles,
            "info" => Target::InfoGroup,
            "listtext" | "pntext" => Target::Label,
            "fldinst" => Target::Field,
            "footnote" => Target::Note,
            "annotation" => Target::Remark,
            "shptxt" | "dptxbxtext" if now == Target::Drawing => Target::TextBox,
            "shpinst" | "do" => Target::Drawing,
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => Target::Furniture,
            "fldrslt" => {
                if let Some(target) = self.link.take()
                    && now.is_read()
                {
                    self.writer.open_link(&target, self.stack.len());
                }
                return true;
            }
            "upr" | "shppict" | "field" | "cs" if now != Target::Skip => return true,
            "colortbl" | "pict" | "object" | "nonshppict" | "listtable" | "listoverridetable" | "revtbl" | "rsidtbl" | "generator"
            | "themedata" | "colorschememapping" | "datastore" | "latentstyles" | "bkmkstart" | "bkmkend" | "atnid" | "atnauthor"
            | "atntime" | "atndate" | "atnref" | "atnparent" | "xe" | "tc" | "rxe" | "shprslt" | "ud" | "filetbl" | "falt" | "panose"
            | "template" | "pntxta" | "pntxtb" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" => Target::Skip,
            _ => match Info::named(word) {
                Some(info) if now == Target::InfoGroup => {
                    self.day = (0, 0, 0);
                    Target::Info(info)
                }
                _ if starred => Target::Skip,
                _ => return false,
            },
        };
        // Nothing within what is passed over counts, save a text box in a drawing.
        if now == Target::Skip || (now == Target::Drawing && target != Target::TextBox) {
            self.state.target = if now == Target::Drawing && matches!(target, Target::Drawing) { now } else { Target::Skip };
            return true;
        }
        if !matches!(target, Target::Fonts | Target::Styles | Target::InfoGroup | Target::Skip | Target::Drawing) {
            self.words.clear();
        }
        if matches!(target, Target::Note | Target::TextBox) {
            if self.writer.enter(target == Target::Note, self.state.layout) {
                self.state.layout = Layout::default();
            } else {
                self.state.target = Target::Skip;
                return true;
            }
        }
        self.state.target = target;
        true
    }

    /// Adds a character named by its number.
    fn unicode(&mut self, number: i32) {
        self.skip = usize::from(self.state.uc);
        let Ok(unit) = u16::try_from(number.rem_euclid(65_536)) else { return };
        let pair = match (self.high.take(), unit) {
            (_, 0xD800..=0xDBFF) => {
                self.high = Some(unit);
                return;
            }
            (Some(high), 0xDC00..=0xDFFF) => [high.to_le_bytes(), unit.to_le_bytes()].concat(),
            // Word writes characters of picture fonts into the private area.
            (_, 0xF000..=0xF0FF) => return self.words(if self.state.target == Target::Label { "\u{2022}" } else { " " }, None),
            _ => unit.to_le_bytes().to_vec(),
        };
        let (words, _) = UTF_16LE.decode_without_bom_handling(&pair);
        self.words(if words == "\u{a0}" { " " } else { &words }, None);
    }
}

/// The character that a control word stands for.
fn mark(word: &str) -> Option<&'static str> {
    Some(match word {
        "emdash" => "\u{2014}",
        "endash" => "\u{2013}",
        "bullet" => "\u{2022}",
        "lquote" => "\u{2018}",
        "rquote" => "\u{2019}",
        "ldblquote" => "\u{201c}",
        "rdblquote" => "\u{201d}",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => return None,
    })
}

/// Where a field leads, if it is a link.
fn target_of(field: &str) -> Option<String> {
    let rest = field.trim_start();
    let rest = rest.get(..9).filter(|w| w.eq_ignore_ascii_case("HYPERLINK")).and_then(|_| rest.get(9..))?;
    let local = rest.contains("\\l");
    let quoted: Vec<&str> = rest.split('"').skip(1).step_by(2).collect();
    let anchor = if local { quoted.last().map(|a| format!("#{a}")).unwrap_or_default() } else { String::new() };
    let file = if local && quoted.len() < 2 { "" } else { quoted.first().copied().unwrap_or_else(|| rest.trim()) };
    let target = format!("{file}{anchor}");
    (!target.is_empty()).then_some(target)
}
