//! What the specification for an author tells.

#![expect(clippy::unwrap_used, reason = "tests")]

mod support;

use concordat_drafting::{Imprint, commission};
use concordat_standard::Standard;
use support::{Memory, audited, markdown};

/// Issue 6: words of the documents were cut after 160 letters, often in mid-sentence.
#[test]
fn the_words_of_a_defect_are_quoted_to_their_end() {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let words = "Young people of 16 and 17 who abuse a partner are dealt with in the same way as adult perpetrators: they join the same groups, on the same conditions, pay the same share, and the police are told in the same way whenever they do not attend";
    let site = Memory::of(&format!("//- abuse.md\n# Saltmere Domestic Abuse Policy 2023\n\n## Those who cause harm\n\n{words}.\n"));
    let audit = audited(&site, &standard);
    let paper = commission(&audit, &standard, "documents", &Imprint::default());
    let text = markdown(&paper);
    assert!(text.contains(&format!("“{words}")), "{text}");
}
