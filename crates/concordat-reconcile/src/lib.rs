//! Two inherited sets of documents as one: aligned, compared and drafted.
