//! Which part of a page is the document, and which is the site around it.

use super::tree::{Kind, Node, Tree, is_heading};

/// The document within a page.
#[derive(Debug)]
pub(super) struct Content {
    /// The nodes to read, as a stretch of the tree.
    pub(super) range: std::ops::Range<usize>,
    /// For each node of the tree, whether it and what is in it are left out.
    pub(super) dropped: Vec<bool>,
    /// Nodes of footers of the page, whose words may say when it was last reviewed.
    pub(super) footers: Vec<usize>,
}

/// Share of a page's text, in percent, that the part taken for its content holds at least.
const SHARE: usize = 40;

/// Text, in bytes, up to which a part whose name is only likely to be clutter is taken to be.
const SMALL: usize = 400;

/// Finds the document.
pub(super) fn find(tree: &Tree) -> Content {
    let all = Weights::of(tree, &vec![false; tree.nodes.len()]);
    let mut dropped = vec![false; tree.nodes.len()];
    let mut footers = Vec::new();
    let mut at = 0;
    let main = main(tree, &all);
    while let Some(node) = tree.nodes.get(at) {
        let holds_main = main.is_some_and(|m| at <= m && m < node.end);
        let within_main = main.is_some_and(|m| at > m && at < tree.nodes.get(m).map_or(0, |n| n.end));
        if !holds_main && is_clutter(tree, &all, at, within_main) {
            if !within_main && (node.name() == "footer" || node.attr("role") == Some("contentinfo")) {
                footers.push(at);
            }
            if let Some(flag) = dropped.get_mut(at) {
                *flag = true;
            }
            at = node.end.max(at + 1);
        } else {
            at += 1;
        }
    }
    let kept = Weights::of(tree, &dropped);
    let range = match main {
        Some(at) => at..tree.nodes.get(at).map_or(at, |n| n.end),
        None => {
            let range = densest(tree, &kept, &dropped);
            drop_edges(tree, &kept, &range, &mut dropped);
            range
        }
    };
    Content { range, dropped, footers }
}

/// How much text stands before each node, all of it and what is linked, in bytes without white space at the ends.
struct Weights {
    words: Vec<usize>,
    linked: Vec<usize>,
    links: Vec<usize>,
}

impl Weights {
    fn of(tree: &Tree, dropped: &[bool]) -> Self {
        let mut weights = Self { words: vec![0], linked: vec![0], links: vec![0] };
        let (mut words, mut linked, mut links) = (0, 0, 0);
        let (mut skipped, mut link) = (0, 0);
        for (at, node) in tree.nodes.iter().enumerate() {
            if dropped.get(at) == Some(&true) || (at >= skipped && is_unseen(node.name())) {
                skipped = skipped.max(node.end);
            }
            if at >= skipped {
                match &node.kind {
                    Kind::Text { span, .. } => {
                        let length = span.of(&tree.text).trim().len();
                        words += length;
                        linked += if at < link { length } else { 0 };
                    }
                    Kind::Element { .. } if node.name() == "a" && node.attr("href").is_some() => {
                        link = link.max(node.end);
                        links += 1;
                    }
                    Kind::Element { .. } => {}
                }
            }
            weights.words.push(words);
            weights.linked.push(linked);
            weights.links.push(links);
        }
        weights
    }

    fn between(sums: &[usize], tree: &Tree, at: usize) -> usize {
        let end = tree.nodes.get(at).map_or(at, |n| n.end);
        sums.get(end).copied().unwrap_or(0).saturating_sub(sums.get(at).copied().unwrap_or(0))
    }

    /// Text within a node.
    fn words(&self, tree: &Tree, at: usize) -> usize {
        Self::between(&self.words, tree, at)
    }

    /// Text within a node that is no link.
    fn prose(&self, tree: &Tree, at: usize) -> usize {
        self.words(tree, at).saturating_sub(Self::between(&self.linked, tree, at))
    }

    /// Whether a node is little else than links.
    fn is_links(&self, tree: &Tree, at: usize) -> bool {
        Self::between(&self.links, tree, at) >= 2 && self.prose(tree, at) * 3 < self.words(tree, at)
    }

    fn total(&self) -> usize {
        self.words.last().copied().unwrap_or(0)
    }
}

/// Elements whose text no reader sees.
fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "head"
            | "title"
            | "template"
            | "noscript"
            | "iframe"
            | "noembed"
            | "noframes"
            | "xmp"
            | "svg"
            | "canvas"
            | "object"
            | "audio"
            | "video"
            | "map"
            | "datalist"
    )
}

/// The element that the page's author marked as its content: `main`, a lone `article`, or one so named.
fn main(tree: &Tree, weights: &Weights) -> Option<usize> {
    let enough = |at: &usize| weights.words(tree, *at) * 100 >= weights.total() * SHARE / 4 && weights.words(tree, *at) > 0;
    let heaviest = |is: &dyn Fn(&Node) -> bool| {
        let found = tree.nodes.iter().enumerate().filter(|(_, n)| is(n)).map(|(at, _)| at);
        found.max_by_key(|&at| (weights.words(tree, at), std::cmp::Reverse(at)))
    };
    let marked = heaviest(&|n| n.name() == "main" || n.attr("role") == Some("main")).filter(enough);
    let named = || {
        heaviest(&|n| matches!(n.name(), "div" | "section" | "td") && n.attr("id").into_iter().chain(n.attr("class")).any(names_content))
    };
    let article = || heaviest(&|n| n.name() == "article" || n.attr("role") == Some("article"));
    let most = |at: &usize| weights.words(tree, *at) * 100 >= weights.total() * SHARE;
    marked.or_else(|| article().filter(most)).or_else(|| named().filter(most))
}

/// Whether an id or class is a customary name for a page's content.
fn names_content(value: &str) -> bool {
    value.split_ascii_whitespace().any(|name| {
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        matches!(
            name.as_str(),
            "content"
                | "main"
                | "maincontent"
                | "maincontents"
                | "pagecontent"
                | "contentmain"
                | "bodycontent"
                | "mwcontenttext"
                | "articlebody"
                | "articlecontent"
                | "postcontent"
                | "entrycontent"
                | "documentcontent"
                | "primarycontent"
                | "contentbody"
                | "sitecontent"
        )
    })
}

/// Whether a node is the site's and not the document's.
fn is_clutter(tree: &Tree, weights: &Weights, at: usize, within_main: bool) -> bool {
    let Some(node) = tree.nodes.get(at) else { return false };
    let name = node.name();
    if name.is_empty() || matches!(name, "html" | "body") {
        return false;
    }
    // Words that are struck are not in force; controls and what cannot be seen are not words of the document.
    if is_unseen(name)
        || matches!(
            name,
            "del" | "s" | "strike" | "button" | "select" | "textarea" | "input" | "label" | "output" | "nav" | "dialog" | "rt" | "rp"
        )
    {
        return true;
    }
    let large = weights.words(tree, at) * 2 > weights.total();
    if is_hidden(node) {
        return !is_panel(node);
    }
    let role = node.attr("role").unwrap_or_default();
    let furniture = matches!(
        role,
        "navigation"
            | "complementary"
            | "search"
            | "dialog"
            | "alertdialog"
            | "menu"
            | "menubar"
            | "tablist"
            | "toolbar"
            | "doc-backlink"
            | "doc-toc"
    ) || name == "aside"
        || ((name == "footer" || role == "contentinfo" || role == "banner" || (name == "header" && !heads(tree, at))) && !within_main);
    if furniture {
        return !large;
    }
    if name == "a" {
        return is_skip_link(tree, at);
    }
    // An id is often made from the words of a heading, so within the content it says nothing.
    let id = if within_main { None } else { node.attr("id") };
    let named = id.into_iter().chain(node.attr("class")).filter_map(clutter_named).max();
    let headed = || tree.nodes.get(at..node.end).unwrap_or_default().iter().any(|n| is_heading(n.name()));
    let small = weights.is_links(tree, at) || (weights.words(tree, at) <= SMALL && !headed());
    let clutter = match named {
        Some(Clutter::Certain) => true,
        Some(Clutter::Likely) => small,
        None => false,
    };
    clutter && !large && !is_heading(name) && !heads(tree, at)
}

/// Whether a node holds the page's first-level heading.
fn heads(tree: &Tree, at: usize) -> bool {
    let end = tree.nodes.get(at).map_or(at, |n| n.end);
    tree.nodes.get(at..end).unwrap_or_default().iter().any(|n| n.name() == "h1")
}

/// Whether an element is not shown, or only read out by screen readers.
fn is_hidden(node: &Node) -> bool {
    let style: String =
        node.attr("style").unwrap_or_default().chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    let class = |name: &str| {
        matches!(
            name,
            "hidden"
                | "visually-hidden"
                | "visuallyhidden"
                | "sr-only"
                | "screen-reader-text"
                | "screen-reader-only"
                | "govuk-visually-hidden"
                | "element-invisible"
                | "offscreen"
        )
    };
    node.attr("hidden").is_some_and(|v| !v.eq_ignore_ascii_case("until-found"))
        || node.attr("aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || node.attr("class").unwrap_or_default().split_ascii_whitespace().any(class)
}

/// Whether what is hidden is opened by a click, such as a panel of an accordion: then it is the document's own text.
fn is_panel(node: &Node) -> bool {
    node.attr("role") == Some("tabpanel")
        || node.attr("id").into_iter().chain(node.attr("class")).any(|value| {
            let value = value.to_ascii_lowercase();
            ["accordion", "collaps", "tab-pane", "tabpanel", "tab-content", "expand", "panel", "toggle"]
                .iter()
                .any(|name| value.contains(name))
        })
}

/// What a name says of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Clutter {
    /// Part of the site, unless it is long: the word may also be the document's subject ("consent").
    Likely,
    /// Part of the site.
    Certain,
}

/// Whether an id or class is a customary name for what surrounds a page's content.
fn clutter_named(value: &str) -> Option<Clutter> {
    let name = |name: &str| {
        let parts: Vec<String> = name.split(['-', '_', ':', '.']).map(str::to_ascii_lowercase).collect();
        // "has-sidebar" speaks of a page that has one.
        if parts.iter().any(|p| matches!(p.as_str(), "has" | "with" | "no" | "without" | "not")) {
            return None;
        }
        parts.iter().filter_map(|part| clutter_word(part)).max()
    };
    value.split_ascii_whitespace().filter_map(name).max()
}

fn clutter_word(word: &str) -> Option<Clutter> {
    match word {
        "cookie" | "cookies" | "cookiebar" | "cookiebanner" | "cookieconsent" | "gdpr" | "breadcrumb" | "breadcrumbs" | "crumb"
        | "crumbs" | "crumbtrail" | "nav" | "navbar" | "navigation" | "subnav" | "topnav" | "sidenav" | "leftnav" | "submenu"
        | "megamenu" | "sidebar" | "skiplink" | "skiplinks" | "sharebar" | "addthis" | "addtoany" | "a2a" | "masthead" | "pagination"
        | "pager" | "advert" | "adverts" | "advertisement" | "searchbox" | "backtotop" | "readspeaker" | "browsealoud" => {
            Some(Clutter::Certain)
        }
        "consent" | "menu" | "rail" | "skip" | "share" | "sharing" | "social" | "socials" | "related" | "footer" | "toc" | "feedback"
        | "comments" | "promo" | "newsletter" | "subscribe" | "login" | "search" | "popup" | "modal" | "sitemap" | "quicklinks"
        | "toolbar" | "translate" | "helpful" => Some(Clutter::Likely),
        _ => None,
    }
}

/// Whether a link only moves about the page.
fn is_skip_link(tree: &Tree, at: usize) -> bool {
    let Some(node) = tree.nodes.get(at) else { return false };
    if !node.attr("href").is_some_and(|h| h.starts_with('#')) || node.end > at + 8 {
        return false;
    }
    let words = tree.words(at).to_lowercase();
    words.starts_with("skip ")
        || words.starts_with("jump to content")
        || matches!(words.as_str(), "back to top" | "top" | "return to top" | "top of page" | "↑" | "↩" | "\u{21a9}\u{fe0e}" | "^")
}

/// Where nothing is marked: the smallest part whose surroundings are all clutter.
fn densest(tree: &Tree, weights: &Weights, dropped: &[bool]) -> std::ops::Range<usize> {
    let body = tree.nodes.iter().position(|n| n.name() == "body");
    let Some(mut at) = body else { return 0..tree.nodes.len() };
    // What follows a body that was closed too soon is the page's still.
    let end = tree.nodes.len();
    let after =
        weights.words.last().copied().unwrap_or(0) - weights.words.get(tree.nodes.get(at).map_or(end, |n| n.end)).copied().unwrap_or(0);
    if after > 0 {
        return at..end;
    }
    loop {
        let children: Vec<usize> = tree.children(at).filter(|&c| dropped.get(c) != Some(&true) && weights.words(tree, c) > 0).collect();
        let Some(&best) = children.iter().max_by_key(|&&c| (weights.prose(tree, c), std::cmp::Reverse(c))) else { break };
        let apart = children.iter().all(|&c| c == best || is_apart(tree, weights, c));
        if !apart || matches!(tree.nodes.get(best).map(|n| &n.kind), None | Some(Kind::Text { .. })) || is_prose(tree, best) {
            break;
        }
        at = best;
    }
    at..tree.nodes.get(at).map_or(at, |n| n.end)
}

/// Whether a sibling of the content is not part of it: links, or a few words without a heading or a sentence.
fn is_apart(tree: &Tree, weights: &Weights, at: usize) -> bool {
    let Some(node) = tree.nodes.get(at) else { return true };
    if weights.is_links(tree, at) {
        return true;
    }
    if is_heading(node.name()) || is_prose(tree, at) || heads(tree, at) {
        return false;
    }
    let words = tree.words(at);
    words.len() < 200 && !words.contains(". ") && !words.ends_with('.')
}

/// Whether an element is itself a passage or a list or table of them, and not a part of the page.
fn is_prose(tree: &Tree, at: usize) -> bool {
    matches!(
        tree.nodes.get(at).map(Node::name),
        Some(
            "p" | "ul"
                | "ol"
                | "dl"
                | "blockquote"
                | "pre"
                | "details"
                | "figure"
                | "a"
                | "span"
                | "strong"
                | "b"
                | "em"
                | "i"
                | "li"
                | "font"
        )
    )
}

/// Drops lists and blocks of links before the first heading and after the last sentence, where no part is marked as content.
fn drop_edges(tree: &Tree, weights: &Weights, range: &std::ops::Range<usize>, dropped: &mut [bool]) {
    let headed = (range.start..range.end).find(|&at| tree.nodes.get(at).is_some_and(|n| matches!(n.name(), "h1" | "h2")));
    let mut prose = None;
    let mut last = range.start;
    let mut at = range.start;
    let mut blocks = Vec::new();
    while at < range.end {
        let Some(node) = tree.nodes.get(at) else { break };
        if dropped.get(at) == Some(&true) {
            at = node.end.max(at + 1);
            continue;
        }
        if matches!(node.name(), "ul" | "ol" | "p" | "div" | "table" | "td" | "section" | "center" | "font") && weights.is_links(tree, at) {
            blocks.push(at);
            at = node.end.max(at + 1);
            continue;
        }
        if matches!(node.name(), "p" | "li" | "td" | "dd") && weights.prose(tree, at) > 60 {
            prose = prose.or(Some(at));
            last = at;
        }
        at += 1;
    }
    let first = headed.or(prose).unwrap_or(range.start);
    for at in blocks.into_iter().filter(|&at| at < first || at > last) {
        if let Some(flag) = dropped.get_mut(at) {
            *flag = true;
        }
    }
}
