//! Who sits at a meeting, from a line of a list, a cell or a sentence.

use super::lexicon::Lexicon;
use concordat_register::meeting::Member;
use concordat_text::fold_str;

/// Members that one sentence may list.
const LISTED: usize = 30;
/// Characters of one member's line at most: more is prose.
const LINE: usize = 160;

/// What a stretch of a member's line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Person,
    Post,
    Agency,
}

impl Lexicon {
    /// A member from one line: "Jo Larch, Team Manager, Housing (chair)", "Police: Detective Inspector". The second part says
    /// whether they take the chair. None for a line that names nobody, such as prose.
    pub(super) fn member(&self, line: &str) -> Option<(Member, bool)> {
        let line = line.trim().trim_end_matches(['.', ';', ',']);
        // The last but one of a list that is a sentence.
        let line = line.strip_suffix(" and").unwrap_or(line).trim_end_matches([';', ',', ' ']);
        if line.is_empty() || line.chars().count() > LINE {
            return None;
        }
        let (line, chair) = without_chair(line);
        let mut member = Member::default();
        let pieces: Vec<&str> = pieces(&line).into_iter().map(|piece| self.without_article(piece)).collect();
        for (n, piece) in pieces.iter().copied().enumerate() {
            // What stands between a post and an agency says of what the post is: "Service Manager, Adolescents, Marl Council".
            let between = || member.role.is_some() && member.agency.is_none() && pieces.iter().skip(n + 1).any(|p| self.is_agency(p));
            let sort = match self.sort(piece, &member) {
                Sort::Agency if !self.is_agency(piece) && between() => Sort::Post,
                sort => sort,
            };
            let slot = match sort {
                Sort::Person => &mut member.person,
                Sort::Post => &mut member.role,
                Sort::Agency => &mut member.agency,
            };
            match slot {
                None => *slot = Some(piece.into()),
                Some(held) => *held = format!("{held}, {piece}").into(),
            }
        }
        let named = member.person.is_some() || member.role.is_some() || member.agency.is_some();
        named.then_some((member, chair))
    }

    /// "The Neighbourhood Inspector" is a Neighbourhood Inspector; an organisation may bear the word in its name.
    fn without_article<'p>(&self, piece: &'p str) -> &'p str {
        let bare = |articles: &[&str]| articles.iter().find_map(|article| piece.strip_prefix(article)).map(str::trim_start);
        let small = bare(&["the ", "a ", "an ", "our "]);
        small.or_else(|| bare(&["The ", "A ", "An "]).filter(|rest| self.is_post(rest))).filter(|rest| !rest.is_empty()).unwrap_or(piece)
    }

    /// Members that a sentence lists after its verb: "Members are the police, health and two schools."
    pub(super) fn listed(&self, sentence: &str) -> Vec<Member> {
        let Some(list) = after_verb(sentence) else { return Vec::new() };
        let mut found = Vec::new();
        let mut known = 0;
        let list = list.replace(" as well as ", ", ").replace(" together with ", ", ").replace(", and ", ", ");
        for piece in list.split([',', ';']) {
            // "and" closes the list, unless it stands within a name: "Health and Wellbeing".
            let parts: Vec<&str> = match piece.split_once(" and ") {
                Some((before, after)) if self.is_agency(before) && self.is_agency(after) => vec![before, after],
                _ => vec![piece.trim_start().strip_prefix("and ").unwrap_or(piece)],
            };
            for part in parts {
                let bare = bare_agency(part);
                if bare.is_empty() || bare.split(' ').count() > 9 {
                    continue;
                }
                let member = if self.is_post(bare) && !self.is_agency(bare) {
                    Member { role: Some(bare.into()), ..Member::default() }
                } else {
                    Member { agency: Some(bare.into()), ..Member::default() }
                };
                known += usize::from(self.is_agency(bare) || self.is_post(bare));
                found.push(member);
            }
        }
        // "Members are never late, nor are their papers" lists nobody.
        if known * 2 < found.len() {
            return Vec::new();
        }
        found.truncate(LISTED);
        found
    }

    /// What a cell of a table under a known column may still get wrong: "Sgt A Larch, Neighbourhood sergeant".
    fn sort(&self, piece: &str, so_far: &Member) -> Sort {
        if so_far.person.is_none() && self.is_person(piece) {
            return Sort::Person;
        }
        let folded = fold_str(piece);
        let (post, agency) = (self.posts.find(&folded).last(), self.organisations.find(&folded).last());
        match (post, agency) {
            // What stands last tells: "Housing officer" is a post, "Officers' Association" is not.
            (Some(post), Some(agency)) if post.end >= agency.end || folded.contains(" of ") => Sort::Post,
            (Some(_), None) => Sort::Post,
            (None, None) if so_far.agency.is_some() => Sort::Post,
            _ => Sort::Agency,
        }
    }

    fn is_post(&self, piece: &str) -> bool {
        self.posts.stand_in(&fold_str(piece))
    }

    /// Whether words speak of an organisation.
    pub(super) fn is_agency(&self, piece: &str) -> bool {
        self.organisations.stand_in(&fold_str(piece))
    }

    /// Whether words look like a professional's name: two or three words in capitals of which none is a post or an
    /// organisation, or a form of address and a name.
    pub(super) fn is_person(&self, piece: &str) -> bool {
        let mut words: Vec<&str> = piece.split_whitespace().collect();
        let mut addressed = false;
        while let Some(first) = words.first() {
            if !self.titles.contains(fold_str(first).trim_end_matches('.')) || words.len() < 2 {
                break;
            }
            addressed = true;
            words.remove(0);
        }
        let name = |w: &&str| {
            w.starts_with(char::is_uppercase)
                && w.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '\u{2019}' | '-' | '.'))
                && !(w.len() > 3 && w.chars().all(char::is_uppercase))
        };
        let fits = if addressed { (1..=3).contains(&words.len()) } else { (2..=3).contains(&words.len()) };
        let rest = words.join(" ");
        fits && words.iter().all(name) && !self.is_post(&rest) && !self.is_agency(&rest)
    }
}

/// A person's name made comparable: forms of address and ranks off, folded.
pub fn bare_name(lexicon_titles: &std::collections::BTreeSet<String>, name: &str) -> String {
    let folded = fold_str(name).replace(['(', ')', ','], " ");
    let mut words: Vec<&str> = folded.split_whitespace().collect();
    while words.len() > 1 && words.first().is_some_and(|w| lexicon_titles.contains(w.trim_end_matches('.'))) {
        words.remove(0);
    }
    words.join(" ")
}

/// A line without its note that this member takes the chair.
pub(super) fn without_chair(line: &str) -> (String, bool) {
    let folded = line.to_ascii_lowercase();
    for mark in
        ["(chair)", "(chairs)", "(co-chair)", "(chairperson)", "(panel chair)", "- chair", "\u{2013} chair", "[chair]", "(in the chair)"]
    {
        if let Some(at) = folded.find(mark)
            && !folded.get(..at).is_some_and(|b| b.trim_end().ends_with(['e', 'y']) && (b.contains("vice") || b.contains("deputy")))
        {
            let (before, after) = (line.get(..at).unwrap_or(line), line.get(at + mark.len()..).unwrap_or_default());
            return (format!("{}{after}", before.trim_end()), true);
        }
    }
    if let Some(rest) = folded.strip_prefix("chair:").or_else(|| folded.strip_prefix("chair -")) {
        return (line.get(line.len() - rest.len()..).unwrap_or_default().trim().to_owned(), true);
    }
    (line.to_owned(), false)
}

/// The pieces of a line: at commas, dashes with space around, colons and brackets.
fn pieces(line: &str) -> Vec<&str> {
    let mut found: Vec<&str> = vec![line];
    for mark in [" - ", " \u{2013} ", " \u{2014} ", ": ", " | ", "\t", ", ", " (", "; ", "\n"] {
        found = found.into_iter().flat_map(|piece| piece.split(mark)).collect();
    }
    found.into_iter().map(|p| p.trim().trim_matches(['(', ')', ',', ';', '.']).trim()).filter(|p| !p.is_empty()).collect()
}

/// What follows the verb of a sentence that lists members.
fn after_verb(sentence: &str) -> Option<&str> {
    let folded = sentence.to_ascii_lowercase();
    const VERBS: &[&str] = &[
        "representatives from",
        "representatives of",
        "representation from",
        "is attended by",
        "are attended by",
        "attended by",
        "members are",
        "consists of",
        "made up of",
        "comprises",
        "comprising",
        "drawn from",
        "core members:",
        "membership is",
        "members from",
        "membership:",
        "members:",
        "attend:",
        "brings together",
        "includes",
        "include",
        "round the table are",
    ];
    let (at, verb) = VERBS
        .iter()
        .filter_map(|verb| folded.find(verb).map(|at| (at, *verb)))
        .min_by_key(|(at, verb)| (*at, std::cmp::Reverse(verb.len())))?;
    let rest = sentence.get(at + verb.len()..)?;
    let mut rest = rest.strip_prefix(" from").unwrap_or(rest).trim_start_matches([':', ' ']);
    // "Members are drawn from": the last verb of several counts.
    while let Some(after) = VERBS.iter().find_map(|verb| rest.strip_prefix(verb)) {
        rest = after.trim_start_matches([':', ' ']);
    }
    Some(rest.trim_end_matches(['.', ' ']))
}

/// An agency without the words before it: "a representative of the police" is "police".
fn bare_agency(part: &str) -> &str {
    let mut bare = part.trim();
    for front in [
        "a representative of ",
        "representatives of ",
        "a representative from ",
        "representatives from ",
        "someone from ",
        "and ",
        "from ",
        "the ",
        "our ",
        "a ",
        "an ",
        "both ",
        "two ",
        "where needed ",
    ] {
        bare = bare.strip_prefix(front).unwrap_or(bare);
    }
    bare.trim_end_matches(['.', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_standard::Standard;

    #[test]
    fn a_line_names_somebody() {
        let lexicon = Lexicon::new(&Standard::peer_on_peer_abuse().unwrap());
        for (line, agency, role, person, chair) in [
            ("Jo Larch, Team Manager, Marl Housing (Chair)", Some("Marl Housing"), Some("Team Manager"), Some("Jo Larch"), true),
            ("Police: Detective Inspector", Some("Police"), Some("Detective Inspector"), None, false),
            ("the Ward Inspector, Marl Police; and", Some("Marl Police"), Some("Ward Inspector"), None, false),
            ("Service Manager, Adolescents, Marl Council", Some("Marl Council"), Some("Service Manager, Adolescents"), None, false),
            ("The Kite Trust, the Duty Nurse", Some("The Kite Trust"), Some("Duty Nurse"), None, false),
            ("Head of Service, Youth Justice Service", Some("Youth Justice Service"), Some("Head of Service"), None, false),
            (
                "Dr Amara Osei \u{2013} Named doctor, Estuary NHS Trust",
                Some("Estuary NHS Trust"),
                Some("Named doctor"),
                Some("Dr Amara Osei"),
                false,
            ),
        ] {
            let (member, chairs) = lexicon.member(line).unwrap();
            let text = |t: &Option<concordat_text::Text>| t.as_ref().map(|t| t.as_str().to_owned());
            assert_eq!(
                (text(&member.agency).as_deref(), text(&member.role).as_deref(), text(&member.person).as_deref(), chairs),
                (agency, role, person, chair),
                "{line}"
            );
        }
    }

    #[test]
    fn a_sentence_lists_agencies() {
        let lexicon = Lexicon::new(&Standard::peer_on_peer_abuse().unwrap());
        let found = lexicon.listed(
            "Its members are drawn from the police, children's social care, Health and Wellbeing, housing and the youth justice service.",
        );
        let named: Vec<&str> = found.iter().filter_map(|m| m.agency.as_deref()).collect();
        assert_eq!(named, ["police", "children's social care", "Health and Wellbeing", "housing", "youth justice service"]);
    }
}
