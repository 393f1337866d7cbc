//! Subjects: who and what the items of agendas speak of, of five kinds.

pub(crate) mod draft;
pub(crate) mod form;
pub(crate) mod person;
pub(crate) mod prose;
pub(crate) mod things;
