//! The rules of the desk as pure values and functions.

pub mod id;
pub mod instant;
