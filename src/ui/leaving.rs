//! Asks before changes that are not saved are lost.

use super::{kit::ConfirmDialog, route::Router};
use leptos::{ev, prelude::*};

/// Holds back who leaves the page while `when` is true, and asks them.
#[component]
pub fn LeaveGuard(
    /// Whether something is not saved.
    #[prop(into)]
    when: Signal<bool>,
) -> impl IntoView {
    let router = Router::here();
    router.hold_while(when);
    // Closing or reloading the page: the browser asks in words of its own.
    let unload = window_event_listener(ev::beforeunload, move |event| {
        if when.get_untracked() {
            event.prevent_default();
        }
    });
    on_cleanup(move || unload.remove());
    view! {
        <ConfirmDialog
            open=router.asks()
            heading="Leave without saving?"
            verb="Leave"
            on_confirm=move |()| router.let_go()
        >
            <p>"Your changes on this page are not saved and will be lost."</p>
        </ConfirmDialog>
    }
}
