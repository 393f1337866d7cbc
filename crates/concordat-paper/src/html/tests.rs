//! What a page holds.

use super::*;
use crate::fixture::everything;

#[test]
fn a_page_says_what_stands_where() {
    let page = html(&everything());
    for part in [
        "<html lang=\"en-GB\">",
        "<title>Harm &lt;between&gt; children &amp; what we do</title>",
        "<a class=\"skip\" href=\"#content\">",
        "<nav class=\"contents\"",
        "<main id=\"content\"",
        "<h2 id=\"evidence\">Evidence</h2>",
        "<a href=\"#evidence\">the evidence</a>",
        "<a href=\"https://example.org/a%20b?c=1&amp;d=2\">the guidance</a>",
        " and nothing: ",
        "<th scope=\"col\">Title</th>",
        "<th scope=\"row\">School | policy</th><td>2024</td>",
        "<th scope=\"row\">Protocol</th><td></td>",
        "<figcaption id=\"figure-1\">Figure 1: The route</figcaption>",
        "<desc id=\"figure-1-description\">The school leads to the lead.</desc>",
        "<span class=\"fill\">[name of the lead]</span>",
        "[Comment: One says three. Which holds?]",
        "<p class=\"guidance\"><strong>Guidance: </strong>Say who decides.</p>\n<p class=\"guidance\">Say by when.</p>",
        "<li>Outer<ul>\n<li>Inner</li>\n</ul>\n</li>\n<li>Outer again</li>",
        "@top-center{content:\"OFFICIAL\"",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("<script"));
}

#[test]
fn a_marking_cannot_leave_the_style_sheet() {
    assert_eq!(quoted("OFFICIAL-SENSITIVE"), "OFFICIAL-SENSITIVE");
    assert_eq!(quoted("\"}</style>"), "\\000022\\00007d\\00003c\\00002fstyle\\00003e");
}
