//! Leptos components.
#![allow(
    unreachable_pub,
    clippy::must_use_candidate,
    reason = "what the component macro generates"
)]

pub mod kit;
pub mod route;
pub mod theme;
pub mod toast;
pub mod frame;
pub mod shortcut;

use leptos::mount::mount_to_body;
use leptos::prelude::*;

use self::frame::Frame;
use self::kit::SearchBox;
use self::route::{PageHead, Router};

/// Puts the page up.
pub fn start() {
    mount_to_body(App);
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

/// The whole of the product.
#[component]
fn App() -> impl IntoView {
    let router = Router::provide();
    let text = RwSignal::new(String::new());
    view! {
        <Frame search=move || {
            view! { <SearchBox label="Search cases" value=text /> }
        }>
            <div class="page">
                {move || view! { <PageHead title=format!("{:?}", router.page().get()) /> }}
            </div>
        </Frame>
    }
}
