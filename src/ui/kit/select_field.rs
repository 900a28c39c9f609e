//! A choice of one among a few.

use leptos::prelude::*;

use super::{Binding, Each, FieldFrame, FieldNote, unique_id};

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
    let is_open = move || {
        let value = value.get();
        options.with(|options| options.iter().all(|(key, _)| *key != value))
    };
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
                // Without it the browser would show the first option, which nobody chose.
                <Show when=is_open>
                    <option value="" hidden selected>
                        "Choose"
                    </option>
                </Show>
                <Each
                    each=move || options.get()
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
