//! What screens show, derived from the desk.

pub mod case_fields;
pub mod case_list;
pub mod case_page;
pub mod counted;
pub mod deed;
pub mod inbox;
pub mod phrase;
pub mod route;
pub mod stretch;
pub mod time_left;
pub mod wall_clock;
