//! Bringing files in: rules, business hours, holidays and cases, each with a report of what could
//! not be honoured.

pub mod cases_csv;
mod file_error;
pub mod holidays_ics;
mod import;
pub mod mail_file;
mod mail_html;
pub mod salesforce;
pub mod sample;

pub use file_error::FileError;
pub(super) use import::remove_import;
pub use import::{Import, ImportKind};
