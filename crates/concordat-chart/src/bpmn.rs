//! A chart as BPMN 2.0 XML with diagram interchange.
//!
//! Lanes are lanes of one pool, starts and ends are events, documents are annotations. A decision is a task with an exclusive gateway
//! after it; whatever else several arrows leave has an inclusive one, for without it BPMN means that all of them are taken at once. A
//! start is a message, since somebody tells of a concern. A task that nothing leaves has an end after it. What a start is led back to,
//! or an end leads on from, is a task, for BPMN lets no arrow into a start or out of an end.

use crate::{Arrow, Chart, Kind, Layout, Point, Rect, list::one_line};
use concordat_text::markup::{escape, put};

/// How large an event and a gateway are, and the space before what stands after a box within its bounds.
const EVENT: i32 = 36;
const GATEWAY: i32 = 36;
const SPACE: i32 = 16;

/// What a gateway and an end are called, and how high their words are.
const WHICH: &str = "Which?";
const END: &str = "End";
const WORDS: i32 = 14;

/// What a box is in BPMN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Start,
    End,
    Task,
    Decision,
    Annotation,
}

/// A box in BPMN, and what stands after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Drawn {
    element: Element,
    /// The tag of the gateway after it, where one is needed.
    gateway: Option<&'static str>,
    /// Whether an end stands after it.
    ended: bool,
}

impl Drawn {
    /// Whether something stands after it, for which its box is made narrower.
    fn is_followed(self) -> bool {
        self.gateway.is_some() || self.ended
    }
}

/// The chart as a BPMN file that editors can open.
#[must_use]
pub fn bpmn(chart: &Chart, layout: &Layout) -> String {
    let elements: Vec<Drawn> = (0..chart.nodes.len()).map(|n| drawn(chart, n)).collect();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" \
         xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" \
         xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" id=\"definitions\" targetNamespace=\"http://bpmn.io/schema/bpmn\" exporter=\"Concordat\">\n",
    );
    put(
        &mut out,
        format_args!(
            "<bpmn:collaboration id=\"collaboration\"><bpmn:participant id=\"pool\" name=\"{}\" processRef=\"process\"/></bpmn:collaboration>\n",
            escape(&chart.title)
        ),
    );
    process(&mut out, chart, layout, &elements);
    diagram(&mut out, chart, layout, &elements);
    out.push_str("</bpmn:definitions>\n");
    out
}

fn element(chart: &Chart, node: usize) -> Element {
    let edges = chart.drawable();
    let flows = |e: &crate::Edge| chart.nodes.get(e.from).is_some_and(|n| n.kind != Kind::Document);
    let coming = edges.iter().any(|(_, e)| e.to == node && flows(e));
    let going = edges.iter().any(|(_, e)| e.from == node);
    match chart.nodes.get(node).map_or(Kind::Task, |n| n.kind) {
        Kind::Start if !coming => Element::Start,
        Kind::End if !going => Element::End,
        Kind::Decision if going => Element::Decision,
        // What is led to by something is more than words.
        Kind::Document if !coming => Element::Annotation,
        _ => Element::Task,
    }
}

fn drawn(chart: &Chart, n: usize) -> Drawn {
    let element = element(chart, n);
    let going = chart.drawable().iter().filter(|(_, e)| e.from == n).count();
    let gateway = match element {
        Element::Decision => Some("exclusiveGateway"),
        Element::Start | Element::Task if going > 1 => Some("inclusiveGateway"),
        _ => None,
    };
    Drawn { element, gateway, ended: element == Element::Task && going == 0 }
}

fn of(elements: &[Drawn], n: usize) -> Drawn {
    elements.get(n).copied().unwrap_or(Drawn { element: Element::Task, gateway: None, ended: false })
}

fn kind(elements: &[Drawn], n: usize) -> Element {
    of(elements, n).element
}

fn numbers(marks: &[u32]) -> String {
    marks.iter().map(|m| format!("({m}) ")).collect()
}

/// Which element an arrow leaves: the gateway where there is one.
fn source(elements: &[Drawn], n: usize) -> String {
    if of(elements, n).gateway.is_some() { format!("gateway{n}") } else { format!("node{n}") }
}

fn process(out: &mut String, chart: &Chart, layout: &Layout, elements: &[Drawn]) {
    out.push_str("<bpmn:process id=\"process\" isExecutable=\"false\">\n");
    for words in [&chart.description].into_iter().chain(&chart.notes).filter(|w| !w.is_empty()) {
        put(out, format_args!("<bpmn:documentation>{}</bpmn:documentation>\n", escape(words)));
    }
    for mark in &chart.marks {
        put(out, format_args!("<bpmn:documentation>({}) {}</bpmn:documentation>\n", mark.number, escape(&mark.text)));
    }
    lane_set(out, chart, layout, elements);
    for n in 0..chart.nodes.len() {
        flow_node(out, chart, elements, n);
    }
    let mut artifacts = String::new();
    for (index, edge) in chart.drawable() {
        if kind(elements, edge.from) == Element::Annotation {
            put(
                &mut artifacts,
                format_args!("<bpmn:association id=\"edge{index}\" sourceRef=\"node{}\" targetRef=\"node{}\"/>\n", edge.to, edge.from),
            );
            continue;
        }
        let new = if edge.fresh { "new: " } else { "" };
        let name = format!("{}{new}{}", numbers(&edge.marks), one_line(&edge.label));
        let named = if name.is_empty() { String::new() } else { format!(" name=\"{}\"", escape(name.trim())) };
        put(
            out,
            format_args!(
                "<bpmn:sequenceFlow id=\"edge{index}\"{named} sourceRef=\"{}\" targetRef=\"node{}\"",
                source(elements, edge.from),
                edge.to
            ),
        );
        if edge.detail.is_empty() {
            out.push_str("/>\n");
        } else {
            put(out, format_args!("><bpmn:documentation>{}</bpmn:documentation></bpmn:sequenceFlow>\n", escape(&one_line(&edge.detail))));
        }
    }
    for (n, node) in chart.nodes.iter().enumerate().filter(|(n, _)| kind(elements, *n) == Element::Annotation) {
        put(
            &mut artifacts,
            format_args!(
                "<bpmn:textAnnotation id=\"node{n}\"><bpmn:text>{}{}\n{}</bpmn:text></bpmn:textAnnotation>\n",
                numbers(&node.marks),
                escape(&node.label),
                escape(&node.note)
            ),
        );
    }
    out.push_str(&artifacts);
    out.push_str("</bpmn:process>\n");
}

fn lane_set(out: &mut String, chart: &Chart, layout: &Layout, elements: &[Drawn]) {
    out.push_str("<bpmn:laneSet id=\"lanes\">\n");
    for band in &layout.lanes {
        let name = chart.lanes.get(band.lane).map_or("", String::as_str);
        put(out, format_args!("<bpmn:lane id=\"lane{}\" name=\"{}\">", band.lane, escape(name)));
        for n in (0..chart.nodes.len()).filter(|&n| chart.lane_of(n) == band.lane) {
            match kind(elements, n) {
                Element::Annotation => {}
                _ => put(out, format_args!("<bpmn:flowNodeRef>node{n}</bpmn:flowNodeRef>")),
            }
            let after = of(elements, n);
            for name in [after.gateway.map(|_| "gateway"), after.ended.then_some("end")].into_iter().flatten() {
                put(out, format_args!("<bpmn:flowNodeRef>{name}{n}</bpmn:flowNodeRef>"));
            }
        }
        out.push_str("</bpmn:lane>\n");
    }
    out.push_str("</bpmn:laneSet>\n");
}

fn flow_node(out: &mut String, chart: &Chart, elements: &[Drawn], n: usize) {
    let Some(node) = chart.nodes.get(n) else { return };
    let tag = match kind(elements, n) {
        Element::Start => "startEvent",
        Element::End => "endEvent",
        Element::Task | Element::Decision => "task",
        Element::Annotation => return,
    };
    let new = if node.fresh { " (new)" } else { "" };
    put(out, format_args!("<bpmn:{tag} id=\"node{n}\" name=\"{}{}{new}\">", numbers(&node.marks), escape(&node.label)));
    if !node.note.is_empty() {
        put(out, format_args!("<bpmn:documentation>{}</bpmn:documentation>", escape(&one_line(&node.note))));
    }
    let edges = chart.drawable();
    for (index, _) in edges.iter().filter(|(_, e)| e.to == n && kind(elements, e.from) != Element::Annotation) {
        put(out, format_args!("<bpmn:incoming>edge{index}</bpmn:incoming>"));
    }
    let outgoing: String =
        edges.iter().filter(|(_, e)| e.from == n).map(|(index, _)| format!("<bpmn:outgoing>edge{index}</bpmn:outgoing>")).collect();
    let told = if tag == "startEvent" { format!("<bpmn:messageEventDefinition id=\"told{n}\"/>") } else { String::new() };
    let after = of(elements, n);
    if !after.is_followed() {
        put(out, format_args!("{outgoing}{told}</bpmn:{tag}>\n"));
        return;
    }
    put(out, format_args!("<bpmn:outgoing>after{n}</bpmn:outgoing>{told}</bpmn:{tag}>\n"));
    let (next, tag, name) = match after.gateway {
        Some(gateway) => ("gateway", gateway, WHICH),
        None => ("end", "endEvent", END),
    };
    put(out, format_args!("<bpmn:{tag} id=\"{next}{n}\" name=\"{name}\"><bpmn:incoming>after{n}</bpmn:incoming>{outgoing}</bpmn:{tag}>\n"));
    put(out, format_args!("<bpmn:sequenceFlow id=\"after{n}\" sourceRef=\"node{n}\" targetRef=\"{next}{n}\"/>\n"));
}

fn diagram(out: &mut String, chart: &Chart, layout: &Layout, elements: &[Drawn]) {
    out.push_str("<bpmndi:BPMNDiagram id=\"diagram\"><bpmndi:BPMNPlane id=\"plane\" bpmnElement=\"collaboration\">\n");
    // The pool's own name stands in a strip at the left, 30 wide.
    shape(out, "pool", Rect { x: -30, y: 0, w: layout.width + 30, h: layout.height }, Some(true), None);
    for band in &layout.lanes {
        shape(out, &format!("lane{}", band.lane), band.rect, Some(true), None);
    }
    for placed in &layout.boxes {
        let (n, whole) = (placed.node, placed.rect);
        let after = of(elements, n);
        let taken = if after.is_followed() { GATEWAY + SPACE } else { 0 };
        let r = Rect { w: whole.w - taken, ..whole };
        let middle = r.y + r.h / 2;
        match after.element {
            Element::Start => {
                let event = Rect { x: r.x + r.w - EVENT, y: middle - EVENT / 2, w: EVENT, h: EVENT };
                shape(out, &format!("node{n}"), event, None, Some(Rect { x: r.x - 6, y: r.y + 4, w: r.w - EVENT, h: r.h - 8 }));
            }
            Element::End => {
                let event = Rect { x: r.x, y: middle - EVENT / 2, w: EVENT, h: EVENT };
                shape(out, &format!("node{n}"), event, None, Some(Rect { x: r.x + EVENT + 4, y: r.y + 4, w: r.w - EVENT - 4, h: r.h - 8 }));
            }
            Element::Task | Element::Decision | Element::Annotation => shape(out, &format!("node{n}"), r, None, None),
        }
        if after.is_followed() {
            followed(out, n, after, whole);
        }
    }
    for arrow in &layout.arrows {
        let label = arrow.label.as_ref().map(|l| l.rect);
        line(out, &format!("edge{}", arrow.edge), &way(chart, layout, elements, arrow), label);
    }
    out.push_str("</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>\n");
}

/// Draws what stands after a box, at the right of its bounds.
fn followed(out: &mut String, n: usize, after: Drawn, whole: Rect) {
    let (middle, x) = (whole.y + whole.h / 2, whole.x + whole.w - GATEWAY);
    let place = Rect { x, y: middle - GATEWAY / 2, w: GATEWAY, h: GATEWAY };
    let words = bounds(Rect { x: place.x - SPACE / 2, y: place.y + GATEWAY, w: GATEWAY + SPACE, h: WORDS });
    let (next, marker) = match after.gateway {
        Some("exclusiveGateway") => ("gateway", " isMarkerVisible=\"true\""),
        Some(_) => ("gateway", ""),
        None => ("end", ""),
    };
    put(
        out,
        format_args!(
            "<bpmndi:BPMNShape id=\"shape-{next}{n}\" bpmnElement=\"{next}{n}\"{marker}>{}<bpmndi:BPMNLabel>{words}</bpmndi:BPMNLabel></bpmndi:BPMNShape>\n",
            bounds(place)
        ),
    );
    line(out, &format!("after{n}"), &[Point { x: x - SPACE, y: middle }, Point { x, y: middle }], None);
}

/// An arrow's corners, its ends brought to the middle of events and gateways. An annotation is drawn the other way round.
fn way(chart: &Chart, layout: &Layout, elements: &[Drawn], arrow: &Arrow) -> Vec<Point> {
    let mut points = arrow.points.clone();
    let Some(edge) = chart.edges.get(arrow.edge) else { return points };
    let rect = |n: usize| layout.boxes.get(n).map_or_else(Rect::default, |b| b.rect);
    let (from, to) = (rect(edge.from), rect(edge.to));
    if let Some(first) = points.first_mut() {
        first.x = from.x + from.w;
    }
    if let Some(last) = points.last_mut() {
        last.x = to.x;
    }
    let (out, into) = (from.y + from.h / 2, to.y + to.h / 2);
    let middle = kind(elements, edge.from) == Element::Start || of(elements, edge.from).gateway.is_some();
    if middle && points.first().is_some_and(|p| p.y != out) {
        let x = from.x + from.w;
        let y = points.first().map_or(out, |p| p.y);
        points.splice(..1, [Point { x, y: out }, Point { x: x + 4, y: out }, Point { x: x + 4, y }]);
    }
    if kind(elements, edge.to) == Element::End && points.last().is_some_and(|p| p.y != into) {
        let y = points.last().map_or(into, |p| p.y);
        points.pop();
        points.extend([Point { x: to.x - 6, y }, Point { x: to.x - 6, y: into }, Point { x: to.x, y: into }]);
    }
    if kind(elements, edge.from) == Element::Annotation {
        points.reverse();
    }
    points
}

fn bounds(r: Rect) -> String {
    format!("<dc:Bounds x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", r.x, r.y, r.w, r.h)
}

fn shape(out: &mut String, id: &str, rect: Rect, level: Option<bool>, label: Option<Rect>) {
    let level = level.map_or_else(String::new, |l| format!(" isHorizontal=\"{l}\""));
    let label = label.map_or_else(String::new, |r| format!("<bpmndi:BPMNLabel>{}</bpmndi:BPMNLabel>", bounds(r)));
    put(out, format_args!("<bpmndi:BPMNShape id=\"shape-{id}\" bpmnElement=\"{id}\"{level}>{}{label}</bpmndi:BPMNShape>\n", bounds(rect)));
}

fn line(out: &mut String, id: &str, points: &[Point], label: Option<Rect>) {
    put(out, format_args!("<bpmndi:BPMNEdge id=\"shape-{id}\" bpmnElement=\"{id}\">"));
    for point in points {
        put(out, format_args!("<di:waypoint x=\"{}\" y=\"{}\"/>", point.x, point.y));
    }
    if let Some(rect) = label {
        put(out, format_args!("<bpmndi:BPMNLabel>{}</bpmndi:BPMNLabel>", bounds(rect)));
    }
    out.push_str("</bpmndi:BPMNEdge>\n");
}
