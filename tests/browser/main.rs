#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]
//! What only a browser can show.

mod ui_kit;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
