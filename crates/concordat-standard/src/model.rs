//! What was learnt from labelled passages: how much each feature of a window speaks for each message.
//!
//! The file is made by `concordat-train` and read here; no row of it is written by hand. A feature has a readable name:
//! `says child-who-harms`, `denies choice`, `child-who-harms with adult`, `word same`, `frame differ-from-adults asserts`.

use crate::StandardError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything learnt.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// SHA-256, in hexadecimal, of the passages and rows it was trained on.
    pub trained_on: String,
    /// Plain words that count as features: for each, the forms that are taken for it.
    pub words: BTreeMap<String, Vec<String>>,
    /// What was learnt of each message, by its id.
    pub messages: BTreeMap<String, MessageModel>,
}

/// What was learnt of one message.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageModel {
    /// Whether a window carries it at all, in whole or in part.
    pub carried: Decision,
    /// Whether one that carries it does so in whole.
    pub whole: Option<Decision>,
    /// Whether a window denies it.
    pub denied: Option<Decision>,
}

/// A yes or no read off features.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What stands with no feature at all, in units of log-odds.
    pub base: f64,
    /// The log-odds from which the answer is yes.
    pub bar: f64,
    /// Slope and offset that turn log-odds into how often such an answer was right on passages not trained on.
    pub calibration: [f64; 2],
    /// What each feature adds, in units of log-odds.
    pub weights: BTreeMap<String, f64>,
}

impl Model {
    /// Reads `meaning/model.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse or an unknown key.
    pub fn parse(text: &str) -> Result<Self, StandardError> {
        toml::from_str(text).map_err(|e| StandardError::new("meaning/model.toml", e.to_string()))
    }
}

impl Decision {
    /// How often an answer of yes at these log-odds is right, from 0 to 1.
    #[must_use]
    pub fn certainty(&self, log_odds: f64) -> f64 {
        let [slope, offset] = self.calibration;
        1.0 / (1.0 + libm::exp(-(slope * log_odds + offset)))
    }
}
