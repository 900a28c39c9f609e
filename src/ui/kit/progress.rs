//! How far long work has come.

use leptos::prelude::*;

use super::{Button, unique_id};

/// A bar with its label, its share in per cent, and a way to stop.
#[component]
pub fn ProgressBar(
    /// What is under way.
    #[prop(into)]
    label: Signal<String>,
    /// How much is done, from 0 to 1; `None` while nobody knows.
    #[prop(into)]
    share: Signal<Option<f64>>,
    /// Stops the work, while it can be stopped.
    #[prop(optional, into)]
    on_cancel: Option<UnsyncCallback<()>>,
) -> impl IntoView {
    let id = unique_id("progress");
    let percent = move || {
        share
            .get()
            .map(|share| format!("{:.0} %", share.clamp(0.0, 1.0) * 100.0))
    };
    view! {
        <div class="progress">
            <div class="progress__head">
                <label for=id.clone()>{label}</label>
                <span class="progress__share">{percent}</span>
            </div>
            <div class="progress__line">
                <progress
                    class="progress__bar"
                    id=id
                    max="1"
                    value=move || share.get().map(|share| share.to_string())
                ></progress>
                {on_cancel
                    .map(|on_cancel| view! { <Button on_press=on_cancel>"Cancel"</Button> })}
            </div>
        </div>
    }
}
