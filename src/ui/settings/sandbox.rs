//! The sandbox: a copy of the workspace whose clock may be changed.

use crate::{
    shell::DeskHandle,
    ui::kit::{Banner, Button, ButtonLook, Tone},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What it is, and the way in.
#[component]
pub(super) fn Sandbox() -> impl IntoView {
    let desk = expect_context::<DeskHandle>();
    let is_in = desk.is_sandbox();
    let refusal = RwSignal::new(None::<String>);
    let is_copying = RwSignal::new(false);
    let enter = move |()| {
        is_copying.set(true);
        spawn_local(async move {
            // Going in loads the page anew, so only a refusal comes back here.
            if let Err(error) = desk.enter_sandbox().await {
                refusal.try_set(Some(error.to_string()));
            }
            is_copying.try_set(false);
        });
    };
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Sandbox"</h2>
            </div>
            <div class="panel__body">
                <p>
                    "A copy of this desk to try things on. In it the clock can be paused, set ahead and run faster, so you see in a minute what the rules do in a week."
                </p>
                <ul class="plain-list">
                    <li>"The desk itself stays as it is; its own actions wait until you are back or fire in another tab."</li>
                    <li>"Only this tab goes into the sandbox. A banner says so on every page."</li>
                    <li>"Leaving deletes the copy with everything you did in it."</li>
                </ul>
                {move || refusal.get().map(|text| view! { <Banner tone=Tone::High>{text}</Banner> })}
                {if is_in {
                    view! {
                        <Banner tone=Tone::Info>
                            "You are in the sandbox. The bar above every page has its clock and the way out."
                        </Banner>
                    }
                        .into_any()
                } else {
                    view! {
                        <div>
                            <Button look=ButtonLook::Primary on_press=enter pending=is_copying>
                                "Enter the sandbox"
                            </Button>
                        </div>
                    }
                        .into_any()
                }}
            </div>
        </section>
    }
}
