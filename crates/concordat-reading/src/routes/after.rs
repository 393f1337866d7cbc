//! What is worked out besides the sentences: whoever a heading names, what follows upon what, and what names stand for.

use super::Scan;
use super::body::Found;
use super::page::Page;
use crate::phrase::Break;
use concordat_register::Anchor;
use concordat_register::route::{Act, Force, Gap, Left, Step, Trigger};
use concordat_text::{Text, fold_str};

/// Small words that may stand in a heading beside whoever acts: "What the police must do".
const BESIDE: [&str; 24] = [
    "what",
    "the",
    "do",
    "does",
    "must",
    "should",
    "will",
    "role",
    "roles",
    "of",
    "responsibilities",
    "duties",
    "action",
    "actions",
    "by",
    "for",
    "and",
    "or",
    "steps",
    "if",
    "you",
    "a",
    "in",
    "to",
];

/// Whoever a heading names, where it names nobody and nothing else.
pub(super) fn actor_of(page: &Page<'_>, all: &[Found], end: usize) -> Option<Found> {
    let inside = |n: usize| all.iter().any(|f| f.from <= n && n < f.to);
    let counted = |n: usize| page.word(n).bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let alone = end <= 10 && (0..end).all(|n| inside(n) || counted(n) || BESIDE.contains(&page.word(n)));
    // "One front door: the Anchor" names it, and is no list of what it does.
    let one = page.word(0) == "one" || page.word(0) == "single";
    all.first().filter(|f| alone && !one && !matches!(f.class.as_str(), "meeting" | "governance" | "emergency" | "scheme")).cloned()
}

/// Words under the heading of a flow chart that are a caption or a remark, at most: more of them tell the route.
const CAPTION: usize = 40;
/// The same beside a picture, under a heading that is one of a route.
const BESIDE_PICTURE: usize = 120;
/// Flow charts kept of one document.
const DRAWN: usize = 10;

/// What stands under a heading of a flow chart or pathway, or after a picture of one.
#[derive(Debug)]
pub(super) struct Drawing {
    /// The heading, or the passage before the picture.
    anchor: Anchor,
    /// Steps read before it.
    steps: usize,
    /// Words read since.
    pub(super) words: usize,
    /// The depth of the heading; a heading as deep or less ends it.
    pub(super) level: u8,
    /// Whether the heading says that the route is drawn.
    sure: bool,
    /// Whether a picture stands there.
    pictured: bool,
}

impl Scan {
    /// Takes note of a heading that says that a route is drawn below it, or that a route stands there, which may be drawn.
    pub(super) fn begin_drawn(&mut self, page: &Page<'_>, level: u8) {
        let end = page.tokens.list.len();
        let sure = page.says(&page.lexicon.drawn, 0, end);
        let free = self.drawn.as_ref().is_none_or(|d| sure && !d.sure);
        if free && (sure || page.says(&page.lexicon.pathway, 0, end)) {
            let steps = self.facts.steps.len();
            self.drawn = Some(Drawing { anchor: page.anchor(0, end), steps, words: 0, level, sure, pictured: false });
        }
    }

    /// Takes note of the pictures that stand after a passage. One whose own words say that it is of a route needs no heading.
    pub(super) fn pictured(&mut self, page: &Page<'_>) {
        let pictures = &page.prepared.document.pictures;
        while let Some(picture) = pictures.get(self.picture).filter(|p| p.after <= page.passage.passage.paragraph) {
            self.picture += 1;
            let chart = |alt: &String| page.lexicon.rows.judging.chart.stand_in(&fold_str(alt));
            match &mut self.drawn {
                Some(drawn) => drawn.pictured = true,
                None if picture.alt.as_ref().is_some_and(chart) => {
                    let (anchor, steps) = (page.anchor(0, page.tokens.list.len()), self.facts.steps.len());
                    self.drawn = Some(Drawing { anchor, steps, words: 0, level: u8::MAX, sure: false, pictured: true });
                }
                None => {}
            }
        }
    }

    /// Ends what stands under the heading of a flow chart: where no step was read and few words stand, the route is only a picture.
    pub(super) fn end_drawn(&mut self) {
        let Some(drawn) = self.drawn.take() else { return };
        let few = drawn.sure && drawn.words <= CAPTION || drawn.pictured && drawn.words <= BESIDE_PICTURE;
        if self.facts.steps.len() == drawn.steps && few && self.facts.pictures.len() < DRAWN {
            self.facts.pictures.push(drawn.anchor);
        }
    }

    /// A case that is passed on to nobody in particular is a step all the same: it leads nowhere. `first` is the first new gap.
    pub(super) fn keep_lost(&mut self, first: usize) {
        let lost: Vec<Gap> = self.facts.gaps.iter().skip(first).filter(|g| g.left == Left::ToNobody).cloned().collect();
        for gap in lost {
            self.push(Step {
                trigger: gap.trigger.clone(),
                actor: None,
                action: gap.anchor.quote.exact.clone(),
                act: Act::Transfer,
                matter: None,
                body: None,
                limit: None,
                force: Force::Does,
                explained: false,
                alone: false,
                held_back: None,
                before: Text::default(),
                next: None,
                by_hand: false,
                anchor: gap.anchor.clone(),
            });
        }
    }
}

/// Says which step follows upon which: the next of the same paragraph, list or table, and the next that whoever was reached takes. A
/// step for a narrower case than the one before follows upon nothing: it is another way, and not a further one.
pub(super) fn follow(steps: &mut [Step], runs: &[u32]) {
    for n in 1..steps.len() {
        let Some((before, [then, ..])) = steps.split_at_mut_checked(n) else { return };
        let Some(step) = before.last_mut() else { return };
        let own = |t: &Trigger| t.least.is_some() || t.most.is_some() || !t.narrowed.is_empty();
        let (a, b) = (&step.trigger, &then.trigger);
        let same = !own(b) || (a.least, a.most, &a.narrowed) == (b.least, b.most, &b.narrowed);
        let taken = step.body.as_ref().zip(then.actor.as_ref()).is_some_and(|(b, a)| b.name == a.name);
        let beside = runs.get(n - 1) == runs.get(n);
        let under = step.anchor.heading == then.anchor.heading;
        // Rows that send different concerns to different places stand beside each other and not one after another.
        let other = a.concerns != b.concerns && !taken
            || step.act == Act::Transfer && then.act == Act::Transfer && then.actor.is_none() && !a.text.is_empty() && a.text != b.text;
        if same && !other && under && (beside || taken) {
            step.next = u32::try_from(n).ok();
        }
    }
}

/// The panel that the title of terms of reference names.
pub(super) fn panel_of(title: &str) -> Option<Text> {
    // Lower case of these letters is as long as they are, which that of others may not be.
    let cut = title.to_ascii_lowercase().find("terms of reference")?;
    let (before, after) = (title.get(..cut)?, title.get(cut + "terms of reference".len()..)?);
    let name = if before.trim().is_empty() {
        after.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_start_matches("of ").trim_start_matches("the ")
    } else {
        before
    };
    // "The Quay Panel: Operating Protocol and Terms of Reference".
    let name = name.split([':', '–', '—']).map(str::trim).find(|part| !part.is_empty()).unwrap_or(name);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let name = name.strip_suffix(" and").unwrap_or(name);
    // "Panels: terms of reference" names none of them.
    let plain = matches!(fold_str(name).as_str(), "panels" | "panel" | "group" | "groups" | "meetings" | "boards");
    (!name.is_empty() && !plain).then(|| name.split(" (").next().unwrap_or(name).trim().into())
}

/// The first word of a sentence past the number that its passage is counted by.
pub(super) fn unlabelled(page: &Page<'_>, from: usize, to: usize) -> usize {
    let counted = |n: usize| page.word(n).bytes().all(|b| b.is_ascii_digit()) && !matches!(page.word(n), "999" | "101");
    let first = page.passage.passage.label.is_some() || from == 0 && counted(0) && counted(1);
    if !first || from != 0 {
        return from;
    }
    // "A" opens the sentence, where no mark parts it from what follows.
    let word = |n: usize| page.word(n).len() > 1 || page.word(n) == "a" && page.capital(n) && page.before(n + 1) == Break::None;
    (from..to.min(from + 4)).find(|&n| !counted(n) && word(n)).unwrap_or(from)
}

/// What a name stands for: letters that the document spells out, alone or at the end of a longer name.
pub(super) fn full(name: &Text, spelt: &impl Fn(&str) -> Option<Text>) -> Option<Text> {
    if let Some(full) = spelt(name) {
        return Some(full);
    }
    let (head, last) = name.rsplit_once(' ')?;
    let letters = last.chars().filter(char::is_ascii_uppercase).count() >= 2;
    letters.then(|| spelt(last)).flatten().map(|full| format!("{head} {full}").into())
}

pub(super) fn trimmed(meaning: &str) -> Text {
    meaning.strip_prefix("the ").or_else(|| meaning.strip_prefix("The ")).unwrap_or(meaning).into()
}
