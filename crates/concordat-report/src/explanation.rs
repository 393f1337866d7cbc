//! A check's page, as products show it.

use concordat_findings::Severity;

/// What a check raises and why, for people to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The check's id; one that ends in a star stands for every check of its family that has no page of its own.
    pub id: String,
    /// How grave its findings are unless a row of the standard says otherwise.
    pub severity: Severity,
    /// Where the expectation comes from: publisher, title, year.
    pub standard: String,
    /// The page in Markdown, without a title.
    pub body_markdown: String,
}

/// The page of `check`: its own, else that of its family.
pub(crate) fn explanation<'a>(pages: &'a [Explanation], check: &str) -> Option<&'a Explanation> {
    let of_family = |page: &&Explanation| page.id.strip_suffix('*').is_some_and(|stem| check.starts_with(stem));
    pages.iter().find(|p| p.id == check).or_else(|| pages.iter().find(of_family))
}

/// The first sentence or line of a page, without its marks.
pub(crate) fn summary(page: &Explanation) -> String {
    let first = page.body_markdown.lines().map(str::trim).skip_while(|l| l.is_empty() || l.starts_with('#'));
    let paragraph: Vec<&str> = first.take_while(|l| !l.is_empty()).collect();
    paragraph.join(" ").replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_without_a_page_has_its_familys() {
        let page = |id: &str| Explanation {
            id: id.to_owned(),
            severity: Severity::Low,
            standard: String::new(),
            body_markdown: "One\ntwo.\n\nThree.".to_owned(),
        };
        let pages = [page("language/*"), page("language/choice")];
        assert_eq!(explanation(&pages, "language/choice").unwrap().id, "language/choice");
        assert_eq!(explanation(&pages, "language/other").unwrap().id, "language/*");
        assert!(explanation(&pages, "currency/review").is_none());
        assert_eq!(summary(&pages[0]), "One two.");
    }
}
