//! A choice of one among a few, and a choice of yes or no.

use leptos::prelude::*;

use super::{Binding, FieldFrame, FieldNote, unique_id};

/// The browser's own select, which every person and every phone knows.
#[component]
pub fn SelectField(
    /// The label.
    #[prop(into)]
    label: String,
    /// The key of what is chosen.
    #[prop(into)]
    value: Binding<String>,
    /// What may be chosen: key and text.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// A sentence that helps choosing.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether something must be chosen.
    #[prop(optional)]
    required: bool,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    label_hidden: bool,
) -> impl IntoView {
    let id = unique_id("field");
    let note = FieldNote {
        id: id.clone(),
        label,
        label_hidden,
        required,
        hint,
        error,
    };
    let (described_by, invalid) = (note.described_by(), note.invalid());
    view! {
        <FieldFrame note>
            <select
                class="input input--select"
                id=id
                aria-required=required.then_some("true")
                aria-invalid=invalid
                aria-describedby=described_by
                on:change:target=move |event| value.set(event.target().value())
            >
                <For
                    each=move || options.get()
                    key=Clone::clone
                    children=move |(key, text)| view! { <Choice key text value /> }
                />
            </select>
        </FieldFrame>
    }
}

/// One option, selected while the field's value is its key.
#[component]
fn Choice(
    /// What the value becomes.
    key: String,
    /// What the person reads.
    text: String,
    /// The field's value.
    value: Binding<String>,
) -> impl IntoView {
    let own = key.clone();
    view! {
        <option value=key prop:selected=move || value.get() == own>
            {text}
        </option>
    }
}

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
