//! A choice of one among some, which stand in titled groups.

use leptos::prelude::*;

use super::{Binding, Each, FieldFrame, FieldNote, unique_id};

/// The title of a group, and the key and text of each of its options.
type OptionGroup = (String, Vec<(String, String)>);

/// The browser's own select with groups; a group without a title stands as plain options.
#[component]
pub fn GroupedSelect(
    /// The label.
    #[prop(into)]
    label: String,
    /// The key of what is chosen.
    #[prop(into)]
    value: Binding<String>,
    /// What may be chosen, group by group.
    #[prop(into)]
    groups: Signal<Vec<OptionGroup>>,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether only screen readers get the label.
    #[prop(optional)]
    label_hidden: bool,
) -> impl IntoView {
    let id = unique_id("field");
    let note = FieldNote {
        id: id.clone(),
        label,
        label_hidden,
        required: false,
        hint: String::new(),
        error,
    };
    let (described_by, invalid) = (note.described_by(), note.invalid());
    let group = move |(title, options): OptionGroup| {
        let options = options
            .into_iter()
            .map(|(key, text)| {
                let own = key.clone();
                view! {
                    <option value=key prop:selected=move || value.get() == own>
                        {text}
                    </option>
                }
            })
            .collect_view();
        if title.is_empty() {
            options.into_any()
        } else {
            view! { <optgroup label=title>{options}</optgroup> }.into_any()
        }
    };
    view! {
        <FieldFrame note>
            <select
                class="input input--select"
                id=id
                aria-invalid=invalid
                aria-describedby=described_by
                on:change:target=move |event| value.set(event.target().value())
            >
                <Each each=move || groups.get() children=group />
            </select>
        </FieldFrame>
    }
}
