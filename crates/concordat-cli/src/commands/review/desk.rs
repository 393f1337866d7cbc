//! The conversation in which somebody goes through findings: one at a time, one line an answer.
//!
//! It reads lines and not keys, so that it works over any terminal, with a screen reader, and from a script.

use crate::notice::Failure;
use concordat_decisions::{Book, Decision, Ordered, Ruling};
use concordat_findings::{Audit, Finding};
use concordat_register::Date;
use std::io::{BufRead, Write};

/// What is asked under each finding.
const ASKED: &str = "[a]ccept  [d]ismiss  [f] put off  as[s]ign  [o]pen again  [n]ext  [p]revious  [u]ndo  [?]  [q]uit > ";

const HELP: &str = "\
  a          it is right, and something will be done
  d REASON   it is not so, or nothing need be done
  f DAY      not before that day, as 2026-09-01; without a day until it is opened again
  s WHO      it is right, and this body or post is to do something
  o          what was decided before no longer holds
  n          the next finding; so does an empty line
  p          the one before
  u          takes back the last decision made here
  q          ends; every decision is kept as soon as it is made
";

/// Somebody at work.
pub(super) struct Desk<'a, R, W> {
    pub(super) audit: &'a Audit,
    /// What is gone through, in order.
    pub(super) findings: Vec<&'a Finding>,
    /// Who decides.
    pub(super) by: String,
    /// The time of a decision.
    pub(super) at: fn() -> String,
    pub(super) width: usize,
    pub(super) colour: bool,
    pub(super) input: R,
    pub(super) out: W,
}

/// Keeps the book, but for a decision that was taken back.
pub(super) type Keep<'k> = dyn FnMut(&mut Book, Option<&Decision>) -> Result<(), Failure> + 'k;

/// What a sitting came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Decisions kept.
    pub(super) decided: usize,
    /// Findings gone through of which none was decided about.
    pub(super) left: usize,
}

impl<'a, R: BufRead, W: Write> Desk<'a, R, W> {
    /// Goes through the findings until they or the answers end; `keep` is called after each decision, and with the decision where one is taken back.
    pub(super) fn sit(&mut self, book: &mut Book, keep: &mut Keep<'_>) -> Result<Said, Failure> {
        let mut made: Vec<(usize, Decision)> = Vec::new();
        let mut at = 0;
        while let Some(&finding) = self.findings.get(at) {
            self.show(at, finding, book);
            let Some(answer) = self.ask(ASKED) else { break };
            let (word, rest) = answer.split_once(char::is_whitespace).unwrap_or((&answer, ""));
            match word {
                "" | "n" | "next" => at += 1,
                "p" | "previous" => at = at.saturating_sub(1),
                "q" | "quit" => break,
                "u" | "undo" => match made.pop() {
                    Some((place, decision)) => {
                        book.take_back(&decision);
                        keep(book, Some(&decision))?;
                        at = place;
                    }
                    None => self.say("There is nothing to take back.\n"),
                },
                _ => {
                    let Some(ordered) = self.ordered(word, rest.trim()) else { continue };
                    book.settle(self.audit, &finding.id);
                    let carried = super::carried(self.audit, finding);
                    let decision = book.decide(&finding.id, Book::seen(self.audit, finding), ordered, carried);
                    keep(book, None)?;
                    made.push((at, decision));
                    at += 1;
                }
            }
        }
        let mut places: Vec<usize> = made.iter().map(|(place, _)| *place).collect();
        places.sort_unstable();
        places.dedup();
        Ok(Said { decided: made.len(), left: self.findings.len() - places.len() })
    }

    /// What an answer orders; none where it is no decision, which is then said.
    fn ordered(&mut self, word: &str, rest: &str) -> Option<Ordered> {
        let mut ordered = Ordered { ruling: Ruling::Accept, by: self.by.clone(), at: (self.at)(), reason: None, to: None, until: None };
        let given = |rest: &str| Some(rest.to_owned()).filter(|r| !r.is_empty());
        match word {
            "a" | "accept" => ordered.reason = given(rest),
            "o" | "open" | "reopen" => (ordered.ruling, ordered.reason) = (Ruling::Reopen, given(rest)),
            "d" | "dismiss" => {
                ordered.ruling = Ruling::Dismiss;
                ordered.reason = Some(self.filled(rest, "Why? ", "A finding is dismissed for a reason; nothing was decided.\n")?);
            }
            "s" | "assign" => {
                ordered.ruling = Ruling::Assign;
                ordered.to = Some(self.filled(rest, "To whom? ", "Nobody was named; nothing was decided.\n")?);
            }
            "f" | "defer" => {
                ordered.ruling = Ruling::Defer;
                let day = if rest.is_empty() { self.ask("Until which day (empty: until it is opened again)? ")? } else { rest.to_owned() };
                if !day.is_empty() {
                    ordered.until = Date::parse(&day);
                    if ordered.until.is_none() {
                        self.say("That is no date: write it as 2026-09-01. Nothing was decided.\n");
                        return None;
                    }
                }
            }
            _ => {
                self.say(HELP);
                return None;
            }
        }
        Some(ordered)
    }

    /// `rest`, or what is answered to `question`; `otherwise` is said where that is nothing.
    fn filled(&mut self, rest: &str, question: &str, otherwise: &str) -> Option<String> {
        let answer = if rest.is_empty() { self.ask(question).unwrap_or_default() } else { rest.to_owned() };
        if answer.is_empty() {
            self.say(otherwise);
            return None;
        }
        Some(answer)
    }

    fn show(&mut self, at: usize, finding: &Finding, book: &Book) {
        let text = concordat_report::finding(self.audit, finding, self.width, self.colour);
        self.say(&format!("\n{} of {}  {}\n{text}", at + 1, self.findings.len(), finding.id));
        // The book and not the audit: what was decided a moment ago counts.
        let held = &self.audit.decisions;
        let elsewhere = |d: &Decision| held.standing.iter().any(|(id, s)| *id != finding.id && s.moved && s.heads.contains(d));
        let here = |d: &&Decision| !elsewhere(d) && !held.lapsed.iter().any(|l| l.decision == **d);
        let heads: Vec<&Decision> = book.heads(&finding.id).into_iter().filter(here).collect();
        // What was decided under another id is shown until somebody decides under this one.
        let carried = super::carried(self.audit, finding).iter().filter(|_| heads.is_empty());
        let by_hand = heads.iter().copied().chain(carried).map(|d| {
            let more = [d.to.as_ref().map(|to| format!(" to {to}")), d.reason.as_ref().map(|r| format!(": {r}"))];
            format!(
                "  {} by {} on {}{}\n",
                d.ruling.word(),
                d.by,
                d.at.get(..10).unwrap_or_default(),
                more.into_iter().flatten().collect::<String>()
            )
        });
        let said: String = by_hand.collect();
        self.say(&said);
    }

    /// The answer to a question, trimmed; none where answers have ended.
    fn ask(&mut self, question: &str) -> Option<String> {
        self.say(question);
        let mut line = Vec::new();
        match self.input.read_until(b'\n', &mut line) {
            Ok(n) if n > 0 => Some(String::from_utf8_lossy(&line).trim().to_owned()),
            _ => None,
        }
    }

    /// A reader that went away is no failure.
    fn say(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
    }
}
