//! What screens show, derived from the desk.

pub mod route;
pub mod time_left;
