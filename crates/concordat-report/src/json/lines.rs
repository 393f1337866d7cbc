//! Sets JSON out with one key of the file, and one element of its lists, a line.

use serde_json::ser::Formatter;
use std::io::{self, Write};

/// The depth down to which every element has a line of its own: the file's keys, and the elements of its lists.
const OPEN: u32 = 2;

/// Compact JSON, but for line feeds in the outermost object and in its lists.
#[derive(Debug, Default)]
pub(super) struct Lines {
    depth: u32,
    filled: bool,
}

impl Lines {
    fn begin<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(bracket)
    }

    fn end<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        if self.depth <= OPEN && self.filled {
            out.write_all(b"\n")?;
        }
        self.depth = self.depth.saturating_sub(1);
        self.filled = true;
        out.write_all(bracket)
    }

    fn element<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.filled = true;
        match (first, self.depth <= OPEN) {
            (true, true) => out.write_all(b"\n"),
            (false, true) => out.write_all(b",\n"),
            (true, false) => Ok(()),
            (false, false) => out.write_all(b","),
        }
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.element(out, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.element(out, first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    fn set(value: &serde_json::Value) -> String {
        let mut out = Vec::new();
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Lines::default())).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_element_of_a_list_has_a_line() {
        let value = serde_json::json!({"a": [], "b": [{"c": [1, 2]}, {"d": {}}], "e": 1});
        assert_eq!(set(&value), "{\n\"a\":[],\n\"b\":[\n{\"c\":[1,2]},\n{\"d\":{}}\n],\n\"e\":1\n}");
    }
}
