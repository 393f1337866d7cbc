//! Fields: their codes are not text, their results are.

/// The fields open at a place, the innermost last.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    in_code: bool,
    coding: u32,
    contents: u32,
}

struct Field {
    code: String,
    /// Whether its result has begun.
    result: bool,
    contents: bool,
}

/// Longest code that is kept: no address is longer.
const CODE: usize = 4096;
/// Fields open at once before more are not told apart.
const FIELDS: usize = 256;

impl Fields {
    /// A field begins with its code.
    pub(super) fn begin(&mut self) {
        if self.open.len() < FIELDS {
            self.open.push(Field { code: String::new(), result: false, contents: false });
            self.coding += 1;
        }
    }

    /// The code ends and the result begins; gives where it leads, for a link.
    pub(super) fn separate(&mut self) -> Option<String> {
        let field = self.open.last_mut().filter(|f| !f.result)?;
        field.result = true;
        self.coding = self.coding.saturating_sub(1);
        field.contents = is_contents(&field.code);
        self.contents += u32::from(field.contents);
        hyperlink(&field.code)
    }

    /// The field ends. Whether it had a result that may have been a link.
    pub(super) fn end(&mut self) -> bool {
        let Some(field) = self.open.pop() else { return false };
        if !field.result {
            self.coding = self.coding.saturating_sub(1);
        }
        self.contents = self.contents.saturating_sub(u32::from(field.contents));
        field.result && hyperlink(&field.code).is_some()
    }

    /// Codes do not go on over a paragraph's end; one that does was never finished, and must not hide what follows.
    pub(super) fn end_paragraph(&mut self) {
        self.in_code = false;
        if self.coding > 0 {
            self.open.retain(|f| f.result);
            self.coding = 0;
        }
    }

    pub(super) fn begin_code(&mut self) {
        self.in_code = true;
    }

    pub(super) fn end_code(&mut self) {
        self.in_code = false;
    }

    pub(super) fn code(&mut self, raw: &str) {
        if let Some(field) = self.open.last_mut()
            && field.code.len() + raw.len() <= CODE
        {
            field.code.push_str(raw);
        }
    }

    /// Whether characters met now are code and no text.
    pub(super) fn in_code(&self) -> bool {
        self.in_code
    }

    /// Whether any open field has not begun its result.
    pub(super) fn is_code(&self) -> bool {
        self.in_code || self.coding > 0
    }

    /// How many tables of contents are open.
    pub(super) fn open_contents(&self) -> u32 {
        self.contents
    }
}

fn is_contents(code: &str) -> bool {
    code.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("TOC") || word.eq_ignore_ascii_case("TOA"))
}

/// Where a field code leads: `HYPERLINK "https://example.org" \l "part"` gives `https://example.org#part`.
pub(super) fn hyperlink(code: &str) -> Option<String> {
    let mut words = Words(code);
    if !words.next()?.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let mut address = String::new();
    let mut place = None;
    while let Some(word) = words.next() {
        match word {
            "\\l" | "\\L" => place = words.next(),
            // These switches take a value that is no address.
            "\\o" | "\\t" | "\\O" | "\\T" => {
                words.next();
            }
            switch if switch.starts_with('\\') => {}
            word if address.is_empty() => word.clone_into(&mut address),
            _ => {}
        }
    }
    if let Some(place) = place.filter(|p| !p.is_empty()) {
        address.push('#');
        address.push_str(place);
    }
    (!address.is_empty()).then_some(address)
}

/// Words of a field code; what stands in quotation marks is one.
struct Words<'c>(&'c str);

impl<'c> Words<'c> {
    fn next(&mut self) -> Option<&'c str> {
        let rest = self.0.trim_start();
        if let Some(quoted) = rest.strip_prefix('"') {
            let (word, after) = quoted.split_once('"').unwrap_or((quoted, ""));
            self.0 = after;
            return Some(word);
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end)?;
        self.0 = after;
        (!word.is_empty()).then_some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::hyperlink;

    #[test]
    fn field_codes_lead_somewhere() {
        assert_eq!(hyperlink(r#" HYPERLINK "https://example.org/a b" \o "Tip" "#).as_deref(), Some("https://example.org/a b"));
        assert_eq!(hyperlink(r#"HYPERLINK \l "_Toc1" "#).as_deref(), Some("#_Toc1"));
        assert_eq!(hyperlink(r#"hyperlink "a.docx" \l "b""#).as_deref(), Some("a.docx#b"));
        assert_eq!(hyperlink("PAGEREF _Toc1 \\h"), None);
        assert_eq!(hyperlink("HYPERLINK"), None);
    }
}
