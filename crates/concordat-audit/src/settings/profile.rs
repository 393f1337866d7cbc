//! `[profile]` of `concordat.toml`: what is known of an area besides its documents.

use super::{SettingsError, resolve::stated, written::Placed};
use concordat_register::{Profile, ProfileFigure, ProfileParagraph};
use serde::Deserialize;
use toml::Spanned;

/// `[profile]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenProfile {
    area: Option<String>,
    #[serde(default)]
    paragraph: Vec<Spanned<WrittenParagraph>>,
    #[serde(default)]
    figure: Vec<Spanned<WrittenFigure>>,
}

/// `[[profile.paragraph]]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenParagraph {
    text: Placed<String>,
    source: Placed<String>,
}

/// `[[profile.figure]]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFigure {
    name: Placed<String>,
    value: Placed<String>,
    source: Placed<String>,
}

/// Works out what was written. Nothing stands in a profile without its source.
pub(super) fn resolve(written: WrittenProfile, text: &str) -> Result<Profile, SettingsError> {
    let mut profile = Profile { area: stated(written.area), ..Profile::default() };
    for row in written.paragraph {
        let at = row.span().start;
        let WrittenParagraph { text: words, source } = row.into_inner();
        let need = |value, what, help| needed(value, text, at, "paragraph", what, help);
        profile
            .paragraphs
            .push(ProfileParagraph { text: need(words, "its text", "write `text = \"…\"`")?, source: need(source, SOURCE.0, SOURCE.1)? });
    }
    for row in written.figure {
        let at = row.span().start;
        let WrittenFigure { name, value, source } = row.into_inner();
        let need = |value, what, help| needed(value, text, at, "figure", what, help);
        profile.figures.push(ProfileFigure {
            name: need(name, "its name", "write `name = \"…\"`: what is counted")?,
            value: need(value, "its value", "write `value = \"…\"`, with the time it is for")?,
            source: need(source, SOURCE.0, SOURCE.1)?,
        });
    }
    Ok(profile)
}

/// What is said where a piece has no source.
const SOURCE: (&str, &str) = ("its source", "write `source = \"…\"`: who said or counted it, and when");

/// A value that must be there and say something; `at` is where its row begins.
fn needed(value: Placed<String>, text: &str, at: usize, piece: &str, what: &str, help: &str) -> Result<String, SettingsError> {
    let at = value.as_ref().map_or(at, |v| v.span().start);
    stated(value.map(Spanned::into_inner))
        .map(|words| words.trim().to_owned())
        .ok_or_else(|| SettingsError::at(text, at, format_args!("a {piece} of the profile without {what}"), help))
}
