//! Cases from a table of comma-separated values.
//!
//! A [`TableReader`] takes the bytes apart, a [`Mapping`] says what each column means, and a
//! [`CaseImport`] builds the rows into one change set, a slice at a time. Nothing is stored before
//! [`CaseImport::finish`], so a preview is an import that is not finished.

mod column_type;
mod columns;
mod dates;
mod headers;
mod import;
mod mapping;
mod names;
mod row;
mod row_error;
mod table;

pub use dates::{DateOrder, DateOrderGuess};
pub use import::{CaseImport, CaseImportError, ImportOptions, PREVIEW_ROWS, Preview, RowOutcome};
pub use mapping::{Mapping, MatchOn, Target};
pub use names::{Made, MakeMissing};
pub use row_error::{ROW_ERRORS_LISTED_MAX, RowError, RowErrors};
pub use table::{Encoding, Progress, Row, Table, TableError, TableReader};
