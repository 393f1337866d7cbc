//! Walks a page's content stream for its letters, ruled lines and marked content; draws nothing.

use super::decode::{Budget, decoded};
use super::font::{Face, Fonts, Letters};
use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// A letter or several on the page, in points from the top left, the page upright.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// Where it begins and ends along its line.
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The base line, counted downwards.
    pub(super) y: f32,
    pub(super) size: f32,
    /// Space put after it on purpose, which is no gap between words.
    pub(super) after: f32,
    pub(super) text: Letters,
    /// The marked content it stands in; -1 is none.
    pub(super) mark: i32,
    /// Which way its line runs, in degrees clockwise.
    pub(super) angle: i16,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) artifact: bool,
}

/// A straight ruled line along the page's edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) x0: f32,
    pub(super) y0: f32,
    pub(super) x1: f32,
    pub(super) y1: f32,
}

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) width: f32,
    pub(super) height: f32,
    /// Codes whose letters no font told.
    pub(super) unknown: usize,
    /// Letters drawn invisibly, as recognition lays them over a scan.
    pub(super) invisible: usize,
    /// The largest picture's share of the page.
    pub(super) picture: f32,
    /// The upper edges of pictures large enough to tell something, counted downwards.
    pub(super) pictures: Vec<f32>,
}

/// A matrix as PDF writes it.
type Matrix = [f32; 6];

const ONE: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `a` first, then `b`.
fn then(a: Matrix, b: Matrix) -> Matrix {
    let [a0, a1, a2, a3, a4, a5] = a;
    let [b0, b1, b2, b3, b4, b5] = b;
    [a0 * b0 + a1 * b2, a0 * b1 + a1 * b3, a2 * b0 + a3 * b2, a2 * b1 + a3 * b3, a4 * b0 + a5 * b2 + b4, a4 * b1 + a5 * b3 + b5]
}

pub(super) fn place(m: Matrix, x: f32, y: f32) -> (f32, f32) {
    let [a, b, c, d, e, f] = m;
    (a * x + c * y + e, b * x + d * y + f)
}

/// The matrix that sets a page upright with its top left at the origin.
pub(super) fn upright(page: &Page<'_>) -> Matrix {
    page.initial_transform(true).as_coeffs().map(|n| n as f32)
}

#[derive(Clone)]
struct State<'a> {
    ctm: Matrix,
    face: Option<Rc<Face<'a>>>,
    size: f32,
    chars: f32,
    words: f32,
    scale: f32,
    leading: f32,
    rise: f32,
    invisible: bool,
}

/// A marked stretch that is open.
struct Open {
    mark: i32,
    artifact: bool,
    hidden: bool,
    /// Words that replace what is drawn; taken by the first letter.
    actual: Option<Rc<str>>,
    replaced: bool,
}

/// Walks pages; keeps the fonts between them.
pub(super) struct Walker<'a, 'b> {
    fonts: &'b mut Fonts<'a>,
    budget: &'b mut Budget,
    hidden_layers: &'b HashSet<ObjectIdentifier>,
    sheet: Sheet,
    state: State<'a>,
    stack: Vec<State<'a>>,
    text: Matrix,
    line: Matrix,
    open: Vec<Open>,
    path: Vec<(f32, f32)>,
    rects: Vec<[f32; 4]>,
    lines: Vec<Rule>,
    depth: u32,
}

/// Forms within forms that are followed.
const DEPTH: u32 = 12;
/// Ruled lines kept of one page; a drawing has more and no table.
const RULES: usize = 3000;
const STATES: usize = 512;
/// Least share of a page that a picture takes which may tell something, and pictures kept of one page.
const PICTURE: f32 = 0.05;
const PICTURES: usize = 20;

impl<'a, 'b> Walker<'a, 'b> {
    /// Reads one page.
    pub(super) fn page(
        page: &Page<'a>,
        fonts: &'b mut Fonts<'a>,
        budget: &'b mut Budget,
        hidden_layers: &'b HashSet<ObjectIdentifier>,
    ) -> Sheet {
        let (width, height) = page.render_dimensions();
        let state = State {
            ctm: upright(page),
            face: None,
            size: 1.0,
            chars: 0.0,
            words: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            invisible: false,
        };
        let sheet = Sheet { width, height, ..Sheet::default() };
        let mut walker = Walker {
            fonts,
            budget,
            hidden_layers,
            sheet,
            state,
            stack: Vec::new(),
            text: ONE,
            line: ONE,
            open: Vec::new(),
            path: Vec::new(),
            rects: Vec::new(),
            lines: Vec::new(),
            depth: 0,
        };
        let mut data = Vec::new();
        match page.raw().get::<Object<'_>>("Contents") {
            Some(Object::Stream(stream)) => data = decoded(&stream, walker.budget).unwrap_or_default(),
            Some(Object::Array(array)) => {
                for stream in array.iter::<Stream<'_>>() {
                    data.extend(decoded(&stream, walker.budget).unwrap_or_default());
                    data.push(b' ');
                }
            }
            _ => {}
        }
        walker.run(&data, page.resources());
        walker.sheet
    }

    fn run(&mut self, data: &[u8], resources: &Resources<'a>) {
        let mut operations = UntypedIter::new(data);
        let mut faces: HashMap<Vec<u8>, Option<Rc<Face<'a>>>> = HashMap::new();
        while let Some(instruction) = operations.next() {
            if !self.budget.step() {
                return;
            }
            self.operator(&instruction, resources, &mut faces);
        }
    }

    fn operator(
        &mut self,
        instruction: &Instruction<'_, '_>,
        resources: &Resources<'a>,
        faces: &mut HashMap<Vec<u8>, Option<Rc<Face<'a>>>>,
    ) {
        let mut numbers = [0f32; 6];
        let mut count = 0;
        for object in instruction.operands() {
            if let (Object::Number(n), Some(slot)) = (object, numbers.get_mut(count)) {
                *slot = n.as_f32();
                count += 1;
            }
        }
        let [a, b, c, d, ..] = numbers;
        let operator: &[u8] = instruction.operator;
        match operator {
            b"q" if self.stack.len() < STATES => self.stack.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.stack.pop() {
                    self.state = state;
                }
            }
            b"cm" if count == 6 => self.state.ctm = then(numbers, self.state.ctm),
            b"BT" => {
                self.text = ONE;
                self.line = ONE;
            }
            b"Tf" => self.set_font(instruction, a, resources, faces),
            b"gs" => self.graphics_state(instruction, resources),
            b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" | b"Tr" => self.text_state(operator, a),
            b"Td" => self.next_line(a, b),
            b"TD" => {
                self.state.leading = -b;
                self.next_line(a, b);
            }
            b"Tm" if count == 6 => {
                self.text = numbers;
                self.line = numbers;
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tj" => self.show_operands(instruction),
            b"TJ" => self.show_array(instruction),
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show_operands(instruction);
            }
            b"\"" => {
                self.state.words = a;
                self.state.chars = b;
                self.next_line(0.0, -self.state.leading);
                self.show_operands(instruction);
            }
            b"re" if count < 4 => {}
            b"re" | b"m" | b"l" | b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" | b"f" | b"F" | b"f*" | b"n" | b"c" | b"v" | b"y" => {
                self.path_operator(operator, [a, b, c, d]);
            }
            b"Do" => self.form(instruction, resources),
            b"BMC" | b"BDC" => self.begin_mark(instruction, resources),
            b"EMC" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    fn text_state(&mut self, operator: &[u8], value: f32) {
        match operator {
            b"Tc" => self.state.chars = value,
            b"Tw" => self.state.words = value,
            b"Tz" => self.state.scale = value / 100.0,
            b"TL" => self.state.leading = value,
            b"Ts" => self.state.rise = value,
            _ => self.state.invisible = value == 3.0 || value == 7.0,
        }
    }

    fn path_operator(&mut self, operator: &[u8], [a, b, c, d]: [f32; 4]) {
        match operator {
            b"re" => self.rects.push([a, b, c, d]),
            b"m" => {
                self.path.clear();
                self.path.push((a, b));
            }
            b"l" => self.line_to(a, b),
            b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => self.paint(true),
            b"f" | b"F" | b"f*" => self.paint(false),
            _ => self.drop_path(operator == b"n"),
        }
    }

    fn set_font(
        &mut self,
        instruction: &Instruction<'_, '_>,
        size: f32,
        resources: &Resources<'a>,
        faces: &mut HashMap<Vec<u8>, Option<Rc<Face<'a>>>>,
    ) {
        self.state.size = size;
        let Some(Object::Name(name)) = instruction.operands().next() else { return };
        if let Some(face) = faces.get(name.as_ref()) {
            self.state.face = face.clone();
            return;
        }
        let face = resources.get_font(name).and_then(|dict| self.fonts.face(&dict, self.budget));
        faces.insert(name.as_ref().to_vec(), face.clone());
        self.state.face = face;
    }

    fn graphics_state(&mut self, instruction: &Instruction<'_, '_>, resources: &Resources<'a>) {
        let Some(Object::Name(name)) = instruction.operands().next() else { return };
        let Some(font) = resources.get_ext_g_state(name).and_then(|d| d.get::<Array<'_>>("Font")) else { return };
        let mut parts = font.iter::<Object<'_>>();
        if let (Some(Object::Dict(dict)), Some(Object::Number(size))) = (parts.next(), parts.next()) {
            self.state.face = self.fonts.face(&dict, self.budget);
            self.state.size = size.as_f32();
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = then([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn show_operands(&mut self, instruction: &Instruction<'_, '_>) {
        for object in instruction.operands() {
            if let Object::String(string) = object {
                self.show(string.as_bytes());
            }
        }
    }

    fn show_array(&mut self, instruction: &Instruction<'_, '_>) {
        let Some(Object::Array(array)) = instruction.operands().next() else { return };
        for item in array.iter::<Object<'_>>() {
            match item {
                Object::String(string) => self.show(string.as_bytes()),
                Object::Number(n) => self.advance(-n.as_f32() / 1000.0 * self.state.size * self.state.scale),
                _ => {}
            }
        }
    }

    fn advance(&mut self, by: f32) {
        let [a, b, _, _, e, f] = &mut self.text;
        *e += by * *a;
        *f += by * *b;
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(face) = self.state.face.clone() else { return };
        let state = &self.state;
        let basis = then([state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise], then(self.text, state.ctm));
        let (size, angle, turn) = direction(basis);
        let origin = place(then(self.text, state.ctm), 0.0, state.rise);
        // How far one unit of unscaled text space goes along the line on the page.
        let [ta, tb, ..] = then(self.text, state.ctm);
        let stretch = ta.hypot(tb);
        let hidden = self.open.iter().any(|o| o.hidden);
        let (chars, words, scale, font_size) = (state.chars * state.scale, state.words * state.scale, state.scale, state.size);
        let invisible = state.invisible;
        let mut moved = 0f32;
        face.each(bytes, |shown, space| {
            let width = shown.width * font_size * scale;
            let gap = chars + if space { words } else { 0.0 };
            if !hidden {
                let (x, y) = (origin.0 + turn.0 * moved * stretch, origin.1 + turn.1 * moved * stretch);
                // Along and across the line, so that every direction of writing is read alike.
                let (along, across) = (x * turn.0 + y * turn.1, y * turn.0 - x * turn.1);
                let glyph = Glyph {
                    x0: along,
                    x1: along + width * stretch,
                    y: across,
                    size,
                    after: chars * stretch,
                    text: shown.text.clone(),
                    mark: -1,
                    angle,
                    bold: face.bold,
                    italic: face.italic,
                    artifact: false,
                };
                push(&mut self.sheet, &mut self.open, glyph, invisible);
            }
            moved += width + gap;
            self.budget.glyph(self.sheet.glyphs.len())
        });
        self.advance(moved);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        if let Some(&(x0, y0)) = self.path.last()
            && self.lines.len() < RULES
        {
            self.lines.push(Rule { x0, y0, x1: x, y1: y });
        }
        self.path.push((x, y));
        if self.path.len() > 64 {
            self.path.drain(..63);
        }
    }

    fn drop_path(&mut self, whole: bool) {
        self.path.clear();
        self.lines.clear();
        if whole {
            self.rects.clear();
        }
    }

    /// Keeps what was painted and is a ruled line: thin boxes, and the edges of boxes drawn in outline.
    fn paint(&mut self, stroked: bool) {
        let ctm = self.state.ctm;
        let mut found = Vec::new();
        for [x, y, w, h] in std::mem::take(&mut self.rects) {
            let ((x0, y0), (x1, y1)) = (place(ctm, x, y), place(ctm, x + w, y + h));
            let (left, right, top, bottom) = (x0.min(x1), x0.max(x1), y0.min(y1), y0.max(y1));
            if bottom - top < 3.0 || right - left < 3.0 {
                found.push(Rule { x0: left, y0: top, x1: right, y1: bottom });
            } else if stroked {
                found.push(Rule { x0: left, y0: top, x1: right, y1: top });
                found.push(Rule { x0: left, y0: bottom, x1: right, y1: bottom });
                found.push(Rule { x0: left, y0: top, x1: left, y1: bottom });
                found.push(Rule { x0: right, y0: top, x1: right, y1: bottom });
            }
        }
        let lines = std::mem::take(&mut self.lines);
        // Four short strokes filled are a thin box as well.
        let thin = !stroked && lines.len() <= 5;
        if stroked || thin {
            for rule in lines {
                let ((x0, y0), (x1, y1)) = (place(ctm, rule.x0, rule.y0), place(ctm, rule.x1, rule.y1));
                let rule = Rule { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) };
                if rule.x1 - rule.x0 < 1.0 || rule.y1 - rule.y0 < 1.0 {
                    found.push(rule);
                }
            }
        }
        self.path.clear();
        let sound =
            |r: &Rule| [r.x0, r.y0, r.x1, r.y1].iter().all(|n| n.is_finite() && n.abs() < 1e5) && (r.x1 - r.x0).max(r.y1 - r.y0) > 4.0;
        if self.sheet.rules.len() + found.len() < RULES {
            self.sheet.rules.extend(found.into_iter().filter(sound));
        }
    }

    fn form(&mut self, instruction: &Instruction<'_, '_>, resources: &Resources<'a>) {
        let Some(Object::Name(name)) = instruction.operands().next() else { return };
        let Some(stream) = resources.get_x_object(name) else { return };
        let dict = stream.dict();
        let subtype = dict.get::<Name<'_>>("Subtype");
        if subtype.as_deref() == Some(b"Image") {
            let [a, b, c, d, ..] = self.state.ctm;
            let share = (a * d - b * c).abs() / (self.sheet.width * self.sheet.height).max(1.0);
            self.sheet.picture = self.sheet.picture.max(share);
            if share >= PICTURE && self.sheet.pictures.len() < PICTURES {
                let (top, foot) = (place(self.state.ctm, 0.0, 1.0).1, place(self.state.ctm, 0.0, 0.0).1);
                self.sheet.pictures.push(top.min(foot));
            }
            return;
        }
        if subtype.as_deref() != Some(b"Form") || self.depth >= DEPTH || self.layer_hidden(dict) {
            return;
        }
        let Some(data) = decoded(&stream, self.budget) else { return };
        let matrix = dict.get::<[f32; 6]>("Matrix").unwrap_or(ONE);
        let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        let (state, stack) = (self.state.clone(), std::mem::take(&mut self.stack));
        let (text, line, open) = (self.text, self.line, self.open.len());
        self.state.ctm = then(matrix, self.state.ctm);
        self.depth += 1;
        self.run(&data, own.as_ref().unwrap_or(resources));
        self.depth -= 1;
        self.open.truncate(open);
        (self.state, self.stack, self.text, self.line) = (state, stack, text, line);
        self.drop_path(true);
    }

    /// Whether an object belongs to a layer that is switched off.
    fn layer_hidden(&self, dict: &Dict<'a>) -> bool {
        dict.get_ref("OC").is_some_and(|r| self.hidden_layers.contains(&r.into()))
    }

    fn begin_mark(&mut self, instruction: &Instruction<'_, '_>, resources: &Resources<'a>) {
        let mut operands = instruction.operands();
        let tag = match operands.next() {
            Some(Object::Name(name)) => name.as_ref().to_vec(),
            _ => Vec::new(),
        };
        let mut open = Open {
            mark: self.open.last().map_or(-1, |o| o.mark),
            artifact: tag == b"Artifact",
            hidden: false,
            actual: None,
            replaced: false,
        };
        match operands.next() {
            Some(Object::Dict(dict)) => properties(dict, self.depth, &mut open),
            Some(Object::Name(name)) => {
                if tag == b"OC" {
                    open.hidden = resources.properties.get_ref(name).is_some_and(|r| self.hidden_layers.contains(&r.into()));
                } else if let Some(dict) = resources.properties.get::<Dict<'_>>(name) {
                    properties(&dict, self.depth, &mut open);
                }
            }
            _ => {}
        }
        if self.open.len() < STATES {
            self.open.push(open);
        }
    }
}

fn properties(dict: &Dict<'_>, depth: u32, open: &mut Open) {
    // Marks within a form count by themselves and would be taken for the page's.
    if depth == 0
        && let Some(mark) = dict.get::<i32>("MCID")
    {
        open.mark = mark;
    }
    if let Some(words) = dict.get::<hayro_syntax::object::String<'_>>("ActualText") {
        let words = super::properties::text_string(words.as_bytes());
        if words.chars().count() <= 32 {
            open.actual = Some(words.replace('\u{ad}', "-").into());
        }
    }
}

/// Adds a glyph, with what its marked content says of it.
fn push(sheet: &mut Sheet, open: &mut [Open], mut glyph: Glyph, invisible: bool) {
    let sound = [glyph.x0, glyph.x1, glyph.y, glyph.size].iter().all(|n| n.is_finite() && n.abs() < 1e5);
    if !sound || glyph.size < 0.5 {
        return;
    }
    if let Some(last) = open.last_mut() {
        glyph.mark = last.mark;
        if last.actual.is_some() || last.replaced {
            glyph.text = match last.actual.take() {
                // A soft hyphen that draws nothing: browsers write it as a space that stands for one.
                Some(words) if &*words == "-" && glyph.text == Letters::One(' ') => Letters::Many("".into()),
                Some(words) => Letters::Many(words),
                None => Letters::Many("".into()),
            };
            last.replaced = true;
        }
    }
    glyph.artifact = open.iter().any(|o| o.artifact);
    if glyph.text == Letters::Unknown {
        sheet.unknown += 1;
        glyph.text = Letters::One('\u{fffd}');
    }
    sheet.invisible += usize::from(invisible);
    sheet.glyphs.push(glyph);
}

/// The size of letters under a matrix, the way their line runs in whole degrees, and that way as a unit vector.
fn direction(basis: Matrix) -> (f32, i16, (f32, f32)) {
    let [a, b, c, d, ..] = basis;
    let size = c.hypot(d);
    let length = a.hypot(b);
    if length < 1e-6 || !length.is_finite() {
        return (0.0, 0, (1.0, 0.0));
    }
    let (ux, uy) = (a / length, b / length);
    // A line a hair from level is level; anything else keeps its own direction.
    for (angle, x, y) in [(0, 1.0, 0.0), (90, 0.0, 1.0), (180, -1.0, 0.0), (270, 0.0, -1.0)] {
        if (ux - x).abs() < 0.02 && (uy - y).abs() < 0.02 {
            return (size, angle, (x, y));
        }
    }
    let degrees = uy.atan2(ux).to_degrees().round();
    (size, degrees as i16, (ux, uy))
}

/// The layers a document switches off at first.
pub(super) fn hidden_layers(catalog: &Dict<'_>) -> HashSet<ObjectIdentifier> {
    let mut hidden = HashSet::new();
    let Some(layers) = catalog.get::<Dict<'_>>("OCProperties") else { return hidden };
    let Some(config) = layers.get::<Dict<'_>>("D") else { return hidden };
    if let Some(off) = config.get::<Array<'_>>("OFF") {
        hidden.extend(off.raw_iter().take(10_000).filter_map(|o| o.as_obj_ref()).map(ObjectIdentifier::from));
    }
    hidden
}
