//! What notes say without a verb, and what stands before one.

use super::super::body::Found;
use super::super::lexicon::flag;
use super::super::trigger;
use super::super::verbs::Group;
use super::{AFTER, BEFORE, Before, Drawn, Sentence};
use crate::phrase::Break;
use concordat_register::route::{Act, Force};
use concordat_text::Text;

/// The id of the time when offices are closed, and of the kind of body that is there then.
const NIGHT: &str = "out-of-hours";

impl Sentence<'_, '_> {
    /// Who is said to be the first contact: "the first port of call is the duty desk".
    pub(super) fn first_contact(&self, before: &Before<'_>) -> Option<Drawn> {
        let page = self.page;
        // A front door may be called "First Contact".
        let plain = |m: &crate::phrase::Match| !page.capital(m.whole.1 - 1);
        let hit = page.found(&page.lexicon.first_contact, self.from, self.to).into_iter().find(plain)?;
        let mut at = (hit.whole.1..self.to.min(hit.whole.1 + 8)).find(|&n| page.is(n, flag::BE))?;
        let denied = page.is(at + 1, flag::NOT) || (hit.whole.1..at).any(|n| page.is(n, flag::NOT));
        at += 1;
        while at < self.to && page.before(at) == Break::None && (page.is(at, flag::ADV) || matches!(page.word(at), "to" | "with")) {
            at += 1;
        }
        let body = self.known.at(page, at, self.to, true).filter(|f| !denied && f.receives())?;
        let words = (hit.whole.0, body.to);
        let listed = before.actor.filter(|_| before.listed).cloned();
        let (act, force) = (Act::Contact, Force::Must);
        Some(Drawn { act, matter: None, actor: listed, body: Some(body), limit: None, force, words, order: false, verb: hit.whole.1 })
    }

    /// Whoever answers when the others have gone home, and so is told then: "at night the Emergency Duty Service answers", "calls at
    /// weekends are answered by the duty team".
    pub(super) fn answered(&self, groups: &[Group], before: &Before<'_>) -> Option<Drawn> {
        let page = self.page;
        let group = groups.iter().find(|g| !g.order && page.word(g.verb).starts_with("answer"))?;
        let night = |f: &Found| f.body.kind.as_deref() == Some(NIGHT);
        let body = if group.passive { self.agent(group, self.to) } else { self.subject(group, before, None) }.filter(night)?;
        trigger::ids(page, self.from, self.to).iter().any(|id| id == NIGHT).then_some(())?;
        let (act, force, words) = (Act::Contact, Force::Does, (group.verb, group.verb + 1));
        Some(Drawn { act, matter: None, actor: None, body: Some(body), limit: None, force, words, order: false, verb: group.verb })
    }

    /// Whether a verb moves no case on though its words could: somebody speaks of themselves in what they sign ("I will tell the chair"),
    /// offers to come ("we can come to your team meeting"), a paper tells people what to do, or a law lets information be shared.
    pub(super) fn moves_nobody(&self, group: &Group) -> bool {
        let page = self.page;
        let before = if group.start > self.from { page.word(group.start - 1) } else { "" };
        let comes = ["come", "go"].contains(&page.word(group.verb)) && matches!(before, "we" | "you");
        let piece = page.piece_start(group.start, self.from);
        let written = |n: usize| matches!(page.word(n), "advice" | "guide" | "leaflet" | "booklet" | "toolkit" | "website" | "handbook");
        let paper = || (piece..group.start).any(|n| !page.capital(n) && (page.is(n, flag::NO_BODY) || written(n)));
        let what = |n: usize| matches!(page.word(n), "what" | "how") && page.word(n + 1) == "to";
        let tells = page.word(group.verb).starts_with("tell") && (group.verb + 1..self.to.min(group.verb + 7)).any(what);
        // "Information is given to the police under the Act": what may be shared, and nothing of a case.
        let general = group.passive && page.word(piece) == "information" && group.start == piece + 1 && self.limits.is_empty();
        let shared = general && (group.verb..self.to).any(|n| page.word(n) == "act");
        // The number of an item, "(i)", is nobody.
        let signs = page.word(self.from) == "i" && page.capital(self.from) && page.before(self.from + 1) == Break::None;
        signs || comes || shared || tells && paper()
    }

    /// What is sent, where it stands before the verb: "the written referral reaches the hub".
    pub(super) fn before_verb(&self, group: &Group) -> Option<Text> {
        let hits = self.page.found(&self.page.lexicon.matters, self.page.piece_start(group.start, self.from), group.start);
        let rows = hits.iter().filter_map(|m| self.page.lexicon.rows.matters.get(m.owner as usize));
        rows.filter(|row| row.sent).map(|row| row.id.as_str().into()).next()
    }

    /// "Return interview: Tarn Project, within 72 hours": a label, whoever does it, and by when, without a verb.
    pub(super) fn labelled(&self, groups: &[Group]) -> Option<Drawn> {
        let page = self.page;
        let limit = self.limits.first().filter(|_| self.to - self.from <= AFTER)?;
        let colon = (self.from + 1..self.to).find(|&n| page.before(n) >= Break::Comma).filter(|&n| page.before(n) == Break::Clause)?;
        // "Return" in the label is no verb.
        if groups.iter().any(|g| g.verb >= colon) {
            return None;
        }
        let hit = page.found(&page.lexicon.matters, self.from, colon).into_iter().find(|m| m.whole == (self.from, colon))?;
        let row = page.lexicon.rows.matters.get(hit.owner as usize)?;
        let body = self
            .known
            .at(page, colon, self.to, true)
            .filter(|f| f.receives() && (limit.from == f.to || page.before(f.to) != Break::None))?;
        let words = (self.from, body.to);
        let (act, force, matter) = (Act::Hold, Force::Does, Some(row.id.as_str().into()));
        Some(Drawn {
            act,
            matter,
            actor: Some(body.clone()),
            body: Some(body),
            limit: Some(limit.limit.clone()),
            force,
            words,
            order: false,
            verb: colon,
        })
    }

    /// Whether a time at `at`, before the first act, is a part of the condition: "where three reports are made in 90 days, a meeting
    /// is called" gives no time for the meeting.
    pub(super) fn supposed(&self, at: usize, act: usize) -> bool {
        let page = self.page;
        let opened = page.is(self.from, flag::IF) && !matches!(page.word(self.from), "after" | "once" | "following" | "before");
        let ends = (self.from + 1..=act).find(|&n| page.before(n) >= Break::Comma).unwrap_or(act);
        opened && at < ends
    }

    /// What workers of no body in particular are asked to do: "asks two trained workers to assess the child".
    pub(super) fn asked_to(&self, group: &Group, next: usize) -> Option<Text> {
        let page = self.page;
        let asks = ["ask", "asks", "request", "requests", "commission", "commissions"].contains(&page.word(group.verb));
        let end = page.clause_end(group.verb, self.to).min(group.verb + 10).min(next.max(group.verb + 2));
        let to =
            (group.verb + 2..end).find(|&n| page.word(n) == "to" && page.before(n) == Break::None).filter(|_| asks && !group.passive)?;
        match page.word(to + 1) {
            "assess" => Some("specialist-assessment".into()),
            "visit" => Some("visit".into()),
            _ => None,
        }
    }

    /// A name in capitals, with its article, that is all there is before a verb.
    pub(super) fn bare_name(&self, from: usize, verb: usize) -> Option<Found> {
        let page = self.page;
        let at = (from..verb).find(|&n| !page.is(n, flag::AND))?;
        let named = self.known.at(page, at, verb, true).filter(|f| f.to == verb && f.from == at + 1);
        named.filter(|f| page.capital(f.from) && matches!(page.word(at), "the"))
    }

    /// That somebody else does what was named before: "if nobody is named, the project will do so".
    pub(super) fn does_so(&self, group: &Group) -> Option<Text> {
        let page = self.page;
        let so = !group.passive && matches!(page.word(group.verb), "do" | "does") && page.word(group.verb + 1) == "so";
        let all = page.before(group.verb + 2) != Break::None || group.verb + 2 >= self.to || page.is(group.verb + 2, flag::AND);
        let named = page.found(&page.lexicon.matters, 0, self.from);
        let last = named.iter().max_by_key(|m| m.whole.0).filter(|_| so && all && page.is(self.from, flag::IF))?;
        page.lexicon.rows.matters.get(last.owner as usize).map(|row| row.id.as_str().into())
    }

    /// That somebody does what the sentence before names: "the Tarn Project carries it out".
    fn does_it(&self, group: &Group) -> Option<Text> {
        let page = self.page;
        let does = ["carr", "do", "offer", "provid", "conduct", "undertak", "perform"];
        let does = !group.passive && !group.order && does.iter().any(|stem| page.word(group.verb).starts_with(stem));
        let it = matches!(page.word(group.verb + 1), "it" | "this" | "these" | "them");
        let out = group.verb + 2 + usize::from(page.word(group.verb + 2) == "out");
        let all = out >= self.to || page.before(out) != Break::None || page.is(out, flag::PREP | flag::AND | flag::IF);
        let named = self.from > 0 && !page.found(&page.lexicon.matters, 0, self.from).is_empty();
        (does && it && all && named).then(|| BEFORE.into())
    }

    /// Whether the front door tells whoever referred what it has decided: an answer, by which it tells nobody of a case. "The hub tells the
    /// school its decision within a day."
    pub(super) fn answers(&self, group: &Group, next: usize, subject: Option<&Found>) -> bool {
        let page = self.page;
        let door = subject.is_some_and(|s| matches!(s.class.as_str(), "front-door" | "social-care"));
        // "The Anchor informs the nurse of its decision": whatever it is, it answers.
        let own = |n: usize| page.word(n) == "its" && matches!(page.word(n + 1), "decision" | "determination" | "outcome");
        let named =
            || subject.is_some_and(|s| s.class.is_empty() && s.body.proper) && (group.verb + 1..self.to.min(group.verb + 12)).any(own);
        if !(door || named()) || group.passive || group.order {
            return false;
        }
        let end = page.clause_end(group.verb, self.to).min(next.max(group.verb + 1)).min(group.verb + 12);
        let its = |n: usize| matches!(page.word(n), "its" | "the" | "their" | "that") && matches!(page.word(n + 1), "decision" | "outcome");
        let told = self.known.at(page, group.verb + 1, end, true);
        let sender = told.is_some_and(|f| matches!(f.class.as_str(), "inside" | "school" | "anyone" | "people" | "health"));
        sender && (group.verb + 1..end).any(|n| its(n) || page.word(n) == "what" && matches!(page.word(n + 2), "decided" | "decides"))
    }

    /// What a child is to be the subject of, where the words name somebody who takes part: "should be the subject of a meeting between
    /// the home and the sergeant".
    pub(super) fn subject_of(&self) -> Option<Drawn> {
        let page = self.page;
        let of =
            |n: &usize| page.word(*n) == "subject" && page.word(n + 1) == "of" && page.is(n - 1, flag::DET) && page.is(n - 2, flag::BE);
        let at = (self.from + 2..self.to).find(of)?;
        let end = page.clause_end(at, self.to);
        let hit = page.found(&page.lexicon.matters, at + 2, end.min(at + 7)).into_iter().min_by_key(|m| (m.owner, m.whole.0))?;
        let row = page.lexicon.rows.matters.get(hit.owner as usize).filter(|row| row.id != "decision")?;
        let by = (hit.whole.0..end).find(|&n| matches!(page.word(n), "between" | "with" | "by"))?;
        let found = self.known.all(page, by + 1, end);
        let body = found.iter().find(|f| f.receives())?.clone();
        let words = (at - 2, found.last().map_or(end, |f| f.to));
        let mut start = at - 2;
        while start > self.from && page.is(start - 1, flag::AUXILIARY) {
            start -= 1;
        }
        let force = if (start..at).any(|n| page.is(n, flag::MUST)) {
            Force::Must
        } else if (start..at).any(|n| page.is(n, flag::SHOULD)) {
            Force::Should
        } else {
            Force::Does
        };
        let denied = (self.from..at).any(|n| page.is(n, flag::NOT));
        let (act, matter) = (Act::Hold, Some(row.id.as_str().into()));
        let made = Drawn { act, matter, actor: None, body: Some(body), limit: None, force, words, order: false, verb: at - 2 };
        (!denied && !(start..at).any(|n| page.is(n, flag::MAY))).then_some(made)
    }

    /// That what is held was named before: "the discussion is held", "it is held within a day".
    pub(super) fn named_before(&self, group: &Group) -> Option<Text> {
        let page = self.page;
        let held = ["held", "convened", "completed", "finished", "arranged", "offered"];
        let piece = page.piece_start(group.start, self.from);
        let noun = group.start.checked_sub(1).filter(|n| *n >= piece).map(|n| page.word(n))?;
        let known = matches!(noun, "discussion" | "conference" | "meeting" | "interview" | "conversation" | "assessment" | "it");
        let timed = self.limits.iter().any(|l| l.from > group.verb && l.limit.unit != concordat_register::route::Unit::Open);
        (group.passive && known && timed && held.contains(&page.word(group.verb))).then(|| BEFORE.into())
    }

    /// What is held, by its id, where the verb says that it is: a panel that "takes the case" hears it.
    pub(super) fn held(&self, group: &Group, next: usize) -> Option<Text> {
        let own = |m: &Text| self.has(group) && (group.passive || m.as_str() != "hearing");
        let matter = self.matter(group, next, true).filter(own);
        matter.or_else(|| self.named_before(group)).or_else(|| self.does_so(group)).or_else(|| self.does_it(group))
    }

    /// Whether "has" stands right before what is had, and so is no auxiliary.
    fn has(&self, group: &Group) -> bool {
        let page = self.page;
        let own = page.is(group.verb, flag::HAVE);
        !own || group.start == group.verb && !page.found(&page.lexicon.matters, group.verb + 1, self.to.min(group.verb + 5)).is_empty()
    }
}
