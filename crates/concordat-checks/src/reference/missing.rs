//! `reference/missing`.

use super::pointing::{DEALS, Pointing, THRESHOLDS, best, guides, guides_practice, main_theme, mentions, place, titled};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{DocumentFacts, DocumentIndex, Kind, citation::ThemeMention};
use concordat_standard::references::ExpectedLink;

declare_check! {
    /// A document deals with another theme, the site holds a document on that theme, and the first points to none.
    /// Staff who follow the first document then do not know that the second applies, and the same child is met in two
    /// ways. The finding says which passage should point where, and why. Where the document on the other theme points
    /// here already, `reference/one-way` is raised instead.
    ///
    /// A theme that is only one word of a list is not dealt with. Neither is anything raised where the site holds no
    /// document on the theme.
    ///
    /// ```text
    /// raised
    /// //- cse.md
    /// # Child Sexual Exploitation Strategy 2015-2018
    ///
    /// ## 1. What we know
    ///
    /// 1.1 Children are sexually exploited in our towns. Some also meet harmful sexual behaviour at school.
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2014
    ///
    /// Harmful sexual behaviour is met with care by every agency.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- cse.md
    /// # Child Sexual Exploitation Strategy 2015-2018
    ///
    /// ## 1. What we know
    ///
    /// 1.1 Children are sexually exploited in our towns. Some also meet harmful sexual behaviour at school; the
    /// HSB procedure is then followed.
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2014
    ///
    /// Harmful sexual behaviour is met with care by every agency.
    /// ```
    pub(super) static CHECK = {
        id: "reference/missing",
        severity: Severity::Medium,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

/// Without a row that expects the link, a theme must be dealt with this much, all passages kept together.
const AT_LENGTH: u16 = 7;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let pointing = Pointing::new(area);
    for (index, document) in area.indexed().filter(|(_, d)| guides_practice(&d.entry)) {
        for row in &area.standard.themes.themes {
            theme(&pointing, sink, index, document, &row.id);
        }
        thresholds(&pointing, sink, index, document);
    }
}

/// What is expected of a document towards a theme.
fn expected<'a>(area: &Area<'a>, document: &DocumentFacts, theme: &str) -> Option<&'a ExpectedLink> {
    let from = if document.entry.kind == Kind::Thresholds { THRESHOLDS } else { main_theme(&document.entry)? };
    area.standard.references.link(from, theme)
}

fn theme(pointing: &Pointing<'_>, sink: &mut Sink<'_>, index: DocumentIndex, document: &DocumentFacts, theme: &str) {
    if pointing.is_on(index, theme) || pointing.names_any_on(index, theme) {
        return;
    }
    let Some(mention) = best(document, theme).filter(|m| m.strength >= DEALS) else { return };
    let link = expected(pointing.area, document, theme);
    let total: u16 = mentions(document, theme).map(|m| m.strength).sum();
    if link.is_none() && total < AT_LENGTH {
        return;
    }
    // Where one of them points here, the way back is what is missing; a pointer to an older edition is no pointer here.
    let back = |from: &DocumentIndex| pointing.area.document(*from).is_some_and(|d| main_theme(&d.entry) == Some(theme) && guides(d));
    if pointing.pointing_at(index).iter().any(back) {
        return;
    }
    let Some(to) = pointing.on(theme).iter().copied().find(|to| *to != index) else { return };
    raise(pointing, sink, &Gap { from: index, document, mention, to, subject: pointing.theme_name(theme), link });
}

fn thresholds(pointing: &Pointing<'_>, sink: &mut Sink<'_>, index: DocumentIndex, document: &DocumentFacts) {
    if document.entry.kind == Kind::Thresholds || document.entry.themes.is_empty() || pointing.names_thresholds(index) {
        return;
    }
    let Some(mention) = best(document, THRESHOLDS).filter(|m| m.strength >= DEALS) else { return };
    let Some(to) = pointing.thresholds.first().copied() else { return };
    let link = pointing.area.standard.references.link(main_theme(&document.entry).unwrap_or_default(), THRESHOLDS);
    raise(pointing, sink, &Gap { from: index, document, mention, to, subject: "levels of risk or need".to_owned(), link });
}

/// A passage that should point to a document and does not.
struct Gap<'a> {
    from: DocumentIndex,
    document: &'a DocumentFacts,
    mention: &'a ThemeMention,
    to: DocumentIndex,
    subject: String,
    link: Option<&'a ExpectedLink>,
}

fn raise(pointing: &Pointing<'_>, sink: &mut Sink<'_>, gap: &Gap<'_>) {
    let Some(other) = pointing.area.document(gap.to) else { return };
    let place = place(gap.document, &gap.mention.anchor);
    let target = titled(&other.entry);
    let why = gap.link.map_or(String::new(), |link| format!(": {}", link.why));
    let message = format!("{place} of “{}” speaks of {} and does not point to {target}{why}.", gap.document.entry.title, gap.subject);
    let mut raised = sink.raise(&[gap.from, gap.to], message);
    raised.evidence(gap.from, &gap.mention.anchor);
    // What the other document says of the first one's theme shows that the two meet; a word in passing shows nothing.
    let back = main_theme(&gap.document.entry).and_then(|theme| best(other, theme));
    if let Some(back) = back.filter(|back| back.strength >= DEALS) {
        raised.evidence(gap.to, &back.anchor);
    }
    raised.suggest(format!("Name {target} where {} is spoken of, and say which document leads.", gap.subject));
    if let Some(link) = gap.link {
        raised.standard(link.source.clone());
        raised.severity(Severity::from_word(&link.severity).unwrap_or(Severity::Medium));
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{examples, raised};

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn the_finding_says_which_passage_should_point_where() {
        let found = raised(
            "reference/missing",
            "//- gangs.md\n# Gangs Procedure 2014\n\n## 3. Signs\n\n3.1 Gangs draw children in. Going missing from home overnight is a sign of it.\n//- away.md\n# Missing Children Protocol 2013\n\nEvery missing child is looked for, and a return interview is offered.\n",
        );
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].message.contains("Section 3") && found[0].message.contains("Missing Children Protocol"), "{}", found[0].message);
        assert!(found[0].evidence[0].anchor.quote.exact.contains("Going missing"));
    }

    #[test]
    fn a_word_in_passing_does_not_show_that_two_documents_meet() {
        let shown = |words: &str| {
            let found = raised(
                "reference/missing",
                &format!(
                    "//- gangs.md\n# Gangs Procedure 2014\n\nGangs draw children in. Going missing from home overnight is a sign of it.\n//- away.md\n# Missing Children Protocol 2013\n\nEvery missing child is looked for. {words}\n"
                ),
            );
            found.iter().map(|f| f.evidence.len()).collect::<Vec<_>>()
        };
        assert_eq!(shown("Author: Team Manager, Youth Justice Service"), [1]);
        // Here each of the two is to point to the other.
        assert_eq!(shown("Some are made to carry knives for a gang and are hurt by its members."), [2, 2]);
    }

    #[test]
    fn what_is_left_out_and_what_others_call_it_are_not_dealt_with() {
        let site = |words: &str| {
            raised(
                "reference/missing",
                &format!("//- gangs.md\n# Gangs Procedure 2014\n\nGangs draw children in. {words}\n//- da.md\n# Domestic Abuse Policy 2013\n\nDomestic abuse is met with belief.\n"),
            )
            .len()
        };
        assert_eq!(site("Girls are hurt by a boyfriend who belongs to one."), 1);
        assert_eq!(site("Domestic abuse is covered elsewhere."), 0);
        assert_eq!(site("A girl may call the man who hurts her her “boyfriend”."), 0);
    }

    #[test]
    fn one_word_of_a_list_is_not_dealt_with() {
        let found = raised(
            "reference/missing",
            "//- gangs.md\n# Gangs Procedure 2014\n\nGangs are one harm. Others are domestic abuse, sexual exploitation, going missing and bullying.\n//- away.md\n# Missing Children Protocol 2013\n\nEvery missing child is looked for.\n",
        );
        assert!(found.is_empty(), "{found:#?}");
    }
}
