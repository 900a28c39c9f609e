//! The engine in a page, to be measured beside matchers that are written in JavaScript: `run.mjs`
//! opens the page.
#![cfg_attr(
    target_arch = "wasm32",
    allow(
        clippy::indexing_slicing,
        clippy::unwrap_used,
        reason = "a bench may stop where it stands"
    )
)]

#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
#[path = "../world/mod.rs"]
mod world;
#[cfg(target_arch = "wasm32")]
#[path = "../../tests/scenario/zones.rs"]
mod zones;

fn main() {
    #[cfg(target_arch = "wasm32")]
    page::offer();
}
