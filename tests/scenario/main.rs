#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]
//! Stories, scenarios and properties of the engine.

mod tidy;
