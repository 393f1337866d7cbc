//! Subjects: who and what the items of agendas speak of, of five kinds.

pub(crate) mod form;
pub(crate) mod person;
