//! A value that turns into its input when pressed.

use super::{
    asking::Asking,
    kit::{Button, ButtonKind, ButtonLook, Icon, IconMark, after_render, find_within, focus},
};
use crate::engine::{command::Command, decide::Rejection, field_error::FieldError};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// A field as it is.
#[derive(Clone)]
pub(super) struct InlineValue {
    /// Its name.
    pub(super) label: String,
    /// What it holds, as its input has it.
    pub(super) value: String,
    /// What it holds, as people read it; empty when it holds nothing.
    pub(super) text: String,
    /// Its name in what the engine says is wrong.
    pub(super) error_field: String,
}

/// What an input shows and changes.
#[derive(Clone, Copy)]
pub(super) struct InlineInput {
    /// What it holds.
    pub(super) value: RwSignal<String>,
    /// What is wrong with it.
    pub(super) error: Signal<Option<String>>,
}

/// A field of a record: pressed, it is edited; Enter or *Save* stores it, Escape goes back.
#[component]
pub(super) fn InlineField(
    /// The field as it is.
    field: InlineValue,
    /// The id of the value, the same for the value that comes after a save, so that the focus
    /// finds it.
    place: String,
    /// Shows the input.
    #[prop(into)]
    input: UnsyncCallback<InlineInput, AnyView>,
    /// The command that stores what was typed.
    #[prop(into)]
    command: UnsyncCallback<String, Result<Command, FieldError>>,
) -> impl IntoView {
    let editing = RwSignal::new(false);
    let shown = field.clone();
    let button_place = place.clone();
    view! {
        <Show
            when=move || editing.get()
            fallback=move || {
                let empty = shown.text.is_empty();
                let label = format!("Edit {}", shown.label);
                view! {
                    <button
                        type="button"
                        class="inline-edit"
                        id=button_place.clone()
                        title=label
                        on:click=move |_| editing.set(true)
                    >
                        <span class:inline-edit__empty=empty>
                            {if empty { "–".to_owned() } else { shown.text.clone() }}
                        </span>
                        <IconMark icon=Icon::Edit />
                    </button>
                }
            }
        >
            <InlineEditor field=field.clone() editing place=place.clone() input command />
        </Show>
    }
}

/// Shows the value again and gives it the focus. A save makes the field anew, so that this one may
/// be gone already.
fn leave(editing: RwSignal<bool>, place: String) {
    editing.try_set(false);
    after_render(move || {
        let value = document().get_element_by_id(&place);
        focus(value.and_then(|value| value.dyn_into().ok()));
    });
}

/// The input with its two buttons.
#[component]
fn InlineEditor(
    /// The field as it was.
    field: InlineValue,
    /// Whether it is edited.
    editing: RwSignal<bool>,
    /// Where the value stands when it is not.
    place: String,
    /// Shows the input.
    input: UnsyncCallback<InlineInput, AnyView>,
    /// The command that stores what was typed.
    command: UnsyncCallback<String, Result<Command, FieldError>>,
) -> impl IntoView {
    let asking = Asking::new();
    let value = RwSignal::new(field.value.clone());
    let before = field.value;
    let form = NodeRef::<leptos::html::Form>::new();
    form.on_load(|form| focus(find_within(&form, "input, select, textarea")));
    let place = StoredValue::new(place);
    let cancel = move || leave(editing, place.get_value());
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let now = value.get_untracked();
        if now == before {
            // Leaving a field as it was is no save (semantics 2.20).
            return cancel();
        }
        let place = place.get_value();
        match command.run(now) {
            Ok(command) => asking.ask(command, move |()| leave(editing, place)),
            Err(error) => asking.refuse(Rejection::Fields(vec![error])),
        }
    };
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            cancel();
        }
    };
    let error = asking.error_at(field.error_field);
    view! {
        <form node_ref=form class="inline-form" on:submit=save on:keydown=escape>
            {input.run(InlineInput { value, error })}
            <div class="row">
                <Button kind=ButtonKind::Submit look=ButtonLook::Primary pending=asking.pending()>
                    "Save"
                </Button>
                <Button on_press=move |()| cancel()>"Cancel"</Button>
            </div>
            {asking.refusal()}
        </form>
    }
}
