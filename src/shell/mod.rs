//! Where commands meet the clock, the rows and the screen.
//!
//! Nothing is on the screen that is not stored: a command is decided, committed and only then
//! shown. One at a time decides, in the order in which they asked.

pub mod arrivals;
mod reading;
mod refusal;
pub mod run;
mod told;
pub mod turn;
mod whole;

#[cfg(target_arch = "wasm32")]
mod alarm;
#[cfg(target_arch = "wasm32")]
mod backup;
#[cfg(target_arch = "wasm32")]
mod boot;
#[cfg(target_arch = "wasm32")]
mod clock;
#[cfg(target_arch = "wasm32")]
mod crash;
#[cfg(target_arch = "wasm32")]
mod deliver;
#[cfg(target_arch = "wasm32")]
mod desktop;
#[cfg(target_arch = "wasm32")]
mod handle;
#[cfg(target_arch = "wasm32")]
mod host_time;
#[cfg(target_arch = "wasm32")]
mod sandbox;
#[cfg(target_arch = "wasm32")]
mod session;
#[cfg(target_arch = "wasm32")]
mod status;
#[cfg(target_arch = "wasm32")]
mod tabs;
#[cfg(target_arch = "wasm32")]
mod world;
#[cfg(target_arch = "wasm32")]
mod yield_now;
#[cfg(target_arch = "wasm32")]
mod zones;

pub use crate::engine::exchange::cases_csv::Progress;
pub use refusal::Refusal;
pub use run::BulkJob;
#[cfg(target_arch = "wasm32")]
pub use {
    backup::{Space, save_file, save_text},
    boot::{Boot, LostDesk, open, open_named},
    clock::Simulated,
    desktop::Desktop,
    handle::{DeskHandle, Preview},
    session::Sentinel,
    status::Status,
    yield_now::yield_now,
    zones::zone_table,
};
