//! Rung: an escalation desk that runs whole inside one web page.

pub mod engine;
pub mod view;

pub mod store;

pub mod shell;

#[cfg(target_arch = "wasm32")]
pub mod ui;
