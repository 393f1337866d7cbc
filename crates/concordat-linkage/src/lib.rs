//! Which records speak of one person: blocking, comparison, match weights, training and clusters.
//!
//! ```
//! use concordat_linkage::{Birth, Model, Options, Records, Row, link};
//!
//! let mut records = Records::new();
//! for (forename, surname, born, school) in [("William", "Penhale", "8/3/2010", "Tor View"), ("BILLY", "PENHALE", "2010-03-08", ""), ("Morwenna", "Penhale", "1/9/2012", "Tor View")] {
//!     records.push(&Row { forename: forename.into(), surname: surname.into(), birth: Birth::read(born, None), school: school.into(), ..Row::default() });
//! }
//! let linked = link(&records, &Model::default(), &Options::default());
//! assert_eq!(linked.cluster, [0, 0, 1]);
//! ```

mod birth;
mod block;
mod cluster;
mod compare;
mod defaults;
mod explain;
mod fold;
mod frequency;
mod hash;
mod lexicon;
mod link;
mod model;
mod name;
#[cfg(feature = "parquet")]
mod parquet;
mod pattern;
mod place;
mod records;
mod score;
mod shape;
mod similarity;
mod splink;
mod table;
mod train;

pub use birth::{Birth, Day};
pub use block::MOST_ROWS;
pub use explain::{Explainer, Explanation, Step, explain};
pub use fold::fold;
pub use link::{Decision, Linked, Options, Pair, Prepared, link};
pub use model::{Class, Model};
pub use name::{Written, forenames_agree, is_forename, surname_share, surnames_agree};
#[cfg(feature = "parquet")]
pub use parquet::{BadParquet, Parquet, Values, write_parquet};
pub use pattern::{Comparison, Pattern};
pub use records::{Cells, Records, Row};
pub use similarity::{jaro_winkler, one_slip, sound};
pub use splink::BadModel;
pub use table::{Columns, Tables};
pub use train::{Counts, Training, fit, train};
