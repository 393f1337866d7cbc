//! Which records speak of one person: blocking, comparison, match weights, training and clusters.
