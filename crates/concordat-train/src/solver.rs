//! Logistic regression held back by an elastic net, by coordinate descent: the same input gives the same weights.

/// A yes or no to be learnt.
#[derive(Debug, Clone)]
pub(crate) struct Problem<'a> {
    /// For each feature, the rows it stands in.
    pub(crate) columns: &'a [Vec<u32>],
    /// For each feature, by how much more than others it is held back.
    pub(crate) factors: &'a [f64],
    /// For each row, the answer.
    pub(crate) answers: &'a [bool],
    /// For each row, how much it counts.
    pub(crate) weights: &'a [f64],
    pub(crate) l1: f64,
    pub(crate) l2: f64,
}

/// What was learnt: what stands without features, and what each adds, in log-odds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fitted {
    pub(crate) base: f64,
    pub(crate) weights: Vec<f64>,
}

const SWEEPS: usize = 200;
/// The largest change of a sweep at which learning ends.
const STILL: f64 = 1e-4;
/// How far one step may go.
const STEP: f64 = 1.0;

pub(crate) fn sigmoid(log_odds: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-log_odds))
}

/// Minimises the loss with a Newton step for each feature in turn.
pub(crate) fn fit(problem: &Problem<'_>) -> Fitted {
    let mut state = State {
        problem,
        margins: vec![0.0; problem.answers.len()],
        chances: vec![0.5; problem.answers.len()],
        fitted: Fitted { base: 0.0, weights: vec![0.0; problem.columns.len()] },
    };
    for sweep in 0..SWEEPS {
        let mut most = state.step_base();
        // Features at nothing rarely leave it: most sweeps pass over only those that count.
        let all = sweep % 5 == 0;
        for feature in 0..problem.columns.len() {
            if all || state.fitted.weights.get(feature).is_some_and(|w| *w != 0.0) {
                most = most.max(state.step(feature).abs());
            }
        }
        if most < STILL && all {
            break;
        }
    }
    state.fitted
}

struct State<'p> {
    problem: &'p Problem<'p>,
    margins: Vec<f64>,
    chances: Vec<f64>,
    fitted: Fitted,
}

impl State<'_> {
    /// Gradient and curvature over `rows`.
    fn slopes(&self, rows: impl Iterator<Item = usize>) -> (f64, f64) {
        let (mut gradient, mut curvature) = (0.0, 0.0);
        for row in rows {
            let (Some(&p), Some(&y), Some(&w)) = (self.chances.get(row), self.problem.answers.get(row), self.problem.weights.get(row))
            else {
                continue;
            };
            gradient += w * (p - f64::from(u8::from(y)));
            curvature += w * p * (1.0 - p);
        }
        (gradient, curvature)
    }

    fn shift(&mut self, rows: impl Iterator<Item = usize>, by: f64) {
        for row in rows {
            if let (Some(margin), Some(chance)) = (self.margins.get_mut(row), self.chances.get_mut(row)) {
                *margin += by;
                *chance = sigmoid(*margin);
            }
        }
    }

    fn step_base(&mut self) -> f64 {
        let (gradient, curvature) = self.slopes(0..self.margins.len());
        let change = (-gradient / curvature.max(1e-6)).clamp(-STEP, STEP);
        self.fitted.base += change;
        self.shift(0..self.margins.len(), change);
        change.abs()
    }

    fn step(&mut self, feature: usize) -> f64 {
        let Some(column) = self.problem.columns.get(feature).filter(|c| !c.is_empty()) else { return 0.0 };
        let factor = self.problem.factors.get(feature).copied().unwrap_or(1.0);
        let (l1, l2) = (self.problem.l1 * factor, self.problem.l2 * factor);
        let now = self.fitted.weights.get(feature).copied().unwrap_or(0.0);
        let rows = || column.iter().map(|&r| r as usize);
        let (gradient, curvature) = self.slopes(rows());
        let (gradient, curvature) = (gradient + l2 * now, (curvature + l2).max(1e-6));
        let target = now - gradient / curvature;
        let shrunk = if target > l1 / curvature {
            target - l1 / curvature
        } else if target < -l1 / curvature {
            target + l1 / curvature
        } else {
            0.0
        };
        let change = (shrunk - now).clamp(-STEP, STEP);
        if change == 0.0 {
            return 0.0;
        }
        if let Some(weight) = self.fitted.weights.get_mut(feature) {
            *weight = now + change;
        }
        self.shift(rows(), change);
        change
    }
}

/// Slope and offset that turn scores into chances, by logistic regression on one number.
pub(crate) fn calibrate(scores: &[f64], answers: &[bool]) -> [f64; 2] {
    let (mut slope, mut offset) = (1.0, 0.0);
    for _ in 0..100 {
        let mut sums = [0.0; 5];
        for (&x, &y) in scores.iter().zip(answers) {
            let p = sigmoid(slope * x + offset);
            let (error, spread) = (p - f64::from(u8::from(y)), (p * (1.0 - p)).max(1e-9));
            for (sum, add) in sums.iter_mut().zip([error * x, error, spread * x * x, spread * x, spread]) {
                *sum += add;
            }
        }
        let [ga, gb, haa, hab, hbb] = sums;
        // A little is added so that few answers do not give an endless slope.
        let (ga, haa) = (ga + 0.1 * (slope - 1.0), haa + 0.1);
        let (gb, hbb) = (gb + 0.01 * offset, hbb + 0.01);
        let determinant = (haa * hbb - hab * hab).max(1e-9);
        slope = (slope - ((hbb * ga - hab * gb) / determinant).clamp(-STEP, STEP)).max(0.05);
        offset -= ((haa * gb - hab * ga) / determinant).clamp(-STEP, STEP);
    }
    [slope, offset]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_the_answers_apart_gets_the_weight() {
        let columns = vec![vec![0, 1, 2, 3], vec![0, 2, 4, 6], vec![]];
        let answers = [true, true, true, true, false, false, false, false];
        let fitted = fit(&Problem { columns: &columns, factors: &[1.0; 3], answers: &answers, weights: &[1.0; 8], l1: 0.1, l2: 0.1 });
        assert!(fitted.weights[0] > 1.0 && fitted.weights[1].abs() < 0.1, "{fitted:?}");
        assert_eq!(fitted.weights[2], 0.0);
    }

    #[test]
    fn calibration_says_how_often() {
        let scores: Vec<f64> = (0..100).map(|n| f64::from(n % 2)).collect();
        let answers: Vec<bool> = (0..100).map(|n| n % 2 == 1 && n % 4 == 1).collect();
        let [slope, offset] = calibrate(&scores, &answers);
        assert!((sigmoid(slope + offset) - 0.5).abs() < 0.05, "{slope} {offset}");
        assert!(sigmoid(offset) < 0.1);
    }
}
