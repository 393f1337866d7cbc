//! A figure's picture within the page.

use crate::Figure;
use crate::outline::one_line;
use concordat_text::markup::escape;

/// What ids stand behind, within the markup of a picture.
const IDS: [&str; 4] = [" id=\"", " href=\"#", " xlink:href=\"#", "url(#"];
/// Attributes of the outermost element that are put anew.
const ANEW: [&str; 4] = ["role", "aria-labelledby", "aria-hidden", "aria-label"];

/// The picture with the figure's caption as its title and the alternative text as its description, and with ids that no other
/// picture of the page has. Nothing where there is no picture.
pub(super) fn named(figure: &Figure, number: usize) -> Option<String> {
    let (_, from) = figure.svg.split_once("<svg")?;
    let (attributes, content) = from.split_once('>')?;
    if attributes.ends_with('/') {
        return None;
    }
    let kept: String = ANEW.iter().fold(attributes.to_owned(), |text, name| without(&text, name));
    let content = undescribed(content);
    let before = format!("figure-{number}-");
    let (caption, alternative) = (one_line(&figure.caption), one_line(&figure.alternative));
    Some(format!(
        "<svg{} role=\"img\" aria-labelledby=\"{before}title {before}description\"><title id=\"{before}title\">{}</title><desc id=\"{before}description\">{}</desc>{}",
        renamed(&kept, &before),
        escape(&caption),
        escape(&alternative),
        renamed(content, &before)
    ))
}

/// Attributes without one of them.
fn without(attributes: &str, name: &str) -> String {
    let opening = format!(" {name}=\"");
    match attributes.split_once(opening.as_str()) {
        Some((before, rest)) => format!("{before}{}", rest.split_once('"').map_or("", |(_, after)| after)),
        None => attributes.to_owned(),
    }
}

/// What is drawn, without the title and description it begins with.
fn undescribed(content: &str) -> &str {
    ["title", "desc"].iter().fold(content, |content, element| {
        let begun = content.trim_start();
        let close = format!("</{element}>");
        if begun.starts_with(&format!("<{element}")) {
            begun.split_once(close.as_str()).map_or(content, |(_, after)| after)
        } else {
            content
        }
    })
}

/// Markup with `before` before each id and each mention of one.
fn renamed(markup: &str, before: &str) -> String {
    IDS.iter().fold(markup.to_owned(), |markup, opening| markup.replace(opening, &format!("{opening}{before}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_what_the_figure_says() {
        let svg = "<svg class=\"chart\" role=\"img\" aria-labelledby=\"a-name a-text\" width=\"9\">\n<title id=\"a-name\">Old</title>\n<desc id=\"a-text\">Old</desc>\n<g id=\"b\"><use href=\"#b\"/></g></svg>";
        let figure = Figure { caption: "New".into(), alternative: "A < B".into(), svg: svg.into(), ..Figure::default() };
        assert_eq!(
            named(&figure, 2).unwrap(),
            "<svg class=\"chart\" width=\"9\" role=\"img\" aria-labelledby=\"figure-2-title figure-2-description\"><title id=\"figure-2-title\">New</title>\
             <desc id=\"figure-2-description\">A &lt; B</desc>\n<g id=\"figure-2-b\"><use href=\"#figure-2-b\"/></g></svg>"
        );
        assert_eq!(named(&Figure { svg: "no picture".into(), ..Figure::default() }, 1), None);
    }
}
