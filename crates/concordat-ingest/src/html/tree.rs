//! A light tree of a page: elements and text in the order of the source, with the way back to it.
//!
//! The tokens are html5ever's. The tree is not a browser's: tags that are left open or closed in the wrong place are mended
//! as far as reading needs it, depth is bounded, and text is never moved.

use crate::markup;
use concordat_text::ByteSpan;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::{LocalName, local_name};
use std::cell::RefCell;

/// White space in one tag after which the rest of the tag is passed over: the tokenizer compares each attribute with
/// all before it.
const LONGEST_TAG: usize = 4096;

/// The attributes that are looked at.
const KEPT: &[&str] = &[
    "id",
    "class",
    "role",
    "href",
    "start",
    "type",
    "reversed",
    "value",
    "lang",
    "name",
    "content",
    "property",
    "rowspan",
    "colspan",
    "scope",
    "hidden",
    "aria-hidden",
    "aria-level",
    "aria-label",
    "alt",
    "width",
    "height",
    "viewbox",
    "style",
];

/// An element or a stretch of text.
#[derive(Debug)]
pub(super) struct Node {
    /// One past its last descendant.
    pub(super) end: usize,
    pub(super) kind: Kind,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    Element {
        name: LocalName,
        attrs: Vec<(LocalName, StrTendril)>,
    },
    /// A stretch of [`Tree::text`], and the byte of the source where it stands exactly so, if it does.
    Text {
        span: ByteSpan,
        source: Option<usize>,
    },
}

/// A page, its nodes in the order in which they begin. INVARIANT (nested): a node's descendants are those up to its `end`.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) text: String,
}

impl Node {
    /// The element's name; empty for text.
    pub(super) fn name(&self) -> &str {
        match &self.kind {
            Kind::Element { name, .. } => name,
            Kind::Text { .. } => "",
        }
    }

    /// An attribute's value; an attribute with no value is empty.
    pub(super) fn attr(&self, wanted: &str) -> Option<&str> {
        match &self.kind {
            Kind::Element { attrs, .. } => attrs.iter().find(|(name, _)| &**name == wanted).map(|(_, value)| &**value),
            Kind::Text { .. } => None,
        }
    }
}

impl Tree {
    /// The nodes directly within node `at`.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nodes.get(at).map_or(0, |n| n.end);
        let mut next = at + 1;
        std::iter::from_fn(move || {
            let now = (next < end).then_some(next)?;
            next = self.nodes.get(now)?.end.max(now + 1);
            Some(now)
        })
    }

    /// All the words within node `at`, white space made single.
    pub(super) fn words(&self, at: usize) -> String {
        let end = self.nodes.get(at).map_or(0, |n| n.end);
        let mut words = String::new();
        for node in self.nodes.get(at..end).unwrap_or_default() {
            if let Kind::Text { span, .. } = &node.kind {
                words.push_str(span.of(&self.text));
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Reads a page. `depth` bounds how deep elements nest; what is deeper is flattened. `most` bounds the number of nodes;
/// past it tags are passed over.
pub(super) fn parse(source: &str, depth: usize, most: usize, stop: &dyn Fn() -> bool) -> Tree {
    let sink = Sink(RefCell::new(Builder {
        source,
        tree: Tree::default(),
        stack: Vec::new(),
        over: 0,
        depth,
        most,
        piece: 0..0,
        spaces: 0,
        raw: false,
    }));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let whole = StrTendril::from_slice(source);
    let queue = BufferQueue::default();
    let feed = |from: usize, to: usize| {
        if let (Ok(offset), Ok(length)) = (u32::try_from(from), u32::try_from(to - from)) {
            queue.push_back(whole.subtendril(offset, length));
            while !queue.is_empty() {
                let _ = tokenizer.feed(&queue);
            }
        }
    };
    let mut at = 0;
    let mut fed = 0usize;
    while let Some(rest) = source.get(at..).filter(|r| !r.is_empty()) {
        fed += 1;
        if fed.is_multiple_of(65_536) && stop() {
            break;
        }
        let (raw, spaces) = tokenizer.sink.state();
        if rest.starts_with("<!--") && !raw && spaces == 0 {
            at += markup::comment(rest);
            continue;
        }
        if spaces > LONGEST_TAG && !raw {
            queue.push_back(StrTendril::from_slice("'\">"));
            let _ = tokenizer.feed(&queue);
            at += rest.find('<').unwrap_or(rest.len()).max(1);
            tokenizer.sink.restart();
            continue;
        }
        let end = at + piece(rest);
        tokenizer.sink.begin(at..end);
        feed(at, end);
        at = end;
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

/// Length of the stretch to hand to the tokenizer next: to the next place where its tokens may cease to stand as in the
/// source.
fn piece(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let head = usize::from(!matches!(bytes.first(), Some(b'>' | b';' | b'\r')));
    let next = bytes.iter().skip(head).position(|&b| matches!(b, b'<' | b'&' | b'>' | b';' | b'\r')).map(|n| n + head);
    match next.and_then(|n| bytes.get(n).map(|&b| (n, b))) {
        Some((n, b'<' | b'&')) => n.max(1),
        Some((n, _)) => n + 1,
        None => bytes.len(),
    }
}

struct Sink<'s>(RefCell<Builder<'s>>);

struct Builder<'s> {
    source: &'s str,
    tree: Tree,
    /// Open elements: their nodes.
    stack: Vec<usize>,
    /// Open elements that were too deep to keep.
    over: usize,
    depth: usize,
    most: usize,
    /// What is left of the stretch of source that the tokenizer has in hand.
    piece: std::ops::Range<usize>,
    /// White space fed since the last token.
    spaces: usize,
    /// Whether the tokenizer reads a script or the like.
    raw: bool,
}

impl Sink<'_> {
    fn state(&self) -> (bool, usize) {
        let builder = self.0.borrow();
        (builder.raw, builder.spaces)
    }

    fn restart(&self) {
        self.0.borrow_mut().spaces = 0;
    }

    fn begin(&self, piece: std::ops::Range<usize>) {
        let mut builder = self.0.borrow_mut();
        let words = builder.source.get(piece.clone()).unwrap_or_default();
        // One for the piece itself tells a tag in hand from none.
        builder.spaces += 1 + words.bytes().filter(u8::is_ascii_whitespace).count();
        builder.piece = piece;
    }
}

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut builder = self.0.borrow_mut();
        if !matches!(token, Token::ParseError(_)) {
            builder.spaces = 0;
        }
        match token {
            Token::CharacterTokens(words) => builder.words(&words),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return builder.start(tag),
            Token::TagToken(tag) => builder.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Builder<'_> {
    fn words(&mut self, words: &str) {
        let rest = self.source.get(self.piece.clone()).unwrap_or_default();
        // An ampersand before a letter or `#` may have been an entity.
        let reference =
            rest.starts_with('&') && rest.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'));
        let found = match (words, reference) {
            ("&", true) => None,
            _ if rest.starts_with(words) => Some(0),
            (_, true) if words.len() < 4 => None,
            _ => rest.find(words),
        };
        let source = found.map(|n| self.piece.start + n);
        if let Some(at) = source {
            self.piece.start = at + words.len();
        }
        let start = self.tree.text.len();
        self.tree.text.push_str(words);
        let span = ByteSpan::new(start, self.tree.text.len());
        let index = self.tree.nodes.len();
        if let Some(Node { kind: Kind::Text { span: before, source: from }, end }) = self.tree.nodes.last_mut()
            && *end == index
            && before.end == span.start
        {
            let joins = match (*from, source) {
                (Some(from), Some(at)) => from + before.len() == at,
                (None, None) => true,
                _ => false,
            };
            if joins {
                before.end = span.end;
                return;
            }
        }
        self.tree.nodes.push(Node { end: index + 1, kind: Kind::Text { span, source } });
    }

    fn start(&mut self, tag: Tag) -> TokenSinkResult<()> {
        self.raw = false;
        let name = tag.name.clone();
        self.close_implied(&name);
        let void = matches!(
            &*name,
            "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta" | "param" | "source" | "track" | "wbr"
        );
        let kind = match &*name {
            "script" => Some(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
            "textarea" | "title" if !self.within("svg") => Some(RawKind::Rcdata),
            _ => None,
        };
        let closed = void || (tag.self_closing && kind.is_none());
        if self.tree.nodes.len() < self.most || kind.is_some() {
            let index = self.tree.nodes.len();
            let attrs = tag.attrs.into_iter().filter(|a| KEPT.contains(&&*a.name.local)).map(|a| (a.name.local, a.value)).collect();
            self.tree.nodes.push(Node { end: index + 1, kind: Kind::Element { name, attrs } });
            if !closed && (self.stack.len() < self.depth || kind.is_some()) {
                self.stack.push(index);
            } else if !closed {
                self.over += 1;
            }
        } else if !closed {
            self.over += 1;
        }
        match kind {
            Some(kind) => {
                self.raw = true;
                TokenSinkResult::RawData(kind)
            }
            None => TokenSinkResult::Continue,
        }
    }

    fn end(&mut self, name: &LocalName) {
        self.raw = false;
        if &**name == "br" {
            let index = self.tree.nodes.len();
            self.tree.nodes.push(Node { end: index + 1, kind: Kind::Element { name: local_name!("br"), attrs: Vec::new() } });
            return;
        }
        if self.over > 0 && !matches!(&**name, "script" | "style" | "title" | "textarea") {
            self.over -= 1;
            return;
        }
        let block = markup::is_block(name);
        let mut blocks_between = false;
        for (height, &index) in self.stack.iter().enumerate().rev() {
            let open = self.tree.nodes.get(index).map(Node::name).unwrap_or_default();
            if open == &**name || (is_heading(open) && is_heading(name)) {
                // An inline element that ends while a block within it is open ends with that block's parent.
                if block || !blocks_between {
                    self.close_to(height);
                }
                return;
            }
            let tabular = matches!(&**name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "html" | "body");
            if matches!(open, "td" | "th" | "table" | "caption") && !tabular {
                return;
            }
            blocks_between |= markup::is_block(open);
        }
    }

    /// Ends what a start tag of this name ends without saying so.
    fn close_implied(&mut self, name: &str) {
        match name {
            "li" => self.close_open(&["li"], &["ul", "ol", "menu", "dir", "table"]),
            "dt" | "dd" => self.close_open(&["dt", "dd"], &["dl", "table"]),
            "tr" => self.close_open(&["tr", "caption"], &["table"]),
            "td" | "th" => self.close_open(&["td", "th"], &["tr", "table"]),
            "thead" | "tbody" | "tfoot" => self.close_open(&["thead", "tbody", "tfoot", "caption"], &["table"]),
            "option" => self.close_open(&["option"], &["select"]),
            "a" => {
                let inline =
                    self.stack.iter().rposition(|&i| self.tree.nodes.get(i).is_some_and(|n| n.name() == "a" || markup::is_block(n.name())));
                if let Some(height) = inline
                    && self.stack.get(height).and_then(|&i| self.tree.nodes.get(i)).is_some_and(|n| n.name() == "a")
                {
                    self.close_to(height);
                }
            }
            _ => {}
        }
        if markup::is_block(name) && !matches!(name, "tr" | "td" | "th" | "thead" | "tbody" | "tfoot") {
            self.close_open(
                &["p"],
                &["td", "th", "table", "caption", "li", "dd", "dt", "div", "section", "article", "main", "button", "object"],
            );
        }
    }

    /// Closes the nearest open element of one of these names, unless one of `bounds` stands before it.
    fn close_open(&mut self, names: &[&str], bounds: &[&str]) {
        for (height, &index) in self.stack.iter().enumerate().rev() {
            let open = self.tree.nodes.get(index).map(Node::name).unwrap_or_default();
            if names.contains(&open) {
                self.close_to(height);
                return;
            }
            if bounds.contains(&open) {
                return;
            }
        }
    }

    fn close_to(&mut self, height: usize) {
        let end = self.tree.nodes.len();
        for index in self.stack.drain(height..) {
            if let Some(node) = self.tree.nodes.get_mut(index) {
                node.end = end;
            }
        }
    }

    fn within(&self, name: &str) -> bool {
        self.stack.iter().any(|&i| self.tree.nodes.get(i).is_some_and(|n| n.name() == name))
    }

    fn finish(mut self) -> Tree {
        self.close_to(0);
        self.tree
    }
}

/// Whether this is the name of a heading.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tree(source: &str) -> Tree {
        parse(source, 20, 10_000, &|| false)
    }

    /// Names and words, children in brackets.
    fn drawn(source: &str) -> String {
        let tree = tree(source);
        let mut out = String::new();
        let mut ends: Vec<usize> = Vec::new();
        for (at, node) in tree.nodes.iter().enumerate() {
            while ends.last().is_some_and(|&end| end <= at) {
                ends.pop();
                out.push(')');
            }
            match &node.kind {
                Kind::Text { span, .. } => out.push_str(span.of(&tree.text)),
                Kind::Element { name, .. } => {
                    out.push_str(name);
                    out.push('(');
                    ends.push(node.end);
                }
            }
        }
        out.push_str(&")".repeat(ends.len()));
        out
    }

    #[test]
    fn what_is_left_open_is_mended() {
        assert_eq!(drawn("<ul><li>a<li>b</ul>c"), "ul(li(a)li(b))c");
        assert_eq!(drawn("<p>a<p>b<div>c</div>"), "p(a)p(b)div(c)");
        assert_eq!(drawn("<table><tr><td>a<td>b<tr><th>c</table>d"), "table(tr(td(a)td(b))tr(th(c)))d");
        assert_eq!(drawn("<a href=x>a<a href=y>b</a>c</div>d"), "a(a)a(b)cd");
        assert_eq!(drawn("a<!-- <b> -->b<br/>c &amp; d&nbsp;e"), "abbr()c & d\u{a0}e");
        assert_eq!(drawn("a<!-->b<!--->c<!-- d -->e"), "abce");
        assert_eq!(drawn("<script>if (a<b) '<!--'</script>x"), "script(if (a<b) '<!--')x");
    }

    #[test]
    fn depth_is_bounded_and_words_are_kept() {
        let source = format!("{}in{}out", "<div>".repeat(50_000), "</div>".repeat(50_000));
        let tree = tree(&source);
        assert_eq!(tree.text, "inout");
        assert_eq!(tree.nodes[0].end, tree.nodes.len() - 1);
    }

    #[test]
    fn a_tag_of_a_million_attributes_is_passed_over() {
        let attributes: String = (0..300_000).map(|n| format!(" a{n}=\">\"")).collect();
        let tree = tree(&format!("<p{attributes}>x</p><p>after</p>"));
        assert!(tree.text.ends_with("after"));
    }

    proptest! {
        /// INVARIANT (runs are literal), here for the tree: text that names its place stands there.
        #[test]
        fn text_stands_where_it_says(source in "([a-z ;\n]|\r\n|<|>|&|&amp;|&nbsp|&#8217;|<p>|</p>|<td>|<b x='>'>|</b>|<!--|-->|é|<script>|</script>){0,60}") {
            let tree = tree(&source);
            for node in &tree.nodes {
                if let Kind::Text { span, source: Some(at) } = &node.kind {
                    prop_assert_eq!(span.of(&tree.text), source.get(*at..*at + span.len()).unwrap_or("outside"));
                }
            }
        }

        /// Nodes nest.
        #[test]
        fn nodes_nest(source in "(<[a-z]{1,2}>|</[a-z]{1,2}>|x|<li>|<tr>|<td>|</table>|<table>|</p>){0,60}") {
            let tree = tree(&source);
            let mut ends = vec![tree.nodes.len()];
            for (at, node) in tree.nodes.iter().enumerate() {
                ends.retain(|&end| end > at);
                prop_assert!(node.end > at && ends.iter().all(|&end| node.end <= end));
                ends.push(node.end);
            }
        }
    }
}
