//! Meetings one under another as a ladder of boxes, with curves between those that share people: as legible on a phone as on paper.

use crate::html::escape;
use std::fmt::Write;

/// A meeting to be drawn.
#[derive(Debug, Clone)]
pub(crate) struct Seat {
    pub(crate) title: String,
    pub(crate) note: String,
    /// How far it is set in: the one it answers to is one step less.
    pub(crate) depth: usize,
    /// The place of the one it answers to, which stands before it.
    pub(crate) above: Option<usize>,
    /// Whether nothing is held of it but its name.
    pub(crate) faded: bool,
}

/// A curve between two boxes.
#[derive(Debug, Clone)]
pub(crate) struct Curve {
    /// The places of the two.
    pub(crate) ends: (usize, usize),
    /// How many they share.
    pub(crate) count: u32,
    /// Whether it is drawn with dashes.
    pub(crate) dashed: bool,
}

/// What a drawing is called, and what is shared in it.
pub(crate) struct Called<'a> {
    /// A word for the ids of its name and description: a page has several drawings.
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) description: &'a str,
    /// What two boxes share, in the plural.
    pub(crate) shared: &'a str,
    /// Room at the right for curves: more where there are many.
    pub(crate) room: i32,
}

impl Called<'_> {
    /// Room for a few curves beside boxes with long titles.
    pub(crate) const FEW: i32 = 74;
    /// Room for many beside boxes with short ones.
    pub(crate) const MANY: i32 = 240;
}

/// The whole drawing's width; it is scaled to what there is.
const WIDTH: i32 = 400;
/// How far a step sets in.
const STEP: i32 = 20;
const LINE: i32 = 18;
const PAD: i32 = 7;
const GAP: i32 = 10;
/// What a letter takes, at the title's size of 14, in tenths of a pixel: wide enough for most founts.
const LETTER: i32 = 90;

/// A box with its place.
struct Box {
    x: i32,
    y: i32,
    w: i32,
    h: i32,
}

/// The drawing as an `svg` element.
pub(crate) fn seats(seats: &[Seat], arcs: &[Curve], called: &Called<'_>) -> String {
    let room = if arcs.is_empty() { 4 } else { called.room };
    let mut y = 4;
    let mut body = String::new();
    let mut boxes: Vec<Box> = Vec::with_capacity(seats.len());
    for seat in seats {
        let x = 4 + STEP * px(seat.depth);
        let w = WIDTH - room - x;
        let lines = wrapped(&seat.title, w - 2 * PAD);
        let h = 2 * PAD + LINE * px(lines.len()) + LINE - 3;
        if let Some(up) = seat.above.and_then(|n| boxes.get(n)) {
            put(&mut body, format_args!("<path class=\"stem\" d=\"M{} {}V{}H{x}\"/>", up.x + STEP / 2, up.y + up.h, y + h / 2));
        }
        let faded = if seat.faded { " faded" } else { "" };
        put(
            &mut body,
            format_args!("<rect class=\"box{faded}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"3\"/><text class=\"title\">"),
        );
        for (n, line) in lines.iter().enumerate() {
            put(&mut body, format_args!("<tspan x=\"{}\" y=\"{}\">{}</tspan>", x + PAD, y + PAD + 13 + LINE * px(n), escape(line)));
        }
        put(
            &mut body,
            format_args!(
                "</text><text class=\"note\"><tspan x=\"{}\" y=\"{}\">{}</tspan></text>\n",
                x + PAD,
                y + h - PAD - 2,
                escape(&seat.note)
            ),
        );
        boxes.push(Box { x, y, w, h });
        y += h + GAP;
    }
    curves(&mut body, seats, &boxes, arcs, called);
    let (id, height) = (called.id, y);
    format!(
        "<svg class=\"seats\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-name {id}-text\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\">\n<title id=\"{id}-name\">{}</title>\n<desc id=\"{id}-text\">{}</desc>\n{body}</svg>\n",
        escape(called.name),
        escape(called.description)
    )
}

/// Curves at the right, the short ones inside the long ones; where many leave one box they leave it one under another.
fn curves(out: &mut String, seats: &[Seat], boxes: &[Box], arcs: &[Curve], called: &Called<'_>) {
    let (room, shared) = (called.room, called.shared);
    let low = |arc: &Curve| (arc.ends.0.min(arc.ends.1), arc.ends.0.max(arc.ends.1), arc.count, arc.dashed);
    let mut sorted: Vec<(usize, usize, u32, bool)> = arcs.iter().map(low).collect();
    sorted.sort_by_key(|&(a, b, ..)| (b - a, a));
    let mut used = vec![0; boxes.len()];
    let mut labels: Vec<(i32, i32)> = Vec::new();
    // Over all curves, so that none runs through a number.
    let mut numbers = String::new();
    let most = px(sorted.len()).max(1);
    for (n, &(a, b, count, dashed)) in sorted.iter().enumerate() {
        let (Some(from), Some(to)) = (boxes.get(a), boxes.get(b)) else { continue };
        let mut leave = |at: usize, held: &Box| {
            let slot = used.get_mut(at).map_or(0, |slot| {
                *slot += 1;
                *slot
            });
            held.y + (held.h * slot / 6).min(held.h - 5)
        };
        let (y1, y2) = (leave(a, from), leave(b, to));
        let right = from.x + from.w;
        // A curve's middle lies three quarters of the way to its handles.
        let reach = (22 + (room + 4) * (px(n) + 1) / most).min(room + 8);
        let width = 1 + i32::try_from(count).unwrap_or(4).min(5) / 2;
        let says = |place: usize| seats.get(place).map_or("", |s| s.title.as_str());
        put(
            out,
            format_args!(
                "<path class=\"share{3}\" stroke-width=\"{width}\" d=\"M{right} {y1}C{0} {y1} {0} {y2} {right} {y2}\"><title>{1} and {2} share {count} {shared}</title></path>",
                right + reach,
                escape(says(a)),
                escape(says(b)),
                if dashed { " across" } else { "" }
            ),
        );
        let x = right + reach * 3 / 4;
        let mut y = (y1 + y2) / 2;
        while labels.iter().any(|(lx, ly)| (lx - x).abs() < 18 && (ly - y).abs() < 18) {
            y += 18;
        }
        labels.push((x, y));
        put(
            &mut numbers,
            format_args!(
                "<circle class=\"share-count\" cx=\"{x}\" cy=\"{y}\" r=\"9\"/><text class=\"share-number\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{count}</text>\n",
                y + 4
            ),
        );
    }
    out.push_str(&numbers);
}

/// A title in lines that fit `width`.
fn wrapped(title: &str, width: i32) -> Vec<String> {
    let most = usize::try_from(width * 10 / LETTER).unwrap_or(20).max(8);
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut().filter(|line| line.chars().count() + 1 + word.chars().count() <= most) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

fn px(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX / 1000)
}

fn put(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(arguments);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_stand_under_the_one_they_answer_to() {
        let seat = |title: &str, depth, above| Seat { title: title.into(), note: "oversees".into(), depth, above, faded: false };
        let called = Called { id: "seats", name: "Name", description: "Text", shared: "members", room: Called::FEW };
        let arc = Curve { ends: (1, 2), count: 4, dashed: false };
        let drawn = seats(&[seat("Board & more", 0, None), seat("Panel", 1, Some(0)), seat("Group", 1, Some(0))], &[arc], &called);
        assert_eq!((drawn.matches("class=\"stem\"").count(), drawn.matches("class=\"share\"").count()), (2, 1));
        assert!(drawn.contains("Board &amp; more") && drawn.contains("share 4 members"));
    }
}
