//! What the Markdown of a paper reads like.

use super::*;
use crate::fixture::everything;

#[test]
fn a_paper_reads_as_it_would_be_typed() {
    let text = markdown(&everything());
    for part in [
        "**OFFICIAL**\n\n# Harm \\<between> children & what we do\n\nA briefing for the board\n",
        "**Contents**\n\n- Introduction\n  - What the documents say\n- Evidence\n",
        "See [the evidence](#evidence), [the guidance](https://example.org/a%20b?c=1&d=2) and nothing: **this matters**; *Keeping Children Safe*\\\n\\[name of the lead\\] decides within two days \\[Comment: One says three. Which holds?\\].",
        "1. First\n2. Second\n\n- Outer\n  - Inner\n- Outer again\n\n1. Another first\n",
        "> Staff must tell the lead.\n>\n> School policy, 3.2\n",
        "> **Guidance:** Say who decides.\n>\n> Say by when.\n",
        "**Table 1: Documents**\n\n| Title | Year |\n| --- | --- |\n| School \\| policy | 2024 |\n| Protocol |  |\n",
        "**Figure 1: The route**\n\nThe school leads to the lead.\n",
        "## <a id=\"evidence\"></a>Evidence\n\n1\\. First piece of evidence.\n",
    ] {
        assert!(text.contains(part), "{part}\n---\n{text}");
    }
}

#[test]
fn lists_that_touch_stay_apart() {
    let mut paper = Paper::default();
    paper.list(false, ["a".to_owned()]);
    paper.list(false, ["b".to_owned()]);
    paper.list(false, ["c".to_owned()]);
    assert_eq!(markdown(&paper), "- a\n\n* b\n\n- c\n");
}

#[test]
fn marks_are_left_out_where_they_would_show() {
    let said = |inlines: Vec<Inline>| {
        let mut paper = Paper::default();
        paper.blocks.push(Block::Paragraph { role: Role::Body, text: inlines });
        markdown(&paper)
    };
    let plain = |t: &str| Inline::Plain(t.to_owned());
    assert_eq!(said(vec![plain("a"), Inline::Strong("(b)".into()), plain("c")]), "a(b)c\n");
    assert_eq!(said(vec![plain("a "), Inline::Strong("(b)".into()), plain(" c")]), "a **(b)** c\n");
    assert_eq!(said(vec![plain("a"), Inline::Emphasis(" b ".into()), plain("c")]), "a *b* c\n");
}
