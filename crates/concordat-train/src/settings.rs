//! How hard learning is held back; chosen by cross-validation and across authors.

/// How hard learning is held back.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Weight of the sum of magnitudes: drives features of little use to nothing.
    pub l1: f64,
    /// Weight of half the sum of squares: keeps any one feature from deciding alone.
    pub l2: f64,
    /// By how much more plain words are held back than concepts.
    pub words: f64,
    /// By how much more pairs of concepts in one sentence are held back.
    pub pairs: f64,
    /// Passages in which a feature must stand to count.
    pub least: f64,
    /// Parts that cross-validation cuts the passages into.
    pub folds: f64,
    /// Log-odds by which the bar of carrying a message is lowered below the best on the passages learnt from: authors not
    /// met before use fewer of the words known, and their passages score lower throughout.
    pub ease: f64,
    /// How much a passage that carries part of a message counts beside one that carries it whole.
    pub partly: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { l1: 0.7, l2: 0.7, words: 1.1, pairs: 1.0, least: 3.0, folds: 6.0, ease: 0.3, partly: 1.0 }
    }
}

impl Settings {
    /// Changes one setting, written `l2=0.5`.
    ///
    /// # Errors
    ///
    /// No such setting, or no number.
    pub fn set(&mut self, text: &str) -> Result<(), String> {
        let (name, value) = text.split_once('=').ok_or_else(|| format!("`{text}` is not written name=value"))?;
        let value = value.parse().map_err(|_| format!("`{value}` is no number"))?;
        let field = match name {
            "l1" => &mut self.l1,
            "l2" => &mut self.l2,
            "words" => &mut self.words,
            "pairs" => &mut self.pairs,
            "least" => &mut self.least,
            "folds" => &mut self.folds,
            "ease" => &mut self.ease,
            "partly" => &mut self.partly,
            _ => return Err(format!("there is no setting `{name}`")),
        };
        *field = value;
        Ok(())
    }
}
