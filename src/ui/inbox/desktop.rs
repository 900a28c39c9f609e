//! Whether notices are told outside the page, too.

use crate::{shell::Desktop, ui::kit::Button};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Says how it stands in this browser, and the button that changes it.
#[component]
pub(super) fn DesktopSwitch() -> impl IntoView {
    let state = RwSignal::new(Desktop::now());
    let pending = RwSignal::new(false);
    let press = move |()| {
        if state.get_untracked() == Desktop::On {
            return state.set(Desktop::switch_off());
        }
        spawn_local(async move {
            pending.try_set(true);
            let now = Desktop::switch_on().await;
            pending.try_set(false);
            state.try_set(now);
        });
    };
    let words = move || match state.get() {
        Desktop::Missing => {
            "This browser has no desktop notifications: look here or at the tab, which shows how many notices are new."
        }
        Desktop::Denied => {
            "The browser does not let this page show desktop notifications. Allow them for this address in the browser's site settings, then reload the page."
        }
        Desktop::Off => "Notices are shown in this page only.",
        Desktop::On => {
            "New notices are shown on the desktop too, while a page is open. What piled up meanwhile comes as one."
        }
    };
    let verb = move || match state.get() {
        Desktop::On => "Stop desktop notifications",
        _ => "Show them on the desktop",
    };
    let can = move || matches!(state.get(), Desktop::Off | Desktop::On);
    view! {
        <div class="row row--spread">
            <p class="muted" role="status">
                {words}
            </p>
            <Show when=can>
                <Button on_press=press pending>
                    {verb}
                </Button>
            </Show>
        </div>
    }
}
