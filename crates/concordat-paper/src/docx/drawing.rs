//! Drawings put into the document.

use crate::Figure;
use crate::outline::one_line;
use concordat_text::markup::escape;

/// The beginning of the element that describes the picture.
const PICTURE: &str = "<wp:docPr ";
/// The beginnings of elements that number a shape; every number stands once in a document.
const NUMBERED: [&str; 2] = [PICTURE, "<wps:cNvPr "];

/// A drawing with numbers that no other has, the figure's alternative text as its description and its caption as its name.
/// `last` is the last number given.
pub(super) fn placed(drawing: &str, figure: &Figure, number: usize, last: &mut u32) -> String {
    let mut out = String::with_capacity(drawing.len() + figure.alternative.len() + 64);
    for piece in drawing.split_inclusive('>') {
        let Some((before, element, rest)) = NUMBERED.iter().find_map(|e| piece.split_once(e).map(|(b, r)| (b, *e, r))) else {
            out.push_str(piece);
            continue;
        };
        *last += 1;
        out.push_str(before);
        out.push_str(element);
        if element == PICTURE {
            out.push_str(&format!(
                "id=\"{last}\" name=\"Figure {number}\" title=\"{}\" descr=\"{}\"",
                escape(&one_line(&figure.caption)),
                escape(&one_line(&figure.alternative))
            ));
        } else {
            out.push_str(&format!("id=\"{last}\" name=\"Shape {last}\""));
        }
        out.push_str(if rest.ends_with("/>") { "/>" } else { ">" });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_shapes_share_a_number() {
        let figure = Figure { caption: "The \"route\"".into(), alternative: "A leads to B.".into(), ..Figure::default() };
        let mut last = 7;
        let drawing = "<wp:inline><wp:docPr id=\"1\" name=\"Chart\" descr=\"x\"/><wps:cNvPr id=\"2\" name=\"Shape 2\"/></wp:inline>";
        assert_eq!(
            placed(drawing, &figure, 3, &mut last),
            "<wp:inline><wp:docPr id=\"8\" name=\"Figure 3\" title=\"The &quot;route&quot;\" descr=\"A leads to B.\"/>\
             <wps:cNvPr id=\"9\" name=\"Shape 9\"/></wp:inline>"
        );
        assert_eq!(last, 9);
    }
}
