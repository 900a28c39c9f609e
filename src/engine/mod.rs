//! The rules of the desk as pure values and functions.

pub mod calendar;
pub mod field_error;
pub mod id;
pub mod instant;
