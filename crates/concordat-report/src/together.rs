//! What the documents together say, sorted for every product that shows it.

pub(crate) use concordat_findings::together::{Defined, Stands, agreed, defined, parted, shared, with};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn a_message_says_who_says_it_and_who_does_not() {
        let audit = fixture::partnership();
        let sentences: Vec<String> = audit.messages.iter().map(|m| Stands::of(m).sentence()).collect();
        assert_eq!(
            sentences,
            [
                "All 2 documents say so.",
                "1 document says so; 1 says otherwise; 1 may, and should be checked; in 1 we found no sentence that does.",
                "No document says so in full; in 2 we found no sentence that does."
            ]
        );
    }

    #[test]
    fn definitions_that_agree_are_one_wording() {
        let audit = fixture::partnership();
        let defined = defined(&audit);
        assert_eq!((defined.len(), defined[0].wordings.len(), defined[0].documents()), (1, 2, 3));
        assert_eq!(defined[0].wordings[0].len(), 2);
    }
}
