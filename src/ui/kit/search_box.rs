//! The search box.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::{Binding, Icon, IconMark};

/// A search input; Enter hands the text in.
#[component]
pub fn SearchBox(
    /// What is searched, as label and placeholder.
    #[prop(into)]
    label: String,
    /// The text.
    #[prop(into)]
    value: Binding<String>,
    /// What Enter does.
    #[prop(optional, into)]
    on_submit: Option<UnsyncCallback<String>>,
    /// Where the input can be found, for the shortcut that goes to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(on_submit) = on_submit {
            on_submit.run(value.get_untracked());
        }
    };
    view! {
        <form class="search-box" role="search" on:submit=submit>
            <IconMark icon=Icon::Search />
            <input
                node_ref=node_ref
                class="search-box__input"
                type="search"
                aria-label=label.clone()
                placeholder=label
                maxlength="200"
                autocomplete="off"
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
        </form>
    }
}
