//! A field of one line with texts to choose from, which takes any other text too.

use leptos::prelude::*;

use super::{Binding, Each, FieldFrame, FieldNote, unique_id};

/// The longest text it takes, far above what any field needs.
const LINE_MAX_CHARS: u32 = 1_000;

/// A text field with the browser's own list of suggestions.
#[component]
pub fn SuggestField(
    /// The label.
    #[prop(into)]
    label: String,
    /// The text.
    #[prop(into)]
    value: Binding<String>,
    /// What is suggested: whole texts.
    #[prop(into)]
    suggestions: Signal<Vec<String>>,
    /// A sentence that helps filling it in.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    label_hidden: bool,
) -> impl IntoView {
    let id = unique_id("field");
    let list_id = format!("{id}-suggestions");
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
            <input
                class="input"
                id=id
                type="text"
                list=list_id.clone()
                maxlength=LINE_MAX_CHARS.to_string()
                autocomplete="off"
                aria-required=required.then_some("true")
                aria-invalid=invalid
                aria-describedby=described_by
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            <datalist id=list_id>
                <Each
                    each=move || suggestions.get()
                    children=|text| view! { <option value=text></option> }
                />
            </datalist>
        </FieldFrame>
    }
}
