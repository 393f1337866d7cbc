//! The model as Splink's settings in JSON, so that an analyst can read it, plot it and carry it over.
//!
//! Splink has two classes and no contexts. Its m is our class of one child; its u is our strangers, those of other areas where contexts differ. What it cannot
//! say stands beside it under `concordat`, and is read back from there.

use crate::model::{Class, Model};
use crate::pattern::Comparison;
use serde_json::{Value, json};

/// Why a model could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadModel {
    /// The text is no JSON.
    Json,
    /// There is no list of comparisons.
    Comparisons,
    /// A comparison is not ours, or has other levels.
    Levels(Comparison),
    /// A probability is missing, below zero or above one.
    Probability(Comparison),
}

impl std::fmt::Display for BadModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Json => write!(f, "the text is no JSON"),
            Self::Comparisons => write!(f, "there is no list of comparisons"),
            Self::Levels(comparison) => write!(f, "the levels of {} are not those of this program", comparison.name()),
            Self::Probability(comparison) => write!(f, "a probability of {} is missing or out of range", comparison.name()),
        }
    }
}

impl std::error::Error for BadModel {}

impl Model {
    /// The model as Splink settings, indented.
    #[must_use]
    pub fn to_splink(&self) -> String {
        let comparisons: Vec<Value> = Comparison::ALL.into_iter().map(|comparison| self.comparison(comparison)).collect();
        let settings = json!({
            "link_type": "dedupe_only",
            "probability_two_random_records_match": self.prior.first(),
            "comparisons": comparisons,
            "concordat": { "prior": self.prior, "term_frequencies": self.term_frequencies, "contexts": self.contexts() },
        });
        let mut text = serde_json::to_string_pretty(&settings).unwrap_or_default();
        text.push('\n');
        text
    }

    fn comparison(&self, comparison: Comparison) -> Value {
        let column = comparison.name();
        let levels = (0u8..).zip(comparison.levels()).map(|(level, label)| {
            let condition = match level {
                0 => format!("\"{column}_l\" IS NULL OR \"{column}_r\" IS NULL"),
                _ => format!("concordat_{column}_level(\"{column}_l\", \"{column}_r\") = {level}"),
            };
            if level == 0 {
                return json!({ "sql_condition": condition, "label_for_charts": label, "is_null_level": true });
            }
            json!({
                "sql_condition": condition,
                "label_for_charts": label,
                "m_probability": self.probability(Class::Same, comparison, 0, level),
                "u_probability": self.probability(Class::Stranger, comparison, 0, level),
            })
        });
        json!({ "output_column_name": column, "comparison_description": column, "comparison_levels": levels.collect::<Vec<_>>() })
    }

    /// Probabilities of all levels, by class, comparison and context.
    fn contexts(&self) -> Value {
        let row = |class, comparison: Comparison, context| -> Vec<f64> {
            (1u8..).zip(comparison.levels().iter().skip(1)).map(|(level, _)| self.probability(class, comparison, context, level)).collect()
        };
        let all = |class: Class| -> serde_json::Map<String, Value> {
            let rows = Comparison::ALL.into_iter().map(|comparison| {
                (
                    comparison.name().to_owned(),
                    (0..class.contexts(comparison)).map(|context| json!(row(class, comparison, context))).collect(),
                )
            });
            rows.collect()
        };
        json!({ "same": all(Class::Same), "household": all(Class::Household), "stranger": all(Class::Stranger) })
    }

    /// Reads settings written by [`Model::to_splink`], whether or not Splink has since changed m and u in them: those of the file hold for one child, and for strangers of other areas.
    ///
    /// # Errors
    ///
    /// Where the text is no JSON, or its comparisons are not ours.
    pub fn from_splink(text: &str) -> Result<Self, BadModel> {
        let settings: Value = serde_json::from_str(text).map_err(|_| BadModel::Json)?;
        let comparisons = settings.get("comparisons").and_then(Value::as_array).ok_or(BadModel::Comparisons)?;
        let mut model = Self::default();
        let own = settings.get("concordat");
        if let Some(flag) = own.and_then(|own| own.get("term_frequencies")).and_then(Value::as_bool) {
            model.term_frequencies = flag;
        }
        let share = |at: usize| own.and_then(|own| own.get("prior")?.get(at)?.as_f64());
        if let (Some(same), Some(household)) = (settings.get("probability_two_random_records_match").and_then(Value::as_f64), share(1)) {
            model.prior = [same, household, 1.0 - same - household];
        }
        for comparison in Comparison::ALL {
            model.read_contexts(comparison, own)?;
            let found = comparisons.iter().find(|value| value.get("output_column_name").and_then(Value::as_str) == Some(comparison.name()));
            let levels = found.and_then(|value| value.get("comparison_levels")?.as_array()).ok_or(BadModel::Levels(comparison))?;
            for (class, key) in [(Class::Same, "m_probability"), (Class::Stranger, "u_probability")] {
                let read: Vec<Option<f64>> = levels.iter().skip(1).map(|level| level.get(key)?.as_f64()).collect();
                model.put(class, comparison, 0, &read)?;
            }
        }
        Ok(model)
    }

    fn read_contexts(&mut self, comparison: Comparison, own: Option<&Value>) -> Result<(), BadModel> {
        for (class, name) in [(Class::Same, "same"), (Class::Household, "household"), (Class::Stranger, "stranger")] {
            for context in 0..class.contexts(comparison) {
                let row = own.and_then(|own| own.get("contexts")?.get(name)?.get(comparison.name())?.get(context)?.as_array());
                if let Some(row) = row {
                    self.put(class, comparison, context, &row.iter().map(Value::as_f64).collect::<Vec<_>>())?;
                }
            }
        }
        Ok(())
    }

    fn put(&mut self, class: Class, comparison: Comparison, context: usize, read: &[Option<f64>]) -> Result<(), BadModel> {
        if read.len() + 1 != comparison.levels().len() {
            return Err(BadModel::Levels(comparison));
        }
        let levels: Option<Vec<f64>> = read.iter().map(|level| level.filter(|level| (0.0..=1.0).contains(level))).collect();
        let levels = levels.filter(|levels| levels.iter().sum::<f64>() > 0.0).ok_or(BadModel::Probability(comparison))?;
        self.set(class, comparison, context, &levels);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_goes_out_and_comes_back() {
        let mut model = Model::default();
        model.set(Class::Same, Comparison::School, 0, &[0.5, 0.2, 0.3]);
        let back = Model::from_splink(&model.to_splink()).unwrap();
        for class in Class::ALL {
            for comparison in Comparison::ALL {
                for context in 0..class.contexts(comparison) {
                    for level in (0u8..).zip(comparison.levels()).map(|(level, _)| level) {
                        let (a, b) =
                            (model.probability(class, comparison, context, level), back.probability(class, comparison, context, level));
                        assert!((a - b).abs() < 1e-12, "{class:?} {comparison:?} {context} {level}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_model_is_refused() {
        assert_eq!(Model::from_splink("{"), Err(BadModel::Json));
        assert_eq!(Model::from_splink("{}"), Err(BadModel::Comparisons));
        assert_eq!(Model::from_splink("{\"comparisons\":[]}"), Err(BadModel::Levels(Comparison::Forename)));
        let wrong = Model::default().to_splink().replace("\"m_probability\": 0.8", "\"m_probability\": 8");
        assert_ne!(Model::from_splink(&wrong).ok(), Some(Model::default()));
    }
}
