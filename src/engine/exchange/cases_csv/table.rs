//! A file of separated values taken apart: a header and rows, each with the line it begins on.

use super::row_error::{RowError, RowErrors};
use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};
use std::io::Cursor;

/// Bytes of a file at most.
const BYTES_MAX: usize = 512 * 1024 * 1024;
/// Columns at most.
const COLUMNS_MAX: usize = 300;
/// Rows at most.
const ROWS_MAX: usize = 500_000;
/// How much of the file tells which character separates the values.
const SNIFFED_BYTES: usize = 64 * 1024;

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Nothing is in it.
    #[error("the file is empty: its first line must name the columns")]
    Empty,
    /// It has a header and nothing else.
    #[error("the file has a header but no rows")]
    NoRows,
    /// A text that is not UTF-8 and may be of an older Windows program.
    #[error(
        "line {line} is not UTF-8 text: save the file as CSV UTF-8, or read it as Windows-1252"
    )]
    NotUtf8 {
        /// The line.
        line: u32,
    },
    /// UTF-16, as some spreadsheets write it.
    #[error("the file is UTF-16 text: save it as CSV UTF-8")]
    Utf16,
    /// It has too much of something.
    #[error("the file has more than {max} {what}: split it")]
    TooMuch {
        /// Of what.
        what: &'static str,
        /// How much is taken.
        max: usize,
    },
}

/// How the bytes of a file stand for characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// What every system writes today.
    #[default]
    Utf8,
    /// What spreadsheets on Windows call plain CSV. Only a person can tell that a file is this.
    Windows1252,
}

/// How far a piecewise work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is done: rows, or bytes while a file is read.
    pub n_done: usize,
    /// What there is to do, in the same measure.
    pub n_total: usize,
}

impl Progress {
    /// Whether nothing is left.
    #[must_use]
    pub const fn is_done(self) -> bool {
        self.n_done >= self.n_total
    }
}

/// The rows of a file. All values lie in one text, so that a hundred thousand rows stay small.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    header: Vec<Box<str>>,
    delimiter: u8,
    text: String,
    /// Where each value ends in `text`, row after row.
    ends: Vec<u32>,
    lines: Vec<u32>,
    errors: RowErrors,
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    place: usize,
}

impl Table {
    /// Reads a whole file at once.
    pub fn read(bytes: &[u8]) -> Result<Self, TableError> {
        let mut reader = TableReader::new(bytes.to_vec(), Encoding::Utf8)?;
        while !reader.read_rows(usize::MAX)?.is_done() {}
        reader.finish()
    }

    /// The names of the columns; one without a name is called by its place.
    #[must_use]
    pub fn header(&self) -> &[Box<str>] {
        &self.header
    }

    /// The character that separates the values.
    #[must_use]
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// How many rows can be looked at.
    #[must_use]
    pub const fn n_rows(&self) -> usize {
        self.lines.len()
    }

    /// The row at a place, from 0 on.
    #[must_use]
    pub fn row(&self, place: usize) -> Option<Row<'_>> {
        (place < self.lines.len()).then_some(Row { table: self, place })
    }

    /// Every row, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.lines.len()).map(|place| Row { table: self, place })
    }

    /// Rows that have more or fewer values than there are columns. They are not among the rows.
    #[must_use]
    pub const fn errors(&self) -> &RowErrors {
        &self.errors
    }

    fn push(&mut self, record: &StringRecord, line: u32) {
        let start = self.text.len();
        self.text.push_str(record.as_slice());
        let mut end = start;
        for value in record {
            end += value.len();
            self.ends.push(u32::try_from(end).unwrap_or(u32::MAX));
        }
        self.lines.push(line);
    }
}

impl<'t> Row<'t> {
    /// The line of the file on which it begins, from 1 on.
    #[must_use]
    pub fn line(self) -> u32 {
        self.table.lines.get(self.place).copied().unwrap_or(0)
    }

    /// The value of a column as people mean it: without blanks around it, and without the
    /// apostrophe that an export puts before what a spreadsheet would take for a formula.
    #[must_use]
    pub fn cell(self, column: usize) -> &'t str {
        let text = self.raw(column).trim();
        match text.strip_prefix('\'') {
            Some(guarded) if guarded.starts_with(is_formula_start) => guarded,
            _ => text,
        }
    }

    /// The value of a column as the file has it.
    pub(super) fn raw(self, column: usize) -> &'t str {
        let n_columns = self.table.header.len();
        if column >= n_columns {
            return "";
        }
        let place = self.place * n_columns + column;
        let end_of = |place: usize| self.table.ends.get(place).map_or(0, |end| index(*end));
        let start = place.checked_sub(1).map_or(0, end_of);
        self.table.text.get(start..end_of(place)).unwrap_or("")
    }
}

const fn is_formula_start(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠'
    )
}

fn index(offset: u32) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

/// Reads a file a slice at a time, so that a page stays alive meanwhile.
pub struct TableReader {
    reader: Reader<Cursor<Vec<u8>>>,
    record: StringRecord,
    table: Table,
    n_bytes: usize,
    lines: LineCount,
    is_done: bool,
}

/// Counts lines up to a place in the file. The reader's own count is off after blank lines.
struct LineCount {
    line_end: u8,
    counted_to: usize,
    line: u32,
}

impl TableReader {
    /// Takes the bytes of a file and reads its header. The separator is the one of comma,
    /// semicolon and tab that gives the header the most columns.
    pub fn new(bytes: Vec<u8>, encoding: Encoding) -> Result<Self, TableError> {
        if bytes.len() > BYTES_MAX {
            let what = "megabytes";
            let max = BYTES_MAX / 1024 / 1024;
            return Err(TableError::TooMuch { what, max });
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(TableError::Utf16);
        }
        let mut bytes = match encoding {
            Encoding::Utf8 => bytes,
            Encoding::Windows1252 => windows_1252(&bytes),
        };
        if bytes.starts_with("\u{feff}".as_bytes()) {
            bytes.drain(..3);
        }
        let sniffed = bytes.get(..SNIFFED_BYTES).unwrap_or(&bytes);
        let delimiter = sniff(sniffed);
        let line_end = if sniffed.contains(&b'\n') {
            b'\n'
        } else {
            b'\r'
        };
        let mut reader = Self {
            n_bytes: bytes.len(),
            reader: reader_of(Cursor::new(bytes), delimiter),
            record: StringRecord::new(),
            table: Table {
                delimiter,
                ..Table::default()
            },
            lines: LineCount {
                line_end,
                counted_to: 0,
                line: 1,
            },
            is_done: false,
        };
        reader.read_header()?;
        Ok(reader)
    }

    fn read_header(&mut self) -> Result<(), TableError> {
        if self.next_record()?.is_none() {
            return Err(TableError::Empty);
        }
        if self.record.len() > COLUMNS_MAX {
            let what = "columns";
            let max = COLUMNS_MAX;
            return Err(TableError::TooMuch { what, max });
        }
        let names = self.record.iter().zip(1..);
        self.table.header = names
            .map(|(name, place)| match name.trim() {
                "" => format!("column {place}").into(),
                name => name.into(),
            })
            .collect();
        Ok(())
    }

    /// Reads up to `n_rows` more rows. Progress is told in bytes: nobody knows the rows before.
    pub fn read_rows(&mut self, n_rows: usize) -> Result<Progress, TableError> {
        for _ in 0..n_rows {
            let Some(line) = self.next_record()? else {
                self.is_done = true;
                break;
            };
            self.take_row(line)?;
        }
        let read_to = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        Ok(Progress {
            n_done: if self.is_done {
                self.n_bytes
            } else {
                // A last line without an end is read, but not known to be the last.
                read_to.min(self.n_bytes.saturating_sub(1))
            },
            n_total: self.n_bytes,
        })
    }

    fn take_row(&mut self, line: u32) -> Result<(), TableError> {
        if self.record.iter().all(|value| value.trim().is_empty()) {
            return Ok(());
        }
        let (n_values, n_columns) = (self.record.len(), self.table.header.len());
        if n_values == n_columns {
            if self.table.n_rows() == ROWS_MAX {
                let what = "rows";
                let max = ROWS_MAX;
                return Err(TableError::TooMuch { what, max });
            }
            self.table.push(&self.record, line);
            return Ok(());
        }
        let plural = if n_values == 1 { "" } else { "s" };
        let quote = if self.record.as_slice().contains('\n') {
            "; a double quote may be missing before or in this row"
        } else {
            ""
        };
        let reason = format!("{n_values} value{plural} for {n_columns} columns{quote}");
        self.table.errors.add_row([RowError {
            line,
            column: Box::default(),
            reason: reason.into(),
        }]);
        Ok(())
    }

    /// What was read.
    pub fn finish(self) -> Result<Table, TableError> {
        if self.table.lines.is_empty() && self.table.errors.is_empty() {
            return Err(TableError::NoRows);
        }
        Ok(self.table)
    }

    /// Reads the next record and gives the line it begins on; `None` at the end.
    fn next_record(&mut self) -> Result<Option<u32>, TableError> {
        let start = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let line = self.lines.at(self.reader.get_ref().get_ref(), start);
        match self.reader.read_record(&mut self.record) {
            Ok(true) => Ok(Some(line)),
            Ok(false) => Ok(None),
            Err(error) => match error.kind() {
                ErrorKind::Utf8 { .. } => Err(TableError::NotUtf8 { line }),
                kind => unreachable!("a flexible reader of bytes in memory: {kind:?}"),
            },
        }
    }
}

impl LineCount {
    /// The line of the first record at or after the byte `start`.
    fn at(&mut self, bytes: &[u8], start: usize) -> u32 {
        let rest = bytes.get(start..).unwrap_or(&[]);
        let is_blank = |byte: &&u8| matches!(**byte, b'\r' | b'\n');
        let start = start + rest.iter().take_while(is_blank).count();
        let passed = bytes.get(self.counted_to..start).unwrap_or(&[]);
        let is_end = |byte: &u8| u32::from(*byte == self.line_end);
        self.line += passed.iter().map(is_end).sum::<u32>();
        self.counted_to = start;
        self.line
    }
}

fn reader_of<R: std::io::Read>(bytes: R, delimiter: u8) -> Reader<R> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(SNIFFED_BYTES)
        .from_reader(bytes)
}

fn sniff(start_of_file: &[u8]) -> u8 {
    let n_columns = |delimiter: u8| {
        let mut header = csv::ByteRecord::new();
        let read = reader_of(start_of_file, delimiter).read_byte_record(&mut header);
        read.map_or(0, |_| header.len())
    };
    let mut best = (b',', n_columns(b','));
    for delimiter in [b';', b'\t'] {
        let n = n_columns(delimiter);
        if n > best.1 {
            best = (delimiter, n);
        }
    }
    best.0
}

/// The characters of Windows-1252 from 0x80 to 0x9F; the rest is as in Unicode.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(bytes: &[u8]) -> Vec<u8> {
    let character = |byte: &u8| {
        let special = byte.checked_sub(0x80).map(usize::from);
        let special = special.and_then(|place| WINDOWS_1252.get(place));
        special.copied().unwrap_or(char::from(*byte))
    };
    bytes.iter().map(character).collect::<String>().into_bytes()
}
