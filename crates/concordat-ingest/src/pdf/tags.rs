//! The structure tree of a tagged PDF: which paragraph, heading or cell each marked stretch of a page belongs to.

use super::decode::Budget;
use concordat_register::PassageKind;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier};
use std::collections::{HashMap, HashSet};

/// What a block of the structure tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading of this level; 0 is a heading that does not say its level.
    Heading(u8),
    /// Running prose, an item, a cell, a note or a quotation.
    Kind(PassageKind),
    /// A line of a table of contents.
    Contents,
    /// The number or bullet of an item, which belongs to the item that follows.
    Label,
}

/// The structure tree, flattened.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// Blocks in the order of the tree.
    pub(super) blocks: Vec<Role>,
    /// Which block a page's marked content belongs to: (page from 0, mark).
    pub(super) marks: HashMap<(usize, i32), u32>,
}

/// Where the walk stands: what surrounds an element.
#[derive(Clone)]
struct Place<'a> {
    page: Option<usize>,
    block: Option<u32>,
    list: u8,
    table: u32,
    row: u32,
    quoted: bool,
    element: MaybeElement<'a>,
    depth: u32,
}

#[derive(Clone)]
enum MaybeElement<'a> {
    Kids(Object<'a>),
    Element(Dict<'a>),
}

struct Reader<'p> {
    pages: &'p HashMap<ObjectIdentifier, usize>,
    roles: HashMap<Vec<u8>, Vec<u8>>,
    tags: Tags,
    tables: u32,
    rows: HashMap<u32, u32>,
    columns: HashMap<(u32, u32), u32>,
}

/// How deep the tree is followed.
const DEPTH: u32 = 200;

/// Reads the structure tree, where there is one.
pub(super) fn read(catalog: &Dict<'_>, pages: &HashMap<ObjectIdentifier, usize>, budget: &mut Budget) -> Tags {
    let Some(root) = catalog.get::<Dict<'_>>("StructTreeRoot") else { return Tags::default() };
    let mut roles = HashMap::new();
    if let Some(map) = root.get::<Dict<'_>>("RoleMap") {
        for (name, _) in map.entries().take(2000) {
            if let Some(role) = map.get::<Name<'_>>(name.as_ref()) {
                roles.insert(name.as_ref().to_vec(), role.as_ref().to_vec());
            }
        }
    }
    let mut reader = Reader { pages, roles, tags: Tags::default(), tables: 0, rows: HashMap::new(), columns: HashMap::new() };
    let Some(kids) = root.get::<Object<'_>>("K") else { return reader.tags };
    // A dictionary written within another has that one's number, so elements are known by where they stand.
    let mut seen: HashSet<usize> = HashSet::new();
    let mut stack =
        vec![Place { page: None, block: None, list: 0, table: 0, row: 0, quoted: false, element: MaybeElement::Kids(kids), depth: 0 }];
    while let Some(place) = stack.pop() {
        if !budget.step() || place.depth > DEPTH {
            continue;
        }
        match place.element.clone() {
            MaybeElement::Kids(kids) => reader.kids(&kids, &place, &mut stack),
            MaybeElement::Element(dict) => {
                if seen.insert(dict.data().as_ptr() as usize) {
                    reader.element(&dict, place, &mut stack);
                }
            }
        }
    }
    reader.tags
}

impl Reader<'_> {
    fn kids<'a>(&mut self, kids: &Object<'a>, place: &Place<'a>, stack: &mut Vec<Place<'a>>) {
        match kids {
            Object::Number(mark) => self.mark(place, mark.as_i64()),
            Object::Dict(dict) => self.kid(dict, place, stack),
            Object::Array(array) => self.list(array, place, stack),
            _ => {}
        }
    }

    fn list<'a>(&mut self, array: &Array<'a>, place: &Place<'a>, stack: &mut Vec<Place<'a>>) {
        let at = stack.len();
        for object in array.iter::<Object<'_>>() {
            match object {
                Object::Number(mark) => self.mark(place, mark.as_i64()),
                Object::Dict(dict) => self.kid(&dict, place, stack),
                _ => {}
            }
        }
        // The stack gives back the last first; the tree is read in order.
        if let Some(added) = stack.get_mut(at..) {
            added.reverse();
        }
    }

    fn kid<'a>(&mut self, dict: &Dict<'a>, place: &Place<'a>, stack: &mut Vec<Place<'a>>) {
        if let Some(mark) = dict.get::<i64>("MCID")
            && !dict.contains_key("S")
        {
            let page = dict.get_ref("Pg").and_then(|r| self.pages.get(&r.into()).copied()).or(place.page);
            self.mark(&Place { page, ..place.clone() }, mark);
        } else if dict.contains_key("S") {
            stack.push(Place { element: MaybeElement::Element(dict.clone()), depth: place.depth + 1, ..place.clone() });
        }
    }

    fn mark(&mut self, place: &Place<'_>, mark: i64) {
        if let (Some(page), Some(block), Ok(mark)) = (place.page, place.block, i32::try_from(mark)) {
            self.tags.marks.insert((page, mark), block);
        }
    }

    fn role<'n>(&'n self, name: &'n [u8]) -> &'n [u8] {
        let mut name = name;
        for _ in 0..4 {
            match self.roles.get(name) {
                Some(next) if next.as_slice() != name => name = next,
                _ => break,
            }
        }
        name
    }

    fn block(&mut self, role: Role, place: &mut Place<'_>) {
        place.block = u32::try_from(self.tags.blocks.len()).ok();
        self.tags.blocks.push(role);
    }

    fn element<'a>(&mut self, dict: &Dict<'a>, mut place: Place<'a>, stack: &mut Vec<Place<'a>>) {
        if let Some(page) = dict.get_ref("Pg") {
            place.page = self.pages.get(&page.into()).copied().or(place.page);
        }
        let name = dict.get::<Name<'_>>("S").map(|n| n.as_ref().to_vec()).unwrap_or_default();
        let role = self.role(&name).to_vec();
        let within_cell = place.block.and_then(|b| self.tags.blocks.get(b as usize)).copied();
        let cell = matches!(within_cell, Some(Role::Kind(PassageKind::Cell { .. })));
        let heading = |level| Role::Heading(level);
        match role.as_slice() {
            b"H" if !cell => self.block(heading(0), &mut place),
            b"Title" if !cell => self.block(heading(1), &mut place),
            [b'H', level @ b'1'..=b'6'] if !cell => self.block(heading(level - b'0'), &mut place),
            b"L" => place.list = place.list.saturating_add(1),
            b"TOC" | b"TOCI" => self.block(Role::Contents, &mut place),
            b"Lbl" if place.list > 0 => self.block(Role::Label, &mut place),
            b"LI" | b"LBody" if cell => self.paragraph(within_cell, &mut place),
            b"LI" | b"LBody" => self.block(Role::Kind(PassageKind::ListItem { depth: place.list.max(1) }), &mut place),
            b"Table" => {
                self.tables += 1;
                place.table = self.tables;
            }
            b"TR" => {
                let rows = self.rows.entry(place.table).or_insert(0);
                *rows += 1;
                place.row = *rows;
            }
            b"TD" | b"TH" => {
                let column = self.columns.entry((place.table, place.row)).or_insert(0);
                *column += 1;
                let column = *column;
                *self.columns.entry((place.table, place.row)).or_insert(0) += span(dict) - 1;
                let kind = PassageKind::Cell { table: place.table.max(1), row: place.row.max(1), column, header: role == b"TH" };
                self.block(Role::Kind(kind), &mut place);
            }
            b"BlockQuote" => place.quoted = true,
            b"Note" | b"FENote" => self.block(Role::Kind(PassageKind::Note), &mut place),
            b"P" | b"Caption" | b"H" | b"Div" | b"Sect" | b"Part" | b"Art" | b"Document" | b"NonStruct" => {
                self.paragraph(within_cell, &mut place)
            }
            _ if place.block.is_none() => self.paragraph(None, &mut place),
            _ => {}
        }
        place.depth += 1;
        if let Some(kids) = dict.get::<Object<'_>>("K") {
            self.kids(&kids, &place, stack);
        }
    }

    /// A paragraph within a cell, item or note is another block of the same kind.
    fn paragraph(&mut self, within: Option<Role>, place: &mut Place<'_>) {
        let role = match within {
            Some(Role::Kind(kind @ (PassageKind::Cell { .. } | PassageKind::ListItem { .. } | PassageKind::Note))) => Role::Kind(kind),
            Some(Role::Contents) => Role::Contents,
            _ if place.quoted => Role::Kind(PassageKind::Quotation),
            _ => Role::Kind(PassageKind::Paragraph),
        };
        self.block(role, place);
    }
}

/// How many columns a cell takes.
fn span(dict: &Dict<'_>) -> u32 {
    let own = |d: &Dict<'_>| d.get::<u32>("ColSpan");
    let spans = match dict.get::<Object<'_>>("A") {
        Some(Object::Dict(d)) => own(&d),
        Some(Object::Array(list)) => list.iter::<Dict<'_>>().take(8).find_map(|d| own(&d)),
        _ => None,
    };
    spans.unwrap_or(1).clamp(1, 100)
}

/// Pages by the number of their object.
pub(super) fn page_numbers(pages: &[hayro_syntax::page::Page<'_>]) -> HashMap<ObjectIdentifier, usize> {
    pages.iter().enumerate().filter_map(|(n, page)| Some((page.raw().obj_id()?, n))).collect()
}
