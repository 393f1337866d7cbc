//! The tools that a document has used, and how it tells them to be used.

use super::{AssessmentReader, KEPT, Page, Scan};
use crate::meaning::definitions::{AgeLimit, age_limits};
use crate::phrase::Break;
use concordat_register::meaning::{ToolForce, ToolReading};

/// A tool named in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Its row in the standard.
    row: Option<u32>,
    /// Its name, folded.
    name: String,
    /// The last word of the name.
    head: String,
    concern: Option<u32>,
    /// First word and one past the last; both 0 where it is only referred back to.
    at: (usize, usize),
}

/// Last words of the names of tools.
const HEADS: [&str; 17] = [
    "framework",
    "tool",
    "toolkit",
    "matrix",
    "checklist",
    "assessment",
    "questionnaire",
    "screen",
    "indicator",
    "indicators",
    "instrument",
    "tools",
    "profile",
    "wheel",
    "grid",
    "inventory",
    "tracker",
];
/// Capitalised words before such a head that make no name of a tool.
const PLAIN: [&str; 30] = [
    "risk",
    "single",
    "core",
    "initial",
    "early",
    "help",
    "common",
    "family",
    "and",
    "child",
    "children",
    "needs",
    "need",
    "health",
    "the",
    "an",
    "a",
    "this",
    "that",
    "our",
    "for",
    "of",
    "safeguarding",
    "multi",
    "agency",
    "section",
    "impact",
    "community",
    "complete",
    "use",
];
/// Letters of bodies, whose checklists bear no name.
const BODIES: [&str; 6] = ["marac", "camhs", "mappa", "nspcc", "ofsted", "macse"];
/// Words after a head that make it the name of something else.
const OTHERS: [&str; 12] =
    ["conference", "conferences", "team", "teams", "panel", "meeting", "meetings", "framework", "service", "centre", "officer", "order"];
/// Words left out where two names are compared.
const ACRONYMS: [(&str, &str); 3] = [("cse", "sexual exploitation"), ("cce", "criminal exploitation"), ("hsb", "harmful sexual behaviour")];

impl AssessmentReader {
    /// Reads the tools of a passage.
    pub(super) fn tools_of(&self, scan: &mut Scan, page: &Page<'_>) {
        let paragraph = page.passage.passage.paragraph;
        for sentence in 0..page.tokens.sentences.len() {
            let (from, to) = page.tokens.sentence(sentence);
            let mut mentions = self.mentions(page, from, to);
            self.learn(scan, page, &mentions, to);
            let known = scan.acronyms.iter().find_map(|(letters, known)| {
                let at = (from..to).find(|&n| page.word(n) == letters && capital(page, n))?;
                Some(Mention { at: (at, at + 1), ..known.clone() })
            });
            // "The XYZ is the one screening tool": described and named is one tool.
            if mentions.iter().all(|m| m.row.is_none())
                && let Some(known) = known
            {
                mentions = vec![known];
            }
            self.leave_reasons(page, &mut mentions);
            if mentions.is_empty()
                && let Some(again) = self.again(scan, page, (from, to), paragraph)
            {
                mentions.push(again);
            }
            if let Some(last) = mentions.iter().rfind(|m| m.at.1 > 0) {
                // "The matrix is the only one" is said of the concern that the sentence before it named.
                let spoken = self.concerns_in(page, from, to).first().map(|m| m.owner);
                scan.last_tool = Some((Mention { concern: last.concern.or(spoken), ..last.clone() }, paragraph));
            }
            if let [one] = mentions.as_slice()
                && scan.facts.tools.len() < KEPT
                && let Some(reading) = self.tool(scan, page, one, (from, to))
            {
                scan.facts.tools.push(reading);
            }
        }
    }

    /// Learns the letters that a named tool is given in brackets.
    fn learn(&self, scan: &mut Scan, page: &Page<'_>, mentions: &[Mention], to: usize) {
        for mention in mentions.iter().filter(|m| m.row.is_none() && m.at.1 < to) {
            let at = mention.at.1;
            let letters = page.word(at);
            let bracket = page.tokens.before(at) == Break::Clause;
            let initial = mention.name.chars().next() == letters.chars().next() || letters.len() >= 3;
            if scan.acronyms.len() < 20
                && bracket
                && capital(page, at)
                && (3..=8).contains(&letters.len())
                && initial
                && scan.acronyms.iter().all(|(known, _)| known != letters)
            {
                scan.acronyms.push((letters.to_owned(), mention.clone()));
            }
            self.learn_before(scan, page, mention);
        }
    }

    /// Of two tools of one family leaves out the one that only tells why the other is used: "we use the young people's form, because the
    /// adult one was not made for them".
    fn leave_reasons(&self, page: &Page<'_>, mentions: &mut Vec<Mention>) {
        let [one, other] = mentions.as_slice() else { return };
        let family = |m: &Mention| m.row.and_then(|n| self.tool_rows.get(n as usize)).and_then(|row| row.family.clone());
        let (from, to) = (one.at.1, other.at.0);
        let reason = || (from..to).any(|n| matches!(page.word(n), "because" | "unlike" | "whereas" | "rather" | "instead"));
        if from < to && family(one).is_some() && family(one) == family(other) && reason() {
            mentions.truncate(1);
        }
    }

    /// Learns letters that stand before a name with a comma or bracket between, and are its first letters: "SORA, the Sailors' Own Risk
    /// Assessment".
    fn learn_before(&self, scan: &mut Scan, page: &Page<'_>, mention: &Mention) {
        let (from, to) = mention.at;
        let start = if from > 0 && page.word(from - 1) == "the" { from - 1 } else { from };
        let Some(at) = start.checked_sub(1).filter(|_| matches!(page.tokens.before(start), Break::Comma | Break::Clause)) else { return };
        let small = |word: &&str| !matches!(*word, "of" | "and" | "for" | "in" | "the");
        let initials: String = (from..to).map(|n| page.word(n)).filter(small).filter_map(|w| w.chars().next()).collect();
        let letters = page.word(at);
        let fits = (3..=8).contains(&letters.len()) && letters == initials && capital(page, at);
        if fits && scan.acronyms.len() < 20 && scan.acronyms.iter().all(|(known, _)| known != letters) {
            scan.acronyms.push((letters.to_owned(), mention.clone()));
        }
    }

    fn tool(&self, scan: &Scan, page: &Page<'_>, mention: &Mention, (from, to): (usize, usize)) -> Option<ToolReading> {
        let row = mention.row.and_then(|n| self.tool_rows.get(n as usize));
        let said = |cue| self.says(cue, page.tokens, from, to);
        let only = said("only");
        if row.is_some_and(|r| r.general) || self.is_gone(page, mention, (from, to)) || (said("past") && !only) {
            return None;
        }
        let force = if only {
            ToolForce::Only
        } else if said("the") {
            ToolForce::TheOne
        } else if (said("must") || said("used")) && said("for_all") || said("must") {
            ToolForce::Required
        } else if said("used") || self.pointed(page, mention, from) {
            ToolForce::Used
        } else {
            return None;
        };
        let spoken = self.concerns_in(page, from, to).first().map(|m| m.owner);
        let named = row.and_then(|r| r.concern.as_ref()).and_then(|id| self.concern_rows.iter().position(|c| c.id == *id));
        let named = named.and_then(|n| u32::try_from(n).ok());
        let concern = named.or(mention.concern).or(spoken).or_else(|| Self::topic(scan))?;
        let age = age_limits(page.words(from, to)).first().map(|a| (a.least, a.most)).or_else(|| young(page, from, to));
        let age = age.or_else(|| said("any_age").then_some((Some(0), None)));
        Some(ToolReading {
            tool: row.map(|r| r.id.clone()),
            name: mention.name.clone(),
            concern: self.concern_rows.get(concern as usize)?.id.clone(),
            force,
            screens: row.is_some_and(|r| r.screens) || mention.name.contains("screening"),
            least: age.map_or_else(|| row.and_then(|r| r.least), |a| a.0),
            most: age.map_or_else(|| row.and_then(|r| r.most), |a| a.1),
            young: self.is_for_young(page, mention, (from, to)),
            told_apart: !only && said("apart"),
            anchor: page.anchor(from, to),
        })
    }

    /// Whether the words about a tool say that it is used no more.
    fn is_gone(&self, page: &Page<'_>, mention: &Mention, place: (usize, usize)) -> bool {
        let (begins, ends) = own(page, mention, place);
        self.says("gone", page.tokens, begins, ends)
    }

    /// Whether the words about a tool tell that it is used with somebody under 18. An age that another verb may stand before ("and list
    /// every child under 18") is not said of the tool.
    fn is_for_young(&self, page: &Page<'_>, mention: &Mention, place: (usize, usize)) -> bool {
        let (begins, ends) = own(page, mention, place);
        let start = page.tokens.span(begins, ends).start();
        let joins = |n: usize| matches!(page.word(n), "and" | "then" | "but" | "while" | "whereas" | "or");
        let of_tool = |limit: &AgeLimit| {
            let at = (begins..ends).find(|&n| page.tokens.get(n).is_some_and(|t| t.span.start() >= start + limit.at)).unwrap_or(ends);
            let (earlier, later) = if mention.at.1 == 0 { (begins, at) } else { (mention.at.1.min(at), mention.at.0.max(at)) };
            !limit.of_adults && !(earlier..later).any(joins)
        };
        let limits = age_limits(page.words(begins, ends));
        // "For every person of 16 and over" takes in the young as well.
        let from_young = |l: &AgeLimit| l.most.is_none() && l.least.is_some_and(|least| (10..18).contains(&least));
        limits.iter().any(|l| (l.most.is_some_and(|most| most < 18) || from_young(l)) && of_tool(l))
            || limits.is_empty() && (young(page, begins, ends).is_some() || self.says("any_age", page.tokens, begins, ends))
    }

    /// "Partner abuse: the young people's DASH": a tool given after the concern and a colon.
    fn pointed(&self, page: &Page<'_>, mention: &Mention, from: usize) -> bool {
        let at = mention.at.0;
        let colon = (at.saturating_sub(5)..=at).find(|&n| n > from && page.tokens.before(n) == Break::Clause);
        mention.at.1 > 0 && colon.is_some_and(|n| !self.concerns_in(page, from, n).is_empty())
    }

    /// Tools named in a sentence: published ones, and names in capitals that end as names of tools do.
    fn mentions(&self, page: &Page<'_>, from: usize, to: usize) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        for hit in super::found_in(&self.tools, page.tokens, from, to) {
            let Some(row) = self.tool_rows.get(hit.owner as usize) else { continue };
            if found.iter().any(|m| m.at.0 < hit.whole.1 && hit.whole.0 < m.at.1) {
                continue;
            }
            let head = page.word(hit.whole.1).to_owned();
            found.push(Mention { row: Some(hit.owner), name: row.name.clone(), head, concern: None, at: hit.whole });
        }
        for at in from..to {
            let head = page.word(at);
            if !HEADS.contains(&head) || found.iter().any(|m| m.at.0 <= at && at < m.at.1 + 1) {
                continue;
            }
            let named = self.capitals(page, from, at).or_else(|| self.fronted(page, from, at)).or_else(|| self.described(page, from, at));
            found.extend(named);
        }
        let mut rows: Vec<Option<u32>> = found.iter().map(|m| m.row).collect();
        rows.dedup();
        if rows.len() == 1 && rows.first().is_some_and(Option::is_some) {
            found.truncate(1);
        }
        found
    }

    /// A name in capitals that ends in the head at `at`.
    fn capitals(&self, page: &Page<'_>, from: usize, at: usize) -> Option<Mention> {
        if !capital(page, at) || (OTHERS.contains(&page.word(at + 1)) && capital(page, at + 1)) {
            return None;
        }
        let mut start = at;
        while start > from && page.tokens.before(start) == Break::None {
            let joins = matches!(page.word(start - 1), "of" | "and" | "for" | "in") && start >= from + 2 && capital(page, start - 2);
            if !(capital(page, start - 1) || joins) {
                break;
            }
            start -= 1;
        }
        while start < at && matches!(page.word(start), "the" | "a" | "an" | "complete" | "use" | "our" | "this") {
            start += 1;
        }
        let telling =
            (start..at).filter(|&n| !PLAIN.contains(&page.word(n)) && page.tokens.get(n).is_some_and(|t| t.number.is_none())).count();
        (telling > 0).then(|| self.mention(page, (start, at + 1)))
    }

    /// A name in capitals before a head in small letters: "the HARBOUR checklist", "the Second Wind questionnaire". One word in a capital
    /// may be whoever made it, or the first of the sentence.
    fn fronted(&self, page: &Page<'_>, from: usize, at: usize) -> Option<Mention> {
        let head =
            matches!(page.word(at), "tool" | "toolkit" | "matrix" | "checklist" | "questionnaire" | "screen" | "instrument" | "profile");
        let mut start = at;
        while start > from && page.tokens.before(start) == Break::None && capital(page, start - 1) && !PLAIN.contains(&page.word(start - 1))
        {
            start -= 1;
        }
        let letters = |n: usize| {
            let source = page.passage.folded.source(page.tokens.span(n, n + 1)).of(page.passage.text);
            source.len() >= 5 && source.chars().all(|c| c.is_ascii_uppercase()) && !BODIES.contains(&page.word(n))
        };
        let named = if start + 1 == at { letters(start) } else { start + 1 < at && start > from };
        (head && !capital(page, at) && named && !OTHERS.contains(&page.word(at + 1))).then(|| self.mention(page, (start, at + 1)))
    }

    /// A tool described rather than named: "the exploitation screening tool".
    fn described(&self, page: &Page<'_>, from: usize, at: usize) -> Option<Mention> {
        // "The Tarn Exploitation Screen is the only tool" describes no second one.
        let joined = |n: &usize| page.tokens.before(n + 1) == Break::None && !matches!(page.word(*n), "is" | "are" | "was" | "be" | "as");
        let start = (from.max(at.saturating_sub(6))..at).rev().take_while(joined);
        let start = start.filter(|&n| !matches!(page.word(n), "the" | "a" | "an" | "of" | "for" | "and" | "with" | "in")).last()?;
        let concern = self.concerns_in(page, start, at + 1).first().map(|m| (m.whole.0, m.owner))?;
        let telling = matches!(page.word(at), "tool" | "matrix" | "checklist" | "toolkit" | "questionnaire")
            || matches!(page.word(at.saturating_sub(1)), "risk" | "screening" | "specialist");
        telling.then(|| self.mention(page, (concern.0, at + 1)))
    }

    fn mention(&self, page: &Page<'_>, (from, to): (usize, usize)) -> Mention {
        let concern = self.concerns_in(page, from, to).first().map(|m| m.owner);
        let words = (from..to).map(|n| page.word(n)).map(|w| ACRONYMS.iter().find(|(short, _)| *short == w).map_or(w, |(_, long)| long));
        let name = words.collect::<Vec<_>>().join(" ");
        Mention { row: None, name, head: page.word(to - 1).to_owned(), concern, at: (from, to) }
    }

    /// A tool of the sentence before that is referred back to: "the matrix is ...".
    fn again(&self, scan: &Scan, page: &Page<'_>, (from, to): (usize, usize), paragraph: u32) -> Option<Mention> {
        let (last, at) = scan.last_tool.as_ref().filter(|(_, at)| paragraph <= at + 1)?;
        let begins = matches!(page.word(from), "the" | "this" | "that" | "it");
        let head = page.word(from + 1);
        let same = page.word(from) == "it" && paragraph == *at
            || head == last.head
            || (head == "tool" && HEADS.contains(&head))
            || (head == "assessment" && last.row.is_some());
        // "No other screening tool is accepted" is said of the one before it.
        let alone = paragraph == *at
            && page.word(from) == "no"
            && page.word(from + 1) == "other"
            && (from + 2..to.min(from + 5))
                .any(|n| page.word(n) == last.head || matches!(page.word(n), "tool" | "form" | "assessment" | "checklist"));
        (alone || begins && same && from < to).then(|| Mention { at: (0, 0), ..last.clone() })
    }
}

/// The words about a tool in the sentence `from..to`: what stands after a semicolon may be said of another one.
fn own(page: &Page<'_>, mention: &Mention, (from, to): (usize, usize)) -> (usize, usize) {
    if mention.at.1 == 0 {
        return (from, to);
    }
    let cut = |n: &usize| super::levels::semicolon(page.passage, page, *n);
    ((from + 1..=mention.at.0).rev().find(cut).unwrap_or(from), (mention.at.1..to).find(cut).unwrap_or(to))
}

/// Ages under 18 that some words name without setting a limit: "at 16 and 17", "aged 15". One number after "at" may be an hour or a
/// score, and what is counted is no age.
fn young(page: &Page<'_>, from: usize, to: usize) -> Option<(Option<u8>, Option<u8>)> {
    let age = |n: usize| page.tokens.get(n).and_then(|t| t.number).and_then(|n| u8::try_from(n).ok()).filter(|n| (10..18).contains(n));
    let named = |first: usize| {
        let least = age(first)?;
        let joined = matches!(page.word(first + 1), "and" | "or" | "to").then(|| age(first + 2)).flatten();
        let after = first + if joined.is_some() { 3 } else { 1 };
        let years = matches!(page.word(after), "year" | "years") && matches!(page.word(after + 1), "old" | "olds");
        let bare = after >= to || page.tokens.before(after) > Break::None;
        let told = match page.word(first - 1) {
            "aged" | "age" | "ages" => true,
            "at" | "of" => joined.is_some() && bare,
            _ => false,
        };
        (told || years).then(|| (Some(least), joined.or(Some(least))))
    };
    (from + 1..to).find_map(named)
}

/// Whether a word begins with a capital letter in the document's own text.
fn capital(page: &Page<'_>, at: usize) -> bool {
    let Some(token) = page.tokens.get(at) else { return false };
    let source = page.passage.folded.source(token.span);
    page.passage.text.get(source.start()..).and_then(|t| t.chars().next()).is_some_and(char::is_uppercase)
}
