//! `definition/divergence`.

use super::compare::{Concepts, Defined, Difference, Group};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::PartialDate;
use concordat_standard::definitions::Official;

declare_check! {
    /// Two documents define the same thing differently. Staff who hold one of them will count, refer or help a child whom
    /// staff who hold the other will not.
    ///
    /// Wordings may differ as they like: what is compared is what they say of age, of who may do it, between whom it
    /// happens, in what circumstances, how often and how many. A difference that the text explains is not raised, nor
    /// is an age that is of another sense, such as the age of consent.
    ///
    /// ```text
    /// raised
    /// //- missing.md
    /// # Missing Children Protocol 2019
    ///
    /// ## Words we use
    ///
    /// Sexual exploitation: the abuse of a child under 16 by an adult who pays for it in money or presents.
    /// //- cse.md
    /// # Child Sexual Exploitation Strategy 2020
    ///
    /// Child sexual exploitation is a form of sexual abuse in which an individual or group deceives or forces a child
    /// under 18 into sexual activity. Whoever does it may be an adult or another child.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- da.md
    /// # Domestic Abuse Policy 2020
    ///
    /// Domestic abuse means abusive behaviour between adults who are partners or relatives.
    /// //- levels.md
    /// # Levels of Need 2020
    ///
    /// | Term | Meaning |
    /// | --- | --- |
    /// | Domestic abuse | Abusive behaviour between people aged 16 or over who are partners or relatives |
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- gangs.md
    /// # Gangs and Violence Procedure 2020
    ///
    /// Serious youth violence is violence by or against anyone aged 10 to 19. The range is wider than elsewhere because
    /// the police count in this way.
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2020
    ///
    /// Serious youth violence is violence by or against anyone aged 10 to 17.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- cse.md
    /// # Child Sexual Exploitation Strategy 2020
    ///
    /// Child sexual exploitation is the sexual abuse of a child under 18 by somebody with power over them. It makes no
    /// difference that a young person is over 16, the age of consent.
    /// //- missing.md
    /// # Missing Children Protocol 2019
    ///
    /// Child sexual exploitation means using anyone under 18 sexually for gain.
    /// ```
    pub(super) static CHECK = {
        id: "definition/divergence",
        severity: Severity::Medium,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

/// Documents set against the one to change, at most.
const AGAINST: usize = 3;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    for concept in Concepts::new(area).concepts {
        let official = in_force(area, &concept.row.id);
        let mut pairs = Vec::new();
        for (n, one) in concept.groups.iter().enumerate() {
            for (m, two) in concept.groups.iter().enumerate().skip(n + 1) {
                if one.against(two, &area.standard.definitions).is_some() {
                    pairs.push((n, m));
                }
            }
        }
        // The definition that stands against most others, or against the official one, is told once with those it is against.
        while let Some(odd) = odd(&concept, &pairs, official) {
            let against: Vec<usize> = pairs
                .iter()
                .filter_map(|&(n, m)| {
                    if n == odd {
                        Some(m)
                    } else if m == odd {
                        Some(n)
                    } else {
                        None
                    }
                })
                .collect();
            pairs.retain(|&(n, m)| n != odd && m != odd);
            raise(area, sink, &concept, (odd, &against), official);
        }
    }
}

/// The official definition of a concept on the day of the audit.
fn in_force<'a>(area: &Area<'a>, concept: &str) -> Option<&'a Official> {
    let begun = |date: PartialDate| date.first() <= area.as_at;
    let mut rows = area.standard.definitions.official.iter().filter(|o| o.concept == concept);
    rows.rfind(|o| begun(o.from) && !o.until.is_some_and(begun))
}

fn odd(concept: &Defined<'_>, pairs: &[(usize, usize)], official: Option<&Official>) -> Option<usize> {
    let size = |n: usize| concept.groups.get(n).map_or(0, |g| g.documents.len());
    let rank = |n: usize| {
        let departs = concept.groups.get(n).zip(official).is_some_and(|(g, o)| g.departs(o));
        let met: usize = pairs
            .iter()
            .map(|&(a, b)| {
                if a == n {
                    size(b)
                } else if b == n {
                    size(a)
                } else {
                    0
                }
            })
            .sum();
        (departs, met, std::cmp::Reverse(size(n)), std::cmp::Reverse(n))
    };
    pairs.iter().flat_map(|&(a, b)| [a, b]).max_by_key(|&n| rank(n))
}

fn raise(area: &Area<'_>, sink: &mut Sink<'_>, concept: &Defined<'_>, (odd, against): (usize, &[usize]), official: Option<&Official>) {
    let standard = &area.standard.definitions;
    let Some(group) = concept.groups.get(odd) else { return };
    let others: Vec<(&Group<'_>, Vec<Difference>)> =
        against.iter().filter_map(|&n| concept.groups.get(n)).filter_map(|g| Some((g, group.against(g, standard)?))).collect();
    let Some(((first, readings), differences)) = group.documents.first().zip(others.first().map(|(_, d)| d)) else { return };
    let shown: Vec<_> = others.iter().filter_map(|(g, _)| g.documents.first()).take(AGAINST).collect();
    let mut documents: Vec<_> = group.documents.iter().map(|(index, _)| *index).take(AGAINST).collect();
    documents.extend(shown.iter().map(|(index, _)| *index));
    let title = |index| area.document(index).map_or("a document", |d| d.entry.title.as_str());
    let told: Vec<String> = differences.iter().map(|d| format!("{} ({}, against {})", d.what, d.one, d.other)).collect();
    let other = shown.first().map_or("another", |(index, _)| title(*index));
    let message = format!("“{}” and “{other}” define {} differently: {}.", title(*first), concept.row.name, told.join("; "));
    let mut raised = sink.raise(&documents, message);
    for reading in readings.iter().filter(|r| !r.features.is_empty()).take(1) {
        raised.evidence(*first, &reading.anchor);
    }
    for (index, readings) in shown {
        for reading in readings.iter().filter(|r| !r.features.is_empty()).take(1) {
            raised.evidence(*index, &reading.anchor);
        }
    }
    let mut suggestion = "Agree one definition and give it in both, or say in each why it differs.".to_owned();
    if let Some(official) = official {
        suggestion = format!("{suggestion} The national one: {}.", official.name);
        raised.standard(official.source.clone());
    }
    raised.suggest(suggestion);
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{examples, raised};
    use concordat_register::DocumentIndex;

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn a_heading_that_asks_what_it_is_means_the_title() {
        let site = |heading: &str| {
            format!(
                "//- wards.md\n# Domestic Abuse: a Procedure for Surgeries 2020\n\n## {heading}\n\nAny incident of threatening or violent behaviour between adults aged 18 or over who are partners or relatives.\n//- levels.md\n# Levels of Need 2021\n\nDomestic abuse means abusive behaviour between people aged 16 or over who are partners or relatives.\n"
            )
        };
        assert_eq!(raised("definition/divergence", &site("What it is")).len(), 1);
        assert_eq!(raised("definition/divergence", &site("1. Definition and scope")).len(), 1);
        for other in ["Whom we see", "What this means for surgeries", "Definition of an urgent call"] {
            assert_eq!(raised("definition/divergence", &site(other)).len(), 0, "{other}");
        }
    }

    #[test]
    fn a_meaning_in_the_sentence_after_the_one_that_says_where_it_is_defined() {
        let site = |age: u8| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\n## Words\n\nDomestic abuse: threats or violence between people aged {age} or over who are partners or relatives.\n//- young.md\n# Young Partners Guidance 2022\n\nDomestic abuse is set out in a recent Act. It means violence or threats between two people aged 16 or over who are partners or relatives.\n"
            )
        };
        assert_eq!(raised("definition/divergence", &site(19)).len(), 1);
        assert_eq!(raised("definition/divergence", &site(16)).len(), 0);
    }

    #[test]
    fn one_that_ends_at_the_gate_of_a_school_is_narrower() {
        let site = |words: &str| {
            format!(
                "//- hsb.md\n# Harmful Sexual Behaviour Procedure 2021\n\n## Words\n\nHarmful sexual behaviour means sexual behaviour by a child under 18 that harms them or others.\n//- school.md\n# Guidance for Colleges 2021\n\n## Words\n\nHarmful sexual behaviour means sexual behaviour {words}.\n"
            )
        };
        assert_eq!(raised("definition/divergence", &site("on college premises that the code of conduct forbids")).len(), 1);
        assert_eq!(raised("definition/divergence", &site("on college premises or elsewhere that the code of conduct forbids")).len(), 0);
        assert_eq!(raised("definition/divergence", &site("by any child that the code of conduct forbids")).len(), 0);
    }

    #[test]
    fn an_edition_that_another_replaced_is_held_against_that_one() {
        let site = |more: &str| {
            format!(
                "//- cse.md\n# Child Sexual Exploitation Strategy 2020\n\nChild sexual exploitation is a form of child sexual abuse. It occurs where an individual or group takes advantage of an imbalance of power to coerce a child under 18 into sexual activity.\n//- missing.md\n# Missing Children Protocol 2019\n\n{more}\n"
            )
        };
        let old = "Sexual exploitation of children and young people under 18 involves exploitative situations, contexts and relationships where young people are given something for sex.";
        assert_eq!(raised("definition/divergence", &site(old)).len(), 1);
        let own = "In this protocol only, child sexual exploitation means that a child under 16 is given presents by an adult for sex.";
        assert_eq!(raised("definition/divergence", &site(own)).len(), 0);
    }

    #[test]
    fn a_difference_is_explained_in_the_sentence_after_in_many_ways() {
        let site = |words: &str| {
            format!(
                "//- cse.md\n# Child Sexual Exploitation Strategy 2019\n\nChild sexual exploitation is where a person under 25 is manipulated by somebody with power over them into what they call “fun”. {words}\n//- levels.md\n# Levels of Need 2021\n\nChild sexual exploitation is a form of abuse in which somebody uses an imbalance of power to manipulate a child under 18 into sexual activity.\n"
            )
        };
        for told in [
            "The age here is higher in this strategy than in the statute.",
            "Statutory guidance ends at 18.",
            "Partners agreed the limit of 25 for the sake of care leavers.",
            "The limit departs from the national one.",
            "The project is funded to 25.",
            "That limit is for the annual return.",
            "The current definition is in the Levels of Need.",
            "Care leavers still need us, which is why it runs on.",
        ] {
            assert_eq!(raised("definition/divergence", &site(told)).len(), 0, "{told}");
        }
        for beside in [
            "",
            "Workers keep a diary.",
            "Domestic abuse is dealt with elsewhere.",
            "“Grooming” is meant in a wider sense than in the statute.",
        ] {
            assert_eq!(raised("definition/divergence", &site(beside)).len(), 1, "{beside}");
        }
    }

    #[test]
    fn what_would_be_a_crime_is_another_measure_than_what_fits_an_age() {
        let site = |words: &str| {
            format!(
                "//- school.md\n# Harmful Sexual Behaviour Policy 2019\n\nHarmful sexual behaviour means sexual behaviour by a pupil that {words}.\n//- hsb.md\n# Harmful Sexual Behaviour Procedure 2021\n\nHarmful sexual behaviour means sexual behaviour by a child that is not expected at their age or stage of development.\n"
            )
        };
        assert_eq!(raised("definition/divergence", &site("amounts to a crime")).len(), 1);
        for words in ["may harm, whether or not it is a crime", "is not expected at their age, and may be a crime"] {
            assert_eq!(raised("definition/divergence", &site(words)).len(), 0, "{words}");
        }
    }

    #[test]
    fn an_exchange_is_another_definition_than_power() {
        let site = |words: &str| {
            format!(
                "//- cse.md\n# Child Sexual Exploitation Strategy 2019\n\nChild sexual exploitation is where a child {words}.\n//- levels.md\n# Levels of Need 2021\n\nChild sexual exploitation is a form of abuse in which somebody uses an imbalance of power to manipulate a child into sexual activity.\n"
            )
        };
        assert_eq!(raised("definition/divergence", &site("receives presents, shelter or drink in return for sexual acts")).len(), 1);
        let both = site("is manipulated into sexual acts and receives presents in return");
        assert_eq!(raised("definition/divergence", &both).len(), 0);
    }

    #[test]
    fn three_documents_make_one_finding_and_the_odd_one_stands_first() {
        let found = raised(
            "definition/divergence",
            "//- a.md\n# A Policy\n\nA gang is a group of three or more people who use violence.\n//- b.md\n# B Policy\n\nA gang is a group of three or more young people who commit crime.\n//- c.md\n# C Policy\n\nA gang means a group of two or more young people who commit crime.\n",
        );
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].documents.first(), Some(&DocumentIndex(2)));
    }
}
