//! Proposes the joined route: the fewest changes found after which every case is determined.
//!
//! Candidates are made from what the walk of each case leaves open; the walker judges them. Changes are chosen one by one, each time
//! the one that settles most; then any that is no longer needed is dropped, and every smaller set is tried, smallest first, where
//! they are few: with few candidates no smaller set settles as much, which a property test holds against trying all.
//! Wording is a proposal: people decide.

mod candidates;

use crate::{case::Case, walk::Walker};
use candidates::candidates;
use concordat_findings::{CaseView, Cause, ChangeView, ProposalView, Question};
use concordat_register::{
    Anchor, DocumentFacts, DocumentIndex,
    citation::CitationFacts,
    meaning::MeaningFacts,
    route::{Gap, Mention, Step},
};
use concordat_standard::Standard;
use concordat_text::Text;

/// Candidates that are judged, and changes that are chosen, at most.
const CANDIDATES: usize = 40;
const CHANGES: usize = 16;
/// Smaller sets that are tried once a set is found.
const TRIED: usize = 130;

/// A change to one document.
#[derive(Debug, Clone)]
pub struct Change {
    /// Which document.
    pub document: DocumentIndex,
    /// Where in its facts.
    pub place: Place,
    /// The step as it would stand.
    pub step: Step,
    /// The clause that it changes or stands after.
    pub near: Anchor,
    /// Words that could stand there.
    pub wording: String,
    /// Answers that stand equal, the one in the wording among them.
    pub choose: Vec<String>,
    /// Why.
    pub reason: String,
}

/// Where a change stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the place of a step, by its number.
    Step(usize),
    /// In the place of what leaves a case to nobody.
    Gap,
    /// A step more.
    Added,
    /// In the place of words that part from another document: of a level, a tool, who settles which panel leads, or how a young person
    /// who harms is met.
    Words,
    /// Words on what cases turn on, by its row in the standard.
    Said(usize),
}

/// What is proposed.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// It for a reader.
    pub view: ProposalView,
    /// The changes.
    pub changes: Vec<Change>,
    /// What routes need of the documents, as they would stand: to be drawn beside today's.
    pub documents: Vec<DocumentFacts>,
}

/// Proposes changes to `documents` for the cases that they have documents for.
#[must_use]
pub fn propose(documents: &[DocumentFacts], standard: &Standard) -> Proposal {
    let today: Vec<DocumentFacts> = documents.iter().map(slim).collect();
    let walker = Walker::new(&today, standard);
    // What becomes of a young person who has turned 18 no rule of ours can say.
    let fits = |case: &Case| walker.has_documents_for(case) && case.children().next().is_some();
    let cases: Vec<Case> = Case::library(standard).into_iter().filter(fits).collect();
    let before: Vec<CaseView> = cases.iter().map(|case| walker.walk(case)).collect();
    let mut all = candidates(&walker, &today, &before, standard);
    all.truncate(CANDIDATES);
    let judge = Judge { today: &today, standard, cases: &cases, candidates: &all };
    let mut chosen = judge.greedy(weight(&before));
    judge.drop_needless(&mut chosen);
    judge.try_smaller(&mut chosen);
    chosen.sort_by_key(|&n| all.get(n).map(|c| (c.document, c.near.span, n)));
    let after = judge.views(&chosen);
    let with = judge.with(&chosen);
    let changes: Vec<Change> = chosen.iter().filter_map(|&n| all.get(n).cloned()).collect();
    let settled = |n: usize| {
        // The cases of which something is open again where this change alone is left out.
        let without: Vec<usize> = chosen.iter().copied().filter(|&other| other != n).collect();
        let views = judge.views(&without);
        let worse = views.iter().zip(&after).filter(|(v, a)| v.undetermined.len() > a.undetermined.len());
        worse.map(|(v, _)| v.title.clone()).collect()
    };
    let shown = chosen.iter().filter_map(|&n| Some((n, all.get(n)?)));
    let view = ProposalView {
        cases: cases.len(),
        today: before.iter().filter(|v| v.is_determined()).count(),
        then: after.iter().filter(|v| v.is_determined()).count(),
        changes: shown
            .map(|(n, c)| ChangeView {
                document: c.document,
                added: matches!(c.place, Place::Added | Place::Said(_)),
                near: c.near.clone(),
                wording: c.wording.clone(),
                choose: c.choose.clone(),
                reason: c.reason.clone(),
                cases: settled(n),
            })
            .collect(),
        remaining: after.iter().flat_map(|v| v.undetermined.iter().map(|u| (v.title.clone(), u.message.clone()))).collect(),
    };
    Proposal { view, changes, documents: with }
}

/// What routes need of a document.
fn slim(facts: &DocumentFacts) -> DocumentFacts {
    DocumentFacts {
        entry: facts.entry.clone(),
        headings: facts.headings.clone(),
        routes: facts.routes.clone(),
        meetings: facts.meetings.clone(),
        meaning: MeaningFacts { assessment: facts.meaning.assessment.clone(), ..MeaningFacts::default() },
        citations: CitationFacts { acronyms: facts.citations.acronyms.clone(), ..CitationFacts::default() },
        ..DocumentFacts::default()
    }
}

/// Takes out what a document says in some words of a level, a tool, who settles which panel leads or how a young person who harms is
/// met, and what it says elsewhere of the same concern or tool.
fn take_out(facts: &mut DocumentFacts, near: &Anchor) {
    let assessment = &mut facts.meaning.assessment;
    let concerns: Vec<String> = assessment.levels.iter().filter(|r| r.anchor.span == near.span).map(|r| r.concern.clone()).collect();
    assessment.levels.retain(|r| !concerns.contains(&r.concern));
    let names: Vec<String> = assessment.tools.iter().filter(|r| r.anchor.span == near.span).map(|r| r.name.clone()).collect();
    assessment.tools.retain(|r| !names.contains(&r.name));
    facts.routes.joins.retain(|j| j.anchor.span != near.span);
    let ids: Vec<Text> = facts.routes.mentions.iter().filter(|m| m.anchor.span == near.span).map(|m| m.id.clone()).collect();
    facts.routes.mentions.retain(|m| !ids.contains(&m.id));
}

/// Puts a step in the place of one. A sentence that tells two bodies within one time is two steps, and another time is that of both.
fn put(steps: &mut [Step], number: usize, new: &Step) {
    let Some(old) = steps.get(number).map(|s| (s.anchor.span, s.limit.clone())) else { return };
    if old.1 != new.limit {
        let joined = steps.iter_mut().filter(|s| s.anchor.span == old.0 && s.limit == old.1 && s.act == new.act);
        joined.for_each(|s| s.limit.clone_from(&new.limit));
    }
    steps.iter_mut().skip(number).take(1).for_each(|s| s.clone_from(new));
}

/// How much is open: a parting weighs as many documents as have to change.
fn weight(views: &[CaseView]) -> usize {
    let minority = |view: &CaseView, question: Question| {
        let answers = view.points.iter().find(|p| p.question == question).map_or(&[][..], |p| &p.answers);
        let all: usize = answers.iter().map(|a| a.evidence.len()).sum();
        all - answers.iter().map(|a| a.evidence.len()).max().unwrap_or(0)
    };
    let of = |view: &CaseView| -> usize {
        let one = |cause: Cause| match cause {
            Cause::FirstContactParts => 1 + minority(view, Question::First),
            Cause::LeadParts => 1 + minority(view, Question::Lead),
            Cause::JoiningParts => 1 + minority(view, Question::Joining),
            Cause::LevelParts => 1 + minority(view, Question::Level),
            Cause::ToolParts => 1 + minority(view, Question::Tool),
            Cause::StandingParts => 1 + minority(view, Question::Standing),
            _ => 1,
        };
        view.undetermined.iter().map(|u| one(u.cause)).sum()
    };
    views.iter().map(of).sum()
}

/// Judges sets of candidates by walking every case.
struct Judge<'j> {
    today: &'j [DocumentFacts],
    standard: &'j Standard,
    cases: &'j [Case],
    candidates: &'j [Change],
}

impl Judge<'_> {
    /// The documents with some candidates.
    fn with(&self, chosen: &[usize]) -> Vec<DocumentFacts> {
        let mut documents = self.today.to_vec();
        for change in chosen.iter().filter_map(|&n| self.candidates.get(n)) {
            let Some(facts) = documents.get_mut(change.document.0 as usize) else { continue };
            match change.place {
                Place::Step(number) => put(&mut facts.routes.steps, number, &change.step),
                Place::Gap => {
                    facts.routes.gaps.retain(|gap: &Gap| gap.anchor.span != change.near.span);
                    facts.routes.steps.push(change.step.clone());
                }
                Place::Added => facts.routes.steps.push(change.step.clone()),
                Place::Words => take_out(facts, &change.near),
                Place::Said(row) => {
                    let id = self.standard.routes.circumstances.turns.get(row).map(|turn| turn.id.as_str().into());
                    facts.routes.mentions.extend(id.map(|id| Mention {
                        id,
                        least: None,
                        most: None,
                        concerns: Vec::new(),
                        narrowed: Vec::new(),
                        anchor: change.near.clone(),
                    }));
                }
            }
        }
        documents
    }

    fn views(&self, chosen: &[usize]) -> Vec<CaseView> {
        let documents = self.with(chosen);
        let walker = Walker::new(&documents, self.standard);
        self.cases.iter().map(|case| walker.walk(case)).collect()
    }

    fn open(&self, chosen: &[usize]) -> usize {
        weight(&self.views(chosen))
    }

    /// Chooses one by one a candidate that settles most, the first of equals. What a candidate settles seldom grows as others are
    /// chosen: each round judges candidates in the order of what they settled when last judged, and stops where no other could do
    /// better. Only where none of them seems to settle anything are all judged once more.
    fn greedy(&self, mut open: usize) -> Vec<usize> {
        let mut chosen: Vec<usize> = Vec::new();
        let mut gains: Vec<(usize, usize)> = (0..self.candidates.len()).map(|n| (open.saturating_sub(self.open(&[n])), n)).collect();
        while open > 0 && chosen.len() < CHANGES {
            let best = self.best(&chosen, open, &mut gains, false).or_else(|| self.best(&chosen, open, &mut gains, true));
            let Some((gain, n)) = best else { break };
            chosen.push(n);
            gains.retain(|g| g.1 != n);
            open = open.saturating_sub(gain);
        }
        chosen
    }

    /// The candidate that settles most of what is `open` once `chosen` are made, with how much. `all` are judged, or those alone that
    /// settled more when last judged than the best so far.
    fn best(&self, chosen: &[usize], open: usize, gains: &mut [(usize, usize)], all: bool) -> Option<(usize, usize)> {
        gains.sort_unstable_by_key(|&(gain, n)| (std::cmp::Reverse(gain), n));
        let mut best: Option<(usize, usize)> = None;
        for (gain, n) in gains {
            if !all && *gain <= best.map_or(0, |b| b.0) {
                break;
            }
            *gain = open.saturating_sub(self.open(&[chosen, &[*n]].concat()));
            if *gain > best.map_or(0, |b| b.0) || *gain > 0 && best.is_some_and(|b| b.0 == *gain && b.1 > *n) {
                best = Some((*gain, *n));
            }
        }
        best
    }

    /// Drops what the others settle too.
    fn drop_needless(&self, chosen: &mut Vec<usize>) {
        let open = self.open(chosen);
        let mut n = 0;
        while n < chosen.len() {
            let mut without = chosen.clone();
            without.remove(n);
            if self.open(&without) <= open {
                *chosen = without;
            } else {
                n += 1;
            }
        }
    }

    /// Tries every smaller set, the smallest first, where they are few.
    fn try_smaller(&self, chosen: &mut Vec<usize>) {
        if chosen.len() < 2 {
            return;
        }
        let mut sets = Vec::new();
        let all = |size| subsets(self.candidates.len(), size, 0, &mut Vec::new(), &mut sets);
        if !(1..chosen.len()).all(all) {
            return;
        }
        let open = self.open(chosen);
        if let Some(better) = sets.into_iter().find(|set| self.open(set) <= open) {
            *chosen = better;
        }
    }
}

/// Gathers the subsets of `size` numbers under `of`; whether there are few enough.
fn subsets(of: usize, size: usize, from: usize, held: &mut Vec<usize>, sets: &mut Vec<Vec<usize>>) -> bool {
    if held.len() == size {
        sets.push(held.clone());
        return sets.len() <= TRIED;
    }
    for n in from..of {
        held.push(n);
        let few = subsets(of, size, n + 1, held, sets);
        held.pop();
        if !few {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests;
