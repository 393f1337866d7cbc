//! The map of an area's documents, drawn as SVG: themes in lanes, documents as boxes, references as arrows.
//!
//! [`layout`] puts boxes on a grid and threads arrows through the gaps between its rows and columns, so that no arrow
//! runs through a box; [`draw`] writes the result. Neither knows what the boxes mean.

mod draw;
mod layout;
mod order;
mod route;
mod seats;

pub(crate) use draw::draw;
pub(crate) use layout::{Edge, Lane, Line, Node, layout};
pub(crate) use seats::{Called, Curve, Seat, seats};
