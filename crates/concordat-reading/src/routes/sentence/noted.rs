//! What notes say without a verb, and what stands before one.

use super::super::lexicon::flag;
use super::super::verbs::Group;
use super::{AFTER, Before, Drawn, Sentence};
use crate::phrase::Break;
use concordat_register::route::{Act, Force};
use concordat_text::Text;

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
}
