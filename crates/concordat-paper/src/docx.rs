//! A paper as a Word document.
//!
//! Everything is said by styles, so that whoever takes the document further changes its look in one place. Fields (contents,
//! numbers of captions) hold what they come to. Only pages of the contents are left to the program that lays them out, and only a paper
//! that has contents asks for that.

mod body;
mod drawing;
mod lists;
mod package;
mod table;
mod words;

use crate::Paper;
use crate::outline::one_line;
use concordat_text::markup::escape;
pub use zip::result::ZipError;

/// The paper as the bytes of a `.docx`: A4, in British English, a marking above and below every page. A figure wider than
/// the page is high stands on a page of its own, turned. The same paper gives the same bytes.
///
/// # Errors
///
/// Where the package cannot be put together, which only want of memory explains.
pub fn docx(paper: &Paper) -> Result<Vec<u8>, ZipError> {
    package::pack(paper, &body::written(paper))
}

/// The header's paragraph, where there is a marking.
fn header(paper: &Paper) -> Option<String> {
    let marking = one_line(paper.marking.as_deref()?);
    Some(format!("<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{}</w:p>", run(&marking)))
}

/// The footer's paragraphs: the title with the page's number, and the marking again.
fn footer(paper: &Paper) -> String {
    let title = one_line(&paper.title);
    let mut out = String::from("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
    if !title.is_empty() {
        out.push_str(&run(&format!("{title} \u{b7} ")));
    }
    out.push_str(&run("Page "));
    out.push_str(&field("PAGE", "1"));
    out.push_str(&run(" of "));
    out.push_str(&field("NUMPAGES", "1"));
    out.push_str("</w:p>");
    out.push_str(&header(paper).unwrap_or_default());
    out
}

/// A run of plain words.
fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(words))
}

/// A field with what it comes to.
fn field(instruction: &str, comes_to: &str) -> String {
    format!("<w:fldSimple w:instr=\" {instruction} \">{}</w:fldSimple>", run(comes_to))
}

/// A field that comes to something only once pages are laid out, and is marked as not yet worked out.
fn pending_field(instruction: &str) -> String {
    let part = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {instruction} </w:instrText></w:r>{}{}{}",
        part("separate"),
        run("\u{2013}"),
        part("end")
    )
}

#[cfg(test)]
mod tests;
