//! The page's entry. Natively it is empty, so that the pure half links without a browser.

#[cfg(target_arch = "wasm32")]
fn main() {
    rung::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
