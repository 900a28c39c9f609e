//! Bringing files in: rules, business hours and cases, each with a report of what could not be
//! honoured.

pub mod cases_csv;
mod import;
pub mod salesforce;
pub mod sample;

pub(super) use import::remove_import;
pub use import::{Import, ImportKind};
