//! The small words of English that bound the name of a document.

/// Words that stand before a name and end the search to its left. The bool says whether a name in small letters may follow.
pub(super) fn determiner(word: &str) -> Option<bool> {
    match word {
        "the" | "our" | "its" | "that" => Some(true),
        // Theirs is anybody's: a school's, an agency's.
        "their" | "your" | "his" | "her" | "this" | "a" | "an" | "any" | "each" | "every" | "all" | "no" | "some" | "such" | "these"
        | "those" | "both" | "many" | "most" | "own" => Some(false),
        _ => None,
    }
}

/// Whether a word says who is at the head of what a document describes, and is no part of its name: "the police-led protocol".
pub(crate) fn led(word: &str) -> bool {
    word.len() > 4 && word.ends_with("-led")
}

/// Words that may stand inside a name between its main words.
pub(super) fn connector(word: &str) -> bool {
    matches!(word, "and" | "of" | "for" | "from" | "on" | "in" | "to" | "with" | "who" | "by" | "at" | "into" | "about")
}

/// Words that are never part of a name, in order.
#[rustfmt::skip]
const STOPS: &[&str] = &[
    "about", "accordance", "adhere", "adheres", "adopt", "adopts", "after", "against", "agree", "agrees", "alongside", "also",
    "although", "applied", "applies", "apply", "are", "as", "be", "because", "been", "before", "being", "between", "both", "but",
    "by", "call", "called", "can", "complete", "complies", "comply", "concerning", "conjunction", "consider", "consult",
    "contained", "could", "describe", "describes", "develop", "developing", "did", "do", "does", "down", "during", "either",
    "ensure", "ensures", "follow", "followed", "following", "follows", "give", "given", "gives", "govern", "governs", "had",
    "has", "have", "he", "here", "how", "however", "i", "if", "implement", "implementing", "implements", "include", "includes",
    "including", "is", "it", "know", "known", "line", "made", "make", "makes", "may", "might", "must", "not", "once", "only",
    "out", "over", "per", "provide", "provided", "provides", "publish", "publishes", "read", "reads", "refer", "refers", "regard",
    "regarding", "replace", "replaced", "replaces", "replacing", "require", "requires", "respect", "review", "reviewing",
    "reviews", "say", "says", "see", "set", "sets", "shall", "she", "should", "since", "so", "state", "states", "supersedes",
    "support", "supports", "take", "takes", "than", "them", "then", "there", "therefore", "they", "through", "under", "unless",
    "until", "up", "update", "us", "use", "used", "uses", "using", "via", "was", "we", "were", "what", "when", "where", "whether",
    "which", "while", "who", "whose", "why", "will", "within", "without", "would", "write", "you",
];

/// Words that are never part of a name.
pub(super) fn stop(word: &str) -> bool {
    STOPS.binary_search(&word).is_ok()
}

/// Words that open a sentence before a name and are no part of it.
pub(crate) fn opener(word: &str) -> bool {
    stop(word)
        || connector(word)
        || matches!(
            word,
            "please"
                | "note"
                | "staff"
                | "members"
                | "agencies"
                | "further"
                | "additional"
                | "more"
                | "other"
                | "linked"
                | "related"
                | "associated"
                | "another"
                | "new"
        )
}

/// Words after which the last word of a name is something else, in order.
#[rustfmt::skip]
const COMPOUNDS: &[&str] = &[
    "adviser", "advisers", "advisor", "advisors", "aims", "area", "areas", "board", "centre", "committee", "conference",
    "coordinator", "day", "days", "department", "development", "discussed", "discussion", "discussions", "dog", "forum", "group",
    "groups", "lead", "leads", "maker", "makers", "making", "manager", "managers", "meeting", "meetings", "number", "numbers",
    "officer", "officers", "panel", "partnership", "sub-group", "subgroup", "team", "teams", "unit", "word", "work", "writer",
    "writers",
];

/// Words that turn the last word of a name into something else: a policy officer, a strategy meeting.
pub(super) fn compound(word: &str) -> bool {
    COMPOUNDS.binary_search(&word).is_ok()
}

/// Words that own documents, in order.
#[rustfmt::skip]
const OWNERS: &[&str] = &[
    "academy", "agency", "area", "association", "authority", "board", "boards", "borough", "charity", "church", "city", "club",
    "college", "commission", "commissioner", "committee", "company", "constabulary", "council", "country", "county", "department",
    "diocese", "education", "employer", "england", "federation", "force", "government", "group", "home", "hospital", "it",
    "ministry", "nation", "nursery", "office", "organisation", "panel", "partnership", "police", "practice", "provider", "region",
    "school", "service", "site", "society", "surgery", "team", "town", "trust", "union",
];

/// Words that, in a possessive, own a document: a board's, a trust's.
pub(super) fn owner(word: &str) -> bool {
    OWNERS.binary_search(&word).is_ok()
}

/// A number written as a word, up to twelve.
pub(super) fn number_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "ten" => "10",
        "eleven" => "11",
        "twelve" => "12",
        _ => return None,
    })
}

/// Whether a word is the name of a month or its usual short form.
pub(super) fn month(word: &str) -> bool {
    concordat_register::month_named(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_order() {
        for words in [STOPS, COMPOUNDS, OWNERS] {
            assert!(words.is_sorted(), "{words:?}");
        }
        assert!(stop("is") && compound("officer") && owner("board") && !owner("boat"));
    }
}
