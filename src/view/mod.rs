//! What screens show, derived from the desk.

mod added_field;
pub mod case_fields;
pub mod case_list;
pub mod case_metrics;
pub mod case_page;
pub mod counted;
pub mod deed;
pub mod feed;
pub mod hand_off;
pub mod import;
pub mod inbox;
pub mod people;
pub mod phrase;
pub mod route;
pub mod settings;
pub mod stretch;
pub mod time_left;
pub mod calendar_page;
pub mod calendar_draft;
pub mod holiday;
pub mod holiday_draft;
pub mod pending;
pub mod action_draft;
pub mod rule_draft;
pub mod rule_list;
pub mod rule_page;
pub mod rule_words;
