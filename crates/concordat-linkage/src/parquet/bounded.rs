//! Parquet read within bounds: lengths that a file gives are held against what is there before memory is asked for by them.

use bytes::Bytes;
use parquet::basic::Encoding;
use parquet::bloom_filter::Sbbf;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{ChunkReader, Length, RowGroupReader};
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;

/// The most bytes a page may unpack to. Most programs begin a new page after a million bytes, and some after a hundred million.
const MOST_PAGE: u64 = 128 << 20;

fn implausible() -> ParquetError {
    ParquetError::General("a length is implausible".to_owned())
}

/// The bytes of a file, of which no page is begun that says it unpacks to too much.
pub(super) struct Bounded(pub(super) Bytes);

impl Length for Bounded {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }
}

impl ChunkReader for Bounded {
    type T = <Bytes as ChunkReader>::T;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        let from = usize::try_from(start).ok().and_then(|start| self.0.get(start..)).ok_or_else(implausible)?;
        // What is read so is the header of a page, or the eight bytes at the end of the file.
        if from.len() > 8 && unpacked(from).is_none_or(|size| size > MOST_PAGE) {
            return Err(implausible());
        }
        self.0.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        self.0.get_bytes(start, length)
    }
}

/// The size a page unpacks to: the second field of its header, after the kind of page, as Thrift's compact protocol writes them.
fn unpacked(header: &[u8]) -> Option<u64> {
    // The field after the one before it, which is a whole number of 32 bits.
    const NEXT: u8 = 0x15;
    let mut rest = header;
    let mut field = || {
        let after = rest.strip_prefix(&[NEXT])?;
        let (number, after) = whole(after)?;
        rest = after;
        // Numbers below zero are written as odd ones.
        (number & 1 == 0).then_some(number >> 1)
    };
    field()?;
    field()
}

/// A whole number, seven bits a byte and the lowest first, and what follows it.
fn whole(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0u64;
    for (at, byte) in (0u32..10).zip(bytes) {
        number |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((number, bytes.get(at as usize + 1..)?));
        }
    }
    None
}

/// A row group whose pages are looked at before their values are read.
pub(super) struct Group<'a>(pub(super) Box<dyn RowGroupReader + 'a>);

impl RowGroupReader for Group<'_> {
    fn metadata(&self) -> &RowGroupMetaData {
        self.0.metadata()
    }

    fn num_columns(&self) -> usize {
        self.0.num_columns()
    }

    fn get_column_page_reader(&self, i: usize) -> Result<Box<dyn PageReader>> {
        let column = self.metadata().column(i).column_descr();
        // A value of a dictionary takes as many bytes at the least.
        let least = usize::try_from(column.type_length()).unwrap_or(4).clamp(1, 4);
        Ok(Box::new(Pages { pages: self.0.get_column_page_reader(i)?, least, levels: column.max_def_level() > 0 }))
    }

    fn get_column_bloom_filter(&self, i: usize) -> Option<&Sbbf> {
        self.0.get_column_bloom_filter(i)
    }

    fn get_row_iter(&self, projection: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_row_group(projection, self)
    }
}

struct Pages {
    pages: Box<dyn PageReader>,
    least: usize,
    /// Whether values may be missing, so that levels which tell so stand before them.
    levels: bool,
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        if page.as_ref().is_none_or(|page| self.plausible(page).is_some()) { Ok(page) } else { Err(implausible()) }
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl Pages {
    /// `None` where memory would be asked for by a number of values that the page cannot hold.
    fn plausible(&self, page: &Page) -> Option<()> {
        let values = || match page {
            Page::DataPage { buf, .. } => self.after_levels(buf),
            Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, .. } => {
                buf.get((*def_levels_byte_len as usize).checked_add(*rep_levels_byte_len as usize)?..)
            }
            Page::DictionaryPage { .. } => None,
        };
        match (page, page.encoding()) {
            (Page::DictionaryPage { buf, num_values, .. }, _) => (*num_values as usize <= buf.len() / self.least).then_some(()),
            (_, Encoding::DELTA_LENGTH_BYTE_ARRAY) => deltas(values()?, page.num_values()).map(|_| ()),
            // The lengths of what is shared with the value before, and then those of the rest.
            (_, Encoding::DELTA_BYTE_ARRAY) => deltas(deltas(values()?, page.num_values())?, page.num_values()).map(|_| ()),
            _ => Some(()),
        }
    }

    /// The values of a page that begins with its levels and how long they are.
    fn after_levels<'b>(&self, page: &'b [u8]) -> Option<&'b [u8]> {
        if !self.levels {
            return Some(page);
        }
        let (length, rest) = page.split_first_chunk::<4>()?;
        rest.get(u32::from_le_bytes(*length) as usize..)
    }
}

/// What follows numbers that are kept as differences, if they are no more than `most`.
/// Source: Apache Parquet, Encodings, "Delta Encoding".
fn deltas(bytes: &[u8], most: u32) -> Option<&[u8]> {
    let (block, rest) = whole(bytes)?;
    let (parts, rest) = whole(rest)?;
    let (numbers, rest) = whole(rest)?;
    let (_first, mut rest) = whole(rest)?;
    let part = block.checked_div(parts)?;
    if numbers > u64::from(most) || part == 0 || block > 1 << 20 {
        return None;
    }
    let mut left = numbers.saturating_sub(1);
    while left > 0 {
        let (widths, after) = whole(rest)?.1.split_at_checked(usize::try_from(parts).ok()?)?;
        rest = after;
        for width in widths {
            if left == 0 {
                break;
            }
            rest = rest.get(usize::try_from(u64::from(*width) * part / 8).ok()?..)?;
            left = left.saturating_sub(part);
        }
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing but one page.
    struct One(Option<Page>);

    impl Iterator for One {
        type Item = Result<Page>;

        fn next(&mut self) -> Option<Self::Item> {
            self.get_next_page().transpose()
        }
    }

    impl PageReader for One {
        fn get_next_page(&mut self) -> Result<Option<Page>> {
            Ok(self.0.take())
        }

        fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
            Ok(None)
        }

        fn skip_next_page(&mut self) -> Result<()> {
            Ok(())
        }
    }

    fn read(page: Page) -> bool {
        Pages { pages: Box::new(One(Some(page))), least: 4, levels: true }.get_next_page().is_ok()
    }

    #[test]
    fn a_page_that_says_it_unpacks_to_too_much_is_not_begun() {
        // A data page of 1,000 bytes, of 128 MiB, of a byte more, of the most that 32 bits hold, and of a length below zero.
        let kind = [0x15, 0x00, 0x15];
        for (size, read) in [
            (&[0xd0, 0x0f][..], true),
            (&[0x80, 0x80, 0x80, 0x80, 0x01], true),
            (&[0x82, 0x80, 0x80, 0x80, 0x01], false),
            (&[0xfe, 0xff, 0xff, 0xff, 0x0f], false),
            (&[0x01], false),
        ] {
            let bytes = [&kind[..], size, &[0x15, 0x02, 0, 0, 0, 0, 0, 0]].concat();
            assert_eq!(Bounded(Bytes::from(bytes)).get_read(0).is_ok(), read, "{size:?}");
        }
        // The end of the file is no page.
        assert!(Bounded(Bytes::from_static(b"\xff\xff\xff\x00PAR1")).get_read(0).is_ok());
    }

    #[test]
    fn a_dictionary_of_more_values_than_it_has_room_for_is_refused() {
        let page = |num_values| Page::DictionaryPage {
            buf: Bytes::from_static(&[2, 0, 0, 0, b'a', b'b', 2, 0, 0, 0, b'c', b'd']),
            num_values,
            encoding: Encoding::PLAIN,
            is_sorted: false,
        };
        assert!(read(page(2)) && !read(page(4)) && !read(page(u32::MAX)));
    }

    #[test]
    fn more_lengths_than_values_are_refused() {
        // Levels of two bytes, then blocks of 128 numbers in four parts, as many numbers as are told, from 2 on, by differences that take no bits.
        let lengths = |numbers: &[u8]| [&[0x80, 0x01, 0x04][..], numbers, &[0x04, 0x00, 0, 0, 0, 0]].concat();
        let page = |values: Vec<u8>, encoding| Page::DataPage {
            buf: Bytes::from([&[2, 0, 0, 0, 6, 1][..], &values].concat()),
            num_values: 3,
            encoding,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        };
        let (few, many) = (lengths(&[3]), lengths(&[0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]));
        for encoding in [Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY] {
            assert!(read(page([&few[..], &few, b"aabbcc"].concat(), encoding)));
            assert!(!read(page([&many[..], &few].concat(), encoding)));
        }
        assert!(!read(page([&few[..], &many].concat(), Encoding::DELTA_BYTE_ARRAY)));
    }

    #[test]
    fn what_follows_differences_is_found() {
        // 35 numbers, whose first part of 32 differences takes a bit each and whose second takes three.
        let bytes = [&[0x80, 0x01, 0x04, 35, 0x04, 0x00, 1, 3, 0, 0][..], &[0; 4], &[0; 12], b"rest"].concat();
        assert_eq!(deltas(&bytes, 35), Some(&b"rest"[..]));
        assert!(deltas(&bytes, 34).is_none() && (0..bytes.len() - 4).all(|end| deltas(&bytes[..end], 35).is_none()));
    }
}
