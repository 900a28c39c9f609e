//! What screens show, derived from the desk.

pub mod route;
pub mod stretch;
pub mod time_left;
