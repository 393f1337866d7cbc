//! `route/unreachable`.

use super::{Taken, View, taken};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::{Severity, wording::small};
use concordat_register::route::Act;
use std::collections::BTreeSet;

declare_check! {
    /// The documents on a theme send cases somewhere, and from there no step of any document leads to children's social care.
    ///
    /// Raised where the documents on the theme tell at least three steps, none of them names children's social care, its front door or a
    /// social worker, no document sends every concern there, and no way leads there from the bodies that the steps name. A step for the same
    /// concern in any document is enough.
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Gangs and Youth Violence Procedure 2021
    ///
    /// Anyone with a concern about a gang sends form G1 to the Gangs Panel. The Gangs Panel hears each case within two weeks. The chair
    /// of the Gangs Panel sends the plan to the Tarn Project.
    /// //- b.md
    /// # Missing Children Protocol 2021
    ///
    /// The carer rings the police. The police tell children's social care of every missing child the same day.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Gangs and Youth Violence Procedure 2021
    ///
    /// Anyone with a concern about a gang sends form G1 to the Gangs Panel. The Gangs Panel hears each case within two weeks. The chair
    /// of the Gangs Panel refers each child to children's social care.
    /// //- b.md
    /// # Missing Children Protocol 2021
    ///
    /// The carer rings the police. The police tell children's social care of every missing child the same day.
    /// ```
    pub(super) static CHECK = {
        id: "route/unreachable",
        severity: Severity::High,
        since: "0.1.0",
        standard: "Department for Education, Working Together to Safeguard Children, 2023: anyone with concerns about a child's welfare makes a referral to children's social care",
        run: run,
    }
}

/// Steps that the documents on a theme must tell before anything is said of them.
const FEWEST: usize = 3;
/// Where a case has arrived.
const CARE: [&str; 3] = ["social-care", "front-door", "worker"];

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    if area.options.alone {
        return;
    }
    let (view, network) = (View::of(area), area.network);
    let steps = taken(area);
    let arrives = |t: &Taken<'_>| {
        let class = |body| view.class(t.0, body);
        CARE.contains(&class(t.2.body.as_ref())) || CARE.contains(&class(t.2.actor.as_ref()))
    };
    // Where every concern goes there, no theme is cut off; where nothing goes there, the reader did not know the area's words for it.
    let arriving: Vec<&Taken<'_>> = steps.iter().filter(|t| arrives(t)).collect();
    if arriving.is_empty() || arriving.iter().any(|t| t.2.trigger.every) {
        return;
    }
    for theme in &area.standard.themes.themes {
        let of_theme = |t: &Taken<'_>| t.1.entry.themes.first().is_some_and(|own| own.0.as_str() == theme.id);
        let steps: Vec<&Taken<'_>> = steps.iter().filter(|t| of_theme(t)).collect();
        let concerns = area.standard.routes.themes.get(&theme.id);
        let meets = |t: &Taken<'_>| {
            concerns.into_iter().flatten().any(|c| t.2.trigger.concerns.iter().any(|o| area.standard.assessment.meet(c, o)))
        };
        if steps.len() < FEWEST || arriving.iter().any(|t| of_theme(t) || meets(t)) {
            continue;
        }
        let bodies = steps.iter().filter_map(|t| network.find(t.0, t.2.body.as_ref()?, &area.standard.routes));
        let reached = bodies.collect::<BTreeSet<_>>().into_iter().any(|node| network.reaches(node, &CARE));
        let entries: Vec<&&Taken<'_>> =
            steps.iter().filter(|t| matches!(t.2.act, Act::Contact | Act::Transfer) && t.2.body.is_some()).take(3).collect();
        if reached || entries.is_empty() {
            continue;
        }
        let mut documents = Vec::new();
        entries.iter().for_each(|t| {
            if !documents.contains(&t.0) {
                documents.push(t.0)
            }
        });
        let titles: Vec<String> = documents.iter().filter_map(|d| area.document(*d)).map(|d| format!("“{}”", d.entry.title)).collect();
        let (read, bodies) = (titles.join(" or "), if titles.len() == 1 { "it names" } else { "they name" });
        let message = format!("No step on {} leads to children’s social care, in {read} or from the bodies {bodies}.", small(&theme.name));
        let mut raised = sink.raise(&documents, message);
        for one in entries {
            raised.evidence(one.0, &one.2.anchor);
        }
        raised
            .suggest(format!("Say when and by whom children’s social care is told of {}, and by what number or form.", small(&theme.name)));
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{blocks, examples, raised};

    #[test]
    fn the_document_is_named_where_only_the_message_or_the_suggestion_is_read() {
        let (_, site) = blocks(CHECK.page).into_iter().find(|(raises, _)| *raises).unwrap();
        for finding in raised(CHECK.id, &site) {
            let suggestion = finding.suggestion.unwrap();
            assert!(finding.message.contains('“') && !finding.message.contains("this document"), "{}", finding.message);
            assert!(suggestion.contains(" is told of "), "{suggestion}");
        }
    }

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }
}
