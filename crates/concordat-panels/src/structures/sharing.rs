//! What of the structures may leave the area.

use concordat_register::{
    overlap::{Count, Form},
    structure::Structures,
};

/// The form that may leave the area: counts below `threshold` withheld and the rest to the nearest five, hours to the nearest
/// ten. Rounded so, the figures of one proposal and the next do not give each other away, nor those of the overlap.
#[must_use]
pub fn structures_for_sharing(exact: &Structures, threshold: u32) -> Structures {
    if exact.form != Form::Exact {
        return exact.clone();
    }
    let count = |count: &mut Count| {
        *count = match *count {
            Count::Of(0) => Count::Of(0),
            Count::Of(n) if n >= threshold => Count::Of(n.saturating_add(2) / 5 * 5),
            _ => Count::Withheld,
        }
    };
    let hours = |hours: &mut f64| *hours = (*hours / 10.0).round() * 10.0 + 0.0;
    let mut shared = exact.clone();
    shared.form = Form::Shared { threshold };
    count(&mut shared.duplicates);
    hours(&mut shared.hours);
    for what_if in &mut shared.what_ifs {
        [&mut what_if.avoided, &mut what_if.known, &mut what_if.duplicates].into_iter().for_each(count);
        hours(&mut what_if.hours);
    }
    for package in &mut shared.packages {
        count(&mut package.avoided);
        hours(&mut package.hours);
    }
    shared
}
