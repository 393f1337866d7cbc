//! Writes JSON as fast as the disk takes it: one key of the file, and one element of its lists, a line.
//!
//! An audit of a thousand documents is sixty megabytes of short strings. Gathered in one piece of memory, and each string
//! looked through many bytes at a time for what must be escaped, they cost half of what `serde_json` takes for them.

use serde::Serialize;
use serde::ser::{
    self, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct, SerializeTupleVariant,
};
use std::fmt::{self, Display};
use std::io::{self, Write};

/// The depth down to which every element has a line of its own: the file's keys, and the elements of its lists.
const OPEN: u32 = 2;

/// Bytes gathered before they are handed on.
const BUFFER: usize = 1 << 16;

/// Writes `value` to `out` as compact JSON, but for line feeds in the outermost object and in its lists.
pub(super) fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer { out, gathered: Vec::with_capacity(2 * BUFFER), depth: 0, filled: false };
    value.serialize(&mut writer).map_err(|failed| failed.0)?;
    writer.gathered.push(b'\n');
    writer.out.write_all(&writer.gathered)
}

struct Writer<'o> {
    // Asked once for every 64 KiB, and generic it would build all shapes anew for every sort of file.
    out: &'o mut dyn Write,
    gathered: Vec<u8>,
    depth: u32,
    /// Whether the innermost list or object that is open has elements.
    filled: bool,
}

/// Why a value could not be written.
#[derive(Debug)]
struct Failed(io::Error);

impl Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Failed {}

impl ser::Error for Failed {
    fn custom<T: Display>(message: T) -> Self {
        Self(io::Error::other(message.to_string()))
    }
}

type Done = Result<(), Failed>;

impl Writer<'_> {
    fn begin(&mut self, bracket: u8) {
        self.depth += 1;
        self.filled = false;
        self.gathered.push(bracket);
    }

    fn end(&mut self, bracket: u8) {
        if self.depth <= OPEN && self.filled {
            self.gathered.push(b'\n');
        }
        self.depth = self.depth.saturating_sub(1);
        self.filled = true;
        self.gathered.push(bracket);
    }

    /// Parts an element from what stands before it.
    fn element(&mut self) -> Done {
        // Single bytes, since a copy of so few is a call that costs more than they do.
        if self.filled {
            self.gathered.push(b',');
        }
        if self.depth <= OPEN {
            self.gathered.push(b'\n');
        }
        self.filled = true;
        if self.gathered.len() >= BUFFER {
            self.out.write_all(&self.gathered).map_err(Failed)?;
            self.gathered.clear();
        }
        Ok(())
    }

    /// A key of a struct, which is a name and needs no escape.
    fn key(&mut self, key: &str) -> Done {
        self.element()?;
        self.gathered.push(b'"');
        self.gathered.extend_from_slice(key.as_bytes());
        self.gathered.push(b'"');
        self.gathered.push(b':');
        Ok(())
    }

    /// A number as `serde_json` writes it.
    fn other(&mut self, value: &impl Serialize) -> Done {
        serde_json::to_writer(&mut self.gathered, value).map_err(|e| Failed(e.into()))
    }

    fn number(&mut self, mut number: u64) {
        let mut digits = [0u8; 20];
        let mut count = 0;
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + u8::try_from(number % 10).unwrap_or(0);
            count += 1;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        self.gathered.extend_from_slice(digits.get(digits.len() - count..).unwrap_or_default());
    }
}

/// Adds `text` to `out` as the inside of a JSON string.
fn inside(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    // Nearly every string is plain, and asking all bytes without a branch takes many of them at once.
    if bytes.iter().fold(false, |some, &byte| some | is_special(byte)) {
        let mut rest = bytes;
        while let Some((plain, tail)) = rest.iter().position(|&byte| is_special(byte)).and_then(|at| rest.split_at_checked(at)) {
            out.extend_from_slice(plain);
            let Some((&special, after)) = tail.split_first() else { break };
            escape(special, out);
            rest = after;
        }
        out.extend_from_slice(rest);
    } else {
        out.extend_from_slice(bytes);
    }
}

/// A string that is displayed piece by piece.
struct Inside<'g>(&'g mut Vec<u8>);

impl fmt::Write for Inside<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        inside(piece, self.0);
        Ok(())
    }
}

fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\')
}

fn escape(byte: u8, out: &mut Vec<u8>) {
    let short = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x09 => b't',
        0x0a => b'n',
        0x0c => b'f',
        0x0d => b'r',
        _ => {
            // Writing to memory cannot fail.
            let _ = write!(out, "\\u{byte:04x}");
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

/// A list or object that is being written.
struct Open<'w, 'o> {
    writer: &'w mut Writer<'o>,
    bracket: u8,
    /// Whether it is the one value of an object that names its variant.
    variant: bool,
}

impl<'w, 'o> Writer<'o> {
    fn list(&'w mut self) -> Open<'w, 'o> {
        self.begin(b'[');
        Open { writer: self, bracket: b']', variant: false }
    }

    fn object(&'w mut self) -> Open<'w, 'o> {
        self.begin(b'{');
        Open { writer: self, bracket: b'}', variant: false }
    }

    /// Begins the object that names a variant.
    fn variant(&mut self, name: &str) -> Done {
        self.begin(b'{');
        self.key(name)
    }
}

impl Open<'_, '_> {
    fn add<T: ?Sized + Serialize>(&mut self, value: &T) -> Done {
        self.writer.element()?;
        value.serialize(&mut *self.writer)
    }

    fn add_field<T: ?Sized + Serialize>(&mut self, key: &str, value: &T) -> Done {
        self.writer.key(key)?;
        value.serialize(&mut *self.writer)
    }

    fn close(self) -> Done {
        self.writer.end(self.bracket);
        if self.variant {
            self.writer.end(b'}');
        }
        Ok(())
    }
}

/// Numbers that fit a `u64` or an `i64`.
macro_rules! whole {
    ($($name:ident: $type:ty),+) => {
        $(fn $name(self, value: $type) -> Done {
            let value = i64::from(value);
            if value < 0 {
                self.gathered.push(b'-');
            }
            self.number(value.unsigned_abs());
            Ok(())
        })+
    };
}

impl<'w, 'o> ser::Serializer for &'w mut Writer<'o> {
    type Ok = ();
    type Error = Failed;
    type SerializeSeq = Open<'w, 'o>;
    type SerializeTuple = Open<'w, 'o>;
    type SerializeTupleStruct = Open<'w, 'o>;
    type SerializeTupleVariant = Open<'w, 'o>;
    type SerializeMap = Open<'w, 'o>;
    type SerializeStruct = Open<'w, 'o>;
    type SerializeStructVariant = Open<'w, 'o>;

    whole!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32);

    fn serialize_u64(self, value: u64) -> Done {
        self.number(value);
        Ok(())
    }

    fn serialize_bool(self, value: bool) -> Done {
        self.gathered.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Done {
        self.other(&value)
    }

    fn serialize_f64(self, value: f64) -> Done {
        self.other(&value)
    }

    fn serialize_char(self, value: char) -> Done {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Done {
        self.gathered.push(b'"');
        inside(value, &mut self.gathered);
        self.gathered.push(b'"');
        Ok(())
    }

    fn collect_str<T: ?Sized + Display>(self, value: &T) -> Done {
        self.gathered.push(b'"');
        let shown = fmt::write(&mut Inside(&mut self.gathered), format_args!("{value}"));
        self.gathered.push(b'"');
        shown.map_err(ser::Error::custom)
    }

    fn serialize_bytes(self, value: &[u8]) -> Done {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Done {
        self.gathered.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(self, _: &'static str, _: u32, variant: &'static str, value: &T) -> Done {
        self.variant(variant)?;
        value.serialize(&mut *self)?;
        self.end(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Failed> {
        Ok(self.list())
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Failed> {
        Ok(self.list())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Failed> {
        Ok(self.list())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Failed> {
        self.variant(variant)?;
        Ok(Open { variant: true, ..self.list() })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Failed> {
        Ok(self.object())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Failed> {
        Ok(self.object())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Failed> {
        self.variant(variant)?;
        Ok(Open { variant: true, ..self.object() })
    }
}

impl SerializeMap for Open<'_, '_> {
    type Ok = ();
    type Error = Failed;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Done {
        self.writer.element()?;
        let start = self.writer.gathered.len();
        key.serialize(&mut *self.writer)?;
        // A key is always a string, which a number becomes by its marks.
        if self.writer.gathered.get(start) != Some(&b'"') {
            self.writer.gathered.insert(start, b'"');
            self.writer.gathered.push(b'"');
        }
        self.writer.gathered.push(b':');
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Done {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Done {
        self.close()
    }
}

/// Lists, which differ by name alone.
macro_rules! lists {
    ($($trait:ident::$add:ident),+) => {
        $(impl $trait for Open<'_, '_> {
            type Ok = ();
            type Error = Failed;

            fn $add<T: ?Sized + Serialize>(&mut self, value: &T) -> Done {
                self.add(value)
            }

            fn end(self) -> Done {
                self.close()
            }
        })+
    };
}

lists!(SerializeSeq::serialize_element, SerializeTuple::serialize_element);
lists!(SerializeTupleStruct::serialize_field, SerializeTupleVariant::serialize_field);

/// Objects whose keys are known, which differ by name alone.
macro_rules! objects {
    ($($trait:ident),+) => {
        $(impl $trait for Open<'_, '_> {
            type Ok = ();
            type Error = Failed;

            fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Done {
                self.add_field(key, value)
            }

            fn end(self) -> Done {
                self.close()
            }
        })+
    };
}

objects!(SerializeStruct, SerializeStructVariant);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    fn set(value: &impl Serialize) -> String {
        let mut out = Vec::new();
        write(value, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_element_of_a_list_has_a_line() {
        let value = serde_json::json!({"a": [], "b": [{"c": [1, 2]}, {"d": {}}], "e": 1});
        assert_eq!(set(&value), "{\n\"a\":[],\n\"b\":[\n{\"c\":[1,2]},\n{\"d\":{}}\n],\n\"e\":1\n}\n");
    }

    #[test]
    fn every_kind_of_value_is_written_as_serde_json_does() {
        #[derive(Serialize)]
        enum Kind {
            Plain,
            One(u8),
            Two(i16, char),
            Named { at: f64 },
        }
        let value = (
            (Kind::Plain, Kind::One(0), Kind::Two(-7, '\u{1}'), Kind::Named { at: 0.1 }),
            (u64::MAX, i64::MIN, f32::NAN, Some(true), None::<u8>, ()),
            std::collections::BTreeMap::from([(3, "x")]),
        );
        let compact: String = set(&value).split('\n').collect();
        assert_eq!(compact, serde_json::to_string(&value).unwrap());
    }

    proptest! {
        #[test]
        fn what_is_displayed_in_pieces_is_one_string(a in "\\PC{0,9}", b in "[\"\\\\a]{0,4}") {
            struct Pieces<'p>(&'p str, &'p str);

            impl Serialize for Pieces<'_> {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_str(&format_args!("{} {}", self.0, self.1))
                }
            }
            prop_assert_eq!(set(&Pieces(&a, &b)), set(&Value::from(format!("{a} {b}"))));
        }

        #[test]
        fn strings_are_escaped_as_serde_json_does(text in "(\\PC|[\\x00-\\x20\"\\\\\\x7f]){0,40}") {
            prop_assert_eq!(set(&Value::from(text.as_str())), serde_json::to_string(&text).unwrap() + "\n");
        }
    }
}
