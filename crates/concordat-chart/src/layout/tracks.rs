//! Which of several lines side by side is the first, so that they cross little.

/// Rounds of moving one line among the others.
const ROUNDS: usize = 8;
/// Lines beyond this are left in the order they come in.
const ARRANGED: usize = 160;

/// The track of each of `count` lines: `cost(a, b)` is what it costs that `a` comes before `b`, and lines that do not `meet` may share a
/// track.
pub(super) fn tracks(count: usize, cost: impl Fn(usize, usize) -> i64, meet: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    if count <= ARRANGED {
        let costs: Vec<Vec<i64>> = (0..count).map(|a| (0..count).map(|b| cost(a, b) - cost(b, a)).collect()).collect();
        let gain = |a: usize, b: usize| costs.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0);
        for _ in 0..ROUNDS {
            let before = order.clone();
            for line in 0..count {
                insert(&mut order, line, &gain);
            }
            if before == order {
                break;
            }
        }
    }
    let mut track = vec![0; count];
    for (place, &line) in order.iter().enumerate() {
        let least = order.iter().take(place).filter(|&&o| meet(o, line)).filter_map(|&o| track.get(o)).map(|t| t + 1).max().unwrap_or(0);
        if let Some(slot) = track.get_mut(line) {
            *slot = least;
        }
    }
    track
}

/// Puts a line where it costs least among the others; where it stands if nowhere is better.
fn insert(order: &mut Vec<usize>, line: usize, gain: &impl Fn(usize, usize) -> i64) {
    let Some(own) = order.iter().position(|&l| l == line) else { return };
    let (mut best, mut place) = (0, own);
    let mut sum = 0;
    for (n, &other) in order.iter().enumerate().take(own).rev() {
        // Before `other` instead of after it.
        sum += gain(line, other);
        if sum < best {
            (best, place) = (sum, n);
        }
    }
    sum = 0;
    for (n, &other) in order.iter().enumerate().skip(own + 1) {
        sum += gain(other, line);
        if sum < best {
            (best, place) = (sum, n);
        }
    }
    if place != own {
        order.remove(own);
        order.insert(place, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_meet_stand_apart_in_the_cheaper_order() {
        // 2 before 1 before 0 costs nothing; 0 and 2 do not meet.
        let cost = |a: usize, b: usize| i64::from(a < b);
        assert_eq!(tracks(3, cost, |a, b| a.abs_diff(b) == 1), [2, 1, 0]);
        assert_eq!(tracks(2, cost, |_, _| false), [0, 0]);
    }
}
