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

/// Words that may stand inside a name between its main words.
pub(super) fn connector(word: &str) -> bool {
    matches!(word, "and" | "of" | "for" | "from" | "on" | "in" | "to" | "with" | "who" | "by" | "at" | "into" | "about")
}

/// Words that are never part of a name.
pub(super) fn stop(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "should"
            | "must"
            | "may"
            | "might"
            | "can"
            | "could"
            | "shall"
            | "do"
            | "does"
            | "did"
            | "not"
            | "it"
            | "they"
            | "we"
            | "he"
            | "she"
            | "you"
            | "i"
            | "who"
            | "which"
            | "what"
            | "when"
            | "where"
            | "why"
            | "how"
            | "if"
            | "than"
            | "then"
            | "as"
            | "so"
            | "but"
            | "because"
            | "while"
            | "after"
            | "before"
            | "under"
            | "over"
            | "between"
            | "through"
            | "during"
            | "without"
            | "within"
            | "against"
            | "per"
            | "via"
            | "using"
            | "use"
            | "uses"
            | "used"
            | "follow"
            | "follows"
            | "followed"
            | "following"
            | "see"
            | "read"
            | "reads"
            | "refer"
            | "refers"
            | "apply"
            | "applies"
            | "applied"
            | "include"
            | "includes"
            | "including"
            | "provide"
            | "provides"
            | "provided"
            | "set"
            | "sets"
            | "out"
            | "say"
            | "says"
            | "state"
            | "states"
            | "agree"
            | "agrees"
            | "review"
            | "reviews"
            | "ensure"
            | "ensures"
            | "require"
            | "requires"
            | "describe"
            | "describes"
            | "also"
            | "only"
            | "both"
            | "either"
            | "whether"
            | "there"
            | "here"
            | "up"
            | "down"
            | "make"
            | "makes"
            | "made"
            | "take"
            | "takes"
            | "give"
            | "gives"
            | "given"
            | "call"
            | "called"
            | "know"
            | "known"
            | "have-regard"
            | "implement"
            | "implements"
            | "adopt"
            | "adopts"
            | "adhere"
            | "adheres"
            | "comply"
            | "complies"
            | "support"
            | "supports"
            | "govern"
            | "governs"
            | "replace"
            | "replaces"
            | "replaced"
            | "replacing"
            | "supersedes"
            | "contained"
            | "alongside"
            | "conjunction"
            | "accordance"
            | "line"
            | "regard"
            | "respect"
            | "until"
            | "since"
            | "once"
            | "unless"
            | "although"
            | "however"
            | "therefore"
            | "whose"
            | "them"
            | "us"
            | "consult"
            | "consider"
            | "develop"
            | "write"
            | "publish"
            | "publishes"
            | "read-with"
            | "by"
            | "regarding"
            | "concerning"
            | "about"
            | "complete"
            | "update"
            | "implementing"
            | "reviewing"
            | "developing"
    )
}

/// Words that open a sentence before a name and are no part of it.
pub(super) fn opener(word: &str) -> bool {
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

/// Words that turn the last word of a name into something else: a policy officer, a strategy meeting.
pub(super) fn compound(word: &str) -> bool {
    matches!(
        word,
        "officer"
            | "officers"
            | "discussion"
            | "discussions"
            | "meeting"
            | "meetings"
            | "group"
            | "groups"
            | "subgroup"
            | "sub-group"
            | "board"
            | "lead"
            | "leads"
            | "manager"
            | "managers"
            | "team"
            | "teams"
            | "maker"
            | "makers"
            | "making"
            | "unit"
            | "development"
            | "adviser"
            | "advisers"
            | "advisor"
            | "advisors"
            | "coordinator"
            | "forum"
            | "committee"
            | "centre"
            | "day"
            | "days"
            | "conference"
            | "dog"
            | "number"
            | "numbers"
            | "word"
            | "area"
            | "areas"
            | "department"
            | "panel"
            | "partnership"
            | "work"
            | "writer"
            | "writers"
            | "aims"
            | "discussed"
    )
}

/// Words that, in a possessive, own a document: a board's, a trust's.
pub(super) fn owner(word: &str) -> bool {
    matches!(
        word,
        "board"
            | "boards"
            | "council"
            | "partnership"
            | "trust"
            | "school"
            | "college"
            | "academy"
            | "club"
            | "constabulary"
            | "force"
            | "organisation"
            | "association"
            | "union"
            | "office"
            | "commission"
            | "department"
            | "government"
            | "committee"
            | "panel"
            | "group"
            | "team"
            | "service"
            | "authority"
            | "agency"
            | "charity"
            | "provider"
            | "home"
            | "police"
            | "education"
            | "company"
            | "employer"
            | "federation"
            | "society"
            | "county"
            | "borough"
            | "city"
            | "area"
            | "town"
            | "region"
            | "commissioner"
            | "ministry"
            | "nursery"
            | "church"
            | "diocese"
            | "hospital"
            | "surgery"
            | "practice"
            | "site"
            | "nation"
            | "country"
            | "england"
            | "it"
    )
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
    let long = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let short = ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];
    long.contains(&word) || short.contains(&word)
}
