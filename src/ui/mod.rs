//! Leptos components.
#![allow(
    unreachable_pub,
    clippy::must_use_candidate,
    reason = "what the component macro generates"
)]

pub mod kit;
pub mod route;
pub mod theme;
pub mod toast;
pub mod frame;
pub mod shortcut;
mod asking;
mod only_look;
mod page_tabs;
mod record_form;
mod record_table;
mod inline_field;
mod reader;
mod banners;
mod choose_many;
mod verdict;
mod strip;
mod cases;
mod leaving;
mod save_bar;
mod take_away;
mod saved_elsewhere;
mod rules;
mod calendars;
mod holidays;
mod pending;
mod lost;
mod deed_item;
mod draft;
mod editing;
mod file_bytes;
mod zone_field;
mod user_list;
mod added_fields;
mod people;
mod hand_offs;
mod customers;
mod escalations;
mod inbox;
mod import;
mod set_up;
mod settings;
mod sandbox_bar;
mod app;

use leptos::mount::mount_to_body;

/// Puts the page up.
pub fn start() {
    mount_to_body(app::App);
}
