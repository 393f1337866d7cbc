//! `[panels]` and `[[panel]]` of `concordat.toml`: what a site says of its meetings.

use super::{
    SettingsError, nearest,
    resolve::{stated, themes, word},
    written::{Decimal, Placed, WrittenPanel},
};
use concordat_register::meeting::{Level, MeetingCorrection, Member};
use concordat_standard::Standard;
use toml::Spanned;

/// The longest a sitting may be said to last, in minutes: a whole day.
const LONGEST: i64 = 24 * 60;

/// What it says of every meeting.
pub(super) fn corrections(written: Vec<WrittenPanel>, text: &str, standard: &Standard) -> Result<Vec<MeetingCorrection>, SettingsError> {
    written.into_iter().map(|panel| correction(panel, text, standard)).collect()
}

/// Minutes of a sitting.
pub(super) fn minutes(written: &Placed<i64>, text: &str) -> Result<Option<u32>, SettingsError> {
    let Some(written) = written else { return Ok(None) };
    let minutes = Some(*written.get_ref()).filter(|m| (1..=LONGEST).contains(m)).and_then(|m| u32::try_from(m).ok());
    minutes.map(Some).ok_or_else(|| {
        SettingsError::at(
            text,
            written.span().start,
            format_args!("`{}` is no length of a sitting", written.get_ref()),
            "write minutes, as `90`",
        )
    })
}

fn correction(written: WrittenPanel, text: &str, standard: &Standard) -> Result<MeetingCorrection, SettingsError> {
    let at = written.name.as_ref().map_or(0, |n| n.span().start);
    let Some(name) = stated(written.name.map(Spanned::into_inner)) else {
        return Err(SettingsError::at(
            text,
            at,
            "a panel without a name",
            "write `name = \"…\"`: its name, its letters or another name it goes by",
        ));
    };
    let levels = [Level::Operational.word(), Level::Strategic.word()];
    Ok(MeetingCorrection {
        name,
        acronym: stated(written.acronym),
        also: written.also,
        ignore: written.ignore,
        level: word(&written.level, text, "level", &levels, Level::from_word)?,
        themes: themes(written.themes, text, standard)?,
        remit: stated(written.remit),
        ages: ages(&written.ages, text)?,
        contexts: contexts(written.contexts, text, standard)?,
        chair: stated(written.chair).map(|said| member(&said)),
        members: written.members.map(|members| members.iter().map(|said| member(said)).collect()),
        cadence: stated(written.cadence),
        sittings_a_year: sittings(&written.sittings_a_year, text)?,
        minutes: minutes(&written.minutes, text)?,
        quorum: stated(written.quorum),
        reports_to: stated(written.reports_to),
        review: stated(written.review),
    })
}

/// `agency, post, name`: what is left out is not known.
fn member(said: &str) -> Member {
    let mut pieces = said.splitn(3, ',').map(|p| p.trim()).map(|p| (!p.is_empty()).then(|| p.into()));
    Member { agency: pieces.next().flatten(), role: pieces.next().flatten(), person: pieces.next().flatten() }
}

/// The lowest and the highest age, in years; either may be open.
type Ages = (Option<u8>, Option<u8>);

fn ages(written: &Placed<Vec<i64>>, text: &str) -> Result<Option<Ages>, SettingsError> {
    let Some(written) = written else { return Ok(None) };
    let age = |age: &i64| u8::try_from(*age).ok().filter(|a| *a <= 120);
    match written.get_ref().as_slice() {
        [low, high] if low <= high && age(low).is_some() && age(high).is_some() => Ok(Some((age(low), age(high)))),
        _ => Err(SettingsError::at(text, written.span().start, "these are no ages", "write the lowest and the highest, as `[10, 17]`")),
    }
}

fn contexts(written: Option<Vec<Spanned<String>>>, text: &str, standard: &Standard) -> Result<Option<Vec<String>>, SettingsError> {
    let Some(written) = written else { return Ok(None) };
    let known: Vec<&str> = standard.contexts.facets.iter().map(|f| f.id.as_str()).collect();
    let read = |context: Spanned<String>| {
        if known.contains(&context.get_ref().as_str()) {
            return Ok(context.into_inner());
        }
        let help = nearest::help(context.get_ref(), &known);
        Err(SettingsError::at(text, context.span().start, format_args!("unknown context `{}`", context.get_ref()), help))
    };
    written.into_iter().map(read).collect::<Result<_, _>>().map(Some)
}

fn sittings(written: &Placed<Decimal>, text: &str) -> Result<Option<f64>, SettingsError> {
    let Some(written) = written else { return Ok(None) };
    let number = match *written.get_ref() {
        Decimal::Whole(number) => f64::from(number),
        Decimal::Point(number) => number,
    };
    if number > 0.0 && number <= 1000.0 {
        return Ok(Some(number));
    }
    Err(SettingsError::at(text, written.span().start, format_args!("`{number}` sittings a year cannot be"), "write a number, as `26`"))
}
