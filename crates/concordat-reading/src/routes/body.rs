//! Bodies among words: names in capitals, posts and teams by their noun, and the kinds that the standard knows.

use super::lexicon::flag;
use super::page::Page;
use crate::phrase::{Break, Match};
use concordat_register::route::Body;
use concordat_text::Text;

/// Words of a name at most.
const LONGEST: usize = 12;

/// A body found, first word and one past the last, its article left out.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) body: Body,
    /// What sort of body it is; empty where that is not known.
    pub(super) class: String,
    /// Letters that follow the name in brackets.
    pub(super) letters: Option<Text>,
}

impl Found {
    /// A pronoun that stands for a body named before.
    pub(super) fn pronoun(page: &Page<'_>, at: usize) -> Self {
        let body = Body { name: page.text(at, at + 1), full: None, kind: None, proper: false };
        Self { from: at, to: at + 1, body, class: "pronoun".to_owned(), letters: None }
    }

    /// A body that the sentence leaves unsaid: the one that referrals go to.
    pub(super) fn unsaid(page: &Page<'_>, at: usize) -> Self {
        Self { class: "unsaid".to_owned(), ..Self::pronoun(page, at) }
    }

    /// A name of one word, of which no more is known.
    pub(super) fn named(page: &Page<'_>, at: usize) -> Self {
        let mut found = Self { class: String::new(), ..Self::pronoun(page, at) };
        found.body.proper = true;
        found
    }

    /// The panel that the document is about, where the sentence leaves it unsaid.
    pub(super) fn own(page: &Page<'_>, at: usize) -> Self {
        Self { class: "own".to_owned(), ..Self::pronoun(page, at) }
    }

    /// Whoever answers a telephone number that no name stands beside.
    pub(super) fn number(page: &Page<'_>, at: usize) -> Self {
        Self { class: "number".to_owned(), ..Self::pronoun(page, at) }
    }

    /// Takes a kind of the standard for what it is.
    fn kind_of(&mut self, kind: &str) {
        self.body.kind = Some(kind.into());
        kind.clone_into(&mut self.class);
    }

    /// Whether it is a body that a case can be sent to, and no child, parent or worker in general.
    pub(super) fn receives(&self) -> bool {
        !matches!(self.class.as_str(), "people" | "anyone" | "meeting" | "governance")
    }
}

/// The kinds of body that a stretch of words names, longest first at each place.
pub(super) struct Known {
    hits: Vec<Match>,
}

impl Known {
    pub(super) fn new(page: &Page<'_>, from: usize, to: usize) -> Self {
        let mut hits = page.found(&page.lexicon.bodies, from, to);
        if !hits.is_empty() {
            let not = page.found(&page.lexicon.not_bodies, from, to);
            hits.retain(|m| !not.iter().any(|n| n.owner == m.owner && n.whole.0 <= m.whole.0 && m.whole.0 < n.whole.1));
        }
        hits.sort_by_key(|m| (m.whole.0, std::cmp::Reverse(m.whole.1), m.owner));
        Self { hits }
    }

    /// The longest kind that begins at `at`.
    fn starting(&self, at: usize) -> Option<&Match> {
        self.hits.iter().find(|m| m.whole.0 == at)
    }

    /// The first body in `from..to`, for a subject or a list.
    pub(super) fn first(&self, page: &Page<'_>, from: usize, to: usize) -> Option<Found> {
        let mut at = from;
        while at < to {
            if let Some(found) = self.at(page, at, to, false) {
                return Some(found);
            }
            at += 1;
        }
        None
    }

    /// Every body in `from..to`, in order.
    pub(super) fn all(&self, page: &Page<'_>, from: usize, to: usize) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = from;
        while let Some(next) = self.first(page, at, to) {
            at = next.to.max(at + 1);
            found.push(next);
        }
        found
    }

    /// The body named at `at`, an article before it passed over. `strong` where a body is bound to stand there, so that a name in
    /// capitals is taken for one.
    pub(super) fn at(&self, page: &Page<'_>, at: usize, end: usize, strong: bool) -> Option<Found> {
        let mut from = at;
        let passed = |n: usize| {
            page.is(n, flag::DET) || n > at && matches!(page.word(n), "next" | "first" | "weekly" | "monthly" | "fortnightly" | "daily")
        };
        // "4.1 The Anchor decides": past the number of its paragraph, "The" begins the sentence and is no part of the name.
        let counted = |n: usize| (1..=3).contains(&n) && (0..n).all(|m| page.word(m).bytes().all(|b| b.is_ascii_digit()));
        while from < end
            && from < at + 4
            && passed(from)
            && !(page.capital(from) && page.before(from) < Break::Sentence && !counted(from) && page.capital(from + 1))
            && (from == at || page.before(from) == Break::None)
        {
            from += 1;
        }
        if from > at && page.before(from) != Break::None {
            return None;
        }
        let name = self.name(page, from, end, strong)?;
        let mut found = Found {
            from,
            to: name.to,
            class: name.class,
            // "The Panel" is whichever panel was named.
            body: Body {
                name: page.text(from, name.to),
                full: None,
                kind: name.kind,
                proper: name.proper && !(name.to == from + 1 && page.is(from, flag::HEAD)),
            },
            letters: None,
        };
        self.extend(page, &mut found, end);
        if page.before(found.to) == Break::Clause && found.to < end && page.letters(found.to) && page.before(found.to + 1) >= Break::Comma {
            found.letters = Some(page.text(found.to, found.to + 1));
            found.to += 1;
        }
        self.apposed(page, &mut found, end);
        Some(found)
    }

    /// "The Lantern Desk, our front door," and "the Lantern Desk (the front door)": one body, of which the words beside say what it is.
    fn apposed(&self, page: &Page<'_>, found: &mut Found, end: usize) {
        let from = found.to;
        let local = found.body.proper && matches!(found.class.as_str(), "" | "team" | "service" | "project");
        if !local || !matches!(page.before(from), Break::Comma | Break::Clause) {
            return;
        }
        let front = |n: usize| page.word(n) == "front" && page.word(n + 1) == "door" && page.before(n + 1) == Break::None;
        let whose = |n: usize| page.is(n, flag::DET) || matches!(page.word(n), "single" | "one" | "main") || page.word(n).ends_with("'s");
        let Some(at) = (from..end.min(from + 4)).find(|&n| front(n)).filter(|&at| at + 2 <= end) else { return };
        if at == from || !(from..at).all(|n| (whose(n) || page.capital(n)) && (n == from || page.before(n) == Break::None)) {
            return;
        }
        let close = at + 2;
        // In a list it is one more body: "the Lantern Desk, the front door and the police".
        let one_more =
            page.is(close, flag::AND) || page.before(close) == Break::Comma && (0..2).any(|n| self.starting(close + n).is_some());
        let listed = page.before(from) == Break::Comma && one_more;
        let ended = close >= end || page.before(close) > Break::None;
        let further = matches!(page.word(close), "of" | "for" | "on" | "within" | "by" | "at");
        if !listed && (ended || further) {
            found.kind_of("front-door");
            found.to = close;
        }
    }

    /// "The coordinator *of the panel*", "the contact *at Westshire Police*".
    fn extend(&self, page: &Page<'_>, found: &mut Found, end: usize) {
        for _ in 0..2 {
            let (at, link) = (found.to, page.word(found.to));
            let post = found.class == "post"
                || found.class == "inbox"
                || found.class == "front-door"
                || found.class == "inside"
                || found.class == "health";
            let takes = match link {
                "of" => post || found.class == "panel",
                "at" | "in" | "within" => true,
                "for" => post,
                _ => false,
            };
            if !takes || page.before(at) != Break::None || at + 1 >= end || page.before(at + 1) != Break::None {
                return;
            }
            let Some(next) = self.at(page, at + 1, end, link != "of").filter(|n| n.receives() && (n.body.proper || link == "of")) else {
                return;
            };
            if found.class == "front-door" && next.class == "police" {
                found.class.clone_from(&next.class);
                found.body.kind.clone_from(&next.body.kind);
            }
            found.body.proper |= next.body.proper;
            found.to = next.to;
            found.body.name = page.text(found.from, found.to - usize::from(next.letters.is_some()));
            if next.letters.is_some() {
                found.letters = next.letters;
                return;
            }
        }
    }

    fn name(&self, page: &Page<'_>, from: usize, end: usize, strong: bool) -> Option<Name> {
        let mut name = Name { to: from, kind: None, class: String::new(), proper: false, headed: false };
        let mut capitals = 0;
        let most = end.min(from + LONGEST);
        while name.to < most && (name.to == from || page.before(name.to) == Break::None) {
            let at = name.to;
            if let Some(hit) = self.starting(at).filter(|m| m.whole.1 <= most) {
                let row = page.lexicon.rows.bodies.get(hit.owner as usize)?;
                // A kind of people after a name in capitals is no part of it: "the Harbour staff".
                if name.headed && matches!(row.class.as_str(), "people" | "anyone") {
                    break;
                }
                // "The Quays Liaison Worker" is one post, and no worker in general.
                if row.class == "anyone" && capitals > 0 && page.capital(at) && hit.whole.1 == at + 1 && !page.word(at).ends_with('s') {
                    name.kind = Some("post".into());
                    "post".clone_into(&mut name.class);
                } else {
                    name.kind = Some(row.id.as_str().into());
                    name.class.clone_from(&row.class);
                }
                name.headed = true;
                capitals += usize::from(page.capital(at));
                name.to = hit.whole.1;
                continue;
            }
            let flags = page.flags(at);
            // In a title small words may have capitals too: "Missing and At Risk Group".
            let titled = name.to > from && page.capital(at + 1) && page.before(at + 1) == Break::None && at + 1 < most;
            if page.capital(at) && (flags & flag::SMALL == 0 || page.letters(at) || titled) {
                if flags & flag::NO_BODY != 0 && !page.lexicon.head(page.tokens.word(at + 1)).is_some_and(|_| page.capital(at + 1)) {
                    return None;
                }
                capitals += 1;
                // "Children's Gateway" is no child: what goes on in capitals after such a word is a name.
                if matches!(name.class.as_str(), "people" | "anyone") && page.capital(from) {
                    (name.kind, name.headed) = (None, false);
                    name.class.clear();
                }
                name.head(page, at);
            } else if flags & flag::HEAD != 0 {
                name.head(page, at);
            } else if self.joins(page, at, most, capitals, (name.headed, titled)) {
                name.to += 1;
                continue;
            } else if name.to == from && page.number(at).is_some() {
                // "5.1 MACE meets": the number of a clause begins no name.
                return None;
            } else if flags & (flag::SMALL | flag::NO_BODY) != 0 || page.verb(at).third != 0 || !self.leads_on(page, at, most) {
                break;
            }
            name.to += 1;
        }
        // A word in capitals at the front of a sentence shows nothing.
        let opening = page.before(from) >= Break::Sentence;
        name.proper = capitals > usize::from(opening) || page.letters(from) || capitals > 0 && name.headed && name.to > from + 1;
        let letters = name.to == from + 1
            && page.letters(from)
            && page.word(from).len() >= 3
            && (page.before(name.to) != Break::None || name.to >= end || page.is(name.to, flag::SMALL) || page.verb(name.to).any() != 0);
        // "Email RX2 to the hub": letters with a figure are a form's.
        let coded = name.to == from + 1 && page.letters(from) && !name.headed && page.word(from).bytes().any(|b| b.is_ascii_digit());
        let stands = name.headed || !coded && (letters || strong && name.proper && page.source(from, name.to).len() >= 3);
        (name.to > from && stands).then_some(name)
    }

    /// Whether a small word goes on with a name in capitals: "Missing and At Risk Group", "the Harm Outside the Home Panel". `headed` says
    /// that a noun of bodies stands in the name already, `titled` that the next word has a capital.
    fn joins(&self, page: &Page<'_>, at: usize, most: usize, capitals: usize, (headed, titled): (bool, bool)) -> bool {
        match page.word(at) {
            "and" if capitals > 0 && page.capital(at + 1) => !headed || titled && self.headed_soon(page, at + 1, most),
            "the" => capitals > 1 && page.capital(at - 1) && self.headed_soon(page, at + 1, most),
            _ => false,
        }
    }

    /// Whether a noun of bodies in capitals ends the capitals that go on from `at`: "the Missing *and Exploitation Unit*".
    fn headed_soon(&self, page: &Page<'_>, at: usize, end: usize) -> bool {
        let capitals = (at..end.min(at + 4)).take_while(|&n| page.capital(n) && (n == at || page.before(n) == Break::None));
        capitals.last().is_some_and(|n| n > at && page.is(n, flag::HEAD) && self.starting(at).is_none())
    }

    /// Whether an ordinary word belongs to a name whose noun comes within two words.
    fn leads_on(&self, page: &Page<'_>, at: usize, end: usize) -> bool {
        let known = |n: usize| {
            self.starting(n).is_some_and(|m| {
                page.lexicon.rows.bodies.get(m.owner as usize).is_some_and(|row| !matches!(row.class.as_str(), "people" | "anyone"))
            })
        };
        for next in at + 1..end.min(at + 3) {
            if page.before(next) != Break::None {
                return false;
            }
            if page.is(next, flag::HEAD) || known(next) {
                return true;
            }
            if page.is(next, flag::SMALL | flag::NO_BODY) || page.verb(next).third != 0 {
                return false;
            }
        }
        false
    }
}

/// A name while it is read.
struct Name {
    to: usize,
    kind: Option<Text>,
    class: String,
    proper: bool,
    headed: bool,
}

impl Name {
    /// Takes the word at `at` as what the name is of, where it is such a noun.
    fn head(&mut self, page: &Page<'_>, at: usize) {
        let Some(class) = page.lexicon.head(page.tokens.word(at)) else { return };
        // "Westshire Police team" is the police, "the MARAC coordinator" is no MARAC.
        if class == "team" && self.headed && !matches!(self.class.as_str(), "people" | "anyone" | "panel" | "post") {
            return;
        }
        self.kind = Some(class.into());
        class.clone_into(&mut self.class);
        self.headed = true;
    }
}
