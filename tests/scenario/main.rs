#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]
//! Stories, scenarios and properties of the engine.

mod any_calendar;
mod calendar;
mod calendar_oracle;
mod clock_change;
mod hours;
mod tidy;
mod zones;
