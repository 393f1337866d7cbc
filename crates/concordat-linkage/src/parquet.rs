//! Tables as Parquet, read and written; behind the feature `parquet`.
//!
//! Cells come out as the text a CSV file would hold, so that rows are the same whichever they are read from.

mod bounded;

use crate::birth::Day;
use bounded::{Bounded, Group};
use bytes::Bytes;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::record::Field;
use parquet::record::reader::RowIter;
use parquet::schema::types::{Type, TypePtr};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Why a Parquet file could not be read. It holds no cell of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadParquet {
    /// It is no Parquet file, or is cut off or damaged.
    Damaged,
    /// A column, counted from one, holds lists or groups where text, a number or a date is looked for.
    Nested(usize),
    /// A column, counted from one, holds bytes that are no text.
    Bytes(usize),
    /// A column, counted from one, is packed in a way that is not read.
    Packed(usize),
}

impl std::fmt::Display for BadParquet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Damaged => f.write_str("no Parquet file, or one that is cut off or damaged"),
            Self::Nested(column) => write!(f, "column {column} holds lists or groups, and no text, numbers or dates"),
            Self::Bytes(column) => write!(f, "column {column} holds bytes that are no text in UTF-8"),
            Self::Packed(column) => write!(f, "column {column} is packed in another way than Snappy, gzip, LZ4 or Zstandard"),
        }
    }
}

impl std::error::Error for BadParquet {}

/// A Parquet file.
pub struct Parquet {
    file: SerializedFileReader<Bounded>,
    columns: Vec<TypePtr>,
}

impl std::fmt::Debug for Parquet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parquet").field("columns", &self.columns.len()).finish_non_exhaustive()
    }
}

impl Parquet {
    /// Reads what columns a file has.
    ///
    /// # Errors
    ///
    /// Where it is no Parquet file.
    pub fn open(bytes: Vec<u8>) -> Result<Self, BadParquet> {
        guarded(|| {
            let file = SerializedFileReader::new(Bounded(Bytes::from(bytes))).map_err(damaged)?;
            let schema = file.metadata().file_metadata().schema_descr().root_schema_ptr();
            Ok(Self { columns: schema.get_fields().to_vec(), file })
        })
    }

    /// The names of its columns.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name())
    }

    /// How many rows it says it has.
    #[must_use]
    pub fn rows_told(&self) -> u64 {
        let groups = self.file.metadata().row_groups().iter();
        groups.map(|group| u64::try_from(group.num_rows()).unwrap_or(0)).fold(0, u64::saturating_add)
    }

    /// Hands on the cells of each row, in the order of the columns; a column that is not `wanted` is left empty, and may hold anything.
    ///
    /// # Errors
    ///
    /// Where a wanted column is nested or holds bytes, or the file is damaged; rows before the damage have been handed on by then.
    pub fn rows(&self, wanted: impl Fn(usize) -> bool, mut each: impl FnMut(&[String])) -> Result<(), BadParquet> {
        let taken: Vec<(usize, &TypePtr)> = self.columns.iter().enumerate().filter(|(at, _)| wanted(*at)).collect();
        for (at, column) in &taken {
            let repeated = column.get_basic_info().has_repetition() && column.get_basic_info().repetition() == Repetition::REPEATED;
            if column.is_group() || repeated {
                return Err(BadParquet::Nested(at + 1));
            }
            if self.packed(column.name()) {
                return Err(BadParquet::Packed(at + 1));
            }
        }
        if taken.is_empty() {
            return Ok(());
        }
        guarded(|| {
            let fields = taken.iter().map(|(_, column)| Arc::clone(column)).collect();
            let name = self.file.metadata().file_metadata().schema_descr().root_schema().name().to_owned();
            let projection = Type::group_type_builder(&name).with_fields(fields).build().map_err(damaged)?;
            let mut cells = vec![String::new(); self.columns.len()];
            for group in 0..self.file.num_row_groups() {
                let group = Group(self.file.get_row_group(group).map_err(damaged)?);
                for row in RowIter::from_row_group(Some(projection.clone()), &group).map_err(damaged)? {
                    let row = row.map_err(damaged)?;
                    for ((_, field), (at, column)) in row.get_column_iter().zip(&taken) {
                        let text = text(field, column).ok_or(BadParquet::Bytes(at + 1))?;
                        if let Some(cell) = cells.get_mut(*at) {
                            *cell = text;
                        }
                    }
                    each(&cells);
                }
            }
            Ok(())
        })
    }

    /// Whether any part of a column is packed in a way that is not read.
    fn packed(&self, column: &str) -> bool {
        let chunks = self.file.metadata().row_groups().iter().flat_map(RowGroupMetaData::columns);
        let of_column = |chunk: &&ColumnChunkMetaData| chunk.column_path().parts().first().is_some_and(|name| name == column);
        chunks.filter(of_column).any(|chunk| matches!(chunk.compression(), Compression::BROTLI(_) | Compression::LZO))
    }
}

fn damaged(_: ParquetError) -> BadParquet {
    BadParquet::Damaged
}

/// What reads Parquet is known to fail by a panic where a file is damaged in ways it does not expect.
fn guarded<T>(read: impl FnOnce() -> Result<T, BadParquet>) -> Result<T, BadParquet> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(BadParquet::Damaged))
}

/// A value as a CSV file would hold it; `None` for bytes that are no text.
fn text(field: &Field, column: &Type) -> Option<String> {
    Some(match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).ok()?.to_owned(),
        Field::Date(days) => day(i64::from(*days)),
        Field::TimestampMillis(time) => day(time.div_euclid(86_400_000)),
        Field::TimestampMicros(time) => day(time.div_euclid(86_400_000_000)),
        // Nanoseconds have no name of their own in the older list of types, by which rows are read.
        Field::Long(time) if matches!(column.get_basic_info().logical_type_ref(), Some(LogicalType::Timestamp(_))) => {
            day(time.div_euclid(86_400_000_000_000))
        }
        // Whole numbers with gaps are often kept as numbers with a fraction: 14.0 is 14, and {} writes it so. The gaps are then no numbers.
        Field::Double(number) => Some(number).filter(|number| !number.is_nan()).map_or(String::new(), f64::to_string),
        Field::Float(number) => Some(number).filter(|number| !number.is_nan()).map_or(String::new(), f32::to_string),
        other => other.to_string(),
    })
}

/// A day, year first.
fn day(since_1970: i64) -> String {
    let Ok(days) = i32::try_from(since_1970) else { return String::new() };
    // Beyond a few thousand years it is no date.
    if days.abs() > 3_000_000 {
        return String::new();
    }
    let (year, month, day) = Day(days).parts();
    format!("{year:04}-{month:02}-{day:02}")
}

/// A column to be written.
#[derive(Debug)]
pub enum Values<'a> {
    /// Text.
    Text(Vec<&'a str>),
    /// Whole numbers.
    Whole(Vec<i64>),
    /// Numbers.
    Number(Vec<f64>),
}

/// How many texts are held a second time while they are written.
const AT_A_TIME: usize = 1 << 14;

/// Writes columns of one length as a Parquet file, packed with Snappy.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn write_parquet(columns: &[(&str, Values<'_>)], out: impl Write + Send) -> std::io::Result<()> {
    write(columns, out).map_err(|error| match error {
        ParquetError::External(error) => error.downcast::<std::io::Error>().map_or_else(std::io::Error::other, |io| *io),
        other => std::io::Error::other(other),
    })
}

fn write(columns: &[(&str, Values<'_>)], out: impl Write + Send) -> Result<(), ParquetError> {
    let field = |(name, values): &(&str, Values<'_>)| {
        let (physical, logical) = match values {
            Values::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Values::Whole(_) => (Physical::INT64, None),
            Values::Number(_) => (Physical::DOUBLE, None),
        };
        let column = Type::primitive_type_builder(name, physical).with_repetition(Repetition::REQUIRED).with_logical_type(logical);
        column.build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<_, _>>()?;
    let schema = Arc::new(Type::group_type_builder("rows").with_fields(fields).build()?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by("concordat".to_owned()).build();
    let mut file = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    for (_, values) in columns {
        let Some(mut column) = group.next_column()? else { break };
        match values {
            Values::Text(values) => {
                for some in values.chunks(AT_A_TIME) {
                    let some: Vec<ByteArray> = some.iter().map(|value| ByteArray::from(*value)).collect();
                    column.typed::<ByteArrayType>().write_batch(&some, None, None)?;
                }
            }
            Values::Whole(values) => {
                column.typed::<Int64Type>().write_batch(values, None, None)?;
            }
            Values::Number(values) => {
                column.typed::<DoubleType>().write_batch(values, None, None)?;
            }
        }
        column.close()?;
    }
    group.close()?;
    file.close()?;
    Ok(())
}
