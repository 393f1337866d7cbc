//! Where the letters of a PDF stand on their pages.

/// The letters of one page, as [`crate::SourceRun::source`] counts them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageLetters {
    /// Left, top, right and bottom of each letter in points from the top left of the upright page; none for a letter that does not
    /// stand upright.
    pub boxes: Vec<Option<[f32; 4]>>,
    /// The matrix from there to the page's own coordinates, as PDF writes one.
    pub to_page: [f32; 6],
}
