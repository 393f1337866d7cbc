//! The model before anything is learnt: what linkage of people in England commonly finds, in round figures.

use crate::model::{CLASSES, CONTEXTS, Class, Model};
use crate::pattern::{COMPARISONS, Comparison, LEVELS};

impl Default for Model {
    /// Sensible for a list of a hundred to a thousand rows, from which little can be learnt; [`crate::train`] starts from it.
    fn default() -> Self {
        let mut model = Self {
            prior: Self::prior_for(500),
            tables: Box::new([[[[0.0; LEVELS]; CONTEXTS]; COMPARISONS]; CLASSES]),
            term_frequencies: true,
        };
        for class in Class::ALL {
            for comparison in Comparison::ALL {
                for context in 0..class.contexts(comparison) {
                    model.set(class, comparison, context, levels(class, comparison, context));
                }
            }
        }
        model
    }
}

/// Probabilities of the levels, in the order [`Comparison::levels`] names them, "not given" left out.
fn levels(class: Class, comparison: Comparison, context: usize) -> &'static [f64] {
    match (class, comparison, context) {
        (Class::Same, Comparison::Forename, _) => &[0.80, 0.07, 0.03, 0.012, 0.045, 0.006, 0.012, 0.012, 0.02],
        // Brothers and sisters are named apart; twins at times nearly alike.
        (Class::Household, Comparison::Forename, 0) => &[0.004, 0.006, 0.012, 0.001, 0.008, 0.015, 0.03, 0.002, 0.92],
        (Class::Household, Comparison::Forename, 1) => &[0.004, 0.015, 0.012, 0.001, 0.015, 0.06, 0.06, 0.002, 0.83],
        (Class::Household, Comparison::Forename, _) => &[0.004, 0.007, 0.012, 0.001, 0.009, 0.02, 0.03, 0.002, 0.91],
        (Class::Stranger, Comparison::Forename, 0) => &[0.005, 0.004, 0.003, 0.001, 0.003, 0.006, 0.025, 0.0005, 0.95],
        (Class::Stranger, Comparison::Forename, _) => &[0.007, 0.005, 0.004, 0.001, 0.003, 0.007, 0.025, 0.0005, 0.95],

        (Class::Same, Comparison::Surname, _) => &[0.84, 0.02, 0.03, 0.04, 0.01, 0.004, 0.05, 0.008],
        (Class::Household, Comparison::Surname, _) => &[0.76, 0.02, 0.04, 0.04, 0.015, 0.004, 0.12, 0.004],
        (Class::Stranger, Comparison::Surname, 0) => &[0.003, 0.0015, 0.002, 0.002, 0.02, 0.0005, 0.97, 0.00003],
        (Class::Stranger, Comparison::Surname, 1) => &[0.007, 0.0025, 0.003, 0.003, 0.02, 0.0005, 0.96, 0.00005],
        // Names go together: who shares a forename shares a surname more often than by chance.
        (Class::Stranger, Comparison::Surname, 2) => &[0.006, 0.003, 0.003, 0.003, 0.02, 0.0005, 0.964, 0.0003],
        (Class::Stranger, Comparison::Surname, _) => &[0.012, 0.004, 0.004, 0.004, 0.02, 0.0005, 0.955, 0.0005],

        (Class::Same, Comparison::Birth, _) => &[0.875, 0.01, 0.02, 0.014, 0.035, 0.03, 0.004, 0.006, 0.003, 0.003],
        (Class::Household, Comparison::Birth, _) => &[0.05, 0.001, 0.004, 0.001, 0.006, 0.005, 0.01, 0.43, 0.40, 0.09],
        (Class::Stranger, Comparison::Birth, _) => &[0.0002, 0.00003, 0.0008, 0.0002, 0.0015, 0.004, 0.10, 0.28, 0.40, 0.21],

        (Class::Same, Comparison::Home, _) => &[0.60, 0.10, 0.05, 0.02, 0.02, 0.03, 0.02, 0.06, 0.08, 0.02],
        (Class::Household, Comparison::Home, _) => &[0.60, 0.10, 0.05, 0.02, 0.02, 0.03, 0.02, 0.06, 0.08, 0.02],
        (Class::Stranger, Comparison::Home, _) => &[0.0001, 0.0001, 0.0006, 0.0004, 0.0008, 0.02, 0.01, 0.09, 0.10, 0.78],

        (Class::Same, Comparison::School, _) => &[0.74, 0.05, 0.21],
        (Class::Household, Comparison::School, _) => &[0.30, 0.03, 0.67],
        (Class::Stranger, Comparison::School, 0) => &[0.005, 0.008, 0.987],
        (Class::Stranger, Comparison::School, _) => &[0.03, 0.015, 0.955],

        (Class::Same, Comparison::Gender, _) => &[0.985, 0.015],
        (Class::Household, Comparison::Gender, 0) => &[0.5, 0.5],
        (Class::Household, Comparison::Gender, _) => &[0.95, 0.05],
        (Class::Stranger, Comparison::Gender, 0) => &[0.5, 0.5],
        (Class::Stranger, Comparison::Gender, _) => &[0.94, 0.06],

        (Class::Same, Comparison::Ethnicity, _) => &[0.94, 0.06],
        (Class::Household, Comparison::Ethnicity, _) => &[0.92, 0.08],
        (Class::Stranger, Comparison::Ethnicity, 0) => &[0.35, 0.65],
        (Class::Stranger, Comparison::Ethnicity, 1) => &[0.40, 0.60],
        (Class::Stranger, Comparison::Ethnicity, 2) => &[0.65, 0.35],
        (Class::Stranger, Comparison::Ethnicity, _) => &[0.75, 0.25],

        // Two rows of one agenda are rarely one child; brothers and sisters are often heard together.
        (Class::Same, Comparison::Sitting, _) => &[0.004, 0.25, 0.746],
        (Class::Household, Comparison::Sitting, _) => &[0.12, 0.22, 0.66],
        (Class::Stranger, Comparison::Sitting, 0) => &[0.002, 0.02, 0.978],
        (Class::Stranger, Comparison::Sitting, _) => &[0.006, 0.12, 0.874],

        // A number is one child's alone; brothers and sisters at times have two in a row.
        (Class::Same, Comparison::Number, _) => &[0.92, 0.04, 0.04],
        (Class::Household, Comparison::Number, _) => &[0.002, 0.01, 0.988],
        (Class::Stranger, Comparison::Number, _) => &[0.00001, 0.0002, 0.99979],

        (Class::Same, Comparison::Telephone, _) => &[0.70, 0.03, 0.27],
        (Class::Household, Comparison::Telephone, _) => &[0.60, 0.03, 0.37],
        (Class::Stranger, Comparison::Telephone, _) => &[0.0002, 0.0003, 0.9995],
    }
}
