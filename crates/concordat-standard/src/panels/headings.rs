//! What a heading of a column speaks for.

use super::{PanelWords, RoleRow, plain};

/// Words after which a heading only describes what it has said.
const JOINTS: [&str; 13] = ["since", "for", "of", "at", "in", "with", "and", "by", "from", "to", "on", "if", "or"];

/// `PersonAtRisk` as `Person At Risk`, where a heading is written as one word; `DoB` stays whole.
fn unglued(heading: &str) -> String {
    if heading.trim().contains(char::is_whitespace) {
        return heading.to_owned();
    }
    let mut out = String::with_capacity(heading.len() + 8);
    let mut last = ' ';
    for c in heading.replace("DoB", "Dob").chars() {
        if c.is_uppercase() && last.is_lowercase() {
            out.push(' ');
        }
        out.push(if matches!(c, '_' | '-') { ' ' } else { c });
        last = c;
    }
    out
}

/// Words that begin a question, which what stands beneath answers in prose.
const QUESTIONS: [&str; 3] = ["what", "why", "how"];

/// A folded heading in the singular where it is in the plural, and the other way round: `hot spots`, `linked person`.
fn other_number(heading: &str) -> Option<String> {
    let long = heading.len() > 4;
    match heading.strip_suffix('s') {
        Some(one) => (long && !one.ends_with(['s', 'u', 'i'])).then(|| one.to_owned()),
        None => long.then(|| format!("{heading}s")),
    }
}

impl PanelWords {
    /// The role that a heading speaks for, and whether it says nothing else: the phrase in it with most words, and of two
    /// as long the one that stands last.
    #[must_use]
    pub fn role_of(&self, heading: &str) -> Option<(&RoleRow, bool)> {
        let spaced = unglued(&heading.replace("(s)", "").replace("(S)", ""));
        let whole = plain(&spaced);
        let bare = plain(spaced.split('(').next().unwrap_or_default());
        let known = |text: &str| self.phrases.get(text).and_then(|&n| self.roles.get(n));
        let either = |text: &str| known(text).or_else(|| other_number(text).and_then(|other| known(&other)));
        if let Some(role) = either(&whole).or_else(|| either(&bare)).or_else(|| self.whole_name(&spaced)) {
            return Some((role, true));
        }
        let (whole, bare) = (self.spelt_out(&whole), self.spelt_out(&bare));
        if let Some(role) = known(&whole).or_else(|| known(&bare)) {
            return Some((role, true));
        }
        // `Concern since last panel` is a concern: what stands after a preposition only describes what stands before it.
        let text = if bare.is_empty() { &whole } else { &bare };
        let words: Vec<&str> = text.split(' ').collect();
        // `Person at risk DOB`: what it ends with is what it holds, whoever's it is.
        let tail = (1..=3.min(words.len())).rev().find_map(|n| known(&words.get(words.len() - n..)?.join(" ")));
        if let Some(role) = tail.filter(|r| ["dob", "age", "address", "postcode", "reference"].contains(&r.id.as_str())) {
            return Some((role, false));
        }
        if let Some(role) = self.any_subject(&spaced) {
            return Some((role, true));
        }
        let joint = words.iter().position(|w| JOINTS.contains(w)).unwrap_or(words.len());
        let (before, after) = words.split_at_checked(joint).unwrap_or((&words, &[]));
        let asks = words.len() > 1 && words.first().is_some_and(|w| QUESTIONS.contains(w));
        // `What is worrying us`: the question word alone says nothing of what stands there, and what answers it is prose.
        let before = if asks { before.get(1..).unwrap_or_default() } else { before };
        let found = self.phrase_in(before).or_else(|| self.phrase_in(after));
        found.or_else(|| if asks { self.named("notes") } else { None }).map(|role| (role, false))
    }

    /// The role of names where a heading asks for the surname and the forename together: "Surname, first name", "Initials + surname".
    fn whole_name(&self, heading: &str) -> Option<&RoleRow> {
        let folded = plain(heading);
        let words: Vec<&str> = folded.split(' ').filter(|w| !["and", "then", "or"].contains(w)).collect();
        let is = |words: &[&str], ids: &[&str]| {
            let text = words.join(" ");
            let known = self.phrases.get(&text).and_then(|&n| self.roles.get(n)).is_some_and(|role| ids.contains(&role.id.as_str()));
            known || ids.contains(&"forename") && words.last().is_some_and(|w| ["initial", "initials"].contains(w)) && words.len() <= 2
        };
        let parted = (1..words.len()).any(|at| {
            let (first, last) = words.split_at_checked(at).unwrap_or_default();
            is(first, &["forename", "name"]) && is(last, &["surname"]) || is(first, &["surname"]) && is(last, &["forename"])
        });
        if parted { self.named("name") } else { None }
    }

    fn named(&self, id: &str) -> Option<&RoleRow> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// Whether a heading offers a person among other kinds of subject.
    #[must_use]
    pub fn offers_other_subjects(&self, heading: &str) -> bool {
        self.any_subject(&unglued(heading)).is_some()
    }

    /// The role of names where a heading offers a person among other kinds of subject: "Child / group / place".
    fn any_subject(&self, heading: &str) -> Option<&RoleRow> {
        let lower = heading.to_lowercase().replace(" or ", "/");
        let parts: Vec<&RoleRow> =
            lower.split(['/', ',', '|']).filter_map(|part| self.phrases.get(&plain(part)).and_then(|&n| self.roles.get(n))).collect();
        let another = parts.iter().any(|role| ["group", "place", "school", "family"].contains(&role.id.as_str()));
        parts.into_iter().find(|role| role.id == "name").filter(|_| another)
    }

    /// A folded heading with the short words of case systems in full: `est name` as `school name`, `loc txt` as `location`.
    fn spelt_out(&self, heading: &str) -> String {
        let full = |word| self.short_headings.get(word).map_or(word, String::as_str);
        heading.split(' ').map(full).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The role of the longest phrase among words; of two as long, of the last.
    fn phrase_in(&self, words: &[&str]) -> Option<&RoleRow> {
        (1..=self.longest.min(words.len())).rev().find_map(|length| {
            let found = words.windows(length).rev().find_map(|window| self.phrases.get(&window.join(" ")));
            found.and_then(|&n| self.roles.get(n))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_asks_for_a_whole_name_or_for_prose() {
        let words = PanelWords::peer_on_peer_abuse().unwrap();
        for heading in [
            "Surname, first name",
            "Forename / Surname",
            "SURNAME and forenames",
            "YP initials + surname",
            "Surname, initial",
            "First name surname",
            "Name & surname",
        ] {
            assert_eq!(words.role_of(heading).map(|(r, whole)| (r.id.as_str(), whole)), Some(("name", true)), "{heading}");
        }
        for heading in ["What is worrying us", "What next", "Why now", "What's working well?", "How things stand"] {
            assert_eq!(words.role_of(heading).map(|(r, _)| r.id.as_str()), Some("notes"), "{heading}");
        }
        for (heading, role) in [
            ("What", "kind"),
            ("Who / what", "name"),
            ("What school", "school"),
            ("Hot spots", "place"),
            ("Linked person", "associates"),
            ("Surname", "surname"),
            ("Initials", "name"),
        ] {
            assert_eq!(words.role_of(heading).map_or("", |(r, _)| r.id.as_str()), role, "{heading}");
        }
    }
}
