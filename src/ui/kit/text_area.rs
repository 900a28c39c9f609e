//! A field for text of many lines.

use leptos::prelude::*;

use super::{Binding, FieldFrame, FieldNote, unique_id};

/// The longest text it takes: as long as a case's description may be.
const TEXT_MAX_CHARS: u32 = 32_000;

/// A field of several lines that grows with its text.
#[component]
pub fn TextArea(
    /// The label.
    #[prop(into)]
    label: String,
    /// The text.
    #[prop(into)]
    value: Binding<String>,
    /// How many lines it shows when empty.
    #[prop(default = 4)]
    n_lines: u32,
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
            <textarea
                class="input input--area"
                id=id
                rows=n_lines.to_string()
                maxlength=TEXT_MAX_CHARS.to_string()
                aria-required=required.then_some("true")
                aria-invalid=invalid
                aria-describedby=described_by
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            ></textarea>
        </FieldFrame>
    }
}
