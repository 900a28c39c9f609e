//! Leptos components.

/// Puts the page up.
pub fn start() {}
