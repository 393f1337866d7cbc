//! What the columns of an agenda hold.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The number of the item.
    Item,
    /// The day of the sitting.
    Sitting,
    /// The panel, in a list of several.
    Panel,
    /// Who or what the item is about.
    Name,
    /// A forename.
    Forename,
    /// A surname.
    Surname,
    /// Other names.
    Alias,
    /// A day of birth, or an age.
    Birth,
    /// Gender.
    Gender,
    /// Ethnic group.
    Ethnicity,
    /// Where the person lives.
    Address,
    /// A postcode.
    Postcode,
    /// A school.
    School,
    /// Peer groups.
    Group,
    /// Places.
    Place,
    /// Where somebody was found: a place, a town, or a remark.
    Seen,
    /// Adults of the household.
    Family,
    /// Children of the household.
    Children,
    /// Others named with the person.
    Associates,
    /// What kind of subject the item is about.
    Kind,
    /// Free text.
    Notes,
    /// A professional.
    Lead,
    /// A number by which an agency knows the person.
    Reference,
    /// Whether the item was taken.
    Discussed,
    /// Nothing that names a subject.
    Other,
}

/// Roles and their words, as in `panels/headings.toml` and `concordat.toml`.
const WORDS: [(Role, &str); 26] = [
    (Role::Item, "item"),
    (Role::Sitting, "sitting"),
    (Role::Panel, "panel"),
    (Role::Name, "name"),
    (Role::Forename, "forename"),
    (Role::Surname, "surname"),
    (Role::Alias, "alias"),
    (Role::Birth, "dob"),
    (Role::Birth, "age"),
    (Role::Gender, "gender"),
    (Role::Ethnicity, "ethnicity"),
    (Role::Address, "address"),
    (Role::Postcode, "postcode"),
    (Role::School, "school"),
    (Role::Group, "group"),
    (Role::Place, "place"),
    (Role::Seen, "seen"),
    (Role::Family, "family"),
    (Role::Children, "children"),
    (Role::Associates, "associates"),
    (Role::Kind, "kind"),
    (Role::Notes, "notes"),
    (Role::Lead, "lead"),
    (Role::Reference, "reference"),
    (Role::Discussed, "discussed"),
    (Role::Other, "other"),
];

impl Role {
    /// The word for it in `concordat.toml`.
    #[must_use]
    pub fn word(self) -> &'static str {
        WORDS.iter().find(|(role, _)| *role == self).map_or("other", |(_, word)| word)
    }

    /// The role that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        WORDS.iter().find(|(_, w)| *w == word).map(|(role, _)| *role)
    }

    /// Every word, in order.
    #[must_use]
    pub fn words() -> Vec<&'static str> {
        WORDS.iter().map(|(_, word)| *word).collect()
    }

    /// Whether what stands in the column is prose in which anybody may be named.
    pub(crate) fn is_prose(self) -> bool {
        matches!(self, Self::Notes | Self::Associates | Self::Other)
    }
}
