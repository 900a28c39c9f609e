#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]
//! What only a browser can show.
