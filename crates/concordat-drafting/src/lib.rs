//! Help for authors: the style sheet of a set, what to commission, and new documents to fill in.
