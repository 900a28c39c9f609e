//! A choice of one among many, found by typing.

use leptos::prelude::*;

use super::choosing::Choosing;
use super::{Announcer, Binding, Each, FieldFrame, FieldNote, Icon, IconMark, unique_id};

/// An input that narrows a list down; arrows and Enter choose, Escape goes back.
#[component]
pub fn Combobox(
    /// The label.
    #[prop(into)]
    label: String,
    /// The key of what is chosen; empty for nothing.
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
    let list_id = format!("{id}-list");
    let choosing = Choosing::new(value, options);
    let announcer = Announcer::here();
    let type_in = move |text: String| {
        choosing.typed.set(Some(text));
        choosing.active.set(Some(0));
        let n_matches = choosing.matches.with_untracked(Vec::len);
        announcer.say(if n_matches == 1 {
            "1 result".to_owned()
        } else {
            format!("{n_matches} results")
        });
    };
    let note = FieldNote {
        id: id.clone(),
        label: label.clone(),
        label_hidden,
        required,
        hint,
        error,
    };
    let (described_by, invalid) = (note.described_by(), note.invalid());
    let is_open = move || choosing.active.with(Option::is_some);
    let active_id = {
        let list_id = list_id.clone();
        move || choosing.active.get().map(|at| option_id(&list_id, at))
    };
    view! {
        <FieldFrame note>
            <div class="combobox">
                <input
                    class="input combobox__input"
                    id=id
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    aria-autocomplete="list"
                    aria-controls=list_id.clone()
                    aria-expanded=move || if is_open() { "true" } else { "false" }
                    aria-activedescendant=active_id
                    aria-required=required.then_some("true")
                    aria-invalid=invalid
                    aria-describedby=described_by
                    prop:value=move || choosing.text()
                    on:input:target=move |event| type_in(event.target().value())
                    on:focus:target=move |event| event.target().select()
                    on:click=move |_| choosing.active.set(Some(0))
                    on:keydown=move |event| choosing.press(&event)
                    on:blur=move |_| choosing.leave()
                />
                <IconMark icon=Icon::Chevron />
                <ChoiceList choosing id=list_id label />
            </div>
        </FieldFrame>
    }
}

fn option_id(list_id: &str, at: usize) -> String {
    format!("{list_id}-{at}")
}

/// The list under the input.
#[component]
fn ChoiceList(
    /// What is chosen from.
    choosing: Choosing,
    /// The id that the input points to.
    id: String,
    /// What the list holds, for screen readers.
    label: String,
) -> impl IntoView {
    let list_id = id.clone();
    let choice = move |(at, (key, text))| {
        let id = option_id(&list_id, at);
        view! { <Choice choosing at id key text /> }
    };
    // Pressing the mouse in the list must not take the focus out of the input.
    view! {
        <div
            class="combobox__list"
            id=id
            role="listbox"
            aria-label=label
            hidden=move || choosing.active.with(Option::is_none)
            on:mousedown=|event| event.prevent_default()
        >
            <Each
                each=move || choosing.matches.get().into_iter().enumerate()
                children=choice
            />
            <Show when=move || choosing.matches.with(Vec::is_empty)>
                <p class="combobox__none">"Nothing by this name"</p>
            </Show>
        </div>
    }
}

/// One option of the list.
#[component]
fn Choice(
    /// Where it is taken.
    choosing: Choosing,
    /// Its place in the list.
    at: usize,
    /// The id that the input points to.
    id: String,
    /// What the value becomes.
    key: String,
    /// What the person reads.
    text: String,
) -> impl IntoView {
    let own = key.clone();
    let is_active = move || choosing.active.get() == Some(at);
    let is_chosen = move || {
        if choosing.value.get() == own {
            "true"
        } else {
            "false"
        }
    };
    view! {
        <div
            class="combobox__option"
            class:combobox__option--active=is_active
            id=id
            role="option"
            aria-selected=is_chosen
            on:click=move |_| choosing.take(key.clone())
        >
            <IconMark icon=Icon::Check />
            {text}
        </div>
    }
}
