//! The engine: a site in, an audit out, in parallel and from a cache.
//!
//! [`audit`] takes a [`Site`] (the one way out to files), an [`Order`] (what to hold it against and how) and perhaps a
//! [`Pack`] of what earlier runs read, and gives an [`Outcome`]. It has no clock and opens no file itself.

mod again;
mod by_hand;
mod charts;
mod concordance;
mod engine;
mod overlap;
mod pack;
mod panels;
mod second_look;
mod settings;
mod site;

pub use again::Again;
pub use concordance::concordance;
pub use concordat_reading::{concordance::Search, meaning::hold_additions};
pub use engine::{NOT_OWN, Order, Outcome, Progress, audit};
pub use pack::{Pack, Store};
pub use settings::{
    KEYS, Key, PanelSettings, Settings, SettingsError, parse_routes, register_table, write_meetings, write_off, write_settings,
};
pub use site::{FileClass, FoundFile, Listing, Site, Stamp, class_of};
