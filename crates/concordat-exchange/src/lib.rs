//! Findings and the register in the formats of other tools.
