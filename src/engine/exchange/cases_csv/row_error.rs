//! What is wrong with single rows of a file.

use std::fmt;

/// Row errors that are kept to be shown; the rest is only counted.
pub const ROW_ERRORS_LISTED_MAX: usize = 1_000;

/// Why one row cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// The line of the file on which the row begins, from 1 on.
    pub line: u32,
    /// The header of the column; empty when the row as a whole is meant.
    pub column: Box<str>,
    /// Lower case, no full stop.
    pub reason: Box<str>,
}

impl fmt::Display for RowError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}", self.line)?;
        if !self.column.is_empty() {
            write!(out, ", {}", self.column)?;
        }
        write!(out, ": {}", self.reason)
    }
}

/// The errors of a file: the first ones to be shown, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowErrors {
    listed: Vec<RowError>,
    n_rows: usize,
}

impl RowErrors {
    /// The errors that are shown, in the order of their lines.
    #[must_use]
    pub fn listed(&self) -> &[RowError] {
        &self.listed
    }

    /// How many rows have an error, listed or not.
    #[must_use]
    pub const fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// Whether every row can be taken.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.n_rows == 0
    }

    /// Adds what is wrong with one row.
    pub(super) fn add_row(&mut self, errors: impl IntoIterator<Item = RowError>) {
        self.n_rows += 1;
        let room = ROW_ERRORS_LISTED_MAX.saturating_sub(self.listed.len());
        self.listed.extend(errors.into_iter().take(room));
    }
}
