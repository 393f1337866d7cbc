//! The model as Splink's settings in JSON, so that an analyst can read it, plot it, run it and carry it over.
//!
//! Splink has two classes and no contexts. Its m is our class of one child; its u is our strangers, those of other areas where contexts differ. What it cannot
//! say stands in the description of each comparison, and is read back from there. Splink loads it and writes descriptions of its own when it saves: of such a file
//! m, u and the prior are taken, and the rest is as it was before training.

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
    /// The share of pairs that speak of one child, or of one household, is no share.
    Prior,
}

impl std::fmt::Display for BadModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Json => write!(f, "the text is no JSON"),
            Self::Comparisons => write!(f, "there is no list of comparisons"),
            Self::Levels(comparison) => write!(f, "the levels of {} are not those of this program or an earlier one", comparison.name()),
            Self::Probability(comparison) => write!(f, "a probability of {} is missing or out of range", comparison.name()),
            Self::Prior => write!(f, "the probability that two rows drawn at random match is out of range"),
        }
    }
}

impl std::error::Error for BadModel {}

/// Blocking rules an analyst may start from.
const BLOCKS: [&str; 6] = [
    "l.dob = r.dob AND l.surname = r.surname",
    "l.dob = r.dob AND l.forename = r.forename",
    "l.postcode = r.postcode AND substr(l.forename, 1, 1) = substr(r.forename, 1, 1)",
    "l.forename = r.forename AND l.surname = r.surname",
    "l.dob = r.dob AND l.school = r.school",
    "l.number = r.number",
];

/// When a comparison says nothing, as SQL on the columns `forename, surname, dob, postcode, house, school, gender, ethnicity, panel, meeting_date, number, telephone`.
fn null(comparison: Comparison) -> String {
    let none = |column: &str| format!("\"{column}_l\" IS NULL OR \"{column}_r\" IS NULL");
    match comparison {
        Comparison::Birth => none("dob"),
        Comparison::Home => format!("({}) AND ({})", none("postcode"), none("house")),
        Comparison::Sitting => none("panel"),
        _ => none(comparison.name()),
    }
}

/// What DuckDB can say of each level without this program's lists of names: spellings, short forms and usual names are left to the levels below.
fn condition(comparison: Comparison, level: u8) -> String {
    const NEVER: &str = "1 = 0";
    let same = |column: &str| format!("\"{column}_l\" = \"{column}_r\"");
    let both = |of: &str, column: &str| of.replace("{l}", &format!("\"{column}_l\"")).replace("{r}", &format!("\"{column}_r\""));
    let column = comparison.name();
    let slip = "damerau_levenshtein({l}, {r}) <= 1";
    let initial = "(length({l}) = 1 OR length({r}) = 1) AND substr({l}, 1, 1) = substr({r}, 1, 1)";
    let part = "length({l}) > 1 AND length({r}) > 1 AND (contains({l}, {r}) OR contains({r}, {l}))";
    let like = "jaro_winkler_similarity({l}, {r}) >= 0.84";
    match (comparison, level) {
        (Comparison::Forename, 3) | (Comparison::Surname, 3) => both(part, column),
        (Comparison::Forename, 4) | (Comparison::Surname, 6) => both(initial, column),
        (Comparison::Forename, 5) | (Comparison::Surname, 4) | (Comparison::Number | Comparison::Telephone, 2) => both(slip, column),
        (Comparison::Forename, 7) | (Comparison::Surname, 5) => both(like, column),
        (Comparison::School, 2) => both("jaro_winkler_similarity({l}, {r}) >= 0.92", column),
        (Comparison::Forename | Comparison::Surname, 2 | 6 | 8) => NEVER.to_owned(),
        (Comparison::Birth, 1) => both("{l} = {r} AND strftime({l}, '%m-%d') <> '01-01'", "dob"),
        (Comparison::Birth, 2) => same("dob"),
        (Comparison::Birth, 3) => {
            both("year({l}) = year({r}) AND (strftime({l}, '%m-%d') = '01-01' OR strftime({r}, '%m-%d') = '01-01')", "dob")
        }
        (Comparison::Birth, 4) => both("year({l}) = year({r}) AND month({l}) = day({r}) AND day({l}) = month({r})", "dob"),
        (Comparison::Birth, 5) => both("damerau_levenshtein(strftime({l}, '%Y%m%d'), strftime({r}, '%Y%m%d')) <= 1", "dob"),
        (Comparison::Birth, 7) => both("abs(date_diff('day', {l}, {r})) <= 300", "dob"),
        (Comparison::Birth, 8) => both("abs(date_diff('day', {l}, {r})) <= 1095", "dob"),
        (Comparison::Birth, 9) => both("abs(date_diff('day', {l}, {r})) <= 2922", "dob"),
        (Comparison::Home, 1) => format!("{} AND {}", same("postcode"), same("house")),
        (Comparison::Home, 2) => same("house"),
        (Comparison::Home, 3) => same("postcode"),
        (Comparison::Home, 4) => both(slip, "postcode"),
        (Comparison::Home, 6) => both("split_part({l}, ' ', 1) = split_part({r}, ' ', 1)", "postcode"),
        (Comparison::Home, 8) => both("regexp_extract({l}, '^[A-Z]+') = regexp_extract({r}, '^[A-Z]+')", "postcode"),
        (Comparison::Birth | Comparison::Home, _) => NEVER.to_owned(),
        (Comparison::Sitting, 1) => format!("{} AND {}", same("panel"), same("meeting_date")),
        (Comparison::Sitting, _) => same("panel"),
        _ => same(column),
    }
}

impl Model {
    /// The model as Splink settings, indented. They can be run by Splink on DuckDB; its levels are then those SQL can tell.
    #[must_use]
    pub fn to_splink(&self) -> String {
        let comparisons: Vec<Value> = Comparison::ALL.into_iter().map(|comparison| self.comparison(comparison)).collect();
        let blocks: Vec<Value> = BLOCKS.iter().map(|rule| json!({ "blocking_rule": rule, "sql_dialect": "duckdb" })).collect();
        let settings = json!({
            "link_type": "dedupe_only",
            "sql_dialect": "duckdb",
            "unique_id_column_name": "unique_id",
            "probability_two_random_records_match": self.prior.first(),
            "blocking_rules_to_generate_predictions": blocks,
            "comparisons": comparisons,
        });
        let mut text = serde_json::to_string_pretty(&settings).unwrap_or_default();
        text.push('\n');
        text
    }

    fn comparison(&self, comparison: Comparison) -> Value {
        let column = comparison.name();
        let last = comparison.levels().len() - 1;
        let levels = (0u8..).zip(comparison.levels()).map(|(level, label)| {
            let condition = match usize::from(level) {
                0 => null(comparison),
                at if at == last && comparison != Comparison::Surname => "ELSE".to_owned(),
                _ => condition(comparison, level),
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
        let mut levels: Vec<Value> = levels.collect();
        // The last of Splink's levels has to be the one for whatever is left.
        if let (Comparison::Surname, [.., differ, crossed]) = (comparison, levels.as_mut_slice()) {
            set(differ, "sql_condition", "ELSE");
            set(crossed, "sql_condition", "\"forename_l\" = \"surname_r\" AND \"surname_l\" = \"forename_r\"");
            std::mem::swap(differ, crossed);
        }
        json!({ "output_column_name": column, "comparison_description": self.own(comparison).to_string(), "comparison_levels": levels })
    }

    /// What Splink has no place for, put where it keeps any text: probabilities of all levels by class and context, and with the first comparison what holds of all.
    fn own(&self, comparison: Comparison) -> Value {
        let row = |class, context| -> Vec<f64> {
            (1u8..).zip(comparison.levels().iter().skip(1)).map(|(level, _)| self.probability(class, comparison, context, level)).collect()
        };
        let contexts = |class: Class| -> Vec<Vec<f64>> { (0..class.contexts(comparison)).map(|context| row(class, context)).collect() };
        let [same, household, stranger] = Class::ALL.map(contexts);
        let mut own = json!({ "same": same, "household": household, "stranger": stranger });
        if let (Comparison::Forename, Some(fields)) = (comparison, own.as_object_mut()) {
            fields.insert("prior".to_owned(), json!(self.prior));
            fields.insert("term_frequencies".to_owned(), json!(self.term_frequencies));
        }
        own
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
        let own = |comparison: Comparison| -> Option<Value> {
            let named = |value: &&Value| value.get("output_column_name").and_then(Value::as_str) == Some(comparison.name());
            serde_json::from_str(comparisons.iter().find(named)?.get("comparison_description")?.as_str()?).ok()
        };
        let whole = own(Comparison::Forename);
        if let Some(flag) = whole.as_ref().and_then(|own| own.get("term_frequencies")?.as_bool()) {
            model.term_frequencies = flag;
        }
        let share = |at: usize| whole.as_ref().and_then(|own| own.get("prior")?.get(at)?.as_f64());
        if let Some(same) = settings.get("probability_two_random_records_match").and_then(Value::as_f64) {
            // Saved by Splink, the file says nothing of households: they are then as frequent as pairs of one child, where there is room for as many.
            let household = share(1).filter(|share| same + share < 1.0).unwrap_or(f64::min(same, (1.0 - same) / 2.0));
            model.prior = [same, household, 1.0 - same - household];
            if model.prior.iter().any(|share| !(*share > 0.0 && *share < 1.0)) {
                return Err(BadModel::Prior);
            }
        }
        for comparison in Comparison::ALL {
            let found = comparisons.iter().find(|value| value.get("output_column_name").and_then(Value::as_str) == Some(comparison.name()));
            // Models written before there were these columns have none.
            if found.is_none() && matches!(comparison, Comparison::Number | Comparison::Telephone) {
                continue;
            }
            let levels = found.and_then(|value| value.get("comparison_levels")?.as_array()).ok_or(BadModel::Levels(comparison))?;
            let labels = labels(comparison, levels)?;
            model.read_contexts(comparison, &labels, own(comparison).as_ref())?;
            for (class, key) in [(Class::Same, "m_probability"), (Class::Stranger, "u_probability")] {
                let read: Vec<Option<f64>> = labels
                    .iter()
                    .map(|(at, level)| {
                        // Splink leaves out what it could not train.
                        level.get(key).map_or(Some(model.probability(class, comparison, 0, *at)), Value::as_f64)
                    })
                    .collect();
                model.put(class, comparison, 0, &labels, &read)?;
            }
        }
        Ok(model)
    }

    fn read_contexts(&mut self, comparison: Comparison, labels: &[(u8, &Value)], own: Option<&Value>) -> Result<(), BadModel> {
        for (class, name) in [(Class::Same, "same"), (Class::Household, "household"), (Class::Stranger, "stranger")] {
            for context in 0..class.contexts(comparison) {
                let row = own.and_then(|own| own.get(name)?.get(context)?.as_array());
                if let Some(row) = row {
                    self.put(class, comparison, context, labels, &row.iter().map(Value::as_f64).collect::<Vec<_>>())?;
                }
            }
        }
        Ok(())
    }

    /// Takes up probabilities of the levels a file has. A level it lacks, since it was written before there was such a level, has what it has before training, and
    /// the others share what is left.
    fn put(
        &mut self,
        class: Class,
        comparison: Comparison,
        context: usize,
        labels: &[(u8, &Value)],
        read: &[Option<f64>],
    ) -> Result<(), BadModel> {
        if read.len() != labels.len() {
            return Err(BadModel::Levels(comparison));
        }
        let bad = BadModel::Probability(comparison);
        let read: Vec<f64> =
            read.iter().map(|level| level.filter(|level| (0.0..=1.0).contains(level))).collect::<Option<_>>().ok_or(bad)?;
        let sum: f64 = read.iter().sum();
        if sum <= 0.0 {
            return Err(bad);
        }
        let start = Self::default();
        let given = |at: u8| labels.iter().zip(&read).find(|((label, _), _)| *label == at).map(|(_, level)| *level);
        let lacking = |at: u8| if given(at).is_some() { 0.0 } else { start.probability(class, comparison, context, at) };
        let all = || (1u8..).take(comparison.levels().len() - 1);
        let left = 1.0 - all().map(lacking).sum::<f64>();
        let levels: Vec<f64> = all().map(|at| given(at).map_or(lacking(at), |level| level * left / sum)).collect();
        self.set(class, comparison, context, &levels);
        Ok(())
    }
}

/// The levels of a file that are ours, in the order their probabilities stand in its description, each with our number of it. Files of earlier versions have fewer levels.
fn labels(comparison: Comparison, levels: &[Value]) -> Result<Vec<(u8, &Value)>, BadModel> {
    let ours = comparison.levels();
    let number = |level: &Value| {
        let label = level.get("label_for_charts").and_then(Value::as_str)?;
        u8::try_from(ours.iter().position(|ours| *ours == label)?).ok().filter(|at| *at != 0)
    };
    let mut labels = levels
        .iter()
        .filter(|level| level.get("is_null_level").and_then(Value::as_bool) != Some(true))
        .map(|level| number(level).map(|at| (at, level)))
        .collect::<Option<Vec<_>>>()
        .ok_or(BadModel::Levels(comparison))?;
    // In a file the level for whatever is left is the last.
    labels.sort_by_key(|(at, _)| *at);
    let twice = labels.iter().zip(labels.iter().skip(1)).any(|(a, b)| a.0 == b.0);
    // All versions told what is the same from what differs, and most of what lies between.
    if twice || labels.len() * 2 < ours.len() { Err(BadModel::Levels(comparison)) } else { Ok(labels) }
}

fn set(level: &mut Value, key: &str, to: &str) {
    if let Some(value) = level.get_mut(key) {
        *value = Value::from(to);
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
    fn what_splink_saves_is_read() {
        let model = Model { prior: [0.001, 0.002, 0.997], ..Model::default() };
        let mut saved: Value = serde_json::from_str(&model.to_splink()).unwrap();
        for comparison in saved["comparisons"].as_array_mut().unwrap() {
            comparison["comparison_description"] = Value::from("CustomComparison");
        }
        let back = Model::from_splink(&saved.to_string()).unwrap();
        assert!((back.prior[0] - 0.001).abs() < 1e-12 && (back.prior[1] - 0.001).abs() < 1e-12);
        // An analyst may put down any share, and strangers are left beside households whatever it is.
        for (same, sound) in [(0.6, true), (0.999, true), (0.0, false), (1.0, false), (-0.1, false), (7.0, false)] {
            saved["probability_two_random_records_match"] = Value::from(same);
            let read = Model::from_splink(&saved.to_string());
            assert!(
                if sound { read.is_ok_and(|model| model.prior.iter().all(|share| *share > 0.0)) } else { read == Err(BadModel::Prior) },
                "{same}"
            );
        }
    }

    #[test]
    fn a_model_written_before_there_were_all_levels_is_read() {
        let mut model = Model::default();
        model.set(Class::Same, Comparison::Home, 0, &[0.3, 0.2, 0.1, 0.05, 0.0, 0.05, 0.0, 0.1, 0.1, 0.1]);
        let mut old: Value = serde_json::from_str(&model.to_splink()).unwrap();
        let comparisons = old["comparisons"].as_array_mut().unwrap();
        comparisons.truncate(8);
        // As before roads and towns were compared.
        let [road, town] = [5, 7];
        comparisons[3]["comparison_levels"].as_array_mut().unwrap().remove(town);
        comparisons[3]["comparison_levels"].as_array_mut().unwrap().remove(road);
        let mut own: Value = serde_json::from_str(comparisons[3]["comparison_description"].as_str().unwrap()).unwrap();
        for class in own.as_object_mut().unwrap().values_mut() {
            for row in class.as_array_mut().unwrap() {
                row.as_array_mut().unwrap().remove(town - 1);
                row.as_array_mut().unwrap().remove(road - 1);
            }
        }
        comparisons[3]["comparison_description"] = Value::from(own.to_string());
        let back = Model::from_splink(&old.to_string()).unwrap();
        let home = |model: &Model, level| model.probability(Class::Same, Comparison::Home, 0, level);
        // What the file has keeps its proportions; what it lacks is as before training.
        assert!((home(&back, 1) / home(&back, 3) - 3.0).abs() < 1e-9 && (home(&back, 10) / home(&back, 8) - 1.0).abs() < 1e-9);
        for level in [5, 7] {
            assert!((home(&back, level) - home(&Model::default(), level)).abs() < 1e-12);
        }
        assert_eq!(
            back.probability(Class::Same, Comparison::Number, 0, 1),
            Model::default().probability(Class::Same, Comparison::Number, 0, 1)
        );
    }

    #[test]
    fn what_is_no_model_is_refused() {
        assert_eq!(Model::from_splink("{"), Err(BadModel::Json));
        assert_eq!(Model::from_splink("{}"), Err(BadModel::Comparisons));
        assert_eq!(Model::from_splink("{\"comparisons\":[]}"), Err(BadModel::Levels(Comparison::Forename)));
        let mut wrong: Value = serde_json::from_str(&Model::default().to_splink()).unwrap();
        wrong["comparisons"][4]["comparison_levels"][1]["m_probability"] = Value::from(8);
        assert_eq!(Model::from_splink(&wrong.to_string()), Err(BadModel::Probability(Comparison::School)));
    }
}
