#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may stop where it stands"
)]
//! Stories, scenarios and properties of the engine.

mod any_calendar;
mod any_story;
mod assignments;
mod backup;
mod blind_page;
mod blocked;
mod business_hours_field;
mod calendar;
mod calendar_oracle;
mod cases_csv;
mod causes;
mod clock_change;
mod conformance;
mod crash;
mod custom_fields;
mod delivery;
mod due;
mod eml;
mod escalations;
mod explained;
mod firing;
mod firings_oracle;
mod criteria;
mod formula_faults;
mod formulas;
mod fuzzed;
mod given_back;
mod hand_offs;
mod health;
mod holidays_ics;
mod hours;
mod journal;
mod looked_at;
mod mail_in;
mod moved_hours;
mod on_hold;
mod one_case;
mod organisation;
mod outbox;
mod permitted;
mod polls;
mod private_texts;
mod reckoned;
mod put_in_order;
mod refused;
mod replanned;
mod salesforce;
mod saved_settings;
mod sleep;
mod support_desk;
mod taken_out;
mod taken_out_hours;
mod tidy;
mod told;
mod told_before;
mod tries;
mod webhooks;
mod welcomed;
mod wording;
mod zones;

#[path = "../browser/seed.rs"]
mod seed;
