//! Relationships of a part: what its `r:id`s lead to.

use crate::Limits;
use crate::package::Package;
use crate::xml::{Pull, Source, Token};
use std::collections::BTreeMap;

/// One relationship.
pub(crate) struct Relationship {
    /// The last word of its type: `footnotes`, `hyperlink`, `header`.
    pub(crate) kind: String,
    /// A part's name, or an address where it leads out of the package.
    pub(crate) target: String,
}

/// A part's relationships by their ids.
#[derive(Default)]
pub(crate) struct Relationships(BTreeMap<String, Relationship>);

impl Relationships {
    /// Reads those of `part`; an empty name stands for the package itself. A package without them has none.
    pub(crate) fn of(package: &mut Package<'_>, part: &str, limits: &Limits) -> Self {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Ok(Some(found)) = package.read(&name) else { return Self::default() };
        let source = Source::new(found.bytes);
        let mut pull = Pull::new(&source, limits);
        let mut all = BTreeMap::new();
        while let Some(token) = pull.next() {
            let Token::Open(element) = token else { continue };
            if element.name != "Relationship" {
                continue;
            }
            let (Some(id), Some(kind), Some(target)) = (element.attribute("Id"), element.attribute("Type"), element.attribute("Target"))
            else {
                continue;
            };
            let external = element.attribute("TargetMode").is_some_and(|m| m == "External");
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = if external || kind == "hyperlink" { target.into_owned() } else { resolve(folder, &target) };
            all.insert(id.into_owned(), Relationship { kind, target });
        }
        Self(all)
    }

    /// Where an id leads.
    pub(crate) fn target(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(|r| r.target.as_str())
    }

    /// Where an id leads, if to a part of this kind.
    pub(crate) fn target_of(&self, kind: &str, id: &str) -> Option<&str> {
        self.0.get(id).filter(|r| r.kind == kind).map(|r| r.target.as_str())
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first part of this kind.
    pub(crate) fn first(&self, kind: &str) -> Option<&str> {
        self.0.values().find(|r| r.kind == kind).map(|r| r.target.as_str())
    }

    /// Every part of this kind, by id.
    pub(crate) fn all<'r>(&'r self, kind: &'r str) -> impl Iterator<Item = &'r str> {
        self.0.values().filter(move |r| r.kind == kind).map(|r| r.target.as_str())
    }
}

/// A target relative to the folder of the part that names it.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_relative_to_their_part() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/custom/a.xml"), "custom/a.xml");
        assert_eq!(resolve("word/x", "../../../docProps/./core.xml"), "docProps/core.xml");
    }
}
