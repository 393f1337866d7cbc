//! Whether what an area added to the standard does what its own examples say.

use super::{ConceptIndex, MeaningReader};
use crate::Prepared;
use concordat_register::{Document, Format, PassageKind, meaning::Position};
use concordat_standard::{
    Standard,
    additions::{Addition, AdditionError},
};

/// Reads the examples of every addition as a document would be read.
///
/// # Errors
///
/// The first example that is not read as it says, with its line. A message that fails its own examples would say of documents what its
/// author does not mean.
pub fn hold_additions(standard: &Standard) -> Result<(), AdditionError> {
    if standard.additions.is_empty() {
        return Ok(());
    }
    let reader = MeaningReader::new(standard);
    standard.additions.iter().try_for_each(|added| {
        added.concepts.iter().try_for_each(|id| concept(standard, &reader, added, id))?;
        added.messages.iter().try_for_each(|id| message(standard, &reader, added, id))
    })
}

fn concept(standard: &Standard, reader: &MeaningReader, added: &Addition, id: &str) -> Result<(), AdditionError> {
    let Some((index, row)) =
        standard.concepts.index(id).and_then(|at| Some((u16::try_from(at).ok()?, standard.concepts.concepts.get(at)?)))
    else {
        return Ok(());
    };
    let stands = |text: &str| {
        let document = document(text);
        let spoken = reader.spoken(&Prepared::new(&document));
        spoken.passages.iter().flatten().flat_map(|s| &s.hits).any(|h| h.concept == ConceptIndex(index))
    };
    if let Some(text) = row.met.iter().find(|text| !stands(text)) {
        let help = "write a pattern that holds of it, or take the sentence out of `met`";
        return Err(added.wrong(id, text, format_args!("no pattern of `{id}` holds of this sentence"), help));
    }
    if let Some(text) = row.not_met.iter().find(|text| stands(text)) {
        let help = "make the pattern narrower, or add one to `unless`";
        return Err(added.wrong(
            id,
            text,
            format_args!("a pattern of `{id}` holds of this sentence, which `not_met` says it does not"),
            help,
        ));
    }
    Ok(())
}

fn message(standard: &Standard, reader: &MeaningReader, added: &Addition, id: &str) -> Result<(), AdditionError> {
    let Some(row) = standard.messages.message(id) else { return Ok(()) };
    for example in &row.examples {
        let read = reader.position(id, &example.text).word();
        if read != example.position {
            let met = reader.concepts_in(standard, &example.text);
            let met = if met.is_empty() { "none".to_owned() } else { met.join(", ") };
            return Err(added.wrong(
                id,
                &example.text,
                format_args!("this example of `{id}` says `{}` and is read as `{read}`", example.position),
                format!("change a frame, a concept or the example; concepts that stand in it: {met}"),
            ));
        }
    }
    Ok(())
}

fn document(text: &str) -> Document {
    let mut document = Document::new(Format::Text);
    document.push(PassageKind::Paragraph, text);
    document
}

impl MeaningReader {
    /// What the words `text` do with a message.
    fn position(&self, message: &str, text: &str) -> Position {
        let document = document(text);
        let prepared = Prepared::new(&document);
        let spoken = self.spoken(&prepared);
        let found = self.messages.read(&prepared, &spoken, &self.windows(&prepared, &spoken));
        found.iter().find(|r| r.message.as_str() == message).map_or(Position::Silent, |r| r.position)
    }

    /// The ids of the concepts that stand in the words `text`, each once.
    fn concepts_in<'s>(&self, standard: &'s Standard, text: &str) -> Vec<&'s str> {
        let document = document(text);
        let spoken = self.spoken(&Prepared::new(&document));
        let hits = spoken.passages.iter().flatten().flat_map(|s| &s.hits);
        let mut found: Vec<&str> =
            hits.filter_map(|h| standard.concepts.concepts.get(usize::from(h.concept.0))).map(|c| c.id.as_str()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(concept: &str, text: &str, position: &str) -> Result<(), String> {
        let file = format!(
            "[[concept]]\nid = \"lock-changed\"\nname = \"a changed lock\"\npatterns = [\"{concept}\"]\nmet = [\"The locks are changed.\"]\n\n[[message]]\nid = \"locks\"\nname = \"Locks\"\nstatement = \"locks are changed\"\nwhy = \"Doors matter.\"\nsource = \"Brackwater Partnership, 2025\"\nkinds = [\"procedure\"]\nseverity = \"low\"\nsuggestion = \"Say so.\"\nasserts = [\"lock-changed\"]\nexample = [\n  {{ text = \"The locks are changed.\", position = \"asserts\" }},\n  {{ text = \"{text}\", position = \"{position}\" }},\n]\n"
        );
        let mut standard = Standard::peer_on_peer_abuse().unwrap();
        standard.add("ours.toml", &file).unwrap();
        hold_additions(&standard).map_err(|e| format!("{} | {}", e.message, e.help))
    }

    #[test]
    fn an_example_that_is_read_otherwise_is_told_with_its_line() {
        let pattern = "lock+ ..2 {be} ..1 changed";
        assert_eq!(held(pattern, "The locks are oiled.", "silent"), Ok(()));
        let otherwise = held(pattern, "The locks were changed twice.", "silent").unwrap_err();
        assert!(otherwise.starts_with("ours.toml:19: this example of `locks` says `silent` and is read as `asserts`"), "{otherwise}");
        assert!(otherwise.contains("lock-changed"), "{otherwise}");
        let unmet = held("door+ {be} changed", "The locks are oiled.", "silent").unwrap_err();
        assert!(unmet.starts_with("ours.toml:5: no pattern of `lock-changed` holds"), "{unmet}");
    }
}
