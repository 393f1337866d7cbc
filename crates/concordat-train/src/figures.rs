//! How well answers hold: precision, recall and F1 of each message, and whether certainty means what it says.

use crate::Label;
use std::fmt::Write as _;

/// What was answered of a passage and what it is labelled.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    /// The label; none for silent.
    pub wanted: Option<Label>,
    /// The answer; none for silent.
    pub got: Option<Label>,
    /// How sure the answer that it carries the message is, from 0 to 1.
    pub certainty: f64,
}

/// Figures of one message.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Figure {
    /// Of what was found, how much was right.
    pub precision: f64,
    /// Of what was there, how much was found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// Of all passages, how many have exactly the label's position.
    pub exact: f64,
    /// Mean squared error of the certainty.
    pub brier: f64,
    /// Precision, recall and F1 of what contradicts; 0 where nothing does.
    pub denied: [f64; 3],
}

/// The figures of `outcomes`. A passage that carries part of a message and is missed costs exactness and nothing else, as
/// does one that carries part and is taken for the whole.
#[must_use]
pub fn figures(outcomes: &[Outcome]) -> Figure {
    let carried = |label: Option<Label>| matches!(label, Some(Label::Asserts | Label::Partly));
    let (mut counts, mut denied) = ([0.0; 3], [0.0; 3]);
    let (mut exact, mut brier) = (0.0, 0.0);
    for one in outcomes {
        let (wanted, got) = (carried(one.wanted), carried(one.got));
        if one.wanted != Some(Label::Partly) || got {
            count(&mut counts, wanted, got);
        }
        count(&mut denied, one.wanted == Some(Label::Contradicts), one.got == Some(Label::Contradicts));
        exact += f64::from(u8::from(one.wanted == one.got));
        let error = one.certainty - f64::from(u8::from(wanted));
        brier += error * error;
    }
    let all = f64::from(u32::try_from(outcomes.len().max(1)).unwrap_or(u32::MAX));
    let [precision, recall, f1] = rates(counts);
    Figure { precision, recall, f1, exact: exact / all, brier: brier / all, denied: rates(denied) }
}

fn count([right, wrong, missed]: &mut [f64; 3], wanted: bool, got: bool) {
    *match (wanted, got) {
        (true, true) => right,
        (false, true) => wrong,
        (true, false) => missed,
        (false, false) => return,
    } += 1.0;
}

fn rates([right, wrong, missed]: [f64; 3]) -> [f64; 3] {
    let of = |a: f64, b: f64| if a + b > 0.0 { a / (a + b) } else { 0.0 };
    let (precision, recall) = (of(right, wrong), of(right, missed));
    [precision, recall, if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }]
}

/// A table of figures, one message a line, and their mean.
#[must_use]
pub fn table(rows: &[(String, Figure)]) -> String {
    let mut text = format!("{:32} {:>9} {:>9} {:>9} {:>9} {:>9}   contradicts P/R/F1\n", "", "precision", "recall", "F1", "exact", "Brier");
    for (name, f) in rows {
        let [p, r, f1] = f.denied;
        let _ = writeln!(
            text,
            "{name:32} {:9.3} {:9.3} {:9.3} {:9.3} {:9.3}   {p:.2} {r:.2} {f1:.2}",
            f.precision, f.recall, f.f1, f.exact, f.brier
        );
    }
    let count = f64::from(u32::try_from(rows.len().max(1)).unwrap_or(u32::MAX));
    let mean = |of: fn(&Figure) -> f64| rows.iter().map(|(_, f)| of(f)).sum::<f64>() / count;
    let _ = writeln!(
        text,
        "{:32} {:9.3} {:9.3} {:9.3} {:9.3} {:9.3}",
        "mean",
        mean(|f| f.precision),
        mean(|f| f.recall),
        mean(|f| f.f1),
        mean(|f| f.exact),
        mean(|f| f.brier)
    );
    text
}
