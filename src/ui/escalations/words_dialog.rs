//! A dialog that asks for the words without which something cannot be done: why a request is
//! rejected, why an escalation can end.

use crate::{
    engine::{command::Command, escalation::EscalationCommand},
    ui::{
        asking::Asking,
        kit::{Dialog, DialogActions, TextArea},
        toast::Toasts,
    },
};
use leptos::{ev, prelude::*};

/// What the dialog says.
#[derive(Clone)]
pub(super) struct Wanted {
    /// Its heading.
    pub(super) heading: String,
    /// What the words are.
    pub(super) label: &'static str,
    /// Who reads them.
    pub(super) hint: &'static str,
    /// The name of the words in a refusal.
    pub(super) field: &'static str,
    /// What the button does.
    pub(super) verb: &'static str,
    /// What is said once it is done.
    pub(super) said: String,
}

/// What the words ask of the desk.
type Made = UnsyncCallback<String, EscalationCommand>;

/// The dialog.
#[component]
pub(super) fn WordsDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it says.
    wanted: Wanted,
    /// What the words ask of the desk.
    #[prop(into)]
    command: Made,
) -> impl IntoView {
    let heading = wanted.heading.clone();
    view! {
        <Dialog open heading>
            <Words open wanted=wanted.clone() command />
        </Dialog>
    }
    .into_any()
}

#[component]
fn Words(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// What it says.
    wanted: Wanted,
    /// What the words ask of the desk.
    command: Made,
) -> impl IntoView {
    let toasts = Toasts::here();
    let asking = Asking::new();
    let words = RwSignal::new(String::new());
    let said = wanted.said;
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let asked = command.run(words.get_untracked());
        let said = said.clone();
        asking.ask(Command::Escalation(Box::new(asked)), move |()| {
            open.try_set(false);
            toasts.say(said);
        });
    };
    view! {
        <form on:submit=submit novalidate class="stack">
            <TextArea
                label=wanted.label
                value=words
                n_lines=3
                required=true
                hint=wanted.hint
                error=asking.error_at(wanted.field)
            />
            {asking.refusal()}
            <DialogActions open verb=wanted.verb pending=asking.pending() />
        </form>
    }
}
