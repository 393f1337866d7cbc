//! Parquet, read and written: the rows of a file are those of the same table as CSV, and what is bad is told from what is not.
#![cfg(feature = "parquet")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use concordat_linkage::{BadParquet, Parquet, Values, write_parquet};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::sync::Arc;

fn rows(bytes: Vec<u8>) -> Result<Vec<Vec<String>>, BadParquet> {
    let mut rows = Vec::new();
    Parquet::open(bytes)?.rows(|_| true, |cells| rows.push(cells.to_vec()))?;
    Ok(rows)
}

fn clusters() -> Vec<u8> {
    let ids: Vec<String> = (0..3000).map(|row| format!("r{row}")).collect();
    let columns = [
        ("id", Values::Text(ids.iter().map(String::as_str).collect())),
        ("cluster", Values::Whole((0..3000).map(|row| row / 3).collect())),
        ("match_probability", Values::Number((0..3000).map(|row| f64::from(row) / 4096.0).collect())),
    ];
    let mut bytes = Vec::new();
    write_parquet(&columns, &mut bytes).unwrap();
    bytes
}

/// A file of one row whose columns hold what other programs put there.
fn foreign() -> Vec<u8> {
    let schema = "message people {
        optional binary forename (UTF8); required int32 dob (DATE); required int64 seen (TIMESTAMP(NANOS,true));
        required int64 met (TIMESTAMP(MICROS,true)); required double age; optional binary surname;
        required double number; required group schools (LIST) { repeated group list { required binary element (UTF8); } }
    }";
    let mut bytes = Vec::new();
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut file = SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap();
    let mut group = file.next_row_group().unwrap();
    let mut at = 0;
    while let Some(mut column) = group.next_column().unwrap() {
        let text = |text: &str| [ByteArray::from(text)];
        match at {
            0 => column.typed::<ByteArrayType>().write_batch(&text("Jory"), Some(&[1]), None),
            1 => column.typed::<Int32Type>().write_batch(&[14_676], None, None),
            2 => column.typed::<Int64Type>().write_batch(&[1_268_006_400_000_000_000], None, None),
            3 => column.typed::<Int64Type>().write_batch(&[-1_000_000], None, None),
            4 => column.typed::<DoubleType>().write_batch(&[14.0], None, None),
            6 => column.typed::<DoubleType>().write_batch(&[f64::NAN], None, None),
            5 => column.typed::<ByteArrayType>().write_batch(&[], Some(&[0]), None),
            _ => column.typed::<ByteArrayType>().write_batch(&text("Tor View"), Some(&[1]), Some(&[0])),
        }
        .unwrap();
        column.close().unwrap();
        at += 1;
    }
    group.close().unwrap();
    file.close().unwrap();
    bytes
}

#[test]
fn what_is_written_is_read_again_and_is_the_same_each_time() {
    let bytes = clusters();
    assert!(bytes == clusters() && bytes.starts_with(b"PAR1"));
    let file = Parquet::open(bytes.clone()).unwrap();
    assert_eq!(file.rows_told(), 3000);
    assert_eq!(file.headings().collect::<Vec<_>>(), ["id", "cluster", "match_probability"]);
    let rows = rows(bytes).unwrap();
    assert_eq!(rows.len(), 3000);
    assert_eq!(rows[2999], ["r2999", "999", "0.732177734375"]);
}

#[test]
fn values_come_out_as_a_csv_file_holds_them() {
    let file = Parquet::open(foreign()).unwrap();
    let mut found = Vec::new();
    file.rows(|at| at < 7, |cells| found.push(cells.to_vec())).unwrap();
    assert_eq!(found, [["Jory", "2010-03-08", "2010-03-08", "1969-12-31", "14", "", "", ""]]);
}

#[test]
fn nested_columns_are_refused_where_they_are_wanted() {
    assert_eq!(rows(foreign()), Err(BadParquet::Nested(8)));
    assert_eq!(BadParquet::Nested(8).to_string(), "column 8 holds lists or groups, and no text, numbers or dates");
}

#[test]
fn files_that_are_cut_off_or_damaged_are_told_and_never_a_panic() {
    let whole = clusters();
    assert_eq!(rows(b"id,forename\n1,Jory\n".to_vec()), Err(BadParquet::Damaged));
    for length in (0..whole.len()).step_by(97) {
        assert_eq!(rows(whole[..length].to_vec()), Err(BadParquet::Damaged), "cut off at {length}");
    }
    // A byte changed may change a value, but brings nothing down.
    for at in (0..whole.len()).step_by(53) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = rows(bytes);
    }
}
