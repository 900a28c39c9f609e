//! The ways in which an escalation ends, or goes out of sight.

use super::words_dialog::{Wanted, WordsDialog};
use crate::{
    engine::{command::Command, escalation::EscalationCommand, id::EscalationId},
    ui::{
        asking::Asking,
        kit::{Button, ButtonLook, ConfirmDialog},
        route::Router,
        toast::Toasts,
    },
    view::route::Page,
};
use leptos::prelude::*;

/// Whoever asked takes the request back.
#[component]
pub(super) fn Withdraw(
    /// The request.
    id: EscalationId,
) -> impl IntoView {
    let asking = Asking::new();
    let toasts = Toasts::here();
    let withdraw = move |()| {
        let command = Command::Escalation(Box::new(EscalationCommand::Withdraw(id)));
        asking.ask(command, move |()| toasts.say("The request is taken back"));
    };
    view! {
        <Button pending=asking.pending() on_press=withdraw>
            "Withdraw"
        </Button>
        {asking.refusal()}
    }
}

/// Ends the escalation, with a justification (semantics 5.14).
#[component]
pub(super) fn Deescalate(
    /// The record.
    id: EscalationId,
    /// Its number.
    number: String,
) -> impl IntoView {
    let asking = Asking::new();
    let is_open = RwSignal::new(false);
    let made = move |words: String| EscalationCommand::Deescalate {
        escalation: id,
        justification: words.into(),
    };
    let begin = move |()| {
        let command = Command::Escalation(Box::new(made(String::new())));
        asking.begin(command, move || is_open.set(true));
    };
    let wanted = Wanted {
        heading: format!("De-escalate {number}"),
        label: "Justification",
        hint: "Why it can end. Those who watch get it by mail; the customer does not.",
        field: "justification",
        verb: "De-escalate",
        said: number + " is de-escalated",
    };
    view! {
        <Button look=ButtonLook::Primary on_press=begin>
            "De-escalate"
        </Button>
        {asking.refusal()}
        <WordsDialog open=is_open wanted command=made />
    }
}

/// Takes what is over out of the lists (semantics 5.22).
#[component]
pub(super) fn Delete(
    /// The escalation.
    id: EscalationId,
    /// Its number.
    number: String,
) -> impl IntoView {
    let router = Router::here();
    let toasts = Toasts::here();
    let asking = Asking::new();
    let is_asked = RwSignal::new(false);
    let heading = format!("Delete {number}?");
    let said = number + " is deleted";
    let command = move || Command::Escalation(Box::new(EscalationCommand::Delete(id)));
    let delete = move |()| {
        let said = said.clone();
        asking.ask(command(), move |()| {
            toasts.say(said);
            router.go(Page::Escalations);
        });
    };
    view! {
        <Button on_press=move |()| {
            asking.begin(command(), move || is_asked.set(true));
        }>"Delete"</Button>
        {asking.refusal()}
        <ConfirmDialog
            open=is_asked
            heading
            verb="Delete"
            pending=asking.pending()
            on_confirm=delete
        >
            <p>"It goes out of every list. Who deleted it and what was done to it stay on record."</p>
        </ConfirmDialog>
    }
}
