//! A choice of several among many.

use leptos::prelude::*;

use super::{Binding, Combobox, Each, Icon, RemoveButton};

/// Those that were chosen, each with the way out, and a field that adds another.
#[component]
pub fn PickList(
    /// What they are.
    #[prop(into)]
    legend: String,
    /// The label of the field that adds one; without it the legend is the label of all.
    #[prop(optional, into)]
    add_label: String,
    /// The keys of those that were chosen, in order.
    #[prop(into)]
    value: Binding<Vec<String>>,
    /// What may be chosen: key and text.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// What stands there while nothing is chosen.
    #[prop(optional, into)]
    empty: String,
    /// A sentence that helps choosing.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the choice.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let free = Signal::derive(move || {
        let chosen = value.get();
        options.with(|options| {
            let free = options.iter().filter(|(key, _)| !chosen.contains(key));
            free.cloned().collect::<Vec<_>>()
        })
    });
    let add = Binding::new(String::new, move |key: String| {
        let mut chosen = value.get_untracked();
        if !key.is_empty() && !chosen.contains(&key) {
            chosen.push(key);
            value.set(chosen);
        }
    });
    let chosen = Memo::new(move |_| {
        let named = |key: String| {
            let text = options.with(|options| {
                let known = options.iter().find(|(known, _)| *known == key);
                known.map(|(_, text)| text.clone())
            });
            (key, text.unwrap_or_else(|| "Not here any more".to_owned()))
        };
        value.get().into_iter().map(named).collect::<Vec<_>>()
    });
    let is_field = add_label.is_empty();
    let add_label = if is_field {
        format!("Add to {legend}")
    } else {
        add_label
    };
    let remove = UnsyncCallback::new(move |key: String| {
        let mut chosen = value.get_untracked();
        chosen.retain(|one| *one != key);
        value.set(chosen);
    });
    view! {
        <fieldset class="stack stack--tight">
            <legend class:field__label=is_field>{legend}</legend>
            <Show
                when=move || chosen.with(|chosen| !chosen.is_empty())
                fallback=move || {
                    let says = !empty.is_empty();
                    says.then(|| view! { <p class="muted">{empty.clone()}</p> })
                }
            >
                <ul class="members">
                    <Each
                        each=move || chosen.get()
                        children=move |(key, text)| view! { <Picked key text remove /> }
                    />
                </ul>
            </Show>
            <Combobox label=add_label value=add options=free hint error label_hidden=is_field />
        </fieldset>
    }
}

/// One that was chosen.
#[component]
fn Picked(
    /// Its key.
    key: String,
    /// What the person reads.
    text: String,
    /// Takes one out.
    remove: UnsyncCallback<String>,
) -> impl IntoView {
    view! {
        <li class="members__one">
            <span>{text.clone()}</span>
            <RemoveButton
                label=format!("Remove {text}")
                icon=Icon::Close
                on_press=move |()| remove.run(key.clone())
            />
        </li>
    }
}
