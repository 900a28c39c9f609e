//! Copies a text and says that it did.

use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Announcer, Button, ButtonLook, Icon, IconMark};

/// A button that copies; its icon turns into a tick once the text is in the clipboard.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// What the button is called: "Copy link".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let announcer = Announcer::here();
    let is_copied = RwSignal::new(false);
    let icon = Signal::derive(move || {
        if is_copied.get() {
            Icon::Check
        } else {
            Icon::Copy
        }
    });
    let copy = move |()| {
        spawn_local(async move {
            let clipboard = window().navigator().clipboard();
            let outcome = JsFuture::from(clipboard.write_text(&text.get_untracked())).await;
            is_copied.try_set(outcome.is_ok());
            announcer.say(match outcome {
                Ok(_) => "Copied",
                Err(_) => "The browser did not allow copying",
            });
        });
    };
    view! {
        <Button look=ButtonLook::Quiet label on_press=copy>
            <IconMark icon />
        </Button>
    }
}
