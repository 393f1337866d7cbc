//! The picture as one group of DrawingML shapes.

use super::super::{
    Arrow, Chart, Kind, Layout, Placed, Rect,
    layout::{MARK, NOTE, NOTE_LINE, PAD, TITLE, TITLE_LINE, px},
};
use concordat_text::markup::{escape, put};

/// English Metric Units of a pixel, at 96 pixels to the inch.
const UNITS: i32 = 9525;
const INK: &str = "16181D";
const SOFT: &str = "3C434F";
const ALARM: &str = "A31621";

/// A group of shapes as it is written.
struct Group<'o> {
    out: &'o mut String,
    /// Ids of shapes, from 2: the group itself has 1.
    next: u32,
    /// By how much the group is shrunk; letters are not shrunk with it, and so are written smaller.
    scale: f64,
}

/// What a shape looks like.
#[derive(Clone, Copy)]
struct Look {
    shape: &'static str,
    fill: Option<&'static str>,
    line: Option<&'static str>,
    /// The line's breadth, in quarters of a pixel.
    breadth: i32,
    dashed: bool,
}

/// Words of a shape: lines with their size in pixels and whether they are bold.
type Words = Vec<(String, i32, bool)>;

/// Adds the picture as a paragraph of its own.
pub(super) fn picture(out: &mut String, chart: &Chart, layout: &Layout, scale: f64) {
    out.push_str("<w:p><w:pPr><w:pStyle w:val=\"Picture\"/></w:pPr><w:r>");
    run(out, chart, layout, scale);
    out.push_str("</w:r></w:p>\n");
}

/// Adds the picture as the content of a run.
pub(super) fn run(out: &mut String, chart: &Chart, layout: &Layout, scale: f64) {
    let (width, height) = (layout.width + 4, layout.height + 4);
    #[expect(clippy::cast_possible_truncation, reason = "a page's width in these units is far below what fits")]
    let scaled = |pixels: i32| (f64::from(pixels * UNITS) * scale) as i32;
    put(
        out,
        format_args!(
            "<mc:AlternateContent><mc:Choice Requires=\"wpg\"><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{0}\" cy=\"{1}\"/><wp:docPr id=\"1\" name=\"Chart\" title=\"{2}\" descr=\"{3}\"/><a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{0}\" cy=\"{1}\"/><a:chOff x=\"{4}\" y=\"{4}\"/><a:chExt cx=\"{5}\" cy=\"{6}\"/></a:xfrm></wpg:grpSpPr>\n",
            scaled(width),
            scaled(height),
            escape(&chart.title),
            escape(&format!("{} The table below says the same in words.", chart.description)),
            -2 * UNITS,
            width * UNITS,
            height * UNITS
        ),
    );
    let mut group = Group { out, next: 2, scale };
    lanes(&mut group, layout);
    for arrow in &layout.arrows {
        group.arrow(chart, arrow);
    }
    for placed in &layout.boxes {
        group.boxed(chart, placed);
    }
    for arrow in &layout.arrows {
        group.label(chart, arrow);
    }
    out.push_str("</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:t>The chart is drawn by Word from 2010 on. The table below says the same in words.</w:t></mc:Fallback></mc:AlternateContent>");
}

fn lanes(group: &mut Group<'_>, layout: &Layout) {
    for lane in &layout.lanes {
        let r = lane.rect;
        let ground = Look { shape: "rect", fill: Some("F3F5F7"), line: Some("8A94A1"), breadth: 4, dashed: false };
        group.shape(r, ground, &Vec::new(), false);
        let words = lane.lines.iter().map(|l| (l.clone(), TITLE, true)).collect();
        group.shape(Rect { w: layout.head - PAD, ..r }, Look { fill: Some("E3E7EC"), ..ground }, &words, false);
    }
}

impl Group<'_> {
    fn shape(&mut self, r: Rect, look: Look, words: &Words, centred: bool) {
        let id = self.id();
        put(
            self.out,
            format_args!(
                "<wps:wsp><wps:cNvPr id=\"{id}\" name=\"Shape {id}\"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm><a:prstGeom prst=\"{}\"><a:avLst/></a:prstGeom>",
                r.x * UNITS,
                r.y * UNITS,
                r.w * UNITS,
                r.h * UNITS,
                look.shape
            ),
        );
        self.fill(look.fill);
        self.stroke(look);
        self.out.push_str("</wps:spPr>");
        if !words.is_empty() {
            self.out.push_str("<wps:txbx><w:txbxContent>");
            for (text, size, bold) in words {
                self.words(text, *size, *bold, centred, look.fill == Some(ALARM));
            }
            self.out.push_str("</w:txbxContent></wps:txbx>");
        }
        let side = if centred || look.fill.is_none() { 0 } else { PAD * UNITS };
        put(
            self.out,
            format_args!(
                "<wps:bodyPr rot=\"0\" wrap=\"square\" lIns=\"{side}\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"><a:noAutofit/></wps:bodyPr></wps:wsp>\n"
            ),
        );
    }

    fn words(&mut self, text: &str, size: i32, bold: bool, centred: bool, white: bool) {
        let side = if centred { "center" } else { "left" };
        // Three quarters of a point to the pixel, in half points.
        #[expect(clippy::cast_possible_truncation, reason = "a size of letters is a small number")]
        let points = (f64::from(size) * 1.5 * self.scale).floor() as i32;
        let weight = if bold { "<w:b/>" } else { "" };
        let colour = if white {
            "FFFFFF"
        } else if bold {
            INK
        } else {
            SOFT
        };
        put(
            self.out,
            format_args!(
                "<w:p><w:pPr><w:pStyle w:val=\"Shape\"/><w:jc w:val=\"{side}\"/></w:pPr><w:r><w:rPr>{weight}<w:color w:val=\"{colour}\"/><w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/></w:rPr><w:t xml:space=\"preserve\">{1}</w:t></w:r></w:p>",
                points.max(4),
                escape(text)
            ),
        );
    }

    fn fill(&mut self, fill: Option<&str>) {
        match fill {
            Some(colour) => put(self.out, format_args!("<a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>")),
            None => self.out.push_str("<a:noFill/>"),
        }
    }

    fn stroke(&mut self, look: Look) {
        let Some(colour) = look.line else {
            self.out.push_str("<a:ln><a:noFill/></a:ln>");
            return;
        };
        let dash = if look.dashed { "<a:prstDash val=\"dash\"/>" } else { "" };
        put(
            self.out,
            format_args!("<a:ln w=\"{}\"><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill>{dash}</a:ln>", look.breadth * UNITS / 4),
        );
    }

    fn boxed(&mut self, chart: &Chart, placed: &Placed) {
        let Some(node) = chart.nodes.get(placed.node) else { return };
        let shape = match node.kind {
            Kind::Start | Kind::End => "flowChartTerminator",
            Kind::Decision => "hexagon",
            Kind::Document => "foldedCorner",
            Kind::Task => "rect",
        };
        let heavy = matches!(node.kind, Kind::Start | Kind::End) || node.fresh;
        let look = Look { shape, fill: Some("FFFFFF"), line: Some(INK), breadth: if heavy { 9 } else { 5 }, dashed: node.fresh };
        let mut words: Words = placed.title.iter().map(|l| (l.clone(), TITLE, true)).collect();
        words.extend(placed.notes.iter().map(|l| (l.clone(), NOTE, false)));
        // The words stand in a shape of their own: what Word lets them have within a hexagon is too narrow.
        self.shape(placed.rect, look, &Vec::new(), true);
        let high = px(placed.title.len()) * TITLE_LINE + px(placed.notes.len()) * NOTE_LINE + 6;
        let inner = Rect { y: placed.rect.y + (placed.rect.h - high) / 2, h: high, ..placed.rect };
        self.shape(inner, Look { fill: None, line: None, shape: "rect", ..look }, &words, true);
        let (right, top) = (placed.rect.x + placed.rect.w, placed.rect.y);
        for (n, number) in node.marks.iter().rev().enumerate() {
            self.mark(right - 6 - px(n) * (2 * MARK + 2), top, *number);
        }
        if node.fresh {
            let tag = Rect { x: placed.rect.x + 8, y: top - 8, w: 34, h: 15 };
            self.shape(tag, Look { shape: "rect", dashed: false, breadth: 4, ..look }, &vec![("new".to_owned(), NOTE, false)], true);
        }
    }

    fn mark(&mut self, x: i32, y: i32, number: u32) {
        let look = Look { shape: "ellipse", fill: Some(ALARM), line: None, breadth: 4, dashed: false };
        self.shape(Rect { x: x - MARK, y: y - MARK, w: 2 * MARK, h: 2 * MARK }, look, &vec![(number.to_string(), NOTE, true)], true);
    }

    fn arrow(&mut self, chart: &Chart, arrow: &Arrow) {
        let Some(edge) = chart.edges.get(arrow.edge) else { return };
        let marked = !edge.marks.is_empty();
        let colour = if marked { ALARM } else { SOFT };
        let look =
            Look { shape: "rect", fill: None, line: Some(colour), breadth: if marked || edge.fresh { 9 } else { 6 }, dashed: edge.fresh };
        let (xs, ys) = (arrow.points.iter().map(|p| p.x), arrow.points.iter().map(|p| p.y));
        let (left, right) = (xs.clone().min().unwrap_or(0), xs.max().unwrap_or(0));
        let (top, bottom) = (ys.clone().min().unwrap_or(0), ys.max().unwrap_or(0));
        let (w, h) = ((right - left) * UNITS, (bottom - top) * UNITS);
        let id = self.id();
        put(
            self.out,
            format_args!(
                "<wps:wsp><wps:cNvPr id=\"{id}\" name=\"Arrow {id}\"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{w}\" cy=\"{h}\"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst><a:path w=\"{w}\" h=\"{h}\" fill=\"none\">",
                left * UNITS,
                top * UNITS
            ),
        );
        for (n, point) in arrow.points.iter().enumerate() {
            let tag = if n == 0 { "moveTo" } else { "lnTo" };
            put(self.out, format_args!("<a:{tag}><a:pt x=\"{}\" y=\"{}\"/></a:{tag}>", (point.x - left) * UNITS, (point.y - top) * UNITS));
        }
        self.out.push_str("</a:path></a:pathLst></a:custGeom><a:noFill/>");
        self.stroke(look);
        self.out.push_str("</wps:spPr><wps:bodyPr/></wps:wsp>\n");
        if let Some(&end) = arrow.points.last() {
            self.tip(end.x, end.y, colour);
        }
    }

    /// An arrow's head, pointing right: a shape of its own, for not every program draws heads on lines of several stretches.
    fn tip(&mut self, x: i32, y: i32, colour: &str) {
        let id = self.id();
        let (w, h) = (9 * UNITS, 8 * UNITS);
        put(
            self.out,
            format_args!(
                "<wps:wsp><wps:cNvPr id=\"{id}\" name=\"Head {id}\"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{w}\" cy=\"{h}\"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst><a:path w=\"{w}\" h=\"{h}\"><a:moveTo><a:pt x=\"0\" y=\"0\"/></a:moveTo><a:lnTo><a:pt x=\"{w}\" y=\"{}\"/></a:lnTo><a:lnTo><a:pt x=\"0\" y=\"{h}\"/></a:lnTo><a:close/></a:path></a:pathLst></a:custGeom><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>\n",
                (x - 9) * UNITS,
                (y - 4) * UNITS,
                h / 2
            ),
        );
    }

    fn label(&mut self, chart: &Chart, arrow: &Arrow) {
        let (Some(label), Some(edge)) = (&arrow.label, chart.edges.get(arrow.edge)) else { return };
        let mut x = label.rect.x;
        for number in &edge.marks {
            self.mark(x + MARK, label.rect.y + label.rect.h / 2, *number);
            x += 2 * MARK + 2;
        }
        let words: Words = label.lines.iter().map(|l| (l.clone(), NOTE, false)).collect();
        if !words.is_empty() {
            let gap = if edge.marks.is_empty() { 0 } else { 3 };
            let room = Rect { x: x + gap, y: label.rect.y - 1, w: label.rect.x + label.rect.w - x - gap + 4, h: label.rect.h + 2 };
            self.shape(room, Look { shape: "rect", fill: None, line: None, breadth: 4, dashed: false }, &words, false);
        }
    }

    fn id(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }
}
