//! A choice of yes or no.

use leptos::prelude::*;

use super::{Binding, unique_id};

/// A box to tick, with its label beside it.
#[component]
pub fn Checkbox(
    /// The label.
    #[prop(into)]
    label: String,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Binding<bool>,
    /// A sentence that helps deciding.
    #[prop(optional, into)]
    hint: String,
    /// It cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let hint_id = unique_id("hint");
    let described_by = (!hint.is_empty()).then(|| hint_id.clone());
    view! {
        <div class="checkbox">
            <label class="checkbox__label">
                <input
                    class="checkbox__box"
                    type="checkbox"
                    aria-describedby=described_by
                    disabled=disabled
                    prop:checked=move || checked.get()
                    on:change:target=move |event| checked.set(event.target().checked())
                />
                {label}
            </label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
        </div>
    }
}
