//! One sentence to the steps it holds.

use super::body::{Found, Known};
use super::lexicon::{act, flag};
use super::limit;
use super::page::Page;
use super::verbs::{Group, groups, put_in, taken_until};
use crate::phrase::Break;
use concordat_register::route::{Act, Body, Force, Limit};
use concordat_text::Text;

mod noted;

/// A step as its sentence gives it.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    pub(super) act: Act,
    pub(super) matter: Option<Text>,
    pub(super) actor: Option<Found>,
    pub(super) body: Option<Found>,
    pub(super) limit: Option<Limit>,
    pub(super) force: Force,
    /// The words of the act, first and one past the last.
    pub(super) words: (usize, usize),
    /// Whether the reader is told to do it.
    pub(super) order: bool,
    /// The verb.
    pub(super) verb: usize,
}

/// What is known before a sentence is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before<'b> {
    /// How firmly an order is meant: that of the lead-in, else [`Force::Must`].
    pub(super) order: Force,
    /// Who takes the steps of a list.
    pub(super) actor: Option<&'b Found>,
    /// Whether the heading or the row names whoever takes the steps under it.
    pub(super) listed: bool,
}

/// The matter of what was named before, until it is known which that is.
pub(super) const BEFORE: &str = "~";

/// Words after a verb in which what it takes is looked for.
const AFTER: usize = 26;

/// A sentence while it is read.
pub(super) struct Sentence<'p, 's> {
    page: &'s Page<'p>,
    pub(super) known: Known,
    pub(super) limits: Vec<limit::Found>,
    from: usize,
    to: usize,
}

impl<'p, 's> Sentence<'p, 's> {
    pub(super) fn new(page: &'s Page<'p>, from: usize, to: usize, bare: bool) -> Self {
        Self { page, known: Known::new(page, from, to), limits: limit::limits(page, from, to, bare), from, to }
    }

    /// The steps, in order.
    pub(super) fn steps(&self, before: &Before<'_>) -> Vec<Drawn> {
        let mut groups = groups(self.page, self.from, self.to, before.order);
        // "Only the coordinator may convene": nobody else, and not perhaps.
        let only = |g: &Group| self.page.word(self.page.piece_start(g.start, self.from)) == "only";
        groups.iter_mut().filter(|g| g.force == Force::May).filter(|g| only(g)).for_each(|g| g.force = Force::Must);
        let mut made: Vec<Drawn> = Vec::new();
        for (n, group) in groups.iter().enumerate().filter(|(_, g)| !self.moves_nobody(g)) {
            let next = taken_until(self.page, group.verb, groups.get(n + 1).map_or(self.to, |g| g.start));
            let subject = self.subject(group, before, made.last());
            let drawn = self.step(group, next, subject.as_ref(), (made.last(), before));
            made.extend(drawn);
        }
        made.extend(self.first_contact(before));
        made.extend(self.labelled(&groups));
        made.extend(self.answered(&groups, before));
        made.extend(self.subject_of());
        made.sort_by_key(|d| d.verb);
        self.time(&groups, &mut made);
        // A meeting that a case leads to is a step, though nobody is said to call it.
        let called = |d: &Drawn| d.matter.as_deref() == Some("planning-meeting") && self.opens_condition() && !d.order;
        made.retain(|d| d.act != Act::Decide && d.act != Act::Hold || d.limit.is_some() || d.body.is_some() || called(d));
        made
    }

    /// What a verb says, by the sorts of act it may stand for, the surest first.
    fn step(&self, group: &Group, next: usize, subject: Option<&Found>, (last, before): (Option<&Drawn>, &Before<'_>)) -> Vec<Drawn> {
        if group.acts & act::CONTACT != 0 && !self.answers(group, next, subject) {
            let told = self.told(group, next);
            if !told.is_empty() {
                // "The form reaches the panel": it is sent there.
                let sent = page_reaches(self.page, group) && self.page.says(&self.page.lexicon.sent, self.from, group.start);
                let matter = if sent { self.before_verb(group) } else { None };
                return self.each(group, if sent { Act::Transfer } else { Act::Contact }, subject, told, matter.as_ref());
            }
        }
        if let Some(matter) = self.asked_to(group, next) {
            let body = self.doer(group, next, subject).filter(Found::receives);
            return vec![self.drawn(group, Act::Hold, subject, body, Some(matter), next)];
        }
        if group.acts & act::TRANSFER != 0 {
            // A panel's report to its board moves no case on.
            let figures = page_reports(self.page, group) && subject.is_some_and(|s| s.class == "panel" || s.class == "pronoun");
            let sent = if figures { Vec::new() } else { self.sent_to(group, next, last) };
            if !sent.is_empty() {
                return self.each(group, Act::Transfer, subject, sent, self.matter(group, next, false).as_ref());
            }
        }
        if group.acts & act::FOLLOW != 0
            && let Some(end) = self.document_after(group, next)
        {
            return vec![self.drawn(group, Act::Follow, subject, None, None, end)];
        }
        if group.acts & act::LEAD != 0
            && let Some(leader) = self.leader(group, next, subject)
        {
            return self.each(group, Act::Lead, subject, vec![leader], None);
        }
        if group.acts & act::HOLD != 0
            && let Some(matter) = self.held(group, next)
        {
            // A tool is completed by whoever has the worry, a carer too.
            let carer = || subject.filter(|s| matter == "specialist-assessment" && s.class == "people" && !group.passive).cloned();
            let body = self.doer(group, next, subject).or_else(carer);
            return vec![self.drawn(group, Act::Hold, subject, body, Some(matter), next)];
        }
        if group.acts & act::DECIDE != 0 {
            return self.decided(group, next, subject, before.listed).into_iter().collect();
        }
        Vec::new()
    }

    fn each(&self, group: &Group, act: Act, subject: Option<&Found>, bodies: Vec<Found>, matter: Option<&Text>) -> Vec<Drawn> {
        let end = bodies.iter().map(|b| b.to).max().unwrap_or(group.verb + 1).max(group.verb + 1);
        let subject = subject.filter(|s| !matches!(s.body.name.to_lowercase().as_str(), "child" | "children" | "victim" | "victims"));
        let actor = subject.filter(|s| !group.passive || (act == Act::Lead && !bodies.iter().any(|b| b.from == s.from)));
        // "Referrals to the scheme are made by the police".
        let agent = (group.passive && matches!(act, Act::Contact | Act::Transfer)).then(|| self.agent(group, self.to)).flatten();
        let bodies = bodies.into_iter().filter(|b| agent.as_ref().is_none_or(|a| a.from != b.from));
        let made = bodies.map(|body| Drawn { body: Some(body), ..self.drawn(group, act, actor, None, matter.cloned(), end) });
        made.map(|d| Drawn { actor: d.actor.clone().or_else(|| agent.clone()), ..d }).collect()
    }

    fn drawn(&self, group: &Group, act: Act, subject: Option<&Found>, body: Option<Found>, matter: Option<Text>, end: usize) -> Drawn {
        let verb = self.page.word(group.verb);
        let moves = ["go", "come"].iter().any(|s| verb.starts_with(s)) && act == Act::Transfer;
        let actor = if group.passive && act != Act::Lead {
            body.clone().filter(|_| !matches!(act, Act::Contact | Act::Transfer))
        } else {
            subject.filter(|_| !moves).cloned()
        };
        let stop = self.act_end(group, end);
        let start = if group.passive { self.passive_start(group) } else { group.verb };
        Drawn { act, matter, actor, body, limit: None, force: group.force, words: (start, stop), order: group.order, verb: group.verb }
    }

    /// Where the words of something done begin: with what it is done to, where that is short.
    fn passive_start(&self, group: &Group) -> usize {
        let piece = self.page.piece_start(group.start, self.from);
        let condition = (piece..group.start).any(|n| self.page.is(n, flag::IF | flag::WHO));
        let skipped = (piece..group.start).find(|&n| !self.page.is(n, flag::AND)).unwrap_or(group.start);
        if condition || group.start - piece > 8 { group.start } else { skipped }
    }

    /// Where the words of an act end: before its limit, at a clause's end, and after ten words at most.
    fn act_end(&self, group: &Group, end: usize) -> usize {
        let clause = self.page.clause_end(group.verb, self.to).min(end.max(group.verb + 1)).min(group.verb + 14);
        let limit = self.limits.iter().map(|l| l.from).find(|&l| l > group.verb).unwrap_or(clause);
        let mut stop = clause.min(limit).max(group.verb + 1);
        while stop > group.verb + 1 && self.page.is(stop - 1, flag::AND | flag::DET | flag::PREP | flag::TO | flag::IF) {
            stop -= 1;
        }
        stop
    }

    /// Who does it: the subject, or for an order whoever the lead-in names.
    fn subject(&self, group: &Group, before: &Before<'_>, last: Option<&Drawn>) -> Option<Found> {
        let page = self.page;
        if group.order && !(group.start > self.from && page.is(group.start - 1, flag::AND) && last.is_some()) {
            return before.actor.cloned();
        }
        let piece = page.piece_start(group.start, self.from);
        let joined =
            group.start.checked_sub(1).is_some_and(|b| b >= self.from && page.is(b, flag::AND) && page.before(group.start) == Break::None);
        if joined && let Some(last) = last {
            return if group.passive { None } else { last.actor.clone().or_else(|| before.actor.cloned()) };
        }
        // ", who lists the child": the one that was just named.
        if group.start == piece + 1 && page.is(piece, flag::WHO) {
            return last.and_then(|l| l.body.clone());
        }
        if let Some((from, to)) = put_in(page, self.from, group.start) {
            return self.known.at(page, from, to, true).filter(|f| f.to == to);
        }
        let condition = (piece..group.start).rev().find(|&n| page.is(n, flag::IF));
        if group.start > piece && page.is(group.start - 1, flag::PRONOUN) {
            return self.pronoun(group.start - 1, last);
        }
        match condition {
            Some(at) => self.known.all(page, at + 1, group.start).pop(),
            None => {
                // "A place or child ... the panel considers": what stands before a relative clause does it.
                let named = || self.known.at(page, piece, group.start, true).filter(|f| f.to == group.start && page.capital(f.from));
                let own = self.known.first(page, piece, group.start).or_else(named);
                let fresh =
                    || if group.passive { None } else { self.known.first(page, self.from, piece).filter(|_| !self.opens_condition()) };
                own.or_else(|| self.opening_name(group, piece)).or_else(fresh)
            }
        }
    }

    /// A name of one word that opens the sentence, where what it does follows at once: "Quayside offers every child an interview". A
    /// capital shows nothing there, but a noun in the singular without an article is a name, or a thing of which there is no plural.
    fn opening_name(&self, group: &Group, piece: usize) -> Option<Found> {
        let page = self.page;
        let word = page.word(piece);
        let alone = piece == self.from && group.start == piece + 1 && group.verb == group.start && page.before(group.start) == Break::None;
        let thing = ["s", "ing", "ion", "ment", "ity", "ance", "ence", "ship", "ness", "work", "back", "care", "help"];
        let named = alone
            && !group.passive
            && page.capital(piece)
            && page.flags(piece) == 0
            && page.verb(piece).any() == 0
            && page.verb(group.verb).third != 0
            && word.len() > 3
            && !thing.iter().any(|end| word.ends_with(end));
        named.then(|| Found::named(page, piece))
    }

    /// Whoever a pronoun stands for; a body still to be told where that is one named before the sentence.
    fn pronoun(&self, at: usize, last: Option<&Drawn>) -> Option<Found> {
        let page = self.page;
        match page.word(at) {
            "it" | "we" => Some(Found::pronoun(page, at)),
            // "Social care tells the school and the carer, and they tell the police": who was told, whom one name does not hold.
            "they" => last.filter(|l| l.act != Act::Contact).and_then(|l| l.actor.clone()),
            _ => None,
        }
    }

    fn opens_condition(&self) -> bool {
        self.page.is(self.from, flag::IF)
    }

    /// Who is told.
    fn told(&self, group: &Group, next: usize) -> Vec<Found> {
        let page = self.page;
        if group.passive {
            let piece = page.piece_start(group.start, self.from);
            let start = (piece..group.start).rev().find(|&n| page.is(n, flag::IF)).map_or(piece, |n| n + 1);
            // A meeting that is called is held, and who can be reached is not told.
            let called = |f: &Found| page.word(group.verb) == "called" && matches!(f.class.as_str(), "meeting" | "panel") && !f.body.proper;
            // Schools are asked what would make a place safer, which is of no one child.
            let all = |f: &Found| f.class == "school" && page.word(group.verb) == "asked" && !f.body.proper && f.body.name.ends_with('s');
            let reached = page.word(group.verb) == "reached";
            let mut known = self.known.all(page, start, group.start);
            // "And the Anchor is told": a name of one word that no noun of bodies stands in.
            if known.is_empty() {
                known.extend(self.bare_name(start, group.start));
            }
            known.retain(|f| f.receives() && !called(f) && !all(f) && !reached);
            return known;
        }
        let mut at = group.verb + 1;
        let speaks = matches!(page.word(group.verb), "speak" | "speaks" | "liaise" | "liaises" | "speaking" | "liaising");
        while at < next
            && page.before(at) == Break::None
            && (page.is(at, flag::ADV) && !page.capital(at) || speaks && matches!(page.word(at), "to" | "with"))
        {
            at += 1;
        }
        let rung = ["ring", "call", "phone", "telephone", "dial", "contact"].contains(&page.word(group.verb));
        if rung && at < self.to && page.before(at) == Break::None && page.word(at).starts_with('0') && page.word(at).len() > 2 {
            // A number is one, however it is parted.
            let end = (at..self.to).find(|&n| n > at && !page.word(n).bytes().all(|b| b.is_ascii_digit())).unwrap_or(self.to);
            return vec![Found { to: end, ..Found::number(page, at) }];
        }
        let mut found = self.listed(at, next);
        // "Ask every school for its picture": what is asked of all of them is of no one child.
        found.retain(|f| f.class != "school" || f.body.proper || !matches!(page.word(f.from.wrapping_sub(1)), "every" | "all" | "each"));
        // "Calls a meeting": it is held, and nobody told.
        let meeting = |f: &Found| matches!(f.class.as_str(), "meeting" | "panel") && !f.body.proper;
        if page.word(group.verb).starts_with("call") && found.iter().all(meeting) {
            return Vec::new();
        }
        // "Let the coordinator know".
        if page.word(group.verb).starts_with("let") {
            let known = |f: &Found| page.word(f.to) == "know" && page.before(f.to) == Break::None;
            return if found.last().is_some_and(known) { found } else { Vec::new() };
        }
        found
    }

    /// The bodies that stand at `at`, those joined to the first by commas and "and" with it.
    fn listed(&self, at: usize, end: usize) -> Vec<Found> {
        let page = self.page;
        let mut found: Vec<Found> = Vec::new();
        let mut at = at;
        while found.len() < 4
            && (found.is_empty() && page.before(at) == Break::None || page.before(at) <= Break::Comma && !found.is_empty())
        {
            let mut here = at;
            if !found.is_empty() {
                // "To the hub and to the panel", but "to the project to lead" sends to nobody else.
                let joined = page.before(at) == Break::Comma || page.is(at, flag::AND);
                while joined && here < end && (page.is(here, flag::AND) || matches!(page.word(here), "both" | "to")) && here < at + 2 {
                    here += 1;
                }
                if here == at && page.before(at) != Break::Comma {
                    break;
                }
            } else if page.word(here) == "both" {
                here += 1;
            }
            let Some(next) = self.known.at(page, here, self.to.min(end.max(here + 1)), true).filter(Found::receives) else { break };
            // "To the desk, and the desk decides": what does something itself begins a clause of its own.
            let acts = page.before(next.to) == Break::None && (page.verb(next.to).third != 0 || page.is(next.to, flag::AUXILIARY));
            if !found.is_empty() && acts && next.to < self.to {
                break;
            }
            at = next.to;
            // "The Harbour, the area's front door" is one body.
            let said = here == at.min(here)
                && next.class == "front-door"
                && next.letters.is_none()
                && here > 0
                && page.before(here) == Break::Comma
                && !page.is(here, flag::AND);
            match found.last_mut().filter(|f| said && f.class.is_empty()) {
                Some(last) => {
                    last.class.clone_from(&next.class);
                    last.body.kind = next.body.kind;
                }
                None => found.push(next),
            }
        }
        found
    }

    /// To whom something is sent.
    fn sent_to(&self, group: &Group, next: usize, last: Option<&Drawn>) -> Vec<Found> {
        let page = self.page;
        let verb = page.word(group.verb);
        let is = |stems: &[&str]| stems.iter().any(|s| verb.starts_with(s));
        let vague =
            is(&["mak", "made", "complet", "giv", "tak", "add", "put", "provid", "issu", "suppl", "log", "attach", "do", "step", "put"]);
        let end = page.clause_end(group.verb, self.to).min(group.verb + AFTER).min(next.max(group.verb + 1));
        let start = if group.passive { page.piece_start(group.start, self.from) } else { group.verb };
        let sends = page.says(&page.lexicon.sent, start, end);
        // "It goes with the pathway": papers that belong together.
        let with = is(&["go", "come"]) && page.word(group.verb + 1) == "with";
        if with || vague && !sends && !is(&["step"]) {
            return Vec::new();
        }
        let mut found: Vec<Found> = self.referred_to(group, start, sends);
        let mut at = group.verb + 1;
        while at < end {
            let fits = match page.word(at) {
                // "And not to social care" sends nothing there.
                "to" | "into" => !page.is(at - 1, flag::NOT),
                "with" => is(&["shar", "discuss", "rais", "lodg"]) && !matches!(page.word(at - 1), "accordance" | "line" | "keeping"),
                "at" => is(&["present", "discuss", "rais", "hear", "list", "book"]),
                "by" => group.passive && is(&["discuss"]),
                "for" => is(&["list", "put", "book"]),
                _ => false,
            };
            // "To the project to lead": what it does there is nobody.
            let does = page.verb(at + 1).base != 0 && !page.capital(at + 1);
            if fits && !does && (page.before(at + 1) == Break::None) {
                let pointing = verb.starts_with("refer") && at == group.verb + 1 && !group.passive;
                let some = self.listed(at + 1, self.to);
                let named = |f: &Found| !pointing || !f.class.is_empty() || page.is(at + 1, flag::DET) && f.to - f.from <= 2;
                if let Some(last) = some.last().filter(|_| some.iter().all(named)) {
                    at = last.to;
                    found.extend(some);
                    continue;
                }
            }
            at += 1;
        }
        let listed = is(&["list"]) && self.matter(group, next, false).is_some_and(|m| m.as_str() == "listing");
        if found.is_empty() && listed && !group.passive {
            found.push(Found::own(page, group.verb));
        }
        if found.is_empty() && is(&["book"]) && page.word(group.verb + 2) == "place" {
            found.push(Found::pronoun(page, group.verb + 2));
        }
        if found.is_empty() && verb.starts_with("refer") && !group.passive && page.before(group.verb + 1) == Break::None {
            found.push(Found::unsaid(page, group.verb));
        }
        // "The tool, which is completed for every child": that sends nothing on.
        let beside = group.start > self.from && page.is(group.start - 1, flag::WHO);
        if found.is_empty() && sends && !beside && is(&["send", "submit", "forward", "complet", "email"]) {
            found.extend(last.filter(|l| l.act <= Act::Transfer).and_then(|l| l.body.clone()));
        }
        found
    }

    /// Whom a referral goes to that is named with it: "make a scheme referral", "referrals to the scheme are made by the police".
    fn referred_to(&self, group: &Group, start: usize, sends: bool) -> Vec<Found> {
        let page = self.page;
        let referral = |n: usize| matches!(page.word(n), "referral" | "referrals" | "notification" | "notifications");
        if group.passive && sends {
            let to = (start + 1..group.start).find(|&n| page.word(n) == "to" && referral(n - 1));
            return to.map(|n| self.listed(n + 1, group.start)).unwrap_or_default();
        }
        if !["make", "makes", "submit", "submits", "complete", "completes"].contains(&page.word(group.verb)) {
            return Vec::new();
        }
        let named = self.known.at(page, group.verb + 1, self.to, true).filter(|f| referral(f.to) && f.receives() && !f.class.is_empty());
        named.into_iter().collect()
    }

    /// One past the name of a document that is to be followed.
    fn document_after(&self, group: &Group, next: usize) -> Option<usize> {
        let page = self.page;
        let end = page.clause_end(group.verb, self.to).min(group.verb + 14).min(next.max(group.verb + 1));
        let document = ["procedure", "procedures", "protocol", "policy", "policies", "strategy", "guidance", "pathway"];
        // "The HSB procedure" is named too.
        let called = |n: usize| page.capital(n) || page.capital(n - 1) && page.before(n) == Break::None && n > group.verb + 2;
        let mut named = (group.verb + 1..end).filter(|&n| document.contains(&page.word(n)) && called(n));
        let mut stop = named.next_back()? + 1;
        // Its years are a part of its name.
        let year = |n: usize| n < self.to && page.before(n) < Break::Sentence && page.word(n).bytes().all(|b| b.is_ascii_digit());
        stop += (stop..stop + 2).take_while(|&n| year(n)).count();
        Some(stop)
    }

    /// Who leads: "the panel leads", "led by social care", but no road that leads to somewhere.
    fn leader(&self, group: &Group, next: usize, subject: Option<&Found>) -> Option<Found> {
        let page = self.page;
        if group.passive {
            // A meeting is held and a decision taken by somebody who does not lead for that.
            return if matches!(page.word(group.verb), "led" | "owned") { self.agent(group, next) } else { None };
        }
        // "Keeps the lead", as "leads".
        let own = ["lead", "leads", "leading", "own", "owns", "owning"].contains(&page.word(group.verb));
        let keeps = page.word(group.verb + 1) == "the" && page.word(group.verb + 2) == "lead" && page.before(group.verb + 3) != Break::None
            || page.word(group.verb + 2) == "lead" && page.is(group.verb + 3, flag::IF | flag::PREP | flag::AND);
        // "The panel holds the case" to an end.
        let case = page.word(group.verb + 1) == "the" && page.word(group.verb + 2) == "case" && !page.word(group.verb).starts_with("tak");
        let keeps = keeps || case && (page.before(group.verb + 3) != Break::None || page.is(group.verb + 3, flag::AND | flag::IF));
        if !own && !keeps {
            return None;
        }
        let after = if own { group.verb + 1 } else { group.verb + 3 };
        let takes = page.before(after) != Break::None
            || after >= self.to
            || matches!(
                page.word(after),
                "on" | "in" | "and" | "the" | "all" | "every" | "for" | "from" | "until" | "where" | "if" | "when" | "once" | "unless"
            );
        let object = page.found(&page.lexicon.matters, after, self.to.min(after + 5));
        (takes && object.is_empty()).then_some(())?;
        subject.filter(|s| s.receives() && (s.body.proper || s.class != "post")).cloned()
    }

    /// Whoever does what is done: "by the Kingfisher Project".
    fn agent(&self, group: &Group, next: usize) -> Option<Found> {
        let page = self.page;
        let end = page.clause_end(group.verb, self.to).min(next.max(group.verb + 1));
        let by = (group.verb + 1..end).find(|&n| page.is(n, flag::BY) && page.before(n + 1) == Break::None)?;
        self.known.at(page, by + 1, self.to, true)
    }

    fn doer(&self, group: &Group, next: usize, subject: Option<&Found>) -> Option<Found> {
        let who = if group.passive { self.agent(group, next) } else { subject.cloned() };
        let own = |f: &Found| f.class == "anyone" && f.from > self.from && matches!(self.page.word(f.from - 1), "its" | "their");
        who.map(|f| if own(&f) { Found::pronoun(self.page, f.from - 1) } else { f }).filter(|f| f.receives() || f.class == "anyone")
    }

    /// What is held, made or decided, by its id.
    fn matter(&self, group: &Group, next: usize, held: bool) -> Option<Text> {
        let page = self.page;
        let lexicon = page.lexicon;
        let end = page.clause_end(group.verb, self.to).min(next.max(group.verb + 1));
        let pronoun = matches!(page.word(group.verb + 1), "it" | "this");
        let takes_place = page.word(group.verb + 1) == "place" || matches!(page.word(group.verb), "starts" | "begins" | "start" | "begin");
        let back = group.passive || takes_place || pronoun;
        let from = if pronoun {
            self.from
        } else if back {
            page.piece_start(group.start, self.from)
        } else {
            group.verb
        };
        let to = if pronoun || takes_place {
            end
        } else if back {
            group.verb
        } else {
            end.min(group.verb + 12)
        };
        let mut hits = page.found(&lexicon.matters, from, to);
        // "A discussion, where there is to be one, is held": what stands before the words put in.
        if hits.is_empty() && group.passive && from > self.from {
            let put_in = page.piece_start(from - 1, self.from);
            if put_in > self.from && page.is(put_in, flag::IF) {
                hits = page.found(&lexicon.matters, self.from, put_in);
            }
        }
        // "Return interview: offered by the project": what stands before the colon.
        if hits.is_empty() && group.passive && from == group.start && from > self.from && page.before(from) == Break::Clause {
            hits = page.found(&lexicon.matters, self.from, from);
        }
        let rows = hits.iter().filter_map(|m| Some((m, lexicon.rows.matters.get(m.owner as usize)?)));
        let mut rows: Vec<_> = rows.filter(|(_, row)| !held || !matches!(row.id.as_str(), "decision" | "feedback" | "contact")).collect();
        rows.sort_by_key(|(m, _)| (m.owner, m.whole.0));
        rows.first().map(|(_, row)| row.id.as_str().into())
    }

    /// A body that decides, replies, sees or considers.
    fn decided(&self, group: &Group, next: usize, subject: Option<&Found>, by_list: bool) -> Option<Drawn> {
        let page = self.page;
        let end = page.clause_end(group.verb, self.to).max(group.verb + 1);
        let timed = self.limits.iter().any(|l| {
            l.limit.unit != concordat_register::route::Unit::Open && (l.from > group.verb && l.from < next.max(end) || l.from < group.start)
        });
        let verb = page.word(group.verb);
        // "The panel takes the case if the child is older", and takes it nowhere.
        let object = (group.verb + 1..group.verb + 3).find(|&n| matches!(page.word(n), "case" | "cases"));
        let whole = |n: usize| n + 1 >= self.to || page.before(n + 1) != Break::None || page.is(n + 1, flag::IF | flag::WHO);
        let takes = verb.starts_with("tak") && object.is_some_and(whole);
        if verb.starts_with("tak") && !takes {
            return None;
        }
        let weighs = ["consider", "discuss", "hear", "manag", "respond", "deal", "sign", "tak"].iter().any(|s| verb.starts_with(s));
        let body = self.doer(group, next, subject).filter(Found::receives);
        let all = (group.verb + 1..end.min(group.verb + 6))
            .any(|n| matches!(page.word(n), "every" | "any" | "all" | "each" | "children" | "with"));
        let plain = ["decid", "assess", "grad", "agree", "see", "visit", "review", "triag", "screen", "determin", "sign"];
        let listed = group.order && by_list && plain.iter().any(|s| verb.starts_with(s));
        let fits = timed
            || listed
            || weighs && body.as_ref().is_some_and(|b| (!b.class.is_empty() || b.body.proper) && (group.passive || all || takes));
        if !fits {
            return None;
        }
        let mut found = page.found(&page.lexicon.matters, page.piece_start(group.start, self.from), end);
        if found.is_empty() {
            found = page.found(&page.lexicon.matters, self.from, end);
        }
        let matter = found.iter().min_by_key(|m| m.owner).and_then(|m| page.lexicon.rows.matters.get(m.owner as usize));
        let matter = matter.map(|row| Text::from(row.id.as_str()));
        let asked = matter.as_deref().is_some_and(|m| matches!(m, "decision" | "feedback" | "hearing"));
        if body.is_none() && !(asked || matter.is_some() && group.passive) {
            return None;
        }
        Some(self.drawn(group, Act::Decide, subject, body, matter, next))
    }

    /// One past the words that speak of every case: where a limit for a narrower one begins, "or within 24 hours for a child in care".
    pub(super) fn general(&self) -> usize {
        let page = self.page;
        let second = self.limits.iter().skip(1).map(|l| l.from).find(|&n| {
            let or = |n: usize| matches!(page.word(n), "or" | "but" | "except" | "unless");
            n > self.from + 1 && (or(n - 1) || or(n - 2) || page.before(n) == Break::Clause)
        });
        second.unwrap_or(self.to)
    }

    /// One past the last word before `end` that is not the one which joins what follows.
    pub(super) fn stop(&self, end: usize) -> usize {
        let joins = |n: usize| matches!(self.page.word(n), "or" | "but" | "except" | "unless" | "and" | "only");
        let last = (self.from + 1..end).rev().find(|&n| end == self.to || !joins(n));
        last.map_or(end, |n| n + 1)
    }

    /// Gives each limit to the step that it stands after, or before where none comes first.
    fn time(&self, groups: &[Group], made: &mut [Drawn]) {
        for found in self.limits.iter().filter(|l| !limit::is_for_some(self.page, l)) {
            // The verb before the limit, whether or not it is a step: a limit of another act is not one of this.
            let first = || groups.first().filter(|g| found.to <= g.start && !self.supposed(found.from, g.start));
            let holder = groups.iter().rev().find(|g| g.verb < found.from).or_else(first);
            let Some(holder) = holder else { continue };
            for drawn in made.iter_mut().filter(|d| d.verb == holder.verb) {
                let better = drawn.limit.as_ref().is_none_or(|l| l.unit == concordat_register::route::Unit::Open);
                if better {
                    drawn.limit = Some(found.limit.clone());
                }
            }
        }
    }
}

fn page_reports(page: &Page<'_>, group: &Group) -> bool {
    page.word(group.verb).starts_with("report") && !group.passive
}

fn page_reaches(page: &Page<'_>, group: &Group) -> bool {
    page.word(group.verb).starts_with("reach") && !group.passive
}

impl Drawn {
    /// The body as facts have it.
    pub(super) fn body_kept(&self) -> Option<Body> {
        self.body.as_ref().map(|b| b.body.clone())
    }
}
