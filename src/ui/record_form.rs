//! The form of a record in a dialog over its list.

use super::{
    asking::Asking,
    kit::{Button, ButtonLook, DialogActions},
    toast::Toasts,
};
use crate::engine::command::Command;
use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

/// The record whose form is shown.
#[derive(Clone, Copy)]
pub(super) struct Edited {
    /// The number of its id; zero for a new one.
    pub(super) key: u64,
    /// Set to false when the form is done.
    pub(super) open: RwSignal<bool>,
    /// Whether it may be changed, and not only be looked at.
    pub(super) may: bool,
}

/// The form of a record in a dialog: what is typed is saved by one command.
#[component]
pub(super) fn RecordForm(
    /// Which record, and whether it may be changed.
    edited: Edited,
    /// For the errors.
    asking: Asking,
    /// What is said once it is saved.
    said: &'static str,
    /// The command that saves what is typed.
    #[prop(into)]
    command: UnsyncCallback<(), Command>,
    /// The command that deletes the record; without it there is no such button.
    #[prop(optional_no_strip)]
    delete: Option<Command>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let (toasts, open) = (Toasts::here(), edited.open);
    if !edited.may {
        return view! {
            <fieldset class="bare" disabled=true>
                {children()}
            </fieldset>
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>"Close"</Button>
            </div>
        }
        .into_any();
    }
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let command = command.run(());
        spawn_local(async move {
            if asking.save(command).await {
                open.try_set(false);
                toasts.say(said);
            }
        });
    };
    view! {
        <form on:submit=submit novalidate>
            {children()} {asking.refusal()}
            {delete.map(|command| view! { <Delete open asking command /> })}
            <DialogActions open verb="Save" pending=asking.pending() />
        </form>
    }
    .into_any()
}

/// Deletes the record of a form, once it is pressed again.
#[component]
fn Delete(
    /// Set to false once it is deleted.
    open: RwSignal<bool>,
    /// For the errors.
    asking: Asking,
    /// What deletes it.
    command: Command,
) -> impl IntoView {
    let toasts = Toasts::here();
    let is_sure = RwSignal::new(false);
    let press = move |()| {
        if !is_sure.get_untracked() {
            return is_sure.set(true);
        }
        asking.ask(command.clone(), move |()| {
            open.try_set(false);
            toasts.say("It is deleted");
        });
    };
    view! {
        <div class="row">
            <Button look=ButtonLook::Danger pending=asking.pending() on_press=press>
                {move || if is_sure.get() { "Yes, delete it" } else { "Delete" }}
            </Button>
        </div>
    }
}
